"""The project as a whole: who imports whom, what the README says, and what must never be committed."""

import ast
import functools
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

from tests.wiring import panels_in

ROOT = Path(__file__).parent.parent
DESIGNED = [
    "precision",
    "qr",
    "symmetric",
    "svd",
    "line_fitting",
    "outliers",
    "regularisation",
    "powers",
    "norms",
    "logistic",
    "rbf",
    "perceptron",
    "layers",
    "mlp",
    "validation",
    "gradients",
]
MATHEMATICS = ["arguments", *(name for name in DESIGNED if (ROOT / "lib" / f"{name}.py").exists())]
DATA = ["datasets", "mondrian", "pets"]
SHARED_BY_VIEWS = ["view", "canvas", "animals", "cells", "face"]
SHARED_BY_EXERCISES = [
    *("exercise", "attempt", "limit", "source", "words", "exceptions", "array_exceptions", "changes"),
    *("comparison", "cases", "shape_patterns", "number_patterns", "place_patterns", "direction", "repairs", "hints"),
    "verdict",
    *("families", "ways", "progress"),
]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def modules():
    """Every module of lib by its name, such as "views.view", with the names of what it imports."""
    for path in sorted((ROOT / "lib").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT / "lib").with_suffix("").parts).removesuffix(".__init__")
        imported = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: imports are absolute"
                imported |= {f"{node.module}.{alias.name}" for alias in node.names}
        yield name, imported


MODULES = dict(modules())


def allowed(name):
    """The beginnings of what a module may import, the standard library aside."""
    area = name.split(".")[0]
    mathematics = [f"lib.{module}" for module in MATHEMATICS]
    if name in ("__init__", "files"):
        return []
    if name == "installation":  # looks at everything, and does so inside its functions
        return ["jupyter_client", "jupyter_core", *(f"lib.{data}" for data in DATA)]
    if name in MATHEMATICS:
        return ["numpy", *mathematics]
    if name in DATA:
        return ["numpy", "matplotlib.cbook", "PIL", "lib.files", *mathematics]
    if area == "views":
        own = ".".join(name.split(".")[:2])
        shared = [f"lib.views.{module}" for module in SHARED_BY_VIEWS]
        return [
            "numpy",
            "matplotlib",
            "PIL",
            f"lib.{own}",
            *shared,
            "lib.panel",
            *mathematics,
            *(f"lib.{data}" for data in DATA),
        ]
    if area == "controls":
        return []
    if area == "panel":
        return ["lib.controls"]
    if area == "front":  # IPython and traitlets come with ipywidgets, and that with anywidget
        return ["anywidget", "ipywidgets", "IPython", "traitlets"]
    if area == "exercises":  # those of one notebook may share among themselves, and with no other's
        own = [f"lib.exercises.{notebook}" for notebook in name.split(".")[1:2]]
        shared = [f"lib.exercises.{module}" for module in SHARED_BY_EXERCISES]
        return ["numpy", *own, *shared, *mathematics]
    raise AssertionError(f"lib.{name} has no place in docs/design.md: give it one there, and in this test")


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name):
    """As docs/design.md has it: mathematics → numpy; views → mathematics, matplotlib; panel → controls; and so on.

    The views of one notebook take nothing from those of another: what they share has a module of its own.
    """
    beginnings = allowed(name)
    for imported in MODULES[name]:
        if imported.split(".")[0] in sys.stdlib_module_names or imported == "lib.arguments":
            continue
        assert any(f"{imported}.".startswith(f"{start}.") for start in beginnings), f"lib.{name} imports {imported}"


def test_every_file_is_read_in_one_sitting():
    """At most 450 lines, about a quarter of an hour of reading; a longer one has more than one idea."""
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in (ROOT / "lib").rglob("*.py")}
    assert len(lines) > 80 and not {path.name for path, count in lines.items() if count > 450}


def test_the_mathematics_needs_numpy_alone():
    code = f"import {', '.join('lib.' + module for module in MATHEMATICS)}, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert not {"matplotlib", "ipywidgets", "scipy", "sklearn", "PIL", "IPython"} & set(loaded.split())


def test_no_pyplot_and_no_global_random_state():
    for path in (ROOT / "lib").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "pyplot" not in text, path
        assert not re.search(r"np\.random\.(?!Generator|default_rng)", text), path


def code_of(path):
    return "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code")


