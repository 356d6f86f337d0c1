"""Compression by low rank: how many numbers are stored, and what is lost, from the singular values alone."""

import numpy as np

from lib import svd
from lib.exercises.exercise import Exercise

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
        storage_without_values: "Enough if each singular value is multiplied into its column of U; here it is "
        "stored by itself: one more number a layer.",
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
