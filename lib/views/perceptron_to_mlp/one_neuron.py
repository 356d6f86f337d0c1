"""One neuron.

The figures show its boundary and its output, how the perceptron learns from one mistake after another, and how its
update changes when the step becomes a sigmoid.
"""

import functools
import itertools
import warnings

import numpy as np
from matplotlib.patches import Polygon

from lib import layers, perceptron
from lib.panel import choice, predict, slider, steps
from lib.views.animals import COLOURS, DOG_TEXT, MARKERS, OUTLINE, SPECIES, grid, shade
from lib.views.perceptron_to_mlp.plane import arrow, plane
from lib.views.view import (
    CAT,
    DATA,
    DOG,
    GREY,
    GUESS,
    LIGHT,
    MODEL,
    TRUTH,
    View,
    cased,
    ends_of_line,
    number,
    pair,
    percent,
    plain,
)


class OneNeuron(View):
    """L20: one neuron on two features: its boundary, and its output as a surface of colour."""

    alt = (
        "Left: the training animals by ears and nose, over the output of one neuron as colour from blue, cat, to "
        "orange, dog, with its boundary as a line and w as an arrow at right angles to it. Right: the curve of its σ "
        "with the two animals of the slides, and hollow where they are if all three numbers are doubled."
    )
    size = (1200, 540)
    photographic = True
    SIGMAS = {"step": layers.step, "sigmoid": layers.sigmoid, "tanh": np.tanh}
    CELLS, REACH = 120, 14

    def prepare(self, X, labels):
        """X : (n, 2) ears and nose, the two animals of the slides first: a dog and a cat. labels : (n,)."""
        self.X, self.labels = X, labels
        self.points = grid(0, 1, self.CELLS)

    def build(self):
        self.field, front = plane(self, 90, 70, 440, 0, 1, self.CELLS, xlabel="x₁: ears", ylabel="x₂: nose")
        front.set(xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
        for label in (0, 1):
            self.above(
                *front.plot(
                    *self.X[self.labels == label].T, MARKERS[label], color=COLOURS[label], ms=6, mec=DATA, mew=0.5
                )
            )
            self.above(
                *front.plot(
                    *self.X[1 - label],
                    MARKERS[label],
                    color=COLOURS[label],
                    ms=15,
                    mec=DATA,
                    mew=2,
                    clip_on=False,
                    zorder=6,
                )
            )
        (self.boundary,) = front.plot([], [], color=MODEL, lw=3, zorder=5, **cased(3))
        self.w = front.add_patch(Polygon(np.zeros((7, 2)), fc=MODEL, ec="white", lw=1, zorder=7))
        curve = self.axes(
            640,
            150,
            500,
            300,
            xlim=(-self.REACH, self.REACH),
            ylim=(-1.15, 1.15),
            xticks=range(-12, 13, 4),
            yticks=[-1, 0, 1],
        )
        curve.set(xlabel="z = w₁x₁ + w₂x₂ + b", title="output y = σ(z)")
        curve.axhline(0, color=LIGHT, lw=1.5)
        curve.axvline(0, color=MODEL, lw=2)
        (self.curve,) = curve.plot([], [], color=DATA)
        self.marks = [
            curve.plot([], [], MARKERS[label], color=COLOURS[label], ms=15, mec=DATA, mew=2, clip_on=False, zorder=6)[0]
            for label in (0, 1)
        ]
        self.doubled = [
            curve.plot([], [], mark, mfc="white", mec=colour, mew=3, ms=15, clip_on=False, zorder=5)[0]
            for mark, colour in zip(MARKERS, (CAT, DOG_TEXT))
        ]
        self.write(640, 60, "the two animals of the slides:", va="center")
        self.write(920, 60, "● dog", color=DOG_TEXT, va="center")
        self.write(1000, 60, "■ cat", color=CAT, va="center")
        name = self.write(640, 25, "hollow: the same two, with w₁, w₂ and b doubled", va="center", color=TRUTH)
        self.moving(self.field, self.boundary, self.w, self.curve, *self.marks)
        self.answering(*self.doubled, name)

    def update(self, w1, w2, b, sigma, guess=None):
        w, function = np.array([w1, w2]), self.SIGMAS[sigma]
        lowest = -1 if sigma == "tanh" else 0
        y = function(self.points @ w + b)
        self.field.set_data(shade((2 * y - 1 - lowest) / (1 - lowest)).reshape(self.CELLS, self.CELLS, 3))
        self.boundary.set_data(*ends_of_line(*w, b))
        foot = np.array([0.5, 0.5]) if not w.any() else -(b + w.sum() / 2) / (w @ w) * w + 0.5
        self.w.set_xy(arrow(foot, foot + w / 20, 0.016))
        z = np.linspace(-self.REACH, self.REACH, 561)
        self.curve.set_data(z, function(z))
        scores = self.X[1::-1] @ w + b
        for mark, hollow, score in zip(self.marks, self.doubled, scores):
            mark.set_data([score], [function(score)])
            hollow.set_data(*([2 * score], [function(2 * score)]) if abs(2 * score) <= self.REACH else ([], []))
        right = np.mean((self.X @ w + b >= 0) == self.labels)
        said = (
            f"w = {pair(w)}, b = {plain(b)}: the dog of the slides has z = {number(scores[1])}, y = "
            f"{number(function(scores[1]))}; the cat z = {number(scores[0])}, y = {number(function(scores[0]))}. With "
            f"the boundary at z = 0, {percent(right)} of {len(self.labels)} training animals are on the right side."
        )
        if not self.reveal(guess):
            return said
        if not w.any():
            return (
                f"{said} With both weights at 0, z is the same everywhere: there is no boundary. You guessed: {guess}."
            )
        colours = "a step has no colours between to change" if sigma == "step" else "the colours get sharper"
        return (
            f"{said} Doubled, every z is twice as large: z = 0 stays where it is, and {colours}. You guessed: {guess}."
        )

    def panel(self):
        return dict(
            title="One neuron",
            rows="L20",
            w1=slider(-6.0, 6.0, value=1.0, step=0.25, label="w₁ (ears)"),
            w2=slider(-6.0, 6.0, value=3.0, step=0.25, label="w₂ (nose)"),
            b=slider(-6.0, 6.0, value=-1.5, step=0.25, label="bias b"),
            sigma=choice(*self.SIGMAS, value="sigmoid", label="σ"),
            prediction=predict(
                "All three numbers are doubled. What happens?",
                choice("the line moves", "the line turns", "the colours get sharper", "nothing"),
            ),
            presets={
                "at first": dict(w1=1.0, w2=3.0, b=-1.5),
                "doubled": dict(w1=2.0, w2=6.0, b=-3.0),
                "only the nose": dict(w1=0.0, w2=6.0, b=-3.0),
                "a step": dict(w1=1.0, w2=3.0, b=-1.5, sigma="step"),
            },
        )


class PerceptronSteps(View):
    """L20: the perceptron, one mistake at a time."""

    alt = (
        "Left: dogs and cats as points, the sample of the present mistake ringed, the boundary before it dashed and "
        "after it solid. Middle: w before, plus or minus α times x, and w after, as arrows. Right: the mistakes of "
        "each pass over the data."
    )
    size = (1200, 540)
    PASSES, REACH, EPOCHS = 8, 5.6, 40
    STARTS, RATES = {"0": (0, 0), "(−2, 3)": (-2, 3)}, (0.5, 1.0, 2.0)

    def prepare(self, data):
        """data : name → (X (n, 2), labels (n,)), first what can be separated, then what cannot."""
        self.data, self.runs = data, {}
        for (name, (X, labels)), (start, w), learning_rate in itertools.product(
            data.items(), self.STARTS.items(), self.RATES
        ):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # the panel says that it is not separated
                run = perceptron.train(X, labels, w, learning_rate, epochs=self.EPOCHS)
            self.runs[name, start, learning_rate] = run

    def build(self):
        front = self.axes(50, 60, 440, 440, xlim=(-2.2, 2.2), ylim=(-2.2, 2.2), xticks=[-2, 0, 2], yticks=[-2, 0, 2])
        front.set_title("the samples x and the boundary wᵀx = 0")
        self.samples = [front.plot([], [], MARKERS[k], color=COLOURS[k], ms=11, zorder=4, **OUTLINE)[0] for k in (0, 1)]
        (self.ring,) = front.plot([], [], "o", mfc="none", mec=MODEL, mew=3, ms=24, zorder=5)
        (self.before,) = front.plot([], [], "--", color=LIGHT, lw=3)
        (self.after,) = front.plot([], [], color=DATA, lw=3)
        self.side = front.add_patch(Polygon(np.zeros((7, 2)), fc=DOG, ec=DATA, lw=0.8, zorder=3))
        limits = dict(
            xlim=(-self.REACH, self.REACH), ylim=(-self.REACH, self.REACH), xticks=[-4, 0, 4], yticks=[-4, 0, 4]
        )
        self.write(270, 12, "the arrow, the direction of w, points to the dogs' side", ha="center", color=DOG_TEXT)
        weights = self.axes(550, 120, 380, 380, title="the weights w", **limits)
        for axes in (front, weights):
            axes.axhline(0, color=LIGHT, lw=1, zorder=0)
            axes.axvline(0, color=LIGHT, lw=1, zorder=0)
        self.arrows = [
            weights.add_patch(Polygon(np.zeros((7, 2)), fc=c, ec="white", lw=0.8, zorder=z))
            for c, z in ((LIGHT, 2), (MODEL, 4), (DATA, 3))
        ]
        (self.guess,) = weights.plot(
            [], [], "o--", color=GUESS, lw=3, ms=10, mfc="white", mew=3, markevery=[1], zorder=5, **cased(3)
        )
        for x, colour, words in ((550, GREY, "w before"), (660, MODEL, "± αx, added"), (800, DATA, "w after")):
            self.write(x, 62, words, color=colour, fontweight="bold")
        self.guess_name = self.write(550, 30, "- - -  w after, as you guessed", color=GUESS)
        passes = self.axes(
            985, 120, 200, 380, xlim=(0.4, self.PASSES + 0.6), ylim=(0, 7.4), xticks=range(1, self.PASSES + 1)
        )
        passes.set(title="mistakes", xlabel="pass over the data", yticks=[0, 2, 4, 6])
        self.bars = list(passes.bar(range(1, self.PASSES + 1), [0] * self.PASSES, color=LIGHT, width=0.7))
        self.moving(*self.samples, self.ring, self.before, self.side)
        self.answering(self.after, *self.arrows[1:], self.guess, self.guess_name)
        self.moving(self.arrows[0])
        self.answering(*self.bars)

    def update(self, data, start, learning_rate, mistake, guess=None):
        X, labels = self.data[data]
        run = self.runs[data, start, learning_rate]
        for label, points in enumerate(self.samples):
            points.set_data(*X[labels == label].T)
        settled = mistake > len(run.sample)
        w, new = (run.w[-1], run.w[-1]) if settled else run.w[mistake - 1 : mistake + 1]
        i = None if settled else run.sample[mistake - 1]
        self.ring.set_data(*([], []) if settled else X[i][:, None])
        self.before.set_data(*ends_of_line(*w))
        self.after.set_data(*ends_of_line(*new))
        committed = self.reveal(guess)
        shown = new if committed else w
        self.side.set_xy(arrow((0, 0), 0.7 * shown / (np.hypot(*shown) or 1), 0.07))
        for patch, tail, head in zip(self.arrows, ((0, 0), w, (0, 0)), (w, new, new)):
            patch.set_xy(arrow(tail, head, 0.2))
        for bar, mistakes in zip(self.bars, [*run.mistakes, *[0] * self.PASSES]):
            bar.set_height(mistakes)
        if settled:
            self.guess.set_visible(False)
            self.guess_name.set_visible(False)
            return (
                f"After {len(run.sample)} mistakes in {len(run.mistakes) - 1} passes nothing is wrong any more, and w "
                f"= {pair(w)} stays as it is."
            )
        label = int(labels[i])
        said = (
            f"Mistake {mistake}: the {SPECIES[label]} at {pair(X[i])} has wᵀx = {plain(w @ X[i])}, so it is called a "
            f"{SPECIES[1 - label]}. "
        )
        if not committed:
            return said + f"w = {pair(w)}, α = {plain(learning_rate)}."
        guessed = {"added": w + learning_rate * X[i], "subtracted": w - learning_rate * X[i], "turned round": -w}[guess]
        self.guess.set_data(*np.transpose([w, guessed]))
        end = "then it has settled" if run.outcome == "separated" else f"after {self.EPOCHS} passes it has not settled"
        return (
            said + f"{'+−'[1 - label]} αx: w goes from {pair(w)} to {pair(new)}. Pass by pass: {self._passes(run)} "
            f"mistakes; {end}."
        )

    def _passes(self, run):
        shown = ", ".join(map(str, run.mistakes[: self.PASSES]))
        return shown if len(run.mistakes) <= self.PASSES else shown + ", …"

    def panel(self):
        can, cannot = self.data
        return dict(
            title="The perceptron, one mistake at a time",
            rows="L20",
            mistake=slider(1, 14, value=3),
            learning_rate=steps(self.RATES, value=1.0, label="learning rate α"),
            data=choice(can, cannot),
            start=choice(*self.STARTS, label="w starts at"),
            prediction=predict(
                "The ringed sample is a dog that is called a cat. What happens to w?",
                choice(
                    ("αx is added", "added"), ("αx is subtracted", "subtracted"), ("w is turned round", "turned round")
                ),
            ),
            presets={
                "first mistake": dict(data=can, start="0", mistake=1),
                "settled": dict(data=can, start="0", mistake=8),
                "never settles": dict(data=cannot, start="0", mistake=14),
                "start elsewhere": dict(start="(−2, 3)", mistake=12),
            },
        )


class ThreeUpdates(View):
    """L20: the same update with a step, with a sigmoid, and with the extra σ′ of the squared loss."""

    alt = (
        "For a dog: left, how much of αx each of three updates adds, against the score z; right, the score after each "
        "update, from the same start: perceptron, sigmoid with cross-entropy, sigmoid with squared loss."
    )
    size = (1200, 520)
    RULES = {
        "step": functools.partial(perceptron.update, activation="step"),
        "cross-entropy": functools.partial(perceptron.update, activation="sigmoid"),
        "squared loss": perceptron.update_squared,
    }
    STYLES = {"step": (DATA, ":", "s"), "cross-entropy": (TRUTH, "-", "o"), "squared loss": (MODEL, "--", "^")}
    UPDATES, STARTS, RATES = 40, range(-8, 5), (0.5, 1.0, 2.0, 4.0)

    def prepare(self):
        """One weight and one sample, x = 1 with the label 1, so that the score is the weight."""
        x = np.ones(1)
        self.z = np.linspace(-8, 8, 161)
        self.pull = {name: [rule(np.array([z]), x, 1)[0] - z for z in self.z] for name, rule in self.RULES.items()}
        self.path = {}
        for (name, rule), start, learning_rate in itertools.product(self.RULES.items(), self.STARTS, self.RATES):
            path = [np.array([float(start)])]
            for _ in range(self.UPDATES):
                path.append(rule(path[-1], x, 1, learning_rate))
            self.path[name, start, learning_rate] = np.concatenate(path)

    def build(self):
        pull = self.axes(
            80, 75, 480, 390, xlim=(-8.6, 8), ylim=(-0.04, 1.2), yticks=[0, 0.5, 1], xlabel="score z of a dog"
        )
        pull.set(title="how much of αx is added", xticks=range(-8, 9, 4))
        path = self.axes(
            640, 75, 440, 390, xlim=(-1.5, self.UPDATES), ylim=(-8.5, 8.5), yticks=[-8, -4, 0, 4, 8], xlabel="updates"
        )
        path.set_title("the score after each update")
        path.axhline(0, color=LIGHT, lw=2)
        self.write(1092, 285, "called dog", color=DOG_TEXT)
        self.write(1092, 245, "called cat", color=CAT)
        for x, y, name, words in (
            (-7.8, 1.11, "step", "step: 1 − step(z)"),
            (-7.8, 0.82, "cross-entropy", "cross-entropy:\n1 − σ(z)"),
            (-7.8, 0.2, "squared loss", "squared loss:\n(1 − σ(z)) σ′(z)"),
        ):
            self.answering(pull.text(x, y, words, color=self.STYLES[name][0], va="center"))
        self.pulls, self.paths, self.heres = [], [], []
        for name, (colour, style, marker) in self.STYLES.items():
            self.answering(*pull.plot(self.z, self.pull[name], style, color=colour))
            self.pulls += pull.plot([], [], marker, color=colour, ms=13, mec="white", clip_on=False, zorder=5)
            self.paths += path.plot([], [], style, color=colour)
            self.heres += path.plot([], [], marker, color=colour, ms=13, mec="white", clip_on=False, zorder=5)
        self.first = self.moving(*path.plot([], [], "o", color=DATA, ms=13, clip_on=False, zorder=5))
        self.answering(*self.pulls, *self.paths, *self.heres)
        self.cover(pull)
        self.cover(path)

    def update(self, start, learning_rate, updates, guess=None):
        self.first.set_data([0], [start])
        if not self.reveal(guess):
            called = SPECIES[start >= 0]
            return f"A dog has the score z = {plain(start)}, so it is called a {called}; α = {plain(learning_rate)}."
        said = []
        for name, pull, path, here in zip(self.RULES, self.pulls, self.paths, self.heres):
            scores = self.path[name, start, learning_rate]
            now = scores[updates]
            path.set_data(np.arange(len(scores)), scores)
            here.set_data([updates], [now])
            pull.set_data([now], [np.interp(now, self.z, self.pull[name])])
            said.append(f"{number(now)} with {self._with_article(name)}")
        return (
            f"After {updates} updates from z = {plain(start)} with α = {plain(learning_rate)}, the dog's score is "
            f"{'; '.join(said)}. You guessed that {self._with_article(guess)} moves it least."
        )

    @staticmethod
    def _with_article(rule):
        return rule if rule == "cross-entropy" else f"the {rule}"

    def panel(self):
        return dict(
            title="Three updates for one sample",
            rows="L20",
            start=slider(self.STARTS[0], self.STARTS[-1], value=-6, label="first score z"),
            learning_rate=steps(self.RATES, value=1.0, label="learning rate α"),
            updates=slider(0, self.UPDATES, value=6),
            prediction=predict(
                "A dog has the score −6. Which of the three updates moves it least?", choice(*self.RULES)
            ),
            presets={
                "sure and wrong": dict(start=-6, learning_rate=1.0, updates=6),
                "larger α": dict(start=-6, learning_rate=4.0, updates=20),
                "undecided": dict(start=0, learning_rate=1.0, updates=20),
                "already right": dict(start=3, learning_rate=1.0, updates=40),
            },
        )
