"""Radial basis functions: any function from many simple bumps.

    f(z) = Σ_i αᵢ φ(‖z − xᵢ‖) + p(z)        z (d,)   centers x₁ … x_n (n, d)   alpha (n,)

φ depends on the distance r to a centre alone, and ε > 0 sets its width: the larger ε, the narrower the bump.

    kernel                   φ(r)               sign s   least degree of p
    gaussian                 exp(−(εr)²)          +1        none
    inverse multiquadric     1 / sqrt(1 + (εr)²)  +1        none
    multiquadric             sqrt(1 + (εr)²)      −1         0
    linear                   εr                   −1         0
    thin plate               (εr)² log(εr)        +1         1
    cubic                    (εr)³                +1         1

Conventions of this file:

* φ is taken as written above; ``scipy.interpolate.RBFInterpolator`` negates multiquadric and linear;
* no polynomial p unless asked: ``degree=-1``. SciPy adds a constant, or the least degree of the table, unless
  told ``degree=-1``;
* interpolation solves Kα = y with K_ij = φ(‖xᵢ − xⱼ‖), smoothing (K + sλI)α = y. The sign s is the kernel's: sK is
  positive definite on all α that are orthogonal to the polynomials of less than the table's degree + 1, so that +sλ
  moves the eigenvalues away from zero. Without such a polynomial a few eigenvalues have the other sign, and λ would
  drive them *through* zero: here λ takes the sign of each eigenvalue, so that λ > 0 always smooths;
* the penalty of :func:`least_squares` is that of ridge, ½‖Kα − y‖² + (λ/2)‖α‖²: a sum, and p is not penalised.

Sources: Fasshauer, *Meshfree Approximation Methods with MATLAB* (2007), chapters 2, 6 to 8 and 19; Micchelli, *Constr.
Approx.* 2, 1986, p. 11; Wahba, *Spline Models for Observational Data* (1990), chapter 2, for smoothing.
"""

import functools
import itertools

import numpy as np

from lib import arguments, norms, symmetric
from lib.precision import CONDITION_LIMIT, rank_tolerance
from lib.qr import triangle

# Kernel → its sign s and the least degree of p with which interpolation is always possible (−1: none is needed).
KERNELS = {
    "gaussian": (1, -1),
    "inverse multiquadric": (1, -1),
    "multiquadric": (-1, 0),
    "linear": (-1, 0),
    "thin plate": (1, 1),
    "cubic": (1, 1),
}


def phi(r, epsilon=1.0, kernel="gaussian"):
    """The radial function φ(r), see the table above.

    r : number or array of any shape, >= 0. epsilon : float > 0, in 1 / the unit of r. Returns the shape of r.
    """
    r = arguments.array("r", r)
    if (r < 0).any():
        raise ValueError(f"r must be distances, not negative, but r holds {r.min()}")
    epsilon, kernel = _check(epsilon, kernel)
    with np.errstate(over="ignore"):
        r *= epsilon
        r *= r
        return _phi_of_square(r, kernel, np.empty_like(r))[()]


def _phi_of_square(t, kernel, room):
    """φ as a function of t = (εr)², written to ``t``; ``room`` has the same shape."""
    if kernel == "gaussian":
        return np.exp(np.negative(t, out=t), out=t)
    if kernel == "cubic":
        return np.multiply(t, np.sqrt(t, out=room), out=t)
    if kernel == "thin plate":
        # r² log r → 0 for r → 0: the smallest number stands in for 0, whose logarithm would be −∞.
        np.log(np.maximum(t, np.finfo(float).tiny, out=room), out=room)
        t *= 0.5
        return np.multiply(t, room, out=t)
    if kernel == "linear":
        return np.sqrt(t, out=t)
    t += 1
    np.sqrt(t, out=t)
    return t if kernel == "multiquadric" else np.divide(1, t, out=t)


def _phi_between(left, right, kernel, out, room):
    """φ of all distances, written to ``out``; from their squares, which spares most kernels a root."""
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is found by the callers
        norms.squares(left, right, out, room)
        return _phi_of_square(out, kernel, room)


