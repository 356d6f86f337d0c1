"""The exercises of notebook 02: which line is best, and what does one bad point do to it?"""

import numpy as np

from lib import line_fitting, norms, regularisation
from lib.exercises.exercise import Exercise, alike, differ, numbers

X3, Y3 = np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 6.0])
X5, Y5 = np.array([1.0, 2.0, 4.0, 5.0, 8.0]), np.array([3.0, 2.0, 6.0, 4.0, 7.0])
FALLING, DOWN = np.array([2.0, -1.0, 0.0, 3.0]), np.array([-1.0, 4.0, 2.0, -3.0])  # a line that falls, in no order


# Ordinary least squares.


def _with_ones(x):
    return np.column_stack([x, np.ones_like(x)])


def line_without_intercept(x, y):
    return x @ y / (x @ x), 0.0


def line_missing_transpose(x, y):
    A = _with_ones(x)
    return np.linalg.inv(A.T @ A) @ A @ y


def line_outer_inverse(x, y):
    A = _with_ones(x)
    return np.linalg.inv(A @ A.T) @ A.T @ y


def line_not_inverted(x, y):
    A = _with_ones(x)
    return A.T @ A @ A.T @ y


def line_inverted_entry_by_entry(x, y):
    A = _with_ones(x)
    return (1 / (A.T @ A)) @ A.T @ y


def line_without_the_inverse(x, y):
    return _with_ones(x).T @ y


def line_in_the_other_order(x, y):
    return line_fitting.line(x, y)[::-1]


def line_of_x_on_y(x, y):
    m, d = line_fitting.line(y, x)
    return 1 / m, -d / m


def line_through_the_ends(x, y):
    m = (y[-1] - y[0]) / (x[-1] - x[0])
    return m, y[0] - m * x[0]


def line_with_mean_as_intercept(x, y):
    return line_fitting.line(x, y)[0], y.mean()


def line_with_two_kinds_of_variance(x, y):
    m = np.cov(x, y)[0, 1] / np.var(x)
    return m, y.mean() - m * x.mean()


def line_with_intercept_on_the_wrong_side(x, y):
    m = line_fitting.line(x, y)[0]
    return m, y.mean() + m * x.mean()


def line_from_spreads(x, y):
    m = np.std(y) / np.std(x)
    return m, y.mean() - m * x.mean()


def line_with_absolute_slope(x, y):
    m = abs(line_fitting.line(x, y)[0])
    return m, y.mean() - m * x.mean()


def line_with_correlation(x, y):
    m = np.corrcoef(x, y)[0, 1]
    return m, y.mean() - m * x.mean()


def line_covariance_alone(x, y):
    m = np.cov(x, y)[0, 1]
    return m, y.mean() - m * x.mean()


def line_with_x_and_y_exchanged(x, y):
    return line_fitting.line(y, x)


def line_mean_of_slopes(x, y):
    m = np.mean(np.diff(y) / np.diff(x))
    return m, y.mean() - m * x.mean()


def line_without_n(x, y):
    m = (x @ y - x.sum() * y.sum()) / (x @ x - x.sum() ** 2)
    return m, y.mean() - m * x.mean()


def line_ratio_of_sums(x, y):
    m = y.sum() / x.sum()
    return m, y.mean() - m * x.mean()


