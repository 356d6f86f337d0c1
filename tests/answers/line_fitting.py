"""Answers to the exercises of notebook 02, as students would write them."""

import math

import numpy as np

from lib import line_fitting, norms, regularisation, svd

# exercise: line


# right: polyfit
def line(x, y):
    return np.polyfit(x, y, 1)


# right: means and sums
def line(x, y):
    xm, ym = np.mean(x), np.mean(y)
    m = np.sum((x - xm) * (y - ym)) / np.sum((x - xm) ** 2)
    return m, ym - m * xm


# right: least squares with a column of ones
def line(x, y):
    A = np.column_stack((x, np.ones(len(x))))
    (m, d), *_ = np.linalg.lstsq(A, y, rcond=None)
    return (m, d)


# right: sums in a loop
def line(x, y):
    n = len(x)
    sx = sy = sxx = sxy = 0.0
    mean = sum(x) / n
    for a, b in zip(x, y):
        a = a - mean
        sx, sy, sxx, sxy = sx + a, sy + b, sxx + a * a, sxy + a * b
    m = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    return [m, (sy - m * sx) / n - m * mean]


# wrong: no intercept, the line goes through the origin :: intercept|origin|ones
def line(x, y):
    m = (x @ y) / (x @ x)
    return m, 0


# wrong: intercept first :: order|slope m, then
def line(x, y):
    A = np.column_stack([np.ones_like(x), x])
    return np.linalg.lstsq(A, y, rcond=None)[0]


# wrong: only the first and the last point are used :: first and (the )?last|two points|other points|all points|between
def line(x, y):
    m = (y[-1] - y[0]) / (x[-1] - x[0])
    d = y[0] - m * x[0]
    return m, d


# wrong: covariance with n - 1 over variance with n :: n ?[-−] ?1|ddof|cov
def line(x, y):
    m = np.cov(x, y)[0, 1] / np.var(x)
    return m, y.mean() - m * x.mean()


# wrong: x and y mixed up: residuals along x :: exchanged|along x|fitted to y|swapped
def line(x, y):
    m, d = np.polyfit(y, x, 1)
    return m, d


# wrong: the whole answer of lstsq, not its first part :: 4 things|lstsq|\[0\] of them
def line(x, y):
    A = np.vstack([x, np.ones(len(x))]).T
    return np.linalg.lstsq(A, y, rcond=None)


# wrong: np.mean called like a method of a list, name not defined :: x_mean|defined|name
def line(x, y):
    m = sum((x - x_mean) * (y - y_mean)) / sum((x - x_mean) ** 2)
    d = y_mean - m * x_mean
    return m, d


# wrong: minus forgotten in the intercept: divided instead :: intercept|d =|minus
def line(x, y):
    m = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    d = y.mean() / (m * x.mean())
    return m, d


# wrong: the normal equations with a sum where the n should be :: \bn\b|len|number of points
def line(x, y):
    n = len(x) - 1
    m = (n * np.sum(x * y) - np.sum(x) * np.sum(y)) / (n * np.sum(x**2) - np.sum(x) ** 2)
    d = np.mean(y) - m * np.mean(x)
    return m, d


# wrong: only the slope :: intercept
def line(x, y):
    dx = x - np.mean(x)
    return dx @ y / (dx @ dx)


# wrong: returns the fitted heights :: heights|m and d|slope
def line(x, y):
    A = np.c_[x, np.ones(len(x))]
    w = np.linalg.inv(A.T @ A) @ A.T @ y
    return A @ w


# wrong: the sign in the slope's denominator: x mean added :: mean|x̄|sign|minus
def line(x, y):
    m = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x + x.mean()) ** 2)
    return m, y.mean() - m * x.mean()


# exercise: norm


# right: the formula
def norm(x, p):
    return np.sum(np.abs(x) ** p) ** (1 / p)


# right: a loop
def norm(x, p):
    total = 0.0
    for value in x:
        total += abs(value) ** p
    return total ** (1.0 / p)


# right: NumPy's
def norm(x, p):
    return np.linalg.norm(x, ord=p)


# wrong: no absolute values :: absolut|\|x|negative|sign
def norm(x, p):
    return np.sum(x**p) ** (1 / p)


