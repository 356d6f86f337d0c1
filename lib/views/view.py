"""The base of every view, the look that all of them share, and numbers as a reader sees them.

A view draws one figure once and is then moved from state to state: ``update(**state)`` sets the data of the artists
that were given to :meth:`View.moving` and returns the readout, one sentence with the numbers that matter. Everything
else in the figure stands still and is drawn a single time, which is why a slider is answered without lag.

Where a learner commits to a guess first, ``build`` says what is the answer (:meth:`View.answering`) and what stands in
its place until then (:meth:`View.cover`), and ``update`` calls :meth:`View.reveal`, which shows the one or the other.
"""

import contextlib
import io
import weakref

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from PIL import Image

from lib.views.canvas import DPI, Canvas, fast_png

# Okabe and Ito's palette, which people with a colour vision deficiency can tell apart. All but the dogs' orange are
# darkened until their contrast with white is 4.5, so that a mark and the letters that name it have one colour.
DOG = "#E69F00"  # fills only, with a dark edge: 2.2 on white
CAT = "#0072B2"
DATA = "#404040"
MODEL = "#C35600"
TRUTH = "#008762"
GUESS = "#92487B"
LIGHT = "#949494"  # lines and bars: 3 on white
GREY = "#6A6A6A"  # LIGHT, darkened until it can be read as text
# Lightened until they can be areas behind points and lines, which keep a contrast of 3.
PALE_BLUE = "#CFE4F3"
PALE_MODEL = "#F7D6BD"
PALE_TRUTH = "#BFE3D5"
PALE_GREY = "#E0E0E0"
PALE_ALARM = "#F7E3D7"  # where values should not be
MODEL_ON_PALE = "#A04000"  # letters on these areas
INK = "#202020"

KEPT = 2  # views that keep what stands still in them as pixels, of all that a kernel has
STYLE = {
    "font.family": "DejaVu Sans",  # comes with Matplotlib, so that every machine draws the same letters
    "font.size": 14,
    "mathtext.fontset": "dejavusans",
    "axes.titlesize": 16,
    "axes.labelsize": 14,
    "xtick.labelsize": 14,
    "ytick.labelsize": 14,
    "legend.fontsize": 14,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "lines.linewidth": 2.5,
    "lines.markersize": 8,
    "text.hinting": "none",  # FreeType's hinting takes as long as drawing the letters
}
# Matplotlib's own defaults, and our style upon them: what a reader has set elsewhere is no part of it. The backend is
# left alone: it is how a reader's other figures reach the screen.
LOOK = dict(dict.items(mpl.rcParamsDefault)) | dict(dict.items(mpl.RcParams(STYLE)))
del LOOK["backend"]


@contextlib.contextmanager
def our_look():
    """Whatever is made or drawn in here has our look; afterwards all settings of Matplotlib are as they were."""
    # This happens at each frame: only what differs is set, and without mpl.rc_context, which copies all settings.
    # _set is public in spite of its name.
    settings = dict.items(mpl.rcParams)
    before = {name: value for name, value in settings if name in LOOK and value is not LOOK[name]}
    for name in before:
        mpl.rcParams._set(name, LOOK[name])
    try:
        yield
    finally:
        for name, value in before.items():
            mpl.rcParams._set(name, value)


