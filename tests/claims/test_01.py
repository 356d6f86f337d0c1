"""The numbers and claims in the prose of notebook 01, each computed anew."""

import functools

import numpy as np
import pytest

from lib import datasets, mondrian, svd
from lib.views import svd_and_mondrian as views
from lib.views.view import count, number, percent
from tests.claims.prose import Prose

notebook = Prose(
    "01",
    given={
        "nb01-006": ["here, 5 % of"],
        "nb01-032": ["for an error of 10 %, and which for 1 %"],
        "nb01-034": ["noise of 0.2 is laid over it"],
        "nb01-036": ["Noise 0.1, and draw again", "Noise 0.2, the rank from 1 to 40"],
        "nb01-040": ["it is 0.15 off, in the direction", "be 0.1, small but not zero"],
        "nb01-043": ["the least-squares answer is the mean, 1.5"],
        "nb01-046": ["If that 0.1 is nothing", "A cut-off of 0.01"],
        "nb01-049": ["what exceeds 5 %"],
    },
)
DRAWS = 12


@functools.cache
def composition():
    return mondrian.paint(np.random.default_rng(11))


@functools.cache
def clean():
    return mondrian.as_matrix(composition().picture)


@functools.cache
def noisy(level, draw):
    """Singular values of the noisy composition, and the error of each rank to the clean one."""
    noise = np.random.default_rng(draw).standard_normal(composition().picture.shape, dtype=np.float32)
    U, s, Vt = svd.svd(clean() + level * mondrian.as_matrix(noise))
    return s, svd.error_to(clean(), U, s, Vt)


def floor(level):
    return svd.noise_floor(*clean().shape, level)


# Sections 1 to 3.


def test_about_the_mean_the_squares_are_least():
    x = np.array([1, 3])
    squares = [int(((x - centre) ** 2).sum()) for centre in (x.mean(), 0)]
    notebook.says("nb01-002", f"add up to 1 + 1 = {squares[0]}, from 0 to 1 + 9 = {squares[1]}")


def test_the_thickness_at_which_the_third_value_reaches_the_line():
    flat, bumps = datasets.plane_cloud(np.random.default_rng(0))

    def above(thickness):
        s = svd.svd(flat + thickness * bumps)[1]
        return s[2] - 0.05 * s[0]

    low, high = 0.05, 0.2
    for _ in range(40):
        low, high = (low, (low + high) / 2) if above((low + high) / 2) > 0 else ((low + high) / 2, high)
    s = svd.svd(flat + high * bumps)[1]
    notebook.says("nb01-006", f"At a thickness of {number(high)}: there $\\sigma_1$ is {number(s[0])} and")
    notebook.says("nb01-006", f"$\\sigma_3$ is {number(s[2])}.", f"in this cloud it is {number(s[2] / high)} times.")
    notebook.says("nb01-006", f"$\\sqrt{{200}}={number(np.sqrt(len(flat)))}$ times as large")
    assert len(flat) == 200


def test_covariance_and_singular_values():
    flat, bumps = datasets.plane_cloud(np.random.default_rng(0))
    X = flat + 0.3 * bumps
    np.testing.assert_allclose(np.linalg.eigvalsh(np.cov(X.T, bias=True))[::-1], svd.svd(X)[1] ** 2 / len(X))


def test_every_unit_vector_is_stretched_by_a_mean_of_the_singular_values():
    A = np.array([[0, -1], [2, 0]])
    np.testing.assert_allclose(A.T @ A, np.diag([4, 1]))
    turned = np.linspace(0, np.pi, 181)
    lengths = np.linalg.norm(A @ [np.cos(turned), np.sin(turned)], axis=0)
    assert (lengths.min(), lengths.max()) == pytest.approx((1, 2))
    notebook.says("nb01-007", "No unit vector is stretched by more than 2, and none by less than 1.")


def test_the_thin_factor_misses_the_identity_by_the_columns_that_are_gone():
    U = svd.svd(np.random.default_rng(2).normal(size=(6, 3)))[0]
    assert f"\\sqrt{{6-3}}={np.linalg.norm(U @ U.T - np.eye(6)):.4f}$" in notebook.cells["nb01-011"]


