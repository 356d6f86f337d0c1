"""A penalty on the coefficients: its ball, its paths, and what it does that the p of the loss does not."""

import functools

import numpy as np

from lib import line_fitting, norms, outliers, regularisation, svd
from lib.panel import again, choice, log_slider, predict, slider, steps
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
    count,
    ends_of_line,
    number,
    order,
    plain,
)


class SlidesPenalty(View):
    """L12: a penalty on (a, b, c) of the line a x + b y + c = 0, whose numbers can be made smaller as they please."""

    alt = (
        "Points and the line a x + b y + c = 0 through them; beside it, against the scale of (a, b, c), the sum of the "
        "squared residuals as a dashed curve, and the penalty upon it as a band, whose upper edge is the objective."
    )
    DISTANCE, FORM = "distance from the line", "a x + b y + c"
    SCALES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
    SMALLER = "the smaller, the better"

    def prepare(self, x, y):
        """x, y : (n,) arrays."""
        self.x, self.y = x, y
        line = np.array(line_fitting.total_least_squares(x, y))  # a² + b² = 1
        self.squares = ((np.column_stack([x, y, np.ones_like(x)]) @ line) ** 2).sum()
        self.length = norms.norm(line)
        self.line = line / self.length

    def parts(self, d, lam, scale):
        """Σ dᵢ² and the penalty λ‖(a, b, c)‖, where (a, b, c) has the length ``scale``; the line is the same."""
        residuals = np.ones_like(scale) if d == self.DISTANCE else (scale / self.length) ** 2
        return self.squares * residuals, lam * scale

    def build(self):
        plane = self.axes(60, 65, 440, 400, xlim=(0, 8), ylim=(0, 5), xlabel="x", ylabel="y")
        plane.plot(self.x, self.y, "o", color=DATA, ms=10)
        plane.plot(*ends_of_line(*self.line), color=MODEL, lw=3)
        self.numbers = self.write(60, 500, fontsize=16, color=MODEL)
        self.reach = np.geomspace(self.SCALES[0], self.SCALES[-1], 61)
        curves = self.axes(640, 65, 500, 400, xscale="log", xlim=(8e-4, 1.25), ylim=(0, 8))
        curves.set_xlabel("length of (a, b, c)")
        self.write(640, 500, "dashed: Σ dᵢ²", color=DATA)
        self.write(775, 500, "blue: the penalty", color=CAT)
        self.write(945, 500, "solid: their sum", color=MODEL)
        curves.minorticks_off()
        curves.set_xticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
        (self.band,) = curves.fill([1], [0], fc=PALE_BLUE, ec=CAT, lw=1)
        (self.fit,) = curves.plot([], [], "--", color=DATA, lw=3)
        (self.sum,) = curves.plot([], [], "-", color=MODEL, lw=3)
        (self.here,) = curves.plot([], [], "o", color=MODEL, ms=14, mec="white", mew=1.5, clip_on=False)
        place = dict(transform=curves.transAxes, va="top")
        self.said = curves.text(0.03, 0.97, "", color=MODEL, fontsize=16, **place)
        self.guessed = curves.text(0.03, 0.87, "", color=GUESS, **place)
        self.moving(self.numbers)
        self.answering(self.band, self.fit, self.sum, self.here, self.said, self.guessed)
        self.cover(curves)

    def update(self, d, lam, scale, guess=None):
        a, b, c = scale * self.line
        values = f"({', '.join(number(value) for value in (a, b, c))})"
        self.numbers.set_text(f"(a, b, c) = {values}")
        if not self.reveal(guess):
            return f"The line with (a, b, c) = {values}, a vector of length {plain(scale)}."
        fit, penalty = self.parts(d, lam, self.reach)
        self.band.set_xy(np.column_stack([[*self.reach, *self.reach[::-1]], [*fit, *(fit + penalty)[::-1]]]))
        self.fit.set_data(self.reach, fit)
        self.sum.set_data(self.reach, fit + penalty)
        fit, penalty = self.parts(d, lam, np.float64(scale))
        self.here.set_data([scale], [fit + penalty])
        self.said.set_text(f"{number(fit)} + {plain(penalty)} = {number(fit + penalty)}")
        self.guessed.set_text(f"your guess: {guess}")
        limit = f"{number(self.squares)}, and never gets there" if d == self.DISTANCE else "0, and (0, 0, 0) is no line"
        return (
            f"Length {plain(scale)}, λ = {plain(lam)}: Σ dᵢ² = {number(fit)}, penalty {plain(penalty)}, together "
            f"{number(fit + penalty)}. The shorter (a, b, c), the less: it falls towards {limit}. The line has not "
            f"moved. You guessed: {guess}."
        )

    def panel(self):
        return dict(
            title="A penalty on (a, b, c)",
            rows="L12",
            d=choice(self.DISTANCE, self.FORM, label="dᵢ is the"),
            lam=steps([0.1, 0.2, 0.5, 1, 2, 5], value=1, label="λ"),
            scale=steps(self.SCALES, value=1, label="length of (a, b, c)"),
            prediction=predict(
                "(a, b, c) and a half of it are the same line. With which is Σ dᵢ² + λ‖(a, b, c)‖ least?",
                choice("(a, b, c)", "a half of it", self.SMALLER),
            ),
            presets={
                "distance, as it is": dict(d=self.DISTANCE, scale=1),
                "distance, a tenth": dict(d=self.DISTANCE, scale=0.1),
                "the form, as it is": dict(d=self.FORM, scale=1),
                "the form, a tenth": dict(d=self.FORM, scale=0.1),
            },
        )


