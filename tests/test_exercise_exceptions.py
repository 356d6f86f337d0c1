"""Exceptions in words: each cryptic one is told with the names and shapes of the learner's own line, and truly."""

import math

import numpy as np
import pytest

from lib import layers
from lib.exercises.exercise import Exercise

A, x, y = np.arange(6.0).reshape(3, 2), np.array([1.0, 2.0, 3.0]), np.array([2.0, 1.0])
exercise = Exercise(lambda A, x, y: A @ y, [(A, x, y)], "Right.", answer=lambda A, x, y: A @ y)


def line(text):
    """A function with the arguments A (3, 2), x (3,) and y (2,), whose body is one line or several."""
    from linecache import cache

    source = "def answer(A, x, y):\n" + "".join(f"    {row}\n" for row in text.split("\n"))
    name = f"<answer {text}>"
    cache[name] = len(source), None, source.splitlines(keepends=True), name
    notebook = {"np": np, "math": math, "layers": layers, "helper": lambda v: None, "__name__": "__main__"}
    exec(compile(source, name, "exec"), notebook)
    return notebook["answer"]


def told(text):
    return exercise.check(line(text)).text


WORDS = {
    # Names
    "return sigmoid(A @ y)": "sigmoid is not known here: is layers.sigmoid meant?",
    "return exp(A @ y)": "exp is not known here: is np.exp meant?",
    "return a @ y": "a is not known here; your function has A: is that meant?",
    "return A @ weigths": "weigths has no value in your function, whose arguments are A, x and y.",
    "return itertools.chain(A)": "itertools is not imported: write import itertools above the function.",
    "return helpr(A)": "helpr is not known here; the notebook has helper: is that meant?",
    "if x[0] > 5:\n    z = 1\nreturn z": "z is read before it has a value",
    "return np.sigmoid(A @ y)": "np has no sigmoid: is layers.sigmoid meant?",
    "return np.sqr(A)": "np has no sqr: is np.sqrt meant?",
    "import not_a_package": "not_a_package is not installed here",
    # None
    "return helper(A) * 2": "A function that you call returns nothing, None, and the line goes on computing with it. "
    "Is it helper( )?",
    "y = y.sort()\nreturn A @ y": "y is None here: a function that you call returns nothing",
    # Shapes
    "return A @ x": "This product does not fit: 2 columns on the left and 3 entries on the right, and they must be as "
    "many. Here A has the shape (3, 2) and x has the shape (3,).",
    "return np.dot(A.T, y)": "3 columns on the left and 2 entries on the right, and they must be as many. "
    "Here A.T has the shape (2, 3) and y has the shape (2,).",
    "return A.dot(x)": "Here A has the shape (3, 2) and x has the shape (3,).",
    "return x @ y": "3 entries on the left and 2 entries on the right",
    "return A @ 2": "a number is multiplied by *. Here A has the shape (3, 2) and 2 is a number.",
    "return A * x": "Entry by entry, these do not fit: A has the shape (3, 2) and x has the shape (3,). "
    "NumPy lines shapes up from the right, where 2 meets 3.",
    "A += x\nreturn A": "A has the shape (3, 2) and x has the shape (3,)",
    "return np.maximum(x, y)": "x has the shape (3,) and y has the shape (2,)",
    "z = np.zeros(3)\nz[:] = y\nreturn z": "What is put in has the shape (2,), and the place it is put into",
    "z = np.zeros(3)\nz[0] = y\nreturn z": "A whole array is put where there is room for one number.",
    "return np.linalg.solve(A, x)": "Only a square matrix will do here. A has the shape (3, 2).",
    "return np.linalg.solve(A.T @ A, x)": "Here A.T @ A has the shape (2, 2) and x has the shape (3,).",
    # Of the outer product the pivot is 0 on every processor; that of A @ A.T is rounded on some.
    "return np.linalg.inv(np.outer(y, y))": "A matrix without an inverse: np.outer(y, y) is 2 × 2 and of rank 1 for "
    "this input.",
    "return np.linalg.svd(x)": "Only a matrix, with rows and columns, will do here. x has the shape (3,).",
    "return np.column_stack([A, y])": "Arrays are joined that do not fit: but for the axis along which this is done, "
    "shapes must agree. Here A has the shape (3, 2), y has the shape (2,).",
    "return x.reshape(2, 2)": "An array of 3 numbers has no shape (2,2)",
    "return np.array([[1], [1, 2]])": "rows that are not equally long",
    "return x.sum(axis=1)": "There is no axis 1: the array has axis 0 alone. (x has the shape (3,).)",
    # Indices
    "return x[3]": "There is nothing at index 3: x has 3 entries, counted from 0 to 2.",
    "return A[:, 2]": "There is nothing at index 2: A has 2 columns, counted from 0 to 1.",
    "return A[3]": "There is nothing at index 3: A has 3 rows, counted from 0 to 2.",
    "return x.tolist()[3]": "An index beyond the end",
    "z = [1, 2]\nreturn z[2]": "There is nothing at index 2: z has 2 entries, counted from 0.",
    "return x[0, 1]": "2 indices for an array with one axis. (x has the shape (3,).)",
    "return x[0][1]": "x[0] is a number, and a number has no entries to index.",
    "return x[len(x) / 2]": "An index must be a whole number",
    "return x[y > 0]": "A mask must be as long as what it picks from: it has 2 entries, and axis 0 has 3.",
    # Calls
    "return A.T() @ x": ".T is written without ( ).",
    "return A.shape(0)": ".shape is written without ( ). A.shape[0] has [ ].",
    "return x(0)": "x is an array, no function: entries are taken with [ ], and a product needs * or @.",
    "return x[0](y)": "x[0] is a number, no function: a product needs *.",
    "return np.array[1, 2]": "np.array is a function: it is called with ( ), not with [ ].",
    "return x.sum * 2": "x.sum is a function: its value is x.sum( ).",
    "return np.max(x, x)": "The second argument of np.max is an axis; of two arrays, entry by entry, it is np.maximum",
    "return np.max(x[0], 0.5)": "The second argument of np.max is an axis",
    "return np.sum(x, y)": "The second argument of np.sum is an axis, not a second array.",
    "return np.eye(A.shape)": "np.eye wants one whole number, and A.shape is a tuple, (3, 2): take one of its entries.",
    "return np.zeros(3, 2)": "The shape is one argument: np.zeros((3, 2)), with two pairs of brackets.",
    "return range(len(x) / 2)": "range wants a whole number, and len(x) / 2 is a number with a point",
    "return range(x)": "range wants a whole number, and x is an array: is its length meant, or its shape?",
    "return np.concatenate(x, y)": "np.concatenate takes one list: np.concatenate([x, y]).",
    "return np.column_stack(A, x)": "np.column_stack takes one list: np.column_stack([A, x]).",
    "return math.exp(x)": "math.exp takes a single number, and gets an array: np.exp takes whole arrays.",
    "return float(x)": "float takes a single number, and gets an array.",
    "return np.outer(x)": "The arguments in the call of np.outer are not those that it takes.",
    # Kinds of values
    "return 1 if x > 2 else 0": "if, while, and, or, not, max and min ask one question",
    "return max(x, 0)": "max asks which number is larger, and an array has many answers: entry by entry it is np.maxim",
    "return [1, 2] * 0.5": "[1, 2] is a list or tuple, which does not compute entry by entry",
    "return A.shape - 1": "A.shape is a list or tuple",
    "return len(x[0])": "Several things are wanted here, and this is one number.",
    "for i in 3:\n    pass": "range(n) counts up to it",
    "a, b, c = np.linalg.svd(A)[:2]": "3 names on the left of the =, and 2 things on the right.",
    "a, b = x": "2 names on the left of the =, and more things than that on the right.",
    "z = np.arange(3)\nz -= 0.5": "z is an array of whole numbers, into which no others can be written",
    "return -(x > 1)": "~ turns them round",
    "return ~x": "is 1 − … meant?",
    "return (x > 1) - (x > 2)": "True and False cannot be subtracted",
    "return x^2": "^ is no power in Python: a power is written **.",
    "return [2.0^k for k in range(3)]": "^ is no power in Python: a power is written **.",
    "return [1]^2": "[1] is a list or tuple, which does not compute entry by entry",
    "return x > 0 & x < 1": "Each comparison needs brackets: (z > 0) & (z < 1).",
    "return [v > 0 | v > 9 for v in x.tolist()]": "& and | join True and False, not these numbers.",
    "return x & 'a'": "A text, or something else that is no number, stands in a formula.",
    "return x + 'a'": "A text, or something else that is no number, stands in a formula.",
    "return x.append(1)": "An array has no .append: it keeps its length.",
    "return x.exp()": "it is a function of NumPy: np.exp( ).",
    "return x.Shape": "An array has no .Shape: is .shape meant?",
    # Numbers and ends
    "z = 0\nreturn x[0].item() / z": "A division by 0: z is 0 for this input.",
    "return math.exp(1000)": "A number grows too large for the computer",
    "return math.log(0)": "math.log has no value at 0 or below",
    "return answer(A, x, y)": "answer calls itself, and never comes to an end.",
    "raise NotImplementedError": "still says that it is not implemented",
    "assert x.sum() == 0": "Your own assert does not hold for this input.",
    "return np.zeros((10**9, 10**9))": "more memory than there is",
}