def kernel_matrix(Z, centers, epsilon=1.0, kernel="gaussian"):
    """K_ij = φ(‖zᵢ − xⱼ‖): one row a point, one column a bump.

    Z : (m, d) array, centers : (n, d) array, epsilon : float > 0. Returns an (m, n) array.
    """
    Z, centers, epsilon, kernel = _bumps(Z, centers, epsilon, kernel)
    left, right = norms.factors(Z, centers)
    K = np.empty((len(Z), len(centers)))
    for rows, room in norms.blocks(K.shape):
        _phi_between(left[:, rows], right, kernel, K[rows], room)
    if not np.isfinite(K).all():
        raise ValueError(f"epsilon must be smaller for the kernel {kernel!r}: at these distances φ leaves float64")
    return K


def _bumps(Z, centers, epsilon, kernel):
    """All four examined, and the points in units of 1/ε from an origin near by: so coordinates keep their digits."""
    Z, centers = arguments.matrix("Z", Z), arguments.matrix("centers", centers)
    _same_columns("Z", Z, "centers", centers)
    epsilon, kernel = _check(epsilon, kernel)
    origin = centers.mean(axis=0)
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is found by the callers
        return epsilon * (Z - origin), epsilon * (centers - origin), epsilon, kernel


def evaluate(Z, centers, alpha, epsilon=1.0, kernel="gaussian"):
    """f(z) = Σ_i αᵢ φ(‖z − xᵢ‖) at every row z of Z, in blocks: the memory needed does not grow with Z.

    Z : (m, d) array, centers : (n, d) array, alpha : (n,) array. Returns an (m,) array.
    """
    Z, centers, epsilon, kernel = _bumps(Z, centers, epsilon, kernel)
    alpha = arguments.vector("alpha", alpha, len(centers))
    left, right = norms.factors(Z, centers)
    f, K = np.empty(len(Z)), None
    for rows, room in norms.blocks((len(Z), len(centers))):
        K = np.empty_like(room) if K is None else K[: len(room)]
        with np.errstate(over="ignore", invalid="ignore"):
            f[rows] = _phi_between(left[:, rows], right, kernel, K, room) @ alpha
    if not np.isfinite(f).all():
        raise ValueError(f"Z is too far from the centers for the kernel {kernel!r}: φ leaves float64")
    return f


def weights(K, y, lam=0.0, sign=1):
    """The α that solves (K + sλI)α = y, where λ takes the sign of each eigenvalue.

        K = VMVᵀ        α = V (M + sλ)⁻¹ Vᵀy        M = diag(μ₁ … μ_n)

    For λ = 0 the surface goes through every y. For λ > 0 the part of y along the eigenvector vᵢ is shrunk by
    |μᵢ| / (|μᵢ| + λ), never enlarged. An eigenvalue that has the sign −s (beyond rounding) is moved by −sλ.

    Parameters
    ----------
    K : (n, n) array, symmetric
    y : (n,) array
    lam : float >= 0, in the unit of K
    sign : 1 or −1, the kernel's sign s, first entry of ``KERNELS[kernel]``

    Raises
    ------
    ValueError
        λ = 0 and K is singular.

    Warns
    -----
    RuntimeWarning
        The condition number exceeds 10¹², so that at most four digits are left in α.
    """
    K, lam, sign = _system(K, lam, sign)
    y = arguments.vector("y", y, len(K))
    alpha = symmetric.by_elimination(K, y, lam * sign) if lam == 0 or symmetric.is_definite(sign * K) else None
    return symmetric.by_eigenvalues(K, y, lam, sign)[0] if alpha is None else alpha


def condition(K, lam=0.0, sign=1):
    """The condition number of K + sλI, largest eigenvalue over smallest in absolute value; inf if it is singular.

    K : (n, n) array, symmetric; lam, sign as in :func:`weights`. About log₁₀ of it digits are lost in α.
    """
    K, lam, sign = _system(K, lam, sign)
    return symmetric.condition(K, lam, sign)


