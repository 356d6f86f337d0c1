"""The views of notebook 05 show what lib, or a formula written out again, says."""

import io
import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image
from scipy.special import expit, softmax

from lib import layers, logistic, mlp, perceptron, pets, rbf
from lib.views import perceptron_to_mlp as views
from lib.views.animals import shade
from lib.views.perceptron_to_mlp.exclusive_or import CORNERS
from lib.views.view import MODEL, number, pair, percent
from tests import last_digits

X, labels, _ = pets.read("train")


def numbers(words):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", words.replace("−", "-"))]


def pixel(picture, x, y, low, high):
    """The colour, 0 to 255, that a picture over [low, high]² shows at (x, y)."""
    data = picture.get_array()
    cells = len(data)
    return data[int((high - y) / (high - low) * cells), int((x - low) / (high - low) * cells), :3].astype(float)


def test_shades_go_from_blue_over_white_to_orange():
    blue, white, orange = shade(np.array([-1, 0, 1]))
    assert blue[2] > blue[0] and orange[0] > orange[2] and np.allclose(white, 1)
    assert (shade(np.array([-9.0, 9.0])) == [blue, orange]).all()


def test_one_neuron():
    view = views.OneNeuron(X[:, :2], labels)
    for sigma, function in (("sigmoid", expit), ("tanh", np.tanh), ("step", lambda z: 1.0 * (z >= 0))):
        said = view.update(1.0, 3.0, -1.5, sigma, "nothing")
        dog = 0.21 * 1 + 0.99 * 3 - 1.5
        assert f"z = {dog:.2f}, y = {function(dog):.3g}" in said
        assert view.marks[1].get_xydata()[0] == pytest.approx([dog, function(dog)])
        assert view.doubled[1].get_xydata()[0] == pytest.approx([2 * dog, function(2 * dog)])
        share = logistic.accuracy(labels, logistic.predict(X[:, :2], [1.0, 3.0, -1.5]))
        assert f"{100 * share:.1f} %" in said
    dog_side, cat_side = pixel(view.field, 0.9, 0.9, 0, 1), pixel(view.field, 0.1, 0.1, 0, 1)
    assert dog_side[0] > dog_side[2] and cat_side[2] > cat_side[0]
    assert "the colours get sharper. You guessed: nothing" in view.update(1.0, 3.0, -1.5, "tanh", "nothing")
    assert "no colours between" in said and len(view.doubled[1].get_xdata()) == 1
    view.update(6.0, 6.0, 6.0, "tanh", "nothing")
    assert len(view.doubled[1].get_xdata()) == 0, "beyond the axes"
    assert "there is no boundary. You guessed: nothing" in view.update(0.0, 0.0, 1.0, "tanh", "nothing")
    assert "sharper" not in view.update(1.0, 3.0, -1.5, "tanh") and not view.doubled[1].get_visible()


POINTS = np.array([[1.1, -0.4], [-1.2, 0.0], [-0.5, 1.6], [0.9, 0.4], [-0.4, -0.1], [1.0, -1.3]])
LABELS = np.array([1, 0, 1, 1, 0, 1])
MIXED = np.array([1, 0, 1, 0, 0, 1])


def test_every_mistake_of_the_perceptron_and_what_it_does_to_w():
    view = views.PerceptronSteps({"yes": (POINTS, LABELS), "no": (POINTS, MIXED)})
    for data, labels in (("yes", LABELS), ("no", MIXED)):
        for start, first in (("0", np.zeros(2)), ("(−2, 3)", np.array([-2.0, 3.0]))):
            for alpha in (0.5, 2.0):
                w, mistake, quiet = first, 0, 0
                for i in np.tile(range(6), 3):
                    z = w @ POINTS[i]
                    quiet += 1
                    if (z >= 0) == labels[i]:
                        continue
                    mistake, quiet = mistake + 1, 0
                    new = w + alpha * POINTS[i] * (1 if labels[i] else -1)
                    said = view.update(data, start, alpha, mistake, "subtracted")
                    assert f"Mistake {mistake}: the {'dog' if labels[i] else 'cat'} at {pair(POINTS[i])}" in said
                    assert f"from {pair(w)} to {pair(new)}" in said
                    assert view.ring.get_xydata()[0] == pytest.approx(POINTS[i])
                    assert view.guess.get_xydata()[1] == pytest.approx(w - alpha * POINTS[i])
                    for patch, tip in zip(view.arrows, (w, new, new)):
                        assert np.abs(patch.get_xy() - tip).sum(axis=1).min() < 1e-9, "an arrow ends elsewhere"
                    assert np.allclose(np.transpose(view.after.get_data()) @ new, 0, atol=1e-9)
                    w = new
                if data == "yes" and quiet >= 6:
                    assert f"After {mistake} mistakes" in view.update(data, start, alpha, mistake + 1, "subtracted")


