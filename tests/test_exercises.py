"""lib.exercises: right answers pass, each known mistake gets its own hint, and everything else is told plainly."""

import importlib
import pkgutil

import numpy as np
import pytest

import lib.exercises
from lib import svd
from lib.exercises.exercise import Exercise, Verdict, alike, differ, show

EXERCISES = {
    f"{module.name}.{name}": exercise
    for module in pkgutil.iter_modules(lib.exercises.__path__)
    for name, exercise in vars(importlib.import_module(f"lib.exercises.{module.name}")).items()
    if isinstance(exercise, Exercise)
}
MISTAKES = [(exercise, mistake) for exercise in EXERCISES.values() for mistake in exercise.mistakes]
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@each
def test_the_reference_passes(exercise):
    verdict = exercise.check(exercise.reference)
    assert verdict.kind == "right" and verdict.text == f"Right. {exercise.praise}"


@pytest.mark.parametrize("exercise, mistake", MISTAKES, ids=[f"{e.name}-{m.__name__}" for e, m in MISTAKES])
def test_each_mistake_gets_its_own_hint(exercise, mistake):
    verdict = exercise.check(mistake)
    assert verdict.kind == "wrong" and exercise.mistakes[mistake] in verdict.text
    assert "smallest input that shows it" in verdict.text


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
    assert shown.kind == "solution" and f"def {exercise.reference.__name__}(" in shown.code and shown.code in repr(shown)


@each
def test_the_short_answer_is_right_and_shown(exercise):
    if exercise.answer is not None:
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

double = Exercise(
    lambda x: 2 * x,
    [(np.array([1.0]),), (np.array([1.0, -2.0, 3.0]),)],
    {lambda x: x: "You forgot to double.", lambda x: 2 * np.abs(x): "The sign is lost."},
    "Doubled.",
)


def test_shapes_come_first():
    verdict = double.check(lambda x: 2 * x[:, None])
    assert "expected the shape (1,), got (1, 1)" in verdict.text and "x = [1.]" in verdict.text


def test_the_smallest_failing_input_is_shown_with_expected_and_got():
    verdict = double.check(lambda x: 2 * np.abs(x))
    assert "The sign is lost." in verdict.text
    assert "x = [ 1. -2.  3.]" in verdict.text and "expected [ 2. -4.  6.]\ngot [2. 4. 6.]" in verdict.text


def test_an_unknown_mistake_gets_no_hint_but_the_facts():
    assert double.check(lambda x: 3 * x).text.startswith("Not yet.\nThe smallest input that shows it")


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


def test_a_forgotten_return():
    def learner(x):
        y = 2 * x  # noqa: F841

    assert "It returned None: is a return missing?" in double.check(learner).text


@pytest.mark.parametrize("answer, words", [("text", "expected numbers, got 'text'"), ([[1], [1, 2]], "different lengths")])
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


def test_differ_and_alike():
    assert differ(1.0, 1.0 + 1e-12, ()) is None and differ([0.0], [1e-12], ()) is None
    assert differ(1.0, 1.001, ()) and differ([1.0, 0], [1.0, np.nan], ()) and differ(2.0, "2", ())
    assert alike([1, np.inf], [1, 1e15]) and not alike([1, np.inf], [np.inf, 1]) and not alike([1], [[1]])
    assert not alike("a", [1]) and not alike([1.0], [1.1])


def test_show():
    assert show(np.array([1.0, -0.0])) == "[1. 0.]" and show("a") == "'a'"
    assert show(np.zeros((2, 0))) == "an empty array of shape (2, 0)" and show(3) == "3"


def test_folds_that_are_no_masks_are_told_what_they_are():
    from lib import validation
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
