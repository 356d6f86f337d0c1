"""Ordinary least squares: slope and intercept of the line with the least squared residuals along y."""

import numpy as np

from lib import line_fitting
from lib.exercises.exercise import Exercise

X3, Y3 = np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 6.0])
X5, Y5 = np.array([1.0, 2.0, 4.0, 5.0, 8.0]), np.array([3.0, 2.0, 6.0, 4.0, 7.0])
FALLING, DOWN = np.array([2.0, -1.0, 0.0, 3.0]), np.array([-1.0, 4.0, 2.0, -3.0])  # a line that falls, in no order


def with_ones(x):
    return np.column_stack([x, np.ones_like(x)])


def line_answer(x, y):
    A = np.column_stack([x, np.ones_like(x)])
    return np.linalg.solve(A.T @ A, A.T @ y)


line = Exercise(
    line_fitting.line,
    cases=[
        (np.array([0.0, 2.0]), np.array([1.0, 5.0])),
        (X3, Y3),
        (X5, Y5),
        (FALLING, DOWN),
        (np.array([3, 0, 1, 2]), np.array([-2, 1, 0, 2])),
    ],
    praise="The residual is at right angles to x and to the ones: nothing that A could explain is left in it.",
    answer=line_answer,
)


@line.mistake("This line is forced through the origin: A needs a column of ones beside x, for d.")
def line_without_intercept(x, y):
    return x @ y / (x @ x), 0.0


@line.mistake("A transpose is missing: (AᵀA)⁻¹ is multiplied by Aᵀ, which is 2 × n, before y.")
def line_missing_transpose(x, y):
    A = with_ones(x)
    return np.linalg.inv(A.T @ A) @ A @ y


@line.mistake("AAᵀ is n × n and has no inverse for n > 2; the 2 × 2 matrix that is inverted is AᵀA.")
def line_outer_inverse(x, y):
    A = with_ones(x)
    return np.linalg.inv(A @ A.T) @ A.T @ y


@line.mistake("AᵀA is multiplied here; the equations AᵀA x = Aᵀy ask for its inverse (np.linalg.solve).")
def line_not_inverted(x, y):
    A = with_ones(x)
    return A.T @ A @ A.T @ y


@line.mistake("1 / M inverts each entry; the inverse of a matrix is another thing: np.linalg.solve(AᵀA, Aᵀy).")
def line_inverted_entry_by_entry(x, y):
    A = with_ones(x)
    return (1 / (A.T @ A)) @ A.T @ y


@line.mistake("This is Aᵀy, the right-hand side; AᵀA x = Aᵀy still has to be solved for x.")
def line_without_the_inverse(x, y):
    return with_ones(x).T @ y


@line.mistake("The numbers are right and their order is not: first the slope m, then the intercept d.")
def line_in_the_other_order(x, y):
    return line_fitting.line(x, y)[::-1]


@line.mistake("This makes the horizontal residuals small: x was fitted to y. Measure them along y.")
def line_of_x_on_y(x, y):
    m, d = line_fitting.line(y, x)
    return 1 / m, -d / m


@line.mistake("This is the line through the first and the last point; all the others have a say, too.")
def line_through_the_ends(x, y):
    m = (y[-1] - y[0]) / (x[-1] - x[0])
    return m, y[0] - m * x[0]


@line.mistake(
    "np.cov divides by n − 1 and np.var by n: the slope comes out n/(n − 1) times too large. Take both from np.cov."
)
def line_with_two_kinds_of_variance(x, y):
    m = np.cov(x, y)[0, 1] / np.var(x)
    return m, y.mean() - m * x.mean()


_intercept_sign = line.mistake("The sign of the intercept: d = mean(y) − m mean(x).")


@_intercept_sign
def line_with_intercept_on_the_wrong_side(x, y):
    m = line_fitting.line(x, y)[0]
    return m, y.mean() + m * x.mean()


@_intercept_sign
def line_with_intercept_negated(x, y):
    m, d = line_fitting.line(x, y)
    return m, -d


@line.mistake("The line passes through the mean of the points, not through the first: d = mean(y) − m mean(x).")
def line_through_the_first_point(x, y):
    m = line_fitting.line(x, y)[0]
    return m, y[0] - m * x[0]


@line.mistake("The line passes through the mean of the points, not through the last: d = mean(y) − m mean(x).")
def line_through_the_last_point(x, y):
    m = line_fitting.line(x, y)[0]
    return m, y[-1] - m * x[-1]


@line.mistake("The slope is right; for d the sums are to be divided by n: d = mean(y) − m mean(x).")
def line_with_sums_for_means(x, y):
    m = line_fitting.line(x, y)[0]
    return m, y.sum() - m * x.sum()


_square_each = line.mistake(
    "Below the line each deviation is squared before the sum, Σ(x − x̄)²; the sum of the deviations themselves is 0."
)


