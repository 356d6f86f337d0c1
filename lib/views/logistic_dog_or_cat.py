"""The views of notebook 03: how does a score become a probability?"""

import warnings

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from lib import logistic, pets, svd
from lib.views.animals import COLOURS, DOG_TEXT, MARKERS, MEANING, SPECIES
from lib.views.face import Face
from lib.views.view import CAT, DATA, DOG, GUESS, INK, LIGHT, MODEL, TRUTH, View, count, number, percent

OUTSIDE = "#F1E4E4"


class AnimalFace(View):
    """L1: three numbers and the animal that they describe."""

    alt = "An animal's face, drawn from three features, beside the feature vector as three marks between 0 and 1."
    size = (1200, 520)
    photographic = True

    def prepare(self, X, y, kind):
        self.X, self.y, self.kind = X, y, kind

    def build(self):
        plane = self.axes(30, 10, 560, 500, xlim=(-1.6, 1.6), ylim=(-1.26, 1.6))
        plane.set_axis_off()
        self.face = Face(plane, line=4)
        self.write(850, 455, "x =", fontsize=26, ha="right", va="center")
        self.vector = self.write(870, 455, fontsize=26, va="center")
        self.marks = []
        for i, (name, (low, high)) in enumerate(zip(pets.FEATURES, MEANING)):
            rail = self.axes(740, 325 - 120 * i, 380, 30, xlim=(0, 1), ylim=(-1, 1))
            rail.set_axis_off()
            rail.plot([0, 1], [0, 0], color=LIGHT, lw=5, solid_capstyle="round", clip_on=False)
            self.marks += rail.plot([], [], "o", color=MODEL, ms=16, clip_on=False)
            self.write(715, 340 - 120 * i, f"{name}  x{'₁₂₃'[i]}", fontsize=20, ha="right", va="center")
            self.write(740, 312 - 120 * i, f"0 {low}", va="center")
            self.write(1120, 312 - 120 * i, f"1 {high}", va="center", ha="right")
        self.moving(*self.face.artists, self.vector, *self.marks)

    def update(self, ears, nose, eyes):
        x = np.array([ears, nose, eyes])
        self.face.show(*x)
        words = ", ".join(f"{feature:.2f}" for feature in x)
        self.vector.set_text(f"({words})")
        for mark, feature in zip(self.marks, x):
            mark.set_data([feature], [0])
        distance = np.linalg.norm(self.X - x, axis=1)
        near = int(np.argmin(distance))
        return (
            f"x = ({words}). Of {len(self.X)} animals the nearest is a {self.kind[near]}, at the distance "
            f"{number(distance[near])}: a {SPECIES[int(self.y[near])]}."
        )