class View:
    """One figure, moved by ``update``.

    A subclass has

    * ``alt``: what is drawn, in one sentence, for those who cannot see it; the readout completes it;
    * ``prepare(self, …)``: the mathematics that depends on no slider, done once: factorisations, trained paths. It
      receives the arguments of the constructor;
    * ``build(self)``: the axes on ``self.figure``, and every artist; those that will change go through :meth:`moving`;
    * ``update(self, **state) -> str``: sets the artists' data for one state of the sliders; returns the readout. If
      there is something to guess, its last argument is ``guess=None``; ``None`` says that nobody has guessed yet;
    * ``panel(self) -> dict``: the settings of its panel, by the names that ``lib.panel.explore`` has for them.

    The first three have our look, whatever a reader has told Matplotlib.

    ``size`` is the picture's width and height in pixels. A ``photographic`` one, full of colours, is sent as JPEG.
    """

    alt = ""
    size = (1200, 540)
    photographic = False
    _kept = []  # the views that keep what stands still, the newest at the end
    _large = (None, None), None  # (view, ratio) of the last picture with more pixels, and what stands still in it

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "update" in vars(cls):
            cls.update = our_look()(cls.update)

    def __init__(self, *data, **options):
        with our_look():
            self.prepare(*data, **options)
        self.draw_anew()

    def draw_anew(self):
        """Make the figure and all its artists."""
        width, height = self.size
        self._moving, self._above, self.answers, self.covers = [], [], [], []
        self.redraw_still()
        with our_look():
            self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
            Canvas(self.figure)
            self.build()

    def prepare(self):
        """What depends on no slider; nothing, unless a view says otherwise."""

    def build(self):
        raise NotImplementedError

    def update(self, **state):
        raise NotImplementedError

    def panel(self):
        return {}

    def axes(self, left, bottom, width, height, **options):
        """Axes whose frame has the given place and size, in pixels from the lower left corner of the figure."""
        across, up = self.size
        return self.figure.add_axes((left / across, bottom / up, width / across, height / up), **options)

    def write(self, x, y, text="", **options):
        """A text at (x, y) pixels from the lower left corner of the figure."""
        across, up = self.size
        return self.figure.text(x / across, y / up, text, **options)

    def moving(self, *artists):
        """Say that these artists change with the state; returns the artist, or the tuple of them."""
        for artist in artists:
            artist.set_animated(True)
        self._moving += artists
        self._moving.sort(key=lambda artist: artist.get_zorder())
        return artists[0] if len(artists) == 1 else artists

    def above(self, *artists):
        """Say that these artists stand still above what moves, and so are drawn after it each time."""
        self._above += artists
        return self.moving(*artists)

    def answering(self, *artists):
        """Say that these artists give the answer away, and so are hidden until the learner has guessed."""
        self.answers += artists
        return self.moving(*artists)

    def covering(self, *artists):
        """Say that these artists stand in the answer's place until the learner has guessed."""
        self.covers += artists
        return self.moving(*artists)

    def cover(self, axes, x=0.5, y=0.5):
        """Write "after your guess" where the answer will be, at (x, y) in shares of the width and height of axes."""
        place = dict(transform=axes.transAxes, ha="center", va="center")
        return self.covering(axes.text(x, y, "after your guess", fontsize=17, backgroundcolor="white", **place))

    def mark(self, axes, colour=GUESS, style="--", **options):
        """A :class:`Mark` on axes as a part of the answer: where the guess is, or the truth in another colour."""
        mark = Mark(axes, colour, style, **options)
        self.answering(mark, mark.name)
        return mark

    def reveal(self, guess):
        """Show the answer, or what covers it as long as ``guess`` is ``None``. Returns whether it is the answer.

        ``update`` calls it before it sets the answer, and may then hide what the answer does not have in this state.
        """
        guessed = guess is not None
        for artist in self.answers:
            artist.set_visible(guessed)
        for artist in self.covers:
            artist.set_visible(not guessed)
        return guessed

    @property
    def anew(self):
        """Whether what stands still is drawn at the next picture, which then takes many times as long."""
        return self._still is None

    def redraw_still(self):
        """Draw what stands still once more at the next picture: for a view that has been given other data."""
        self._still = None
        if View._large[0][0] == weakref.ref(self):
            View._large = (None, None), None

    def draw(self, moving=False):
        """Draw the present state on the figure's canvas, of the size of the page; only what moves is drawn anew, and
        texts that stay are repeated while a slider is ``moving``.

        Of what stands still with more pixels, 10 MB at twice the width and height, the last view alone keeps its own.
        """
        canvas = self.figure.canvas
        with our_look():
            if self._still is None:
                canvas.draw()
                self._still = canvas.copy_from_bbox(self.figure.bbox)
                self._forget_others()
            canvas.begin(self._still, moving)
            self._draw_moving()

    def _forget_others(self):
        """Let only the last few views keep what stands still, 3 MB each: a learner moves one panel at a time."""
        View._kept = [kept for kept in View._kept if kept() not in (None, self)] + [weakref.ref(self)]
        if len(View._kept) > KEPT:
            View._kept.pop(0)().redraw_still()

    def png(self):
        """The present state as the bytes of a PNG file, made small."""
        self.draw()
        return self._saved("PNG", compress_level=9)

    def frame(self, ratio=1, moving=False):
        """The present state for a screen with ``ratio`` pixels for one of the page's: the format's name, and the bytes.

        While a slider is ``moving`` the next picture is near, and speed counts: then it has the page's own pixels, and
        is a JPEG, which browsers decode soonest. At rest it has the screen's, with a loss only if full of colours.
        """
        if moving:
            self.draw(moving)
            return "jpeg", self._saved("JPEG", quality=75)
        self._draw_for(ratio)
        try:
            if self.photographic:
                return "jpeg", self._saved("JPEG", quality=90, subsampling=0)
            return "png", fast_png(self.figure.canvas.buffer_rgba())
        finally:
            self.figure.set_dpi(DPI)

    def _draw_for(self, ratio):
        if ratio == 1:
            return self.draw()
        canvas, here = self.figure.canvas, (weakref.ref(self), ratio)
        last, still = View._large
        with our_look():
            self.figure.set_dpi(DPI * ratio)
            if last == here and still is not None:
                canvas.get_renderer()
                canvas.restore_region(still)
            else:
                # Kept from the second picture in a row on: Run All makes one of each panel.
                canvas.draw()
                View._large = here, canvas.copy_from_bbox(self.figure.bbox) if last == here else None
            self._draw_moving()

    def _draw_moving(self):
        renderer = self.figure.canvas.get_renderer()
        for artist in self._moving:
            artist.draw(renderer)

    def _saved(self, format, **options):
        content = io.BytesIO()
        pixels = self.figure.canvas.buffer_rgba()
        # The fourth byte is a filler, since nothing shines through: so JPEG needs no copy with three.
        picture = Image.frombuffer("RGBX", pixels.shape[1::-1], pixels, "raw", "RGBX", 0, 1)
        (picture if format == "JPEG" else picture.convert("RGB")).save(content, format, **options)
        return content.getvalue()


