"""What float64 can hold: the figures that decide what counts as zero, as dependent and as doubtful.

A number of float64 has 53 binary digits, about 16 decimal ones, and lies between 10⁻³⁰⁸ and 10³⁰⁸.

Source: Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., chapters 2 and 7.
"""

import numpy as np

EPS = float(np.finfo(float).eps)  # 2⁻⁵², the spacing of float64 at 1
# Beyond this condition number fewer than four of float64's sixteen digits are left in a solution.
CONDITION_LIMIT = 1e12


def rank_tolerance(shape):
    """Singular values up to this part of the largest one count as zero: max(m, n) · eps for a matrix (m, n)."""
    return max(shape) * EPS


def power_of_two(size):
    """The power of two above each size, and 1 for 0: dividing by it brings numbers to a common scale, unrounded."""
    return np.ldexp(1.0, np.clip(np.frexp(size)[1], -1000, 1000))
