"""Polynomials through the days of a dog.

The figures show how training and validation error go with the degree, and how folds choose a penalty for it.
"""

import numpy as np
from numpy.polynomial.legendre import legvander

from lib import line_fitting, regularisation, svd, validation
from lib.panel import again, choice, predict, slider, steps
from lib.views.view import CAT, DATA, GREY, LIGHT, MODEL, TRUTH, Picture, View, cased, count, number, plain, residual


def _columns(hours, degree):
    """The columns of a polynomial in the hour of the day. Legendre's, so that 1, t, t², … do not look alike."""
    return legvander(hours / 12 - 1, degree)


class _Days(View):
    """What the three views of polynomials share: an axes with the hours of a day, and points with a curve."""

    HOURS = np.linspace(0, 24, 241)

    def _day(self, left, bottom, width, height, **options):
        axes = self.axes(left, bottom, width, height, xlim=(0, 24), ylim=(-0.6, 1.8), **options)
        axes.set(xticks=[0, 6, 12, 18, 24], yticks=[0, 0.5, 1, 1.5], xlabel="hour of the day", ylabel="activity")
        return axes

    def _errors(self, left, bottom, width, height, last, ylim):
        axes = self.axes(left, bottom, width, height, xlim=(-0.5, last + 0.5), yscale="log")
        axes.set(xlabel="degree", title="mean squared error")
        axes.set_xticks(range(0, last + 1, 3))
        axes.set_yticks([0.01, 0.1, 1, 10], ["0.01", "0.1", "1", "10"])
        axes.set_ylim(ylim)
        axes.minorticks_off()
        return axes


def _fit(hours, activity, degree):
    """The coefficients with the least squares; if there are more of them than points, the shortest that fit."""
    A = _columns(hours, degree)
    return line_fitting.least_squares(A, activity) if degree < len(hours) - 1 else svd.pinv(A) @ activity


def _clipped(curve):
    return np.clip(curve, -20, 20)  # far outside the frame all the same


class FitsOfDays(_Days):
    """L23: polynomials through one day of a dog, beside the fits of other days; the training error only falls."""

    alt = (
        "One day of a dog, activity against the hour, with the polynomial that is fitted to it and, thin, those of the "
        "other days; beside it the training error against the degree, as far as it has been seen."
    )

    def prepare(self, days, last):
        """days : list of (hours, activity). last : the greatest degree."""
        self.days, self.last = days, last
        self.curves, self.errors = [], []
        for hours, activity in days:
            fits = [_fit(hours, activity, d) for d in range(last + 1)]
            self.curves.append([_clipped(_columns(self.HOURS, d) @ w) for d, w in enumerate(fits)])
            self.errors.append(
                [validation.mean_squared_error(activity, _columns(hours, d) @ w) for d, w in enumerate(fits)]
            )

    def build(self):
        day = self._day(75, 65, 640, 430, title="one day, and its polynomial")
        (self.others,) = day.plot([], [], color=LIGHT, lw=1.5)
        (self.curve,) = day.plot([], [], color=MODEL, lw=3.5)
        (self.points,) = day.plot([], [], "o", color=DATA, clip_on=False)
        day.text(12, -0.5, "thin: fitted to the other days", ha="center", color=GREY)
        errors = self._errors(850, 65, 330, 430, self.last, (5e-3, 0.3))
        (self.error,) = errors.plot([], [], "o-", color=DATA, ms=6)
        (self.here,) = errors.plot([], [], "o", color=MODEL, ms=13)
        errors.text(7.5, 0.23, "on the points that were fitted", ha="center")
        self.moving(self.others, self.curve, self.points, self.error, self.here)

    def panel(self):
        return dict(
            title="A day and its polynomial",
            rows="L23",
            degree=slider(0, self.last, value=3),
            day=slider(1, len(self.days)),
            presets={"stiff": dict(degree=2), "flexible": dict(degree=15)},
        )

    def update(self, degree, day):
        hours, activity = self.days[day - 1]
        others = [curves[degree] for i, curves in enumerate(self.curves) if i != day - 1]
        # One line with gaps is drawn faster than many lines.
        gap = np.full((len(others), 1), np.nan)
        self.others.set_data(np.tile(np.append(self.HOURS, np.nan), len(others)), np.hstack([others, gap]).ravel())
        self.curve.set_data(self.HOURS, self.curves[day - 1][degree])
        self.points.set_data(hours, activity)
        errors = self.errors[day - 1]
        self.error.set_data(np.arange(degree + 1), errors[: degree + 1])
        self.here.set_data([degree], [errors[degree]])
        spread = np.std([curves[degree] for curves in self.curves], axis=0).mean()
        return (
            f"Degree {degree}, {count(degree + 1, 'coefficient')} for {len(hours)} points: training error "
            f"{number(errors[degree])}. Between days the curve moves by {number(spread)} on average."
        )


