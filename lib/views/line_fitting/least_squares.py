"""The best line, and three meanings of “best”.

The figures show lines through one, two and more points, the sum of squares as an area and as a projection, and what
turning the data does to each of the three.
"""

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from lib import line_fitting, outliers, svd
from lib.views.view import (
    CAT,
    DATA,
    GUESS,
    INK,
    LIGHT,
    MODEL,
    MODEL_ON_PALE,
    PALE_BLUE,
    PALE_MODEL,
    PALE_TRUTH,
    TRUTH,
    View,
    count,
    ends_of_line,
    number,
    residual,
)


def with_ones(x):
    """A for a line: the column x, and a column of ones for the intercept. x : (n,). Returns (n, 2)."""
    return np.column_stack([x, np.ones_like(x)])


class LinesThroughPoints(View):
    """L8: one point and its family of lines, two points and their line, more points and the best one."""

    alt = (
        "Points in the plane, the first of which count, and the line a x + b y + c = 0 that belongs to them; beside it "
        "the three singular values of the matrix A with a row (x, y, 1) for each point, and the vector (a, b, c)."
    )
    FAMILY = 12

    def prepare(self, points):
        """points : (n, 2) array."""
        self.points = points
        self.A = np.column_stack([points, np.ones(len(points))])
        found = [svd.svd(self.A[: k + 1])[1] for k in range(len(points))]
        self.s = [np.append(s, np.zeros(3 - len(s))) for s in found]

    def build(self):
        plane = self.axes(50, 40, 640, 480, xlim=(-4, 4), ylim=(-3, 3))
        plane.plot(*self.points.T, "o", color=LIGHT, ms=9, mfc="white")
        self.family = [plane.plot([], [], color=LIGHT, lw=1.5)[0] for _ in range(self.FAMILY)]
        (self.line,) = plane.plot([], [], color=MODEL, lw=3)
        (self.walker,) = plane.plot([], [], "--", color=GUESS, lw=3)
        (self.dots,) = plane.plot([], [], "o", color=DATA, ms=11)
        bars = self.axes(790, 230, 370, 260, xlim=(0.4, 4.9), ylim=(0, 7.5), title="singular values of A")
        places = [1, 2, 3, 4.3]
        bars.set_xticks(places, ["σ₁", "σ₂", "σ₃", "‖Ax‖"])
        self.bars = list(bars.bar(places, 0, color=[DATA] * 3 + ["white"], width=0.6))
        self.bars[3].set(edgecolor=GUESS, linestyle="--", linewidth=2)
        self.heights = [bars.text(place, 0, "", ha="center", va="bottom", fontsize=16) for place in places]
        self.heights[3].set_color(GUESS)
        self.verdict = self.write(975, 150, ha="center", fontsize=17, color=MODEL)
        self.write(975, 100, "dashed: the walker", ha="center", color=GUESS)
        self.vector = self.write(975, 65, ha="center", fontsize=17, color=GUESS)
        self.moving(*self.family, self.line, self.walker, self.dots, *self.bars, *self.heights)
        self.moving(self.vector, self.verdict)

    def update(self, points, walk):
        A, s = self.A[:points], self.s[points - 1]
        # A circle of unit vectors: from the last right singular vector, at 0°, to the one before it, at 90°.
        v3, v2 = svd.svd(A, full=True)[2][:0:-1]
        free = points == 1
        for line, t in zip(self.family, np.pi * np.arange(self.FAMILY) / self.FAMILY):
            line.set_visible(free)
            line.set_data(*ends_of_line(*np.cos(t) * v3 + np.sin(t) * v2))
        self.line.set_visible(not free)
        self.line.set_data(*ends_of_line(*v3))
        x = np.cos(np.deg2rad(walk)) * v3 + np.sin(np.deg2rad(walk)) * v2
        self.walker.set_data(*ends_of_line(*x))
        self.dots.set_data(*self.points[:points].T)
        left = np.linalg.norm(A @ x)
        for bar, height, value in zip(self.bars, self.heights, (*s, left)):
            bar.set_height(value)
            height.set_y(value + 0.1)
            height.set_text(number(value) if value > 1e-9 else "0")
        a, b, c = (f"{v:.2f}".replace("-", "−") for v in x.round(2) + 0.0)
        self.vector.set_text(f"(a, b, c) = ({a}, {b}, {c})")
        verdicts = {1: "infinitely many lines", 2: "exactly one line"}
        self.verdict.set_text(verdicts.get(points, "solid: the best line"))
        return (
            f"{count(points, 'point')}: A is {points} × 3, its null space has dimension {3 - svd.rank(A)}. "
            f"‖Ax‖ is {residual(left)} for the walker and {residual(s[2])} at the least."
        )


