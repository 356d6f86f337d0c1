"""The judge of every gradient: how far is a claimed derivative from the central difference, as a relative error?"""

import numpy as np

from lib import gradients
from lib.exercises.exercise import Exercise, Named


def _cube(x):
    return x**3


def _square(x):
    return x**2


CUBE, SQUARE = Named("x ↦ x³", _cube), Named("x ↦ x²", _square)


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def _relative(a, n):
    return abs(a - n) / max(abs(a), abs(n))


def check_absolute(f, derivative, x, h):
    return abs(derivative - _central(f, x, h))


def check_one_sided(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x)) / h)


def check_backward_sided(f, derivative, x, h):
    return _relative(derivative, (f(x) - f(x - h)) / h)


def check_without_two(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x - h)) / h)


def check_not_divided(f, derivative, x, h):
    return _relative(derivative, f(x + h) - f(x - h))


def check_signed(f, derivative, x, h):
    n = _central(f, x, h)
    return (derivative - n) / max(abs(derivative), abs(n))


def check_by_derivative(f, derivative, x, h):
    return abs(derivative - _central(f, x, h)) / abs(derivative)


def check_by_numeric(f, derivative, x, h):
    return abs(derivative - _central(f, x, h)) / abs(_central(f, x, h))


def check_by_sum(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / (abs(derivative) + abs(n))


def check_signed_size(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / max(derivative, n)


def check_without_brackets(f, derivative, x, h):
    return _relative(derivative, (f(x + h) - f(x - h)) / 2 * h)


def check_verdict(f, derivative, x, h):
    return _relative(derivative, _central(f, x, h)) < 1e-5


def check_signs_lost(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(abs(derivative) - abs(n)) / max(abs(derivative), abs(n))


def check_at_least_one(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / max(abs(derivative), abs(n), 1)


def check_by_smaller(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / min(abs(derivative), abs(n))


def check_by_mean(f, derivative, x, h):
    return 2 * check_by_sum(f, derivative, x, h)


def check_own_step(f, derivative, x, h):
    return _relative(derivative, _central(f, x, 1e-5))


def check_turned_round(f, derivative, x, h):
    return _relative(derivative, -_central(f, x, h))


def check_numeric_only(f, derivative, x, h):
    return _central(f, x, h)


def check_in_percent(f, derivative, x, h):
    return 100 * _relative(derivative, _central(f, x, h))


def check_size_of_the_larger(f, derivative, x, h):
    n = _central(f, x, h)
    return abs(derivative - n) / abs(max(derivative, n))


def derivative_error_answer(f, derivative, x, h):
    numeric = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - numeric) / max(abs(derivative), abs(numeric))


# np.float64(0.0), so that who divides by it gets inf, as in an array, and not an exception.
derivative_error = Exercise(
    gradients.derivative_error,
    [
        (CUBE, 12.0, 2.0, 0.5),
        (CUBE, 15.0, 2.0, 0.5),
        (CUBE, np.float64(0.0), 1.0, 0.1),
        (SQUARE, -3.8, -2.0, 0.25),
        (SQUARE, 0.3, 0.1, 0.05),
        (SQUARE, 4.0, -2.0, 0.25),
        (SQUARE, 2.000002, 1.0, 0.5),
    ],
    {
        check_absolute: "This is the absolute error; 0.1 is much for a slope of 1 and little for 10⁶. Divide by the "
        "size.",
        check_one_sided: "One-sided: (f(x + h) − f(x))/h is off by about h, (f(x + h) − f(x − h))/2h only by about h².",
        check_backward_sided: "One-sided, looking back: take both sides, (f(x + h) − f(x − h))/2h, which is off by "
        "only about h².",
        check_without_two: "From x − h to x + h the distance is 2h: divide by 2h, not by h.",
        check_without_brackets: "… / 2 * h divides by 2 and then multiplies by h: write / (2 * h).",
        check_verdict: "Return the error itself, a number; whether it is small enough is decided later.",
        check_not_divided: "This difference of f is not yet a slope: divide by 2h.",
        check_signed: "Take the absolute value: an error of −1 would pass every test of the form error < 10⁻⁵.",
        check_by_derivative: "Dividing by |derivative| alone fails when it is 0: divide by the larger of the two "
        "sizes.",
        check_by_numeric: "Dividing by the numeric value alone: divide by the larger of the two sizes, so that it "
        "stays at most 2.",
        check_by_sum: "The sum of both sizes halves the error; divide by the larger of the two.",
        check_signed_size: "The sizes need absolute values too: max(|a|, |n|), or negative slopes give a negative "
        "error.",
        check_signs_lost: "|a| − |n| does not see a wrong sign, the most common mistake in a gradient: |a − n|.",
        check_at_least_one: "With a 1 in the maximum the error of small slopes becomes absolute: max(|a|, |n|) alone.",
        check_by_smaller: "You divided by the smaller of the two sizes, which may be 0; divide by the larger.",
        check_by_mean: "You divided by the mean of the two sizes; divide by the larger.",
        check_own_step: "h is not used, or the exact derivative was taken: asked is the central difference with the "
        "h handed over.",
        check_turned_round: "The difference is turned round: f(x + h) comes first, or a rising f gets a negative "
        "slope.",
        check_numeric_only: "This is the central difference n itself; compare the derivative with it.",
        check_in_percent: "No percent: leave the factor 100 to whoever prints it.",
        check_size_of_the_larger: "The absolute values belong inside: max(|a|, |n|), not |max(a, n)|.",
    },
    "With this check no gradient that you write is taken on trust.",
    answer=derivative_error_answer,
)
