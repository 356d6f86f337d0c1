"""lib.layers: slopes and losses against exact values, the backward functions against differences, every bad input."""

from decimal import Decimal, getcontext

import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st

from lib import gradients, layers

RNG = np.random.default_rng(0)
WIDE = np.concatenate([np.linspace(-50, 50, 2001), [-700, 700, -1e-9, 1e-9]])
getcontext().prec = 60


def exact_slope(activation, z):
    """σ′ by 60 decimal digits."""
    z = Decimal(float(z))
    if activation == "sigmoid":
        return float((-z).exp() / (1 + (-z).exp()) ** 2)
    return float(4 * (2 * z).exp() / (1 + (2 * z).exp()) ** 2)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_slopes_to_twelve_digits_however_flat(activation):
    z = WIDE[np.abs(WIDE) < 300]
    exact = np.array([exact_slope(activation, value) for value in z])
    np.testing.assert_allclose(layers.slope(activation, z), exact, rtol=1e-12)


def test_slopes_of_relu_and_linear():
    assert layers.slope("relu", [-1, 0, 2]).tolist() == [0, 0, 1]
    assert layers.slope("linear", [-1, 0, 2]).tolist() == [1, 1, 1]
    assert layers.slope("sigmoid", 0.0) == 0.25 and layers.slope("tanh", [[0.0]]).tolist() == [[1.0]]


def test_activations():
    np.testing.assert_allclose(layers.sigmoid(WIDE), scipy.special.expit(WIDE), rtol=1e-15)
    assert layers.sigmoid([-1000, 1000, 0]).tolist() == [0, 1, 0.5] and layers.sigmoid(0) == 0.5
    assert layers.step([-1e-300, 0, 1]).tolist() == [0, 1, 1] and layers.step(-1) == 0
    assert layers.relu([-1, 0, 2]).tolist() == [0, 0, 2]
    for sigma in layers.ACTIVATIONS.values():
        out = np.empty(3)
        assert sigma.function(np.array([-1.0, 0, 2]), out=out) is out


def test_nothing_comes_of_nothing():
    """NaN and ∞ are named, alone and among others; what runs inside of a loop passes them on."""
    for bad in (np.nan, np.inf, [0, np.nan], [[1, 2], [-np.inf, 0]]):
        for function in (layers.step, layers.sigmoid, layers.relu, lambda z: layers.slope("tanh", z)):
            with pytest.raises(ValueError, match="^z must be finite"):
                function(bad)
    with pytest.raises(ValueError, match=r"^z must be finite, but z\[0, 1\] is nan"):
        layers.softmax([[0, np.nan]])
    assert np.isnan(layers.sigmoid_unchecked(np.array([np.nan]))).all()


def test_a_sigmoid_far_down_has_its_digits_to_the_smallest_numbers_there_are():
    z = np.array([-750.0, -740, -712, -709, 0, 800])
    np.testing.assert_allclose(layers.sigmoid(z), [*np.exp(z[:4]), 0.5, 1], rtol=1e-15)  # SciPy's expit gives 0 at −712
    assert (z == [-750, -740, -712, -709, 0, 800]).all()


def test_the_trick_of_the_slides():
    """Both gradients of 𝓛 = Σ (xW ∘ G) against differences, and against the product rule by hand."""
    x, W, G = RNG.normal(size=(4, 3)), RNG.normal(size=(3, 2)), RNG.normal(size=(4, 2))
    for_x, for_W = layers.backward(x, W, G)
    assert gradients.check_gradient(lambda x: np.sum(layers.forward(x, W) * G), for_x, x).passed
    assert gradients.check_gradient(lambda W: np.sum(layers.forward(x, W) * G), for_W, W).passed
    assert [a.tolist() for a in layers.backward([[1, 2]], [[3], [4]], [[10]])] == [[[30, 40]], [[10], [20]]]


def test_backward_of_the_sigmoid_and_of_two_layers():
    x, W1, W2, G = (RNG.normal(size=shape) for shape in [(4, 3), (3, 5), (5, 2), (4, 2)])
    z = RNG.normal(size=(4, 2))
    assert gradients.check_gradient(lambda z: np.sum(layers.sigmoid(z) * G), layers.sigmoid_backward(z, G), z).passed
    value = lambda W1, W2: np.sum(layers.sigmoid(x @ W1) @ W2 * G)  # noqa: E731
    for_W1, for_W2 = layers.two_layer_backward(x, W1, W2, G)
    assert gradients.check_gradient(lambda W1: value(W1, W2), for_W1, W1).passed
    assert gradients.check_gradient(lambda W2: value(W1, W2), for_W2, W2).passed


def test_slopes_far_out_are_zero_without_an_overflow():
    for name in ("sigmoid", "tanh"):
        assert (layers.slope(name, np.array([-2000.0, 2000.0])) == 0).all()


def one_hot(labels, k):
    return np.eye(k)[labels]


@pytest.mark.parametrize("name, columns", [("squared", 1), ("squared", 3), ("cross-entropy", 1), ("cross-entropy", 3)])
def test_loss_gradients_by_differences(name, columns):
    z = RNG.normal(size=(6, columns)) * 3
    t = RNG.integers(0, 2, (6, 1)).astype(float) if columns == 1 else one_hot(RNG.integers(0, columns, 6), columns)
    check = gradients.check_gradient(lambda z: layers.loss(name, z, t), layers.loss_gradient(name, z, t), z)
    assert check.passed, check


