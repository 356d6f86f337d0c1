"""web.needs and web.session: which cells a cell needs, and what comes of running no others."""

import json

import numpy as np
import pytest

from lib import panel
from lib.exercises import start_here
from lib.panel import panels
from web import needs
from web.session import Session, refusing


@pytest.fixture(autouse=True)
def the_host_of_jupyter():
    """A session is the host of panels; afterwards that is Jupyter again."""
    before = panel.host
    yield
    panel.host = before
    panels.clear()


@pytest.mark.parametrize(
    "source, reads, binds",
    [
        ("x = y", {"y"}, {"x"}),
        ("x = 1\ny = x", set(), {"x", "y"}),
        ("x += 1", {"x"}, {"x"}),
        ("x = x + 1", {"x"}, {"x"}),
        ("x[0] = y", {"x", "y"}, {"x"}),
        ("x.T[0].a = 1", {"x"}, {"x"}),
        ("x.append(1)", {"x"}, {"x"}),
        ("f(x.sum())", {"f", "x"}, set()),
        ("a, (b, *c) = d", {"d"}, {"a", "b", "c"}),
        ("import numpy as np, os.path\nnp.pi", set(), {"np", "os"}),
        ("from lib import svd as s", set(), {"s"}),
        ("for i in n:\n    t = t + i\nt", {"n", "t"}, {"i", "t"}),
        ("if a:\n    x = 1\nx", {"a", "x"}, {"x"}),
        ("try:\n    x = f()\nexcept E as problem:\n    pass", {"f", "E", "x", "problem"}, {"x", "problem"}),
        ("with o() as f:\n    g(f)", {"o", "g"}, {"f"}),
        ("[i * k for i in n]", {"k", "n"}, set()),
        ("[i for row in n for i in row if i]", {"n"}, set()),
        ("{k: v for k, v in d.items()}", {"d"}, set()),
        ("def f(a, b=c):\n    return a + b + d", {"c", "d"}, {"f"}),
        ("def f(n):\n    return f(n - 1)", set(), {"f"}),
        ("def f():\n    x = 1\n    return [x + y for y in z]", {"z"}, {"f"}),
        ("f = lambda a, b=c: a + d", {"c", "d"}, {"f"}),
        ("@deco\nclass A(B):\n    x = y\n    def m(self):\n        return z", {"deco", "B", "y", "z"}, {"A"}),
        ("assert np.allclose(a, 1), f'{b:.2f}'", {"np", "a", "b"}, set()),
        ("(n := 3)\nn", set(), {"n"}),
        ("del x", set(), {"x"}),
    ],
)
def test_names(source, reads, binds):
    found = needs.names(source)
    assert (found[0], found[1]) == (reads, binds)


def test_a_cell_has_each_name_from_the_last_cell_above_that_binds_it():
    cells = ["import a", "x = a.b()", "x = 2", "y = x", "y.append(a)", "a.check(y)", "z = (a, x, y)"]
    assert needs.plan(cells) == [
        {},
        {"a": 0},
        {},
        {"x": 2},
        {"a": 0, "y": 3},
        {"a": 0, "y": 4},
        {"a": 0, "x": 2, "y": 4},
    ]


def session(*sources):
    return Session(
        [{"id": f"c{i}", "source": s, "needs": p} for i, (s, p) in enumerate(zip(sources, needs.plan(sources)))]
    )


def test_only_what_is_needed_runs_and_in_any_order_it_says_the_same():
    sources = ["x = 1", "raise ArithmeticError", "x = x + 1", "print(x)\nx * 10", "x = 'later'", "x"]
    later_first, in_order = session(*sources), session(*sources)
    assert later_first.run(5).text == "'later'"
    assert (later_first.run(3).printed, later_first.run(3).text) == ("2\n", "20")
    assert in_order.run(3).text == "20" and 1 not in in_order.outputs
    with pytest.raises(ArithmeticError):
        in_order.run(1)


IMPORTS = "from math import pi\nimport json, nowhere"
IN_A_TRY = "try:\n    import json, nowhere\nexcept OSError:\n    pass"


