"""Logistic regression: a score becomes a probability, and the weights are found by descent or by Newton's method.

    z = Xw + B = [X 1] w        X (n, d)   weights w (d + 1,), the last entry is the bias B   scores z (n,)
    p = σ(z) = 1 / (1 + e⁻ᶻ)    p (n,): the probability that the label is 1
    z = log(p / (1 − p))        the logit: the logarithm of the odds

Weights are chosen to make the cross-entropy small, plus a ridge penalty where asked:

    loss(w) = (1/n) Σᵢ −[yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)]  +  (λ/2) (w₁² + … + w_d²)

Conventions of this file:

* the loss is a **mean** over the samples, in nats; scikit-learn takes the sum, its C is 1/(nλ);
* the bias is the last weight, the one of the augmented 1, and it is **not penalised**;
* labels are 1 (dog) and 0 (cat); a score of exactly 0 is called 1;
* everything is computed from scores, never from probabilities that were rounded to 0 or 1.

Sources: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., section 4.4; Boyd and
Vandenberghe, *Convex Optimization*, sections 9.3 (descent) and 9.5 (Newton); Albert and Anderson, *Biometrika* 71,
1984, p. 1 (separable data have no finite answer).
"""

import math

import numpy as np

from lib import arguments, layers
from lib.precision import CONDITION_LIMIT, rank_tolerance

# Twice what is left to gain, relative to the loss, at which Newton's method stops. It converges quadratically, so that
# the step which is taken then leaves rounding only.
DECREMENT = 1e-20


def _problem(X, y, w, lam):
    X1 = augment(X)
    y = arguments.labels("y", y, len(X1))
    w = arguments.vector("w", w, X1.shape[1])
    return X1, y, w, _penalty(lam, X1.shape[1])


def _penalty(lam, weights):
    """λ for each weight: 0 for the bias."""
    lam = np.full(weights, arguments.real("lam", lam, low=0))
    lam[-1] = 0
    return lam


def _loss(X1, y, w, lam):
    return float(layers.binary_losses(X1 @ w, y).mean() + lam @ w**2 / 2)


def _gradient(X1, y, w, lam):
    return X1.T @ (layers.sigmoid_unchecked(X1 @ w) - y) / len(y) + lam * w


def _hessian(X1, w, lam):
    small = np.exp(-np.abs(X1 @ w))
    return (X1.T * (small / (1 + small) ** 2)) @ X1 / len(X1) + np.diag(lam)  # σ(z) (1 − σ(z)), without cancellation


def augment(X):
    """[X 1]: a column of ones behind X, whose weight is the bias. X : (n, d) array. Returns an (n, d + 1) array."""
    X = arguments.matrix("X", X)
    return np.column_stack([X, np.ones(len(X))])


def sigmoid(z):
    """σ(z) = 1 / (1 + e⁻ᶻ), the probability that belongs to a score. z : a number or an array. No z overflows."""
    return layers.sigmoid(z)


def _normal(z):
    return np.array([math.erfc(-entry / math.sqrt(2)) / 2 for entry in np.ravel(z)]).reshape(np.shape(z))


# What could make a probability of a score: each is 1/2 at 0 and has the slope 1/4 there. Not all of them succeed.
SQUASHING = {
    "straight line": lambda z: 1 / 2 + z / 4,
    "clipped line": lambda z: np.clip(1 / 2 + z / 4, 0, 1),
    "sine": lambda z: (1 + np.sin(z / 2)) / 2,
    "probit": lambda z: _normal(z * math.sqrt(2 * math.pi) / 4),
    "scaled tanh": lambda z: (1 + np.tanh(z / 2)) / 2,
    "logistic": layers.sigmoid_unchecked,
}


def squash(name, z):
    """p = g(z) for a g that is chosen by name from ``SQUASHING``, to compare what each does to a score.

    A g that makes probabilities rises everywhere and stays inside (0, 1). Probit is Φ, the normal distribution
    function, of √(2π)/4 z (McCullagh and Nelder, *Generalized Linear Models*, 2nd ed., chapter 4); the scaled tanh is
    :func:`sigmoid` in other words.

    name : str. z : a number or an array. Returns the same shape.
    """
    arguments.choice("name", name, SQUASHING)
    return SQUASHING[name](arguments.array("z", z))[()]


def logit(p):
    """log(p / (1 − p)), the score that belongs to a probability: the inverse of :func:`sigmoid`.

    p : a number or an array, 0 < p < 1; at 0 and 1 the score would be infinite, which is a ValueError.
    """
    p = arguments.array("p", p)
    if ((p <= 0) | (p >= 1)).any():
        worst = p[(p <= 0) | (p >= 1)][0]
        raise ValueError(f"p must be greater than 0 and less than 1, but holds {worst:g}, whose logit is not finite")
    return (np.log(p) - np.log1p(-p))[()]


