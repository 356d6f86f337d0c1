"""Training, validation and test: which animals are in which set, and what that depends on."""

import numpy as np
from matplotlib.patches import Rectangle

from lib import pets, validation
from lib.panel import choice, predict, slider
from lib.views.animals import DOG_TEXT, OUTLINE
from lib.views.view import CAT, DATA, DOG, LIGHT, MODEL, Picture, View

SETS = ("training", "validation", "test")


class ThreeSets(View):
    """L23: which animals are in which set, and what shuffling and stratifying change."""

    alt = (
        "Three boxes, training, validation and test, with the animals of each in six rows by kind and a tick at the "
        "fair share; below, the file from its first animal to its last, and which animals go to which set."
    )
    size = (1200, 560)
    LEFTS = (236, 564, 892)
    STEP = 13

    def prepare(self, kind):
        """kind : (n,) array of str. Every fifth animal of each kind is taken, and the file lists them kind by kind."""
        self.members = np.array([np.sum(kind == name) // 5 for name in pets.KINDS])
        self.kind = np.repeat(np.arange(len(pets.KINDS)), self.members)
        self.is_dog = np.array([label for label, *_ in pets.KINDS.values()]) == 1

    def build(self):
        board = self.axes(0, 0, 1200, 560, xlim=(0, 1200), ylim=(0, 560))
        board.set_axis_off()
        tasks = ("sets the weights", "chooses the model", "opened once, at the end")
        for left, name, task in zip(self.LEFTS, SETS, tasks):
            board.add_patch(Rectangle((left - 8, 172), 300, 276, fc="none", ec=LIGHT, lw=2))
            board.text(left + 142, 528, name, fontsize=20, ha="center")
            board.text(left + 142, 500, task, fontsize=16, ha="center", color=MODEL)
        for row, name in enumerate(pets.KINDS):
            colour = DOG_TEXT if self.is_dog[row] else CAT
            board.text(220, self._height(row), name, ha="right", va="center", color=colour)
        self.sizes = [board.text(left + 142, 468, "", ha="center") for left in self.LEFTS]
        styles = (("o", DOG), ("s", CAT))
        self.animals = [board.plot([], [], marker, color=colour, ms=9, **OUTLINE)[0] for marker, colour in styles]
        (self.fair,) = board.plot([], [], color=DATA, lw=2)
        (self.missing,) = board.plot([], [], "X", color=MODEL, ms=15, mew=0)

        n, left, width = len(self.kind), 228, 956
        board.text(220, 130, "place in the file:", ha="right", va="center")
        for row, name in enumerate(SETS):
            board.text(220, 106 - 27 * row, name, ha="right", va="center")
        strip = self.axes(left, 38, width, 81)
        strip.set_axis_off()
        self.strip = Picture(strip, np.ones((3, n, 3)))
        strip.set_aspect("auto")
        for place, members, is_dog in zip(np.cumsum(self.members) - self.members, self.members, self.is_dog):
            ends = left + width * np.array([place, place + members]) / n + [2, -2]
            board.plot(
                ends, [130, 130], color=DOG_TEXT if is_dog else CAT, lw=8 if is_dog else 3, solid_capstyle="butt"
            )
        board.text(706, 14, "thick: dogs, thin: cats; in the file each kind stands together", ha="center", va="center")
        self.moving(*self.sizes)
        self.answering(*self.animals, self.fair, self.missing, self.strip)
        self.cover(board, 706 / 1200, 310 / 560)

    def panel(self):
        return dict(
            title="Who may see what, and when",
            rows="L23",
            training=slider(30, 60, value=60, step=5, label="training (%)"),
            validation_share=slider(10, 30, value=20, step=5, label="validation (%)"),
            order=choice("as filed", "shuffled", "stratified by kind"),
            luck=slider(1, 20, label="shuffle number"),
            prediction=predict("How many of the six kinds does training never see?", slider(0, 5)),
            presets={
                "as filed": dict(order="as filed"),
                "shuffled": dict(order="shuffled", luck=1),
                "bad luck": dict(order="shuffled", luck=6),
                "stratified": dict(order="stratified by kind"),
            },
        )

    def _height(self, row):
        return 425 - 46 * row

    def update(self, training, validation_share, order, luck, guess=None):
        shares = np.array([training, validation_share, 100 - training - validation_share]) / 100
        n, rng = len(self.kind), np.random.default_rng(luck)
        if order == "stratified by kind":
            parts = validation.stratified_split(self.kind, shares, rng)
        else:
            parts = validation.split(n, shares, rng if order == "shuffled" else None)
        counts = np.array([np.bincount(self.kind[part], minlength=len(self.members)) for part in parts])
        fair = np.outer(shares, self.members)

        places = {True: [], False: []}
        for left, row_counts in zip(self.LEFTS, counts):
            for row, c in enumerate(row_counts):
                places[bool(self.is_dog[row])] += [(left + self.STEP * i, self._height(row)) for i in range(c)]
        for artist, is_dog in zip(self.animals, (True, False)):
            artist.set_data(*np.reshape(places[is_dog], (-1, 2)).T)
        x = np.array(self.LEFTS)[:, None] + self.STEP * (fair - 0.5)
        y = np.broadcast_to(self._height(np.arange(len(self.members))), x.shape)
        self.fair.set_data(x.repeat(3), (y[:, :, None] + [-17, 17, np.nan]).ravel())
        part, row = np.nonzero(counts == 0)
        self.missing.set_data(np.array(self.LEFTS)[part] + 8, self._height(row))
        dogs = counts[:, self.is_dog].sum(axis=1)
        guessed = self.reveal(guess)
        for text, size, dog in zip(self.sizes, counts.sum(axis=1), dogs):
            text.set_text(f"{size} animals" + f", {dog} of them dogs" * guessed)
        picture = np.full((3, n, 3), 0.9)
        for row, part in enumerate(parts):
            picture[row, part] = 0.25
        self.strip.set_data(picture)

        off = np.abs(counts - fair)
        s, k = np.unravel_index(np.argmax(off.round(9)), off.shape)
        names = list(pets.KINDS)
        readout = f"{', '.join(str(len(part)) for part in parts)} animals for training, validation and test."
        if not guessed:
            return readout
        blind = np.count_nonzero(counts[0] == 0)
        readout += (
            f" Farthest from its fair share: {names[k]}, {counts[s, k]} in the {SETS[s]} set instead of "
            f"{fair[s, k]:.1f}. Kinds that training never sees: {blind} of {len(names)}"
        )
        return readout + f"; you guessed {guess} for the order of the file."
