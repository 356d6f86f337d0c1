"""Dogs and cats: 600 simulated animals with three features each, the data of notebooks 03 to 07.

    x = (ears, nose, eyes) = (non-pointy ears, round and large nose, eyes without pointy pupil)    each in [0, 1]

So ears is 0 for pointed, upright ears and 1 for round, hanging ones; nose is 0 for a small and 1 for a large, round
nose; eyes is 0 for pupils that are slits and 1 for round ones. The features and the first two animals are the
lecture's. The others are simulated: :func:`simulate` makes them from a seed, and ``data/pets.csv`` holds the result.

No plane does well on them, and why can be proved: most flat-nosed dogs lie in the convex hull of the cats. A plane that
has all cats on one side has everything between them on that side, and these dogs with it. The middle of these dogs is
about halfway between cats in the dark (pointed ears, round pupils) and fold-eared cats (folded ears, narrow pupils).
"""

import csv

import numpy as np

from lib import arguments, files

FEATURES = ("ears", "nose", "eyes")
SPLITS = ("train", "validation", "test")
COLUMNS = [*FEATURES, "label", "kind", "split"]
# Chosen among some thousands: each of its three sets, small as they are, says what the simulation says in general.
SEED = 20445
# For each kind: the label (1 dog, 0 cat), how many animals, and from where to where ears, nose and eyes go.
# The ranges were searched for: no feature, no two features and no plane tell dogs from cats well, while few animals lie
# where both kinds of label are found. tests/test_pets.py holds how well each does.
KINDS = {
    "floppy-eared dog": (1, 110, [(0.80, 1.00), (0.15, 0.75), (0.19, 0.83)]),
    "pointy-eared shepherd": (1, 110, [(0.02, 0.52), (0.42, 1.00), (0.56, 1.00)]),
    "flat-nosed dog": (1, 80, [(0.19, 0.61), (0.11, 0.47), (0.42, 0.84)]),
    "cat in bright light": (0, 100, [(0.05, 0.65), (0.15, 0.75), (0.00, 0.34)]),
    "cat in the dark": (0, 100, [(0.00, 0.20), (0.01, 0.41), (0.80, 1.00)]),
    "fold-eared cat": (0, 100, [(0.52, 0.80), (0.00, 0.58), (0.09, 0.61)]),
}
# The two animals that the slides score; each takes the place of the first animal of its kind.
SLIDES = {"pointy-eared shepherd": (0.21, 0.99, 0.86), "fold-eared cat": (0.79, 0.01, 0.14)}


def simulate(seed=SEED, animals=600):
    """The animals, made from a seed.

    Every feature of an animal is low + (high − low) (u₁ + u₂)/2, with low and high from ``KINDS`` and u₁, u₂ uniform in
    [0, 1), rounded to three decimals: mostly near the middle of the range, never outside. Of each kind the first 60 %
    are for training, the next 20 % for validation, the last 20 % for the test. All are then shuffled, except for the
    slides' two animals, which stay in front.

    seed : int >= 0. animals : int n >= 60, of each kind as large a share as in ``KINDS``. Returns X (n, 3), y (n,) of
    1 for dog and 0 for cat, kind (n,) and split (n,), both of str.
    """
    rng = np.random.default_rng(arguments.integer("seed", seed, 0))
    animals = arguments.integer("animals", animals, 60)
    shares = np.cumsum([0, *(count for _, count, _ in KINDS.values())])
    counts = np.diff(shares * animals // shares[-1])
    X, y, kind, split = [], [], [], []
    for (name, (label, _, ranges)), count in zip(KINDS.items(), counts.tolist()):
        low, high = np.transpose(ranges)
        features = (low + (high - low) * rng.random((count, 3, 2)).mean(axis=2)).round(3)
        if name in SLIDES:
            features[0] = SLIDES[name]
        X.append(features)
        y += [label] * count
        kind += [name] * count
        fifth = count // 5
        split += ["train"] * (count - 2 * fifth) + ["validation"] * fifth + ["test"] * fifth
    X, y, kind, split = np.vstack(X), np.array(y, dtype=float), np.array(kind), np.array(split)
    first = [int(np.argmax(kind == name)) for name in SLIDES]
    order = np.concatenate([first, [i for i in rng.permutation(len(X)) if i not in first]]).astype(int)
    return X[order], y[order], kind[order], split[order]


def write(path, X, y, kind, split):
    """Write animals, as :func:`simulate` returns them, to a CSV file."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        for features, *rest in zip(X, y.astype(int), kind, split):
            lines.writerow([*(f"{feature:.3f}" for feature in features), *rest])


def read(split=None):
    """The animals of ``data/pets.csv``, all of them or those of one part of the fixed split.

    split : "train", "validation", "test", or None for all.

    Returns X (n, 3) with the columns ``FEATURES``, y (n,) of 1 for dog and 0 for cat, and kind (n,) of str. The first
    two of all, and of the training part, are the two animals of the slides. Raises ``FileNotFoundError`` if
    the file is missing, with what helps, and ``ValueError`` if it is another file.
    """
    if split is not None:
        arguments.choice("split", split, SPLITS)
    path = files.path("pets.csv")
    with open(path, newline="", encoding="utf-8") as file:
        lines = csv.DictReader(file)
        if lines.fieldnames != COLUMNS:
            raise ValueError(f"{path} must begin with {','.join(COLUMNS)}; it begins with {lines.fieldnames}")
        rows = [row for row in lines if split in (None, row["split"])]
    X = np.array([[float(row[feature]) for feature in FEATURES] for row in rows])
    return X, np.array([float(row["label"]) for row in rows]), np.array([row["kind"] for row in rows])
