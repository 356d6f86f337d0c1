"""lib.validation: partitions, scikit-learn as reference, oracles written out by hand, and every bad input."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsRegressor
from sklearn.preprocessing import StandardScaler

from lib import norms, rbf, validation

RNG = np.random.default_rng(0)
X = RNG.normal(size=(23, 2))
Y = X @ [1, -2] + 0.3 * RNG.normal(size=23)

seeds = st.integers(0, 2**32 - 1)
# Shares as people give them, whole per cents, and with sums that are 1 only within rounding.
shares = (
    st.lists(st.integers(0, 20), min_size=1, max_size=5).filter(sum).map(lambda parts: np.array(parts) / sum(parts))
)


def line(X, y):
    return np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)[0]


def along(model, X):
    return np.column_stack([X, np.ones(len(X))]) @ model


def is_partition(parts, n):
    return np.array_equal(np.sort(np.concatenate(parts)), np.arange(n))


# Splits.


def test_sizes_by_hand():
    assert validation.sizes(10, (0.6, 0.2, 0.2)).tolist() == [6, 2, 2]
    assert validation.sizes(11, (0.6, 0.2, 0.2)).tolist() == [7, 2, 2], "6.6 was cut most"
    assert validation.sizes(10, (0.25, 0.25, 0.5)).tolist() == [3, 2, 5], "of equal ones the first"
    assert validation.sizes(10, (0.7, 0.3)).tolist() == [7, 3] and validation.sizes(7, [1]).tolist() == [7]
    assert validation.sizes(10, (0.1,) * 10).tolist() == [1] * 10
    assert validation.sizes(100, (0.29, 0.57, 0.14)).tolist() == [29, 57, 14], "100 · 0.29 is 28.999999999999996"


@given(st.integers(1, 500), shares)
def test_sizes_use_every_row_and_are_within_one(n, shares):
    counts = validation.sizes(n, shares)
    assert counts.sum() == n and (np.abs(counts - n * shares) < 1).all()


@given(st.integers(20, 200), st.sampled_from([(0.6, 0.2, 0.2), (0.5, 0.5), (0.8, 0.0, 0.2), (0.9, 0.1)]), seeds)
def test_split_is_a_partition_and_the_seed_decides(n, shares, seed):
    parts = validation.split(n, shares, np.random.default_rng(seed))
    assert is_partition(parts, n)
    assert [len(part) for part in parts] == validation.sizes(n, shares).tolist()
    again = validation.split(n, shares, np.random.default_rng(seed))
    assert all(np.array_equal(*pair) for pair in zip(parts, again))
    assert all((np.diff(part) > 0).all() for part in parts)


def test_another_seed_gives_another_split():
    one, other = (validation.split(100, (0.6, 0.4), np.random.default_rng(seed)) for seed in (1, 2))
    assert not np.array_equal(one[0], other[0])


def test_split_without_rng_keeps_the_order():
    train, check, test = validation.split(10, (0.6, 0.2, 0.2))
    assert train.tolist() == [0, 1, 2, 3, 4, 5] and check.tolist() == [6, 7] and test.tolist() == [8, 9]


def test_every_row_is_equally_likely_to_be_tested():
    rng = np.random.default_rng(0)
    tested = sum(np.isin(np.arange(10), validation.split(10, (0.7, 0.3), rng)[1]) for _ in range(2000)) / 2000
    assert (np.abs(tested - 0.3) < 0.05).all()


@given(st.lists(st.integers(10, 60), min_size=1, max_size=4), st.integers(1, 3), seeds)
def test_stratified_split_has_each_class_in_proportion(members, kind, seed):
    shares = {1: (0.6, 0.2, 0.2), 2: (0.75, 0.25), 3: (0.5, 0.0, 0.2, 0.3)}[kind]
    labels = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(members)), members))
    parts = validation.stratified_split(labels, shares, np.random.default_rng(seed))
    assert is_partition(parts, len(labels))
    for label, count in enumerate(members):
        found = [np.sum(labels[part] == label) for part in parts]
        assert (np.abs(found - count * np.array(shares)) < 1).all()
    assert (np.abs([len(part) for part in parts] - len(labels) * np.array(shares)) < 2).all()
    again = validation.stratified_split(labels, shares, np.random.default_rng(seed))
    assert all(np.array_equal(*pair) for pair in zip(parts, again))


def test_stratified_split_by_hand():
    labels = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    first, second = validation.stratified_split(labels, (0.5, 0.5))
    # What rounding keeps from a part in the first class, it gets back in the second.
    assert first.tolist() == [0, 1, 5, 6, 7] and second.tolist() == [2, 3, 4, 8, 9]
    random = validation.stratified_split(labels, (0.6, 0.4), np.random.default_rng(0))
    assert [np.sum(np.array(labels)[part]) for part in random] == [3, 2]


def test_a_plain_split_of_sorted_data_misses_a_class_and_a_stratified_one_does_not():
    labels = np.repeat([0, 1], [80, 20])
    train, test = validation.split(100, (0.8, 0.2))
    assert labels[train].sum() == 0 and labels[test].all()
    train, test = validation.stratified_split(labels, (0.8, 0.2))
    assert labels[train].sum() == 16 and labels[test].sum() == 4


# Folds.


@given(st.integers(2, 120), st.integers(2, 120))
def test_folds_are_those_of_scikit_learn(n, k):
    k = min(n, k)
    held_out = validation.k_fold(n, k)
    assert held_out.shape == (k, n) and held_out.dtype == bool
    for mask, (train, test) in zip(held_out, KFold(k).split(np.zeros(n))):
        assert np.array_equal(np.flatnonzero(mask), test) and np.array_equal(np.flatnonzero(~mask), train)


@given(st.integers(2, 120), st.integers(2, 120), seeds)
def test_folds_are_a_partition_and_the_seed_decides(n, k, seed):
    k = min(n, k)
    held_out = validation.k_fold(n, k, np.random.default_rng(seed))
    assert (held_out.sum(axis=0) == 1).all(), "every row is held out once"
    assert held_out.sum(axis=1).tolist() == [n // k + 1] * (n % k) + [n // k] * (k - n % k)
    assert np.array_equal(held_out, validation.k_fold(n, k, np.random.default_rng(seed)))


def test_shuffling_shuffles():
    assert not np.array_equal(validation.k_fold(40, 4, np.random.default_rng(1)), validation.k_fold(40, 4))
    assert not np.array_equal(*(validation.k_fold(40, 4, np.random.default_rng(seed)) for seed in (1, 2)))


def test_folds_by_hand():
    np.testing.assert_array_equal(validation.folds([2, 0, 1], 2), [[1, 0, 1], [0, 1, 0]])
    np.testing.assert_array_equal(validation.k_fold(3, 3), np.eye(3))


@given(st.lists(st.integers(5, 30), min_size=1, max_size=4), st.integers(2, 5), seeds)
def test_stratified_folds_have_the_numbers_of_scikit_learn(members, k, seed):
    labels = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(members)), members))
    ordered = np.sort(labels)
    for y, rng in ((ordered, None), (ordered, np.random.default_rng(seed))):
        held_out = validation.stratified_k_fold(y, k, rng)
        found = [np.bincount(y[mask], minlength=len(members)).tolist() for mask in held_out]
        tested = [test for _, test in StratifiedKFold(k).split(y, y)]
        theirs = [np.bincount(y[test], minlength=len(members)).tolist() for test in tested]
        assert found == theirs
    held_out = validation.stratified_k_fold(labels, k, np.random.default_rng(seed))
    assert (held_out.sum(axis=0) == 1).all() and np.ptp(held_out.sum(axis=1)) <= 1
    for label in range(len(members)):
        assert np.ptp(held_out[:, labels == label].sum(axis=1)) <= 1
    assert np.array_equal(held_out, validation.stratified_k_fold(labels, k, np.random.default_rng(seed)))


# Cross-validation and learning curves.


def test_errors_by_hand():
    assert validation.mean_squared_error([1, 2], [1, 4]) == 2
    assert validation.error_rate([0, 1, 1, 1], [0, 1, 0, 0]) == 0.5


@pytest.mark.parametrize("k", [2, 5, 23])
def test_cross_validation_against_scikit_learn(k):
    def nearest(model, Z):
        return model[1][np.argmin(norms.distance(Z, model[0]), axis=1)]

    ours = validation.cross_validate(X, Y, validation.k_fold(23, k), lambda X, y: (X, y), nearest)
    theirs = -cross_val_score(KNeighborsRegressor(1), X, Y, cv=KFold(k), scoring="neg_mean_squared_error")
    np.testing.assert_allclose(ours, theirs)


def test_leave_one_out_of_a_line_has_a_closed_form():
    """The residual of a row that was left out is rᵢ / (1 − hᵢᵢ), H the hat matrix (Allen's PRESS, 1974)."""
    A = np.column_stack([X, np.ones(23)])
    H = A @ np.linalg.pinv(A)
    wanted = ((Y - H @ Y) / (1 - np.diag(H))) ** 2
    np.testing.assert_allclose(validation.cross_validate(X, Y, validation.k_fold(23, 23), line, along), wanted)


def test_a_model_never_sees_what_it_is_judged_on():
    seen = []

    def fit(X, y):
        seen.append(set(X[:, 0]))
        X[:], y[:] = 0, 0  # a model may spoil its rows: they are copies
        return None

    def predict(model, Z):
        assert not seen[-1] & set(Z[:, 0]) and len(seen[-1] | set(Z[:, 0])) == 23
        return np.zeros(len(Z))

    before = X.copy(), Y.copy()
    held_out = validation.k_fold(23, 4, np.random.default_rng(0))
    errors = validation.cross_validate(X, Y, held_out, fit, predict)
    assert len(seen) == 4 and (before[0] == X).all() and (before[1] == Y).all()
    np.testing.assert_allclose(errors, [np.mean(Y[fold] ** 2) for fold in held_out])


def test_cross_validation_of_a_classifier():
    points = RNG.normal(size=(60, 2))
    labels = (np.linalg.norm(points, axis=1) < 1.1).astype(int)
    held_out = validation.stratified_k_fold(labels, 5, np.random.default_rng(0))
    grid = [[a, b] for a in (-1, 0, 1) for b in (-1, 0, 1)]
    rates = [
        validation.cross_validate(
            points,
            labels,
            held_out,
            lambda X, y: rbf.classify(X, y, centers, lam=0.1, degree=0),
            lambda model, Z: model(Z),
            validation.error_rate,
        ).mean()
        for centers in (grid, [[50.0, 50.0]])
    ]
    assert rates[0] < 0.15 < rates[1]


def test_learning_from_noise_is_found_out():
    """A model that knows its rows by heart has training error 0, and on labels by coin is wrong half of the time."""
    points, coins = RNG.normal(size=(200, 2)), RNG.integers(0, 2, 200)

    def by_heart(model, Z):
        return model[1][np.argmin(norms.distance(Z, model[0]), axis=1)]

    held_out = validation.k_fold(200, 10)
    honest = validation.cross_validate(points, coins, held_out, lambda X, y: (X, y), by_heart, validation.error_rate)
    assert abs(honest.mean() - 0.5) < 0.12
    curve = validation.learning_curve(
        points[:100],
        coins[:100],
        points[100:],
        coins[100:],
        [1, 50, 100],
        lambda X, y: (X, y),
        by_heart,
        validation.error_rate,
    )
    assert (curve[0] == 0).all() and (curve[1] > 0.35).all()


def test_learning_curve_against_its_definition():
    new, y_new = RNG.normal(size=(50, 2)), RNG.normal(size=50)
    counts = [5, 10, 23]
    training, fresh = validation.learning_curve(X, Y, new, y_new, counts, line, along, rng=np.random.default_rng(3))
    order = np.random.default_rng(3).permutation(23)
    for i, count in enumerate(counts):
        rows = order[:count]
        model = line(X[rows], Y[rows])
        assert np.isclose(training[i], np.mean((along(model, X[rows]) - Y[rows]) ** 2))
        assert np.isclose(fresh[i], np.mean((along(model, new) - y_new) ** 2))
    unshuffled = validation.learning_curve(X, Y, new, y_new, [5], line, along)
    assert np.isclose(unshuffled[0][0], np.mean((along(line(X[:5], Y[:5]), X[:5]) - Y[:5]) ** 2))


# Scaling and choosing.


def test_standardize_learns_from_the_training_rows_alone():
    train = np.arange(23) < 15
    scaled = validation.standardize(X, train)
    np.testing.assert_allclose(scaled, StandardScaler().fit(X[train]).transform(X))
    np.testing.assert_allclose(scaled[train].mean(axis=0), 0, atol=1e-14)
    np.testing.assert_allclose(scaled[train].std(axis=0), 1)
    other = X.copy()
    other[~train] += 100
    np.testing.assert_array_equal(validation.standardize(other, train)[train], scaled[train])
    assert validation.standardize([[0.1, 1], [0.1, 3], [0.4, 2]], [True, True, False]) == pytest.approx(
        np.array([[0, -1], [0, 1], [0.3, 0]])
    )
    assert validation.standardize(np.full((7, 1), 0.1), np.arange(7) < 3) == pytest.approx(0)


def test_choose_by_hand():
    assert validation.choose([1, 2, 3], [5, 4, 6], [3, 9, 1]) == (1, 9.0)
    assert validation.choose([1, 2], [4, 4], [7, 8]) == (0, 7.0)


def test_the_strongest_columns_by_hand_and_against_numpy():
    y = np.array([0.0, 1, 1, 3])
    table = np.column_stack([np.ones(4), [0, 0, 1, 0], -y, 1e-9 * y + [0, 1e-10, 0, 0]])
    assert validation.strongest(table, y, 3).tolist() == [2, 3, 1]
    rng = np.random.default_rng(5)
    noise, labels = rng.normal(size=(40, 30)), rng.integers(0, 2, 40)
    r = [abs(np.corrcoef(column, labels)[0, 1]) for column in noise.T]
    assert validation.strongest(noise, labels, 30).tolist() == np.argsort(r)[::-1].tolist()
    assert validation.strongest(np.full((5, 2), 0.1), [0, 1, 0, 1, 1], 1).tolist() == [0]


def test_standard_error_of_a_share():
    assert validation.standard_error(0.5, 100) == 0.05 and validation.standard_error(0, 10) == 0
    draws = np.random.default_rng(0).binomial(120, 0.15, 20000) / 120
    assert validation.standard_error(0.15, 120) == pytest.approx(draws.std(), rel=0.03)


@pytest.mark.parametrize("m, n, p", [(1, 30, 0.5), (20, 30, 0.5), (1000, 120, 0.85), (7, 1, 0.3), (10, 2000, 0.9)])
def test_the_best_of_many_against_the_binomial_of_scipy(m, n, p):
    j = np.arange(n + 1)
    largest = np.diff(np.concatenate([[0], stats.binom.cdf(j, n, p) ** m]))
    assert validation.best_of(m, n, p) == pytest.approx(largest @ j / n, abs=1e-10)
    assert validation.best_of(1, n, p) == pytest.approx(p, abs=1e-10)
    assert validation.best_of(m, n, 0) == 0 and validation.best_of(m, n, 1) == 1


def test_bad_shares_counts_and_probabilities():
    with pytest.raises(ValueError, match="count must be between 1 and 2, not 3"):
        validation.strongest(X, Y, 3)
    with pytest.raises(ValueError, match="y must have 23 entries"):
        validation.strongest(X, Y[1:], 1)
    with pytest.raises(ValueError, match="share must be between 0 and 1"):
        validation.standard_error(15, 120)
    with pytest.raises(ValueError, match="n must be at least 1"):
        validation.standard_error(0.5, 0)
    with pytest.raises(ValueError, match="p must be between 0 and 1"):
        validation.best_of(3, 10, 1.5)
    with pytest.raises(ValueError, match="m must be at least 1"):
        validation.best_of(0, 10, 0.5)


# Bad input.


@pytest.mark.parametrize(
    "shares, words",
    [
        ((0.6, 0.2, 0.1), r"shares must add up to 1, not to 0\.9$"),
        ((0.6, 0.6), r"shares must add up to 1, not to 1\.2$"),
        ((60, 20, 20), "shares must add up to 1, not to 100"),
        ((1.2, -0.2), r"shares must not be negative, but shares\[1\] is -0\.2"),
        ((1.6, -0.2, -0.4), r"shares must not be negative, but shares\[1\] is -0\.2"),
        ((0.5, np.nan), r"shares must be finite, but shares\[1\] is nan"),
        ((), "shares must not be empty"),
        (0.6, "shares must be a vector"),
    ],
)
def test_bad_shares(shares, words):
    for call in (validation.sizes, validation.split, lambda n, s: validation.stratified_split(np.zeros(n), s)):
        with pytest.raises(ValueError, match=words):
            call(10, shares)


@pytest.mark.parametrize("function", [validation.split, validation.k_fold])
@pytest.mark.parametrize("n, error", [(0, ValueError), (-3, ValueError), (2.5, TypeError), ("ten", TypeError)])
def test_bad_n(function, n, error):
    with pytest.raises(error, match="^n must be"):
        function(n, 2 if function is validation.k_fold else (1.0,))


def test_too_few_rows():
    with pytest.raises(ValueError, match="n must be larger: of 3 rows, part 1 with the share 0.05 would get none"):
        validation.split(3, (0.95, 0.05))
    with pytest.raises(ValueError, match="2 rows of class 1, too few for 3 parts: part 2 with the share 0.2 "):
        validation.stratified_split([0] * 10 + [1] * 2, (0.6, 0.2, 0.2))
    with pytest.raises(ValueError, match="labels has 2 rows of class 1; it would be missing from some of 3 folds"):
        validation.stratified_k_fold([0] * 10 + [1] * 2, 3)


@pytest.mark.parametrize("k, words", [(1, "between 2 and 10, not 1"), (11, "not 11"), (0, "not 0"), (-2, "not -2")])
def test_bad_k(k, words):
    for call in (
        validation.k_fold,
        lambda n, k: validation.stratified_k_fold(np.zeros(n), k),
        lambda n, k: validation.folds(np.arange(n), k),
    ):
        with pytest.raises(ValueError, match=f"k must be .*{words}"):
            call(10, k)
        with pytest.raises(TypeError, match="k must be a whole number"):
            call(10, 2.5)


def test_rng_must_be_a_generator():
    for call in (
        lambda rng: validation.split(10, (0.5, 0.5), rng),
        lambda rng: validation.stratified_split([0, 1] * 5, (0.5, 0.5), rng),
        lambda rng: validation.k_fold(10, 2, rng),
        lambda rng: validation.stratified_k_fold([0, 1] * 5, 2, rng),
        lambda rng: validation.learning_curve(X, Y, X, Y, [5], line, along, rng=rng),
    ):
        for rng in (0, np.random, np.random.RandomState(0)):
            with pytest.raises(TypeError, match="rng must be a numpy.random.Generator"):
                call(rng)


@pytest.mark.parametrize("order", [[0, 0, 1], [1, 2, 3], [0, 1.5, 2]])
def test_bad_order(order):
    with pytest.raises(ValueError, match="order must hold each of the numbers 0 to 2 once"):
        validation.folds(order, 2)


def test_bad_folds():
    good = validation.k_fold(23, 4)

    def call(held_out):
        return validation.cross_validate(X, Y, held_out, line, along)

    with pytest.raises(TypeError, match="held_out must hold True and False, not int64"):
        call(good.astype(int))
    with pytest.raises(ValueError, match=r"held_out must have the shape \(k, 23\), not \(23,\)"):
        call(good[0])
    with pytest.raises(ValueError, match=r"held_out must have the shape \(k, 23\), not \(4, 22\)"):
        call(good[:, :-1])
    with pytest.raises(ValueError, match=r"held_out\[1\] must hold at least one True"):
        call(np.array([good[0], good[0] & False]))
    with pytest.raises(ValueError, match=r"held_out\[0\] leaves no row to learn from"):
        call(good[:1] | True)
    with pytest.raises(ValueError, match="held_out must not overlap, but row 0 is in more than one fold"):
        call(good[[0, 0]])


def test_bad_models():
    held_out = validation.k_fold(23, 4)
    for answer, words in [
        (np.zeros(3), "must have 6 entries, not 3"),
        (np.zeros((6, 1)), "must be a vector"),
        (np.full(6, np.nan), "must be finite"),
    ]:
        with pytest.raises(ValueError, match=re.escape("predict(model, X) ") + words):
            validation.cross_validate(X, Y, held_out, line, lambda model, Z: answer)
    with pytest.raises(ValueError, match=re.escape("error(y, predicted) must be finite")):
        validation.cross_validate(X, Y, held_out, line, along, lambda y, predicted: np.nan)
    with pytest.raises(TypeError, match=re.escape("error(y, predicted) must be a number")):
        validation.cross_validate(X, Y, held_out, line, along, lambda y, predicted: y - predicted)


def test_bad_data():
    held_out = validation.k_fold(23, 4)
    with pytest.raises(ValueError, match="y must have 23 entries, not 22"):
        validation.cross_validate(X, Y[1:], held_out, line, along)
    with pytest.raises(ValueError, match="X must be finite"):
        validation.cross_validate(np.full((23, 2), np.inf), Y, held_out, line, along)
    with pytest.raises(ValueError, match="X must be a matrix"):
        validation.cross_validate(X[:, 0], Y, held_out, line, along)
    with pytest.raises(ValueError, match="X_new must have the 2 columns of X, not 3"):
        validation.learning_curve(X, Y, np.zeros((4, 3)), np.zeros(4), [5], line, along)
    with pytest.raises(ValueError, match="y_new must have 4 entries"):
        validation.learning_curve(X, Y, np.zeros((4, 2)), np.zeros(5), [5], line, along)
    bad = np.full((23, 2), np.inf)
    for name, arguments in (("X", (bad, Y, X, Y)), ("y", (X, bad[:, 0], X, Y)), ("X_new", (X, Y, bad, Y))):
        with pytest.raises(ValueError, match=f"^{name} must be finite"):
            validation.learning_curve(*arguments, [5], line, along)
    for counts in ([0], [24]):
        with pytest.raises(ValueError, match=r"counts\[0\] must be between 1 and 23"):
            validation.learning_curve(X, Y, X, Y, counts, line, along)
    for counts in ([], 5):
        with pytest.raises(ValueError, match="counts must be a list of 1 or more whole numbers"):
            validation.learning_curve(X, Y, X, Y, counts, line, along)
    with pytest.raises(ValueError, match="labels must be finite"):
        validation.stratified_split([0, np.nan], (0.5, 0.5))
    with pytest.raises(TypeError, match="labels must hold real numbers"):
        validation.stratified_k_fold(["dog", "cat"] * 3, 2)
    with pytest.raises(ValueError, match="predicted must have 2 entries"):
        validation.error_rate([0, 1], [0])
    with pytest.raises(ValueError, match="predicted must have 2 entries"):
        validation.mean_squared_error([0, 1], [0])


def test_bad_training_rows_and_bad_errors():
    with pytest.raises(TypeError, match="train must hold True and False"):
        validation.standardize(X, np.arange(23))
    with pytest.raises(ValueError, match="train must hold at least one True"):
        validation.standardize(X, np.zeros(23, dtype=bool))
    with pytest.raises(ValueError, match=r"train must have the shape \(23,\)"):
        validation.standardize(X, [True])
    with pytest.raises(ValueError, match="test must have 2 entries"):
        validation.choose([1, 2], [1, 2], [1])
    with pytest.raises(ValueError, match="training must have 2 entries"):
        validation.choose([1], [1, 2], [1, 2])
    with pytest.raises(ValueError, match="validation must be finite"):
        validation.choose([1, 2], [1, np.nan], [1, 2])


def test_nothing_is_changed_and_the_global_random_state_is_left_alone():
    labels, data, state = np.array([0, 1] * 6), X.copy(), np.random.get_state()[1].copy()
    rng = np.random.default_rng(0)
    validation.stratified_split(labels, (0.5, 0.5), rng)
    validation.stratified_k_fold(labels, 3, rng)
    validation.standardize(data, np.arange(23) < 9)
    assert labels.tolist() == [0, 1] * 6 and (data == X).all() and (np.random.get_state()[1] == state).all()


def test_as_many_folds_as_rows_of_a_class():
    held_out = validation.stratified_k_fold([0, 0, 0, 1, 1, 1, 1], 3)
    assert (held_out[:, :3].sum(axis=1) == 1).all() and validation.sizes(1, [1.0]).tolist() == [1]


def test_an_error_names_the_fold_and_the_row():
    def judge(held_out):
        validation.cross_validate(
            np.eye(4), np.arange(4.0), held_out, lambda X, y: None, lambda fitted, X: np.zeros(len(X))
        )

    with pytest.raises(ValueError, match=r"held_out\[1\] leaves no row to learn from"):
        judge([[True, False, False, False], [True] * 4])
    with pytest.raises(ValueError, match="held_out must not overlap, but row 2 is in more than one fold"):
        judge([[True, False, True, False], [False, True, True, False], [False, False, False, True]])
    with pytest.raises(ValueError, match=r"held_out must have the shape \(k, 4\), not \(4,\)"):
        judge([True, False, False, False])


def test_an_error_names_the_share_that_is_negative():
    with pytest.raises(ValueError, match=r"shares\[3\] is -0.5"):
        validation.sizes(4, [0.5, 1.0, 0.0, -0.5])
