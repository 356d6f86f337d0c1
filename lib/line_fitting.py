"""Lines through points: which one is best depends on what is measured, and on what is allowed.

    least squares           argmin ‖Ax − b‖²                                        vertical residuals
    homogeneous             argmin ‖Ax‖      subject to ‖x‖ = 1                     any line, vertical ones too
    total least squares     argmin Σ (a x_i + b y_i + c)²  subject to a² + b² = 1   perpendicular residuals
    l_p fit                 argmin Σ |a_i · x − b_i|^p                              p on the residuals: outliers
    ridge                   argmin ½‖Ax − b‖² + (λ/2)‖x‖²                           p on the coefficients: size
    lasso                   argmin ½‖Ax − b‖² + λ‖x‖₁                               … and which of them are 0
    l_p penalty             argmin ½‖Ax − b‖² + (λ/p) Σ |x_j|^p                     both, p = 2 and p = 1

A is (m, n), one row an observation; b is (m,); x is (n,). For a line y = m x + d the matrix has the columns x and 1.

Conventions of this file:

* No solution goes through AᵀA, whose condition number is the square of A's. If one column of A is constant (an
  intercept), the others are centred first, and all are scaled: the problem stays the same and gets better conditioned,
  so that x = 10⁸ + small does no harm.
* Penalties count every coefficient unless ``penalised`` says otherwise: a bool for each column. An intercept is
  normally left out: ``penalised=[True, False]``.

Sources: Golub and Van Loan, *Matrix Computations*, 4th ed., chapters 5 and 6; Björck, *Numerical Methods for Least Squares
Problems*, 1996; Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, chapter 3.
"""

import warnings

import numpy as np

from lib import arguments, norms
from lib.svd import CONDITION_LIMIT, svd

EPS = np.finfo(float).eps
# The l_p fits and the lasso say so if their objective is further than this from the optimum, relatively.
GAP = 1e-10
# Data on this scale are moved apart so that no two candidates of the exact methods tie.
NUDGE = 1e-12
# A walk that visits this many corners for each row and column goes round in a circle.
CORNERS = 50


def _system(A, b):
    A = arguments.matrix("A", A)
    return A, arguments.vector("b", b, len(A))


def _points(x, y):
    x = arguments.vector("x", x)
    return x, arguments.vector("y", y, len(x))


def _power_of_two(size):
    """The power of two above each size, and 1/2 for 0: dividing by it brings numbers to a common scale without rounding."""
    return np.ldexp(1.0, np.clip(np.frexp(size)[1], -1000, 1000))


class _Columns:
    """The columns of A in orthonormal coordinates: A x = level + Q z, where ``level`` is 0 without a constant column.

    ``split(b)`` returns level, z and the rest b − level − Q z, the residual of least squares, at right angles to Q.
    ``solution(level, z)`` returns x; the shortest one if the columns are dependent, of which a warning was given.
    """

    def __init__(self, A):
        m, n = A.shape
        self.constant = next((j for j in range(n) if A[0, j] and (A[:, j] == A[0, j]).all()), None)
        self.size = _power_of_two(np.abs(A).max(axis=0))
        C = A / self.size
        self.mean = np.zeros(n)
        if self.constant is not None:
            self.unit = C[0, self.constant]
            before = np.linalg.norm(C, axis=0)
            self.mean = C.mean(axis=0)
            self.mean[self.constant] = 0
            C -= self.mean
            C[:, np.linalg.norm(C, axis=0) <= max(m, n) * EPS * before] = 0
        self.length = np.linalg.norm(C, axis=0)
        self.length[self.length == 0] = 1
        C = C / self.length
        self.Q, self.R = np.linalg.qr(C)
        s = np.linalg.svd(self.R, compute_uv=False)
        rank = int(np.count_nonzero(s > max(m, n) * EPS * s[0]))
        self.full = rank == n
        if not self.full:
            warnings.warn(
                f"A has {n} columns but rank {rank}: of all solutions the shortest is returned",
                RuntimeWarning, stacklevel=4,
            )
            U, s, Vt = np.linalg.svd(A, full_matrices=False)
            self.Q, self.shortest, self.constant = U[:, :rank], Vt[:rank].T / s[:rank], None
        elif s[0] > CONDITION_LIMIT * s[-1]:
            warnings.warn(
                f"the columns of A are nearly dependent: condition number {s[0] / s[-1]:.2g} after scaling",
                RuntimeWarning, stacklevel=4,
            )

    def split(self, b):
        level = 0.0 if self.constant is None else b.mean()
        rest = b - level
        z = np.zeros(self.Q.shape[1])
        for _ in range(2):
            step = self.Q.T @ rest
            z += step
            rest = rest - self.Q @ step
        return level, z, rest

    def solution(self, level, z):
        if not self.full:
            return self.shortest @ z
        t = np.linalg.solve(self.R, z) / self.length
        if self.constant is not None:
            t[self.constant] += (level - self.mean @ t) / self.unit
        return t / self.size


