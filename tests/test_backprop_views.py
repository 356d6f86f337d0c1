"""The views of notebook 07: what they show is compared with closed forms, with lib, and with differences."""

import re

import nbformat
import numpy as np
import pytest

from lib import gradients, layers, mlp, pets
from lib.views import backprop as views
from lib.views.backprop.network_graph import BACKWARD, spelled
from lib.views.backprop.training import PLANE, coloured, plane_points
from lib.views.cells import Cells, written
from lib.views.view import MODEL, View, number, percent, size_of
from tests import last_digits
from tests.test_project import ROOT

W = [np.array(M) for M in ([[1, -1], [0.5, 1.5], [-1.5, 0.5]], [[2, -1.5], [-1, 2.5]], [[2.5], [-2.0]])]
X_SHEPHERD = np.array([0.21, 0.99, 0.86])


@pytest.fixture(scope="module")
def graph():
    return views.NetworkGraph(W, X_SHEPHERD)


# The derivative as a limit.


def test_the_errors_are_those_of_the_quotients_multiplied_out():
    """(2 + h)³ is 8 + 12h + 6h² + h³: the forward error is 6h + h² and the central one h² while rounding is small."""
    view = views.SecantAndTangent()
    large = view.h > 1e-3
    np.testing.assert_allclose(view.forward[large] - 12, (6 * view.h + view.h**2)[large], rtol=1e-6)
    np.testing.assert_allclose(view.central[large] - 12, (view.h**2)[large], rtol=1e-4)
    assert view.forward[0] == 0, "2 + 1e-16 is 2"
    assert view.h[np.argmin(np.abs(view.forward - 12))] == pytest.approx(view.best, rel=9)
    assert view.h[np.argmin(np.abs(view.central - 12))] == pytest.approx(view.best_central, rel=9)


def test_the_digits_that_differ():
    view = views.SecantAndTangent()
    assert "off by 0.61, the central one by 0.010" in view.update(0.1, 1e-8)
    view.update(1e-8, 1e-8)
    assert view.same[0].get_text() == view.same[1].get_text() == "8.000000"
    assert (view.same[0].get_text() + view.other[0].get_text()).startswith("8.00000011999999")
    view.update(1e-16, 1e-8)
    assert view.other[0].get_text() == "" and view.difference.get_text() == "0"


# Shapes.


@pytest.mark.parametrize("shape, size", [("column", "4 × 1"), ("row", "1 × 4"), ("matrix", "2 × 2")])
def test_the_gradient_has_the_shape_of_its_variable(shape, size):
    view = views.ShapeOfGradient()
    said = view.update(shape, 4, 0.01)
    variable, gradient, derivative = (cells.get_array() for cells in view.cells)
    assert said.startswith(f"X is a {shape}, {size}") and gradient.shape == variable.shape == derivative.shape[::-1]
    np.testing.assert_allclose(gradient, 2 * view.NUMBERS.reshape(gradient.shape) + 0.01, atol=1e-9)
    np.testing.assert_array_equal(derivative, gradient.T)
    view.update(shape, 1, 0.01)
    assert np.isnan(view.cells[1].get_array()).sum() == 3


def test_the_quotient_is_the_slope_of_the_secant_along_one_entry():
    view = views.ShapeOfGradient()
    view.update("matrix", 3, 0.5)
    np.testing.assert_allclose(view.ends.get_xydata(), [[-2, 30], [-1.5, 28.25]])
    np.testing.assert_allclose(np.interp([-2, -1.5], *view.curve.get_data()), [30, 28.25], atol=0.01)
    for line, slope in ((view.secant, view.cells[1].get_array()[1, 0]), (view.tangent, -4.0)):
        rise = np.diff(line.get_xydata(), axis=0)[0]
        assert rise[1] / rise[0] == pytest.approx(slope) and np.interp(-2, *line.get_data()) == pytest.approx(30)
    assert view.cells[1].get_array()[1, 0] == pytest.approx(-3.5)


def test_the_table_fails_in_one_row_and_says_what_is_forgotten():
    view = views.GradientTable()
    assert "6 of 6" in view.update(0.3, -1.2, 0.0)
    assert "5 of 6" in view.update(0.3, -1.2, 0.5)
    wrong, right, missing = view.analytic[2].get_array(), view.numeric[2].get_array(), view.forgotten.get_array()
    np.testing.assert_allclose(wrong + missing, right, atol=1e-8)
    # ½xᵀAx is x₁² + x₁x₂ + 1.5 x₂² whatever s is.
    np.testing.assert_allclose(right[:, 0], [2 * 0.3 - 1.2, 0.3 + 3 * -1.2], atol=1e-8)
    assert "6 of 6" in view.update(0.0, 0.0, 2.0)


