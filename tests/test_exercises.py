"""lib.exercises: right answers pass, each known mistake gets its own hint, and everything else is told plainly."""

import importlib
import linecache
import math
import pkgutil
import textwrap

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.preprocessing import StandardScaler

import lib.exercises
from lib import layers, regularisation, svd, validation
from lib.exercises import perceptron_to_mlp
from lib.exercises.exercise import Exercise

EXERCISES = {
    f"{module.name}.{name}": exercise
    for module in pkgutil.iter_modules(lib.exercises.__path__)
    for name, exercise in vars(importlib.import_module(f"lib.exercises.{module.name}")).items()
    if isinstance(exercise, Exercise)
}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def test_every_exercise_is_handed_on_by_its_package():
    """What a package forgets, no notebook finds and no test above or below sees."""
    for path in pkgutil.walk_packages(lib.exercises.__path__, "lib.exercises."):
        module = importlib.import_module(path.name)
        exercises = [name for name, value in vars(module).items() if isinstance(value, Exercise)]
        notebook = path.name.split(".")[2]
        for name in exercises:
            assert EXERCISES.get(f"{notebook}.{name}") is getattr(module, name), f"{path.name}.{name}"
        if path.ispkg:
            assert sorted(module.__all__) == sorted([*exercises, "progress"]), path.name


@each
def test_the_reference_passes(exercise):
    verdict = exercise.check(exercise.reference)
    assert verdict.kind == "right" and verdict.text == f"Right. {exercise.praise}"


@each
def test_each_mistake_gets_its_own_hint(exercise):
    told = {mistake: exercise.check(mistake.function) for mistake in exercise.mistakes}
    for mistake, verdict in told.items():
        assert verdict.kind == "wrong" and verdict.hint == mistake.hint and mistake.hint in verdict.text, mistake
        assert "smallest input that shows it" in verdict.text, mistake


@each
def test_no_mistake_is_taken_for_another(exercise, monkeypatch):
    """Each known mistake stands for one that nobody has thought of: it gets the words of no other."""
    for mistake in list(exercise.mistakes):
        others = [other for other in exercise.mistakes if other is not mistake]
        with monkeypatch.context() as without_it:
            without_it.setattr(exercise, "mistakes", others)
            text = exercise.check(mistake.function).text
        assert not [other.hint for other in others if other.hint in text and other.hint != mistake.hint], mistake


@each
def test_five_hints_or_more(exercise):
    """Functions may share a hint: a mistake that is written in several ways is one mistake."""
    assert len({mistake.hint for mistake in exercise.mistakes}) >= 5


@each
def test_an_untouched_stub_is_not_attempted(exercise):
    def stub(*arguments):
        """What to do."""
        ...

    assert exercise.check(stub).kind == "not attempted"


@each
def test_the_solution_is_shown_after_an_attempt_only(exercise):
    exercise.attempted = False
    assert exercise.solution().kind == "not attempted"
    exercise.check(lambda *arguments: 0)
    shown = exercise.solution()
    assert shown.kind == "solution" and shown.code in repr(shown)
    assert f"def {exercise.reference.__name__}(" in shown.code


@each
def test_the_short_answer_is_right_and_shown(exercise):
    assert exercise.check(exercise.answer).kind == "right"
    assert exercise.solution().code.startswith(f"def {exercise.answer.__name__}(")


@each
def test_a_watcher_hears_every_verdict(exercise, monkeypatch):
    heard = []
    monkeypatch.setattr(exercise, "watchers", [lambda *told: heard.append(told)])
    told = [exercise.check(attempt) for attempt in (None, lambda *arguments: ..., exercise.answer)]
    assert heard == [(exercise, verdict) for verdict in told]


@each
def test_the_examples_are_not_changed_by_a_learner(exercise):
    def destroys(*arguments):
        answer = exercise.reference(*arguments)
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                argument[...] = 99
        return answer

    takes_arrays = any(isinstance(argument, np.ndarray) for argument in exercise.cases[0])
    for _ in range(2):
        verdict = exercise.check(destroys)
        if exercise.keeps:
            assert verdict.kind == "wrong" and f"{exercise.keeps[0]} must be left as it was" in verdict.hint
        else:
            assert verdict.kind == "right" and ("work on a copy" in verdict.text) == takes_arrays


