"""The views of notebook 03: how does a score become a probability?"""

from lib.views.logistic_dog_or_cat.mistakes import WalkBetweenCats, WrongAnimals
from lib.views.logistic_dog_or_cat.scores import AnimalFace, LinearScores, ScoreToProbability, SquashingFunctions
from lib.views.logistic_dog_or_cat.training import Descent, LengthAndDirection, RunAway

__all__ = [
    "AnimalFace",
    "LinearScores",
    "SquashingFunctions",
    "ScoreToProbability",
    "LengthAndDirection",
    "Descent",
    "RunAway",
    "WrongAnimals",
    "WalkBetweenCats",
]
