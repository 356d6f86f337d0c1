"""Examine what a caller hands in, so that a wrong argument is named and not computed with.

Every function takes the argument's name first and returns the argument as the mathematics wants it: a new
float64 array, an ``int``, a ``float``. A ``TypeError`` or ``ValueError`` names the argument, what came and what
was wanted.
"""

import operator

import numpy as np


def _array(name, value, ndim, shape_in_words):
    try:
        array = np.array(value)
    except ValueError:
        raise ValueError(f"{name} must be {shape_in_words}; its rows have different lengths") from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold real numbers, not {array.dtype}")
    if array.ndim != ndim:
        raise ValueError(f"{name} must be {shape_in_words}, not an array of shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty; its shape is {array.shape}")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        place = where[0] if ndim == 1 else where
        raise ValueError(f"{name} must be finite, but {name}[{str(place).strip('()')}] is {array[where]}")
    return array


def matrix(name, value):
    """``value`` as a float64 matrix (m, n), not empty, every entry finite."""
    return _array(name, value, 2, "a matrix (two-dimensional)")


def vector(name, value, length=None):
    """``value`` as a float64 vector (length,), not empty, every entry finite."""
    array = _array(name, value, 1, "a vector (one-dimensional)")
    if length is not None and len(array) != length:
        raise ValueError(f"{name} must have {length} entries, not {len(array)}")
    return array


def labels(name, value, length=None, both=False):
    """``value`` as a float64 vector (length,) of the labels 0 and 1; with ``both``, each of them at least once."""
    y = vector(name, value, length)
    bad = (y != 0) & (y != 1)
    if bad.any():
        i = int(np.argmax(bad))
        raise ValueError(f"{name} must hold the labels 0 and 1 only, but {name}[{i}] is {y[i]:g}")
    if both and (y == y[0]).all():
        raise ValueError(f"{name} must hold both labels, 0 and 1; all {len(y)} of them are {y[0]:g}")
    return y


def integer(name, value, low, high=None):
    """``value`` as an int with low <= value <= high."""
    try:
        if isinstance(value, (bool, np.bool_)):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number, not {value!r}") from None
    if number < low or (high is not None and number > high):
        wanted = f"at least {low}" if high is None else f"between {low} and {high}"
        raise ValueError(f"{name} must be {wanted}, not {number}")
    return number


def real(name, value, low=-np.inf, high=np.inf, *, above=None):
    """``value`` as a finite float with low <= value <= high and, where given, value > above."""
    if isinstance(value, (bool, np.bool_, str, bytes)):
        raise TypeError(f"{name} must be a number, not {value!r}")
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a number, not {value!r}") from None
    if not np.isfinite(number):
        raise ValueError(f"{name} must be finite, not {number}")
    if above is not None and not number > above:
        raise ValueError(f"{name} must be greater than {above}, not {number}")
    if number < low or number > high:
        if high == np.inf:
            wanted = f"at least {low}"
        elif low == -np.inf:
            wanted = f"at most {high}"
        else:
            wanted = f"between {low} and {high}"
        raise ValueError(f"{name} must be {wanted}, not {number}")
    return number


def choice(name, value, known):
    """``value`` if it is one of the names in ``known``."""
    if value not in known:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, known))}; not {value!r}")
    return value


def generator(name, value):
    """``value`` if it is a ``numpy.random.Generator``: the global random state is never used."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a numpy.random.Generator, such as numpy.random.default_rng(0), not {value!r}")
    return value
