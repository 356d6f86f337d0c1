"""Answers to the exercises of notebook 07, as students would write them."""

import math

import numpy as np

from lib import gradients, layers

# exercise: least_squares_gradient


# right: the formula
def least_squares_gradient(A, b, x):
    return 2 * A.T @ (A @ x - b)


# right: multiplied out
def least_squares_gradient(A, b, x):
    return 2 * (A.T @ A) @ x - 2 * A.T @ b


# right: loops
def least_squares_gradient(A, b, x):
    g = np.zeros(len(x))
    for i in range(len(b)):
        residual = sum(A[i, j] * x[j] for j in range(len(x))) - b[i]
        for j in range(len(x)):
            g[j] += 2 * residual * A[i, j]
    return g


# wrong: the 2 is missing :: \b2\b|two|half|factor
def least_squares_gradient(A, b, x):
    return A.T @ (A @ x - b)


# wrong: A instead of its transpose :: transpos|A\.T|Aᵀ
def least_squares_gradient(A, b, x):
    return 2 * A @ (A @ x - b)


# wrong: the residual, not multiplied by Aᵀ :: Aᵀ|A\.T|residual|chain|inner
def least_squares_gradient(A, b, x):
    return 2 * (A @ x - b)


# wrong: b - Ax :: sign|b ?[-−] ?A|order|minus
def least_squares_gradient(A, b, x):
    return 2 * A.T @ (b - A @ x)


# wrong: brackets: b is not multiplied by 2 :: bracket|2.*b|both
def least_squares_gradient(A, b, x):
    return 2 * A.T @ A @ x - A.T @ b


# wrong: divided by the number of rows :: mean|rows|divide|\bm\b|number of
def least_squares_gradient(A, b, x):
    return 2 / len(b) * A.T @ (A @ x - b)


# wrong: the value of the function :: value|function itself|one number|gradient has|norm
def least_squares_gradient(A, b, x):
    r = A @ x - b
    return r @ r


# wrong: b is forgotten :: \bb\b
def least_squares_gradient(A, b, x):
    return 2 * A.T @ A @ x


# wrong: a forward difference: only nearly :: approximat|difference|nearly|exact|digits|close
def least_squares_gradient(A, b, x):
    h = 1e-4
    f = lambda x: np.sum((A @ x - b) ** 2)
    g = np.zeros(len(x))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        g[i] = (f(x + e) - f(x)) / h
    return g


# wrong: + b :: minus|plus|sign|Ax − b
def least_squares_gradient(A, b, x):
    return 2 * A.T @ (A @ x + b)


# wrong: np.dot in the wrong order :: order|transpos|shape|A\.T
def least_squares_gradient(A, b, x):
    r = A @ x - b
    return 2 * np.dot(r, A.T)


# wrong: entry by entry :: entry by entry|@|matrix
def least_squares_gradient(A, b, x):
    return 2 * A.T * (A * x - b)


# wrong: minimiser :: solution|where the gradient is 0|minim
def least_squares_gradient(A, b, x):
    return np.linalg.lstsq(A, b, rcond=None)[0]


# wrong: norm without square :: without the square|norm
def least_squares_gradient(A, b, x):
    r = A @ x - b
    return A.T @ r / np.sqrt(r @ r)


# wrong: loop over rows returns :: loop|first row|last row|\+=
def least_squares_gradient(A, b, x):
    g = np.zeros(len(x))
    for i in range(len(b)):
        g = 2 * (A[i] @ x - b[i]) * A[i]
    return g


# wrong: b outside with the two inside :: bracket|belongs to b
def least_squares_gradient(A, b, x):
    return 2 * A.T @ A @ x - b


# exercise: quadratic_gradient


# right: the symmetric part
def quadratic_gradient(A, x):
    return (A + A.T) @ x / 2


# right: two products
def quadratic_gradient(A, x):
    return 0.5 * (A @ x + x @ A)


