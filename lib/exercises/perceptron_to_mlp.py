"""The exercises of notebook 05: what can one neuron not do, and what do layers add?"""

import math

import numpy as np

from lib import layers, perceptron
from lib.exercises.exercise import Exercise
from lib.layers import sigmoid, step

# The neuron.


def neuron_without_sigma(w, x):
    return w @ x


def neuron_with_a_step(w, x):
    return float(step(w @ x))


def neuron_sign_of_the_exponent(w, x):
    return sigmoid(-(w @ x))


def neuron_with_tanh(w, x):
    return np.tanh(w @ x)


def neuron_without_brackets(w, x):
    return 1 / 1 + np.exp(-(w @ x))


def neuron_not_summed(w, x):
    return sigmoid(w * x)


def neuron_without_weights(w, x):
    return sigmoid(x.sum())


def neuron_odds(w, x):
    return np.exp(w @ x)


def neuron_overflow(w, x):
    return np.exp(w @ x) / (1 + np.exp(w @ x))


def neuron_sigma_inside(w, x):
    return w @ sigmoid(x)


def neuron_overflow_error(w, x):
    return math.exp(w @ x) / (1 + math.exp(w @ x))


def neuron_outer(w, x):
    return sigmoid(np.outer(w, x))


def neuron_sum_of_sigmas(w, x):
    return sigmoid(w * x).sum()


def neuron_mean(w, x):
    return sigmoid(np.mean(w * x))


def neuron_first_input(w, x):
    return sigmoid(w[0] * x[0])


def neuron_last_input_left_out(w, x):
    return sigmoid(w[:-1] @ x[:-1])


def neuron_with_relu(w, x):
    return max(0, w @ x)


def neuron_answer(w, x):
    return 1 / (1 + np.exp(-(w @ x)))


neuron = Exercise(
    perceptron.neuron,
    [(np.array([2.0]), np.array([1.0])), (np.array([2.0, -1.0]), np.array([1.0, 3.0])),
     (np.array([1000.0]), np.array([1.0]))],
    {
        neuron_without_sigma: "This is the score wᵀx; the neuron sends it through σ, so that the output lies in (0, "
        "1).",
        neuron_with_a_step: "This is the step of the first perceptron; here σ is the sigmoid, which answers by "
        "degrees.",
        neuron_sign_of_the_exponent: "The sign in the exponent is flipped: it is e^(−z), so that a large score "
        "gives 1, not 0.",
        neuron_with_tanh: "This is tanh, from −1 to 1: a sigmoid too, but asked is 1 / (1 + e^(−z)), from 0 to 1.",
        neuron_without_brackets: "1 / 1 + e^(−z) divides by 1 alone: brackets around 1 + e^(−z).",
        neuron_not_summed: "One neuron has one output: multiply entry by entry and add up (w @ x) before σ.",
        neuron_without_weights: "The weights are not used: each input is multiplied by its own weight before the sum.",
        neuron_odds: "e^z are the odds p / (1 − p); the probability is 1 / (1 + e^(−z)).",
        neuron_overflow: "Right for small scores, but e^1000 overflows to inf/inf: write it as 1 / (1 + e^(−z)).",
        neuron_sigma_inside: "σ comes last: first the weighted sum wᵀx, then σ of that one number.",
        neuron_overflow_error: "Right for small scores, but for a score of 1000 it stops: math.exp(1000) is too "
        "large. Write 1 / (1 + e^(−z)).",
        neuron_outer: "The outer product pairs each weight with each input; wanted is the sum over the pairs of like "
        "index, w @ x.",
        neuron_sum_of_sigmas: "The order: first add up w * x, then one σ. Here each input went through a σ of its "
        "own.",
        neuron_mean: "You took the mean of w * x; wᵀx is the sum.",
        neuron_first_input: "Only the first input counts: does the return stand inside the loop?",
        neuron_last_input_left_out: "The last input was left out: range(len(w)) ends before len(w) by itself.",
        neuron_with_relu: "This is ReLU, max(0, z); asked is the sigmoid, from 0 to 1.",
    },
    "A weighted sum and a squash: this is logistic regression, and every network is made of it.",
    answer=neuron_answer,
)


# The perceptron update.


def _output(w, x):
    return step(w @ x)


def update_sign(w, x, label, learning_rate):
    return w - learning_rate * (label - _output(w, x)) * x


