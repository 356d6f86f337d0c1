"""What is held out has no say: scaling by the training rows alone, and the error of each round of folds."""

import numpy as np

from lib import validation
from lib.exercises.exercise import Exercise, Named
from lib.exercises.families import whole_numbers

_rng = np.random.default_rng(6)
X4 = np.array([[0.0], [1.0], [2.0], [4.0]])
X7 = (_rng.normal(size=(7, 2)) * [1, 10]).round(1)
Y7 = _rng.normal(size=7).round(1)


# Scaling without looking.


def standardize_answer(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std(axis=0)


standardize = Exercise(
    validation.standardize,
    cases=[
        (np.array([[0.0], [4.0], [8.0]]), np.array([True, True, False])),
        (X7, np.arange(7) < 4),
        (X7, np.arange(7) % 2 == 0),
        (
            np.array([[1, 20, 3], [2, 0, 3], [4, 5, -1], [0, 7, 2], [3, 3, 1]]),
            np.array([True, False, True, True, False]),
        ),
    ],
    praise="What is held out has had no say, not even in the unit.",
    answer=standardize_answer,
)


def _scaled(X, rows):
    return (X - rows.mean(axis=0)) / rows.std(axis=0)


@standardize.mistake("Leakage: the mean and deviation of all rows carry news of the held-out rows into training.")
def standardize_by_all_rows(X, train):
    return _scaled(X, X)


_by_itself = standardize.mistake(
    "The held-out rows are scaled by their own mean: the model would see them in another unit."
)


@_by_itself
def standardize_each_part_by_itself(X, train):
    scaled = _scaled(X, X[train])
    scaled[~train] = _scaled(X[~train], X[~train])
    return scaled


@_by_itself
def standardize_each_part_by_itself_with_a_guard(X, train):
    return np.nan_to_num(standardize_each_part_by_itself(X, train))


@standardize.mistake("You scaled by the held-out rows: mean and deviation come from the training rows, X[train].")
def standardize_by_the_held_out(X, train):
    return _scaled(X, X[~train])


@standardize.mistake("You divided by the variance; its root, the standard deviation, has the unit of the data.")
def standardize_by_variance(X, train):
    return (X - X[train].mean(axis=0)) / X[train].var(axis=0)


@standardize.mistake("The mean is taken away, but not yet the unit: divide by the standard deviation.")
def standardize_only_shifted(X, train):
    return X - X[train].mean(axis=0)


@standardize.mistake("The mean of the training rows is still to be subtracted before you divide.")
def standardize_only_divided(X, train):
    return X / X[train].std(axis=0)


@standardize.mistake("You scaled each animal; scale each feature: axis=0 runs down a column.")
def standardize_rows(X, train):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@standardize.mistake("One mean for all columns: without axis=0 every feature is thrown into one pot.")
def standardize_columns_together(X, train):
    return (X - X[train].mean()) / X[train].std()


@standardize.mistake("ddof=1 divides by m − 1; here the deviation is NumPy's plain one, which divides by m.")
def standardize_with_one_less(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std(axis=0, ddof=1)


@standardize.mistake(
    "The held-out rows came back in the old unit: scale them as well, "
    "by the training rows' mean and deviation, taken before X[train] is overwritten."
)
def standardize_held_out_left(X, train):
    return np.where(train[:, None], _scaled(X, X[train]), X)


@standardize.mistake("You scaled by least and greatest value; asked are mean and standard deviation.")
def standardize_by_range(X, train):
    low, high = X[train].min(axis=0), X[train].max(axis=0)
    return (X - low) / (high - low)


@standardize.mistake("Only the training rows came back. The others are scaled too, by the same two numbers.")
def standardize_training_rows_only(X, train):
    return _scaled(X[train], X[train])


@standardize.mistake("Brackets: without them only the mean is divided, not the difference X − mean.")
def standardize_without_brackets(X, train):
    return X - X[train].mean(axis=0) / X[train].std(axis=0)


@standardize.mistake("The deviation is that of the training rows, but the mean is that of all rows: leakage.")
def standardize_mean_of_all(X, train):
    return (X - X.mean(axis=0)) / X[train].std(axis=0)


@standardize.mistake("The mean is that of the training rows, but the deviation is that of all rows: leakage.")
def standardize_deviation_of_all(X, train):
    return (X - X[train].mean(axis=0)) / X.std(axis=0)


@standardize.mistake("The mean lacks axis=0: it is one number for all columns together.")
def standardize_one_mean(X, train):
    return (X - X[train].mean()) / X[train].std(axis=0)


@standardize.mistake("The deviation lacks axis=0: it is one number for all columns together.")
def standardize_one_deviation(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std()


@standardize.mistake("axis=1 takes the mean of each animal; each feature has its own, axis=0.")
def standardize_along_rows(X, train):
    return (X - X[train].mean(axis=1)) / X[train].std(axis=1)


@standardize.mistake(
    "Right numbers, but the training rows have moved to the front: "
    "scale X as a whole, and every row stays in its place."
)
def standardize_training_rows_first(X, train):
    scaled = standardize_answer(X, train)
    return np.vstack([scaled[train], scaled[~train]])


@standardize.mistake("Only the held-out rows came back; scale all rows.")
def standardize_held_out_only(X, train):
    return standardize_answer(X, train)[~train]


@standardize.mistake("You took the first rows for the training rows; train says which they are: X[train].")
def standardize_first_rows(X, train):
    return _scaled(X, X[: train.sum()])


@standardize.mistake(
    "X * train puts zeros in place of the held-out rows, and the zeros count: choose the rows with X[train]."
)
def standardize_zeros_counted(X, train):
    return _scaled(X, X * train[:, None])


@standardize.mistake("Only the first column is scaled: does the return stand inside the loop?")
def standardize_first_column(X, train):
    return np.column_stack([standardize_answer(X, train)[:, :1], X[:, 1:]])


@standardize.mistake("The squares were added and not divided by their number: the deviation is the root of their mean.")
def standardize_by_the_root_of_the_sum(X, train):
    return standardize_answer(X, train) / np.sqrt(np.sum(train))


whole_numbers(standardize)


# The cross-validated error.


def _ridge(X, y):
    """½‖Xw − y‖² + ½‖w‖², which, unlike least squares, notices in what unit a feature is given."""
    d = X.shape[1]
    return np.linalg.lstsq(np.vstack([X, np.eye(d)]), np.append(y, np.zeros(d)), rcond=None)[0]


FIT = Named("a function: ridge with λ = 1, returns the model", _ridge)
PREDICT = Named("a function: the model's answers, X @ w", lambda w, X: X @ w)

# A model that is no vector of weights for X: whoever computes X @ model, and does not ask predict, is found out.
MEAN = Named("a function: returns the model, [mean of y]", lambda X, y: np.array([np.mean(y)]))
SAME = Named("a function: the model's answer, the same mean for every row", lambda m, X: np.full(len(X), m[0]))


def cross_validate_answer(X, y, held_out, fit, predict):
    errors = []
    for fold in held_out:
        model = fit(X[~fold], y[~fold])
        errors.append(np.mean((predict(model, X[fold]) - y[fold]) ** 2))
    return np.array(errors)


cross_validate = Exercise(
    validation.cross_validate,
    cases=[
        (X4, np.array([0.0, 1.0, 1.0, 3.0]), validation.k_fold(4, 2), FIT, PREDICT),
        (X7, Y7, validation.k_fold(7, 3), FIT, PREDICT),
        (X4, np.arange(4.0), validation.k_fold(4, 2), MEAN, SAME),
        (np.array([[1, 2], [0, 1], [2, 2], [1, 0]]), np.array([3, 1, 0, 2]), validation.k_fold(4, 4), FIT, PREDICT),
    ],
    praise="Every row was judged by a model that had never seen it.",
    answer=cross_validate_answer,
)


@cross_validate.mistake(
    "The model was fitted on all rows, so it has seen what it is judged on. Fit inside the loop, on ~fold."
)
def cross_trained_on_everything(X, y, held_out, fit, predict):
    model = fit(X, y)
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for fold in held_out])


@cross_validate.mistake(
    "You judged each model on the rows it learned from; the honest ones are those held out, X[fold]."
)
def cross_judged_on_training(X, y, held_out, fit, predict):
    models = [fit(X[~fold], y[~fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X[~fold]) - y[~fold]) ** 2) for model, fold in zip(models, held_out)])


