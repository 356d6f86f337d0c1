"""One neuron, y = σ(wᵀx), and the perceptron that learns from its mistakes (L20).

    w ← w + α (label − output) x

With a step for σ this is the perceptron; with a sigmoid the same line is gradient descent on the cross-entropy of one
sample; with the squared loss ½ (output − label)² there is an extra σ′.

Conventions of this file:

* the step is 1 where z >= 0, so a sample on the boundary counts as class 1, and w = 0 says 1 to everything;
* labels are 0 and 1; on the slides the label is written ŷ, and the output y;
* there is no separate bias: :func:`lib.logistic.augment` puts a 1 behind every sample, and its weight is the bias (L2).

Sources: Rosenblatt, *Psychological Review* 65, 1958, p. 386; Novikoff, *Proc. Symp. Math. Theory of Automata*, 1962,
p. 615 (it stops if the data can be separated); Minsky and Papert, *Perceptrons*, 1969, chapter 11 (if not, w stays
bounded).
"""

import math
from typing import NamedTuple

import numpy as np

from lib import arguments
from lib.layers import sigmoid, slope, step


def neuron(w, x):
    """The output σ(wᵀx) of one neuron with a sigmoid. w, x : (d,) arrays. Returns a float in [0, 1]."""
    w = arguments.vector("w", w)
    x = arguments.vector("x", x, len(w))
    return float(sigmoid(w @ x))


def update(w, x, label, learning_rate=1.0, activation="step"):
    """One update with one sample: w + α (label − σ(wᵀx)) x; with a step, nothing happens unless the answer is wrong.

    w, x : (d,) arrays. label : 0 or 1. learning_rate : α > 0. activation : "step", or "sigmoid", for which this is a
    step down the cross-entropy −log p(label). Returns a (d,) array.
    """
    w, x, label, learning_rate = _sample(w, x, label, learning_rate)
    sigma = {"step": step, "sigmoid": sigmoid}[arguments.choice("activation", activation, ("step", "sigmoid"))]
    return w + learning_rate * (label - sigma(w @ x)) * x


def update_squared(w, x, label, learning_rate=1.0):
    """One step down the squared loss ½ (σ(wᵀx) − label)², σ the sigmoid: w + α (label − σ) σ′ x. As :func:`update`."""
    w, x, label, learning_rate = _sample(w, x, label, learning_rate)
    return w + learning_rate * (label - sigmoid(w @ x)) * slope("sigmoid", w @ x) * x


def _sample(w, x, label, learning_rate):
    w = arguments.vector("w", w)
    return (
        w,
        arguments.vector("x", x, len(w)),
        arguments.integer("label", label, 0, 1),
        arguments.real("learning_rate", learning_rate, above=0),
    )


class Training(NamedTuple):
    """What the perceptron did.

    w : (updates + 1, d)    every w, the start first, so that w[-1] is the answer
    sample : (updates,)     the sample of each mistake, so that w[k + 1] − w[k] = ± α X[sample[k]]
    mistakes : (epochs,)    how many in each pass over the data; the last is 0 if it succeeded
    outcome : "separated"; "cannot be separated" (w came back to where it was, so it would go round for ever);
              or "unfinished"
    """

    w: np.ndarray
    sample: np.ndarray
    mistakes: np.ndarray
    outcome: str


def train(X, y, w=None, learning_rate=1.0, epochs=100):
    """The perceptron: pass over the samples in order, update at each mistake, stop after a pass without any.

    From w = 0 it stops after at most (R‖w*‖)² mistakes, R the longest x and w* the shortest w with wᵀx >= 1 for class 1
    and <= −1 for class 0 (Novikoff). If there is no such w, it need not stop. From w = 0, α only scales w.

    X : (n, d) array, :func:`lib.logistic.augment` where a bias is wanted. y : (n,) labels 0 and 1, both present.
    w : (d,), the start, by default 0. learning_rate : α > 0. epochs : int >= 1, the most passes. Returns a
    :class:`Training`.

    Warns
    -----
    RuntimeWarning
        The data was not separated: because it cannot be, or because the epochs did not suffice.
    """
    X = arguments.matrix("X", X)
    y = arguments.labels("y", y, len(X), both=True)
    w = np.zeros(X.shape[1]) if w is None else arguments.vector("w", w, X.shape[1])
    learning_rate = arguments.real("learning_rate", learning_rate, above=0)
    epochs = arguments.integer("epochs", epochs, 1)
    signs = 2 * y - 1
    unit = learning_rate * np.abs(X).max() or 1.0
    path, sample, mistakes, outcome = [w], [], [], "unfinished"
    seen = {}  # w after a pass, but for rounding → how many mistakes there had been
    while outcome == "unfinished" and len(mistakes) < epochs:
        before = len(sample)
        for i in range(len(X)):
            error = y[i] - (w @ X[i] >= 0)
            if error:
                w = w + learning_rate * error * X[i]
                path.append(w)
                sample.append(i)
        mistakes.append(len(sample) - before)
        place = (np.round(w / unit, 9) + 0.0).tobytes()
        if mistakes[-1] == 0:
            outcome = "separated"
        elif place in seen:
            # A round trip proves it: if Σ ± x = 0 over its mistakes, no w has ± wᵀx > 0 for all of them.
            trip = sample[seen[place] :]
            if not y[trip].all() and _sum_is_zero(signs[trip, None] * X[trip]):
                outcome = "cannot be separated"
        seen.setdefault(place, len(sample))
    if outcome != "separated":
        none = "no w can: X may need a column of ones for the bias, or has no separating line at all"
        reason = f"more may be needed, or {none}" if outcome == "unfinished" else f"w went in a circle, so {none}"
        arguments.warn(f"not separated after {len(mistakes)} epochs, {mistakes[-1]} mistakes in the last; {reason}")
    return Training(np.array(path), np.array(sample, dtype=int), np.array(mistakes), outcome)


def _sum_is_zero(rows):
    return all(math.fsum(column) == 0 for column in rows.T)


def xor(X):
    """Exclusive-or by three neurons with a step: OR and AND, then OR but not AND, which no single neuron can do.

        h₁ = step(x₁ + x₂ − ½)        h₂ = step(x₁ + x₂ − 3/2)        y = step(h₁ − h₂ − ½)

    X : (n, 2) array of 0 and 1. Returns an (n,) array of 0 and 1.
    """
    X = arguments.matrix("X", X)
    if X.shape[1] != 2:
        raise ValueError(f"X must have 2 columns, not {X.shape[1]}")
    hidden = step(X @ np.array([[1.0, 1.0], [1.0, 1.0]]) - np.array([0.5, 1.5]))
    return step(hidden @ np.array([1.0, -1.0]) - 0.5)
