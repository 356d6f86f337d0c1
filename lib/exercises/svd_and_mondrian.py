"""The exercises of notebook 01: how few numbers describe a painting?"""

import numpy as np

from lib import svd
from lib.exercises.exercise import Exercise, differ

_rng = np.random.default_rng(1)
WIDE, TALL = _rng.normal(size=(3, 4)).round(1), _rng.normal(size=(4, 3)).round(1)
ONES = np.ones((2, 2))
COUNTING = np.arange(1.0, 10.0).reshape(3, 3)  # rank 2, and its last singular value is rounding, not 0


def _thin(A):
    return np.linalg.svd(A, full_matrices=False)


# The rank-k approximation.


def forgot_singular_values(A, rank):
    U, _, Vt = _thin(A)
    return U[:, :rank] @ Vt[:rank]


def one_layer_too_few(A, rank):
    U, s, Vt = _thin(A)
    few = max(rank - 1, 0)
    return U[:, :few] * s[:few] @ Vt[:few]


def one_layer_too_many(A, rank):
    return one_layer_too_few(A, rank + 2)


def one_layer_only(A, rank):
    U, s, Vt = _thin(A)
    return s[rank - 1] * np.outer(U[:, rank - 1], Vt[rank - 1])


def smallest_layers(A, rank):
    U, s, Vt = _thin(A)
    return U[:, -rank:] * s[-rank:] @ Vt[-rank:]


def what_is_missing(A, rank):
    U, s, Vt = _thin(A)
    return U[:, rank:] * s[rank:] @ Vt[rank:]


def nothing_cut(A, rank):
    return A


def columns_of_vt(A, rank):
    U, s, Vt = _thin(A)
    return U[:, :rank] * s[:rank] @ Vt[:, :rank].T


def rows_of_u(A, rank):
    U, s, Vt = _thin(A)
    return U[:rank] * s @ Vt


def layers_of_rows(A, rank):
    U, s, Vt = _thin(A)
    return sum(s[i] * np.outer(U[i], Vt[i]) for i in range(rank))


def squared_singular_values(A, rank):
    U, s, Vt = _thin(A)
    return U[:, :rank] * s[:rank] ** 2 @ Vt[:rank]


def low_rank_answer(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank] * s[:rank] @ Vt[:rank]


low_rank = Exercise(
    svd.low_rank,
    [(np.diag([3.0, 2.0]), 1), (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), 1), (WIDE, 2), (TALL, 3),
     (TALL, 1)],
    {
        forgot_singular_values: "U Vᵀ alone turns, it does not stretch: multiply column i of U by s[i] first.",
        one_layer_too_few: "One layer too few: a slice [:rank] already stops before rank, so no rank - 1 is needed.",
        one_layer_too_many: "One layer too many: indices 0 … rank - 1 are rank layers.",
        one_layer_only: "This is layer k alone; the approximation is the sum of the first k layers.",
        smallest_layers: "You kept the smallest singular values; they are sorted from large to small, so take [:rank].",
        what_is_missing: "This is what the approximation leaves out, A − A_k: keep [:rank] instead of [rank:].",
        nothing_cut: "All layers are still there: only the first rank of them may stay.",
        columns_of_vt: "NumPy returns Vᵀ, not V: its first rank rows are the vectors you want, Vt[:rank], not transposed.",
        rows_of_u: "The left singular vectors are the columns of U: U[:, :rank], not U[:rank].",
        layers_of_rows: "U[i] is a row of U; the left singular vector of layer i is its column, U[:, i].",
        squared_singular_values: "The singular values go in once, not squared (squares are for the share of ‖A‖²).",
    },
    "Nothing of rank k comes nearer to A than this (Eckart and Young, 1936).",
    answer=low_rank_answer,
)


# What it costs to store.


def storage_without_values(m, n, rank):
    return rank * (m + n)


def storage_of_one_layer(m, n, rank):
    return m + n + 1


def storage_of_pixels(m, n, rank):
    return m * n


def storage_of_multiplied_layers(m, n, rank):
    return rank * m * n


def storage_with_one_value(m, n, rank):
    return rank * (m + n) + 1


def storage_with_sigma_block(m, n, rank):
    return rank * (m + n) + rank**2


def storage_of_full_factors(m, n, rank):
    return m * m + n * n + rank


def storage_answer(m, n, rank):
    return rank * (m + n + 1)


