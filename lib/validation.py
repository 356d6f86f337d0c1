"""How well will a model do on what it has never seen? Splits, folds, cross-validation, learning curves.

Three sets: *training* data set the weights, *validation* data choose between models, *test* data are opened once, at
the end, and stand for the world. Rows are given by their numbers or by masks, so that it can be seen who sees what:
``X[train]``. A model is whatever ``fit(X, y)`` returns; ``predict(model, X)`` gives its answers; an error function
compares them, ``error(y, predicted)``, the smaller the better.

Conventions of this file:

* ``rng`` shuffles; the same seed gives the same parts. ``rng=None`` keeps the order of the data, which is only right
  if that order means nothing;
* parts and folds are within one row of their exact shares, stratified parts within two;
* everything that learns from data belongs inside ``fit``, scaling and the choice of features included: what has seen
  the validation rows cannot be judged by them.

Sources: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., sections 7.2, 7.10 and 7.12;
Stone, *J. R. Stat. Soc. B* 36, 1974, p. 111; fold sizes as in scikit-learn's ``KFold`` and ``StratifiedKFold``.
"""

import numpy as np

from lib import arguments

# Shares such as 0.6 + 0.3 + 0.1 add up to 1 within rounding.
SHARE_TOLERANCE = 1e-9


def sizes(n, shares):
    """How many of n rows each part gets: n · share, rounded so that all rows are used.

    First every part gets the whole number below its share. The rows that are left go, one each, to the parts that
    were cut most (the method of the largest remainder); of equal ones, to the first.

    n : int >= 1. shares : (k,) array, each >= 0, with sum 1. Returns a (k,) array of ints with sum n.
    """
    n, shares = arguments.integer("n", n, 1), _shares(shares)
    exact = n * shares
    counts = np.floor(exact).astype(int)
    # Rounded, so that 0.29 · 100 = 28.999999999999996 counts as cut by a whole row, and equal shares as equally cut.
    cut_most = np.argsort(-(exact - counts).round(9), kind="stable")
    counts[cut_most[: n - counts.sum()]] += 1
    return counts


def split(n, shares, rng=None):
    """Divide the rows 0 … n − 1 into parts, such as training, validation and test: ``split(n, (0.6, 0.2, 0.2), rng)``.

    n : int >= 1. shares : as in :func:`sizes`; a part with share 0 is empty. rng : numpy.random.Generator, or None
    for the first rows, the next rows, … in the order of the data.

    Returns a tuple of int arrays, ascending: every row is in exactly one of them.

    Raises
    ------
    ValueError
        The shares are negative or do not add up to 1, or n is so small that a part with a share would be empty.
    """
    counts = sizes(n, shares)
    for part, (count, share) in enumerate(zip(counts, _shares(shares))):
        if share > 0 and count == 0:
            raise ValueError(f"n must be larger: of {n} rows, part {part} with the share {share:g} would get none")
    ends = np.cumsum(counts)[:-1]
    return tuple(np.sort(rows) for rows in np.split(_order(n, rng), ends))


def stratified_split(labels, shares, rng=None):
    """As :func:`split`, but each class is divided in the same proportion.

    Of each class every part gets its share to within one row; what rounding keeps from a part in one class it is the
    first to get in the next, so that the sizes of the parts are right to within two rows.

    labels : (n,) array, the class of each row. Returns a tuple of int arrays, ascending.

    Raises
    ------
    ValueError
        A class has too few members to be in every part that has a share; the class and its number are named.
    """
    labels, shares = arguments.vector("labels", labels), _shares(shares)
    order = _order(len(labels), rng)
    parts = [[] for _ in shares]
    owed = np.zeros(len(shares))  # what rounding has kept from each part so far, in rows
    for label in np.unique(labels):
        rows = order[labels[order] == label]
        counts = np.floor(len(rows) * shares + len(rows) * SHARE_TOLERANCE).astype(int)
        owed += len(rows) * shares - counts
        can_have_more = np.abs(len(rows) * shares - counts) > len(rows) * SHARE_TOLERANCE
        first = np.argsort(-np.where(can_have_more, owed, -np.inf).round(9), kind="stable")[: len(rows) - counts.sum()]
        counts[first] += 1
        owed[first] -= 1
        if (counts[shares > 0] == 0).any():
            part = int(np.flatnonzero((counts == 0) & (shares > 0))[0])
            raise ValueError(
                f"labels has {len(rows)} rows of class {label:g}, too few for {np.count_nonzero(shares)} parts: "
                f"part {part} with the share {shares[part]:g} would get none"
            )
        for part, chosen in zip(parts, np.split(rows, np.cumsum(counts)[:-1])):
            part.extend(chosen)
    return tuple(np.sort(np.array(part, dtype=int)) for part in parts)


