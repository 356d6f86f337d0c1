"""Whether the last digits of a processor decide what is said.

Another processor, another BLAS, the browser: each rounds otherwise in the sixteenth digit. Steady training leaves the
difference there. Where descent is chaotic it grows tenfold every few steps, until it is seen. So training is tried
again from weights that differ in the thirteenth digit, a thousand times as much as rounding does:

    def test_last_digits_do_not_decide():
        last_digits.steady(lambda: [views.EarlyStopping().curves(draw) for draw in (0, 5)])
"""

import zlib
from contextlib import contextmanager
from unittest import mock

import numpy as np

from lib import gradients, logistic, mlp

APART = 1e-13
EPS = np.finfo(float).eps
FACTORISATIONS = ["svd", "eigh", "eig", "qr", "solve", "inv", "lstsq", "pinv"]


def nudged(array, seed=0):
    """Each entry larger or smaller by 1e-13 of itself."""
    array = np.asarray(array, dtype=float)
    return array * (1 + APART * np.random.default_rng(seed).choice([-1, 1], size=array.shape))


@contextmanager
def other_processor(seed=0):
    """Within, NumPy's factorisations round as on another processor: each is that of a matrix that differs by eps.

    What is 0 stays 0, and a matrix that is refused as singular is refused. seed : of the processor.
    """

    def of_another(factorise):
        def rounded(A, *given, **named):
            here = factorise(A, *given, **named)  # raises what it raises
            noise = np.random.default_rng([seed, zlib.crc32(np.asarray(A, dtype=float).tobytes())])
            try:
                return factorise(A * (1 + EPS * noise.uniform(-1, 1, np.shape(A))), *given, **named)
            except np.linalg.LinAlgError:
                return here

        return rounded

    names = {name: of_another(getattr(np.linalg, name)) for name in FACTORISATIONS}
    with mock.patch.multiple(np.linalg, **names):
        yield


@contextmanager
def others():
    """Within, each training of ``lib`` begins a little elsewhere: at other weights, or with other data."""
    train, descend = mlp.train, gradients.gradient_descent
    on_data = {name: getattr(logistic, name) for name in ("gradient_descent", "newton")}

    def network_trained(network, *given, **named):
        return train(network._replace(W=[nudged(W) for W in network.W]), *given, **named)

    def descended(f, gradient, x, *given, **named):
        return descend(f, gradient, nudged(x), *given, **named)

    def on(fit):
        return lambda X, *given, **named: fit(nudged(X), *given, **named)

    with (
        mock.patch.object(mlp, "train", network_trained),
        mock.patch.object(gradients, "gradient_descent", descended),
        mock.patch.multiple(logistic, **{name: on(fit) for name, fit in on_data.items()}),
    ):
        yield


def steady(seen, rtol=1e-6):
    """``seen()``, a list of arrays and texts, is the same with other last digits: texts all, numbers but for ``rtol``.

    Rounding itself moves a thousandth of that, 1e-9: as much as tests/ties.py tries where numbers become texts.
    """
    here = seen()
    with others():
        there = seen()
    assert len(here) == len(there)
    for i, (one, other) in enumerate(zip(here, there)):
        if isinstance(one, str):
            assert one == other
        else:
            np.testing.assert_allclose(other, one, rtol=rtol, err_msg=f"number {i} of what is seen")
