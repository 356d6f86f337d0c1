"""The exercises of notebook 06: how do we know that it works on animals it has never seen?"""

from dataclasses import dataclass, field

import numpy as np

from lib import validation
from lib.exercises.exercise import Exercise, differ

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


def sizes_answer(n, shares):
    counts = np.floor(n * shares).astype(int)
    cut_most = np.argsort(counts - n * shares, kind="stable")
    counts[cut_most[: n - counts.sum()]] += 1
    return counts


sizes = Exercise(
    validation.sizes,
    [(10, np.array([0.6, 0.2, 0.2])), (11, np.array([0.6, 0.2, 0.2])), (10, np.array([0.5, 0.25, 0.25])),
     (9, np.array([0.5, 0.3, 0.2]))],
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


def _are_row_numbers(got, order):
    """Whether a learner has returned lists of the rows that are held out."""
    try:
        rows = np.concatenate([np.ravel(fold) for fold in got])
    except (TypeError, ValueError):
        return False
    return rows.dtype.kind in "iu" and np.array_equal(np.sort(rows), np.arange(len(order)))


def _not_these_folds(expected, got, args):
    problem = differ(expected, got, args)
    if problem is None:
        return None
    if _are_row_numbers(got, args[0]):
        return f"{problem}\nThese are the numbers of rows. Asked is True or False for every row of the data, in each fold."
    if "got\n" not in problem:  # of another shape or kind
        return problem
    times = (np.asarray(got) != 0).sum(axis=0)
    for wrong, words in ((times == 0, "held out in no round"), (times > 1, "held out in more than one round")):
        if wrong.any():
            return f"row {int(np.argmax(wrong))} of the data is {words}\n{problem}"
    return problem


def folds_answer(order, k):
    held_out = np.zeros((k, len(order)), dtype=bool)
    for fold, rows in enumerate(np.array_split(order, k)):
        held_out[fold, rows] = True
    return held_out


folds = Exercise(
    validation.folds,
    [(np.array([1, 0]), 2), (np.array([1, 2, 0]), 3), (np.array([3, 1, 4, 0, 2]), 2),
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
        standardize_held_out_left: "The held-out rows are still in the old unit: "
        "they are scaled as well, by the training rows' mean and deviation.",
        standardize_by_range: "You scaled by least and greatest value; asked are mean and standard deviation.",
        standardize_training_rows_only: "Only the training rows came back. "
        "The others are scaled too, by the same two numbers.",
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


def cross_validate_answer(X, y, held_out, fit, predict):
    errors = []
    for fold in held_out:
        model = fit(X[~fold], y[~fold])
        errors.append(np.mean((predict(model, X[fold]) - y[fold]) ** 2))
    return np.array(errors)


cross_validate = Exercise(
    validation.cross_validate,
    [(X4, np.array([0.0, 1.0, 1.0, 3.0]), validation.k_fold(4, 2), FIT, PREDICT),
     (X7, Y7, validation.k_fold(7, 3), FIT, PREDICT)],
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


def choose_answer(training, validation, test):
    best = np.argmin(validation)
    return best, test[best]


choose = Exercise(
    validation.choose,
    [(np.array([3.0, 2.0]), np.array([4.0, 3.0]), np.array([4.0, 5.0])),
     (np.array([4.0, 3.0, 2.0, 1.0]), np.array([6.0, 4.0, 5.0, 9.0]), np.array([5.0, 5.5, 4.5, 8.0])),
     (np.array([1.0, 1.5, 2.0]), np.array([9.0, 7.0, 3.0]), np.array([2.0, 5.0, 6.0])),
     (np.array([0.0, 2.5, 3.0]), np.array([2.5, 3.0, 2.0]), np.array([3.0, 3.5, 4.0]))],
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
    },
    "Training fits, validation chooses, and the test set speaks once.",
    answer=choose_answer,
)