def test_what_is_forgotten_is_seen_after_the_guess():
    view = views.GradientTable()
    assert "forgotten" not in view.update(1.0, -0.5, 1.0) and not view.forgotten.get_visible()
    said = view.update(1.0, -0.5, 1.0, "nowhere")
    assert view.forgotten.get_visible() and "forgotten (0.500, 1.00)" in said
    assert said.endswith("For s ≠ 0 Ax is right at 0 alone. You guessed: nowhere.")


def test_the_blocks_multiply_to_the_jacobian():
    view = views.ChainOfShapes()
    assert "Multiplications" not in view.update(5, 4, 3, 2) and not view.bars[0].get_visible()
    said = view.update(5, 4, 3, 2, "no difference")
    assert view.bars[0].get_visible()

    def chain(x):
        for M, (rows, columns) in zip(view.M, ((4, 5), (3, 4), (2, 3))):
            x = np.tanh(M[:rows, :columns] @ x)
        return x

    expected = gradients.jacobian(chain, view.x[:5])
    np.testing.assert_allclose(view.D[0].get_array(), expected / np.abs(expected).max(), atol=1e-7)
    np.testing.assert_array_equal(view.G[0].get_array(), view.D[0].get_array().T)
    assert [cells.get_array().shape for cells in view.G] == [(5, 2), (5, 4), (4, 3), (3, 2)]
    assert f"beginning at the output: {2 * 3 * 4 + 2 * 4 * 5}; at the input: {3 * 4 * 5 + 2 * 3 * 5}." in said
    assert said.endswith("For 6, 6, 6 and one loss the output is cheaper, 3.5 times. You guessed no difference.")
    view.update(6, 6, 6, 1, "no difference")
    heights = [bar.get_height() for bar in view.bars]
    assert max(heights) / min(heights) == pytest.approx(3.5)


# Descent.


@pytest.mark.parametrize("elongation, lam", [(4.0, 0.0), (9.0, 1.0), (1.0, 0.5)])
def test_the_bound_is_where_the_descent_turns(elongation, lam):
    view, bound = views.DescentOnQuadratic(), 2 / (elongation + lam)
    assert "it diverges" not in view.update(0.98 * bound, lam, elongation, 1.0)
    assert f"2/L = 2/{number(elongation + lam)} = {number(bound)}" in view.update(0.98 * bound, lam, elongation, 1.0)
    assert "it diverges" in view.update(1.02 * bound, lam, elongation, 1.0)
    assert view.bound.get_xdata()[0] == pytest.approx(bound)


def test_the_star_is_where_the_path_ends_and_a_contour_passes_the_start():
    view = views.DescentOnQuadratic()
    view.update(0.3, 1.0, 4.0, 1.0)
    star = view.answer.get_xydata()[0]
    np.testing.assert_allclose(view.path.get_xydata()[-1], star, atol=1e-3)
    A = np.sqrt([[4.0], [1.0]]) * view.axes_of_bowl
    np.testing.assert_allclose((A.T @ A + np.eye(2)) @ star, A.T @ A @ view.WITHOUT_PENALTY)
    contour = view.contours[view.LEVELS.index(1.0)].get_xydata()
    values = [gradients.ridge(A, A @ view.WITHOUT_PENALTY, x, 1.0) for x in (*contour, view.START)]
    np.testing.assert_allclose(values, values[-1])


# The graph.


@pytest.mark.parametrize("label, x1", [("dog", 0.21), ("cat", 0.9)])
def test_the_graph_is_right_at_every_step(graph, label, x1):
    """Each edge against the formula of the slides with diagonal matrices, and against central differences."""
    t = float(label == "dog")
    x = np.array([[x1, *X_SHEPHERD[1:]]])
    z1 = x @ W[0]
    y1 = 1 / (1 + np.exp(-z1))
    z2 = y1 @ W[1]
    y2 = 1 / (1 + np.exp(-z2))
    z3 = y2 @ W[2]
    p = 1 / (1 + np.exp(-z3))
    s1, s2, g = np.diag((y1 * (1 - y1))[0]), np.diag((y2 * (1 - y2))[0]), p - t
    expected = dict(
        z1=z1,
        y1=y1,
        z2=z2,
        y2=y2,
        z3=z3,
        loss=-np.log(p if t else 1 - p),
        g_z3=g,
        g_y2=g @ W[2].T,
        g_z2=g @ W[2].T @ s2,
        g_y1=g @ W[2].T @ s2 @ W[1].T,
        g_z1=g @ W[2].T @ s2 @ W[1].T @ s1,
        g_x=g @ W[2].T @ s2 @ W[1].T @ s1 @ W[0].T,
        g_W3=y2.T @ g,
        g_W2=y1.T @ g @ W[2].T @ s2,
        g_W1=x.T @ g @ W[2].T @ s2 @ W[1].T @ s1,
    )
    shown = graph.values | graph.found
    for k, (name, array) in enumerate(expected.items(), start=1):
        said = graph.update(k, x1, label)
        assert said.startswith(f"Step {k} of 15: {spelled(name)} = ")
        np.testing.assert_allclose(shown[name].get_array(), array, rtol=1e-12)
        np.testing.assert_array_equal(graph.factors[0].get_array(), shown[name].get_array())
        if k >= BACKWARD:
            assert "agree to six digits" in said
            np.testing.assert_allclose(graph.checked.get_array(), array, rtol=1e-6, atol=1e-9)
    assert all(shown[name].get_visible() for name in expected)