# wrong: the root is missing :: root|1 ?/ ?p
def norm(x, p):
    return np.sum(abs(x) ** p)


# wrong: ** 1 / p divides by p :: bracket|divide|root|1 ?/ ?p
def norm(x, p):
    return sum(np.abs(x) ** p) ** 1 / p


# wrong: always the square root :: 1/p|root does not
def norm(x, p):
    return np.sqrt(np.sum(np.abs(x) ** p))


# wrong: ignores p :: ignor|not use|never use|p = 2|does not depend on p|whatever p|always|\bp\b.*(unused|nowhere)
def norm(x, p):
    return np.linalg.norm(x)


# wrong: the root is taken of each entry before the sum :: each|before|sum.*(first|then)|entry|after
def norm(x, p):
    return np.sum((np.abs(x) ** p) ** (1 / p))


# wrong: a mean instead of a sum :: mean|divide|number of entries|\bn\b|len
def norm(x, p):
    return np.mean(np.abs(x) ** p) ** (1 / p)


# wrong: the absolute value of the sum instead of the entries :: absolut|each|cancel|entries
def norm(x, p):
    return np.abs(np.sum(x**p)) ** (1 / p)


# wrong: return inside the loop :: loop|first entry|return
def norm(x, p):
    total = 0
    for xi in x:
        total += abs(xi) ** p
        return total ** (1 / p)


# wrong: overwrites the total in the loop :: last|overwrit|\+=|add
def norm(x, p):
    s = 0
    for i in range(len(x)):
        s = abs(x[i]) ** p
    return s ** (1 / p)


# wrong: the maximum by np.max with two arguments :: np\.max|maximum|largest|\bp\b
def norm(x, p):
    return np.max(np.abs(x), p)


