"""lib.mlp: gradients against complex steps, fractions, differences and the slides' formulas; training; bad input."""

import itertools
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from lib import gradients, layers, mlp
from lib.mlp import Network

RNG = np.random.default_rng(0)
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([[0], [1], [1], [0]])
# The promise of the library: gradients within 1e-12 of exact, relative to the largest entry of each.
PROMISE = 1e-12

COMPLEX = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "linear": lambda z: z,
}


def slow_loss(network, X, target, loss):
    """The loss from its definition, for complex parameters as well."""
    y = X
    for k, W in enumerate(network.W):
        z = y @ W + (0 if network.b is None else network.b[k])
        y = COMPLEX[network.output if k == len(network.W) - 1 else network.activation](z)
    if loss == "squared":
        return ((y - target) ** 2).sum() / (2 * len(X))
    if target.shape[1] == 1:
        return np.where(target == 1, np.log(1 + np.exp(-y)), np.log(1 + np.exp(y))).sum() / len(X)
    return (np.log(np.exp(y).sum(axis=1)) - (y * target).sum(axis=1)).sum() / len(X)


def complex_step(f, x):
    """∇f without any difference: Im f(x + ih)/h, exact but for rounding (Squire and Trapp, SIAM Review 40, 1998)."""
    result = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        shifted = x.astype(complex)
        shifted[i] += 1e-30j
        result[i] = f(shifted).imag / 1e-30
    return result


def replaced(arrays, k, array):
    return [*arrays[:k], array, *arrays[k + 1 :]]


def assert_exact(network, X, target, loss):
    value, found = mlp.loss_and_gradients(network, X, target, loss)
    assert value == pytest.approx(slow_loss(network, X, target, loss), rel=1e-13)
    pairs = [(found.y[0], complex_step(lambda X: slow_loss(network, X, target, loss), X))]
    for k in range(len(network.W)):
        with_W = lambda W: slow_loss(network._replace(W=replaced(network.W, k, W)), X, target, loss)  # noqa: E731
        pairs.append((found.W[k], complex_step(with_W, network.W[k])))
        if network.b is not None:
            with_b = lambda b: slow_loss(network._replace(b=replaced(network.b, k, b)), X, target, loss)  # noqa: E731
            pairs.append((found.b[k], complex_step(with_b, network.b[k])))
    for got, exact in pairs:
        assert got.shape == exact.shape
        assert np.abs(got - exact).max() <= PROMISE * np.abs(exact).max(), (got, exact)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(
    "output, loss, columns",
    [
        ("linear", "squared", 2),
        ("sigmoid", "squared", 1),
        ("linear", "cross-entropy", 1),
        ("linear", "cross-entropy", 3),
    ],
)
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "linear"])
def test_gradients_are_exact(activation, output, loss, columns, bias):
    rng = np.random.default_rng(5)
    network = mlp.initial([3, 4, 2, columns], rng, activation, output, bias)
    if bias:
        network = network._replace(b=[rng.normal(size=b.shape) for b in network.b])
    labels = rng.integers(0, max(columns, 2), 5)
    target = labels[:, None] * 1.0 if columns == 1 else np.eye(columns)[labels]
    assert_exact(network, rng.normal(size=(5, 3)), target, loss)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
@pytest.mark.parametrize("scale", [10.0, 30.0])
def test_gradients_are_exact_where_every_neuron_is_saturated(activation, scale):
    network = Network([np.array([[scale, -scale]]), np.array([[1.0], [2.0]])], None, activation)
    assert_exact(network, np.array([[1.0], [0.9]]), np.array([[0.0], [1.0]]), "squared")


def test_gradients_in_fractions():
    """A ReLU network with small whole numbers, by rational arithmetic: every entry to the last digit."""
    X, t = [[1, 2], [3, -1], [0, 1]], [[1], [0], [2]]
    W1, b1, W2, b2 = [[1, -2], [3, 1]], [1, -1], [[2], [-1]], [Fraction(1, 2)]
    for_W1, for_W2 = [[0, 0], [0, 0]], [0, 0]
    for x, (target,) in zip(X, t):
        z = [sum(x[i] * W1[i][j] for i in range(2)) + b1[j] for j in range(2)]
        y = [max(value, 0) for value in z]
        error = (sum(y[j] * W2[j][0] for j in range(2)) + b2[0] - target) / Fraction(len(X))
        for j in range(2):
            for_W2[j] += error * y[j]
            for i in range(2):
                for_W1[i][j] += error * W2[j][0] * (z[j] > 0) * x[i]
    arrays = [np.array(a, dtype=float) for a in (W1, W2, b1, b2)]
    _, found = mlp.loss_and_gradients(Network(arrays[:2], arrays[2:], "relu"), X, t, "squared")
    np.testing.assert_allclose(found.W[0], np.array(for_W1, dtype=float), rtol=1e-15)
    np.testing.assert_allclose(found.W[1][:, 0], np.array(for_W2, dtype=float), rtol=1e-15)