@pytest.mark.parametrize("source", [IMPORTS, IN_A_TRY])
def test_of_a_cell_that_only_imports_the_one_import_is_done(source):
    made = session(source, "json.loads('[1]')", "nowhere.x")
    assert made.run(1).text == "[1]" and 0 not in made.outputs
    with pytest.raises(ModuleNotFoundError):
        made.run(2)


def test_a_cell_that_does_more_than_import_runs_as_a_whole():
    assert needs.imports("import json\nx = 1") == {}
    assert needs.imports("import os.path, os\nfrom . import a as b") == {
        "os": "import os.path\nimport os\n",
        "b": "from . import a as b\n",
    }


PANEL = """
from lib.panel import explore, slider
from tests.test_view import Dial
explore(Dial(), title="A dial", rows="", height=slider(0.0, 1.0, value=0.5, step=0.1))
"""


def test_a_panel_answers_its_front_end():
    made = session("x = 1", PANEL)
    assert made.panel(1).describe()["title"] == "A dial"
    said, pictures = made.receive(1, json.dumps({"do": "move", "places": {"height": 7}, "moving": True}))
    assert json.loads(said)["places"] == {"height": 7} and pictures[0].startswith(b"\xff\xd8")


EXERCISE = (
    "from lib.exercises import start_here as exercises\nimport numpy as np",
    "def accuracy(y, predicted):\n    ...",
    "exercises.accuracy.check(accuracy)",
)


def attempt(source, what="check", made=None):
    return json.loads((made or session(*EXERCISE)).attempt(1, source, 2, what))


def test_right_wrong_and_untouched_answers_get_their_verdicts():
    right = attempt("def accuracy(y, predicted):\n    return np.mean(np.array(y) == predicted)")
    assert right["kind"] == "right" and "Right." in right["html"]
    wrong = attempt("def accuracy(y, predicted):\n    print('seen')\n    return np.mean(np.array(y) != predicted)")
    assert wrong["kind"] == "wrong" and "smallest input" in wrong["html"]
    assert attempt(EXERCISE[1])["kind"] == "not attempted"


def test_a_solution_comes_after_an_attempt():
    start_here.accuracy.attempted = False
    made = session(*EXERCISE)
    assert attempt(EXERCISE[1], "solution", made)["kind"] == "not attempted"
    assert attempt("def accuracy(y, predicted):\n    return 0", "solution", made)["kind"] == "solution"


@pytest.mark.parametrize(
    "source, words",
    [
        ("def accuracy(y, predicted)\n    return 1", "SyntaxError: expected ':'"),
        ("def accuracy(y, predicted):\n    return 1\nundefined", "line 3, in <module>\n    undefined"),
        ("def other():\n    return 1", "there is no 'accuracy', which is what is checked"),
        ("raise SystemExit", "SystemExit"),
    ],
)
def test_an_answer_that_does_not_run_is_told_with_its_own_line(source, words):
    told = attempt(source)
    assert told["kind"] == "error" and words in told["text"] and "session.py" not in told["text"]


def test_run_shows_what_is_printed_and_the_last_value():
    assert attempt("print('a' * 3)\n1 + 1", "run") == {"kind": "", "html": "", "text": "2", "printed": "aaa\n"}


def test_where_a_browser_says_nan_a_singular_matrix_is_named():
    """Without the processor's flags NumPy fills the answer with nan, here by hand."""
    solve = refusing(lambda A, b: np.full(np.shape(b), np.nan), "Singular matrix")
    with pytest.raises(np.linalg.LinAlgError, match="Singular matrix"):
        solve(np.zeros((2, 2)), np.ones(2))
    assert np.isnan(solve(np.zeros((2, 2)), np.array([1.0, np.nan]))).all(), "nan comes of nan"
    np.testing.assert_array_equal(refusing(np.linalg.solve, "Singular matrix")(2 * np.eye(2), [4, 6]), [2, 3])


def test_an_exception_within_the_function_names_the_line():
    told = attempt("def accuracy(y, predicted):\n    return y.nothing")
    assert told["kind"] == "wrong" and ">return y.nothing<" in told["html"]
