"""Lines through one, two and more points; the sum of squares as an area and as a projection."""

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from lib import line_fitting, outliers, svd
from lib.panel import choice, predict, slider
from lib.views.view import (
    CAT,
    DATA,
    GUESS,
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
    plain,
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
        self.verdict = self.write(975, 165, ha="center", fontsize=17, color=MODEL)
        self.write(975, 125, "dashed: the walker", ha="center", color=GUESS)
        self.vector = self.write(975, 95, ha="center", fontsize=17, color=GUESS)
        self.guessed = self.write(975, 50, ha="center", color=GUESS)
        self.answering(*self.family, self.line, self.walker)
        self.moving(self.dots)
        self.answering(*self.bars, *self.heights, self.vector, self.verdict, self.guessed)
        self.cover(bars)

    def update(self, points, walk, guess=None):
        A, s = self.A[:points], self.s[points - 1]
        self.dots.set_data(*self.points[:points].T)
        if not self.reveal(guess):
            return f"{count(points, 'point')}: A is {points} × 3."
        self.guessed.set_text(f"your guess: {guess} · in truth: one")
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
            f"‖Ax‖ is {residual(left)} for the walker and {residual(s[2])} at the least. "
            f"You guessed: {guess}; in truth it is one."
        )

    def panel(self):
        every = len(self.points)
        return dict(
            title="One point, two points, many",
            rows="L8",
            points=slider(1, every, value=1),
            walk=slider(0, 175, value=30, step=5, label="walk from v₃ to v₂ (°)"),
            prediction=predict(
                "The line walks 30° from v₃ towards v₂. For how many points does it still go through all of them?",
                choice("one", "one and two", "one, two and three"),
            ),
            presets={
                "one": dict(points=1),
                "two": dict(points=2),
                "three": dict(points=3),
                "all": dict(points=every, walk=0),
            },
        )


