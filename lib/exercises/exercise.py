"""The base of every exercise: a learner's function is compared with the tested one, and mistakes are named.

An :class:`Exercise` knows the reference in ``lib``, inputs from small to large, and the wrong answers that people
really give, each a function of its own with the words of a good teaching assistant above it. ``check(function)``
returns a :class:`lib.exercises.verdict.Verdict`, which Jupyter shows; ``solution()`` shows the reference, after an
attempt.

What an exercise does with a function has a place each: ``attempt`` runs it, within the time of ``limit``;
``comparison`` says whether an answer is right; ``hints`` says what can be said of any wrong one, with ``exceptions``,
``changes``, ``patterns`` and ``direction``; ``verdict`` tells it.
"""

import copy
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lib.exercises import hints
from lib.exercises.attempt import is_stub, misfit, run, run_all
from lib.exercises.cases import as_cases
from lib.exercises.comparison import alike, differ, numbers, opposite, wrong_numbers
from lib.exercises.direction import direction, of_parts
from lib.exercises.repairs import repair
from lib.exercises.verdict import Verdict, short, wrong


class Mistake(NamedTuple):
    """A wrong answer, and what is told to who gives it."""

    function: Callable
    hint: str


class Cause(NamedTuple):
    """What is told first of a wrong answer, and what of it is counted: "" where only the place is known."""

    words: str
    hint: str
    named: bool = False
    line: str = ""


