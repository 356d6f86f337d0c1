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
import warnings
from dataclasses import dataclass

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


def numbers(value):
    """``value`` as an array of real numbers; ``None`` if it is none."""
    try:
        array = np.asarray(value)
    except ValueError:  # parts of different shapes
        return None
    return array if array.dtype.kind in "biuf" else None


def differ(expected, got, args):
    """What is wrong with ``got``, in one sentence with shapes first; ``None`` if nothing is."""
    expected, array = np.asarray(expected), numbers(got)
    if array is None or (isinstance(got, tuple) and _places(expected, got)):
        return _not_this(expected, got)
    if array.shape != expected.shape:
        shape = array.shape if expected.ndim and array.ndim else _shape(array)
        return f"expected {_shape(expected)}, got {shape}{_rearranged(expected, array)}"
    if not _close(expected, array):
        want, have = _below(expected), _below(array)
        if want == have:  # four digits do not show the difference
            want, have = _below(expected, 12), _below(array, 12)
        return f"expected{want}\ngot{have}{_rearranged(expected, array)}"
    return None


def _close(expected, array):
    bound = ATOL * max(1, np.abs(expected).max(initial=0))
    return array.shape == expected.shape and np.allclose(array, expected, rtol=RTOL, atol=bound)


def _shape(array):
    return f"the shape {array.shape}" if array.ndim else "a number"


def _rearranged(expected, array):
    """Words for the right numbers in the wrong places."""
    if array.ndim == 2 and array.T.shape == expected.shape and _close(expected, array.T):
        return "\nIt is transposed: rows and columns are exchanged."
    if expected.ndim == 0 and array.size == 1 and _close(expected, array.ravel()[0]):
        return f"\nThe number is right here, but in an array of shape {array.shape}: a number is wanted."
    if array.shape != expected.shape and array.size == expected.size and _close(expected.ravel(), array.ravel()):
        return "\nThe numbers are right here, the shape is not."
    return ""


def _places(expected, got):
    """Where in a tuple the expected answer is."""
    parts = [numbers(part) for part in got] if expected.size else []
    return [place for place, part in enumerate(parts) if part is not None and _close(expected, part)]


def _not_this(expected, got):
    what = "numbers" if expected.ndim else "a number"
    if callable(got):
        return f"expected {what}, got a function: is it to be called, with ( )?"
    if isinstance(got, tuple):
        right = "".join(f", which is [{place}] of them" for place in _places(expected, got)[:1])
        return f"expected {_shape(expected)}, got {len(got)} things at once: return only what is asked for{right}"
    if isinstance(got, list) and not any(isinstance(part, (str, dict)) for part in got):
        return f"expected {_shape(expected)}, got rows of different lengths, or with something else than numbers"
    return f"expected {what}, got {short(got)}"


def _wrong_numbers(expected, got):
    """The different wrong numbers in ``got``. Zeros and whole-number answers do not count: many mistakes give them."""
    expected, got = numbers(expected), numbers(got)
    if expected is None or got is None or expected.dtype.kind != "f":
        return set()
    if got.shape == expected.shape:
        wrong = got[~np.isclose(got, expected, rtol=RTOL, atol=ATOL)]
    else:
        wrong = np.array([number for number in got.ravel() if not np.isclose(number, expected, RTOL, ATOL).any()])
    return {f"{number:.6g}" for number in wrong if ATOL < abs(number) < HUGE}


def alike(a, b):
    """Whether two outcomes are the same mistake: equal numbers, or numbers that are huge in the same places."""
    a, b = numbers(a), numbers(b)
    if a is None or b is None or a.shape != b.shape:
        return False
    huge_a, huge_b = ~(np.abs(a) < HUGE), ~(np.abs(b) < HUGE)
    return bool((huge_a == huge_b).all()) and np.allclose(
        np.where(huge_a, 0, a), np.where(huge_b, 0, b), rtol=RTOL, atol=ATOL
    )


