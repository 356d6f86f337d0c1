"""Answers to the exercises of notebook 05, as students would write them."""

import math

import numpy as np

from lib import layers, logistic, mlp, perceptron

# exercise: neuron


# right: by lib's sigmoid
def neuron(w, x):
    return layers.sigmoid(w @ x)


# right: the formula
def neuron(w, x):
    return 1 / (1 + np.exp(-np.dot(w, x)))


# right: a loop and two cases
def neuron(w, x):
    z = 0.0
    for a, b in zip(w, x):
        z += a * b
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


# wrong: products that are not summed :: sum|@|dot|one number
def neuron(w, x):
    return 1 / (1 + np.exp(-w * x))


# wrong: no sigmoid :: sigmoid|σ|score
def neuron(w, x):
    return w.T @ x


# wrong: a step instead of the sigmoid :: step|sigmoid
def neuron(w, x):
    return 1 if w @ x >= 0 else 0


# wrong: the sign in the exponent :: sign|minus|−
def neuron(w, x):
    return 1 / (1 + np.exp(w @ x))


# wrong: nan for large scores :: overflow|large|1000|nan|inf
def neuron(w, x):
    z = w @ x
    return np.exp(z) / (np.exp(z) + 1)


# wrong: brackets around the denominator are missing :: bracket|denominator
def neuron(w, x):
    z = w @ x
    return 1 / 1 + np.exp(-z)


# wrong: the last weight is taken for a bias :: bias|last weight|all weights|last
def neuron(w, x):
    z = np.dot(w[:-1], x[:-1]) + w[-1]
    return layers.sigmoid(z)


# wrong: the sigmoid of each product, then the sum :: sum|first|before|each product|order
def neuron(w, x):
    return np.sum(layers.sigmoid(w * x))


# wrong: the mean of the products :: mean|sum|divide
def neuron(w, x):
    return layers.sigmoid(np.mean(w * x))


# wrong: sigmoid is called without layers :: layers\.sigmoid|sigmoid|defined
def neuron(w, x):
    return sigmoid(w @ x)


# wrong: loop overwrites the score :: last|overwrit|\+=
def neuron(w, x):
    z = 0
    for i in range(len(w)):
        z = w[i] * x[i]
    return layers.sigmoid(z)


# wrong: tanh :: tanh
def neuron(w, x):
    return np.tanh(np.sum(w * x))


# wrong: relu :: relu
def neuron(w, x):
    return layers.relu(w @ x)


# wrong: returns an array of one entry per weight, loops :: sum|one output|one number|add up
def neuron(w, x):
    return np.array([layers.sigmoid(a * b) for a, b in zip(w, x)])


# wrong: the odds ratio :: odds
def neuron(w, x):
    return np.exp(np.dot(w, x))


# wrong: last input left out :: last
def neuron(w, x):
    z = 0
    for i in range(len(w) - 1):
        z += w[i] * x[i]
    return layers.sigmoid(z)


# wrong: weights unused :: weights|w\b
def neuron(w, x):
    return layers.sigmoid(np.sum(x))


# exercise: update


# right: the rule
def update(w, x, label, learning_rate):
    y = 1 if w @ x >= 0 else 0
    return w + learning_rate * (label - y) * x


# right: three cases
def update(w, x, label, learning_rate):
    says = int(np.dot(w, x) >= 0)
    if says == label:
        return w.copy()
    if label == 1:
        return w + learning_rate * x
    return w - learning_rate * x


# right: entry by entry
def update(w, x, label, learning_rate):
    score = sum(a * b for a, b in zip(w, x))
    error = label - (score >= 0)
    return [a + learning_rate * error * b for a, b in zip(w, x)]


# wrong: away from the answer :: sign|away|minus|plus|wrong (way|direction)
def update(w, x, label, learning_rate):
    y = (w @ x >= 0) * 1
    return w - learning_rate * (label - y) * x


# wrong: the step is 0 at 0 :: at 0|>=|exactly|score of 0|zero
def update(w, x, label, learning_rate):
    y = 1 if w @ x > 0 else 0
    return w + learning_rate * (label - y) * x


