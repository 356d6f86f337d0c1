"""The exercises of notebook 03: how does a score become a probability?"""

import numpy as np

from lib import logistic
from lib.exercises.exercise import Exercise, alike

LOG3 = np.log(3.0)  # odds of three to one, p = 3/4


def _p(z):
    return 1 / (1 + np.exp(-z))


def _with_ones(X):
    return np.column_stack([X, np.ones(len(X))])


# The sigmoid.


def sigmoid_overflowing(z):
    return np.exp(z) / (1 + np.exp(z))


def sigmoid_falling(z):
    return 1 / (1 + np.exp(z))


def sigmoid_without_brackets(z):
    return 1 / 1 + np.exp(-z)


def sigmoid_odds(z):
    return np.exp(z)


def sigmoid_minus(z):
    return 1 / (1 - np.exp(-z))


def sigmoid_step(z):
    return (z >= 0).astype(float)


def sigmoid_tanh(z):
    return np.tanh(z)


def sigmoid_clipped(z):
    return np.clip(z, 0, 1)


def sigmoid_base_two(z):
    return 1 / (1 + 2.0**-z)


def sigmoid_falling_and_overflowing(z):
    return np.exp(-z) / (1 + np.exp(-z))


def sigmoid_of_twice_the_score(z):
    return (1 + np.tanh(z)) / 2


def sigmoid_undone(z):
    return np.log(z / (1 - z))


def sigmoid_answer(z):
    return (1 + np.tanh(z / 2)) / 2  # the same function, and tanh overflows nowhere


sigmoid = Exercise(
    logistic.sigmoid,
    [(np.array([0.0]),), (np.array([LOG3, -LOG3]),), (np.array([1000.0, -1000.0, 5.0, 0.2]),)],
    {
        sigmoid_overflowing: "The right formula, but e^1000 overflows and inf/inf is nan. With e⁻ᶻ the same fraction stays finite.",
        sigmoid_falling: "The sign of z is flipped: with e⁻ᶻ a large score gives a probability near 1, not near 0.",
        sigmoid_without_brackets: "1 / 1 + x is (1 / 1) + x: the sum below the line needs brackets.",
        sigmoid_odds: "eᶻ is the odds, p / (1 − p), which run from 0 to infinity. Which p has these odds?",
        sigmoid_minus: "1 − e⁻ᶻ is 0 at z = 0. The sum of 1 and e⁻ᶻ never is.",
        sigmoid_step: "A step says yes or no. A probability also says how sure, and has a slope to learn from.",
        sigmoid_tanh: "The same shape, but from −1 to 1: σ(z) = (1 + tanh(z/2)) / 2.",
        sigmoid_clipped: "Cutting off keeps p in [0, 1], but it is flat outside, and a score of 0 should be one half.",
        sigmoid_falling_and_overflowing: "The probability of a cat: the fraction has to be 1 / (1 + e⁻ᶻ), with 1 above the line.",
        sigmoid_of_twice_the_score: "Nearly: this is σ(2z), because tanh wants half of the score, z/2.",
        sigmoid_undone: "This is the logit, from a probability to a score; wanted is the way back.",
        sigmoid_base_two: "Base 2 instead of e: the logit is a natural logarithm.",
    },
    "Any score becomes a probability: 0 gives one half, and z is the logarithm of the odds.",
    answer=sigmoid_answer,
)


# Cross-entropy from scores.


def entropy_through_probabilities(z, y):
    return -np.mean(y * np.log(_p(z)) + (1 - y) * np.log(1 - _p(z)))


