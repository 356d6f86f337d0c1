"""Regularisation: p on the coefficients. How large may they be, and which of them are needed at all?

    ridge         argmin ½‖Ax − b‖² + (λ/2)‖x‖²             keeps coefficients small
    lasso         argmin ½‖Ax − b‖² + λ‖x‖₁                 … and makes some of them exactly 0
    l_p penalty   argmin ½‖Ax − b‖² + (λ/p) Σ |x_j|^p       both of them, p = 2 and p = 1

A is (m, n), one row an observation; b is (m,); x is (n,); λ >= 0. Penalties count every coefficient unless
``penalised`` says otherwise: a bool for each column. An intercept is normally left out: ``penalised=[True, False]``.
(p on the *residuals* does something else: :mod:`lib.outliers`.)

The lecture writes λ‖x‖_p for the penalty. The power (λ/p) Σ |x_j|^p is taken here because p = 2 is then ridge as
everybody means it, with (AᵀA + λI) x = Aᵀb. Both have the same solutions x ≠ 0, each at a λ of its own: at x, the
penalty (λ/p) Σ |x_j|^p has the gradient of λ′‖x‖_p with λ′ = λ ‖x‖_p^(p−1). (x = 0 needs a
finite λ′, and for p > 1 no λ is enough.)

Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, chapter 3.
"""

import numpy as np

from lib import arguments, powers
from lib.line_fitting import least_squares
from lib.precision import EPS
from lib.qr import Columns, triangle

# What is left of |a_jᵀ(b − Ax)| − λ, of columns and a b of length 1, when rounding alone is left.
ROUNDING = 8 * EPS
# Columns of length 1 whose least singular value is this part of the largest count as dependent: 1/s² would be rounding.
DEPENDENT = 1e-13


class _Penalised:
    """Takes the columns that no penalty counts out of the problem: what is left at right angles to them.

    A (k, n) and b (k,) are what is left. If there are many rows, they are turned so that n + 1 remain: with [A b] = QR
    those of R do. A turn changes no length, and so no x.
    """

    def __init__(self, A, b, penalised):
        n = A.shape[1]
        self.mask = np.ones(n, dtype=bool) if penalised is None else arguments.mask("penalised", penalised, (n,))
        self.all_A, self.all_b = A, b
        self.free = None if self.mask.all() else Columns(A[:, ~self.mask])
        self.A, self.b = A, b
        if self.free:
            self.A, self.b = self.free.split(A[:, self.mask])[2], self.free.split(b)[2]
        if len(A) > 3 * n:
            R = triangle(self.A, self.b)
            self.A, self.b = R[:, :-1], R[:, -1]

    def whole(self, x_penalised):
        x = np.zeros(len(self.mask))
        x[self.mask] = x_penalised
        if self.free:
            level, z, _ = self.free.split(self.all_b - self.all_A @ x)
            x[~self.mask] = self.free.solution(level, z)
        return x


def ridge(A, b, lam, penalised=None):
    """Ridge regression, argmin ½‖Ax − b‖² + (λ/2)‖x‖², by the SVD A = UΣVᵀ: x = Σ_i v_i s_i/(s_i² + λ) u_iᵀb.

    The same x solves (AᵀA + λI) x = Aᵀb. Each direction v_i is shrunk by s_i²/(s_i² + λ): small singular values most.

    A : (m, n) array. b : (m,) array. lam : float >= 0. penalised : n bools, all ``True`` unless given; ``False`` for
    an intercept that shall not be shrunk. Returns x (n,). For λ = 0 it is :func:`least_squares`, with its warnings.

    To solve (AᵀA + λI) x = Aᵀb as it stands takes less time. What the SVD buys is digits where columns are nearly
    parallel and λ is small: that matrix has the square of A's condition number.
    """
    return ridge_path(A, b, [arguments.real("lam", lam, low=0)], penalised)[0]


