"""A real terrain from scattered heights: radial functions of two coordinates."""

import functools

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LightSource

from lib import rbf
from lib.panel import again, choice, predict, steps
from lib.views.rbf_interpolation.on_a_line import rms
from lib.views.view import DATA, LIGHT, MODEL, TRUTH, Picture, View, count, number, percent

# Their own number of colours: a reader's settings may have told Matplotlib to load them with fewer.
TERRAIN, ERROR = colormaps["gist_earth"].resampled(256), colormaps["PRGn"].resampled(256)


class TerrainFromHeights(View):
    """L19: a real terrain from n scattered heights, and the error against n."""

    alt = (
        "Three maps of one piece of land: as it is, with dots where its height was measured; as interpolated from "
        "these heights; and the error. Below, the typical error against the number of heights."
    )
    size = (1200, 590)
    photographic = True
    FULL = 200.0  # metres of error that get the full colour

    COUNTS = (10, 14, 20, 28, 40, 57, 80, 113, 160, 226, 320, 453)
    KERNELS = {"thin plate": (1.0, 1), "gaussian": (0.5, -1)}  # ε per km, degree of the polynomial part
    TARGET = 80  # metres, the typical error that the question asks for
    HIGHEST = 250  # metres that are drawn
    DRAWS = 12

    def prepare(self, places, heights):
        """places, heights : of ``datasets.terrain``."""
        self.places, self.truth = places, heights
        self.fitted, self.curves = functools.lru_cache(maxsize=32)(self._fitted), functools.cache(self._curve)

    def measured(self, draw):
        """The cells whose height is known, in their order: of n heights the first n, so that more heights know more."""
        return np.random.default_rng(draw).permutation(self.truth.size)[: self.COUNTS[-1]]

    def _fitted(self, kernel, n, draw):
        """The land as it is interpolated from n heights."""
        at, truth = self.measured(draw)[:n], self.truth.ravel()
        (epsilon, degree), mean = self.KERNELS[kernel], truth[at].mean()
        found = rbf.interpolate(self.places[at], truth[at] - mean, epsilon, kernel, degree=degree)(self.places)
        return (mean + found).reshape(self.truth.shape)

    def _curve(self, kernel, draw):
        """The typical errors, one for each number of heights."""
        return [rms(self.fitted(kernel, n, draw) - self.truth) for n in self.COUNTS]

    @staticmethod
    def _shaded(heights):
        colours = dict(cmap=TERRAIN, vmin=-350, vmax=1100)  # from below 0, so that low land is no sea
        return LightSource(azdeg=315, altdeg=45).shade(heights, blend_mode="soft", vert_exag=0.02, **colours)[:, :, :3]

    def build(self):
        boxes = [self.axes(x, 225, 310, 330) for x in (50, 445, 840)]
        self.pictures = [Picture(box, self._shaded(self.truth)) for box in boxes]
        for box in boxes:
            box.set_axis_off()
            box.set_aspect("auto")
        self.write(205, 564, "the land, and where it is measured", fontsize=16, ha="center")
        self.title = self.write(600, 564, fontsize=16, ha="center")
        self.write(995, 564, "error: purple too low, green too high", fontsize=16, ha="center")
        (self.dots,) = boxes[0].plot([], [], "o", color="white", mec=DATA, ms=4.5, mew=0.8, clip_on=False)
        curve = self.axes(100, 60, 930, 125, xscale="log", ylim=(0, self.HIGHEST))
        curve.set_xlim(0.93 * self.COUNTS[0], 1.07 * self.COUNTS[-1])
        curve.set(xlabel="number of heights n", yticks=[0, self.TARGET, 160], ylabel="error in m")
        shown = self.COUNTS[::2]
        curve.set_xticks(shown, shown)
        curve.minorticks_off()
        curve.axhline(self.TARGET, color=TRUTH, lw=1.5)
        self.others = {kernel: curve.plot([], [], "-", color=LIGHT, lw=1.8)[0] for kernel in self.KERNELS}
        (self.curve,) = curve.plot([], [], "o-", color=DATA, ms=6)
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=13)
        (self.enough,) = curve.plot([], [], "-", color=TRUTH, lw=3)
        self.name = curve.text(1.09 * self.COUNTS[-1], 0, "", va="center")
        self.moving(*self.pictures[1:], self.title, self.dots)
        self.answering(*self.others.values(), self.curve, self.name, self.here)
        self.guess = self.mark(curve, lw=3, name_at=0.1)  # below all curves
        self.answering(self.enough)
        self.cover(curve, y=0.72)

    def enough_for(self, kernel, draw):
        """The least number of heights on the slider from which the typical error is at most the target, if any."""
        return next((n for n, error in zip(self.COUNTS, self.curves(kernel, draw)) if error <= self.TARGET), None)

    def update(self, kernel, heights, draw, guess=None):
        found = self.fitted(kernel, heights, draw)
        self.pictures[1].set_data(self._shaded(found))
        self.pictures[2].set_data(ERROR(0.5 + (found - self.truth) / (2 * self.FULL))[:, :, :3])
        rows, columns = np.divmod(self.measured(draw)[:heights], self.truth.shape[1])
        self.dots.set_data(columns + 0.5, rows + 0.5)
        self.title.set_text(f"from {heights} heights")
        cells = self.truth.size
        share = f"{heights} heights of {count(cells)} cells, {percent(heights / cells)}, {kernel}"
        if not self.reveal(guess):
            return share + "."
        for name, line in self.others.items():
            line.set_data(self.COUNTS, self.curves(name, draw))
        errors = self.curves(kernel, draw)
        here = errors[self.COUNTS.index(heights)]
        self.curve.set_data(self.COUNTS, errors)
        self.here.set_data([heights], [here])
        enough = self.enough_for(kernel, draw)
        self.guess.show(guess, "your guess", side="right" if guess == self.COUNTS[-1] else None)
        self.enough.set_data([enough, enough] if enough else [], [0, self.TARGET] if enough else [])
        self.name.set_text(kernel)
        self.name.set_y(min(errors[-1], self.HIGHEST))
        reached = f"From {enough} heights on it is" if enough else f"With {self.COUNTS[-1]} heights it is still not"
        return f"{share}: typical error {number(here)} m. {reached} below {self.TARGET} m; you guessed {guess}."

    def panel(self):
        return dict(
            title="A landscape from scattered heights",
            rows="L19",
            kernel=choice(*self.KERNELS),
            heights=steps(self.COUNTS, value=40, label="heights n"),
            draw=again(self.DRAWS, "draw other places"),
            prediction=predict(
                f"How many heights bring the typical error of the thin plate down to {self.TARGET} m?",
                steps(self.COUNTS),
            ),
            presets={
                "few": dict(kernel="thin plate", heights=20),
                "more": dict(kernel="thin plate", heights=160),
                "many": dict(kernel="thin plate", heights=453),
                "gaussian, 453": dict(kernel="gaussian", heights=453),
            },
        )
