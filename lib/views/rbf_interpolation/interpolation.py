"""Sums of bumps through given heights on a line: their condition number, and how the error falls with their number."""

import numpy as np
from matplotlib.collections import LineCollection

from lib import rbf
from lib.panel import choice, log_slider, predict, slider, steps
from lib.precision import CONDITION_LIMIT
from lib.views.rbf_interpolation.on_a_line import board_of, interpolated, rms
from lib.views.view import CAT, DATA, GUESS, LIGHT, MODEL, PALE_ALARM, TRUTH, View, number, wide_truth

# Beyond this a condition number is rounding, and differs from machine to machine, and so do the weights.
WORST = 1e15


class WeightedBumps(View):
    """L19: interpolation on a line: each weighted bump, their sum, and what it costs."""

    KERNELS = ("gaussian", "inverse multiquadric", "multiquadric", "linear", "cubic")
    EPSILONS = 10 ** np.arange(0, 2.01, 0.1)
    POINTS = range(3, 21)
    EXPLODING = "wide"  # gaussian bumps whose weights do
    alt = (
        "Left, points on a curve, the weighted bump of each point, and the sum of the bumps, which goes through all "
        "points; right, on logarithmic scales against ε, the condition number and the largest weight."
    )

    def prepare(self, truth):
        """truth : f on [0, 1]."""
        self.truth = truth
        self.x = np.linspace(0, 1, 241)
        self.cost = {}
        for kernel in self.KERNELS:
            for n in self.POINTS:
                x = np.linspace(0, 1, n)
                fits = [interpolated(x, truth(x), epsilon, kernel) for epsilon in self.EPSILONS]
                self.cost[kernel, n] = np.array([(fit.condition, np.abs(fit.alpha).max()) for fit in fits]).T

    def build(self):
        board = board_of(self, 2.3)
        board.axhline(0, color=LIGHT, lw=1)
        board.plot(self.x, self.truth(self.x), **wide_truth())
        self.bumps = board.add_collection(LineCollection([], colors=CAT, lw=1.5, alpha=0.9), autolim=False)
        (self.sum,) = board.plot([], [], color=MODEL, lw=3)
        (self.nodes,) = board.plot([], [], "o", color=DATA, ms=10)
        self.write(60, 512, "wide green: the truth", color=TRUTH, fontsize=15)
        self.write(290, 512, "thin blue: each bump", color=CAT, fontsize=15)
        self.write(525, 512, "vermilion: their sum", color=MODEL, fontsize=15)
        cost = self.axes(790, 65, 395, 400, xscale="log", yscale="log", xlim=(0.8, 125), ylim=(1e-5, 1e18), xlabel="ε")
        cost.set(xticks=[1, 10, 100], yticks=[1, 1e4, 1e8, 1e12, 1e16])
        cost.set_xticklabels(["1", "10", "100"])
        cost.set_yticklabels(["1", "10⁴", "10⁸", "10¹²", "10¹⁶"])
        cost.minorticks_off()
        cost.axhspan(1e12, 1e18, color=PALE_ALARM, lw=0)
        cost.text(110, 2e17, "hardly a digit of α is right", ha="right", va="top")
        cost.text(0.9, 2e-3, "solid: condition number", color=DATA, va="center")
        cost.text(0.9, 1e-4, "dashed: largest weight", color=CAT, va="center")
        self.lines = [cost.plot([], [], style, color=colour)[0] for style, colour in (("-", DATA), ("--", CAT))]
        self.marks = [
            cost.plot([], [], marker, color=colour, ms=13, clip_on=False)[0]
            for marker, colour in (("o", DATA), ("s", CAT))
        ]
        self.guess = self.write(790, 484, color=GUESS, fontsize=15)
        told = self.write(790, 512, f"the weights explode: {self.EXPLODING} bumps", color=TRUTH, fontsize=15)
        self.moving(self.bumps, self.sum, self.nodes)
        self.answering(*self.lines, *self.marks, self.guess, told)
        self.cover(cost)

    def update(self, kernel, points, epsilon, guess=None):
        x = np.linspace(0, 1, points)
        fit = interpolated(x, self.truth(x), epsilon, kernel)
        bumps = rbf.kernel_matrix(self.x[:, None], fit.centers, epsilon, kernel) * fit.alpha
        self.bumps.set_segments([np.column_stack([self.x, bump.clip(-50, 50)]) for bump in bumps.T])
        total = bumps.sum(axis=1)
        self.sum.set_data(self.x, total.clip(-50, 50))
        self.nodes.set_data(x, self.truth(x))
        largest = np.abs(fit.alpha).max()
        for line, mark, curve, here in zip(self.lines, self.marks, self.cost[kernel, points], (fit.condition, largest)):
            line.set_data(self.EPSILONS, curve.clip(None, 1e18))
            mark.set_data([epsilon], [min(here, 1e18)])
        readout = f"{points} points, {kernel}, ε = {number(epsilon)}: "
        if fit.condition > WORST:
            readout += "what the sum does between the points is decided by rounding."
            cost = "Condition number more than 10¹⁵: no digit of the weights is right."
        else:
            digits = 3 if fit.condition <= CONDITION_LIMIT else 1  # those that another processor shows as well
            off = number(rms(total - self.truth(self.x)), digits)
            readout += f"between the points the sum is typically {off} off the truth."
            cost = f"Condition number {number(fit.condition, digits)}, largest weight {number(largest, digits)}."
        if not self.reveal(guess):
            return readout
        self.guess.set_text(f"your guess: {guess}")
        return f"{readout} {cost} The weights of {self.EXPLODING} gaussian bumps explode; you guessed {guess}."

    def panel(self):
        bumps = dict(kernel="gaussian", points=12)
        return dict(
            title="Bumps and their sum",
            rows="L19",
            kernel=choice(*self.KERNELS),
            points=slider(self.POINTS[0], self.POINTS[-1], value=12),
            epsilon=log_slider(0, 2, value=10.0, label="ε", format=".1f"),
            prediction=predict("Gaussian bumps: which make the weights explode?", choice("narrow", "wide", "neither")),
            presets={
                "spikes": dict(bumps, epsilon=10**1.6),
                "just right": dict(bumps, epsilon=10**0.7),
                "ill-conditioned": dict(bumps, epsilon=1.0),
            },
        )


