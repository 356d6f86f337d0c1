"""The views of notebook 05: what can one neuron not do, and what do layers add?"""

from lib.views.perceptron_to_mlp.classifier import OneOutputOrTwo, PetsNetwork
from lib.views.perceptron_to_mlp.exclusive_or import XorOneNeuron, XorTwoLayers
from lib.views.perceptron_to_mlp.hidden_layers import LinearDepth, SumOfSigmoids
from lib.views.perceptron_to_mlp.one_neuron import OneNeuron, PerceptronSteps, ThreeUpdates

__all__ = [
    "OneNeuron",
    "PerceptronSteps",
    "ThreeUpdates",
    "XorOneNeuron",
    "XorTwoLayers",
    "LinearDepth",
    "SumOfSigmoids",
    "PetsNetwork",
    "OneOutputOrTwo",
]
