"""Every notebook: what is stored in it, and every panel at every end of every slider.

nbval compares the numbers that a reader sees before touching anything; what happens after a slider has moved is seen
only here. The notebooks run in this process, so that the panels can be moved by hand.
"""

import functools
import itertools
import warnings
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from lib import panel as panel_module
from tools.refresh import WIDGET_VIEW, normalise

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path):
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code" and c.source.strip()]


@functools.cache
def run_all(path):
    """Run All, in this process; returns the names that the notebook has given, and the panels by title."""
    panel_module.panels.clear()
    namespace = {"__name__": "__main__"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for cell in code_cells(path):
            exec(compile(cell.source, f"{path.name}", "exec"), namespace)
    return namespace, dict(panel_module.panels)


def panels_of(path):
    return run_all(path)[1]


def every_panel():
    """(notebook, title) of all panels, found in the source so that collecting runs nothing."""
    for path in NOTEBOOKS:
        for cell in code_cells(path):
            for line in cell.source.splitlines():
                if "title=" in line:
                    yield path, line.split('title="')[1].split('"')[0]


PANELS = list(every_panel())
each_panel = pytest.mark.parametrize("path, title", PANELS, ids=[f"{p.stem}-{t}" for p, t in PANELS])


# What is stored.


@each_notebook
def test_stored_outputs_are_those_of_one_clean_run(path):
    book = nbformat.read(path, as_version=4)
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert "widgets" not in book.metadata
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    views = [output["data"] for output in outputs if WIDGET_VIEW in output.get("data", {})]
    assert len(views) == len([title for where, title in PANELS if where == path])
    assert all("image/png" in data and len(data["text/plain"]) > 40 for data in views)
    assert normalise(nbformat.from_dict(book)) == book, "make refresh"


@each_notebook
def test_cells_are_short_and_say_something(path):
    for cell in code_cells(path):
        lines = cell.source.splitlines()
        assert len(lines) <= 10 and max(map(len, lines)) <= 140, cell.source
        assert not cell.source.rstrip().endswith(";"), "nbval runs without history: a ; does not silence"
        assert "sys.path" not in cell.source


@each_notebook
def test_the_parts_that_every_notebook_has(path):
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert cells[0].source.startswith("# ") and cells[0].source.splitlines()[0].endswith("?")
    for part in (
        "You will see",
        "You will do",
        "You need",
        "minutes",
        "../lib/",
        "**Claim.**",
        "**By hand.**",
        "**Predict.**",
        "Notice",
        "**Try in class.**",
        "## Where it breaks",
        "## Exercises",
        "## What a practitioner would call",
        "**Further reading.**",
        "**Next.**",
    ):
        assert part in text, part


@each_notebook
def test_one_prediction_at_least(path):
    assert any(panel.prediction for panel in panels_of(path).values())


# What happens when a slider moves.


def states_of(panel):
    """Each slider at its least, middle and greatest value, the corners together, every preset, and random states."""
    start = {name: widget.value for name, widget in panel.sliders.items()}
    samples = {name: control.samples for name, control in panel.controls.items()}
    yield start
    for name, values in samples.items():
        for value in values:
            yield {**start, name: value}
    if samples:
        for end in (0, -1):
            yield {name: values[end] for name, values in samples.items()}
    for preset in panel.presets.values():
        yield {**start, **preset}
    rng = np.random.default_rng(0)
    for _ in range(12):
        yield {name: at_random(widget, rng) for name, widget in panel.sliders.items()}


def at_random(widget, rng):
    if hasattr(widget, "options"):
        option = widget.options[rng.integers(len(widget.options))]
        return option[1] if isinstance(option, tuple) else option
    place = widget.min + widget.step * int(rng.integers(0, round((widget.max - widget.min) / widget.step) + 1))
    place = min(place, widget.max)
    return widget.base**place if hasattr(widget, "base") else place


def guesses_of(panel):
    return (None, *panel.prediction.control.samples) if panel.prediction else (None,)


@each_panel
def test_every_state_can_be_reached_and_is_told(path, title):
    panel = panels_of(path)[title]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for guess, state in itertools.product(guesses_of(panel), states_of(panel)):
            if panel.prediction:
                panel.commit(guess)
            panel.move(**state)
            assert not panel.errors, panel.errors[-1]
            reached = {name: panel.state[name] for name in state}
            assert all(reached[name] == pytest.approx(state[name]) for name in state), (
                "a slider stops before this value"
            )
            said = panel.readout
            assert said and "nan" not in said and "undefined" not in said and "-0 " not in said, (state, said)
            assert not any(word in said for word in ("e-1", "e+", "−0 ", "-0.")) or "< 1e-12" in said, (state, said)
    if panel.prediction:
        panel.commit(None)


def move(panel, state, guess):
    panel.view.update(**state, **({"guess": guess} if panel.prediction else {}))


def pixels(view):
    view.draw()
    return bytes(view.figure.canvas.buffer_rgba())


@each_panel
def test_the_picture_follows_every_slider_and_not_the_way_there(path, title):
    panel = panels_of(path)[title]
    guesses = guesses_of(panel)
    start, *others = states_of(panel)
    move(panel, start, guesses[-1])
    first = pixels(panel.view)
    for name, control in panel.controls.items():
        # One slider may not matter where another one stands; at one of these places it must.
        seen = []
        for place in (start, *others[-3:]):
            drawn = set()
            for value in control.samples:
                move(panel, {**place, name: value}, guesses[-1])
                drawn.add(pixels(panel.view))
            seen.append(len(drawn))
        assert max(seen) == len(control.samples), f"{name}: not every value has a picture of its own"
    move(panel, start, guesses[-1])
    assert pixels(panel.view) == first, "the same state, the same picture"
    panel.view.redraw_still()
    assert pixels(panel.view) == first, "an artist changes that was not given to moving()"
    if panel.prediction:
        move(panel, start, None)
        assert pixels(panel.view) != first, "guess and truth are in the picture"


def looks(artist):
    """What an artist shows, without drawing it."""
    shown = [artist.get_visible()]
    for name in ("get_xydata", "get_array", "get_text", "get_position", "get_color", "get_facecolor"):
        if hasattr(artist, name):
            shown.append(np.asarray(getattr(artist, name)()).tobytes())
    if hasattr(artist, "get_path") and hasattr(artist, "get_patch_transform"):
        shown.append(artist.get_patch_transform().transform_path(artist.get_path()).vertices.tobytes())
    if hasattr(artist, "get_paths"):
        shown += [path.vertices.tobytes() for path in artist.get_paths()]
    return tuple(shown)


@each_panel
def test_whatever_is_said_to_move_moves(path, title):
    panel = panels_of(path)[title]
    seen = [set() for _ in panel.view._moving]
    for guess, state in itertools.product(guesses_of(panel), states_of(panel)):
        move(panel, state, guess)
        for artist, looked in zip(panel.view._moving, seen):
            looked.add(looks(artist))
    for artist, looked in zip(panel.view._moving, seen):
        if artist in panel.view._above:
            continue
        assert len(looked) > 1, f"{artist} never moves: it stands still, or update() has forgotten it"


@each_panel
def test_texts_are_large_inside_the_picture_and_apart(path, title, monkeypatch):
    drawn = []
    draw = Text.draw
    monkeypatch.setattr(Text, "draw", lambda self, *renderer: (drawn.append(self), draw(self, *renderer)))
    panel = panels_of(path)[title]
    view = panel.view
    panel.view.redraw_still()
    still = None
    for guess, state in itertools.product(guesses_of(panel), states_of(panel)):
        drawn.clear()
        move(panel, state, guess)
        view.draw()
        texts = {id(text): text for text in drawn if text.get_visible() and text.get_text().strip()}.values()
        boxes = [(text.get_text(), text.get_window_extent(), text) for text in texts]
        if still is None:
            still = [box for box in boxes if box[2] not in view._moving]
        else:
            boxes += still
        for words, box, text in boxes:
            assert text.get_fontsize() >= 14, words
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= view.size[0] and box.y1 <= view.size[1]
            assert inside, f"{words!r} leaves the picture at {state}, guess {guess}: {box}"
        for (one, box, _), (other, another, _) in itertools.combinations(boxes, 2):
            if one != other:
                apart = not letters(one, box).overlaps(letters(other, another))
                assert apart, f"{one!r} and {other!r} overlap at {state}, guess {guess}"


def letters(words, box):
    """Where the letters of a text are: its box without the room for what rises and hangs in the first and last line."""
    margin = 0.1 * box.height / (words.count("\n") + 1)
    return Bbox.from_extents(box.x0, box.y0 + margin, box.x1, box.y1 - margin)


def test_titles_are_unique():
    titles = [title for _, title in PANELS]
    assert len(titles) == len(set(titles))