class LossAndBall(View):
    """L12: contours of the loss touch the ball of the penalty."""

    alt = (
        "Elliptic contours of the loss around its centre, the unregularised answer, and the ball of the penalty that "
        "the contour of the penalised answer touches; beside them the two coefficients."
    )

    def prepare(self, A):
        """A : (m, 2) array, whose loss is ½‖A(x − centre)‖²."""
        self.A = A
        _, s, Vt = svd.svd(A)
        circle = norms.unit_ball(2, 181)
        self.ellipse = (circle / s) @ Vt  # ‖A e‖ = 1 for each of its points

    def build(self):
        ticks = [-2, 0, 2]
        plane = self.axes(85, 60, 465, 465, xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), xticks=ticks, yticks=ticks)
        plane.axhline(0, color=LIGHT, lw=1)
        plane.axvline(0, color=LIGHT, lw=1)
        plane.set_xlabel("x₁", fontsize=16, labelpad=0)
        plane.set_ylabel("x₂", fontsize=16, labelpad=0, rotation=0)
        plane.text(-3.1, -3.05, "+ the loss is least", color=DATA)
        (self.ball,) = plane.fill([0], [0], fc=PALE_BLUE, ec=CAT, lw=2, alpha=0.7)
        self.contours = [plane.plot([], [], color=GREY, lw=1.5)[0] for _ in range(3)]
        (self.touching,) = plane.plot([], [], color=DATA, lw=2.5)
        (self.centre,) = plane.plot([], [], "+", color=DATA, ms=16, mew=3)
        (self.answer,) = plane.plot([], [], "o", color=MODEL, ms=15, mec="white", mew=1.5)
        bars = self.axes(690, 60, 440, 400, xlim=(-0.6, 1.6), ylim=(-2.6, 2.4), ylabel="coefficient")
        bars.set_xticks([0, 1], ["x₁", "x₂"])
        bars.axhline(0, color=LIGHT, lw=1)
        self.write(910, 490, "dashed: where the loss is least; filled: with the penalty", ha="center")
        self.before = list(bars.bar([0, 1], [0, 0], color="white", ec=DATA, lw=2, width=0.55, ls="--"))
        self.bars = list(bars.bar([0, 1], [0, 0], color=MODEL, width=0.45))
        self.zeros = [bars.text(i, 0, "exactly 0", ha="center", va="center", color=MODEL, fontsize=17) for i in (0, 1)]
        self.guess = bars.text(0.5, -2.35, "", ha="center", va="center", color=GUESS, fontsize=16)
        self.moving(self.ball, *self.contours)
        self.answering(self.touching)
        self.moving(self.centre)
        self.answering(self.answer)
        self.moving(*self.before)
        self.answering(*self.bars, *self.zeros, self.guess)

    def update(self, lam, p, angle, guess=None):
        centre = 2 * np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
        centre[np.abs(centre) < 1e-15] = 0  # cos 90° and sin 180° are 0, not almost 0
        self.centre.set_data(*centre[:, None])
        for contour, level in zip(self.contours, (0.4, 0.9, 1.6)):
            contour.set_data(*(centre + level * self.ellipse).T)
        for bar, was in zip(self.before, centre):
            bar.set_height(was)
        ball = norms.unit_ball(p)
        self.ball.set_xy(ball)
        if not self.reveal(guess):
            return f"The loss is least at ({number(centre[0])}, {number(centre[1])}); the ball has the radius 1."
        x = regularisation.lp_penalty(self.A, self.A @ centre, lam, p)
        touching = centre + np.linalg.norm(self.A @ (x - centre)) * self.ellipse
        self.touching.set_data(*touching.T)
        size = norms.norm(x, p)
        self.ball.set_xy(size * ball)
        self.answer.set_data(*x[:, None])
        for bar, zero, was, value in zip(self.bars, self.zeros, centre, x):
            bar.set_height(value)
            zero.set_visible(value == 0)
            zero.set_y(-0.3 if was > 0 else 0.3)  # on the side where no bar is
        self.guess.set_x({"x₁": 0, "x₂": 1}.get(guess, 0.5))
        self.guess.set_text(f"your guess: {guess}")
        gone = [name for name, value in zip(("x₁", "x₂"), x) if value == 0]
        return (
            f"λ = {number(lam)}, p = {order(p)}: x = ({number(x[0])}, {number(x[1])}), ‖x‖_p = {number(size)}; "
            f"exactly zero: {' and '.join(gone) or 'neither'}. You guessed: {guess}."
        )

    def panel(self):
        return dict(
            title="Where the loss touches the ball",
            rows="L12",
            lam=steps([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10], value=2, label="λ"),
            p=steps([1, 1.2, 1.5, 2, 4], value=1, label="p of the penalty"),
            angle=slider(0, 355, value=30, step=5, label="direction of the centre (°)"),
            prediction=predict(
                "Which coefficient does the lasso (p = 1) make exactly zero at λ = 2?", choice("x₁", "x₂", "neither")
            ),
            presets={
                "lasso": dict(p=1, lam=2, angle=30),
                "ridge": dict(p=2, lam=2, angle=30),
                "lasso, elsewhere": dict(p=1, lam=2, angle=60),
            },
        )


