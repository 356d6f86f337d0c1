"""The views of notebook 07: how does every weight learn its share of the error?"""

import warnings

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from lib import gradients, layers, mlp, norms, regularisation, svd
from lib.views.animals import edge, grid, shade
from lib.views.cells import Cells, written
from lib.views.view import (
    CAT, DATA, DOG, DPI, GUESS, INK, LIGHT, MODEL, TRUTH, Picture, View, count, number, percent, size_of,
)  # fmt: skip

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
            for colour in ("#6E6E6E", MODEL)
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
        (self.guess,) = errors.plot([], [], "--", color=GUESS)
        self.truth = [
            errors.plot([h, h], [self.FLOOR, 1e2], ":", color=colour, lw=2)[0]
            for h, colour in ((self.best, MODEL), (self.best_central, CAT))
        ]
        self.guess_name = errors.text(1, 30, "", color=GUESS)
        self.cover = errors.text(0.5, 0.5, "after your guess", transform=errors.transAxes, ha="center", fontsize=18)
        self.answers = (self.expected, *self.curves, *self.labels, *self.truth, self.guess, self.guess_name, self.here)
        self.moving(
            self.secant, self.ends, self.slope, *self.same, *self.other, self.difference, *self.answers, self.cover
        )

    def update(self, h, guess):
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
        for artist in self.answers:
            artist.set_visible(guess is not None)
        self.cover.set_visible(guess is None)
        said = f"h = {size_of(h)}: the forward difference is {number(forward, 4)}, the slope is 12"
        if guess is None:
            return f"{said}."
        off, off_central = abs(forward - self.SLOPE), abs(central - self.SLOPE)
        self.here.set_data([h, h], np.maximum([off, off_central], self.FLOOR))
        self.guess.set_data([guess, guess], [self.FLOOR, 1e2])
        self.guess_name.set_text(" your guess ")
        self.guess_name.set_x(guess)
        self.guess_name.set_ha("left" if guess < 1e-8 else "right")
        return (
            f"{said}; it is off by {number(off, 2)}, the central one by {number(off_central, 2)}. You guessed h = "
            f"{size_of(guess)}; "
            f"forward is best near {size_of(self.best)}, central near {size_of(self.best_central)}."
        )


class ShapeOfGradient(View):
    """L24: one entry after another is nudged, and the gradient fills; it has the shape of its variable."""

    alt = (
        "A variable X as a table of four numbers, the gradient of f(X) as a table of the same shape, filled entry "
        "by entry, and the derivative as the same numbers transposed; below, the quotient that gave the last entry."
    )
    size = (1200, 440)
    NUMBERS = np.array([3.0, 1.0, -2.0, 4.0])
    SHAPES = {"column": (4, 1), "row": (1, 4), "matrix": (2, 2)}
    CENTRES = (190, 640, 1015)

    def build(self):
        colours = (DATA, MODEL, MODEL)
        self.cells = [
            Cells(self.figure, x, 240, colour, (88, 56), full=8, points=18) for x, colour in zip(self.CENTRES, colours)
        ]
        for x, words in zip(self.CENTRES, ("variable X", "gradient ∇f: the shape of X", "derivative Df: transposed")):
            self.write(x, 400, words, ha="center", fontsize=18)
        self.shapes = [self.write(x, 84, ha="center", fontsize=18) for x in self.CENTRES]
        across, up = self.size
        self.frames = [
            self.figure.add_artist(Rectangle((0, 0), 0, 0, fc="none", ec=MODEL, lw=4, zorder=6)) for _ in range(3)
        ]
        self.write(415, 300, "f(X) = ‖X‖²", ha="center", fontsize=17)
        self.figure.add_artist(Line2D([375 / across, 450 / across], [240 / up] * 2, color=DATA))
        self.figure.add_artist(Line2D([450 / across], [240 / up], marker=">", color=DATA, ms=12))
        self.quotient = self.write(600, 26, ha="center", fontsize=20, color=MODEL)
        self.moving(*self.cells, *self.shapes, *self.frames, self.quotient)

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
        self.quotient.set_text(
            f"( f(X + h E) − f(X) ) / h  =  ( {f(nudged):.6g} − {f(X):g} ) / {h:g}  =  {written(quotients[place])}"
        )
        (m, n), (i, j) = X.shape, place
        return (
            f"X is a {shape}, {m} × {n}. Entry ({i + 1}, {j + 1}) raised by h = {h:g}: f goes from {f(X):g} to "
            f"{f(nudged):.6g}, quotient "
            f"{written(quotients[place])}; 2X has {written(2 * X[place], 0)} there. Gradient {m} × {n}, derivative "
            f"{n} × {m}."
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
        ("$h(x)=f(Ax)$", r"$A^{\mathsf{T}}f'(Ax)$"),
        ("$h(x)=f(xA)$", r"$f'(xA)A^{\mathsf{T}}$"),
    )
    TOLERANCE = 1e-6

    def build(self):
        self.y = [482, 404, 326, 254, 176, 100]
        for x, words in ((30, "function"), (270, "∇ by formula"), (590, "by differences")):
            self.write(x, 545, words, fontsize=17)
        for y, (function, formula) in zip(self.y, self.ROWS):
            self.write(30, y, function, fontsize=19, va="center")
            self.write(270, y, formula, fontsize=19, va="center")
        self.write(60, self.y[3], "for any A:", fontsize=17, va="center")
        self.analytic = [Cells(self.figure, 490, y, MODEL, (70, 30), full=8) for y in self.y]
        self.numeric = [Cells(self.figure, 670, y, TRUTH, (70, 30), full=8) for y in self.y]
        self.right = [self.write(760, y, "✓", color=TRUTH, fontsize=26, va="center") for y in self.y]
        self.wrong = self.write(755, self.y[2], "✗ wrong", color=MODEL, fontsize=19, va="center")
        self.figure.add_artist(Line2D([880 / 1200] * 2, [0.04, 0.96], color=LIGHT, lw=1.5))
        for y, words in ((465, "A ="), (360, "x ="), (265, "Ax =")):
            self.write(985, y, words, ha="right", va="center", fontsize=19)
        self.A, self.x, self.Ax = (Cells(self.figure, 1070, y, DATA, (70, 34), full=8) for y in (465, 360, 265))
        self.write(1040, 180, r"forgotten: $\frac{1}{2}(A^{\mathsf{T}}-A)x$", fontsize=18, va="center", ha="center")
        self.forgotten = Cells(self.figure, 1070, 110, GUESS, (70, 34), full=4)
        self.write(
            30,
            34,
            r"In the last two rows $f(u)=\frac{1}{2}\Vert u-b\Vert^2$ with $b=(1,-1)$.",
            va="center",
            fontsize=16,
        )
        self.moving(*self.analytic, *self.numeric, self.right[2], self.wrong, self.A, self.x, self.Ax, self.forgotten)

    def update(self, x1, x2, skew):
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
        return (
            f"A is {shape}, x = ({number(x1)}, {number(x2)}). {agree} of 6 formulas agree with central differences. "
            "½xᵀAx: Ax = "
            f"({number((A @ x)[0])}, {number((A @ x)[1])}), forgotten ({number(missing[0])}, {number(missing[1])})."
        )


