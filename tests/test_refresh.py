"""tools.refresh: what changes from run to run without meaning anything is taken out."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import refresh


def test_normalise():
    view = {refresh.WIDGET_VIEW: {"model_id": "random", "version_major": 2}, "text/plain": "words"}
    # No cell is hidden either: what wiring there was stands with the views.
    timed = {"execution": {"iopub.status.busy": "now"}, "tags": ["a"], "jupyter": {"source_hidden": True}}
    cell = new_code_cell("x", outputs=[new_output("execute_result", view)], metadata=timed)
    language = {"name": "python", "version": "3.11.7"}
    book = new_notebook(cells=[cell], metadata={"widgets": {}, "language_info": language})
    once = refresh.normalise(book)
    assert set(once.metadata) == {"kernelspec", "language_info"} and "version" not in once.metadata["language_info"]
    assert once.metadata["language_info"]["file_extension"] == ".py"  # nbconvert --to script writes .txt without it
    assert once.cells[0].metadata == {"tags": ["a"]}
    ids = once.cells[0].outputs[0]["data"][refresh.WIDGET_VIEW]["model_id"]
    assert (
        ids != "random" and refresh.normalise(once).cells[0].outputs[0]["data"][refresh.WIDGET_VIEW]["model_id"] == ids
    )


def test_a_line_that_came_in_two_parts_is_one():
    parts = [("stdout", "a"), ("stdout", " b\n"), ("stderr", "c"), ("stdout", "d")]
    outputs = [new_output("stream", name=name, text=text) for name, text in parts]
    outputs.insert(3, new_output("display_data", {"text/plain": "picture"}))
    cell = refresh.normalise(new_notebook(cells=[new_code_cell("x", outputs=outputs)])).cells[0]
    assert [output.get("text") for output in cell.outputs] == ["a b\n", "c", None, "d"]


def test_refreshing_twice_changes_nothing(tmp_path):
    book = new_notebook(
        cells=[
            new_markdown_cell("# Title"),
            new_code_cell(
                "from lib.panel import explore, slider\nfrom lib.views.svd_and_mondrian import CircleToEllipse"
            ),
            new_code_cell("import random\nprint('seen')\nx = random.random()"),
            new_code_cell(
                "explore(CircleToEllipse(), title='t', rows='L6', step=slider(0.0, 3.0), v_angle=slider(0, 9),\n"
                "        stretch_1=slider(0.0, 1.0), stretch_2=slider(0.0, 1.0), u_angle=slider(0, 9), presets={})"
            ),
        ]
    )
    path = tmp_path / "a.ipynb"
    nbformat.write(book, path)
    refresh.main([path])
    first = path.read_bytes()
    refresh.main([path])
    assert path.read_bytes() == first
    cells = nbformat.read(path, as_version=4).cells
    assert cells[2].outputs[0].text == "seen\n" and "image/png" in cells[3].outputs[0]["data"]
