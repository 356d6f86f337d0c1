"""lib.line_fitting: the literature's numbers and slow oracles; and every bad input of its two neighbours as well."""

import re
import tracemalloc
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import datasets, line_fitting, norms, outliers, regularisation, svd

RNG = np.random.default_rng
seeds = st.integers(0, 2**32 - 1)


def with_ones(x):
    return np.column_stack([x, np.ones(len(x))])


def noisy_line(n, seed=0):
    rng = RNG(seed)
    x = rng.uniform(-1, 1, size=n)
    return x, 0.5 + x + rng.standard_t(2, size=n)


# Least squares.


def exact_line(x, y):
    """Slope and intercept in rational numbers, from the normal equations, which are harmless there."""
    x, y = [Fraction(v) for v in x], [Fraction(v) for v in y]
    n, sx, sy = len(x), sum(x), sum(y)
    m = (n * sum(a * b for a, b in zip(x, y)) - sx * sy) / (n * sum(a * a for a in x) - sx * sx)
    return m, (sy - m * sx) / n


@pytest.mark.parametrize("offset", [0, 1e3, 1e8, 1e12])
def test_line_against_rational_numbers(offset):
    x, y = noisy_line(20)
    x = x + offset
    m, d = line_fitting.line(x, y)
    exact_m, exact_d = exact_line(x, y)
    assert abs(Fraction(m) / exact_m - 1) < 1e-13 and abs(Fraction(d) / exact_d - 1) < 1e-13
    y = y + offset
    assert abs(Fraction(line_fitting.line(x, y)[0]) / exact_line(x, y)[0] - 1) < 1e-13


@pytest.mark.parametrize("n", [1, 3, 6])
def test_least_squares_against_numpy(n):
    rng = RNG(n)
    A, b = rng.normal(size=(20, n)), rng.normal(size=20)
    x = line_fitting.least_squares(A, b)
    np.testing.assert_allclose(x, np.linalg.lstsq(A, b)[0], rtol=1e-12)
    np.testing.assert_allclose(A.T @ (b - A @ x), 0, atol=1e-13)


def test_columns_that_are_nearly_parallel_and_of_very_different_size():
    """Läuchli's matrix, for which AᵀA is singular in float64: the solution of (1, e) + (1, −e) x is known."""
    e = 1e-9
    A = np.array([[1, 1], [e, 0], [0, e]])
    np.testing.assert_allclose(line_fitting.least_squares(A, A @ [1.0, 2.0]), [1, 2], rtol=1e-6)
    with np.errstate(all="ignore"):
        assert np.linalg.matrix_rank(A.T @ A) == 1
    A = RNG(0).normal(size=(9, 3)) * [1e-100, 1, 1e100]
    x = line_fitting.least_squares(A, A @ [1e100, 1, 1e-100])
    np.testing.assert_allclose(x * [1e-100, 1, 1e100], 1, rtol=1e-12)


def test_a_constant_column_anywhere_and_of_any_size():
    x, y = noisy_line(15)
    m, d = line_fitting.line(x, y)
    for constant in (2.0, -3.0, 1e-5):
        A = np.column_stack([np.full(15, constant), x])
        np.testing.assert_allclose(line_fitting.least_squares(A, y), [d / constant, m], rtol=1e-13)


def test_dependent_columns_warn_and_give_the_shortest():
    A, b = np.ones((3, 2)), np.array([1.0, 2, 6])
    with pytest.warns(RuntimeWarning, match="2 columns but rank 1"):
        x = line_fitting.least_squares(A, b)
    np.testing.assert_allclose(x, [1.5, 1.5])
    with pytest.warns(RuntimeWarning, match="3 columns but rank 2"):
        wide = line_fitting.least_squares([[1, 0, 1], [0, 1, 1]], [1, 2])
    np.testing.assert_allclose(wide, np.linalg.pinv([[1, 0, 1], [0, 1, 1]]) @ [1, 2], atol=1e-14)
    with pytest.warns(RuntimeWarning, match="nearly dependent: condition number"):
        line_fitting.least_squares([[1, 1], [0, 1e-13], [1, 1]], [1, 2, 3])
    with pytest.warns(RuntimeWarning, match="2 columns but rank 0"):
        assert (line_fitting.least_squares(np.zeros((3, 2)), [1, 2, 6]) == 0).all()


def test_a_column_that_is_constant_but_for_its_last_bit_is_dependent_on_a_constant_one():
    for n in range(5, 30):
        x, y = noisy_line(n)
        other = np.full(n, 1 / n)
        other[2] = np.nextafter(1 / n, 1)
        with pytest.warns(RuntimeWarning, match="3 columns but rank 2"):
            found = line_fitting.least_squares(np.column_stack([np.ones(n), other, x]), y)
        np.testing.assert_allclose([found[2], found[0] + found[1] / n], line_fitting.line(x, y), rtol=1e-11)


