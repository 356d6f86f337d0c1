"""lib.perceptron: updates by hand, Novikoff's bound, data that cannot be separated, gradients by differences."""

import warnings

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given
from hypothesis import strategies as st

from lib import gradients, perceptron
from lib.logistic import augment
from lib.perceptron import train, update, update_squared

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND, OR, XOR = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1]), np.array([0, 1, 1, 0])
points = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 1)), min_size=2, max_size=12).filter(
    lambda rows: len({label for *_, label in rows}) == 2
)


def separable(X, y):
    """By linear programming: is there a w with wᵀx >= 1 for class 1 and <= −1 for class 0?"""
    signed = (2 * y - 1)[:, None] * X
    return scipy.optimize.linprog(np.zeros(X.shape[1]), -signed, -np.ones(len(X)), bounds=(None, None)).status == 0


def test_neuron():
    assert perceptron.neuron([0, 0], [5, 7]) == 0.5
    assert perceptron.neuron([1, -2], [3, 1]) == pytest.approx(1 / (1 + np.exp(-1)), rel=1e-15)
    assert perceptron.neuron([1000], [1]) == 1 and perceptron.neuron([-1000], [1]) == 0


def test_one_update_by_hand():
    assert update([1, 2], [3, -1], 1).tolist() == [1, 2], "wᵀx = 1: right already"
    assert update([1, 2], [3, -1], 0, 0.5).tolist() == [-0.5, 2.5], "a wrong 1: x is taken away"
    assert update([1, 2], [-3, 1], 1, 0.5).tolist() == [-0.5, 2.5], "a wrong 0: x is added"
    assert update([0, 0], [1, 1], 1).tolist() == [0, 0], "step(0) is 1"
    assert update([0, 0], [1, 1], 0).tolist() == [-1, -1], "step(0) is 1"


@pytest.mark.parametrize("label", [0, 1])
def test_with_a_sigmoid_it_is_gradient_descent(label):
    w, x, alpha = np.array([0.4, -1.0, 0.2]), np.array([1.5, 0.3, 1.0]), 0.7
    p = lambda w: perceptron.neuron(w, x)  # noqa: E731
    entropy = lambda w: -np.log(p(w) if label else 1 - p(w))  # noqa: E731
    squared = lambda w: (p(w) - label) ** 2 / 2  # noqa: E731
    expected = w - alpha * gradients.central_difference(entropy, w)
    np.testing.assert_allclose(update(w, x, label, alpha, "sigmoid"), expected, rtol=1e-8)
    expected = w - alpha * gradients.central_difference(squared, w)
    np.testing.assert_allclose(update_squared(w, x, label, alpha), expected, rtol=1e-8)
    np.testing.assert_array_equal(update_squared(w, x, label), update_squared(w, x, label, 1.0))
    extra = (update_squared(w, x, label, alpha) - w) / (update(w, x, label, alpha, "sigmoid") - w)
    np.testing.assert_allclose(extra, p(w) * (1 - p(w)), rtol=1e-10)


@pytest.mark.parametrize("y", [AND, OR], ids=["and", "or"])
def test_training_with_its_whole_history(y):
    X = augment(CORNERS)
    result = train(X, y, learning_rate=0.5)
    assert result.outcome == "separated" and result.mistakes[-1] == 0 and result.mistakes.sum() == len(result.sample)
    assert ((X @ result.w[-1] >= 0) == y).all() and (result.w[0] == 0).all()
    for k, i in enumerate(result.sample):
        np.testing.assert_array_equal(result.w[k + 1], update(result.w[k], X[i], y[i], 0.5))
        assert (result.w[k] @ X[i] >= 0) != y[i], "only mistakes are kept"


def test_alpha_only_scales_from_zero_and_matters_from_elsewhere():
    X = augment(CORNERS)
    one, four = train(X, AND), train(X, AND, learning_rate=4)
    np.testing.assert_array_equal(four.w, 4 * one.w)
    np.testing.assert_array_equal(four.sample, one.sample)
    start = [3.0, -2.0, 1.0]
    assert len(train(X, AND, start, 1.0).sample) != len(train(X, AND, start, 4.0).sample)


@pytest.mark.parametrize("learning_rate", [1.0, 0.1, 0.3])
def test_exclusive_or_cannot_be_separated_and_that_is_proved(learning_rate):
    with pytest.warns(RuntimeWarning, match="not separated after .* mistakes in the last; w went in a circle"):
        result = train(augment(CORNERS), XOR, learning_rate=learning_rate)
    assert result.outcome == "cannot be separated" and len(result.mistakes) < 30 and (result.mistakes > 0).all()


