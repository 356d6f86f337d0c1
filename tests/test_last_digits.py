"""What is steady passes, and what last digits decide does not: tests/last_digits.py."""

import numpy as np
import pytest

from lib import gradients, logistic, mlp, pets
from tests import last_digits

X, y, _ = pets.read("train")


def loss_of_a_network(rate, steps):
    start = mlp.initial([3, 3, 1], np.random.default_rng(1))
    return mlp.train(start, X, y[:, None], "cross-entropy", rate, steps, every=steps).loss


def test_a_slow_descent_is_steady_and_a_chaotic_one_is_not():
    last_digits.steady(lambda: [loss_of_a_network(0.5, 130)])
    with pytest.raises(AssertionError, match="number 0"):
        last_digits.steady(lambda: [loss_of_a_network(1.0, 130)])


def test_each_kind_of_training_begins_elsewhere():
    kinds = [
        lambda: loss_of_a_network(0.5, 1),
        lambda: gradients.gradient_descent(lambda x: x**2, lambda x: 2 * x, 1.0, learning_rate=0.2, steps=3).x,
        lambda: logistic.gradient_descent(X, y, 1.0, 3)[0],
        lambda: logistic.fit(X, y),
    ]
    for trained in kinds:
        here = trained()
        with last_digits.others():
            there = trained()
        assert 0 < np.abs(there - here).max() < 1e-9
        assert (trained() == here).all(), "outside it is as before"


def test_texts_are_compared_letter_by_letter():
    last_digits.steady(lambda: ["loss 0.5"])
    with pytest.raises(AssertionError):
        last_digits.steady(lambda: [repr(logistic.fit(X, y)[0])])
