"""How the line is learned from its loss.

The figures show what the length and the direction of w do, two ways down to the best w, and what happens where there
is none.
"""

import itertools
import warnings

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb

from lib import logistic
from lib.panel import choice, predict, slider, steps
from lib.views.animals import COLOURS, MARKERS, OUTLINE
from lib.views.view import DATA, GUESS, INK, LIGHT, MODEL, TRUTH, View, cased, count, ends_of_line, number, percent


class ProbabilityBands:
    """The probability over a plane of two features as ten strips, each a tenth wide in p; no grid, hence no steps.

    A strip runs between two logits: z = w₁x₁ + w₂x₂ + B is the same along lines at right angles to (w₁, w₂).
    """

    FARTHEST = 3  # from the origin, in units of a feature: beyond any axes that are drawn

    def __init__(self, axes):
        self._logits = logistic.logit(np.arange(1, 10) / 10)
        colours = []
        for p in np.arange(10) / 10 + 0.05:
            share = 0.85 * abs(2 * p - 1)
            colours.append((1 - share) * np.ones(3) + share * np.array(to_rgb(COLOURS[int(p > 0.5)])))
        strips = PolyCollection([], facecolors=colours, edgecolors=colours, lw=0.7, zorder=0)
        self.strips = axes.add_collection(strips, autolim=False)
        strips.set_gid("field")
        (self.boundary,) = axes.plot([], [], color=INK, lw=3, zorder=1.5)
        self.artists = (self.strips, self.boundary)

    def show(self, w):
        """w : (3,) weights of the two features, not both 0, and the bias."""
        far = self.FARTHEST
        length = np.hypot(*w[:2])
        along = w[:2] / length
        across = far * np.array([-along[1], along[0]])
        edges = np.clip((self._logits - w[2]) / length, -far, far)
        edges = np.concatenate([[-far], edges, [far]])[:, None] * along
        self.strips.set_verts([[a - across, a + across, b + across, b - across] for a, b in itertools.pairwise(edges)])
        self.boundary.set_data(*ends_of_line(*w))


def _mean_losses(Z, y):
    """The mean cross-entropy of each row of scores. Z : (m, n). y : (n,) labels. Returns (m,)."""
    return logistic.losses(Z.ravel(), np.tile(y, len(Z))).reshape(Z.shape).mean(axis=1)


