"""lib.exercises.progress: what is solved stays solved, and no file is written where none is wanted."""

import importlib
import json
import os
import re
import subprocess
import sys

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from lib.exercises import progress as progress_module
from lib.exercises.exercise import Exercise
from lib.exercises.progress import FILE, Progress, Section
from tests.test_exercises import EXERCISES
from tests.test_project import NOTEBOOKS, ROOT
from tests.wiring import panels_in


def double_answer(x):
    return 2 * x


def half_answer(x):
    return x / 2


def two_exercises():
    both = []
    for answer in (double_answer, half_answer):
        exercise = Exercise(answer, [(1.0,), (3.0,)], "Right.", answer)
        exercise.name = answer.__name__.removesuffix("_answer")
        both.append(exercise)
    return both


def progress_of(exercises, folder, notebook="numbers"):
    progress = Progress(notebook, {exercise: Section(3, "A panel", "a preset") for exercise in exercises})
    progress.folder = folder
    return progress


def lines(progress):
    return progress().text.splitlines()


OPEN = "○ half: open, see section 3, panel “A panel”, preset “a preset”"


def test_a_line_an_exercise():
    double, half = two_exercises()
    progress = progress_of([double, half], None)
    assert lines(progress)[0] == "0 of 2 exercises solved." and lines(progress)[2] == OPEN
    double.check(lambda x: x)
    assert lines(progress)[1] == "◐ double: tried, read again section 3, panel “A panel”, preset “a preset”"
    double.check(double_answer)
    assert lines(progress) == ["1 of 2 exercises solved.", "✓ double: solved", OPEN]
    assert progress().kind == "not attempted"
    half.check(half_answer)
    assert progress().kind == "right" and lines(progress)[0] == "2 of 2 exercises solved."


def test_it_is_kept_and_solved_stays_solved(tmp_path):
    double, half = two_exercises()
    progress_of([double, half], tmp_path)
    double.check(double_answer)
    half.check(lambda x: x)
    assert json.loads((tmp_path / FILE).read_text()) == {"numbers": {"double": "solved", "half": "tried"}}
    double, half = two_exercises()
    later = progress_of([double, half], tmp_path)
    assert list(later.states().values()) == ["solved", "tried"]
    double.check(lambda x: x)
    double.check(lambda x: ...)
    assert lines(later)[1] == "✓ double: solved"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_stub_writes_nothing(tmp_path):
    (double,) = exercises = two_exercises()[:1]
    progress = progress_of(exercises, tmp_path)

    def stub(x): ...

    double.check(stub)
    progress()
    assert not list(tmp_path.iterdir())


def test_two_notebooks_share_the_file(tmp_path):
    for notebook in ("first", "second"):
        (double,) = exercises = two_exercises()[:1]
        progress_of(exercises, tmp_path, notebook)
        double.check(double_answer)
    assert sorted(json.loads((tmp_path / FILE).read_text())) == ["first", "second"]


def test_what_another_kernel_has_solved_counts(tmp_path):
    (one,), (other,) = two_exercises()[:1], two_exercises()[:1]
    first, second = progress_of([one], tmp_path), progress_of([other], tmp_path)
    one.check(lambda x: x)
    other.check(double_answer)
    assert first.states() == second.states() == {"double": "solved"}


FOREIGN = [b"", b"no json", b"[]", b'{"numbers": 3}', b'{"numbers": {"double": ["solved"], "half": "?"}}', b"\xff\xfe"]