def least_squares(A, b):
    """Ordinary least squares, argmin ‖Ax − b‖²: the x for which the residual is at right angles to the columns of A.

    Set the derivative to zero and x = (AᵀA)⁻¹Aᵀb comes out; computed is the same x by A = QR, without AᵀA.

    A : (m, n) array. b : (m,) array. Returns x (n,).

    Raises
    ------
    TypeError, ValueError       A is no matrix, b no vector of its length, or an entry is not finite.

    Warns
    -----
    RuntimeWarning      The columns are dependent (the shortest of all solutions is returned), or nearly.
    """
    A, b = _system(A, b)
    columns = _Columns(A)
    level, z, _ = columns.split(b)
    return columns.solution(level, z)


def line(x, y):
    """The line y = m x + d with the least sum of squared vertical residuals.

    x, y : (n,) arrays. Returns (m, d), two floats.

    Raises
    ------
    ValueError      All x are equal: the points are on a vertical line, or are one point, and no slope is best.
    """
    x, y = _points(x, y)
    if (x == x[0]).all():
        raise ValueError(f"x must have two different entries for a line y = m x + d; all are {x[0]}")
    m, d = least_squares(np.column_stack([x, np.ones_like(x)]), y)
    return float(m), float(d)


def homogeneous(A):
    """Homogeneous least squares, argmin ‖Ax‖ subject to ‖x‖ = 1: the last right singular vector of A.

    The condition forbids x = 0, which would always win. The minimum of ‖Ax‖ is the least singular value. For the line
    a x + b y + c = 0 the rows of A are (x_i, y_i, 1).

    A : (m, n) array. Returns x (n,) with ‖x‖ = 1 and its largest entry positive.

    Raises
    ------
    ValueError      The least singular value occurs more than once, so that more than one direction is best: too few
                    rows, for instance. (See :func:`lib.svd.null_space` for all of them.)

    Warns
    -----
    RuntimeWarning  The two least singular values nearly agree, so that few digits of x are determined.
    """
    A = arguments.matrix("A", A)
    _, s, Vt = svd(A, full=True)
    n = A.shape[1]
    s = np.append(s, np.zeros(n - len(s)))
    _determined("A", s, max(A.shape))
    return Vt[-1]


def _determined(name, s, size):
    """Raise or warn if the last two singular values are equal, or nearly."""
    if len(s) == 1:
        return
    gap = s[-2] - s[-1]
    if gap <= size * EPS * s[0]:
        raise ValueError(
            f"{name} must have one best direction, but its two least singular values are equal: {s[-2]:.3g} and "
            f"{s[-1]:.3g}"
        )
    if s[0] > CONDITION_LIMIT * gap:
        warnings.warn(
            f"the best direction is hardly determined: its condition number is {s[0] / gap:.2g}",
            RuntimeWarning, stacklevel=3,
        )