def test_the_answer_is_hidden_before_the_guess():
    view = views.PerceptronSteps({"yes": (POINTS, LABELS)})
    said = view.update("yes", "0", 1.0, 1, None)
    assert "goes from" not in said and not any(artist.get_visible() for artist in view.answers)
    assert "not settled" not in said


def test_three_updates_against_their_formulas():
    view = views.ThreeUpdates()
    pull = {
        "step": lambda z: z < 0,
        "cross-entropy": lambda z: expit(-z),
        "squared loss": lambda z: expit(-z) ** 2 * expit(z),
    }
    for start, alpha in ((-6, 0.5), (-2, 4.0), (3, 0.5)):
        said = view.update(start, alpha, 7, "step")
        for (name, share), here in zip(pull.items(), view.heres):
            z = float(start)
            for _ in range(7):
                z += alpha * share(z)
            assert here.get_xydata()[0] == pytest.approx([7, z], abs=1e-9)
            assert number(round(z, 9)) in said, name
            assert np.allclose(view.pull[name], share(view.z))
    before = view.update(-6, 1.0, 6)
    assert before == "A dog has the score z = −6, so it is called a cat; α = 1."
    curves = [line for axes in view.figure.axes for line in axes.lines if len(line.get_xdata()) > 2]
    assert len(curves) == 6 and not any(shown.get_visible() for shown in (*curves, *view.pulls, *view.heres))


def test_one_neuron_never_gets_four_corners():
    view, most = views.XorOneNeuron(), 0
    for w1 in np.arange(-2, 2.1, 0.5):
        for w2 in np.arange(-2, 2.1, 0.5):
            for b in np.arange(-2, 2.1, 0.5):
                right = sum([b < 0, w1 + b >= 0, w2 + b >= 0, w1 + w2 + b < 0])
                said = view.update(w1, w2, b, 4)
                assert (
                    f": {right} of 4 corners {'is' if right == 1 else 'are'} right. One neuron gets 3 at most" in said
                )
                assert sum("✓" in row.get_text() for row in view.rows) == right
                most = max(most, right)
    assert most == 3
    assert "at most" not in view.update(1.0, 1.0, -0.5, None) and all(cover.get_visible() for cover in view.covers)


@pytest.mark.parametrize("ratio", [1, 2])
def test_the_answer_is_covered_on_every_screen(ratio):
    """Green is the colour of the truth: there is some after the guess, and none before."""
    view = views.XorOneNeuron()

    def green(guess):
        view.update(0.0, 0.0, 1.0, guess)  # the two dogs are right, and say so in green beside the conditions
        picture = np.asarray(Image.open(io.BytesIO(view.frame(ratio)[1])).convert("RGB")).astype(int)
        below = picture[250 * ratio :, 550 * ratio :]
        return np.sum((below[..., 1] > below[..., 0] + 60) & (below[..., 1] > below[..., 2]))

    assert green(2) > 500 * ratio**2 and green(None) == 0


def test_two_hidden_neurons_get_all_four():
    view = views.XorTwoLayers()
    assert "4 of 4 corners are right: exclusive-or" in view.update(0.5, 1.5, -1.0)
    assert "y = step(h₁ − h₂ − 0.5)" in view.update(0.5, 1.5, -1.0)
    assert "step(x₁ + x₂), h₂ = step(x₁ + x₂ + 0.5), y = step(h₁ + 0.25 h₂ − 0.5)" in view.update(0.0, -0.5, 0.25)
    assert "y = step(h₁ − 0.5): 3 of 4" in view.update(0.5, 1.5, 0.0) and "2 of 4" in view.update(1.5, 1.5, -1.0)
    view.update(0.5, 1.5, -1.0)
    for corner, dog in zip(CORNERS, perceptron.xor(CORNERS)):
        red, _, blue = pixel(view.field, *corner, -0.5, 1.5)
        assert (red > blue) == dog
    assert (view.landed[1].get_xydata() == [[1, 0], [1, 0]]).all(), "both dogs land on one point"
    assert [row.get_text().split()[:5] for row in view.rows][3] == ["1", "1", "1", "1", "0"]