def ridge_path(A, b, lams, penalised=None):
    """:func:`ridge` for each λ of ``lams``, with one SVD for all. Returns a (k, n) array."""
    A, b = arguments.system(A, b)
    lams = _lams(lams)
    problem = _Penalised(A, b, penalised)
    if not problem.mask.any():
        return np.array([least_squares(A, b)] * len(lams))
    U, s, Vt = np.linalg.svd(problem.A, full_matrices=False)
    along = U.T @ problem.b
    path = []
    for lam in lams:
        if lam == 0:
            path.append(least_squares(A, b))
            continue
        with np.errstate(divide="ignore", over="ignore"):
            shrunk = np.where(s > 0, 1 / (s + lam / s), 0)  # s / (s² + λ), without the square
        path.append(problem.whole(Vt.T @ (shrunk * along)))
    return np.array(path)


def _lams(lams):
    lams = arguments.vector("lams", lams)
    if (lams < 0).any():
        raise ValueError(f"lams must be at least 0, not {lams.min()}")
    return lams


def soft_threshold(z, t):
    """Soft thresholding, sign(z) max(|z| − t, 0): each entry moves towards 0 by t, and stays at 0 when it gets there.

    It is argmin_x ½(x − z)² + t|x|, the lasso in one dimension. z : (n,) array. t : float >= 0. Returns an (n,) array.
    """
    z, t = arguments.vector("z", z), arguments.real("t", t, low=0)
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


def lasso(A, b, lam, penalised=None):
    """The lasso, argmin ½‖Ax − b‖² + λ‖x‖₁, with exact zeros.

    By an active set, as Lawson and Hanson do for non-negative least squares: the coefficients outside it are 0, those
    inside have a sign each, so that the penalty is linear and a singular value decomposition solves for them. A
    coefficient on its way through 0 leaves the set; those whose columns have |a_jᵀ(b − Ax)| > λ enter, a few at a time.
    None does at the optimum.

    A : (m, n) array. b : (m,) array. lam : float >= 0. penalised : n bools, all ``True`` unless given. Returns x (n,).
    For λ = 0 it is :func:`least_squares`.

    Warns
    -----
    RuntimeWarning      The duality gap, which bounds the distance of the objective from its optimum, is larger than
                        10⁻¹⁰ of the objective; or the columns without a penalty are dependent.

    Source: Tibshirani, *J. R. Statist. Soc. B* 58 (1996), p. 267; Osborne, Presnell and Turlach, *IMA J. Numer. Anal.*
    20 (2000), p. 389, for the active set.
    """
    return lasso_path(A, b, [arguments.real("lam", lam, low=0)], penalised)[0]


def lasso_path(A, b, lams, penalised=None):
    """:func:`lasso` for each λ of ``lams``. Returns a (k, n) array."""
    A, b = arguments.system(A, b)
    lams = _lams(lams)
    problem = _Penalised(A, b, penalised)
    path = []
    for lam in lams:
        if lam == 0 or not problem.mask.any():
            path.append(least_squares(A, b))
        else:
            path.append(problem.whole(_lasso(problem.A, problem.b, lam)))
    return np.array(path)


def _lasso(A, b, lam):
    # Columns of length 1, b of size 1: coefficient x_j becomes x_j ‖a_j‖ / size, its penalty λ/(‖a_j‖ size).
    size = np.linalg.norm(b) or 1.0
    length = np.linalg.norm(A, axis=0)
    length[length == 0] = 1
    A, b, weight = A / length, b / size, lam / length / size
    n = A.shape[1]
    x, sign = np.zeros(n), np.zeros(n)
    for _ in range(20 * n + 100):
        slope = (b - A @ x) @ A
        excess = np.where(sign == 0, np.abs(slope) - weight, -np.inf)
        largest = excess.max()
        if largest <= ROUNDING:
            break
        # Some enter at once if they are about as urgent; not too many, since what entered in vain leaves one by one.
        enters = np.argsort(-excess)[: 2 + np.count_nonzero(sign)]
        enters = enters[excess[enters] > largest / 3]
        sign[enters] = np.sign(slope[enters])
        _settle(A, b, weight, x, sign)
    gap, objective = _lasso_gap(A, b, weight, x)
    if gap > powers.GAP * objective:
        share = gap / objective
        arguments.warn(f"the lasso's objective may be {share:.2g} above its optimum")
    return x * size / length


