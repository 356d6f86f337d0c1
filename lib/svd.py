"""The singular value decomposition, and what it is good for.

    A = U Σ Vᵀ        A (m, n)   U (m, r)   s = diag Σ (r,)   Vt = Vᵀ (r, n)   r = min(m, n)

``U`` and ``V`` have orthonormal columns, and s[0] >= s[1] >= ... >= 0. From these three factors follow the
numerical rank, the best approximation of a given rank, the null space and the pseudo-inverse.

Conventions of this file:

* thin factors unless ``full=True``;
* signs: of each right singular vector the largest entry is positive (of entries equal to within 1 part in 10⁶,
  the first), and the left one follows, so that the signs do not depend on the linear-algebra library;
* rank tolerance: singular values up to ``rtol * s[0]`` count as zero, with ``rtol = max(m, n) * eps`` unless
  given: the rule of ``numpy.linalg.matrix_rank``, nearly MATLAB's (Golub and Van Loan, *Matrix Computations*,
  4th ed., section 5.4.1). eps = 2⁻⁵² is the spacing of float64 at 1.

Sources: Strang, *Introduction to Linear Algebra*, chapter 7; Golub and Van Loan, sections 2.4, 2.5 and 5.5.
"""

import numpy as np

from lib import arguments
from lib.precision import CONDITION_LIMIT, power_of_two, rank_tolerance
from lib.qr import triangle

# Entries this close to the largest count as ties; rounding must not decide which of them sets the sign.
SIGN_TIE = 1e-6
# Numbers that are a multiple of so many places apart in memory share few places of the cache, which slows LAPACK down:
# 512 × 512 takes 1.4 times as long as 520 × 520. If a side has such a length, both get so many zeros more.
STRIDE, PADDING = 256, 8


def svd(A, full=False):
    """Singular value decomposition A = U Σ Vᵀ, with signs that do not depend on the machine.

    Parameters
    ----------
    A : (m, n) array, finite, not empty
    full : bool
        With ``True``, U is (m, m) and Vt (n, n): the columns beyond r = min(m, n) complete the two bases.

    Returns
    -------
    U : (m, r) array        left singular vectors, UᵀU = I
    s : (r,) array          singular values, descending, >= 0, in the unit of A
    Vt : (r, n) array       right singular vectors as rows, VᵀV = I

    UUᵀ = I holds for the full U only; the thin U has UᵀU = I and UUᵀ is the projection onto its columns.

    The signs take a pass over U and Vt, a hundredth of the time for a square matrix, a tenth for 2000 × 20. They buy
    that the factors, and every picture of them, are the same with every linear-algebra library.

    Raises
    ------
    TypeError, ValueError
        A is no matrix of finite real numbers.
    """
    A = arguments.matrix("A", A, copy=None)
    U, s, Vt = _decomposed(A, full)
    sign = _signs(Vt)
    Vt *= sign[:, None]
    U[:, : len(Vt)] *= sign[: U.shape[1]]
    if U.shape[1] > len(Vt):  # completing columns of U, to which no right vector belongs, set their own signs
        U[:, len(Vt) :] *= _signs(U[:, len(Vt) :].T)
    return U, s, Vt


def _decomposed(A, full):
    m, n = A.shape
    if not _is_slow(A.shape) or (full and m != n):
        return np.linalg.svd(A, full_matrices=full)
    U, s, Vt = np.linalg.svd(_padded(A), full_matrices=False)
    # Householder's reflections leave zeros zeros, so that each pair of vectors is A's or the padding's.
    own = ~(U[m:].any(axis=0) | Vt[:, n:].any(axis=1))
    if np.count_nonzero(own) != min(m, n):  # LAPACK does otherwise
        return np.linalg.svd(A, full_matrices=full)
    return U[:m, own], s[own], Vt[own, :n]


def _is_slow(shape):
    return min(shape) >= STRIDE and any(length % STRIDE == 0 for length in shape)


def _padded(A):
    """A with zeros below and beside it."""
    m, n = A.shape
    B = np.zeros((m + PADDING, n + PADDING))
    B[:m, :n] = A
    return B


def _signs(rows):
    """1 or −1 for each row: the sign of its largest entry, of several the first."""
    high, low = rows.max(axis=1), -rows.min(axis=1)
    sign = np.where(high > low, 1.0, -1.0)
    for i in np.flatnonzero(np.minimum(high, low) >= (1 - SIGN_TIE) * np.maximum(high, low)):
        size = np.abs(rows[i])
        sign[i] = np.sign(rows[i, np.argmax(size >= (1 - SIGN_TIE) * size.max())])
    return sign


