"""The views of notebook 02: what is drawn and said is compared with NumPy, SciPy or a closed formula, not with lib."""

import numpy as np
import pytest
from scipy.optimize import minimize

from lib import datasets
from lib.views import line_fitting as views

RNG = np.random.default_rng


def through(line, x, y):
    """How far the points are from the drawn line, at right angles."""
    (x0, x1), (y0, y1) = line.get_data()
    return np.abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / np.hypot(x1 - x0, y1 - y0)


def slope(line):
    x, y = line.get_data()
    return (y[1] - y[0]) / (x[1] - x[0])


def test_lines_through_points():
    points = RNG(0).normal(size=(5, 2))
    view = views.LinesThroughPoints(points)
    for k in (1, 2, 3, 5):
        A = np.column_stack([points[:k], np.ones(k)])
        s = np.append(np.linalg.svd(A, compute_uv=False), [0, 0])[:3]
        view.update(points=k, walk=0, guess="one")
        heights = [bar.get_height() for bar in view.bars]
        np.testing.assert_allclose(heights, [*s, s[2]], atol=1e-12)
        view.update(points=k, walk=90, guess="one")
        assert view.bars[3].get_height() == pytest.approx(s[1], abs=1e-12)
        assert view.line.get_visible() == (k > 1) and all(line.get_visible() == (k == 1) for line in view.family)
    view.update(points=2, walk=0, guess="one")
    np.testing.assert_allclose(through(view.line, *points[:2].T), 0, atol=1e-12)
    said = view.update(points=1, walk=70, guess="one and two")
    assert "its null space has dimension 2. ‖Ax‖ is < 1e-12 for the walker" in said
    for line in (*view.family, view.walker):
        np.testing.assert_allclose(through(line, *points[0]), 0, atol=1e-12)
    assert view.guessed.get_text() == "your guess: one and two · in truth: one"
    assert said.endswith("You guessed: one and two; in truth it is one.")
    assert view.update(points=1, walk=30) == "1 point: A is 1 × 3."
    assert not any(artist.get_visible() for artist in (*view.family, view.line, view.walker, *view.bars, view.verdict))


def test_own_line_draws_areas_to_scale():
    x, y = np.arange(5.0), RNG(1).normal(size=5)
    view = views.OwnLine(x, y)
    said = view.update(slope=0.3, intercept=0.7, best="shown", guess=0.2)
    rest = y - 0.3 * x - 0.7
    np.testing.assert_allclose([s.get_width() * s.get_height() for s in view.squares], rest**2)
    assert view.area.get_width() * view.area.get_height() == pytest.approx(rest @ rest)
    m, d = np.polyfit(x, y, 1)
    least = ((y - m * x - d) ** 2).sum()
    assert view.core.get_width() ** 2 == pytest.approx(least) and f"The least sum is {least:.3g}" in said
    with_slope = ((y - y.mean() - 0.2 * (x - x.mean())) ** 2).sum()
    assert said.endswith(f"with your guess for the slope it is {with_slope:.3g}.")
    assert slope(view.guess) == pytest.approx(0.2)
    np.testing.assert_allclose(through(view.guess, x.mean(), y.mean()), 0, atol=1e-12)
    np.testing.assert_allclose(np.polyval([m, d], view.best_line.get_xdata()), view.best_line.get_ydata())
    said = view.update(slope=m, intercept=d, best="hidden", guess=0.2)
    assert "columns of A: < 1e-12 with x, < 1e-12 with the ones; both are 0 for the best line." in said
    assert view.core.get_visible() and not view.best_line.get_visible()
    said = view.update(slope=0.3, intercept=0.7, best="shown")
    assert "least" not in said and not any(a.get_visible() for a in (view.best_line, view.core, view.guess))
    scales = [np.abs(axes.transData.transform((1, 1)) - axes.transData.transform((0, 0))) for axes in view.figure.axes]
    np.testing.assert_allclose(scales, 55, rtol=1e-6), "a unit has 55 pixels on both sides and in both directions"


