"""One layer backwards: the gradient on its way through x @ W, and through the sigmoid."""

import numpy as np

from lib import layers
from lib.exercises.comparison import alike, differ
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops, whole_numbers
from lib.exercises.verdict import short
from lib.layers import sigmoid

_rng = np.random.default_rng(7)


def _whole(*shape):
    return _rng.integers(-3, 4, shape).astype(float)


# Two gradients at once: the base compares one array, these compare a pair (which two layers give as well).


def pair_differs(names):
    def compare(expected, got, args):
        if not isinstance(got, (tuple, list)) or len(got) != 2:
            return f"expected two arrays, {names[0]} and {names[1]}, got {short(got)}"
        for name, wanted, array in zip(names, expected, got):
            if problem := differ(wanted, array, args):
                return f"{name}:\n{problem}"
        return None

    return compare


def pairs_alike(a, b):
    both = isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)) and len(a) == len(b)
    return all(map(alike, a, b)) if both else alike(a, b)


# Backward of x @ W.


def backward_answer(x, W, gradient):
    return gradient @ W.T, x.T @ gradient


backward = Exercise(
    layers.backward,
    cases=[
        (np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0, -1.0], [2.0, 0.0]]), np.array([[1.0, 4.0], [-2.0, 1.0]])),
        (_whole(1, 3), _whole(3, 2), _whole(1, 2)),
        (_whole(4, 3), _whole(3, 2), _whole(4, 2)),
        (
            np.array([[1, 2, 0], [0, 1, 3]]),
            np.array([[1, 0], [2, -1], [1, 1]]),
            np.array([[0.5, -1.5], [1.0, 0.25]]),
        ),
    ],
    praise="Two lines, and every network can be trained with them.",
    answer=backward_answer,
    differ=pair_differs(("∇ₓ", "∇_W")),
    alike=pairs_alike,
    parts=("∇ₓ", "∇_W"),
)


@backward.mistake("Both right, in the wrong order: return ∇ₓ first, then ∇_W.")
def backward_swapped(x, W, gradient):
    return x.T @ gradient, gradient @ W.T


@backward.mistake(
    "The factors are turned round: rows stand on the left, so ∇ₓ = gradient @ W.T and ∇_W = x.T @ gradient."
)
def backward_products_turned(x, W, gradient):
    return W.T @ gradient, gradient @ x.T


@backward.mistake("Both transposes are missing: with non-square shapes only gradient @ W.T and x.T @ gradient fit.")
def backward_without_transposes(x, W, gradient):
    return gradient @ W, x @ gradient


@backward.mistake("∇ₓ needs W.T: the gradient goes backwards through W, from out to in.")
def backward_W_not_transposed(x, W, gradient):
    return gradient @ W, x.T @ gradient


@backward.mistake("∇_W needs x.T on the left: it must have the shape of W, (in, out).")
def backward_x_not_transposed(x, W, gradient):
    return gradient @ W.T, x @ gradient


@backward.mistake("∇_W came out transposed: it must have the shape of W, (in, out), so x.T @ gradient.")
def backward_W_gradient_transposed(x, W, gradient):
    return gradient @ W.T, gradient.T @ x


@backward.mistake("Divided by the number of samples: the mean is in the loss already, and so in the gradient.")
def backward_mean(x, W, gradient):
    return gradient @ W.T, x.T @ gradient / len(x)


@backward.mistake("These are only the factors of this layer: multiply each with the gradient from the right.")
def backward_local_only(x, W, gradient):
    return W.T, x.T


@backward.mistake(
    "∇_W is right. In ∇ₓ the factors are turned round: samples are rows, so W.T stands on the right, gradient @ W.T."
)
def backward_W_before_gradient(x, W, gradient):
    return W.T @ gradient, x.T @ gradient


@backward.mistake("You sent the output x @ W back; what comes back is the gradient.")
def backward_of_the_output(x, W, gradient):
    return x @ W @ W.T, x.T @ x @ W


@backward.mistake("∇_W is missing: return both, ∇ₓ to go on backwards, ∇_W to learn.")
def backward_of_x_only(x, W, gradient):
    return gradient @ W.T


