"""The face of an animal, drawn from its three features; large, or small as a marker in a plot.

    ears  0 pointed and upright … 1 round and hanging
    nose  0 small … 1 large and round
    eyes  0 pupils that are slits … 1 round ones

The face is drawn in units of its own: the head is about 2 wide, and everything stays between -1.5 and 1.5 across and
between -1.1 and 1.45 up. Numbers in this file that are no formula are a draughtsman's: they were tried until it looked
right.
"""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb

from lib import arguments
from lib.views.view import INK

FUR = "#DCCFBE"
PINK = "#E79AA4"
BLACK = "#2A2422"
GREEN, BROWN = "#C3D052", "#A9713A"  # a cat's iris, a dog's
_ROUND = np.linspace(0, 2 * np.pi, 72, endpoint=False)
_ALONG = np.sin(np.linspace(0, np.pi / 2, 22))  # denser towards the tip, where the curve is tightest
_MIRROR = np.array([-1, 1])


def _between(a, b, share):
    """From a (share 0) to b (share 1); numbers, arrays or colours."""
    if isinstance(a, str):
        a, b = np.array(to_rgb(a)), np.array(to_rgb(b))
    return (1 - share) * a + share * b


def _oval(x, y, width, height, corners=1.0, turn=0.0):
    """An ellipse with the given half-axes; corners below 1 make it boxier, above 1 pointed at its ends."""
    c, s = np.cos(_ROUND), np.sin(_ROUND)
    across, up = width * np.sign(c) * np.abs(c) ** corners, height * np.sign(s) * np.abs(s) ** corners
    return np.column_stack(
        [x + across * np.cos(turn) - up * np.sin(turn), y + across * np.sin(turn) + up * np.cos(turn)]
    )


def _ear(ears, width=1.0, start=0.0, end=1.0):
    """The right ear: an axis that bends the more the rounder the ear, and a width on both sides of it."""
    along = start + (end - start) * _ALONG
    fine = np.linspace(0, 1, 60)
    ears = ears**2 * (3 - 2 * ears)  # slow at both ends, so that an ear of 0.2 still stands and one of 0.8 hangs
    angle = np.deg2rad(_between(68, 4, ears) - 112 * ears * fine ** (0.9 - 0.35 * ears))
    # Halfway the ear is folded towards us and looks shorter.
    length = (_between(0.98, 1.26, ears) - 0.36 * np.sin(np.pi * ears)) / len(fine)
    base = _between(np.array([0.54, 0.50]), np.array([0.62, 0.58]), ears)
    x, y = base[0] + length * np.cumsum(np.cos(angle)), base[1] + length * np.cumsum(np.sin(angle))
    axis = np.column_stack([np.interp(along, fine, x), np.interp(along, fine, y)])
    angle = np.interp(along, fine, angle)
    side = np.column_stack([-np.sin(angle), np.cos(angle)])
    pointed = 0.46 * (1 - along) ** 0.85
    hanging = (0.17 + 0.18 * np.sin(np.pi * along**1.2 / 1.6)) * np.sqrt(1 - along**4)
    half = width * _between(pointed, hanging, ears)[:, None]
    return np.vstack([axis + half * side, (axis - half * side)[::-1]])


class Face:
    """An animal's face on any axes. Moving it sets the data of two artists; none is made anew.

    axes : matplotlib Axes, of equal aspect unless ``size`` says otherwise
    x, y : float           the middle of the head, in data units
    size : float or pair   data units to one unit of the drawing, across and up: the head is about 2 wide
    tint : colour or None  the fur's; None for fur that favours neither dog nor cat
    line : float           width of the outline in points

    ``artists`` are the two that move, as ``View.moving`` wants them.
    """

    def __init__(self, axes, x=0.0, y=0.0, size=1.0, tint=None, line=2.0, zorder=3):
        self._place = np.array([x, y], dtype=float)
        self._size = np.broadcast_to(np.asarray(size, dtype=float), 2)
        self._tint = tint
        self._features = (0.5, 0.5, 0.5)
        self._shapes = axes.add_collection(PolyCollection([], lw=line, joinstyle="round", zorder=zorder), autolim=False)
        self._lines = axes.add_collection(
            LineCollection([], colors=INK, lw=line, capstyle="round", zorder=zorder + 0.1), autolim=False
        )
        self._shapes.set_gid("face")
        self.artists = (self._shapes, self._lines)
        self._redraw()

    def show(self, ears, nose, eyes):
        """Draw the face of the animal x = (ears, nose, eyes), each in [0, 1]."""
        self._features = tuple(
            arguments.real(name, value, 0, 1) for name, value in (("ears", ears), ("nose", nose), ("eyes", eyes))
        )
        self._redraw()

    def move(self, x, y, size=None):
        """Put the middle of the head elsewhere, and give it another size if one is given."""
        self._place = np.array([x, y], dtype=float)
        if size is not None:
            self._size = np.broadcast_to(np.asarray(size, dtype=float), 2)
        self._redraw()

    def tint(self, colour):
        """Give the fur another colour; ``None`` for the neutral one."""
        self._tint = colour
        self._redraw()

    def set_visible(self, visible):
        for artist in self.artists:
            artist.set_visible(visible)

    def _redraw(self):
        shapes, fills, edges, lines = _drawing(*self._features, self._tint)
        self._shapes.set_verts([self._place + self._size * shape for shape in shapes])
        self._shapes.set_facecolor(fills)
        self._shapes.set_edgecolor(edges)
        self._lines.set_segments([self._place + self._size * line for line in lines])


