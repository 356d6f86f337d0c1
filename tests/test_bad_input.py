"""Every public function of the mathematics: each argument in turn is spoilt, and the error names that argument.

Spoilt is what cannot be computed with, whatever it looks like: a number that is missing, a masked entry, a number that
float64 has no room for. What only looks strange, numbers as objects or in single precision, has to give the same result
as plain numbers do; and zeros and constant columns a finite result, or an error with the argument's name.
What only one function cares for (a rank out of range, repeated centres) is in the test of its module.
"""

import copy
import importlib
import inspect
import re
import warnings
from fractions import Fraction

import numpy as np
import pytest

from lib import (
    arguments,
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
from tests.test_project import MATHEMATICS

rng = np.random.default_rng(0)
A, b = rng.normal(size=(5, 2)), rng.normal(size=5)
X, y = rng.normal(size=(6, 2)), np.array([0, 1, 0, 1, 1, 0])
w3, points = rng.normal(size=3), rng.normal(size=(4, 2))
U, s, Vt = svd.svd(A)
K = rbf.kernel_matrix(points, points)
order = np.arange(6)
folds = validation.k_fold(6, 3)
small = mlp.initial([2, 3, 1], rng)


def mean(X, y):
    return y.mean()


def everywhere(model, X):
    return np.full(len(X), model)


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
    svd.null_space: dict(A=A.T, rtol=0.1),
    svd.pinv: dict(A=A, rtol=0.1),
    svd.penrose: dict(A=A, A_plus=A.T),
    norms.norm: dict(x=b, p=2.0),
    norms.distance: dict(X=A, Y=A, p=2.0),
    norms.unit_ball: dict(p=2.0, points=9),
    norms.order: dict(p=2.0),
    line_fitting.least_squares: dict(A=A, b=b),
    line_fitting.line: dict(x=b, y=b),
    line_fitting.homogeneous: dict(A=A),
    line_fitting.total_least_squares: dict(x=b, y=A[:, 0]),
    line_fitting.slope_intercept: dict(a=1.0, b=1.0, c=1.0),
    regularisation.ridge: dict(A=A, b=b, lam=0.1, penalised=[True, False]),
    regularisation.ridge_path: dict(A=A, b=b, lams=[0.1]),
    regularisation.soft_threshold: dict(z=b, t=0.1),
    regularisation.lasso: dict(A=A, b=b, lam=0.1),
    regularisation.lasso_path: dict(A=A, b=b, lams=[0.1]),
    outliers.lp_fit: dict(A=A, b=b, p=2.0),
    outliers.lp_objective: dict(A=A, b=b, x=[1.0, 1.0], p=2.0),
    regularisation.lp_penalty: dict(A=A, b=b, lam=0.1, p=2.0),
    outliers.line_through_two: dict(x=b, y=A[:, 0], p=0.5),
    outliers.best_lines_through_two: dict(x=b, y=A[:, 0], p=0.5),
    arguments.system: dict(A=A, b=b),
    arguments.points: dict(x=b, y=b),
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
    rbf.bumps: dict(X=X, labels=y, n=3, epsilon=1.0, lam=0.1),
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
    layers.step: dict(z=b),
    layers.sigmoid: dict(z=b),
    layers.relu: dict(z=b),
    layers.slope: dict(activation="tanh", z=b),
    layers.softmax: dict(z=A),
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
    gradients.relative_error: dict(analytic=b, numeric=A[:, 0], floor=0.1),
    gradients.derivative_error: dict(f=np.exp, derivative=1.0, x=0.5, h=0.1),
    gradients.check_gradient: dict(f=np.sum, gradient=np.ones(5), x=b, tolerance=0.1),
    gradients.gradient_descent: dict(
        f=lambda x: np.sum(x**2), gradient=lambda x: 2 * x, x=b, learning_rate=0.1, steps=2
    ),
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
    validation.cross_validate: dict(X=X, y=y, held_out=folds, fit=mean, predict=everywhere),
    validation.learning_curve: dict(
        X=X, y=y, X_new=X, y_new=y, counts=[2, 4], fit=mean, predict=everywhere, error=validation.error_rate, rng=rng
    ),
    mlp.initial: dict(sizes=[2, 3, 1], rng=rng),
    mlp.staircase: dict(heights=[0.0, 1.0, 0.5], edges=[1.0, 2.0], slope=1.0),
    mlp.forward: dict(network=small, X=X),
    mlp.backward: dict(network=small, passed=mlp.forward(small, X), gradient=np.ones((6, 1))),
    mlp.loss_and_gradients: dict(network=small, X=X, target=y[:, None], loss="squared"),
    mlp.train: dict(
        network=small, X=X, target=y[:, None], loss="squared", learning_rate=0.1, steps=2, batch=3, rng=rng
    ),
}


