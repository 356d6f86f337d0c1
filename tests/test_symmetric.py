"""lib.symmetric: elimination against eigenvalues, and when elimination leaves the answer to them."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import symmetric

RNG = np.random.default_rng(0)


def with_eigenvalues(mu, seed=0):
    V = np.linalg.qr(np.random.default_rng(seed).normal(size=(len(mu), len(mu))))[0]
    K = V * mu @ V.T
    return (K + K.T) / 2


def test_elimination_and_eigenvalues_agree():
    K, y = with_eigenvalues(np.linspace(1, 50, 30)), RNG.normal(size=30)
    for lam in (0.0, 2.0):
        by_eigenvalues, number = symmetric.by_eigenvalues(K, y, lam, 1)
        np.testing.assert_allclose(symmetric.by_elimination(K, y, lam), by_eigenvalues, rtol=1e-11)
        np.testing.assert_allclose(by_eigenvalues, np.linalg.solve(K + lam * np.eye(30), y), rtol=1e-11)
        assert number == pytest.approx((50 + lam) / (1 + lam)) == symmetric.condition(K, lam, 1)


def test_elimination_with_a_polynomial():
    """Kα + Pb = y with Pᵀα = 0, for any unit of K."""
    K, P, y = with_eigenvalues(np.linspace(1, 9, 12)), RNG.uniform(-1, 1, size=(12, 3)), RNG.normal(size=12)
    for unit in (1e-8, 1, 1e8):
        alpha = symmetric.by_elimination(unit * K, y, unit * 0.5, P)
        np.testing.assert_allclose(P.T @ alpha, 0, atol=1e-13 / unit)
        rest = y - unit * (K + 0.5 * np.eye(12)) @ alpha
        np.testing.assert_allclose(rest - P @ np.linalg.lstsq(P, rest)[0], 0, atol=1e-12)


@given(st.integers(0, 10**6), st.integers(2, 60))
def test_a_good_condition_number_is_known_and_a_bad_one_never_missed(seed, n):
    """The estimate is at least the condition number over 100, and not more than n times too large."""
    for small in (1e-3, 1e-7, 1e-11, 1e-13, 1e-15):
        mu = np.random.default_rng(seed).uniform(small, 1, size=n)
        mu[:2] = small, 1
        alpha = symmetric.by_elimination(with_eigenvalues(mu, seed), np.ones(n), 0.0)
        if small >= 1e-7:
            assert alpha is not None
        if small <= 1e-13:
            assert alpha is None


def test_a_singular_matrix_is_left_to_the_eigenvalues():
    for K in (np.zeros((3, 3)), np.ones((3, 3)), np.diag([1.0, 0, 2])):
        assert symmetric.by_elimination(K, np.ones(3), 0.0) is None
    with pytest.raises(ValueError, match="singular"):
        symmetric.by_eigenvalues(np.zeros((3, 3)), np.ones(3), 0.0, 1)


def test_definite_or_not():
    assert symmetric.is_definite(with_eigenvalues([1, 2, 3])) and symmetric.is_definite(np.eye(1))
    assert not symmetric.is_definite(with_eigenvalues([1, -2, 3])) and not symmetric.is_definite(np.zeros((2, 2)))


def test_the_random_directions_are_no_news_from_outside():
    """The same answer every time, and the global random state is left alone."""
    K, y, state = with_eigenvalues([1.0, 2, 3]), np.ones(3), np.random.get_state()[1].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert (symmetric.by_elimination(K, y, 0.0) == symmetric.by_elimination(K, y, 0.0)).all()
    assert (np.random.get_state()[1] == state).all() and (with_eigenvalues([1.0, 2, 3]) == K).all()