@each
def test_too_much_is_told_and_never_a_crash(exercise):
    too_much = (np.zeros((3, 1)), "a word", [[1], [1, 2]])
    assert exercise.check(lambda *arguments: (exercise.reference(*arguments), *too_much)).kind == "wrong"
    assert exercise.check(lambda *arguments: [np.zeros(2), "a word", None]).kind == "wrong"


def test_a_step_leaves_the_old_weights_as_they_were():
    """It is what the text asks for, also of who has the right answer; the data are only advised about."""
    from lib.exercises.logistic_dog_or_cat import step

    def changes(place):
        def answer(*arguments):
            new = step.reference(*arguments)
            arguments[place][...] = 0
            return new

        return step.check(answer)

    assert changes(2).kind == "wrong" and "w must be left as it was" in changes(2).hint
    assert changes(0).kind == "right" and "work on a copy" in changes(0).text


def test_folds_that_are_no_masks_are_told_what_they_are():
    from lib.exercises.validation import folds

    def drawn_anew(order, k):
        return validation.folds(np.random.default_rng(0).permutation(len(order)), k)

    assert "numbers of rows" in folds.check(np.array_split).text
    assert "One number for each row?" in folds.check(lambda order, k: validation.folds(order, k).argmax(axis=0)).text
    assert "rows of different lengths" in folds.check(lambda order, k: [[True], [True, False]]).text
    assert "got numbers" in folds.check(lambda order, k: 1.0 * validation.folds(order, k)).text
    assert "held out once, but the folds are not the stretches of order" in folds.check(drawn_anew).text


def test_folds_that_are_no_partition_are_told_which_row():
    from lib.exercises.validation import k_fold

    dropped = k_fold.folds.check(k_fold.folds_remainder_dropped).text
    assert "row 2 of the data is held out in no round" in dropped
    assert "row 4 of the data is held out in more than one round" in k_fold.folds.check(k_fold.folds_overlap).text
    assert "expected the shape" in k_fold.folds.check(lambda order, k: order).text


def test_a_learner_reads_words_and_not_addresses():
    from lib.exercises.validation import cross_validation

    text = cross_validation.cross_validate.check(cross_validation.cross_mean).text
    assert "fit = a function: ridge with λ = 1" in text and "0x" not in text


def test_a_mistake_is_named_although_the_learner_also_overflows():
    """Who swaps the labels and computes by way of p has two problems; the hint is about the first."""
    from lib.exercises.logistic_dog_or_cat.probabilities import cross_entropy, entropy_through_probabilities

    words = cross_entropy.check(lambda z, y: entropy_through_probabilities(z, 1 - y)).text
    assert "The labels are swapped" in words
    assert cross_entropy.check(lambda z, y: np.mean(np.logaddexp(0, z) - y * z)).kind == "right"


def test_a_null_space_may_have_another_basis():
    from lib.exercises.svd_and_mondrian import null_space

    def turned(A):
        N = svd.null_space(A)
        k = N.shape[1]
        return N @ np.linalg.qr(np.random.default_rng(0).normal(size=(k, k)))[0]

    assert null_space.check(turned).kind == "right"
    assert "orthonormal" in null_space.check(lambda A: 3 * svd.null_space(A)).text
    assert "should be 0" in null_space.check(lambda A: svd.svd(A, full=True)[2][: A.shape[1] - svd.rank(A)].T).text


def test_a_line_may_be_negated():
    from lib import line_fitting as lines
    from lib.exercises import line_fitting as exercises

    assert exercises.homogeneous.check(lambda A: -lines.homogeneous(A)).kind == "right"
    assert exercises.total_least_squares.check(lambda x, y: -np.array(lines.total_least_squares(x, y))).kind == "right"
    assert "as on the slides" in exercises.norm.check(lambda x, p: sum(x**p) ** (1 / p)).text


