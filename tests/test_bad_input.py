"""Every public function of the mathematics: each argument in turn is spoilt, and the error names that argument.

What only one function cares for (a rank out of range, repeated centres) is in the test of its module.
"""

import inspect
import warnings

import numpy as np
import pytest

from lib import (
    gradients,
    layers,
    line_fitting,
    logistic,
    mlp,
    norms,
    outliers,
    perceptron,
    rbf,
    regularisation,
    svd,
    validation,
)

rng = np.random.default_rng(0)
A, b = rng.normal(size=(5, 2)), rng.normal(size=5)
X, y = rng.normal(size=(6, 2)), np.array([0, 1, 0, 1, 1, 0])
w3, points = rng.normal(size=3), rng.normal(size=(4, 2))
U, s, Vt = svd.svd(A)
K = rbf.kernel_matrix(points, points)
order = np.arange(6)

# A call that is right, for each function; the spoilt ones differ from it in one argument.
RIGHT = {
    svd.svd: dict(A=A),
    svd.rank: dict(A=A, rtol=0.1),
    svd.low_rank: dict(A=A, rank=1),
    svd.tail: dict(s=s, rank=1),
    svd.rank_for_error: dict(s=s, error=0.1),
    svd.storage: dict(m=1, n=1, rank=1),
    svd.error_to: dict(clean=A, U=U, s=s, Vt=Vt),
    svd.noise_floor: dict(m=1, n=1, sigma=0.1),
    svd.null_space: dict(A=A, rtol=0.1),
    svd.pinv: dict(A=A, rtol=0.1),
    svd.penrose: dict(A=A, A_plus=A.T),
    norms.norm: dict(x=b, p=2.0),
    norms.distance: dict(X=A, Y=A, p=2.0),
    norms.unit_ball: dict(p=2.0, points=9),
    line_fitting.least_squares: dict(A=A, b=b),
    line_fitting.line: dict(x=b, y=b),
    line_fitting.homogeneous: dict(A=A),
    line_fitting.total_least_squares: dict(x=b, y=A[:, 0]),
    line_fitting.slope_intercept: dict(a=1.0, b=1.0, c=1.0),
    regularisation.ridge: dict(A=A, b=b, lam=0.1),
    regularisation.ridge_path: dict(A=A, b=b, lams=[0.1]),
    regularisation.soft_threshold: dict(z=b, t=0.1),
    regularisation.lasso: dict(A=A, b=b, lam=0.1),
    regularisation.lasso_path: dict(A=A, b=b, lams=[0.1]),
    outliers.lp_fit: dict(A=A, b=b, p=2.0),
    outliers.lp_objective: dict(A=A, b=b, x=[1.0, 1.0], p=2.0),
    regularisation.lp_penalty: dict(A=A, b=b, lam=0.1, p=2.0),
    outliers.line_through_two: dict(x=b, y=A[:, 0], p=0.5),
    outliers.best_lines_through_two: dict(x=b, y=A[:, 0], p=0.5),
    line_fitting.system: dict(A=A, b=b),
    line_fitting.points: dict(x=b, y=b),
    logistic.augment: dict(X=X),
    logistic.sigmoid: dict(z=b),
    logistic.squash: dict(name="probit", z=b),
    logistic.logit: dict(p=[0.5]),
    logistic.scores: dict(X=X, w=w3),
    logistic.probability: dict(X=X, w=w3),
    logistic.predict: dict(X=X, w=w3),
    logistic.losses: dict(z=b, y=y[:5]),
    logistic.cross_entropy: dict(z=b, y=y[:5]),
    logistic.loss: dict(X=X, y=y, w=w3, lam=0.1),
    logistic.gradient: dict(X=X, y=y, w=w3, lam=0.1),
    logistic.hessian: dict(X=X, y=y, w=w3, lam=0.1),
    logistic.curvature_bound: dict(X=X, lam=0.1),
    logistic.step: dict(X=X, y=y, w=w3, learning_rate=0.1, lam=0.1),
    logistic.gradient_descent: dict(X=X, y=y, learning_rate=0.1, steps=2, lam=0.1, start=w3),
    logistic.newton: dict(X=X, y=y, lam=0.1, steps=50),
    logistic.fit: dict(X=X, y=y, lam=0.1),
    logistic.accuracy: dict(y=y, predicted=y),
    logistic.confusion: dict(y=y, predicted=y),
    rbf.phi: dict(r=[0.0, 1.0], epsilon=1.0),
    rbf.kernel_matrix: dict(Z=points, centers=points, epsilon=1.0),
    rbf.evaluate: dict(Z=points, centers=points, alpha=b[:4], epsilon=1.0),
    rbf.weights: dict(K=K, y=b[:4], lam=0.1),
    rbf.condition: dict(K=K, lam=0.1),
    rbf.smoothed: dict(K=K, y=b[:4], lam=0.1),
    rbf.interpolate: dict(centers=points, y=b[:4], epsilon=1.0, lam=0.1),
    rbf.least_squares: dict(X=X, y=b[[0, 1, 2, 3, 4, 0]], centers=points, epsilon=1.0, lam=0.1),
    rbf.classify: dict(X=X, labels=y, centers=points, epsilon=1.0, lam=0.1),
    perceptron.neuron: dict(w=w3, x=w3),
    perceptron.update: dict(w=w3, x=w3, label=1, learning_rate=0.1),
    perceptron.update_squared: dict(w=w3, x=w3, label=1, learning_rate=0.1),
    perceptron.train: dict(X=[[1.0], [-1.0]], y=[1, 0], w=[0.0], learning_rate=0.1, epochs=9),
    perceptron.xor: dict(X=[[0.0, 1.0]]),
    layers.forward: dict(x=A, W=A.T),
    layers.backward: dict(x=A, W=A.T, gradient=np.ones((5, 5))),
    layers.collapse: dict(W1=A, W2=A.T),
    layers.sigmoid_backward: dict(z=A, gradient=A),
    layers.two_layer_backward: dict(x=A, W1=A.T, W2=A, gradient=A),
    layers.loss: dict(output=A, target=A, name="squared"),
    layers.loss_gradient: dict(output=A, target=A, name="squared"),
    layers.two_way: dict(z=A),
    gradients.best_step: dict(value=1.0, higher=1.0),
    gradients.forward_difference: dict(f=np.sum, x=b, h=0.1),
    gradients.central_difference: dict(f=np.sum, x=b, h=0.1),
    gradients.jacobian: dict(f=np.cumsum, x=b, h=0.1),
    gradients.least_squares_gradient: dict(A=A, b=b, x=w3[:2]),
    gradients.quadratic_gradient: dict(A=A[:2], x=w3[:2]),
    gradients.ridge: dict(A=A, b=b, x=w3[:2], lam=0.1),
    gradients.ridge_gradient: dict(A=A, b=b, x=w3[:2], lam=0.1),
    gradients.largest_learning_rate: dict(A=A, lam=0.1),
    gradients.chain_costs: dict(sizes=[2, 3, 1]),
    validation.sizes: dict(n=6, shares=[0.5, 0.5]),
    validation.split: dict(n=6, shares=[0.5, 0.5], rng=rng),
    validation.stratified_split: dict(labels=y, shares=[0.5, 0.5], rng=rng),
    validation.folds: dict(order=order, k=2),
    validation.k_fold: dict(n=6, k=2, rng=rng),
    validation.stratified_k_fold: dict(labels=y, k=2, rng=rng),
    validation.mean_squared_error: dict(y=b, predicted=b),
    validation.error_rate: dict(y=y, predicted=y),
    validation.standardize: dict(X=X, train=y == 1),
    validation.choose: dict(training=b, validation=b, test=b),
    validation.strongest: dict(X=X, y=y, count=1),
    validation.standard_error: dict(share=0.5, n=4),
    validation.best_of: dict(m=2, n=4, p=0.5),
    mlp.initial: dict(sizes=[2, 3, 1], rng=rng),
    mlp.staircase: dict(heights=[0.0, 1.0, 0.5], edges=[1.0, 2.0], slope=1.0),
    mlp.forward: dict(network=mlp.initial([2, 3, 1], rng), X=X),
    mlp.loss_and_gradients: dict(network=mlp.initial([2, 3, 1], rng), X=X, target=y[:, None], loss="squared"),
    mlp.train: dict(
        network=mlp.initial([2, 3, 1], rng), X=X, target=y[:, None], loss="squared", learning_rate=0.1, steps=2
    ),
}


