"""A weighted sum of bumps: the weights with which it goes through all points, and its value at any other."""

import numpy as np

from lib import norms, rbf
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops, whole_numbers
from lib.exercises.rbf_interpolation.kernels import (
    CENTERS_IN_SPACE,
    CENTERS_ON_A_LINE,
    FOUR,
    IN_SPACE,
    ON_A_LINE,
    THREE,
    gaussian,
    squared_distances,
)

LINE_NODES = np.array([[0.0], [1.0], [2.5]])


# The weights.


def weights_answer(K, y):
    return np.linalg.solve(K, y)


weights = Exercise(
    rbf.weights,
    cases=[
        (np.array([[2.0]]), np.array([4.0])),
        (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0])),
        (rbf.kernel_matrix(LINE_NODES, LINE_NODES, 0.8).round(2), np.array([1.0, -1.0, 2.0])),
        (norms.distance(LINE_NODES, LINE_NODES), np.array([1.0, 0.0, 2.0])),
        (np.array([[4, 1, 0], [1, 4, 1], [0, 1, 4]]), np.array([1, 2, -1])),
        (100 * rbf.kernel_matrix(LINE_NODES, LINE_NODES, 0.8).round(2), np.array([1.0, -1.0, 2.0])),
    ],
    praise="As many bumps as points: one equation for each point, one weight for each bump.",
    answer=weights_answer,
)


@weights.mistake("This is Ky; you want the α with Kα = y: np.linalg.solve(K, y).")
def weights_multiplied(K, y):
    return K @ y


@weights.mistake("An inverse is not made entry by entry: solve the equations, np.linalg.solve(K, y).")
def weights_entry_by_entry(K, y):
    return (1 / K) @ y


@weights.mistake("α is not y: the neighbours' bumps also reach this point, so they must be taken into account.")
def weights_are_the_heights(K, y):
    return y


@weights.mistake("Dividing by the diagonal forgets that the neighbours' bumps overlap: the entries beside it.")
def weights_by_the_diagonal(K, y):
    return y / np.diag(K)


@weights.mistake("Dividing by the row sums makes a weighted mean, which goes through no point; solve Kα = y.")
def weights_by_row_sums(K, y):
    return y / K.sum(axis=1)


@weights.mistake("This is K⁻¹; multiply it by y, or better: np.linalg.solve(K, y), which is faster and more exact.")
def weights_inverse_alone(K, y):
    return np.linalg.inv(K)


@weights.mistake("A column (n, 1); α should be a plain vector (n,), like y.")
def weights_as_a_column(K, y):
    return np.linalg.solve(K, y[:, None])


@weights.mistake("y / K divides number by number and gives a matrix; you want to solve a system of equations.")
def weights_divided(K, y):
    return y / K


@weights.mistake("KᵀKα = Kᵀy needs Kᵀ on both sides; and K is square, so Kα = y will do.")
def weights_half_of_the_normal_equations(K, y):
    return np.linalg.solve(K.T @ K, y)


@weights.mistake("The sign is flipped: Kα = y, with no minus.")
def weights_wrong_sign(K, y):
    return -np.linalg.solve(K, y)


@weights.mistake("* multiplies entry by entry; the matrix product is @. Better still: np.linalg.solve(K, y).")
def weights_inverse_times_entries(K, y):
    return np.linalg.inv(K) * y


@weights.mistake("The matrix comes first: np.linalg.solve(K, y).")
def weights_in_the_wrong_order(K, y):
    return np.linalg.solve(y, K)


@weights.mistake(
    "Cholesky needs a positive definite K. A matrix of distances "
    "is a kernel matrix, too, and is not: np.linalg.solve(K, y)."
)
def weights_by_cholesky(K, y):
    L = np.linalg.cholesky(K)
    return np.linalg.solve(L.T, np.linalg.solve(L, y))


@weights.mistake("K = LLᵀ: solve with L first and with Lᵀ then.")
def weights_by_cholesky_twice_the_same(K, y):
    L = np.linalg.cholesky(K)
    return np.linalg.solve(L, np.linalg.solve(L, y))


@weights.mistake("The weights need not add up to 1: Kα = y alone decides.")
def weights_that_add_up_to_one(K, y):
    alpha = np.linalg.solve(K, y)
    return alpha / alpha.sum()


@weights.mistake(
    "You divide by a diagonal entry that is 0: exchange rows first (pivoting), or let np.linalg.solve do it."
)
def weights_without_pivots(K, y):
    K, y = K.astype(float), y.astype(float)
    for i in range(len(y)):
        for j in range(len(y)):
            if j != i:
                factor = K[j, i] / K[i, i]
                K[j], y[j] = K[j] - factor * K[i], y[j] - factor * y[i]
    return y / np.diag(K)


whole_numbers(weights)


# The value of f.


def evaluate_answer(Z, centers, alpha, epsilon):
    r = np.linalg.norm(Z[:, None, :] - centers[None, :, :], axis=2)
    return np.exp(-((epsilon * r) ** 2)) @ alpha


evaluate = Exercise(
    rbf.evaluate,
    cases=[
        (np.array([[0.5]]), np.array([[0.0]]), np.array([2.0]), 2.0),
        (ON_A_LINE, CENTERS_ON_A_LINE, np.array([1.0, -2.0]), 0.5),
        (FOUR, THREE, np.array([1.0, 3.0, -1.0]), 1.5),
        (IN_SPACE, CENTERS_IN_SPACE, np.array([2, -1]), 0.5),
    ],
    praise="Many simple functions, one complicated function.",
    answer=evaluate_answer,
)


