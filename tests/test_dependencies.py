"""tools.dependencies: which cells another one needs."""

import pytest

from tests.test_notebooks import code_cells
from tests.test_project import NOTEBOOKS
from tools.dependencies import names_of, needed


def places(cells, *wanted):
    return needed([names_of(cell) for cell in cells], wanted)


def test_a_cell_needs_what_bound_its_names_last():
    cells = ["import numpy as np", "x = np.ones(3)", "y = 1", "x = 2 * x", "z = x + y", "x = 0"]
    assert places(cells, "z") == [0, 1, 2, 3, 4]
    assert places(cells, "x") == [5] and places(cells, "y") == [2] and places(cells, "nothing", "len") == []


def test_the_last_definition_counts_and_a_function_finds_what_comes_later():
    cells = [
        "def f(x): return 1",
        "def f(x): return helper(x)",
        "def helper(x): return 1",
        "def helper(x): return 2 * x",
    ]
    assert places(cells, "f") == [1, 3]


def test_what_runs_at_once_finds_what_came_before():
    cells = [
        "n = 2",
        "x = [n * i for i in range(3)]",
        "n = 5",
        "class A:\n    size = n\n    def f(self): return n",
        "n = 7",
    ]
    assert places(cells, "x") == [0, 1] and places(cells, "A") == [2, 3, 4]


def test_out_of_order_if_there_is_no_other_way():
    assert places(["y = x + 1", "x = 1"], "y") == [0, 1]


@pytest.mark.parametrize(
    "change",
    ["x[0] = 1", "x[0][1] += 1", "x += 1", "x.size = 3", "del x[0]", "for x[0] in range(3): pass", "x, y = x, 1"],
)
def test_a_change_binds_and_needs_what_was_there(change):
    assert places(["x = [[1, 2]]", change, "y = x"], "y") == [0, 1, 2]


@pytest.mark.parametrize(
    "binding",
    [
        "import a.b as x",
        "import x.y",
        "from a import b as x",
        "def x(): ...",
        "class x: ...",
        "x = y = 1",
        "(x, *y) = z",
    ]
    + ["for x in z: pass", "with z as x: pass", "if (x := 1): pass", "try:\n    x = 1\nexcept E: pass"]
    + ["def f():\n    global x\n    x = 1", "x: int = 3", "match z:\n    case [x]: pass"],
)
def test_every_way_to_bind_a_name(binding):
    assert "x" in names_of(binding).binds


def test_names_within_a_function_are_its_own():
    found = names_of("def f(a, b=outer):\n    c = a + given\n    return [d for d in c if hidden(d)]")
    assert found.binds == {"f"} and found.reads == {"outer"} and found.later == {"given", "hidden"}


def test_a_star_may_bind_anything_that_is_not_bound_elsewhere():
    cells = ["from numpy import *", "y = ones(3)", "z = len([1])"]
    assert places(cells, "y") == [0, 1] and places(cells, "z") == [2]


def test_no_python_is_an_error():
    with pytest.raises(SyntaxError):
        names_of("def f(:")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_stub_of_ours_needs_itself_alone(path):
    cells = [names_of(cell.source) for cell in code_cells(path)]
    stubs = [place for place, cell in enumerate(code_cells(path)) if cell.source.endswith("\n    ...")]
    assert stubs
    for place in stubs:
        assert needed(cells, cells[place].binds) == [place]
