"""The exercises of notebook 02: which line is best, and what does one bad point do to it?"""

import numpy as np

from lib import line_fitting, norms, regularisation
from lib.exercises.exercise import Exercise, alike, differ

X3, Y3 = np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 6.0])
X5, Y5 = np.array([1.0, 2.0, 4.0, 5.0, 8.0]), np.array([3.0, 2.0, 6.0, 4.0, 7.0])


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


def line_answer(x, y):
    A = np.column_stack([x, np.ones_like(x)])
    return np.linalg.solve(A.T @ A, A.T @ y)


line = Exercise(
    line_fitting.line,
    [(np.array([0.0, 2.0]), np.array([1.0, 5.0])), (X3, Y3), (X5, Y5)],
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


def norm_answer(x, p):
    return np.sum(np.abs(x) ** p) ** (1 / p)


norm = Exercise(
    norms.norm,
    [(np.array([2.0]), 1), (np.array([3.0, 4.0]), 2), (np.array([3.0, -4.0]), 1), (np.array([1.0, -2.0, 2.0]), 3),
     (np.array([1.0, -4.0]), 0.5)],
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
    },
    "One formula from the city block (p = 1) to the longest side (p → ∞).",
    answer=norm_answer,
)


# The homogeneous line, and the perpendicular one: known up to their sign.


def _differ_up_to_sign(expected, got, args):
    array = np.asarray(got)
    if array.dtype.kind in "biuf" and array.shape == np.shape(expected) and differ(expected, -array, args) is None:
        return None
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
        homogeneous_thin: "With fewer rows than columns the thin Vᵀ stops too early; leave full_matrices at True.",
        homogeneous_left_vector: "This vector comes from U and has an entry for each point; x has one for each "
        "column of A: take it from V.",
        homogeneous_zero: "x = 0 always gives Ax = 0 and no line at all: that is why ‖x‖ = 1 is asked for.",
        homogeneous_last_entry_one: "The right line, but scaled so that c = 1; the condition is ‖x‖ = 1.",
        homogeneous_by_least_squares: "Fixing c = 1 and scaling afterwards minimises something else: the condition "
        "must be ‖x‖ = 1 from the start.",
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


def total_least_squares_answer(x, y):
    U, s, Vt = np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))
    a, b = Vt[-1]
    return a, b, -(a * x.mean() + b * y.mean())


total_least_squares = Exercise(
    line_fitting.total_least_squares,
    [(np.array([0.0, 1.0]), np.array([1.0, 1.0])), (X3, Y3), (X5, Y5),
     (np.array([2.0, 2.0, 2.0]), np.array([0.0, 1.0, 5.0]))],
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


def ridge_answer(A, b, lam):
    return np.linalg.solve(A.T @ A + lam * np.eye(A.shape[1]), A.T @ b)


ridge = Exercise(
    regularisation.ridge,
    [(np.array([[1.0], [2.0]]), np.array([3.0, 1.0]), 0), (np.eye(2), np.array([3.0, 1.0]), 3.0),
     (_with_ones(X3), Y3, 1.0), (_with_ones(X5), Y5, 4.0)],
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


def soft_threshold_answer(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


soft_threshold = Exercise(
    regularisation.soft_threshold,
    [(np.array([3.0]), 1.0), (np.array([-3.0]), 1.0), (np.array([0.5, -0.5]), 1.0),
     (np.array([4.0, -0.2, 1.5, -2.0]), 1.5)],
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
    },
    "Where the slope of ½(x − z)² at 0 is weaker than t, x stays at exactly 0: this is how the lasso makes zeros.",
    answer=soft_threshold_answer,
)
