"""The views of notebook 03 show what SciPy, scikit-learn and formulas by hand say."""

import numpy as np
import pytest
import scipy.optimize
import scipy.special
from matplotlib.path import Path
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from lib import logistic, pets
from lib.views import logistic_dog_or_cat as views
from tests import last_digits

X, y, kind = pets.read("train")
WEIGHTS = logistic.fit(X, y)
TWO = np.isin(kind, ["pointy-eared shepherd", "cat in the dark"])


def test_the_face_names_the_animal_of_the_slides():
    view = views.AnimalFace(X, y, kind)
    assert "pointy-eared shepherd, at the distance 0: a dog." in view.update(0.21, 0.99, 0.86, guess="a cat")
    assert "fold-eared cat, at the distance 0: a cat." in view.update(0.79, 0.01, 0.14, guess="a cat")
    assert view.nearest.get_text() == "nearest: a fold-eared cat" and view.guess.get_text() == "you said a cat"
    assert view.update(0.21, 0.99, 0.86).endswith("Is it a dog or a cat?") and not view.nearest.get_visible()


# L2: a line through labels.


@pytest.fixture(scope="module")
def line_through_labels():
    return views.LinearScores(X, y, kind)


@pytest.mark.parametrize("draw", [0, 7])
@pytest.mark.parametrize("far", [1.0, 3.0])
@pytest.mark.parametrize("bias", views.LinearScores.ONE)
def test_the_line_and_the_hyperplane_are_those_of_least_squares(line_through_labels, far, bias, draw):
    view = line_through_labels
    said = view.update(far, bias, draw)
    few, of_few = view.draws[draw]
    A, labels = np.vstack([few, np.full(3, far)]), np.append(of_few, 1)
    one = np.ones((31, int(bias == "with the augmented 1")))
    across, up = view.line.get_data()
    design = np.column_stack([A.mean(axis=1), one])
    w = np.linalg.lstsq(design, labels)[0]
    np.testing.assert_allclose(up, np.column_stack([across, np.ones((2, one.shape[1]))]) @ w, atol=1e-12)
    assert up[0] == 0 or one.size, "without the augmented 1 the line passes through the origin"
    assert np.interp(0.5, up, across) == pytest.approx(view.limit.get_xdata()[0]), (
        "the boundary is where the score is 1/2"
    )
    design = np.column_stack([A, one])
    scores = design @ np.linalg.lstsq(design, labels)[0]
    shown = np.concatenate([marks.get_ydata() for marks in view.scores])
    np.testing.assert_allclose(np.sort(shown), np.sort(scores[:-1]), atol=1e-12)
    means = np.concatenate([marks.get_xdata() for marks in view.labels])
    np.testing.assert_allclose(np.sort(means), np.sort(few.mean(axis=1)))
    assert view.far_score.get_ydata()[0] == pytest.approx(scores[-1])
    below, above, wrong = np.sum(scores < 0), np.sum(scores > 1), np.sum((scores >= 0.5) != labels)
    assert f"{below} below 0 and {above} above 1; {wrong} wrong" in said
    assert one.size == 0 or wrong == view.wrong[far][draw]


def test_every_draw_has_five_of_each_kind_and_its_own_verdict(line_through_labels):
    view = line_through_labels
    of_kind = {tuple(x): name for x, name in zip(X, kind)}
    for draw, (few, labels) in enumerate(view.draws):
        names, counts = np.unique([of_kind[tuple(x)] for x in few], return_counts=True)
        assert len(names) == 6 and (counts == 5).all() and labels.sum() == 15
        near, far = view.wrong[1.0][draw], view.wrong[3.0][draw]
        said = view.update(1.0, "without it", draw, guess="fewer are wrong")
        verdict = "more" if far > near else "as many" if far == near else "fewer"
        assert f"{near} → {far}, so {verdict} are wrong; over 12 draws 4.4 → 8.3 on average" in said
    assert "→" not in view.update(1.0, "without it", 0)


# L3: squashing functions.