def test_the_formulas_of_the_slides_line_by_line():
    x = RNG.normal(size=(4, 3))
    network = mlp.initial([3, 5, 4, 2], RNG, "sigmoid", bias=False)
    W1, W2, W3 = network.W
    (z1, z2, z3), (x_again, y1, y2, y3) = passed = mlp.forward(network, x)
    np.testing.assert_array_equal(x_again, x)
    np.testing.assert_allclose(z1, x @ W1, rtol=1e-15)
    np.testing.assert_allclose(y1, layers.sigmoid(z1), rtol=1e-15)
    np.testing.assert_allclose(z3, layers.sigmoid(y1 @ W2) @ W3, rtol=1e-14)
    for_z3 = RNG.normal(size=z3.shape)
    found = mlp.backward(network, passed, for_z3)
    for_z2 = for_z3 @ W3.T * (y2 * (1 - y2))
    for_z1 = for_z2 @ W2.T * (y1 * (1 - y1))
    expected = [for_z1, for_z2, for_z3, x.T @ for_z1, y1.T @ for_z2, y2.T @ for_z3, for_z1 @ W1.T, for_z2 @ W2.T]
    for got, want in zip([*found.z, *found.W, found.y[0], found.y[1]], expected, strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12)
    assert found.b is None
    # and the derivative, read left to right, one sample at a time: ∂𝓛/∂x = W₁ σ₁′ W₂ σ₂′ W₃ ∂𝓛/∂z₃
    s1, s2 = np.diag(y1[0] * (1 - y1[0])), np.diag(y2[0] * (1 - y2[0]))
    np.testing.assert_allclose(W1 @ s1 @ W2 @ s2 @ W3 @ for_z3[0], found.y[0][0], rtol=1e-12)
    # a network with nothing but the two lines of the last slide
    for_y1, for_W2 = layers.backward(y1, W2, for_z2)
    np.testing.assert_allclose(for_W2, found.W[1], rtol=1e-12)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.integers(1, 6), st.booleans(), st.integers(0, 10**6))
def test_any_sizes_against_central_differences(sizes, samples, bias, seed):
    rng = np.random.default_rng(seed)
    network = mlp.initial(sizes, rng, "tanh", bias=bias)
    X, target = rng.normal(size=(samples, sizes[0])), rng.normal(size=(samples, sizes[-1]))
    value, found = mlp.loss_and_gradients(network, X, target, "squared")
    k = int(rng.integers(len(network.W)))
    f = lambda W: slow_loss(network._replace(W=replaced(network.W, k, W)), X, target, "squared")  # noqa: E731
    assert gradients.check_gradient(f, found.W[k], network.W[k]).passed
    assert [W.shape for W in found.W] == list(itertools.pairwise(sizes)) and (found.b is None) != bias
    assert [y.shape for y in found.y] == [(samples, size) for size in sizes] and found.y[0].shape == X.shape


def test_initialisation_has_the_variance_of_its_source():
    glorot, he = (mlp.initial([300, 200, 1], np.random.default_rng(1), name).W[0] for name in ("tanh", "relu"))
    assert np.abs(glorot).max() <= np.sqrt(6 / 500) and glorot.var() == pytest.approx(2 / 500, rel=0.02)
    assert he.var() == pytest.approx(2 / 300, rel=0.02) and np.abs(he).max() > np.sqrt(6 / 300)
    mixed = mlp.initial([1, 300, 200], np.random.default_rng(1), "relu", "sigmoid")
    assert np.abs(mixed.W[1]).max() <= np.sqrt(6 / 500), "the last layer goes by its own σ"
    assert (mixed.activation, mixed.output) == ("relu", "sigmoid")
    network = mlp.initial([3, 2, 1], np.random.default_rng(1))
    assert all((b == 0).all() for b in network.b) and (network.activation, network.output) == ("tanh", "linear")
    again = mlp.initial([3, 2, 1], np.random.default_rng(1))
    assert all((a == b).all() for a, b in zip(network.W, again.W))