def line_with_whole_slope(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = dx @ dy // (dx @ dx)
    return m, y.mean() - m * x.mean()


def line_perpendicular(x, y):
    return line_fitting.slope_intercept(*line_fitting.total_least_squares(x, y))


def line_slope_alone(x, y):
    return line_fitting.line(x, y)[0]


def line_fitted_values(x, y):
    m, d = line_fitting.line(x, y)
    return m * x + d


def line_matrix_lying_down(x, y):
    A = np.array([x, np.ones_like(x)])
    return np.linalg.inv(A.T @ A) @ A.T @ y


def line_answer(x, y):
    A = np.column_stack([x, np.ones_like(x)])
    return np.linalg.solve(A.T @ A, A.T @ y)


line = Exercise(
    line_fitting.line,
    [(np.array([0.0, 2.0]), np.array([1.0, 5.0])), (X3, Y3), (X5, Y5), (FALLING, DOWN)],
    {
        line_without_intercept: "This line is forced through the origin: A needs a column of ones beside x, for d.",
        line_missing_transpose: "A transpose is missing: (AᵀA)⁻¹ is multiplied by Aᵀ, which is 2 × n, before y.",
        line_outer_inverse: "AAᵀ is n × n and has no inverse for n > 2; the 2 × 2 matrix that is inverted is AᵀA.",
        line_not_inverted: "AᵀA is multiplied here; the equations AᵀA x = Aᵀy ask for its inverse (np.linalg.solve).",
        line_inverted_entry_by_entry: "1 / M inverts each entry; the inverse of a matrix is another thing: "
        "np.linalg.solve(AᵀA, Aᵀy).",
        line_without_the_inverse: "This is Aᵀy, the right-hand side; AᵀA x = Aᵀy still has to be solved for x.",
        line_in_the_other_order: "The numbers are right and their order is not: first the slope m, then the "
        "intercept d.",
        line_of_x_on_y: "This makes the horizontal residuals small: x was fitted to y. Measure them along y.",
        line_through_the_ends: "This is the line through the first and the last point; all the others have a say, too.",
        line_with_two_kinds_of_variance: "np.cov divides by n − 1 and np.var by n: the slope comes out n/(n − 1) times "
        "too large. Take both from np.cov.",
        line_with_intercept_on_the_wrong_side: "The sign of the intercept: d = mean(y) − m mean(x).",
        line_with_mean_as_intercept: "The line passes through the mean of the points: d = mean(y) − m mean(x), not "
        "mean(y).",
        line_from_spreads: "The spread of y over that of x is the slope only if all points are on a rising line: "
        "the correlation is missing as a factor, with its sign.",
        line_with_absolute_slope: "A falling line has a negative slope: the sign is lost.",
        line_with_correlation: "The correlation has no unit and is never above 1; the slope is the covariance "
        "divided by the variance of x.",
        line_covariance_alone: "The covariance is still to be divided by the variance of x.",
        line_with_x_and_y_exchanged: "x and y are exchanged: this is x = my + d.",
        line_mean_of_slopes: "This is the mean of the slopes from point to point, not least squares: close points "
        "would count as much as far ones.",
        line_without_n: "n is missing: m = (n Σxy − Σx Σy) / (n Σx² − (Σx)²).",
        line_ratio_of_sums: "Take the means off x and y first: the slope is Σ(x − x̄)(y − ȳ) / Σ(x − x̄)².",
        line_with_whole_slope: "// rounds down to a whole number: divide by /.",
        line_perpendicular: "This is the line of total least squares, which measures at right angles to itself; "
        "measure along y.",
        line_slope_alone: "This is the slope m; return the intercept as well: return m, d.",
        line_fitted_values: "These are the heights mx + d of the line at the points; return m and d themselves.",
        line_matrix_lying_down: "np.array([x, ones]) is 2 × n; A has a row for each point: np.column_stack([x, ones]).",
    },
    "The residual is at right angles to x and to the ones: nothing that A could explain is left in it.",
    answer=line_answer,
)


# The l_p norm.


def norm_without_absolute_value(x, p):
    return np.sum(x**p) ** (1 / p)


def norm_without_root(x, p):
    return np.sum(np.abs(x) ** p)


def norm_with_absolute_value_of_the_sum(x, p):
    return np.abs(np.sum(x**p)) ** (1 / p)


def norm_with_power_for_root(x, p):
    return np.sum(np.abs(x) ** p) ** p


def norm_of_two(x, p):
    return np.sqrt(np.sum(x**2))


def norm_with_square_root(x, p):
    return np.sqrt(np.sum(np.abs(x) ** p))


def norm_as_mean(x, p):
    return np.mean(np.abs(x) ** p) ** (1 / p)


def norm_root_first(x, p):
    return np.sum((np.abs(x) ** p) ** (1 / p))


def norm_with_power_before_division(x, p):
    return np.sum(np.abs(x) ** p) ** 1 / p


def norm_power_of_the_sum(x, p):
    return np.sum(np.abs(x)) ** p


def norm_with_floor_division(x, p):
    return np.sum(np.abs(x) ** p) ** (1 // p)


def norm_largest(x, p):
    return np.max(np.abs(x))


def norm_of_the_first(x, p):
    return np.abs(x[0])


def norm_without_the_last(x, p):
    return np.sum(np.abs(x[:-1]) ** p) ** (1 / p)


def norm_not_summed(x, p):
    return (np.abs(x) ** p) ** (1 / p)


def norm_times_p(x, p):
    return np.sum(np.abs(x) * p) ** (1 / p)


def norm_of_positive_entries(x, p):
    return np.sum(x[x > 0] ** p) ** (1 / p)


def norm_of_the_last(x, p):
    return np.abs(x[-1])


def norm_answer(x, p):
    return np.sum(np.abs(x) ** p) ** (1 / p)


norm = Exercise(
    norms.norm,
    [(np.array([2.0]), 1), (np.array([3.0, 4.0]), 2), (np.array([3.0, -4.0]), 1), (np.array([1.0, -2.0, 2.0]), 3),
     (np.array([-4.0, 1.0]), 0.5)],
    {
        norm_without_absolute_value: "The absolute value is missing, as on the slides: for odd p, negative entries "
        "cancel positive ones.",
        norm_without_root: "The root is missing: this is Σ|x_i|^p, which grows with the p-th power of x.",
        norm_with_absolute_value_of_the_sum: "The absolute value belongs to each entry, before the power; outside "
        "the sum it is too late.",
        norm_with_power_for_root: "The p-th root is the power 1/p, not the power p.",
        norm_with_power_before_division: "Python takes the power before it divides: ** 1 / p is (… ** 1) / p. Write "
        "** (1 / p).",
        norm_power_of_the_sum: "Each entry is raised to the power p before the sum is taken; the root comes last.",
        norm_of_two: "This is always the Euclidean norm; the power and the root must follow p.",
        norm_with_square_root: "The power follows p, the root does not: take the power 1/p.",
        norm_as_mean: "This is the mean of the powers; a norm takes their sum.",
        norm_root_first: "Sum first, then take the root once: root and power of each entry cancel.",
        norm_with_floor_division: "1 // p is a whole number, 0 for p > 1: write 1 / p.",
        norm_largest: "The largest entry is what is left for p → ∞; for a finite p all entries count.",
        norm_of_the_first: "Only the first entry is counted: is the return inside the loop, which it ends in its "
        "first round?",
        norm_without_the_last: "The last entry is missing: range(len(x)) already stops before len(x).",
        norm_not_summed: "Each entry is treated for itself; the norm is one number, with a sum before the root.",
        norm_times_p: "* p multiplies by p; the power is ** p.",
        norm_of_positive_entries: "Negative entries are left out; with their absolute value they count like "
        "positive ones.",
        norm_of_the_last: "Only the last entry is left: each round of the loop overwrites the sum. Add to it, "
        "total += …, from 0 on.",
    },
    "One formula from the city block (p = 1) to the longest side (p → ∞).",
    answer=norm_answer,
)


# The homogeneous line, and the perpendicular one: known up to their sign.


def _differ_up_to_sign(expected, got, args):
    expected, array = np.asarray(expected), numbers(got)
    if array is not None and array.size == expected.size and np.vdot(array, expected) < 0:
        expected = -expected  # the sign in which they are nearer to each other
    return differ(expected, got, args)


def _alike_up_to_sign(a, b):
    try:
        return alike(a, b) or alike(-np.asarray(a, dtype=float), b)
    except (TypeError, ValueError):
        return False


def homogeneous_first_vector(A):
    return np.linalg.svd(A)[2][0]


def homogeneous_last_column(A):
    return np.linalg.svd(A)[2][:, -1]


def homogeneous_thin(A):
    return np.linalg.svd(A, full_matrices=False)[2][-1]


def homogeneous_left_vector(A):
    return np.linalg.svd(A)[0][:, -1]


def homogeneous_zero(A):
    return np.zeros(A.shape[1])


def homogeneous_last_entry_one(A):
    x = line_fitting.homogeneous(A)
    return x / x[-1]


def homogeneous_by_least_squares(A):
    x = np.append(np.linalg.lstsq(A[:, :-1], -A[:, -1])[0], 1.0)
    return x / np.linalg.norm(x)


def homogeneous_least_singular_value(A):
    return np.linalg.svd(A)[1][-1]


def homogeneous_row_of_eigh(A):
    return np.linalg.eigh(A.T @ A)[1][0]


def homogeneous_first_entry_one(A):
    x = line_fitting.homogeneous(A)
    return x / x[0]


def homogeneous_always_the_third(A):
    return np.linalg.svd(A)[2][2]


def homogeneous_without_signs(A):
    return np.abs(line_fitting.homogeneous(A))


def homogeneous_by_solve(A):
    return np.linalg.solve(A, np.zeros(len(A)))


def homogeneous_eigenvector(A):
    return np.linalg.eig(A)[1][:, -1]


def homogeneous_answer(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt[-1]


homogeneous = Exercise(
    line_fitting.homogeneous,
    [(np.array([[1.0, 1.0]]),), (np.array([[0.0, 1.0, 1.0], [2.0, 2.0, 1.0]]),),
     (np.column_stack([X3, Y3, np.ones(3)]),), (np.column_stack([X5, Y5, np.ones(5)]),)],
    {
        homogeneous_first_vector: "The first right singular vector makes ‖Ax‖ as large as it can be; the last one "
        "makes it least.",
        homogeneous_last_column: "NumPy returns Vᵀ, not V: the vectors are its rows, Vt[-1].",
        homogeneous_thin: "With fewer rows than columns s is shorter than Vᵀ, and the thin Vᵀ stops too early: take "
        "the last row, "
        "Vt[-1], of the full one.",
        homogeneous_left_vector: "This vector comes from U and has an entry for each point; x has one for each "
        "column of A: take it from V.",
        homogeneous_zero: "x = 0 always gives Ax = 0 and no line at all: that is why ‖x‖ = 1 is asked for.",
        homogeneous_last_entry_one: "The right line, but scaled so that c = 1; the condition is ‖x‖ = 1.",
        homogeneous_by_least_squares: "Fixing c = 1 and scaling afterwards minimises something else: the condition "
        "must be ‖x‖ = 1 from the start.",
        homogeneous_least_singular_value: "This is ‖Ax‖ at its least, the last singular value; asked is the x that "
        "belongs to it.",
        homogeneous_row_of_eigh: "np.linalg.eigh returns the eigenvectors as columns: [:, 0] belongs to the least "
        "eigenvalue.",
        homogeneous_first_entry_one: "The right line, but scaled so that a = 1; the condition is ‖x‖ = 1.",
        homogeneous_always_the_third: "A may have any number of columns: the last row is Vt[-1], not Vt[2].",
        homogeneous_without_signs: "Absolute values change the vector: only all signs together may be flipped.",
        homogeneous_by_solve: "np.linalg.solve needs a square A with an inverse, and then finds x = 0; take the "
        "last right singular vector.",
        homogeneous_eigenvector: "Only a square A has eigenvectors; those of AᵀA are the right singular vectors of A.",
    },
    "One formula for every direction, vertical lines included.",
    answer=homogeneous_answer,
    differ=_differ_up_to_sign,
    alike=_alike_up_to_sign,
)


def _normal(x, y, row=-1):
    return np.linalg.svd(np.column_stack([x, y]))[2][row]


def tls_not_centred(x, y):
    a, b = _normal(x, y)
    return a, b, -(a * x.mean() + b * y.mean())


def tls_through_the_origin(x, y):
    return (*_normal(x, y), 0.0)


def tls_first_vector(x, y):
    a, b = _normal(x - x.mean(), y - y.mean(), row=0)
    return a, b, -(a * x.mean() + b * y.mean())


def tls_last_column(x, y):
    a, b = np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))[2][:, -1]
    return a, b, -(a * x.mean() + b * y.mean())


def tls_moved_the_wrong_way(x, y):
    a, b, c = line_fitting.total_least_squares(x, y)
    return a, b, -c


def tls_not_moved_back(x, y):
    return (*line_fitting.total_least_squares(x, y)[:2], 0.0)


def tls_homogeneous(x, y):
    return line_fitting.homogeneous(np.column_stack([x, y, np.ones_like(x)]))


def tls_homogeneous_rescaled(x, y):
    line = tls_homogeneous(x, y)
    return line / np.hypot(*line[:2])


def tls_vertical(x, y):
    m, d = line_fitting.line(x, y)
    return np.array([m, -1, d]) / np.hypot(m, 1)


def tls_slope_formula(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    spread, both = dy @ dy - dx @ dx, dx @ dy
    m = (spread + np.sqrt(spread**2 + 4 * both**2)) / (2 * both)
    return np.array([m, -1, y.mean() - m * x.mean()]) / np.hypot(m, 1)


def tls_not_scaled(x, y):
    a, b, c = line_fitting.total_least_squares(x, y)
    return a / b, 1.0, c / b


def tls_vertical_not_scaled(x, y):
    m, d = line_fitting.line(x, y)
    return m, -1.0, d


def tls_slope_and_intercept(x, y):
    return line_fitting.slope_intercept(*line_fitting.total_least_squares(x, y))


def tls_through_the_first_point(x, y):
    a, b, _ = line_fitting.total_least_squares(x, y)
    return a, b, -(a * x[0] + b * y[0])


def tls_one_mean_for_all(x, y):
    P = np.column_stack([x, y])
    a, b = np.linalg.svd(P - P.mean())[2][-1]
    return a, b, -(a * x.mean() + b * y.mean())


def tls_standardised(x, y):
    a, b = _normal((x - x.mean()) / (x.std() or 1), (y - y.mean()) / (y.std() or 1))
    return a, b, -(a * x.mean() + b * y.mean())


def tls_exchanged(x, y):
    a, b, c = line_fitting.total_least_squares(x, y)
    return b, a, c


def tls_without_c(x, y):
    return line_fitting.total_least_squares(x, y)[:2]


def total_least_squares_answer(x, y):
    U, s, Vt = np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))
    a, b = Vt[-1]
    return a, b, -(a * x.mean() + b * y.mean())


