"""The k folds: which rows are held out in which round, so that each is held out once?"""

import numpy as np

from lib import validation
from lib.exercises.comparison import differ
from lib.exercises.exercise import Exercise
from lib.exercises.verdict import short

_ASKED = "Asked is True or False for every row of the data, in each fold."


def _are_row_numbers(got, order):
    """Whether a learner has returned lists of the rows that are held out."""
    try:
        rows = np.concatenate([np.ravel(fold) for fold in got])
    except (TypeError, ValueError):
        return False
    return rows.dtype.kind in "iu" and np.array_equal(np.sort(rows), np.arange(len(order)))


def _are_fold_numbers(got, order, k):
    """Whether a learner has returned the number of its fold for each row, from 0 or from 1."""
    try:
        array = np.asarray(got)
    except ValueError:
        return False
    return array.shape == order.shape and array.dtype.kind in "iuf" and np.isin(array, np.arange(k + 1)).all()


def _not_these_folds(expected, got, args):
    problem = differ(expected, got, args)
    order, k = args
    if problem is None:
        return None if np.asarray(got).dtype == bool else f"expected True and False, got numbers\n{short(got)}"
    if _are_fold_numbers(got, order, k):
        return f"{problem}\nOne number for each row? {_ASKED}"
    if _are_row_numbers(got, order):
        return f"{problem}\nThese are the numbers of rows. {_ASKED}"
    if "\ngot" not in problem:  # of another shape or kind
        return problem
    times = (np.asarray(got) != 0).sum(axis=0)
    for wrong, words in ((times == 0, "held out in no round"), (times > 1, "held out in more than one round")):
        if wrong.any():
            return f"row {int(np.argmax(wrong))} of the data is {words}\n{problem}"
    return f"each row is held out once, but the folds are not the stretches of order, one after the other\n{problem}"


def folds_answer(order, k):
    held_out = np.zeros((k, len(order)), dtype=bool)
    for fold, rows in enumerate(np.array_split(order, k)):
        held_out[fold, rows] = True
    return held_out


folds = Exercise(
    validation.folds,
    cases=[
        (np.array([1, 0]), 2),
        (np.array([1, 2, 0]), 3),
        (np.array([2, 0, 3, 1]), 2),
        (np.array([3, 1, 4, 0, 2]), 2),
        (np.array([4, 0, 3, 1, 2]), 3),
        (np.array([1, 2, 5, 4, 6, 0, 3]), 3),
    ],
    praise="Every animal is held out exactly once, so every animal votes exactly once on how good the model is.",
    answer=folds_answer,
    differ=_not_these_folds,
)


def _masks(order, ranges):
    held_out = np.zeros((len(ranges), len(order)), dtype=bool)
    for fold, (start, stop) in enumerate(ranges):
        held_out[fold, order[start:stop]] = True
    return held_out


@folds.mistake("The remainder is dropped: the last n mod k rows are never held out.")
def folds_remainder_dropped(order, k):
    size = len(order) // k
    return _masks(order, [(j * size, (j + 1) * size) for j in range(k)])


@folds.mistake("The last fold gets all of the remainder; give one row more to each of the first n mod k folds.")
def folds_remainder_in_the_last(order, k):
    size = len(order) // k
    return _masks(order, [(j * size, (j + 1) * size if j < k - 1 else len(order)) for j in range(k)])


@folds.mistake("Every fold is as large as the largest, so the last one gets too little, or nothing.")
def folds_rounded_up(order, k):
    size = -(-len(order) // k)
    return _masks(order, [(j * size, (j + 1) * size) for j in range(k)])


@folds.mistake("The folds overlap: some rows are held out twice. Each fold begins where the one before it ends.")
def folds_overlap(order, k):
    step, size = len(order) // k, -(-len(order) // k)
    return _masks(order, [(j * step, j * step + size) for j in range(k)])


@folds.mistake("The shuffled order is not used: if all cats come first, whole folds have no dog.")
def folds_in_the_order_of_the_data(order, k):
    return validation.folds(np.arange(len(order)), k)


@folds.mistake("These are the rows to learn from; True is for the rows that are held out.")
def folds_of_training_rows(order, k):
    return ~validation.folds(order, k)


@folds.mistake("You dealt the rows like cards. Fair too, but asked are stretches of order, one after the other.")
def folds_dealt_in_turn(order, k):
    return np.array([np.isin(np.arange(len(order)), order[j::k]) for j in range(k)])


@folds.mistake("order[i] is the number of a row, i only its place: mark the rows order[start:stop].")
def folds_of_positions(order, k):
    return validation.folds(np.argsort(order), k)


@folds.mistake("Rows and columns are exchanged: one row for each fold, one column for each row of the data.")
def folds_transposed(order, k):
    return validation.folds(order, k).T


@folds.mistake("The longer folds come last; the first n mod k folds have the row more (np.array_split does so).")
def folds_longer_ones_last(order, k):
    return _masks(order, [(len(order) * j // k, len(order) * (j + 1) // k) for j in range(k)])


@folds.mistake("The first fold gets all of the remainder; give one row more to each of the first n mod k folds.")
def folds_remainder_in_the_first(order, k):
    size, rest = divmod(len(order), k)
    return _masks(order, [(j * size + (j > 0) * rest, (j + 1) * size + rest) for j in range(k)])


def _ends(n, k):
    return np.cumsum([0] + [n // k + (fold < n % k) for fold in range(k)])


@folds.mistake(
    "The sizes are right, but j · size is not where fold j begins "
    "if the sizes differ: it begins where the one before it ends."
)
def folds_start_by_own_size(order, k):
    sizes_of_folds = np.diff(_ends(len(order), k))
    return _masks(order, [(j * size, (j + 1) * size) for j, size in enumerate(sizes_of_folds)])


@folds.mistake("All True: with [row] * k all folds are the same list. Make a new row for each fold.")
def folds_one_row_shared(order, k):
    return np.ones((k, len(order)), dtype=bool)


@folds.mistake("Every fold is the last one: the same array was appended k times. Make a new one in each round.")
def folds_last_one_repeated(order, k):
    return np.tile(validation.folds(order, k)[-1], (k, 1))


@folds.mistake("Each fold still holds the rows of those before it: begin every round with all False.")
def folds_never_cleared(order, k):
    return np.cumsum(validation.folds(order, k), axis=0) > 0


@folds.mistake(
    "Right where k divides n; equal parts, as np.split or reshape make them, "
    "do not exist elsewhere. np.array_split gives the first ones a row more."
)
def folds_divisible_only(order, k):
    return np.array([np.isin(np.arange(len(order)), rows) for rows in np.split(order, k)])


@folds.mistake("The right places, but as numbers: with dtype=bool they can choose rows, X[fold] and X[~fold].")
def folds_as_numbers(order, k):
    return validation.folds(order, k).astype(int)


_first_fold = folds.mistake("Only the first fold came back: does the return stand inside the loop?")


@_first_fold
def folds_first_only(order, k):
    return validation.folds(order, k)[0]


@_first_fold
def folds_first_in_a_list(order, k):
    return validation.folds(order, k)[:1]


@folds.mistake("Each fold lacks its last row: a slice already stops before its end, order[start:stop] without − 1.")
def folds_without_their_last_row(order, k):
    ends = _ends(len(order), k)
    return _masks(order, list(zip(ends[:-1], ends[1:] - 1)))