# wrong: a sigmoid instead of the step :: step|sigmoid
def update(w, x, label, learning_rate):
    y = layers.sigmoid(w @ x)
    return w + learning_rate * (label - y) * x


# wrong: the learning rate is not used :: learning.?rate
def update(w, x, label, learning_rate):
    y = 1 if w @ x >= 0 else 0
    return w + (label - y) * x


# wrong: x is missing :: \bx\b
def update(w, x, label, learning_rate):
    y = 1 if w @ x >= 0 else 0
    return w + learning_rate * (label - y)


# wrong: the output is left out, it updates when it is right, too :: right (already|too)|output|says|mistake|ŷ|always
def update(w, x, label, learning_rate):
    return w + learning_rate * label * x


# wrong: only the change :: change|w\b|added|new w
def update(w, x, label, learning_rate):
    y = 1 if np.dot(w, x) >= 0 else 0
    return learning_rate * (label - y) * x


# wrong: the score instead of the output :: step|score|output
def update(w, x, label, learning_rate):
    return w + learning_rate * (label - w @ x) * x


# wrong: the new weights take the type of w: whole numbers cut them off :: integer|whole|dtype|zeros_like|float|cut
def update(w, x, label, learning_rate):
    y = 1 if w @ x >= 0 else 0
    new = np.zeros_like(w)
    for i in range(len(w)):
        new[i] = w[i] + learning_rate * (label - y) * x[i]
    return new


# wrong: updates only when wrong, but by the sign of the score :: sign|direction|label|subtract|add
def update(w, x, label, learning_rate):
    score = np.dot(w, x)
    output = 1 if score >= 0 else 0
    if output == label:
        return w
    return w + learning_rate * np.sign(score) * x


# wrong: error squared :: square|sign
def update(w, x, label, learning_rate):
    output = int(w @ x >= 0)
    return w + learning_rate * (label - output) ** 2 * x


# wrong: returns the output as well :: only what is asked|things at once|new w|2 things
def update(w, x, label, learning_rate):
    output = int(w @ x >= 0)
    return w + learning_rate * (label - output) * x, output


# wrong: label minus label estimate with -1 :: [-−]1|0 and 1|language
def update(w, x, label, learning_rate):
    y = 1 if w @ x >= 0 else -1
    return w + learning_rate * (label - y) * x


# wrong: np.sign :: np\.sign|sign
def update(w, x, label, learning_rate):
    return w + learning_rate * (label - np.sign(w @ x)) * x


# wrong: threshold one half :: 1/2|half|0\b
def update(w, x, label, learning_rate):
    y = 1 if w @ x > 0.5 else 0
    return w + learning_rate * (label - y) * x


# wrong: only w changes by a multiple of w :: multiple of w|times x|x\b
def update(w, x, label, learning_rate):
    y = int(w @ x >= 0)
    return w * (1 + learning_rate * (label - y))


# wrong: always moves :: right answer|output|leave
def update(w, x, label, learning_rate):
    if label == 1:
        return w + learning_rate * x
    return w - learning_rate * x


# wrong: each weight with its own output :: sum|one output|w \* x
def update(w, x, label, learning_rate):
    new = []
    for a, b in zip(w, x):
        out = 1 if a * b >= 0 else 0
        new.append(a + learning_rate * (label - out) * b)
    return np.array(new)


# exercise: collapse


# right: the product
def collapse(W1, W2):
    return W1 @ W2


# right: loops
def collapse(W1, W2):
    n, k = W1.shape
    m = W2.shape[1]
    W = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            for h in range(k):
                W[i, j] += W1[i, h] * W2[h, j]
    return W


# right: the rows of the identity go through both layers
def collapse(W1, W2):
    return np.array([(row @ W1) @ W2 for row in np.eye(len(W1))])


# wrong: the order of columns' convention :: order|W2 ?@ ?W1|W₂ ?W₁|first|exchang|other way
def collapse(W1, W2):
    return W2 @ W1


# wrong: entry by entry :: entry|@|matrix product|\*|elementwise
def collapse(W1, W2):
    return W1 * W2


# wrong: transposed :: transpos
def collapse(W1, W2):
    return (W1 @ W2).T


