"""The numbers that notebook 03 says in words, computed by another way than the notebook's where there is one."""

import functools

import numpy as np
import pytest
import scipy.optimize
import scipy.special
import scipy.stats
from sklearn.linear_model import LogisticRegression

from lib import logistic, pets
from lib.views import logistic_dog_or_cat as views
from tests import planes
from tests.claims.prose import Prose

SETS = {name: pets.read(name) for name in pets.SPLITS}
X, y, kind = SETS["train"]
T, t, kind_of_test = SETS["test"]
W = logistic.fit(X, y)
NOSE = X[:, [1]]
notebook = Prose(
    "03",
    given={
        "nb03-002": ["(0.21, 0.99, 0.86)", "(0.79, 0.01, 0.14)"],
        "nb03-004": ["ears of 0.21", "nose of 0.99", "pupils, 0.86"],
        "nb03-006": ["at 0.5 each"],
        "nb03-031": ["A cat with a nose of 0.4"],
        "nb03-033": [r"With $\alpha=6$", r"with $\alpha=30$"],
        "nb03-035": [r"With $\alpha=0.3$", "*α = 0.3*"],
        "nb03-039": ["After 100 steps", "step 1,000, ten times"],
        "nb03-071": ["section 4.4", "sections 9.3 and 9.5"],
        "nb03-041": [
            "After 1,000 steps",
            "*100 steps*, *1,000 steps*",
            "more than 99 %",
            r"With $\lambda=0.01$",
            r"With $\lambda=0.3$",
        ],
    },
)


def sigmoid(z):
    return scipy.special.expit(z)


# 1 and 2: animals, labels.


def test_the_two_animals_of_the_slides():
    assert len(pets.read()[0]) == 2 + 598 and len(pets.KINDS) == 6
    notebook.says("nb03-002", "The other 598 are simulated, in six kinds")
    ears, nose, eyes = np.abs(X[0] - X[1])
    notebook.says("nb03-002", f"By {ears:.2f} in the ears, {nose:.2f} in the nose and {eyes:.2f} in the eyes")
    notebook.says("nb03-002", f"={np.linalg.norm(X[0] - X[1]):.2f}$")


def test_lines_through_labels_by_hand():
    np.testing.assert_allclose(np.polyfit([1, 2], [0, 1], 1), [1, -1])
    notebook.says("nb03-007", r"the line through both is $\hat Y=x-1$", f"={np.dot([0, 1], [1, 2]) / 5}$")
    notebook.says("nb03-007", "has the score 0.4, and the dog 0.8")


def test_a_dog_far_out():
    view = views.LinearScores(X, y, kind)
    near, far = (np.array(view.wrong[place]) for place in (1.0, 3.0))
    for draw in range(view.DRAWS):
        few, labels = view.draws[draw]
        A, b = np.column_stack([np.vstack([few, [3.0] * 3]), np.ones(31)]), np.append(labels, 1)
        assert far[draw] == np.sum((A @ np.linalg.lstsq(A, b)[0] >= 0.5) != b)
    notebook.says("nb03-011", f"Over the twelve draws {near.mean():.1f} of the 31 animals are wrong with this dog at 1")
    notebook.says("nb03-011", f"{far.mean():.1f} with it at 3, on average", "In no draw are fewer wrong")
    assert view.DRAWS == 12 and (far >= near).all()
    # Who is on the wrong side in the first draw, by the mean feature and by all three: counts of dogs and of cats.
    wrong = {}
    for place in (1.0, 3.0):
        few, labels = view._with(0, place)
        for name, columns in (("line", few.mean(axis=1, keepdims=True)), ("hyperplane", few)):
            A = np.column_stack([columns, np.ones(31)])
            calls = A @ np.linalg.lstsq(A, labels)[0] >= 0.5
            wrong[name, place] = [set(np.flatnonzero((calls != labels) & (labels == label))) for label in (1, 0)]
    for name, more in (("line", [1, 0]), ("hyperplane", [3, 2])):
        assert all(before <= after for before, after in zip(wrong[name, 1.0], wrong[name, 3.0]))
        assert [len(after - before) for before, after in zip(wrong[name, 1.0], wrong[name, 3.0])] == more
    notebook.says("nb03-011", "by the line one dog more. By the hyperplane three dogs more", "and two cats")


def test_scores_are_no_probabilities():
    A = np.column_stack([X, np.ones(len(X))])
    scores = A @ np.linalg.lstsq(A, y)[0]
    notebook.says(
        "nb03-011", f"With all 360 animals {np.sum(scores < 0)} scores are below 0 and {np.sum(scores > 1)} above 1"
    )