storage = Exercise(
    svd.storage,
    [(2, 3, 1), (4, 3, 2), (5, 5, 0), (256, 1152, 8)],
    {
        storage_without_values: "Two vectors a layer are counted, but each layer also has its singular value.",
        storage_of_one_layer: "This is one layer; there are rank of them.",
        storage_of_pixels: "This is the picture itself, pixel by pixel; count the columns of U, the rows of Vᵀ and the s.",
        storage_of_multiplied_layers: "A layer is an m × n picture, but it is stored as two vectors: m + n, not m · n.",
        storage_with_one_value: "One singular value is counted for all; every layer has its own.",
        storage_with_sigma_block: "Σ is diagonal: its zeros need no storage, so it has rank numbers, not rank².",
        storage_of_full_factors: "These are the full square U and V; only rank columns of each are needed.",
    },
    "k(m + n + 1): that is why a small rank pays, and why a large one does not.",
    answer=storage_answer,
)


# The error from the singular values alone.


def tail_without_root(s, rank):
    return np.sum(s[rank:] ** 2)


def tail_without_squares(s, rank):
    return np.sum(s[rank:])


def tail_of_what_is_kept(s, rank):
    return np.sqrt(np.sum(s[:rank] ** 2))


def tail_from_next(s, rank):
    return np.sqrt(np.sum(s[rank + 1 :] ** 2))


def tail_from_before(s, rank):
    return np.sqrt(np.sum(s[max(rank - 1, 0) :] ** 2))


def tail_spectral(s, rank):
    return s[rank] if rank < len(s) else 0.0


def tail_relative(s, rank):
    return np.sqrt(np.sum(s[rank:] ** 2) / np.sum(s**2))


def tail_answer(s, rank):
    return np.sqrt(np.sum(s[rank:] ** 2))


tail = Exercise(
    svd.tail,
    [(np.array([2.0]), 0), (np.array([4.0, 3.0]), 1), (np.array([5.0, 4.0, 2.0, 1.0]), 2), (np.array([3.0, 1.0]), 2)],
    {
        tail_without_root: "This is the square of the error: the root is missing.",
        tail_without_squares: "Errors of orthogonal layers add like the sides of a right triangle: square, add, take the root.",
        tail_of_what_is_kept: "This is the size of what is kept; the error is made of what was cut off, s[rank:].",
        tail_from_next: "One too late: s[rank] is the first that was cut off, because counting starts at 0.",
        tail_from_before: "One too early: s[rank - 1] is the last that was kept.",
        tail_spectral: "s[rank] is the error in the spectral norm (the longest vector); asked is the Frobenius norm, over all entries.",
        tail_relative: "You divided by ‖A‖: this is the relative error. Asked is the error itself.",
    },
    "The singular values know the error before anything is multiplied out.",
    answer=tail_answer,
)


# The null space.


def _rank(s, A):
    return int(np.sum(s > max(A.shape) * np.finfo(float).eps * s[0]))