# What is not tried, and why: arguments that may have any number of dimensions, and functions.
ANY_SHAPE = {
    (logistic.sigmoid, "z"): "goes entry by entry",
    (logistic.squash, "z"): "goes entry by entry",
    (logistic.logit, "p"): "goes entry by entry",
    (layers.step, "z"): "goes entry by entry",
    (layers.sigmoid, "z"): "goes entry by entry",
    (layers.relu, "z"): "goes entry by entry",
    (layers.slope, "z"): "goes entry by entry",
    (rbf.phi, "r"): "goes entry by entry",
    (gradients.forward_difference, "x"): "is a number, a vector or a matrix",
    (gradients.central_difference, "x"): "is a number, a vector or a matrix",
    (gradients.gradient_descent, "x"): "is a number, a vector or a matrix",
}
SHAPE_OF_ANOTHER = {
    (gradients.check_gradient, "x"): "is blamed on the gradient, which must have the shape of x",
    (gradients.relative_error, "analytic"): "is blamed on the other one, which must have the same shape",
    (gradients.relative_error, "numeric"): "is any, if the other one has the same",
}
ANY_SIZE = {(gradients.chain_costs, "sizes"): "a product of whole numbers may be as large as it is"}
_INSIDE = "runs inside other functions, often at every step of a training, and they have examined what comes"
LEFT_OUT = {
    "layers.sigmoid_unchecked": _INSIDE,
    "layers.loss_unchecked": _INSIDE,
    "layers.binary_losses": _INSIDE,
    "layers.loss_gradient_into": _INSIDE,
    "layers.loss_arguments": "examines for the losses, which are tried here",
    "norms.blocks": _INSIDE,
    "norms.factors": _INSIDE,
    "norms.squares": _INSIDE,
    "svd.right_vectors": _INSIDE,
    "gradients.warn_of_divergence": "only warns, of what another one has found",
}


class Missing:
    """As pandas' NA."""

    def __repr__(self):
        return "<NA>"

    def __bool__(self):
        raise TypeError("boolean value of NA is ambiguous")


class Nullable:
    """As a nullable column of pandas 2: its array holds objects."""

    def __init__(self, values):
        self.values = np.array(values, dtype=object)

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values, dtype=dtype)

    def __len__(self):
        return len(self.values)

    def __iter__(self):
        return iter(self.values)


def with_last(value, entry):
    """A copy of an array, as objects, whose last entry is another one."""
    result = np.array(value, dtype=object)
    result.flat[-1] = entry
    return result


def spoilt(value, any_shape):
    """Values that are wrong in the place of this one, by what is wrong with them."""
    if callable(value):
        return {}
    if isinstance(value, np.random.Generator):
        return {"no generator": 0}
    if isinstance(value, str):
        return {"unknown": "no such name", "list": ["squared"], "array": np.array(["squared", "tanh"])}
    if isinstance(value, (mlp.Network, mlp.Forward)):
        return {"array": A}
    if np.ndim(value) == 0:
        wrong = {
            "text": "1",
            "None": None,
            "masked": np.ma.masked,
            "missing": Missing(),
            "complex": 1j,
            "list": [value],
        }
        wrong["truth value"] = True
        return wrong | ({"NaN": np.nan, "huge": 10**400} if isinstance(value, float) else {"half": 0.5})
    array = np.array(value)
    holed = array.astype(float)
    holed.flat[-1] = np.nan
    masked = np.ma.array(array, mask=np.arange(array.size).reshape(array.shape) == array.size - 1)
    wrong = {
        "NaN": holed,
        "text": array.astype(str),
        "empty": array[:0],
        "None": None,
        "masked": masked,
        "missing": with_last(array, Missing()),
        "missing in a column": Nullable(with_last(array, Missing())),
        "None among objects": with_last(array, None),
        "text among objects": with_last(array, "1"),
        "complex": array + 0j,
        "dates": array.astype("datetime64[s]") if array.dtype != bool else array.astype(int).astype("datetime64[s]"),
        "rows of different lengths": [[1, 2], [3]],
    }
    if array.ndim > 1:
        wrong["list of masked rows"] = list(masked)
    if array.dtype != bool:
        wrong["huge"] = with_last(array, 10**400)
    return wrong if any_shape else wrong | {"one dimension more": array[..., None]}


def name_of(function):
    return f"{function.__module__[4:]}.{function.__name__}"


ARGUMENTS = [
    pytest.param(function, name, id=f"{name_of(function)}-{name}")
    for function, right in RIGHT.items()
    for name, good in right.items()
    if not callable(good)
]


def result(function, **changed):
    """A random generator is left where it was."""
    return function(**copy.deepcopy({**RIGHT[function], **changed}))


@pytest.mark.parametrize("function", RIGHT, ids=name_of)
def test_the_right_call_is_right(function):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result(function)


