"""What a bump needs: the distances of all pairs of points, and the gaussian of each, the kernel matrix."""

import numpy as np

from lib import norms, rbf
from lib.exercises.exercise import Exercise

_rng = np.random.default_rng(4)
THREE, TWO, FOUR = (_rng.uniform(0, 2, size=(n, 2)).round(1) for n in (3, 2, 4))
IN_SPACE, CENTERS_IN_SPACE = np.array([[1, 2, 0], [0, 1, 1], [3, 0, 2], [1, 1, 1]]), np.array([[1, 0, 1], [1, 1, 1]])
ON_A_LINE, CENTERS_ON_A_LINE = np.array([[0.0], [1.0], [3.0]]), np.array([[0.5], [2.0]])


def _differences(X, Y):
    return X[:, None, :] - Y[None, :, :]


def squared_distances(X, Y):
    return (_differences(X, Y) ** 2).sum(axis=2)


def gaussian(Z, centers, epsilon):
    return np.exp(-(epsilon**2) * squared_distances(Z, centers))


# The distance matrix.


def distance_answer(X, Y):
    differences = X[:, None, :] - Y[None, :, :]
    return np.sqrt(np.sum(differences**2, axis=2))


distance = Exercise(
    norms.distance,
    cases=[
        (np.array([[0.0, 0.0]]), np.array([[3.0, 4.0]])),
        (ON_A_LINE, CENTERS_ON_A_LINE),
        (THREE, TWO),
        (TWO, FOUR),
        (IN_SPACE, CENTERS_IN_SPACE),
    ],
    praise="Every bump needs this and nothing else: a radial function never asks for the direction.",
    answer=distance_answer,
)


@distance.mistake("These are the squared distances: the root is missing. (Squared, the triangle inequality fails.)")
def distance_squared(X, Y):
    return squared_distances(X, Y)


@distance.mistake("Absolute differences added up are the distance for p = 1; asked is the straight line, p = 2.")
def distance_manhattan(X, Y):
    return np.abs(_differences(X, Y)).sum(axis=2)


_signed = distance.mistake(
    "Differences with a sign cancel each other: square them before you add, and take the root after."
)


@_signed
def distance_signed(X, Y):
    return _differences(X, Y).sum(axis=2)


@_signed
def distance_of_the_squared_sum(X, Y):
    return np.abs(_differences(X, Y).sum(axis=2))


@distance.mistake("The largest coordinate alone is the distance for p = ∞; asked is p = 2.")
def distance_largest_coordinate(X, Y):
    return np.abs(_differences(X, Y)).max(axis=2)


@distance.mistake("You took the mean over the coordinates where the sum belongs: the answer is too small by √d.")
def distance_mean(X, Y):
    return np.sqrt((_differences(X, Y) ** 2).mean(axis=2))


@distance.mistake("You added over the points. In X[:, None, :] - Y[None, :, :] the coordinates are the last axis.")
def distance_wrong_axis(X, Y):
    return np.sqrt((_differences(X, Y) ** 2).sum(axis=1))


@distance.mistake(
    "X − Y pairs row 1 with row 1, row 2 with row 2. For all pairs make room: X[:, None, :] - Y[None, :, :]."
)
def distance_row_by_row(X, Y):
    return np.linalg.norm(X - Y, axis=1)


@distance.mistake("One number for all pairs: tell the norm over which axis to add, axis=2.")
def distance_one_number(X, Y):
    return np.linalg.norm(_differences(X, Y))


@distance.mistake(
    "X − Yᵀ, (n, 1) against (1, n), makes all pairs for points on a line only; use X[:, None, :] - Y[None, :, :]."
)
def distance_by_transposing(X, Y):
    return np.abs(X - Y.T)


@distance.mistake("Rows and columns are exchanged: row i belongs to X[i], column j to Y[j].")
def distance_transposed(X, Y):
    return np.sqrt(squared_distances(X, Y)).T


@distance.mistake("You expanded the square: ‖x‖² + ‖y‖² − 2xᵀy has a 2 in the last term.")
def distance_without_the_two(X, Y):
    return np.sqrt(np.maximum((X**2).sum(axis=1)[:, None] + (Y**2).sum(axis=1) - X @ Y.T, 0))


