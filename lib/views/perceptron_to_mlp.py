"""The views of notebook 05: what can one neuron not do, and what do layers add?"""

import functools
import itertools
import warnings

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon, Rectangle
from matplotlib.transforms import IdentityTransform

from lib import layers, logistic, mlp, perceptron, pets
from lib.views.animals import COLOURS, DOG_TEXT, MARKERS, SPECIES, grid, shade
from lib.views.view import (
    CAT, DATA, DOG, GUESS, LIGHT, MODEL, TRUTH, Picture, View, number, pair, percent, plain, plus, residual,
)  # fmt: skip


def plane(view, left, bottom, size, low, high, cells, **options):
    """A square of colours, and transparent axes from low to high above it for points and lines."""
    picture = Picture(
        view.axes(left, bottom, size, size, frame_on=False, xticks=[], yticks=[]), np.ones((cells, cells, 3))
    )
    front = view.axes(left, bottom, size, size, xlim=(low, high), ylim=(low, high), facecolor="none", **options)
    return picture, front


def line(w, bias=0.0, reach=20.0):
    """Two ends of the line w₁x₁ + w₂x₂ + bias = 0, far outside any picture: x (2,) and y (2,). Nothing if w = 0."""
    length = np.hypot(*w)
    if length == 0:
        return [], []
    foot, along = -bias * np.asarray(w) / length**2, np.array([-w[1], w[0]]) / length
    return np.transpose([foot - reach * along, foot + reach * along])


def arrow(tail, head, width):
    """The outline of an arrow, (7, 2); a point if it has no length."""
    tail, head = np.asarray(tail, dtype=float), np.asarray(head, dtype=float)
    length = np.hypot(*(head - tail))
    if length < 1e-9:
        return np.tile(tail, (7, 1))
    along = (head - tail) / length
    across = np.array([-along[1], along[0]])
    neck = head - min(3.5 * width, length) * along
    half, barb = width / 2 * across, 1.5 * width * across
    return np.array([tail + half, neck + half, neck + barb, head, neck - barb, neck - half, tail - half])