class ChainOfShapes(View):
    """L25, L28: derivatives multiply left to right, gradients right to left, and the order has a price."""

    alt = (
        "The factors of the chain rule as blocks: above, the derivatives from left to right; below, the gradients "
        "from right to left, each the transpose of the block above. Beside them the multiplications that either end "
        "costs."
    )
    size = (1200, 560)
    MOST = 6

    def prepare(self):
        rng = np.random.default_rng(4)
        self.M = [rng.uniform(-1, 1, size=(self.MOST, self.MOST)) for _ in range(3)]
        self.x = rng.uniform(-1, 1, size=self.MOST)

    def build(self):
        self.centres = (110, 370, 590, 810)
        cell = (28, 28)
        self.D = [Cells(self.figure, x, 415, DATA, cell, None) for x in self.centres]
        self.G = [Cells(self.figure, x, 145, MODEL, cell, None) for x in self.centres]
        names = (r"$D(f_3\circ f_2\circ f_1)$", "$Df_3$", "$Df_2$", "$Df_1$")
        turned = (r"$\nabla(f_3\circ f_2\circ f_1)$", r"$\nabla f_1$", r"$\nabla f_2$", r"$\nabla f_3$")
        for y, words in ((525, names), (255, turned)):
            for x, name in zip(self.centres, words):
                self.write(x, y, name, ha="center", va="center", fontsize=19)
        for y in (415, 145):
            for x, sign in ((230, "="), (480, "·"), (700, "·")):
                self.write(x, y, sign, ha="center", va="center", fontsize=26)
        self.shapes = [self.write(x, y, ha="center", va="center", fontsize=17) for y in (308, 38) for x in self.centres]
        self.write(1055, 525, "multiplications", fontsize=19, ha="center", va="center")
        bars = self.axes(945, 120, 220, 340, xlim=(-0.6, 1.6), ylim=(0, 1.1))
        bars.set_xticks([0, 1], ["begin at\nthe output", "begin at\nthe input"])
        bars.set_yticks([])
        bars.spines["left"].set_visible(False)
        self.bars = list(bars.bar([0, 1], [0, 0], color=[MODEL, LIGHT], width=0.6))
        self.bars[1].set_hatch("//")
        self.costs = [bars.text(x, 0, "", ha="center", va="bottom", fontsize=18) for x in (0, 1)]
        self.moving(*self.D, *self.G, *self.shapes, *self.bars, *self.costs)

    def update(self, n, h1, h2, k):
        y, factors = self.x[:n], []
        for M, (rows, columns) in zip(self.M, ((h1, n), (h2, h1), (k, h2))):
            z = M[:rows, :columns] @ y
            factors.insert(0, layers.slope("tanh", z)[:, None] * M[:rows, :columns])
            y = np.tanh(z)
        whole = factors[0] @ factors[1] @ factors[2]
        D = [whole, *factors]
        G = [whole.T, *(factor.T for factor in factors[::-1])]
        for cells, matrix in zip(self.D + self.G, D + G):
            cells.show(matrix / np.abs(matrix).max())
        for words, matrix in zip(self.shapes, D + G):
            words.set_text(f"{matrix.shape[0]} × {matrix.shape[1]}")
        price = gradients.chain_costs([n, h1, h2, k])
        for i, (bar, words, value) in enumerate(zip(self.bars, self.costs, price)):
            bar.set_height(value / max(price))
            words.set_text(count(value))
            words.set_y(value / max(price) + 0.02)
        return (
            f"D: ({k} × {h2})({h2} × {h1})({h1} × {n}) = {k} × {n}. ∇: ({n} × {h1})({h1} × {h2})({h2} × {k}) = {n} × "
            f"{k}. "
            f"Multiplications beginning at the output: {price[0]}; at the input: {price[1]}."
        )


