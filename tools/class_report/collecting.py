"""The notebooks that were handed in, and whose they are. None of them is opened here."""

import importlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from tools.class_report.reading import checked

ROOT = Path(__file__).parent.parent.parent
LARGEST = 50_000_000  # bytes: ours have two million at most, pictures included


class HandedIn(NamedTuple):
    """One file: whose it is, its path, and why it is not read; empty where it is."""

    student: str
    path: Path
    reason: str = ""


def notebooks_in(folder):
    """The notebooks below a folder, by name. Raises ``FileNotFoundError`` if there are none.

    Whose they are: the first folder of nbgrader's submitted/<student>/<assignment>/, or of any other; in a flat folder
    the name of the file. In a course's folder only submitted/ counts.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder")
    if (folder / "submitted").is_dir():
        folder = folder / "submitted"
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in inside)  # .ipynb_checkpoints, and what systems leave
        if hidden or ".ipynb" not in path.name.lower() or path.is_dir():
            continue
        student = inside[0] if len(inside) > 1 else path.name[: path.name.lower().rindex(".ipynb")]
        found.append(HandedIn(student, path, _reason(path)))
    if not found:
        raise FileNotFoundError(f"there is no notebook in {folder}")
    return found


def _reason(path):
    """Why a file is not read."""
    try:
        if path.is_symlink() or not path.is_file():
            return "is a link or a device, no file"
        size = path.stat().st_size
    except OSError as problem:
        return f"cannot be read: {problem.strerror}"
    if not os.access(path, os.R_OK):
        return "may not be read"
    if size == 0:
        return "is empty"
    return f"is larger than {LARGEST // 1_000_000} MB" if size > LARGEST else ""


class Asked(NamedTuple):
    """What one notebook of ours asks for: its file, its sections by number, and exercise → the name of the answer."""

    file: str
    headings: dict
    answers: dict


def asked():
    """dict package of exercises → :class:`Asked`, from our own notebooks."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        sources = {"markdown": [], "code": []}
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            sources[cell["cell_type"]].append("".join(cell["source"]))
        lines = "\n".join(sources["markdown"]).splitlines()
        headings = [line[3:].split(" · ", 1) for line in lines if line.startswith("## ") and " · " in line]
        package = path.stem[3:]
        known = {exercise.name for exercise in importlib.import_module(f"lib.exercises.{package}").progress.sections}
        checks = [call for source in sources["code"] for call in checked(source)]
        answers = {exercise: name for exercise, name in checks if exercise in known}
        found[package] = Asked(path.name, {int(number): words for number, words in headings}, answers)
    return found
