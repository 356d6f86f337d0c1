"""Two rows of the table of gradients: that of ‖Ax − b‖², and that of ½xᵀAx for an A that need not be symmetric."""

import numpy as np

from lib import gradients
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops, whole_numbers

# The gradient of ‖Ax − b‖².


def least_squares_gradient_answer(A, b, x):
    return 2 * A.T @ (A @ x - b)


least_squares_gradient = Exercise(
    gradients.least_squares_gradient,
    cases=[
        (np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([1.0, 1.0]), np.array([2.0, 1.0])),
        (np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([1.0, 0.0, -1.0]), np.array([1.0, -2.0])),
        (np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([1.0, 2.0]), np.array([1.0, 1.0, 1.0])),
        (np.array([[2.0, -1.0]]), np.array([1.0]), np.array([1.0, 3.0])),
        (np.array([[0.5, 1.0], [1.0, 0.2], [2.0, -1.0], [0.0, 1.5]]), np.array([1, 0, 2, 1]), np.array([1, 2])),
    ],
    praise="Set it to zero and the normal equations AᵀAx = Aᵀb stand there.",
    answer=least_squares_gradient_answer,
)


@least_squares_gradient.mistake(
    "Half of it: the derivative of a square is 2 times. (With ½‖Ax − b‖² there would be no 2.)"
)
def least_squares_without_two(A, b, x):
    return A.T @ (A @ x - b)


@least_squares_gradient.mistake(
    "This is 2A(Ax − b), but h(x) = f(Ax) has ∇h = Aᵀf′, or the shapes do not fit: A.T @ r, or r @ A."
)
def least_squares_without_transpose(A, b, x):
    return 2 * A @ (A @ x - b)


@least_squares_gradient.mistake("The sign is flipped: this points downhill; the gradient points uphill, along Ax − b.")
def least_squares_sign(A, b, x):
    return 2 * A.T @ (b - A @ x)


@least_squares_gradient.mistake("Half of it, and the sign is flipped: 2Aᵀ(Ax − b), not Aᵀ(b − Ax).")
def least_squares_half_and_sign(A, b, x):
    return A.T @ (b - A @ x)


@least_squares_gradient.mistake("b is missing: the error is Ax − b.")
def least_squares_without_b(A, b, x):
    return 2 * A.T @ A @ x


@least_squares_gradient.mistake(
    "Each entry is the sum of the gradient's entries, as if all of x moved by h. Change one entry of x at a time."
)
def least_squares_all_at_once(A, b, x):
    return np.full(len(x), np.sum(2 * A.T @ (A @ x - b)))


@least_squares_gradient.mistake("The outer derivative only: the chain rule adds the factor Aᵀ from the inside.")
def least_squares_outer_only(A, b, x):
    return 2 * (A @ x - b)


@least_squares_gradient.mistake("This is the value ‖Ax − b‖²; the gradient is a vector with the shape of x.")
def least_squares_value(A, b, x):
    return np.sum((A @ x - b) ** 2)


@least_squares_gradient.mistake("This is the gradient of the mean over the rows; asked is the sum, so do not divide.")
def least_squares_mean(A, b, x):
    return 2 * A.T @ (A @ x - b) / len(b)


@least_squares_gradient.mistake("* multiplies entry by entry; a matrix times a vector is A.T @ (A @ x - b).")
def least_squares_entrywise(A, b, x):
    return 2 * A.T * (A @ x - b)


@least_squares_gradient.mistake("Aᵀ belongs to b as well: Aᵀ(Ax − b), with the bracket.")
def least_squares_b_left_behind(A, b, x):
    return 2 * (A.T @ A @ x - b)


@least_squares_gradient.mistake("This is the gradient of ‖Ax − b‖, without the square.")
def least_squares_norm(A, b, x):
    return A.T @ (A @ x - b) / np.linalg.norm(A @ x - b)


@least_squares_gradient.mistake("The right numbers in a matrix with one column; the gradient has one axis, as x has.")
def least_squares_as_a_column(A, b, x):
    return 2 * A.T @ (A @ x - b)[:, None]


@least_squares_gradient.mistake("2Aᵀ belongs to b as well: 2Aᵀ(Ax − b), with the bracket.")
def least_squares_nothing_for_b(A, b, x):
    return 2 * A.T @ A @ x - b


@least_squares_gradient.mistake("The 2 belongs to both terms: 2AᵀAx − 2Aᵀb.")
def least_squares_two_left_behind(A, b, x):
    return 2 * A.T @ A @ x - A.T @ b


@least_squares_gradient.mistake("The error is Ax − b, with a minus.")
def least_squares_plus(A, b, x):
    return 2 * A.T @ (A @ x + b)


@least_squares_gradient.mistake("A * x scales the columns of A; a matrix times a vector is A @ x.")
def least_squares_star_inside(A, b, x):
    return 2 * A.T @ (A * x - b)


@least_squares_gradient.mistake("The loop runs over range(len(x)), the columns; the sum is over the rows, len(b).")
def least_squares_rows_of_x(A, b, x):
    return sum(2 * A[i] * (A[i] @ x - b[i]) for i in range(len(x)))


@least_squares_gradient.mistake(
    "2AᵀA is the second derivative, a matrix; the gradient is a vector with the shape of x."
)
def least_squares_second_derivative(A, b, x):
    return 2 * A.T @ A


@least_squares_gradient.mistake(
    "This is where the gradient is 0, the solution; asked is the gradient at the x that is given."
)
def least_squares_minimiser(A, b, x):
    return np.linalg.lstsq(A, b, rcond=None)[0]


