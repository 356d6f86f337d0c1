"""lib.svd: properties, limits, a slow obvious oracle, SciPy as reference, and every bad input."""

import warnings

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lib import svd

# The promise of the library: errors at most 1e-13 of the largest singular value.
PROMISE = 1e-13
entries = st.floats(-1e3, 1e3, allow_subnormal=False).map(lambda x: round(x, 6))
matrices = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=8), elements=entries)

RNG = np.random.default_rng(0)
SHAPES = {
    "square": RNG.normal(size=(5, 5)),
    "wide": RNG.normal(size=(3, 9)),
    "tall": RNG.normal(size=(9, 3)),
    "one row": RNG.normal(size=(1, 6)),
    "one column": RNG.normal(size=(6, 1)),
    "one number": np.array([[-3.0]]),
    "zero": np.zeros((3, 4)),
    "rank 2": RNG.normal(size=(7, 2)) @ RNG.normal(size=(2, 6)),
    "equal singular values": np.linalg.qr(RNG.normal(size=(4, 4)))[0],
    "large": 1e150 * RNG.normal(size=(4, 3)),
    "small": 1e-150 * RNG.normal(size=(3, 4)),
    "graded": np.diag(10.0 ** -np.arange(0, 12, 2)) @ RNG.normal(size=(6, 6)),
}
shapes = pytest.mark.parametrize("A", SHAPES.values(), ids=SHAPES)


def error(A, B, s):
    return np.abs(A - B).max() / (s[0] or 1)


@shapes
@pytest.mark.parametrize("full", [False, True])
def test_factors(A, full):
    U, s, Vt = svd.svd(A, full=full)
    m, n = A.shape
    r = min(m, n)
    assert (U.shape, s.shape, Vt.shape) == (((m, m), (r,), (n, n)) if full else ((m, r), (r,), (r, n)))
    assert error(U[:, :r] * s @ Vt[:r], A, s) <= PROMISE
    assert np.abs(U.T @ U - np.eye(U.shape[1])).max() <= PROMISE
    assert np.abs(Vt @ Vt.T - np.eye(len(Vt))).max() <= PROMISE
    assert (s >= 0).all() and (np.diff(s) <= 0).all()
    np.testing.assert_allclose(s, scipy.linalg.svdvals(A), atol=PROMISE * (s[0] or 1))


@given(matrices)
def test_factors_of_anything(A):
    U, s, Vt = svd.svd(A)
    assert error(U * s @ Vt, A, s) <= PROMISE


def test_uut_is_identity_only_for_the_full_u():
    """The correction to the slides: the thin U has UᵀU = I, and ‖UUᵀ − I‖ = sqrt(m − r)."""
    U = svd.svd(SHAPES["tall"])[0]
    assert np.isclose(np.linalg.norm(U @ U.T - np.eye(9)), np.sqrt(6))
    U = svd.svd(SHAPES["tall"], full=True)[0]
    assert np.allclose(U @ U.T, np.eye(9))


@shapes
def test_signs_do_not_depend_on_the_library(A):
    U, s, Vt = svd.svd(A, full=True)
    for v in Vt[: len(s)]:
        assert v[np.argmax(np.abs(v) >= (1 - 1e-6) * np.abs(v).max())] > 0
    for u in U.T[len(s) :]:
        assert u[np.argmax(np.abs(u) >= (1 - 1e-6) * np.abs(u).max())] > 0


def test_signs_of_ties_are_decided_by_the_first_entry(monkeypatch):
    """(1, −1)/√2 has two largest entries, and rounding may favour either."""
    for nudge in (0, 1e-16, -1e-16):
        factors = np.eye(1), np.array([1.0]), np.array([[-np.sqrt(0.5), np.sqrt(0.5) + nudge]])
        monkeypatch.setattr(np.linalg, "svd", lambda *_, **__: tuple(factor.copy() for factor in factors))
        U, _, Vt = svd.svd([[1.0, -1.0]])
        assert Vt[0, 0] > 0 and U[0, 0] == -1