class LinearScores(View):
    """L2: least squares through labels 0 and 1, with the augmented 1 or without, and one animal far out."""

    alt = (
        "Left, the labels of some animals against the mean of their three features, with the line that least squares "
        "lays through them; right, the scores of the same animals by a hyperplane in all three features, beside their "
        "labels."
    )
    FAR = 3.0
    ONE = ("with the augmented 1", "without it")

    def prepare(self, X, y):
        self.X, self.y = X, y

    def build(self):
        low, high = -0.45, 2.2
        limits = dict(ylim=(low, high), yticks=[0, 0.5, 1])
        line = self.axes(70, 70, 640, 410, xlim=(0, self.FAR + 0.1), xlabel="x: mean of the three features", **limits)
        line.set_title("one number per animal: a line")
        sides = self.axes(830, 70, 330, 410, xlim=(-0.5, 1.5), **limits)
        sides.set_title("three numbers: a hyperplane")
        sides.set_xticks([0, 1], ["label 0: cat", "label 1: dog"])
        for axes in (line, sides):
            axes.axhspan(1, high, color=OUTSIDE, lw=0)
            axes.axhspan(low, 0, color=OUTSIDE, lw=0)
            axes.axhline(0.5, color=LIGHT, lw=1.5, ls="--")
        line.set_ylabel("score", labelpad=4)
        line.text(0.06, 1.6, "above 1", va="center", fontsize=16)
        line.text(2.5, -0.25, "below 0", va="center", fontsize=16)
        for label, marker in enumerate(MARKERS):
            chosen = self.y == label
            means = self.X[chosen].mean(axis=1)
            line.plot(means, self.y[chosen], marker, color=COLOURS[label], ms=10, alpha=0.75, mec=INK)
        (self.line,) = line.plot([], [], color=MODEL, lw=3.5)
        (self.far,) = line.plot([], [], "o", color=DOG, ms=15, mec=INK, mew=2)
        (self.limit,) = line.plot([], [], ls=":", color=DATA, lw=2)
        self.limit_name = line.text(0, -0.4, "cat | dog", ha="center", va="bottom", fontsize=15)
        self.scores = []
        for label, marker in enumerate(MARKERS):
            self.scores += sides.plot([], [], marker, color=COLOURS[label], ms=10, alpha=0.75, mec=INK)
        (self.far_score,) = sides.plot([], [], "o", color=DOG, ms=15, mec=INK, mew=2)
        # Beside each other, so that animals of like scores can be told apart.
        self.aside = np.linspace(-0.3, 0.3, 7)[np.arange(len(self.y)) % 7]
        self.moving(self.line, self.far, self.limit, self.limit_name, *self.scores, self.far_score)

    def update(self, far, bias):
        one = bias == self.ONE[0]
        X, y = np.vstack([self.X, [far] * 3]), np.append(self.y, 1)
        along, score_by_line = self._fit(X.mean(axis=1, keepdims=True), y, one)
        _, score = self._fit(X, y, one)
        start = along[1] if one else 0.0
        ends = np.array([0, self.FAR + 0.1])
        self.line.set_data(ends, along[0] * ends + start)
        self.far.set_data([far], [1])
        boundary = (0.5 - start) / along[0]
        self.limit.set_data([boundary] * 2, [-0.22, 0.5])
        self.limit_name.set_x(boundary)
        for label, marks in enumerate(self.scores):
            chosen = self.y == label
            marks.set_data(label + self.aside[chosen], score[:-1][chosen])
        self.far_score.set_data([1], [score[-1]])
        sign = "−" if start < 0 else "+"
        wrong, wrong_by_line = (np.sum((s >= 0.5) != y) for s in (score, score_by_line))
        return (
            f"{'With' if one else 'Without'} the augmented 1, one dog at {number(far)}. "
            f"Line: {number(along[0])} x{f' {sign} {number(abs(start))}' if one else ''}, boundary at x = {number(boundary)}, "
            f"{wrong_by_line} of {len(y)} wrong. Hyperplane: scores from {number(score.min())} to {number(score.max())}, "
            f"{np.sum(score < 0)} below 0 and {np.sum(score > 1)} above 1; {wrong} wrong."
        )

    @staticmethod
    def _fit(X, y, one):
        A = logistic.augment(X) if one else X
        w = svd.pinv(A) @ y
        return w, A @ w


