"""The exercises of notebook 01: how few numbers describe a painting?"""

from lib.exercises.progress import Progress, Section
from lib.exercises.svd_and_mondrian.compression import storage, tail
from lib.exercises.svd_and_mondrian.linear_systems import null_space, pinv
from lib.exercises.svd_and_mondrian.low_rank_approximation import low_rank

__all__ = ["low_rank", "storage", "tail", "null_space", "pinv", "progress"]

progress = Progress(
    "svd_and_mondrian",
    {
        low_rank: Section(4, "The painting at rank k", "exact"),
        storage: Section(4, "The painting at rank k", "one colour block"),
        tail: Section(4, "The painting at rank k", "photograph, rank 8"),
        null_space: Section(6, "The null-space dial", "a zero"),
        pinv: Section(7, "Too few, just enough, too many equations", "too many"),
    },
)
