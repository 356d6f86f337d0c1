"""Norms: how long is a vector, and how far apart are two points?

    ‖x‖_p = (Σ |x_i|^p)^(1/p)   for p > 0,        ‖x‖_∞ = max |x_i|

For p >= 1 (and p = ∞) this is a norm: ‖x‖ > 0 unless x = 0, ‖t x‖ = |t| ‖x‖, and the triangle inequality
‖x + y‖ <= ‖x‖ + ‖y‖ holds. For p < 1 the formula still gives a number, and its "unit ball" can be drawn, but the
triangle inequality fails and the ball is not convex: it is no norm. (It is Minkowski's inequality that needs p >= 1;
see Hardy, Littlewood and Pólya, *Inequalities*, section 2.11.) Without the absolute value, odd p would let positive and
negative entries cancel.
"""

import numpy as np

from lib import arguments


def order(p, least=0.0):
    """``p`` as a float, if it can be the p of a norm: p > 0 or p = ∞; with ``least``, p >= least.

    Raises ``TypeError`` or ``ValueError`` otherwise.
    """
    if isinstance(p, (float, np.floating)) and p == np.inf:
        return np.inf
    return arguments.real("p", p, low=least, above=0 if least == 0 else None)


def norm(x, p=2):
    """‖x‖_p = (Σ |x_i|^p)^(1/p), or max |x_i| for p = ∞; in the unit of x.

    The powers are taken of x / max |x_i|, so that neither large nor small entries leave the range of float64.

    x : (n,) array. p : float > 0, or ``numpy.inf``. Returns a float; for p < 1 it is no norm (see above).
    """
    return float(_lengths(arguments.vector("x", x), order(p)))


def distance(X, Y, p=2):
    """The distance of each point of X from each point of Y: D[i, j] = ‖X[i] − Y[j]‖_p.

    X : (n, d) array. Y : (m, d) array. p : float > 0, or ``numpy.inf``. Returns an (n, m) array; for p < 1 the triangle
    inequality fails, so that this is no distance in the sense of the axioms.
    """
    X, Y, p = arguments.matrix("X", X), arguments.matrix("Y", Y), order(p)
    if X.shape[1] != Y.shape[1]:
        raise ValueError(f"X and Y must have the same number of columns, not {X.shape[1]} and {Y.shape[1]}")
    if p != 2:
        return _lengths(X[:, None, :] - Y[None, :, :], p)
    # Pythagoras, one coordinate after the other: no (n, m, d) array, and no square leaves the range of float64. (From
    # ‖x‖² + ‖y‖² − 2xᵀy, which is faster for many columns, half of the digits are lost where points are close.)
    D = np.zeros((len(X), len(Y)))
    for x, y in zip(X.T, Y.T):
        np.hypot(D, np.subtract.outer(x, y), out=D)
    return D


def _lengths(x, p):
    """‖x‖_p along the last axis."""
    size = np.abs(x)
    scale = size.max(axis=-1)
    if p == np.inf:
        return scale
    scale = np.where(scale > 0, scale, 1)
    total = ((size / scale[..., None]) ** p).sum(axis=-1)
    if p < 1:
        # Half of the root at a time: the root of n alone may be too large although the product is not.
        root = total ** (0.5 / p)
        return scale * root * root
    return scale * total ** (1 / p)


def unit_ball(p, points=361):
    """The boundary of {x in the plane: ‖x‖_p <= 1} as a closed curve, anticlockwise from (1, 0).

    p : float > 0, or ``numpy.inf``. points : int >= 9; with 8 k + 1 of them the corners on the axes and on the
    diagonals are among them. Returns a (points, 2) array whose last row is its first.
    """
    p, points = order(p), arguments.integer("points", points, 9)
    t = np.linspace(0, 2 * np.pi, points)
    circle = np.column_stack([np.cos(t), np.sin(t)])
    if p < 2:  # |cos|^(2/p), |sin|^(2/p): equal steps would miss the spikes on the axes
        curve = np.sign(circle) * np.abs(circle) ** (2 / p)
    else:
        curve = circle / _lengths(circle, p)[:, None]
    curve[-1] = curve[0]
    return curve