def update_zero_is_class_0(w, x, label, learning_rate):
    return w + learning_rate * (label - float(w @ x > 0)) * x


def update_without_alpha(w, x, label, learning_rate):
    return w + (label - _output(w, x)) * x


def update_without_x(w, x, label, learning_rate):
    return w + learning_rate * (label - _output(w, x))


def update_always(w, x, label, learning_rate):
    return w + learning_rate * (2 * label - 1) * x


def update_label_only(w, x, label, learning_rate):
    return w + learning_rate * label * x


def update_with_the_score(w, x, label, learning_rate):
    return w + learning_rate * (label - w @ x) * x


def update_with_a_sigmoid(w, x, label, learning_rate):
    return w + learning_rate * (label - sigmoid(w @ x)) * x


def update_labels_as_signs(w, x, label, learning_rate):
    return w + 2 * learning_rate * (label - _output(w, x)) * x


def update_the_change_only(w, x, label, learning_rate):
    return learning_rate * (label - _output(w, x)) * x


def update_adds_w(w, x, label, learning_rate):
    return w + learning_rate * (label - _output(w, x)) * w


def update_threshold_one_half(w, x, label, learning_rate):
    return w + learning_rate * (label - float(w @ x >= 0.5)) * x


def update_output_minus_one(w, x, label, learning_rate):
    return w + learning_rate * (label - (1 if w @ x >= 0 else -1)) * x


def update_np_sign(w, x, label, learning_rate):
    return w + learning_rate * (label - np.sign(w @ x)) * x


def update_adds_when_wrong(w, x, label, learning_rate):
    return w + learning_rate * abs(label - _output(w, x)) * x


def update_subtracts_when_wrong(w, x, label, learning_rate):
    return w - learning_rate * abs(label - _output(w, x)) * x


def update_until_right(w, x, label, learning_rate):
    while _output(w, x) != label:
        w = w + learning_rate * (label - _output(w, x)) * x
    return w


def update_entry_by_entry(w, x, label, learning_rate):
    return w + learning_rate * (label - step(w * x)) * x


def update_in_the_middle(w, x, label, learning_rate):
    w = w.copy()
    for i in range(len(w)):
        w[i] += learning_rate * (label - _output(w, x)) * x[i]
    return w


def update_on_the_boundary(w, x, label, learning_rate):
    return w + learning_rate * x if label == 1 and w @ x <= 0 else update_answer(w, x, label, learning_rate)


def update_answer(w, x, label, learning_rate):
    output = 1 if w @ x >= 0 else 0
    return w + learning_rate * (label - output) * x


update = Exercise(
    perceptron.update,
    [(np.array([0.0, 0.0]), np.array([1.0, 2.0]), 0, 1.0), (np.array([0.0, 0.0]), np.array([1.0, 2.0]), 1, 1.0),
     (np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0, 0.5), (np.array([1.0, 2.0]), np.array([-3.0, 1.0]), 1, 0.5),
     (np.array([1.0, 2.0]), np.array([3.0, -1.0]), 1, 0.5), (np.array([-6.0, 1.0]), np.array([1.0, 2.0]), 1, 0.5),
     (np.array([1.0, 0.5]), np.array([1.0, -1.5]), 0, 0.5)],
    {
        update_sign: "It walks away from the answer: label − output, in this order, is added (on the slide ŷ is the "
        "label).",
        update_zero_is_class_0: "Only wᵀx = 0 goes wrong: the step is 1 there, so the test is wᵀx >= 0, not > 0.",
        update_without_alpha: "The learning rate α is missing: it scales what is added.",
        update_without_x: "The error is added to every weight alike; each weight changes by its own input: times x.",
        update_always: "The output is not used: a right answer must leave w as it is, and here it does not.",
        update_label_only: "Only class 1 teaches here: label · x. It must be (label − output) · x, so that a wrong "
        "1 is unlearned.",
        update_with_the_score: "The score wᵀx is not yet the output: send it through the step first, so the error "
        "is −1, 0 or 1.",
        update_with_a_sigmoid: "With a sigmoid this is gradient descent on cross-entropy, worth knowing; asked is "
        "the step.",
        update_labels_as_signs: "Twice what is to be added: are label and output −1 and 1 here? They are 0 and 1.",
        update_the_change_only: "This is what is added; return the new w, the old one plus this.",
        update_adds_w: "A multiple of w only makes w longer; it turns because a multiple of x is added.",
        update_threshold_one_half: "1/2 is the threshold for a probability; the score wᵀx is compared with 0.",
        update_output_minus_one: "The output is −1 where it should be 0: label and output must speak the same "
        "language, 0 and 1.",
        update_np_sign: "np.sign gives −1, 0 or 1; the step gives 1 where wᵀx >= 0, and 0 elsewhere.",
        update_adds_when_wrong: "Each mistake adds x; one that said 1 instead of 0 must take it away. label − output "
        "has the right sign, without abs or a square.",
        update_subtracts_when_wrong: "Each mistake takes x away; one that said 0 instead of 1 must add it. label − "
        "output has the right sign.",
        update_until_right: "You repeat until this sample is right; asked is one update, also if it does not suffice.",
        update_entry_by_entry: "w * x has one number for each input; the neuron has one output, the step of the sum "
        "w @ x.",
        update_in_the_middle: "w @ x is computed again when w is already half changed: compute the output before the "
        "loop.",
        update_on_the_boundary: "Where wᵀx = 0 the step is 1: for label 1 that is right, and nothing changes.",
    },
    "Mistakes teach, right answers change nothing.",
    answer=update_answer,
)