def test_one_row_and_the_largest_numbers_there_are():
    np.testing.assert_allclose(line_fitting.least_squares([[2.0]], [4]), [2], rtol=1e-15)
    np.testing.assert_allclose(line_fitting.least_squares([[1.5e308], [1e308]], [3e300, 2e300]), [2e-8], rtol=1e-13)


def test_a_line_is_least_squares_with_a_column_of_ones():
    for n, scale in ((2, 1.0), (7, 1e-200), (40, 1e200)):
        x, y = noisy_line(n, seed=n)
        wanted = line_fitting.least_squares(with_ones(scale * x), scale * y)
        np.testing.assert_allclose(line_fitting.line(scale * x, scale * y), wanted, rtol=1e-12)
    m, d = line_fitting.line(1e-150 * x, 1e150 * y)
    np.testing.assert_allclose([m / 1e300, d / 1e150], line_fitting.line(x, y), rtol=1e-12)


def test_points_that_are_above_each_other_but_for_rounding():
    x = 0.1 + np.array([0, 1, 2, 3]) * 2.0**-56
    with pytest.warns(RuntimeWarning, match="x is the same for all points, but for 1.6e-16 of its size"):
        line_fitting.line(x, [0, 1, 2, 4])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        line_fitting.line(0.1 + np.array([0, 1, 2, 3]) * 2.0**-50, [0, 1, 2, 4])


def test_two_points_are_on_their_line():
    assert line_fitting.line([1, 3], [2, 6]) == pytest.approx((2, 0), abs=1e-14)


# Ax = 0, and perpendicular distances.


def test_homogeneous_line_through_two_points():
    a, b, c = line_fitting.homogeneous([[1, 0, 1], [1, 5, 1]])
    np.testing.assert_allclose([a, b, c], [np.sqrt(0.5), 0, -np.sqrt(0.5)], atol=1e-15), "x = 1, which is vertical"


@given(seeds)
def test_homogeneous_is_the_best_unit_vector(seed):
    rng = RNG(seed)
    A = rng.normal(size=(7, 3))
    x = line_fitting.homogeneous(A)
    assert abs(np.linalg.norm(x) - 1) < 1e-15
    rivals = rng.normal(size=(50, 3)) * 10.0 ** rng.uniform(-6, 0, size=(50, 1)) + x
    rivals /= np.linalg.norm(rivals, axis=1)[:, None]
    assert (np.linalg.norm(A @ rivals.T, axis=0) >= np.linalg.norm(A @ x) * (1 - 1e-13)).all()


def test_homogeneous_without_a_best_direction():
    for A in ([[1, 2, 1]], np.eye(3), np.zeros((4, 2))):
        with pytest.raises(ValueError, match="A must have one best direction"):
            line_fitting.homogeneous(A)
    with pytest.warns(RuntimeWarning, match=r"hardly determined: its condition number is 1e\+13"):
        line_fitting.homogeneous(np.diag([1, 1 + 1e-13]))
    assert line_fitting.homogeneous([[3.0]]).tolist() == [1]


def test_pearson():
    a, b, c = line_fitting.total_least_squares(*datasets.pearson_points())
    m, d = line_fitting.slope_intercept(a, b, c)
    assert round(m, 4) == -0.5456 and round(d, 4) == 5.7840
    assert a**2 + b**2 == pytest.approx(1, rel=1e-15)


def exact_direction(x, y):
    """The angle of the normal by the closed formula tan 2t = 2 Sxy / (Sxx − Syy), with the sums in rational numbers."""
    x, y = [Fraction(v) for v in x], [Fraction(v) for v in y]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    sxx, syy = sum((v - mx) ** 2 for v in x), sum((v - my) ** 2 for v in y)
    sxy = sum((u - mx) * (v - my) for u, v in zip(x, y))
    angle = np.arctan2(float(2 * sxy), float(sxx - syy)) / 2 + np.pi / 2
    return np.array([np.cos(angle), np.sin(angle)]), float(mx), float(my)


@pytest.mark.parametrize("shift", [0, 1e3, 1e8, 1e12])
@pytest.mark.parametrize("scale", [2.0**-500, 1, 2.0**500])
def test_total_least_squares_against_the_closed_formula(shift, scale):
    x, y = noisy_line(12)
    x, y = 4 * x + shift, y - shift
    a, b, c = line_fitting.total_least_squares(scale * x, scale * y)
    normal, mx, my = exact_direction(x, y)
    normal *= np.sign(normal @ [a, b])
    np.testing.assert_allclose([a, b], normal, atol=1e-13)
    assert abs(c / scale + normal @ [mx, my]) <= 1e-13 * max(1, abs(mx), abs(my))


