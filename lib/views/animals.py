"""How dogs and cats look in every picture: names, marks, colours, and the field of a probability over two features."""

import numpy as np
from matplotlib.colors import to_rgb

from lib.views.view import CAT, DATA, DOG

# By label: 0 is a cat, 1 a dog. Never colour alone: cats are squares, dogs are dots.
SPECIES = ("cat", "dog")
COLOURS = (CAT, DOG)
MARKERS = ("s", "o")
OUTLINE = dict(mec=DATA, mew=0.8)  # of a mark: without it an orange dot is lost on white, and a blue one on the field
DOG_TEXT = "#8F6200"  # the dogs' orange, darkened until it can be text or a line
# What 0 and 1 mean, for each feature.
MEANING = (("pointed", "hanging"), ("small", "large, round"), ("slit pupils", "round pupils"))

# From a light blue (cat) over white (undecided) to a light orange (dog), light enough for marks on top.
_SHARE = np.linspace(-1, 1, 255)[:, None]
_SHADES = 1 - 0.6 * np.abs(_SHARE) * (1 - np.where(_SHARE < 0, to_rgb(CAT), to_rgb(DOG)))


def shade(values):
    """Colours for values from −1 (cat) to 1 (dog), cut to that range. values : any shape. Returns that shape + (3,)."""
    return _SHADES[(np.clip(values, -1, 1) * 127 + 127.5).astype(int)]


def grid(low, high, cells):
    """The middles of cells × cells squares between low and high, row by row from the top. Returns (cells², 2)."""
    middles = low + (high - low) * (np.arange(cells) + 0.5) / cells
    x, y = np.meshgrid(middles, middles[::-1])
    return np.column_stack([x.ravel(), y.ravel()])


def edge(side):
    """Where a field changes sides from one cell to the next: the boundary, one cell wide. side : (m, n) of bool."""
    changes = np.zeros_like(side)
    changes[:-1] |= side[:-1] != side[1:]
    changes[:, :-1] |= side[:, :-1] != side[:, 1:]
    return changes