class SquashingFunctions(View):
    """L3: what could make a probability of a score, and what such a function must satisfy."""

    alt = (
        "Left, a function g that is to turn a score z into a probability, with the band from 0 to 1; right, the "
        "logarithm of the odds that it gives, beside the straight line z. Above, what it satisfies and what not."
    )
    REACH = 6
    FORMULAS = {
        "straight line": "p = ½ + z/4",
        "clipped line": "p = ½ + z/4, cut off at 0 and 1",
        "sine": "p = ½ (1 + sin(z/2))",
        "probit": "p = Φ(√(2π) z/4)",
        "scaled tanh": "p = ½ (1 + tanh(z/2))",
        "logistic": "p = 1 / (1 + e⁻ᶻ)",
    }

    def prepare(self):
        z = self.z = np.linspace(-self.REACH, self.REACH, 241)
        self.curves, self.log_odds, self.verdicts = {}, {}, {}
        for name in logistic.SQUASHING:
            p = logistic.squash(name, z)
            inside = (p > 0) & (p < 1)
            odds = np.full(len(z), np.nan)
            odds[inside] = logistic.logit(p[inside])
            straight = inside.all() and np.abs(odds - z).max() < 1e-9
            self.curves[name], self.log_odds[name] = p, odds
            self.verdicts[name] = (np.diff(p).min() > 0, inside.all(), straight)

    def build(self):
        limits = dict(xlim=(-self.REACH, self.REACH), xticks=range(-6, 7, 2), xlabel="score z")
        curve = self.axes(70, 65, 600, 380, ylim=(-0.4, 1.4), yticks=[0, 0.5, 1], **limits)
        curve.axhspan(1, 1.4, color=OUTSIDE, lw=0)
        curve.axhspan(-0.4, 0, color=OUTSIDE, lw=0)
        self.formula = self.write(370, 458, fontsize=16, ha="center", va="center")
        curve.plot([0, 0], [-0.4, 1.4], color=LIGHT, lw=1.5)
        odds = self.axes(790, 65, 380, 380, ylim=(-6, 6), yticks=range(-6, 7, 2), **limits)
        odds.set_title("log-odds log(p / (1 − p))")
        odds.plot([-6, 6], [-6, 6], color=LIGHT, lw=6)
        odds.text(5.8, -5.2, "grey: the score z itself", ha="right", va="center")
        (self.curve,) = curve.plot([], [], color=DATA, lw=3.5)
        (self.odds,) = odds.plot([], [], color=DATA, lw=3)
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        (self.odds_here,) = odds.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        (self.guess,) = curve.plot([], [], "D--", color=GUESS, ms=12, lw=2.5, markevery=[1])
        (self.truth,) = curve.plot([], [], "*", color=TRUTH, ms=20)
        self.question = curve.text(0, 1.2, "p at z = 0: ?", fontsize=26, color=GUESS, ha="center", va="center")
        self.verdict = [self.write(x, 512, fontsize=17, va="center") for x in (70, 375, 790)]
        self.answers = (self.curve, self.odds, self.here, self.odds_here, self.guess, self.truth, self.formula)
        self.answers += tuple(self.verdict)
        self.moving(*self.answers, self.question)

    def update(self, g, z, guess=None):
        for artist in self.answers:
            artist.set_visible(guess is not None)
        self.question.set_visible(guess is None)
        if guess is None:
            return "A score of 0 speaks for neither animal: the curve comes with your guess of its height there."
        p = float(logistic.squash(g, z))
        possible = 0 < p < 1
        self.formula.set_text(self.FORMULAS[g])
        self.curve.set_data(self.z, self.curves[g])
        self.odds.set_data(self.z, self.log_odds[g])
        self.here.set_data([z], [p])
        self.odds_here.set_data([z], [logistic.logit(p)] if possible else [np.nan])
        # Beside their axes the marks would stand in the way.
        self.here.set_visible(-0.4 <= p <= 1.4)
        self.odds_here.set_visible(possible and abs(logistic.logit(p)) < self.REACH + 0.01)
        self.guess.set_data([-self.REACH, 0], [guess, guess])
        self.truth.set_data([0], [logistic.squash(g, 0)])
        words = (("rises everywhere", "does not keep rising"), ("stays inside (0, 1)", "leaves (0, 1)"),
                 ("log-odds: the straight line z", "log-odds: not a straight line"))
        for text, holds, (yes, no) in zip(self.verdict, self.verdicts[g], words):
            text.set_text(f"✓ {yes}" if holds else f"✗ {no}")
            text.set_color(TRUTH if holds else MODEL)
        rises, inside, straight = self.verdicts[g]
        return (
            f"The {g}: g({number(z)}) = {number(p)}, log-odds "
            f"{number(logistic.logit(p)) if possible else 'not finite'}. It "
            f"{'makes' if rises and inside else 'does not make'} "
            f"probabilities{', and its log-odds are the score itself' if straight else ''}. At z = 0 it is "
            f"{number(logistic.squash(g, 0))}; you guessed {number(guess)}."
        )


