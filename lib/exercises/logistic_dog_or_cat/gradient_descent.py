"""Downhill: the gradient of the mean cross-entropy, the bias last, and one step against it."""

import numpy as np

from lib import logistic
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops, whole_numbers
from lib.exercises.logistic_dog_or_cat.probabilities import LOG3, probability

_WHOLE = (
    np.array([[1, 0, 2], [0, 1, 1], [2, -1, 0], [1, 1, -2], [0, 3, 1]]),
    np.array([1, 0, 0, 1, 1]),
    np.array([1, 0, -1, 0]),
)
_TWO_FEATURES = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5], [-2.0, 1.0]]), np.array([1.0, 0.0, 0.0, 1.0])


# The gradient.


def gradient_answer(X, y, w):
    X1 = np.column_stack([X, np.ones(len(X))])
    p = 1 / (1 + np.exp(-(X1 @ w)))
    return X1.T @ (p - y) / len(y)


gradient = Exercise(
    logistic.gradient,
    cases=[
        (np.array([[2.0]]), np.array([1.0]), np.zeros(2)),
        (np.array([[1.0], [3.0], [-1.0]]), np.array([1.0, 0.0, 0.0]), np.array([LOG3, 0.0])),
        (*_TWO_FEATURES, np.array([0.5, -1.0, 0.2])),
        _WHOLE,
    ],
    praise="Error times input: (p − y) x. The same line trains a neuron in notebook 05.",
    answer=gradient_answer,
)


@gradient.mistake("All signs are flipped: the error is p − y. (Descent subtracts the gradient later.)")
def gradient_of_the_wrong_sign(X, y, w):
    return -logistic.gradient(X, y, w)


@gradient.mistake("This is the gradient of the sum; the loss is a mean, so divide by the number of animals.")
def gradient_not_divided(X, y, w):
    return len(y) * logistic.gradient(X, y, w)


def _with_ones(X):
    return np.column_stack([X, np.ones(len(X))])


def _error(X, y, w):
    return probability(_with_ones(X) @ w) - y


_no_bias = gradient.mistake("The bias has a gradient too: put a column of ones behind X first.")


@_no_bias
def gradient_without_bias(X, y, w):
    return X.T @ _error(X, y, w) / len(y)


@_no_bias
def gradient_without_any_bias(X, y, w):
    return X.T @ (probability(X @ w[:-1]) - y) / len(y)


@gradient.mistake(
    "X has d columns and w has d + 1 entries, the bias last: put a column of ones behind X first, in both products."
)
def gradient_of_shapes_that_do_not_fit(X, y, w):
    return X.T @ (probability(X @ w) - y) / len(y)


@gradient.mistake("The right numbers, with the bias in front; here the ones are the last column.")
def gradient_with_bias_first(X, y, w):
    return np.roll(logistic.gradient(X, y, w), 1)


@gradient.mistake(
    "With the ones in front of X, w[0] is taken for the bias; here it is the last entry, so put them behind."
)
def gradient_with_ones_in_front(X, y, w):
    X1 = np.column_stack([np.ones(len(X)), X])
    return X1.T @ (probability(X1 @ w) - y) / len(y)


@gradient.mistake("p is computed without the bias: the score is w·x + B, also inside the sigmoid.")
def gradient_of_scores_without_bias(X, y, w):
    return _with_ones(X).T @ (probability(X @ w[:-1]) - y) / len(y)


@gradient.mistake("The error is taken from the scores z; squash them first: p − y with p = σ(z).")
def gradient_of_scores(X, y, w):
    X1 = _with_ones(X)
    return X1.T @ (X1 @ w - y) / len(y)


@gradient.mistake("The factor p (1 − p) belongs to squared error; in cross-entropy it cancels.")
def gradient_of_squared_error(X, y, w):
    p = probability(_with_ones(X) @ w)
    return _with_ones(X).T @ ((p - y) * p * (1 - p)) / len(y)


@gradient.mistake("The error is taken from decisions, 0 or 1; with probabilities it also knows how wrong they are.")
def gradient_of_decisions(X, y, w):
    X1 = _with_ones(X)
    return X1.T @ ((X1 @ w >= 0) - y) / len(y)


