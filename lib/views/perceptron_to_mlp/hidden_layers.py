"""What hidden layers add: nothing while σ is linear, and with a sigmoid the steps and bumps of any function."""

import functools
import itertools

import numpy as np

from lib import layers, mlp
from lib.panel import again, choice, predict, slider, steps
from lib.views.animals import grid, shade
from lib.views.view import DATA, LIGHT, MODEL, TRUTH, Picture, View, count, pair, percent, residual


def written(sigma):
    """The name of an activation as a reader sees it."""
    return {"relu": "ReLU"}.get(sigma, sigma)


class LinearDepth(View):
    """L21: layers with a linear σ are one matrix; with another σ they are not."""

    alt = (
        "The outputs of the neurons of each hidden layer over the plane of two inputs, in twelve bands of colour from "
        "their least to their greatest value; then the network's output, and the output of the product of its "
        "matrices alone."
    )
    size = (1200, 470)
    WIDTH, CELLS, REACH, GAIN = 3, 140, 3, 2.0
    SIGMAS, MOST, DRAWS = ("linear", "relu", "tanh", "sigmoid"), 4, 8

    def prepare(self):
        self.points = grid(-self.REACH, self.REACH, self.CELLS)
        self.weights = {}
        for depth, draw in itertools.product(range(1, self.MOST + 1), range(self.DRAWS)):
            rng = np.random.default_rng(draw + 1)
            network = mlp.initial([2, *[self.WIDTH] * depth, 1], rng, "linear", bias=False)
            self.weights[depth, draw] = [self.GAIN * W for W in network.W]

    def build(self):
        def picture(x, y, size):
            return Picture(self.axes(x, y, size, size, frame_on=False, xticks=[], yticks=[]), np.ones((2, 2, 3)))

        self.hidden = [[picture(20 + 132 * k, 300 - 130 * j, 120) for j in range(self.WIDTH)] for k in range(self.MOST)]
        self.write(20, 432, "hidden neurons, layer after layer →")
        self.output, self.product = picture(570, 140, 280), picture(900, 140, 280)
        self.write(710, 432, "output of the network", ha="center")
        self.write(1040, 432, "the product of the matrices", ha="center")
        self.verdict = self.write(875, 280, fontsize=30, ha="center", va="center")
        self.matrix = self.write(1040, 100, ha="center")
        self.moving(*self.hidden[0])
        self.answering(*(box for column in self.hidden[1:] for box in column))
        self.answering(self.output, self.product, self.verdict, self.matrix)
        self.covering(self.write(875, 280, "after your guess", fontsize=17, ha="center", va="center"))

    def _bands(self, values):
        low, high = values.min(), values.max()
        share = (values - low) / (high - low) if high > low else np.full(values.shape, 0.5)
        bands = np.minimum(np.floor(12 * share), 11)
        return shade(2 * bands / 11 - 1).reshape(self.CELLS, self.CELLS, 3)

    def update(self, sigma, depth, draw, guess=None):
        W = self.weights[depth, draw]
        guessed = self.reveal(guess)
        passed = mlp.forward(mlp.Network(W, None, sigma), self.points)
        for k, column in enumerate(self.hidden):
            for j, box in enumerate(column):
                box.set_visible(k < depth and (guessed or k == 0))
                if k < depth:
                    box.set_data(self._bands(passed.y[k + 1][:, j])[::2, ::2])
        said = f"{count(depth, 'hidden layer')} with σ = {written(sigma)}, {sum(map(np.size, W))} weights."
        if not guessed:
            return f"{said} Shown are the three neurons of the first layer."
        one = functools.reduce(layers.collapse, W)
        alone = layers.forward(self.points, one)
        self.output.set_data(self._bands(passed.y[-1]))
        self.product.set_data(self._bands(alone))
        apart = np.abs(passed.y[-1] - alone).max() / np.abs(alone).max()
        same = apart < 1e-12
        self.verdict.set_text("=" if same else "≠")
        self.verdict.set_color(TRUTH if same else MODEL)
        self.matrix.set_text(f"{'W₁W₂W₃W₄W₅'[: 2 * depth + 2]} = {pair(one[:, 0])}ᵀ")
        said += f" The product of the matrices is {pair(one[:, 0])}ᵀ"
        if same:
            said += ": two numbers, and the same output, straight bands. "
            said += f"They differ by {residual(apart)} of its largest value."
        else:
            said += f", and its output is another: they differ by up to {percent(apart)} of its largest value."
        return f"{said} You guessed for four linear layers: {guess}."

    def panel(self):
        return dict(
            title="Depth with and without a bend",
            rows="L21",
            sigma=choice(*((written(sigma), sigma) for sigma in self.SIGMAS), label="σ"),
            depth=slider(1, self.MOST, value=self.MOST, label="hidden layers"),
            draw=again(self.DRAWS, label="draw other weights"),
            prediction=predict(
                "Four layers of three neurons, σ linear: which bands has the output?",
                choice("straight bands", "bent bands", "closed rings"),
            ),
            presets={
                "linear, one layer": dict(sigma="linear", depth=1),
                "linear, four": dict(sigma="linear", depth=4),
                "ReLU, one layer": dict(sigma="relu", depth=1),
                "ReLU, four": dict(sigma="relu", depth=4),
                "tanh, four": dict(sigma="tanh", depth=4),
            },
        )


