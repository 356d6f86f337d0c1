"""Networks that learn.

The figures show the boundary and the loss step by step, what the learning rate does to them, and how little of the
gradient reaches the first of many layers.
"""

import warnings

import numpy as np
from matplotlib.colors import to_rgb

from lib import layers, mlp
from lib.views.animals import edge, grid, shade
from lib.views.view import (
    CAT,
    DATA,
    DOG,
    GUESS,
    INK,
    LIGHT,
    MODEL,
    TRUTH,
    Picture,
    View,
    count,
    number,
    percent,
    size_of,
)

# What a network says about every point of a plane, and the animals upon it.

PLANE = 160  # points of the field a side
SHADES = 8  # of each colour; few, so that pictures stay small


def plane_points(third=None):
    """The points of a plane, ears across, the other feature falling from row to row; with a third, if one is given."""
    points = grid(0, 1, PLANE)
    return points if third is None else np.column_stack([points, np.full(len(points), third)])


def coloured(z):
    """The field of σ(z) from cat blue to dog orange, in few shades, with the boundary z = 0 as a dark line.

    z : (PLANE²,)
    """
    z = np.reshape(z, (PLANE, PLANE))
    image = shade(np.round((2 * layers.sigmoid(z) - 1) * SHADES) / SHADES)
    image[edge(z >= 0)] = to_rgb(INK)
    return image


class AnimalPlane:
    """A plane of ears and another feature: the field of a network, and markers for dogs and cats above it."""

    def __init__(self, view, left, bottom, side, up="nose: small → large"):
        axes = self.axes = view.axes(left, bottom, side, side)
        self.field = Picture(axes, np.ones((PLANE, PLANE, 3)))
        axes.set(xlabel="ears: pointed → hanging", ylabel=up, xticks=[], yticks=[])
        self.cats, self.dogs = (
            axes.plot([], [], marker, color=colour, ms=7, mec=INK, mew=0.8, zorder=4)[0]
            for marker, colour in (("s", CAT), ("o", DOG))
        )

    def animals(self, X, y):
        for marks, label in ((self.cats, 0), (self.dogs, 1)):
            some = X[y == label]
            marks.set_data(some[:, 0] * PLANE, (1 - some[:, 1]) * PLANE)


class TrainedByHand(View):
    """L28, L30: a network whose whole training is forward and backward of x @ W, and σ."""

    alt = (
        "The plane of ears and nose at one value of eyes, coloured by what the network says, with its boundary and "
        "the animals near this plane; right, the loss against the step."
    )
    size = (1200, 560)
    NEAR = 0.12

    def prepare(self, history, X, y, every):
        """history : [(W1, W2), …], one a step. X : (n, 3). y : (n,). every : steps between two pictures."""
        self.X, self.y, self.every = X, y, every
        self.weights = history[::every]
        outputs = [self.output(X, *W) for W in self.weights]
        self.loss = np.array([layers.loss("cross-entropy", z, y[:, None]) for z in outputs])
        self.right = np.array([np.mean((z[:, 0] >= 0) == (y == 1)) for z in outputs])

    @staticmethod
    def output(X, W1, W2):
        return layers.forward(layers.sigmoid(layers.forward(np.column_stack([X, np.ones(len(X))]), W1)), W2)

    def build(self):
        self.plane = AnimalPlane(self, 60, 45, 480)
        self.title = self.write(300, 533, ha="center", fontsize=17)
        steps = np.arange(len(self.loss)) * self.every
        loss = self.axes(680, 320, 480, 190, xlim=(0, steps[-1]), ylim=(0, 1.05 * self.loss.max()), title="loss")
        loss.plot(steps, self.loss, color=DATA)
        right = self.axes(
            680, 70, 480, 170, xlim=(0, steps[-1]), ylim=(0.4, 1.02), title="share of animals right", xlabel="step"
        )
        right.plot(steps, self.right, color=DATA)
        self.here = [axes.plot([], [], "o", color=MODEL, ms=13, clip_on=False)[0] for axes in (loss, right)]
        self.moving(self.plane.field, self.plane.cats, self.plane.dogs, self.title, *self.here)

    def update(self, step, eyes):
        i = step // self.every
        near = np.abs(self.X[:, 2] - eyes) <= self.NEAR
        self.plane.field.set_data(coloured(self.output(plane_points(eyes), *self.weights[i])))
        self.plane.animals(self.X[near], self.y[near])
        self.title.set_text(f"animals with eyes within {number(self.NEAR, 2)} of {eyes:.2f}")
        for here, curve in zip(self.here, (self.loss, self.right)):
            here.set_data([step], [curve[i]])
        return (
            f"Step {step}: loss {number(self.loss[i])}, {percent(self.right[i])} of {len(self.y)} animals right. The "
            f"picture is the plane at eyes = {eyes:.2f}, with the {count(near.sum())} animals near it."
        )


