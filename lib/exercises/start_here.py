"""The exercise of notebook 00: how an exercise works, on something tiny."""

import numpy as np

from lib import logistic
from lib.exercises.exercise import Exercise


def accuracy_answer(y, predicted):
    return np.mean(y == predicted)


def error_instead(y, predicted):
    return np.mean(y != predicted)


def how_many(y, predicted):
    return np.sum(y == predicted)


def in_percent(y, predicted):
    return 100 * np.mean(y == predicted)


def dogs_only(y, predicted):
    return np.mean(y * predicted)


def one_by_one(y, predicted):
    return y == predicted


def share_called_dog(y, predicted):
    return np.mean(predicted)


def all_or_nothing(y, predicted):
    return np.all(y == predicted)


accuracy = Exercise(
    logistic.accuracy,
    [
        (np.array([1.0]), np.array([1.0])),
        (np.array([1.0, 0.0]), np.array([1.0, 1.0])),
        (np.array([0.0, 0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])),
        (np.array([1.0, 1.0, 0.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0, 1.0])),
    ],
    {
        error_instead: "This is the share that is wrong; count where y and predicted are equal.",
        how_many: "You have counted the right ones; the share is that number divided by how many animals there are.",
        in_percent: "A share lies between 0 and 1; leave the factor 100 to whoever prints it.",
        dogs_only: "y * predicted is 1 for dogs that are called dogs only; a cat that is called a cat is right as well.",
        one_by_one: "This says of each animal whether it is right; one number is wanted, their mean.",
        share_called_dog: "This is how many are called a dog, right or wrong; compare with y.",
        all_or_nothing: "This asks whether all are right; how large a part of them is?",
    },
    "The mean of right (1) and wrong (0) is the share of right answers: the accuracy.",
    answer=accuracy_answer,
)
