"""lib.line_fitting: the literature's numbers, slow oracles, SciPy and scikit-learn as references, and every bad input."""

import time
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize
from sklearn.linear_model import Lasso

from lib import datasets, line_fitting, norms

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
    np.testing.assert_allclose(line_fitting.least_squares(A, A @ [1e100, 1, 1e-100]) * [1e-100, 1, 1e100], 1, rtol=1e-12)


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
    with pytest.raises(ValueError, match="the centred points must have one best direction"):
        line_fitting.total_least_squares([0, 1, 1, 0], [0, 0, 1, 1])
    with pytest.warns(RuntimeWarning, match="hardly determined"):
        line_fitting.total_least_squares([-1, 1, 0, 0], [0, 0, -1 - 1e-13, 1 + 1e-13])


def test_vertical_lines():
    assert line_fitting.total_least_squares([2, 2, 2], [0, 1, 5]) == pytest.approx((1, 0, -2), abs=1e-15)
    with pytest.raises(ValueError, match="b must not be 0: a vertical line"):
        line_fitting.slope_intercept(1, 0, -2)
    for call in (lambda: line_fitting.line([2, 2], [0, 1]), lambda: line_fitting.line_through_two([2, 2], [0, 1], 1)):
        with pytest.raises(ValueError, match="x must have two different entries"):
            call()


# Ridge.


@pytest.mark.parametrize("lam", [1e-8, 1e-3, 1, 1e3, 1e20])
@pytest.mark.parametrize("shape", [(12, 4), (4, 4), (3, 6)])
def test_ridge_against_rational_numbers(lam, shape):
    """(AᵀA + λI) x = Aᵀb, solved in fractions: 12 digits, for tame A."""
    rng = RNG(1)
    A, b = rng.normal(size=shape), rng.normal(size=shape[0])
    np.testing.assert_allclose(line_fitting.ridge(A, b, lam), exact_ridge(A, b, [lam] * shape[1]),
                               rtol=1e-12 * (1 if shape[0] > shape[1] else max(1, 1e-3 / lam)))


def exact_ridge(A, b, lams):
    A, b = [[Fraction(v) for v in row] for row in A], [Fraction(v) for v in b]
    n = len(A[0])
    rows = [[sum(r[i] * r[j] for r in A) + (Fraction(lams[i]) if i == j else 0) for j in range(n)]
            + [sum(r[i] * v for r, v in zip(A, b))] for i in range(n)]
    for i in range(n):
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for k in range(n):
            if k != i:
                rows[k] = [v - rows[k][i] * w for v, w in zip(rows[k], rows[i])]
    return [float(row[-1]) for row in rows]


@pytest.mark.parametrize("offset", [0, 1e8])
def test_ridge_without_a_penalty_on_the_intercept(offset):
    x, y = noisy_line(15)
    A = with_ones(x + offset)
    got = line_fitting.ridge(A, y, 0.7, penalised=[True, False])
    np.testing.assert_allclose(got, exact_ridge(A, y, [0.7, 0]), rtol=1e-12)
    assert not np.allclose(got, line_fitting.ridge(A, y, 0.7))