class OneNeuron(View):
    """L20: one neuron on two features: its boundary, and its output as a surface of colour."""

    alt = (
        "Left: the training animals by ears and nose, over the output of one neuron as colour from blue, cat, to "
        "orange, dog, with "
        "its boundary as a line and w as an arrow at right angles to it. Right: the curve of its σ with the two "
        "animals of the slides."
    )
    size = (1200, 540)
    photographic = True
    SIGMAS = {"step": layers.step, "sigmoid": layers.sigmoid, "tanh": np.tanh}
    CELLS, REACH = 120, 14

    def prepare(self, X, y):
        """X : (n, 2) ears and nose, the two animals of the slides first: a dog and a cat. y : (n,)."""
        self.X, self.y = X, y
        self.points = grid(0, 1, self.CELLS)

    def build(self):
        self.field, front = plane(self, 90, 70, 440, 0, 1, self.CELLS, xlabel="x₁: ears", ylabel="x₂: nose")
        front.set(xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
        for label in (0, 1):
            self.above(
                *front.plot(*self.X[self.y == label].T, MARKERS[label], color=COLOURS[label], ms=6, mec=DATA, mew=0.5)
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
        (self.boundary,) = front.plot([], [], color=MODEL, lw=3, zorder=5)
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
        self.write(640, 40, "the two animals of the slides:", va="center")
        self.write(920, 40, "● dog", color=DOG_TEXT, va="center")
        self.write(1000, 40, "■ cat", color=CAT, va="center")
        self.moving(self.field, self.boundary, self.w, self.curve, *self.marks)

    def update(self, w1, w2, b, sigma):
        w, function = np.array([w1, w2]), self.SIGMAS[sigma]
        lowest = -1 if sigma == "tanh" else 0
        y = function(self.points @ w + b)
        self.field.set_data(shade((2 * y - 1 - lowest) / (1 - lowest)).reshape(self.CELLS, self.CELLS, 3))
        self.boundary.set_data(*line(w, b))
        foot = np.array([0.5, 0.5]) if not w.any() else -(b + w.sum() / 2) / (w @ w) * w + 0.5
        self.w.set_xy(arrow(foot, foot + w / 20, 0.016))
        z = np.linspace(-self.REACH, self.REACH, 561)
        self.curve.set_data(z, function(z))
        scores = self.X[1::-1] @ w + b
        for mark, score in zip(self.marks, scores):
            mark.set_data([score], [function(score)])
        right = np.mean((self.X @ w + b >= 0) == self.y)
        return (
            f"w = {pair(w)}, b = {plain(b)}: the dog of the slides has z = {number(scores[1])}, y = "
            f"{number(function(scores[1]))}; the cat "
            f"z = {number(scores[0])}, y = {number(function(scores[0]))}. With the boundary at z = 0, {percent(right)} "
            f"of {len(self.y)} "
            f"training animals are on the right side."
        )


class PerceptronSteps(View):
    """L20: the perceptron, one mistake at a time."""

    alt = (
        "Left: dogs and cats as points, the sample of the present mistake ringed, the boundary before it dashed and "
        "after it solid. "
        "Middle: w before, plus or minus α times x, and w after, as arrows. Right: the mistakes of each pass over the "
        "data."
    )
    size = (1200, 540)
    PASSES, REACH, EPOCHS = 8, 5.6, 40

    def prepare(self, data, starts, rates):
        """data : name → (X (n, 2), y (n,)); starts : name → w (2,); rates : the α of the slider."""
        self.data, self.runs = data, {}
        for name, (X, y) in data.items():
            for start, w in starts.items():
                for alpha in rates:
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore", RuntimeWarning)  # the panel says that it is not separated
                        self.runs[name, start, alpha] = perceptron.train(X, y, w, alpha, epochs=self.EPOCHS)

    def build(self):
        front = self.axes(50, 60, 440, 440, xlim=(-2.2, 2.2), ylim=(-2.2, 2.2), xticks=[-2, 0, 2], yticks=[-2, 0, 2])
        front.set_title("the samples x and the boundary wᵀx = 0")
        self.samples = [front.plot([], [], MARKERS[k], color=COLOURS[k], ms=11, zorder=4)[0] for k in (0, 1)]
        (self.ring,) = front.plot([], [], "o", mfc="none", mec=MODEL, mew=3, ms=24, zorder=5)
        (self.before,) = front.plot([], [], "--", color=LIGHT, lw=3)
        (self.after,) = front.plot([], [], color=DATA, lw=3)
        self.side = front.add_patch(Polygon(np.zeros((7, 2)), fc=DOG, lw=0, zorder=3))
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
        (self.guess,) = weights.plot([], [], "o--", color=GUESS, lw=3, ms=9, markevery=[1], zorder=5)
        for x, colour, words in ((550, "#777777", "w before"), (660, MODEL, "± αx, added"), (800, DATA, "w after")):
            self.write(x, 62, words, color=colour, fontweight="bold")
        self.guess_name = self.write(550, 30, "- - -  w after, as you guessed", color=GUESS)
        passes = self.axes(
            985, 120, 200, 380, xlim=(0.4, self.PASSES + 0.6), ylim=(0, 7.4), xticks=range(1, self.PASSES + 1)
        )
        passes.set(title="mistakes", xlabel="pass over the data", yticks=[0, 2, 4, 6])
        self.bars = list(passes.bar(range(1, self.PASSES + 1), [0] * self.PASSES, color=LIGHT, width=0.7))
        self.answers = (self.after, *self.arrows[1:], self.guess, self.guess_name)
        self.moving(*self.samples, self.ring, self.before, self.side, *self.answers, self.arrows[0], *self.bars)

    def update(self, data, start, alpha, mistake, guess=None):
        X, y = self.data[data]
        run = self.runs[data, start, alpha]
        for label, points in enumerate(self.samples):
            points.set_data(*X[y == label].T)
        settled = mistake > len(run.sample)
        w, new = (run.w[-1], run.w[-1]) if settled else run.w[mistake - 1 : mistake + 1]
        i = None if settled else run.sample[mistake - 1]
        self.ring.set_data(*([], []) if settled else X[i][:, None])
        self.before.set_data(*line(w))
        self.after.set_data(*line(new))
        shown = w if guess is None else new
        self.side.set_xy(arrow((0, 0), 0.7 * shown / (np.hypot(*shown) or 1), 0.07))
        for patch, tail, head in zip(self.arrows, ((0, 0), w, (0, 0)), (w, new, new)):
            patch.set_xy(arrow(tail, head, 0.2))
        for bar, mistakes in zip(self.bars, [*run.mistakes, *[0] * self.PASSES]):
            bar.set_height(mistakes)
        for artist in (*self.answers, *self.bars):
            artist.set_visible(guess is not None)
        self.guess.set_visible(guess is not None and not settled)
        self.guess_name.set_visible(guess is not None and not settled)
        if settled:
            return (
                f"After {len(run.sample)} mistakes in {len(run.mistakes) - 1} passes nothing is wrong any more, and w "
                f"= {pair(w)} stays as it is."
            )
        label = int(y[i])
        said = (
            f"Mistake {mistake}: the {SPECIES[label]} at {pair(X[i])} has wᵀx = {plain(w @ X[i])}, so it is called a "
            f"{SPECIES[1 - label]}. "
        )
        if guess is None:
            return said + f"w = {pair(w)}, α = {plain(alpha)}."
        guessed = {"added": w + alpha * X[i], "subtracted": w - alpha * X[i], "turned round": -w}[guess]
        self.guess.set_data(*np.transpose([w, guessed]))
        end = "then it has settled" if run.outcome == "separated" else f"after {self.EPOCHS} passes it has not settled"
        return (
            said + f"{'+−'[1 - label]} αx: w goes from {pair(w)} to {pair(new)}. Pass by pass: {self._passes(run)} "
            f"mistakes; {end}."
        )

    def _passes(self, run):
        shown = ", ".join(map(str, run.mistakes[: self.PASSES]))
        return shown if len(run.mistakes) <= self.PASSES else shown + ", …"


class ThreeUpdates(View):
    """L20: the same update with a step, with a sigmoid, and with the extra σ′ of the squared loss."""

    alt = (
        "For a dog: left, how much of αx each of three updates adds, against the score z; right, the score after each "
        "update, "
        "from the same start: perceptron, sigmoid with cross-entropy, sigmoid with squared loss."
    )
    size = (1200, 520)
    RULES = {
        "step": functools.partial(perceptron.update, activation="step"),
        "cross-entropy": functools.partial(perceptron.update, activation="sigmoid"),
        "squared loss": perceptron.update_squared,
    }
    STYLES = {"step": (DATA, ":", "s"), "cross-entropy": (TRUTH, "-", "o"), "squared loss": (MODEL, "--", "^")}
    UPDATES = 40

    def prepare(self, starts, rates):
        """One weight and one sample, x = 1 with the label 1, so that the score is the weight. The sliders' values."""
        x = np.ones(1)
        self.z = np.linspace(-8, 8, 161)
        self.pull = {name: [rule(np.array([z]), x, 1)[0] - z for z in self.z] for name, rule in self.RULES.items()}
        self.path = {}
        for name, rule in self.RULES.items():
            for start in starts:
                for alpha in rates:
                    path = [np.array([float(start)])]
                    for _ in range(self.UPDATES):
                        path.append(rule(path[-1], x, 1, alpha))
                    self.path[name, start, alpha] = np.concatenate(path)

    def build(self):
        pull = self.axes(
            80, 75, 480, 390, xlim=(-8, 8), ylim=(-0.04, 1.2), yticks=[0, 0.5, 1], xlabel="score z of a dog"
        )
        pull.set_title("how much of αx is added")
        path = self.axes(
            640, 75, 440, 390, xlim=(0, self.UPDATES), ylim=(-8.5, 8.5), yticks=[-8, -4, 0, 4, 8], xlabel="updates"
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
            pull.text(x, y, words, color=self.STYLES[name][0], va="center")
        self.pulls, self.paths, self.heres = [], [], []
        for name, (colour, style, marker) in self.STYLES.items():
            pull.plot(self.z, self.pull[name], style, color=colour)
            self.pulls += pull.plot([], [], marker, color=colour, ms=13, mec="white", clip_on=False, zorder=5)
            self.paths += path.plot([], [], style, color=colour)
            self.heres += path.plot([], [], marker, color=colour, ms=13, mec="white", clip_on=False, zorder=5)
        self.moving(*self.pulls, *self.paths, *self.heres)

    def update(self, start, alpha, updates):
        said = []
        for name, pull, path, here in zip(self.RULES, self.pulls, self.paths, self.heres):
            scores = self.path[name, start, alpha]
            now = scores[updates]
            path.set_data(np.arange(len(scores)), scores)
            here.set_data([updates], [now])
            pull.set_data([now], [np.interp(now, self.z, self.pull[name])])
            said.append(f"{number(now)} with {'the ' if name != 'cross-entropy' else ''}{name}")
        return (
            f"After {updates} updates from z = {plain(start)} with α = {plain(alpha)}, the dog's score is "
            f"{'; '.join(said)}."
        )


CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = perceptron.xor(CORNERS)


class XorOneNeuron(View):
    """L22: exclusive-or and one neuron, which fails for every setting."""

    alt = (
        "Left: the four corners of exclusive-or, two dogs and two cats across from each other, and the boundary of one "
        "neuron. Right: "
        "what each corner demands of the score, met or not, and why not all four can be met."
    )
    size = (1200, 500)

    def prepare(self):
        self.points = grid(-0.5, 1.5, 80)

    def build(self):
        self.field, front = plane(
            self, 70, 60, 400, -0.5, 1.5, 80, xlabel="x₁", ylabel="x₂", xticks=[0, 1], yticks=[0, 1]
        )
        for label in (0, 1):
            self.above(
                *front.plot(
                    *CORNERS[XOR == label].T, MARKERS[label], color=COLOURS[label], ms=22, mec=DATA, mew=2, zorder=5
                )
            )
        (self.boundary,) = front.plot([], [], color=MODEL, lw=3)
        self.write(560, 450, "what is wanted of z = w₁x₁ + w₂x₂ + b", fontsize=17)
        self.rows = []
        for row, (corner, label, sums) in enumerate(zip(CORNERS, XOR, ("b", "w₂ + b", "w₁ + b", "w₁ + w₂ + b"))):
            y = 400 - 48 * row
            self.write(
                560,
                y,
                f"{'■●'[int(label)]} ({corner[0]}, {corner[1]})",
                color=(CAT, DOG_TEXT)[int(label)],
                fontsize=17,
                va="center",
            )
            self.write(670, y, f"{sums}  {'<≥'[int(label)]}  0", fontsize=17, va="center")
            self.rows.append(self.write(900, y, fontsize=17, va="center"))
        scale = self.axes(600, 150, 480, 50, xlim=(-0.15, 4.15), ylim=(0, 1), xticks=range(5), yticks=[])
        scale.spines["left"].set_visible(False)
        scale.set_xlabel("corners right")
        (self.here,) = scale.plot([], [], "o", color=MODEL, ms=16, clip_on=False, zorder=4)
        scale.plot([3, 3], [0.15, 1], color=TRUTH, lw=4)
        self.guess = scale.plot([0, 0], [0, 1], "--", color=GUESS, lw=4, zorder=3)[0]
        self.write(
            560,
            28,
            "first and last row added:     w₁ + w₂ + 2b < 0\nthe two between, added:      w₁ + w₂ + 2b ≥ 0",
            color=TRUTH,
            fontsize=16,
        )
        self.write(951, 207, "at most", color=TRUTH, ha="center")
        # The answer stands still, and is covered until there is a guess.
        covers = [
            Rectangle(place, *size, fc="white", lw=0, transform=IdentityTransform())
            for place, size in (((900, 152), (100, 76)), ((550, 15), (640, 55)))
        ]
        self.covers = [self.figure.add_artist(cover) for cover in covers]
        self.moving(self.field, self.boundary, *self.covers, self.here, self.guess, *self.rows)

    def update(self, w1, w2, b, guess=None):
        w = np.array([w1, w2])
        z = CORNERS @ w + b
        right = layers.step(z) == XOR
        self.field.set_data(shade(0.8 * (2 * layers.step(self.points @ w + b) - 1)).reshape(80, 80, 3))
        self.boundary.set_data(*line(w, b))
        for row, score, met in zip(self.rows, z, right):
            row.set_text(f"{'✓ right' if met else '✗ wrong'}:  z = {plain(score)}")
            row.set_color(TRUTH if met else MODEL)
        self.here.set_data([right.sum()], [0.5])
        self.guess.set_visible(guess is not None)
        for cover in self.covers:
            cover.set_visible(guess is None)
        said = f"w = {pair(w)}, b = {plain(b)}: {right.sum()} of 4 corners are right."
        if guess is None:
            return said
        self.guess.set_data([guess, guess], [0, 1])
        return (
            f"{said} One neuron gets 3 at most, whatever its weights: all four would need w₁ + w₂ + 2b to be below 0 "
            f"and not below 0. Your guess was {guess}."
        )


class XorTwoLayers(View):
    """L22: exclusive-or by two hidden neurons and one that combines them."""

    alt = (
        "Left: the input plane with the lines of two hidden neurons and the network's answer as colour. Middle: where "
        "the four corners "
        "land in the plane of the hidden outputs, and the line of the last neuron. Right: the truth table."
    )
    size = (1200, 500)
    INTO_HIDDEN, HALF = np.ones((2, 2)), 0.5

    def prepare(self):
        self.points = grid(-0.5, 1.5, 80)

    def build(self):
        limits = dict(xticks=[0, 1], yticks=[0, 1])
        self.field, front = plane(self, 70, 60, 370, -0.5, 1.5, 80, xlabel="x₁", ylabel="x₂", title="input", **limits)
        self.hidden_field, middle = plane(
            self, 520, 60, 370, -0.5, 1.5, 80, xlabel="h₁", ylabel="h₂", title="after the hidden layer", **limits
        )
        for label in (0, 1):
            self.above(
                *front.plot(
                    *CORNERS[XOR == label].T, MARKERS[label], color=COLOURS[label], ms=20, mec=DATA, mew=2, zorder=5
                )
            )
        self.lines = [front.plot([], [], style, color=DATA, lw=3)[0] for style in ("-", "--")]
        self.landed = [
            middle.plot([], [], MARKERS[k], color=COLOURS[k], ms=(28, 18)[k], mec=DATA, mew=2, zorder=5 + k)[0]
            for k in (0, 1)
        ]
        (self.last,) = middle.plot([], [], color=MODEL, lw=3)
        self.write(930, 400, "x₁ x₂  h₁ h₂  y", family="DejaVu Sans Mono", fontsize=18)
        self.rows = [self.write(930, 350 - 45 * row, family="DejaVu Sans Mono", fontsize=18) for row in range(4)]
        self.write(930, 110, "—   where h₁ changes")
        self.write(930, 75, "- -  where h₂ changes")
        self.moving(self.field, self.hidden_field, *self.lines, *self.landed, self.last, *self.rows)

    def _hidden(self, X, thresholds):
        return layers.step(layers.forward(X, self.INTO_HIDDEN) - thresholds)

    def update(self, t1, t2, v2):
        thresholds, v = np.array([t1, t2]), np.array([[1.0], [v2]])

        def last(H):
            return layers.step(layers.forward(H, v)[:, 0] - self.HALF)

        hidden = self._hidden(CORNERS, thresholds)
        answers = last(hidden)
        self.field.set_data(shade(0.8 * (2 * last(self._hidden(self.points, thresholds)) - 1)).reshape(80, 80, 3))
        self.hidden_field.set_data(shade(0.8 * (2 * last(self.points) - 1)).reshape(80, 80, 3))
        for drawn, threshold in zip(self.lines, thresholds):
            drawn.set_data(*line((1, 1), -threshold))
        self.last.set_data(*line(v[:, 0], -self.HALF))
        for label, points in enumerate(self.landed):
            points.set_data(*hidden[XOR == label].T)
        for row, x, h, y, wanted in zip(self.rows, CORNERS, hidden, answers, XOR):
            row.set_text(f" {x[0]}  {x[1]}   {h[0]:.0f}  {h[1]:.0f}  {y:.0f} {'✓' if y == wanted else '✗'}")
            row.set_color(DATA if y == wanted else MODEL)
        right = int(np.sum(answers == XOR))
        return (
            f"h₁ = step(x₁ + x₂{plus(-t1)}), h₂ = step(x₁ + x₂{plus(-t2)}), y = step(h₁{plus(v2)} h₂ − 0.5): "
            f"{right} of 4 corners are right{': exclusive-or' if right == 4 else ''}."
        )


class LinearDepth(View):
    """L21: layers with a linear σ are one matrix; with another σ they are not."""

    alt = (
        "The outputs of the neurons of each hidden layer over the plane of two inputs, in twelve bands of colour from "
        "their least to "
        "their greatest value; then the network's output, and the output of the product of its matrices alone."
    )
    size = (1200, 470)
    WIDTH, CELLS, REACH, GAIN = 3, 140, 3, 2.0

    def prepare(self, depths, draws):
        """depths : the numbers of hidden layers; draws : the seeds of the random weights."""
        self.points = grid(-self.REACH, self.REACH, self.CELLS)
        self.weights = {}
        for depth in depths:
            for seed in draws:
                network = mlp.initial([2, *[self.WIDTH] * depth, 1], np.random.default_rng(seed), "linear", bias=False)
                self.weights[depth, seed] = [self.GAIN * W for W in network.W]
        self.most = max(depths)

    def build(self):
        def picture(x, y, size):
            return Picture(self.axes(x, y, size, size, frame_on=False, xticks=[], yticks=[]), np.ones((2, 2, 3)))

        self.hidden = [[picture(20 + 132 * k, 300 - 130 * j, 120) for j in range(self.WIDTH)] for k in range(self.most)]
        self.write(20, 432, "hidden neurons, layer after layer →")
        self.output, self.product = picture(570, 140, 280), picture(900, 140, 280)
        self.write(710, 432, "output of the network", ha="center")
        self.write(1040, 432, "the product of the matrices", ha="center")
        self.verdict = self.write(875, 280, fontsize=30, ha="center", va="center")
        self.matrix = self.write(1040, 100, ha="center")
        self.moving(
            *(box for column in self.hidden for box in column), self.output, self.product, self.verdict, self.matrix
        )

    def _bands(self, values):
        low, high = values.min(), values.max()
        share = (values - low) / (high - low) if high > low else np.full(values.shape, 0.5)
        bands = np.minimum(np.floor(12 * share), 11)
        return shade(2 * bands / 11 - 1).reshape(self.CELLS, self.CELLS, 3)

    def update(self, sigma, depth, draw):
        W = self.weights[depth, draw]
        passed = mlp.forward(mlp.Network(W, None, sigma), self.points)
        for k, column in enumerate(self.hidden):
            for j, box in enumerate(column):
                box.set_visible(k < depth)
                if k < depth:
                    box.set_data(self._bands(passed.y[k + 1][:, j])[::2, ::2])
        one = functools.reduce(layers.collapse, W)
        alone = layers.forward(self.points, one)
        self.output.set_data(self._bands(passed.y[-1]))
        self.product.set_data(self._bands(alone))
        apart = np.abs(passed.y[-1] - alone).max() / np.abs(alone).max()
        same = apart < 1e-12
        self.verdict.set_text("=" if same else "≠")
        self.verdict.set_color(TRUTH if same else MODEL)
        self.matrix.set_text(f"{'W₁W₂W₃W₄W₅'[: 2 * depth + 2]} = {pair(one[:, 0])}ᵀ")
        said = (
            f"{depth} hidden layer{'s' * (depth > 1)} with σ = {sigma}, {sum(map(np.size, W))} weights. The product of "
            f"the matrices is {pair(one[:, 0])}ᵀ"
        )
        if same:
            return (
                f"{said}: two numbers, and the same output, with a difference {residual(apart)} of its largest value."
            )
        return f"{said}, and its output is another: they differ by up to {percent(apart)} of its largest value."


class SumOfSigmoids(View):
    """L19, L22: a sum of sigmoids builds any function: steps, bumps, and the error against the number of neurons."""

    alt = (
        "Left: a function, the sum of sigmoids that imitates it, and below the sigmoids one by one, or in pairs as "
        "bumps. Right: "
        "the error of the sum against the number of neurons, on logarithmic scales."
    )
    size = (1200, 560)
    MOST, WANTED = 40, 0.05

    def prepare(self, functions, slopes):
        """functions : name → f on [0, 1]; slopes : how steep a sigmoid is, in units of 1 / (width of a piece)."""
        self.x = (np.arange(400) + 0.5) / 400
        self.curves = {name: f(self.x) for name, f in functions.items()}
        self.networks, self.errors = {}, {}
        for name, f in functions.items():
            for slope in slopes:
                for neurons in range(1, self.MOST + 1):
                    pieces = neurons + 1
                    heights = f((np.arange(pieces) + 0.5) / pieces)
                    network = mlp.staircase(heights, np.arange(1, pieces) / pieces, slope * pieces)
                    self.networks[name, slope, neurons] = heights, network
                error = [self._error(name, slope, n) for n in range(1, self.MOST + 1)]
                self.errors[name, slope] = np.array(error)

    def _error(self, name, slope, neurons):
        y = mlp.forward(self.networks[name, slope, neurons][1], self.x[:, None]).y[-1][:, 0]
        f = self.curves[name]
        return np.sqrt(np.mean((y - f) ** 2)) / np.ptp(f)

    def needed(self, name, slope):
        """The least number of neurons from which on the error stays below the wanted one; ``None`` if there is none."""
        too_much = np.flatnonzero(self.errors[name, slope] >= self.WANTED)
        least = int(too_much[-1]) + 2 if len(too_much) else 1
        return least if least <= self.MOST else None

    def build(self):
        limits = dict(xlim=(0, 1), xticks=[0, 0.5, 1])
        top = self.axes(70, 290, 620, 230, ylim=(-0.1, 1.1), yticks=[0, 1], title="the function, and the sum", **limits)
        top.tick_params(labelbottom=False)
        bottom = self.axes(
            70, 60, 620, 170, ylim=(-1.1, 1.1), yticks=[-1, 0, 1], title="its pieces", xlabel="x", **limits
        )
        (self.curve,) = top.plot([], [], color=DATA, lw=5, alpha=0.45)
        (self.sum,) = top.plot([], [], color=MODEL, zorder=3)
        (self.pieces,) = bottom.plot([], [], color=DATA, lw=1)
        error = self.axes(810, 80, 360, 420, xscale="log", yscale="log", xlim=(0.9, 45), ylim=(0.004, 0.6))
        error.set(
            xticks=[1, 2, 5, 10, 20, 40],
            xticklabels=["1", "2", "5", "10", "20", "40"],
            xlabel="neurons",
            title="error, of the range",
        )
        error.set(yticks=[0.01, 0.05, 0.2], yticklabels=["1 %", "5 %", "20 %"])
        error.minorticks_off()
        error.axhline(self.WANTED, color=LIGHT, lw=2)
        (self.error,) = error.plot([], [], color=DATA)
        (self.here,) = error.plot([], [], "o", color=MODEL, ms=13, zorder=5)
        (self.truth,) = error.plot([], [], color=TRUTH, lw=3)
        (self.guess,) = error.plot([], [], "--", color=GUESS, lw=3)
        self.covered = error.text(6, 0.12, "after your guess", ha="center", fontsize=18)
        self.moving(self.curve, self.sum, self.pieces, self.covered, self.error, self.here, self.truth, self.guess)

    def update(self, function, neurons, slope, pieces, guess=None):
        heights, network = self.networks[function, slope, neurons]
        passed = mlp.forward(network, self.x[:, None])
        hidden = passed.y[1]
        if pieces == "steps":
            parts = hidden * network.W[1][:, 0]
        else:
            ones = np.ones((len(self.x), 1))
            parts = -np.diff(np.hstack([ones, hidden, 0 * ones])) * heights
        self.curve.set_data(self.x, self.curves[function])
        self.sum.set_data(self.x, passed.y[-1][:, 0])
        # One line for all pieces, broken between them by a NaN.
        every = self.x[::3]
        broken = np.vstack([parts[::3], np.full(parts.shape[1], np.nan)])
        self.pieces.set_data(np.tile(np.append(every, np.nan), parts.shape[1]), broken.T.ravel())
        errors = self.errors[function, slope]
        needed = self.needed(function, slope)
        self.error.set_data(np.arange(1, self.MOST + 1), errors)
        self.here.set_data([neurons], [errors[neurons - 1]])
        self.truth.set_data([needed or np.nan] * 2, [0.004, self.WANTED])
        for artist in (self.error, self.here, self.truth, self.guess):
            artist.set_visible(guess is not None)
        self.covered.set_visible(guess is None)
        kind = "sigmoid" + "s" * (neurons != 1)
        if pieces != "steps":
            kind += f", that is {neurons + 1} bumps"
        said = f"{neurons} {kind}, slope {slope}"
        if guess is None:
            return f"{said}: how many would be needed for an error of 5 %?"
        self.guess.set_data([guess, guess], [0.004, 0.6])
        stays = f"From {needed} neurons on it stays" if needed else f"With up to {self.MOST} neurons it does not stay"
        return (
            f"{said}: the error is {percent(errors[neurons - 1])} of the range. {stays} below 5 %; your guess was "
            f"{guess}."
        )


class PetsNetwork(View):
    """L22: dog or cat by a network: boundary, loss, and what each hidden neuron sees."""

    alt = (
        "Left: a slice through the features at one value of nose, the network's probability of a dog as colour, its "
        "boundary, and the "
        "training animals near the slice. Middle: the loss against the step, and the validation accuracy by hidden "
        "neurons. Right: "
        "what each hidden neuron adds to the score, as a small picture of the same slice. Below: the accuracies of "
        "three models."
    )
    size = (1200, 570)
    photographic = True
    STEPS, EVERY, CELLS, SMALL, NEAR = 500, 10, 120, 60, 0.1

    def prepare(self, others, hidden, sigmas, rates, progress=iter):
        """others : name → a function of X that gives labels. hidden, sigmas, rates : the sliders' values.
        progress : goes through the networks that are trained, and may show how far it is.
        """
        self.X, self.y, _ = pets.read("train")
        self.parts = {split: pets.read(split)[:2] for split in ("validation", "test")}
        self.others = {name: self._accuracies(predict) for name, predict in others.items()}
        self.sizes, self.runs = hidden, {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a learning rate that diverges is part of what is shown
            for size, sigma, alpha in progress(list(itertools.product(hidden, sigmas, rates))):
                start = mlp.initial([3, size, 1], np.random.default_rng(0), sigma)
                self.runs[size, sigma, alpha] = mlp.train(
                    start, self.X, self.y[:, None], "cross-entropy", alpha, self.STEPS, every=self.EVERY
                )
        self.validation = {
            (sigma, alpha): [
                self._accuracies(self._predictor(self.runs[size, sigma, alpha].network(-1)))["validation"]
                for size in hidden
            ]
            for sigma in sigmas
            for alpha in rates
        }
        self.points, self.coarse = grid(0, 1, self.CELLS), grid(0, 1, self.SMALL)

    def _accuracies(self, predict):
        return {split: logistic.accuracy(y, predict(X)) for split, (X, y) in self.parts.items()}

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
        (self.wrong,) = front.plot([], [], "x", color="black", ms=10, mew=2, zorder=6)
        loss = self.axes(
            525,
            395,
            265,
            130,
            xlim=(0, self.STEPS),
            ylim=(0, 1.02),
            xticks=[0, 250, 500],
            yticks=[0, 0.5, 1],
            xlabel="step",
        )
        loss.set_title("loss, training", fontsize=16)
        (self.loss,) = loss.plot([], [], color=DATA)
        (self.here,) = loss.plot([], [], "o", color=MODEL, ms=12, clip_on=False, zorder=5)
        sizes = range(len(self.sizes))
        after = self.axes(
            525,
            185,
            265,
            110,
            xlim=(-0.4, len(self.sizes) - 0.6),
            ylim=(0.46, 1.04),
            yticks=[0.5, 0.95],
            xlabel="hidden neurons",
        )
        after.set_yticks([0.5, 0.95], ["50 %", "95 %"])
        after.set_xticks(sizes, self.sizes)
        after.set_title(f"validation, step {self.STEPS}", fontsize=16)
        after.axhline(0.95, color=LIGHT, lw=2)
        (self.after,) = after.plot([], [], "D-", color=TRUTH, ms=9, lw=1.5, clip_on=False, zorder=4)
        (self.guess,) = after.plot([], [], "--", color=GUESS, lw=3)
        self.write(995, 540, "what each hidden neuron adds", ha="center", fontsize=16)
        blank = np.ones((self.SMALL, self.SMALL, 3))
        self.small = [
            Picture(self.axes(860, 20, 120, 120, frame_on=False, xticks=[], yticks=[]), blank)
            for _ in range(max(self.sizes))
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
            self.after,
            self.guess,
            *self.small,
            *self.rights,
        )

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

    def update(self, hidden, sigma, alpha, step, nose, guess=None):
        run = self.runs[hidden, sigma, alpha]
        i = min(step // self.EVERY, len(run.steps) - 1)
        network = run.network(i)
        p = layers.sigmoid(mlp.forward(network, self._slice(self.points, nose)).y[-1]).reshape(self.CELLS, self.CELLS)
        colours = shade(2 * p - 1)
        dog = p >= 0.5
        edge = np.zeros_like(dog)
        edge[1:] |= dog[1:] != dog[:-1]
        edge[:, 1:] |= dog[:, 1:] != dog[:, :-1]
        colours[edge] = to_rgb(MODEL)
        self.field.set_data(colours)
        self.title.set_text(f"p(dog) where nose = {nose:.2f}")
        near = np.abs(self.X[:, 1] - nose) <= self.NEAR
        called = self._predictor(network)(self.X)
        for label, points in enumerate(self.animals):
            points.set_data(*self.X[near & (self.y == label)][:, [0, 2]].T)
        self.wrong.set_data(*self.X[near & (called != self.y)][:, [0, 2]].T)
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
        found = self._accuracies(self._predictor(network))
        for text, split in zip(self.rights, ("validation", "test")):
            text.set_text(percent(found[split]))
        self.after.set_data(range(len(self.sizes)), self.validation[sigma, alpha])
        for artist in (self.after, self.guess):
            artist.set_visible(guess is not None)
        weights = sum(map(np.size, [*network.W, *network.b]))
        ended = (
            ""
            if i == step // self.EVERY
            else f" (it diverged: after step {run.steps[-1]} the loss is no finite number)"
        )
        said = (
            f"{hidden} hidden neuron{'s' * (hidden > 1)} with σ = {sigma}, {weights} weights, after step "
            f"{run.steps[i]}{ended}: loss {number(run.loss[i])}; "
            f"{percent(found['validation'])} of the validation and {percent(found['test'])} of the test animals are "
            "right."
        )
        if guess is None:
            return said
        place = self.sizes.index(guess)
        self.guess.set_data([place, place], [0.46, 1.04])
        return (
            f"{said} With your {guess}, {percent(self.validation[sigma, alpha][place])} of the validation animals "
            f"after step {self.STEPS}."
        )


class OneOutputOrTwo(View):
    """L29: one sigmoid output and a two-way softmax give the same probability."""

    alt = (
        "Left: two logits as bars; middle: their softmax, the probabilities of cat and dog; right: the sigmoid, with a "
        "mark at the "
        "difference of the logits, at the height of the probability of a dog."
    )
    size = (1200, 460)

    def build(self):
        limits = dict(xlim=(-0.6, 1.6))
        logits = self.axes(80, 60, 260, 330, ylim=(-7.5, 7.5), yticks=[-6, -3, 0, 3, 6], title="two logits", **limits)
        logits.set_xticks([0, 1], ["z₀ cat", "z₁ dog"])
        logits.axhline(0, color=DATA, lw=1.5)
        shares = self.axes(440, 60, 260, 330, ylim=(0, 1), yticks=[0, 0.5, 1], title="softmax", **limits)
        shares.set_xticks([0, 1], ["p(cat)", "p(dog)"])
        curve = self.axes(800, 60, 370, 330, xlim=(-8, 8), ylim=(0, 1), yticks=[0, 0.5, 1], xticks=range(-8, 9, 4))
        curve.set(title="one sigmoid", xlabel="z₁ − z₀")
        z = np.linspace(-8, 8, 161)
        curve.plot(z, layers.sigmoid(z), color=DATA)
        self.logits = list(logits.bar([0, 1], [0, 0], color=COLOURS, width=0.7))
        self.shares = list(shares.bar([0, 1], [0, 0], color=COLOURS, width=0.7))
        (self.level,) = shares.plot([], [], "--", color=MODEL, lw=2, clip_on=False)
        (self.across,) = curve.plot([], [], "--", color=MODEL, lw=2)
        (self.mark,) = curve.plot([], [], "o", color=MODEL, ms=15, clip_on=False, zorder=5)
        self.moving(*self.logits, *self.shares, self.level, self.across, self.mark)

    def update(self, z0, z1, both):
        z = np.array([[z0 + both, z1 + both]])
        p = layers.softmax(z)[0]
        one = float(layers.sigmoid(z1 - z0))
        for bars, heights in ((self.logits, z[0]), (self.shares, p)):
            for bar, height in zip(bars, heights):
                bar.set_height(height)
        self.level.set_data([1.35, 1.6], [p[1], p[1]])
        self.across.set_data([-8, z1 - z0], [one, one])
        self.mark.set_data([z1 - z0], [one])
        return (
            f"The softmax of {pair(z[0])} is p(cat) = {number(p[0])}, p(dog) = {number(p[1])}. One sigmoid of z₁ − z₀ "
            f"= {plain(z1 - z0)} says "
            f"{number(one)}: the difference is {residual(abs(p[1] - one))}, and p(cat) = 1 − p(dog)."
        )
