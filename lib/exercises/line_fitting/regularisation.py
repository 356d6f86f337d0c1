"""A price on the coefficients: the answer of ridge, and soft thresholding, which is the lasso in one coefficient."""

import numpy as np

from lib import regularisation
from lib.exercises.exercise import Exercise
from lib.exercises.families import whole_numbers
from lib.exercises.line_fitting.least_squares import X3, X5, Y3, Y5, with_ones

# Ridge.


def ridge_answer(A, b, lam):
    return np.linalg.solve(A.T @ A + lam * np.eye(A.shape[1]), A.T @ b)


ridge = Exercise(
    regularisation.ridge,
    cases=[
        (np.array([[1.0], [2.0]]), np.array([3.0, 1.0]), 0),
        (np.eye(2), np.array([3.0, 1.0]), 3.0),
        (with_ones(X3), Y3, 1.0),
        (with_ones(X5), Y5, 4.0),
        (np.array([[1.0, 2.0, -1.0]]), np.array([3.0]), 1.0),
        (np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([1.0, 2.0]), 2.0),
        (np.array([[1, 2], [0, 1], [3, -1]]), np.array([1, 2, 0]), 3),
    ],
    praise="λ makes x smaller and the matrix better to invert, both at once.",
    answer=ridge_answer,
)


def _with_penalty(A, b, matrix):
    return np.linalg.solve(A.T @ A + matrix, A.T @ b)


def _inverted_with_penalty(A, b, matrix):
    return np.linalg.inv(A.T @ A + matrix) @ A.T @ b


@ridge.mistake("λ counts twice: the penalty is (λ/2)‖x‖², whose gradient is λx.")
def ridge_factor_two(A, b, lam):
    return _with_penalty(A, b, 2 * lam * np.eye(A.shape[1]))


@ridge.mistake("λ counts half: the gradient of (λ/2)‖x‖² is λx, so λI is added, not (λ/2)I.")
def ridge_half(A, b, lam):
    return _with_penalty(A, b, lam / 2 * np.eye(A.shape[1]))


_everywhere = ridge.mistake("NumPy added λ to every entry of AᵀA; λI is λ on the diagonal only: lam * np.eye(n).")


@_everywhere
def ridge_added_everywhere(A, b, lam):
    return _with_penalty(A, b, lam)


@_everywhere
def ridge_added_everywhere_and_inverted(A, b, lam):
    return _inverted_with_penalty(A, b, lam)


@ridge.mistake("The sign: both gradients push the same way, AᵀA + λI.")
def ridge_minus(A, b, lam):
    return _with_penalty(A, b, -lam * np.eye(A.shape[1]))


@ridge.mistake("λ is squared: if you append rows to A, they must be √λ I, not λI.")
def ridge_squared(A, b, lam):
    return _with_penalty(A, b, lam**2 * np.eye(A.shape[1]))


@ridge.mistake("λ is multiplied by the number of rows: that belongs to a mean over the rows, and here it is a sum.")
def ridge_times_rows(A, b, lam):
    return _with_penalty(A, b, len(A) * lam * np.eye(A.shape[1]))


@ridge.mistake("λ does not appear: this is least squares.")
def ridge_ignored(A, b, lam):
    return np.linalg.lstsq(A, b)[0]


@ridge.mistake("Dividing by 1 + λ is right only if the columns are orthonormal; in general λI goes into AᵀA + λI.")
def ridge_shrunk_afterwards(A, b, lam):
    return np.linalg.lstsq(A, b)[0] / (1 + lam)


@ridge.mistake("λ is in the wrong place: it belongs to the matrix on the left, AᵀA + λI, not to Aᵀb.")
def ridge_on_the_right_hand_side(A, b, lam):
    return np.linalg.solve(A.T @ A, A.T @ b + lam)


@ridge.mistake("λ is added on both sides; it belongs to the matrix on the left alone, AᵀA + λI, and b stays.")
def ridge_on_both_sides(A, b, lam):
    return _with_penalty(A, b + lam, lam * np.eye(A.shape[1]))


@ridge.mistake("λI was added to the inverse; it is added to AᵀA before that is inverted.")
def ridge_added_to_the_inverse(A, b, lam):
    return (np.linalg.inv(A.T @ A) + lam * np.eye(A.shape[1])) @ A.T @ b


_as_large_as_the_rows = ridge.mistake(
    "The matrix to be inverted, AᵀA + λI, is n × n, with n the number of columns of A: A.T @ A and np.eye(A.shape[1])."
)


@_as_large_as_the_rows
def ridge_as_large_as_the_rows(A, b, lam):
    return _with_penalty(A, b, lam * np.eye(len(A)))


@_as_large_as_the_rows
def ridge_as_large_as_the_rows_and_inverted(A, b, lam):
    return _inverted_with_penalty(A, b, lam * np.eye(len(A)))


@ridge.mistake("Your λI is 2 × 2, which fits two columns only: lam * np.eye(A.shape[1]).")
def ridge_two_columns_always(A, b, lam):
    return _with_penalty(A, b, lam * np.eye(2))


