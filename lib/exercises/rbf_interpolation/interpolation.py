"""A weighted sum of bumps: the weights with which it goes through all points, and its value at any other."""

import numpy as np

from lib import norms, rbf
from lib.exercises.exercise import Exercise
from lib.exercises.rbf_interpolation.kernels import (
    CENTERS_ON_A_LINE,
    FOUR,
    ON_A_LINE,
    THREE,
    gaussian,
    squared_distances,
)

# The weights.


def weights_multiplied(K, y):
    return K @ y


def weights_entry_by_entry(K, y):
    return (1 / K) @ y


def weights_are_the_heights(K, y):
    return y


def weights_by_the_diagonal(K, y):
    return y / np.diag(K)


def weights_by_row_sums(K, y):
    return y / K.sum(axis=1)


def weights_inverse_alone(K, y):
    return np.linalg.inv(K)


def weights_as_a_column(K, y):
    return np.linalg.solve(K, y[:, None])


def weights_divided(K, y):
    return y / K


def weights_half_of_the_normal_equations(K, y):
    return np.linalg.solve(K.T @ K, y)


def weights_wrong_sign(K, y):
    return -np.linalg.solve(K, y)


def weights_inverse_times_entries(K, y):
    return np.linalg.inv(K) * y


def weights_in_the_wrong_order(K, y):
    return np.linalg.solve(y, K)


def weights_by_cholesky(K, y):
    L = np.linalg.cholesky(K)
    return np.linalg.solve(L.T, np.linalg.solve(L, y))


def weights_by_cholesky_twice_the_same(K, y):
    L = np.linalg.cholesky(K)
    return np.linalg.solve(L, np.linalg.solve(L, y))


def weights_that_add_up_to_one(K, y):
    alpha = np.linalg.solve(K, y)
    return alpha / alpha.sum()


def weights_without_pivots(K, y):
    K, y = K.copy(), y.copy()
    for i in range(len(y)):
        for j in range(len(y)):
            if j != i:
                factor = K[j, i] / K[i, i]
                K[j], y[j] = K[j] - factor * K[i], y[j] - factor * y[i]
    return y / np.diag(K)


def weights_answer(K, y):
    return np.linalg.solve(K, y)


LINE_NODES = np.array([[0.0], [1.0], [2.5]])
weights = Exercise(
    rbf.weights,
    [
        (np.array([[2.0]]), np.array([4.0])),
        (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0])),
        (rbf.kernel_matrix(LINE_NODES, LINE_NODES, 0.8).round(2), np.array([1.0, -1.0, 2.0])),
        (norms.distance(LINE_NODES, LINE_NODES), np.array([1.0, 0.0, 2.0])),
    ],
    {
        weights_multiplied: "This is Ky; you want the α with Kα = y: np.linalg.solve(K, y).",
        weights_entry_by_entry: "An inverse is not made entry by entry: solve the equations, np.linalg.solve(K, y).",
        weights_are_the_heights: "α is not y: the neighbours' bumps also reach this point, "
        "so they must be taken into account.",
        weights_by_the_diagonal: "Dividing by the diagonal forgets that the neighbours' bumps overlap: "
        "the entries beside it.",
        weights_by_row_sums: "Dividing by the row sums makes a weighted mean, which goes through no point; "
        "solve Kα = y.",
        weights_inverse_alone: "This is K⁻¹; multiply it by y, or better: "
        "np.linalg.solve(K, y), which is faster and more exact.",
        weights_as_a_column: "A column (n, 1); α should be a plain vector (n,), like y.",
        weights_divided: "y / K divides number by number and gives a matrix; you want to solve a system of equations.",
        weights_half_of_the_normal_equations: "KᵀKα = Kᵀy needs Kᵀ on both sides; and K is square, so Kα = y will do.",
        weights_wrong_sign: "The sign is flipped: Kα = y, with no minus.",
        weights_inverse_times_entries: "* multiplies entry by entry; the matrix product is @. Better still: "
        "np.linalg.solve(K, y).",
        weights_in_the_wrong_order: "The matrix comes first: np.linalg.solve(K, y).",
        weights_by_cholesky: "Cholesky needs a positive definite K. A matrix of distances is a kernel matrix, too, "
        "and is not: np.linalg.solve(K, y).",
        weights_by_cholesky_twice_the_same: "K = LLᵀ: solve with L first and with Lᵀ then.",
        weights_that_add_up_to_one: "The weights need not add up to 1: Kα = y alone decides.",
        weights_without_pivots: "You divide by a diagonal entry that is 0: exchange rows first (pivoting), or let "
        "np.linalg.solve do it.",
    },
    "As many bumps as points: one equation for each point, one weight for each bump.",
    answer=weights_answer,
)


# The value of f.


def evaluate_not_summed(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon) * alpha


def evaluate_unweighted(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon).sum(axis=1)


def evaluate_wrong_axis(Z, centers, alpha, epsilon):
    return (gaussian(Z, centers, epsilon) * alpha).sum(axis=0)