def test_both_labels_stand_side_by_side_after_the_guess(graph):
    assert "For a dog" not in graph.update(7, 0.21, "dog") and not graph.both_labels.get_visible()
    as_dog, as_cat = (graph.compute(0.21, np.array([[t]]))["g_z3"][0, 0] for t in (1.0, 0.0))
    for label in ("dog", "cat"):
        said = graph.update(7, 0.21, label, "some signs")
        assert f"For a dog ∇z₃ = {number(as_dog)}, for a cat {number(as_cat)}: " in said
        assert said.endswith("changes all signs and sizes. You guessed some signs.")
    assert graph.both_labels.get_visible() and number(as_cat) in graph.both_labels.get_text()


def test_one_edge_a_step(graph):
    """What is not reached yet is empty, and each table at the bottom is a product of the other two."""
    counts = []
    for k in range(16):
        graph.update(k, 0.21, "dog")
        counts.append(
            sum(cells.get_visible() for name, cells in (graph.values | graph.found).items() if name[0] not in "Ws")
        )
        result, left, right = (cells.get_array() for cells in graph.factors)
        sign = graph.sign.get_text()
        if sign:
            product = {"·": np.matmul, "∘": np.multiply, "−": np.subtract}[sign](left, right)
            np.testing.assert_allclose(result, product, rtol=1e-12)
    assert counts == list(range(1, 17)), "x, and then one more a step"


def test_a_wrong_gradient_would_be_seen(graph, monkeypatch):
    """The finite difference in the picture is no copy of the formula."""
    right = mlp.backward
    monkeypatch.setattr(
        mlp, "backward", lambda *a: (lambda found: found._replace(y=[2 * y for y in found.y]))(right(*a))
    )
    assert "are off by 0.5" in graph.update(12, 0.21, "dog")


# Training.


@pytest.fixture(scope="module")
def animals():
    X, y, _ = pets.read("train")
    return X, y


def test_two_lines_train_as_lib_does(animals):
    X, y = animals
    starts = []

    def train(W1, W2):
        """Each step takes a hundredth away; so what is shown at a step is known."""
        starts.append(W1)
        return [(W1 * (1 - k / 100), W2) for k in range(31)]

    view = views.TrainedByHand(train, X, y)
    for draw in (0, 3):
        said, (W1, W2) = view.update(20, 0.5, draw), view.start(draw)
        network = mlp.Network([0.8 * W1, W2], None, "sigmoid")
        z = mlp.forward(network, np.column_stack([X, np.ones(len(X))])).y[-1]
        loss, right = layers.loss("cross-entropy", z, y[:, None]), np.mean((z[:, 0] >= 0) == y)
        near = np.abs(X[:, 2] - 0.5) <= view.NEAR
        assert f"loss {number(loss)}, {percent(right)} of" in said and f"the {near.sum()} animals" in said
        assert len(view.plane.cats.get_xydata()) + len(view.plane.dogs.get_xydata()) == near.sum()
        np.testing.assert_allclose([here.get_xydata()[0] for here in view.here], [[20, loss], [20, right]])
        np.testing.assert_array_equal(view.curves[0].get_xdata(), [0, 10, 20, 30])
    count = len(starts)
    view.update(30, 0.5, 3)
    assert len(starts) == count, "what was drawn is kept"
    assert not np.array_equal(view.start(0)[0], view.start(3)[0]) and view.start(0)[0].shape == (4, view.HIDDEN)


def is_dog(picture, x):
    """Whether the field is orange at (ears, nose)."""
    red, _, blue = picture[int((1 - x[1]) * PLANE), int(x[0] * PLANE)][:3].astype(float)
    return red > blue


