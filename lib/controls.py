"""What a learner moves in a panel, as data: a slider, a slider that multiplies, given values, buttons, another draw.

Every value that a control can reach is known, with its text, when the control is made; so a front end needs to know
nothing of numbers, and what is said is what is shown. ``lib.panel`` hands these functions on.
"""

import math
import numbers
from dataclasses import dataclass


@dataclass(frozen=True)
class Control:
    """What a learner moves: made by :func:`slider`, :func:`log_slider`, :func:`steps`, :func:`choice`, :func:`again`.

    kind : "slider", "choice" or "again". values : all that can be reached, as ``update`` receives them. texts : each
    of them as a reader sees and hears it. start : the value at the beginning. samples : the values at which a test
    looks, least, middle and greatest, or every option. spec : how a number between two values is written.
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
    fits = (high - low) / step
    # A last step that is cut off at the end is one more; rounding alone makes none.
    count = round(fits) if abs(fits - round(fits)) < 1e-6 else math.ceil(fits)
    places = [low + i * step for i in range(count + 1)]
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


def again(draws, label="draw again"):
    """A button for another random draw, of ``draws`` in all; ``update`` receives its number, from 0.

    After the last one comes the first. A draw has a number, so that everybody sees the same and can come back to it.
    """
    if not draws > 1:
        raise ValueError(f"draws must be 2 or more, not {draws!r}")
    texts = [f"draw {i} of {draws}" for i in range(1, draws + 1)]
    values = tuple(range(draws))
    return _among("again", values, texts, 0, (0, draws // 2, draws - 1), label)


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
