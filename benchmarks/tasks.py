"""The tasks of :mod:`benchmarks.speed`: each done by `lib` and, beside it, by what a user would otherwise take.

A peer is written as its users write it, and gives the same answer to the digits that the task says. Two kinds are not
here: what gives fewer digits than it is asked for, and what needs a compiler of its own.
"""

import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import scipy.linalg
import scipy.special
import scipy.stats
from scipy.interpolate import RBFInterpolator
from scipy.optimize import approx_fprime, linprog, minimize
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA
from sklearn.linear_model import Lasso, LogisticRegression, Ridge
from sklearn.metrics import log_loss
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score, train_test_split

from lib import gradients, layers, line_fitting, logistic, mlp, norms, outliers, rbf, regularisation, svd, validation

try:
    import torch
except ImportError:  # no dependency of this project, not even of its tests
    torch = None
else:
    torch.set_num_threads(1)


class Task(NamedTuple):
    """``lib`` and every peer take no argument and return the same numbers, to ``digits`` of the largest of them."""

    name: str
    lib: Callable
    peers: dict
    digits: float = 1e-10


def all():
    for topic in (factorisations, distances, lines, penalties, powers, classes, bumps, networks, derivatives, parts):
        yield from topic(np.random.default_rng(0))


def factorisations(rng):
    square, tall = rng.normal(size=(512, 512)), rng.normal(size=(2000, 20))

    def decomposition(name, A):
        return Task(
            name,
            lambda: svd.svd(A)[1],
            {
                "numpy.linalg.svd": lambda: np.linalg.svd(A, full_matrices=False)[1],
                "scipy.linalg.svd": lambda: scipy.linalg.svd(A, full_matrices=False)[1],
            },
        )

    yield decomposition("SVD 512 × 512", square)
    yield decomposition("SVD 2000 × 20", tall)
    yield Task(
        "pseudo-inverse 2000 × 20",
        lambda: svd.pinv(tall),
        {"numpy.linalg.pinv": lambda: np.linalg.pinv(tall), "scipy.linalg.pinv": lambda: scipy.linalg.pinv(tall)},
    )
    wide = square[:100, :200]

    def projection(N):
        return N @ (N.T @ square[:200, 0])

    yield Task(
        "null space 100 × 200",
        lambda: projection(svd.null_space(wide)),
        {"scipy.linalg.null_space": lambda: projection(scipy.linalg.null_space(wide))},
    )


def distances(rng):
    X, Y = rng.normal(size=(1000, 2)), rng.normal(size=(500, 2))
    yield Task("distances 1000 × 500 in the plane", lambda: norms.distance(X, Y), {"scipy cdist": lambda: cdist(X, Y)})
    yield Task(
        "distances 1000 × 500 in the plane, p = 1",
        lambda: norms.distance(X, Y, 1),
        {"scipy cdist": lambda: cdist(X, Y, "cityblock")},
    )


def lines(rng):
    A, b = rng.normal(size=(2000, 20)), rng.normal(size=2000)
    yield Task(
        "least squares 2000 × 20",
        lambda: line_fitting.least_squares(A, b),
        {
            "numpy.linalg.lstsq": lambda: np.linalg.lstsq(A, b)[0],
            "scipy.linalg.lstsq": lambda: scipy.linalg.lstsq(A, b)[0],
        },
    )
    x = rng.normal(size=1000)
    y = 2 * x + 1 + rng.normal(size=1000)
    yield Task(
        "line through 1000 points",
        lambda: line_fitting.line(x, y),
        {"numpy.polyfit": lambda: np.polyfit(x, y, 1), "scipy linregress": lambda: scipy.stats.linregress(x, y)[:2]},
    )

    def by_pca():
        a, b = PCA().fit(np.column_stack([x, y])).components_[-1]
        return a * b

    def by_svd():
        X = np.column_stack([x, y])
        a, b = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)[2][-1]
        return a * b

    def by_lib():
        a, b, _ = line_fitting.total_least_squares(x, y)
        return a * b  # whichever sign both have

    yield Task("total least squares, 1000 points", by_lib, {"scikit-learn PCA": by_pca, "NumPy by hand": by_svd})


