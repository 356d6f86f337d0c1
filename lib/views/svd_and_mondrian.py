"""The views of notebook 01: how few numbers describe a painting?"""

import numpy as np
from matplotlib.patches import Rectangle

from lib import datasets, mondrian, svd
from lib.views.view import DATA, GUESS, LIGHT, MODEL, PALE_BLUE, TRUTH, Picture, View, count, number, percent, residual

RANK_TICKS = [1, 2, 4, 8, 16, 32, 64, 128, 256]


def _turn(degrees):
    angle = np.deg2rad(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


class PlaneCloud(View):
    """L5: points on a plane in 3-D, turned and thickened, beside their singular values."""

    alt = (
        "A cloud of points on a plane in three dimensions, with its three principal directions, "
        "beside a bar chart of its three singular values."
    )
    TOLERANCE = 0.05

    def prepare(self, flat, bumps):
        self.flat, self.bumps = flat, bumps

    def build(self):
        # A fixed camera: orthographic, from the front, a little to the right and above.
        look = np.deg2rad([25, 20])
        right = [np.cos(look[0]), np.sin(look[0]), 0]
        up = [np.sin(look[1]) * np.sin(look[0]), -np.sin(look[1]) * np.cos(look[0]), np.cos(look[1])]
        self.camera = np.array([right, up]).T

        space = self.axes(0, 0, 720, 540, xlim=(-8, 8), ylim=(-6, 6))
        space.set_axis_off()
        for name, axis in zip(("x₁", "x₂", "x₃"), 5.6 * np.eye(3) @ self.camera):
            space.plot(*np.transpose([-axis, axis]), color=LIGHT, lw=1.5)
            space.annotate(name, 1.07 * axis, ha="center", va="center", fontsize=16)
        (self.plane,) = space.fill([0, 0, 0, 0], [0, 0, 0, 0], color=PALE_BLUE, alpha=0.6, lw=0)
        (self.points,) = space.plot([], [], "o", color=DATA, ms=6, alpha=0.55, mew=0)
        self.spread = [space.plot([], [], color=MODEL, lw=4)[0] for _ in range(3)]
        self.names = [space.text(0, 0, f"v{i}", color=MODEL, fontsize=16, ha="center", va="center") for i in "₁₂₃"]

        bars = self.axes(770, 70, 330, 420, xlim=(0.4, 3.6), ylim=(0, 36), title="singular values")
        bars.set_xticks([1, 2, 3], ["σ₁", "σ₂", "σ₃"], fontsize=18)
        self.bars = list(bars.bar([1, 2, 3], [0, 0, 0], color=DATA, width=0.6))
        self.heights = [bars.text(i, 0, "", ha="center", va="bottom", fontsize=16) for i in (1, 2, 3)]
        (self.line,) = bars.plot([0.4, 3.6], [0, 0], "--", color=MODEL, lw=2)
        self.note = bars.text(3.65, 0, "5 % of σ₁", color=MODEL, ha="left", va="center")
        self.moving(self.plane, self.points, *self.spread, *self.names, *self.bars, *self.heights, self.line, self.note)

    def update(self, turn, tilt, thickness):
        c, s = np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))
        cc, ss = np.cos(np.deg2rad(tilt)), np.sin(np.deg2rad(tilt))
        R = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ np.array([[1, 0, 0], [0, cc, -ss], [0, ss, cc]])
        X = (self.flat + thickness * self.bumps) @ R.T
        _, s, Vt = svd.svd(X)
        self.points.set_data(*(X @ self.camera).T)
        taken = []
        # Twice the standard deviation along each direction.
        for line, name, arm in zip(self.spread, self.names, (2 * s / np.sqrt(len(X)))[:, None] * Vt):
            end = arm @ self.camera
            line.set_data([-end[0], end[0]], [-end[1], end[1]])
            length = max(np.hypot(*end), 0.05)
            place = end * (1 + 0.45 / length)
            # Seen end on, an arm is too short for its name, or two names meet.
            name.set_visible(length > 0.2 and all(np.hypot(*(place - other)) > 0.7 for other in taken))
            name.set_position(place)
            taken.append(place)
        corners = np.array([[2, 2], [2, -2], [-2, -2], [-2, 2]]) * s[:2] / np.sqrt(len(X))
        self.plane.set_xy(corners @ Vt[:2] @ self.camera)
        for bar, height, value in zip(self.bars, self.heights, s):
            bar.set_height(value)
            height.set_y(max(value, self.TOLERANCE * s[0]) + 0.3)
            height.set_text(number(value) if value > 1e-9 else "0")
        self.line.set_ydata([self.TOLERANCE * s[0]] * 2)
        self.note.set_y(self.TOLERANCE * s[0])
        return (
            f"Singular values {number(s[0])}, {number(s[1])}, {residual(s[2])}: dimension {svd.rank(X, self.TOLERANCE)} "
            f"if what is below 5 % of σ₁ counts as noise; rank {svd.rank(X)} if nothing does."
        )