@gradient.mistake("The right numbers as a column; a gradient has the shape of w, (d + 1,).")
def gradient_as_a_column(X, y, w):
    return logistic.gradient(X, y, w)[:, None]


@gradient.mistake("One gradient for each animal; take the mean over the animals, axis 0.")
def gradient_of_each_animal(X, y, w):
    return _error(X, y, w)[:, None] * _with_ones(X)


@gradient.mistake("X may have any number d of columns; yours has two: X @ w[:-1] + w[-1].")
def gradient_of_two_features(X, y, w):
    error = probability(X[:, 0] * w[0] + X[:, 1] * w[1] + w[2]) - y
    return np.array([np.mean(error * X[:, 0]), np.mean(error * X[:, 1]), np.mean(error)])


@gradient.mistake("Twice the gradient: the 2 belongs to squared error; here nothing is squared.")
def gradient_doubled(X, y, w):
    return 2 * logistic.gradient(X, y, w)


@gradient.mistake("The last entry is not 0: the bias has a slope too, the mean of p − y.")
def gradient_with_bias_at_rest(X, y, w):
    return np.append(gradient_without_bias(X, y, w), 0)


@gradient.mistake("The weights are right; the slope of the bias is the mean of p − y, not the sum.")
def gradient_of_the_bias_not_divided(X, y, w):
    return np.append(gradient_without_bias(X, y, w), np.sum(_error(X, y, w)))


@gradient.mistake("The weights are right; the sign of the bias is flipped: the mean of p − y.")
def gradient_with_bias_of_the_wrong_sign(X, y, w):
    return np.append(gradient_without_bias(X, y, w), -np.mean(_error(X, y, w)))


@gradient.mistake("The sign of the score is flipped in p: p = 1 / (1 + e⁻ᶻ), so that a large score is a dog.")
def gradient_of_flipped_scores(X, y, w):
    return _with_ones(X).T @ (probability(-_with_ones(X) @ w) - y) / len(y)


@gradient.mistake("X is not transposed: each weight adds up over the animals, X1.T @ (p − y) / n.")
def gradient_not_transposed(X, y, w):
    return _with_ones(X) @ _error(X, y, w) / len(y)


@gradient.mistake("The error is not multiplied by its input: (p − y) x, for each animal, then the mean.")
def gradient_without_the_input(X, y, w):
    return np.full(len(w), np.mean(_error(X, y, w)))


@gradient.mistake("The mean of everything is one number; take it over the animals only, axis 0.")
def gradient_in_one_number(X, y, w):
    return np.mean(_error(X, y, w)[:, None] * _with_ones(X))


@gradient.mistake("Two things: the error is p − y, and its mean divides by n; yours is the sum of (y − p) x.")
def gradient_of_the_sum_and_wrong_sign(X, y, w):
    return -gradient_not_divided(X, y, w)


_by_columns = gradient.mistake("Divided by the number of weights or of features; the mean is over the n animals.")


@_by_columns
def gradient_divided_by_weights(X, y, w):
    return gradient_not_divided(X, y, w) / len(w)


@_by_columns
def gradient_divided_by_features(X, y, w):
    return gradient_not_divided(X, y, w) / X.shape[1]


def _of_some(rows, X, y, w):
    return _with_ones(X)[rows].T @ _error(X, y, w)[rows]


loops(
    gradient,
    "animal",
    lambda rows, X, y, w: _of_some(rows, X, y, w) / len(y),
    lambda rows, X, y, w: _of_some(rows, X, y, w) / max(len(y[rows]), 1),
    _of_some,
)
whole_numbers(gradient)


# One step of descent.


