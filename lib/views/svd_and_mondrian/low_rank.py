"""Paintings as matrices of low rank.

The figures show the layers that a painting is made of, how many of them are enough, and what turning it, noise or
another picture does to that number.
"""

import numpy as np

from lib import datasets, mondrian, svd
from lib.views.view import CAT, DATA, LIGHT, MODEL, TRUTH, Picture, View, count, number, percent

RANK_TICKS = [1, 2, 4, 8, 16, 32, 64, 128, 256]


def _row_of_pictures(view, first, *titles, bottom=310, height=256):
    """Pictures beside each other, each below its title. first : (m, n, 3) array, what they show to begin with.

    Returns the pictures, and the titles as artists.
    """
    pictures, words = [], []
    for i, title in enumerate(titles):
        left = 14 + 394 * i
        frame = view.axes(left, bottom, 384, height)
        frame.set_axis_off()
        pictures.append(Picture(frame, first))
        words.append(view.write(left + 192, bottom + height + 8, title, ha="center", fontsize=17))
    return pictures, words


class RankOneLayers(View):
    """L14: a painting as a sum of layers σ u vᵀ, added one at a time."""

    alt = (
        "Three pictures: the sum of the first layers of a painting, the newest layer alone and what is missing; "
        "below, the singular values and the two vectors that make the newest layer."
    )
    size = (1200, 600)
    photographic = True

    def prepare(self, painting):
        self.A, self.rank = mondrian.as_matrix(painting.picture), painting.rank
        U, s, Vt = svd.svd(self.A)
        self.U, self.s, self.Vt = U[:, : self.rank].copy(), s, Vt[: self.rank].copy()
        self.shares = 100 * s[: self.rank] ** 2 / (s**2).sum()

    def build(self):
        m, n, _ = mondrian.as_picture(self.A).shape
        rank = self.rank
        self.pictures, self.titles = _row_of_pictures(self, mondrian.as_picture(self.A), "", "", "what is missing")
        bars = self.axes(70, 60, 300, 180, xlim=(0.3, rank + 0.7), ylim=(0, 105), title="share of ‖A‖² in %")
        bars.set_xticks(range(1, rank + 1))
        self.bars = list(bars.bar(range(1, rank + 1), self.shares, color=LIGHT))
        u, v = (1.1 * np.abs(vectors).max() for vectors in (self.U[:, :rank], self.Vt[:rank]))
        columns = self.axes(460, 60, 310, 180, xlim=(0, n), ylim=(-v, v), title="v along a row: red, green, blue")
        rows = self.axes(860, 60, 310, 180, xlim=(0, m), ylim=(-u, u), title="u down a column")
        for box in (columns, rows):
            box.axhline(0, color=LIGHT, lw=1)
        self.v = [columns.plot([], [], style, color=c)[0] for c, style in zip(("#D0021B", TRUTH, CAT), "-:-")]
        (self.u,) = rows.plot([], [], color=DATA)
        self.moving(*self.pictures, *self.titles[:2], *self.bars, *self.v, self.u)

    def update(self, layers):
        stretched = self.U[:, :layers] * self.s[:layers]
        total = stretched @ self.Vt[:layers]
        newest = np.outer(stretched[:, -1], self.Vt[layers - 1]) if layers else np.zeros_like(self.A)
        shown = [total, 0.5 + newest / (2 * np.abs(newest).max() or 1), 0.5 + (self.A - total) / 2]
        for picture, A in zip(self.pictures, shown):
            picture.set_data(mondrian.as_picture(A))
        self.titles[0].set_text(f"sum of {count(layers, 'layer')}")
        self.titles[1].set_text(f"layer {layers} alone: σuvᵀ" if layers else "no layer yet")
        for i, bar in enumerate(self.bars):
            bar.set_facecolor(MODEL if i == layers - 1 else DATA if i < layers else LIGHT)
        if layers:
            for line, part in zip(self.v, np.split(self.Vt[layers - 1], 3)):
                line.set_data(np.arange(len(part)), part)
            self.u.set_data(np.arange(len(self.U)), self.U[:, layers - 1])
        else:
            for line in (*self.v, self.u):
                line.set_data([], [])
        error = svd.tail(self.s, layers) / svd.tail(self.s, 0)
        return f"{layers} of {self.rank} layers: {percent(error)} of the painting is still missing." + (
            f" The newest has σ = {number(self.s[layers - 1])}." if layers else ""
        )


