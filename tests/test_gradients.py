"""lib.gradients: differences against derivatives by hand, the check finds what is wrong, descent and its bound."""

import itertools
import warnings

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given
from hypothesis import strategies as st

from lib import gradients

RNG = np.random.default_rng(0)
A, SQUARE, b = RNG.normal(size=(5, 3)), RNG.normal(size=(3, 3)), RNG.normal(size=5)


def cube_sum(x):
    return float(np.sum(np.asarray(x) ** 3))


@pytest.mark.parametrize("x", [2.0, 3, [1.0, -2.0, 0.5], [[1, 2, 3], [4, 5, 6]], [[1e5]]], ids=str)
def test_differences_have_the_shape_of_x_and_its_derivative(x):
    exact = 3 * np.asarray(x, dtype=float) ** 2
    for difference, digits in [(gradients.forward_difference, 3e-7), (gradients.central_difference, 3e-9)]:
        got = difference(cube_sum, x)
        assert np.shape(got) == np.shape(x)
        np.testing.assert_allclose(got, exact, rtol=digits * max(1, np.size(x)) ** 2)
    assert isinstance(gradients.central_difference(cube_sum, 2), float)


def test_differences_are_the_quotients_of_the_slide():
    assert gradients.forward_difference(cube_sum, 2.0, h=0.5) == (2.5**3 - 8) / 0.5
    assert gradients.central_difference(cube_sum, 2.0, h=0.5) == (2.5**3 - 1.5**3) / 1


def test_orders():
    """Ten times smaller h: ten times less error from one side, a hundred times less from both."""
    for difference, factor in [(gradients.forward_difference, 10), (gradients.central_difference, 100)]:
        wrong = [abs(difference(np.exp, 0.3, h) - np.exp(0.3)) for h in (1e-2, 1e-3)]
        assert wrong[0] / wrong[1] == pytest.approx(factor, rel=0.02)


def test_central_differences_of_scipy():
    x = np.array([0.3, -1.2, 2.0])
    ours = gradients.forward_difference(scipy.optimize.rosen, x)
    np.testing.assert_allclose(ours, scipy.optimize.approx_fprime(x, scipy.optimize.rosen), rtol=1e-5)
    central = gradients.central_difference(scipy.optimize.rosen, x)
    np.testing.assert_allclose(central, scipy.optimize.rosen_der(x), rtol=1e-7)


@pytest.mark.parametrize("central, difference", [(0, gradients.forward_difference), (1, gradients.central_difference)])
def test_the_best_step_is_the_best(central, difference):
    """The bound that it minimises, searched on a grid; and the measured error around it is not much less elsewhere."""
    value, higher, eps = 3.0, 0.7, 2.0**-52
    best = gradients.best_step(value, higher, central)
    h = best * 10.0 ** np.linspace(-2, 2, 4001)
    bound = h**2 * higher / 6 + eps * value / (2 * h) if central else h * higher / 2 + eps * value / h
    assert h[np.argmin(bound)] == pytest.approx(best, rel=3e-3)

    def error(h):
        return np.median([abs(difference(np.exp, x, h) / np.exp(x) - 1) for x in np.linspace(0.4, 0.6, 41)])

    best = gradients.best_step(np.exp(0.5), np.exp(0.5), central)
    assert error(best) < 0.2 * min(error(best * 100), error(best / 100))


def test_a_lost_step_is_said():
    with pytest.warns(RuntimeWarning, match="h = 1e-17 is lost beside 1"):
        assert gradients.central_difference(cube_sum, 1.0, 1e-17) == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gradients.forward_difference(cube_sum, [1e10, 0.0, -1e-10])


def test_jacobian_is_the_derivative_a_row_for_each_output():
    x = np.array([0.5, -1.0, 2.0])
    np.testing.assert_allclose(gradients.jacobian(lambda x: A @ x, x), A, atol=1e-9)
    f = lambda x: np.array([x[0] * x[1], np.sin(x[2])])  # noqa: E731
    np.testing.assert_allclose(gradients.jacobian(f, x), [[-1, 0.5, 0], [0, 0, np.cos(2)]], atol=1e-9)
    g = lambda x: A @ np.sin(x)  # noqa: E731
    chain = gradients.jacobian(f, SQUARE @ x) @ SQUARE
    np.testing.assert_allclose(gradients.jacobian(lambda x: f(SQUARE @ x), x), chain, atol=1e-8)
    assert gradients.jacobian(g, x).shape == (5, 3)


