"""Sums of powers: the minimum of Σ w_i |b_i − B_i z|^p_i / p_i over z, by Newton's method.

Two topics lead to it. In the l_p fit (:mod:`lib.outliers`) all p_i agree. In least squares with an l_p penalty
(:mod:`lib.regularisation`) the residuals have the power 2 and the coefficients the power p.

B is (m, n), one row a power; b, the weights w > 0 and the powers p_i > 1 are (m,); z is (n,).

How good a minimum is can be said without knowing it. For every u with Bᵀu = 0 the optimum is at least
Σ u_i b_i − w_i |u_i/w_i|^q_i / q_i with 1/p_i + 1/q_i = 1 (Young's inequality). The distance to that bound is the
duality gap.

Source: Björck, *Numerical Methods for Least Squares Problems*, 1996, section 4.5; Boyd and Vandenberghe, *Convex
Optimization*, 2004, chapter 5.
"""

import numpy as np

# Both users of this file say so if their objective is further than this from the optimum, relatively.
GAP = 1e-10
# How far |r| is rounded off, relative to the largest residual. For powers from this one on the last ε can come at once:
# tried on ten sets of data, 20 × 2 to 2000 × 3 and 200 × 20, Newton's method then needs a quarter of the steps.
FALLING = 10.0 ** -np.arange(1, 14, 2)
SHARPEST = 1.3


def from_two_to(p):
    """The powers to pass on the way from p = 2: large ones one after the other, since each start must be a good one.

    p : float > 1. Returns a list that ends with p.
    """
    steps = int(np.ceil(np.log(p / 2) / np.log(1.5)))  # none from p = 2 downwards
    return [2 * 1.5**k for k in range(1, steps)] + [p]


def least(B, b, weight, powers, z, exact):
    """argmin Σ w_i |b_i − B_i z|^p_i / p_i by damped Newton steps from z; returns z and its relative duality gap.

    exact : whether the last digits matter, or z is only where the next power begins.

    For p < 2 the second derivative is infinite at 0, so |r| is rounded off to sqrt(r² + ε²); near p = 1, where the
    corner is nearly as sharp as that of |r|, with ε falling to nothing. Each step is a weighted least-squares problem,
    solved without normal equations.
    """
    sharp = powers < 2
    for eps in FALLING if powers.min() < SHARPEST else FALLING[-1:]:
        soft = eps * sharp
        now = _sum(B, b, weight, powers, soft, z)
        for _ in range(200):
            rest = b - B @ z
            size = np.maximum(np.hypot(rest, soft), np.finfo(float).tiny)
            pull = weight * size ** (powers - 2)
            slope = pull * rest
            bend = pull * (1 + (powers - 2) * (rest / size) ** 2)
            root = np.sqrt(bend)
            step = np.linalg.lstsq(root[:, None] * B, slope / np.where(root > 0, root, 1))[0]
            promised = slope @ (B @ step)
            if not promised > (1e-15 if exact else 1e-4) * now:
                break
            length = 1.0
            while True:
                then = _sum(B, b, weight, powers, soft, z + length * step)
                if then <= now - 0.1 * length * promised or length < 1e-9:
                    break
                length /= 2
            if not then < now:
                break  # no more digits
            z, now = z + length * step, then
    # After a Newton step the slopes would balance, Bᵀu = 0: the multipliers that bound the optimum.
    return z, _gap(B, b, weight, powers, slope - bend * (B @ step), z)


def _sum(B, b, weight, powers, soft, z):
    with np.errstate(over="ignore"):
        return weight @ (np.hypot(b - B @ z, soft) ** powers / powers)


def _gap(B, b, weight, powers, u, z):
    """The duality gap relative to the objective, from multipliers u of which the part with Bᵀu = 0 is taken."""
    objective = _sum(B, b, weight, powers, 0.0, z)
    Q = np.linalg.qr(B)[0]
    u = u - Q @ (Q.T @ u)
    q = powers / (powers - 1)
    with np.errstate(over="ignore"):
        bound = u @ b - weight @ (np.abs(u / weight) ** q / q)
    return (objective - bound) / objective
