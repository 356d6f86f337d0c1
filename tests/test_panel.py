"""lib.panel: what a learner does, what a notebook stores, and what happens when something goes wrong."""

import base64
import io
import itertools
import json
import subprocess
import sys
import threading

import hypothesis.strategies as st
import pytest
from hypothesis import given
from PIL import Image

from lib import panel
from lib.front import jupyter
from lib.panel import again, choice, explore, log_slider, predict, progress, slider, steps, upload
from tests.test_view import Dial


class Recorder(Dial):
    """A dial that remembers how it was moved."""

    def prepare(self):
        super().prepare()
        self.states = []

    def update(self, height=0.5, guess=None, name=""):
        self.states.append((height, guess))
        if height == 0.3:
            raise ArithmeticError("<height> must not be 0.3")
        return super().update(height) + f" {name} guess {guess}"


@pytest.fixture
def view():
    return Recorder()


def show(view, **options):
    return explore(view, title="a test", rows="L0", **{"height": slider(0.0, 1.0, value=0.5, step=0.1), **options})


def test_a_slider_moves_the_picture_and_the_readout(view):
    p = show(view)
    _, (before,) = p.receive({"do": "show"})
    said, (after,) = p.receive({"do": "move", "places": {"height": 8}})
    assert p.readout == said["readout"] == "height 0.8  guess None" and p.state == {"height": 0.8}
    assert said["places"] == {"height": 8} and said["said"] == {"height": "0.80"} and said["alt"] == p.text
    assert after != before and view.states == [(0.5, None), (0.8, None)]


def test_each_state_is_drawn_once(view):
    p = show(view, name=choice("a", "b"))
    drawn = len(view.states)
    p.move(height=0.9, name="b")
    p.move(height=0.9, name="b")
    assert len(view.states) == drawn + 1


class Taker:
    """A view of which nothing is asked but what its update takes."""

    def __init__(self, update):
        self.update = update

    def panel(self):
        return {}


def refused(update, **options):
    with pytest.raises((TypeError, ValueError)) as caught:
        explore(Taker(update), title="refused", rows="", **options)
    assert "refused" not in panel.panels
    return f"{caught.type.__name__}: {caught.value}"


@pytest.mark.parametrize(
    "options, words",
    [
        ({}, "TypeError: there is nothing that sets rank, and update takes (rank, lam=0.5, name='a', guess=None)"),
        (
            dict(rank=slider(1, 9), lamda=slider(1, 9)),
            "TypeError: there is a control lamda, and update takes (rank, lam=0.5, name='a', guess=None)",
        ),
        (dict(rank=3), "TypeError: rank must be made by slider, log_slider, steps, choice or again, not 3"),
        (
            dict(rank=slider(1, 9), guess=slider(1, 9)),
            "TypeError: guess is what the learner answers: ask with prediction=predict(…), not with a control",
        ),
        (
            dict(rank=slider(1, 9), prediction="Which rank?"),
            "TypeError: prediction must be made by predict, not 'Which rank?'",
        ),
    ],
)
def test_controls_are_the_arguments_of_update(options, words):
    assert refused(lambda rank, lam=0.5, name="a", guess=None: "", **options) == words


def test_a_prediction_needs_an_update_that_takes_the_guess():
    options = dict(rank=slider(1, 9), prediction=predict("Which rank?", slider(1, 9)))
    words = "TypeError: there is a prediction, whose answer update gets as guess, and update takes (rank)"
    assert refused(lambda rank: "", **options) == words
    words = "TypeError: there is nothing that sets guess, and update takes (rank, guess)"
    assert refused(lambda rank, guess: "", rank=slider(1, 9)) == words
    view = Recorder()
    view.update = lambda height, guess: "with a guess"
    assert show(view, prediction=predict("How high?", slider(0, 10))).readout == "with a guess"


