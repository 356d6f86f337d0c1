"""Exceptions in words: what Python or NumPy wants to say, with the names and shapes that the learner knows."""

import ast
import difflib
import re
import types

import numpy as np

from lib.exercises import array_exceptions
from lib.exercises.limit import OutOfTime
from lib.exercises.words import Rules, is_none, operands, parts

RULES = Rules()
_when = RULES.when


def in_words(problem, place, function):
    """The cause of an exception in one sentence; "" where Python's own words are plain enough.

    place : a :class:`lib.exercises.source.Place`, or ``None``. function : the learner's.
    """
    for kind, pattern, words in (*RULES, *array_exceptions.RULES):
        match = pattern.search(str(problem))
        if isinstance(problem, kind) and match and (said := words(match, place, function)):
            return said
    return ""


def fingerprint(problem):
    """What two exceptions have in common that come of the same mistake: a family, and the sizes that do not fit."""
    text = str(problem)
    # np.dot and @ say the same in other words.
    sizes = re.search(r"size (\d+) is different from (\d+)|: (\d+) \(dim \d\) != (\d+)", text)
    if sizes:
        return "product", frozenset(sizes.groups()) - {None}
    return type(problem), re.sub("^(list|tuple) ", "", text)


# Names.


@_when(NameError, "'(.+?)'")
def _name(match, place, function):
    name = match[1]
    if isinstance(function, types.FunctionType):
        code, outer = function.__code__, function.__globals__
    else:
        return ""
    if "associated with a value" in match.string or "referenced before" in match.string:
        return f"{name} is read before it has a value: it gets one in a line that was not reached, or further down."
    if name in ("np", "numpy"):
        return f"{name} is not known: write import numpy as np above the function, or run the cell that does."
    if name in ("math", "scipy", "random", "itertools"):
        return f"{name} is not imported: write import {name} above the function."
    arguments = code.co_varnames[: code.co_argcount]
    if near := _near(name, code.co_varnames):
        return f"{name} is not known here; your function has {near}: is that meant?"
    known = [(key, value) for key, value in outer.items() if isinstance(value, types.ModuleType) and key[:1] != "_"]
    first = {"lib": 0, "numpy": 1}
    known.sort(key=lambda item: (first.get(item[1].__name__.split(".")[0], 2), item[0]))
    homes = [f"{key}.{name}" for key, value in known if callable(getattr(value, name, None))]
    if homes:
        return f"{name} is not known here: is {homes[0]} meant?"
    if callable(getattr(np, name, None)):
        return f"{name} is not known here: is np.{name} meant?"
    if near := _near(name, [key for key in outer if key[:1] != "_"]):
        return f"{name} is not known here; the notebook has {near}: is that meant?"
    return f"{name} has no value in your function, whose arguments are {_list(arguments)}."


def _near(name, names):
    same = [other for other in names if other.lower() == name.lower()]
    return same[0] if same else next(iter(difflib.get_close_matches(name, names, 1, 0.75)), None)


def _list(names):
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names) or "none"


@_when(AttributeError, r"module '(.+?)' has no attribute '(.+?)'")
def _module(match, place, function):
    short = match[1].removeprefix("lib.").replace("numpy", "np")
    outer = getattr(function, "__globals__", {})
    for name, value in outer.items():
        if isinstance(value, types.ModuleType) and name[:1] != "_" and callable(getattr(value, match[2], None)):
            return f"{short} has no {match[2]}: is {name}.{match[2]} meant?"
    near = difflib.get_close_matches(match[2], dir(_module_of(match[1], outer)), 1, 0.75)
    return f"{short} has no {match[2]}" + (f": is {short}.{near[0]} meant?" if near else ".")


def _module_of(name, outer):
    return next((value for value in outer.values() if getattr(value, "__name__", None) == name), np)


