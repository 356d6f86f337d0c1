"""lib.arguments: what is refused is named, and what is accepted is never changed."""

import numpy as np
import pytest

from lib import arguments


@pytest.mark.parametrize(
    "value, error, words",
    [
        ([1, 2], ValueError, r"A must be a matrix .*shape \(2,\)"),
        (5, ValueError, r"A must be a matrix .*shape \(\)"),
        (np.zeros((2, 2, 2)), ValueError, "A must be a matrix"),
        ([[1, 2], [3]], ValueError, "A .*rows have different lengths"),
        (np.zeros((0, 3)), ValueError, r"A must not be empty; its shape is \(0, 3\)"),
        ([[1, np.nan]], ValueError, r"A must be finite, but A\[0, 1\] is nan"),
        ([[1], [np.inf]], ValueError, r"A must be finite, but A\[1, 0\] is inf"),
        ([["a"]], TypeError, "A must hold real numbers"),
        ([[1j]], TypeError, "A must hold real numbers, not complex128"),
        (None, TypeError, "A must hold real numbers, not object"),
    ],
)
def test_matrix_refuses_by_name(value, error, words):
    with pytest.raises(error, match=words):
        arguments.matrix("A", value)


def test_matrix_takes_integers_and_booleans_as_numbers_and_copies():
    given = np.array([[1, 2], [3, 4]])
    taken = arguments.matrix("A", given)
    taken[0, 0] = 9
    assert taken.dtype == np.float64 and given[0, 0] == 1
    assert arguments.matrix("A", [[True, False]]).tolist() == [[1.0, 0.0]]


def test_vector():
    assert arguments.vector("b", [1, 2], 2).dtype == np.float64
    with pytest.raises(ValueError, match="b must have 3 entries, not 2"):
        arguments.vector("b", [1, 2], 3)
    with pytest.raises(ValueError, match=r"b must be finite, but b\[1\] is nan"):
        arguments.vector("b", [1, np.nan])
    with pytest.raises(ValueError, match="b must be a vector"):
        arguments.vector("b", [[1, 2]])


@pytest.mark.parametrize(
    "value, error, words",
    [
        (1.0, TypeError, "k must be a whole number, not 1.0"),
        ("1", TypeError, "k must be a whole number"),
        (True, TypeError, "k must be a whole number, not True"),
        (-1, ValueError, "k must be between 0 and 4, not -1"),
        (5, ValueError, "k must be between 0 and 4, not 5"),
    ],
)
def test_integer_refuses(value, error, words):
    with pytest.raises(error, match=words):
        arguments.integer("k", value, 0, 4)


def test_integer_accepts_numpy_integers_and_both_ends():
    assert [arguments.integer("k", np.int64(k), 0, 4) for k in (0, 4)] == [0, 4]
    with pytest.raises(ValueError, match="k must be at least 1, not 0"):
        arguments.integer("k", 0, 1)


def test_real():
    assert arguments.real("p", np.float32(0.5), low=0.5, high=1) == 0.5 and arguments.real("p", 1, low=0.5, high=1) == 1
    for value, words in [(0.4, "between 0.5 and 1, not 0.4"), (np.nan, "finite, not nan")]:
        with pytest.raises(ValueError, match=f"p must be {words}"):
            arguments.real("p", value, low=0.5, high=1)
    with pytest.raises(ValueError, match="p must be at least 0, not -1"):
        arguments.real("p", -1, low=0)
    with pytest.raises(ValueError, match="p must be at most 1, not 2"):
        arguments.real("p", 2, high=1)
    with pytest.raises(ValueError, match="eps must be greater than 0, not 0"):
        arguments.real("eps", 0, above=0)
    for value in ("1", True, None, [1, 2]):
        with pytest.raises(TypeError, match="p must be a number"):
            arguments.real("p", value)


def test_labels():
    assert arguments.labels("y", [0, True, 1.0], 3, both=True).tolist() == [0, 1, 1]
    assert arguments.labels("y", [1, 1]).tolist() == [1, 1]
    for value, words in [([0, 2], r"labels 0 and 1 only, but y\[1\] is 2"), ([0, 1, 1], "2 entries, not 3")]:
        with pytest.raises(ValueError, match=f"y must h.*{words}"):
            arguments.labels("y", value, 2)
    for label in (0, 1):
        with pytest.raises(ValueError, match=f"y must hold both labels, 0 and 1; all 3 of them are {label}"):
            arguments.labels("y", [label] * 3, both=True)
        with pytest.raises(ValueError, match=f"all 1 of them are {label}"):
            arguments.labels("y", [label], both=True)


def test_choice_and_generator():
    assert arguments.choice("kernel", "cubic", ("linear", "cubic")) == "cubic"
    with pytest.raises(ValueError, match="kernel must be one of 'linear', 'cubic'; not 'sinc'"):
        arguments.choice("kernel", "sinc", ("linear", "cubic"))
    rng = np.random.default_rng(0)
    assert arguments.generator("rng", rng) is rng
    with pytest.raises(TypeError, match="rng must be a numpy.random.Generator"):
        arguments.generator("rng", 0)
