"""Exceptions of NumPy in words: shapes that do not fit, and indices beyond the end."""

import ast
import re

import numpy as np

from lib.exercises.words import Rules, count, is_none, operands, parts, shaped, shapes

RULES = Rules()
_when = RULES.when


@_when(ValueError, r"core dimension|not aligned|does not have enough dimensions")
def _product(match, place, function):
    told = shapes(place)
    text = match.string
    if "enough dimensions" in text:
        none = next((place.words(node) for node in operands(place) if is_none(place, node)), "")
        if none:
            return f"{none} is None here: a function that you call returns nothing. (So do methods such as .sort( ).)"
        return f"@ is for arrays, and a number is multiplied by *. Here {told}." if told else "@ is for arrays alone."
    sizes = re.search(r"size (\d+) is different from (\d+)|: (\d+) \(dim (\d)\) != (\d+) \(dim", text)
    if text.startswith("solve"):
        rule = "a system of equations has as many right-hand sides as rows"
        return f"The two do not fit: {rule}." + (f" Here {told}." if told else "")
    if not sizes:
        return ""
    left, right = (sizes[2], sizes[1]) if sizes[1] else (sizes[3], sizes[5])
    rule = f"the last axis of the left one ({left}) must be as long as the first axis of the right one ({right})"
    if told and all(np.ndim(place.value(node)) <= 2 for node in operands(place)):
        kinds = [np.ndim(place.value(node)) for node in operands(place)[:2]]
        rule = f"{count(left, 'column' if kinds[0] == 2 else 'entry')} on the left and "
        rule += f"{count(right, 'row' if kinds[1] == 2 else 'entry')} on the right, and they must be as many"
    return f"This product does not fit: {rule}." + (f" Here {told}." if told else "")


@_when(ValueError, r"could not be broadcast together with shapes (\([\d,]*\)) (\([\d,]*\))")
def _broadcast(match, place, function):
    told = shapes(place)
    sizes = [tuple(int(size) for size in re.findall(r"\d+", match[k])) for k in (1, 2)]
    if not told:
        told = f"one side has the shape {sizes[0]} and the other {sizes[1]}"
    pairs = list(zip(sizes[0][::-1], sizes[1][::-1]))
    apart = next(((a, b) for a, b in pairs if a != b and 1 not in (a, b)), None)
    rule = f" NumPy lines shapes up from the right, where {apart[0]} meets {apart[1]}." if apart else ""
    return f"Entry by entry, these do not fit: {told}.{rule}"


@_when(ValueError, r"could not broadcast input array from shape (\([\d,]*\)) into shape (\([\d,]*\))")
def _into(match, place, function):
    return f"What is put in has the shape {match[1]}, and the place it is put into has the shape {match[2]}."


@_when(ValueError, "setting an array element with a sequence.$")
def _sequence_into_element(match, place, function):
    return "A whole array is put where there is room for one number."


@_when(np.linalg.LinAlgError, "Singular matrix")
def _singular(match, place, function):
    nodes = operands(place)[:1] if place else []
    value = place.value(nodes[0]) if nodes else None
    if isinstance(value, np.ndarray) and value.ndim == 2 and value.shape[0] == value.shape[1] and value.size:
        what = (
            f"{place.words(nodes[0])} is {value.shape[0]} × {value.shape[1]} and of rank {np.linalg.matrix_rank(value)}"
        )
        return f"A matrix without an inverse: {what} for this input."
    return "A matrix without an inverse, for this input: its rows depend on each other."


@_when(np.linalg.LinAlgError, "must be square")
def _square(match, place, function):
    told = shapes(place, 1)
    return "Only a square matrix will do here." + (f" {told}." if told else "")


@_when(np.linalg.LinAlgError, r"(\d)-dimensional array given")
def _no_matrix(match, place, function):
    told = shapes(place, 1)
    return "Only a matrix, with rows and columns, will do here." + (f" {told}." if told else "")


@_when(np.linalg.LinAlgError, "not positive definite")
def _not_positive(match, place, function):
    return "Not all eigenvalues of this matrix are positive, and this factorisation needs that."