class ScoreToProbability(View):
    """L3, L15: score, odds, probability and loss, linked."""

    alt = (
        "The sigmoid, which turns a score z into a probability p, and below it the cross-entropy that a dog and a cat "
        "with this score pay; one mark moves along all three curves. Beside them score, odds and probability as "
        "numbers."
    )
    size = (1200, 540)
    REACH = 6

    def build(self):
        z = np.linspace(-self.REACH, self.REACH, 241)
        limits = dict(xlim=(-self.REACH, self.REACH), xticks=range(-6, 7, 2))
        curve = self.axes(80, 300, 640, 200, ylim=(-0.06, 1.06), yticks=[0, 0.5, 1], **limits)
        curve.set_title("probability p = σ(z)")
        curve.tick_params(labelbottom=False)
        cost = self.axes(80, 65, 640, 180, ylim=(-0.4, 6.4), yticks=[0, 2, 4, 6], xlabel="score z", **limits)
        cost.set_title("loss")
        curve.axhline(0.5, color=LIGHT, lw=1.5)
        curve.plot(z, logistic.sigmoid(z), color=DATA)
        styles = (("--", CAT, "s"), ("-", DOG, "o"))
        for label, (style, colour, _) in enumerate(styles):
            cost.plot(z, logistic.losses(z, np.full(len(z), label)), style, color=colour)
        cost.text(-2.2, 5.4, "if it is a dog: −log p", color=DOG_TEXT, ha="center")
        cost.text(2.4, 5.4, "if it is a cat: −log(1 − p)", color=CAT, ha="center")
        self.stems = [axes.plot([0, 0], [0, 0], color=MODEL, lw=1.5, ls=":")[0] for axes in (curve, cost)]
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        self.paid = [
            cost.plot([], [], marker, color=colour, ms=12, mec=DATA, clip_on=False)[0] for _, colour, marker in styles
        ]
        self.values = []
        names = ("score z = log(odds)", "odds = p / (1 − p)", "probability of a dog", "probability of a cat")
        for row, name in enumerate(names):
            self.write(780, 470 - 115 * row, name, fontsize=17)
            self.values.append(self.write(780, 430 - 115 * row, fontsize=26, color=MODEL))
        self.moving(*self.stems, self.here, *self.paid, *self.values)

    def update(self, z):
        p, q = float(logistic.sigmoid(z)), float(logistic.sigmoid(-z))
        as_cat, as_dog = (float(logistic.losses([z], [label])[0]) for label in (0, 1))
        self.stems[0].set_data([z, z], [-0.06, p])
        self.stems[1].set_data([z, z], [-0.4, max(as_cat, as_dog)])
        self.here.set_data([z], [p])
        for mark, loss in zip(self.paid, (as_cat, as_dog)):
            mark.set_data([z], [loss])
        odds = f"{number(p / q)} : 1" if z >= 0 else f"1 : {number(q / p)}"
        for text, words in zip(self.values, (number(z), odds, number(p), number(q))):
            text.set_text(words)
        return (
            f"Score {number(z)}: odds {odds}, probability of a dog {number(p)}. The loss is {number(as_dog)} if it is "
            f"a dog and {number(as_cat)} if it is a cat."
        )


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
        self.strips.set_verts([[a - across, a + across, b + across, b - across] for a, b in zip(edges, edges[1:])])
        self.boundary.set_data(*_line_of(w))


def _mean_losses(Z, y):
    """The mean cross-entropy of each row of scores. Z : (m, n). y : (n,) labels. Returns (m,)."""
    return logistic.losses(Z.ravel(), np.tile(y, len(Z))).reshape(Z.shape).mean(axis=1)


