"""What the panels of a notebook are made with, read from the source, so that collecting tests runs nothing.

The settings of a panel stand in its cell or, as a rule, in ``panel`` of the view that the cell names.
"""

import functools
import importlib
import inspect
import re
from dataclasses import dataclass

import nbformat


@dataclass(frozen=True)
class Wired:
    """One cell that shows a panel: its place, and the source of everything that the panel is made with."""

    place: int
    title: str
    rows: tuple
    source: str


@functools.cache
def panels_in(path):
    """All panels of a notebook, in their order."""
    package = importlib.import_module(f"lib.views.{path.stem[3:]}")
    found, shown = [], {}
    for place, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if cell.cell_type != "code":
            continue
        for name, view in re.findall(r"^(\w+) = views\.(\w+)\(", cell.source, re.M):
            shown[name] = view
        for words in re.findall(r"\bexplore\(\s*(?:views\.)?(\w+)", cell.source):
            view = getattr(package, shown.get(words, words))
            source = f"{cell.source}\n{inspect.getsource(view.panel)}"
            title, rows = (re.search(rf'\b{name}="([^"]*)"', source)[1] for name in ("title", "rows"))
            found.append(Wired(place, title, tuple(rows.split()), source))
    return found
