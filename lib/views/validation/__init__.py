"""The views of notebook 06: how do we know that it works on animals it has never seen?"""

from lib.views.validation.early_stopping import EarlyStopping
from lib.views.validation.leakage import Leakage, Peeking
from lib.views.validation.model_comparison import LearningCurves, ThreeModels
from lib.views.validation.polynomials import Complexity, FitsOfDays, Folds
from lib.views.validation.splits import ThreeSets

__all__ = [
    "ThreeSets",
    "FitsOfDays",
    "Complexity",
    "EarlyStopping",
    "Folds",
    "LearningCurves",
    "Leakage",
    "Peeking",
    "ThreeModels",
]