total_least_squares = Exercise(
    line_fitting.total_least_squares,
    [(np.array([0.0, 1.0]), np.array([1.0, 1.0])), (X3, Y3), (X5, Y5),
     (np.array([2.0, 2.0, 2.0]), np.array([0.0, 1.0, 5.0])), (FALLING, DOWN)],
    {
        tls_not_centred: "The direction was found before the mean was subtracted: centre x and y first.",
        tls_through_the_origin: "Nothing was centred: this is the best line through the origin.",
        tls_first_vector: "The first singular vector points along the line; (a, b) is at right angles to it: the "
        "last one.",
        tls_last_column: "NumPy returns Vᵀ, not V: the vectors are its rows, Vt[-1].",
        tls_moved_the_wrong_way: "The sign of c: the line passes through the mean, a x̄ + b ȳ + c = 0.",
        tls_not_moved_back: "The direction is right, but the line still belongs to the centred points: c = −(a x̄ + "
        "b ȳ).",
        tls_homogeneous: "This has ‖(a, b, c)‖ = 1, whose answer depends on the origin; asked is a² + b² = 1.",
        tls_homogeneous_rescaled: "Scaling afterwards does not help: with ‖(a, b, c)‖ = 1 another line was chosen. "
        "Centre, then use (a, b) alone.",
        tls_vertical: "This is ordinary least squares, written differently: it measures along y, not at right angles "
        "to the line.",
        tls_slope_formula: "A formula for the slope divides by 0 for some lines: a horizontal one here, a vertical "
        "one always. (a, b) from the SVD knows no such case.",
        tls_not_scaled: "The right line, but not scaled: divide a, b and c by the root of a² + b² (and a vertical "
        "line has b = 0).",
        tls_vertical_not_scaled: "(m, −1, d) of ordinary least squares: it measures along y, and a² + b² is not 1.",
        tls_slope_and_intercept: "These are slope and intercept; asked are a, b and c of ax + by + c = 0, which "
        "has vertical lines, too.",
        tls_through_the_first_point: "The line passes through the mean of the points, not through the first: c = "
        "−(a x̄ + b ȳ).",
        tls_one_mean_for_all: "One mean was taken over all numbers; x and y have each their own: mean(axis=0).",
        tls_standardised: "Dividing by the spreads changes what is at right angles to what: subtract the means only.",
        tls_exchanged: "a and b are exchanged: a belongs to x, b to y.",
        tls_without_c: "(a, b) is right; c is missing: −(a x̄ + b ȳ).",
    },
    "Turn the points or move the origin, and the line comes along.",
    answer=total_least_squares_answer,
    differ=_differ_up_to_sign,
    alike=_alike_up_to_sign,
)