# right: loops
def quadratic_gradient(A, x):
    n = len(x)
    g = [0.0] * n
    for k in range(n):
        for j in range(n):
            g[k] += (A[k, j] + A[j, k]) * x[j] / 2
    return np.array(g)


# wrong: A is taken for symmetric :: symmetric
def quadratic_gradient(A, x):
    return A @ x


# wrong: the transpose alone :: transpos|symmetric|both|A\.T|Aᵀ
def quadratic_gradient(A, x):
    return A.T @ x


# wrong: no half :: half|½|factor|twice|1/2
def quadratic_gradient(A, x):
    return (A + A.T) @ x


# wrong: half of Ax :: half|½|symmetric|factor|both
def quadratic_gradient(A, x):
    return 0.5 * A @ x


# wrong: the value of the function :: value|function itself|one number|gradient has
def quadratic_gradient(A, x):
    return 0.5 * x.T @ A @ x


# wrong: products entry by entry :: entry|@|\*|matrix
def quadratic_gradient(A, x):
    return 0.5 * (A * x + A.T * x)


# wrong: AᵀA x from another row of the table :: one A|AᵀA
def quadratic_gradient(A, x):
    return A.T @ A @ x


# wrong: second derivative :: x is missing|second derivative
def quadratic_gradient(A, x):
    return 0.5 * (A + A.T)


# wrong: difference :: minus|add up|A − Aᵀ
def quadratic_gradient(A, x):
    return 0.5 * (A @ x - A.T @ x)


# wrong: twice Ax :: ½|twice|symmetric
def quadratic_gradient(A, x):
    return 2 * A.dot(x)


# wrong: the diagonal counts once only :: diagonal
def quadratic_gradient(A, x):
    S = (A + A.T) / 2
    np.fill_diagonal(S, 0)
    return S @ x


# wrong: half of the transposed :: second term|half|½
def quadratic_gradient(A, x):
    return 0.5 * A.T @ x


# exercise: backward


# right: the two products
def backward(x, W, gradient):
    return gradient @ W.T, x.T @ gradient


# right: np.dot and a list
def backward(x, W, gradient):
    dx = np.dot(gradient, np.transpose(W))
    dW = np.dot(np.transpose(x), gradient)
    return [dx, dW]


# right: sums over samples
def backward(x, W, gradient):
    dW = np.zeros(W.shape)
    dx = np.zeros(x.shape)
    for i in range(len(x)):
        dW += np.outer(x[i], gradient[i])
        dx[i] = W @ gradient[i]
    return dx, dW


# wrong: W first :: order|swap|exchang|first
def backward(x, W, gradient):
    return x.T @ gradient, gradient @ W.T


# wrong: W is not transposed :: transpos|W\.T|Wᵀ
def backward(x, W, gradient):
    return gradient @ W, x.T @ gradient


# wrong: ∇_W is transposed :: transpos|shape of W
def backward(x, W, gradient):
    return gradient @ W.T, gradient.T @ x


# wrong: a mean over the samples :: mean|\bn\b|divide|sum|samples
def backward(x, W, gradient):
    n = x.shape[0]
    return gradient @ W.T, x.T @ gradient / n


# wrong: x is not transposed :: transpos|x\.T|xᵀ
def backward(x, W, gradient):
    return gradient @ W.T, x @ gradient


# wrong: only ∇_W :: both|two|only
def backward(x, W, gradient):
    return x.T @ gradient


# wrong: a σ' that is not there :: sigmoid|σ|linear|slope|activation
def backward(x, W, gradient):
    y = layers.sigmoid(x @ W)
    delta = gradient * y * (1 - y)
    return delta @ W.T, x.T @ delta


# wrong: the gradient that comes back is left out :: gradient|chain|comes back|not used|never
def backward(x, W, gradient):
    dx = np.ones_like(x @ W) @ W.T
    dW = x.T @ np.ones_like(x @ W)
    return dx, dW