@distance.mistake("XYᵀ holds dot products. A distance is 0 for equal points; a dot product is not.")
def distance_dot_products(X, Y):
    return X @ Y.T


@distance.mistake("You added over the points of X, axis 0. The coordinates are the last axis, 2.")
def distance_over_the_points_of_x(X, Y):
    return np.sqrt((_differences(X, Y) ** 2).sum(axis=0))


@distance.mistake("These are the differences coordinate by coordinate: square, add over the last axis, take the root.")
def distance_by_coordinate(X, Y):
    return np.abs(_differences(X, Y))


@distance.mistake(
    "X − Y subtracts row from row, and the root of a square undoes it. "
    "For all pairs: X[:, None, :] - Y[None, :, :]; then add over the last axis."
)
def distance_one_pair_at_a_time(X, Y):
    return np.sqrt((X - Y) ** 2)


@distance.mistake("The digits after the point are cut off: fill np.zeros((m, n)), without dtype=int.")
def distance_whole_numbers(X, Y):
    return np.sqrt(squared_distances(X, Y)).astype(int)


_half_of_it = distance.mistake("Half of it stays 0: X and Y are other points, so the inner loop runs over all of Y.")


@_half_of_it
def distance_above_the_diagonal(X, Y):
    return np.triu(np.sqrt(squared_distances(X, Y)))


@_half_of_it
def distance_below_the_diagonal(X, Y):
    return np.tril(np.sqrt(squared_distances(X, Y)), -1)


@_half_of_it
def distance_up_to_the_diagonal(X, Y):
    return np.tril(np.sqrt(squared_distances(X, Y)))


@distance.mistake("Only the first row is filled: is the return inside the loop, which it ends in its first round?")
def distance_first_row_only(X, Y):
    return np.sqrt(squared_distances(X, Y)) * (np.arange(len(X)) == 0)[:, None]


@distance.mistake("‖x‖ − ‖y‖ is not ‖x − y‖: two points may be as far from 0 and far from each other.")
def distance_of_lengths(X, Y):
    return np.abs(np.linalg.norm(X, axis=1)[:, None] - np.linalg.norm(Y, axis=1))


@distance.mistake("These are the distances within X; Y is not used.")
def distance_within_x(X, Y):
    return np.sqrt(squared_distances(X, X))


_any_dimension = distance.mistake("Points may have any number d of coordinates, 1, 2, 3, …: add over the last axis.")


@_any_dimension
def distance_in_the_plane(X, Y):
    return np.hypot(X[:, None, 0] - Y[:, 0], X[:, None, 1] - Y[:, 1])


@_any_dimension
def distance_by_first_and_last(X, Y):
    return np.hypot(X[:, None, 0] - Y[:, 0], X[:, None, -1] - Y[:, -1])


@_any_dimension
def distance_in_the_plane_or_on_a_line(X, Y):
    return np.sqrt(squared_distances(X[:, :2], Y[:, :2]))


@distance.mistake("Only the first coordinate is looked at; all of them count: add the squares over the last axis.")
def distance_in_the_first_coordinate(X, Y):
    return np.abs(X[:, None, 0] - Y[:, 0])


@distance.mistake("Python takes the power before it divides: ** 1 / 2 is half of it. Write ** 0.5, or np.sqrt.")
def distance_half_of_the_squares(X, Y):
    return squared_distances(X, Y) / 2


@distance.mistake("The root is there and the squares are not: |x − y|² before the sum.")
def distance_root_of_absolute_values(X, Y):
    return np.sqrt(np.abs(_differences(X, Y)).sum(axis=2))


@distance.mistake("The last row and column are left out: range(len(X)) already stops before len(X).")
def distance_last_ones_left_out(X, Y):
    D = np.sqrt(squared_distances(X, Y))
    D[-1:], D[:, -1:] = 0, 0
    return D


