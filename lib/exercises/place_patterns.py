"""Answers that are wrong in some places and right in all others: the last entry, one label, one sign of the input.

Each function looks at all cases at once, and answers in words that are true of all of them, or with "".
"""

import numpy as np

from lib.exercises.cases import same_shapes
from lib.exercises.comparison import numbers


@same_shapes
def one_place(cases):
    """The last entry, the first one, the last column, the diagonal."""
    dimensions = cases[0].expected.ndim
    if dimensions == 0:
        return ""
    places = {
        "the last": lambda shape: _at(shape, (..., -1)),
        "the first": lambda shape: _at(shape, (..., 0)),
    }
    if dimensions == 1:
        named = {f"{words} entry": place for words, place in places.items()}
    else:
        named = {f"{words} column": place for words, place in places.items()}
        named |= {"the last row": lambda shape: _at(shape, -1), "the first row": lambda shape: _at(shape, 0)}
        named |= {"the diagonal": lambda shape: np.eye(*shape, dtype=bool)} if dimensions == 2 else {}
    off = [case.wrong for case in cases]
    for words, place in named.items():
        masks = [place(mask.shape) for mask in off]
        proof = [case for case, mask in zip(cases, masks) if mask.any() and not mask.all()]
        if len(proof) > 1 and all((wrong == mask).all() for wrong, mask in zip(off, masks)):
            rest = sum(int((~mask).sum()) for mask in masks)
            if rest >= 3:
                return f"Everything is right but {words}, in every input."
    if dimensions == 2 and all(mask.shape[0] == mask.shape[1] for mask in off):
        beside = [~np.eye(len(mask), dtype=bool) for mask in off]
        if sum(len(mask) for mask in off) >= 4 and all((wrong == mask).all() for wrong, mask in zip(off, beside)):
            return "The diagonal is right, and everything beside it is wrong, in every input."
    return ""


def _at(shape, place):
    mask = np.zeros(shape, dtype=bool)
    if mask.size:
        mask[place] = True
    return mask


_KINDS = {
    "is negative": lambda value: value < 0,
    "is positive": lambda value: value > 0,
    "is 0": lambda value: value == 0,
    "is 1": lambda value: value == 1,
    "is 0 or less": lambda value: value <= 0,
    "is 0 or more": lambda value: value >= 0,
}


@same_shapes
def one_kind_of_entry(cases):
    """Wrong for one label, or for one sign of what comes in."""
    off = [case.wrong for case in cases]
    for name in cases[0].args:
        values = [_beside(case.args[name], case.expected) for case in cases]
        if any(value is None for value in values):
            continue
        for words, kind in _KINDS.items():
            masks = [kind(value) for value in values]
            wrong, right = sum(int(mask.sum()) for mask in masks), sum(int((~mask).sum()) for mask in masks)
            if wrong >= 2 and right >= 2 and all((a == b).all() for a, b in zip(off, masks)):
                return f"Wrong where {name} {words}, and right everywhere else."
    for words, kind in _KINDS.items():
        masks = [kind(case.expected) for case in cases]
        wrong, right = sum(int(mask.sum()) for mask in masks), sum(int((~mask).sum()) for mask in masks)
        if wrong >= 2 and right >= 2 and cases[0].expected.ndim and all((a == b).all() for a, b in zip(off, masks)):
            return f"Wrong where the right answer {words}, and right everywhere else."
    return ""


def _beside(value, expected):
    """An argument that has an entry for each entry or row of the answer."""
    array = numbers(value)
    if array is None or not array.ndim or not expected.ndim:
        return None
    if array.shape == expected.shape:
        return array
    if array.shape == expected.shape[:1]:
        return np.broadcast_to(array.reshape(-1, *[1] * (expected.ndim - 1)), expected.shape)
    return None


@same_shapes
def within_one_percent(cases):
    off = [np.abs(case.got - case.expected).max(initial=0) for case in cases]
    size = [np.abs(case.expected).max(initial=0) for case in cases]
    if all(error <= 0.01 * whole for error, whole in zip(off, size)) and sum(not case.right for case in cases) > 1:
        return (
            "Your answers are right to within 1 % in every input, but not exactly: is something approximated, cut off, "
            "rounded, or added to keep a number finite?"
        )
    return ""


PATTERNS = [one_place, one_kind_of_entry, within_one_percent]