def test_which_function_breaks_which_rule():
    view = views.SquashingFunctions()
    assert {name: tuple(map(bool, verdict)) for name, verdict in view.verdicts.items()} == {
        "straight line": (True, False, False),
        "clipped line": (False, False, False),
        "sine": (False, False, False),
        "probit": (True, True, False),
        "scaled tanh": (True, True, True),
        "logistic": (True, True, True),
    }
    view.update("probit", 2.0, guess=0.3)
    z, p = view.curve.get_data()
    np.testing.assert_allclose(p, scipy.special.ndtr(z * np.sqrt(2 * np.pi) / 4), rtol=1e-12)
    np.testing.assert_allclose(view.odds.get_ydata(), scipy.special.logit(p), rtol=1e-9)
    assert view.guess.get_ydata()[1] == 0.3 and view.truth.get_ydata() == [0.5]


def test_log_odds_are_drawn_only_where_there_are_odds():
    view = views.SquashingFunctions()
    assert "log-odds not finite. It does not make probabilities" in view.update("straight line", 3.0, guess=0.5)
    assert not view.odds_here.get_visible()
    z, odds = view.odds.get_data()
    assert (np.isnan(odds) == (np.abs(z) >= 2)).all()
    said = view.update("logistic", 3.0, guess=0.5)
    assert "log-odds 3.00. It makes probabilities, and its log-odds are the score itself" in said


def test_score_odds_and_probability_are_linked():
    view = views.ScoreToProbability()
    assert view.update(0.0) == (
        "Score 0: odds 1.00 : 1, probability of a dog 0.500. The loss is 0.693 if it is a dog and 0.693 if it is a cat."
    )
    assert "odds 1 : 3.00, probability of a dog 0.250" in view.update(-np.log(3))
    assert "At twice the score the odds are 9.00 : 1, the square." in view.update(np.log(3), guess="6 to 1")
    np.testing.assert_allclose(view.twice.get_xydata(), [[2 * np.log(3), 0.9]])
    assert "odds are 1 : 9.00" in view.update(-np.log(3), guess="6 to 1")
    view.update(5.0, guess="6 to 1")
    assert not view.twice.get_visible()


# L15: length and direction.


def length_view():
    return views.LengthAndDirection(X[:, :2], y)


@pytest.mark.parametrize("state", [(7.8, 77, 0.46), (0.5, -120, -0.3), (32.0, 10, 0.7)])
def test_every_strip_has_the_tenth_of_p_that_its_colour_says(state):
    view = length_view()
    view.update(*state, guess="nothing")
    length, angle, distance = state[0], np.deg2rad(state[1]), state[2]
    w = length * np.array([np.cos(angle), np.sin(angle), -distance])
    strips = [Path(path.vertices) for path in view.bands.strips.get_paths()]
    points = np.random.default_rng(0).random((200, 2))
    p = scipy.special.expit(points @ w[:2] + w[2])
    clear = np.abs(10 * p - np.round(10 * p)) > 1e-6  # not on an edge
    for point, share in zip(points[clear], p[clear]):
        assert [strip.contains_point(point) for strip in strips].index(True) == int(10 * share)
    ends = np.transpose(view.bands.boundary.get_data())
    np.testing.assert_allclose(ends @ w[:2] + w[2], 0, atol=1e-12)
    assert np.hypot(*(ends[1] - ends[0])) > 4


def test_dogs_are_orange_and_cats_blue():
    colours = length_view().bands.strips.get_facecolor()
    assert colours[0][2] > 0.6 > colours[0][0] and colours[9][0] > 0.9 > 0.4 > colours[9][2]


def test_the_loss_is_that_of_scikit_learn():
    view = length_view()
    view.update(7.8, 77, 0.46, guess="nothing")
    d = X[:, :2] @ [np.cos(np.deg2rad(77)), np.sin(np.deg2rad(77))] - 0.46
    lengths, losses = view.cost.get_data()
    for i in (0, 20, 42):
        assert losses[i] == pytest.approx(np.mean(np.logaddexp(0, (1 - 2 * y) * lengths[i] * d)), rel=1e-9)
    assert view.paid.get_ydata()[0] == pytest.approx(log_loss(y, scipy.special.expit(7.8 * d)))
    distance, p = view.p.get_data()
    np.testing.assert_allclose(p, scipy.special.expit(7.8 * distance))


