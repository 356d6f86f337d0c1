"""The base of every exercise, tried on exercises of its own: what a learner is told, and what is left alone."""

import numpy as np
import pytest

from lib.exercises.comparison import alike, differ, opposite
from lib.exercises.exercise import Exercise
from lib.exercises.verdict import Verdict, show


def plain(reference, cases, mistakes):
    """An exercise from a dict hint → wrong function."""
    exercise = Exercise(reference, cases, "Doubled.", answer=reference)
    for hint, function in mistakes.items():
        exercise.mistake(hint)(function)
    return exercise


double = plain(
    lambda x: 2 * x,
    [(np.array([1.0]),), (np.array([1.0, -2.0, 3.0]),)],
    {"You forgot to double.": lambda x: x, "The sign is lost.": lambda x: 2 * np.abs(x)},
)


def test_mistakes_are_data_in_the_order_in_which_they_were_named():
    third = plain(lambda x: x / 3, [(3.0,)], {})
    half = third.mistake("The divisor is 3.")

    @half
    def by_two(x):
        return x / 2

    @third.mistake("Divided twice.")
    def by_nine(x):
        return x / 9

    by_four = half(lambda x: x / 4)
    assert [function for function, _ in third.mistakes] == [by_two, by_nine, by_four]
    assert [hint for _, hint in third.mistakes] == ["The divisor is 3.", "Divided twice.", "The divisor is 3."]
    assert by_two(1.0) == 0.5 and by_four.__code__.co_argcount == 1
    for mistake in (by_two, by_four):
        assert third.check(mistake).text.startswith("Not yet. The divisor is 3.")
    with pytest.raises(ValueError, match="has this hint already: Divided twice"):
        third.mistake("Divided twice.")


def test_of_two_mistakes_that_agree_the_first_one_is_told():
    def one_more(x):
        return x + 1

    for first, second in (("One.", "Two."), ("Two.", "One.")):
        exercise = plain(lambda x: x, [(1.0,)], {first: one_more, second: one_more})
        assert exercise.check(one_more).text.startswith(f"Not yet. {first}")


def test_shapes_come_first():
    verdict = double.check(lambda x: 2 * x[:, None])
    assert "expected the shape (1,), got (1, 1)" in verdict.text and "    x = [1]" in verdict.text


def test_the_smallest_failing_input_is_shown_with_expected_and_got():
    verdict = double.check(lambda x: 2 * np.abs(x))
    assert "The sign is lost." in verdict.text
    assert "x = [ 1 -2  3]" in verdict.text
    assert "    expected [ 2 -4  6]\n    got      [ 2  4  6]" in verdict.text


def test_an_unknown_mistake_gets_no_hint_but_a_direction_and_the_facts():
    text = double.check(lambda x: 2 * x + x**2).text
    words = "Without their signs, some wrong numbers are too large and some too small."
    assert text.startswith(f"Not yet. {words}\nThe smallest input")


def test_whole_numbers_are_the_same_in_a_browser():
    """There NumPy's own have 32 bits, and say so in what it refuses."""
    pair = plain(lambda x, parts: x, [(np.arange(3, dtype=np.int32), [np.arange(2, dtype=np.int32), 0.5])], {})
    ((x, parts),) = pair.cases
    assert x.dtype == parts[0].dtype == np.int64 and parts[1] == 0.5


def test_of_two_signs_rounding_chooses_none():
    right = np.array([0.6, -0.8])
    assert not opposite(np.array([0.8, 0.6 - 1e-15]), right) and not opposite(np.array([0.8, 0.6 + 1e-15]), right)
    assert opposite(np.array([-0.6, 0.7]), right) and not opposite(right, right)


def test_an_exception_is_shown_with_its_line():
    def learner(x):
        y = x + 1
        return y / np.zeros(7)

    text = double.check(learner).text
    assert "Entry by entry, these do not fit: y has the shape (3,) and np.zeros(7) has the shape (7,)." in text
    assert text.splitlines()[1:3] == ["In your line", "    return y / np.zeros(7)"]
    assert text.endswith("\nPython says: ValueError: operands could not be broadcast together with shapes (3,) (7,) .")

    def fails(x):
        raise KeyError("nope")

    text = double.check(fails).text
    assert text.startswith("Not yet. It raised KeyError: 'nope'.\nIn your line\n    raise KeyError(\"nope\")\n")
    assert "Python says" not in text


