"""The exercises of notebook 04: can we bend the boundary with many simple bumps?"""

import numpy as np

from lib import norms, rbf
from lib.exercises.exercise import Exercise

_rng = np.random.default_rng(4)
THREE, TWO, FOUR = (_rng.uniform(0, 2, size=(n, 2)).round(1) for n in (3, 2, 4))
ON_A_LINE, CENTERS_ON_A_LINE = np.array([[0.0], [1.0], [3.0]]), np.array([[0.5], [2.0]])


def _differences(X, Y):
    return X[:, None, :] - Y[None, :, :]


def _squares(X, Y):
    return (_differences(X, Y) ** 2).sum(axis=2)


def _gaussian(Z, centers, epsilon):
    return np.exp(-(epsilon**2) * _squares(Z, centers))


# The distance matrix.


def distance_squared(X, Y):
    return _squares(X, Y)


def distance_manhattan(X, Y):
    return np.abs(_differences(X, Y)).sum(axis=2)


def distance_signed(X, Y):
    return _differences(X, Y).sum(axis=2)


def distance_largest_coordinate(X, Y):
    return np.abs(_differences(X, Y)).max(axis=2)


def distance_mean(X, Y):
    return np.sqrt((_differences(X, Y) ** 2).mean(axis=2))


def distance_wrong_axis(X, Y):
    return np.sqrt((_differences(X, Y) ** 2).sum(axis=1))


def distance_row_by_row(X, Y):
    return np.linalg.norm(X - Y, axis=1)


def distance_one_number(X, Y):
    return np.linalg.norm(_differences(X, Y))


def distance_by_transposing(X, Y):
    return np.abs(X - Y.T)


def distance_transposed(X, Y):
    return np.sqrt(_squares(X, Y)).T


def distance_without_the_two(X, Y):
    return np.sqrt(np.maximum((X**2).sum(axis=1)[:, None] + (Y**2).sum(axis=1) - X @ Y.T, 0))


def distance_dot_products(X, Y):
    return X @ Y.T


def distance_over_the_points_of_x(X, Y):
    return np.sqrt((_differences(X, Y) ** 2).sum(axis=0))


def distance_by_coordinate(X, Y):
    return np.abs(_differences(X, Y))


def distance_one_pair_at_a_time(X, Y):
    return np.sqrt((X - Y) ** 2)


def distance_whole_numbers(X, Y):
    return np.sqrt(_squares(X, Y)).astype(int)


def distance_above_the_diagonal(X, Y):
    return np.triu(np.sqrt(_squares(X, Y)))


def distance_first_row_only(X, Y):
    return np.sqrt(_squares(X, Y)) * (np.arange(len(X)) == 0)[:, None]


def distance_of_lengths(X, Y):
    return np.abs(np.linalg.norm(X, axis=1)[:, None] - np.linalg.norm(Y, axis=1))


def distance_within_x(X, Y):
    return np.sqrt(_squares(X, X))


def distance_in_the_plane(X, Y):
    return np.hypot(X[:, None, 0] - Y[:, 0], X[:, None, 1] - Y[:, 1])


def distance_root_of_absolute_values(X, Y):
    return np.sqrt(np.abs(_differences(X, Y)).sum(axis=2))


def distance_last_ones_left_out(X, Y):
    D = np.sqrt(_squares(X, Y))
    D[-1:], D[:, -1:] = 0, 0
    return D


def distance_answer(X, Y):
    differences = X[:, None, :] - Y[None, :, :]
    return np.sqrt(np.sum(differences**2, axis=2))


