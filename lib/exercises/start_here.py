"""The exercise of notebook 00: how an exercise works, on something tiny."""

import numpy as np

from lib import logistic
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops
from lib.exercises.progress import Progress, Section


def accuracy_answer(y, predicted):
    return np.mean(y == predicted)


accuracy = Exercise(
    logistic.accuracy,
    cases=[
        (np.array([1.0]), np.array([1.0])),
        (np.array([1.0, 0.0]), np.array([1.0, 1.0])),
        (np.array([1.0, 1.0, 0.0]), np.array([1.0, 1.0, 1.0])),
        (np.array([0.0, 0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])),
        (np.array([1.0, 1.0, 0.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0, 1.0])),
        (np.array([1.0, 1.0, 0.0, 0.0, 0.0]), np.array([0.0, 1.0, 1.0, 0.0, 0.0])),
        (np.array([1, 0, 1, 1, 1, 0]), np.array([1, 1, 0, 1, 1, 1])),
    ],
    praise="The mean of right (1) and wrong (0) is the share of right answers: the accuracy.",
    answer=accuracy_answer,
)


@accuracy.mistake("This is the share that is wrong; count where y and predicted are equal.")
def error_instead(y, predicted):
    return np.mean(y != predicted)


@accuracy.mistake("You have counted the right ones; the share is that number divided by how many animals there are.")
def how_many(y, predicted):
    return np.sum(y == predicted)


@accuracy.mistake("A share lies between 0 and 1; leave the factor 100 to whoever prints it.")
def in_percent(y, predicted):
    return 100 * np.mean(y == predicted)


@accuracy.mistake("y * predicted is 1 only for dogs that are called dogs; a cat that is called a cat is right, too.")
def dogs_only(y, predicted):
    return np.mean(y * predicted)


@accuracy.mistake("This says of each animal whether it is right; one number is wanted, their mean.")
def one_by_one(y, predicted):
    return y == predicted


@accuracy.mistake("This is how many are called a dog, right or wrong; compare with y.")
def share_called_dog(y, predicted):
    return np.mean(predicted)


@accuracy.mistake("This is 1 only if all are right, as from np.all or //; how large a part of them is?")
def all_or_nothing(y, predicted):
    return np.all(y == predicted)


@accuracy.mistake("You divided by the number of dogs, the sum of y; divide by the number of animals, len(y).")
def per_dog(y, predicted):
    return np.sum(y == predicted) / np.sum(y)


@accuracy.mistake("Only the cats that are called cats are counted; a dog that is called a dog is right, too.")
def cats_only(y, predicted):
    return np.mean((y == 0) & (predicted == 0))


@accuracy.mistake("You divided by how many are called a dog; divide by the number of animals, len(y).")
def per_called_dog(y, predicted):
    return np.sum(y == predicted) / np.sum(predicted)


@accuracy.mistake("Right ones for each wrong one: divide by all animals, right and wrong.")
def right_per_wrong(y, predicted):
    return np.sum(y == predicted) / np.sum(y != predicted)


@accuracy.mistake(
    "Of those called a dog, so many are dogs: the precision. Here cats that are called cats count as well."
)
def of_those_called_dog(y, predicted):
    return np.mean(y[predicted == 1])


@accuracy.mistake("Of the dogs, so many are called a dog: the recall. Here cats that are called cats count as well.")
def of_the_dogs(y, predicted):
    return np.mean(predicted[y == 1])


@accuracy.mistake("y − predicted is 1 for one mistake and −1 for the other, and both cancel: compare with ==.")
def signs_cancel(y, predicted):
    return 1 - np.mean(y - predicted)


def _right(rows, y, predicted):
    return np.sum(y[rows] == predicted[rows])


loops(
    accuracy,
    "animal",
    lambda rows, y, predicted: _right(rows, y, predicted) / len(y),
    lambda rows, y, predicted: _right(rows, y, predicted) / len(y[rows]) if len(y[rows]) else np.nan,
    lambda rows, y, predicted: float(_right(rows, y, predicted)),
)


@accuracy.mistake("Only one kind of mistake is taken away: a dog that is called a cat is wrong, and so is the reverse.")
def one_kind_of_mistake(y, predicted):
    return 1 - np.mean(y > predicted)


@accuracy.mistake("You divided by len(y) − 1: the share is out of all animals, len(y).")
def of_one_less(y, predicted):
    return np.sum(y == predicted) / (len(y) - 1)


@accuracy.mistake(
    "You subtracted the wrong ones from the right ones; the accuracy is the right ones alone, out of all."
)
def right_minus_wrong(y, predicted):
    return np.mean(y == predicted) - np.mean(y != predicted)


progress = Progress("start_here", {accuracy: Section(3, "One feature and a threshold", "everything is a dog")})
