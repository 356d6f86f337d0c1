"""Hints that serve every exercise: what can be said of a wrong answer that is no named mistake."""

import ast
import inspect
import itertools
import textwrap

import numpy as np

from lib.exercises import number_patterns, place_patterns, shape_patterns
from lib.exercises.attempt import run
from lib.exercises.changes import line_of_change
from lib.exercises.comparison import HUGE, close
from lib.exercises.source import read, read_outside


def another_kind(values):
    """Words for answers that are no numbers, such as several things at once; "" if they are of different kinds.

    values : what came of the inputs that are wrong.
    """
    if all(map(inspect.isgenerator, values)):
        return "Your function yields its answer piece by piece: return hands it over."
    if all(map(callable, values)):
        return "Your answer is a function: is it to be called, with ( )?"
    if all(isinstance(value, str) for value in values):
        return "Your answer is a text: return the number itself, without quotes or an f-string."
    if all(isinstance(value, tuple) for value in values) and len({len(value) for value in values}) == 1:
        return f"You return {len(values[0])} things at once: return only what is asked for."
    if all(isinstance(value, list) for value in values):
        return "Your answer is a list whose rows are not equally long, or which holds something else than numbers."
    return ""


def unused(function, answer):
    """Words for an argument that the answer reads and this function never, and for the notebook's arrays it reads."""
    code = getattr(function, "__code__", None)
    if code is None:
        return ""
    names, used = code.co_varnames[: code.co_argcount], read(code)
    needed = [name in read(answer.__code__) for name in answer.__code__.co_varnames]
    never = [name for name, need in zip(names, needed) if need and name not in used]
    arrays = sorted(name for name in read_outside(code) if isinstance(function.__globals__.get(name), np.ndarray))
    words = [f"Your function never uses {', '.join(never)}."] if never else []
    if arrays:
        words.append(f"It reads {', '.join(arrays)} of the notebook, which is the same whatever the arguments are.")
    return " ".join(words)


def nothing_returned(outcomes):
    """Words for a missing return."""
    missing = [outcome.failure is None and outcome.value is None for outcome in outcomes]
    if all(missing):
        return "It returned None: is a return missing? (print shows an answer; return hands it over.)"
    if any(missing):
        return "It returned None for this input, and not for others: a way through its ifs and loops has no return."
    return ""


def whole_numbers(function, cases, outcomes, wrong, right):
    """Words for an answer that is wrong for whole numbers, and right for the same numbers as floats.

    cases : the arguments. wrong : whether each outcome is. right : function of a case's number and a value.
    """
    those = [number for number, off in enumerate(wrong) if off]
    for number in those:
        floats = tuple(map(_as_floats, cases[number]))
        if all(a is b for a, b in zip(floats, cases[number])):
            return ""
        again = run(function, floats, seconds=1.0)
        if again.failure is not None or again.value is None or not right(number, again.value):
            return ""
    return (
        "Right for numbers with a point, and wrong for the same ones as whole numbers: an array made like another "
        "(np.zeros_like, .copy( )) takes over its type, and whole numbers lose what is behind the point."
    )


def _as_floats(value):
    whole = isinstance(value, np.ndarray) and value.dtype.kind in "iu"
    return value.astype(float) if whole else value


def changed(function, cases, names, outcomes):
    """Words for arguments that the function changes, with the line in which it does so; "" if it leaves all alone."""
    for args, outcome in zip(cases, outcomes):
        if outcome.changed:
            told = " and ".join(names[place] for place in outcome.changed)
            line = line_of_change(function, args, outcome.changed[0])
            where = f" in the line {line}" if line else ""
            return f"your function changes its argument {told}{where}, and what comes after it sees the changed one"
    return ""


def by_pattern(function, cases, parts):
    """The words of a pattern in the answers; where there are several, in each of them that is wrong.

    cases : as from ``cases.as_cases``, or a list of those for each of the ``parts``. Nothing is said where an answer is
    none of numbers.
    """
    if any(None in each for each in (cases if parts else [cases])):
        return ""
    if parts is None:
        return _pattern(cases, has_loop(function))
    for other in itertools.permutations(range(len(parts))):
        if list(other) != sorted(other) and all(
            close(right.expected, given.got) for k, j in enumerate(other) for right, given in zip(cases[k], cases[j])
        ):
            return f"All numbers are right, in another order: asked is {', '.join(parts)}."
    wrong = [number for number, each in enumerate(cases) if not all(case.right for case in each)]
    words = {number: _pattern(cases[number], has_loop(function)) for number in wrong}
    if not any(words.values()):
        return ""
    rest = " The rest is right." if len(wrong) < len(parts) else ""
    if len(set(words.values())) == 1 and len(wrong) == len(parts):
        return words[wrong[0]]
    return " ".join(f"{parts[k]}: {said[0].lower()}{said[1:]}" for k, said in words.items() if said) + rest


def _pattern(cases, loops):
    """The words of the first pattern that all cases fulfil. Numbers that are not finite fulfil none."""
    if not all(np.isfinite(case.got).all() and np.abs(case.got).max(initial=0) < HUGE for case in cases):
        return ""
    every = (*shape_patterns.PATTERNS, *number_patterns.PATTERNS, *place_patterns.PATTERNS)
    words = next(filter(None, (pattern(cases) for pattern in every)), "")
    if isinstance(words, tuple):
        fact, question = words
        return f"{fact}: {question}" if loops else f"{fact}."
    return words


def has_loop(function):
    """Whether a for or while is written in it; not where its source cannot be read."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return False
    return any(isinstance(node, (ast.For, ast.While)) for node in ast.walk(tree))