class OwnLine(View):
    """L9: the learner's own line against least squares; the sum of squares as areas."""

    alt = (
        "Points, a line with the slope and intercept of the sliders, and the square on each vertical residual; beside "
        "them one square of the same area as all of these together, and inside it the least that any line can reach."
    )

    def prepare(self, x, y):
        self.x, self.y = x, y
        self.middle = x.mean(), y.mean()
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
        (self.guess,) = plane.plot([], [], "-.", color=GUESS, lw=3)
        self.guessed = plane.text(1.5, -0.75, "", color=GUESS)
        (self.dots,) = plane.plot(self.x, self.y, "o", color=DATA, ms=10, zorder=5)
        areas = self.axes(640, 55, 520, 467.5, xlim=(0, 520 / 55), ylim=(0, 8.5))
        areas.set_axis_off()
        self.write(640, 518, "all squares together, as one square", fontsize=16)
        self.area = areas.add_patch(Rectangle((0, 0), 0, 0, fc=PALE_MODEL, ec=MODEL, lw=3))
        side = np.sqrt(self.least)
        self.core = areas.add_patch(Rectangle((0, 0), side, side, fc=PALE_TRUTH, ec=TRUTH, lw=3, ls="--"))
        self.core.set_zorder(2)
        self.core_size = areas.text(side / 2, side / 2, number(self.least), ha="center", va="center", fontsize=16)
        self.size_text = areas.text(0, 0, "", fontsize=18, color=MODEL, va="bottom")
        self.moving(*self.squares, self.rests, self.line, self.area, self.size_text)
        self.answering(self.best_line, self.guess, self.guessed, self.core, self.core_size)
        self.above(self.dots)

    def update(self, slope, intercept, best, guess=None):
        fitted = slope * self.x + intercept
        rest = self.y - fitted
        for square, x, at, r in zip(self.squares, self.x, fitted, rest):
            square.set_bounds(x - max(r, 0), min(at, at + r), abs(r), abs(r))
        gap = np.full(len(rest), np.nan)  # lifts the pen between two residuals
        self.rests.set_data(np.ravel([self.x, self.x, gap], "F"), np.ravel([fitted, self.y, gap], "F"))
        ends = np.array([-10, 20])
        self.line.set_data(ends, slope * ends + intercept)
        total = rest @ rest
        side = np.sqrt(total)
        self.area.set_bounds(0, 0, side, side)
        self.size_text.set_text(number(total))
        self.size_text.set_position((side + 0.15, side - 0.45))
        said = (
            f"Your line: sum of squares {number(total)}. Products of the residuals with the columns of A: "
            f"{residual(rest @ self.x)} with x, {residual(rest.sum())} with the ones; both are 0 for the best line."
        )
        if not self.reveal(guess):
            return said
        self.best_line.set_data(ends, self.best[0] * ends + self.best[1])
        self.best_line.set_visible(best == "shown")
        # What is guessed is a slope; the best line with it goes through the mean, too.
        self.guess.set_data(ends, self.middle[1] + guess * (ends - self.middle[0]))
        of_guess = ((self.y - self.middle[1] - guess * (self.x - self.middle[0])) ** 2).sum()
        self.guessed.set_text(f"dash-dot: your guess, {plain(guess)}; its squares: {number(of_guess)}")
        return f"{said} The least sum is {number(self.least)}; with your guess for the slope it is {number(of_guess)}."

    def panel(self):
        m, d = (float(f"{value:.2f}") for value in self.best)
        return dict(
            title="Your line against least squares",
            rows="L9",
            slope=slider(0.0, 0.7, value=0.0, step=0.01),
            intercept=slider(0.0, 2.4, value=1.0, step=0.02),
            best=choice("hidden", "shown", label="the best line"),
            prediction=predict(
                "By eye: which slope does the line with the least sum of squares have?", slider(0.0, 0.7, step=0.01)
            ),
            presets={
                "flat, through the mean": dict(slope=0.0, intercept=float(f"{self.middle[1]:.2f}")),
                "too steep": dict(slope=0.7, intercept=1.0),
                "close": dict(slope=m, intercept=d, best="shown"),
            },
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
        self.in_line = float(y[0] + (y[1] - y[0]) / (x[1] - x[0]) * (x[2] - x[0]))

    def build(self):
        plane = self.axes(60, 65, 460, 445, xlim=(-0.5, 2.5), ylim=(-1.4, 4.6), xlabel="x", xticks=[0, 1, 2])
        self.rests = [plane.plot([], [], "--", color=GUESS, lw=3)[0] for _ in range(3)]
        (self.line,) = plane.plot([], [], color=MODEL, lw=3)
        (self.points,) = plane.plot([], [], "o", color=DATA, ms=12)
        (self.guess,) = plane.plot([], [], "D", mfc="white", mec=GUESS, ms=13, mew=3)
        self.guessed = self.write(290, 518, ha="center", color=GUESS)
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
        self.answering(self.guess, self.guessed)

    def update(self, height, turn, guess=None):
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
        said = (
            f"Residual b − Ax of length {residual(np.linalg.norm(rest))}; its products with the columns of A: "
            f"{residual(rest @ self.x)} and {residual(rest.sum())}: at right angles to the plane."
        )
        if not self.reveal(guess):
            return said
        self.guess.set_data(self.x[2:], [guess])
        self.guessed.set_text(f"diamond: your guess, {plain(guess)}; in truth {plain(self.in_line)}")
        return f"{said} You guessed {plain(guess)}; nothing is left at {plain(self.in_line)}."

    def panel(self):
        return dict(
            title="b and its projection on the column space",
            rows="L9",
            height=slider(-1.0, 4.0, value=0.0, step=0.1, label="height of the third point"),
            turn=slider(0, 355, value=40, step=5, label="turn the view (°)"),
            prediction=predict(
                "At which height of the third point is nothing left of the residual?",
                slider(-1.0, 4.0, value=0.0, step=0.5, format=".1f"),
            ),
            presets={
                "on a line": dict(height=self.in_line),
                "above": dict(height=4.0),
                "below": dict(height=-1.0),
            },
        )
