"""lib.logistic: formulas by hand, central differences, exact answers, scikit-learn as reference, every bad input."""

import warnings

import numpy as np
import pytest
import scipy.optimize
import scipy.special
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, log_loss

from lib import logistic, pets

RNG = np.random.default_rng(0)
X = RNG.normal(size=(60, 3))
W = np.array([1.0, -2.0, 0.5, 0.3])
Y = (RNG.random(60) < 1 / (1 + np.exp(-(X @ W[:3] + W[3])))).astype(float)
real = st.floats(-1e3, 1e3)


# The sigmoid and the logit.


def test_augment():
    assert logistic.augment([[1, 2], [3, 4]]).tolist() == [[1, 2, 1], [3, 4, 1]]


def test_sigmoid_by_hand():
    assert logistic.sigmoid(0) == 0.5 and logistic.sigmoid(np.log(3)) == pytest.approx(0.75, rel=1e-15)
    np.testing.assert_array_equal(logistic.sigmoid([[1000, -1000]]), [[1, 0]])
    assert logistic.sigmoid(-700) == pytest.approx(np.exp(-700), rel=1e-14), "small, but not 0"


@given(real)
def test_sigmoid_is_symmetric_and_agrees_with_scipy(z):
    p = logistic.sigmoid(z)
    assert 0 <= p <= 1 and p + logistic.sigmoid(-z) == pytest.approx(1, abs=1e-15)
    assert p == pytest.approx(scipy.special.expit(z), rel=1e-14)


@given(real, real)
def test_sigmoid_rises(a, b):
    assert (logistic.sigmoid(a) <= logistic.sigmoid(b)) == (a <= b) or logistic.sigmoid(a) == logistic.sigmoid(b)


@given(st.floats(-30, 30))
def test_squashing_functions_against_scipy(z):
    assert logistic.squash("logistic", z) == pytest.approx(scipy.special.expit(z), rel=1e-14)
    assert logistic.squash("scaled tanh", z) == pytest.approx(scipy.special.expit(z), abs=1e-15)
    probit = scipy.special.ndtr(np.sqrt(2 * np.pi) / 4 * z)
    assert logistic.squash("probit", z) == pytest.approx(probit, rel=1e-12, abs=1e-300)
    assert logistic.squash("straight line", z) == 0.5 + z / 4
    assert logistic.squash("clipped line", z) == min(max(0.5 + z / 4, 0), 1)
    assert logistic.squash("sine", z) == pytest.approx(0.5 + 0.5 * np.sin(z / 2), abs=1e-15)


@pytest.mark.parametrize("name", logistic.SQUASHING)
def test_squashing_functions_meet_at_one_half_with_the_same_slope(name):
    below, middle, above = logistic.squash(name, np.array([-1e-6, 0, 1e-6]))
    assert middle == 0.5 and (above - below) / 2e-6 == pytest.approx(1 / 4, rel=1e-8)
    assert logistic.squash(name, [[1, 2], [3, 4]]).shape == (2, 2) and np.ndim(logistic.squash(name, 1)) == 0


@given(st.floats(-30, 30))
def test_logit_undoes_sigmoid(z):
    # 1 − p has an absolute rounding error of 1e-16, which is relative to e⁻ᶻ
    assert logistic.logit(logistic.sigmoid(z)) == pytest.approx(z, abs=1e-14 + 1e-15 * np.exp(abs(z)))


