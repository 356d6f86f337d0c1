"""The views of notebook 03: how does a score become a probability?"""

import numpy as np
from matplotlib.patches import Rectangle

from lib import logistic, pets
from lib.views.face import Face
from lib.views.view import CAT, DATA, DOG, GUESS, LIGHT, MODEL, View, number, percent

SPECIES = ("cat", "dog")
COLOURS = (CAT, DOG)
MEANING = (("pointed", "hanging"), ("small", "large, round"), ("slit pupils", "round pupils"))


class AnimalFace(View):
    """L1: three numbers and the animal that they describe."""

    alt = "An animal's face, drawn from three features, beside the feature vector as three marks between 0 and 1."
    size = (1200, 520)

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


class ScoreToProbability(View):
    """L3, L15: score, odds, probability and loss, linked."""

    alt = (
        "The sigmoid, which turns a score z into a probability p, and below it the cross-entropy that a dog and a cat with this "
        "score pay; one mark moves along all three curves. Beside them score, odds and probability as numbers."
    )
    size = (1200, 540)
    REACH = 6

    def build(self):
        z = np.linspace(-self.REACH, self.REACH, 241)
        limits = dict(xlim=(-self.REACH, self.REACH), xticks=range(-6, 7, 2))
        curve = self.axes(80, 300, 640, 200, ylim=(-0.06, 1.06), yticks=[0, 0.5, 1], title="probability p = σ(z)", **limits)
        curve.tick_params(labelbottom=False)
        cost = self.axes(80, 65, 640, 180, ylim=(-0.4, 6.4), yticks=[0, 2, 4, 6], title="loss", xlabel="score z", **limits)
        curve.axhline(0.5, color=LIGHT, lw=1.5)
        curve.plot(z, logistic.sigmoid(z), color=DATA)
        styles = (("--", CAT, "s"), ("-", DOG, "o"))
        for label, (style, colour, _) in enumerate(styles):
            cost.plot(z, logistic.losses(z, np.full(len(z), label)), style, color=colour)
        cost.text(-2.2, 5.4, "if it is a dog: −log p", color="#9A6700", ha="center")
        cost.text(2.4, 5.4, "if it is a cat: −log(1 − p)", color=CAT, ha="center")
        self.stems = [axes.plot([0, 0], [0, 0], color=MODEL, lw=1.5, ls=":")[0] for axes in (curve, cost)]
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        self.paid = [cost.plot([], [], marker, color=colour, ms=12, mec=DATA, clip_on=False)[0] for _, colour, marker in styles]
        self.values = []
        for row, name in enumerate(("score z = log(odds)", "odds = p / (1 − p)", "probability of a dog", "probability of a cat")):
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
            f"Score {number(z)}: odds {odds}, probability of a dog {number(p)}. The loss is {number(as_dog)} if it is a dog and "
            f"{number(as_cat)} if it is a cat."
        )


