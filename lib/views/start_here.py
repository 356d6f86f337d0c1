"""The views of notebook 00: the map of the series, and a first slider."""

import itertools

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import FancyArrowPatch

from lib import logistic, mlp, mondrian, outliers, pets, rbf
from lib.panel import choice, predict, slider
from lib.views.animals import COLOURS, DOG_TEXT, MARKERS, MEANING, OUTLINE, grid, shade
from lib.views.face import Face
from lib.views.view import CAT, DATA, DOG, INK, LIGHT, MODEL, PALE_MODEL, Picture, View, cased, count, percent

# Each station of the map: name, question, and what it adds to "dog or cat?".
STATIONS = (
    (
        "pictures",
        "How few numbers describe\na painting?",
        "A picture is a matrix, and a few\ndirections carry most of it.\nSo an animal may be three numbers.",
    ),
    (
        "lines",
        "Which line is best, and what does\none bad point do to it?",
        "How to choose the best of all lines:\nresiduals, norms, and a penalty λ.\nA line will be the first boundary.",
    ),
    (
        "scores",
        "How does a score become\na probability?",
        "The first machine that answers\n“dog or cat?”: a straight boundary,\nand a kind of dog that it gets wrong.",
    ),
    (
        "bumps",
        "Can we bend the boundary with\nmany simple bumps?",
        "A bump for each of some animals,\nadded up: the boundary bends\naround the wrong ones.",
    ),
    (
        "neurons",
        "What can one neuron not do, and\nwhat do layers add?",
        "The bumps are no longer placed by\nhand: a network learns where to\nbend the boundary.",
    ),
    (
        "unseen animals",
        "How do we know that it works on\nanimals it has never seen?",
        "An honest number for each machine:\nsome animals teach, some choose,\nsome are asked once, at the end.",
    ),
    (
        "gradients",
        "How does every weight learn\nits share of the error?",
        "The derivation behind the learning:\nvalues go forward, gradients come\nback, one factor at a time.",
    ),
)