# Ridge.


def _ridge(A, b, matrix):
    return np.linalg.solve(A.T @ A + matrix, A.T @ b)


def ridge_factor_two(A, b, lam):
    return _ridge(A, b, 2 * lam * np.eye(A.shape[1]))


def ridge_half(A, b, lam):
    return _ridge(A, b, lam / 2 * np.eye(A.shape[1]))


def ridge_added_everywhere(A, b, lam):
    return _ridge(A, b, lam)


def ridge_minus(A, b, lam):
    return _ridge(A, b, -lam * np.eye(A.shape[1]))


def ridge_squared(A, b, lam):
    return _ridge(A, b, lam**2 * np.eye(A.shape[1]))


def ridge_times_rows(A, b, lam):
    return _ridge(A, b, len(A) * lam * np.eye(A.shape[1]))


def ridge_ignored(A, b, lam):
    return np.linalg.lstsq(A, b)[0]


def ridge_shrunk_afterwards(A, b, lam):
    return np.linalg.lstsq(A, b)[0] / (1 + lam)


def ridge_on_the_right_hand_side(A, b, lam):
    return np.linalg.solve(A.T @ A, A.T @ b + lam)


def ridge_added_to_the_inverse(A, b, lam):
    return (np.linalg.inv(A.T @ A) + lam * np.eye(A.shape[1])) @ A.T @ b


