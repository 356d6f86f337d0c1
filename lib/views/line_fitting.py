"""The views of notebook 02: which line is best, and what does one bad point do to it?"""

import numpy as np
from matplotlib.patches import Rectangle

from lib import line_fitting, norms, outliers, regularisation, svd
from lib.views.view import (
    CAT, DATA, GUESS, INK, LIGHT, MODEL, PALE_BLUE, TRUTH, View, count, number, order, percent, residual,
)  # fmt: skip

FAR = 100.0
GREY = "#6A6A6A"  # LIGHT, darkened until it can be read as text


def _segment(a, b, c):
    """Two points far out on the line a x + b y + c = 0, as (x, y)."""
    foot = -c * np.array([a, b]) / (a**2 + b**2)
    along = FAR * np.array([-b, a]) / np.hypot(a, b)
    return np.transpose([foot - along, foot + along])


def _with_ones(x):
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
            line.set_data(*_segment(*np.cos(t) * v3 + np.sin(t) * v2))
        self.line.set_visible(not free)
        self.line.set_data(*_segment(*v3))
        x = np.cos(np.deg2rad(walk)) * v3 + np.sin(np.deg2rad(walk)) * v2
        self.walker.set_data(*_segment(*x))
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
            f"{points} point{'s' * (points > 1)}: A is {points} × 3, its null space has dimension {3 - svd.rank(A)}. "
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
        self.least = outliers.lp_objective(_with_ones(x), y, self.best, 2)

    def build(self):
        # 55 pixels a unit on both sides, so that areas can be compared.
        plane = self.axes(50, 55, 522.5, 467.5, xlim=(-0.5, 9), ylim=(-1, 7.5), xlabel="x")
        square = dict(fc="#F4C9A8", ec=MODEL, lw=1, alpha=0.6)
        self.squares = [plane.add_patch(Rectangle((0, 0), 0, 0, **square)) for _ in self.x]
        (self.rests,) = plane.plot([], [], color=MODEL, lw=2)
        (self.line,) = plane.plot([], [], color=MODEL, lw=3)
        (self.best_line,) = plane.plot([], [], "--", color=TRUTH)
        (self.dots,) = plane.plot(self.x, self.y, "o", color=DATA, ms=10, zorder=5)
        areas = self.axes(640, 55, 520, 467.5, xlim=(0, 520 / 55), ylim=(0, 8.5))
        areas.set_axis_off()
        self.write(640, 518, "all squares together, as one square", fontsize=16)
        self.area = areas.add_patch(Rectangle((0, 0), 0, 0, fc="#F4C9A8", ec=MODEL, lw=3))
        side = np.sqrt(self.least)
        self.core = areas.add_patch(Rectangle((0, 0), side, side, fc="#9FD8C4", ec=TRUTH, lw=3, ls="--"))
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
        self.A = _with_ones(x)
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
        self.names = [space.text(0, 0, name, color=colour, fontsize=18, ha="center", va="center")
                      for name, colour in (("b", DATA), ("Ax", MODEL))]
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
        (self.dots,) = plane.plot([], [], "o", color=DATA, ms=8)
        (self.cross,) = plane.plot([], [], "+", color=INK, ms=22, mew=3)
        self.write(790, 490, "off the grey direction by", fontsize=17)
        self.errors = []
        for i, (name, colour, style) in enumerate(self.KINDS):
            self.errors.append(self._row(420 - 80 * i, name, colour, style))
        self.guessed = self._row(180, "your guess, upright", GUESS, "-.")
        self.origin = self.write(790, 90, fontsize=16)
        self.moving(self.truth, *self.lines, self.guess, self.dots, self.cross, self.origin, *self.errors, self.guessed)

    def _row(self, y, name, colour, style):
        """A line in its style, its name, and the text on the right that will say how far it is off."""
        sample = self.axes(790, y - 8, 60, 30, xlim=(0, 1), ylim=(-1, 1))
        sample.set_axis_off()
        sample.plot([0, 1], [0, 0], style, color=colour, lw=3.5)
        self.write(865, y, name, color=colour, fontsize=17)
        return self.write(1180, y, color=colour, fontsize=17, ha="right")

    def update(self, turn, origin, guess):
        angle = np.deg2rad(turn)
        R = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        x, y = R @ self.points.T
        # The same points, described from an origin that lies ``origin`` to the left and below.
        u, v = x + origin, y + origin
        m, d = line_fitting.line(u, v)
        answers = ((m, -1.0, d), line_fitting.homogeneous(np.column_stack([u, v, np.ones_like(u)])),
                   line_fitting.total_least_squares(u, v))
        said = []
        for line, error, (a, b, c) in zip(self.lines, self.errors, answers):
            line.set_data(*_segment(a, b, c + origin * (a + b)))
            line.set_visible(guess is not None)
            off = np.rad2deg(np.arcsin(min(abs(np.array([a, b]) @ R[:, 0]) / np.hypot(a, b), 1)))
            said.append(f"{off:.1f}°")
            error.set_text(said[-1] if guess is not None else "?")
        self.dots.set_data(x, y)
        self.truth.set_data(*FAR * np.outer(R[:, 0], [-1, 1]))
        self.cross.set_data([-origin], [-origin])
        place = f"at (−{origin:g}, −{origin:g})" if origin else "in the middle"
        self.origin.set_text(f"the origin (+) is {place}")
        self.guess.set_visible(guess is not None and turn == 90)
        if guess is None:
            self.guessed.set_text("?")
            return f"The cloud is turned by {turn}°. Which way will least squares in y go?"
        # The guess leans to the same side as least squares in y.
        side = np.sign(np.sin(2 * (np.arctan(m) - angle)))
        lean = angle + side * np.deg2rad(guess)
        self.guess.set_data(*FAR * np.outer([np.cos(lean), np.sin(lean)], [-1, 1]))
        self.guessed.set_text(f"{guess}°")
        return (
            f"Turned by {turn}°, origin moved by {origin:g}: least squares in y is {said[0]} off, the homogeneous form "
            f"{said[1]}, total least squares {said[2]}."
        )


