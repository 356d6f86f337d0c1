"""Lines ax + by + c = 0, known up to their sign: the unit vector with the least ‖Ax‖, and total least squares."""

import numpy as np

from lib import line_fitting
from lib.exercises.comparison import alike, differ, numbers, opposite
from lib.exercises.exercise import Exercise
from lib.exercises.line_fitting.least_squares import DOWN, FALLING, X3, X5, Y3, Y5

# Either sign is right.


def _differ_up_to_sign(expected, got, args):
    expected, array = np.asarray(expected), numbers(got)
    if array is not None and array.size == expected.size and opposite(array, expected):
        expected = -expected  # the sign in which they are nearer to each other
    return differ(expected, got, args)


def _alike_up_to_sign(a, b):
    try:
        return alike(a, b) or alike(-np.asarray(a, dtype=float), b)
    except (TypeError, ValueError):
        return False


# Ax = 0.


def homogeneous_answer(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt[-1]


homogeneous = Exercise(
    line_fitting.homogeneous,
    cases=[
        (np.array([[3.0, 4.0]]),),
        (np.array([[0.0, 1.0, 1.0], [2.0, 2.0, 1.0]]),),
        (np.column_stack([X3, Y3, np.ones(3)]),),
        (np.column_stack([X5, Y5, np.ones(5)]),),
        (np.array([[1, 2], [3, 1], [-1, 1]]),),
        (np.array([[2.0, 1.0, 0.0, 1.0], [1.0, 3.0, 1.0, 0.0], [0.0, 1.0, -1.0, 2.0]]),),
    ],
    praise="One formula for every direction, vertical lines included.",
    answer=homogeneous_answer,
    differ=_differ_up_to_sign,
    alike=_alike_up_to_sign,
)


@homogeneous.mistake(
    "This is the first right singular vector, which makes ‖Ax‖ as large as it can be; the last one makes it least. "
    "(Of the eigenvectors of AᵀA it is that of the least eigenvalue.)"
)
def homogeneous_first_vector(A):
    return np.linalg.svd(A)[2][0]


_rows_of_vt = homogeneous.mistake("NumPy returns Vᵀ, not V: the vectors are its rows, Vt[-1].")


@_rows_of_vt
def homogeneous_last_column(A):
    return np.linalg.svd(A)[2][:, -1]


@_rows_of_vt
def homogeneous_column_of_the_least(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[:, np.argmin(s)]


@homogeneous.mistake(
    "With fewer rows than columns s is shorter than Vᵀ, and the thin "
    "Vᵀ stops too early: take the last row, Vt[-1], of the full one."
)
def homogeneous_thin(A):
    return np.linalg.svd(A, full_matrices=False)[2][-1]


@homogeneous.mistake(
    "This vector comes from U (or from AAᵀ) and has an entry for each point; "
    "x has one for each column of A: take it from V."
)
def homogeneous_left_vector(A):
    return np.linalg.svd(A)[0][:, -1]


@homogeneous.mistake("x = 0 always gives Ax = 0 and no line at all: that is why ‖x‖ = 1 is asked for.")
def homogeneous_zero(A):
    return np.zeros(A.shape[1])


@homogeneous.mistake("The right line, but scaled so that c = 1; the condition is ‖x‖ = 1.")
def homogeneous_last_entry_one(A):
    x = line_fitting.homogeneous(A)
    return x / x[-1]


@homogeneous.mistake(
    "Fixing c = 1 and scaling afterwards minimises something else: the condition must be ‖x‖ = 1 from the start."
)
def homogeneous_by_least_squares(A):
    x = np.append(np.linalg.lstsq(A[:, :-1], -A[:, -1])[0], 1.0)
    return x / np.linalg.norm(x)


@homogeneous.mistake(
    "Fixing the last entry at 1 minimises something else, and the length is not 1: "
    "the condition is ‖x‖ = 1, from the start."
)
def homogeneous_by_least_squares_not_scaled(A):
    return np.append(np.linalg.lstsq(A[:, :-1], -A[:, -1])[0], 1.0)


_least_value = homogeneous.mistake(
    "This is a number, the least singular value or eigenvalue; asked is the x that belongs to it."
)


@_least_value
def homogeneous_least_singular_value(A):
    return np.linalg.svd(A)[1][-1]


@_least_value
def homogeneous_least_eigenvalue(A):
    return np.linalg.eigh(A.T @ A)[0][0]


_eigh_columns = homogeneous.mistake(
    "np.linalg.eigh returns the eigenvectors as columns: [:, 0] belongs to the least eigenvalue."
)


@_eigh_columns
def homogeneous_row_of_eigh(A):
    return np.linalg.eigh(A.T @ A)[1][0]


@_eigh_columns
def homogeneous_last_row_of_eigh(A):
    return np.linalg.eigh(A.T @ A)[1][-1]


@homogeneous.mistake(
    "np.linalg.eig does not sort: look for the least eigenvalue, "
    "np.argmin(values), or take np.linalg.eigh, which sorts."
)
def homogeneous_last_of_eig(A):
    return np.linalg.eig(A.T @ A)[1][:, -1]


@homogeneous.mistake("The right line, but scaled so that a = 1; the condition is ‖x‖ = 1.")
def homogeneous_first_entry_one(A):
    x = line_fitting.homogeneous(A)
    return x / x[0]


@homogeneous.mistake("Scaled so that the entries add up to 1; the condition is ‖x‖ = 1, divide by np.linalg.norm(x).")
def homogeneous_sum_one(A):
    x = line_fitting.homogeneous(A)
    return x / x.sum()


_always_the_same = homogeneous.mistake("A may have any number of columns: the last row is Vt[-1], whatever its number.")


@_always_the_same
def homogeneous_always_the_third(A):
    return np.linalg.svd(A)[2][2]


@_always_the_same
def homogeneous_always_the_second(A):
    return np.linalg.svd(A)[2][1]


@homogeneous.mistake("Absolute values change the vector: only all signs together may be flipped.")
def homogeneous_without_signs(A):
    return np.abs(line_fitting.homogeneous(A))


@homogeneous.mistake(
    "np.linalg.solve needs a square A with an inverse, and then finds x = 0; take the last right singular vector."
)
def homogeneous_by_solve(A):
    return np.linalg.solve(A, np.zeros(len(A)))


@homogeneous.mistake("Only a square A has eigenvectors; those of AᵀA are the right singular vectors of A.")
def homogeneous_eigenvector(A):
    return np.linalg.eig(A)[1][:, -1]


# Total least squares.


def total_least_squares_answer(x, y):
    U, s, Vt = np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))
    a, b = Vt[-1]
    return a, b, -(a * x.mean() + b * y.mean())


