"""From a score to a probability, and what it costs to be wrong: the sigmoid and the cross-entropy, for any score."""

import math

import numpy as np

from lib import logistic
from lib.exercises.comparison import alike
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops, whole_numbers

LOG3 = np.log(3.0)  # odds of three to one, p = 3/4


def probability(z):
    return 1 / (1 + np.exp(-z))


# The sigmoid.


def sigmoid_answer(z):
    return (1 + np.tanh(z / 2)) / 2  # the same function, and tanh overflows nowhere


sigmoid = Exercise(
    logistic.sigmoid,
    cases=[
        (np.array([0.0]),),
        (np.array([LOG3, -LOG3]),),
        (np.array([1000.0, -1000.0, 5.0, 0.2]),),
        (np.array([2, -1, 0]),),
        (np.array([-30.0, 8.0, -3.0]),),
    ],
    praise="Any score becomes a probability: 0 gives one half, and z is the logarithm of the odds.",
    answer=sigmoid_answer,
)


@sigmoid.mistake(
    "The right formula, but e^1000 overflows and inf/inf is nan. With e⁻ᶻ the same fraction stays finite. "
    "(Of two branches eᶻ is the one for z < 0: are they exchanged?)"
)
def sigmoid_overflowing(z):
    return np.exp(z) / (1 + np.exp(z))


_falling = sigmoid.mistake(
    "The sign of z is flipped, which is the probability of a cat: 1 / (1 + e⁻ᶻ), with 1 above the line, "
    "is near 1 for a large score."
)


@_falling
def sigmoid_falling(z):
    return 1 / (1 + np.exp(z))


@_falling
def sigmoid_falling_and_overflowing(z):
    return np.exp(-z) / (1 + np.exp(-z))


_brackets = sigmoid.mistake(
    "The sum below the line needs brackets: 1 / 1 + x is (1 / 1) + x, and 1 / x + 1 is (1 / x) + 1."
)


@_brackets
def sigmoid_without_brackets(z):
    return 1 / 1 + np.exp(-z)


@_brackets
def sigmoid_without_brackets_the_other_way_round(z):
    return 1 / np.exp(-z) + 1


@sigmoid.mistake("eᶻ is the odds, p / (1 − p), which run from 0 to infinity. Which p has these odds?")
def sigmoid_odds(z):
    return np.exp(z)


@sigmoid.mistake("1 − e⁻ᶻ is 0 at z = 0. The sum of 1 and e⁻ᶻ never is.")
def sigmoid_minus(z):
    return 1 / (1 - np.exp(-z))


@sigmoid.mistake("A step says yes or no. A probability also says how sure, and has a slope to learn from.")
def sigmoid_step(z):
    return (z >= 0).astype(float)


_from_minus_one = sigmoid.mistake("The same shape, but from −1 to 1: σ(z) = (1 + tanh(z/2)) / 2.")


@_from_minus_one
def sigmoid_tanh(z):
    return np.tanh(z)


@_from_minus_one
def sigmoid_tanh_of_half(z):
    return np.tanh(z / 2)


@_from_minus_one
def sigmoid_tanh_from_zero(z):
    return 1 + np.tanh(z / 2)


@sigmoid.mistake("The sign of z is lost: with |z| no probability is below one half.")
def sigmoid_of_the_size(z):
    return probability(np.abs(z))


@sigmoid.mistake("You made all scores add up to 1, as softmax does; each score has a probability of its own.")
def sigmoid_as_softmax(z):
    return np.exp(z) / np.sum(np.exp(z))


@sigmoid.mistake("This is the logarithm of the probability; leave the logarithm to the loss.")
def sigmoid_logarithm(z):
    return -np.logaddexp(0, -z)


@sigmoid.mistake("Cutting off keeps p in [0, 1], but it is flat outside, and a score of 0 should be one half.")
def sigmoid_clipped(z):
    return np.clip(z, 0, 1)


@sigmoid.mistake("Nearly: this is σ(2z), because tanh wants half of the score, z/2.")
def sigmoid_of_twice_the_score(z):
    return (1 + np.tanh(z)) / 2


@sigmoid.mistake("This is the logit, from a probability to a score; wanted is the way back.")
def sigmoid_undone(z):
    return np.log(z / (1 - z))