class DescentOnQuadratic(View):
    """L26: gradient descent on ridge, the bound 2/L, and the same point from setting the gradient to zero."""

    alt = (
        "Contours of the ridge loss with the path of gradient descent from its start and the point where the "
        "gradient is zero; right, the learning rate on an axis with the bound, and the loss above its least value "
        "against the step."
    )
    size = (1200, 560)
    START, WITHOUT_PENALTY = np.array([-2.6, 1.9]), np.array([0.9, 0.6])
    STEPS = 40
    TURN = np.deg2rad(25)
    LEVELS = (0.15, 0.35, 0.6, 0.8, 1.0, 1.2)

    def prepare(self):
        c, s = np.cos(self.TURN), np.sin(self.TURN)
        self.axes_of_bowl = np.array([[-s, c], [c, s]])  # the steep one first
        self.circle = norms.unit_ball(2, 121)

    def build(self):
        plane = self.axes(
            50, 40, 600, 500, xlim=(-3.3, 2.7), ylim=(-2.4, 2.6), aspect="equal", xticks=[-2, 0, 2], yticks=[-2, 0, 2]
        )
        self.contours = [plane.plot([], [], color=LIGHT, lw=1.5)[0] for _ in self.LEVELS]
        (self.path,) = plane.plot([], [], "o-", color=MODEL, lw=2, ms=6)
        plane.plot(*self.START, "s", color=INK, ms=12, zorder=5)
        plane.text(-2.8, 1.6, "start", ha="center", fontsize=16)
        plane.plot(*self.WITHOUT_PENALTY, "+", color=DATA, ms=16, mew=3)
        plane.text(1.0, 0.72, "λ = 0", color=DATA)
        plane.text(2.65, -2.3, "x₁", ha="right", fontsize=16)
        plane.text(-3.2, 2.35, "x₂", fontsize=16)
        (self.answer,) = plane.plot([], [], "*", color=TRUTH, ms=24, mec="white", zorder=6)
        self.answer_name = plane.text(0, 0, "∇f = 0", color=TRUTH, fontsize=16, zorder=6)
        self.write(930, 528, "learning rate α", ha="center", fontsize=17)
        rail = self.axes(730, 440, 420, 40, xlim=(0, 1.5), ylim=(-1, 1), xticks=[0, 0.5, 1, 1.5])
        rail.set_yticks([])
        rail.spines["left"].set_visible(False)
        (self.rate,) = rail.plot([], [], "o", color=MODEL, ms=15, zorder=4, clip_on=False)
        (self.bound,) = rail.plot([], [], "-", color=INK, lw=4)
        self.beyond = rail.add_patch(Rectangle((0, -1), 9, 2, fc="#F3CDB5", ec=MODEL, hatch="//", lw=0, zorder=0))
        (self.guess,) = rail.plot([], [], "--", color=GUESS, lw=4, clip_on=False)
        self.bound_name = rail.text(0, 1.15, "2/L", ha="center", va="bottom", fontsize=16)
        self.guess_name = rail.text(0, 1.15, "your guess", ha="center", va="bottom", color=GUESS)
        loss = self.axes(
            730, 80, 420, 265, yscale="log", xlim=(0, self.STEPS), ylim=(1e-10, 1e6), yticks=[1e-8, 1e-4, 1, 1e4]
        )
        loss.set(xlabel="step", title="loss above the least")
        loss.minorticks_off()
        (self.loss,) = loss.plot([], [], "-", color=MODEL)
        self.moving(
            *self.contours,
            self.path,
            self.answer,
            self.answer_name,
            self.rate,
            self.beyond,
            self.bound,
            self.guess,
            self.bound_name,
            self.guess_name,
            self.loss,
        )

    def update(self, learning_rate, lam, elongation, guess):
        A = np.sqrt([[elongation], [1.0]]) * self.axes_of_bowl
        b = A @ self.WITHOUT_PENALTY
        x = regularisation.ridge(A, b, lam)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "diverged", RuntimeWarning)
            went = gradients.gradient_descent(
                lambda x: gradients.ridge(A, b, x, lam),
                lambda x: gradients.ridge_gradient(A, b, x, lam),
                self.START,
                learning_rate,
                self.STEPS,
            )
        least = gradients.ridge(A, b, x, lam)
        # For a quadratic the loss above the least is ½‖S(x − x*)‖², with S of the rows of A and of √λ I.
        _, s, Vt = svd.svd(np.vstack([A, np.sqrt(lam) * np.eye(2)]))
        ellipse = np.sqrt(2 * (went.loss[0] - least)) * (self.circle / s) @ Vt
        for contour, level in zip(self.contours, self.LEVELS):
            contour.set_data(*(x + level * ellipse).T)
        shown = went.x[: np.argmax(np.abs(went.x).max(axis=1) > 50) or len(went.x)]
        self.path.set_data(*shown.T)
        self.answer.set_data(*x[:, None])
        self.answer_name.set_position(x + [0.15, -0.38])
        self.rate.set_data([learning_rate], [0])
        bound = gradients.largest_learning_rate(A, lam)
        open_ = guess is not None
        for artist in (self.bound, self.bound_name, self.beyond, self.guess, self.guess_name):
            artist.set_visible(open_)
        above = np.maximum(went.loss - least, 1e-300)
        self.loss.set_data(np.arange(len(above)), above)
        start = f"Curvatures {number(elongation + lam)} and {number(1 + lam)}, α = {number(learning_rate, 2)}"
        if not open_:
            return f"{start}: is this below the bound?"
        self.bound.set_data([bound, bound], [-1, 1])
        self.bound_name.set_position((min(bound, 1.5), 1.15))
        self.bound_name.set_text("2/L" if bound <= 1.5 else "2/L →")
        self.beyond.set_x(bound)
        self.guess.set_data([guess, guess], [-1, 1])
        apart = abs(guess - min(bound, 1.5)) > 0.3
        self.guess_name.set_position((np.clip(guess, 0.2, 1.3), 1.15 if apart else -3.9))
        self.guess_name.set_va("bottom")
        end = (
            "it diverges"
            if went.diverged
            else f"after {self.STEPS} steps {number(np.linalg.norm(went.x[-1] - x), 2)} from ∇f = 0"
        )
        if np.isclose(learning_rate, bound):
            end = "it comes no nearer, and does not diverge"
        return (
            f"{start}: {end}. Bound 2/L = 2/{number(elongation + lam)} = {number(bound)}; condition number "
            f"{number((elongation + lam) / (1 + lam))}. You guessed {number(guess, 2)} for elongation 4 and λ = 0; "
            "there it is 0.500."
        )


