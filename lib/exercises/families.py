"""Mistakes that are made in many exercises: a loop that leaves something out, and an array that cuts digits off."""

import numpy as np

# What a loop that adds up may leave out: the parts that are left in the total, and the words about it.
LOOPS = {
    "first": (
        np.s_[:1],
        "Only the first {part} counts: is the return inside the loop, which it ends in its first round?",
    ),
    "last": (np.s_[-1:], "Only the last {part} is left: each round overwrites the one before. Add up, +=, from 0 on."),
    "without_first": (np.s_[1:], "The first {part} is left out: Python counts from 0, and range(n) begins there."),
    "without_last": (np.s_[:-1], "The last {part} is left out: range(n) and slices already stop before their end."),
}

WHOLE_NUMBERS = (
    "Right, but whole numbers stay whole: np.zeros_like, np.empty_like and .copy() take the type of their array, "
    "and the digits behind the point are cut off. Make the array with dtype=float, as np.zeros(shape) does."
)


def loops(exercise, part, *answers, but=()):
    """Name the mistakes of a loop that adds up.

    part : what is added in each round, as a learner calls it. answers : functions that get a slice of these parts and
    the arguments of the exercise, and answer with these parts alone; several share each hint. but : keys of ``LOOPS``
    that do not occur here.
    """
    for name, (rows, hint) in LOOPS.items():
        if name not in but:
            named = exercise.mistake(hint.format(part=part))
            for place, answer in enumerate(answers):
                named(_called(f"{name}_part{place or ''}", lambda *args, answer=answer, rows=rows: answer(rows, *args)))


def whole_numbers(exercise):
    """Name the mistake of who writes the answer into an array of whole numbers, where an argument has these."""

    def cut_off(*args):
        right = exercise.answer(*args)
        if not any(isinstance(arg, np.ndarray) and arg.dtype.kind == "i" for arg in args):
            return right
        return tuple(map(np.trunc, right)) if isinstance(right, tuple) else np.trunc(right)

    exercise.mistake(WHOLE_NUMBERS)(_called("cut_off", cut_off))


def _called(name, function):
    """The function under a name of its own, by which a test tells it from others."""
    function.__name__ = name
    return function