def total_least_squares(x, y):
    """The line a x + b y + c = 0 with the least sum of squared perpendicular distances.

    With a² + b² = 1, |a x + b y + c| is the distance of (x, y) from the line. The best c puts the line through the mean,
    so the points are centred, and (a, b) is the last right singular vector of what is left.

    x, y : (n,) arrays. Returns (a, b, c), three floats, with a² + b² = 1 and the larger of a and b positive.

    Raises
    ------
    ValueError      All points are identical, or spread equally in all directions: no direction is best.

    Warns
    -----
    RuntimeWarning  They spread almost equally, so that few digits are determined.

    Source: K. Pearson, *Philosophical Magazine* 2 (1901), p. 559.
    """
    x, y = _points(x, y)
    X = np.column_stack([x, y])
    if (X == X[0]).all():
        raise ValueError(f"x and y must have two different points; all are ({x[0]}, {y[0]})")
    scale = _power_of_two(np.abs(X).max())
    X /= scale
    centre = np.zeros(2)
    for _ in range(2):  # the second time, what rounding left of the mean
        mean = X.mean(axis=0)
        centre += mean
        X = X - mean
    _, s, Vt = svd(X, full=True)
    _determined("the centred points", np.append(s, np.zeros(2 - len(s))), len(X))
    a, b = Vt[-1]
    return float(a), float(b), float(-(Vt[-1] @ centre) * scale)


def slope_intercept(a, b, c):
    """The line a x + b y + c = 0 as y = m x + d: m = −a/b, d = −c/b.

    Raises ``ValueError`` if b = 0: a vertical line has no slope.
    """
    a, b, c = (arguments.real(name, value) for name, value in zip("abc", (a, b, c)))
    if b == 0:
        raise ValueError("b must not be 0: a vertical line has no slope")
    return -a / b, -c / b


# p on the coefficients.


def _mask(penalised, n):
    if penalised is None:
        return np.ones(n, dtype=bool)
    mask = np.array(penalised)
    if mask.dtype != bool or mask.shape != (n,):
        raise ValueError(f"penalised must hold {n} bools, one for each column of A, not {penalised!r}")
    return mask


class _Penalised:
    """Takes the columns that no penalty counts out of the problem: what is left of A and b at right angles to them."""

    def __init__(self, A, b, penalised):
        self.mask = _mask(penalised, A.shape[1])
        self.A, self.b = A, b
        self.free = None if self.mask.all() else _Columns(A[:, ~self.mask])
        self.rest_A, self.rest_b = A[:, self.mask], b
        if self.free:
            self.rest_b = self.free.split(b)[2]
            self.rest_A = np.array([self.free.split(column)[2] for column in A[:, self.mask].T]).reshape(-1, len(b)).T

    def whole(self, x_penalised):
        x = np.zeros(len(self.mask))
        x[self.mask] = x_penalised
        if self.free:
            level, z, _ = self.free.split(self.b - self.A @ x)
            x[~self.mask] = self.free.solution(level, z)
        return x


def ridge(A, b, lam, penalised=None):
    """Ridge regression, argmin ½‖Ax − b‖² + (λ/2)‖x‖², by the SVD A = UΣVᵀ: x = Σ_i v_i s_i/(s_i² + λ) u_iᵀb.

    The same x solves (AᵀA + λI) x = Aᵀb. Each direction v_i is shrunk by s_i²/(s_i² + λ): small singular values most.

    A : (m, n) array. b : (m,) array. lam : float >= 0. penalised : n bools, all ``True`` unless given; ``False`` for an
    intercept that shall not be shrunk. Returns x (n,). For λ = 0 it is :func:`least_squares`, with its warnings.
    """
    return ridge_path(A, b, [arguments.real("lam", lam, low=0)], penalised)[0]


def ridge_path(A, b, lams, penalised=None):
    """:func:`ridge` for each λ of ``lams``, with one SVD for all. Returns a (k, n) array."""
    A, b = _system(A, b)
    lams = _lams(lams)
    problem = _Penalised(A, b, penalised)
    if not problem.mask.any():
        return np.array([least_squares(A, b)] * len(lams))
    U, s, Vt = np.linalg.svd(problem.rest_A, full_matrices=False)
    along = U.T @ problem.rest_b
    path = []
    for lam in lams:
        if lam == 0:
            path.append(least_squares(A, b))
            continue
        with np.errstate(divide="ignore", over="ignore"):
            shrunk = np.where(s > 0, 1 / (s + lam / s), 0)  # s / (s² + λ), without the square
        path.append(problem.whole(Vt.T @ (shrunk * along)))
    return np.array(path)