# The names in the graph of the network: s1 is the slope σ₁′, a T at the end the transpose, g_ in front the gradient.
EDGES = ("x", "z1", "y1", "z2", "y2", "z3", "loss")
BOXES = ("W1", "s1", "W2", "s2", "W3", "L")
BACK = "#A04000"  # vermilion, darkened until small letters can be read
NABLA = r"$\nabla_{%s}$"
WORDS = {
    "x": "$x$",
    "z1": "$z_1$",
    "y1": "$y_1$",
    "z2": "$z_2$",
    "y2": "$y_2$",
    "z3": "$z_3$",
    "loss": r"$\mathcal{L}$",
    "W1": "$W_1$",
    "W2": "$W_2$",
    "W3": "$W_3$",
    "s1": r"$\sigma_1'$",
    "s2": r"$\sigma_2'$",
    "W1T": r"$W_1^{\mathsf{T}}$",
    "W2T": r"$W_2^{\mathsf{T}}$",
    "W3T": r"$W_3^{\mathsf{T}}$",
    "xT": r"$x^{\mathsf{T}}$",
    "y1T": r"$y_1^{\mathsf{T}}$",
    "y2T": r"$y_2^{\mathsf{T}}$",
    "p": r"$p=\sigma(z_3)$",
    "t": "$t$",
}
for _name in ("x", "z1", "y1", "z2", "y2", "z3", "W1", "W2", "W3"):
    WORDS["g_" + _name] = NABLA % (_name if _name == "x" else f"{_name[0]}_{_name[1]}")
# Each step: what appears, its left factor, the sign between the factors, its right factor.
GRAPH_STEPS = (
    None,
    ("z1", "x", "·", "W1"),
    ("y1", "z1", "", None),
    ("z2", "y1", "·", "W2"),
    ("y2", "z2", "", None),
    ("z3", "y2", "·", "W3"),
    ("loss", "z3", "", "t"),
    ("g_z3", "p", "−", "t"),
    ("g_y2", "g_z3", "·", "W3T"),
    ("g_z2", "g_y2", "∘", "s2"),
    ("g_y1", "g_z2", "·", "W2T"),
    ("g_z1", "g_y1", "∘", "s1"),
    ("g_x", "g_z1", "·", "W1T"),
    ("g_W3", "y2T", "·", "g_z3"),
    ("g_W2", "y1T", "·", "g_z2"),
    ("g_W1", "xT", "·", "g_z1"),
)
# Where the left factor goes through a function first.
OF = {2: r"$\sigma_1$ of $z_1$", 4: r"$\sigma_2$ of $z_2$", 6: "−log p(label), from $z_3$"}
BACKWARD = 7  # the first step on the way back
# The whole product up to each step of the way back, as it stands on the slides.
WHOLE = {
    7: r"\nabla_{z_3}=p-t",
    8: r"\nabla_{y_2}=\nabla_{z_3}W_3^{\mathsf{T}}",
    9: r"\nabla_{z_2}=\nabla_{z_3}W_3^{\mathsf{T}}\sigma_2'",
    10: r"\nabla_{y_1}=\nabla_{z_3}W_3^{\mathsf{T}}\sigma_2'W_2^{\mathsf{T}}",
    11: r"\nabla_{z_1}=\nabla_{z_3}W_3^{\mathsf{T}}\sigma_2'W_2^{\mathsf{T}}\sigma_1'",
    12: r"\nabla_{x}=\nabla_{z_3}W_3^{\mathsf{T}}\sigma_2'W_2^{\mathsf{T}}\sigma_1'W_1^{\mathsf{T}}",
    13: r"\nabla_{W_3}=y_2^{\mathsf{T}}\,\nabla_{z_3}",
    14: r"\nabla_{W_2}=y_1^{\mathsf{T}}\,\nabla_{z_3}W_3^{\mathsf{T}}\sigma_2'",
    15: r"\nabla_{W_1}=x^{\mathsf{T}}\,\nabla_{z_3}W_3^{\mathsf{T}}\sigma_2'W_2^{\mathsf{T}}\sigma_1'",
}
# The same read the other way, as the slides have it for the derivative: a column, since x is a row.
DERIVATIVE = {
    8: r"W_3\,\partial\mathcal{L}/\partial z_3",
    9: r"\sigma_2'W_3\,\partial\mathcal{L}/\partial z_3",
    10: r"W_2\sigma_2'W_3\,\partial\mathcal{L}/\partial z_3",
    11: r"\sigma_1'W_2\sigma_2'W_3\,\partial\mathcal{L}/\partial z_3",
    12: r"W_1\sigma_1'W_2\sigma_2'W_3\,\partial\mathcal{L}/\partial z_3",
}