def _line_of(w):
    """Two points, as columns, far out on the line w₁x₁ + w₂x₂ + B = 0."""
    foot = -w[2] * w[:2] / (w[:2] @ w[:2])
    across = np.array([-w[1], w[0]]) / np.hypot(*w[:2])
    return np.transpose([foot - 3 * across, foot + 3 * across])


def _plane(view, left, bottom, side):
    """Square axes for two features, ears and nose."""
    axes = view.axes(left, bottom, side, side, xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    axes.set_xlabel("ears: pointed … hanging", labelpad=2)
    axes.set_ylabel("nose: small … large", labelpad=2)
    return axes


def _animals(axes, X, y, size=7):
    """One mark an animal: squares for cats, dots for dogs."""
    return [axes.plot(*X[y == label].T, marker, color=COLOURS[label], ms=size, mec="white", mew=0.8)[0]
            for label, marker in enumerate(MARKERS)]


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

    def prepare(self, X, y):
        """X : (n, 2), ears and nose."""
        self.X, self.y = X, y

    def build(self):
        plane = _plane(self, 75, 65, 420)
        self.bands = ProbabilityBands(plane)
        (self.guess,) = plane.plot([], [], "--", color=GUESS, lw=5, zorder=2.5)
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
        (self.paid,) = cost.plot([], [], "o", color=MODEL, ms=13)
        along = self.axes(620, 65, 540, 170, xlim=(-0.5, 0.5), ylim=(-0.05, 1.05), yticks=[0, 0.5, 1])
        along.set(title="p against the distance to the boundary", xlabel="distance, towards the dogs")
        along.axvline(0, color=INK, lw=2)
        self.distance = np.linspace(-0.5, 0.5, 161)
        (self.p,) = along.plot([], [], color=MODEL, lw=3.5)
        self.waiting = self.write(890, 410, "after your guess", ha="center", va="center", fontsize=18, color=GUESS)
        self.answers = (self.guess, self.cost, self.paid, self.p)
        self.moving(*self.bands.artists, *self.answers, self.arrow, self.tip, self.waiting)

    def update(self, length, direction, distance, guess=None):
        for artist in self.answers:
            artist.set_visible(guess is not None)
        self.waiting.set_visible(guess is None)
        angle = np.deg2rad(direction)
        unit = np.array([np.cos(angle), np.sin(angle), -distance])
        w = length * unit
        self.bands.show(w)
        foot = self._foot(w)
        self.arrow.set_data(*np.transpose([foot, foot + w[:2] / 100]))
        self.tip.set_data(*(foot + w[:2] / 100)[:, None])
        if guess is None:
            return f"‖w‖ = {number(length)}. What becomes of the boundary when w is doubled, its bias included?"
        turn, factor = self.GUESSES[guess]
        guessed = angle + np.deg2rad(turn)
        self.guess.set_data(*_line_of(np.array([np.cos(guessed), np.sin(guessed), -factor * distance])))
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

    def prepare(self, nose, y, rates, steps):
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
            curve.plot(self.x[chosen], heights, marker, color=COLOURS[label], ms=6, alpha=0.6, mew=0)
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
        (self.newton_fall,) = left.plot([], [], "s--", color=TRUTH, ms=8, lw=2, clip_on=False)
        (self.fall,) = left.plot([], [], color=MODEL, lw=3)
        (self.end,) = left.plot([], [], "o", color=MODEL, ms=13, mec=INK, clip_on=False)
        self.write(490, 514, "● gradient descent", color=MODEL, fontsize=17, ha="center", va="center")
        self.write(760, 514, "■ - - Newton’s method", color=TRUTH, fontsize=17, ha="center", va="center")
        self.noses = np.linspace(0, 1, 81)
        self.moving(self.newton_curve, self.curve, self.boundary, self.newton_path, self.path, self.here)
        self.moving(self.newton_fall, self.fall, self.end)

    def update(self, learning_rate, step):
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
        return (
            f"Learning rate {number(learning_rate)}, step {step}: w = {number(w[0])}, B = {number(w[1])}, "
            f"{f'boundary at {number(boundary)}' if w[0] else 'no boundary yet'}; loss {number(loss[step])}, least "
            f"possible {number(self.least)}. The loss rose in {rises} of these steps. Newton’s method after {taken}: "
            f"what is left is {_small(self.newton_left[taken])}."
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

    def prepare(self, X, y, lams, steps):
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
        self.lines, self.marks, self.goals = [], [], []
        for axes, values in ((longer, self.lengths[0]), (cost, self.paths[0][1])):
            axes.plot(self.places, values[self.places], color=LIGHT, lw=6)
            self.goals += axes.plot([], [], "--", color=TRUTH, lw=2.5)
            self.lines += axes.plot([], [], color=MODEL, lw=3)
            self.marks += axes.plot([], [], "o", color=MODEL, ms=13, mec=INK, clip_on=False)
        longer.text(250, 21, "no penalty", ha="right", va="center")
        self.moving(*self.bands.artists, *self.goals, *self.lines, *self.marks)

    def update(self, lam, step):
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
        if not lam:
            return said + "There is no best w: a longer one is always better."
        limit = self.limits[lam]
        for goal, value in zip(self.goals, (np.hypot(*limit[:2]), logistic.loss(self.X, self.y, limit, lam))):
            goal.set_data([1, self.steps], [value, value])
        best = number(np.hypot(*limit[:2]))
        return said + f"With this penalty the best w has ‖w‖ = {best}, where Newton’s method arrives."


class WrongAnimals(View):
    """L16: the animals that the line gets wrong, as faces, by kind, and what made their score."""

    alt = (
        "The faces of the animals of the test that the line gets wrong, ordered by their probability of being a dog; "
        "below, all animals in six rows by kind at this probability. Beside them one of the faces, large, and what "
        "each feature adds to its score."
    )
    size = (1200, 600)
    photographic = True
    ACROSS, PITCH, RISE = 6, 116, 112  # faces in a row, and pixels from one to the next

    def prepare(self, w, X, y, kind):
        self.w, self.X, self.y, self.kind = w, X, y, kind
        self.p = logistic.probability(X, w)
        self.right = logistic.predict(X, w) == y
        rising = np.argsort(self.p)
        self.wrong = rising[~self.right[rising]]
        names = list(pets.KINDS)
        self.row = np.array([names.index(name) for name in kind])
        place = np.arange(len(self.wrong))
        column, row = place % self.ACROSS, place // self.ACROSS
        self.places = np.column_stack([58 + self.PITCH * column, 546 - self.RISE * row])

    def build(self):
        board = self.axes(0, 0, 1200, 600, xlim=(0, 1200), ylim=(0, 600))
        board.set_axis_off()
        for i, (x, y) in zip(self.wrong, self.places):
            Face(board, x, y, 34, tint=COLOURS[int(self.y[i])], line=1.5).show(*self.X[i])
            board.text(x, y - 46, f"p = {self.p[i]:.2f}", ha="center", va="top")
        (self.ring,) = board.plot([], [], "s", mfc="none", mec=MODEL, mew=3.5, ms=64)

        self.write(628, 241, "wrong", va="center")
        rows = self.axes(234, 62, 380, 168, xlim=(0, 1), ylim=(5.6, -0.6), xlabel="p: probability of a dog")
        rows.set_yticks(range(6), list(pets.KINDS))
        rows.tick_params(axis="y", length=0, pad=10)
        rows.axvline(0.5, color=DATA, lw=2, ls="--")
        wrong_of = np.bincount(self.row[self.wrong], minlength=6)
        for label, marker in enumerate(MARKERS):
            chosen = self.y == label
            marks = rows.plot(self.p[chosen], self.row[chosen], marker, color=COLOURS[label], ms=7, alpha=0.5, mew=0)
            marks[0].set_clip_on(False)
        for row, (wrong, animals) in enumerate(zip(wrong_of, np.bincount(self.row))):
            self.write(628, 230 - 168 * (row + 0.6) / 6.2, f"{wrong} of {animals}", va="center")
        (self.here,) = rows.plot([], [], "D", mfc="none", mec=MODEL, mew=3.5, ms=13)

        plane = self.axes(760, 290, 430, 276, xlim=(-2.02, 2.02), ylim=(-1.14, 1.45))
        plane.set_axis_off()
        self.face = Face(plane, line=3.5)
        self.title = self.write(975, 574, fontsize=18, ha="center", va="center")
        self.write(975, 256, "what each adds to the score\n(grey: to the average dog’s)", ha="center", va="center")
        sums = self.axes(850, 65, 250, 160, xlim=(-11, 11), ylim=(3.5, -0.5))
        sums.set_yticks(range(4), [*pets.FEATURES, "bias"])
        sums.set_xticks([])
        sums.spines[["left", "bottom"]].set_visible(False)
        sums.tick_params(axis="y", length=0)
        sums.axvline(0, color=DATA, lw=1.5)
        dog = self.w * np.append(self.X[self.y == 1].mean(axis=0), 1)
        sums.barh(range(4), dog, color=LIGHT, height=0.9)
        self.bars = list(sums.barh(range(4), [0] * 4, color=MODEL, height=0.4))
        self.values = [self.write(1170, 65 + 160 * (3.5 - i) / 4, va="center", ha="right") for i in range(4)]
        self.sum = self.write(975, 30, ha="center", fontsize=18, color=MODEL)
        self.guess = board.add_patch(Rectangle((3, 0), 707, 27, fc="none", ec=GUESS, lw=3, ls="--", zorder=12))
        self.cover = board.add_patch(Rectangle((0, 0), 1200, 600, fc="white", lw=0, zorder=10))
        self.averages = []
        for i, name in enumerate(pets.KINDS):
            x, above = 200 + 400 * (i % 3), i < 3
            of_kind = self.kind == name
            face = Face(board, x, 460 if above else 155, 75, tint=COLOURS[int(self.y[of_kind][0])], line=3, zorder=11)
            face.show(*self.X[of_kind].mean(axis=0))
            words = board.text(x, 348 if above else 300, name, ha="center", va="center", fontsize=18, zorder=11)
            self.averages += [*face.artists, words]
        self.answers = (self.ring, self.here, *self.face.artists, self.title, *self.bars, *self.values, self.sum)
        self.moving(*self.answers, self.guess, self.cover, *self.averages)

    def update(self, animal, guess=None):
        for artist in (*self.answers, self.guess):
            artist.set_visible(guess is not None)
        for artist in (self.cover, *self.averages):
            artist.set_visible(guess is None)
        share = percent(np.mean(~self.right))
        if guess is None:
            return f"The line gets {len(self.wrong)} of {len(self.y)} animals wrong, {share}: of which kind most?"
        self.guess.set_y(230 - 168 * (list(pets.KINDS).index(guess) + 0.6) / 6.2 - 13)
        i = self.wrong[animal - 1]
        self.ring.set_data(*(self.places[animal - 1] + (0, 2))[:, None])
        self.here.set_data([self.p[i]], [self.row[i]])
        label = int(self.y[i])
        self.face.tint(COLOURS[label])
        self.face.show(*self.X[i])
        self.title.set_text(f"{self.kind[i]}, called a {SPECIES[1 - label]}")
        parts = self.w * np.append(self.X[i], 1)
        for bar, value, part in zip(self.bars, self.values, parts):
            bar.set_width(part)
            value.set_text(number(part, 2))
        z = parts.sum()
        self.sum.set_text(f"z = {number(z)},  p = {number(self.p[i])}")
        of_kind, guessed = (np.sum(self.kind == name) for name in (self.kind[i], guess))
        wrong_of_kind, wrong_guessed = (np.sum(self.kind[self.wrong] == name) for name in (self.kind[i], guess))
        return (
            f"Animal {animal} of {len(self.wrong)} that the line gets wrong ({share} of "
            f"{len(self.y)}): a {self.kind[i]}, z = {number(z)}, p = {number(self.p[i])}. Of this kind {wrong_of_kind} "
            f"of {of_kind} are wrong; of the kind that you guessed, {guess}, {wrong_guessed} of {guessed}."
        )


class WalkBetweenCats(View):
    """L16: along the segment from one kind of cat to another the score is a straight line, and dogs lie halfway."""

    alt = (
        "A walk from the average cat in the dark to the average fold-eared cat: its two ends as faces, the animal in "
        "between, and below the score along the way, a straight line, with the animals of the three kinds that lie "
        "about it."
    )
    size = (1200, 580)
    ENDS = ("cat in the dark", "fold-eared cat")
    BETWEEN = "flat-nosed dog"

    def prepare(self, w, X, y, kind):
        self.w, self.X, self.kind = w, X, kind
        self.start, self.end = (X[kind == name].mean(axis=0) for name in self.ENDS)
        way = self.end - self.start
        self.near = np.isin(kind, (*self.ENDS, self.BETWEEN))
        self.share = (X - self.start) @ way / (way @ way)  # how far along the way each animal stands
        self.z = logistic.scores(X, w)
        self.y = y

    def build(self):
        for x, features, name in ((20, self.start, self.ENDS[0]), (880, self.end, self.ENDS[1])):
            side = self.axes(x, 320, 300, 205, xlim=(-1.9, 1.9), ylim=(-1.14, 1.45))
            side.set_axis_off()
            Face(side, tint=CAT, line=3).show(*features)
            self.write(x + 150, 550, name, ha="center", va="center", fontsize=17)
        middle = self.axes(400, 300, 400, 272, xlim=(-1.9, 1.9), ylim=(-1.14, 1.45))
        middle.set_axis_off()
        self.face = Face(middle, line=4)
        score = self.axes(80, 62, 1000, 215, xlim=(-0.25, 1.25), ylim=(-5, 2.8), yticks=[-4, -2, 0, 2])
        score.set_ylabel("score z")
        score.set_xlabel("share of the way", labelpad=0)
        score.axhline(0, color=INK, lw=3)
        for y, words in ((220, "called dog"), (180, "called cat")):
            self.write(1137, y, words, ha="center", va="center")
        for label, marker in enumerate(MARKERS):
            chosen = self.near & (self.y == label)
            score.plot(self.share[chosen], self.z[chosen], marker, color=COLOURS[label], ms=8, alpha=0.55, mew=0)
        kinds = ((0, "cats in the dark", CAT), (0.46, "flat-nosed dogs", DOG_TEXT), (0.98, "fold-eared cats", CAT))
        for share, words, colour in kinds:
            score.text(share, -4.5, words, ha="center", va="center", color=colour)
        ends = logistic.scores([self.start, self.end], self.w)
        score.plot([0, 1], ends, color=MODEL, lw=4)
        (self.stem,) = score.plot([], [], ":", color=MODEL, lw=2.5)
        (self.here,) = score.plot([], [], "D", color=MODEL, ms=14, mec=INK)
        self.moving(*self.face.artists, self.stem, self.here)

    def update(self, way):
        x = (1 - way) * self.start + way * self.end
        z, p = float(logistic.scores([x], self.w)[0]), float(logistic.probability([x], self.w)[0])
        self.face.show(*x)
        self.here.set_data([way], [z])
        self.stem.set_data([way, way], [z, 2.8])
        near = int(np.argmin(np.linalg.norm(self.X - x, axis=1)))
        features = ", ".join(f"{feature:.2f}" for feature in x)
        return (
            f"x = ({features}): z = {number(z)}, p = {number(p)}, called a {SPECIES[int(z >= 0)]}. The animal nearest "
            f"to it is a {self.kind[near]}."
        )