@_square_each
def line_squared_sum(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = dx @ dy / dx.sum() ** 2
    return m, y.mean() - m * x.mean()


@_square_each
def line_without_square(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = dx @ dy / dx.sum()
    return m, y.mean() - m * x.mean()


@line.mistake("This m is the covariance alone: divide it by the variance of x, Σ(x − x̄)(y − ȳ) / Σ(x − x̄)².")
def line_with_covariance(x, y):
    m = np.mean((x - x.mean()) * (y - y.mean()))
    return m, y.mean() - m * x.mean()


@line.mistake("This m is Σ(x − x̄)(y − ȳ) alone: divide it by Σ(x − x̄)².")
def line_without_division(x, y):
    m = np.sum((x - x.mean()) * (y - y.mean()))
    return m, y.mean() - m * x.mean()


@line.mistake("The slope is right, and the line does not pass through the origin: d = mean(y) − m mean(x), not 0.")
def line_with_intercept_zero(x, y):
    return line_fitting.line(x, y)[0], 0.0


@line.mistake("You divided by the spread of y; the slope is Σ(x − x̄)(y − ȳ) divided by that of x, Σ(x − x̄)².")
def line_over_the_spread_of_y(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = dx @ dy / (dy @ dy)
    return m, y.mean() - m * x.mean()


@line.mistake("A root too many: the slope is the covariance divided by the variance of x, not by its deviation.")
def line_over_the_deviation(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = np.mean(dx * dy) / np.std(x)
    return m, y.mean() - m * x.mean()


@line.mistake("The line passes through the mean of the points: d = mean(y) − m mean(x), not mean(y).")
def line_with_mean_as_intercept(x, y):
    return line_fitting.line(x, y)[0], y.mean()


@line.mistake(
    "The spread of y over that of x is the slope only if all points are on a rising line: "
    "the correlation is missing as a factor, with its sign."
)
def line_from_spreads(x, y):
    m = np.std(y) / np.std(x)
    return m, y.mean() - m * x.mean()


@line.mistake("A falling line has a negative slope: the sign is lost.")
def line_with_absolute_slope(x, y):
    m = abs(line_fitting.line(x, y)[0])
    return m, y.mean() - m * x.mean()


@line.mistake(
    "The correlation has no unit and is never above 1; the slope is the covariance divided by the variance of x."
)
def line_with_correlation(x, y):
    m = np.corrcoef(x, y)[0, 1]
    return m, y.mean() - m * x.mean()


@line.mistake("The covariance is still to be divided by the variance of x.")
def line_covariance_alone(x, y):
    m = np.cov(x, y)[0, 1]
    return m, y.mean() - m * x.mean()


@line.mistake("x and y are exchanged: this is x = my + d.")
def line_with_x_and_y_exchanged(x, y):
    return line_fitting.line(y, x)


@line.mistake(
    "This is the mean of the slopes from point to point, not least squares: "
    "close points would count as much as far ones."
)
def line_mean_of_slopes(x, y):
    m = np.mean(np.diff(y) / np.diff(x))
    return m, y.mean() - m * x.mean()


@line.mistake("n is missing: m = (n Σxy − Σx Σy) / (n Σx² − (Σx)²).")
def line_without_n(x, y):
    m = (x @ y - x.sum() * y.sum()) / (x @ x - x.sum() ** 2)
    return m, y.mean() - m * x.mean()


_means_first = line.mistake("Take the means off x and y first: the slope is Σ(x − x̄)(y − ȳ) / Σ(x − x̄)².")


@_means_first
def line_slope_through_the_origin(x, y):
    m = x @ y / (x @ x)
    return m, y.mean() - m * x.mean()


@_means_first
def line_ratio_of_sums(x, y):
    m = y.sum() / x.sum()
    return m, y.mean() - m * x.mean()


@line.mistake("// rounds down to a whole number: divide by /.")
def line_with_whole_slope(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = dx @ dy // (dx @ dx)
    return m, y.mean() - m * x.mean()


@line.mistake("This is the line of total least squares, which measures at right angles to itself; measure along y.")
def line_perpendicular(x, y):
    return line_fitting.slope_intercept(*line_fitting.total_least_squares(x, y))


@line.mistake("This is the slope m; return the intercept as well: return m, d.")
def line_slope_alone(x, y):
    return line_fitting.line(x, y)[0]


@line.mistake("These are the heights mx + d of the line at the points; return m and d themselves.")
def line_fitted_values(x, y):
    m, d = line_fitting.line(x, y)
    return m * x + d


_lying_down = line.mistake("np.array([x, ones]) is 2 × n; A has a row for each point: np.column_stack([x, ones]).")


@_lying_down
def line_matrix_lying_down(x, y):
    A = np.array([x, np.ones_like(x)])
    return np.linalg.inv(A.T @ A) @ A.T @ y


@_lying_down
def line_matrix_lying_down_and_solved(x, y):
    A = np.array([x, np.ones_like(x)])
    return np.linalg.solve(A.T @ A, A.T @ y)


@_lying_down
def line_matrix_lying_down_in_lstsq(x, y):
    return np.linalg.lstsq(np.array([x, np.ones_like(x)]), y, rcond=None)[0]


_not_square = line.mistake(
    "A has a row for each point and two columns: it is not square, so it has no inverse. "
    "Solve AᵀA x = Aᵀy, or take np.linalg.lstsq."
)


@_not_square
def line_by_the_inverse(x, y):
    return np.linalg.inv(with_ones(x)) @ y


@_not_square
def line_by_solve(x, y):
    return np.linalg.solve(with_ones(x), y)


_two_points = line.mistake("This is a line through two points alone; all the others have a say, too.")


@_two_points
def line_through_the_first_two(x, y):
    m = (y[1] - y[0]) / (x[1] - x[0])
    return m, y[0] - m * x[0]


@_two_points
def line_through_the_last_two(x, y):
    m = (y[-1] - y[-2]) / (x[-1] - x[-2])
    return m, y[-1] - m * x[-1]


@line.mistake(
    "y/x is the slope from the origin to a point, and its mean is no least squares: Σ(x − x̄)(y − ȳ) / Σ(x − x̄)²."
)
def line_mean_of_quotients(x, y):
    m = np.mean(y / x)
    return m, y.mean() - m * x.mean()
