"""Wrong numbers that the right ones become by one step: a factor, a sign, a root, another order.

Each function looks at all cases at once, and answers in words that are true of all of them, with a fact and a question
about a loop, or with "".
"""

import numpy as np

from lib.exercises.cases import agree, different, same_shapes, shows
from lib.exercises.comparison import HUGE, RTOL, close, numbers
from lib.exercises.shape_patterns import OVERWRITTEN, RETURN

TOTAL = "is a total not set back to 0?"


@same_shapes
def an_argument(cases):
    for name in cases[0].args:
        values = [numbers(case.args[name]) for case in cases]
        same = all(value is not None and close(value.astype(float), case.got) for value, case in zip(values, cases))
        if same and shows([case.got for case in cases]):
            return f"Your answer is {name} itself, as it was given."
    return ""


@same_shapes
def one_factor(cases):
    """A factor that is the same everywhere, or a number of rows, columns or entries."""
    factors = []
    for case in cases:
        if not case.expected.any():
            if case.got.any():
                return ""
            factors.append(None)
            continue
        factor = np.vdot(case.got, case.expected) / np.vdot(case.expected, case.expected)
        if not close(factor * case.expected, case.got) or not RTOL <= abs(factor) < HUGE:
            return ""
        factors.append(factor)
    known = [factor for factor in factors if factor is not None]
    if len(known) < 2:
        return ""
    if np.allclose(known, known[0], rtol=1e-6, atol=0):
        return _constant(known[0])
    sizes = [_sizes(case.args) for case, factor in zip(cases, factors) if factor is not None]
    return _by_a_size(np.array(known), sizes)


def _constant(factor):
    written = f"{factor:.4g}"
    if written == "1":
        return ""
    if written == "-1":
        return "Everything has the wrong sign."
    return f"Everything is {written} times what it should be."


def _sizes(args):
    """Numbers of rows, columns and entries, and the arguments that are numbers, by the words for them."""
    sizes = {}
    for name, value in args.items():
        if isinstance(value, np.ndarray) and value.ndim:
            sizes[f"the number of entries of {name}" if value.ndim == 1 else f"the number of rows of {name}"] = len(
                value
            )
            if value.ndim == 2:
                sizes[f"the number of columns of {name}"] = value.shape[1]
        elif np.ndim(value) == 0 and numbers(value) is not None and value > 0:
            sizes[name] = float(value)
    return sizes


_OF_A_SIZE = {
    "multiplied by {}": lambda n: n,
    "divided by {}": lambda n: 1 / n,
    "multiplied by twice {}": lambda n: 2 * n,
    "divided by twice {}": lambda n: 1 / (2 * n),
    "twice as large as it should be, and divided by {}": lambda n: 2 / n,
    "half as large as it should be, and multiplied by {}": lambda n: n / 2,
    "multiplied by the root of {}": lambda n: n**0.5,
    "divided by the root of {}": lambda n: n**-0.5,
    "multiplied by the square of {}": lambda n: n**2,
    "divided by the square of {}": lambda n: n**-2,
    "divided by {} less 1, instead of by {}": lambda n: n / np.maximum(n - 1, 0.5),
    "divided by {}, instead of by {} less 1": lambda n: (n - 1) / n,
}


def _by_a_size(factors, sizes):
    for words, function in _OF_A_SIZE.items():
        names = []
        for name in sizes[0]:
            if not all(name in each for each in sizes):
                continue
            values = np.array([each[name] for each in sizes], dtype=float)
            if np.allclose(function(values), abs(factors), rtol=1e-6, atol=0) and different(abs(factors)) > 1:
                names.append(name)
        if names and (np.sign(factors) == np.sign(factors[0])).all():
            sign = ", and has the wrong sign" if factors[0] < 0 else ""
            others = f" ({names[1]} is the same in these inputs)" if len(names) > 1 else ""
            return f"Everything is {words.replace('{}', names[0])}{others}{sign}."
    return ""