def ridge_spared_the_last(A, b, lam):
    return regularisation.ridge(A, b, lam, [True] * (A.shape[1] - 1) + [False])


def ridge_as_large_as_the_rows(A, b, lam):
    return np.linalg.solve(A.T @ A + lam * np.eye(len(A)), A.T @ b)


def ridge_two_columns_always(A, b, lam):
    return _ridge(A, b, lam * np.eye(2))


def ridge_fitted_values(A, b, lam):
    return A @ regularisation.ridge(A, b, lam)


def ridge_spared_the_first(A, b, lam):
    return _ridge(A, b, lam * np.diag([0.0] + [1.0] * (A.shape[1] - 1)))


def ridge_diagonal_replaced(A, b, lam):
    M = A.T @ A
    np.fill_diagonal(M, lam)
    return np.linalg.solve(M, A.T @ b)


def ridge_with_ones_added(A, b, lam):
    return regularisation.ridge(np.column_stack([A, np.ones(len(A))]), b, lam)


def ridge_of_few_rows(A, b, lam):
    return A.T @ np.linalg.solve(A @ A.T + lam * np.eye(len(A)), b)


def ridge_soft_threshold(A, b, lam):
    return regularisation.soft_threshold(np.linalg.lstsq(A, b)[0], lam)


def ridge_without_b(A, b, lam):
    return np.linalg.inv(A.T @ A + lam * np.eye(A.shape[1])) @ A.T