def smoothed(K, y, lam, sign=1):
    """The heights of the smoothed surface at its own centres, ŷ = Kα = K (K + sλI)⁻¹ y, as in :func:`weights`.

    K : (n, n) array, symmetric. y : (n,) array. lam : float >= 0. Returns an (n,) array: y for λ = 0, 0 for λ → ∞.
    """
    K, lam, sign = _system(K, lam, sign)
    return K @ weights(K, y, lam, sign)


class Surface:
    """A fitted f(z) = Σ_i αᵢ φ(‖z − xᵢ‖) + p(z). Call it with Z (m, d) for its (m,) values.

    centers (n, d), alpha (n,), epsilon, kernel, degree : what it is made of. condition : the condition number of
    what was solved for alpha.
    """

    def __init__(self, centers, alpha, epsilon, kernel, polynomial, condition):
        self.centers, self.alpha, self.epsilon, self.kernel = centers, alpha, epsilon, kernel
        self.degree, self._polynomial, self._condition = polynomial.degree, polynomial, condition

    @functools.cached_property
    def condition(self):
        return self._condition()  # it may take longer than the fit

    def __call__(self, Z):
        f = evaluate(Z, self.centers, self.alpha, self.epsilon, self.kernel)
        return f + self._polynomial(arguments.matrix("Z", Z))


class _Polynomial:
    """p(z), all monomials up to a degree, in coordinates shifted and scaled to [−1, 1] for the sake of the digits."""

    def __init__(self, degree, X):
        self.degree = arguments.integer("degree", degree, -1)
        low, high = X.min(axis=0), X.max(axis=0)
        self._middle = low + (high - low) / 2
        self._half = np.where(high > low, (high - low) / 2, 1.0)
        columns = range(X.shape[1])
        self._factors = [
            factors
            for total in range(self.degree + 1)
            for factors in itertools.combinations_with_replacement(columns, total)
        ]
        if len(self._factors) > len(X):
            raise ValueError(
                f"degree {self.degree} in {X.shape[1]} dimensions needs at least {len(self._factors)} points, "
                f"not {len(X)}"
            )
        self.P = P = self.columns(X)
        self._coefficients = np.zeros(P.shape[1])
        self.inside = P
        if self.degree < 0:
            return
        self.inside, self._R = np.linalg.qr(P)  # the columns of Q span the polynomials
        if np.linalg.matrix_rank(self._R, rtol=rank_tolerance(P.shape)) < P.shape[1]:
            raise ValueError(
                f"degree {self.degree} is not determined by these points: they lie on a line, a plane or a curve on "
                "which such a polynomial vanishes"
            )

    @functools.cached_property
    def outside(self):
        """An orthonormal basis of all that is orthogonal to the polynomials."""
        return np.linalg.qr(self.P, mode="complete")[0][:, self.P.shape[1] :]

    def without(self, K):
        """K where it acts on what is orthogonal to the polynomials."""
        return self.outside.T @ K @ self.outside if self.degree >= 0 else K

    def columns(self, Z):
        z = (Z - self._middle) / self._half
        products = [np.prod(z[:, list(factors)], axis=1) for factors in self._factors]
        return np.array(products).reshape(-1, len(Z)).T

    def fit(self, rest):
        """Least squares on what the bumps leave over."""
        if self.degree >= 0:
            self._coefficients = np.linalg.solve(self._R, self.inside.T @ rest)

    def __call__(self, Z):
        return self.columns(Z) @ self._coefficients