def test_linear_layers_are_their_product_and_others_are_not():
    view = views.LinearDepth()
    for depth in (1, 3):
        product = np.linalg.multi_dot(view.weights[depth, 2])
        said = view.update("linear", depth, 2, "bent bands")
        assert f"is {pair(product[:, 0])}ᵀ: two numbers, and the same output" in said
        assert (view.output.get_array() == view.product.get_array()).mean() > 0.999
        hidden, alone = (
            np.maximum(view.points @ view.weights[1, 2][0], 0) @ view.weights[1, 2][1],
            view.points @ np.linalg.multi_dot(view.weights[1, 2]),
        )
        apart = 100 * np.abs(hidden - alone).max() / np.abs(alone).max()
        assert numbers(view.update("relu", 1, 2, "bent bands"))[-1] == pytest.approx(apart, rel=0.01)
        assert view.verdict.get_text() == "≠"
    assert "product" not in view.update("linear", 4, 0)
    shown = [[box.get_visible() for box in column] for column in view.hidden]
    assert shown == [[True] * 3, *[[False] * 3] * 3] and not view.output.get_visible()


def test_a_sum_of_sigmoids_and_its_error():
    f = {"slope": lambda x: x**2}
    view = views.SumOfSigmoids(f)
    for neurons, slope in ((1, 4), (6, 100)):
        pieces = neurons + 1
        heights, edges = ((np.arange(pieces) + 0.5) / pieces) ** 2, np.arange(1, pieces) / pieces
        total = heights[0] + expit(slope * pieces * (view.x[:, None] - edges)) @ np.diff(heights)
        said = view.update("slope", neurons, slope, "bumps", 7)
        assert np.allclose(view.sum.get_ydata(), total)
        error = np.sqrt(np.mean((total - view.x**2) ** 2)) / np.ptp(view.x**2)
        assert f"the error is {percent(error)}" in said and view.here.get_xydata()[0] == pytest.approx([neurons, error])
        for kind in ("steps", "bumps"):
            view.update("slope", neurons, slope, kind, 7)
            parts = view.pieces.get_ydata().reshape(-1, len(view.x[::3]) + 1)[:, :-1]
            assert np.allclose(parts.sum(axis=0) + (heights[0] if kind == "steps" else 0), total[::3]), (
                "the pieces add up"
            )
    needed = view.needed("slope", 4)
    errors = view.errors["slope", 4]
    assert errors[needed - 2] >= 0.05 and (errors[needed - 1 :] < 0.05).all()
    assert f"From {needed} neurons on" in view.update("slope", 6, 4, "steps", 7)
    assert "neurons on" not in view.update("slope", 6, 4, "steps", None) and not view.error.get_visible()


@pytest.fixture(scope="module")
def network_view():
    w = logistic.fit(X, labels)
    return views.PetsNetwork({"line": lambda X: logistic.predict(X, w), "bumps": rbf.bumps(X, labels)})


def test_the_network_shows_what_it_computes(network_view):
    view = network_view
    said = view.update(3, "tanh", 0.5, 0, 1000, 0.2, 3)
    start = mlp.initial([3, 3, 1], np.random.default_rng(0))
    network = mlp.train(start, X, labels[:, None], "cross-entropy", 0.5, 1000).network(-1)

    def p(X):
        return expit(np.tanh(X @ network.W[0] + network.b[0]) @ network.W[1] + network.b[1])[:, 0]

    for split, text in zip(("validation", "test"), view.rights):
        A, b, _ = pets.read(split)
        share = percent(np.mean((p(A) >= 0.5) == b))
        assert text.get_text() == share and f"{share} of the {split}" in said
    for ears, eyes in ((0.1, 0.1), (0.55, 0.8), (0.9, 0.3), (0.2, 0.9)):
        shown = pixel(view.field, ears, eyes, 0, 1)
        wanted = 255 * shade(2 * p(np.array([[ears, 0.2, eyes]])) - 1)[0]
        assert np.abs(shown - wanted).max() < 12 or np.allclose(shown, 255 * np.array(to_rgb(MODEL)), atol=1)
    near = np.abs(X[:, 1] - 0.2) <= 0.1
    wrong = near & ((p(X) >= 0.5) != labels)
    assert len(view.wrong.get_xydata()) == wrong.sum() > 0
    assert np.allclose(np.sort(view.wrong.get_xydata(), axis=0), np.sort(X[wrong][:, [0, 2]], axis=0))
    loss = layers.loss("cross-entropy", mlp.forward(network, X).y[-1], labels[:, None])
    assert view.here.get_xydata()[0] == pytest.approx([1000, loss]) and f"loss {number(loss)}" in said
    assert "16 weights" in said and "With your 3, 96.7 % of the validation" in said