class Picture(AxesImage):
    """An image of square pixels that is shown without smoothing, many times as fast as ``Axes.imshow`` draws it.

    ``Axes.imshow`` interpolates through general code even when it is asked for the nearest pixel; here the nearest
    pixel is simply looked up. data : (m, n, 3) array, RGB in [0, 1], cut to that range; or (m, n) with a colour map.
    """

    def __init__(self, axes, data, **options):
        super().__init__(axes, interpolation="nearest", origin="upper", **options)
        axes.add_image(self)
        axes.set_aspect("equal")
        self.show(data)

    def show(self, data):
        """Show a picture of another size; afterwards the figure's still part has to be drawn once more."""
        height, width = np.shape(data)[:2]
        self.set_extent((0, width, height, 0))
        self.axes.set(xlim=(0, width), ylim=(height, 0))
        self.set_data(data)

    def set_data(self, data):
        if np.ndim(data) == 3:
            colours = np.full((*data.shape[:2], 4), 255, dtype=np.uint8)
            np.clip(data * 255 + 0.5, 0, 255, out=colours[:, :, :3], casting="unsafe")
            data = colours
        super().set_data(data)

    def make_image(self, renderer, magnification=1.0, unsampled=False):
        data = self.get_array()
        colours = data.data if data.ndim == 3 else self.to_rgba(data, bytes=True)
        left, bottom, right, top = np.rint(self.axes.bbox.extents).astype(int)
        from_below = _nearest(top - bottom, len(colours))[::-1]
        image = colours.take(from_below, axis=0).take(_nearest(right - left, colours.shape[1]), axis=1)
        return image, left, bottom, None


def _nearest(pixels, entries):
    return ((np.arange(pixels) + 0.5) * entries / pixels).astype(int)


class Mark(Line2D):
    """An upright line at one place of the x-axis, with its name beside it.

    span : (2,) floats, the lower and upper end as shares of the height of axes. name_at : the height of the name's
    middle, likewise. Other options are those of ``Line2D``.
    """

    def __init__(self, axes, colour, style, span=(0, 1), name_at=0.9, **options):
        where = dict(transform=axes.get_xaxis_transform(), color=colour)
        super().__init__([], [], ls=style, **where, **cased(options.get("lw", 2.5)), **options)
        axes.add_line(self)
        self.span = span
        self.name = axes.text(0, name_at, "", va="center", **where)

    def show(self, x, words="", side=None):
        """Stand at x, with these words on one side, "left" or "right": by default where the middle of the axes is."""
        self.set_data([x, x], self.span)
        at, _ = self.get_transform().transform((x, 0))
        side = side or ("right" if at < self.axes.bbox.x0 + self.axes.bbox.width / 2 else "left")
        self.name.set(text=f" {words} ", x=x, ha="left" if side == "right" else "right")


