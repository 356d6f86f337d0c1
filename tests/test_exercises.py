"""lib.exercises: right answers pass, each known mistake gets its own hint, and everything else is told plainly."""

import importlib
import math
import pkgutil

import numpy as np
import pytest

import lib.exercises
from lib import regularisation, svd, validation
from lib.exercises.exercise import Exercise, Verdict, alike, differ, show

EXERCISES = {
    f"{module.name}.{name}": exercise
    for module in pkgutil.iter_modules(lib.exercises.__path__)
    for name, exercise in vars(importlib.import_module(f"lib.exercises.{module.name}")).items()
    if isinstance(exercise, Exercise)
}
MISTAKES = [(exercise, mistake) for exercise in EXERCISES.values() for mistake in exercise.mistakes]
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
            assert sorted(module.__all__) == sorted(exercises), path.name


@each
def test_the_reference_passes(exercise):
    verdict = exercise.check(exercise.reference)
    assert verdict.kind == "right" and verdict.text == f"Right. {exercise.praise}"


@pytest.mark.parametrize("exercise, mistake", MISTAKES, ids=[f"{e.name}-{m.__name__}" for e, m in MISTAKES])
def test_each_mistake_gets_its_own_hint(exercise, mistake):
    verdict = exercise.check(mistake)
    assert verdict.kind == "wrong" and exercise.mistakes[mistake] in verdict.text
    assert "smallest input that shows it" in verdict.text


@pytest.mark.parametrize("exercise, mistake", MISTAKES, ids=[f"{e.name}-{m.__name__}" for e, m in MISTAKES])
def test_no_mistake_is_taken_for_another(exercise, mistake, monkeypatch):
    """Each known mistake stands for one that nobody has thought of: it gets the words of no other."""
    others = {other: hint for other, hint in exercise.mistakes.items() if other is not mistake}
    monkeypatch.setattr(exercise, "mistakes", others)
    text = exercise.check(mistake).text
    assert not [hint for hint in others.values() if hint in text]


@each
def test_five_mistakes_or_more_each_with_words_of_its_own(exercise):
    assert len(exercise.mistakes) >= 5 and len(set(exercise.mistakes.values())) == len(exercise.mistakes)


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
        assert verdict.kind == "right" and ("work on a copy" in verdict.text) == takes_arrays


# The base, on an exercise of its own.


def plain(reference, cases, mistakes):
    return Exercise(reference, cases, mistakes, "Doubled.", answer=reference)


double = plain(
    lambda x: 2 * x,
    [(np.array([1.0]),), (np.array([1.0, -2.0, 3.0]),)],
    {lambda x: x: "You forgot to double.", lambda x: 2 * np.abs(x): "The sign is lost."},
)


def test_shapes_come_first():
    verdict = double.check(lambda x: 2 * x[:, None])
    assert "expected the shape (1,), got (1, 1)" in verdict.text and "x = [1.]" in verdict.text


def test_the_smallest_failing_input_is_shown_with_expected_and_got():
    verdict = double.check(lambda x: 2 * np.abs(x))
    assert "The sign is lost." in verdict.text
    assert "x = [ 1. -2.  3.]" in verdict.text and "expected [ 2. -4.  6.]\ngot [2. 4. 6.]" in verdict.text


def test_an_unknown_mistake_gets_no_hint_but_the_facts():
    assert double.check(lambda x: 2 * x + 1).text.startswith("Not yet.\nThe smallest input that shows it")


def test_an_exception_is_shown_with_its_line():
    def learner(x):
        y = x + 1
        return y / np.zeros(7)

    text = double.check(learner).text
    assert "It raised" not in text or "broadcast" in text

    def fails(x):
        raise KeyError("nope")

    text = double.check(fails).text
    assert "It raised KeyError: 'nope'" in text and 'in your line: raise KeyError("nope")' in text


def test_a_learner_who_is_warned_is_told_by_the_verdict_alone():
    text = double.check(lambda x: np.mean(np.array([])) + x).text
    assert "It raised" not in text and "got [nan]" in text


def test_complex_numbers_without_an_imaginary_part_are_real():
    assert double.check(lambda x: (2 * x).astype(complex)).kind == "right"
    assert "expected numbers, got" in double.check(lambda x: 2 * x + 1j).text


def test_a_forgotten_return():
    def learner(x):
        y = 2 * x  # noqa: F841

    assert "It returned None: is a return missing?" in double.check(learner).text
    reciprocal = plain(lambda x: 1.0, [(0.0,)], {lambda x: np.inf: "Divided by 0."})
    assert "Divided by 0." not in reciprocal.check(learner).text


@pytest.mark.parametrize(
    "answer, words", [("text", "expected numbers, got 'text'"), ([[1], [1, 2]], "different lengths")]
)
def test_answers_that_are_no_numbers(answer, words):
    assert words in double.check(lambda x: answer).text


