"""What a second layer adds: nothing if the first is linear, and exclusive-or if it has steps."""

import numpy as np

from lib import layers, perceptron
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops
from lib.exercises.verdict import Verdict
from lib.exercises.ways import beside_weighted_sums
from lib.layers import sigmoid, step

# Two linear layers are one.


def collapse_answer(W1, W2):
    return W1 @ W2


collapse = Exercise(
    layers.collapse,
    cases=[
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [5.0, 0.0]])),
        (np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])),
        (np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([[1.0], [2.0], [3.0]])),
        (np.array([[1, 2, 0], [0, -1, 3]]), np.array([[1, 0, 2, 1], [1, 1, 0, 3], [2, 0, 1, 1]])),
    ],
    praise="However many linear layers: one matrix, one neuron's reach. The bend in σ is what depth lives on.",
    answer=collapse_answer,
)


@collapse.mistake("The order: x meets W₁ first, and rows stand on the left, (xW₁)W₂ = x(W₁W₂).")
def collapse_wrong_order(W1, W2):
    return W2 @ W1


@collapse.mistake("This is W₂ᵀW₁ᵀ, right for columns Wᵀx; here samples are rows, xW, so nothing is transposed.")
def collapse_for_columns(W1, W2):
    return (W1 @ W2).T


@collapse.mistake("No transposes are needed for rows: (xW₁)W₂ = x(W₁W₂).")
def collapse_both_transposed(W1, W2):
    return W1.T @ W2.T


@collapse.mistake("W₂ is transposed, but the columns of W₁ already meet the rows of W₂: W₁W₂.")
def collapse_second_transposed(W1, W2):
    return W1 @ W2.T


@collapse.mistake("* multiplies entry by entry; layers are joined by the matrix product @.")
def collapse_entry_by_entry(W1, W2):
    return W1 * W2


@collapse.mistake("Layers come one after the other, so they multiply; a sum would be two layers side by side.")
def collapse_sum(W1, W2):
    return W1 + W2


@collapse.mistake("W₁ has been lost: x goes through it before it reaches W₂.")
def collapse_last_layer(W1, W2):
    return W2


@collapse.mistake("The question is for a linear σ: nothing happens between the layers, so no sigmoid here.")
def collapse_with_sigma(W1, W2):
    return sigmoid(W1) @ W2


@collapse.mistake("W₁ is transposed, but the columns of W₁ already meet the rows of W₂: W₁W₂.")
def collapse_first_transposed(W1, W2):
    return W1.T @ W2


_relu = collapse.mistake("The question is for a linear σ: no ReLU, negative entries stay.")


@_relu
def collapse_with_relu(W1, W2):
    return layers.relu(W1 @ W2)


@_relu
def collapse_with_relu_between(W1, W2):
    return layers.relu(W1) @ W2


@collapse.mistake("The question is for a linear σ: no sigmoid behind the product.")
def collapse_sigma_behind(W1, W2):
    return sigmoid(W1 @ W2)


@collapse.mistake(
    "Right for square matrices only: W has the rows of W₁ and the columns of W₂, shape (W1.shape[0], W2.shape[1])."
)
def collapse_square_only(W1, W2):
    W = np.zeros_like(W1)
    for i, j, k in np.ndindex(*W1.shape, W1.shape[1]):
        W[i, j] += W1[i, k] * W2[k, j]
    return W


@collapse.mistake(
    "The outer product pairs every entry with every other; the matrix product W1 @ W2 adds up over the hidden neurons."
)
def collapse_outer(W1, W2):
    return np.outer(W1, W2)


loops(collapse, "hidden neuron", lambda rows, W1, W2: W1[:, rows] @ W2[rows])


# Exclusive-or by two layers. These are all truth tables that one wrong weight gives.


def xor_answer(X):
    either = layers.step(X[:, 0] + X[:, 1] - 0.5)
    both = layers.step(X[:, 0] + X[:, 1] - 1.5)
    return layers.step(either - both - 0.5)


class _StepsOnly(Exercise):
    """The text allows layers.step and weighted sums, and nothing else."""

    def _verdict(self, attempt):
        verdict = super()._verdict(attempt)
        if verdict.kind == "right" and (way := beside_weighted_sums(attempt)):
            hint = f"The right numbers, but by {way}: use layers.step and weighted sums, and nothing else."
            return Verdict("wrong", f"Not yet. {hint} A network has nothing else either.", hint=hint)
        return verdict