class SumOfSigmoids(View):
    """L19, L22: a sum of sigmoids builds any function: steps, bumps, and the error against the number of neurons."""

    alt = (
        "Left: a function, the sum of sigmoids that imitates it, and below the sigmoids one by one, or in pairs as "
        "bumps. Right: the error of the sum against the number of neurons, on logarithmic scales."
    )
    size = (1200, 560)
    MOST, WANTED = 40, 0.05
    SLOPES = (2, 4, 10, 100)  # how steep a sigmoid is, in units of 1 / (width of a piece)

    def prepare(self, functions):
        """functions : name → f on [0, 1], the first of them with its answer."""
        self.x = (np.arange(400) + 0.5) / 400
        self.curves = {name: f(self.x) for name, f in functions.items()}
        self.networks, self.errors = {}, {}
        for name, f in functions.items():
            for slope in self.SLOPES:
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
        (self.curve,) = top.plot([], [], color=LIGHT, lw=5)
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
        self.moving(self.curve, self.sum, self.pieces)
        self.cover(error, y=0.68)
        self.answering(self.error, self.here, self.truth)
        self.guess = self.mark(error, lw=3)

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
        kind = count(neurons, "sigmoid")
        if pieces != "steps":
            kind += f", that is {neurons + 1} bumps"
        said = f"{kind}, steepness {slope}"
        if not self.reveal(guess):
            return f"{said}: how many would be needed for an error below 5 %?"
        errors = self.errors[function, slope]
        needed = self.needed(function, slope)
        self.error.set_data(np.arange(1, self.MOST + 1), errors)
        self.here.set_data([neurons], [errors[neurons - 1]])
        self.truth.set_data([needed or np.nan] * 2, [0.004, self.WANTED])
        self.guess.show(guess)
        stays = f"From {needed} neurons on it stays" if needed else f"With up to {self.MOST} neurons it does not stay"
        return (
            f"{said}: the error is {percent(errors[neurons - 1])} of the range. {stays} below 5 %; your guess was "
            f"{guess}."
        )

    def panel(self):
        return dict(
            title="A sum of sigmoids",
            rows="L19 L22",
            function=choice(*self.curves),
            neurons=slider(1, self.MOST, value=10),
            slope=steps(self.SLOPES, value=10, label="steepness"),
            pieces=choice("steps", "bumps"),
            prediction=predict("How many sigmoids bring the error below 5 %?", slider(1, self.MOST, value=1)),
            presets={
                "four steps": dict(function="wave", neurons=4, slope=100, pieces="steps"),
                "bumps": dict(function="wave", neurons=11, slope=10, pieces="bumps"),
                "soft": dict(function="wave", neurons=11, slope=4),
                "blocks": dict(function="blocks", neurons=4, slope=100),
            },
        )
