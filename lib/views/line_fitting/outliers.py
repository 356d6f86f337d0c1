"""The p of the loss: what one bad point does to a line or to a signal, and the unit ball of each p."""

import numpy as np

from lib import line_fitting, norms, outliers
from lib.panel import predict, slider, steps
from lib.views.line_fitting.least_squares import with_ones
from lib.views.view import (
    CAT,
    DATA,
    GREY,
    GUESS,
    INK,
    LIGHT,
    MODEL,
    PALE_BLUE,
    TRUTH,
    View,
    cased,
    count,
    number,
    order,
    percent,
    plain,
    wide_truth,
)


def _line(x, y, p):
    """Slope and intercept of the line with the least Σ |residual|^p, for any p > 0."""
    return outliers.lp_fit(with_ones(x), y, p) if p >= 1 else outliers.line_through_two(x, y, p)


class Outlier(View):
    """L11: one bad point, and the p of the loss."""

    alt = (
        "Points along a line and one outlier, with the line of least squares and the line that minimises the sum of "
        "|residual|^p; beside them each point's pull on the line, |residual|^(p − 1)."
    )
    POWERS = (0.5, 0.8, 1, 1.1, 1.2, 1.5, 2, 3, 4, 6, 8)

    def prepare(self, x, y):
        self.x, self.y = x, y
        self.honest = line_fitting.line(x, y)
        self.alone = {p: _line(x, y, p) for p in self.POWERS}

    def build(self):
        plane = self.axes(50, 40, 680, 425, xlim=(-0.7, 20.7), ylim=(-9.5, 21.5), xticks=range(0, 21, 5))
        (self.grey,) = plane.plot([], [], color=LIGHT, lw=8)
        (self.dots,) = plane.plot(self.x, self.y, "o", color=DATA, ms=9, zorder=5)
        (self.squares,) = plane.plot([], [], "--", color=CAT)
        (self.line,) = plane.plot([], [], color=MODEL, lw=3)
        (self.guess,) = plane.plot([], [], "-.", color=GUESS, lw=3)
        (self.bad,) = plane.plot([], [], "X", color=INK, ms=17, mec="white")
        self.write(50, 512, "grey: without the outlier", color=GREY)
        self.write(330, 512, "dashed: p = 2", color=CAT)
        self.write(500, 512, "dash-dot: your guess", color=GUESS)
        self.name = self.write(50, 482, color=MODEL)
        n = len(self.x) + 1
        pulls = self.axes(830, 70, 340, 395, xlim=(0.3, n + 0.7), ylim=(0, 100))
        self.write(1000, 500, "pull on the line, in % of all", fontsize=16, ha="center")
        pulls.set_xticks([1, n], ["first", "outlier"])
        self.pulls = list(pulls.bar(range(1, n + 1), np.zeros(n), color=[LIGHT] * (n - 1) + [INK]))
        (self.held,) = pulls.plot([], [], "o", mfc="white", mec=MODEL, ms=12, mew=3, clip_on=False)
        self.held_name = self.write(1000, 440, "ring: the line goes through it", ha="center", color=MODEL)
        self.moving(self.grey)
        self.answering(self.squares, self.line, self.guess)
        self.moving(self.bad)
        self.answering(self.name, *self.pulls, self.held, self.held_name)
        self.cover(pulls)
        self.above(self.dots)

    def update(self, outlier_x, outlier_y, p, guess=None):
        x, y = np.append(self.x, outlier_x), np.append(self.y, outlier_y)
        ends = np.array([-5.0, 30.0])
        self.bad.set_data([outlier_x], [outlier_y])
        guessed = self.reveal(guess)
        m, d = self.alone[p] if guessed else self.honest
        self.grey.set_data(ends, m * ends + d)
        if not guessed:
            return f"Eleven honest points, whose slope by least squares is {number(m)}, and one outlier (X)."
        without = m
        m, d = _line(x, y, p)
        two = line_fitting.line(x, y)
        self.line.set_data(ends, m * ends + d)
        self.squares.set_data(ends, two[0] * ends + two[1])
        self.guess.set_data(ends, self.y.mean() + guess * (ends - self.x.mean()))
        convex = "" if p >= 1 else ", not convex: many local minima"
        self.name.set_text(f"solid: p = {order(p)}{convex}")
        # For p <= 1 a point on the line holds it with whatever force is needed; the pull of the others is compared.
        rest = np.abs(y - m * x - d)
        held = (rest < 1e-9) & (p <= 1)
        pull = np.where(held, 0, np.maximum(rest, 1e-9) ** (p - 1))
        share = pull / pull.sum()
        for bar, part in zip(self.pulls, share):
            bar.set_height(100 * part)
        self.held.set_data(1 + np.flatnonzero(held), np.full(held.sum(), 2.0))
        self.held_name.set_visible(held.any())
        its_part = f"The outlier has {percent(share[-1])} of all pull"
        if held[-1]:
            its_part = "The line goes through the outlier"
        return (
            f"p = {order(p)}{convex}. Slope {number(m)}; without the outlier it would be {number(without)}. Least "
            f"squares gives {number(two[0])}. {its_part}. You guessed {plain(guess)} for p = 1."
        )

    def panel(self):
        bad = dict(outlier_x=6.0, outlier_y=-8.0)
        return dict(
            title="One outlier, and the p of the loss",
            rows="L11",
            outlier_x=slider(0.0, 20.0, 6.0, 0.5, label="outlier x"),
            outlier_y=slider(-8.0, 20.0, -8.0, 0.5, label="outlier y"),
            p=steps(self.POWERS, value=1, label="p of the loss"),
            prediction=predict("Which slope will the line for p = 1 have?", slider(-1.5, 2.0, 0.0, 0.1, format=".1f")),
            presets={
                "no outlier": dict(outlier_x=6.5, outlier_y=11.5, p=2),
                "one bad outlier": dict(bad, p=2),
                "the same, p = 1": dict(bad, p=1),
                "far out in x, p = 1": dict(bad, outlier_x=20.0, p=1),
            },
        )


