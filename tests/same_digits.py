"""Whether a reader sees the same digits in the browser as in Jupyter: python -m tests.same_digits [notebook …]

Every cell runs, and every panel is led through its states, in this Python and in Pyodide (by Node, without a browser);
what is printed, said and written into the pictures is compared. Prints what differs.
"""

import gzip
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
from web import pyodide
from web.session import Session
from web.site import ROOT, Notebook, runtime

# What the browser's Python runs: the same as here, with the states that are asked for.
SCRIPT = """
import io, json, logging, sys, warnings
sys.path[:0] = ["/home/web", "/home/packages"]
warnings.filterwarnings("ignore", message="Unable to import Axes3D")
import numpy as np
from matplotlib.text import Text
from web.session import Session
inf = np.inf
{texts}
cells, asked = json.load(open("/given", encoding="utf-8"))
asked = {{int(place): [eval(state) for state in states] for place, states in asked.items()}}
with open("/result", "w", encoding="utf-8") as result:
    json.dump(texts(cells, asked), result)
"""


def texts(cells, asked):
    """dict (a cell, or a state of its panel) → what is seen there. asked : dict place → [(guess, state)]."""
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
            ticks = {
                id(text) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for text in axis.findobj(Text)
            }
            shown = [text for text in figure.findobj(Text) if text.get_visible() and id(text) not in ticks]
            drawn = [text.get_text() for text in shown]
            said = [panel.readout, *(repr(problem) for _, problem in panel.errors), *filter(str.strip, drawn)]
            seen[f"{cell['id']} {panel.title!r} at {state}, guess {guess}"] = " | ".join(said)
    return seen | {"what is warned of": warned.getvalue()}


def asked_of(cells, share=1):
    """dict place → the states of the cell's panel, every ``share``-th of them, with each guess."""
    session, asked = Session(cells), {}
    for place, cell in enumerate(cells):
        if "explore(" in cell["source"]:
            panel = session.panel(place)
            asked[place] = list(itertools.product(guesses_of(panel), states_of(panel)))[::share]
    return asked


def in_pyodide(cells, asked):
    """``texts`` in the browser's Python. Raises ``RuntimeError`` with what it says when it fails."""
    packed = runtime()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        given = json.dumps([cells, {place: [repr(state) for state in states] for place, states in asked.items()}])
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
    cells = Notebook(path).codes()
    asked = asked_of(cells, share)
    here, there = texts(cells, asked), in_pyodide(cells, asked)
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
    for path in paths:
        count, differing = differences(path)
        print(f"{path.stem}: {count} texts, {len(differing)} differ", flush=True)
        for where, here, there in differing:
            print(f"{where}{between(here, there)}")


if __name__ == "__main__":
    main(sys.argv[1:])