@evaluate.mistake("These are the weighted bumps one by one; f(z) is their sum at each z.")
def evaluate_not_summed(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon) * alpha


@evaluate.mistake("The bumps are added, but without their weights αᵢ.")
def evaluate_unweighted(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon).sum(axis=1)


@evaluate.mistake("You added over the points z; add over the centres, so that one value is left for each z.")
def evaluate_wrong_axis(Z, centers, alpha, epsilon):
    return (gaussian(Z, centers, epsilon) * alpha).sum(axis=0)


@evaluate.mistake("You divided by the sum of the bumps: a weighted mean. Interpolation takes the plain sum.")
def evaluate_normalised(Z, centers, alpha, epsilon):
    K = gaussian(Z, centers, epsilon)
    return K @ alpha / K.sum(axis=1)


@evaluate.mistake("This is the mean of the weighted bumps; f(z) is their sum.")
def evaluate_mean(Z, centers, alpha, epsilon):
    return (gaussian(Z, centers, epsilon) * alpha).mean(axis=1)


@evaluate.mistake("Only the nearest bump is counted. Every bump reaches everywhere, if only a little.")
def evaluate_nearest_only(Z, centers, alpha, epsilon):
    K = gaussian(Z, centers, epsilon)
    nearest = K.argmax(axis=1)
    return K[np.arange(len(Z)), nearest] * alpha[nearest]


@evaluate.mistake(
    "Rows and columns do not fit: the kernel matrix has one row for each z and "
    "one column for each centre, and the weights are multiplied from the right."
)
def evaluate_transposed(Z, centers, alpha, epsilon):
    return gaussian(centers, Z, epsilon) @ alpha


@evaluate.mistake("You solved once more: alpha are the weights already, not the heights.")
def evaluate_solved_again(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, epsilon) @ np.linalg.solve(gaussian(centers, centers, epsilon), alpha)


@evaluate.mistake("ε is not used: the bumps must be as wide as they were when α was found.")
def evaluate_without_epsilon(Z, centers, alpha, epsilon):
    return gaussian(Z, centers, 1) @ alpha


@evaluate.mistake("One number for all points together; f has one value for each row of Z.")
def evaluate_one_number(Z, centers, alpha, epsilon):
    return (gaussian(Z, centers, epsilon) @ alpha).sum()


_first_point = evaluate.mistake(
    "This is f at the first row of Z alone; f has one value for each row. (Does the return stand inside the loop?)"
)


@_first_point
def evaluate_first_point(Z, centers, alpha, epsilon):
    return gaussian(Z[:1], centers, epsilon)[0] @ alpha


@_first_point
def evaluate_first_point_in_a_list(Z, centers, alpha, epsilon):
    return gaussian(Z[:1], centers, epsilon) @ alpha


@evaluate.mistake(
    "The loop runs over as many points as there are centres; f is asked for at every row of Z, len(Z) of them."
)
def evaluate_as_many_as_centers(Z, centers, alpha, epsilon):
    return np.array([gaussian(Z[[j]], centers, epsilon)[0] @ alpha for j in range(len(centers))])


@evaluate.mistake("The distances are those between the centres; f is asked for at the rows of Z.")
def evaluate_at_the_centers(Z, centers, alpha, epsilon):
    return gaussian(centers, centers, epsilon) @ alpha


@evaluate.mistake("The weighted bumps are multiplied with each other; they are to be added.")
def evaluate_product(Z, centers, alpha, epsilon):
    return np.prod(gaussian(Z, centers, epsilon) * alpha, axis=1)


@evaluate.mistake("ε belongs inside the square, as in exercise 2: exp(−(εr)²), not exp(−εr²).")
def evaluate_epsilon_not_squared(Z, centers, alpha, epsilon):
    return np.exp(-epsilon * squared_distances(Z, centers)) @ alpha


@evaluate.mistake("The bump is not the gaussian: its exponent is −(εr)², with a square.")
def evaluate_without_square(Z, centers, alpha, epsilon):
    return np.exp(-epsilon * np.sqrt(squared_distances(Z, centers))) @ alpha


@evaluate.mistake("You divide by ε, as if it were a width; it multiplies r: exp(−(εr)²).")
def evaluate_epsilon_as_width(Z, centers, alpha, epsilon):
    return np.exp(-squared_distances(Z, centers) / epsilon**2) @ alpha


@evaluate.mistake("These are weighted distances; the bump φ is still to be laid over them before they are weighted.")
def evaluate_distances(Z, centers, alpha, epsilon):
    return np.sqrt(squared_distances(Z, centers)) @ alpha


@evaluate.mistake("The weights stand before the bumps, not in the exponent: αᵢ exp(−(εr)²).")
def evaluate_weights_in_the_exponent(Z, centers, alpha, epsilon):
    return np.exp(-(epsilon**2) * squared_distances(Z, centers) * alpha).sum(axis=1)


@evaluate.mistake(
    "The total runs on from one z to the next: it begins at 0 again for each row of Z, inside the outer loop."
)
def evaluate_running_total(Z, centers, alpha, epsilon):
    return np.cumsum(gaussian(Z, centers, epsilon) @ alpha)


loops(evaluate, "bump", lambda rows, Z, centers, alpha, epsilon: gaussian(Z, centers[rows], epsilon) @ alpha[rows])
whole_numbers(evaluate)