# Two linear layers are one.


def collapse_wrong_order(W1, W2):
    return W2 @ W1


def collapse_for_columns(W1, W2):
    return (W1 @ W2).T


def collapse_both_transposed(W1, W2):
    return W1.T @ W2.T


def collapse_second_transposed(W1, W2):
    return W1 @ W2.T


def collapse_entry_by_entry(W1, W2):
    return W1 * W2


def collapse_sum(W1, W2):
    return W1 + W2


def collapse_last_layer(W1, W2):
    return W2


def collapse_with_sigma(W1, W2):
    return sigmoid(W1) @ W2


def collapse_first_transposed(W1, W2):
    return W1.T @ W2


def collapse_with_relu(W1, W2):
    return layers.relu(W1 @ W2)


def collapse_sigma_behind(W1, W2):
    return sigmoid(W1 @ W2)


def collapse_last_term_of_the_sum(W1, W2):
    return np.outer(W1[:, -1], W2[-1])


def collapse_square_only(W1, W2):
    W = np.zeros_like(W1)
    for i, j, k in np.ndindex(*W1.shape, W1.shape[1]):
        W[i, j] += W1[i, k] * W2[k, j]
    return W


def collapse_answer(W1, W2):
    return W1 @ W2


collapse = Exercise(
    layers.collapse,
    [(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [5.0, 0.0]])),
     (np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])),
     (np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([[1.0], [2.0], [3.0]]))],
    {
        collapse_wrong_order: "The order: x meets W₁ first, and rows stand on the left, (xW₁)W₂ = x(W₁W₂).",
        collapse_for_columns: "This is W₂ᵀW₁ᵀ, right for columns Wᵀx; here samples are rows, xW, so nothing is "
        "transposed.",
        collapse_both_transposed: "No transposes are needed for rows: (xW₁)W₂ = x(W₁W₂).",
        collapse_second_transposed: "W₂ is transposed, but the columns of W₁ already meet the rows of W₂: W₁W₂.",
        collapse_entry_by_entry: "* multiplies entry by entry; layers are joined by the matrix product @.",
        collapse_sum: "Layers come one after the other, so they multiply; a sum would be two layers side by side.",
        collapse_last_layer: "W₁ has been lost: x goes through it before it reaches W₂.",
        collapse_with_sigma: "The question is for a linear σ: nothing happens between the layers, so no sigmoid here.",
        collapse_first_transposed: "W₁ is transposed, but the columns of W₁ already meet the rows of W₂: W₁W₂.",
        collapse_with_relu: "The question is for a linear σ: no ReLU, negative entries stay.",
        collapse_sigma_behind: "The question is for a linear σ: no sigmoid behind the product.",
        collapse_last_term_of_the_sum: "Only the last term of each sum is left: W[i, j] += …, not =.",
        collapse_square_only: "Right for square matrices only: W has the rows of W₁ and the columns of W₂, shape "
        "(W1.shape[0], W2.shape[1]).",
    },
    "However many linear layers: one matrix, one neuron's reach. The bend in σ is what depth lives on.",
    answer=collapse_answer,
)


