"""Patterns in wrong answers: what each of them says, and where it must not say it."""

import numpy as np
import pytest

from lib.exercises.backprop.layer_gradients import pair_differs
from lib.exercises.exercise import Exercise

rng = np.random.default_rng(4)
MATRICES = [(np.array([[2.0]]),), (rng.normal(size=(2, 3)),), (rng.normal(size=(4, 2)),)]
VECTORS = [(np.array([1.5]),), (np.array([-2.5, 1.25]),), (np.array([0.5, -3.25, 4.75]),), (np.array([7.5, 0.25]),)]


def exercise(reference, cases, **more):
    return Exercise(reference, cases, "Right.", answer=reference, **more)


matrix = exercise(lambda A: A / 2, MATRICES)
vector = exercise(lambda x: x / 3, VECTORS)
number = exercise(lambda x: np.sum(x**2), VECTORS)
positive = exercise(lambda x: np.abs(x) + 0.5, VECTORS)
sides = exercise(lambda A: (A / 2, A.T / 3), MATRICES, parts=("left", "right"), differ=pair_differs(("left", "right")))
labels = exercise(
    lambda y, z: np.where(y == 1, z, -2 * z),
    [(np.array([1.0, 0.0, 1.0]), np.array([0.5, 2.5, 1.5])), (np.array([0.0, 0.0, 1.0]), np.array([3.5, 1.0, 2.0]))],
)


def early(x):
    for i in range(len(x)):
        return x[i] / 3


def with_loops(third):
    """Functions that depend on a variable outside, so that no change of their code is tried."""

    def overwritten(x):
        for i in range(len(x)):
            out = np.zeros(len(x))
            out[i] = x[i] / third
        return out

    def never_reset(x):
        total, out = 0, []
        for value in x:
            total += value / third
            out.append(total)
        return out

    return overwritten, never_reset


overwritten, never_reset = with_loops(3)


SAID = [
    (matrix, lambda A: A.T / 2, "Your answer is transposed, in every input"),
    (matrix, lambda A: (A / 2).ravel(), "The numbers are right in every input, the shape is not."),
    (number, lambda x: [np.sum(x**2)], "The number is right in every input, but in an array of shape (1,)"),
    (number, lambda x: x**2, "one axis too many: its numbers, added up, are right in every input."),
    (vector, lambda x: np.outer(x, [1.0, 1.0]) / 6, "its numbers, added up along axis 1, are right"),
    (vector, lambda x: np.vstack([x, x**2]) / 3, "its first entry alone, [0], is right in every input."),
    (vector, early, "Yours is the first entry alone of what is asked for: does the return stand inside the loop?"),
    (vector, lambda x: x[0] / 3, "Yours is the first entry alone of what is asked for."),
    (vector, lambda x: np.sum(x) / 3, "Yours is what is asked for, added up, in every input"),
    (matrix, lambda A: A.sum(axis=1) / 2, "Yours is what is asked for, added up along axis 1"),
    (matrix, lambda A: A[0] / 2, "Yours is the first row alone of what is asked for."),
    (vector, lambda x: x[:-1] / 3, "The last entry is missing, in every input; the others are right."),
    (vector, lambda x: np.append(x / 3, 0), "There is one entry too many, the last, in every input"),
    (matrix, lambda A: A[1:] / 2, "The first row is missing, in every input; the others are right."),
    (vector, lambda x: 2 * x, "Everything is 6 times what it should be."),
    (vector, lambda x: x, "Your answer is x itself, as it was given."),
    (vector, lambda x: -x / 3, "Everything has the wrong sign."),
    (vector, lambda x: x / 3 / len(x), "Everything is divided by the number of entries of x."),
    (matrix, lambda A: A / 2 * A.shape[1], "Everything is multiplied by the number of columns of A."),
    (matrix, lambda A: A / len(A), "twice as large as it should be, and divided by the number of rows of A."),
    (number, lambda x: np.sqrt(np.sum(x**2)), "Your answer is the root of what is asked for."),
    (number, lambda x: np.sum(x**2) ** 2, "Your answer is the square of what is asked for: a root is missing."),
    (vector, lambda x: np.abs(x) / 3, "The signs are lost"),
    (vector, lambda x: np.floor(x / 3 * 1.0), "rounded down"),
    (vector, lambda x: np.maximum(x, 0) / 3, "yours has 0 where the right answer is below 0, and is right elsewhere."),
    (positive, lambda x: 0.5 - np.abs(x), "Yours is 1 minus what is asked for, in every input."),
    (positive, lambda x: 1 / (np.abs(x) + 0.5), "Yours is 1 divided by what is asked for, in every input."),
    (vector, lambda x: x / 3 + 0.25, "Every number is too large by 0.25."),
    (vector, lambda x: x[::-1] / 3, "in the opposite order."),
    (vector, lambda x: np.sort(x) / 3, "The numbers are right in every input, their order is not."),
    (vector, lambda x: np.cumsum(x) / 3, "Each entry contains the ones before it."),
    (vector, never_reset, "Each entry contains the ones before it: is a total not set back to 0?"),
    (vector, overwritten, "Only the last entry is filled, the rest is 0: does each round of the loop overwrite"),
    (labels, lambda y, z: np.where(y == 1, z, z + 0.125), "Wrong where y is 0, and right everywhere else."),
    (labels, lambda y, z: np.where(y == 1, 5 * z, -2 * z), "Wrong where y is positive, and right everywhere else."),
    (vector, lambda x: np.where(x < 0, x**2, x / 3), "Wrong where x is negative, and right everywhere else."),
    (positive, lambda x: np.abs(x) + 0.501, "Every number is too large by 0.001."),
    (positive, lambda x: (np.abs(x) + 0.5) * (1 + 0.001 * x), "Your answers are right to within 1 % in every input"),
    (sides, lambda A: (A / 2, A / 3), "right: your answer is transposed, in every input"),
    (sides, lambda A: (A.T / 3, A / 2), "All numbers are right, in another order: asked is left, right."),
    (sides, lambda A: (-A / 2, -A.T / 3), "Everything has the wrong sign."),
    (sides, lambda A: (A / 2, np.cos(A.T)), "left is right in every input, right not."),
]