def penalties(rng):
    A = rng.normal(size=(2000, 20))
    b = A[:, :5] @ rng.normal(size=5) + 0.1 * rng.normal(size=2000)
    ones, penalised = np.column_stack([A, np.ones(2000)]), [True] * 20 + [False]
    yield Task(
        "ridge 2000 × 20",
        lambda: regularisation.ridge(A, b, 1.0),
        {
            "scikit-learn Ridge": lambda: Ridge(alpha=1.0, fit_intercept=False).fit(A, b).coef_,
            "NumPy, (AᵀA + λI)⁻¹Aᵀb": lambda: np.linalg.solve(A.T @ A + np.eye(20), A.T @ b),
        },
    )
    yield Task(
        "ridge 2000 × 20 with intercept",
        lambda: regularisation.ridge(ones, b, 1.0, penalised)[:20],
        {"scikit-learn Ridge": lambda: Ridge(alpha=1.0).fit(A, b).coef_},
    )
    wide = rng.normal(size=(200, 100))
    c = wide[:, :10] @ rng.normal(size=10) + 0.1 * rng.normal(size=200)
    mixed = A @ rng.normal(size=(20, 20))
    d = mixed[:, :5] @ rng.normal(size=5) + 0.1 * rng.normal(size=2000)

    def lasso(name, A, b):
        lam = 0.1 * np.abs(A.T @ b).max()
        # scikit-learn takes the mean over the samples; its own tolerance, 10⁻⁴, would leave four digits.
        model = Lasso(alpha=lam / len(b), fit_intercept=False, tol=1e-10, max_iter=10**6)
        return Task(
            f"lasso {name}",
            lambda: regularisation.lasso(A, b, lam),
            {"scikit-learn Lasso": lambda: model.fit(A, b).coef_},
            digits=1e-4,
        )

    yield lasso("2000 × 20", A, b)
    yield lasso("200 × 100", wide, c)
    yield lasso("2000 × 20, columns mixed", mixed, d)


def powers(rng):
    A = rng.normal(size=(500, 5))
    b = A.sum(axis=1) + rng.standard_t(2, size=500)
    m, n = A.shape

    def least_sum():
        """min Σ (u + v) with Ax + u − v = b, u and v not negative."""
        cost = np.append(np.zeros(n), np.ones(2 * m))
        bounds = [(None, None)] * n + [(0, None)] * (2 * m)
        return linprog(cost, A_eq=np.hstack([A, np.eye(m), -np.eye(m)]), b_eq=b, bounds=bounds).x[:n]

    def least_maximum():
        """min h with −h <= Ax − b <= h."""
        ones = np.ones((m, 1))
        both = np.vstack([np.hstack([A, -ones]), np.hstack([-A, -ones])])
        bounds = [(None, None)] * (n + 1)
        return linprog(np.append(np.zeros(n), 1), A_ub=both, b_ub=np.append(b, -b), bounds=bounds).x[:n]

    def by_descent(p):
        def objective(x):
            return np.sum(np.abs(A @ x - b) ** p)

        def gradient(x):
            rest = A @ x - b
            return p * A.T @ (np.abs(rest) ** (p - 1) * np.sign(rest))

        return minimize(objective, np.linalg.lstsq(A, b)[0], jac=gradient, method="BFGS", tol=1e-6).x

    yield Task("l_p fit 500 × 5, p = 1", lambda: outliers.lp_fit(A, b, 1), {"scipy linprog (HiGHS)": least_sum}, 1e-6)
    yield Task(
        "l_p fit 500 × 5, p = ∞", lambda: outliers.lp_fit(A, b, np.inf), {"scipy linprog (HiGHS)": least_maximum}, 1e-6
    )
    yield Task(
        "l_p fit 500 × 5, p = 1.5",
        lambda: outliers.lp_fit(A, b, 1.5),
        {"scipy minimize (BFGS)": lambda: by_descent(1.5)},
        1e-6,
    )
    yield Task(
        "l_p fit 500 × 5, p = 3",
        lambda: outliers.lp_fit(A, b, 3),
        {"scipy minimize (BFGS)": lambda: by_descent(3)},
        1e-6,
    )


