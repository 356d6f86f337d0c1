"""The views of notebook 04: what they show is compared with SciPy, NumPy or a closed form."""

import itertools
import re

import numpy as np
import pytest
from scipy.interpolate import RBFInterpolator
from scipy.spatial.distance import cdist

from lib import datasets, logistic, pets, rbf
from lib.views import rbf_interpolation as views
from lib.views.view import CAT, DOG, number

CORNERS = dict(B_across=1.5, B_up=-1.0, C_across=1.5, C_up=1.5)


def wave(x):
    return np.sin(2 * np.pi * x) + 0.5 * np.sin(6 * np.pi * x)


# Distance.


@pytest.mark.parametrize("p", [1, 1.5, 2, 5, np.inf])
def test_distances_are_scipys_and_no_axiom_fails_for_a_norm(p):
    view = views.DistanceAxioms()
    points = np.array([[-1.5, -1.0], [1.5, -1.0], [1.5, 1.5]])
    D = cdist(points, points, **(dict(metric="chebyshev") if p == np.inf else dict(metric="minkowski", p=p)))
    said = view.update("distance", p, **CORNERS)
    assert f"D(A, B) = {number(D[0, 1])}, D(B, C) = {number(D[1, 2])}, D(A, C) = {number(D[0, 2])}." in said
    assert said.endswith("All four axioms hold for these points.")
    straight, first, second = (bar.get_width() for bar in view.bars)
    assert straight / (first + second) == pytest.approx(D[0, 2] / (D[0, 1] + D[1, 2]))
    corners = view.ball.get_xy() - points[0]
    reach = np.abs(corners).max(axis=1) if p == np.inf else (np.abs(corners) ** p).sum(axis=1)
    np.testing.assert_allclose(reach, 1, err_msg="the blue curve is at distance 1 from A")


def test_the_axiom_that_fails_is_named():
    view = views.DistanceAxioms()
    between = {**CORNERS, "B_across": 0.0, "B_up": 0.0}
    assert view.update("distance", 0.5, **CORNERS).endswith("Here fails: triangle inequality.")
    assert view.update("squared", 2, **between).endswith("Here fails: triangle inequality.")
    assert view.update("squared", 2, **CORNERS).endswith("hold for these points."), "a right angle: Pythagoras"
    assert view.update("signed", 2, **CORNERS).endswith("Here fails: D ≥ 0 and symmetry.")
    same = dict(B_across=-1.5, B_up=-1.0, C_across=-1.5, C_up=-1.0)
    assert view.update("signed", 2, **same).endswith("hold for these points.")


@pytest.mark.parametrize("guess", views.DistanceAxioms.RULES)
def test_the_guess_stands_at_its_rule_and_the_answer_at_the_right_one(guess):
    view = views.DistanceAxioms()
    said = view.update("distance", 0.5, **CORNERS, guess=guess)
    assert said.endswith(f"Below p = 1 it is the triangle inequality that breaks; you guessed: {guess}.")
    rows = [text.get_position()[1] * view.size[1] - 28 for text in (view.guess, view.answers[1])]
    verdicts = [verdict.get_position()[1] * view.size[1] for verdict in view.verdicts]
    assert rows == pytest.approx([verdicts[views.DistanceAxioms.RULES.index(guess)], verdicts[2]])
    assert view.verdicts[2].get_text().startswith("✗"), "and there it breaks"


# Kernels.


@pytest.mark.parametrize("kernel", rbf.KERNELS)
def test_the_bold_curve_the_dot_and_the_circle_are_phi(kernel):
    view = views.KernelBump()
    said = view.update(kernel, 2.0, 0.5, 30)
    q = 2.0 * np.linspace(0, 3, 151)[1:]
    phi = {
        "gaussian": np.exp(-(q**2)),
        "inverse multiquadric": 1 / np.hypot(1, q),
        "multiquadric": np.hypot(1, q),
        "linear": q,
        "thin plate": q**2 * np.log(q),
        "cubic": q**3,
    }[kernel]
    np.testing.assert_allclose(view.bold.get_ydata()[1:], phi, rtol=1e-12, atol=1e-300)
    height = phi[24]  # r = 0.5, where εr = 1
    assert view.dot.get_ydata()[0] == pytest.approx(height) and f"height is {number(height)}," in said
    x, up = view.circle.get_data()
    np.testing.assert_allclose(np.hypot(x, (up - view.UP * height) / view.DEPTH), 0.5)


