"""A fully connected network (multi-layer perceptron): forward, backward and training.

    y₀ = X        z_k = y_{k−1} W_k + b_k        y_k = σ_k(z_k)        X (n, in), rows are samples; W_k (in_k, out_k)

The slides have no b: that is ``bias=False``, and ``b`` is None. Otherwise b_k (out_k,) is a vector of its own, added
to every row, so that W keeps the slides' shape. The hidden layers share one σ; the last layer has its own, linear
unless asked, as on the slides (… W₃ → z₃ → 𝓛). The backward pass of L27, ∘ entry by entry:

    ∇_{z_k} = ∇_{y_k} ∘ σ_k′(z_k)           ∇_{y_{k−1}} = ∇_{z_k} W_kᵀ
    ∇_{W_k} = y_{k−1}ᵀ ∇_{z_k}              ∇_{b_k} = Σ_rows ∇_{z_k}

The losses are those of :mod:`lib.layers`, each a mean over the samples. Source: Rumelhart, Hinton and Williams,
*Nature* 323, 1986, p. 533.
"""

from typing import NamedTuple

import numpy as np

from lib import arguments, layers
from lib.gradients import warn_of_divergence
from lib.layers import ACTIVATIONS

# The most neurons of a layer: a larger number is a slip.
MOST = 10**6


class Network(NamedTuple):
    """Weights W [(in, out), …], biases b [(out,), …] or None, the names of σ for the hidden layers and the last."""

    W: list
    b: list | None
    activation: str = "tanh"
    output: str = "linear"


class Forward(NamedTuple):
    """z [z₁, …] and y [y₀ = X, y₁, …]: all that was computed on the way. The output is y[-1]."""

    z: list
    y: list


class Gradients(NamedTuple):
    """∇𝓛 for every W, b, z and y, each of the shape of the thing itself; y[0] is the one for the input X."""

    W: list
    b: list | None
    z: list
    y: list


class Training(NamedTuple):
    """What sliders need: network(i) after steps[i] updates, and loss[i], its mean over all samples."""

    steps: np.ndarray
    loss: np.ndarray
    parameters: np.ndarray
    template: Network

    def network(self, i):
        """The network after steps[i] updates; network(-1) is the last."""
        return _with_parameters(self.template, self.parameters[i])


def initial(sizes, rng, activation="tanh", output="linear", bias=True):
    """A network with random weights, and b = 0.

    Before a ReLU, normal numbers of variance 2/in (He, Zhang, Ren and Sun, ICCV 2015, equation 10); else uniform
    numbers in ±√(6 / (in + out)) (Glorot and Bengio, AISTATS 2010, equation 16). Both keep the size of signals
    through layers if σ′(0) = 1; a sigmoid, whose slope is 1/4 at most, shrinks them all the same.

    sizes : [in, hidden, …, out], at least two int, 1 … 10⁶. rng : numpy.random.Generator. activation, output :
    "sigmoid", "tanh", "relu" or "linear". bias : bool.
    """
    sizes = arguments.integers("sizes", sizes, 1, MOST, least=2)
    rng = arguments.generator("rng", rng)
    W = []
    for n_in, n_out, name in zip(sizes, sizes[1:], _names(len(sizes) - 1, activation, output)):
        if name == "relu":
            W.append(rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out)))
        else:
            W.append(rng.uniform(-1, 1, size=(n_in, n_out)) * np.sqrt(6 / (n_in + n_out)))
    return Network(W, [np.zeros(n_out) for n_out in sizes[1:]] if bias else None, activation, output)


def staircase(heights, edges, slope):
    """A network without training: one hidden sigmoid a step, so that their sum climbs from height to height (L19, L22).

        f(x) = h₀ + Σ_k (h_k − h_{k−1}) σ(slope (x − e_k))        k = 1 … n

    Two neighbours with opposite weights are a bump; enough of them come as near as one likes to any continuous function
    on an interval (Cybenko, *Mathematics of Control, Signals and Systems* 2, 1989, p. 303).

    heights : (n + 1,). edges : (n,), rising, where f passes from one height to the next. slope : float > 0; a large one
    gives a staircase, a small one a smooth curve. Returns a 1-n-1 :class:`Network`.
    """
    edges = arguments.vector("edges", edges)
    heights = arguments.vector("heights", heights, len(edges) + 1)
    slope = arguments.real("slope", slope, above=0)
    if (np.diff(edges) <= 0).any():
        raise ValueError("edges must rise from one to the next")
    W = [np.full((1, len(edges)), slope), np.diff(heights)[:, None]]
    return Network(W, [-slope * edges, heights[:1]], "sigmoid")