@pytest.mark.parametrize(
    "state, words",
    [
        (dict(rnak=3), "TypeError: the preset 'far' sets rnak; there are controls for rank, lam, share, p, kind"),
        ({}, "ValueError: the preset 'far' must set some of rank, lam, share, p, kind, not nothing"),
        (dict(rank=0), "ValueError: the preset 'far' sets rank to 0, which must be a whole number from 1 to 9"),
        (dict(rank=10), "ValueError: the preset 'far' sets rank to 10, which must be a whole number from 1 to 9"),
        (dict(rank=2.5), "ValueError: the preset 'far' sets rank to 2.5, which must be a whole number from 1 to 9"),
        (dict(lam=0.0), "ValueError: the preset 'far' sets lam to 0.0, which must be a number from 0.001 to 10"),
        (dict(lam=-2), "ValueError: the preset 'far' sets lam to -2, which must be a number from 0.001 to 10"),
        (dict(share=1.01), "ValueError: the preset 'far' sets share to 1.01, which must be a number from 0 to 1"),
        (dict(share="1"), "ValueError: the preset 'far' sets share to '1', which must be a number from 0 to 1"),
        (dict(p=3), "ValueError: the preset 'far' sets p to 3, which must be one of 1, 2, inf"),
        (dict(kind="one"), "ValueError: the preset 'far' sets kind to 'one', which must be one of 1, 'two'"),
    ],
)
def test_presets_are_states_that_the_sliders_can_have(state, words):
    controls = dict(rank=slider(1, 9), lam=log_slider(-3, 1), share=slider(0.0, 1.0))
    controls |= dict(p=steps([1, 2, float("inf")]), kind=choice(("one", 1), "two"))
    assert (
        refused(lambda rank, lam, share, p, kind: "", presets={"near": dict(rank=1), "far": state}, **controls) == words
    )


def test_a_preset_between_the_steps_is_kept_exactly(view):
    between, ends = dict(height=0.123456), (dict(height=0.0), dict(height=1))
    p = show(view, presets={"between": between, "low": ends[0], "high": ends[1]})
    said, _ = p.receive({"do": "preset", "name": "between"})
    assert p.state == between and view.states[-1] == (0.123456, None)
    assert said["places"] == {"height": 1} and said["said"] == {"height": "0.12"}
    rate = log_slider(-3, 1)
    view.update = lambda height, rate: f"rate {rate}"
    for value in (10**-2.55, 1e-3, 10.0, 10):
        p = show(view, rate=rate, presets={"there": dict(rate=value)})
        p.receive({"do": "preset", "name": "there"})
        assert p.state["rate"] == value


def test_an_update_that_takes_anything_takes_any_control(view):
    view.update = lambda **state: f"{sorted(state)}"
    p = show(view, other=slider(1, 3), prediction=predict("How high?", slider(0, 10)))
    assert p.readout == "['guess', 'height', 'other']"


def test_a_picture_with_its_text_a_caption_and_a_widget_are_stored(view, monkeypatch):
    p, shown = show(view), []
    view.alt = "A <dial>."
    monkeypatch.setattr(jupyter, "display", lambda data, raw, metadata=None: shown.append(data))
    p._ipython_display_()
    picture, caption, live = shown
    assert set(picture) == {"text/plain", "image/png"} and set(live) == {jupyter.WIDGET_VIEW}
    assert picture["text/plain"] == "A <dial>. height 0.5  guess None" == p.text
    assert Image.open(io.BytesIO(base64.b64decode(picture["image/png"]))).size == (300, 200)
    assert caption["text/html"].startswith('<p class="panel-stored">height 0.5  guess None</p><style>')


def test_a_panel_needs_no_widgets_until_a_notebook_shows_it():
    code = "import lib.panel, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"ipywidgets", "anywidget", "IPython", "traitlets", "numpy", "matplotlib"} & set(loaded)


def test_what_a_front_end_draws_is_data(view):
    p = show(view, name=choice("a", "b"), presets={"high": dict(height=1.0)}, prediction=predict("?", slider(0, 10)))
    told = json.loads(json.dumps(p.describe()))
    assert told["title"] == "a test" and told["rows"] == "L0" and (told["width"], told["height"]) == (300, 200)
    height, name = told["controls"]
    assert height["kind"] == "slider" and height["label"] == "height" and len(height["texts"]) == 11
    assert name["kind"] == "choice" and name["texts"] == ["a", "b"] and told["presets"] == ["high"]
    assert told["prediction"]["question"] == "?" and told["prediction"]["place"] == 0 and not told["committed"]
    assert told["places"] == {"height": 5, "name": 0} and told["readout"] == p.readout and told["file"] is None


def test_a_picture_has_the_pixels_that_the_screen_has(view):
    p = show(view)

    def size(**asked):
        said, (content,) = p.receive({"do": "show", **asked})
        image = Image.open(io.BytesIO(content))
        assert image.format.lower() == said["format"]
        return image.size

    assert size() == (300, 200) and size(ratio=2) == (600, 400) and size(ratio=1.5) == (450, 300)
    assert size(ratio=2, moving=True) == (300, 200), "while a slider moves, speed counts"
    assert size(ratio=0.5) == (300, 200) and size(ratio=9) == (900, 600), "within bounds"
    assert size() == (300, 200), "and back"