@ridge.mistake("These are the heights Ax; return the coefficients x.")
def ridge_fitted_values(A, b, lam):
    return A @ regularisation.ridge(A, b, lam)


@ridge.mistake("Your first coefficient is not penalised; here all count.")
def ridge_spared_the_first(A, b, lam):
    return _with_penalty(A, b, lam * np.diag([0.0] + [1.0] * (A.shape[1] - 1)))


@ridge.mistake("The diagonal of AᵀA is replaced by λ; λ is added to it.")
def ridge_diagonal_replaced(A, b, lam):
    M = A.T @ A
    np.fill_diagonal(M, lam)
    return np.linalg.solve(M, A.T @ b)


@ridge.mistake(
    "You took the means off, which leaves a free intercept out of the penalty; here A and b are used as given."
)
def ridge_centred(A, b, lam):
    return ridge_answer(A - A.mean(axis=0), b - b.mean(), lam)


@ridge.mistake("You appended a column of ones; A is used as it is given.")
def ridge_with_ones_added(A, b, lam):
    return regularisation.ridge(np.column_stack([A, np.ones(len(A))]), b, lam)


@ridge.mistake("Aᵀ(AAᵀ + λI)⁻¹b is the same for λ > 0, but at λ = 0 a tall A has no (AAᵀ)⁻¹: take (AᵀA + λI)⁻¹Aᵀb.")
def ridge_of_few_rows(A, b, lam):
    return A.T @ np.linalg.solve(A @ A.T + lam * np.eye(len(A)), b)


@ridge.mistake("This is soft thresholding, from the lasso; the square ‖x‖² gives linear equations, (AᵀA + λI)x = Aᵀb.")
def ridge_soft_threshold(A, b, lam):
    return regularisation.soft_threshold(np.linalg.lstsq(A, b)[0], lam)


@ridge.mistake("This is the matrix (AᵀA + λI)⁻¹Aᵀ; multiply it by b.")
def ridge_without_b(A, b, lam):
    return np.linalg.inv(A.T @ A + lam * np.eye(A.shape[1])) @ A.T


@ridge.mistake("Left and right do not fit: AᵀA + λI on the left and Aᵀb on the right have a row for each column of A.")
def ridge_outer_product(A, b, lam):
    return np.linalg.solve(A @ A.T + lam * np.eye(len(A)), A.T @ b)


@ridge.mistake("λ is divided by the number of columns; λ itself is added on the diagonal.")
def ridge_over_the_columns(A, b, lam):
    return _with_penalty(A, b, lam / A.shape[1] * np.eye(A.shape[1]))


@ridge.mistake("√λ is for rows that are appended to A; to AᵀA, λ itself is added.")
def ridge_root(A, b, lam):
    return _with_penalty(A, b, np.sqrt(lam) * np.eye(A.shape[1]))


@ridge.mistake("Your last coefficient is not penalised. That is good practice for an intercept, but here all count.")
def ridge_spared_the_last(A, b, lam):
    return regularisation.ridge(A, b, lam, [True] * (A.shape[1] - 1) + [False])


@ridge.mistake(
    "λ is added to the first diagonal entry only; every coefficient counts, so it is added to all of the diagonal."
)
def ridge_first_diagonal_entry(A, b, lam):
    return _with_penalty(A, b, lam * np.diag([1.0] + [0.0] * (A.shape[1] - 1)))


_of_the_rows = ridge.mistake("AAᵀ has a row for each row of A; the equations for x are (AᵀA + λI)x = Aᵀb.")


@_of_the_rows
def ridge_of_the_rows(A, b, lam):
    return np.linalg.solve(A @ A.T + lam * np.eye(len(A)), b)


@_of_the_rows
def ridge_of_the_rows_inverted(A, b, lam):
    return np.linalg.inv(A @ A.T + lam * np.eye(len(A))) @ b


@ridge.mistake("√λ is for rows that are appended to A, and then as many zeros are appended to b.")
def ridge_b_not_extended(A, b, lam):
    return np.linalg.lstsq(np.vstack([A, np.sqrt(lam) * np.eye(A.shape[1])]), b, rcond=None)[0]


# Soft thresholding.