class Outlier(View):
    """L11: one bad point, and the p of the loss."""

    alt = (
        "Points along a line and one outlier, with the line of least squares and the line that minimises the sum of "
        "|residual|^p; beside them each point's pull on the line, |residual|^(p − 1)."
    )

    def prepare(self, x, y):
        self.x, self.y = x, y
        self.honest = line_fitting.line(x, y)

    def build(self):
        plane = self.axes(50, 40, 680, 425, xlim=(-0.7, 20.7), ylim=(-9.5, 21.5), xticks=range(0, 21, 5))
        m, d = self.honest
        ends = np.array([-5.0, 30.0])
        plane.plot(ends, m * ends + d, color=LIGHT, lw=8)
        (self.dots,) = plane.plot(self.x, self.y, "o", color=DATA, ms=9, zorder=5)
        (self.squares,) = plane.plot([], [], "--", color=CAT)
        (self.line,) = plane.plot([], [], color=MODEL, lw=3)
        (self.guess,) = plane.plot([], [], "-.", color=GUESS, lw=3)
        (self.bad,) = plane.plot([], [], "X", color=INK, ms=17, mec="white")
        self.write(50, 512, "grey: without the outlier", color=GREY)
        self.write(330, 512, "dashed: p = 2", color=CAT)
        self.write(500, 512, "dash-dot: your guess", color=GUESS)
        self.name = self.write(50, 482, color=MODEL)
        n = len(self.x) + 1
        pulls = self.axes(830, 70, 340, 395, xlim=(0.3, n + 0.7), ylim=(0, 100))
        self.write(1000, 500, "pull on the line, in % of all", fontsize=16, ha="center")
        pulls.set_xticks([1, n], ["first", "outlier"])
        self.pulls = list(pulls.bar(range(1, n + 1), np.zeros(n), color=[LIGHT] * (n - 1) + [INK]))
        (self.held,) = pulls.plot([], [], "o", mfc="white", mec=MODEL, ms=12, mew=3, clip_on=False)
        self.held_name = self.write(1000, 440, "ring: the line goes through it", ha="center", color=MODEL)
        self.moving(self.squares, self.line, self.guess, self.bad, self.name, *self.pulls, self.held, self.held_name)
        self.above(self.dots)

    def update(self, outlier_x, outlier_y, p, guess):
        x, y = np.append(self.x, outlier_x), np.append(self.y, outlier_y)
        ends, asked = np.array([-5.0, 30.0]), guess is not None
        self.bad.set_data([outlier_x], [outlier_y])
        for artist in (self.squares, self.line, self.guess, *self.pulls, self.held, self.held_name):
            artist.set_visible(asked)
        if not asked:
            self.name.set_text("")
            return f"Eleven honest points, whose slope is {number(self.honest[0])}, and one outlier (X)."
        m, d = outliers.lp_fit(_with_ones(x), y, p) if p >= 1 else outliers.line_through_two(x, y, p)
        two = line_fitting.line(x, y)
        self.line.set_data(ends, m * ends + d)
        self.squares.set_data(ends, two[0] * ends + two[1])
        self.guess.set_data(ends, self.y.mean() + guess * (ends - self.x.mean()))
        convex = "" if p >= 1 else ", not convex: many local minima"
        self.name.set_text(f"solid: p = {order(p)}{convex}")
        # For p <= 1 a point on the line holds it with whatever force is needed; the pull of the others is compared.
        rest = np.abs(y - m * x - d)
        held = (rest < 1e-9) & (p <= 1)
        pull = np.where(held, 0, np.maximum(rest, 1e-9) ** (p - 1))
        share = pull / pull.sum()
        for bar, part in zip(self.pulls, share):
            bar.set_height(100 * part)
        self.held.set_data(1 + np.flatnonzero(held), np.full(held.sum(), 2.0))
        self.held_name.set_visible(held.any())
        its_part = f"The outlier has {percent(share[-1])} of all pull"
        if held[-1]:
            its_part = "The line goes through the outlier"
        return (
            f"p = {order(p)}{convex}. Slope {number(m)}; the honest points alone have {number(self.honest[0])}, least "
            f"squares gives {number(two[0])}. {its_part}."
        )