def classes(rng):
    def regression(features):
        X = rng.normal(size=(2000, features))
        y = (rng.random(2000) < logistic.probability(X, rng.normal(size=features + 1))).astype(float)

        def by(solver):
            model = LogisticRegression(C=1.0, solver=solver)  # its C is 1/(nλ)
            return lambda: np.append(model.fit(X, y).coef_, model.intercept_)

        return Task(
            f"logistic regression 2000 × {features}",
            lambda: logistic.fit(X, y, 1 / 2000),
            {f"scikit-learn, {solver}": by(solver) for solver in ("lbfgs", "newton-cholesky")},
            digits=1e-2,
        )

    yield regression(3)
    yield regression(20)
    z, labels = rng.normal(size=10**5), rng.integers(0, 2, 10**5)
    yield Task(
        "cross-entropy of 100,000 scores",
        lambda: logistic.cross_entropy(z, labels),
        {"scikit-learn log_loss": lambda: log_loss(labels, scipy.special.expit(z))},
    )


def bumps(rng):
    centers, y = rng.uniform(size=(500, 2)), rng.normal(size=500)
    points, epsilon = rng.uniform(size=(10_000, 2)), 20.0
    kernels = {  # ours → SciPy's name, and the degree of the polynomial that both take
        "gaussian": ("gaussian", -1),
        "multiquadric": ("multiquadric", -1),
        "inverse multiquadric": ("inverse_multiquadric", -1),
        "linear": ("linear", 0),
        "thin plate": ("thin_plate_spline", 1),
        "cubic": ("cubic", 1),
    }

    def evaluation(kernel):
        name, degree = kernels[kernel]
        ours = rbf.interpolate(centers, y, epsilon, kernel, degree=degree)
        theirs = RBFInterpolator(centers, y, kernel=name, epsilon=epsilon, degree=degree)
        peers = {"SciPy": lambda: theirs(points)}
        if kernel == "gaussian":
            peers["cdist, exp, @"] = lambda: np.exp(-(epsilon**2) * cdist(points, centers, "sqeuclidean")) @ ours.alpha
        return Task(f"RBF evaluation 500 × 10,000, {kernel}", lambda: ours(points), peers, digits=1e-8)

    def interpolation(kernel):
        name, degree = kernels[kernel]
        return Task(
            f"RBF interpolation of 500 points, {kernel}",
            lambda: rbf.interpolate(centers, y, epsilon, kernel, degree=degree)(points[:1]),
            {"SciPy": lambda: RBFInterpolator(centers, y, kernel=name, epsilon=epsilon, degree=degree)(points[:1])},
            digits=1e-8,
        )

    yield from map(evaluation, kernels)
    yield from map(interpolation, ("gaussian", "thin plate"))


# At a learning rate of 0.5 the descent amplifies rounding, and after some 260 steps any two programs differ.
STEPS, LEARNING_RATE = 1000, 0.1


def networks(rng):
    X = rng.normal(size=(200, 3))
    target = np.sin(X.sum(axis=1, keepdims=True))
    network = mlp.initial([3, 16, 16, 1], rng)

    def by_lib():
        return mlp.train(network, X, target, "squared", LEARNING_RATE, STEPS, every=STEPS).loss[-1]

    peers = {"NumPy by hand": lambda: trained_by_hand(network, X, target)}
    if torch:
        peers["PyTorch"] = lambda: trained_by_torch(network, X, target)
    yield Task("MLP 3-16-16-1 tanh, 1000 steps, 200 samples", by_lib, peers)
    z = rng.normal(size=(10_000, 10))
    yield Task("sigmoid of 100,000", lambda: layers.sigmoid(z), {"scipy expit": lambda: scipy.special.expit(z)})
    yield Task(
        "softmax 10,000 × 10", lambda: layers.softmax(z), {"scipy softmax": lambda: scipy.special.softmax(z, axis=1)}
    )


