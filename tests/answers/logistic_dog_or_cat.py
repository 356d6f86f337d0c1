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
