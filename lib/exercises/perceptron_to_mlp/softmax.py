"""Two classes need one output: the softmax of two logits as one sigmoid."""

import numpy as np

from lib import layers
from lib.exercises.exercise import Exercise
from lib.exercises.families import whole_numbers
from lib.layers import sigmoid


def two_way_answer(z):
    return 1 / (1 + np.exp(-(z[:, 1] - z[:, 0])))


two_way = Exercise(
    layers.two_way,
    cases=[
        (np.array([[1.0, 2.0]]),),
        (np.array([[0.0, 0.0], [3.0, -1.0]]),),
        (np.array([[1000.0, 0.0], [0.0, 1000.0], [1.0, 2.0]]),),
        (np.array([[1000.0, 1001.0], [-1000.0, -1002.0]]),),
        (np.array([[1, 2], [0, -1], [3, 3]]),),
    ],
    praise="p(cat) = 1 − p(dog): one output is enough.",
    answer=two_way_answer,
)


@two_way.mistake("This is the probability of column 0; asked is column 1, so the difference is z₁ − z₀.")
def two_way_flipped(z):
    return sigmoid(z[:, 0] - z[:, 1])


@two_way.mistake("Column 0 is not used: softmax compares, so only the difference z₁ − z₀ counts.")
def two_way_own_logit(z):
    return sigmoid(z[:, 1])


@two_way.mistake("The sum does not compare: dividing e^{z₁} by e^{z₀} + e^{z₁} leaves the difference z₁ − z₀.")
def two_way_sum(z):
    return sigmoid(z[:, 0] + z[:, 1])


@two_way.mistake("The logits themselves may be negative or sum to 0; the exponentials come first.")
def two_way_without_exp(z):
    return z[:, 1] / z.sum(axis=1)


@two_way.mistake("These are both columns, and they always sum to 1: one of them is enough, column 1.")
def two_way_both(z):
    return layers.softmax(z)


@two_way.mistake("Right for small logits, but e^1000 overflows: divide by e^{z₁} first, which is the sigmoid.")
def two_way_overflow(z):
    return np.exp(z[:, 1]) / np.exp(z).sum(axis=1)


@two_way.mistake("e^{z₁ − z₀} are the odds; the probability is odds / (1 + odds), the sigmoid of the difference.")
def two_way_odds(z):
    return np.exp(z[:, 1] - z[:, 0])


@two_way.mistake("This is the logarithm of the probability; leave the logarithm to the loss.")
def two_way_logarithm(z):
    return -np.logaddexp(0, z[:, 0] - z[:, 1])


@two_way.mistake("A sigmoid of each is too early: the logits are subtracted first, then comes one sigmoid.")
def two_way_difference_of_sigmoids(z):
    return sigmoid(z[:, 1]) - sigmoid(z[:, 0])


@two_way.mistake("This is the log-odds z₁ − z₀; one sigmoid makes it a probability.")
def two_way_difference(z):
    return z[:, 1] - z[:, 0]


@two_way.mistake("This is the decision, 0 or 1; asked is the probability that stands behind it.")
def two_way_decision(z):
    return np.argmax(z, axis=1)


@two_way.mistake("The sum runs over the samples here; softmax compares the columns of one row.")
def two_way_over_samples(z):
    return layers.softmax(z.T)[1]


@two_way.mistake(
    "One maximum for all rows: a row far below it becomes 0/0. Subtract each row's own, z.max(axis=1, keepdims=True)."
)
def two_way_one_maximum(z):
    powers = np.exp(z - z.max())
    return powers[:, 1] / powers.sum(axis=1)


@two_way.mistake("The maxima of the rows are subtracted from the columns: keepdims=True keeps them beside their rows.")
def two_way_maximum_as_a_row(z):
    powers = np.exp(z - z.max(axis=1))
    return powers[:, 1] / powers.sum(axis=1)


_sum_of_everything = two_way.mistake(
    "You divided by the sum over all rows; each row is divided by its own sum, axis=1."
)


@_sum_of_everything
def two_way_sum_of_everything(z):
    return np.exp(z[:, 1]) / np.exp(z).sum()


@_sum_of_everything
def two_way_maximum_and_sum_of_everything(z):
    powers = np.exp(z - z.max())
    return powers[:, 1] / powers.sum()


@_sum_of_everything
def two_way_own_maximum_and_sum_of_everything(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers[:, 1] / powers.sum()


@two_way.mistake(
    "Large logits are cut off, and what counts is lost: 1000 and 1001 differ by 1. Subtract first, z₁ − z₀, "
    "or each row's own maximum."
)
def two_way_cut_off(z):
    powers = np.exp(np.clip(z, -100, 100))
    return powers[:, 1] / powers.sum(axis=1)


@two_way.mistake("Softmax divides exponentials, not sigmoids; the result is one sigmoid, of z₁ − z₀.")
def two_way_of_sigmoids(z):
    return sigmoid(z[:, 1]) / sigmoid(z).sum(axis=1)


@two_way.mistake("Each logit went through a sigmoid of its own; softmax compares the two: the sigmoid of z₁ − z₀.")
def two_way_each_column(z):
    return sigmoid(z)


@two_way.mistake("Right numbers as a column; return one number a row, an array of shape (n,): z[:, 1], not z[:, 1:].")
def two_way_column(z):
    return two_way_answer(z)[:, None]


@two_way.mistake("This is the probability of the likelier class; asked is column 1, even where it is the less likely.")
def two_way_larger(z):
    return layers.softmax(z).max(axis=1)


@two_way.mistake("z[1] is the second row, another animal; the second column is z[:, 1].")
def two_way_rows(z):
    return sigmoid(z[1] - z[0])


@two_way.mistake("Only the first row was answered: does the return stand inside the loop?")
def two_way_first_row(z):
    return two_way_answer(z)[:1]


@two_way.mistake("One number for the first row; return one for each row, with z[:, 1] and z[:, 0].")
def two_way_one_number(z):
    return two_way_answer(z)[0]


@two_way.mistake("Exponentials are divided, not subtracted: e^{z₁} / (e^{z₀} + e^{z₁}), the sigmoid of z₁ − z₀.")
def two_way_difference_of_exponentials(z):
    return np.exp(z[:, 1]) - np.exp(z[:, 0])


@two_way.mistake(
    "The sum runs down a column here, over the samples; softmax adds up the two columns of one row, axis=1."
)
def two_way_sum_of_a_column(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers[:, 1] / powers[:, 1].sum()


whole_numbers(two_way)
