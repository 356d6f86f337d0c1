"""Lines through points: which one is best depends on what is measured.

    least squares         argmin ‖Ax − b‖²                                        vertical residuals
    homogeneous           argmin ‖Ax‖      subject to ‖x‖ = 1                     any line, vertical ones too
    total least squares   argmin Σ (a x_i + b y_i + c)²  subject to a² + b² = 1   perpendicular residuals

A is (m, n), one row an observation; b is (m,); x is (n,). For a line y = m x + d the matrix has the columns x and 1.
Other powers than squares are in :mod:`lib.outliers`, penalties on the coefficients in :mod:`lib.regularisation`.

Convention: no solution goes through AᵀA, whose condition number is the square of A's. If one column of A is constant
(an intercept), the others are centred first, and all are scaled: the problem stays the same and gets better
conditioned, so that x = 10⁸ + small does no harm.

Sources: Golub and Van Loan, *Matrix Computations*, 4th ed., chapters 5 and 6; Björck, *Numerical Methods for Least
Squares Problems*, 1996.
"""

import warnings

import numpy as np

from lib import arguments
from lib.svd import CONDITION_LIMIT, svd

EPS = np.finfo(float).eps


def system(A, b):
    """A as a float64 matrix (m, n) and b as a vector (m,), both examined."""
    A = arguments.matrix("A", A)
    return A, arguments.vector("b", b, len(A))


def points(x, y):
    """x and y as two float64 vectors (n,), both examined."""
    x = arguments.vector("x", x)
    return x, arguments.vector("y", y, len(x))


def _power_of_two(size):
    """The power of two above each size, and 1/2 for 0: dividing by it brings numbers to a common scale, unrounded."""
    return np.ldexp(1.0, np.clip(np.frexp(size)[1], -1000, 1000))


class Columns:
    """The columns of A in orthonormal coordinates: A x = level + Q z, where ``level`` is 0 without a constant column.

    ``split(b)`` returns level, z and the rest b − level − Q z, the residual of least squares, at right angles to Q.
    ``solution(level, z)`` returns x; the shortest one if the columns are dependent, of which a warning was given.
    """

    def __init__(self, A):
        m, n = A.shape
        self.constant = next((j for j in range(n) if A[0, j] and (A[:, j] == A[0, j]).all()), None)
        self.size = _power_of_two(np.abs(A).max(axis=0))
        C = A / self.size
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
                RuntimeWarning,
                stacklevel=4,
            )
            U, s, Vt = np.linalg.svd(A, full_matrices=False)
            self.Q, self.shortest, self.constant = U[:, :rank], Vt[:rank].T / s[:rank], None
        elif s[0] > CONDITION_LIMIT * s[-1]:
            warnings.warn(
                f"the columns of A are nearly dependent: condition number {s[0] / s[-1]:.2g} after scaling",
                RuntimeWarning,
                stacklevel=4,
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
    A, b = system(A, b)
    columns = Columns(A)
    level, z, _ = columns.split(b)
    return columns.solution(level, z)


def line(x, y):
    """The line y = m x + d with the least sum of squared vertical residuals.

    x, y : (n,) arrays. Returns (m, d), two floats.

    Raises
    ------
    ValueError      All x are equal: the points are on a vertical line, or are one point, and no slope is best.
    """
    x, y = points(x, y)
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
    n = A.shape[1]
    _, s, Vt = svd(A, full=len(A) < n)  # a tall A has all right vectors anyhow; its full U would be huge
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
            f"{name} must have one best direction, but the two least singular values are equal: {s[-2]:.3g} and "
            f"{s[-1]:.3g}"
        )
    if s[0] > CONDITION_LIMIT * gap:
        warnings.warn(
            f"the best direction is hardly determined: its condition number is {s[0] / gap:.2g}",
            RuntimeWarning,
            stacklevel=3,
        )


def total_least_squares(x, y):
    """The line a x + b y + c = 0 with the least sum of squared perpendicular distances.

    With a² + b² = 1, |a x + b y + c| is the distance of (x, y) from the line. The best c puts the line through the
    mean, so the points are centred, and (a, b) is the last right singular vector of what is left.

    x, y : (n,) arrays. Returns (a, b, c), three floats, with a² + b² = 1 and the larger of a and b positive.

    Raises
    ------
    ValueError      All points are identical, or spread equally in all directions: no direction is best.

    Warns
    -----
    RuntimeWarning  They spread almost equally, so that few digits are determined.

    Source: K. Pearson, *Philosophical Magazine* 2 (1901), p. 559.
    """
    x, y = points(x, y)
    X = np.column_stack([x, y])
    if (X[0] == X).all():
        raise ValueError(f"x and y must have two different points; all are ({x[0]}, {y[0]})")
    scale = _power_of_two(np.abs(X).max())
    X /= scale
    centre = np.zeros(2)
    for _ in range(2):  # the second time, what rounding left of the mean
        mean = X.mean(axis=0)
        centre += mean
        X = X - mean
    _, s, Vt = svd(X)
    _determined("the centred points", scale * s, len(X))
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
