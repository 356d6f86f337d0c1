"""What is forgotten when an exercise, a prediction or the views of a notebook are added is missed here, by its name."""

import ast
import importlib
import inspect
import pkgutil
import re

import nbformat
import pytest

import lib.exercises
import lib.views
from lib.exercises.exercise import Exercise
from tests.test_project import NOTEBOOKS, ROOT, SHARED_BY_EXERCISES, code_of
from tests.wiring import panels_in

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
MODULES = [
    path.name
    for path in pkgutil.walk_packages(lib.exercises.__path__, "lib.exercises.")
    if not path.ispkg and path.name.split(".")[2] not in SHARED_BY_EXERCISES
]
PACKAGES = [path.name for path in pkgutil.iter_modules(lib.views.__path__) if path.ispkg]


def exercises_of(module):
    """The exercises that a module or package hands on, in the order of the notebook."""
    module = importlib.import_module(module)
    names = getattr(module, "__all__", vars(module))
    return [name for name in names if isinstance(getattr(module, name), Exercise)]


def calls_of(path):
    """All calls in the code of a notebook."""
    return [node for node in ast.walk(ast.parse(code_of(path))) if isinstance(node, ast.Call)]


def checked_in(path):
    """The names of the exercises that a notebook checks, in its order."""
    calls = [re.fullmatch(r"exercises\.(\w+)\.check", ast.unparse(call.func)) for call in calls_of(path)]
    return [call[1] for call in calls if call]


def predictions_in(path):
    """How many panels of a notebook ask for a guess."""
    return sum("prediction=" in panel.source for panel in panels_in(path))


def test_every_package_of_exercises_has_a_notebook():
    packages = {path.name for path in pkgutil.iter_modules(lib.exercises.__path__)} - set(SHARED_BY_EXERCISES)
    assert packages == {path.stem[3:] for path in NOTEBOOKS}


@each_notebook
def test_every_exercise_is_checked_in_its_notebook(path):
    assert checked_in(path) == exercises_of(f"lib.exercises.{path.stem[3:]}"), "in this order, each of them once"


@each_notebook
def test_every_stub_has_the_arguments_of_the_answer(path):
    """A learner who fills in the stub is called with the arguments that it names, in their order."""
    package = importlib.import_module(f"lib.exercises.{path.stem[3:]}")
    stubs = {node.name: node for node in ast.walk(ast.parse(code_of(path))) if isinstance(node, ast.FunctionDef)}
    for call in calls_of(path):
        if exercise := re.fullmatch(r"exercises\.(\w+)\.check", ast.unparse(call.func)):
            stub, answer = stubs[ast.unparse(call.args[0])], getattr(package, exercise[1]).answer
            named = [argument.arg for argument in stub.args.args]
            assert named == list(inspect.signature(answer).parameters), stub.name


@each_notebook
def test_the_first_cell_counts_predictions_and_exercises(path):
    numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    number = {word: count for count, word in enumerate(numbers)} | {"a": 1, "an": 1}
    to_do = re.search(r"\*\*You will do\*\* .+", nbformat.read(path, as_version=4).cells[0].source)[0]
    (predictions,) = re.findall(r"(\w+) (?:predictions?|guess)\b", to_do)
    (exercises,) = re.findall(r"(\w+) exercises?\b", to_do)
    assert (number[predictions], number[exercises]) == (predictions_in(path), len(checked_in(path))), to_do


@pytest.mark.parametrize("name", MODULES)
def test_every_module_of_exercises_names_wrong_answers(name):
    exercises = [getattr(importlib.import_module(name), exercise) for exercise in exercises_of(name)]
    assert exercises and all(exercise.mistakes for exercise in exercises)


@pytest.mark.parametrize("package", PACKAGES)
def test_the_views_of_a_notebook_have_a_test_file_of_their_name(package):
    assert (ROOT / "tests" / f"test_{package}_views.py").exists()