def test_single_precision_is_no_trap():
    """x in single precision is computed with in double; an f that returns single precision is refused."""
    x = np.array([0.1, -2.0, 3.0], dtype=np.float32)
    np.testing.assert_array_equal(
        gradients.central_difference(cube_sum, x), gradients.central_difference(cube_sum, x.astype(float))
    )
    np.testing.assert_allclose(gradients.central_difference(cube_sum, x), 3 * x.astype(float) ** 2, rtol=1e-8)
    assert gradients.forward_difference(np.exp, np.float32(0.5)) == gradients.forward_difference(np.exp, 0.5)
    rounded = lambda x: np.float32(cube_sum(x))  # noqa: E731
    for call in (
        lambda: gradients.forward_difference(rounded, x),
        lambda: gradients.central_difference(rounded, x),
        lambda: gradients.check_gradient(rounded, 3 * x**2, x),
        lambda: gradients.jacobian(lambda x: x.astype(np.float16), x),
    ):
        with pytest.raises(TypeError, match="f must return float64, not float"):
            call()
    assert gradients.gradient_descent(rounded, lambda x: 3 * x**2, x, 0.01, 2).x.dtype == np.float64


def test_a_masked_value_of_a_function_is_none():
    with pytest.raises(ValueError, match="f must return one real number"):
        gradients.central_difference(lambda x: np.ma.masked, 1.0)
    for call in (gradients.check_gradient, lambda f, g, x: gradients.gradient_descent(f, g, x, 0.1, 2)):
        with pytest.raises(ValueError, match="gradient must not have masked entries"):
            call(cube_sum, lambda x: np.ma.array(x, mask=True), [1.0])


def test_the_jacobian_takes_two_calls_an_entry():
    calls = []
    gradients.jacobian(lambda x: calls.append(1) or A @ x, np.ones(3))
    assert len(calls) == 1 + 2 * 3


def test_the_check_reports_the_worst_entry():
    X = RNG.normal(size=(2, 3)) + 3
    right = gradients.check_gradient(cube_sum, lambda X: 3 * X**2, X)
    assert right.passed and right.error < 1e-7
    wrong = 3 * X**2
    wrong[1, 2] *= 1.01
    check = gradients.check_gradient(cube_sum, wrong, X)
    assert not check.passed and check.index == (1, 2) and check.error == pytest.approx(0.01 / 1.01, rel=1e-4)
    assert check.analytic == wrong[1, 2] and check.numeric == pytest.approx(3 * X[1, 2] ** 2)
    assert gradients.check_gradient(cube_sum, 12.0, 2).passed and not gradients.check_gradient(cube_sum, 6.0, 2).passed
    assert gradients.check_gradient(cube_sum, 12.1, 2, tolerance=0.1).passed


def test_the_check_is_not_fooled_by_entries_near_zero():
    f = lambda x: x[0] ** 2 + 1e-3 * x[1] + 100  # noqa: E731
    assert gradients.check_gradient(f, lambda x: np.array([2 * x[0], 1e-3]), [1e-9, 5.0]).passed
    assert gradients.check_gradient(lambda x: x @ x, lambda x: 2 * x, np.zeros(3)).passed
    assert not gradients.check_gradient(f, lambda x: np.array([2 * x[0], 0]), [0.0, 5.0]).passed


def test_relative_error():
    assert gradients.relative_error(1.0, 0.9) == pytest.approx(0.1) and gradients.relative_error(0, 0) == 0
    assert gradients.relative_error(0.9, 1.0) == pytest.approx(0.1) and gradients.relative_error(-1, 1) == 2
    np.testing.assert_allclose(gradients.relative_error([1e-9, 3], [0, 4], floor=1), [1e-9, 0.25])
    # ((2.5)³ − (1.5)³) / 1 = 12.25, so 12 is off by 0.25/12.25
    assert gradients.derivative_error(cube_sum, 12, 2.0, 0.5) == pytest.approx(0.25 / 12.25)


@given(st.lists(st.integers(-3000, 3000).map(lambda i: i / 1000), min_size=3, max_size=3))
def test_the_table_of_gradients(x):
    x = np.array(x)
    rows = [
        (lambda x: np.sum((A @ x - b) ** 2), gradients.least_squares_gradient(A, b, x)),
        (lambda x: x @ SQUARE @ x / 2, gradients.quadratic_gradient(SQUARE, x)),
        (lambda x: gradients.ridge(A, b, x, 0.7), gradients.ridge_gradient(A, b, x, 0.7)),
    ]
    for f, gradient in rows:
        assert gradients.check_gradient(f, gradient, x).passed
    forgotten = gradients.check_gradient(rows[1][0], SQUARE @ x, x)
    assert not forgotten.passed or np.abs((SQUARE - SQUARE.T) @ x).max() < 1e-3


