"""Every notebook as it lies in the repository: what is stored in it, and the parts that each of them has."""

import re
from pathlib import Path

import nbformat
import pytest

from tests.wiring import panels_in
from tools.refresh import WIDGET_VIEW, normalise

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path):
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code" and c.source.strip()]


PANELS = [(path, panel.title) for path in NOTEBOOKS for panel in panels_in(path)]


# What is stored.


@each_notebook
def test_stored_outputs_are_those_of_one_clean_run(path):
    book = nbformat.read(path, as_version=4)
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert "widgets" not in book.metadata
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    views = [i for i, output in enumerate(outputs) if WIDGET_VIEW in output.get("data", {})]
    assert len(views) == len([title for where, title in PANELS if where == path])
    for place in views:  # the picture with its text, the caption, the view
        picture, caption = (output["data"] for output in outputs[place - 2 : place])
        assert "image/png" in picture and len(picture["text/plain"]) > 40
        assert caption["text/html"].startswith('<p class="panel-stored">')
    assert normalise(nbformat.from_dict(book)) == book, "make refresh"


@each_notebook
def test_ids_of_cells_say_where_they_stand(path):
    """nb02-028, then nb02-028b for a cell that came later: CONTRIBUTING.md. Stored widgets are named after them."""
    ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]
    assert not [id for id in ids if not re.fullmatch(rf"nb{path.stem[:2]}-\d{{3}}[b-z]?", id)]
    assert ids == sorted(set(ids))


@each_notebook
def test_no_escape_of_python_has_eaten_a_command_of_latex(path):
    r"""A script that writes "\alpha" or "\varepsilon" without r"" leaves a control character."""
    for cell in nbformat.read(path, as_version=4).cells:
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", cell.source), cell.id


@each_notebook
def test_cells_are_short_and_say_something(path):
    for cell in code_cells(path):
        lines = cell.source.splitlines()
        assert len(lines) <= 10 and max(map(len, lines)) <= 140, cell.source
        assert not cell.source.rstrip().endswith(";"), "nbval runs without history: a ; does not silence"
        assert "sys.path" not in cell.source


@each_notebook
def test_the_parts_that_every_notebook_has(path):
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert cells[0].source.startswith("# ") and cells[0].source.splitlines()[0].endswith("?")
    for part in (
        "You will see",
        "You will do",
        "You need",
        "minutes",
        "../lib/",
        "**Claim.**",
        "**By hand.**",
        "**Predict.**",
        "Notice",
        "**Try in class.**",
        "## Where it breaks",
        "## Exercises",
        "## What a practitioner would call",
        "**Further reading.**",
        "**Next.**",
    ):
        assert part in text, part


def test_titles_are_unique():
    titles = [title for _, title in PANELS]
    assert len(titles) == len(set(titles))
