"""Where nothing else is known of a wrong answer: in which inputs, entries, signs or sizes it is right."""

from dataclasses import replace

import numpy as np

from lib.exercises.comparison import ATOL, numbers


def direction(cases, right, single=True):
    """One sentence or two on answers of which at least one is wrong.

    cases : as from ``cases.as_cases``. right : whether each is. single : whether single numbers can be told right from
    wrong.
    """
    if all(case is not None and case.right for case in cases):
        return "The numbers are right in every input, but that is not all that is asked for."
    told = [_inputs(cases, right)] if any(right) else []
    wrong = [case for case, good in zip(cases, right) if not good]
    told.append(_of_the_wrong(wrong, single))
    return " ".join(filter(None, told)) or "None of the inputs comes out right."


def _of_the_wrong(wrong, single):
    cases = [case for case in wrong if case is not None]
    if not cases:
        return "Your answer is another kind of thing than what is asked for."
    if words := _shapes(cases):
        return words
    if None in wrong:  # it may be the one that is shown
        return "In some inputs your answer is another kind of thing than what is asked for."
    in_shape = all(case.got.shape == case.expected.shape for case in cases)
    return _numbers(cases) if single and in_shape else ""


def of_parts(parts, right):
    """Which of several answers are right. parts : their names. right : for each of them a list, one bool an input."""
    good = [name for name, each in zip(parts, right) if all(each)]
    bad = [name for name, each in zip(parts, right) if not all(each)]
    if good:
        return f"{_and(good)} {'is' if len(good) == 1 else 'are'} right in every input, {_and(bad)} not."
    if any(map(any, right)):
        counts = [f"{name} is right in {each.count(True)} of {len(each)} inputs" for name, each in zip(parts, right)]
        return f"{_and(counts)}."
    return f"Neither {' nor '.join(parts)} is right in any input."


def _and(names):
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]


def _inputs(cases, right):
    if right.count(False) == 1:
        return "Right in every input but this one."
    count = f"Right in {right.count(True)} of {len(right)} inputs"
    if right.count(True) < 2:  # what sets a single input apart is chance
        return f"{count}."
    for words in _features(cases):
        holds = [case is not None and words in _of(case) for case in cases]
        if holds == [not good for good in right]:
            return f"{count}, wrong in those where {words}."
    return f"{count}."


def _features(cases):
    return dict.fromkeys(words for case in cases if case for words in _of(case))


def _of(case):
    """What can be said of the arguments of a case."""
    told = []
    for name, value in case.args.items():
        array = numbers(value)
        if array is None or not array.size:
            continue
        if array.ndim == 0:
            told += [f"{name} is 0"] * bool(array == 0) + [f"{name} is negative"] * bool(array < 0)
            told += [f"{name} is not 0"] * bool(array != 0) + [f"{name} is above 1"] * bool(array > 1)
            continue
        told += [f"{name} has negative entries"] * bool((array < 0).any())
        told += [f"{name} has no negative entries"] * bool((array >= 0).all())
        told += [f"{name} has entries above 100 in size"] * bool((np.abs(array) > 100).any())
        told += [f"{name} holds whole numbers"] * (array.dtype.kind in "iu")
        if array.ndim == 1:
            told += [f"{name} has more than one entry"] * (len(array) > 1)
        if array.ndim == 2:
            rows, columns = array.shape
            told += [f"{name} is not square"] * (rows != columns) + [f"{name} is square"] * (rows == columns)
            told += [f"{name} has more rows than columns"] * (rows > columns)
            told += [f"{name} has more columns than rows"] * (rows < columns)
            told += [f"{name} has more than one row"] * (rows > 1)
            told += [f"{name} has more than one column"] * (columns > 1)
    return told


def _shapes(wrong):
    more = [case.got.ndim - case.expected.ndim for case in wrong]
    if len(set(more)) == 1 and more[0]:
        axes = "one axis" if abs(more[0]) == 1 else f"{abs(more[0])} axes"
        return f"Your answer has {axes} too {'many' if more[0] > 0 else 'few'}."
    if all(case.got.shape != case.expected.shape for case in wrong):
        return "The shape is not the one that is asked for."
    return ""


def _numbers(wrong):
    """What is said of single numbers. The first of the inputs is the one that is shown."""
    first, finite = wrong[0], [case for case in wrong if np.isfinite(case.got[case.wrong]).all()]
    if first is not next(iter(finite), None):
        return "Not every number here is finite: a division by 0, a root of a negative number, or something too large?"
    if not first.wrong.any():  # off by less than what is told from rounding here
        return ""
    words = _entries(finite) or _signs(finite) or _sizes(finite)
    rest = "" if len(finite) == len(wrong) else " In another input not every number of yours is finite."
    return words + rest


def _entries(wrong):
    first = wrong[0]
    bad, good = np.argwhere(first.wrong), int((~first.wrong).sum())
    if not good:
        return ""
    if len(bad) <= 2:
        places = " and ".join(f"[{', '.join(map(str, place))}]" for place in bad.tolist())
        return f"Wrong here: {places}. The rest is right."
    return f"{good} of {first.got.size} entries {'is' if good == 1 else 'are'} right here."


def _signs(wrong):
    if all((case.expected >= 0).all() for case in wrong):
        below = any((case.got[case.wrong] < 0).any() for case in wrong)
        return "What is asked for is never negative here; yours is." if below else ""
    if all((_sign(case.got) == _sign(case.expected)).all() for case in wrong):
        return f"The signs are right; of the wrong sizes {_larger(wrong)}."
    sizes = all(np.allclose(np.abs(case.got), np.abs(case.expected), rtol=1e-6) for case in wrong)
    return "The sizes are right, the signs are not." if sizes else ""


def _sign(array):
    """-1, 0 or 1; what rounding leaves in place of a 0 has no sign."""
    return np.sign(array) * (np.abs(array) > ATOL * np.abs(array).max(initial=0))


def _sizes(wrong):
    if any((np.minimum(case.got, case.expected)[case.wrong] < 0).any() for case in wrong):
        return f"Without their signs, {_larger(wrong, ' wrong numbers')}."
    return f"Of the wrong numbers {_larger(wrong)}."


def _larger(wrong, what=""):
    """Which way the wrong numbers are off in size. Those of which the sign alone is wrong have the right one."""
    sizes = [replace(case, expected=np.abs(case.expected), got=np.abs(case.got)) for case in wrong]
    off = np.concatenate([((case.got - case.expected) * case.wrong)[at.wrong] for case, at in zip(sizes, wrong)])
    kinds = {"right": off == 0, "too large": off > 0, "too small": off < 0}
    told = [kind for kind, which in kinds.items() if which.any()]
    if len(told) == 1:
        return f"all{what} are {told[0]}"
    return f"some{what} are {', some '.join(told[:-1])} and some {told[-1]}"
