"""The numbers that notebook 02 says in words: computed here, and looked for in their sentences."""

import ast
import warnings

import nbformat
import numpy as np
import pytest

from lib import datasets, line_fitting, norms, outliers, regularisation
from lib.views import line_fitting as views
from lib.views.view import number, percent, plain
from tests.claims.prose import Prose

# What was set and not computed: steps and settings of sliders, the truth of a simulation, a chapter.
SET = {
    "nb02-013": ["wrong by 0.1"],
    "nb02-016": ["step of 0.1"],
    "nb02-031": ["from ∞ down to 0.3"],
    "nb02-041": ["not 0.001", "λ from 0.01 upwards"],
    "nb02-043": ["In truth the first coefficient is 3, the fourth −2, the seventh 1.5"],
    "nb02-074": ["section 4.3"],
}
notebook = Prose("02", given=SET)
DATA = {"nb02-005", "nb02-009", "nb02-011", "nb02-018", "nb02-020", "nb02-024", "nb02-026", "nb02-040", "nb02-044"}
DATA |= {"nb02-048", "nb02-050"}


def _data():
    """What the cells of the notebook define, without what they show."""
    names = dict(np=np, datasets=datasets)
    for cell in nbformat.read(notebook.path, as_version=4).cells:
        if cell.id in DATA:
            tree = ast.parse(cell.source)
            tree.body = [part for part in tree.body if not isinstance(part, ast.Expr)]
            exec(compile(tree, cell.id, "exec"), names)
    return names


GIVEN = _data()
DRAWS = range(20)


def with_ones(*columns):
    return np.column_stack([*columns, np.ones(len(columns[0]))])


def turned(points, degrees):
    t = np.deg2rad(degrees)
    return points @ [[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]]


def degrees_off(a, b, degrees=0):
    """The angle between the line with the normal (a, b) and a direction."""
    return abs((np.rad2deg(np.arctan2(-a, b)) - degrees + 90) % 180 - 90)


def span(values, digits):
    return f"{min(values):.{digits}f}° to {max(values):.{digits}f}°"


# 1 · One point, two points, many.


def test_singular_values_on_the_walk():
    A = with_ones(*GIVEN["points"].T)
    _, s, Vt = np.linalg.svd(A)
    lengths = [np.linalg.norm(A @ (np.cos(t) * Vt[2] + np.sin(t) * Vt[1])) for t in (0, np.pi / 4, np.pi / 2)]
    np.testing.assert_allclose([lengths[0], lengths[2]], s[:0:-1])
    first, middle, last = map(number, lengths)
    notebook.says("nb02-002", f"is {first} at 0°, {middle} at 45° and {last} at 90°")


def test_null_spaces_and_the_point_that_turns_the_line_most():
    A = with_ones(*GIVEN["points"].T)
    assert [3 - np.linalg.matrix_rank(A[:n]) for n in (1, 2, 3, 8)] == [2, 1, 0, 0]
    notebook.says("nb02-007", "2, 1 and 0 for one, two and three points", "With three no singular value is 0 here")
    angles = [np.rad2deg(np.arctan(-x[0] / x[1])) for x in (line_fitting.homogeneous(A[:n]) for n in range(2, 9))]
    turns = np.abs(np.diff(angles))
    k = int(np.argmax(turns))
    x, y = GIVEN["points"][k + 2]
    assert k + 3 == 5
    notebook.says("nb02-007", f"The fifth, at ({x:.1f}, {y:.1f}): it turns the best line by {turns[k]:.1f}°")


# 2 · Ordinary least squares.


def test_the_line_by_hand():
    A, b = GIVEN["A"], GIVEN["b"]
    m, d = np.polyfit(A[:, 0], b, 1)
    first, second, third = (b - A @ [m, d]).round(9)
    notebook.says("nb02-008", f"the residuals are {plain(first)}, {plain(second)} and {plain(third)}")
    notebook.says("nb02-008", "through $(1,3)$", f"={m:.1f}$. The intercept is $3-2.5\\cdot1={d:.1f}$")
    assert A[:, 0].mean() == 1 and b.mean() == 3