def test_a_crisp_picture_leaves_no_trace_in_the_next_one(view):
    p = show(view)
    _, before = p.receive({"do": "show"})
    p.receive({"do": "show", "ratio": 2})
    assert p.receive({"do": "show"})[1] == before


def test_what_may_come_next_is_drawn_ahead_and_the_panel_stays(view):
    p = show(view, name=choice("a", "b"))
    before, (picture,) = p.receive({"do": "show"})
    said, (ahead,) = p.receive({"do": "ahead", "places": {"height": 8}})
    after, (again,) = p.receive({"do": "show"})
    assert p.state == {"height": 0.5, "name": "a"} and p.readout == before["readout"] and again == picture
    assert before["anew"] and not after["anew"], "what stands still was drawn at the first picture alone"
    assert {**after, "took": 0, "anew": True} == {**before, "took": 0}
    come, (moved,) = p.receive({"do": "move", "places": {"height": 8}, "moving": True})
    assert said["ahead"] and ahead == moved
    assert all(said[name] == come[name] for name in ("places", "said", "between", "guess", "readout", "alt", "code"))


def test_what_fails_ahead_is_told_to_whoever_gets_there(view):
    p = show(view)
    assert p.receive({"do": "ahead", "places": {"height": 3}}) == ({"ahead": True}, [])
    assert not p.errors and not p.now()["trouble"] and p.readout == "height 0.5  guess None"
    assert "must not be 0.3" in p.receive({"do": "move", "places": {"height": 3}})[0]["trouble"] and len(p.errors) == 1


def test_presets(view):
    p = show(view, presets={"high": dict(height=1.0), "low": dict(height=0.0)})
    p.receive({"do": "preset", "name": "high"})
    assert p.state == {"height": 1.0} and p.describe()["presets"] == ["high", "low"]


def test_a_control_goes_back_to_its_start(view):
    p = show(view).move(height=0.9)
    p.receive({"do": "start", "name": "height"})
    assert p.state == {"height": 0.5}


def test_a_line_of_code_opens_the_panel_in_its_state(view):
    p = show(view, name=choice("it's a", "b")).move(height=0.9)
    code = p.receive({"do": "show"})[0]["code"]
    p.move(height=0.1, name="b")
    assert eval(code.split("; ")[1], {"panels": panel.panels}) is p and p.state == {"height": 0.9, "name": "it's a"}


@pytest.mark.parametrize(
    "text, value",
    [("0.8", 0.8), (" 0,8 ", 0.8), ("0.8123", 0.8123), ("7", 1.0), ("−3", 0.0), ("-0.0", 0.0), ("1", 1.0)],
)
def test_a_value_can_be_typed(view, text, value):
    p = show(view)
    said, _ = p.receive({"do": "type", "name": "height", "text": text})
    assert p.state == {"height": value} and said["refusal"] is None


def test_what_cannot_be_typed_is_refused_in_words(view):
    p = show(view)
    for text in ("high", "", "nan"):
        said, _ = p.receive({"do": "type", "name": "height", "text": text})
        assert "is not among 0.00 … 1.00" in said["refusal"] and p.state == {"height": 0.5}
    assert p.receive({"do": "type", "name": "height", "text": "0.2"})[0]["refusal"] is None
    assert steps([1, 10, float("inf")]).typed("∞") == float("inf") and steps([1, 10, 100]).typed("8") == 10
    assert slider(1, 9).typed("2.7") == 3 and log_slider(-3, 3).typed("2e-3") == 0.002


def test_an_error_is_in_sight_and_kept_and_the_panel_goes_on(view):
    p = show(view)
    said, pictures = p.receive({"do": "move", "places": {"height": 3}})
    ((state, problem),) = p.errors
    assert state == {"height": 0.3} and isinstance(problem, ArithmeticError) and len(pictures) == 1
    assert said["trouble"] == "This panel failed at height = 0.3.\nArithmeticError: <height> must not be 0.3"
    said, _ = p.receive({"do": "move", "places": {"height": 4}})
    assert said["trouble"] is None and p.readout.startswith("height 0.4") and len(p.errors) == 1


def test_an_error_while_drawing_is_in_sight_too(view, monkeypatch):
    p = show(view)
    monkeypatch.setattr(view, "frame", lambda *_: 1 / 0)
    said, pictures = p.receive({"do": "show"})
    assert "ZeroDivisionError" in said["trouble"] and not pictures and len(p.errors) == 1