@pytest.mark.parametrize("size", [1e-12, 1e12])
def test_that_is_proved_in_any_unit(size):
    with pytest.warns(RuntimeWarning, match="w went in a circle"):
        small = train(size * augment(CORNERS), XOR)
    with pytest.warns(RuntimeWarning, match="w went in a circle"):
        np.testing.assert_array_equal(small.sample, train(augment(CORNERS), XOR).sample)


@given(points)
def test_the_outcome_is_what_linear_programming_says(rows):
    rows = np.array(rows, dtype=float)
    X, y = augment(rows[:, :2]), rows[:, 2]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        result = train(X, y, epochs=200)
    assert result.outcome == "unfinished" or (result.outcome == "separated") == separable(X, y)
    assert ((X @ result.w[-1] >= 0) == y).all() == (result.outcome == "separated")


def test_a_circle_that_proves_nothing():
    """These samples can be separated, on the edge of the step; this start goes round for ever beside it."""
    X, y = [[1, 0], [-1, 0], [0, 1]], [1, 1, 0]
    assert train(X, y).outcome == "separated"
    with pytest.warns(RuntimeWarning, match="more may be needed"):
        assert train(X, y, [0.5, -1]).outcome == "unfinished"


def test_a_circle_of_rounding_proves_nothing_either():
    """Beside 1e17 a step of 1 is lost, so w stays where it is; but the samples can be separated."""
    X, y = [[1.0], [-1.0]], [0, 1]
    assert train(X, y).outcome == "separated"
    with pytest.warns(RuntimeWarning, match="more may be needed"):
        assert train(X, y, [1e17]).outcome == "unfinished"


def test_mistakes_are_bounded_as_novikoff_says():
    rng = np.random.default_rng(3)
    X = augment(rng.normal(size=(60, 2)))
    w_true = np.array([1.0, -2.0, 0.3])
    X = X[np.abs(X @ w_true) > 0.4]
    y = X @ w_true > 0
    margin = np.abs(X @ w_true).min() / np.linalg.norm(w_true)
    result = train(X, y)
    assert result.outcome == "separated" and len(result.sample) <= (np.linalg.norm(X, axis=1).max() / margin) ** 2


def test_unfinished_is_said():
    rng = np.random.default_rng(4)
    with pytest.warns(RuntimeWarning, match="not separated after 3 epochs, .*; more may be") as caught:
        result = train(rng.normal(size=(50, 2)), rng.integers(0, 2, 50), epochs=3)
    assert f" {result.mistakes[2]} mistakes in the last" in str(caught[0].message)
    assert result.mistakes[2] not in result.mistakes[:2], "or the figure could be another one"
    assert result.outcome == "unfinished" and len(result.mistakes) == 3


def test_exclusive_or_by_two_layers():
    np.testing.assert_array_equal(perceptron.xor(CORNERS), XOR)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: train([[1], [np.nan]], [0, 1]), r"X must be finite, but X\[1, 0\] is nan"),
        (lambda: train([], [0, 1]), "X must be a matrix"),
        (lambda: train([[1], [2]], [0, 1, 1]), "y must have 2 entries, not 3"),
        (lambda: train([[1], [2]], [-1, 1]), r"y must hold the labels 0 and 1 only, but y\[0\] is -1"),
        (lambda: train([[1], [2]], [1, 1]), "y must hold both labels, 0 and 1; all 2 of them are 1"),
        (lambda: train([[1], [2]], [0, 1], [1, 2]), "w must have 1 entries, not 2"),
        (lambda: train([[1], [2]], [0, 1], learning_rate=0), "learning_rate must be greater than 0"),
        (lambda: train([[1], [2]], [0, 1], epochs=0), "epochs must be at least 1"),
        (lambda: perceptron.neuron([1, 2], [1]), "x must have 2 entries, not 1"),
        (lambda: update([1, 2], [1], 1), "x must have 2 entries, not 1"),
        (lambda: perceptron.neuron("a", [1]), "w must hold real numbers"),
        (lambda: update([1], [1], 2), "label must be between 0 and 1, not 2"),
        (lambda: update([1], [1], 0.5), "label must be a whole number"),
        (lambda: update([1], [1], 1, -1), "learning_rate must be greater than 0"),
        (lambda: update([1], [1], 1, 1, "tanh"), "activation must be one of 'step', 'sigmoid'; not 'tanh'"),
        (lambda: update_squared([1], [np.inf], 1), "x must be finite"),
        (lambda: perceptron.xor([[1, 0, 1]]), "X must have 2 columns, not 3"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


def test_nothing_is_changed():
    X, y, w = augment(CORNERS), AND.copy(), np.zeros(3)
    before = X.copy()
    train(X, y, w)
    update(w, X[0], 0)
    update_squared(w, X[0], 0)
    assert (before == X).all() and (y == AND).all() and (w == 0).all()