# What is not tried, and why: arguments that may have any number of dimensions, and functions.
ANY_SHAPE = {
    (logistic.sigmoid, "z"): "goes entry by entry",
    (logistic.squash, "z"): "goes entry by entry",
    (logistic.logit, "p"): "goes entry by entry",
    (rbf.phi, "r"): "goes entry by entry",
    (gradients.forward_difference, "x"): "is a number, a vector or a matrix",
    (gradients.central_difference, "x"): "is a number, a vector or a matrix",
}
_INSIDE = "runs inside other functions, often at every step of a training, and they have examined what comes"
_FUNCTIONS = "takes functions, or what another one returned; it is tested with its module"
LEFT_OUT = {
    "norms.order": "examines p for all the others, and is tested with its module",
    "layers.step": _INSIDE,
    "layers.sigmoid": _INSIDE,
    "layers.relu": _INSIDE,
    "layers.slope": _INSIDE,
    "layers.softmax": _INSIDE,
    "layers.loss_unchecked": _INSIDE,
    "layers.binary_losses": _INSIDE,
    "layers.loss_gradient_into": _INSIDE,
    "layers.loss_arguments": "examines for the losses, which are tried here",
    "gradients.warn_of_divergence": "only warns, of what another one has found",
    "gradients.relative_error": _FUNCTIONS,
    "gradients.derivative_error": _FUNCTIONS,
    "gradients.check_gradient": _FUNCTIONS,
    "gradients.gradient_descent": _FUNCTIONS,
    "mlp.backward": _FUNCTIONS,
    "validation.cross_validate": _FUNCTIONS,
    "validation.learning_curve": _FUNCTIONS,
}