def test_each_guess_has_its_line():
    view = length_view()
    view.update(4.0, 77, 0.4, guess="nothing")
    normal = np.array([np.cos(np.deg2rad(77)), np.sin(np.deg2rad(77))])
    moved = {"nothing": 0.4, "it moves away from the origin": 0.8, "it moves towards the origin": 0.2}
    for guess, distance in moved.items():
        view.update(4.0, 77, 0.4, guess=guess)
        np.testing.assert_allclose(normal @ view.guess.get_data(), distance)
    view.update(4.0, 77, 0.4, guess="it turns")
    assert np.ptp(normal @ view.guess.get_data()) > 1


def test_doubling_w_is_said_as_the_panel_then_shows_it():
    view = length_view()
    promised = view.update(7.8, 77, 0.46, guess="nothing").split("right, loss ")[1].split(". ")[0]
    assert f"loss {promised}," in view.update(15.6, 77, 0.46, guess="nothing")


# L15: descent.


@pytest.fixture(scope="module")
def descent():
    return views.Descent(X[:, 1], y, (0.3, 6, 30), steps=100)


def test_the_landscape_and_its_lowest_place(descent):
    i, j = 10, 40
    z = descent.slopes[j] * X[:, 1] + descent.biases[i]
    assert descent.landscape[i, j] == pytest.approx(log_loss(y, scipy.special.expit(z)), rel=1e-9)
    best = scipy.optimize.minimize(lambda w: log_loss(y, scipy.special.expit(w[0] * X[:, 1] + w[1])), [1, 0], tol=1e-10)
    np.testing.assert_allclose(descent.best, best.x, atol=1e-3)
    assert descent.least == pytest.approx(best.fun, rel=1e-9)


def test_the_first_step_goes_against_the_slope(descent):
    descent.update(6, 1)
    slope = np.mean((0.5 - y)[:, None] * np.column_stack([X[:, 1], np.ones(len(y))]), axis=0)
    np.testing.assert_allclose(descent.here.get_xydata()[0], -6 * slope)
    assert descent.path.get_xydata().shape == (2, 2) and descent.newton_path.get_xydata().shape == (2, 2)


def test_too_small_right_and_divergent(descent):
    """What the presets promise, from the curve that is drawn."""
    ends = {}
    for rate in (0.3, 6, 30):
        said = descent.update(rate, 100)
        fall = descent.fall.get_ydata()
        ends[rate] = fall[-1]
        assert f"rose in {np.sum(np.diff(fall) > 0)} of these steps" in said
    assert ends[6] < 1e-3 < 0.08 < ends[0.3] < ends[30] and ends[30] > np.log(2) - descent.least
    assert descent.newton_fall.get_ydata()[4] < 1e-6
    said = descent.update(6, 100, guess="it arrives in fewer steps")
    asked = descent.asked.get_ydata()
    assert f"rises in {np.sum(np.diff(asked) > 0)} of 100 steps and ends {asked[-1]:.2f} above the least" in said
    assert 3 < asked.max() / asked[0] < 100, "to and fro, and no farther"


def test_boundary_and_curve_belong_together(descent):
    descent.update(6, 20)
    boundary = descent.boundary.get_xdata()[0]
    assert np.interp(boundary, *descent.curve.get_data()) == pytest.approx(0.5, abs=1e-4)
    assert "no boundary yet" in descent.update(6, 0) and np.isnan(descent.boundary.get_xdata()).all()


# L15: separable data.


def test_w_runs_away_and_a_penalty_stops_it():
    view = views.RunAway(X[TWO][:, :2], y[TWO], lams=[0, 0.01], steps=1000)
    lengths = []
    for step in (10, 100, 1000):
        view.update(0, step)
        assert not view.goals[0].get_visible()
        lengths.append(view.marks[0].get_ydata()[0])
    assert lengths[2] > 2 * lengths[1] > 4 * lengths[0]
    said = view.update(0.01, 1000)
    model = LogisticRegression(C=1 / (TWO.sum() * 0.01), solver="newton-cholesky", tol=1e-10).fit(X[TWO][:, :2], y[TWO])
    limit = np.hypot(*model.coef_[0])
    assert view.goals[0].get_visible() and view.goals[0].get_ydata()[0] == pytest.approx(limit, rel=1e-6)
    assert view.marks[0].get_ydata()[0] == pytest.approx(limit, rel=1e-3) and f"has ‖w‖ = {limit:.2f}" in said
    p = model.predict_proba(X[TWO][:, :2])[:, 1]
    assert view.goals[1].get_ydata()[0] == pytest.approx(log_loss(y[TWO], p) + 0.005 * limit**2, rel=1e-6)
    told = (
        f"‖w‖ grew from {lengths[1]:.2f} to {lengths[2]:.1f}, {lengths[2] / lengths[1]:.2f} times: about twice as long"
    )
    assert told in view.update(0.01, 10, guess="it stops growing") and told not in view.update(0.01, 10)