@pytest.mark.parametrize(
    "way, word",
    [
        ("X[:, 0] != X[:, 1]", "!="),
        ("X.sum(axis=1) % 2", "%"),
        ("abs(X[:, 0] - X[:, 1])", "abs"),
        ("X[:, 0] * (1 - X[:, 1]) + X[:, 1] * (1 - X[:, 0])", "a product of two inputs or outputs"),
        ("np.logical_xor(X[:, 0], X[:, 1]).astype(int)", "logical_xor"),
        ("[int(a + b == 1) for a, b in X]", "=="),
        ("[1 if sum(row) in (1,) else 0 for row in X]", "in"),
        ("[0 if sum(row) not in (1,) else 1 for row in X]", "not in"),
        ("layers.relu(X.sum(axis=1)) - 2 * layers.relu(X.sum(axis=1) - 1)", "relu"),
        ("layers.step(layers.sigmoid(99 * (X.sum(axis=1)[:, None] - [0.5, 1.5])) @ [1, -1] - 0.5)", "sigmoid"),
        ("layers.step(np.tanh(99 * (X.sum(axis=1)[:, None] - [0.5, 1.5])) @ [1, -1] - 0.5)", "tanh"),
        (
            "layers.step(1 / (1 + np.exp(99 * (X @ [1, 1] - 1.5))) - 1 / (1 + np.exp(99 * (X @ [1, 1] - 0.5))) - 0.5)",
            "exp",
        ),
        ("(1 - np.cos(np.pi * X.sum(axis=1))) / 2", "cos"),
        ("np.sin(np.pi * X.sum(axis=1) / 2)", "sin"),
        ("np.take([0, 1, 0], X.sum(axis=1).astype(int))", "take"),
        ("np.array([0, 1, 0])[X.sum(axis=1).astype(int)]", "a table"),
        ("[[[0, 1], [1, 0]][int(a)][int(b)] for a, b in X]", "a table"),
        ("[{0: 0, 1: 1, 2: 0}[s] for s in X.sum(axis=1).astype(int)]", "a table"),
    ],
)
def test_exclusive_or_by_another_way_than_steps(way, word):
    verdict = perceptron_to_mlp.xor.check(_in_a_cell(f"return {way}"))
    assert verdict.kind == "wrong" and f"but by {word}:" in verdict.hint


@pytest.mark.parametrize(
    "lines",
    [
        "n, d = X.shape; h = layers.step(X @ np.ones((d, 2)) - [0.5, 1.5]); return h @ [1, -1] * np.ones(n)",
        "w = 2; one = [layers.step(w * (a + b) - 1) for a, b in X]; return one - layers.step(X.sum(axis=1) - 2)",
        "assert X.shape[1] == 2 and len(X) * 2 == X.size; return 1 * (X.sum(axis=1) >= 1) - (X.sum(axis=1) > 1)",
    ],
)
def test_exclusive_or_by_steps_in_any_style(lines):
    assert perceptron_to_mlp.xor.check(_in_a_cell(lines)).kind == "right"


IN_LOOPS = {
    "numbers of rows and neurons": """
        out = np.zeros(np.shape(X)[0])
        for i in range(len(out)):
            h = np.zeros(2)
            for j in range(2):
                h[j] = layers.step(X[i, 0] + X[i, 1] - (0.5, 1.5)[j])
            out[i] = layers.step(h[0] - h[1] - 0.5)
        return out
    """,
    "enumerate": """
        out = np.zeros(len(X))
        for i, row in enumerate(X):
            h = [0, 0]
            for j, threshold in enumerate([0.5, 1.5]):
                h[j] = layers.step(sum(value * [1, 1][k] for k, value in enumerate(row)) - threshold)
            out[i] = layers.step(sum(h[j] * weight for j, weight in zip(range(2), [1, -1])) - 0.5)
        return out
    """,
    "zip": """
        score = 0
        for k, column in zip(range(2), X.T):
            score = score + [1, 1][k] * column
        return layers.step(score - 0.5) - layers.step(score - 1.5)
    """,
    "masks": """
        out = np.zeros(len(X))
        out[X[:, 0] - X[:, 1] > 0.5] = 1
        out[X[:, 1] - X[:, 0] > 0.5] = 1
        return out
    """,
    "ones beside the inputs": """
        h = layers.step(np.c_[X, np.ones(len(X))] @ np.array([[1, 1], [1, 1], [-0.5, -1.5]]))
        return layers.step(np.column_stack([h, np.ones(len(h))]) @ [1, -1, -0.5])
    """,
    "a function for a neuron": """
        def neuron(k):
            return layers.step(X @ [[1, 1], [1, 1]][k] - [0.5, 1.5][k])
        return layers.step(neuron(0) - neuron(1) - 0.5)
    """,
}


