"""Training fits, validation chooses, test tells: which of several models to take, and what to promise for it."""

import numpy as np

from lib import validation
from lib.exercises.exercise import Exercise


def choose_answer(training, validation, test):
    best = np.argmin(validation)
    return best, test[best]


choose = Exercise(
    validation.choose,
    cases=[
        (np.array([3.0, 2.0]), np.array([4.0, 3.0]), np.array([4.0, 5.0])),
        (np.array([4.0, 3.0, 2.0, 1.0]), np.array([6.0, 4.0, 5.0, 9.0]), np.array([5.0, 5.5, 4.5, 8.0])),
        (np.array([1.0, 1.5, 2.0]), np.array([9.0, 7.0, 3.0]), np.array([2.0, 5.0, 6.0])),
        (np.array([0.0, 2.5, 3.0]), np.array([2.5, 3.0, 2.0]), np.array([3.0, 3.5, 4.0])),
        (np.array([6.0, 3.0, 4.0, 2.5]), np.array([7.0, 5.5, 6.0, 5.0]), np.array([6.0, 8.0, 6.0, 7.5])),
        (np.array([3.0, 2.0, 1.0]), np.array([5.0, 4.0, 6.0]), np.array([4.0, 3.5, 3.0])),
        (np.array([9, 4, 2, 1, 0]), np.array([8, 6, 3, 5, 7]), np.array([9, 5, 4, 2, 6])),
    ],
    praise="Training fits, validation chooses, and the test set speaks once.",
    answer=choose_answer,
)


@choose.mistake("Chosen on the test set: then the test set was part of the training, and its error promises too much.")
def choose_by_test(training, validation, test):
    best = np.argmin(test)
    return best, test[best]


@choose.mistake("Chosen by training error, which always falls for the model that learns most by heart.")
def choose_by_training(training, validation, test):
    best = np.argmin(training)
    return best, test[best]


@choose.mistake(
    "Right model, wrong promise: its validation error is the least of many, so it is lucky. Tell the test error."
)
def choose_and_promise_validation(training, validation, test):
    best = np.argmin(validation)
    return best, validation[best]


@choose.mistake("Right model, wrong promise: the training error is about rows the model has seen. Tell the test error.")
def choose_and_promise_training(training, validation, test):
    best = np.argmin(validation)
    return best, training[best]


@choose.mistake("Right model, but the promise belongs to another one: take the test error of the model you chose.")
def choose_and_promise_best_test(training, validation, test):
    return np.argmin(validation), test.min()


@choose.mistake(
    "Right model; the promise is its test error, also where that is "
    "smaller than the validation error: validation has had its say."
)
def choose_and_promise_the_larger(training, validation, test):
    best = np.argmin(validation)
    return best, max(validation[best], test[best])


@choose.mistake("This is the model with the largest validation error; the smaller the error, the better.")
def choose_largest(training, validation, test):
    worst = np.argmax(validation)
    return worst, test[worst]


@choose.mistake("The index counts from 0, as everywhere in Python.")
def choose_counting_from_one(training, validation, test):
    best = np.argmin(validation)
    return best + 1, test[best]


@choose.mistake(
    "The training error does not belong into the choice: "
    "it is small for whoever learns by heart. Validation chooses alone."
)
def choose_by_training_and_validation(training, validation, test):
    best = np.argmin(training + validation)
    return best, test[best]


@choose.mistake(
    "A small gap between training and validation is no merit: "
    "a model that is bad on both has it too. Take the least validation error."
)
def choose_by_the_gap(training, validation, test):
    best = np.argmin(np.abs(validation - training))
    return best, test[best]


@choose.mistake("Both numbers are right, in the other order: first the index, then the error to promise.")
def choose_exchanged(training, validation, test):
    best = np.argmin(validation)
    return test[best], best


@choose.mistake("You mixed the three errors. Training fits, validation chooses, test tells: each has one task.")
def choose_by_the_mean(training, validation, test):
    best = np.argmin(training + validation + test)
    return best, test[best]


@choose.mistake("The right model; return the error to promise for it as well: index, error.")
def choose_index_only(training, validation, test):
    return np.argmin(validation)


@choose.mistake("The right promise; the index of the model comes before it: return index, error.")
def choose_promise_only(training, validation, test):
    return test[np.argmin(validation)]


@choose.mistake("The first number is the least validation error; asked is its index, np.argmin, not np.min.")
def choose_error_for_index(training, validation, test):
    return np.min(validation), test[np.argmin(validation)]


@choose.mistake("Three numbers; return two, the index and the test error. The validation error is not promised.")
def choose_three_numbers(training, validation, test):
    best = np.argmin(validation)
    return best, validation[best], test[best]


@choose.mistake(
    "You stopped where the validation error rises for the first time; it may fall again later: take the least of all."
)
def choose_at_the_first_rise(training, validation, test):
    best = 0
    while best + 1 < len(validation) and validation[best + 1] < validation[best]:
        best += 1
    return best, test[best]


@choose.mistake(
    "Always model 0: does the search begin at an error of 0, "
    "below which none falls? Begin at infinity, or use np.argmin."
)
def choose_always_the_first(training, validation, test):
    return 0, test[0]


@choose.mistake("The test error took part in the choice; then it is no longer the error on rows that had no say.")
def choose_by_validation_and_test(training, validation, test):
    best = np.argmin(validation + test)
    return best, test[best]


@choose.mistake("Validation and test are exchanged: validation chooses, test tells.")
def choose_sets_exchanged(training, validation, test):
    best = np.argmin(test)
    return best, validation[best]


@choose.mistake(
    "A small gap between validation and test is luck, and the test set has no say in the choice: "
    "take the least validation error."
)
def choose_by_the_gap_to_test(training, validation, test):
    best = np.argmin(np.abs(validation - test))
    return best, test[best]


@choose.mistake(
    "Right model; the promise is its test error alone, not the mean with the validation error, which is too good."
)
def choose_and_promise_the_mean(training, validation, test):
    best = np.argmin(validation)
    return best, (validation[best] + test[best]) / 2
