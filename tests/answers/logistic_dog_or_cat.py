"""Answers to the exercises of notebook 03, as students would write them."""

import math

import numpy as np

from lib import logistic, svd

# exercise: sigmoid


# right: the formula, whose overflow does no harm
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# right: tanh
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


# right: two branches with masks
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    p = np.empty(z.shape)
    positive = z >= 0
    p[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    p[~positive] = e / (1 + e)
    return p


# right: by logarithms
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


# wrong: the sign of z :: sign|minus|−z|-z|cat
def sigmoid(z):
    return 1 / (1 + np.exp(z))


# wrong: overflows for large scores :: overflow|large|1000|inf|nan
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


# wrong: math.exp takes one number :: math\.exp|np\.exp|array
def sigmoid(z):
    return 1 / (1 + math.exp(-z))


# wrong: brackets around the denominator are missing :: bracket|denominator
def sigmoid(z):
    return 1 / 1 + np.exp(-z)


# wrong: the answer has the type of z: whole numbers cut it off :: integer|whole|dtype|zeros_like|float|cut
def sigmoid(z):
    p = np.zeros_like(z)
    p[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    p[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return p


# wrong: tanh of z instead of half of it :: half|z ?/ ?2|tanh
def sigmoid(z):
    return (1 + np.tanh(z)) / 2


# wrong: scores are clipped too early :: clip|cut|limit
def sigmoid(z):
    z = np.clip(z, -5, 5)
    return 1 / (1 + np.exp(-z))


# wrong: exp is not imported :: exp\b|np\.exp|import|defined
def sigmoid(z):
    return 1 / (1 + exp(-z))


# wrong: both formulas are tried, the mask is the wrong way for negative only :: sign|\|z\||negative|half
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.abs(z)))


# wrong: clips to avoid the overflow and loses the small digits :: clip|cut|limit|10
def sigmoid(z):
    z = np.clip(z, -10, 10)
    return 1 / (1 + np.exp(-z))


# wrong: minus in the denominator :: minus|sum|1 − e|\+
def sigmoid(z):
    return 1 / (1 - np.exp(-z))


# wrong: for a number only, list comprehension over a float :: np\.|large|overflow
def sigmoid(z):
    return np.array([math.exp(v) / (1 + math.exp(v)) for v in z])


# wrong: the odds :: odds
def sigmoid(z):
    odds = np.exp(z)
    return odds


# wrong: a base of 10 :: base|e\b|natural
def sigmoid(z):
    return 1 / (1 + 10.0 ** (-z))


# wrong: int arrays by np.empty_like :: whole|type|dtype|float
def sigmoid(z):
    out = np.empty_like(z)
    for i, v in enumerate(z):
        out[i] = 1 / (1 + np.exp(-v))
    return out


# wrong: derivative :: slope
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s - s**2


# exercise: cross_entropy


# right: logaddexp
def cross_entropy(z, y):
    return np.mean(np.logaddexp(0, z) - y * z)


# right: the loss by label
def cross_entropy(z, y):
    return np.mean(np.where(y == 1, np.logaddexp(0, -z), np.logaddexp(0, z)))


# right: the largest taken out, in a loop
def cross_entropy(z, y):
    total = 0
    for score, label in zip(z, y):
        total += max(score, 0) - score * label + math.log1p(math.exp(-abs(score)))
    return total / len(z)


# wrong: logs of probabilities that are rounded to 0 and 1 :: nan|inf|log\(0|log of 0|rounded|1000|from the score
def cross_entropy(z, y):
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# wrong: a sum, not a mean :: mean|sum|divide
def cross_entropy(z, y):
    return np.sum(np.logaddexp(0, z) - y * z)


# wrong: the minus is missing :: sign|minus|negat
def cross_entropy(z, y):
    return np.mean(y * z - np.logaddexp(0, z))


# wrong: the cats have no loss :: cat|label 0|\(1 - y\)|1 − y|zeros|y = 0
def cross_entropy(z, y):
    return np.mean(y * np.logaddexp(0, -z))


# wrong: probabilities are clipped, a score of 1000 costs too little :: clip|cut|1000|small number|epsilon
def cross_entropy(z, y):
    p = np.clip(1 / (1 + np.exp(-z)), 1e-12, 1 - 1e-12)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


# wrong: scores taken for probabilities :: score|probabilit|sigmoid
def cross_entropy(z, y):
    return -np.mean(y * np.log(z) + (1 - y) * np.log(1 - z))


# wrong: log(1 + e^z) overflows :: overflow|1000|inf|logaddexp|large
def cross_entropy(z, y):
    return np.mean(np.log(1 + np.exp(z)) - z * y)


# wrong: nan_to_num hides the problem :: nan_to_num|nan|log 0|finite|1000
def cross_entropy(z, y):
    p = 1 / (1 + np.exp(-z))
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return np.mean(np.nan_to_num(loss))


# wrong: the labels multiply the wrong terms :: label|swap|exchang|y = 1
def cross_entropy(z, y):
    return np.mean((1 - y) * np.logaddexp(0, -z) + y * np.logaddexp(0, z))


# wrong: squared error :: squared|logarithm
def cross_entropy(z, y):
    p = logistic.sigmoid(z)
    return np.mean((y - p) ** 2)


# wrong: log base 2 :: base 2|bits|natural
def cross_entropy(z, y):
    return np.mean(np.logaddexp2(0, z / np.log(2)) - y * z / np.log(2))


# wrong: one loss per animal :: mean
def cross_entropy(z, y):
    return [max(s, 0) - s * t + math.log1p(math.exp(-abs(s))) for s, t in zip(z, y)]


# wrong: adds 1e-10 inside the logarithms :: 1e-12|finite|clip|decides|1000
def cross_entropy(z, y):
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p + 1e-10) + (1 - y) * np.log(1 - p + 1e-10))


