"""The exercises of notebook 07: how does every weight learn its share of the error?"""

from lib.exercises.backprop.backpropagation import two_layer_backward
from lib.exercises.backprop.gradient_check import derivative_error
from lib.exercises.backprop.layer_gradients import backward, sigmoid_backward
from lib.exercises.backprop.matrix_calculus import least_squares_gradient, quadratic_gradient
from lib.exercises.progress import Progress, Section

__all__ = [
    "least_squares_gradient",
    "quadratic_gradient",
    "backward",
    "sigmoid_backward",
    "two_layer_backward",
    "derivative_error",
    "progress",
]

progress = Progress(
    "backprop",
    {
        least_squares_gradient: Section(3, "The table of gradients, checked while you move", "symmetric"),
        quadratic_gradient: Section(3, "The table of gradients, checked while you move", "not symmetric"),
        backward: Section(7, "A network trained with two lines", "start"),
        sigmoid_backward: Section(6, "The network as a graph, one edge a step", "back to x"),
        two_layer_backward: Section(6, "The network as a graph, one edge a step", "every weight"),
        derivative_error: Section(1, "The derivative as a limit, on a computer", "best central"),
    },
)
