"""Two layers backwards: the gradients of both weight matrices, from right to left."""

import numpy as np

from lib import layers
from lib.exercises.backprop.layer_gradients import pair_differs, pairs_alike
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops, whole_numbers
from lib.layers import sigmoid


def two_layer_backward_answer(x, W1, W2, gradient):
    y1 = 1 / (1 + np.exp(-x @ W1))
    gradient_z1 = (gradient @ W2.T) * y1 * (1 - y1)
    return x.T @ gradient_z1, y1.T @ gradient


two_layer_backward = Exercise(
    layers.two_layer_backward,
    cases=[
        (np.array([[2.0]]), np.array([[1.0]]), np.array([[3.0]]), np.array([[1.0]])),
        (
            np.array([[1.0, 2.0]]),
            np.array([[1.0, 0.0, -1.0], [0.5, 1.0, 0.0]]),
            np.array([[1.0], [2.0], [-1.0]]),
            np.array([[2.0]]),
        ),
        (
            np.array([[1.0, 2.0], [0.0, 1.0]]),
            np.array([[1.0, 0.0], [0.5, -1.0]]),
            np.array([[1.0], [2.0]]),
            np.array([[2.0], [-1.0]]),
        ),
        (
            np.array([[-3.0, -3.0], [0.0, 3.0], [0.0, 2.0], [3.0, 2.0]]),
            np.array([[0.5, 0.0, 0.0], [-1.0, 0.0, -0.5]]),
            np.array([[-2.0, 3.0], [-3.0, -3.0], [-2.0, 3.0]]),
            np.array([[1.0, 3.0], [-2.0, 2.0], [-1.0, 0.0], [-3.0, 1.0]]),
        ),
        (
            np.array([[1, 0, 2], [0, 1, -1]]),
            np.array([[1, 0], [0, 1], [1, -1]]),
            np.array([[2], [-1]]),
            np.array([[0.5], [1.0]]),
        ),
    ],
    praise="Every weight has its share of the error, from right to left, and nothing was computed twice.",
    answer=two_layer_backward_answer,
    differ=pair_differs(("∇_W₁", "∇_W₂")),
    alike=pairs_alike,
    parts=("∇_W₁", "∇_W₂"),
)


def _forward(x, W1):
    y1 = sigmoid(x @ W1)
    return y1, y1 * (1 - y1)