@sigmoid.mistake("This is the slope σ(1 − σ), which is largest at 0; asked is σ itself, which rises from 0 to 1.")
def sigmoid_slope(z):
    return probability(z) * (1 - probability(z))


@sigmoid.mistake(
    "if asks one question, and an array has many answers: np.where(z >= 0, …, …), a mask, or a loop over the entries."
)
def sigmoid_by_if(z):
    return 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))


_first_score = sigmoid.mistake("Only the first score was answered: does the return stand inside the loop?")


@_first_score
def sigmoid_of_the_first(z):
    return probability(z[0])


@_first_score
def sigmoid_of_the_first_in_a_list(z):
    return probability(z[:1])


@sigmoid.mistake("One number for all scores, their sum; the sigmoid goes entry by entry.")
def sigmoid_of_the_sum(z):
    return probability(np.sum(z))


@sigmoid.mistake(
    "math.exp(1000) is too large and stops: np.exp answers with inf, and 1 / (1 + np.exp(−z)) is then right, "
    "for the whole array at once."
)
def sigmoid_overflow_error(z):
    return [1 / (1 + math.exp(-value)) for value in z]


whole_numbers(sigmoid)


@sigmoid.mistake("Base 2 instead of e: the logit is a natural logarithm.")
def sigmoid_base_two(z):
    return 1 / (1 + 2.0**-z)


# Cross-entropy from scores.


# What the three scores of ±1000 cost, and what is left of it if p is kept 1e-15 from 0 and 1.
_COST, _KEPT_FINITE = 2000 / 3, 2 / 3 * 15 * np.log(10)


def _alike_but_for_overflow(got, mistake):
    if np.ndim(got) == np.ndim(mistake) == 0:
        # Who made this mistake by way of p has inf or nan where the score is huge: the same mistake, and one more.
        if not np.isfinite(got) and abs(mistake) > 100:
            return True
        # How near p may come to 0 is the learner's choice; it changes the last digits of the small cases as well.
        if np.isclose(mistake, _KEPT_FINITE, rtol=0.01):
            return bool(np.isfinite(got) and not np.isclose(got, _COST, rtol=0.01))
        return alike(got, mistake) or bool(np.isclose(got, mistake, rtol=1e-4))
    return alike(got, mistake)


def cross_entropy_answer(z, y):
    return np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z))


cross_entropy = Exercise(
    logistic.cross_entropy,
    cases=[
        (np.array([0.0]), np.array([1.0])),
        (np.array([LOG3]), np.array([0.0])),
        (np.array([2.0, -1.0]), np.array([1.0, 1.0])),
        (np.array([1.0, -2.0, 0.5]), np.array([1.0, 0.0, 0.0])),
        (np.array([1000.0, -1000.0, 1000.0]), np.array([0.0, 1.0, 1.0])),
        (np.array([2, -1, 3, 0, 1]), np.array([0, 1, 1, 1, 0])),
    ],
    praise="From scores, no probability can be rounded away: z = 1000 for a cat costs 1000, not infinity.",
    answer=cross_entropy_answer,
    alike=_alike_but_for_overflow,
)


@cross_entropy.mistake(
    "Right, but not for huge scores: p is rounded to 0 or 1 and log 0 comes in, or e^1000 overflows. "
    "np.logaddexp(0, z) is log(1 + eᶻ) for every z; without p, this is −log(1 − p)."
)
def entropy_through_probabilities(z, y):
    return -np.mean(y * np.log(probability(z)) + (1 - y) * np.log(1 - probability(z)))