def test_the_result_instead_of_the_function():
    assert "Hand over the function itself" in double.check(np.array([2.0])).text


def test_a_learner_who_returns_a_constant_has_attempted():
    assert double.check(lambda x: 5).kind == "wrong"


def test_a_builtin_is_no_stub():
    assert double.check(np.negative).kind == "wrong"


def test_verdicts_are_safe_to_show():
    verdict = Verdict("wrong", "a < b\nnext", "x = 1 < 2")
    assert "a &lt; b<br>next" in verdict._repr_html_() and "1 &lt; 2" in verdict._repr_html_()
    assert repr(verdict) == "a < b\nnext\n\nx = 1 < 2"


@each
def test_too_much_is_told_and_never_a_crash(exercise):
    too_much = (np.zeros((3, 1)), "a word", [[1], [1, 2]])
    assert exercise.check(lambda *arguments: (exercise.reference(*arguments), *too_much)).kind == "wrong"
    assert exercise.check(lambda *arguments: [np.zeros(2), "a word", None]).kind == "wrong"


def test_which_of_several_things_is_asked_for():
    text = double.check(lambda x: ("a word", 2 * x, x)).text
    assert "got 3 things at once: return only what is asked for, which is [1] of them" in text
    assert "got 2 things at once: return only what is asked for\n" in f"{double.check(lambda x: (x, 'a word')).text}\n"
    assert "got a function" in double.check(lambda x: np.sin).text


def test_numbers_and_arrays_are_told_apart():
    total = plain(lambda x: x.sum(), [(np.array([1.0, 2.0]),)], {})
    for deep in ([1], [1, 1]):
        text = total.check(lambda x: x.sum().reshape(deep)).text
        shape = tuple(deep)
        assert f"got the shape {shape}\nThe number is right here, but in an array of shape {shape}: a number" in text
    assert "right here" not in total.check(lambda x: [x.sum() + 1]).text
    assert "expected the shape (1,), got a number" in double.check(lambda x: 2 * x[0]).text


def test_a_transposed_answer():
    squares = plain(lambda A: A, [(np.eye(2),), (np.array([[1.0, 2.0], [3.0, 4.0]]),)], {})
    assert "It is transposed" in squares.check(lambda A: A.T).text
    assert "transposed" not in squares.check(lambda A: A + 1).text


def test_one_factor_in_all_cases():
    assert "Everything is 1.5 times what it should be." in double.check(lambda x: 3 * x).text
    assert "Everything has the wrong sign." in double.check(lambda x: -2 * x).text
    assert "Everything" not in double.check(lambda x: 2 * x * len(x) * 3).text
    assert "Everything" not in double.check(lambda x: 0 * x).text
    assert "Everything" not in double.check(lambda x: 2.00001 * x).text


def test_more_digits_where_four_do_not_show_it():
    assert "expected [2.]\ngot [2.00001]" in double.check(lambda x: 2 * x + 1e-5).text


of_the_notebook = np.array([2.0])


def test_an_argument_that_is_never_used():
    text = double.check(lambda x: of_the_notebook).text
    assert "Your function never uses x. It reads of_the_notebook of the notebook" in text
    assert "never uses" not in double.check(lambda x: [x[0] for _ in x]).text


def test_an_argument_that_the_answer_does_not_use_either():
    first = plain(lambda x, y: x, [(1.0, 2.0), (2.0, 5.0)], {})
    assert "never uses" not in first.check(lambda x, y: x + 1).text
    assert "Your function never uses b." not in first.check(lambda a, b: 0.0 * a).text
    assert "Your function never uses a." in first.check(lambda a, b: b).text


