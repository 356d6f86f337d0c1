"""The animals that the line gets wrong: who they are, what made their score, and why no line can help."""

import numpy as np
from matplotlib.patches import Rectangle

from lib import logistic, pets
from lib.panel import choice, predict, slider
from lib.views.animals import COLOURS, DOG_TEXT, MARKERS, OUTLINE, SPECIES
from lib.views.face import Face
from lib.views.view import CAT, DATA, GREY, GUESS, INK, MODEL, PALE_GREY, View, cased, number, percent


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
            marks = rows.plot(self.p[chosen], self.row[chosen], marker, color=COLOURS[label], ms=7, **OUTLINE)
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
        sums.axvline(0, color=DATA, lw=1.5, **cased(1.5))
        dog = self.w * np.append(self.X[self.y == 1].mean(axis=0), 1)
        sums.barh(range(4), dog, color=PALE_GREY, ec=GREY, height=0.9)
        self.bars = list(sums.barh(range(4), [0] * 4, color=MODEL, height=0.4))
        self.values = [self.write(1170, 65 + 160 * (3.5 - i) / 4, va="center", ha="right") for i in range(4)]
        self.sum = self.write(975, 30, ha="center", fontsize=18, color=MODEL)
        self.guess = board.add_patch(Rectangle((3, 0), 707, 27, fc="none", ec=GUESS, lw=3, ls="--", zorder=12))
        self.answering(self.ring, self.here, *self.face.artists, self.title, *self.bars, *self.values, self.sum)
        self.answering(self.guess)
        # Until there is a guess a white sheet lies over all of it, and on the sheet the average animal of each kind.
        self.sheet = self.covering(board.add_patch(Rectangle((0, 0), 1200, 600, fc="white", lw=0, zorder=10)))
        for i, name in enumerate(pets.KINDS):
            x, above = 200 + 400 * (i % 3), i < 3
            of_kind = self.kind == name
            face = Face(board, x, 460 if above else 155, 75, tint=COLOURS[int(self.y[of_kind][0])], line=3, zorder=11)
            face.show(*self.X[of_kind].mean(axis=0))
            words = board.text(x, 348 if above else 300, name, ha="center", va="center", fontsize=18, zorder=11)
            self.covering(*face.artists, words)

    def update(self, animal, guess=None):
        share = percent(np.mean(~self.right))
        if not self.reveal(guess):
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

    def panel(self):
        nearest = int(np.argmin(np.abs(self.p[self.wrong] - 0.5))) + 1
        return dict(
            title="The animals that the line gets wrong",
            rows="L16",
            animal=slider(1, len(self.wrong), value=1, label="wrong animal"),
            prediction=predict("Which kind will the line get wrong most often?", choice(*pets.KINDS)),
            presets={
                "surest mistake: cat": dict(animal=1),
                "nearly right": dict(animal=nearest),
                "surest mistake: dog": dict(animal=len(self.wrong)),
            },
        )


class WalkBetweenCats(View):
    """L16: along the segment from one kind of cat to another the score is a straight line, and dogs lie halfway."""

    alt = (
        "A walk from the average cat in the dark to the average fold-eared cat: its two ends as faces, the animal in "
        "between, and below the score along the way, a straight line, with the cats of these two kinds, and those that "
        "live between them after your guess."
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
        score = self.axes(80, 62, 1000, 215, xlim=(-0.25, 1.25), ylim=(-6.2, 2.8), yticks=[-4, -2, 0, 2])
        score.set_ylabel("score z")
        score.set_xlabel("share of the way", labelpad=0)
        score.axhline(0, color=INK, lw=3)
        for y, words in ((220, "called dog"), (180, "called cat")):
            self.write(1137, y, words, ha="center", va="center")
        marks = []
        for label, marker in enumerate(MARKERS):
            chosen = self.near & (self.y == label)
            marks += score.plot(self.share[chosen], self.z[chosen], marker, color=COLOURS[label], ms=8, **OUTLINE)
        kinds = ((0, "cats in the dark", CAT), (0.98, "fold-eared cats", CAT), (0.46, "flat-nosed dogs", DOG_TEXT))
        names = [
            score.text(share, -5.6, words, ha="center", va="center", color=colour) for share, words, colour in kinds
        ]
        self.guess = self.write(600, 289, fontsize=16, ha="center", va="center", color=GUESS)
        self.answering(marks[1], names[2], self.guess)
        ends = logistic.scores([self.start, self.end], self.w)
        score.plot([0, 1], ends, color=MODEL, lw=4)
        (self.stem,) = score.plot([], [], ":", color=MODEL, lw=2.5)
        (self.here,) = score.plot([], [], "D", color=MODEL, ms=14, mec=INK)
        self.moving(*self.face.artists, self.stem, self.here)

    def update(self, way, guess=None):
        x = (1 - way) * self.start + way * self.end
        z, p = float(logistic.scores([x], self.w)[0]), float(logistic.probability([x], self.w)[0])
        self.face.show(*x)
        self.here.set_data([way], [z])
        self.stem.set_data([way, way], [z, 2.8])
        near = int(np.argmin(np.linalg.norm(self.X - x, axis=1)))
        features = ", ".join(f"{feature:.2f}" for feature in x)
        said = f"x = ({features}): z = {number(z)}, p = {number(p)}, called a {SPECIES[int(z >= 0)]}."
        if not self.reveal(guess):
            return said
        self.guess.set_text(f"halfway, you said: {guess}")
        return (
            f"{said} The animal nearest to it is a {self.kind[near]}. Halfway it is a {self._halfway()}. You said: "
            f"{guess}."
        )

    def _halfway(self):
        """The kind of the animal nearest to the middle of the way."""
        return self.kind[int(np.argmin(np.linalg.norm(self.X - (self.start + self.end) / 2, axis=1)))]

    def panel(self):
        return dict(
            title="A walk from cat to cat",
            rows="L16",
            way=slider(0.0, 1.0, value=0.0, step=0.01, label="share of the way"),
            prediction=predict("Who lives halfway between these two cats?", choice(*pets.KINDS)),
            presets={"a cat": dict(way=0.0), "halfway": dict(way=0.5), "a cat again": dict(way=1.0)},
        )