def scores(X, w):
    """z = [X 1] w. X : (n, d) array. w : (d + 1,) array, the bias last. Returns z (n,)."""
    X1 = augment(X)
    return X1 @ arguments.vector("w", w, X1.shape[1])


def probability(X, w):
    """p = σ([X 1] w), the probability that each sample's label is 1. Arguments as in :func:`scores`. Returns p (n,)."""
    return layers.sigmoid(scores(X, w))


def predict(X, w):
    """The label of the larger probability: 1 where z >= 0, which is where p >= 1/2, else 0. Returns an (n,) array."""
    return (scores(X, w) >= 0).astype(float)


def losses(z, y):
    """The cross-entropy of each sample: log(1 + e⁻ᶻ) where y is 1, log(1 + eᶻ) where y is 0, in nats.

    This is −[y log p + (1 − y) log(1 − p)] with p = σ(z), without p: for z = 1000 and y = 0 the rounded p is 1 and
    log(1 − p) would be −∞, but the loss is 1000. z : (n,) scores. y : (n,) labels, 0 or 1. Returns an (n,) array.
    """
    z = arguments.vector("z", z)
    return layers.binary_losses(z, arguments.labels("y", y, len(z)))


def cross_entropy(z, y):
    """The mean of :func:`losses`: (1/n) Σ log(1 + e^(∓zᵢ)). z : (n,) scores. y : (n,) labels. Returns a float."""
    return float(np.mean(losses(z, y)))


def loss(X, y, w, lam=0.0):
    """Mean cross-entropy + (λ/2) (w₁² + … + w_d²), the bias w_{d+1} not penalised.

    X : (n, d) array. y : (n,) labels, 0 or 1. w : (d + 1,) array, the bias last. lam : float >= 0. Returns a float.
    """
    return _loss(*_problem(X, y, w, lam))


def gradient(X, y, w, lam=0.0):
    """∇loss(w) = (1/n) [X 1]ᵀ (p − y) + λ (w₁, …, w_d, 0). Arguments as in :func:`loss`. Returns a (d + 1,) array."""
    return _gradient(*_problem(X, y, w, lam))


def hessian(X, y, w, lam=0.0):
    """(1/n) [X 1]ᵀ diag(p (1 − p)) [X 1] + λ diag(1, …, 1, 0), positive semidefinite: the loss is convex.

    The labels do not enter. Arguments as in :func:`loss`. Returns a (d + 1, d + 1) array.
    """
    X1, _, w, lam = _problem(X, y, w, lam)
    return _hessian(X1, w, lam)


def curvature_bound(X, lam=0.0):
    """L, which no eigenvalue of the Hessian exceeds at any w: the largest one of [X 1]ᵀ[X 1]/(4n) + λ diag(1, …, 1, 0).

    The 1/4 is the largest value of p (1 − p). Descent with a learning rate below 2/L lowers the loss in every step.
    """
    X1 = augment(X)
    return float(np.linalg.eigvalsh(_hessian(X1, np.zeros(X1.shape[1]), _penalty(lam, X1.shape[1])))[-1])


def step(X, y, w, learning_rate, lam=0.0):
    """One step of gradient descent: w − learning_rate · ∇loss(w). Returns a new (d + 1,) array.

    learning_rate : float > 0. The other arguments as in :func:`loss`.
    """
    learning_rate = arguments.real("learning_rate", learning_rate, above=0)
    w = arguments.vector("w", w)
    return w - learning_rate * gradient(X, y, w, lam)


def gradient_descent(X, y, learning_rate, steps, lam=0.0, start=None):
    """Gradient descent on the loss, with everything that happened on the way.

    Parameters
    ----------
    X : (n, d) array
    y : (n,) labels, 0 or 1, both of them present
    learning_rate : float > 0; below 2/L with L from :func:`curvature_bound` every step lowers the loss
    steps : int >= 0
    lam : float >= 0
    start : (d + 1,) array; zeros unless given

    Returns
    -------
    W : (steps + 1, d + 1) array      the weights, from the start to the last step
    loss : (steps + 1,) array         the loss at each of them

    Warns
    -----
    RuntimeWarning
        The loss ended higher than it began. If the weights leave the range of float64, both histories end there.
    """
    X1, y = _fit_problem(X, y)
    w = np.zeros(X1.shape[1]) if start is None else arguments.vector("start", start, X1.shape[1])
    learning_rate = arguments.real("learning_rate", learning_rate, above=0)
    steps = arguments.integer("steps", steps, 0)
    penalty = _penalty(lam, X1.shape[1])
    W, history = [w], [_loss(X1, y, w, penalty)]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            w = w - learning_rate * _gradient(X1, y, w, penalty)
            now = _loss(X1, y, w, penalty)
            if not np.isfinite(now):
                break
            W.append(w)
            history.append(now)
    if len(W) <= steps or history[-1] > history[0]:
        arguments.warn(
            f"gradient descent diverges: the loss went from {history[0]:.3g} to {history[-1]:.3g} in {len(W) - 1} "
            f"steps; a learning rate below {2 / curvature_bound(X, lam):.3g} lowers it in every step"
        )
    return np.array(W), np.array(history)


