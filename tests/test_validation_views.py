"""The views of notebook 06: what they draw and say, against scikit-learn, SciPy and other ways to the same number."""

import re

import numpy as np
import pytest
from numpy.polynomial.legendre import legvander
from scipy import stats
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression, Ridge, RidgeClassifier
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lib import mlp, pets, rbf, validation
from lib.views import validation as views
from tests import last_digits

RNG = np.random.default_rng(8)
DAYS = []
for _ in range(3):
    HOURS = np.arange(24) + RNG.uniform(size=24)
    DAYS.append((HOURS, np.sin(HOURS / 3) + 0.15 * RNG.normal(size=24)))
TRAIN, VALIDATION, TEST = (pets.read(name)[:2] for name in pets.SPLITS)


def by_numpy(day, degree, other):
    """The mean squared error on another day of the polynomial through a day, by numpy.polynomial."""
    curve = np.polynomial.Polynomial.fit(*day, degree)
    return np.mean((curve(other[0]) - other[1]) ** 2)


# The three sets.


@pytest.mark.parametrize("order", ["as filed", "shuffled", "stratified by kind"])
@pytest.mark.parametrize("shares", [(60, 20), (30, 10), (45, 30)])
def test_the_dots_are_the_animals_of_each_set(order, shares):
    view = views.ThreeSets(pets.read()[2])
    readout = view.update(*shares, order, luck=6, guess=2)
    dots = np.hstack([artist.get_data() for artist in view.animals])
    assert dots.shape == (2, 120) and len(np.unique(dots, axis=1).T) == 120
    # Which box and row a dot is in; the strip below must tell the same.
    box = np.searchsorted(view.LEFTS, dots[0], side="right") - 1
    row = ((view._height(0) - dots[1]) / (view._height(0) - view._height(1))).round().astype(int)
    counts = np.zeros((3, 6), dtype=int)
    np.add.at(counts, (box, row), 1)
    dark = np.asarray(view.strip.get_array())[:, :, 0] < 128
    assert (dark.sum(axis=0) == 1).all()
    assert [np.bincount(view.kind[part], minlength=6).tolist() for part in dark] == counts.tolist()
    sizes = [int(size) for size in re.match(r"(\d+), (\d+), (\d+) animals", readout).groups()]
    assert sizes == counts.sum(axis=1).tolist()
    fair = np.outer([*shares, 100 - sum(shares)], view.members) / 100
    assert np.abs(counts - fair).max() < 1 if order == "stratified by kind" else np.abs(counts - fair).max() > 1
    assert len(view.missing.get_xdata()) == np.sum(counts == 0)


def test_as_filed_whole_kinds_are_missing():
    view = views.ThreeSets(pets.read()[2])
    readout = view.update(60, 20, "as filed", luck=1, guess=3)
    assert (
        "fold-eared cat, 20 in the test set instead of 4.0." in readout
        and "never sees: 2 of 6; you guessed 3" in readout
    )
    assert view.update(60, 20, "as filed", luck=2, guess=3) == readout
    assert view.update(60, 20, "as filed", luck=1) == "72, 24, 24 animals for training, validation and test."
    assert not any(artist.get_visible() for artist in view.answers)


# Polynomials.


def test_fits_of_days_against_numpy():
    view = views.FitsOfDays(DAYS, last=9)
    readout = view.update(degree=7, day=2)
    shown = view.error.get_ydata()
    np.testing.assert_allclose(shown, [by_numpy(DAYS[1], degree, DAYS[1]) for degree in range(8)])
    curve = np.polynomial.Polynomial.fit(*DAYS[1], 7)
    np.testing.assert_allclose(view.curve.get_ydata(), np.clip(curve(view.HOURS), -20, 20), atol=1e-8)
    assert f"8 coefficients for 24 points: training error {shown[7]:.3g}" in readout
    others = view.others.get_ydata().reshape(2, -1)[:, :-1]
    np.testing.assert_allclose(
        others[1], np.polynomial.Polynomial.fit(*DAYS[2], 7)(view.HOURS).clip(-20, 20), atol=1e-8
    )