def evaluate_normalised(Z, centers, alpha, epsilon):
    K = gaussian(Z, centers, epsilon)
    return K @ alpha / K.sum(axis=1)


def evaluate_mean(Z, centers, alpha, epsilon):
    return (gaussian(Z, centers, epsilon) * alpha).mean(axis=1)


def evaluate_nearest_only(Z, centers, alpha, epsilon):
    K = gaussian(Z, centers, epsilon)
    nearest = K.argmax(axis=1)
    return K[np.arange(len(Z)), nearest] * alpha[nearest]


def evaluate_transposed(Z, centers, alpha, epsilon):
    return gaussian(centers, Z, epsilon) @ alpha


def evaluate_solved_again(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon) @ np.linalg.solve(gaussian(centers, centers, epsilon), alpha)


def evaluate_without_epsilon(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, 1) @ alpha


def evaluate_one_number(Z, centers, alpha, epsilon):
    return (gaussian(Z, centers, epsilon) @ alpha).sum()


def evaluate_last_bump(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon)[:, -1] * alpha[-1]


def evaluate_first_bump(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon)[:, 0] * alpha[0]


def evaluate_without_the_first(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon)[:, 1:] @ alpha[1:]


def evaluate_first_point(Z, centers, alpha, epsilon):
    return gaussian(Z[:1], centers, epsilon)[0] @ alpha


def evaluate_product(Z, centers, alpha, epsilon):
    return np.prod(gaussian(Z, centers, epsilon) * alpha, axis=1)


def evaluate_epsilon_not_squared(Z, centers, alpha, epsilon):
    return np.exp(-epsilon * squared_distances(Z, centers)) @ alpha


def evaluate_without_square(Z, centers, alpha, epsilon):
    return np.exp(-epsilon * np.sqrt(squared_distances(Z, centers))) @ alpha


def evaluate_epsilon_as_width(Z, centers, alpha, epsilon):
    return np.exp(-squared_distances(Z, centers) / epsilon**2) @ alpha


def evaluate_distances(Z, centers, alpha, epsilon):
    return np.sqrt(squared_distances(Z, centers)) @ alpha


def evaluate_weights_in_the_exponent(Z, centers, alpha, epsilon):
    return np.exp(-(epsilon**2) * squared_distances(Z, centers) * alpha).sum(axis=1)


def evaluate_answer(Z, centers, alpha, epsilon):
    r = np.linalg.norm(Z[:, None, :] - centers[None, :, :], axis=2)
    return np.exp(-((epsilon * r) ** 2)) @ alpha


evaluate = Exercise(
    rbf.evaluate,
    [
        (np.array([[0.5]]), np.array([[0.0]]), np.array([2.0]), 2.0),
        (ON_A_LINE, CENTERS_ON_A_LINE, np.array([1.0, -2.0]), 0.5),
        (FOUR, THREE, np.array([1.0, 3.0, -1.0]), 1.5),
    ],
    {
        evaluate_not_summed: "These are the weighted bumps one by one; f(z) is their sum at each z.",
        evaluate_unweighted: "The bumps are added, but without their weights αᵢ.",
        evaluate_wrong_axis: "You added over the points z; add over the centres, so that one value is left for each z.",
        evaluate_normalised: "You divided by the sum of the bumps: a weighted mean. Interpolation takes the plain sum.",
        evaluate_mean: "This is the mean of the weighted bumps; f(z) is their sum.",
        evaluate_nearest_only: "Only the nearest bump is counted. Every bump reaches everywhere, if only a little.",
        evaluate_transposed: "Rows and columns do not fit: the kernel matrix has one row for each z and one column for "
        "each centre, and the weights are multiplied from the right.",
        evaluate_solved_again: "You solved once more: alpha are the weights already, not the heights.",
        evaluate_without_epsilon: "ε is not used: the bumps must be as wide as they were when α was found.",
        evaluate_one_number: "One number for all points together; f has one value for each row of Z.",
        evaluate_last_bump: "Only the last bump is left: each round of the loop overwrites f. Add to it, f += …, "
        "from 0 on.",
        evaluate_first_bump: "Only the first bump is counted: is the return inside the loop, which it ends in its "
        "first round?",
        evaluate_without_the_first: "The first bump is missing: Python counts from 0, range(len(alpha)).",
        evaluate_first_point: "This is f at the first row of Z alone; f has one value for each row.",
        evaluate_product: "The weighted bumps are multiplied with each other; they are to be added.",
        evaluate_epsilon_not_squared: "ε belongs inside the square, as in exercise 2: exp(−(εr)²), not exp(−εr²).",
        evaluate_without_square: "The bump is not the gaussian: its exponent is −(εr)², with a square.",
        evaluate_epsilon_as_width: "You divide by ε, as if it were a width; it multiplies r: exp(−(εr)²).",
        evaluate_distances: "These are weighted distances; the bump φ is still to be laid over them before they "
        "are weighted.",
        evaluate_weights_in_the_exponent: "The weights stand before the bumps, not in the exponent: αᵢ exp(−(εr)²).",
    },
    "Many simple functions, one complicated function.",
    answer=evaluate_answer,
)