distance = Exercise(
    norms.distance,
    [(np.array([[0.0, 0.0]]), np.array([[3.0, 4.0]])), (ON_A_LINE, CENTERS_ON_A_LINE), (THREE, TWO), (TWO, FOUR)],
    {
        distance_squared: "These are the squared distances: the root is missing. "
        "(Squared, the triangle inequality fails.)",
        distance_manhattan: "Absolute differences added up are the distance for p = 1; "
        "asked is the straight line, p = 2.",
        distance_signed: "Differences with a sign cancel each other: "
        "square them before you add, and take the root after.",
        distance_largest_coordinate: "The largest coordinate alone is the distance for p = ∞; asked is p = 2.",
        distance_mean: "You took the mean over the coordinates where the sum belongs: the answer is too small by √d.",
        distance_wrong_axis: "You added over the points. "
        "In X[:, None, :] - Y[None, :, :] the coordinates are the last axis.",
        distance_row_by_row: "X − Y pairs row 1 with row 1, row 2 with row 2. For all pairs make room: "
        "X[:, None, :] - Y[None, :, :].",
        distance_one_number: "One number for all pairs: tell the norm over which axis to add, axis=2.",
        distance_by_transposing: "X − Yᵀ, (n, 1) against (1, n), makes all pairs for points on a line only; "
        "use X[:, None, :] - Y[None, :, :].",
        distance_transposed: "Rows and columns are exchanged: row i belongs to X[i], column j to Y[j].",
        distance_without_the_two: "You expanded the square: ‖x‖² + ‖y‖² − 2xᵀy has a 2 in the last term.",
        distance_dot_products: "XYᵀ holds dot products. A distance is 0 for equal points; a dot product is not.",
        distance_over_the_points_of_x: "You added over the points of X, axis 0. The coordinates are the last axis, 2.",
        distance_by_coordinate: "These are the differences coordinate by coordinate: square, add over the last "
        "axis, take the root.",
        distance_one_pair_at_a_time: "X − Y subtracts row from row, and the root of a square undoes it. For all "
        "pairs: X[:, None, :] - Y[None, :, :]; then add over the last axis.",
        distance_whole_numbers: "The digits after the point are cut off: fill np.zeros((m, n)), without dtype=int.",
        distance_above_the_diagonal: "Half of it stays 0: X and Y are different points, so the inner loop runs "
        "over all of Y.",
        distance_first_row_only: "Only the first row is filled: is the return inside the loop, which it ends in "
        "its first round?",
        distance_of_lengths: "‖x‖ − ‖y‖ is not ‖x − y‖: two points may be as far from 0 and far from each other.",
        distance_within_x: "These are the distances within X; Y is not used.",
        distance_in_the_plane: "Points may have any number d of coordinates, here 1: add over the last axis.",
        distance_root_of_absolute_values: "The root is there and the squares are not: |x − y|² before the sum.",
        distance_last_ones_left_out: "The last row and column are left out: range(len(X)) already stops before len(X).",
    },
    "Every bump needs this and nothing else: a radial function never asks for the direction.",
    answer=distance_answer,
)


# The kernel matrix.


def kernel_without_square(Z, centers, epsilon):
    return np.exp(-epsilon * np.sqrt(_squares(Z, centers)))


def kernel_epsilon_not_squared(Z, centers, epsilon):
    return np.exp(-epsilon * _squares(Z, centers))


def kernel_without_minus(Z, centers, epsilon):
    return np.exp(epsilon**2 * _squares(Z, centers))


def kernel_epsilon_as_width(Z, centers, epsilon):
    return np.exp(-_squares(Z, centers) / epsilon**2)


def kernel_with_half(Z, centers, epsilon):
    return np.sqrt(_gaussian(Z, centers, epsilon))


def kernel_without_epsilon(Z, centers, epsilon):
    return _gaussian(Z, centers, 1)


def kernel_squared_twice(Z, centers, epsilon):
    return np.exp(-((epsilon * _squares(Z, centers)) ** 2))


def kernel_transposed(Z, centers, epsilon):
    return _gaussian(centers, Z, epsilon)


def kernel_normalised(Z, centers, epsilon):
    K = _gaussian(Z, centers, epsilon)
    return K / K.sum(axis=1, keepdims=True)


def kernel_epsilon_outside(Z, centers, epsilon):
    return _gaussian(Z, centers, 1) / epsilon


def kernel_inverse_multiquadric(Z, centers, epsilon):
    return 1 / np.sqrt(1 + epsilon**2 * _squares(Z, centers))


def kernel_only_distances(Z, centers, epsilon):
    return epsilon * np.sqrt(_squares(Z, centers))


def kernel_normal_distribution(Z, centers, epsilon):
    return np.exp(-_squares(Z, centers) / (2 * epsilon**2))


def kernel_only_epsilon_squared(Z, centers, epsilon):
    return np.exp(-(epsilon**2) * np.sqrt(_squares(Z, centers)))


def kernel_squared_outside(Z, centers, epsilon):
    return np.exp(-epsilon * np.sqrt(_squares(Z, centers))) ** 2


def kernel_divided_by_epsilon(Z, centers, epsilon):
    return np.exp(-_squares(Z, centers) / epsilon)


def kernel_by_coordinate(Z, centers, epsilon):
    return np.exp(-((epsilon * _differences(Z, centers)) ** 2))


def kernel_within_z(Z, centers, epsilon):
    return _gaussian(Z, Z, epsilon)


