"""Compression by low rank: how many numbers are stored, and what is lost, from the singular values alone."""

import numpy as np

from lib import svd
from lib.exercises.exercise import Exercise

# What it costs to store.


def storage_answer(m, n, rank):
    return rank * (m + n + 1)


storage = Exercise(
    svd.storage,
    cases=[(2, 3, 1), (4, 3, 2), (5, 5, 0), (256, 1152, 8)],
    praise="k(m + n + 1): that is why a small rank pays, and why a large one does not.",
    answer=storage_answer,
)


@storage.mistake(
    "Enough if each singular value is multiplied into its column of U; "
    "here it is stored by itself: one more number a layer."
)
def storage_without_values(m, n, rank):
    return rank * (m + n)


@storage.mistake("This is one layer; there are rank of them.")
def storage_of_one_layer(m, n, rank):
    return m + n + 1


@storage.mistake("This is the picture itself, pixel by pixel; count the columns of U, the rows of Vᵀ and the s.")
def storage_of_pixels(m, n, rank):
    return m * n


@storage.mistake("A layer is an m × n picture, but it is stored as two vectors: m + n, not m · n.")
def storage_of_multiplied_layers(m, n, rank):
    return rank * m * n


@storage.mistake("One singular value is counted for all; every layer has its own.")
def storage_with_one_value(m, n, rank):
    return rank * (m + n) + 1


@storage.mistake("Σ is diagonal: its zeros need no storage, so it has rank numbers, not rank².")
def storage_with_sigma_block(m, n, rank):
    return rank * (m + n) + rank**2


@storage.mistake("These are the full square U and V; only rank columns of each are needed.")
def storage_of_full_factors(m, n, rank):
    return m * m + n * n + rank


_brackets = storage.mistake("Brackets are missing: rank multiplies the whole of m + n + 1.")


@_brackets
def storage_without_brackets(m, n, rank):
    return rank * m + n + 1


@_brackets
def storage_with_rank_behind(m, n, rank):
    return m + n + 1 * rank


@_brackets
def storage_with_rank_at_the_last_two(m, n, rank):
    return m + n * rank + rank


@storage.mistake("The singular values that were cut off need no place: rank of them, not min(m, n).")
def storage_of_all_values(m, n, rank):
    return rank * (m + n) + min(m, n)


@storage.mistake("This stores all min(m, n) layers; only rank of them are kept.")
def storage_of_thin_factors(m, n, rank):
    return min(m, n) * (m + n + 1)


@storage.mistake("You divided by the m · n pixels; asked is the plain number.")
def storage_as_a_share(m, n, rank):
    return rank * (m + n + 1) / (m * n)


@storage.mistake("This is how much is saved; asked is how much is stored.")
def storage_saved(m, n, rank):
    return m * n - rank * (m + n + 1)


@storage.mistake("The three parts are right; return their sum.")
def storage_in_three_parts(m, n, rank):
    return rank * m, rank, rank * n


@storage.mistake("The singular values are counted twice: rank of them are stored, one a layer.")
def storage_with_two_values(m, n, rank):
    return rank * (m + n + 2)


@storage.mistake("Multiplied by rank too often: each part has rank in it once, rank · m + rank + rank · n.")
def storage_with_rank_squared(m, n, rank):
    return rank * (rank * m + rank + rank * n)


# The error from the singular values alone.


def tail_answer(s, rank):
    return np.sqrt(np.sum(s[rank:] ** 2))


tail = Exercise(
    svd.tail,
    cases=[
        (np.array([2.0]), 0),
        (np.array([4.0, 3.0]), 1),
        (np.array([5.0, 4.0, 2.0, 1.0]), 2),
        (np.array([3.0, 1.0]), 2),
        (np.array([5, 4, 3, 1]), 1),
    ],
    praise="The singular values know the error before anything is multiplied out.",
    answer=tail_answer,
)


@tail.mistake("This is the square of the error: the root is missing.")
def tail_without_root(s, rank):
    return np.sum(s[rank:] ** 2)


@tail.mistake("Errors of orthogonal layers add like the sides of a right triangle: square, add, take the root.")
def tail_without_squares(s, rank):
    return np.sum(s[rank:])