@backward.mistake("∇ₓ came out transposed: it must have the shape of x, so gradient @ W.T.")
def backward_x_came_out_transposed(x, W, gradient):
    return W @ gradient.T, x.T @ gradient


@backward.mistake("Both came out transposed: ∇ₓ has the shape of x, and ∇_W that of W.")
def backward_both_came_out_transposed(x, W, gradient):
    return W @ gradient.T, gradient.T @ x


@backward.mistake("* multiplies entry by entry; layers need the matrix product @, forwards and backwards.")
def backward_entry_by_entry(x, W, gradient):
    return gradient * W.T, x.T * gradient


@backward.mistake("Both divided by the number of samples: the mean is in the loss already, and so in the gradient.")
def backward_both_means(x, W, gradient):
    return gradient @ W.T / len(x), x.T @ gradient / len(x)


@backward.mistake("There is no σ in z = xW: its slope belongs to the next exercise.")
def backward_through_sigma(x, W, gradient):
    y = sigmoid(x @ W)
    return backward_answer(x, W, gradient * y * (1 - y))


@backward.mistake("The outer product is right for a single sample; x.T @ gradient adds them up over the rows.")
def backward_outer(x, W, gradient):
    return gradient @ W.T, np.outer(x, gradient)


@backward.mistake("∇ₓ is missing: return both, ∇ₓ to go on backwards, ∇_W to learn.")
def backward_of_W_only(x, W, gradient):
    return x.T @ gradient


@backward.mistake("Three arrays: leave the output x @ W away and return ∇ₓ and ∇_W.")
def backward_with_the_output(x, W, gradient):
    return x @ W, gradient @ W.T, x.T @ gradient


@backward.mistake("∇ₓ is right; ∇_W is a sum of products, one a sample, not the product of two sums: x.T @ gradient.")
def backward_product_of_sums(x, W, gradient):
    return gradient @ W.T, np.outer(x.sum(axis=0), gradient.sum(axis=0))


@backward.mistake("These are the new weights, after a step; asked is the gradient ∇_W itself.")
def backward_step_taken(x, W, gradient):
    return gradient @ W.T, W - x.T @ gradient


def _of_some_samples(rows, x, W, gradient):
    gradient_x = np.zeros(x.shape)
    gradient_x[rows] = gradient[rows] @ W.T
    return gradient_x, x[rows].T @ gradient[rows]


loops(
    backward,
    "sample",
    _of_some_samples,
    lambda rows, x, W, gradient: (gradient @ W.T, x[rows].T @ gradient[rows]),
    lambda rows, x, W, gradient: (gradient[rows] @ W.T, x[rows].T @ gradient[rows]),
)
whole_numbers(backward)


# Backward of the sigmoid.


def sigmoid_backward_answer(z, gradient):
    y = 1 / (1 + np.exp(-z))
    return gradient * y * (1 - y)


sigmoid_backward = Exercise(
    layers.sigmoid_backward,
    cases=[
        (np.array([[0.0]]), np.array([[2.0]])),
        (np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([[1.0, 2.0], [-1.0, 4.0]])),
        (_whole(3, 2) / 2, _whole(3, 2)),
        (np.array([[1, -2, 0]]), np.array([[2.0, 0.5, -1.0]])),
    ],
    praise="At most a quarter of the gradient passes: remember it when sigmoids are stacked.",
    answer=sigmoid_backward_answer,
)


@sigmoid_backward.mistake("σ′ = y(1 − y) is written with the output y = σ(z); you put z in its place.")
def sigmoid_backward_z_for_y(z, gradient):
    return gradient * z * (1 - z)


@sigmoid_backward.mistake("This is σ′(z) alone: the chain rule multiplies it with the gradient from the right.")
def sigmoid_backward_local_only(z, gradient):
    return sigmoid(z) * (1 - sigmoid(z))


@sigmoid_backward.mistake("This is σ(z), not its derivative: the factor (1 − y) is missing.")
def sigmoid_backward_without_prime(z, gradient):
    return gradient * sigmoid(z)


@sigmoid_backward.mistake("σ is applied twice: y is σ(z) already, so σ′ is y(1 − y), not σ′ at y.")
def sigmoid_backward_twice(z, gradient):
    return gradient * sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z)))