def spoilt(value, any_shape):
    """Values that are wrong in the place of this one."""
    if callable(value):
        return []
    if isinstance(value, np.random.Generator):
        return [0]
    if isinstance(value, str):
        return ["no such name"]
    if isinstance(value, mlp.Network):
        return [A]
    if np.ndim(value) == 0:
        return ["1", np.nan if isinstance(value, float) else 0.5, None]
    array = np.array(value)
    holed = array.astype(float)
    holed.flat[-1] = np.nan
    return [holed, array.astype(str), array[:0], None] + ([] if any_shape else [array[..., None]])


CASES = [
    pytest.param(function, name, value, id=f"{function.__module__[4:]}.{function.__name__}-{name}-{kind}")
    for function, right in RIGHT.items()
    for name, good in right.items()
    for kind, value in enumerate(spoilt(good, (function, name) in ANY_SHAPE))
    # None stands for the default where there is one that says so.
    if not (value is None and inspect.signature(function).parameters[name].default is None)
]


@pytest.mark.parametrize("function", RIGHT, ids=lambda function: f"{function.__module__[4:]}.{function.__name__}")
def test_the_right_call_is_right(function):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        function(**RIGHT[function])


@pytest.mark.parametrize("function, name, value", CASES)
def test_the_spoilt_argument_is_named(function, name, value):
    with pytest.raises((TypeError, ValueError), match=rf"^{name}(\[\d\])? "):
        function(**{**RIGHT[function], name: value})


def test_no_public_function_is_left_out_but_those_with_a_reason():
    modules = (
        gradients,
        layers,
        line_fitting,
        logistic,
        mlp,
        norms,
        outliers,
        perceptron,
        rbf,
        regularisation,
        svd,
        validation,
    )
    public = {
        f"{module.__name__[4:]}.{name}"
        for module in modules
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_")
    }
    named = {f"{function.__module__[4:]}.{function.__name__}" for function in RIGHT}
    assert public - named == set(LEFT_OUT)


@pytest.mark.parametrize("exceptions", [ANY_SHAPE, LEFT_OUT], ids=["any shape", "left out"])
def test_every_exception_has_a_reason(exceptions):
    assert not [name for name, reason in exceptions.items() if len(reason.split()) < 3]


@pytest.mark.parametrize("function, name", ANY_SHAPE, ids=lambda value: getattr(value, "__name__", value))
def test_an_argument_of_any_shape_is_taken_in_any_shape(function, name):
    deep = np.array(RIGHT[function][name], dtype=float)[:, None]
    function(**{**RIGHT[function], name: deep})