class LearningRates(View):
    """L30: the same network, the same start, and learning rates from too small to divergent."""

    alt = (
        "The plane of ears and eyes, coloured by what the network says, with its boundary and all animals; right, "
        "the loss against the step for every learning rate, the chosen one thick."
    )
    size = (1200, 560)
    STEPS, EVERY = 2000, 25  # odd, so that a loss that jumps at every step is seen to jump

    def prepare(self, X, y, rates, hidden=8, seed=0):
        """X : (n, 2), ears and eyes. y : (n,). rates : the learning rates."""
        self.X, self.y, self.runs = X, y, {}
        start = mlp.initial([2, hidden, 1], np.random.default_rng(seed), activation="sigmoid")
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "diverged", RuntimeWarning)
            for rate in rates:
                self.runs[rate] = mlp.train(start, X, y[:, None], "cross-entropy", rate, self.STEPS, every=self.EVERY)
        self.points = plane_points()

    def build(self):
        self.plane = AnimalPlane(self, 60, 45, 480, up="eyes: slit → round")
        self.title = self.write(300, 533, ha="center", fontsize=17)
        loss = self.axes(
            660, 75, 430, 420, yscale="log", xlim=(0, self.STEPS), ylim=(0.05, 200), title="loss", xlabel="step"
        )
        loss.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
        loss.set_xticks([0, 500, 1000, 1500, 2000])
        loss.minorticks_off()
        for run in self.runs.values():
            loss.plot(run.steps, run.loss, color=LIGHT, lw=1.5)
        loss.axhline(np.log(2), color=CAT, lw=1.5, ls=":")
        loss.text(1.03 * self.STEPS, np.log(2), "one half\nto all", color=CAT, va="center")
        (self.curve,) = loss.plot([], [], color=MODEL, lw=3)
        (self.here,) = loss.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        self.plane.animals(self.X, self.y)
        self.above(self.plane.cats, self.plane.dogs)
        self.moving(self.plane.field, self.title, self.curve, self.here)

    def update(self, learning_rate, step):
        run = self.runs[learning_rate]
        i = min(step // self.EVERY, len(run.steps) - 1)
        z = mlp.forward(run.network(i), self.points).y[-1]
        self.plane.field.set_data(coloured(z))
        self.curve.set_data(run.steps, run.loss)
        self.here.set_data([run.steps[i]], [run.loss[i]])
        right = np.mean((mlp.forward(run.network(i), self.X).y[-1][:, 0] >= 0) == (self.y == 1))
        self.title.set_text(f"α = {learning_rate:g}, step {step}")
        if run.loss[-1] > run.loss[0]:
            kind = "this rate diverges: the loss ends above its start"
        else:
            kind = f"it ends at {number(run.loss[-1], 2)}"
        return f"α = {learning_rate:g}, step {step}: loss {number(run.loss[i])}, {percent(right)} right; {kind}."


class Depth(View):
    """L30: how much of the gradient reaches the first of many layers, for the sigmoid and for ReLU."""

    alt = (
        "The size of the gradient at every layer, from the first to the last, on a logarithmic axis, for a network "
        "with sigmoids and for one with ReLU; a dotted line falls by a quarter a layer."
    )
    size = (1200, 540)
    WIDTH, SAMPLES, MOST = 16, 64, 20

    def prepare(self, scales):
        X = np.random.default_rng(0).normal(size=(self.SAMPLES, self.WIDTH))
        self.sizes = {}
        for depth in range(2, self.MOST + 1):
            for activation in ("sigmoid", "relu"):
                start = mlp.initial([self.WIDTH] * (depth + 1) + [1], np.random.default_rng(1), activation, bias=False)
                for scale in scales:
                    network = start._replace(W=[scale * W for W in start.W])
                    passed = mlp.forward(network, X)
                    back = mlp.backward(network, passed, np.full((self.SAMPLES, 1), 1 / self.SAMPLES))
                    size = np.array([np.linalg.norm(gradient) for gradient in back.z[:-1]])
                    self.sizes[activation, depth, scale] = size / size[-1]

    def build(self):
        plot = self.axes(
            110, 75, 760, 430, yscale="log", xlim=(0.5, self.MOST + 0.5), ylim=(1e-21, 1e13), xlabel="layer"
        )
        plot.set_title("size of ∇z at each layer, the last one = 1")
        plot.set(xticks=[1, 5, 10, 15, 20], yticks=[1e-18, 1e-12, 1e-6, 1, 1e6, 1e12])
        plot.minorticks_off()
        plot.axhline(1, color=LIGHT, lw=1.5)
        (self.quarter,) = plot.plot([], [], ":", color=INK, lw=2)
        self.curves = {
            name: plot.plot([], [], style, color=colour, ms=9)[0]
            for name, style, colour in (("sigmoid", "o-", MODEL), ("relu", "s--", TRUTH))
        }
        (self.guess,) = plot.plot([], [], "--", color=GUESS)
        (self.guess_end,) = plot.plot([], [], "D", color=GUESS, ms=11)
        self.write(900, 440, "first layer / last layer", fontsize=17)
        self.write(900, 390, "●  sigmoid", fontsize=17, color=MODEL)
        self.write(900, 290, "■  ReLU", fontsize=17, color=TRUTH)
        self.write(900, 190, "···  a quarter a layer", fontsize=17)
        self.ratios = [
            self.write(900, y, fontsize=22, color=colour) for y, colour in ((350, MODEL), (250, TRUTH), (150, INK))
        ]
        self.guess_name = self.write(900, 90, fontsize=17, color=GUESS)
        self.answering(self.quarter, *self.curves.values(), self.guess, self.guess_end, *self.ratios, self.guess_name)
        self.cover(plot)

    def update(self, depth, scale, guess=None):
        if not self.reveal(guess):
            size = f"{depth} layers of {self.WIDTH} neurons, weights × {number(scale, 2)}"
            return f"{size}: what is left at the first layer?"
        layer = np.arange(1, depth + 1)
        quarter = 0.25 ** (depth - layer)
        self.quarter.set_data(layer, quarter)
        ratios = []
        for name, curve in self.curves.items():
            curve.set_data(layer, self.sizes[name, depth, scale])
            ratios.append(self.sizes[name, depth, scale][0])
        for words, ratio in zip(self.ratios, (*ratios, quarter[0])):
            words.set_text(size_of(ratio))
        self.guess.set_data([1, 10], [guess, 1])
        self.guess_end.set_data([1], [guess])
        self.guess_name.set_text(f"◆  your guess, ten\nlayers: {size_of(guess)}")
        return (
            f"{depth} layers, weights × {number(scale, 2)}: the gradient at the first layer is {size_of(ratios[0])} of "
            f"the last one's with sigmoids, {size_of(ratios[1])} with ReLU; a quarter a layer would leave "
            f"{size_of(quarter[0])}."
        )
