"""Answers to the exercises of notebook 04, as students would write them."""

import math

import numpy as np

from lib import norms, rbf

# exercise: distance


# right: broadcasting
def distance(X, Y):
    return np.sqrt(((X[:, None, :] - Y[None, :, :]) ** 2).sum(axis=2))


# right: two loops
def distance(X, Y):
    D = np.zeros((len(X), len(Y)))
    for i, a in enumerate(X):
        for j, b in enumerate(Y):
            D[i, j] = np.linalg.norm(a - b)
    return D


# right: column by column, pure Python inside
def distance(X, Y):
    return [[math.dist(a, b) for b in Y] for a in X]


# right: a row of distances at a time
def distance(X, Y):
    return np.array([np.linalg.norm(Y - x, axis=1) for x in X])


# wrong: no root :: root
def distance(X, Y):
    diff = X[:, np.newaxis] - Y[np.newaxis]
    return np.sum(diff**2, axis=-1)


# wrong: rows subtracted pairwise only :: broadcast|None|every row|all pairs|each row|pair
def distance(X, Y):
    return np.sqrt(np.sum((X - Y) ** 2, axis=1))


# wrong: one norm of everything :: axis|one number|everything|all
def distance(X, Y):
    return np.linalg.norm(X[:, None, :] - Y[None, :, :])


# wrong: sums over the wrong axis :: axis
def distance(X, Y):
    return np.sqrt(np.sum((X[:, None, :] - Y[None, :, :]) ** 2, axis=1))


# wrong: sums of absolute values :: absolut|1-norm|city|square|p = 1|manhattan
def distance(X, Y):
    return np.abs(X[:, None, :] - Y[None, :, :]).sum(axis=2)


# wrong: (n, m), transposed :: transpos|exchanged|rows of X|row for each row of X|\(n, m\)
def distance(X, Y):
    D = np.zeros((len(Y), len(X)))
    for i in range(len(Y)):
        for j in range(len(X)):
            D[i, j] = np.sqrt(np.sum((Y[i] - X[j]) ** 2))
    return D


# wrong: np.zeros(m, n) without a tuple :: tuple|bracket|np\.zeros|shape
def distance(X, Y):
    m, n = len(X), len(Y)
    D = np.zeros(m, n)
    for i in range(m):
        for j in range(n):
            D[i, j] = np.linalg.norm(X[i] - Y[j])
    return D


# wrong: expands the square and forgets the factor 2 :: 2\b
def distance(X, Y):
    xx = np.sum(X**2, axis=1)
    yy = np.sum(Y**2, axis=1)
    return np.sqrt(np.abs(xx[:, None] + yy[None, :] - X @ Y.T))


# wrong: largest coordinate :: largest|p = ∞|maximum
def distance(X, Y):
    return np.max(np.abs(X[:, None] - Y[None]), axis=-1)


# wrong: within X :: within X|Y is not|uses Y|never uses
def distance(X, Y):
    return np.sqrt(((X[:, None] - X[None]) ** 2).sum(-1))


# wrong: mean over coordinates :: mean|√d|sum
def distance(X, Y):
    D = np.zeros((len(X), len(Y)))
    for i in range(len(X)):
        for j in range(len(Y)):
            D[i, j] = np.sqrt(np.mean((X[i] - Y[j]) ** 2))
    return D


# wrong: return in the inner loop :: loop|first
def distance(X, Y):
    for x in X:
        row = []
        for y in Y:
            row.append(np.linalg.norm(x - y))
        return row


# wrong: dot products :: dot product
def distance(X, Y):
    return X @ Y.T


# exercise: kernel_matrix


# right: by norms.distance
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-((epsilon * norms.distance(Z, centers)) ** 2))


# right: without it
def kernel_matrix(Z, centers, epsilon):
    squares = ((Z[:, None] - centers[None]) ** 2).sum(-1)
    return np.exp(-(epsilon**2) * squares)


# right: loops
def kernel_matrix(Z, centers, epsilon):
    K = np.ones((len(Z), len(centers)))
    for i in range(len(Z)):
        for j in range(len(centers)):
            r = np.linalg.norm(Z[i] - centers[j])
            K[i, j] = math.exp(-((epsilon * r) ** 2))
    return K


# wrong: ε is not squared :: ε.*squar|squar.*ε|ε²|epsilon|bracket
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-epsilon * norms.distance(Z, centers) ** 2)


# wrong: divided by ε instead of multiplied :: divide|multipl|width|times
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-((norms.distance(Z, centers) / epsilon) ** 2))


# wrong: the gaussian of statistics, with 2σ² :: 2 ?ε²|2σ²|statistic|divide|half|standard dev|width
def kernel_matrix(Z, centers, epsilon):
    r = norms.distance(Z, centers)
    return np.exp(-(r**2) / (2 * epsilon**2))