@pytest.mark.parametrize("lines", IN_LOOPS.values(), ids=IN_LOOPS)
def test_the_number_of_a_round_is_no_input(lines):
    """A weight is taken by it, which is no table of answers, and multiplied with an input."""
    verdict = perceptron_to_mlp.xor.check(_in_a_cell(textwrap.indent(textwrap.dedent(lines), "    ").strip()))
    assert verdict.kind == "right", verdict.text


def _in_a_cell(body):
    """A function of X as it comes out of a cell, whose lines Python can look up."""
    source, name = f"def xor(X):\n    {body}\n", f"<cell {len(linecache.cache)}>"
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    names = {"np": np, "layers": layers}
    exec(compile(source, name, "exec"), names)
    return names["xor"]


def _sigma(z):
    return 1 / (1 + np.exp(-z))


def _entropy(p, guard=lambda p: p):
    return lambda z, y: -np.mean(y * np.log(guard(p(z))) + (1 - y) * np.log(guard(1 - p(z))))


# An exercise, a wrong answer, words it is told and words that would be false of it ("" for none).
TOLD = [
    (
        "validation.choose",
        lambda training, validation, test: (np.argmin(validation), np.median(test)),
        "inputs. Wrong here: [1]. The rest is right.",
        "never uses",
    ),
    (
        "validation.choose",
        lambda training, validation, test: (b := np.argmin(validation), max(validation[b], test[b])),
        "also where that is smaller",
        "",
    ),
    (
        "perceptron_to_mlp.xor",
        lambda X: X[:, 0] >= X[:, 1],
        "Only (0, 1) is off: this is one line",
        "the opposite",
    ),
    (
        "perceptron_to_mlp.xor",
        lambda X: X[:, 1] >= X[:, 0],
        "Only (1, 0) is off: this is one line",
        "Always 1",
    ),
    (
        "perceptron_to_mlp.two_way",
        lambda z: _sigma(z[:, 1] / z[:, 0]),
        "In another input not every number of yours is finite.",
        "not used",
    ),
    (
        "perceptron_to_mlp.neuron",
        lambda w, x: _sigma(w.reshape(1, -1) @ x),
        "The number is right in every input, but in an array of shape (1,): a number is wanted.",
        "add up",
    ),
    (
        "perceptron_to_mlp.neuron",
        lambda w, x: _sigma(w.reshape(1, -1) @ x.reshape(-1, 1)),
        "The number is right in every input, but in an array of shape (1, 1): a number is wanted.",
        "outer product",
    ),
    (
        "validation.sizes",
        lambda n, shares: _one_row_each(n, shares, np.argsort(-shares, kind="stable")),
        "not by the size of the share",
        "cut least",
    ),
    (
        "logistic_dog_or_cat.predict",
        lambda X, w: X @ w[:-1] >= w[-1],
        "The bias is added",
        "left out",
    ),
    ("logistic_dog_or_cat.predict", lambda X, w: X @ w[:-1] + w[0] >= 0, "w[0] is added", "p is never negative"),
    (
        "logistic_dog_or_cat.predict",
        lambda X, w: np.ones(len(X)) + 0 * w[0],
        "Everything is called a dog",
        "so everything",
    ),
    (
        "logistic_dog_or_cat.cross_entropy",
        lambda z, y: np.mean(np.log(1 + np.exp(z)) - y * z),
        "or e^1000 overflows",
        "Right, until p",
    ),
    (
        "validation.sizes",
        lambda n, shares: _one_row_each(n, shares, np.arange(len(shares))[::-1]),
        "not from the last part on",
        "places of the cuts",
    ),
    (
        "validation.cross_validate",
        lambda X, y, held_out, fit, predict: validation.cross_validate(X, y, held_out, fit, predict) / 2,
        "Everything is 0.5 times what it should be.",
        "divided by all",
    ),
    ("perceptron_to_mlp.neuron", lambda w, x: _sigma(w[0] + w[1:] @ x[1:]), "w[0] was added as a bias", ""),
    (
        "perceptron_to_mlp.update",
        lambda w, x, label, learning_rate: w + learning_rate * (label - (w @ x >= 1)) * x,
        "The score wᵀx is compared with 0",
        "Only class 1",
    ),
    ("backprop.derivative_error", lambda f, derivative, x, h: 0.0, "Your function never uses", "decided later"),
    ("line_fitting.norm", lambda x, p: np.abs(x).sum(), "the norm for p = 1 alone", "Sum first"),
    (
        "line_fitting.soft_threshold",
        lambda z, t: z / t,
        "Not yet. Without their signs, some wrong numbers are too large and some too small.",
        "as it was",
    ),
    (
        "line_fitting.ridge",
        lambda A, b, lam: np.linalg.solve(A.T @ A + lam * np.eye(A.shape[1]), b),
        "Left and right do not fit",
        "not AAᵀ",
    ),
    (
        "line_fitting.ridge",
        lambda A, b, lam: regularisation.ridge(A, b, lam / A.shape[1]),
        "divided by the number of columns",
        "counts half",
    ),
    (
        "svd_and_mondrian.tail",
        lambda s, rank: np.sqrt(np.sum(s[:-rank] ** 2)),
        "(The other: s = [2], rank = 0.)",
        "with\n    s = [2]\n",
    ),
    (
        "rbf_interpolation.smoothed",
        lambda K, y, lam: K @ np.linalg.solve(K + np.diag([lam, lam]), y),
        "Your λI is 2 × 2",
        "np.eye(2)",
    ),
    *(
        ("logistic_dog_or_cat.cross_entropy", _entropy(_sigma, guard), "z = 1000 for a cat costs 1000", "34.5")
        for guard in (
            lambda p: p + 1e-7,
            lambda p: p + 1e-12,
            lambda p: p + 1e-15,
            lambda p: np.clip(p, 1e-12, 1 - 1e-12),
            lambda p: np.where(p > 0, p, 1),
        )
    ),
]


