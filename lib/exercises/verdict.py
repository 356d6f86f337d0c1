"""What a learner is told: the one place that lays out a verdict, and how a value looks in it."""

import html
import itertools
import textwrap

import numpy as np

COLOURS = {"right": "#009E73", "wrong": "#D55E00", "not attempted": "#888888", "solution": "#0072B2"}
# Values stand in columns; what is wider than the page is scrolled. Letters and ground are the page's, light or dark.
PRE = (
    "margin: 2px 0 4px; padding: 0; background: none; border: 0; color: inherit; font: 14px/1.4 monospace; "
    "white-space: pre; overflow-x: auto"
)
INDENT = "    "


class Verdict:
    """What a learner is told. ``kind`` is "right", "wrong", "not attempted" or "solution"; ``text`` the words.

    Lines of the text that are indented by four spaces are values or code. ``hint`` is the cause without what belongs to
    one learner, so that mistakes can be counted, or "" if none is known; ``named``: whether it is of a named mistake.
    """

    def __init__(self, kind, text, code="", hint="", named=False):
        self.kind, self.text, self.code, self.hint, self.named = kind, text, code, hint, named

    def __repr__(self):
        return f"{self.text}\n\n{self.code}" if self.code else self.text

    def _repr_html_(self):
        shown = []
        for values, lines in itertools.groupby(self.text.splitlines(), key=lambda line: line.startswith(INDENT)):
            if values:
                shown.append(f'<pre style="{PRE}">{html.escape(textwrap.dedent(chr(10).join(lines)))}</pre>')
            else:
                shown.append("<br>".join(html.escape(line) for line in lines))
        if self.kind == "wrong":
            shown[0] = _first_line_bold(shown[0])
        if self.code:
            shown.append(f'<pre style="{PRE}; margin-top: 8px">{html.escape(self.code)}</pre>')
        return (
            f'<div role="status" style="border-left: 8px solid {COLOURS[self.kind]}; padding: 6px 14px; '
            f'font-size: 16px; white-space: pre-wrap">{"".join(shown)}</div>'
        )


def _first_line_bold(block):
    first, *rest = block.split("<br>")
    return "<br>".join([f"<strong>{first}</strong>", *rest])


def wrong(cause, name, arguments, problem, line="", note="", **counted):
    """The verdict on a wrong answer: the cause, where it is, the smallest input that shows it, what is wrong there.

    name : of the function asked for. arguments : dict argument → its value in this case. line : of the learner's, in
    which it happened. note : more that is true of the answer. counted : hint and named of the :class:`Verdict`.
    """
    told = [f"Not yet. {cause}".rstrip()]
    if line:
        told += ["In your line", INDENT + line]
    if note:
        told.append(note)
    told.append(f"The smallest input that shows it: {name}({', '.join(arguments)}) with")
    told += [textwrap.indent(named(f"{argument} = ", value), INDENT) for argument, value in arguments.items()]
    told += [said if _is_sentence(said) else INDENT + said for said in problem.splitlines()]
    return Verdict("wrong", "\n".join(told), **counted)


def _is_sentence(line):
    return not line.startswith(("expected", "got", "[", " ")) or line.endswith((".", "?"))


def named(name, value, *how):
    """A value behind its name, a matrix with its rows below each other. how : as in :func:`show`."""
    first, *rest = show(value, *how).split("\n")
    return "\n".join([name + first, *(" " * len(name) + line for line in rest)])


def show(value, digits=4, beside=None, huge=np.inf):
    """An argument or answer as a learner reads it: few digits, no noise in the last ones.

    beside : another array of numbers, whose entries are to stand in the same columns. huge : a number that is not
    smaller has no digits, but the word "huge".
    """
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        return repr(value)
    if array.size == 0:
        return f"an empty array of shape {array.shape}"
    both = [_without_noise(np.asarray(one), huge) for one in (array, beside) if one is not None]
    largest = max((_size(one, huge) for one in both if one.dtype.kind == "f"), default=0)
    # Only where all is tiny or huge are powers of ten better than zeros.
    in_powers = not (1e-3 < largest < 1e8 or largest == 0)

    def text(number):
        if not isinstance(number, (float, np.floating)) or not np.isfinite(number):
            return str(number)
        if abs(number) >= huge:
            return "huge"
        if in_powers and number:
            front, power = f"{number:.{digits}e}".split("e")
            return f"{front.rstrip('0').rstrip('.')}e{power}"
        return np.format_float_positional(number, precision=digits, trim="-")

    def halves(number):
        front, cut, rest = text(number).partition("e" if in_powers else ".")
        return front, cut + rest

    texts = [halves(number) for one in both for number in one.ravel()]
    before, behind = (max(map(len, several)) for several in zip(*texts))

    def in_columns(number):
        front, rest = halves(number)
        return front.rjust(before) + rest.ljust(behind)

    shown = np.array2string(both[0], formatter={"all": in_columns})
    return shown if array.ndim else shown.rstrip() if beside is not None else shown.strip()


def _size(array, huge):
    sizes = np.abs(array[np.isfinite(array)])
    return sizes[sizes < huge].max(initial=0)


def _without_noise(array, huge):
    """What rounding has left where a zero should be is shown as 0, and no digit hangs on the last ones."""
    if array.dtype.kind != "f":
        return array
    steady = np.array([float(f"{number:.11e}") for number in array.ravel()]).reshape(array.shape)
    return np.where(np.abs(array) < 1e-12 * _size(array, huge), 0, steady) + 0.0


def short(value, length=80):
    """Any value in so many characters at most."""
    if isinstance(value, (np.ndarray, np.number, float)) and np.asarray(value).dtype.kind in "biuf":
        return textwrap.shorten(show(value), length, placeholder=" …")
    with np.printoptions(precision=4):
        return textwrap.shorten(repr(value), length, placeholder=" …")
