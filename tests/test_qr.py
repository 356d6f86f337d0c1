"""lib.qr: the triangle in portions against that of the whole, and columns centred and dependent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import qr, svd

RNG = np.random.default_rng(0)


@given(st.integers(1, 60), st.integers(1, 6), st.booleans(), st.booleans(), st.sampled_from([1, 40, 10**6]))
def test_triangle_in_portions(m, n, with_b, with_mean, portion):
    """RᵀR = [A b]ᵀ[A b], however the rows are divided; and nothing below the diagonal."""
    rng = np.random.default_rng(m + 100 * n)
    A, b, mean = rng.normal(size=(m, n)), rng.normal(size=m) if with_b else None, rng.normal(size=n)
    whole = A - mean if with_mean else A
    whole = np.column_stack([whole, b]) if with_b else whole
    monkeypatch = pytest.MonkeyPatch()
    with monkeypatch.context() as patched:
        patched.setattr(qr, "PORTION", portion)
        R = qr.triangle(A, b, mean if with_mean else None)
    assert R.shape == (min(whole.shape), whole.shape[1])
    np.testing.assert_allclose(R.T @ R, whole.T @ whole, atol=1e-12)
    assert (np.tril(R, -1) == 0).all()


def test_triangle_keeps_the_singular_values_to_the_last_digits_of_the_largest():
    A = RNG.normal(size=(5000, 8)) * 10.0 ** -np.arange(8)
    assert 2 * qr.PORTION < 8 * 5000, "in more than one portion"
    s = np.linalg.svd(A, compute_uv=False)
    np.testing.assert_allclose(np.linalg.svd(qr.triangle(A), compute_uv=False), s, rtol=0, atol=1e-14 * s[0])


def test_split_is_level_and_columns_and_a_rest_at_right_angles():
    A = np.column_stack([np.full(30, 3.0), 1e6 + RNG.normal(size=(30, 2))])
    columns, b = qr.Columns(A), 1e6 + RNG.normal(size=30)
    level, z, rest = columns.split(b)
    np.testing.assert_allclose(level + columns.Q @ z + rest, b, rtol=1e-14)
    np.testing.assert_allclose((A - A.mean(axis=0)).T @ rest, 0, atol=1e-12)
    assert level == pytest.approx(b.mean(), rel=1e-14) and abs(rest.sum()) < 1e-12
    np.testing.assert_allclose(A @ columns.solution(level, z), b - rest, rtol=1e-14)
    many = np.column_stack([b, A])
    for column, found in zip(many.T, np.transpose(columns.split(many)[2])):
        np.testing.assert_allclose(found, columns.split(column)[2], atol=1e-9)


def test_least_squares_and_split_agree():
    A, b = RNG.normal(size=(40, 3)), RNG.normal(size=40)
    for matrix in (A, np.column_stack([A, np.ones(40)])):
        columns = qr.Columns(matrix)
        level, z, _ = columns.split(b)
        np.testing.assert_allclose(columns.least_squares(b), columns.solution(level, z), rtol=1e-12)


def test_columns_of_any_length_and_tiny_ones_are_not_lost():
    for size in ([1e-250, 1, 1e250, 1e-100], [1e-250, 1, 1e100, 1e-100]):
        A, x = RNG.normal(size=(40, 4)) * size, 1 / np.array(size)
        np.testing.assert_allclose(qr.Columns(A).least_squares(A @ x) / x, 1, rtol=1e-12)


def test_right_vectors_are_those_of_svd():
    for A in (RNG.normal(size=(3000, 6)), RNG.normal(size=(6, 4)), RNG.normal(size=(3, 5)), 1e200 * np.eye(3)[:, :2]):
        s, Vt = svd.right_vectors(A)
        _, wanted, rows = svd.svd(A, full=len(A) < A.shape[1])
        np.testing.assert_allclose(s, wanted, rtol=1e-12)
        np.testing.assert_allclose(Vt[: len(s)], rows[: len(s)], atol=1e-12)
        np.testing.assert_allclose(Vt @ Vt.T, np.eye(A.shape[1]), atol=1e-14)
