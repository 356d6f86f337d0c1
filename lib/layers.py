"""The pieces of a network, each with its backward function: layer, σ, loss.

Rows are samples, as on the slides: z = xW with x (n, in), W (in, out), z (n, out). ``gradient`` is what comes from
the right, ∇𝓛 for the output of the piece, with that output's shape; backward answers with ∇𝓛 for the piece's inputs.

Losses, each a mean over the n samples:

    "squared"         1/n Σ ½ ‖y_i − t_i‖²        t any real numbers
    "cross-entropy"   1/n Σ −log p_i(label)       from logits z: one column (sigmoid, labels 0 and 1) or k >= 2 columns
                                                  (softmax, a 1 in the column of the label)

The derivative of ReLU at 0 is taken as 0, and step(0) is 1. Source: Goodfellow, Bengio and Courville, *Deep Learning*,
sections 6.2 and 6.5.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lib import arguments

LOSSES = ("squared", "cross-entropy")

# Written with y, a slope 1 − y² has lost digits where it is smaller than this; it is then taken from z instead.
SATURATED = 1e-3


# The functions σ, and their slopes σ′.


def step(z):
    """1 where z >= 0, else 0. z : a number or an array. Returns its shape."""
    return np.heaviside(arguments.array("z", z), 1.0)[()]


def sigmoid(z):
    """1 / (1 + e^(−z)); no z is too large. z : a number or an array. Returns its shape."""
    return sigmoid_unchecked(arguments.array("z", z))[()]


def relu(z):
    """max(z, 0). z : a number or an array. Returns its shape."""
    return np.maximum(arguments.array("z", z), 0.0)[()]


def slope(activation, z):
    """σ′(z) for σ = sigmoid, tanh, relu or linear, right to 12 digits however flat σ is. z : a number or an array."""
    sigma = ACTIVATIONS[arguments.choice("activation", activation, ACTIVATIONS)]
    z = arguments.array("z", z)
    out = np.empty_like(z)
    sigma.slope(z, sigma.function(z, out=np.empty_like(z)), out)
    return out[()]


# The same for the inside of a training loop: not examined, and written to ``out``, as in NumPy.


def sigmoid_unchecked(z, out=None):
    """:func:`sigmoid` without the examination. z : array, another one than ``out``."""
    out = np.empty_like(z) if out is None else out
    try:
        with np.errstate(over="raise"):
            np.exp(np.negative(z, out=out), out=out)
    except FloatingPointError:  # below −709 e^(−z) is too large, e^(−|z|) never
        small = np.exp(-np.abs(z))
        return np.divide(np.where(z >= 0, 1.0, small), 1.0 + small, out=out)
    out += 1.0
    return np.divide(1.0, out, out=out)


def _sigmoid_slope(z, y, out):
    np.subtract(1.0, y, out=out)
    out *= y
    _from_z_where_saturated(z, out, rate=1)


def _tanh_slope(z, y, out):
    np.multiply(y, y, out=out)
    np.subtract(1.0, out, out=out)
    _from_z_where_saturated(z, out, rate=2)


def _from_z_where_saturated(z, out, rate):
    """σ′ = rate² e / (1 + e)² with e = e^(−rate |z|): rate 1 for the sigmoid, 2 for tanh(z) = 2σ(2z) − 1."""
    if out.min() < SATURATED:
        far = out < SATURATED
        small = np.exp(-rate * np.abs(z[far]))
        out[far] = rate**2 * small / (1 + small) ** 2


class Activation(NamedTuple):
    """σ(z, out), and slope(z, y, out), which writes σ′(z) to ``out``, given y = σ(z) as well."""

    function: Callable
    slope: Callable


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid_unchecked, _sigmoid_slope),
    "tanh": Activation(np.tanh, _tanh_slope),
    "relu": Activation(lambda z, out: np.maximum(z, 0.0, out=out), lambda z, y, out: np.greater(z, 0.0, out=out)),
    "linear": Activation(np.positive, lambda z, y, out: out.fill(1.0)),
}


# A layer (L28).


def forward(x, W):
    """xW. x : (n, in), W : (in, out). Returns an (n, out) array."""
    x, W = _layer("x", x, "W", W)
    return x @ W


def backward(x, W, gradient):
    """Through z = xW: ∇ₓ𝓛 = ∇_z𝓛 Wᵀ (n, in) and ∇_W𝓛 = xᵀ ∇_z𝓛 (in, out). gradient : ∇_z𝓛, (n, out)."""
    x, W = _layer("x", x, "W", W)
    gradient = arguments.matrix("gradient", gradient)
    _same_shape("gradient", gradient, (len(x), W.shape[1]), "of x @ W")
    return gradient @ W.T, x.T @ gradient


def collapse(W1, W2):
    """The one W with (xW₁)W₂ = xW: two layers with a linear σ are one (L21). W1 : (d, h), W2 : (h, k) → (d, k)."""
    W1, W2 = _layer("W1", W1, "W2", W2)
    return W1 @ W2


def sigmoid_backward(z, gradient):
    """Through y = σ(z), entry by entry: ∇_z𝓛 = ∇_y𝓛 ∘ σ′(z), where σ′ = y(1 − y). z, gradient : (n, k) → (n, k)."""
    z, gradient = arguments.matrix("z", z), arguments.matrix("gradient", gradient)
    _same_shape("gradient", gradient, z.shape)
    return gradient * slope("sigmoid", z)


def two_layer_backward(x, W1, W2, gradient):
    """∇_{W₁} and ∇_{W₂} of a loss of z₂ = σ(xW₁)W₂, σ the sigmoid, from ``gradient`` = ∇_{z₂}, factor by factor (L27).

    x : (n, in), W1 : (in, hidden), W2 : (hidden, out), gradient : (n, out). Returns arrays of the shapes of W1 and W2.
    """
    x, W1 = _layer("x", x, "W1", W1)
    W1, W2 = _layer("W1", W1, "W2", W2)
    z1 = forward(x, W1)
    y1 = sigmoid(z1)
    gradient_y1, gradient_W2 = backward(y1, W2, gradient)
    _, gradient_W1 = backward(x, W1, sigmoid_backward(z1, gradient_y1))
    return gradient_W1, gradient_W2


def _layer(x_name, x, W_name, W):
    """x and W as matrices that can be multiplied."""
    x, W = arguments.matrix(x_name, x), arguments.matrix(W_name, W)
    if len(W) != x.shape[1]:
        raise ValueError(f"{W_name} must have {x.shape[1]} rows, as many as {x_name} has columns, not {len(W)}")
    return x, W


def _same_shape(name, array, shape, whose="of the output"):
    if array.shape != shape:
        raise ValueError(f"{name} must have the shape {shape} {whose}, not {array.shape}")


# Losses.


def loss(name, output, target):
    """The loss of an output (n, out), for "cross-entropy" of logits: any size of them gives a finite number."""
    output, target = loss_arguments(name, output, target)
    return loss_unchecked(name, output, target)


def loss_gradient(name, output, target):
    """∇ of :func:`loss` for the output: (y − t)/n, and for cross-entropy from logits (p − t)/n. Shape of the output."""
    output, target = loss_arguments(name, output, target)
    return loss_gradient_into(name, output, target, np.empty_like(output))


def loss_arguments(name, output, target):
    """Output and target as float64 copies, if they suit this loss."""
    arguments.choice("name", name, LOSSES)
    output, target = arguments.matrix("output", output), arguments.matrix("target", target)
    _same_shape("target", target, output.shape)
    if name == "cross-entropy":
        if not np.isin(target, (0, 1)).all():
            raise ValueError(f"target must hold 0 and 1 only, not {target[~np.isin(target, (0, 1))][0]:g}")
        if target.shape[1] > 1 and (target.sum(axis=1) != 1).any():
            raise ValueError("target must have exactly one 1 in every row, in the column of the label")
    return output, target


def loss_unchecked(name, output, t):
    """:func:`loss` without the examination, for the inside of a training loop."""
    if name == "squared":
        difference = (output - t).ravel()
        return float(difference @ difference) / (2 * len(t))
    if t.shape[1] == 1:
        return float(binary_losses(output, t).sum()) / len(t)
    below = output - output.max(axis=1, keepdims=True)
    rest = np.exp(below)
    # The largest term, e⁰ = 1, goes to log1p on its own, so that a tiny loss keeps its digits.
    np.put_along_axis(rest, np.argmax(output, axis=1)[:, None], 0.0, axis=1)
    return float(np.log1p(rest.sum(axis=1)).sum() - (t * below).sum()) / len(t)


def binary_losses(z, label):
    """−log p(label) = log(1 + e^m) from the logit, m = −z for label 1 and z for label 0. Arrays of one shape."""
    m = (1 - 2 * label) * z  # how far on the wrong side
    return np.maximum(m, 0) + np.log1p(np.exp(-np.abs(m)))  # never overflows; three times as fast as logaddexp


def loss_gradient_into(name, output, t, out):
    """:func:`loss_gradient` written to ``out``, without the examination."""
    if name == "squared":
        np.subtract(output, t, out=out)
    elif t.shape[1] == 1:
        # p − 1 would lose the digits of a p near 1; it is −σ(−z), so label 1 has −σ(−z) and label 0 has σ(z).
        side = 1 - 2 * t
        sigmoid_unchecked(side * output, out=out)
        out *= side
    else:
        # Likewise p_label − 1 is minus the sum of the other p.
        p = _softmax(output) * (1 - t)
        np.subtract(p, t * p.sum(axis=1, keepdims=True), out=out)
    out /= len(t)
    return out


def softmax(z):
    """e^{z_j} / Σ_l e^{z_l} in each row, shifted so that nothing overflows. z : (n, k) → (n, k), rows of sum 1."""
    return _softmax(arguments.matrix("z", z, copy=None))


def _softmax(z):
    e = z - z.max(axis=1, keepdims=True)
    np.exp(e, out=e)
    e /= e.sum(axis=1, keepdims=True)
    return e


def two_way(z):
    """The second of a two-way softmax: e^{z₁} / (e^{z₀} + e^{z₁}) = σ(z₁ − z₀) (L29). z : (n, 2) → (n,)."""
    z = arguments.matrix("z", z)
    if z.shape[1] != 2:
        raise ValueError(f"z must have 2 columns, not {z.shape[1]}")
    return sigmoid(z[:, 1] - z[:, 0])
