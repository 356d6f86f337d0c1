"""How an estimate becomes too good: by learning something before the split, or by asking one test set too often."""

from functools import partial

import numpy as np
from matplotlib.colors import to_rgb

from lib import regularisation, validation
from lib.panel import again, choice, predict, slider, steps
from lib.views.animals import DOG_TEXT
from lib.views.view import CAT, DATA, DOG, GUESS, INK, LIGHT, MODEL, TRUTH, Picture, View, count, percent


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
            side.plot([0.5, 0.5], [0.51, 1], color=DOG_TEXT, lw=7, solid_capstyle="butt")
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
        self.lines = [
            curve.plot(self.feature_counts, self.means[way], style, color=colour, ms=9)[0]
            for way, (style, colour) in styles.items()
        ]
        (self.runs,) = curve.plot([], [], "o", mfc="none", mec=LIGHT, mew=2, ms=9, zorder=1)
        (self.here,) = curve.plot([], [], "o", mfc="none", mec=INK, mew=3, ms=20)
        (self.guess,) = curve.plot([], [], "--", color=GUESS)
        self.guess_name = curve.text(4200, 0, "your guess", color=GUESS, va="center")
        self.names = [
            curve.text(9, 0.93, "chosen on all animals", color=MODEL),
            curve.text(9, 0.30, "▲ all learned inside the folds", color=TRUTH),
            curve.text(9, 0.24, "■ only scaled on all animals", color=DATA),
        ]
        self.moving(*self.pictures)
        self.answering(*self.lines, self.runs, self.here, self.guess, self.guess_name, *self.names)
        self.cover(curve)

    def panel(self):
        asked = "Accuracy reported if ten of 1,000 noise features are chosen before the split, in %?"
        return dict(
            title="Leakage: an accuracy that looks real",
            rows="L23",
            features=steps(self.feature_counts, value=1000, label="noise features"),
            seen_too_much=choice(*self.WAYS, value="choosing features", label="done with all animals:"),
            prediction=predict(asked, slider(40, 100, value=50)),
            presets={
                "inside the folds": dict(seen_too_much="nothing"),
                "only scaled": dict(seen_too_much="scaling"),
                "chosen before": dict(seen_too_much="choosing features"),
            },
        )

    def update(self, features, seen_too_much, guess=None):
        for picture, colours in zip(self.pictures, self.tables[seen_too_much, features]):
            picture.set_data(colours)
        setting = f"{count(features)} noise features; done with all animals before the split: {seen_too_much}"
        if not self.reveal(guess):
            return f"{setting}. The labels are coins, so the true accuracy is 50 %."
        runs = self.accuracy[seen_too_much, features]
        self.runs.set_data([features] * len(runs), runs)
        self.here.set_data([features], [np.mean(runs)])
        self.guess.set_data([8, 4000], [guess / 100, guess / 100])
        self.guess_name.set_y(guess / 100)
        told = self.means["choosing features"][self.feature_counts.index(1000)]
        return (
            f"{setting}. Cross-validation reports {percent(np.mean(runs))} (mean of several tables); the truth is "
            f"50 %. You guessed {guess} % for choosing among 1,000; reported: {percent(told)}."
        )