# wrong: W is changed before it is used :: updated|was changed|changes|in place|new W
def backward(x, W, gradient):
    dW = x.T @ gradient
    W -= dW
    dx = gradient @ W.T
    return dx, dW


# wrong: a name from the notebook's cells: uses backpropagate with the arguments turned :: order|argument|exchang|shape
def backward(x, W, gradient):
    dW = x.T @ gradient
    dx = W @ gradient
    return dx, dW


# wrong: entry by entry :: entry by entry|@|matrix
def backward(x, W, gradient):
    return gradient * W.T, x.T * gradient


# wrong: local derivatives only :: factors of this layer|multiply|gradient
def backward(x, W, gradient):
    return W.T, x.T


# wrong: output passed back :: output|gradient
def backward(x, W, gradient):
    z = x @ W
    return z @ W.T, x.T @ z


# wrong: both averaged :: samples|mean|divided
def backward(x, W, gradient):
    n = len(x)
    return (gradient @ W.T) / n, (x.T @ gradient) / n


# wrong: sample mean as outer product :: single sample|outer
def backward(x, W, gradient):
    return gradient @ W.T, np.outer(x, gradient)


# wrong: both transposes missing :: transpos
def backward(x, W, gradient):
    return gradient @ W, x @ gradient


# exercise: sigmoid_backward


# right: y(1 - y)
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return gradient * y * (1 - y)


# right: by hand
def sigmoid_backward(z, gradient):
    return gradient * (1 / (1 + np.exp(-z))) * (1 / (1 + np.exp(z)))


# right: slope of the sigmoid by lib
def sigmoid_backward(z, gradient):
    return np.multiply(gradient, layers.slope("sigmoid", z))


# wrong: the gradient from the right is left out :: gradient|chain|comes back|not used|never
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return y * (1 - y)


# wrong: z taken for y :: z ?\* ?\(1|y\b|sigmoid|output
def sigmoid_backward(z, gradient):
    return gradient * z * (1 - z)


# wrong: matrix product :: @|entry by entry|matrix product|\*
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return gradient @ (y * (1 - y))


# wrong: the sigmoid instead of its slope :: slope|derivative|σ′|1 ?[-−] ?y
def sigmoid_backward(z, gradient):
    return gradient * layers.sigmoid(z)


# wrong: the slope at y instead of z :: twice|of y|at z|sigmoid of the sigmoid|already|slope
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    s = layers.sigmoid(y)
    return gradient * s * (1 - s)


# wrong: 1 - y² is tanh's slope :: tanh|1 ?[-−] ?y²|square
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return gradient * (1 - y**2)


# wrong: brackets: only the first y is multiplied :: bracket
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return gradient * y * 1 - y


# wrong: np.dot with the slope :: entry|\*|@|np\.dot
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return np.dot(gradient, y * (1 - y))


# wrong: derivative written with z: e^-z / (1 + e^-z) :: square|denominator|factor|y\b
def sigmoid_backward(z, gradient):
    return gradient * np.exp(-z) / (1 + np.exp(-z))


# wrong: division :: divided|multipl
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return gradient / (y * (1 - y))


# wrong: sign :: sign|positive|minus
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return gradient * y * (y - 1)


# wrong: a quarter always :: ¼|quarter
def sigmoid_backward(z, gradient):
    return 0.25 * gradient


# wrong: tanh :: tanh
def sigmoid_backward(z, gradient):
    return gradient * (1 - np.tanh(z) ** 2)


# wrong: gradient inside brackets with one term :: bracket
def sigmoid_backward(z, gradient):
    y = layers.sigmoid(z)
    return gradient * y - y**2


# wrong: 1 - y :: factor y|1 − y
def sigmoid_backward(z, gradient):
    return gradient * (1 - layers.sigmoid(z))


# exercise: two_layer_backward


