"""The numbers that notebook 04 says in words, computed by another way than the notebook's where there is one."""

import functools

import numpy as np
import pytest

from lib import datasets, logistic, norms, pets, rbf
from lib.views import rbf_interpolation as views
from lib.views.view import number
from tests.claims.prose import Prose

notebook = Prose("04", given={"nb04-006": ["p = 0.5"], "nb04-025": ["30 by 32 km"]})

WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def wave(x):
    return np.sin(2 * np.pi * x) + 0.5 * np.sin(6 * np.pi * x)


def rms(error):
    return np.sqrt(np.mean(np.square(error)))


# 1 to 3: distances, kernels, sums.


def test_distances_by_hand():
    D = [norms.distance([[0, 0]], [[3, 4]], p)[0, 0] for p in (1, 2, np.inf)]
    notebook.says("nb04-002", f"{D[0]:g} for $p=1$", f"{D[1]:g} for $p=2$", f"{D[2]:g} for $p=\\infty$")
    corner = norms.distance([[0, 0], [1, 0], [1, 1]], [[0, 0], [1, 0], [1, 1]], 0.5)
    notebook.says("nb04-006", f"$(1+1)^2={corner[0, 2]:g}$", f"$1+1={corner[0, 1] + corner[1, 2]:g}$")


def test_the_square_breaks_the_rule_where_the_angle_at_b_is_obtuse():
    rng = np.random.default_rng(0)
    for A, B, C in rng.normal(size=(500, 3, 2)):
        D = norms.distance([A, B, C], [A, B, C]) ** 2
        assert (D[0, 2] > D[0, 1] + D[1, 2]) == ((A - B) @ (C - B) < 0)
    notebook.says("nb04-006", "For $p=2$ it breaks whenever the angle at $B$ is obtuse.")


def test_heights_of_single_bumps():
    notebook.says(
        "nb04-007", f"$e^{{-1}}\\approx {rbf.phi(1 / 7, 7.0):.3f}$", f"$2^3={rbf.phi(2.0, kernel='cubic'):g}$"
    )
    notebook.says("nb04-011", f"$e^{{-4}}={100 * rbf.phi(2 / 7, 7.0):.1f}$ %")


def test_the_two_bumps_by_hand():
    f = rbf.interpolate([[0], [1]], [1, 0], epsilon=np.log(2) ** 0.5)
    np.testing.assert_allclose(f.alpha, [4 / 3, -2 / 3])
    notebook.says("nb04-012", r"$\alpha=(\tfrac43,-\tfrac23)$", f"$1.5/0.5={f.condition:.0f}$")


@pytest.mark.parametrize("kernel", ["gaussian", "inverse multiquadric"])
def test_which_kernels_are_positive_definite(kernel):
    rng = np.random.default_rng(0)
    for _ in range(50):
        points = rng.uniform(size=(rng.integers(1, 9), 2))
        assert np.linalg.eigvalsh(rbf.kernel_matrix(points, points, 5.0, kernel)).min() > 0
    notebook.says("nb04-012", "Gaussian and inverse multiquadric: always, as long as no two points are equal.")


@pytest.mark.parametrize("kernel", ["multiquadric", "linear"])
def test_which_kernels_are_invertible_from_two_points_on(kernel):
    rng = np.random.default_rng(0)
    for _ in range(50):
        points = rng.uniform(size=(rng.integers(2, 9), 2))
        eigenvalues = np.linalg.eigvalsh(rbf.kernel_matrix(points, points, 5.0, kernel))
        assert np.abs(eigenvalues).min() > 1e-9 and (eigenvalues < 0).sum() == len(points) - 1
    notebook.says("nb04-012", "Multiquadric and linear: for two different points or more")
    notebook.says("nb04-019", "For linear and multiquadric all eigenvalues but one are negative")