SLOW = {
    "random": RNG.normal(size=(256, 256)),
    "rank 3": RNG.normal(size=(256, 3)) @ RNG.normal(size=(3, 300)),
    "zero": np.zeros((256, 256)),
    "graded": RNG.normal(size=(300, 256)) * 10.0 ** -np.linspace(0, 20, 256),
    "zeros beside it": np.pad(RNG.normal(size=(100, 100)), (0, 412)),
    "picture": np.kron(RNG.normal(size=(8, 8)), np.ones((32, 48))),
    "large": 1e300 * RNG.normal(size=(256, 257)),
    "small, and tall by one": 1e-300 * RNG.normal(size=(257, 256)),
}


@pytest.mark.parametrize("A", SLOW.values(), ids=SLOW)
def test_sides_that_slow_the_cache_down(A, monkeypatch):
    """They are computed with zeros below and beside them, and the zeros are found out again."""
    assert svd._is_slow(A.shape) and min(svd._padded(A).shape) > min(A.shape)
    U, s, Vt = svd.svd(A)
    unit, r = s[0] or 1, min(A.shape)
    assert (U.shape, s.shape, Vt.shape) == ((len(A), r), (r,), (r, A.shape[1]))
    assert np.abs(U * (s / unit) @ Vt - A / unit).max() <= PROMISE
    assert np.abs(U.T @ U - np.eye(r)).max() <= PROMISE and np.abs(Vt @ Vt.T - np.eye(r)).max() <= PROMISE
    np.testing.assert_allclose(s / unit, scipy.linalg.svdvals(A / unit), atol=PROMISE)
    assert (np.diff(s) <= 0).all() and svd.rank(A) == np.linalg.matrix_rank(A)
    calls, plain = [], np.linalg.svd
    monkeypatch.setattr(np.linalg, "svd", lambda *args, **how: calls.append(1) or plain(*args, **how))
    svd.svd(A)
    assert len(calls) == 1, "the padding had its own vectors"


def test_a_library_that_mixes_the_padding_in_is_asked_again(monkeypatch):
    A, plain = SLOW["random"], np.linalg.svd

    def mixing(B, **how):
        U, s, Vt = plain(B, **how)
        if len(B) > len(A):
            U[-1] += 1e-300
        return U, s, Vt

    monkeypatch.setattr(np.linalg, "svd", mixing)
    U, s, Vt = svd.svd(A)
    assert error(U * s @ Vt, A, s) <= PROMISE


def test_rank_by_tolerance():
    A = np.diag([1.0, 1e-3, 1e-20])
    assert svd.rank(A) == 2 and svd.rank(A, 1e-2) == 1 and svd.rank(A, 0) == 3
    assert svd.rank(np.diag([1.0, 0.5]), 0.5) == 1, "a value at the tolerance counts as zero"
    assert svd.rank(np.zeros((2, 3))) == 0
    assert svd.rank(np.arange(1, 10).reshape(3, 3)) == 2


@shapes
def test_rank_agrees_with_numpy(A):
    assert svd.rank(A) == np.linalg.matrix_rank(A)


@shapes
def test_low_rank_and_its_error(A):
    U, s, Vt = svd.svd(A)
    for k in range(len(s) + 1):
        A_k = svd.low_rank(A, k)
        scale = s[0] or 1
        assert np.linalg.matrix_rank(A_k / scale) <= k
        assert abs(np.linalg.norm((A - A_k) / scale) - svd.tail(s, k) / scale) <= PROMISE
    assert error(svd.low_rank(A, len(s)), A, s) <= PROMISE
    assert (svd.low_rank(A, 0) == 0).all()


@given(matrices, st.integers(0, 2**32 - 1))
def test_no_matrix_of_that_rank_is_nearer(A, seed):
    """Eckart and Young, against rivals: random ones, and the best one disturbed."""
    rng = np.random.default_rng(seed)
    k = int(rng.integers(0, min(A.shape) + 1))
    best = np.linalg.norm(A - svd.low_rank(A, k))
    for spread in (1.0, 0.01):
        U, s, Vt = svd.svd(A)
        left = U[:, :k] * s[:k] + spread * rng.normal(size=(len(A), k))
        right = Vt[:k] + spread * rng.normal(size=(k, A.shape[1]))
        assert np.linalg.norm(A - left @ right) >= best - 1e-9 * (s[0] + 1)


def test_tail_by_hand():
    assert svd.tail([4.0, 3.0], 0) == 5 and svd.tail([4, 3], 1) == 3 and svd.tail([4, 3], 2) == 0
    np.testing.assert_array_equal(svd.tail([4.0, 3.0]), [5, 3, 0])
    assert svd.tail([0.0, 0.0], 0) == 0