class NetworkGraph(View):
    """L27: x → W₁ → z₁ → σ₁ → y₁ → W₂ → z₂ → σ₂ → y₂ → W₃ → z₃ → 𝓛, filled in forwards and then backwards."""

    alt = (
        "A network of three layers as a graph from x to the loss: above every edge its value, below it the "
        "gradient, filled in one edge a step, with the weights above and their gradients below; at the bottom the "
        "product of this step, with numbers, and the same gradient by central differences."
    )
    size = (1200, 650)
    CELL, LARGE = (62, 32), (76, 37)
    FULL = {DATA: 3, MODEL: 1}  # the size of values, and of gradients, that is filled deepest
    LINE, ABOVE, BELOW, TOP, FOOT = 426, 462, 390, 522, 340  # heights in pixels
    PRODUCT, NAMES, BORDER = 112, 187, 210

    def prepare(self, W, x):
        """W : list of three matrices (3, 2), (2, 2), (2, 1), of a network without b. x : (3,), the animal."""
        self.network = mlp.Network([np.asarray(matrix, dtype=float) for matrix in W], None, "sigmoid", "linear")
        self.x = np.array([x], dtype=float)

    def build(self):
        self._place_everything()
        W = dict(zip(("W1", "W2", "W3"), self.network.W))
        for left, right in zip(self.order, self.order[1:]):
            ends = self.middle[left] + self.half[left], self.middle[right] - self.half[right]
            self._line(ends, [self.LINE] * 2, color=INK, lw=2)
        self._circles(W)
        self.values, self.found = {}, {}
        shapes = {"x": (1, 3), "z1": (1, 2), "y1": (1, 2), "z2": (1, 2), "y2": (1, 2), "z3": (1, 1), "loss": (1, 1)}
        for name, shape in shapes.items():
            x = self.middle[name]
            self._line([x - self.half[name], x + self.half[name]], [self.LINE] * 2, color=INK, lw=2)
            self._name(x, self.ABOVE + 22, name, shape)
            self.values[name] = self._cells(x, self.ABOVE, shape, DATA)
            if name != "loss":
                self._name(x, self.BELOW - 21, "g_" + name, shape)
                self.found["g_" + name] = self._cells(x, self.BELOW, shape, MODEL)
        for name, box in zip(W, BOXES[::2]):
            x, shape, height = self.middle[box], W[name].shape, W[name].shape[0] * self.CELL[1]
            self._name(x, self.TOP + height + 5, name, shape)
            self.values[name] = self._cells(x, self.TOP + height / 2, shape, DATA)
            self.values[name].show(W[name])
            self._name(x, self.FOOT - height - 4, "g_" + name, shape)
            self.found["g_" + name] = self._cells(x, self.FOOT - height / 2, shape, MODEL)
        for name in ("s1", "s2"):
            self._name(self.middle[name], self.TOP + 37, name, (1, 2))
            self.found[name] = self._cells(self.middle[name], self.TOP + 16, (1, 2), DATA)
        self.write(14, 600, "values go\nforward →", va="center")
        self.write(14, 266, "← gradients\ncome back", va="center", color=BACK)
        self._line([12, self.size[0] - 12], [self.BORDER] * 2, color=LIGHT, lw=1.5)
        self._bottom()
        self.frames = [
            self._rectangle(0, 0, 0, 0, ec=colour, lw=lw, ls=ls, zorder=7)
            for colour, lw, ls in ((MODEL, 4, "-"), (INK, 2.5, "--"), (INK, 2.5, "--"))
        ]
        self.arrow = self._line([], [], lw=6, ms=16, zorder=2)
        changing = [cells for name, cells in (self.values | self.found).items() if not name.startswith("W")]
        self.moving(*changing, self.arrow, *self.frames, *self.factors, self.checked, *self.words)

    def _place_everything(self):
        """The middle and half the width of every edge and box, from left to right."""
        self.order = [name for pair in zip(EDGES, BOXES) for name in pair] + [EDGES[-1]]
        columns = {"x": 3, "z1": 2, "y1": 2, "z2": 2, "y2": 2}
        width = [44 if name in BOXES else columns.get(name, 1) * self.CELL[0] for name in self.order]
        gap = (self.size[0] - 28 - sum(width)) / (len(width) - 1)
        left = 14 + np.concatenate([[0], np.cumsum(np.array(width[:-1]) + gap)])
        self.middle = dict(zip(self.order, left + np.array(width) / 2))
        self.half = dict(zip(self.order, np.array(width) / 2))

    def _line(self, x, y, **options):
        across, up = self.size
        return self.figure.add_artist(Line2D(np.divide(x, across), np.divide(y, up), **options))

    def _rectangle(self, left, bottom, width, height, **options):
        across, up = self.size
        place = (left / across, bottom / up), width / across, height / up
        return self.figure.add_artist(Rectangle(*place, fc=options.pop("fc", "none"), **options))

    def _circles(self, W):
        for name, words in zip(BOXES, ("$W_1$", r"$\sigma_1$", "$W_2$", r"$\sigma_2$", "$W_3$", r"$\mathcal{L}$")):
            x = self.middle[name]
            if name != "L":
                self._line([x, x], [self.LINE, self.TOP], color=LIGHT, lw=2, zorder=1)
            if name in W:
                self._line([x, x], [self.FOOT, self.LINE], color=LIGHT, lw=2, zorder=1)
            self._line([x], [self.LINE], marker="o" if name in W else "s", ms=32, mfc="white", mec=INK, mew=2, zorder=4)
            self.write(x, self.LINE, words, ha="center", va="center", fontsize=16, zorder=5)

    def _name(self, x, y, name, shape):
        """The name of a value stands above its cells, that of a gradient below."""
        back = name.startswith("g_")
        options = dict(va="top", color=BACK) if back else dict(va="bottom")
        self.write(x, y, self._named(name, shape), ha="center", fontsize=15, **options)

    def _named(self, name, shape):
        return f"{WORDS[name]} {shape[0]}×{shape[1]}"

    def _cells(self, x, y, shape, colour):
        """Cells of this shape, and behind them their empty outline, which is seen until they are filled."""
        width, height = shape[1] * self.CELL[0], shape[0] * self.CELL[1]
        self._rectangle(x - width / 2, y - height / 2, width, height, fc="white", ec=LIGHT, lw=1.5, zorder=2)
        return Cells(self.figure, x, y, colour, self.CELL, full=self.FULL[colour])

    def _bottom(self):
        """The product of the present step: three tables, the names above them, and the finite difference."""
        self.slots = (135, 425, 710, 1040)
        self.factors = [Cells(self.figure, x, self.PRODUCT, DATA, self.LARGE, points=16) for x in self.slots[:3]]
        self.checked = Cells(self.figure, self.slots[3], self.PRODUCT, TRUTH, self.LARGE, points=16)
        self.names = [self._middle(x, self.NAMES, 24) for x in self.slots[:3]]
        self.given = self._middle(600, self.PRODUCT, 22)
        self.equals, self.sign = self._middle(280, self.PRODUCT, 30), self._middle(568, self.PRODUCT, 30)
        self.judge = self._middle(self.slots[3], self.NAMES, 18, color=TRUTH)
        self.whole = self.write(1188, 12, ha="right", va="bottom", fontsize=20, color=BACK)
        self.derivative = self.write(12, 12, va="bottom", fontsize=17)
        self.words = (*self.names, self.given, self.equals, self.sign, self.judge, self.whole, self.derivative)

    def _middle(self, x, y, size, **options):
        return self.write(x, y, ha="center", va="center", fontsize=size, **options)

    def _say(self, k, have):
        """The texts of step k: names above the tables, signs between them, and on the way back the whole product."""
        target, left, sign, right = GRAPH_STEPS[k] or (None, None, "", None)
        names = [self._named(name, np.shape(have[name])) if name else "" for name in (target, left, right)]
        names[1] = OF.get(k, names[1])
        given = "" if k else "x and the weights are given; each step fills one edge"
        judge = "by differences" if k >= BACKWARD else ""
        whole = f"${WHOLE[k]}$" if k in WHOLE else ""
        derivative = f"derivative: ${DERIVATIVE[k]}$" if k in DERIVATIVE else ""
        for text, words in zip(self.words, (*names, given, "=" if k else "", sign, judge, whole, derivative)):
            text.set_text(words)

    def loss_with(self, name, value, t):
        """The loss if one value of the graph is replaced and all that follows is computed from it: for differences."""
        W = list(self.network.W)
        if name[0] == "W":
            W[int(name[1]) - 1] = value
            value = self.x_now
        elif name != "x":
            W = W[int(name[1]) :]
            value = layers.sigmoid(value) if name[0] == "z" and W else value
        z3 = mlp.forward(self.network._replace(W=W), value).y[-1] if W else value
        return layers.loss("cross-entropy", z3, t)

    def compute(self, x1, t):
        """Every value and every gradient of the graph, by name."""
        self.x_now = np.array([[x1, *self.x[0, 1:]]])
        passed = mlp.forward(self.network, self.x_now)
        gradient = layers.loss_gradient("cross-entropy", passed.z[-1], t)
        back = mlp.backward(self.network, passed, gradient)
        have = dict(zip(("W1", "W2", "W3"), self.network.W))
        have |= dict(x=self.x_now, z1=passed.z[0], y1=passed.y[1], z2=passed.z[1], y2=passed.y[2], z3=passed.z[2])
        have |= dict(loss=[[layers.loss("cross-entropy", passed.z[2], t)]], p=layers.sigmoid(passed.z[2]), t=t)
        have |= {f"s{k}": layers.slope("sigmoid", passed.z[k - 1]) for k in (1, 2)}
        have |= {f"g_W{k}": back.W[k - 1] for k in (1, 2, 3)} | {f"g_z{k}": back.z[k - 1] for k in (1, 2, 3)}
        have |= dict(g_x=back.y[0], g_y1=back.y[1], g_y2=back.y[2])
        return have | {name + "T": np.transpose(have[name]) for name in ("W1", "W2", "W3", "x", "y1", "y2")}

    def update(self, step, x1, label):
        t = np.array([[1.0 if label == "dog" else 0.0]])
        have = self.compute(x1, t)
        # A slope is filled in when the gradient is multiplied by it.
        reached = {"x"} | {name for entry in GRAPH_STEPS[1 : step + 1] for name in (entry[0], entry[3])}
        for name, cells in (self.values | self.found).items():
            if name.startswith("W"):
                continue
            cells.set_visible(name in reached)
            cells.show(have[name])
        self._say(step, have)
        for artist in (*self.factors, self.checked, *self.frames, self.arrow):
            artist.set_visible(False)
        said = f"Step {step} of {len(GRAPH_STEPS) - 1}"
        if step == 0:
            return f"{said}: x = ({', '.join(f'{v:.2f}' for v in have['x'][0])}), a {label}; W₁, W₂, W₃ are fixed."
        target, left, sign, right = GRAPH_STEPS[step]
        for cells, name in zip(self.factors, (target, left, right)):
            if name:
                colour = MODEL if name.startswith("g_") else DATA
                cells.set_visible(True)
                cells.show(have[name], colour, self.FULL[colour])
        self._frame(target, left, right)
        self._show_arrow(target, left)
        return f"{said}: {self._told(step, have, t)}"

    def _frame(self, target, left, right):
        """Frames around what appears and around its factors, wherever they stand in the graph."""
        shown = self.values | self.found
        for frame, name in zip(self.frames, (target, left, right)):
            cells = shown.get((name or "").removesuffix("T"))
            frame.set_visible(cells is not None)
            if cells is not None:
                left, bottom, width, height = cells.box()
                across, up = self.size
                frame.set_bounds((left - 2) / across, (bottom - 2) / up, (width + 4) / across, (height + 4) / up)

    def _show_arrow(self, target, left):
        """Along the line to the edge that is filled, leaving the box free; for a weight, down to its gradient."""
        across, up = self.size
        back = target.startswith("g_")
        if target.startswith("g_W"):
            x = self.middle[target[2:]]
            ends, heights, head = [x, x], [self.LINE - 24, self.FOOT + 14], "v"
        else:
            start, end = "loss" if left == "p" else left.removeprefix("g_"), target.removeprefix("g_")
            way = -1 if back else 1
            box = self.order[self.order.index(end) - way]
            middle, half = self.middle[box], 26 * way
            ends = [self.middle[start], middle - half, np.nan, middle + half, self.middle[end]]
            heights, head = [self.LINE] * 5, "<" if back else ">"
        self.arrow.set_data(np.divide(ends, across), np.divide(heights, up))
        self.arrow.set_marker(head)
        self.arrow.set_markevery([len(ends) - 1])
        self.arrow.set_color(MODEL if back else CAT)
        self.arrow.set_visible(True)

    def _told(self, step, have, t):
        target, left, sign, right = GRAPH_STEPS[step]
        value = ", ".join(number(entry) for entry in np.ravel(have[target]))
        shapes = ["{} × {}".format(*np.shape(have[name])) for name in (target, left, right) if name]
        said = f"{plain(target)} = {value if np.size(have[target]) == 1 else f'({value})'}, {shapes[0]}"
        if step in (5, 6):
            return f"{said}; p(dog) = {number(have['p'][0, 0])}."
        if sign == "·":
            said += f" from ({shapes[1]})({shapes[2]})"
        if step < BACKWARD:
            return f"{said}."
        name = target.removeprefix("g_")
        found = gradients.central_difference(lambda value: self.loss_with(name, value, t), have[name])
        self.checked.set_visible(True)
        self.checked.show(found)
        worst = gradients.relative_error(have[target], found).max()
        return (
            f"{said}; central differences {'agree to six digits' if worst < 1e-6 else f'are off by {number(worst)}'}."
        )