@pytest.mark.parametrize("kernel", ["thin plate", "cubic"])
def test_which_kernels_may_be_singular_and_that_a_plane_helps(kernel):
    """Among four points both signs of the determinant occur, and so, on the way from the one to the other, does 0."""
    rng = np.random.default_rng(0)
    fours = rng.uniform(size=(300, 4, 2))
    signs = {np.sign(np.linalg.det(rbf.kernel_matrix(points, points, 1.0, kernel))) for points in fours}
    assert signs == {-1.0, 1.0}
    for points in fours[:50]:
        assert rbf.interpolate(points, rng.normal(size=4), 1.0, kernel, degree=1).condition < 1e9
    with pytest.raises(ValueError, match="line"):
        rbf.interpolate([[0, 0], [1, 1], [2, 2], [3, 3]], [0, 1, 0, 1], 1.0, kernel, degree=1)
    notebook.says("nb04-012", "Thin plate and cubic: not always.", "In two dimensions add a plane")


def test_wide_bumps_and_narrow_ones():
    x, t = np.linspace(0, 1, 12), np.linspace(0, 1, 241)
    fits = {epsilon: rbf.interpolate(x[:, None], wave(x), epsilon) for epsilon in (10**1.6, 10**0.7, 10**0.4)}
    off = {epsilon: number(rms(f(t[:, None]) - wave(t))) for epsilon, f in fits.items()}
    best = fits[10**0.4]
    assert f"{best.condition:.0e}" == "1e+10" and pytest.approx(2.5, abs=0.05) == 10**0.4
    million = f"{np.abs(best.alpha).max() / 1e6:.0f} million"
    notebook.says("nb04-017", f"largest weight is {million} and the condition number $10^{{10}}$")
    notebook.says("nb04-017", f"spikes are {off[10**1.6]} off the truth, just right {off[10**0.7]}")
    notebook.says("nb04-017", f"At $\\varepsilon=2.5$ it is even less, {off[10**0.4]}.")
    with pytest.warns(RuntimeWarning, match="condition"):
        widest = rbf.interpolate(x[:, None], wave(x), 1.0)
    assert np.abs(widest(x[:, None]) - wave(x)).max() > 1e-3, "not even the points are met"
    assert max(fits[10**1.6].condition, np.abs(fits[10**1.6].alpha).max()) < 1.1
    notebook.says("nb04-017", "The condition number rises from 1 to more than $10^{15}$")


def test_epsilon_is_a_factor_of_the_linear_kernel():
    x, t = np.linspace(0, 1, 12), np.linspace(0, 1, 50)
    one, other = (rbf.interpolate(x[:, None], wave(x), epsilon, "linear") for epsilon in (1.0, 7.0))
    np.testing.assert_allclose(one.alpha, 7 * other.alpha)
    np.testing.assert_allclose(other(t[:, None]), np.interp(t, x, wave(x)), atol=1e-10)
    notebook.says("nb04-017", "$\\varepsilon$ is a factor of the whole $K$", "the line from point to point")


# 4: noise.


@pytest.fixture(scope="module")
def smoothing():
    rng = np.random.default_rng(3)
    x = (np.arange(30) + rng.uniform(0.1, 0.9, size=30)) / 30
    return views.NoiseAndLambda(wave, x, rng.normal(size=(12, 30)))


def off_the_truth(smoothing, level, draw, lams):
    """By the eigenvalues of K, for many λ at once."""
    K, at = (np.exp(-64 * (where[:, None] - smoothing.x) ** 2) for where in (smoothing.x, smoothing.t))
    mu, Q = np.linalg.eigh(K)
    part = Q.T @ (wave(smoothing.x) + level * smoothing.noise[draw])
    return np.array([rms(at @ (Q @ (part / (mu + lam))) - smoothing.truth) for lam in lams])


def test_what_lam_keeps_of_each_part(smoothing):
    x = smoothing.x[:, None]
    mu = np.linalg.eigvalsh(rbf.kernel_matrix(x, x, smoothing.EPSILON))
    assert f"{mu[0]:.0e}" in ("9e-13", "1e-12")
    notebook.says("nb04-019", f"$\\mu$ goes from {mu[-1]:.1f} down to $10^{{-12}}$")
    notebook.says("nb04-019", f"keeps {100 * mu[-1] / (mu[-1] + 0.01):.1f} % of its size")
    notebook.says("nb04-019", f"with $\\mu=0.0001$ keeps {100 * 1e-4 / (1e-4 + 0.01):.0f} %")