def test_the_best_line_and_how_flat_the_bottom_is():
    x, y = GIVEN["x7"], GIVEN["y7"]

    def squares(m, d):
        return ((y - m * x - d) ** 2).sum()

    m, d = np.polyfit(x, y, 1)
    least = squares(m, d)
    assert number(m, 2) == number(d, 2)
    notebook.says("nb02-013", f"has slope and intercept {number(m, 2)}, and {number(least)} of area is left")
    wide = ((x - x.mean()) ** 2).sum()
    more = squares(m + 0.1, y.mean() - (m + 0.1) * x.mean()) - least
    notebook.says("nb02-013", f"costs ${wide:.0f}\\cdot0.1^2={number(more, 2)}$ more: {wide:.0f} is the sum")
    panel = views.OwnLine(x, y).panel()
    close, flat, steep = (panel["presets"][name] for name in ("close", "flat, through the mean", "too steep"))
    m, d = close["slope"], close["intercept"]
    step, up = np.diff(panel["slope"].values[:2])[0], np.diff(panel["intercept"].values[:2])[0]
    near = [squares(m, d), squares(m + step, d), squares(m - step, d), squares(m, d + up), squares(m, d - up)]
    notebook.says("nb02-013", f"from {number(min(near))} to {number(max(near))} at most")
    rest = y - flat["slope"] * x - flat["intercept"]
    assert abs(rest.sum()) < 0.1 < abs(rest @ x)
    rest = y - steep["slope"] * x - steep["intercept"]
    assert len(y) == 7 and (rest < 0).all() and rest @ x < 0
    notebook.says("nb02-013", "all seven points lie below the line, both products are negative")


def test_the_third_point_on_the_line_and_a_step_off_it():
    x = np.array([0, 1, 2])
    assert np.polyfit(x, [1, 2, 3], 1, full=True)[1] < 1e-20
    notebook.says("nb02-016", "At height 3 the three points are on one line, $y=x+1$")
    for step in (0.1, -0.1):
        length = np.sqrt(np.polyfit(x, [1, 2, 3 + step], 1, full=True)[1][0])
        assert length == pytest.approx(0.1 / np.sqrt(6))
        notebook.says("nb02-016", f"It is {number(length)} long")


# 3 · Ax = 0 against Ax = b.


def test_pearson():
    x, y = datasets.pearson_points()
    centred = np.column_stack([x - x.mean(), y - y.mean()])
    (xx, xy), (_, yy) = centred.T @ centred
    notebook.says("nb02-017", f"have the means {number(x.mean())} and {number(y.mean())}")
    least = np.linalg.svd(centred)[1][1] ** 2
    a, b, c = line_fitting.total_least_squares(x, y)
    assert ((a * x + b * y + c) ** 2).sum() == pytest.approx(least)
    notebook.says("nb02-017", f"{number(least)} for Pearson's points", f"which is {number(xx, 5)}")
    notebook.says("nb02-017", f"$S_{{yy}}={number(yy, 4)}$", f"$S_{{xy}}=-{number(-xy, 4)}$ that of the products")
    slope = np.tan(np.arctan2(2 * xy, xx - yy) / 2)
    assert round(slope, 4) == round(GIVEN["slope"], 4) == round(-a / b, 4)
    a, b, _ = line_fitting.total_least_squares(1000 * x, y)
    here, there = f"−{abs(slope):.4f}", f"−{abs(1000 * a / b):.4f}"
    notebook.says("nb02-054", f"Pearson's slope becomes {there} instead of {here}")
    assert 1000 * np.polyfit(1000 * x, y, 1)[0] == pytest.approx(np.polyfit(x, y, 1)[0]), "least squares does not mind"


