"""Derivatives by differences and by formula, the gradient check, and gradient descent.

The derivative Df of a number f(x) with respect to a column x is a row; the gradient ∇f is its adjoint, a column. In
NumPy both are the same numbers, and here ∇f always has the shape of x, for a matrix too (L24). The backward functions
of layers are in :mod:`lib.layers`.

Sources: Nocedal and Wright, *Numerical Optimization*, 2nd ed., section 8.1; Press et al., *Numerical Recipes*, 3rd ed.,
section 5.7.
"""

import itertools
from typing import NamedTuple

import numpy as np

from lib import arguments
from lib.precision import EPS

# Entries below this part of the largest one, or of f itself, have too few digits in a difference to be compared alone.
FLOOR = 1e-4


# Differences (L24).


def best_step(value=1.0, higher=1.0, central=True):
    """The h where truncation and rounding, one falling and one rising, add up to the least.

        forward   (f(x + h) − f(x)) / h         ½ h |f″| + ε|f| / h         h = (2 ε |f / f″|)^(1/2)
        central   (f(x + h) − f(x − h)) / 2h    h² |f‴| / 6 + ε|f| / 2h     h = (3/2 ε |f / f‴|)^(1/3)

    if f is right to half a unit in its last place, ε/2 (the derivation of *Numerical Recipes*, 5.7).
    value : f(x), not 0. higher : f″(x), or f‴(x) if ``central``, not 0.
    """
    value, higher = abs(arguments.real("value", value)), abs(arguments.real("higher", higher))
    if value == 0 or higher == 0:
        raise ValueError(f"value and higher must not be 0, but they are {value} and {higher}: there is no best step")
    return (1.5 * EPS * value / higher) ** (1 / 3) if central else (2 * EPS * value / higher) ** (1 / 2)


def forward_difference(f, x, h=None):
    """The gradient of a number f(x) from one side: (f(x + h e_i) − f(x)) / h for every entry i of x; error about h.

    f : function of an array like x that returns a number, in double precision. x : number, vector or matrix; it is
    handed on in double precision, whatever it came in. h : float > 0; by default √ε max(1, |x_i|). Returns an array of
    the shape of x, for a number x a float. Warns if x_i + h is x_i.
    """
    return _differences(lambda x: _value(f, x, double=True), x, h, central=False)


def central_difference(f, x, h=None):
    """The gradient of a number f(x) from both sides: (f(x + h e_i) − f(x − h e_i)) / 2h; error about h².

    As :func:`forward_difference`, but h is by default ε^(1/3) max(1, |x_i|), which leaves about ten digits.
    """
    return _differences(lambda x: _value(f, x, double=True), x, h, central=True)


def jacobian(f, x, h=None):
    """The derivative Df of a vector f(x), ∂f_i/∂x_j, by central differences, one row an output; the gradient is Dfᵀ.

    f : function of a vector (n,) that returns a vector (m,). x : (n,) array. h : as in :func:`central_difference`.
    Returns an (m, n) array.
    """

    def vector(x):
        found = f(x.copy())
        _in_double(found)
        return arguments.vector("f(x)", found)

    return _differences(vector, arguments.vector("x", x), h, central=True).T


def _differences(f, x, h, central):
    """One quotient for every entry of x, each of the shape of f(x)."""
    x = _point(x)
    given = None if h is None else arguments.real("h", h, above=0)
    here = np.asarray(f(x))
    result = np.empty(x.shape + here.shape)
    for i in np.ndindex(x.shape):
        length = given or EPS ** (1 / 3 if central else 1 / 2) * max(1.0, abs(x[i]))
        if x[i] + length == x[i]:
            arguments.warn(f"h = {length:.3g} is lost beside {x[i]:.6g}: x + h is x")
        step = np.zeros_like(x)
        step[i] = length
        if central:
            result[i] = (f(x + step) - f(x - step)) / (2 * length)
        else:
            result[i] = (f(x + step) - here) / length
    return result if result.ndim else float(result)


def _point(x):
    x = arguments.array("x", x)
    if x.ndim > 2:
        raise ValueError(f"x must be a number, a vector or a matrix, not an array of shape {x.shape}")
    return x


