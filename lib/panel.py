"""Controls and a view make a panel: ``explore(view, title="…", rows="L14", rank=slider(1, 32, value=3))``.

This is the half of a panel that knows nothing of any screen: the controls as data, the state, and one frame for a state.
Its other half is a host, which carries messages between :meth:`Panel.receive` and the one front end in ``lib/front``:
``lib.front.jupyter`` in a notebook, a worker on a web page. A view is an object with

    figure, alt, size     as in lib.views.view.View
    update(**state)       sets the figure to one state, returns the readout
    frame(ratio, moving)  the present picture at a screen's pixel ratio: (format, bytes)
    png()                 the same at ratio 1, encoded small, for the stored notebook

A picture is drawn once for each state that is asked for. States that are out of date before they could be drawn are
dropped, and two threads never draw at once: Matplotlib is not thread-safe.
"""

import base64
import importlib
import inspect
import math
import numbers
import threading
import time
from dataclasses import dataclass

# What host and front end understand of each other; a front end that meets another number says which one it needs.
PROTOCOL = 1
# What brings panels to a screen: by default in Jupyter. A page sets its own before the first panel is shown.
host = "lib.front.jupyter"
# Every panel of this kernel by its title, so that a test can move what a notebook shows.
panels = {}


# Controls.


@dataclass(frozen=True)
class Control:
    """What a learner moves: made by :func:`slider`, :func:`log_slider`, :func:`steps` and :func:`choice`.

    kind : "slider" or "choice". values : all that can be reached, as ``update`` receives them. texts : each of them as a
    reader sees and hears it. start : the value at the beginning. samples : the values at which a test looks, least,
    middle and greatest, or every option. spec : how a number between two values is written.
    """

    kind: str
    values: tuple
    texts: tuple
    start: object
    samples: tuple
    label: str | None = None
    spec: str | None = None

    def place(self, value):
        """The index of the value, or of the nearest one."""
        if value in self.values:
            return self.values.index(value)
        return min(range(len(self.values)), key=lambda i: abs(self.values[i] - value))

    def text(self, value):
        """The value as a reader sees it."""
        return self.texts[self.place(value)] if value in self.values else _text(value, self.spec)

    def offers(self, value):
        """Nothing if the control can have the value, else what it offers, in words.

        A number between the steps of a slider is kept as it is, and so can be had; one beyond its ends cannot.
        """
        if value in self.values:
            return ""
        if self.spec is None:
            return f"one of {', '.join(map(repr, self.values))}"
        low, high = self.values[0], self.values[-1]
        whole = all(isinstance(v, int) for v in self.values)
        kind = numbers.Integral if whole else numbers.Real
        inside = isinstance(value, kind) and not isinstance(value, bool) and low <= value <= high
        return "" if inside else f"a {'whole ' * whole}number from {low:g} to {high:g}"

    def typed(self, text):
        """The value that a learner typed: one of the texts, or a number, cut to the ends. ``ValueError`` otherwise."""
        words = text.strip().replace("−", "-").replace(",", ".")
        for value, shown in zip(self.values, self.texts):
            if text.strip() in (shown, str(value)):
                return value
        try:
            number = float(words)
        except ValueError:
            number = math.nan
        reached = [value for value in self.values if isinstance(value, (int, float)) and not isinstance(value, bool)]
        if math.isnan(number) or len(reached) < len(self.values):
            raise ValueError(f"{text.strip()!r} is not among {self.texts[0]} … {self.texts[-1]}")
        number = min(max(number, self.values[0]), self.values[-1])
        between = self.spec is not None and not all(isinstance(value, int) for value in self.values)
        return number if between and number not in self.values else self.values[self.place(number)]

    def describe(self, name):
        """The control as data for the front end."""
        return {"name": name, "kind": self.kind, "label": self.label or name, "texts": list(self.texts)}


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
    places = [low + i * step for i in range(math.ceil((high - low) / step - 1e-9) + 1)]
    values = tuple(min(place, high) if whole else _free(min(place, high)) for place in places)
    middle = values[round((high - low) / 2 / step)]
    return _slider(values, value, (values[0], middle, values[-1]), label, format or ("d" if whole else ".2f"))


def log_slider(low, high, value=None, steps_per_decade=10, label=None, format=".1e"):
    """A slider on which each step multiplies: from 10**low to 10**high; ``value`` is a number, not its power."""
    value = 10.0**low if value is None else value
    if not (low < high and 10.0**low <= value <= 10.0**high * (1 + 1e-12)):
        raise ValueError(f"a log slider needs 10**low <= value <= 10**high, not {low}, {value}, {high}")
    count = round((high - low) * steps_per_decade)
    values = tuple(_free(10.0 ** (low + i / steps_per_decade)) for i in range(count + 1))
    middle = values[round((high - low) / 2 * steps_per_decade)]
    return _slider(values, value, (values[0], middle, values[-1]), label, format)


