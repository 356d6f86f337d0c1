"""Derivatives as limits, shapes and formulas.

The figures show a difference quotient whose step shrinks, the shape that a gradient has, and formulas beside
differences.
"""

import warnings

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from lib import gradients, layers
from lib.panel import choice, log_slider, predict, slider, steps
from lib.views.cells import Cells, written
from lib.views.view import (
    CAT,
    DATA,
    DPI,
    GREY,
    GUESS,
    INK,
    LIGHT,
    MODEL,
    TRUTH,
    View,
    cased,
    ends_of_line,
    number,
    size_of,
)

MONO = dict(family="DejaVu Sans Mono", fontsize=16)
MONO_ADVANCE = 0.60205 * 16 * DPI / 72  # pixels from one letter to the next


def cube(x):
    """x³ by two multiplications, so that every machine rounds it alike."""
    return x * x * x


class SecantAndTangent(View):
    """L24: the slope between two points, and what is left of it when h is very small."""

    alt = (
        "Left, the curve of x³ with its tangent at 2 and the secant to 2 + h; below it the digits of f(2 + h) and "
        "of f(2), where they differ. Right, the error of the forward and of the central difference against h, both "
        "axes logarithmic."
    )
    size = (1200, 560)
    X, SLOPE, BEND, JERK = 2.0, 12.0, 12.0, 6.0  # f′, f″ and f‴ of x³ at 2
    PER_DECADE = 4
    FLOOR = 1e-13  # an error that happens to be 0 is drawn here

    def prepare(self):
        self.h = 10.0 ** (np.arange(-16 * self.PER_DECADE, 1) / self.PER_DECADE)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "h = .* is lost beside", RuntimeWarning)
            self.forward = np.array([gradients.forward_difference(cube, self.X, h) for h in self.h])
            self.central = np.array([gradients.central_difference(cube, self.X, h) for h in self.h])
        self.best = gradients.best_step(cube(self.X), self.BEND, central=False)
        self.best_central = gradients.best_step(cube(self.X), self.JERK)

    def build(self):
        curve = self.axes(
            60, 205, 480, 325, xlim=(1.4, 3.1), ylim=(0, 29), yticks=[0, 8, 16, 24], xticks=[1.5, 2, 2.5, 3]
        )
        x = np.linspace(1.4, 3.1, 200)
        curve.plot(x, cube(x), color=DATA)
        curve.plot(x, cube(self.X) + self.SLOPE * (x - self.X), "--", color=TRUTH, lw=2)
        curve.text(1.45, 12.4, "tangent: slope 12", color=TRUTH)
        (self.secant,) = curve.plot([], [], color=MODEL)
        (self.ends,) = curve.plot([], [], "o", color=MODEL, ms=10)
        self.slope = curve.text(1.45, 26, "", color=MODEL)
        curve.text(3.07, 24.5, "x³ ", ha="right", fontsize=17)

        self.names = [
            self.write(60, y, words, **MONO) for y, words in ((118, "f(2 + h)"), (84, "f(2)"), (50, "difference"))
        ]
        self.same, self.other = (
            [self.write(60 + 11 * MONO_ADVANCE, y, "", color=colour, **MONO) for y in (118, 84)]
            for colour in (GREY, MODEL)
        )
        self.difference = self.write(60 + 11 * MONO_ADVANCE, 50, color=MODEL, **MONO)
        self.write(60, 14, "vermilion: the digits that differ", color=MODEL)

        self.plot = errors = self.axes(
            690, 80, 480, 430, xscale="log", yscale="log", xlim=(5e-17, 2), ylim=(self.FLOOR, 1e2)
        )
        errors.set(
            title="error of the slope", xlabel="h", xticks=[1e-16, 1e-12, 1e-8, 1e-4, 1], yticks=[1e-12, 1e-8, 1e-4, 1]
        )
        errors.minorticks_off()
        eps = gradients.EPS
        model = self.h * self.BEND / 2 + eps * cube(self.X) / self.h
        (self.expected,) = errors.plot(self.h, model, color=LIGHT, lw=5, zorder=1)
        self.curves = [
            errors.plot(self.h, np.maximum(np.abs(found - self.SLOPE), self.FLOOR), style, color=colour, ms=5, lw=1.5)[
                0
            ]
            for found, style, colour in ((self.forward, "o-", MODEL), (self.central, "s--", CAT))
        ]
        self.labels = [
            errors.text(3e-16, 2e-7, "rounding", color=DATA, fontsize=16),
            errors.text(5e-4, 1.5, "forward", color=MODEL, fontsize=16, ha="center"),
            errors.text(0.3, 1e-9, "central", color=CAT, fontsize=16, ha="right"),
        ]
        (self.here,) = errors.plot([], [], "o", mfc="none", mec=INK, mew=3, ms=16, zorder=5, clip_on=False)
        self.truth = [
            errors.plot([h, h], [self.FLOOR, 1e2], ":", color=colour, lw=2)[0]
            for h, colour in ((self.best, MODEL), (self.best_central, CAT))
        ]
        self.moving(self.secant, self.ends, self.slope, *self.same, *self.other, self.difference)
        self.answering(self.expected, *self.curves, *self.labels, *self.truth)
        self.guess = self.mark(errors, name_at=0.97)
        self.answering(self.here)
        self.cover(errors)

    def update(self, h, guess=None):
        i = int(np.clip(round(np.log10(h) * self.PER_DECADE) + len(self.h) - 1, 0, len(self.h) - 1))
        h, forward, central = self.h[i], self.forward[i], self.central[i]
        x, far = self.X, self.X + h
        self.ends.set_data([x, far], [cube(x), cube(far)])
        reach = np.array([1.4, 3.1])
        self.secant.set_data(reach, cube(x) + forward * (reach - x))
        self.slope.set_text(f"secant: slope {number(forward, 4)}")
        raised, here = (f"{value:.15f}"[:17] for value in (cube(far), cube(x)))
        common = next((k for k in range(17) if raised[k] != here[k]), 17)
        for words, same, other in zip((raised, here), self.same, self.other):
            same.set_text(words[:common])
            other.set_text(words[common:])
            other.set_x((60.5 + (11 + common) * MONO_ADVANCE) / self.size[0])  # half a pixel apart
        self.difference.set_text(size_of(cube(far) - cube(x)))
        said = f"h = {size_of(h)}: the forward difference is {number(forward, 4)}, the slope is 12"
        if not self.reveal(guess):
            return f"{said}."
        off, off_central = abs(forward - self.SLOPE), abs(central - self.SLOPE)
        self.here.set_data([h, h], np.maximum([off, off_central], self.FLOOR))
        self.guess.show(guess, "your guess")
        return (
            f"{said}; it is off by {number(off, 2)}, the central one by {number(off_central, 2)}. You guessed h = "
            f"{size_of(guess)}; forward is best near {size_of(self.best)}, central near {size_of(self.best_central)}."
        )

    def panel(self):
        best = float(self.h[np.abs(self.forward - self.SLOPE).argmin()])
        return dict(
            title="The derivative as a limit, on a computer",
            rows="L24",
            h=log_slider(-16, 0, value=0.1, steps_per_decade=self.PER_DECADE, label="step h"),
            prediction=predict(
                "At which h is the forward difference best?", log_slider(-16, 0, value=1.0, steps_per_decade=1)
            ),
            presets={
                "h = 1": dict(h=1.0),
                "best forward": dict(h=best),
                "best central": dict(h=10.0**-5.25),
                "too small": dict(h=1e-15),
            },
        )