@given(seeds, st.floats(0, 2 * np.pi), st.floats(-50, 50))
def test_total_least_squares_turns_and_moves_with_the_points(seed, angle, move):
    """… which is what neither least squares in y nor the homogeneous form does."""
    x, y = noisy_line(10, seed)
    x = 6 * x
    a, b, c = line_fitting.total_least_squares(x, y)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = turn @ [x, y] + [[move], [-2 * move]]
    a2, b2, c2 = line_fitting.total_least_squares(*moved)
    there = turn @ [a, b]
    there *= np.sign(there @ [a2, b2])
    spread = np.linalg.svd(np.array([x - x.mean(), y - y.mean()]), compute_uv=False)
    np.testing.assert_allclose([a2, b2], there, atol=1e-12 * spread[0] / (spread[0] - spread[1]))
    before, after = np.abs(a * x + b * y + c), np.abs(a2 * moved[0] + b2 * moved[1] + c2)
    np.testing.assert_allclose(before, after, atol=1e-10 * spread[0] / (spread[0] - spread[1]))


def test_the_homogeneous_line_depends_on_the_origin():
    x, y = noisy_line(10)
    slopes = []
    for move in (0, 5):
        a, b, c = line_fitting.homogeneous(np.column_stack([x + move, y, np.ones(10)]))
        slopes.append(-a / b)
    assert abs(slopes[0] - slopes[1]) > 0.1


def test_total_least_squares_without_a_best_direction():
    for x, y in (([1, 1, 1], [2, 2, 2]), ([1.0], [2.0])):
        with pytest.raises(ValueError, match=r"x and y must have two different points; all are \(1.0, 2.0\)"):
            line_fitting.total_least_squares(x, y)
    with pytest.raises(ValueError, match="must have one best direction, .* are equal: 1 and 1"):
        line_fitting.total_least_squares([0, 1, 1, 0], [0, 0, 1, 1])
    with pytest.warns(RuntimeWarning, match="hardly determined"):
        line_fitting.total_least_squares([-1, 1, 0, 0], [0, 0, -1 - 1e-13, 1 + 1e-13])


def test_vertical_lines():
    assert line_fitting.total_least_squares([2, 2, 2], [0, 1, 5]) == pytest.approx((1, 0, -2), abs=1e-15)
    with pytest.raises(ValueError, match="b must not be 0: a vertical line"):
        line_fitting.slope_intercept(1, 0, -2)
    for x, y in (([2, 2], [0, 1]), ([2], [0])):
        for call in (lambda: line_fitting.line(x, y), lambda: outliers.line_through_two(x, y, 1)):
            with pytest.raises(ValueError, match="x must have two different entries .* all are 2.0"):
                call()


@pytest.mark.filterwarnings("ignore:A has 2 columns but rank 1")
@pytest.mark.parametrize(
    "fit",
    [
        lambda A: svd.null_space(A),
        lambda A: line_fitting.homogeneous(A),
        lambda A: line_fitting.total_least_squares(*A.T[:2]),
        lambda A: line_fitting.least_squares(A[:, [0, 0]], A[:, 1]),
    ],
)
def test_many_points_need_little_memory(fit):
    A = RNG(0).normal(size=(3000, 3)) * [1, 2, 3]
    tracemalloc.start()
    fit(A)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2e6, "72 MB with a square U"


# Bad input.

A, b = np.eye(3)[:, :2], np.arange(3.0)
SOLVERS = {
    "least_squares": lambda A, b: line_fitting.least_squares(A, b),
    "ridge": lambda A, b: regularisation.ridge(A, b, 1),
    "ridge_path": lambda A, b: regularisation.ridge_path(A, b, [1]),
    "lasso": lambda A, b: regularisation.lasso(A, b, 1),
    "lasso_path": lambda A, b: regularisation.lasso_path(A, b, [1]),
    "lp_fit": lambda A, b: outliers.lp_fit(A, b, 1),
    "lp_penalty": lambda A, b: regularisation.lp_penalty(A, b, 1, 1.5),
    "lp_objective": lambda A, b: outliers.lp_objective(A, b, [0, 0], 1),
}


@pytest.mark.parametrize("solve", SOLVERS.values(), ids=SOLVERS)
def test_bad_system(solve):
    for bad in ([[np.nan, 1]], [[np.inf, 1]], [], [1, 2], "text", None, [[1], [1, 2]]):
        with pytest.raises((TypeError, ValueError), match="^A must"):
            solve(bad, b)
    for bad, words in (
        ([1, 2], "b must have 3 entries, not 2"),
        ([[1, 2, 3]], "b must be a vector"),
        ([1, 2, np.inf], r"b must be finite, but b\[2\] is inf"),
        (["a", "b", "c"], "b must hold real"),
    ):
        with pytest.raises((TypeError, ValueError), match=words):
            solve(A, bad)