@sigmoid_backward.mistake("1 − y² is the derivative of tanh; the sigmoid's is y(1 − y).")
def sigmoid_backward_of_tanh(z, gradient):
    return gradient * (1 - sigmoid(z) ** 2)


@sigmoid_backward.mistake("σ works on each entry alone, so the product goes entry by entry: *, not @.")
def sigmoid_backward_matrix_product(z, gradient):
    return gradient @ (sigmoid(z) * (1 - sigmoid(z)))


@sigmoid_backward.mistake(
    "This is 1 − y; the factor y is missing. (With exponentials: the denominator of σ′ is squared.)"
)
def sigmoid_backward_half_of_the_slope(z, gradient):
    return gradient * (1 - sigmoid(z))


@sigmoid_backward.mistake("You divided by σ′; the chain rule multiplies.")
def sigmoid_backward_divided(z, gradient):
    return gradient / (sigmoid(z) * (1 - sigmoid(z)))


@sigmoid_backward.mistake("The sign: σ rises everywhere, so its derivative is positive, y(1 − y).")
def sigmoid_backward_sign(z, gradient):
    return gradient * sigmoid(z) * (sigmoid(z) - 1)


@sigmoid_backward.mistake("z and gradient are exchanged: σ′ is taken at z, and the gradient multiplies it.")
def sigmoid_backward_of_the_gradient(z, gradient):
    return z * sigmoid(gradient) * (1 - sigmoid(gradient))


@sigmoid_backward.mistake("σ′ is taken at the gradient; it is taken at z, and the gradient multiplies it.")
def sigmoid_backward_slope_at_the_gradient(z, gradient):
    return sigmoid(gradient) * (1 - sigmoid(gradient))


@sigmoid_backward.mistake("σ′ = y(1 − y), with a minus.")
def sigmoid_backward_plus(z, gradient):
    return gradient * sigmoid(z) * (1 + sigmoid(z))


@sigmoid_backward.mistake("The gradient is added to σ′; the chain rule multiplies.")
def sigmoid_backward_added(z, gradient):
    return gradient + sigmoid(z) * (1 - sigmoid(z))


@sigmoid_backward.mistake(
    "You put the gradient in the place of y: σ′ = y(1 − y) has y = σ(z), and the gradient multiplies it."
)
def sigmoid_backward_of_y_for_gradient(z, gradient):
    return gradient * (1 - gradient)


@sigmoid_backward.mistake("Brackets: gradient * y * 1 − y is not gradient * y * (1 − y).")
def sigmoid_backward_without_brackets(z, gradient):
    return gradient * sigmoid(z) * 1 - sigmoid(z)


@sigmoid_backward.mistake("The gradient multiplies all of σ′ = y − y²: brackets around it.")
def sigmoid_backward_gradient_on_one_term(z, gradient):
    return gradient * sigmoid(z) - sigmoid(z) ** 2


@sigmoid_backward.mistake("This is the derivative of tanh; here σ is the sigmoid, and σ′ = y(1 − y).")
def sigmoid_backward_of_np_tanh(z, gradient):
    return gradient * (1 - np.tanh(z) ** 2)


@sigmoid_backward.mistake("Divided by the number of samples: the mean is in the loss already, and so in the gradient.")
def sigmoid_backward_mean(z, gradient):
    return sigmoid_backward_answer(z, gradient) / len(z)


@sigmoid_backward.mistake("The right numbers, transposed: ∇_z has the shape of z.")
def sigmoid_backward_transposed(z, gradient):
    return sigmoid_backward_answer(z, gradient).T


@sigmoid_backward.mistake("¼ is the slope at z = 0 only; elsewhere it is less.")
def sigmoid_backward_a_quarter(z, gradient):
    return gradient / 4


@sigmoid_backward.mistake(
    "The gradient stands outside of σ′, which is taken at z alone: gradient * y * (1 − y) with y = σ(z)."
)
def sigmoid_backward_gradient_inside(z, gradient):
    return sigmoid(gradient * z) * (1 - sigmoid(gradient * z))


whole_numbers(sigmoid_backward)