class ShapeOfGradient(View):
    """L24: one entry after another is nudged, and the gradient fills; it has the shape of its variable."""

    alt = (
        "A variable X as a table of four numbers, the gradient of f(X) as a table of the same shape, filled entry "
        "by entry, and the derivative as the same numbers transposed. Below, the quotient that gave the last entry, "
        "and f along this entry alone, with the secant whose slope it is and the tangent."
    )
    size = (1200, 640)
    NUMBERS = np.array([3.0, 1.0, -2.0, 4.0])
    SHAPES = {"column": (4, 1), "row": (1, 4), "matrix": (2, 2)}
    CENTRES = (190, 640, 1015)

    def build(self):
        colours = (DATA, MODEL, MODEL)
        self.cells = [
            Cells(self.figure, x, 450, colour, (88, 56), full=8, points=18) for x, colour in zip(self.CENTRES, colours)
        ]
        for x, words in zip(self.CENTRES, ("variable X", "gradient ∇f: the shape of X", "derivative Df: transposed")):
            self.write(x, 604, words, ha="center", fontsize=18)
        self.shapes = [self.write(x, 298, ha="center", fontsize=18) for x in self.CENTRES]
        across, up = self.size
        frame = dict(fc="none", ec=MODEL, lw=4, zorder=6, **cased(4))
        self.frames = [self.figure.add_artist(Rectangle((0, 0), 0, 0, **frame)) for _ in range(3)]
        self.write(415, 510, "f(X) = ‖X‖²", ha="center", fontsize=17)
        self.figure.add_artist(Line2D([375 / across, 450 / across], [450 / up] * 2, color=DATA))
        self.figure.add_artist(Line2D([450 / across], [450 / up], marker=">", color=DATA, ms=12))
        self.write(60, 212, "( f(X + h E) − f(X) ) / h", fontsize=20, color=MODEL)
        self.quotient = self.write(60, 160, fontsize=20, color=MODEL)
        self.write(60, 92, "solid: the secant, whose slope this is", color=MODEL, fontsize=16)
        self.write(60, 56, "dashed: the tangent, of slope", color=TRUTH, fontsize=16)
        self.slope = self.write(382, 56, color=TRUTH, fontsize=16)  # apart, because long texts take long to draw

        along = self.axes(720, 64, 450, 160, xlim=(-4, 6), ylim=(10, 70), xticks=range(-4, 7, 2), yticks=[20, 40, 60])
        along.set(title="f along this entry alone", xlabel="this entry of X")
        t = np.linspace(-4, 6, 101)
        (self.curve,) = along.plot(t, t, color=DATA)
        (self.tangent,) = along.plot([], [], "--", color=TRUTH, lw=2, zorder=3)
        (self.secant,) = along.plot([], [], color=MODEL, lw=4)
        (self.ends,) = along.plot([], [], "o", color=MODEL, ms=10)
        self.moving(*self.cells, *self.shapes, *self.frames, self.quotient, self.slope)
        self.moving(self.curve, self.tangent, self.secant, self.ends)

    def update(self, shape, entry, h):
        X = self.NUMBERS.reshape(self.SHAPES[shape])

        def f(X):
            return np.sum(X**2)

        place = np.unravel_index(entry - 1, X.shape)
        nudged = X.copy()
        nudged[place] += h
        quotients = gradients.forward_difference(f, X, h)
        found = np.where(np.arange(X.size).reshape(X.shape) < entry, quotients, np.nan)
        for cells, values, words in zip(self.cells, (nudged, found, found.T), self.shapes):
            cells.show(values)
            words.set_text(f"{values.shape[0]} × {values.shape[1]}")
        for frame, cells, (i, j) in zip(self.frames, self.cells, (place, place, place[::-1])):
            left, bottom, width, height = cells.box(i, j)
            frame.set_bounds(left / self.size[0], bottom / self.size[1], width / self.size[0], height / self.size[1])
        self.quotient.set_text(f"= ( {f(nudged):.6g} − {f(X):g} ) / {h:g}  =  {written(quotients[place])}")
        here, slope = X[place], 2 * X[place]
        self.slope.set_text(written(slope, 0))
        self.curve.set_ydata(f(X) - here**2 + self.curve.get_xdata() ** 2)
        self.tangent.set_data(*ends_of_line(slope, -1, f(X) - slope * here))
        self.secant.set_data(*ends_of_line(quotients[place], -1, f(X) - quotients[place] * here))
        self.ends.set_data([here, here + h], [f(X), f(nudged)])
        (m, n), (i, j) = X.shape, place
        return (
            f"X is a {shape}, {m} × {n}. Entry ({i + 1}, {j + 1}) raised by h = {h:g}: f goes from {f(X):g} to "
            f"{f(nudged):.6g}, quotient {written(quotients[place])}; 2X has {written(slope, 0)} there. Gradient "
            f"{m} × {n}, derivative {n} × {m}."
        )

    def panel(self):
        return dict(
            title="The gradient has the shape of its variable",
            rows="L24",
            shape=choice(*self.SHAPES, label="X is a"),
            entry=slider(1, 4, value=2, label="up to entry"),
            h=steps((1.0, 0.1, 0.01), value=0.1, label="nudge h"),
            presets={
                "a column, as on the slide": dict(shape="column", entry=4),
                "a row: one sample": dict(shape="row", entry=4),
                "a matrix: weights": dict(shape="matrix", entry=3),
            },
        )