class CircleToEllipse(View):
    """L6: A = U Σ Vᵀ takes the unit circle to an ellipse in three steps."""

    alt = (
        "The unit circle with the two right singular vectors, on its way through Vᵀ, Σ and U to an ellipse; beside it "
        "the four stages, and the matrix A."
    )
    STAGES = ("circle", "Vᵀ turns", "Σ stretches", "U turns")

    def build(self):
        plane = self.axes(40, 30, 490, 490, xlim=(-2.7, 2.7), ylim=(-2.7, 2.7), aspect="equal")
        plane.axhline(0, color=LIGHT, lw=1)
        plane.axvline(0, color=LIGHT, lw=1)
        plane.set(xticks=[-2, -1, 0, 1, 2], yticks=[-2, -1, 0, 1, 2])
        t = np.linspace(0, 2 * np.pi, 121)
        self.circle = np.array([np.cos(t), np.sin(t)])
        plane.plot(*self.circle, color=LIGHT, lw=1.5)
        (self.curve,) = plane.plot([], [], color=DATA, lw=3)
        (self.dots,) = plane.plot([], [], "o", color=DATA, ms=7)
        self.arms = [plane.plot([], [], style, color=MODEL, lw=4, ms=10)[0] for style in ("o-", "s--")]
        self.names = [plane.text(0, 0, "", color=MODEL, fontsize=18, ha="center", va="center") for _ in range(2)]

        self.stages = []
        for i, name in enumerate(self.STAGES):
            small = self.axes(570 + 156 * i, 320, 146, 146, xlim=(-2.3, 2.3), ylim=(-2.3, 2.3), aspect="equal")
            small.set(xticks=[], yticks=[], title=name)
            small.plot(*self.circle, color=LIGHT, lw=1)
            self.stages.append([small.plot([], [], style, color=colour, lw=2, ms=4)[0]
                                for style, colour in (("-", DATA), ("o-", MODEL), ("s--", MODEL))])
        rail = self.axes(570, 296, 614, 16, xlim=(-0.5, 3.5), ylim=(0, 1))
        rail.set_axis_off()
        rail.plot([0, 3], [0.5, 0.5], color=LIGHT, lw=3)
        (self.progress,) = rail.plot([], [], "o", color=MODEL, ms=12, clip_on=False)

        self.write(570, 190, "A = U Σ Vᵀ =", fontsize=22, va="center")
        for x, corner in ((775, 1), (1035, -1)):
            bracket = self.axes(x, 140, 10, 100, xlim=(0, 1), ylim=(0, 1))
            bracket.set_axis_off()
            bracket.plot([corner > 0, corner < 0, corner < 0, corner > 0], [0, 0, 1, 1], color=DATA, lw=2)
        self.entries = [self.write(x, y, fontsize=20, ha="right", va="center", color=DATA)
                        for y in (215, 165) for x in (890, 1020)]
        self.moving(self.curve, self.dots, *self.arms, *self.names, *sum(self.stages, [])[1:], self.progress, *self.entries)

    def update(self, step, v_angle, stretch_1, stretch_2, u_angle):
        part = np.clip(step - np.arange(3), 0, 1)  # how much of each of the three steps is done
        V, D, U = _turn(v_angle), np.diag([stretch_1, stretch_2]), _turn(u_angle)
        so_far = _turn(part[2] * u_angle) @ (np.eye(2) + part[1] * (D - np.eye(2))) @ _turn(-part[0] * v_angle)
        self.curve.set_data(*so_far @ self.circle)
        self.dots.set_data(*so_far @ self.circle[:, ::10])
        for arm, name, end, i in zip(self.arms, self.names, (so_far @ V).T, "₁₂"):
            arm.set_data([0, end[0]], [0, end[1]])
            name.set_position(end + 0.28 * end / max(np.hypot(*end), 0.2))
            name.set_text(f"v{i}" if step == 0 else f"σ{i}u{i}" if step == 3 else "")
            name.set_visible(np.hypot(*end) > 0.1)
        A = U @ D @ V.T
        # The first outline, the circle itself, stands still.
        for (outline, *arms), M in zip(self.stages, (np.eye(2), V.T, D @ V.T, A)):
            outline.set_data(*M @ self.circle)
            for arm, end in zip(arms, (M @ V).T):
                arm.set_data([0, end[0]], [0, end[1]])
        self.progress.set_data([step], [0.5])
        for text, entry in zip(self.entries, A.ravel()):
            text.set_text(f"{entry.round(2) + 0:.2f}".replace("-", "−"))
        s = svd.svd(A)[1]
        return f"Singular values of A: {residual(s[0])} and {residual(s[1])}, the two half-axes; rank {svd.rank(A)}."


