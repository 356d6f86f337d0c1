"""The line, the bumps and the network beside each other, on animals that they have not seen.

The figures show the error of two of them against the number of training animals, and the choice among all three.
"""

import numpy as np

from lib import logistic, mlp, pets, rbf, validation
from lib.panel import choice, predict, slider, steps
from lib.views.view import CAT, DATA, GUESS, MODEL, TRUTH, View, percent, steady


class LearningCurves(View):
    """L23: error against the number of training animals, for a stiff and a flexible model."""

    alt = (
        "Two pairs of learning curves, for the line and for the bumps: the error on the animals learned from and on "
        "new ones against their number, and the share of labels that nobody can know; hidden until the learner has "
        "committed to a guess."
    )
    size = (1200, 530)
    MODELS = ("the line", "the bumps")
    ASKED = (70, 0.3)

    def prepare(self, counts, noises, orders=8):
        """counts : numbers of animals. noises : shares of wrong labels, everywhere. orders : how many to average."""
        X, y, _ = pets.read("train")
        X_new, y_new, _ = pets.read("validation")
        self.counts, self.noises, self.curves = list(counts), list(noises), {}
        models = (
            (lambda X, y: logistic.fit(X, y, lam=0.01), lambda w, X: logistic.predict(X, w)),
            (rbf.bumps, lambda model, X: model(X)),
        )
        for noise in noises:
            runs = []
            for seed in range(orders):
                told = np.where(np.random.default_rng(seed).random(len(y)) < noise, 1 - y, y)
                runs.append(
                    [
                        validation.learning_curve(
                            X, told, X_new, y_new, counts, *model, validation.error_rate, np.random.default_rng(seed)
                        )
                        for model in models
                    ]
                )
            curves = np.mean(runs, axis=0)  # model, training or new, count
            # New animals are judged by labels of which the same share is wrong: right ones then count as wrong, too.
            curves[:, 1] = noise + (1 - 2 * noise) * curves[:, 1]
            self.curves[noise] = 100 * curves

    def build(self):
        ticks = [15, 30, 60, 120, 240]
        self.lines, self.dots, self.stems = [], [], []
        for left, name in zip((75, 665), self.MODELS):
            axes = self.axes(left, 65, 510, 380, xscale="log", xlim=(13.5, 400), ylim=(-1, 50))
            axes.set(xlabel="animals learned from", ylabel="wrong, in %")
            axes.set_xticks(ticks, ticks)
            axes.minorticks_off()
            self.write(left + 255, 497, name, ha="center", fontsize=18)
            self.write(left, 464, "–×– on new animals", color=CAT)
            self.write(left + 510, 464, "-●- on those learned from", color=DATA, ha="right")
            self.lines += axes.plot([], [], "--", color=DATA) + axes.plot([], [], "-", color=CAT)
            self.lines += axes.plot([], [], ":", color=TRUTH, lw=2)
            self.dots += axes.plot([], [], "o", color=DATA, ms=11)
            self.dots += axes.plot([], [], "X", color=CAT, ms=14, mec="white")
            self.stems.append(axes.plot([], [], color=MODEL, lw=2, zorder=1)[0])
            self.cover(axes)
        (self.guess,) = axes.plot([], [], "--", color=GUESS)
        self.guess_name = axes.text(14, 0, "your guess", color=GUESS, va="top")
        self.moving(*self.stems)
        self.answering(*self.lines, *self.dots, self.guess, self.guess_name)

    def panel(self):
        asked = "70 animals, 30 % of the labels wrong: on how many per cent of them are the bumps wrong?"
        return dict(
            title="Learning curves of a stiff and a flexible model",
            rows="L23",
            animals=steps(self.counts, value=70),
            wrong_labels=steps(self.noises, value=0.3, label="share of wrong labels"),
            prediction=predict(asked, slider(0, 50, value=25)),
            presets={
                "few, noisy": dict(animals=70, wrong_labels=0.3),
                "many, noisy": dict(animals=360, wrong_labels=0.3),
                "few, clean": dict(animals=70, wrong_labels=0.0),
            },
        )

    def update(self, animals, wrong_labels, guess=None):
        for stem in self.stems:
            stem.set_data([animals, animals], [-1, 50])
        setting = f"{animals} animals, {100 * wrong_labels:.0f} % of all labels wrong"
        if not self.reveal(guess):
            return f"{setting}."
        at, ends = self.counts.index(animals), [self.counts[0], self.counts[-1]]
        for model, (training, new) in enumerate(self.curves[wrong_labels]):
            own, fresh, floor = self.lines[3 * model : 3 * model + 3]
            own.set_data(self.counts, training)
            fresh.set_data(self.counts, new)
            floor.set_data(ends, [100 * wrong_labels] * 2)
            self.dots[2 * model].set_data([animals], [training[at]])
            self.dots[2 * model + 1].set_data([animals], [new[at]])
        self.guess.set_data(ends, [guess, guess])
        self.guess_name.set_y(max(guess, 4) - 0.6)
        line, new_line, bumps, new_bumps = self.curves[wrong_labels].reshape(-1, len(self.counts))[:, at] / 100
        count, share = self.ASKED
        truth = self.curves[share][1, 0, self.counts.index(count)] / 100
        return (
            f"{setting}. The line is wrong on {percent(line)} of those learned from and {percent(new_line)} of new "
            f"ones, the bumps on {percent(bumps)} and {percent(new_bumps)}. "
            f"You guessed {guess} %; it was {percent(truth)}."
        )