def _drawing(ears, nose, eyes, tint):
    """The shapes from back to front, their fills and edges, and the lines upon them, in the drawing's own units."""
    fur = np.array(to_rgb(FUR)) if tint is None else _between("#FFFFFF", tint, 0.62)
    pale = _between(fur, np.ones(3), 0.7)
    dark = _between(fur, np.array(to_rgb("#5A4632")), 0.45)
    ink = np.array(to_rgb(INK))
    parts = []

    def add(shape, fill, edge=None):
        parts.append((shape, fill, fill if edge is None else edge))

    def add_twice(shape, fill, edge=None):
        add(shape, fill, edge)
        add(_MIRROR * shape, fill, edge)

    head = _oval(0, 0, 1, 0.9, corners=0.92)
    ear_fur = _between(fur, dark, 0.25 + 0.75 * ears)
    hanging = ears > 0.5
    if hanging:
        add(head, fur, ink)
    add_twice(_ear(ears), ear_fur, ink)
    if ears < 0.6:
        add_twice(_ear(ears, width=0.52 * (1 - ears / 0.6), start=0.1, end=0.8), np.array(to_rgb(PINK)))
    if not hanging:
        add(head, fur, ink)

    # The muzzle: two small cheeks become a snout.
    snout_width, snout_height = _between(0.30, 0.36, nose), _between(0.20, 0.36, nose)
    middle = _between(-0.42, -0.44, nose)
    add(_oval(0, middle - 0.02, 0.62 * snout_width, snout_height), pale)
    add_twice(_oval(_between(0.19, 0.23, nose), middle, snout_width, snout_height), pale)

    # Eyes: the iris fills the opening, the pupil is a slit or round.
    slit = np.deg2rad(14) * (1 - eyes)
    at = (0.42, 0.16)
    opening = _between(0.25, 0.225, eyes), _between(0.19, 0.235, eyes)
    add_twice(_oval(*at, *opening, corners=_between(1.15, 1.0, eyes), turn=slit), _between(GREEN, BROWN, eyes), ink)
    pupil = _between(0.035, 0.165, eyes), _between(0.17, 0.175, eyes)
    add_twice(_oval(*at, *pupil, corners=_between(1.5, 1.0, eyes)), np.array(to_rgb(BLACK)))
    for side in (-1, 1):  # light comes from one side
        add(_oval(side * at[0] + 0.07, at[1] + 0.08, *[_between(0.032, 0.05, eyes)] * 2), np.ones(3))

    # The mouth below the nose, with a tongue for those who pant.
    bottom = middle - 0.55 * snout_height
    top = _between(-0.27, -0.22, nose)
    if nose > 0.5:
        long = 2 * nose - 1
        add(_oval(0, bottom - 0.10 - 0.14 * long, 0.13 * long + 0.02, 0.20 * long), np.array(to_rgb(PINK)), ink)
    nose_width, nose_height = _between(0.09, 0.27, nose), _between(0.065, 0.20, nose)
    tip = _oval(0, top, nose_width, nose_height, corners=_between(0.8, 0.9, nose))
    # A cat's nose is a triangle: narrow below.
    tip[:, 0] *= 1 + (1 - nose) * 0.65 * np.minimum((tip[:, 1] - top) / nose_height, 0)
    add(tip, _between(PINK, BLACK, min(1.0, 1.6 * nose)), ink)
    if nose > 0.3:
        shine = _oval(-0.35 * nose_width, top + 0.45 * nose_height, 0.22 * nose_width, 0.14 * nose_height)
        add(shine, np.ones(3) * 0.75)

    t = np.linspace(0, 1, 10)
    smile = np.column_stack([_between(0.24, 0.34, nose) * t, bottom - 0.10 * np.sin(np.pi * t) + 0.05 * t])
    lines = [np.array([[0, top - nose_height], [0, bottom]]), smile, _MIRROR * smile]
    for height, lift in ((-0.36, 0.13), (-0.46, 0.0), (-0.56, -0.13)):
        long = max(0.02, 1 - nose / 0.65)  # of a dog's whiskers the dots are left
        start = _between(0.42, 0.30, nose)
        rise = lift * t + 0.06 * np.sin(np.pi * t)
        whisker = np.column_stack([start + 0.82 * long * t, _between(height, 0.75 * height - 0.06, nose) + long * rise])
        lines += [whisker, _MIRROR * whisker]
    return *zip(*parts), lines
