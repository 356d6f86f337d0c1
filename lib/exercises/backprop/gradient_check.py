"""The judge of every gradient: how far is a claimed derivative from the central difference, as a relative error?"""

import numpy as np

from lib import gradients
from lib.exercises.exercise import Exercise, Named


def _cube(x):
    return x**3


def _square(x):
    return x**2


CUBE, SQUARE = Named("x ↦ x³", _cube), Named("x ↦ x²", _square)


def derivative_error_answer(f, derivative, x, h):
    numeric = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - numeric) / max(abs(derivative), abs(numeric))


# np.float64(0.0), so that who divides by it gets inf, as in an array, and not an exception.
derivative_error = Exercise(
    gradients.derivative_error,
    cases=[
        (CUBE, 12.0, 2.0, 0.5),
        (CUBE, 15.0, 2.0, 0.5),
        (CUBE, np.float64(0.0), 1.0, 0.1),
        (SQUARE, -3.8, -2.0, 0.25),
        (SQUARE, 0.3, 0.1, 0.05),
        (SQUARE, 4.0, -2.0, 0.25),
        (SQUARE, 2.000002, 1.0, 0.5),
        (CUBE, 3e-6, 1e-3, 1e-4),
    ],
    praise="With this check no gradient that you write is taken on trust.",
    answer=derivative_error_answer,
)


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@derivative_error.mistake(
    "This is the absolute error; 0.1 is much for a slope of 1 and little for 10⁶. Divide by the size."
)
def check_absolute(f, derivative, x, h):
    return abs(derivative - _central(f, x, h))


def _relative(a, n):
    return abs(a - n) / max(abs(a), abs(n))


@derivative_error.mistake(
    "One-sided: (f(x + h) − f(x))/h is off by about h, (f(x + h) − f(x − h))/2h only by about h²."
)
def check_one_sided(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x)) / h)


@derivative_error.mistake(
    "One-sided, looking back: take both sides, (f(x + h) − f(x − h))/2h, which is off by only about h²."
)
def check_backward_sided(f, derivative, x, h):
    return _relative(derivative, (f(x) - f(x - h)) / h)


@derivative_error.mistake("You went h/2 to either side; h is the step to each side: (f(x + h) − f(x − h))/2h.")
def check_half_the_step(f, derivative, x, h):
    return _relative(derivative, _central(f, x, h / 2))


@derivative_error.mistake("From x − h to x + h the distance is 2h: divide by 2h, not by h.")
def check_without_two(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x - h)) / h)


@derivative_error.mistake("… / 2 * h divides by 2 and then multiplies by h: write / (2 * h).")
def check_without_brackets(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x - h)) / 2 * h)


@derivative_error.mistake("Return the error itself, a number; whether it is small enough is decided later.")
def check_verdict(f, derivative, x, h):
    return _relative(derivative, _central(f, x, h)) < 1e-5


@derivative_error.mistake("This difference of f is not yet a slope: divide by 2h.")
def check_not_divided(f, derivative, x, h):
    return _relative(derivative, f(x + h) - f(x - h))


@derivative_error.mistake("Take the absolute value: an error of −1 would pass every test of the form error < 10⁻⁵.")
def check_signed(f, derivative, x, h):
    n = _central(f, x, h)
    return (derivative - n) / max(abs(derivative), abs(n))


@derivative_error.mistake("Dividing by |derivative| alone fails when it is 0: divide by the larger of the two sizes.")
def check_by_derivative(f, derivative, x, h):
    return abs(derivative - _central(f, x, h)) / abs(derivative)


@derivative_error.mistake(
    "Dividing by the numeric value alone: divide by the larger of the two sizes, so that it stays at most 2."
)
def check_by_numeric(f, derivative, x, h):
    return abs(derivative - _central(f, x, h)) / abs(_central(f, x, h))


_by_sum = derivative_error.mistake(
    "You divided by the sum of the two; divide by the larger of the two sizes, max(|a|, |c|)."
)


@_by_sum
def check_by_sum(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / (abs(derivative) + abs(n))


@_by_sum
def check_by_size_of_the_sum(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / abs(derivative + n)


@derivative_error.mistake(
    "The sizes need absolute values too: max(|a|, |c|), or negative slopes give a negative error."
)
def check_signed_size(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / max(derivative, n)


@derivative_error.mistake("|a| − |c| does not see a wrong sign, the most common mistake in a gradient: |a − c|.")
def check_signs_lost(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(abs(derivative) - abs(n)) / max(abs(derivative), abs(n))


@derivative_error.mistake("With a 1 in the maximum the error of small slopes becomes absolute: max(|a|, |c|) alone.")
def check_at_least_one(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / max(abs(derivative), abs(n), 1)


@derivative_error.mistake("You divided by the smaller of the two sizes, which may be 0; divide by the larger.")
def check_by_smaller(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / min(abs(derivative), abs(n))


@derivative_error.mistake("You divided by the mean of the two sizes; divide by the larger.")
def check_by_mean(f, derivative, x, h):
    return 2 * check_by_sum(f, derivative, x, h)


@derivative_error.mistake(
    "h is not used, or the exact derivative was taken: asked is the central difference with the h handed over."
)
def check_own_step(f, derivative, x, h):
    return _relative(derivative, _central(f, x, 1e-5))


@derivative_error.mistake(
    "The two are added, or the difference is turned round: the error is |a − c|, and in c f(x + h) comes first."
)
def check_turned_round(f, derivative, x, h):
    return _relative(derivative, -_central(f, x, h))


@derivative_error.mistake("This is the central difference c itself; compare the derivative with it.")
def check_numeric_only(f, derivative, x, h):
    return _central(f, x, h)


@derivative_error.mistake("No percent: leave the factor 100 to whoever prints it.")
def check_in_percent(f, derivative, x, h):
    return 100 * _relative(derivative, _central(f, x, h))


@derivative_error.mistake("The absolute values belong inside: max(|a|, |c|), not |max(a, c)|.")
def check_size_of_the_larger(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / abs(max(derivative, n))


@derivative_error.mistake("Brackets: only f(x − h) is divided by 2h, where the whole difference should be.")
def check_without_brackets_around_the_difference(f, derivative, x, h):
    return _relative(derivative, f(x + h) - f(x - h) / (2 * h))


@derivative_error.mistake("f is a function: it is called, f(x + h), not multiplied.")
def check_without_calling(f, derivative, x, h):
    return _relative(derivative, (f * (x + h) - f * (x - h)) / (2 * h))
