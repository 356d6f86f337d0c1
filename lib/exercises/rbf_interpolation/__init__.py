"""The exercises of notebook 04: can we bend the boundary with many simple bumps?"""

from lib.exercises.progress import Progress, Section
from lib.exercises.rbf_interpolation.interpolation import evaluate, weights
from lib.exercises.rbf_interpolation.kernels import distance, kernel_matrix
from lib.exercises.rbf_interpolation.smoothing import smoothed

__all__ = ["distance", "kernel_matrix", "weights", "evaluate", "smoothed", "progress"]

progress = Progress(
    "rbf_interpolation",
    {
        distance: Section(1, "Three points and four axioms", "squared"),
        kernel_matrix: Section(2, "A bump asks for the distance alone", "narrow"),
        weights: Section(3, "Bumps and their sum", "just right"),
        evaluate: Section(3, "Bumps and their sum", "spikes"),
        smoothed: Section(4, "Through every point, or smoothed", "smoothed"),
    },
)
