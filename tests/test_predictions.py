"""Every **Predict** can be committed in a panel, and nothing gives its answer away.

The questions are looked at here; the answers, which need a notebook that has run, in test_panels_in_notebooks.py. For
one notebook: ``python -m pytest tests/test_predictions.py tests/test_panels_in_notebooks.py -k "03_ and predict"``.
"""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from lib.panel import Panel, choice, predict, slider
from tests.predictions import badly_asked, given_away
from tests.test_notebooks import NOTEBOOKS
from tests.wiring import panels_in


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_predict_is_committed_in_a_panel(path):
    cells = nbformat.read(path, as_version=4).cells
    problems = badly_asked(cells, [(panel.place, "prediction=" in panel.source) for panel in panels_in(path)])
    assert not problems, "\n".join(problems)


# A fault of each kind is found.

TEXT = """**Notice.** The {0}.

<details><summary>Answers</summary>It is 37.5.</details>"""


class Answer:
    def update(self, height, guess=None):
        said = f"The height is {height} of 100."
        return said if guess is None else f"{said} True: 37.5 %, of 1,250, and it is too low. You guessed {guess}."


def panel_of(control=None, presets=None, **settings):
    view = Answer()
    question = predict("How much of 1,250?", control or slider(0, 90, value=40))
    return Panel(view, "A title", "", presets or {}, question, None, {"height": slider(0, 20), **settings})


def cells_with(above="## A part", asked="**Predict.** How much?", printed="", below="## Another part: 37.5"):
    code = new_code_cell("explore()"), new_code_cell("print()", outputs=[new_output("stream", text=printed)])
    cells = [new_markdown_cell("# 37.5?"), new_markdown_cell(above), new_markdown_cell(asked), *code]
    return [*cells, new_markdown_cell(below)]


@pytest.mark.parametrize(
    "cells, panel, found",
    [
        (cells_with(), panel_of(), []),
        (cells_with(below=TEXT.format("height")), panel_of(), []),
        (cells_with(below=TEXT.format("share is 37.5 %")), panel_of(), ["37.5"]),
        (cells_with(above="## About 37.5"), panel_of(), ["37.5"]),
        (cells_with(printed="37.5 of 1,250"), panel_of(), ["37.5"]),
        (cells_with(), panel_of(presets={"at 37.5": dict(height=3)}), ["37.5"]),
        (cells_with(below="Of 137.5 and 37.51"), panel_of(), []),
        (cells_with(below="It is too low."), panel_of(choice("too low", "too high")), ["too low"]),
        (cells_with(below="It is too high."), panel_of(choice("too low", "too high")), []),
    ],
)
def test_an_answer_that_is_seen_too_early_is_found(cells, panel, found):
    problems = given_away(panel, cells, 3)
    assert len(problems) == len(found) and all(f"“{truth}”" in line for truth, line in zip(found, problems)), problems


def test_a_readout_that_tells_before_the_guess_is_found():
    panel = panel_of()
    panel.view.update = lambda height, guess=None: (
        "It is 37.5." + ("" if guess is None else f" Yes: 37.5, not {guess}.")
    )
    assert "the readout before" in given_away(panel, cells_with(), 3)[0]


def test_what_is_asked_in_vain_is_found():
    asked = cells_with()
    assert not badly_asked(asked, [(3, True)])
    assert "no panel" in badly_asked(asked, [(3, False)])[0]
    assert "no **Predict.**" in badly_asked(cells_with(asked="Well?"), [(3, True)])[0]
    assert "not folded" in badly_asked(cells_with(below=TEXT.format("height")), [(3, True)])[0]
    folded = cells_with(below="<details>\n\nNotice that it is flat.</details>\n\n**Try in class.** *Notice* it.")
    assert not badly_asked(folded, [(3, True)])