class OwnLine(View):
    """L9: the learner's own line against least squares; the sum of squares as areas."""

    alt = (
        "Points, a line with the slope and intercept of the sliders, and the square on each vertical residual; beside "
        "them one square of the same area as all of these together, and inside it the least that any line can reach."
    )

    def prepare(self, x, y):
        self.x, self.y = x, y
        self.best = line_fitting.line(x, y)
        self.least = outliers.lp_objective(with_ones(x), y, self.best, 2)

    def build(self):
        # 55 pixels a unit on both sides, so that areas can be compared.
        plane = self.axes(50, 55, 522.5, 467.5, xlim=(-0.5, 9), ylim=(-1, 7.5), xlabel="x")
        square = dict(fc=to_rgba(PALE_MODEL, 0.6), ec=MODEL, lw=1)
        self.squares = [plane.add_patch(Rectangle((0, 0), 0, 0, **square)) for _ in self.x]
        (self.rests,) = plane.plot([], [], color=MODEL, lw=2)
        (self.line,) = plane.plot([], [], color=MODEL, lw=3)
        (self.best_line,) = plane.plot([], [], "--", color=TRUTH)
        (self.dots,) = plane.plot(self.x, self.y, "o", color=DATA, ms=10, zorder=5)
        areas = self.axes(640, 55, 520, 467.5, xlim=(0, 520 / 55), ylim=(0, 8.5))
        areas.set_axis_off()
        self.write(640, 518, "all squares together, as one square", fontsize=16)
        self.area = areas.add_patch(Rectangle((0, 0), 0, 0, fc=PALE_MODEL, ec=MODEL, lw=3))
        side = np.sqrt(self.least)
        self.core = areas.add_patch(Rectangle((0, 0), side, side, fc=PALE_TRUTH, ec=TRUTH, lw=3, ls="--"))
        self.core_size = areas.text(side / 2, side / 2, number(self.least), ha="center", va="center", fontsize=16)
        self.size_text = areas.text(0, 0, "", fontsize=18, color=MODEL, va="bottom")
        self.moving(*self.squares, self.rests, self.line, self.best_line, self.area, self.size_text)
        self.above(self.dots, self.core, self.core_size)

    def update(self, slope, intercept, best):
        fitted = slope * self.x + intercept
        rest = self.y - fitted
        for square, x, at, r in zip(self.squares, self.x, fitted, rest):
            square.set_bounds(x - max(r, 0), min(at, at + r), abs(r), abs(r))
        gap = np.full(len(rest), np.nan)  # lifts the pen between two residuals
        self.rests.set_data(np.ravel([self.x, self.x, gap], "F"), np.ravel([fitted, self.y, gap], "F"))
        ends = np.array([-10, 20])
        self.line.set_data(ends, slope * ends + intercept)
        self.best_line.set_data(ends, self.best[0] * ends + self.best[1])
        self.best_line.set_visible(best == "shown")
        total = rest @ rest
        side = np.sqrt(total)
        self.area.set_bounds(0, 0, side, side)
        self.size_text.set_text(number(total))
        self.size_text.set_position((side + 0.15, side - 0.45))
        return (
            f"Your line: sum of squares {number(total)}; the least is {number(self.least)}. Products of the residuals "
            f"with the columns of A: {residual(rest @ self.x)} with x, {residual(rest.sum())} with the ones; both "
            "are 0 for the best line."
        )


