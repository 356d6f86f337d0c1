"""One neuron: what it answers, with a sigmoid, and how it learns from a mistake, with a step."""

import math

import numpy as np

from lib import perceptron
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops, whole_numbers
from lib.layers import sigmoid, step

# The neuron.


def neuron_answer(w, x):
    return 1 / (1 + np.exp(-(w @ x)))


neuron = Exercise(
    perceptron.neuron,
    cases=[
        (np.array([2.0]), np.array([1.0])),
        (np.array([2.0, -1.0]), np.array([3.0, 8.0])),
        (np.array([1000.0]), np.array([1.0])),
        (np.array([-1000.0, 1.0]), np.array([1.0, 2.0])),
        (np.array([1, -2, 1]), np.array([2, 1, 1])),
        (np.array([0.5, -0.25, 1.0, 0.3]), np.array([1.0, 2.0, -0.2, 0.5])),
    ],
    praise="A weighted sum and a squash: this is logistic regression, and every network is made of it.",
    answer=neuron_answer,
)


@neuron.mistake("This is the score wᵀx; the neuron sends it through σ, so that the output lies in (0, 1).")
def neuron_without_sigma(w, x):
    return w @ x


@neuron.mistake("This is the step of the first perceptron; here σ is the sigmoid, which answers by degrees.")
def neuron_with_a_step(w, x):
    return float(step(w @ x))


@neuron.mistake("The sign in the exponent is flipped: it is e^(−z), so that a large score gives 1, not 0.")
def neuron_sign_of_the_exponent(w, x):
    return sigmoid(-(w @ x))


@neuron.mistake("This is tanh, from −1 to 1: a sigmoid too, but asked is 1 / (1 + e^(−z)), from 0 to 1.")
def neuron_with_tanh(w, x):
    return np.tanh(w @ x)


@neuron.mistake("1 / 1 + e^(−z) divides by 1 alone: brackets around 1 + e^(−z).")
def neuron_without_brackets(w, x):
    return 1 / 1 + np.exp(-(w @ x))


@neuron.mistake("One neuron has one output: multiply entry by entry and add up (w @ x) before σ.")
def neuron_not_summed(w, x):
    return sigmoid(w * x)


@neuron.mistake("The weights are not used: each input is multiplied by its own weight before the sum.")
def neuron_without_weights(w, x):
    return sigmoid(x.sum())


@neuron.mistake("e^z are the odds p / (1 − p); the probability is 1 / (1 + e^(−z)).")
def neuron_odds(w, x):
    return np.exp(w @ x)


@neuron.mistake("Right for small scores, but e^1000 overflows to inf/inf: write it as 1 / (1 + e^(−z)).")
def neuron_overflow(w, x):
    return np.exp(w @ x) / (1 + np.exp(w @ x))


@neuron.mistake("σ comes last: first the weighted sum wᵀx, then σ of that one number.")
def neuron_sigma_inside(w, x):
    return w @ sigmoid(x)


_too_large = neuron.mistake(
    "Right for small scores, but math.exp(1000) is too large and stops: np.exp answers with inf, and "
    "1 / (1 + np.exp(−z)) is then right; or use eᶻ / (1 + eᶻ) for z < 0."
)


@_too_large
def neuron_overflow_error(w, x):
    return math.exp(w @ x) / (1 + math.exp(w @ x))


@_too_large
def neuron_overflow_error_of_large_negative_scores(w, x):
    return 1 / (1 + math.exp(-(w @ x)))


@neuron.mistake(
    "The outer product pairs each weight with each input; wanted is the sum over the pairs of like index, w @ x."
)
def neuron_outer(w, x):
    return sigmoid(np.outer(w, x))


@neuron.mistake("The order: first add up w * x, then one σ. Here each input went through a σ of its own.")
def neuron_sum_of_sigmas(w, x):
    return sigmoid(w * x).sum()


@neuron.mistake("You took the mean of w * x; wᵀx is the sum.")
def neuron_mean(w, x):
    return sigmoid(np.mean(w * x))