@pytest.mark.parametrize("loss", layers.LOSSES)
@pytest.mark.parametrize("bias", [True, False])
def test_training_is_gradient_descent_step_by_step(loss, bias):
    X, target = RNG.normal(size=(7, 3)), RNG.integers(0, 2, (7, 1))
    network = mlp.initial([3, 4, 1], RNG, "sigmoid", bias=bias)
    result = mlp.train(network, X, target, loss, 0.3, 4)
    assert result.steps.tolist() == [0, 1, 2, 3, 4] and len(result.loss) == 5
    for step in range(5):
        value, found = mlp.loss_and_gradients(network, X, target, loss)
        assert result.loss[step] == pytest.approx(value, rel=1e-14)
        kept = result.network(step)
        for got, want in zip([*kept.W, *(kept.b or [])], [*network.W, *(network.b or [])], strict=True):
            np.testing.assert_allclose(got, want, rtol=1e-12)
        network = network._replace(
            W=[W - 0.3 * g for W, g in zip(network.W, found.W)],
            b=None if not bias else [b - 0.3 * g for b, g in zip(network.b, found.b)],
        )


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_exclusive_or_is_learned(activation):
    network = mlp.initial([2, 8, 1], np.random.default_rng(2), activation)
    result = mlp.train(network, CORNERS, XOR, "cross-entropy", 1.0, 2000, every=100)
    assert len(result.loss) == 21 and result.loss[-1] < 0.05
    assert ((mlp.forward(result.network(-1), CORNERS).y[-1] > 0) == XOR).all()


def test_exclusive_or_is_not_learned_by_one_neuron_nor_by_linear_layers():
    for sizes in ([2, 1], [2, 8, 8, 1]):
        network = mlp.initial(sizes, np.random.default_rng(2), "linear")
        result = mlp.train(network, CORNERS, XOR, "cross-entropy", 0.1, 2000, every=500)
        assert result.loss[-1] >= np.log(2) - 1e-9, "no better than a coin"


def test_mini_batches():
    rng = np.random.default_rng(7)
    X, target = rng.normal(size=(10, 2)), rng.normal(size=(10, 1))
    network = mlp.initial([2, 3, 1], rng)
    result = mlp.train(network, X, target, "squared", 0.1, 50, batch=4, rng=np.random.default_rng(1), every=20)
    assert result.steps.tolist() == [0, 20, 40, 50] and result.loss[-1] < result.loss[0]
    last = mlp.loss_and_gradients(result.network(-1), X, target, "squared")[0]
    assert result.loss[-1] == pytest.approx(last, rel=1e-13)
    whole = mlp.train(network, X, target, "squared", 0.1, 3, batch=10)
    np.testing.assert_array_equal(whole.parameters, mlp.train(network, X, target, "squared", 0.1, 3).parameters)


@pytest.mark.parametrize("n", [7, 8, 10])
def test_each_pass_over_the_data_is_shuffled_and_leaves_out_what_fills_no_batch(n):
    rng = np.random.default_rng(7)
    X, target = rng.normal(size=(n, 2)), rng.normal(size=(n, 1))
    network = expected = mlp.initial([2, 3, 1], rng)
    order, fit = np.random.default_rng(1), n // 4
    for step in range(4):
        if step % fit == 0:
            shuffled = order.permutation(n)
        chosen = shuffled[step % fit * 4 :][:4]
        _, found = mlp.loss_and_gradients(expected, X[chosen], target[chosen], "squared")
        expected = expected._replace(
            W=[W - 0.1 * g for W, g in zip(expected.W, found.W)], b=[b - 0.1 * g for b, g in zip(expected.b, found.b)]
        )
    got = mlp.train(network, X, target, "squared", 0.1, 4, batch=4, rng=np.random.default_rng(1)).network(-1)
    for a, b in zip(got.W + got.b, expected.W + expected.b):
        np.testing.assert_allclose(a, b, rtol=1e-12)


