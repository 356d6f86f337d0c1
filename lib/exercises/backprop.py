"""The exercises of notebook 07: how does every weight learn its share of the error?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lib import gradients, layers
from lib.exercises.exercise import Exercise, alike, differ, short
from lib.layers import sigmoid

_rng = np.random.default_rng(7)


def _whole(*shape):
    return _rng.integers(-3, 4, shape).astype(float)


# The gradient of ‖Ax − b‖².


def least_squares_without_two(A, b, x):
    return A.T @ (A @ x - b)


def least_squares_without_transpose(A, b, x):
    return 2 * A @ (A @ x - b)


def least_squares_sign(A, b, x):
    return 2 * A.T @ (b - A @ x)


def least_squares_without_b(A, b, x):
    return 2 * A.T @ A @ x


def least_squares_outer_only(A, b, x):
    return 2 * (A @ x - b)


def least_squares_value(A, b, x):
    return np.sum((A @ x - b) ** 2)


def least_squares_mean(A, b, x):
    return 2 * A.T @ (A @ x - b) / len(b)


def least_squares_as_a_column(A, b, x):
    return 2 * A.T @ (A @ x - b)[:, None]


def least_squares_entrywise(A, b, x):
    return 2 * A.T * (A @ x - b)


def least_squares_b_left_behind(A, b, x):
    return 2 * (A.T @ A @ x - b)


def least_squares_norm(A, b, x):
    return A.T @ (A @ x - b) / np.linalg.norm(A @ x - b)


def least_squares_nothing_for_b(A, b, x):
    return 2 * A.T @ A @ x - b


def least_squares_two_left_behind(A, b, x):
    return 2 * A.T @ A @ x - A.T @ b


def least_squares_plus(A, b, x):
    return 2 * A.T @ (A @ x + b)


def least_squares_star_inside(A, b, x):
    return 2 * A.T @ (A * x - b)


def least_squares_last_row(A, b, x):
    return 2 * A[-1] * (A[-1] @ x - b[-1])


def least_squares_first_row(A, b, x):
    return 2 * A[0] * (A[0] @ x - b[0])


def least_squares_rows_of_x(A, b, x):
    return sum(2 * A[i] * (A[i] @ x - b[i]) for i in range(len(x)))


def least_squares_second_derivative(A, b, x):
    return 2 * A.T @ A


def least_squares_minimiser(A, b, x):
    return np.linalg.lstsq(A, b, rcond=None)[0]


def least_squares_gradient_answer(A, b, x):
    return 2 * A.T @ (A @ x - b)


least_squares_gradient = Exercise(
    gradients.least_squares_gradient,
    [(np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([1.0, 1.0]), np.array([2.0, 1.0])),
     (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([1.0, 0.0, -1.0]), np.array([1.0, -2.0])),
     (np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([1.0, 2.0]), np.array([1.0, 1.0, 1.0]))],
    {
        least_squares_without_two: "Half of it: the derivative of a square is 2 times. (With ½‖Ax − b‖² there would "
        "be no 2.)",
        least_squares_without_transpose: "This is 2A(Ax − b), but h(x) = f(Ax) has ∇h = Aᵀf′, or the shapes do not "
        "fit: A.T @ r, or r @ A.",
        least_squares_sign: "The sign is flipped: this points downhill; the gradient points uphill, along Ax − b.",
        least_squares_without_b: "b is missing: the error is Ax − b.",
        least_squares_outer_only: "The outer derivative only: the chain rule adds the factor Aᵀ from the inside.",
        least_squares_value: "This is the value ‖Ax − b‖²; the gradient is a vector with the shape of x.",
        least_squares_mean: "This is the gradient of the mean over the rows; asked is the sum, so do not divide.",
        least_squares_entrywise: "* multiplies entry by entry; a matrix times a vector is A.T @ (A @ x - b).",
        least_squares_b_left_behind: "Aᵀ belongs to b as well: Aᵀ(Ax − b), with the bracket.",
        least_squares_norm: "This is the gradient of ‖Ax − b‖, without the square.",
        least_squares_as_a_column: "The right numbers as a matrix with one column; return the shape of x, (n,).",
        least_squares_nothing_for_b: "2Aᵀ belongs to b as well: 2Aᵀ(Ax − b), with the bracket.",
        least_squares_two_left_behind: "The 2 belongs to both terms: 2AᵀAx − 2Aᵀb.",
        least_squares_plus: "The error is Ax − b, with a minus.",
        least_squares_star_inside: "A * x scales the columns of A; a matrix times a vector is A @ x.",
        least_squares_last_row: "Only the last row counts: in the loop the rows add up, +=, not =.",
        least_squares_first_row: "Only the first row counts: does the return stand inside the loop?",
        least_squares_rows_of_x: "The loop runs over range(len(x)), the columns; the sum is over the rows, len(b).",
        least_squares_second_derivative: "2AᵀA is the second derivative, a matrix; the gradient is a vector with the "
        "shape of x.",
        least_squares_minimiser: "This is where the gradient is 0, the solution; asked is the gradient at the x that "
        "is given.",
    },
    "Set it to zero and the normal equations AᵀAx = Aᵀb stand there.",
    answer=least_squares_gradient_answer,
)


# The gradient of ½xᵀAx.


def quadratic_as_if_symmetric(A, x):
    return A @ x


def quadratic_transposed(A, x):
    return A.T @ x


def quadratic_without_half(A, x):
    return (A + A.T) @ x


def quadratic_half_only(A, x):
    return A @ x / 2


def quadratic_value(A, x):
    return x @ A @ x / 2


def quadratic_difference(A, x):
    return (A - A.T) @ x / 2


def quadratic_product(A, x):
    return A.T @ A @ x


def quadratic_entrywise(A, x):
    return (A + A.T) * x / 2


def quadratic_second_derivative(A, x):
    return (A + A.T) / 2


def quadratic_half_of_one(A, x):
    return A @ x + A.T @ x / 2


def quadratic_transposed_half_only(A, x):
    return A.T @ x / 2


def quadratic_two_values(A, x):
    return x @ (A + A.T) @ x / 2


def quadratic_terms_apart(A, x):
    return np.array([A @ x / 2, A.T @ x / 2])


def quadratic_rounded_down(A, x):
    return (A + A.T) @ x // 2


def quadratic_without_the_diagonal(A, x):
    return (A + A.T) @ x / 2 - np.diag(A) * x


def quadratic_last_term(A, x):
    return (A + A.T)[:, -1] * x[-1] / 2


def quadratic_column(A, x):
    return quadratic_gradient_answer(A, x)[:, None]


def quadratic_gradient_answer(A, x):
    return (A + A.T) @ x / 2


quadratic_gradient = Exercise(
    gradients.quadratic_gradient,
    [(np.array([[3.0]]), np.array([2.0])), (np.array([[0.0, 2.0], [0.0, 0.0]]), np.array([1.0, 3.0])),
     (np.array([[1.0, 2.0, 0.0], [-1.0, 3.0, 1.0], [4.0, 0.0, 2.0]]), np.array([1.0, -1.0, 2.0]))],
    {
        quadratic_as_if_symmetric: "Right only for symmetric A: x stands on both sides, and the other one gives Aᵀx.",
        quadratic_transposed: "One x of the two: the other gives Ax. Take both, ½(Ax + Aᵀx).",
        quadratic_without_half: "Twice too large: the ½ of ½xᵀAx stays.",
        quadratic_half_only: "Half is missing: x stands on both sides, so there is a second term, ½Aᵀx.",
        quadratic_value: "This is the value ½xᵀAx; the gradient is a vector with the shape of x.",
        quadratic_difference: "A minus: the two terms add up, ½(A + Aᵀ)x. (A − Aᵀ never shows in xᵀAx at all.)",
        quadratic_entrywise: "* multiplies entry by entry; a matrix times a vector is (A + A.T) @ x.",
        quadratic_second_derivative: "x is missing: ½(A + Aᵀ) is the second derivative, which no longer depends on x.",
        quadratic_product: "AᵀA belongs to ½‖Ax‖²; in ½xᵀAx there is one A.",
        quadratic_half_of_one: "The ½ belongs to both terms, not to Aᵀx alone: brackets, ½(Ax + Aᵀx).",
        quadratic_transposed_half_only: "Half is missing: x stands on both sides, so there is a second term, ½Ax.",
        quadratic_two_values: "An x too many: x on the left makes a number of it. The gradient is ½(A + Aᵀ)x, a "
        "vector.",
        quadratic_terms_apart: "These are the two terms; the gradient is their sum.",
        quadratic_rounded_down: "// rounds down to whole numbers; divide with /.",
        quadratic_without_the_diagonal: "The diagonal is missing: ½aᵢᵢxᵢ² has the derivative aᵢᵢxᵢ.",
        quadratic_last_term: "Only the last term of each sum is left: in the loop they add up, +=, not =.",
        quadratic_column: "The right numbers as a matrix with one column; return the shape of x, (n,).",
    },
    "½(A + Aᵀ)x, which is Ax when A is symmetric: the slide's row.",
    answer=quadratic_gradient_answer,
)


# Two gradients at once: the base compares one array, these compare a pair.


def _pair_differs(names):
    def compare(expected, got, args):
        if not isinstance(got, (tuple, list)) or len(got) != 2:
            return f"expected two arrays, {names[0]} and {names[1]}, got {short(got)}"
        for name, wanted, array in zip(names, expected, got):
            if problem := differ(wanted, array, args):
                return f"{name}: {problem}"
        return None

    return compare


def _pairs_alike(a, b):
    both = isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)) and len(a) == len(b)
    return all(map(alike, a, b)) if both else alike(a, b)


# Backward of x @ W.


def backward_swapped(x, W, gradient):
    return x.T @ gradient, gradient @ W.T


def backward_products_turned(x, W, gradient):
    return W.T @ gradient, gradient @ x.T


def backward_without_transposes(x, W, gradient):
    return gradient @ W, x @ gradient


def backward_W_not_transposed(x, W, gradient):
    return gradient @ W, x.T @ gradient


def backward_x_not_transposed(x, W, gradient):
    return gradient @ W.T, x @ gradient


def backward_W_gradient_transposed(x, W, gradient):
    return gradient @ W.T, gradient.T @ x


def backward_mean(x, W, gradient):
    return gradient @ W.T, x.T @ gradient / len(x)


def backward_local_only(x, W, gradient):
    return W.T, x.T


def backward_of_x_only(x, W, gradient):
    return gradient @ W.T


def backward_W_before_gradient(x, W, gradient):
    return W.T @ gradient, x.T @ gradient


def backward_of_the_output(x, W, gradient):
    return x @ W @ W.T, x.T @ x @ W


def backward_x_came_out_transposed(x, W, gradient):
    return W @ gradient.T, x.T @ gradient


def backward_both_came_out_transposed(x, W, gradient):
    return W @ gradient.T, gradient.T @ x


def backward_entry_by_entry(x, W, gradient):
    return gradient * W.T, x.T * gradient


def backward_both_means(x, W, gradient):
    return gradient @ W.T / len(x), x.T @ gradient / len(x)


def backward_through_sigma(x, W, gradient):
    y = sigmoid(x @ W)
    return backward_answer(x, W, gradient * y * (1 - y))


def backward_first_sample(x, W, gradient):
    return gradient @ W.T, np.outer(x[0], gradient[0])


def backward_last_sample(x, W, gradient):
    return gradient @ W.T, np.outer(x[-1], gradient[-1])


def backward_outer(x, W, gradient):
    return gradient @ W.T, np.outer(x, gradient)


def backward_of_W_only(x, W, gradient):
    return x.T @ gradient


def backward_with_the_output(x, W, gradient):
    return x @ W, gradient @ W.T, x.T @ gradient


def backward_answer(x, W, gradient):
    return gradient @ W.T, x.T @ gradient


backward = Exercise(
    layers.backward,
    [(np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0, -1.0], [2.0, 0.0]]), np.array([[1.0, 4.0], [-2.0, 1.0]])),
     (_whole(1, 3), _whole(3, 2), _whole(1, 2)), (_whole(4, 3), _whole(3, 2), _whole(4, 2))],
    {
        backward_swapped: "Both right, in the wrong order: return ∇ₓ first, then ∇_W.",
        backward_products_turned: "The factors are turned round: rows stand on the left, so ∇ₓ = gradient @ W.T and "
        "∇_W = x.T @ gradient.",
        backward_without_transposes: "Both transposes are missing: with non-square shapes only gradient @ W.T and "
        "x.T @ gradient fit.",
        backward_W_not_transposed: "∇ₓ needs W.T: the gradient goes backwards through W, from out to in.",
        backward_x_not_transposed: "∇_W needs x.T on the left: it must have the shape of W, (in, out).",
        backward_W_gradient_transposed: "∇_W came out transposed: it must have the shape of W, (in, out), so x.T @ "
        "gradient.",
        backward_mean: "Divided by the number of samples: the mean is in the loss already, and so in the gradient.",
        backward_local_only: "These are only the factors of this layer: multiply each with the gradient from the "
        "right.",
        backward_W_before_gradient: "∇_W is right. In ∇ₓ the factors are turned round: samples are rows, so W.T stands "
        "on the right, gradient @ W.T.",
        backward_of_the_output: "You sent the output x @ W back; what comes back is the gradient.",
        backward_of_x_only: "∇_W is missing: return both, ∇ₓ to go on backwards, ∇_W to learn.",
        backward_x_came_out_transposed: "∇ₓ came out transposed: it must have the shape of x, so gradient @ W.T.",
        backward_both_came_out_transposed: "Both came out transposed: ∇ₓ has the shape of x, and ∇_W that of W.",
        backward_entry_by_entry: "* multiplies entry by entry; layers need the matrix product @, forwards and "
        "backwards.",
        backward_both_means: "Both divided by the number of samples: the mean is in the loss already, and so in the "
        "gradient.",
        backward_through_sigma: "There is no σ in z = xW: its slope belongs to the next exercise.",
        backward_first_sample: "∇_W is that of the first sample only: the gradient is the sum over all rows, x.T @ "
        "gradient.",
        backward_last_sample: "∇_W is that of the last sample only: the samples add up, +=, not =.",
        backward_outer: "The outer product is right for a single sample; x.T @ gradient adds them up over the rows.",
        backward_of_W_only: "∇ₓ is missing: return both, ∇ₓ to go on backwards, ∇_W to learn.",
        backward_with_the_output: "Three arrays: leave the output x @ W away and return ∇ₓ and ∇_W.",
    },
    "Two lines, and every network can be trained with them.",
    answer=backward_answer,
    differ=_pair_differs(("∇ₓ", "∇_W")),
    alike=_pairs_alike,
)


# Backward of the sigmoid.


def sigmoid_backward_z_for_y(z, gradient):
    return gradient * z * (1 - z)


def sigmoid_backward_local_only(z, gradient):
    return sigmoid(z) * (1 - sigmoid(z))


def sigmoid_backward_without_prime(z, gradient):
    return gradient * sigmoid(z)


def sigmoid_backward_twice(z, gradient):
    return gradient * sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z)))


def sigmoid_backward_of_tanh(z, gradient):
    return gradient * (1 - sigmoid(z) ** 2)


def sigmoid_backward_matrix_product(z, gradient):
    return gradient @ (sigmoid(z) * (1 - sigmoid(z)))


def sigmoid_backward_sign(z, gradient):
    return gradient * sigmoid(z) * (sigmoid(z) - 1)


def sigmoid_backward_of_the_gradient(z, gradient):
    return z * sigmoid(gradient) * (1 - sigmoid(gradient))


def sigmoid_backward_half_of_the_slope(z, gradient):
    return gradient * (1 - sigmoid(z))


def sigmoid_backward_divided(z, gradient):
    return gradient / (sigmoid(z) * (1 - sigmoid(z)))


def sigmoid_backward_of_y_for_gradient(z, gradient):
    return gradient * (1 - gradient)


def sigmoid_backward_without_brackets(z, gradient):
    return gradient * sigmoid(z) * 1 - sigmoid(z)


def sigmoid_backward_gradient_on_one_term(z, gradient):
    return gradient * sigmoid(z) - sigmoid(z) ** 2


def sigmoid_backward_of_np_tanh(z, gradient):
    return gradient * (1 - np.tanh(z) ** 2)


def sigmoid_backward_mean(z, gradient):
    return sigmoid_backward_answer(z, gradient) / len(z)


def sigmoid_backward_transposed(z, gradient):
    return sigmoid_backward_answer(z, gradient).T


def sigmoid_backward_a_quarter(z, gradient):
    return gradient / 4


def sigmoid_backward_answer(z, gradient):
    y = 1 / (1 + np.exp(-z))
    return gradient * y * (1 - y)


sigmoid_backward = Exercise(
    layers.sigmoid_backward,
    [(np.array([[0.0]]), np.array([[2.0]])), (np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([[1.0, 2.0], [-1.0, 4.0]])),
     (_whole(3, 2) / 2, _whole(3, 2))],
    {
        sigmoid_backward_z_for_y: "σ′ = y(1 − y) is written with the output y = σ(z); you put z in its place.",
        sigmoid_backward_local_only: "This is σ′(z) alone: the chain rule multiplies it with the gradient from the "
        "right.",
        sigmoid_backward_without_prime: "This is σ(z), not its derivative: the factor (1 − y) is missing.",
        sigmoid_backward_twice: "σ is applied twice: y is σ(z) already, so σ′ is y(1 − y), not σ′ at y.",
        sigmoid_backward_of_tanh: "1 − y² is the derivative of tanh; the sigmoid's is y(1 − y).",
        sigmoid_backward_matrix_product: "σ works on each entry alone, so the product goes entry by entry: *, not @.",
        sigmoid_backward_half_of_the_slope: "This is 1 − y; the factor y is missing. (With exponentials: the "
        "denominator of σ′ is squared.)",
        sigmoid_backward_divided: "You divided by σ′; the chain rule multiplies.",
        sigmoid_backward_sign: "The sign: σ rises everywhere, so its derivative is positive, y(1 − y).",
        sigmoid_backward_of_the_gradient: "z and gradient are exchanged: σ′ is taken at z, and the gradient "
        "multiplies it.",
        sigmoid_backward_of_y_for_gradient: "You put the gradient in the place of y: σ′ = y(1 − y) has y = σ(z), and "
        "the gradient multiplies it.",
        sigmoid_backward_without_brackets: "Brackets: gradient * y * 1 − y is not gradient * y * (1 − y).",
        sigmoid_backward_gradient_on_one_term: "The gradient multiplies all of σ′ = y − y²: brackets around it.",
        sigmoid_backward_of_np_tanh: "This is the derivative of tanh; here σ is the sigmoid, and σ′ = y(1 − y).",
        sigmoid_backward_mean: "Divided by the number of samples: the mean is in the loss already, and so in the "
        "gradient.",
        sigmoid_backward_transposed: "The right numbers, transposed: ∇_z has the shape of z.",
        sigmoid_backward_a_quarter: "¼ is the slope at z = 0 only; elsewhere it is less.",
    },
    "At most a quarter of the gradient passes: remember it when sigmoids are stacked.",
    answer=sigmoid_backward_answer,
)


# The full backward pass of two layers.


def _forward(x, W1):
    y1 = sigmoid(x @ W1)
    return y1, y1 * (1 - y1)


def two_layers_without_slope(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ (gradient @ W2.T), y1.T @ gradient


def two_layers_z_for_y(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient @ W2.T * slope), (x @ W1).T @ gradient


def two_layers_slope_at_z(x, W1, W2, gradient):
    z1 = x @ W1
    return x.T @ (gradient @ W2.T * z1 * (1 - z1)), sigmoid(z1).T @ gradient


def two_layers_mean(x, W1, W2, gradient):
    return tuple(array / len(x) for array in layers.two_layer_backward(x, W1, W2, gradient))


def two_layers_first_sample(x, W1, W2, gradient):
    return layers.two_layer_backward(x[:1], W1, W2, gradient[:1])


def two_layers_without_W2(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient.sum(axis=1, keepdims=True) * slope), y1.T @ gradient


def two_layers_swapped(x, W1, W2, gradient):
    return layers.two_layer_backward(x, W1, W2, gradient)[::-1]


def two_layers_y_for_slope(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ (gradient @ W2.T * y1), y1.T @ gradient


def two_layers_downhill(x, W1, W2, gradient):
    return tuple(-array for array in layers.two_layer_backward(x, W1, W2, gradient))


def two_layers_slope_of_the_output(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    y2 = sigmoid(y1 @ W2)
    return layers.two_layer_backward(x, W1, W2, gradient * y2 * (1 - y2))


def two_layers_of_the_edges(x, W1, W2, gradient):
    _, slope = _forward(x, W1)
    return gradient @ W2.T * slope @ W1.T, gradient @ W2.T


def two_layers_slope_at_y(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ layers.sigmoid_backward(y1, gradient @ W2.T), y1.T @ gradient


def two_layers_slope_of_tanh(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ (gradient @ W2.T * (1 - y1**2)), y1.T @ gradient


def two_layers_x_for_y(x, W1, W2, gradient):
    _, slope = _forward(x, W1)
    return x.T @ (gradient @ W2.T * slope), x.T @ gradient


def two_layers_without_sigma(x, W1, W2, gradient):
    return x.T @ (gradient @ W2.T), (x @ W1).T @ gradient


def two_layers_slope_too_late(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient @ W2.T) * slope, y1.T @ gradient


def two_layers_entry_by_entry(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient * W2.T * slope), y1.T @ gradient


def two_layers_W2_not_transposed(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient @ W2 * slope), y1.T @ gradient


def two_layers_transposed(x, W1, W2, gradient):
    return tuple(array.T for array in layers.two_layer_backward(x, W1, W2, gradient))


def two_layers_last_sample(x, W1, W2, gradient):
    return layers.two_layer_backward(x[-1:], W1, W2, gradient[-1:])


def two_layers_of_W1_only(x, W1, W2, gradient):
    return layers.two_layer_backward(x, W1, W2, gradient)[0]


def two_layer_backward_answer(x, W1, W2, gradient):
    y1 = 1 / (1 + np.exp(-x @ W1))
    gradient_z1 = (gradient @ W2.T) * y1 * (1 - y1)
    return x.T @ gradient_z1, y1.T @ gradient


two_layer_backward = Exercise(
    layers.two_layer_backward,
    [(np.array([[2.0]]), np.array([[1.0]]), np.array([[3.0]]), np.array([[1.0]])),
     (np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, -1.0], [0.5, 1.0, 0.0]]), np.array([[1.0], [2.0], [-1.0]]),
      np.array([[2.0]])),
     (np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [0.5, -1.0]]), np.array([[1.0], [2.0]]),
      np.array([[2.0], [-1.0]])),
     (_whole(4, 2), _whole(2, 3) / 2, _whole(3, 2), _whole(4, 2))],
    {
        two_layers_without_slope: "σ′ is forgotten: on the way from ∇_{y₁} to ∇_{z₁} the gradient is multiplied by "
        "y₁(1 − y₁).",
        two_layers_z_for_y: "∇_{W₁} is right; W₂ saw y₁ = σ(z₁) as its input, not z₁: ∇_{W₂} = y₁ᵀ∇_{z₂}.",
        two_layers_slope_at_z: "σ′ = y₁(1 − y₁) is written with the output y₁ = σ(z₁); you put z₁ in its place.",
        two_layers_mean: "Divided by the number of samples: the mean is in the loss already. Here samples add up, "
        "as x.T @ … does.",
        two_layers_first_sample: "Only the first sample counts here: the gradient is the sum over all rows, which "
        "x.T @ … makes.",
        two_layers_without_W2: "W₂ is missing: ∇_{y₁} = ∇_{z₂}W₂ᵀ, so that each hidden neuron gets its own share.",
        two_layers_slope_of_the_output: "A σ′ too many: z₂ is the output, no σ follows it, and the gradient is ∇_{z₂} "
        "already.",
        two_layers_of_the_edges: "These are ∇ₓ and ∇_{y₁}, the gradients of what goes into the layers; asked are "
        "those of the weights, input.T @ gradient.",
        two_layers_swapped: "Both right, in the wrong order: return ∇_{W₁} first, then ∇_{W₂}.",
        two_layers_y_for_slope: "You multiplied by σ(z₁) itself; it is the derivative that is needed, y₁(1 − y₁).",
        two_layers_downhill: "The sign: this is the step downhill. The gradient points uphill; training subtracts "
        "it later.",
        two_layers_slope_at_y: "σ is applied twice: σ′ is taken at z₁ = xW₁ (with sigmoid_backward: hand over z₁, "
        "not y₁).",
        two_layers_slope_of_tanh: "1 − y₁² is the derivative of tanh; the sigmoid's is y₁(1 − y₁).",
        two_layers_x_for_y: "∇_{W₁} is right; the input of W₂ is y₁, not x: ∇_{W₂} = y₁ᵀ∇_{z₂}.",
        two_layers_without_sigma: "σ is forgotten forwards and backwards: y₁ = σ(xW₁), and its slope y₁(1 − y₁).",
        two_layers_slope_too_late: "σ′ comes too late: each sample has its own, so multiply gradient @ W2.T with it, "
        "in brackets, before x.T @ adds the samples up.",
        two_layers_entry_by_entry: "Right for a single output only: the gradient goes through W₂ by the matrix "
        "product, gradient @ W2.T, not *.",
        two_layers_W2_not_transposed: "Going backwards through W₂ needs its transpose: gradient @ W2.T.",
        two_layers_transposed: "Both came out transposed: each gradient has the shape of its weights.",
        two_layers_last_sample: "Only the last sample counts here: the samples add up, +=, not =.",
        two_layers_of_W1_only: "∇_{W₂} is missing: return both, ∇_{W₁} first.",
    },
    "Every weight has its share of the error, from right to left, and nothing was computed twice.",
    answer=two_layer_backward_answer,
    differ=_pair_differs(("∇_W₁", "∇_W₂")),
    alike=_pairs_alike,
)


# The gradient check itself.


@dataclass(frozen=True)
class Formula:
    """A function that a learner can read when it is an argument."""

    text: str
    function: Callable

    def __call__(self, x):
        return self.function(x)

    def __repr__(self):
        return self.text


def _cube(x):
    return x**3


def _square(x):
    return x**2


CUBE, SQUARE = Formula("x ↦ x³", _cube), Formula("x ↦ x²", _square)


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def _relative(a, n):
    return abs(a - n) / max(abs(a), abs(n))


def check_absolute(f, derivative, x, h):
    return abs(derivative - _central(f, x, h))


def check_one_sided(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x)) / h)


def check_backward_sided(f, derivative, x, h):
    return _relative(derivative, (f(x) - f(x - h)) / h)


def check_without_two(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x - h)) / h)


def check_not_divided(f, derivative, x, h):
    return _relative(derivative, f(x + h) - f(x - h))


def check_signed(f, derivative, x, h):
    n = _central(f, x, h)
    return (derivative - n) / max(abs(derivative), abs(n))


def check_by_derivative(f, derivative, x, h):
    return abs(derivative - _central(f, x, h)) / abs(derivative)


def check_by_numeric(f, derivative, x, h):
    return abs(derivative - _central(f, x, h)) / abs(_central(f, x, h))


def check_by_sum(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / (abs(derivative) + abs(n))


def check_signed_size(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / max(derivative, n)


def check_without_brackets(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x - h)) / 2 * h)


def check_verdict(f, derivative, x, h):
    return _relative(derivative, _central(f, x, h)) < 1e-5


def check_signs_lost(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(abs(derivative) - abs(n)) / max(abs(derivative), abs(n))


def check_at_least_one(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / max(abs(derivative), abs(n), 1)


def check_by_smaller(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / min(abs(derivative), abs(n))


def check_by_mean(f, derivative, x, h):
    return 2 * check_by_sum(f, derivative, x, h)


def check_own_step(f, derivative, x, h):
    return _relative(derivative, _central(f, x, 1e-5))


def check_turned_round(f, derivative, x, h):
    return _relative(derivative, -_central(f, x, h))


def check_numeric_only(f, derivative, x, h):
    return _central(f, x, h)


def check_in_percent(f, derivative, x, h):
    return 100 * _relative(derivative, _central(f, x, h))


def check_size_of_the_larger(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / abs(max(derivative, n))


def derivative_error_answer(f, derivative, x, h):
    numeric = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - numeric) / max(abs(derivative), abs(numeric))


# np.float64(0.0), so that who divides by it gets inf, as in an array, and not an exception.
derivative_error = Exercise(
    gradients.derivative_error,
    [(CUBE, 12.0, 2.0, 0.5), (CUBE, 15.0, 2.0, 0.5), (CUBE, np.float64(0.0), 1.0, 0.1), (SQUARE, -3.8, -2.0, 0.25),
     (SQUARE, 0.3, 0.1, 0.05), (SQUARE, 4.0, -2.0, 0.25)],
    {
        check_absolute: "This is the absolute error; 0.1 is much for a slope of 1 and little for 10⁶. Divide by the "
        "size.",
        check_one_sided: "One-sided: (f(x + h) − f(x))/h is off by about h, (f(x + h) − f(x − h))/2h only by about h².",
        check_backward_sided: "One-sided, looking back: take both sides, (f(x + h) − f(x − h))/2h, which is off by "
        "only about h².",
        check_without_two: "From x − h to x + h the distance is 2h: divide by 2h, not by h.",
        check_without_brackets: "… / 2 * h divides by 2 and then multiplies by h: write / (2 * h).",
        check_verdict: "Return the error itself, a number; whether it is small enough is decided later.",
        check_not_divided: "This difference of f is not yet a slope: divide by 2h.",
        check_signed: "Take the absolute value: an error of −1 would pass every test of the form error < 10⁻⁵.",
        check_by_derivative: "Dividing by |derivative| alone fails when it is 0: divide by the larger of the two "
        "sizes.",
        check_by_numeric: "Dividing by the numeric value alone: divide by the larger of the two sizes, so that it "
        "stays at most 2.",
        check_by_sum: "The sum of both sizes halves the error; divide by the larger of the two.",
        check_signed_size: "The sizes need absolute values too: max(|a|, |n|), or negative slopes give a negative "
        "error.",
        check_signs_lost: "|a| − |n| does not see a wrong sign, the most common mistake in a gradient: |a − n|.",
        check_at_least_one: "With a 1 in the maximum the error of small slopes becomes absolute: max(|a|, |n|) alone.",
        check_by_smaller: "You divided by the smaller of the two sizes, which may be 0; divide by the larger.",
        check_by_mean: "You divided by the mean of the two sizes; divide by the larger.",
        check_own_step: "h is not used, or the exact derivative was taken: asked is the central difference with the "
        "h handed over.",
        check_turned_round: "The difference is turned round: f(x + h) comes first, or a rising f gets a negative "
        "slope.",
        check_numeric_only: "This is the central difference n itself; compare the derivative with it.",
        check_in_percent: "No percent: leave the factor 100 to whoever prints it.",
        check_size_of_the_larger: "The absolute values belong inside: max(|a|, |n|), not |max(a, n)|.",
    },
    "With this check no gradient that you write is taken on trust.",
    answer=derivative_error_answer,
)
