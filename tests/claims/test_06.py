"""The numbers that notebook 06 says in words: computed here, and looked for in their sentences."""

import functools

import numpy as np
from scipy import stats

from lib import line_fitting, norms, pets, rbf, validation
from lib.views import validation as views
from lib.views.view import number, percent
from tests.claims.prose import Prose

SET = {
    "nb06-002": ["shares 60, 20 and 20 %"],
    "nb06-004": ["first 60 %"],
    "nb06-006": ["60, 20 and 20 % of each kind"],
    "nb06-010": ["standard deviation 0.15"],
    "nb06-024": ["30 % of all labels"],
    "nb06-031": ["Among 1,000 columns"],
    "nb06-029": ["of 1,000 features"],
    "nb06-038": ["“85 % right”"],
    "nb06-042": ["6,000 new ones", "promised 0 %", "The 0 % of", "6,000 new animals"],
    "nb06-065": ["section 7.10.2"],
}
notebook = Prose("06", given=SET)
KIND = np.repeat(range(6), [22, 22, 16, 20, 20, 20])


@functools.cache
def days():
    """As in cell nb06-011."""

    def one_day(rng):
        hours = np.arange(24) + rng.uniform(size=24)
        truth = 0.1 + np.exp(-(((hours - 8) / 2.5) ** 2)) + 0.8 * np.exp(-(((hours - 18) / 3) ** 2))
        return hours, truth + 0.15 * rng.normal(size=24)

    rng = np.random.default_rng(0)
    return [one_day(rng) for _ in range(24)]


def test_the_days_are_those_of_the_notebook():
    source = notebook.path.read_text(encoding="utf-8")
    for part in (
        "(hours - 8) / 2.5",
        "0.8 * np.exp(-(((hours - 18) / 3) ** 2))",
        "0.15 * rng.normal",
        "default_rng(0)",
    ):
        assert part in source