def test_divergence_is_said_and_nothing_infinite_is_kept():
    X = RNG.normal(size=(20, 2))
    target = X[:, :1] * 3
    network = mlp.initial([2, 1], np.random.default_rng(0), bias=False)
    bound = 2 / np.linalg.eigvalsh(X.T @ X / 20).max()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mlp.train(network, X, target, "squared", 0.95 * bound, 2000).loss[-1] < 1e-12
    with pytest.warns(
        RuntimeWarning, match="diverged: the loss went from .* in 100 steps; the learning rate"
    ) as caught:
        loss = mlp.train(network, X, target, "squared", 1.05 * bound, 100).loss
    assert f"from {loss[0]:.3g} to {loss[-1]:.3g} in" in str(caught[0].message)
    with pytest.warns(RuntimeWarning, match="after that it is no finite number"):
        result = mlp.train(network, X, target, "squared", 1e3 * bound, 500)
    assert len(result.steps) < 500 and np.isfinite(result.loss).all() and np.isfinite(result.parameters).all()
    with pytest.warns(RuntimeWarning) as caught:  # one step to ±10²⁰⁰, where ∞ − ∞ is met on the way
        mlp.train(mlp.initial([2, 9, 9, 1], np.random.default_rng(0), "linear"), X, target, "squared", 1e200, 5)
    assert len(caught) == 1 and "diverged" in str(caught[0].message), "numpy's own words stay inside"


def test_two_linear_layers_are_one():
    W1, W2, x = RNG.normal(size=(3, 5)), RNG.normal(size=(5, 2)), RNG.normal(size=(4, 3))
    two = mlp.forward(Network([W1, W2], None, "linear"), x).y[-1]
    np.testing.assert_allclose(x @ layers.collapse(W1, W2), two, rtol=1e-12)
    assert not np.allclose(mlp.forward(Network([W1, W2], None, "tanh"), x).y[-1], two)


GOOD = mlp.initial([2, 3, 1], np.random.default_rng(0))
WIDER = mlp.initial([2, 4, 1], np.random.default_rng(0))
DEEPER = mlp.initial([2, 3, 1, 1], np.random.default_rng(0))