def interpolate(centers, y, epsilon=1.0, kernel="gaussian", lam=0.0, degree=-1):
    """The surface through all points (λ = 0), or the smoothed one (λ > 0): (K + sλI)α + Pb = y with Pᵀα = 0.

    P holds the monomials up to ``degree`` at the centres. With the least degree of the kernel's row in the table
    above, or more, this is the system of SciPy's ``RBFInterpolator(centers, y, smoothing=lam)``; for the kernels
    that need none, ``degree=-1`` is SciPy's too. For λ → ∞ the surface tends to the least-squares polynomial, or 0.
    It takes n³ operations and n² numbers. A tenth of the time goes into an estimate of the condition number; what it
    buys is that no surface whose weights have lost their digits passes in silence. If the estimate is too large, or
    λ > 0 has to know the sign of each eigenvalue, eigenvalues decide, in ten times the time.

    Parameters
    ----------
    centers : (n, d) array, the points; different from each other unless λ > 0. Points on a line: x[:, None]
    y : (n,) array, the heights
    epsilon : float > 0, in 1 / the unit of the centres
    kernel : a name of ``KERNELS``
    lam : float >= 0
    degree : int >= −1, of the polynomial part; −1 for none

    Returns
    -------
    Surface, with ``alpha`` and with ``condition``, the condition number of K + sλI where it acts: on the α
    orthogonal to the polynomials (and relative to the largest entry of K, if that is more)

    Raises
    ------
    ValueError
        Repeated centres (named by their rows), a singular K, too few points for ``degree``, bad arguments.

    Warns
    -----
    RuntimeWarning
        The condition number exceeds 10¹².
    """
    centers = arguments.matrix("centers", centers)
    y = arguments.vector("y", y, len(centers))
    epsilon, kernel = _check(epsilon, kernel)
    lam = arguments.real("lam", lam, low=0)
    if lam == 0:
        _different("centers", centers)
    polynomial = _Polynomial(degree, centers)
    sign, least = KERNELS[kernel]
    K = kernel_matrix(centers, centers, epsilon, kernel)

    def condition_number():
        return symmetric.condition(polynomial.without(K), lam, sign, max(K.max(), -K.min()))

    alpha = None
    if lam == 0 or polynomial.degree >= least:  # K is definite where it acts
        alpha = symmetric.by_elimination(K, y, lam * sign, polynomial.P)
    if alpha is None:
        Q = polynomial.outside
        inner, found = symmetric.by_eigenvalues(polynomial.without(K), Q.T @ y, lam, sign, max(K.max(), -K.min()))
        alpha, condition_number = Q @ inner, lambda: found
    polynomial.fit(y - K @ alpha)
    return Surface(centers, alpha, epsilon, kernel, polynomial, condition_number)


def least_squares(X, y, centers, epsilon=1.0, kernel="gaussian", lam=0.0, degree=-1):
    """The surface with few bumps that comes nearest to many points: min ½‖Kα + Pb − y‖² + (λ/2)‖α‖².

    K (m, n) has a row for each point and a column for each centre. By the singular values of K, never through KᵀK:
    α = V diag(σ / (σ² + λ)) Uᵀy. Singular values up to max(m, n) · eps · σ₁ count as zero if λ = 0.

    X : (m, d) array, y : (m,) array, centers : (n, d) array, different from each other; the rest as in
    :func:`interpolate`. Returns a Surface, whose ``condition`` is that of K with √λ I below it. Warns with that number
    if it exceeds 10¹²: then α is the shortest of many that fit equally well.
    """
    X, centers = arguments.matrix("X", X), arguments.matrix("centers", centers)
    _same_columns("X", X, "centers", centers)
    y = arguments.vector("y", y, len(X))
    epsilon, kernel = _check(epsilon, kernel)
    lam = arguments.real("lam", lam, low=0)
    _different("centers", centers)
    polynomial = _Polynomial(degree, X)
    K = kernel_matrix(X, centers, epsilon, kernel)
    # What the polynomial can do is taken out of the columns first; it is not penalised.
    free = K - polynomial.inside @ (polynomial.inside.T @ K)
    n = len(centers)
    R = triangle(free, y)
    U, s, Vt = np.linalg.svd(R[:n, :n], full_matrices=False)
    smallest = s[-1] if len(s) == n else 0.0
    # What the polynomial leaves of K may be small, but it carries the rounding of K's own entries.
    largest = max(s[0], np.abs(K).max())
    found = float(np.hypot(largest, np.sqrt(lam)) / np.hypot(smallest, np.sqrt(lam))) if smallest or lam else np.inf
    if found > CONDITION_LIMIT:
        arguments.warn(
            f"the condition number is {found:.2g}: the weights are not determined by these points, the shortest are "
            "taken; fewer centers, a larger epsilon or lam > 0 would help"
        )
    kept = s > (rank_tolerance(K.shape) * largest if lam == 0 else 0)
    s = s[kept]
    alpha = Vt[kept].T @ (s / (s**2 + lam) * (U[:, kept].T @ R[: len(U), n]))
    polynomial.fit(y - K @ alpha)
    return Surface(centers, alpha, epsilon, kernel, polynomial, lambda: found)


