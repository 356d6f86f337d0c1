"""The exercises of notebook 06: how do we know that it works on animals it has never seen?"""

from lib.exercises.validation.cross_validation import cross_validate, standardize
from lib.exercises.validation.hold_out import sizes
from lib.exercises.validation.k_fold import folds
from lib.exercises.validation.model_selection import choose

__all__ = ["sizes", "folds", "standardize", "cross_validate", "choose"]
