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
from lib.precision import power_of_two

# Numbers of a matrix of distances that are computed at a time: 256 kB, so that they stay in the cache.
BLOCK = 2**15
# Squares of distances below this may have lost digits to the smallest numbers that there are.
NEAR = 1e-280


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

    Compiled code (``scipy.spatial.distance.cdist``) takes three quarters of the time in the plane and half of it in ten
    dimensions: it goes over the numbers once, NumPy once for each operation.
    """
    X, Y, p = arguments.matrix("X", X), arguments.matrix("Y", Y), order(p)
    if X.shape[1] != Y.shape[1]:
        raise ValueError(f"X and Y must have the same number of columns, not {X.shape[1]} and {Y.shape[1]}")
    widest = max(np.ptp(np.append(x, y)) for x, y in zip(X.T, Y.T))
    unit = 1.0 if 1e-100 < widest < 1e100 else power_of_two(widest)  # so that no square leaves the range of float64
    X, Y = X / unit, Y / unit
    D = np.empty((len(X), len(Y)))
    left, right = factors(X, Y)
    if p in (1, 2, np.inf):
        for rows, room in blocks(D.shape):
            if p == 2:
                _euclidean(X[rows], Y, left[:, rows], right, D[rows], room)
            else:
                _by_columns(left[:, rows], right, np.add if p == 1 else np.maximum, D[rows], room)
    else:
        for rows, _ in blocks((len(X), Y.size)):
            D[rows] = _lengths(left[:, rows] @ right, p)
    return D if unit == 1 else unit * D


# One coordinate after the other: no (n, m, d) array. (From ‖x‖² + ‖y‖² − 2xᵀy, which is faster for many columns, half
# of the digits are lost where points are close.)


def blocks(shape):
    """The rows of an (m, n) array block by block, each time with an array of the block's shape to work in."""
    m, n = shape
    rows = max(1, BLOCK // n)
    room = np.empty((min(rows, m), n))
    for start in range(0, m, rows):
        yield slice(start, start + rows), room[: m - start]


def factors(X, Y):
    """(d, n, 2) and (d, 2, m) arrays, whose product for coordinate k is X[i, k] − Y[j, k]: [x 1] · [1 −y]ᵀ, exactly.

    So a difference of all pairs is a product of matrices, which takes less than half as long as X[:, None] − Y.
    """
    x, y = X.T[:, :, None], Y.T[:, None, :]
    return np.concatenate([x, np.ones_like(x)], axis=2), np.concatenate([np.ones_like(y), -y], axis=1)


def squares(left, right, out, room):
    """Squares of distances, ‖X[i] − Y[j]‖², from :func:`factors`, written to ``out``. They may overflow."""
    for k, pair in enumerate(zip(left, right)):
        part = room if k else out
        np.dot(*pair, out=part)
        part *= part
        if k:
            out += room


def _euclidean(X, Y, left, right, out, room):
    squares(left, right, out, room)
    near = np.nonzero(out < NEAR) if out.min() < NEAR else None
    np.sqrt(out, out=out)
    if near:
        out[near] = np.hypot.reduce(X[near[0]] - Y[near[1]], axis=1)


def _by_columns(left, right, combine, out, room):
    """The sum, or the maximum, of |X[i, k] − Y[j, k]| over k, written to ``out``."""
    for k, pair in enumerate(zip(left, right)):
        part = room if k else out
        np.abs(np.dot(*pair, out=part), out=part)
        if k:
            combine(out, room, out=out)


def _lengths(x, p):
    """‖x‖_p along the first axis."""
    size = np.abs(x)
    scale = size.max(axis=0)
    if p == np.inf:
        return scale
    scale = np.where(scale > 0, scale, 1)
    total = ((size / scale) ** p).sum(axis=0)
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
        curve = circle / _lengths(circle.T, p)[:, None]
    curve[-1] = curve[0]
    return curve