class UnitBall(View):
    """L11: the unit ball for p from 0.3 to ∞, and a way round that is shorter than the straight one."""

    alt = (
        "The curve on which the p-norm is 1, with two steps of length 1, from O to P and from P to Q; beside it the "
        "length of both steps together and of the straight way from O to Q."
    )

    def build(self):
        ticks = [-2, -1, 0, 1, 2]
        plane = self.axes(60, 30, 490, 490, xlim=(-2.15, 2.15), ylim=(-2.15, 2.15), xticks=ticks, yticks=ticks)
        plane.axhline(0, color=LIGHT, lw=1)
        plane.axvline(0, color=LIGHT, lw=1)
        plane.plot(*norms.unit_ball(2).T, ":", color=GREY)
        plane.text(-2, -2, "dotted: p = 2", color=GREY)
        (self.ball,) = plane.fill([0], [0], fc=PALE_BLUE, ec=CAT, lw=3)
        (self.steps,) = plane.plot([], [], "o-", color=DATA, lw=3, ms=9)
        (self.straight,) = plane.plot([], [], "--", color=MODEL, lw=3)
        self.names = [
            plane.text(x, y, name, ha="center", va="center", fontsize=18)
            for x, y, name in ((-0.15, -0.2, "O"), (1.1, -0.2, "P"), (0, 0, "Q"))
        ]
        bars = self.axes(700, 60, 400, 370, xlim=(-0.6, 1.6), ylim=(0, 11.5), title="length in this p-norm")
        bars.set_xticks([0, 1], ["O → P → Q", "O → Q"])
        self.bars = list(bars.bar([0, 1], [2, 0], color=[DATA, MODEL], width=0.55))
        self.heights = [bars.text(i, 0, "", ha="center", va="bottom", fontsize=16) for i in (0, 1)]
        self.verdict = self.write(900, 490, ha="center", fontsize=17, color=MODEL)
        (self.guess,) = bars.plot([0.6, 1.4], [0, 0], "--", color=GUESS, lw=3, **cased(3))
        self.guessed = self.write(900, 8, ha="center", color=GUESS)
        self.moving(self.ball, self.steps, self.straight, self.names[2])
        self.answering(self.bars[1], self.heights[1], self.verdict, self.guess, self.guessed)
        self.above(*self.names[:2], self.bars[0], self.heights[0])  # two steps of length 1 are always 2

    def update(self, p, angle, guess=None):
        turned = np.deg2rad(angle)
        first, second = np.array([1.0, 0.0]), np.array([np.cos(turned), np.sin(turned)])
        second[np.abs(second) < 1e-15] = 0  # cos 90° and sin 180° are 0, not almost 0
        second /= norms.norm(second, p)
        end = first + second
        lengths = 2.0, norms.norm(end, p)
        self.ball.set_xy(norms.unit_ball(p))
        self.steps.set_data(*np.transpose([[0, 0], first, end]))
        self.straight.set_data([0, end[0]], [0, end[1]])
        self.names[2].set_position(end + [0, 0.22])
        for bar, height, length in zip(self.bars, self.heights, lengths):
            bar.set_height(length)
            height.set_y(length + 0.1)
            height.set_text(number(length))
        if not self.reveal(guess):
            return f"p = {order(p)}: two steps of length 1, from O to P and from P to Q. How long is the straight way?"
        self.guess.set_ydata([guess, guess])
        self.guessed.set_text(f"dashed: your guess for p = 0.5, {plain(guess)}")
        fails = lengths[1] > 2 * (1 + 1e-12)
        self.verdict.set_text("the straight way is longer" if fails else "")
        kind = "a norm" if p >= 1 else "no norm, the ball is not convex"
        return (
            f"p = {order(p)}, {kind}: two steps of length 1 lead to a point at the distance {number(lengths[1])}; the "
            f"triangle inequality {'fails' if fails else 'holds'} here. You guessed {plain(guess)} for p = 0.5."
        )

    def panel(self):
        return dict(
            title="The unit ball, and the triangle inequality",
            rows="L11",
            p=steps([0.3, 0.5, 0.7, 1, 1.2, 1.5, 2, 3, 4, 8, np.inf], value=0.5),
            angle=slider(0, 180, value=90, step=5, label="second step (°)"),
            prediction=predict(
                "p = ½, two steps of length 1 at right angles: how long is the straight way?",
                slider(0.0, 6.0, value=1.0, step=0.5, format=".1f"),
            ),
            presets={
                "p = 0.5": dict(p=0.5, angle=90),
                "p = 1": dict(p=1, angle=90),
                "p = ∞": dict(p=np.inf, angle=90),
            },
        )