# wrong: hinge-like: absolute error :: \|p − y\||logarithm
def cross_entropy(z, y):
    return np.abs(logistic.sigmoid(z) - y).mean()


# wrong: overflow, and the sum :: sum|mean|overflow|huge
def cross_entropy(z, y):
    return np.sum(np.log(1 + np.exp(z)) - y * z)


# exercise: gradient


# right: a column of ones
def gradient(X, y, w):
    A = np.column_stack([X, np.ones(len(X))])
    p = logistic.sigmoid(A @ w)
    return A.T @ (p - y) / len(y)


# right: weights and bias apart
def gradient(X, y, w):
    p = 1 / (1 + np.exp(-(X @ w[:-1] + w[-1])))
    error = p - y
    return np.append(np.mean(error[:, None] * X, axis=0), error.mean())


# right: a loop over animals
def gradient(X, y, w):
    n, d = X.shape
    g = np.zeros(d + 1)
    for i in range(n):
        xi = np.append(X[i], 1.0)
        g += (logistic.sigmoid(xi @ w) - y[i]) * xi
    return g / n


# wrong: the bias has no entry :: bias|ones|last|d ?\+ ?1
def gradient(X, y, w):
    p = logistic.sigmoid(X @ w[:-1] + w[-1])
    return X.T @ (p - y) / len(y)


# wrong: not divided by n :: 1/n|divide|mean|\bn\b|sum
def gradient(X, y, w):
    X1 = np.column_stack([X, np.ones(len(X))])
    return X1.T @ (logistic.sigmoid(X1 @ w) - y)


# wrong: y - p :: sign|p ?[-−] ?y|y ?[-−] ?p|uphill
def gradient(X, y, w):
    X1 = np.column_stack([X, np.ones(len(X))])
    return X1.T @ (y - logistic.sigmoid(X1 @ w)) / len(y)


# wrong: divided by the number of features :: number of (features|columns)|columns|rows|animals|shape\[1\]|\bd\b
def gradient(X, y, w):
    X1 = np.hstack([X, np.ones((X.shape[0], 1))])
    return X1.T @ (logistic.sigmoid(X1 @ w) - y) / X1.shape[1]


# wrong: the factor p(1-p) of the squared loss :: p\(1 ?[-−] ?p\)|p \* \(1|squared|slope|derivative of the sigmoid
def gradient(X, y, w):
    X1 = np.column_stack([X, np.ones(len(X))])
    p = logistic.sigmoid(X1 @ w)
    return X1.T @ ((p - y) * p * (1 - p)) / len(y)