@neuron.mistake("w[0] was added as a bias; here each weight has an input of its own, also the first: w @ x.")
def neuron_first_weight_as_bias(w, x):
    return sigmoid(w[1:] @ x[1:] + w[0])


@neuron.mistake("w[-1] was added as a bias; here each weight has an input of its own, also the last: w @ x.")
def neuron_last_weight_as_bias(w, x):
    return sigmoid(w[:-1] @ x[:-1] + w[-1])


@neuron.mistake("w and x may have any number of entries; yours have two: w @ x.")
def neuron_of_two_inputs(w, x):
    return sigmoid(w[0] * x[0] + w[1] * x[1])


@neuron.mistake("The slope σ(1 − σ) belongs to learning; the neuron answers with σ itself.")
def neuron_slope(w, x):
    return sigmoid(w @ x) * (1 - sigmoid(w @ x))


@neuron.mistake("Each weight multiplies its input, w @ x; here they are added.")
def neuron_of_sums(w, x):
    return sigmoid(np.sum(w + x))


@neuron.mistake("This is ReLU, max(0, z); asked is the sigmoid, from 0 to 1.")
def neuron_with_relu(w, x):
    return max(0, w @ x)


@neuron.mistake("A 1 is added as a bias; this neuron has none, its score is w @ x.")
def neuron_with_a_bias_of_one(w, x):
    return sigmoid(w @ x + 1)


loops(neuron, "input", lambda rows, w, x: sigmoid(w[rows] @ x[rows]))


# The perceptron update.


def update_answer(w, x, label, learning_rate):
    output = 1 if w @ x >= 0 else 0
    return w + learning_rate * (label - output) * x


update = Exercise(
    perceptron.update,
    cases=[
        (np.array([0.0, 0.0]), np.array([1.0, 2.0]), 0, 1.0),
        (np.array([0.0, 0.0]), np.array([1.0, 2.0]), 1, 1.0),
        (np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0, 0.5),
        (np.array([1.0, 2.0]), np.array([-3.0, 1.0]), 1, 0.5),
        (np.array([1.0, 2.0]), np.array([3.0, -1.0]), 1, 0.5),
        (np.array([-6.0, 1.0]), np.array([1.0, 2.0]), 1, 0.5),
        (np.array([1.0, 0.5]), np.array([1.0, -1.5]), 0, 0.25),
        (np.array([1.0, 2.0]), np.array([3.0, 1.0]), 0, 0.5),
        (np.array([1, 2, -3]), np.array([3, -1, 1]), 1, 0.25),
    ],
    praise="Mistakes teach, right answers change nothing.",
    answer=update_answer,
)


def _output(w, x):
    return step(w @ x)


@update.mistake("It walks away from the answer: label − output, in this order, is added (on the slide ŷ is the label).")
def update_sign(w, x, label, learning_rate):
    return w - learning_rate * (label - _output(w, x)) * x


@update.mistake("Only wᵀx = 0 goes wrong: the step is 1 there, so the test is wᵀx >= 0, not > 0.")
def update_zero_is_class_0(w, x, label, learning_rate):
    return w + learning_rate * (label - float(w @ x > 0)) * x


@update.mistake("The learning rate α is missing: it scales what is added.")
def update_without_alpha(w, x, label, learning_rate):
    return w + (label - _output(w, x)) * x


@update.mistake("The error is added to every weight alike; each weight changes by its own input: times x.")
def update_without_x(w, x, label, learning_rate):
    return w + learning_rate * (label - _output(w, x))


@update.mistake("The output is not used: a right answer must leave w as it is, and here it does not.")
def update_always(w, x, label, learning_rate):
    return w + learning_rate * (2 * label - 1) * x


_class_1_only = update.mistake(
    "Only class 1 teaches here: label · x. It must be (label − output) · x, so that a wrong 1 is unlearned."
)


@_class_1_only
def update_label_only(w, x, label, learning_rate):
    return w + learning_rate * label * x


@_class_1_only
def update_label_only_when_wrong(w, x, label, learning_rate):
    return w + learning_rate * label * x * (_output(w, x) != label)


