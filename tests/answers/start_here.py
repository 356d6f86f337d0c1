"""Answers to the exercise of notebook 00, as students would write them."""

import numpy as np

# exercise: accuracy


# right: a mean of booleans
def accuracy(y, predicted):
    return np.mean(np.asarray(y) == np.asarray(predicted))


# right: a loop that counts
def accuracy(y, predicted):
    right = 0
    for i in range(len(y)):
        if y[i] == predicted[i]:
            right += 1
    return right / len(y)


# right: one minus the share of errors
def accuracy(y, predicted):
    return 1 - sum(abs(a - b) for a, b in zip(y, predicted)) / len(y)


# wrong: counts instead of taking the share :: count|number of right|divide|how many
def accuracy(y, predicted):
    return (y == predicted).sum()


# wrong: the share that is wrong :: share that is wrong|error|mistakes|wrong answers|!=|mixed up
def accuracy(y, predicted):
    return np.mean(y != predicted)


# wrong: per cent instead of a share :: per cent|percent|100
def accuracy(y, predicted):
    return 100 * np.mean(y == predicted)


# wrong: returns inside the loop, after the first animal :: return.*loop|first (animal|pair|entry|one)|in the loop|inside the loop
def accuracy(y, predicted):
    right = 0
    for a, b in zip(y, predicted):
        if a == b:
            right += 1
        return right / len(y)


# wrong: differences of both signs cancel :: cancel|sign|opposite
def accuracy(y, predicted):
    return 1 - np.mean(y - predicted)


# wrong: counts only the dogs that were called dogs :: cats|dogs|zeros|both zero|label 0
def accuracy(y, predicted):
    return np.sum(y * predicted) / len(y)


# wrong: the share of the dogs that were found, not of all animals :: dogs|recall|label 1|cats
def accuracy(y, predicted):
    dogs = y == 1
    return np.mean(predicted[dogs] == 1)


# wrong: prints and does not return :: return
def accuracy(y, predicted):
    acc = np.sum(y == predicted) / len(y)
    print(acc)


# wrong: the loop leaves out the last animal :: last (animal|one|entry|pair)|range|left out|leaves out
def accuracy(y, predicted):
    hits = 0
    for i in range(len(y) - 1):
        hits += y[i] == predicted[i]
    return hits / len(y)


# wrong: divides by a fixed number of animals :: divide|len\(y\)|number of animals|how many|4 animals
def accuracy(y, predicted):
    return sum(y == predicted) / 4


# wrong: asks whether all are equal :: only if all|np\.all|array_equal|all are right
def accuracy(y, predicted):
    if np.array_equal(y, predicted):
        return 1
    else:
        return 0


# wrong: counts with = n - errors, but does not divide :: divide|count|how many|share
def accuracy(y, predicted):
    n = len(y)
    for i in range(len(y)):
        if y[i] != predicted[i]:
            n -= 1
    return n


# wrong: loop begins at 1 :: first|counts from 0|from 0
def accuracy(y, predicted):
    c = 0
    for i in range(1, len(y)):
        if y[i] == predicted[i]:
            c += 1
    return c / len(y)