# wrong: scores instead of probabilities :: sigmoid|probabilit|score
def gradient(X, y, w):
    X1 = np.column_stack([X, np.ones(len(X))])
    return X1.T @ (X1 @ w - y) / len(y)


# wrong: the entry of the bias is a sum, the others are means :: bias|sum|mean|divide|last
def gradient(X, y, w):
    e = logistic.sigmoid(X @ w[:-1] + w[-1]) - y
    return np.append(X.T @ e / len(y), e.sum())


# wrong: multiplies entry by entry :: @|entry by entry|matrix product|\*
def gradient(X, y, w):
    X1 = np.column_stack([X, np.ones(len(X))])
    p = logistic.sigmoid(X1 @ w)
    return np.mean(X1 * (p - y), axis=0)


# wrong: y is a column, so that p - y is a matrix :: shape|column|broadcast|matrix|\(n, n\)
def gradient(X, y, w):
    y = y.reshape(-1, 1)
    X1 = np.column_stack([X, np.ones(len(X))])
    p = logistic.sigmoid(X1 @ w)
    return X1.T @ (p - y) / len(y)


# wrong: decisions instead of probabilities :: decision|probabilit
def gradient(X, y, w):
    X1 = np.hstack([X, np.ones((len(X), 1))])
    p = (X1 @ w >= 0).astype(float)
    return X1.T @ (p - y) / len(X)


# wrong: the sum over animals instead of a mean, loop :: sum|mean|divide
def gradient(X, y, w):
    g = np.zeros(len(w))
    for xi, yi in zip(X, y):
        x1 = np.append(xi, 1)
        g += (logistic.sigmoid(x1 @ w) - yi) * x1
    return g


# wrong: no mean over axis, one number :: axis|one number|mean
def gradient(X, y, w):
    X1 = np.hstack([X, np.ones((len(X), 1))])
    return np.mean((logistic.sigmoid(X1 @ w) - y)[:, None] * X1)


# wrong: factor two :: twice|2\b|squared
def gradient(X, y, w):
    X1 = np.c_[X, np.ones(len(X))]
    return 2 * X1.T @ (logistic.sigmoid(X1 @ w) - y) / len(y)


# exercise: step


