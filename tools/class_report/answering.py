"""One notebook that was handed in, in a process of its own: which answers are right, and what is wrong with the others.

What is found is written line by line, as JSON, so that it counts even if the process ends in the middle.
"""

import importlib
import json
import linecache
import os
import sys

from lib.exercises.limit import OutOfTime, within
from tools.class_report import limits, reading

EXAMPLE = 2_000  # letters of an answer that are shown
UNNAMED = "Wrong in a way that has no name yet."


def main():
    """Arguments: the notebook's path, and as JSON the limits and what is asked for. The lines go to what was stdout."""
    path, settings = sys.argv[1], json.loads(sys.argv[2])
    sys.argv[1:] = []
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)

    def say(**found):
        os.write(out, json.dumps(found).encode() + b"\n")

    with open(path, "rb") as file:
        content = file.read()
    say(missing=limits.limit(**settings["limits"]))
    limits.refuse(os.getcwd())
    try:
        book = _read(content)
        package = reading.package_of(book, settings["asked"])
        if not package:
            raise ValueError("answers no exercise of this series")
        say(package=package)
        exercises = importlib.import_module(f"lib.exercises.{package}")
        answer(book, exercises, settings["asked"][package], settings["patience"], say)
    except ValueError as problem:
        say(reason=str(problem))
    say(done=True)
    os._exit(0)  # what a notebook has left for the end is not run


def _read(content):
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError, MemoryError):
        raise ValueError("is no notebook: it is not JSON") from None
    return reading.read(notebook)


def answer(book, exercises, asked, patience, say):
    """Check the answers of a notebook, and say for each exercise what came of it.

    exercises : the package. asked : dict exercise → name of the answer. patience : seconds for a part, or for a check.
    """
    given = reading.answers(book, asked)
    names, stopped = {"__name__": "__main__"}, []
    for part in reading.parts_for(book, given.values()):
        problem = _run(part, book.sources[part.cell], names, patience)
        if problem:
            stopped.append((part.names.binds, problem))
    for exercise, name in asked.items():
        code = given.get(exercise, name)
        say(begun=exercise)
        result, mistake = _checked(getattr(exercises, exercise), code, names, patience)
        if result == "left out":
            mistake = _no_answer(book, code, stopped)
            result = "tried" if mistake else result
        example = reading.words_of(book, code) or code if result == "tried" else ""
        say(exercise=exercise, result=result, mistake=mistake, example=example[:EXAMPLE])


def _no_answer(book, name, stopped):
    """Why a name has no answer although somebody has written one; empty if nobody has.

    stopped : list of (names that a part would have bound, what has stopped it).
    """
    words = reading.broken_words(book, name)
    if words:
        return f"Its cell is no Python: {words}."
    problems = [problem for binds, problem in stopped if name in binds]
    return f"Its cell stops: {problems[-1]}" if problems else ""


def _run(part, source, names, patience):
    """Run a part of a cell; returns what has stopped it, or nothing."""
    file = f"cell {part.cell + 1}"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    try:
        within(patience, exec, compile(part.tree, file, "exec"), names)
    except OutOfTime:
        return f"it does not end within {_seconds(patience)}."
    except BaseException as problem:  # also exit() and what a learner may raise
        return f"{type(problem).__name__}: {problem}"[:200]
    return ""


def _checked(exercise, code, names, patience):
    """(result, mistake) of one exercise."""
    try:
        attempt = within(patience, eval, code, names)
    except BaseException:  # no such name, as a rule
        return "left out", ""
    try:
        verdict = within(patience, exercise.check, attempt)
    except OutOfTime:
        return "tried", f"It does not end within {_seconds(patience)}."
    except BaseException as problem:
        return "tried", f"The check stops: {type(problem).__name__}."
    if verdict.kind == "right":
        return "solved", ""
    if verdict.kind == "not attempted":
        return "left out", ""
    return "tried", verdict.hint or UNNAMED


def _seconds(number):
    return "1 second" if number == 1 else f"{number:g} seconds"