def newton(X, y, lam=0.0, steps=100):
    """Newton's method from w = 0, each step halved until it does not raise the loss: w − t H⁻¹ ∇loss(w), t = 1, 1/2, …

    Inside, columns are shifted by their mean and scaled, which changes no step (Newton's method does not notice a
    change of coordinates) but keeps digits that x = 10⁸ + small would cost.

    X : (n, d) array. y : (n,) labels, 0 or 1, both present. lam : float >= 0. steps : int >= 1, the most taken.

    Returns W (k + 1, d + 1), the weights from the start to the last of k steps, and their loss (k + 1,).

    Warns
    -----
    RuntimeWarning
        * The classes can be separated and lam is 0: no w is best, because a longer one in the same direction is better.
          The last w separates them, or is on its way to;
        * the columns of [X 1] are dependent or nearly so: the condition number is said, and of all the best w the one
          that is the shortest in the scaled coordinates is found;
        * the loss could still be lowered after so many steps.
    """
    X1, y = _fit_problem(X, y)
    steps = arguments.integer("steps", steps, 1)
    lam = _penalty(lam, X1.shape[1])
    shift = np.append(X1[:, :-1].mean(axis=0), 0.0)
    scale = np.hypot(np.abs(X1 - shift).max(axis=0), np.sqrt(lam))  # data and penalty are then at most about 1
    scale[scale == 0] = 1
    Z, penalty = np.asfortranarray((X1 - shift) / scale), (np.sqrt(lam) / scale) ** 2
    signs = 2 * y - 1

    v = np.zeros(len(scale))
    V, history = [v], [_loss(Z, y, v, penalty)]
    condition = np.linalg.cond(_hessian(Z, v, penalty))
    problem = None
    if condition > CONDITION_LIMIT:
        problem = f"the weights are hardly determined: the condition number of the Hessian at w = 0 is {condition:.2g}"
    for _ in range(steps):
        slope = _gradient(Z, y, v, penalty)
        direction = -_solve(_hessian(Z, v, penalty), slope)
        t = 1.0
        while (now := _loss(Z, y, v + t * direction, penalty)) > history[-1] * (1 + 1e-14) and t > 1e-10:
            t /= 2
        v = v + t * direction
        V.append(v)
        history.append(now)
        if not lam.any() and _never_harms(signs * (Z @ v), signs * (Z @ direction)):
            problem = (
                f"the two classes can be separated: the longer w, the smaller the loss, without end (now "
                f"{history[-1]:.2g}); a penalty lam > 0 gives one best w"
            )
            break
        if -slope @ direction <= DECREMENT * history[-1]:
            break
    else:
        problem = f"Newton's method has not converged in {steps} steps; the loss is {history[-1]:.3g}"
    if problem:
        arguments.warn(problem)
    W = np.array(V) / scale
    W[:, -1] -= W @ shift
    return W, np.array(history)


def _fit_problem(X, y):
    X1 = augment(X)
    return X1, arguments.labels("y", y, len(X1), both=True)


def _solve(H, slope):
    """H⁻¹ slope; along directions in which H is 0 but for rounding, 0."""
    values, Q = np.linalg.eigh(H)
    kept = values > rank_tolerance(H.shape) * values[-1]
    return Q[:, kept] @ ((Q.T @ slope)[kept] / values[kept])


def _never_harms(margins, gains):
    """Whether the data are separable, as these weights or this direction prove.

    A margin is how far a sample is on its right side. If all are positive, w separates the classes. If no sample loses
    along a direction and some gain (ties remain on the boundary), then it leads to infinity.
    """
    return margins.min() > 0 or (gains.max() > 0 and gains.min() >= -1e-9 * gains.max())


def fit(X, y, lam=0.0):
    """The weights that minimise the loss, to 12 digits, by :func:`newton`, with its warnings.

    X : (n, d) array. y : (n,) labels, 0 or 1, both present. lam : float >= 0. Returns w (d + 1,), the bias last.
    """
    return newton(X, y, lam)[0][-1]


def accuracy(y, predicted):
    """The share of labels that were predicted right. y, predicted : (n,) labels, 0 or 1. Returns a float in [0, 1]."""
    y = arguments.labels("y", y)
    return float(np.mean(y == arguments.labels("predicted", predicted, len(y))))


def confusion(y, predicted):
    """How many of each label were called what: entry [i, j] counts the samples of label i that were called j.

    y, predicted : (n,) labels, 0 or 1. Returns a (2, 2) array of int: [[cats called cat, cats called dog],
    [dogs called cat, dogs called dog]].
    """
    y = arguments.labels("y", y)
    predicted = arguments.labels("predicted", predicted, len(y))
    return np.bincount((2 * y + predicted).astype(int), minlength=4).reshape(2, 2)