@given(st.floats(1e-300, 1, exclude_max=True))
def test_logit_agrees_with_scipy(p):
    assert logistic.logit(p) == pytest.approx(scipy.special.logit(p), rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("p", [0, 1, -0.1, 1.5, [0.5, 1.0]])
def test_logit_of_no_probability(p):
    with pytest.raises(ValueError, match=f"p must be greater than 0 and less than 1, but holds {np.ravel(p)[-1]:g},"):
        logistic.logit(p)


# Cross-entropy.


def test_cross_entropy_by_hand():
    np.testing.assert_allclose(
        logistic.losses([0.0, np.log(3), np.log(3)], [1, 1, 0]), np.log([2, 4 / 3, 4]), rtol=1e-15
    )
    assert logistic.cross_entropy([0.0, 0.0], [0, 1]) == pytest.approx(np.log(2), rel=1e-15)


def test_cross_entropy_is_finite_and_keeps_its_digits_far_out():
    np.testing.assert_array_equal(logistic.losses([1000, -1000, 1000, -1000], [0, 1, 1, 0]), [1000, 1000, 0, 0])
    np.testing.assert_allclose(logistic.losses([50.0, -50.0], [1, 0]), np.exp(-50), rtol=1e-14)
    assert np.isfinite(logistic.gradient([[1e300], [-1e300]], [0, 1], [1.0, 0])).all()


@given(st.lists(st.tuples(st.floats(-20, 20), st.sampled_from([0, 1])), min_size=1, max_size=8))
def test_cross_entropy_against_the_definition(pairs):
    z, y = np.array(pairs, dtype=float).T
    p = scipy.special.expit(z)
    wanted = -np.mean(scipy.special.xlogy(y, p) + scipy.special.xlogy(1 - y, scipy.special.expit(-z)))
    assert logistic.cross_entropy(z, y) == pytest.approx(wanted, rel=1e-13)
    assert logistic.cross_entropy(z, y) == pytest.approx(log_loss(y, p, labels=[0, 1]), rel=1e-6, abs=1e-8)


def test_the_loss_is_a_mean_and_the_bias_is_not_penalised():
    z = logistic.scores(X, W)
    assert logistic.loss(X, Y, W) == pytest.approx(logistic.cross_entropy(z, Y), rel=1e-15)
    twice = logistic.loss(np.vstack([X, X]), np.tile(Y, 2), W)
    assert twice == pytest.approx(logistic.loss(X, Y, W), rel=1e-14)
    assert logistic.loss(X, Y, W, 2.0) - logistic.loss(X, Y, W) == pytest.approx(1 + 4 + 0.25, rel=1e-14)


# Derivatives.


@pytest.mark.parametrize("lam", [0.0, 0.7])
@pytest.mark.parametrize("size", [0.1, 1.0, 5.0])
def test_gradient_and_hessian_against_central_differences(lam, size):
    w, h = size * W, 1e-5
    steps = h * np.eye(4)
    slope = [(logistic.loss(X, Y, w + e, lam) - logistic.loss(X, Y, w - e, lam)) / (2 * h) for e in steps]
    np.testing.assert_allclose(logistic.gradient(X, Y, w, lam), slope, atol=1e-9)
    bend = [(logistic.gradient(X, Y, w + e, lam) - logistic.gradient(X, Y, w - e, lam)) / (2 * h) for e in steps]
    np.testing.assert_allclose(logistic.hessian(X, Y, w, lam), bend, atol=1e-9)


def test_gradient_in_a_slow_obvious_way():
    total = np.zeros(4)
    for x, y in zip(X, Y):
        x1 = np.append(x, 1)
        total += (scipy.special.expit(W @ x1) - y) * x1
    np.testing.assert_allclose(logistic.gradient(X, Y, W), total / len(X), rtol=1e-13)


def test_no_hessian_bends_more_than_the_bound():
    for scale in (0, 0.5, 3):
        assert (
            np.linalg.eigvalsh(logistic.hessian(X, Y, scale * W, 0.2)).max() <= logistic.curvature_bound(X, 0.2) + 1e-15
        )
    at_zero = np.linalg.eigvalsh(logistic.hessian(X, Y, 0 * W, 0.2)).max()
    assert at_zero == pytest.approx(logistic.curvature_bound(X, 0.2), rel=1e-14)


def test_the_hessian_far_out_is_small_and_no_overflow():
    """σ(z) (1 − σ(z)) is e^(−|z|) there, on both sides."""
    np.testing.assert_allclose(logistic.hessian([[1.0]], [1], [400.0, 0])[0, 0], np.exp(-400), rtol=1e-13)
    np.testing.assert_array_equal(logistic.hessian([[1.0], [-1.0]], [0, 1], [2000.0, 0]), 0)


def test_there_is_no_penalty_unless_asked():
    np.testing.assert_array_equal(logistic.hessian(X, Y, W), logistic.hessian(X, Y, W, 0))
    assert logistic.curvature_bound(X) == logistic.curvature_bound(X, 0)
    np.testing.assert_array_equal(logistic.step(X, Y, W, 0.5), logistic.step(X, Y, W, 0.5, 0))
    np.testing.assert_array_equal(
        logistic.gradient_descent(X, Y, 0.5, 3)[0], logistic.gradient_descent(X, Y, 0.5, 3, 0)[0]
    )


# Descent.


def test_one_step_of_descent():
    np.testing.assert_allclose(logistic.step(X, Y, W, 0.5, 0.1), W - 0.5 * logistic.gradient(X, Y, W, 0.1), rtol=1e-15)


@pytest.mark.parametrize("lam", [0.0, 0.3])
def test_descent_below_the_bound_falls_in_every_step_and_arrives(lam):
    rate = 1.99 / logistic.curvature_bound(X, lam)
    path, loss = logistic.gradient_descent(X, Y, rate, 400, lam, start=[1, 1, 1, 1])
    assert path.shape == (401, 4) and loss.shape == (401,) and (path[0] == 1).all()
    assert (np.diff(loss) <= 1e-15).all()
    np.testing.assert_allclose(path[-1], logistic.fit(X, Y, lam), atol=1e-6)
    np.testing.assert_allclose(path[1], logistic.step(X, Y, path[0], rate, lam), rtol=1e-14)
    assert loss[7] == pytest.approx(logistic.loss(X, Y, path[7], lam), rel=1e-14)


def test_descent_that_diverges_says_so():
    with pytest.warns(RuntimeWarning, match="gradient descent diverges.*a learning rate below") as caught:
        _, loss = logistic.gradient_descent(X, Y, 300.0, 20, lam=1.0)
    bound = 2 / logistic.curvature_bound(X, 1.0)
    words = f"from {loss[0]:.3g} to {loss[-1]:.3g} in {len(loss) - 1} steps; a learning rate below {bound:.3g} lowers"
    assert words in str(caught[0].message)
    with pytest.warns(RuntimeWarning, match="diverges"):
        path, loss = logistic.gradient_descent(X, Y, 100.0, 5000, lam=1.0)
    assert len(path) == len(loss) < 5001 and np.isfinite(path).all() and np.isfinite(loss).all()
    with pytest.warns(RuntimeWarning) as caught:  # one step to ±∞, where ∞ − ∞ is met on the way
        path, _ = logistic.gradient_descent(1e10 * X, Y, 1e305, 1)
    assert len(path) == len(caught) == 1 and "diverges" in str(caught[0].message), "numpy's own words stay inside"


def test_no_steps():
    path, loss = logistic.gradient_descent(X, Y, 1.0, 0)
    assert path.shape == (1, 4) and loss[0] == pytest.approx(np.log(2))


# Newton.


def test_twelve_digits_where_the_answer_is_known_exactly():
    """With one feature that is 0 or 1, both probabilities are the shares of ones: w₁ is a difference of logits."""
    x, y = np.repeat([0, 0, 1, 1], [7, 3, 2, 9]), np.repeat([0, 1, 0, 1], [7, 3, 2, 9])
    w = logistic.fit(x[:, None], y)
    bias = np.log(3 / 7)
    np.testing.assert_allclose(w, [np.log(9 / 2) - bias, bias], rtol=1e-14)


def refined(X, y, lam, w):
    """A root of the gradient in extended precision, found from near it: the oracle for twelve digits."""
    X1 = np.column_stack([X, np.ones(len(X))]).astype(np.longdouble)
    penalty = np.array([lam] * X.shape[1] + [0], dtype=np.longdouble)
    inverse = np.linalg.inv(logistic.hessian(X, y, w, lam)).astype(np.longdouble)
    w = w.astype(np.longdouble)
    for _ in range(30):
        w = w - inverse @ (X1.T @ (1 / (1 + np.exp(-X1 @ w)) - y) / len(y) + penalty * w)
    return w.astype(float)


@pytest.mark.parametrize("lam", [0.0, 1e-6, 0.01, 1.0, 1e3])
def test_twelve_digits(lam):
    for A, y in ((X, Y), pets.read("train")[:2]):
        w = logistic.fit(A, y, lam)
        np.testing.assert_allclose(w, refined(A, y, lam, w), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("lam", [1e-4, 0.01, 1.0])
def test_newton_agrees_with_scikit_learn(lam):
    model = LogisticRegression(C=1 / (len(Y) * lam), solver="newton-cholesky", tol=1e-12, max_iter=200).fit(X, Y)
    np.testing.assert_allclose(logistic.fit(X, Y, lam), np.append(model.coef_, model.intercept_), atol=1e-7)


def test_newton_agrees_with_a_general_minimiser():
    found = scipy.optimize.minimize(lambda w: logistic.loss(X, Y, w, 0.05), np.zeros(4), tol=1e-12).x
    np.testing.assert_allclose(logistic.fit(X, Y, 0.05), found, atol=1e-5)


def test_newton_is_quadratic():
    path, loss = logistic.newton(X, Y)
    gap = np.linalg.norm(path - path[-1], axis=1)
    assert len(path) <= 10 and (path[0] == 0).all() and (np.diff(loss) <= 1e-15).all()
    assert gap[-2] < 1e-7 < gap[-4], "the digits double in each of the last steps"
    np.testing.assert_allclose(loss, [logistic.loss(X, Y, w) for w in path], rtol=1e-14)


def test_newton_does_not_notice_a_change_of_coordinates():
    w = logistic.fit(X, Y)
    moved = logistic.fit(1e6 * X + 1e8, Y)
    np.testing.assert_allclose(moved[:3] * 1e6, w[:3], rtol=1e-6)  # the data themselves have lost eight digits
    tiny = logistic.fit(X * [1e-150, 1, 1e150], Y)
    np.testing.assert_allclose(tiny[:3] * [1e-150, 1, 1e150], w[:3], rtol=1e-12)


def test_few_dogs_and_columns_that_nearly_agree():
    """The Hessian is small where dogs are rare; a direction in which it is smaller still is no rounding."""
    rng = np.random.default_rng(0)
    A, y = rng.normal(size=(5000, 2)), np.zeros(5000)
    y[:3] = 1
    w, tilt = logistic.fit(A, y), 3e-5
    close = logistic.fit(np.column_stack([A[:, 0], A[:, 0] + tilt * A[:, 1]]), y)
    np.testing.assert_allclose([close[0] + close[1], tilt * close[1], close[2]], w, rtol=1e-4)


def test_a_full_newton_step_can_be_too_long():
    """On these heavy-tailed data the sixth full step would take the loss from 0.20 to 7.6."""
    A = np.array(
        [
            [-6, 0, 46, 384],
            [17, 366, 0, -1],
            [53, 2, 1, -16],
            [36, 8, 3, -21],
            [6, -11, -324, -10],
            [9, 0, -7, 27],
            [7, -20, 19, -1],
            [7, 3, 14, 3],
        ]
    )
    with pytest.warns(RuntimeWarning, match="can be separated"):
        _, loss = logistic.newton(A, [1, 0, 0, 0, 0, 0, 0, 1])
    assert len(loss) > 6 and (np.diff(loss) <= 1e-14).all()


SEPARABLE = {
    "completely": ([[-2.0], [-1.0], [1.0], [2.0]], [0, 0, 1, 1]),
    "with ties on the boundary": ([[-1.0], [0.0], [0.0], [1.0]], [0, 0, 1, 1]),
    "with ties, in the plane": ([[0.0, 0], [1, 0], [0, 1], [1, 1], [0.5, 0.5], [0.5, 0.5]], [0, 0, 0, 1, 0, 0]),
    "by one feature of three": (np.column_stack([X[:, :2], Y]), Y),
    "two animals": (pets.read()[0][:2], [1, 0]),
}


@pytest.mark.parametrize("A, y", SEPARABLE.values(), ids=SEPARABLE)
def test_separable_data_are_detected_and_a_penalty_helps(A, y):
    with pytest.warns(RuntimeWarning, match="the two classes can be separated.*lam > 0"):
        w = logistic.fit(A, y)
    assert np.isfinite(w).all()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        w = logistic.fit(A, y, 1e-3)
    assert np.abs(logistic.gradient(A, y, w, 1e-3)).max() < 1e-13


@given(st.integers(0, 2**32 - 1))
def test_separable_is_said_exactly_when_it_is_true(seed):
    """A linear programme knows: is there a w with every margin at least 1 (or, with ties, no margin below 0)?"""
    rng = np.random.default_rng(seed)
    A, y = rng.integers(-2, 3, size=(int(rng.integers(4, 12)), 2)).astype(float), None
    y = rng.integers(0, 2, len(A)).astype(float)
    assume(0 < y.sum() < len(y) and np.linalg.matrix_rank(logistic.augment(A)) == 3)
    signed = (2 * y - 1)[:, None] * logistic.augment(A)
    best = scipy.optimize.linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(A)), bounds=[(-1, 1)] * 3)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        logistic.fit(A, y)
    assert any("separated" in str(w.message) for w in caught) == (-best.fun > 1e-9)


