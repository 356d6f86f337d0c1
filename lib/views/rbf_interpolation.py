"""The views of notebook 04: can we bend the boundary with many simple bumps?"""

import warnings

import numpy as np
from matplotlib import colormaps
from matplotlib.collections import LineCollection
from matplotlib.colors import LightSource, to_rgb

from lib import logistic, norms, rbf
from lib.views.animals import edge, shade
from lib.views.face import Face
from lib.views.view import (
    CAT, DATA, DOG, GUESS, INK, LIGHT, MODEL, TRUTH, Picture, View, count, number, order, percent, residual,
)  # fmt: skip

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


def _cover(axes, y=0.5):
    """What stands in the place of an answer."""
    return axes.text(0.5, y, "after your guess", transform=axes.transAxes, ha="center", va="center", fontsize=17)


class DistanceAxioms(View):
    """L17: three points, the four axioms of a distance, and the one that fails."""

    alt = (
        "Three points x, y and z in the plane, the way from x to z over y and the straight one, and the curve of all "
        "points at distance 1 from x; beside them the four axioms with their numbers, and both ways as bars."
    )
    MEASURES = ("distance", "squared", "signed")
    REACH = 3.2

    def build(self):
        plane = self.axes(50, 35, 490, 490, xlim=(-self.REACH, self.REACH), ylim=(-self.REACH, self.REACH))
        plane.set(xticks=range(-3, 4), yticks=range(-3, 4))
        (self.ball,) = plane.fill([0], [0], fc="#DCECF7", ec=CAT, lw=2.5)
        (self.detour,) = plane.plot([], [], "-", color=DATA, lw=3)
        (self.straight,) = plane.plot([], [], "--", color=MODEL, lw=3.5)
        discs = [plane.plot([], [], "o", color=DATA, ms=24)[0] for _ in "xyz"]
        letters = [plane.plot([], [], marker=f"${name}$", ls="", color="white", ms=11, mew=0.4)[0] for name in "xyz"]
        self.points = list(zip(discs, letters))

        self.write(590, 505, "no way to oneself", fontsize=16)
        self.write(590, 477, "✓  D(x, x) = 0", color=TRUTH, fontsize=18)
        self.verdicts = []
        for row, name in enumerate(("never negative", "the same there and back", "no detour is shorter")):
            self.write(590, 434 - 71 * row, name, fontsize=16)
            self.verdicts.append(self.write(590, 406 - 71 * row, fontsize=18))
        ways = self.axes(690, 62, 480, 100, xlim=(0, 1.02), ylim=(-0.6, 1.6))
        ways.set_yticks([1, 0], ["straight", "over y"])
        ways.set_xticks([])
        ways.spines["bottom"].set_visible(False)
        ways.tick_params(axis="y", length=0)
        self.bars = list(ways.barh([1, 0, 0], [0, 0, 0], color=[MODEL, DATA, "#8A8A8A"], height=0.7))
        self.write(690, 32, "D(x, z), and D(x, y) + D(y, z), to scale")
        self.write(590, 190, "blue: all points at the distance 1 from x", color=CAT, fontsize=16)
        self.moving(self.ball, self.detour, self.straight, *discs, *letters, *self.verdicts, *self.bars)

    def distances(self, points, p, measure):
        """D between all rows of ``points`` (n, 2), an (n, n) array."""
        if measure == "signed":
            return (points[None, :, :] - points[:, None, :]).sum(axis=2)
        D = norms.distance(points, points, p)
        return D**2 if measure == "squared" else D

    def update(self, measure, p, x_across, x_up, y_across, y_up, z_across, z_up):
        points = np.array([[x_across, x_up], [y_across, y_up], [z_across, z_up]])
        D = self.distances(points, p, measure)
        if measure == "signed":  # all points with the sum of differences 1: a straight line
            along = 9 * np.array([[1, -1], [-1, 1]])
            self.ball.set_xy(points[0] + [0.5, 0.5] + along)
        else:
            self.ball.set_xy(points[0] + norms.unit_ball(p))
        self.detour.set_data(*points.T)
        self.straight.set_data(*points[[0, 2]].T)
        for place, marks in zip(points, self.points):
            for mark in marks:
                mark.set_data(*place[:, None])
        xy, yx, yz, xz, least = D[0, 1], D[1, 0], D[1, 2], D[0, 2], D.min()
        slack = 1e-9 * np.abs(D).max()
        holds = (least >= 0, abs(xy - yx) <= slack, xz <= xy + yz + slack)
        values = dict(xy=xy, yx=yx, yz=yz, xz=xz, sum=xy + yz, least=least)
        said = {name: number(value) if abs(value) > 1e-9 else "0" for name, value in values.items()}
        words = (
            "all D ≥ 0" if holds[0] else f"the least D = {said['least']} < 0",
            f"D(x, y) = {said['xy']} {'=' if holds[1] else '≠'} {said['yx']} = D(y, x)",
            f"D(x, z) = {said['xz']} {'≤' if holds[2] else '>'} {said['sum']} = D(x, y) + D(y, z)",
        )
        for text, line, good in zip(self.verdicts, words, holds):
            text.set_text(f"{'✓' if good else '✗'}  {line}")
            text.set_color(TRUTH if good else MODEL)
        longest = max(xz, xy + yz) or 1.0
        straight, first, second = self.bars
        for bar in self.bars:  # what can be negative is no length
            bar.set_visible(measure != "signed")
        straight.set_width(xz / longest)
        first.set_width(xy / longest)
        second.set_x(xy / longest)
        second.set_width(yz / longest)
        failed = [name for name, good in zip(("D ≥ 0", "symmetry", "the triangle inequality"), holds) if not good]
        norm = f"‖x − y‖, p = {order(p)}"
        what = {"distance": norm, "squared": f"The square of {norm}", "signed": "The signed difference"}[measure]
        return f"{what}: D(x, y) = {said['xy']}, D(y, z) = {said['yz']}, D(x, z) = {said['xz']}. " + (
            f"Here fails: {' and '.join(failed)}." if failed else "All four axioms hold for these points."
        )