@distance.mistake("The indices are exchanged: D[i, j] has i for the rows of X and j for those of Y, in this order.")
def distance_indices_exchanged(X, Y):
    D = np.zeros((len(X), len(Y)))
    for j, i in np.ndindex(len(Y), len(X)):
        D[j, i] = np.linalg.norm(X[i] - Y[j])
    return D


@distance.mistake("Only the nearest of Y for each row of X; asked are the distances of all pairs, a matrix.")
def distance_to_the_nearest(X, Y):
    return np.sqrt(squared_distances(X, Y)).min(axis=1)


# The kernel matrix.


def kernel_matrix_answer(Z, centers, epsilon):
    r = np.linalg.norm(Z[:, None, :] - centers[None, :, :], axis=2)
    return np.exp(-((epsilon * r) ** 2))


kernel_matrix = Exercise(
    rbf.kernel_matrix,
    cases=[
        (np.array([[0.0]]), np.array([[1.0]]), 2.0),
        (ON_A_LINE, CENTERS_ON_A_LINE, 0.5),
        (THREE, TWO, 1.5),
        (TWO, FOUR, 0.7),
        (IN_SPACE, CENTERS_IN_SPACE, 0.5),
    ],
    praise="One column is one bump, seen from all points. The model is a weighted sum of these columns.",
    answer=kernel_matrix_answer,
)


@kernel_matrix.mistake("exp(−εr) has a sharp tip at the centre; the gaussian has (εr)² in the exponent.")
def kernel_without_square(Z, centers, epsilon):
    return np.exp(-epsilon * np.sqrt(squared_distances(Z, centers)))


@kernel_matrix.mistake("ε belongs inside the square: (εr)² = ε²r², not εr².")
def kernel_epsilon_not_squared(Z, centers, epsilon):
    return np.exp(-epsilon * squared_distances(Z, centers))


@kernel_matrix.mistake(
    "Your exponent is positive, so the bump grows with the distance. "
    "The minus stands before the square: −(εr)² is negative, (−εr)² is not."
)
def kernel_without_minus(Z, centers, epsilon):
    return np.exp(epsilon**2 * squared_distances(Z, centers))


@kernel_matrix.mistake("You divide by ε. Here ε multiplies r: the larger ε, the narrower the bump.")
def kernel_epsilon_as_width(Z, centers, epsilon):
    return np.exp(-squared_distances(Z, centers) / epsilon**2)


@kernel_matrix.mistake("The ½ belongs to the normal distribution with σ = 1/ε; this gaussian is exp(−(εr)²).")
def kernel_with_half(Z, centers, epsilon):
    return np.sqrt(gaussian(Z, centers, epsilon))


@kernel_matrix.mistake("ε is not used: the width never changes.")
def kernel_without_epsilon(Z, centers, epsilon):
    return gaussian(Z, centers, 1)


@kernel_matrix.mistake("You squared a squared distance: r⁴ is in the exponent.")
def kernel_squared_twice(Z, centers, epsilon):
    return np.exp(-((epsilon * squared_distances(Z, centers)) ** 2))


@kernel_matrix.mistake("Rows and columns are exchanged: one row for each point z, one column for each centre.")
def kernel_transposed(Z, centers, epsilon):
    return gaussian(centers, Z, epsilon)


@kernel_matrix.mistake(
    "You made each row add up to 1. Interpolation uses the bumps as they are; the weights do the rest."
)
def kernel_normalised(Z, centers, epsilon):
    K = gaussian(Z, centers, epsilon)
    return K / K.sum(axis=1, keepdims=True)


_outside = kernel_matrix.mistake("ε changes the height here; it belongs into the exponent, where it sets the width.")


@_outside
def kernel_epsilon_outside(Z, centers, epsilon):
    return gaussian(Z, centers, 1) / epsilon


@_outside
def kernel_epsilon_in_front(Z, centers, epsilon):
    return epsilon * gaussian(Z, centers, 1)


@kernel_matrix.mistake("This is the inverse multiquadric, another bump; asked is the gaussian.")
def kernel_inverse_multiquadric(Z, centers, epsilon):
    return 1 / np.sqrt(1 + epsilon**2 * squared_distances(Z, centers))