def test_the_turned_cloud_over_all_draws():
    upright, total, flat, far = [], [], [], []
    for draw in DRAWS:
        points = GIVEN["cloud"](draw)
        x, y = turned(points, 90).T
        upright.append(degrees_off(-np.polyfit(x, y, 1)[0], 1, 90))
        flat.append(degrees_off(-np.polyfit(*points.T, 1)[0], 1))
        total.append(degrees_off(*line_fitting.total_least_squares(*points.T)[:2]))
        middle = line_fitting.homogeneous(with_ones(*points.T))
        assert degrees_off(*middle[:2]) == pytest.approx(total[-1], abs=1e-9), "the same as long as it is in the middle"
        far.append(degrees_off(*line_fitting.homogeneous(with_ones(*(turned(points, 30) + 8).T))[:2], 30))
    assert min(upright) > 45, "closer to flat in every draw"
    notebook.says("nb02-021", f"In the first draw least squares misses the cloud by {upright[0]:.1f}°")
    notebook.says("nb02-021", f"over the 20 draws it is {span(upright, 0)}", f"misses by {max(total):.1f}° at most")
    notebook.says("nb02-021", f"it is {span(far, 0)} off", f"{flat[0]:.1f}° and twice {total[0]:.1f}° off in the first")


def test_total_least_squares_turns_and_moves_with_the_points():
    points = GIVEN["cloud"](0)
    a, b, _ = line_fitting.total_least_squares(*points.T)
    for k, degrees in enumerate(range(0, 180, 15)):  # every angle, and each time another origin
        normal = line_fitting.total_least_squares(*(turned(points, degrees) + [3 * k, -5 * k]).T)[:2]
        assert abs(normal @ turned(np.array([a, b]), degrees)) == pytest.approx(1)


def test_the_homogeneous_form_prefers_lines_far_from_the_origin():
    x, y = (turned(GIVEN["cloud"](0), 30) + 8).T
    lines = line_fitting.homogeneous(with_ones(x, y)), line_fitting.total_least_squares(x, y)
    far = [abs(c) / np.hypot(a, b) for a, b, c in lines]
    notebook.says("nb02-021", f"$D$ is {number(far[0])} instead of {number(far[1])} in the first draw")
    for (a, b, c), D in zip(lines, far):
        unit = np.array([a, b, c]) / np.linalg.norm([a, b, c])
        distances = (a * x + b * y + c) / np.hypot(a, b)
        assert ((with_ones(x, y) @ unit) ** 2).sum() == pytest.approx((distances**2).sum() / (1 + D**2))


def test_the_homogeneous_form_in_other_units_is_no_line():
    for draw in DRAWS:
        a, b, c = line_fitting.homogeneous(with_ones(*(10 * GIVEN["cloud"](draw)).T))
        assert np.allclose([a, b, abs(c)], [0, 0, 1], atol=1e-12)
    notebook.says("nb02-054", "in tenths of its unit, has the answer $(0,0,1)$")


# 4 · One bad point.


def test_one_number_for_five():
    values = np.array(GIVEN["values"])
    said = f"$p=1$ gives their median, {np.median(values):.0f}; $p=2$ their mean, {values.mean():.0f}"
    notebook.says("nb02-023", f"{said}; $p=\\infty$ the middle of their range, {(values.min() + values.max()) / 2}")


def test_the_outlier_of_the_panel():
    x, y = GIVEN["x11"], GIVEN["y11"]
    notebook.says("nb02-025", f"the slope {number(np.polyfit(x, y, 1)[0])}")
    near, bad = with_ones(np.append(x, 6)), np.append(y, -8)
    alone, robust = outliers.lp_fit(with_ones(x), y, 1), outliers.lp_fit(near, bad, 1)
    np.testing.assert_allclose(robust, alone)
    np.testing.assert_allclose(outliers.lp_fit(near, np.append(y, -80), 1), alone)
    notebook.says("nb02-027", f"With $p=1$ the slope is {number(robust[0])}. Without the outlier", "the identical line")
    slopes = {p: outliers.lp_fit(near, bad, p) for p in (1, 1.2, 1.5, 2, 8)}
    pull = np.abs(bad - near @ slopes[2])
    assert pull[-1] > pull.sum() / 3
    notebook.says("nb02-027", f"With $p=2$ the slope falls to {number(slopes[2][0])}", "than a third of all the pull")
    climbs = [number(slopes[p][0]) for p in (2, 1.5, 1.2, 1)]
    notebook.says("nb02-027", "{} at $p=2$, {} at 1.5, {} at 1.2, {} at 1.".format(*climbs))
    notebook.says("nb02-027", f"The worst point: the slope is {number(slopes[8][0])}.")