@pytest.mark.parametrize("asked, answer, words", SAID)
def test_what_is_said(asked, answer, words):
    verdict = asked.check(answer)
    assert words in verdict.text.splitlines()[0], verdict.text
    assert not verdict.named


NOT_SAID = [
    (exercise(lambda A: A / 2, [(np.array([[2.0]]),), (np.array([[3.0]]),)]), lambda A: A, "transposed"),
    (matrix, lambda A: A.T if len(A) < 3 else A, "transposed"),
    (matrix, lambda A: A.ravel() if len(A) > 2 else A, "numbers are right in every"),
    (vector, lambda x: x if len(x) < 3 else x / 2, "times what it should be"),
    (vector, lambda x: -x / 3 if len(x) < 3 else x, "wrong sign"),
    (vector, lambda x: np.zeros(len(x)), "cut off at the point"),
    (vector, lambda x: np.zeros(len(x)), "Only the"),
    (vector, lambda x: x[:-1] / 3 if len(x) > 1 else x, "missing"),
    (vector, lambda x: x[:-1], "The last entry is missing"),
    (vector, lambda x: np.sort(x) / 2, "their order"),
    (number, lambda x: np.sum(x**2) * (1.02 if len(x) > 2 else 1.001), "within 1 %"),
    (labels, lambda y, z: np.where((y == 1) & (z < 2), z, 0 * z), "right everywhere else"),
    (sides, lambda A: (A / 2, A.T), "left: "),
]


@pytest.mark.parametrize("asked, answer, words", NOT_SAID)
def test_what_does_not_hold_in_all_inputs_is_not_said(asked, answer, words):
    verdict = asked.check(answer)
    assert verdict.kind == "wrong" and words not in verdict.text.splitlines()[0], verdict.text


def test_whole_numbers_that_lose_what_is_behind_the_point():
    third = exercise(lambda x: x / 3, [*VECTORS, (np.array([1, 2, 4]),)])

    def in_the_type_of_x(x):
        out = np.zeros_like(x)
        for i in range(len(x)):
            out[i] = x[i] / 3
        return out

    assert "Right for numbers with a point, and wrong for the same ones as whole" in third.check(in_the_type_of_x).text
    text = third.check(lambda x: x / 3 if x.dtype.kind == "f" or len(x) < 3 else x).text
    assert "Right for numbers with a point" in text
    assert "numbers with a point" not in third.check(lambda x: x / 3 if len(x) < 3 else x).text


def test_a_changed_argument_is_named_with_its_line():
    def in_place(x):
        x -= 1
        return x / 3 + 1 / 3

    text = vector.check(in_place).text
    assert text.startswith("Right.") and text.endswith(
        "One more thing: your function changes its argument x in the line x -= 1, "
        "and what comes after it sees the changed one; work on a copy."
    )

    def wrong(x):
        x[0] = x[0] ** 3
        return np.cos(x)

    first = vector.check(wrong).text.splitlines()[0]
    assert first == (
        "Not yet. Your function changes its argument x in the line x[0] = x[0] ** 3, "
        "and what comes after it sees the changed one."
    )
    kept = exercise(lambda x: x / 3, VECTORS, keeps=("x",))
    verdict = kept.check(in_place)
    assert verdict.kind == "wrong" and verdict.text.startswith(
        "Not yet. The answer is right, but your function changes"
    )
    assert verdict.hint == "x must be left as it was." and kept.check(lambda x: x / 3).kind == "right"


def test_an_answer_that_is_sometimes_missing():
    def some(x):
        if len(x) < 3:
            return x / 3

    text = vector.check(some).text
    assert "It returned None for this input, and not for others" in text and "x = [ 0.5  -3.25  4.75]" in text


