"""The decision: on which side of the boundary is each animal?"""

import numpy as np

from lib import logistic
from lib.exercises.exercise import Exercise


def predict_answer(X, w):
    return (X @ w[:-1] + w[-1] >= 0).astype(float)


predict = Exercise(
    logistic.predict,
    cases=[
        (np.array([[1.0]]), np.array([2.0, -1.0])),
        (np.array([[-0.2], [0.2]]), np.array([1.0, 0.5])),
        (np.array([[1.0], [0.2]]), np.array([-1.0, 0.5])),
        (np.array([[0.0], [-1.0], [0.2]]), np.array([1.0, 0.0])),
        (np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5], [0.9, 0.2], [2.0, 1.0]]), np.array([3.0, -2.0, -1.0])),
        (np.array([[0, 1, 2], [3, 1, 0], [1, 1, 1]]), np.array([1, -2, 1, -1])),
    ],
    praise="The decision needs no sigmoid: p >= 1/2 exactly where z >= 0, so doubling w changes no decision.",
    answer=predict_answer,
)


@predict.mistake("The bias is left out: it moves the boundary away from the origin.")
def decision_without_bias(X, w):
    return (X @ w[:-1] >= 0).astype(float)


@predict.mistake("The bias is added, z = w·x + B, not subtracted.")
def decision_subtracts_the_bias(X, w):
    return (X @ w[:-1] - w[-1] >= 0).astype(float)


@predict.mistake(
    "X has d columns and w has d + 1 entries, the bias last: X @ w[:-1] + w[-1], or a column of ones behind X."
)
def decision_of_shapes_that_do_not_fit(X, w):
    return (X @ w >= 0).astype(float)


@predict.mistake(
    "The bias is the last entry of w, not the first: w[-1], or a column of ones behind X instead of in front."
)
def decision_with_bias_first(X, w):
    return (X @ w[1:] + w[0] >= 0).astype(float)


@predict.mistake("One half is the limit for p. For the score it is 0, because σ(0) = 1/2.")
def decision_at_score_one_half(X, w):
    return (logistic.scores(X, w) >= 0.5).astype(float)


@predict.mistake(
    "A score of exactly 0 is p = 1/2; by the convention here it is called 1, so compare with >=. (np.round(0.5) is 0.)"
)
def decision_strict(X, w):
    return (logistic.scores(X, w) > 0).astype(float)


@predict.mistake("These are the probabilities; the decision is 1 where p >= 1/2, else 0.")
def decision_probability(X, w):
    return logistic.probability(X, w)


@predict.mistake("These are the scores; the decision is 1 where z >= 0, else 0.")
def decision_score(X, w):
    return logistic.scores(X, w)


_signs = predict.mistake("Labels are 1 and 0 here, not 1 and −1.")


@_signs
def decision_signs(X, w):
    return np.where(logistic.scores(X, w) >= 0, 1.0, -1.0)


@_signs
def decision_np_sign(X, w):
    return np.sign(logistic.scores(X, w))


@predict.mistake("X may have any number d of columns; yours has two: X @ w[:-1] + w[-1].")
def decision_of_two_features(X, w):
    return (X[:, 0] * w[0] + X[:, 1] * w[1] + w[2] >= 0).astype(float)


@predict.mistake("Dogs and cats are swapped: a positive score speaks for label 1, the dog.")
def decision_swapped(X, w):
    return 1 - logistic.predict(X, w)


@predict.mistake("w[0] is added, the weight of the first column; the bias is the last entry, w[-1].")
def decision_first_weight_as_bias_too(X, w):
    return (X @ w[:-1] + w[0] >= 0).astype(float)


@predict.mistake("A decision for each number of X; the score adds up the features of a row first, X @ w[:-1] + w[-1].")
def decision_on_each_feature(X, w):
    return (X * w[:-1] + w[-1] >= 0).astype(float)


@predict.mistake("Everything is called a dog. Is p compared with 0? It is never negative; the limit for p is 1/2.")
def decision_always_dog(X, w):
    return (logistic.probability(X, w) >= 0).astype(float)


@predict.mistake("The right labels as a column; return one label an animal, shape (n,).")
def decision_as_a_column(X, w):
    return logistic.predict(X, w)[:, None]


_first_animal = predict.mistake("Only the first animal was answered: does the return stand inside the loop?")


@_first_animal
def decision_on_the_first_animal(X, w):
    return logistic.predict(X, w)[0]


@_first_animal
def decision_on_the_first_animal_in_a_list(X, w):
    return logistic.predict(X, w)[:1]