def test_tail_keeps_small_values_beside_large_ones_and_does_not_overflow():
    s = np.array([1.0, 1e-9, 1e-9])
    assert np.isclose(svd.tail(s, 1), np.sqrt(2) * 1e-9, rtol=1e-15)
    assert np.isclose(svd.tail([3e200, 4e200][::-1], 0), 5e200) and np.isclose(svd.tail([4e-200, 3e-200], 0), 5e-200)


def test_rank_for_error():
    s = [4.0, 3.0]
    assert [svd.rank_for_error(s, e) for e in (1, 0.7, 0.6, 0.59, 0)] == [0, 1, 1, 2, 2]
    assert svd.rank_for_error([0.0], 0) == 0


def test_storage():
    assert svd.storage(256, 1152, 8) == 11272 and svd.storage(3, 2, 0) == 0
    U, s, Vt = svd.svd(SHAPES["wide"])
    assert svd.storage(3, 9, 2) == U[:, :2].size + s[:2].size + Vt[:2].size


@shapes
def test_error_to_another_matrix(A):
    clean = A + 0.1 * np.abs(A).max() * np.random.default_rng(1).normal(size=A.shape)
    factors = svd.svd(A)
    slow = [np.linalg.norm((clean - svd.low_rank(A, k)) / (factors[1][0] or 1)) for k in range(min(A.shape) + 1)]
    np.testing.assert_allclose(svd.error_to(clean, *factors) / (factors[1][0] or 1), slow, rtol=1e-12, atol=1e-12)


def test_error_to_itself_is_the_tail():
    A = SHAPES["square"]
    factors = svd.svd(A)
    np.testing.assert_allclose(svd.error_to(A, *factors), svd.tail(factors[1]), atol=1e-13)


def test_noise_floor():
    rng = np.random.default_rng(2)
    for m, n in [(200, 200), (100, 400)]:
        largest = np.linalg.svd(0.3 * rng.normal(size=(m, n)), compute_uv=False)[0]
        assert abs(largest / svd.noise_floor(m, n, 0.3) - 1) < 0.03
    assert svd.noise_floor(4, 9, 2) == 10 and svd.noise_floor(4, 9, 0) == 0


@shapes
def test_null_space(A):
    N, s = svd.null_space(A), np.linalg.svd(A, compute_uv=False)
    assert N.shape == (A.shape[1], A.shape[1] - svd.rank(A)), "rank + nullity = n"
    assert np.abs(A @ N).max(initial=0) <= PROMISE * (s[0] or 1)
    assert np.abs(N.T @ N - np.eye(N.shape[1])).max(initial=0) <= PROMISE
    reference = scipy.linalg.null_space(A, rcond=max(A.shape) * np.finfo(float).eps)
    np.testing.assert_allclose(N @ N.T, reference @ reference.T, atol=1e-9)


@shapes
def test_pinv(A):
    for rtol in (1e-6, max(A.shape) * np.finfo(float).eps):
        reference = np.linalg.pinv(A, rtol=rtol)
        X = svd.pinv(A, rtol)
        np.testing.assert_allclose(X, reference, rtol=1e-4, atol=1e-4 * np.abs(reference).max())
    # The last digits of a pseudo-inverse are lost with the condition number, so the strict bound is for the tame ones.
    if np.linalg.cond(A) > 1e3:
        return
    np.testing.assert_allclose(X, reference, rtol=1e-9, atol=1e-9 * np.abs(reference).max())


@given(matrices)
def test_pinv_fulfils_penrose(A):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        s = np.linalg.svd(A, compute_uv=False)
        kept = s[s > max(A.shape) * np.finfo(float).eps * s[0]]
        condition = kept[0] / kept[-1] if len(kept) else 1
        assert max(svd.penrose(A, svd.pinv(A))) <= 1e-12 * max(condition, 1)


def test_pinv_is_least_squares_for_too_many_and_shortest_for_too_few():
    A, b = SHAPES["tall"], np.arange(9.0)
    np.testing.assert_allclose(svd.pinv(A) @ b, scipy.linalg.lstsq(A, b)[0], rtol=1e-12)
    A, b = SHAPES["wide"], np.arange(3.0)
    x = svd.pinv(A) @ b
    np.testing.assert_allclose(A @ x, b, atol=1e-12)
    for z in svd.null_space(A).T:
        assert np.linalg.norm(x + 0.1 * z) > np.linalg.norm(x)