def test_the_field_has_the_animal_and_its_colour_at_the_same_place():
    points = plane_points(0.3)
    assert points.shape == (PLANE**2, 3) and (points[:, 2] == 0.3).all()
    z = points[:, 0] + 3 * points[:, 1] - 2  # a dog in the upper right corner, a cat in the lower left one
    picture = coloured(z)
    up_right, down_left = picture[0, -1], picture[-1, 0]
    assert up_right[0] > up_right[2] and down_left[2] > down_left[0], "orange above, blue below"
    dark = np.argwhere(picture.sum(axis=2) < 0.5)
    ears, nose = (dark[:, 1] + 0.5) / PLANE, 1 - (dark[:, 0] + 0.5) / PLANE
    assert len(dark) > 100 and np.abs(ears + 3 * nose - 2).max() < 5 / PLANE


def test_learning_rates(animals):
    X, y = animals
    view = views.LearningRates(X[:, ::2], y)
    start = mlp.initial([2, 8, 1], np.random.default_rng(0), activation="sigmoid")
    run = mlp.train(start, X[:, ::2], y[:, None], "cross-entropy", 3.0, 200)
    assert f"loss {number(run.loss[-1])}, " in view.update(3.0, 200, 0)
    assert "diverges" in view.update(100.0, 0, 0, 1.0) and "diverges" not in view.update(3.0, 0, 0, 1.0)
    trained, said = view.runs(0)[3.0], view.update(3.0, 1000, 0)
    dog = mlp.forward(trained.network(-1), view.X).y[-1][:, 0] >= 0
    assert said.endswith(f"loss {number(trained.loss[-1])}, {percent(np.mean(dog == y))} right.")
    assert view.here.get_xydata().tolist() == [[1000, trained.loss[-1]]]
    seen = [is_dog(view.plane.field.get_array(), x) for x in view.X]
    assert np.mean(seen == dog) > 0.97, "the picture is the network's, but for animals on the boundary"


def test_the_best_rate_is_told_after_the_guess(animals):
    X, y = animals
    view = views.LearningRates(X[:, ::2], y)
    assert "lowest" not in view.update(1.0, 1000, 0) and not view.others[0].get_visible()
    last = {rate: run.loss[-1] for rate, run in view.runs(0).items()}
    said = view.update(1.0, 1000, 0, 10.0)
    best = min(last, key=last.get)
    assert f"Of the 6 rates {best:g} ends lowest, at {number(last[best], 2)}. You guessed 10; " in said
    np.testing.assert_array_equal(view.guess.get_ydata(), view.runs(0)[10.0].loss)
    assert view.runs(0) is view.runs(0) and view.runs(1)[1.0].loss[0] != view.runs(0)[1.0].loss[0]