class UnitBall(View):
    """L11: the unit ball for p from 0.3 to ∞, and a way round that is shorter than the straight one."""

    alt = (
        "The curve on which the p-norm is 1, with two steps of length 1, from O to P and from P to Q; beside it the "
        "length of both steps together and of the straight way from O to Q."
    )

    def build(self):
        ticks = [-2, -1, 0, 1, 2]
        plane = self.axes(60, 30, 490, 490, xlim=(-2.15, 2.15), ylim=(-2.15, 2.15), xticks=ticks, yticks=ticks)
        plane.axhline(0, color=LIGHT, lw=1)
        plane.axvline(0, color=LIGHT, lw=1)
        plane.plot(*norms.unit_ball(2).T, ":", color=GREY)
        plane.text(-2, -2, "dotted: p = 2", color=GREY)
        (self.ball,) = plane.fill([0], [0], fc=PALE_BLUE, ec=CAT, lw=3)
        (self.steps,) = plane.plot([], [], "o-", color=DATA, lw=3, ms=9)
        (self.straight,) = plane.plot([], [], "--", color=MODEL, lw=3)
        self.names = [plane.text(x, y, name, ha="center", va="center", fontsize=18)
                      for x, y, name in ((-0.15, -0.2, "O"), (1.1, -0.2, "P"), (0, 0, "Q"))]
        bars = self.axes(700, 60, 400, 370, xlim=(-0.6, 1.6), ylim=(0, 11.5), title="length in this p-norm")
        bars.set_xticks([0, 1], ["O → P → Q", "O → Q"])
        self.bars = list(bars.bar([0, 1], [2, 0], color=[DATA, MODEL], width=0.55))
        self.heights = [bars.text(i, 0, "", ha="center", va="bottom", fontsize=16) for i in (0, 1)]
        self.verdict = self.write(900, 490, ha="center", fontsize=17, color=MODEL)
        self.moving(self.ball, self.steps, self.straight, self.names[2], self.bars[1], self.heights[1], self.verdict)
        self.above(*self.names[:2], self.bars[0], self.heights[0])  # two steps of length 1 are always 2

    def update(self, p, angle):
        turned = np.deg2rad(angle)
        first, second = np.array([1.0, 0.0]), np.array([np.cos(turned), np.sin(turned)])
        second[np.abs(second) < 1e-15] = 0  # cos 90° and sin 180° are 0, not almost 0
        second /= norms.norm(second, p)
        end = first + second
        lengths = 2.0, norms.norm(end, p)
        self.ball.set_xy(norms.unit_ball(p))
        self.steps.set_data(*np.transpose([[0, 0], first, end]))
        self.straight.set_data([0, end[0]], [0, end[1]])
        self.names[2].set_position(end + [0, 0.22])
        for bar, height, length in zip(self.bars, self.heights, lengths):
            bar.set_height(length)
            height.set_y(length + 0.1)
            height.set_text(number(length))
        fails = lengths[1] > 2 * (1 + 1e-12)
        self.verdict.set_text("the straight way is longer" if fails else "")
        kind = "a norm" if p >= 1 else "no norm, the ball is not convex"
        return (
            f"p = {order(p)}, {kind}: two steps of length 1 lead to a point at the distance {number(lengths[1])}; the "
            f"triangle inequality {'fails' if fails else 'holds'} here."
        )