class Exercise:
    """One exercise.

    reference : the tested function of ``lib``. cases : list of argument tuples, the smallest first.
    praise : what a right answer has shown, one line. answer : what one would write on the board; the reference has
    more to take care of. differ, alike : as the functions of ``comparison``, where an answer is not unique. parts : the
    names of the answers, where there are several. unique : whether only these numbers are right, up to a sign if
    ``alike`` says so; if not, nothing is said of single numbers. keeps : the arguments that the text forbids to change.

    ``mistakes`` are the wrong answers that were named with :meth:`mistake`, in the order of the file. ``watchers`` are
    functions that each check tells its exercise and its verdict.
    """

    def __init__(self, reference, cases, praise, answer, differ=differ, alike=alike, parts=None, unique=True, keeps=()):
        self.reference, self.cases, self.praise, self.answer = reference, _wide(cases), praise, answer
        self.parts, self.unique, self.keeps = parts, unique, keeps
        self._differ, self._alike = differ, alike
        self.name = reference.__name__
        self.mistakes = []
        self.attempted = False
        self.watchers = []
        self._of_mistakes = {}

    def mistake(self, hint):
        """Name a wrong answer: stands above the function that gives it, and leaves that as it is.

            @double.mistake("You forgot to double.")
            def as_it_was(x):
                return x

        The first mistake that agrees with a learner in all cases is told, so a special one stands above a general one.
        Several functions may share a hint, which is written once: ``forgot = double.mistake("…")``, then ``@forgot``
        above each of them. Raises ``ValueError`` if it is written again.
        """
        if any(hint == other.hint for other in self.mistakes):
            raise ValueError(f"{self.name} has this hint already: {hint}")

        def name(function):
            self.mistakes.append(Mistake(function, hint))
            return function

        return name

    def check(self, attempt):
        """Compare a learner's function with the reference; returns a :class:`Verdict`."""
        verdict = self._verdict(attempt)
        for watcher in self.watchers:
            watcher(self, verdict)
        return verdict

    def _verdict(self, attempt):
        if not callable(attempt):
            return Verdict("wrong", f"Hand over the function itself: check({self.name}), without calling it.")
        if is_stub(attempt):
            return Verdict(
                "not attempted", f"{self.name}: not attempted yet. Replace the ... by your answer and run both cells."
            )
        self.attempted = True
        names = list(self._named(self.cases[0]))
        if unfit := misfit(attempt, names):
            return Verdict("wrong", f"Not yet. {unfit}", hint="The function takes other arguments than asked for.")
        outcomes = run_all(attempt, self.cases)
        problems = self._problems(outcomes)
        changed = hints.changed(attempt, self.cases, names, outcomes)
        if not any(problems):
            return self._right(changed, outcomes, names)
        return self._wrong(attempt, outcomes, problems, changed)

    def _right(self, changed, outcomes, names):
        places = {place for outcome in outcomes for place in outcome.changed}
        forbidden = [name for place, name in enumerate(names) if place in places and name in self.keeps]
        if forbidden:
            hint = f"{' and '.join(forbidden)} must be left as it was."
            return Verdict("wrong", f"Not yet. The answer is right, but {changed}; {hint}", hint=hint)
        note = f"\nOne more thing: {changed}; work on a copy." if changed else ""
        return Verdict("right", f"Right. {self.praise}{note}")

    def _wrong(self, attempt, outcomes, problems, changed):
        """The verdict on a wrong answer. Of the inputs that show it, exceptions are told first, and shapes next."""
        exactly, nearly, agree = self._known(outcomes, problems)
        shown = self._first_shown(outcomes, [bool(problem) for problem in problems], bool(nearly))
        cause = Cause(exactly, exactly, named=True) if exactly else None
        cause = cause or self._cause(attempt, outcomes, problems, nearly, shown, changed)
        if cause.words == nearly:  # in the other input it does not show
            shown = self._first_shown(outcomes, agree, True)
        outcome, problem, line = outcomes[shown], problems[shown], cause.line
        if failure := outcome.failure:
            line, words = failure.line, failure.words.rstrip(".")
            problem = f"Python says: {words}." if words and words not in cause.words else ""
        note = f"Besides, {changed}." if changed and changed[1:] not in cause.words else ""
        inputs = self._named(self.cases[shown])
        return wrong(cause.words, self.name, inputs, problem, line, note, hint=cause.hint, named=cause.named)

    def solution(self):
        """Show the answer and the reference, once the learner has tried."""
        if not self.attempted:
            return Verdict("not attempted", f"{self.name}: try it first; after a check this shows a solution.")
        answer, reference = (textwrap.dedent(inspect.getsource(code)) for code in (self.answer, self.reference))
        lead = "Short, and right for these inputs; below it the function of "
        lead += f"{self.reference.__module__}, which cares for the rest:"
        return Verdict("solution", lead, f"{answer}\n\n{reference}")

    @cached_property
    def _expected(self):
        """The right answers, one a case."""
        return [self.reference(*copy.deepcopy(args)) for args in self.cases]

    def _outcomes(self, mistake):
        """What comes of a named mistake, one outcome a case; computed once."""
        if mistake not in self._of_mistakes:
            self._of_mistakes[mistake] = [run(mistake, args) for args in self.cases]
        return self._of_mistakes[mistake]

    def _named(self, args):
        """The arguments of a case by their names."""
        return dict(zip(inspect.signature(self.reference).parameters, args))

    def _problems(self, outcomes):
        """What is wrong in each case; ``None`` where nothing is."""
        return [self._problem(*case) for case in zip(self._expected, outcomes, self.cases)]

    def _problem(self, expected, outcome, args):
        if outcome.failure is not None:
            return outcome.failure.words or outcome.failure.cause
        if outcome.value is None:
            return "got nothing: None"
        return self._differ(expected, outcome.value, args)

    def _first_shown(self, outcomes, wrong, told):
        """The number of the input that is shown. wrong : which show what is told. told : as in :meth:`_place`."""
        return min(np.flatnonzero(wrong), key=lambda number: (self._place(outcomes[number], number, told), number))

    def _place(self, outcome, number, told):
        """Which input is shown first. told : whether the words are about numbers, and not about an exception."""
        if outcome.failure is not None:
            return 3 if told else 0
        return 2 if self._in_shape(number, outcome) else 1

    def _in_shape(self, number, outcome):
        """Whether an outcome has the shape that is asked for; a tuple is looked at part by part."""
        if outcome.failure is not None or outcome.value is None:
            return False
        expected, got = self._expected[number], outcome.value
        if isinstance(expected, tuple) and isinstance(got, (tuple, list)) and len(got) == len(expected):
            pairs = list(zip(expected, got))
        else:
            pairs = [(expected, got)]
        return all(numbers(b) is not None and np.shape(numbers(a)) == np.shape(numbers(b)) for a, b in pairs)

    def _cause(self, attempt, outcomes, problems, nearly, shown, changed):
        """What is told first where no mistake is known in all inputs: the first thing that is true of the answer."""
        failure = outcomes[shown].failure
        if failure is not None:
            words = failure.cause or f"It raised {failure.words.rstrip('.')}."
            return Cause(words, f"{words.split(':')[0].rstrip('.')}.")
        right = [problem is None for problem in problems]
        wrong = [number for number, good in enumerate(right) if not good]
        words, line = repair(attempt, self.cases, wrong, self._is_right)
        if words:
            return Cause(words, words, line=line)
        words = (
            hints.nothing_returned(outcomes)
            or self._another_kind(outcomes, problems)
            or hints.unused(attempt, self.answer)
            or hints.whole_numbers(attempt, self.cases, outcomes, [not good for good in right], self._is_right)
            or hints.by_pattern(attempt, *self._compared(outcomes))
            or nearly
        )
        if not words and changed:
            return Cause(f"{changed[0].upper()}{changed[1:]}.", "Your function changes its arguments.")
        return Cause(words, words) if words else Cause(self._direction(outcomes, right), "")

    def _another_kind(self, outcomes, problems):
        """Words for answers that are not even numbers, or not as many of them as are asked for."""
        wrong = [number for number, problem in enumerate(problems) if problem]
        values, expected = [outcomes[number].value for number in wrong], [self._expected[number] for number in wrong]
        several = [isinstance(value, tuple) and not isinstance(right, tuple) for value, right in zip(values, expected)]
        if not all(more or numbers(value) is None for more, value in zip(several, values)):
            return ""
        if any(isinstance(right, tuple) and np.ndim(right[0]) for right in expected):  # the problem says what is asked
            return ""
        words = hints.another_kind(values)
        for place in range(len(values[0])) if all(several) else ():
            parts = [value[place] if len(value) > place else None for value in values]
            if all(numbers(part) is not None and self._is_right(*each) for part, each in zip(parts, zip(wrong, parts))):
                return f"{words.rstrip('.')}, which is [{place}] of them."
        return words if any(numbers(value) is None for value in values) else ""  # else they have a pattern, perhaps

    def _direction(self, outcomes, right):
        cases, parts = self._compared(outcomes)
        if parts:
            return of_parts(parts, [[case.right for case in each] for each in cases])
        return direction(self._as_cases(outcomes, self._expected), right, single=self.unique)

    def _is_right(self, number, value):
        return self._differ(self._expected[number], value, self.cases[number]) is None

    def _as_cases(self, outcomes, expected):
        values = [outcome.value for outcome in outcomes]
        nearest = [self._nearest(right, value) for right, value in zip(expected, values)]
        return as_cases(nearest, values, [self._named(args) for args in self.cases])

    def _nearest(self, right, value):
        """Where either sign is right, the right answer in the sign that is nearer to the learner's."""
        array = numbers(value)
        if self._alike is alike or not isinstance(right, np.ndarray) or array is None or array.shape != right.shape:
            return right
        return -right if self._alike(-right, right) and opposite(array, right) else right

    def _compared(self, outcomes):
        """The answers beside the right ones, and ``None``; for several arrays, those of each, and their names."""
        if not self.unique:
            return [None], None
        first = self._expected[0]
        if not isinstance(first, tuple) or not any(map(np.ndim, first)):  # several numbers are one array
            return self._as_cases(outcomes, self._expected), None
        length = len(first)
        values = [outcome.value for outcome in outcomes]
        if not all(isinstance(value, (tuple, list)) and len(value) == length for value in values):
            return [None], None
        args = [self._named(each) for each in self.cases]
        cases = [
            as_cases([right[k] for right in self._expected], [value[k] for value in values], args)
            for k in range(length)
        ]
        return cases, self.parts or [f"number {k + 1} of the answers" for k in range(length)]

    def _known(self, outcomes, problems):
        """The words for the mistake that agrees in all cases, and for one that is beside a second mistake.

        Of the latter also in which cases it shows.
        """
        off = [problem is not None for problem in problems]
        nearly, shows = "", off
        for mistake, hint in self.mistakes:
            others = self._outcomes(mistake)
            agree = [self._same(outcome, other) for outcome, other in zip(outcomes, others)]
            if all(agree):
                return hint, "", off
            # Who is right in the one case that differs has not made this mistake.
            beside = sum(agree) == len(agree) - 1 and off[agree.index(False)]
            if not nearly and beside and self._no_accident(outcomes, np.logical_and(agree, off)):
                other = self._named(self.cases[agree.index(False)])
                told = ", ".join(f"{name} = {short(value, 40)}" for name, value in other.items())
                nearly = f"In all inputs but one your answers are those of this mistake: {hint} (The other: {told}.)"
                shows = np.logical_and(agree, off)
        return "", nearly, shows

    def _no_accident(self, outcomes, agree):
        """Whether the agreeing outcomes hold three wrong numbers or more, from two cases or more.

        Small cases have few possible answers, and the larger ones often repeat their rows: what counts is how many
        different numbers a mistake has in common with the learner, where both are wrong.
        """
        found, cases = set(), 0
        for expected, outcome, same in zip(self._expected, outcomes, agree):
            new = wrong_numbers(expected, outcome.value) - found if same else set()
            found |= new
            cases += bool(new)
        return len(found) >= 3 and cases >= 2

    def _same(self, outcome, other):
        if outcome.failure is not None or other.failure is not None:
            both = outcome.failure is not None and other.failure is not None
            return both and outcome.failure.fingerprint == other.failure.fingerprint
        if outcome.value is None or other.value is None:
            return outcome.value is other.value
        try:
            return self._alike(outcome.value, other.value)
        except (TypeError, ValueError):  # a learner may return anything
            return False


def _wide(value):
    """Whole numbers with 64 bits: in a browser NumPy gives them 32, which overflow sooner and stand in exceptions."""
    if type(value) in (list, tuple):
        return type(value)(map(_wide, value))
    return value.astype(np.int64) if isinstance(value, np.ndarray) and value.dtype.kind == "i" else value


@dataclass(frozen=True)
class Named:
    """A function that a learner can read where it is an argument."""

    words: str
    function: object

    def __call__(self, *arguments):
        return self.function(*arguments)

    def __repr__(self):
        return self.words
