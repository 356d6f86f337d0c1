"""Training a small network, `lib.mlp` against PyTorch: python -m benchmarks.mlp_training [--rounds N]

A thousand full-batch steps of gradient descent for a 3-16-16-1 network with tanh on 200 samples, squared loss, float64,
one thread, the same initial weights on both sides. The two are timed in turn, so that a drifting machine touches them
alike, and only the ratio means anything on another machine. The promise is a ratio of 3 and losses equal to 10 digits.

The learning rate is 0.1: at 0.5 the descent amplifies rounding, and after some 260 steps any two programs differ.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy and PyTorch are imported, which read it once

import argparse
import statistics
import time

import numpy as np

from lib import mlp

try:
    import torch
except ImportError:
    torch = None

SIZES, SAMPLES, STEPS, LEARNING_RATE = (3, 16, 16, 1), 200, 1000, 0.1
BOUND, DIGITS = 3, 10


def with_lib(network, X, target):
    return mlp.train(network, X, target, "squared", LEARNING_RATE, STEPS, every=STEPS).loss[-1]


def with_torch(network, X, target):
    """As a user of PyTorch would write it; its loss takes the mean of the squares, without ½, hence the half."""
    layers = []
    for W, b in zip(network.W, network.b):
        layer = torch.nn.Linear(*W.shape, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(W.T))
            layer.bias.copy_(torch.from_numpy(b))
        layers += [layer, torch.nn.Tanh()]
    model = torch.nn.Sequential(*layers[:-1])
    X, target = torch.from_numpy(X), torch.from_numpy(target)
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(X), target) / 2
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return (torch.nn.functional.mse_loss(model(X), target) / 2).item()


def measure(rounds):
    """Seconds of each round for both, and the two final losses."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(SAMPLES, SIZES[0]))
    target = np.sin(X.sum(axis=1, keepdims=True))
    network = mlp.initial(SIZES, rng)
    seconds, loss = {with_lib: [], with_torch: []}, {}
    for _ in range(rounds + 1):
        for train in seconds:
            start = time.perf_counter()
            loss[train] = train(network, X, target)
            seconds[train].append(time.perf_counter() - start)
    return [times[1:] for times in seconds.values()], list(loss.values())  # the first round warms up


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    if torch is None:
        raise SystemExit("PyTorch is missing: it is no dependency of this project. To measure: pip install torch")
    torch.set_num_threads(1)
    (ours, theirs), losses = measure(rounds)
    ratio = statistics.median(slow / fast for fast, slow in zip(ours, theirs))
    apart = abs(losses[0] / losses[1] - 1)
    print(f"{STEPS} full-batch steps, {'-'.join(map(str, SIZES))} tanh, {SAMPLES} samples, {rounds} rounds, one thread")
    print(f"lib.mlp        {statistics.median(ours):.3f} s")
    print(f"PyTorch {torch.__version__:6} {statistics.median(theirs):.3f} s")
    print(f"ratio {ratio:.2f} (promised: {BOUND}) · losses {losses[0]:.12f} and {losses[1]:.12f}, apart by {apart:.1e}")
    if ratio < BOUND or apart > 10.0**-DIGITS:
        raise SystemExit("the promise is not kept")


if __name__ == "__main__":
    main()