# 3 to 5: squashing, the loss, length and direction.


def test_odds():
    notebook.says("nb03-013", rf"$z=\log 3={np.log(3):.4f}$", f"gives {100 * (1 / 2 + np.log(3) / 4):.0f} % there")
    notebook.says("nb03-013", f"At $z=3$ it would give {100 * (1 / 2 + 3 / 4):.0f} %")
    normal = scipy.stats.norm.cdf(np.sqrt(2 * np.pi) / 4 * 4.5)
    notebook.says("nb03-017", f"At $z=4.5$ it gives the odds {normal / (1 - normal):.0f} to 1")
    notebook.says("nb03-017", f"the logistic function gives {np.exp(4.5):.0f} to 1")


def test_what_labels_cost():
    halves = -np.log([1 / 2, 1 / 4])
    notebook.says("nb03-019", rf"$-\log\tfrac18={-np.log(1 / 8):.3f}={halves[0]:.3f}+{halves[1]:.3f}$")
    notebook.says("nb03-019", rf"$\log\frac43={np.log(4 / 3):.3f}$", rf"$\log 4={np.log(4):.3f}$")
    notebook.says("nb03-021", rf"$\log3\approx{np.log(3):.1f}$")
    notebook.says("nb03-023", f"The slider has 1.1, and so the panel says {np.exp(2 * 1.1):.2f}")
    notebook.says("nb03-023", f"a dog with the score $-5$ pays {np.log1p(np.exp(5)):.3f}", rf"$\log2={np.log(2):.3f}$")


def test_length_and_direction():
    notebook.says("nb03-025", f"$-2/5={-2 / np.hypot(3, 4)}$", "Its score is $5\\cdot(-0.4)=-2$")
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(X[:, :2], y)
    notebook.says("nb03-029", f"With {100 * (1 - model.score(X[:, :2], y)):.1f} % of the animals on the wrong side")
    fitted = views.LengthAndDirection.FITTED
    (w,), B = model.coef_, model.intercept_[0]
    assert fitted["length"] == pytest.approx(np.hypot(*w), abs=0.05) and round(np.hypot(*w)) == 7
    assert fitted["direction"] == pytest.approx(np.rad2deg(np.arctan2(w[1], w[0])), abs=0.5)
    assert fitted["distance"] == pytest.approx(-B / np.hypot(*w), abs=0.005)
    notebook.says("nb03-029", "a length of about 7 is as sure as one may be")


# 6: descent, the bound, Newton.


def test_error_times_input():
    notebook.says("nb03-031", rf"$\tfrac34\cdot0.4={3 / 4 * 0.4:.1f}$", rf"$B=\log 3={np.log(3):.4f}$")
    z, step = 0.7, 1e-6
    for sign, label in ((-1, 1), (1, 0)):  # a dog pays log(1 + e⁻ᶻ), a cat log(1 + eᶻ)
        ends = [np.logaddexp(0, sign * (z + side)) for side in (-step, step)]
        assert (ends[1] - ends[0]) / (2 * step) == pytest.approx(sigmoid(z) - label)


def test_the_bound_and_the_lowest_place():
    columns = np.column_stack([np.repeat([1, -1], 4), np.ones(8)])
    np.testing.assert_allclose(np.linalg.svd(columns)[1] ** 2, 8)
    notebook.says("nb03-032b", r"$\sigma_1^2=8$", r"So $L=\tfrac14$, and $2/L=8$")
    p = sigmoid(np.column_stack([NOSE, np.ones(len(y))]) @ logistic.fit(NOSE, y))
    notebook.says("nb03-032b", f"By the nose alone its mean is {np.mean(p * (1 - p)):.3f} there")
    sigma = np.linalg.svd(np.column_stack([NOSE, np.ones(len(y))]))[1][0]
    notebook.says("nb03-035", f"below $2/L={2 * 4 * len(y) / sigma**2:.2f}$")


def test_newton_from_far_out():
    def slope(B):
        return sigmoid(B) - 3 / 4

    def bend(B):
        return sigmoid(B) * sigmoid(-B)

    def loss(B):
        return 3 / 4 * np.logaddexp(0, -B) + 1 / 4 * np.logaddexp(0, B)

    assert (slope(0), bend(0)) == (-1 / 4, 1 / 4)
    full = -slope(4) / bend(4)
    assert abs(full - slope(4 + full) / bend(4 + full)) > 1000, "the next full step runs off"
    assert loss(4 + full / 2) > loss(4) > loss(4 + full / 4)
    notebook.says("nb03-032d", f"the slope is {slope(4):.3f} and the curvature {bend(4):.4f}: a step of $-{-full:.1f}$")
    notebook.says("nb03-032d", f"to $-{-(4 + full):.1f}$", f"the loss is {loss(4 + full):.1f}; it was {loss(4):.1f}")
    notebook.says("nb03-032d", f"A quarter of it, to {4 + full / 4:.1f}, is taken")


