"""The views of notebook 07: how does every weight learn its share of the error?"""

from lib.views.backprop.batches import MiniBatches
from lib.views.backprop.chain_rule import ChainOfShapes
from lib.views.backprop.derivatives import GradientTable, SecantAndTangent, ShapeOfGradient, cube
from lib.views.backprop.descent import DescentOnQuadratic
from lib.views.backprop.network_graph import NetworkGraph
from lib.views.backprop.training import Depth, LearningRates, TrainedByHand

__all__ = [
    "cube",
    "SecantAndTangent",
    "ShapeOfGradient",
    "GradientTable",
    "ChainOfShapes",
    "DescentOnQuadratic",
    "NetworkGraph",
    "TrainedByHand",
    "LearningRates",
    "MiniBatches",
    "Depth",
]