def entropy_of_clipped_probabilities(z, y):
    p = np.clip(_p(z), 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def entropy_summed(z, y):
    return np.sum(logistic.losses(z, y))


def entropy_with_labels_swapped(z, y):
    return np.mean(logistic.losses(z, 1 - y))


def entropy_without_minus(z, y):
    return -np.mean(logistic.losses(z, y))


def entropy_of_dogs_only(z, y):
    return np.mean(y * logistic.losses(z, y))


def entropy_as_if_all_were_dogs(z, y):
    return np.mean(np.logaddexp(0, -z))


def entropy_in_bits(z, y):
    return np.mean(logistic.losses(z, y)) / np.log(2)


def entropy_one_by_one(z, y):
    return logistic.losses(z, y)


def squared_error(z, y):
    return np.mean((_p(z) - y) ** 2)


def _alike_but_for_overflow(got, mistake):
    # Who made this mistake by way of p has inf or nan where the score is huge: the same mistake, and one more.
    if np.ndim(got) == np.ndim(mistake) == 0 and not np.isfinite(got) and abs(mistake) > 100:
        return True
    return alike(got, mistake)


def entropy_of_scores_as_probabilities(z, y):
    return -np.mean(y * np.log(z) + (1 - y) * np.log(1 - z))


def entropy_in_tens(z, y):
    return np.mean(logistic.losses(z, y)) / np.log(10)


def absolute_error(z, y):
    return np.mean(np.abs(_p(z) - y))


def cross_entropy_answer(z, y):
    return np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))


cross_entropy = Exercise(
    logistic.cross_entropy,
    [(np.array([0.0]), np.array([1.0])), (np.array([LOG3]), np.array([0.0])), (np.array([2.0, -1.0]), np.array([1.0, 1.0])),
     (np.array([1.0, -2.0, 0.5]), np.array([1.0, 0.0, 0.0])),
     (np.array([1000.0, -1000.0, 1000.0]), np.array([0.0, 1.0, 1.0]))],
    {
        entropy_through_probabilities: "Right, until p is rounded to 0 or 1 and log 0 comes in. −log(1 − p) is log(1 + eᶻ): "
        "np.logaddexp(0, z) knows it for every z, without p.",
        entropy_of_clipped_probabilities: "Cutting p off avoids log 0, but the loss then stops at 34.5, and a very wrong score "
        "costs too little. np.logaddexp(0, z) is log(1 + eᶻ) for every z.",
        entropy_summed: "This is the sum; here the loss is the mean, so that it does not grow with the number of animals.",
        entropy_with_labels_swapped: "The labels are swapped: log p belongs to y = 1, log(1 − p) to y = 0.",
        entropy_without_minus: "The minus is missing: logarithms of probabilities are negative, a loss is positive.",
        entropy_of_dogs_only: "Only the dogs are counted; the cats pay −log(1 − p).",
        entropy_as_if_all_were_dogs: "Every animal pays −log p, as if all were dogs; where y is 0 it is −log(1 − p).",
        entropy_in_bits: "This is in bits (base 2); here the natural logarithm is meant.",
        entropy_of_scores_as_probabilities: "z holds scores, not probabilities: p = σ(z) comes first.",
        entropy_in_tens: "This is with the logarithm to base 10; here the natural logarithm is meant.",
        absolute_error: "This is the mean of |p − y|. Cross-entropy takes logarithms: it punishes being sure and wrong.",
        entropy_one_by_one: "These are the losses of each animal; take their mean.",
        squared_error: "This is the mean squared error. Cross-entropy takes logarithms: it punishes being sure and wrong.",
    },
    "From scores, no probability can be rounded away: z = 1000 for a cat costs 1000, not infinity.",
    answer=cross_entropy_answer,
    alike=_alike_but_for_overflow,
)


# The gradient.


def _error(X, y, w):
    return _p(_with_ones(X) @ w) - y


def gradient_of_the_wrong_sign(X, y, w):
    return -logistic.gradient(X, y, w)


def gradient_not_divided(X, y, w):
    return len(y) * logistic.gradient(X, y, w)


def gradient_without_bias(X, y, w):
    return X.T @ _error(X, y, w) / len(y)


def gradient_with_bias_first(X, y, w):
    return np.roll(logistic.gradient(X, y, w), 1)


def gradient_of_scores(X, y, w):
    X1 = _with_ones(X)
    return X1.T @ (X1 @ w - y) / len(y)


def gradient_of_squared_error(X, y, w):
    p = _p(_with_ones(X) @ w)
    return _with_ones(X).T @ ((p - y) * p * (1 - p)) / len(y)


def gradient_of_decisions(X, y, w):
    X1 = _with_ones(X)
    return X1.T @ ((X1 @ w >= 0) - y) / len(y)


def gradient_as_a_column(X, y, w):
    return logistic.gradient(X, y, w)[:, None]