def test_turning_around_the_centre_changes_no_height():
    view = views.KernelBump()
    said = {re.sub("angle .*? as", "", view.update("gaussian", 1.3, 0.7, angle)) for angle in (-180, -60, 0, 95)}
    assert len(said) == 1


def test_which_kernels_grow_without_end():
    growing = [kernel for kernel in rbf.KERNELS if rbf.phi(1e3, 1.0, kernel) > 100]
    assert growing == list(views.KernelBump.GROWING)
    view = views.KernelBump()
    assert "grow" not in view.update("gaussian", 1.0, 1.0, 0)
    assert not any(line.get_visible() for line in view.curves.values()), "the other kernels give it away"
    assert "cubic, 4 of six; you guessed 2." in view.update("gaussian", 1.0, 1.0, 0, guess=2)
    assert view.told.get_text() == "growing without end: 4" and view.guess.get_text() == "your guess: 2"


# On a line.


@pytest.fixture(scope="module")
def weighted():
    return views.WeightedBumps(wave)


@pytest.mark.parametrize("kernel, epsilon", [("gaussian", 10.0), ("multiquadric", 10**1.3), ("linear", 10**0.5)])
def test_bumps_sum_condition_and_largest_weight(weighted, kernel, epsilon):
    view = weighted
    said = view.update(kernel, 8, epsilon, guess="narrow")
    x, t = np.linspace(0, 1, 8)[:, None], np.linspace(0, 1, 241)[:, None]
    K = rbf.kernel_matrix(x, x, epsilon, kernel)
    alpha = np.linalg.solve(K, wave(x[:, 0]))
    reference = RBFInterpolator(x, wave(x[:, 0]), kernel=kernel, epsilon=epsilon, degree=-1)(t)
    np.testing.assert_allclose(view.sum.get_ydata(), reference, atol=1e-8)
    total = sum(segment[:, 1] for segment in view.bumps.get_segments())
    np.testing.assert_allclose(total, view.sum.get_ydata(), atol=1e-8)
    off = np.sqrt(np.mean((reference - wave(t[:, 0])) ** 2))
    assert f"number {number(np.linalg.cond(K))}, largest weight {number(np.abs(alpha).max())}." in said
    assert f"typically {number(off)} off" in said
    for line, mark in zip(view.lines, view.marks):
        at = np.argmin(np.abs(view.EPSILONS - epsilon))
        assert mark.get_ydata()[0] == pytest.approx(line.get_ydata()[at], rel=1e-6), "the mark is on its curve"


def test_wide_gaussian_bumps_have_the_weights_that_explode(weighted):
    for n in weighted.POINTS[1:]:  # at three points all heights are 0
        largest = weighted.cost["gaussian", n][1]
        assert largest[0] > 10 * largest[-1] and largest[-1] < 2, "wide bumps first, narrow ones at the end"
    assert weighted.update("gaussian", 12, 10.0, guess="narrow").endswith(
        "The weights of wide gaussian bumps explode; you guessed narrow."
    )
    assert "weight" not in weighted.update("gaussian", 12, 10.0)


def test_of_what_rounding_decides_no_digit_is_shown(weighted):
    """Wide bumps: twelve points at ε = 1 have a condition number beyond 1/eps, at ε = 10^0.2 some digits are left."""
    said = weighted.update("gaussian", 12, 1.0, guess="wide")
    assert "is decided by rounding." in said and "more than 10¹⁵: no digit of the weights is right." in said
    said = weighted.update("gaussian", 12, 10**0.2, guess="wide")
    assert "typically 0.04 off" in said and "number 3 × 10¹⁴, largest weight 6 × 10¹¹." in said


@pytest.fixture(scope="module")
def smoothing():
    rng = np.random.default_rng(3)
    x = (np.arange(12) + rng.uniform(0.1, 0.9, size=12)) / 12
    return views.NoiseAndLambda(wave, x, rng.normal(size=(3, 12)))


