"""The exercises of notebook 01: how few numbers describe a painting?"""

from lib.exercises.svd_and_mondrian.compression import storage, tail
from lib.exercises.svd_and_mondrian.linear_systems import null_space, pinv
from lib.exercises.svd_and_mondrian.low_rank_approximation import low_rank

__all__ = ["low_rank", "storage", "tail", "null_space", "pinv"]
