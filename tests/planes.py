"""How well a threshold, a line or a plane can do at best, by trying all of them; and what lies in a convex hull."""

import itertools

import numpy as np
from scipy.optimize import linprog


def best_threshold(x, y):
    """The largest share of labels that a threshold on the numbers x has right, whichever side is called 1."""
    order = np.argsort(x, kind="stable")
    right = np.sum(y == 1) - np.cumsum(np.append(0, 2 * y[order] - 1))
    right = right[np.append(np.append(True, np.diff(x[order]) > 0), True)]  # equal numbers are on the same side
    return max(right.max(), len(y) - right.min()) / len(y)


def best_along(X, y, directions):
    """The largest share that a line or a plane at right angles to one of these directions has right."""
    return max(best_threshold(X @ direction, y) for direction in directions)


def best_plane(X, y):
    """The largest share that a line (X with two columns) or a plane (three) has right.

    Whatever a line does to points, one through a point does that is then moved and turned a little; the same is true
    of a plane through two points. So lines are turned about every point, and planes about every pair of points. The
    points turned about may fall on either side. Where more of them lie on one line, one too many may be counted.
    """
    if X.shape[1] == 2:
        X = np.column_stack([X, np.zeros(len(X))])
        axes = [(i, np.array([[0.0, 0.0, 1.0]]), [[i]]) for i in range(len(X))]
    else:
        axes = [
            (i, X[i + 1 :] - X[i], np.stack(np.broadcast_arrays(i, range(i + 1, len(X))), 1)) for i in range(len(X))
        ]
    signs, best = 2 * y - 1, 0
    for i, along, about in axes:
        if not len(along):
            continue
        along = along / np.linalg.norm(along, axis=1, keepdims=True)
        other = np.cross(along, np.eye(3)[np.abs(along).argmin(axis=1)])
        angle = np.arctan2(np.cross(along, other) @ (X - X[i]).T, other @ (X - X[i]).T)
        free = np.tile(signs, (len(along), 1))
        np.put_along_axis(free, np.asarray(about), 0, axis=1)
        side = np.where(angle >= 0, free, -free)  # 1 where the half plane of the angles from 0 to π is right
        turned = np.take_along_axis(side, np.argsort(angle % np.pi, axis=1), axis=1)
        sums = side.sum(axis=1, keepdims=True) - 2 * np.cumsum(turned, axis=1)
        best = max(best, np.abs(sums).max() + len(about[0]))
    return (len(y) + best) / (2 * len(y))


def pairs(X):
    """Each two of the columns, as the columns of a matrix."""
    return [X[:, list(two)] for two in itertools.combinations(range(X.shape[1]), 2)]


def in_hull(x, points):
    """Whether x is a mixture of the points: Σ tᵢ pointsᵢ = x with tᵢ ≥ 0 and Σ tᵢ = 1."""
    found = linprog(
        np.zeros(len(points)), A_eq=np.vstack([points.T, np.ones(len(points))]), b_eq=np.append(x, 1), method="highs"
    )
    return found.status == 0
