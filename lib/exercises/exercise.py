"""The base of every exercise: a learner's function is compared with the tested one, and mistakes are named.

An :class:`Exercise` knows the reference in ``lib``, inputs from small to large, and the wrong answers that people
really give, each a function of its own with the words of a good teaching assistant. ``check(function)`` returns a
:class:`Verdict`, which Jupyter shows; ``solution()`` shows the reference, after an attempt.
"""

import copy
import dis
import html
import inspect
import textwrap
import traceback

import numpy as np

# Two answers are the same if they differ by less than this part of their size: rounding never reaches it in the small
# cases of an exercise, and a mistake always does.
RTOL, ATOL = 1e-7, 1e-9
# Beyond this a number is a division by (almost) zero, whose digits mean nothing.
HUGE = 1e8

COLOURS = {"right": "#009E73", "wrong": "#D55E00", "not attempted": "#888888", "solution": "#0072B2"}


class Verdict:
    """What a learner is told. ``kind`` is "right", "wrong", "not attempted" or "solution"; ``text`` the words."""

    def __init__(self, kind, text, code=""):
        self.kind, self.text, self.code = kind, text, code

    def __repr__(self):
        return f"{self.text}\n\n{self.code}" if self.code else self.text

    def _repr_html_(self):
        lines = "<br>".join(html.escape(line) for line in self.text.splitlines())
        code = f'<pre style="margin-top: 8px">{html.escape(self.code)}</pre>' if self.code else ""
        return (
            f'<div role="status" style="border-left: 8px solid {COLOURS[self.kind]}; padding: 6px 14px; '
            f'font-size: 16px; white-space: pre-wrap">{lines}{code}</div>'
        )


def differ(expected, got, args):
    """What is wrong with ``got``, in one sentence with shapes first; ``None`` if nothing is."""
    expected = np.asarray(expected)
    try:
        array = np.asarray(got)
    except ValueError:
        return f"expected an array of shape {expected.shape}, got rows of different lengths"
    if array.dtype.kind not in "biuf":
        return f"expected {'numbers' if expected.ndim else 'a number'}, got {short(got)}"
    if array.shape != expected.shape:
        return f"expected the shape {expected.shape}, got {array.shape}"
    if not np.allclose(array, expected, rtol=RTOL, atol=ATOL * max(1, np.abs(expected).max(initial=0))):
        return f"expected{_below(expected)}\ngot{_below(array)}"
    return None


def alike(a, b):
    """Whether two outcomes are the same mistake: equal numbers, or numbers that are huge in the same places."""
    try:
        a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    except (TypeError, ValueError):
        return False
    if a.shape != b.shape:
        return False
    huge_a, huge_b = ~(np.abs(a) < HUGE), ~(np.abs(b) < HUGE)
    return bool((huge_a == huge_b).all()) and np.allclose(
        np.where(huge_a, 0, a), np.where(huge_b, 0, b), rtol=RTOL, atol=ATOL
    )


