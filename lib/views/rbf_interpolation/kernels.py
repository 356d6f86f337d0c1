"""Distances between points, and the kernels that turn a distance into a bump."""

import numpy as np
from matplotlib.collections import LineCollection

from lib import norms, rbf
from lib.panel import choice, log_slider, predict, slider, steps
from lib.views.view import CAT, DATA, GUESS, LIGHT, MODEL, TRUTH, View, number, order


class DistanceAxioms(View):
    """L17: three points, the four axioms of a distance, and the one that fails."""

    alt = (
        "Three points A, B and C in the plane, the way from A to C over B and the straight one, and the curve of all "
        "points at distance 1 from A; beside them the four axioms with their numbers, and both ways as bars."
    )
    MEASURES = ("distance", "squared", "signed")
    RULES = ("D ≥ 0", "symmetry", "triangle inequality")
    BREAKS = "triangle inequality"  # for p < 1
    A = (-1.5, -1.0)  # it stands still: a distance does not change if all points move together
    REACH = 3.2

    def build(self):
        plane = self.axes(50, 35, 490, 490, xlim=(-self.REACH, self.REACH), ylim=(-self.REACH, self.REACH))
        plane.set(xticks=range(-3, 4), yticks=range(-3, 4))
        (self.ball,) = plane.fill([0], [0], fc="#DCECF7", ec=CAT, lw=2.5)
        (self.detour,) = plane.plot([], [], "-", color=DATA, lw=3)
        (self.straight,) = plane.plot([], [], "--", color=MODEL, lw=3.5)
        discs = [plane.plot([], [], "o", color=DATA, ms=24)[0] for _ in "ABC"]
        letters = [plane.plot([], [], marker=f"${name}$", ls="", color="white", ms=11, mew=0.4)[0] for name in "ABC"]
        self.points = list(zip(discs, letters))

        self.write(590, 505, "no way to oneself", fontsize=16)
        self.write(590, 477, "✓  D(A, A) = 0", color=TRUTH, fontsize=18)
        self.verdicts = []
        self.rows = dict(zip(self.RULES, (434, 363, 292)))
        for name, up in zip(("never negative", "the same there and back", "no detour is shorter"), self.rows.values()):
            self.write(590, up, name, fontsize=16)
            self.verdicts.append(self.write(590, up - 28, fontsize=18))
        self.guess = self.write(1185, 0, "your guess", fontsize=16, color=GUESS, ha="right")
        self.answering(self.guess)
        self.answering(self.write(832, self.rows[self.BREAKS], "breaks below p = 1", fontsize=16, color=TRUTH))
        ways = self.axes(690, 62, 480, 100, xlim=(0, 1.02), ylim=(-0.6, 1.6))
        ways.set_yticks([1, 0], ["straight", "over B"])
        ways.set_xticks([])
        ways.spines["bottom"].set_visible(False)
        ways.tick_params(axis="y", length=0)
        self.bars = list(ways.barh([1, 0, 0], [0, 0, 0], color=[MODEL, DATA, "#8A8A8A"], height=0.7))
        self.scale = self.write(690, 32)
        self.write(590, 190, "blue: all points at the distance 1 from A", color=CAT, fontsize=16)
        self.moving(self.ball, self.detour, self.straight, *discs[1:], *letters[1:])
        self.moving(*self.verdicts, *self.bars, self.scale)
        self.above(discs[0], letters[0])

    def distances(self, points, p, measure):
        """D between all rows of ``points`` (n, 2), an (n, n) array."""
        if measure == "signed":
            return (points[None, :, :] - points[:, None, :]).sum(axis=2)
        D = norms.distance(points, points, p)
        return D**2 if measure == "squared" else D

    def update(self, measure, p, B_across, B_up, C_across, C_up, guess=None):
        points = np.array([self.A, [B_across, B_up], [C_across, C_up]])
        D = self.distances(points, p, measure)
        if measure == "signed":  # all points with the sum of differences 1: a straight line
            along = 9 * np.array([[1, -1], [-1, 1]])
            self.ball.set_xy(points[0] + [0.5, 0.5] + along)
        else:
            self.ball.set_xy(points[0] + norms.unit_ball(p))
        self.detour.set_data(*points.T)
        self.straight.set_data(*points[[0, 2]].T)
        for place, marks in zip(points, self.points):
            for mark in marks:
                mark.set_data(*place[:, None])
        there, back, onward, straight, least = D[0, 1], D[1, 0], D[1, 2], D[0, 2], D.min()
        detour = there + onward
        slack = 1e-9 * np.abs(D).max()
        holds = (least >= 0, abs(there - back) <= slack, straight <= detour + slack)
        values = dict(AB=there, BA=back, BC=onward, AC=straight, sum=detour, least=least)
        said = {name: number(value) if abs(value) > 1e-9 else "0" for name, value in values.items()}
        words = (
            "all D ≥ 0" if holds[0] else f"the least D = {said['least']} < 0",
            f"D(A, B) = {said['AB']} {'=' if holds[1] else '≠'} {said['BA']} = D(B, A)",
            f"D(A, C) = {said['AC']} {'≤' if holds[2] else '>'} {said['sum']} = D(A, B) + D(B, C)",
        )
        for text, line, good in zip(self.verdicts, words, holds):
            text.set_text(f"{'✓' if good else '✗'}  {line}")
            text.set_color(TRUTH if good else MODEL)
        longest = max(straight, detour) or 1.0
        signed = measure == "signed"  # what can be negative is no length
        self.scale.set_text(
            "no bars: a length is never negative" if signed else "D(A, C), and D(A, B) + D(B, C), to scale"
        )
        for bar, width in zip(self.bars, (straight, there, onward)):
            bar.set_visible(not signed)
            bar.set_width(width / longest)
        self.bars[2].set_x(there / longest)
        failed = [name for name, good in zip(self.RULES, holds) if not good]
        norm = f"‖A − B‖, p = {order(p)}"
        what = {"distance": norm, "squared": f"The square of {norm}", "signed": "The signed difference"}[measure]
        readout = f"{what}: D(A, B) = {said['AB']}, D(B, C) = {said['BC']}, D(A, C) = {said['AC']}. " + (
            f"Here fails: {' and '.join(failed)}." if failed else "All four axioms hold for these points."
        )
        if not self.reveal(guess):
            return readout
        self.guess.set_y(self.rows[guess] / self.size[1])
        return f"{readout} Below p = 1 it is the {self.BREAKS} that breaks; you guessed: {guess}."

    def panel(self):
        def across(start, label):
            return slider(-2.0, 2.0, start, 0.1, label, ".1f")

        corner = dict(measure="distance", B_across=1.5, B_up=-1.0)
        return dict(
            title="Three points and four axioms",
            rows="L17",
            B_across=across(1.5, "B across"),
            B_up=across(-1.0, "B up"),
            C_across=across(1.5, "C across"),
            C_up=across(1.5, "C up"),
            p=steps([0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, np.inf], value=2),
            measure=choice(*self.MEASURES),
            prediction=predict("Which rule breaks when p falls below 1?", choice(*self.RULES)),
            presets={f"p = {p}": dict(corner, p=p) for p in (2, 1, 0.5)}
            | {
                "squared": dict(measure="squared", p=2, B_across=0.0, B_up=0.0),
                "signed": dict(measure="signed"),
            },
        )


