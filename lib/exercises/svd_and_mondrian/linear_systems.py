"""Linear systems of any shape and rank: what a matrix does not see, its null space, and its pseudo-inverse."""

import numpy as np

from lib import svd
from lib.exercises.comparison import differ, numbers
from lib.exercises.exercise import Exercise
from lib.exercises.families import loops
from lib.exercises.svd_and_mondrian.low_rank_approximation import TALL, WIDE, thin

# Of rank 2, 2 and 1; in place of further singular values rounding leaves what each processor likes: some leave 0. The
# first input that shows a mistake is told, so TENTHS stands first, where none leaves 0. Where a wrong answer compares
# with a fixed number, TINY decides, whose 0 is exact.
TENTHS = np.arange(1.0, 21.0).reshape(4, 5) / 10
COUNTING = np.arange(1.0, 10.0).reshape(3, 3)
DOUBLED = np.array([[10.0, 20.0], [20.0, 40.0]])
TINY = 1e-17 * np.array([[0.0, 1.0], [0.0, 2.0]])  # rank 1 in any units, and no singular value above eps
LARGE = 3e4 * COUNTING  # what rounding leaves is about 2e-11
WHOLE = np.array([[1, 2, 0], [2, 4, 0]])


# The null space.


def _not_the_null_space(expected, got, args):
    (A,) = args
    array = numbers(got)
    if array is None or array.shape != expected.shape:
        return differ(expected, got, args)
    got = array
    if got.size and np.abs(A @ got).max() > 1e-7 * np.abs(A).max():
        return "A times your answer should be 0, but is not."  # its digits depend on the basis that a processor finds
    if not np.allclose(got.T @ got, np.eye(got.shape[1]), atol=1e-7):
        return "The columns should be orthonormal: of length 1 and at right angles to each other."
    return None


def _same_space(a, b):
    a, b = numbers(a), numbers(b)
    if a is None or b is None:
        return False
    if not a.size and not b.size:  # no direction at all, in an empty array of any shape
        return True
    # Any orthonormal basis of the space will do, so the projections onto it are compared.
    if a.shape != b.shape:
        return False
    if a.ndim != 2:
        return np.allclose(np.outer(a, a), np.outer(b, b))
    return np.allclose(a @ a.T, b @ b.T, atol=1e-7) and np.allclose(a.T @ a, b.T @ b, atol=1e-7)


def null_space_answer(A):
    U, s, Vt = np.linalg.svd(A)
    rank = np.sum(s > max(A.shape) * np.finfo(float).eps * s[0])
    return Vt[rank:].T


null_space = Exercise(
    svd.null_space,
    cases=[
        (np.array([[1.0, 1.0]]),),
        (np.array([[1.0, 0.0], [0.0, 0.0]]),),
        (np.eye(2),),
        (TINY,),
        (1e4 * TINY,),
        (np.array([[0.0, 1.0], [0.0, 2.0], [0.0, 3.0]]),),
        (TENTHS,),
        (COUNTING,),
        (np.array([[10.0, 20.0, 30.0], [20.0, 40.0, 60.0]]),),
        (np.zeros((2, 2)),),
        (LARGE,),
        (WHOLE,),
    ],
    praise="Walk along these columns and Ax does not notice: rank + nullity = n.",
    answer=null_space_answer,
    differ=_not_the_null_space,
    alike=_same_space,
    unique=False,
)


def _rank(s, A):
    return int(np.sum(s > max(A.shape) * np.finfo(float).eps * s[0]))


