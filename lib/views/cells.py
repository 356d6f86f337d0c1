"""A matrix as a small table: each entry a cell with its number, filled the deeper the larger it is.

One artist draws a whole matrix by setting pixels. As texts of Matplotlib, the fifty numbers of a network would take
fifty milliseconds a frame; stamped like this they take three.
"""

import functools

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, get_font

from lib.views.view import DPI, INK, LIGHT, steady

PALEST, DEEPEST = 0.04, 0.55  # how much of the colour is in the fill of a cell: the number must stay readable


@functools.lru_cache(maxsize=4096)
def _stamp(words, points, bold, dpi):
    """The ink of a text, (h, w) array in [0, 1]."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(points, dpi)
    font.set_text(words)
    font.draw_glyphs_to_bitmap(antialiased=True)
    return np.asarray(font.get_image()) / 255


class Cells(Artist):
    """A matrix of numbers on a figure, its middle at (x, y) pixels from the lower left corner.

    colour : the fill of the largest entries. cell : (width, height) of a cell in pixels. decimals : of the numbers, or
    ``None`` for cells without numbers. full : the size of an entry with the deepest fill. points : size of the numbers.
    """

    def __init__(self, figure, x, y, colour, cell=(62, 32), decimals=2, full=1.0, points=14, bold=False, zorder=3):
        super().__init__()
        self.set_zorder(zorder)
        self._place, self._cell = (x, y), cell
        self._colour, self._decimals, self._full = np.array(to_rgb(colour)), decimals, full
        self._points, self._bold = points, bold
        self._values = np.zeros((1, 1))
        figure.add_artist(self)

    def show(self, values, colour=None, full=None):
        """Show a number, a row (n,) or a matrix (m, n), nan for an empty cell; in other colours, if they are given."""
        self._values = np.atleast_2d(np.asarray(values, dtype=float))
        self._colour = self._colour if colour is None else np.array(to_rgb(colour))
        self._full = self._full if full is None else full

    def get_array(self):
        """The numbers shown: what a test compares."""
        return self._values

    @property
    def size(self):
        """Width and height in pixels."""
        rows, columns = self._values.shape
        return columns * self._cell[0] + 1, rows * self._cell[1] + 1

    def box(self, i=None, j=None):
        """Left, bottom, width and height in pixels, of cell (i, j) or of the whole."""
        width, height = self.size
        left, bottom = round(self._place[0] - width / 2), round(self._place[1] - height / 2)
        if i is None:
            return left, bottom, width, height
        return left + j * self._cell[0], bottom + height - 1 - (i + 1) * self._cell[1], *self._cell

    def draw(self, renderer):
        if not self.get_visible():
            return
        ratio = self.figure.dpi / DPI
        across, up = (round(side * ratio) for side in self._cell)
        rows, columns = self._values.shape
        width, height = columns * across + 1, rows * up + 1
        image = np.empty((height, width, 4))
        image[:, :, 3] = 1
        for (i, j), value in np.ndenumerate(self._values):
            left, top = j * across, i * up
            self._fill(image[top : top + up + 1, left : left + across + 1, :3], value)
        gc = renderer.new_gc()
        left, bottom = (round(middle * ratio - side / 2) for middle, side in zip(self._place, (width, height)))
        renderer.draw_image(gc, left, bottom, (image[::-1] * 255 + 0.5).astype(np.uint8))
        gc.restore()

    def _fill(self, box, value):
        known = not np.isnan(value)
        share = PALEST + (DEEPEST - PALEST) * min(abs(value) / self._full, 1) if known else 0
        box[:] = 1 - share * (1 - self._colour)
        box[[0, -1]] = box[:, [0, -1]] = to_rgb(LIGHT)
        if self._decimals is None or not known:
            return
        ink = _stamp(written(value, self._decimals), self._points, self._bold, self.figure.dpi)
        h, w = min(ink.shape[0], box.shape[0]), min(ink.shape[1], box.shape[1])
        top, left = (box.shape[0] - h) // 2, (box.shape[1] - w) // 2
        under = box[top : top + h, left : left + w]
        under -= ink[:h, :w, None] * (under - np.array(to_rgb(INK)))


def written(value, decimals=2):
    """A number with a fixed count of decimals and a true minus; no −0.00."""
    words = f"{steady(value):.{decimals}f}"
    if not float(words):
        words = words.lstrip("-")
    return words.replace("-", "−")