# right: line by line
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    dW2 = y1.T @ gradient
    dz1 = (gradient @ W2.T) * y1 * (1 - y1)
    dW1 = x.T @ dz1
    return dW1, dW2


# right: by lib's pieces
def two_layer_backward(x, W1, W2, gradient):
    z1 = x @ W1
    return x.T @ layers.sigmoid_backward(z1, gradient @ W2.T), layers.sigmoid(z1).T @ gradient


# right: sample by sample, diagonal matrices as on the slide
def two_layer_backward(x, W1, W2, gradient):
    dW1, dW2 = np.zeros(W1.shape), np.zeros(W2.shape)
    for row, g in zip(x, gradient):
        y = 1 / (1 + np.exp(-(row @ W1)))
        dW2 += np.outer(y, g)
        dW1 += np.outer(row, g @ W2.T @ np.diag(y * (1 - y)))
    return dW1, dW2


# wrong: σ' is left out :: σ′|slope|sigmoid|derivative
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    return x.T @ (gradient @ W2.T), y1.T @ gradient


# wrong: ∇_W₂ with z₁ instead of σ(z₁) :: z1|z₁|y1|y₁|sigmoid|σ\(
def two_layer_backward(x, W1, W2, gradient):
    z1 = x @ W1
    y1 = layers.sigmoid(z1)
    dz1 = gradient @ W2.T * y1 * (1 - y1)
    return x.T @ dz1, z1.T @ gradient


# wrong: W2 first :: order|swap|exchang|first
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    dW2 = y1.T @ gradient
    dW1 = x.T @ (gradient @ W2.T * y1 * (1 - y1))
    return dW2, dW1


# wrong: σ of y₁ once more in the slope :: twice|y1|y₁|once more|already|slope
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    s = layers.sigmoid(y1)
    dz1 = gradient @ W2.T * s * (1 - s)
    return x.T @ dz1, y1.T @ gradient


# wrong: a sigmoid at the output that is not there :: output|z2|z₂|second|linear|last
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    y2 = layers.sigmoid(y1 @ W2)
    d2 = gradient * y2 * (1 - y2)
    d1 = d2 @ W2.T * y1 * (1 - y1)
    return x.T @ d1, y1.T @ d2


# wrong: W2 is left out on the way back :: W2|W₂
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    delta = gradient * y1 * (1 - y1)
    return x.T @ delta, y1.T @ gradient


# wrong: means over the samples :: mean|\bn\b|divide|samples|sum
def two_layer_backward(x, W1, W2, gradient):
    n = len(x)
    y1 = layers.sigmoid(x @ W1)
    dW2 = y1.T @ gradient / n
    dW1 = x.T @ (gradient @ W2.T * y1 * (1 - y1)) / n
    return dW1, dW2


# wrong: the slope z₁(1 - z₁) :: z1|z₁|y1|y₁|sigmoid|σ\(
def two_layer_backward(x, W1, W2, gradient):
    z1 = x @ W1
    y1 = layers.sigmoid(z1)
    return x.T @ ((gradient @ W2.T) * z1 * (1 - z1)), y1.T @ gradient


# wrong: W2 is not transposed :: transpos|W2\.T|W₂ᵀ
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    dz1 = (gradient @ W2) * y1 * (1 - y1)
    return x.T @ dz1, y1.T @ gradient


# wrong: gradient for W1 from W1 instead of W2 :: W2|W₂
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    dW2 = y1.T @ gradient
    dy1 = gradient @ W1.T
    dW1 = x.T @ (dy1 * y1 * (1 - y1))
    return dW1, dW2


# wrong: y instead of y(1-y) :: derivative|y₁\(1|σ′|slope
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    return x.T @ ((gradient @ W2.T) * y1), y1.T @ gradient


# wrong: x in the place of y1 :: y₁|not x
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    d = gradient @ W2.T * y1 * (1 - y1)
    return x.T @ d, x.T @ gradient


