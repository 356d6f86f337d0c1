"""Outliers: p on the residuals. How far may a point be from the line, and how much does it count?

    l_p fit     argmin Σ |a_i · x − b_i|^p      p = 2 is least squares; p = 1 the least sum of distances
    p = ∞       argmin max |a_i · x − b_i|      the farthest points alone decide

A residual d pulls on the fit with |d|^(p−1): the smaller p, the less a far point counts. A is (m, n), one row an
observation; b is (m,); x is (n,). For a line y = m x + d the matrix has the columns x and 1. (p on the *coefficients*
does something else: :mod:`lib.regularisation`.)

Sources: Barrodale and Roberts, *SIAM J. Numer. Anal.* 10 (1973), p. 839, for p = 1; Stiefel, *Numer. Math.* 2 (1960),
p. 1, for p = ∞; Björck, *Numerical Methods for Least Squares Problems*, 1996, section 4.5, for Newton's method.
"""

import numpy as np

from lib import arguments, norms, powers
from lib.precision import EPS
from lib.qr import Columns

# Data on this scale are moved apart so that no two candidates of the exact methods tie.
NUDGE = 1e-12
# Two lines are equally good, or the same, if they differ by no more than this, relatively.
TIE = 1e-12
# Both exact methods compute with residuals of size 1 and less, whose rounding is about 10⁻¹⁵, in orthonormal columns. A
# residual or a share that changes less than this along a way stands still: it would reach 0 a long way off, if ever.
STILL = 1e-12
# How large a multiplier may be at the optimum for p = 1, where it is 1 at most: it comes from the inverse of n rows,
# which multiplies rounding by their condition number, here up to 10⁴. The objective is promised to 10⁻¹⁰.
MULTIPLIER = 1 + 1e-11
# How far above the height of those that decide a residual may be at the optimum for p = ∞: rounding, a hundred times.
HEIGHT = 1e-13
# A walk that visits this many corners for each row and column goes round in a circle.
CORNERS = 50


def lp_fit(A, b, p):
    """The x with the least Σ |a_i · x − b_i|^p, or with the least max |a_i · x − b_i| for p = ∞.

    p = 2 is least squares; the smaller p, the less an outlier counts. For p = 1 and p = ∞ the minimum is at a corner
    of a polyhedron and is found by walking from corner to corner (the simplex method); for other p by Newton's method,
    from p = 2 on in small steps, each taking up where the last one stopped.

    A : (m, n) array. b : (m,) array. p : float >= 1, or ``numpy.inf``. Returns x (n,). For p = 1 and p = ∞ there may be
    more than one optimum, of which this is one.

    Raises
    ------
    ValueError      p < 1: then the objective is not convex. (For lines and p <= 1 see :func:`line_through_two`.)

    Warns
    -----
    RuntimeWarning  The columns are dependent or nearly; or the objective may be more than 10⁻¹⁰ above its optimum.
    """
    A, b = arguments.system(A, b)
    p = norms.order(p, least=1)
    columns = Columns(A)
    level, z, rest = columns.split(b)
    # In units of the largest residual of least squares the optimum is neither very large nor very small.
    scale = np.abs(rest).max()
    if p == 2 or scale <= len(b) * EPS * np.abs(b - level).max():
        return columns.solution(level, z)
    if p == 1:
        further = _least_sum(columns.Q, rest / scale)
    elif p == np.inf:
        further = _least_maximum(columns.Q, rest / scale)
    else:
        further = _least_powers(columns.Q, rest / scale, p)
    return columns.solution(level, z + scale * further)


def lp_objective(A, b, x, p):
    """Σ |a_i · x − b_i|^p, or max |a_i · x − b_i| for p = ∞. A (m, n), b (m,), x (n,), p > 0. Returns a float."""
    A, b = arguments.system(A, b)
    rest = np.abs(A @ arguments.vector("x", x, A.shape[1]) - b)
    p = norms.order(p)
    return float(rest.max() if p == np.inf else (rest**p).sum())


def _moved_apart(count):
    """Small numbers, all different, the same every time: multiples of the golden ratio, without the whole part."""
    return NUDGE * ((np.arange(1, count + 1) * 0.6180339887498949) % 1 - 0.5)


def _least_sum(Q, b):
    """argmin Σ |b − Q z|: from corner to corner, where n residuals are 0.

    Along an edge all but one of them stay 0, as far as the weighted median; there another residual becomes 0.
    """
    m, n = Q.shape
    given, b = b, b + _moved_apart(m)
    z, corner = np.zeros(n), []
    for _ in range(CORNERS * (m + n)):
        rest = b - Q @ z
        rest[corner] = 0
        slope = Q.T @ np.sign(rest)
        if len(corner) < n:  # not yet in a corner: along the steepest way that keeps the residuals of ``corner`` at 0
            basis = np.linalg.qr(np.column_stack([Q[corner].T, slope, np.eye(n)]))[0]
            way, kept = basis[:, len(corner)], corner
            way = way * (np.sign(slope @ way) or 1)
        else:
            edges = np.linalg.inv(Q[corner])
            gain = slope @ edges
            k = int(np.argmax(np.abs(gain)))
            if abs(gain[k]) <= MULTIPLIER:
                return np.linalg.solve(Q[corner], given[corner])
            way, kept = edges[:, k] * np.sign(gain[k]), corner[:k] + corner[k + 1 :]
        speed = Q @ way
        speed[kept] = 0
        moves = np.flatnonzero(np.abs(speed) > STILL * np.abs(speed).max())
        ahead = rest[moves] / speed[moves]
        by_place = np.argsort(ahead)
        reached = np.cumsum(np.abs(speed[moves][by_place]))
        stop = by_place[np.searchsorted(reached, reached[-1] / 2)]
        z = z + ahead[stop] * way
        corner = [*kept, int(moves[stop])]
        z = z + np.linalg.lstsq(Q[corner], b[corner] - Q[corner] @ z)[0]
    arguments.warn("the l_p fit for p = 1 did not reach its optimum")
    return z


