"""The exercises of notebook 04: can we bend the boundary with many simple bumps?"""

from lib.exercises.rbf_interpolation.interpolation import evaluate, weights
from lib.exercises.rbf_interpolation.kernels import distance, kernel_matrix
from lib.exercises.rbf_interpolation.smoothing import smoothed

__all__ = ["distance", "kernel_matrix", "weights", "evaluate", "smoothed"]