# L16: who is wrong, and why.


@pytest.fixture(scope="module")
def wrong():
    return views.WrongAnimals(WEIGHTS, *pets.read("test"))


def test_most_of_what_the_line_gets_wrong_are_flat_nosed_dogs(wrong):
    assert len(wrong.wrong) == 18 and np.sum(wrong.kind[wrong.wrong] == "flat-nosed dog") == 13
    assert (np.diff(wrong.p[wrong.wrong]) > 0).all()
    assert ((wrong.p[wrong.wrong] >= 0.5) != wrong.y[wrong.wrong]).all()
    said = wrong.update(1, "cat in the dark")
    assert "Of this kind 13 of 16 are wrong; of the kind that you guessed, cat in the dark, 1 of 20." in said


def test_the_parts_add_up_to_the_score(wrong):
    for animal in range(1, 19):
        wrong.update(animal, "flat-nosed dog")
        i = wrong.wrong[animal - 1]
        parts = [bar.get_width() for bar in wrong.bars]
        np.testing.assert_allclose(parts, WEIGHTS * np.append(wrong.X[i], 1))
        assert sum(parts) == pytest.approx(logistic.logit(wrong.p[i]), abs=1e-9)
        assert wrong.here.get_xdata() == [wrong.p[i]]
        assert list(pets.KINDS)[wrong.here.get_ydata()[0]] == wrong.kind[i]


def test_the_faces_stand_apart(wrong):
    """Two of them are at least as far apart as a face is wide, or as it is high."""
    for i, place in enumerate(wrong.places):
        across, up = np.abs(wrong.places[i + 1 :] - place).T
        assert ((across >= 3 * 34) | (up >= 2.55 * 34)).all()


def test_the_kinds_stay_secret_until_the_guess(wrong):
    assert "flat" not in wrong.update(1)
    assert wrong.panel()["presets"] == {
        "surest mistake: cat": dict(animal=1),
        "nearly right": dict(animal=1 + int(np.argmin(np.abs(wrong.p[wrong.wrong] - 0.5)))),
        "surest mistake: dog": dict(animal=18),
    }
    assert wrong.sheet.get_visible() and not any(artist.get_visible() for artist in wrong.answers)


def test_the_walk_is_straight_and_passes_the_flat_nosed_dogs():
    view = views.WalkBetweenCats(WEIGHTS, X, y, kind)
    z = []
    for way in (0.0, 0.25, 0.5, 1.0):
        said = view.update(way, guess="fold-eared cat")
        z.append(view.here.get_ydata()[0])
        assert "called a cat" in said
        assert ("nearest to it is a flat-nosed dog" in said) == (0 < way < 1)
        assert "Halfway it is a flat-nosed dog. You said: fold-eared cat." in said
        assert "flat" not in view.update(way)
    assert z[1] == pytest.approx(0.75 * z[0] + 0.25 * z[3]) and z[2] == pytest.approx((z[0] + z[3]) / 2)
    mean = X[kind == "cat in the dark"].mean(axis=0)
    assert z[0] == pytest.approx(WEIGHTS[:3] @ mean + WEIGHTS[3])
    halfway = view.share[kind == "flat-nosed dog"]
    assert 0.3 < np.median(halfway) < 0.6


def test_last_digits_do_not_decide_where_descent_goes():
    """Not even where α is so large that the loss goes up and down."""

    def losses():
        found = [logistic.gradient_descent(X[:, [1]], y, rate, 100)[1] for rate in (1, 9, 15, views.Descent.RATES[-1])]
        return found + [
            logistic.gradient_descent(X[TWO][:, :2], y[TWO], views.RunAway.RATE, 1000, lam)[1]
            for lam in (0, views.RunAway.LAMS[-1])
        ]

    with pytest.warns(RuntimeWarning, match="diverges"):
        last_digits.steady(losses)