def soft_threshold_answer(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


soft_threshold = Exercise(
    regularisation.soft_threshold,
    cases=[
        (np.array([3.0]), 1.0),
        (np.array([-3.0]), 2.0),
        (np.array([0.5, -0.5]), 1.0),
        (np.array([4.0, -0.2, 1.5, -2.0, -5.0, 0.0]), 1.5),
        (np.array([3, -2, 0, 1]), 0.5),
        (np.array([2e-3, -5e-4, 1e-3]), 1e-3),
    ],
    praise="Where the slope of ½(x − z)² at 0 is weaker than t, x stays at exactly 0: "
    "this is how the lasso makes zeros.",
    answer=soft_threshold_answer,
)


@soft_threshold.mistake(
    "This is hard thresholding: small entries vanish, but large ones must move towards 0 by t as well."
)
def hard_threshold(z, t):
    return np.where(np.abs(z) > t, z, 0)


@soft_threshold.mistake("The sign is lost: a negative entry moves up to 0, not to the other side.")
def soft_without_sign(z, t):
    return np.maximum(np.abs(z) - t, 0)


_positive_side = soft_threshold.mistake("Only the positive side is treated; a negative entry moves up by t.")


@_positive_side
def soft_positive_side_only(z, t):
    return np.maximum(z - t, 0)


@_positive_side
def soft_positive_entries_moved(z, t):
    return np.where(z > t, z - t, z)


@_positive_side
def soft_negative_entries_kept(z, t):
    return np.where(z > t, z - t, np.where(z < 0, z, 0))


_no_stop = soft_threshold.mistake("Entries smaller than t jump over 0; they must stop there: max(|z| − t, 0).")


@_no_stop
def soft_without_stop(z, t):
    return z - t * np.sign(z)


@_no_stop
def soft_without_stop_down_at_zero(z, t):
    return np.where(z >= 0, z - t, z + t)


@_no_stop
def soft_without_stop_up_at_zero(z, t):
    return np.where(z > 0, z - t, z + t)


@soft_threshold.mistake("t is subtracted from negative entries too, which takes them away from 0.")
def soft_subtracted_everywhere(z, t):
    return z - t


@soft_threshold.mistake("This keeps what is asked to be taken away: z minus your answer is right.")
def soft_clipped(z, t):
    return np.clip(z, -t, t)


_outwards = soft_threshold.mistake("The entries move away from 0: subtract t from |z|.")


@_outwards
def soft_outwards(z, t):
    return np.sign(z) * np.maximum(np.abs(z) + t, 0)


@_outwards
def soft_large_ones_outwards(z, t):
    return np.where(np.abs(z) > t, z + t * np.sign(z), 0)


@soft_threshold.mistake("This is what ridge does: it scales, and nothing ever becomes 0.")
def soft_as_ridge(z, t):
    return z / (1 + t)


@soft_threshold.mistake("The threshold is t, not t/2: the derivative of ½(x − z)² is x − z, without a 2.")
def soft_half(z, t):
    return regularisation.soft_threshold(z, t / 2)


@soft_threshold.mistake(
    "if and max ask one question, and an array has many answers: use np.where or np.maximum, or loop over the entries."
)
def soft_by_if(z, t):
    return z - t if z > t else z + t if z < -t else 0 * z


@soft_threshold.mistake("z / |z| is 0/0 where z is 0; np.sign(z) is 0 there.")
def soft_zero_over_zero(z, t):
    return z / np.abs(z) * np.maximum(np.abs(z) - t, 0)


@soft_threshold.mistake("Entries are compared with t after they were moved; compare the z that was given.")
def soft_shrunk_before_it_is_compared(z, t):
    moved = regularisation.soft_threshold(z, t)
    return np.where(np.abs(moved) > t, moved, 0)


@soft_threshold.mistake("Entries between −t and t must become 0; yours stay as they are.")
def soft_small_ones_kept(z, t):
    return np.where(z > t, z - t, np.where(z < -t, z + t, z))


@soft_threshold.mistake("Only z < −t moves up by t; between −t and t the answer is 0.")
def soft_small_ones_up(z, t):
    return np.where(z > t, z - t, z + t)


@soft_threshold.mistake("Towards 0 is down for a positive entry and up for a negative one: z + t for z < −t.")
def soft_negative_ones_away(z, t):
    return np.where(np.abs(z) > t, z - t, 0)


@soft_threshold.mistake("np.max(v, 0) is the largest entry of v along axis 0; entry by entry it is np.maximum(v, 0).")
def soft_max_for_maximum(z, t):
    return np.sign(z) * np.max(np.abs(z) - t, 0)


@soft_threshold.mistake("The threshold is t, not 2t.")
def soft_twice(z, t):
    return regularisation.soft_threshold(z, 2 * t)


_first_entry = soft_threshold.mistake(
    "Only the first entry is treated: is the return inside the loop, which it ends in its first round?"
)


@_first_entry
def soft_first_entry_only(z, t):
    return np.append(regularisation.soft_threshold(z[:1], t), np.zeros(len(z) - 1))


@_first_entry
def soft_first_entry_alone(z, t):
    return regularisation.soft_threshold(z[:1], t)


@_first_entry
def soft_first_number(z, t):
    return regularisation.soft_threshold(z[:1], t)[0]


@soft_threshold.mistake("The zeros belong to the answer, too: one entry for each entry of z.")
def soft_zeros_left_out(z, t):
    return regularisation.soft_threshold(z, t)[np.abs(z) > t]


@soft_threshold.mistake(
    "z comes back as it was. In a loop over the values v, a new v does not change z: fill an array by its index."
)
def soft_nothing_changed(z, t):
    return z


@soft_threshold.mistake("||z| − t| turns the small entries round; they become 0: max(|z| − t, 0).")
def soft_absolute_for_maximum(z, t):
    return np.sign(z) * np.abs(np.abs(z) - t)


@soft_threshold.mistake(
    "Small and large are exchanged: entries between −t and t become 0, the others move towards 0 by t."
)
def soft_large_ones_cut(z, t):
    return np.where(np.abs(z) < t, z, 0)


whole_numbers(soft_threshold)