@pytest.mark.parametrize("function, name", ARGUMENTS)
def test_the_spoilt_argument_is_named(function, name):
    unnamed = {}
    for kind, value in spoilt(RIGHT[function][name], (function, name) in ANY_SHAPE | SHAPE_OF_ANOTHER).items():
        if kind == "huge" and (function, name) in ANY_SIZE:
            continue
        # None stands for the default where there is one that says so.
        if value is None and inspect.signature(function).parameters[name].default is None:
            continue
        try:
            function(**{**RIGHT[function], name: value})
            said = "no error"
        except (TypeError, ValueError) as problem:
            said = str(problem)
        if not re.match(rf"{name}(\[\d\])? ", said):
            unnamed[kind] = said
    assert not unnamed


# What numbers may come as, and how: values that all of them can hold.
GUISES = {
    "objects": lambda array: array.astype(object),
    "fractions": lambda array: np.array([Fraction(x) for x in array.ravel().tolist()]).reshape(array.shape),
    "no entry masked": np.ma.array,
    "masked array without a mask": lambda array: np.ma.array(array, mask=False),
    "column of objects": Nullable,
    "list": lambda array: array.tolist(),
    "single precision": lambda array: array.astype(np.float32),
    "other byte order": lambda array: array.astype(array.dtype.newbyteorder()),
    "columns first": np.asfortranarray,
    "not to be written": lambda array: np.lib.stride_tricks.as_strided(array.copy(), writeable=False),
}
FOR_NUMBERS_ONLY = {"fractions", "single precision"}


def short(value):
    """Numbers that single precision has room for, so that all guises show the same."""
    array = np.array(value)
    return array if array.dtype.kind in "bi" else array.astype(np.float32).astype(float)


def parts(value):
    """All numbers of a result, whatever holds them."""
    if isinstance(value, (rbf.Surface, rbf.Classifier)):
        return parts(getattr(value, "surface", value).alpha)
    if isinstance(value, (tuple, list)):
        return [number for part in value for number in parts(part)]
    return [] if value is None or isinstance(value, str) else np.ravel(value).tolist()


ARRAYS = [
    pytest.param(function, name, id=f"{name_of(function)}-{name}")
    for function, right in RIGHT.items()
    for name, good in right.items()
    if not isinstance(good, (mlp.Network, mlp.Forward)) and np.ndim(good) > 0
]


@pytest.mark.parametrize("function, name", ARRAYS)
def test_numbers_in_any_guise_are_numbers(function, name):
    plain = short(RIGHT[function][name])
    wanted = parts(result(function, **{name: plain}))
    assert wanted
    for kind, guise in GUISES.items():
        if plain.dtype.kind in "bi" and kind in FOR_NUMBERS_ONLY:
            continue
        assert parts(result(function, **{name: guise(plain)})) == wanted, kind


@pytest.mark.parametrize("function, name", ARRAYS)
def test_zeros_and_constants_are_computed_with_or_named(function, name):
    """No error of NumPy's, no division by zero, and no number that is none."""
    array = np.array(RIGHT[function][name])
    if array.dtype == bool:
        pytest.skip("masks are not numbers")
    constant, number = array.copy(), np.rint(array.flat[0])  # a short one, which may be told
    constant[..., -1] = number
    for degenerate in (0 * array, np.full_like(array, number), constant):
        with warnings.catch_warnings(), np.errstate(divide="raise", invalid="raise", over="raise"):
            warnings.filterwarnings("ignore", category=RuntimeWarning)  # ours say what is wrong
            try:
                found = parts(result(function, **{name: degenerate}))
            except ValueError as problem:
                assert str(problem).split("[")[0].split()[0] in RIGHT[function], problem
                assert not isinstance(problem, np.linalg.LinAlgError)
            else:
                assert np.isfinite(found).all()


def test_no_public_function_is_left_out_but_those_with_a_reason():
    examined_before = {"arguments", "precision", "qr", "symmetric", "powers"}  # by the modules that use them
    modules = [importlib.import_module(f"lib.{module}") for module in MATHEMATICS if module not in examined_before]
    public = {
        f"{module.__name__[4:]}.{name}"
        for module in modules
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_")
    }
    named = {name_of(function) for function in RIGHT}
    assert public - named == set(LEFT_OUT)


EXCEPTIONS = {"any shape": ANY_SHAPE, "of another": SHAPE_OF_ANOTHER, "any size": ANY_SIZE, "left out": LEFT_OUT}


@pytest.mark.parametrize("exceptions", EXCEPTIONS.values(), ids=EXCEPTIONS)
def test_every_exception_has_a_reason(exceptions):
    assert not [name for name, reason in exceptions.items() if len(reason.split()) < 3]


@pytest.mark.parametrize("function, name", ANY_SHAPE, ids=lambda value: getattr(value, "__name__", value))
def test_an_argument_of_any_shape_is_taken_in_any_shape(function, name):
    result(function, **{name: np.array(RIGHT[function][name], dtype=float)[:, None]})
