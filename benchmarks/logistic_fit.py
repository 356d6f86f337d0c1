"""Logistic regression on 2000 × 3, beside scikit-learn's: python -m benchmarks.logistic_fit

All fit the same data with the same penalty, in turn, so that a drifting machine touches them alike, and on one thread,
because threads that wait for each other would be charged to scikit-learn. What counts is the ratio of the medians; the
promise is at most 1, for scikit-learn's default and for its solver of the same kind as ours.
"""

import statistics
import time

import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from lib import logistic

ROUNDS, SAMPLES, FEATURES = 200, 2000, 3
LAM = 1 / SAMPLES  # scikit-learn's C is 1/(nλ), so that its default C = 1 is this penalty


def main():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(SAMPLES, FEATURES))
    y = (rng.random(SAMPLES) < logistic.probability(X, [1.0, -2.0, 0.5, 0.3])).astype(float)
    ours = logistic.fit(X, y, LAM)
    fits = {"lib.logistic.fit": lambda: logistic.fit(X, y, LAM)}
    for solver in ("lbfgs", "newton-cholesky"):
        model = LogisticRegression(C=1.0, solver=solver).fit(X, y)
        if np.abs(ours - np.append(model.coef_, model.intercept_)).max() > 0.01:
            raise SystemExit(f"{solver} finds other weights: the two do not solve the same problem")
        fits[f"scikit-learn, {solver}"] = lambda model=model: model.fit(X, y)

    taken = {name: [] for name in fits}
    with threadpool_limits(1):
        for _ in range(ROUNDS):
            for name, fit in fits.items():
                start = time.perf_counter()
                fit()
                taken[name].append(time.perf_counter() - start)
    own, *others = medians = [statistics.median(seconds) for seconds in taken.values()]
    print(f"logistic regression on {SAMPLES} × {FEATURES}, median of {ROUNDS} rounds")
    for name, median in zip(taken, medians):
        print(f"{name:30} {1000 * median:6.2f} ms")
    print("ratio to each:", ", ".join(f"{own / other:.2f}" for other in others), "(promised: at most 1)")


if __name__ == "__main__":
    main()