def test_the_rule_of_thumb_for_lam(smoothing):
    draws, lams = range(12), smoothing.LAMS
    every = {level: [off_the_truth(smoothing, level, draw, lams) for draw in draws] for level in (0.1, 0.2, 0.4)}
    best = {level: [smoothing.LAMS[np.argmin(off)] for off in offs] for level, offs in every.items()}
    ends = f"from {number(min(best[0.2]), 2)} to {number(max(best[0.2]), 2)}"
    values, times = np.unique(best[0.2], return_counts=True)
    notebook.says("nb04-024", f"{ends} in the twelve draws, most often {number(values[np.argmax(times)], 2)}")
    notebook.says("nb04-024", f"$0.2^2={0.2**2:g}$")
    worse = max(off_the_truth(smoothing, 0.2, draw, [0.04])[0] / every[0.2][draw].min() for draw in draws)
    notebook.says("nb04-024", f"at most {100 * (worse - 1):.0f} % above the least one, in each of the draws")
    obedient = np.median([off[0] / off.min() for off in every[0.2]])
    notebook.says("nb04-024", f"At the smallest $\\lambda$ it is typically {obedient:.0f} times the least one")
    assert np.median(best[0.1]) < np.median(best[0.2]) < np.median(best[0.4])
    assert all(smoothing.best(0.0, draw) == smoothing.LAMS[0] for draw in draws)
    notebook.says("nb04-024", "without noise the smallest $\\lambda$ is best")


def test_off_the_points_and_the_condition_number(smoothing):
    assert (np.diff(smoothing.curves(0.2, 0)[0]) >= 0).all()
    at_best = smoothing.conditions[np.argmin(np.abs(smoothing.LAMS - 0.1))]
    assert smoothing.conditions[0] > 1e10 and at_best < 100
    notebook.says("nb04-024", "never falls with $\\lambda$", "falls from beyond $10^{10}$ to below 100")


# 5: the terrain.


@functools.cache
def terrain():
    return views.TerrainFromHeights(*datasets.terrain())


@functools.cache
def errors(kernel, counts):
    """The typical errors (12, counts)."""
    land, rows = terrain(), []
    for draw in range(land.DRAWS):
        at, truth = land.measured(draw), land.truth.ravel()
        epsilon, degree = land.KERNELS[kernel]
        off = []
        for n in counts:
            some, mean = at[:n], truth[at[:n]].mean()
            f = rbf.interpolate(land.places[some], truth[some] - mean, epsilon, kernel, degree=degree)
            off.append(rms(mean + f(land.places) - truth))
        rows.append(off)
    return np.array(rows)


def test_the_land():
    heights = terrain().truth
    assert heights.shape == (86, 100)
    notebook.says("nb04-025", f"go from {heights.min():.0f} to {heights.max():.0f} m")
    notebook.says("nb04-025", f"standard deviation, {heights.std():.0f} m")
    down, across = (abs(terrain().places[at] - terrain().places[0]).max() for at in (100, 1))
    cell = f"{number(1000 * down, 2)} by {number(1000 * across, 2)} m"
    notebook.says("nb04-025", f"86 × 100 cells of about {cell}")
    apart = terrain().places[2, 0] - terrain().places[0, 0]
    differ = rms(heights[:, 2:] - heights[:, :-2])
    notebook.says("nb04-025", f"{apart:.1f} km apart typically differ by {differ:.0f} m")
    notebook.says("nb04-025", f"That is {0.5 * (960 / 667) ** 0.5:.1f} km for $n=667$")
    places, truth, off = terrain().places, heights.ravel(), []
    for draw in range(3):
        at = np.random.default_rng(draw).permutation(len(truth))[:667]
        nearest = at[np.argmin(norms.distance(places, places[at]), axis=1)]
        off.append(rms(truth[nearest] - truth))
    assert 70 < np.mean(off) < 85
    notebook.says("nb04-025", "about 80 m off")