def _errors(X, y, held_out, fit, predict, summary=lambda residual: np.mean(residual**2)):
    models = [fit(X[~fold], y[~fold]) for fold in held_out]
    return np.array([summary(predict(model, X[fold]) - y[fold]) for model, fold in zip(models, held_out)])


@cross_validate.mistake("Training and held-out rows are exchanged: learn from X[~fold], judge on X[fold].")
def cross_exchanged(X, y, held_out, fit, predict):
    return _errors(X, y, ~held_out, fit, predict)


@cross_validate.mistake(
    "X was scaled before the folds were made: each model knows the held-out rows' mean. Scaling belongs in fit."
)
def cross_scaled_outside(X, y, held_out, fit, predict):
    return _errors((X - X.mean(axis=0)) / X.std(axis=0), y, held_out, fit, predict)


@cross_validate.mistake("One model for all folds: it has seen the rows of all but the first. Fit anew in every round.")
def cross_one_model(X, y, held_out, fit, predict):
    model = fit(X[~held_out[0]], y[~held_out[0]])
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for fold in held_out])


@cross_validate.mistake("Every fold is judged by the last model: predict in the same round in which you fit.")
def cross_last_model(X, y, held_out, fit, predict):
    model = fit(X[~held_out[-1]], y[~held_out[-1]])
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for fold in held_out])


