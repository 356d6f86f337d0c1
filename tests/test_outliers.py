"""lib.outliers: every line through two or three points, linear programmes, bisection and duality as references."""

import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize_scalar

from lib import datasets, line_fitting, outliers, powers
from tests.test_line_fitting import RNG, noisy_line, seeds, with_ones

# The l_p fit.


def linear_programme(A, b, p):
    """The optimum for p = 1 or p = ∞ by SciPy's HiGHS."""
    m, n = A.shape
    free, positive = [(None, None)] * n, (0, None)
    if p == 1:
        found = linprog(
            np.r_[np.zeros(n), np.ones(2 * m)],
            A_eq=np.hstack([A, np.eye(m), -np.eye(m)]),
            b_eq=b,
            bounds=free + [positive] * (2 * m),
        )
    else:
        height = -np.ones((m, 1))
        found = linprog(
            np.r_[np.zeros(n), 1],
            A_ub=np.block([[A, height], [-A, height]]),
            b_ub=np.r_[b, -b],
            bounds=free + [positive],
        )
    return outliers.lp_objective(A, b, found.x[:n], p)


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
        got = outliers.lp_objective(A, b, outliers.lp_fit(A, b, p), p)
        want = linear_programme(A, b, p)
        assert got <= want * (1 + 1e-10) + 1e-13 * np.abs(b).max(), p
        assert want <= got * (1 + 1e-6) + 1e-6, "the reference, which is not that exact"


def largest_of_all_triples(x, y):
    """The optimum for p = ∞ in closed form: of the lines nearest to three points each, the one that is furthest off.

    If of three points the middle one is 2h above the chord of the others, no line comes nearer than |h| to all three.
    (De la Vallée Poussin: no triple asks for more than the optimum, and one of them asks for as much.)
    """
    order = np.argsort(x)
    x, y = x[order], y[order]
    i, j, k = np.array(list(itertools.combinations(range(len(x)), 3))).T
    chord = (y[i] * (x[k] - x[j]) + y[k] * (x[j] - x[i])) / (x[k] - x[i])
    return np.abs(y[j] - chord).max() / 2


@pytest.mark.parametrize("size", [1e-120, 1e-6, 1.0, 1e6, 1e120])
@pytest.mark.parametrize("shape", ["parabola", "wave", "random"])
def test_the_largest_distance_against_every_three_points(shape, size):
    """Smooth data: near the best line many residuals almost tie, so that a walk that stops early is found out."""
    x = np.linspace(-1, 1, 61) + 1e-3 * RNG(1).normal(size=61)
    y = {"parabola": x**2, "wave": np.sin(9 * x), "random": RNG(2).standard_t(2, size=61)}[shape]
    A = with_ones(x)
    m, d = outliers.lp_fit(A, size * y, np.inf)
    want = size * largest_of_all_triples(x, y)
    got = outliers.lp_objective(A, size * y, (m, d), np.inf)
    assert abs(got - want) <= 1e-10 * want
    m, d = outliers.lp_fit(with_ones(size * x), y, np.inf)
    assert abs(outliers.lp_objective(with_ones(size * x), y, (m, d), np.inf) - want / size) <= 1e-10 * want / size


@pytest.mark.parametrize("p", [1, np.inf])
@pytest.mark.parametrize("size", [1e-60, 1e-3, 1, 1e3, 1e60])
def test_both_ends_against_a_linear_programme_at_every_scale(p, size):
    """SciPy solves the problem at size 1, where its absolute tolerances are harmless."""
    for seed, (m, n) in enumerate([(12, 2), (40, 3), (30, 5)]):
        rng = RNG(seed)
        A, b = rng.normal(size=(m, n)), rng.standard_t(2, size=m)
        want = size * linear_programme(A, b, p)
        got = outliers.lp_objective(A, size * b, outliers.lp_fit(A, size * b, p), p)
        assert abs(got - want) <= 1e-10 * want


