"""The exercises of notebook 02: which line is best, and what does one bad point do to it?"""

from lib.exercises.line_fitting.implicit_lines import homogeneous, total_least_squares
from lib.exercises.line_fitting.least_squares import line
from lib.exercises.line_fitting.lp_norm import norm
from lib.exercises.line_fitting.regularisation import ridge, soft_threshold
from lib.exercises.progress import Progress, Section

__all__ = ["line", "norm", "homogeneous", "total_least_squares", "ridge", "soft_threshold", "progress"]

progress = Progress(
    "line_fitting",
    {
        line: Section(2, "Your line against least squares", "close"),
        norm: Section(4, "The unit ball, and the triangle inequality", "p = 1"),
        homogeneous: Section(1, "One point, two points, many", "all"),
        total_least_squares: Section(3, "Data turned, and the origin moved", "vertical"),
        ridge: Section(5, "Where the loss touches the ball", "ridge"),
        soft_threshold: Section(5, "Where the loss touches the ball", "lasso"),
    },
)