@_when(AttributeError, "'numpy.ndarray' object has no attribute '(.+?)'")
def _of_an_array(match, place, function):
    name = match[1]
    if name in ("append", "extend"):
        return f"An array has no .{name}: it keeps its length. Fill a list, or an array of zeros by its index."
    if callable(getattr(np, name, None)):
        return f"An array has no .{name}; it is a function of NumPy: np.{name}( )."
    near = _near(name, [key for key in dir(np.ndarray) if key[:1] != "_"])
    return f"An array has no .{name}" + (f": is .{near} meant?" if near else ".")


@_when(ModuleNotFoundError, "'(.+?)'")
def _not_installed(match, place, function):
    return f"{match[1]} is not installed here; NumPy is, as np, and the functions of this notebook."


# None.


@_when((TypeError, AttributeError), "NoneType")
def _none(match, place, function):
    for node in parts(place):
        if is_none(place, node):
            returns = "a function that you call returns nothing. (So do methods such as .sort( ).)"
            return f"{node.id} is None here: {returns}"
    calls = [node for node in parts(place) if isinstance(node, ast.Call)]
    own = [place.words(node.func) for node in calls if place.words(node.func) in getattr(function, "__globals__", {})]
    where = f" Is it {own[0]}( )?" if own else ""
    return f"A function that you call returns nothing, None, and the line goes on computing with it.{where}"


# Calls.


@_when(TypeError, "'(numpy.ndarray|tuple|list|int|float|numpy.float64|numpy.int64)' object is not callable")
def _called(match, place, function):
    node = place.expression() if place else None
    if not isinstance(node, ast.Call):
        return f"( ) behind something that is no function ({match[1]}): is a * missing, or [ ] meant?"
    name = place.words(node.func)
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("T", "shape", "size", "ndim", "dtype"):
        instead = " A.shape[0] has [ ]." if node.func.attr == "shape" and node.args else ""
        return f".{node.func.attr} is written without ( ).{instead}"
    if match[1] in ("numpy.ndarray", "list", "tuple"):
        kind = "an array" if match[1] == "numpy.ndarray" else f"a {match[1]}"
        return f"{name} is {kind}, no function: entries are taken with [ ], and a product needs * or @."
    return f"{name} is a number, no function: a product needs *."


@_when(
    TypeError,
    "'(builtin_function_or_method|numpy.ufunc|function|numpy._ArrayFunctionDispatcher|method)' object is not subscr",
)
def _not_called(match, place, function):
    node = place.expression() if place else None
    name = place.words(node.value) if isinstance(node, ast.Subscript) else "What stands before the [ ]"
    return f"{name} is a function: it is called with ( ), not with [ ]."


@_when(TypeError, "unsupported operand.*'(?:builtin_function_or_method|function|method|numpy.ufunc)'")
def _function_in_formula(match, place, function):
    for node in parts(place):
        if isinstance(node, (ast.Attribute, ast.Name)) and callable(place.value(node)):
            return f"{place.words(node)} is a function: its value is {place.words(node)}( )."
    return "A function stands where its value is meant: it is called with ( )."


_TWO = {"max": "maximum", "min": "minimum", "amax": "maximum", "amin": "minimum"}


