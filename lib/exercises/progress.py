"""How far a learner has come with the exercises of a notebook, kept over a restart of the kernel.

What is solved or tried stands in one small file beside the notebooks, ``.exercise_progress.json``, which git ignores;
without it all are open again. Only the kernel of a notebook writes it, so that no test and no script leaves one, and
only when an exercise was tried. Where it cannot be written, the kernel remembers by itself.
"""

import builtins
import json
import os
from pathlib import Path
from typing import NamedTuple

from lib.exercises.verdict import Verdict

FILE = ".exercise_progress.json"
OPEN, TRIED, SOLVED = "open", "tried", "solved"
STEPS = [OPEN, TRIED, SOLVED]
SIGNS = {OPEN: "○", TRIED: "◐", SOLVED: "✓"}
LARGEST = 100_000  # bytes; what is larger was not written here


class Section(NamedTuple):
    """Where an exercise is explained: the section's number, and a panel there with the preset that shows it."""

    number: int
    panel: str
    preset: str

    def __str__(self):
        return f"section {self.number}, panel “{self.panel}”, preset “{self.preset}”"


def beside_the_notebook():
    """The folder of the notebook whose kernel this process is: it starts there. ``None`` outside of a kernel."""
    shell = getattr(builtins, "get_ipython", lambda: None)()
    return Path.cwd() if getattr(shell, "kernel", None) else None


class Progress:
    """What is solved, tried and open in one notebook. Called, it says so.

    notebook : its name without the number. sections : dict exercise → :class:`Section`, in the notebook's order.
    ``folder`` is where the file is, or ``None`` for no file.
    """

    def __init__(self, notebook, sections):
        self.notebook, self.sections = notebook, sections
        self.folder = beside_the_notebook()
        self._here = {}
        for exercise in sections:
            exercise.watchers.append(self.note)

    def __call__(self):
        """A line an exercise: solved, tried or open, and what to read again where it is not solved."""
        states = self.states()
        solved = sum(state == SOLVED for state in states.values())
        lines = [f"{solved} of {len(states)} exercises solved."]
        for exercise, section in self.sections.items():
            state = states[exercise.name]
            again = {OPEN: f", see {section}", TRIED: f", read again {section}", SOLVED: ""}[state]
            lines.append(f"{SIGNS[state]} {exercise.name}: {state}{again}")
        if self.folder and self._differs(self._all()):
            lines.append("This folder cannot be written: it is kept until the kernel stops.")
        return Verdict("right" if solved == len(states) else "not attempted", "\n".join(lines))

    def note(self, exercise, verdict):
        """Remember what a check has said. What was solved once stays solved."""
        state = {"right": SOLVED, "wrong": TRIED}.get(verdict.kind, OPEN)
        self._here[exercise.name] = _further(state, self.states()[exercise.name])
        everything = self._all()
        if self.folder and self._differs(everything):
            everything[self.notebook] = {name: state for name, state in self.states().items() if state != OPEN}
            _write(self.folder / FILE, everything)

    def states(self):
        """dict name → "open", "tried" or "solved"."""
        kept = self._all().get(self.notebook, {})
        names = [exercise.name for exercise in self.sections]
        return {name: _further(self._here.get(name, OPEN), kept.get(name, OPEN)) for name in names}

    def _differs(self, everything):
        """Whether this kernel knows more than the file."""
        kept = everything.get(self.notebook, {})
        return any(state != kept.get(name, OPEN) for name, state in self.states().items())

    def _all(self):
        """What the file says, notebook by notebook; nothing where it is missing or holds something else."""
        path = self.folder / FILE if self.folder else None
        try:
            if path is None or path.stat().st_size > LARGEST:
                return {}
            read = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        notebooks = read.items() if isinstance(read, dict) else []
        return {notebook: _states(said) for notebook, said in notebooks}


def _states(said):
    items = said.items() if isinstance(said, dict) else []
    return {name: state for name, state in items if isinstance(state, str) and state in STEPS}


def _further(one, other):
    return max(one, other, key=STEPS.index)


def _write(path, everything):
    """Replace the file as a whole, so that a second kernel never reads half of it."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        part.write_text(json.dumps(everything, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError:  # a folder that cannot be written
        part.unlink(missing_ok=True)