def folds(order, k):
    """Cut an order of the rows into k stretches, the folds, as equal as can be: the first n mod k have one row more.

    order : (n,) array, the numbers 0 … n − 1, each once; in a shuffled order, unless the order of the data means
    nothing. k : int, 2 <= k <= n.

    Returns a (k, n) array of bool: row j says which rows of the data are held out in round j. Each column has one True.
    """
    order = _permutation(order)
    n = len(order)
    k = arguments.integer("k", k, 2, n)
    held_out = np.zeros((k, n), dtype=bool)
    for fold, rows in enumerate(np.array_split(order, k)):
        held_out[fold, rows] = True
    return held_out


def k_fold(n, k, rng=None):
    """k folds of n rows: in each round one fold is held out, and the model learns from the others.

        for held_out in k_fold(n, k, rng):
            model = fit(X[~held_out], y[~held_out])     # and is judged on X[held_out], y[held_out]

    n : int >= 2. k : int, 2 <= k <= n; k = n leaves one out. rng : numpy.random.Generator, or None for the order of the
    data. Returns a (k, n) array of bool, as :func:`folds`. The sizes are those of scikit-learn's ``KFold``.
    """
    n = arguments.integer("n", n, 2)
    return folds(_order(n, rng), arguments.integer("k", k, 2, n))


def stratified_k_fold(labels, k, rng=None):
    """As :func:`k_fold`, but each fold has the classes in the proportion of the data, to within one row of a class.

    The rows are sorted by class and dealt to the folds in turn, as in scikit-learn's ``StratifiedKFold``.

    labels : (n,) array. k : int, 2 <= k <= n. Returns a (k, n) array of bool. Raises ValueError if a class has fewer
    than k members, so that it would be missing from a fold; the class and its number are named.
    """
    labels = arguments.vector("labels", labels)
    k = arguments.integer("k", k, 2, len(labels))
    for label, count in zip(*np.unique(labels, return_counts=True)):
        if count < k:
            raise ValueError(f"labels has {count} rows of class {label:g}; it would be missing from some of {k} folds")
    order = _order(len(labels), rng)
    by_class = order[np.argsort(labels[order], kind="stable")]
    held_out = np.zeros((k, len(labels)), dtype=bool)
    held_out[np.arange(len(labels)) % k, by_class] = True
    return held_out


def mean_squared_error(y, predicted):
    """(1/n) Σ (yᵢ − ŷᵢ)². y, predicted : (n,) arrays."""
    y = arguments.vector("y", y)
    return float(np.mean((y - arguments.vector("predicted", predicted, len(y))) ** 2))


def error_rate(y, predicted):
    """The share of wrong labels. y, predicted : (n,) arrays of labels (not of scores or probabilities)."""
    y = arguments.vector("y", y)
    return float(np.mean(y != arguments.vector("predicted", predicted, len(y))))


def cross_validate(X, y, held_out, fit, predict, error=mean_squared_error):
    """The error of each fold, by a model that has not seen it.

    Parameters
    ----------
    X : (n, d) array, y : (n,) array
    held_out : (k, n) array of bool, as from :func:`k_fold`; no row in two folds, none all True
    fit : function (X, y) → model. It gets copies of the rows that are not held out
    predict : function (model, X) → (m,) array
    error : function (y, predicted) → number

    Returns
    -------
    (k,) array: its mean is the cross-validated error, its spread says how much the folds differ

    Raises
    ------
    TypeError, ValueError
        The masks do not fit the data, or a prediction has another shape than y or is not finite.
    """
    X, y = _data("X", X, "y", y)
    held_out = _masks(held_out, len(X))
    errors = []
    for fold in held_out:
        model = fit(X[~fold], y[~fold])
        errors.append(_error_of(model, X[fold], y[fold], predict, error))
    return np.array(errors)


def learning_curve(X, y, X_new, y_new, counts, fit, predict, error=mean_squared_error, rng=None):
    """Training error and error on new rows, against the number of training rows.

    The training sets are nested: the next one is the last one with more rows, so that neighbouring points of the curve
    differ by what is added and not by luck.

    X : (n, d) array, y : (n,) array      the rows to learn from; X_new, y_new : those to be judged on
    counts : (k,) array of ints           numbers of training rows, each from 1 to n
    rng : numpy.random.Generator          draws the order in which rows are added; None keeps that of the data

    Returns two (k,) arrays, the error on the rows learned from and on the new ones.
    """
    X, y = _data("X", X, "y", y)
    X_new, y_new = _data("X_new", X_new, "y_new", y_new)
    if X_new.shape[1] != X.shape[1]:
        raise ValueError(f"X_new must have the {X.shape[1]} columns of X, not {X_new.shape[1]}")
    counts = arguments.integers("counts", counts, 1, len(X))
    order = _order(len(X), rng)
    curve = []
    for count in counts:
        rows = order[:count]
        model = fit(X[rows], y[rows])
        curve.append([_error_of(model, *data, predict, error) for data in ((X[rows], y[rows]), (X_new, y_new))])
    training, new = np.array(curve).T
    return training, new


