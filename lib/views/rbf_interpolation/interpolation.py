"""Sums of bumps through given heights.

The figures show such a sum on a line, its condition number, what λ does to noisy heights, a terrain from scattered
measurements, and how the error falls with the number of bumps.
"""

import warnings

import numpy as np
from matplotlib import colormaps
from matplotlib.collections import LineCollection
from matplotlib.colors import LightSource

from lib import rbf
from lib.views.view import (
    CAT,
    DATA,
    GUESS,
    LIGHT,
    MODEL,
    PALE_ALARM,
    TRUTH,
    Picture,
    View,
    count,
    number,
    percent,
    residual,
    wide_truth,
)

# Their own number of colours: a reader's settings may have told Matplotlib to load them with fewer.
TERRAIN, ERROR = colormaps["gist_earth"].resampled(256), colormaps["PRGn"].resampled(256)
# Beyond this a condition number is rounding, and differs from machine to machine.
WORST = 1e15


def _rms(error):
    return float(np.sqrt(np.mean(np.square(error))))


def _condition(value):
    return "more than 10¹⁵" if value > WORST else number(value)


def _fit(x, y, epsilon, kernel="gaussian", lam=0.0):
    """Interpolate on a line; a warning of ill-conditioning is left to the panel, which shows the number itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return rbf.interpolate(x[:, None], y, epsilon, kernel, lam)


def _board(view, reach):
    """Axes for curves on [0, 1]."""
    limits = dict(xlim=(-0.02, 1.02), ylim=(-reach, reach))
    return view.axes(55, 45, 610, 450, xticks=[0, 0.5, 1], yticks=[-2, -1, 0, 1, 2], **limits)


class WeightedBumps(View):
    """L19: interpolation on a line: each weighted bump, their sum, and what it costs."""

    alt = (
        "Left, points on a curve, the weighted bump of each point, and the sum of the bumps, which goes through all "
        "points; right, on logarithmic scales against ε, the condition number and the largest weight."
    )

    def prepare(self, truth, epsilons, most, kernels):
        """truth : f on [0, 1]. epsilons, kernels : what the sliders offer. most : the largest number of points."""
        self.truth, self.epsilons = truth, np.array(epsilons)
        self.x = np.linspace(0, 1, 241)
        self.cost = {}
        for kernel in kernels:
            for n in range(3, most + 1):
                x = np.linspace(0, 1, n)
                fits = [_fit(x, truth(x), epsilon, kernel) for epsilon in epsilons]
                self.cost[kernel, n] = np.array([(fit.condition, np.abs(fit.alpha).max()) for fit in fits]).T

    def build(self):
        board = _board(self, 2.3)
        board.axhline(0, color=LIGHT, lw=1)
        board.plot(self.x, self.truth(self.x), **wide_truth())
        self.bumps = board.add_collection(LineCollection([], colors=CAT, lw=1.5, alpha=0.9), autolim=False)
        (self.sum,) = board.plot([], [], color=MODEL, lw=3)
        (self.nodes,) = board.plot([], [], "o", color=DATA, ms=10)
        self.write(60, 512, "wide green: the truth", color=TRUTH, fontsize=15)
        self.write(290, 512, "thin blue: each bump", color=CAT, fontsize=15)
        self.write(525, 512, "red: their sum", color=MODEL, fontsize=15)
        cost = self.axes(790, 65, 395, 440, xscale="log", yscale="log", xlim=(0.8, 125), ylim=(1e-5, 1e18), xlabel="ε")
        cost.set(xticks=[1, 10, 100], yticks=[1, 1e4, 1e8, 1e12, 1e16])
        cost.set_xticklabels(["1", "10", "100"])
        cost.set_yticklabels(["1", "10⁴", "10⁸", "10¹²", "10¹⁶"])
        cost.minorticks_off()
        cost.axhspan(1e12, 1e18, color=PALE_ALARM, lw=0)
        cost.text(110, 2e17, "hardly a digit of α is right", ha="right", va="top")
        cost.text(0.9, 2e-3, "solid: condition number", color=DATA, va="center")
        cost.text(0.9, 1e-4, "dashed: largest weight", color=CAT, va="center")
        self.lines = [cost.plot([], [], style, color=colour)[0] for style, colour in (("-", DATA), ("--", CAT))]
        self.marks = [cost.plot([], [], marker, color=colour, ms=13)[0] for marker, colour in (("o", DATA), ("s", CAT))]
        self.moving(self.bumps, self.sum, self.nodes, *self.lines, *self.marks)

    def update(self, kernel, points, epsilon):
        x = np.linspace(0, 1, points)
        fit = _fit(x, self.truth(x), epsilon, kernel)
        bumps = rbf.kernel_matrix(self.x[:, None], fit.centers, epsilon, kernel) * fit.alpha
        self.bumps.set_segments([np.column_stack([self.x, bump.clip(-50, 50)]) for bump in bumps.T])
        total = bumps.sum(axis=1)
        self.sum.set_data(self.x, total.clip(-50, 50))
        self.nodes.set_data(x, self.truth(x))
        largest = np.abs(fit.alpha).max()
        for line, mark, curve, here in zip(self.lines, self.marks, self.cost[kernel, points], (fit.condition, largest)):
            line.set_data(self.epsilons, curve.clip(None, 1e18))
            mark.set_data([epsilon], [min(here, 1e18)])
        off = _rms(total - self.truth(self.x))
        return (
            f"{points} points, {kernel}, ε = {number(epsilon)}: condition number {_condition(fit.condition)}, largest "
            f"weight {number(largest)}; between the points the sum is typically {residual(off)} off the truth."
        )


class NoiseAndLambda(View):
    """L19: noisy heights: through every point, or smoothed by λ."""

    alt = (
        "Left, noisy points, the curve that they come from, the curve through all of them and the smoothed one; right, "
        "against λ on logarithmic scales, the error to the points and to the truth, and below them the condition "
        "number and the largest weight."
    )

    def prepare(self, truth, x, noise, levels, lams, epsilon):
        """truth : f on [0, 1]. x, noise : (n,) arrays, the noise of standard deviation 1, to be multiplied by a level.
        levels, lams : the sliders' values."""
        self.x, self.lams = x, np.array(lams)
        self.t = np.linspace(0, 1, 241)
        self.truth = truth(self.t)
        self.heights = {level: truth(x) + level * noise for level in levels}
        self.fits, self.curves = {}, {}
        for level, y in self.heights.items():
            for lam in lams:
                fit = _fit(x, y, epsilon, lam=lam)
                curve = fit(self.t[:, None])
                self.fits[level, lam] = (
                    curve,
                    _rms(fit(x[:, None]) - y),
                    _rms(curve - self.truth),
                    fit.condition,
                    np.abs(fit.alpha).max(),
                )
            self.curves[level] = np.array([self.fits[level, lam][1:] for lam in lams]).T

    def build(self):
        board = _board(self, 2.4)
        board.plot(self.t, self.truth, **wide_truth())
        (self.exact,) = board.plot([], [], "--", color=CAT, lw=1.8)
        (self.smooth,) = board.plot([], [], color=MODEL, lw=3.5)
        (self.points,) = board.plot([], [], "o", color=DATA, ms=8)
        self.write(60, 512, "wide green: the truth", color=TRUTH, fontsize=15)
        self.write(295, 512, "dashed: the least λ", color=CAT, fontsize=15)
        self.write(510, 512, "red: with this λ", color=MODEL, fontsize=15)
        limits = dict(xscale="log", yscale="log", xlim=(0.5 * self.lams[0], 2 * self.lams[-1]))
        errors = self.axes(770, 300, 415, 195, ylim=(1e-5, 60), **limits)
        cost = self.axes(770, 65, 415, 185, ylim=(1e-3, 1e13), xlabel="λ", **limits)
        errors.set_yticks([1e-4, 1e-2, 1], ["10⁻⁴", "10⁻²", "1"])
        cost.set_yticks([1, 1e5, 1e10], ["1", "10⁵", "10¹⁰"])
        for axes in (errors, cost):
            axes.set_xticks([1e-10, 1e-6, 1e-2, 1e2], ["10⁻¹⁰", "10⁻⁶", "10⁻²", "100"])
            axes.minorticks_off()
        self.write(770, 512, "solid: off the truth", color=TRUTH)
        self.write(1185, 512, "dashed: off the points", color=DATA, ha="right")
        cost.text(0.99, 0.99, "solid: condition number", color=DATA, ha="right", va="top", transform=cost.transAxes)
        cost.text(0.99, 0.85, "dashed: largest weight", color=CAT, ha="right", va="top", transform=cost.transAxes)
        cost.plot(self.lams, self.curves[min(self.heights)][2], "-", color=DATA)  # the heights do not enter K
        styles = ((errors, "--", DATA), (errors, "-", TRUTH), (cost, "--", CAT))
        self.lines = [axes.plot([], [], style, color=colour)[0] for axes, style, colour in styles]
        self.marks = [axes.plot([], [], "o", color=MODEL, ms=11)[0] for axes in (errors, errors, cost, cost)]
        self.moving(self.exact, self.smooth, self.points, self.lines[2], *self.marks[2:])
        self.answering(*self.lines[:2], *self.marks[:2])
        self.guess = self.mark(errors, lw=3, name_at=0.07)
        self.best = self.mark(errors, TRUTH, "-", span=(0.15, 1), name_at=0.22, lw=1.5)
        self.cover(errors)

    def update(self, noise, lam, guess=None):
        lam = self._nearest(lam)
        curve, to_points, to_truth, condition, largest = self.fits[noise, lam]
        self.exact.set_data(self.t, self.fits[noise, self.lams[0]][0].clip(-50, 50))
        self.smooth.set_data(self.t, curve.clip(-50, 50))
        self.points.set_data(self.x, self.heights[noise])
        for line, values in zip(self.lines, self.curves[noise][[0, 1, 3]]):
            line.set_data(self.lams, values)
        for mark, here in zip(self.marks, (to_points, to_truth, condition, largest)):
            mark.set_data([lam], [here])
        readout = f"λ = {number(lam, 2)}: condition number {_condition(condition)}, largest weight {number(largest)}"
        if not self.reveal(guess):
            return readout + "."
        best = self.lams[np.argmin(self.curves[noise][1])]
        self.guess.show(guess, "your guess")
        self.best.show(best, "the best")
        return (
            f"{readout}; {residual(to_points)} off the points, {number(to_truth)} off the truth. Nearest to the truth "
            f"is λ = {number(best, 2)}; you guessed {number(guess, 2)}."
        )

    def _nearest(self, lam):
        return float(self.lams[np.argmin(np.abs(np.log(self.lams / lam)))])