def test_projection():
    x = np.array([0.0, 1.0, 2.0])
    view = views.Projection(x, np.array([1.0, 2.0, 6.0]))
    said = view.update(height=0.0, turn=40)
    fitted = np.polyval(np.polyfit(x, [1, 2, 0], 1), x)
    length = np.linalg.norm([1, 2, 0] - fitted)
    assert f"of length {length:.3g}" in said and "< 1e-12 and < 1e-12" in said
    np.testing.assert_allclose(slope(view.line), np.polyfit(x, [1, 2, 0], 1)[0])
    assert view.update(height=3.0, turn=0).startswith("Residual b − Ax of length < 1e-12")
    assert "guessed" not in said and not view.guess.get_visible()
    assert view.update(height=0.0, turn=40, guess=1.5) == f"{said} You guessed 1.5; nothing is left at 3."
    assert view.panel()["presets"]["on a line"] == dict(height=3.0)
    assert views.Projection(np.array([0.0, 2.0, 5.0]), np.array([1.0, 2.0, 0.0])).in_line == 3.5
    # Every direction of the plane is level to the eye; only the residual is upright.
    for turn in (0, 90, 215):
        view.update(height=0.0, turn=turn)
        foot, tip = np.transpose(view.drop.get_data())
        assert foot[0] == pytest.approx(tip[0], abs=1e-12) and abs(tip[1] - foot[1]) > 0.5


def test_turned_data():
    def cloud(draw):
        points = RNG(5 + draw).normal(size=(30, 2)) * [1.5, 0.5]
        return points - points.mean(axis=0)

    view = views.TurnedData(cloud)
    for turn, origin, draw in ((0, 0.0, 0), (30, 8.0, 0), (90, 0.0, 1), (120, 3.0, 0)):
        t = np.deg2rad(turn)
        x, y = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]) @ cloud(draw).T
        m = np.polyfit(x, y, 1)[0]
        along = np.linalg.eigh(np.cov(x, y))[1][:, 1]
        A = np.column_stack([x + origin, y + origin, np.ones(30)])
        a, b, _ = np.linalg.eigh(A.T @ A)[1][:, 0]
        wanted = [np.arctan2(m, 1), np.arctan2(-a, b), np.arctan2(along[1], along[0])]
        off = [np.rad2deg(np.arcsin(np.abs(np.sin(angle - t)))) for angle in wanted]
        said = view.update(turn=turn, origin=origin, draw=draw, guess="closer to flat")
        for line, angle, degrees in zip(view.lines, wanted, off):
            assert abs(np.sin(np.arctan2(*np.diff(line.get_data())[::-1]) - angle)) < 1e-9
            assert f"{degrees:.1f}°" in said
        for line in (view.lines[0], view.lines[2]):
            np.testing.assert_allclose(through(line, x.mean(), y.mean()), 0, atol=1e-9)
        assert view.guessed.get_visible() == (turn == 90)
        if turn == 90:
            truth = f"closer to {'flat' if off[0] > 45 else 'upright'}"
            assert view.guessed.get_text().endswith(truth) and said.endswith(f"flat; it is {truth}.")
    said = view.update(turn=90, origin=0.0, draw=0, guess=None)
    assert "off" not in said and not any(artist.get_visible() for artist in (*view.lines, view.guessed))
    upright = views.TurnedData(lambda draw: RNG(0).normal(size=(9, 2)) @ [[1, 0.9], [0, 0.1]])
    upright.update(turn=90, origin=0.0, draw=0, guess="closer to flat")
    assert upright.guessed.get_text().endswith("least squares in y: closer to upright"), (
        "told as it is, not as it should be"
    )


OUTLIER_X = np.linspace(1, 6, 11)
OUTLIER_Y = 2 + 1.5 * OUTLIER_X + 0.6 * RNG(2).normal(size=11)