def test_far_out_in_x():
    x, y = GIVEN["x11"], np.append(GIVEN["y11"], -8)

    def robust(place):
        A = with_ones(np.append(x, place))
        return outliers.lp_fit(A, y, 1), abs(A[-1] @ outliers.lp_fit(A, y, 1) + 8) < 1e-9

    (slope, _), through = robust(20)
    assert through
    notebook.says("nb02-027", f"The slope is {number(slope)}, and the line goes right through the outlier")
    places = np.arange(20, 5.5, -0.5)
    held = [place for place in places if robust(place)[1]]
    notebook.says("nb02-027", f"At $x={min(held):.0f}$ the line still goes through the outlier, at {min(held) - 0.5}")
    first, *others = (robust(place)[0][0] for place in places[::-1])
    back = [place for place, slope in zip(places[-2::-1], others) if abs(slope - first) < 1e-9]
    assert held == list(np.arange(20, min(held) - 0.5, -0.5)) and back == list(np.arange(6.5, max(back) + 0.5, 0.5))
    notebook.says("nb02-027", f"From {max(back):.0f} to 6 the slope is {number(first)} again")


def test_every_line_through_two_points_is_a_local_minimum():
    A, y = with_ones(np.append(GIVEN["x11"], 20)), np.append(GIVEN["y11"], -8)
    notebook.says("nb02-027", f"resists here as well, with {number(outliers.line_through_two(A[:, 0], y, 0.5)[0])}")
    pairs = [[i, j] for i in range(12) for j in range(i)]
    lines = np.linalg.solve(A[pairs], y[pairs][..., None])[..., 0]
    circle = 1e-9 * np.column_stack([np.cos(t := np.linspace(0, 2 * np.pi, 12)), np.sin(t)])

    def objective(lines):
        return np.sqrt(np.abs(lines @ A.T - y)).sum(axis=-1)

    assert (objective(lines[:, None] + circle) > objective(lines)[:, None]).all()
    notebook.says("nb02-027", f"is a local minimum, {len(lines)} of them")


def test_the_outlier_over_other_noise():
    """In some draws several lines through the eleven points are best for p = 1: the nearest of them is compared."""
    x, same, moved, squares, through = GIVEN["x11"], [], [], [], []
    for draw in range(200):
        y = 2 + 1.5 * x + 0.6 * np.random.default_rng(draw).normal(size=11)
        bad, near = np.append(y, -8), np.append(x, 6)
        before, after = outliers.best_lines_through_two(x, y, 1), outliers.best_lines_through_two(near, bad, 1)
        apart = np.abs(before[:, None] - after)
        same.append((apart < 1e-9).all(axis=2).any())
        moved.append(apart[:, :, 0].min())
        squares.append(abs(np.polyfit(near, bad, 1)[0] - np.polyfit(x, y, 1)[0]))
        far = outliers.best_lines_through_two(np.append(x, 20), bad, 1)
        through.append(np.allclose(far @ [20, 1], -8))
    assert all(through)
    said = f"is one that was best without the outlier in {100 * np.mean(same):.0f} %"
    notebook.says("nb02-027", f"Over 200 draws of it the line for $p=1$ {said}")
    notebook.says("nb02-027", f"by {np.median(moved):.2f} in the median, and by {max(moved):.2f} at most")
    notebook.says("nb02-027", f"it moves by {number(min(squares))} at least", "as it does in all 200 draws")


def test_the_straight_way():
    steps = [norms.norm([1, 1], p) for p in (np.inf, 2, 1, 0.5)]
    np.testing.assert_allclose(steps, [1, np.sqrt(2), 2, 4])
    notebook.says("nb02-029", r"$1$ for $p=\infty$, $\sqrt2$ for $p=2$, $2$ for $p=1$")
    notebook.says("nb02-031", "It is $2^{1/p}=2^2=4$, twice as long as the way round")

    def straight(p, degrees):
        step = np.round([np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))], 15)
        return norms.norm([1, 0] + step / norms.norm(step, p), p)

    angles = range(0, 181, 5)
    holds = [angle for angle in angles if straight(0.5, angle) <= 2 + 1e-12]
    assert holds == [0, *range(holds[1], 181, 5)]
    notebook.says("nb02-031", f"At 0°, and from {holds[1]}° on")
    assert [angle for angle in angles if abs(straight(1, angle) - 2) < 1e-12] == list(range(0, 91, 5))
    notebook.says("nb02-031", "the two ways tie, at every angle up to the right one", "at $p=1$ both bars are 2")
    assert all(straight(p, 90) > 2 for p in (0.3, 0.5, 0.7, 0.99)) and straight(1.01, 90) < 2