def test_the_table_by_hand():
    assert gradients.least_squares_gradient([[1, 2]], [3], [1, 2]).tolist() == [4, 8]
    assert gradients.quadratic_gradient([[0, 2], [0, 0]], [1, 3]).tolist() == [3, 1]
    assert gradients.ridge([[1, 2]], [3], [1, 2], 4) == (4 + 4 * 5) / 2
    symmetric = SQUARE + SQUARE.T
    np.testing.assert_allclose(gradients.quadratic_gradient(symmetric, b[:3]), symmetric @ b[:3])


def test_descent_finds_ridge_below_the_bound_and_diverges_above():
    lam = 0.3
    best = np.linalg.solve(A.T @ A + lam * np.eye(3), A.T @ b)
    f, gradient = (lambda x: gradients.ridge(A, b, x, lam)), (lambda x: gradients.ridge_gradient(A, b, x, lam))
    bound = gradients.largest_learning_rate(A, lam)
    assert bound == pytest.approx(2 / np.linalg.eigvalsh(A.T @ A + lam * np.eye(3)).max())
    found = gradients.gradient_descent(f, gradient, np.zeros(3), 0.9 * bound, 300)
    assert found.x.shape == (301, 3) and found.loss.shape == (301,) and not found.diverged
    np.testing.assert_allclose(found.x[-1], best, rtol=1e-8)
    np.testing.assert_allclose(found.x[1], -0.9 * bound * gradient(np.zeros(3)))
    assert (np.diff(found.loss) <= 1e-14).all() and found.loss[0] == f(np.zeros(3))
    with pytest.warns(RuntimeWarning, match="diverged: the loss went from .* in 300 steps; the learning rate"):
        assert gradients.gradient_descent(f, gradient, np.zeros(3), 1.05 * bound, 300).diverged
    with pytest.warns(RuntimeWarning, match="after that it is no finite number"):
        history = gradients.gradient_descent(f, gradient, np.zeros(3), 100 * bound, 1000)
    assert np.isfinite(history.loss).all() and len(history.x) == len(history.loss) < 1000


def test_descent_on_numbers_and_matrices():
    found = gradients.gradient_descent(lambda x: x**2, lambda x: 2 * x, 3, 0.5, 4)
    assert found.x.tolist() == [3, 0, 0, 0, 0] and found.loss.tolist() == [9, 0, 0, 0, 0]
    found = gradients.gradient_descent(lambda X: np.sum(X**2), lambda X: 2 * X, np.eye(2), 0.25, 2)
    np.testing.assert_array_equal(found.x[-1], np.eye(2) / 4)
    assert len(gradients.gradient_descent(lambda x: x**2, lambda x: 2 * x, 3, 0.5, 0).x) == 1


