"""A function on the inputs of an exercise: the one place that runs what a learner has written."""

import builtins
import contextlib
import copy
import dis
import inspect
import warnings
from dataclasses import dataclass, field

import numpy as np

from lib.exercises import exceptions
from lib.exercises.limit import OutOfTime, within
from lib.exercises.source import place

# An answer takes milliseconds; an import in it a second or two.
SECONDS = 5.0


@dataclass(frozen=True)
class Failure:
    """An exception: ``cause`` in one sentence or "", the learner's ``line`` or "", and Python's own ``words``.

    ``fingerprint`` is what exceptions have in common that come of the same mistake.
    """

    cause: str
    line: str
    words: str
    kind: type
    fingerprint: object = None


@dataclass(frozen=True)
class Outcome:
    """What came of one call: a value or a :class:`Failure`; and the places of the arguments that were changed."""

    value: object = None
    failure: Failure | None = None
    changed: tuple = field(default=())


def run(function, args, seconds=None):
    """Call a function with copies of the arguments of a case; returns the :class:`Outcome`, whatever happens.

    seconds : after which a function is stopped that does not come to an end; ``None`` for one that is known to.
    """
    given = copy.deepcopy(args)
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings(), _without_ends(function):
            warnings.simplefilter("ignore")  # the verdict says what is wrong
            value = function(*given) if seconds is None else within(seconds, function, *given)
    except (Exception, OutOfTime, SystemExit) as problem:  # an interrupt goes through
        return Outcome(failure=_failure(function, problem))
    changed = tuple(place for place, (now, before) in enumerate(zip(given, args)) if not same(now, before))
    return Outcome(_real(value), changed=changed)


def run_all(function, cases):
    """The outcomes of a learner's function, one a case. What does not come to an end once is not tried again."""
    outcomes = []
    for args in cases:
        endless = outcomes and outcomes[-1].failure is not None and outcomes[-1].failure.kind is OutOfTime
        outcomes.append(outcomes[-1] if endless else run(function, args, SECONDS))
    return outcomes


def same(a, b):
    """Whether an argument is as it was."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.dtype.kind == b.dtype.kind == "f":
        return np.array_equal(a, b, equal_nan=True)
    return bool(np.array_equal(a, b))


def _real(value):
    """From NumPy 2.5 on eigenproblems are answered in complex numbers, also where no imaginary part is left."""
    complex_only_by_type = isinstance(value, np.ndarray) and value.dtype.kind == "c" and not value.imag.any()
    return value.real if complex_only_by_type else value


@contextlib.contextmanager
def _without_ends(function):
    """Neither ``input()`` nor ``exit()``, which in Jupyter wait for ever and end the kernel."""

    def ask(prompt=""):
        raise EOFError

    def leave(*code):
        raise SystemExit

    asked, outer = builtins.input, getattr(function, "__globals__", {})
    # Jupyter's own stand in the notebook, Python's among the builtins; a function of the learner's is left alone.
    own = {name: outer[name] for name in ("exit", "quit") if name in outer and not inspect.isroutine(outer[name])}
    of_python = {name: vars(builtins)[name] for name in ("exit", "quit") if name in vars(builtins)}
    builtins.input = ask
    outer.update(dict.fromkeys(own, leave))
    vars(builtins).update(dict.fromkeys(of_python, leave))
    try:
        yield
    finally:
        builtins.input = asked
        outer.update(own)
        vars(builtins).update(of_python)


def _failure(function, problem):
    where = place(function, problem)
    words = f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__
    return Failure(
        cause=exceptions.in_words(problem, where, function),
        line=where.line if where else "",
        words="" if isinstance(problem, (OutOfTime, EOFError, SystemExit)) else words,
        kind=type(problem),
        fingerprint=exceptions.fingerprint(problem),
    )


def misfit(function, names):
    """Words for a function that cannot be called with the arguments of the exercise; "" if it can."""
    try:
        inspect.signature(function).bind(*names)
    except TypeError:
        own = ", ".join(inspect.signature(function).parameters)
        return f"Your function takes ({own}); asked is one that takes ({', '.join(names)})."
    except ValueError:  # NumPy's own functions do not say
        pass
    return ""


def is_stub(function):
    """Whether the body is still ``...`` (or ``pass``, or only a docstring)."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP", "CACHE")]
    plain = all(step.opname in ("LOAD_CONST", "RETURN_VALUE", "RETURN_CONST") for step in steps)
    return plain and all(step.argval is None for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST"))
