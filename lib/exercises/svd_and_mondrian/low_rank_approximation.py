"""The rank-k approximation: the sum of the first k layers of a matrix, the nearest to it of all of rank k."""

import numpy as np

from lib import svd
from lib.exercises.exercise import Exercise

_rng = np.random.default_rng(1)
WIDE, TALL = _rng.normal(size=(3, 4)).round(1), _rng.normal(size=(4, 3)).round(1)


def thin(A):
    return np.linalg.svd(A, full_matrices=False)


def low_rank_answer(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank] * s[:rank] @ Vt[:rank]


low_rank = Exercise(
    svd.low_rank,
    cases=[
        (np.diag([3.0, 2.0]), 1),
        (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), 1),
        (WIDE, 2),
        (TALL, 3),
        (TALL, 1),
        (np.diag([3.0, 2.0]), 0),
    ],
    praise="Nothing of rank k comes nearer to A than this (Eckart and Young, 1936).",
    answer=low_rank_answer,
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


@low_rank.mistake("This is layer k alone; the approximation is the sum of the first k layers.")
def one_layer_only(A, rank):
    U, s, Vt = thin(A)
    return s[rank - 1] * np.outer(U[:, rank - 1], Vt[rank - 1])


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


@low_rank.mistake("NumPy returns Vᵀ, not V: its first rank rows are the vectors you want, Vt[:rank], not transposed.")
def columns_of_vt(A, rank):
    U, s, Vt = thin(A)
    return U[:, :rank] * s[:rank] @ Vt[:, :rank].T


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


@low_rank.mistake("Your layers are 1 … rank, but Python counts from 0: 0 … rank - 1, range(rank).")
def layers_shifted_by_one(A, rank):
    return _sum_of_layers(A, range(1, rank + 1))


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
