"""Paintings as matrices of low rank.

The figures show the layers that a painting is made of, how many of them are enough, and what turning it or another
picture does to that number.
"""

import zlib

import numpy as np

from lib import datasets, mondrian, svd
from lib.panel import choice, predict, slider, upload
from lib.views.view import CAT, DATA, LIGHT, MODEL, TRUTH, Picture, View, count, number, percent

RANK_TICKS = [1, 2, 4, 8, 16, 32, 64, 128, 256]


def first_layers(U, s, Vt, rank):
    """The first layers, kept for their picture, for which single precision is plenty: (U s, Vᵀ), half as large."""
    return (U[:, :rank] * s[:rank]).astype(np.float32), Vt[:rank].astype(np.float32)


def _bytes_of(picture):
    """A picture in the 256 shades of the screen, an eighth as large."""
    return np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8)


def row_of_pictures(view, first, *titles, bottom=310, height=256):
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
        A, self.rank = mondrian.as_matrix(painting.picture), painting.rank
        U, s, Vt = svd.svd(A)
        self.A = A.astype(np.float32)
        self.U, self.s, self.Vt = U[:, : self.rank].copy(), s, Vt[: self.rank].copy()
        self.shares = 100 * s[: self.rank] ** 2 / (s**2).sum()

    def build(self):
        picture, rank = mondrian.as_picture(self.A), self.rank
        m, n, _ = picture.shape
        self.pictures, self.titles = row_of_pictures(self, picture, "", "", "what is missing")
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
        newest = np.outer(stretched[:, -1], self.Vt[layers - 1]) if layers else np.zeros_like(total)
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

    def panel(self):
        return dict(
            title="The layers, one at a time",
            rows="L14",
            layers=slider(0, self.rank, value=2),
            presets={
                "the first": dict(layers=1),
                "half of them": dict(layers=self.rank // 2),
                "all": dict(layers=self.rank),
            },
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
        self.pictures_of, self.factors, self.s, self.exact = {}, {}, {}, {}
        for name, picture in pictures.items():
            A = mondrian.as_matrix(picture)
            U, self.s[name], Vt = svd.svd(A)
            exact = self.exact[name] = svd.rank(A)
            self.pictures_of[name] = _bytes_of(picture)
            self.factors[name] = first_layers(U, self.s[name], Vt, exact)  # beyond there is nothing to add
        self.kinds = {name: _row_colours(painting) for name, painting in paintings.items()}
        self.shape = A.shape

    def build(self):
        blank = np.zeros((self.shape[0], self.shape[1] // 3, 3))
        self.pictures, (_, self.title, _) = row_of_pictures(self, blank, "original", "", "what is missing")
        values = self.axes(100, 62, 440, 190, xscale="log", yscale="log", xlim=(0.9, 300), ylim=(1e-7, 3))
        values.set(title="singular values σᵢ / σ₁", yticks=[1e-6, 1e-4, 1e-2, 1])
        errors = self.axes(660, 62, 520, 190, xscale="log", xlim=(0.9, 300), ylim=(0, 60), title="error in %")
        for box in (values, errors):
            box.set_xticks(RANK_TICKS, RANK_TICKS)
            box.minorticks_off()
            box.set_xlabel("rank k", labelpad=0)
        (self.values,) = values.plot([], [], "o", color=DATA, ms=6)
        (self.errors,) = errors.plot([], [], "-", color=DATA)
        self.here = [
            values.axvline(1, color=MODEL),
            errors.plot([], [], "o", color=MODEL, ms=12, clip_on=False, zorder=5)[0],
        ]
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
        original, s, exact = self.pictures_of[picture] / 255, self.s[picture], self.exact[picture]
        stretched, Vt = self.factors[picture]
        A_k = mondrian.as_picture(stretched[:, :rank] @ Vt[:rank])
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

    def panel(self):
        names = list(self.exact)
        return dict(
            title="The painting at rank k",
            rows="L14",
            picture=choice(*names, value="composition"),
            rank=slider(1, min(self.shape), value=3, label="rank k"),
            prediction=predict("At which rank is the composition exact?", slider(1, 20, value=1)),
            presets={
                "one colour block": dict(picture=names[0], rank=1),
                "exact": dict(picture="composition", rank=self.exact["composition"]),
                "photograph, rank 8": dict(picture="photograph", rank=8),
                "photograph, rank 50": dict(picture="photograph", rank=50),
            },
        )


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
    MOST = 45

    def prepare(self, painting):
        self.rank, self.shape = painting.rank, painting.picture.shape
        self.turned, self.factors, self.relative, self.needed = {}, {}, {}, {}
        for angle in range(self.MOST + 1):
            picture = painting.turned(angle)
            U, s, Vt = svd.svd(mondrian.as_matrix(picture))
            self.turned[angle] = zlib.compress(_bytes_of(picture), 1)  # a fifteenth of the room
            self.factors[angle] = first_layers(U, s, Vt, self.rank)
            self.relative[angle] = svd.tail(s, self.rank) / svd.tail(s, 0)
            self.needed[angle] = svd.rank_for_error(s, self.ERROR)

    def build(self):
        same = f"the same at rank {self.rank}"
        self.pictures, (self.title, _) = row_of_pictures(self, self._turned_by(0), "", same, bottom=72)
        curve = self.axes(890, 72, 290, 256, xlim=(0, self.MOST), ylim=(0, 1.15 * max(self.needed.values())))
        curve.plot(list(self.needed), list(self.needed.values()), color=DATA)
        curve.set(xticks=[0, 15, 30, 45], xlabel="angle in degrees", title="rank for 1 % error")
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=12, clip_on=False)
        self.moving(*self.pictures, self.title, self.here)

    def update(self, angle):
        self.pictures[0].set_data(self._turned_by(angle))
        stretched, Vt = self.factors[angle]
        self.pictures[1].set_data(mondrian.as_picture(stretched @ Vt))
        self.title.set_text(f"turned by {angle}°")
        self.here.set_data([angle], [self.needed[angle]])
        return (
            f"Turned by {angle}°: rank {self.needed[angle]} is needed for an error of 1 %; "
            f"rank {self.rank} leaves {percent(self.relative[angle])} missing."
        )

    def _turned_by(self, angle):
        return np.frombuffer(zlib.decompress(self.turned[angle]), np.uint8).reshape(self.shape) / 255

    def panel(self):
        return dict(
            title="The same painting, turned",
            rows="L14",
            angle=slider(0, self.MOST, value=10, label="angle (°)"),
            presets={"straight": dict(angle=0), "5°": dict(angle=5), "45°": dict(angle=45)},
        )


class OwnPicture(View):
    """L14: a picture of the learner's own, cut to rank k."""

    alt = "A picture, the same cut to rank k, and the relative error against the rank."
    size = (1200, 480)
    photographic = True
    SIDE = 384

    def prepare(self, picture):
        self.shape = picture.shape
        U, self.s, Vt = svd.svd(mondrian.as_matrix(picture))
        self.factors = first_layers(U, self.s, Vt, len(self.s))
        self.relative = svd.tail(self.s) / (svd.tail(self.s, 0) or 1)

    def build(self):
        place = dict(bottom=40, height=self.SIDE)
        self.pictures, (_, self.title) = row_of_pictures(self, self._cut_to(len(self.s)), "original", "", **place)
        errors = self.axes(880, 70, 300, 340, xscale="log", xlim=(0.9, 400), ylim=(0, 100))
        errors.set(title="error in %", xlabel="rank k")
        errors.set_xticks([1, 4, 16, 64, 256], [1, 4, 16, 64, 256])
        errors.minorticks_off()
        (self.curve,) = errors.plot([], [], color=DATA)
        (self.here,) = errors.plot([], [], "o", color=MODEL, ms=12, clip_on=False)
        self.moving(self.pictures[1], self.title, self.here)
        self._show_error()

    def load(self, content):
        """Take the bytes of a PNG or JPEG file; a ``ValueError`` says what is wrong with them."""
        self.show(datasets.read_picture(content, longest=self.SIDE))

    def show(self, picture):
        self.prepare(picture)
        for shown in self.pictures:
            shown.show(picture)
        self._show_error()
        self.redraw_still()

    def _show_error(self):
        self.curve.set_data(np.arange(1, len(self.s) + 1), 100 * self.relative[1:])

    def _cut_to(self, rank):
        stretched, Vt = self.factors
        return mondrian.as_picture(stretched[:, :rank] @ Vt[:rank])

    def update(self, rank):
        m, n, _ = self.shape
        k = min(rank, len(self.s))
        self.pictures[1].set_data(self._cut_to(k))
        self.title.set_text(f"rank {k}")
        self.here.set_data([k], [100 * self.relative[k]])
        beyond = f"Rank {rank} is beyond the picture's {len(self.s)}. " if rank > k else ""
        return (
            f"{beyond}{m} × {n} pixels at rank {k}: {percent(self.relative[k])} missing; "
            f"{count(svd.storage(m, 3 * n, k))} numbers instead of {count(3 * m * n)}. Rank "
            f"{svd.rank_for_error(self.s, 0.1)} is enough for 10 %, rank {svd.rank_for_error(self.s, 0.01)} for 1 %."
        )

    def panel(self):
        return dict(
            title="Your own picture at rank k",
            rows="L14",
            rank=slider(1, self.SIDE, value=10, label="rank k"),
            file=upload("choose a picture", ".png,.jpg,.jpeg", self.load),
        )
