"""The exercises of notebook 02: which line is best, and what does one bad point do to it?"""

from lib.exercises.line_fitting.implicit_lines import homogeneous, total_least_squares
from lib.exercises.line_fitting.least_squares import line
from lib.exercises.line_fitting.lp_norm import norm
from lib.exercises.line_fitting.regularisation import ridge, soft_threshold

__all__ = ["line", "norm", "homogeneous", "total_least_squares", "ridge", "soft_threshold"]