class StepAndOutlier(View):
    """L11: a short true step in the signal beside an outlier, smoothed by the l_p centre of a sliding window."""

    alt = (
        "A signal with one outlier and one true step, and the same signal smoothed by replacing each value by the "
        "number with the least sum of |difference|^p to the values in a window around it."
    )
    size = (1200, 460)
    LENGTH, BAD, START = 60, 14, 34

    def prepare(self, powers, widths, window):
        """powers, widths : what the sliders can take, 1 among the powers. window : odd int, the values in a window."""
        self.window, self.smooth, self.signal = window, {}, {}
        known, half = {}, window // 2
        for width in widths:
            truth = np.zeros(self.LENGTH)
            truth[self.START : self.START + width] = 1.0
            signal = truth.copy()
            signal[self.BAD] = 2.5
            self.signal[width] = truth, signal
            padded = np.pad(signal, half, mode="edge")
            windows = [tuple(padded[i : i + window]) for i in range(self.LENGTH)]
            for p in powers:
                for values in windows:
                    if (p, values) not in known:
                        known[p, values] = outliers.lp_fit(np.ones((window, 1)), values, p)[0]
                self.smooth[p, width] = np.array([known[p, values] for values in windows])
        self.kept = min(width for width in widths if self._step_left(1, width) > 0.5)

    def _step_left(self, p, width):
        return self.smooth[p, width][self.START : self.START + width].max()

    def build(self):
        plane = self.axes(60, 60, 1110, 340, xlim=(-1, self.LENGTH), ylim=(-0.25, 2.75), xlabel="sample")
        (self.truth,) = plane.step([], [], where="mid", color=TRUTH, lw=6, alpha=0.4)
        (self.dots,) = plane.plot([], [], "o", color=DATA, ms=6)
        (self.curve,) = plane.plot([], [], "-", color=MODEL, lw=3)
        plane.text(self.BAD + 1, 2.5, "outlier", va="center")
        plane.text(self.START - 0.5, 1.2, "a true step", va="center", color=TRUTH)
        self.name = self.write(60, 425, color=MODEL, fontsize=16)
        left = self.START - 0.5
        self.brackets = [plane.plot([left, left], [y, y], style, color=colour, lw=4, marker="|", ms=14, mew=3)[0]
                         for y, style, colour in ((1.6, "--", GUESS), (1.95, "-", TRUTH))]
        self.names = [plane.text(0, y, "", color=colour, va="center") for y, colour in ((1.6, GUESS), (1.95, TRUTH))]
        self.moving(self.truth, self.dots, self.curve, self.name, *self.brackets, *self.names)

    def update(self, p, width, guess):
        truth, signal = self.signal[width]
        smooth, asked = self.smooth[p, width], guess is not None
        wide = f"{width} sample{'s' * (width > 1)} wide"
        at = np.arange(self.LENGTH)
        self.truth.set_data(at, truth)
        self.dots.set_data(at, signal)
        self.curve.set_data(at, smooth)
        for artist in (self.curve, *self.brackets, *self.names):
            artist.set_visible(asked)
        if not asked:
            self.name.set_text("")
            return f"An outlier, and a true step {wide}. The window takes in {self.window} samples."
        self.name.set_text(f"smoothed with p = {order(p)} in a window of {self.window}")
        for bracket, name, samples in zip(self.brackets, self.names, (guess, self.kept)):
            bracket.set_xdata([self.START - 0.5, self.START - 0.5 + samples])
            name.set_x(self.START + samples)
        self.names[0].set_text(f"your guess: {guess} wide")
        self.names[1].set_text(f"p = 1 keeps it if it is {self.kept} wide or more")
        bad = smooth[self.BAD - self.window : self.BAD + self.window + 1].max()
        return (
            f"p = {order(p)}: of the outlier {percent(abs(bad) / 2.5)} is left, of the true step, {wide}, "
            f"{percent(abs(self._step_left(p, width)))}."
        )


