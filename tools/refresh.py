"""Run notebooks from a clean kernel and store what a reader sees: python -m tools.refresh notebooks/*.ipynb

Whatever changes from run to run without meaning anything is taken out (timings, widget ids, the version of Python),
so that refreshing twice changes nothing and a difference in git is a difference on the page.
"""

import sys
import uuid
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from lib.front.jupyter import WIDGET_VIEW

# What nbconvert needs to write a script as a .py file, with the text as comments; without the version of Python.
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
# Names for widget ids: any fixed namespace does.
NAMESPACE = uuid.UUID("6f0c2a51-35a5-4c4c-9d4c-0d9e5d0c1e07")


def execute(path, timeout=120):
    """Run the notebook at ``path`` from a clean kernel; returns it with the outputs of this run."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        resources={"metadata": {"path": str(Path(path).parent)}},
        store_widget_state=False,
        record_timing=False,
    )
    return client.execute()


def normalise(notebook):
    """Take out what changes from run to run; returns the same notebook."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": LANGUAGE,
    }
    for cell in notebook.cells:
        cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags"}
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
        for place, output in enumerate(cell.get("outputs", [])):
            view = output.get("data", {}).get(WIDGET_VIEW)
            if view:
                view["model_id"] = uuid.uuid5(NAMESPACE, f"{cell.id}/{place}").hex
    return notebook


def _joined(outputs):
    """A busy machine hands over one line of print in two parts."""
    joined = []
    for output in outputs:
        if joined and output.output_type == "stream" and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def main(paths):
    for path in paths:
        nbformat.write(normalise(execute(path)), path)
        print(f"refreshed {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