class TerrainFromHeights(View):
    """L19: a real terrain from n scattered heights, and the error against n."""

    alt = (
        "Three maps of one piece of land: as it is, with dots where its height was measured; as interpolated from "
        "these heights; and the error. Below, the typical error against the number of heights."
    )
    size = (1200, 590)
    photographic = True
    FULL = 200.0  # metres of error that get the full colour

    def prepare(self, places, heights, counts, kernels, target, rng):
        """places, heights : of ``datasets.terrain``. counts : numbers of heights. kernels : dict name → (ε per km,
        degree of the polynomial part). target : metres, the typical error that the question asks for."""
        self.counts, self.target = np.array(counts), target
        self.shape, truth = heights.shape, heights.ravel()
        self.measured = rng.permutation(len(truth))[: max(counts)]  # the first n of these: more heights know more
        self.truth = self._shaded(heights)
        self.maps, self.errors, self.typical = {}, {}, {}
        for kernel, (epsilon, degree) in kernels.items():
            for n in counts:
                at = self.measured[:n]
                mean = truth[at].mean()
                found = mean + rbf.interpolate(places[at], truth[at] - mean, epsilon, kernel, degree=degree)(places)
                self.maps[kernel, n] = self._shaded(found.reshape(self.shape))
                share = 0.5 + (found - truth).reshape(self.shape) / (2 * self.FULL)
                self.errors[kernel, n] = ERROR(share)[:, :, :3]
                self.typical[kernel, n] = _rms(found - truth)

    @staticmethod
    def _shaded(heights):
        colours = dict(cmap=TERRAIN, vmin=-350, vmax=1100)  # from below 0, so that low land is no sea
        return LightSource(azdeg=315, altdeg=45).shade(heights, blend_mode="soft", vert_exag=0.02, **colours)[:, :, :3]

    def build(self):
        boxes = [self.axes(x, 225, 310, 330) for x in (50, 445, 840)]
        self.pictures = [Picture(box, self.truth) for box in boxes]
        for box in boxes:
            box.set_axis_off()
            box.set_aspect("auto")
        self.write(205, 564, "the land, and where it is measured", fontsize=16, ha="center")
        self.title = self.write(600, 564, fontsize=16, ha="center")
        self.write(995, 564, "error: purple too low, green too high", fontsize=16, ha="center")
        (self.dots,) = boxes[0].plot([], [], "o", color="white", mec=DATA, ms=4.5, mew=0.8)
        curve = self.axes(100, 60, 930, 125, xscale="log", ylim=(0, 235))
        curve.set_xlim(0.93 * self.counts[0], 1.07 * self.counts[-1])
        curve.set(xlabel="number of heights n", yticks=[0, self.target, 160], ylabel="error in m")
        shown = self.counts[::2]
        curve.set_xticks(shown, shown)
        curve.minorticks_off()
        curve.axhline(self.target, color=TRUTH, lw=1.5)
        self.others = {kernel: curve.plot([], [], "-", color=LIGHT, lw=1.8)[0] for kernel, _ in self.typical}
        (self.curve,) = curve.plot([], [], "o-", color=DATA, ms=6)
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=13)
        (self.enough,) = curve.plot([], [], "-", color=TRUTH, lw=3)
        self.name = curve.text(1.09 * self.counts[-1], 0, "", va="center")
        self.moving(*self.pictures[1:], self.title, self.dots)
        self.answering(*self.others.values(), self.curve, self.name, self.here)
        self.guess = self.mark(curve, lw=3)
        self.answering(self.enough)
        self.cover(curve, y=0.72)

    def enough_for(self, kernel):
        """The least number of heights on the slider from which the typical error is at most the target."""
        reached = [n for n in self.counts if self.typical[kernel, n] <= self.target]
        return int(reached[0]) if reached else None

    def update(self, kernel, heights, guess=None):
        self.pictures[1].set_data(self.maps[kernel, heights])
        self.pictures[2].set_data(self.errors[kernel, heights])
        rows, columns = np.divmod(self.measured[:heights], self.shape[1])
        self.dots.set_data(columns + 0.5, rows + 0.5)
        self.title.set_text(f"from {heights} heights")
        cells = np.prod(self.shape)
        share = f"{heights} heights of {count(cells)} cells, {percent(heights / cells)}, {kernel}"
        if not self.reveal(guess):
            return share + "."
        for name, line in self.others.items():
            line.set_data(self.counts, [self.typical[name, n] for n in self.counts])
        self.curve.set_data(self.counts, [self.typical[kernel, n] for n in self.counts])
        self.here.set_data([heights], [self.typical[kernel, heights]])
        enough = self.enough_for(kernel)
        self.guess.show(guess, "your guess")
        self.enough.set_data([enough, enough] if enough else [], [0, self.target] if enough else [])
        self.name.set_text(kernel)
        self.name.set_y(self.typical[kernel, self.counts[-1]])
        reached = f"From {enough} heights on it is" if enough else f"With {self.counts[-1]} heights it is still not"
        return (
            f"{share}: typical error {number(self.typical[kernel, heights])} m. {reached} below {self.target:g} m; "
            f"you guessed {guess}."
        )