xor = _StepsOnly(
    perceptron.xor,
    cases=[
        (np.array([[1.0, 1.0]]),),
        (np.array([[0.0, 0.0], [0.0, 1.0]]),),
        (np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),),
        (np.array([[1, 0], [1, 1], [0, 0], [1, 0], [0, 1]]),),
    ],
    praise="Two lines and a neuron that combines them, what no single one can do.",
    answer=xor_answer,
)


def _two_layers(X, second_bias, W2, b2):
    hidden = step(X.sum(axis=1)[:, None] - np.array([0.5, second_bias]))
    return step(hidden @ np.array(W2) + b2)


@xor.mistake("This is OR: (1, 1) must be switched off by a second hidden neuron, an AND with a negative weight.")
def xor_is_or(X):
    return _two_layers(X, 1.5, [1, 0], -0.5)


@xor.mistake("This is AND: use it to switch (1, 1) off, beside an OR that switches the others on.")
def xor_is_and(X):
    return _two_layers(X, 1.5, [0, 1], -0.5)


@xor.mistake("This is NOT AND: (0, 0) must be off as well, so join it with OR.")
def xor_is_not_and(X):
    return _two_layers(X, 1.5, [0, -1], 0.5)


@xor.mistake("This is the opposite: 1 where both are equal. Flip the signs of the last neuron's weights and bias.")
def xor_is_equal(X):
    return _two_layers(X, 1.5, [-1, 1], 0.5)


@xor.mistake(
    "Always 1. A bias is missing or too small: step(0) is 1, "
    "so each neuron needs its threshold subtracted, ½ for an OR, 3/2 for an AND."
)
def xor_always_one(X):
    return np.ones(len(X))


@xor.mistake(
    "Always 0: the last threshold is too high, or the second hidden "
    "neuron answers to a single 1 already and takes it away again."
)
def xor_never(X):
    return np.zeros(len(X))


@xor.mistake("Only (1, 0) is found: this is one line. The other corner needs a neuron of its own.")
def xor_first_only(X):
    return step(X[:, 0] - X[:, 1] - 0.5)


@xor.mistake("Only (0, 1) is found: this is one line. The other corner needs a neuron of its own.")
def xor_second_only(X):
    return step(X[:, 1] - X[:, 0] - 0.5)


@xor.mistake(
    "Only (0, 1) is off: this is one line, x₁ >= x₂, and step(0) is 1. "
    "No single line can do it; each of the corners (0, 1) and (1, 0) needs a neuron of its own."
)
def xor_all_but_second_only(X):
    return step(X[:, 0] - X[:, 1])


@xor.mistake(
    "Only (1, 0) is off: this is one line, x₂ >= x₁, and step(0) is 1. "
    "No single line can do it; each of the corners (0, 1) and (1, 0) needs a neuron of its own."
)
def xor_all_but_first_only(X):
    return step(X[:, 1] - X[:, 0])


@xor.mistake(
    "0, 1 or 2: this is x₁ + x₂. Either the hidden neurons have no step (then two layers "
    "are one), or they are added up where the last neuron should subtract: OR − AND."
)
def xor_without_steps(X):
    return X.sum(axis=1)


@xor.mistake("Right numbers as a column; return one number a row, an array of shape (n,).")
def xor_as_a_column(X):
    return perceptron.xor(X)[:, None]


@xor.mistake(
    "(0, 1) gives −1: this is x₁ − x₂. Each of the two corners needs "
    "a neuron of its own, and the last one joins them with plus signs."
)
def xor_difference(X):
    return X[:, 0] - X[:, 1]


@xor.mistake("The right corners as −1 and 1; asked are 0 and 1, as the step gives them.")
def xor_signs(X):
    return 2 * perceptron.xor(X) - 1


@xor.mistake("Only the first row was answered: does the return stand inside the loop?")
def xor_first_row(X):
    return perceptron.xor(X)[:1]


@xor.mistake(
    "One number for the first row; return one for each row, an array of shape (n,). X[:, 0] is the first column."
)
def xor_one_number(X):
    return perceptron.xor(X)[0]


@xor.mistake("axis=0 adds up the samples; x₁ + x₂ of each row is axis=1.")
def xor_sum_of_columns(X):
    total = X.sum(axis=0)
    return step(step(total - 0.5) - step(total - 1.5) - 0.5)


@xor.mistake("X[0] and X[1] are the first two rows, two samples; the two columns are X[:, 0] and X[:, 1].")
def xor_of_rows(X):
    return xor_answer(np.column_stack([X[0], X[1]]))


@xor.mistake("(1, 1) gives −1: the sum of the last neuron still has to go through the step, with its threshold.")
def xor_without_the_last_step(X):
    return step(X.sum(axis=1) - 0.5) - 2 * step(X.sum(axis=1) - 1.5)