class PaintingAtRank(View):
    """L14: a picture cut to rank k, what is missing, the error and the numbers stored."""

    alt = (
        "Three pictures: the original, its approximation of rank k and what is missing; below, the singular values "
        "and the relative error against the rank."
    )
    size = (1200, 600)
    photographic = True

    def prepare(self, paintings, photograph):
        """paintings : dict name → Painting. photograph : (m, n, 3) array. All of one size."""
        pictures = {name: painting.picture for name, painting in paintings.items()} | {"photograph": photograph}
        self.factors, self.exact = {}, {}
        for name, picture in pictures.items():
            A = mondrian.as_matrix(picture)
            U, s, Vt = svd.svd(A)
            exact = self.exact[name] = svd.rank(A)
            # Beyond the exact rank there is nothing to add.
            self.factors[name] = picture, U[:, :exact].copy(), s, Vt[:exact].copy()
        self.kinds = {name: _row_colours(painting) for name, painting in paintings.items()}
        self.shape = A.shape

    def build(self):
        blank = np.zeros((self.shape[0], self.shape[1] // 3, 3))
        self.pictures, (_, self.title, _) = _row_of_pictures(self, blank, "original", "", "what is missing")
        values = self.axes(100, 62, 440, 190, xscale="log", yscale="log", xlim=(0.9, 300), ylim=(1e-7, 3))
        values.set(title="singular values σᵢ / σ₁", yticks=[1e-6, 1e-4, 1e-2, 1])
        errors = self.axes(660, 62, 520, 190, xscale="log", xlim=(0.9, 300), ylim=(0, 60), title="error in %")
        for box in (values, errors):
            box.set_xticks(RANK_TICKS, RANK_TICKS)
            box.minorticks_off()
            box.set_xlabel("rank k", labelpad=0)
        (self.values,) = values.plot([], [], "o", color=DATA, ms=6)
        (self.errors,) = errors.plot([], [], "-", color=DATA)
        self.here = [values.axvline(1, color=MODEL), errors.plot([], [], "o", color=MODEL, ms=12)[0]]
        stripe = self.axes(3, 310, 8, 256)
        stripe.set_axis_off()
        self.stripe = Picture(stripe, blank[:, :1])
        stripe.set_aspect("auto")
        self.moving(*self.pictures, self.title, self.here[0])
        self.answering(self.stripe, self.values, self.errors, self.here[1])
        self.guess = self.mark(errors, name_at=0.91)
        self.truth = self.mark(errors, TRUTH, "-", span=(0, 0.8), name_at=0.73)
        self.cover(values)
        self.cover(errors)

    def update(self, picture, rank, guess=None):
        original, U, s, Vt = self.factors[picture]
        exact = self.exact[picture]
        k = min(rank, exact)
        A_k = mondrian.as_picture((U[:, :k] * s[:k]) @ Vt[:k])
        for box, image in zip(self.pictures, (original, A_k, 0.5 + original - A_k)):
            box.set_data(image)
        self.title.set_text(f"rank {rank}")
        relative = svd.tail(s) / svd.tail(s, 0)
        self.here[0].set_xdata([rank, rank])
        stored, pixels = svd.storage(*self.shape, rank), np.prod(self.shape)
        missing = "exact" if rank >= exact else f"{percent(relative[rank])} missing"
        readout = (
            f"Rank {rank}: {missing}; {count(stored)} numbers ({count(round(4 * stored / 1000))} KB at 4 bytes) "
            f"for {count(pixels)} pixel values ({count(round(pixels / 1000))} KB at 1 byte)."
        )
        if not self.reveal(guess):
            return readout
        ks = np.arange(1, len(s) + 1)
        self.values.set_data(ks, s / s[0])
        self.errors.set_data(ks, 100 * relative[1:])
        self.here[1].set_data([rank], [100 * relative[rank]])
        self.stripe.set_visible(picture in self.kinds)
        if picture in self.kinds:
            self.stripe.set_data(self.kinds[picture])
        self.guess.show(guess, f"your guess: {guess}")
        # Away from the line of the guess, if there is room.
        self.truth.show(exact, f"exact at {exact}", "left" if 3 < exact < guess else None)
        return f"{readout} You guessed {guess}; exact at rank {exact}."


def _row_colours(painting):
    """One pixel column (m, 1, 3) in which rows of pixels that look the same have the same colour."""
    palette = np.array(
        [
            [0.9, 0.6, 0],
            [0.35, 0.7, 0.9],
            [0, 0.6, 0.5],
            [0.95, 0.9, 0.25],
            [0, 0.45, 0.7],
            [0.8, 0.4, 0],
            [0.8, 0.6, 0.7],
            [0.2, 0.2, 0.2],
            [0.7, 0.7, 0.7],
            [0.5, 0.2, 0.4],
        ]
    )
    kinds = painting.row_kinds.repeat(np.diff(painting.row_edges))
    return palette[kinds % len(palette)][:, None]


class TurnedPainting(View):
    """L14: the same painting turned: the rank sees alignment with the grid, not simplicity."""

    alt = (
        "The painting turned by an angle, what is left of it at the rank that was exact before, and the rank that is "
        "needed for an error of 1 % against the angle."
    )
    size = (1200, 400)
    photographic = True
    ERROR = 0.01

    def prepare(self, painting, angles):
        """painting : Painting. angles : the degrees that the slider can take."""
        self.rank = painting.rank
        self.turned, self.factors, self.relative, self.needed = {}, {}, {}, {}
        for angle in angles:
            A = mondrian.as_matrix(painting.turned(angle))
            U, s, Vt = svd.svd(A)
            # An eighth of the memory: 46 pictures are kept, in the colours of the screen.
            self.turned[angle] = np.clip(mondrian.as_picture(A) * 255 + 0.5, 0, 255).astype(np.uint8)
            self.factors[angle] = (U[:, : self.rank] * s[: self.rank], Vt[: self.rank].copy())
            self.relative[angle] = svd.tail(s, self.rank) / svd.tail(s, 0)
            self.needed[angle] = svd.rank_for_error(s, self.ERROR)

    def build(self):
        first, same = next(iter(self.turned.values())) / 255, f"the same at rank {self.rank}"
        self.pictures, (self.title, _) = _row_of_pictures(self, first, "", same, bottom=72)
        curve = self.axes(890, 72, 290, 256, xlim=(0, 45), ylim=(0, 1.15 * max(self.needed.values())))
        curve.plot(list(self.needed), list(self.needed.values()), color=DATA)
        curve.set(xticks=[0, 15, 30, 45], xlabel="angle in degrees", title="rank for 1 % error")
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=12, clip_on=False)
        self.moving(*self.pictures, self.title, self.here)

    def update(self, angle):
        self.pictures[0].set_data(self.turned[angle] / 255)
        stretched, Vt = self.factors[angle]
        self.pictures[1].set_data(mondrian.as_picture(stretched @ Vt))
        self.title.set_text(f"turned by {angle}°")
        self.here.set_data([angle], [self.needed[angle]])
        return (
            f"Turned by {angle}°: rank {self.needed[angle]} is needed for an error of 1 %; "
            f"rank {self.rank} leaves {percent(self.relative[angle])} missing."
        )


class OwnPicture(View):
    """L14: a picture of the learner's own, cut to rank k."""

    alt = "A picture, the same cut to rank k, and the relative error against the rank."
    size = (1200, 480)
    photographic = True
    SIDE = 384

    def prepare(self, picture):
        self.picture = picture

    def build(self):
        place = dict(bottom=40, height=self.SIDE)
        self.pictures, (_, self.title) = _row_of_pictures(self, self.picture, "original", "", **place)
        errors = self.axes(880, 70, 300, 340, xscale="log", xlim=(0.9, 400), ylim=(0, 100))
        errors.set(title="error in %", xlabel="rank k")
        errors.set_xticks([1, 4, 16, 64, 256], [1, 4, 16, 64, 256])
        errors.minorticks_off()
        (self.curve,) = errors.plot([], [], color=DATA)
        (self.here,) = errors.plot([], [], "o", color=MODEL, ms=12)
        self.moving(self.pictures[1], self.title, self.here)
        self.show(self.picture)

    def load(self, content):
        """Take the bytes of a PNG or JPEG file; a ``ValueError`` says what is wrong with them."""
        self.show(datasets.read_picture(content, longest=self.SIDE))

    def show(self, picture):
        self.picture = picture
        self.U, self.s, self.Vt = svd.svd(mondrian.as_matrix(picture))
        self.relative = svd.tail(self.s) / (svd.tail(self.s, 0) or 1)
        for shown in self.pictures:
            shown.show(picture)
        self.curve.set_data(np.arange(1, len(self.s) + 1), 100 * self.relative[1:])
        self.redraw_still()

    def update(self, rank):
        m, n, _ = self.picture.shape
        k = min(rank, len(self.s))
        self.pictures[1].set_data(mondrian.as_picture((self.U[:, :k] * self.s[:k]) @ self.Vt[:k]))
        self.title.set_text(f"rank {k}")
        self.here.set_data([k], [100 * self.relative[k]])
        beyond = f"Rank {rank} is beyond the picture's {len(self.s)}. " if rank > k else ""
        return (
            f"{beyond}{m} × {n} pixels at rank {k}: {percent(self.relative[k])} missing; "
            f"{count(svd.storage(m, 3 * n, k))} numbers instead of {count(3 * m * n)}. Rank "
            f"{svd.rank_for_error(self.s, 0.1)} is enough for 10 %, rank {svd.rank_for_error(self.s, 0.01)} for 1 %."
        )


class NoisyPainting(View):
    """L13: small singular values drown in noise, and the best rank is near where they meet its floor."""

    alt = (
        "The noisy painting and the same cut to rank k; below, its singular values with the noise floor, and the "
        "errors to the noisy and to the clean painting against k."
    )
    size = (1200, 600)
    photographic = True
    MOST = 40

    def prepare(self, painting, levels, rng):
        """levels : the standard deviations of the noise that the slider can take."""
        self.picture = painting.picture
        clean = mondrian.as_matrix(painting.picture)
        self.bumps = mondrian.as_picture(rng.normal(size=clean.shape))
        self.clean = svd.svd(clean)[1][: self.MOST]
        self.factors, self.to_noisy, self.to_clean, self.floor = {}, {}, {}, {}
        for level in levels:
            U, s, Vt = svd.svd(clean + level * mondrian.as_matrix(self.bumps))
            size = np.linalg.norm(clean)
            self.to_noisy[level] = 100 * svd.tail(s)[: self.MOST + 1] / size
            self.to_clean[level] = 100 * svd.error_to(clean, U, s, Vt)[: self.MOST + 1] / size
            self.factors[level] = (U[:, : self.MOST].copy(), s[: self.MOST], Vt[: self.MOST].copy())
            self.floor[level] = svd.noise_floor(*clean.shape, level)

    def build(self):
        self.pictures, self.titles = _row_of_pictures(self, self.picture, "", "", "the clean painting")
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
        (self.dots,) = errors.plot([], [], "o", color=MODEL, ms=11)
        (self.best,) = errors.plot([], [], "*", color=TRUTH, ms=20, mec="white")
        self.moving(*self.pictures[:2], *self.titles[:2], self.values, self.line, self.line_name, self.cut)
        self.answering(self.pure, self.noisy_curve, self.clean_curve, self.dots)
        self.guess = self.mark(errors, name_at=0.95)
        self.answering(self.best)
        self.cover(errors)

    def update(self, noise, rank, guess=None):
        U, s, Vt = self.factors[noise]
        to_noisy, to_clean, floor = self.to_noisy[noise], self.to_clean[noise], self.floor[noise]
        self.pictures[0].set_data(self.picture + noise * self.bumps)
        self.pictures[1].set_data(mondrian.as_picture((U[:, :rank] * s[:rank]) @ Vt[:rank]))
        self.titles[0].set_text(f"with noise of {number(noise, 2)}")
        self.titles[1].set_text(f"cut to rank {rank}")
        self.values.set_data(np.arange(1, len(s) + 1), s)
        self.line.set_ydata([floor, floor])
        self.line_name.set_y(1.05 * floor)
        self.cut.set_data([rank + 0.5] * 2, [1, 700])
        floor_words = f"Noise floor {number(floor)}: {np.count_nonzero(s > floor)} singular values stand above it."
        if not self.reveal(guess):
            return f"{floor_words} The picture shows rank {rank}."
        shown = np.flatnonzero(self.clean > 1)
        self.pure.set_data(shown + 1, self.clean[shown])
        best = int(np.argmin(to_clean))
        self.noisy_curve.set_ydata(to_noisy)
        self.clean_curve.set_ydata(to_clean)
        self.dots.set_data([rank, rank], [to_noisy[rank], to_clean[rank]])
        self.best.set_data([best], [to_clean[best]])
        self.guess.show(guess, f"your guess: {guess}")
        return (
            f"{floor_words} At rank {rank} the error to the noisy painting is {percent(to_noisy[rank] / 100)}, to the "
            f"clean one {percent(to_clean[rank] / 100)}. You guessed {guess}; the best rank is {best} "
            f"({percent(to_clean[best] / 100)})."
        )