def cased(width):
    """A white edge for a line of this width in points, or letters (0): it stands out on whatever it crosses."""
    return dict(path_effects=[withStroke(linewidth=width + 3, foreground="white")])


def wide_truth():
    """The truth under a model's line: a thin line in a wide pale one, so that both are seen where they agree."""
    return dict(color=TRUTH, lw=1.5, path_effects=[withStroke(linewidth=8, foreground=PALE_TRUTH)])


def ends_of_line(a, b, c=0.0, far=100.0):
    """Two points far out on the line a x + b y + c = 0: x (2,) and y (2,); nothing where a and b are 0."""
    length = np.hypot(a, b)
    if length == 0:
        return [], []
    foot, along = -c * np.array([a, b]) / length**2, far * np.array([-b, a]) / length
    return np.transpose([foot - along, foot + along])


def steady(x):
    """``x`` rounded to eight significant digits, before it is rounded to the few that a reader sees.

    1.0249999999999998 and 1.0250000000000001 are one number that two processors compute; rounded at once they would be
    shown as 1.02 and 1.03. What remains, a tie of the eighth digit and the shown one together, a test looks for.
    """
    return float(f"{float(x):.7e}")


def number(x, digits=3):
    """A number as a reader sees it: ``digits`` significant digits, no -0, no more precision than there is.

    0.012345 → "0.0123", 123456.0 → "1.23 × 10⁵", 3e-15 → "< 1e-12", and 0 → "0".
    """
    x = float(x)
    if x == 0:
        return "0"
    if abs(x) < 1e-12:
        return "< 1e-12"
    if not np.isfinite(x):
        return "∞" if x > 0 else "−∞" if x < 0 else "undefined"
    mantissa, power = f"{steady(abs(x)):.{digits - 1}e}".split("e")
    sign = "−" if x < 0 else ""
    if -4 <= int(power) < 5:
        return sign + f"{float(f'{mantissa}e{power}'):.{max(digits - 1 - int(power), 0)}f}"
    return f"{sign}{mantissa} × {_power_of_ten(power)}"


def _power_of_ten(power):
    return "10" + str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def size_of(ratio):
    """A positive number with two digits, however small it is."""
    mantissa, power = f"{steady(ratio):.1e}".split("e")
    if -4 < int(power) < 5:
        return number(ratio, 2)
    return f"{mantissa} × {_power_of_ten(power)}"


def residual(x):
    """What rounding may leave at exactly 0 or a little above, as a reader sees it: "< 1e-12" either way."""
    return "< 1e-12" if abs(x) < 1e-12 else number(x)


def equals(x):
    """The same after the name of what it is: "= 0.583", or "< 1e-12" for what is 0 but for rounding."""
    said = residual(x)
    return said if said.startswith("<") else f"= {said}"


def count(n, noun=None):
    """A whole number as a reader sees it, 12345 → "12,345"; of things with a noun: 1 → "1 layer", 2 → "2 layers"."""
    many = f"{int(n):,}"
    return many if noun is None else f"{many} {noun}{'s' * (n != 1)}"


def percent(share):
    """A share that was computed, as a reader sees it: 0.1234 → "12.3 %"; what is below 1e-12 → "0 %"."""
    return f"{number(100 * share)} %" if abs(share) > 1e-12 else "0 %"


def plain(x):
    """A number that a slider was set to, or that came from a few sums of such: 0.5, −1.2, 3."""
    return f"{round(float(x), 9) + 0.0:.3g}".replace("-", "−")


def plus(x):
    """A term of a sum: + 0.5 or − 1.2."""
    return f" {'+' if x >= 0 else '−'} {plain(abs(x))}"


def pair(x):
    """A vector of such numbers: (0.5, −1.2)."""
    return f"({', '.join(map(plain, x))})"


def order(p):
    """The p of a norm as a reader sees it: 1.5, or ∞."""
    return "∞" if p == np.inf else f"{p:g}"