def kernel_upside_down(Z, centers, epsilon):
    return 1 - _gaussian(Z, centers, epsilon)


def kernel_of_one_distance(Z, centers, epsilon):
    return np.exp(-((epsilon * np.linalg.norm(Z - centers)) ** 2))


def kernel_of_manhattan(Z, centers, epsilon):
    return np.exp(-((epsilon * np.abs(_differences(Z, centers)).sum(axis=2)) ** 2))


def kernel_added_up(Z, centers, epsilon):
    return _gaussian(Z, centers, epsilon).sum(axis=1)


def kernel_row_by_row(Z, centers, epsilon):
    return np.exp(-((epsilon * np.linalg.norm(Z - centers, axis=1)) ** 2))


def kernel_matrix_answer(Z, centers, epsilon):
    r = np.linalg.norm(Z[:, None, :] - centers[None, :, :], axis=2)
    return np.exp(-((epsilon * r) ** 2))


kernel_matrix = Exercise(
    rbf.kernel_matrix,
    [(np.array([[0.0]]), np.array([[1.0]]), 2.0), (ON_A_LINE, CENTERS_ON_A_LINE, 0.5),
     (THREE, TWO, 1.5), (TWO, FOUR, 0.7)],
    {
        kernel_without_square: "exp(−εr) has a sharp tip at the centre; the gaussian has (εr)² in the exponent.",
        kernel_epsilon_not_squared: "ε belongs inside the square: (εr)² = ε²r², not εr².",
        kernel_without_minus: "Your exponent is positive, so the bump grows with the distance. The minus stands "
        "before the square: −(εr)² is "
        "negative, (−εr)² is not.",
        kernel_epsilon_as_width: "You divide by ε. Here ε multiplies r: the larger ε, the narrower the bump.",
        kernel_with_half: "The ½ belongs to the normal distribution with σ = 1/ε; this gaussian is exp(−(εr)²).",
        kernel_without_epsilon: "ε is not used: the width never changes.",
        kernel_squared_twice: "You squared a squared distance: r⁴ is in the exponent.",
        kernel_transposed: "Rows and columns are exchanged: one row for each point z, one column for each centre.",
        kernel_normalised: "You made each row add up to 1. Interpolation uses the bumps as they are; "
        "the weights do the rest.",
        kernel_epsilon_outside: "ε divides the height here; it belongs into the exponent, where it sets the width.",
        kernel_inverse_multiquadric: "This is the inverse multiquadric, another bump; asked is the gaussian.",
        kernel_only_distances: "These are the distances εr; the bump is still to be laid over them: exp(−(εr)²).",
        kernel_normal_distribution: "exp(−r²/(2σ²)) is the bump of the normal distribution. Here ε multiplies r: "
        "exp(−(εr)²).",
        kernel_only_epsilon_squared: "Only ε is squared; the square is over the product: (εr)².",
        kernel_squared_outside: "The bump is squared here, which makes exp(−2εr); the square belongs into the "
        "exponent: exp(−(εr)²).",
        kernel_divided_by_epsilon: "r² is divided by ε; ε multiplies r, and the square is over both: (εr)².",
        kernel_by_coordinate: "A bump for each coordinate: the distance comes first, one number for each pair.",
        kernel_within_z: "The centres are not used: the distances are those from Z to centers, not within Z.",
        kernel_upside_down: "A bump is 1 at its centre and falls to 0 far away; yours is upside down.",
        kernel_of_one_distance: "Z − centers pairs row with row, and its norm is one number; take the distances of "
        "all pairs, norms.distance(Z, centers).",
        kernel_of_manhattan: "The distance is the straight line, p = 2: squares under a root, not absolute values.",
        kernel_added_up: "The sum over the centres comes later, with the weights; K keeps one column for each centre.",
        kernel_row_by_row: "Z − centers pairs row 1 with row 1; a kernel matrix has all pairs: norms.distance(Z, "
        "centers).",
    },
    "One column is one bump, seen from all points. The model is a weighted sum of these columns.",
    answer=kernel_matrix_answer,
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
    [(np.array([[2.0]]), np.array([4.0])), (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0])),
     (rbf.kernel_matrix(LINE_NODES, LINE_NODES, 0.8).round(2), np.array([1.0, -1.0, 2.0])),
     (norms.distance(LINE_NODES, LINE_NODES), np.array([1.0, 0.0, 2.0]))],
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
    return _gaussian(Z, centers, epsilon) * alpha


