"""Every panel of every notebook, at every end of every slider.

nbval compares the numbers that a reader sees before touching anything; what happens after a slider has moved is seen
only here. The notebooks run in this process, so that the panels can be moved by hand, and each panel is led once
through all its states while everything that is asked of it is written down. There is a class a notebook, and its
tests stay in one process when pytest-xdist shares the work out (``--dist loadscope``).
"""

import functools
import itertools
import warnings
from dataclasses import dataclass, field

import nbformat
import numpy as np
from matplotlib.text import Text

from lib import panel as panel_module
from tests import contrast, ties
from tests.predictions import given_away
from tests.test_cells import again, stored
from tests.test_notebooks import NOTEBOOKS, PANELS, code_cells
from tests.wiring import panels_in


@functools.cache
def run_all(path):
    """Run All, in this process; returns the names that the notebook has given, and the panels by title."""
    panel_module.panels.clear()
    namespace = {"__name__": "__main__"}
    ties.take()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for number, cell in enumerate(code_cells(path), start=1):
            exec(ties.watched(cell.source, f"{path.name}, code cell {number}"), namespace)
    assert not (tied := ties.take()), tied
    return namespace, dict(panel_module.panels)


def panels_of(path):
    return run_all(path)[1]


# The states of a panel.


def states_of(panel):
    """Where it starts, then each slider at its least, middle and greatest value, the corners together, every preset,
    and random states; a state that several of these name comes once."""
    return list({tuple(state.items()): state for state in _named_states(panel)}.values())


def _named_states(panel):
    start = {name: control.start for name, control in panel.controls.items()}
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
        yield {name: control.values[rng.integers(len(control.values))] for name, control in panel.controls.items()}


def guesses_of(panel):
    return (None, *panel.prediction.control.samples) if panel.prediction else (None,)


# What is seen on the way through them.


@dataclass
class Walk:
    """What was seen of a panel in all states; every problem is a line to be read."""

    problems: list = field(default_factory=list)
    said: dict = field(default_factory=dict)  # (state, guess) → readout
    pictures: dict = field(default_factory=dict)  # (state, the last guess) → hash of the pixels
    texts: list = field(default_factory=list)  # problems with letters
    cut: dict = field(default_factory=dict)  # line with marks → where one was cut at the edge of its axes
    left: set = field(default_factory=set)  # lines whose marks leave their axes in some state, as a path may
    looks: list = field(default_factory=list)  # for each artist that moves, all that it looked like


def key(state, guess):
    return (*state.items(), guess)


@functools.cache
def walk(path, title):
    panel = panels_of(path)[title]
    view, seen = panel.view, Walk(looks=[set() for _ in panels_of(path)[title].view._moving])
    drawn, still = [], None
    *_, last = guesses_of(panel)
    draw = Text.draw
    marked = [
        line
        for axes in view.figure.axes
        for line in axes.lines
        if line.get_clip_on() and line.get_marker() not in ("", " ", "None")
    ]

    def noted(text, *renderer):
        drawn.append(text)
        draw(text, *renderer)

    view.redraw_still()
    panel._shown = None  # so that the first state is drawn here, with what stands still
    Text.draw = noted
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for guess, state in itertools.product(guesses_of(panel), states_of(panel)):
                drawn.clear()
                if panel.prediction:
                    panel.commit(guess)
                    drawn.clear()
                panel.move(**state)
                view.draw(moving=guess != last)  # for one guess as at rest, for the others as while a slider moves
                here = f"at {state}, guess {guess}: "
                seen.problems += [here + line for line in ties.take()]
                if any(panel.state[name] != value for name, value in state.items()):
                    seen.problems.append(here + f"a slider stops before this value, at {panel.state}")
                if panel.errors:
                    seen.problems.append(here + repr(panel.errors.pop()))
                seen.said[key(state, guess)] = panel.readout
                if guess == last:
                    seen.pictures[key(state, guess)] = hash(view.figure.canvas.buffer_rgba().tobytes())
                for artist, looked in zip(view._moving, seen.looks):
                    looked.add(looks(artist))
                shown = {id(text): text for text in drawn if text.get_visible() and text.get_text().strip()}.values()
                boxes = [(text.get_text(), text.get_window_extent(), text) for text in shown]
                if still is None:
                    still = [box for box in boxes if box[2] not in view._moving]
                    seen.texts += [f"{words!r} is small" for words, _, text in still if text.get_fontsize() < 14]
                else:
                    boxes += still
                seen.texts += [here + line for line in badly_placed(boxes, view.size)]
                for line in marked:
                    outside, edge = at_the_edge(line)
                    if outside:
                        seen.left.add(line)
                    elif edge:
                        seen.cut.setdefault(
                            line, f"{here}a {line.get_color()} {line.get_marker()} is cut at {line.axes}"
                        )
    finally:
        Text.draw = draw
        if panel.prediction:
            panel.commit(None)
    return seen


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
    return hash(tuple(shown))


