"""lib.panel: what a learner does, what a notebook stores, and what happens when something goes wrong."""

import base64
import io
import threading

import pytest
from PIL import Image

from lib import panel
from lib.panel import choice, explore, log_slider, predict, progress, slider, steps, upload
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
    before = p._picture.value
    p.sliders["height"].value = 0.8
    assert p.readout == "height 0.8  guess None" and p.state == {"height": 0.8}
    assert p._picture.value != before and view.states == [(0.5, None), (0.8, None)]
    assert 'role="status"' in p._words.value and "height 0.8" in p._words.value


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
        (dict(rank=3), "TypeError: rank must be made by slider, log_slider, steps or choice, not 3"),
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
    p._preset_buttons[0].click()
    assert p.state == between and view.states[-1] == (0.123456, None)
    rate = log_slider(-3, 1)
    view.update = lambda height, rate: f"rate {rate}"
    for value in (10**-2.55, 1e-3, 10.0, 10):
        p = show(view, rate=rate, presets={"there": dict(rate=value)})
        p._preset_buttons[0].click()
        assert p.state["rate"] == value


def test_an_update_that_takes_anything_takes_any_control(view):
    view.update = lambda **state: f"{sorted(state)}"
    p = show(view, other=slider(1, 3), prediction=predict("How high?", slider(0, 10)))
    assert p.readout == "['guess', 'height', 'other']"


def test_stored_output_is_a_widget_a_picture_and_a_text(view):
    p = show(view)
    bundle = p._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "image/png", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/plain"] == "A dial. height 0.5  guess None" == p.text
    assert Image.open(io.BytesIO(base64.b64decode(bundle["image/png"]))).size == (300, 200)


def test_the_live_picture_has_alt_text_and_a_size(view):
    view.alt = 'A "dial" <b>.'
    p = show(view)
    assert 'alt="A &quot;dial&quot; &lt;b&gt;. height 0.5' in p._picture.value
    assert '<img width="300" height="200"' in p._picture.value


def test_presets_are_buttons(view):
    p = show(view, presets={"high": dict(height=1.0), "low": dict(height=0.0)})
    p._preset_buttons[0].click()
    assert p.state == {"height": 1.0} and [b.description for b in p._preset_buttons] == ["high", "low"]


def test_an_error_is_in_sight_and_kept_and_the_panel_goes_on(view):
    p = show(view)
    p.move(height=0.3)
    ((state, problem),) = p.errors
    assert state == {"height": 0.3} and isinstance(problem, ArithmeticError)
    assert 'role="alert"' in p._trouble.value and "height = 0.3" in p._trouble.value
    assert "ArithmeticError: &lt;height&gt; must not" in p._trouble.value
    p.move(height=0.4)
    assert p._trouble.value == "" and p.readout.startswith("height 0.4") and len(p.errors) == 1


def test_a_prediction_comes_before_the_sliders(view):
    p = show(view, prediction=predict("How high?", slider(0, 10)), presets={"high": dict(height=1.0)})
    assert p.sliders["height"].disabled and p._preset_buttons[0].disabled and view.states == [(0.5, None)]
    p._guess.value = 7
    assert view.states == [(0.5, None)], "nothing is revealed while the guess is chosen"
    p._commit.click()
    assert view.states[-1] == (0.5, 7) and not p.sliders["height"].disabled and p._guess.disabled
    p._commit.click()
    assert view.states[-1] == (0.5, None) and p.sliders["height"].disabled and not p._guess.disabled


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
    p._file_came({"new": ({"content": memoryview(b"bad")},)})
    assert "this &lt;file&gt; is no picture" in p._trouble.value and not p.errors and len(view.states) == drawn
    p._file_came({"new": ({"content": memoryview(b"good")},)})
    assert got == [b"good"] and p._trouble.value == "" and len(view.states) == drawn + 1
    p._file_came({"new": ()})
    assert got == [b"good"]


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
    again = show(Recorder())
    assert panel.panels["a test"] is again and first.comm is None, "the first one is closed"


def test_sliders():
    whole, real = slider(1, 9, value=3), slider(0.0, 1.0)
    assert type(whole.widget("k")).__name__ == "IntSlider" and whole.samples == (1, 5, 9)
    assert (
        type(real.widget("x")).__name__ == "FloatSlider"
        and real.samples == (0, 0.5, 1)
        and real.options["step"] == 0.01
    )
    assert whole.widget("k").description == "k" and slider(0, 1, label="λ").widget("lam").description == "λ"
    assert slider(0, 1, step=0.5).options["step"] == 0.5
    for wrong in ((2, 1), (0, 1, 5), (0, 1, 0, -1)):
        with pytest.raises(ValueError, match="a slider needs"):
            slider(*wrong)


def test_log_slider():
    widget = log_slider(-3, 1, value=0.1).widget("lam")
    assert widget.value == 0.1 and (widget.min, widget.max) == (-3, 1)
    assert log_slider(-3, 1).samples == pytest.approx((1e-3, 0.1, 10))
    for wrong in ((1, 1), (-3, 1, 100)):
        with pytest.raises(ValueError, match="a log slider needs"):
            log_slider(*wrong)


def test_steps_and_choice():
    assert steps([0.1, 0.2, 0.5], 0.2).widget("x").value == 0.2 and steps([1, 2, 5]).samples == (1, 2, 5)
    c = choice(("one", 1), "two", value="two", label="which")
    assert c.samples == (1, "two") and c.widget("x").value == "two" and c.widget("x").description == "which"


def test_progress_goes_through_everything_and_shows_nothing_outside_of_jupyter(capsys):
    assert list(progress("abc", "letters")) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


def test_progress_in_a_notebook_is_a_bar_that_is_gone_afterwards(monkeypatch):
    shown = []
    monkeypatch.setattr(panel.InteractiveShell, "initialized", lambda: True)
    monkeypatch.setattr(panel, "display", lambda data, raw: shown.append((list(data), raw)))
    monkeypatch.setattr(panel, "clear_output", lambda: shown.append("cleared"))
    assert list(progress(range(3), "counting")) == [0, 1, 2]
    assert shown == [([panel.WIDGET_VIEW], True), "cleared"]
