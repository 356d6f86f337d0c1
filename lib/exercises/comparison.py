"""Whether two answers are the same, and what is wrong with one that is not: shapes first, then the numbers."""

import numpy as np

from lib.exercises.verdict import below, short

# Two answers are the same if they differ by less than this part of their size: rounding never reaches it in the small
# cases of an exercise, and a mistake always does.
RTOL, ATOL = 1e-7, 1e-9
# Beyond this a number is a division by (almost) zero, whose digits mean nothing.
HUGE = 1e8


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
    if not close(expected, array):
        want, have = below(expected), below(array)
        if want == have:  # four digits do not show the difference
            want, have = below(expected, 12), below(array, 12)
        return f"expected{want}\ngot{have}{_rearranged(expected, array)}"
    return None


def close(expected, array):
    """Whether two arrays have the same shape and, but for rounding, the same numbers."""
    bound = ATOL * max(1, np.abs(expected).max(initial=0))
    return array.shape == expected.shape and np.allclose(array, expected, rtol=RTOL, atol=bound)


def _shape(array):
    return f"the shape {array.shape}" if array.ndim else "a number"


def _rearranged(expected, array):
    """Words for the right numbers in the wrong places."""
    if array.ndim == 2 and array.T.shape == expected.shape and close(expected, array.T):
        return "\nIt is transposed: rows and columns are exchanged."
    if expected.ndim == 0 and array.size == 1 and close(expected, array.ravel()[0]):
        return f"\nThe number is right here, but in an array of shape {array.shape}: a number is wanted."
    if array.shape != expected.shape and array.size == expected.size and close(expected.ravel(), array.ravel()):
        return "\nThe numbers are right here, the shape is not."
    return ""


def _places(expected, got):
    """Where in a tuple the expected answer is."""
    parts = [numbers(part) for part in got] if expected.size else []
    return [place for place, part in enumerate(parts) if part is not None and close(expected, part)]


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
    huge_a, huge_b = ~(np.abs(a) < HUGE), ~(np.abs(b) < HUGE)
    return bool((huge_a == huge_b).all()) and np.allclose(
        np.where(huge_a, 0, a), np.where(huge_b, 0, b), rtol=RTOL, atol=ATOL
    )