# wrong: transposed :: transpos
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    d = gradient @ W2.T * y1 * (1 - y1)
    return d.T @ x, gradient.T @ y1


# wrong: only one gradient :: missing|both
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    d = gradient @ W2.T * y1 * (1 - y1)
    return x.T @ d


# wrong: sample sum too early :: sample|too late|brackets
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    dW1 = x.T @ (gradient @ W2.T) * (y1 * (1 - y1)).mean(axis=0)
    return dW1, y1.T @ gradient


# wrong: tanh slope :: tanh
def two_layer_backward(x, W1, W2, gradient):
    y1 = layers.sigmoid(x @ W1)
    return x.T @ ((gradient @ W2.T) * (1 - y1 * y1)), y1.T @ gradient


# exercise: derivative_error


# right: the formula
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / max(abs(derivative), abs(n))


# right: by lib's difference
def derivative_error(f, derivative, x, h):
    n = gradients.central_difference(f, x, h)
    return np.abs(derivative - n) / np.maximum(np.abs(derivative), np.abs(n))


# right: with an if
def derivative_error(f, derivative, x, h):
    numeric = f(x + h) / (2 * h) - f(x - h) / (2 * h)
    a, n = abs(derivative), abs(numeric)
    size = a if a > n else n
    difference = derivative - numeric
    if difference < 0:
        difference = -difference
    return difference / size


# wrong: forward difference :: forward|central|x ?[-−] ?h
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x)) / h
    return abs(derivative - n) / max(abs(derivative), abs(n))


# wrong: divided by h instead of 2h :: 2 ?h|2 \* h|twice|half|h instead
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / h
    return abs(derivative - n) / max(abs(derivative), abs(n))


# wrong: brackets: multiplied by h :: bracket|2 ?\* ?h|multipl
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / 2 * h
    return abs(derivative - n) / max(abs(derivative), abs(n))


# wrong: absolute error :: relative|absolut|divide
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n)


# wrong: no absolute value above :: absolut|sign|negativ|\|a
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return (derivative - n) / max(abs(derivative), abs(n))


# wrong: no absolute values below :: absolut|sign|negativ|max
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / max(derivative, n)


# wrong: derivative is called as a function :: number|call|function|derivative\(
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    a = derivative(x)
    return abs(a - n) / max(abs(a), abs(n))


# wrong: relative to the claimed derivative :: max|larger|greater|derivative|both
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / abs(derivative)


# wrong: the smaller of both below :: min|smaller|larger|greater|max
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / min(abs(derivative), abs(n))


# wrong: np.max with two numbers :: np\.maximum|max\(|axis|np\.max
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / np.max(abs(derivative), abs(n))


# wrong: a tiny number is added below, to be safe :: added|approximat
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / (max(abs(derivative), abs(n)) + 1e-3)


# wrong: no division at all :: slope|2h|divide
def derivative_error(f, derivative, x, h):
    n = f(x + h) - f(x - h)
    return abs(derivative - n) / max(abs(derivative), abs(n))


# wrong: backward difference :: back|one-sided|both sides|central
def derivative_error(f, derivative, x, h):
    n = (f(x) - f(x - h)) / h
    return abs(derivative - n) / max(abs(derivative), abs(n))


# wrong: per cent :: per ?cent|100
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / max(abs(derivative), abs(n)) * 100


# wrong: sizes lost by abs :: wrong sign|\|a − c\||sign
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    a = abs(derivative)
    n = abs(n)
    return abs(a - n) / max(a, n)


# wrong: mean of sizes :: mean
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / (0.5 * (abs(derivative) + abs(n)))


# wrong: at least one below :: 1 in the maximum|small slopes|absolute
def derivative_error(f, derivative, x, h):
    n = (f(x + h) - f(x - h)) / (2 * h)
    return abs(derivative - n) / max(1, abs(derivative), abs(n))