def ridge_outer_product(A, b, lam):
    return np.linalg.solve(A @ A.T + lam * np.eye(len(A)), A.T @ b)


def ridge_root(A, b, lam):
    return _ridge(A, b, np.sqrt(lam) * np.eye(A.shape[1]))


def ridge_answer(A, b, lam):
    return np.linalg.solve(A.T @ A + lam * np.eye(A.shape[1]), A.T @ b)


ridge = Exercise(
    regularisation.ridge,
    [(np.array([[1.0], [2.0]]), np.array([3.0, 1.0]), 0), (np.eye(2), np.array([3.0, 1.0]), 3.0),
     (_with_ones(X3), Y3, 1.0), (_with_ones(X5), Y5, 4.0), (np.array([[1.0, 2.0]]), np.array([3.0]), 1.0)],
    {
        ridge_factor_two: "λ counts twice: the penalty is (λ/2)‖x‖², whose gradient is λx.",
        ridge_half: "λ counts half: the gradient of (λ/2)‖x‖² is λx, so λI is added, not (λ/2)I.",
        ridge_added_everywhere: "NumPy added λ to every entry of AᵀA; λI is λ on the diagonal only: lam * np.eye(n).",
        ridge_minus: "The sign: both gradients push the same way, AᵀA + λI.",
        ridge_squared: "λ is squared: if you append rows to A, they must be √λ I, not λI.",
        ridge_times_rows: "λ is multiplied by the number of rows: that belongs to a mean over the rows, and here it "
        "is a sum.",
        ridge_ignored: "λ does not appear: this is least squares.",
        ridge_shrunk_afterwards: "Dividing by 1 + λ is right only if the columns are orthonormal; in general λI goes "
        "into AᵀA + λI.",
        ridge_on_the_right_hand_side: "λ is in the wrong place: it belongs to the matrix on the left, AᵀA + λI, not "
        "to Aᵀb.",
        ridge_added_to_the_inverse: "λI was added to the inverse; it is added to AᵀA before that is inverted.",
        ridge_as_large_as_the_rows: "The matrix to be inverted, AᵀA + λI, is n × n, with n the number of columns of A: "
        "A.T @ A and np.eye(A.shape[1]).",
        ridge_spared_the_last: "Your last coefficient is not penalised. That is good practice for an intercept, but "
        "here all count.",
        ridge_two_columns_always: "np.eye(2) fits two columns only: np.eye(A.shape[1]).",
        ridge_fitted_values: "These are the heights Ax; return the coefficients x.",
        ridge_spared_the_first: "Your first coefficient is not penalised; here all count.",
        ridge_diagonal_replaced: "The diagonal of AᵀA is replaced by λ; λ is added to it.",
        ridge_with_ones_added: "You appended a column of ones; A is used as it is given.",
        ridge_of_few_rows: "Aᵀ(AAᵀ + λI)⁻¹b is the same for λ > 0, but at λ = 0 a tall A has no (AAᵀ)⁻¹: take (AᵀA "
        "+ λI)⁻¹Aᵀb.",
        ridge_soft_threshold: "This is soft thresholding, from the lasso; the square ‖x‖² gives linear equations, "
        "(AᵀA + λI)x = Aᵀb.",
        ridge_without_b: "This is the matrix (AᵀA + λI)⁻¹Aᵀ; multiply it by b.",
        ridge_outer_product: "The matrix on the left has a row and a column for each column of A: AᵀA + λI, not AAᵀ or A.",
        ridge_root: "√λ is for rows that are appended to A; to AᵀA, λ itself is added.",
    },
    "λ makes x smaller and the matrix better to invert, both at once.",
    answer=ridge_answer,
)