@two_layer_backward.mistake(
    "σ′ is forgotten: on the way from ∇_{y₁} to ∇_{z₁} the gradient is multiplied by y₁(1 − y₁)."
)
def two_layers_without_slope(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ (gradient @ W2.T), y1.T @ gradient


@two_layer_backward.mistake("∇_{W₁} is right; W₂ saw y₁ = σ(z₁) as its input, not z₁: ∇_{W₂} = y₁ᵀ∇_{z₂}.")
def two_layers_z_for_y(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient @ W2.T * slope), (x @ W1).T @ gradient


@two_layer_backward.mistake("σ′ = y₁(1 − y₁) is written with the output y₁ = σ(z₁); you put z₁ in its place.")
def two_layers_slope_at_z(x, W1, W2, gradient):
    z1 = x @ W1
    return x.T @ (gradient @ W2.T * z1 * (1 - z1)), sigmoid(z1).T @ gradient


@two_layer_backward.mistake(
    "Divided by the number of samples: the mean is in the loss already. Here samples add up, as x.T @ … does."
)
def two_layers_mean(x, W1, W2, gradient):
    return tuple(array / len(x) for array in layers.two_layer_backward(x, W1, W2, gradient))


@two_layer_backward.mistake("W₂ is missing: ∇_{y₁} = ∇_{z₂}W₂ᵀ, so that each hidden neuron gets its own share.")
def two_layers_without_W2(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient.sum(axis=1, keepdims=True) * slope), y1.T @ gradient


@two_layer_backward.mistake("A σ′ too many: z₂ is the output, no σ follows it, and the gradient is ∇_{z₂} already.")
def two_layers_slope_of_the_output(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    y2 = sigmoid(y1 @ W2)
    return layers.two_layer_backward(x, W1, W2, gradient * y2 * (1 - y2))


@two_layer_backward.mistake(
    "These are ∇ₓ and ∇_{y₁}, the gradients of what goes into the layers; "
    "asked are those of the weights, input.T @ gradient."
)
def two_layers_of_the_edges(x, W1, W2, gradient):
    _, slope = _forward(x, W1)
    return gradient @ W2.T * slope @ W1.T, gradient @ W2.T


@two_layer_backward.mistake("Both right, in the wrong order: return ∇_{W₁} first, then ∇_{W₂}.")
def two_layers_swapped(x, W1, W2, gradient):
    return layers.two_layer_backward(x, W1, W2, gradient)[::-1]


@two_layer_backward.mistake("You multiplied by σ(z₁) itself; it is the derivative that is needed, y₁(1 − y₁).")
def two_layers_y_for_slope(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ (gradient @ W2.T * y1), y1.T @ gradient


@two_layer_backward.mistake(
    "The sign: this is the step downhill. The gradient points uphill; training subtracts it later."
)
def two_layers_downhill(x, W1, W2, gradient):
    return tuple(-array for array in layers.two_layer_backward(x, W1, W2, gradient))


@two_layer_backward.mistake(
    "σ is applied twice: σ′ is taken at z₁ = xW₁ (with sigmoid_backward: hand over z₁, not y₁)."
)
def two_layers_slope_at_y(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ layers.sigmoid_backward(y1, gradient @ W2.T), y1.T @ gradient


@two_layer_backward.mistake("∇_{W₁} is right; σ′ does not belong to ∇_{W₂}: W₂ saw y₁, so ∇_{W₂} = y₁ᵀ∇_{z₂}.")
def two_layers_slope_in_both(x, W1, W2, gradient):
    _, slope = _forward(x, W1)
    return x.T @ (gradient @ W2.T * slope), slope.T @ gradient


@two_layer_backward.mistake("1 − y₁² is the derivative of tanh; the sigmoid's is y₁(1 − y₁).")
def two_layers_slope_of_tanh(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ (gradient @ W2.T * (1 - y1**2)), y1.T @ gradient


@two_layer_backward.mistake("∇_{W₁} is right; the input of W₂ is y₁, not x: ∇_{W₂} = y₁ᵀ∇_{z₂}.")
def two_layers_x_for_y(x, W1, W2, gradient):
    _, slope = _forward(x, W1)
    return x.T @ (gradient @ W2.T * slope), x.T @ gradient


@two_layer_backward.mistake("σ is forgotten forwards and backwards: y₁ = σ(xW₁), and its slope y₁(1 − y₁).")
def two_layers_without_sigma(x, W1, W2, gradient):
    return x.T @ (gradient @ W2.T), (x @ W1).T @ gradient


@two_layer_backward.mistake(
    "σ′ comes too late: each sample has its own, so multiply gradient "
    "@ W2.T with it, in brackets, before x.T @ adds the samples up."
)
def two_layers_slope_too_late(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient @ W2.T) * slope, y1.T @ gradient


@two_layer_backward.mistake(
    "Right for a single output only: the gradient goes through W₂ by the matrix product, gradient @ W2.T, not *."
)
def two_layers_entry_by_entry(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient * W2.T * slope), y1.T @ gradient


@two_layer_backward.mistake("Going backwards through W₂ needs its transpose: gradient @ W2.T.")
def two_layers_W2_not_transposed(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return x.T @ (gradient @ W2 * slope), y1.T @ gradient


@two_layer_backward.mistake("Both came out transposed: each gradient has the shape of its weights.")
def two_layers_transposed(x, W1, W2, gradient):
    return tuple(array.T for array in layers.two_layer_backward(x, W1, W2, gradient))


@two_layer_backward.mistake("∇_{W₂} is missing: return both, ∇_{W₁} first.")
def two_layers_of_W1_only(x, W1, W2, gradient):
    return layers.two_layer_backward(x, W1, W2, gradient)[0]


@two_layer_backward.mistake("∇_{W₂} is right; the first is ∇_{z₁}, one step short: ∇_{W₁} = xᵀ∇_{z₁}.")
def two_layers_one_step_short(x, W1, W2, gradient):
    y1, slope = _forward(x, W1)
    return gradient @ W2.T * slope, y1.T @ gradient


@two_layer_backward.mistake("σ′ = y₁(1 − y₁), with a minus.")
def two_layers_plus(x, W1, W2, gradient):
    y1, _ = _forward(x, W1)
    return x.T @ (gradient @ W2.T * y1 * (1 + y1)), y1.T @ gradient


loops(
    two_layer_backward,
    "sample",
    lambda rows, x, W1, W2, gradient: two_layer_backward_answer(x[rows], W1, W2, gradient[rows]),
)
whole_numbers(two_layer_backward)
