"""What is forgotten when a view or a panel is added is missed here, by its name."""

import ast
import functools
import importlib
import inspect
import pkgutil
import re

import nbformat
import pytest

import lib.views
from lib.views.view import View
from tests.test_project import NOTEBOOKS, ROOT, code_of
from tests.wiring import panels_in

PACKAGES = [module.name for module in pkgutil.iter_modules(lib.views.__path__) if module.ispkg] + ["start_here"]
TESTS = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests").glob("test_*.py"))}


def views_of(package):
    """The views of a notebook by their names, wherever in its package they stand. A name with _ is a base of others."""
    module = importlib.import_module(f"lib.views.{package}")
    modules = [
        importlib.import_module(f"{module.__name__}.{part.name}")
        for part in pkgutil.iter_modules(getattr(module, "__path__", []))
    ]
    return {
        name: thing
        for where in (module, *modules)
        for name, thing in vars(where).items()
        if inspect.isclass(thing) and issubclass(thing, View) and thing is not View and not name.startswith("_")
    }


VIEWS = [(package, name) for package in PACKAGES for name in views_of(package)]
each_view = pytest.mark.parametrize("package, name", VIEWS, ids=[".".join(view) for view in VIEWS])


@functools.cache
def built_in(tree):
    """The names of all classes and functions that are called."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


@functools.cache
def taken_by(tree):
    """What a test file imports from modules, as module.name."""
    taken = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return [f"{node.module}.{alias.name}" for node in taken for alias in node.names]


def imports(tree, package):
    """Whether a test file takes anything from this package."""
    return any(f"{name}.".startswith(f"lib.views.{package}.") for name in taken_by(tree))


@functools.cache
def code_tree(path):
    return ast.parse(code_of(path))


@each_view
def test_every_view_is_built_by_a_test_of_its_package(package, name):
    own = [tree for tree in TESTS.values() if imports(tree, package)]
    assert any(name in built_in(tree) for tree in own), f"no test that imports lib.views.{package} builds {name}"


@each_view
def test_every_view_stands_in_its_notebook_and_in_the_list_of_its_package(package, name):
    (path,) = [path for path in NOTEBOOKS if path.stem[3:] == package]
    assert name in built_in(code_tree(path))
    module = importlib.import_module(f"lib.views.{package}")
    assert name in getattr(module, "__all__", [name])


@each_view
def test_what_can_be_guessed_has_not_been_guessed_at_first(package, name):
    arguments = inspect.signature(views_of(package)[name].update).parameters
    if "guess" in arguments:
        assert list(arguments)[-1] == "guess" and arguments["guess"].default is None


def test_one_place_asks_whether_there_is_a_guess():
    asking = [
        path.name
        for path in (ROOT / "lib" / "views").rglob("*.py")
        if re.search(r"\bguess is\b", path.read_text(encoding="utf-8"))
    ]
    assert asking == ["view.py"]


def test_no_artist_is_placed_by_pixels():
    """On a screen with two pixels for one it would stand elsewhere; a cover would not cover."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "lib" / "views").rglob("*.py")}
    assert not [name for name, text in texts.items() if "IdentityTransform" in text]


def after_each_panel(path):
    """What is written between a panel and the next one, or the next section, by the title of the panel."""
    titles = {panel.place: panel.title for panel in panels_in(path)}
    title, texts = None, {}
    for place, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if place in titles:
            title = titles[place]
            texts[title] = ""
        elif title is not None and cell.cell_type == "markdown":
            text, *next_section = re.split(r"^## ", cell.source, flags=re.M)
            texts[title] += text
            title = None if next_section else title
    return texts


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_panel_says_what_to_notice_and_what_to_try(path):
    texts = after_each_panel(path)
    assert texts
    assert not [title for title, text in texts.items() if not re.search(r"\*\*Notice\.\*\*|<b>Notice</b>", text)]
    assert not [title for title, text in texts.items() if "**Try in class.**" not in text]
