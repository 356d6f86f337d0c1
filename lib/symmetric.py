"""Symmetric systems (K + sλI) α = y, and whether their answers can be trusted.

    K = VMVᵀ        α = V (M + sλ)⁻¹ Vᵀy        M = diag(μ₁ … μ_n)

s is the sign, 1 or −1, that the eigenvalues of K should have. An eigenvalue that has the other sign, beyond rounding,
is moved by −sλ, so that λ > 0 always moves away from 0. That takes eigenvalues. Where all of them have the sign s, or λ
is 0, elimination does in a tenth of the time; it gives up when the condition number might be too large, and then the
eigenvalues decide.

Sources: Golub and Van Loan, *Matrix Computations*, 4th ed., sections 3.4, 8.1 and 8.3; Higham, *Accuracy and Stability
of Numerical Algorithms*, 2nd ed., chapter 15, for estimates of a condition number.
"""

import functools

import numpy as np

from lib import arguments
from lib.precision import CONDITION_LIMIT, EPS, power_of_two

# Random directions that a condition number is estimated from, and a bound for the estimate. It is 100 times too small
# if all four are within 1/100 of a right angle to the worst direction there is: once in 10⁸.
DIRECTIONS = 4
SURELY_GOOD = CONDITION_LIMIT / 100


def is_definite(K):
    """Whether all eigenvalues of the symmetric K (n, n) are positive."""
    try:
        np.linalg.cholesky(K)
    except np.linalg.LinAlgError:
        return False
    return True


def by_elimination(K, y, shift, P=None):
    """The α of (K + shift I) α = y; with P of (K + shift I) α + P b = y and Pᵀα = 0. ``None`` if it may be inaccurate.

    The condition number is estimated from random right-hand sides w, independent normal numbers: ‖K⁻¹w‖² is on average
    the sum of all squared entries of K⁻¹.

    K : (n, n) array. y : (n,) array. P : (n, k) array with entries of size 1. Returns α (n,).
    """
    n, k = len(K), 0 if P is None else P.shape[1]
    M, unit = K, 1.0
    if shift or k:
        unit = power_of_two(max(K.max(), -K.min()) + abs(shift)) if k else 1.0
        M = np.zeros((n + k, n + k))
        np.divide(K, unit, out=M[:n, :n])
        M[range(n), range(n)] += shift / unit
    right = np.zeros((n + k, 1 + DIRECTIONS))
    right[:n, 0] = y
    right[:n, 1:] = _directions(n)
    if k:
        M[:n, n:], M[n:, :n] = P, P.T
    try:
        found = np.linalg.solve(M, right)[:n]
    except np.linalg.LinAlgError:
        return None
    estimate = np.linalg.norm(M[:n, :n]) * np.linalg.norm(found[:, 1:], axis=0).max()
    return found[:, 0] / unit if estimate < SURELY_GOOD else None


@functools.lru_cache(maxsize=1)  # a generator takes longer to make than its numbers
def _directions(n):
    return np.random.default_rng(0).normal(size=(n, DIRECTIONS))


def by_eigenvalues(K, y, lam, sign, entry=0.0):
    """α, and the condition number; it warns if that is too large. Arguments as for :func:`condition`.

    Raises ``ValueError`` if the system is singular.
    """
    mu, V = np.linalg.eigh(K)
    moved = _moved(mu, lam, sign)
    found = _spread(moved, entry)
    if found == np.inf:
        raise ValueError(
            "the kernel matrix is singular: no surface of this kind goes through all points; a polynomial part "
            "(degree), lam > 0 or another epsilon would help"
        )
    if found > CONDITION_LIMIT:
        arguments.warn(
            f"the condition number is {found:.2g}: few or no digits of the weights are right; lam > 0 would help, or "
            "a larger epsilon where the kernel has a width"
        )
    return V @ (V.T @ y / moved), found


def condition(K, lam, sign, entry=0.0):
    """The largest eigenvalue over the smallest in absolute value; inf if the system is singular.

    entry : a size that counts as an eigenvalue too: K may be what is left of larger entries, and carry their rounding.
    """
    return _spread(_moved(np.linalg.eigvalsh(K), lam, sign), entry)


def _moved(mu, lam, sign):
    # Eigenvalues of the size of rounding have no sign of their own; they get the right one.
    against = sign * mu < -len(mu) * EPS * np.abs(mu).max(initial=0)
    return mu + lam * np.where(against, -sign, sign)


def _spread(values, entry):
    size = np.abs(values)
    if size.size == 0:
        return 1.0
    return float(max(size.max(), entry) / size.min()) if size.min() > 0 else np.inf