class Peeking(View):
    """L23: the best of m models on one test set, all of them coins."""

    alt = (
        "Each of m models that toss a coin as a dot, its accuracy on the test set against that on new animals, the "
        "best one marked; beside it the best accuracy on the test set against m, as drawn and as expected, above the "
        "truth of one half."
    )
    NEW, DRAWS = 2000, 12

    def prepare(self, model_counts, test_sizes):
        """model_counts, test_sizes : the values of the sliders."""
        self.model_counts, self.test_sizes = list(model_counts), list(test_sizes)
        most = max(model_counts)
        self.new, self.test = [], []
        for seed in range(self.DRAWS):
            rng = np.random.default_rng(seed)
            self.new.append(rng.binomial(self.NEW, 0.5, most) / self.NEW)
            self.test.append({n: rng.binomial(n, 0.5, most) / n for n in test_sizes})
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
        (self.dots,) = cloud.plot([], [], "o", color=DATA, ms=5, alpha=0.7, mew=0)
        (self.best,) = cloud.plot([], [], "*", color=MODEL, ms=22, mec="white")
        self.best_name = cloud.text(0.81, 0.57, "", color=MODEL, ha="right", va="center", fontsize=16)

        most = max(self.model_counts)
        curve = self.axes(680, 70, 500, 400, xscale="log", xlim=(0.9, 1.2 * most), ylim=(0.4, 1.03))
        curve.set(xlabel="models tried on the same test set", title="right answers of the best of them")
        curve.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
        curve.set_yticks(np.arange(4, 11) / 10, [f"{share} %" for share in range(40, 110, 10)])
        curve.minorticks_off()
        curve.axhline(0.5, color=TRUTH, lw=2.5, ls=":")
        curve.text(1.2 * most, 0.485, "on new animals: 50 %", color=TRUTH, va="top", ha="right")
        curve.text(1200, 0.43, "line: expected; steps: as drawn", va="center", ha="right")
        (self.promise,) = curve.plot([], [], color=MODEL, lw=3)
        (self.drawn,) = curve.plot([], [], color=DATA, lw=2, drawstyle="steps-post")
        (self.gap,) = curve.plot([], [], color=MODEL, lw=2, ls="--")
        (self.here,) = curve.plot([], [], "*", color=MODEL, ms=22, mec="white", clip_on=False)
        (self.guess,) = curve.plot([], [], "--", color=GUESS)
        self.guess_name = curve.text(0.95, 0, "your guess for 100", color=GUESS)
        self.answering(self.dots, self.best, self.best_name, self.promise, self.drawn, self.gap, self.here)
        self.answering(self.guess, self.guess_name)
        self.cover(cloud)
        self.cover(curve, 0.5, 0.6)

    def panel(self):
        asked = "A hundred coins, 30 test animals: how many per cent will the winner have right on them?"
        return dict(
            title="Peeking: the best of m models on one test set",
            rows="L23",
            models=steps(self.model_counts, value=100, label="models m"),
            test_animals=steps(self.test_sizes, value=30, label="test animals n"),
            draw=again(self.DRAWS),
            prediction=predict(asked, slider(50, 100)),
            presets={
                "one model": dict(models=1),
                "a hundred": dict(models=100, test_animals=30),
                "a thousand": dict(models=1000, test_animals=30),
                "a large test set": dict(models=1000, test_animals=1000),
            },
        )

    def update(self, models, test_animals, draw, guess=None):
        if not self.reveal(guess):
            return f"{count(models, 'coin')} and {count(test_animals)} test animals."
        test, new = self.test[draw][test_animals][:models], self.new[draw][:models]
        self.guess.set_data([0.9, 1200], [guess / 100, guess / 100])
        self.guess_name.set(y=guess / 100 - 0.012, va="top")
        self.dots.set_data(test + 0.6 * self.unrest[:models] / max(test_animals, 60), new)
        best = int(np.argmax(test))
        self.best.set_data([test[best]], [new[best]])
        self.best_name.set_text(f"best: {percent(test[best])}, then {percent(new[best])}")
        expected = self.expected[test_animals]
        self.promise.set_data(self.model_counts, expected)
        tried = np.arange(1, max(self.model_counts) + 1)
        self.drawn.set_data(tried[:models], np.maximum.accumulate(test))
        self.gap.set_data([models, models], [0.5, test[best]])
        self.here.set_data([models], [test[best]])
        hoped = expected[self.model_counts.index(models)]
        asked = [runs[30][:100].max() for runs in self.test]
        return (
            f"Best of {count(models, 'coin')} on {count(test_animals)} test animals: "
            f"{percent(test[best])} right, expected {percent(hoped)}. The same coin on {count(self.NEW)} new animals: "
            f"{percent(new[best])}. You guessed {guess} % for a hundred coins on 30; over {self.DRAWS} draws "
            f"{percent(min(asked))} to {percent(max(asked))}."
        )
