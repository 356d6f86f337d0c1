"""lib.norms: the axioms where they hold, the one that fails for p < 1, SciPy as reference, and every bad input."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cdist

from lib import norms

entries = st.floats(-1e3, 1e3, allow_subnormal=False).map(lambda x: round(x, 6))
vectors = arrays(np.float64, 4, elements=entries)
orders = st.one_of(st.floats(1, 50), st.just(np.inf))


def test_by_hand():
    assert norms.norm([3, -4]) == 5 and norms.norm([3, -4], 1) == 7 and norms.norm([3, -4], np.inf) == 4
    assert norms.norm([1, -8], 3) == pytest.approx(513 ** (1 / 3), rel=1e-15), "with the absolute value"
    assert norms.norm([1, 1], 0.5) == 4 and norms.norm([0, 0], 0.5) == 0
    assert norms.norm([2.0, 2.0], np.float64(1)) == 4


@given(vectors, vectors, orders, st.floats(-100, 100))
def test_a_norm_for_p_from_one_on(x, y, p, t):
    assert norms.norm(x + y, p) <= (norms.norm(x, p) + norms.norm(y, p)) * (1 + 1e-14)
    assert norms.norm(t * x, p) == pytest.approx(abs(t) * norms.norm(x, p), rel=1e-13)
    assert (norms.norm(x, p) > 0) == bool(x.any())


@given(vectors, st.floats(0.05, 60), st.floats(0.05, 60))
def test_it_falls_with_p_down_to_the_largest_entry(x, p, q):
    low, high = sorted((p, q))
    assert norms.norm(x, low) >= norms.norm(x, high) * (1 - 1e-13)
    assert norms.norm(x, high) >= norms.norm(x, np.inf) * (1 - 1e-13)


def test_below_one_the_triangle_inequality_fails():
    assert norms.norm([1, 1], 0.5) > norms.norm([1, 0], 0.5) + norms.norm([0, 1], 0.5)


@pytest.mark.parametrize("scale", [1e300, 1e-300, 5e-324])
@pytest.mark.parametrize("p", [0.3, 1, 2, 3, 400, np.inf])
def test_no_power_leaves_the_range(scale, p):
    x = np.array([4.0, 0, -4])
    assert norms.norm(scale * x, p) / scale == pytest.approx(norms.norm(x, p), rel=1e-13 if scale > 1e-307 else 0.2)


def test_small_p_on_small_numbers():
    assert norms.norm(np.full(4, 1e-200), 0.0025) == pytest.approx(1e-200 * 4.0**400, rel=1e-12)


@pytest.mark.parametrize("p", [1, 1.5, 2, 3, np.inf])
def test_distance(p):
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(5, 3)), rng.normal(size=(4, 3))
    metric = dict(metric="chebyshev") if p == np.inf else dict(metric="minkowski", p=p)
    np.testing.assert_allclose(norms.distance(X, Y, p), cdist(X, Y, **metric), rtol=1e-13)
    assert (np.diag(norms.distance(X, X, p)) == 0).all()
    far = norms.distance(1e200 * X, 1e200 * Y, p) / 1e200
    np.testing.assert_allclose(far, norms.distance(X, Y, p), rtol=1e-12)
    tiny = norms.distance(1e-200 * X, 1e-200 * Y, p) * 1e200
    np.testing.assert_allclose(tiny, norms.distance(X, Y, p), rtol=1e-12)


def test_distance_of_near_points_far_from_the_origin():
    """‖x‖² + ‖y‖² − 2xᵀy would give 0 here."""
    X = 1e8 + np.array([[0.0], [2**-10]])
    np.testing.assert_array_equal(norms.distance(X, X), [[0, 2**-10], [2**-10, 0]])


@pytest.mark.parametrize("p", [1, 1.5, 2, np.inf])
def test_distances_of_very_different_size_at_once(p):
    """Points that are 1e-200 apart beside others that are 1 apart, or 1e200: each distance has its digits."""
    for unit in (1.0, 1e-200, 1e200):
        X = unit * np.array([[0.0, 0], [3e-100, 4e-100], [1, 1], [0, 0]])
        D = norms.distance(X, X, p)
        for i in range(4):
            for j in range(4):
                assert D[i, j] == pytest.approx(norms.norm(X[i] - X[j], p), rel=1e-14, abs=0), (i, j)
    X = np.array([[0.0, 0], [3e-200, 4e-200], [1, 1]])
    assert norms.distance(X, X)[0, 1] == pytest.approx(5e-200, rel=1e-14, abs=0)


def test_a_product_of_factors_is_the_difference_to_the_last_bit():
    rng = np.random.default_rng(0)
    X, Y = 10.0 ** rng.uniform(-9, 9, size=(70, 3)), 10.0 ** rng.uniform(-9, 9, size=(90, 3))
    left, right = norms.factors(X, Y)
    np.testing.assert_array_equal(left @ right, np.moveaxis(X[:, None] - Y, 2, 0))


@pytest.mark.parametrize("p", [0.5, 1, 2, 3, np.inf])
def test_distances_block_by_block(p, monkeypatch):
    X, Y = np.random.default_rng(0).normal(size=(23, 3)), np.random.default_rng(1).normal(size=(5, 3))
    whole = norms.distance(X, Y, p)
    for block in (1, 17, 60):
        monkeypatch.setattr(norms, "BLOCK", block)
        np.testing.assert_array_equal(norms.distance(X, Y, p), whole)


def test_distance_of_many_points_needs_little_room():
    X = np.random.default_rng(0).normal(size=(600, 2))
    tracemalloc.start()
    D = norms.distance(X, X)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * D.nbytes, "no (n, m, d) array"


@pytest.mark.parametrize("p", [0.3, 0.5, 1, 1.5, 2, 3, 10, 1000, np.inf])
def test_unit_ball(p):
    ball = norms.unit_ball(p)
    assert ball.shape == (361, 2) and (ball[0] == ball[-1]).all()
    np.testing.assert_allclose([norms.norm(x, p) for x in ball], 1, rtol=1e-12)
    np.testing.assert_allclose(ball[[0, 90, 180, 270]], [[1, 0], [0, 1], [-1, 0], [0, -1]], atol=1e-12)
    corner = 2 ** (-1 / p)
    np.testing.assert_allclose(
        ball[[45, 135, 225, 315]], corner * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]), atol=1e-12
    )
    assert np.hypot(*np.diff(ball, axis=0).T).max() < 0.2, "no gap, not even beside the spikes"


def test_bad_input_is_named():
    for call in (
        lambda p: norms.norm([1, 2], p),
        lambda p: norms.unit_ball(p),
        lambda p: norms.distance([[1]], [[2]], p),
    ):
        for p in (0, -1):
            with pytest.raises(ValueError, match="p must be greater than 0"):
                call(p)
        for p in (np.nan, -np.inf):
            with pytest.raises(ValueError, match="p must be finite"):
                call(p)
        with pytest.raises(TypeError, match="p must be a number"):
            call("two")
    with pytest.raises(ValueError, match="p must be at least 1"):
        norms.order(0.5, least=1)
    for x, error in (([], ValueError), ([np.nan], ValueError), ([[1]], ValueError), ("text", TypeError)):
        with pytest.raises(error, match="^x must"):
            norms.norm(x)
    with pytest.raises(ValueError, match="same number of columns, not 2 and 3"):
        norms.distance([[1, 2]], [[1, 2, 3]])
    with pytest.raises(ValueError, match="Y must be"):
        norms.distance([[1, 2]], [1, 2])
    with pytest.raises(ValueError, match="points must be at least 9"):
        norms.unit_ball(2, 8)
    with pytest.raises(TypeError, match="points must be a whole number"):
        norms.unit_ball(2, 9.0)


def test_inputs_are_not_changed():
    X = np.arange(6).reshape(3, 2)
    norms.distance(X, X), norms.norm(X[0])
    assert (np.arange(6).reshape(3, 2) == X).all()
