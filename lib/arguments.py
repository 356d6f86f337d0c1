"""Examine what a caller hands in, so that a wrong argument is named and not computed with.

Every function takes the argument's name first and returns the argument as the mathematics wants it: a new
float64 array, an ``int``, a ``float``. A ``TypeError`` or ``ValueError`` names the argument, what came and what
was wanted.

Arrays are not always what they seem. A masked entry is no number, so an array that has one is refused, and so is a
pandas column with a missing value. Numbers of any kind are taken as float64, the nearest there is: objects in an array
(``Fraction``, ``Decimal``, a nullable pandas column), whole numbers of more than 64 bits, single precision.

:func:`warn` is the other direction: it points at the line of the caller, however deep inside ``lib`` a doubt arises.
"""

import decimal
import numbers
import operator
import sys
import warnings

import numpy as np


def array(name, value, finite=True):
    """``value``, a number or an array of any shape, as a float64 array; not empty, and every entry finite if asked."""
    return _float64(name, _read(name, value, "an array"), finite)


def matrix(name, value, copy=True):
    """``value`` as a float64 matrix (m, n), not empty, every entry finite; with ``copy=None`` perhaps not a copy."""
    found = _read(name, value, "a matrix (two-dimensional)", copy)
    if found.ndim != 2:
        hint = f"; to make one column of it write {name}[:, None]" if found.ndim == 1 and found.size else ""
        raise ValueError(f"{name} must be a matrix (two-dimensional), not an array of shape {found.shape}{hint}")
    return _float64(name, found)


def vector(name, value, length=None, copy=True):
    """``value`` as a float64 vector (length,), not empty, every entry finite; ``copy`` as for :func:`matrix`."""
    found = _read(name, value, "a vector (one-dimensional)", copy)
    if found.ndim != 1:
        raise ValueError(f"{name} must be a vector (one-dimensional), not an array of shape {found.shape}")
    found = _float64(name, found)
    if length is not None and len(found) != length:
        raise ValueError(f"{name} must have {length} entries, not {len(found)}")
    return found


def system(A, b):
    """A as a float64 matrix (m, n) and b as a vector (m,), both examined; perhaps not copies: do not write to them."""
    A = matrix("A", A, copy=None)
    return A, vector("b", b, len(A), copy=None)


def points(x, y):
    """x and y as two float64 vectors (n,), both examined."""
    x = vector("x", x)
    return x, vector("y", y, len(x))


def _read(name, value, wanted, copy=True):
    """An array of real numbers, of whatever type and shape."""
    _refuse_masked(name, value)
    try:
        found = np.array(np.asarray(value), copy=copy, order="C")  # one order, so that results do not depend on it
    except ValueError:
        raise ValueError(f"{name} must be {wanted}; its rows have different lengths") from None
    except (TypeError, RuntimeError) as problem:  # a tensor that PyTorch wants detached, for instance
        raise TypeError(f"{name} must be {wanted}, but NumPy cannot read it: {problem}") from None
    if found.dtype.kind == "O":
        return _from_objects(name, found)
    if found.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold real numbers, not {found.dtype}")
    return found


def _from_objects(name, found):
    """Each object of an array as the nearest float64, if all are real numbers."""
    if found.ndim == 0 and not _is_real(found[()]):
        raise TypeError(f"{name} must hold real numbers, not {type(found[()]).__name__}")
    result = np.empty(found.shape)
    for where, entry in np.ndenumerate(found):
        if not _is_real(entry):
            raise TypeError(f"{name} must hold real numbers, but {_place(name, where)} is {entry!r}")
        try:
            result[where] = float(entry)
        except OverflowError:
            raise ValueError(f"{name} must be finite, but {_place(name, where)} is too large for float64") from None
    return result


def _is_real(value):
    return isinstance(value, (numbers.Real, decimal.Decimal, np.bool_))


def _refuse_masked(name, value):
    # np.array would drop the mask in silence, and compute with what is below it.
    where = _masked_entry(value)
    if where is not None:
        raise ValueError(f"{name} must not have masked entries, but {_place(name, where)} is masked")


def _masked_entry(value):
    """Where the first masked entry of an array, or of a list of arrays, is; ``None`` if there is none."""
    if isinstance(value, np.ma.MaskedArray):
        return tuple(np.argwhere(np.ma.getmaskarray(value))[0]) if np.ma.is_masked(value) else None
    if isinstance(value, (list, tuple)):
        for i, part in enumerate(value):
            if isinstance(part, (list, tuple, np.ma.MaskedArray)) and (inside := _masked_entry(part)) is not None:
                return (i, *inside)
    return None


