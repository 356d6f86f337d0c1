"""The same points turned, and described from another origin, under three meanings of “best”."""

import functools

import numpy as np

from lib import line_fitting
from lib.panel import again, choice, predict, slider
from lib.views.view import CAT, DATA, GUESS, INK, LIGHT, MODEL, View, ends_of_line, steady

UPRIGHT, FLAT = "closer to upright", "closer to flat"


class TurnedData(View):
    """L10: data turned towards vertical, and the origin moved away, under three definitions of best."""

    alt = (
        "A cloud of points turned by an angle, with three lines: least squares in y, homogeneous with "
        "‖(a, b, c)‖ = 1, and total least squares with a² + b² = 1."
    )
    KINDS = (("least squares in y", CAT, "--"), ("‖(a, b, c)‖ = 1", INK, ":"), ("a² + b² = 1", MODEL, "-"))
    photographic = True

    def prepare(self, cloud):
        """cloud : function, the number of a draw → (n, 2) array around the x-axis, with mean 0."""
        self.cloud = functools.cache(cloud)

    def build(self):
        plane = self.axes(50, 40, 700, 480, xlim=(-5.25, 5.25), ylim=(-3.6, 3.6), xticks=[], yticks=[])
        (self.truth,) = plane.plot([], [], "-", color=LIGHT, lw=8, zorder=1)
        self.lines = [plane.plot([], [], style, color=colour, lw=3.5)[0] for _, colour, style in self.KINDS]
        self.answering(*self.lines)
        (self.dots,) = plane.plot([], [], "o", color=DATA, ms=8)
        (self.cross,) = plane.plot([], [], "+", color=INK, ms=22, mew=3)
        self.write(790, 490, "off the grey direction by", fontsize=17)
        self.errors = []
        for i, (name, colour, style) in enumerate(self.KINDS):
            self.errors.append(self._row(420 - 80 * i, name, colour, style))
        self.guessed = self.answering(self.write(790, 150, color=GUESS, fontsize=17))
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

    def update(self, turn, origin, draw, guess=None):
        angle = np.deg2rad(turn)
        R = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        x, y = R @ self.cloud(draw).T
        # The same points, described from an origin that lies ``origin`` to the left and below.
        u, v = x + origin, y + origin
        m, d = line_fitting.line(u, v)
        answers = (
            (m, -1.0, d),
            line_fitting.homogeneous(np.column_stack([u, v, np.ones_like(u)])),
            line_fitting.total_least_squares(u, v),
        )
        missed, said = [], []
        for line, error, (a, b, c) in zip(self.lines, self.errors, answers):
            line.set_data(*ends_of_line(a, b, c + origin * (a + b)))
            missed.append(np.rad2deg(np.arcsin(min(abs(np.array([a, b]) @ R[:, 0]) / np.hypot(a, b), 1))))
            said.append(f"{steady(missed[-1]):.1f}°")
            error.set_text(said[-1])
        self.dots.set_data(x, y)
        self.truth.set_data(*ends_of_line(*R[:, 1]))
        self.cross.set_data([-origin], [-origin])
        place = f"at (−{origin:g}, −{origin:g})" if origin else "in the middle"
        self.origin.set_text(f"the origin (+) is {place}")
        if not self.reveal(guess):
            return f"The cloud is turned by {turn}°. Which way will least squares in y go?"
        truth = FLAT if missed[0] > 45 else UPRIGHT
        self.guessed.set_text(f"your guess: {guess}\nleast squares in y: {truth}")
        self.guessed.set_visible(turn == 90)
        guessed = f" You guessed: {guess}; it is {truth}." if turn == 90 else ""
        return (
            f"Turned by {turn}°, origin moved by {origin:g}: least squares in y is {said[0]} off, the homogeneous form "
            f"{said[1]}, total least squares {said[2]}.{guessed}"
        )

    def panel(self):
        return dict(
            title="Data turned, and the origin moved",
            rows="L10",
            turn=slider(0, 175, value=90, step=5, label="turn (°)"),
            origin=slider(0.0, 8.0, step=0.5, label="move the origin", format=".1f"),
            draw=again(20),
            prediction=predict(
                "The cloud stands upright. Is the line of least squares in y closer to upright or to flat?",
                choice(UPRIGHT, FLAT),
            ),
            presets={
                "flat": dict(turn=0, origin=0.0),
                "vertical": dict(turn=90, origin=0.0),
                "origin far away": dict(turn=30, origin=8.0),
            },
        )
