"""Numbers that become text must not lie on a rounding tie, or another processor shows another digit.

:func:`watch` makes Python compile ``lib`` and the cells of notebooks so that every number that is put into an f-string,
rounded or printed is written a second and a third time, larger and smaller by one part in a billion. That is far more
than linear algebra differs by from one processor to another, and far less than a reader sees. Where the text changes,
it lies on a tie, and is kept in ``found``.

A number that is rounded to nine digits or more is being freed from rounding noise, by ``lib.views.view.steady`` or by
hand: there it is the text made afterwards that counts. Whole numbers, and those that a slider or the text has set
(six digits at most, such as 1.25), are the same on every machine.
"""

import ast
import builtins
import functools
import importlib.abc
import importlib.machinery
import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
VERSION = zlib.crc32(Path(__file__).read_bytes())
PART = 1e-9
FREED = 9  # digits
# What is not looked at, by file and format, with the reason.
EXACT = {
    ("derivatives.py", ".15f"): "x · x · x is rounded by two multiplications, alike on every machine",
    ("hold_out.py", 0): "n · share of shares that were set by hand, in wrong answers",
    ("pets.py", 3): "uniform numbers through sums and products alone, alike on every machine",
    ("panel.py", ""): "values as they are, in a line of code",
    ("controls.py", ""): "values as they are, to be compared with what was typed",
    ("controls.py", 0): "how many steps a slider has, of numbers that were set by hand",
    ("controls.py", ".12g"): "frees a slider's values from rounding noise: the text that is made of them is looked at",
    ("canvas.py", 0): "a place in 64ths of a pixel, by which a text is known again: it is never shown",
    ("verdict.py", ".11e"): "frees a verdict's numbers from rounding noise: tests/test_answers.py looks at the texts",
    ("view.py", ".7e"): "steady() itself: the text that is made of its answer is looked at",
}
# What was found: (file, line, the text, the text with the number a little larger or smaller).
found = []


class _Watched(ast.NodeTransformer):
    """Has every number looked at on its way into a text."""

    def __init__(self, file):
        self.file = file

    def visit_Module(self, node):
        """The value that ends a cell is shown, too."""
        self.generic_visit(node)
        if node.body and isinstance(node.body[-1], ast.Expr):
            node.body[-1].value = self._looked_at(node.body[-1].value)
        return node

    def visit_FormattedValue(self, node):
        self.generic_visit(node)
        node.value = self._looked_at(node.value, "format", node.format_spec or ast.Constant(""))
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        function, given = node.func, node.args
        name = getattr(function, "id", getattr(function, "attr", ""))
        if name in ("print", "str", "repr") and isinstance(function, ast.Name):
            node.args = [a if isinstance(a, ast.Starred) else self._looked_at(a) for a in given]
        elif name in ("round", "format") and (len(given) == 2 or isinstance(function, ast.Name) or _of_numpy(function)):
            given[0] = self._looked_at(given[0], name, given[1] if len(given) == 2 else None)  # round(x, 2)
        elif name == "round":
            function.value = self._looked_at(function.value, name, given[0] if given else None)  # x.round(2)
        return node

    def _looked_at(self, value, how="format", spec=None):
        """The expression ``value``, within a call of :func:`_look`; of ``steady(x)``, the x."""
        inside = value
        if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "steady":
            inside, how = value.args[0], "steady"
        told = [
            inside,
            ast.Constant(how),
            spec or ast.Constant(0 if how == "round" else ""),
            ast.Constant(self.file),
            ast.Constant(value.lineno),
        ]
        return ast.copy_location(ast.Call(ast.Name("__look__", ast.Load()), told, []), value)


def _of_numpy(function):
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "np"


def _look(value, how, spec, file, line):
    """``value`` itself, after a look at whether a billionth of it would change the text."""
    steady = sys.modules["lib.views.view"].steady if how == "steady" else lambda x: x
    if isinstance(value, (list, tuple, dict, set)):
        for part in [*value, *(value.values() if isinstance(value, dict) else [])]:
            _look(part, how, spec, file, line)
        return value
    of_floats = isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")
    if of_floats and not (how == "round" and spec >= FREED) and (_name(file), spec) not in EXACT:
        write = (lambda x: str(np.round(x, spec))) if how == "round" else (lambda x: format(steady(x), spec))
        for factor in (1 - PART, 1 + PART):
            if write(value * factor) != write(value) and not _set_by_hand(value):
                found.append((file, line, write(value), write(value * factor)))
                break
    return steady(value)


@functools.cache
def _name(file):
    return Path(file).name


def _set_by_hand(value):
    return all(len(repr(float(x)).strip("-0.").replace(".", "")) <= 6 for x in np.ravel(value))


def watched(source, file):
    """The source as code whose numbers are looked at."""
    return compile(ast.fix_missing_locations(_Watched(file).visit(ast.parse(source))), file, "exec")


class _Loader(importlib.machinery.SourceFileLoader):
    """Keeps what it has compiled beside what Python keeps, under another name, until this file changes."""

    def source_to_code(self, data, path, **options):
        return watched(data.decode(), path)

    def get_data(self, path):
        return super().get_data(_kept_as(path))

    def set_data(self, path, data, **options):
        super().set_data(_kept_as(path), data, **options)


def _kept_as(path):
    return f"{path.removesuffix('.pyc')}-watched-{VERSION:x}.pyc" if path.endswith(".pyc") else path


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] != "lib":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin and Path(spec.origin).is_relative_to(ROOT):
            spec.loader = _Loader(name, spec.origin)
        return spec


def watch():
    """From now on the modules of lib are imported watched."""
    assert not [name for name in sys.modules if name.split(".")[0] == "lib"], "lib was imported before"
    builtins.__look__ = _look
    sys.meta_path.insert(0, _Finder())


def take():
    """What was found since the last time, as lines to be read."""
    lines = [f"{Path(file).name}:{line}: {text} or {other}" for file, line, text, other in found]
    found.clear()
    return lines