class FactorShapes(View):
    """L6: the shapes of the full and the thin factors, and which of UUᵀ and UᵀU is the identity."""

    alt = "Blocks for A, U, Σ and Vᵀ in A = UΣVᵀ, drawn to scale, with their shapes; beside them UᵀU and UUᵀ as squares."
    size = (1200, 400)
    CELL = 20
    MOST = 8

    def prepare(self, A):
        self.A = A

    def build(self):
        board = self.axes(0, 0, 810, 400, xlim=(0, 810), ylim=(0, 400))
        board.set_axis_off()
        self.blocks, self.names = [], []
        for colour in (LIGHT, "#F4C9A8", "#BFE3D5", PALE_BLUE):
            self.blocks.append(board.add_patch(_rectangle(colour, None)))
            self.names.append(board.text(0, 0, "", ha="center", va="top", fontsize=15))
        # What only the full factors have.
        self.extras = [board.add_patch(_rectangle("white", "////")) for _ in range(2)]
        self.diagonal = board.plot([], [], "s", color=DATA, ms=8)[0]
        self.equals = board.text(0, 230, "=", fontsize=26, ha="center", va="center")
        self.write(405, 22, "hatched: what only the full factors have", ha="center")
        self.products = []
        for x, name in ((830, "UᵀU"), (1030, "UUᵀ")):
            square = self.axes(x, 160, 160, 160, title=name)
            square.set_axis_off()
            self.products.append(Picture(square, np.ones((self.MOST, self.MOST, 3))))
        self.write(910, 140, "= I", ha="center", va="top", fontsize=17)
        self.verdict = self.write(1110, 140, ha="center", va="top", fontsize=17)
        self.write(1010, 22, "blue: 1, white: 0", ha="center")
        self.moving(*self.blocks, *self.extras, *self.names, self.diagonal, self.equals, *self.products, self.verdict)

    def update(self, m, n, factors):
        A = self.A[:m, :n]
        r, cell = min(m, n), self.CELL
        U, s, Vt = svd.svd(A, full=factors == "full")
        shapes = [(m, n), U.shape, (U.shape[1], len(Vt)), Vt.shape]
        gap = 56
        left = (810 - cell * sum(shape[1] for shape in shapes) - 3 * gap) / 2
        for block, name, symbol, (rows, columns) in zip(self.blocks, self.names, ("A", "U", "Σ", "Vᵀ"), shapes):
            block.set_bounds(left, 230 - rows * cell / 2, columns * cell, rows * cell)
            name.set_position((left + columns * cell / 2, 130))
            name.set_text(f"{symbol}\n{rows} × {columns}")
            if symbol == "A":
                self.equals.set_x(left + columns * cell + gap / 2)
            left += columns * cell + gap
        u, sigma, v = self.blocks[1:]
        self.extras[0].set_bounds(u.get_x() + r * cell, u.get_y(), (U.shape[1] - r) * cell, m * cell)
        self.extras[1].set_bounds(v.get_x(), v.get_y(), n * cell, (len(Vt) - r) * cell)
        corner = sigma.get_x(), sigma.get_y() + sigma.get_height()
        along = (np.arange(r) + 0.5) * cell
        self.diagonal.set_data(corner[0] + along, corner[1] - along)
        products = U.T @ U, U @ U.T
        off = [np.linalg.norm(P - np.eye(len(P))) for P in products]
        for picture, P in zip(self.products, products):
            picture.set_data(_squares(P, self.MOST))
        self.verdict.set_text("= I" if off[1] < 1e-12 else "not I")
        return (
            f"A is {m} × {n}, {factors} factors: ‖UᵀU − I‖ = {residual(off[0])}, ‖UUᵀ − I‖ = {residual(off[1])}: "
            + ("both are identities." if off[1] < 1e-12 else "only the first is an identity.")
        )


def _squares(P, most):
    """The entries of a matrix as an RGB picture of most × most squares: 0 white, ±1 blue, nothing beyond its shape light."""
    picture = np.full((most, most, 3), 0.94)
    blue = np.array([0, 0.447, 0.698])
    picture[: len(P), : len(P)] = 1 - np.abs(P)[:, :, None] * (1 - blue)
    return picture


def _rectangle(colour, hatch):
    return Rectangle((0, 0), 0, 0, facecolor=colour, edgecolor=DATA, hatch=hatch, lw=1.5)