def right_vectors(A):
    """s and the full Vt of :func:`svd` without U. A : (m, n) array, examined. Returns (min(m, n),) and (n, n) arrays.

    A tall A is replaced by its triangle, which has the same: that takes a fraction of the time.
    """
    size = power_of_two(max(A.max(), -A.min()))  # squares of very large values would leave the range of float64
    _, s, Vt = np.linalg.svd(triangle(A / size) if len(A) > A.shape[1] else A / size)
    Vt *= _signs(Vt)[:, None]
    return size * s, Vt


def rank(A, rtol=None):
    """Numerical rank: how many singular values exceed ``rtol * s[0]``.

    A : (m, n) array. rtol : float >= 0, relative to s[0]; by default max(m, n) * eps.
    """
    A = arguments.matrix("A", A, copy=None)
    s = np.linalg.svd(_padded(A) if _is_slow(A.shape) else A, compute_uv=False)[: min(A.shape)]
    return _rank(s, A.shape, rtol)


def _rank(s, shape, rtol):
    rtol = rank_tolerance(shape) if rtol is None else arguments.real("rtol", rtol, low=0)
    return int(np.count_nonzero(s > rtol * s[0]))


def low_rank(A, rank):
    """The best approximation of A with the given rank, A_k = Σ_{i<k} s_i u_i v_iᵀ.

    No matrix of rank k is nearer to A, neither in the Frobenius nor in the spectral norm (Eckart and Young,
    *Psychometrika* 1, 1936, p. 211; Mirsky, *Quart. J. Math.* 11, 1960, p. 50).

    A : (m, n) array. rank : int, 0 <= rank <= min(m, n). Returns an (m, n) array.
    """
    A = arguments.matrix("A", A, copy=None)
    rank = arguments.integer("rank", rank, 0, min(A.shape))
    U, s, Vt = svd(A)
    return U[:, :rank] * s[:rank] @ Vt[:rank]


def tail(s, rank=None):
    """What is lost by keeping ``rank`` singular values: ‖A − A_k‖_F = sqrt(Σ_{i>=k} s_i²) (Eckart–Young).

    s : (r,) array, singular values, >= 0 and descending. rank : int, 0 <= rank <= r.
    Returns a float in the unit of s; without ``rank``, the array (r + 1,) for rank = 0 … r.
    """
    s = arguments.vector("s", s)
    if (s < 0).any() or (np.diff(s) > 0).any():
        raise ValueError("s must be singular values, descending and not negative")
    if rank is not None:
        rank = arguments.integer("rank", rank, 0, len(s))
    scale = s[0] or 1.0  # squares of very large or small values would leave the range of float64
    # Summed from the small end, so that the large values do not swallow the small ones.
    lost = np.append(np.sqrt(np.cumsum((s[::-1] / scale) ** 2))[::-1], 0.0) * scale
    return lost if rank is None else float(lost[rank])


def rank_for_error(s, error):
    """The smallest rank whose relative error ‖A − A_k‖_F / ‖A‖_F is at most ``error`` (0 <= error <= 1)."""
    error = arguments.real("error", error, low=0, high=1)
    lost = tail(s)
    return int(np.argmax(lost <= error * lost[0]))


def storage(m, n, rank):
    """How many numbers the factors of a rank-k matrix need: k columns of U, k rows of Vᵀ, k values: k (m + n + 1)."""
    m, n = arguments.integer("m", m, 1), arguments.integer("n", n, 1)
    rank = arguments.integer("rank", rank, 0, min(m, n))
    return rank * (m + n + 1)


def error_to(clean, U, s, Vt):
    """How far A_k = Σ_{i<k} s_i u_i v_iᵀ is from another matrix, for every k at once: ‖C − A_k‖_F, k = 0 … r.

        c_i = u_iᵀ C v_i        ‖C − A_k‖² = Σ_{i<k} (s_i − c_i)² + Σ_{i>=k} c_i² + ‖C − Σ_i c_i u_i v_iᵀ‖²

    With C the clean matrix and U, s, Vt the factors of a noisy one this is the error that matters, and that
    cannot be computed without knowing C. Layer i brings A_k nearer to C if s_i < 2 c_i, and does harm otherwise.

    clean : (m, n) array. U (m, r), s (r,), Vt (r, n) as from :func:`svd`. Returns an (r + 1,) array.
    """
    C = arguments.matrix("clean", clean)
    U, s, Vt = arguments.matrix("U", U), arguments.vector("s", s), arguments.matrix("Vt", Vt)
    if (U.shape[0], Vt.shape[1]) != C.shape or not U.shape[1] == len(s) == len(Vt):
        raise ValueError(
            f"U {U.shape}, s {s.shape} and Vt {Vt.shape} are not the thin factors of a matrix of shape {C.shape}"
        )
    c = np.einsum("ij,ij->j", U, C @ Vt.T)
    kept = np.append(0.0, np.cumsum((s - c) ** 2))
    left = np.append(np.cumsum(c[::-1] ** 2)[::-1], 0.0)
    return np.sqrt(kept + left + np.linalg.norm(C - (U * c) @ Vt) ** 2)


