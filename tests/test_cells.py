"""A code cell is run again alone, as a reader does; tests/test_panels_in_notebooks.py does it with every cell.

After Run All it must say what is stored: no later cell has taken a name from it.
"""

import ast
import contextlib
import io
import warnings

from IPython.lib.pretty import pretty

from lib import panel as panel_module


def said(source, namespace):
    """What a cell prints, and then the text of its last expression, as a notebook shows them."""
    tree = ast.parse(source)
    value = None
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), namespace)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)
    text = value.text if isinstance(value, panel_module.Panel) else "" if value is None else pretty(value)
    return printed.getvalue() + text


def stored(cell):
    return "".join(
        output.text if output.output_type == "stream" else output.data.get("text/plain", "") for output in cell.outputs
    )


def again(source, namespace):
    """What a cell says when it is run once more; or the error, in words. The names are left as they were."""
    before = dict(namespace)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return said(source, namespace)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    finally:
        namespace.clear()
        namespace.update(before)


def test_a_name_that_was_taken_and_a_state_that_went_on_are_seen():
    namespace = {"x": 2, "steps": iter(range(9)), "show": lambda: namespace["x"]}
    assert again("print(x)\nx + 1", namespace) == "2\n3"
    assert again("x = 5\nprint(x)", namespace) == "5\n" and namespace["x"] == 2, "names are put back"
    assert again("x = 5\nshow()", namespace) == "5", "and functions see them while the cell runs"
    assert again("print(y)", namespace) == "NameError: name 'y' is not defined"
    assert [again("next(steps)", namespace) for _ in range(2)] == ["0", "1"]
    assert again("import warnings\nwarnings.warn('late')", namespace) == "UserWarning: late"
