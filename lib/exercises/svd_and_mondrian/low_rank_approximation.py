"""The rank-k approximation: the sum of the first k layers of a matrix, the nearest to it of all of rank k."""

import numpy as np

from lib import svd
from lib.exercises.comparison import alike
from lib.exercises.exercise import Exercise
from lib.exercises.families import whole_numbers

_rng = np.random.default_rng(1)
WIDE, TALL = _rng.normal(size=(3, 4)).round(1), _rng.normal(size=(4, 3)).round(1)


def thin(A):
    return np.linalg.svd(A, full_matrices=False)


def low_rank_answer(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank] * s[:rank] @ Vt[:rank]


def _alike_also_in_parts(a, b):
    parts = isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b)
    return all(map(alike, a, b)) if parts else alike(a, b)


low_rank = Exercise(
    svd.low_rank,
    cases=[
        (np.diag([3.0, 2.0]), 1),
        (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), 1),
        (WIDE, 2),
        (TALL, 3),
        (TALL, 1),
        (np.diag([3.0, 2.0]), 0),
        (np.array([[3.0, 4.0]]), 1),
        (np.array([[1, 2], [0, 1], [1, 1]]), 1),
    ],
    praise="Nothing of rank k comes nearer to A than this (Eckart and Young, 1936).",
    answer=low_rank_answer,
    alike=_alike_also_in_parts,
)


@low_rank.mistake("U Vᵀ alone turns, it does not stretch: multiply column i of U by s[i] first.")
def forgot_singular_values(A, rank):
    U, _, Vt = thin(A)
    return U[:, :rank] @ Vt[:rank]


@low_rank.mistake("One layer too few: a slice [:rank] already stops before rank, so no rank - 1 is needed.")
def one_layer_too_few(A, rank):
    U, s, Vt = thin(A)
    few = max(rank - 1, 0)
    return U[:, :few] * s[:few] @ Vt[:few]


@low_rank.mistake("One layer too many: indices 0 … rank - 1 are rank layers.")
def one_layer_too_many(A, rank):
    return one_layer_too_few(A, rank + 2)


_one_layer = low_rank.mistake(
    "This is layer k alone; the approximation is the sum of the first k layers. "
    "(In a loop the layers are added, B += …; B = … forgets those before.)"
)


@_one_layer
def one_layer_only(A, rank):
    U, s, Vt = thin(A)
    return s[rank - 1] * np.outer(U[:, rank - 1], Vt[rank - 1])


@_one_layer
def last_layer_of_a_loop(A, rank):
    return one_layer_only(A, rank) if rank else np.zeros(A.shape)


@low_rank.mistake("You kept the smallest singular values; they are sorted from large to small, so take [:rank].")
def smallest_layers(A, rank):
    U, s, Vt = thin(A)
    return U[:, -rank:] * s[-rank:] @ Vt[-rank:]


@low_rank.mistake("This is what the approximation leaves out, A − A_k: keep [:rank] instead of [rank:].")
def what_is_missing(A, rank):
    U, s, Vt = thin(A)
    return U[:, rank:] * s[rank:] @ Vt[rank:]


@low_rank.mistake("All layers are still there: only the first rank of them may stay.")
def nothing_cut(A, rank):
    return A


_vt = low_rank.mistake(
    "NumPy returns Vᵀ, not V: its first rank rows are the vectors you want, Vt[:rank], not transposed."
)


@_vt
def columns_of_vt(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank] * s[:rank] @ Vt[:, :rank].T


@_vt
def vt_transposed_again(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank] * s[:rank] @ Vt.T[:rank]


@_vt
def vt_transposed_with_zeros(A, rank):
    U, s, Vt = thin(A)
    s[rank:] = 0
    return U * s @ Vt.T


@_vt
def columns_of_vt_one_by_one(A, rank):
    U, s, Vt = thin(A)
    return sum((s[i] * np.outer(U[:, i], Vt[:, i]) for i in range(rank)), np.zeros(A.shape))


@low_rank.mistake("The left singular vectors are the columns of U: U[:, :rank], not U[:rank].")
def rows_of_u(A, rank):
    U, s, Vt = thin(A)
    return U[:rank] * s @ Vt


def _sum_of_layers(A, which, U=None):
    """The sum of the layers with these numbers, one after the other, as a loop makes it."""
    left, s, Vt = thin(A)
    U = left if U is None else U
    return sum((s[i] * np.outer(U[:, i], Vt[i]) for i in which), np.zeros(A.shape))


