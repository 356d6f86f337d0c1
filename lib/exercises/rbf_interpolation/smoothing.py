"""A surface that need not meet noisy points: its heights Kα there, with (K + λI)α = y."""

import numpy as np

from lib import rbf
from lib.exercises.exercise import Exercise


def _with_lam(K, lam):
    return K + lam * np.eye(len(K))


def smoothed_without_lam(K, y, lam):
    return y


def smoothed_weights_only(K, y, lam):
    return np.linalg.solve(_with_lam(K, lam), y)


def smoothed_lam_everywhere(K, y, lam):
    return K @ np.linalg.solve(K + lam, y)


def smoothed_wrong_sign(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, -lam), y)


def smoothed_lam_squared(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam**2), y)


def smoothed_lam_times_n(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam * len(K)), y)


def smoothed_lam_over_n(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam / len(K)), y)


def smoothed_upside_down(K, y, lam):
    return _with_lam(K, lam) @ np.linalg.solve(K, y)


def smoothed_without_y(K, y, lam):
    return K @ np.linalg.inv(_with_lam(K, lam))


def smoothed_everything_shrunk(K, y, lam):
    return y / (1 + lam)


def smoothed_normal_equations(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K.T @ K, lam), K.T @ y)


def smoothed_residual(K, y, lam):
    return lam * np.linalg.solve(_with_lam(K, lam), y)


def smoothed_diagonal_replaced(K, y, lam):
    M = K.copy()
    np.fill_diagonal(M, lam)
    return K @ np.linalg.solve(M, y)


def smoothed_entry_by_entry(K, y, lam):
    return K * np.linalg.solve(_with_lam(K, lam), y)


def smoothed_half(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam / 2), y)


def smoothed_twice_lam(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, 2 * lam), y)


def smoothed_added_to_the_inverse(K, y, lam):
    return K @ _with_lam(np.linalg.inv(K), lam) @ y


def smoothed_two_points_always(K, y, lam):
    return K @ np.linalg.solve(K + lam * np.eye(2), y)


def smoothed_solved_twice(K, y, lam):
    return np.linalg.solve(K, np.linalg.solve(_with_lam(K, lam), y))


def smoothed_np_diag(K, y, lam):
    return K @ np.linalg.solve(K + np.diag(lam), y)


def smoothed_with_inverse_entries(K, y, lam):
    return K @ (1 / _with_lam(K, lam)) @ y


def smoothed_answer(K, y, lam):
    return K @ np.linalg.solve(K + lam * np.eye(len(y)), y)


FOUR_NODES = np.array([[0.0], [0.5], [1.5], [2.0]])
smoothed = Exercise(
    rbf.smoothed,
    [
        (np.array([[2.0]]), np.array([3.0]), 3.0),
        (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0]), 0.25),
        (rbf.kernel_matrix(FOUR_NODES, FOUR_NODES).round(2), np.array([1.0, -1.0, 2.0, 0.0]), 0.1),
        (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0]), 0.0),
    ],
    {
        smoothed_without_lam: "This is y itself: λ is missing, or K + λI was used twice. The surface is Kα, with K "
        "as it was "
        "given: K += … would have changed it.",
        smoothed_weights_only: "These are the weights α; asked are the heights of the surface at the nodes, Kα.",
        smoothed_lam_everywhere: "K + lam adds λ to every entry. λI is λ on the diagonal only: lam * np.eye(n).",
        smoothed_wrong_sign: "The sign of λ is flipped: "
        "this pushes the eigenvalues of K towards 0 instead of away from it.",
        smoothed_lam_squared: "λ goes in once, not squared.",
        smoothed_lam_times_n: "You multiplied λ by the number of nodes: "
        "a convention of some books, but not of this notebook.",
        smoothed_lam_over_n: "You divided λ by the number of nodes: "
        "a convention of some books, but not of this notebook.",
        smoothed_upside_down: "λ is on the wrong side: solve with K + λI, then multiply by K alone.",
        smoothed_without_y: "This is the matrix K (K + λI)⁻¹ that smooths; multiply it by y.",
        smoothed_everything_shrunk: "You shrank all of y alike. "
        "λ shrinks what is wiggly much more than what is smooth: (K + λI)α = y.",
        smoothed_normal_equations: "This is ridge by the normal equations, KᵀK + λI: another smoother. "
        "Here λI is added to K itself.",
        smoothed_residual: "This is λα = y − Kα, what the surface leaves over; asked is Kα.",
        smoothed_diagonal_replaced: "The diagonal of K is replaced by λ; λ is added to it.",
        smoothed_entry_by_entry: "K * alpha multiplies entry by entry; the heights are the matrix product K @ alpha.",
        smoothed_half: "λ counts half: no ½ belongs to (K + λI)α = y.",
        smoothed_twice_lam: "λ counts twice: no 2 belongs to (K + λI)α = y.",
        smoothed_added_to_the_inverse: "λI is added to K⁻¹; add it to K, and invert then.",
        smoothed_two_points_always: "Your λI is 2 × 2, which fits two points only: lam * np.eye(len(y)).",
        smoothed_solved_twice: "You solved with K at the end; the heights are K times α.",
        smoothed_np_diag: "np.diag makes a matrix of a list; a number times the identity is lam * np.eye(len(y)).",
        smoothed_with_inverse_entries: "1 / M inverts each entry; to solve with a matrix, np.linalg.solve(M, y).",
    },
    "λ buys small weights and a well-conditioned system, and pays with a surface that misses the points.",
    answer=smoothed_answer,
)