def at_the_edge(line):
    """Whether a mark of this line is outside its axes, and whether one inside is cut, by more than a pixel."""
    places = np.asarray(line.get_xydata(), dtype=float)
    if isinstance(line.get_markevery(), list):
        places = places[[i for i in line.get_markevery() if i < len(places)]]
    if not (line.get_visible() and len(places)):
        return False, False
    box = line.axes.bbox
    radius = (line.get_markersize() + line.get_markeredgewidth()) * line.figure.dpi / 144
    x, y = line.get_transform().transform(places).T
    room = np.minimum.reduce([x - box.x0, box.x1 - x, y - box.y0, box.y1 - y])
    return bool((room < -0.5).any()), bool((room < radius - 1).any())


def badly_placed(boxes, size):
    """Texts that are small, leave the picture, or overlap."""
    letters = []
    for words, box, text in boxes:
        if text.get_fontsize() < 14:
            yield f"{words!r} is small"
        if not (box.x0 >= 0 and box.y0 >= 0 and box.x1 <= size[0] and box.y1 <= size[1]):
            yield f"{words!r} leaves the picture: {box}"
        # Where the letters are: the box without the room for what rises and hangs in the first and last line.
        margin = 0.1 * box.height / (words.count("\n") + 1)
        letters.append((box.x0, box.y0 + margin, box.x1, box.y1 - margin))
    if letters:
        x0, y0, x1, y1 = np.array(letters).T
        meet = (x0[:, None] <= x1) & (x0 <= x1[:, None]) & (y0[:, None] <= y1) & (y0 <= y1[:, None])
        for i, j in np.argwhere(np.triu(meet, 1)):
            if boxes[i][0] != boxes[j][0]:
                yield f"{boxes[i][0]!r} and {boxes[j][0]!r} overlap"


def move(panel, state, guess):
    return panel.view.update(**state, **({"guess": guess} if panel.prediction else {}))


def pixels(view):
    view.draw()
    return hash(view.figure.canvas.buffer_rgba().tobytes())


def badly_said(said):
    """Whether a readout has what no reader should meet."""
    forbidden = ("nan", "undefined", "-0 ", "−0 ", "-0.", "e-1", "e+")
    return not said or "= <" in said or any(word in said.replace("< 1e-12", "") for word in forbidden)