@pytest.mark.parametrize("text", WORDS)
def test_in_words(text):
    said = told(text)
    assert WORDS[text] in said.splitlines()[0], said
    own = said.splitlines()[said.splitlines().index("In your line") + 1]
    assert own.strip() in [row.strip() for row in text.split("\n")]


def test_the_innermost_line_that_is_the_learners_is_shown():
    """Their own helper functions are theirs; what NumPy does inside is not."""
    notebook = {"np": np}
    exec("def inner(v):\n    return np.linalg.inv(v)\n\ndef answer(A, x, y):\n    return inner(A)\n", notebook)
    assert "Only a square matrix will do here." in exercise.check(notebook["answer"]).text
    said = exercise.check(lambda A, x, y: np.linalg.inv(A)).text
    assert "In your line\n    said = exercise.check(lambda A, x, y: np.linalg.inv(A)).text" in said


def test_an_exception_without_words_is_told_as_it_is():
    said = told("raise ValueError('Input must be 1- or 2-d.')")
    assert said.startswith("Not yet. It raised ValueError: Input must be 1- or 2-d.\n") and "Python says" not in said


def test_looking_for_words_changes_nothing():
    """Of the line that failed only what cannot do anything is computed once more."""
    calls = []
    notebook = {"np": np, "draw": lambda v: calls.append(1) or v}
    exec("def answer(A, x, y):\n    return A @ draw(x)\n", notebook)
    exercise.check(notebook["answer"])
    assert len(calls) == 1
    changed = told("return A @ (A.sort(axis=0) or x)")
    assert "shape" not in changed.splitlines()[0] or "A.sort" not in changed.splitlines()[0]


def test_a_function_with_other_arguments():
    assert exercise.check(lambda A: A).text == "Not yet. Your function takes (A); asked is one that takes (A, x, y)."
    assert exercise.check(lambda *all: all[0] @ all[2]).kind == "right"
    assert exercise.check(lambda A, x, y, extra=1: A @ y).kind == "right"


def test_what_is_said_of_a_name_is_looked_for_first():
    """A module is suggested only if it has such a function."""
    assert "meant" not in told("return nothing_like_it(A)")
    assert "is np." not in told("return pi * A")