@cross_entropy.mistake(
    "What keeps the logarithm finite (a clip, + 1e-12, nan_to_num) decides what a very wrong score costs: "
    "z = 1000 for a cat costs 1000. Compute from z, without p: np.logaddexp(0, z) is log(1 + eᶻ)."
)
def entropy_kept_finite(z, y):
    p = np.clip(probability(z), 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@cross_entropy.mistake(
    "This is the sum; here the loss is the mean, so that it does not grow with the number of animals."
)
def entropy_summed(z, y):
    return np.sum(logistic.losses(z, y))


@cross_entropy.mistake(
    "The labels are swapped, or the sign of z: log p belongs to y = 1, log(1 − p) to y = 0, and p = 1 / (1 + e⁻ᶻ)."
)
def entropy_with_labels_swapped(z, y):
    return np.mean(logistic.losses(z, 1 - y))


@cross_entropy.mistake("The minus is missing: logarithms of probabilities are negative, a loss is positive.")
def entropy_without_minus(z, y):
    return -np.mean(logistic.losses(z, y))


@cross_entropy.mistake("Only the dogs are counted; the cats pay −log(1 − p).")
def entropy_of_dogs_only(z, y):
    return np.mean(y * logistic.losses(z, y))


@cross_entropy.mistake("Every animal pays −log p, as if all were dogs; where y is 0 it is −log(1 − p).")
def entropy_as_if_all_were_dogs(z, y):
    return np.mean(np.logaddexp(0, -z))


@cross_entropy.mistake("This is in bits (base 2); here the natural logarithm is meant.")
def entropy_in_bits(z, y):
    return np.mean(logistic.losses(z, y)) / np.log(2)


@cross_entropy.mistake("z holds scores, not probabilities: p = σ(z) comes first.")
def entropy_of_scores_as_probabilities(z, y):
    return -np.mean(y * np.log(z) + (1 - y) * np.log(1 - z))


@cross_entropy.mistake("This is with the logarithm to base 10; here the natural logarithm is meant.")
def entropy_in_tens(z, y):
    return np.mean(logistic.losses(z, y)) / np.log(10)


@cross_entropy.mistake("This is the mean of |p − y|. Cross-entropy takes logarithms: it punishes being sure and wrong.")
def absolute_error(z, y):
    return np.mean(np.abs(probability(z) - y))


@cross_entropy.mistake("These are the losses of each animal; take their mean.")
def entropy_one_by_one(z, y):
    return logistic.losses(z, y)


@cross_entropy.mistake(
    "This is the mean squared error. Cross-entropy takes logarithms: it punishes being sure and wrong."
)
def squared_error(z, y):
    return np.mean((probability(z) - y) ** 2)


@cross_entropy.mistake(
    "This is the form for labels −1 and 1: with labels 0 and 1 every cat costs log 2, whatever its score. "
    "log(1 + eᶻ) − y z is for 0 and 1."
)
def entropy_of_other_labels(z, y):
    return np.mean(np.logaddexp(0, -y * z))


@cross_entropy.mistake("log(1 + eᶻ) − y z: behind the minus the label is multiplied by the score.")
def entropy_without_score(z, y):
    return np.mean(np.logaddexp(0, z) - y)


@cross_entropy.mistake("max(z, 0) − y z is right for huge scores only; log(1 + e^(−|z|)) is still to be added.")
def entropy_of_the_largest(z, y):
    return np.mean(np.maximum(z, 0) - y * z)


@cross_entropy.mistake("np.max(z, 0) is the largest score of all, along axis 0; entry by entry it is np.maximum(z, 0).")
def entropy_max_for_maximum(z, y):
    return np.mean(np.max(z, 0) - y * z + np.log1p(np.exp(-np.abs(z))))


@cross_entropy.mistake("The sigmoid is applied twice: p = σ(z) goes into the logarithm as it is.")
def entropy_of_sigmoid_twice(z, y):
    return np.mean(logistic.losses(probability(z), y))


@cross_entropy.mistake("log(1 + e^(−|z|)) is the smaller part; max(z, 0) − y z is still to be added.")
def entropy_without_the_largest(z, y):
    return np.mean(np.log1p(np.exp(-np.abs(z))))


@cross_entropy.mistake("The logarithm of each probability, then the mean: the logarithm of the mean is another number.")
def entropy_of_the_mean(z, y):
    return -np.log(np.mean(np.where(y == 1, probability(z), probability(-z))))


@cross_entropy.mistake("Only the cats are counted; the dogs pay −log p.")
def entropy_of_cats_only(z, y):
    return np.mean((1 - y) * logistic.losses(z, y))


@cross_entropy.mistake("log(1 + eᶻ) is what a cat costs; for a dog y z is subtracted. The labels are missing.")
def entropy_as_if_all_were_cats(z, y):
    return np.mean(np.logaddexp(0, z))


loops(
    cross_entropy,
    "animal",
    lambda rows, z, y: np.sum(logistic.losses(z, y)[rows]) / len(y),
    lambda rows, z, y: np.sum(logistic.losses(z, y)[rows]) / max(len(y[rows]), 1),
    lambda rows, z, y: np.sum(logistic.losses(z, y)[rows]),
)
