"""The views of notebook 04: what they show is compared with SciPy, NumPy or a closed form."""

import re

import numpy as np
import pytest
from scipy.interpolate import RBFInterpolator
from scipy.spatial.distance import cdist

from lib import datasets, logistic, pets, rbf
from lib.views import rbf_interpolation as views
from lib.views.view import CAT, DOG, number

CORNERS = dict(x_across=-1.5, x_up=-1.0, y_across=1.5, y_up=-1.0, z_across=1.5, z_up=1.5)


def wave(x):
    return np.sin(2 * np.pi * x) + 0.5 * np.sin(6 * np.pi * x)


# Distance.


@pytest.mark.parametrize("p", [1, 1.5, 2, 5, np.inf])
def test_distances_are_scipys_and_no_axiom_fails_for_a_norm(p):
    view = views.DistanceAxioms()
    points = np.array([[-1.5, -1.0], [1.5, -1.0], [1.5, 1.5]])
    D = cdist(points, points, **(dict(metric="chebyshev") if p == np.inf else dict(metric="minkowski", p=p)))
    said = view.update("distance", p, **CORNERS)
    assert f"D(x, y) = {number(D[0, 1])}, D(y, z) = {number(D[1, 2])}, D(x, z) = {number(D[0, 2])}." in said
    assert said.endswith("All four axioms hold for these points.")
    straight, first, second = (bar.get_width() for bar in view.bars)
    assert straight / (first + second) == pytest.approx(D[0, 2] / (D[0, 1] + D[1, 2]))
    corners = view.ball.get_xy() - points[0]
    reach = np.abs(corners).max(axis=1) if p == np.inf else (np.abs(corners) ** p).sum(axis=1)
    np.testing.assert_allclose(reach, 1, err_msg="the blue curve is at distance 1 from x")


def test_the_axiom_that_fails_is_named():
    view = views.DistanceAxioms()
    between = {**CORNERS, "y_across": 0.0, "y_up": 0.0}
    assert view.update("distance", 0.5, **CORNERS).endswith("Here fails: the triangle inequality.")
    assert view.update("squared", 2, **between).endswith("Here fails: the triangle inequality.")
    assert view.update("squared", 2, **CORNERS).endswith("hold for these points."), "a right angle: Pythagoras"
    assert view.update("signed", 2, **CORNERS).endswith("Here fails: D ≥ 0 and symmetry.")
    same = dict.fromkeys(CORNERS, 0.5)
    assert view.update("signed", 2, **same).endswith("hold for these points.")


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


# On a line.


@pytest.mark.parametrize("kernel, epsilon", [("gaussian", 10.0), ("multiquadric", 20.0), ("linear", 3.0)])
def test_bumps_sum_condition_and_largest_weight(kernel, epsilon):
    epsilons = [3.0, 10.0, 20.0]
    view = views.WeightedBumps(wave, epsilons, most=8, kernels=[kernel])
    said = view.update(kernel, 8, epsilon)
    x, t = np.linspace(0, 1, 8)[:, None], np.linspace(0, 1, 241)[:, None]
    K = rbf.kernel_matrix(x, x, epsilon, kernel)
    alpha = np.linalg.solve(K, wave(x[:, 0]))
    reference = RBFInterpolator(x, wave(x[:, 0]), kernel=kernel, epsilon=epsilon, degree=-1)(t)
    np.testing.assert_allclose(view.sum.get_ydata(), reference, atol=1e-8)
    total = sum(segment[:, 1] for segment in view.bumps.get_segments())
    np.testing.assert_allclose(total, view.sum.get_ydata(), atol=1e-8)
    off = np.sqrt(np.mean((reference - wave(t[:, 0])) ** 2))
    assert f"number {number(np.linalg.cond(K))}, largest weight {number(np.abs(alpha).max())};" in said
    assert f"typically {number(off)} off" in said
    for line, mark in zip(view.lines, view.marks):
        at = epsilons.index(epsilon)
        assert mark.get_ydata()[0] == pytest.approx(line.get_ydata()[at], rel=1e-6), "the mark is on its curve"


