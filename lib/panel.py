"""Sliders and a view make a panel: ``explore(view, title="…", rows="L14", rank=slider(1, 32, value=3))``.

A panel is live in Jupyter, a picture on GitHub and in JupyterLab before the notebook is run, and a text that nbval
compares: its stored output holds the widget, ``image/png`` and ``text/plain`` together. Its view is an object with

    figure, alt           as in lib.views.view.View
    update(**state)       sets the figure to one state, returns the readout
    frame()               the present picture, quickly encoded: (format, bytes)
    png()                 the same, encoded small, for the stored notebook

A picture is drawn once for each state that is asked for. States that are out of date before they could be drawn are
dropped, and two threads never draw at once: Matplotlib is not thread-safe.
"""

import base64
import html
import inspect
import numbers
import threading
from dataclasses import dataclass

import ipywidgets as widgets
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import clear_output, display

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# Every panel of this kernel by its title, so that a test can move what a notebook shows.
panels = {}

STYLE = """<style>
.panel { padding: 4px 0 8px; --jp-widgets-inline-height: 34px; --jp-widgets-slider-handle-size: 22px;
  --jp-widgets-slider-track-thickness: 6px; --jp-widgets-font-size: 18px; }
.panel .widget-html-content, .panel select { font-size: 18px; line-height: 1.35; }
.panel .widget-button, .panel .widget-toggle-button, .panel .widget-upload { width: auto; padding: 0 14px; }
.panel .widget-toggle-buttons { display: flex; align-items: center; }
.panel .widget-toggle-buttons > label { margin-right: 8px; }
.panel .widget-readout { min-width: 80px; }
.panel .noUi-handle:focus { outline: 3px solid #D55E00; }
.panel img { display: block; max-width: 100%; height: auto; background: white; border-radius: 4px; }
.panel-title { font-size: 20px; font-weight: 600; }
.panel-rows { font-weight: 400; opacity: 0.75; }
.panel-readout { min-height: 1.35em; font-variant-numeric: tabular-nums; max-width: 1200px; }
.panel-error { background: #B00020; color: white; font-size: 22px; padding: 8px 12px; max-width: 1176px; }
.panel-refusal { border-left: 8px solid #D55E00; padding: 4px 12px; }
</style>"""


@dataclass(frozen=True)
class Control:
    """What a learner moves: made by :func:`slider`, :func:`log_slider`, :func:`steps` and :func:`choice`.

    ``samples`` are the values at which a test looks: least, middle and greatest, or every option.
    """

    kind: type
    options: dict
    samples: tuple

    def widget(self, name):
        options = {"description": name, **self.options}
        width = "auto" if self.kind is widgets.ToggleButtons else "580px"
        return self.kind(style={"description_width": "auto"}, layout=widgets.Layout(width=width), **options)


def slider(low, high, value=None, step=None, label=None, format=None):
    """A slider from ``low`` to ``high``, of whole numbers if low, high and step are ints.

    value : where it starts, by default at ``low``. step : by default 1 for whole numbers, else a hundredth of the
    range. label : by default the name of the argument of ``update``. format : such as ".2f".
    """
    value = low if value is None else value
    whole = all(isinstance(x, int) for x in (low, high, value)) and (step is None or isinstance(step, int))
    step = step or (1 if whole else (high - low) / 100)
    if not (low <= value <= high and low < high and step > 0):
        raise ValueError(f"a slider needs low <= value <= high and step > 0, not {low}, {value}, {high}, {step}")
    middle = low + round((high - low) / 2 / step) * step
    options = dict(min=low, max=high, value=value, step=step)
    options |= {"readout_format": format or ("d" if whole else ".2f")} | ({"description": label} if label else {})
    return Control(widgets.IntSlider if whole else widgets.FloatSlider, options, (low, middle, high))


