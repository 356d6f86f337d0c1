"""The answers to all inputs of an exercise side by side: what a pattern looks at, and when it has shown itself.

A pattern that a small case fulfils by accident, such as a transposed 1 × 1 matrix, is not proved by it.
"""

from dataclasses import dataclass

import numpy as np

from lib.exercises.comparison import ATOL, RTOL, close, numbers


@dataclass(frozen=True)
class Case:
    """The right answer of one case, the learner's, and the arguments by their names."""

    expected: np.ndarray
    got: np.ndarray
    args: dict

    @property
    def right(self):
        return close(self.expected, self.got)

    @property
    def wrong(self):
        """Which entries are wrong, where the shapes agree."""
        return ~np.isclose(self.got, self.expected, rtol=RTOL, atol=ATOL * max(1, np.abs(self.expected).max(initial=0)))


def as_cases(expected, got, args):
    """A list of :class:`Case`, one an input; ``None`` in the place of an answer that is none of numbers."""
    return [_as_case(*each) for each in zip(expected, got, args)]


def _as_case(expected, got, args):
    expected, got = numbers(expected), numbers(got)
    if expected is None or got is None:
        return None
    return Case(expected.astype(float), got.astype(float), args)  # True and whole numbers count like others here


def agree(cases, change, least=2):
    """Whether every answer is the right one after ``change(expected)``, and enough of them are wrong to prove it.

    least : how many different numbers but 0 are wanted in the wrong answers, which many mistakes give.
    """
    proof = []
    for case in cases:
        try:
            if not close(np.asarray(change(case.expected)), case.got):
                return False
        except (ValueError, IndexError, TypeError):  # a change that makes no sense here
            return False
        if not case.right:
            proof.append(case.got[case.got != 0])
    return len(proof) > 0 and different(*proof) >= least


def different(*arrays):
    """How many different numbers there are."""
    values = np.sort(np.concatenate([np.ravel(array) for array in arrays or [[]]]))
    return int(np.sum(np.diff(values) > 1e-6 * np.abs(values).max())) + 1 if values.size else 0


def shows(arrays):
    """Whether the right numbers are many enough to be no accident."""
    return different(*arrays) >= 3


def same_shapes(words):
    """Above a pattern that is about answers of the right shape."""

    def if_shapes_agree(cases):
        return words(cases) if all(case.got.shape == case.expected.shape for case in cases) else ""

    return if_shapes_agree