@pytest.mark.parametrize("x", [np.nan, [1, np.inf], [], "text", None, [[[1.0]]], [[]], [[1], [1, 2]]], ids=str)
def test_bad_point(x):
    for call in (
        lambda: gradients.forward_difference(cube_sum, x),
        lambda: gradients.central_difference(cube_sum, x),
        lambda: gradients.jacobian(np.sin, x),
        lambda: gradients.check_gradient(cube_sum, lambda x: x, x),
        lambda: gradients.gradient_descent(cube_sum, lambda x: x, x, 0.1, 2),
    ):
        with pytest.raises((TypeError, ValueError), match="^x "):
            call()


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: gradients.central_difference(cube_sum, 1.0, 0), "h must be greater than 0"),
        (lambda: gradients.forward_difference(cube_sum, 1.0, "a"), "h must be a number"),
        (lambda: gradients.central_difference(lambda x: x, [1.0, 2.0]), r"f must return one real number, .* \(2,\)"),
        (lambda: gradients.central_difference(lambda x: 1j, 1.0), "f must return one real number"),
        (lambda: gradients.jacobian(lambda x: x[:, None], [1.0]), r"f\(x\) must be a vector"),
        (lambda: gradients.best_step(0.0), "value and higher must not be 0"),
        (lambda: gradients.check_gradient(cube_sum, [1.0], [1.0, 2.0]), r"gradient must have the shape \(2,\)"),
        (lambda: gradients.check_gradient(cube_sum, [np.nan], [1.0]), "gradient must be finite"),
        (lambda: gradients.check_gradient(cube_sum, [1.0], [1.0], 0), "tolerance must be greater than 0"),
        (lambda: gradients.relative_error([1, 2], [1, 2, 3]), r"numeric must have the shape \(2,\) of analytic"),
        (lambda: gradients.relative_error(1, 2, -1), "floor must be at least 0"),
        (lambda: gradients.derivative_error(np.exp, 1.0, 0.5, 0), "h must be greater than 0"),
        (lambda: gradients.least_squares_gradient(A, b[:2], [1, 2, 3]), "b must have 5 entries, not 2"),
        (lambda: gradients.ridge(A, b, [1, 2], 1), "x must have 3 entries, not 2"),
        (lambda: gradients.ridge(A, b, [1, 2, 3], -1), "lam must be at least 0"),
        (lambda: gradients.ridge_gradient(A, b, [1, 2, 3], -1), "lam must be at least 0"),
        (lambda: gradients.quadratic_gradient(A, [1, 2, 3]), r"A must be square, not of shape \(5, 3\)"),
        (lambda: gradients.largest_learning_rate(np.zeros((2, 2))), "A and lam must not both be zero"),
        (lambda: gradients.gradient_descent(cube_sum, cube_sum, 1.0, 0, 2), "learning_rate must be greater than 0"),
        (lambda: gradients.gradient_descent(cube_sum, cube_sum, 1.0, 1, -2), "steps must be at least 0"),
        (lambda: gradients.gradient_descent(cube_sum, np.diag, [1.0, 2], 1, 2), "gradient must have the shape"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


def test_nothing_is_changed_even_by_a_function_that_changes_its_argument():
    def rude(x):
        value = np.sum(x**2)
        x[...] = 7
        return value

    x = np.array([1, 2])
    gradients.central_difference(rude, x)
    np.testing.assert_allclose(gradients.central_difference(rude, x), [2, 4])
    gradients.gradient_descent(rude, lambda x: 2 * x, x, 0.1, 3)
    assert x.tolist() == [1, 2]


# The price of a chain (L25).


def multiplications(shapes):
    """By doing it: the first two matrices, then the product with the third, and so on."""
    total, (rows, inner) = 0, shapes[0]
    for _, columns in shapes[1:]:
        total += rows * inner * columns
        inner = columns
    return total


@given(st.lists(st.integers(1, 50), min_size=3, max_size=7))
def test_the_price_of_a_chain_from_both_ends(sizes):
    from_output = multiplications([(b, a) for a, b in itertools.pairwise(sizes)][::-1])
    from_input = multiplications(list(itertools.pairwise(sizes)))  # the transposes, in their order
    assert gradients.chain_costs(sizes) == (from_output, from_input)


@pytest.mark.parametrize("sizes", [[3, 2], 5, [3, 0, 1], [3, 2.5, 1]], ids=str)
def test_sizes_of_a_chain_that_are_none(sizes):
    with pytest.raises((ValueError, TypeError), match="sizes"):
        gradients.chain_costs(sizes)


def test_the_figures_of_a_divergence():
    with pytest.warns(
        RuntimeWarning, match=r"^diverged: the loss went from 1 to 81 in 2 steps; the learning rate 2 is"
    ):
        gradients.gradient_descent(lambda x: x @ x, lambda x: 2 * x, [1.0], 2.0, 2)
    with pytest.warns(RuntimeWarning, match="steps, and after that it is no finite number; the learning rate"):
        gradients.gradient_descent(lambda x: x @ x, lambda x: 2 * x, [1.0], 1e200, 9)


def test_no_steps_are_no_divergence():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        walked = gradients.gradient_descent(lambda x: x @ x, lambda x: 2 * x, [3.0], 0.5, 1)
    assert walked.x.tolist() == [[3.0], [0.0]] and walked.loss.tolist() == [9.0, 0.0]


def test_the_jacobian_is_taken_from_both_sides():
    assert abs(gradients.jacobian(lambda x: x**2, [3.0], h=0.5)[0, 0] - 6) < 1e-12  # from one side it would be 6.5


def test_settings_that_are_not_said():
    assert gradients.best_step() == gradients.best_step(1.0, 1.0, True) != gradients.best_step(2.0)
    assert gradients.relative_error(1e-3, 2e-3) == 0.5 == gradients.relative_error(1e-3, 2e-3, floor=0)


def test_a_first_step_to_infinity_is_said_in_our_words_alone():
    """∞ − ∞ is met on the way, and the history ends where it began."""
    with pytest.warns(RuntimeWarning) as caught:
        found = gradients.gradient_descent(
            lambda x: x[0] - x[1], lambda x: np.array([-1e200, -1e200]), [1.0, 1.0], 1e200, 1
        )
    assert len(caught) == 1 and "in 0 steps, and after that it is no finite number" in str(caught[0].message)
    assert found.diverged and len(found.x) == 1


def test_the_vector_of_a_quadratic_form_has_its_length():
    with pytest.raises(ValueError, match="x must have 2 entries, not 1"):
        gradients.quadratic_gradient(np.eye(2), [1.0])