def test_learning_rates():
    least = scipy.optimize.minimize(
        lambda w: np.mean(np.logaddexp(0, (1 - 2 * y) * (NOSE[:, 0] * w[0] + w[1]))), [1, 0]
    )
    losses = {rate: logistic.gradient_descent(NOSE, y, rate, 100)[1] for rate in (0.3, 6, 9)}
    with pytest.warns(RuntimeWarning, match="diverges"):
        losses[30] = logistic.gradient_descent(NOSE, y, 30, 100)[1]
    left = {rate: loss[-1] - least.fun for rate, loss in losses.items()}
    rises = {rate: int(np.sum(np.diff(loss) > 0)) for rate, loss in losses.items()}
    notebook.says("nb03-035", f"in {rises[30]} of 100 steps the loss rises")
    notebook.says("nb03-035", rf"leave {100 * left[0.3] / (np.log(2) - least.fun):.0f} % of the way down")
    assert rises[6] == 0 and rises[9] == 10 and left[9] < left[6] / 100
    notebook.says("nb03-035", "in ten of its steps the loss rises", r"is nearer after a hundred steps than $\alpha=6$")
    path, newton = logistic.newton(NOSE, y)
    newton = newton - newton[-1]
    assert newton[2] > 1e-6 > newton[3]
    notebook.says("nb03-035", "Newton's third step is already within a millionth")
    factors = newton[:3] / newton[1:4]
    notebook.says("nb03-035", f"each time: {factors[0]:.0f}, then {factors[1]:.0f}, then {round(factors[2], -2):,.0f}.")
    assert (losses[6][4] - least.fun) / (losses[6][0] - least.fun) == pytest.approx(2 / 3, abs=0.02)
    notebook.says("nb03-035", "Four steps of descent leave two thirds")


# 7: separable data.

TWO = np.isin(kind, ["pointy-eared shepherd", "cat in the dark"])


@functools.cache
def run_away():
    return logistic.gradient_descent(X[TWO][:, :2], y[TWO], views.RunAway.RATE, views.RunAway.STEPS[-1])[0]


def test_slopes_that_never_end():
    slopes = [-1 / (1 + np.exp(w)) for w in (1, 5)]
    notebook.says("nb03-037", f"$-{-slopes[0]:.3f}$ at $w_1=1$, and $-{-slopes[1]:.4f}$ at $w_1=5$")
    notebook.says("nb03-037", rf"$\lambda=\frac1{{1+e}}={1 / (1 + np.e):.3f}$")


def test_w_runs_away():
    paths = run_away()
    signs = 2 * y[TWO] - 1
    margins = [signs * (X[TWO][:, :2] @ w[:2] + w[2]) for w in paths]
    assert margins[100].min() > 0 and X[TWO][y[TWO] == 1][:, 1].min() > X[TWO][y[TWO] == 0][:, 1].max()
    lengths = np.hypot(*paths[:, :2].T)
    notebook.says("nb03-041", f"About twice as long, {lengths[1000] / lengths[100]:.2f} times")
    early, late = (np.rad2deg(np.arctan2(*paths[step, :2])) for step in (100, 1000))
    notebook.says("nb03-041", f"The boundary only turns, by {late - early:.0f} degrees")
    typical = np.median(margins[100]) / lengths[100]
    notebook.says("nb03-039", f"Here a typical one stands at {typical:.2f}")
    units = np.diff(lengths[np.rint(100 * np.exp([0, 1, 2])).astype(int)])
    assert 4 < units[0] < units[1] < 5.2
    notebook.says("nb03-041", "A factor $e$ of steps gives four to five units here, not one")
    for step in views.RunAway.STEPS:  # what the readout says of every step
        assert logistic.loss(X[TWO][:, :2], y[TWO], 2 * paths[step]) < logistic.loss(X[TWO][:, :2], y[TWO], paths[step])
    sure = np.mean(sigmoid(margins[1000]) > 0.99)
    notebook.says("nb03-041", f"{100 * sure:.0f} % of the {TWO.sum()} animals are given more than 99 %")


