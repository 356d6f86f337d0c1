"""The exercises of notebook 05: what can one neuron not do, and what do layers add?"""

from lib.exercises.perceptron_to_mlp.hidden_layers import collapse, xor
from lib.exercises.perceptron_to_mlp.single_neuron import neuron, update
from lib.exercises.perceptron_to_mlp.softmax import two_way
from lib.exercises.progress import Progress, Section

__all__ = ["neuron", "update", "collapse", "xor", "two_way", "progress"]

progress = Progress(
    "perceptron_to_mlp",
    {
        neuron: Section(1, "One neuron", "at first"),
        update: Section(2, "The perceptron, one mistake at a time", "first mistake"),
        collapse: Section(5, "Depth with and without a bend", "linear, four"),
        xor: Section(4, "Exclusive-or: two hidden neurons", "exclusive-or"),
        two_way: Section(8, "One sigmoid or a two-way softmax", "plus 3"),
    },
)
