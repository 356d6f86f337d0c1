"""The exercises of notebook 01: how few numbers describe a painting?"""

import numpy as np

from lib import svd
from lib.exercises.exercise import Exercise, differ, numbers

_rng = np.random.default_rng(1)
WIDE, TALL = _rng.normal(size=(3, 4)).round(1), _rng.normal(size=(4, 3)).round(1)
ONES = np.ones((2, 2))
COUNTING = np.arange(1.0, 10.0).reshape(3, 3)  # rank 2, and its last singular value is rounding, not 0
TINY = 1e-13 * np.array([[1.0, 2.0], [2.0, 4.0]])  # rank 1 in any units


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


def _layers(A, which, U=None):
    """The sum of the layers with these numbers, one after the other, as a loop makes it."""
    left, s, Vt = _thin(A)
    U = left if U is None else U
    return sum((s[i] * np.outer(U[:, i], Vt[i]) for i in which), np.zeros(A.shape))


def layers_of_rows(A, rank):
    return _layers(A, range(rank), U=_thin(A)[0].T)


def squared_singular_values(A, rank):
    U, s, Vt = _thin(A)
    return U[:, :rank] * s[:rank] ** 2 @ Vt[:rank]


def layers_from_one(A, rank):
    return _layers(A, range(1, rank))


def layers_shifted_by_one(A, rank):
    return _layers(A, range(1, rank + 1))


def return_in_the_loop(A, rank):
    for i in range(rank):
        return _layers(A, range(i + 1))


def first_layer_in_any_case(A, rank):
    return _layers(A, range(max(rank, 1)))


def sum_of_no_layers(A, rank):
    return _layers(A, range(rank)) if rank else 0


def full_factors(A, rank):
    U, s, Vt = np.linalg.svd(A)
    s[rank:] = 0
    return U @ np.diag(s) @ Vt


def stretched_the_wrong_way(A, rank):
    U, s, Vt = _thin(A)
    return U[:, :rank] @ (s[:rank] * Vt[:rank])


def star_for_matrix_product(A, rank):
    U, s, Vt = _thin(A)
    return U[:, :rank] * s[:rank] * Vt[:rank]


def taken_away_instead_of_kept(A, rank):
    U, s, Vt = _thin(A)
    s[-rank:] = 0
    return U * s @ Vt


def eigenvectors(A, rank):
    values, V = np.linalg.eigh(A)
    kept = np.argsort(-np.abs(values))[:rank]
    return V[:, kept] * values[kept] @ V[:, kept].T


def layers_of_rows_of_the_full_u(A, rank):
    return _layers(A, range(rank), U=np.linalg.svd(A)[0].T)


def low_rank_answer(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank] * s[:rank] @ Vt[:rank]