_CHANGES = {
    "Your answer is the square of what is asked for: a root is missing.": np.square,
    "Your answer is the root of what is asked for.": np.sqrt,
    "The signs are lost: yours are the absolute values of what is asked for.": np.abs,
    "Yours is 1 minus what is asked for, in every input.": lambda right: 1 - right,
    "Yours is 1 divided by what is asked for, in every input.": lambda right: 1 / right,
    "Yours is the exponential of what is asked for, in every input.": np.exp,
    "Yours is the logarithm of what is asked for, in every input.": lambda right: np.log(right),
    "Yours is what is asked for, rounded down: is there a //, an int( ) or an array of whole numbers?": np.floor,
    "Yours is what is asked for, cut off at the point: is there an int( ) or an array of whole numbers?": np.trunc,
    "Yours is what is asked for, rounded to whole numbers.": np.round,
    "Negative numbers are missing: yours has 0 where the right answer is below 0, and is right elsewhere.": (
        lambda right: np.maximum(right, 0)
    ),
}


@same_shapes
def a_function(cases):
    if all(np.isin(case.expected, (0, 1)).all() and close(1 - case.expected, case.got) for case in cases):
        return "Yours is the opposite of what is asked for: 1 where 0 is right, and 0 where 1 is."
    with np.errstate(all="ignore"):
        for words, change in _CHANGES.items():
            if agree(cases, change, least=3):
                return words
    return ""


def _ends(array, entries):
    return array.ndim >= 1 and array.shape[-1] >= entries


_ORDERS = {
    "The first entry stands at the end; the numbers are right in every input.": lambda right: np.roll(
        right, -1, axis=-1
    ),
    "The last entry stands in front; the numbers are right in every input.": lambda right: np.roll(right, 1, axis=-1),
    "The numbers are right in every input, in the opposite order.": lambda right: right[..., ::-1],
    "The rows are right in every input, in the opposite order.": lambda right: right[::-1],
    "The first row stands at the end; the numbers are right in every input.": lambda right: np.roll(right, -1, axis=0),
    "The last row stands in front; the numbers are right in every input.": lambda right: np.roll(right, 1, axis=0),
}


@same_shapes
def an_order(cases):
    if cases[0].expected.ndim == 0:
        return ""
    for words, change in _ORDERS.items():
        if ("row" in words) == (cases[0].expected.ndim > 1) and agree(cases, change, least=3):
            return words
    in_order = [np.sort(case.expected, axis=None) for case in cases]
    sorted_alike = all(close(right, np.sort(case.got, axis=None)) for right, case in zip(in_order, cases))
    # Whole numbers have few orders, and another mistake hits one by accident.
    broken = [case.got[case.got % 1 != 0] for case in cases if not case.right]
    return "The numbers are right in every input, their order is not." if sorted_alike and shows(broken) else ""


@same_shapes
def a_running_total(cases):
    if cases[0].expected.ndim == 0:
        return ""
    for axis in range(cases[0].expected.ndim):
        if agree(cases, lambda right: np.cumsum(right, axis=axis), least=3):
            return "Each entry contains the ones before it", TOTAL
    if agree(cases, lambda right: np.cumsum(right).reshape(right.shape), least=3):
        return "Each entry contains the ones before it", TOTAL
    return ""


def _only(place):
    def change(right):
        kept = np.zeros_like(right)
        if len(right):
            kept[place] = right[place]
        return kept

    return change


@same_shapes
def only_one_round(cases):
    if cases[0].expected.ndim == 0 or all(len(case.expected) < 2 for case in cases):
        return ""
    one = "entry" if cases[0].expected.ndim == 1 else "row"
    if agree(cases, _only(0), least=3):
        return f"Only the first {one} is filled, the rest is 0", RETURN
    if agree(cases, _only(-1), least=3):
        return f"Only the last {one} is filled, the rest is 0", OVERWRITTEN
    return ""


@same_shapes
def one_number_added(cases):
    """The same number everywhere, in all cases."""
    added = [case.got - case.expected for case in cases if case.got.size]
    if not added:
        return ""
    first = added[0].ravel()[0]
    if abs(first) < 1e-6 or not all(np.allclose(each, first, rtol=1e-6, atol=1e-9) for each in added):
        return ""
    return f"Every number is too {'large' if first > 0 else 'small'} by {abs(first):.4g}." if len(added) > 1 else ""


PATTERNS = [an_argument, one_factor, a_function, an_order, a_running_total, only_one_round, one_number_added]
