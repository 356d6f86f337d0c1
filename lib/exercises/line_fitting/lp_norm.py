"""The p-norm of a vector, for any finite p > 0."""

import numpy as np

from lib import norms
from lib.exercises.exercise import Exercise


def norm_without_absolute_value(x, p):
    return np.sum(x**p) ** (1 / p)


def norm_without_root(x, p):
    return np.sum(np.abs(x) ** p)


def norm_with_absolute_value_of_the_sum(x, p):
    return np.abs(np.sum(x**p)) ** (1 / p)


def norm_with_power_for_root(x, p):
    return np.sum(np.abs(x) ** p) ** p


def norm_of_two(x, p):
    return np.sqrt(np.sum(x**2))


def norm_with_square_root(x, p):
    return np.sqrt(np.sum(np.abs(x) ** p))


def norm_as_mean(x, p):
    return np.mean(np.abs(x) ** p) ** (1 / p)


def norm_root_first(x, p):
    return np.sum((np.abs(x) ** p) ** (1 / p))


def norm_with_power_before_division(x, p):
    return np.sum(np.abs(x) ** p) ** 1 / p


def norm_power_of_the_sum(x, p):
    return np.sum(np.abs(x)) ** p


def norm_with_floor_division(x, p):
    return np.sum(np.abs(x) ** p) ** (1 // p)


def norm_largest(x, p):
    return np.max(np.abs(x))


def norm_of_the_first(x, p):
    return np.abs(x[0])


def norm_without_the_last(x, p):
    return np.sum(np.abs(x[:-1]) ** p) ** (1 / p)


def norm_not_summed(x, p):
    return (np.abs(x) ** p) ** (1 / p)


def norm_times_p(x, p):
    return np.sum(np.abs(x) * p) ** (1 / p)


def norm_of_positive_entries(x, p):
    return np.sum(x[x > 0] ** p) ** (1 / p)


def norm_of_the_last(x, p):
    return np.abs(x[-1])


def norm_answer(x, p):
    return np.sum(np.abs(x) ** p) ** (1 / p)


norm = Exercise(
    norms.norm,
    [
        (np.array([2.0]), 1),
        (np.array([3.0, 4.0]), 2),
        (np.array([3.0, -4.0]), 1),
        (np.array([1.0, -2.0, 2.0]), 3),
        (np.array([-4.0, 1.0]), 0.5),
    ],
    {
        norm_without_absolute_value: "The absolute value is missing, as on the slides: for odd p, negative entries "
        "cancel positive ones.",
        norm_without_root: "The root is missing: this is Σ|x_i|^p, which grows with the p-th power of x.",
        norm_with_absolute_value_of_the_sum: "The absolute value belongs to each entry, before the power; outside "
        "the sum it is too late.",
        norm_with_power_for_root: "The p-th root is the power 1/p, not the power p.",
        norm_with_power_before_division: "Python takes the power before it divides: ** 1 / p is (… ** 1) / p. Write "
        "** (1 / p).",
        norm_power_of_the_sum: "Each entry is raised to the power p before the sum is taken; the root comes last.",
        norm_of_two: "This is always the Euclidean norm; the power and the root must follow p.",
        norm_with_square_root: "The power follows p, the root does not: take the power 1/p.",
        norm_as_mean: "This is the mean of the powers; a norm takes their sum.",
        norm_root_first: "This is Σ|x_i|, the norm for p = 1 alone: root and power of the same entry cancel. Add up "
        "the powers, then take the root once.",
        norm_with_floor_division: "1 // p is a whole number, 0 for p > 1: write 1 / p.",
        norm_largest: "The largest entry is what is left for p → ∞; for a finite p all entries count.",
        norm_of_the_first: "Only the first entry is counted: is the return inside the loop, which it ends in its "
        "first round?",
        norm_without_the_last: "The last entry is missing: range(len(x)) already stops before len(x).",
        norm_not_summed: "Each entry is treated for itself; the norm is one number, with a sum before the root.",
        norm_times_p: "* p multiplies by p; the power is ** p.",
        norm_of_positive_entries: "Negative entries are left out; with their absolute value they count like "
        "positive ones.",
        norm_of_the_last: "Only the last entry is left: each round of the loop overwrites the sum. Add to it, "
        "total += …, from 0 on.",
    },
    "One formula from the city block (p = 1) to the longest side (p → ∞).",
    answer=norm_answer,
)
