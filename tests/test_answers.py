"""The exercises against answers of students: right ones pass, wrong ones do not, and no hint misleads."""

from dataclasses import replace

import numpy as np
import pytest

from lib.exercises import verdict
from lib.exercises.verdict import Verdict
from tests import last_digits
from tests.test_completeness import exercises_of
from tools import hints

FILES = {name: hints.ROOT / "tests" / "answers" / f"{name}.py" for name in hints.NOTEBOOKS}
FACTORISING = ["svd_and_mondrian", "line_fitting", "rbf_interpolation"]  # what rounds otherwise on another processor
PROCESSORS = range(4)  # some find a singular value that is exactly 0 where others find 1e-16
each = pytest.mark.parametrize("name", FILES)


@pytest.fixture(scope="module")
def judged():
    return {name: hints.judged(path) for name, path in FILES.items()}


def _of(answers, *outcomes):
    found = [answer for answer in answers if answer.outcome in outcomes]
    return [f"{answer.exercise}, line {answer.line}: {answer.label}" for answer in found]


@each
def test_right_answers_pass_in_any_style(name, judged):
    assert not _of(judged[name], "rejected")


@each
def test_nothing_wrong_is_accepted(name, judged):
    assert not _of(judged[name], "accepted")


@each
def test_no_hint_misleads(name, judged):
    assert not _of(judged[name], "misled")


@pytest.mark.parametrize("name", FACTORISING)
def test_no_verdict_hangs_on_rounding(name, judged, monkeypatch):
    """Neither its words nor its digits: another processor, and the browser, round otherwise."""
    exercises = [vars(hints.package(name))[exercise] for exercise in exercises_of(f"lib.exercises.{name}")]
    mistakes = [(exercise, mistake.function) for exercise in exercises for mistake in exercise.mistakes]

    def told(answers):
        verdicts = [answer.verdict for answer in answers]
        return [one.text for one in verdicts + [exercise.check(wrong) for exercise, wrong in mistakes]]

    here = told(judged[name])
    shown = verdict.show
    monkeypatch.setattr(verdict, "show", lambda value, *how: shown(_nudged(value), *how))
    for seed in PROCESSORS:
        for exercise in exercises:
            monkeypatch.delitem(vars(exercise), "_expected")
            monkeypatch.setattr(exercise, "_of_mistakes", {})
        with last_digits.other_processor(seed):
            there = told(hints.judged(FILES[name]))
        assert len(here) == len(there)
        for one, other in zip(here, there):
            assert one == other


def _nudged(value):
    """Numbers with other last digits; whole ones as they are."""
    return last_digits.nudged(value) if np.asarray(value).dtype.kind == "f" else value


def test_the_goals_are_reached(judged):
    answers = [answer for several in judged.values() for answer in several]
    wrong = [answer for answer in answers if not answer.right]
    assert len(_of(answers, "named")) >= 0.85 * len(wrong)
    assert len(_of(answers, "named", "direction")) >= 0.95 * len(wrong)


@each
def test_every_exercise_has_answers_of_both_kinds(name):
    answers, exercises = hints.read(FILES[name]), exercises_of(f"lib.exercises.{name}")
    assert [*dict.fromkeys(answer.exercise for answer in answers)] == exercises
    for exercise in exercises:
        right = [answer.right for answer in answers if answer.exercise == exercise]
        assert right.count(True) >= 3 and right.count(False) >= 4, exercise
    assert all(answer.words for answer in answers if not answer.right)


def _told(text, hint="", words="root"):
    answer = hints.read(FILES["svd_and_mondrian"])[0]
    return replace(answer, right=False, words=words, verdict=Verdict("wrong", text, hint=hint)).outcome


def test_what_counts_as_named():
    hint = hints.package("svd_and_mondrian").low_rank.mistakes[0].hint
    facts = "\nThe smallest input that shows it: low_rank(A, rank) with\nA = [[1. 2.]]\nexpected [[3.]]\ngot [[4.]]"
    assert _told(f"Not yet. The Root is missing.{facts}", "The Root is missing.") == "named"
    assert _told(f"Not yet.{facts}\nThe root is missing.") == "named"
    assert _told(f"Not yet.{facts}\nin your line: return root(x)") == "bare"
    assert _told(f"Not yet.{facts}\nIt raised ValueError: root") == "bare"
    assert _told(f"Not yet. Only the sign is wrong.{facts}", "Only the sign is wrong.") == "direction"
    assert _told(f"Not yet. {hint}{facts}", hint) == "misled"
    assert _told(f"Not yet. Right in 1 of 2 inputs, at the root.{facts}", "Right in 1 of 2 inputs.") == "direction"
    assert _told("expected the shape (2, 2), got 3 things at once: return one") == "direction"


def test_an_answer_is_cut_out_with_its_line_and_runs_below_the_imports():
    answer = hints.read(FILES["svd_and_mondrian"])[0]
    lines = answer.path.read_text(encoding="utf-8").splitlines()
    assert answer.right and lines[answer.line - 1] == "# right: slices of the thin factors"
    function = answer.function()
    assert function.__code__.co_firstlineno == answer.line + 1 and function([[1.0]], 1) == [[1.0]]


def test_the_line_of_the_table():
    right = replace(hints.read(FILES["start_here"])[0], verdict=Verdict("right", "Right."))
    wrong = replace(right, right=False, words="root", verdict=Verdict("wrong", "Not yet. The root.", hint="The root."))
    bare, accepted = replace(wrong, verdict=Verdict("wrong", "Not yet.")), replace(wrong, verdict=right.verdict)
    assert hints.shares([right, wrong, wrong, bare, accepted]).split() == ["4", "50%", "50%", "1", "0", "1", "1", "0"]
    rejected = replace(right, verdict=bare.verdict)
    assert hints.shares([rejected, wrong]).split() == ["1", "100%", "100%", "0", "0", "0", "1", "1"]