class StepAndOutlier(View):
    """L11: a short true step in the signal beside an outlier, smoothed by the l_p centre of a sliding window."""

    alt = (
        "A signal with one outlier and one true step, and the same signal smoothed by replacing each value by the "
        "number with the least sum of |difference|^p to the values in a window around it."
    )
    size = (1200, 460)
    LENGTH, BAD, START = 60, 14, 34
    POWERS, WIDTHS = (1, 1.2, 1.5, 2, 3, 4, 8), (1, 2, 3, 4, 5, 6, 7, 8, 10)

    def prepare(self, window, powers=POWERS, widths=WIDTHS):
        """window : odd int, the values in a window. powers, widths : what the sliders can take, 1 among the powers."""
        self.window, self.smooth, self.signal = window, {}, {}
        self.powers, self.widths = powers, widths
        known, half = {}, window // 2
        for width in widths:
            truth = np.zeros(self.LENGTH)
            truth[self.START : self.START + width] = 1.0
            signal = truth.copy()
            signal[self.BAD] = 2.5
            self.signal[width] = truth, signal
            padded = np.pad(signal, half, mode="edge")
            windows = [tuple(padded[i : i + window]) for i in range(self.LENGTH)]
            for p in powers:
                for values in windows:
                    if (p, values) not in known:
                        known[p, values] = outliers.lp_fit(np.ones((window, 1)), values, p)[0]
                self.smooth[p, width] = np.array([known[p, values] for values in windows])
        self.kept = min(width for width in widths if self._step_left(1, width) > 0.5)

    def _step_left(self, p, width):
        return self.smooth[p, width][self.START : self.START + width].max()

    def build(self):
        plane = self.axes(60, 60, 1110, 340, xlim=(-1, self.LENGTH), ylim=(-0.25, 2.75), xlabel="sample")
        (self.truth,) = plane.step([], [], where="mid", **wide_truth())
        (self.dots,) = plane.plot([], [], "o", color=DATA, ms=6)
        (self.curve,) = plane.plot([], [], "-", color=MODEL, lw=3)
        plane.text(self.BAD + 1, 2.5, "outlier", va="center")
        plane.text(self.START - 0.5, 1.2, "a true step", va="center", color=TRUTH)
        self.name = self.write(60, 425, color=MODEL, fontsize=16)
        left = self.START - 0.5
        self.brackets = [
            plane.plot([left, left], [y, y], style, color=colour, lw=4, marker="|", ms=14, mew=3)[0]
            for y, style, colour in ((1.6, "--", GUESS), (1.95, "-", TRUTH))
        ]
        self.names = [plane.text(0, y, "", color=colour, va="center") for y, colour in ((1.6, GUESS), (1.95, TRUTH))]
        self.moving(self.truth, self.dots)
        self.answering(self.curve, self.name, *self.brackets, *self.names)

    def update(self, p, width, guess=None):
        truth, signal = self.signal[width]
        smooth = self.smooth[p, width]
        wide = f"{count(width, 'sample')} wide"
        at = np.arange(self.LENGTH)
        self.truth.set_data(at, truth)
        self.dots.set_data(at, signal)
        if not self.reveal(guess):
            return f"An outlier, and a true step {wide}. The window takes in {self.window} samples."
        self.curve.set_data(at, smooth)
        self.name.set_text(f"smoothed with p = {order(p)} in a window of {self.window}")
        for bracket, name, samples in zip(self.brackets, self.names, (guess, self.kept)):
            bracket.set_xdata([self.START - 0.5, self.START - 0.5 + samples])
            name.set_x(self.START + samples)
        self.names[0].set_text(f"your guess: {guess} wide")
        self.names[1].set_text(f"p = 1 keeps it if it is {self.kept} wide or more")
        bad = smooth[self.BAD - self.window : self.BAD + self.window + 1].max()
        return (
            f"p = {order(p)}: of the outlier {percent(abs(bad) / 2.5)} is left, of the true step, {wide}, "
            f"{percent(abs(self._step_left(p, width)))}. You guessed {guess}; p = 1 keeps a step from {self.kept} on."
        )

    def panel(self):
        return dict(
            title="A true step beside an outlier",
            rows="L11",
            p=steps(self.powers, value=1),
            width=steps(self.widths, value=3, label="width of the step"),
            prediction=predict(
                f"A window of {self.window}, p = 1: from which width on is the step kept?", slider(1, self.window)
            ),
            presets={
                "mean": dict(p=2, width=3),
                "median": dict(p=1, width=3),
                "median, wider step": dict(p=1, width=5),
            },
        )