def noise_floor(m, n, sigma):
    """The largest singular value that noise alone has, about: sigma (sqrt(m) + sqrt(n)).

    For an (m, n) matrix of independent, identically distributed entries with mean 0, standard deviation ``sigma`` and
    moments that are bounded it is the limit for large matrices (Geman, *Ann. Probab.* 8, 1980, p. 252), and for
    normal entries the expected value is below it (Davidson and Szarek, 2001, theorem II.13).
    """
    m, n = arguments.integer("m", m, 1), arguments.integer("n", n, 1)
    return arguments.real("sigma", sigma, low=0) * (np.sqrt(m) + np.sqrt(n))


def null_space(A, rtol=None):
    """An orthonormal basis of all x with Ax = 0: the rows of the full Vᵀ that belong to no nonzero singular value.

    A : (m, n) array. rtol : float >= 0, see :func:`rank`. Returns an (n, n − ρ) array, ρ the numerical rank: one
    column a direction, none if the columns of A are independent. rank + nullity = n.
    """
    A = arguments.matrix("A", A)
    s, Vt = right_vectors(A)
    return Vt[_rank(s, A.shape, rtol) :].T


def pinv(A, rtol=None):
    """The pseudo-inverse A⁺ = V D⁺ Uᵀ, where D⁺ has 1/s_i for the singular values above ``rtol * s[0]``, else 0.

    A⁺b is the x that minimises ‖Ax − b‖, and among all such x the shortest. A⁺ is the one matrix with
    AA⁺A = A, A⁺AA⁺ = A⁺, (AA⁺)ᵀ = AA⁺ and (A⁺A)ᵀ = A⁺A (Penrose, *Proc. Cambridge Philos. Soc.* 51, 1955, p. 406).
    An ``rtol`` that cuts off more than rounding gives all this for the layers that are kept, not for A.

    A : (m, n) array. rtol : float >= 0; by default max(m, n) * eps, as in :func:`rank` (``numpy.linalg.pinv``
    cuts at 10⁻¹⁵ instead). Returns an (n, m) array.

    Warns
    -----
    RuntimeWarning
        The singular values that are kept span more than 12 powers of ten, so that at most four digits are left.
    """
    A = arguments.matrix("A", A, copy=None)
    U, s, Vt = _decomposed(A, full=False)  # signs would cancel
    kept = _rank(s, A.shape, rtol)
    if kept and s[0] > CONDITION_LIMIT * s[kept - 1]:
        arguments.warn(
            f"the condition number of what is kept is {s[0] / s[kept - 1]:.2g}; a larger rtol would cut the smallest "
            "singular values off"
        )
    return (Vt[:kept].T / s[:kept]) @ U[:, :kept].T


def penrose(A, A_plus):
    """How far the four Penrose conditions are from holding, each relative to the size of what it compares.

    Returns the four numbers ‖AXA − A‖/‖A‖, ‖XAX − X‖/‖X‖, ‖(AX)ᵀ − AX‖/‖AX‖, ‖(XA)ᵀ − XA‖/‖XA‖ with X = A⁺, in the
    Frobenius norm; 0/0 counts as 0. A : (m, n) array, A_plus : (n, m) array.
    """
    A, X = arguments.matrix("A", A), arguments.matrix("A_plus", A_plus)
    if X.shape != A.shape[::-1]:
        raise ValueError(f"A_plus must have the shape {A.shape[::-1]} of Aᵀ, not {X.shape}")
    AX, XA = A @ X, X @ A
    pairs = [(AX @ A, A), (XA @ X, X), (AX.T, AX), (XA.T, XA)]
    return tuple(float(np.linalg.norm(got - want) / (np.linalg.norm(want) or 1.0)) for got, want in pairs)