# wrong: r is not squared :: squared|\(εr\)²
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-epsilon * norms.distance(Z, centers))


# wrong: the minus is missing :: minus|sign|grow|−
def kernel_matrix(Z, centers, epsilon):
    return np.exp((epsilon * norms.distance(Z, centers)) ** 2)


# wrong: rows for centres, columns for Z: transposed :: transpos|row for each
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-((epsilon * norms.distance(centers, Z)) ** 2))


# wrong: distances among the centres :: centres|centers|Z\b
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-((epsilon * norms.distance(centers, centers)) ** 2))


# wrong: math.exp of an array :: math\.exp|np\.exp|array
def kernel_matrix(Z, centers, epsilon):
    r = norms.distance(Z, centers)
    return math.exp(-((epsilon * r) ** 2))


# wrong: the distances themselves :: gaussian|φ|distance|exp
def kernel_matrix(Z, centers, epsilon):
    return norms.distance(Z, centers) * epsilon


# wrong: uses the squared distance as if it were the distance, twice squared :: r⁴|squared distance|twice|square
def kernel_matrix(Z, centers, epsilon):
    r2 = norms.distance(Z, centers) ** 2
    return np.exp(-((epsilon * r2) ** 2))


# wrong: calls distance without norms, name unknown in this cell :: norms\.distance|defined|name|dist
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-((epsilon * dist(Z, centers)) ** 2))


# wrong: e as a number of two digits :: np\.exp|2\.718|digits|e\b
def kernel_matrix(Z, centers, epsilon):
    return 2.718 ** -((epsilon * norms.distance(Z, centers)) ** 2)


# wrong: another kernel :: multiquadric|gaussian
def kernel_matrix(Z, centers, epsilon):
    r = norms.distance(Z, centers)
    return 1 / np.sqrt(1 + (epsilon * r) ** 2)


# wrong: 2 to the power :: e\b|base|np\.exp|2
def kernel_matrix(Z, centers, epsilon):
    return 2.0 ** (-((epsilon * norms.distance(Z, centers)) ** 2))


# wrong: one minus :: upside|1 at its centre|minus
def kernel_matrix(Z, centers, epsilon):
    return 1 - np.exp(-((epsilon * norms.distance(Z, centers)) ** 2))


# wrong: ε unused :: ε|epsilon
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-(norms.distance(Z, centers) ** 2))


# wrong: half in the exponent :: ½|half
def kernel_matrix(Z, centers, epsilon):
    return np.exp(-0.5 * (epsilon * norms.distance(Z, centers)) ** 2)


# exercise: weights


# right: solve
def weights(K, y):
    return np.linalg.solve(K, y)


# right: inverse
def weights(K, y):
    return np.linalg.inv(K) @ y


# right: least squares
def weights(K, y):
    alpha, *_ = np.linalg.lstsq(K, y, rcond=None)
    return alpha


# wrong: multiplied instead of solved :: solve|multipl|inverse|other way
def weights(K, y):
    return K @ y


# wrong: arguments of solve exchanged :: order|exchang|swap|first
def weights(K, y):
    return np.linalg.solve(y, K)


# wrong: entries divided :: divide|entry by entry|solve|matrix|each entry
def weights(K, y):
    return y / K


# wrong: the inverse times y entry by entry :: @|entry by entry|elementwise|matrix product|\*
def weights(K, y):
    return np.linalg.inv(K) * y


# wrong: all that lstsq returns :: 4 things|lstsq|\[0\] of them
def weights(K, y):
    return np.linalg.lstsq(K, y, rcond=None)


# wrong: something is added to the diagonal :: diagonal|λ|added|smooth|ridge
def weights(K, y):
    return np.linalg.solve(K + 1e-3 * np.eye(len(K)), y)


# wrong: K on both sides, on the right it is missing :: KᵀK|K\.T|normal|twice|right
def weights(K, y):
    return np.linalg.solve(K.T @ K, y)


# wrong: only the diagonal of K is used :: diagonal|neighbour|overlap|other bumps|off
def weights(K, y):
    return y / np.diag(K)


# wrong: inverse of every entry, by a power :: entry|inverse|solve
def weights(K, y):
    return K**-1.0 @ y


# wrong: a small number on the diagonal for safety :: diagonal|added|λ|exact
def weights(K, y):
    n = len(y)
    return np.linalg.solve(K + 1e-6 * np.eye(n), y)


# wrong: y as a column :: column|shape|\(n, 1\)
def weights(K, y):
    return np.linalg.inv(K) @ y.reshape(-1, 1)


# wrong: inverse alone :: multiply it by y|inverse|K⁻¹
def weights(K, y):
    return np.linalg.inv(K)