class Exercise:
    """One exercise.

    reference : the tested function of ``lib``. cases : list of argument tuples, the smallest first.
    mistakes : dict wrong function → hint. praise : what a right answer has shown, one line.
    answer : what one would write on the board; the reference has more to take care of. differ, alike : as the
    functions above, where an answer is not unique.
    """

    def __init__(self, reference, cases, mistakes, praise, answer, differ=differ, alike=alike):
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
                hint, nearly = self._hints(outcomes)
                hint = hint or _unused(attempt, self.answer) or self._factor(outcomes) or nearly
                call = f"{self.name}({', '.join(self._parameters())}) with\n{self._inputs(args)}"
                told = f"Not yet. {hint}".rstrip()
                return Verdict("wrong", f"{told}\nThe smallest input that shows it: {call}\n{problem}")
        changed = any(outcome.changed for outcome in outcomes)
        note = "\nOne more thing: your function changes its argument; work on a copy." if changed else ""
        return Verdict("right", f"Right. {self.praise}{note}")

    def solution(self):
        """Show the answer and the reference, once the learner has tried."""
        if not self.attempted:
            return Verdict("not attempted", f"{self.name}: try it first; after a check this shows a solution.")
        code = textwrap.dedent(inspect.getsource(self.reference))
        short = textwrap.dedent(inspect.getsource(self.answer))
        lead = "Short, and right for these inputs; below it the function of "
        lead += f"{self.reference.__module__}, which cares for the rest:"
        return Verdict("solution", lead, f"{short}\n\n{code}")

    def _parameters(self):
        return list(inspect.signature(self.reference).parameters)[: len(self.cases[0])]

    def _inputs(self, args):
        return "\n".join(f"{name} ={_below(arg)}" for name, arg in zip(self._parameters(), args))

    def _problem(self, args, outcome):
        if outcome.error is not None:
            return outcome.error
        if outcome.value is None:
            return "It returned None: is a return missing? (print shows an answer; return hands it over.)"
        return self._differ(self.reference(*copy.deepcopy(args)), outcome.value, args)

    def _hints(self, outcomes):
        """The words for the mistake that agrees in all cases, and for one that is beside a second mistake."""
        wrong = [self._problem(args, outcome) is not None for args, outcome in zip(self.cases, outcomes)]
        nearly = ""
        for mistake, hint in self.mistakes.items():
            others = [_run(mistake, args) for args in self.cases]
            agree = [self._same(outcome, other) for outcome, other in zip(outcomes, others)]
            if all(agree) and all(outcome.kind is other.kind for outcome, other in zip(outcomes, others)):
                return hint, ""
            # Who is right in the one case that differs has not made this mistake.
            beside = all(agree) or (sum(agree) == len(agree) - 1 and wrong[agree.index(False)])
            if beside and self._no_accident(outcomes, np.logical_and(agree, wrong)):
                lead = "" if all(agree) else "In all inputs but one your answers are those of this mistake: "
                nearly = nearly or lead + hint
        return "", nearly

    def _no_accident(self, outcomes, agree):
        """Whether the agreeing outcomes hold three wrong numbers or more, from two cases or more.

        Small cases have few possible answers, and the larger ones often repeat their rows: what counts is how many
        different numbers a mistake has in common with the learner, where both are wrong.
        """
        found, cases = set(), 0
        for args, outcome, same in zip(self.cases, outcomes, agree):
            new = _wrong_numbers(self.reference(*copy.deepcopy(args)), outcome.value) - found if same else set()
            found |= new
            cases += bool(new)
        return len(found) >= 3 and cases >= 2

    def _same(self, outcome, other):
        if outcome.error is not None or other.error is not None:
            # NumPy's LinAlgError is a ValueError: which of them matrices that do not fit raise is an accident.
            return None not in (outcome.kind, other.kind) and (
                issubclass(outcome.kind, other.kind) or issubclass(other.kind, outcome.kind)
            )
        if outcome.value is None or other.value is None:
            return outcome.value is other.value
        try:
            return self._alike(outcome.value, other.value)
        except (TypeError, ValueError):  # a learner may return anything
            return False

    def _factor(self, outcomes):
        """Words for an answer that is right but for one factor, the same in all cases."""
        factors = []
        for args, outcome in zip(self.cases, outcomes):
            expected, got = numbers(self.reference(*copy.deepcopy(args))), numbers(outcome.value)
            if expected is None or got is None or got.shape != expected.shape or not np.isfinite(got).all():
                return ""
            if expected.any():
                factors.append(np.vdot(got, expected) / np.vdot(expected, expected))
            if not _close(factors[0] * expected if factors else expected, got):
                return ""
        if not factors or not np.allclose(factors, factors[0]):
            return ""
        factor = f"{factors[0]:.4g}"
        if not RTOL <= abs(factors[0]) < HUGE or factor == "1":
            return ""
        if factor == "-1":
            return "Everything has the wrong sign."
        return f"Everything is {factor} times what it should be."