def log_slider(low, high, value=None, steps_per_decade=10, label=None, format=".1e"):
    """A slider on which each step multiplies: from 10**low to 10**high; ``value`` is a number, not its power."""
    value = 10.0**low if value is None else value
    step = 1 / steps_per_decade
    if not (low < high and 10.0**low <= value <= 10.0**high * (1 + 1e-12)):
        raise ValueError(f"a log slider needs 10**low <= value <= 10**high, not {low}, {value}, {high}")
    options = dict(base=10, min=low, max=high, value=value, step=step, readout_format=format)
    samples = (10.0**low, 10.0 ** (low + round((high - low) / 2 / step) * step), 10.0**high)
    return Control(widgets.FloatLogSlider, options | ({"description": label} if label else {}), samples)


def steps(values, value=None, label=None):
    """A slider over the given values and no others."""
    values = tuple(values)
    chosen = dict(options=list(values), value=values[0] if value is None else value)
    samples = (values[0], values[len(values) // 2], values[-1])
    return Control(widgets.SelectionSlider, chosen | ({"description": label} if label else {}), samples)


def choice(*options, value=None, label=None):
    """Buttons of which one is pressed. Each option is a text, or a pair (text, value)."""
    values = tuple(option[1] if isinstance(option, tuple) else option for option in options)
    chosen = dict(options=list(options), value=values[0] if value is None else value)
    return Control(widgets.ToggleButtons, chosen | ({"description": label} if label else {}), values)


@dataclass(frozen=True)
class Prediction:
    """A question that is answered before the sliders come alive. The view receives the answer as ``guess``."""

    question: str
    control: Control


def predict(question, control):
    """Ask before the answer is seen: ``predict("At which rank is it exact?", slider(1, 20))``.

    Until the learner commits, the sliders rest and ``update`` receives ``guess=None``; then it receives the answer,
    so that the view can draw guess and truth into one picture.
    """
    return Prediction(question, control)


@dataclass(frozen=True)
class Upload:
    """A button for a file of the learner's own, handed to ``load`` as bytes."""

    label: str
    accept: str
    load: object


def upload(label, accept, load):
    """Take a file: ``upload("Your picture", ".png,.jpg", view.load)``. A ``ValueError`` of ``load`` is told to the
    learner, and the panel stays as it was."""
    return Upload(label, accept, load)


def progress(items, label):
    """Go through ``items`` under a bar for those who wait, gone afterwards: ``for x in progress(xs, "training")``.

    The bar is shown as a widget and nothing else, so that no stored output and no comparison of outputs sees it.
    """
    items = list(items)
    if not InteractiveShell.initialized():
        yield from items
        return
    bar = widgets.IntProgress(max=len(items), description=label, style={"description_width": "auto"})
    display({WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": bar.model_id}}, raw=True)
    for item in items:
        yield item
        bar.value += 1
    bar.close()
    clear_output()


def explore(view, *, title, rows, presets=None, prediction=None, file=None, **controls):
    """Show a view with sliders.

    Parameters
    ----------
    view : a view, see above
    title : str         the panel's heading, unique in the notebook
    rows : str          the lecture rows it serves, such as "L13 L14"; empty if none
    presets : dict      name → state (a dict of some sliders' values), shown as buttons
    prediction : from :func:`predict`
    file : from :func:`upload`
    **controls : from :func:`slider`, :func:`log_slider`, :func:`steps`, :func:`choice`, one for each argument of
        ``view.update``

    Returns
    -------
    Panel

    Raises
    ------
    TypeError   controls, presets or prediction that do not fit the arguments of ``view.update``
    ValueError  a preset that sets nothing, or a value that its slider cannot have
    """
    _compare(view.update, controls, presets or {}, prediction)
    if title in panels:
        panels[title].close()
    panels[title] = Panel(view, title, rows, presets or {}, prediction, file, controls)
    return panels[title]


def _compare(update, controls, presets, prediction):
    """Raise if controls, presets and prediction are not what ``update`` takes: seen here, and not at a click in class.

    A value between the steps of a slider is kept as it is, and so allowed; one beyond its ends is not.
    """
    signature = inspect.signature(update)
    wanted = f"update takes {signature}"
    taken = {name: a for name, a in signature.parameters.items() if a.kind is not a.VAR_KEYWORD}
    anything = len(taken) < len(signature.parameters)  # update takes **state
    if "guess" in controls:
        raise TypeError("guess is what the learner answers: ask with prediction=predict(…), not with a control")
    for name, control in controls.items():
        if not isinstance(control, Control):
            raise TypeError(f"{name} must be made by slider, log_slider, steps or choice, not {control!r}")
        if name not in taken and not anything:
            raise TypeError(f"there is a control {name}, and {wanted}")
    given = set(controls)
    if prediction is not None:
        if not isinstance(prediction, Prediction):
            raise TypeError(f"prediction must be made by predict, not {prediction!r}")
        if "guess" not in taken and not anything:
            raise TypeError(f"there is a prediction, whose answer update gets as guess, and {wanted}")
        given.add("guess")
    for name, argument in taken.items():
        if name not in given and argument.default is argument.empty:
            raise TypeError(f"there is nothing that sets {name}, and {wanted}")
    for preset, state in presets.items():
        if not state:
            raise ValueError(f"the preset {preset!r} must set some of {', '.join(controls)}, not nothing")
        for name, value in state.items():
            if name not in controls:
                raise TypeError(f"the preset {preset!r} sets {name}; there are controls for {', '.join(controls)}")
            offer = _offer_without(controls[name], value)
            if offer:
                raise ValueError(f"the preset {preset!r} sets {name} to {value!r}, which must be {offer}")


def _offer_without(control, value):
    """What a control offers, in words, if ``value`` is not among it; otherwise nothing."""
    options = control.options
    if "options" in options:
        values = [option[1] if isinstance(option, tuple) else option for option in options["options"]]
        return "" if value in values else f"one of {', '.join(map(repr, values))}"
    low, high = options["min"], options["max"]
    if "base" in options:
        low, high = 10.0**low, 10.0**high
    kind = numbers.Integral if control.kind is widgets.IntSlider else numbers.Real
    inside = isinstance(value, kind) and low <= value <= high
    return "" if inside else f"a {'whole ' * (kind is numbers.Integral)}number from {low:g} to {high:g}"


class Panel(widgets.VBox):
    """What :func:`explore` returns.

    ``state`` is what the sliders say, ``readout`` the sentence below the picture, ``errors`` every (state, exception)
    that a learner saw in it. ``move(**state)`` sets sliders as a learner would; ``commit(guess)`` answers the question.
    """

    def __init__(self, view, title, rows, presets, prediction, file, controls):
        self.view, self.presets, self.prediction, self.file = view, presets, prediction, file
        self.controls = controls
        self.errors = []
        self.readout = ""
        self.committed = prediction is None
        self._lock = threading.Lock()
        self._wanted = self._shown = None
        self._paused = False

        self.sliders = {name: control.widget(name) for name, control in controls.items()}
        for widget in self.sliders.values():
            widget.observe(self._moved, "value")
        self._picture, self._words, self._trouble = widgets.HTML(), widgets.HTML(), widgets.HTML()
        served = f' <span class="panel-rows">· {rows}</span>' if rows else ""
        heading = f'{STYLE}<div class="panel-title">{html.escape(title)}{served}</div>'
        parts = [widgets.HTML(heading), *self._question(), self._row(self.sliders.values())]
        parts += [self._row([*map(self._preset_button, presets), *self._chooser()])]
        parts += [self._picture, self._words, self._trouble]
        super().__init__([part for part in parts if not (isinstance(part, widgets.HBox) and not part.children)])
        self.add_class("panel")
        self._rest(not self.committed)
        self._moved()

    # What stands in the panel.

    @staticmethod
    def _row(children):
        return widgets.HBox(list(children), layout=widgets.Layout(flex_flow="row wrap", grid_gap="0 24px"))

    def _question(self):
        if self.prediction is None:
            return []
        self._guess = self.prediction.control.widget("your guess")
        self._commit = widgets.Button(description="Commit", button_style="primary")
        self._commit.on_click(lambda _: self.commit(None if self.committed else self._guess.value))
        question = widgets.HTML(f"<b>First commit to a guess.</b> {html.escape(self.prediction.question)}")
        return [question, self._row([self._guess, self._commit])]

    def _preset_button(self, name):
        button = widgets.Button(description=name)
        button.on_click(lambda _: self.move(**self.presets[name]))
        self._preset_buttons = [*getattr(self, "_preset_buttons", []), button]
        return button

    def _chooser(self):
        if self.file is None:
            return []
        self._file = widgets.FileUpload(description=self.file.label, accept=self.file.accept)
        self._file.observe(self._file_came, "value")
        return [self._file]

    def _rest(self, resting):
        for widget in [*self.sliders.values(), *getattr(self, "_preset_buttons", [])]:
            widget.disabled = resting

    # What a learner, a preset or a test does.

    @property
    def state(self):
        state = {name: widget.value for name, widget in self.sliders.items()}
        if self.prediction is not None:
            state["guess"] = self._guess.value if self.committed else None
        return state

    def move(self, **state):
        """Set some sliders at once; the picture is drawn a single time."""
        self._paused = True
        try:
            for name, value in state.items():
                self.sliders[name].value = value
        finally:
            self._paused = False
        self._moved()

    def commit(self, guess):
        """Answer the prediction with ``guess`` and free the sliders; ``None`` takes the answer back."""
        self.committed = guess is not None
        if self.committed:
            self._guess.value = guess
        self._guess.disabled = self.committed
        self._commit.description = "Guess again" if self.committed else "Commit"
        self._rest(not self.committed)
        self._moved()

    def load(self, content):
        """Hand the bytes of a file to the view."""
        try:
            self.file.load(content)
        except ValueError as refusal:
            self._trouble.value = f'<div role="alert" class="panel-refusal">Sorry: {html.escape(str(refusal))}.</div>'
            return
        self._shown = None
        self._moved()

    def _file_came(self, change):
        if change["new"]:
            self.load(bytes(change["new"][0]["content"]))

    # How a state becomes a picture.

    def _moved(self, _=None):
        if self._paused:
            return
        self._wanted = self.state
        # Whoever holds the lock goes on until the newest state is shown; whoever does not get it need not wait.
        while self._wanted != self._shown and self._lock.acquire(blocking=False):
            try:
                self._show(self._wanted)
            finally:
                self._lock.release()

    def _show(self, state):
        try:
            self.readout = self.view.update(**state)
            format, content = self.view.frame()
        except Exception as problem:
            self.errors.append((state, problem))
            self._trouble.value = _trouble(state, problem)
        else:
            self._picture.value = self._img(format, content)
            self._words.value = f'<div role="status" class="panel-readout">{html.escape(self.readout)}</div>'
            self._trouble.value = ""
        self._shown = state

    def _img(self, format, content):
        width, height = self.view.figure.canvas.get_width_height()
        source = f"data:image/{format};base64,{base64.b64encode(content).decode()}"
        return f'<img width="{width}" height="{height}" alt="{html.escape(self.text)}" src="{source}">'

    @property
    def text(self):
        """The picture in words: what is drawn, then the readout."""
        return f"{self.view.alt} {self.readout}"

    def _repr_mimebundle_(self, **options):
        bundle = super()._repr_mimebundle_(**options)
        bundle["text/plain"] = self.text
        bundle["image/png"] = base64.b64encode(self.view.png()).decode()
        return bundle


def _trouble(state, problem):
    where = ", ".join(f"{name} = {value!r}" for name, value in state.items())
    what = html.escape(f"{type(problem).__name__}: {problem}")
    return f'<div role="alert" class="panel-error">This panel failed at {html.escape(where)}.<br>{what}</div>'