@least_squares_gradient.mistake("The entries are added up to one number; the gradient is a vector with the shape of x.")
def least_squares_added_up(A, b, x):
    return np.sum(least_squares_gradient_answer(A, b, x))


loops(least_squares_gradient, "row", lambda rows, A, b, x: 2 * A[rows].T @ (A[rows] @ x - b[rows]))
whole_numbers(least_squares_gradient)


# The gradient of ½xᵀAx.


def quadratic_gradient_answer(A, x):
    return (A + A.T) @ x / 2


quadratic_gradient = Exercise(
    gradients.quadratic_gradient,
    cases=[
        (np.array([[3.0]]), np.array([2.0])),
        (np.array([[0.0, 2.0], [0.0, 0.0]]), np.array([1.0, 3.0])),
        (np.array([[1.0, 2.0, 0.0], [-1.0, 3.0, 1.0], [4.0, 0.0, 2.0]]), np.array([1.0, -1.0, 2.0])),
        (np.array([[1.0, 0.5], [2.0, -1.2]]), np.array([3, 1])),
    ],
    praise="½(A + Aᵀ)x, which is Ax when A is symmetric: the slide's row.",
    answer=quadratic_gradient_answer,
)


@quadratic_gradient.mistake("Right only for symmetric A: x stands on both sides, and the other one gives Aᵀx.")
def quadratic_as_if_symmetric(A, x):
    return A @ x


@quadratic_gradient.mistake("One x of the two: the other gives Ax. Take both, ½(Ax + Aᵀx).")
def quadratic_transposed(A, x):
    return A.T @ x


@quadratic_gradient.mistake("Twice too large: the ½ of ½xᵀAx stays.")
def quadratic_without_half(A, x):
    return (A + A.T) @ x


@quadratic_gradient.mistake("Half is missing: x stands on both sides, so there is a second term, ½Aᵀx.")
def quadratic_half_only(A, x):
    return A @ x / 2


@quadratic_gradient.mistake("This is the value ½xᵀAx; the gradient is a vector with the shape of x.")
def quadratic_value(A, x):
    return x @ A @ x / 2


@quadratic_gradient.mistake("Twice Ax is the gradient of xᵀAx for a symmetric A; here are a ½ and any A: ½(Ax + Aᵀx).")
def quadratic_twice(A, x):
    return 2 * A @ x


@quadratic_gradient.mistake("A minus: the two terms add up, ½(A + Aᵀ)x. (A − Aᵀ never shows in xᵀAx at all.)")
def quadratic_difference(A, x):
    return (A - A.T) @ x / 2


@quadratic_gradient.mistake("* multiplies entry by entry; a matrix times a vector is (A + A.T) @ x.")
def quadratic_entrywise(A, x):
    return (A + A.T) * x / 2


@quadratic_gradient.mistake("x is missing: ½(A + Aᵀ) is the second derivative, which no longer depends on x.")
def quadratic_second_derivative(A, x):
    return (A + A.T) / 2


@quadratic_gradient.mistake("AᵀA belongs to ½‖Ax‖²; in ½xᵀAx there is one A.")
def quadratic_product(A, x):
    return A.T @ A @ x


_half_of_both = quadratic_gradient.mistake("The ½ belongs to both terms, not to one alone: brackets, ½(Ax + Aᵀx).")


@_half_of_both
def quadratic_half_of_the_second(A, x):
    return A @ x + A.T @ x / 2


@_half_of_both
def quadratic_half_of_the_first(A, x):
    return A @ x / 2 + A.T @ x


@quadratic_gradient.mistake("Only the diagonal of A is used; aᵢⱼxᵢxⱼ has derivatives as well.")
def quadratic_diagonal_only(A, x):
    return np.diag(A) * x


@quadratic_gradient.mistake("Half is missing: x stands on both sides, so there is a second term, ½Ax.")
def quadratic_transposed_half_only(A, x):
    return A.T @ x / 2


@quadratic_gradient.mistake("An x too many: x on the left makes a number of it. The gradient is ½(A + Aᵀ)x, a vector.")
def quadratic_two_values(A, x):
    return x @ (A + A.T) @ x / 2


@quadratic_gradient.mistake("These are the two terms; the gradient is their sum.")
def quadratic_terms_apart(A, x):
    return np.array([A @ x / 2, A.T @ x / 2])


@quadratic_gradient.mistake("// rounds down to whole numbers; divide with /.")
def quadratic_rounded_down(A, x):
    return (A + A.T) @ x // 2


@quadratic_gradient.mistake("The diagonal is missing: ½aᵢᵢxᵢ² has the derivative aᵢᵢxᵢ.")
def quadratic_without_the_diagonal(A, x):
    return (A + A.T) @ x / 2 - np.diag(A) * x


@quadratic_gradient.mistake("The right numbers in a matrix with one column; the gradient has one axis, as x has.")
def quadratic_column(A, x):
    return quadratic_gradient_answer(A, x)[:, None]


@quadratic_gradient.mistake("Brackets: x multiplies both, (A + Aᵀ)x / 2; without them A itself is left in the sum.")
def quadratic_without_brackets(A, x):
    return A + A.T @ x / 2


@quadratic_gradient.mistake(
    "Only the upper triangle of A is used; below the diagonal are other numbers, which count as well."
)
def quadratic_of_the_upper_triangle(A, x):
    return (np.triu(A) + np.triu(A).T) @ x / 2


loops(quadratic_gradient, "term of each sum", lambda rows, A, x: (A + A.T)[:, rows] @ x[rows] / 2)
whole_numbers(quadratic_gradient)
