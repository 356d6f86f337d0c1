"""One small change that makes an answer right: it is told with its line, and only if all inputs come out right."""

import time

import numpy as np
import pytest

from lib.exercises import repairs
from lib.exercises.exercise import Exercise

VECTORS = [(np.array([1.5]),), (np.array([-2.5, 1.25]),), (np.array([0.5, -3.25, 4.75]),), (np.array([7.5, 0.25]),)]
MATRICES = [(np.array([[2.0, 1.0]]),), (np.array([[1.0, 2.0], [3.0, 5.0]]),), (np.arange(6.0).reshape(3, 2) ** 2,)]
total = Exercise(lambda x: np.sum(x**2), VECTORS, "Right.", answer=lambda x: np.sum(x**2))
rows = Exercise(lambda A: A.sum(axis=1), MATRICES, "Right.", answer=lambda A: A.sum(axis=1))
centred = Exercise(lambda x: x - x.mean(), VECTORS, "Right.", answer=lambda x: x - x.mean())


def early(x):
    s = 0
    for value in x:
        s += value**2
        return s


def overwritten(x):
    s = 0
    for value in x:
        s = value**2
    return s


def added(A):
    out = np.zeros(len(A))
    for i in range(len(A)):
        for j in range(A.shape[1]):
            out[i] += A[i, j]
            out[i] += 0
    out += 0
    return out[::-1][::-1]


def never_reset(A):
    out, s = [], 0
    s = 0
    for row in A:
        for value in row:
            s += value
        out.append(s)
    return out


def too_early(x):
    s = 0
    for i in range(len(x) - 1):
        s += x[i] ** 2
    return s


def too_late(x):
    s = 0
    for i in range(1, len(x)):
        s += x[i] ** 2
    return s


def changed_on_the_way(x):
    for i in range(len(x)):
        x[i] = x[i] - np.mean(x)
    return x


def moved(x):
    x = x + 1
    m = x.mean()
    return x - m + m - x.mean() + 0 * x + (x.mean() - m) + (1 - 1) * m if len(x) > 99 else x - m + 1


@pytest.mark.parametrize(
    "asked, answer, words, line",
    [
        (total, early, "The return stands inside the loop", "return s"),
        (
            total,
            overwritten,
            "Each round overwrites the one before: with += it is right.",
            "s = value ** 2",
        ),
        (rows, never_reset, "s is not set back", "s = 0"),
        (total, too_early, "The loop ends one round too early.", "for i in range(len(x) - 1):"),
        (total, too_late, "The loop begins one round too late.", "for i in range(1, len(x)):"),
        (centred, changed_on_the_way, "x has another value by now", "x[i] = x[i] - np.mean(x)"),
    ],
)
def test_what_is_wrong_and_where(asked, answer, words, line):
    first, where, shown = asked.check(answer).text.splitlines()[:3]
    assert first.startswith(f"Not yet. {words}"), first
    assert (where, shown) == ("In your line", f"    {line}")


def test_a_right_answer_is_not_repaired():
    assert rows.check(added).kind == "right"


def test_a_change_that_helps_in_some_inputs_only_is_not_told():
    def two_mistakes(x):
        s = 0
        for value in x:
            s += value**2
            return s * len(x)

    def by_accident(x):
        s = 0
        for i in range(len(x) - 1):
            s += x[i] ** 2
        return s if len(x) < 3 else s + 1

    for answer in (two_mistakes, by_accident, moved):
        text = total.check(answer).text
        assert "belongs behind" not in text and "too early" not in text and "by now" not in text


def test_nothing_is_tried_where_nothing_can_be_read_or_stopped(monkeypatch):
    def endless(x):
        s, i = 0, 1
        while i < len(x):
            s += x[i] ** 2
            i += 1
        return s

    wrong, right = [0, 1, 2, 3], total._is_right
    assert repairs.repair(lambda x: x, total.cases, wrong, right) == ("", "")
    assert repairs.repair(np.array_split, total.cases, wrong, right) == ("", "")
    assert repairs.repair(np.sum, total.cases, wrong, right) == ("", "")
    monkeypatch.setattr(repairs, "PATIENCE", 0.05)
    began = time.perf_counter()
    assert repairs.repair(endless, total.cases, wrong, right) == ("", "")
    assert time.perf_counter() - began < 10
    monkeypatch.setattr(repairs, "can_stop", lambda: False)
    monkeypatch.setattr(repairs, "run", None)
    assert repairs.repair(endless, total.cases, wrong, right) == ("", "")


def test_the_function_of_the_learner_is_left_as_it_is():
    before = early.__code__
    total.check(early)
    assert early.__code__ is before and early(np.array([2.0, 1.0])) == 4.0
