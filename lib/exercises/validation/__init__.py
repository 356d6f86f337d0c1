"""The exercises of notebook 06: how do we know that it works on animals it has never seen?"""

from lib.exercises.progress import Progress, Section
from lib.exercises.validation.cross_validation import cross_validate, standardize
from lib.exercises.validation.hold_out import sizes
from lib.exercises.validation.k_fold import folds
from lib.exercises.validation.model_selection import choose

__all__ = ["sizes", "folds", "standardize", "cross_validate", "choose", "progress"]

progress = Progress(
    "validation",
    {
        sizes: Section(1, "Who may see what, and when", "as filed"),
        folds: Section(3, "k folds choose λ", "six folds"),
        standardize: Section(5, "Leakage: an accuracy that looks real", "only scaled"),
        cross_validate: Section(3, "k folds choose λ", "leave one out"),
        choose: Section(7, "Three models and one test", "chosen by validation"),
    },
)