def test_complexity_against_numpy():
    view = views.Complexity([*DAYS[:2], *DAYS[1:]], range(16), noise=0.15)
    wanted = np.array([by_numpy(DAYS[0], degree, DAYS[1]) for degree in range(16)])
    hidden = view.update(degree=5, draw=0, guess=None)
    assert "validation error is shown after your guess" in hidden and f"{wanted[5]:.3g}" not in hidden
    assert not view.validation_line.get_visible() and not view.truth.get_visible() and not view.fresh.get_visible()
    readout = view.update(degree=5, draw=0, guess=3)
    np.testing.assert_allclose(view.validation_line.get_ydata(), wanted)
    np.testing.assert_allclose(view.training_line.get_ydata(), [by_numpy(DAYS[0], d, DAYS[0]) for d in range(16)])
    best = int(wanted.argmin())
    assert view.truth.get_xdata() == [best] and list(view.guess.get_xdata()) == [3, 3]
    assert f"validation error {wanted[5]:.3g}" in readout and f"at degree {best}; your degree 3" in readout
    view.update(degree=4, draw=1, guess=3)
    wanted = [by_numpy(DAYS[1], degree, DAYS[2]) for degree in range(16)]
    np.testing.assert_allclose(view.validation_line.get_ydata(), wanted)


def test_with_more_coefficients_than_points_the_shortest_solution_is_taken():
    view = views.Complexity(DAYS[:2], (*range(16), 40), noise=0.15)
    readout = view.update(degree=40, draw=0, guess=3)
    (hours, activity), (new_hours, new_activity) = DAYS[:2]
    w = np.linalg.lstsq(legvander(hours / 12 - 1, 40), activity, rcond=None)[0]
    wanted = np.mean((legvander(new_hours / 12 - 1, 40) @ w - new_activity) ** 2)
    assert view.validation_line.get_ydata()[-1] == pytest.approx(wanted, rel=1e-8)
    assert readout.startswith("Degree 40: training error < 1e-12") and view.best[0] < 16


# When to stop.