def _value(f, x, double=False):
    """f(x) as a float, which may be infinite or no number; with ``double``, if it has the digits for a difference."""
    found = f(x.copy() if x.ndim else float(x))
    if double:
        _in_double(found)
    value = np.asarray(found)
    if value.size != 1 or value.dtype.kind not in "biuf" or np.ma.is_masked(found):
        raise ValueError(f"f must return one real number, not an array of shape {value.shape} of {value.dtype}")
    return float(value.reshape(()))


def _in_double(found):
    dtype = np.asarray(found).dtype
    if dtype.kind == "f" and dtype.itemsize < 8:
        raise TypeError(
            f"f must return float64, not {dtype}: a difference of such numbers would have few digits, or none"
        )


# The gradient check.


def relative_error(analytic, numeric, floor=0.0):
    """|a − n| / max(|a|, |n|, floor), entry by entry; 0 where both are 0."""
    analytic, numeric = arguments.array("analytic", analytic), arguments.array("numeric", numeric)
    if numeric.shape != analytic.shape:
        raise ValueError(f"numeric must have the shape {analytic.shape} of analytic, not {numeric.shape}")
    floor = arguments.real("floor", floor, low=0)
    size = np.maximum(np.maximum(np.abs(analytic), np.abs(numeric)), floor)
    return np.abs(analytic - numeric) / np.where(size == 0, 1.0, size)


def derivative_error(f, derivative, x, h):
    """How far the number ``derivative``, meant to be f′(x), is from the central difference with step h, relatively."""
    derivative, x, h = (arguments.real(*pair) for pair in (("derivative", derivative), ("x", x), ("h", h)))
    return float(relative_error(derivative, central_difference(f, x, h)))


class GradientCheck(NamedTuple):
    """The worst entry of a gradient: where it is, both values, their relative error, and whether it is small enough."""

    index: tuple
    analytic: float
    numeric: float
    error: float
    passed: bool


def check_gradient(f, gradient, x, tolerance=1e-5):
    """Compare a gradient by formula with central differences, and report the entry where they are furthest apart.

    The error is relative (:func:`relative_error`), with a floor for entries near 0, which differences cannot know to
    many digits: 10⁻⁴ of the largest entry or of |f(x)|.

    f : function that returns a number. gradient : function of x, or an array of the shape of x. x : number, vector or
    matrix. tolerance : float > 0. Returns a :class:`GradientCheck`.
    """
    x, tolerance = _point(x), arguments.real("tolerance", tolerance, above=0)
    found = gradient(x.copy() if x.ndim else float(x)) if callable(gradient) else gradient
    analytic = arguments.array("gradient", found)
    if analytic.shape != x.shape:
        raise ValueError(f"gradient must have the shape {x.shape} of x, not {analytic.shape}")
    numeric = np.asarray(central_difference(f, x))
    largest = max(np.abs(analytic).max(), np.abs(numeric).max(), abs(_value(f, x)))
    error = relative_error(analytic, numeric, FLOOR * largest)
    i = tuple(int(k) for k in np.unravel_index(np.argmax(error), error.shape))
    return GradientCheck(i, float(analytic[i]), float(numeric[i]), float(error[i]), bool(error[i] <= tolerance))


def chain_costs(sizes):
    """Multiplications for the product of the derivatives of a chain, begun at its output and begun at its input (L25).

    A chain of functions from R^n₀ over R^n₁ … to R^n_k has the derivative Df_k · … · Df₁, of shapes (n_k × n_{k−1}) …
    (n₁ × n₀), and an (a × b)(b × c) product takes abc multiplications. From the output, as backpropagation goes, every
    product has n_k rows; from the input every product has n₀ columns.

    sizes : [n₀, …, n_k], at least three int >= 1. Returns two int.
    """
    sizes = arguments.integers("sizes", sizes, 1, least=3)
    pairs = [a * b for a, b in itertools.pairwise(sizes)]
    return sizes[-1] * sum(pairs[:-1]), sizes[0] * sum(pairs[1:])