@pytest.mark.parametrize("p", [1.5, 2, 4])
def test_outlier_and_the_pull_of_each_point(p):
    view = views.Outlier(OUTLIER_X, OUTLIER_Y)
    said = view.update(outlier_x=6.0, outlier_y=-8.0, p=p, guess=0.0)
    x, y = np.append(OUTLIER_X, 6.0), np.append(OUTLIER_Y, -8.0)
    best = minimize(
        lambda line: (np.abs(y - line[0] * x - line[1]) ** p).sum(),
        np.polyfit(x, y, 1),
        method="Nelder-Mead",
        options=dict(xatol=1e-10, fatol=1e-12),
    ).x
    assert slope(view.line) == pytest.approx(best[0], rel=1e-4)
    assert slope(view.squares) == pytest.approx(np.polyfit(x, y, 1)[0])
    pull = np.abs(y - best[0] * x - best[1]) ** (p - 1)
    heights = [bar.get_height() for bar in view.pulls]
    np.testing.assert_allclose(heights, 100 * pull / pull.sum(), rtol=1e-3)
    assert len(view.held.get_xdata()) == 0 and "not convex" not in said
    assert f"The outlier has {100 * pull[-1] / pull.sum():.3g} % of all pull" in said
    if p == 2:
        alone = np.polyfit(OUTLIER_X, OUTLIER_Y, 1)[0]
        assert f"without the outlier it would be {alone:.3g}" in said and slope(view.grey) == pytest.approx(alone)


@pytest.mark.parametrize("p", [0.5, 1])
def test_outlier_where_points_hold_the_line(p):
    view = views.Outlier(OUTLIER_X, OUTLIER_Y)
    for outlier_x in (6.0, 20.0):
        said = view.update(outlier_x=outlier_x, outlier_y=-8.0, p=p, guess=0.0)
        x, y = np.append(OUTLIER_X, outlier_x), np.append(OUTLIER_Y, -8.0)
        held = view.held.get_xdata() - 1
        np.testing.assert_allclose(through(view.line, x, y)[held], 0, atol=1e-9)
        heights = np.array([bar.get_height() for bar in view.pulls])
        assert len(held) == 2 and (heights[held] == 0).all() and heights.sum() == pytest.approx(100)
        assert ("The line goes through the outlier." in said) == (p == 1 and outlier_x == 20)
        assert ("not convex: many local minima" in said) == (p < 1) == ("not convex" in view.name.get_text())
        if p == 1:
            np.testing.assert_allclose(np.delete(heights, held), 10)
        np.testing.assert_allclose(through(view.grey, OUTLIER_X, OUTLIER_Y).min(), 0, atol=1e-9)
    assert view.update(outlier_x=6.0, outlier_y=-8.0, p=p, guess=None).endswith("one outlier (X).")
    assert slope(view.grey) == pytest.approx(np.polyfit(OUTLIER_X, OUTLIER_Y, 1)[0])
    assert not view.line.get_visible() and not view.name.get_visible()


@pytest.mark.parametrize("p", [0.3, 0.5, 1, 2, 4, np.inf])
def test_unit_ball(p):
    view = views.UnitBall()
    said = view.update(p=p, angle=90, guess=3.0)
    assert view.bars[1].get_height() == pytest.approx(2 ** (1 / p))
    assert ("fails" in said) == (p < 1) and ("not convex" in said) == (p < 1)
    x, y = np.abs(view.ball.get_xy()).T
    sizes = np.maximum(x, y) if p == np.inf else (x**p + y**p) ** (1 / p)
    np.testing.assert_allclose(sizes, 1, rtol=1e-9)
    assert said.endswith("You guessed 3 for p = 0.5.")
    assert list(view.guess.get_ydata()) == [3, 3] and view.guessed.get_text().endswith("3")
    assert "at the distance 0; the" in view.update(p=p, angle=180, guess=3.0) and view.heights[1].get_text() == "0"
    assert "at the distance 2.00; the triangle inequality holds" in view.update(p=p, angle=0, guess=3.0)
    assert "distance" not in view.update(p=p, angle=90) and not view.bars[1].get_visible()