def test_early_stopping_against_a_loop_by_hand():
    view = views.EarlyStopping()
    at, training, losses, wrong = view.curves(0)
    assert len(at) == len(training) == len(losses) == view.STEPS // 10 + 1
    rng = np.random.default_rng(view.FIRST)
    rows = rng.permutation(360)[: view.ANIMALS]
    told = np.where(rng.random(view.ANIMALS) < view.WRONG, 1 - TRAIN[1][rows], TRAIN[1][rows])
    network = mlp.initial([3, view.HIDDEN, 1], np.random.default_rng(view.FIRST))
    W, b = [w.copy() for w in network.W], [c.copy() for c in network.b]

    def scores(X):
        hidden = np.tanh(X @ W[0] + b[0])
        return hidden, (hidden @ W[1] + b[1])[:, 0]

    def loss(z, y):
        return np.mean(np.logaddexp(0, z) - y * z)

    X = TRAIN[0][rows]
    for step in range(101):
        hidden, z = scores(X)
        if step % 10 == 0:
            new = scores(VALIDATION[0])[1]
            both = (1 - view.WRONG) * loss(new, VALIDATION[1]) + view.WRONG * loss(new, 1 - VALIDATION[1])
            found = training[step // 10], losses[step // 10], wrong[step // 10]
            assert found == pytest.approx((loss(z, told), both, np.mean((new > 0) != VALIDATION[1])), rel=1e-9)
        off = (1 / (1 + np.exp(-z)) - told)[:, None] / len(told)
        back = (off @ W[1].T) * (1 - hidden**2)
        for part, change in ((W[1], hidden.T @ off), (b[1], off.sum(0)), (W[0], X.T @ back), (b[0], back.sum(0))):
            part -= view.RATE * change


def test_last_digits_do_not_decide_when_to_stop():
    last_digits.steady(lambda: [curve for draw in (0, 5) for curve in views.EarlyStopping().curves(draw)])


def test_early_stopping_tells_the_best_step_after_the_guess_only():
    view = views.EarlyStopping()
    hidden = view.update(200, 0, None)
    assert "least" not in hidden and len(view.lines[1].get_xdata()) == 20
    readout = view.update(200, 0, 500)
    assert f"least after {view.best(0):,} steps; you guessed 500" in readout
    assert len(view.lines[1].get_xdata()) == view.STEPS // 10 and list(view.least.get_xdata()) == [view.best(0)] * 2


# Folds.


@pytest.mark.parametrize("k, shuffle", [(2, 0), (6, 1), (24, 0)])
def test_cross_validated_errors_against_scikit_learn(k, shuffle):
    lams = (0.001, 0.1, 10)
    view = views.Folds(*DAYS[0], ks=(k,), lams=lams, shuffles=2)
    X = legvander(DAYS[0][0] / 12 - 1, view.DEGREE)[:, 1:]
    held_out = view.held_out[k, shuffle]
    folds = PredefinedSplit(held_out.argmax(axis=0))
    means = []
    for lam in lams:
        readout = view.update(k, lam, shuffle, "six folds")
        wanted = -cross_val_score(Ridge(lam, solver="svd"), X, DAYS[0][1], cv=folds, scoring="neg_mean_squared_error")
        shown, less = wanted >= view.LEAST, view.less.get_xydata()
        np.testing.assert_allclose(view.each.get_xdata(), wanted[shown], rtol=1e-6)
        assert (less[:, 0] == view.LEAST).all() and (less[:, 1] == ((np.arange(k) + 0.5) / k)[~shown]).all()
        assert f"{k} folds, {k} fits, λ = {lam:g}" in readout
        means.append(wanted.mean())
        assert view.mean.get_xdata()[0] == pytest.approx(wanted.mean())
    np.testing.assert_allclose(view.risk.get_ydata(), means, rtol=1e-6)
    assert view.best.get_xdata() == [lams[int(np.argmin(means))]]
    dark = np.asarray(view.table.get_array())[:, :, 0] < 128
    assert (dark == held_out).all() and view.fits.get_ydata().reshape(k, -1).shape == (k, 122)
    spread = wanted.std(ddof=1) / np.sqrt(k)
    bar = view.bars.get_ydata().reshape(-1, 3)[-1]
    assert bar[1] - bar[0] == pytest.approx(2 * spread)


def test_leave_one_out_does_not_depend_on_the_shuffle():
    view = views.Folds(*DAYS[0], ks=(24,), lams=(0.1, 1), shuffles=2)
    assert view.update(24, 0.1, 0, "two halves") == view.update(24, 0.1, 1, "two halves")
    assert "Least" not in view.update(24, 0.1, 0) and not view.risk.get_visible()


# Learning curves.


def test_learning_curves_of_all_animals_against_scikit_learn():
    view = views.LearningCurves((70, 360), (0.0, 0.3), orders=2)
    assert view.update(360, 0.0, guess=None) == "360 animals, 0 % of all labels wrong."
    assert not view.lines[1].get_visible()
    readout = view.update(360, 0.0, guess=10)
    line = LogisticRegression(C=1 / (360 * 0.01), tol=1e-10, max_iter=1000).fit(*TRAIN)
    wanted = [100 * (1 - line.score(*data)) for data in (TRAIN, VALIDATION)]
    np.testing.assert_allclose([dot.get_ydata()[0] for dot in view.dots[:2]], wanted)
    truth = view.curves[0.3][1, 0, 0]
    assert f"You guessed 10 %; it was {truth:.3g} %" in readout and list(view.guess.get_ydata()) == [10, 10]


def test_new_animals_are_judged_by_labels_of_which_as_many_are_wrong():
    """What is added by a formula is what turning labels over gives in the mean."""
    view = views.LearningCurves((70,), (0.3,), orders=1)
    told = np.where(np.random.default_rng(0).random(360) < 0.3, 1 - TRAIN[1], TRAIN[1])
    rows = np.random.default_rng(0).permutation(360)[:70]
    said = rbf.bumps(TRAIN[0][rows], told[rows])(VALIDATION[0])
    turned = np.random.default_rng(1).random((4000, 120)) < 0.3
    wrong = np.mean(said != np.where(turned, 1 - VALIDATION[1], VALIDATION[1]))
    assert view.curves[0.3][1, 1, 0] == pytest.approx(100 * wrong, abs=0.3)


# Leakage.


@pytest.fixture(scope="module")
def leakage():
    return views.Leakage((10, 100), repetitions=1)


@pytest.fixture(scope="module")
def noise():
    rng = np.random.default_rng(0)
    y = rng.permutation(np.repeat([0.0, 1.0], 25))
    folds = PredefinedSplit(validation.stratified_k_fold(y, 5, rng).argmax(axis=0))
    return rng.normal(size=(50, 100)), y, folds


def test_learned_inside_the_folds_is_a_pipeline_of_scikit_learn(leakage, noise):
    X, y, folds = noise
    steps = [SelectKBest(f_classif, k=10), StandardScaler(), RidgeClassifier(1.0)]
    assert leakage.accuracy["nothing", 100] == [
        pytest.approx(cross_val_score(make_pipeline(*steps), X, y, cv=folds).mean())
    ]
    chosen = SelectKBest(f_classif, k=10).fit_transform(X, y)
    leaky = cross_val_score(make_pipeline(*steps[1:]), chosen, y, cv=folds).mean()
    assert leakage.accuracy["choosing features", 100] == [pytest.approx(leaky)] and leaky > 0.65
    scaled = cross_val_score(make_pipeline(steps[0], steps[2]), StandardScaler().fit_transform(X), y, cv=folds).mean()
    assert leakage.accuracy["scaling", 100] == [pytest.approx(scaled)]


def test_leakage_shows_guess_and_truth_afterwards_only():
    view = views.Leakage((10, 1000), repetitions=2)
    told = f"{100 * view.means['choosing features'][1]:.1f} %"
    hidden = view.update(1000, "choosing features", guess=None)
    assert told not in hidden and not any(artist.get_visible() for artist in view.answers)
    readout = view.update(1000, "choosing features", guess=60)
    assert readout.count(told) == 2 and "You guessed 60 %" in readout and list(view.guess.get_ydata()) == [0.6, 0.6]
    held_out = [view.tables[way, 1000][1].mean(axis=1) @ [1, 0, -1] for way in ("nothing", "choosing features")]
    # With the leak, orange (red above blue) marks the dogs among the held-out animals too; the first five are dogs.
    assert held_out[1][:5].mean() - held_out[1][5:].mean() > 0.2 > held_out[0][:5].mean() - held_out[0][5:].mean()


# Peeking.


def test_peeking_against_scipy():
    view = views.Peeking((1, 10, 100), (30, 1000))
    assert view.update(100, 30, 0) == "100 coins and 30 test animals." and not view.best.get_visible()
    readout = view.update(100, 30, 0, 60)
    largest = np.diff(np.append(0, stats.binom.cdf(np.arange(31), 30, 0.5) ** 100)) @ np.arange(31) / 30
    assert f"expected {100 * largest:.1f} %" in readout and view.promise.get_ydata()[2] == pytest.approx(largest)
    test, new = view.test[0][30][:100], view.new[0][:100]
    assert view.best.get_xdata() == [test.max()] and view.best.get_ydata() == [new[test.argmax()]]
    assert len(view.dots.get_xdata()) == 100 and view.drawn.get_ydata()[-1] == test.max()
    assert f"{100 * test.max():.1f} % right" in readout and "Best of 1 coin on" in view.update(1, 30, 0, 60)
    assert abs(np.mean(view.new) - 0.5) < 0.01
    spread = [np.std(runs[1000]) for runs in view.test]
    assert np.mean(spread) == pytest.approx(np.sqrt(0.25 / 1000), rel=0.1)
    assert view.update(100, 30, 1, 60) != readout and "You guessed 60 %" in readout


# Three models.


@pytest.fixture(scope="module")
def three():
    return views.ThreeModels((0.1, 0.001), (5, 20), (1, 3), worlds=[11])


def test_last_digits_do_not_decide_how_many_a_network_gets_wrong():
    last_digits.steady(lambda: [views.ThreeModels((1.0,), (5,), (2, 8), worlds=[11]).errors[2]])


CLOSED, OPEN, WORLD = views.ThreeModels.TEST


def test_the_test_set_is_closed_until_it_is_opened(three):
    for state, guess in ((CLOSED, "line"), (OPEN, None), (WORLD, None)):
        readout = three.update(0.1, 20, 3, state, guess)
        assert "locked away" in readout and "15.0 %" not in readout
        assert len(three.marks[1].get_xdata()) == len(three.marks[2].get_xdata()) == len(three.bars.get_xdata()) == 0
        assert three.remark.get_text() == "the test set is closed" and three.verdict_text.get_text() == ""


def test_the_errors_of_the_line_against_scikit_learn(three):
    line = LogisticRegression(C=1 / (360 * 0.001), tol=1e-10, max_iter=1000).fit(*TRAIN)
    wanted = [1 - line.score(*data) for data in (TRAIN, VALIDATION, TEST)]
    np.testing.assert_allclose(three.errors[0][1, :3], wanted, atol=1e-12)


def test_three_models_on_the_test_set(three):
    assert three.best == [0, 1, 1]
    readout = three.update(0.1, 20, 3, OPEN, "network")
    assert "Test: line 15.0 % ± 3.3 %, bumps 2.5 % ± 1.4 %, network 1.7 % ± 1.2 %." in readout
    assert "Only one of network and bumps is right on 1: 1 and 0: too close to call" in readout
    np.testing.assert_allclose(three.marks[1].get_ydata(), [15, 300 / 120, 200 / 120])
    ends = three.bars.get_ydata().reshape(3, 3)
    np.testing.assert_allclose(
        ends[:, 1] - ends[:, 0], [200 * np.sqrt(p * (1 - p) / 120) for p in (0.15, 3 / 120, 2 / 120)]
    )
    assert three.verdict_text.get_text() == "too close to call" and three.remark.get_text() == ""
    assert len(three.marks[2].get_xdata()) == 0 and "New animals" not in readout
    assert "New animals: " in three.update(0.1, 20, 3, WORLD, "network") and len(three.marks[2].get_xdata()) == 3


def test_the_verdict_counts_the_animals_on_which_two_models_differ(three):
    right = np.ones((3, 120), dtype=bool)
    right[0, :40] = right[1, 4:8] = False
    right[2, :9] = False  # four of them in common with the second
    verdict, pairs = three.verdict(right)
    assert verdict == "the bumps win" and pairs == "Only one of bumps and network is right on 5: 5 and 0"
    right[2, 2:] = True
    assert three.verdict(right)[0] == "too close to call"  # 4 against 2: √6 is more


def test_choosing_after_the_test_is_called_by_its_name(three):
    readout = three.update(0.1, 5, 3, OPEN, "line")
    assert "choose on the test set" in readout and three.remark.get_text() == "no longer an honest choice"
    assert three.verdict_text.get_text() == "the network wins"
    assert "choose on the test set" not in three.update(0.1, 5, 3, CLOSED, "line")


def test_the_predictions_are_far_from_a_tie(three):
    """What is told must be the same on every machine: no animal lies on a boundary within rounding."""
    moved = [(X + 1e-9, y) for X, y in (VALIDATION, TEST)]
    for model, settings in zip((three._line, three._bumps, three._network), three.settings):
        for setting, errors in zip(settings, three.errors[three.MODELS.index(model.__name__.strip("_"))]):
            predict = model(*TRAIN, setting)
            assert [validation.error_rate(y, predict(X)) for X, y in moved] == errors[1:3].tolist()
