"""tests.planes against linear programs: which labels a line or a plane can give at all."""

import itertools

import numpy as np
import pytest
from scipy.optimize import linprog

from tests import planes


def separable(X, labels):
    """Whether some line or plane has exactly the points with label 1 on one side, by a linear program."""
    rows = (1 - 2 * labels)[:, None] * np.column_stack([X, np.ones(len(X))])
    found = linprog(np.zeros(rows.shape[1]), A_ub=rows, b_ub=-np.ones(len(X)), bounds=(None, None))
    return found.status == 0


@pytest.mark.parametrize("features", [2, 3])
@pytest.mark.parametrize("seed", range(3))
def test_the_best_of_all_planes(features, seed):
    rng = np.random.default_rng(seed)
    X, y = rng.random((8, features)), rng.integers(0, 2, 8)
    possible = (np.array(labels) for labels in itertools.product([0, 1], repeat=8))
    right = sorted((np.mean(labels == y), *labels) for labels in possible)
    best = next(share for share, *labels in reversed(right) if separable(X, np.array(labels)))
    assert planes.best_plane(X, y) == best
    assert planes.best_along(X, y, rng.normal(size=(500, features))) <= best


def test_a_threshold_by_hand():
    x, y = np.array([0.1, 0.2, 0.2, 0.4]), np.array([1, 1, 0, 0])
    assert planes.best_threshold(x, y) == planes.best_threshold(-x, y) == 3 / 4, "equal numbers are on the same side"
    assert planes.best_threshold(x, np.array([1, 0, 0, 0])) == planes.best_threshold(x, np.ones(4)) == 1


def test_in_a_triangle_and_outside():
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert planes.in_hull([0.3, 0.3], corners) and planes.in_hull([0.5, 0.5], corners)
    assert not planes.in_hull([0.6, 0.5], corners)