def _slider(values, value, samples, label, spec):
    # What was typed as 0.3 is the step 0.3, whichever way the steps were counted.
    value = next((known for known in values if math.isclose(known, value, rel_tol=1e-9)), value)
    return Control("slider", values, tuple(_text(v, spec) for v in values), value, samples, label, spec)


def steps(values, value=None, label=None):
    """A slider over the given values and no others."""
    values = tuple(values)
    samples = (values[0], values[len(values) // 2], values[-1])
    return _among("slider", values, [_plain(v) for v in values], value, samples, label)


def choice(*options, value=None, label=None):
    """Buttons of which one is pressed. Each option is a text, or a pair (text, value)."""
    values = tuple(option[1] if isinstance(option, tuple) else option for option in options)
    texts = [option[0] if isinstance(option, tuple) else str(option) for option in options]
    return _among("choice", values, texts, value, values, label)


def _among(kind, values, texts, value, samples, label):
    value = values[0] if value is None else value
    if value not in values:
        raise ValueError(f"value must be one of {', '.join(map(repr, values))}, not {value!r}")
    return Control(kind, values, tuple(texts), value, samples, label)


def _free(number):
    """A number without what counting in steps has left behind: 0.30000000000000004 → 0.3."""
    return float(f"{number:.12g}")


def _text(value, spec):
    """A number as a reader sees it, with a true minus, and powers of ten written out: 2.5e-04 → 2.5 × 10⁻⁴."""
    text = format(value, spec)
    if "e" in text:
        mantissa, power = text.split("e")
        if -4 < int(power) < 5:
            return f"{float(text):.10g}".replace("-", "−")
        text = f"{mantissa} × 10{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
    elif not float(text):
        text = text.lstrip("-")
    return text.replace("-", "−")


def _plain(value):
    """One of :func:`steps`: ∞ for infinity, and 1 for 1.0."""
    if isinstance(value, float):
        return "∞" if value == math.inf else f"{value:g}".replace("-", "−")
    return str(value).replace("-", "−") if isinstance(value, int) else str(value)


# What else a panel takes.


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
    """A button for a file of the learner's own, handed to ``load`` as bytes; of ``limit`` bytes at most."""

    label: str
    accept: str
    load: object
    limit: int


def upload(label, accept, load, limit=100_000_000):
    """Take a file: ``upload("Your picture", ".png,.jpg", view.load)``. A ``ValueError`` of ``load`` is told to the
    learner, and the panel stays as it was."""
    return Upload(label, accept, load, limit)


def progress(items, label):
    """Go through ``items`` under a bar for those who wait, gone afterwards: ``for x in progress(xs, "training")``."""
    return _host().progress(items, label)


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
    panels[title] = Panel(view, title, rows, presets or {}, prediction, file, controls)
    return panels[title]


def _compare(update, controls, presets, prediction):
    """Raise if controls, presets and prediction are not what ``update`` takes: seen here, and not at a click in class."""
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
            if offer := controls[name].offers(value):
                raise ValueError(f"the preset {preset!r} sets {name} to {value!r}, which must be {offer}")


# The panel.


class Panel:
    """What :func:`explore` returns.

    ``state`` is what the controls say, ``readout`` the sentence below the picture, ``errors`` every (state, exception)
    that a learner saw in it. ``move(**state)`` sets controls as a learner would; ``commit(guess)`` answers the question.
    """

    def __init__(self, view, title, rows, presets, prediction, file, controls):
        self.view, self.title, self.rows = view, title, rows
        self.controls, self.presets, self.prediction, self.file = controls, presets, prediction, file
        self.values = {name: control.start for name, control in controls.items()}
        self.guess = None
        self.errors = []
        self.readout = ""
        self.watchers = []  # hosts that are told when something else than their own message has moved the panel
        self._lock = threading.Lock()
        self._wanted = self._shown = None
        self._trouble = self._refusal = None
        self._parts = []
        self._move()

    # What a learner, a preset or a test does.

    @property
    def state(self):
        """What ``update`` receives: the value of every control, and the guess where there is a prediction."""
        return self.values | ({} if self.prediction is None else {"guess": self.guess})

    @property
    def committed(self):
        """Whether the controls are free: there is no prediction, or it has been answered."""
        return self.prediction is None or self.guess is not None

    def move(self, **state):
        """Set some controls at once; the picture is drawn a single time. Returns the panel, so that a cell shows it.

        Raises a ``TypeError`` for an unknown name and a ``ValueError`` for a value that the control cannot have.
        """
        self._set(state)
        self._tell()
        return self

    def commit(self, guess):
        """Answer the prediction with ``guess`` and free the controls; ``None`` takes the answer back."""
        self.guess = guess
        self._move()
        self._tell()

    def load(self, content):
        """Hand the bytes of a file to the view."""
        self._load(content)
        self._tell()

    def _set(self, state):
        for name, value in state.items():
            if name not in self.controls:
                raise TypeError(f"there is no control {name!r}; there are {', '.join(self.controls)}")
            if offer := self.controls[name].offers(value):
                raise ValueError(f"{name} must be {offer}, not {value!r}")
        self.values = self.values | state
        self._move()

    def _load(self, content):
        self._refusal = None
        try:
            self.file.load(content)
        except ValueError as refusal:
            self._refusal = f"Sorry: {refusal}."
            return
        self._shown = None
        self._move()

    def _tell(self):
        for watcher in self.watchers:
            watcher()

    # How a state becomes a picture.

    def _move(self):
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
        except Exception as problem:
            self._fail(state, problem)
        else:
            self._trouble = None
        self._shown = state

    def _fail(self, state, problem):
        self.errors.append((state, problem))
        where = ", ".join(f"{name} = {value!r}" for name, value in state.items())
        self._trouble = f"This panel failed at {where}.\n{type(problem).__name__}: {problem}"

    @property
    def text(self):
        """The picture in words: what is drawn, then the readout."""
        return f"{self.view.alt} {self.readout}"

    # What host and front end say to each other.

    def describe(self):
        """All of the panel that does not change, as data (JSON) from which a front end draws it."""
        width, height = self.view.size
        asked = self.prediction and {
            "question": self.prediction.question,
            "control": self.prediction.control.describe("guess") | {"label": "your guess"},
            "place": self.prediction.control.place(self.prediction.control.start),
        }
        chosen = self.file and {"label": self.file.label, "accept": self.file.accept, "limit": self.file.limit}
        return {
            "protocol": PROTOCOL,
            "title": self.title,
            "rows": self.rows,
            "width": width,
            "height": height,
            "controls": [control.describe(name) for name, control in self.controls.items()],
            "presets": list(self.presets),
            "prediction": asked,
            "file": chosen,
        } | self.now()

    def now(self):
        """What stands beside the picture in the present state, as data (JSON)."""
        state = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return {
            "places": {name: control.place(self.values[name]) for name, control in self.controls.items()},
            "said": {name: control.text(self.values[name]) for name, control in self.controls.items()},
            "committed": self.committed,
            "readout": self.readout,
            "alt": self.text,
            "trouble": self._trouble,
            "refusal": self._refusal,
            "code": f"from lib.panel import panels; panels[{self.title!r}].move({state})",
        }

    def receive(self, message, buffers=()):
        """Do what the front end asks; returns (what is to be said, the picture's bytes or nothing).

        message : {"do": …}, one of

        ====== =========================================== ==========================================================
        do     with                                        what happens
        ====== =========================================== ==========================================================
        show                                               the present state is sent once more
        move   places: {name: index}                       controls are set
        type   name, text                                  a control is set to what was typed
        start  name                                        a control goes back to its start
        preset name                                        the state of a preset
        commit place                                       the prediction is answered
        again                                              the answer is taken back
        file   part, parts, and a buffer                   a part of the learner's own file
        ====== =========================================== ==========================================================

        and with it ratio, the screen's pixels for one of the page's, and moving, whether the next picture comes soon.
        """
        started = time.perf_counter()
        do = message["do"]
        try:
            if do == "move":
                values = {n: self.controls[n].values[i] for n, i in message["places"].items()}
                self._set(values)
            elif do == "type":
                self._refusal = None
                self._set({message["name"]: self.controls[message["name"]].typed(message["text"])})
            elif do == "start":
                self._set({message["name"]: self.controls[message["name"]].start})
            elif do == "preset":
                self._set(self.presets[message["name"]])
            elif do in ("commit", "again"):
                self.guess = self.prediction.control.values[message["place"]] if do == "commit" else None
                self._move()
            elif do == "file":
                self._take(message["part"], message["parts"], buffers)
        except ValueError as refusal:
            self._refusal = f"{refusal}."
        if do in ("file", "type") and message.get("part", 0) + 1 < message.get("parts", 1):
            return {"part": message["part"]}, []
        return self._answer(message, started)

    def _answer(self, message, started):
        said, picture = self.now(), []
        ratio = min(max(float(message.get("ratio", 1)), 1), 3)
        try:
            with self._lock:
                format, content = self.view.frame(ratio, bool(message.get("moving")))
        except Exception as problem:
            self._fail(self.state, problem)
            said = self.now()
        else:
            picture = [content]
            said |= {"format": format, "ratio": ratio}
        return said | {"took": time.perf_counter() - started}, picture

    def _take(self, part, parts, buffers):
        """One part of a file that is sent in several, since servers limit what one message may hold."""
        if part == 0:
            self._parts = []
        self._parts.append(bytes(buffers[0]))
        if part + 1 == parts:
            content, self._parts = b"".join(self._parts), []
            self._load(content)

    def _repr_mimebundle_(self, **options):
        bundle = _host().bundle(self, **options)
        bundle["text/plain"] = self.text
        bundle["image/png"] = base64.b64encode(self.view.png()).decode()
        return bundle


def _host():
    return importlib.import_module(host) if isinstance(host, str) else host
