"""How long `lib` takes beside what a user would otherwise take: python -m benchmarks.speed [word …] [--rounds N]

One row a task of :mod:`benchmarks.tasks`, one thread. In every round `lib` and its peers do the task in turn, so that a
drifting machine touches them alike, and each round has a ratio of its own: lib's time over the peer's. The table shows
their median, and the quartiles in brackets. Before that all answers are compared, to as many digits as the task says.

Only ratios mean anything on another machine. "slower" stands where even the better quartile is above 1. A peer that is
not installed (PyTorch) is left out. With words, only the tasks whose names have one of them.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy and PyTorch are imported, which read it once

import argparse
import math
import time

import numpy as np

from benchmarks import tasks

# A time is taken over as many calls as need this long: a clock has its own rounding, and a call its first-time costs.
LEAST = 2e-3


def seconds(call, repeats):
    """The processor time of one call, which does not count what other programs take meanwhile."""
    start = time.process_time()
    for _ in range(repeats):
        call()
    return (time.process_time() - start) / repeats


def measure(task, rounds):
    """Seconds of every round, by name; lib first."""
    calls = {"lib": task.lib, **task.peers}
    repeats = {name: max(1, math.ceil(LEAST / max(seconds(call, 3), 1e-9))) for name, call in calls.items()}
    taken = {name: [] for name in calls}
    for turn in range(rounds):
        order = list(calls) if turn % 2 else list(calls)[::-1]  # who comes first finds the caches of another
        for name in order:
            taken[name].append(seconds(calls[name], repeats[name]))
    return {name: np.array(times) for name, times in taken.items()}


def apart(task):
    """The largest difference of any peer's answer from lib's, relative to the largest entry of lib's."""
    ours = np.ravel(task.lib()).astype(float)
    size = np.abs(ours).max() or 1.0
    return max(np.abs(np.ravel(peer()) - ours).max() / size for peer in task.peers.values())


def row(task, taken):
    """One line of the table for each peer."""
    ours = taken["lib"]
    for number, peer in enumerate(task.peers):
        low, middle, high = np.quantile(ours / taken[peer], (0.25, 0.5, 0.75))
        name, own = (task.name, f"{1e3 * np.median(ours):.3g} ms") if number == 0 else ("", "")
        theirs = f"{1e3 * np.median(taken[peer]):.3g} ms"
        late = " slower" if low > 1 else ""
        yield f"| {name} | {own} | {peer} | {theirs} | {middle:.2f} ({low:.2f} – {high:.2f}){late} |", bool(late)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only the tasks whose names have one of these words")
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    chosen = [task for task in tasks.all() if not options.words or any(word in task.name for word in options.words)]
    print(f"one thread, {options.rounds} rounds\n\n| task | lib | peer | its time | lib / peer |")
    print("| --- | --- | --- | --- | --- |")
    slower = 0
    for task in chosen:
        difference = apart(task)
        if not difference <= task.digits:
            raise SystemExit(f"{task.name}: the answers differ by {difference:.1e}, they do not solve the same problem")
        for line, late in row(task, measure(task, options.rounds)):
            print(line, flush=True)
            slower += late
    print(f"\n{slower} slower" if slower else "\nnone slower")


if __name__ == "__main__":
    main()