def _lams(lams):
    lams = arguments.vector("lams", lams)
    if (lams < 0).any():
        raise ValueError(f"lams must be at least 0, not {lams.min()}")
    return lams


def soft_threshold(z, t):
    """Soft thresholding, sign(z) max(|z| − t, 0): each entry moves towards 0 by t, and stays at 0 when it gets there.

    It is argmin_x ½(x − z)² + t|x|, the lasso in one dimension. z : (n,) array. t : float >= 0. Returns an (n,) array.
    """
    z, t = arguments.vector("z", z), arguments.real("t", t, low=0)
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


def lasso(A, b, lam, penalised=None):
    """The lasso, argmin ½‖Ax − b‖² + λ‖x‖₁, with exact zeros.

    By an active set, as Lawson and Hanson do for non-negative least squares: the coefficients outside it are 0, those
    inside have a sign each, so that the penalty is linear and a QR factorisation solves for them. A coefficient on its
    way through 0 leaves the set; one whose column has |a_jᵀ(b − Ax)| > λ enters. None does at the optimum.

    A : (m, n) array. b : (m,) array. lam : float >= 0. penalised : n bools, all ``True`` unless given. Returns x (n,).
    For λ = 0 it is :func:`least_squares`.

    Warns
    -----
    RuntimeWarning      The duality gap, which bounds the distance of the objective from its optimum, is larger than
                        10⁻¹⁰ of the objective; or the columns without a penalty are dependent.

    Source: Tibshirani, *J. R. Statist. Soc. B* 58 (1996), p. 267; Osborne, Presnell and Turlach, *IMA J. Numer. Anal.* 20
    (2000), p. 389, for the active set.
    """
    return lasso_path(A, b, [arguments.real("lam", lam, low=0)], penalised)[0]


def lasso_path(A, b, lams, penalised=None):
    """:func:`lasso` for each λ of ``lams``. Returns a (k, n) array."""
    A, b = _system(A, b)
    lams = _lams(lams)
    problem = _Penalised(A, b, penalised)
    path = []
    for lam in lams:
        if lam == 0 or not problem.mask.any():
            path.append(least_squares(A, b))
        else:
            path.append(problem.whole(_lasso(problem.rest_A, problem.rest_b, lam)))
    return np.array(path)


def _lasso(A, b, lam):
    # Columns of length 1, b of size 1: coefficient x_j becomes x_j ‖a_j‖ / size, its penalty λ/(‖a_j‖ size).
    size = np.linalg.norm(b) or 1.0
    length = np.linalg.norm(A, axis=0)
    length[length == 0] = 1
    A, b, weight = A / length, b / size, lam / length / size
    n = A.shape[1]
    x, sign = np.zeros(n), np.zeros(n)
    for _ in range(20 * n + 100):
        slope = A.T @ (b - A @ x)
        excess = np.where(sign == 0, np.abs(slope) - weight, -np.inf)
        j = int(np.argmax(excess))
        if excess[j] <= 8 * EPS:
            break
        sign[j] = np.sign(slope[j])
        _settle(A, b, weight, x, sign, j)
    gap, objective = _lasso_gap(A, b, weight, x)
    if gap > GAP * objective:
        warnings.warn(f"the lasso's objective may be {gap / objective:.2g} above its optimum", RuntimeWarning, stacklevel=4)
    return x * size / length