def _short(setting):
    """0.001 as 10⁻³, so that neighbouring ticks stay apart."""
    return {0.001: "10⁻³", 0.0001: "10⁻⁴"}.get(setting, f"{setting:g}")


def _tenths(share):
    """0.00833 as 0.8 %: of 120 animals more digits say nothing."""
    return f"{steady(100 * share):.1f} %"


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
        self.errors, self.right = [], []  # right[model][setting] : which test animals
        for maker, settings in zip(makers, self.settings):
            predict = [maker(*train, setting) for setting in settings]
            self.errors.append(np.array([[validation.error_rate(y, f(X)) for X, y in sets] for f in predict]))
            self.right.append(np.array([f(sets[2][0]) == sets[2][1] for f in predict]))
        self.best = [validation.choose(*errors[:, :3].T)[0] for errors in self.errors]

    @staticmethod
    def _line(X, y, lam):
        w = logistic.fit(X, y, lam)
        return lambda Z: logistic.predict(Z, w)

    @staticmethod
    def _bumps(X, y, centers):
        return rbf.bumps(X, y, centers)

    def _network(self, X, y, hidden):
        start = mlp.initial([3, hidden, 1], np.random.default_rng(0))
        trained = mlp.train(start, X, y[:, None], "cross-entropy", 1.0, self.STEPS, every=self.STEPS).network(-1)
        return lambda Z: (mlp.forward(trained, Z).y[-1][:, 0] > 0).astype(float)

    def build(self):
        titles = ("the line: penalty λ", "bumps: how many", "network: hidden neurons")
        self.here = []
        for model, (left, title, settings) in enumerate(zip((70, 340, 610), titles, self.settings)):
            axes = self.axes(left, 60, 235, 370, xlim=(-0.4, len(settings) - 0.6), ylim=(-0.7, 30))
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
                box = dict(fc="white", ec="none", pad=2)
                self.above(axes.text(0, 10, "× validation", color=CAT, bbox=box))
                self.above(axes.text(0, 8, "● training", color=DATA, bbox=box))

        final = self.axes(905, 60, 285, 370, xlim=(-0.7, 2.6), ylim=(-0.7, 30))
        final.set_xticks(range(3), self.MODELS)
        self.write(1045, 476, "the three side by side", ha="center", fontsize=16)
        self.marks = [
            final.plot([], [], marker, color=colour, ms=size, mew=3, clip_on=False)[0]
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
        self.moving(*self.here, *self.marks, self.bars, *self.names[1:], self.remark, self.verdict_text)
        self.answering(self.guess, self.guess_name)

    def panel(self):
        lam, centers, hidden = (settings[best] for settings, best in zip(self.settings, self.best))
        lams, several, sizes = self.settings
        return dict(
            title="Three models and one test",
            rows="L23",
            lam=steps(lams, value=lam, label="line: λ"),
            centers=steps(several, value=centers, label="bumps"),
            hidden=steps(sizes, value=hidden, label="hidden neurons"),
            test=choice(*self.TEST, label="test set"),
            prediction=predict("Which will win on the test?", choice(*self.MODELS, "too close to call")),
            presets={"chosen by validation": dict(lam=lam, centers=centers, hidden=hidden, test="closed")},
        )

    def update(self, lam, centers, hidden, test, guess=None):
        at = [settings.index(value) for settings, value in zip(self.settings, (lam, centers, hidden))]
        for line, place in zip(self.here, at):
            line.set_data([place, place], [-0.7, 30])
        errors = np.array([errors[place] for errors, place in zip(self.errors, at)])
        committed = self.reveal(guess)
        opened = self.TEST.index(test) if committed else 0
        for mark, column, shift, needed in zip(self.marks, (1, 2, 3), (-0.2, 0.0, 0.25), (0, 1, 2)):
            mark.set_data(*((np.arange(3) + shift, 100 * errors[:, column]) if opened >= needed else ([], [])))
        se = np.array([validation.standard_error(share, self.n[2]) for share in errors[:, 2]])
        ends = 100 * np.column_stack([errors[:, 2] - se, errors[:, 2] + se, np.full(3, np.nan)])
        self.bars.set_data(*((np.repeat(np.arange(3), 3), ends.ravel()) if opened else ([], [])))
        self.names[1].set_visible(opened >= 1)
        self.names[2].set_visible(opened >= 2)
        honest = at == self.best
        self.remark.set_text("the test set is closed" if not opened else "" if honest else "no longer an honest choice")
        if committed:
            self._show(guess)

        told = ", ".join(f"{name} {_tenths(share)}" for name, share in zip(self.MODELS, errors[:, 1]))
        readout = f"λ = {lam:g}, {centers} bumps, {hidden} hidden. Wrong on {self.n[1]} validation animals: {told}."
        verdict, pairs = self.verdict([right[place] for right, place in zip(self.right, at)])
        self.verdict_text.set_text(verdict if opened else "")
        if not opened:
            return f"{readout} The {self.n[2]} test animals are locked away."
        told = ", ".join(
            f"{name} {_tenths(share)} ± {_tenths(error)}" for name, share, error in zip(self.MODELS, errors[:, 2], se)
        )
        readout += f" Test: {told}. {pairs}: {verdict}; you guessed {guess}."
        if not honest:
            readout += " Validation chose other settings: to choose now is to choose on the test set."
        if opened == 2:
            readout += " New animals: " + ", ".join(map(_tenths, errors[:, 3])) + "."
        return readout

    def verdict(self, right):
        """Which model wins, by the animals on which the two best differ; and these animals, counted, in words.

        Of a + b animals on which they differ, equal models have a − b = 0 ± √(a + b): each is a toss of a coin.
        """
        first, second = np.argsort([-np.sum(one) for one in right], kind="stable")[:2]
        a, b = np.sum(right[first] & ~right[second]), np.sum(right[second] & ~right[first])
        names = f"{self.MODELS[first]} and {self.MODELS[second]}"
        pairs = f"Only one of {names} is right on {a + b}: {a} and {b}"
        wins = f"the {self.MODELS[first]} {'win' if self.MODELS[first] == 'bumps' else 'wins'}"
        return "too close to call" if a - b <= np.sqrt(a + b) else wins, pairs

    def _show(self, guess):
        """A line over the model that was guessed, or over the two that cannot be told apart."""
        first, last = (1, 2) if guess == "too close to call" else [self.MODELS.index(guess)] * 2
        self.guess.set_data([first - 0.4, last + 0.4], [6.3, 6.3])
        self.guess_name.set_x((first + last) / 2)
