"""A surface that need not meet noisy points: its heights Kα there, with (K + λI)α = y."""

import numpy as np

from lib import rbf
from lib.exercises.exercise import Exercise
from lib.exercises.families import whole_numbers

FOUR_NODES = np.array([[0.0], [0.5], [1.5], [2.0]])


def smoothed_answer(K, y, lam):
    return K @ np.linalg.solve(K + lam * np.eye(len(y)), y)


smoothed = Exercise(
    rbf.smoothed,
    cases=[
        (np.array([[2.0]]), np.array([3.0]), 3.0),
        (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0]), 0.25),
        (rbf.kernel_matrix(FOUR_NODES, FOUR_NODES).round(2), np.array([1.0, -1.0, 2.0, 0.0]), 0.1),
        (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0]), 0.0),
        (np.array([[3.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 3.0]]), np.array([1, 2, -1]), 0.5),
    ],
    praise="λ buys small weights and a well-conditioned system, and pays with a surface that misses the points.",
    answer=smoothed_answer,
)


@smoothed.mistake(
    "This is y itself: λ is missing, or K + λI was used twice. "
    "The surface is Kα, with K as it was given: K += … would have changed it."
)
def smoothed_without_lam(K, y, lam):
    return y


def _with_lam(K, lam):
    return K + lam * np.eye(len(K))


@smoothed.mistake("These are the weights α; asked are the heights of the surface at the nodes, Kα.")
def smoothed_weights_only(K, y, lam):
    return np.linalg.solve(_with_lam(K, lam), y)


@smoothed.mistake("K + lam adds λ to every entry. λI is λ on the diagonal only: lam * np.eye(n).")
def smoothed_lam_everywhere(K, y, lam):
    return K @ np.linalg.solve(K + lam, y)


@smoothed.mistake("The sign of λ is flipped: this pushes the eigenvalues of K towards 0 instead of away from it.")
def smoothed_wrong_sign(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, -lam), y)


@smoothed.mistake("λ goes in once, not squared.")
def smoothed_lam_squared(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam**2), y)


@smoothed.mistake("You multiplied λ by the number of nodes: a convention of some books, but not of this notebook.")
def smoothed_lam_times_n(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam * len(K)), y)


@smoothed.mistake("You divided λ by the number of nodes: a convention of some books, but not of this notebook.")
def smoothed_lam_over_n(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam / len(K)), y)


@smoothed.mistake("λ is on the wrong side: solve with K + λI, then multiply by K alone.")
def smoothed_upside_down(K, y, lam):
    return _with_lam(K, lam) @ np.linalg.solve(K, y)


@smoothed.mistake("This is the matrix K (K + λI)⁻¹ that smooths; multiply it by y.")
def smoothed_without_y(K, y, lam):
    return K @ np.linalg.inv(_with_lam(K, lam))


@smoothed.mistake("You shrank all of y alike. λ shrinks what is wiggly much more than what is smooth: (K + λI)α = y.")
def smoothed_everything_shrunk(K, y, lam):
    return y / (1 + lam)


@smoothed.mistake("This is ridge by the normal equations, KᵀK + λI: another smoother. Here λI is added to K itself.")
def smoothed_normal_equations(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K.T @ K, lam), K.T @ y)


@smoothed.mistake("This is λα = y − Kα, what the surface leaves over; asked is Kα.")
def smoothed_residual(K, y, lam):
    return lam * np.linalg.solve(_with_lam(K, lam), y)


@smoothed.mistake("The diagonal of K is replaced by λ; λ is added to it.")
def smoothed_diagonal_replaced(K, y, lam):
    M = K.copy()
    np.fill_diagonal(M, lam)
    return K @ np.linalg.solve(M, y)


@smoothed.mistake("K * alpha multiplies entry by entry; the heights are the matrix product K @ alpha.")
def smoothed_entry_by_entry(K, y, lam):
    return K * np.linalg.solve(_with_lam(K, lam), y)


@smoothed.mistake("λ counts half: no ½ belongs to (K + λI)α = y.")
def smoothed_half(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, lam / 2), y)


@smoothed.mistake("λ counts twice: no 2 belongs to (K + λI)α = y.")
def smoothed_twice_lam(K, y, lam):
    return K @ np.linalg.solve(_with_lam(K, 2 * lam), y)


@smoothed.mistake("λI is added to K⁻¹; add it to K, and invert then.")
def smoothed_added_to_the_inverse(K, y, lam):
    return K @ _with_lam(np.linalg.inv(K), lam) @ y


@smoothed.mistake("Your λI is 2 × 2, which fits two points only: lam * np.eye(len(y)).")
def smoothed_two_points_always(K, y, lam):
    return K @ np.linalg.solve(K + lam * np.eye(2), y)


@smoothed.mistake("You solved with K at the end; the heights are K times α.")
def smoothed_solved_twice(K, y, lam):
    return np.linalg.solve(K, np.linalg.solve(_with_lam(K, lam), y))


@smoothed.mistake("np.diag makes a matrix of a list; a number times the identity is lam * np.eye(len(y)).")
def smoothed_np_diag(K, y, lam):
    return K @ np.linalg.solve(K + np.diag(lam), y)


@smoothed.mistake("1 / M inverts each entry; to solve with a matrix, np.linalg.solve(M, y).")
def smoothed_with_inverse_entries(K, y, lam):
    return K @ (1 / _with_lam(K, lam)) @ y


@smoothed.mistake("The sum over all is missing: K @ alpha has a sum in each row, and the diagonal of K alone has none.")
def smoothed_by_the_diagonal(K, y, lam):
    return np.diag(K) * np.linalg.solve(_with_lam(K, lam), y)


whole_numbers(smoothed)
