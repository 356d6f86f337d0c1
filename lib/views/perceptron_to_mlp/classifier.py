"""Dog or cat by a network: its boundary and what each hidden neuron sees, and what its output means."""

import itertools
import warnings

import numpy as np
from matplotlib.colors import to_rgb

from lib import layers, logistic, mlp, pets
from lib.panel import again, choice, predict, slider
from lib.views.animals import COLOURS, MARKERS, edge, grid, shade
from lib.views.perceptron_to_mlp.hidden_layers import written
from lib.views.perceptron_to_mlp.plane import plane
from lib.views.view import (
    DATA,
    GREY,
    LIGHT,
    MODEL,
    TRUTH,
    Picture,
    View,
    cased,
    count,
    number,
    pair,
    percent,
    plain,
    residual,
)


class PetsNetwork(View):
    """L22: dog or cat by a network: boundary, loss, and what each hidden neuron sees."""

    alt = (
        "Left: a slice through the features at one value of nose, the network's probability of a dog as colour, its "
        "boundary, and the training animals near the slice. Middle: the loss against the step, and the validation "
        "accuracy by hidden neurons, with a dot for each random start. Right: what each hidden neuron adds to the "
        "score, as a small picture of the same slice. Below: the accuracies of three models."
    )
    size = (1200, 570)
    photographic = True
    STEPS, EVERY, CELLS, SMALL, NEAR = 1000, 20, 120, 60, 0.1
    SIZES, SIGMAS, RATES = (1, 2, 3, 8), ("tanh", "sigmoid", "relu", "linear"), (0.1, 0.5, 10.0)
    RATE, DRAWS, WANTED = 0.5, 12, 0.95
    # Here last digits decide where descent goes, so no number of it is said; for tanh it is so from 0.7 on.
    CHAOTIC = (("tanh", 10.0),)

    def prepare(self, others, progress=iter):
        """others : name → a function of X that gives labels. progress : goes through the networks that are trained
        at once, those with tanh and the middle α from every start, and may show how far it is.
        """
        self.X, self.labels, _ = pets.read("train")
        self.parts = {split: pets.read(split)[:2] for split in ("validation", "test")}
        self.others = {name: self._accuracies(predictor) for name, predictor in others.items()}
        self.runs = {}
        for size, draw in progress(list(itertools.product(self.SIZES, range(self.DRAWS)))):
            self.run(size, "tanh", self.RATE, draw)
        self.spread = np.array([self.validation("tanh", self.RATE, draw) for draw in range(self.DRAWS)])
        self.points, self.coarse = grid(0, 1, self.CELLS), grid(0, 1, self.SMALL)

    def run(self, hidden, sigma, learning_rate, draw):
        """The training of one network from one random start, computed when it is first asked for."""
        key = hidden, sigma, learning_rate, draw
        if key not in self.runs:
            start = mlp.initial([3, hidden, 1], np.random.default_rng(draw), sigma)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # a rate that diverges is part of what is shown
                self.runs[key] = mlp.train(
                    start, self.X, self.labels[:, None], "cross-entropy", learning_rate, self.STEPS, every=self.EVERY
                )
        return self.runs[key]

    def validation(self, sigma, learning_rate, draw):
        """The accuracy on the validation animals at the end, for each number of hidden neurons."""
        ends = (self.run(size, sigma, learning_rate, draw).network(-1) for size in self.SIZES)
        return [self._accuracies(self._predictor(network))["validation"] for network in ends]

    def _accuracies(self, predictor):
        return {split: logistic.accuracy(labels, predictor(X)) for split, (X, labels) in self.parts.items()}

    @staticmethod
    def _predictor(network):
        return lambda X: layers.step(mlp.forward(network, X).y[-1][:, 0])

    def build(self):
        self.field, front = plane(
            self, 75, 180, 345, 0, 1, self.CELLS, xlabel="ears", ylabel="eyes", xticks=[0, 0.5, 1], yticks=[0, 0.5, 1]
        )
        self.title = self.write(75 + 172, 540, ha="center", fontsize=16)
        self.animals = [
            front.plot([], [], MARKERS[k], color=COLOURS[k], ms=7, mec=DATA, mew=0.8, zorder=4)[0] for k in (0, 1)
        ]
        (self.wrong,) = front.plot([], [], "x", color="black", ms=10, mew=2, clip_on=False, zorder=6)
        loss = self.axes(
            525,
            395,
            265,
            130,
            xlim=(0, self.STEPS),
            ylim=(0, 1.02),
            xticks=[0, self.STEPS // 2, self.STEPS],
            yticks=[0, 0.5, 1],
            xlabel="step",
        )
        loss.set_title("loss, training", fontsize=16)
        (self.loss,) = loss.plot([], [], color=DATA)
        (self.here,) = loss.plot([], [], "o", color=MODEL, ms=12, clip_on=False, zorder=5)
        sizes = range(len(self.SIZES))
        after = self.axes(
            525,
            185,
            265,
            110,
            xlim=(-0.4, len(self.SIZES) - 0.6),
            ylim=(0.46, 1.04),
            yticks=[0.5, 0.95],
            xlabel="hidden neurons",
        )
        after.set_yticks([0.5, 0.95], ["50 %", "95 %"])
        after.set_xticks(sizes, self.SIZES)
        after.set_title(f"validation, step {self.STEPS:,}", fontsize=16)
        after.axhline(self.WANTED, color=LIGHT, lw=2)
        beside = np.add.outer(np.linspace(-0.3, 0.3, self.DRAWS), sizes)
        (starts,) = after.plot(beside.ravel(), self.spread.ravel(), "o", color=GREY, ms=4, clip_on=False, zorder=3)
        (self.after,) = after.plot([], [], "D-", color=TRUTH, ms=9, lw=1.5, clip_on=False, zorder=4)
        self.write(995, 540, "what each hidden neuron adds", ha="center", fontsize=16)
        blank = np.ones((self.SMALL, self.SMALL, 3))
        self.small = [
            Picture(self.axes(860, 20, 120, 120, frame_on=False, xticks=[], yticks=[]), blank)
            for _ in range(max(self.SIZES))
        ]
        self.write(75, 100, "right on")
        for x, words in ((430, "validation"), (560, "test")):
            self.write(x, 100, words, ha="right")
        for row, (name, found) in enumerate(self.others.items()):
            self.write(75, 72 - 26 * row, name)
            for x, split in ((430, "validation"), (560, "test")):
                self.write(x, 72 - 26 * row, percent(found[split]), ha="right")
        self.write(75, 20, "this network", color=MODEL)
        self.rights = [self.write(x, 20, ha="right", color=MODEL) for x in (430, 560)]
        self.moving(
            self.field,
            self.title,
            *self.animals,
            self.wrong,
            self.loss,
            self.here,
            *self.small,
            *self.rights,
        )
        self.answering(starts, self.after)
        self.guess = self.mark(after, lw=3)
        self.cover(after, y=0.4)

    def _place(self, pictures):
        """Put these pictures below each other, in two columns if they are more than three."""
        columns = 1 if len(pictures) <= 3 else 2
        rows = -(-len(pictures) // columns)
        size = min(240, 510 // rows - 10)
        left = 995 - (columns * (size + 20) - 20) // 2
        across, up = self.size
        for i, picture in enumerate(pictures):
            x, y = left + (size + 20) * (i % columns), 525 - (size + 10) * (i // columns) - size
            picture.axes.set_position((x / across, y / up, size / across, size / up))

    def _slice(self, points, nose):
        return np.insert(points, 1, nose, axis=1)

    def update(self, hidden, sigma, learning_rate, draw, step, nose, guess=None):
        run = self.run(hidden, sigma, learning_rate, draw)
        i = min(step // self.EVERY, len(run.steps) - 1)
        network = run.network(i)
        p = layers.sigmoid(mlp.forward(network, self._slice(self.points, nose)).y[-1]).reshape(self.CELLS, self.CELLS)
        colours = shade(2 * p - 1)
        colours[edge(p >= 0.5)] = to_rgb(MODEL)
        self.field.set_data(colours)
        self.title.set_text(f"p(dog) where nose = {nose:.2f}")
        near = np.abs(self.X[:, 1] - nose) <= self.NEAR
        called = self._predictor(network)(self.X)
        for label, points in enumerate(self.animals):
            points.set_data(*self.X[near & (self.labels == label)][:, [0, 2]].T)
        self.wrong.set_data(*self.X[near & (called != self.labels)][:, [0, 2]].T)
        self.loss.set_data(run.steps, np.minimum(run.loss, 2))
        self.here.set_data([run.steps[i]], [min(run.loss[i], 1.02)])
        added = mlp.forward(network, self._slice(self.coarse, nose)).y[1] * network.W[1][:, 0]
        largest = np.abs(added).max() or 1.0
        self._place(self.small[:hidden])
        for j, box in enumerate(self.small):
            box.set_visible(j < hidden)
            if j < hidden:
                shown = shade(added[:, j] / largest).reshape(self.SMALL, self.SMALL, 3)
                shown[[0, -1]] = shown[:, [0, -1]] = to_rgb(LIGHT)  # a frame, where a neuron adds nothing
                box.set_data(shown)
        chaotic = step > 0 and (sigma, learning_rate) in self.CHAOTIC
        found = self._accuracies(self._predictor(network))
        for text, split in zip(self.rights, ("validation", "test")):
            text.set_text("—" if chaotic else percent(found[split]))
        weights = sum(map(np.size, [*network.W, *network.b]))
        model = f"{count(hidden, 'hidden neuron')} with σ = {written(sigma)}, {weights} weights"
        said = f"{model}, after step {run.steps[i]:,}"
        if chaotic:
            said += (
                f": α = {plain(learning_rate)} is so large for tanh that the loss jumps up and down. A computer's last "
                "digits decide where it ends, so no numbers are given."
            )
        else:
            if run.steps[i] < step:
                said += " (it diverged: soon after, the loss is no finite number)"
            said += (
                f": loss {number(run.loss[i])}; {percent(found['validation'])} of the validation and "
                f"{percent(found['test'])} of the test animals are right."
            )
        if not self.reveal(guess):
            return said
        if (sigma, learning_rate) in self.CHAOTIC:
            self.after.set_data([], [])
            said += f" You guessed {guess}."
        else:
            found = self.validation(sigma, learning_rate, draw)
            self.after.set_data(range(len(self.SIZES)), found)
            right = percent(found[self.SIZES.index(guess)])
            said += f" With your {guess}, {right} of the validation animals after step {self.STEPS:,}."
        self.guess.show(self.SIZES.index(guess))
        *some, last = (self.spread >= self.WANTED).sum(axis=0)
        return (
            f"{said} Dots: with tanh and α = {plain(self.RATE)}, {', '.join(map(str, some))} and {last} of the "
            f"{self.DRAWS} starts reach {plain(100 * self.WANTED)} % with {', '.join(map(str, self.SIZES[:-1]))} and "
            f"{self.SIZES[-1]} hidden neurons."
        )

    def panel(self):
        return dict(
            title="Dog or cat, by a network",
            rows="L22",
            hidden=choice(*self.SIZES, label="hidden neurons"),
            sigma=choice(*((written(sigma), sigma) for sigma in self.SIGMAS), label="σ"),
            learning_rate=choice(*self.RATES, value=self.RATE, label="learning rate α"),
            draw=again(self.DRAWS, label="draw another start"),
            step=slider(0, self.STEPS, value=self.STEPS, step=self.EVERY, label="training step"),
            nose=slider(0.0, 1.0, value=0.2, step=0.02),
            prediction=predict(
                "How many hidden neurons are needed, so that some of 12 starts reach 95 %?", choice(*self.SIZES[1:])
            ),
            presets={
                "a line": dict(hidden=1, sigma="tanh", learning_rate=self.RATE),
                "two": dict(hidden=2, sigma="tanh", learning_rate=self.RATE),
                "three": dict(hidden=3, sigma="tanh", learning_rate=self.RATE),
                "linear": dict(hidden=8, sigma="linear", learning_rate=self.RATE),
                "too slow": dict(hidden=3, sigma="tanh", learning_rate=0.1),
                "too fast": dict(hidden=3, sigma="tanh", learning_rate=10.0),
            },
        )


class OneOutputOrTwo(View):
    """L29: one sigmoid output and a two-way softmax give the same probability."""

    alt = (
        "Left: two logits as bars; middle: their softmax, the probabilities of cat and dog; right: the sigmoid, with "
        "a mark at the difference of the logits, at the height of the probability of a dog. Diamonds beside the bars: "
        "their heights with 3 added to both logits."
    )
    size = (1200, 460)

    def build(self):
        limits = dict(xlim=(-0.6, 1.6))
        logits = self.axes(80, 60, 260, 330, ylim=(-7.5, 10.5), yticks=range(-6, 10, 3), **limits)
        logits.set_title("two logits", pad=16)
        logits.set_xticks([0, 1], ["z₀ cat", "z₁ dog"])
        logits.axhline(0, color=DATA, lw=1.5)
        shares = self.axes(440, 60, 260, 330, ylim=(0, 1), yticks=[0, 0.5, 1], **limits)
        shares.set_title("softmax", pad=16)
        shares.set_xticks([0, 1], ["p(cat)", "p(dog)"])
        curve = self.axes(800, 60, 370, 330, xlim=(-8, 8), ylim=(0, 1), yticks=[0, 0.5, 1], xticks=range(-8, 9, 4))
        curve.set(xlabel="z₁ − z₀")
        curve.set_title("one sigmoid", pad=16)
        z = np.linspace(-8, 8, 161)
        curve.plot(z, layers.sigmoid(z), color=DATA)
        self.logits = list(logits.bar([0, 1], [0, 0], color=COLOURS, width=0.7, ec=DATA))
        self.shares = list(shares.bar([0, 1], [0, 0], color=COLOURS, width=0.7, ec=DATA))
        diamonds = dict(color=TRUTH, ms=13, mec="white", zorder=5)
        self.more = [axes.plot([], [], "D", clip_on=axes is logits, **diamonds)[0] for axes in (logits, shares)]
        name = self.write(80, 12, "◆ with 3 added to both", color=TRUTH)
        (self.level,) = shares.plot([], [], "--", color=MODEL, lw=2, clip_on=False, **cased(2))
        (self.across,) = curve.plot([], [], "--", color=MODEL, lw=2)
        (self.mark,) = curve.plot([], [], "o", color=MODEL, ms=15, clip_on=False, zorder=5)
        self.moving(*self.logits, *self.shares, self.level, self.across, self.mark)
        self.answering(*self.more, name)

    def update(self, z0, z1, both, guess=None):
        z = np.array([[z0 + both, z1 + both]])
        p = layers.softmax(z)[0]
        one = float(layers.sigmoid(z1 - z0))
        plus_3 = layers.softmax(z + 3)[0]
        for diamonds, heights in zip(self.more, (z[0] + 3, plus_3)):
            diamonds.set_data([-0.48, 0.5], heights)
        for bars, heights in ((self.logits, z[0]), (self.shares, p)):
            for bar, height in zip(bars, heights):
                bar.set_height(height)
        self.level.set_data([1.35, 1.6], [p[1], p[1]])
        self.across.set_data([-8, z1 - z0], [one, one])
        self.mark.set_data([z1 - z0], [one])
        said = (
            f"The softmax of {pair(z[0])} is p(cat) = {number(p[0])}, p(dog) = {number(p[1])}. One sigmoid of z₁ − z₀ "
            f"= {plain(z1 - z0)} says {number(one)}: the difference is {residual(abs(p[1] - one))}, and p(cat) = 1 − "
            "p(dog)."
        )
        if not self.reveal(guess):
            return said
        return (
            f"{said} With 3 added to both, p(dog) stays: e³ is a factor above and below the line. You guessed: {guess}."
        )

    def panel(self):
        return dict(
            title="One sigmoid or a two-way softmax",
            rows="L29",
            z0=slider(-4.0, 4.0, value=1.0, step=0.1, label="z₀ (cat)", format=".1f"),
            z1=slider(-4.0, 4.0, value=2.0, step=0.1, label="z₁ (dog)", format=".1f"),
            both=slider(-3.0, 3.0, value=0.0, step=0.1, label="added to both", format=".1f"),
            prediction=predict(
                "Add 3 to both logits. What does the probability of a dog do?",
                choice("p(dog) grows", "p(dog) shrinks", "p(dog) stays"),
            ),
            presets={
                "even": dict(z0=2.0, z1=2.0),
                "three to one": dict(z0=0.0, z1=1.1),
                "plus 3": dict(both=3.0),
                "sure of a dog": dict(z0=-3.0, z1=3.0),
            },
        )