def test_what_a_window_keeps():
    kept = [np.median([1] * width + [0] * (7 - width)) == 1 for width in range(1, 8)]
    notebook.says("nb02-035", f"From width {1 + kept.index(True)} on: more than half of the window")
    assert kept == sorted(kept)
    outlier = {p: outliers.lp_fit(np.ones((7, 1)), [2.5] + [0] * 6, p)[0] / 2.5 for p in (1, 2, 8)}
    step = np.mean([1, 1, 1, 0, 0, 0, 0])
    assert outlier[1] == np.median([1, 1, 1, 0, 0, 0, 0]) == 0
    notebook.says("nb02-035", f"a seventh of the outlier is left, {percent(outlier[2])}")
    notebook.says("nb02-035", f"leaves {percent(outlier[2])} of the outlier and {percent(step)} of the step of width 3")
    notebook.says("nb02-035", f"with {percent(outlier[8])} of its height")


# 5 · A penalty on the coefficients.


def test_the_penalty_of_the_slides_can_be_shrunk_away():
    x, y = GIVEN["x7"], GIVEN["y7"]
    line = np.array(line_fitting.total_least_squares(x, y))
    squares = ((with_ones(x, y) @ line) ** 2).sum()
    line /= np.linalg.norm(line)
    sums = {}
    for scale in (1, 0.1):
        a, b, c = scale * line
        form = ((a * x + b * y + c) ** 2).sum()
        sums["distance", scale] = form / (a**2 + b**2) + scale
        sums["form", scale] = form + scale
        assert form / (a**2 + b**2) == pytest.approx(squares), "the same line, the same distances"
    shown = {key: number(value) for key, value in sums.items()}
    notebook.says("nb02-037c", f"falls from {shown['distance', 1]} towards {number(squares)}, and never gets there")
    notebook.says("nb02-037c", f"{shown['distance', 1]}, then {shown['distance', 0.1]}: only the penalty has shrunk")
    notebook.says("nb02-037c", f"{shown['form', 1]}, then {shown['form', 0.1]}: both have")
    a, b, c = 1, -1, 0
    assert a * 2 + b * 0 + c == 2
    notebook.says("nb02-037", f"the second $\\sqrt2\\approx{number(2 / np.hypot(a, b))}$", "the second still 1.41")


def test_ridge_and_lasso_by_hand():
    b = np.array([3, 0.5])
    small, sparse = regularisation.ridge(np.eye(2), b, 1), regularisation.lasso(np.eye(2), b, 1)
    np.testing.assert_allclose(small, b / 2)
    np.testing.assert_allclose(sparse, [2, 0])
    notebook.says("nb02-037c", r"Ridge divides by $1+\lambda$: $(1.5,\ 0.25)$", r"stops there: $(2,\ 0)$")
    length = np.linalg.norm(small)
    notebook.says("nb02-039", f"theirs at $\\mu=2\\cdot{number(length)}={number(2 * length)}$")
    np.testing.assert_allclose(2 * (small - b) + 2 * length * small / length, 0, atol=1e-12)
    np.testing.assert_allclose(small - b, [-1.5, -0.25])
    notebook.says("nb02-039", "=(-1.5,-0.25)$ of the loss", r"$\lambda\mathbf x=(1.5,\,0.25)$ of the penalty")


@pytest.mark.parametrize("p", [1.5, 3])
def test_the_slides_weight_has_the_same_solution(p):
    A, b = GIVEN["bowl"], np.array([3.0, 2.0, 0.5])
    x = regularisation.lp_penalty(A, b, 1, p)
    mu = 2 * norms.norm(x, p) ** (p - 1)
    gradient = 2 * A.T @ (A @ x - b) + mu * np.sign(x) * (np.abs(x) / norms.norm(x, p)) ** (p - 1)
    np.testing.assert_allclose(gradient, 0, atol=1e-6)


