"""The page: what to begin the next lecture with, a chart, and each exercise with its mistakes."""

from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader

from tools.class_report.answering import UNNAMED

HERE = Path(__file__).parent


class Frequent(NamedTuple):
    """A mistake, with the exercise and the notebook in which it was made."""

    mistake: object
    exercise: object
    notebook: object


def most_frequent(notebooks, most=3):
    """The mistakes that most students have made, over all exercises, of those that have a name."""
    found = [
        Frequent(mistake, exercise, notebook)
        for notebook in notebooks
        for exercise in notebook.exercises
        for mistake in exercise.mistakes
        if mistake.words != UNNAMED
    ]
    return sorted(found, key=lambda one: -len(one.mistake.students))[:most]


def page(notebooks, unread, handed_in, missing=(), names=False):
    """The page as HTML. It loads nothing, and names nobody unless ``names``.

    notebooks : list of ``Notebook``. unread : as ``counting.unread`` gives it. handed_in : the number of files.
    missing : what the system could not limit.
    """
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.get_template("page.html.j2").render(
        notebooks=notebooks,
        begin=most_frequent(notebooks),
        unread=unread,
        handed_in=handed_in,
        missing=missing,
        names=names,
        style=(HERE / "page.css").read_text(encoding="utf-8"),
    )
