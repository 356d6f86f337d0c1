"""lib.regularisation: rational numbers, duality, scikit-learn and a general optimiser as references."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import lsq_linear, minimize
from sklearn.linear_model import Lasso

from lib import line_fitting, norms, powers, regularisation
from tests.test_line_fitting import RNG, noisy_line, seeds, with_ones

# Ridge.


@pytest.mark.parametrize("lam", [1e-8, 1e-3, 1, 1e3, 1e20])
@pytest.mark.parametrize("shape", [(12, 4), (4, 4), (3, 6)])
def test_ridge_against_rational_numbers(lam, shape):
    """(AᵀA + λI) x = Aᵀb, solved in fractions: 12 digits, for tame A."""
    rng = RNG(1)
    A, b = rng.normal(size=shape), rng.normal(size=shape[0])
    np.testing.assert_allclose(
        regularisation.ridge(A, b, lam),
        exact_ridge(A, b, [lam] * shape[1]),
        rtol=1e-12 * (1 if shape[0] > shape[1] else max(1, 1e-3 / lam)),
    )


def exact_ridge(A, b, lams):
    A, b = [[Fraction(v) for v in row] for row in A], [Fraction(v) for v in b]
    n = len(A[0])
    rows = [
        [sum(r[i] * r[j] for r in A) + (Fraction(lams[i]) if i == j else 0) for j in range(n)]
        + [sum(r[i] * v for r, v in zip(A, b))]
        for i in range(n)
    ]
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
    got = regularisation.ridge(A, y, 0.7, penalised=[True, False])
    np.testing.assert_allclose(got, exact_ridge(A, y, [0.7, 0]), rtol=1e-12)
    assert not np.allclose(got, regularisation.ridge(A, y, 0.7))


@given(seeds, st.floats(1e-3, 100))
def test_ridge_is_where_its_gradient_vanishes(seed, lam):
    rng = RNG(seed)
    A, b = rng.normal(size=(8, 3)), rng.normal(size=8)
    x = regularisation.ridge(A, b, lam)

    def objective(x):
        return ((A @ x - b) ** 2).sum() / 2 + lam / 2 * (x**2).sum()

    h = 1e-5
    slopes = [(objective(x + h * e) - objective(x - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(slopes, 0, atol=1e-8 * (1 + objective(x)))


def test_ridge_limits_and_path():
    rng = RNG(2)
    A, b = rng.normal(size=(9, 3)), rng.normal(size=9)
    np.testing.assert_array_equal(regularisation.ridge(A, b, 0), line_fitting.least_squares(A, b))
    lams = [0, 0.1, 1, 10]
    path = regularisation.ridge_path(A, b, lams)
    np.testing.assert_allclose(path, [regularisation.ridge(A, b, lam) for lam in lams], rtol=1e-15)
    assert (np.diff(np.linalg.norm(path, axis=1)) < 0).all()
    np.testing.assert_allclose(regularisation.ridge(np.ones((2, 2)), [1, 3], 1e-9), [1, 1], rtol=1e-6)
    np.testing.assert_array_equal(regularisation.ridge(A, b, 5, [False] * 3), line_fitting.least_squares(A, b))


def test_a_column_of_zeros_gets_a_coefficient_of_zero():
    A, b = np.column_stack([RNG(3).normal(size=(6, 2)), np.zeros(6)]), RNG(4).normal(size=6)
    for solve in (
        regularisation.ridge,
        regularisation.lasso,
        lambda A, b, lam: regularisation.lp_penalty(A, b, lam, 3),
    ):
        x = solve(A, b, 0.3)
        assert x[2] == 0
        np.testing.assert_allclose(x[:2], solve(A[:, :2], b, 0.3), rtol=1e-12)
    assert regularisation.ridge([[1e-310]], [1.0], 1.0) == pytest.approx([0], abs=1e-300), "and nearly zero"


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
    x = regularisation.lasso(A, b, lam)
    objective = lasso_objective(A, b, lam, x)
    assert objective - lasso_bound(A, b, lam, x) <= 1e-10 * objective


@pytest.mark.parametrize("lam", [0.01, 0.5, 3])
def test_lasso_against_scikit_learn(lam):
    rng = RNG(3)
    A = rng.normal(size=(30, 6)) @ (np.eye(6) + 0.7)
    b = A @ [3, 0, 0, -2, 0, 1] + 0.5 * rng.normal(size=30)
    got = regularisation.lasso(A, b, lam)
    model = Lasso(alpha=lam / 30, fit_intercept=False, tol=1e-14, max_iter=10**6).fit(A, b)
    np.testing.assert_allclose(got, model.coef_, atol=1e-6)
    assert lasso_objective(A, b, lam, got) <= lasso_objective(A, b, lam, model.coef_) * (1 + 1e-14)
    free = regularisation.lasso(np.column_stack([A, np.ones(30)]), b + 7, lam, [True] * 6 + [False])
    model = Lasso(alpha=lam / 30, tol=1e-14, max_iter=10**6).fit(A, b + 7)
    np.testing.assert_allclose(free, [*model.coef_, model.intercept_], atol=1e-6)


def test_lasso_zeros_are_exact_and_the_conditions_hold():
    rng = RNG(4)
    A = rng.normal(size=(40, 10))
    b = A @ [4, 0, 0, -3, 0, 0, 2, 0, 0, 0] + 0.3 * rng.normal(size=40)
    x = regularisation.lasso(A, b, 8)
    assert (np.flatnonzero(x) == [0, 3, 6]).all()
    slope = A.T @ (b - A @ x)
    np.testing.assert_allclose(slope[x != 0], 8 * np.sign(x[x != 0]), rtol=1e-12)
    assert (np.abs(slope[x == 0]) < 8).all()
    assert (regularisation.lasso(A, b, np.abs(A.T @ b).max()) == 0).all()


def test_lasso_with_nearly_parallel_columns_and_any_scale():
    rng = RNG(5)
    A = rng.normal(size=(20, 1)) + 1e-6 * rng.normal(size=(20, 4))
    b = A @ [1, 2, -1, 0] + rng.normal(size=20)
    for size in (1e-100, 1, 1e100):
        x = regularisation.lasso(size * A, size * b, 0.1 * size**2)
        assert lasso_objective(A, b, 0.1, x) - lasso_bound(A, b, 0.1, x) <= 1e-10 * lasso_objective(A, b, 0.1, x)
    spread = 10.0 ** np.arange(-4, 4, 2)
    x = regularisation.lasso(A * spread, b, 1e-5)
    assert lasso_objective(A * spread, b, 1e-5, x) - lasso_bound(A * spread, b, 1e-5, x) <= 1e-10


def test_lasso_of_orthonormal_columns_is_soft_thresholding():
    Q = np.linalg.qr(RNG(6).normal(size=(9, 4)))[0]
    b = RNG(7).normal(size=9)
    np.testing.assert_allclose(regularisation.lasso(Q, b, 0.3), regularisation.soft_threshold(Q.T @ b, 0.3), atol=1e-14)


def test_lasso_limits_and_path():
    A, b = RNG(8).normal(size=(9, 3)), RNG(9).normal(size=9)
    np.testing.assert_array_equal(regularisation.lasso(A, b, 0), line_fitting.least_squares(A, b))
    lams = [0, 0.5, 2]
    one_by_one = [regularisation.lasso(A, b, lam) for lam in lams]
    np.testing.assert_array_equal(regularisation.lasso_path(A, b, lams), one_by_one)
    assert (regularisation.lasso(A, 0 * b, 1) == 0).all()
    np.testing.assert_array_equal(regularisation.lasso(A, b, 5, [False] * 3), line_fitting.least_squares(A, b))


def test_lasso_says_when_it_is_not_there(monkeypatch):
    A, b = RNG(8).normal(size=(9, 3)), RNG(9).normal(size=9)
    monkeypatch.setattr(regularisation, "_settle", lambda A, b, weight, x, sign: None)
    share = 1 - lasso_bound(A, b, 0.1, np.zeros(3)) / lasso_objective(A, b, 0.1, np.zeros(3))
    with pytest.warns(RuntimeWarning, match=f"the lasso's objective may be {share:.2g} above its optimum"):
        regularisation.lasso(A, b, 0.1)


@given(seeds, st.floats(-3, 3))
def test_the_gap_of_the_lasso_is_that_of_its_bound(seed, size):
    rng, lam = RNG(seed), 10.0**size
    A, b, x = rng.normal(size=(6, 3)), rng.normal(size=6), rng.normal(size=3)
    gap, objective = regularisation._lasso_gap(A, b, np.full(3, lam), x)
    assert objective == pytest.approx(lasso_objective(A, b, lam, x), rel=1e-13)
    assert gap == pytest.approx(objective - lasso_bound(A, b, lam, x), rel=1e-12)


def test_soft_threshold():
    assert regularisation.soft_threshold([3, -3, 0.5, -0.5, 1], 1).tolist() == [2, -2, 0, 0, 0]
    z = np.linspace(-3, 3, 13)
    x = np.linspace(-4, 4, 8001)
    slow = [x[np.argmin((x - v) ** 2 / 2 + 1.2 * np.abs(x))] for v in z]
    np.testing.assert_allclose(regularisation.soft_threshold(z, 1.2), slow, atol=1e-3)


# The l_p penalty.


@pytest.mark.parametrize("p", [1.1, 1.5, 3, 8])
@pytest.mark.parametrize("lam", [0.01, 1, 100])
def test_lp_penalty_against_a_general_optimiser(p, lam):
    rng = RNG(10)
    A, b = rng.normal(size=(12, 3)), rng.normal(size=12)
    free = [True, True, False]

    def objective(x):
        return ((A @ x - b) ** 2).sum() / 2 + lam / p * (np.abs(x[:2]) ** p).sum()

    x = regularisation.lp_penalty(A, b, lam, p, free)
    best = minimize(
        objective,
        x + 0.1 * rng.normal(size=3),
        method="Nelder-Mead",
        options=dict(xatol=1e-12, fatol=1e-15, maxiter=10000),
    ).fun
    assert objective(x) <= best * (1 + 1e-12)
    assert best <= objective(x) * (1 + 1e-6)


def test_lp_penalty_meets_ridge_and_lasso():
    A, b = RNG(11).normal(size=(12, 3)), RNG(12).normal(size=12)
    np.testing.assert_array_equal(regularisation.lp_penalty(A, b, 2, 2), regularisation.ridge(A, b, 2))
    np.testing.assert_array_equal(regularisation.lp_penalty(A, b, 2, 1), regularisation.lasso(A, b, 2))
    np.testing.assert_array_equal(regularisation.lp_penalty(A, b, 0, 3), line_fitting.least_squares(A, b))
    np.testing.assert_allclose(regularisation.lp_penalty(A, b, 2, 2 + 1e-9), regularisation.ridge(A, b, 2), atol=1e-8)
    np.testing.assert_allclose(regularisation.lp_penalty(A, b, 2, 1.0001), regularisation.lasso(A, b, 2), atol=1e-3)
    assert (regularisation.lp_penalty(A, 0 * b, 1, 3) == 0).all()
    for p in (1.5, 3):
        assert regularisation.lp_penalty([[1.0], [0.0]], [0, 1], 1, p).tolist() == [0], "b at a right angle to A"
    free, none = [True, False, True], [False] * 3
    np.testing.assert_array_equal(regularisation.lp_penalty(A, b, 2, 2, free), regularisation.ridge(A, b, 2, free))
    np.testing.assert_array_equal(regularisation.lp_penalty(A, b, 2, 1, free), regularisation.lasso(A, b, 2, free))
    np.testing.assert_array_equal(regularisation.lp_penalty(A, b, 2, 3, none), line_fitting.least_squares(A, b))
    for size in (1e-50, 1e50):
        np.testing.assert_allclose(
            regularisation.lp_penalty(A, size * b, 2 * size**0.5, 1.5) / size,
            regularisation.lp_penalty(A, b, 2, 1.5),
            rtol=1e-6,
        )


@pytest.mark.parametrize("p", [1.1, 1.5, 3, 8])
@pytest.mark.parametrize("size", [1e-30, 1e30])
def test_lp_penalty_at_any_scale(p, size):
    """b and x in another unit, λ in the unit that keeps both parts of the objective alike."""
    A, b = RNG(11).normal(size=(12, 3)), RNG(12).normal(size=12)
    np.testing.assert_allclose(
        regularisation.lp_penalty(A, size * b, 2 * size ** (2 - p), p) / size,
        regularisation.lp_penalty(A, b, 2, p),
        rtol=1e-6,
        atol=1e-10,
    )
    np.testing.assert_allclose(
        regularisation.lp_penalty(size * A, b, 2 * size**p, p) * size,
        regularisation.lp_penalty(A, b, 2, p),
        rtol=1e-6,
        atol=1e-10,
    )


@pytest.mark.parametrize("lam", [1e-3, 1, 1e3])
def test_lp_penalty_for_large_p_is_a_box(lam):
    """(λ/p) |x|^p is almost nothing below 1 and a wall behind, whatever λ, even for an x that would like to be far."""
    for seed, size in itertools.product(range(10), (5, 1e4)):
        A, b = RNG(seed).normal(size=(12, 3)), size * RNG(seed + 50).standard_t(2, size=12)
        np.testing.assert_allclose(regularisation.lp_penalty(A, b, lam, 3000), lsq_linear(A, b, (-1, 1)).x, atol=0.02)


def test_lp_penalty_says_when_it_is_not_there(monkeypatch):
    A, b = RNG(8).normal(size=(9, 3)), RNG(9).normal(size=9)
    monkeypatch.setattr(powers, "least", lambda B, b, weight, powers, z, exact: (z, 0.5))
    with pytest.warns(RuntimeWarning, match="may be 0.5 of itself above its optimum"):
        regularisation.lp_penalty(A, b, 1, 3)


@pytest.mark.parametrize("p", [1.5, 2, 4])
def test_the_penalty_of_the_lecture_has_the_same_solutions(p):
    """At x the gradient of ½‖Ax − b‖² + λ′‖x‖_p vanishes too, with λ′ = λ ‖x‖_p^(p−1)."""
    A, b = RNG(13).normal(size=(12, 3)), RNG(14).normal(size=12)
    x = regularisation.lp_penalty(A, b, 0.5, p)
    lam = 0.5 * norms.norm(x, p) ** (p - 1)

    def lecture(x):
        return ((A @ x - b) ** 2).sum() / 2 + lam * norms.norm(x, p)

    h = 1e-5
    slopes = [(lecture(x + h * e) - lecture(x - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(slopes, 0, atol=1e-7)