@tail.mistake("This is the size of what is kept; the error is made of what was cut off, s[rank:].")
def tail_of_what_is_kept(s, rank):
    return np.sqrt(np.sum(s[:rank] ** 2))


@tail.mistake("One too late: s[rank] is the first that was cut off, because counting starts at 0.")
def tail_from_next(s, rank):
    return np.sqrt(np.sum(s[rank + 1 :] ** 2))


@tail.mistake("One too early: s[rank - 1] is the last that was kept.")
def tail_from_before(s, rank):
    return np.sqrt(np.sum(s[max(rank - 1, 0) :] ** 2))


_spectral = tail.mistake(
    "This is s[rank] alone, the error in the spectral norm; asked is the Frobenius norm, over all that was cut off. "
    "(In a loop: does the return stand inside it?)"
)


@_spectral
def tail_spectral(s, rank):
    return s[rank]


@_spectral
def tail_first_of_a_loop(s, rank):
    return s[rank] if rank < len(s) else 0.0


@_spectral
def tail_return_in_the_loop(s, rank):
    return s[rank] if rank < len(s) else None


@tail.mistake("Only the last value is left: each round of the loop overwrites the sum. Add up, +=, from 0 on.")
def tail_last_of_a_loop(s, rank):
    return s[-1] if rank < len(s) else 0.0


@tail.mistake("You divided by ‖A‖: this is the relative error. Asked is the error itself.")
def tail_relative(s, rank):
    return np.sqrt(np.sum(s[rank:] ** 2) / np.sum(s**2))


@tail.mistake("This is the share of the squares that was cut off; asked is the error: no division, and the root.")
def tail_share_of_squares(s, rank):
    return np.sum(s[rank:] ** 2) / np.sum(s**2)


@tail.mistake("s[-rank:] are the last rank values; cut off are all from number rank on, s[rank:].")
def tail_of_the_last_rank(s, rank):
    return np.sqrt(np.sum(s[-rank:] ** 2))


@tail.mistake("The values are counted from the wrong end: the first rank are kept, and s[rank:] is cut off.")
def tail_from_the_other_end(s, rank):
    return np.linalg.norm(s[: len(s) - rank])


_mean = tail.mistake("This is the root of the mean; the Frobenius norm takes the root of the sum.")


@_mean
def tail_as_mean(s, rank):
    return np.sqrt(np.mean(s[rank:] ** 2))


@_mean
def tail_as_mean_or_zero(s, rank):
    return tail_as_mean(s, rank) if rank < len(s) else 0.0


@tail.mistake("You divided by all len(s) values, those that are kept included; nothing is to be divided at all.")
def tail_as_mean_over_all(s, rank):
    return np.sqrt(np.sum(s[rank:] ** 2) / len(s))


@tail.mistake("The last value is missing: a slice or range already stops before its end, so no - 1 is needed.")
def tail_without_the_last(s, rank):
    return np.sqrt(np.sum(s[rank:-1] ** 2))


@tail.mistake("The last value is s[len(s) - 1]: the loop is range(rank, len(s)), without + 1.")
def tail_past_the_end(s, rank):
    return np.sqrt(sum(s[i] ** 2 for i in range(rank, len(s) + 1)))


@tail.mistake("The squares are missing under the root: Σ s[i]².")
def tail_root_of_the_sum(s, rank):
    return np.sqrt(np.sum(s[rank:]))


@tail.mistake("Norms are not subtracted, their squares are: ‖A − A_k‖² = ‖A‖² − ‖A_k‖².")
def tail_difference_of_norms(s, rank):
    return np.linalg.norm(s) - np.linalg.norm(s[:rank])


_not_summed = tail.mistake(
    "One number for each value that was cut off; the error is one number in all, the root of the sum of their squares."
)


@_not_summed
def tail_not_summed(s, rank):
    return s[rank:]


@_not_summed
def tail_squares_not_summed(s, rank):
    return s[rank:] ** 2


@tail.mistake("Python takes the power before it divides: ** 1 / 2 is half of it. Write ** 0.5, or np.sqrt.")
def tail_with_power_before_division(s, rank):
    return np.sum(s[rank:] ** 2) ** 1 / 2