def plain(name):
    """The name of an edge as plain text: g_z3 → ∇z₃."""
    return ("∇" if name.startswith("g_") else "") + name.removeprefix("g_").replace("loss", "𝓛").translate(
        str.maketrans("123", "₁₂₃")
    )


# What a network says about every point of a plane, and the animals upon it.

PLANE = 160  # points of the field a side
STEPS = 8  # of each colour; few, so that pictures stay small


def plane_points(third=None):
    """The points of the plane ears × nose, nose falling from row to row; with a third feature, if one is given."""
    points = grid(0, 1, PLANE)
    return points if third is None else np.column_stack([points, np.full(len(points), third)])


def coloured(z):
    """The field of σ(z) from cat blue to dog orange, in steps, the boundary z = 0 as a dark line. z : (PLANE²,)."""
    z = np.reshape(z, (PLANE, PLANE))
    image = shade(np.round((2 * layers.sigmoid(z) - 1) * STEPS) / STEPS)
    image[edge(z >= 0)] = to_rgb(INK)
    return image


class AnimalPlane:
    """The plane ears × nose on axes: the field of a network, and markers for dogs and cats above it."""

    def __init__(self, view, left, bottom, side):
        axes = self.axes = view.axes(left, bottom, side, side)
        self.field = Picture(axes, np.ones((PLANE, PLANE, 3)))
        axes.set(xlabel="ears: pointed → hanging", ylabel="nose: small → large", xticks=[], yticks=[])
        self.cats, self.dogs = (
            axes.plot([], [], marker, color=colour, ms=7, mec=INK, mew=0.8, zorder=4)[0]
            for marker, colour in (("s", CAT), ("o", DOG))
        )

    def animals(self, X, y):
        for marks, label in ((self.cats, 0), (self.dogs, 1)):
            some = X[y == label]
            marks.set_data(some[:, 0] * PLANE, (1 - some[:, 1]) * PLANE)