class LossAndBall(View):
    """L12: contours of the loss touch the ball of the penalty."""

    alt = (
        "Elliptic contours of the loss around its centre, the unregularised answer, and the ball of the penalty that "
        "the contour of the penalised answer touches; beside them the two coefficients."
    )

    def prepare(self, A):
        """A : (m, 2) array, whose loss is ½‖A(x − centre)‖²."""
        self.A = A
        _, s, Vt = svd.svd(A)
        circle = norms.unit_ball(2, 181)
        self.ellipse = (circle / s) @ Vt  # ‖A e‖ = 1 for each of its points

    def build(self):
        ticks = [-2, 0, 2]
        plane = self.axes(85, 60, 465, 465, xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), xticks=ticks, yticks=ticks)
        plane.axhline(0, color=LIGHT, lw=1)
        plane.axvline(0, color=LIGHT, lw=1)
        plane.set_xlabel("x₁", fontsize=16, labelpad=0)
        plane.set_ylabel("x₂", fontsize=16, labelpad=0, rotation=0)
        plane.text(-3.1, -3.05, "+ the loss is least", color=DATA)
        (self.ball,) = plane.fill([0], [0], fc=PALE_BLUE, ec=CAT, lw=2, alpha=0.7)
        self.contours = [plane.plot([], [], color=LIGHT, lw=1.5)[0] for _ in range(3)]
        (self.touching,) = plane.plot([], [], color=DATA, lw=2.5)
        (self.centre,) = plane.plot([], [], "+", color=DATA, ms=16, mew=3)
        (self.answer,) = plane.plot([], [], "o", color=MODEL, ms=13)
        bars = self.axes(690, 60, 440, 400, xlim=(-0.6, 1.6), ylim=(-2.6, 2.4), ylabel="coefficient")
        bars.set_xticks([0, 1], ["x₁", "x₂"])
        bars.axhline(0, color=LIGHT, lw=1)
        self.write(910, 490, "dashed: where the loss is least; filled: with the penalty", ha="center")
        self.before = list(bars.bar([0, 1], [0, 0], color="white", ec=DATA, lw=2, width=0.55, ls="--"))
        self.bars = list(bars.bar([0, 1], [0, 0], color=MODEL, width=0.45))
        self.zeros = [bars.text(i, 0, "exactly 0", ha="center", va="center", color=MODEL, fontsize=17) for i in (0, 1)]
        self.guess = bars.text(0.5, -2.35, "", ha="center", va="center", color=GUESS, fontsize=16)
        self.moving(self.ball, *self.contours, self.touching, self.centre, self.answer, *self.before, *self.bars)
        self.moving(*self.zeros, self.guess)

    def update(self, lam, p, angle, guess):
        centre = 2 * np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
        centre[np.abs(centre) < 1e-15] = 0  # cos 90° and sin 180° are 0, not almost 0
        x = regularisation.lp_penalty(self.A, self.A @ centre, lam, p)
        asked = guess is not None
        self.centre.set_data(*centre[:, None])
        for contour, level in zip(self.contours, (0.4, 0.9, 1.6)):
            contour.set_data(*(centre + level * self.ellipse).T)
        touching = centre + np.linalg.norm(self.A @ (x - centre)) * self.ellipse
        self.touching.set_data(*touching.T)
        size = norms.norm(x, p)
        self.ball.set_xy((size if asked else 1.0) * norms.unit_ball(p))
        self.answer.set_data(*x[:, None])
        for artist in (self.touching, self.answer, *self.bars):
            artist.set_visible(asked)
        for before, bar, zero, was, value in zip(self.before, self.bars, self.zeros, centre, x):
            before.set_height(was)
            bar.set_height(value)
            zero.set_visible(asked and value == 0)
            zero.set_y(-0.3 if was > 0 else 0.3)  # on the side where no bar is
        self.guess.set_x({"x₁": 0, "x₂": 1}.get(guess, 0.5))
        self.guess.set_text(f"your guess: {guess}" if asked else "")
        if not asked:
            return f"The loss is least at ({number(centre[0])}, {number(centre[1])}); the ball has the radius 1."
        gone = [name for name, value in zip(("x₁", "x₂"), x) if value == 0]
        return (
            f"λ = {number(lam)}, p = {order(p)}: x = ({number(x[0])}, {number(x[1])}), ‖x‖_p = {number(size)}; "
            f"exactly zero: {' and '.join(gone) or 'neither'}."
        )


