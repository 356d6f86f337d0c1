"""A plane of two features: its colours, and the arrows that are drawn above them."""

import numpy as np

from lib.views.view import Picture


def plane(view, left, bottom, size, low, high, cells, **options):
    """A square of colours, and transparent axes from low to high above it for points and lines."""
    picture = Picture(
        view.axes(left, bottom, size, size, frame_on=False, xticks=[], yticks=[]), np.ones((cells, cells, 3))
    )
    front = view.axes(left, bottom, size, size, xlim=(low, high), ylim=(low, high), facecolor="none", **options)
    return picture, front


def arrow(tail, head, width):
    """The outline of an arrow, (7, 2); a point if it has no length."""
    tail, head = np.asarray(tail, dtype=float), np.asarray(head, dtype=float)
    length = np.hypot(*(head - tail))
    if length < 1e-9:
        return np.tile(tail, (7, 1))
    along = (head - tail) / length
    across = np.array([-along[1], along[0]])
    neck = head - min(3.5 * width, length) * along
    half, barb = width / 2 * across, 1.5 * width * across
    return np.array([tail + half, neck + half, neck + barb, head, neck - barb, neck - half, tail - half])
