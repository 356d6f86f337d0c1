"""A network of three layers as a graph: values go forward from edge to edge, and gradients come back."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from lib import gradients, layers, mlp
from lib.panel import choice, predict, slider
from lib.views.cells import Cells
from lib.views.view import CAT, DATA, GUESS, INK, LIGHT, MODEL, MODEL_ON_PALE, TRUTH, View, cased, number

# The names in the graph of the network: s1 is the slope σ₁′, a T at the end the transpose, g_ in front the gradient.
EDGES = ("x", "z1", "y1", "z2", "y2", "z3", "loss")
BOXES = ("W1", "s1", "W2", "s2", "W3", "L")
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
    LINE, ABOVE, BELOW, TOP, FOOT = 426, 462, 390, 522, 339  # heights in pixels
    PRODUCT, NAMES, BORDER = 112, 187, 210
    CHANGES = ("some signs", "all signs", "all signs and sizes")

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
                self._name(x, self.BELOW - 25, "g_" + name, shape)
                self.found["g_" + name] = self._cells(x, self.BELOW, shape, MODEL)
        for name, box in zip(W, BOXES[::2]):
            x, shape, height = self.middle[box], W[name].shape, W[name].shape[0] * self.CELL[1]
            self._name(x, self.TOP + height + 5, name, shape)
            self.values[name] = self._cells(x, self.TOP + height / 2, shape, DATA)
            self.values[name].show(W[name])
            self._name(x, self.FOOT - height - 8, "g_" + name, shape)
            self.found["g_" + name] = self._cells(x, self.FOOT - height / 2, shape, MODEL)
        for name in ("s1", "s2"):
            self._name(self.middle[name], self.TOP + 37, name, (1, 2))
            self.found[name] = self._cells(self.middle[name], self.TOP + 16, (1, 2), DATA)
        self.write(14, 600, "values go\nforward →", va="center")
        self.write(14, 266, "← gradients\ncome back", va="center", color=MODEL_ON_PALE)
        self._line([12, self.size[0] - 12], [self.BORDER] * 2, color=LIGHT, lw=1.5)
        self._bottom()
        self.frames = [
            self._rectangle(0, 0, 0, 0, ec=colour, lw=lw, ls=ls, zorder=7, **cased(lw))
            for colour, lw, ls in ((MODEL, 4, "-"), (INK, 2.5, "--"), (INK, 2.5, "--"))
        ]
        self.arrow = self._line([], [], lw=6, ms=16, zorder=2)
        self.both_labels = self.write(797, 594, ha="center", fontsize=16, color=MODEL_ON_PALE)
        self.guessed = self.write(416, 594, ha="center", fontsize=16, color=GUESS)
        self.answering(self.both_labels, self.guessed)
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
        options = dict(va="top", color=MODEL_ON_PALE) if back else dict(va="bottom")
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
        self.whole = self.write(1188, 12, ha="right", va="bottom", fontsize=20, color=MODEL_ON_PALE)
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

    def update(self, step, x1, label, guess=None):
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
        answer = self._answer(have["p"][0, 0], guess)
        if step == 0:
            said += f": x = ({', '.join(f'{v:.2f}' for v in have['x'][0])}), a {label}; W₁, W₂, W₃ are fixed."
            return said + answer
        target, left, sign, right = GRAPH_STEPS[step]
        for cells, name in zip(self.factors, (target, left, right)):
            if name:
                colour = MODEL if name.startswith("g_") else DATA
                cells.set_visible(True)
                cells.show(have[name], colour, self.FULL[colour])
        self._frame(target, left, right)
        self._show_arrow(target, left)
        return f"{said}: {self._told(step, have, t)}{answer}"

    def _answer(self, p, guess):
        """What the other label changes, after the guess: every gradient is ∇z₃ times what no label touches."""
        if not self.reveal(guess):
            return ""
        self.both_labels.set_text(f"dog: {WORDS['g_z3']} = {number(p - 1)}\ncat: {WORDS['g_z3']} = {number(p)}")
        self.guessed.set_text(f"your guess:\n{guess}")
        return (
            f" For a dog ∇z₃ = {number(p - 1)}, for a cat {number(p)}: the other label changes {self.CHANGES[2]}. "
            f"You guessed {guess}."
        )

    def panel(self):
        return dict(
            title="The network as a graph, one edge a step",
            rows="L27 L28",
            step=slider(0, len(GRAPH_STEPS) - 1, value=12),
            x1=slider(0.0, 1.0, value=0.21, step=0.01, label="x₁: ears"),
            label=choice("dog", "cat", label="it is a"),
            prediction=predict("The same animal, labelled cat: what changes in the gradients?", choice(*self.CHANGES)),
            presets={
                "start": dict(step=0),
                "forward": dict(step=6),
                "back to x": dict(step=12),
                "every weight": dict(step=15),
            },
        )

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
        said = f"{spelled(target)} = {value if np.size(have[target]) == 1 else f'({value})'}, {shapes[0]}"
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


def spelled(name):
    """The name of an edge as a reader sees it: g_z3 → ∇z₃."""
    return ("∇" if name.startswith("g_") else "") + name.removeprefix("g_").replace("loss", "𝓛").translate(
        str.maketrans("123", "₁₂₃")
    )