def test_readme_table_against_the_notebooks():
    """Each notebook is in the README's table, with exactly the rows that its panels serve."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = {}
    for name, rows in re.findall(r"^\| \[\d\d\]\(notebooks/([^)]+)\) \|[^|]+\| ([^|]*) \|", readme, re.M):
        table[name] = set(rows.split())
    served = {path.name: {row for panel in panels_in(path) for row in panel.rows} for path in NOTEBOOKS}
    assert table == served


def rows_of(document, columns):
    """The cells of every table row of a document that begins with a lecture row."""
    lines = (ROOT / document).read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| L\d+\b", line)]
    return [row for row in rows if len(row) == columns]


ALL_ROWS = [f"L{number}" for number in range(1, 31)]


def panel_of(place, title):
    """The panel with this title in the section that a table names: "[01](…01_….ipynb), section 3"."""
    link, number = re.fullmatch(r"\[\d\d\]\((.+)\), section (\d+)", place).groups()
    path = (ROOT / "docs" / link).resolve()
    (panel,) = [panel for panel in panels_in(path) if panel.title == title]
    assert section_of(path, panel) == number, f"{title} is in another section of {link}"
    return panel


def section_of(path, panel):
    """The number of the section in which a panel stands; in 00, which has none, nothing."""
    cells = nbformat.read(path, as_version=4).cells
    before = "\n".join(cell.source for cell in cells[: panel.place] if cell.cell_type == "markdown")
    return ["", *re.findall(r"^## (\d+) ·", before, re.M)][-1]


@functools.cache
def panels_of_rows():
    """{row: {(number of the notebook, number of the section, title)}} of every panel."""
    found = {}
    for path in NOTEBOOKS:
        for panel in panels_in(path):
            for row in panel.rows:
                found.setdefault(row, set()).add((path.name[:2], section_of(path, panel), panel.title))
    return found


@pytest.mark.parametrize("row", rows_of("docs/lecture.md", 5), ids=lambda row: row[0].split()[0])
def test_what_the_instructor_clicks(row):
    name, place, title, clicks, minutes = row
    panel = panel_of(place, title)
    assert name.split()[0] in panel.rows
    for preset in re.findall(r"\*([^*]+)\*", clicks):
        assert f'"{preset}"' in panel.source, f"{title} has no preset {preset!r}"
    assert 1 <= int(minutes) <= 30


@pytest.mark.parametrize("row", rows_of("docs/lecture.md", 6), ids=lambda row: row[0])
def test_where_everything_is(row):
    """A panel's section stands behind it, if it is another one than that of the row, as "(9)" or "(05, 6)"."""
    name, place, panels, functions, test, exercises = row
    here, named = re.match(r"\[(\d\d)\].+ section (\d+)", place).groups(), set()
    for words in panels.split(" · "):
        title, notebook, section = re.fullmatch(r"(.+?)(?: \((?:(\d\d), )?(\d+)\))?", words).groups()
        named.add((notebook or here[0], section or here[1], title))
    assert named == panels_of_rows()[name]
    for module, function in re.findall(r"`(\w+)\.(\w+)`", functions):
        assert callable(getattr(importlib.import_module(f"lib.{module}"), function))
    path, function = test.strip("`").split("::")
    assert re.search(rf"^def {function}\(", (ROOT / path).read_text(encoding="utf-8"), re.M), test
    code = code_of(ROOT / "docs" / re.search(r"\((.+)\)", place)[1])
    for exercise in re.findall(r"`(\w+)`", exercises):
        assert f"exercises.{exercise}.check(" in code, exercise


def test_the_tables_have_every_row_once_and_in_order():
    for columns in (5, 6):
        assert [row[0].split()[0] for row in rows_of("docs/lecture.md", columns)] == ALL_ROWS


def test_readme_links_lead_somewhere():
    for document in [*ROOT.glob("*.md"), *ROOT.glob("*/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
            assert link.startswith("http") or (document.parent / link).exists(), link


def test_notebook_links_lead_somewhere():
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            for link in re.findall(r"\]\(([^)#]+)\)", cell.source if cell.cell_type == "markdown" else ""):
                assert link.startswith("http") or (path.parent / link).exists(), link


@pytest.mark.parametrize("command", (["check"], ["format", "--check"]), ids=" ".join)
def test_ruff(command):
    told = subprocess.run([sys.executable, "-m", "ruff", *command, "."], capture_output=True, text=True, cwd=ROOT)
    assert told.returncode == 0, told.stdout


def test_environment_against_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    conda = re.findall(r"^  - ([^\s:]+)(?:  #.*)?$", (ROOT / "environment.yml").read_text(encoding="utf-8"), re.M)
    python, *rest = (package for package in conda if package not in ("pip", "conda-forge"))
    assert set(rest) == set(project["dependencies"]) | set(project["optional-dependencies"]["lab"])
    # Binder's repo2docker reads an exact version and nothing else: for a range it takes its default, which is 3.10.
    version = re.fullmatch(r"python=(\d+\.\d+)", python)[1]
    assert project["requires-python"] == ">=3.11" and tuple(map(int, version.split("."))) >= (3, 11)


def test_constraints_pin_everything_and_name_no_server():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text and "index-url" not in text and " @ " not in text
    pinned = set(re.findall(r"^([\w.-]+)==", text, re.M))
    asked = [*project["dependencies"], *project["optional-dependencies"]["lab"]]
    asked += [name for name in project["optional-dependencies"]["test"] if not name.startswith(project["name"])]
    assert {re.match(r"[\w-]+", name)[0] for name in asked} <= pinned


def test_nothing_names_this_machine_or_a_server():
    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT)
    if files.returncode:
        pytest.skip("not a git checkout")
    for name in files.stdout.split():
        path = ROOT / name
        if path.suffix in (".png", ".jpg", ".npz") or not path.exists() or path == Path(__file__):
            continue
        text = re.sub(r"[\w+/=]{200,}", "", path.read_text(encoding="utf-8"))  # without pictures
        for private in ("/work/", "/root/", "/tmp/", "pypi.org/simple", "files.pythonhosted", "site-packages"):
            assert private not in text, f"{name} names {private}"