def _settle(A, b, weight, x, sign, entered):
    """Solve for the coefficients that have a sign, and let those that would change it leave; x and sign are changed."""
    while (sign != 0).any():
        active = np.flatnonzero(sign)
        Q, R = np.linalg.qr(A[:, active])
        U, s, Vt = np.linalg.svd(R)
        pull = (weight * sign)[active]
        if len(active) > len(b) or s[-1] <= 1e-13 * s[0]:
            # Dependent columns: along the null vector the fit stays, and the penalty falls one way.
            way = Vt[-1] * (-np.sign(pull @ Vt[-1]) or 1)
            step = np.inf
        else:
            way = Vt.T @ (U.T @ (Q.T @ b) / s - Vt @ pull / s**2) - x[active]
            step = 1.0
        leaves = way * sign[active] < 0
        room = np.full(len(active), np.inf)
        room[leaves] = -x[active][leaves] / way[leaves]
        first = int(np.argmin(room))
        if room[first] >= step:
            x[active] += step * way
            return
        x[active] += room[first] * way
        x[active[first]] = sign[active[first]] = 0
        if active[first] == entered and room[first] == 0:
            return  # rounding: it has no way to go


def _lasso_gap(A, b, weight, x):
    """Duality gap and objective: with θ = t (b − Ax) such that |a_jᵀθ| <= weight_j, the optimum is at least ½‖b‖² − ½‖b − θ‖²."""
    rest = b - A @ x
    objective = rest @ rest / 2 + weight @ np.abs(x)
    with np.errstate(divide="ignore"):
        theta = rest * min(1, (weight / np.abs(A.T @ rest)).min())
    return objective - (b @ b - (b - theta) @ (b - theta)) / 2, objective


# p on the residuals.


def lp_fit(A, b, p):
    """The x with the least Σ |a_i · x − b_i|^p, or with the least max |a_i · x − b_i| for p = ∞.

    p = 2 is least squares; the smaller p, the less an outlier counts. For p = 1 and p = ∞ the minimum is at a corner of a
    polyhedron and is found by walking from corner to corner (the simplex method); for other p by Newton's method, from
    p = 2 on in small steps, each taking up where the last one stopped.

    A : (m, n) array. b : (m,) array. p : float >= 1, or ``numpy.inf``. Returns x (n,). For p = 1 and p = ∞ there may be more
    than one optimum, of which this is one.

    Raises
    ------
    ValueError      p < 1: then the objective is not convex. (For lines and p <= 1 see :func:`line_through_two`.)

    Warns
    -----
    RuntimeWarning  The columns are dependent or nearly; or the objective may be more than 10⁻¹⁰ above its optimum.

    Source: Barrodale and Roberts, *SIAM J. Numer. Anal.* 10 (1973), p. 839, for p = 1; Stiefel, *Numer. Math.* 2 (1960),
    p. 1, for p = ∞; Björck, section 4.5, for Newton's method.
    """
    A, b = _system(A, b)
    p = norms.order(p, least=1)
    columns = _Columns(A)
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
    A, b = _system(A, b)
    rest = np.abs(A @ arguments.vector("x", x, A.shape[1]) - b)
    p = norms.order(p)
    return float(rest.max() if p == np.inf else (rest**p).sum())


def _moved_apart(count):
    """Small numbers, all different, the same ones every time (multiples of the golden ratio, without the whole part)."""
    return NUDGE * ((np.arange(1, count + 1) * 0.6180339887498949) % 1 - 0.5)