@pytest.mark.parametrize("noise", [1e-3, 1e-5, 1e-7])
@pytest.mark.parametrize("seed", range(8))
def test_near_ties_are_told_apart(seed, noise):
    """Points that almost agree: the best line and its rivals differ by about the noise; no tolerance may hide it."""
    rng = RNG(seed)
    x, y = rng.integers(0, 5, size=(2, 40)) + noise * rng.normal(size=(2, 40))
    A = with_ones(x)
    by_pairs = outliers.lp_objective(A, y, outliers.line_through_two(x, y, 1), 1)
    assert outliers.lp_objective(A, y, outliers.lp_fit(A, y, 1), 1) <= by_pairs * (1 + 1e-10)
    by_triples = largest_of_all_triples(x, y)
    assert outliers.lp_objective(A, y, outliers.lp_fit(A, y, np.inf), np.inf) <= by_triples * (1 + 1e-10)


def test_an_edge_that_hardly_falls_is_still_walked():
    """Where x are nearly whole numbers the pulls nearly cancel; about one walk in thirty comes along such an edge."""
    for seed in range(200):
        rng = RNG(seed)
        x, y = rng.integers(0, 5, size=7) + 3e-6 * rng.normal(size=7), rng.normal(size=7)
        by_pairs = outliers.lp_objective(with_ones(x), y, outliers.line_through_two(x, y, 1), 1)
        got = outliers.lp_objective(with_ones(x), y, outliers.lp_fit(with_ones(x), y, 1), 1)
        assert got <= by_pairs * (1 + 1e-10)


@pytest.mark.parametrize("seed", range(5))
def test_the_sum_of_distances_against_every_line_through_two_points(seed):
    rng = RNG(seed)
    x, y = rng.integers(0, 6, size=12), rng.integers(0, 6, size=12)
    by_pairs = outliers.lp_objective(with_ones(x), y, outliers.line_through_two(x, y, 1), 1)
    assert outliers.lp_objective(with_ones(x), y, outliers.lp_fit(with_ones(x), y, 1), 1) == pytest.approx(
        by_pairs, rel=1e-13
    )


def lower_bound(A, b, x, p):
    """No x has a smaller Σ|Ax − b|^p: the dual objective at the powers of the residuals, made feasible, scaled best."""
    rest = b - A @ x
    u = np.sign(rest) * np.abs(rest) ** (p - 1)
    weight = np.sqrt(np.maximum(np.abs(rest), 1e-300) ** (p - 2))
    u = u - weight * (weight[:, None] * A @ np.linalg.lstsq(weight[:, None] * A, u / weight)[0])
    q = p / (p - 1)
    return (u @ b) ** p / (np.abs(u) ** q).sum() ** (p - 1)


def nested_bisection(x, y, p):
    """The optimum for a line: for each slope the intercept, then the slope, where the derivatives change their sign."""

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
    got = outliers.lp_objective(with_ones(x), y, outliers.lp_fit(with_ones(x), y, p), p)
    assert got <= nested_bisection(x, y, p) * (1 + 1e-12)


@pytest.mark.parametrize("p", [1.01, 2.5, 3, 3.1, 8, 100, 1e4])
def test_no_power_on_the_way_is_far_from_the_one_before(p):
    """So that each optimum is a good start for the next."""
    way = np.array([2, *powers.from_two_to(p)])
    assert way[-1] == p and ((way[1:] <= 1.5 * way[:-1] * (1 + 1e-12)) | (p < 2)).all()
    assert (np.diff(way) > 0).all() if p > 2 else len(way) == 2


@pytest.mark.parametrize("p", [1.001, 1.01, 1.2, 1.3, 1.4])
def test_powers_near_one_arrive_with_many_columns(p):
    """Rounded off to the last ε at once, two of these five do not; no warning may come."""
    for seed in range(4):
        rng = RNG(seed)
        A = rng.normal(size=(100, 20))
        outliers.lp_fit(A, A.sum(axis=1) + rng.standard_t(2, size=100), p)


@pytest.mark.parametrize("n", [5, 30, 200])
def test_a_large_p_comes_near_to_the_largest_distance(n):
    """max ≤ (Σ |·|^p)^(1/p) ≤ n^(1/p) max: for p = 1000 they differ by half a percent."""
    for seed in range(5):
        x, y = noisy_line(n, seed)
        largest, limit = (
            outliers.lp_objective(with_ones(x), y, outliers.lp_fit(with_ones(x), y, p), np.inf) for p in (1000, np.inf)
        )
        assert limit * (1 - 1e-12) <= largest <= limit * n**0.001


