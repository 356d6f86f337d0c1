"""Networks that learn.

The figures show the boundary and the loss step by step, what the learning rate does to them, and how little of the
gradient reaches the first of many layers.
"""

import functools
import warnings

import numpy as np
from matplotlib.colors import to_rgb

from lib import layers, mlp
from lib.panel import again, choice, predict, slider, steps
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

    HIDDEN, EVERY, DRAWS = 6, 10, 12

    def prepare(self, train, X, y):
        """train : function of W1 (4, 6) and W2 (6, 1) that returns [(W1, W2), …], one a step. X : (n, 3). y : (n,)."""
        self.train, self.X, self.y = train, X, y
        self.run = functools.cache(self._run)
        self.last = len(train(*self.start(0))) - 1

    def start(self, draw):
        """W1 and W2 before the first step."""
        return mlp.initial([4, self.HIDDEN, 1], np.random.default_rng(draw), "sigmoid", bias=False).W

    def _run(self, draw):
        """The weights that are shown, with their loss and the share of animals that they get right."""
        weights = self.train(*self.start(draw))[:: self.EVERY]
        outputs = [self.output(self.X, *W) for W in weights]
        loss = np.array([layers.loss("cross-entropy", z, self.y[:, None]) for z in outputs])
        return weights, loss, np.array([np.mean((z[:, 0] >= 0) == (self.y == 1)) for z in outputs])

    @staticmethod
    def output(X, W1, W2):
        return layers.forward(layers.sigmoid(layers.forward(np.column_stack([X, np.ones(len(X))]), W1)), W2)

    def build(self):
        self.plane = AnimalPlane(self, 60, 45, 480)
        self.title = self.write(300, 533, ha="center", fontsize=17)
        loss = self.axes(680, 320, 480, 190, xlim=(0, self.last), ylim=(0, 1), title="loss")
        right = self.axes(
            680, 70, 480, 170, xlim=(0, self.last), ylim=(0.4, 1.02), title="share of animals right", xlabel="step"
        )
        self.curves = [axes.plot([], [], color=DATA)[0] for axes in (loss, right)]
        self.here = [axes.plot([], [], "o", color=MODEL, ms=13, clip_on=False)[0] for axes in (loss, right)]
        self.moving(self.plane.field, self.plane.cats, self.plane.dogs, self.title, *self.curves, *self.here)

    def update(self, step, eyes, draw):
        weights, *found = self.run(draw)
        i = step // self.EVERY
        near = np.abs(self.X[:, 2] - eyes) <= self.NEAR
        self.plane.field.set_data(coloured(self.output(plane_points(eyes), *weights[i])))
        self.plane.animals(self.X[near], self.y[near])
        self.title.set_text(f"animals with eyes within {number(self.NEAR, 2)} of {eyes:.2f}")
        for curve, here, values in zip(self.curves, self.here, found):
            curve.set_data(np.arange(len(values)) * self.EVERY, values)
            here.set_data([step], [values[i]])
        loss, right = found
        return (
            f"Step {count(step)}: loss {number(loss[i])}, {percent(right[i])} of {len(self.y)} animals right. The "
            f"picture is the plane at eyes = {eyes:.2f}, with the {count(near.sum())} animals near it."
        )

    def panel(self):
        return dict(
            title="A network trained with two lines",
            rows="L28",
            step=slider(0, self.last, value=self.last, step=self.EVERY),
            eyes=slider(0.0, 1.0, value=0.7, step=0.01, label="eyes: slit → round"),
            draw=again(self.DRAWS, "draw another start"),
            presets={
                "start": dict(step=0),
                "one straight line": dict(step=100),
                "it bends": dict(step=1000),
                "done": dict(step=self.last),
                "slit pupils": dict(step=self.last, eyes=0.2),
            },
        )


