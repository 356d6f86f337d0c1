"""The exercises of notebook 07: how does every weight learn its share of the error?"""

from lib.exercises.backprop.backpropagation import two_layer_backward
from lib.exercises.backprop.gradient_check import derivative_error
from lib.exercises.backprop.layer_gradients import backward, sigmoid_backward
from lib.exercises.backprop.matrix_calculus import least_squares_gradient, quadratic_gradient

__all__ = [
    "least_squares_gradient",
    "quadratic_gradient",
    "backward",
    "sigmoid_backward",
    "two_layer_backward",
    "derivative_error",
]