class Complexity(_Days):
    """L23: training and validation error against the degree, and what comes when coefficients outnumber points."""

    alt = (
        "A polynomial through the training points of one day, with the validation points of another; beside it the "
        "training and the validation error against the degree, hidden until the learner has committed to a degree."
    )
    FRAME = (2e-3, 1e4)
    LAST = 15  # degree that can be guessed

    def prepare(self, days, degrees, noise):
        """days : list of (hours, activity); each draw learns from one and is judged on the next. noise : its deviation.

        degrees : of the slider, ascending.
        """
        self.degrees, self.noise = list(degrees), noise
        self.draws = list(zip(days[::2], days[1::2]))
        fits = [[_fit(*day, d) for d in self.degrees] for day, _ in self.draws]
        fine = [_columns(self.HOURS, d) for d in self.degrees]
        self.curves = [[_clipped(A @ w) for A, w in zip(fine, several)] for several in fits]
        # errors[draw] has a row for the day that was fitted and one for the other.
        self.errors = np.array(
            [
                [
                    [validation.mean_squared_error(y, _columns(x, d) @ w) for d, w in zip(self.degrees, several)]
                    for x, y in pair
                ]
                for pair, several in zip(self.draws, fits)
            ]
        )
        # Among those that a learner can answer with.
        self.best = self.errors[:, 1, : self.degrees.index(self.LAST) + 1].argmin(axis=1)

    def build(self):
        day = self._day(75, 65, 560, 430, title="dots: fitted;  crosses: held back")
        (self.points,) = day.plot([], [], "o", color=DATA, clip_on=False)
        (self.curve,) = day.plot([], [], color=MODEL, lw=3.5)
        (self.fresh,) = day.plot([], [], "x", color=CAT, ms=10, mew=3, clip_on=False)
        errors = self.axes(750, 65, 430, 430, xlim=(-0.5, len(self.degrees) - 0.5), yscale="log", ylim=self.FRAME)
        errors.set(xlabel="degree", title="mean squared error")
        named = [0, 3, 6, 9, 12, 15, 23, 40, 200]
        errors.set_xticks([self.degrees.index(d) for d in named if d in self.degrees])
        errors.set_xticklabels([str(d) for d in named if d in self.degrees])
        errors.set_yticks([0.01, 0.1, 1, 10, 100, 1000], ["0.01", "0.1", "1", "10", "100", "1,000"])
        errors.minorticks_off()
        errors.axhline(self.noise**2, color=GREY, lw=1.5, ls=":")
        noise = errors.text(0, 0.8 * self.noise**2, f"noise {plain(self.noise)}²", color=GREY, va="top", **cased(0))
        (self.training_line,) = errors.plot([], [], "o--", color=DATA, ms=6)
        (self.validation_line,) = errors.plot([], [], "x-", color=CAT, ms=9, mew=3)
        box = dict(fc="white", ec="none", pad=2)
        self.names = [
            errors.text(0.02, 0.88, "× validation", color=CAT, transform=errors.transAxes, bbox=box),
            errors.text(0.02, 0.81, "● training", color=DATA, transform=errors.transAxes, bbox=box),
        ]
        (self.here,) = errors.plot([], [], color=MODEL, lw=2)
        (self.truth,) = errors.plot([], [], "*", color=TRUTH, ms=22, mec="white")
        self.moving(self.points, self.curve, self.here)
        self.above(noise)
        self.answering(self.fresh, self.training_line, self.validation_line, *self.names, self.truth)
        self.guess = self.mark(errors, name_at=0.95, zorder=4)
        self.least = self.mark(errors, TRUTH, "", name_at=0.7)
        for mark in (self.guess, self.least):
            mark.name.set_bbox(box)
        self.cover(errors, 0.5, 0.5)

    def panel(self):
        best = self.degrees[self.best[0]]
        return dict(
            title="Training error and validation error",
            rows="L23",
            degree=steps(self.degrees, value=3),
            draw=again(len(self.draws), label="draw other days"),
            prediction=predict("Which degree has the least error on another day?", slider(0, self.LAST)),
            presets={
                "too stiff": dict(degree=2, draw=0),
                "best": dict(degree=best, draw=0),
                "too flexible": dict(degree=14, draw=0),
                "as many coefficients as points": dict(degree=23, draw=0),
                "far more": dict(degree=200, draw=0),
            },
        )

    def update(self, degree, draw, guess=None):
        at, (training, held_back) = self.degrees.index(degree), self.errors[draw]
        self.points.set_data(*self.draws[draw][0])
        self.curve.set_data(self.HOURS, self.curves[draw][at])
        self.here.set_data([at, at], self.FRAME)
        readout = f"Degree {degree}: training error {residual(training[at])}"
        if not self.reveal(guess):
            return readout + "; the validation error is shown after your guess."
        places, best = np.arange(len(self.degrees)), self.best[draw]
        self.training_line.set_data(places, np.maximum(training, 1e-6))  # below the frame
        self.validation_line.set_data(places, held_back)
        self.fresh.set_data(*self.draws[draw][1])
        self.guess.show(self.degrees.index(guess), f"your guess: {guess}")
        self.truth.set_data([best], [held_back[best]])
        self.least.show(best, f"least at {self.degrees[best]}")
        own = held_back[self.degrees.index(guess)]
        return (
            f"{readout}, validation error {number(held_back[at])}. Least up to degree {self.LAST}: "
            f"{number(held_back[best])} at degree {self.degrees[best]}; your degree {guess} has {number(own)}."
        )