# Soft thresholding.


def hard_threshold(z, t):
    return np.where(np.abs(z) > t, z, 0)


def soft_without_sign(z, t):
    return np.maximum(np.abs(z) - t, 0)


def soft_positive_side_only(z, t):
    return np.maximum(z - t, 0)


def soft_without_stop(z, t):
    return z - t * np.sign(z)


def soft_subtracted_everywhere(z, t):
    return z - t


def soft_clipped(z, t):
    return np.clip(z, -t, t)


def soft_outwards(z, t):
    return np.sign(z) * np.maximum(np.abs(z) + t, 0)


def soft_as_ridge(z, t):
    return z / (1 + t)


def soft_half(z, t):
    return regularisation.soft_threshold(z, t / 2)


def soft_by_if(z, t):
    return z - t if z > t else z + t if z < -t else 0 * z


def soft_zero_over_zero(z, t):
    return z / np.abs(z) * np.maximum(np.abs(z) - t, 0)


def soft_shrunk_before_it_is_compared(z, t):
    moved = regularisation.soft_threshold(z, t)
    return np.where(np.abs(moved) > t, moved, 0)


def soft_small_ones_kept(z, t):
    return np.where(z > t, z - t, np.where(z < -t, z + t, z))


def soft_small_ones_up(z, t):
    return np.where(z > t, z - t, z + t)