class TrainedByHand(View):
    """L28, L30: a network whose whole training is forward and backward of x @ W, and σ."""

    alt = (
        "The plane of ears and nose at one value of eyes, coloured by what the network says, with its boundary and "
        "the animals near this plane; right, the loss against the step."
    )
    size = (1200, 560)
    NEAR = 0.12

    def prepare(self, history, X, y, every):
        """history : [(W1, W2), …], one a step. X : (n, 3). y : (n,). every : steps between two pictures."""
        self.X, self.y, self.every = X, y, every
        self.weights = history[::every]
        outputs = [self.output(X, *W) for W in self.weights]
        self.loss = np.array([layers.loss("cross-entropy", z, y[:, None]) for z in outputs])
        self.right = np.array([np.mean((z[:, 0] >= 0) == (y == 1)) for z in outputs])

    @staticmethod
    def output(X, W1, W2):
        return layers.forward(layers.sigmoid(layers.forward(np.column_stack([X, np.ones(len(X))]), W1)), W2)

    def build(self):
        self.plane = AnimalPlane(self, 60, 45, 480)
        self.title = self.write(300, 533, ha="center", fontsize=17)
        steps = np.arange(len(self.loss)) * self.every
        loss = self.axes(680, 320, 480, 190, xlim=(0, steps[-1]), ylim=(0, 1.05 * self.loss.max()), title="loss")
        loss.plot(steps, self.loss, color=DATA)
        right = self.axes(
            680, 70, 480, 170, xlim=(0, steps[-1]), ylim=(0.4, 1.02), title="share of animals right", xlabel="step"
        )
        right.plot(steps, self.right, color=DATA)
        self.here = [axes.plot([], [], "o", color=MODEL, ms=13, clip_on=False)[0] for axes in (loss, right)]
        self.moving(self.plane.field, self.plane.cats, self.plane.dogs, self.title, *self.here)

    def update(self, step, eyes):
        i = step // self.every
        near = np.abs(self.X[:, 2] - eyes) <= self.NEAR
        self.plane.field.set_data(coloured(self.output(plane_points(eyes), *self.weights[i])))
        self.plane.animals(self.X[near], self.y[near])
        self.title.set_text(f"animals with eyes within {number(self.NEAR, 2)} of {eyes:.2f}")
        for here, curve in zip(self.here, (self.loss, self.right)):
            here.set_data([step], [curve[i]])
        return (
            f"Step {step}: loss {number(self.loss[i])}, {percent(self.right[i])} of {len(self.y)} animals right. The "
            "picture is "
            f"the plane at eyes = {eyes:.2f}, with the {count(near.sum())} animals near it."
        )