def test_a_prediction_comes_before_the_sliders(view):
    p = show(view, prediction=predict("How high?", slider(0, 10)), presets={"high": dict(height=1.0)})
    assert not p.committed and view.states == [(0.5, None)]
    said, _ = p.receive({"do": "commit", "place": 7})
    assert view.states[-1] == (0.5, 7) and said["committed"] and p.state == {"height": 0.5, "guess": 7}
    said, _ = p.receive({"do": "again"})
    assert view.states[-1] == (0.5, None) and not said["committed"]


def test_another_python_brings_back_what_was_set(view):
    """Steps, a value between two of them, and the guess; at once, and without a picture of its own."""
    question = predict("How high?", slider(0, 10))
    p = show(view, name=choice("a", "b"), prediction=question)
    p.receive({"do": "commit", "place": 7})
    p.receive({"do": "move", "places": {"name": 1}})
    said, _ = p.receive({"do": "type", "name": "height", "text": "0.1234567"})
    kept = {name: said[name] for name in ("places", "between", "guess")}
    assert kept == {"places": {"height": 1, "name": 1}, "between": {"height": 0.1234567}, "guess": 7}
    other = show(Recorder(), name=choice("a", "b"), prediction=question)
    drawn = len(other.view.states)
    assert other.receive({"do": "restore", **kept}) == ({}, [])
    assert other.state == p.state and other.readout == p.readout and len(other.view.states) == drawn + 1


def test_a_prediction_may_be_a_choice(view):
    p = show(view, prediction=predict("What happens?", choice("it stays", "it moves")))
    p.commit("it moves")
    assert p.state["guess"] == "it moves" and view.states[-1][1] == "it moves"


def test_a_file_is_loaded_or_refused_kindly(view):
    got = []

    def load(content):
        if content == b"bad":
            raise ValueError("this <file> is no picture")
        got.append(content)

    p = show(view, file=upload("your picture", ".png", load))
    drawn = len(view.states)
    said, _ = p.receive({"do": "file", "part": 0, "parts": 1}, [memoryview(b"bad")])
    assert said["refusal"] == "Sorry: this <file> is no picture." and not p.errors and len(view.states) == drawn
    said, _ = p.receive({"do": "file", "part": 0, "parts": 1}, [memoryview(b"good")])
    assert got == [b"good"] and said["refusal"] is None and len(view.states) == drawn + 1


def test_a_file_comes_in_parts(view):
    got = []
    p = show(view, file=upload("your picture", ".png", got.append))
    p.receive({"do": "file", "part": 0, "parts": 3}, [b"given up"])
    for part, content in enumerate((b"o", b"n", b"e")):
        said, pictures = p.receive({"do": "file", "part": part, "parts": 3}, [content])
        assert bool(pictures) == (part == 2) and (part == 2 or said == {"part": part})
    assert got == [b"one"]


def test_a_state_that_a_control_cannot_have_is_refused(view):
    p = show(view)
    with pytest.raises(ValueError, match="height must be a number from 0 to 1, not 2"):
        p.move(height=2)
    with pytest.raises(TypeError, match="there is no control 'hight'; there are height"):
        p.move(hight=0.2)
    assert p.state == {"height": 0.5} and len(view.states) == 1


def test_who_watches_is_told_of_what_a_cell_has_moved(view):
    p, told = show(view), []
    p.watchers.append(lambda: told.append(p.state))
    p.move(height=0.9)
    p.receive({"do": "move", "places": {"height": 2}})
    assert told == [{"height": 0.9}], "a front end has its answer already"


def test_two_threads_never_draw_at_once_and_states_out_of_date_are_dropped(view):
    p = show(view)
    drawing, go_on = threading.Event(), threading.Event()
    update = view.update

    def slow(**state):
        drawing.set()
        assert go_on.wait(10)
        return update(**state)

    view.update = slow
    view.states.clear()
    first = threading.Thread(target=lambda: p.move(height=0.6))
    first.start()
    assert drawing.wait(10)
    for height in (0.7, 0.8, 0.9):
        other = threading.Thread(target=lambda h=height: p.move(height=h))
        other.start()
        other.join(10)
        assert not other.is_alive(), "nobody waits for a picture that somebody else is drawing"
    go_on.set()
    first.join(10)
    assert [height for height, _ in view.states] == [0.6, 0.9] and p.readout.startswith("height 0.9")


def test_the_registry_knows_the_panel_and_a_cell_that_runs_again_replaces_it(view):
    first = show(view)
    assert panel.panels["a test"] is first
    first.widget = jupyter.PanelWidget(first)
    again = show(Recorder())
    assert panel.panels["a test"] is again and first.widget.comm is None, "the first one is closed"


# Controls.