def _least_sum(Q, b):
    """argmin Σ |b − Q z|: along an edge, on which all but one of n residuals stay 0, to the weighted median; then the next."""
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
            if abs(gain[k]) <= 1 + 1e-9:
                return np.linalg.solve(Q[corner], given[corner])
            way, kept = edges[:, k] * np.sign(gain[k]), corner[:k] + corner[k + 1 :]
        speed = Q @ way
        speed[kept] = 0
        moves = np.flatnonzero(np.abs(speed) > 1e-12 * np.abs(speed).max())
        ahead = rest[moves] / speed[moves]
        by_place = np.argsort(ahead)
        reached = np.cumsum(np.abs(speed[moves][by_place]))
        stop = by_place[np.searchsorted(reached, reached[-1] / 2)]
        z = z + ahead[stop] * way
        corner = [*kept, int(moves[stop])]
        z = z + np.linalg.lstsq(Q[corner], b[corner] - Q[corner] @ z, rcond=None)[0]
    warnings.warn("the l_p fit for p = 1 did not reach its optimum", RuntimeWarning, stacklevel=3)
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
    null = null + np.linalg.lstsq(Q[chosen].T, wanted[:n], rcond=None)[0]
    sign = np.where(null < 0, -1.0, 1.0)
    z = np.zeros(n)
    for _ in range(CORNERS * (m + n)):
        basis = np.vstack([(sign[:, None] * Q[chosen]).T, np.ones(n + 1)])
        *z, height = np.linalg.solve(basis.T, sign * b[chosen])
        rest = b - Q @ np.array(z)
        enters = int(np.argmax(np.abs(rest)))
        if abs(rest[enters]) <= height + 1e-13:
            return np.array(z)
        share = np.linalg.solve(basis, wanted)
        sign_in = np.sign(rest[enters])
        change = np.linalg.solve(basis, np.append(sign_in * Q[enters], 1.0))
        falls = change > 1e-12
        room = np.full(n + 1, np.inf)
        room[falls] = np.maximum(share[falls], 0) / change[falls]
        leaves = int(np.argmin(room))
        chosen[leaves], sign[leaves] = enters, sign_in
    warnings.warn("the l_p fit for p = ∞ did not reach its optimum", RuntimeWarning, stacklevel=3)
    return np.array(z)


def _least_powers(Q, b, p):
    """argmin Σ |b − Q z|^p for 1 < p < ∞, p ≠ 2, beginning at z = 0, the solution for p = 2."""
    z, ones = np.zeros(Q.shape[1]), np.ones(len(b))
    for q in _from_two_to(p):
        rest = b - Q @ z
        scale = np.abs(rest).max()  # so that no power is too large
        further, gap = _newton(Q, rest / scale, ones, q * ones, 0 * z, exact=q == p)
        z = z + scale * further
    _warn_of_gap(gap)
    return z


def _from_two_to(p):
    """The powers to pass on the way from p = 2: large ones one after the other, since each start must be a good one."""
    steps = int(np.ceil(np.log(p / 2) / np.log(1.5))) if p > 2 else 1
    return [2 * 1.5**k for k in range(1, steps)] + [p]


def _warn_of_gap(gap):
    if not gap <= GAP:
        warnings.warn(f"the objective may be {gap:.2g} of itself above its optimum", RuntimeWarning, stacklevel=4)


def _newton(B, b, weight, powers, z, exact=True):
    """argmin Σ w_i |b_i − B_i z|^p_i / p_i by damped Newton steps from z; returns z and the relative duality gap.

    For p < 2 the second derivative is infinite at 0, so |r| is rounded off to sqrt(r² + ε²), with ε falling to nothing.
    Each step is a weighted least-squares problem, solved without normal equations.
    """
    sharp = powers >= 2
    for eps in [0.0] if sharp.all() else 10.0 ** -np.arange(1, 14):
        soft = np.where(sharp, 0.0, eps)
        now = _powers_sum(B, b, weight, powers, soft, z)
        for _ in range(200):
            rest = b - B @ z
            size = np.hypot(rest, soft)
            size[size == 0] = 1  # where r = 0 and p >= 2: the slope is 0 whatever the size
            slope = weight * rest * size ** (powers - 2)
            bend = weight * size ** (powers - 4) * (soft**2 + (powers - 1) * rest**2)
            bend = np.where(powers == 2, weight, bend)
            root = np.sqrt(bend)
            step = np.linalg.lstsq(root[:, None] * B, np.divide(slope, root, out=0 * root, where=root > 0), rcond=None)[0]
            promised = slope @ (B @ step)
            if not promised > (1e-15 if exact else 1e-4) * now:
                break
            length = 1.0
            while True:
                then = _powers_sum(B, b, weight, powers, soft, z + length * step)
                if then <= now - 0.1 * length * promised or length < 1e-9:
                    break
                length /= 2
            if not then < now:
                break  # no more digits
            z, now = z + length * step, then
    # After a Newton step the slopes would balance, Bᵀu = 0: the multipliers that bound the optimum.
    return z, _powers_gap(B, b, weight, powers, slope - bend * (B @ step), z)