def gradient_of_each_animal(X, y, w):
    return _error(X, y, w)[:, None] * _with_ones(X)


def gradient_divided_by_weights(X, y, w):
    return gradient_not_divided(X, y, w) / len(w)


_TWO = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5], [-2.0, 1.0]]), np.array([1.0, 0.0, 0.0, 1.0])

def gradient_doubled(X, y, w):
    return 2 * logistic.gradient(X, y, w)


def gradient_with_bias_at_rest(X, y, w):
    return np.append(gradient_without_bias(X, y, w), 0)


def gradient_of_the_bias_not_divided(X, y, w):
    return np.append(gradient_without_bias(X, y, w), np.sum(_error(X, y, w)))


def gradient_in_one_number(X, y, w):
    return np.mean(_error(X, y, w)[:, None] * _with_ones(X))


def gradient_answer(X, y, w):
    X1 = np.column_stack([X, np.ones(len(X))])
    p = 1 / (1 + np.exp(-(X1 @ w)))
    return X1.T @ (p - y) / len(y)


gradient = Exercise(
    logistic.gradient,
    [(np.array([[2.0]]), np.array([1.0]), np.zeros(2)),
     (np.array([[1.0], [3.0], [-1.0]]), np.array([1.0, 0.0, 0.0]), np.array([LOG3, 0.0])),
     (*_TWO, np.array([0.5, -1.0, 0.2]))],
    {
        gradient_of_the_wrong_sign: "All signs are flipped: the error is p − y. (Descent subtracts the gradient later.)",
        gradient_not_divided: "This is the gradient of the sum; the loss is a mean, so divide by the number of animals.",
        gradient_without_bias: "The bias has a gradient too: put a column of ones behind X first.",
        gradient_with_bias_first: "The right numbers, with the bias in front; here the ones are the last column.",
        gradient_of_scores: "The error is taken from the scores z; squash them first: p − y with p = σ(z).",
        gradient_of_squared_error: "The factor p (1 − p) belongs to squared error; in cross-entropy it cancels.",
        gradient_of_decisions: "The error is taken from decisions, 0 or 1; with probabilities it also knows how wrong they are.",
        gradient_as_a_column: "The right numbers as a column; a gradient has the shape of w, (d + 1,).",
        gradient_of_each_animal: "One gradient for each animal; take the mean over the animals, axis 0.",
        gradient_doubled: "Twice the gradient: the 2 belongs to squared error; here nothing is squared.",
        gradient_with_bias_at_rest: "The last entry is not 0: the bias has a slope too, the mean of p − y.",
        gradient_of_the_bias_not_divided: "The weights are right; the slope of the bias is the mean of p − y, not the sum.",
        gradient_in_one_number: "The mean of everything is one number; take it over the animals only, axis 0.",
        gradient_divided_by_weights: "Divided by the number of weights; the mean is over the n animals.",
    },
    "Error times input: (p − y) x. The same line trains a neuron in notebook 05.",
    answer=gradient_answer,
)


# One step of descent.


def step_uphill(X, y, w, learning_rate):
    return w + learning_rate * logistic.gradient(X, y, w)


def step_of_the_whole_gradient(X, y, w, learning_rate):
    return w - logistic.gradient(X, y, w)


def step_alone(X, y, w, learning_rate):
    return -learning_rate * logistic.gradient(X, y, w)


