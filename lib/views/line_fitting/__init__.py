"""The views of notebook 02: which line is best, and what does one bad point do to it?"""

from lib.views.line_fitting.least_squares import LinesThroughPoints, OwnLine, Projection
from lib.views.line_fitting.outliers import Outlier, StepAndOutlier, UnitBall
from lib.views.line_fitting.regularisation import CoefficientPaths, LossAndBall, SlidesPenalty, TelephoneCalls
from lib.views.line_fitting.turned_data import TurnedData

__all__ = [
    "LinesThroughPoints",
    "OwnLine",
    "Projection",
    "TurnedData",
    "Outlier",
    "UnitBall",
    "StepAndOutlier",
    "SlidesPenalty",
    "LossAndBall",
    "CoefficientPaths",
    "TelephoneCalls",
]
