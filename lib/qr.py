"""A = QR: the columns of A in orthonormal coordinates, for all that is fitted to columns.

    A = Q R        A (m, n)   Q (m, n) with QᵀQ = I   R (n, n), zero below its diagonal

‖Ax − b‖ is least where R x = Qᵀb. No solution goes through AᵀA = RᵀR, whose condition number is the square of A's.

Convention: if one column of A is constant (an intercept), the others are centred first, and all are scaled: the problem
stays the same and gets better conditioned, so that x = 10⁸ + small does no harm.

Sources: Golub and Van Loan, *Matrix Computations*, 4th ed., section 5.3; Björck, *Numerical Methods for Least Squares
Problems*, 1996, sections 2.4 and 2.7; Demmel, Grigori, Hoemmen and Langou, *SIAM J. Sci. Comput.* 34 (2012), p. A206,
for R in portions.
"""

import numpy as np

from lib import arguments
from lib.precision import CONDITION_LIMIT, power_of_two, rank_tolerance

# Columns with larger numbers are scaled: lengths and sums would leave the range of float64.
HUGE = 1e150
# Numbers that are factorised at a time: 120 kB, so that they and their copies stay in the cache, and in memory that the
# process has already.
PORTION = 15_000


def triangle(A, b=None, mean=None):
    """R of A = QR without Q; with b that of [A b], whose last column is Qᵀb; with a mean that of A less mean by rows.

    A : (m, n) array. b : (m,) array. mean : (n,) array. Returns an upper triangle with n columns, or n + 1.

    It is R of the first rows, then of that R with more rows below it, and so on. Q is orthogonal however the rows are
    divided, so R has the singular values and the right singular vectors of A, to the last digits of σ₁.
    """
    m, n = A.shape
    width = n + (b is not None)
    rows = max(8 * width, PORTION // width)
    if m <= rows and b is None and mean is None:
        return np.linalg.qr(A, mode="r")
    room = np.empty((width, width + min(m, rows)))  # a row for each column, so that its numbers are neighbours
    lower = np.tri(width, min(m, width))
    above = 0  # how many rows R has
    for start in range(0, m, rows):
        end = above + min(rows, m - start)
        room[:n, above:end] = A[start : start + rows].T
        if mean is not None:
            room[:n, above:end] -= mean[:, None]
        if b is not None:
            room[n, above:end] = b[start : start + rows]
        found, _ = np.linalg.qr(room[:, :end].T, mode="raw")  # Rᵀ, and above its diagonal what Q would be made of
        above = min(end, width)
        np.multiply(found[:, :above], lower, out=room[:, :above])
    return room[:, :above].T


def _mean(b):
    """The mean over the rows; b.mean(axis=0) takes ten times as long. What rounding leaves of it does no harm here."""
    return np.full(len(b), 1 / len(b)) @ b


class Columns:
    """The columns of A (m, n), of any length; centred if one of them is constant.

    ``least_squares(b)`` returns argmin ‖Ax − b‖². ``split(b)`` returns level, z and rest with b = level + Q z + rest,
    the rest at right angles to all columns; level is 0 without a constant column. A matrix b (m, k) is split column by
    column. ``solution(level, z)`` returns the x with A x = level + Q z.

    If the columns are dependent, their first use warns, and every x is the shortest of many; if they nearly are, it
    warns as well.
    """

    def __init__(self, A):
        m, n = A.shape
        self.size = np.ones(n)
        if max(A.max(), -A.min()) > HUGE:
            self.size = power_of_two(np.abs(A).max(axis=0))
        self.A = A if (self.size == 1).all() else A / self.size
        alike = np.flatnonzero((A[0] == A[-1]) & (A[0] != 0))  # only these can be constant
        self.constant = next((j for j in alike if (A[:, j] == A[0, j]).all()), None)
        self.mean = None
        if self.constant is not None:
            self.mean = _mean(self.A)
            self.mean[self.constant] = 0
        self.Q = None

    def least_squares(self, b):
        level, n = self._level(b), self.A.shape[1]
        R = triangle(self.A, b - level, self.mean)
        self._take(R[:n, :n])
        return self.solution(level, R[:n, n]) if self.full else self.solution(0.0, self.Q.T @ b)

    def split(self, b):
        if self.Q is None:
            self.Q, R = np.linalg.qr(self.A if self.mean is None else self.A - self.mean)
            self._take(R)
        level = self._level(b)
        rest, z = b - level, 0.0
        for _ in range(2):  # the second time, what rounding left
            step = self.Q.T @ rest
            z = z + step
            rest -= np.dot(self.Q, step)  # @ is slow if Q has one column
        return level, z, rest

    def solution(self, level, z):
        if not self.full:
            return self.shortest @ z
        x = np.linalg.solve(self.R, z)
        if self.constant is not None:
            x[self.constant] += (level - self.mean @ x) / self.A[0, self.constant]
        return x / self.size

    def _level(self, b):
        return 0.0 if self.constant is None else _mean(b)

    def _take(self, R):
        """Keep R if its columns, and so those of A, are independent; else keep the singular vectors of A."""
        m, n = self.A.shape
        length = np.hypot.reduce(R, axis=0)  # no square of a tiny number
        if self.mean is not None:  # of a column that is constant but for rounding, rounding alone is left
            length[length <= rank_tolerance((m, n)) * np.hypot(length, np.sqrt(m) * self.mean)] = np.inf
        length[length == 0] = 1
        s = np.linalg.svd(R / length, compute_uv=False)
        rank = int(np.count_nonzero(s > rank_tolerance((m, n)) * s[0]))
        self.R, self.full = R, rank == n
        if not self.full:
            arguments.warn(f"A has {n} columns but rank {rank}: of all solutions the shortest is returned")
            U, s, Vt = np.linalg.svd(self.A * self.size, full_matrices=False)
            self.Q, self.shortest, self.constant = U[:, :rank], Vt[:rank].T / s[:rank], None
        elif s[0] > CONDITION_LIMIT * s[-1]:
            arguments.warn(f"the columns of A are nearly dependent: condition number {s[0] / s[-1]:.2g} after scaling")