class Exercise:
    """One exercise.

    reference : the tested function of ``lib``. cases : list of argument tuples, the smallest first.
    mistakes : dict wrong function → hint. praise : what a right answer has shown, one line.
    answer : what one would write on the board, where the reference has more to take care of. differ, alike : as the
    functions above, where an answer is not unique.
    """

    def __init__(self, reference, cases, mistakes, praise, answer=None, differ=differ, alike=alike):
        self.reference, self.cases, self.mistakes, self.praise = reference, cases, mistakes, praise
        self.answer = answer
        self._differ, self._alike = differ, alike
        self.name = reference.__name__
        self.attempted = False

    def check(self, attempt):
        """Compare a learner's function with the reference; returns a :class:`Verdict`."""
        if not callable(attempt):
            return Verdict("wrong", f"Hand over the function itself: check({self.name}), without calling it.")
        if _is_stub(attempt):
            return Verdict(
                "not attempted", f"{self.name}: not attempted yet. Replace the ... by your answer and run both cells."
            )
        self.attempted = True
        outcomes = [_run(attempt, args) for args in self.cases]
        for args, outcome in zip(self.cases, outcomes):
            problem = self._problem(args, outcome)
            if problem:
                hint = self._hint(outcomes)
                call = f"{self.name}({', '.join(self._parameters())}) with\n{self._inputs(args)}"
                return Verdict("wrong", f"Not yet. {hint}".rstrip() + f"\nThe smallest input that shows it: {call}\n{problem}")
        changed = any(outcome.changed for outcome in outcomes)
        note = "\nOne more thing: your function changes its argument; work on a copy." if changed else ""
        return Verdict("right", f"Right. {self.praise}{note}")

    def solution(self):
        """Show the answer and the reference, once the learner has tried."""
        if not self.attempted:
            return Verdict("not attempted", f"{self.name}: try it first; after a check this shows a solution.")
        code = textwrap.dedent(inspect.getsource(self.reference))
        if self.answer is None:
            return Verdict("solution", f"The function of {self.reference.__module__}, which the tests hold:", code)
        short = textwrap.dedent(inspect.getsource(self.answer))
        lead = f"Short, and right for these inputs; below it the function of {self.reference.__module__}, which cares for the rest:"
        return Verdict("solution", lead, f"{short}\n\n{code}")

    def _parameters(self):
        return list(inspect.signature(self.reference).parameters)[: len(self.cases[0])]

    def _inputs(self, args):
        return "\n".join(f"{name} ={_below(arg)}" for name, arg in zip(self._parameters(), args))

    def _problem(self, args, outcome):
        if outcome.error is not None:
            return outcome.error
        if outcome.value is None:
            return "It returned None: is a return missing?"
        return self._differ(self.reference(*copy.deepcopy(args)), outcome.value, args)

    def _hint(self, outcomes):
        for mistake, hint in self.mistakes.items():
            if all(self._same(outcome, _run(mistake, args)) for args, outcome in zip(self.cases, outcomes)):
                return hint
        return ""

    def _same(self, outcome, other):
        if outcome.error is not None or other.error is not None:
            return outcome.error is not None and other.error is not None
        return outcome.value is not None and self._alike(outcome.value, other.value)


class _Outcome:
    def __init__(self, value=None, error=None, changed=False):
        self.value, self.error, self.changed = value, error, changed


def _run(function, args):
    given = copy.deepcopy(args)
    try:
        with np.errstate(all="ignore"):
            value = function(*given)
    except Exception as problem:
        return _Outcome(error=_where(function, problem))
    return _Outcome(value, changed=not all(map(np.array_equal, given, args)))


def _where(function, problem):
    """The learner's exception in one line, with the line of the learner's function in which it came up."""
    words = f"It raised {type(problem).__name__}: {problem}"
    code = getattr(function, "__code__", None)
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if code is not None and frame.filename == code.co_filename and frame.name == code.co_name and frame.line:
            return f"{words}\nin your line: {frame.line}"
    return words


def _is_stub(function):
    """Whether the body is still ``...`` (or ``pass``, or only a docstring)."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP", "CACHE")]
    plain = all(step.opname in ("LOAD_CONST", "RETURN_VALUE", "RETURN_CONST") for step in steps)
    return plain and all(step.argval is None for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST"))


def show(value):
    """An argument or answer as a learner reads it: few digits, no noise in the last ones."""
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        return repr(value)
    if array.size == 0:
        return f"an empty array of shape {array.shape}"
    return np.array2string(array + 0.0 if array.dtype.kind == "f" else array, precision=4, suppress_small=True)


def _below(value):
    """The value behind its name: on the same line, or a matrix below it."""
    text = show(value)
    return f"\n{text}" if "\n" in text else f" {text}"


def short(value):
    """Any value in at most 80 characters."""
    return textwrap.shorten(repr(value), 80, placeholder=" …")
