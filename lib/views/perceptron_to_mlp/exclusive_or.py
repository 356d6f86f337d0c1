"""Exclusive-or: four corners that one neuron never gets all right, and two layers do."""

import numpy as np
from matplotlib.patches import Rectangle

from lib import layers, perceptron
from lib.panel import choice, predict, slider
from lib.views.animals import COLOURS, DOG_TEXT, MARKERS, grid, shade
from lib.views.perceptron_to_mlp.plane import plane
from lib.views.view import CAT, DATA, MODEL, TRUTH, View, cased, ends_of_line, pair, plain, plus

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = perceptron.xor(CORNERS)


class XorOneNeuron(View):
    """L22: exclusive-or and one neuron, which fails for every setting."""

    alt = (
        "Left: the four corners of exclusive-or, two dogs and two cats across from each other, and the boundary of "
        "one neuron. Right: what each corner demands of the score, met or not, and why not all four can be met."
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
                    *CORNERS[label == XOR].T, MARKERS[label], color=COLOURS[label], ms=22, mec=DATA, mew=2, zorder=5
                )
            )
        (self.boundary,) = front.plot([], [], color=MODEL, lw=3, **cased(3))
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
        for x, words in (
            (560, "first and last row added:\nthe two between, added:"),
            (846, "w₁ + w₂ + 2b < 0\nw₁ + w₂ + 2b ≥ 0"),
        ):
            self.write(x, 28, words, color=TRUTH, fontsize=16)
        self.write(951, 207, "at most", color=TRUTH, ha="center")
        self.moving(self.field, self.boundary)
        # The answer stands still, and is covered until there is a guess.
        across, up = self.size
        for x, y, wide, high in ((900, 152, 100, 76), (550, 15, 640, 55)):
            place = (x / across, y / up), wide / across, high / up
            blank = Rectangle(*place, fc="white", lw=0, transform=self.figure.transFigure)
            self.covering(self.figure.add_artist(blank))
        self.moving(self.here)
        self.guess = self.mark(scale, lw=4, zorder=3)
        self.moving(*self.rows)

    def update(self, w1, w2, b, guess=None):
        w = np.array([w1, w2])
        z = CORNERS @ w + b
        right = layers.step(z) == XOR
        self.field.set_data(shade(0.8 * (2 * layers.step(self.points @ w + b) - 1)).reshape(80, 80, 3))
        self.boundary.set_data(*ends_of_line(*w, b))
        for row, score, met in zip(self.rows, z, right):
            row.set_text(f"{'✓ right' if met else '✗ wrong'}:  z = {plain(score)}")
            row.set_color(TRUTH if met else MODEL)
        self.here.set_data([right.sum()], [0.5])
        said = f"w = {pair(w)}, b = {plain(b)}: {right.sum()} of 4 corners {'is' if right.sum() == 1 else 'are'} right."
        if not self.reveal(guess):
            return said
        self.guess.show(guess)
        return (
            f"{said} One neuron gets 3 at most, whatever its weights: all four would need w₁ + w₂ + 2b to be below 0 "
            f"and not below 0. Your guess was {guess}."
        )

    def panel(self):
        return dict(
            title="Exclusive-or: one neuron",
            rows="L22",
            w1=slider(-2.0, 2.0, value=1.0, step=0.25, label="w₁"),
            w2=slider(-2.0, 2.0, value=0.5, step=0.25, label="w₂"),
            b=slider(-2.0, 2.0, value=0.25, step=0.25, label="bias b"),
            prediction=predict("How many of the four corners can one neuron get right at most?", choice(2, 3, 4)),
            presets={
                "OR": dict(w1=1.0, w2=1.0, b=-0.5),
                "AND": dict(w1=1.0, w2=1.0, b=-1.5),
                "not both": dict(w1=-1.0, w2=-1.0, b=1.5),
            },
        )


class XorTwoLayers(View):
    """L22: exclusive-or by two hidden neurons and one that combines them."""

    alt = (
        "Left: the input plane with the lines of two hidden neurons and the network's answer as colour. Middle: where "
        "the four corners land in the plane of the hidden outputs, and the line of the last neuron. Right: the truth "
        "table."
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
                    *CORNERS[label == XOR].T, MARKERS[label], color=COLOURS[label], ms=20, mec=DATA, mew=2, zorder=5
                )
            )
        self.lines = [front.plot([], [], style, color=DATA, lw=3)[0] for style in ("-", "--")]
        self.landed = [
            middle.plot([], [], MARKERS[k], color=COLOURS[k], ms=(28, 18)[k], mec=DATA, mew=2, zorder=5 + k)[0]
            for k in (0, 1)
        ]
        (self.last,) = middle.plot([], [], color=MODEL, lw=3, **cased(3))
        self.write(930, 400, "x₁ x₂  h₁ h₂  y", family="DejaVu Sans Mono", fontsize=18)
        self.rows = [self.write(930, 350 - 45 * row, family="DejaVu Sans Mono", fontsize=18) for row in range(4)]
        self.write(930, 110, "—   where h₁ changes")
        self.write(930, 75, "- -  where h₂ changes")
        self.moving(self.field, self.hidden_field, *self.lines, *self.landed, self.last, *self.rows)

    @staticmethod
    def _less(sum, number, factor=""):
        """The sum less a multiple of something, as one writes it by hand: without + 0, and h₂ for 1 h₂."""
        term = plus(-number).replace(" 1", " ") if factor and abs(number) == 1 else plus(-number)
        return sum + (term.rstrip() + factor) * (number != 0)

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
            drawn.set_data(*ends_of_line(1, 1, -threshold))
        self.last.set_data(*ends_of_line(*v[:, 0], -self.HALF))
        for label, points in enumerate(self.landed):
            points.set_data(*hidden[label == XOR].T)
        for row, x, h, y, wanted in zip(self.rows, CORNERS, hidden, answers, XOR):
            row.set_text(f" {x[0]}  {x[1]}   {h[0]:.0f}  {h[1]:.0f}  {y:.0f} {'✓' if y == wanted else '✗'}")
            row.set_color(DATA if y == wanted else MODEL)
        right = int(np.sum(answers == XOR))
        return (
            f"h₁ = step({self._less('x₁ + x₂', t1)}), h₂ = step({self._less('x₁ + x₂', t2)}), "
            f"y = step({self._less('h₁', -v2, ' h₂')} − 0.5): "
            f"{right} of 4 corners are right{': exclusive-or' if right == 4 else ''}."
        )

    def panel(self):
        return dict(
            title="Exclusive-or: two hidden neurons",
            rows="L22",
            t1=slider(-0.5, 2.5, value=0.5, step=0.25, label="threshold of h₁"),
            t2=slider(-0.5, 2.5, value=1.5, step=0.25, label="threshold of h₂"),
            v2=slider(-2.0, 1.0, value=-1.0, step=0.25, label="weight of h₂"),
            presets={
                "OR alone": dict(t1=0.5, t2=1.5, v2=0.0),
                "exclusive-or": dict(t1=0.5, t2=1.5, v2=-1.0),
                "the same line twice": dict(t1=1.5, t2=1.5, v2=-1.0),
            },
        )
