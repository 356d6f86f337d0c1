"""The chain rule as a product of matrices, and what it costs from either end."""

import numpy as np

from lib import gradients, layers
from lib.panel import choice, predict, slider
from lib.views.cells import Cells
from lib.views.view import DATA, LIGHT, MODEL, View, count


class ChainOfShapes(View):
    """L25, L28: derivatives multiply left to right, gradients right to left, and the order has a price."""

    alt = (
        "The factors of the chain rule as blocks: above, the derivatives from left to right; below, the gradients "
        "from right to left, each the transpose of the block above. Beside them the multiplications that either end "
        "costs."
    )
    size = (1200, 560)
    MOST = 6
    ENDS = ("the output: 3.5 times", "the output: 36 times", "the input: 3.5 times", "no difference")

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
        self.moving(*self.D, *self.G, *self.shapes)
        self.answering(*self.bars, *self.costs)
        self.cover(bars)

    def update(self, n, h1, h2, k, guess=None):
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
        shapes = (
            f"D: ({k} × {h2})({h2} × {h1})({h1} × {n}) = {k} × {n}. "
            f"∇: ({n} × {h1})({h1} × {h2})({h2} × {k}) = {n} × {k}."
        )
        if not self.reveal(guess):
            return shapes
        price = gradients.chain_costs([n, h1, h2, k])
        for bar, words, value in zip(self.bars, self.costs, price):
            bar.set_height(value / max(price))
            words.set_text(count(value))
            words.set_y(value / max(price) + 0.02)
        return (
            f"{shapes} Multiplications beginning at the output: {price[0]}; at the input: {price[1]}. For 6, 6, 6 "
            f"and one loss the output is cheaper, 3.5 times. You guessed {guess}."
        )

    def panel(self):
        sizes = {"n": "inputs", "h1": "first hidden", "h2": "second hidden", "k": "outputs"}
        starts = {"n": 5, "h1": 4, "h2": 3, "k": 1}
        return dict(
            title="The chain rule as shapes that fit",
            rows="L25 L28",
            **{name: slider(1, self.MOST, value=starts[name], label=label) for name, label in sizes.items()},
            prediction=predict("6, 6, 6 and one loss: begin where, and how many times fewer?", choice(*self.ENDS)),
            presets={
                "many inputs, one loss": dict(n=6, h1=6, h2=6, k=1),
                "one input, many outputs": dict(n=1, h1=6, h2=6, k=6),
                "square": dict(n=4, h1=4, h2=4, k=4),
            },
        )