def _float64(name, found, finite=True):
    if found.size == 0:
        raise ValueError(f"{name} must not be empty; its shape is {found.shape}")
    with np.errstate(over="ignore"):  # a long double may be too large; it is infinite then
        found = found.astype(np.float64, copy=False)
    if finite and not np.isfinite(found).all():
        where = np.argwhere(~np.isfinite(found))[0]
        raise ValueError(f"{name} must be finite, but {_place(name, where)} is {found[tuple(where)]}")
    return found


def _place(name, where):
    """Words for an entry, such as A[0, 1]; for a single number its name."""
    return f"{name}[{', '.join(str(int(i)) for i in where)}]" if len(where) else name


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


def mask(name, value, shape):
    """``value`` as an array of ``True`` and ``False`` of this shape, in which ``None`` is any number from 1 on."""
    wanted = str(shape).replace("None", "k")
    _refuse_masked(name, value)
    try:
        found = np.array(value)
    except ValueError:
        raise ValueError(f"{name} must have the shape {wanted}; its rows have different lengths") from None
    if found.dtype.kind == "O":
        for where, entry in np.ndenumerate(found):
            if not isinstance(entry, (bool, np.bool_)):
                raise TypeError(f"{name} must hold True and False, but {_place(name, where)} is {entry!r}")
        found = found.astype(bool)
    if found.dtype != bool:
        raise TypeError(f"{name} must hold True and False, not {found.dtype}")
    if found.ndim != len(shape) or not found.size or any(n not in (None, m) for n, m in zip(shape, found.shape)):
        raise ValueError(f"{name} must have the shape {wanted}, not {found.shape}")
    return found


def integer(name, value, low, high=None):
    """``value`` as an int with low <= value <= high."""
    try:
        if isinstance(value, (bool, np.bool_)) or np.ma.is_masked(value):
            raise TypeError
        whole = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number, not {value!r}") from None
    if whole < low or (high is not None and whole > high):
        wanted = f"at least {low}" if high is None else f"between {low} and {high}"
        raise ValueError(f"{name} must be {wanted}, not {whole}")
    return whole


def integers(name, value, low, high=None, *, least=1):
    """``value``, a list or a vector of ``least`` entries or more, as a list of int with low <= entry <= high."""
    try:
        dimensions = np.ndim(value)
    except ValueError:  # rows of different lengths
        dimensions = 2
    if dimensions != 1 or len(value) < least:
        raise ValueError(f"{name} must be a list of {least} or more whole numbers, not {value!r}")
    return [integer(f"{name}[{i}]", entry, low, high) for i, entry in enumerate(value)]


def real(name, value, low=-np.inf, high=np.inf, *, above=None):
    """``value`` as a finite float with low <= value <= high and, where given, value > above."""
    found = _one_number(name, value)
    if not np.isfinite(found):
        raise ValueError(f"{name} must be finite, not {found}")
    if above is not None and not found > above:
        raise ValueError(f"{name} must be greater than {above}, not {found}")
    if found < low or found > high:
        if high == np.inf:
            wanted = f"at least {low}"
        elif low == -np.inf:
            wanted = f"at most {high}"
        else:
            wanted = f"between {low} and {high}"
        raise ValueError(f"{name} must be {wanted}, not {found}")
    return found


def _one_number(name, value):
    """``value``, one real number of any kind, as a float."""
    try:
        if isinstance(value, (bool, np.bool_)) or np.ma.is_masked(value):
            raise TypeError
        found = value if _is_real(value) else np.asarray(value)
        if not _is_real(found) and (found.ndim or found.dtype.kind not in "iuf"):
            raise TypeError
        return float(found)
    except OverflowError:
        raise ValueError(f"{name} must be finite, but it is too large for float64") from None
    except (TypeError, ValueError, RuntimeError):
        raise TypeError(f"{name} must be a number, not {value!r}") from None


def choice(name, value, known):
    """``value`` if it is one of the names in ``known``."""
    # Anything else, such as an array, need not be comparable with a name at all.
    if not (isinstance(value, (str, numbers.Real)) and value in known):
        raise ValueError(f"{name} must be one of {', '.join(map(repr, known))}; not {value!r}")
    return value


def generator(name, value):
    """``value`` if it is a ``numpy.random.Generator``: the global random state is never used."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a numpy.random.Generator, such as numpy.random.default_rng(0), not {value!r}")
    return value


def warn(message):
    """A ``RuntimeWarning`` that points at the line which called into ``lib``: the first frame outside of it."""
    package = __name__.partition(".")[0]
    frame, level = sys._getframe(1), 2  # stacklevel 1 is this function, 2 whoever called it
    while frame and frame.f_globals.get("__name__", "").partition(".")[0] == package:
        frame, level = frame.f_back, level + 1
    warnings.warn(message, RuntimeWarning, stacklevel=level)
