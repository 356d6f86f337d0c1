"""How well what is drawn stands out, measured while it is drawn.

Each stroke, fill and line of letters goes through a few methods of Matplotlib's renderer. Here they are watched: the
pixels that one of them changes are where it is seen. Letters are seen against what these pixels were before; strokes
and markers against the ground there: areas and images, without the other strokes and markers that they cross.
The contrast of two colours is that of WCAG 2.2, from 1 to 21. Letters need 4.5 and marks 3.
"""

import contextlib
import itertools
from dataclasses import dataclass

import numpy as np
from matplotlib.colors import to_hex

from lib.views.view import PALE_ALARM, PALE_BLUE, PALE_GREY, PALE_MODEL, PALE_TRUTH

TEXT, MARK = 4.5, 3.0
SHARE = 0.75  # of the pixels: the rest may lie on a line or an edge that is crossed

# What need not stand out, by its colour or by the name (gid) that its view has given it, and why.
PALE = {
    "white": "a gap between marks, or a cover",
    PALE_BLUE: "an area behind marks; where it has an edge, the edge is seen",
    PALE_MODEL: "an area behind marks; where it has an edge, the edge is seen",
    PALE_TRUTH: "the wide part of a line whose middle is seen, or an area with an edge",
    PALE_GREY: "an area behind marks; where it has an edge, the edge is seen",
    PALE_ALARM: "an area behind marks, with its limit on the axis and in words",
}
NAMED = {
    "face": "a drawn face, whose outline is seen: fur and tongue are a picture's",
    "field": "a probability as shades behind marks: a picture, whose numbers are in the readout",
}


