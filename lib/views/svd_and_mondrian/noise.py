"""Noise on a painting: which of its layers can still be told from it."""

import functools

import numpy as np

from lib import mondrian, svd
from lib.panel import again, predict, slider, steps
from lib.views.svd_and_mondrian.low_rank import first_layers, row_of_pictures
from lib.views.view import DATA, MODEL, TRUTH, View, number, percent


class NoisyPainting(View):
    """L13: small singular values drown in noise, and the best rank is near where they meet its floor."""

    alt = (
        "The noisy painting and the same cut to rank k; below, its singular values with the noise floor, and the "
        "errors to the noisy and to the clean painting against k."
    )
    size = (1200, 600)
    photographic = True
    MOST = 40

    LEVELS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
    DRAWS = 12

    def prepare(self, painting):
        self.painting = painting
        clean = mondrian.as_matrix(painting.picture)
        self.clean = svd.svd(clean)[1][: self.MOST]
        self.floor = {level: svd.noise_floor(*clean.shape, level) for level in self.LEVELS}
        # Drawn when it is asked for, and the last ones kept: all of them would hold 20 MB.
        self.bumps = functools.lru_cache(maxsize=1)(self._bumps)
        self.noisy = functools.lru_cache(maxsize=2 * len(self.LEVELS))(self._noisy)
        for level in self.LEVELS:
            self.noisy(level, 0)

    def _bumps(self, draw):
        """Noise of deviation 1. Returns a picture."""
        return np.random.default_rng(draw).standard_normal(self.painting.picture.shape, dtype=np.float32)

    def _noisy(self, level, draw):
        """Singular values, first layers, and the errors in percent, to the noisy and to the clean, for each rank."""
        clean = mondrian.as_matrix(self.painting.picture)
        U, s, Vt = svd.svd(clean + level * mondrian.as_matrix(self.bumps(draw)))
        errors = (
            100 * e[: self.MOST + 1] / np.linalg.norm(clean) for e in (svd.tail(s), svd.error_to(clean, U, s, Vt))
        )
        return s[: self.MOST].copy(), first_layers(U, s, Vt, self.MOST), *errors

    def build(self):
        self.pictures, self.titles = row_of_pictures(self, self.painting.picture, "", "", "the clean painting")
        values = self.axes(80, 62, 460, 190, xlim=(0, self.MOST + 1), yscale="log", ylim=(1, 700))
        values.set(title="singular values", xlabel="rank k")
        values.minorticks_off()
        errors = self.axes(680, 62, 500, 190, xlim=(0, self.MOST + 1), ylim=(0, 100), xlabel="rank k")
        errors.set_title("error in % to the noisy (dotted), the clean (solid)")
        (self.values,) = values.plot([], [], "o", color=DATA, ms=7)
        (self.pure,) = values.plot([], [], "x", color=TRUTH, ms=8, mew=2)
        (self.line,) = values.plot([0, self.MOST + 1], [1, 1], "--", color=MODEL, lw=2)
        self.line_name = values.text(self.MOST + 1, 1, "noise floor", color=MODEL, ha="right", va="bottom")
        (self.cut,) = values.plot([], [], "-", color=MODEL)
        ks = np.arange(self.MOST + 1)
        (self.noisy_curve,) = errors.plot(ks, ks, ":", color=DATA)
        (self.clean_curve,) = errors.plot(ks, ks, "-", color=TRUTH)
        (self.dots,) = errors.plot([], [], "o", color=MODEL, ms=11, clip_on=False)
        (self.best,) = errors.plot([], [], "*", color=TRUTH, ms=20, mec="white", clip_on=False)
        self.moving(*self.pictures[:2], *self.titles[:2], self.values, self.cut)
        self.answering(self.line, self.line_name, self.pure, self.noisy_curve, self.clean_curve, self.dots)
        self.guess = self.mark(errors, name_at=0.95)
        self.answering(self.best)
        self.cover(errors)

    def update(self, noise, rank, draw, guess=None):
        s, (stretched, Vt), to_noisy, to_clean = self.noisy(noise, draw)
        floor = self.floor[noise]
        self.pictures[0].set_data(self.painting.picture + noise * self.bumps(draw))
        self.pictures[1].set_data(mondrian.as_picture(stretched[:, :rank] @ Vt[:rank]))
        self.titles[0].set_text(f"with noise of {number(noise, 2)}")
        self.titles[1].set_text(f"cut to rank {rank}")
        self.values.set_data(np.arange(1, len(s) + 1), s)
        self.cut.set_data([rank + 0.5] * 2, [1, 700])
        if not self.reveal(guess):
            return f"Noise of {number(noise, 2)}. The picture shows rank {rank}."
        self.line.set_ydata([floor, floor])
        self.line_name.set_y(1.05 * floor)
        shown = np.flatnonzero(self.clean > 1)
        self.pure.set_data(shown + 1, self.clean[shown])
        best = int(np.argmin(to_clean))
        self.noisy_curve.set_ydata(to_noisy)
        self.clean_curve.set_ydata(to_clean)
        self.dots.set_data([rank, rank], [to_noisy[rank], to_clean[rank]])
        self.best.set_data([best], [to_clean[best]])
        self.guess.show(guess, f"your guess: {guess}")
        return (
            f"Noise floor {number(floor)}: {np.count_nonzero(s > floor)} singular values stand above it. "
            f"At rank {rank} the error to the noisy painting is {percent(to_noisy[rank] / 100)}, to the clean one "
            f"{percent(to_clean[rank] / 100)}. You guessed {guess}; the best rank is {best} "
            f"({percent(to_clean[best] / 100)})."
        )

    def panel(self):
        *_, to_clean = self.noisy(0.2, 0)
        return dict(
            title="Noise in the singular values",
            rows="L13",
            noise=steps(self.LEVELS, value=0.2, label="noise τ"),
            rank=slider(1, self.MOST, value=20, label="rank k"),
            draw=again(self.DRAWS, label="draw the noise again"),
            prediction=predict(
                "With noise of 0.2, which rank k comes nearest to the clean painting?", slider(1, self.MOST, value=1)
            ),
            presets={
                "hardly any noise": dict(noise=0.05, rank=8),
                "cut well": dict(noise=0.2, rank=int(np.argmin(to_clean)), draw=0),
                "much noise": dict(noise=0.5, rank=20),
            },
        )