class Projection(View):
    """L9: b, the column space of A and the projection of b onto it, for three points."""

    alt = (
        "Left, three points and their least-squares line; right, in three dimensions, the vector b of their heights, "
        "the plane of all Ax with the two columns of A in it, and the projection of b onto the plane."
    )

    def prepare(self, x, y):
        """x, y : (3,) arrays; the third y is the slider's."""
        self.x, self.y = x, y
        self.A = with_ones(x)
        self.Q = svd.svd(self.A)[0]

    def build(self):
        plane = self.axes(60, 65, 460, 445, xlim=(-0.5, 2.5), ylim=(-1.4, 4.6), xlabel="x", xticks=[0, 1, 2])
        self.rests = [plane.plot([], [], "--", color=GUESS, lw=3)[0] for _ in range(3)]
        (self.line,) = plane.plot([], [], color=MODEL, lw=3)
        (self.points,) = plane.plot([], [], "o", color=DATA, ms=12)
        space = self.axes(560, 40, 640, 540, xlim=(-5.6, 5.6), ylim=(-4.725, 4.725))
        space.set_axis_off()
        (self.sheet,) = space.fill([0, 0, 0, 0], [0, 0, 0, 0], color=PALE_BLUE, alpha=0.6, lw=0)
        self.columns = [space.plot([], [], style, color=CAT, lw=3)[0] for style in ("-", ":")]
        (self.b,) = space.plot([], [], "-", color=DATA, lw=4)
        (self.shadow,) = space.plot([], [], "-", color=MODEL, lw=4)
        (self.drop,) = space.plot([], [], "--", color=GUESS, lw=3)
        self.names = [
            space.text(0, 0, name, color=colour, fontsize=18, ha="center", va="center")
            for name, colour in (("b", DATA), ("Ax", MODEL_ON_PALE))
        ]
        words = "blue: all Ax; in it the two columns of A, x (solid) and 1 (dotted)"
        self.write(880, 42, words, ha="center", color=CAT)
        self.write(880, 14, "dashed: the residual b − Ax", ha="center", color=GUESS)
        self.moving(self.sheet, *self.columns, self.b, self.shadow, self.drop, *self.names)
        self.moving(*self.rests, self.line, self.points)

    def update(self, height, turn):
        b = np.append(self.y[:2], height)
        m, d = line_fitting.line(self.x, b)
        fitted = m * self.x + d
        rest = b - fitted
        ends = np.array([-5, 8])
        self.line.set_data(ends, m * ends + d)
        self.points.set_data(self.x, b)
        for segment, x, low, high in zip(self.rests, self.x, fitted, b):
            segment.set_data([x, x], [low, high])
        # A camera that goes round the normal of the plane, a little above it.
        U, angle, above = self.Q, np.deg2rad(turn), np.deg2rad(25)
        normal = np.cross(U[:, 0], U[:, 1])
        right = np.cos(angle) * U[:, 0] + np.sin(angle) * U[:, 1]
        ahead = np.cross(normal, right)
        camera = np.array([right, np.cos(above) * normal + np.sin(above) * ahead]).T
        corners = 4.6 * np.array([[1, 1], [1, -1], [-1, -1], [-1, 1]]) / np.sqrt(2)
        self.sheet.set_xy(corners @ U.T @ camera)
        for line, column in zip(self.columns, self.A.T):
            line.set_data(*np.transpose([[0, 0], column @ camera]))
        tip, foot = b @ camera, fitted @ camera
        self.b.set_data(*np.transpose([[0, 0], tip]))
        self.shadow.set_data(*np.transpose([[0, 0], foot]))
        self.drop.set_data(*np.transpose([foot, tip]))
        below = tip[1] < foot[1]
        self.names[0].set_position(tip + [0, -0.45 if below else 0.45])
        outwards = foot / np.linalg.norm(foot)
        self.names[1].set_position(foot + 0.5 * outwards + [0, 0.2 if below else -0.2])
        return (
            f"Residual b − Ax of length {residual(np.linalg.norm(rest))}; its products with the columns of A: "
            f"{residual(rest @ self.x)} and {residual(rest.sum())}: at right angles to the plane."
        )


