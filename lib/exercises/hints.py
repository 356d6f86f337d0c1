"""Hints that serve every exercise: what can be said of a wrong answer that is no named mistake."""

import dis

import numpy as np

from lib.exercises.comparison import HUGE, RTOL, close, numbers


def unused(function, answer):
    """Words for an argument that the answer reads and this function never, and for the notebook's arrays it reads."""
    code = getattr(function, "__code__", None)
    if code is None:
        return ""
    names, read = code.co_varnames[: code.co_argcount], _read(code)
    needed = [name in _read(answer.__code__) for name in answer.__code__.co_varnames]
    never = [name for name, need in zip(names, needed) if need and name not in read]
    outer = {step.argval for step in dis.get_instructions(code) if step.opname.startswith("LOAD_GLOBAL")}
    arrays = sorted(name for name in outer if isinstance(function.__globals__.get(name), np.ndarray))
    words = [f"Your function never uses {', '.join(never)}."] if never else []
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


def one_factor(expected, got):
    """Words for answers that are right but for one factor, the same in all cases.

    expected, got : the right answers and the learner's, one a case.
    """
    factors = []
    for wanted, value in zip(map(numbers, expected), map(numbers, got)):
        if wanted is None or value is None or value.shape != wanted.shape or not np.isfinite(value).all():
            return ""
        if wanted.any():
            factors.append(np.vdot(value, wanted) / np.vdot(wanted, wanted))
        if not close(factors[0] * wanted if factors else wanted, value):
            return ""
    if not factors or not np.allclose(factors, factors[0]):
        return ""
    factor = f"{factors[0]:.4g}"
    if not RTOL <= abs(factors[0]) < HUGE or factor == "1":
        return ""
    if factor == "-1":
        return "Everything has the wrong sign."
    return f"Everything is {factor} times what it should be."
