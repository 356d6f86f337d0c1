"""Controls and a view make a panel: ``explore(view)``, or ``explore(view, rank=slider(1, 32, value=3))``.

This half of a panel knows nothing of any screen: it has the controls as data, the state, and one frame for a state.
The other half is a host, which carries messages between :meth:`Panel.receive` and the one front end in ``lib/front``:
``lib.front.jupyter`` in a notebook, a worker on a web page. A view is an object with

    figure, alt, size     as in lib.views.view.View
    update(**state)       sets the figure to one state, returns the readout
    frame(ratio, moving)  the present picture at a screen's pixel ratio: (format, bytes)
    png()                 the same at ratio 1, encoded small, for the stored notebook
    panel()               the settings of its panel: what ``explore`` takes by name, where it is given nothing else

A picture is drawn once for each state that is asked for. States that are out of date before they could be drawn are
dropped, and two threads never draw at once: Matplotlib is not thread-safe.
"""

import importlib
import inspect
import threading
import time
from dataclasses import dataclass

from lib.controls import Control, again, choice, log_slider, slider, steps

__all__ = [
    "Panel",
    "again",
    "choice",
    "explore",
    "log_slider",
    "panels",
    "predict",
    "progress",
    "slider",
    "steps",
    "upload",
]

# What host and front end understand of each other; a front end that meets another number says which one it needs.
PROTOCOL = 2
# So many pictures a front end keeps, of states that were seen or may come next; with 0 it asks for each.
READY = 16
# What brings panels to a screen: by default in Jupyter. A page sets its own before the first panel is shown.
host = "lib.front.jupyter"
# Every panel of this kernel by its title, so that a test can move what a notebook shows.
panels = {}


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


def explore(view, **settings):
    """Show a view with sliders: those of ``view.panel()``, and in their place those that are given here.

    Parameters
    ----------
    view : a view, see above
    title : str         the panel's heading, unique in the notebook
    rows : str          the lecture rows it serves, such as "L13 L14"; empty if none
    presets : dict      name → state (a dict of some sliders' values), shown as buttons
    prediction : from :func:`predict`
    file : from :func:`upload`
    and a control by name for each argument of ``view.update``, from :func:`slider`, :func:`log_slider`, :func:`steps`,
        :func:`choice`, :func:`again`

    Returns
    -------
    Panel

    Raises
    ------
    TypeError   controls, presets or prediction that do not fit the arguments of ``view.update``
    ValueError  a preset that sets nothing, or a value that its slider cannot have
    """
    return _panel(view, **(view.panel() | settings))


def _panel(view, *, title, rows, presets=None, prediction=None, file=None, **controls):
    _compare(view.update, controls, presets or {}, prediction)
    if title in panels:
        panels[title].close()
    panels[title] = Panel(view, title, rows, presets or {}, prediction, file, controls)
    return panels[title]


def _compare(update, controls, presets, prediction):
    """Raise if controls, presets and prediction are not what ``update`` takes: here, and not at a click in class."""
    signature = inspect.signature(update)
    wanted = f"update takes {signature}"
    taken = {name: a for name, a in signature.parameters.items() if a.kind is not a.VAR_KEYWORD}
    anything = len(taken) < len(signature.parameters)  # update takes **state
    if "guess" in controls:
        raise TypeError("guess is what the learner answers: ask with prediction=predict(…), not with a control")
    for name, control in controls.items():
        if not isinstance(control, Control):
            raise TypeError(f"{name} must be made by slider, log_slider, steps, choice or again, not {control!r}")
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
    that a learner saw in it. ``move(**state)`` sets controls as a learner would; ``commit(guess)`` answers the
    question.
    """

    def __init__(self, view, title, rows, presets, prediction, file, controls):
        self.view, self.title, self.rows = view, title, rows
        self.controls, self.presets, self.prediction, self.file = controls, presets, prediction, file
        self.values = {name: control.start for name, control in controls.items()}
        self.guess = None
        self.errors = []
        self.readout = ""
        self.widget = None  # what a host shows it with, once it has been shown
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

    def close(self):
        """Let go what shows the panel: a cell that runs again has made another one."""
        if self.widget is not None:
            self.widget.close()

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
            "ready": READY,
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
            "between": {n: float(v) for n, v in self.values.items() if v not in self.controls[n].values},
            "guess": None if self.guess is None else self.prediction.control.place(self.guess),
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

        ======= ========================================== ==========================================================
        do      with                                       what happens
        ======= ========================================== ==========================================================
        show                                               the present state is sent once more
        move    places: {name: index}                      controls are set
        type    name, text                                 a control is set to what was typed
        start   name                                       a control goes back to its start
        preset  name                                       the state of a preset
        commit  place                                      the prediction is answered
        again                                              the answer is taken back
        ahead   places                                     the picture of a state that may come next; the panel stays
        restore places, between, guess, as in :meth:`now`  the whole state of a panel of another Python; nothing is said
        file    part, parts, and a buffer                  a part of the learner's own file
        ======= ========================================== ==========================================================

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
            elif do == "ahead":
                return self._ahead(message["places"])
            elif do == "restore":
                self._restore(**{name: message[name] for name in ("places", "between", "guess")})
                return {}, []
            elif do == "file":
                self._take(message["part"], message["parts"], buffers)
        except ValueError as refusal:
            self._refusal = f"{refusal}."
        if do in ("file", "type") and message.get("part", 0) + 1 < message.get("parts", 1):
            return {"part": message["part"]}, []
        return self._answer(message, started)

    def _answer(self, message, started):
        said, picture, anew = self.now(), [], self.view.anew
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
        return said | {"took": time.perf_counter() - started, "anew": anew}, picture

    def _ahead(self, places):
        """What a move would show, and nothing where it would fail: that is told to whoever gets there."""
        values = self.values
        self.values = values | {name: self.controls[name].values[place] for name, place in places.items()}
        try:
            with self._lock:
                self.readout = self.view.update(**self.state)
                format, content = self.view.frame(moving=True)
            return self.now() | {"ahead": True, "format": format}, [content]
        except Exception:
            return {"ahead": True}, []
        finally:
            self.values, self._shown = values, None
            self._move()

    def _restore(self, places, between, guess):
        if guess is not None:
            self.guess = self.prediction.control.values[guess]
        self._set({name: self.controls[name].values[place] for name, place in places.items()} | between)

    def _take(self, part, parts, buffers):
        """One part of a file that is sent in several, since servers limit what one message may hold."""
        if part == 0:
            self._parts = []
        self._parts.append(bytes(buffers[0]))
        if part + 1 == parts:
            content, self._parts = b"".join(self._parts), []
            self._load(content)

    def _ipython_display_(self):
        _host().show(self)


def _host():
    return importlib.import_module(host) if isinstance(host, str) else host