def test_how_many_heights_are_enough():
    off = errors("thin plate", (20, 226, 320, 453))
    few, with_320 = (off[:, 1] <= 80).sum(), (off[:, 2] <= 80).sum()
    assert few == 0 and (off[:, 3] <= 80).all()
    notebook.says("nb04-029", f"in {WORDS[12 - with_320]} of the twelve draws, 320 in the other {WORDS[with_320]}")
    notebook.says("nb04-029", f"about {100 * 453 / 8600:.0f} % of all cells", "two thirds of what copying would need")
    worse = (off[:, 0] > terrain().truth.std()).sum()
    notebook.says("nb04-029", f"in {WORDS[worse]} draws they are worse")
    assert pytest.approx(2 / 3, abs=0.02) == 453 / 667


def test_the_gaussian_landscape():
    counts = (80, 113, 160, 226, 320, 453)
    off = errors("gaussian", counts)
    best = [counts[i] for i in np.argmin(off, axis=1)]
    notebook.says(
        "nb04-029", f"best with {min(best)} to {max(best)} heights, never below {np.floor(off.min() / 10) * 10:.0f} m"
    )
    notebook.says("nb04-029", f"much worse again: {off[:, -1].min():.0f} to {off[:, -1].max():.0f} m")


# 6: any function.


@pytest.fixture(scope="module")
def approximation():
    corner, step = lambda x: 1.5 - 4 * np.abs(x - 0.37), lambda x: np.where(x < 0.37, -1.0, 1.0)
    return views.AnyFunction({"wave": wave, "corner": corner, "step": step})


def test_the_straight_pieces_of_the_square():
    for n in (3, 5, 9):
        x, t = np.linspace(0, 1, n), np.linspace(0, 1, 1281)
        assert np.abs(np.interp(t, x, x**2) - t**2).max() == pytest.approx(1 / (4 * (n - 1) ** 2))
    notebook.says("nb04-030", "at most $h^2/4$")


def test_what_twice_as_many_bumps_gain(approximation):
    def gain(kernel, name, which):
        return approximation.fits[kernel, name, 64][which] / approximation.fits[kernel, name, 32][which]

    shares = [round(1 / gain(kernel, "wave", 1)) for kernel in ("linear", "cubic", "gaussian")]
    words = {4: "a quarter", 6: "a sixth", 10: "a tenth"}
    quarter, sixth, tenth = (words[share] for share in shares)
    notebook.says("nb04-035", f"cones have {quarter} of the typical error, cubics {sixth}, gaussians {tenth}")
    corner = {f"{gain(kernel, 'corner', 2):.1f}" for kernel in approximation.KERNELS}
    notebook.says("nb04-035", f"falls to about {corner.pop()} of what it was, with all three")
    assert not corner


def test_the_step_and_the_sixteen_bumps(approximation):
    assert min(approximation.errors[kernel, "step"][1].min() for kernel in approximation.KERNELS) > 0.95
    notebook.says("nb04-035", "it is wrong by about 1, half of the jump, or more")
    typical = [f"{approximation.fits['gaussian', 'step', n][1]:.2f}" for n in (16, 64)]
    notebook.says("nb04-035", f"with gaussians from {typical[0]} to {typical[1]}")
    eighth = approximation.fits["cubic", "wave", 16][1] / approximation.fits["gaussian", "wave", 16][1]
    assert round(1 / eighth) == 8
    notebook.says(
        "nb04-035", "The cubic has an eighth of the gaussian's typical error there", "$\\varepsilon=3.5\\sqrt{n-1}$"
    )
    assert [approximation.epsilon(n) for n in (2, 17)] == [3.5, 14]