# right: one line
def step(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(X, y, w)


# right: a copy, changed in place
def step(X, y, w, learning_rate):
    new = np.array(w, dtype=float)
    new -= learning_rate * logistic.gradient(X, y, w)
    return new


# right: the gradient by hand
def step(X, y, w, learning_rate):
    n = len(X)
    total = np.zeros(len(w))
    for row, label in zip(X, y):
        row = np.append(row, 1)
        p = logistic.sigmoid(np.dot(row, w))
        total = total + (p - label) * row
    return [a - learning_rate * g / n for a, g in zip(w, total)]


# wrong: uphill :: up|plus|\+|minus|sign|against|wrong way
def step(X, y, w, learning_rate):
    return w + learning_rate * logistic.gradient(X, y, w)


# wrong: w is changed in place :: in place|changes?|copy|as it was|\bw\b.*(changed|itself)
def step(X, y, w, learning_rate):
    w -= learning_rate * logistic.gradient(X, y, w)
    return w


# wrong: the learning rate is not used :: learning.?rate
def step(X, y, w, learning_rate):
    return w - logistic.gradient(X, y, w)


# wrong: only what is to be subtracted :: step itself|w\b|change|subtract|new weights
def step(X, y, w, learning_rate):
    return -learning_rate * logistic.gradient(X, y, w)


# wrong: arguments of logistic.gradient in another order :: order|arguments?
def step(X, y, w, learning_rate):
    return w - learning_rate * logistic.gradient(w, X, y)


# wrong: nothing is returned :: return
def step(X, y, w, learning_rate):
    w_new = w - learning_rate * logistic.gradient(X, y, w)


# wrong: a call of a name that is not there :: logistic\.gradient|gradient|defined|name
def step(X, y, w, learning_rate):
    return w - learning_rate * logistic_gradient(X, y, w)


# wrong: w is changed on the way although it should stay :: as it was|chang|copy|in place
def step(X, y, w, learning_rate):
    g = logistic.gradient(X, y, w)
    for i in range(len(w)):
        w[i] = w[i] - learning_rate * g[i]
    return w


# wrong: divided by the learning rate :: multipl|small one|divid
def step(X, y, w, learning_rate):
    return w - logistic.gradient(X, y, w) / learning_rate


# wrong: the loss instead of its gradient :: gradient|direction|loss
def step(X, y, w, learning_rate):
    return w - learning_rate * logistic.loss(X, y, w)


# wrong: unit length of the gradient :: one long|as it is|length
def step(X, y, w, learning_rate):
    g = logistic.gradient(X, y, w)
    return w - learning_rate * g / np.sqrt(np.sum(g**2))


# wrong: the bias is not touched :: bias
def step(X, y, w, learning_rate):
    new = w.astype(float)
    new[:-1] -= learning_rate * logistic.gradient(X, y, w)[:-1]
    return new


# exercise: predict


# right: the score at least zero
def predict_label(X, w):
    return (X @ w[:-1] + w[-1] >= 0).astype(int)


# right: a loop
def predict_label(X, w):
    labels = []
    for row in X:
        score = w[-1]
        for value, weight in zip(row, w):
            score += value * weight
        labels.append(1 if score >= 0 else 0)
    return labels


# right: by probability
def predict_label(X, w):
    p = logistic.sigmoid(np.column_stack([X, np.ones(len(X))]) @ w)
    return np.where(p < 0.5, 0, 1)


# wrong: a score of 0 is called a cat :: exactly 0|score of 0|>=|equal|boundary|zero
def predict_label(X, w):
    z = X @ w[:-1] + w[-1]
    return (z > 0).astype(int)


# wrong: probabilities instead of labels :: probabilit|label|decision|0 or 1
def predict_label(X, w):
    return logistic.sigmoid(X @ w[:-1] + w[-1])


# wrong: no bias :: bias
def predict_label(X, w):
    return np.where(X @ w[:-1] >= 0, 1, 0)


# wrong: the bias is taken from the front :: last|first|front|bias
def predict_label(X, w):
    return np.where(X @ w[1:] + w[0] >= 0, 1, 0)


# wrong: labels -1 and 1 :: [-−]1|0 for a cat|sign
def predict_label(X, w):
    return np.where(X @ w[:-1] + w[-1] >= 0, 1, -1)


# wrong: np.round takes one half to 0 :: round|half|exactly 0|score of 0|zero|0\.5
def predict_label(X, w):
    return np.round(logistic.sigmoid(X @ w[:-1] + w[-1])).astype(int)


# wrong: the score is compared with one half :: 0\.5|half|score|threshold|probab
def predict_label(X, w):
    z = X @ w[:-1] + w[-1]
    return (z >= 0.5) * 1


# wrong: dog and cat exchanged :: exchang|swap|other way|cat|mixed|invert|opposite
def predict_label(X, w):
    return np.where(X @ w[:-1] + w[-1] >= 0, 0, 1)


# wrong: words instead of numbers :: 1 for a dog|else than numbers|word
def predict_label(X, w):
    z = X @ w[:-1] + w[-1]
    return ["dog" if s >= 0 else "cat" for s in z]


# wrong: adds the bias once to the sum of all :: bias|row|first|sum|all
def predict_label(X, w):
    z = np.sum(X @ w[:-1]) + w[-1]
    return np.ones(len(X)) if z >= 0 else np.zeros(len(X))


# wrong: compares with the bias, and a score of 0 is a cat :: exactly 0|>=
def predict_label(X, w):
    return np.where(X @ w[:-1] > -w[-1], 1, 0)


# wrong: subtracts the bias :: bias.*added|not subtracted|subtract
def predict_label(X, w):
    return (X @ w[:-1] - w[-1] >= 0) * 1


# wrong: scores :: score
def predict_label(X, w):
    return X @ w[:-1] + w[-1]


# wrong: a column :: column|\(n,\)|axis
def predict_label(X, w):
    z = X @ w[:-1].reshape(-1, 1) + w[-1]
    return (z >= 0).astype(int)


# wrong: limit one half for the score, and bias forgotten :: bias|1/2|score|limit|half
def predict_label(X, w):
    return (X @ w[:-1] > 0.5).astype(int)


# wrong: always dog by p >= 0 :: everything|1/2|limit
def predict_label(X, w):
    return (logistic.sigmoid(X @ w[:-1] + w[-1]) >= 0).astype(int)