# wrong: row sums :: row sum|weighted mean|solve
def weights(K, y):
    return y / np.sum(K, axis=1)


# wrong: y from the left of K times :: Ky|solve|multipl
def weights(K, y):
    return y @ K


# wrong: minus :: sign|minus
def weights(K, y):
    return np.linalg.solve(-K, y)


# wrong: normalised :: add up to 1|sum
def weights(K, y):
    a = np.linalg.solve(K, y)
    return a / np.sum(a)


# exercise: evaluate


# right: matrix times vector
def evaluate(Z, centers, alpha, epsilon):
    return np.exp(-((epsilon * norms.distance(Z, centers)) ** 2)) @ alpha


# right: two loops
def evaluate(Z, centers, alpha, epsilon):
    f = np.zeros(len(Z))
    for j in range(len(Z)):
        for i in range(len(centers)):
            r2 = np.sum((Z[j] - centers[i]) ** 2)
            f[j] += alpha[i] * np.exp(-(epsilon**2) * r2)
    return f


# right: bump by bump
def evaluate(Z, centers, alpha, epsilon):
    return sum(a * np.exp(-((epsilon * np.linalg.norm(Z - c, axis=1)) ** 2)) for a, c in zip(alpha, centers))


# wrong: alpha is left out :: alpha|α|weights
def evaluate(Z, centers, alpha, epsilon):
    return np.exp(-((epsilon * norms.distance(Z, centers)) ** 2)).sum(axis=1)


# wrong: no sum over the centres :: sum
def evaluate(Z, centers, alpha, epsilon):
    return np.exp(-((epsilon * norms.distance(Z, centers)) ** 2)) * alpha


# wrong: summed over the points instead of the centres :: axis|over the (rows|points|centres)|each row|column
def evaluate(Z, centers, alpha, epsilon):
    K = np.exp(-((epsilon * norms.distance(Z, centers)) ** 2))
    return (K * alpha).sum(axis=0)


# wrong: one sum of everything :: axis|one number|everything|each row|all
def evaluate(Z, centers, alpha, epsilon):
    K = np.exp(-((epsilon * norms.distance(Z, centers)) ** 2))
    return np.sum(K * alpha)


# wrong: transposed kernel matrix :: transpos|order|rows? for|shape
def evaluate(Z, centers, alpha, epsilon):
    K = np.exp(-((epsilon * norms.distance(centers, Z)) ** 2))
    return K @ alpha


# wrong: a mean of the bumps :: mean|sum|divide
def evaluate(Z, centers, alpha, epsilon):
    K = np.exp(-((epsilon * norms.distance(Z, centers)) ** 2))
    return np.mean(K * alpha, axis=1)


# wrong: ε is not squared :: ε.*squar|squar.*ε|ε²|epsilon|bracket
def evaluate(Z, centers, alpha, epsilon):
    return np.exp(-epsilon * norms.distance(Z, centers) ** 2) @ alpha


# wrong: returns after the first point :: loop|first (point|row)|return
def evaluate(Z, centers, alpha, epsilon):
    for z in Z:
        r = np.linalg.norm(centers - z, axis=1)
        return np.sum(alpha * np.exp(-((epsilon * r) ** 2)))


# wrong: alpha inside the exponent :: alpha|α|exponent|outside|inside
def evaluate(Z, centers, alpha, epsilon):
    return np.sum(np.exp(-alpha * (epsilon * norms.distance(Z, centers)) ** 2), axis=1)


# wrong: the weights are first solved for :: weights already|solved|alpha
def evaluate(Z, centers, alpha, epsilon):
    K = np.exp(-((epsilon * norms.distance(centers, centers)) ** 2))
    a = np.linalg.solve(K, alpha)
    return np.exp(-((epsilon * norms.distance(Z, centers)) ** 2)) @ a


# wrong: += in the wrong loop, only the last centre :: last|overwrit|\+=
def evaluate(Z, centers, alpha, epsilon):
    f = np.zeros(len(Z))
    for j in range(len(Z)):
        for i in range(len(centers)):
            f[j] = alpha[i] * np.exp(-((epsilon * np.linalg.norm(Z[j] - centers[i])) ** 2))
    return f


# wrong: normalised :: weighted mean|sum of the bumps|divided
def evaluate(Z, centers, alpha, epsilon):
    K = np.exp(-((epsilon * norms.distance(Z, centers)) ** 2))
    return K @ alpha / np.sum(K, axis=1)


# wrong: width instead of epsilon :: divide|width|multipl
def evaluate(Z, centers, alpha, epsilon):
    return np.exp(-((norms.distance(Z, centers) / epsilon) ** 2)) @ alpha


