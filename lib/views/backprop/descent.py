"""Gradient descent on a bowl: up to which learning rate it arrives, and where the gradient is zero."""

import warnings

import numpy as np
from matplotlib.patches import Rectangle

from lib import gradients, norms, regularisation, svd
from lib.panel import predict, slider
from lib.views.view import DATA, GUESS, INK, LIGHT, MODEL, PALE_MODEL, TRUTH, View, number


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
        self.beyond = rail.add_patch(Rectangle((0, -1), 9, 2, fc=PALE_MODEL, ec=MODEL, hatch="//", lw=0, zorder=0))
        self.bound_name = rail.text(0, 1.15, "2/L", ha="center", va="bottom", fontsize=16)
        self.guess_name = rail.text(0, 1.15, "your guess", ha="center", va="bottom", color=GUESS)
        loss = self.axes(
            730, 80, 420, 265, yscale="log", xlim=(0, self.STEPS), ylim=(1e-10, 1e6), yticks=[1e-8, 1e-4, 1, 1e4]
        )
        loss.set(xlabel="step", title="loss above the least")
        loss.minorticks_off()
        (self.loss,) = loss.plot([], [], "-", color=MODEL)
        self.moving(*self.contours, self.path, self.answer, self.answer_name, self.rate, self.loss)
        self.answering(self.beyond, self.bound, self.bound_name, self.guess_name)
        self.guess = self.mark(rail, lw=4, clip_on=False)

    def update(self, learning_rate, lam, elongation, guess=None):
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
        above = np.maximum(went.loss - least, 1e-300)
        self.loss.set_data(np.arange(len(above)), above)
        start = f"Curvatures {number(elongation + lam)} and {number(1 + lam)}, α = {number(learning_rate, 2)}"
        if not self.reveal(guess):
            return f"{start}: is this below the bound?"
        self.bound.set_data([bound, bound], [-1, 1])
        self.bound_name.set_position((min(bound, 1.5), 1.15))
        self.bound_name.set_text("2/L" if bound <= 1.5 else "2/L →")
        self.beyond.set_x(bound)
        self.guess.show(guess)
        apart = abs(guess - min(bound, 1.5)) > 0.3
        self.guess_name.set_position((np.clip(guess, 0.2, 1.3), 1.15 if apart else -3.9))
        self.guess_name.set_va("bottom")
        end = (
            "it diverges"
            if went.diverged
            else f"after {self.STEPS} steps {number(np.linalg.norm(went.x[-1] - x), 2)} from ∇f = 0"
        )
        if np.isclose(learning_rate, bound):
            end = "along the steepest axis it jumps to and fro for ever and neither arrives nor diverges"
        return (
            f"{start}: {end}. Bound 2/L = 2/{number(elongation + lam)} = {number(bound)}; condition number of AᵀA + λI "
            f"{number((elongation + lam) / (1 + lam))}. You guessed {number(guess, 2)} for elongation 4 and λ = 0; "
            "there it is 0.500."
        )

    def panel(self):
        bound = gradients.largest_learning_rate(np.diag([2.0, 1.0]))  # curvatures 4 and 1
        presets = {
            "too small": (0.02, 0.0, 4.0),
            "just below": (bound - 0.02, 0.0, 4.0),
            "just above": (bound + 0.02, 0.0, 4.0),
            "a long valley": (0.08, 0.0, 20.0),
            "with λ": (0.08, 2.0, 20.0),
        }
        return dict(
            title="Gradient descent on a quadratic",
            rows="L26",
            learning_rate=slider(0.02, 1.5, value=0.1, step=0.01, label="learning rate α"),
            lam=slider(0.0, 8.0, value=0.0, step=0.1, label="λ"),
            elongation=slider(1.0, 20.0, value=4.0, step=0.5),
            prediction=predict(
                "Elongation 4, λ = 0: above which learning rate does it diverge?",
                slider(0.05, 1.5, value=1.0, step=0.05),
            ),
            presets={
                name: dict(learning_rate=rate, lam=lam, elongation=elongation)
                for name, (rate, lam, elongation) in presets.items()
            },
        )
