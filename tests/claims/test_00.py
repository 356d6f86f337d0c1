"""The numbers that notebook 00 says in words, computed by another way than the notebook's."""

import numpy as np

from lib import pets
from tests import planes
from tests.claims.prose import Prose

X, y, _ = pets.read("train")
notebook = Prose("00", given={"nb00-009": ["if its ears are above 0.50"]})


def test_half_of_the_animals_are_dogs():
    assert len(y) == 360 and y.sum() == 180
    notebook.says("nb00-009", "Half of our 360 animals are dogs")
    notebook.says("nb00-011", "For one half: so many are dogs")


def test_ears_above_one_half():
    notebook.says("nb00-011", f"Ears above one half are right for {100 * np.mean((X[:, 0] > 0.5) == y):.0f} %")


def test_each_feature_at_its_best():
    """Of all thresholds there are; the panel has hundredths."""
    best = [100 * max(np.mean((feature > limit) == y) for limit in feature) for feature in X.T]
    assert all(share <= 100 * planes.best_threshold(feature, y) for share, feature in zip(best, X.T))
    notebook.says("nb00-011", "the ears {:.0f} %, the nose {:.0f} %, the eyes {:.0f} %".format(*best))
