"""The host of panels in Jupyter: an anywidget that carries messages between a panel and its front end.

Whatever loads anywidgets shows it: JupyterLab, Notebook, VS Code, Colab. What is stored is the widget's view, a picture
and a text, in one output.
"""

from pathlib import Path

import anywidget
import ipywidgets
import traitlets
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import clear_output, display

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
HERE = Path(__file__).parent


class PanelWidget(anywidget.AnyWidget):
    """One panel in a notebook."""

    _esm = (HERE / "panel.js").read_text(encoding="utf-8")
    _css = (HERE / "panel.css").read_text(encoding="utf-8")
    panel = traitlets.Dict().tag(sync=True)

    def __init__(self, panel):
        super().__init__(panel=panel.describe())
        self._panel = panel
        self.on_msg(self._came)
        panel.watchers.append(self._moved)

    def _came(self, _, message, buffers):
        said, pictures = self._panel.receive(message, buffers)
        self.send({**said, "id": message["id"]}, pictures)

    def _moved(self):
        """Something else than the front end has moved the panel: a cell, or a test."""
        said, pictures = self._panel.receive({"do": "show"})
        self.send(said, pictures)


def bundle(panel, **options):
    """What a cell stores of a panel, besides its picture and its text: the view of a live widget."""
    if not hasattr(panel, "widget"):
        panel.widget = PanelWidget(panel)
    data = panel.widget._repr_mimebundle_(**options)
    data = data[0] if isinstance(data, tuple) else data
    return {WIDGET_VIEW: data[WIDGET_VIEW]}


def progress(items, label):
    """Go through ``items`` under a bar. It is shown as a widget and nothing else, so that no stored output has it."""
    items = list(items)
    if not InteractiveShell.initialized():
        yield from items
        return
    bar = ipywidgets.IntProgress(max=len(items), description=label, style={"description_width": "auto"})
    display({WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": bar.model_id}}, raw=True)
    for item in items:
        yield item
        bar.value += 1
    bar.close()
    clear_output()
