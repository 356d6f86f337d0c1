"""lib.rbf: SciPy as reference, slow obvious oracles, properties and limits, and every bad input."""

import tracemalloc
import warnings

import numpy as np
import pytest
import scipy.interpolate
import scipy.spatial.distance
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import RBFInterpolator

from lib import norms, rbf

RNG = np.random.default_rng(0)
X = RNG.uniform(size=(40, 2))
Y = np.sin(3 * X[:, 0]) + X[:, 1] ** 2 + 0.1 * RNG.normal(size=40)
Z = RNG.uniform(-0.2, 1.2, size=(30, 2))
kernels = pytest.mark.parametrize("kernel", rbf.KERNELS)


def scipy_name(kernel):
    return kernel.replace(" ", "_") + ("_spline" if kernel == "thin plate" else "")


def nodes(seed, n=12, d=2):
    """Points that are well apart: the cells of a grid in random order, each with a small step from its middle."""
    rng = np.random.default_rng(seed)
    cells = rng.permutation(6**d)[:n]
    grid = np.array(np.unravel_index(cells, (6,) * d)).T
    return (grid + rng.uniform(-0.3, 0.3, size=grid.shape)) / 6, rng.normal(size=n)


def by_definition(r, epsilon, kernel):
    q = epsilon * r
    return {
        "gaussian": np.exp(-(q**2)),
        "inverse multiquadric": 1 / np.sqrt(1 + q**2),
        "multiquadric": np.sqrt(1 + q**2),
        "linear": q,
        "thin plate": q**2 * np.log(q) if q else 0.0,
        "cubic": q**3,
    }[kernel]


# The kernels.


@kernels
def test_phi_by_definition(kernel):
    r = np.array([0, 1e-9, 0.1, 0.5, 1, 2, 30.0])
    wanted = [by_definition(x, 1.7, kernel) for x in r]
    np.testing.assert_allclose(rbf.phi(r, 1.7, kernel), wanted, rtol=1e-14, atol=1e-300)
    assert rbf.phi(0.5, 1.7, kernel) == rbf.phi([[0.5]], 1.7, kernel)[0, 0], "any shape"
    assert np.shape(rbf.phi(0.5, 1.7, kernel)) == ()


def test_phi_by_hand():
    assert rbf.phi(0) == 1 and rbf.phi(2, 0.5) == np.exp(-1) and rbf.phi(3, 2, "linear") == 6
    assert rbf.phi(0, kernel="thin plate") == 0 and rbf.phi(1, kernel="thin plate") == 0
    assert np.isclose(rbf.phi(2, 0.5, "multiquadric"), np.sqrt(2)) and rbf.phi(2, 1, "cubic") == 8
    assert rbf.phi(1e200) == 0 and rbf.phi(1e200, kernel="inverse multiquadric") == 0


@kernels
def test_kernel_matrix_entry_by_entry(kernel):
    slow = [[by_definition(np.linalg.norm(z - x), 3.0, kernel) for x in X] for z in Z]
    np.testing.assert_allclose(rbf.kernel_matrix(Z, X, 3.0, kernel), slow, rtol=1e-12, atol=1e-14)
    K = rbf.kernel_matrix(X, X, 3.0, kernel)
    assert (K == K.T).all()
    np.testing.assert_allclose(np.diag(K), by_definition(0.0, 3.0, kernel), atol=0)