def test_the_poor_recipe_for_the_width():
    largest = []
    for n in (16, 32, 64):
        f = rbf.interpolate(np.linspace(0, 1, n)[:, None], np.ones(n), 0.8 * (n - 1))
        off = np.abs(f(np.linspace(0, 1, 401)[:, None]) - 1)
        largest.append(off.max())
        assert min(np.argmax(off), 400 - np.argmax(off)) < 400 / (n - 1), "at an end"
    assert {f"{off:.2f}" for off in largest} == {"0.05"}
    notebook.says("nb04-047", "$\\varepsilon=0.8\\,(n-1)$", "it stays near 0.05, at both ends")


# 7: dog or cat.


@pytest.fixture(scope="module")
def boundary():
    return views.BentBoundary(pets.read("train"), pets.read("validation"))


def test_by_heart_and_with_rho(boundary):
    shares = {"heart": [], "given": [], "new": []}
    for draw in range(boundary.DRAWS):
        given = boundary.given("one in ten wrong", draw)
        assert (boundary.model(**boundary.BY_HEART, draw=draw)[1] == given).all()
        shares["heart"].append(100 * logistic.accuracy(boundary.v, boundary.model(**boundary.BY_HEART, draw=draw)[2]))
        _, on_given, on_new = boundary.model(360, 4, 1, "one in ten wrong", draw)
        shares["given"].append(100 * logistic.accuracy(given, on_given))
        shares["new"].append(100 * logistic.accuracy(boundary.v, on_new))
    ends = {name: f"{number(min(some))} to {number(max(some))} %" for name, some in shares.items()}
    notebook.says("nb04-043", f"{ends['heart']} in the twelve draws")
    notebook.says("nb04-043", f"only {ends['given']} of the training labels are right")
    notebook.says("nb04-043", f"But {ends['new']} of the validation animals are.")


def test_forty_bumps(boundary):
    mended = (boundary.model(40, 4, 0.1, "all right")[2] == boundary.v)[boundary.missed]
    assert mended.all()
    notebook.says("nb04-043", f"mend all {len(mended)} mistakes of the line")


def test_the_width_of_the_bumps(boundary):
    right = {epsilon: (boundary.model(40, epsilon, 0.1, "all right")[2] == boundary.v).sum() for epsilon in range(1, 9)}
    best = [epsilon for epsilon, count in right.items() if count == max(right.values())]
    notebook.says("nb04-038", f"where $\\varepsilon$ from {best[0]} to {best[-1]} does equally well")
    assert best == list(range(best[0], best[-1] + 1)) and 4 in best
    assert right[4] == max((boundary.model(40, 4, rho, "all right")[2] == boundary.v).sum() for rho in (1e-4, 0.01, 1))


def test_which_animals_the_line_gets_wrong(boundary):
    kinds = pets.read("validation")[2][boundary.missed]
    assert np.mean(kinds == "flat-nosed dog") > 0.75
    notebook.says("nb04-040", "validation animals that this line gets wrong, most of them flat-nosed dogs")
    X, y, _ = pets.read("train")
    assert y[X[:, 1] > 0.76].all() and not y[X[:, 1] < 0.76].all()
    notebook.says("nb04-043", "Among large noses there are dogs alone.")


def test_the_test_animals():
    (X, y, _), (T, t, _) = pets.read("train"), pets.read("test")
    right = (logistic.predict(T, logistic.fit(X, y)) == t).sum()
    notebook.says("nb04-045", f"{100 * right / len(t):.3g} %: {right} of {len(t)}")


def test_bumps_of_one_width_have_a_straight_boundary():
    rng = np.random.default_rng(0)
    centers, alpha = rng.uniform(size=(2, 2)), np.array([1.0, -0.7])
    across = centers[1] - centers[0]
    Z = rng.uniform(-1, 2, size=(5000, 2))
    side = rbf.evaluate(Z, centers, alpha, 2.0) >= 0
    along = Z @ across
    assert max(along[side]) < min(along[~side]), "one cut across the way from centre to centre"
    notebook.says("nb04-038", "it is a straight line or a plane")