@given(seeds, st.floats(1e-3, 100))
def test_ridge_is_where_its_gradient_vanishes(seed, lam):
    rng = RNG(seed)
    A, b = rng.normal(size=(8, 3)), rng.normal(size=8)
    x = line_fitting.ridge(A, b, lam)

    def objective(x):
        return ((A @ x - b) ** 2).sum() / 2 + lam / 2 * (x**2).sum()

    h = 1e-5
    slopes = [(objective(x + h * e) - objective(x - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(slopes, 0, atol=1e-8 * (1 + objective(x)))


def test_ridge_limits_and_path():
    rng = RNG(2)
    A, b = rng.normal(size=(9, 3)), rng.normal(size=9)
    np.testing.assert_array_equal(line_fitting.ridge(A, b, 0), line_fitting.least_squares(A, b))
    lams = [0, 0.1, 1, 10]
    path = line_fitting.ridge_path(A, b, lams)
    np.testing.assert_allclose(path, [line_fitting.ridge(A, b, lam) for lam in lams], rtol=1e-15)
    assert (np.diff(np.linalg.norm(path, axis=1)) < 0).all()
    np.testing.assert_allclose(line_fitting.ridge(np.ones((2, 2)), [1, 3], 1e-9), [1, 1], rtol=1e-6)
    np.testing.assert_array_equal(line_fitting.ridge(A, b, 5, [False] * 3), line_fitting.least_squares(A, b))


# The lasso.


def lasso_objective(A, b, lam, x, penalised=slice(None)):
    return ((A @ x - b) ** 2).sum() / 2 + lam * np.abs(np.asarray(x)[penalised]).sum()


def lasso_bound(A, b, lam, x):
    """No x has a smaller objective than this (the dual objective at the scaled residual)."""
    rest = b - A @ x
    theta = rest * min(1, lam / np.abs(A.T @ rest).max())
    return (b @ b - (b - theta) @ (b - theta)) / 2


@given(seeds, st.floats(0.001, 1), st.sampled_from([(10, 3), (20, 8), (5, 12), (6, 6)]), st.booleans())
def test_lasso_is_optimal_by_duality(seed, share, shape, whole_numbers):
    rng = RNG(seed)
    A, b = rng.normal(size=shape), rng.normal(size=shape[0])
    if whole_numbers:  # many ties, zero columns and repeated ones
        A, b = rng.integers(-1, 2, size=shape).astype(float), rng.integers(-2, 3, size=shape[0]).astype(float)
    lam = share * np.abs(A.T @ b).max()
    if lam == 0:
        return
    x = line_fitting.lasso(A, b, lam)
    objective = lasso_objective(A, b, lam, x)
    assert objective - lasso_bound(A, b, lam, x) <= 1e-10 * objective


@pytest.mark.parametrize("lam", [0.01, 0.5, 3])
def test_lasso_against_scikit_learn(lam):
    rng = RNG(3)
    A = rng.normal(size=(30, 6)) @ (np.eye(6) + 0.7)
    b = A @ [3, 0, 0, -2, 0, 1] + 0.5 * rng.normal(size=30)
    got = line_fitting.lasso(A, b, lam)
    model = Lasso(alpha=lam / 30, fit_intercept=False, tol=1e-14, max_iter=10**6).fit(A, b)
    np.testing.assert_allclose(got, model.coef_, atol=1e-6)
    assert lasso_objective(A, b, lam, got) <= lasso_objective(A, b, lam, model.coef_) * (1 + 1e-14)
    free = line_fitting.lasso(np.column_stack([A, np.ones(30)]), b + 7, lam, [True] * 6 + [False])
    model = Lasso(alpha=lam / 30, tol=1e-14, max_iter=10**6).fit(A, b + 7)
    np.testing.assert_allclose(free, [*model.coef_, model.intercept_], atol=1e-6)


def test_lasso_zeros_are_exact_and_the_conditions_hold():
    rng = RNG(4)
    A = rng.normal(size=(40, 10))
    b = A @ [4, 0, 0, -3, 0, 0, 2, 0, 0, 0] + 0.3 * rng.normal(size=40)
    x = line_fitting.lasso(A, b, 8)
    assert (np.flatnonzero(x) == [0, 3, 6]).all()
    slope = A.T @ (b - A @ x)
    np.testing.assert_allclose(slope[x != 0], 8 * np.sign(x[x != 0]), rtol=1e-12)
    assert (np.abs(slope[x == 0]) < 8).all()
    assert (line_fitting.lasso(A, b, np.abs(A.T @ b).max()) == 0).all()


def test_lasso_with_nearly_parallel_columns_and_any_scale():
    rng = RNG(5)
    A = rng.normal(size=(20, 1)) + 1e-6 * rng.normal(size=(20, 4))
    b = A @ [1, 2, -1, 0] + rng.normal(size=20)
    for size in (1e-100, 1, 1e100):
        x = line_fitting.lasso(size * A, size * b, 0.1 * size**2)
        assert lasso_objective(A, b, 0.1, x) - lasso_bound(A, b, 0.1, x) <= 1e-10 * lasso_objective(A, b, 0.1, x)
    spread = 10.0 ** np.arange(-4, 4, 2)
    x = line_fitting.lasso(A * spread, b, 1e-5)
    assert lasso_objective(A * spread, b, 1e-5, x) - lasso_bound(A * spread, b, 1e-5, x) <= 1e-10


def test_lasso_of_orthonormal_columns_is_soft_thresholding():
    Q = np.linalg.qr(RNG(6).normal(size=(9, 4)))[0]
    b = RNG(7).normal(size=9)
    np.testing.assert_allclose(line_fitting.lasso(Q, b, 0.3), line_fitting.soft_threshold(Q.T @ b, 0.3), atol=1e-14)


def test_lasso_limits_and_path():
    A, b = RNG(8).normal(size=(9, 3)), RNG(9).normal(size=9)
    np.testing.assert_array_equal(line_fitting.lasso(A, b, 0), line_fitting.least_squares(A, b))
    lams = [0, 0.5, 2]
    np.testing.assert_array_equal(line_fitting.lasso_path(A, b, lams), [line_fitting.lasso(A, b, lam) for lam in lams])
    assert (line_fitting.lasso(A, 0 * b, 1) == 0).all()
    np.testing.assert_array_equal(line_fitting.lasso(A, b, 5, [False] * 3), line_fitting.least_squares(A, b))


def test_lasso_says_when_it_is_not_there(monkeypatch):
    A, b = RNG(8).normal(size=(9, 3)), RNG(9).normal(size=9)
    monkeypatch.setattr(line_fitting, "_settle", lambda A, b, weight, x, sign, entered: None)
    with pytest.warns(RuntimeWarning, match="the lasso's objective may be .* above its optimum"):
        line_fitting.lasso(A, b, 0.1)


def test_soft_threshold():
    assert line_fitting.soft_threshold([3, -3, 0.5, -0.5, 1], 1).tolist() == [2, -2, 0, 0, 0]
    z = np.linspace(-3, 3, 13)
    x = np.linspace(-4, 4, 8001)
    slow = [x[np.argmin((x - v) ** 2 / 2 + 1.2 * np.abs(x))] for v in z]
    np.testing.assert_allclose(line_fitting.soft_threshold(z, 1.2), slow, atol=1e-3)


# The l_p penalty.


@pytest.mark.parametrize("p", [1.1, 1.5, 3, 8])
@pytest.mark.parametrize("lam", [0.01, 1, 100])
def test_lp_penalty_against_a_general_optimiser(p, lam):
    rng = RNG(10)
    A, b = rng.normal(size=(12, 3)), rng.normal(size=12)
    free = [True, True, False]

    def objective(x):
        return ((A @ x - b) ** 2).sum() / 2 + lam / p * (np.abs(x[:2]) ** p).sum()

    x = line_fitting.lp_penalty(A, b, lam, p, free)
    best = minimize(objective, x + 0.1 * rng.normal(size=3), method="Nelder-Mead",
                    options=dict(xatol=1e-12, fatol=1e-15, maxiter=10000)).fun
    assert objective(x) <= best * (1 + 1e-12)
    assert best <= objective(x) * (1 + 1e-6)


def test_lp_penalty_meets_ridge_and_lasso():
    A, b = RNG(11).normal(size=(12, 3)), RNG(12).normal(size=12)
    np.testing.assert_array_equal(line_fitting.lp_penalty(A, b, 2, 2), line_fitting.ridge(A, b, 2))
    np.testing.assert_array_equal(line_fitting.lp_penalty(A, b, 2, 1), line_fitting.lasso(A, b, 2))
    np.testing.assert_array_equal(line_fitting.lp_penalty(A, b, 0, 3), line_fitting.least_squares(A, b))
    np.testing.assert_allclose(line_fitting.lp_penalty(A, b, 2, 2 + 1e-9), line_fitting.ridge(A, b, 2), atol=1e-8)
    np.testing.assert_allclose(line_fitting.lp_penalty(A, b, 2, 1.0001), line_fitting.lasso(A, b, 2), atol=1e-3)
    assert (line_fitting.lp_penalty(A, 0 * b, 1, 3) == 0).all()
    for size in (1e-50, 1e50):
        np.testing.assert_allclose(line_fitting.lp_penalty(A, size * b, 2 * size**0.5, 1.5) / size,
                                   line_fitting.lp_penalty(A, b, 2, 1.5), rtol=1e-6)


# The l_p fit.


def linear_programme(A, b, p):
    """The optimum for p = 1 or p = ∞ by SciPy's HiGHS."""
    m, n = A.shape
    free, positive = [(None, None)] * n, (0, None)
    if p == 1:
        found = linprog(np.r_[np.zeros(n), np.ones(2 * m)], A_eq=np.hstack([A, np.eye(m), -np.eye(m)]), b_eq=b,
                        bounds=free + [positive] * (2 * m))
    else:
        height = -np.ones((m, 1))
        found = linprog(np.r_[np.zeros(n), 1], A_ub=np.block([[A, height], [-A, height]]), b_ub=np.r_[b, -b],
                        bounds=free + [positive])
    return line_fitting.lp_objective(A, b, found.x[:n], p)


@given(seeds, st.integers(2, 40), st.integers(1, 3), st.booleans())
def test_corners_against_a_linear_programme(seed, m, n, whole_numbers):
    rng = RNG(seed)
    A, b = rng.normal(size=(m, n)), rng.standard_cauchy(size=m).clip(-1e3, 1e3)
    if whole_numbers:  # many ties: repeated points, several optima, corners in which more than n residuals are 0
        A = np.column_stack([rng.integers(-2, 3, size=(m, n - 1)), np.ones(m)])
        b = rng.integers(-2, 3, size=m).astype(float)
    if np.linalg.matrix_rank(A) < n:
        return
    for p in (1, np.inf):
        got = line_fitting.lp_objective(A, b, line_fitting.lp_fit(A, b, p), p)
        want = linear_programme(A, b, p)
        assert got <= want * (1 + 1e-10) + 1e-13 * np.abs(b).max(), p
        assert want <= got * (1 + 1e-6) + 1e-6, "the reference, which is not that exact"


@pytest.mark.parametrize("seed", range(5))
def test_the_sum_of_distances_against_every_line_through_two_points(seed):
    rng = RNG(seed)
    x, y = rng.integers(0, 6, size=12), rng.integers(0, 6, size=12)
    by_pairs = line_fitting.lp_objective(with_ones(x), y, line_fitting.line_through_two(x, y, 1), 1)
    assert line_fitting.lp_objective(with_ones(x), y, line_fitting.lp_fit(with_ones(x), y, 1), 1) == pytest.approx(
        by_pairs, rel=1e-13)


def lower_bound(A, b, x, p):
    """No x has a smaller Σ|Ax − b|^p: the dual objective at the powers of the residuals, made feasible, and scaled best."""
    rest = b - A @ x
    u = np.sign(rest) * np.abs(rest) ** (p - 1)
    weight = np.sqrt(np.maximum(np.abs(rest), 1e-300) ** (p - 2))
    u = u - weight * (weight[:, None] * A @ np.linalg.lstsq(weight[:, None] * A, u / weight)[0])
    q = p / (p - 1)
    return (u @ b) ** p / (np.abs(u) ** q).sum() ** (p - 1)


def nested_bisection(x, y, p):
    """The optimum for a line: for each slope the intercept, then the slope, both where the derivative changes its sign."""

    def change_of_sign(slope_at, low, high):
        while high - low > 1e-15 * max(abs(low), abs(high)) and low < (low + high) / 2 < high:
            middle = (low + high) / 2
            low, high = (middle, high) if slope_at(middle) > 0 else (low, middle)
        return (low + high) / 2

    def pull(rest):
        return np.sign(rest) * np.abs(rest) ** (p - 1)

    def intercept(m):
        rest = y - m * x
        return change_of_sign(lambda d: pull(rest - d).sum(), rest.min(), rest.max())

    m = change_of_sign(lambda m: x @ pull(y - m * x - intercept(m)), -50.0, 50.0)
    return (np.abs(y - m * x - intercept(m)) ** p).sum()


@pytest.mark.parametrize("p", [1.1, 1.2, 1.5, 1.9, 2.1, 3, 4, 8, 20, 100])
@pytest.mark.parametrize("n", [5, 24])
def test_lines_against_nested_bisection(n, p):
    x, y = noisy_line(n, seed=n)
    got = line_fitting.lp_objective(with_ones(x), y, line_fitting.lp_fit(with_ones(x), y, p), p)
    assert got <= nested_bisection(x, y, p) * (1 + 1e-12)


@given(seeds, st.floats(1.02, 30), st.integers(1, 4))
def test_the_objective_is_within_the_promise_and_says_so_otherwise(seed, p, n):
    """pytest makes errors of warnings, so a larger duality gap would fail here."""
    rng = RNG(seed)
    A, b = rng.normal(size=(25, n)), rng.standard_t(2, size=25)
    x = line_fitting.lp_fit(A, b, p)
    if 1.3 < p < 8:
        objective = line_fitting.lp_objective(A, b, x, p)
        assert objective - lower_bound(A, b, x, p) <= 1e-10 * objective


@given(seeds, st.sampled_from([1, 1.3, 2, 4, np.inf]), st.floats(-140, 140), st.floats(-3, 3))
def test_scale_and_added_line(seed, p, power, slope):
    x, y = noisy_line(11, seed)
    A, size = with_ones(x), 10.0**power
    m, d = line_fitting.lp_fit(A, y, p)
    np.testing.assert_allclose(line_fitting.lp_fit(A, size * y, p) / size, [m, d], atol=1e-7)
    moved = line_fitting.lp_fit(A, y + slope * x - 1, p)
    np.testing.assert_allclose(moved, [m + slope, d - 1], atol=1e-7)


def test_x_far_from_zero():
    x, y = noisy_line(30)
    far = x + 1e8
    for p in (1, 1.5, 2, 6, np.inf):
        near = line_fitting.lp_fit(with_ones(far - 1e8), y, p)
        assert line_fitting.lp_fit(with_ones(far), y, p)[0] == pytest.approx(near[0], rel=1e-7)


def test_one_column_of_ones_finds_median_mean_and_middle():
    b = np.array([1.0, 2, 3, 4, 100])
    means = [line_fitting.lp_fit(np.ones((5, 1)), b, p)[0] for p in (1, 2, np.inf)]
    assert means == pytest.approx([3, 22, 50.5], rel=1e-12)
    assert line_fitting.lp_fit(np.ones((1, 1)), [7], 1) == pytest.approx([7])


def test_points_on_a_line_are_fitted_exactly():
    x = np.arange(6.0)
    for p in (1, 1.2, 2, 5, np.inf):
        np.testing.assert_allclose(line_fitting.lp_fit(with_ones(x), 3 * x - 1, p), [3, -1], rtol=1e-13)
    y = 3 * x - 1
    y[2] += 50
    np.testing.assert_allclose(line_fitting.lp_fit(with_ones(x), y, 1), [3, -1], rtol=1e-12)
    assert not np.allclose(line_fitting.lp_fit(with_ones(x), y, 1.5), [3, -1], atol=0.1)


def test_telephone_calls():
    year, calls = datasets.telephone_calls()
    A = with_ones(year)
    assert line_fitting.line(year, calls) == pytest.approx((0.504, -26.01), abs=0.005)
    assert line_fitting.lp_objective(A, calls, line_fitting.lp_fit(A, calls, 1), 1) == pytest.approx(84.4, rel=1e-13)
    i, j = np.triu_indices(24, 1)
    m = (calls[j] - calls[i]) / (year[j] - year[i])
    through_two = np.array([line_fitting.lp_objective(A, calls, (m, calls[k] - m * year[k]), 1) for m, k in zip(m, i)])
    optimal = np.flatnonzero(through_two < 84.4 * (1 + 1e-12))
    assert len(np.unique(m[optimal].round(9))) > 1, "more than one optimum"


def test_lines_below_one():
    """The best of all lines through two points has no better rival, and an outlier does not move it."""
    x, y = noisy_line(12)
    m, d = line_fitting.line_through_two(x, y, 0.5)
    best = line_fitting.lp_objective(with_ones(x), y, (m, d), 0.5)
    for rival in RNG(0).normal(scale=0.5, size=(300, 2)) + [m, d]:
        assert line_fitting.lp_objective(with_ones(x), y, rival, 0.5) >= best


def test_two_hundred_points_follow_a_slider():
    x, y = noisy_line(200)
    A = with_ones(x)
    for p in (1, 1.05, 1.5, 3, 8, np.inf):
        quickest = np.inf
        for _ in range(5):
            start = time.perf_counter()
            line_fitting.lp_fit(A, y, p)
            quickest = min(quickest, time.perf_counter() - start)
        assert quickest < 0.010, p


def test_corners_say_when_they_are_not_reached(monkeypatch):
    x, y = noisy_line(20)
    monkeypatch.setattr(line_fitting, "CORNERS", 0)
    for p in (1, np.inf):
        with pytest.warns(RuntimeWarning, match=f"p = {'1' if p == 1 else '∞'} did not reach its optimum"):
            line_fitting.lp_fit(with_ones(x), y, p)
    monkeypatch.undo()
    monkeypatch.setattr(line_fitting, "_newton", lambda B, b, weight, powers, z, exact: (z, 0.5))
    with pytest.warns(RuntimeWarning, match="may be 0.5 of itself above its optimum"):
        line_fitting.lp_fit(with_ones(x), y, 3)


# Bad input.

A, b = np.eye(3)[:, :2], np.arange(3.0)
SOLVERS = {
    "least_squares": lambda A, b: line_fitting.least_squares(A, b),
    "ridge": lambda A, b: line_fitting.ridge(A, b, 1),
    "ridge_path": lambda A, b: line_fitting.ridge_path(A, b, [1]),
    "lasso": lambda A, b: line_fitting.lasso(A, b, 1),
    "lasso_path": lambda A, b: line_fitting.lasso_path(A, b, [1]),
    "lp_fit": lambda A, b: line_fitting.lp_fit(A, b, 1),
    "lp_penalty": lambda A, b: line_fitting.lp_penalty(A, b, 1, 1.5),
    "lp_objective": lambda A, b: line_fitting.lp_objective(A, b, [0, 0], 1),
}


@pytest.mark.parametrize("solve", SOLVERS.values(), ids=SOLVERS)
def test_bad_system(solve):
    for bad in ([[np.nan, 1]], [[np.inf, 1]], [], [1, 2], "text", None, [[1], [1, 2]]):
        with pytest.raises((TypeError, ValueError), match="^A must"):
            solve(bad, b)
    for bad, words in (([1, 2], "b must have 3 entries, not 2"), ([[1, 2, 3]], "b must be a vector"),
                       ([1, 2, np.inf], r"b must be finite, but b\[2\] is inf"), (["a", "b", "c"], "b must hold real")):
        with pytest.raises((TypeError, ValueError), match=words):
            solve(A, bad)


@pytest.mark.parametrize("fit", [line_fitting.line, line_fitting.total_least_squares,
                                 lambda x, y: line_fitting.line_through_two(x, y, 1)])
def test_bad_points(fit):
    with pytest.raises(ValueError, match="y must have 3 entries, not 2"):
        fit([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="x must be finite"):
        fit([1, np.nan], [1, 2])
    with pytest.raises(ValueError, match="x must not be empty"):
        fit([], [])


def test_bad_parameters():
    for solve in (line_fitting.ridge, line_fitting.lasso, lambda A, b, lam, mask=None: line_fitting.lp_penalty(A, b, lam, 3, mask)):
        with pytest.raises(ValueError, match="lam must be at least 0, not -1"):
            solve(A, b, -1)
        with pytest.raises(TypeError, match="lam must be a number"):
            solve(A, b, "much")
        with pytest.raises(ValueError, match="penalised must hold 2 bools"):
            solve(A, b, 1, [True])
        with pytest.raises(ValueError, match="penalised must hold 2 bools"):
            solve(A, b, 1, [1, 0])
    for path in (line_fitting.ridge_path, line_fitting.lasso_path):
        with pytest.raises(ValueError, match="lams must be at least 0, not -2"):
            path(A, b, [1, -2])
    for call in (lambda p: line_fitting.lp_fit(A, b, p), lambda p: line_fitting.lp_penalty(A, b, 1, p)):
        for p in (0.5, 0, -1):
            with pytest.raises(ValueError, match="p must be at least 1"):
                call(p)
        with pytest.raises(ValueError, match="p must be finite"):
            call(np.nan)
    with pytest.raises(ValueError, match="p must be finite"):
        line_fitting.lp_penalty(A, b, 1, np.inf)
    for p, words in ((0, "greater than 0"), (1.5, "at most 1")):
        with pytest.raises(ValueError, match=f"p must be {words}"):
            line_fitting.line_through_two([1, 2], [1, 2], p)
    with pytest.raises(ValueError, match="x must have 2 entries, not 3"):
        line_fitting.lp_objective(A, b, [1, 2, 3], 1)
    with pytest.raises(ValueError, match="t must be at least 0"):
        line_fitting.soft_threshold([1], -1)
    with pytest.raises(ValueError, match="A must be a matrix"):
        line_fitting.homogeneous([1, 2])


def test_nothing_is_changed_and_whole_numbers_are_numbers():
    A, b, state = np.array([[1, 1], [2, 1], [3, 1]]), np.array([1, 2, 4]), np.random.get_state()[1].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for solve in list(SOLVERS.values()) + [lambda A, b: line_fitting.homogeneous(A),
                                               lambda A, b: line_fitting.total_least_squares(A[:, 0], b)]:
            np.testing.assert_array_equal(solve(A, b), solve(A.astype(float), b.astype(float)))
    assert (A == [[1, 1], [2, 1], [3, 1]]).all() and (b == [1, 2, 4]).all()
    assert (np.random.get_state()[1] == state).all()
    assert norms.order(1, least=1) == 1