def test_smoothing_solves_with_lam_on_the_diagonal():
    rng = np.random.default_rng(3)
    x, noise = (np.arange(12) + rng.uniform(0.1, 0.9, size=12)) / 12, rng.normal(size=12)
    lams = 10.0 ** np.arange(-4, 2)
    view = views.NoiseAndLambda(wave, x, noise, [0.0, 0.2], lams, epsilon=8.0)
    t, y = np.linspace(0, 1, 241), wave(x) + 0.2 * noise
    K = np.exp(-64 * (x[:, None] - x) ** 2)
    truth = {}
    for lam in lams:
        alpha = np.linalg.solve(K + lam * np.eye(12), y)
        curve = np.exp(-64 * (t[:, None] - x) ** 2) @ alpha
        said = view.update(0.2, lam, guess=1.0)
        np.testing.assert_allclose(view.smooth.get_ydata(), curve, atol=1e-6)
        truth[lam] = np.sqrt(np.mean((curve - wave(t)) ** 2))
        points = np.sqrt(np.mean((K @ alpha - y) ** 2))
        assert f"; {number(points)} off the points, {number(truth[lam])} off the truth." in said
        assert f"condition number {number(np.linalg.cond(K + lam * np.eye(12)))}, " in said
    best = min(truth, key=truth.get)
    assert f"Nearest to the truth is λ = {number(best, 2)}; you guessed 1.0." in said
    assert view.best.get_xdata()[0] == best and view.guess.get_xdata()[0] == 1
    assert "truth" not in view.update(0.2, lams[0], guess=None), "nothing is given away before the guess"


def test_any_function_from_straight_pieces():
    functions = {"wave": wave, "corner": lambda x: np.abs(x - 0.37), "step": lambda x: np.where(x < 0.37, -1.0, 1.0)}
    view = views.AnyFunction(functions, ["linear"], [4, 16, 64], overlap=0.8)
    t = np.linspace(0, 1, 401)
    for name, f in functions.items():
        said = view.update(name, "linear", 16, guess="corner")
        x = np.linspace(0, 1, 16)
        off = np.interp(t, x, f(x)) - f(t)
        np.testing.assert_allclose(view.sum.get_ydata() - f(t), off, atol=1e-9)
        assert f"typical error {number(np.sqrt(np.mean(off**2)))}, largest {number(np.abs(off).max())}." in said
        assert "the step keeps it. You guessed the corner." in said
    assert "error" not in view.update("wave", "linear", 16, guess=None)


# In the plane.


def test_terrain_against_scipy():
    places, heights = datasets.terrain(16)
    kernels, rng = {"thin plate": (1.0, 1)}, np.random.default_rng(0)
    view = views.TerrainFromHeights(places, heights, [10, 40, 160], kernels, 80, rng)
    truth = heights.ravel()
    for n in (10, 40, 160):
        said = view.update("thin plate", n, guess=40)
        at = view.measured[:n]
        reference = RBFInterpolator(places[at], truth[at], kernel="thin_plate_spline")(places)
        error = np.sqrt(np.mean((reference - truth) ** 2))
        assert f"typical error {number(error)} m" in said
        columns, rows = view.dots.get_data()
        np.testing.assert_allclose(heights[rows.astype(int), columns.astype(int)], truth[at])
    enough = min(n for n in (10, 40, 160) if view.typical["thin plate", n] <= 80)
    assert f"From {enough} heights on it is below 80 m; you guessed 40." in said
    assert "error" not in view.update("thin plate", 40, guess=None)


@pytest.fixture(scope="module")
def bent():
    X, y, kind = pets.read("train")
    return views.BentBoundary((X, y, kind), pets.read("validation"), logistic.fit(X, y), np.random.default_rng(0))


def test_the_shares_and_the_crossed_out_faces(bent):
    (X, y, _), (V, v, _) = pets.read("train"), pets.read("validation")
    said = bent.update(20, 2, 0.1, 0.2, "all right")
    centers = bent.X[bent.order[:20]]
    K, KV = (np.exp(-4 * cdist(Z, centers, "sqeuclidean")) for Z in (X, V))
    alpha = np.linalg.solve(K.T @ K + 0.1 * np.eye(20), K.T @ (2 * y - 1))  # well-conditioned here, so this will do
    right, right_new = (K @ alpha >= 0) == (y == 1), (KV @ alpha >= 0) == (v == 1)
    shares = [f"{number(100 * np.mean(part))} %" for part in (right, right_new)]
    assert f"right are {shares[0]} of the training labels and {shares[1]} of the validation animals" in said
    assert [text.get_text() for text in bent.shares] == shares
    wrong_by_line = logistic.predict(V, bent.w) != v
    mended, new = np.sum(wrong_by_line & right_new), np.sum(~wrong_by_line & ~right_new)
    assert f"mistakes {mended} are mended, and {new} are new." in said and wrong_by_line.sum() == len(bent.missed) == 17
    assert len(bent.crosses.get_xdata()) == 17 - mended


def test_the_field_is_the_sign_of_the_score_and_the_dashed_line_is_notebook_03s(bent):
    bent.update(40, 4, 0.1, 0.2, "all right")
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


def test_by_heart_the_wrong_labels_too(bent):
    given = bent.y["one in ten wrong"]
    assert np.sum(given != bent.true) == 36
    said = bent.update(360, 16, 1e-6, 0.2, "one in ten wrong")
    assert "right are 100 % of the training labels and 90.0 % of the validation animals" in said
    said = bent.update(360, 4, 1, 0.2, "one in ten wrong")
    assert "right are 89.4 % of the training labels and 99.2 % of the validation animals" in said