# Exclusive-or by two layers. These are all truth tables that one wrong weight gives.


def _two_layers(X, second_bias, W2, b2):
    hidden = step(X.sum(axis=1)[:, None] - np.array([0.5, second_bias]))
    return step(hidden @ np.array(W2) + b2)


def xor_is_or(X):
    return _two_layers(X, 1.5, [1, 0], -0.5)


def xor_is_and(X):
    return _two_layers(X, 1.5, [0, 1], -0.5)


def xor_is_not_and(X):
    return _two_layers(X, 1.5, [0, -1], 0.5)


def xor_is_equal(X):
    return _two_layers(X, 1.5, [-1, 1], 0.5)


def xor_always_one(X):
    return np.ones(len(X))


def xor_never(X):
    return np.zeros(len(X))


def xor_first_only(X):
    return step(X[:, 0] - X[:, 1] - 0.5)


def xor_second_only(X):
    return step(X[:, 1] - X[:, 0] - 0.5)


def xor_without_steps(X):
    return X.sum(axis=1)


def xor_as_a_column(X):
    return perceptron.xor(X)[:, None]


def xor_difference(X):
    return X[:, 0] - X[:, 1]


def xor_signs(X):
    return 2 * perceptron.xor(X) - 1


def xor_first_row(X):
    return perceptron.xor(X)[:1]


def xor_one_number(X):
    return perceptron.xor(X)[0]


def xor_sum_of_columns(X):
    total = X.sum(axis=0)
    return step(step(total - 0.5) - step(total - 1.5) - 0.5)


def xor_answer(X):
    either = layers.step(X[:, 0] + X[:, 1] - 0.5)
    both = layers.step(X[:, 0] + X[:, 1] - 1.5)
    return layers.step(either - both - 0.5)


xor = Exercise(
    perceptron.xor,
    [(np.array([[1.0, 1.0]]),), (np.array([[0.0, 0.0], [0.0, 1.0]]),),
     (np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),)],
    {
        xor_is_or: "This is OR: (1, 1) must be switched off by a second hidden neuron, an AND with a negative weight.",
        xor_is_and: "This is AND: use it to switch (1, 1) off, beside an OR that switches the others on.",
        xor_is_not_and: "This is NOT AND: (0, 0) must be off as well, so join it with OR.",
        xor_is_equal: "This is the opposite: 1 where both are equal. Flip the signs of the last neuron's weights "
        "and bias.",
        xor_always_one: "Always 1. A bias is missing or too small: step(0) is 1, so each neuron needs its threshold "
        "subtracted, ½ for an OR, 3/2 for an AND.",
        xor_never: "Always 0: the last threshold is too high, or the second hidden neuron answers to a single 1 "
        "already and takes it away again.",
        xor_first_only: "Only (1, 0) is found: this is one line. The other corner needs a neuron of its own.",
        xor_second_only: "Only (0, 1) is found: this is one line. The other corner needs a neuron of its own.",
        xor_without_steps: "0, 1 or 2: this is x₁ + x₂. Either the hidden neurons have no step (then two layers are "
        "one), or they are added up where the last neuron should subtract: OR − AND.",
        xor_as_a_column: "Right numbers as a column; return one number a row, an array of shape (n,).",
        xor_difference: "(0, 1) gives −1: this is x₁ − x₂. Each of the two corners needs a neuron of its own, and "
        "the last one joins them with plus signs.",
        xor_signs: "The right corners as −1 and 1; asked are 0 and 1, as the step gives them.",
        xor_first_row: "Only the first row was answered: does the return stand inside the loop?",
        xor_one_number: "One number for the first row; return one for each row, an array of shape (n,). X[:, 0] is "
        "the first column.",
        xor_sum_of_columns: "axis=0 adds up the samples; x₁ + x₂ of each row is axis=1.",
    },
    "If only steps of weighted sums were used: two lines and a neuron that combines them, what no single one can do.",
    answer=xor_answer,
)


# One sigmoid is a two-way softmax.


def two_way_flipped(z):
    return sigmoid(z[:, 0] - z[:, 1])


def two_way_own_logit(z):
    return sigmoid(z[:, 1])


def two_way_sum(z):
    return sigmoid(z[:, 0] + z[:, 1])