# wrong: distances weighted :: distance|bump|φ
def evaluate(Z, centers, alpha, epsilon):
    return norms.distance(Z, centers) @ alpha


# wrong: nearest centre :: nearest
def evaluate(Z, centers, alpha, epsilon):
    D = norms.distance(Z, centers)
    i = D.argmin(axis=1)
    return alpha[i] * np.exp(-((epsilon * D[np.arange(len(Z)), i]) ** 2))


# wrong: products :: multiplied|added
def evaluate(Z, centers, alpha, epsilon):
    K = np.exp(-((epsilon * norms.distance(Z, centers)) ** 2))
    return np.prod(alpha * K, axis=1)


# exercise: smoothed


# right: solve and multiply
def smoothed(K, y, lam):
    alpha = np.linalg.solve(K + lam * np.eye(len(K)), y)
    return K @ alpha


# right: what is missing is λα
def smoothed(K, y, lam):
    return y - lam * np.linalg.solve(K + lam * np.identity(len(y)), y)


# right: inverse, with a diagonal changed on a copy
def smoothed(K, y, lam):
    M = np.array(K, dtype=float)
    for i in range(len(M)):
        M[i, i] += lam
    return K.dot(np.linalg.inv(M)).dot(y)


# wrong: the weights instead of the heights :: weights|heights|K ?@|K α|Kα|alpha
def smoothed(K, y, lam):
    return np.linalg.solve(K + lam * np.eye(len(K)), y)


# wrong: λ added to every entry :: every entry|all entries|diagonal|eye|identity
def smoothed(K, y, lam):
    return K @ np.linalg.solve(K + lam, y)


# wrong: (K + λI)α, which is y again :: y again|gives y|λ|just y|K alone|without λ
def smoothed(K, y, lam):
    M = K + lam * np.eye(len(K))
    alpha = np.linalg.solve(M, y)
    return M @ alpha


# wrong: minus λ :: sign|minus|plus|−λ|subtract
def smoothed(K, y, lam):
    return K @ np.linalg.solve(K - lam * np.eye(len(K)), y)


# wrong: λ times n :: number of (nodes|points|rows)
def smoothed(K, y, lam):
    n = len(y)
    return K @ np.linalg.solve(K + n * lam * np.eye(n), y)


# wrong: ridge regression on the columns of K: KᵀK :: KᵀK|K\.T|ridge|squared|normal equations
def smoothed(K, y, lam):
    alpha = np.linalg.solve(K.T @ K + lam * np.eye(len(K)), K.T @ y)
    return K @ alpha


# wrong: np.eye of a shape :: np\.eye|shape|whole number|len
def smoothed(K, y, lam):
    return K @ np.linalg.solve(K + lam * np.eye(K.shape), y)


# wrong: λ is not used :: λ|lam
def smoothed(K, y, lam):
    return K @ np.linalg.solve(K, y)


# wrong: np.ones instead of the identity :: ones|identity|eye|diagonal|every entry
def smoothed(K, y, lam):
    n = len(y)
    return K @ np.linalg.inv(K + lam * np.ones((n, n))) @ y


# wrong: the inverse of the sum entry by entry of K alone, λ outside :: λ|inverse|bracket
def smoothed(K, y, lam):
    return K @ (np.linalg.inv(K) + lam * np.eye(len(K))) @ y


# wrong: K itself is changed by +=, so y comes out :: chang|\+=|y itself|copy
def smoothed(K, y, lam):
    M = K
    M += lam * np.eye(len(K))
    return K @ np.linalg.solve(M, y)


# wrong: λ times K :: λI|diagonal|identity|times K
def smoothed(K, y, lam):
    return K @ np.linalg.solve(K + lam * K, y)


# wrong: residual :: leaves over|residual|y − Kα
def smoothed(K, y, lam):
    alpha = np.linalg.inv(K + lam * np.eye(len(y))) @ y
    return y - K @ alpha


# wrong: solved with K, multiplied with K + λI :: wrong side|K \+ λI|upside|exchang
def smoothed(K, y, lam):
    alpha = np.linalg.solve(K, y)
    return (K + lam * np.eye(len(y))) @ alpha


# wrong: fill_diagonal with lam :: replaced|added to it
def smoothed(K, y, lam):
    M = K.copy()
    np.fill_diagonal(M, lam)
    return K @ np.linalg.inv(M) @ y


# wrong: 2λ :: twice|2\b
def smoothed(K, y, lam):
    return K @ np.linalg.solve(K + 2 * lam * np.eye(len(y)), y)


# wrong: half λ :: half
def smoothed(K, y, lam):
    return K @ np.linalg.solve(K + lam / 2 * np.eye(len(y)), y)


# wrong: shrinks y :: alike|shrank
def smoothed(K, y, lam):
    return 1 / (1 + lam) * y