@update.mistake("Only label 0 teaches here: one that said 0 instead of 1 must learn as well, by + x.")
def update_of_label_0_only(w, x, label, learning_rate):
    return update_answer(w, x, label, learning_rate) if label == 0 else w


@update.mistake("The score wᵀx is not yet the output: send it through the step first, so the error is −1, 0 or 1.")
def update_with_the_score(w, x, label, learning_rate):
    return w + learning_rate * (label - w @ x) * x


@update.mistake("With a sigmoid this is gradient descent on cross-entropy, worth knowing; asked is the step.")
def update_with_a_sigmoid(w, x, label, learning_rate):
    return w + learning_rate * (label - sigmoid(w @ x)) * x


@update.mistake("Twice what is to be added: are label and output −1 and 1 here? They are 0 and 1.")
def update_labels_as_signs(w, x, label, learning_rate):
    return w + 2 * learning_rate * (label - _output(w, x)) * x


@update.mistake("This is what is added; return the new w, the old one plus this.")
def update_the_change_only(w, x, label, learning_rate):
    return learning_rate * (label - _output(w, x)) * x


@update.mistake("w and x may have any number of entries; yours have two: w @ x.")
def update_of_two_inputs(w, x, label, learning_rate):
    error = label - step(w[0] * x[0] + w[1] * x[1])
    return w + learning_rate * error * x


@update.mistake("A multiple of w only makes w longer; it turns because a multiple of x is added.")
def update_adds_w(w, x, label, learning_rate):
    return w + learning_rate * (label - _output(w, x)) * w


@update.mistake("The score wᵀx is compared with 0; a threshold of 1/2 belongs to a probability.")
def update_threshold_one_half(w, x, label, learning_rate):
    return w + learning_rate * (label - float(w @ x >= 0.5)) * x


@update.mistake("The output is −1 where it should be 0: label and output must speak the same language, 0 and 1.")
def update_output_minus_one(w, x, label, learning_rate):
    return w + learning_rate * (label - (1 if w @ x >= 0 else -1)) * x


@update.mistake("np.sign gives −1, 0 or 1; the step gives 1 where wᵀx >= 0, and 0 elsewhere.")
def update_np_sign(w, x, label, learning_rate):
    return w + learning_rate * (label - np.sign(w @ x)) * x


@update.mistake(
    "Each mistake adds x; one that said 1 instead of 0 must take it away. "
    "label − output has the right sign, without abs or a square."
)
def update_adds_when_wrong(w, x, label, learning_rate):
    return w + learning_rate * abs(label - _output(w, x)) * x


@update.mistake(
    "Each mistake takes x away; one that said 0 instead of 1 must add it. label − output has the right sign."
)
def update_subtracts_when_wrong(w, x, label, learning_rate):
    return w - learning_rate * abs(label - _output(w, x)) * x


@update.mistake("You repeat until this sample is right; asked is one update, also if it does not suffice.")
def update_until_right(w, x, label, learning_rate):
    while _output(w, x) != label:
        w = w + learning_rate * (label - _output(w, x)) * x
    return w


@update.mistake("w * x has one number for each input; the neuron has one output, the step of the sum w @ x.")
def update_entry_by_entry(w, x, label, learning_rate):
    return w + learning_rate * (label - step(w * x)) * x


@update.mistake("w @ x is computed again when w is already half changed: compute the output before the loop.")
def update_in_the_middle(w, x, label, learning_rate):
    w = w.astype(float)
    for i in range(len(w)):
        w[i] += learning_rate * (label - _output(w, x)) * x[i]
    return w


@update.mistake("Where wᵀx = 0 the step is 1: for label 1 that is right, and nothing changes.")
def update_on_the_boundary(w, x, label, learning_rate):
    return w + learning_rate * x if label == 1 and w @ x <= 0 else update_answer(w, x, label, learning_rate)


@update.mistake("Only the first weight has changed: does the return stand inside the loop?")
def update_first_weight(w, x, label, learning_rate):
    new = w.astype(float)
    new[0] = update_answer(w, x, label, learning_rate)[0]
    return new


whole_numbers(update)