@pytest.mark.parametrize(
    "answer, words",
    [
        (lambda x: np.cos(x), "The signs are right; of the wrong sizes some are too large and some too small."),
        (lambda x: x / 3 if len(x) < 3 else 2 * x, "Right in every input but this one. The signs are right"),
        (lambda x: x / 3 if x[0] > 0 else 2 * x, "Right in 3 of 4 inputs"),
        (lambda x: 1 / (0 * x), "Not every number here is finite: a division by 0, a root of a negative number, or"),
        (lambda x: "a third", "Your answer is a text"),
        (lambda x: (x, x / 3), "You return 2 things at once: return only what is asked for, which is [1] of them."),
        (lambda x: np.sin, "Your answer is a function: is it to be called, with ( )?"),
        (lambda x: {"a": x}, "Your answer is another kind of thing than what is asked for."),
    ],
)
def test_without_any_hint_there_is_a_direction(answer, words):
    first = vector.check(answer).text.splitlines()[0]
    assert len(first) > len("Not yet. ") and (words in first or "Right in every input but this one." in first)


@pytest.mark.parametrize(
    "reference, answer, words",
    [
        (np.abs, lambda x: 2 + np.abs(x) ** 2, "Of the wrong numbers all are too large."),
        (np.abs, lambda x: np.abs(x) / (9 + np.abs(x)), "Of the wrong numbers all are too small."),
        (lambda x: np.abs(x) * (x != 0.25), lambda x: 2 + np.abs(x) ** 2, "Of the wrong numbers all are too large."),
        (np.array, lambda x: 9 + np.abs(x) ** 2, "Without their signs, all wrong numbers are too large."),
        (np.array, lambda x: -x / (9 + np.abs(x)), "Without their signs, all wrong numbers are too small."),
        (np.array, lambda x: 3 * x + np.sign(x), "The signs are right; of the wrong sizes all are too large."),
        (
            np.array,
            lambda x: np.where(x == 7.5, -x, 9 + np.abs(x) ** 2),
            "Without their signs, some wrong numbers are right and some too large.",
        ),
    ],
)
def test_too_large_and_too_small_are_the_sizes_of_wrong_numbers(reference, answer, words):
    """Right but for rounding is the number at 0.25: in an input that fails, but neither too large nor too small."""
    asked = exercise(lambda x: reference(x), VECTORS)
    verdict = asked.check(lambda x: np.where(x == 0.25, reference(x) - 1e-12, answer(x)))
    assert verdict.text.startswith(f"Not yet. {words}\n"), verdict.text


def test_what_is_not_finite_is_said_of_the_input_that_is_shown():
    """The square root of a negative number in a larger one is said of that one."""
    said = " In another input not every number of yours is finite.\nThe smallest input that shows it"
    text = positive.check(lambda x: 2 + np.sqrt(x) + x**2).text
    assert f"Not yet. Of the wrong numbers all are too large.{said}" in text and "x = [1.5]" in text
    three = exercise(lambda x: x / 3, [(np.array([3.0, 1.5, 2.0]),), (np.array([1.0, -1.0]),)])
    text = three.check(lambda x: np.where(x == 1.5, 7, np.sqrt(x) ** 2 / 3)).text
    assert f"Not yet. Wrong here: [1]. The rest is right.{said}" in text
    text = three.check(lambda x: np.log(2 - x) + x).text
    assert text.startswith("Not yet. Not every number here is finite") and "In another input" not in text


def test_of_numbers_that_differ_by_hardly_more_than_rounding_no_place_is_told():
    third = exercise(lambda x: x / 3, [(np.array([1e-6, 2e-6]),), (np.array([2.0, 3.0]),)])
    text = third.check(lambda x: x / 3 + np.where(x < 1, 1e-10, x**2)).text
    assert text.startswith("Not yet. None of the inputs comes out right.\n"), text


def test_an_answer_of_another_kind_in_some_inputs_is_told_as_such():
    """It is shown before the others, and nothing is said of the numbers of one that is not shown."""
    text = vector.check(lambda x: "a word" if len(x) == 3 else x / 3 + (x == x[0])).text
    assert text.startswith("Not yet. In some inputs your answer is another kind of thing") and "'a word'" in text


def test_a_clue_to_the_wrong_inputs_takes_two_right_ones():
    """What sets a single right input apart is chance."""
    vectors = [np.array([1.5]), np.array([-2.5]), np.array([-7.5, 0.25]), np.array([-3.5, 4.75, 1.0])]
    for more, words in ([], "Right in 1 of 4 inputs. "), ([np.array([0.5])], "Right in 2 of 5 inputs, wrong in those"):
        third = exercise(lambda x: x / 3, [(x,) for x in vectors + more])
        text = third.check(lambda x: x / 3 if (x > 0).all() else np.cos(x)).text
        assert text.startswith(f"Not yet. {words}"), text


def test_any_nonsense_is_told_something_and_stops_nothing():
    """Random answers of random shapes, nan and inf among them: never a traceback, never a bare "Not yet."."""
    draws = np.random.default_rng(0)
    for asked in (matrix, vector, number, positive, sides, labels):
        for _ in range(40):
            shape = tuple(draws.integers(0, 4, draws.integers(0, 4)))
            value = draws.choice([0.0, 1.0, -2.5, np.nan, np.inf], size=shape)
            verdict = asked.check(lambda *args, value=value: value)
            assert verdict.kind == "wrong" and len(verdict.text.splitlines()[0]) > len("Not yet. ")
