"""The exercises of notebook 03: how does a score become a probability?"""

from lib.exercises.logistic_dog_or_cat.decision_boundary import predict
from lib.exercises.logistic_dog_or_cat.gradient_descent import gradient, step
from lib.exercises.logistic_dog_or_cat.probabilities import cross_entropy, sigmoid
from lib.exercises.progress import Progress, Section

__all__ = ["sigmoid", "cross_entropy", "gradient", "step", "predict", "progress"]

progress = Progress(
    "logistic_dog_or_cat",
    {
        sigmoid: Section(3, "What a squashing function must satisfy", "the one"),
        cross_entropy: Section(4, "Score, odds, probability, loss", "sure of a cat"),
        gradient: Section(6, "Gradient descent and Newton's method", "α = 6"),
        step: Section(6, "Gradient descent and Newton's method", "α = 0.3"),
        predict: Section(5, "Length and direction of w", "fitted"),
    },
)