class AnyFunction(View):
    """L19: any function from simpler ones: the error against the number of bumps."""

    alt = (
        "Left, a function and its interpolation from n evenly spaced bumps; right, on logarithmic scales, the typical "
        "and the largest error against n, with the largest error of the function guessed and of the worst one."
    )

    def prepare(self, functions, kernels, counts, overlap):
        """functions : dict name → f on [0, 1]. The bumps are 1/(n − 1) apart, and ε = overlap · (n − 1)."""
        self.t = np.linspace(0, 1, 401)
        self.counts, self.functions = np.array(counts), functions
        self.fits, self.errors = {}, {}
        for kernel in kernels:
            for name, f in functions.items():
                for n in counts:
                    x = np.linspace(0, 1, n)
                    fit = _fit(x, f(x), overlap * (n - 1), kernel)(self.t[:, None])
                    off = fit - f(self.t)
                    self.fits[kernel, name, n] = (fit, _rms(off), np.abs(off).max())
                self.errors[kernel, name] = np.array([self.fits[kernel, name, n][1:] for n in counts]).T

    def build(self):
        board = _board(self, 2.2)
        (self.truth,) = board.plot([], [], **wide_truth())
        (self.sum,) = board.plot([], [], color=MODEL, lw=3)
        (self.nodes,) = board.plot([], [], "o", color=DATA, ms=7)
        self.write(60, 512, "wide green: the function", color=TRUTH, fontsize=15)
        self.write(330, 512, "red: the sum of the bumps", color=MODEL, fontsize=15)
        errors = self.axes(770, 65, 410, 400, xscale="log", yscale="log", xlim=(1.8, 72), ylim=(2e-5, 5))
        errors.set_xlabel("number of bumps n")
        errors.set_xticks([2, 4, 8, 16, 32, 64], [2, 4, 8, 16, 32, 64])
        errors.set_yticks([1e-4, 1e-3, 1e-2, 0.1, 1], ["10⁻⁴", "10⁻³", "10⁻²", "0.1", "1"])
        errors.minorticks_off()
        self.write(770, 512, "solid: typical error", color=DATA, fontsize=15)
        self.write(1180, 512, "dashed: largest error", color=CAT, fontsize=15, ha="right")
        self.names = [self.write(770, 484, color=GUESS), self.write(1180, 484, color=TRUTH, ha="right")]
        (answer,) = errors.plot([], [], "-", **wide_truth())
        (guess,) = errors.plot([], [], ":", color=GUESS, lw=4)
        self.compared = [guess, answer]
        styles = (("o-", DATA), ("s--", CAT))
        self.lines = [errors.plot([], [], style, color=colour, ms=6)[0] for style, colour in styles]
        self.marks = [errors.plot([], [], marker, color=MODEL, ms=13)[0] for marker in "os"]
        self.moving(self.truth, self.sum, self.nodes)
        self.answering(*self.compared, *self.lines, *self.marks, *self.names)
        self.cover(errors)

    def never_small(self, kernel):
        """The function whose largest error is largest with the most bumps."""
        return max(self.functions, key=lambda name: self.errors[kernel, name][1][-1])

    def update(self, function, kernel, bumps, guess=None):
        f = self.functions[function]
        fit, typical, largest = self.fits[kernel, function, bumps]
        self.truth.set_data(self.t, f(self.t))
        self.sum.set_data(self.t, fit)
        x = np.linspace(0, 1, bumps)
        self.nodes.set_data(x, f(x))
        for line, mark, values, here in zip(self.lines, self.marks, self.errors[kernel, function], (typical, largest)):
            line.set_data(self.counts, values)
            mark.set_data([bumps], [here])
        readout = f"{function} from {bumps} bumps ({kernel})"
        if not self.reveal(guess):
            return readout + "."
        worst = self.never_small(kernel)
        for line, text, name, words in zip(self.compared, self.names, (guess, worst), ("your guess:", "the answer:")):
            line.set_data(self.counts, self.errors[kernel, name][1])
            text.set_text(f"{words} {name}")
        last = ", ".join(f"{number(self.errors[kernel, name][1][-1])} ({name})" for name in self.functions)
        return (
            f"{readout}: typical error {number(typical)}, largest {number(largest)}. With {self.counts[-1]} bumps the "
            f"largest error is {last}: the {worst} keeps it. You guessed the {guess}."
        )