@low_rank.mistake("U[i] is a row of U; the left singular vector of layer i is its column, U[:, i].")
def layers_of_rows(A, rank):
    return _sum_of_layers(A, range(rank), U=thin(A)[0].T)


@low_rank.mistake("The singular values go in once, not squared (squares are for the share of ‖A‖²).")
def squared_singular_values(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank] * s[:rank] ** 2 @ Vt[:rank]


@low_rank.mistake("The first layer is missing: layers are counted from 0, so the loop is range(rank).")
def layers_from_one(A, rank):
    return _sum_of_layers(A, range(1, rank))


_shifted = low_rank.mistake("Your layers are 1 … rank, but Python counts from 0: 0 … rank - 1, range(rank).")


@_shifted
def layers_shifted_by_one(A, rank):
    return _sum_of_layers(A, range(1, rank + 1))


@_shifted
def slices_shifted_by_one(A, rank):
    U, s, Vt = thin(A)
    return U[:, 1 : rank + 1] * s[1 : rank + 1] @ Vt[1 : rank + 1]


@low_rank.mistake("Only the first layer comes back: is the return inside the loop, which it ends in its first round?")
def return_in_the_loop(A, rank):
    for i in range(rank):
        return _sum_of_layers(A, range(i + 1))


@low_rank.mistake(
    "For rank 0 nothing may be left: begin with np.zeros(A.shape) and add the first layer inside the loop, too."
)
def first_layer_in_any_case(A, rank):
    return _sum_of_layers(A, range(max(rank, 1)))


@low_rank.mistake("All is right but rank 0: the sum of no layers is the number 0. Begin with np.zeros(A.shape).")
def sum_of_no_layers(A, rank):
    return _sum_of_layers(A, range(rank)) if rank else 0


@low_rank.mistake(
    "For a matrix that is not square the full U is larger than np.diag(s): "
    "ask for the thin factors, full_matrices=False."
)
def full_factors(A, rank):
    U, s, Vt = np.linalg.svd(A)
    s[rank:] = 0
    return U @ np.diag(s) @ Vt


@low_rank.mistake(
    "s[:rank] * Vt[:rank] stretches the columns of Vᵀ; its rows are to be stretched: "
    "s[:rank, None] * Vt[:rank], or U[:, :rank] * s[:rank]."
)
def stretched_the_wrong_way(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank] @ (s[:rank] * Vt[:rank])


@low_rank.mistake(
    "The second * multiplies entry by entry; the matrix product is @: U[:, :rank] * s[:rank] @ Vt[:rank]."
)
def star_for_matrix_product(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank] * s[:rank] * Vt[:rank]


@low_rank.mistake("The three factors of the answer, cut rightly; multiply them: U[:, :rank] * s[:rank] @ Vt[:rank].")
def three_factors(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank], s[:rank], Vt[:rank]


@low_rank.mistake(
    "You cut rows and columns off the picture; A_k has the shape of A, and it is its singular values that are cut."
)
def corner_of_the_picture(A, rank):
    return A[:, :rank]


@low_rank.mistake("You set the last rank singular values to 0; keep the first rank of them, and set s[rank:] to 0.")
def taken_away_instead_of_kept(A, rank):
    U, s, Vt = thin(A)
    s[-rank:] = 0
    return U * s @ Vt


@low_rank.mistake("Eigenvectors serve for symmetric matrices only; a picture is not even square. Use the SVD.")
def eigenvectors(A, rank):
    values, V = np.linalg.eigh(A)
    kept = np.argsort(-np.abs(values))[:rank]
    return V[:, kept] * values[kept] @ V[:, kept].T


@low_rank.mistake("U[i] is row i of U; each layer is made of a column of U and a row of Vᵀ: U[:, i] and Vt[i].")
def layers_of_rows_of_the_full_u(A, rank):
    return _sum_of_layers(A, range(rank), U=np.linalg.svd(A)[0].T)


@low_rank.mistake("Σ is in the wrong place: A_k = U Σ Vᵀ, the singular values between U and Vᵀ.")
def sigma_behind(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank] @ Vt[:rank] @ np.diag(s[:rank])


@low_rank.mistake(
    "np.linalg.svd returns U, s, Vt, in this order: U has a row for each row of A, and Vt a column for each column."
)
def factors_in_another_order(A, rank):
    Vt, s, U = thin(A)
    return U[:, :rank] @ np.diag(s[:rank]) @ Vt[:rank]


whole_numbers(low_rank)