class LearningRates(View):
    """L30: the same network, the same start, and learning rates from too small to divergent."""

    alt = (
        "The plane of ears and nose, coloured by what the network says, with its boundary and all animals; right, "
        "the loss against the step for every learning rate, the chosen one thick."
    )
    size = (1200, 560)
    STEPS, EVERY = 2000, 20

    def prepare(self, X, y, rates, hidden=8, seed=0):
        """X : (n, 2), ears and nose. y : (n,). rates : the learning rates."""
        self.X, self.y, self.runs = X, y, {}
        start = mlp.initial([2, hidden, 1], np.random.default_rng(seed), activation="sigmoid")
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "diverged", RuntimeWarning)
            for rate in rates:
                self.runs[rate] = mlp.train(start, X, y[:, None], "cross-entropy", rate, self.STEPS, every=self.EVERY)
        self.points = plane_points()

    def build(self):
        self.plane = AnimalPlane(self, 60, 45, 480)
        self.title = self.write(300, 533, ha="center", fontsize=17)
        loss = self.axes(
            660, 75, 430, 420, yscale="log", xlim=(0, self.STEPS), ylim=(0.05, 200), title="loss", xlabel="step"
        )
        loss.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
        loss.set_xticks([0, 500, 1000, 1500, 2000])
        loss.minorticks_off()
        for run in self.runs.values():
            loss.plot(run.steps, run.loss, color=LIGHT, lw=1.5)
        loss.axhline(np.log(2), color=CAT, lw=1.5, ls=":")
        loss.text(1.03 * self.STEPS, np.log(2), "one half\nto all", color=CAT, va="center")
        (self.curve,) = loss.plot([], [], color=MODEL, lw=3)
        (self.here,) = loss.plot([], [], "o", color=MODEL, ms=13, clip_on=False)
        self.plane.animals(self.X, self.y)
        self.above(self.plane.cats, self.plane.dogs)
        self.moving(self.plane.field, self.title, self.curve, self.here)

    def update(self, learning_rate, step):
        run = self.runs[learning_rate]
        i = min(step // self.EVERY, len(run.steps) - 1)
        z = mlp.forward(run.network(i), self.points).y[-1]
        self.plane.field.set_data(coloured(z))
        self.curve.set_data(run.steps, run.loss)
        self.here.set_data([run.steps[i]], [run.loss[i]])
        right = np.mean((mlp.forward(run.network(i), self.X).y[-1][:, 0] >= 0) == (self.y == 1))
        self.title.set_text(f"α = {learning_rate:g}, step {step}")
        if run.loss[-1] > run.loss[0]:
            kind = "this rate diverges: the loss ends above its start"
        else:
            kind = f"it ends at {number(run.loss[-1], 2)}"
        return f"α = {learning_rate:g}, step {step}: loss {number(run.loss[i])}, {percent(right)} right; {kind}."


class Depth(View):
    """L30: how much of the gradient reaches the first of many layers, for the sigmoid and for ReLU."""

    alt = (
        "The size of the gradient at every layer, from the first to the last, on a logarithmic axis, for a network "
        "with sigmoids and for one with ReLU; a dotted line falls by a quarter a layer."
    )
    size = (1200, 540)
    WIDTH, SAMPLES, MOST = 16, 64, 20

    def prepare(self, scales):
        X = np.random.default_rng(0).normal(size=(self.SAMPLES, self.WIDTH))
        self.sizes = {}
        for depth in range(2, self.MOST + 1):
            for activation in ("sigmoid", "relu"):
                start = mlp.initial([self.WIDTH] * (depth + 1) + [1], np.random.default_rng(1), activation, bias=False)
                for scale in scales:
                    network = start._replace(W=[scale * W for W in start.W])
                    passed = mlp.forward(network, X)
                    back = mlp.backward(network, passed, np.full((self.SAMPLES, 1), 1 / self.SAMPLES))
                    size = np.array([np.linalg.norm(gradient) for gradient in back.z[:-1]])
                    self.sizes[activation, depth, scale] = size / size[-1]

    def build(self):
        plot = self.axes(
            110, 75, 760, 430, yscale="log", xlim=(0.5, self.MOST + 0.5), ylim=(1e-21, 1e13), xlabel="layer"
        )
        plot.set_title("size of ∇z at each layer, the last one = 1")
        plot.set(xticks=[1, 5, 10, 15, 20], yticks=[1e-18, 1e-12, 1e-6, 1, 1e6, 1e12])
        plot.minorticks_off()
        plot.axhline(1, color=LIGHT, lw=1.5)
        (self.quarter,) = plot.plot([], [], ":", color=INK, lw=2)
        self.curves = {
            name: plot.plot([], [], style, color=colour, ms=9)[0]
            for name, style, colour in (("sigmoid", "o-", MODEL), ("relu", "s--", TRUTH))
        }
        (self.guess,) = plot.plot([], [], "--", color=GUESS)
        (self.guess_end,) = plot.plot([], [], "D", color=GUESS, ms=11)
        self.cover = self.write(490, 180, "after your guess", ha="center", fontsize=20)
        self.write(900, 440, "first layer / last layer", fontsize=17)
        self.write(900, 390, "●  sigmoid", fontsize=17, color=MODEL)
        self.write(900, 290, "■  ReLU", fontsize=17, color=TRUTH)
        self.write(900, 190, "···  a quarter a layer", fontsize=17)
        self.ratios = [
            self.write(900, y, fontsize=22, color=colour) for y, colour in ((350, MODEL), (250, TRUTH), (150, INK))
        ]
        self.guess_name = self.write(900, 90, fontsize=17, color=GUESS)
        self.answers = (self.quarter, *self.curves.values(), self.guess, self.guess_end, *self.ratios, self.guess_name)
        self.moving(*self.answers, self.cover)

    def update(self, depth, scale, guess):
        for artist in self.answers:
            artist.set_visible(guess is not None)
        self.cover.set_visible(guess is None)
        if guess is None:
            size = f"{depth} layers of {self.WIDTH} neurons, weights × {number(scale, 2)}"
            return f"{size}: what is left at the first layer?"
        layer = np.arange(1, depth + 1)
        quarter = 0.25 ** (depth - layer)
        self.quarter.set_data(layer, quarter)
        ratios = []
        for name, curve in self.curves.items():
            curve.set_data(layer, self.sizes[name, depth, scale])
            ratios.append(self.sizes[name, depth, scale][0])
        for words, ratio in zip(self.ratios, (*ratios, quarter[0])):
            words.set_text(size_of(ratio))
        self.guess.set_data([1, 10], [guess, 1])
        self.guess_end.set_data([1], [guess])
        self.guess_name.set_text(f"◆  your guess, ten\nlayers: {size_of(guess)}")
        return (
            f"{depth} layers, weights × {number(scale, 2)}: the gradient at the first layer is {size_of(ratios[0])} "
            "of the last one's with "
            f"sigmoids, {size_of(ratios[1])} with ReLU; a quarter a layer would leave {size_of(quarter[0])}."
        )