def step_answer(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(X, y, w)


step = Exercise(
    logistic.step,
    cases=[
        (np.array([[2.0]]), np.array([1.0]), np.zeros(2), 0.1),
        (np.array([[1.0], [3.0], [-1.0]]), np.array([1.0, 0.0, 0.0]), np.array([LOG3, 1.0]), 2.0),
        (*_TWO_FEATURES, np.array([0.5, -1.0, 0.2]), 0.5),
        (*_WHOLE, 1),
    ],
    praise="This one line, repeated, is all of the training in this series.",
    answer=step_answer,
    keeps=("w",),
)


@step.mistake("This goes uphill: the gradient points to where the loss grows, so subtract it.")
def step_uphill(X, y, w, learning_rate):
    return w + learning_rate * logistic.gradient(X, y, w)


@step.mistake("The learning rate is not used: it scales the gradient.")
def step_of_the_whole_gradient(X, y, w, learning_rate):
    return w - logistic.gradient(X, y, w)


@step.mistake("This is only the change; add it to w.")
def step_alone(X, y, w, learning_rate):
    return -learning_rate * logistic.gradient(X, y, w)


@step.mistake("The gradient is taken at 0; take it at the present w.")
def step_forgets_where_it_is(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(X, y, np.zeros_like(w))


@step.mistake("You made the gradient one long. Descent takes it as it is: long where it is steep, short near the end.")
def step_of_unit_length(X, y, w, learning_rate):
    slope = logistic.gradient(X, y, w)
    return w - learning_rate * slope / np.linalg.norm(slope)


@step.mistake("This is the gradient of the sum; the loss is a mean, so the step is n times too long.")
def step_of_the_sum(X, y, w, learning_rate):
    return w - learning_rate * len(y) * logistic.gradient(X, y, w)


@step.mistake("The learning rate multiplies the gradient: a small one makes small steps.")
def step_divided(X, y, w, learning_rate):
    return w - logistic.gradient(X, y, w) / learning_rate


_multiplying = step.mistake("w is multiplied by the change; the change is subtracted from it.")


@_multiplying
def step_multiplying(X, y, w, learning_rate):
    return w * (1 - learning_rate * logistic.gradient(X, y, w))


@_multiplying
def step_product(X, y, w, learning_rate):
    return w * learning_rate * logistic.gradient(X, y, w)


@step.mistake("The arguments of logistic.gradient stand in another order: X, y, w.")
def step_with_arguments_exchanged(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(w, X, y)


@step.mistake("This is what has to be subtracted; subtract it from w.")
def step_uphill_alone(X, y, w, learning_rate):
    return learning_rate * logistic.gradient(X, y, w)


@step.mistake("The loss says how bad w is, not in which direction it gets better: take its gradient.")
def step_along_the_loss(X, y, w, learning_rate):
    return w - learning_rate * logistic.loss(X, y, w)


@step.mistake("You took only the signs of the gradient; descent takes it as it is, long where it is steep.")
def step_of_signs(X, y, w, learning_rate):
    return w - learning_rate * np.sign(logistic.gradient(X, y, w))


@step.mistake("w and its gradient are exchanged: w minus the learning rate times the gradient.")
def step_exchanged(X, y, w, learning_rate):
    return logistic.gradient(X, y, w) - learning_rate * w


@step.mistake("The learning rate is subtracted as well; it multiplies the gradient.")
def step_subtracting_the_rate(X, y, w, learning_rate):
    return w - learning_rate - logistic.gradient(X, y, w)


@step.mistake("The bias stands still; it learns as the other weights do.")
def step_without_bias(X, y, w, learning_rate):
    slope = logistic.gradient(X, y, w)
    slope[-1] = 0
    return w - learning_rate * slope


@step.mistake("Divided by the number of animals once more: logistic.gradient is the mean already.")
def step_divided_again(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(X, y, w) / len(y)


_many_steps = step.mistake("More than one step: asked is one, from w, and the loop is left to whoever calls this.")


def _steps(count):
    def several(X, y, w, learning_rate):
        for _ in range(count):
            w = w - learning_rate * logistic.gradient(X, y, w)
        return w

    return several


for _count in (2, 10, 100):
    _many_steps(_steps(_count))


@step.mistake("The new weights are scaled to length 1; descent takes them as they are.")
def step_to_unit_length(X, y, w, learning_rate):
    return step_answer(X, y, w, learning_rate) / np.linalg.norm(step_answer(X, y, w, learning_rate))


@step.mistake("The factor p (1 − p) belongs to squared error; in cross-entropy it cancels: logistic.gradient(X, y, w).")
def step_on_squared_error(X, y, w, learning_rate):
    return w - learning_rate * gradient_of_squared_error(X, y, w)


@step.mistake(
    "w -= … changes w itself, which must stay as it was (and cannot write other numbers into an array of whole ones): "
    "w − … makes a new array."
)
def step_in_place(X, y, w, learning_rate):
    w -= learning_rate * logistic.gradient(X, y, w)
    return w


whole_numbers(step)