def test_the_first_layer_is_nearly_a_plaid_and_the_last_one_little():
    A = mondrian.as_matrix(mondrian.paint(np.random.default_rng(9)).picture)
    plaid = np.outer(A.mean(axis=1), A.mean(axis=0)) / A.mean()
    assert np.linalg.norm(svd.low_rank(A, 1) - plaid) < 0.05 * np.linalg.norm(plaid)
    s = svd.svd(A)[1]
    notebook.says("nb01-019", f"Without it {percent(svd.tail(s, svd.rank(A) - 1) / svd.tail(s, 0))} of the painting")


# Section 4.


def test_the_composition_has_eight_kinds_of_rows():
    kinds = composition().row_kinds
    assert len(kinds) == 9 and kinds.max() + 1 == svd.rank(clean()) == 8
    assert len(set(kinds[::2])) == 5 and len(set(kinds[1::2])) == 3, "two of the bars look the same"
    notebook.says("nb01-024", "exact at rank 8. It has nine bands of pixel rows, five of cells and four of bars.")
    ranks = [mondrian.paint(np.random.default_rng(seed)).rank for seed in range(400)]
    notebook.says("nb01-024", f"Of 400 with such a grid the ranks run from {min(ranks)} to {max(ranks)}")


def test_a_block_and_the_photograph():
    block, photograph = (mondrian.as_matrix(A) for A in (mondrian.one_block().picture, datasets.photograph()))
    lost = {name: svd.tail(svd.svd(A)[1]) for name, A in (("block", block), ("photograph", photograph))}
    missing = {name: [percent(error / lost[name][0]) for error in lost[name]] for name in lost}
    assert svd.rank(block) == 2 and svd.rank(photograph) == 256
    stored = [4 * svd.storage(*photograph.shape, k) for k in range(257)]
    assert stored[52] < photograph.size < stored[53]
    notebook.says(
        "nb01-024", "rank 2. No row", "its rank is 256", "beyond rank 52", f"{missing['block'][1]} is missing"
    )
    notebook.says(
        "nb01-024", f"At 8, with {missing['photograph'][8]} missing", f"with {missing['photograph'][50]} missing"
    )
    kilobytes = [count(round(bytes / 1000)) for bytes in (stored[50], photograph.size)]
    notebook.says("nb01-024", f"in {kilobytes[0]} KB instead of {kilobytes[1]}.")
    assert 4.8 < stored[256] / photograph.size < 5
    notebook.says("nb01-024", "it is exact and takes almost five times the room")


