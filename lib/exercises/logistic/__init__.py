"""The exercises of notebook 03: how does a score become a probability?"""

from lib.exercises.logistic.decision_boundary import predict
from lib.exercises.logistic.gradient_descent import gradient, step
from lib.exercises.logistic.probabilities import cross_entropy, sigmoid

__all__ = ["sigmoid", "cross_entropy", "gradient", "step", "predict"]