def test_three_sets():
    exact = 11 * np.array([0.6, 0.2, 0.2])
    notebook.says("nb06-002", "6.6, 2.2 and 2.2")
    np.testing.assert_allclose(exact, [6.6, 2.2, 2.2])
    assert validation.sizes(11, [0.6, 0.2, 0.2]).tolist() == [7, 2, 2]
    members = [int(np.sum(pets.read()[2] == name)) // 5 for name in pets.KINDS]
    notebook.says("nb06-004", "22, 22 and 16 dogs, then 20, 20 and 20 cats")
    assert members == [22, 22, 16, 20, 20, 20]
    filed = [np.bincount(KIND[part], minlength=6) for part in validation.split(120, [0.6, 0.2, 0.2])]
    assert filed[0].tolist() == [22, 22, 16, 12, 0, 0] and not filed[2][:4].any()
    notebook.says("nb06-006", "The first 72 animals are all dogs, and twelve cats in bright light.", "two kinds never")
    shuffled = validation.split(120, [0.6, 0.2, 0.2], np.random.default_rng(6))[1]
    shepherds, fair = int(np.sum(KIND[shuffled] == 1)), 22 * 0.2
    notebook.says("nb06-006", f"at number 6 the shepherds are {shepherds} instead of {fair:.1f} in the validation set")
    assert [len(pets.read(name)[1]) for name in pets.SPLITS] == [360, 120, 120]


def test_the_parabola_and_the_constant():
    x, y = np.array([0.0, 1, 2]), np.array([0.0, 1, 0])
    for degree, training, new in ((0, 2 / 9, 1 / 9), (2, 0, 9)):
        w = line_fitting.least_squares(np.vander(x, degree + 1), y)
        found = [np.mean((np.vander(at, degree + 1) @ w - to) ** 2) for at, to in ((x, y), (np.array([3.0]), 0))]
        np.testing.assert_allclose(found, [training, new], atol=1e-12)


@functools.cache
def complexity():
    return views.Complexity(days(), (*range(16), 17, 20, 23, 30, 40, 60, 100, 200), noise=0.15)


def test_degrees():
    view = complexity()
    errors = view.errors[:, 1]
    least = np.take_along_axis(errors, view.best[:, None], 1)[:, 0]
    best = [view.degrees[i] for i in view.best]
    assert len(best) == 12 and np.bincount(best).argmax() == 8 and (np.diff(view.errors[:, 0, :16]) < 1e-12).all()
    ratio = errors[:, 15] / least
    notebook.says(
        "nb06-015",
        f"least at degree {best[0]}, with {number(least[0])}",
        f"Over twelve pairs of days the best degree is {min(best)} to {max(best)}, and 8 most often",
        f"At degree 15 the validation error is {number(np.median(ratio), 2)} times the least one in the median of the "
        f"twelve pairs. It goes from {number(min(ratio), 2)} times to {number(max(ratio))} times",
        f"In two pairs the least error is even below the noise, {0.15**2:.4f}",
    )
    assert np.sum(least < 0.15**2) == 2
    at = view.degrees.index
    assert view.errors[:, 0, at(23) :].max() < 1e-9 and np.median(errors[:, at(23)]) > 1e6
    notebook.says(
        "nb06-015",
        "the median of the validation error is above a million",
        f"At degree 200 its median is {number(np.median(errors[:, at(200)]), 2)}, nearly as good as the "
        f"{number(np.median(least), 2)} of the best degree",
    )
    training, held_back = view.errors[0]
    for name, degree in (("too stiff", 2), ("best", 10), ("too flexible", 14)):
        notebook.says("nb06-015", f"{name}: {number(training[degree])} and {number(held_back[degree])}")
    notebook.says("nb06-008", "the noise is $0.15^2=0.0225$")


def test_early_stopping():
    view = views.EarlyStopping()
    stops, growth, fewer = [], [], 0
    for draw in range(view.DRAWS):
        at, training, losses, wrong = view.curves(draw)
        k = int(losses.argmin())
        stops.append(int(at[k]))
        growth.append(losses[-1] / losses[k])
        fewer += wrong[-1] < wrong[k]
        if draw == 0:
            notebook.says(
                "nb06-015c",
                f"On the first draw after {stops[0]:,} steps, with a validation loss of {number(losses[k])}. At the "
                f"end it is {number(losses[-1])}, although the training loss has fallen from {number(training[k])} to "
                f"{number(training[-1])}",
            )
    notebook.says(
        "nb06-015c",
        f"Over twelve draws the best step is anything from {min(stops)} to {max(stops):,}",
        f"the last validation loss is at least {number(min(growth))} times the least one",
        f"In {fewer} of the 12 draws fewer new animals are wrong at the end",
        "a factor of twenty-five",
    )
    assert view.DRAWS == 12 and round(max(stops) / min(stops)) == 25
    assert (view.HIDDEN, view.ANIMALS, view.WRONG) == (16, 60, 0.2)


def test_folds():
    mean = dict(fit=lambda X, y: y.mean(), predict=lambda model, X: np.full(len(X), model))
    found = validation.cross_validate(np.zeros((4, 1)), [0, 1, 1, 3], validation.k_fold(4, 2), **mean)
    np.testing.assert_allclose(found, [2.5, 3.25])
    notebook.says("nb06-016", "E_1=2.5$", "E_2=3.25$")
    lams = np.array((0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100))
    view = views.Folds(*days()[0], ks=(2, 6, 24), lams=lams, shuffles=4)
    means = {k: np.array([view.errors[k, s].mean(axis=1) for s in range(4)]) for k in view.ks}
    least = {k: [number(min(row)) for row in rows] for k, rows in means.items()}
    chosen = {k: lams[rows.argmin(axis=1)] for k, rows in means.items()}
    assert len(set(least[24])) == 1 and set(chosen[6]) == {0.1}
    notebook.says(
        "nb06-020",
        f"the answer is {least[24][0]} for every shuffle",
        f"Over four shuffles the least mean error goes from {min(least[2])} to {max(least[2])}, and the λ that it "
        f"chooses from {min(chosen[2]):g} to {max(chosen[2]):g}",
        f"With six folds it goes from {min(least[6])} to {max(least[6])}, and λ is 0.1 each time",
    )


@functools.cache
def curves():
    return views.LearningCurves((15, 30, 45, 70, 120, 240, 360), (0.0, 0.3)).curves


def test_learning_curves():
    noisy, clean = curves()[0.3] / 100, curves()[0.0] / 100
    (_, line), (own, new) = ([part[[3, -1]] for part in model] for model in noisy)
    line_own = noisy[0, 0, -1]
    notebook.says(
        "nb06-026",
        f"On {percent(own[0])}, far below the 30 % that are wrong",
        f"On new animals they are wrong on {percent(new[0])}: a gap of {number(100 * (new[0] - own[0]))} points",
        f"With 360 animals it has closed to {number(100 * (new[1] - own[1]), 2)} points, and {percent(new[1])} is near "
        "the 30 % that nobody beats",
        f"The line's errors have met, {percent(line_own)} and {percent(line[1])} with 360 animals",
        "does not come below 13 % either",
        f"take {number(100 * (new[0] - new[1]), 2)} points off their error on new ones, and "
        f"{number(100 * (line[0] - line[1]), 2)} off that of the line",
        f"With true labels the bumps are wrong on {percent(clean[1, 1, 3])} of new animals, from 70",
    )
    assert 0.13 < clean[0, 1].min() < 0.14


def test_leakage():
    view = views.Leakage((10, 30, 100, 300, 1000, 3000))
    ten = view.accuracy["choosing features", 1000]
    notebook.says(
        "nb06-031",
        f"{percent(np.mean(ten))}, for coins; the ten tables go from {100 * min(ten):.0f} to {100 * max(ten):.0f} %",
        "the accuracy is about 50 %",
        f"{percent(view.means['nothing'][0])} either way",
    )
    assert np.abs(view.means["nothing"] - 0.5).max() < 0.06
    assert np.abs(view.means["scaling"] - view.means["nothing"]).max() < 0.005


def test_peeking():
    view = views.Peeking((1, 100, 1000), (30, 1000))
    best = [int(runs[30][:100].argmax()) for runs in view.test]
    told = [runs[30][i] for runs, i in zip(view.test, best)]
    lead = [100 * (validation.best_of(100, n, 0.5) - 0.5) for n in (30, 120, 1000)]
    notebook.says(
        "nb06-036",
        f"{percent(validation.best_of(100, 30, 0.5))} is to be expected",
        f"Over twelve draws it is {100 * min(told):.1f} to {percent(max(told))}, and on new animals about 50 %",
        f"the expected lead is {lead[0]:.1f}, {lead[1]:.1f} and {lead[2]:.1f} points with 30, 120 and 1,000 of them",
        f"the best of a thousand coins is to be expected at {percent(validation.best_of(1000, 1000, 0.5))}",
    )
    assert max(abs(runs[i] - 0.5) for runs, i in zip(view.new, best)) < 0.03
    assert validation.best_of(2, 1, 0.5) == 0.75 and len(told) == 12


def test_three_models():
    hidden = (1, 6)
    view = views.ThreeModels((1.0,), (5, 10, 20, 40, 80, 160), hidden)
    errors = np.array([rows[best] for rows, best in zip(view.errors, view.best)])
    wrong = (errors[:, 2] * 120).round().astype(int)
    assert wrong.tolist() == [18, 3, 2] and view.settings[1][view.best[1]] == 20 and errors[1, 1] == 0
    (dog,) = {validation.error_rate(pets.read(name)[1], np.ones(len(pets.read(name)[1]))) for name in pets.SPLITS}
    assert dog == 0.5
    se = validation.standard_error(0.15, 120)
    assert round(se, 3) == 0.033 and (round(100 * (0.85 - se)), round(100 * (0.85 + se))) == (82, 88)
    notebook.says("nb06-038", "18 of 120 test animals wrong: $\\hat p=0.15$", "0.85/120}=0.033$", "“82 to 88”")
    right = [rows[best] for rows, best in zip(view.right, view.best)]
    assert np.sum(right[1] != right[2]) == 1
    new = errors[:, 3]
    off = np.abs(errors[:, 2] - new) / [validation.standard_error(share, 120) for share in errors[:, 2]]
    zeros = int(np.sum(view.errors[1][:, 1] == 0))
    all_right = (1 - new[1]) ** 120
    assert 1 / 7.7 < all_right < 1 / 6.7 and zeros == 4
    notebook.says(
        "nb06-042",
        "The bumps have three animals of 120 wrong, the network two",
        "than the line with its 15 %",
        f"{100 * new[0]:.1f} % for the line, {100 * new[1]:.2f} % for the bumps and {100 * new[2]:.1f} % for the "
        "network",
        f"within {max(off):.1f} of its standard errors",
        f"If {100 * new[1]:.2f} % are wrong in truth, all of 120 are right about one time in seven. Six settings had "
        "the chance, on the same animals, and four took it",
    )
    X, y = (np.concatenate(both) for both in zip(*(pets.read(name)[:2] for name in ("train", "validation"))))
    refitted = rbf.bumps(X, y, 20)
    many = [pets.simulate(seed)[:2] for seed in range(11, 21)]
    share = np.mean(np.concatenate([refitted(Z) != labels for Z, labels in many]))
    assert np.sum(refitted(pets.read("test")[0]) != pets.read("test")[1]) == 3 and len(y) == 480
    notebook.says(
        "nb06-042",
        "With 480 animals instead of 360 the twenty bumps still have three test animals wrong, and "
        f"{100 * share:.2f} % of the new ones instead of {100 * new[1]:.2f} %",
    )


def test_where_it_breaks():
    X, coins = pets.read("train")[0], np.random.default_rng(1).integers(0, 2, 360)
    errors = validation.cross_validate(
        np.vstack([X, X]),
        np.append(coins, coins),
        validation.k_fold(720, 10, np.random.default_rng(0)),
        fit=lambda X, y: (X, y),
        predict=lambda model, Z: model[1][norms.distance(Z, model[0]).argmin(axis=1)],
        error=validation.error_rate,
    )
    # A twin that is held out as well leaves a toss of a coin: 1 − (1/10)/2.
    assert abs(1 - errors.mean() - 19 / 20) < 0.02
    exact = stats.beta.ppf(0.95, 1, 120)  # the share that 0 of 120 still allows, by Clopper and Pearson
    notebook.says("nb06-043", "right 19 times in 20", "at least 0.05", f"here {100 * exact:.1f} %")
