"""docs/design.md and CONTRIBUTING.md: what they name exists, and the examples work as they stand."""

import ast
import builtins
import linecache
import re
import shutil
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from hypothesis import given

from lib import norms
from lib import panel as panel_module
from lib.views import line_fitting
from tests import test_notebooks, ties
from tests.test_completeness import test_the_first_cell_counts_predictions_and_exercises as counts_are_right
from tests.test_completeness_of_views import after_each_panel
from tests.test_norms import vectors
from tests.test_project import ROOT

DOCUMENTS = ["docs/design.md", "docs/accessibility.md", "CONTRIBUTING.md"]
FOLDERS = ["lib", "tests", "tools", "web", "benchmarks", "docs", "data", "notebooks", ".ci"]
FILES = [path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
FILES += [path.relative_to(ROOT) for path in ROOT.iterdir() if path.is_file()]
CODE = {path: (ROOT / path).read_text(encoding="utf-8") for path in FILES if path.suffix == ".py"}
FRONT = (ROOT / "lib" / "front" / "panel.js").read_text(encoding="utf-8")
WORDS = set(
    re.findall(r"\w+", "\n".join([FRONT, *(text for path, text in CODE.items() if path.name != "test_docs.py")]))
)
OURS = {"lib", "tests", "tools", "web", "benchmarks"} | {path.stem for path in CODE}


def text_of(document):
    """A document without its blocks of code, and without what it says is not there yet."""
    text = (ROOT / document).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    return re.sub(r"^Not yet:.*?\n\n|a new file, `[^`]+`", "", text, flags=re.M | re.S)


def names_in(tree, above):
    """Every module, class, function, method and constant, such as "lib.views.view.View.reveal"."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield f"{above}.{node.name}"
            yield from names_in(node, f"{above}.{node.name}")
        for target in getattr(node, "targets", []):
            if isinstance(target, ast.Name):
                yield f"{above}.{target.id}"
            elif isinstance(target, ast.Tuple):
                yield from (f"{above}.{part.id}" for part in target.elts if isinstance(part, ast.Name))


NAMES = set()
for path, source in CODE.items():
    module = ".".join(path.with_suffix("").parts)
    NAMES |= {module, *names_in(ast.parse(source), module)}
TARGETS = {
    target
    for line in re.findall(r"^([\w ]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for target in line.split()
}


def is_file(words):
    """Whether there is such a path; <notebook> stands for any name, and a file may be named without its folder."""
    pattern = re.sub(r"<\w+>", "*", words)
    return any(path.match(pattern) for path in FILES) or (ROOT / words).is_dir()


def is_name(words):
    return hasattr(builtins, words) or any(name == words or name.endswith(f".{words}") for name in NAMES)


def exists(words):
    """Whether what stands between backticks exists. Formulas, settings and what others have made are not looked up."""
    command = re.sub(r'\w+=("[^"]*"|\S+)', "", words).split()
    if command[:1] == ["make"]:
        return set(command[1:]) <= TARGETS
    if command[:2] == ["python", "-m"]:
        ours = command[2].split(".")[0] in OURS
        return (is_name(command[2]) or not ours) and all(is_file(path) for path in command[3:] if "/" in path)
    if re.fullmatch(r"[\w.<>/-]*(/[\w.<>-]*|\.(py|md|toml|txt|yml|js|css|csv))", words):
        return is_file(words)
    if re.fullmatch(r"\w+(\.\w+)+", words):
        return is_name(words) or words.split(".")[0] in ("np", "numpy")
    if re.fullmatch(r"\w+(\.\w+)*\(\)|test_\w+|[A-Z]\w{2,}", words):
        return is_name(words.removesuffix("()"))
    return not re.fullmatch(r"[a-z]\w{3,}", words) or words in WORDS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_named_exists(document):
    named = set(re.findall(r"`([^`\n]+)`", text_of(document)))
    assert len(named) > 15
    assert not sorted(words for words in named if not exists(words))


@pytest.mark.parametrize(
    "words",
    ["lib/no.py", "lib/<notebook>/no.py", "no.py", "make no", "make NOTEBOOK=01 no", "python -m tools.no", "svd.no"]
    + ["View.no()", "no_such()", "test_no", "NO_SUCH", "NoSuch", "no_such_word", "python -m pytest tests/no.py"],
)
def test_what_is_not_there_is_seen(words):
    assert not exists(words)


def test_sections_that_code_refers_to_exist():
    sections = re.findall(r"^## (.+)$", (ROOT / "docs/design.md").read_text(encoding="utf-8"), re.M)
    named = re.findall(r"docs/design\.md, section (\w+(?: \w+)*?)[:,.]", "\n".join(CODE.values()))
    assert named and not set(named) - set(sections)


def test_the_map_of_lib_has_every_module():
    text = (ROOT / "lib" / "__init__.py").read_text(encoding="utf-8")
    modules = {path.parts[1].removesuffix(".py") for path in CODE if path.parts[0] == "lib"} - {"__init__"}
    assert not [name for name in modules if not re.search(rf"^(    {name} |``{name}``)", text, re.M)]


# The examples of CONTRIBUTING.md, each found by words that only it has.

BLOCKS = re.findall(r"^```python\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M | re.S)


def run(words, **names):
    """Run the example with these words; returns the names that it has given. Numbers on a tie are noticed."""
    (block,) = [block for block in BLOCKS if words in block]
    file = f"CONTRIBUTING.md: {words}"  # where inspect finds the source again
    linecache.cache[file] = (len(block), None, block.splitlines(keepends=True), file)
    exec(ties.watched(block, file), names)
    return names


@pytest.fixture
def notebooks(tmp_path, monkeypatch):
    """A folder in which an example may change notebooks."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(panel_module, "panels", {})
    return tmp_path / "notebooks"


def test_the_panel_of_the_recipe(notebooks, monkeypatch):
    view = run("class MedianOfNumbers", __name__="median")["MedianOfNumbers"]
    monkeypatch.setattr(line_fitting, "MedianOfNumbers", view, raising=False)
    views = SimpleNamespace(MedianOfNumbers=view)
    run("def test_the_median", views=views, np=np)["test_the_median_has_the_least_sum_of_distances"]()
    run('"nb02-027"')
    path = notebooks / "02_line_fitting.ipynb"
    test_notebooks.test_ids_of_cells_say_where_they_stand(path)
    test_notebooks.test_cells_are_short_and_say_something(path)
    counts_are_right(path)
    (cell,) = [cell for cell in test_notebooks.code_cells(path) if "views.MedianOfNumbers" in cell.source]
    panel = eval(cell.source, {**vars(panel_module), "views": views})
    assert "**Notice" not in after_each_panel(path)[panel.title] and "<b>Notice" in after_each_panel(path)[panel.title]
    said = set()
    for guess in (None, *panel.prediction.control.samples):
        panel.commit(guess)
        for state in [*({"place": value} for value in panel.controls["place"].samples), *panel.presets.values()]:
            said.add(panel.move(**state).readout)
    assert not panel.errors and len(said) == 12, "three values of the slider, before and after three guesses"


def test_the_exercise_of_the_recipe():
    exercise = run("mean_squared_error = Exercise")["mean_squared_error"]
    assert exercise.check(exercise.reference).kind == exercise.check(exercise.answer).kind == "right"
    assert len({mistake.hint for mistake in exercise.mistakes}) >= 5
    for mistake in exercise.mistakes:
        assert mistake.hint in exercise.check(mistake.function).text
    cells = run("task =", new_markdown_cell=nbformat.v4.new_markdown_cell, new_code_cell=nbformat.v4.new_code_cell)
    names = {"exercises": SimpleNamespace(mean_squared_error=exercise)}
    exec(cells["stub"], names)
    assert eval(cells["check"], names).kind == "not attempted"


def test_the_function_of_the_recipe():
    names = run("def root_mean_square", **vars(norms))
    given_names = dict(norms=SimpleNamespace(**names), given=given, vectors=vectors, pytest=pytest, np=np)
    run("def test_root_mean_square", **given_names)["test_root_mean_square"]()
    with pytest.raises(ValueError, match="^x must"):
        names["root_mean_square"]([np.nan])


def test_the_number_of_the_recipe(notebooks):
    path = notebooks / "02_line_fitting.ipynb"
    run("4.1]")
    (changed,) = [cell.id for cell in test_notebooks.code_cells(path) if "2.4, 4.1]" in cell.source]
    assert changed == "nb02-011"