@dataclass(frozen=True)
class Named:
    """A function that a learner can read where it is an argument."""

    words: str
    function: object

    def __call__(self, *arguments):
        return self.function(*arguments)

    def __repr__(self):
        return self.words


class _Outcome:
    def __init__(self, value=None, error=None, kind=None, changed=False):
        self.value, self.error, self.kind, self.changed = value, error, kind, changed


def _run(function, args):
    given = copy.deepcopy(args)
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the verdict says what is wrong
            value = _real(function(*given))
    except Exception as problem:
        return _Outcome(error=_where(function, problem), kind=type(problem))
    return _Outcome(value, changed=not all(map(np.array_equal, given, args)))


def _real(value):
    """From NumPy 2.5 on eigenproblems are answered in complex numbers, also where no imaginary part is left."""
    complex_only_by_type = isinstance(value, np.ndarray) and value.dtype.kind == "c" and not value.imag.any()
    return value.real if complex_only_by_type else value


def _where(function, problem):
    """The learner's exception in one line, with the line of the learner's function in which it came up."""
    words = f"It raised {type(problem).__name__}: {problem}"
    code = getattr(function, "__code__", None)
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if code is not None and frame.filename == code.co_filename and frame.name == code.co_name and frame.line:
            return f"{words}\nin your line: {frame.line}"
    return words


def _unused(function, answer):
    """Words for an argument that the answer reads and this function never, and for the notebook's arrays it reads."""
    code = getattr(function, "__code__", None)
    if code is None:
        return ""
    names, read = code.co_varnames[: code.co_argcount], _read(code)
    needed = [name in _read(answer.__code__) for name in answer.__code__.co_varnames]
    unused = [name for name, need in zip(names, needed) if need and name not in read]
    outer = {step.argval for step in dis.get_instructions(code) if step.opname.startswith("LOAD_GLOBAL")}
    arrays = sorted(name for name in outer if isinstance(function.__globals__.get(name), np.ndarray))
    words = [f"Your function never uses {', '.join(unused)}."] if unused else []
    if arrays:
        words.append(f"It reads {', '.join(arrays)} of the notebook, which is the same whatever the arguments are.")
    return " ".join(words)


def _read(code):
    """The names of a function's own variables that it reads."""
    read = set(code.co_cellvars)
    for step in dis.get_instructions(code):
        if "LOAD_FAST" in step.opname:  # newer Pythons read two at once, as a tuple
            read.update(step.argval if isinstance(step.argval, tuple) else [step.argval])
    return read


def _is_stub(function):
    """Whether the body is still ``...`` (or ``pass``, or only a docstring)."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP", "CACHE")]
    plain = all(step.opname in ("LOAD_CONST", "RETURN_VALUE", "RETURN_CONST") for step in steps)
    return plain and all(step.argval is None for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST"))


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


def _below(value, digits=4):
    """The value behind its name: on the same line, or a matrix below it."""
    text = show(value, digits)
    return f"\n{text}" if "\n" in text else f" {text}"


def short(value):
    """Any value in at most 80 characters."""
    return textwrap.shorten(repr(value), 80, placeholder=" …")
