"""From three features to a score, and from a score to a probability.

The figures show an animal and its numbers, why a score alone is no probability, and what makes one of it.
"""

import numpy as np

from lib import logistic, pets, svd
from lib.panel import again, choice, predict, slider
from lib.views.animals import COLOURS, DOG_TEXT, MARKERS, MEANING, SPECIES
from lib.views.face import Face
from lib.views.view import CAT, DATA, DOG, GREY, GUESS, INK, LIGHT, MODEL, PALE_ALARM, TRUTH, View, number


class AnimalFace(View):
    """L1: three numbers and the animal that they describe."""

    alt = (
        "An animal's face, drawn from three features, beside the feature vector as three marks between 0 and 1; what "
        "the nearest of the animals is comes with your guess."
    )
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
        self.nearest = self.write(560, 30, fontsize=17, va="center")
        self.guess = self.write(1170, 30, fontsize=17, va="center", ha="right", color=GUESS)
        self.moving(*self.face.artists, self.vector, *self.marks)
        self.answering(self.nearest, self.guess)

    def update(self, ears, nose, eyes, guess=None):
        x = np.array([ears, nose, eyes])
        self.face.show(*x)
        words = ", ".join(f"{feature:.2f}" for feature in x)
        self.vector.set_text(f"({words})")
        for mark, feature in zip(self.marks, x):
            mark.set_data([feature], [0])
        if not self.reveal(guess):
            return f"x = ({words}). Is it a dog or a cat?"
        distance = np.linalg.norm(self.X - x, axis=1)
        near = int(np.argmin(distance))
        self.nearest.set_text(f"nearest: a {self.kind[near]}")
        self.guess.set_text(f"you said {guess}")
        return (
            f"x = ({words}). Of {len(self.X)} animals the nearest is a {self.kind[near]}, at the distance "
            f"{number(distance[near])}: a {SPECIES[int(self.y[near])]}. Of the slides' first animal you said: {guess}."
        )

    def panel(self):
        first, second = (dict(zip(pets.FEATURES, map(float, x))) for x in self.X[:2])
        means = {name: self.X[self.kind == name].mean(axis=0).round(2).tolist() for name in pets.KINDS}
        return dict(
            title="Three numbers draw a face",
            rows="L1",
            **{name: slider(0.0, 1.0, value=value, step=0.01) for name, value in first.items()},
            prediction=predict("The slides' first animal, x = (0.21, 0.99, 0.86), is …", choice("a dog", "a cat")),
            presets={"slides: first": first, "slides: second": second}
            | {name: dict(zip(pets.FEATURES, mean)) for name, mean in means.items()},
        )


