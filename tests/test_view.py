"""lib.views.view: the base of the views, and numbers as a reader sees them."""

import io
import locale
import os
import subprocess
import sys

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from PIL import Image

from lib.views import canvas, view
from lib.views.view import (
    Picture,
    View,
    count,
    ends_of_line,
    equals,
    number,
    order,
    pair,
    percent,
    plain,
    plus,
    residual,
    size_of,
)
from tests import contrast


class Dial(View):
    alt = "A dial."
    size = (300, 200)

    def prepare(self, top=1.0):
        self.top = top

    def build(self):
        axes = self.axes(40, 40, 200, 120, xlim=(0, 1), ylim=(0, 1))
        (self.line,) = axes.plot([0, 1], [0, 1])
        self.text = self.write(10, 180, "a")
        self.moving(self.line, self.text)

    def update(self, height):
        self.line.set_ydata([0, self.top * height])
        self.text.set_text(f"{height}")
        return f"height {height}"


def pixels(content):
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int)


def test_a_picture_depends_on_the_state_and_not_on_the_way_there():
    dial = Dial()
    dial.update(0.5)
    first = dial.png()
    dial.update(0.9)
    other = dial.png()
    dial.update(0.5)
    assert dial.png() == first != other
    assert pixels(first).shape == (200, 300, 3)


def test_what_stands_still_is_drawn_once(monkeypatch):
    dial = Dial()
    drawn = []
    draw = dial.figure.canvas.draw
    monkeypatch.setattr(dial.figure.canvas, "draw", lambda: (drawn.append(1), draw()))
    for height in (0.1, 0.2, 0.3):
        dial.update(height)
        dial.frame()
    assert len(drawn) == 1
    dial.redraw_still()
    dial.png()
    assert len(drawn) == 2


def test_only_the_views_that_moved_last_keep_pixels(monkeypatch):
    """A notebook has ten panels, and a learner moves one at a time."""
    monkeypatch.setattr(view, "KEPT", 2)
    dials = [Dial(top) for top in (0.3, 0.6, 0.9)]
    assert len({id(dial.figure.canvas.get_renderer()) for dial in dials}) == 1, "one sheet for all of one size"
    for dial in dials:
        dial.update(0.5)
    first = [dial.png() for dial in dials]
    assert len(set(first)) == 3
    assert [dial._still is None for dial in dials] == [True, False, False]
    assert [dials[i].png() for i in (1, 0, 2, 0, 1)] == [first[i] for i in (1, 0, 2, 0, 1)]


@pytest.mark.parametrize("ratio", [1, 1.25, 2])
def test_views_of_every_height_share_a_sheet_and_keep_their_own_picture(ratio):
    class Tall(Dial):
        size = (300, 260)

    class Tower(Dial):
        size = (300, canvas.TALLEST + 100)

    dials = [Dial(), Tall(), Tower()]
    sheets = [dial.figure.canvas.get_renderer() for dial in dials]
    assert sheets[0] is sheets[1] is not sheets[2]
    for dial in dials:
        dial.update(0.5)
    first = [dial.frame(ratio)[1] for dial in dials]
    heights = [pixels(content).shape[0] for content in first]
    assert heights == [round(ratio * dial.size[1]) for dial in dials]
    assert [dials[i].frame(ratio)[1] for i in (1, 0, 2, 0, 1)] == [first[i] for i in (1, 0, 2, 0, 1)]


@pytest.mark.parametrize("ratio", [1.25, 2, 3])
def test_what_stands_still_with_more_pixels_is_kept_by_the_last_view_alone(ratio):
    """10 MB at twice the width and height: kept from the second picture in a row on, and let go by the next view."""

    def crisp(dial, height):
        dial.update(height)
        return dial.frame(ratio)[1]

    def kept():
        return View._large[1] is not None

    anew = {height: crisp(Dial(), height) for height in (0.2, 0.5, 0.8)}
    dial, other = Dial(), Dial(0.9)
    seen = []
    for height in (*anew, *anew):
        assert crisp(dial, height) == anew[height]
        seen.append(kept())
    assert seen == [False, True, True, True, True, True]
    crisp(other, 0.5)
    assert not kept() and crisp(dial, 0.5) == anew[0.5] and not kept()
    crisp(dial, 0.5)
    dial.line.axes.set_facecolor("black")
    dial.redraw_still()
    assert crisp(dial, 0.5) != anew[0.5], "a view with other data is drawn once more"


