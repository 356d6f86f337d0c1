"""The base of every exercise: a learner's function is compared with the tested one, and mistakes are named.

An :class:`Exercise` knows the reference in ``lib``, inputs from small to large, and the wrong answers that people
really give, each a function of its own with the words of a good teaching assistant above it. ``check(function)``
returns a :class:`lib.exercises.verdict.Verdict`, which Jupyter shows; ``solution()`` shows the reference, after an
attempt.

What an exercise does with a function has a place each: ``attempt`` runs it, ``comparison`` says whether an answer is
right, ``hints`` says what can be said of any wrong one, ``verdict`` tells it.
"""

import copy
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lib.exercises.attempt import is_stub, run
from lib.exercises.comparison import alike, differ, wrong_numbers
from lib.exercises.hints import one_factor, unused
from lib.exercises.verdict import Verdict, wrong


class Mistake(NamedTuple):
    """A wrong answer, and what is told to who gives it."""

    function: Callable
    hint: str


class Exercise:
    """One exercise.

    reference : the tested function of ``lib``. cases : list of argument tuples, the smallest first.
    praise : what a right answer has shown, one line. answer : what one would write on the board; the reference has
    more to take care of. differ, alike : as the functions of ``comparison``, where an answer is not unique.

    ``mistakes`` are the wrong answers that were named with :meth:`mistake`, in the order of the file. ``watchers`` are
    functions that each check tells its exercise and its verdict.
    """

    def __init__(self, reference, cases, praise, answer, differ=differ, alike=alike):
        self.reference, self.cases, self.praise, self.answer = reference, cases, praise, answer
        self._differ, self._alike = differ, alike
        self.name = reference.__name__
        self.mistakes = []
        self.attempted = False
        self.watchers = []

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
        outcomes = self._outcomes(attempt)
        for args, problem in zip(self.cases, self._problems(outcomes)):
            if problem:
                return wrong(self._hint(attempt, outcomes), self.name, self._named(args), problem)
        changed = any(outcome.changed for outcome in outcomes)
        note = "\nOne more thing: your function changes its argument; work on a copy." if changed else ""
        return Verdict("right", f"Right. {self.praise}{note}")

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

    def _outcomes(self, function):
        """What comes of a function, one outcome a case."""
        return [run(function, args) for args in self.cases]

    def _named(self, args):
        """The arguments of a case by their names."""
        return dict(zip(inspect.signature(self.reference).parameters, args))

    def _problems(self, outcomes):
        """What is wrong in each case; ``None`` where nothing is."""
        return [self._problem(*case) for case in zip(self._expected, outcomes, self.cases)]

    def _problem(self, expected, outcome, args):
        if outcome.error is not None:
            return outcome.error
        if outcome.value is None:
            return "It returned None: is a return missing? (print shows an answer; return hands it over.)"
        return self._differ(expected, outcome.value, args)

    def _hint(self, attempt, outcomes):
        """The words about a wrong answer; what is certain comes first."""
        exactly, nearly = self._known(outcomes)
        factor = one_factor(self._expected, [outcome.value for outcome in outcomes])
        return exactly or unused(attempt, self.answer) or factor or nearly

    def _known(self, outcomes):
        """The words for the mistake that agrees in all cases, and for one that is beside a second mistake."""
        off = [problem is not None for problem in self._problems(outcomes)]
        nearly = ""
        for mistake, hint in self.mistakes:
            others = self._outcomes(mistake)
            agree = [self._same(outcome, other) for outcome, other in zip(outcomes, others)]
            if all(agree) and all(outcome.kind is other.kind for outcome, other in zip(outcomes, others)):
                return hint, ""
            # Who is right in the one case that differs has not made this mistake.
            beside = all(agree) or (sum(agree) == len(agree) - 1 and off[agree.index(False)])
            if beside and self._no_accident(outcomes, np.logical_and(agree, off)):
                lead = "" if all(agree) else "In all inputs but one your answers are those of this mistake: "
                nearly = nearly or lead + hint
        return "", nearly

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
        if outcome.error is not None or other.error is not None:
            # NumPy's LinAlgError is a ValueError: which of them matrices that do not fit raise is an accident.
            return None not in (outcome.kind, other.kind) and (
                issubclass(outcome.kind, other.kind) or issubclass(other.kind, outcome.kind)
            )
        if outcome.value is None or other.value is None:
            return outcome.value is other.value
        try:
            return self._alike(outcome.value, other.value)
        except (TypeError, ValueError):  # a learner may return anything
            return False


@dataclass(frozen=True)
class Named:
    """A function that a learner can read where it is an argument."""

    words: str
    function: object

    def __call__(self, *arguments):
        return self.function(*arguments)

    def __repr__(self):
        return self.words