def trained_by_hand(network, X, target):
    W1, W2, W3 = (W.copy() for W in network.W)
    b1, b2, b3 = (b.copy() for b in network.b)

    def forward():
        y1 = np.tanh(X @ W1 + b1)
        y2 = np.tanh(y1 @ W2 + b2)
        return y1, y2, y2 @ W3 + b3

    for _ in range(STEPS):
        y1, y2, output = forward()
        d3 = (output - target) / len(X)
        d2 = (d3 @ W3.T) * (1 - y2**2)
        d1 = (d2 @ W2.T) * (1 - y1**2)
        for W, b, y, d in ((W1, b1, X, d1), (W2, b2, y1, d2), (W3, b3, y2, d3)):
            W -= LEARNING_RATE * (y.T @ d)
            b -= LEARNING_RATE * d.sum(axis=0)
    return np.mean((forward()[2] - target) ** 2) / 2


def trained_by_torch(network, X, target):
    """Its loss takes the mean of the squares, without ½, hence the half."""
    pieces = []
    for W, b in zip(network.W, network.b):
        layer = torch.nn.Linear(*W.shape, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(W.T))
            layer.bias.copy_(torch.from_numpy(b))
        pieces += [layer, torch.nn.Tanh()]
    model = torch.nn.Sequential(*pieces[:-1])
    X, target = torch.from_numpy(X), torch.from_numpy(target)
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(X), target) / 2
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return (torch.nn.functional.mse_loss(model(X), target) / 2).item()


def derivatives(rng):
    x = rng.normal(size=100)

    def f(x):
        return np.sum(np.sin(x) ** 2)

    yield Task(
        "gradient of 100 by differences",
        lambda: gradients.forward_difference(f, x),
        {"scipy approx_fprime": lambda: approx_fprime(x, f)},
        digits=1e-5,
    )


def parts(rng):
    X, y = rng.normal(size=(600, 3)), rng.integers(0, 2, 600)

    def sizes(folds):
        return sorted(len(test) for _, test in folds)

    yield Task(
        "10 folds of 600",
        lambda: [np.sum(fold) for fold in validation.k_fold(600, 10, np.random.default_rng(0))],
        {"scikit-learn KFold": lambda: sizes(KFold(10, shuffle=True, random_state=0).split(X))},
    )
    yield Task(
        "10 stratified folds of 600",
        lambda: [np.sum(fold) for fold in validation.stratified_k_fold(y, 10, np.random.default_rng(0))],
        {"scikit-learn StratifiedKFold": lambda: sizes(StratifiedKFold(10, shuffle=True, random_state=0).split(X, y))},
    )
    yield Task(
        "split of 600 in two",
        lambda: [len(part) for part in validation.split(600, (0.8, 0.2), np.random.default_rng(0))],
        {
            "scikit-learn train_test_split": lambda: [
                len(part) for part in train_test_split(np.arange(600), test_size=0.2, random_state=0)
            ]
        },
    )
    target = X @ [1.0, 2.0, 3.0] + rng.normal(size=600)
    in_order = validation.k_fold(600, 10)
    yield Task(
        "ridge, 10-fold cross-validation of 600 × 3",
        lambda: validation.cross_validate(
            X, target, in_order, lambda X, y: regularisation.ridge(X, y, 1.0), lambda w, X: X @ w
        ),
        {
            "scikit-learn cross_val_score": lambda: (
                -cross_val_score(
                    Ridge(alpha=1.0, fit_intercept=False), X, target, cv=10, scoring="neg_mean_squared_error"
                )
            )
        },
    )


warnings.filterwarnings("ignore", module="sklearn")