@_when(TypeError, "only integer scalar arrays|cannot be interpreted as an integer|Cannot interpret '.*' as a data type")
@_when(TypeError, "expected a sequence of integers|return arrays must be of ArrayType|Field elements must be")
def _second_argument(match, place, function):
    """The second argument of a NumPy function is something else than it was taken for; or no whole number."""
    node = place.expression() if place else None
    if not isinstance(node, ast.Call):
        return "Only one whole number will do as an index or a size." if "integer" in match.string else ""
    name, last = place.words(node.func), place.words(node.func).split(".")[-1]
    if len(node.args) > 1 and last in _TWO and name.startswith(("np.", "numpy.")):
        return f"The second argument of {name} is an axis; of two arrays, entry by entry, it is np.{_TWO[last]}(a, b)."
    if len(node.args) > 1 and last in ("sum", "mean", "prod", "std", "var", "argmax", "argmin", "sort", "argsort"):
        return f"The second argument of {name} is an axis, not a second array."
    if len(node.args) > 1 and last in ("zeros", "ones", "empty"):
        shape = ", ".join(map(place.words, node.args))
        return f"The shape is one argument: {name}(({shape})), with two pairs of brackets."
    if len(node.args) > 1 and last in ("concatenate", "hstack", "vstack", "stack", "column_stack", "array"):
        return f"{name} takes one list: {name}([{', '.join(map(place.words, node.args))}])."
    if len(node.args) > 1 and "ArrayType" in match.string:
        return f"{name} has one argument; the second one is where the answer would be written to."
    for argument in node.args[:1]:
        value, said = place.value(argument), place.words(argument)
        if isinstance(value, tuple) and last in ("eye", "identity", "range", "arange"):
            return f"{name} wants one whole number, and {said} is a tuple, {value}: take one of its entries."
        if isinstance(value, (float, np.floating)):
            return f"{name} wants a whole number, and {said} is a number with a point: // or int( ) make one."
        if isinstance(value, np.ndarray) and value.ndim:
            return f"{name} wants a whole number, and {said} is an array: is its length meant, or its shape?"
    return f"{name} wants a whole number here."


@_when(TypeError, "only (?:0-dimensional|length-1|size-1) arrays can be converted")
def _one_number(match, place, function):
    node = place.expression() if place else None
    name = place.words(node.func) if isinstance(node, ast.Call) else "This"
    last = name.split(".")[-1]
    instead = f": np.{last} takes whole arrays." if name.startswith("math.") and hasattr(np, last) else "."
    return f"{name} takes a single number, and gets an array{instead}"


@_when(TypeError, r"missing (?:\d+ )?required|takes .* positional arguments? but|takes no keyword|unexpected keyword")
def _arguments(match, place, function):
    node = place.expression() if place else None
    if not isinstance(node, ast.Call):
        return ""
    name = place.words(node.func)
    if name.split(".")[-1] in ("column_stack", "hstack", "vstack", "concatenate") and len(node.args) > 1:
        return f"{name} takes one list: {name}([{', '.join(map(place.words, node.args))}])."
    return f"The arguments in the call of {name} are not those that it takes."


@_when(ValueError, "truth value of an array")
def _truth(match, place, function):
    node = place.expression() if place else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("max", "min", "sorted"):
        instead = {"max": "np.maximum", "min": "np.minimum"}.get(node.func.id, "np.sort")
        asks = f"{node.func.id} asks which number is larger, and an array has many answers"
        return f"{asks}: entry by entry it is {instead}."
    return (
        "if, while, and, or, not, max and min ask one question, and an array has many answers: "
        "np.where and & work entry by entry, .any( ) and .all( ) make one answer."
    )


# Kinds of values.


@_when(TypeError, "can't multiply sequence|unsupported operand.*'(list|tuple)'|can only concatenate (list|tuple)")
def _list_in_formula(match, place, function):
    names = [place.words(n) for n in operands(place) if isinstance(place.value(n), (list, tuple))] if place else []
    what = f"{names[0]} is a list or tuple" if names else "A list or tuple stands in a formula"
    return f"{what}, which does not compute entry by entry: np.array( ) of it does."


@_when(TypeError, "object of type '(.+?)' has no len|'(.+?)' object is not iterable|non-iterable (.+?) object")
def _number_as_list(match, place, function):
    kind = next(filter(None, match.groups()))
    if kind not in ("int", "float", "numpy.float64", "numpy.int64", "numpy.bool"):
        return ""
    if "iterable" in match.string and kind == "int":
        return "A loop or an unpacking needs several things, and here is one number: range(n) counts up to it."
    return "Several things are wanted here, and this is one number."


