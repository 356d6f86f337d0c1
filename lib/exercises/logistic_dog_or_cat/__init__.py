"""The exercises of notebook 03: how does a score become a probability?"""

from lib.exercises.logistic_dog_or_cat.decision_boundary import predict
from lib.exercises.logistic_dog_or_cat.gradient_descent import gradient, step
from lib.exercises.logistic_dog_or_cat.probabilities import cross_entropy, sigmoid

__all__ = ["sigmoid", "cross_entropy", "gradient", "step", "predict"]
