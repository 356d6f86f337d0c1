"""Training and validation loss against the step: when to stop."""

import functools

import numpy as np

from lib import layers, mlp, pets
from lib.panel import again, predict, steps
from lib.views.view import CAT, DATA, GUESS, MODEL, TRUTH, View, count, number, percent

EVERY = 10


class EarlyStopping(View):
    """L23: a network that learns from few animals with wrong labels, step by step."""

    alt = (
        "Training and validation loss of a network against the step of gradient descent; beside it the share of new "
        "animals that it gets wrong; what comes after the first steps is hidden until the learner has committed."
    )
    ANIMALS, WRONG, HIDDEN, STEPS, DRAWS = 60, 0.2, 16, 6000, 12
    RATE = 0.3  # at 0.5 descent is chaotic for some draws, and last digits would decide what is shown
    FIRST = 2  # seed
    SHOWN = (10, 20, 50, 100, 150, 200, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 4000, 6000)

    def prepare(self):
        self.train, self.fresh = pets.read("train")[:2], pets.read("validation")[:2]
        self.curves = functools.cache(self._curves)

    def _curves(self, draw):
        """The steps, and there: training loss, validation loss, share of new animals wrong by their true labels."""
        X, y = self.train
        rng = np.random.default_rng(self.FIRST + draw)
        rows = rng.permutation(len(X))[: self.ANIMALS]
        told = np.where(rng.random(self.ANIMALS) < self.WRONG, 1 - y[rows], y[rows])
        start = mlp.initial([X.shape[1], self.HIDDEN, 1], np.random.default_rng(self.FIRST + draw))
        training = mlp.train(start, X[rows], told[:, None], "cross-entropy", self.RATE, self.STEPS, every=EVERY)
        X_new, y_new = self.fresh
        losses, wrong = [], []
        for i in range(len(training.steps)):
            z = mlp.forward(training.network(i), X_new).y[-1]
            # Of the validation labels the same share is wrong: the mean over all ways in which that can happen.
            right, turned = (layers.loss("cross-entropy", z, target[:, None]) for target in (y_new, 1 - y_new))
            losses.append((1 - self.WRONG) * right + self.WRONG * turned)
            wrong.append(np.mean((z[:, 0] > 0) != y_new))
        return training.steps, training.loss, np.array(losses), np.array(wrong)

    def best(self, draw):
        """The step with the least validation loss."""
        at, _, losses, _ = self.curves(draw)
        return int(at[np.argmin(losses)])

    def build(self):
        loss = self.axes(75, 65, 560, 400, xscale="log", xlim=(9, 7000), ylim=(0, 1.5))
        wrong = self.axes(740, 65, 440, 400, xscale="log", xlim=(9, 7000), ylim=(0, 55))
        for axes, title in ((loss, "cross-entropy"), (wrong, "wrong on new animals, in %")):
            axes.set_xticks([10, 100, 1000, 6000], ["10", "100", "1,000", "6,000"])
            axes.minorticks_off()
            axes.set(xlabel="steps")
            axes.set_title(title)
        self.lines = [loss.plot([], [], "--", color=DATA)[0], loss.plot([], [], color=CAT)[0]]
        (self.here,) = loss.plot([], [], "o", color=MODEL, ms=12)
        self.lines += [wrong.plot([], [], color=CAT)[0]]
        (self.there,) = wrong.plot([], [], "o", color=MODEL, ms=12, clip_on=False)
        self.names = [
            loss.text(0.03, 0.05, "- - training", color=DATA, transform=loss.transAxes),
            loss.text(0.03, 0.93, "— validation", color=CAT, transform=loss.transAxes),
        ]
        self.moving(*self.lines, self.here, self.there)
        self.least = self.mark(loss, TRUTH, ":", name_at=0.25)
        self.guess = self.mark(loss, GUESS, name_at=0.15)
        self.least_there = self.mark(wrong, TRUTH, ":", name_at=0.9)

    def panel(self):
        asked = "After how many steps is the validation loss least?"
        return dict(
            title="When to stop",
            rows="L23",
            step=steps(self.SHOWN, value=200, label="steps"),
            draw=again(self.DRAWS),
            prediction=predict(asked, steps(self.SHOWN, value=200)),
            presets={
                "a few steps": dict(step=50, draw=0),
                "a thousand": dict(step=1000, draw=0),
                "all": dict(step=6000, draw=0),
            },
        )

    def update(self, step, draw, guess=None):
        at, training, losses, wrong = self.curves(draw)
        place = step // EVERY
        guessed = self.reveal(guess)
        upto = slice(1, None if guessed else place + 1)
        for line, curve in zip(self.lines, (training, losses, 100 * wrong)):
            line.set_data(at[upto], curve[upto])
        self.here.set_data([step], [losses[place]])
        self.there.set_data([step], [100 * wrong[place]])
        readout = (
            f"After {count(step, 'step')} the training loss is {number(training[place])} and the validation loss "
            f"{number(losses[place])}; {percent(wrong[place])} of new animals are wrong"
        )
        if not guessed:
            return f"{readout}."
        best = self.best(draw)
        self.least.show(best, "stop here")
        self.guess.show(guess, "your guess")
        self.least_there.show(best, f"{percent(wrong[best // EVERY])}")
        return f"{readout}. The validation loss is least after {count(best)} steps; you guessed {count(guess)}."