def test_pinv_cuts_where_it_is_told_and_warns_of_what_it_keeps():
    A = np.diag([1.0, 1e-13])
    with pytest.warns(RuntimeWarning, match=r"condition number of what is kept is 1e\+13"):
        assert svd.pinv(A)[1, 1] == 1e13
    assert svd.pinv(A, rtol=1e-12)[1, 1] == 0
    assert svd.pinv(np.diag([1.0, 0.0]), rtol=0).tolist() == [[1, 0], [0, 0]]
    assert (svd.pinv(np.zeros((2, 3))) == np.zeros((3, 2))).all()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svd.pinv(np.diag([1.0, 2e-12]))


def test_penrose_finds_each_violation():
    A = SHAPES["tall"]
    X = svd.pinv(A)
    assert max(svd.penrose(A, X)) < 1e-14
    assert svd.penrose(A, 2 * X)[:2] == pytest.approx([1, 1])
    assert svd.penrose(np.zeros((2, 3)), np.zeros((3, 2))) == (0, 0, 0, 0)
    crooked = np.array([[1.0, 1.0], [0.0, 0.0]])  # a projection, but not at right angles
    assert svd.penrose(crooked, np.eye(2))[2:] == pytest.approx([np.sqrt(2) / np.sqrt(2), 1.0])


BAD = {
    "svd": [lambda A: svd.svd(A)],
    "rank": [lambda A: svd.rank(A)],
    "low_rank": [lambda A: svd.low_rank(A, 1)],
    "null_space": [lambda A: svd.null_space(A)],
    "pinv": [lambda A: svd.pinv(A)],
    "penrose": [lambda A: svd.penrose(A, np.eye(2))],
}


@pytest.mark.parametrize("call", [call for calls in BAD.values() for call in calls], ids=BAD)
@pytest.mark.parametrize("A", [[[np.nan, 1]], [[np.inf]], [], [1, 2], [[]], "text", None], ids=str)
def test_bad_matrix(call, A):
    with pytest.raises((TypeError, ValueError), match="^A "):
        call(A)


def test_other_bad_input_is_named():
    A = np.eye(3)
    for rank in (-1, 4):
        with pytest.raises(ValueError, match="rank must be between 0 and 3"):
            svd.low_rank(A, rank)
    with pytest.raises(TypeError, match="rank must be a whole number, not 1.5"):
        svd.low_rank(A, 1.5)
    for function in (svd.rank, svd.null_space, svd.pinv):
        with pytest.raises(ValueError, match="rtol must be at least 0"):
            function(A, -1e-3)
    with pytest.raises(ValueError, match="s must be singular values"):
        svd.tail([1.0, 2.0], 1)
    with pytest.raises(ValueError, match="s must be singular values"):
        svd.tail([1.0, -2.0], 1)
    with pytest.raises(ValueError, match="rank must be between 0 and 2"):
        svd.tail([2.0, 1.0], 3)
    with pytest.raises(ValueError, match="error must be between 0 and 1"):
        svd.rank_for_error([2.0, 1.0], 1.5)
    with pytest.raises(ValueError, match="m must be at least 1"):
        svd.storage(0, 3, 0)
    with pytest.raises(ValueError, match="rank must be between 0 and 2"):
        svd.storage(3, 2, 3)
    with pytest.raises(ValueError, match=r"A_plus must have the shape \(2, 3\)"):
        svd.penrose(np.zeros((3, 2)), np.zeros((3, 2)))
    with pytest.raises(ValueError, match=r"not the thin factors of a matrix of shape \(3, 3\)"):
        svd.error_to(A, *svd.svd(np.eye(2)))
    with pytest.raises(ValueError, match="sigma must be at least 0"):
        svd.noise_floor(2, 2, -1)


def test_nothing_is_changed_and_the_global_random_state_is_left_alone():
    A = np.arange(6).reshape(2, 3)
    before, state = A.copy(), np.random.get_state()[1].copy()
    for function in (svd.svd, svd.rank, svd.null_space, svd.pinv):
        function(A)
    svd.low_rank(A, 1)
    assert (before == A).all() and (np.random.get_state()[1] == state).all()