def _powers_sum(B, b, weight, powers, soft, z):
    with np.errstate(over="ignore"):
        return weight @ (np.hypot(b - B @ z, soft) ** powers / powers)


def _powers_gap(B, b, weight, powers, u, z):
    """Duality gap relative to the objective: for every u with Bᵀu = 0 the optimum is at least Σ u_i b_i − w_i |u_i/w_i|^q_i / q_i,
    1/p_i + 1/q_i = 1."""
    objective = _powers_sum(B, b, weight, powers, 0.0, z)
    Q = np.linalg.qr(B)[0]
    u = u - Q @ (Q.T @ u)
    q = powers / (powers - 1)
    with np.errstate(over="ignore", under="ignore"):
        bound = u @ b - weight @ (np.abs(u / weight) ** q / q)
    return (objective - bound) / objective


def lp_penalty(A, b, lam, p, penalised=None):
    """Least squares with a penalty on the size of x, argmin ½‖Ax − b‖² + (λ/p) Σ |x_j|^p.

    p = 2 is :func:`ridge` and p = 1 :func:`lasso`. Only for p = 1 do coefficients become exactly 0: for p > 1 the penalty is
    flat at 0, and the last bit of a coefficient costs nothing.

    A : (m, n) array. b : (m,) array. lam : float >= 0. p : float >= 1, finite. penalised : n bools, all ``True`` unless
    given. Returns x (n,).

    Raises
    ------
    ValueError      p < 1: then the objective is not convex.

    Warns
    -----
    RuntimeWarning  The objective may be more than 10⁻¹⁰ of itself above its optimum.
    """
    A, b = _system(A, b)
    lam = arguments.real("lam", lam, low=0)
    p = arguments.real("p", p, low=1)
    if p == 1:
        return lasso(A, b, lam, penalised)
    if p == 2 or lam == 0:
        return ridge(A, b, lam, penalised)
    problem = _Penalised(A, b, penalised)
    start = ridge(problem.rest_A, problem.rest_b, lam) if problem.mask.any() else np.zeros(0)
    size, unit = np.abs(problem.rest_b).max(initial=0), np.abs(start).max(initial=0)
    if unit == 0:
        return problem.whole(start)
    # In units of b's size and of ridge's x.
    m, n = problem.rest_A.shape
    B = np.vstack([problem.rest_A * (unit / size), np.eye(n)])
    b = np.append(problem.rest_b / size, np.zeros(n))
    z = start / unit
    for q in _from_two_to(p):
        weight = np.append(np.ones(m), np.full(n, lam * unit**q / size**2))
        z, gap = _newton(B, b, weight, np.append(np.full(m, 2.0), np.full(n, q)), z, exact=q == p)
    _warn_of_gap(gap)
    return problem.whole(z * unit)


def line_through_two(x, y, p):
    """The best line y = m x + d for 0 < p <= 1, found by trying every line through two of the points.

    For p <= 1 a best line goes through two points: between the lines that do, the objective is concave or linear. For
    p < 1 it has many local minima, so that nothing quicker is certain to find the best.

    x, y : (n,) arrays. p : float, 0 < p <= 1. Returns (m, d), two floats. The work grows as n³: 200 points take about a
    tenth of a second.

    Raises
    ------
    ValueError      All x are equal.
    """
    x, y = _points(x, y)
    p = arguments.real("p", p, high=1, above=0)
    i, j = np.triu_indices(len(x), 1)
    i, j = i[x[i] != x[j]], j[x[i] != x[j]]
    if len(i) == 0:
        raise ValueError(f"x must have two different entries for a line y = m x + d; all are {x[0]}")
    m = (y[j] - y[i]) / (x[j] - x[i])
    rest = np.abs(y - y[i][:, None] - m[:, None] * (x - x[i][:, None]))
    best = int(np.argmin((rest**p).sum(axis=1)))
    return float(m[best]), float(y[i[best]] - m[best] * x[i[best]])
