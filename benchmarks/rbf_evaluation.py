"""Evaluating a surface, beside SciPy: python -m benchmarks.rbf_evaluation [--rounds N]

500 nodes at 10 000 points in the plane, ``lib.rbf.evaluate`` against the call of SciPy's ``RBFInterpolator`` with the
same weights. The two are timed in turn, so that a drifting machine touches both alike; only the ratio of the
medians means anything on another machine. The promise: not slower than SciPy, for the gaussian and the multiquadric.
"""

import argparse
import statistics
import time

import numpy as np
from scipy.interpolate import RBFInterpolator

from lib import rbf

NODES, POINTS, EPSILON = 500, 10_000, 20.0


def measure(kernel, rounds):
    """Seconds of each round, ours and SciPy's."""
    rng = np.random.default_rng(0)
    centers, y, points = rng.uniform(size=(NODES, 2)), rng.normal(size=NODES), rng.uniform(size=(POINTS, 2))
    ours = rbf.interpolate(centers, y, EPSILON, kernel)
    theirs = RBFInterpolator(centers, y, kernel=kernel, epsilon=EPSILON, degree=-1)
    np.testing.assert_allclose(ours(points), theirs(points), atol=1e-6)
    times = {ours: [], theirs: []}
    for _ in range(rounds):
        for surface, taken in times.items():
            start = time.perf_counter()
            surface(points)
            taken.append(time.perf_counter() - start)
    return times[ours], times[theirs]


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rounds", type=int, default=15)
    rounds = words.parse_args().rounds
    print(f"{NODES} nodes at {POINTS:,} points in the plane, medians of {rounds} rounds in turn")
    for kernel in ("gaussian", "multiquadric"):
        ours, theirs = (1e3 * statistics.median(taken) for taken in measure(kernel, rounds))
        print(f"{kernel:>13}: lib.rbf {ours:6.1f} ms · SciPy {theirs:6.1f} ms · ratio {ours / theirs:.2f} (bound 1)")


if __name__ == "__main__":
    main()