def test_the_price_of_too_much():
    notebook.says("nb03-041", f"{y[TWO].sum():.0f} dogs to {(1 - y[TWO]).sum():.0f} cats")
    fits = {lam: logistic.fit(X[TWO][:, :2], y[TWO], lam) for lam in (0.01, 0.3)}
    notebook.says("nb03-041", rf"With $\lambda=0.01$ the length stops at {np.hypot(*fits[0.01][:2]):.0f}")
    called = logistic.predict(X[TWO][:, :2], fits[0.3])
    assert not np.any(called < y[TWO])
    notebook.says("nb03-041", f"and {np.sum(called > y[TWO])} of them are called dogs")


# 8: who is wrong, and how many features it takes.


def test_the_parts_of_a_score():
    parts = W * [0.79, 0.01, 0.14, 1]
    notebook.says("nb03-043", f"its ears add {parts[0]:.2f}", f"add {parts[1]:.2f} and {parts[2]:.2f}")
    notebook.says("nb03-043", f"Against the bias of $-{-parts[3]:.2f}$")


def test_who_is_wrong():
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(X, y)
    wrong = model.predict(T) != t
    by_kind = {name: int(np.sum(wrong & (kind_of_test == name))) for name in pets.KINDS}
    dogs, cat, folded = (kind_of_test == name for name in ("flat-nosed dog", "cat in the dark", "fold-eared cat"))
    notebook.says(
        "nb03-047", f"Of {len(t)} animals {wrong.sum()} are wrong, and {by_kind['flat-nosed dog']} of these are"
    )
    notebook.says("nb03-047", f"there are only {dogs.sum()}")
    assert wrong[t == 1].sum() == by_kind["flat-nosed dog"] and by_kind["cat in bright light"] == 0
    parts = T * W[:3]
    (one,) = parts[wrong & cat]
    notebook.says("nb03-047", f"One cat in the dark is called a dog: its wide pupils add {one.max():.2f}")
    assert one.argmax() == 2
    four = parts[wrong & folded]
    assert len(four) == 4 and (four.argmax(axis=1) == 0).all()
    assert T[wrong & folded, 2].min() > np.median(T[folded, 2])
    notebook.says("nb03-047", "Four fold-eared cats are, too. Their ears add most")
    p = sigmoid(parts.sum(axis=1) + W[3])
    notebook.says(
        "nb03-047", f"$p={p[wrong & cat][0]:.2f}$", f"The ears, {parts[np.argmax(np.where(wrong, p, 0)), 0]:.2f}"
    )


def test_the_best_that_planes_lines_and_thresholds_can_do():
    right = np.sum(logistic.predict(X, W) == y)
    notebook.says("nb03-047d", f"has {right} of the 360 training animals right")
    notebook.says("nb03-047d", f"no plane has more than {round(360 * planes.best_plane(X, y))}")
    lines = max(planes.best_plane(two, y) for two in planes.pairs(X))
    one = max(planes.best_threshold(feature, y) for feature in X.T)
    notebook.says("nb03-047d", f"has {round(360 * lines)}, and the best threshold on one has {round(360 * one)}")


def test_fewer_mistakes_and_a_larger_loss():
    other = np.array([8.9, 8.1, 9.0, -12.5])
    wrong = [int(np.sum((X @ w[:3] + w[3] >= 0) != y)) for w in (W, other)]
    assert wrong[0] - wrong[1] == 4 and logistic.loss(X, y, other) > logistic.loss(X, y, W) + 0.01
    assert np.linalg.norm(other[:3]) == pytest.approx(np.linalg.norm(W[:3]), rel=0.02)
    notebook.says("nb03-047d", "with weights of about the same length, has four mistakes fewer, and a larger loss")


# 9 and 10: between cats.


def test_halfway():
    ends = [float(X[kind == name].mean(axis=0) @ W[:3] + W[3]) for name in ("cat in the dark", "fold-eared cat")]
    notebook.says("nb03-049", f"$z=-{-ends[0]:.2f}$, to the average fold-eared cat, $z=-{-ends[1]:.2f}$")
    notebook.says("nb03-049", f"halfway it must be $-{-np.mean(ends):.2f}$")


def test_a_mixture_of_four_cats():
    dog, cats = X[kind == "flat-nosed dog"][44], X[y == 0][[5, 28, 135, 160]]
    notebook.says("nb03-053b", f"$({', '.join(f'{feature:.3f}' for feature in dog)})$")
    assert planes.in_hull(dog, cats)
    notebook.says("nb03-053d", "All four shares are positive")


def test_dogs_in_the_hull_of_the_cats():
    dogs = X[kind == "flat-nosed dog"]
    inside = sum(planes.in_hull(dog, X[y == 0]) for dog in dogs)
    notebook.says("nb03-053d", f"So do {inside} of the {len(dogs)} flat-nosed dogs of the training set")