def evaluate_unweighted(Z, centers, alpha, epsilon):
    return _gaussian(Z, centers, epsilon).sum(axis=1)


def evaluate_wrong_axis(Z, centers, alpha, epsilon):
    return (_gaussian(Z, centers, epsilon) * alpha).sum(axis=0)


def evaluate_normalised(Z, centers, alpha, epsilon):
    K = _gaussian(Z, centers, epsilon)
    return K @ alpha / K.sum(axis=1)


def evaluate_mean(Z, centers, alpha, epsilon):
    return (_gaussian(Z, centers, epsilon) * alpha).mean(axis=1)


def evaluate_nearest_only(Z, centers, alpha, epsilon):
    K = _gaussian(Z, centers, epsilon)
    nearest = K.argmax(axis=1)
    return K[np.arange(len(Z)), nearest] * alpha[nearest]


def evaluate_transposed(Z, centers, alpha, epsilon):
    return _gaussian(centers, Z, epsilon) @ alpha


def evaluate_solved_again(Z, centers, alpha, epsilon):
    return _gaussian(Z, centers, epsilon) @ np.linalg.solve(_gaussian(centers, centers, epsilon), alpha)


def evaluate_without_epsilon(Z, centers, alpha, epsilon):
    return _gaussian(Z, centers, 1) @ alpha


def evaluate_one_number(Z, centers, alpha, epsilon):
    return (_gaussian(Z, centers, epsilon) @ alpha).sum()


def evaluate_last_bump(Z, centers, alpha, epsilon):
    return _gaussian(Z, centers, epsilon)[:, -1] * alpha[-1]


def evaluate_first_bump(Z, centers, alpha, epsilon):
    return _gaussian(Z, centers, epsilon)[:, 0] * alpha[0]


def evaluate_without_the_first(Z, centers, alpha, epsilon):
    return _gaussian(Z, centers, epsilon)[:, 1:] @ alpha[1:]


def evaluate_first_point(Z, centers, alpha, epsilon):
    return _gaussian(Z[:1], centers, epsilon)[0] @ alpha


def evaluate_product(Z, centers, alpha, epsilon):
    return np.prod(_gaussian(Z, centers, epsilon) * alpha, axis=1)


def evaluate_epsilon_not_squared(Z, centers, alpha, epsilon):
    return np.exp(-epsilon * _squares(Z, centers)) @ alpha


def evaluate_without_square(Z, centers, alpha, epsilon):
    return np.exp(-epsilon * np.sqrt(_squares(Z, centers))) @ alpha


def evaluate_epsilon_as_width(Z, centers, alpha, epsilon):
    return np.exp(-_squares(Z, centers) / epsilon**2) @ alpha


def evaluate_distances(Z, centers, alpha, epsilon):
    return np.sqrt(_squares(Z, centers)) @ alpha


def evaluate_weights_in_the_exponent(Z, centers, alpha, epsilon):
    return np.exp(-(epsilon**2) * _squares(Z, centers) * alpha).sum(axis=1)


def evaluate_answer(Z, centers, alpha, epsilon):
    r = np.linalg.norm(Z[:, None, :] - centers[None, :, :], axis=2)
    return np.exp(-((epsilon * r) ** 2)) @ alpha


evaluate = Exercise(
    rbf.evaluate,
    [(np.array([[0.5]]), np.array([[0.0]]), np.array([2.0]), 2.0),
     (ON_A_LINE, CENTERS_ON_A_LINE, np.array([1.0, -2.0]), 0.5),
     (FOUR, THREE, np.array([1.0, 3.0, -1.0]), 1.5)],
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


# Smoothing.


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
    [(np.array([[2.0]]), np.array([3.0]), 3.0), (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0]), 0.25),
     (rbf.kernel_matrix(FOUR_NODES, FOUR_NODES).round(2), np.array([1.0, -1.0, 2.0, 0.0]), 0.1),
     (np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([1.0, 2.0]), 0.0)],
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
        smoothed_two_points_always: "np.eye(2) fits two points only: np.eye(len(y)).",
        smoothed_solved_twice: "You solved with K at the end; the heights are K times α.",
        smoothed_np_diag: "np.diag makes a matrix of a list; a number times the identity is lam * np.eye(len(y)).",
        smoothed_with_inverse_entries: "1 / M inverts each entry; to solve with a matrix, np.linalg.solve(M, y).",
    },
    "λ buys small weights and a well-conditioned system, and pays with a surface that misses the points.",
    answer=smoothed_answer,
)