# wrong: both transposed, for columns :: transpos|column|rows
def collapse(W1, W2):
    return W2.T @ W1.T


# wrong: added :: add|sum|multipl|product
def collapse(W1, W2):
    return W1 + W2


# wrong: a sigmoid between the layers :: linear|sigmoid|σ|activation
def collapse(W1, W2):
    return layers.sigmoid(W1) @ W2


# wrong: needs an x that is not there :: \bx\b|defined|argument|name
def collapse(W1, W2):
    return np.linalg.pinv(x) @ (x @ W1) @ W2


# wrong: the second transposed without need :: transpos|W2\.T|shape
def collapse(W1, W2):
    return W1 @ W2.T


# wrong: np.dot of the transposes in the right order :: transpos
def collapse(W1, W2):
    return np.dot(W1.T, W2.T)


# wrong: loop with a missing sum: = for += :: last|\+=|overwrit|sum
def collapse(W1, W2):
    W = np.zeros((W1.shape[0], W2.shape[1]))
    for i in range(W1.shape[0]):
        for j in range(W2.shape[1]):
            for k in range(W1.shape[1]):
                W[i, j] = W1[i, k] * W2[k, j]
    return W


# wrong: only W2 :: W₁|W1
def collapse(W1, W2):
    return W2


# wrong: W1 transposed :: W₁ is transposed|W1|transpos
def collapse(W1, W2):
    return W1.T.dot(W2)


# wrong: sigmoid behind :: sigmoid
def collapse(W1, W2):
    return layers.sigmoid(W1 @ W2)


# exercise: xor


# right: or minus and
def xor(X):
    h_or = layers.step(X[:, 0] + X[:, 1] - 0.5)
    h_and = layers.step(X[:, 0] + X[:, 1] - 1.5)
    return layers.step(h_or - h_and - 0.5)


# right: a network with matrices
def xor(X):
    W = np.array([[1, 1], [1, 1]])
    b = np.array([-0.5, -1.5])
    h = layers.step(X @ W + b)
    return layers.step(h @ np.array([1, -1]) - 0.5)


# right: one of them and not the other, twice
def xor(X):
    a, b = X[:, 0], X[:, 1]
    only_a = layers.step(a - b - 0.5)
    only_b = layers.step(b - a - 0.5)
    return only_a + only_b


# right: a loop over rows
def xor(X):
    out = []
    for row in X:
        h1 = layers.step(row[0] + row[1] - 1)
        h2 = layers.step(row[0] + row[1] - 2)
        out.append(layers.step(h1 - 2 * h2 - 1))
    return np.array(out)


# wrong: a forbidden way: the absolute difference :: step|weighted|allowed|abs|nothing else
def xor(X):
    return np.abs(X[:, 0] - X[:, 1])


# wrong: a forbidden way: a comparison :: step|weighted|allowed|!=|compar|nothing else
def xor(X):
    return (X[:, 0] != X[:, 1]).astype(int)


# wrong: or :: (?-i:This is OR)
def xor(X):
    return layers.step(X[:, 0] + X[:, 1] - 0.5)


# wrong: and :: (?-i:This is AND)
def xor(X):
    return layers.step(X[:, 0] + X[:, 1] - 1.5)


# wrong: step is 1 at 0, thresholds forgotten :: threshold|step.*0|at 0|bias|always
def xor(X):
    h1 = layers.step(X[:, 0] - X[:, 1])
    h2 = layers.step(X[:, 1] - X[:, 0])
    return layers.step(h1 + h2)


# wrong: equal instead of different :: equal|same|opposite|exchang|other way|turned round|inverted
def xor(X):
    h1 = layers.step(X[:, 0] + X[:, 1] - 0.5)
    h2 = layers.step(X[:, 0] + X[:, 1] - 1.5)
    return layers.step(h2 - h1 + 0.5)


# wrong: one neuron cannot do it :: one (neuron|line|step)|single|hidden|line
def xor(X):
    w = np.array([1, -1])
    return layers.step(X @ w - 0.5)


# wrong: a forbidden way: remainder :: step|weighted|allowed|%|remainder|nothing else
def xor(X):
    return X.sum(axis=1) % 2