class Map(View):
    """All rows: the seven notebooks as stations on one way, and what each adds."""

    alt = (
        "The notebooks 01 to 07 as stations on one way; of the chosen one a drawing, its question, and what it adds to "
        "“dog or cat?”."
    )
    size = (1200, 520)

    def prepare(self, X, y):
        """X : (n, 2) array, ears and eyes. y : (n,) labels."""
        self.X, self.y = X, y
        points = grid(0, 1, 120)
        line = logistic.predict(points, logistic.fit(X, y)) == 1
        bent = rbf.classify(X, y, X[::6], epsilon=4, lam=1e-2)(points) == 1
        network = mlp.initial((2, 8, 1), np.random.default_rng(0))
        run = mlp.train(network, X, y[:, None], "cross-entropy", learning_rate=2, steps=1500, every=1500)
        learned = mlp.forward(run.network(-1), points).z[-1][:, 0] >= 0
        self.sides = [np.reshape(side, (120, 120)) for side in (line, bent, learned)]

    def build(self):
        way = self.axes(60, 420, 1080, 70, xlim=(0.5, 7.5), ylim=(-1.2, 1))
        way.set_axis_off()
        way.plot([1, 7], [0.35, 0.35], color=LIGHT, lw=5, solid_capstyle="round", zorder=1)
        for i, (name, *_) in enumerate(STATIONS, start=1):
            way.plot([i], [0.35], "o", color="white", mec=DATA, mew=2.5, ms=30, clip_on=False, zorder=2)
            way.text(i, -0.9, name, ha="center", va="center", fontsize=15)
        (self.here,) = way.plot([], [], "o", color=PALE_MODEL, mec=MODEL, mew=5, ms=30, clip_on=False, zorder=3)
        numbers = [way.text(i, 0.33, f"{i:02d}", ha="center", va="center", fontsize=15, zorder=4) for i in range(1, 8)]
        self.drawings = [self.axes(70, 40, 500 if i in (1, 5, 6) else 340, 340) for i in range(7)]
        for axes in self.drawings:
            axes.set(xticks=[], yticks=[])
        self._painting(self.drawings[0])
        self._lines(self.drawings[1])
        for axes, side in zip(self.drawings[2:5], self.sides):
            self._boundary(axes, side)
        self._sets(self.drawings[5])
        self._network(self.drawings[6])
        self.question = self.write(640, 330, fontsize=24, va="center", color=MODEL)
        self.adds = self.write(640, 170, fontsize=20, va="center", linespacing=1.5)
        self.moving(self.here, self.question, self.adds, *self.drawings)
        self.above(*numbers)

    def _painting(self, axes):
        axes.spines[:].set_visible(True)
        Picture(axes, mondrian.paint(np.random.default_rng(4), height=240, width=240).picture)

    def _lines(self, axes):
        rng = np.random.default_rng(2)
        x = np.linspace(0, 10, 12)
        y = 0.5 * x + 2 + 0.4 * rng.normal(size=12)
        y[-2] = 0.2
        A = np.column_stack([x, np.ones(12)])
        ends = np.array([-0.5, 10.5])
        for p, colour, style in ((2, LIGHT, "--"), (1, MODEL, "-")):
            m, d = outliers.lp_fit(A, y, p)
            axes.plot(ends, m * ends + d, style, color=colour, lw=4)
            axes.text(10.7, m * 10.5 + d, f"p = {p}", va="center", fontsize=18)
        axes.plot(x, y, "o", color=DATA, ms=11)
        axes.set(xlim=(-0.7, 12.4), ylim=(-0.5, 8.5))

    def _boundary(self, axes, side):
        Picture(axes, shade(np.where(side, 0.6, -0.6)))
        for label, (colour, marker) in enumerate(zip(COLOURS, MARKERS)):
            places = 120 * self.X[self.y == label]
            axes.plot(places[:, 0], 120 - places[:, 1], marker, color=colour, ms=6, **OUTLINE)
        axes.set_xlabel("ears: pointed → hanging")
        axes.set_ylabel("eyes: slit → round")

    def _sets(self, axes):
        axes.set(xlim=(0, 20), ylim=(-1.4, 12))
        axes.set_axis_off()
        place = np.arange(200)
        x, y = place % 20 + 0.5, place // 20 + 1.5
        label = self.y[np.random.default_rng(1).permutation(len(self.y))[:200]]
        for low, high, alpha in ((0, 12, 1), (12, 16, 0.55), (16, 20, 0.2)):
            here = (low <= x) & (x < high)
            for kind, (colour, marker) in enumerate(zip(COLOURS, MARKERS)):
                some = here & (label == kind)
                axes.plot(x[some], y[some], marker, color=to_rgba(colour, alpha), ms=12, **OUTLINE)
        for x, name in ((6, "teach"), (14, "choose"), (18, "ask once")):
            axes.text(x, 0, name, ha="center", va="center", fontsize=17)

    def _network(self, axes):
        axes.set(xlim=(-0.4, 3.4), ylim=(-1.9, 1.7))
        axes.set_axis_off()
        columns = [
            np.column_stack([np.full(n, i), np.linspace(-1, 1, n) * (n > 1)]) for i, n in enumerate((3, 4, 4, 1))
        ]
        for one, other in itertools.pairwise(columns):
            for start in one:
                for end in other:
                    axes.plot(*zip(start, end), color=LIGHT, lw=1.5, zorder=1)
        for i, column in enumerate(columns):
            axes.plot(*column.T, "o", ms=24, color=(DATA, "white", "white", MODEL)[i], mec=DATA, mew=2, zorder=2)
        for y, ends, colour, words in ((1.45, (0, 3), DATA, "values"), (-1.45, (3, 0), MODEL, "gradients")):
            arrow = dict(arrowstyle="-|>", mutation_scale=26, lw=3, color=colour)
            axes.add_patch(FancyArrowPatch((ends[0], y), (ends[1], y), **arrow))
            gap, va = (0.07, "bottom") if y > 0 else (-0.07, "top")
            axes.text(1.5, y + gap, words, ha="center", va=va, fontsize=17)

    def update(self, notebook):
        _, question, adds = STATIONS[notebook - 1]
        self.here.set_data([notebook], [0.35])
        for i, axes in enumerate(self.drawings, start=1):
            axes.set_visible(i == notebook)
        self.question.set_text(question)
        self.adds.set_text(adds)
        return f"Notebook {notebook:02d}: {question} It adds: {adds}".replace("\n", " ")

    def panel(self):
        return dict(
            title="The way through the series",
            rows="",
            notebook=slider(1, len(STATIONS), value=3),
            presets={
                "a painting": dict(notebook=1),
                "the first machine": dict(notebook=3),
                "a network": dict(notebook=5),
                "how it learns": dict(notebook=7),
            },
        )


