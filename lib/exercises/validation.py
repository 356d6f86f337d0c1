"""The exercises of notebook 06: how do we know that it works on animals it has never seen?"""

from dataclasses import dataclass, field

import numpy as np

from lib import validation
from lib.exercises.exercise import Exercise, differ, short

_rng = np.random.default_rng(6)
X4 = np.array([[0.0], [1.0], [2.0], [4.0]])
X7 = (_rng.normal(size=(7, 2)) * [1, 10]).round(1)
Y7 = _rng.normal(size=7).round(1)


# The sizes of the parts.


def sizes_rounded_down(n, shares):
    return np.floor(n * shares + 1e-9).astype(int)


def sizes_rounded(n, shares):
    return np.round(n * shares).astype(int)


def sizes_rounded_up(n, shares):
    return np.ceil(n * shares - 1e-9).astype(int)


def sizes_rest_to_the_last(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[-1] += n - counts.sum()
    return counts


def sizes_rest_to_the_first(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[0] += n - counts.sum()
    return counts


def sizes_not_whole(n, shares):
    return n * shares


def sizes_of_what_is_left(n, shares):
    counts = []
    for share in shares:
        counts.append(int((n - sum(counts)) * share + 1e-9))
    return np.array(counts)


def sizes_as_ends(n, shares):
    return np.cumsum(validation.sizes(n, shares))


def sizes_rounded_rest_to_the_last(n, shares):
    counts = sizes_rounded(n, shares)
    counts[-1] = n - counts[:-1].sum()
    return counts


def sizes_between_cuts_rounded_down(n, shares):
    return np.diff(np.floor(n * np.cumsum(shares) + 1e-9).astype(int), prepend=0)


def sizes_between_cuts_rounded(n, shares):
    return np.diff(np.round(n * np.cumsum(shares)).astype(int), prepend=0)


def _rest_in_the_order(n, shares, key):
    counts = sizes_rounded_down(n, shares)
    counts[np.argsort(key(n * shares - counts), kind="stable")[: n - counts.sum()]] += 1
    return counts


def sizes_rest_to_the_least_cut(n, shares):
    return _rest_in_the_order(n, shares, lambda cut: cut.round(9))


def sizes_rest_from_the_first_on(n, shares):
    return _rest_in_the_order(n, shares, lambda cut: np.arange(len(cut)))


def sizes_ties_to_the_last(n, shares):
    return _rest_in_the_order(n, shares[::-1], lambda cut: -cut.round(9))[::-1]


def sizes_rest_to_the_most_cut(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[np.argmax(n * shares - counts)] += n - counts.sum()
    return counts


def sizes_one_row_handed_out(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[np.argmax(n * shares - counts)] += counts.sum() < n
    return counts


def sizes_rest_to_the_largest(n, shares):
    counts = sizes_rounded_down(n, shares)
    counts[np.argmax(shares)] += n - counts.sum()
    return counts


def sizes_answer(n, shares):
    counts = np.floor(n * shares).astype(int)
    cut_most = np.argsort(counts - n * shares, kind="stable")
    counts[cut_most[: n - counts.sum()]] += 1
    return counts


sizes = Exercise(
    validation.sizes,
    [(10, np.array([0.6, 0.2, 0.2])), (11, np.array([0.6, 0.2, 0.2])), (10, np.array([0.5, 0.25, 0.25])),
     (9, np.array([0.5, 0.3, 0.2])), (8, np.array([0.3, 0.3, 0.4]))],
    {
        sizes_rounded_down: "Rounding everything down loses rows: give what is left to the parts that were cut most.",
        sizes_rounded: "Rounded one by one, the sizes need not add up to n: round down, then hand out the rest.",
        sizes_rounded_up: "Rounding everything up uses rows that do not exist.",
        sizes_rest_to_the_last: "All that is left goes to the last part: "
        "give one row each to the parts that were cut most.",
        sizes_rest_to_the_first: "All that is left goes to the first part: "
        "give one row each to the parts that were cut most.",
        sizes_not_whole: "There is no six tenths of an animal: the sizes must be whole numbers that add up to n.",
        sizes_of_what_is_left: "You took each share of what the others left; shares are shares of all n rows.",
        sizes_as_ends: "These are the places where the parts end; asked is how many rows each has.",
        sizes_rounded_rest_to_the_last: "The sum is right, but the last part gets whatever rounding has left. Round "
        "all down, then one row each to the parts that were cut most.",
        sizes_between_cuts_rounded_down: "You rounded the places of the cuts, so the last part gains what the others "
        "lose. Asked is to round the sizes, n · share.",
        sizes_between_cuts_rounded: "You rounded the places of the cuts. It adds up, but asked is to round the "
        "sizes, n · share, down, and to hand out the rest.",
        sizes_rest_to_the_least_cut: "The rest goes to the parts that were cut least: np.argsort puts the smallest "
        "first, so sort by counts − n · share.",
        sizes_rest_from_the_first_on: "One row each is right, but not from the first part on: the parts that were "
        "cut most come first.",
        sizes_ties_to_the_last: "Parts that were cut equally: the first of them comes first. (A reversed argsort "
        "puts the last first; sort the negative, with kind='stable'.)",
        sizes_rest_to_the_most_cut: "The part that was cut most gets all that is left; it gets one row, and the next "
        "one goes to the part after it.",
        sizes_one_row_handed_out: "One row has been handed out, but several may be left: n minus the sum of the "
        "sizes.",
        sizes_rest_to_the_largest: "All that is left goes to the part with the largest share; asked are the parts "
        "that were cut most, one row each.",
    },
    "Every animal is used, and no part is off by as much as one.",
    answer=sizes_answer,
)


# The folds.


def _masks(order, ranges):
    held_out = np.zeros((len(ranges), len(order)), dtype=bool)
    for fold, (start, stop) in enumerate(ranges):
        held_out[fold, order[start:stop]] = True
    return held_out


def _ends(n, k):
    return np.cumsum([0] + [n // k + (fold < n % k) for fold in range(k)])


def folds_remainder_dropped(order, k):
    size = len(order) // k
    return _masks(order, [(j * size, (j + 1) * size) for j in range(k)])


def folds_remainder_in_the_last(order, k):
    size = len(order) // k
    return _masks(order, [(j * size, (j + 1) * size if j < k - 1 else len(order)) for j in range(k)])


def folds_rounded_up(order, k):
    size = -(-len(order) // k)
    return _masks(order, [(j * size, (j + 1) * size) for j in range(k)])


def folds_overlap(order, k):
    step, size = len(order) // k, -(-len(order) // k)
    return _masks(order, [(j * step, j * step + size) for j in range(k)])


def folds_in_the_order_of_the_data(order, k):
    return validation.folds(np.arange(len(order)), k)


def folds_of_training_rows(order, k):
    return ~validation.folds(order, k)


def folds_dealt_in_turn(order, k):
    return np.array([np.isin(np.arange(len(order)), order[j::k]) for j in range(k)])


def folds_of_positions(order, k):
    return validation.folds(np.argsort(order), k)


def folds_transposed(order, k):
    return validation.folds(order, k).T


def folds_longer_ones_last(order, k):
    return _masks(order, [(len(order) * j // k, len(order) * (j + 1) // k) for j in range(k)])


def folds_remainder_in_the_first(order, k):
    size, rest = divmod(len(order), k)
    return _masks(order, [(j * size + (j > 0) * rest, (j + 1) * size + rest) for j in range(k)])


def folds_start_by_own_size(order, k):
    sizes_of_folds = np.diff(_ends(len(order), k))
    return _masks(order, [(j * size, (j + 1) * size) for j, size in enumerate(sizes_of_folds)])


def folds_one_row_shared(order, k):
    return np.ones((k, len(order)), dtype=bool)


def folds_last_one_repeated(order, k):
    return np.tile(validation.folds(order, k)[-1], (k, 1))


def folds_never_cleared(order, k):
    return np.cumsum(validation.folds(order, k), axis=0) > 0


def folds_divisible_only(order, k):
    return np.array([np.isin(np.arange(len(order)), rows) for rows in np.split(order, k)])


def folds_as_numbers(order, k):
    return validation.folds(order, k).astype(int)


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
        numbers = np.asarray(got)
    except ValueError:
        return False
    return numbers.shape == order.shape and numbers.dtype.kind in "iuf" and np.isin(numbers, np.arange(k + 1)).all()


def _not_these_folds(expected, got, args):
    problem = differ(expected, got, args)
    order, k = args
    if problem is None:
        return None if np.asarray(got).dtype == bool else f"expected True and False, got numbers\n{short(got)}"
    if _are_fold_numbers(got, order, k):
        return f"{problem}\nOne number for each row? {_ASKED}"
    if _are_row_numbers(got, order):
        return f"{problem}\nThese are the numbers of rows. {_ASKED}"
    if "got\n" not in problem:  # of another shape or kind
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
    [(np.array([1, 0]), 2), (np.array([1, 2, 0]), 3), (np.array([2, 0, 3, 1]), 2), (np.array([3, 1, 4, 0, 2]), 2),
     (np.array([4, 0, 3, 1, 2]), 3),
     (np.array([1, 2, 5, 4, 6, 0, 3]), 3)],
    {
        folds_remainder_dropped: "The remainder is dropped: the last n mod k rows are never held out.",
        folds_remainder_in_the_last: "The last fold gets all of the remainder; "
        "give one row more to each of the first n mod k folds.",
        folds_rounded_up: "Every fold is as large as the largest, so the last one gets too little, or nothing.",
        folds_overlap: "The folds overlap: some rows are held out twice. "
        "Each fold begins where the one before it ends.",
        folds_in_the_order_of_the_data: "The shuffled order is not used: "
        "if all cats come first, whole folds have no dog.",
        folds_of_training_rows: "These are the rows to learn from; True is for the rows that are held out.",
        folds_dealt_in_turn: "You dealt the rows like cards. "
        "Fair too, but asked are stretches of order, one after the other.",
        folds_of_positions: "order[i] is the number of a row, i only its place: mark the rows order[start:stop].",
        folds_transposed: "Rows and columns are exchanged: one row for each fold, one column for each row of the data.",
        folds_longer_ones_last: "The longer folds come last; the first n mod k folds have the row more "
        "(np.array_split does so).",
        folds_remainder_in_the_first: "The first fold gets all of the remainder; give one row more to each of the "
        "first n mod k folds.",
        folds_start_by_own_size: "The sizes are right, but j · size is not where fold j begins if the sizes differ: "
        "it begins where the one before it ends.",
        folds_one_row_shared: "All True: with [row] * k all folds are the same list. Make a new row for each fold.",
        folds_last_one_repeated: "Every fold is the last one: the same array was appended k times. Make a new one in "
        "each round.",
        folds_never_cleared: "Each fold still holds the rows of those before it: begin every round with all False.",
        folds_divisible_only: "Right where k divides n; equal parts, as np.split or reshape make them, do not exist "
        "elsewhere. np.array_split gives the first ones a row more.",
        folds_as_numbers: "The right places, but as numbers: with dtype=bool they can choose rows, X[fold] and "
        "X[~fold].",
    },
    "Every animal is held out exactly once, so every animal votes exactly once on how good the model is.",
    answer=folds_answer,
    differ=_not_these_folds,
)


# Scaling without looking.


def _scaled(X, rows):
    return (X - rows.mean(axis=0)) / rows.std(axis=0)


def standardize_by_all_rows(X, train):
    return _scaled(X, X)


def standardize_each_part_by_itself(X, train):
    scaled = _scaled(X, X[train])
    scaled[~train] = _scaled(X[~train], X[~train])
    return scaled


def standardize_by_the_held_out(X, train):
    return _scaled(X, X[~train])


def standardize_by_variance(X, train):
    return (X - X[train].mean(axis=0)) / X[train].var(axis=0)


def standardize_only_shifted(X, train):
    return X - X[train].mean(axis=0)


def standardize_only_divided(X, train):
    return X / X[train].std(axis=0)


def standardize_rows(X, train):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


def standardize_columns_together(X, train):
    return (X - X[train].mean()) / X[train].std()


def standardize_with_one_less(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std(axis=0, ddof=1)


def standardize_training_rows_only(X, train):
    return _scaled(X[train], X[train])


def standardize_held_out_left(X, train):
    return np.where(train[:, None], _scaled(X, X[train]), X)


def standardize_by_range(X, train):
    low, high = X[train].min(axis=0), X[train].max(axis=0)
    return (X - low) / (high - low)


def standardize_without_brackets(X, train):
    return X - X[train].mean(axis=0) / X[train].std(axis=0)


def standardize_mean_of_all(X, train):
    return (X - X.mean(axis=0)) / X[train].std(axis=0)


def standardize_deviation_of_all(X, train):
    return (X - X[train].mean(axis=0)) / X.std(axis=0)


def standardize_one_mean(X, train):
    return (X - X[train].mean()) / X[train].std(axis=0)


def standardize_one_deviation(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std()


def standardize_along_rows(X, train):
    return (X - X[train].mean(axis=1)) / X[train].std(axis=1)


def standardize_training_rows_first(X, train):
    scaled = standardize_answer(X, train)
    return np.vstack([scaled[train], scaled[~train]])


def standardize_held_out_only(X, train):
    return standardize_answer(X, train)[~train]


def standardize_first_rows(X, train):
    return _scaled(X, X[: train.sum()])


def standardize_zeros_counted(X, train):
    return _scaled(X, X * train[:, None])


def standardize_answer(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std(axis=0)


standardize = Exercise(
    validation.standardize,
    [(np.array([[0.0], [4.0], [8.0]]), np.array([True, True, False])), (X7, np.arange(7) < 4),
     (X7, np.arange(7) % 2 == 0)],
    {
        standardize_by_all_rows: "Leakage: the mean and deviation of all rows carry news of the "
        "held-out rows into training.",
        standardize_each_part_by_itself: "The held-out rows are scaled by their own mean: "
        "the model would see them in another unit.",
        standardize_by_the_held_out: "You scaled by the held-out rows: "
        "mean and deviation come from the training rows, X[train].",
        standardize_by_variance: "You divided by the variance; "
        "its root, the standard deviation, has the unit of the data.",
        standardize_only_shifted: "The mean is taken away, but not yet the unit: divide by the standard deviation.",
        standardize_only_divided: "The mean of the training rows is still to be subtracted before you divide.",
        standardize_rows: "You scaled each animal; scale each feature: axis=0 runs down a column.",
        standardize_columns_together: "One mean for all columns: without axis=0 every feature is thrown into one pot.",
        standardize_with_one_less: "ddof=1 divides by m − 1; here the deviation is NumPy's plain one, "
        "which divides by m.",
        standardize_held_out_left: "The held-out rows came back in the old unit: scale them as well, "
        "by the training rows' mean and deviation, taken before X[train] is overwritten.",
        standardize_by_range: "You scaled by least and greatest value; asked are mean and standard deviation.",
        standardize_training_rows_only: "Only the training rows came back. "
        "The others are scaled too, by the same two numbers.",
        standardize_without_brackets: "Brackets: without them only the mean is divided, not the difference X − mean.",
        standardize_mean_of_all: "The deviation is that of the training rows, but the mean is that of all rows: "
        "leakage.",
        standardize_deviation_of_all: "The mean is that of the training rows, but the deviation is that of all rows: "
        "leakage.",
        standardize_one_mean: "The mean lacks axis=0: it is one number for all columns together.",
        standardize_one_deviation: "The deviation lacks axis=0: it is one number for all columns together.",
        standardize_along_rows: "axis=1 takes the mean of each animal; each feature has its own, axis=0.",
        standardize_training_rows_first: "Right numbers, but the training rows have moved to the front: scale X as a "
        "whole, and every row stays in its place.",
        standardize_held_out_only: "Only the held-out rows came back; scale all rows.",
        standardize_first_rows: "You took the first rows for the training rows; train says which they are: X[train].",
        standardize_zeros_counted: "X * train puts zeros in place of the held-out rows, and the zeros count: choose "
        "the rows with X[train].",
    },
    "What is held out has had no say, not even in the unit.",
    answer=standardize_answer,
)


# The cross-validated error.


@dataclass(frozen=True)
class Named:
    """A function that a learner can read in a message."""

    words: str
    function: object = field(repr=False)

    def __call__(self, *arguments):
        return self.function(*arguments)

    def __repr__(self):
        return self.words


def _ridge(X, y):
    """½‖Xw − y‖² + ½‖w‖², which, unlike least squares, notices in what unit a feature is given."""
    d = X.shape[1]
    return np.linalg.lstsq(np.vstack([X, np.eye(d)]), np.append(y, np.zeros(d)), rcond=None)[0]


FIT = Named("a function: ridge with λ = 1, returns the model", _ridge)
PREDICT = Named("a function: the model's answers, X @ w", lambda w, X: X @ w)


# A model that is no vector of weights for X: whoever computes X @ model, and does not ask predict, is found out.
MEAN = Named("a function: returns the model, [mean of y]", lambda X, y: np.array([np.mean(y)]))
SAME = Named("a function: the model's answer, the same mean for every row", lambda m, X: np.full(len(X), m[0]))


def _errors(X, y, held_out, fit, predict, summary=lambda residual: np.mean(residual**2)):
    models = [fit(X[~fold], y[~fold]) for fold in held_out]
    return np.array([summary(predict(model, X[fold]) - y[fold]) for model, fold in zip(models, held_out)])


def cross_trained_on_everything(X, y, held_out, fit, predict):
    model = fit(X, y)
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for fold in held_out])


def cross_judged_on_training(X, y, held_out, fit, predict):
    models = [fit(X[~fold], y[~fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X[~fold]) - y[~fold]) ** 2) for model, fold in zip(models, held_out)])


def cross_exchanged(X, y, held_out, fit, predict):
    return _errors(X, y, ~held_out, fit, predict)


def cross_scaled_outside(X, y, held_out, fit, predict):
    return _errors((X - X.mean(axis=0)) / X.std(axis=0), y, held_out, fit, predict)


def cross_one_model(X, y, held_out, fit, predict):
    model = fit(X[~held_out[0]], y[~held_out[0]])
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for fold in held_out])


def cross_last_model(X, y, held_out, fit, predict):
    model = fit(X[~held_out[-1]], y[~held_out[-1]])
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for fold in held_out])


def cross_fold_alone(X, y, held_out, fit, predict):
    models = [fit(X[fold], y[fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for model, fold in zip(models, held_out)])


def cross_mean(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict).mean()


def cross_sums(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict, lambda residual: np.sum(residual**2))


def cross_roots(X, y, held_out, fit, predict):
    return np.sqrt(_errors(X, y, held_out, fit, predict))


def cross_without_square(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict, np.mean)


def cross_absolute(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict, lambda residual: np.mean(np.abs(residual)))


def cross_without_predict(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, lambda w, X: X @ w)


def cross_without_fit(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, lambda X, y: np.linalg.lstsq(X, y, rcond=None)[0], predict)


def cross_judged_on_all(X, y, held_out, fit, predict):
    models = [fit(X[~fold], y[~fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X) - y) ** 2) for model in models])


def cross_divided_by_n(X, y, held_out, fit, predict):
    return cross_sums(X, y, held_out, fit, predict) / len(y)


def cross_square_of_the_mean(X, y, held_out, fit, predict):
    return cross_without_square(X, y, held_out, fit, predict) ** 2


def cross_pooled(X, y, held_out, fit, predict):
    return cross_sums(X, y, held_out, fit, predict).sum() / len(y)


def cross_first_round(X, y, held_out, fit, predict):
    return _errors(X, y, held_out[:1], fit, predict)


def cross_scaled_by_training(X, y, held_out, fit, predict):
    scaled = [validation.standardize(X, ~fold) for fold in held_out]
    return np.array([_errors(Z, y, fold[None], fit, predict)[0] for Z, fold in zip(scaled, held_out)])


def cross_validate_answer(X, y, held_out, fit, predict):
    errors = []
    for fold in held_out:
        model = fit(X[~fold], y[~fold])
        errors.append(np.mean((predict(model, X[fold]) - y[fold]) ** 2))
    return np.array(errors)


cross_validate = Exercise(
    validation.cross_validate,
    [(X4, np.array([0.0, 1.0, 1.0, 3.0]), validation.k_fold(4, 2), FIT, PREDICT),
     (X7, Y7, validation.k_fold(7, 3), FIT, PREDICT), (X4, np.arange(4.0), validation.k_fold(4, 2), MEAN, SAME)],
    {
        cross_trained_on_everything: "The model was fitted on all rows, so it has seen what it is judged on. "
        "Fit inside the loop, on ~fold.",
        cross_judged_on_training: "You judged each model on the rows it learned from; "
        "the honest ones are those held out, X[fold].",
        cross_exchanged: "Training and held-out rows are exchanged: learn from X[~fold], judge on X[fold].",
        cross_scaled_outside: "X was scaled before the folds were made: each model knows the held-out rows' mean. "
        "Scaling belongs in fit.",
        cross_one_model: "One model for all folds: it has seen the rows of all but the first. Fit anew in every round.",
        cross_last_model: "Every fold is judged by the last model: predict in the same round in which you fit.",
        cross_fold_alone: "Each model learned from the very rows on which it is judged: fit on X[~fold], y[~fold].",
        cross_mean: "This is the mean over the folds; "
        "return one error for each fold, so that their spread can be seen.",
        cross_sums: "You added the squared errors of a fold; take their mean, or larger folds look worse.",
        cross_roots: "You took the root; asked is the mean squared error of each fold.",
        cross_without_square: "Errors with a sign cancel each other: square them before you take the mean.",
        cross_absolute: "This is the mean absolute error; asked is the mean of the squares.",
        cross_without_predict: "X @ model is right for some models only: ask predict(model, X[fold]) for the answers.",
        cross_without_fit: "You fitted by least squares on your own; use the fit that is handed over, so any model "
        "can be judged.",
        cross_judged_on_all: "Each model is judged on all rows, also on those it has learned from: X[fold] and "
        "y[fold] only.",
        cross_divided_by_n: "You divided by all n rows; the mean is over the rows of this fold.",
        cross_square_of_the_mean: "First square, then take the mean: the square of the mean error lets signs cancel.",
        cross_pooled: "This is one number over all rows; return one error for each fold, so that their spread can be "
        "seen.",
        cross_first_round: "Only the first round came back: does the return stand inside the loop?",
        cross_scaled_by_training: "Scaled honestly, by the training rows; but whether to scale is up to fit. Hand "
        "over the columns as they are.",
    },
    "Every row was judged by a model that had never seen it.",
    answer=cross_validate_answer,
)


# Choosing.


def choose_by_test(training, validation, test):
    best = np.argmin(test)
    return best, test[best]


def choose_by_training(training, validation, test):
    best = np.argmin(training)
    return best, test[best]


def choose_and_promise_validation(training, validation, test):
    best = np.argmin(validation)
    return best, validation[best]


def choose_and_promise_training(training, validation, test):
    best = np.argmin(validation)
    return best, training[best]


def choose_and_promise_best_test(training, validation, test):
    return np.argmin(validation), test.min()


def choose_largest(training, validation, test):
    worst = np.argmax(validation)
    return worst, test[worst]


def choose_counting_from_one(training, validation, test):
    best = np.argmin(validation)
    return best + 1, test[best]


def choose_by_the_mean(training, validation, test):
    best = np.argmin(training + validation + test)
    return best, test[best]


def choose_by_training_and_validation(training, validation, test):
    best = np.argmin(training + validation)
    return best, test[best]


def choose_by_the_gap(training, validation, test):
    best = np.argmin(np.abs(validation - training))
    return best, test[best]


def choose_exchanged(training, validation, test):
    best = np.argmin(validation)
    return test[best], best


def choose_index_only(training, validation, test):
    return np.argmin(validation)


def choose_promise_only(training, validation, test):
    return test[np.argmin(validation)]


def choose_error_for_index(training, validation, test):
    return np.min(validation), test[np.argmin(validation)]


def choose_three_numbers(training, validation, test):
    best = np.argmin(validation)
    return best, validation[best], test[best]


def choose_at_the_first_rise(training, validation, test):
    best = 0
    while best + 1 < len(validation) and validation[best + 1] < validation[best]:
        best += 1
    return best, test[best]


def choose_always_the_first(training, validation, test):
    return 0, test[0]


def choose_by_validation_and_test(training, validation, test):
    best = np.argmin(validation + test)
    return best, test[best]


def choose_sets_exchanged(training, validation, test):
    best = np.argmin(test)
    return best, validation[best]


def choose_answer(training, validation, test):
    best = np.argmin(validation)
    return best, test[best]


choose = Exercise(
    validation.choose,
    [(np.array([3.0, 2.0]), np.array([4.0, 3.0]), np.array([4.0, 5.0])),
     (np.array([4.0, 3.0, 2.0, 1.0]), np.array([6.0, 4.0, 5.0, 9.0]), np.array([5.0, 5.5, 4.5, 8.0])),
     (np.array([1.0, 1.5, 2.0]), np.array([9.0, 7.0, 3.0]), np.array([2.0, 5.0, 6.0])),
     (np.array([0.0, 2.5, 3.0]), np.array([2.5, 3.0, 2.0]), np.array([3.0, 3.5, 4.0])),
     (np.array([6.0, 3.0, 4.0, 2.5]), np.array([7.0, 5.5, 6.0, 5.0]), np.array([6.0, 8.0, 6.0, 7.5]))],
    {
        choose_by_test: "Chosen on the test set: then the test set was part of the training, "
        "and its error promises too much.",
        choose_by_training: "Chosen by training error, which always falls for the model that learns most by heart.",
        choose_and_promise_validation: "Right model, wrong promise: "
        "its validation error is the least of many, so it is lucky. Tell the test error.",
        choose_and_promise_training: "Right model, wrong promise: "
        "the training error is about rows the model has seen. Tell the test error.",
        choose_and_promise_best_test: "Right model, but the promise belongs to another one: "
        "take the test error of the model you chose.",
        choose_largest: "This is the model with the largest validation error; the smaller the error, the better.",
        choose_counting_from_one: "The index counts from 0, as everywhere in Python.",
        choose_by_training_and_validation: "The training error does not belong into the choice: "
        "it is small for whoever learns by heart. Validation chooses alone.",
        choose_by_the_gap: "A small gap between training and validation is no merit: "
        "a model that is bad on both has it too. Take the least validation error.",
        choose_exchanged: "Both numbers are right, in the other order: first the index, then the error to promise.",
        choose_by_the_mean: "You mixed the three errors. Training fits, validation chooses, test tells: "
        "each has one task.",
        choose_index_only: "The right model; return the error to promise for it as well: index, error.",
        choose_promise_only: "The right promise; the index of the model comes before it: return index, error.",
        choose_error_for_index: "The first number is the least validation error; asked is its index, np.argmin, not "
        "np.min.",
        choose_three_numbers: "Three numbers; return two, the index and the test error. The validation error is not "
        "promised.",
        choose_at_the_first_rise: "You stopped where the validation error rises for the first time; it may fall "
        "again later: take the least of all.",
        choose_always_the_first: "Always model 0: does the search begin at an error of 0, below which none falls? "
        "Begin at infinity, or use np.argmin.",
        choose_by_validation_and_test: "The test error took part in the choice; then it is no longer the error on "
        "rows that had no say.",
        choose_sets_exchanged: "Validation and test are exchanged: validation chooses, test tells.",
    },
    "Training fits, validation chooses, and the test set speaks once.",
    answer=choose_answer,
)