@pytest.mark.parametrize("draw", [0, 2])
def test_smoothing_solves_with_lam_on_the_diagonal(smoothing, draw):
    view, x, lams = smoothing, smoothing.x, smoothing.LAMS[::4]
    t, y = np.linspace(0, 1, 241), wave(x) + 0.2 * view.noise[draw]
    K = np.exp(-64 * (x[:, None] - x) ** 2)
    for lam in lams[4:]:
        alpha = np.linalg.solve(K + lam * np.eye(12), y)
        curve = np.exp(-64 * (t[:, None] - x) ** 2) @ alpha
        said = view.update(0.2, lam, draw, guess=1.0)
        np.testing.assert_allclose(view.smooth.get_ydata(), curve, atol=1e-6)
        truth = np.sqrt(np.mean((curve - wave(t)) ** 2))
        points = np.sqrt(np.mean((K @ alpha - y) ** 2))
        assert f"; {number(points)} off the points, {number(truth)} off the truth." in said
        assert f"condition number {number(np.linalg.cond(K + lam * np.eye(12)))}, " in said
    assert "truth" not in view.update(0.2, lams[0], draw, guess=None), "nothing is given away before the guess"


def test_the_best_lam_of_this_draw_and_of_all(smoothing):
    view, x, t = smoothing, smoothing.x, np.linspace(0, 1, 241)
    K, at_t = (np.exp(-64 * (where[:, None] - x) ** 2) for where in (x, t))
    best = []
    for noise in view.noise:
        alphas = [np.linalg.solve(K + lam * np.eye(12), wave(x) + 0.2 * noise) for lam in view.LAMS]
        best.append(view.LAMS[np.argmin([np.mean((at_t @ alpha - wave(t)) ** 2) for alpha in alphas])])
    said = view.update(0.2, 1e-10, 1, guess=1.0)
    ends = f"from {number(min(best), 2)} to {number(max(best), 2)}"
    assert f"Nearest to the truth is λ = {number(best[1], 2)}, in all 3 draws {ends}; you guessed 1.0." in said
    assert view.nearest.get_xdata()[0] == best[1] and view.guess.get_xdata()[0] == 1


FUNCTIONS = {
    "wave": wave,
    "corner": lambda x: 1.5 - 4 * np.abs(x - 0.37),
    "step": lambda x: np.where(x < 0.37, -1.0, 1.0),
}