class CoefficientPaths(View):
    """L12: the coefficients of ridge and lasso against λ, for data with a known sparse truth."""

    alt = (
        "The coefficients of ridge or lasso against λ as curves; beside them the coefficients at the chosen λ as bars "
        "with the true ones as stars, and what they predict against what was observed."
    )

    LAMS = 10 ** np.linspace(-2, 3, 51)
    MOST, REACH = 3.9, 14  # of the coefficients, and of b
    ZEROS, OTHERS = "those that are 0 in truth", "those that are not"

    def prepare(self, observed, truth):
        """observed : function, the number of a draw → A (m, n), b (m,). truth : (n,) array, some of it 0."""
        self.truth, self.needed = truth, truth != 0

        @functools.cache
        def drawn(draw):
            A, b = observed(draw)
            paths = {"ridge": regularisation.ridge_path(A, b, self.LAMS)}
            paths["lasso"] = regularisation.lasso_path(A, b, self.LAMS)
            return A, b, paths

        self.drawn = drawn

    def stays(self, path):
        """The λ up to which one of the coefficients that are 0 in truth stays, and up to which all others do."""
        last = np.array([self.LAMS[np.flatnonzero(x)[-1]] if x.any() else 0 for x in path.T])
        return last[~self.needed].max(), last[self.needed].min()

    def build(self):
        n, most, reach = len(self.truth), self.MOST, self.REACH
        curves = self.axes(60, 70, 440, 420, xscale="log", ylim=(-most, most), xlabel="λ")
        curves.set_title("coefficients against λ")
        curves.set_xlim(0.9 * self.LAMS[0], 1.1 * self.LAMS[-1])
        curves.axhline(0, color=LIGHT, lw=1)
        curves.minorticks_off()
        colours = [MODEL if value else LIGHT for value in self.truth]
        styles = [dict(color=MODEL, zorder=3) if value else dict(color=LIGHT, lw=1.8) for value in self.truth]
        self.curves = [curves.plot(self.LAMS, 0 * self.LAMS, **style)[0] for style in styles]
        self.write(60, 14, "thick: not 0 in truth", color=MODEL)
        (self.here,) = curves.plot([], [], "--", color=DATA, lw=2)
        bars = self.axes(560, 70, 330, 420, xlim=(0.3, n + 0.7), ylim=(-most, most), xticks=range(1, n + 1), yticks=[])
        bars.set(title="at this λ; stars: the truth", xlabel="coefficient")
        bars.axhline(0, color=LIGHT, lw=1)
        self.bars = list(bars.bar(range(1, n + 1), np.zeros(n), color=colours, width=0.6))
        (self.stars,) = bars.plot(range(1, n + 1), self.truth, "*", color=TRUTH, ms=14, mec="white", zorder=5)
        fit = self.axes(950, 215, 225, 225, xlim=(-reach, reach), ylim=(-reach, reach), xticks=[], yticks=[])
        fit.set(title="the fit", xlabel="observed, b", ylabel="predicted, Ax")
        fit.plot([-reach, reach], [-reach, reach], color=LIGHT)
        (self.dots,) = fit.plot([], [], "o", color=DATA, ms=5)
        self.guessed = self.write(920, 110, color=GUESS)
        self.stay = self.write(920, 50)
        self.answering(*self.curves, self.here, *self.bars, self.dots, self.guessed, self.stay)
        self.cover(curves)
        self.above(self.stars)

    def update(self, method, lam, draw, guess=None):
        A, b, paths = self.drawn(draw)
        if not self.reveal(guess):
            return f"{len(b)} noisy observations of {len(self.truth)} features, {self.needed.sum()} of which matter."
        path = paths[method]
        k = int(np.argmin(np.abs(np.log(self.LAMS / lam))))
        x = path[k]
        for curve, values in zip(self.curves, path.T):
            curve.set_ydata(values)
        self.here.set_data([self.LAMS[k]] * 2, [-self.MOST, self.MOST])
        for bar, value in zip(self.bars, x):
            bar.set_height(value)
        fitted = A @ x
        self.dots.set_data(b, fitted)
        self.guessed.set_text(f"your guess for the lasso:\n{guess}")
        zeros, others = map(number, self.stays(paths["lasso"]))
        self.stay.set_text(f"those stay up to λ = {zeros},\nall others up to {others}")
        gone, right = np.sum(x == 0), np.sum((x == 0) & ~self.needed)
        return (
            f"{method.capitalize()} at λ = {number(lam)}: {gone} of {len(x)} coefficients are exactly 0, {right} of "
            f"them rightly. Distance to the truth {number(np.linalg.norm(x - self.truth))}, ‖Ax − b‖ = "
            f"{number(np.linalg.norm(fitted - b))}. You guessed: {guess}; the lasso keeps {self.ZEROS} up to "
            f"λ = {zeros}, and all others up to {others}."
        )

    def panel(self):
        return dict(
            title="Coefficient paths",
            rows="L12",
            method=choice("ridge", "lasso"),
            lam=log_slider(-2, 3, value=1.0, label="λ", format=".2f"),
            draw=again(20),
            prediction=predict(
                "As λ grows, which coefficients does the lasso make 0 first?",
                choice(self.ZEROS, self.OTHERS, "all at the same λ"),
            ),
            presets={
                "ridge": dict(method="ridge", lam=10.0),
                "lasso": dict(method="lasso", lam=10.0),
                "too much": dict(method="lasso", lam=100.0),
            },
        )