def soft_negative_ones_away(z, t):
    return np.where(np.abs(z) > t, z - t, 0)


def soft_max_for_maximum(z, t):
    return np.sign(z) * np.max(np.abs(z) - t, 0)


def soft_twice(z, t):
    return regularisation.soft_threshold(z, 2 * t)


def soft_first_entry_only(z, t):
    return np.append(regularisation.soft_threshold(z[:1], t), np.zeros(len(z) - 1))


def soft_zeros_left_out(z, t):
    return regularisation.soft_threshold(z, t)[np.abs(z) > t]


def soft_nothing_changed(z, t):
    return z


def soft_threshold_answer(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


soft_threshold = Exercise(
    regularisation.soft_threshold,
    [(np.array([3.0]), 1.0), (np.array([-3.0]), 1.0), (np.array([0.5, -0.5]), 1.0),
     (np.array([4.0, -0.2, 1.5, -2.0, -5.0, 0.0]), 1.5)],
    {
        hard_threshold: "This is hard thresholding: small entries vanish, but large ones must move towards 0 by t as "
        "well.",
        soft_without_sign: "The sign is lost: a negative entry moves up to 0, not to the other side.",
        soft_positive_side_only: "Only the positive side is treated; a negative entry moves up by t.",
        soft_without_stop: "Entries smaller than t jump over 0; they must stop there: max(|z| − t, 0).",
        soft_subtracted_everywhere: "t is subtracted from negative entries too, which takes them away from 0.",
        soft_clipped: "This keeps what is asked to be taken away: z minus your answer is right.",
        soft_outwards: "The entries move away from 0: subtract t from |z|.",
        soft_as_ridge: "This is what ridge does: it scales, and nothing ever becomes 0.",
        soft_half: "The threshold is t, not t/2: the derivative of ½(x − z)² is x − z, without a 2.",
        soft_by_if: "if and max ask one question, and an array has many answers: use np.where or np.maximum, or "
        "loop over the entries.",
        soft_zero_over_zero: "z / |z| is 0/0 where z is 0; np.sign(z) is 0 there.",
        soft_shrunk_before_it_is_compared: "Entries are compared with t after they were moved; compare the z that "
        "was given.",
        soft_small_ones_kept: "Entries between −t and t must become 0; yours stay as they are.",
        soft_small_ones_up: "Only z < −t moves up by t; between −t and t the answer is 0.",
        soft_negative_ones_away: "Towards 0 is down for a positive entry and up for a negative one: z + t for z < −t.",
        soft_max_for_maximum: "np.max(v, 0) is the largest entry of v along axis 0; entry by entry it is "
        "np.maximum(v, 0).",
        soft_twice: "The threshold is t, not 2t.",
        soft_first_entry_only: "Only the first entry is treated: is the return inside the loop, which it ends in "
        "its first round?",
        soft_zeros_left_out: "The zeros belong to the answer, too: one entry for each entry of z.",
        soft_nothing_changed: "z comes back as it was. In a loop over the values v, a new v does not change z: "
        "fill an array by its index.",
    },
    "Where the slope of ½(x − z)² at 0 is weaker than t, x stays at exactly 0: this is how the lasso makes zeros.",
    answer=soft_threshold_answer,
)