@_when(ValueError, r"too many values to unpack|not enough values to unpack")
def _unpack(match, place, function):
    numbers = re.search(r"expected (\d+)(?:, got (\d+))?", match.string)
    if numbers and numbers[2]:
        return f"{numbers[1]} names on the left of the =, and {numbers[2]} things on the right."
    return f"{numbers[1]} names on the left of the =, and more things than that on the right." if numbers else ""


@_when(TypeError, r"Cannot cast ufunc '(.+?)'.*to dtype\('u?int")
def _whole_numbers(match, place, function):
    node = place.node if place else None
    name = place.words(node.target) if isinstance(node, ast.AugAssign) else "The array on the left"
    return f"{name} is an array of whole numbers, into which no others can be written: compute a new array instead."


@_when(TypeError, "boolean (?:subtract|negative)")
def _boolean_minus(match, place, function):
    return "True and False cannot be subtracted: ~ turns them round, and .astype(float) makes 1 and 0 of them."


@_when(TypeError, r"ufunc 'bitwise_xor' not supported|unsupported operand type\(s\) for \^")
def _no_power(match, place, function):
    also = "(It is exclusive-or, of True and False or of whole numbers.)"
    return f"^ is no power in Python: a power is written **. {also}"


@_when(TypeError, r"ufunc 'bitwise_(?:and|or)' not supported|for [&|]=?: '(?:int|float|bool)' and '(?:int|float|bool)'")
def _and_or(match, place, function):
    if any(isinstance(place.value(node), str) for node in operands(place)):  # the rule for texts is below
        return ""
    join = "& and | join True and False, not these numbers."
    return f"{join} Each comparison needs brackets: (z > 0) & (z < 1)."


@_when(TypeError, "ufunc 'invert' not supported")
def _invert(match, place, function):
    return "~ turns True and False round; these are numbers: is 1 − … meant?"


@_when(TypeError, "signature matching types|not supported for the input types|could not convert string|'str'")
@_when(ValueError, "could not convert string")
def _text(match, place, function):
    return "A text, or something else that is no number, stands in a formula."


@_when(TypeError, "has no callable (\\w+) method")
def _objects(match, place, function):
    return f"np.{match[1]} gets something that is no array of numbers."


@_when(TypeError, "object does not support item assignment")
def _no_assignment(match, place, function):
    return "Only an array or a list can be written into by an index, and this is none."


@_when(ValueError, "read-only")
def _read_only(match, place, function):
    return "This array is not to be changed: work on a copy, .copy( )."


# Numbers.


@_when(ZeroDivisionError)
def _zero(match, place, function):
    node = place.expression() if place else None
    name = place.words(node.right) if isinstance(node, ast.BinOp) else ""
    return f"A division by 0: {name} is 0 for this input." if name else "A division by 0, for this input."


@_when(OverflowError)
def _overflow(match, place, function):
    return "A number grows too large for the computer, for this input."


@_when(ValueError, "math domain error")
def _domain(match, place, function):
    return "math.log has no value at 0 or below, and math.sqrt none below 0: one of them is asked for it."


# Ends.


@_when(RecursionError)
def _recursion(match, place, function):
    name = getattr(function, "__name__", "")
    itself = name and name in getattr(getattr(function, "__code__", None), "co_names", ())
    return f"{name} calls itself, and never comes to an end." if itself else "Functions call each other without an end."


@_when(MemoryError)
def _memory(match, place, function):
    return "This would take more memory than there is: is a size much too large?"


@_when(OutOfTime)
def _endless(match, place, function):
    return "Your function does not come to an end: it was stopped. Does a loop wait for something that never happens?"


@_when(SystemExit)
def _exit(match, place, function):
    return "exit( ) and quit( ) end Python itself: a function ends with return."


@_when(EOFError)
def _input(match, place, function):
    return "input( ) waits for someone to type: here everything comes in by the arguments."


@_when(AssertionError)
def _assertion(match, place, function):
    return "Your own assert does not hold for this input."


@_when(NotImplementedError)
def _not_implemented(match, place, function):
    return "Your function still says that it is not implemented."
