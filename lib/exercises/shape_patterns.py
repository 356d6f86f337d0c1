"""Right numbers in a wrong shape: transposed, an axis too many or too few, a place that is missing.

Each function looks at all cases at once, and answers in words that are true of all of them, with a fact and a question
about a loop, or with "".
"""

import itertools

import numpy as np

from lib.exercises.cases import agree, shows
from lib.exercises.comparison import close

RETURN = "does the return stand inside the loop?"
OVERWRITTEN = "does each round of the loop overwrite the one before?"


def transposed(cases):
    if not all(case.got.ndim == 2 and close(case.expected, case.got.T) for case in cases):
        return ""
    if any(min(case.got.shape) > 1 and not case.right for case in cases):
        return "Your answer is transposed, in every input: rows and columns are exchanged."
    if any(case.got.shape != case.expected.shape for case in cases):
        return "A row stands where a column is asked for, or the other way round; the numbers are right in every input."
    return ""


def another_shape(cases):
    if not all(
        case.got.size == case.expected.size and close(case.expected.ravel(), case.got.ravel()) for case in cases
    ):
        return ""
    shape = next((case.got.shape for case in cases if case.got.shape != case.expected.shape), None)
    if shape is None:
        return ""
    if all(case.expected.ndim == 0 for case in cases):
        return f"The number is right in every input, but in an array of shape {shape}: a number is wanted."
    return "The numbers are right in every input, the shape is not." if any(c.got.size > 1 for c in cases) else ""


_REDUCTIONS = {
    "added up": np.sum,
    "averaged": np.mean,
    "multiplied": np.prod,
}


def an_axis_more(cases):
    """A sum that was never taken."""
    if not all(case.got.ndim == case.expected.ndim + 1 for case in cases):
        return ""
    for (words, reduce), axis in itertools.product(_REDUCTIONS.items(), range(cases[0].got.ndim)):
        shown = [case for case in cases if case.got.shape[axis] > 1]
        if len(shown) and all(close(case.expected, reduce(case.got, axis=axis)) for case in cases):
            along = f" along axis {axis}" if cases[0].got.ndim > 1 else ""
            return f"Your answer has one axis too many: its numbers, {words}{along}, are right in every input."
    for place, words in ((0, "first"), (-1, "last")):
        if all(len(case.got) and close(case.expected, case.got[place]) for case in cases):
            return f"Your answer has one axis too many: its {words} entry alone, [{place}], is right in every input."
    return ""


def an_axis_fewer(cases):
    """A sum over too much, or a return inside a loop."""
    if not all(case.got.ndim < case.expected.ndim for case in cases):
        return ""
    one = "row" if cases[0].got.ndim == 1 else "entry"
    if cases[0].got.ndim == cases[0].expected.ndim - 1:
        if agree(cases, lambda right: right[0]):
            return f"Yours is the first {one} alone of what is asked for", RETURN
        if agree(cases, lambda right: right[-1]):
            return f"Yours is the last {one} alone of what is asked for", OVERWRITTEN
        for (words, reduce), axis in itertools.product(_REDUCTIONS.items(), range(cases[0].expected.ndim)):
            if agree(cases, lambda right: reduce(right, axis=axis)) and any(
                case.expected.shape[axis] > 1 for case in cases
            ):
                along = f" along axis {axis}" if cases[0].expected.ndim > 1 else ""
                return f"Yours is what is asked for, {words}{along}, in every input: one step too many."
    if cases[0].got.ndim == 0:
        if agree(cases, lambda right: right.ravel()[0]):
            return "Yours is the first entry alone of what is asked for", RETURN
        for words, reduce in _REDUCTIONS.items():
            if agree(cases, reduce):
                return f"Yours is what is asked for, all of it {words} to one number, in every input."
    return ""


def one_place_more_or_fewer(cases):
    """The intercept, the bias, the last row."""
    if not all(case.got.ndim == case.expected.ndim >= 1 for case in cases):
        return ""
    for axis in range(cases[0].got.ndim):
        one = "entry" if cases[0].got.ndim == 1 else ("row", "column", "layer")[axis]
        for part, words in ((slice(None, -1), "last"), (slice(1, None), "first")):
            rest = (slice(None),) * axis + (part,)
            if all(_is_part(case.expected, case.got, rest) for case in cases) and shows(case.got for case in cases):
                return f"The {words} {one} is missing, in every input; the others are right."
            if all(_is_part(case.got, case.expected, rest) for case in cases) and shows(
                case.expected for case in cases
            ):
                return f"There is one {one} too many, the {words}, in every input; the others are right."
    return ""


def _is_part(whole, part, place):
    return whole[place].shape == part.shape and whole.shape != part.shape and close(whole[place], part)


PATTERNS = [transposed, another_shape, an_axis_more, an_axis_fewer, one_place_more_or_fewer]