def test_what_the_corner_catches():
    bowl, directions = GIVEN["bowl"], np.deg2rad(np.arange(0, 360, 5))
    centres = 2 * np.column_stack([np.cos(directions), np.sin(directions)])
    zeros = np.array([np.sum(regularisation.lasso(bowl, bowl @ centre, 2) == 0) for centre in centres])
    none, one, both = np.bincount(zeros)
    notebook.says("nb02-041", f"Try {len(zeros)} directions of the centre, 5° apart")
    notebook.says("nb02-041", f"loses one coefficient in {one} of them, both in {both}, and none in {none}")
    kept = 5 * np.flatnonzero(zeros == 0)
    first, second = np.split(kept, 1 + np.flatnonzero(np.diff(kept) > 5))
    notebook.says("nb02-041", f"from {first[0]}° to {first[-1]}° and from {second[0]}° to {second[-1]}°")
    assert all((regularisation.ridge(bowl, bowl @ centre, 2) != 0).all() for centre in centres)
    notebook.says("nb02-041", "Ridge keeps both, in every direction of the slider")
    lams = views.LossAndBall(bowl).panel()["lam"].values
    path = regularisation.lasso_path(bowl, bowl @ centres[6], lams)
    gone = [next(lam for lam, x in zip(lams, column) if x == 0) for column in path.T]
    notebook.says("nb02-041", f"$x_2$ is 0 from λ = {gone[1]} on, $x_1$ only at {gone[0]}")


@pytest.fixture(scope="module")
def paths():
    """For each draw the features, the observations, and the paths of ridge and lasso."""
    drawn, lams = [GIVEN["observed"](draw) for draw in DRAWS], views.CoefficientPaths.LAMS
    return [(A, b, regularisation.ridge_path(A, b, lams), regularisation.lasso_path(A, b, lams)) for A, b in drawn]


def test_which_coefficients_leave_first(paths):
    lams, truth = views.CoefficientPaths.LAMS, GIVEN["truth"]
    last = np.array([[lams[x != 0].max(initial=0) for x in lasso.T] for *_, lasso in paths])
    first = last[:, truth == 0].max(axis=1) < last[:, truth != 0].min(axis=1)
    notebook.says("nb02-046", f"in {first.sum()} of the {len(first)} draws all seven are gone before the first")
    assert all((ridge != 0).all() for _, _, ridge, _ in paths)
    assert all((np.diff(np.linalg.norm(ridge, axis=1)) < 0).all() for _, _, ridge, _ in paths)
    assert all((np.abs(ridge).max(axis=0) > np.abs(ridge[0])).any() for _, _, ridge, _ in paths)
    notebook.says("nb02-046", "Ridge makes no coefficient exactly 0", "smaller as a whole, though some grow on the way")


def test_zeros_bias_and_distance_over_all_draws(paths):
    lams, truth = views.CoefficientPaths.LAMS, GIVEN["truth"]
    (k,) = np.flatnonzero(np.isclose(lams, 10))
    lasso = np.array([lasso for *_, lasso in paths])
    found = (lasso[:, k, truth == 0] == 0).sum(axis=1)
    assert (lasso[:, k, truth != 0] != 0).all()
    said = f"has found {found.mean():.0f} of the 7 zeros in the mean of the 20 draws"
    notebook.says(
        "nb02-046", f"{said}. It has all seven in {(found == 7).sum()} of them, and never fewer than {found.min()}"
    )
    assert found.mean() == 6
    notebook.says("nb02-046", f"{found.min()} to {found.max()} of the seven")
    notebook.says("nb02-046", f"the first coefficient is {number(lasso[:, k, 0].mean())} in the mean there")
    away = np.linalg.norm(lasso - truth, axis=2)
    of_ridge = np.array([np.linalg.norm(ridge - truth, axis=1).min() for _, _, ridge, _ in paths])
    assert (away.min(axis=1) < of_ridge).all()
    nearest, other = number(away.min(axis=1).mean(), 2), number(of_ridge.mean(), 2)
    notebook.says("nb02-046", f"nearer than ridge at its best, {nearest} against {other} in the mean")
    notebook.says("nb02-046", f"At $\\lambda=10$ the lasso is {number(away[:, k].mean(), 2)} away")
    there = np.array([x[i] for x, i in zip(lasso, away.argmin(axis=1))])
    at_nearest = (there[:, truth == 0] == 0).sum(axis=1).mean()
    notebook.says("nb02-046", f"At its nearest it finds only {number(at_nearest)} of the seven zeros")
    strong = np.flatnonzero(np.isclose(lams, 100))[0]
    spread = [np.std(A @ x[strong]) / np.std(b) for (A, b, *_), x in zip(paths, lasso)]
    assert (lasso[:, strong] != 0).sum(axis=1).max() == 2 and max(spread) < 0.5 and min(spread) == 0
    notebook.says("nb02-046", "two coefficients are left at most. The predictions spread less than half as wide")
    none = [np.sum(outliers.lp_fit(A, b, 1) == 0) + np.sum(np.linalg.lstsq(A, b)[0] == 0) for A, b, *_ in paths]
    assert not any(none)
    notebook.says("nb02-052", "| 0 of 7 |", f"**{found.mean():.0f} of 7**")


