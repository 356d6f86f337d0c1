"""The exercises of notebook 05: what can one neuron not do, and what do layers add?"""

from lib.exercises.perceptron_to_mlp.hidden_layers import collapse, xor
from lib.exercises.perceptron_to_mlp.single_neuron import neuron, update
from lib.exercises.perceptron_to_mlp.softmax import two_way

__all__ = ["neuron", "update", "collapse", "xor", "two_way"]