@kernels
def test_far_from_zero_no_digit_is_lost(kernel):
    far, z = X + [1e8, -1e8], Z + [1e8, -1e8]
    near = rbf.kernel_matrix(z - [1e8, -1e8], far - [1e8, -1e8], 3.0, kernel)
    np.testing.assert_allclose(rbf.kernel_matrix(z, far, 3.0, kernel), near, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(rbf.evaluate(z, far, np.ones(40), 3.0, kernel), near.sum(axis=1), rtol=1e-12)


def test_settings_that_are_not_said():
    labels = (Y.mean() < Y).astype(int)
    np.testing.assert_array_equal(rbf.kernel_matrix(Z, X), rbf.kernel_matrix(Z, X, 1.0, "gaussian"))
    np.testing.assert_array_equal(rbf.evaluate(Z, X, Y), rbf.evaluate(Z, X, Y, 1.0, "gaussian"))
    few = X[:3]
    for surface in (rbf.interpolate(few, Y[:3]), rbf.least_squares(X, Y, few), rbf.classify(X, labels, few).surface):
        assert (surface.epsilon, surface.kernel, surface.degree) == (1.0, "gaussian", -1)
    np.testing.assert_array_equal(rbf.classify(X, labels, few).score(Z), rbf.classify(X, labels, few, lam=0).score(Z))


# Interpolation and smoothing, against SciPy.


@pytest.mark.parametrize("lam", [0.0, 1e-3, 1.0])
@pytest.mark.parametrize(
    "kernel, degree", [(kernel, degree) for kernel, (_, least) in rbf.KERNELS.items() for degree in range(least, 3)]
)
def test_against_scipy(kernel, lam, degree):
    """Equal wherever SciPy's system is one that smooths: the degree is the least one of the kernel or more."""
    ours = rbf.interpolate(X, Y, 4.0, kernel, lam, degree)
    theirs = RBFInterpolator(X, Y, kernel=scipy_name(kernel), epsilon=4.0, smoothing=lam, degree=degree)
    scale = np.abs(theirs(Z)).max()
    np.testing.assert_allclose(ours(Z), theirs(Z), atol=1e-14 * max(ours.condition, 100) * scale)


@kernels
def test_interpolation_without_polynomial_against_scipy(kernel):
    ours = rbf.interpolate(X, Y, 4.0, kernel)
    theirs = RBFInterpolator(X, Y, kernel=scipy_name(kernel), epsilon=4.0, degree=-1)
    np.testing.assert_allclose(ours(Z), theirs(Z), rtol=1e-7, atol=1e-9)
    assert np.abs(ours(Z) - RBFInterpolator(X, Y, kernel=scipy_name(kernel), epsilon=4.0)(Z)).max() > 1e-3, (
        "SciPy adds a polynomial unless it is told degree=-1"
    )


@pytest.mark.parametrize("kernel", ["multiquadric", "linear", "thin plate", "cubic"])
def test_scipy_without_its_polynomial_does_not_smooth(kernel):
    """−φ (or φ) has an eigenvalue of the other sign, and λ of that size makes SciPy's matrix singular, not ours."""
    sign, _ = rbf.KERNELS[kernel]
    K = rbf.kernel_matrix(X, X, 4.0, kernel)
    mu = np.sort(sign * np.linalg.eigvalsh(K))
    assert mu[0] < 0 < mu[-1]
    lam = -mu[0] * (1 + 1e-6)
    theirs = RBFInterpolator(X, Y, kernel=scipy_name(kernel), epsilon=4.0, smoothing=lam, degree=-1)
    assert np.linalg.norm(theirs(X)) > 1e3 * np.linalg.norm(Y)
    ours = rbf.interpolate(X, Y, 4.0, kernel, lam)
    assert np.linalg.norm(ours(X)) < np.linalg.norm(Y)
    assert ours.condition < 1e5


@kernels
@given(seed=st.integers(0, 10**6), degree=st.integers(-1, 2))
def test_goes_through_every_point(kernel, seed, degree):
    centers, y = nodes(seed)
    surface = rbf.interpolate(centers, y, 4.0, kernel, degree=degree)
    np.testing.assert_allclose(surface(centers), y, atol=1e-14 * max(surface.condition, 1e3))


@kernels
@pytest.mark.parametrize("degree", [-1, 0, 1])
def test_a_larger_lam_always_smooths_more(kernel, degree):
    """The residual grows with λ, the weights shrink, and the heights are never larger than the data."""
    lams = np.logspace(-8, 8, 33)
    surfaces = [rbf.interpolate(X, Y, 4.0, kernel, lam, degree) for lam in lams]
    residuals = [np.linalg.norm(surface(X) - Y) for surface in surfaces]
    sizes = [np.linalg.norm(surface.alpha) for surface in surfaces]
    assert (np.diff(residuals) > -1e-9).all() and (np.diff(sizes) < 1e-9).all()
    assert max(residuals) <= np.linalg.norm(Y) * (1 + 1e-9)
    conditions = [surface.condition for surface in surfaces]
    assert (np.diff(conditions) < 1e-6).all() and np.isclose(conditions[-1], 1, atol=1e-3)


@kernels
def test_lam_to_infinity(kernel):
    assert np.abs(rbf.interpolate(X, Y, 4.0, kernel, 1e12)(Z)).max() < 1e-6
    for degree, columns in [(0, [np.ones(40)]), (1, [np.ones(40), *X.T])]:
        if degree < rbf.KERNELS[kernel][1]:
            continue
        P = np.column_stack(columns)
        plane = np.linalg.lstsq(P, Y, rcond=None)[0]
        wanted = np.column_stack([np.ones(30), Z])[:, : len(plane)] @ plane
        np.testing.assert_allclose(rbf.interpolate(X, Y, 4.0, kernel, 1e12, degree)(Z), wanted, atol=1e-6)


@kernels
def test_small_lam_tends_to_interpolation(kernel):
    exact = rbf.interpolate(X, Y, 6.0, kernel)(Z)
    np.testing.assert_allclose(rbf.interpolate(X, Y, 6.0, kernel, 1e-13)(Z), exact, atol=1e-5)


def test_limits_of_epsilon():
    narrow = rbf.interpolate(X, Y, 1e4)
    np.testing.assert_allclose(narrow.alpha, Y)  # spikes: each bump has its own height to itself
    assert np.abs(narrow(Z)).max() < 1e-9 and narrow.condition == 1
    x = np.array([[-1.0], [0.0], [1.0]])
    flat = rbf.interpolate(x, [1, 0, 1], 1e-2)
    # Driscoll and Fornberg, Comput. Math. Appl. 43, 2002, p. 413: flat gaussians tend to the polynomial x².
    np.testing.assert_allclose(flat([[0.5], [2.0]]), [0.25, 4.0], rtol=1e-3)
    assert flat.condition > 1e7


@kernels
@given(st.integers(0, 10**6), st.floats(-3, 3), st.floats(-100, 100))
def test_turning_and_moving_everything_changes_nothing(kernel, seed, angle, shift):
    centers, y = nodes(seed)
    z = np.random.default_rng(seed).uniform(size=(5, 2))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    one = rbf.interpolate(centers, y, 4.0, kernel, lam=0.01, degree=1)
    other = rbf.interpolate(centers @ turn + shift, y, 4.0, kernel, lam=0.01, degree=1)
    np.testing.assert_allclose(other(z @ turn + shift), one(z), atol=1e-9)


@kernels
def test_epsilon_is_a_unit(kernel):
    """Only ε times distance matters; for linear and cubic ε alone does not matter either."""
    one = rbf.interpolate(X, Y, 4.0, kernel, degree=1)(Z)
    far = rbf.interpolate(1000 * X, Y, 0.004, kernel, degree=1)(1000 * Z)
    np.testing.assert_allclose(far, one, rtol=1e-7, atol=1e-8)
    other = rbf.interpolate(X, Y, 7.0, kernel, degree=1)(Z)
    assert np.allclose(other, one, atol=1e-8) == (kernel in ("linear", "cubic", "thin plate"))


@kernels
def test_linear_in_the_heights_and_blind_to_the_order(kernel):
    y = RNG.normal(size=40)
    both = rbf.interpolate(X, 2 * Y - y, 6.0, kernel, 0.1)(Z)
    parts = 2 * rbf.interpolate(X, Y, 6.0, kernel, 0.1)(Z) - rbf.interpolate(X, y, 6.0, kernel, 0.1)(Z)
    np.testing.assert_allclose(both, parts, atol=1e-9)
    order = RNG.permutation(40)
    shuffled = rbf.interpolate(X[order], Y[order], 6.0, kernel, 0.1)(Z)
    np.testing.assert_allclose(shuffled, rbf.interpolate(X, Y, 6.0, kernel, 0.1)(Z), atol=1e-9)


@kernels
@pytest.mark.parametrize("degree", [0, 1, 2])
def test_polynomials_are_reproduced(kernel, degree):
    def p(Z):
        return sum((Z**k).sum(axis=1) for k in range(degree + 1))

    surface = rbf.interpolate(1e4 + X, p(X), 4.0, kernel, degree=degree)
    np.testing.assert_allclose(surface(1e4 + Z), p(Z), atol=1e-7)
    assert np.abs(surface.alpha).max() < 1e-6


@pytest.mark.parametrize("unit", [(1e-9, 1e-9), (1e9, 1e9), (1e-6, 1e6)])
def test_polynomials_in_any_unit_and_anywhere(unit):
    """Each column in its own unit and around its own middle: the monomials keep their digits."""

    def place(Z):
        return (Z + [1e4, -1e4]) * unit

    surface = rbf.interpolate(place(X), X[:, 0] ** 2 - 3 * X[:, 0] * X[:, 1], 100 / min(unit), degree=2)
    np.testing.assert_allclose(surface(place(Z)), Z[:, 0] ** 2 - 3 * Z[:, 0] * Z[:, 1], atol=1e-9)


@pytest.mark.parametrize("kernel", ["linear", "cubic"])
def test_in_one_dimension_these_are_splines(kernel):
    x, y = np.sort(RNG.uniform(size=9)), RNG.normal(size=9)
    z = np.linspace(x[0], x[-1], 50)
    if kernel == "linear":
        wanted = np.interp(z, x, y)
    else:
        wanted = scipy.interpolate.CubicSpline(x, y, bc_type="natural")(z)
    surface = rbf.interpolate(x[:, None], y, 1.0, kernel, degree=rbf.KERNELS[kernel][1])
    np.testing.assert_allclose(surface(z[:, None]), wanted, atol=1e-9)


def test_repeated_measurements_are_averaged_by_smoothing():
    surface = rbf.interpolate([[0.0], [0.0], [5.0]], [1.0, 3.0, 0.0], 1.0, lam=1e-9)
    assert np.isclose(surface([[0.0]])[0], 2)


def test_fewest_points_for_a_polynomial():
    surface = rbf.interpolate([[0, 0], [1, 0], [0, 1]], [1, 2, 3], 1.0, "thin plate", degree=1)
    assert np.isclose(surface([[1, 1]])[0], 4) and np.abs(surface.alpha).max() < 1e-12 and surface.condition == 1


# The parts: weights, condition, smoothed, evaluate.


@kernels
@pytest.mark.parametrize("lam", [0.0, 0.1])
def test_the_parts_make_the_whole(kernel, lam):
    sign, _ = rbf.KERNELS[kernel]
    K = rbf.kernel_matrix(X, X, 6.0, kernel)
    surface = rbf.interpolate(X, Y, 6.0, kernel, lam)
    np.testing.assert_allclose(rbf.weights(K, Y, lam, sign), surface.alpha, rtol=1e-7)
    np.testing.assert_allclose(rbf.evaluate(Z, X, surface.alpha, 6.0, kernel), surface(Z))
    np.testing.assert_allclose(rbf.smoothed(K, Y, lam, sign), surface(X), atol=1e-9)
    assert np.isclose(rbf.condition(K, lam, sign), surface.condition, rtol=1e-6)
    if lam == 0:
        np.testing.assert_allclose(surface.alpha, np.linalg.solve(K, Y), rtol=1e-6)
        assert np.isclose(surface.condition, np.linalg.cond(K), rtol=1e-6)


def test_smoothing_by_hand():
    """(K + λI)α = y, entry by entry; and with one eigenvalue against the sign, 2 and −1 become 2 + λ and −1 − λ."""
    np.testing.assert_allclose(rbf.weights(np.eye(2), [1, 2], 1), [0.5, 1])
    np.testing.assert_allclose(rbf.weights([[2, 1], [1, 2]], [3, 3], 3), [0.5, 0.5])
    np.testing.assert_allclose(rbf.weights(np.diag([2.0, -1.0]), [3, 3], 1), [1, -1.5])
    np.testing.assert_allclose(rbf.weights(np.diag([2.0, -1.0]), [3, 3], 1, sign=-1), [1, -1.5])
    np.testing.assert_allclose(rbf.smoothed(np.eye(2), [1, 2], 1), [0.5, 1])
    assert rbf.condition(np.diag([4.0, 1.0])) == 4 and rbf.condition(np.diag([4.0, 1.0]), 2) == 2
    assert rbf.condition(np.diag([4.0, 0.0])) == np.inf
    tiny = 1e-20 * np.diag([2.0, -1.0])
    np.testing.assert_allclose(rbf.weights(tiny, [3, 3], 1e-20), [1e20, -1.5e20])
    assert rbf.condition(tiny) == 2, "at any scale"


def test_an_eigenvalue_of_the_size_of_rounding_gets_the_sign_of_the_kernel():
    K = np.diag([1.0, -1e-18])
    np.testing.assert_allclose(rbf.weights(K, [0, 1], 0.5), [0, 2])
    np.testing.assert_allclose(rbf.weights(K, [0, 1], 0.5, sign=-1), [0, -2])
    np.testing.assert_allclose(rbf.weights(0 * K, [1, 2], 0.5), [2, 4])


@kernels
def test_evaluation_in_blocks(kernel, monkeypatch):
    alpha = RNG.normal(size=40)
    whole = rbf.kernel_matrix(Z, X, 4.0, kernel) @ alpha
    for block in (1, 70, 10**6):
        monkeypatch.setattr(norms, "BLOCK", block)
        np.testing.assert_allclose(rbf.evaluate(Z, X, alpha, 4.0, kernel), whole, rtol=1e-12, atol=1e-12)


def test_memory_stays_bounded():
    """100 000 points and 300 centres: K would have 240 MB. Points and values themselves need a few."""
    many = RNG.uniform(size=(100_000, 2))
    centers, alpha = RNG.uniform(size=(300, 2)), RNG.normal(size=300)
    tracemalloc.start()
    rbf.evaluate(many, centers, alpha, 4.0, "thin plate")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12e6


# Ill-conditioning is said, with the figure.


def test_ill_conditioning_is_a_warning_with_the_figure_and_lam_rescues():
    x = np.linspace(0, 1, 20)[:, None]
    y = np.sin(6 * x[:, 0])
    with pytest.warns(RuntimeWarning, match=r"condition number is \d(\.\d)?e\+\d\d"):
        surface = rbf.interpolate(x, y, 3.0)
    assert surface.condition > 1e12
    K = rbf.kernel_matrix(x, x, 3.0)
    with pytest.warns(RuntimeWarning, match="condition number is"):
        rbf.weights(K, y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rescued = rbf.interpolate(x, y, 3.0, lam=1e-6)
    assert rescued.condition < 1e8 and np.abs(rescued(x) - y).max() < 1e-3
    assert np.abs(rescued.alpha).max() < 1e-2 * np.abs(surface.alpha).max()


@pytest.mark.parametrize("centers, kernel", [([[0.0]], "linear"), ([[0.0]], "cubic"), ([[0.0], [1.0]], "thin plate")])
def test_a_singular_matrix_is_an_error(centers, kernel):
    with pytest.raises(ValueError, match="singular: no surface of this kind"):
        rbf.interpolate(centers, np.ones(len(centers)), 1.0, kernel)
    degree = min(len(centers) - 1, 1)
    assert rbf.interpolate(centers, np.ones(len(centers)), 1.0, kernel, degree=degree)([[7.0]])[0] == pytest.approx(1)


# Fewer centres than points, and the classifier.


@kernels
@pytest.mark.parametrize("degree", [-1, 0, 1])
def test_least_squares_against_lstsq(kernel, degree):
    """Ridge as plain least squares with √λ I below K; the polynomial has zeros there, so that it is not penalised."""
    centers = nodes(3)[0]
    P = np.column_stack([np.ones(40), X])[:, : {-1: 0, 0: 1, 1: 3}[degree]]
    K = rbf.kernel_matrix(X, centers, 4.0, kernel)
    for lam in (0.0, 0.3):
        below = np.hstack([np.sqrt(lam) * np.eye(12), np.zeros((12, P.shape[1]))])
        x = np.linalg.lstsq(np.vstack([np.hstack([K, P]), below]), np.append(Y, np.zeros(12)), rcond=None)[0]
        surface = rbf.least_squares(X, Y, centers, 4.0, kernel, lam, degree)
        np.testing.assert_allclose(surface.alpha, x[:12], atol=1e-8 * np.abs(x).max())
        np.testing.assert_allclose(surface(X), np.hstack([K, P]) @ x, atol=1e-9)
        if degree < 0:
            assert np.isclose(surface.condition, np.linalg.cond(np.vstack([K, np.sqrt(lam) * np.eye(12)])), rtol=1e-6)


@pytest.mark.parametrize("kernel", ["linear", "cubic"])
@pytest.mark.parametrize("epsilon", [1e-5, 1e5])
def test_least_squares_whose_epsilon_is_only_a_unit(kernel, epsilon):
    one, other = (rbf.least_squares(X, Y, X[:10], e, kernel) for e in (1.0, epsilon))
    np.testing.assert_allclose(other(Z), one(Z), rtol=1e-9)


@kernels
def test_least_squares_with_all_centers_interpolates(kernel):
    surface = rbf.least_squares(X, Y, X, 6.0, kernel)
    np.testing.assert_allclose(surface(Z), rbf.interpolate(X, Y, 6.0, kernel)(Z), atol=1e-6)


def test_least_squares_has_no_slope_left():
    """At the optimum the gradient Kᵀ(Kα − y) + λα is 0, here by central differences of the objective."""
    centers, lam = nodes(3)[0], 0.3
    K = rbf.kernel_matrix(X, centers, 4.0)
    alpha = rbf.least_squares(X, Y, centers, 4.0, lam=lam).alpha

    def objective(a):
        return 0.5 * np.sum((K @ a - Y) ** 2) + lam / 2 * np.sum(a**2)

    for step in 1e-4 * np.eye(12):
        assert abs(objective(alpha + step) - objective(alpha - step)) / 2e-4 < 1e-8


def test_undetermined_least_squares_warns_and_gives_the_shortest():
    for centers, points in [(X, X[:5]), (X[:3], np.repeat(X[:1], 5, axis=0))]:
        with pytest.warns(RuntimeWarning, match="condition number is .*the shortest are taken"):
            surface = rbf.least_squares(points, np.ones(5), centers, 6.0)
        K = rbf.kernel_matrix(points, centers, 6.0)
        np.testing.assert_allclose(surface.alpha, np.linalg.lstsq(K, np.ones(5), rcond=None)[0], atol=1e-9)
    with pytest.warns(RuntimeWarning, match="condition number is inf"):
        assert (rbf.least_squares([[0.0], [1.0]], [1, 2], [[1e9]]).alpha == 0).all(), "no point is within reach"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rbf.least_squares(X[:5], np.ones(5), X, 6.0, lam=1e-3)


def test_what_a_polynomial_leaves_of_the_bumps_may_be_rounding_alone():
    """To the right of its centre |x − c| is a straight line, so that degree 1 leaves nothing of it."""
    x = np.linspace(1, 2, 9)[:, None]
    with pytest.warns(RuntimeWarning, match="condition number is"):
        surface = rbf.least_squares(x, x[:, 0] ** 2, [[0.3]], 1.0, "linear", degree=1)
    np.testing.assert_allclose(surface(x), np.polyval(np.polyfit(x[:, 0], x[:, 0] ** 2, 1), x[:, 0]))
    assert abs(surface.alpha[0]) < 1e-9
    with pytest.warns(RuntimeWarning, match="condition number is"):
        rbf.interpolate([[0.0], [1.0]], [0.0, 1.0], 1e-7, degree=0)


@pytest.mark.parametrize("low", [0, -1])
def test_classifier_bends_the_boundary(low):
    """A ring around a blob: no line does better than 3 of 4, four bumps and a constant get nearly all."""
    rng = np.random.default_rng(5)
    radius = np.append(rng.uniform(0, 0.7, 60), rng.uniform(1.0, 1.6, 60))
    angle = rng.uniform(0, 2 * np.pi, 120)
    points = (radius * [np.cos(angle), np.sin(angle)]).T
    labels = np.where(radius < 0.85, 1, low)
    model = rbf.classify(points, labels, [[0, 0], [1, 1], [-1, 1], [0, -1.3]], 1.0, lam=1e-2, degree=0)
    assert np.mean(model(points) == labels) > 0.97
    assert model.surface.degree == 0 and set(model(points)) == {low, 1} and model.labels.tolist() == [low, 1]
    assert ((model.score(points) >= 0) == (model(points) == 1)).all()


def test_both_kinds_of_labels_give_the_same_boundary():
    labels = (Y.mean() < Y).astype(int)
    one, other = (rbf.classify(X, values, X[:8], 4.0, lam=0.1) for values in (labels, 2 * labels - 1))
    np.testing.assert_array_equal(one.score(Z), other.score(Z))
    np.testing.assert_array_equal(2 * one(Z) - 1, other(Z))
    flipped = rbf.classify(X, 1 - labels, X[:8], 4.0, lam=0.1)
    np.testing.assert_allclose(flipped.score(Z), -one.score(Z), atol=1e-12)


def test_the_bumps_stand_on_the_first_rows_or_on_all_of_them():
    labels = (Y.mean() < Y).astype(int)
    few = rbf.bumps(X, labels, 7, 3.0, 0.2)
    np.testing.assert_array_equal(few.score(Z), rbf.classify(X, labels, X[:7], 3.0, lam=0.2).score(Z))
    assert len(rbf.bumps(X, labels, 10**6).surface.centers) == len(X)


def test_a_narrow_bump_for_every_animal_learns_by_heart():
    labels = np.arange(40) % 2
    model = rbf.classify(X, labels, X, 1e5)
    assert (model(X) == labels).all()
    assert (model.score(Z) == 0).all(), "between the bumps f is 0, and that is no knowledge"
    assert (model(Z) == 1).all(), "a score of 0 counts as 1, as for logistic.predict"


# Bad input.

FITS = {
    "interpolate": lambda X, y, *rest: rbf.interpolate(X, y, *rest),
    "least_squares": lambda X, y, *rest: rbf.least_squares(X, y, X, *rest),
}
fits = pytest.mark.parametrize("fit", FITS.values(), ids=FITS)


@fits
@pytest.mark.parametrize(
    "epsilon, kernel, lam, degree, words",
    [
        (0, "gaussian", 0, -1, "epsilon must be greater than 0, not 0.0"),
        (-1, "gaussian", 0, -1, "epsilon must be greater than 0"),
        (np.nan, "gaussian", 0, -1, "epsilon must be finite"),
        (1, "gauss", 0, -1, "kernel must be one of 'gaussian', .*; not 'gauss'"),
        (1, "gaussian", -0.1, -1, "lam must be at least 0"),
        (1, "gaussian", np.inf, -1, "lam must be finite"),
        (1, "gaussian", 0, -2, "degree must be at least -1"),
        (1, "gaussian", 0, 9, "degree 9 in 2 dimensions needs at least 55 points, not 40"),
    ],
)
def test_bad_settings(fit, epsilon, kernel, lam, degree, words):
    with pytest.raises(ValueError, match=words):
        fit(X, Y, epsilon, kernel, lam, degree)


@fits
def test_wrong_types(fit):
    with pytest.raises(TypeError, match="epsilon must be a number, not 'wide'"):
        fit(X, Y, "wide")
    with pytest.raises(TypeError, match="degree must be a whole number"):
        fit(X, Y, 1.0, "gaussian", 0.0, 1.5)
    with pytest.raises(TypeError, match="y must hold real numbers"):
        fit(X, ["a"] * 40)


@fits
def test_bad_points(fit):
    with pytest.raises(ValueError, match=r"write (centers|X)\[:, None\]"):
        fit(X[:, 0], Y)
    with pytest.raises(ValueError, match="y must have 40 entries, not 39"):
        fit(X, Y[1:])
    with pytest.raises(ValueError, match="must not be empty"):
        fit(np.zeros((0, 2)), [])
    for bad in (np.nan, np.inf):
        broken = X.copy()
        broken[3, 1] = bad
        with pytest.raises(ValueError, match=rf"must be finite, but (centers|X)\[3, 1\] is {bad}"):
            fit(broken, Y)
        with pytest.raises(ValueError, match="y must be finite"):
            fit(X, np.append(Y[1:], bad))
    with pytest.raises(ValueError, match="they lie on a line"):
        fit(np.column_stack([X[:, 0], 2 * X[:, 0]]), Y, 4.0, "thin plate", 0.0, 1)
    with pytest.raises(ValueError, match="epsilon must be smaller for the kernel 'cubic'"):
        fit(X, Y, 1e150, "cubic")


def test_repeated_centers_name_their_rows():
    centers = np.array([[0.0, 1], [2, 3], [4, 5], [2, 3]])
    with pytest.raises(ValueError, match="centers must be different .* rows 1 and 3 are equal$"):
        rbf.interpolate(centers, np.ones(4))
    with pytest.raises(ValueError, match=r"rows 0 and 1 are equal \(2 rows are repeated\)"):
        rbf.interpolate([[1.0], [1.0], [1.0]], np.ones(3))
    with pytest.raises(ValueError, match="rows 1 and 3 are equal"):
        rbf.least_squares(X, Y, centers, lam=1.0)
    with pytest.raises(ValueError, match="rows 0 and 1 are equal"):
        rbf.interpolate([[0.0], [-0.0]], np.ones(2))


def test_shapes_that_do_not_match():
    surface = rbf.interpolate(X, Y, 4.0)
    for name, call in (
        ("Z", lambda: surface(np.ones((3, 1)))),
        ("Z", lambda: rbf.kernel_matrix(np.ones((3, 1)), X)),
        ("Z", lambda: rbf.evaluate(np.ones((3, 1)), X, np.ones(40))),
        ("X", lambda: rbf.least_squares(np.ones((3, 1)), np.ones(3), X)),
    ):
        with pytest.raises(ValueError, match=f"^{name} has 1 columns and centers 2; they must have the same"):
            call()
    with pytest.raises(ValueError, match="alpha must have 40 entries, not 3"):
        rbf.evaluate(Z, X, np.ones(3))
    with pytest.raises(ValueError, match="Z must be finite"):
        surface([[np.nan, 0]])
    for far in (1e150, 1e308):
        with pytest.raises(ValueError, match="Z is too far from the centers"):
            rbf.interpolate(X, Y, 4.0, "cubic")([[far, 0]])
    with pytest.raises(ValueError, match="epsilon must be smaller"):  # both at infinity, where ∞ − ∞ is met on the way
        rbf.kernel_matrix([[1e308]], [[1e308], [-1e308]], 10.0)
    with pytest.raises(ValueError, match="Z is too far from the centers"):
        rbf.evaluate(Z, X, np.full(40, 1e308), 1.0, "multiquadric")


def test_bad_systems():
    for K in (np.ones((2, 3)), [[1.0, 2.0], [0.0, 1.0]], [[1.0, 0.5], [0.5 + 1e-9, 1.0]]):
        with pytest.raises(ValueError, match="K must be square and symmetric"):
            rbf.weights(K, [1, 2])
    with pytest.raises(ValueError, match="sign must be one of 1, -1"):
        rbf.weights(np.eye(2), [1, 2], 0.0, 0)
    with pytest.raises(ValueError, match="lam must be at least 0"):
        rbf.smoothed(np.eye(2), [1, 2], -1)
    with pytest.raises(ValueError, match="y must have 2 entries"):
        rbf.weights(np.eye(2), [1, 2, 3])
    with pytest.raises(ValueError, match="singular"):
        rbf.weights(np.zeros((2, 2)), [1, 2])


def test_bad_radius():
    with pytest.raises(ValueError, match="r must be distances, not negative, but r holds -1.0"):
        rbf.phi([1, -1])
    with pytest.raises(ValueError, match="r must be finite"):
        rbf.phi(np.nan)


@pytest.mark.parametrize(
    "labels, found",
    [
        (np.zeros(40), "0"),
        (np.arange(40), "0, 1, 2, 3, 4"),
        (np.where(Y > 1, 2, 1), "1, 2"),
        (np.arange(40) % 3 - 1, "-1, 0, 1"),
    ],
)
def test_bad_labels(labels, found):
    with pytest.raises(
        ValueError, match=f"labels must be 0 and 1, or -1 and 1, with both present; labels holds {found}"
    ):
        rbf.classify(X, labels, X[:5])


def test_nothing_is_changed_integers_are_numbers_and_the_random_state_is_left_alone():
    centers, y, state = np.arange(8).reshape(4, 2) ** 2, np.arange(4), np.random.get_state()[1].copy()
    before = centers.copy(), y.copy()
    for kernel in rbf.KERNELS:
        whole = rbf.interpolate(centers, y, 1, kernel, 0, 0)
        np.testing.assert_allclose(whole(centers), y, atol=1e-9)
        rbf.least_squares(centers, y, centers[:2], 1, kernel)
        r = np.array([1.0, 2.0])
        rbf.phi(r, 1, kernel)
        assert r.tolist() == [1, 2]
    assert (centers == before[0]).all() and (y == before[1]).all()
    assert (np.random.get_state()[1] == state).all()