@functools.cache
def rank_when_turned(seed, rows, angle):
    painting = mondrian.paint(np.random.default_rng(seed), height=rows, width=rows * 3 // 2, bar=rows // 32)
    return svd.rank_for_error(np.linalg.svd(mondrian.as_matrix(painting.turned(angle)), compute_uv=False), 0.01)


def test_turning_costs_rank_and_more_on_a_finer_grid():
    needed = {angle: rank_when_turned(11, 128, angle) for angle in range(46)}
    notebook.says(
        "nb01-028", f"For an error of 1 %, five degrees multiply the rank by ten, from {needed[0]} to {needed[5]}."
    )
    assert round(needed[5] / needed[0]) == 10
    factors = [rank_when_turned(11, rows, 5) / rank_when_turned(11, rows, 0) for rows in (64, 128, 256)]
    said = [f"{factor:.2g}" for factor in factors]
    notebook.says("nb01-028", f"with 64, 128 and 256 rows of pixels the factor is {said[0]}, {said[1]} and {said[2]}.")
    others = [rank_when_turned(s, 128, 5) / rank_when_turned(s, 128, 0) for s in (*range(11), 12)]
    notebook.says(
        "nb01-028", f"For twelve other paintings with 128 rows it is from {min(others):.0f} to {max(others):.0f}."
    )
    notebook.says("nb01-028", f"At once: {needed[1]} at one degree, {needed[2]} at two.")
    worst = max(needed, key=needed.get)
    notebook.says("nb01-028", f"there it is {needed[45]}, and {needed[worst]} at {worst}°")
    assert min(needed[angle] for angle in range(25, 46)) > 0.9 * needed[worst]


def test_a_round_spot_has_rank_one_and_an_oblong_one_when_it_lies_along_the_grid():
    place = np.linspace(-2, 2, 33)
    down, across = np.meshgrid(place, place, indexing="ij")
    assert svd.rank(np.exp(-(down**2) - across**2)) == svd.rank(np.exp(-(down**2) - 4 * across**2)) == 1
    assert svd.rank(np.exp(-((down + across) ** 2) - 4 * (down - across) ** 2), 0.01) > 1


def test_what_the_photograph_needs():
    needed = svd.rank_for_error(svd.svd(mondrian.as_matrix(datasets.photograph()))[1], 0.1)
    notebook.says("nb01-032", f"needs rank {needed} for an error of 10 %")


# Section 5.


def of_a_spike(M, N):
    """Noise on one layer, in units of τ √N: the value that the layer has then, and the painting's part of it.

    Benaych-Georges and Nadakuditi, *J. Multivariate Anal.* 111 (2012): x is lifted to √((x + 1/x)(x + β/x)).
    """
    beta = M / N

    def lifted(x):
        return np.sqrt((x + 1 / x) * (x + beta / x))

    def part(x):
        cosines = np.maximum(x**4 - beta, 0) / np.sqrt((x**4 + beta * x**2) * (x**4 + x**2))
        return x * cosines / lifted(x)

    return lifted, part


def test_half_of_a_layer_is_painting_at_the_best_cut_and_nothing_at_the_floor():
    M, N = clean().shape
    beta = M / N
    lifted, part = of_a_spike(M, N)
    seen, worth = beta**0.25, np.linspace(1, 2, 10**6)[np.argmax(part(np.linspace(1, 2, 10**6)) > 0.5)]
    assert part(seen) == pytest.approx(0, abs=1e-7) and lifted(seen) == pytest.approx(1 + np.sqrt(beta))
    formula = np.sqrt(2 * (beta + 1) + 8 * beta / (beta + 1 + np.sqrt(beta**2 + 14 * beta + 1)))  # Gavish and Donoho
    assert lifted(worth) == pytest.approx(formula, rel=1e-5)
    notebook.says("nb01-032", f"It is about half at {number(formula / (1 + np.sqrt(beta)))} times the floor")
    notebook.says("nb01-036", f"below {number(formula / (1 + np.sqrt(beta)))} times the floor")
    values = np.linalg.svd(clean(), compute_uv=False)
    unit = 0.2 * np.sqrt(N)
    notebook.says("nb01-036", f"= {number(seen * unit)}. It lifts {number(worth * unit)} to 1.18 times the floor")
    notebook.says("nb01-036", f"if its clean value is above {number(worth * unit)}.")
    notebook.says("nb01-036", f"The seventh is {number(values[6])}, the eighth {number(values[7])}.")
    assert values[6] > worth * unit and values[7] < seen * unit


def test_the_part_of_the_painting_in_a_drawn_layer():
    """The same as above by trial: the mean over draws of uᵀ C v / σ, just below what can be seen and at one half."""
    M, N, rng = 128, 576, np.random.default_rng(0)
    u, v = np.eye(M)[0], np.eye(N)[0]

    def parts(x):
        for _ in range(8):
            U, s, Vt = svd.svd(x * np.sqrt(N) * np.outer(u, v) + rng.normal(size=(M, N)))
            yield abs(x * np.sqrt(N) * U[0, 0] * Vt[0, 0] / s[0])

    assert np.mean(list(parts(0.5))) < 0.05 and np.mean(list(parts(1.277))) == pytest.approx(0.5, abs=0.05)


def test_noise_alone_reaches_the_floor():
    assert f"0.2\\,(16+33.94)={number(svd.noise_floor(256, 1152, 0.2))}$" in notebook.cells["nb01-032"]
    notebook.says("nb01-034", f"The floor is at {number(svd.noise_floor(256, 1152, 0.2))}.")


def test_the_best_rank_in_each_draw():
    best = {level: {int(np.argmin(noisy(level, draw)[1])) for draw in range(DRAWS)} for level in (0.05, 0.1, 0.2, 0.5)}
    assert best == {0.05: {8}, 0.1: {7}, 0.2: {7}, 0.5: {5}} and views.NoisyPainting.DRAWS == DRAWS
    notebook.says("nb01-036", "The best rank here is 7, not 8, in each of the 12 draws.", "All eight.")
    notebook.says("nb01-036", "Five, in each draw")
    eighth = [noisy(0.1, draw)[0][7] / floor(0.1) for draw in range(DRAWS)]
    above = sum(value > 1 for value in eighth)
    notebook.says("nb01-036", f"In {above} of the 12 draws the eighth stands above the floor")
    assert max(eighth) < 1.18
    errors = noisy(0.2, 0)[1][:41]
    assert (np.diff(errors[:8]) < 0).all() and (np.diff(errors[7:]) > 0).all()
    levels = views.NoisyPainting.LEVELS
    kept = [np.argmin(noisy(level, 0)[1]) for level in levels]
    assert (np.diff(kept) <= 0).all(), "the more noise, the fewer layers"


# Sections 6 and 7.


def test_the_error_of_the_measurement_divided_by_the_singular_value():
    error = views.NullSpaceDial.MEASUREMENT_ERROR
    notebook.says("nb01-042", f"of {error} in", f"one of {error}/0.1 = {number(error / 0.1, 2)} in", "it becomes 15.")
    assert "$\\sigma_2=0.01$ it becomes" in notebook.cells["nb01-042"] and round(error / 0.01, 9) == 15
    notebook.says("nb01-042", "Far outside, 15 from")
    cut = views.NullSpaceDial().panel()["presets"]["small, cut off"]["rcond"]
    notebook.says("nb01-042", rf"By $|t|$, here up to $\sigma_2={cut * views.NullSpaceDial.BIG:.1f}$")


def polynomial(draw, rcond):
    """Coefficients, misfits and errors to the truth of the polynomial of degree 11; the errors beyond the points."""
    rng = np.random.default_rng(draw)
    z = (np.arange(14) + rng.uniform(size=14)) / 14
    b = np.sin(2 * np.pi * z) + 0.15 * rng.normal(size=14)
    fine = np.linspace(0, 1, 401)
    x = svd.pinv(np.vander(z, 12), rcond) @ b
    error = np.vander(fine, 12) @ x - np.sin(2 * np.pi * fine)
    return x, np.vander(z, 12) @ x - b, error, error[(fine < z[0]) | (fine > z[-1])]


def size(e):
    return np.sqrt(np.mean(e**2))


def test_what_the_cut_off_rescues():
    rcond = 10**-2.5
    without, cut = polynomial(0, 1e-10), polynomial(0, rcond)
    assert 1e7 < np.linalg.norm(without[0]) < 5e7
    z = (np.arange(14) + np.random.default_rng(0).uniform(size=14)) / 14
    relative = np.linalg.svd(np.vander(z, 12), compute_uv=False) / np.linalg.norm(np.vander(z, 12), 2)
    assert -9.5 < np.log10(relative[-1]) < -8.5 and np.sum(relative > rcond) == 5 and np.sum(relative > 0.1) == 3
    passes, share = number(np.abs(without[1]).max(), 2), (without[3] ** 2).sum() / (without[2] ** 2).sum()
    notebook.says("nb01-048", f"passes within {passes} of every point", f"{percent(share)} of the squares")
    notebook.says("nb01-048", f"With `rcond` at {number(rcond, 2)} five singular values are left")
    notebook.says("nb01-048", f"the points is {number(size(cut[1]) / size(without[1]), 2)} times as large, the error")
    assert 9 < size(without[2]) / size(cut[2]) < 11
    notebook.says("nb01-048", "the error to the truth a tenth.")
    notebook.says("nb01-048", f"missed by {number(size(cut[1]))} in the root mean square, less than")
    notebook.says("nb01-048", "the noise of 0.15.")
    pairs = [(polynomial(draw, 1e-10), polynomial(draw, rcond)) for draw in range(DRAWS)]
    worse = [size(b[1]) / size(a[1]) for a, b in pairs]
    better = [size(a[2]) / size(b[2]) for a, b in pairs]
    notebook.says("nb01-048", f"by factors from {number(min(worse), 2)} to {number(max(worse), 2)}, and the error")
    notebook.says("nb01-048", f"by factors from {number(min(better), 2)} to {number(max(better), 2)}.")
    shares = [100 * (a[3] ** 2).sum() / (a[2] ** 2).sum() for a, _ in pairs]
    notebook.says("nb01-048", f"is outside has the median {np.median(shares):.0f} %.")
    assert views.PolynomialCutoff.DRAWS == DRAWS