@pytest.fixture(scope="module")
def approximation():
    return views.AnyFunction(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_any_function_from_straight_pieces(approximation, name):
    view, f, t, x = approximation, FUNCTIONS[name], np.linspace(0, 1, 401), np.linspace(0, 1, 16)
    said = view.update(name, "linear", 16, guess="corner")
    off = np.interp(t, x, f(x)) - f(t)
    np.testing.assert_allclose(view.sum.get_ydata() - f(t), off, atol=1e-9)
    assert f"typical error {number(np.sqrt(np.mean(off**2)))}, largest {number(np.abs(off).max())}." in said
    assert "the step keeps it. You guessed the corner." in said
    assert "error" not in view.update(name, "linear", 16, guess=None)


@pytest.mark.parametrize("kernel", views.AnyFunction.KERNELS)
def test_what_is_continuous_is_met_better_and_better_whatever_the_kernel(approximation, kernel):
    """The prediction has one right answer for each kernel: with 64 bumps the step alone keeps a large error."""
    for name in ("wave", "corner"):
        largest = dict(zip(approximation.COUNTS, approximation.errors[kernel, name][1]))
        assert largest[8] > 1.8 * largest[16] > 1.8**2 * largest[32] > 1.8**3 * largest[64] and largest[64] < 0.03
    assert min(approximation.errors[kernel, "step"][1]) > 0.95, "half the jump, nearly"


# In the plane.


def test_terrain_against_scipy():
    places, heights = datasets.terrain()
    view = views.TerrainFromHeights(places, heights)
    truth, typical = heights.ravel(), {}
    for n, draw in itertools.product((40, 320, 453), (0, 1)):
        said = view.update("thin plate", n, draw, guess=40)
        at = view.measured(draw)[:n]
        reference = RBFInterpolator(places[at], truth[at], kernel="thin_plate_spline")(places)
        typical[n, draw] = np.sqrt(np.mean((reference - truth) ** 2))
        assert f"typical error {number(typical[n, draw])} m" in said
        columns, rows = view.dots.get_data()
        np.testing.assert_allclose(heights[rows.astype(int), columns.astype(int)], truth[at])
        enough = 320 if typical.get((320, draw), 0) < 80 else 453
        assert n == 40 or f"From {enough} heights on it is below 80 m; you guessed 40." in said
    assert typical[453, 1] < 80 < typical[320, 1], "one draw is not the other"
    assert "error" not in view.update("thin plate", 40, 0, guess=None)


@pytest.fixture(scope="module")
def bent():
    return views.BentBoundary(pets.read("train"), pets.read("validation"))


def test_the_shares_and_the_crossed_out_faces(bent):
    (X, y, _), (V, v, _) = pets.read("train"), pets.read("validation")
    said = bent.update(20, 2, 0.1, 0.2, "all right", 0)
    centers = X[:20]
    K, KV = (np.exp(-4 * cdist(Z, centers, "sqeuclidean")) for Z in (X, V))
    alpha = np.linalg.solve(K.T @ K + 0.1 * np.eye(20), K.T @ (2 * y - 1))  # well-conditioned here, so this will do
    right, right_new = (K @ alpha >= 0) == (y == 1), (KV @ alpha >= 0) == (v == 1)
    shares = [f"{number(100 * np.mean(part))} %" for part in (right, right_new)]
    assert f"right are {shares[0]} of the training labels and {shares[1]} of the validation animals" in said
    assert [text.get_text() for text in bent.shares] == shares
    wrong_by_line = logistic.predict(V, bent.w) != v
    mended, new = np.sum(wrong_by_line & right_new), np.sum(~wrong_by_line & ~right_new)
    assert f"mistakes {mended} are mended, and {new} are new." in said
    assert len(bent.crosses.get_xdata()) == wrong_by_line.sum() - mended


def test_the_field_is_the_sign_of_the_score_and_the_dashed_line_is_notebook_03s(bent):
    bent.update(40, 4, 0.1, 0.2, "all right", 0)
    model = bent.model(40, 4, 0.1, "all right")[0]
    picture = np.asarray(bent.field.get_array())[:, :, :3] / 255
    places = np.random.default_rng(1).uniform(size=(300, 2))
    score = model.score(np.column_stack([places[:, 0], np.full(300, 0.2), places[:, 1]]))
    columns, rows = (bent.FINE * places[:, 0]).astype(int), (bent.FINE * (1 - places[:, 1])).astype(int)
    for f, colour in zip(score, picture[rows, columns]):
        if abs(f) > 0.2:
            assert (colour[0] > colour[2]) == (f > 0), "orange for dogs, blue for cats"
    ears, eyes = bent.straight.get_data()
    on_line = np.column_stack([ears, np.full(2, 0.2), eyes])
    np.testing.assert_allclose(logistic.scores(on_line, bent.w), 0, atol=1e-9)
    for line, colour, label in zip(bent.animals, (CAT, DOG), (0, 1)):
        near = (np.abs(bent.X[:, 1] - 0.2) <= bent.NEAR) & (bent.true == label)
        np.testing.assert_array_equal(np.transpose(line.get_data()), bent.X[near][:, [0, 2]])
        assert line.get_color() == colour


@pytest.mark.parametrize("draw", [0, 5])
def test_by_heart_the_wrong_labels_too(bent, draw):
    given = bent.given("one in ten wrong", draw)
    assert np.sum(given != bent.true) == 36 and np.array_equal(bent.given("all right", draw), bent.true)
    K = np.exp(-(16**2) * cdist(bent.X, bent.X, "sqeuclidean"))
    learned = (K @ np.linalg.solve(K @ K + 1e-6 * np.eye(360), K @ (2 * given - 1)) >= 0) == given
    said = bent.update(360, 16, 1e-6, 0.2, "one in ten wrong", draw, guess="the true ones")
    assert learned.all() and "right are 100 % of the training labels" in said
    assert said.endswith("A narrow bump on each gets 360 of the 360 labels right; you guessed: the true ones.")
    assert "of the 360" not in bent.update(360, 16, 1e-6, 0.2, "one in ten wrong", draw)


def test_the_bumps_of_the_panel_are_those_of_the_other_notebooks(bent):
    model, _, answers = bent.model(40, 4, 0.1, "all right")
    other = rbf.bumps(bent.X, bent.true)
    np.testing.assert_array_equal(other.surface.alpha, model.surface.alpha)
    np.testing.assert_array_equal(other(bent.V), answers)
