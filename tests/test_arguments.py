"""lib.arguments: what is refused is named, and what is accepted is never changed."""

import types
import warnings
from decimal import Decimal
from fractions import Fraction

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
        (None, TypeError, "A must hold real numbers, not NoneType"),
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


def test_numbers_of_any_kind():
    for value in (
        [2**70, 0.5],
        [Fraction(1, 2), Decimal("0.25")],
        np.array([True, 3], dtype=object),
        np.float16([1, 2]),
    ):
        taken = arguments.vector("b", value)
        assert taken.dtype == np.float64 and taken.tolist() == [float(entry) for entry in value]
    for value in (2**70, Fraction(1, 2), Decimal("0.25"), np.array(2), np.longdouble(3)):
        assert arguments.real("p", value) == float(value) and isinstance(arguments.real("p", value), float)
    assert arguments.array("z", 3).shape == () and arguments.array("z", np.zeros((2, 1, 3))).shape == (2, 1, 3)
    assert np.isnan(arguments.array("z", [np.nan], finite=False)).all()


@pytest.mark.parametrize(
    "value, error, words",
    [
        ([1, 10**400], ValueError, r"b must be finite, but b\[1\] is too large for float64"),
        ([1, None], TypeError, r"b must hold real numbers, but b\[1\] is None"),
        (np.array([1, "2"], dtype=object), TypeError, r"b must hold real numbers, but b\[1\] is '2'"),
        (np.ma.array([1, 2], mask=[0, 1]), ValueError, r"b must not have masked entries, but b\[1\] is masked"),
        ([1.0, np.ma.masked], ValueError, r"b must not have masked entries, but b\[1\] is masked"),
        ([Decimal("nan")], ValueError, r"b must be finite, but b\[0\] is nan"),
        ([1j, 2], TypeError, "b must hold real numbers, not complex128"),
    ],
)
def test_entries_that_are_no_numbers_are_named_with_their_place(value, error, words):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(error, match=words):
            arguments.vector("b", value)


def test_masks_inside_of_lists_are_seen():
    rows = [np.ma.array([1, 2], mask=False), np.ma.array([3, 4], mask=[True, False])]
    with pytest.raises(ValueError, match=r"A\[1, 0\] is masked"):
        arguments.matrix("A", rows)
    with pytest.raises(ValueError, match=r"A\[1, 0\] is masked"):
        arguments.matrix("A", (tuple(rows[0]), tuple(rows[1])))
    assert arguments.matrix("A", rows[:1]).tolist() == [[1, 2]]


def test_a_column_is_wanted_where_a_matrix_is():
    with pytest.raises(ValueError, match=r"X must be a matrix .* to make one column of it write X\[:, None\]"):
        arguments.matrix("X", [1, 2])


def test_a_system_is_not_copied_without_need():
    A, b = np.eye(2), np.ones(2)
    assert [np.shares_memory(*pair) for pair in zip((A, b), arguments.system(A, b))] == [True, True]
    assert not np.shares_memory(A, arguments.matrix("A", A)) and not np.shares_memory(b, arguments.vector("b", b))


def test_mask():
    assert arguments.mask("train", [True, False], (2,)).tolist() == [True, False]
    assert arguments.mask("train", np.array([True, False], dtype=object), (2,)).dtype == bool
    assert arguments.mask("folds", [[True, False]], (None, 2)).shape == (1, 2)
    for value, error, words in [
        ([1, 0], TypeError, "True and False, not int64"),
        (np.array([True, None]), TypeError, r"True and False, but train\[1\] is None"),
        ([True], ValueError, r"the shape \(2,\), not \(1,\)"),
        ([[True], [True, False]], ValueError, r"the shape \(2,\); its rows have different lengths"),
    ]:
        with pytest.raises(error, match=f"^train must .*{words}"):
            arguments.mask("train", value, (2,))
    for value in ([True, False], np.zeros((0, 2), dtype=bool), np.zeros((1, 3), dtype=bool)):
        with pytest.raises(ValueError, match=r"folds must have the shape \(k, 2\), not"):
            arguments.mask("folds", value, (None, 2))


def test_integers():
    assert arguments.integers("sizes", np.array([1, 4]), 1, 4) == [1, 4]
    for value, error, words in [
        ([1, 5], ValueError, r"sizes\[1\] must be between 1 and 4, not 5"),
        ([1, 2.0], TypeError, r"sizes\[1\] must be a whole number, not 2.0"),
        ([1], ValueError, "sizes must be a list of 2 or more whole numbers"),
        (3, ValueError, "sizes must be a list"),
        ([[1, 2], [3]], ValueError, "sizes must be a list"),
    ]:
        with pytest.raises(error, match=words):
            arguments.integers("sizes", value, 1, 4, least=2)


def test_a_masked_number_is_none():
    for examine in (lambda value: arguments.real("k", value), lambda value: arguments.integer("k", value, 0)):
        for value in (np.ma.masked, np.ma.array(3, mask=True)):
            with pytest.raises(TypeError, match="k must be a"):
                examine(value)


def test_a_warning_points_at_the_first_line_outside_of_lib():
    """However many functions of lib are in between, and whether it was called from lib or not."""
    inside = types.ModuleType("lib.somewhere")
    exec("def deep(warn, n):\n    return deep(warn, n - 1) if n else warn('3 digits')", inside.__dict__)
    for call in (lambda: arguments.warn("3 digits"), lambda: inside.deep(arguments.warn, 4)):
        with pytest.warns(RuntimeWarning, match="3 digits") as caught:
            call()
        assert caught[0].filename == __file__


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
    for value in (["cubic"], np.array(["cubic"]), np.array([1, 2]), None):
        with pytest.raises(ValueError, match="kernel must be one of 'linear', 'cubic'; not"):
            arguments.choice("kernel", value, ("linear", "cubic"))
    rng = np.random.default_rng(0)
    assert arguments.generator("rng", rng) is rng
    with pytest.raises(TypeError, match="rng must be a numpy.random.Generator"):
        arguments.generator("rng", 0)