def test_a_feature_that_says_nothing():
    """The slope is exactly 0 at the start, which is not the same as separable."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_allclose(logistic.fit([[-1.0], [1.0], [-1.0], [1.0]], [0, 0, 1, 1]), 0, atol=1e-15)


@pytest.mark.parametrize(
    "extra", [X[:, 0], 2 * X[:, 0] - X[:, 1], np.full(60, 7.0)], ids=["twice", "a sum", "constant"]
)
def test_dependent_columns_are_said(extra):
    A = np.column_stack([X, extra])
    with pytest.warns(RuntimeWarning, match="hardly determined: the condition number"):
        w = logistic.fit(A, Y)
    np.testing.assert_allclose(logistic.probability(A, w), logistic.probability(X, logistic.fit(X, Y)), atol=1e-9)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        logistic.fit(A, Y, 0.01)


def test_columns_that_come_twice_share_their_weight():
    """Of all the best w the shortest."""
    with pytest.warns(RuntimeWarning, match="hardly determined"):
        w = logistic.fit(X[:, [0, 1, 2, 0, 1]], Y)
    np.testing.assert_allclose(w, logistic.fit(X, Y)[[0, 1, 2, 0, 1, 3]] / [2, 2, 1, 2, 2, 1], rtol=1e-9)


def test_too_few_steps_are_said():
    with pytest.warns(RuntimeWarning, match="has not converged in 2 steps"):
        logistic.newton(X, Y, steps=2)


def test_a_larger_penalty_makes_shorter_weights():
    norms = [np.linalg.norm(logistic.fit(X, Y, lam)[:3]) for lam in (0, 0.01, 0.1, 1, 10, 1e4)]
    assert (np.diff(norms) < 0).all() and norms[-1] < 1e-4
    assert logistic.fit(X, Y, 1e12)[3] == pytest.approx(logistic.logit(Y.mean()), rel=1e-6), "the bias stays free"


# Decisions.


def test_the_boundary_belongs_to_the_dogs():
    np.testing.assert_array_equal(logistic.predict([[-1.0], [0.0], [1.0]], [2.0, 0.0]), [0, 1, 1])


@given(st.floats(1e-3, 1e3))
def test_scaling_w_leaves_the_boundary_and_sharpens_p(factor):
    np.testing.assert_array_equal(logistic.predict(X, factor * W), logistic.predict(X, W))
    sharper = np.abs(logistic.probability(X, factor * W) - 0.5) - np.abs(logistic.probability(X, W) - 0.5)
    assert (sharper * (factor - 1) >= -1e-15).all()


def test_accuracy_and_confusion():
    y, called = np.array([0, 0, 0, 1, 1]), np.array([0, 1, 0, 1, 0])
    assert logistic.accuracy(y, called) == 0.6
    np.testing.assert_array_equal(logistic.confusion(y, called), [[2, 1], [1, 1]])
    y, called = RNG.integers(0, 2, 50), RNG.integers(0, 2, 50)
    np.testing.assert_array_equal(logistic.confusion(y, called), confusion_matrix(y, called))
    assert logistic.accuracy(y, called) == np.trace(logistic.confusion(y, called)) / 50
    np.testing.assert_array_equal(logistic.confusion([1], [1]), [[0, 0], [0, 1]])
    np.testing.assert_array_equal(logistic.confusion([0], [0]), [[1, 0], [0, 0]])


def test_the_line_on_the_animals():
    w = logistic.fit(*pets.read("train")[:2])
    A, y, _ = pets.read("test")
    assert 0.80 <= logistic.accuracy(y, logistic.predict(A, w)) <= 0.88


# The promises about arguments.


def test_inputs_are_left_alone_and_integers_are_numbers():
    A, y, w = X.copy(), Y.copy(), W.copy()
    logistic.newton(A, y, 0.1)
    logistic.gradient_descent(A, y, 0.1, 3, start=w)
    logistic.step(A, y, w, 0.1)
    assert (A == X).all() and (y == Y).all() and (w == W).all()
    assert logistic.fit([[0], [1], [0], [1]], [True, False, False, True]).shape == (2,)
    path, _ = logistic.gradient_descent(A, y, 0.1, 3, start=w)
    path[0] = 99
    assert (w == W).all()


A2, Y2 = [[0.0], [1.0], [2.0]], [0, 1, 0]
BAD = {
    "one class": (
        lambda: logistic.fit(A2, [1, 1, 1]),
        ValueError,
        "y must hold both labels, 0 and 1; all 3 of them are 1",
    ),
    "one class, descent": (lambda: logistic.gradient_descent(A2, [0, 0, 0], 1, 1), ValueError, "all 3 of them are 0"),
    "labels ±1": (lambda: logistic.fit(A2, [-1, 1, 1]), ValueError, r"labels 0 and 1 only, but y\[0\] is -1"),
    "label 0.5": (lambda: logistic.losses([1.0], [0.5]), ValueError, r"y\[0\] is 0.5"),
    "words": (lambda: logistic.fit(A2, ["cat", "dog", "cat"]), TypeError, "y must hold real numbers"),
    "too few labels": (lambda: logistic.fit(A2, [0, 1]), ValueError, "y must have 3 entries, not 2"),
    "one label for all": (lambda: logistic.loss(A2, [1], [1, 0]), ValueError, "y must have 3 entries, not 1"),
    "labels as a column": (lambda: logistic.fit(A2, [[0], [1], [0]]), ValueError, "y must be a vector"),
    "X a vector": (lambda: logistic.fit([1.0, 2.0], [0, 1]), ValueError, "X must be a matrix"),
    "X empty": (lambda: logistic.fit(np.zeros((0, 2)), []), ValueError, "X must not be empty"),
    "nan": (lambda: logistic.fit([[np.nan], [1]], [0, 1]), ValueError, "X must be finite"),
    "inf score": (lambda: logistic.sigmoid(np.inf), ValueError, "z must be finite"),
    "unknown g": (lambda: logistic.squash("step", 0.0), ValueError, "name must be one of"),
    "inf for g": (lambda: logistic.squash("logistic", np.inf), ValueError, "z must be finite"),
    "score in words": (lambda: logistic.sigmoid("3"), TypeError, "z must hold real numbers"),
    "bias forgotten": (lambda: logistic.scores(A2, [1.0]), ValueError, "w must have 2 entries, not 1"),
    "bias forgotten in step": (lambda: logistic.step(A2, Y2, [1.0], 0.1), ValueError, "w must have 2 entries, not 1"),
    "lam < 0": (lambda: logistic.newton(A2, Y2, -1), ValueError, "lam must be at least 0"),
    "lam < 0 in loss": (lambda: logistic.loss(A2, Y2, [1, 0], -1), ValueError, "lam must be at least 0"),
    "learning rate 0": (lambda: logistic.step(A2, Y2, [1, 0], 0), ValueError, "learning_rate must be greater than 0"),
    "learning rate < 0": (
        lambda: logistic.gradient_descent(A2, Y2, -1, 1),
        ValueError,
        "learning_rate must be greater",
    ),
    "steps": (lambda: logistic.gradient_descent(A2, Y2, 1, 2.5), TypeError, "steps must be a whole number"),
    "steps < 0": (lambda: logistic.gradient_descent(A2, Y2, 1, -1), ValueError, "steps must be at least 0"),
    "newton without steps": (lambda: logistic.newton(A2, Y2, steps=0), ValueError, "steps must be at least 1"),
    "start": (lambda: logistic.gradient_descent(A2, Y2, 1, 1, start=[0]), ValueError, "start must have 2 entries"),
    "scores and labels": (lambda: logistic.cross_entropy([1.0, 2], [1]), ValueError, "y must have 2 entries, not 1"),
    "accuracy": (lambda: logistic.accuracy([0, 1], [1]), ValueError, "predicted must have 2 entries"),
    "confusion": (lambda: logistic.confusion([0, 1], [1]), ValueError, "predicted must have 2 entries"),
    "probabilities as labels": (lambda: logistic.confusion([0, 1], [0.2, 1]), ValueError, r"predicted\[0\] is 0.2"),
}


@pytest.mark.parametrize("call, error, words", BAD.values(), ids=BAD)
def test_bad_input(call, error, words):
    with pytest.raises(error, match=words):
        call()