class OneFeature(View):
    """A first slider: call every animal a dog whose feature is above a threshold, and count."""

    alt = (
        "How many cats, below, and dogs, above, have each value of one feature, with a threshold; beside them a face "
        "with the feature at the threshold, and the share of animals that the threshold has right."
    )
    size = (1200, 470)

    def prepare(self, X, y):
        self.X, self.y = X, y
        self.thresholds = np.linspace(0, 1, 101)
        self.shares = {
            name: [logistic.accuracy(y, (column > t).astype(float)) for t in self.thresholds]
            for name, column in zip(pets.FEATURES, X.T)
        }

    def build(self):
        edges = np.linspace(0, 1, 21)
        bars = self.axes(90, 70, 640, 380, xlim=(0, 1), ylim=(-50, 50), yticks=[-40, -20, 0, 20, 40])
        bars.set_yticklabels(["40", "20", "0", "20", "40"])
        bars.set_ylabel("animals")
        self.bars = {}
        for name, column in zip(pets.FEATURES, self.X.T):
            self.bars[name] = []
            for label, sign, fill in (
                (0, -1, dict(fc=CAT, ec="white", hatch="//")),
                (1, 1, dict(fc=DOG, ec=DATA, lw=1)),
            ):
                heights = sign * np.histogram(column[self.y == label], edges)[0]
                self.bars[name].append(bars.stairs(heights, edges, fill=True, **fill))
        above = bars.axhline(0, color=INK, lw=1, zorder=3, **cased(1))
        words = [
            bars.text(0.98, 46, "dogs", ha="right", va="top", color=DOG_TEXT, fontsize=20),
            bars.text(0.98, -46, "cats", ha="right", va="bottom", color=CAT, fontsize=20),
        ]
        (self.line,) = bars.plot([], [], color=MODEL, lw=4, zorder=4, **cased(4))
        self.meaning = self.write(410, 14, ha="center", fontsize=16)
        plane = self.axes(800, 170, 340, 290, xlim=(-1.6, 1.6), ylim=(-1.14, 1.6))
        plane.set_axis_off()
        self.face = Face(plane, line=3)
        rail = self.axes(800, 100, 340, 36, xlim=(0, 1), ylim=(0, 1), yticks=[], xlabel="share that is right")
        rail.set_xticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
        rail.spines["left"].set_visible(False)
        self.share = rail.barh([0.5], [0], height=1, color=DATA)[0]
        bars = itertools.chain(*self.bars.values())
        self.moving(*bars, self.line, self.meaning, *self.face.artists)
        self.answering(self.share)
        self.guess = self.mark(rail, style=(0, (2, 1)), span=(0, 1.6), lw=4, clip_on=False)
        self.above(above, *words)

    def update(self, feature, threshold, guess=None):
        place = pets.FEATURES.index(feature)
        for name, pair in self.bars.items():
            for stairs in pair:
                stairs.set_visible(name == feature)
        self.line.set_data([threshold, threshold], [-50, 50])
        low, high = MEANING[place]
        self.meaning.set_text(f"{feature}: 0 is {low}, 1 is {high}")
        x = [0.5, 0.5, 0.5]
        x[place] = threshold
        self.face.show(*x)
        if not self.reveal(guess):
            return (
                f"An animal is called a dog if its number for {feature} is above {threshold:.2f}. How many are right?"
            )
        share = self.shares[feature][round(100 * threshold)]
        self.share.set_width(share)
        self.guess.show(guess / 100)
        return (
            f"“{feature.capitalize()} above {threshold:.2f} is a dog” is right for {count(round(share * len(self.y)))} "
            f"of {count(len(self.y))} animals, {percent(share)}. For ears above 0.50 it is "
            f"{percent(self.shares['ears'][50])}; your guess was {guess} %."
        )

    def panel(self):
        best = {
            f"{name}, the best": dict(feature=name, threshold=float(self.thresholds[np.argmax(shares)]))
            for name, shares in self.shares.items()
        }
        return dict(
            title="One feature and a threshold",
            rows="",
            prediction=predict(
                "“Ears above 0.50 is a dog”: right for how many per cent of the animals?", slider(0, 100, value=75)
            ),
            feature=choice(*pets.FEATURES),
            threshold=slider(0.0, 1.0, value=0.5, step=0.01),
            presets={"ears, one half": dict(feature="ears", threshold=0.5)}
            | best
            | {"everything is a dog": dict(feature="ears", threshold=0.0)},
        )
