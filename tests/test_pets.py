"""lib.pets: data/pets.csv is what the seeded generator makes; a plane fails on it where a bent boundary does not."""

import numpy as np
import pytest

from lib import files, logistic, mlp, pets, rbf
from tests import planes

X, y, kind, split = pets.simulate()


def test_the_file_is_what_the_generator_makes(tmp_path):
    pets.write(tmp_path / "pets.csv", X, y, kind, split)
    assert (tmp_path / "pets.csv").read_bytes() == files.path("pets.csv").read_bytes()
    assert (pets.simulate(pets.SEED + 1)[0] != X).any()


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


def parts(X, y, kind, split):
    """Training, validation and test animals: X, y, kind of each."""
    return [(X[split == name], y[split == name], kind[split == name]) for name in pets.SPLITS]


def right(predict, animals):
    return [np.mean(predict(X) == y) for X, y, _ in animals]


def bent(X, y):
    """What the bumps of notebook 04 and the network of 05 to 07 learn from these animals, as two functions."""
    start = mlp.initial([3, 8, 1], np.random.default_rng(0), "tanh")
    network = mlp.train(start, X, y[:, None], "cross-entropy", 1.0, 500, every=500).network(-1)
    return rbf.bumps(X, y), lambda Z: mlp.forward(network, Z).y[-1][:, 0] >= 0


SETS = parts(X, y, kind, split)
WEIGHTS = logistic.fit(*SETS[0][:2])
LINE = right(lambda Z: logistic.predict(Z, WEIGHTS), SETS)


def test_each_set_needs_three_features_and_a_bent_boundary():
    """Judged by the threshold, the line and the plane that are best for this very set, out of all there are."""
    for (X, y, _), line in zip(SETS, LINE):
        assert max(planes.best_threshold(feature, y) for feature in X.T) <= 0.78
        assert max(planes.best_plane(two, y) for two in planes.pairs(X)) <= 0.81
        assert 0.83 <= line <= 0.88 and line <= planes.best_plane(X, y) <= line + 0.02
    for predict in bent(*SETS[0][:2]):
        assert min(right(predict, SETS)) >= 0.95


def test_two_in_three_flat_nosed_dogs_are_between_cats():
    """So no plane has all cats and one of these dogs right."""
    for X, y, kind in SETS:
        assert np.mean([planes.in_hull(dog, X[y == 0]) for dog in X[kind == "flat-nosed dog"]]) >= 2 / 3


@pytest.mark.parametrize("seed", range(10))
def test_so_does_the_simulation_in_general(seed):
    """2,000 animals. Lines and planes are searched for: along many directions the best threshold is found."""
    everyone = X, y, kind, split = pets.simulate(seed, animals=2000)
    animals = parts(*everyone)
    w = logistic.fit(*animals[0][:2])
    line = np.mean(logistic.predict(X, w) == y)
    angles = np.linspace(0, np.pi, 90, endpoint=False)
    all_round = np.column_stack([np.cos(angles), np.sin(angles)])
    spread = np.geomspace(0.01, 1, 200)[:, None] * np.random.default_rng(0).normal(size=(200, 3))
    near = w[:3] / np.linalg.norm(w[:3]) + spread
    assert max(planes.best_threshold(feature, y) for feature in X.T) <= 0.78
    assert max(planes.best_along(two, y, all_round) for two in planes.pairs(X)) <= 0.81
    assert 0.83 <= line <= 0.88 and planes.best_along(X, y, near) <= line + 0.02
    assert min(np.mean(predict(X) == y) for predict in bent(*animals[0][:2])) >= 0.95
    dogs = X[kind == "flat-nosed dog"][:30]
    assert np.mean([planes.in_hull(dog, X[y == 0]) for dog in dogs]) >= 2 / 3


def test_no_animal_lies_on_a_boundary():
    """Nearer than rounding could move it: every processor counts the same."""
    everyone = np.vstack([X for X, _, _ in SETS])
    bumps, network = bent(*SETS[0][:2])
    for score in (logistic.scores(everyone, WEIGHTS), bumps.score(everyone)):
        assert np.abs(score).min() > 1e-4
    for shift in (-1e-6, 1e-6):
        np.testing.assert_array_equal(network(everyone + shift), network(everyone))


def test_the_line_gets_flat_nosed_dogs_wrong():
    wrong = {name: np.mean(logistic.predict(X[kind == name], WEIGHTS) != y[kind == name]) for name in pets.KINDS}
    assert wrong.pop("flat-nosed dog") > 0.6 and max(wrong.values()) < 0.3


def test_the_reason_a_flat_nosed_dog_lies_between_two_kinds_of_cats():
    middle = {name: X[kind == name].mean(axis=0) for name in pets.KINDS}
    halfway = (middle["cat in the dark"] + middle["fold-eared cat"]) / 2
    assert np.abs(halfway - middle["flat-nosed dog"]).max() < 0.11
    nearest = min(middle, key=lambda name: np.linalg.norm(middle[name] - halfway))
    assert nearest == "flat-nosed dog"


def test_bad_input():
    with pytest.raises(ValueError, match="split must be one of 'train', 'validation', 'test'; not 'exam'"):
        pets.read("exam")
    with pytest.raises(ValueError, match="seed must be at least 0"):
        pets.simulate(-1)
    with pytest.raises(TypeError, match="seed must be a whole number"):
        pets.simulate(1.5)
    with pytest.raises(ValueError, match="animals must be at least 60"):
        pets.simulate(animals=59)


def test_the_data_page_has_the_ranges_of_the_generator():
    page = files.path("README.md").read_text(encoding="utf-8")
    for name, (_, animals, ranges) in pets.KINDS.items():
        assert f"| {name} | {animals} | {' | '.join(f'{low:.2f} to {high:.2f}' for low, high in ranges)} |" in page