def test_a_residual_of_exactly_zero_at_the_start():
    """The mean of these is 0 and so is one of them; for p = 3 its pull has no slope there."""
    b = np.array([0.0, 3, -1, -1, -1])
    for p in (2.5, 3, 5):
        want = minimize_scalar(lambda z: (np.abs(b - z) ** p).sum(), bounds=(-1, 3), options=dict(xatol=1e-12)).x
        assert outliers.lp_fit(np.ones((5, 1)), b, p)[0] == pytest.approx(want, abs=1e-7)


@given(seeds, st.floats(2, 6), st.floats(-3, 3))
def test_the_gap_bounds_the_distance_to_the_optimum(seed, p, size):
    """Wherever z is; and at the optimum nothing of it is left."""
    rng = RNG(seed)
    B, b, weight = rng.normal(size=(12, 2)), 10.0**size * rng.normal(size=12), rng.uniform(0.1, 10, size=12)

    def gap(z):
        rest = b - B @ z
        return powers._gap(B, b, weight, p * np.ones(12), weight * np.sign(rest) * np.abs(rest) ** (p - 1), z)

    def objective(z):
        return (weight * np.abs(b - B @ z) ** p / p).sum()

    z = np.zeros(2)
    for q in powers.from_two_to(p):
        z, said = powers.least(B, b, weight, q * np.ones(12), z, exact=q == p)
    assert abs(said) <= 1e-10 and abs(gap(z)) <= 1e-6
    assert powers._gap(B, b, weight, np.full(12, 1.001), 1e3 * weight, z) == np.inf, "without a word of numpy's"
    for further in 10.0**size * 10.0 ** rng.uniform(-3, 1, size=(5, 1)) * rng.normal(size=(5, 2)):
        assert gap(z + further) >= 1 - objective(z) / objective(z + further) - 1e-12


@given(seeds, st.floats(1.02, 30), st.integers(1, 4))
def test_the_objective_is_within_the_promise_and_says_so_otherwise(seed, p, n):
    """pytest makes errors of warnings, so a larger duality gap would fail here."""
    rng = RNG(seed)
    A, b = rng.normal(size=(25, n)), rng.standard_t(2, size=25)
    x = outliers.lp_fit(A, b, p)
    if 1.3 < p < 8:
        objective = outliers.lp_objective(A, b, x, p)
        assert objective - lower_bound(A, b, x, p) <= 1e-10 * objective


@given(seeds, st.sampled_from([1, 1.3, 2, 4, np.inf]), st.floats(-140, 140), st.floats(-3, 3))
def test_scale_and_added_line(seed, p, power, slope):
    x, y = noisy_line(11, seed)
    A, size = with_ones(x), 10.0**power
    m, d = outliers.lp_fit(A, y, p)
    np.testing.assert_allclose(outliers.lp_fit(A, size * y, p) / size, [m, d], atol=1e-7)
    moved = outliers.lp_fit(A, y + slope * x - 1, p)
    np.testing.assert_allclose(moved, [m + slope, d - 1], atol=1e-7)


def test_x_far_from_zero():
    x, y = noisy_line(30)
    far = x + 1e8
    for p in (1, 1.5, 2, 6, np.inf):
        near = outliers.lp_fit(with_ones(far - 1e8), y, p)
        assert outliers.lp_fit(with_ones(far), y, p)[0] == pytest.approx(near[0], rel=1e-7)


def test_one_column_of_ones_finds_median_mean_and_middle():
    b = np.array([1.0, 2, 3, 4, 100])
    means = [outliers.lp_fit(np.ones((5, 1)), b, p)[0] for p in (1, 2, np.inf)]
    assert means == pytest.approx([3, 22, 50.5], rel=1e-12)
    assert outliers.lp_fit(np.ones((1, 1)), [7], 1) == pytest.approx([7])


def test_what_is_no_rounding_far_from_zero():
    """30 of 41 numbers are 2²⁶, the others 2⁻²⁰ more, which float64 holds exactly: the median is the former."""
    b = 2.0**26 + 2.0**-20 * np.repeat([0, 1], [30, 11])
    assert abs(outliers.lp_fit(np.ones((41, 1)), b, 1)[0] - 2.0**26) <= 2.0**-25


