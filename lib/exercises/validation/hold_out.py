"""Training, validation and test: how many rows does each of the parts get?"""

import numpy as np

from lib import validation
from lib.exercises.comparison import differ
from lib.exercises.exercise import Exercise
from lib.exercises.verdict import short


def sizes_answer(n, shares):
    counts = np.floor(n * shares).astype(int)
    cut_most = np.argsort(counts - n * shares, kind="stable")
    counts[cut_most[: n - counts.sum()]] += 1
    return counts


def _not_these_sizes(expected, got, args):
    problem = differ(expected, got, args)
    if problem is None and np.asarray(got).dtype.kind not in "iu":
        return f"expected whole numbers, got {short(got)}"
    return problem


sizes = Exercise(
    validation.sizes,
    cases=[
        (10, np.array([0.6, 0.2, 0.2])),
        (11, np.array([0.6, 0.2, 0.2])),
        (10, np.array([0.5, 0.25, 0.25])),
        (9, np.array([0.5, 0.3, 0.2])),
        (8, np.array([0.3, 0.3, 0.4])),
        (13, np.array([0.5, 0.3, 0.2])),
        (10, np.array([0.25, 0.25, 0.5])),
        (7, np.array([0.4, 0.1, 0.3, 0.2])),
        (5, np.array([1.0])),
    ],
    praise="Every animal is used, and no part is off by as much as one.",
    answer=sizes_answer,
    differ=_not_these_sizes,
)


@sizes.mistake("Rounding everything down loses rows: give what is left to the parts that were cut most.")
def sizes_rounded_down(n, shares):
    return np.floor(n * shares + 1e-9).astype(int)


@sizes.mistake("Rounded one by one, the sizes need not add up to n: round down, then hand out the rest.")
def sizes_rounded(n, shares):
    return np.round(n * shares).astype(int)


@sizes.mistake("Rounding everything up uses rows that do not exist.")
def sizes_rounded_up(n, shares):
    return np.ceil(n * shares - 1e-9).astype(int)


@sizes.mistake("All that is left goes to the last part: give one row each to the parts that were cut most.")
def sizes_rest_to_the_last(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[-1] += n - counts.sum()
    return counts


@sizes.mistake("All that is left goes to the first part: give one row each to the parts that were cut most.")
def sizes_rest_to_the_first(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[0] += n - counts.sum()
    return counts


@sizes.mistake("There is no six tenths of an animal: the sizes must be whole numbers that add up to n.")
def sizes_not_whole(n, shares):
    return n * shares


@sizes.mistake("You took each share of what the others left; shares are shares of all n rows.")
def sizes_of_what_is_left(n, shares):
    counts = []
    for share in shares:
        counts.append(int((n - sum(counts)) * share + 1e-9))
    return np.array(counts)


_ends = sizes.mistake("These are the places where the parts end; asked is how many rows each has.")


@_ends
def sizes_as_ends(n, shares):
    return np.cumsum(validation.sizes(n, shares))


@_ends
def sizes_as_rounded_ends(n, shares):
    return np.round(n * np.cumsum(shares)).astype(int)


@_ends
def sizes_as_ends_rounded_down(n, shares):
    return (n * np.cumsum(shares) + 1e-9).astype(int)


@sizes.mistake(
    "The sum is right, but the last part gets whatever rounding has left. "
    "Round all down, then one row each to the parts that were cut most."
)
def sizes_rounded_rest_to_the_last(n, shares):
    counts = sizes_rounded(n, shares)
    counts[-1] = n - counts[:-1].sum()
    return counts


@sizes.mistake(
    "You rounded the places of the cuts, so the last part gains "
    "what the others lose. Asked is to round the sizes, n · share."
)
def sizes_between_cuts_rounded_down(n, shares):
    return np.diff(np.floor(n * np.cumsum(shares) + 1e-9).astype(int), prepend=0)


@sizes.mistake(
    "You rounded the places of the cuts. It adds up, but asked is "
    "to round the sizes, n · share, down, and to hand out the rest."
)
def sizes_between_cuts_rounded(n, shares):
    return np.diff(np.round(n * np.cumsum(shares)).astype(int), prepend=0)


def _rest_in_the_order(n, shares, key):
    counts = sizes_rounded_down(n, shares)
    counts[np.argsort(key(n * shares - counts), kind="stable")[: n - counts.sum()]] += 1
    return counts


@sizes.mistake(
    "The rest goes to the parts that were cut least: np.argsort puts the smallest first, so sort by counts − n · share."
)
def sizes_rest_to_the_least_cut(n, shares):
    return _rest_in_the_order(n, shares, lambda cut: cut.round(9))


@sizes.mistake(
    "One row each is right, but not by the size of the share: "
    "a large share may be cut by little. The parts that were cut most come first."
)
def sizes_rest_to_the_largest_shares(n, shares):
    return _rest_in_the_order(n, shares, lambda cut: -shares)


@sizes.mistake("One row each is right, but not from the first part on: the parts that were cut most come first.")
def sizes_rest_from_the_first_on(n, shares):
    return _rest_in_the_order(n, shares, lambda cut: np.arange(len(cut)))


@sizes.mistake("One row each is right, but not from the last part on: the parts that were cut most come first.")
def sizes_rest_from_the_last_on(n, shares):
    return _rest_in_the_order(n, shares, lambda cut: -np.arange(len(cut)))


@sizes.mistake(
    "Parts that were cut equally: the first of them comes first. "
    "(A reversed argsort puts the last first; sort the negative, with kind='stable'.)"
)
def sizes_ties_to_the_last(n, shares):
    return _rest_in_the_order(n, shares[::-1], lambda cut: -cut.round(9))[::-1]


@sizes.mistake(
    "The part that was cut most gets all that is left; it gets one row, and the next one goes to the part after it."
)
def sizes_rest_to_the_most_cut(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[np.argmax(n * shares - counts)] += n - counts.sum()
    return counts


@sizes.mistake("One row has been handed out, but several may be left: n minus the sum of the sizes.")
def sizes_one_row_handed_out(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[np.argmax(n * shares - counts)] += counts.sum() < n
    return counts


@sizes.mistake(
    "All that is left goes to the part with the largest share; asked are the parts that were cut most, one row each."
)
def sizes_rest_to_the_largest(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[np.argmax(shares)] += n - counts.sum()
    return counts


@sizes.mistake("The right sizes, as floats: rows are counted in whole numbers, .astype(int).")
def sizes_as_floats(n, shares):
    return sizes_answer(n, shares).astype(float)


@sizes.mistake("Equal parts: the shares are not used.")
def sizes_of_equal_parts(n, shares):
    k = len(shares)
    return np.array([n // k + (part < n % k) for part in range(k)])