def test_another_start_is_another_network(network_view):
    view = network_view
    for size, draw in ((2, 5), (3, 7)):
        start = mlp.initial([3, size, 1], np.random.default_rng(draw))
        network = mlp.train(start, X, labels[:, None], "cross-entropy", 0.5, 1000).network(-1)
        A, b, _ = pets.read("validation")
        share = logistic.accuracy(b, layers.step(mlp.forward(network, A).y[-1][:, 0]))
        said = view.update(size, "tanh", 0.5, draw, 1000, 0.2, 8)
        assert f"{percent(share)} of the validation" in said
        assert view.spread[draw, view.SIZES.index(size)] == share == view.after.get_ydata()[view.SIZES.index(size)]
    reach = [int(n) for n in re.search(r"α = 0.5, (\d+), (\d+), (\d+) and (\d+) of the 12", said).groups()]
    assert reach == [sum(view.spread[:, k] > 0.949) for k in range(4)] and reach[1] == 0 < reach[2]


def test_the_hidden_pictures_add_up_to_the_score(network_view):
    network_view.update(3, "tanh", 0.5, 0, 200, 0.3, 3)
    network = network_view.run(3, "tanh", 0.5, 0).network(10)
    corner = np.array([[0.9, 0.3, 0.1]])
    added = np.tanh(corner @ network.W[0] + network.b[0])[0] * network.W[1][:, 0]
    for picture, value in zip(network_view.small, added):
        red, _, blue = pixel(picture, 0.9, 0.1, 0, 1)
        assert abs(value) < 0.05 or (red > blue) == (value > 0)
    assert [picture.get_visible() for picture in network_view.small] == [True] * 3 + [False] * 5
    network_view.update(1, "tanh", 0.5, 0, 200, 0.3, 3)
    assert [picture.get_visible() for picture in network_view.small] == [True] + [False] * 7


def test_the_same_test_animals_as_in_notebooks_03_and_04(network_view):
    assert network_view.others["line"]["test"] == pytest.approx(0.85)
    assert network_view.others["bumps"]["test"] == pytest.approx(118 / 120)
    assert "85.8 % of the validation and 85.0 % of the test" in network_view.update(8, "linear", 0.5, 0, 1000, 0.2, 1)


def test_divergence_is_said(network_view):
    said = network_view.update(1, "linear", 10.0, 0, 1000, 0.2, 1)
    assert "after step 180 (it diverged" in said and "× 10" in said


def test_last_digits_do_not_decide_what_is_said(network_view, monkeypatch):
    """At the greatest rate of each σ of which numbers are given, which is the one nearest to chaos."""
    view = network_view
    monkeypatch.setattr(view, "runs", {})

    def seen(states):
        view.runs.clear()
        losses = [view.run(size, sigma, rate, 5).loss for sigma, rate, size in states]
        return losses + [view.update(size, sigma, rate, 5, 1000, 0.2) for sigma, rate, size in states]

    greatest = {sigma: max(set(view.RATES) - {rate for s, rate in view.CHAOTIC if s == sigma}) for sigma in view.SIGMAS}
    assert greatest == {"tanh": 0.5, "sigmoid": 10, "relu": 10, "linear": 10}
    last_digits.steady(lambda: seen([(sigma, rate, size) for sigma, rate in greatest.items() for size in (2, 8)]))
    with pytest.raises(AssertionError, match="number 0"):
        last_digits.steady(lambda: seen([(*view.CHAOTIC[0], 8)]))


def test_no_number_of_a_chaotic_descent_is_said(network_view):
    said = network_view.update(3, "tanh", 10.0, 0, 1000, 0.2, 3)
    assert "no numbers are given. You guessed 3. Dots" in said and "loss 0" not in said and "validation" not in said
    assert [text.get_text() for text in network_view.rights] == ["—", "—"] and not len(network_view.after.get_xdata())
    assert "after step 0: loss 0." in network_view.update(3, "tanh", 10.0, 0, 0, 0.2, 3)


def test_nothing_of_the_answer_before_the_guess(network_view):
    said = network_view.update(1, "tanh", 0.5, 0, 1000, 0.2, None)
    assert "With your" not in said and not network_view.after.get_visible() and not network_view.guess.get_visible()


def test_one_output_or_two():
    view = views.OneOutputOrTwo()
    for z0, z1, both in ((1.0, 2.0, 0.0), (-4.0, 4.0, 3.0), (2.0, -1.5, -3.0)):
        said = view.update(z0, z1, both, "p(dog) grows")
        p = softmax([z0 + both, z1 + both])
        assert [bar.get_height() for bar in view.shares] == pytest.approx(p)
        assert [bar.get_height() for bar in view.logits] == pytest.approx([z0 + both, z1 + both])
        assert view.mark.get_xydata()[0] == pytest.approx([z1 - z0, p[1]])
        assert f"p(dog) = {number(p[1])}" in said and "the difference is < 1e-12" in said
        assert view.more[0].get_ydata() == pytest.approx([z0 + both + 3, z1 + both + 3])
        assert view.more[1].get_ydata() == pytest.approx(p)
    assert "stays" not in view.update(1.0, 2.0, 0.0) and not view.more[0].get_visible()