def luminance(colours):
    """Relative luminance. colours : (…, 3) floats in [0, 1], sRGB. Returns (…,)."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def ratio(first, second):
    """The contrast of two colours, or of two arrays of them, from 1 to 21."""
    a, b = luminance(np.asarray(first, dtype=float)), luminance(np.asarray(second, dtype=float))
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


@dataclass
class Seen:
    """One stroke or fill: what it is, its colours, and what was there before, with the number of pixels of each."""

    kind: str
    words: str
    colours: list  # rgba; one that stands out is enough
    before: np.ndarray  # (n, 3)
    pixels: np.ndarray  # (n,)
    place: tuple  # x and y of its middle, pixels from the upper left corner

    def contrast(self):
        """The contrast that ``SHARE`` of its pixels reach, each with the colour that stands out best there."""
        mixed = [alpha * np.array(rgb) + (1 - alpha) * self.before for *rgb, alpha in self.colours]
        reached = np.max([ratio(colour, self.before) for colour in mixed], axis=0)
        order = np.argsort(reached)
        below = np.cumsum(self.pixels[order]) / self.pixels.sum()
        return reached[order][np.searchsorted(below, 1 - SHARE)]


EXEMPT = {to_hex(colour).upper() for colour in PALE}


def exempt(kind, colours, group):
    """Whether it need not stand out. colours : list of rgba; group : the name that its view has given it, or None."""
    pale = kind != "text" and all(to_hex(colour[:3]).upper() in EXEMPT for colour in colours)
    return pale or group in NAMED


@contextlib.contextmanager
def watched(renderer, seen):
    """While this lasts, what the renderer draws and has to stand out is appended to ``seen``."""
    groups = []  # name and gid of the artists that are being drawn, the innermost last
    picture = np.asarray(renderer.buffer_rgba()).view(np.uint32)[..., 0]
    ground = picture.copy()

    def noting(draw, kind, marks_of):
        def noted(gc, *arguments, **options):
            if kind == "path" and groups and groups[-1][0] == "text":  # letters with a white edge, as paths
                return draw_edged_letters(gc, *arguments)
            earlier = picture.copy()
            draw(gc, *arguments, **options)
            where = np.flatnonzero(earlier != picture)
            if len(where) < 4:
                return
            group = next((gid for _, gid in reversed(groups) if gid), None)
            marks = [colours for colours in marks_of(gc, *arguments, **options) if not exempt(kind, colours, group)]
            if marks:
                under = (earlier if kind == "text" else ground).ravel()[where]
                values, counts = np.unique(under, return_counts=True)
                before = values.view(np.uint8).reshape(-1, 4)[:, :3] / 255
                words = arguments[2] if kind == "text" else ""
                rows, columns = np.divmod(where, picture.shape[1])
                place = (int(columns.mean()), int(rows.mean()))
                seen.extend(Seen(kind, words, colours, before, counts, place) for colours in marks)
            if not marks:
                draw_on_ground(draw, gc, *arguments, **options)
            elif kind == "path" and fill(gc, arguments[-1]):  # the area alone, without its edge
                width = gc.get_linewidth()
                gc.set_linewidth(0)
                draw_on_ground(draw, gc, *arguments)
                gc.set_linewidth(width)

        return noted

    def draw_on_ground(draw, *arguments, **options):
        after = picture.copy()
        picture[...] = ground
        draw(*arguments, **options)
        ground[...] = picture
        picture[...] = after

    def draw_edged_letters(gc, path, transform, face):
        draw_path(gc, path, transform, face)
        if gc.get_linewidth() > 0:
            seen.append(Seen("text", "with an edge", [face], np.array([gc.get_rgb()[:3]]), np.array([1]), (0, 0)))

    def stroke(gc):
        return [gc.get_rgb()] if gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0 else []

    def fill(gc, face):
        if not isinstance(face, tuple) or (len(face) == 4 and face[3] == 0):
            return []
        return [(*face[:3], gc.get_alpha() if gc.get_forced_alpha() or len(face) == 3 else face[3])]

    def of_path(gc, path, transform, face=None):
        return [stroke(gc) + fill(gc, face) + ([gc.get_hatch_color()] if gc.get_hatch() else [])]

    def of_markers(gc, marker, marker_transform, path, transform, face=None):
        return [stroke(gc) + fill(gc, face)]

    def of_collection(gc, master, paths, transforms, offsets, offset_trans, faces, edges, *rest, **options):
        pairs = itertools.zip_longest(map(tuple, edges), map(tuple, faces), fillvalue=(0, 0, 0, 0))
        return [[colour for colour in pair if colour[3] > 0] for pair in sorted(set(pairs))]

    def of_text(gc, *rest, **options):
        return [[gc.get_rgb()]]

    def of_image(*rest):
        return []

    plans = {
        "draw_path": ("path", of_path),
        "draw_markers": ("marker", of_markers),
        "draw_path_collection": ("collection", of_collection),
        "draw_text": ("text", of_text),
        "draw_image": ("image", of_image),
        "draw_quad_mesh": ("image", of_image),
    }
    draw_path = renderer.draw_path
    before = {name: vars(renderer).get(name) for name in plans}
    for name, (kind, colours_of) in plans.items():
        setattr(renderer, name, noting(getattr(renderer, name), kind, colours_of))
    renderer.open_group = lambda name, gid=None: groups.append((name, gid))
    renderer.close_group = lambda name: groups.pop()
    try:
        yield
    finally:
        del renderer.open_group, renderer.close_group
        for name, draw in before.items():
            delattr(renderer, name)
            if draw is not None:
                setattr(renderer, name, draw)


def seen_in(view):
    """All that is drawn of a view's present state and has to stand out."""
    seen = []
    view.redraw_still()
    with watched(view.figure.canvas.get_renderer(), seen):
        view.draw()
    return seen


def too_faint(view):
    """What does not stand out in a view's present state, a line each."""
    for mark in seen_in(view):
        wanted = TEXT if mark.kind == "text" else MARK
        if (reached := mark.contrast()) < wanted:
            colours = [tuple(int(255 * c + 0.5) for c in colour[:3]) for colour in mark.colours]
            yield f"{mark.kind} {mark.words!r} at {mark.place}: {reached:.2f} < {wanted}, colours {colours}"