class WrongAnimals(View):
    """L16: the animals that the line gets wrong, as faces, by kind, and what made their score."""

    alt = (
        "Every animal of the test at its probability of being a dog, in six rows by kind; those on the wrong side of one half "
        "are drawn as faces. Beside them one of these, large, and what each feature adds to its score."
    )

    def prepare(self, w, X, y, kind):
        self.w, self.X, self.y, self.kind = w, X, y, kind
        self.p = logistic.probability(X, w)
        self.right = logistic.predict(X, w) == y
        surest_first = np.argsort(-np.abs(self.p - 0.5))
        self.wrong = surest_first[~self.right[surest_first]]
        names = list(pets.KINDS)
        self.row = np.array([len(names) - 1 - names.index(name) for name in kind])

    def build(self):
        rows = self.axes(230, 65, 520, 425, xlim=(-0.02, 1.02), ylim=(-0.6, 5.6), xlabel="p: probability of a dog")
        rows.set_yticks(range(6), list(pets.KINDS)[::-1])
        rows.tick_params(axis="y", length=0)
        rows.axvline(0.5, color=MODEL, lw=2, ls="--")
        for x, words, align in ((0.48, "called cat", "right"), (0.52, "called dog", "left")):
            rows.annotate(words, (x, 5.72), ha=align, fontsize=16, annotation_clip=False)
        for label, marker in ((0, "s"), (1, "o")):
            chosen = self.right & (self.y == label)
            rows.plot(self.p[chosen], self.row[chosen], marker, color=COLOURS[label], ms=7, alpha=0.5, mew=0)
        stagger = np.linspace(-0.24, 0.24, 3)
        self.places = np.column_stack([self.p[self.wrong], self.row[self.wrong] + stagger[np.arange(len(self.wrong)) % 3]])
        for i, (x, y) in zip(self.wrong, self.places):
            Face(rows, x, y, (0.026, 0.2), tint=COLOURS[int(self.y[i])], line=1).show(*self.X[i])
        (self.ring,) = rows.plot([], [], "o", mfc="none", mec=MODEL, mew=3.5, ms=36, zorder=9)

        plane = self.axes(790, 232, 400, 266, xlim=(-1.95, 1.95), ylim=(-1.14, 1.45))
        plane.set_axis_off()
        self.face = Face(plane, line=3)
        self.title = self.write(990, 508, fontsize=17, ha="center")
        self.write(990, 196, "what each adds to the score", ha="center")
        sums = self.axes(880, 40, 240, 145, xlim=(-11, 11), ylim=(3.5, -0.5))
        sums.set_yticks(range(4), [*pets.FEATURES, "bias"])
        sums.set_xticks([])
        sums.spines[["left", "bottom"]].set_visible(False)
        sums.tick_params(axis="y", length=0)
        sums.axvline(0, color=DATA, lw=1.5)
        self.bars = list(sums.barh(range(4), [0] * 4, color=DATA, height=0.6))
        self.values = [self.write(1140, 40 + 145 * (3.5 - i) / 4, va="center") for i in range(4)]
        self.sum = self.write(990, 14, ha="center", fontsize=16, color=MODEL)
        self.guess = rows.add_patch(Rectangle((-0.02, 0), 1.04, 0.9, fc="none", ec=GUESS, lw=3, ls="--", zorder=12))
        self.cover = rows.add_patch(Rectangle((-0.018, -0.58), 1.036, 6.16, fc="white", lw=0, zorder=10))
        self.covered = rows.text(0.5, 2.5, "after your guess", ha="center", va="center", fontsize=20, zorder=11)
        self.answers = (self.ring, *self.face.artists, self.title, *self.bars, *self.values, self.sum)
        self.moving(*self.answers, self.guess, self.cover, self.covered)

    def update(self, animal, guess=None):
        for artist in (*self.answers, self.guess):
            artist.set_visible(guess is not None)
        for artist in (self.cover, self.covered):
            artist.set_visible(guess is None)
        if guess is None:
            return f"The line gets {len(self.wrong)} of {len(self.y)} animals wrong, {percent(np.mean(~self.right))}: of which kind most?"
        self.guess.set_y(len(pets.KINDS) - 1 - list(pets.KINDS).index(guess) - 0.45)
        i = self.wrong[animal - 1]
        self.ring.set_data(*self.places[animal - 1][:, None])
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
        count_of_kind, guessed = np.sum(self.kind == self.kind[i]), np.sum(self.kind == guess)
        wrong_of_kind, wrong_guessed = np.sum(self.kind[self.wrong] == self.kind[i]), np.sum(self.kind[self.wrong] == guess)
        return (
            f"Animal {animal} of {len(self.wrong)} that the line gets wrong ({percent(np.mean(~self.right))} of {len(self.y)}): "
            f"a {self.kind[i]}, z = {number(z)}, p = {number(self.p[i])}. Of this kind {wrong_of_kind} of {count_of_kind} are wrong; "
            f"of the kind that you guessed, {guess}, {wrong_guessed} of {guessed}."
        )