# wrong: nand instead of xor :: (?-i:NOT AND)|nand|\(0, 0\)
def xor(X):
    return 1 - layers.step(X[:, 0] + X[:, 1] - 2)


# wrong: by cases with if :: step|weighted|nothing else|==
def xor(X):
    out = []
    for a, b in X:
        if a == b:
            out.append(0)
        else:
            out.append(1)
    return np.array(out)


# wrong: the threshold of the hidden AND is too low, everything is switched off :: threshold|always 0|too high|single 1
def xor(X):
    h1 = layers.step(X[:, 0] + X[:, 1] - 0.5)
    h2 = layers.step(X[:, 0] + X[:, 1] - 1)
    return layers.step(h1 - h2 - 0.5)


# wrong: sum without step :: step|0, 1 or 2|x₁ \+ x₂
def xor(X):
    return X[:, 0] + X[:, 1]


# wrong: only the first row :: loop|first row
def xor(X):
    for a, b in X:
        return layers.step(layers.step(a + b - 0.5) - layers.step(a + b - 1.5) - 0.5)


# wrong: bitwise :: \^|weighted|step
def xor(X):
    X = X.astype(int)
    return X[:, 0] ^ X[:, 1]


# wrong: wrong corner: only (1, 0) :: one line|other corner
def xor(X):
    return layers.step(2 * X[:, 0] - X[:, 1] - 1.5)


# wrong: ones everywhere :: always 1
def xor(X):
    return layers.step(X[:, 0] + X[:, 1])


# exercise: two_way


# right: the sigmoid of the difference
def two_way(z):
    return layers.sigmoid(z[:, 1] - z[:, 0])


# right: softmax with the largest taken out
def two_way(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e[:, 1] / e.sum(axis=1)


# right: a loop
def two_way(z):
    p = []
    for cat, dog in z:
        p.append(1 / (1 + np.exp(cat - dog)))
    return np.array(p)


# wrong: p(cat) :: column 0|cat
def two_way(z):
    return layers.sigmoid(z[:, 0] - z[:, 1])


# wrong: overflows :: overflow|1000|large|nan
def two_way(z):
    return np.exp(z[:, 1]) / (np.exp(z[:, 0]) + np.exp(z[:, 1]))


# wrong: both columns :: both|column|dog|one number a row|\[:, 1\]
def two_way(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# wrong: rows instead of columns :: row|column
def two_way(z):
    return layers.sigmoid(z[1] - z[0])


# wrong: the largest of all rows is taken out, small rows vanish :: row|largest|axis|each
def two_way(z):
    e = np.exp(z - np.max(z))
    return e[:, 1] / (e[:, 0] + e[:, 1])


# wrong: only the dog's logit :: cat|difference|only|both
def two_way(z):
    return layers.sigmoid(z[:, 1])


# wrong: keepdims is missing :: keepdims|axis|shape|None|broadcast
def two_way(z):
    e = np.exp(z - z.max(axis=1))
    return e[:, 1] / e.sum(axis=1)


# wrong: a sigmoid of each, then shares :: sigmoid|each|exp|softmax|differen
def two_way(z):
    s = layers.sigmoid(z)
    return s[:, 1] / s.sum(axis=1)


# wrong: argmax :: decision|probab|argmax|0 or 1
def two_way(z):
    return (z[:, 1] > z[:, 0]).astype(float)


# wrong: odds :: odds
def two_way(z):
    return np.exp(z[:, 1] - z[:, 0])


# wrong: dividing logits :: exponential|logits themselves|sum to 0
def two_way(z):
    return z[:, 1] / (z[:, 0] + z[:, 1])


# wrong: max probability :: likelier|column 1|larger
def two_way(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return np.max(p, axis=1)


# wrong: sigmoid of the sum :: sum does not compare|difference|minus
def two_way(z):
    return layers.sigmoid(z.sum(axis=1))


# wrong: logarithm :: logarithm
def two_way(z):
    return z[:, 1] - np.logaddexp(z[:, 0], z[:, 1])


# wrong: difference only :: log-odds|sigmoid
def two_way(z):
    return z[:, 1] - z[:, 0]
