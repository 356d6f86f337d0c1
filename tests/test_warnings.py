"""Every warning of the mathematics says a figure and points at the line of whoever called."""

import warnings

import numpy as np
import pytest

from lib import gradients, line_fitting, logistic, mlp, outliers, perceptron, powers, rbf, regularisation, svd

twice = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
nearly = twice + np.array([[0, 0], [0, 0], [0, 1e-12]])
b3 = np.array([1.0, 2.0, 4.0])
X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1])
close = np.linspace(0, 1, 30)[:, None]
network = mlp.initial([1, 2, 1], np.random.default_rng(0))

WARN = {
    "pinv": lambda: svd.pinv([[1, 0], [0, 1e-14]], rtol=0),
    "dependent columns": lambda: line_fitting.least_squares(twice, b3),
    "nearly dependent columns": lambda: line_fitting.least_squares(nearly, b3),
    "homogeneous": lambda: line_fitting.homogeneous([[1.0, 0], [0, 1 + 1e-13]]),
    "total least squares": lambda: line_fitting.total_least_squares([1.0, -1, 0, 0], [0, 0, 1 + 1e-13, -1 - 1e-13]),
    "l_p fit": lambda: outliers.lp_fit(nearly, b3, 1.5),
    "descent of logistic regression": lambda: logistic.gradient_descent(X, [0, 1, 0, 1], 1e3, 3),
    "separable, newton": lambda: logistic.newton(X, y),
    "separable, fit": lambda: logistic.fit(X, y),
    "perceptron": lambda: perceptron.train([[1.0], [1.0]], [0, 1], epochs=3),
    "a lost step": lambda: gradients.forward_difference(np.sum, [1.0], 1e-20),
    "a lost step, jacobian": lambda: gradients.jacobian(np.cumsum, [1.0], 1e-20),
    "descent": lambda: gradients.gradient_descent(lambda x: x @ x, lambda x: 2 * x, [1.0], 2.0, 5),
    "training": lambda: mlp.train(network, X, y[:, None], "squared", 50.0, 5),
    "kernel matrix, weights": lambda: rbf.weights(rbf.kernel_matrix(close, close), close[:, 0], lam=1e-15),
    "kernel matrix, interpolate": lambda: rbf.interpolate(close, close[:, 0], lam=1e-15),
    "kernel matrix, least squares": lambda: rbf.least_squares(close, close[:, 0], close[:25]),
}


@pytest.mark.parametrize("call", WARN.values(), ids=WARN)
def test_a_warning_points_at_the_caller_and_says_a_figure(call):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
    assert caught and {warning.category for warning in caught} == {RuntimeWarning}
    assert {warning.filename for warning in caught} == {__file__}
    assert all(any(letter.isdigit() for letter in str(warning.message)) for warning in caught)


A5, b5 = np.random.default_rng(0).normal(size=(5, 2)), np.arange(5.0)
NOT_THERE = {
    "sum of distances": lambda: outliers.lp_fit(A5, b5, 1),
    "largest distance": lambda: outliers.lp_fit(A5, b5, np.inf),
    "sum of powers": lambda: outliers.lp_fit(A5, b5, 3),
    "lasso": lambda: regularisation.lasso(A5, b5, 0.1),
    "l_p penalty": lambda: regularisation.lp_penalty(A5, b5, 0.1, 3),
}


@pytest.mark.parametrize("call", NOT_THERE.values(), ids=NOT_THERE)
def test_a_search_that_does_not_arrive_points_at_the_caller(call, monkeypatch):
    monkeypatch.setattr(outliers, "CORNERS", 0)
    monkeypatch.setattr(regularisation, "_settle", lambda *arguments: None)
    monkeypatch.setattr(powers, "least", lambda B, b, weight, powers, z, exact: (z, 0.5))
    with pytest.warns(RuntimeWarning, match="optimum") as caught:
        call()
    assert {warning.filename for warning in caught} == {__file__}