def test_a_known_mistake_beside_another_one():
    third = plain(
        lambda x, n: x / n,
        [(6.0, 3), (5.0, 2), (7.0, 4), (10.0, 3), (1.0, 0.5)],
        {lambda x, n: x // n: "You cut off the digits."},
    )
    assert "You cut off" in third.check(lambda x, n: x // n if n >= 1 else 7.0).text
    assert "In all inputs but one your answers are" in third.check(lambda x, n: x // n if n >= 1 else 7.0).text
    # One or two wrong answers alike may be an accident, and so may any number of the same answer.
    assert "You cut off" not in third.check(lambda x, n: x / n if n != 2 else 2.0).text
    assert "You cut off" not in third.check(lambda x, n: x // n if n > 2 else x / n + 1).text
    # Who is right where the mistake is wrong has not made it.
    assert "You cut off" not in third.check(lambda x, n: x // n if n != 4 or x != 7 else x / n).text
    always = plain(
        lambda x: x,
        [([2.0],), ([2.0, 0.0],), ([2.0, 0.0, 3.0],), ([2.0, 0.0, 3.0, 1.0],)],
        {lambda x: [1.0] * len(x): "Always 1."},
    )
    assert "Always 1." not in always.check(lambda x: [1.0] * len(x) if len(x) < 4 else [1.0, 1.0, 1.0, 4.0]).text


def test_an_error_of_another_kind_is_another_mistake():
    def by_index(x):
        return (1, 2)[5]

    def by_zero(x):
        return 1 / 0

    half = plain(lambda x: x / 2, [(1.0,), (0.0,)], {lambda x: [][1]: "Out of the list."})
    assert "Out of the list." in half.check(by_index).text and "Out of the list." not in half.check(by_zero).text


def test_differ_and_alike():
    assert differ(1.0, 1.0 + 1e-12, ()) is None and differ([0.0], [1e-12], ()) is None
    assert differ(1.0, 1.001, ()) and differ([1.0, 0], [1.0, np.nan], ()) and differ(2.0, "2", ())
    assert alike([1, np.inf], [1, 1e15]) and not alike([1, np.inf], [np.inf, 1]) and not alike([1], [[1]])
    assert not alike("a", [1]) and not alike([1.0], [1.1])


def test_show():
    assert show(np.array([1.0, -0.0])) == "[1. 0.]" and show("a") == "'a'"
    assert show(np.zeros((2, 0))) == "an empty array of shape (2, 0)" and show(3) == "3"
    assert show(np.array([-1e-17, 2.0])) == "[0. 2.]" and show(np.array([1e-13, 2e-13])) == "[1.e-13 2.e-13]"
    assert show(np.array([np.nan, np.inf])) == "[nan inf]" and show(2.5) == "2.5"


def test_folds_that_are_no_masks_are_told_what_they_are():
    from lib.exercises.validation import folds

    def drawn_anew(order, k):
        return validation.folds(np.random.default_rng(0).permutation(len(order)), k)

    assert "numbers of rows" in folds.check(np.array_split).text
    assert "One number for each row?" in folds.check(lambda order, k: validation.folds(order, k).argmax(axis=0)).text
    assert "rows of different lengths" in folds.check(lambda order, k: [[True], [True, False]]).text
    assert "got numbers" in folds.check(lambda order, k: 1.0 * validation.folds(order, k)).text
    assert "held out once, but the folds are not the stretches of order" in folds.check(drawn_anew).text


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


def _sigma(z):
    return 1 / (1 + np.exp(-z))


def _entropy(p, guard=lambda p: p):
    return lambda z, y: -np.mean(y * np.log(guard(p(z))) + (1 - y) * np.log(guard(1 - p(z))))


# An exercise, a wrong answer, words it is told and words that would be false of it ("" for none).
TOLD = [
    (
        "validation.choose",
        lambda training, validation, test: (np.argmin(validation), np.median(test)),
        "Not yet.\nThe smallest",
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
        "Not yet.\nThe smallest",
        "not used",
    ),
    (
        "perceptron_to_mlp.neuron",
        lambda w, x: _sigma(w.reshape(1, -1) @ x),
        "The number is right here, but in an array of shape (1,): a number is wanted.",
        "add up",
    ),
    (
        "perceptron_to_mlp.neuron",
        lambda w, x: _sigma(w.reshape(1, -1) @ x.reshape(-1, 1)),
        "The number is right here, but in an array of shape (1, 1): a number is wanted.",
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
    ("line_fitting.soft_threshold", lambda z, t: z / t, "Not yet.\nThe smallest", "as it was"),
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
        lambda X, Y: [[math.dist(x, y) for y in Y] for x in X],
        lambda X, Y: np.sqrt((X**2).sum(1)[:, None] + (Y**2).sum(1) - 2 * X @ Y.T),
    ],
    "rbf_interpolation.kernel_matrix": [
        lambda Z, centers, epsilon: [[math.exp(-epsilon * epsilon * (z - x) @ (z - x)) for x in centers] for z in Z]
    ],
    "rbf_interpolation.weights": [lambda K, y: np.linalg.inv(K) @ y, lambda K, y: list(np.linalg.pinv(K).dot(y))],
    "rbf_interpolation.evaluate": [
        lambda Z, centers, alpha, epsilon: sum(
            a * np.exp(-((epsilon * np.linalg.norm(Z - x, axis=1)) ** 2)) for a, x in zip(alpha, centers)
        )
    ],
    "rbf_interpolation.smoothed": [
        lambda K, y, lam: y - lam * np.linalg.solve(K + lam * np.eye(len(y)), y),
        lambda K, y, lam: (K @ np.linalg.inv(K + lam * np.identity(len(K))) @ y).tolist(),
    ],
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