@pytest.mark.parametrize("content", [*FOREIGN, b"[" * 50_000, b" " * 200_000], ids=range(8))
def test_a_file_with_something_else_is_taken_as_none(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    double, half = two_exercises()
    progress = progress_of([double, half], tmp_path)
    assert set(progress.states().values()) == {"open"}
    double.check(double_answer)
    assert json.loads((tmp_path / FILE).read_text())["numbers"] == {"double": "solved"}


def test_where_nothing_can_be_written_the_kernel_remembers(tmp_path, monkeypatch):
    def refused(self, *arguments, **settings):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(progress_module.Path, "write_text", refused)
    double, half = two_exercises()
    progress = progress_of([double, half], tmp_path)
    assert "cannot be written" not in progress().text
    assert double.check(double_answer).kind == "right"
    assert lines(progress)[1:] == [
        "✓ double: solved",
        OPEN,
        "This folder cannot be written: it is kept until the kernel stops.",
    ]
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_place_of_the_file(tmp_path):
    (tmp_path / FILE).mkdir()
    (double,) = exercises = two_exercises()[:1]
    progress = progress_of(exercises, tmp_path)
    double.check(double_answer)
    assert "cannot be written" in progress().text and [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_script_writes_nothing(tmp_path):
    code = "from lib.exercises import start_here as e; e.accuracy.check(e.accuracy.answer); print(e.progress())"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.stdout.startswith("1 of 1 exercises solved.\n✓ accuracy: solved") and not list(tmp_path.iterdir())


def test_a_kernel_keeps_it_over_a_restart(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    manager, client = start_new_kernel(cwd=str(tmp_path), env=environment)
    try:

        def said(code):
            heard = []
            client.execute_interactive(code, output_hook=heard.append, timeout=60)
            return "".join(message["content"].get("text", "") for message in heard)

        start = "from lib.exercises import start_here as exercises\n"
        said(f"{start}exercises.accuracy.check(lambda y, predicted: 0)")
        assert [path.name for path in tmp_path.iterdir()] == [FILE]
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert "◐ accuracy: tried" in said(f"{start}print(exercises.progress())")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


# The sections.

PROGRESSES = {
    path.stem: importlib.import_module(f"lib.exercises.{path.stem[3:]}").progress
    for path in NOTEBOOKS
    if (ROOT / "lib" / "exercises" / path.stem[3:]).exists() or path.stem[3:] == "start_here"
}
EXPLAINED = [(stem, *item) for stem, progress in PROGRESSES.items() for item in progress.sections.items()]


def test_every_exercise_has_its_section():
    assert len(PROGRESSES) == len(NOTEBOOKS)
    for stem, progress in PROGRESSES.items():
        assert progress.notebook == stem[3:]
    named = {f"{stem[3:]}.{exercise.name}": exercise for stem, exercise, _ in EXPLAINED}
    assert named == EXERCISES


@pytest.mark.parametrize("stem", PROGRESSES)
def test_the_order_is_that_of_the_notebook(stem):
    cells = nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4).cells
    checks = re.findall(r"^exercises\.(\w+)\.check\(", "\n".join(cell.source for cell in cells), re.M)
    assert [exercise.name for exercise in PROGRESSES[stem].sections] == checks


@pytest.mark.parametrize("stem, exercise, section", EXPLAINED, ids=[exercise.name for _, exercise, _ in EXPLAINED])
def test_a_section_has_the_panel_and_the_panel_the_preset(stem, exercise, section):
    path = ROOT / "notebooks" / f"{stem}.ipynb"
    (panel,) = [panel for panel in panels_in(path) if panel.title == section.panel]
    cells = nbformat.read(path, as_version=4).cells[: panel.place]
    headings = re.findall(r"^## (\d+) ·", "\n".join(c.source for c in cells if c.cell_type == "markdown"), re.M)
    assert int(headings[-1]) == section.number and f'"{section.preset}"' in panel.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_names_the_call_and_never_calls_it(path):
    """A stored output would depend on what a reader has solved."""
    cells = nbformat.read(path, as_version=4).cells
    assert sum("`exercises.progress()`" in cell.source for cell in cells if cell.cell_type == "markdown") == 1
    assert not [cell for cell in cells if cell.cell_type == "code" and "exercises.progress" in cell.source]


def test_git_ignores_the_file():
    asked = subprocess.run(["git", "check-ignore", f"notebooks/{FILE}"], cwd=ROOT, capture_output=True, text=True)
    if asked.returncode == 128:
        pytest.skip("not a git checkout")
    assert asked.returncode == 0
