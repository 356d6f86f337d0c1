"""Whether two answers are the same, and what is wrong with one that is not: shapes first, then the numbers."""

import inspect

import numpy as np

from lib.exercises.verdict import named, short

# Two answers are the same if they differ by less than this part of their size: rounding never reaches it in the small
# cases of an exercise, and a mistake always does.
RTOL, ATOL = 1e-7, 1e-9
# Beyond this a number is a division by (almost) zero, whose digits mean nothing.
HUGE = 1e8
NO_DIGITS = "Digits of a huge number mean nothing: is something divided by what rounding leaves in place of a 0?"


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
        return f"expected {_shape(expected)}, got {shape}"
    if close(expected, array, _scale(args)):
        return None
    huge = HUGE * max(1.0, np.abs(expected).max(initial=0))
    for digits in (4, 8, 12):  # until they show the difference
        want = named("expected ", expected, digits, array, huge)
        have = named("got      ", array, digits, expected, huge)
        if want[9:] != have[9:]:
            break
    return f"{want}\n{have}\n{NO_DIGITS}" if "huge" in have else f"{want}\n{have}"


def close(expected, array, scale=1.0):
    """Whether two arrays have the same shape and, but for rounding, the same numbers.

    scale : size of the numbers that they were computed from, where that is below 1.
    """
    bound = ATOL * max(scale, np.abs(expected).max(initial=0))
    return array.shape == expected.shape and np.allclose(array, expected, rtol=RTOL, atol=bound)


def _scale(args):
    arrays = [np.abs(each) for each in args if isinstance(each, np.ndarray) and each.dtype.kind == "f" and each.any()]
    return min(1.0, *(float(each[np.isfinite(each)].max(initial=0)) or 1.0 for each in arrays), 1.0)


def _shape(array):
    return f"the shape {array.shape}" if array.ndim else "a number"


def _places(expected, got):
    """Where in a tuple the expected answer is."""
    parts = [numbers(part) for part in got] if expected.size else []
    return [place for place, part in enumerate(parts) if part is not None and close(expected, part)]


def _not_this(expected, got):
    what = "numbers" if expected.ndim else "a number"
    if inspect.isgenerator(got):
        return f"expected {what}, got a generator: return hands the answer over, yield does not."
    if callable(got):
        return f"expected {what}, got a function: is it to be called, with ( )?"
    if isinstance(got, tuple):
        right = "".join(f", which is [{place}] of them" for place in _places(expected, got)[:1])
        return f"expected {_shape(expected)}, got {len(got)} things at once: return only what is asked for{right}"
    if isinstance(got, list) and not any(isinstance(part, (str, dict)) for part in got):
        return f"expected {_shape(expected)}, got rows of different lengths, or with something else than numbers"
    return f"expected {what}, got {short(got)}"


def opposite(a, b):
    """Whether the array −b is nearer to a than b is, by more than rounding: at a right angle b stays as it is."""
    return np.vdot(a, b) < -ATOL * np.linalg.norm(a) * np.linalg.norm(b)


def wrong_numbers(expected, got):
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
    huge = ~(np.abs(a) < HUGE)
    if (huge != ~(np.abs(b) < HUGE)).any():
        return False
    a, b = np.where(huge, np.float64(0), a), np.where(huge, np.float64(0), b)
    return bool((np.abs(a - b) <= ATOL + RTOL * np.abs(b)).all())