def two_way_without_exp(z):
    return z[:, 1] / z.sum(axis=1)


def two_way_both(z):
    return layers.softmax(z)


def two_way_overflow(z):
    return np.exp(z[:, 1]) / np.exp(z).sum(axis=1)


def two_way_odds(z):
    return np.exp(z[:, 1] - z[:, 0])


def two_way_difference(z):
    return z[:, 1] - z[:, 0]


def two_way_decision(z):
    return np.argmax(z, axis=1)


def two_way_over_samples(z):
    return layers.softmax(z.T)[1]


def two_way_one_maximum(z):
    powers = np.exp(z - z.max())
    return powers[:, 1] / powers.sum(axis=1)


def two_way_maximum_as_a_row(z):
    powers = np.exp(z - z.max(axis=1))
    return powers[:, 1] / powers.sum(axis=1)


def two_way_sum_of_everything(z):
    return np.exp(z[:, 1]) / np.exp(z).sum()


def two_way_of_sigmoids(z):
    return sigmoid(z[:, 1]) / sigmoid(z).sum(axis=1)


def two_way_each_column(z):
    return sigmoid(z)


def two_way_column(z):
    return two_way_answer(z)[:, None]


def two_way_larger(z):
    return layers.softmax(z).max(axis=1)


def two_way_rows(z):
    return sigmoid(z[1] - z[0])


def two_way_first_row(z):
    return two_way_answer(z)[:1]


def two_way_one_number(z):
    return two_way_answer(z)[0]


def two_way_answer(z):
    return 1 / (1 + np.exp(-(z[:, 1] - z[:, 0])))


two_way = Exercise(
    layers.two_way,
    [(np.array([[1.0, 2.0]]),), (np.array([[0.0, 0.0], [3.0, -1.0]]),),
     (np.array([[1000.0, 0.0], [0.0, 1000.0], [1.0, 2.0]]),)],
    {
        two_way_flipped: "This is the probability of column 0; asked is column 1, so the difference is z₁ − z₀.",
        two_way_own_logit: "Column 0 is not used: softmax compares, so only the difference z₁ − z₀ counts.",
        two_way_sum: "The sum does not compare: dividing e^{z₁} by e^{z₀} + e^{z₁} leaves the difference z₁ − z₀.",
        two_way_without_exp: "The logits themselves may be negative or sum to 0; the exponentials come first.",
        two_way_both: "These are both columns, and they always sum to 1: one of them is enough, column 1.",
        two_way_overflow: "Right for small logits, but e^1000 overflows: divide by e^{z₁} first, which is the sigmoid.",
        two_way_odds: "e^{z₁ − z₀} are the odds; the probability is odds / (1 + odds), the sigmoid of the difference.",
        two_way_difference: "This is the log-odds z₁ − z₀; one sigmoid makes it a probability.",
        two_way_decision: "This is the decision, 0 or 1; asked is the probability that stands behind it.",
        two_way_over_samples: "The sum runs over the samples here; softmax compares the columns of one row.",
        two_way_one_maximum: "One maximum for all rows: a row far below it becomes 0/0. Subtract each row's own, "
        "z.max(axis=1, keepdims=True).",
        two_way_maximum_as_a_row: "The maxima of the rows are subtracted from the columns: keepdims=True keeps them "
        "beside their rows.",
        two_way_sum_of_everything: "You divided by the sum over all rows; each row is divided by its own sum, axis=1.",
        two_way_of_sigmoids: "Softmax divides exponentials, not sigmoids; the result is one sigmoid, of z₁ − z₀.",
        two_way_each_column: "Each logit went through a sigmoid of its own; softmax compares the two: the sigmoid of "
        "z₁ − z₀.",
        two_way_column: "Right numbers as a column; return one number a row, an array of shape (n,): z[:, 1], not "
        "z[:, 1:].",
        two_way_larger: "This is the probability of the likelier class; asked is column 1, even where it is the less "
        "likely.",
        two_way_rows: "z[1] is the second row, another animal; the second column is z[:, 1].",
        two_way_first_row: "Only the first row was answered: does the return stand inside the loop?",
        two_way_one_number: "One number for the first row; return one for each row, with z[:, 1] and z[:, 0].",
    },
    "p(cat) = 1 − p(dog): one output is enough.",
    answer=two_way_answer,
)