class KernelBump(View):
    """L18: the kernels φ(r), and one of them as a bump over the plane."""

    alt = (
        "Left, six radial functions φ(r) against the distance r, one of them bold; right, the same one as a surface "
        "over the plane around its centre, made of circles, with the circle of all points at distance r."
    )
    FORMULAS = {
        "gaussian": "φ(r) = exp(−(εr)²)",
        "inverse multiquadric": "φ(r) = 1 / √(1 + (εr)²)",
        "multiquadric": "φ(r) = √(1 + (εr)²)",
        "linear": "φ(r) = εr",
        "thin plate": "φ(r) = (εr)² log(εr)",
        "cubic": "φ(r) = (εr)³",
    }
    GROWING = ("multiquadric", "linear", "thin plate", "cubic")  # without end
    LOW, HIGH = -0.5, 2.2  # what is higher is left out
    DEPTH, UP = 0.42, 1.25  # a step away from the beholder, and one of height, on the screen
    CIRCLES, SPOKES = np.arange(0.0, 2.41, 0.15), np.deg2rad(np.arange(0, 360, 15))

    def prepare(self):
        self.r, self.turn = np.linspace(0, 3, 151), np.linspace(0, 2 * np.pi, 91)
        self.along = np.linspace(0, 2.4, 41)

    def build(self):
        curves = self.axes(60, 65, 440, 400, xlim=(0, 3), ylim=(self.LOW, self.HIGH))
        curves.set(xlabel="distance r", xticks=range(4))
        curves.axhline(0, color=LIGHT, lw=1)
        self.curves = {name: curves.plot([], [], color=LIGHT, lw=1.8)[0] for name in rbf.KERNELS}
        (self.bold,) = curves.plot([], [], color=MODEL, lw=4)
        (self.stem,) = curves.plot([], [], ":", color=DATA)
        (self.dot,) = curves.plot([], [], "o", color=DATA, ms=13, clip_on=False)
        self.title = self.write(280, 510, fontsize=18, ha="center", color=MODEL)
        self.guess = self.write(60, 478, color=GUESS)
        self.told = self.write(500, 478, f"growing without end: {len(self.GROWING)}", color=TRUTH, ha="right")
        self.cover(curves, y=0.88)
        space = self.axes(540, 40, 650, 490, xlim=(-2.5, 2.5), ylim=(-1.3, 3.8))
        space.set_axis_off()
        self.wires = space.add_collection(LineCollection([], colors="#7A7A7A", lw=1.2), autolim=False)
        (self.circle,) = space.plot([], [], "--", color=MODEL, lw=3.5)
        (self.point,) = space.plot([], [], "o", color=DATA, ms=13)
        self.write(865, 14, "dashed: all points at the distance r from the centre", ha="center", color=MODEL)
        self.answering(*self.curves.values(), self.guess, self.told)
        self.moving(self.bold, self.stem, self.dot, self.title)
        self.moving(self.wires, self.circle, self.point)

    def on_screen(self, r, angle, height):
        """Where a point of the surface is seen; nowhere if it is too high."""
        up = self.UP * np.where(height <= self.HIGH, height, np.nan)
        return np.stack(np.broadcast_arrays(r * np.cos(angle), self.DEPTH * r * np.sin(angle) + up), axis=-1)

    def update(self, kernel, epsilon, r, angle, guess=None):
        for name, line in self.curves.items():
            line.set_data(self.r, rbf.phi(self.r, epsilon, name))
        self.bold.set_data(self.r, rbf.phi(self.r, epsilon, kernel))
        value = float(rbf.phi(r, epsilon, kernel))
        self.dot.set_data([r], [min(value, self.HIGH)])
        self.stem.set_data([r, r], [0, value])
        self.title.set_text(self.FORMULAS[kernel])
        heights = rbf.phi(self.CIRCLES, epsilon, kernel)
        circles = self.on_screen(self.CIRCLES[:, None], self.turn, heights[:, None])
        spokes = self.on_screen(self.along, self.SPOKES[:, None], rbf.phi(self.along, epsilon, kernel))
        self.wires.set_segments([*circles, *spokes])
        self.circle.set_data(*self.on_screen(r, self.turn, value).T)
        self.point.set_data(*self.on_screen(r, np.deg2rad(angle), value)[:, None])
        degrees = f"{angle}°".replace("-", "−")
        there = number(rbf.phi(1.0, 1.0, kernel))  # ε times 1/ε, without its rounding
        readout = (
            f"{kernel}, ε = {number(epsilon)}: at the distance r = {number(r)} the height is {number(value)}, at the "
            f"angle {degrees} as at any other; at r = 1/ε = {number(1 / epsilon)} it is {there}."
        )
        if not self.reveal(guess):
            return readout
        self.guess.set_text(f"your guess: {guess}")
        growing = f"{', '.join(self.GROWING[:-1])} and {self.GROWING[-1]}"
        return f"{readout} Without end grow {growing}, {len(self.GROWING)} of six; you guessed {guess}."

    def panel(self):
        return dict(
            title="A bump asks for the distance alone",
            rows="L18",
            kernel=choice(*rbf.KERNELS),
            epsilon=log_slider(-0.5, 0.7, value=1.0, steps_per_decade=20, label="ε", format=".2f"),
            r=slider(0.0, 2.2, value=1.0, step=0.05, label="distance r"),
            angle=slider(-180, 175, value=-60, step=5, label="angle (°)"),
            prediction=predict("How many of the six kernels grow without end?", slider(0, 6)),
            presets={
                "wide": dict(kernel="gaussian", epsilon=10**-0.3),
                "narrow": dict(kernel="gaussian", epsilon=10**0.5),
                "heavy tails": dict(kernel="inverse multiquadric", epsilon=1.0),
                "a cone": dict(kernel="linear", epsilon=1.0),
            },
        )
