"""What a notebook says in words, and whether it is what was computed.

A file tests/claims/test_<number>.py a notebook. A test computes a number, writes it as a reader sees it, and looks for
it in the sentence itself, so that it goes red when the number changes and when the sentence does:

    notebook = Prose("03", given={"nb03-001": ["25 minutes"]})

    def test_one_threshold():
        notebook.says("nb03-019", f"right for {number(100 * share)} % of the animals")

After all tests of a file, ``unclaimed`` has the numbers of the prose that no test has looked for (conftest.py).
"""

import difflib
import re

import nbformat

from tests.test_project import ROOT

# What looks computed: a decimal fraction, a share, a number with thousands.
COMPUTED = r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d+(?= %)"


class Prose:
    """The markdown cells of one notebook by their ids. given : what was set and not computed, by the cell's id."""

    def __init__(self, number, given=None, folder=ROOT / "notebooks"):
        (self.path,) = folder.glob(f"{number}_*.ipynb")
        cells = nbformat.read(self.path, as_version=4).cells
        self.cells = {cell.id: _plain(cell.source) for cell in cells if cell.cell_type == "markdown"}
        self.claimed = {id: [False] * len(text) for id, text in self.cells.items()}
        for id, texts in (given or {}).items():
            self.says(id, *texts)

    def says(self, cell, *sentences):
        """Each of these stands in the cell, emphasis and line ends aside."""
        for words in map(_plain, sentences):
            text = self.cells[cell]
            places = [match.start() for match in re.finditer(rf"(?<![\d.]){re.escape(words)}(?!\d)", text)]
            near = difflib.get_close_matches(words, re.split(r"(?<=[.:;]) ", text), 1, 0)
            assert places, f"{self.path.name}, {cell}: no “{words}”, but perhaps “{''.join(near)}”"
            for start in places:
                self.claimed[cell][start : start + len(words)] = [True] * len(words)

    def unclaimed(self):
        """(cell, number, what stands around it) of each number that nobody claims; formulas and code aside."""
        found = []
        for id, text in self.cells.items():
            aside = [match.span() for match in re.finditer(r"\$\$.+?\$\$|\$[^$]+\$|`[^`]+`|\]\([^)]*\)|<[^>]+>", text)]
            for match in re.finditer(COMPUTED, text):
                at = match.start()
                if not self.claimed[id][at] and not any(start <= at < end for start, end in aside):
                    found.append((id, match[0], text[max(at - 40, 0) : at + 40]))
        return found


def _plain(text):
    return re.sub(r"\s+", " ", re.sub(r"\*+", "", text)).strip()