class GradientTable(View):
    """L25: each row of the table beside central differences at a point that moves, and the row that needs symmetry."""

    alt = (
        "Six functions in rows, each with the formula of its gradient, the value of the formula and the value by "
        "central differences, marked right or wrong; beside them the matrix A, the point x, and the term that is "
        "forgotten when A is not symmetric."
    )
    size = (1200, 580)
    B = np.array([1.0, -1.0])
    ROWS = (
        ("$f(x)=Ax$", r"$A^{\mathsf{T}}$"),
        (r"$f(x)=\Vert x\Vert^2$", "$2x$"),
        (r"$f(x)=\frac{1}{2}x^{\mathsf{T}}Ax$", "$Ax$"),
        ("", r"$\frac{1}{2}(A+A^{\mathsf{T}})x$"),
        ("$f(Ax)$", r"$A^{\mathsf{T}}f'(Ax)$"),
        ("$f(xA)$", r"$f'(xA)A^{\mathsf{T}}$"),
    )
    TOLERANCE = 1e-6
    WHERE = ("on a whole line", "at 0 alone", "nowhere")

    def build(self):
        self.y = [482, 404, 326, 254, 176, 100]
        for x, words in ((30, "function"), (270, "∇ by formula"), (590, "by differences")):
            self.write(x, 545, words, fontsize=17)
        for y, (function, formula) in zip(self.y, self.ROWS):
            self.write(30, y, function, fontsize=19, va="center")
            self.write(270, y, formula, fontsize=19, va="center")
        self.write(60, self.y[3], "for any A:", fontsize=17, va="center")
        self.analytic = [Cells(self.figure, 490, y, MODEL, (76, 30), full=8) for y in self.y]
        self.numeric = [Cells(self.figure, 670, y, TRUTH, (76, 30), full=8) for y in self.y]
        self.right = [self.write(760, y, "✓", color=TRUTH, fontsize=26, va="center") for y in self.y]
        self.wrong = self.write(755, self.y[2], "✗ wrong", color=MODEL, fontsize=19, va="center")
        self.figure.add_artist(Line2D([880 / 1200] * 2, [0.04, 0.96], color=LIGHT, lw=1.5))
        for y, words in ((465, "A ="), (360, "x ="), (265, "Ax =")):
            self.write(985, y, words, ha="right", va="center", fontsize=19)
        self.A, self.x, self.Ax = (Cells(self.figure, 1070, y, DATA, (76, 34), full=8) for y in (465, 360, 265))
        self.write(1040, 180, r"forgotten: $\frac{1}{2}(A^{\mathsf{T}}-A)x$", fontsize=18, va="center", ha="center")
        self.forgotten = Cells(self.figure, 1070, 110, GUESS, (76, 34), full=4)
        self.write(
            30,
            34,
            r"In the last two rows $f(u)=\frac{1}{2}\Vert u-b\Vert^2$ with $b=(1,-1)$.",
            va="center",
            fontsize=16,
        )
        self.moving(*self.analytic, *self.numeric, self.right[2], self.wrong, self.A, self.x, self.Ax)
        self.answering(self.forgotten)
        self.covering(self.write(1040, 110, "after your guess", fontsize=17, va="center", ha="center"))

    def update(self, x1, x2, skew, guess=None):
        A, x, b = np.array([[2.0, 1 + skew], [1 - skew, 3.0]]), np.array([x1, x2]), self.B

        def quadratic(x):
            return x @ A @ x / 2

        def of_columns(x):
            return gradients.ridge(A, b, x, 0)

        def of_rows(x):
            return layers.loss("squared", layers.forward(x[None], A), b[None])

        functions = (None, lambda x: x @ x, quadratic, quadratic, of_columns, of_rows)
        at_rows = layers.loss_gradient("squared", layers.forward(x[None], A), b[None])
        formulas = (
            A.T,
            gradients.least_squares_gradient(np.eye(2), [0, 0], x),
            A @ x,
            gradients.quadratic_gradient(A, x),
            gradients.ridge_gradient(A, b, x, 0),
            layers.backward(x[None], A, at_rows)[0],
        )
        by_differences = [gradients.jacobian(lambda x: A @ x, x).T]
        by_differences += [gradients.central_difference(f, x) for f in functions[1:]]
        errors = [np.abs(formula - found).max() for formula, found in zip(formulas, by_differences)]
        for k, (formula, found) in enumerate(zip(formulas, by_differences)):
            # A column has one entry below the other, but for the last row, where x is a row.
            column = found[:, None] if k in (1, 2, 3, 4) else found
            self.analytic[k].show(np.reshape(formula, np.shape(np.atleast_2d(column))))
            self.numeric[k].show(column)
        holds = errors[2] < self.TOLERANCE
        self.right[2].set_visible(holds)
        self.wrong.set_visible(not holds)
        self.A.show(A)
        self.x.show(x[:, None])
        self.Ax.show((A @ x)[:, None])
        missing = gradients.quadratic_gradient(A, x) - A @ x
        self.forgotten.show(missing[:, None])
        agree = sum(error < self.TOLERANCE for error in errors)
        shape = "symmetric" if skew == 0 else "not symmetric"
        said = f"A is {shape}, x = ({number(x1)}, {number(x2)}). {agree} of 6 formulas agree with central differences."
        if not self.reveal(guess):
            return said
        return (
            f"{said} Ax = ({number((A @ x)[0])}, {number((A @ x)[1])}), forgotten ({number(missing[0])}, "
            f"{number(missing[1])}). For s ≠ 0 Ax is right {self.WHERE[1]}. You guessed: {guess}."
        )

    def panel(self):
        return dict(
            title="The table of gradients, checked while you move",
            rows="L25",
            x1=slider(-2.0, 2.0, value=1.0, step=0.1, label="x₁"),
            x2=slider(-2.0, 2.0, value=-0.5, step=0.1, label="x₂"),
            skew=slider(-2.0, 2.0, value=0.0, step=0.1, label="s in A", format=".1f"),
            prediction=predict("s = 1: where is the wrong gradient Ax right all the same?", choice(*self.WHERE)),
            presets={
                "symmetric": dict(skew=0.0),
                "not symmetric": dict(skew=1.0),
                "another x": dict(x1=-0.5, x2=-1.0, skew=1.0),
            },
        )
