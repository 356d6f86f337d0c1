"""A notebook as it was handed in: the answers in it, and the parts of its cells that these need."""

import ast
import contextlib
import re
from typing import NamedTuple

from tools.dependencies import Names, names_of, needed

# What Python says of code that is none, or that is nested deeper than it can read.
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


class Part(NamedTuple):
    """An import, or what is left of a cell: its code, its names, and the number of the cell."""

    tree: ast.Module
    names: Names
    cell: int


class Book(NamedTuple):
    """The parts of all cells, and the cells that are no Python: (source, words)."""

    parts: list
    broken: list
    sources: list


def read(notebook):
    """The :class:`Book` of a notebook, as JSON gave it. Raises ``ValueError`` with what it is instead."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise ValueError("is no notebook: it has no cells")
    sources = [source for cell in cells if (source := _code(cell))]
    if not sources:
        raise ValueError("has no code")
    trees, broken = {}, []
    for place, source in enumerate(sources):
        try:
            trees[place] = _parsed(source)
        except UNREADABLE as problem:
            broken.append((source, _words(problem)))
    imported = {name for tree in trees.values() for name in _given_by_imports(tree)}
    parts = []
    for place, tree in trees.items():
        try:
            parts += [Part(part, _names(part), place) for part in _parts(tree, imported)]
        except UNREADABLE as problem:
            broken.append((sources[place], _words(problem)))
    return Book(parts, broken, sources)


def package_of(book, asked):
    """The package of exercises that a notebook belongs to: the one that it imports, or else has most names of.

    asked : dict package → dict exercise → name of the answer. Empty if nothing fits.
    """
    bound = {name for part in book.parts for name in part.names.binds}
    for part in book.parts:
        for node in part.tree.body:
            for name in _imported(node):
                words = name.split(".")
                if words[:2] == ["lib", "exercises"] and words[2:] and words[2] in asked:
                    return words[2]
    common = {package: len(bound & set(answers.values())) for package, answers in asked.items()}
    best = max(common, key=common.get)
    return best if common[best] else ""


def answers(book, asked):
    """dict exercise → the code of its answer: what the last check was given, or else the name that is asked for.

    asked : dict exercise → name of the answer. An exercise without either is left out.
    """
    bound = {name for part in book.parts for name in part.names.binds}
    found = {exercise: name for exercise, name in asked.items() if name in bound}
    for source in book.sources:
        for exercise, given in checked(source):
            if exercise in asked:
                found[exercise] = given
    return found


def parts_for(book, codes):
    """The parts that have to run, in order, so that each of the codes can be evaluated."""
    wanted = {node.id for code in codes for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    return [book.parts[place] for place in needed([part.names for part in book.parts], wanted)]


def words_of(book, name):
    """The last definition of a name as code without comments and docstring; empty if there is none."""
    for part in reversed(book.parts):
        for node in reversed(part.tree.body):
            if name in _names(ast.Module([node], [])).binds:
                node = ast.parse(ast.unparse(node)).body[0]
                if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
                    node.body = node.body[1:] or [ast.Expr(ast.Constant(...))]
                return ast.unparse(node)
    return ""


def broken_words(book, name):
    """What is wrong with the cell that would define a name, if that is no Python; else empty."""
    words = [words for source, words in book.broken if re.search(rf"\bdef\s+{name}\b|^{name}\s*=", source, re.M)]
    return words[-1] if words else ""


def _code(cell):
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return ""
    source = cell.get("source", "")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return "" if re.match(r"%%(?!time|capture)", source) else source


def _parsed(source):
    """The code of a cell; lines for IPython alone, such as %matplotlib, become empty."""
    try:
        return ast.parse(source)
    except SyntaxError:
        plain = re.sub(r"^(\s*)(?:[%!].*|\?.*|.*\?)$", r"\1pass", source, flags=re.M)
        if plain == source:
            raise
        return ast.parse(plain)


def _names(tree):
    return names_of(ast.unparse(tree))


def _parts(tree, imported):
    """Each import by itself, so that one that is not needed does not run; then what else gives names."""
    rest = []
    for node in tree.body:
        guarded = node.body if isinstance(node, ast.Try) else [node]
        if all(isinstance(inner, (ast.Import, ast.ImportFrom)) for inner in guarded):
            yield from (_alone(inner, alias) for inner in guarded for alias in inner.names)
        elif not isinstance(node, ast.Expr) or _changes(node.value, imported):
            rest.append(node)
    if rest:
        yield ast.Module(rest, [])


def _alone(node, alias):
    if isinstance(node, ast.Import):
        one = ast.Import([alias])
    else:
        one = ast.ImportFrom(node.module, [alias], node.level)
    return ast.Module([ast.copy_location(one, node)], [])


def _changes(value, imported):
    """Whether a line that gives no name may change one, as numbers.append(1) does; plt.show() and a panel do not."""
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        return False
    base = value.func
    while isinstance(base, ast.Attribute):
        base = base.value
    return isinstance(base, ast.Name) and base.id not in imported


def _given_by_imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)


def _words(problem):
    too_deep = isinstance(problem, (RecursionError, MemoryError))
    return "it is nested too deeply" if too_deep else getattr(problem, "msg", str(problem))


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def checked(source):
    """A list of (exercise, code of what it is given), from the calls exercises.<exercise>.check(…) in a cell."""
    found = []
    with contextlib.suppress(*UNREADABLE):
        for node in ast.walk(_parsed(source)):
            called = node.func if isinstance(node, ast.Call) and node.args else None
            if isinstance(called, ast.Attribute) and called.attr == "check":
                of = called.value
                name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
                found.append((name, ast.unparse(node.args[0])))
    return found