# 6 · Two p, two cases.


def test_ridge_goes_through_the_mean():
    A, b = GIVEN["A3"], GIVEN["b3"]
    np.testing.assert_allclose(regularisation.ridge(A, b, 1, penalised=[True, False]), [9 / 3, 3])
    np.testing.assert_allclose(np.polyfit(A[:, 0], b, 1), [4.5, 3])
    notebook.says("nb02-047", r"least squares gives $3+4.5x$", r"$3+\frac{9}{2+1}x=3+3x$")


def test_the_telephone_calls():
    year, calls = datasets.telephone_calls()
    A = with_ones(year - year.mean())
    honest = (year < 64) | (year > 69)
    pure = honest & (year != 63) & (year != 70)
    several = outliers.best_lines_through_two(year - year.mean(), calls, 1)
    sums = {f"{outliers.lp_objective(A, calls, line, 1):.1f}" for line in several}
    notebook.says("nb02-052", f"several lines have the same least sum, {sums.pop()}")
    assert not sums and len(several) > 1 and (~honest).sum() == 6 and len(year) == 24
    slopes = several[:, 0]
    notebook.says("nb02-052", f"their slopes go from {number(slopes.min())} to {number(slopes.max())}")
    alone, purely = (number(np.polyfit(year[kept], calls[kept], 1)[0]) for kept in (honest, pure))
    notebook.says("nb02-052", f"The {honest.sum()} other years alone have {alone} by least squares, and {purely}")
    notebook.says("nb02-052", f"Ridge starts from {number(np.polyfit(year, calls, 1)[0])}")
    strong = regularisation.ridge(A, calls, 10000.0, penalised=[True, False])
    said = f"the slope is {number(strong[0], 2)}, and the line still goes through the mean of all points, "
    notebook.says("nb02-052", said + number(calls.mean()))

    lasso = regularisation.lasso_path(A, calls, 10 ** np.linspace(-1, 5, 61), penalised=[True, False])

    def missed(lines):
        return np.abs(calls - np.atleast_2d(lines) @ A.T)[:, honest].mean(axis=1)

    notebook.says("nb02-052", f"| neither | {number(missed(np.linalg.lstsq(A, calls)[0])[0])} |")
    by_distance = missed(several)
    notebook.says("nb02-052", f"{number(by_distance.min(), 2)} to {number(by_distance.max(), 2)}, by which best line")
    notebook.says("nb02-052", f"| {number(missed(lasso).min(), 2)} at the best λ |")


# What a practitioner would call.


def test_scipy_says_what_takes_the_place_of_odr():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        odr = pytest.importorskip("scipy.odr", reason="it has left SciPy: say so in the notebook")
    notebook.says("nb02-074", "deprecated since SciPy 1.17 and is to leave with 1.19; SciPy itself names `odrpack`")
    if "deprecated" in odr.__doc__:
        assert all(words in odr.__doc__ for words in ("deprecated:: 1.17", "removed in SciPy 1.19", "odrpack"))
