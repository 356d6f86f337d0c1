"""Noisy heights on a line, and what λ does to a sum of bumps that was to go through all of them."""

import functools

import numpy as np

from lib.panel import again, log_slider, predict, steps
from lib.views.rbf_interpolation.on_a_line import board_of, interpolated, rms
from lib.views.view import CAT, DATA, MODEL, TRUTH, View, number, residual, wide_truth


class NoiseAndLambda(View):
    """L19: noisy heights: through every point, or smoothed by λ."""

    alt = (
        "Left, noisy points, the curve that they come from, the curve through all of them and the smoothed one; right, "
        "against λ on logarithmic scales, the error to the points and to the truth, and below them the condition "
        "number and the largest weight."
    )

    LEVELS = (0.0, 0.05, 0.1, 0.2, 0.4)  # standard deviations of the noise
    LAMS = 10 ** np.arange(-10, 2.01, 0.25)
    EPSILON = 8.0

    def prepare(self, truth, x, noise):
        """truth : f on [0, 1]. x : (n,) array. noise : (draws, n) array, of standard deviation 1: a row is a draw."""
        self.x, self.noise = x, noise
        self.t = np.linspace(0, 1, 241)
        self.truth = truth(self.t)
        self.without_noise = truth(x)
        self.curves = functools.cache(self._curves)
        self.conditions = [self.fitted(0.0, lam, 0)[0].condition for lam in self.LAMS]  # the heights do not enter K

    def heights(self, level, draw):
        return self.without_noise + level * self.noise[draw]

    def fitted(self, level, lam, draw):
        """The surface, and its values along the line."""
        fit = interpolated(self.x, self.heights(level, draw), self.EPSILON, lam=lam)
        return fit, fit(self.t[:, None])

    def _curves(self, level, draw):
        """Against λ: off the points, off the truth, the largest weight. Returns (3, λ)."""
        rows = []
        for lam in self.LAMS:
            fit, curve = self.fitted(level, lam, draw)
            off = fit(self.x[:, None]) - self.heights(level, draw)
            rows.append((rms(off), rms(curve - self.truth), np.abs(fit.alpha).max()))
        return np.array(rows).T

    def best(self, level, draw):
        """The λ that comes nearest to the truth."""
        return self.LAMS[np.argmin(self.curves(level, draw)[1])]

    def build(self):
        board = board_of(self, 2.4)
        board.plot(self.t, self.truth, **wide_truth())
        (self.exact,) = board.plot([], [], "--", color=CAT, lw=1.8)
        (self.smooth,) = board.plot([], [], color=MODEL, lw=3.5)
        (self.points,) = board.plot([], [], "o", color=DATA, ms=8)
        self.write(60, 512, "wide green: the truth", color=TRUTH, fontsize=15)
        self.write(295, 512, "dashed: the least λ", color=CAT, fontsize=15)
        self.write(510, 512, "vermilion: with this λ", color=MODEL, fontsize=15)
        limits = dict(xscale="log", yscale="log", xlim=(0.5 * self.LAMS[0], 2 * self.LAMS[-1]))
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
        cost.plot(self.LAMS, self.conditions, "-", color=DATA)
        styles = ((errors, "--", DATA), (errors, "-", TRUTH), (cost, "--", CAT))
        self.lines = [axes.plot([], [], style, color=colour)[0] for axes, style, colour in styles]
        self.marks = [axes.plot([], [], "o", color=MODEL, ms=11)[0] for axes in (errors, errors, cost, cost)]
        self.moving(self.exact, self.smooth, self.points, self.lines[2], *self.marks[2:])
        self.answering(*self.lines[:2], *self.marks[:2])
        self.guess = self.mark(errors, lw=3, name_at=0.07)
        self.nearest = self.mark(errors, TRUTH, "-", span=(0.15, 1), name_at=0.22, lw=1.5)
        self.cover(errors)

    def update(self, noise, lam, draw, guess=None):
        at = int(np.argmin(np.abs(np.log(self.LAMS / lam))))
        lam = self.LAMS[at]
        curves = self.curves(noise, draw)
        self.exact.set_data(self.t, self.fitted(noise, self.LAMS[0], draw)[1].clip(-50, 50))
        self.smooth.set_data(self.t, self.fitted(noise, lam, draw)[1].clip(-50, 50))
        self.points.set_data(self.x, self.heights(noise, draw))
        for line, values in zip(self.lines, curves):
            line.set_data(self.LAMS, values)
        to_points, to_truth, largest = curves[:, at]
        for mark, here in zip(self.marks, (to_points, to_truth, largest, self.conditions[at])):
            mark.set_data([lam], [here])
        readout = (
            f"λ = {number(lam, 2)}: condition number {number(self.conditions[at])}, largest weight {number(largest)}"
        )
        if not self.reveal(guess):
            return readout + "."
        best = self.best(noise, draw)
        every = [self.best(noise, other) for other in range(len(self.noise))]
        ends = [number(end, 2) for end in (min(every), max(every))]
        spread = "the same" if ends[0] == ends[1] else f"from {ends[0]} to {ends[1]}"
        self.guess.show(guess, "your guess")
        self.nearest.show(best, "the best")
        return (
            f"{readout}; {residual(to_points)} off the points, {number(to_truth)} off the truth. Nearest to the truth "
            f"is λ = {number(best, 2)}, in all {len(every)} draws {spread}; you guessed {number(guess, 2)}."
        )

    def panel(self):
        return dict(
            title="Through every point, or smoothed",
            rows="L19",
            noise=steps(self.LEVELS, value=0.2, label="noise σ"),
            lam=log_slider(-10, 2, value=1e-10, steps_per_decade=4, label="λ"),
            draw=again(len(self.noise), "draw other noise"),
            prediction=predict(
                "Noise of σ = 0.2: which λ comes nearest to the truth?",
                log_slider(-10, 2, value=1e-10, steps_per_decade=1),
            ),
            presets={
                "obedient": dict(noise=0.2, lam=1e-10),
                "smoothed": dict(noise=0.2, lam=0.01),
                "no noise": dict(noise=0.0, lam=1e-10),
                "too smooth": dict(noise=0.2, lam=100.0),
            },
        )
