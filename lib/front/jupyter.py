"""The host of panels in Jupyter: an anywidget that carries messages between a panel and its front end.

Whatever loads anywidgets shows it: JupyterLab, Notebook, VS Code, Colab. What is stored are three outputs: the picture
with its text, the readout as a caption, and the view of the live widget. In one output the view would win in a notebook
that is opened again, and say "model not found" instead of showing the picture.
"""

import base64
import ctypes
import html
import sys
import uuid
from pathlib import Path

import anywidget
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
    own_id = traitlets.Unicode().tag(sync=True)  # by which the front end finds its model

    def __init__(self, panel):
        own_id = uuid.uuid4().hex
        super().__init__(model_id=own_id, own_id=own_id, panel=panel.describe())
        self._panel = panel
        self.on_msg(self._came)
        panel.watchers.append(self._moved)

    def _came(self, _, message, buffers):
        said, pictures = self._panel.receive(message, buffers)
        self.send({**said, "id": message["id"]}, pictures)

    def view(self):
        """The stored view, with the metadata that Colab's widget manager needs."""
        return super()._repr_mimebundle_()

    def _moved(self):
        """Something else than the front end has moved the panel: a cell, or a test."""
        said, pictures = self._panel.receive({"do": "show"})
        self.send(said, pictures)


# The stored picture and its caption while the panel lives; and the widget's place while it holds words of Jupyter only.
RULES = """<style>
.jp-OutputArea-child:has(+ .jp-OutputArea-child .panel-stored):has(+ * + .jp-OutputArea-child .panel-live),
.jp-OutputArea-child:has(.panel-stored):has(+ .jp-OutputArea-child .panel-live),
.jp-OutputArea-child:has(.panel-stored) + .jp-OutputArea-child > .jp-OutputArea-output:not(:has(*)) { display: none }
</style>"""


def show(panel):
    """Display a panel: what is stored of it, then what is alive."""
    if panel.widget is None:
        panel.widget = PanelWidget(panel)
    width, height = panel.view.size
    picture = base64.b64encode(panel.view.png()).decode()
    display(
        {"image/png": picture, "text/plain": panel.text},
        raw=True,
        metadata={"image/png": {"width": width, "height": height}},
    )
    display({"text/html": f'<p class="panel-stored">{html.escape(panel.readout)}</p>{RULES}'}, raw=True)
    data, metadata = panel.widget.view()
    display({WIDGET_VIEW: data[WIDGET_VIEW]}, raw=True, metadata=metadata)
    _give_back()


def _give_back():
    """Hand memory that is free to the system. glibc keeps it otherwise: 10 MB after some panels' large arrays."""
    if sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim"):
        ctypes.CDLL(None).malloc_trim(0)


def progress(items, label):
    """Go through ``items`` under a bar. It is shown as a widget and nothing else, so that no stored output has it."""
    import ipywidgets  # comes with anywidget; nothing else here needs it

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
