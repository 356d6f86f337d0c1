"""Whether a reader sees the same digits in the browser as in Jupyter: python -m tests.same_digits [notebook …]

Every cell runs, every panel is led through its states, and every exercise gets its named mistakes and the answers of
tests/answers, in this Python and in Pyodide (by Node, without a browser); what is printed, said and written into the
pictures is compared. Prints what differs, and fails if anything does.
"""

import gzip
import importlib
import inspect
import io
import itertools
import json
import logging
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from matplotlib.text import Text

from tests.test_panels_in_notebooks import guesses_of, states_of
from tools import hints
from web import pyodide
from web.session import Session
from web.site import ROOT, Notebook, blocks_of, runtime

# What the browser's Python runs: the same as here, with the states that are asked for.
SCRIPT = """
import importlib, io, json, logging, sys, warnings
sys.path[:0] = ["/home/web", "/home/packages"]
warnings.filterwarnings("ignore", message="Unable to import Axes3D")
import numpy as np
from matplotlib.text import Text
from web.session import Session
inf = np.inf
{texts}
cells, asked, answers, package = json.load(open("/given", encoding="utf-8"))
asked = {{int(place): [eval(state) for state in states] for place, states in asked.items()}}
with open("/result", "w", encoding="utf-8") as result:
    json.dump(texts(cells, asked, answers, package), result)
"""


def texts(cells, asked, answers, package):
    """dict (a cell, a state of its panel, an answer to an exercise) → what is seen there.

    asked : dict place → [(guess, state)]. answers : [(what it is, place of the stub, source, place of the check)].
    package : the name of the module with the exercises.
    """
    session, seen, warned = Session(cells), {}, io.StringIO()
    # A letter that the fonts do not have, for instance.
    logging.getLogger().addHandler(logging.StreamHandler(warned))
    for place, cell in enumerate(cells):
        try:
            output = session.run(place)
        except Exception as problem:
            seen[cell["id"]] = repr(problem)
            continue
        seen[cell["id"]] = f"{output.printed}{output.text}"
        for guess, state in asked.get(place, []):
            panel = output.panels[-1]
            if panel.prediction:
                panel.commit(guess)
            panel.move(**state)
            panel.view.frame()
            figure = panel.view.figure
            # Which ticks there are beyond the ends of an axis is Matplotlib's own affair.
            beyond = set()
            for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
                low, high = sorted(axis.get_view_interval())
                for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                    if not low <= tick.get_loc() <= high:
                        beyond |= {id(tick.label1), id(tick.label2)}
            shown = [text for text in figure.findobj(Text) if text.get_visible() and id(text) not in beyond]
            drawn = [text.get_text() for text in shown]
            beside = [panel.text, *panel.now()["said"].values(), *(repr(problem) for _, problem in panel.errors)]
            here = f"{cell['id']} {panel.title!r} at {state}, guess {guess}"
            seen[here] = " | ".join([*beside, *filter(str.strip, drawn)])
    for label, place, source, check in answers:
        for what in ("run", "check", "solution"):
            said = json.loads(session.attempt(place, source, check, what))
            seen[f"{what}, {label}"] = " | ".join(said.values())
    for name, exercise in vars(importlib.import_module(package)).items():
        for mistake in getattr(exercise, "mistakes", []):
            seen[f"{name}, {mistake.function.__name__}"] = repr(exercise.check(mistake.function))
    return seen | {"what is warned of": warned.getvalue()}


def answers_of(notebook, share=1):
    """What ``texts`` takes: every ``share``-th answer of tests/answers, as if it was written into the page."""
    cells, places = notebook.codes(), {}
    for block in blocks_of(notebook, {}):
        if block["kind"] == "exercise":  # its name is that of the stub, which may be another
            name = re.match(r"\s*exercises\.(\w+)\.check", cells[block["check"]]["source"])[1]
            places[name] = block["place"], block["check"]
    answers = []
    for answer in hints.read(ROOT / "tests" / "answers" / f"{notebook.path.stem[3:]}.py")[::share]:
        place, check = places[answer.exercise]
        answers.append((f"{answer.exercise}, {answer.label}", place, f"{answer.code.strip()}\n", check))
    return answers


def asked_of(cells, share=1):
    """dict place → the states of the cell's panel, every ``share``-th of them, with each guess."""
    session, asked = Session(cells), {}
    for place, cell in enumerate(cells):
        if "explore(" in cell["source"]:
            panel = session.panel(place)
            asked[place] = list(itertools.product(guesses_of(panel), states_of(panel)))[::share]
    return asked


def in_pyodide(cells, asked, answers, package):
    """``texts`` in the browser's Python. Raises ``RuntimeError`` with what it says when it fails."""
    packed = runtime()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        states = {place: [repr(state) for state in states] for place, states in asked.items()}
        given = json.dumps([cells, states, answers, package])
        files = {"lock.json": pyodide.LOCK, "script.py": SCRIPT.format(texts=inspect.getsource(texts)), "given": given}
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        for name, place in (("packages", "packages"), ("lib", "web")):
            (folder / place).write_bytes(gzip.decompress(packed[f"{name}.tar.gz"]))
        command = [pyodide.node(), ROOT / "web" / "run.mjs", pyodide.distribution().resolve()]
        command += [folder / name for name in ("lock.json", "script.py", "given", "result", "packages", "web")]
        told = subprocess.run(command, capture_output=True, text=True)
        if told.returncode:
            raise RuntimeError(told.stderr[-3000:])
        return json.loads((folder / "result").read_text(encoding="utf-8"))


def differences(path, share=1):
    """(how many texts were compared, [(where, here, in the browser)] of those that differ)."""
    notebook = Notebook(path)
    cells = notebook.codes()
    given = cells, asked_of(cells, share), answers_of(notebook, share), f"lib.exercises.{path.stem[3:]}"
    here, there = texts(*given), in_pyodide(*given)
    assert here.keys() == there.keys()
    return len(here), [(where, said, there[where]) for where, said in here.items() if there[where] != said]


def between(one, other):
    """Where two texts differ, a few words around it."""
    parts = [re.split(r"(?<= )", text) for text in (one, other)]
    places = [i for i, (a, b) in enumerate(itertools.zip_longest(*parts, fillvalue="")) if a != b]
    first, last = max(places[0] - 3, 0), places[-1] + 2
    return (
        "\n  here:       ".join(["", "".join(parts[0][first:last])])
        + f"\n  in Pyodide: {''.join(parts[1][first:last])}"
    )


def main(arguments):
    paths = [Path(name).resolve() for name in arguments] or sorted((ROOT / "notebooks").glob("*.ipynb"))
    differ = 0
    for path in paths:
        count, differing = differences(path)
        differ += len(differing)
        print(f"{path.stem}: {count} texts, {len(differing)} differ", flush=True)
        for where, here, there in differing:
            print(f"{where}{between(here, there)}")
    return bool(differ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
