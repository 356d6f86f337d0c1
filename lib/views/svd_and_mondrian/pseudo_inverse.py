"""The pseudo-inverse: the answer that it chooses for too few or too many equations, and the cut-off that it needs."""

import numpy as np

from lib import svd
from lib.panel import again, choice, log_slider, predict, slider
from lib.views.svd_and_mondrian.decomposition import rotation
from lib.views.view import DATA, GUESS, LIGHT, MODEL, TRUTH, View, count, equals, number, plain, residual


class NullSpaceDial(View):
    """L7 and L4: walk along a null vector; then make the zero a small number, and cut it off again."""

    alt = (
        "Left, the plane of x with the line x₀ + t v₂ and the answer of the pseudo-inverse; right, the plane of Ax "
        "with the point Ax and the measured b."
    )
    size = (1200, 560)
    V, U, BIG = rotation(30), rotation(-20), 2.0
    MEASUREMENT_ERROR = 0.15  # along the second left singular vector, where it hurts
    T, ASKED = 1.0, 0.1  # where the dial starts, and the σ₂ of the question

    def build(self):
        self.v1, self.v2 = self.V.T
        self.x0 = 1.2 * self.v1
        left = self.axes(60, 100, 480, 420, xlim=(-4, 4), ylim=(-3.5, 3.5), aspect="equal", title="the plane of x")
        right = self.axes(660, 100, 480, 420, xlim=(-4, 4), ylim=(-3.5, 3.5), aspect="equal", title="the plane of Ax")
        scale = self.axes(340, 36, 800, 24, xscale="log", xlim=(1e-6, 1), ylim=(0, 1))
        scale.set(yticks=[], xticks=[1e-6, 1e-4, 1e-2, 1])
        scale.minorticks_off()
        scale.spines["left"].set_visible(False)
        self.write(60, 34, "kept if ■ σ₂/σ₁ > | rcond")
        (self.ratio,) = scale.plot([], [], "s", color=DATA, ms=12, clip_on=False)
        (self.cut,) = scale.plot([], [], "-", color=MODEL, lw=4, clip_on=False)
        for box in (left, right):
            box.axhline(0, color=LIGHT, lw=1)
            box.axvline(0, color=LIGHT, lw=1)
        ends = np.array([self.x0 - 9 * self.v2, self.x0 + 9 * self.v2])
        left.plot(*ends.T, color=LIGHT, lw=4)
        left.text(*(self.x0 - 2.4 * self.v2 + 0.2 * self.v1), "x₀ + t v₂", ha="left", va="center", fontsize=16)
        left.plot(*self.x0, "s", color=DATA)
        self.x0_name = left.text(*(self.x0 + [0.25, 0.1]), "x₀", fontsize=16)
        right.plot(*(9 * np.outer([-1, 1], self.U[:, 0])).T, color=LIGHT, lw=4)
        right.text(*(-3.3 * self.U[:, 0] + [0, 0.3]), "u₁", color=DATA, fontsize=16)
        self.arrows = [box.plot([], [], "o-", color=DATA, ms=11, markevery=[1])[0] for box in (left, right)]
        named = ((left, "x "), (right, "Ax "))
        self.arrow_names = [box.text(0, 0, name, fontsize=16, ha="right") for box, name in named]
        (self.answer,) = left.plot([], [], "*", color=MODEL, ms=22, mec="white")
        self.answer_name = left.text(0, 0, "", color=MODEL, fontsize=16)
        (self.b,) = right.plot([], [], "D", color=MODEL, ms=11)
        self.b_name = right.text(0, 0, "b", color=MODEL, fontsize=16)
        self.moving(*self.arrows, *self.arrow_names, self.x0_name, self.answer, self.answer_name)
        self.moving(self.b, self.b_name, self.ratio, self.cut)
        (self.truth,) = left.plot([], [], "-", color=TRUTH, lw=2)
        (self.guess,) = left.plot([], [], "--", color=GUESS, lw=3, zorder=5)
        distance = plain(self.MEASUREMENT_ERROR / self.ASKED)
        truth_name = left.text(-3.8, -1.8, f"σ₂ = {self.ASKED}: {distance} from x", color=TRUTH)
        self.guess_name = left.text(-3.8, -2.35, "", color=GUESS)
        self.answering(self.truth, self.guess, truth_name, self.guess_name)

    def update(self, t, sigma_2, rcond, guess=None):
        A = self.U @ np.diag([self.BIG, sigma_2]) @ self.V.T
        x = self.x0 + t * self.v2
        b = A @ x + self.MEASUREMENT_ERROR * self.U[:, 1]
        cut = rcond * (1 + 1e-9)  # what equals rcond is cut off, whichever way A was rounded
        answer = svd.pinv(A, cut) @ b
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
        kept = svd.rank(A, cut)
        said = (
            f"Rank {svd.rank(A)} + nullity {svd.null_space(A).shape[1]} = 2. Ax has moved by {number(moved)} from Ax₀. "
            f"The pseudo-inverse keeps {kept} of 2 singular values: its answer is "
            f"{residual(np.hypot(*(answer - x)))} from x."
        )
        if not self.reveal(guess):
            return said
        around = np.linspace(0, 2 * np.pi, 121)
        circle = np.array([np.cos(around), np.sin(around)])
        for line, radius in ((self.guess, guess), (self.truth, self.MEASUREMENT_ERROR / self.ASKED)):
            line.set_data(*(x[:, None] + radius * circle))
        self.guess_name.set_text(f"your guess: {plain(guess)} from x")
        return (
            f"{said} You guessed {plain(guess)}; with σ₂ = {self.ASKED}, kept, it is {self.MEASUREMENT_ERROR} / "
            f"{self.ASKED} = {plain(self.MEASUREMENT_ERROR / self.ASKED)}."
        )

    def panel(self):
        guesses = [self.MEASUREMENT_ERROR * factor for factor in (0.1, 1, 10, 100)]
        return dict(
            title="The null-space dial",
            rows="L7 L4",
            t=slider(-3.0, 2.5, value=self.T, step=0.1, format=".1f"),
            sigma_2=slider(0.0, 0.5, step=0.005, label="σ₂", format=".3f"),
            rcond=log_slider(-6, -0.5, value=1e-2, label="cut-off rcond"),
            prediction=predict(
                f"b is {self.MEASUREMENT_ERROR} from Ax, along u₂, and σ₂ = {self.ASKED}. "
                "How far from x is the solution of Ax = b?",
                choice(*((plain(guess), guess) for guess in guesses)),
            ),
            presets={
                "a zero": dict(sigma_2=0.0, rcond=1e-2),
                "as asked": dict(t=self.T, sigma_2=self.ASKED, rcond=1e-2),
                "small, kept": dict(sigma_2=0.01, rcond=1e-4),
                "small, cut off": dict(sigma_2=0.01, rcond=1e-1),
                "large enough": dict(sigma_2=0.5, rcond=1e-2),
            },
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
        kind = (
            "too few equations:\nof all solutions, the shortest",
            "just enough:\nthe one solution",
            "too many equations:\nthe least squares of all residuals",
        )[min(equations, 3) - 1]
        worst = max(svd.penrose(A, plus))
        self.words.set_text(
            f"A is {equations} × 2\n{kind}\n"
            f"AA⁺ = I: {'yes' if np.allclose(A @ plus, np.eye(equations)) else 'no'}\n"
            f"A⁺A = I: {'yes' if np.allclose(plus @ A, np.eye(2)) else 'no'}"
        )
        return (
            f"{count(equations, 'equation')}, 2 unknowns: ‖Ax − b‖ {equals(np.linalg.norm(r))}, "
            f"‖x‖ = {number(np.hypot(*x))}. The four Penrose conditions hold: largest violation {residual(worst)}."
        )

    def panel(self):
        return dict(
            title="Too few, just enough, too many equations",
            rows="L4",
            equations=slider(1, len(self.b), value=3),
            presets={
                "too few": dict(equations=1),
                "just enough": dict(equations=2),
                "too many": dict(equations=len(self.b)),
            },
        )


class PolynomialCutoff(View):
    """L4: without a cut-off a tiny singular value blows the answer up."""

    alt = (
        "Noisy points with the polynomial of degree eleven that the pseudo-inverse fits to them, beside the singular "
        "values and the cut-off."
    )
    size = (1200, 480)
    DRAWS = 12

    def prepare(self, points, truth, degree):
        """points : a function, the number of a draw → places z and values b. truth : the function that they sample."""
        self.fine = np.linspace(0, 1, 401)
        self.truth = truth(self.fine)
        self.fine_A = np.vander(self.fine, degree + 1, increasing=True)
        self.draws = [self._fits(*points(draw)) for draw in range(self.DRAWS)]

    def _fits(self, z, b):
        """The points, σᵢ / σ₁, and for each number of singular values that is kept: the curve, ‖x‖, two errors."""
        A = np.vander(z, self.fine_A.shape[1], increasing=True)
        U, s, Vt = svd.svd(A)
        results = []
        for kept in range(len(s) + 1):
            x = Vt[:kept].T @ ((U[:, :kept].T @ b) / s[:kept])
            misfit, error = A @ x - b, self.fine_A @ x - self.truth
            results.append((self.fine_A @ x, np.linalg.norm(x), *(np.sqrt(np.mean(e**2)) for e in (misfit, error))))
        return z, b, s / s[0], results

    def build(self):
        last = self.fine_A.shape[1] + 1
        curve = self.axes(60, 60, 620, 380, xlim=(0, 1), ylim=(-2.2, 2.2), xlabel="z")
        curve.plot(self.fine, self.truth, "--", color=TRUTH, lw=2)
        curve.text(0.5, 2.05, "dashed: the truth", color=TRUTH, va="top", ha="center")
        (self.points,) = curve.plot([], [], "o", color=DATA, clip_on=False)
        (self.curve,) = curve.plot(self.fine, self.truth, color=MODEL, lw=3)
        values = self.axes(800, 60, 380, 380, yscale="log", xlim=(0, last), ylim=(1e-10, 10))
        values.set(title="σᵢ / σ₁", xticks=[1, 4, 8, 12])
        values.minorticks_off()
        (self.kept,) = values.plot([], [], "o", color=DATA, ms=10)
        (self.gone,) = values.plot([], [], "o", color=DATA, mfc="white", ms=10)
        (self.line,) = values.plot([0, last], [1, 1], "--", color=MODEL, lw=2)
        self.line_name = values.text(0.2, 1, "rcond", color=MODEL, va="bottom", fontsize=16)
        self.moving(self.points, self.curve, self.kept, self.gone, self.line, self.line_name)

    def update(self, rcond, draw):
        z, b, relative, results = self.draws[draw]
        kept = np.count_nonzero(relative > rcond)
        curve, size, misfit, error = results[kept]
        i = np.arange(1, len(relative) + 1)
        self.points.set_data(z, b)
        self.curve.set_ydata(np.clip(curve, -50, 50))  # far outside the frame all the same
        self.kept.set_data(i[:kept], relative[:kept])
        self.gone.set_data(i[kept:], relative[kept:])
        self.line.set_ydata([rcond, rcond])
        # Where no singular value is: they fall from the upper left to the lower right.
        at, side = (0.2, "left") if kept > 2 else (len(i) + 0.8, "right")
        self.line_name.set(x=at, y=1.2 * rcond, ha=side)
        errors = [results[np.count_nonzero(relative > rcond)][3] for _, _, relative, results in self.draws]
        return (
            f"rcond {number(rcond, 2)} keeps {kept} of {len(i)} singular values: ‖x‖ = {number(size)}, misfit to the "
            f"points {number(misfit)}, error to the truth {number(error)}; in {self.DRAWS} draws from "
            f"{number(min(errors), 2)} to {number(max(errors), 2)}."
        )

    def panel(self):
        return dict(
            title="What the cut-off rescues",
            rows="L4",
            rcond=log_slider(-10, 0, value=1e-10),
            draw=again(self.DRAWS, label="draw other points"),
            presets={
                "no cut-off": dict(rcond=1e-10),
                "a good one": dict(rcond=10**-2.5),
                "too much": dict(rcond=0.1),
            },
        )