# The table of gradients (L25), and ridge (L26).


def least_squares_gradient(A, b, x):
    """∇‖Ax − b‖² = 2Aᵀ(Ax − b). A : (m, n), b : (m,), x : (n,). Returns an (n,) array."""
    A, b, x = _system(A, b, x)
    return 2 * A.T @ (A @ x - b)


def quadratic_gradient(A, x):
    """∇ ½xᵀAx = ½(A + Aᵀ)x for any square A; only if A is symmetric is it Ax. A : (n, n), x : (n,)."""
    A = arguments.matrix("A", A)
    x = arguments.vector("x", x, A.shape[1])
    if A.shape[0] != A.shape[1]:
        raise ValueError(f"A must be square, not of shape {A.shape}")
    return (A + A.T) @ x / 2


def ridge(A, b, x, lam):
    """f(x) = ½‖Ax − b‖² + (λ/2)‖x‖². A : (m, n), b : (m,), x : (n,), lam : float >= 0."""
    A, b, x = _system(A, b, x)
    lam = arguments.real("lam", lam, low=0)
    return float(np.sum((A @ x - b) ** 2) + lam * np.sum(x**2)) / 2


def ridge_gradient(A, b, x, lam):
    """∇f = Aᵀ(Ax − b) + λx for :func:`ridge`; it is 0 where (AᵀA + λI)x = Aᵀb."""
    A, b, x = _system(A, b, x)
    return A.T @ (A @ x - b) + arguments.real("lam", lam, low=0) * x


def _system(A, b, x):
    A = arguments.matrix("A", A)
    return A, arguments.vector("b", b, A.shape[0]), arguments.vector("x", x, A.shape[1])


def largest_learning_rate(A, lam=0.0):
    """2/L: gradient descent on :func:`ridge` converges below it, diverges above; L = σ₁² + λ is the largest curvature.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*, section 2.1.5. A : (m, n), not zero unless λ > 0.
    """
    A, lam = arguments.matrix("A", A), arguments.real("lam", lam, low=0)
    curvature = np.linalg.norm(A, 2) ** 2 + lam
    if curvature == 0:
        raise ValueError("A and lam must not both be zero: the loss is constant, and there is no bound")
    return float(2 / curvature)


class Descent(NamedTuple):
    """Where gradient descent has been: x (steps + 1, …), loss (steps + 1,), and whether it ended above its start."""

    x: np.ndarray
    loss: np.ndarray
    diverged: bool


def gradient_descent(f, gradient, x, learning_rate, steps):
    """x ← x − α ∇f(x), with every x and loss kept.

    f, gradient : functions of an array like x. x : number, vector or matrix, the start. learning_rate : α > 0.
    steps : int >= 0. Stops before the first x or loss that is not finite, so the history may be shorter.

    Warns
    -----
    RuntimeWarning
        It diverged: the loss is not finite any more, or ends above its start.
    """
    x, steps = _point(x), arguments.integer("steps", steps, 0)
    learning_rate = arguments.real("learning_rate", learning_rate, above=0)
    path, loss = [x], [_value(f, x)]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            slope = arguments.array("gradient", gradient(x.copy() if x.ndim else float(x)), finite=False)
            if slope.shape != x.shape:
                raise ValueError(f"gradient must have the shape {x.shape} of x, not {slope.shape}")
            x = x - learning_rate * slope
            value = _value(f, x)
            if not (np.isfinite(x).all() and np.isfinite(value)):
                break
            path.append(x)
            loss.append(value)
    diverged = len(path) <= steps or loss[-1] > loss[0]
    if diverged:
        warn_of_divergence(loss[0], loss[-1], len(path) - 1, learning_rate, finite=len(path) > steps)
    return Descent(np.array(path), np.array(loss), diverged)


def warn_of_divergence(first, last, step, learning_rate, finite):
    """Say that a descent went up, with the figures."""
    end = "" if finite else ", and after that it is no finite number"
    arguments.warn(
        f"diverged: the loss went from {first:.3g} to {last:.3g} in {step} steps{end}; the learning rate "
        f"{learning_rate:.3g} is too large"
    )