def test_sliders():
    whole, real = slider(1, 9, value=3), slider(0.0, 1.0)
    assert whole.values == tuple(range(1, 10)) and whole.start == 3 and whole.samples == (1, 5, 9)
    assert len(real.values) == 101 and real.samples == (0, 0.5, 1) and real.values[30] == 0.3
    assert slider(0, 1, step=0.5).values == (0, 0.5, 1) and slider(0.0, 1.0, step=0.3).values == (0, 0.3, 0.6, 0.9, 1)
    assert whole.describe("k")["label"] == "k" and slider(0, 1, label="λ").describe("lam")["label"] == "λ"
    assert slider(-1.0, 1.0, step=0.5).texts == ("−1.00", "−0.50", "0.00", "0.50", "1.00")
    assert slider(0, 1, value=0.25, step=0.1).start == 0.25, "a start between the steps is kept"
    for wrong in ((2, 1), (0, 1, 5), (0, 1, 0, -1)):
        with pytest.raises(ValueError, match="a slider needs"):
            slider(*wrong)


def test_log_slider():
    lam = log_slider(-3, 1, value=0.1)
    assert lam.start == 0.1 and (lam.values[0], lam.values[-1]) == (1e-3, 10) and len(lam.values) == 41
    assert lam.samples == (1e-3, 0.1, 10)
    assert log_slider(-6, -1, steps_per_decade=1).texts == (
        "1.0 × 10⁻⁶",
        "1.0 × 10⁻⁵",
        "1.0 × 10⁻⁴",
        "0.001",
        "0.01",
        "0.1",
    )
    assert log_slider(0, 1, format=".2f").texts[3] == "2.00"
    for wrong in ((1, 1), (-3, 1, 100)):
        with pytest.raises(ValueError, match="a log slider needs"):
            log_slider(*wrong)


def test_a_view_says_what_its_panel_is_and_a_call_what_is_different(view):
    view.panel = lambda: dict(title="its own", rows="L1", height=slider(0.0, 1.0, value=0.2))
    p = explore(view)
    assert (p.title, p.rows, p.state) == ("its own", "L1", {"height": 0.2}) and panel.panels["its own"] is p
    p = explore(view, rows="L2", height=slider(0.0, 1.0, value=0.7))
    assert (p.title, p.rows, p.state) == ("its own", "L2", {"height": 0.7})
    view.panel = dict
    with pytest.raises(TypeError, match="title"):
        explore(view, height=slider(0.0, 1.0))


def test_another_draw_has_a_number():
    drawn = again(3)
    assert (drawn.kind, drawn.values, drawn.start, drawn.samples) == ("again", (0, 1, 2), 0, (0, 1, 2))
    assert drawn.texts == ("draw 1 of 3", "draw 2 of 3", "draw 3 of 3") and drawn.label == "draw again"
    with pytest.raises(ValueError, match="draws must be 2 or more, not 1"):
        again(1)


def test_steps_and_choice():
    assert steps([0.1, 0.2, 0.5], 0.2).start == 0.2 and steps([1, 2, 5]).samples == (1, 2, 5)
    assert steps([0.5, 2.0, float("inf"), -1]).texts == ("0.5", "2", "∞", "−1")
    c = choice(("one", 1), "two", value="two", label="which")
    assert c.samples == (1, "two") and c.start == "two" and c.texts == ("one", "two") and c.label == "which"
    with pytest.raises(ValueError, match="value must be one of 1, 2, not 3"):
        steps([1, 2], 3)


@given(st.integers(-50, 50), st.integers(1, 50), st.sampled_from([0.05, 0.1, 0.25, 0.3, 0.7, 1.0]))
def test_a_sliders_values_rise_from_end_to_end(low, length, step):
    values = slider(float(low), float(low + length), step=step).values
    assert (values[0], values[-1]) == (low, low + length) and all(len(f"{value:g}") <= 6 for value in values)
    assert all(0 < b - a < step * 1.001 for a, b in itertools.pairwise(values))


# A bar for those who wait.


def test_progress_goes_through_everything_and_shows_nothing_outside_of_jupyter(capsys):
    assert list(progress("abc", "letters")) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


def test_progress_in_a_notebook_is_a_bar_that_is_gone_afterwards(monkeypatch):
    shown = []
    monkeypatch.setattr(jupyter.InteractiveShell, "initialized", lambda: True)
    monkeypatch.setattr(jupyter, "display", lambda data, raw: shown.append((list(data), raw)))
    monkeypatch.setattr(jupyter, "clear_output", lambda: shown.append("cleared"))
    assert list(progress(range(3), "counting")) == [0, 1, 2]
    assert shown == [([jupyter.WIDGET_VIEW], True), "cleared"]