class TurnedData(View):
    """L10: data turned towards vertical, and the origin moved away, under three definitions of best."""

    alt = (
        "A cloud of points turned by an angle, with three lines: least squares in y, homogeneous with "
        "‖(a, b, c)‖ = 1, and total least squares with a² + b² = 1."
    )
    KINDS = (("least squares in y", CAT, "--"), ("‖(a, b, c)‖ = 1", INK, ":"), ("a² + b² = 1", MODEL, "-"))
    photographic = True

    def prepare(self, points):
        """points : (n, 2) array around the x-axis, with mean 0."""
        self.points = points

    def build(self):
        plane = self.axes(50, 40, 700, 480, xlim=(-5.25, 5.25), ylim=(-3.6, 3.6), xticks=[], yticks=[])
        (self.truth,) = plane.plot([], [], "-", color=LIGHT, lw=8, zorder=1)
        self.lines = [plane.plot([], [], style, color=colour, lw=3.5)[0] for _, colour, style in self.KINDS]
        (self.guess,) = plane.plot([], [], "-.", color=GUESS, lw=3)
        self.answering(*self.lines, self.guess)
        (self.dots,) = plane.plot([], [], "o", color=DATA, ms=8)
        (self.cross,) = plane.plot([], [], "+", color=INK, ms=22, mew=3)
        self.write(790, 490, "off the grey direction by", fontsize=17)
        self.errors = []
        for i, (name, colour, style) in enumerate(self.KINDS):
            self.errors.append(self._row(420 - 80 * i, name, colour, style))
        self.guessed = self._row(180, "your guess, upright", GUESS, "-.")
        self.origin = self.write(790, 90, fontsize=16)
        self.moving(self.truth, self.dots, self.cross, self.origin)

    def _row(self, y, name, colour, style):
        """A line in its style, its name, and the text on the right that will say how far it is off, "?" till then."""
        sample = self.axes(790, y - 8, 60, 30, xlim=(0, 1), ylim=(-1, 1))
        sample.set_axis_off()
        sample.plot([0, 1], [0, 0], style, color=colour, lw=3.5)
        self.write(865, y, name, color=colour, fontsize=17)
        place = dict(color=colour, fontsize=17, ha="right")
        self.covering(self.write(1180, y, "?", **place))
        return self.answering(self.write(1180, y, **place))

    def update(self, turn, origin, guess=None):
        angle = np.deg2rad(turn)
        R = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        x, y = R @ self.points.T
        # The same points, described from an origin that lies ``origin`` to the left and below.
        u, v = x + origin, y + origin
        m, d = line_fitting.line(u, v)
        answers = (
            (m, -1.0, d),
            line_fitting.homogeneous(np.column_stack([u, v, np.ones_like(u)])),
            line_fitting.total_least_squares(u, v),
        )
        said = []
        for line, error, (a, b, c) in zip(self.lines, self.errors, answers):
            line.set_data(*ends_of_line(a, b, c + origin * (a + b)))
            off = np.rad2deg(np.arcsin(min(abs(np.array([a, b]) @ R[:, 0]) / np.hypot(a, b), 1)))
            said.append(f"{off:.1f}°")
            error.set_text(said[-1])
        self.dots.set_data(x, y)
        self.truth.set_data(*ends_of_line(*R[:, 1]))
        self.cross.set_data([-origin], [-origin])
        place = f"at (−{origin:g}, −{origin:g})" if origin else "in the middle"
        self.origin.set_text(f"the origin (+) is {place}")
        if not self.reveal(guess):
            return f"The cloud is turned by {turn}°. Which way will least squares in y go?"
        # The guess leans to the same side as least squares in y.
        side = np.sign(np.sin(2 * (np.arctan(m) - angle)))
        lean = angle + side * np.deg2rad(guess)
        self.guess.set_data(*ends_of_line(-np.sin(lean), np.cos(lean)))
        self.guess.set_visible(turn == 90)
        self.guessed.set_text(f"{guess}°")
        return (
            f"Turned by {turn}°, origin moved by {origin:g}: least squares in y is {said[0]} off, the homogeneous form "
            f"{said[1]}, total least squares {said[2]}."
        )