class Classifier:
    """A boundary made of bumps. ``score(Z)`` is f(z), about −1 to 1; calling it gives the labels, 1 where f(z) >= 0."""

    def __init__(self, surface, labels):
        self.surface, self.labels = surface, labels

    def score(self, Z):
        return self.surface(Z)

    def __call__(self, Z):
        return self.labels[(self.score(Z) >= 0).astype(int)]


def classify(X, labels, centers, epsilon=1.0, kernel="gaussian", lam=0.0, degree=-1):
    """Bend the boundary between two classes: :func:`least_squares` on targets −1 and 1, decided at f(z) = 0.

    X : (m, d) array. labels : (m,) array of 0 and 1, or of −1 and 1, both of them present. centers : (n, d) array,
    usually fewer than points. Without a polynomial part f is 0 far from all gaussian bumps, which is *undecided*; the
    label is then 1, as for a score of 0 in ``logistic.predict``. With ``degree=0`` a constant, fitted together with
    the bumps, decides there. Returns a Classifier, which answers with the labels it was given.
    """
    labels = arguments.vector("labels", labels)
    known = np.unique(labels)
    if not any(np.array_equal(known, pair) for pair in ([0, 1], [-1, 1])):
        found = ", ".join(f"{value:g}" for value in known[:5])
        raise ValueError(f"labels must be 0 and 1, or -1 and 1, with both present; labels holds {found}")
    targets = np.where(labels == 1, 1.0, -1.0)
    return Classifier(least_squares(X, targets, centers, epsilon, kernel, lam, degree), known.astype(int))


def bumps(X, labels, n=40, epsilon=4.0, lam=0.1):
    """What notebooks 04 to 06 call *the bumps*: :func:`classify` by gaussians on the first n rows of X.

    X : (m, d) array, its rows in random order. labels : (m,) array. n : int, all rows if there are fewer. The width
    and the penalty are those that notebook 04 has chosen on its validation animals.
    """
    centers = arguments.matrix("X", X)[: arguments.integer("n", n, 1)]
    _different("X", centers)
    return classify(X, labels, centers, epsilon, lam=lam)


def _check(epsilon, kernel):
    return arguments.real("epsilon", epsilon, above=0), arguments.choice("kernel", kernel, tuple(KERNELS))


def _same_columns(name, X, other_name, Y):
    if X.shape[1] != Y.shape[1]:
        raise ValueError(f"{name} has {X.shape[1]} columns and {other_name} {Y.shape[1]}; they must have the same")


def _different(name, centers):
    order = np.lexsort(centers.T)
    if (centers[order[1:]] != centers[order[:-1]]).any(axis=1).all():
        return
    _, first, group = np.unique(centers, axis=0, return_index=True, return_inverse=True)
    repeated = np.flatnonzero(first[group.ravel()] != np.arange(len(centers)))
    row = repeated[0]
    raise ValueError(
        f"{name} must be different from each other, but rows {first[group.ravel()[row]]} and {row} are equal"
        + (f" ({len(repeated)} rows are repeated)" if len(repeated) > 1 else "")
    )


def _system(K, lam, sign):
    K = arguments.matrix("K", K)
    if K.shape[0] != K.shape[1] or not np.allclose(K, K.T, rtol=1e-12, atol=1e-12 * np.abs(K).max()):
        raise ValueError(f"K must be square and symmetric; its shape is {K.shape}")
    return K, arguments.real("lam", lam, low=0), arguments.choice("sign", sign, (1, -1))