# wrong: rounds 1/p down :: //|whole|1 ?/ ?p
def norm(x, p):
    return np.sum(np.abs(x) ** p) ** (1 // p)


# wrong: the absolute value after the power, nan for broken powers :: absolut|\|x\||negative
def norm(x, p):
    return sum(abs(v**p) for v in x) ** (1 / p)


# wrong: p-th root with the wrong power :: 1/p|root
def norm(x, p):
    return np.sum(np.abs(x) ** p) ** p


# wrong: p times instead of power :: power|\*\*
def norm(x, p):
    return (np.abs(x) * p).sum() ** (1 / p)


# wrong: signs kept by sign times power :: absolut|sign|negative|cancel
def norm(x, p):
    return np.abs(np.sum(np.sign(x) * np.abs(x) ** p)) ** (1 / p)


# wrong: sum of the p-th powers under a square root of p :: root|1/p
def norm(x, p):
    return np.power(np.sum(np.abs(x) ** p), -p)


# wrong: only the positive entries :: negative|positive|absolut
def norm(x, p):
    t = 0
    for v in x:
        if v > 0:
            t += v**p
    return t ** (1 / p)


# exercise: homogeneous


# right: last row of the full Vt
def homogeneous(A):
    return np.linalg.svd(A)[2][-1]


# right: eigenvector of the least eigenvalue
def homogeneous(A):
    values, vectors = np.linalg.eigh(A.T @ A)
    return vectors[:, 0]


# right: sorted eigenvectors of a general routine
def homogeneous(A):
    values, vectors = np.linalg.eig(A.T @ A)
    x = np.real(vectors[:, np.argmin(np.real(values))])
    return x / np.linalg.norm(x)


# wrong: last column of Vt :: rows
def homogeneous(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt[:, -1]


# wrong: the first right singular vector: the greatest ‖Ax‖ :: first right singular
def homogeneous(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt[0]


# wrong: left singular vector :: left|U\b|right singular
def homogeneous(A):
    U, s, V = np.linalg.svd(A)
    return U[:, -1]


# wrong: the zero vector, by least squares :: x = 0|zero vector
def homogeneous(A):
    return np.linalg.lstsq(A, np.zeros(len(A)), rcond=None)[0]


# wrong: the last eigenvector of eigh, that of the largest value :: first right singular|largest|ascending
def homogeneous(A):
    w, v = np.linalg.eigh(A.T @ A)
    return v[:, -1]


# wrong: a row of the eigenvector matrix :: columns
def homogeneous(A):
    w, v = np.linalg.eigh(A.T @ A)
    return v[0]


# wrong: scaled so that the last entry is 1 :: c = 1|‖x‖ = 1|length 1
def homogeneous(A):
    U, s, Vt = np.linalg.svd(A)
    x = Vt[-1]
    return x / x[-1]


# wrong: thin factors miss the null space of a wide matrix :: thin|full|wide|fewer rows
def homogeneous(A):
    return np.linalg.svd(A, full_matrices=False)[2][-1]


# wrong: eigenvector of A itself :: square|AᵀA|eigenvectors
def homogeneous(A):
    w, v = np.linalg.eig(A)
    return v[:, np.argmin(w)]


# wrong: returns value and vector :: only what is asked|2 things|things at once|value
def homogeneous(A):
    U, s, Vt = np.linalg.svd(A)
    return s[-1], Vt[-1]


# wrong: U transposed :: U\b|right singular|from V
def homogeneous(A):
    U, s, Vt = np.linalg.svd(A)
    return U.T[-1]


# wrong: the third row always :: any number|Vt\[-1\]|Vt\[2\]
def homogeneous(A):
    return np.linalg.svd(A)[2][2]


# exercise: total_least_squares


# right: centred SVD
def total_least_squares(x, y):
    mx, my = x.mean(), y.mean()
    a, b = np.linalg.svd(np.column_stack([x - mx, y - my]))[2][-1]
    return a, b, -a * mx - b * my


# right: eigenvectors of the covariance
def total_least_squares(x, y):
    C = np.cov(x, y)
    values, vectors = np.linalg.eigh(C)
    normal = vectors[:, 0]
    return np.array([*normal, -normal @ [np.mean(x), np.mean(y)]])


# right: an angle
def total_least_squares(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    angle = 0.5 * np.arctan2(2 * np.sum(u * v), np.sum(u * u) - np.sum(v * v))
    a, b = -np.sin(angle), np.cos(angle)
    return (a, b, -(a * np.mean(x) + b * np.mean(y)))


# wrong: not centred: Ax = 0 with (a, b, c) scaled afterwards :: cent(re|er)|scaling afterwards
def total_least_squares(x, y):
    A = np.column_stack([x, y, np.ones(len(x))])
    abc = np.linalg.svd(A)[2][-1]
    return abc / np.linalg.norm(abc[:2])


# wrong: Ax = 0 with a² + b² + c² = 1 :: a² ?\+ ?b²|three|cent(re|er)|mean|\(a, b, c\)|origin
def total_least_squares(x, y):
    A = np.column_stack([x, y, np.ones(len(x))])
    return np.linalg.svd(A)[2][-1]


# wrong: the direction of the line instead of its normal :: direction|normal|along|first|last|perpendicular|right angle
def total_least_squares(x, y):
    mx, my = x.mean(), y.mean()
    U, s, Vt = np.linalg.svd(np.column_stack([x - mx, y - my]))
    a, b = Vt[0]
    return a, b, -(a * mx + b * my)


# wrong: sign of c :: sign of c
def total_least_squares(x, y):
    mx, my = x.mean(), y.mean()
    U, s, Vt = np.linalg.svd(np.column_stack([x - mx, y - my]))
    a, b = Vt[-1]
    return a, b, a * mx + b * my


# wrong: least squares along y, scaled :: along y|vertical|ordinary|perpendicular|least squares in y
def total_least_squares(x, y):
    m, d = np.polyfit(x, y, 1)
    length = np.sqrt(m**2 + 1)
    return m / length, -1 / length, d / length


# wrong: c is left at 0 after centring :: c = 0|\bc\b|mean|origin|back
def total_least_squares(x, y):
    X = np.array([x - np.mean(x), y - np.mean(y)]).T
    a, b = np.linalg.svd(X)[2][1]
    return a, b, 0.0


# wrong: a column of Vt instead of a row :: rows
def total_least_squares(x, y):
    X = np.column_stack([x, y])
    mean = X.mean(axis=0)
    U, s, Vt = np.linalg.svd(X - mean)
    n = Vt[:, -1]
    return n[0], n[1], -n @ mean


# wrong: the covariance's eigenvector of the largest value :: direction|along|first|largest|right angles|normal
def total_least_squares(x, y):
    C = np.cov(x, y)
    w, v = np.linalg.eigh(C)
    a, b = v[:, 1]
    return a, b, -a * np.mean(x) - b * np.mean(y)


# wrong: m, -1, d from total least squares, not scaled :: a² ?\+ ?b²|scale|divide
def total_least_squares(x, y):
    mx, my = x.mean(), y.mean()
    a, b = np.linalg.svd(np.column_stack([x - mx, y - my]))[2][-1]
    m = -a / b
    return m, -1, my - m * mx


# wrong: passes through the origin :: origin|c\b|centred
def total_least_squares(x, y):
    a, b = np.linalg.svd(np.column_stack([x, y]))[2][-1]
    return a, b, 0


# wrong: centred with one mean :: mean|axis
def total_least_squares(x, y):
    P = np.stack([x, y], axis=1)
    Q = P - np.mean(P)
    a, b = np.linalg.svd(Q)[2][1]
    return a, b, -a * x.mean() - b * y.mean()


# wrong: standardised :: spread|standard|divid
def total_least_squares(x, y):
    u = (x - x.mean()) / (x.std() + 1e-12)
    v = (y - y.mean()) / (y.std() + 1e-12)
    a, b = np.linalg.svd(np.column_stack([u, v]))[2][-1]
    return a, b, -a * x.mean() - b * y.mean()


# wrong: passes through first point :: first
def total_least_squares(x, y):
    a, b = np.linalg.svd(np.column_stack([x - x.mean(), y - y.mean()]))[2][-1]
    return a, b, -(a * x[0] + b * y[0])


# exercise: ridge


# right: the normal equations
def ridge(A, b, lam):
    return np.linalg.solve(A.T @ A + lam * np.eye(A.shape[1]), A.T @ b)


# right: more rows
def ridge(A, b, lam):
    n = A.shape[1]
    big = np.vstack([A, np.sqrt(lam) * np.eye(n)])
    return np.linalg.lstsq(big, np.concatenate([b, np.zeros(n)]), rcond=None)[0]


# right: by singular values
def ridge(A, b, lam):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return Vt.T @ (s / (s**2 + lam) * (U.T @ b))


# wrong: λ is added to every entry :: every entry|all entries|diagonal|eye|identity
def ridge(A, b, lam):
    return np.linalg.inv(A.T @ A + lam) @ A.T @ b


# wrong: twice the λ :: twice|2 ?λ|2 \* lam|factor|half|λ/2|½
def ridge(A, b, lam):
    return np.linalg.solve(A.T @ A + 2 * lam * np.eye(A.shape[1]), A.T @ b)


# wrong: half of λ, from λ/2 in the text :: half|λ/2|λ / 2|½|lam / 2
def ridge(A, b, lam):
    return np.linalg.solve(A.T @ A + lam / 2 * np.eye(A.shape[1]), A.T @ b)


# wrong: rows λI instead of √λ I :: root|√|squared|λ²
def ridge(A, b, lam):
    n = A.shape[1]
    A2 = np.vstack([A, lam * np.eye(n)])
    b2 = np.append(b, np.zeros(n))
    return np.linalg.lstsq(A2, b2, rcond=None)[0]


# wrong: Aᵀb is missing on the right :: A\.?ᵀ?T? ?@? ?b|Aᵀb|right(-| )hand|A\.T
def ridge(A, b, lam):
    return np.linalg.inv(A.T @ A + lam * np.eye(A.shape[1])) @ b


# wrong: λ is outside of the inverse :: added to the inverse|before
def ridge(A, b, lam):
    return (np.linalg.inv(A.T @ A) + lam * np.eye(A.shape[1])) @ A.T @ b


# wrong: λ times the number of rows :: rows|number of|mean|\bm\b
def ridge(A, b, lam):
    m, n = A.shape
    return np.linalg.solve(A.T @ A / m + lam * np.eye(n), A.T @ b / m)


# wrong: the last coefficient is spared as if it were an intercept :: intercept|every coefficient|last|penal
def ridge(A, b, lam):
    D = np.eye(A.shape[1])
    D[-1, -1] = 0
    return np.linalg.solve(A.T @ A + lam * D, A.T @ b)


# wrong: np.eye of the shape :: np\.eye|shape|whole number
def ridge(A, b, lam):
    return np.linalg.inv(A.T @ A + lam * np.eye(A.shape)) @ A.T @ b


# wrong: λ on the right-hand side :: wrong place|left|Aᵀb|right
def ridge(A, b, lam):
    return np.linalg.lstsq(A.T @ A, A.T @ b + lam, rcond=None)[0]


# wrong: subtracts λ :: sign|minus|−|add
def ridge(A, b, lam):
    n = A.shape[1]
    return np.linalg.solve(A.T @ A - lam * np.eye(n), A.T @ b)


# wrong: least squares, then shrunk :: 1 ?\+ ?λ|orthonormal|shrink|afterwards
def ridge(A, b, lam):
    x = np.linalg.lstsq(A, b, rcond=None)[0]
    return x * 1 / (1 + lam)


# wrong: a sum over λx :: heights|Ax|coefficients
def ridge(A, b, lam):
    x = np.linalg.solve(A.T @ A + lam * np.eye(A.shape[1]), A.T @ b)
    return A @ x


# exercise: soft_threshold


# right: sign and maximum
def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


# right: three cases in a loop
def soft_threshold(z, t):
    out = []
    for value in z:
        if value > t:
            out.append(value - t)
        elif value < -t:
            out.append(value + t)
        else:
            out.append(0)
    return np.array(out)


# right: what is clipped is taken away
def soft_threshold(z, t):
    return z - np.clip(z, -t, t)


# wrong: the hard threshold: what is left is not moved :: hard|move|shrink|towards|subtract
def soft_threshold(z, t):
    return np.where(np.abs(z) > t, z, 0)


# wrong: negative entries are lost :: negativ|sign
def soft_threshold(z, t):
    return np.maximum(z - t, 0)


# wrong: small entries go through zero to the other side :: zero|small|stop|beyond|max|sign
def soft_threshold(z, t):
    return np.sign(z) * (np.abs(z) - t)


# wrong: an if for an array :: array|each entry|np\.where|entry by entry|truth
def soft_threshold(z, t):
    if abs(z) <= t:
        return 0
    elif z > 0:
        return z - t
    else:
        return z + t


# wrong: the middle case is missing :: zero|middle|between|small|\|z\|
def soft_threshold(z, t):
    return np.where(z > t, z - t, z + t)


# wrong: np.max finds one number, the 0 is taken for an axis :: np\.maximum|maximum|axis
def soft_threshold(z, t):
    return np.sign(z) * np.max(np.abs(z) - t, 0)


# wrong: clips instead of shrinking :: clip|towards|taken away|subtract|kept
def soft_threshold(z, t):
    return np.clip(z, -t, t)


# wrong: the answer takes the type of z: whole numbers cut it off :: integer|whole|dtype|zeros_like|float|cut
def soft_threshold(z, t):
    out = np.zeros_like(z)
    out[z > t] = z[z > t] - t
    out[z < -t] = z[z < -t] + t
    return out


# wrong: divides as ridge does :: ridge|divide|1 ?\+ ?t|subtract
def soft_threshold(z, t):
    return z / (1 + t)


# wrong: max of Python for an array :: np\.maximum|array|maximum|truth
def soft_threshold(z, t):
    return np.sign(z) * max(np.abs(z) - t, 0)


# wrong: loses the sign :: sign
def soft_threshold(z, t):
    out = []
    for v in z:
        if abs(v) > t:
            out.append(abs(v) - t)
        else:
            out.append(0.0)
    return np.array(out)


# wrong: moves negative ones the wrong way :: negative|z \+ t|towards|up
def soft_threshold(z, t):
    return np.where(np.abs(z) > t, z - t, 0.0)


# wrong: half the threshold :: t/2|half|threshold
def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - 0.5 * t, 0)


# wrong: append nothing for the zeros :: zeros belong|one entry for each|zeros
def soft_threshold(z, t):
    return np.array([v - t if v > t else v + t for v in z if abs(v) > t])


# wrong: threshold and hard mixed: subtracts t twice :: 2t|twice|t\b
def soft_threshold(z, t):
    return np.sign(z) * np.maximum(np.abs(z) - 2 * t, 0)