def test_losses_by_hand():
    assert layers.loss("squared", [[1, 2], [3, 4]], [[0, 0], [3, 0]]) == (1 + 4 + 16) / 4
    assert layers.loss("cross-entropy", [[0]], [[1]]) == pytest.approx(np.log(2), rel=1e-15)
    assert layers.loss("cross-entropy", [[0, 0, 0]], [[0, 1, 0]]) == pytest.approx(np.log(3), rel=1e-15)


@pytest.mark.parametrize("z", [1000.0, -1000.0, 40.0, -40.0, 1e308])
def test_cross_entropy_of_any_logit(z):
    """Finite, and with all its digits: −log σ(z) = log(1 + e^(−z)), whose gradient is −σ(−z)."""
    exact = np.log1p(np.exp(-z)) if z > 0 else -z
    for output, target in [([[z]], [[1]]), ([[-z]], [[0]]), ([[z, 0]], [[1, 0]]), ([[0, z]], [[0, 1]])]:
        assert layers.loss("cross-entropy", output, target) == pytest.approx(exact, rel=1e-14, abs=0)
        gradient = layers.loss_gradient("cross-entropy", output, target)
        np.testing.assert_allclose(np.abs(gradient), scipy.special.expit(-z), rtol=1e-14)


@given(st.lists(st.tuples(st.floats(-800, 800), st.floats(-800, 800)), min_size=1, max_size=5))
def test_one_output_is_enough(rows):
    """A two-way softmax is one sigmoid of the difference; so are loss and gradient."""
    z = np.array(rows)
    np.testing.assert_allclose(layers.two_way(z), scipy.special.softmax(z, axis=1)[:, 1], rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(layers.softmax(z), scipy.special.softmax(z, axis=1), rtol=1e-12, atol=1e-300)
    difference = z[:, 1:] - z[:, :1]
    labels = np.arange(len(z)) % 2
    two, one = (z, one_hot(labels, 2)), (difference, labels[:, None])
    assert layers.loss("cross-entropy", *two) == pytest.approx(layers.loss("cross-entropy", *one), rel=1e-12)
    ours = layers.loss_gradient("cross-entropy", *two)
    np.testing.assert_allclose(ours[:, 1:], layers.loss_gradient("cross-entropy", *one), rtol=1e-12)
    np.testing.assert_allclose(ours[:, 0], -ours[:, 1], rtol=1e-12)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: layers.slope("cosine", 0), "activation must be one of .* not 'cosine'"),
        (lambda: layers.forward([1, 2], [[1], [2]]), "x must be a matrix"),
        (lambda: layers.forward([[1, 2]], [[1, 2]]), "W must have 2 rows, as many as x has columns, not 1"),
        (lambda: layers.forward([[np.nan]], [[1]]), "x must be finite"),
        (lambda: layers.backward([[1, 2]], [[1], [2]], [[1, 2]]), r"gradient must have the shape \(1, 1\) of x @ W"),
        (lambda: layers.sigmoid_backward([[1, 2]], [[1]]), r"gradient must have the shape \(1, 2\)"),
        (lambda: layers.two_layer_backward([[1]], [[1]], [[1], [2]], [[1]]), "W2 must have 1 rows"),
        (lambda: layers.collapse([[1, 2]], [[1, 2]]), "W2 must have 2 rows, as many as W1 has columns, not 1"),
        (lambda: layers.loss("hinge", [[1]], [[1]]), "name must be one of 'squared', 'cross-entropy'; not 'hinge'"),
        (lambda: layers.loss("squared", [[1]], [[1, 2]]), r"target must have the shape \(1, 1\) of the output"),
        (lambda: layers.loss("squared", [1], [1]), "output must be a matrix"),
        (lambda: layers.loss("cross-entropy", [[1]], [[0.5]]), "target must hold 0 and 1 only, not 0.5"),
        (lambda: layers.loss("cross-entropy", [[1]] * 3, [[0], [1], [2]]), "target must hold 0 and 1 only, not 2"),
        (lambda: layers.two_layer_backward([[1]], [[1], [2]], [[1]], [[1]]), "W1 must have 1 rows, as many as x"),
        (lambda: layers.two_layer_backward([[1]], [[1, 2]], [[1]], [[1]]), "W2 must have 2 rows, as many as W1 has"),
        (lambda: layers.loss_gradient("cross-entropy", [[1]], [[-1]]), "target must hold 0 and 1 only, not -1"),
        (lambda: layers.loss("cross-entropy", [[1, 2]], [[1, 1]]), "exactly one 1 in every row"),
        (lambda: layers.two_way([[1, 2, 3]]), "z must have 2 columns, not 3"),
        (lambda: layers.two_way([[np.inf, 2]]), "z must be finite"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


def test_nothing_is_changed():
    z, t = np.array([[1, -2]]), np.array([[0, 1]])
    for call in (layers.loss, layers.loss_gradient):
        call("cross-entropy", z, t)
        call("squared", z, t)
    layers.softmax(z), layers.two_way(z), layers.sigmoid_backward(z, t), layers.slope("tanh", z)
    assert z.tolist() == [[1, -2]] and t.tolist() == [[0, 1]]