def test_a_learner_who_is_warned_is_told_by_the_verdict_alone():
    text = double.check(lambda x: np.mean(np.array([])) + x).text
    assert "It raised" not in text and "got      [nan]" in text


def test_complex_numbers_without_an_imaginary_part_are_real():
    assert double.check(lambda x: (2 * x).astype(complex)).kind == "right"
    assert "expected numbers, got" in double.check(lambda x: 2 * x + 1j).text


def test_a_forgotten_return():
    def learner(x):
        y = 2 * x  # noqa: F841

    assert "It returned None: is a return missing?" in double.check(learner).text
    reciprocal = plain(lambda x: 1.0, [(0.0,)], {"Divided by 0.": lambda x: np.inf})
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
    verdict = Verdict("wrong", "a < b\nnext\n    x = [<i>]\nlast", "x = 1 < 2")
    shown = verdict._repr_html_()
    assert "<strong>a &lt; b</strong><br>next<pre" in shown and "x = [&lt;i&gt;]</pre>last" in shown
    assert "1 &lt; 2" in shown and shown.startswith('<div role="status"')
    assert repr(verdict) == "a < b\nnext\n    x = [<i>]\nlast\n\nx = 1 < 2"


def test_which_of_several_things_is_asked_for():
    text = double.check(lambda x: ("a word", 2 * x, x)).text
    assert "got 3 things at once: return only what is asked for, which is [1] of them" in text
    assert "got 2 things at once: return only what is asked for\n" in f"{double.check(lambda x: (x, 'a word')).text}\n"
    assert "got a function" in double.check(lambda x: np.sin).text


def test_numbers_and_arrays_are_told_apart():
    total = plain(lambda x: x.sum(), [(np.array([1.0, 2.0]),), (np.array([4.0, 5.0, 6.0]),)], {})
    for deep in ([1], [1, 1]):
        text = total.check(lambda x: x.sum().reshape(deep)).text
        shape = tuple(deep)
        assert f"Not yet. The number is right in every input, but in an array of shape {shape}: a number" in text
        assert f"    expected a number, got the shape {shape}" in text
    assert "right in" not in total.check(lambda x: [x.sum() + 1]).text
    assert "expected the shape (1,), got a number" in double.check(lambda x: 2 * x[0]).text


def test_a_transposed_answer():
    squares = plain(lambda A: A, [(np.eye(2),), (np.array([[1.0, 2.0], [3.0, 4.0]]),)], {})
    assert "Your answer is transposed, in every input" in squares.check(lambda A: A.T).text
    assert "transposed" not in squares.check(lambda A: A + 1).text
    assert "transposed" not in squares.check(lambda A: A.T if A[0, 1] else A + 1).text


def test_one_factor_in_all_cases():
    assert "Everything is 1.5 times what it should be." in double.check(lambda x: 3 * x).text
    assert "Everything has the wrong sign." in double.check(lambda x: -2 * x).text
    assert "Everything" not in double.check(lambda x: 2 * x * len(x) * 3).text
    assert "Everything" not in double.check(lambda x: 0 * x).text
    assert "Everything" not in double.check(lambda x: 2.00001 * x).text