class KernelBump(View):
    """L18: the kernels φ(r), and one of them as a bump over the plane."""

    alt = (
        "Left, six radial functions φ(r) against the distance r, one of them bold; right, the same one as a surface "
        "over the plane around its centre, made of circles, with the circle of all points at distance r."
    )
    FORMULAS = {
        "gaussian": "φ(r) = exp(−(εr)²)",
        "inverse multiquadric": "φ(r) = 1 / √(1 + (εr)²)",
        "multiquadric": "φ(r) = √(1 + (εr)²)",
        "linear": "φ(r) = εr",
        "thin plate": "φ(r) = (εr)² log(εr)",
        "cubic": "φ(r) = (εr)³",
    }
    LOW, HIGH = -0.5, 2.2  # what is higher is left out
    DEPTH, UP = 0.42, 1.25  # a step away from the beholder, and one of height, on the screen
    CIRCLES, SPOKES = np.arange(0.0, 2.41, 0.15), np.deg2rad(np.arange(0, 360, 15))

    def prepare(self):
        self.r, self.turn = np.linspace(0, 3, 151), np.linspace(0, 2 * np.pi, 91)
        self.along = np.linspace(0, 2.4, 41)

    def build(self):
        curves = self.axes(60, 65, 440, 400, xlim=(0, 3), ylim=(self.LOW, self.HIGH))
        curves.set(xlabel="distance r", xticks=range(4))
        curves.axhline(0, color=LIGHT, lw=1)
        self.curves = {name: curves.plot([], [], color=LIGHT, lw=1.8)[0] for name in rbf.KERNELS}
        (self.bold,) = curves.plot([], [], color=MODEL, lw=4)
        (self.stem,) = curves.plot([], [], ":", color=DATA)
        (self.dot,) = curves.plot([], [], "o", color=DATA, ms=13, clip_on=False)
        self.title = self.write(280, 500, fontsize=18, ha="center", color=MODEL)
        space = self.axes(540, 40, 650, 490, xlim=(-2.5, 2.5), ylim=(-1.3, 3.8))
        space.set_axis_off()
        self.wires = space.add_collection(LineCollection([], colors="#7A7A7A", lw=1.2), autolim=False)
        (self.circle,) = space.plot([], [], "--", color=MODEL, lw=3.5)
        (self.point,) = space.plot([], [], "o", color=DATA, ms=13)
        self.write(865, 14, "dashed: all points at the distance r from the centre", ha="center", color=MODEL)
        self.moving(*self.curves.values(), self.bold, self.stem, self.dot, self.title)
        self.moving(self.wires, self.circle, self.point)

    def on_screen(self, r, angle, height):
        """Where a point of the surface is seen; nowhere if it is too high."""
        up = self.UP * np.where(height <= self.HIGH, height, np.nan)
        return np.stack(np.broadcast_arrays(r * np.cos(angle), self.DEPTH * r * np.sin(angle) + up), axis=-1)

    def update(self, kernel, epsilon, r, angle):
        for name, line in self.curves.items():
            line.set_data(self.r, rbf.phi(self.r, epsilon, name))
        self.bold.set_data(self.r, rbf.phi(self.r, epsilon, kernel))
        value = float(rbf.phi(r, epsilon, kernel))
        self.dot.set_data([r], [min(value, self.HIGH)])
        self.stem.set_data([r, r], [0, value])
        self.title.set_text(self.FORMULAS[kernel])
        heights = rbf.phi(self.CIRCLES, epsilon, kernel)
        circles = self.on_screen(self.CIRCLES[:, None], self.turn, heights[:, None])
        spokes = self.on_screen(self.along, self.SPOKES[:, None], rbf.phi(self.along, epsilon, kernel))
        self.wires.set_segments([*circles, *spokes])
        self.circle.set_data(*self.on_screen(r, self.turn, value).T)
        self.point.set_data(*self.on_screen(r, np.deg2rad(angle), value)[:, None])
        degrees = f"{angle}°".replace("-", "−")
        there = residual(rbf.phi(1 / epsilon, epsilon, kernel))
        return (
            f"{kernel}, ε = {number(epsilon)}: at the distance r = {number(r)} the height is {number(value)}, at the "
            f"angle {degrees} as at any other; at r = 1/ε = {number(1 / epsilon)} it is {there}."
        )


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
        board.plot(self.x, self.truth(self.x), color=TRUTH, lw=7, alpha=0.35)
        self.bumps = board.add_collection(LineCollection([], colors=CAT, lw=1.5, alpha=0.75), autolim=False)
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
        cost.axhspan(1e12, 1e18, color="#F7E3D7", lw=0)
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
                self.fits[level, lam] = (curve, _rms(fit(x[:, None]) - y), _rms(curve - self.truth), fit.condition,
                                         np.abs(fit.alpha).max())
            self.curves[level] = np.array([self.fits[level, lam][1:] for lam in lams]).T

    def build(self):
        board = _board(self, 2.4)
        board.plot(self.t, self.truth, color=TRUTH, lw=7, alpha=0.35)
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
        (self.guess,) = errors.plot([], [], "--", color=GUESS, lw=3)
        (self.best,) = errors.plot([], [], "-", color=TRUTH, lw=1.5)
        self.names = [errors.text(1, y, words, color=colour) for y, words, colour in
                      ((1.7e-5, " your guess ", GUESS), (1.7e-4, " the best ", TRUTH))]
        self.covered = _cover(errors)
        self.moving(self.exact, self.smooth, self.points, *self.lines, *self.marks)
        self.moving(self.guess, self.best, *self.names, self.covered)

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
        best = self.lams[np.argmin(self.curves[noise][1])]
        for artist in (*self.lines[:2], *self.marks[:2], self.guess, self.best, *self.names):
            artist.set_visible(guess is not None)
        self.covered.set_visible(guess is None)
        readout = f"λ = {number(lam, 2)}: condition number {_condition(condition)}, largest weight {number(largest)}"
        if guess is None:
            return readout + "."
        for line, name, at, low in zip((self.guess, self.best), self.names, (guess, best), (1e-5, 1e-4)):
            line.set_data([at, at], [low, 60])
            name.set_x(at)
            name.set_ha("left" if at < 1e-3 else "right")
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
                self.errors[kernel, n] = colormaps["PRGn"](share)[:, :, :3]
                self.typical[kernel, n] = _rms(found - truth)

    @staticmethod
    def _shaded(heights):
        colours = dict(cmap=colormaps["gist_earth"], vmin=-350, vmax=1100)  # from below 0, so that low land is no sea
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
        (self.guess,) = curve.plot([], [], "--", color=GUESS, lw=3)
        (self.enough,) = curve.plot([], [], "-", color=TRUTH, lw=3)
        self.guess_name = curve.text(1, 233, " your guess ", color=GUESS, va="top")
        self.name = curve.text(1.09 * self.counts[-1], 0, "", va="center")
        self.covered = _cover(curve, 0.72)
        self.answers = (*self.others.values(), self.curve, self.name, self.here)
        self.answers += (self.guess, self.guess_name, self.enough)
        self.moving(*self.pictures[1:], self.title, self.dots, *self.answers, self.covered)

    def enough_for(self, kernel):
        """The least number of heights on the slider from which the typical error is at most the target."""
        reached = [n for n in self.counts if self.typical[kernel, n] <= self.target]
        return int(reached[0]) if reached else None

    def update(self, kernel, heights, guess=None):
        known = guess is not None
        self.pictures[1].set_data(self.maps[kernel, heights])
        self.pictures[2].set_data(self.errors[kernel, heights])
        rows, columns = np.divmod(self.measured[:heights], self.shape[1])
        self.dots.set_data(columns + 0.5, rows + 0.5)
        self.title.set_text(f"from {heights} heights")
        for name, line in self.others.items():
            line.set_data(self.counts, [self.typical[name, n] for n in self.counts])
        self.curve.set_data(self.counts, [self.typical[kernel, n] for n in self.counts])
        self.here.set_data([heights], [self.typical[kernel, heights]])
        enough = self.enough_for(kernel)
        self.guess.set_data([guess, guess] if known else [], [0, 235] if known else [])
        self.enough.set_data([enough, enough] if enough else [], [0, self.target] if enough else [])
        self.name.set_text(kernel)
        self.name.set_y(self.typical[kernel, self.counts[-1]])
        for artist in self.answers:
            artist.set_visible(known)
        self.covered.set_visible(not known)
        cells = np.prod(self.shape)
        share = f"{heights} heights of {count(cells)} cells, {percent(heights / cells)}, {kernel}"
        if not known:
            return share + "."
        reached = f"From {enough} heights on it is" if enough else f"With {self.counts[-1]} heights it is still not"
        self.guess_name.set_x(guess)
        self.guess_name.set_ha("left" if guess < 100 else "right")
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
        (self.truth,) = board.plot([], [], color=TRUTH, lw=7, alpha=0.35)
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
        (answer,) = errors.plot([], [], "-", color=TRUTH, lw=7, alpha=0.35)
        (guess,) = errors.plot([], [], ":", color=GUESS, lw=4)
        self.answers = [guess, answer]
        styles = (("o-", DATA), ("s--", CAT))
        self.lines = [errors.plot([], [], style, color=colour, ms=6)[0] for style, colour in styles]
        self.marks = [errors.plot([], [], marker, color=MODEL, ms=13)[0] for marker in "os"]
        self.covered = _cover(errors)
        self.moving(self.truth, self.sum, self.nodes, *self.answers, *self.lines, *self.marks)
        self.moving(*self.names, self.covered)

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
        for artist in (*self.lines, *self.marks, *self.answers, *self.names):
            artist.set_visible(guess is not None)
        self.covered.set_visible(guess is None)
        readout = f"{function} from {bumps} bumps ({kernel})"
        if guess is None:
            return readout + "."
        worst = self.never_small(kernel)
        for line, text, name, words in zip(self.answers, self.names, (guess, worst), ("your guess:", "the answer:")):
            line.set_data(self.counts, self.errors[kernel, name][1])
            text.set_text(f"{words} {name}")
        last = ", ".join(f"{number(self.errors[kernel, name][1][-1])} ({name})" for name in self.functions)
        return (
            f"{readout}: typical error {number(typical)}, largest {number(largest)}. With {self.counts[-1]} bumps the "
            f"largest error is {last}: the {worst} keeps it. You guessed the {guess}."
        )