@cross_validate.mistake("Each model learned from the very rows on which it is judged: fit on X[~fold], y[~fold].")
def cross_fold_alone(X, y, held_out, fit, predict):
    models = [fit(X[fold], y[fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for model, fold in zip(models, held_out)])


@cross_validate.mistake(
    "This is the mean over the folds; return one error for each fold, so that their spread can be seen."
)
def cross_mean(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict).mean()


@cross_validate.mistake("You added the squared errors of a fold; take their mean, or larger folds look worse.")
def cross_sums(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict, lambda residual: np.sum(residual**2))


@cross_validate.mistake("You took the root; asked is the mean squared error of each fold.")
def cross_roots(X, y, held_out, fit, predict):
    return np.sqrt(_errors(X, y, held_out, fit, predict))


@cross_validate.mistake("Errors with a sign cancel each other: square them before you take the mean.")
def cross_without_square(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict, np.mean)


@cross_validate.mistake("This is the mean absolute error; asked is the mean of the squares.")
def cross_absolute(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, predict, lambda residual: np.mean(np.abs(residual)))


@cross_validate.mistake("X @ model is right for some models only: ask predict(model, X[fold]) for the answers.")
def cross_without_predict(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, lambda w, X: X @ w)


@cross_validate.mistake(
    "You fitted by least squares on your own; use the fit that is handed over, so any model can be judged."
)
def cross_without_fit(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, lambda X, y: np.linalg.lstsq(X, y, rcond=None)[0], predict)


@cross_validate.mistake(
    "Each model is judged on all rows, also on those it has learned from: X[fold] and y[fold] only."
)
def cross_judged_on_all(X, y, held_out, fit, predict):
    models = [fit(X[~fold], y[~fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X) - y) ** 2) for model in models])


@cross_validate.mistake("You divided by all n rows; the mean is over the rows of this fold.")
def cross_divided_by_n(X, y, held_out, fit, predict):
    return cross_sums(X, y, held_out, fit, predict) / len(y)


@cross_validate.mistake("First square, then take the mean: the square of the mean error lets signs cancel.")
def cross_square_of_the_mean(X, y, held_out, fit, predict):
    return cross_without_square(X, y, held_out, fit, predict) ** 2


@cross_validate.mistake(
    "This is one number over all rows; return one error for each fold, so that their spread can be seen."
)
def cross_pooled(X, y, held_out, fit, predict):
    return cross_sums(X, y, held_out, fit, predict).sum() / len(y)


@cross_validate.mistake("Only the first round came back: does the return stand inside the loop?")
def cross_first_round(X, y, held_out, fit, predict):
    return _errors(X, y, held_out[:1], fit, predict)


@cross_validate.mistake(
    "Scaled honestly, by the training rows; but whether to scale is up to fit. Hand over the columns as they are."
)
def cross_scaled_by_training(X, y, held_out, fit, predict):
    scaled = [validation.standardize(X, ~fold) for fold in held_out]
    return np.array([_errors(Z, y, fold[None], fit, predict)[0] for Z, fold in zip(scaled, held_out)])


@cross_validate.mistake(
    "1 − fold is an array of the numbers 0 and 1, and these choose the rows 0 and 1; ~fold is the other mask."
)
def cross_one_minus_the_mask(X, y, held_out, fit, predict):
    models = [fit(X[1 - fold], y[1 - fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X[fold]) - y[fold]) ** 2) for model, fold in zip(models, held_out)])


@cross_validate.mistake("The model comes first: predict(model, X[fold]), as the text has it.")
def cross_predict_the_other_way_round(X, y, held_out, fit, predict):
    return _errors(X, y, held_out, fit, lambda model, X: predict(X, model))


@cross_validate.mistake("The total runs on from round to round: each round has an error of its own.")
def cross_running_total(X, y, held_out, fit, predict):
    return np.cumsum(_errors(X, y, held_out, fit, predict))


@cross_validate.mistake("The answers for one fold are compared with all of y: take y[fold] as well.")
def cross_compared_with_all(X, y, held_out, fit, predict):
    models = [fit(X[~fold], y[~fold]) for fold in held_out]
    return np.array([np.mean((predict(model, X[fold]) - y) ** 2) for model, fold in zip(models, held_out)])