def null_space_as_rows(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[_rank(s, A) :]


def null_space_of_transpose(A):
    U, s, _ = np.linalg.svd(A)
    return U[:, _rank(s, A) :]


def row_space(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[: _rank(s, A)].T


def null_space_by_exact_zeros(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.count_nonzero(s) :].T


def null_space_of_thin_factors(A):
    _, s, Vt = _thin(A)
    return Vt[_rank(s, A) :].T


def null_space_always_one(A):
    return np.linalg.svd(A)[2][-1:].T


def null_space_columns_of_vt(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[:, _rank(s, A) :]


def null_space_last_vector(A):
    return np.linalg.svd(A)[2][-1]


def _not_the_null_space(expected, got, args):
    (A,) = args
    got = np.asarray(got)
    if got.dtype.kind not in "biuf" or got.shape != expected.shape:
        return differ(expected, got, args)
    if got.size and np.abs(A @ got).max() > 1e-7 * np.abs(A).max():
        return f"A times your answer should be 0, but is{np.array2string(A @ got, precision=3, prefix=' ')}"
    if not np.allclose(got.T @ got, np.eye(got.shape[1]), atol=1e-7):
        return "The columns should be orthonormal: of length 1 and at right angles to each other."
    return None


def _same_space(a, b):
    a, b = np.asarray(a), np.asarray(b)
    # Any orthonormal basis of the space will do, so the projections onto it are compared.
    if a.shape != b.shape or a.dtype.kind != "f" or b.dtype.kind != "f":
        return False
    if a.ndim != 2:
        return np.allclose(np.outer(a, a), np.outer(b, b))
    return np.allclose(a @ a.T, b @ b.T, atol=1e-7) and np.allclose(a.T @ a, b.T @ b, atol=1e-7)


def null_space_answer(A):
    U, s, Vt = np.linalg.svd(A)
    rank = np.sum(s > max(A.shape) * np.finfo(float).eps * s[0])
    return Vt[rank:].T


null_space = Exercise(
    svd.null_space,
    [(np.array([[1.0, 1.0]]),), (np.array([[1.0, 0.0], [0.0, 0.0]]),), (np.eye(2),),
     (np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]),), (np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]]),), (COUNTING,)],
    {
        null_space_as_rows: "The right vectors, but as rows: return them as columns, so that A @ N makes sense.",
        null_space_of_transpose: "These come from U: they are the null space of Aᵀ. Vectors x with Ax = 0 are found in V.",
        row_space: "These are the vectors that A does not send to zero; the null space is the rest of V.",
        null_space_by_exact_zeros: "Rounding leaves 1e-16 where a 0 should be: compare s with a tolerance, such as max(m, n) · eps · s[0].",
        null_space_of_thin_factors: "The thin Vᵀ of a wide matrix has too few rows; ask for the full one, full_matrices=True.",
        null_space_always_one: "You always return one vector. There are n − rank of them: perhaps none, perhaps several.",
        null_space_columns_of_vt: "NumPy returns Vᵀ, not V: the vectors are its rows, Vt[rank:].T.",
        null_space_last_vector: "One vector, as a plain array: return a matrix with a column for each of the n − rank directions.",
    },
    "Walk along these columns and Ax does not notice: rank + nullity = n.",
    answer=null_space_answer,
    differ=_not_the_null_space,
    alike=_same_space,
)


# The pseudo-inverse.


def pinv_dividing_by_zero(A):
    U, s, Vt = _thin(A)
    return (Vt.T / s) @ U.T


def pinv_not_inverted(A):
    U, s, Vt = _thin(A)
    return (Vt.T * s) @ U.T


def _inverted(s, A):
    return np.array([1 / value if value > 1e-12 * s[0] else 0.0 for value in s])


def pinv_in_the_order_of_svd(A):
    U, s, Vt = _thin(A)
    return (U * _inverted(s, A)) @ Vt


def pinv_with_vt(A):
    U, s, Vt = _thin(A)
    return Vt @ np.diag(_inverted(s, A)) @ U.T


def pinv_normal_equations(A):
    return np.linalg.inv(A.T @ A) @ A.T


def pinv_right_inverse(A):
    return A.T @ np.linalg.inv(A @ A.T)


def pinv_entry_by_entry(A):
    return (1 / A).T


def pinv_plain_inverse(A):
    return np.linalg.inv(A)


def pinv_answer(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > max(A.shape) * np.finfo(float).eps * s[0]
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


pinv = Exercise(
    svd.pinv,
    [(np.array([[2.0]]),), (np.array([[3.0, 4.0]]),), (np.array([[3.0], [4.0]]),), (np.diag([2.0, 0.0]),),
     (np.array([[1.0, 2.0], [3.0, 4.0]]),), (ONES,), (TALL,), (WIDE,)],
    {
        pinv_dividing_by_zero: "You divide by singular values that are 0, or only rounding: those must give 0 in D⁺.",
        pinv_not_inverted: "This is Aᵀ: the singular values are multiplied, where D⁺ has 1/s.",
        pinv_in_the_order_of_svd: "An inverse undoes the last step first: V D⁺ Uᵀ, not U D⁺ Vᵀ.",
        pinv_with_vt: "NumPy returns Vᵀ; the pseudo-inverse begins with V, so transpose it back: Vt.T.",
        pinv_normal_equations: "(AᵀA)⁻¹Aᵀ needs independent columns: for a wide or rank-deficient A there is no (AᵀA)⁻¹.",
        pinv_right_inverse: "Aᵀ(AAᵀ)⁻¹ needs independent rows: for a tall or rank-deficient A there is no (AAᵀ)⁻¹.",
        pinv_entry_by_entry: "An inverse is not made entry by entry: only the singular values are inverted.",
        pinv_plain_inverse: "A⁻¹ exists only for square A of full rank, which is the slide's question; use the SVD.",
    },
    "One formula for too few, just enough and too many equations: A⁺b is the shortest of the best answers.",
    answer=pinv_answer,
)