class AnyFunction(View):
    """L19: any function from simpler ones: the error against the number of bumps."""

    alt = (
        "Left, a function and its interpolation from n evenly spaced bumps; right, on logarithmic scales, the typical "
        "and the largest error against n, with the largest error of the function guessed and of the worst one."
    )

    KERNELS = ("gaussian", "linear", "cubic")
    COUNTS = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64)

    @staticmethod
    def epsilon(n):
        """The bumps are 1/(n − 1) apart and become narrower more slowly than that: more and more of them overlap."""
        return 3.5 * np.sqrt(n - 1)

    def prepare(self, functions):
        """functions : dict name → f on [0, 1]."""
        self.t, self.functions = np.linspace(0, 1, 401), functions
        self.fits, self.errors = {}, {}
        for kernel in self.KERNELS:
            for name, f in functions.items():
                for n in self.COUNTS:
                    x = np.linspace(0, 1, n)
                    fit = interpolated(x, f(x), self.epsilon(n), kernel)(self.t[:, None])
                    off = fit - f(self.t)
                    self.fits[kernel, name, n] = (fit, rms(off), np.abs(off).max())
                self.errors[kernel, name] = np.array([self.fits[kernel, name, n][1:] for n in self.COUNTS]).T

    def build(self):
        board = board_of(self, 2.2)
        (self.truth,) = board.plot([], [], **wide_truth())
        (self.sum,) = board.plot([], [], color=MODEL, lw=3)
        (self.nodes,) = board.plot([], [], "o", color=DATA, ms=7)
        self.write(60, 512, "wide green: the function", color=TRUTH, fontsize=15)
        self.write(330, 512, "vermilion: the sum of the bumps", color=MODEL, fontsize=15)
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
            line.set_data(self.COUNTS, values)
            mark.set_data([bumps], [here])
        readout = f"{function} from {bumps} bumps ({kernel})"
        if not self.reveal(guess):
            return readout + "."
        worst = self.never_small(kernel)
        for line, text, name, words in zip(self.compared, self.names, (guess, worst), ("your guess:", "the answer:")):
            line.set_data(self.COUNTS, self.errors[kernel, name][1])
            text.set_text(f"{words} {name}")
        last = ", ".join(f"{number(self.errors[kernel, name][1][-1])} ({name})" for name in self.functions)
        return (
            f"{readout}: typical error {number(typical)}, largest {number(largest)}. With {self.COUNTS[-1]} bumps the "
            f"largest error is {last}: the {worst} keeps it. You guessed the {guess}."
        )

    def panel(self):
        most = self.COUNTS[-1]
        return dict(
            title="Any function from bumps",
            rows="L19",
            function=choice(*self.functions),
            kernel=choice(*self.KERNELS),
            bumps=steps(self.COUNTS, value=6, label="bumps n"),
            prediction=predict(f"Which function keeps a large error with {most} bumps?", choice(*self.functions)),
            presets={
                "16 bumps": dict(function="wave", bumps=16),
                "a corner": dict(function="corner", bumps=16),
                "a step": dict(function="step", bumps=64),
            },
        )