class CoefficientPaths(View):
    """L12: the coefficients of ridge and lasso against λ, for data with a known sparse truth."""

    alt = (
        "The coefficients of ridge or lasso against λ as curves; beside them the coefficients at the chosen λ as bars "
        "with the true ones as stars, and what they predict against what was observed."
    )

    def prepare(self, A, b, truth, lams):
        """A (m, n), b (m,), truth (n,). lams : the λ that the slider can take, ascending."""
        self.A, self.b, self.truth, self.lams = A, b, truth, np.asarray(lams)
        self.paths = {"ridge": regularisation.ridge_path(A, b, lams), "lasso": regularisation.lasso_path(A, b, lams)}
        self.most = 1.15 * max(np.abs(path).max() for path in self.paths.values())

    def build(self):
        n, most = len(self.truth), self.most
        curves = self.axes(60, 70, 440, 420, xscale="log", ylim=(-most, most), xlabel="λ")
        curves.set_title("coefficients against λ")
        curves.set_xlim(0.9 * self.lams[0], 1.1 * self.lams[-1])
        curves.axhline(0, color=LIGHT, lw=1)
        curves.minorticks_off()
        colours = [MODEL if value else LIGHT for value in self.truth]
        styles = [dict(color=MODEL, zorder=3) if value else dict(color=LIGHT, lw=1.8) for value in self.truth]
        self.curves = [curves.plot(self.lams, 0 * self.lams, **style)[0] for style in styles]
        self.write(60, 14, "thick: not 0 in truth", color=MODEL)
        (self.here,) = curves.plot([], [], "--", color=DATA, lw=2)
        bars = self.axes(560, 70, 330, 420, xlim=(0.3, n + 0.7), ylim=(-most, most), xticks=range(1, n + 1), yticks=[])
        bars.set(title="at this λ; stars: the truth", xlabel="coefficient")
        bars.axhline(0, color=LIGHT, lw=1)
        self.bars = list(bars.bar(range(1, n + 1), np.zeros(n), color=colours, width=0.6))
        (self.stars,) = bars.plot(range(1, n + 1), self.truth, "*", color=TRUTH, ms=14, mec="white", zorder=5)
        reach = 1.1 * np.abs(self.b).max()
        fit = self.axes(950, 215, 225, 225, xlim=(-reach, reach), ylim=(-reach, reach), xticks=[], yticks=[])
        fit.set(title="the fit", xlabel="observed, b", ylabel="predicted, Ax")
        fit.plot([-reach, reach], [-reach, reach], color=LIGHT)
        (self.dots,) = fit.plot(self.b, self.b, "o", color=DATA, ms=5)
        self.moving(*self.curves, self.here, *self.bars, self.dots)
        self.above(self.stars)

    def update(self, method, lam):
        path = self.paths[method]
        k = int(np.argmin(np.abs(np.log(self.lams / lam))))
        x = path[k]
        for curve, values in zip(self.curves, path.T):
            curve.set_ydata(values)
        self.here.set_data([self.lams[k]] * 2, [-self.most, self.most])
        for bar, value in zip(self.bars, x):
            bar.set_height(value)
        fitted = self.A @ x
        self.dots.set_ydata(fitted)
        zeros, right = np.sum(x == 0), np.sum((x == 0) & (self.truth == 0))
        return (
            f"{method.capitalize()} at λ = {number(lam)}: {zeros} of {len(x)} coefficients are exactly 0, {right} of "
            f"them rightly. Distance to the truth {number(np.linalg.norm(x - self.truth))}, ‖Ax − b‖ = "
            f"{number(np.linalg.norm(fitted - self.b))}."
        )