@kernel_matrix.mistake("These are the distances εr; the bump is still to be laid over them: exp(−(εr)²).")
def kernel_only_distances(Z, centers, epsilon):
    return epsilon * np.sqrt(squared_distances(Z, centers))


@kernel_matrix.mistake("exp(−r²/(2σ²)) is the bump of the normal distribution. Here ε multiplies r: exp(−(εr)²).")
def kernel_normal_distribution(Z, centers, epsilon):
    return np.exp(-squared_distances(Z, centers) / (2 * epsilon**2))


@kernel_matrix.mistake("Only ε is squared; the square is over the product: (εr)².")
def kernel_only_epsilon_squared(Z, centers, epsilon):
    return np.exp(-(epsilon**2) * np.sqrt(squared_distances(Z, centers)))


@kernel_matrix.mistake(
    "The bump is squared here, which makes exp(−2εr); the square belongs into the exponent: exp(−(εr)²)."
)
def kernel_squared_outside(Z, centers, epsilon):
    return np.exp(-epsilon * np.sqrt(squared_distances(Z, centers))) ** 2


@kernel_matrix.mistake("r² is divided by ε; ε multiplies r, and the square is over both: (εr)².")
def kernel_divided_by_epsilon(Z, centers, epsilon):
    return np.exp(-squared_distances(Z, centers) / epsilon)


@kernel_matrix.mistake("A bump for each coordinate: the distance comes first, one number for each pair.")
def kernel_by_coordinate(Z, centers, epsilon):
    return np.exp(-((epsilon * _differences(Z, centers)) ** 2))


@kernel_matrix.mistake("The centres are not used: the distances are those from Z to centers, not within Z.")
def kernel_within_z(Z, centers, epsilon):
    return gaussian(Z, Z, epsilon)


@kernel_matrix.mistake("A bump is 1 at its centre and falls to 0 far away; yours is upside down.")
def kernel_upside_down(Z, centers, epsilon):
    return 1 - gaussian(Z, centers, epsilon)


@kernel_matrix.mistake(
    "Z − centers pairs row with row, and its norm is one number; "
    "take the distances of all pairs, norms.distance(Z, centers)."
)
def kernel_of_one_distance(Z, centers, epsilon):
    return np.exp(-((epsilon * np.linalg.norm(Z - centers)) ** 2))


@kernel_matrix.mistake("The distance is the straight line, p = 2: squares under a root, not absolute values.")
def kernel_of_manhattan(Z, centers, epsilon):
    return np.exp(-((epsilon * np.abs(_differences(Z, centers)).sum(axis=2)) ** 2))


@kernel_matrix.mistake("The sum over the centres comes later, with the weights; K keeps one column for each centre.")
def kernel_added_up(Z, centers, epsilon):
    return gaussian(Z, centers, epsilon).sum(axis=1)


@kernel_matrix.mistake("Z − centers pairs row 1 with row 1; a kernel matrix has all pairs: norms.distance(Z, centers).")
def kernel_row_by_row(Z, centers, epsilon):
    return np.exp(-((epsilon * np.linalg.norm(Z - centers, axis=1)) ** 2))


@kernel_matrix.mistake(
    "Only the first coordinate is looked at; the distance has all of them: norms.distance(Z, centers)."
)
def kernel_of_the_first_coordinate(Z, centers, epsilon):
    return gaussian(Z[:, :1], centers[:, :1], epsilon)


@kernel_matrix.mistake("Z is not used: the distances are those from Z to centers, not within centers.")
def kernel_within_the_centers(Z, centers, epsilon):
    return gaussian(centers, centers, epsilon)


@kernel_matrix.mistake("Only the first row is filled: is the return inside the loop, which it ends in its first round?")
def kernel_first_row_only(Z, centers, epsilon):
    return gaussian(Z, centers, epsilon) * (np.arange(len(Z)) == 0)[:, None]


@kernel_matrix.mistake("The height of this bump is not 1 at its centre: leave the factor before exp away.")
def kernel_of_area_one(Z, centers, epsilon):
    return epsilon / np.sqrt(np.pi) * gaussian(Z, centers, epsilon)