def _least_maximum(Q, b):
    """argmin max |b − Q z|: n + 1 residuals of equal size decide; the largest of all takes the place of one of them."""
    m, n = Q.shape
    chosen, rows = [], Q.copy()
    for _ in range(n):  # n independent rows, each time the one that is longest at right angles to those before
        chosen.append(int(np.argmax((rows**2).sum(axis=1))))
        u = rows[chosen[-1]] / np.linalg.norm(rows[chosen[-1]])
        rows = rows - np.outer(rows @ u, u)
    others = np.setdiff1d(np.arange(m), chosen)
    chosen = np.append(chosen, others[np.argmax(np.abs(b[others]))])
    # What decides is a combination of rows that vanishes, or nearly: the small difference keeps shares from being 0.
    wanted = np.append(_moved_apart(n), 1.0)
    null = np.linalg.svd(Q[chosen].T)[2][-1]
    null = null * (np.sign(null @ b[chosen]) or 1.0) / np.abs(null).sum()
    null = null + np.linalg.lstsq(Q[chosen].T, wanted[:n])[0]
    sign = np.where(null < 0, -1.0, 1.0)
    z = np.zeros(n)
    for _ in range(CORNERS * (m + n)):
        basis = np.vstack([(sign[:, None] * Q[chosen]).T, np.ones(n + 1)])
        *z, height = np.linalg.solve(basis.T, sign * b[chosen])
        rest = b - Q @ np.array(z)
        enters = int(np.argmax(np.abs(rest)))
        if abs(rest[enters]) <= height + HEIGHT:
            return np.array(z)
        share = np.linalg.solve(basis, wanted)
        sign_in = np.sign(rest[enters])
        change = np.linalg.solve(basis, np.append(sign_in * Q[enters], 1.0))
        falls = change > STILL
        room = np.full(n + 1, np.inf)
        room[falls] = np.maximum(share[falls], 0) / change[falls]
        leaves = int(np.argmin(room))
        chosen[leaves], sign[leaves] = enters, sign_in
    arguments.warn("the l_p fit for p = ∞ did not reach its optimum")
    return np.array(z)


def _least_powers(Q, b, p):
    """argmin Σ |b − Q z|^p for 1 < p < ∞, p ≠ 2, beginning at z = 0, the solution for p = 2."""
    z, ones = np.zeros(Q.shape[1]), np.ones(len(b))
    for q in powers.from_two_to(p):
        rest = b - Q @ z
        scale = np.abs(rest).max()  # so that no power is too large
        further, gap = powers.least(Q, rest / scale, ones, q * ones, 0 * z, exact=q == p)
        z = z + scale * further
    if not gap <= powers.GAP:
        arguments.warn(f"the objective may be {gap:.2g} of itself above its optimum")
    return z


def best_lines_through_two(x, y, p):
    """All best lines y = m x + d for 0 < p <= 1 among those through two of the points, found by trying each.

    For p <= 1 a best line goes through two points: between the lines that do, the objective is concave or linear. For
    p < 1 it has many local minima, so that nothing quicker is certain to find the best. For p = 1 every mean of best
    lines is a best line, too.

    x, y : (n,) arrays. p : float, 0 < p <= 1. Returns a (k, 2) array of k different m and d, by ascending m. The work
    grows as n³: 200 points take about a tenth of a second.

    Raises
    ------
    ValueError      All x are equal.
    """
    x, y = arguments.points(x, y)
    p = arguments.real("p", p, high=1, above=0)
    i, j = np.triu_indices(len(x), 1)
    i, j = i[x[i] != x[j]], j[x[i] != x[j]]
    if len(i) == 0:
        raise ValueError(f"x must have two different entries for a line y = m x + d; all are {x[0]}")
    m = (y[j] - y[i]) / (x[j] - x[i])
    rest = np.abs(y - y[i][:, None] - m[:, None] * (x - x[i][:, None]))
    total = (rest**p).sum(axis=1)
    best = np.flatnonzero(total <= total.min() * (1 + TIE))
    lines = np.column_stack([m, y[i] - m * x[i]])[best]
    lines = lines[np.argsort(lines[:, 0])]
    # A line through three of the points was found three times.
    return lines[np.append(True, np.abs(np.diff(lines, axis=0)).max(axis=1) > TIE * np.abs(lines).max())]


def line_through_two(x, y, p):
    """The best line y = m x + d for 0 < p <= 1; of several, that with the least slope m.

    Arguments and errors as :func:`best_lines_through_two`. Returns (m, d), two floats.
    """
    m, d = best_lines_through_two(x, y, p)[0]
    return float(m), float(d)