class LearningRates(View):
    """L30: the same network, the same start, and learning rates from too small to divergent."""

    alt = (
        "The plane of ears and eyes, coloured by what the network says, with its boundary and all animals; right, "
        "the loss against the step for every learning rate, the chosen one thick."
    )
    size = (1200, 560)
    STEPS, EVERY = 1000, 25  # odd, so that a loss that jumps at every step is seen to jump
    RATES = (0.01, 0.1, 1.0, 3.0, 10.0, 100.0)  # from 20 to 50 the last digit of the weights decides
    HIDDEN, DRAWS = 8, 12

    def prepare(self, X, y):
        """X : (n, 2), ears and eyes. y : (n,)."""
        self.X, self.y = X, y
        self.runs = functools.cache(self._runs)
        self.points = plane_points()

    def _runs(self, draw):
        """The training with each rate, all from one start."""
        start = mlp.initial([2, self.HIDDEN, 1], np.random.default_rng(draw), activation="sigmoid")
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "diverged", RuntimeWarning)
            return {
                rate: mlp.train(start, self.X, self.y[:, None], "cross-entropy", rate, self.STEPS, every=self.EVERY)
                for rate in self.RATES
            }

    def build(self):
        self.plane = AnimalPlane(self, 60, 45, 480, up="eyes: slit → round")
        self.title = self.write(300, 533, ha="center", fontsize=17)
        loss = self.axes(
            660, 75, 430, 420, yscale="log", xlim=(0, self.STEPS), ylim=(0.05, 200), title="loss", xlabel="step"
        )
        loss.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
        loss.set_xticks([0, 250, 500, 750, 1000])
        loss.minorticks_off()
        self.others = [loss.plot([], [], color=LIGHT, lw=1.5)[0] for _ in self.RATES]
        loss.axhline(np.log(2), color=CAT, lw=1.5, ls=":")
        loss.text(1.03 * self.STEPS, np.log(2), "one half\nto all", color=CAT, va="center")
        others = loss.text(1.03 * self.STEPS, 0.08, "grey:\nthe other\nrates", color=DATA, va="center")
        (self.curve,) = loss.plot([], [], color=MODEL, lw=3)
        (self.here,) = loss.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        (self.guess,) = loss.plot([], [], "--", color=GUESS, lw=2.5)
        self.guess_name = loss.text(0.97 * self.STEPS, 110, "dashed: your guess", color=GUESS, ha="right")
        self.plane.animals(self.X, self.y)
        self.above(self.plane.cats, self.plane.dogs)
        self.answering(*self.others, others)  # first, so that the chosen one is drawn above them
        self.moving(self.plane.field, self.title, self.curve, self.here)
        self.answering(self.guess, self.guess_name)

    def update(self, learning_rate, step, draw, guess=None):
        runs = self.runs(draw)
        run = runs[learning_rate]
        i = min(step // self.EVERY, len(run.steps) - 1)
        z = mlp.forward(run.network(i), self.points).y[-1]
        self.plane.field.set_data(coloured(z))
        self.curve.set_data(run.steps, run.loss)
        self.here.set_data([run.steps[i]], [run.loss[i]])
        right = np.mean((mlp.forward(run.network(i), self.X).y[-1][:, 0] >= 0) == (self.y == 1))
        self.title.set_text(f"α = {learning_rate:g}, step {count(step)}")
        said = f"α = {learning_rate:g}, step {count(step)}: loss {number(run.loss[i])}, {percent(right)} right"
        if not self.reveal(guess):
            return f"{said}."
        for line, other in zip(self.others, runs.values()):
            line.set_data(other.steps, other.loss)
        self.guess.set_data(runs[guess].steps, runs[guess].loss)
        if run.loss[-1] > run.loss[0]:
            said += "; this rate diverges: the loss ends above its start"
        best = min(runs, key=lambda rate: runs[rate].loss[-1])
        return (
            f"{said}. Of the {len(runs)} rates {best:g} ends lowest, at {number(runs[best].loss[-1], 2)}. "
            f"You guessed {guess:g}; it ends at {number(runs[guess].loss[-1], 2)}."
        )

    def panel(self):
        return dict(
            title="The learning rate: too small, right, divergent",
            rows="L30",
            learning_rate=steps(self.RATES, value=0.1, label="learning rate α"),
            step=slider(0, self.STEPS, value=self.STEPS, step=self.EVERY),
            draw=again(self.DRAWS, "draw another start"),
            prediction=predict(f"Which rate has the lowest loss after {count(self.STEPS)} steps?", steps(self.RATES)),
            presets={
                "too small": dict(learning_rate=0.01, step=self.STEPS),
                "right": dict(learning_rate=3.0, step=self.STEPS),
                "up, then down": dict(learning_rate=10.0, step=self.STEPS),
                "divergent": dict(learning_rate=100.0, step=self.STEPS),
            },
        )


class Depth(View):
    """L30: how much of the gradient reaches the first of many layers, for the sigmoid and for ReLU."""

    alt = (
        "The size of the gradient at every layer, from the first to the last, on a logarithmic axis, for a network "
        "with sigmoids and for one with ReLU; a dotted line falls to a quarter at each layer."
    )
    size = (1200, 540)
    WIDTH, SAMPLES, MOST = 16, 64, 20
    SCALES, DRAWS = (0.5, 1.0, 2.0, 4.0), 20

    def prepare(self):
        self.X = np.random.default_rng(0).normal(size=(self.SAMPLES, self.WIDTH))
        self.sizes = functools.cache(self._sizes)

    def _sizes(self, activation, depth, scale, draw):
        """The size of ∇z at each hidden layer, that of the last one 1."""
        sizes = [self.WIDTH] * (depth + 1) + [1]
        network = mlp.initial(sizes, np.random.default_rng(draw + 1), activation, bias=False)
        network = network._replace(W=[scale * W for W in network.W])
        passed = mlp.forward(network, self.X)
        back = mlp.backward(network, passed, np.full((self.SAMPLES, 1), 1 / self.SAMPLES))
        size = np.array([np.linalg.norm(gradient) for gradient in back.z[:-1]])
        return size / size[-1]

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

    def update(self, depth, scale, draw, guess=None):
        if not self.reveal(guess):
            size = f"{depth} layers of {self.WIDTH} neurons, weights × {number(scale, 2)}"
            return f"{size}: what is left at the first layer?"
        layer = np.arange(1, depth + 1)
        quarter = 0.25 ** (depth - layer)
        self.quarter.set_data(layer, quarter)
        ratios = []
        for name, curve in self.curves.items():
            sizes = self.sizes(name, depth, scale, draw)
            curve.set_data(layer, sizes)
            ratios.append(sizes[0])
        for words, ratio in zip(self.ratios, (*ratios, quarter[0])):
            words.set_text(size_of(ratio))
        self.guess.set_data([1, 10], [guess, 1])
        self.guess_end.set_data([1], [guess])
        self.guess_name.set_text(f"◆  your guess, ten\nlayers: {number(guess, 1)}")
        return (
            f"{depth} layers, weights × {number(scale, 2)}: the gradient at the first layer is {size_of(ratios[0])} of "
            f"the last one's with sigmoids, {size_of(ratios[1])} with ReLU; a quarter a layer would leave "
            f"{size_of(quarter[0])}. For ten layers and sigmoids you guessed {number(guess, 1)}."
        )

    def panel(self):
        parts = choice(("about half", 0.5), ("a tenth", 0.1), ("a thousandth", 1e-3), ("a millionth", 1e-6))
        return dict(
            title="Gradients through depth",
            rows="L30",
            depth=slider(2, self.MOST, value=10, label="layers"),
            scale=steps(self.SCALES, value=1.0, label="weights ×"),
            draw=again(self.DRAWS, "draw other weights"),
            prediction=predict(
                "Ten layers of sigmoids: the gradient at the first layer, compared with the tenth?", parts
            ),
            presets={
                "two layers": dict(depth=2, scale=1.0),
                "ten": dict(depth=10, scale=1.0),
                "twenty": dict(depth=20, scale=1.0),
                "larger weights": dict(depth=10, scale=4.0),
            },
        )