low_rank = Exercise(
    svd.low_rank,
    [(np.diag([3.0, 2.0]), 1), (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), 1), (WIDE, 2), (TALL, 3),
     (TALL, 1), (np.diag([3.0, 2.0]), 0)],
    {
        forgot_singular_values: "U Vᵀ alone turns, it does not stretch: multiply column i of U by s[i] first.",
        one_layer_too_few: "One layer too few: a slice [:rank] already stops before rank, so no rank - 1 is needed.",
        one_layer_too_many: "One layer too many: indices 0 … rank - 1 are rank layers.",
        one_layer_only: "This is layer k alone; the approximation is the sum of the first k layers.",
        smallest_layers: "You kept the smallest singular values; they are sorted from large to small, so take [:rank].",
        what_is_missing: "This is what the approximation leaves out, A − A_k: keep [:rank] instead of [rank:].",
        nothing_cut: "All layers are still there: only the first rank of them may stay.",
        columns_of_vt: "NumPy returns Vᵀ, not V: its first rank rows are the vectors you want, Vt[:rank], not "
        "transposed.",
        rows_of_u: "The left singular vectors are the columns of U: U[:, :rank], not U[:rank].",
        layers_of_rows: "U[i] is a row of U; the left singular vector of layer i is its column, U[:, i].",
        squared_singular_values: "The singular values go in once, not squared (squares are for the share of ‖A‖²).",
        layers_from_one: "The first layer is missing: layers are counted from 0, so the loop is range(rank).",
        layers_shifted_by_one: "Your layers are 1 … rank, but Python counts from 0: 0 … rank - 1, range(rank).",
        return_in_the_loop: "Only the first layer comes back: is the return inside the loop, which it ends in its "
        "first round?",
        first_layer_in_any_case: "For rank 0 nothing may be left: begin with np.zeros(A.shape) and add the first "
        "layer inside the loop, too.",
        sum_of_no_layers: "All is right but rank 0: the sum of no layers is the number 0. Begin with "
        "np.zeros(A.shape).",
        full_factors: "For a matrix that is not square the full U is larger than np.diag(s): ask for the thin "
        "factors, full_matrices=False.",
        stretched_the_wrong_way: "s[:rank] * Vt[:rank] stretches the columns of Vᵀ; its rows are to be stretched: "
        "s[:rank, None] * Vt[:rank], or U[:, :rank] * s[:rank].",
        star_for_matrix_product: "The second * multiplies entry by entry; the matrix product is @: U[:, :rank] * "
        "s[:rank] @ Vt[:rank].",
        taken_away_instead_of_kept: "You set the last rank singular values to 0; keep the first rank of them, and "
        "set s[rank:] to 0.",
        eigenvectors: "Eigenvectors serve for symmetric matrices only; a picture is not even square. Use the SVD.",
        layers_of_rows_of_the_full_u: "U[i] is row i of U; each layer is made of a column of U and a row of Vᵀ: "
        "U[:, i] and Vt[i].",
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


def storage_without_brackets(m, n, rank):
    return rank * m + n + 1


def storage_of_all_values(m, n, rank):
    return rank * (m + n) + min(m, n)


def storage_of_thin_factors(m, n, rank):
    return min(m, n) * (m + n + 1)


def storage_as_a_share(m, n, rank):
    return rank * (m + n + 1) / (m * n)


def storage_saved(m, n, rank):
    return m * n - rank * (m + n + 1)


def storage_in_three_parts(m, n, rank):
    return rank * m, rank, rank * n


def storage_answer(m, n, rank):
    return rank * (m + n + 1)


storage = Exercise(
    svd.storage,
    [(2, 3, 1), (4, 3, 2), (5, 5, 0), (256, 1152, 8)],
    {
        storage_without_values: "Two vectors a layer are counted, but each layer also has its singular value.",
        storage_of_one_layer: "This is one layer; there are rank of them.",
        storage_of_pixels: "This is the picture itself, pixel by pixel; count the columns of U, the rows of Vᵀ and "
        "the s.",
        storage_of_multiplied_layers: "A layer is an m × n picture, but it is stored as two vectors: m + n, not m · n.",
        storage_with_one_value: "One singular value is counted for all; every layer has its own.",
        storage_with_sigma_block: "Σ is diagonal: its zeros need no storage, so it has rank numbers, not rank².",
        storage_of_full_factors: "These are the full square U and V; only rank columns of each are needed.",
        storage_without_brackets: "Brackets are missing: rank multiplies the whole of m + n + 1.",
        storage_of_all_values: "The singular values that were cut off need no place: rank of them, not min(m, n).",
        storage_of_thin_factors: "This stores all min(m, n) layers; only rank of them are kept.",
        storage_as_a_share: "You divided by the m · n pixels; asked is the plain number.",
        storage_saved: "This is how much is saved; asked is how much is stored.",
        storage_in_three_parts: "The three parts are right; return their sum.",
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
    return s[rank]


def tail_relative(s, rank):
    return np.sqrt(np.sum(s[rank:] ** 2) / np.sum(s**2))


def tail_of_the_last_rank(s, rank):
    return np.sqrt(np.sum(s[-rank:] ** 2))


def tail_as_mean(s, rank):
    return np.sqrt(np.mean(s[rank:] ** 2))


def tail_without_the_last(s, rank):
    return np.sqrt(np.sum(s[rank:-1] ** 2))


def tail_past_the_end(s, rank):
    return np.sqrt(sum(s[i] ** 2 for i in range(rank, len(s) + 1)))


def tail_root_of_the_sum(s, rank):
    return np.sqrt(np.sum(s[rank:]))


def tail_difference_of_norms(s, rank):
    return np.linalg.norm(s) - np.linalg.norm(s[:rank])


def tail_not_summed(s, rank):
    return s[rank:]


def tail_with_power_before_division(s, rank):
    return np.sum(s[rank:] ** 2) ** 1 / 2


def tail_answer(s, rank):
    return np.sqrt(np.sum(s[rank:] ** 2))


tail = Exercise(
    svd.tail,
    [(np.array([2.0]), 0), (np.array([4.0, 3.0]), 1), (np.array([5.0, 4.0, 2.0, 1.0]), 2), (np.array([3.0, 1.0]), 2)],
    {
        tail_without_root: "This is the square of the error: the root is missing.",
        tail_without_squares: "Errors of orthogonal layers add like the sides of a right triangle: square, add, take "
        "the root.",
        tail_of_what_is_kept: "This is the size of what is kept; the error is made of what was cut off, s[rank:].",
        tail_from_next: "One too late: s[rank] is the first that was cut off, because counting starts at 0.",
        tail_from_before: "One too early: s[rank - 1] is the last that was kept.",
        tail_spectral: "s[rank] is the error in the spectral norm (the longest vector); asked is the Frobenius norm, "
        "over all entries.",
        tail_relative: "You divided by ‖A‖: this is the relative error. Asked is the error itself.",
        tail_of_the_last_rank: "s[-rank:] are the last rank values; cut off are all from number rank on, s[rank:].",
        tail_as_mean: "This is the root of the mean; the Frobenius norm takes the root of the sum.",
        tail_without_the_last: "The last value is missing: a slice or range already stops before its end, so no - "
        "1 is needed.",
        tail_past_the_end: "The last value is s[len(s) - 1]: the loop is range(rank, len(s)), without + 1.",
        tail_root_of_the_sum: "The squares are missing under the root: Σ s[i]².",
        tail_difference_of_norms: "Norms are not subtracted, their squares are: ‖A − A_k‖² = ‖A‖² − ‖A_k‖².",
        tail_not_summed: "These are the values that were cut off; the error is one number, the root of the sum of "
        "their squares.",
        tail_with_power_before_division: "Python takes the power before it divides: ** 1 / 2 is half of it. Write "
        "** 0.5, or np.sqrt.",
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
    array = numbers(got)
    if array is None or array.shape != expected.shape:
        return differ(expected, got, args)
    got = array
    if got.size and np.abs(A @ got).max() > 1e-7 * np.abs(A).max():
        return f"A times your answer should be 0, but is{np.array2string(A @ got, precision=3, prefix=' ')}"
    if not np.allclose(got.T @ got, np.eye(got.shape[1]), atol=1e-7):
        return "The columns should be orthonormal: of length 1 and at right angles to each other."
    return None


def _same_space(a, b):
    a, b = numbers(a), numbers(b)
    if a is None or b is None:
        return False
    if not a.size and not b.size:  # no direction at all, in an empty array of any shape
        return True
    # Any orthonormal basis of the space will do, so the projections onto it are compared.
    if a.shape != b.shape:
        return False
    if a.ndim != 2:
        return np.allclose(np.outer(a, a), np.outer(b, b))
    return np.allclose(a @ a.T, b @ b.T, atol=1e-7) and np.allclose(a.T @ a, b.T @ b, atol=1e-7)


def null_space_absolute_tolerance(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.sum(s > 1e-10) :].T


def null_space_rank_of_zero(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.sum(s >= max(A.shape) * np.finfo(float).eps * s[0]) :].T


def null_space_by_mask(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[s < 1e-10].T


def null_space_by_rows(A):
    return np.linalg.svd(A)[2][len(A) :].T


def null_space_one_too_few(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[_rank(s, A) + 1 :].T


def null_space_one_too_many(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[_rank(s, A) - 1 :].T


def null_space_zero_vector(A):
    return np.zeros((A.shape[1], 1))


def null_space_by_solve(A):
    return np.linalg.solve(A, np.zeros(len(A)))


def null_space_by_eigenvectors(A):
    values, V = np.linalg.eig(A)
    return V[:, np.abs(values) < 1e-10]


def null_space_from_a_list(A):
    _, s, Vt = np.linalg.svd(A)
    return np.array([Vt[i] for i in range(_rank(s, A), len(Vt))]).T


def null_space_answer(A):
    U, s, Vt = np.linalg.svd(A)
    rank = np.sum(s > max(A.shape) * np.finfo(float).eps * s[0])
    return Vt[rank:].T


null_space = Exercise(
    svd.null_space,
    [(np.array([[1.0, 1.0]]),), (np.array([[1.0, 0.0], [0.0, 0.0]]),), (np.eye(2),),
     (np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]),), (np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]]),), (COUNTING,),
     (np.zeros((2, 2)),), (TINY,)],
    {
        null_space_as_rows: "The right vectors, but as rows: return them as columns, so that A @ N makes sense.",
        null_space_of_transpose: "These come from U: they are the null space of Aᵀ. Vectors x with Ax = 0 are found "
        "in V.",
        row_space: "These are the vectors that A does not send to zero; the null space is the rest of V.",
        null_space_by_exact_zeros: "Rounding leaves 1e-16 where a 0 should be: compare s with a tolerance, such as "
        "max(m, n) · eps · s[0].",
        null_space_of_thin_factors: "The thin Vᵀ of a wide matrix has too few rows; ask for the full one, "
        "full_matrices=True.",
        null_space_always_one: "You always return one vector. There are n − rank of them: perhaps none, perhaps "
        "several.",
        null_space_columns_of_vt: "NumPy returns Vᵀ, not V: the vectors are its rows, Vt[rank:].T.",
        null_space_last_vector: "One vector, as a plain array: return a matrix with a column for each of the n − "
        "rank directions.",
        null_space_absolute_tolerance: "Your tolerance is the same for all matrices: 1e-13 A has the rank of A. "
        "Compare s with a part of s[0], such as max(m, n) · eps · s[0].",
        null_space_rank_of_zero: "For A = 0 the tolerance is 0, too: count s > tolerance, not s ≥ tolerance.",
        null_space_by_mask: "s has min(m, n) entries and the full Vᵀ has n rows, so a mask made of s does not fit "
        "a wide matrix: count the rank, and take the rows from there on.",
        null_space_by_rows: "You took the number of rows for the rank; rows may depend on each other, or be more "
        "than the columns.",
        null_space_one_too_few: "One too few: Vt[rank] is already in the null space, because counting starts at 0.",
        null_space_one_too_many: "One too many: Vt[rank - 1] still belongs to a singular value that is not 0.",
        null_space_zero_vector: "x = 0 is always a solution and gives no direction: wanted are unit vectors, "
        "perhaps several, perhaps none.",
        null_space_by_solve: "np.linalg.solve is for a square A with an inverse, whose one solution is x = 0; the "
        "directions are in the SVD.",
        null_space_by_eigenvectors: "Eigenvectors exist for square matrices only; the right singular vectors, for all.",
        null_space_from_a_list: "For full rank the list is empty: np.array([]) has the shape (0,), "
        "and (n, 0) is asked for. A slice keeps it: Vt[rank:].T.",
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


def pinv_absolute_tolerance(A):
    U, s, Vt = _thin(A)
    return (Vt.T * np.array([1 / value if value > 1e-10 else 0.0 for value in s])) @ U.T


def pinv_exact_zeros(A):
    U, s, Vt = _thin(A)
    return (Vt.T * np.array([1 / value if value else 0.0 for value in s])) @ U.T


def pinv_of_full_factors(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt.T @ np.diag(_inverted(s, A)) @ U.T


def pinv_without_transposing_u(A):
    U, s, Vt = _thin(A)
    return (Vt.T * _inverted(s, A)) @ U


def pinv_by_shape(A):
    m, n = A.shape
    return pinv_plain_inverse(A) if m == n else pinv_normal_equations(A) if m > n else pinv_right_inverse(A)


def pinv_squared(A):
    U, s, Vt = _thin(A)
    return (Vt.T * _inverted(s, A) ** 2) @ U.T


def pinv_ones_for_zeros(A):
    U, s, Vt = _thin(A)
    inverted = _inverted(s, A)
    return (Vt.T * np.where(inverted == 0, 1, inverted)) @ U.T


def pinv_answer(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > max(A.shape) * np.finfo(float).eps * s[0]
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


pinv = Exercise(
    svd.pinv,
    [(np.array([[2.0]]),), (np.array([[3.0, 4.0]]),), (np.array([[3.0], [4.0]]),), (np.diag([2.0, 0.0]),),
     (np.array([[1.0, 2.0], [3.0, 4.0]]),), (ONES,), (TALL,), (WIDE,), (COUNTING,), (np.zeros((1, 2)),), (TINY,)],
    {
        pinv_dividing_by_zero: "You divide by singular values that are 0, or only rounding: those must give 0 in D⁺.",
        pinv_not_inverted: "This is Aᵀ: the singular values are multiplied, where D⁺ has 1/s.",
        pinv_in_the_order_of_svd: "An inverse undoes the last step first: V D⁺ Uᵀ, not U D⁺ Vᵀ.",
        pinv_with_vt: "NumPy returns Vᵀ; the pseudo-inverse begins with V, so transpose it back: Vt.T.",
        pinv_normal_equations: "(AᵀA)⁻¹Aᵀ needs independent columns: for a wide or rank-deficient A there is no "
        "(AᵀA)⁻¹.",
        pinv_right_inverse: "Aᵀ(AAᵀ)⁻¹ needs independent rows: for a tall or rank-deficient A there is no (AAᵀ)⁻¹.",
        pinv_entry_by_entry: "An inverse is not made entry by entry: only the singular values are inverted.",
        pinv_plain_inverse: "A⁻¹ exists only for square A of full rank, which is the slide's question; use the SVD.",
        pinv_absolute_tolerance: "Your tolerance is the same for all matrices: 1e-13 A has the rank of A. Compare "
        "s with max(m, n) · eps · s[0].",
        pinv_exact_zeros: "Exact zeros are not divided by, but rounding leaves 1e-17 in their place: compare s "
        "with max(m, n) · eps · s[0].",
        pinv_of_full_factors: "With full factors D⁺ is n × m, and np.diag(1/s) is square: ask for the thin ones, "
        "full_matrices=False.",
        pinv_without_transposing_u: "The last factor is Uᵀ: U.T, not U.",
        pinv_by_shape: "The shape does not tell the rank: these three formulas need all columns, or all rows, to "
        "be independent. The SVD needs nothing.",
        pinv_squared: "D⁺ has 1/s, not 1/s².",
        pinv_ones_for_zeros: "Where s is 0, D⁺ has a 0 as well; you left a 1 there.",
    },
    "One formula for too few, just enough and too many equations: A⁺b is the shortest of the best answers.",
    answer=pinv_answer,
)