class TelephoneCalls(View):
    """L11 L12: the Belgian telephone calls; p on the residuals and λ on the slope do different things."""

    alt = (
        "International telephone calls from Belgium by year, six of which are recorded in another unit, with the line "
        "that minimises the sum of |residual|^p and the ridge line with its slope penalised by λ."
    )
    APART = 1.7  # how far apart two labels have to be, in the unit of the calls

    def prepare(self, year, calls):
        self.year, self.calls = year, calls
        self.middle = year.mean()
        # For p = 1 several lines are equally good, and so is their mean, which does not depend on how it is found.
        self.several = outliers.best_lines_through_two(year - self.middle, calls, 1)

    def build(self):
        plane = self.axes(70, 60, 890, 450, xlim=(49, 74), ylim=(-3, 23), xlabel="year 19…")
        plane.set_ylabel("calls in tens of millions", labelpad=2)
        odd = (self.year >= 64) & (self.year < 70)
        plane.plot(self.year[~odd], self.calls[~odd], "o", color=DATA, ms=10)
        plane.plot(self.year[odd], self.calls[odd], "X", color=INK, ms=14)
        plane.text(63.5, 15, "minutes, not calls", ha="right")
        at = np.array([49.0, 74.0, np.nan])  # the last one lifts the pen between two lines
        lines = np.outer(self.several[:, 0], at - self.middle) + self.several[:, 1:]
        (self.others,) = plane.plot(np.tile(at, len(lines)), lines.ravel(), color=MODEL, lw=1)
        (self.fit,) = plane.plot([], [], color=MODEL, lw=3.5)
        (self.ridge,) = plane.plot([], [], "--", color=CAT, lw=3)
        self.names = [plane.text(74.3, 0, "", va="center", color=colour, fontsize=16) for colour in (MODEL, CAT)]
        self.moving(self.others, self.fit, self.ridge, *self.names)

    def update(self, p, lam):
        A = _with_ones(self.year - self.middle)
        at = np.array([49.0, 74.0])
        m, d = self.several.mean(axis=0) if p == 1 else outliers.lp_fit(A, self.calls, p)
        m2, d2 = regularisation.ridge(A, self.calls, lam, penalised=[True, False])
        solid, dashed = m * (at - self.middle) + d, m2 * (at - self.middle) + d2
        self.fit.set_data(at, solid)
        self.ridge.set_data(at, dashed)
        self.others.set_visible(p == 1)
        # The label of the upper line is moved up and that of the lower one down, until they are apart.
        gap = solid[1] - dashed[1]
        push = max(self.APART - abs(gap), 0) / 2 * (1 if gap >= 0 else -1)
        self.names[0].set_y(solid[1] + push)
        self.names[1].set_y(dashed[1] - push)
        self.names[0].set_text(f"p = {order(p)}")
        weight = number(lam) if lam < 1000 else count(lam)
        self.names[1].set_text(f"p = 2, λ = {weight}")
        slope = f"slope {number(m)}"
        if p == 1:
            least, most = self.several[[0, -1], 0]
            slope = f"any slope from {number(least)} to {number(most)} is best, thick the middle one, {number(m)}"
        return (
            f"p = {order(p)} on the residuals: {slope}. Ridge with λ = {weight} on the slope: {number(m2)}, and "
            f"still through the mean of all points, {number(d2)}."
        )
