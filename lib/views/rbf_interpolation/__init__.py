"""The views of notebook 04: can we bend the boundary with many simple bumps?"""

from lib.views.rbf_interpolation.classification import BentBoundary
from lib.views.rbf_interpolation.interpolation import AnyFunction, WeightedBumps
from lib.views.rbf_interpolation.kernels import DistanceAxioms, KernelBump
from lib.views.rbf_interpolation.smoothing import NoiseAndLambda
from lib.views.rbf_interpolation.terrain import TerrainFromHeights

__all__ = [
    "DistanceAxioms",
    "KernelBump",
    "WeightedBumps",
    "NoiseAndLambda",
    "TerrainFromHeights",
    "AnyFunction",
    "BentBoundary",
]