def test_batches(animals):
    X, y = animals
    view = views.MiniBatches(X, y)
    assert view.update(3, 1.0, 0) == "Epoch 3, α = 1.0: 3, 30 or 1,080 steps."
    assert [words.get_text() for words in view.counts] == ["3 steps", "30 steps", "1,080 steps"]
    assert view.update(1, 1.0, 0) and view.counts[0].get_text() == "1 step" and not view.curves[0].get_visible()
    said, start = view.update(3, 1.0, 2, "all at once"), mlp.initial([3, 6, 1], np.random.default_rng(0), "sigmoid")
    losses = []
    for batch in (360, 36, 1):
        rng, steps = np.random.default_rng(2), 3 * (360 // batch)
        losses.append(mlp.train(start, X, y[:, None], "cross-entropy", 1.0, steps, batch, rng, every=steps).loss[-1])
    assert f"loss of {', '.join(number(loss, 2) for loss in losses)}. Lowest: " in said
    assert said.endswith(f"{view.NAMES[np.argmin(losses)]}. You guessed all at once.")
    for curve, loss in zip(view.curves, losses):
        assert np.interp(3, *curve.get_data()) == pytest.approx(loss) and curve.get_xdata()[-1] == 20


def trained_in_the_notebook(X, y):
    """The function ``train`` of notebook 07, as it stands there."""
    cells = {cell.id: cell.source for cell in nbformat.read(ROOT / "notebooks" / "07_backprop.ipynb", 4).cells}
    names = dict(layers=layers, X1=np.column_stack([X, np.ones(len(X))]), targets=y[:, None])
    for id in ("nb07-046", "nb07-050b", "nb07-050c"):
        exec(cells[id], names)
    return names["train"]


def test_last_digits_decide_nothing_that_is_shown(animals):
    """Of draws whose paths part where a rate is too large, and of the largest rates."""
    X, y = animals
    train = trained_in_the_notebook(X, y)
    by_hand = views.TrainedByHand(train, X, y).run(0)[1]
    others = views.TrainedByHand(lambda *W: train(*map(last_digits.nudged, W)), X, y).run(0)[1]
    np.testing.assert_allclose(others, by_hand, rtol=1e-8)
    assert (others != by_hand).any()

    def losses():
        rates, batches = views.LearningRates(X[:, ::2], y), views.MiniBatches(X, y)
        rates.RATES = rates.RATES[-2:]
        runs = list(rates.runs(0).values())
        return [run.loss for run in runs] + [batches.run(name, batches.RATES[-1], 11)[1] for name in batches.NAMES]

    last_digits.steady(losses)


def test_depth_against_a_product_of_matrices():
    """∇z of the first layer from the Jacobians of one sample after the other."""
    view = views.Depth()
    X = np.random.default_rng(0).normal(size=(view.SAMPLES, view.WIDTH))
    network = mlp.initial([view.WIDTH] * 4 + [1], np.random.default_rng(1), "sigmoid", bias=False)
    first, last = [], []
    for x in X:
        z = [x @ network.W[0]]
        for M in network.W[1:3]:
            z.append(layers.sigmoid(z[-1]) @ M)
        slopes = [np.diag(layers.sigmoid(v) * (1 - layers.sigmoid(v))) for v in z]
        last.append(network.W[3].T[0] @ slopes[2])
        first.append(last[-1] @ network.W[2].T @ slopes[1] @ network.W[1].T @ slopes[0])
    ratio = np.linalg.norm(first) / np.linalg.norm(last)
    assert view.sizes("sigmoid", 3, 1.0, 0)[0] == pytest.approx(ratio, rel=1e-10)
    said = view.update(3, 1.0, 0, 0.001)
    assert f"is {size_of(ratio)} of the last one's with sigmoids" in said
    assert said.endswith("For ten layers and sigmoids you guessed 0.001.")
    np.testing.assert_array_equal(view.curves["sigmoid"].get_ydata(), view.sizes("sigmoid", 3, 1.0, 0))
    sizes = view.sizes("sigmoid", 20, 1.0, 0)
    assert (sizes[:-1] < 0.4 * sizes[1:]).all() and sizes[0] != view.sizes("sigmoid", 20, 1.0, 1)[0]


# Cells.


class OneTable(View):
    size = (300, 200)

    def build(self):
        self.cells = Cells(self.figure, 150, 100, MODEL, (70, 40))
        self.moving(self.cells)

    def update(self, values):
        self.cells.show(values)


def test_cells_are_where_their_box_says_and_deeper_for_larger_numbers():
    view = OneTable()
    view.update([[0.1, -1.0], [np.nan, 0.5]])
    view.draw()
    pixels = np.asarray(view.figure.canvas.buffer_rgba())[::-1, :, :3].astype(int)  # from the lower left corner
    left, bottom, width, height = view.cells.box()
    drawn = np.argwhere((pixels < 255).any(axis=2))
    assert (drawn.min(axis=0) == [bottom, left]).all() and (
        drawn.max(axis=0) == [bottom + height - 1, left + width - 1]
    ).all()

    def corner(i, j):
        x, y, _, _ = view.cells.box(i, j)
        return pixels[y + 4, x + 4].sum()

    assert corner(0, 1) < corner(1, 1) < corner(0, 0) < corner(1, 0) == 3 * 255

    x, y, w, h = view.cells.box(0, 0)
    assert (pixels[y + 8 : y + h - 8, x + 8 : x + w - 8] < 120).any(), "a number is written"
    x, y, w, h = view.cells.box(1, 0)
    assert (pixels[y + 8 : y + h - 8, x + 8 : x + w - 8] == 255).all(), "nothing is written for nan"


@pytest.mark.parametrize("value, words", [(-0.001, "0.00"), (-1.239, "−1.24"), (0, "0.00")])
def test_numbers_in_cells(value, words):
    assert re.fullmatch(words, written(value))


def test_at_the_bound_descent_jumps_along_the_steepest_axis_and_comes_nearer_along_the_other():
    view = views.DescentOnQuadratic()
    assert "jumps to and fro for ever and neither arrives nor diverges" in view.update(0.5, 0.0, 4.0, guess=1.0)
    x = np.array(view.path.get_data()) - np.reshape(view.answer.get_data(), (2, 1))
    flat, steep = np.abs(view.axes_of_bowl[::-1] @ x)
    np.testing.assert_allclose(steep, steep[0])
    np.testing.assert_allclose(flat[1:], flat[:-1] / 2, atol=1e-12)
