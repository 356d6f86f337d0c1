"""The p-norm of a vector, for any finite p > 0."""

import numpy as np

from lib import norms
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops


def norm_answer(x, p):
    return np.sum(np.abs(x) ** p) ** (1 / p)


norm = Exercise(
    norms.norm,
    cases=[
        (np.array([2.0]), 1),
        (np.array([3.0, 4.0]), 2),
        (np.array([3.0, -4.0]), 1),
        (np.array([1.0, -2.0, 2.0]), 3),
        (np.array([-4.0, 1.0]), 0.5),
        (np.array([0.3, -1.2, 0.5, 2.0]), 2.5),
        (np.array([-2, 0, 1]), 3),
    ],
    praise="One formula from the city block (p = 1) to the longest side (p → ∞).",
    answer=norm_answer,
)


@norm.mistake("The absolute value is missing, as on the slides: for odd p, negative entries cancel positive ones.")
def norm_without_absolute_value(x, p):
    return np.sum(x**p) ** (1 / p)


@norm.mistake("The root is missing: this is Σ|x_i|^p, which grows with the p-th power of x.")
def norm_without_root(x, p):
    return np.sum(np.abs(x) ** p)


@norm.mistake("The absolute value belongs to each entry, before the power; outside the sum it is too late.")
def norm_with_absolute_value_of_the_sum(x, p):
    return np.abs(np.sum(x**p)) ** (1 / p)


@norm.mistake("The p-th root is the power 1/p, not the power p.")
def norm_with_power_for_root(x, p):
    return np.sum(np.abs(x) ** p) ** p


@norm.mistake("Python takes the power before it divides: ** 1 / p is (… ** 1) / p. Write ** (1 / p).")
def norm_with_power_before_division(x, p):
    return np.sum(np.abs(x) ** p) ** 1 / p


@norm.mistake("Each entry is raised to the power p before the sum is taken; the root comes last.")
def norm_power_of_the_sum(x, p):
    return np.sum(np.abs(x)) ** p


@norm.mistake("This is always the Euclidean norm; the power and the root must follow p.")
def norm_of_two(x, p):
    return np.sqrt(np.sum(x**2))


@norm.mistake("The power follows p, the root does not: take the power 1/p.")
def norm_with_square_root(x, p):
    return np.sqrt(np.sum(np.abs(x) ** p))


@norm.mistake("This is the mean of the powers; a norm takes their sum.")
def norm_as_mean(x, p):
    return np.mean(np.abs(x) ** p) ** (1 / p)


@norm.mistake(
    "This is Σ|x_i|, the norm for p = 1 alone: root and power of the "
    "same entry cancel. Add up the powers, then take the root once."
)
def norm_root_first(x, p):
    return np.sum((np.abs(x) ** p) ** (1 / p))


@norm.mistake("1 // p is a whole number, 0 for p > 1: write 1 / p.")
def norm_with_floor_division(x, p):
    return np.sum(np.abs(x) ** p) ** (1 // p)


@norm.mistake("The largest entry is what is left for p → ∞; for a finite p all entries count.")
def norm_largest(x, p):
    return np.max(np.abs(x))


@norm.mistake("Each entry is treated for itself; the norm is one number, with a sum before the root.")
def norm_not_summed(x, p):
    return (np.abs(x) ** p) ** (1 / p)


@norm.mistake("The power p is missing: each |x_i| is raised to p before the sum, and the root 1/p takes it back.")
def norm_without_power(x, p):
    return np.sum(np.abs(x)) ** (1 / p)


@norm.mistake("Absolute value and root are missing: (Σ|x_i|^p)^(1/p).")
def norm_without_absolute_value_and_root(x, p):
    return np.sum(x**p)


@norm.mistake("The powers are exchanged: p inside the sum, 1/p outside.")
def norm_with_powers_exchanged(x, p):
    return np.sum(np.abs(x) ** (1 / p)) ** p


@norm.mistake("* p multiplies by p; the power is ** p.")
def norm_times_p(x, p):
    return np.sum(np.abs(x) * p) ** (1 / p)


@norm.mistake("Negative entries are left out; with their absolute value they count like positive ones.")
def norm_of_positive_entries(x, p):
    return np.sum(x[x > 0] ** p) ** (1 / p)


@norm.mistake("A negative number has no power such as 0.5 or 2.5: |x| first, then the power.")
def norm_with_absolute_value_of_the_power(x, p):
    return np.sum(np.abs(np.asarray(x, dtype=float) ** p)) ** (1 / p)


loops(norm, "entry", lambda rows, x, p: norm_answer(x[rows], p))