def _names(count, activation, output):
    arguments.choice("activation", activation, ACTIVATIONS)
    return [activation] * (count - 1) + [arguments.choice("output", output, ACTIVATIONS)]


def _examined(network):
    """A copy of the network whose arrays are views of one vector; that vector; the σ of each layer."""
    if not isinstance(network, Network):
        raise TypeError(f"network must be a mlp.Network, not {type(network).__name__}")
    if len(network.W) == 0 or (network.b is not None and len(network.b) != len(network.W)):
        raise ValueError("network must have one W or more, and as many b (or b = None)")
    W = [arguments.matrix(f"W[{k}]", W) for k, W in enumerate(network.W)]
    for k in range(1, len(W)):
        if len(W[k]) != W[k - 1].shape[1]:
            wanted = f"{W[k - 1].shape[1]} rows, as many as W[{k - 1}] has columns"
            raise ValueError(f"W[{k}] must have {wanted}, not {len(W[k])}")
    b = [] if network.b is None else [arguments.vector(f"b[{k}]", b, W[k].shape[1]) for k, b in enumerate(network.b)]
    vector = np.concatenate([array.ravel() for array in W + b])
    sigmas = [ACTIVATIONS[name] for name in _names(len(W), network.activation, network.output)]
    read = network._replace(W=W, b=None if network.b is None else b)
    return _with_parameters(read, vector), vector, sigmas


def _with_parameters(network, vector):
    """The network of this shape whose W and b are views of ``vector``."""
    arrays, start = [], 0
    for array in [*network.W, *(network.b or [])]:
        arrays.append(vector[start : start + array.size].reshape(array.shape))
        start += array.size
    count = len(network.W)
    return network._replace(W=arrays[:count], b=None if network.b is None else arrays[count:])


def forward(network, X):
    """z and y of every layer. X : (n, in) array. Returns a :class:`Forward`."""
    network, _, sigmas = _examined(network)
    passed = _room(network, _samples(network, X))
    _forward(network, sigmas, *passed)
    return passed


def _samples(network, X):
    X = arguments.matrix("X", X)
    if X.shape[1] != len(network.W[0]):
        raise ValueError(f"X must have {len(network.W[0])} columns, as many as W[0] has rows, not {X.shape[1]}")
    return X


def _room(network, X):
    """Arrays for z and y of every layer, with y₀ = X. A linear σ changes nothing: its y is the array z itself."""
    z = [np.empty((len(X), W.shape[1])) for W in network.W]
    names = _names(len(z), network.activation, network.output)
    return Forward(z, [X, *(each if name == "linear" else np.empty_like(each) for name, each in zip(names, z))])


def _forward(network, sigmas, z, y):
    for k, sigma in enumerate(sigmas):
        np.matmul(y[k], network.W[k], out=z[k])
        if network.b is not None:
            z[k] += network.b[k]
        if y[k + 1] is not z[k]:
            sigma.function(z[k], out=y[k + 1])


def backward(network, passed, gradient):
    """From ∇𝓛 for the output, an array of its shape, back to every W, b, z and y.

    passed : what :func:`forward` returned for this network. Returns :class:`Gradients`. If the loss is a mean,
    ``gradient`` has the 1/n already, and the sums over the samples here are plain sums.
    """
    network, vector, sigmas = _examined(network)
    room = _room(network, np.empty_like(_of_this_network(network, passed).y[0]))
    found = _gradients(network, np.empty_like(vector), room)
    gradient = arguments.matrix("gradient", gradient)
    if gradient.shape != found.y[-1].shape:
        raise ValueError(f"gradient must have the shape {found.y[-1].shape} of the output, not {gradient.shape}")
    found.y[-1][:] = gradient
    _backward(network, sigmas, passed, found)
    np.dot(found.z[0], network.W[0].T, out=found.y[0])
    return found


def _of_this_network(network, passed):
    if not isinstance(passed, Forward):
        raise TypeError(f"passed must be what forward returned, a mlp.Forward, not {type(passed).__name__}")
    widths = [len(network.W[0]), *(W.shape[1] for W in network.W)]
    found = [y.shape[1] for y in passed.y]
    if found != widths:
        raise ValueError(f"passed must come from this network, whose layers have {widths} numbers each, not {found}")
    return passed