def test_points_on_a_line_are_fitted_exactly():
    x = np.arange(6.0)
    for p in (1, 1.2, 2, 5, np.inf):
        np.testing.assert_allclose(outliers.lp_fit(with_ones(x), 3 * x - 1, p), [3, -1], rtol=1e-13)
    y = 3 * x - 1
    y[2] += 50
    np.testing.assert_allclose(outliers.lp_fit(with_ones(x), y, 1), [3, -1], rtol=1e-12)
    assert not np.allclose(outliers.lp_fit(with_ones(x), y, 1.5), [3, -1], atol=0.1)


def test_telephone_calls():
    year, calls = datasets.telephone_calls()
    A = with_ones(year)
    assert line_fitting.line(year, calls) == pytest.approx((0.504, -26.01), abs=0.005)
    assert outliers.lp_objective(A, calls, outliers.lp_fit(A, calls, 1), 1) == pytest.approx(84.4, rel=1e-13)
    several = outliers.best_lines_through_two(year, calls, 1)
    assert len(several) == 6 and (np.diff(several[:, 0]) > 1e-4).all(), "more than one optimum"
    for line in (*several, several.mean(axis=0)):
        assert outliers.lp_objective(A, calls, line, 1) == pytest.approx(84.4, rel=1e-13)


def test_a_line_through_three_points_is_one_line():
    x = np.array([0.0, 1, 2, 3])
    lines = outliers.best_lines_through_two(x, 2 * x + 1, 0.5)
    np.testing.assert_allclose(lines, [[2, 1]], rtol=1e-14)
    assert outliers.line_through_two(x, 2 * x + 1, 0.5) == pytest.approx((2, 1), rel=1e-14)
    x = 0.1 * np.arange(5)
    for size in (1e-15, 1.0, 1e15):
        assert len(outliers.best_lines_through_two([0, 1, 1], [0, size, -size], 1)) == 2
        assert len(outliers.best_lines_through_two(x, size * (0.3 * x + 0.7), 1)) == 1


def test_lines_below_one():
    """The best of all lines through two points has no better rival, and an outlier does not move it."""
    x, y = noisy_line(12)
    m, d = outliers.line_through_two(x, y, 0.5)
    best = outliers.lp_objective(with_ones(x), y, (m, d), 0.5)
    for rival in RNG(0).normal(scale=0.5, size=(300, 2)) + [m, d]:
        assert outliers.lp_objective(with_ones(x), y, rival, 0.5) >= best


def test_lines_below_one_against_every_pair():
    """Each objective without the two least distances, which are 0: what is left of them to the power p is not."""

    def objective(x, y, line, p):
        return (np.sort(np.abs(y - line[0] * x - line[1]))[2:] ** p).sum()

    differ = 0
    for seed in range(10):
        x, y = noisy_line(9, seed)
        pairs = [np.polyfit(x[[i, j]], y[[i, j]], 1) for i, j in itertools.combinations(range(9), 2)]
        lines = {p: outliers.line_through_two(x, y, p) for p in (0.3, 1)}
        for p, line in lines.items():
            assert objective(x, y, line, p) == pytest.approx(min(objective(x, y, pair, p) for pair in pairs), rel=1e-9)
        differ += lines[0.3] != lines[1]
    assert differ > 3, "p matters"


def test_two_hundred_points_follow_a_slider():
    x, y = noisy_line(200)
    A = with_ones(x)
    for p in (1, 1.05, 1.5, 3, 8, np.inf):
        quickest = np.inf
        for _ in range(5):
            start = time.perf_counter()
            outliers.lp_fit(A, y, p)
            quickest = min(quickest, time.perf_counter() - start)
        assert quickest < 0.010, p


def test_corners_say_when_they_are_not_reached(monkeypatch):
    x, y = noisy_line(20)
    monkeypatch.setattr(outliers, "CORNERS", 0)
    for p in (1, np.inf):
        with pytest.warns(RuntimeWarning, match=f"p = {'1' if p == 1 else '∞'} did not reach its optimum"):
            outliers.lp_fit(with_ones(x), y, p)
    monkeypatch.undo()
    monkeypatch.setattr(powers, "least", lambda B, b, weight, powers, z, exact: (z, 0.5))
    with pytest.warns(RuntimeWarning, match="may be 0.5 of itself above its optimum"):
        outliers.lp_fit(with_ones(x), y, 3)
