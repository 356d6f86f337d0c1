"""lib.pets: data/pets.csv is what the seeded generator makes, and a line fails on it where a bent boundary does not."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

from lib import files, pets

X, y, kind, split = pets.simulate()
TRAIN, TEST = split == "train", split == "test"


def test_the_file_is_what_the_generator_makes(tmp_path):
    pets.write(tmp_path / "pets.csv", X, y, kind, split)
    assert (tmp_path / "pets.csv").read_bytes() == files.path("pets.csv").read_bytes()
    assert (pets.simulate(8)[0] != X).any()


def test_reading_gives_the_same_animals():
    for part in (None, *pets.SPLITS):
        chosen = split == part if part else np.full(len(X), True)
        for got, wanted in zip(pets.read(part), (X[chosen], y[chosen], kind[chosen])):
            np.testing.assert_array_equal(got, wanted)
            assert got.dtype == wanted.dtype


def test_the_animals_of_the_slides_come_first():
    np.testing.assert_array_equal(X[:2], [[0.21, 0.99, 0.86], [0.79, 0.01, 0.14]])
    assert list(y[:2]) == [1, 0] and list(kind[:2]) == list(pets.SLIDES)
    np.testing.assert_array_equal(pets.read("train")[0][:2], X[:2])


def test_every_animal_is_inside_the_ranges_of_its_kind():
    assert X.shape == (600, 3) and (y == 1).sum() == (y == 0).sum() == 300
    for name, (label, animals, ranges) in pets.KINDS.items():
        low, high = np.transpose(ranges)
        assert (kind == name).sum() == animals and (y[kind == name] == label).all()
        assert (X[kind == name] >= low).all() and (X[kind == name] <= high).all()
        shares = [(split[kind == name] == part).mean() for part in pets.SPLITS]
        np.testing.assert_allclose(shares, [0.6, 0.2, 0.2])


def test_no_two_animals_are_the_same():
    """Interpolation (notebook 04) needs points that differ."""
    assert len(np.unique(X, axis=0)) == len(X)


def test_a_plane_fails_where_a_bent_boundary_does_not():
    line = LogisticRegression(C=1e6).fit(X[TRAIN], y[TRAIN])
    assert 0.80 <= line.score(X[TEST], y[TEST]) <= 0.88
    for bent in (SVC(C=10, gamma=10), KNeighborsClassifier(9)):
        assert bent.fit(X[TRAIN], y[TRAIN]).score(X[TEST], y[TEST]) >= 0.95
    wrong = {name: np.mean(line.predict(X[kind == name]) != y[kind == name]) for name in pets.KINDS}
    assert wrong.pop("flat-nosed dog") > 0.6 and max(wrong.values()) < 0.3


def test_the_reason_a_flat_nosed_dog_lies_between_two_kinds_of_cats():
    middle = {name: X[kind == name].mean(axis=0) for name in pets.KINDS}
    halfway = (middle["cat in the dark"] + middle["fold-eared cat"]) / 2
    assert np.abs(halfway - middle["flat-nosed dog"]).max() < 0.11
    nearest = min(middle, key=lambda name: np.linalg.norm(middle[name] - halfway))
    assert nearest == "flat-nosed dog"


@pytest.mark.parametrize("seed", range(4))
def test_the_line_fails_whatever_the_seed(seed):
    X, y, _, split = pets.simulate(seed)
    train, test = split == "train", split == "test"
    assert 0.78 <= LogisticRegression(C=1e6).fit(X[train], y[train]).score(X[test], y[test]) <= 0.90


def test_bad_input():
    with pytest.raises(ValueError, match="split must be one of 'train', 'validation', 'test'; not 'exam'"):
        pets.read("exam")
    with pytest.raises(ValueError, match="seed must be at least 0"):
        pets.simulate(-1)
    with pytest.raises(TypeError, match="seed must be a whole number"):
        pets.simulate(1.5)


def test_the_data_page_has_the_ranges_of_the_generator():
    page = files.path("README.md").read_text(encoding="utf-8")
    for name, (_, animals, ranges) in pets.KINDS.items():
        assert f"| {name} | {animals} | {' | '.join(f'{low:.2f} to {high:.2f}' for low, high in ranges)} |" in page