def _settle(A, b, weight, x, sign):
    """Solve for the coefficients that have a sign, and let those that would change it leave; x and sign are changed."""
    while (sign != 0).any():
        active = np.flatnonzero(sign)
        many = len(active) > len(b)
        U, s, Vt = np.linalg.svd(A[:, active], full_matrices=many)
        pull = (weight * sign)[active]
        if many or s[-1] <= DEPENDENT * s[0]:
            # Along the null vector the fit stays, and the penalty falls one way.
            way = Vt[-1] * (-np.sign(pull @ Vt[-1]) or 1)
            step = np.inf
        else:
            way = ((b @ U - Vt @ pull / s) / s) @ Vt - x[active]
            step = 1.0
        leaves = way * sign[active] < 0
        room = np.full(len(active), np.inf)
        room[leaves] = -x[active][leaves] / way[leaves]
        first = int(np.argmin(room))
        if room[first] >= step:
            x[active] += step * way
            return
        x[active] += room[first] * way
        x[active[first]] = sign[active[first]] = 0


def _lasso_gap(A, b, weight, x):
    """Duality gap and objective.

    With θ = t (b − Ax) such that |a_jᵀθ| <= weight_j, the optimum is at least ½‖b‖² − ½‖b − θ‖².
    """
    rest = b - A @ x
    objective = rest @ rest / 2 + weight @ np.abs(x)
    with np.errstate(divide="ignore"):
        theta = rest * min(1, (weight / np.abs(A.T @ rest)).min())
    return objective - (b @ b - (b - theta) @ (b - theta)) / 2, objective


def lp_penalty(A, b, lam, p, penalised=None):
    """Least squares with a penalty on the size of x, argmin ½‖Ax − b‖² + (λ/p) Σ |x_j|^p.

    p = 2 is :func:`ridge` and p = 1 :func:`lasso`. Only for p = 1 do coefficients become exactly 0: for p > 1 the
    penalty is flat at 0, and the last bit of a coefficient costs nothing.

    A : (m, n) array. b : (m,) array. lam : float >= 0. p : float >= 1, finite. penalised : n bools, all ``True`` unless
    given. Returns x (n,).

    Raises
    ------
    ValueError      p < 1: then the objective is not convex.

    Warns
    -----
    RuntimeWarning  The objective may be more than 10⁻¹⁰ of itself above its optimum.
    """
    A, b = arguments.system(A, b)
    lam = arguments.real("lam", lam, low=0)
    p = arguments.real("p", p, low=1)
    if p == 1:
        return lasso(A, b, lam, penalised)
    if p == 2 or lam == 0:
        return ridge(A, b, lam, penalised)
    problem = _Penalised(A, b, penalised)
    if not problem.mask.any():
        return least_squares(A, b)
    A, b = problem.A, problem.b
    size = np.abs(b).max()
    if size == 0:
        return problem.whole(np.zeros(A.shape[1]))
    # An x of this unit has a penalty of b's size squared. Ridge begins with the λ that gives it the same penalty there.
    unit = np.exp((2 * np.log(size) - np.log(lam)) / p)
    start = ridge(A, b, (size / unit) ** 2)
    if not start.any():
        return problem.whole(start)
    if p < 2:
        unit = np.abs(start).max()  # small ones are rounded off in this unit
    m, n = A.shape
    B = np.vstack([A * (unit / size), np.eye(n)])
    b = np.append(b / size, np.zeros(n))
    z = start / unit
    for q in powers.from_two_to(p):
        weight = np.append(np.ones(m), np.full(n, np.exp(np.log(lam) + q * np.log(unit) - 2 * np.log(size))))
        z, gap = powers.least(B, b, weight, np.append(np.full(m, 2.0), np.full(n, q)), z, exact=q == p)
    if not gap <= powers.GAP:
        arguments.warn(f"the objective may be {gap:.2g} of itself above its optimum")
    return problem.whole(z * unit)