def _gradients(network, vector, room):
    inside = _with_parameters(network, vector)
    return Gradients(inside.W, inside.b, *room)


def _backward(network, sigmas, passed, found):
    ones = np.ones(len(found.z[0]))
    for k in reversed(range(len(sigmas))):
        if found.z[k] is not found.y[k + 1]:
            sigmas[k].slope(passed.z[k], passed.y[k + 1], found.z[k])
            found.z[k] *= found.y[k + 1]
        np.matmul(passed.y[k].T, found.z[k], out=found.W[k])
        if network.b is not None:
            np.matmul(ones, found.z[k], out=found.b[k])  # the sum over rows, in less time
        if k > 0:
            np.dot(found.z[k], network.W[k].T, out=found.y[k])  # matmul is slow if W has one column


def loss_and_gradients(network, X, target, loss):
    """The loss of the network's output, and its gradient for everything: (float, :class:`Gradients`)."""
    passed = forward(network, X)
    _check_loss(loss, network)
    gradient = layers.loss_gradient(loss, passed.y[-1], target)
    return layers.loss(loss, passed.y[-1], target), backward(network, passed, gradient)


def _check_loss(loss, network):
    arguments.choice("loss", loss, layers.LOSSES)
    if loss == "cross-entropy" and network.output != "linear":
        raise ValueError(f"cross-entropy is computed from logits, so output must be 'linear', not {network.output!r}")


def train(network, X, target, loss, learning_rate, steps, batch=None, rng=None, every=1):
    """Gradient descent on the mean loss, W ← W − α ∇_W and b ← b − α ∇_b, with its history.

    All W and b of the network in training are views of one vector, and so are their gradients: a step is one
    subtraction, a kept network one copy, and the arrays of every layer are made once. The network that was handed in
    stays as it is.

    X : (n, in). target : (n, out). loss : "squared" or "cross-entropy". learning_rate : α > 0. steps : int >= 0.
    batch : int, samples of a mini-batch; by default all n, which needs no ``rng``. Each pass over the data shuffles it
    with ``rng`` and leaves out what does not fill a batch. every : int >= 1, steps from one kept network to the next;
    the first and the last are kept always. Returns :class:`Training`; it ends early, before a loss that is not finite.

    Warns
    -----
    RuntimeWarning
        It diverged: the loss is not finite any more, or ends above its start.
    """
    network, parameters, sigmas = _examined(network)
    _check_loss(loss, network)
    everything = _room(network, _samples(network, X))
    _, target = layers.loss_arguments(loss, np.zeros_like(everything.y[-1]), target)
    learning_rate, steps = arguments.real("learning_rate", learning_rate, above=0), arguments.integer("steps", steps, 0)
    every, n = arguments.integer("every", every, 1), len(target)
    batch = n if batch is None else arguments.integer("batch", batch, 1, n)
    batches = None if batch == n else _batches(n, batch, arguments.generator("rng", rng))

    passed, wanted = everything, target
    change = np.empty_like(parameters)
    found = _gradients(network, change, _room(network, everything.y[0][:batch]))
    kept, at, losses = [], [], []
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(steps + 1):
            keep = step % every == 0 or step == steps
            if keep or batch == n:
                _forward(network, sigmas, *everything)
            if keep:
                value = layers.loss_unchecked(loss, everything.y[-1], target)
                if not np.isfinite(value):
                    break
                kept.append(parameters.copy())
                at.append(step)
                losses.append(value)
            if batch < n:
                chosen = next(batches)
                passed, wanted = _room(network, everything.y[0][chosen]), target[chosen]
                _forward(network, sigmas, *passed)
            layers.loss_gradient_into(loss, passed.y[-1], wanted, found.y[-1])
            _backward(network, sigmas, passed, found)
            change *= learning_rate
            parameters -= change
    if at[-1] < steps or losses[-1] > losses[0]:
        warn_of_divergence(losses[0], losses[-1], at[-1], learning_rate, finite=at[-1] == steps)
    return Training(np.array(at), np.array(losses), np.array(kept), network)


def _batches(n, batch, rng):
    while True:
        order = rng.permutation(n)
        for start in range(0, n - batch + 1, batch):
            yield order[start : start + batch]
