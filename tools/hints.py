"""What the hints are worth: wrong and right answers of students, and what they are told: python -m tools.hints

    python -m tools.hints 02 05      two notebooks
    python -m tools.hints --texts    every wrong answer with what it is told, to be read by a person
    python -m tools.hints --left     only those whose mistake is not named

The answers are in tests/answers, a file a notebook, which is cut at its comments. ``# exercise: name`` begins an
exercise, ``# right: how`` a right answer, ``# wrong: what the mistake is :: words`` a wrong one. The words are a
regular expression: a true hint about this mistake matches it. They are written before the hint is read. Each answer is
run by itself, below the imports of its file. An answer that becomes a hint leaves the file.

A mistake is *named* if what is told matches the words. A hint of the exercise that does not match says something else:
it *misleads*, until a person has read it and found the words too narrow. What is told by the generic hints or by the
problem, without naming the mistake, is a *direction*; values alone are *bare*.
"""

import argparse
import ast
import contextlib
import importlib
import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from lib.exercises.verdict import Verdict

ROOT = Path(__file__).parent.parent
NOTEBOOKS = {path.stem[3:]: path.stem[:2] for path in sorted((ROOT / "notebooks").glob("0*.ipynb"))}
MARK = re.compile(r"^# (exercise|right|wrong): (.+)$", re.MULTILINE)
# Lines that name nothing: inputs and values, the learner's own line, Python's words for an exception.
SILENT = re.compile(
    r"\w+ =|[\s\[]|(\S+: )?expected(?!.*: )|got|[Ii]n your line|It raised|Python says|Not yet\.|The smallest input"
)
# Lines that say where an answer is wrong, not why.
WHERE = re.compile(r"Right in |Of the wrong numbers |Without their signs, ")


@dataclass(frozen=True)
class Answer:
    """An answer of a file. ``label`` says what its mistake is, ``words`` are those of a hint that names it."""

    path: Path
    line: int
    exercise: str
    right: bool
    label: str
    words: str
    code: str
    verdict: Verdict | None = None

    def function(self):
        """The function that the answer defines, as if it stood in a cell of the notebook."""
        name = [step.name for step in ast.parse(self.code).body if isinstance(step, ast.FunctionDef)][-1]
        given = {}
        exec(self.path.read_text(encoding="utf-8").split("# exercise:")[0], given)
        exec(compile("\n" * (self.line - 1) + self.code, str(self.path), "exec"), given)
        return given[name]

    @property
    def told(self):
        """What is said of the mistake: the hint, and of the rest of the verdict all that is said in words."""
        lines = self.verdict.text.removeprefix("Not yet. ").splitlines()
        return "\n".join([self.verdict.hint, *(line for line in lines if not SILENT.match(line))]).strip()

    @property
    def outcome(self):
        """One of the columns of the table."""
        if self.right:
            return "right" if self.verdict.kind == "right" else "rejected"
        if self.verdict.kind == "right":
            return "accepted"
        causes = "\n".join(line for line in self.told.splitlines() if not WHERE.match(line))
        if re.search(self.words, causes, re.IGNORECASE):
            return "named"
        if any(mistake.hint in self.told for mistake in exercise(self).mistakes):
            return "misled"
        return "direction" if self.told else "bare"


def package(name):
    """The exercises of a notebook."""
    return importlib.import_module(f"lib.exercises.{name}")


def exercise(answer):
    """The exercise that an answer is for."""
    return getattr(package(answer.path.stem), answer.exercise)


def read(path):
    """The answers of a file, in its order."""
    text, name, answers = path.read_text(encoding="utf-8"), None, []
    marks = [*MARK.finditer(text), None]
    for mark, following in itertools.pairwise(marks):
        kind, label = mark.groups()
        if kind == "exercise":
            name = label
            continue
        label, _, words = label.partition(" :: ")
        code = text[mark.end() : following.start() if following else None]
        answers.append(Answer(path, text[: mark.end()].count("\n") + 1, name, kind == "right", label, words, code))
    return answers


def judged(path):
    """The answers of a file with what they were told. What they print is not shown."""
    with contextlib.redirect_stdout(io.StringIO()):
        return [replace(answer, verdict=exercise(answer).check(answer.function())) for answer in read(path)]


def shares(answers):
    """The line of the table for some answers."""
    counts = Counter(answer.outcome for answer in answers)
    wrong = sum(not answer.right for answer in answers)
    told = counts["named"] + counts["direction"]
    return (
        f"{wrong:6} {counts['named'] / wrong:8.0%} {told / wrong:10.0%} {counts['bare']:6} {counts['misled']:7} "
        f"{counts['accepted']:9} {len(answers) - wrong:6} {counts['rejected']:9}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="its number; all if none is given")
    parser.add_argument("--texts", action="store_true", help="every wrong answer with what it is told")
    parser.add_argument("--left", action="store_true", help="only what is not named, and what is right but rejected")
    options = parser.parse_args()
    answers = {}
    for name, number in NOTEBOOKS.items():
        if not options.notebooks or number in options.notebooks:
            answers[number] = judged(ROOT / "tests" / "answers" / f"{name}.py")
    everything = [answer for several in answers.values() for answer in several]
    for answer in everything:
        if (options.texts and not answer.right) or (options.left and answer.outcome not in ("named", "right")):
            place = f"{answer.path.relative_to(ROOT)}:{answer.line}"
            print(f"{answer.outcome}: {answer.exercise}: {answer.label}  ({place})\n{answer.verdict.text}\n")
    print("notebook  wrong    named  direction   bare  misled  accepted  right  rejected")
    for number, several in answers.items():
        print(f"{number:8} {shares(several)}")
    print(f"{'all':8} {shares(everything)}")
    print(f"{'goal':8} {'':6} {'≥ 85%':>8} {'≥ 95%':>10} {'':6} {0:7} {0:9} {'':6} {0:9}")


if __name__ == "__main__":
    main()