@pytest.mark.parametrize(
    "fit", [line_fitting.line, line_fitting.total_least_squares, lambda x, y: outliers.line_through_two(x, y, 1)]
)
def test_bad_points(fit):
    with pytest.raises(ValueError, match="y must have 3 entries, not 2"):
        fit([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="x must be finite"):
        fit([1, np.nan], [1, 2])
    with pytest.raises(ValueError, match="x must not be empty"):
        fit([], [])


def test_bad_parameters():
    def cubic(A, b, lam, penalised=None):
        return regularisation.lp_penalty(A, b, lam, 3, penalised)

    for solve in (regularisation.ridge, regularisation.lasso, cubic):
        with pytest.raises(ValueError, match="lam must be at least 0, not -1"):
            solve(A, b, -1)
        with pytest.raises(TypeError, match="lam must be a number"):
            solve(A, b, "much")
        with pytest.raises(ValueError, match=r"penalised must have the shape \(2,\), not \(1,\)"):
            solve(A, b, 1, [True])
        with pytest.raises(TypeError, match="penalised must hold True and False, not int64"):
            solve(A, b, 1, [1, 0])
    for path in (regularisation.ridge_path, regularisation.lasso_path):
        with pytest.raises(ValueError, match="lams must be at least 0, not -2"):
            path(A, b, [1, -2])
    for call in (lambda p: outliers.lp_fit(A, b, p), lambda p: regularisation.lp_penalty(A, b, 1, p)):
        for p in (0.5, 0, -1):
            with pytest.raises(ValueError, match="p must be at least 1"):
                call(p)
        with pytest.raises(ValueError, match="p must be finite"):
            call(np.nan)
    with pytest.raises(ValueError, match="p must be finite"):
        regularisation.lp_penalty(A, b, 1, np.inf)
    for p, words in ((0, "greater than 0"), (1.5, "at most 1")):
        with pytest.raises(ValueError, match=f"p must be {words}"):
            outliers.line_through_two([1, 2], [1, 2], p)
    with pytest.raises(ValueError, match="x must have 2 entries, not 3"):
        outliers.lp_objective(A, b, [1, 2, 3], 1)
    with pytest.raises(ValueError, match="t must be at least 0"):
        regularisation.soft_threshold([1], -1)
    with pytest.raises(ValueError, match="A must be a matrix"):
        line_fitting.homogeneous([1, 2])


def test_nothing_is_changed_and_whole_numbers_are_numbers():
    A, b, state = np.array([[1, 1], [2, 1], [3, 1]]), np.array([1, 2, 4]), np.random.get_state()[1].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for solve in list(SOLVERS.values()) + [
            lambda A, b: line_fitting.homogeneous(A),
            lambda A, b: line_fitting.total_least_squares(A[:, 0], b),
        ]:
            np.testing.assert_array_equal(solve(A, b), solve(A.astype(float), b.astype(float)))
    assert (A == [[1, 1], [2, 1], [3, 1]]).all() and (b == [1, 2, 4]).all()
    assert (np.random.get_state()[1] == state).all()
    assert norms.order(1, least=1) == 1


def test_the_figure_in_a_warning_is_the_condition_number():
    rng = RNG(0)
    A = rng.normal(size=(6, 3))
    A[:, 2] = A[:, 0] + 1e-13 * rng.normal(size=6)
    lengths = np.linalg.norm(A, axis=0)
    with pytest.warns(RuntimeWarning, match="condition number .* after scaling") as caught:
        line_fitting.least_squares(A, rng.normal(size=6))
    said = float(re.search(r"number (\S+) after", str(caught[0].message))[1])
    assert said == pytest.approx(np.linalg.cond(A / lengths), rel=0.1)


def test_the_figure_for_a_direction_that_is_hardly_determined():
    """Three directions of lengths 3, 1 and 1 + 1e-13: how far the last two are apart, against the first."""
    gap = 1e-13
    with pytest.warns(RuntimeWarning) as caught:
        line_fitting.homogeneous(np.diag([3.0, 1 + gap, 1.0]))
    assert float(re.search(r"is (\S+)$", str(caught[0].message))[1]) == pytest.approx(3 / gap, rel=0.02)
    with pytest.warns(RuntimeWarning, match=r"condition number is 1e\+13"):
        line_fitting.homogeneous(np.diag([1e10, 1 + 1e-3, 1]))
    with pytest.raises(ValueError, match="the two least singular values are equal: 1 and 1"):
        line_fitting.homogeneous(np.diag([1e10, 1 + 1e-7, 1]))
    with pytest.raises(ValueError, match="the two least singular values are equal: 2 and 2"):
        line_fitting.homogeneous(np.diag([3.0, 2.0, 2.0]))
    with pytest.raises(ValueError, match="^the centred points must have one best direction"):
        line_fitting.total_least_squares([1.0, -1, 0, 0], [0.0, 0, 1, -1])