@_when(np.linalg.LinAlgError, "Incompatible dimensions")
def _incompatible(match, place, function):
    told = shapes(place)
    return "Both sides need the same number of rows." + (f" Here {told}." if told else "")


@_when(ValueError, "all the input array|all input arrays|same number of dimensions")
def _joined(match, place, function):
    told = []
    for node in parts(place):
        if isinstance(node, (ast.List, ast.Tuple)):
            told = [shaped(place, part) for part in node.elts]
            break
    said = f" Here {', '.join(told)}." if told and all(told) else ""
    return f"Arrays are joined that do not fit: but for the axis along which this is done, shapes must agree.{said}"


@_when(ValueError, r"cannot reshape array of size (\d+) into shape (\(.*?\))")
def _reshape(match, place, function):
    return f"An array of {match[1]} numbers has no shape {match[2]}: the number of entries must stay the same."


@_when(ValueError, "inhomogeneous shape")
def _ragged(match, place, function):
    return "An array is made of rows that are not equally long, or of a list beside numbers."


@_when(np.exceptions.AxisError, r"axis (-?\d+) is out of bounds for array of dimension (\d+)")
def _axis(match, place, function):
    nodes = operands(place)[:1]
    told = shaped(place, nodes[0]) if nodes else ""
    axes = {"0": "no axis at all", "1": "axis 0 alone"}.get(match[2], f"axes 0 to {int(match[2]) - 1}")
    return f"There is no axis {match[1]}: the array has {axes}." + (f" ({told}.)" if told else "")


# Indices.


@_when(IndexError, r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)")
def _out_of_bounds(match, place, function):
    index, axis, size = (int(match[k]) for k in (1, 2, 3))
    node = place.expression() if place else None
    array = place.value(node.value) if isinstance(node, ast.Subscript) else None
    kinds = ("row", "column") if np.ndim(array) == 2 else ("entry",)
    what = count(size, kinds[axis] if axis < len(kinds) else "entry")
    name = f"{place.words(node.value)} has" if array is not None else f"axis {axis} has"
    counted = f", counted from 0 to {size - 1}" if size > 1 else ", at index 0" if size else ""
    return f"There is nothing at index {index}: {name} {what}{counted}."


@_when(IndexError, "list (?:assignment )?index out of range|tuple index out of range")
def _out_of_list(match, place, function):
    node = place.expression() if place else None
    if isinstance(node, ast.Subscript):
        values = place.value(node.value), place.value(node.slice)
        if isinstance(values[0], (list, tuple)) and isinstance(values[1], int):
            return (
                f"There is nothing at index {values[1]}: {place.words(node.value)} has {len(values[0])} entries, "
                "counted from 0."
            )
    return "An index beyond the end: a list or tuple of n entries is counted from 0 to n − 1."


@_when(IndexError, r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed")
def _too_many_indices(match, place, function):
    node = place.expression() if place else None
    told = shaped(place, node.value) if isinstance(node, ast.Subscript) else ""
    axes = {"0": "no axis", "1": "one axis"}.get(match[1], f"{match[1]} axes")
    return f"{match[2]} indices for an array with {axes}." + (f" ({told}.)" if told else "")


@_when(
    (TypeError, IndexError),
    "invalid index to scalar variable|'(?:int|float|numpy.float64|bool)' object is not subscript",
)
def _indexed_number(match, place, function):
    node = place.expression() if place else None
    name = place.words(node.value) if isinstance(node, ast.Subscript) else "What stands before the [ ]"
    return f"{name} is a number, and a number has no entries to index."


@_when(IndexError, "only integers, slices")
@_when(TypeError, "slice indices must be integers|list indices must be integers")
def _no_whole_index(match, place, function):
    return "An index must be a whole number: n // 2 instead of n / 2, and range(n) instead of the entries themselves."


@_when(IndexError, r"boolean index did not match.*axis (\d+); size of axis is (\d+).*axis is (\d+)")
def _mask(match, place, function):
    entries = count(match[3], "entry")
    return f"A mask must be as long as what it picks from: it has {entries}, and axis {match[1]} has {match[2]}."