def _one_row_each(n, shares, order):
    counts = np.floor(n * shares + 1e-9).astype(int)
    counts[order[: n - counts.sum()]] += 1
    return counts


@pytest.mark.parametrize("name, answer, told, never", TOLD)
def test_what_is_told_is_true_of_the_answer(name, answer, told, never):
    verdict = EXERCISES[name].check(answer)
    assert verdict.kind == "wrong" and told in verdict.text
    assert not never or never not in verdict.text


def _sizes(n, shares):
    counts = [int(n * share) for share in shares]
    while sum(counts) < n:
        lost = [n * share - count for share, count in zip(shares, counts)]
        counts[lost.index(max(lost))] += 1
    return counts


def _folds(order, k):
    of_row = np.empty(len(order), dtype=int)
    for fold, rows in enumerate(np.array_split(order, k)):
        of_row[rows] = fold
    return [[bool(place == fold) for place in of_row] for fold in range(k)]


def _cross_validate(X, y, held_out, fit, predict):
    errors = []
    for fold in held_out:
        rest = np.logical_not(fold)
        errors.append(np.mean((y[fold] - predict(fit(X[rest], y[rest]), X[fold])) ** 2))
    return errors


UNUSUAL = {
    "svd_and_mondrian.low_rank": [
        lambda A, rank: sum((s * np.outer(u, v) for u, s, v in _layers(A)[:rank]), 0 * A).tolist(),
        lambda A, rank: A @ np.linalg.svd(A)[2][:rank].T @ np.linalg.svd(A)[2][:rank],
    ],
    "svd_and_mondrian.storage": [lambda m, n, rank: float(m * rank + n * rank + rank)],
    "svd_and_mondrian.tail": [
        lambda s, rank: np.linalg.norm(s[rank:]),
        lambda s, rank: math.sqrt(max(0, sum(s**2) - sum(s[:rank] ** 2))),
    ],
    "svd_and_mondrian.null_space": [
        lambda A: -np.linalg.svd(A)[2][np.linalg.matrix_rank(A) :].T[:, ::-1],
        lambda A: svd.null_space(A).tolist(),
    ],
    "svd_and_mondrian.pinv": [np.linalg.pinv, lambda A: np.linalg.lstsq(A, np.eye(len(A)), rcond=None)[0]],
    "line_fitting.line": [
        lambda x, y: np.linalg.lstsq(np.c_[x, x**0], y, rcond=None)[0],
        lambda x, y: [m := np.cov(x, y)[0, 1] / np.var(x, ddof=1), y.mean() - m * x.mean()],
    ],
    "line_fitting.norm": [np.linalg.norm, lambda x, p: sum(abs(value) ** p for value in x.tolist()) ** p**-1],
    "line_fitting.homogeneous": [
        lambda A: np.linalg.eigh(A.T @ A)[1][:, 0],
        lambda A: list(-np.linalg.svd(A)[2].T[:, -1]),
    ],
    "line_fitting.total_least_squares": [lambda x, y: _by_angle(x - x.mean(), y - y.mean(), x.mean(), y.mean())],
    "line_fitting.ridge": [
        lambda A, b, lam: np.linalg.inv(A.T @ A + np.diag([lam] * len(A.T))) @ A.T @ b,
        lambda A, b, lam: np.linalg.pinv(np.vstack([A, lam**0.5 * np.eye(len(A.T))]))[:, : len(b)] @ b,
    ],
    "line_fitting.soft_threshold": [
        lambda z, t: z - np.clip(z, -t, t),
        lambda z, t: [value - t if value > t else value + t if value < -t else 0 for value in z],
    ],
    "rbf_interpolation.distance": [
        cdist,
        lambda X, Y: [[math.dist(x, y) for y in Y] for x in X],
        lambda X, Y: np.sqrt((X**2).sum(1)[:, None] + (Y**2).sum(1) - 2 * X @ Y.T),
    ],
    "rbf_interpolation.kernel_matrix": [
        lambda Z, centers, epsilon: [[math.exp(-epsilon * epsilon * (z - x) @ (z - x)) for x in centers] for z in Z],
        lambda Z, centers, epsilon: np.exp(-((epsilon * cdist(centers, Z)) ** 2)).T,
    ],
    "rbf_interpolation.weights": [lambda K, y: np.linalg.inv(K) @ y, lambda K, y: list(np.linalg.pinv(K).dot(y))],
    "rbf_interpolation.evaluate": [
        lambda Z, centers, alpha, epsilon: sum(
            a * np.exp(-((epsilon * np.linalg.norm(Z - x, axis=1)) ** 2)) for a, x in zip(alpha, centers)
        ),
        lambda Z, centers, alpha, epsilon: alpha @ np.exp(-((epsilon * cdist(centers, Z)) ** 2)),
    ],
    "rbf_interpolation.smoothed": [
        lambda K, y, lam: y - lam * np.linalg.solve(K + lam * np.eye(len(y)), y),
        lambda K, y, lam: (K @ np.linalg.inv(K + lam * np.identity(len(K))) @ y).tolist(),
    ],
    "validation.sizes": [_sizes],
    "validation.folds": [_folds],
    "validation.standardize": [lambda X, train: StandardScaler().fit(X[train]).transform(X)],
    "validation.cross_validate": [_cross_validate],
    "validation.choose": [lambda training, validation, test: min(zip(validation, range(len(test)), test))[1:]],
}


def _layers(A):
    U, s, Vt = np.linalg.svd(A)
    return list(zip(U.T, s, Vt))


def _by_angle(x, y, middle_x, middle_y):
    angle = np.arctan2(2 * (x @ y), x @ x - y @ y) / 2
    a, b = -np.sin(angle), np.cos(angle)
    return [a, b, -a * middle_x - b * middle_y]


@pytest.mark.parametrize("name", UNUSUAL)
def test_right_answers_written_in_another_way(name):
    for answer in UNUSUAL[name]:
        verdict = EXERCISES[name].check(answer)
        assert verdict.kind == "right", verdict.text
