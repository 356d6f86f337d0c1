"""The singular value decomposition and its parts.

The figures show the singular values of a cloud of points, the three steps in which a matrix takes a circle to an
ellipse, and the shapes of the factors.
"""

import itertools

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from lib import svd
from lib.panel import choice, predict, slider
from lib.views.view import (
    DATA,
    GUESS,
    LIGHT,
    MODEL,
    PALE_BLUE,
    PALE_MODEL,
    PALE_TRUTH,
    TRUTH,
    Picture,
    View,
    cased,
    equals,
    number,
    residual,
)


def rotation(degrees):
    """The matrix that turns the plane by this angle, anticlockwise. Returns (2, 2)."""
    angle = np.deg2rad(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


class PlaneCloud(View):
    """L5: points on a plane in 3-D, turned and thickened, beside their singular values."""

    alt = (
        "A cloud of points on a plane in three dimensions, with its three principal directions, "
        "beside a bar chart of its three singular values."
    )
    TOLERANCE = 0.05
    ANSWERS = ("all three change", "only σ₃ stays", "all three stay")

    def prepare(self, flat, bumps):
        """flat : (M, 3) array, points on a plane. bumps : (M, 3) array, added to them times the thickness."""
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
        (self.points,) = space.plot([], [], "o", color=DATA, ms=6, alpha=0.75, mew=0, clip_on=False)
        self.spread = [space.plot([], [], color=MODEL, lw=4)[0] for _ in range(3)]
        name = dict(color=MODEL, fontsize=16, ha="center", va="center", **cased(0))
        self.names = [space.text(0, 0, f"v{i}", **name) for i in "₁₂₃"]

        bars = self.axes(770, 70, 330, 420, xlim=(0.4, 3.6), ylim=(0, 36), title="singular values")
        bars.set_xticks([1, 2, 3], ["σ₁", "σ₂", "σ₃"], fontsize=18)
        self.bars = list(bars.bar([1, 2, 3], [0, 0, 0], color=DATA, width=0.6))
        self.heights = [bars.text(i, 0, "", ha="center", va="bottom", fontsize=16) for i in (1, 2, 3)]
        (self.line,) = bars.plot([0.4, 3.6], [0, 0], "--", color=MODEL, lw=2, **cased(2))
        self.note = bars.text(3.65, 0, "5 % of σ₁", color=MODEL, ha="left", va="center")
        self.moving(self.plane, self.points, *self.spread, *self.names, *self.bars, *self.heights, self.line, self.note)
        self.unturned = list(bars.bar([1, 2, 3], [0, 0, 0], width=0.8, fc="none", ec=TRUTH, ls="--", lw=3))
        self.guess = bars.text(3.6, 34, "", color=GUESS, ha="right", va="top")
        self.truth = bars.text(3.6, 31.6, "dashed: not turned", color=TRUTH, ha="right", va="top")
        self.answering(*self.unturned, self.guess, self.truth)

    def update(self, turn, tilt, thickness, guess=None):
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
        said = (
            f"Singular values {number(s[0])}, {number(s[1])}, {residual(s[2])}: dimension "
            f"{svd.rank(X, self.TOLERANCE)} if what is below 5 % of σ₁ counts as noise; rank {svd.rank(X)} if nothing "
            "does."
        )
        if not self.reveal(guess):
            return said
        for bar, value in zip(self.unturned, svd.svd(self.flat + thickness * self.bumps)[1]):
            bar.set_height(value)
        self.guess.set_text(f"your guess: {guess}")
        return f"{said} You guessed: {guess}. Turned or not, they are the same: {self.ANSWERS[-1]}."

    def panel(self):
        return dict(
            title="A cloud on a plane in three dimensions",
            rows="L5",
            turn=slider(0, 355, value=60, step=5, label="turn about x₃ (°)"),
            tilt=slider(-90, 90, value=20, step=5, label="tilt (°)"),
            thickness=slider(0.0, 0.5, step=0.01),
            prediction=predict("When the cloud is turned, what do σ₁, σ₂ and σ₃ do?", choice(*self.ANSWERS)),
            presets={"flat": dict(thickness=0.0), "a little noise": dict(thickness=0.05), "thick": dict(thickness=0.4)},
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
        place = dict(fontsize=18, ha="center", va="center", **cased(0))
        self.names = [plane.text(0, 0, "", color=MODEL, **place) for _ in range(2)]

        self.stages = []
        for i, name in enumerate(self.STAGES):
            small = self.axes(570 + 156 * i, 320, 146, 146, xlim=(-2.3, 2.3), ylim=(-2.3, 2.3), aspect="equal")
            small.set(xticks=[], yticks=[], title=name)
            small.plot(*self.circle, color=LIGHT, lw=1)
            self.stages.append(
                [
                    small.plot([], [], style, color=colour, lw=2, ms=4)[0]
                    for style, colour in (("-", DATA), ("o-", MODEL), ("s--", MODEL))
                ]
            )
        self.line([647, 1107], [304, 304], color=LIGHT, lw=3)
        self.progress = self.line([647], [304], ls="", marker="o", color=MODEL, ms=12)

        self.write(570, 190, "A = U Σ Vᵀ =", fontsize=22, va="center")
        for outer, inner in ((775, 785), (1045, 1035)):
            self.line([inner, outer, outer, inner], [140, 140, 240, 240], color=DATA, lw=2)
        self.entries = [
            self.write(x, y, fontsize=20, ha="right", va="center", color=DATA) for y in (215, 165) for x in (890, 1020)
        ]
        _, *stages = itertools.chain(*self.stages)
        self.moving(self.curve, self.dots, *self.arms, *self.names, *stages, self.progress, *self.entries)

    def line(self, x, y, **options):
        """A line through points in pixels from the lower left corner, without axes of its own."""
        across, up = self.size
        place = dict(transform=self.figure.transFigure)
        return self.figure.add_artist(Line2D(np.divide(x, across), np.divide(y, up), **place, **options))

    def update(self, step, v_angle, stretch_1, stretch_2, u_angle):
        part = np.clip(step - np.arange(3), 0, 1)  # how much of each of the three steps is done
        V, D, U = rotation(v_angle), np.diag([stretch_1, stretch_2]), rotation(u_angle)
        so_far = rotation(part[2] * u_angle) @ (np.eye(2) + part[1] * (D - np.eye(2))) @ rotation(-part[0] * v_angle)
        self.curve.set_data(*so_far @ self.circle)
        self.dots.set_data(*so_far @ self.circle[:, ::10])
        ends = (so_far @ V).T
        for arm, name, end, other, i in zip(self.arms, self.names, ends, ends[::-1], "₁₂"):
            arm.set_data([0, end[0]], [0, end[1]])
            away = end / max(np.hypot(*end), 0.2)
            if abs(away[1]) < 0.35:  # a name is wider than high: beside the mark it would be hidden by it
                away = np.array([0, -1 if other[1] > 0 else 1])
            name.set_position(end + 0.28 * away)
            name.set_text(f"v{i}" if step == 0 else f"σ{i}u{i}" if step == 3 else "")
            name.set_visible(np.hypot(*end) > 0.1)
        A = U @ D @ V.T
        # The first outline, the circle itself, stands still.
        for (outline, *arms), M in zip(self.stages, (np.eye(2), V.T, D @ V.T, A)):
            outline.set_data(*M @ self.circle)
            for arm, end in zip(arms, (M @ V).T):
                arm.set_data([0, end[0]], [0, end[1]])
        self.progress.set_xdata([(647 + step / 3 * (1107 - 647)) / self.size[0]])
        for text, entry in zip(self.entries, A.ravel()):
            text.set_text(f"{entry.round(2) + 0:.2f}".replace("-", "−"))
        s = svd.svd(A)[1]
        return f"Singular values of A: {residual(s[0])} and {residual(s[1])}, the two half-axes; rank {svd.rank(A)}."

    def panel(self):
        return dict(
            title="The unit circle becomes an ellipse",
            rows="L6",
            step=slider(0.0, 3.0, value=3.0, step=0.05, label="step: circle, Vᵀ, Σ, U"),
            v_angle=slider(-90, 90, value=30, label="angle of V (°)"),
            stretch_1=slider(0.0, 2.0, value=1.6, step=0.05, label="stretch σ₁"),
            stretch_2=slider(0.0, 2.0, value=0.6, step=0.05, label="stretch σ₂"),
            u_angle=slider(-90, 90, value=-40, label="angle of U (°)"),
            presets={
                "circle": dict(step=0.0),
                "ellipse": dict(step=3.0, stretch_1=1.6, stretch_2=0.6),
                "flat: rank 1": dict(step=3.0, stretch_1=1.6, stretch_2=0.0),
                "only a turn": dict(step=3.0, stretch_1=1.0, stretch_2=1.0),
            },
        )


class FactorShapes(View):
    """L6: the shapes of the full and the thin factors, and which of UUᵀ and UᵀU is the identity."""

    alt = (
        "Blocks for A, U, Σ and Vᵀ in A = UΣVᵀ, drawn to scale, with their shapes; beside them UᵀU and UUᵀ as squares."
    )
    size = (1200, 400)
    CELL = 20
    MOST = 8

    def prepare(self, A):
        self.A = A

    def build(self):
        board = self.axes(0, 0, 810, 400, xlim=(0, 810), ylim=(0, 400))
        board.set_axis_off()
        self.blocks, self.names = [], []
        for colour in (LIGHT, PALE_MODEL, PALE_TRUTH, PALE_BLUE):
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
        return f"A is {m} × {n}, {factors} factors: ‖UᵀU − I‖ {equals(off[0])}, ‖UUᵀ − I‖ {equals(off[1])}: " + (
            "both are identities." if off[1] < 1e-12 else "only the first is an identity."
        )

    def panel(self):
        return dict(
            title="The shapes of the factors",
            rows="L6",
            m=slider(1, self.MOST, value=6, label="rows M"),
            n=slider(1, self.MOST, value=3, label="columns N"),
            factors=choice("full", "thin"),
            presets={"tall": dict(m=8, n=3), "square": dict(m=5, n=5), "wide": dict(m=3, n=8)},
        )


def _squares(P, most):
    """The entries of a matrix as an RGB picture of most × most squares: 0 white, ±1 blue, light beyond its shape."""
    picture = np.full((most, most, 3), 0.94)
    blue = np.array([0, 0.447, 0.698])
    picture[: len(P), : len(P)] = 1 - np.abs(P)[:, :, None] * (1 - blue)
    return picture


def _rectangle(colour, hatch):
    return Rectangle((0, 0), 0, 0, facecolor=colour, edgecolor=DATA, hatch=hatch, lw=1.5)
