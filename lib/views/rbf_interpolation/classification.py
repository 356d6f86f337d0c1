"""Dog or cat by a sum of bumps: the boundary bends around the animals that the line got wrong."""

import numpy as np
from matplotlib.colors import to_rgb

from lib import logistic, rbf
from lib.panel import again, choice, predict, slider, steps
from lib.views.animals import OUTLINE, edge, shade
from lib.views.face import Face
from lib.views.view import CAT, DATA, DOG, GUESS, INK, LIGHT, MODEL, TRUTH, Picture, View, cased, number, percent


class BentBoundary(View):
    """L19, L16: dog or cat by a sum of bumps: the boundary bends, and the faces that the line got wrong."""

    alt = (
        "Left, a slice through the three features: ears across, eyes up, nose fixed; blue where the sum of bumps says "
        "cat, orange where it says dog, a black curve between them, the straight boundary of notebook 03 dashed, and "
        "the training animals near the slice. Right, the validation animals that the line gets wrong, as faces, "
        "crossed out where the bumps get them wrong too; below, the shares of animals that line and bumps get right."
    )
    size = (1200, 560)
    NEAR = 0.08  # animals whose noses differ by no more than this from the slice's are drawn
    GRID, FINE = 61, 244
    LEVELS = 12  # shades of each colour; few, so that pictures stay small
    LABELS = ("all right", "one in ten wrong")
    DRAWS = 12  # of the labels that are wrong
    BY_HEART = dict(bumps=360, epsilon=16, lam=1e-6, labels="one in ten wrong")  # what the question is about

    def prepare(self, train, validation):
        """train, validation : (X, y, kind) of ``pets.read``. The line is that of notebook 03."""
        (self.X, self.true, _), (self.V, self.v, _) = train, validation
        self.w = logistic.fit(self.X, self.true)
        self.missed = np.flatnonzero(logistic.predict(self.V, self.w) != self.v)
        right = logistic.accuracy(self.true, logistic.predict(self.X, self.w))
        self.line = [right, 1 - len(self.missed) / len(self.v)]
        side = np.linspace(0, 1, self.GRID)
        ears, eyes = np.meshgrid(side, side[::-1])
        self.slice = np.column_stack([ears.ravel(), np.zeros(self.GRID**2), eyes.ravel()])
        # Between the points of the grid f is interpolated linearly, in both directions.
        fine = (np.arange(self.FINE) + 0.5) / self.FINE
        self.between = np.maximum(0, 1 - np.abs(fine[:, None] - side) * (self.GRID - 1))
        self.models = {}

    def given(self, labels, draw):
        """The labels that are learned from."""
        y = self.true.copy()
        if labels != self.LABELS[0]:
            swapped = np.random.default_rng(draw).choice(len(y), len(y) // 10, replace=False)
            y[swapped] = 1 - y[swapped]
        return y

    def model(self, bumps, epsilon, lam, labels, draw=0):
        """The classifier, its answers for training and for validation. Fitted when it is first asked for: all states
        would take minutes."""
        state = bumps, epsilon, lam, labels, draw
        if state not in self.models:
            model = rbf.bumps(self.X, self.given(labels, draw), bumps, epsilon, lam)
            self.models[state] = model, model(self.X), model(self.V)
        return self.models[state]

    def build(self):
        plane = self.axes(60, 60, 470, 470)
        self.field = Picture(plane, np.ones((self.FINE, self.FINE, 3)))
        self.field.set_extent((0, 1, 0, 1))
        plane.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 1], yticks=[0, 1])
        plane.set_xlabel("ears: pointed → hanging", labelpad=-8)
        plane.set_ylabel("eyes: slit → round", labelpad=0)
        kinds = (("s", CAT), ("o", DOG))
        self.animals = [plane.plot([], [], marker, color=colour, ms=9, **OUTLINE)[0] for marker, colour in kinds]
        (self.liars,) = plane.plot([], [], "o", mfc="none", mec=DATA, mew=2, ms=16)
        (self.centers,) = plane.plot([], [], "+", color=DATA, ms=9, mew=2)
        (self.straight,) = plane.plot([], [], "--", color=DATA, lw=3)
        n = len(self.missed)
        columns = 7
        rows = -(-n // columns)
        crowd = self.axes(590, 200, 600, 300, xlim=(-1.5, 3.0 * columns - 1.5), ylim=(-3.0 * rows + 1.5, 1.5))
        crowd.set_axis_off()
        self.places = np.array([(3.0 * (i % columns), -3.0 * (i // columns)) for i in range(n)])
        for i, place in zip(self.missed, self.places):
            Face(crowd, *(place + [0, -0.15]), 0.92, tint=(CAT, DOG)[int(self.v[i])], line=1.2).show(*self.V[i])
        (self.crosses,) = crowd.plot([], [], "x", color=MODEL, mfc="none", ms=48, mew=5, zorder=9, **cased(5))
        self.title = self.write(890, 515, fontsize=17, ha="center")
        bars = self.axes(770, 66, 330, 110, xlim=(0, 100), ylim=(3.6, -0.6))
        bars.set_yticks(range(4), ["line, training", "line, validation", "bumps, training", "bumps, validation"])
        bars.set_xticks([0, 50, 100], ["0", "50 %", "100 %"])
        bars.tick_params(axis="y", length=0)
        bars.barh([0, 1], [100 * share for share in self.line], color=LIGHT, height=0.7)
        self.bars = list(bars.barh([2, 3], [0, 0], color=[DATA, MODEL], height=0.7))
        for row, share in enumerate(self.line):
            self.write(1110, 176 - 110 * (row + 0.6) / 4.2, percent(share), va="center")
        self.shares = [self.write(1110, 176 - 110 * (row + 0.6) / 4.2, va="center") for row in (2, 3)]
        self.moving(self.field, self.straight, *self.animals, self.centers, self.liars)
        self.moving(self.crosses, self.title, *self.bars, *self.shares)
        self.guess = self.write(590, 10, color=GUESS)
        self.told = self.write(1190, 10, color=TRUTH, ha="right")
        self.answering(self.guess, self.told)

    def update(self, bumps, epsilon, lam, nose, labels, draw, guess=None):
        model, on_training, on_validation = self.model(bumps, epsilon, lam, labels, draw)
        given = self.given(labels, draw)
        self.slice[:, 1] = nose
        f = self.between @ model.score(self.slice).reshape(self.GRID, self.GRID) @ self.between.T
        colours = shade(np.rint(self.LEVELS * f.clip(-1, 1)) / self.LEVELS)
        colours[edge(f >= 0)] = to_rgb(INK)
        self.field.set_data(colours)
        a, b, c, d = self.w
        ears = np.array([-1.0, 2.0])
        self.straight.set_data(ears, -(a * ears + b * nose + d) / c)
        near = np.abs(self.X[:, 1] - nose) <= self.NEAR
        for kind, line in enumerate(self.animals):
            line.set_data(*self.X[near & (given == kind)][:, [0, 2]].T)
        self.liars.set_data(*self.X[near & (given != self.true)][:, [0, 2]].T)
        centers = model.surface.centers
        self.centers.set_data(*centers[np.abs(centers[:, 1] - nose) <= self.NEAR][:, [0, 2]].T)
        still = on_validation[self.missed] != self.v[self.missed]
        self.crosses.set_data(*self.places[still].T)
        right = int(np.sum(~still))
        self.title.set_text(f"{right} of the {len(self.missed)} that the line gets wrong are now right")
        shares = np.mean(on_training == given), np.mean(on_validation == self.v)
        for bar, text, share in zip(self.bars, self.shares, shares):
            bar.set_width(100 * share)
            text.set_text(percent(share))
        new = int(np.sum(on_validation != self.v) - still.sum())
        readout = (
            f"{bumps} bumps, ε = {epsilon:g}, ρ = {number(lam, 1)}: right are {percent(shares[0])} of the training "
            f"labels and {percent(shares[1])} of the validation animals (the line: {percent(self.line[0])} and "
            f"{percent(self.line[1])}). Of the line's {len(self.missed)} mistakes {right} are mended, and {new} are "
            "new."
        )
        if not self.reveal(guess):
            return readout
        learned = int(np.sum(self.model(**self.BY_HEART, draw=draw)[1] == self.given(self.LABELS[1], draw)))
        self.guess.set_text(f"your guess: {guess}")
        self.told.set_text(f"one bump on each: {learned} of {len(given)}")
        return f"{readout} A narrow bump on each gets {learned} of the {len(given)} labels right; you guessed: {guess}."

    def panel(self):
        n = len(self.true)
        return dict(
            title="The boundary bends",
            rows="L19",
            bumps=steps([2, 5, 10, 20, 40, 80, 160, n], value=10),
            epsilon=steps([0.5, 1, 2, 4, 8, 16, 32], value=4, label="ε"),
            lam=steps([1e-6, 1e-4, 0.01, 0.1, 1, 10], value=0.1, label="ρ"),
            nose=slider(0.0, 1.0, value=0.2, step=0.02, label="slice: nose"),
            labels=choice(*self.LABELS, label="labels"),
            draw=again(self.DRAWS),
            prediction=predict(
                "One label in ten wrong, a narrow bump on each animal, ρ tiny: which will be right?",
                choice("all of them", "the true ones", "fewer"),
            ),
            presets={
                "two": dict(bumps=2, epsilon=2, lam=0.1, labels="all right"),
                "forty": dict(bumps=40, epsilon=4, lam=0.1, labels="all right"),
                "one on each": self.BY_HEART,
                "with ρ": dict(bumps=n, epsilon=4, lam=1, labels="one in ten wrong"),
            },
        )