def train(network=GOOD, X=CORNERS, target=XOR, loss="squared", learning_rate=0.1, steps=2, **more):
    return mlp.train(network, X, target, loss, learning_rate, steps, **more)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: mlp.initial([3], RNG), "sizes must be a list of 2 or more whole numbers"),
        (lambda: mlp.initial(3, RNG), "sizes must be a list of 2 or more whole numbers"),
        (lambda: mlp.initial([3, 0], RNG), r"sizes\[1\] must be between 1 and 1000000, not 0"),
        (lambda: mlp.initial([3, 1.5], RNG), r"sizes\[1\] must be a whole number"),
        (lambda: mlp.initial([3, 1], 0), "rng must be a numpy.random.Generator"),
        (lambda: mlp.initial([3, 1], RNG, "cosine"), "activation must be one of"),
        (lambda: mlp.initial([3, 1], RNG, output="softmax"), "output must be one of"),
        (lambda: mlp.forward([1], CORNERS), "network must be a mlp.Network, not list"),
        (lambda: mlp.forward(Network([], None), CORNERS), "network must have one W or more"),
        (lambda: mlp.forward(GOOD._replace(b=[]), CORNERS), "network must have one W or more, and as many b"),
        (lambda: mlp.forward(GOOD._replace(W=GOOD.W[::-1]), CORNERS), r"W\[1\] must have 1 rows, as many as W\[0\]"),
        (lambda: mlp.forward(GOOD._replace(b=GOOD.b[::-1]), CORNERS), r"b\[0\] must have 3 entries, not 1"),
        (lambda: mlp.forward(GOOD._replace(W=[GOOD.W[0] * np.nan, GOOD.W[1]]), CORNERS), r"W\[0\] must be finite"),
        (lambda: mlp.forward(GOOD, [[1, 2, 3]]), "X must have 2 columns, as many as W.0. has rows, not 3"),
        (lambda: mlp.forward(GOOD, [[1, np.inf]]), r"X must be finite, but X\[0, 1\] is inf"),
        (lambda: mlp.backward(GOOD, mlp.forward(GOOD, CORNERS), [[1]]), r"gradient must have the shape \(4, 1\)"),
        (lambda: mlp.backward(GOOD, mlp.forward(GOOD, CORNERS), XOR * np.nan), r"gradient must be finite"),
        (lambda: mlp.backward(GOOD, mlp.forward(WIDER, CORNERS), XOR), r"layers have \[2, 3, 1\] .* not \[2, 4, 1\]"),
        (lambda: mlp.backward(GOOD, mlp.forward(DEEPER, CORNERS), XOR), r"not \[2, 3, 1, 1\]"),
        (lambda: mlp.backward(GOOD, CORNERS, XOR), "passed must be what forward returned, .* not ndarray"),
        (lambda: mlp.loss_and_gradients(GOOD, CORNERS, XOR, "hinge"), "loss must be one of"),
        (lambda: mlp.loss_and_gradients(GOOD, CORNERS, XOR[:3], "squared"), r"target must have the shape \(4, 1\)"),
        (lambda: train(GOOD._replace(output="sigmoid"), loss="cross-entropy"), "so output must be 'linear'"),
        (lambda: train(target=XOR + 1, loss="cross-entropy"), "target must hold 0 and 1 only, not 2"),
        (lambda: train(learning_rate=0), "learning_rate must be greater than 0"),
        (lambda: train(steps=-1), "steps must be at least 0"),
        (lambda: train(every=0), "every must be at least 1"),
        (lambda: train(batch=5), "batch must be between 1 and 4, not 5"),
        (lambda: train(batch=2), "rng must be a numpy.random.Generator"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


def test_nothing_is_changed_and_the_global_random_state_is_left_alone():
    before, state = [a.copy() for a in GOOD.W + GOOD.b], np.random.get_state()[1].copy()
    result = train(steps=5, batch=2, rng=np.random.default_rng(0))
    passed = mlp.forward(GOOD, CORNERS)
    kept = [z.copy() for z in passed.z]
    mlp.backward(GOOD, passed, np.ones((4, 1)))
    assert all((a == b).all() for a, b in zip(GOOD.W + GOOD.b, before)) and all(map(np.array_equal, passed.z, kept))
    assert (np.random.get_state()[1] == state).all() and len(train(steps=0).loss) == 1
    assert (CORNERS == [[0, 0], [0, 1], [1, 0], [1, 1]]).all() and (result.network(0).W[0] == GOOD.W[0]).all()


# Any function from steps.


def test_a_staircase_climbs_from_height_to_height():
    x = np.array([[0.5], [1.5], [2.5], [3.5]])
    heights = [2.0, -1.0, 4.0, 0.0]
    steep = mlp.forward(mlp.staircase(heights, [1, 2, 3], 200.0), x).y[-1][:, 0]
    np.testing.assert_allclose(steep, heights, atol=1e-12)
    soft = mlp.forward(mlp.staircase(heights, [1, 2, 3], 2.0), x).y[-1][:, 0]
    steps = [expit(2 * x[:, 0] - 2 * edge) for edge in (1, 2, 3)]
    np.testing.assert_allclose(soft, 2 - 3 * steps[0] + 5 * steps[1] - 4 * steps[2], rtol=1e-12)


@pytest.mark.parametrize(
    "heights, edges, slope, words",
    [
        ([0, 1], [1, 2], 1, "heights must have 3"),
        ([0, 1, 2], [2, 1], 1, "edges must rise"),
        ([0, 1, 2], [1, 1], 1, "edges must rise"),
        ([0, 1], [1], 0, "slope"),
    ],
)
def test_a_staircase_that_cannot_be_built(heights, edges, slope, words):
    with pytest.raises(ValueError, match=words):
        mlp.staircase(heights, edges, slope)


def test_weights_may_be_lists_of_numbers():
    network = mlp.initial([2, 3, 1], np.random.default_rng(0))
    lists = network._replace(W=[W.tolist() for W in network.W], b=[b.tolist() for b in network.b])
    X, target = [[0, 1], [1, 1]], [[1], [0]]
    for got, wanted in zip(mlp.forward(lists, X).y, mlp.forward(network, X).y):
        np.testing.assert_array_equal(got, wanted)
    both = [mlp.train(one, X, target, "squared", 0.1, 5) for one in (lists, network)]
    np.testing.assert_array_equal(both[0].parameters, both[1].parameters)
    assert both[0].network(-1).W[0].shape == (2, 3)