total_least_squares = Exercise(
    line_fitting.total_least_squares,
    cases=[
        (np.array([0.0, 1.0]), np.array([1.0, 1.0])),
        (X3, Y3),
        (X5, Y5),
        (np.array([2.0, 2.0, 2.0]), np.array([0.0, 1.0, 5.0])),
        (FALLING, DOWN),
        (np.array([3, 0, 1, 2]), np.array([-2, 1, 0, 2])),
    ],
    praise="Turn the points or move the origin, and the line comes along.",
    answer=total_least_squares_answer,
    differ=_differ_up_to_sign,
    alike=_alike_up_to_sign,
)


def _normal(x, y, row=-1):
    return np.linalg.svd(np.column_stack([x, y]))[2][row]


@total_least_squares.mistake("The direction was found before the mean was subtracted: centre x and y first.")
def tls_not_centred(x, y):
    a, b = _normal(x, y)
    return a, b, -(a * x.mean() + b * y.mean())


@total_least_squares.mistake("Nothing was centred: this is the best line through the origin.")
def tls_through_the_origin(x, y):
    return (*_normal(x, y), 0.0)


@total_least_squares.mistake(
    "The first singular vector points along the line; (a, b) is at right angles to it: the last one."
)
def tls_first_vector(x, y):
    a, b = _normal(x - x.mean(), y - y.mean(), row=0)
    return a, b, -(a * x.mean() + b * y.mean())


@total_least_squares.mistake("NumPy returns Vᵀ, not V: the vectors are its rows, Vt[-1].")
def tls_last_column(x, y):
    a, b = np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))[2][:, -1]
    return a, b, -(a * x.mean() + b * y.mean())


@total_least_squares.mistake("The sign of c: the line passes through the mean, a x̄ + b ȳ + c = 0.")
def tls_moved_the_wrong_way(x, y):
    a, b, c = line_fitting.total_least_squares(x, y)
    return a, b, -c


@total_least_squares.mistake(
    "The direction is right, but the line still belongs to the centred points: c = −(a x̄ + b ȳ)."
)
def tls_not_moved_back(x, y):
    return (*line_fitting.total_least_squares(x, y)[:2], 0.0)


@total_least_squares.mistake("This has ‖(a, b, c)‖ = 1, whose answer depends on the origin; asked is a² + b² = 1.")
def tls_homogeneous(x, y):
    return line_fitting.homogeneous(np.column_stack([x, y, np.ones_like(x)]))


@total_least_squares.mistake(
    "Scaling afterwards does not help: with ‖(a, b, c)‖ = 1 another line was chosen. Centre, then use (a, b) alone."
)
def tls_homogeneous_rescaled(x, y):
    line = tls_homogeneous(x, y)
    return line / np.hypot(*line[:2])


