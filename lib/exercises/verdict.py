"""What a learner is told: the one place that lays out a verdict, and how a value looks in it."""

import html
import textwrap

import numpy as np

COLOURS = {"right": "#009E73", "wrong": "#D55E00", "not attempted": "#888888", "solution": "#0072B2"}


class Verdict:
    """What a learner is told. ``kind`` is "right", "wrong", "not attempted" or "solution"; ``text`` the words.

    ``hint`` is the part of the words that says what the mistake is; empty where none is known.
    """

    def __init__(self, kind, text, code="", hint=""):
        self.kind, self.text, self.code, self.hint = kind, text, code, hint

    def __repr__(self):
        return f"{self.text}\n\n{self.code}" if self.code else self.text

    def _repr_html_(self):
        lines = "<br>".join(html.escape(line) for line in self.text.splitlines())
        code = f'<pre style="margin-top: 8px">{html.escape(self.code)}</pre>' if self.code else ""
        return (
            f'<div role="status" style="border-left: 8px solid {COLOURS[self.kind]}; padding: 6px 14px; '
            f'font-size: 16px; white-space: pre-wrap">{lines}{code}</div>'
        )


def wrong(hint, name, arguments, problem):
    """The verdict on a wrong answer: the hint if there is one, the smallest input that shows it, what is wrong there.

    name : of the function asked for. arguments : dict argument → its value in this case.
    """
    told = f"Not yet. {hint}".rstrip()
    inputs = "\n".join(f"{argument} ={below(value)}" for argument, value in arguments.items())
    call = f"{name}({', '.join(arguments)}) with\n{inputs}"
    return Verdict("wrong", f"{told}\nThe smallest input that shows it: {call}\n{problem}", hint=hint)


def show(value, digits=4):
    """An argument or answer as a learner reads it: few digits, no noise in the last ones."""
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        return repr(value)
    if array.size == 0:
        return f"an empty array of shape {array.shape}"
    if array.dtype.kind != "f":
        return np.array2string(array)
    finite = np.abs(array[np.isfinite(array)])
    array = np.where(np.abs(array) < 1e-12 * finite.max(initial=0), 0, array) + 0.0
    # Only where all is tiny are powers of ten better than zeros.
    return np.array2string(array, precision=digits, suppress_small=bool(finite.max(initial=0) > 1e-3))


def below(value, digits=4):
    """The value behind its name: on the same line, or a matrix below it."""
    text = show(value, digits)
    return f"\n{text}" if "\n" in text else f" {text}"


def short(value):
    """Any value in at most 80 characters."""
    with np.printoptions(precision=4):
        return textwrap.shorten(repr(value), 80, placeholder=" …")
