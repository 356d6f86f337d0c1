"""lib.views.svd_and_mondrian: what is drawn and said is what NumPy computes by another way."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from lib import datasets, mondrian, svd
from lib.views import svd_and_mondrian as views
from lib.views.view import count, equals, number, percent, residual

PAINTING = mondrian.paint(np.random.default_rng(9), height=64, width=96, bar=3)
A = mondrian.as_matrix(PAINTING.picture)
SIZE = np.linalg.norm(A)


def layers(matrix, k):
    """The sum of the first k layers, one at a time."""
    U, s, Vt = np.linalg.svd(matrix, full_matrices=False)
    return sum((s[i] * np.outer(U[:, i], Vt[i]) for i in range(k)), np.zeros_like(matrix))


def shown(picture):
    """What a picture shows, as the matrix it came from: parts that are too dark or too light are cut off."""
    return mondrian.as_matrix(picture.get_array()[:, :, :3] / 255)


@pytest.mark.parametrize(
    "turn, tilt, thickness, words",
    [
        (0, 0, 0.0, "dimension 2 .* rank 2"),
        (50, 30, 0.02, "dimension 2 .* rank 3"),
        (10, 80, 1.0, "dimension 3 .* rank 3"),
    ],
)
def test_a_cloud_has_the_spread_of_its_points_however_it_is_turned(turn, tilt, thickness, words):
    flat, bumps = datasets.plane_cloud(np.random.default_rng(0))
    view = views.PlaneCloud(flat, bumps)
    said = view.update(turn, tilt, thickness)
    s = np.linalg.svd(flat + thickness * bumps, compute_uv=False)  # turning changes no singular value
    np.testing.assert_allclose([bar.get_height() for bar in view.bars], s, atol=1e-9)
    assert re.search(words, said) and said.startswith(
        f"Singular values {number(s[0])}, {number(s[1])}, {residual(s[2])}:"
    )
    assert view.line.get_ydata()[0] == pytest.approx(0.05 * s[0])
    # Seen from the camera the sum of the squares of all points is that of the three arms, each twice the deviation.
    on_screen = np.array(view.points.get_data())
    arms = np.array([[line.get_xdata()[1], line.get_ydata()[1]] for line in view.spread])
    assert (arms**2).sum() / 4 * len(flat) == pytest.approx((on_screen**2).sum())
    answered = view.update(turn, tilt, thickness, guess="all three change")
    assert answered == f"{said} You guessed: all three change. Turned or not, they are the same: all three stay."
    np.testing.assert_allclose([bar.get_height() for bar in view.unturned], s, atol=1e-9)


def test_turning_changes_the_points_and_about_the_third_axis_not_their_third_coordinate():
    flat, bumps = datasets.plane_cloud(np.random.default_rng(0))
    view = views.PlaneCloud(flat, bumps)
    up = view.camera[2, 1]  # on the screen, of x₃ alone
    seen = []
    for turn in (0, 90):
        view.update(turn, 0, 0.0)
        seen.append(np.array(view.points.get_data()))
    (x, y), (x_turned, y_turned) = seen
    assert np.abs(x - x_turned).max() > 1
    turned = flat @ np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 1]])
    np.testing.assert_allclose(y_turned, turned[:, :2] @ view.camera[:2, 1] + flat[:, 2] * up, atol=1e-12)


def test_the_circle_ends_as_the_ellipse_of_the_matrix():
    view = views.CircleToEllipse()
    said = view.update(3.0, 30, 2.0, 0.5, -40)
    ends = np.array([[arm.get_xdata()[1], arm.get_ydata()[1]] for arm in view.arms])
    matrix = np.array([float(text.get_text().replace("−", "-")) for text in view.entries]).reshape(2, 2)
    # The arms are σ₁u₁ and σ₂u₂; v₁ and v₂ stand at 30° and 120°.
    v = np.array([[np.cos(a), np.sin(a)] for a in np.deg2rad([30, 120])])
    np.testing.assert_allclose(ends, v @ matrix.T, atol=0.02)
    np.testing.assert_allclose(np.linalg.norm(ends, axis=1), [2, 0.5])
    np.testing.assert_allclose(np.linalg.svd(matrix, compute_uv=False), [2, 0.5], atol=0.01)
    radii = np.hypot(*view.curve.get_data())
    assert radii.max() == pytest.approx(2, abs=1e-3) and radii.min() == pytest.approx(0.5, abs=1e-3)
    assert said == "Singular values of A: 2.00 and 0.500, the two half-axes; rank 2."
    assert "rank 1" in view.update(1.5, 0, 1.0, 0.0, 90) and "rank 0" in view.update(0.0, 0, 0.0, 0.0, 0)
    view.update(1.0, 30, 2.0, 0.5, -40)
    np.testing.assert_allclose([view.arms[0].get_xdata()[1], view.arms[0].get_ydata()[1]], [1, 0], atol=1e-12)


@pytest.mark.parametrize(
    "m, n, factors, inner, second",
    [
        (8, 3, "full", (8, 8), True),
        (8, 3, "thin", (8, 3), False),
        (3, 8, "thin", (3, 3), True),
        (1, 1, "full", (1, 1), True),
    ],
)
def test_blocks_have_the_shapes_of_the_factors(m, n, factors, inner, second):
    view = views.FactorShapes(np.random.default_rng(2).normal(size=(8, 8)))
    said = view.update(m, n, factors)
    a, u, sigma, v = [(round(b.get_height() / view.CELL), round(b.get_width() / view.CELL)) for b in view.blocks]
    assert (
        a == (m, n)
        and u == inner
        and sigma == (u[1], v[0])
        and v[1] == n
        and v[0] == (n if factors == "full" else min(m, n))
    )
    assert [text.get_text().split("\n")[1] for text in view.names] == [f"{r} × {c}" for r, c in (a, u, sigma, v)]
    assert view.verdict.get_text() == ("= I" if second else "not I") and len(view.diagonal.get_xdata()) == min(m, n)
    if not second:  # UUᵀ is a projection on n dimensions: ‖UUᵀ − I‖ = √(m − n)
        assert f"‖UUᵀ − I‖ = {number(np.sqrt(m - n))}" in said


def test_layers_add_up_to_the_painting():
    view = views.RankOneLayers(PAINTING)
    s = np.linalg.svd(A, compute_uv=False)
    for k in (0, 1, PAINTING.rank - 1, PAINTING.rank):
        said = view.update(k)
        missing = np.linalg.norm(A - layers(A, k)) / SIZE
        assert said.startswith(f"{k} of {PAINTING.rank} layers: {percent(missing)} of the painting is still missing")
        np.testing.assert_allclose(shown(view.pictures[0]), layers(A, k).clip(0, 1), atol=1 / 250)
        np.testing.assert_allclose(shown(view.pictures[2]), (0.5 + (A - layers(A, k)) / 2).clip(0, 1), atol=1 / 250)
        if k:
            assert f"σ = {number(s[k - 1])}." in said
            newest = np.outer(view.u.get_ydata(), np.concatenate([line.get_ydata() for line in view.v]))
            np.testing.assert_allclose(s[k - 1] * newest, layers(A, k) - layers(A, k - 1), atol=1e-9)
            for line in (view.u, *view.v):
                assert np.abs(line.get_ydata()).max() < line.axes.get_ylim()[1], "inside the frame"
            grey = 0.5 + newest / (2 * np.abs(newest).max())  # 0 is grey, the largest entry black or white
            np.testing.assert_allclose(shown(view.pictures[1]), grey, atol=1 / 250)
    assert sum(bar.get_height() for bar in view.bars) == pytest.approx(100)


def test_a_painting_at_rank_k_against_the_difference():
    photograph = np.random.default_rng(1).uniform(size=PAINTING.picture.shape)
    view = views.PaintingAtRank({"composition": PAINTING}, photograph)
    m, n = A.shape
    for name, matrix, exact in (("composition", A, PAINTING.rank), ("photograph", mondrian.as_matrix(photograph), m)):
        for k in (1, 3, m):
            said = view.update(name, k, 5)
            off = np.linalg.norm(matrix - layers(matrix, k)) / np.linalg.norm(matrix)
            assert (
                f"Rank {k}: {'exact' if k >= exact else percent(off) + ' missing'}; {count(k * (m + n + 1))} numbers"
                in said
            )
            assert said.endswith(
                f"for {count(m * n)} pixel values ({count(round(m * n / 1000))} KB at 1 byte). "
                f"You guessed 5; exact at rank {exact}."
            )
            assert view.here[1].get_ydata()[0] == pytest.approx(100 * off, abs=1e-6)
            np.testing.assert_allclose(shown(view.pictures[1]), layers(matrix, k).clip(0, 1), atol=1 / 250)
        np.testing.assert_allclose(
            view.values.get_ydata()[:3], np.linalg.svd(matrix, compute_uv=False)[:3] / np.linalg.norm(matrix, 2)
        )
    # Rows that look the same have the same colour in the stripe, and there are as many colours as kinds of rows.
    view.update("composition", 1, 1)
    stripe, rows = shown(view.stripe), np.unique(A, axis=0, return_inverse=True)[1].ravel()
    assert all(len(np.unique(stripe[rows == kind], axis=0)) == 1 for kind in np.unique(rows))


def test_a_turned_painting_needs_the_rank_that_is_found_by_trying():
    view = views.TurnedPainting(PAINTING)
    for angle in (0, 20):
        matrix = mondrian.as_matrix(PAINTING.turned(angle))
        off = [np.linalg.norm(matrix - layers(matrix, k)) / np.linalg.norm(matrix) for k in range(len(matrix) + 1)]
        needed = next(k for k, e in enumerate(off) if e <= 0.01)
        said = view.update(angle)
        assert f"rank {needed} is needed" in said and view.here.get_ydata() == [needed]
        assert f"rank {PAINTING.rank} leaves {percent(off[PAINTING.rank])} missing" in said
        np.testing.assert_allclose(shown(view.pictures[0]), matrix, atol=1 / 250)
        np.testing.assert_allclose(shown(view.pictures[1]), layers(matrix, PAINTING.rank).clip(0, 1), atol=1 / 250)
    assert f"rank {PAINTING.rank} leaves 0 % missing" in view.update(0)


def test_a_picture_of_ones_own_at_rank_k():
    picture = np.random.default_rng(0).uniform(size=(12, 20, 3))
    view = views.OwnPicture(picture)
    matrix = mondrian.as_matrix(picture)
    off = [np.linalg.norm(matrix - layers(matrix, k)) / np.linalg.norm(matrix) for k in range(13)]
    enough = [next(k for k, e in enumerate(off) if e <= limit) for limit in (0.1, 0.01)]
    said = view.update(4)
    assert said == (
        f"12 × 20 pixels at rank 4: {percent(off[4])} missing; {4 * (12 + 60 + 1)} numbers instead of 720. "
        f"Rank {enough[0]} is enough for 10 %, rank {enough[1]} for 1 %."
    )
    np.testing.assert_allclose(shown(view.pictures[1]), layers(matrix, 4).clip(0, 1), atol=1 / 250)
    assert view.update(40).startswith(
        "Rank 40 is beyond the picture's 12. "
    ) and "at rank 12: 0 % missing" in view.update(40)
    view.show(np.zeros((3, 3, 3)))
    assert "at rank 1: 0 % missing" in view.update(1), "a black picture has no error to divide by"


def test_the_best_rank_of_a_noisy_painting_is_the_one_nearest_to_the_clean():
    view = views.NoisyPainting(PAINTING)
    for level, draw in ((0.1, 0), (0.5, 0), (0.2, 7)):
        noise = np.random.default_rng(draw).standard_normal(PAINTING.picture.shape, dtype=np.float32)
        noisy = A + level * mondrian.as_matrix(noise)
        to_clean = [np.linalg.norm(A - layers(noisy, k)) / SIZE for k in range(view.MOST + 1)]
        to_noisy = [np.linalg.norm(noisy - layers(noisy, k)) / SIZE for k in range(view.MOST + 1)]
        floor, s = level * (np.sqrt(A.shape[0]) + np.sqrt(A.shape[1])), np.linalg.svd(noisy, compute_uv=False)
        said, best = view.update(level, 9, draw, 20), int(np.argmin(to_clean))
        assert said == (
            f"Noise floor {number(floor)}: {np.sum(s > floor)} singular values stand above it. At rank 9 the error to "
            f"the noisy painting is {percent(to_noisy[9])}, to the clean one {percent(to_clean[9])}. You guessed 20; "
            f"the best rank is {best} ({percent(to_clean[best])})."
        )
        np.testing.assert_allclose(view.clean_curve.get_ydata(), 100 * np.array(to_clean), rtol=1e-9)
        np.testing.assert_allclose(view.noisy_curve.get_ydata(), 100 * np.array(to_noisy), rtol=1e-9)
        assert view.best.get_xydata().tolist() == [[best, pytest.approx(100 * to_clean[best])]]


@pytest.mark.parametrize("t, sigma_2, rcond, kept", [(1.0, 0.0, 1e-2, 1), (-2.0, 0.01, 1e-4, 2), (2.5, 0.01, 0.1, 1)])
def test_the_null_space_dial_against_numpy(t, sigma_2, rcond, kept):
    view = views.NullSpaceDial()
    said = view.update(t, sigma_2, rcond)
    matrix = view.U @ np.diag([view.BIG, sigma_2]) @ view.V.T
    x = view.x0 + t * view.v2
    b = matrix @ x + view.MEASUREMENT_ERROR * view.U[:, 1]
    answer = np.linalg.pinv(matrix, rcond) @ b
    assert f"keeps {kept} of 2 singular values: its answer is {residual(np.linalg.norm(answer - x))} from x." in said
    assert f"Rank {np.linalg.matrix_rank(matrix)} + nullity {2 - np.linalg.matrix_rank(matrix)} = 2." in said
    assert f"Ax has moved by {number(abs(t) * sigma_2)} from Ax₀" in said
    np.testing.assert_allclose(np.linalg.norm(matrix @ (x - view.x0)), abs(t) * sigma_2, atol=1e-12)
    np.testing.assert_allclose(view.arrows[1].get_xydata()[1], matrix @ x, atol=1e-12)
    np.testing.assert_allclose(view.b.get_xydata()[0], b, atol=1e-12)


def test_the_answer_to_lines_is_where_lstsq_is():
    directions = np.deg2rad([20, 100, 160, 250])
    lines, b = np.column_stack([np.cos(directions), np.sin(directions)]), np.array([1.0, 0.8, -0.5, 0.3])
    view = views.PseudoInverseLines(lines, b)
    for equations in (1, 2, 3, 4):
        said = view.update(equations)
        x = np.linalg.lstsq(lines[:equations], b[:equations], rcond=None)[0]
        np.testing.assert_allclose(view.answer.get_xydata()[0], x, atol=1e-12)
        left = np.linalg.norm(lines[:equations] @ x - b[:equations])
        assert f"‖Ax − b‖ {equals(left)}, ‖x‖ = {number(np.hypot(*x))}." in said
        assert ("AA⁺ = I: yes" in view.words.get_text()) == (equations <= 2)
        assert ("A⁺A = I: yes" in view.words.get_text()) == (equations >= 2)
        for dotted, a, value in zip(view.dotted[:equations], lines, b):
            foot = dotted.get_xydata()[1]  # on the line, and the way to it is at right angles
            assert a @ foot == pytest.approx(value) and abs(np.cross([*(foot - x), 0], [*a, 0])).max() < 1e-12


def noisy_sine(draw):
    rng = np.random.default_rng(draw)
    z = (np.arange(14) + rng.uniform(size=14)) / 14
    return z, np.sin(2 * np.pi * z) + 0.15 * rng.normal(size=14)


def test_the_polynomial_is_the_fit_of_the_count_that_is_named():
    view = views.PolynomialCutoff(noisy_sine, lambda z: np.sin(2 * np.pi * z), degree=11)
    fine = np.vander(view.fine, 12, increasing=True)

    def fit(draw, rcond):
        z, b = noisy_sine(draw)
        V = np.vander(z, 12, increasing=True)
        x = np.linalg.pinv(V, rcond) @ b
        return x, *(np.sqrt(np.mean(e**2)) for e in (V @ x - b, fine @ x - np.sin(2 * np.pi * view.fine)))

    for draw in (0, 5):
        V = np.vander(noisy_sine(draw)[0], 12, increasing=True)
        relative = np.linalg.svd(V, compute_uv=False) / np.linalg.norm(V, 2)
        for kept in range(1, 10):  # beyond, NumPy's own rounding shows
            rcond = np.sqrt(relative[kept - 1] * relative[kept])
            x, misfit, error = fit(draw, rcond)
            others = [fit(other, rcond)[2] for other in range(view.DRAWS)]
            said = view.update(rcond, draw)
            assert said == (
                f"rcond {number(rcond, 2)} keeps {kept} of 12 singular values: ‖x‖ = {number(np.linalg.norm(x))}, "
                f"misfit to the points {number(misfit)}, error to the truth {number(error)}; in 12 draws from "
                f"{number(min(others), 2)} to {number(max(others), 2)}."
            )
            np.testing.assert_allclose(view.curve.get_ydata(), (fine @ x).clip(-50, 50), atol=1e-5)
            assert len(view.kept.get_xdata()) == kept and len(view.gone.get_xdata()) == 12 - kept
        np.testing.assert_array_equal(view.points.get_data(), noisy_sine(draw))


def file_of(picture):
    content = io.BytesIO()
    Image.fromarray(picture).save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize("m, n", [(40, 30), (60, 8), (1, 50), (33, 1)])
def test_a_file_of_any_shape_is_taken_as_it_is(m, n):
    chosen = np.random.default_rng(6).integers(0, 256, (m, n, 3), dtype=np.uint8)
    view = views.OwnPicture(datasets.photograph(30, 20))
    view.load(file_of(chosen))
    np.testing.assert_array_equal(view.pictures[0].get_array()[:, :, :3], chosen)
    matrix, most = mondrian.as_matrix(chosen / 255), min(m, 3 * n)
    off = [np.linalg.norm(matrix - layers(matrix, k)) / np.linalg.norm(matrix) for k in range(1, most + 1)]
    np.testing.assert_allclose(view.curve.get_data(), (range(1, most + 1), 100 * np.array(off)), atol=1e-9)
    assert view.update(384).startswith(f"Rank 384 is beyond the picture's {most}. {m} × {n} pixels at rank {most}: ")
    assert view.update(most).startswith(f"{m} × {n} pixels at rank {most}: ")


def test_what_is_no_picture_is_refused_and_the_old_one_stays():
    view = views.OwnPicture(datasets.photograph(30, 20))
    before = view.update(5)
    half = file_of(np.random.default_rng(6).integers(0, 256, (30, 30, 3), dtype=np.uint8))[:1400]
    files = {b"": "empty", b"no picture": "not a PNG or JPEG", b"GIF89a" + bytes(50): "not a PNG", half: "damaged"}
    for content, told in files.items():
        with pytest.raises(ValueError, match=told):
            view.load(content)
    assert view.update(5) == before
    np.testing.assert_allclose(shown(view.pictures[0]), mondrian.as_matrix(datasets.photograph(30, 20)), atol=1 / 250)


def test_answers_are_hidden_until_they_were_guessed():
    view = views.PaintingAtRank({"composition": PAINTING}, PAINTING.picture)
    view.update("composition", 3, 5)
    assert "exact" not in view.update("composition", 3)
    answers = (view.values, view.errors, view.here[1], view.guess, view.truth, view.truth.name, view.stripe)
    assert not any(artist.get_visible() for artist in answers)
    view = views.NoisyPainting(PAINTING)
    view.update(0.1, 9, 0, 5)
    assert view.update(0.1, 9, 0) == "Noise of 0.10. The picture shows rank 9."
    answers = (view.noisy_curve, view.clean_curve, view.dots, view.best, view.pure, view.guess.name)
    assert not any(artist.get_visible() for artist in (*answers, view.line, view.line_name))
    view = views.NullSpaceDial()
    view.update(1.0, 0.0, 1e-2, 0.15)
    assert "1.5" not in view.update(1.0, 0.0, 1e-2) and not any(artist.get_visible() for artist in view.answers)
    view = views.PlaneCloud(*datasets.plane_cloud(np.random.default_rng(0)))
    view.update(0, 0, 0.0, "all three change")
    assert "stay" not in view.update(0, 0, 0.0) and not any(artist.get_visible() for artist in view.answers)


@pytest.mark.parametrize("t", [-2.0, 1.0])
def test_the_answer_of_the_null_space_dial_is_where_the_circle_of_the_truth_is(t):
    view = views.NullSpaceDial()
    said = view.update(t, 0.1, 1e-2, guess=0.15)
    assert said.endswith("its answer is 1.50 from x. You guessed 0.15; with σ₂ = 0.1, kept, it is 0.15 / 0.1 = 1.5.")
    x = view.arrows[0].get_xydata()[1]
    for line, radius in ((view.truth, 1.5), (view.guess, 0.15)):
        np.testing.assert_allclose(np.linalg.norm(line.get_xydata() - x, axis=1), radius)
    assert np.linalg.norm(view.answer.get_xydata()[0] - x) == pytest.approx(1.5)
    assert view.guess_name.get_text() == "your guess: 0.15 from x"


def test_a_draw_is_drawn_once_and_only_a_few_are_kept(monkeypatch):
    view = views.NoisyPainting(PAINTING)
    made = []
    monkeypatch.setattr(svd, "svd", lambda A, svd=svd.svd: made.append(1) or svd(A))
    for rank in (3, 9, 3):
        view.update(0.2, rank, 4)
    assert len(made) == 1
    kept = view.noisy.cache_info().maxsize
    assert len(view.LEVELS) < kept < len(view.LEVELS) * view.DRAWS / 2


@pytest.mark.parametrize("t", [-3.0, 0.0, 2.5])
@pytest.mark.parametrize("sigma_2", [0.0, 0.005, 0.02, 0.1, 0.5])
def test_what_is_kept_magnifies_the_error_and_what_is_cut_off_is_lost(t, sigma_2):
    view = views.NullSpaceDial()
    v, n = (np.array([np.cos(a), np.sin(a)]) for a in np.deg2rad([30, 120]))
    for rcond in (1e-6, 1e-4, 1e-2, 0.04, 10**-0.5):
        said = view.update(t, sigma_2, rcond)
        kept = sigma_2 / 2 > rcond  # 0.02 / 2 equals 0.01, and is cut off by it
        off = 0.15 / sigma_2 if kept else abs(t)
        assert said.endswith(f"keeps {1 + kept} of 2 singular values: its answer is {residual(off)} from x.")
        assert (view.ratio.get_xdata()[0] > view.cut.get_xdata()[0]) == kept
        answer = 1.2 * v + (t + 0.15 / sigma_2 if kept else 0) * n
        outside = np.abs(answer / [3.7, 3.2]).max()
        np.testing.assert_allclose(view.answer.get_xydata()[0], answer / max(outside, 1), atol=1e-9)
        words = f"A⁺b is outside, {number(np.linalg.norm(answer))} away" if outside > 1 else "A⁺b"
        assert view.answer_name.get_text() == words


def test_the_ends_of_the_cut_off_keep_all_or_nothing():
    z = np.linspace(0, 1, 9)
    view = views.PolynomialCutoff(lambda draw: (z, z**3), lambda z: z**3, degree=3)
    size = np.sqrt(np.mean(z**6))
    assert f"keeps 0 of 4 singular values: ‖x‖ = 0, misfit to the points {number(size)}" in view.update(1.0, 0)
    assert not view.curve.get_ydata().any()
    assert "keeps 4 of 4 singular values: ‖x‖ = 1.00, misfit to the points < 1e-12" in view.update(1e-10, 0)
    np.testing.assert_allclose(view.curve.get_ydata(), view.fine**3, atol=1e-12)
