"""Descent with a part of the data at each step: all rows, a mini-batch, or one row."""

import functools
import warnings

import numpy as np

from lib import mlp
from lib.panel import again, choice, predict, slider
from lib.views.view import CAT, GUESS, INK, MODEL, TRUTH, View, count, number


class MiniBatches(View):
    """L30: the same passes over the data, in few large steps or in many small ones."""

    alt = (
        "The loss of all animals against the epoch, for three ways through the same data: all rows in one step, "
        "mini-batches, and one row a step. An upright line marks the epoch that is chosen."
    )
    size = (1200, 540)
    EPOCHS, HIDDEN, DRAWS = 20, 6, 12
    RATES = (0.3, 1.0)  # with larger ones single rows make a path that hangs on the last digit of the weights
    NAMES = ("all at once", "36 at a time", "one at a time")

    def prepare(self, X, y):
        """X : (n, 3). y : (n,)."""
        self.X, self.y = X, y
        self.batches = dict(zip(self.NAMES, (len(y), 36, 1)))
        self.run = functools.cache(self._run)

    def _run(self, name, rate, draw):
        """(epochs, loss) of one training; the draw is the order of the rows, the start is always the same."""
        batch, n = self.batches[name], len(self.y)
        start = mlp.initial([3, self.HIDDEN, 1], np.random.default_rng(0), activation="sigmoid")
        steps, every, rng = self.EPOCHS * (n // batch), max(1, n // batch // 10), np.random.default_rng(draw)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "diverged", RuntimeWarning)
            went = mlp.train(start, self.X, self.y[:, None], "cross-entropy", rate, steps, batch, rng, every)
        return went.steps * batch / n, went.loss

    def build(self):
        plot = self.axes(
            110, 75, 720, 420, xlim=(0, self.EPOCHS), ylim=(0, 1.2), xlabel="epoch", title="loss of all animals"
        )
        plot.set(xticks=[0, 5, 10, 15, 20], yticks=[0, 0.5, 1])
        styles = (INK, "o-", 6), (TRUTH, "--", 0), (MODEL, "-", 0)
        self.curves = [plot.plot([], [], style, color=colour, ms=ms)[0] for colour, style, ms in styles]
        self.curves[0].set_clip_on(False)  # its marks stand at both ends
        self.here = self.moving(plot.axvline(0, color=CAT, lw=2, ls=":", clip_on=False))
        heights = (440, 320, 200)
        self.losses = [self.write(870, y - 36, fontsize=22, color=style[0]) for y, style in zip(heights, styles)]
        for y, name, style in zip(heights, self.NAMES, styles):
            self.write(870, y, f"{name}:", fontsize=17, color=style[0])
        self.counts = [self.write(870, y - 68, fontsize=16) for y in heights]
        self.covering(*(self.write(870, y - 36, "loss ?", fontsize=22, color=INK) for y in heights))
        self.guessed = self.write(870, 60, fontsize=17, color=GUESS)
        self.moving(*self.counts)
        self.answering(*self.curves, *self.losses, self.guessed)
        self.cover(plot)

    def update(self, epoch, learning_rate, draw, guess=None):
        self.here.set_xdata([epoch, epoch])
        taken = [epoch * (len(self.y) // batch) for batch in self.batches.values()]
        for words, steps_taken in zip(self.counts, taken):
            words.set_text(count(steps_taken, "step"))
        few, some, many = map(count, taken)
        said = f"Epoch {epoch}, α = {number(learning_rate, 2)}: {few}, {some} or {many} steps"
        if not self.reveal(guess):
            return f"{said}."
        found = []
        for name, curve, words in zip(self.NAMES, self.curves, self.losses):
            epochs, loss = self.run(name, learning_rate, draw)
            curve.set_data(epochs, loss)
            found.append(loss[np.argmin(np.abs(epochs - epoch))])
            words.set_text(f"loss {number(found[-1], 2)}")
        self.guessed.set_text(f"your guess: {guess}")
        lowest = self.NAMES[int(np.argmin(found))]
        return (
            f"{said}, with a loss of {', '.join(number(loss, 2) for loss in found)}. Lowest: {lowest}. You guessed "
            f"{guess}."
        )

    def panel(self):
        return dict(
            title="All animals, a mini-batch, or one",
            rows="L30",
            epoch=slider(1, self.EPOCHS, value=self.EPOCHS),
            learning_rate=choice(*((number(rate, 2), rate) for rate in self.RATES), value=1.0, label="learning rate α"),
            draw=again(self.DRAWS, "draw another order"),
            prediction=predict(f"α = 1: which has the lowest loss after {self.EPOCHS} epochs?", choice(*self.NAMES)),
            presets={
                "one epoch": dict(epoch=1, learning_rate=1.0),
                "ten epochs": dict(epoch=10, learning_rate=1.0),
                "a smaller rate": dict(epoch=self.EPOCHS, learning_rate=0.3),
            },
        )