def test_step_and_outlier():
    view = views.StepAndOutlier(7, powers=[1, 2, 8], widths=[1, 3, 4, 7])
    assert view.kept == 4
    for width in (1, 3, 4, 7):
        for p, centre in ((1, np.median), (2, np.mean), (8, None)):
            said = view.update(p=p, width=width, guess=3)
            signal = view.dots.get_ydata()
            windows = np.lib.stride_tricks.sliding_window_view(np.pad(signal, 3, mode="edge"), 7)
            if centre is not None:
                np.testing.assert_allclose(view.curve.get_ydata(), centre(windows, axis=1), atol=1e-12)
            assert (signal == 1).sum() == width and (signal == 2.5).sum() == 1
            assert view.truth.get_ydata().sum() == width
        assert p == 8 and "is left, of the true step" in said
    assert "of the outlier 14.3 % is left, of the true step, 3 samples wide, 42.9 %" in view.update(2, 3, guess=1)
    said = view.update(1, 4, guess=1)
    assert "of the outlier 0 % is left, of the true step, 4 samples wide, 100 %. You guessed 1; p = 1 keeps" in said
    assert np.diff(view.brackets[0].get_xdata()) == 1 and np.diff(view.brackets[1].get_xdata()) == 4


def test_the_penalty_of_the_slides_can_be_shrunk_away():
    x, y = np.arange(6.0), RNG(3).normal(size=6) + 2
    view = views.SlidesPenalty(x, y)
    (line,) = (line for line in view.figure.axes[0].lines if len(line.get_xdata()) == 2)
    distance = (through(line, x, y) ** 2).sum()
    assert distance == pytest.approx(np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))[1][1] ** 2)
    for lam, scale in ((1, 1), (5, 0.1), (0.1, 0.001)):
        said = view.update(view.DISTANCE, lam, scale, guess="a half of it")
        assert view.here.get_ydata()[0] == pytest.approx(distance + lam * scale)
        assert f"falls towards {distance:.3g}, and never gets there" in said
        assert said.endswith("You guessed: a half of it.")
        np.testing.assert_allclose(view.fit.get_ydata(), distance)
        said = view.update(view.FORM, lam, scale, guess="a half of it")
        a, b, c = (float(v.replace("−", "-")) for v in view.numbers.get_text().split("(")[-1].rstrip(")").split(","))
        assert np.linalg.norm([a, b, c]) == pytest.approx(scale, rel=0.01)
        form = ((a * x + b * y + c) ** 2).sum()
        assert view.here.get_ydata()[0] == pytest.approx(form + lam * scale, rel=0.02)
        assert "falls towards 0, and (0, 0, 0) is no line" in said
        assert (np.diff(view.sum.get_ydata()) > 0).all(), "the shorter, the less"
        np.testing.assert_allclose(view.sum.get_ydata() - view.fit.get_ydata(), lam * view.sum.get_xdata())
    assert "Σ" not in view.update(view.DISTANCE, 1, 1) and not view.sum.get_visible()
    assert view.guessed.get_text() == "your guess: a half of it"


@pytest.mark.parametrize("p", [1, 1.5, 2, 4])
@pytest.mark.parametrize("angle", [30, 100, 200])
def test_the_contour_and_the_ball_touch(p, angle):
    A = np.array([[1.6, 0.4], [0.2, 1.1], [0.3, -0.4]])
    view = views.LossAndBall(A)
    said = view.update(lam=2, p=p, angle=angle, guess="x₁")
    x = np.array([bar.get_height() for bar in view.bars])
    centre = 2 * np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
    slope = A.T @ (A @ (x - centre))
    charged = 2 * np.sign(x) * np.abs(x) ** (p - 1)
    np.testing.assert_allclose(slope[x != 0], -charged[x != 0], atol=1e-6)
    assert (np.abs(slope[x == 0]) <= 2 + 1e-9).all()
    np.testing.assert_allclose([bar.get_height() for bar in view.before], centre)
    level = np.linalg.norm(A @ (x - centre))
    np.testing.assert_allclose(np.linalg.norm(A @ (np.transpose(view.touching.get_data()) - centre).T, axis=0), level)
    np.testing.assert_allclose((np.abs(view.ball.get_xy()) ** p).sum(axis=1), (np.abs(x) ** p).sum(), rtol=1e-9)
    zeros = [name for name, value in zip(("x₁", "x₂"), x) if value == 0]
    assert said.endswith(f"exactly zero: {' and '.join(zeros) or 'neither'}. You guessed: x₁.")
    assert not zeros or p == 1
    assert [zero.get_visible() for zero in view.zeros] == [value == 0 for value in x]
    view.update(lam=2, p=p, angle=angle, guess=None)
    assert not any(artist.get_visible() for artist in (view.answer, view.touching, *view.bars, *view.zeros))