def _plane(view, left, bottom, side):
    """Square axes for two features, ears and nose."""
    axes = view.axes(left, bottom, side, side, xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    axes.set_xlabel("ears: pointed → hanging", labelpad=2)
    axes.set_ylabel("nose: small → large", labelpad=2)
    return axes


def _animals(axes, X, y, size=7):
    """One mark an animal: squares for cats, dots for dogs."""
    return [
        axes.plot(*X[y == label].T, marker, color=COLOURS[label], ms=size, clip_on=False, **OUTLINE)[0]
        for label, marker in enumerate(MARKERS)
    ]


class LengthAndDirection(View):
    """L15: the length and the direction of w: boundary, probabilities and loss."""

    alt = (
        "Animals by their ears and nose, over ten bands of the probability of a dog and the boundary between cats and "
        "dogs; beside it the loss against the length of w, and the probability against the distance to the boundary."
    )
    # What doubling w, bias included, might do to the boundary: turn it by so many degrees, multiply its distance.
    GUESSES = {
        "nothing": (0, 1),
        "it moves away from the origin": (0, 2),
        "it moves towards the origin": (0, 0.5),
        "it turns": (25, 1),
    }
    LENGTHS = np.geomspace(0.5, 64, 43)
    FITTED = dict(length=6.9, direction=67, distance=0.55)  # near the w of least loss

    def prepare(self, X, y):
        """X : (n, 2), ears and nose."""
        self.X, self.y = X, y

    def build(self):
        plane = _plane(self, 75, 65, 420)
        self.bands = ProbabilityBands(plane)
        (self.guess,) = plane.plot([], [], "--", color=GUESS, lw=5, zorder=2.5, **cased(5))
        (self.arrow,) = plane.plot([], [], color=INK, lw=5, zorder=4)
        (self.tip,) = plane.plot([], [], "o", color=INK, ms=12, zorder=4)
        self.above(*_animals(plane, self.X, self.y))
        self.write(285, 500, "boundary p = ½, and w as an arrow", ha="center", fontsize=16)

        cost = self.axes(620, 335, 540, 150, xscale="log", yscale="log", xlim=(0.5, 64), ylim=(0.3, 70))
        cost.set_title("loss against ‖w‖")
        cost.set_xticks([0.5, 1, 2, 4, 8, 16, 32, 64], ["½", 1, 2, 4, 8, 16, 32, 64])
        cost.set_yticks([0.5, 2, 10, 50], [0.5, 2, 10, 50])
        cost.minorticks_off()
        (self.cost,) = cost.plot([], [], color=DATA)
        (self.paid,) = cost.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        along = self.axes(620, 65, 540, 170, xlim=(-0.5, 0.5), ylim=(-0.05, 1.05), yticks=[0, 0.5, 1])
        along.set(title="p against the distance to the boundary", xlabel="distance, towards the dogs")
        along.axvline(0, color=INK, lw=2)
        self.distance = np.linspace(-0.5, 0.5, 161)
        (self.p,) = along.plot([], [], color=MODEL, lw=3.5)
        self.moving(*self.bands.artists)
        self.answering(self.guess, self.cost, self.paid, self.p)
        self.moving(self.arrow, self.tip)
        self.cover(cost)
        self.cover(along)

    def update(self, length, direction, distance, guess=None):
        angle = np.deg2rad(direction)
        unit = np.array([np.cos(angle), np.sin(angle), -distance])
        w = length * unit
        self.bands.show(w)
        foot = self._foot(w)
        self.arrow.set_data(*np.transpose([foot, foot + w[:2] / 100]))
        self.tip.set_data(*(foot + w[:2] / 100)[:, None])
        if not self.reveal(guess):
            return f"‖w‖ = {number(length)}. What becomes of the boundary when w is doubled, its bias included?"
        turn, factor = self.GUESSES[guess]
        guessed = angle + np.deg2rad(turn)
        self.guess.set_data(*ends_of_line(np.cos(guessed), np.sin(guessed), -factor * distance))
        z = logistic.scores(self.X, unit)
        self.cost.set_data(self.LENGTHS, _mean_losses(np.outer(self.LENGTHS, z), self.y))
        here = logistic.cross_entropy(length * z, self.y)
        self.paid.set_data([length], [here])
        self.p.set_data(self.distance, logistic.sigmoid(length * self.distance))
        sharp = 2 * logistic.logit(0.9) / length
        return (
            f"‖w‖ = {number(length)}: p rises from 0.1 to 0.9 within a distance of {number(sharp)}; loss "
            f"{number(here)}, {percent(logistic.accuracy(self.y, logistic.predict(self.X, w)))} right. Twice this w: "
            "the same boundary, the same animals right, loss "
            f"{number(logistic.cross_entropy(2 * length * z, self.y))}. Dashed: where you guessed that the boundary "
            "goes."
        )

    def panel(self):
        doubled, twice_doubled = ({**self.FITTED, "length": factor * self.FITTED["length"]} for factor in (2, 4))
        return dict(
            title="Length and direction of w",
            rows="L15",
            length=slider(0.5, 32.0, self.FITTED["length"], 0.1, label="length ‖w‖", format=".1f"),
            direction=slider(-179, 180, value=self.FITTED["direction"], label="direction (°)"),
            distance=slider(-0.6, 1.5, value=self.FITTED["distance"], step=0.01, label="boundary from origin, −B/‖w‖"),
            prediction=predict("What does doubling w, bias included, do to the boundary?", choice(*self.GUESSES)),
            presets={
                "fitted": self.FITTED,
                "doubled": doubled,
                "doubled again": twice_doubled,
                "by the ears": {**self.FITTED, "direction": 0},
                "wrong way round": dict(length=6.9, direction=-113, distance=-0.55),
            },
        )

    @staticmethod
    def _foot(w):
        """The point of the boundary that is nearest to the middle of the picture."""
        middle = np.array([0.5, 0.5])
        return middle - (w[:2] @ middle + w[2]) * w[:2] / (w[:2] @ w[:2])


class Descent(View):
    """L15: gradient descent on the cross-entropy of one feature, with Newton's method beside it."""

    alt = (
        "Three pictures of training with one feature, the nose: the probability as a curve over the animals with its "
        "boundary; the path of descent and of Newton's method in the plane of weight and bias, over contours of the "
        "loss; what is left of the loss against the step."
    )
    FLOOR = 1e-9
    RATES = (0.1, 0.3, 1, 3, 6, 9, 15, 20, 30)
    ASKED = 30
    GUESSES = ("it arrives in fewer steps", "it runs off without end", "it jumps to and fro")

    def prepare(self, nose, y, rates=RATES, steps=100):
        self.x, self.y = nose, y
        X = nose[:, None]
        self.newton, newton_loss = logistic.newton(X, y)
        self.best, self.least = self.newton[-1], newton_loss[-1]
        self.paths = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a rate that diverges is one of the things to be seen
            for rate in rates:
                self.paths[rate] = logistic.gradient_descent(X, y, rate, steps)
        self.left = {rate: np.maximum(loss - self.least, self.FLOOR) for rate, (_, loss) in self.paths.items()}
        self.newton_left = np.maximum(newton_loss - self.least, self.FLOOR)
        self.steps = steps
        self.slopes, self.biases = np.linspace(-3, 21, 73), np.linspace(-10, 8, 55)
        grid = np.outer(self.slopes, nose)
        self.landscape = np.array([_mean_losses(grid + bias, y) for bias in self.biases])

    def build(self):
        curve = self.axes(60, 70, 320, 390, xlim=(0, 1), ylim=(-0.22, 1.22), yticks=[0, 0.5, 1], xlabel="nose")
        curve.set_title("p of a dog")
        aside = np.random.default_rng(0).uniform(0.04, 0.18, len(self.y))
        for label, marker in enumerate(MARKERS):
            chosen = self.y == label
            heights = 1 + aside[chosen] if label else -aside[chosen]
            curve.plot(self.x[chosen], heights, marker, color=COLOURS[label], ms=6, clip_on=False, **OUTLINE)
        (self.newton_curve,) = curve.plot([], [], "--", color=TRUTH, lw=2.5)
        (self.curve,) = curve.plot([], [], color=MODEL, lw=3.5)
        (self.boundary,) = curve.plot([], [], ":", color=MODEL, lw=2.5)

        plane = self.axes(455, 70, 345, 390, xlim=(-3, 21), ylim=(-10, 8), xlabel="weight w", title="weight space")
        plane.set_ylabel("bias B", labelpad=-6)
        levels = self.least + np.array([0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 1, 2, 4])
        plane.contour(self.slopes, self.biases, self.landscape, levels, colors=LIGHT, linewidths=1.5)
        plane.plot(*self.best, "*", color=INK, ms=18, zorder=6)
        (self.newton_path,) = plane.plot([], [], "s--", color=TRUTH, ms=8, lw=2, zorder=4)
        (self.path,) = plane.plot([], [], "o-", color=MODEL, ms=5, lw=1.5, zorder=3)
        (self.here,) = plane.plot([], [], "o", color=MODEL, ms=13, mec=INK, zorder=5)

        left = self.axes(885, 70, 300, 390, yscale="log", xlim=(-2, self.steps + 2), ylim=(self.FLOOR / 2, 30))
        left.set_xlabel("step")
        left.set_yticks([1e-9, 1e-6, 1e-3, 1], ["10⁻⁹", "10⁻⁶", "10⁻³", "1"])
        left.minorticks_off()
        left.set_title("loss above the least")
        (self.asked,) = left.plot(range(self.steps + 1), self.left[self.ASKED], color=DATA, lw=2, ls=":")
        self.guess = self.write(1190, 514, fontsize=16, ha="right", va="center", color=GUESS)
        name = left.text(self.steps, 12, f"α = {self.ASKED}", ha="right", va="center")
        self.answering(self.asked, name, self.guess)
        (self.newton_fall,) = left.plot([], [], "s--", color=TRUTH, ms=8, lw=2, clip_on=False)
        (self.fall,) = left.plot([], [], color=MODEL, lw=3)
        (self.end,) = left.plot([], [], "o", color=MODEL, ms=13, mec=INK, clip_on=False)
        self.write(160, 514, "● gradient descent", color=MODEL, fontsize=17, ha="center", va="center")
        self.write(440, 514, "■ - - Newton’s method", color=TRUTH, fontsize=17, ha="center", va="center")
        self.noses = np.linspace(0, 1, 81)
        self.moving(self.newton_curve, self.curve, self.boundary, self.newton_path, self.path, self.here)
        self.moving(self.newton_fall, self.fall, self.end)

    def update(self, learning_rate, step, guess=None):
        W, loss = self.paths[learning_rate]
        left = self.left[learning_rate]
        w = W[step]
        taken = min(step, len(self.newton) - 1)
        for line, weights in ((self.curve, w), (self.newton_curve, self.newton[taken])):
            line.set_data(self.noses, logistic.probability(self.noses[:, None], weights))
        # At step 0 every p is one half and there is no boundary.
        boundary = -w[1] / w[0] if w[0] else np.nan
        self.boundary.set_data([boundary] * 2, [-0.22, 0.5])
        self.path.set_data(*W[: step + 1].T)
        self.here.set_data(*w[:, None])
        self.newton_path.set_data(*self.newton[: taken + 1].T)
        self.fall.set_data(np.arange(step + 1), left[: step + 1])
        self.end.set_data([step], [left[step]])
        self.newton_fall.set_data(np.arange(taken + 1), self.newton_left[: taken + 1])
        rises = int(np.sum(np.diff(loss[: step + 1]) > 0))
        said = (
            f"Learning rate {number(learning_rate)}, step {step}: w = {number(w[0])}, B = {number(w[1])}, "
            f"{f'boundary at {number(boundary)}' if w[0] else 'no boundary yet'}; loss {number(loss[step])}, least "
            f"possible {number(self.least)}. The loss rose in {rises} of these steps. Newton’s method after {taken}: "
            f"what is left is {_small(self.newton_left[taken])}."
        )
        if not self.reveal(guess):
            return said
        self.guess.set_text(f"α = 30, you said: {guess}")
        rose = int(np.sum(np.diff(self.paths[self.ASKED][1]) > 0))
        return (
            f"{said} With α = {self.ASKED} the loss rises in {rose} of {self.steps} steps and ends "
            f"{number(self.left[self.ASKED][-1])} above the least: it jumps to and fro. You said: {guess}."
        )

    def panel(self):
        return dict(
            title="Gradient descent and Newton's method",
            rows="L15",
            learning_rate=steps(list(self.paths), value=6, label="learning rate α"),
            step=slider(0, self.steps, value=20),
            prediction=predict("Five times as large, α = 30: what will descent do?", choice(*self.GUESSES)),
            presets={
                "α = 0.3": dict(learning_rate=0.3, step=100),
                "α = 6": dict(learning_rate=6, step=100),
                "α = 9": dict(learning_rate=9, step=12),
                "α = 30": dict(learning_rate=30, step=100),
                "four steps": dict(learning_rate=6, step=4),
            },
        )


def _small(left):
    """What is left of a loss: below a billionth it is rounding."""
    return "< 1e-9" if left <= Descent.FLOOR else number(left, 2)


class RunAway(View):
    """L15: separable data send ‖w‖ to infinity; a penalty λ stops it."""

    alt = (
        "Shepherds and cats in the dark by their ears and nose, over ten bands of the probability of a dog; "
        "beside it the length of w and the loss against the steps of descent, with the penalty chosen (solid), "
        "without one (grey), and the limit (dashed)."
    )
    RATE = 2.5
    LAMS = (0, 0.001, 0.01, 0.1, 0.3)
    STEPS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000)
    GUESSES = ("it stops growing", "about twice as long", "ten times as long")

    def prepare(self, X, y, lams=LAMS, steps=STEPS[-1]):
        """X : (n, 2), separable. lams : penalties, 0 among them. steps : int, the last step."""
        self.X, self.y = X, y
        self.paths = {lam: logistic.gradient_descent(X, y, self.RATE, steps, lam) for lam in lams}
        self.lengths = {lam: np.hypot(*W[:, :2].T) for lam, (W, _) in self.paths.items()}
        self.limits = {lam: logistic.fit(X, y, lam) for lam in lams if lam}
        self.steps = steps
        # The curves are drawn over logarithms of the steps: a hundred places are enough.
        self.places = np.unique(np.geomspace(1, steps, 120).round().astype(int))

    def build(self):
        plane = _plane(self, 75, 65, 420)
        self.bands = ProbabilityBands(plane)
        self.above(*_animals(plane, self.X, self.y))
        self.write(285, 500, "these animals can be separated", ha="center", fontsize=16)
        top = 1.1 * max(length.max() for length in self.lengths.values())
        limits = dict(xscale="log", xlim=(1, self.steps * 1.15))
        longer = self.axes(640, 320, 530, 165, ylim=(0, top), title="‖w‖, without the bias", **limits)
        longer.tick_params(labelbottom=False)
        cost = self.axes(640, 65, 530, 165, yscale="log", ylim=(0.006, 1), xlabel="steps of descent", **limits)
        cost.set_title("loss, with its penalty")
        ticks = [1, 10, 100, 1000]
        for axes in (longer, cost):
            axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
        cost.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
        cost.minorticks_off()
        longer.minorticks_off()
        self.lines, self.marks, self.goals, without = [], [], [], []
        for axes, values in ((longer, self.lengths[0]), (cost, self.paths[0][1])):
            without += axes.plot(self.places, values[self.places], color=LIGHT, lw=6)
            self.goals += axes.plot([], [], "--", color=TRUTH, lw=2.5)
            self.lines += axes.plot([], [], color=MODEL, lw=3)
            self.marks += axes.plot([], [], "o", color=MODEL, ms=13, mec=INK, clip_on=False)
        without.append(longer.text(250, 21, "no penalty", ha="right", va="center"))
        self.guess = self.write(905, 527, fontsize=16, ha="center", va="center", color=GUESS)
        self.answering(*without, self.guess)
        self.moving(*self.bands.artists, *self.goals, *self.lines, *self.marks)

    def update(self, lam, step, guess=None):
        W, loss = self.paths[lam]
        values = self.lengths[lam], loss
        self.bands.show(W[step])
        shown = self.places[self.places <= step]
        for line, mark, value in zip(self.lines, self.marks, values):
            line.set_data(shown, value[shown])
            mark.set_data([step], [value[step]])
        length = self.lengths[lam][step]
        right = logistic.accuracy(self.y, logistic.predict(self.X, W[step]))
        said = (
            f"λ = {number(lam, 1)}, step {count(step)}: ‖w‖ = {number(length)}, loss {number(loss[step])}, "
            f"{percent(right)} right. "
        )
        for goal in self.goals:
            goal.set_visible(lam > 0)
        if self.reveal(guess):
            early, late = (self.lengths[0][step] for step in (100, 1000))
            self.guess.set_text(f"from step 100 to 1,000: you said {guess}")
            told = (
                f" From step 100 to 1,000 without a penalty ‖w‖ grew from {number(early)} to {number(late)}, "
                f"{number(late / early)} times: {self.GUESSES[np.digitize(late / early, (1.1, 5))]}. You said: {guess}."
            )
        else:
            told = ""
        if not lam:
            return said + "There is no best w: a longer one in this direction is better." + told
        limit = self.limits[lam]
        for goal, value in zip(self.goals, (np.hypot(*limit[:2]), logistic.loss(self.X, self.y, limit, lam))):
            goal.set_data([1, self.steps], [value, value])
        best = number(np.hypot(*limit[:2]))
        return said + f"With this penalty the best w has ‖w‖ = {best}, where Newton’s method arrives." + told

    def panel(self):
        return dict(
            title="Separable animals: w runs away",
            rows="L15",
            lam=steps(list(self.paths), label="penalty λ"),
            step=steps([step for step in self.STEPS if step <= self.steps], value=100, label="steps of descent"),
            prediction=predict(
                "From step 100 to step 1,000, without a penalty: how does w grow?", choice(*self.GUESSES)
            ),
            presets={
                "100 steps": dict(lam=0, step=100),
                "1,000 steps": dict(lam=0, step=1000),
                "a small penalty": dict(lam=0.001, step=1000),
                "more of it": dict(lam=0.01, step=1000),
                "too much": dict(lam=0.3, step=1000),
            },
        )