class RankOneLayers(View):
    """L14: a painting as a sum of layers σ u vᵀ, added one at a time."""

    alt = (
        "Three pictures: the sum of the first layers of a painting, the newest layer alone and what is missing; "
        "below, the singular values and the two vectors that make the newest layer."
    )
    size = (1200, 600)
    photographic = True

    def prepare(self, painting):
        self.picture, self.A = painting.picture, mondrian.as_matrix(painting.picture)
        self.U, s, self.Vt = svd.svd(self.A)
        self.s, self.rank = s, painting.rank
        self.shares = 100 * s[: self.rank] ** 2 / (s**2).sum()

    def build(self):
        m, n, _ = self.picture.shape
        rank = self.rank
        boxes = [self.axes(x, 310, 384, 256) for x in (14, 408, 802)]
        self.pictures = [Picture(box, self.picture) for box in boxes]
        self.titles = [self.write(x + 192, 574, ha="center", fontsize=17) for x in (14, 408)]
        self.write(802 + 192, 574, "what is missing", ha="center", fontsize=17)
        for box in boxes:
            box.set_axis_off()
        bars = self.axes(70, 60, 300, 180, xlim=(0.3, rank + 0.7), ylim=(0, 105), title="share of ‖A‖² in %")
        bars.set_xticks(range(1, rank + 1))
        self.bars = list(bars.bar(range(1, rank + 1), self.shares, color=LIGHT))
        columns = self.axes(460, 60, 310, 180, xlim=(0, n), ylim=(-0.15, 0.15), title="v along a row: red, green, blue")
        rows = self.axes(860, 60, 310, 180, xlim=(0, m), ylim=(-0.3, 0.3), title="u down a column")
        for box in (columns, rows):
            box.axhline(0, color=LIGHT, lw=1)
        self.v = [columns.plot([], [], style, color=c)[0] for c, style in zip(("#D0021B", TRUTH, "#0072B2"), "-:-")]
        (self.u,) = rows.plot([], [], color=DATA)
        self.moving(*self.pictures, *self.titles, *self.bars, *self.v, self.u)

    def update(self, layers):
        stretched = self.U[:, :layers] * self.s[:layers]
        total = stretched @ self.Vt[:layers]
        newest = np.outer(stretched[:, -1], self.Vt[layers - 1]) if layers else np.zeros_like(self.A)
        shown = [total, 0.5 + newest / (2 * np.abs(newest).max() or 1), 0.5 + (self.A - total) / 2]
        for picture, A in zip(self.pictures, shown):
            picture.set_data(mondrian.as_picture(A))
        self.titles[0].set_text(f"sum of {layers} layer" + "s" * (layers != 1))
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
            self.factors[name] = (picture, *svd.svd(A))
            self.exact[name] = svd.rank(A)
        self.kinds = {name: _row_colours(painting) for name, painting in paintings.items()}
        self.shape = A.shape

    def build(self):
        blank = np.zeros((self.shape[0], self.shape[1] // 3, 3))
        boxes = [self.axes(x, 310, 384, 256) for x in (14, 408, 802)]
        self.pictures = [Picture(box, blank) for box in boxes]
        self.title = self.write(408 + 192, 574, ha="center", fontsize=17)
        self.write(14 + 192, 574, "original", ha="center", fontsize=17)
        self.write(802 + 192, 574, "what is missing", ha="center", fontsize=17)
        for box in boxes:
            box.set_axis_off()
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
        (self.guess,) = errors.plot([], [], "--", color=GUESS)
        (self.truth,) = errors.plot([], [], "-", color=TRUTH)
        self.guess_name = errors.text(0, 58, "", color=GUESS, va="top")
        self.truth_name = errors.text(0, 47, "", color=TRUTH, va="top")
        stripe = self.axes(3, 310, 8, 256)
        stripe.set_axis_off()
        self.stripe = Picture(stripe, blank[:, :1])
        stripe.set_aspect("auto")
        self.covers = [box.text(0.5, 0.5, "after your guess", transform=box.transAxes, ha="center", fontsize=17)
                       for box in (values, errors)]
        self.moving(*self.pictures, self.stripe, self.title, self.values, self.errors, *self.here, self.guess, self.truth,
                    self.guess_name, self.truth_name, *self.covers)

    def update(self, picture, rank, guess):
        original, U, s, Vt = self.factors[picture]
        exact = self.exact[picture]
        A_k = mondrian.as_picture((U[:, :rank] * s[:rank]) @ Vt[:rank])
        for box, image in zip(self.pictures, (original, A_k, 0.5 + original - A_k)):
            box.set_data(image)
        self.title.set_text(f"rank {rank}")
        relative = svd.tail(s) / svd.tail(s, 0)
        open_ = guess is not None
        ks = np.arange(1, len(s) + 1)
        self.values.set_data(*((ks, s / s[0]) if open_ else ([], [])))
        self.errors.set_data(*((ks, 100 * relative[1:]) if open_ else ([], [])))
        for artist in self.covers:
            artist.set_visible(not open_)
        self.here[0].set_xdata([rank, rank])
        self.here[1].set_data(*(([rank], [100 * relative[rank]]) if open_ else ([], [])))
        self.stripe.set_visible(open_ and picture in self.kinds)
        if picture in self.kinds:
            self.stripe.set_data(self.kinds[picture])
        for line, name, k, top, words in (
            (self.guess, self.guess_name, guess, 60, f" your guess: {guess} "),
            (self.truth, self.truth_name, exact, 48, f" exact at {exact} "),
        ):
            line.set_data([k, k] if open_ else [], [0, top] if open_ else [])
            name.set_text(words if open_ else "")
            name.set_x(k if open_ else 1)
        # The names stand away from each other's line, and inside the frame.
        self.guess_name.set_ha("right" if open_ and guess > 40 else "left")
        self.truth_name.set_ha("right" if open_ and (exact > 40 or 3 < exact < guess) else "left")
        stored, pixels = svd.storage(*self.shape, rank), np.prod(self.shape)
        missing = "exact" if rank >= exact else f"{percent(relative[rank])} missing"
        readout = (
            f"Rank {rank}: {missing}; {count(stored)} numbers ({count(round(4 * stored / 1000))} KB at 4 bytes) "
            f"for {count(pixels)} pixel values ({count(round(pixels / 1000))} KB at 1 byte)."
        )
        if guess is not None:
            readout += f" You guessed {guess}; exact at rank {exact}."
        return readout


def _row_colours(painting):
    """One pixel column (m, 1, 3) in which rows of pixels that look the same have the same colour."""
    palette = np.array([[0.9, 0.6, 0], [0.35, 0.7, 0.9], [0, 0.6, 0.5], [0.95, 0.9, 0.25], [0, 0.45, 0.7],
                        [0.8, 0.4, 0], [0.8, 0.6, 0.7], [0.2, 0.2, 0.2], [0.7, 0.7, 0.7], [0.5, 0.2, 0.4]])
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
            # Half the memory, and still more digits than a screen has colours.
            self.turned[angle] = mondrian.as_picture(A).astype(np.float32)
            self.factors[angle] = (U[:, : self.rank] * s[: self.rank], Vt[: self.rank].copy())
            self.relative[angle] = svd.tail(s, self.rank) / svd.tail(s, 0)
            self.needed[angle] = svd.rank_for_error(s, self.ERROR)

    def build(self):
        boxes = [self.axes(x, 72, 384, 256) for x in (14, 408)]
        self.pictures = [Picture(box, next(iter(self.turned.values()))) for box in boxes]
        for box in boxes:
            box.set_axis_off()
        self.title = self.write(14 + 192, 342, ha="center", fontsize=17)
        self.write(408 + 192, 342, f"the same at rank {self.rank}", ha="center", fontsize=17)
        curve = self.axes(890, 72, 290, 256, xlim=(0, 45), ylim=(0, 1.15 * max(self.needed.values())))
        curve.plot(list(self.needed), list(self.needed.values()), color=DATA)
        curve.set(xticks=[0, 15, 30, 45], xlabel="angle in degrees", title="rank for 1 % error")
        (self.here,) = curve.plot([], [], "o", color=MODEL, ms=12, clip_on=False)
        self.moving(*self.pictures, self.title, self.here)

    def update(self, angle):
        self.pictures[0].set_data(self.turned[angle])
        stretched, Vt = self.factors[angle]
        self.pictures[1].set_data(mondrian.as_picture(stretched @ Vt))
        self.title.set_text(f"turned by {angle}°")
        self.here.set_data([angle], [self.needed[angle]])
        return (
            f"Turned by {angle}°: rank {self.needed[angle]} is needed for an error of 1 %; "
            f"rank {self.rank} leaves {percent(self.relative[angle])} missing."
        )


class NoisyPainting(View):
    """L13: noise lifts every small singular value to a floor, and the best rank is where they sink into it."""

    alt = (
        "The noisy painting and the same cut to rank k; below, its singular values with the noise floor, and the errors "
        "to the noisy and to the clean painting against k."
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
        boxes = [self.axes(x, 310, 384, 256) for x in (14, 408, 802)]
        self.pictures = [Picture(box, self.picture) for box in boxes]
        self.titles = [self.write(x + 192, 574, ha="center", fontsize=17) for x in (14, 408)]
        self.write(802 + 192, 574, "the clean painting", ha="center", fontsize=17)
        for box in boxes:
            box.set_axis_off()
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
        (self.guess,) = errors.plot([], [], "--", color=GUESS)
        (self.best,) = errors.plot([], [], "*", color=TRUTH, ms=20, mec="white")
        self.guess_name = errors.text(0, 100, "", color=GUESS, va="top")
        self.cover = errors.text(0.5, 0.5, "after your guess", transform=errors.transAxes, ha="center", fontsize=17)
        self.moving(*self.pictures[:2], *self.titles, self.values, self.pure, self.line, self.line_name, self.cut,
                    self.noisy_curve, self.clean_curve, self.dots, self.guess, self.best, self.guess_name, self.cover)

    def update(self, noise, rank, guess):
        U, s, Vt = self.factors[noise]
        to_noisy, to_clean, floor = self.to_noisy[noise], self.to_clean[noise], self.floor[noise]
        best = int(np.argmin(to_clean))
        open_ = guess is not None
        self.pictures[0].set_data(self.picture + noise * self.bumps)
        self.pictures[1].set_data(mondrian.as_picture((U[:, :rank] * s[:rank]) @ Vt[:rank]))
        self.titles[0].set_text(f"with noise of {number(noise, 2)}")
        self.titles[1].set_text(f"cut to rank {rank}")
        self.values.set_data(np.arange(1, len(s) + 1), s)
        self.line.set_ydata([floor, floor])
        self.line_name.set_y(1.05 * floor)
        self.cut.set_data([rank + 0.5] * 2, [1, 700])
        shown = np.flatnonzero(self.clean > 1)
        self.pure.set_data(*((shown + 1, self.clean[shown]) if open_ else ([], [])))
        for artist in (self.noisy_curve, self.clean_curve, self.dots, self.guess, self.best):
            artist.set_visible(open_)
        self.cover.set_visible(not open_)
        self.guess_name.set_text("")
        floor_words = f"Noise floor {number(floor)}: {np.count_nonzero(s > floor)} singular values stand above it."
        if not open_:
            return f"{floor_words} The picture shows rank {rank}."
        self.noisy_curve.set_ydata(to_noisy)
        self.clean_curve.set_ydata(to_clean)
        self.dots.set_data([rank, rank], [to_noisy[rank], to_clean[rank]])
        self.best.set_data([best], [to_clean[best]])
        self.guess.set_data([guess, guess], [0, 100])
        self.guess_name.set_text(f" your guess: {guess} ")
        self.guess_name.set_x(guess)
        self.guess_name.set_ha("left" if guess < 25 else "right")
        return (
            f"{floor_words} At rank {rank} the error to the noisy painting is {percent(to_noisy[rank] / 100)}, to the "
            f"clean one {percent(to_clean[rank] / 100)}. You guessed {guess}; the best rank is {best} "
            f"({percent(to_clean[best] / 100)})."
        )


class NullSpaceDial(View):
    """L7 and L4: walk along a null vector; then make the zero a small number, and cut it off again."""

    alt = (
        "Left, the plane of x with the line x₀ + t n and the answer of the pseudo-inverse; right, the plane of Ax with "
        "the point Ax and the measured b."
    )
    size = (1200, 560)
    V, U, BIG = _turn(30), _turn(-20), 2.0
    MEASUREMENT_ERROR = 0.15  # along the second left singular vector, where it hurts

    def build(self):
        self.v, self.n = self.V.T
        self.x0 = 1.2 * self.v
        left = self.axes(60, 100, 480, 420, xlim=(-4, 4), ylim=(-3.5, 3.5), aspect="equal", title="the plane of x")
        right = self.axes(660, 100, 480, 420, xlim=(-4, 4), ylim=(-3.5, 3.5), aspect="equal", title="the plane of Ax")
        scale = self.axes(340, 36, 800, 24, xscale="log", xlim=(1e-6, 1), ylim=(0, 1))
        scale.set(yticks=[], xticks=[1e-6, 1e-4, 1e-2, 1])
        scale.spines["left"].set_visible(False)
        self.write(60, 34, "kept if ■ σ₂/σ₁ > | rcond")
        (self.ratio,) = scale.plot([], [], "s", color=DATA, ms=12, clip_on=False)
        (self.cut,) = scale.plot([], [], "-", color=MODEL, lw=4, clip_on=False)
        for box in (left, right):
            box.axhline(0, color=LIGHT, lw=1)
            box.axvline(0, color=LIGHT, lw=1)
        ends = np.array([self.x0 - 9 * self.n, self.x0 + 9 * self.n])
        left.plot(*ends.T, color=LIGHT, lw=4)
        left.text(*(self.x0 - 2.4 * self.n + 0.2 * self.v), "x₀ + t n", ha="left", va="center", fontsize=16)
        left.plot(*self.x0, "s", color=DATA)
        self.x0_name = left.text(*(self.x0 + [0.25, 0.1]), "x₀", fontsize=16)
        right.plot(*(9 * np.outer([-1, 1], self.U[:, 0])).T, color=LIGHT, lw=4)
        right.text(*(-3.3 * self.U[:, 0] + [0, 0.3]), "u₁", color=DATA, fontsize=16)
        self.arrows = [box.plot([], [], "o-", color=DATA, ms=11, markevery=[1])[0] for box in (left, right)]
        self.arrow_names = [box.text(0, 0, name, fontsize=16, ha="right") for box, name in ((left, "x "), (right, "Ax "))]
        (self.answer,) = left.plot([], [], "*", color=MODEL, ms=22, mec="white")
        self.answer_name = left.text(0, 0, "", color=MODEL, fontsize=16)
        (self.b,) = right.plot([], [], "D", color=MODEL, ms=11)
        self.b_name = right.text(0, 0, "b", color=MODEL, fontsize=16)
        self.moving(*self.arrows, *self.arrow_names, self.x0_name, self.answer, self.answer_name, self.b, self.b_name, self.ratio, self.cut)

    def update(self, t, sigma_2, rcond):
        A = self.U @ np.diag([self.BIG, sigma_2]) @ self.V.T
        x = self.x0 + t * self.n
        b = A @ x + self.MEASUREMENT_ERROR * self.U[:, 1]
        answer = svd.pinv(A, rcond) @ b
        for arrow, name, end in zip(self.arrows, self.arrow_names, (x, A @ x)):
            arrow.set_data([0, end[0]], [0, end[1]])
            name.set_position(end - [0.1, 0.55 if name is self.arrow_names[1] else 0])
        self.b.set_data(b[:1], b[1:])
        self.b_name.set_position(b + [0.2, 0.15])
        inside = np.abs(answer / [3.7, 3.2]).max()  # beyond 1 the star waits at the edge
        shown = answer / max(inside, 1)
        self.answer.set_data(shown[:1], shown[1:])
        self.answer_name.set_position(shown + [0.25, -0.45] if inside <= 1 else (-3.8, -3))
        self.answer_name.set_text("A⁺b" if inside <= 1 else f"A⁺b is outside, {number(np.hypot(*answer))} away")
        # x₀ keeps its name unless the star's name comes there.
        gap = np.subtract(self.answer_name.get_position(), self.x0_name.get_position())
        self.x0_name.set_visible(abs(gap[0]) > 1 or abs(gap[1]) > 0.4)
        self.ratio.set_data([max(sigma_2 / self.BIG, 1e-9)], [0.5])
        self.ratio.set_visible(sigma_2 > 0)
        self.cut.set_data([rcond, rcond], [0, 1])
        moved = abs(t) * sigma_2
        kept = svd.rank(A, rcond)
        return (
            f"Rank {svd.rank(A)} + nullity {svd.null_space(A).shape[1]} = 2. Ax has moved by {number(moved)} from Ax₀. "
            f"The pseudo-inverse keeps {kept} of 2 singular values: its answer is "
            f"{residual(np.hypot(*(answer - x)))} from x."
        )


class PseudoInverseLines(View):
    """L4: each equation aᵀx = b is a line; A⁺b for too few, just enough and too many of them."""

    alt = "Lines in the plane, one for each equation, and the point that the pseudo-inverse chooses."
    size = (1200, 500)

    def prepare(self, A, b):
        self.A, self.b = A, b

    def build(self):
        plane = self.axes(60, 40, 640, 440, xlim=(-3.2, 3.2), ylim=(-2.2, 2.2), aspect="equal")
        plane.axhline(0, color=LIGHT, lw=1)
        plane.axvline(0, color=LIGHT, lw=1)
        self.lines = []
        for a, value in zip(self.A, self.b):
            near = a * value / (a @ a)  # the point of the line that is nearest to the origin
            along = np.array([-a[1], a[0]]) / np.hypot(*a)
            self.lines += plane.plot(*np.transpose([near - 9 * along, near + 9 * along]), color=DATA)
        (self.arm,) = plane.plot([], [], "-", color=MODEL, lw=3)
        (self.answer,) = plane.plot([], [], "*", color=MODEL, ms=24, mec="white")
        self.dotted = [plane.plot([], [], color=MODEL, lw=2, ls=":")[0] for _ in self.A]
        self.words = self.write(740, 400, fontsize=18, va="top", linespacing=1.7)
        self.moving(*self.lines[1:], self.arm, *self.dotted, self.answer, self.words)

    def update(self, equations):
        A, b = self.A[:equations], self.b[:equations]
        plus = svd.pinv(A)
        x = plus @ b
        r = A @ x - b
        for i, (line, dotted) in enumerate(zip(self.lines, self.dotted)):
            line.set_visible(i < equations)
            dotted.set_visible(i < equations)
            a = self.A[i]
            foot = x - a * (a @ x - self.b[i]) / (a @ a)
            dotted.set_data([x[0], foot[0]], [x[1], foot[1]])
        self.answer.set_data(x[:1], x[1:])
        self.arm.set_data(*(([0, x[0]], [0, x[1]]) if equations < 2 else ([], [])))
        kind = ("too few equations:\nof all solutions, the shortest", "just enough:\nthe one solution",
                "too many equations:\nthe least squares of all residuals")[min(equations, 3) - 1]
        worst = max(svd.penrose(A, plus))
        self.words.set_text(
            f"A is {equations} × 2\n{kind}\n"
            f"AA⁺ = I: {'yes' if np.allclose(A @ plus, np.eye(equations)) else 'no'}\n"
            f"A⁺A = I: {'yes' if np.allclose(plus @ A, np.eye(2)) else 'no'}"
        )
        return (
            f"{equations} equation{'s' * (equations > 1)}, 2 unknowns: ‖Ax − b‖ = {residual(np.linalg.norm(r))}, "
            f"‖x‖ = {number(np.hypot(*x))}. The four Penrose conditions hold: largest violation {residual(worst)}."
        )


class PolynomialCutoff(View):
    """L4: without a cut-off a tiny singular value blows the answer up."""

    alt = (
        "Noisy points with the polynomial of degree eleven that the pseudo-inverse fits to them, beside the singular "
        "values and the cut-off."
    )
    size = (1200, 480)

    def prepare(self, t, y, truth, degree):
        """t, y : (m,) arrays, the points. truth : the function that they are noisy samples of."""
        self.t, self.y = t, y
        A = np.vander(t, degree + 1, increasing=True)
        fine = self.fine = np.linspace(0, 1, 401)
        self.truth = truth(fine)
        fine_A = np.vander(fine, degree + 1, increasing=True)
        self.s = svd.svd(A)[1]
        # What comes out depends on rcond only through the number of singular values that it keeps.
        self.results = []
        for just_cut in np.append(self.s, 0) / self.s[0]:
            w = svd.pinv(A, just_cut) @ y
            misfit, error = A @ w - y, fine_A @ w - self.truth
            self.results.append((fine_A @ w, np.linalg.norm(w), *(np.sqrt(np.mean(e**2)) for e in (misfit, error))))

    def build(self):
        last = len(self.s) + 1
        curve = self.axes(60, 60, 620, 380, xlim=(0, 1), ylim=(-2.2, 2.2), xlabel="t")
        curve.plot(self.fine, self.truth, "--", color=TRUTH, lw=2)
        curve.text(0.5, 2.05, "dashed: the truth", color=TRUTH, va="top", ha="center")
        curve.plot(self.t, self.y, "o", color=DATA)
        (self.curve,) = curve.plot(self.fine, self.truth, color=MODEL, lw=3)
        values = self.axes(800, 60, 380, 380, yscale="log", xlim=(0, last), ylim=(1e-10, 10))
        values.set(title="σᵢ / σ₁", xticks=[1, 4, 8, 12])
        values.minorticks_off()
        (self.kept,) = values.plot([], [], "o", color=DATA, ms=10)
        (self.gone,) = values.plot([], [], "o", color=DATA, mfc="white", ms=10)
        (self.line,) = values.plot([0, last], [1, 1], "--", color=MODEL, lw=2)
        self.line_name = values.text(0.2, 1, "rcond", color=MODEL, va="bottom", fontsize=16)
        self.moving(self.curve, self.kept, self.gone, self.line, self.line_name)

    def update(self, rcond):
        i, relative = np.arange(1, len(self.s) + 1), self.s / self.s[0]
        kept = np.count_nonzero(relative > rcond)
        curve, size, misfit, error = self.results[kept]
        self.curve.set_ydata(np.clip(curve, -50, 50))  # far outside the frame all the same
        self.kept.set_data(i[:kept], relative[:kept])
        self.gone.set_data(i[kept:], relative[kept:])
        self.line.set_ydata([rcond, rcond])
        self.line_name.set_y(1.2 * rcond)
        return (
            f"rcond {number(rcond, 2)} keeps {kept} of {len(self.s)} singular values: ‖w‖ = {number(size)}, misfit to the points {number(misfit)}, "
            f"error to the truth {number(error)}."
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
        boxes = [self.axes(x, 40, self.SIDE, self.SIDE) for x in (14, 408)]
        self.boxes = [Picture(box, self.picture) for box in boxes]
        for box in boxes:
            box.set_axis_off()
        self.title = self.write(600, 440, ha="center", fontsize=17)
        self.write(206, 440, "original", ha="center", fontsize=17)
        errors = self.axes(880, 70, 300, 340, xscale="log", xlim=(0.9, 400), ylim=(0, 100), title="error in %", xlabel="rank k")
        errors.set_xticks([1, 4, 16, 64, 256], [1, 4, 16, 64, 256])
        errors.minorticks_off()
        (self.curve,) = errors.plot([], [], color=DATA)
        (self.here,) = errors.plot([], [], "o", color=MODEL, ms=12)
        self.moving(self.boxes[1], self.title, self.here)
        self.show(self.picture)

    def load(self, content):
        """Take the bytes of a PNG or JPEG file; a ``ValueError`` says what is wrong with them."""
        self.show(datasets.read_picture(content, longest=self.SIDE))

    def show(self, picture):
        self.picture = picture
        self.U, self.s, self.Vt = svd.svd(mondrian.as_matrix(picture))
        self.relative = svd.tail(self.s) / (svd.tail(self.s, 0) or 1)
        for box in self.boxes:
            box.show(picture)
        self.curve.set_data(np.arange(1, len(self.s) + 1), 100 * self.relative[1:])
        self.redraw_still()

    def update(self, rank):
        m, n, _ = self.picture.shape
        k = min(rank, len(self.s))
        self.boxes[1].set_data(mondrian.as_picture((self.U[:, :k] * self.s[:k]) @ self.Vt[:k]))
        self.title.set_text(f"rank {k}")
        self.here.set_data([k], [100 * self.relative[k]])
        beyond = f"Rank {rank} is beyond the picture's {len(self.s)}. " if rank > k else ""
        return (
            f"{beyond}{m} × {n} pixels at rank {k}: {percent(self.relative[k])} missing; {count(svd.storage(m, 3 * n, k))} "
            f"numbers instead of {count(3 * m * n)}. Rank {svd.rank_for_error(self.s, 0.1)} is enough for 10 %, rank "
            f"{svd.rank_for_error(self.s, 0.01)} for 1 %."
        )