def test_coefficient_paths():
    truth = np.array([3.0, 0, -2.0, 0])

    def observed(draw):
        rng = RNG(4 + draw)
        A = rng.normal(size=(20, 4))
        return A, A @ truth + rng.normal(size=20)

    view = views.CoefficientPaths(observed, truth)
    for lam, draw in ((0.1, 0), (1.0, 1), (10.0, 0), (1000.0, 1)):
        A, b = observed(draw)
        ridge = np.linalg.solve(A.T @ A + lam * np.eye(4), A.T @ b)
        said = view.update("ridge", lam, draw, guess=view.ZEROS)
        np.testing.assert_allclose([bar.get_height() for bar in view.bars], ridge, rtol=1e-9)
        np.testing.assert_allclose(view.dots.get_ydata(), A @ ridge, rtol=1e-9)
        assert "0 of 4 coefficients are exactly 0" in said and f"{np.linalg.norm(ridge - truth):.3g}"[:4] in said
        said = view.update("lasso", lam, draw, guess=view.ZEROS)
        x = np.array([bar.get_height() for bar in view.bars])
        slope = A.T @ (b - A @ x)
        np.testing.assert_allclose(slope[x != 0], lam * np.sign(x[x != 0]), rtol=1e-9)
        assert (np.abs(slope[x == 0]) <= lam).all()
        assert f"{np.sum(x == 0)} of 4 coefficients are exactly 0, {np.sum(x[truth == 0] == 0)} of them rightly" in said
        assert [curve.get_ydata()[np.argmin(np.abs(view.LAMS - lam))] for curve in view.curves] == list(x)
        path = np.array([curve.get_ydata() for curve in view.curves])
        stays = [view.LAMS[coefficient != 0].max() for coefficient in path]
        assert f"stay up to λ = {max(stays[1], stays[3]):.3g}" in view.stay.get_text()
        assert view.stay.get_text().endswith(f"all others up to {min(stays[0], stays[2]):.3g}")
        assert said.endswith(f"λ = {max(stays[1], stays[3]):.3g}, and all others up to {min(stays[0], stays[2]):.3g}.")
    said = view.update("lasso", 10.0, 0)
    assert said == "20 noisy observations of 4 features, 2 of which matter."
    assert not any(artist.get_visible() for artist in (*view.curves, *view.bars, view.dots, view.stay))


def test_telephone_calls():
    year, calls = datasets.telephone_calls()
    view = views.TelephoneCalls(year, calls)
    assert view.update(p=2, lam=1000.0) == "24 years, of which six are recorded in minutes (X)."
    assert not any(line.get_visible() for line in (view.fit, view.ridge, view.others))
    said = view.update(p=1, lam=1000.0, guess="either")
    assert view.guessed.get_text() == "your guess: either · in truth: p on the residuals"
    assert said.endswith("You guessed: either; it is p.")
    assert "any slope from 0.116 to 0.162 is best, thick the mean of them, 0.131. Ridge with λ = 1,000" in said
    x, y = view.others.get_data()
    for i in range(0, len(x), 3):
        fitted = y[i] + (y[i + 1] - y[i]) * (year - x[i]) / (x[i + 1] - x[i])
        assert np.abs(calls - fitted).sum() == pytest.approx(84.4, rel=1e-12)
    m, d = np.polyfit(*view.fit.get_data(), 1)
    assert np.abs(calls - m * year - d).sum() == pytest.approx(84.4, rel=1e-12), "the mean of best lines is a best line"
    assert "slope 0.504. Ridge" in view.update(p=2, lam=0.1, guess="either")
    assert slope(view.fit) == pytest.approx(np.polyfit(year, calls, 1)[0])
    centred = year - year.mean()
    for lam in (0.1, 100.0, 1e5):
        view.update(p=np.inf, lam=lam, guess="either")
        assert slope(view.ridge) == pytest.approx(centred @ calls / (centred @ centred + lam))
        np.testing.assert_allclose(through(view.ridge, year.mean(), calls.mean()), 0, atol=1e-12)
        first, second = (name.get_position()[1] for name in view.names)
        assert abs(first - second) >= view.APART * (1 - 1e-9)