def step_forgets_where_it_is(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(X, y, np.zeros_like(w))


def step_of_unit_length(X, y, w, learning_rate):
    slope = logistic.gradient(X, y, w)
    return w - learning_rate * slope / np.linalg.norm(slope)


def step_of_the_sum(X, y, w, learning_rate):
    return w - learning_rate * len(y) * logistic.gradient(X, y, w)


def step_divided(X, y, w, learning_rate):
    return w - logistic.gradient(X, y, w) / learning_rate


def step_multiplying(X, y, w, learning_rate):
    return w * (1 - learning_rate * logistic.gradient(X, y, w))


def step_without_bias(X, y, w, learning_rate):
    slope = logistic.gradient(X, y, w)
    slope[-1] = 0
    return w - learning_rate * slope


def step_uphill_alone(X, y, w, learning_rate):
    return learning_rate * logistic.gradient(X, y, w)


def step_along_the_loss(X, y, w, learning_rate):
    return w - learning_rate * logistic.loss(X, y, w)


def step_of_signs(X, y, w, learning_rate):
    return w - learning_rate * np.sign(logistic.gradient(X, y, w))


def step_answer(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(X, y, w)


step = Exercise(
    logistic.step,
    [(np.array([[2.0]]), np.array([1.0]), np.zeros(2), 0.1),
     (np.array([[1.0], [3.0], [-1.0]]), np.array([1.0, 0.0, 0.0]), np.array([LOG3, 1.0]), 2.0),
     (*_TWO, np.array([0.5, -1.0, 0.2]), 0.5)],
    {
        step_uphill: "This goes uphill: the gradient points to where the loss grows, so subtract it.",
        step_of_the_whole_gradient: "The learning rate is not used: it scales the gradient.",
        step_alone: "This is only the change; add it to w.",
        step_forgets_where_it_is: "The gradient is taken at 0; take it at the present w.",
        step_of_unit_length: "You made the gradient one long. Descent takes it as it is: long where it is steep, short near the end.",
        step_of_the_sum: "This is the gradient of the sum; the loss is a mean, so the step is n times too long.",
        step_divided: "The learning rate multiplies the gradient: a small one makes small steps.",
        step_multiplying: "w is multiplied by the change; the change is subtracted from it.",
        step_uphill_alone: "This is what has to be subtracted; subtract it from w.",
        step_along_the_loss: "The loss says how bad w is, not in which direction it gets better: take its gradient.",
        step_of_signs: "You took only the signs of the gradient; descent takes it as it is, long where it is steep.",
        step_without_bias: "The bias stands still; it learns as the other weights do.",
    },
    "This one line, repeated, is all of the training in this series.",
    answer=step_answer,
)


# The decision.


def decision_without_bias(X, w):
    return (X @ w[:-1] >= 0).astype(float)


def decision_at_score_one_half(X, w):
    return (logistic.scores(X, w) >= 0.5).astype(float)


def decision_strict(X, w):
    return (logistic.scores(X, w) > 0).astype(float)


def decision_probability(X, w):
    return logistic.probability(X, w)


def decision_score(X, w):
    return logistic.scores(X, w)


def decision_signs(X, w):
    return np.where(logistic.scores(X, w) >= 0, 1.0, -1.0)


def decision_swapped(X, w):
    return 1 - logistic.predict(X, w)


def decision_always_dog(X, w):
    return (logistic.probability(X, w) >= 0).astype(float)


def decision_as_a_column(X, w):
    return logistic.predict(X, w)[:, None]


def decision_with_bias_first(X, w):
    return (X @ w[1:] + w[0] >= 0).astype(float)


def predict_answer(X, w):
    return (X @ w[:-1] + w[-1] >= 0).astype(float)


predict = Exercise(
    logistic.predict,
    [(np.array([[1.0]]), np.array([2.0, -1.0])), (np.array([[0.0], [-1.0], [0.2]]), np.array([1.0, 0.0])),
     (np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5], [0.9, 0.2], [2.0, 1.0]]), np.array([3.0, -2.0, -1.0]))],
    {
        decision_without_bias: "The bias is left out: it moves the boundary away from the origin.",
        decision_at_score_one_half: "One half is the limit for p. For the score it is 0, because σ(0) = 1/2.",
        decision_strict: "A score of exactly 0 is p = 1/2; by the convention here it is called 1, so compare with >=.",
        decision_probability: "These are the probabilities; the decision is 1 where p >= 1/2, else 0.",
        decision_score: "These are the scores; the decision is 1 where z >= 0, else 0.",
        decision_signs: "Labels are 1 and 0 here, not 1 and −1.",
        decision_swapped: "Dogs and cats are swapped: a positive score speaks for label 1, the dog.",
        decision_with_bias_first: "The bias is the last entry of w, not the first.",
        decision_always_dog: "p is never negative, so everything is a dog; the limit for p is 1/2.",
        decision_as_a_column: "The right labels as a column; return one label an animal, shape (n,).",
    },
    "The decision needs no sigmoid: p >= 1/2 exactly where z >= 0, so doubling w changes no decision.",
    answer=predict_answer,
)