class BentBoundary(View):
    """L19, L16: dog or cat by a sum of bumps: the boundary bends, and the faces that the line got wrong."""

    alt = (
        "Left, a slice through the three features: ears across, eyes up, nose fixed; blue where the sum of bumps says "
        "cat, orange where it says dog, a black curve between them, the straight boundary of notebook 03 dashed, and "
        "the training animals near the slice. Right, the validation animals that the line gets wrong, as faces, "
        "crossed out where the bumps get them wrong too; below, the shares of animals that line and bumps get right."
    )
    size = (1200, 560)
    NEAR = 0.08  # animals whose noses differ by no more than this from the slice's are drawn
    GRID, FINE = 61, 244
    LEVELS = 12  # shades of each colour; few, so that pictures stay small
    LABELS = ("all right", "one in ten wrong")

    def prepare(self, train, validation, w, rng):
        """train, validation : (X, y, kind) of ``pets.read``. w : the weights of notebook 03's line. rng chooses the
        centres, and the labels that are made wrong."""
        (self.X, y, _), (self.V, self.v, _), self.w = train, validation, w
        self.order = rng.permutation(len(self.X))
        wrong_labels = y.copy()
        swapped = rng.choice(len(y), len(y) // 10, replace=False)
        wrong_labels[swapped] = 1 - y[swapped]
        self.y = dict(zip(self.LABELS, (y, wrong_labels)))
        self.true = y
        self.missed = np.flatnonzero(logistic.predict(self.V, w) != self.v)
        self.line = [logistic.accuracy(y, logistic.predict(self.X, w)), 1 - len(self.missed) / len(self.v)]
        side = np.linspace(0, 1, self.GRID)
        ears, eyes = np.meshgrid(side, side[::-1])
        self.slice = np.column_stack([ears.ravel(), np.zeros(self.GRID**2), eyes.ravel()])
        # Between the points of the grid f is interpolated linearly, in both directions.
        fine = (np.arange(self.FINE) + 0.5) / self.FINE
        self.between = np.maximum(0, 1 - np.abs(fine[:, None] - side) * (self.GRID - 1))
        self.models = {}

    def model(self, bumps, epsilon, lam, labels):
        """The classifier for one state, fitted when it is first asked for: all of them would take half a minute."""
        state = bumps, epsilon, lam, labels
        if state not in self.models:
            centers = self.X[self.order[:bumps]]
            model = rbf.classify(self.X, self.y[labels], centers, epsilon, lam=lam)
            self.models[state] = model, model(self.X), model(self.V)
        return self.models[state]

    def build(self):
        plane = self.axes(60, 60, 470, 470)
        self.field = Picture(plane, np.ones((self.FINE, self.FINE, 3)))
        self.field.set_extent((0, 1, 0, 1))
        plane.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 1], yticks=[0, 1])
        plane.set_xlabel("ears: pointed … hanging", labelpad=-8)
        plane.set_ylabel("eyes: slit … round pupils", labelpad=0)
        kinds = (("s", CAT), ("o", DOG))
        self.animals = [plane.plot([], [], marker, color=colour, mec="white", ms=9)[0] for marker, colour in kinds]
        (self.liars,) = plane.plot([], [], "o", mfc="none", mec=DATA, mew=2, ms=16)
        (self.centers,) = plane.plot([], [], "+", color=DATA, ms=9, mew=2)
        (self.straight,) = plane.plot([], [], "--", color=DATA, lw=3)
        n = len(self.missed)
        columns = 7
        rows = -(-n // columns)
        crowd = self.axes(590, 200, 600, 300, xlim=(-1.5, 3.0 * columns - 1.5), ylim=(-3.0 * rows + 1.5, 1.5))
        crowd.set_axis_off()
        self.places = np.array([(3.0 * (i % columns), -3.0 * (i // columns)) for i in range(n)])
        for i, place in zip(self.missed, self.places):
            Face(crowd, *(place + [0, -0.15]), 0.92, tint=(CAT, DOG)[int(self.v[i])], line=1.2).show(*self.V[i])
        (self.crosses,) = crowd.plot([], [], "x", color=MODEL, ms=48, mew=5, zorder=9)
        self.title = self.write(890, 515, fontsize=17, ha="center")
        bars = self.axes(770, 50, 330, 120, xlim=(50, 100), ylim=(3.6, -0.6))
        bars.set_yticks(range(4), ["line, training", "line, validation", "bumps, training", "bumps, validation"])
        bars.set_xticks([50, 75, 100], ["50 %", "75 %", "100 %"])
        bars.tick_params(axis="y", length=0)
        bars.barh([0, 1], [100 * share for share in self.line], color=LIGHT, height=0.7)
        self.bars = list(bars.barh([2, 3], [0, 0], left=50, color=[DATA, MODEL], height=0.7))
        for row, share in enumerate(self.line):
            self.write(1110, 170 - 120 * (row + 0.6) / 4.2, percent(share), va="center")
        self.shares = [self.write(1110, 170 - 120 * (row + 0.6) / 4.2, va="center") for row in (2, 3)]
        self.moving(self.field, self.straight, *self.animals, self.centers, self.liars)
        self.moving(self.crosses, self.title, *self.bars, *self.shares)

    def update(self, bumps, epsilon, lam, nose, labels):
        model, on_training, on_validation = self.model(bumps, epsilon, lam, labels)
        given = self.y[labels]
        self.slice[:, 1] = nose
        f = self.between @ model.score(self.slice).reshape(self.GRID, self.GRID) @ self.between.T
        colours = shade(np.rint(self.LEVELS * f.clip(-1, 1)) / self.LEVELS)
        colours[edge(f >= 0)] = to_rgb(INK)
        self.field.set_data(colours)
        a, b, c, d = self.w
        ears = np.array([-1.0, 2.0])
        self.straight.set_data(ears, -(a * ears + b * nose + d) / c)
        near = np.abs(self.X[:, 1] - nose) <= self.NEAR
        for kind, line in enumerate(self.animals):
            line.set_data(*self.X[near & (given == kind)][:, [0, 2]].T)
        self.liars.set_data(*self.X[near & (given != self.true)][:, [0, 2]].T)
        centers = model.surface.centers
        self.centers.set_data(*centers[np.abs(centers[:, 1] - nose) <= self.NEAR][:, [0, 2]].T)
        still = on_validation[self.missed] != self.v[self.missed]
        self.crosses.set_data(*self.places[still].T)
        right = int(np.sum(~still))
        self.title.set_text(f"{right} of the {len(self.missed)} that the line gets wrong are now right")
        shares = np.mean(on_training == given), np.mean(on_validation == self.v)
        for bar, text, share in zip(self.bars, self.shares, shares):
            bar.set_width(100 * share - 50)
            text.set_text(percent(share))
        new = int(np.sum(on_validation != self.v) - still.sum())
        return (
            f"{bumps} bumps, ε = {epsilon:g}, λ = {number(lam, 1)}: right are {percent(shares[0])} of the training "
            f"labels and {percent(shares[1])} of the validation animals (the line: {percent(self.line[0])} and "
            f"{percent(self.line[1])}). "
            f"Of the line's {len(self.missed)} mistakes {right} are mended, and {new} are new."
        )