@null_space.mistake("The right vectors, but as rows: return them as columns, so that A @ N makes sense.")
def null_space_as_rows(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[_rank(s, A) :]


@null_space.mistake("These come from U: they are the null space of Aᵀ. Vectors x with Ax = 0 are found in V.")
def null_space_of_transpose(A):
    U, s, _ = np.linalg.svd(A)
    return U[:, _rank(s, A) :]


@null_space.mistake("These are the vectors that A does not send to zero; the null space is the rest of V.")
def row_space(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[: _rank(s, A)].T


@null_space.mistake(
    "Rounding leaves 1e-16 where a 0 should be: compare s with a tolerance, such as max(m, n) · eps · s[0]."
)
def null_space_by_exact_zeros(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.count_nonzero(s) :].T


@null_space.mistake("The thin Vᵀ of a wide matrix has too few rows; ask for the full one, full_matrices=True.")
def null_space_of_thin_factors(A):
    _, s, Vt = thin(A)
    return Vt[_rank(s, A) :].T


@null_space.mistake("You always return one vector. There are n − rank of them: perhaps none, perhaps several.")
def null_space_always_one(A):
    return np.linalg.svd(A)[2][-1:].T


@null_space.mistake("NumPy returns Vᵀ, not V: the vectors are its rows, Vt[rank:].T.")
def null_space_columns_of_vt(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[:, _rank(s, A) :]


@null_space.mistake("One vector, as a plain array: return a matrix with a column for each of the n − rank directions.")
def null_space_last_vector(A):
    return np.linalg.svd(A)[2][-1]


_absolute = null_space.mistake(
    "Your tolerance is the same for all matrices, but 1e-17 A and 30000 A have the rank of A: "
    "compare s with a part of s[0], such as max(m, n) · eps · s[0]."
)


@_absolute
def null_space_absolute_tolerance(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.sum(s > 1e-10) :].T


@_absolute
def null_space_smaller_tolerance(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.sum(s > 1e-12) :].T


@_absolute
def null_space_without_the_largest(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.sum(s > max(A.shape) * np.finfo(float).eps) :].T


@null_space.mistake("These are the squares: s² of AᵀA is compared with a tolerance for s. Take the SVD of A itself.")
def null_space_of_squares(A):
    values, V = np.linalg.eigh(A.T @ A)
    return V[:, values <= max(A.shape) * np.finfo(float).eps * np.sqrt(max(values[-1], 0))]


@null_space.mistake("For A = 0 the tolerance is 0, too: count s > tolerance, not s ≥ tolerance.")
def null_space_rank_of_zero(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[np.sum(s >= max(A.shape) * np.finfo(float).eps * s[0]) :].T


@null_space.mistake(
    "s has min(m, n) entries and the full Vᵀ has n rows, so a mask made of s "
    "does not fit a wide matrix: count the rank, and take the rows from there on."
)
def null_space_by_mask(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[s <= max(A.shape) * np.finfo(float).eps * s[0]].T


@null_space.mistake(
    "You took the number of rows, or of all singular values, for the rank; count only those that are not 0."
)
def null_space_by_rows(A):
    return np.linalg.svd(A)[2][len(A) :].T


@null_space.mistake("Only one direction came back; there are n − rank of them: all rows of Vt from number rank on.")
def null_space_first_only(A):
    _, s, Vt = np.linalg.svd(A)
    rank = _rank(s, A)
    return Vt[rank : rank + 1].T


@null_space.mistake("One too few: Vt[rank] is already in the null space, because counting starts at 0.")
def null_space_one_too_few(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[_rank(s, A) + 1 :].T


@null_space.mistake("One too many: Vt[rank - 1] still belongs to a singular value that is not 0.")
def null_space_one_too_many(A):
    _, s, Vt = np.linalg.svd(A)
    return Vt[_rank(s, A) - 1 :].T


@null_space.mistake(
    "x = 0 is always a solution and gives no direction: wanted are unit vectors, perhaps several, perhaps none."
)
def null_space_zero_vector(A):
    return np.zeros((A.shape[1], 1))


@null_space.mistake(
    "np.linalg.solve is for a square A with an inverse, whose one solution is x = 0; the directions are in the SVD."
)
def null_space_by_solve(A):
    return np.linalg.solve(A, np.zeros(len(A)))


@null_space.mistake("Eigenvectors exist for square matrices only; the right singular vectors, for all.")
def null_space_by_eigenvectors(A):
    values, V = np.linalg.eig(A)
    return V[:, np.abs(values) < 1e-10]


@null_space.mistake(
    "For full rank the list is empty: np.array([]) has the shape (0,), "
    "and (n, 0) is asked for. A slice keeps it: Vt[rank:].T."
)
def null_space_from_a_list(A):
    _, s, Vt = np.linalg.svd(A)
    return np.array([Vt[i] for i in range(_rank(s, A), len(Vt))]).T


# The pseudo-inverse.


def pinv_answer(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    kept = s > max(A.shape) * np.finfo(float).eps * s[0]
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


pinv = Exercise(
    svd.pinv,
    cases=[
        (np.array([[2.0]]),),
        (np.array([[3.0, 4.0]]),),
        (np.array([[3.0], [4.0]]),),
        (np.diag([2.0, 0.0]),),
        (np.array([[1.0, 2.0], [3.0, 4.0]]),),
        (TINY,),
        (TALL,),
        (WIDE,),
        (TENTHS,),
        (COUNTING,),
        (DOUBLED,),
        (np.zeros((1, 2)),),
        (LARGE,),
        (WHOLE,),
    ],
    praise="One formula for too few, just enough and too many equations: A⁺b is the shortest of the best answers.",
    answer=pinv_answer,
)


_dividing_by_zero = pinv.mistake(
    "You divide by singular values that are 0, or only rounding: those must give 0 in D⁺. "
    "(To set them to 0 before 1/s makes it worse: 1/0.)"
)


@_dividing_by_zero
def pinv_dividing_by_zero(A):
    U, s, Vt = thin(A)
    return (Vt.T / s) @ U.T


@_dividing_by_zero
def pinv_dividing_by_what_was_set_to_zero(A):
    U, s, Vt = thin(A)
    s[s <= max(A.shape) * np.finfo(float).eps * s[0]] = 0
    return Vt.T @ np.diag(1 / s) @ U.T


@_dividing_by_zero
def pinv_dividing_by_the_tolerance(A):
    U, s, Vt = thin(A)
    return Vt.T @ np.diag(1 / np.maximum(s, max(A.shape) * np.finfo(float).eps * s[0])) @ U.T


@pinv.mistake("This is Aᵀ: the singular values are multiplied, where D⁺ has 1/s.")
def pinv_not_inverted(A):
    U, s, Vt = thin(A)
    return (Vt.T * s) @ U.T


def _inverted(s, A):
    return np.array([1 / value if value > 1e-12 * s[0] else 0.0 for value in s])


@pinv.mistake("This is A⁺ transposed: an inverse undoes the last step first, V D⁺ Uᵀ, not U D⁺ Vᵀ.")
def pinv_in_the_order_of_svd(A):
    U, s, Vt = thin(A)
    return (U * _inverted(s, A)) @ Vt


@pinv.mistake("NumPy returns Vᵀ; the pseudo-inverse begins with V, so transpose it back: Vt.T.")
def pinv_with_vt(A):
    U, s, Vt = thin(A)
    return Vt @ np.diag(_inverted(s, A)) @ U.T


_independent_columns = pinv.mistake(
    "(AᵀA)⁻¹Aᵀ needs independent columns: for a wide or rank-deficient A there is no (AᵀA)⁻¹."
)


@_independent_columns
def pinv_normal_equations(A):
    return np.linalg.inv(A.T @ A) @ A.T


@_independent_columns
def pinv_normal_equations_solved(A):
    return np.linalg.solve(A.T @ A, A.T)


@pinv.mistake("Aᵀ(AAᵀ)⁻¹ needs independent rows: for a tall or rank-deficient A there is no (AAᵀ)⁻¹.")
def pinv_right_inverse(A):
    return A.T @ np.linalg.inv(A @ A.T)


@pinv.mistake("An inverse is not made entry by entry: only the singular values are inverted.")
def pinv_entry_by_entry(A):
    return (1 / A).T


@pinv.mistake("A⁻¹ exists only for square A of full rank, which is the slide's question; use the SVD.")
def pinv_plain_inverse(A):
    return np.linalg.inv(A)


_absolute_tolerance = pinv.mistake(
    "Your tolerance is the same for all matrices, but 1e-17 A and 30000 A have the rank of A: "
    "compare s with max(m, n) · eps · s[0]."
)


def _with_tolerance(A, tolerance):
    U, s, Vt = thin(A)
    return (Vt.T * np.array([1 / value if value > tolerance else 0.0 for value in s])) @ U.T


@_absolute_tolerance
def pinv_absolute_tolerance(A):
    return _with_tolerance(A, 1e-10)


@_absolute_tolerance
def pinv_smaller_tolerance(A):
    return _with_tolerance(A, 1e-12)


@_absolute_tolerance
def pinv_without_the_largest(A):
    return _with_tolerance(A, max(A.shape) * np.finfo(float).eps)


@pinv.mistake(
    "Exact zeros are not divided by, but rounding leaves 1e-17 in their place: compare s with max(m, n) · eps · s[0]."
)
def pinv_exact_zeros(A):
    U, s, Vt = thin(A)
    return (Vt.T * np.array([1 / value if value else 0.0 for value in s])) @ U.T


_full_factors = pinv.mistake(
    "With full factors D⁺ is n × m, the transpose of A's shape; with thin ones, full_matrices=False, "
    "it is square, as np.diag makes it."
)


@_full_factors
def pinv_of_full_factors(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt.T @ np.diag(_inverted(s, A)) @ U.T


@_full_factors
def pinv_with_the_shape_of_a(A):
    U, s, Vt = np.linalg.svd(A)
    D = np.zeros(A.shape)
    np.fill_diagonal(D, _inverted(s, A))
    return Vt.T @ D @ U.T


@pinv.mistake("The last factor is Uᵀ: U.T, not U.")
def pinv_without_transposing_u(A):
    U, s, Vt = thin(A)
    return (Vt.T * _inverted(s, A)) @ U


_by_shape = pinv.mistake(
    "The shape does not tell the rank: these formulas need all columns, "
    "or all rows, to be independent. The SVD needs nothing."
)


@_by_shape
def pinv_of_tall_or_wide(A):
    return pinv_normal_equations(A) if len(A) >= A.shape[1] else pinv_right_inverse(A)


@_by_shape
def pinv_by_shape(A):
    m, n = A.shape
    return pinv_plain_inverse(A) if m == n else pinv_normal_equations(A) if m > n else pinv_right_inverse(A)


@pinv.mistake("D⁺ has 1/s, not 1/s².")
def pinv_squared(A):
    U, s, Vt = thin(A)
    return (Vt.T * _inverted(s, A) ** 2) @ U.T


@pinv.mistake("Where s is 0, D⁺ has a 0 as well; you left a 1 there.")
def pinv_ones_for_zeros(A):
    U, s, Vt = thin(A)
    inverted = _inverted(s, A)
    return (Vt.T * np.where(inverted == 0, 1, inverted)) @ U.T


def _layers(rows, A):
    U, s, Vt = thin(A)
    return (Vt.T[:, rows] * _inverted(s, A)[rows]) @ U.T[rows]


loops(pinv, "layer", _layers)