class Words(View):
    """Texts that stay, change, move, are turned, high, cut off, transparent or hidden, and one far out."""

    size = (300, 200)

    def build(self):
        axes = self.axes(100, 100, 100, 80, xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        self.changes, self.moves = self.write(10, 180), self.write(10, 160, "moves")
        self.still = [
            self.write(10.3, 140.7, r"stays $\frac{1}{2}x^2$", color="#C35600", alpha=0.7),
            self.write(10, 100, "turned", rotation=30),
            self.write(10, 20, "A", fontsize=90),
            self.write(-20, 5, "begins outside"),
            self.write(250, 5, "ends outside of it"),
            self.write(150, 60, "on white", backgroundcolor="white", ha="right", va="center"),
            axes.text(0.7, 0.5, "cut off", clip_on=True),
            axes.text(0.7, 0.2, "beside", weight="bold"),
            self.write(200, 20, "hidden", visible=False),
        ]
        self.moving(self.changes, self.moves, *self.still)

    def update(self, height=0.5):
        self.changes.set_text(f"changes: {height}")
        self.moves.set_position((0.1 + height / 7, 0.6))
        return ""


def test_in_pictures_that_follow_each_other_texts_that_stay_are_painted_again_and_not_drawn(monkeypatch):
    drawn = []
    letters = canvas.RendererAgg.draw_text

    def noted(self, gc, x, y, s, *more):
        drawn.append(s)
        letters(self, gc, x, y, s, *more)

    monkeypatch.setattr(canvas.RendererAgg, "draw_text", noted)
    words = Words()
    heights = (0.1, 0.2, 0.2, 0.3, 0.4, 0.1, 0.1, 0.1)
    seen = []
    for height in heights:
        words.update(height)
        drawn.clear()
        words.draw(moving=True)
        seen.append((set(drawn), words.figure.canvas.buffer_rgba().astype(int)))
    kept = {"on white", "cut off", "beside", "ends outside of it", words.still[0].get_text()}
    always = {"turned", "begins outside", "A"}
    assert not (kept - seen[0][0]) and seen[4][0] == {"changes: 0.4", "moves"} | always
    assert seen[7][0] == always, "what has come to rest is not drawn either"
    for height, (_, quick) in zip(heights, seen):
        words.update(height)
        words.draw()
        assert np.abs(words.figure.canvas.buffer_rgba() - quick).max() <= 1
        assert (words.figure.canvas.buffer_rgba() < 128).any()
    first = words.png()
    words.frame(moving=True)
    assert words.png() == first, "what is stored does not depend on what was drawn before"


def test_live_frames_and_stored_pictures_show_the_same():
    dial = Dial()
    dial.update(0.7)
    assert dial.frame()[0] == "png" and (pixels(dial.frame()[1]) == pixels(dial.png())).all()
    dial.photographic = True
    assert dial.frame()[0] == "jpeg" and np.abs(pixels(dial.frame()[1]) - pixels(dial.png())).mean() < 1


def test_drawn_anew_it_is_the_same():
    dial = Dial(top=0.5)
    dial.update(0.7)
    before = dial.png()
    dial.draw_anew()
    dial.update(0.7)
    assert dial.png() == before


def test_the_look_is_the_views_own_and_global_settings_are_left_alone():
    before = dict(mpl.rcParams)
    with mpl.rc_context({"font.size": 40, "lines.linewidth": 9}):
        elsewhere = Dial()
        elsewhere.update(0.5)
        content = elsewhere.png()
    dial = Dial()
    dial.update(0.5)
    assert dial.png() == content and dict(mpl.rcParams) == before


class Sketch(View):
    """One artist of each kind that the views draw; it makes a figure in prepare, and a title in update."""

    size = (400, 240)

    def prepare(self):
        self.width = Figure().get_figwidth()

    def build(self):
        left = self.axes(40, 40, 150, 160, xlabel="x", title="title", yscale="log", ylim=(1e-3, 1e3))
        left.plot([0, 1, 2], [1, 10, 0.1], "o--")
        left.plot([0, 1, 2], [2, 20, 0.2], "-", mec="white")
        left.bar([0, 1], [0.5, 5], hatch="//")
        left.annotate("−2.5", (1, 1), fontsize=16)
        self.right = self.axes(240, 40, 140, 160)
        self.right.fill([0, 1, 1], [0, 0, 1], alpha=0.5)
        self.right.axhspan(0.2, 0.4)
        self.right.text(0, 1, "$x_1$ boxed", bbox=dict(fc="white", ec="none"))
        self.line = self.moving(self.right.plot([], [])[0])
        self.picture = self.moving(Picture(self.axes(100, 160, 60, 40), np.eye(3)))
        self.moving(self.right)

    def update(self, height):
        self.line.set_data([0, 1], [0, self.width * height / 6.4])
        self.right.set_title(f"{height}")
        self.right.set_yticks([0, height, 2 * height])
        return f"height {height}"


HOSTILE = {
    "text.usetex": True,
    "figure.constrained_layout.use": True,
    "figure.dpi": 200,
    "figure.figsize": (1, 1),
    "axes.formatter.use_locale": True,
    "axes.unicode_minus": False,
    "axes.prop_cycle": mpl.cycler(color=["red"]),
    "axes.grid": True,
    "axes.titlelocation": "left",
    "font.weight": "bold",
    "savefig.dpi": 30,
    "savefig.facecolor": "red",
    "image.cmap": "jet",
    "image.origin": "lower",
    "image.interpolation": "bicubic",
    "image.composite_image": False,
    "lines.linewidth": 9,
    "lines.markersize": 20,
    "lines.dashed_pattern": (1, 9),
    "lines.antialiased": False,
    "patch.force_edgecolor": True,
    "hatch.color": "red",
    "path.sketch": (1, 100, 2),
    "path.effects": [withStroke(linewidth=4, foreground="white")],
    "mathtext.default": "regular",
    "xtick.direction": "in",
    "ytick.minor.size": 9,
    "text.antialiased": False,
}


@pytest.mark.parametrize("kind", [Dial, Sketch])
def test_a_readers_own_settings_change_no_picture(kind, monkeypatch):
    """A style sheet, LaTeX, a layout engine, a locale: none is seen, wherever a view makes its artists."""
    # As in de_DE, which not every machine has.
    monkeypatch.setattr(locale, "_override_localeconv", {"decimal_point": ","})
    assert locale.format_string("%.1f", 0.7) == "0,7"
    wanted = kind()
    wanted.update(0.7)
    content = wanted.png()
    for settings in (mpl.style.library["dark_background"], HOSTILE, mpl.style.library["seaborn-v0_8-poster"]):
        with mpl.rc_context(settings):
            before = dict(mpl.rcParams)
            view = kind()
            view.update(0.7)
            assert view.png() == content
            assert dict(mpl.rcParams) == before, "and they are left as they were"


def test_a_readers_own_settings_come_back_after_an_error():
    with mpl.rc_context(HOSTILE):
        before = dict(mpl.rcParams)
        with pytest.raises(TypeError):
            Dial().update("high")
        assert dict(mpl.rcParams) == before


def test_a_settings_file_that_matplotlib_reads_at_its_start_changes_no_picture(tmp_path):
    """Some settings count when Matplotlib is loaded, and never again: the number of colours in a colour map."""
    (tmp_path / "matplotlibrc").write_text("image.lut: 4\ntext.usetex: True\nlines.linewidth: 9\nbackend: svg\n")
    code = (
        "from tests.test_view import Sketch; from lib.views.rbf_interpolation.terrain import TERRAIN, ERROR; "
        "import hashlib; view = Sketch(); view.update(0.7); "
        "print(hashlib.sha256(view.png()).hexdigest(), TERRAIN(0.3), ERROR(0.3))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], env=os.environ | more, capture_output=True, text=True, check=True)
        for more in ({}, {"MATPLOTLIBRC": str(tmp_path)})
    ]
    assert said[0].stdout == said[1].stdout


class Riddle(View):
    """What a learner guesses is a place on the x-axis."""

    size = (300, 200)

    def build(self):
        axes = self.axes(40, 40, 200, 120, xlim=(0, 10), ylim=(0, 1))
        (self.curve,) = axes.plot([0, 10], [0, 1])
        (self.detail,) = axes.plot([0, 10], [1, 0])
        self.answering(self.curve, self.detail)
        self.guess = self.mark(axes, name_at=0.8)
        self.truth = self.mark(axes, "green", "-", span=(0, 0.5))
        self.words = self.cover(axes, y=0.3)
        self.blank = self.covering(self.write(10, 180, "?"))

    def update(self, detailed, guess=None):
        if not self.reveal(guess):
            return "what is it?"
        self.detail.set_visible(detailed)
        self.guess.show(guess, "your guess")
        self.truth.show(7, "the truth", "right")
        return "it is 7"


def shown(*artists):
    return [artist.get_visible() for artist in artists]


def test_an_answer_is_covered_until_there_is_a_guess():
    riddle = Riddle()
    answer = (riddle.curve, riddle.detail, riddle.guess, riddle.guess.name, riddle.truth, riddle.truth.name)
    assert riddle.update(True) == "what is it?"
    assert not any(shown(*answer)) and all(shown(riddle.words, riddle.blank))
    covered = riddle.png()
    for guess in (0, 4):  # 0 is a guess as well
        assert riddle.update(True, guess) == "it is 7"
        assert all(shown(*answer)) and not any(shown(riddle.words, riddle.blank))
        assert riddle.png() != covered
    assert riddle.update(True, None) == "what is it?" and riddle.png() == covered, "a guess can be taken back"


def test_a_part_of_the_answer_may_stay_hidden_in_some_states():
    riddle = Riddle()
    riddle.update(False, 4)
    assert shown(riddle.curve, riddle.detail) == [True, False]
    riddle.update(True, 4)
    assert shown(riddle.curve, riddle.detail) == [True, True]


def test_what_covers_an_answer_says_so_in_its_place():
    riddle = Riddle()
    riddle.update(True)
    riddle.draw()
    box = riddle.words.get_window_extent()
    assert riddle.words.get_text() == "after your guess"
    assert ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == pytest.approx((40 + 200 / 2, 40 + 0.3 * 120), abs=1)


@pytest.mark.parametrize("guess, inwards", [(1, True), (9, False)])
def test_a_mark_stands_at_its_place_and_its_name_beside_it(guess, inwards):
    riddle = Riddle()
    riddle.update(True, guess)
    riddle.draw()
    line, name = riddle.guess.get_window_extent(), riddle.guess.name.get_window_extent()
    x = 40 + 20 * guess
    assert (line.x0 + line.x1) / 2 == pytest.approx(x) and (line.y1 - line.y0) == pytest.approx(120, abs=5)
    assert riddle.guess.name.get_text() == " your guess "
    assert (abs(name.x0 - x) < 1) == inwards and (abs(name.x1 - x) < 1) != inwards, "towards the middle"
    assert (name.y0 + name.y1) / 2 == pytest.approx(40 + 0.8 * 120, abs=1)
    assert riddle.truth.get_xdata() == [7, 7] and riddle.truth.get_ydata() == (0, 0.5)
    assert riddle.truth.name.get_window_extent().x0 == pytest.approx(40 + 140, abs=1), "on the side that was asked for"


def test_one_artist_is_returned_as_itself():
    dial = Dial()
    assert dial.moving(dial.line) is dial.line and dial.moving(dial.line, dial.text) == (dial.line, dial.text)


def test_a_view_must_say_how():
    with pytest.raises(NotImplementedError):
        View()
    with pytest.raises(NotImplementedError):
        View.update(Dial())


class Squares(View):
    size = (200, 100)

    def build(self):
        box = self.axes(20, 10, 120, 80)
        box.set_axis_off()
        self.picture = self.moving(Picture(box, np.zeros((2, 3, 3))))


def test_a_picture_shows_each_pixel_as_a_sharp_square():
    squares = Squares()
    colours = np.array([[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[1, 1, 0], [0, 0.5, 1.5], [-1, 0, 0]]], dtype=float)
    squares.picture.set_data(colours)
    seen = pixels(squares.png())
    assert (seen[:10] == 255).all() and (seen[:, :20] == 255).all() and (seen[:, 140:] == 255).all()
    wanted = (np.clip(colours, 0, 1) * 255 + 0.5).astype(int)
    for i in range(2):
        for j in range(3):
            block = seen[10 + 40 * i : 50 + 40 * i, 20 + 40 * j : 60 + 40 * j]
            assert (block == wanted[i, j]).all(), (i, j)


def test_a_picture_of_another_size_and_one_with_a_colour_map():
    squares = Squares()
    squares.picture.show(np.ones((80, 40, 3)) * 0.2)
    squares.redraw_still()
    seen = pixels(squares.png())
    assert (seen[10:90, 60:100] == 51).all() and (seen[:, :60] == 255).all(), "portrait, in the middle"
    squares.picture.show(np.array([[0.0, 1.0]]))
    squares.picture.set(cmap="gray", clim=(0, 1))
    squares.redraw_still()
    seen = pixels(squares.png())
    assert (seen[50, 30] == 0).all() and (seen[50, 130] == 255).all()


@pytest.mark.parametrize(
    "x, words",
    [
        (0, "0"),
        (-0.0, "0"),
        (0.012345, "0.0123"),
        (1, "1.00"),
        (12.345, "12.3"),
        (999.6, "1000"),
        (54321, "54300"),
        (123456, "1.23 × 10⁵"),
        (1e-5, "1.00 × 10⁻⁵"),
        (-2.5, "−2.50"),
        (3e-15, "< 1e-12"),
        (-3e-15, "< 1e-12"),
        (np.inf, "∞"),
        (-np.inf, "−∞"),
        (np.nan, "undefined"),
        (1e22, "1.00 × 10²²"),
    ],
)
def test_numbers(x, words):
    assert number(x) == words


def test_other_words_for_numbers():
    assert (residual(0), residual(1e-13), residual(0.5)) == ("< 1e-12", "< 1e-12", "0.500")
    assert (equals(0), equals(-1e-13), equals(0.5)) == ("< 1e-12", "< 1e-12", "= 0.500")
    assert (percent(0.1234), percent(0), percent(1e-16), percent(1)) == ("12.3 %", "0 %", "0 %", "100 %")
    assert (count(1234567), number(0.05, 2)) == ("1,234,567", "0.050")
    assert [count(n, "layer") for n in (0, 1, 2, 1000)] == ["0 layers", "1 layer", "2 layers", "1,000 layers"]
    assert (order(1.5), order(2.0), order(np.inf)) == ("1.5", "2", "∞")


@pytest.mark.parametrize(
    "value, words",
    [(0.5, "0.50"), (1e-6, "1.0 × 10⁻⁶"), (12345.0, "12000"), (1.9e5, "1.9 × 10⁵"), (2.5e-20, "2.5 × 10⁻²⁰")],
)
def test_sizes(value, words):
    assert size_of(value) == words


def test_numbers_that_a_slider_was_set_to():
    assert (plain(0.5), plain(-1.2), plain(3), plain(-1e-12), plain(0.1 + 0.2)) == ("0.5", "−1.2", "3", "0", "0.3")
    assert (plus(0.5), plus(-1.2), plus(0)) == (" + 0.5", " − 1.2", " + 0")
    assert pair([0.5, -1.2]) == "(0.5, −1.2)"


@pytest.mark.parametrize("a, b, c", [(1, 2, -0.5), (-3, 0, 1), (0, 0.5, 0)])
def test_the_ends_of_a_line_lie_on_it_and_far_apart(a, b, c):
    ends = np.transpose(ends_of_line(a, b, c))
    assert np.allclose(ends @ [a, b], -c) and np.hypot(*(ends[1] - ends[0])) == pytest.approx(200)


def test_no_direction_no_line():
    assert ends_of_line(0, 0, 1) == ([], [])


def test_colours_stand_out_from_white_and_from_the_pale_areas():
    pale = (view.PALE_BLUE, view.PALE_MODEL, view.PALE_TRUTH, view.PALE_GREY, view.PALE_ALARM)
    for colour in (view.DATA, view.MODEL, view.TRUTH, view.GUESS, view.CAT, view.INK, view.GREY):
        assert contrast.ratio(to_rgb(colour), to_rgb("white")) >= contrast.TEXT, colour
        assert min(contrast.ratio(to_rgb(colour), to_rgb(area)) for area in pale) >= contrast.MARK, colour
    assert min(contrast.ratio(to_rgb(view.MODEL_ON_PALE), to_rgb(area)) for area in pale) >= contrast.TEXT
    assert contrast.ratio(to_rgb(view.LIGHT), to_rgb("white")) >= contrast.MARK