class Folds(_Days):
    """L23: k folds, the error of each, and λ chosen by their mean."""

    alt = (
        "A table with a row for each round and a column for each measurement, the held-out ones dark; each round's "
        "error and their mean; the curves of all rounds over the data; and the cross-validated error against λ."
    )
    size = (1200, 570)
    DEGREE = 12
    RISKS = (0.005, 40)
    LEAST = 1e-4  # of a round's error on its axis; less stands at the edge

    def prepare(self, hours, activity, ks, lams, shuffles):
        """hours, activity : (n,) arrays. ks, lams : of the sliders. shuffles : how many orders of the rows."""
        self.hours, self.activity, self.lams = hours, activity, np.array(lams, dtype=float)
        self.ks, self.shuffles = tuple(ks), shuffles
        X, fine = _columns(hours, self.DEGREE), _columns(self.HOURS[::2], self.DEGREE)
        penalised = [False] + [True] * self.DEGREE
        self.held_out, self.errors, self.curves = {}, {}, {}
        for k in ks:
            for luck in range(shuffles):
                held_out = validation.k_fold(len(hours), k, np.random.default_rng(luck))
                errors, curves = [], []
                for lam in lams:
                    models = []

                    def fit(X, y):
                        models.append(regularisation.ridge(X, y, lam, penalised))
                        return models[-1]

                    errors.append(validation.cross_validate(X, activity, held_out, fit, lambda w, X: X @ w))
                    curves.append(_clipped(np.array(models) @ fine.T))
                self.held_out[k, luck], self.errors[k, luck], self.curves[k, luck] = held_out, np.array(errors), curves

    def build(self):
        n = len(self.hours)
        # A column stands above the hour of its measurement: there is one in each hour of the day.
        table = self.axes(75, 300, 540, 215)
        table.set_axis_off()
        self.table = Picture(table, np.ones((n, n, 3)))
        table.set_aspect("auto")
        self.write(345, 530, "a row for each round, dark: held out", ha="center", fontsize=16)
        each = self.axes(635, 300, 150, 215, xscale="log", xlim=(self.LEAST, 1e2), ylim=(1, 0))
        each.set_yticks([])
        each.set_xticks([1e-3, 0.1, 10], ["0.001", "0.1", "10"])
        each.minorticks_off()
        self.write(710, 530, "its error", ha="center", fontsize=16)
        (self.each,) = each.plot([], [], "o", color=MODEL, ms=7, clip_on=False)
        (self.less,) = each.plot([], [], "<", color=MODEL, ms=7, clip_on=False)
        (self.mean,) = each.plot([], [], color=DATA, lw=2)
        day = self._day(75, 60, 540, 205)
        (self.fits,) = day.plot([], [], color=MODEL, lw=1.5)
        day.plot(self.hours, self.activity, "o", color=DATA)
        self.write(630, 165, "the curves\nof all rounds", color=MODEL, fontsize=16)

        risk = self.axes(870, 60, 310, 430, xscale="log", yscale="log", xlim=(self.lams[0] / 2, self.lams[-1] * 2))
        risk.set(ylim=self.RISKS, xlabel="λ")
        risk.set_xticks([1e-4, 1e-2, 1, 100], ["10⁻⁴", "10⁻²", "1", "100"])
        risk.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
        risk.minorticks_off()
        self.write(1025, 530, "mean over the rounds", ha="center", fontsize=16)
        self.write(1025, 504, "and its standard error", ha="center", fontsize=14)
        (self.bars,) = risk.plot([], [], color=LIGHT, lw=4)
        (self.risk,) = risk.plot([], [], "o-", color=DATA, ms=7)
        (self.here,) = risk.plot([], [], color=MODEL, lw=2)
        (self.best,) = risk.plot([], [], "*", color=TRUTH, ms=22, mec="white")
        grid = np.column_stack([np.arange(1, n), np.arange(1, n), np.full(n - 1, np.nan)]).ravel()
        (between,) = table.plot(grid, np.tile([0, n, np.nan], n - 1), color="white", lw=2)
        self.above(between)
        self.moving(self.table, self.each, self.less, self.mean, self.fits, self.here)
        self.answering(self.bars, self.risk, self.best)
        self.cover(risk, 0.5, 0.5)

    def panel(self):
        return dict(
            title="k folds choose λ",
            rows="L23",
            k=steps(self.ks, value=6, label="folds k"),
            lam=steps(tuple(self.lams.tolist()), value=0.001, label="λ"),
            shuffle=again(self.shuffles, label="shuffle again"),
            prediction=predict(
                "With which of these does another shuffle change the least mean error not at all?",
                choice("two halves", "six folds", "leave one out"),
            ),
            presets={
                "two halves": dict(k=2),
                "six folds": dict(k=6),
                "leave one out": dict(k=24),
                "λ too small": dict(lam=0.0001),
                "λ too large": dict(lam=100.0),
            },
        )

    def update(self, k, lam, shuffle, guess=None):
        held_out, errors = self.held_out[k, shuffle], self.errors[k, shuffle]
        at = int(np.argmin(np.abs(self.lams - lam)))
        picture = np.repeat(np.where(held_out, 0.25, 0.9)[:, :, None], 3, axis=2)
        self.table.set_data(picture)
        rounds = (np.arange(k) + 0.5) / k
        less = errors[at] < self.LEAST
        self.each.set_data(errors[at][~less], rounds[~less])
        self.less.set_data(np.full(less.sum(), self.LEAST), rounds[less])
        means, se = errors.mean(axis=1), errors.std(axis=1, ddof=1) / np.sqrt(k)
        self.mean.set_data([means[at], means[at]], [0, 1])
        curves = self.curves[k, shuffle][at]
        gap = np.full((k, 1), np.nan)
        self.fits.set_data(np.tile(np.append(self.HOURS[::2], np.nan), k), np.hstack([curves, gap]).ravel())
        ends = np.column_stack([np.maximum(means - se, 1e-6), means + se, np.full(len(means), np.nan)])
        self.bars.set_data(np.repeat(self.lams, 3), ends.ravel())
        self.risk.set_data(self.lams, means)
        self.here.set_data([lam, lam], self.RISKS)
        best = int(np.argmin(means))
        self.best.set_data([self.lams[best]], [means[best]])
        readout = (
            f"{k} folds, {k} fits, λ = {lam:g}: the rounds' errors go from {number(errors[at].min())} to "
            f"{number(errors[at].max())}, mean {number(means[at])}."
        )
        if not self.reveal(guess):
            return readout
        least = [self.errors[k, luck].mean(axis=1).min() for luck in range(self.shuffles)]
        return (
            f"{readout[:-1]} ± {number(se[at], 2)}. Least mean: {number(means[best])} ± {number(se[best], 2)} at "
            f"λ = {self.lams[best]:g}; over {self.shuffles} shuffles from {number(min(least))} to "
            f"{number(max(least))}. You guessed: {guess}."
        )
