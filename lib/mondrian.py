"""Paintings in the manner of Piet Mondrian, whose exact rank is known.

A painting is a grid of rows and columns. White cells, some of them merged into blocks of red, blue and yellow,
are separated by black bars. Nothing changes within a row or a column of the grid, so the picture is a small matrix
of colours C blown up:

    picture = R C Kᵀ        R (m, strips)   C (strips, strips)   K (n, strips)

where R and K hold a single 1 in each row and say to which strip a pixel belongs. R and K have independent columns,
so the picture has the rank of C: at most the number of rows of pixels that differ from each other.

As a matrix, a colour picture (m, n, 3) is its red, green and blue parts side by side, (m, 3n): see :func:`as_matrix`.
"""

from dataclasses import dataclass

import numpy as np

from lib import arguments, svd

# RGB, in [0, 1]. None of them is 0: a bar of pure zeros would add nothing to the rank and spoil the counting.
WHITE = (0.95, 0.93, 0.88)
BLACK = (0.09, 0.08, 0.08)
RED = (0.85, 0.12, 0.10)
BLUE = (0.08, 0.25, 0.62)
YELLOW = (0.97, 0.80, 0.10)


@dataclass(frozen=True)
class Painting:
    """The grid that a picture is made of, a few hundred numbers; the picture is blown up from it when it is wanted.

    colours : (p, q, 3) array     one colour for each pair of strips: C above; RGB in [0, 1]
    row_edges : (p + 1,) int array      strip i covers the pixel rows row_edges[i] … row_edges[i+1] - 1
    column_edges : (q + 1,) int array   the same for the columns
    """

    colours: np.ndarray
    row_edges: np.ndarray
    column_edges: np.ndarray

    @property
    def picture(self):
        """(m, n, 3) array, RGB in [0, 1]."""
        return self.colours.repeat(np.diff(self.row_edges), axis=0).repeat(np.diff(self.column_edges), axis=1)

    @property
    def rank(self):
        """The exact rank of the picture as a matrix, found from its colours."""
        return svd.rank(as_matrix(self.colours))

    @property
    def row_kinds(self):
        """(p,) int array: strips of pixel rows with the same number look the same; numbered from the top."""
        return _kinds(self.colours)

    @property
    def column_kinds(self):
        """(q,) int array: the same for the columns, numbered from the left."""
        return _kinds(self.colours.transpose(1, 0, 2))

    def turned(self, degrees):
        """The painting turned anticlockwise about its centre, (m, n, 3), its margins carried on outwards.

        degrees : float. Each pixel is the mean of 3 × 3 points, so that slanted edges are smooth.
        """
        angle = np.deg2rad(arguments.real("degrees", degrees))
        m, n = self.row_edges[-1], self.column_edges[-1]
        fine_y, fine_x = ((np.arange(3 * size) + 0.5) / 3 - size / 2 for size in (m, n))
        x, y = fine_x[None, :], fine_y[:, None]
        column = np.cos(angle) * x - np.sin(angle) * y + n / 2
        row = np.sin(angle) * x + np.cos(angle) * y + m / 2
        i = np.searchsorted(self.row_edges[1:-1], row, side="right")
        j = np.searchsorted(self.column_edges[1:-1], column, side="right")
        return self.colours[i, j].reshape(m, 3, n, 3, 3).mean(axis=(1, 3))


def _kinds(strips):
    _, first, kind = np.unique(strips.reshape(len(strips), -1), axis=0, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return order[kind.ravel()]


def paint(rng, rows=5, columns=6, height=256, width=384, bar=7, blocks=6):
    """Compose a painting.

    Parameters
    ----------
    rng : numpy.random.Generator
    rows, columns : int >= 1      cells of the grid
    height, width : int           size in pixels; each cell needs 2 * bar pixels and more
    bar : int >= 1                thickness of the black bars in pixels
    blocks : int >= 0             how many coloured blocks are tried; one that meets another is left out

    Returns
    -------
    Painting
    """
    rng = arguments.generator("rng", rng)
    rows, columns = arguments.integer("rows", rows, 1), arguments.integer("columns", columns, 1)
    bar, blocks = arguments.integer("bar", bar, 1), arguments.integer("blocks", blocks, 0)
    height = arguments.integer("height", height, 3 * bar * rows)
    width = arguments.integer("width", width, 3 * bar * columns)
    row_edges = _edges(rng, rows, height, bar)
    column_edges = _edges(rng, columns, width, bar)

    # Strips alternate: cell, bar, cell, …, cell.
    colours = np.empty((2 * rows - 1, 2 * columns - 1, 3))
    colours[:] = BLACK
    colours[::2, ::2] = WHITE
    taken = np.zeros((rows, columns), dtype=bool)
    paints = [RED, BLUE, YELLOW]
    for block in range(blocks):
        i, j = int(rng.integers(rows)), int(rng.integers(columns))
        tall, wide = (int(size) for size in rng.choice([1, 1, 2], size=2))
        here = np.s_[i : i + tall, j : j + wide]
        if not taken[here].any():
            taken[here] = True
            colours[2 * i : 2 * (i + tall) - 1, 2 * j : 2 * (j + wide) - 1] = paints[block % 3]
    return Painting(colours, row_edges, column_edges)


def one_block(height=256, width=384):
    """The simplest painting: one red block on white, without bars. Its rank is 2."""
    height, width = arguments.integer("height", height, 4), arguments.integer("width", width, 4)
    colours = np.empty((3, 3, 3))
    colours[:] = WHITE
    colours[1, 1] = RED
    edges = [np.round(np.array([0, 0.25, 0.7, 1]) * size).astype(int) for size in (height, width)]
    return Painting(colours, *edges)


def _edges(rng, cells, length, bar):
    free = length - bar * (cells - 1)
    least = 2 * bar
    share = rng.dirichlet(np.full(cells, 1.5)) * (free - least * cells)
    ends = np.round(np.cumsum(share + least)).astype(int)
    starts = np.append(0, ends[:-1]) + bar * np.arange(cells)
    stops = ends + bar * np.arange(cells)
    return np.append(np.column_stack([starts, stops]).ravel()[:-1], length)


def as_matrix(picture):
    """A picture (m, n, 3) as one matrix (m, 3n): red, green and blue side by side."""
    picture = _picture(picture)
    return picture.transpose(0, 2, 1).reshape(len(picture), -1)


def as_picture(A):
    """The inverse of :func:`as_matrix`: a matrix (m, 3n) as a picture (m, n, 3). Values are not cut to [0, 1]."""
    A = arguments.matrix("A", A)
    if A.shape[1] % 3:
        raise ValueError(f"A must have three equal parts side by side, but has {A.shape[1]} columns")
    return A.reshape(len(A), 3, -1).transpose(0, 2, 1)


def _picture(picture):
    picture = arguments.array("picture", picture)
    if picture.ndim != 3 or picture.shape[2] != 3:
        raise ValueError(f"picture must have the shape (height, width, 3), not {picture.shape}")
    return picture