class LinearScores(View):
    """L2: least squares through labels 0 and 1, with the augmented 1 or without, and one animal far out."""

    alt = (
        "Left, the labels of some animals against the mean of their three features, with the line that least squares "
        "lays through them; right, the scores of the same animals by a hyperplane in all three features, beside their "
        "labels."
    )
    NEAR, FAR = 1.0, 3.0
    ONE = ("with the augmented 1", "without it")
    GUESSES = ("fewer are wrong", "as many are wrong", "more are wrong")
    DRAWS, EACH = 12, 5

    def prepare(self, X, y, kind):
        """Five animals of each kind are drawn from these."""
        self.draws = []
        kinds = [np.flatnonzero(kind == name) for name in pets.KINDS]
        for draw in range(self.DRAWS):
            rng = np.random.default_rng(draw)
            rows = np.concatenate([rng.choice(of_kind, self.EACH, replace=False) for of_kind in kinds])
            self.draws.append((X[rows], y[rows]))
        # How many the hyperplane has wrong in each draw, with the dog near and far.
        self.wrong = {far: [self._wrong(draw, far) for draw in range(self.DRAWS)] for far in (self.NEAR, self.FAR)}

    def build(self):
        low, high = -0.45, 2.2
        limits = dict(ylim=(low, high), yticks=[0, 0.5, 1])
        line = self.axes(70, 70, 640, 410, xlim=(0, self.FAR + 0.1), xlabel="x: mean of the three features", **limits)
        line.set_title("one number per animal: a line")
        sides = self.axes(830, 70, 330, 410, xlim=(-0.5, 1.5), **limits)
        sides.set_title("three numbers: a hyperplane")
        sides.set_xticks([0, 1], ["label 0: cat", "label 1: dog"])
        for axes in (line, sides):
            axes.axhspan(1, high, color=PALE_ALARM, lw=0)
            axes.axhspan(low, 0, color=PALE_ALARM, lw=0)
            axes.axhline(0.5, color=LIGHT, lw=1.5, ls="--")
        line.set_ylabel("score", labelpad=4)
        line.text(0.06, 1.6, "above 1", va="center", fontsize=16)
        line.text(2.5, -0.25, "below 0", va="center", fontsize=16)
        self.labels = []
        for label, marker in enumerate(MARKERS):
            self.labels += line.plot([], [], marker, color=COLOURS[label], ms=10, alpha=0.75, mec=INK)
        (self.line,) = line.plot([], [], color=MODEL, lw=3.5)
        (self.far,) = line.plot([], [], "o", color=DOG, ms=15, mec=INK, mew=2)
        (self.limit,) = line.plot([], [], ls=":", color=DATA, lw=2)
        self.limit_name = line.text(0, -0.4, "cat | dog", ha="center", va="bottom", fontsize=15)
        self.scores = []
        for label, marker in enumerate(MARKERS):
            self.scores += sides.plot([], [], marker, color=COLOURS[label], ms=10, alpha=0.75, mec=INK)
        (self.far_score,) = sides.plot([], [], "o", color=DOG, ms=15, mec=INK, mew=2)
        # Beside each other, so that animals of like scores can be told apart.
        self.aside = np.linspace(-0.3, 0.3, 7)[np.arange(len(pets.KINDS) * self.EACH) % 7]
        self.answer = self.write(390, 525, fontsize=16, ha="center", va="center", color=TRUTH)
        self.guess = self.write(995, 525, fontsize=16, ha="center", va="center", color=GUESS)
        self.moving(*self.labels, self.line, self.far, self.limit, self.limit_name, *self.scores, self.far_score)
        self.answering(self.answer, self.guess)

    def _with(self, draw, far):
        X, y = self.draws[draw]
        return np.vstack([X, [far] * 3]), np.append(y, 1)

    def _wrong(self, draw, far):
        X, y = self._with(draw, far)
        return int(np.sum((self._fit(X, y, True)[1] >= 0.5) != y))

    def update(self, far, bias, draw=0, guess=None):
        one = bias == self.ONE[0]
        X, y = self._with(draw, far)
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
            chosen = y[:-1] == label
            self.labels[label].set_data(X[:-1][chosen].mean(axis=1), y[:-1][chosen])
            marks.set_data(label + self.aside[chosen], score[:-1][chosen])
        self.far_score.set_data([1], [score[-1]])
        sign = "−" if start < 0 else "+"
        wrong, wrong_by_line = (np.sum((s >= 0.5) != y) for s in (score, score_by_line))
        said = (
            f"{'With' if one else 'Without'} the augmented 1, one dog at {number(far)}. "
            f"Line: {number(along[0])} x{f' {sign} {number(abs(start))}' if one else ''}, boundary at x = "
            f"{number(boundary)}, {wrong_by_line} of {len(y)} wrong. Hyperplane: scores from {number(score.min())} to "
            f"{number(score.max())}, {np.sum(score < 0)} below 0 and {np.sum(score > 1)} above 1; {wrong} wrong."
        )
        if not self.reveal(guess):
            return said
        near, away = (self.wrong[place][draw] for place in (self.NEAR, self.FAR))
        means = [number(np.mean(self.wrong[place]), 2) for place in (self.NEAR, self.FAR)]
        self.answer.set_text(f"the hyperplane, dog at 1 → at 3: {near} → {away} wrong")
        self.guess.set_text(f"you said {guess}")
        verdict = self.GUESSES[1 + (away > near) - (away < near)]
        return (
            f"{said} From 1 to 3, with the augmented 1: {near} → {away}, so {verdict}; over {self.DRAWS} draws "
            f"{means[0]} → {means[1]} on average. You said: {guess}."
        )

    def panel(self):
        one, without = self.ONE
        return dict(
            title="A line through labels",
            rows="L2",
            far=slider(self.NEAR, self.FAR, value=self.NEAR, step=0.05, label="features of one dog"),
            bias=choice(*self.ONE),
            draw=again(self.DRAWS, "draw other animals"),
            prediction=predict(
                "This dog moves from 1 to 3. How many animals has the hyperplane wrong then?", choice(*self.GUESSES)
            ),
            presets={
                "all near": dict(far=self.NEAR, bias=one),
                "one far out": dict(far=self.FAR, bias=one),
                "through the origin": dict(far=self.NEAR, bias=without),
                "both": dict(far=self.FAR, bias=without),
            },
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
            turns = logistic.squash(name, np.array([-np.pi, np.pi]))  # of the sine, between two of these scores
            stays = inside.all() and ((turns > 0) & (turns < 1)).all()
            self.verdicts[name] = (np.diff(p).min() > 0, stays, straight)

    def build(self):
        limits = dict(xlim=(-self.REACH, self.REACH), xticks=range(-6, 7, 2), xlabel="score z")
        curve = self.axes(70, 65, 600, 380, ylim=(-0.4, 1.4), yticks=[0, 0.5, 1], **limits)
        curve.axhspan(1, 1.4, color=PALE_ALARM, lw=0)
        curve.axhspan(-0.4, 0, color=PALE_ALARM, lw=0)
        self.formula = self.write(370, 458, fontsize=16, ha="center", va="center")
        curve.plot([0, 0], [-0.4, 1.4], color=GREY, lw=1.5)
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
        question = curve.text(0, 1.2, "p at z = 0: ?", fontsize=26, color=GUESS, ha="center", va="center")
        self.verdict = [self.write(x, 512, fontsize=17, va="center") for x in (70, 375, 790)]
        self.answering(self.curve, self.odds, self.here, self.odds_here, self.guess, self.truth, self.formula)
        self.answering(*self.verdict)
        self.covering(question)
        self.cover(odds, x=0.33, y=0.8)

    def update(self, g, z, guess=None):
        if not self.reveal(guess):
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
        words = (
            ("rises everywhere", "does not keep rising"),
            ("stays inside (0, 1)", "leaves (0, 1)"),
            ("log-odds: the straight line z", "log-odds: not a straight line"),
        )
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

    def panel(self):
        return dict(
            title="What a squashing function must satisfy",
            rows="L3",
            g=choice(*logistic.SQUASHING, value="logistic"),
            z=slider(-6.0, 6.0, value=1.1, step=0.1, label="score z", format=".1f"),
            prediction=predict("Which probability belongs to a score of 0?", slider(0.0, 1.0, value=0.0, step=0.05)),
            presets={
                "no squashing": dict(g="straight line", z=3.0),
                "cut off": dict(g="clipped line", z=3.0),
                "up and down": dict(g="sine", z=4.5),
                "nearly": dict(g="probit", z=4.5),
                "the one": dict(g="logistic", z=4.5),
            },
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
        for label, (style, colour) in enumerate((("--", CAT), ("-", DOG_TEXT))):
            cost.plot(z, logistic.losses(z, np.full(len(z), label)), style, color=colour)
        cost.text(-2.2, 5.4, "if it is a dog: −log p", color=DOG_TEXT, ha="center")
        cost.text(2.4, 5.4, "if it is a cat: −log(1 − p)", color=CAT, ha="center")
        self.stems = [axes.plot([0, 0], [0, 0], color=MODEL, lw=1.5, ls=":")[0] for axes in (curve, cost)]
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        self.paid = [
            cost.plot([], [], marker, color=colour, ms=12, mec=DATA, clip_on=False)[0]
            for colour, marker in zip(COLOURS, MARKERS)
        ]
        self.values = []
        names = ("score z = log(odds)", "odds = p / (1 − p)", "probability of a dog", "probability of a cat")
        for row, name in enumerate(names):
            self.write(780, 470 - 115 * row, name, fontsize=17)
            self.values.append(self.write(780, 430 - 115 * row, fontsize=26, color=MODEL))
        (self.twice,) = curve.plot([], [], "D", mfc="none", mec=TRUTH, mew=3, ms=14, clip_on=False)
        self.answer = self.write(780, 52, fontsize=16, va="center", color=TRUTH)
        self.guess = self.write(780, 24, fontsize=16, va="center", color=GUESS)
        self.moving(*self.stems, self.here, *self.paid, *self.values)
        self.answering(self.twice, self.answer, self.guess)

    def update(self, z, guess=None):
        p, q = float(logistic.sigmoid(z)), float(logistic.sigmoid(-z))
        as_cat, as_dog = (float(logistic.losses([z], [label])[0]) for label in (0, 1))
        self.stems[0].set_data([z, z], [-0.06, p])
        self.stems[1].set_data([z, z], [-0.4, max(as_cat, as_dog)])
        self.here.set_data([z], [p])
        for mark, loss in zip(self.paid, (as_cat, as_dog)):
            mark.set_data([z], [loss])
        odds = self._odds(z)
        for text, words in zip(self.values, (number(z), odds, number(p), number(q))):
            text.set_text(words)
        said = (
            f"Score {number(z)}: odds {odds}, probability of a dog {number(p)}. The loss is {number(as_dog)} if it is "
            f"a dog and {number(as_cat)} if it is a cat."
        )
        if not self.reveal(guess):
            return said
        self.twice.set_data([2 * z], [float(logistic.sigmoid(2 * z))])
        self.twice.set_visible(abs(2 * z) < self.REACH + 0.01)
        self.answer.set_text(f"at 2z: odds {self._odds(2 * z)}")
        self.guess.set_text(f"you said {guess}")
        return f"{said} At twice the score the odds are {self._odds(2 * z)}, the square. You said: {guess}."

    @staticmethod
    def _odds(z):
        """The odds of a dog, the larger number of the two as it is, the other one 1."""
        return f"{number(np.exp(z))} : 1" if z >= 0 else f"1 : {number(np.exp(-z))}"

    def panel(self):
        return dict(
            title="Score, odds, probability, loss",
            rows="L3 L15",
            z=slider(-6.0, 6.0, value=1.1, step=0.1, label="score z", format=".1f"),
            prediction=predict(
                "The odds are 3 to 1. What are they at twice the score?", choice("4 to 1", "6 to 1", "9 to 1")
            ),
            presets={
                "undecided": dict(z=0.0),
                "three to one": dict(z=1.1),
                "twice the score": dict(z=2.2),
                "sure of a cat": dict(z=-5.0),
                "sure of a dog": dict(z=5.0),
            },
        )