class OfANotebook:
    """The tests of the panels of one notebook; ``path`` is the notebook's."""

    def test_each_cell_alone_after_run_all_says_the_same(self, monkeypatch):
        namespace, _ = run_all(self.path)
        monkeypatch.setattr(panel_module, "panels", {})  # the panels of this run are still to be moved
        differ = {}
        for cell in code_cells(self.path):
            told = again(cell.source, namespace)
            if told != stored(cell):
                differ[cell.id] = (told, stored(cell))
        assert not differ

    def test_one_prediction_at_least(self):
        assert any(panel.prediction for panel in panels_of(self.path).values())

    def test_nothing_gives_the_answer_to_a_predict_away(self, title):
        panel = panels_of(self.path)[title]
        if panel.prediction is None:
            return
        cells = nbformat.read(self.path, as_version=4).cells
        (place,) = (panel.place for panel in panels_in(self.path) if panel.title == title)
        problems = given_away(panel, cells, place)
        assert not problems, "\n".join(problems)

    def test_every_state_can_be_reached_and_is_told(self, title):
        seen = walk(self.path, title)
        assert not seen.problems, "\n".join(seen.problems[:5])
        assert not (bad := [(place, said) for place, said in seen.said.items() if badly_said(said)]), bad[0]

    def test_every_value_of_every_slider_has_a_readout(self, title):
        """Nothing is drawn: update() alone, at each place of each slider while the others stand at their start."""
        panel = panels_of(self.path)[title]
        start = {name: control.start for name, control in panel.controls.items()}
        guesses = guesses_of(panel)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for name, control in panel.controls.items():
                for value, guess in itertools.product(control.values, {guesses[0], guesses[-1]}):
                    state = {**start, name: value}
                    said = move(panel, state, guess)
                    assert not badly_said(said), (state, guess, said)
                    assert not (tied := ties.take()), (state, guess, tied)

    def test_the_picture_follows_every_slider_and_not_the_way_there(self, title):
        panel, known = panels_of(self.path)[title], dict(walk(self.path, title).pictures)
        guess = guesses_of(panel)[-1]
        start, *others = states_of(panel)

        def picture(state):
            if key(state, guess) not in known:
                move(panel, state, guess)
                known[key(state, guess)] = pixels(panel.view)
            return known[key(state, guess)]

        for name, control in panel.controls.items():
            # One slider may not matter where another one stands; at one of these places it must.
            seen = []
            for place in (start, *others[-3:]):
                seen.append(len({picture({**place, name: value}) for value in control.samples}))
                if seen[-1] == len(control.samples):
                    break
            assert max(seen) == len(control.samples), f"{name}: not every value has a picture of its own"
        move(panel, start, guess)
        assert pixels(panel.view) == picture(start), "the same state, the same picture"
        panel.view.redraw_still()
        assert pixels(panel.view) == picture(start), "an artist changes that was not given to moving()"
        if panel.prediction:
            move(panel, start, None)
            assert pixels(panel.view) != picture(start), "guess and truth are in the picture"

    def test_whatever_is_said_to_move_moves(self, title):
        view = panels_of(self.path)[title].view
        for artist, looked in zip(view._moving, walk(self.path, title).looks):
            if artist not in view._above:
                assert len(looked) > 1, f"{artist} never moves: it stands still, or update() has forgotten it"

    def test_texts_are_large_inside_the_picture_and_apart(self, title):
        texts = walk(self.path, title).texts
        assert not texts, "\n".join(texts[:5])

    def test_no_mark_is_cut_at_the_edge_of_its_axes(self, title):
        """But for those that leave them. ``clip_on=False`` draws the whole mark."""
        seen = walk(self.path, title)
        assert not (cut := [seen.cut[line] for line in seen.cut if line not in seen.left]), "\n".join(cut)

    def test_texts_that_are_repeated_while_a_slider_moves_look_the_same(self, title):
        """But for one of 255 levels, where letters touch; the second picture in a row is the first that repeats."""
        panel = panels_of(self.path)[title]
        for end in (0, -1):
            state = {name: control.samples[end] for name, control in panel.controls.items()}
            move(panel, state, guesses_of(panel)[-1])
            panel.view.draw()
            anew = panel.view.figure.canvas.buffer_rgba().astype(int)
            for _ in range(2):
                panel.view.draw(moving=True)
            assert np.abs(panel.view.figure.canvas.buffer_rgba() - anew).max() <= 1, state

    def test_letters_and_marks_stand_out(self, title):
        """On what is behind them: where the panel starts, not guessed yet, and in its two farthest corners."""
        panel = panels_of(self.path)[title]
        samples = {name: control.samples for name, control in panel.controls.items()}
        guesses = guesses_of(panel)
        faint = []
        for state, guess in (
            ({name: control.start for name, control in panel.controls.items()}, guesses[0]),
            ({name: values[0] for name, values in samples.items()}, guesses[-1]),
            ({name: values[-1] for name, values in samples.items()}, guesses[-1]),
        ):
            move(panel, state, guess)
            faint += [f"at {state}, guess {guess}: {line}" for line in contrast.too_faint(panel.view)]
        assert not faint, "\n".join(faint[:5])


def pytest_generate_tests(metafunc):
    if "title" in metafunc.fixturenames:
        metafunc.parametrize("title", [title for path, title in PANELS if path == metafunc.cls.path])


for path in NOTEBOOKS:
    globals()[f"Test_{path.stem}"] = type(f"Test_{path.stem}", (OfANotebook,), {"path": path})
