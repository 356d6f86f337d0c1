"""Lines through points: which one is best depends on what is measured.

    least squares         argmin ‖Ax − b‖²                                        vertical residuals
    homogeneous           argmin ‖Ax‖      subject to ‖x‖ = 1                     any line, vertical ones too
    total least squares   argmin Σ (a x_i + b y_i + c)²  subject to a² + b² = 1   perpendicular residuals

A is (m, n), one row an observation; b is (m,); x is (n,). For a line y = m x + d the matrix has the columns x and 1.
Other powers than squares are in :mod:`lib.outliers`, penalties on the coefficients in :mod:`lib.regularisation`.

The factorisation behind the first is in :mod:`lib.qr`.

Sources: Golub and Van Loan, *Matrix Computations*, 4th ed., chapters 5 and 6; Björck, *Numerical Methods for Least
Squares Problems*, 1996.
"""

import numpy as np

from lib import arguments, qr
from lib.precision import CONDITION_LIMIT, power_of_two, rank_tolerance
from lib.svd import right_vectors


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
    A, b = arguments.system(A, b)
    return qr.Columns(A).least_squares(b)


def line(x, y):
    """The line y = m x + d with the least sum of squared vertical residuals.

        m = Σ (x_i − x̄)(y_i − ȳ) / Σ (x_i − x̄)²        d = ȳ − m x̄

    This is :func:`least_squares` with the columns x and 1: once x is centred they are at right angles, so that each
    coefficient is found on its own.

    x, y : (n,) arrays. Returns (m, d), two floats.

    Raises
    ------
    ValueError      All x are equal: the points are on a vertical line, or are one point, and no slope is best.

    Warns
    -----
    RuntimeWarning  All x are equal but for their last digits.
    """
    x, y = arguments.points(x, y)
    if (x == x[0]).all():
        raise ValueError(f"x must have two different entries for a line y = m x + d; all are {x[0]}")
    (x, y), mean, size = _centred(x, y)
    spread = x @ x
    if spread <= len(x) * (rank_tolerance(x.shape) * mean[0]) ** 2:
        share = np.sqrt(spread / len(x)) / abs(mean[0])
        arguments.warn(f"x is the same for all points, but for {share:.2g} of its size")
    m = x @ y / spread
    return float(m * size[1] / size[0]), float((mean[1] - m * mean[0]) * size[1])


def _centred(x, y):
    """x and y less their means as a (2, n) array, and the means, in units of size, two powers of two."""
    both = np.array([x, y])
    size = power_of_two(np.abs(both).max(axis=1))
    both /= size[:, None]
    mean = np.zeros(2)
    for _ in range(2):  # the second time, what rounding left of the mean
        left = both.mean(axis=1)
        both -= left[:, None]
        mean += left
    return both, mean, size


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
    s, Vt = right_vectors(A)
    s = np.append(s, np.zeros(n - len(s)))
    _determined("A", s, A.shape)
    return Vt[-1]


def _determined(name, s, shape):
    """Raise or warn if the last two singular values are equal, or nearly."""
    if len(s) == 1:
        return
    gap = s[-2] - s[-1]
    if gap <= rank_tolerance(shape) * s[0]:
        raise ValueError(
            f"{name} must have one best direction, but the two least singular values are equal: {s[-2]:.3g} and "
            f"{s[-1]:.3g}"
        )
    if s[0] > CONDITION_LIMIT * gap:
        arguments.warn(f"the best direction is hardly determined: its condition number is {s[0] / gap:.2g}")


def total_least_squares(x, y):
    """The line a x + b y + c = 0 with the least sum of squared perpendicular distances.

    With a² + b² = 1, |a x + b y + c| is the distance of (x, y) from the line. The best c puts the line through the
    mean, so the points are centred, and (a, b) is the last right singular vector of what is left. Centring them twice
    and in a common unit takes longer than the vector itself; it buys 13 digits at any distance from the origin and at
    any scale.

    x, y : (n,) arrays. Returns (a, b, c), three floats, with a² + b² = 1 and the larger of a and b positive.

    Raises
    ------
    ValueError      All points are identical, or spread equally in all directions: no direction is best.

    Warns
    -----
    RuntimeWarning  They spread almost equally, so that few digits are determined.

    Source: K. Pearson, *Philosophical Magazine* 2 (1901), p. 559.
    """
    x, y = arguments.points(x, y)
    if (x == x[0]).all() and (y == y[0]).all():
        raise ValueError(f"x and y must have two different points; all are ({x[0]}, {y[0]})")
    both, mean, size = _centred(x, y)
    unit = size.max()  # one for both: a distance has x and y in it
    s, Vt = right_vectors((both * (size / unit)[:, None]).T)
    _determined("the centred points", unit * s, both.T.shape)
    a, b = Vt[-1]
    return float(a), float(b), float(-(Vt[-1] @ (mean * size)))


def slope_intercept(a, b, c):
    """The line a x + b y + c = 0 as y = m x + d: m = −a/b, d = −c/b.

    Raises ``ValueError`` if b = 0: a vertical line has no slope.
    """
    a, b, c = (arguments.real(name, value) for name, value in zip("abc", (a, b, c)))
    if b == 0:
        raise ValueError("b must not be 0: a vertical line has no slope")
    return -a / b, -c / b