def standardize(X, train):
    """Scale every column by the mean and the standard deviation of the *training* rows: (x − mean) / deviation.

    Taken over all rows, mean and deviation would carry news from the validation rows into training: leakage.

    X : (n, d) array. train : (n,) array of bool, the training rows. Returns an (n, d) array; in the training rows every
    column has mean 0 and deviation 1 (Σ(x − mean)²/m = 1). A column that is constant there is only shifted.
    """
    X = arguments.matrix("X", X)
    train = arguments.mask("train", train, (len(X),))
    if not train.any():
        raise ValueError("train must hold at least one True")
    mean, deviation = X[train].mean(axis=0), X[train].std(axis=0)
    # The deviation of equal numbers may be rounding instead of 0.
    constant = np.ptp(X[train], axis=0) == 0
    return (X - mean) / np.where(constant, 1.0, deviation)


def choose(training, validation, test):
    """Which of several models to take, and the error to promise for it: chosen by validation, told by the test.

    training, validation, test : (m,) arrays, the errors of m models on the three sets.
    Returns (index, test[index]) with the index of the least validation error; of equal ones, the first.
    """
    validation = arguments.vector("validation", validation)
    arguments.vector("training", training, len(validation))
    test = arguments.vector("test", test, len(validation))
    best = int(np.argmin(validation))
    return best, float(test[best])


def strongest(X, y, count):
    """The ``count`` columns of X whose correlation with y is the largest, |r| taken, the strongest first.

        r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²)

    This learns from y, and so it belongs inside ``fit``. X : (n, d) array, y : (n,) array, count : int, 1 … d.
    Returns a (count,) array of column numbers; a column that is constant has r = 0; of equal ones, the first.
    """
    X, y = _data("X", X, "y", y)
    count = arguments.integer("count", count, 1, X.shape[1])
    spread = X - X.mean(axis=0)
    length = np.where(np.ptp(X, axis=0) == 0, np.inf, np.linalg.norm(spread, axis=0))
    # The same for all columns, the length of y − ȳ does not matter for their order.
    strength = np.abs((y - y.mean()) @ spread) / length
    return np.argsort(-strength, kind="stable")[:count]


def standard_error(share, n):
    """How far a share that was counted on n animals is typically from the true one: √(share (1 − share) / n).

    It is the standard deviation of a binomial share, with the counted one put in for the true one; near 0 and 1 that
    is too small, and at 0 and 1 it is 0. share : float in [0, 1]. n : int >= 1. Returns a float.
    """
    share, n = arguments.real("share", share, 0, 1), arguments.integer("n", n, 1)
    return float(np.sqrt(share * (1 - share) / n))


def best_of(m, n, p):
    """The share of right answers to be expected from the best of m models on one test set of n animals.

        E[max] = (1/n) Σ_{j=0}^{n−1} (1 − F(j)ᵐ),    F(j) = P(one model has at most j right), binomial

    Every model is right with the same probability p on every animal, independently: no one is better than the others.

    m, n : int >= 1. p : float in [0, 1]. Returns a float, at least p.
    """
    m, n = arguments.integer("m", m, 1), arguments.integer("n", n, 1)
    p = arguments.real("p", p, 0, 1)
    if p in (0, 1):
        return p
    j = np.arange(n + 1)
    # log C(n, j), by adding up log((n − j) / (j + 1)).
    ways = np.concatenate([[0], np.cumsum(np.log((n - j[:-1]) / (j[:-1] + 1)))])
    at_most = np.cumsum(np.exp(ways + j * np.log(p) + (n - j) * np.log1p(-p)))
    return float(np.mean(1 - np.minimum(at_most[:-1], 1) ** m))


def _shares(shares):
    shares = arguments.vector("shares", shares)
    if (shares < 0).any():
        first = int(np.argmax(shares < 0))
        raise ValueError(f"shares must not be negative, but shares[{first}] is {shares[first]:g}")
    if abs(shares.sum() - 1) > SHARE_TOLERANCE:
        raise ValueError(f"shares must add up to 1, not to {shares.sum():.12g}")
    return shares


def _order(n, rng):
    return np.arange(n) if rng is None else arguments.generator("rng", rng).permutation(n)


def _permutation(order):
    numbers = arguments.vector("order", order)
    if not np.array_equal(np.sort(numbers), np.arange(len(numbers))):
        raise ValueError(f"order must hold each of the numbers 0 to {len(numbers) - 1} once")
    return numbers.astype(int)


def _data(X_name, X, y_name, y):
    X = arguments.matrix(X_name, X)
    return X, arguments.vector(y_name, y, len(X))


def _masks(held_out, n):
    masks = arguments.mask("held_out", held_out, (None, n))
    if not masks.any(axis=1).all():
        raise ValueError(f"held_out[{int(np.argmin(masks.any(axis=1)))}] must hold at least one True")
    if masks.all(axis=1).any():
        raise ValueError(f"held_out[{int(np.argmax(masks.all(axis=1)))}] leaves no row to learn from")
    if (masks.sum(axis=0) > 1).any():
        row = int(np.argmax(masks.sum(axis=0) > 1))
        raise ValueError(f"held_out must not overlap, but row {row} is in more than one fold")
    return masks


def _error_of(model, X, y, predict, error):
    predicted = arguments.vector("predict(model, X)", predict(model, X), len(y))
    return arguments.real("error(y, predicted)", error(y, predicted))