def test_more_digits_where_four_do_not_show_it():
    assert "    expected [2      ]\n    got      [2.00001]" in double.check(lambda x: 2 * x + 1e-5).text


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
        {"You cut off the digits.": lambda x, n: x // n},
    )
    assert "You cut off" in third.check(lambda x, n: x // n if n >= 1 else 7.0).text
    text = third.check(lambda x, n: x // n if n >= 1 else 7.0).text
    assert "In all inputs but one your answers are" in text and "(The other: x = 1, n = 0.5.)" in text
    # One or two wrong answers alike may be an accident, and so may any number of the same answer.
    assert "You cut off" not in third.check(lambda x, n: x / n if n != 2 else 2.0).text
    assert "You cut off" not in third.check(lambda x, n: x // n if n > 2 else x / n + 1).text
    # Who is right where the mistake is wrong has not made it.
    assert "You cut off" not in third.check(lambda x, n: x // n if n != 4 or x != 7 else x / n).text
    always = plain(
        lambda x: x,
        [([2.0],), ([2.0, 0.0],), ([2.0, 0.0, 3.0],), ([2.0, 0.0, 3.0, 1.0],)],
        {"Always 1.": lambda x: [1.0] * len(x)},
    )
    assert "Always 1." not in always.check(lambda x: [1.0] * len(x) if len(x) < 4 else [1.0, 1.0, 1.0, 4.0]).text


def test_the_other_mistake_is_not_shown_for_the_known_one():
    """The input that is shown is one of those in which the answers agree, although the other one is smaller."""
    third = plain(
        lambda x, n: x / n,
        [(1.0, 0.5), (6.0, 3), (5.0, 2), (7.0, 4), (10.0, 3)],
        {"You cut off the digits.": lambda x, n: x // n},
    )
    text = third.check(lambda x, n: x // n if n >= 1 else 7.0).text
    assert "(The other: x = 1, n = 0.5.)" in text
    assert "The smallest input that shows it: <lambda>(x, n) with\n    x = 5\n    n = 2\n" in text
    # It is still the smallest of all where something else is told.
    text = third.check(lambda x, n: (x // n if n >= 1 else 7.0, "a word")).text
    assert "(The other" not in text and "with\n    x = 1\n" in text


def test_an_error_of_another_kind_is_another_mistake():
    def by_index(x):
        return (1, 2)[5]

    def by_zero(x):
        return 1 / 0

    half = plain(lambda x: x / 2, [(1.0,), (0.0,)], {"Out of the list.": lambda x: [][1]})
    assert "Out of the list." in half.check(by_index).text and "Out of the list." not in half.check(by_zero).text


def test_differ_and_alike():
    assert differ(1.0, 1.0 + 1e-12, ()) is None and differ([0.0], [1e-12], ()) is None
    assert differ(1.0, 1.001, ()) and differ([1.0, 0], [1.0, np.nan], ()) and differ(2.0, "2", ())
    assert alike([1, np.inf], [1, 1e15]) and not alike([1, np.inf], [np.inf, 1]) and not alike([1], [[1]])
    assert not alike("a", [1]) and not alike([1.0], [1.1])


def test_show():
    assert show(np.array([1.0, -0.0])) == "[1 0]" and show("a") == "'a'"
    assert show(np.zeros((2, 0))) == "an empty array of shape (2, 0)" and show(3) == "3"
    assert show(np.array([-1e-17, 2.0])) == "[0 2]" and show(np.array([1e-13, 2e-13])) == "[1e-13 2e-13]"
    assert show(np.array([np.nan, np.inf])) == "[nan inf]" and show(2.5) == "2.5" and show(2.0) == "2"
    assert show(np.array([0.25, 10.0])) == "[ 0.25 10   ]" and show(np.array([True, False])) == "[ True False]"
    assert show(np.array([2.0]), beside=np.array([10.5])) == "[ 2  ]" and show(1e9) == "1e+09"
    assert show(np.array([4e11, -1.6e12, 0])) == "[   4e+11 -1.6e+12    0    ]"


def test_a_number_is_shown_alike_whatever_rounding_has_left_in_it():
    for shown in ([0.84375, 2.5], [4e11, 1.6e12]):  # 0.84375 lies between 0.8437 and 0.8438
        for factor in (1 - 1e-15, 1 + 1e-15):
            assert show(np.array(shown) * factor) == show(np.array(shown))


def test_a_huge_number_has_no_digits():
    """They differ from one processor to the next; what is finite beside it keeps its own."""
    text = double.check(lambda x: np.where(x > 0, x * 1e16, x / 8)).text
    assert "got      [huge" in text and "Digits of a huge number mean nothing" in text and "e+" not in text
    assert "huge" not in double.check(lambda x: 1e7 * x).text
