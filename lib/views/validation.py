"""The views of notebook 06: how do we know that it works on animals it has never seen?"""

from functools import partial

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from numpy.polynomial.legendre import legvander

from lib import line_fitting, logistic, mlp, pets, rbf, regularisation, validation
from lib.views.animals import DOG_TEXT
from lib.views.view import CAT, DATA, DOG, GUESS, INK, LIGHT, MODEL, TRUTH, Picture, View, count, number, percent

SETS = ("training", "validation", "test")


def _columns(hours, degree):
    """The columns of a polynomial in the hour of the day. Legendre's, so that 1, t, t², … do not look alike."""
    return legvander(hours / 12 - 1, degree)


class ThreeSets(View):
    """L23: which animals are in which set, and what shuffling and stratifying change."""

    alt = (
        "Three boxes, training, validation and test, with the animals of each in six rows by kind and a tick at the "
        "fair share; below, the file from its first animal to its last, and which animals go to which set."
    )
    size = (1200, 560)
    LEFTS = (236, 564, 892)
    STEP = 13

    def prepare(self, kind):
        """kind : (n,) array of str. Every fifth animal of each kind is taken, and the file lists them kind by kind."""
        self.members = np.array([np.sum(kind == name) // 5 for name in pets.KINDS])
        self.kind = np.repeat(np.arange(len(pets.KINDS)), self.members)
        self.is_dog = np.array([label for label, *_ in pets.KINDS.values()]) == 1

    def build(self):
        board = self.axes(0, 0, 1200, 560, xlim=(0, 1200), ylim=(0, 560))
        board.set_axis_off()
        tasks = ("sets the weights", "chooses the model", "opened once, at the end")
        for left, name, task in zip(self.LEFTS, SETS, tasks):
            board.add_patch(Rectangle((left - 8, 172), 300, 276, fc="none", ec=LIGHT, lw=2))
            board.text(left + 142, 528, name, fontsize=20, ha="center")
            board.text(left + 142, 500, task, fontsize=16, ha="center", color=MODEL)
        for row, name in enumerate(pets.KINDS):
            colour = DOG_TEXT if self.is_dog[row] else CAT
            board.text(220, self._height(row), name, ha="right", va="center", color=colour)
        self.sizes = [board.text(left + 142, 468, "", ha="center") for left in self.LEFTS]
        styles = (("o", DOG), ("s", CAT))
        self.animals = [board.plot([], [], marker, color=colour, ms=9, mew=0)[0] for marker, colour in styles]
        (self.fair,) = board.plot([], [], color=DATA, lw=2)
        (self.missing,) = board.plot([], [], "X", color=MODEL, ms=15, mew=0)

        n, left, width = len(self.kind), 228, 956
        board.text(220, 130, "place in the file:", ha="right", va="center")
        for row, name in enumerate(SETS):
            board.text(220, 106 - 27 * row, name, ha="right", va="center")
        strip = self.axes(left, 38, width, 81)
        strip.set_axis_off()
        self.strip = Picture(strip, np.ones((3, n, 3)))
        strip.set_aspect("auto")
        for place, members, is_dog in zip(np.cumsum(self.members) - self.members, self.members, self.is_dog):
            ends = left + width * np.array([place, place + members]) / n + [2, -2]
            board.plot(ends, [130, 130], color=DOG if is_dog else CAT, lw=8 if is_dog else 3, solid_capstyle="butt")
        board.text(706, 14, "thick: dogs, thin: cats; in the file each kind stands together", ha="center", va="center")
        self.moving(*self.sizes, *self.animals, self.fair, self.missing, self.strip)

    def _height(self, row):
        return 425 - 46 * row

    def update(self, training, validation_share, order, luck):
        shares = np.array([training, validation_share, 100 - training - validation_share]) / 100
        n, rng = len(self.kind), np.random.default_rng(luck)
        if order == "stratified by kind":
            parts = validation.stratified_split(self.kind, shares, rng)
        else:
            parts = validation.split(n, shares, rng if order == "shuffled" else None)
        counts = np.array([np.bincount(self.kind[part], minlength=len(self.members)) for part in parts])
        fair = np.outer(shares, self.members)

        places = {True: [], False: []}
        for left, row_counts in zip(self.LEFTS, counts):
            for row, c in enumerate(row_counts):
                places[bool(self.is_dog[row])] += [(left + self.STEP * i, self._height(row)) for i in range(c)]
        for artist, is_dog in zip(self.animals, (True, False)):
            artist.set_data(*np.reshape(places[is_dog], (-1, 2)).T)
        x = np.array(self.LEFTS)[:, None] + self.STEP * (fair - 0.5)
        y = np.broadcast_to(self._height(np.arange(len(self.members))), x.shape)
        self.fair.set_data(x.repeat(3), (y[:, :, None] + [-17, 17, np.nan]).ravel())
        part, row = np.nonzero(counts == 0)
        self.missing.set_data(np.array(self.LEFTS)[part] + 8, self._height(row))
        dogs = counts[:, self.is_dog].sum(axis=1)
        for text, size, dog in zip(self.sizes, counts.sum(axis=1), dogs):
            text.set_text(f"{size} animals, {dog} of them dogs")
        picture = np.full((3, n, 3), 0.9)
        for row, part in enumerate(parts):
            picture[row, part] = 0.25
        self.strip.set_data(picture)

        off = np.abs(counts - fair)
        s, k = np.unravel_index(np.argmax(off.round(9)), off.shape)
        names = list(pets.KINDS)
        readout = (
            f"{', '.join(str(len(part)) for part in parts)} animals for training, validation and test. Farthest from "
            f"its fair share: {names[k]}, {counts[s, k]} in the {SETS[s]} set instead of {fair[s, k]:.1f}."
        )
        blind = np.count_nonzero(counts[0] == 0)
        return readout + (f" Kinds that training never sees: {blind} of {len(names)}." if blind else "")


class _Days(View):
    """What the two views of polynomials share: an axes with the hours of a day, and points with a curve."""

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


def _clipped(curve):
    return np.clip(curve, -20, 20)  # far outside the frame all the same


class FitsOfDays(_Days):
    """L23: polynomials through one day of a dog, beside the fits of other days; the training error only falls."""

    alt = (
        "One day of a dog, activity against the hour, with the polynomial that is fitted to it and, pale, those of the "
        "other days; beside it the training error against the degree, as far as it has been seen."
    )

    def prepare(self, days, last):
        """days : list of (hours, activity). last : the greatest degree."""
        self.days, self.last = days, last
        self.curves, self.errors = [], []
        for hours, activity in days:
            fits = [line_fitting.least_squares(_columns(hours, d), activity) for d in range(last + 1)]
            self.curves.append([_clipped(_columns(self.HOURS, d) @ w) for d, w in enumerate(fits)])
            self.errors.append([
                validation.mean_squared_error(activity, _columns(hours, d) @ w) for d, w in enumerate(fits)
            ])  # fmt: skip

    def build(self):
        day = self._day(75, 65, 640, 430, title="one day, and its polynomial")
        (self.others,) = day.plot([], [], color=LIGHT, lw=1.5)
        (self.curve,) = day.plot([], [], color=MODEL, lw=3.5)
        (self.points,) = day.plot([], [], "o", color=DATA)
        day.text(12, -0.5, "pale: fitted to the other days", ha="center", color="#707070")
        errors = self._errors(850, 65, 330, 430, self.last, (5e-3, 0.3))
        (self.error,) = errors.plot([], [], "o-", color=DATA, ms=6)
        (self.here,) = errors.plot([], [], "o", color=MODEL, ms=13)
        errors.text(7.5, 0.23, "on the points that were fitted", ha="center")
        self.moving(self.others, self.curve, self.points, self.error, self.here)

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
            f"Degree {degree}, {degree + 1} coefficient{'s' * (degree > 0)} for {len(hours)} points: training error "
            f"{number(errors[degree])}. Between days the curve moves by {number(spread)} on average."
        )


class Complexity(_Days):
    """L23: training and validation error against the degree."""

    alt = (
        "A polynomial through the training points of one day, with the validation points of another; beside it the "
        "training and the validation error against the degree, hidden until the learner has committed to a degree."
    )

    def prepare(self, day, other_day, last):
        """day, other_day : (hours, activity), to learn from and to validate. last : the greatest degree."""
        self.day, self.other_day, self.last = day, other_day, last
        fits = [line_fitting.least_squares(_columns(day[0], d), day[1]) for d in range(last + 1)]
        self.curves = [_clipped(_columns(self.HOURS, d) @ w) for d, w in enumerate(fits)]
        self.training, self.validation = (
            np.array([validation.mean_squared_error(y, _columns(x, d) @ w) for d, w in enumerate(fits)])
            for x, y in (day, other_day)
        )
        self.best = int(np.argmin(self.validation))

    def build(self):
        day = self._day(75, 65, 560, 430, title="dots: fitted;  crosses: held back")
        day.plot(*self.day, "o", color=DATA)
        (self.curve,) = day.plot([], [], color=MODEL, lw=3.5)
        (self.fresh,) = day.plot([], [], "x", color=CAT, ms=10, mew=3)
        errors = self._errors(750, 65, 430, 430, self.last, (2e-3, 12))
        degrees = np.arange(self.last + 1)
        (self.training_line,) = errors.plot(degrees, self.training, "o--", color=DATA, ms=6)
        (self.validation_line,) = errors.plot(degrees, self.validation, "x-", color=CAT, ms=9, mew=3)
        self.names = [
            errors.text(1, 0.6 * self.training[3], "training", color=DATA, va="top"),
            errors.text(1, 1.9 * self.validation[1], "validation", color=CAT),
        ]
        (self.here,) = errors.plot([], [], color=MODEL, lw=2)
        (self.guess,) = errors.plot([], [], "--", color=GUESS)
        (self.truth,) = errors.plot([], [], "*", color=TRUTH, ms=22, mec="white")
        box = dict(fc="white", ec="none", pad=2)
        self.guess_name = errors.text(0, 7.5, "", color=GUESS, va="center", bbox=box)
        self.truth_name = errors.text(0, 3e-3, "", color=TRUTH, va="center", bbox=box)
        self.cover = errors.text(self.last / 2, 0.15, "after your guess", ha="center", fontsize=17)
        self.answers = (
            self.fresh, self.training_line, self.validation_line, *self.names, self.guess, self.truth,
            self.guess_name, self.truth_name,
        )  # fmt: skip
        self.moving(self.curve, self.here, self.cover, *self.answers)

    def update(self, degree, guess=None):
        self.curve.set_data(self.HOURS, self.curves[degree])
        self.here.set_data([degree, degree], [2e-3, 12])
        for artist in self.answers:
            artist.set_visible(guess is not None)
        self.cover.set_visible(guess is None)
        readout = f"Degree {degree}: training error {number(self.training[degree])}"
        if guess is None:
            return readout + "; the validation error is shown after your guess."
        self.fresh.set_data(*self.other_day)
        self.guess.set_data([guess, guess], [2e-3, 12])
        self.truth.set_data([self.best], [self.validation[self.best]])
        self.guess_name.set_text(f"your guess: {guess}")
        self.truth_name.set_text(f"least at {self.best}")
        for name, place in ((self.guess_name, guess), (self.truth_name, self.best)):
            left = place < self.last / 2
            name.set_x(place + (0.3 if left else -0.3))
            name.set_ha("left" if left else "right")
        return (
            f"{readout}, validation error {number(self.validation[degree])}. Least validation error: "
            f"{number(self.validation[self.best])} at degree {self.best}; your degree {guess} has "
            f"{number(self.validation[guess])}."
        )


class Folds(_Days):
    """L23: k folds, the error of each, and λ chosen by their mean."""

    alt = (
        "A table with a row for each round and a column for each measurement, the held-out ones dark; each round's "
        "error and their mean; the curves of all rounds over the data; and the cross-validated error against λ."
    )
    size = (1200, 570)
    DEGREE = 12
    RISKS = (0.02, 40)

    def prepare(self, hours, activity, ks, lams, shuffles):
        """hours, activity : (n,) arrays. ks, lams : of the sliders. shuffles : how many orders of the rows."""
        self.hours, self.activity, self.lams = hours, activity, np.array(lams)
        X, fine = _columns(hours, self.DEGREE), _columns(self.HOURS[::2], self.DEGREE)
        penalised = [False] + [True] * self.DEGREE
        self.held_out, self.errors, self.curves = {}, {}, {}
        for k in ks:
            for luck in range(1, shuffles + 1):
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
        each = self.axes(635, 300, 150, 215, xscale="log", xlim=(1e-4, 1e2), ylim=(1, 0))
        each.set_yticks([])
        each.set_xticks([1e-3, 0.1, 10], ["0.001", "0.1", "10"])
        each.minorticks_off()
        self.write(710, 530, "its error", ha="center", fontsize=16)
        (self.each,) = each.plot([], [], "o", color=MODEL, ms=7)
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
        self.moving(self.table, self.each, self.mean, self.fits, self.bars, self.risk, self.here, self.best)

    def update(self, k, lam, shuffle):
        held_out, errors = self.held_out[k, shuffle], self.errors[k, shuffle]
        at = int(np.argmin(np.abs(self.lams - lam)))
        picture = np.repeat(np.where(held_out, 0.25, 0.9)[:, :, None], 3, axis=2)
        self.table.set_data(picture)
        rounds = (np.arange(k) + 0.5) / k
        self.each.set_data(errors[at], rounds)
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
        return (
            f"{k} folds, {k} fits, λ = {lam:g}: the rounds' errors go from {number(errors[at].min())} to "
            f"{number(errors[at].max())}, mean {number(means[at])} ± {number(se[at], 2)}. Least mean: "
            f"{number(means[best])} ± {number(se[best], 2)} at λ = {self.lams[best]:g}."
        )


class LearningCurves(View):
    """L23: error against the number of training animals, for a stiff and a flexible model."""

    alt = (
        "Two pairs of learning curves, for the line and for sixty bumps: the error on the animals learned from and on "
        "new ones against their number; hidden until the learner has committed to a guess."
    )
    size = (1200, 530)
    MODELS = ("the line", "the bumps")

    def prepare(self, counts, noises, orders=12):
        """counts : numbers of animals. noises : shares of wrong labels in training. orders : how many to average."""
        X, y, _ = pets.read("train")
        X_new, y_new, _ = pets.read("validation")
        self.counts, self.curves = list(counts), {}
        models = (
            (lambda X, y: logistic.fit(X, y, lam=0.01), lambda w, X: logistic.predict(X, w)),
            (lambda X, y: rbf.classify(X, y, X[:60], epsilon=2.0, lam=1e-3, degree=0), lambda model, X: model(X)),
        )
        for noise in noises:
            runs = []
            for seed in range(orders):
                told = np.where(np.random.default_rng(seed).random(len(y)) < noise, 1 - y, y)
                runs.append([
                    validation.learning_curve(
                        X, told, X_new, y_new, counts, *model, validation.error_rate, np.random.default_rng(seed)
                    )
                    for model in models
                ])  # fmt: skip
            self.curves[noise] = 100 * np.mean(runs, axis=0)  # model, training or new, count

    def build(self):
        ticks = [15, 30, 60, 120, 240]
        self.lines, self.dots, self.stems, self.guesses, self.better, self.covers = [], [], [], [], [], []
        for left, name in zip((75, 665), self.MODELS):
            axes = self.axes(left, 65, 510, 380, xscale="log", xlim=(13.5, 400), ylim=(0, 46))
            axes.set(xlabel="animals learned from", ylabel="wrong, in %")
            axes.set_xticks(ticks, ticks)
            axes.minorticks_off()
            self.write(left + 255, 497, name, ha="center", fontsize=18)
            self.write(left, 464, "–×– on new animals", color=CAT)
            self.write(left + 510, 464, "-●- on those learned from", color=DATA, ha="right")
            self.lines += axes.plot([], [], "--", color=DATA) + axes.plot([], [], "-", color=CAT)
            self.dots += axes.plot([], [], "o", color=DATA, ms=11)
            self.dots += axes.plot([], [], "X", color=CAT, ms=14, mec="white")
            self.stems.append(axes.plot([], [], color=MODEL, lw=2, zorder=1)[0])
            self.guesses.append(self.write(left, 497, "your guess", color=GUESS, fontsize=16))
            self.better.append(self.write(left + 510, 497, "better", color=TRUTH, fontsize=16, ha="right"))
            self.covers.append(axes.text(74, 20, "after your guess", ha="center", fontsize=17, backgroundcolor="white"))
        self.moving(*self.lines, *self.dots, *self.stems, *self.guesses, *self.better, *self.covers)

    def update(self, animals, wrong_labels, guess=None):
        shown = guess is not None
        for artist in (*self.lines, *self.dots):
            artist.set_visible(shown)
        at = self.counts.index(animals)
        curves = self.curves[wrong_labels].reshape(-1, len(self.counts))
        better = self.MODELS[int(curves[3, at] < curves[1, at])]
        for name, guessed, truth, cover in zip(self.MODELS, self.guesses, self.better, self.covers):
            guessed.set_visible(name == guess)
            truth.set_visible(shown and name == better)
            cover.set_visible(not shown)
        for line, dot, curve in zip(self.lines, self.dots, curves):
            line.set_data(self.counts, curve)
            dot.set_data([animals], [curve[at]])
        for stem in self.stems:
            stem.set_data([animals, animals], [0, 46])
        setting = f"{animals} animals, {100 * wrong_labels:.0f} % of their labels wrong"
        if not shown:
            return f"{setting}: which of the two is wrong less often on new animals?"
        line, new_line, bumps, new_bumps = curves[:, at] / 100
        are = "is" if better == "the line" else "are"
        return (
            f"{setting}. The line is wrong on {percent(line)} of them and on {percent(new_line)} of new animals, the "
            f"bumps on {percent(bumps)} and {percent(new_bumps)}: {better} {are} better on new ones. "
            f"You guessed {guess}."
        )


class Leakage(View):
    """L23: labels by coin and features of pure noise, with steps of learning before the split."""

    alt = (
        "A table of the ten chosen features for the animals learned from and those held out, orange where a feature "
        "speaks for a dog; beside it the cross-validated accuracy against the number of noise features, hidden until "
        "the learner has committed."
    )
    WAYS = ("nothing", "scaling", "choosing features")
    ANIMALS, KEEP, FOLDS = 50, 10, 5

    def prepare(self, feature_counts, repetitions=10):
        """feature_counts : the values of the slider. repetitions : how many sets of coins and noise are drawn."""
        self.feature_counts = list(feature_counts)
        self.accuracy = {(way, d): [] for way in self.WAYS for d in feature_counts}
        self.tables = {}
        for seed in range(repetitions):
            rng = np.random.default_rng(seed)
            y = rng.permutation(np.repeat([0.0, 1.0], self.ANIMALS // 2))
            held_out = validation.stratified_k_fold(y, self.FOLDS, rng)
            noise = rng.normal(size=(self.ANIMALS, max(feature_counts)))
            for way, d in self.accuracy:
                X, seen = noise[:, :d], ~held_out[0]
                if way == "scaling":
                    X = validation.standardize(X, np.ones(len(X), dtype=bool))
                if way == "choosing features":
                    X, seen = X[:, validation.strongest(X, y, self.KEEP)], np.ones(len(X), dtype=bool)
                fit = partial(self._fit, scale=way != "scaling")
                errors = validation.cross_validate(X, y, held_out, fit, self._predict, validation.error_rate)
                self.accuracy[way, d].append(1 - errors.mean())
                if seed == 0:
                    self.tables[way, d] = self._tables(X, y, seen, held_out[0])
        self.means = {way: np.array([np.mean(self.accuracy[way, d]) for d in feature_counts]) for way in self.WAYS}

    def _fit(self, X, y, scale=True):
        """The strongest features, scaled, and ridge regression on −1 and 1: all that learns is in here."""
        chosen = validation.strongest(X, y, self.KEEP)
        learned_from = X[:, chosen]
        A = validation.standardize(learned_from, np.ones(len(X), dtype=bool)) if scale else learned_from
        A = np.column_stack([A, np.ones(len(A))])
        w = regularisation.ridge(A, 2 * y - 1, 1.0, [True] * self.KEEP + [False])
        return scale, learned_from, chosen, w

    def _predict(self, model, X):
        scale, learned_from, chosen, w = model
        A = np.vstack([learned_from, X[:, chosen]])
        if scale:
            A = validation.standardize(A, np.arange(len(A)) < len(learned_from))
        return (A[len(learned_from) :] @ w[:-1] + w[-1] > 0).astype(float)

    def _tables(self, X, y, seen, held_out):
        """What a feature speaks for: two pictures, the animals learned from and those held out, dogs first."""
        chosen = validation.strongest(X[seen], y[seen], self.KEEP)
        direction = np.sign((y[seen] - y[seen].mean()) @ X[seen][:, chosen])
        says = np.clip(X[:, chosen] * direction / 2, -1, 1)[:, :, None]
        towards = np.where(says > 0, to_rgb(DOG), to_rgb(CAT))
        colours = 1 - np.abs(says) * (1 - towards)
        return [colours[part][np.argsort(-y[part], kind="stable")] for part in (~held_out, held_out)]

    def build(self):
        self.pictures = []
        self.write(245, 508, "the ten chosen features", ha="center", fontsize=17)
        for bottom, height, rows, name in ((172, 300, 40, "learned from"), (62, 75, 10, "held out")):
            board = self.axes(140, bottom, 210, height)
            board.set_axis_off()
            self.pictures.append(Picture(board, np.ones((rows, self.KEEP, 3))))
            board.set_aspect("auto")
            self.write(140, bottom + height + 6, name)
            for share, colour, words in ((0.75, DOG_TEXT, "dogs"), (0.25, CAT, "cats")):
                self.write(128, bottom + share * height, words, color=colour, ha="right", va="center")
            side = self.axes(354, bottom, 12, height, xlim=(0, 1), ylim=(0, 1))
            side.set_axis_off()
            side.plot([0.5, 0.5], [0.51, 1], color=DOG, lw=7, solid_capstyle="butt")
            side.plot([0.5, 0.5], [0, 0.49], color=CAT, lw=3, solid_capstyle="butt")
        self.write(245, 24, "orange: speaks for dog; blue: for cat", ha="center")

        curve = self.axes(500, 70, 560, 400, xscale="log", xlim=(8, 4000), ylim=(0.2, 1.02))
        curve.set(xlabel="features, all of them noise", yticks=[0.25, 0.5, 0.75, 1])
        curve.set_yticklabels(["25 %", "coin: 50 %", "75 %", "100 %"])
        curve.set_xticks(self.feature_counts, map(count, self.feature_counts))
        curve.minorticks_off()
        self.write(780, 498, "accuracy that cross-validation reports", ha="center", fontsize=17)
        curve.axhline(0.5, color=TRUTH, lw=2, ls=":")
        styles = {"nothing": ("^-", TRUTH), "scaling": ("s--", DATA), "choosing features": ("o-", MODEL)}
        self.lines = [curve.plot(self.feature_counts, self.means[way], style, color=colour, ms=9)[0]
                      for way, (style, colour) in styles.items()]
        (self.runs,) = curve.plot([], [], "o", mfc="none", mec=LIGHT, mew=2, ms=9, zorder=1)
        (self.here,) = curve.plot([], [], "o", mfc="none", mec=INK, mew=3, ms=20)
        (self.guess,) = curve.plot([], [], "--", color=GUESS)
        self.guess_name = curve.text(4200, 0, "your guess", color=GUESS, va="center")
        self.names = [
            curve.text(9, 0.93, "chosen on all animals", color=MODEL),
            curve.text(9, 0.30, "▲ all learned inside the folds", color=TRUTH),
            curve.text(9, 0.24, "■ only scaled on all animals", color=DATA),
        ]
        self.cover = curve.text(180, 0.62, "after your guess", ha="center", fontsize=17)
        self.answers = (*self.lines, self.runs, self.here, self.guess, self.guess_name, *self.names)
        self.moving(*self.pictures, *self.answers, self.cover)

    def update(self, features, seen_too_much, guess=None):
        for picture, colours in zip(self.pictures, self.tables[seen_too_much, features]):
            picture.set_data(colours)
        for artist in self.answers:
            artist.set_visible(guess is not None)
        self.cover.set_visible(guess is None)
        setting = f"{count(features)} noise features; done with all animals before the split: {seen_too_much}"
        if guess is None:
            return f"{setting}. The labels are coins, so the true accuracy is 50 %."
        runs = self.accuracy[seen_too_much, features]
        self.runs.set_data([features] * len(runs), runs)
        self.here.set_data([features], [np.mean(runs)])
        self.guess.set_data([8, 4000], [guess / 100, guess / 100])
        self.guess_name.set_y(guess / 100)
        told = self.means["choosing features"][self.feature_counts.index(1000)]
        return (
            f"{setting}. Cross-validation reports {percent(np.mean(runs))} (mean of {len(runs)} tables); the truth is "
            f"50 %. You guessed {guess} % for choosing among 1,000; reported: {percent(told)}."
        )


class Peeking(View):
    """L23: the best of m models on one test set, all of them coins."""

    alt = (
        "Each of m models that toss a coin as a dot, its accuracy on the test set against that on new animals, the "
        "best one marked; beside it the best accuracy on the test set against m, as drawn and as expected, above the "
        "truth of one half."
    )
    NEW = 2000

    def prepare(self, model_counts, test_sizes, seed=6):
        """model_counts, test_sizes : the values of the sliders."""
        self.model_counts = list(model_counts)
        most, rng = max(model_counts), np.random.default_rng(seed)
        self.new = rng.binomial(self.NEW, 0.5, most) / self.NEW
        self.test = {n: rng.binomial(n, 0.5, most) / n for n in test_sizes}
        self.expected = {n: [validation.best_of(m, n, 0.5) for m in model_counts] for n in test_sizes}
        # Dots of the same share lie on one another; a little unrest, in the picture only, keeps them apart.
        self.unrest = rng.uniform(-0.5, 0.5, most)

    def build(self):
        ticks = dict(zip([0.2, 0.4, 0.6, 0.8], ["20 %", "40 %", "60 %", "80 %"]))
        cloud = self.axes(95, 70, 440, 400, xlim=(0.17, 0.83), ylim=(0.42, 0.58))
        cloud.set(xlabel="right on the test set", ylabel="right on 2,000 new animals")
        cloud.set_xticks(list(ticks), ticks.values())
        cloud.set_yticks([0.45, 0.5, 0.55], ["45 %", "50 %", "55 %"])
        cloud.axhline(0.5, color=TRUTH, lw=2, ls=":")
        cloud.set_title("each dot is a model that tosses a coin")
        (self.dots,) = cloud.plot([], [], "o", color=DATA, ms=5, alpha=0.45, mew=0)
        (self.best,) = cloud.plot([], [], "*", color=MODEL, ms=22, mec="white")
        self.best_name = cloud.text(0.81, 0.57, "", color=MODEL, ha="right", va="center", fontsize=16)

        most = max(self.model_counts)
        curve = self.axes(680, 70, 500, 400, xscale="log", xlim=(0.9, 1.2 * most), ylim=(0.4, 0.92))
        curve.set(xlabel="models tried on the same test set", title="right answers of the best of them")
        curve.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
        curve.set_yticks([0.4, 0.5, 0.6, 0.7, 0.8, 0.9], [f"{share} %" for share in range(40, 100, 10)])
        curve.minorticks_off()
        curve.axhline(0.5, color=TRUTH, lw=2.5, ls=":")
        curve.text(1.2 * most, 0.485, "on new animals: 50 %", color=TRUTH, va="top", ha="right")
        curve.text(1, 0.89, "line: expected; steps: as drawn", va="center")
        (self.promise,) = curve.plot([], [], color=MODEL, lw=3)
        (self.drawn,) = curve.plot([], [], color=DATA, lw=2, drawstyle="steps-post")
        (self.gap,) = curve.plot([], [], color=MODEL, lw=2, ls="--")
        (self.here,) = curve.plot([], [], "*", color=MODEL, ms=22, mec="white")
        self.moving(self.dots, self.best, self.best_name, self.promise, self.drawn, self.gap, self.here)

    def update(self, models, test_animals):
        test, new = self.test[test_animals][:models], self.new[:models]
        self.dots.set_data(test + 0.6 * self.unrest[:models] / max(test_animals, 60), new)
        best = int(np.argmax(test))
        self.best.set_data([test[best]], [new[best]])
        self.best_name.set_text(f"best: {percent(test[best])}, then {percent(new[best])}")
        expected = self.expected[test_animals]
        self.promise.set_data(self.model_counts, expected)
        tried = np.arange(1, len(self.new) + 1)
        self.drawn.set_data(tried[:models], np.maximum.accumulate(test))
        self.gap.set_data([models, models], [0.5, test[best]])
        self.here.set_data([models], [test[best]])
        hoped = expected[self.model_counts.index(models)]
        return (
            f"Best of {count(models)} coin{'s' * (models > 1)} on {count(test_animals)} test animals: "
            f"{percent(test[best])} right, expected {percent(hoped)}. The same coin on {count(self.NEW)} new animals: "
            f"{percent(new[best])}."
        )


def _short(setting):
    """0.001 as 10⁻³, so that neighbouring ticks stay apart."""
    return {0.001: "10⁻³", 0.0001: "10⁻⁴"}.get(setting, f"{setting:g}")


def _tenths(share):
    """0.00833 as 0.8 %: of 120 animals more digits say nothing."""
    return f"{100 * share:.1f} %"


class ThreeModels(View):
    """L23: the line, the bumps and the network, chosen by validation; then the test set, once."""

    alt = (
        "Training and validation error of the line against its penalty, of the bumps against their number and of the "
        "network against its hidden neurons; beside them the errors of the three chosen models, and those on the test "
        "set, hidden until it is opened."
    )
    size = (1200, 515)
    MODELS = ("line", "bumps", "network")
    STEPS = 2000  # of gradient descent, with the learning rate 1
    TEST = ("closed", "open: after this no further choice is honest", "and in the world: 6,000 new animals")
    STYLES = (("x", CAT, "validation"), ("o", MODEL, "test, ± its standard error"), ("_", TRUTH, "6,000 new animals"))

    def prepare(self, lams, centers, hidden, worlds=range(11, 21)):
        """lams, centers, hidden : the settings of the three, from stiff to flexible. worlds : seeds of new animals."""
        self.settings = (list(lams), list(centers), list(hidden))
        train = pets.read("train")[:2]
        new = [pets.simulate(seed)[:2] for seed in worlds]
        sets = (train, pets.read("validation")[:2], pets.read("test")[:2], tuple(map(np.concatenate, zip(*new))))
        self.n = [len(y) for _, y in sets]
        makers = (self._line, self._bumps, self._network)
        # errors[model][setting] on the four sets.
        self.errors = []
        for maker, settings in zip(makers, self.settings):
            predict = [maker(*train, setting) for setting in settings]
            self.errors.append(np.array([[validation.error_rate(y, f(X)) for X, y in sets] for f in predict]))
        self.best = [validation.choose(*errors[:, :3].T)[0] for errors in self.errors]

    @staticmethod
    def _line(X, y, lam):
        w = logistic.fit(X, y, lam)
        return lambda Z: logistic.predict(Z, w)

    @staticmethod
    def _bumps(X, y, centers):
        return rbf.classify(X, y, X[:centers], epsilon=2.0, lam=1e-3, degree=0)

    def _network(self, X, y, hidden):
        start = mlp.initial([3, hidden, 1], np.random.default_rng(0))
        trained = mlp.train(start, X, y[:, None], "cross-entropy", 1.0, self.STEPS, every=self.STEPS).network(-1)
        return lambda Z: (mlp.forward(trained, Z).y[-1][:, 0] > 0).astype(float)

    def build(self):
        titles = ("the line: penalty λ", "bumps: how many", "network: hidden neurons")
        self.here = []
        for model, (left, title, settings) in enumerate(zip((70, 340, 610), titles, self.settings)):
            axes = self.axes(left, 60, 235, 370, xlim=(-0.4, len(settings) - 0.6), ylim=(-0.7, 28))
            axes.set_xticks(range(len(settings)), map(_short, settings))
            self.write(left + 117, 476, title, ha="center", fontsize=16)
            places = range(len(settings))
            axes.plot(places, 100 * self.errors[model][:, 0], "o--", color=DATA, ms=6)
            axes.plot(places, 100 * self.errors[model][:, 1], "x-", color=CAT, ms=9, mew=3)
            self.here.append(axes.plot([], [], color=MODEL, lw=2)[0])
            if model:
                axes.set_yticklabels([])
            else:
                axes.set_ylabel("wrong, in %")
                axes.text(0, 10, "× validation", color=CAT)
                axes.text(0, 8, "● training", color=DATA)

        final = self.axes(905, 60, 285, 370, xlim=(-0.7, 2.6), ylim=(-0.7, 28))
        final.set_xticks(range(3), self.MODELS)
        self.write(1045, 476, "the three side by side", ha="center", fontsize=16)
        self.marks = [
            final.plot([], [], marker, color=colour, ms=size, mew=3)[0]
            for (marker, colour, _), size in zip(self.STYLES, (10, 9, 26))
        ]
        (self.bars,) = final.plot([], [], color=MODEL, lw=2)
        self.names = [
            final.text(2.58, 26.8 - 1.9 * row, f"{name} {symbol}", color=colour, ha="right", va="center")
            for row, ((_, colour, name), symbol) in enumerate(zip(self.STYLES, "×●—"))
        ]
        self.remark = final.text(1, 20.9, "", ha="center", fontsize=16)
        (self.guess,) = final.plot([], [], color=GUESS, lw=3, ls="--")
        self.guess_name = final.text(1, 6.9, "your guess", color=GUESS, ha="center")
        self.verdict_text = self.write(1045, 437, "", color=TRUTH, ha="center", fontsize=16)
        self.moving(*self.here, *self.marks, self.bars, *self.names[1:], self.remark)
        self.moving(self.guess, self.guess_name, self.verdict_text)

    def update(self, lam, centers, hidden, test, guess=None):
        at = [settings.index(value) for settings, value in zip(self.settings, (lam, centers, hidden))]
        for line, place in zip(self.here, at):
            line.set_data([place, place], [-0.7, 28])
        errors = np.array([errors[place] for errors, place in zip(self.errors, at)])
        opened = 0 if guess is None else self.TEST.index(test)
        for mark, column, shift, needed in zip(self.marks, (1, 2, 3), (-0.2, 0.0, 0.25), (0, 1, 2)):
            mark.set_data(*((np.arange(3) + shift, 100 * errors[:, column]) if opened >= needed else ([], [])))
        se = np.array([validation.standard_error(share, self.n[2]) for share in errors[:, 2]])
        ends = 100 * np.column_stack([errors[:, 2] - se, errors[:, 2] + se, np.full(3, np.nan)])
        self.bars.set_data(*((np.repeat(np.arange(3), 3), ends.ravel()) if opened else ([], [])))
        self.names[1].set_visible(opened >= 1)
        self.names[2].set_visible(opened >= 2)
        honest = at == self.best
        self.remark.set_text("the test set is closed" if not opened else "" if honest else "no longer an honest choice")
        self.guess.set_visible(guess is not None)
        self.guess_name.set_visible(guess is not None)
        if guess is not None:
            self._show(guess)

        told = ", ".join(f"{name} {_tenths(share)}" for name, share in zip(self.MODELS, errors[:, 1]))
        readout = f"λ = {lam:g}, {centers} bumps, {hidden} hidden. Wrong on {self.n[1]} validation animals: {told}."
        verdict = self.verdict(errors[:, 2], se)
        self.verdict_text.set_text(verdict if opened else "")
        if not opened:
            return f"{readout} The {self.n[2]} test animals are locked away."
        told = ", ".join(
            f"{name} {_tenths(share)} ± {_tenths(error)}" for name, share, error in zip(self.MODELS, errors[:, 2], se)
        )
        readout += f" Test: {told}: {verdict}; you guessed {guess}."
        if not honest:
            readout += " Validation chose other settings: to choose now is to choose on the test set."
        if opened == 2:
            readout += " New animals: " + ", ".join(map(_tenths, errors[:, 3])) + "."
        return readout

    def verdict(self, shares, errors):
        """Which model wins, if it wins by more than one standard error of the difference."""
        first, second = np.argsort(shares, kind="stable")[:2]
        if shares[second] - shares[first] <= np.hypot(errors[first], errors[second]):
            return "too close to call"
        return f"the {self.MODELS[first]} wins"

    def _show(self, guess):
        """A line over the model that was guessed, or over the two that cannot be told apart."""
        first, last = (1, 2) if guess == "too close to call" else [self.MODELS.index(guess)] * 2
        self.guess.set_data([first - 0.4, last + 0.4], [6.3, 6.3])
        self.guess_name.set_x((first + last) / 2)
