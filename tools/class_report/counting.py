"""What came of all notebooks, added up: exercise by exercise, and mistake by mistake."""

import csv
import importlib
from collections import defaultdict
from typing import NamedTuple


class Mistake(NamedTuple):
    """A mistake in the words of its hint, who made it, and the shortest code that did."""

    words: str
    students: tuple
    example: str


class Exercise(NamedTuple):
    """One exercise: how many solved it, tried it without success, and left it out; its mistakes, most frequent first.

    section : its ``lib.exercises.progress.Section``. heading : of that section.
    """

    name: str
    solved: int
    tried: int
    left_out: int
    mistakes: tuple
    section: object
    heading: str


class Notebook(NamedTuple):
    """One notebook of ours: its file, how many handed it in, its exercises in their order."""

    file: str
    handed_in: int
    exercises: tuple


class Unread(NamedTuple):
    """Why notebooks could not be read, how many, and their files."""

    reason: str
    number: int
    files: tuple


def count(checked, asked):
    """A list of :class:`Notebook`, of those that somebody handed in.

    checked : list of ``Checked``. asked : dict package → ``Asked``.
    """
    notebooks = []
    for package, ours in asked.items():
        theirs = [one for one in checked if one.package == package and not one.reason]
        if theirs:
            progress = importlib.import_module(f"lib.exercises.{package}").progress
            sections = {exercise.name: section for exercise, section in progress.sections.items()}
            exercises = tuple(_exercise(name, theirs, sections[name], ours.headings) for name in ours.answers)
            notebooks.append(Notebook(ours.file, len(theirs), exercises))
    return notebooks


def _exercise(name, theirs, section, headings):
    results = [(one.student, answer) for one in theirs for answer in one.answers if answer.exercise == name]
    made, examples = defaultdict(list), defaultdict(list)
    for student, answer in results:
        if answer.result == "tried":
            made[answer.mistake].append(student)
            examples[answer.mistake].append(answer.example)
    mistakes = [Mistake(words, tuple(who), _shortest(examples[words])) for words, who in made.items()]
    mistakes.sort(key=lambda mistake: (-len(mistake.students), mistake.words))
    solved, tried, left_out = (
        sum(answer.result == result for _, answer in results) for result in ("solved", "tried", "left out")
    )
    return Exercise(name, solved, tried, left_out, tuple(mistakes), section, headings.get(section.number, ""))


def _shortest(examples):
    return min(filter(None, examples), key=len, default="")


def unread(checked):
    """The :class:`Unread` notebooks, the most frequent reason first."""
    files = defaultdict(list)
    for one in checked:
        if one.reason:
            files[one.reason].append(one.path.name)
    found = [Unread(reason, len(names), tuple(names)) for reason, names in files.items()]
    return sorted(found, key=lambda one: (-one.number, one.reason))


def write_table(path, checked, asked, folder):
    """One row a student and exercise, one for each notebook that could not be read; names stand here alone."""
    with open(path, "w", newline="", encoding="utf-8-sig", errors="replace") as file:  # its first mark is for Excel
        table = csv.writer(file)
        table.writerow(["student", "file", "notebook", "exercise", "result", "mistake"])
        for one in checked:
            who = [one.student, one.path.relative_to(folder).as_posix()]
            if one.reason:
                table.writerow(map(_no_formula, [*who, "", "", "not read", one.reason]))
            for answer in one.answers:
                row = [*who, asked[one.package].file, answer.exercise, answer.result, answer.mistake]
                table.writerow(map(_no_formula, row))


def _no_formula(text):
    """A spreadsheet computes what begins like this, and a student chose the text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