@total_least_squares.mistake(
    "This is ordinary least squares, written differently: it measures along y, not at right angles to the line."
)
def tls_vertical(x, y):
    m, d = line_fitting.line(x, y)
    return np.array([m, -1, d]) / np.hypot(m, 1)


@total_least_squares.mistake(
    "A formula for the slope divides by 0 for some lines: "
    "a horizontal one here, a vertical one always. (a, b) from the SVD knows no such case."
)
def tls_slope_formula(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    spread, both = dy @ dy - dx @ dx, dx @ dy
    m = (spread + np.sqrt(spread**2 + 4 * both**2)) / (2 * both)
    return np.array([m, -1, y.mean() - m * x.mean()]) / np.hypot(m, 1)


@total_least_squares.mistake(
    "The right line, but not scaled: divide a, b and c by the root of a² + b² (and a vertical line has b = 0)."
)
def tls_not_scaled(x, y):
    a, b, c = line_fitting.total_least_squares(x, y)
    return a / b, 1.0, c / b


@total_least_squares.mistake("(m, −1, d) of ordinary least squares: it measures along y, and a² + b² is not 1.")
def tls_vertical_not_scaled(x, y):
    m, d = line_fitting.line(x, y)
    return m, -1.0, d


@total_least_squares.mistake(
    "These are slope and intercept; asked are a, b and c of ax + by + c = 0, which has vertical lines, too."
)
def tls_slope_and_intercept(x, y):
    return line_fitting.slope_intercept(*line_fitting.total_least_squares(x, y))


@total_least_squares.mistake("The line passes through the mean of the points, not through the first: c = −(a x̄ + b ȳ).")
def tls_through_the_first_point(x, y):
    a, b, _ = line_fitting.total_least_squares(x, y)
    return a, b, -(a * x[0] + b * y[0])


@total_least_squares.mistake("One mean was taken over all numbers; x and y have each their own: mean(axis=0).")
def tls_one_mean_for_all(x, y):
    P = np.column_stack([x, y])
    a, b = np.linalg.svd(P - P.mean())[2][-1]
    return a, b, -(a * x.mean() + b * y.mean())


@total_least_squares.mistake(
    "Dividing by the spreads changes what is at right angles to what: subtract the means only."
)
def tls_standardised(x, y):
    a, b = _normal((x - x.mean()) / (x.std() or 1), (y - y.mean()) / (y.std() or 1))
    return a, b, -(a * x.mean() + b * y.mean())


@total_least_squares.mistake("a and b are exchanged: a belongs to x, b to y.")
def tls_exchanged(x, y):
    a, b, c = line_fitting.total_least_squares(x, y)
    return b, a, c


@total_least_squares.mistake("(a, b) is right; c is missing: −(a x̄ + b ȳ).")
def tls_without_c(x, y):
    return line_fitting.total_least_squares(x, y)[:2]


def _by_direction(x, y):
    dx, dy = np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))[2][0]
    return dy / dx, y.mean() - dy / dx * x.mean()


_slope_of_a_vertical_line = total_least_squares.mistake(
    "A vertical line has no slope: do not go by way of m = dy/dx. (a, b) is at right angles to (dx, dy): (−dy, dx)."
)


@_slope_of_a_vertical_line
def tls_by_way_of_the_slope(x, y):
    m, d = _by_direction(x, y)
    return np.array([m, -1, d]) / np.sqrt(m * m + 1)


@_slope_of_a_vertical_line
def tls_by_way_of_the_slope_one_by_one(x, y):
    m, d = _by_direction(x, y)
    return m / np.sqrt(m * m + 1), -1 / np.sqrt(m * m + 1), d / np.sqrt(m * m + 1)


_one_sign_of_c = total_least_squares.mistake("Both terms of c are negative, c = −(a x̄ + b ȳ): brackets.")


@_one_sign_of_c
def tls_minus_on_the_first_term(x, y):
    a, b, _ = line_fitting.total_least_squares(x, y)
    return a, b, -a * x.mean() + b * y.mean()


@_one_sign_of_c
def tls_minus_on_the_second_term(x, y):
    a, b, _ = line_fitting.total_least_squares(x, y)
    return a, b, a * x.mean() - b * y.mean()


_both_centred = total_least_squares.mistake(
    "Only one of the two is centred: subtract the mean of x from x, and that of y from y."
)


@_both_centred
def tls_only_x_centred(x, y):
    a, b = _normal(x - x.mean(), y)
    return a, b, -(a * x.mean() + b * y.mean())


@_both_centred
def tls_only_y_centred(x, y):
    a, b = _normal(x, y - y.mean())
    return a, b, -(a * x.mean() + b * y.mean())


@total_least_squares.mistake("The right line, scaled by all three: asked is a² + b² = 1, without c.")
def tls_scaled_with_c(x, y):
    line = np.array(line_fitting.total_least_squares(x, y))
    return line / np.linalg.norm(line)