class TelephoneCalls(View):
    """L11 L12: the Belgian telephone calls; p on the residuals and λ on the slope do different things."""

    alt = (
        "International telephone calls from Belgium by year, six of which are recorded in another unit, with the line "
        "that minimises the sum of |residual|^p and the ridge line with its slope penalised by λ."
    )
    APART = 1.7  # how far apart two labels have to be, in the unit of the calls
    ON_RESIDUALS = "p on the residuals"

    def prepare(self, year, calls):
        self.year, self.calls = year, calls
        self.middle = year.mean()
        # For p = 1 several lines are equally good, and so is their mean, which does not depend on how it is found.
        self.several = outliers.best_lines_through_two(year - self.middle, calls, 1)
        self.A = with_ones(year - self.middle)
        self.fits = {1: self.several.mean(axis=0)}

    def build(self):
        plane = self.axes(70, 60, 890, 450, xlim=(49, 74), ylim=(-3, 23), xlabel="year 19…")
        plane.set_ylabel("calls in tens of millions", labelpad=2)
        odd = (self.year >= 64) & (self.year < 70)
        plane.plot(self.year[~odd], self.calls[~odd], "o", color=DATA, ms=10)
        plane.plot(self.year[odd], self.calls[odd], "X", color=INK, ms=14)
        plane.text(63.5, 15, "minutes, not calls", ha="right")
        at = np.array([49.0, 74.0, np.nan])  # the last one lifts the pen between two lines
        lines = np.outer(self.several[:, 0], at - self.middle) + self.several[:, 1:]
        (self.others,) = plane.plot(np.tile(at, len(lines)), lines.ravel(), color=MODEL, lw=1)
        (self.fit,) = plane.plot([], [], color=MODEL, lw=3.5)
        (self.ridge,) = plane.plot([], [], "--", color=CAT, lw=3)
        self.names = [plane.text(74.3, 0, "", va="center", color=colour, fontsize=16) for colour in (MODEL, CAT)]
        self.guessed = self.write(90, 495, color=GUESS, fontsize=16)
        self.answering(self.others, self.fit, self.ridge, *self.names, self.guessed)

    def update(self, p, lam, guess=None):
        if not self.reveal(guess):
            return f"{len(self.year)} years, of which six are recorded in minutes (X)."
        if p not in self.fits:
            self.fits[p] = outliers.lp_fit(self.A, self.calls, p)
        at = np.array([49.0, 74.0])
        m, d = self.fits[p]
        m2, d2 = regularisation.ridge(self.A, self.calls, lam, penalised=[True, False])
        solid, dashed = m * (at - self.middle) + d, m2 * (at - self.middle) + d2
        self.fit.set_data(at, solid)
        self.ridge.set_data(at, dashed)
        self.others.set_visible(p == 1)
        # The label of the upper line is moved up and that of the lower one down, until they are apart.
        gap = solid[1] - dashed[1]
        push = max(self.APART - abs(gap), 0) / 2 * (1 if gap >= 0 else -1)
        self.names[0].set_y(solid[1] + push)
        self.names[1].set_y(dashed[1] - push)
        self.names[0].set_text(f"p = {order(p)}")
        weight = number(lam) if lam < 1000 else count(lam)
        self.names[1].set_text(f"p = 2, λ = {weight}")
        slope = f"slope {number(m)}"
        if p == 1:
            least, most = self.several[[0, -1], 0]
            slope = f"any slope from {number(least)} to {number(most)} is best, thick the mean of them, {number(m)}"
        self.guessed.set_text(f"your guess: {guess} · in truth: {self.ON_RESIDUALS}")
        return (
            f"p = {order(p)} on the residuals: {slope}. Ridge with λ = {weight} on the slope: {number(m2)}, and "
            f"still through the mean of all points, {number(d2)}. You guessed: {guess}; it is p."
        )

    def panel(self):
        return dict(
            title="The Belgian telephone calls",
            rows="L11 L12",
            p=steps([1, 1.1, 1.2, 1.5, 2, 3, 4, 8, np.inf], value=2, label=self.ON_RESIDUALS),
            lam=log_slider(-1, 4, value=1000.0, label="λ on the slope", format=".1f"),
            prediction=predict(
                "Which of the two sliders can bring a line back to the calls?",
                choice(self.ON_RESIDUALS, "λ on the slope", "either"),
            ),
            presets={
                "least squares": dict(p=2, lam=0.1),
                "p = 1": dict(p=1, lam=0.1),
                "strong ridge": dict(p=2, lam=10000.0),
            },
        )
