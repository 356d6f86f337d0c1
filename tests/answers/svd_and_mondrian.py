"""Answers to the exercises of notebook 01, as students would write them."""

import numpy as np

from lib import svd

# exercise: low_rank


# right: slices of the thin factors
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank] @ np.diag(s[:rank]) @ Vt[:rank, :]


# right: a sum of layers
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A)
    B = np.zeros(A.shape)
    for i in range(rank):
        B += s[i] * np.outer(U[:, i], Vt[i])
    return B


# right: the small singular values set to zero
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(np.array(A, dtype=float), full_matrices=False)
    s[rank:] = 0
    return (U * s) @ Vt


# right: projection onto the first left singular vectors
def low_rank(A, rank):
    U = np.linalg.svd(A)[0][:, :rank]
    return U @ (U.T @ A)


# wrong: takes columns of Vt where its rows are needed :: rows of V|row.*Vt|Vt\[:rank|first rows
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank] @ np.diag(s[:rank]) @ Vt[:, :rank].T


# wrong: Vt is transposed once more :: not transposed|transposed (already|once more|twice|again)|rows of V
def low_rank(A, rank):
    U, S, V = np.linalg.svd(A, full_matrices=False)
    S[rank:] = 0
    return U @ np.diag(S) @ V.T


# wrong: starts to count at 1 and leaves out the first layer :: first layer|counts? from 0|range\(rank\)
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    B = np.zeros(A.shape)
    for i in range(1, rank + 1):
        if i < len(s):
            B = B + s[i] * np.outer(U[:, i], Vt[i, :])
    return B


# wrong: full factors and a square diagonal do not fit :: full_matrices|thin|full factors|diag
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A)
    s[rank:] = 0
    return U @ np.diag(s) @ Vt


# wrong: the singular values are missing :: singular values (are )?missing|does not stretch|without the singular
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank] @ Vt[:rank]


# wrong: keeps the smallest layers instead of the largest :: smallest|largest|last .*layers|from the end|wrong end
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    s[:-rank] = 0
    return U @ np.diag(s) @ Vt


# wrong: hands back the three factors and not their product :: 3 things|three|factors|product
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :rank], s[:rank], Vt[:rank, :]


# wrong: takes rows of U instead of columns :: columns? of U|U\[:, |rows? of U
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return sum(s[i] * np.outer(U[i], Vt[i]) for i in range(rank)) + np.zeros_like(A)


# wrong: cuts by the size of the singular value instead of by number :: number|first rank|largest|size|\[:rank\]|count
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    s = np.where(s > rank, s, 0)
    return U @ np.diag(s) @ Vt


# wrong: calls itself :: itself|recurs|calls
def low_rank(A, rank):
    return low_rank(A, rank)


# wrong: one layer too many, <= in mind :: one layer too many|too many
def low_rank(A, rank):
    u, s, v = np.linalg.svd(A, full_matrices=False)
    out = np.zeros(A.shape)
    k = 0
    while k <= rank and k < len(s):
        out += s[k] * np.outer(u[:, k], v[k])
        k += 1
    return out


# wrong: the layers are multiplied entry by entry :: entry by entry|@|np\.outer|outer
def low_rank(A, rank):
    u, s, v = np.linalg.svd(A, full_matrices=False)
    out = np.zeros(A.shape)
    for k in range(rank):
        out += s[k] * u[:, k] * v[k]
    return out


# wrong: the rest is kept :: leaves out|keep|missing|rank:
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    s[:rank] = 0
    return U @ np.diag(s) @ Vt


# wrong: all layers are summed, rank is unused :: rank|all layers
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return sum(s[i] * np.outer(U[:, i], Vt[i, :]) for i in range(len(s)))


# wrong: singular values are squared :: squared
def low_rank(A, rank):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    D = np.diag(s[:rank] ** 2)
    return U[:, :rank] @ D @ Vt[:rank]


# exercise: storage


# right: the formula
def storage(m, n, rank):
    return rank * (m + n + 1)


# right: three terms
def storage(m, n, rank):
    numbers_U = m * rank
    numbers_s = rank
    numbers_V = rank * n
    return numbers_U + numbers_s + numbers_V


# right: sizes of arrays
def storage(m, n, rank):
    return np.zeros((m, rank)).size + np.zeros(rank).size + np.zeros((rank, n)).size


# wrong: the singular values are not counted :: singular value
def storage(m, n, rank):
    return m * rank + rank * n


# wrong: counts Σ as a matrix, with its zeros :: zeros|diagonal|square|matrix|rank²|rank numbers
def storage(m, n, rank):
    return m * rank + rank * rank + rank * n


# wrong: brackets missing, only the first term is multiplied :: bracket
def storage(m, n, rank):
    return rank * m + n + 1


# wrong: one singular value in all :: one singular value|each layer|every layer|a singular value for|singular value
def storage(m, n, rank):
    return rank * (m + n) + 1


# wrong: multiplies rows and columns :: picture|m \* n|product|multipl|sum|outer
def storage(m, n, rank):
    return rank * m * n


# wrong: counts the full square factors :: full|square|all columns|cut
def storage(m, n, rank):
    return m * m + rank + n * n


# wrong: the share of the picture instead of a count :: share|ratio|divide|fraction|count
def storage(m, n, rank):
    return rank * (m + n + 1) / (m * n)


# wrong: bytes instead of numbers :: byte|factor of 8|factor 8|8 times|times 8
def storage(m, n, rank):
    return 8 * rank * (m + n + 1)


# wrong: two square factors :: square|full|columns
def storage(m, n, rank):
    U = m * m
    s = rank
    V = n * n
    return (U + V) * rank + s


# wrong: the picture without the layers :: saved|picture|stored
def storage(m, n, rank):
    return m * n - rank * (m + n + 1)


# wrong: all singular values are counted :: min|singular values
def storage(m, n, rank):
    return m * rank + min(m, n) + n * rank


# exercise: tail


# right: norm of the rest
def tail(s, rank):
    return np.linalg.norm(s[rank:])


# right: a loop
def tail(s, rank):
    total = 0
    for i in range(rank, len(s)):
        total += s[i] ** 2
    return total**0.5


# right: all minus kept is avoided, sum and sqrt
def tail(s, rank):
    rest = np.asarray(s, dtype=float)[rank:]
    return np.sqrt(np.sum(rest * rest))


# wrong: one singular value too few is cut :: one too late|starts? at 0|counts? from 0
def tail(s, rank):
    return np.sqrt(np.sum(s[rank + 1 :] ** 2))


# wrong: the square root is missing :: root
def tail(s, rank):
    return np.sum(s[rank:] ** 2)


# wrong: sums without squaring :: square
def tail(s, rank):
    return sum(s[rank:])


# wrong: the kept part instead of the cut one :: kept|keep|cut off|first
def tail(s, rank):
    return np.sqrt(np.sum(s[:rank] ** 2))


# wrong: root and square cancel, brackets wrong :: bracket|square, add|square each|squares? .*before
def tail(s, rank):
    return np.sqrt(np.sum(s[rank:]) ** 2)


# wrong: ** 1/2 is a division by two :: bracket|1 ?/ ?2|half|root
def tail(s, rank):
    return sum(s[rank:] ** 2) ** 1 / 2


# wrong: relative to the norm of A :: relative|divide|share|norm of A|whole
def tail(s, rank):
    return np.linalg.norm(s[rank:]) / np.linalg.norm(s)


# wrong: the norm of the kept plus :: bracket|root|each|sum|square
def tail(s, rank):
    error = 0
    for i in range(rank, len(s)):
        error += np.sqrt(s[i] ** 2)
    return error


# wrong: has A, which is not there :: A\b|defined|argument|name
def tail(s, rank):
    U, s, Vt = np.linalg.svd(A)
    return np.sqrt(np.sum(s[rank:] ** 2))


# wrong: begins one too early :: one too early|last that was kept
def tail(s, rank):
    e = 0
    for i in range(max(rank - 1, 0), len(s)):
        e = e + s[i] ** 2
    return np.sqrt(e)


# wrong: the last value is left out by -1 :: last
def tail(s, rank):
    t = 0
    for i in range(rank, len(s) - 1):
        t += s[i] ** 2
    return np.sqrt(t)


# exercise: null_space


# right: rows of the full Vt behind the rank, transposed
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    r = np.sum(s > tol)
    return Vt[r:].T


# right: padded singular values and a mask
def null_space(A):
    m, n = A.shape
    _, s, Vt = np.linalg.svd(A)
    values = np.zeros(n)
    values[: len(s)] = s
    return Vt.T[:, values <= max(m, n) * np.finfo(float).eps * s[0]]


# right: a loop that collects columns
def null_space(A):
    m, n = A.shape
    _, s, Vt = np.linalg.svd(A, full_matrices=True)
    tol = max(m, n) * np.finfo(float).eps * s[0]
    columns = []
    for i in range(n):
        if i >= len(s) or s[i] <= tol:
            columns.append(Vt[i])
    if not columns:
        return np.zeros((n, 0))
    return np.array(columns).T


# right: singular vectors of the padded matrix
def null_space(A):
    n = A.shape[1]
    padded = np.vstack([A, np.zeros((n, n))])
    s, Vt = np.linalg.svd(padded, full_matrices=False)[1:]
    return Vt[s <= max(A.shape) * np.finfo(float).eps * s[0]].T


# wrong: directions in rows, not in columns :: column|transpos
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    rank = (s > tol).sum()
    return Vt[rank:]


# wrong: the thin factors leave out directions of wide matrices :: thin|full|wide|full_matrices
def null_space(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    return Vt[s <= tol].T


# wrong: an absolute cut-off instead of a relative one :: absolute|relative|s\[0\]|scale|cut-off|fixed
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    rank = np.sum(s > 1e-10)
    return Vt[rank:].T


# wrong: left singular vectors: the null space of the transpose :: left|U\b|transpose
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    return U[:, np.sum(s > tol) :]


# wrong: only values that are exactly zero count, rounding is left :: rounding|exactly|tolerance|cut-off|eps
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    rank = np.count_nonzero(s)
    return Vt[rank:].T


# wrong: always the last direction, one :: one direction|last|always|how many|several|only
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    return Vt[-1].reshape(-1, 1)


# wrong: solves Ax = 0, which gives zero or nothing :: zero vector|x = 0|singular|solve|always.*solution|square
def null_space(A):
    b = np.zeros(A.shape[0])
    return np.linalg.solve(A, b)


# wrong: columns of Vt instead of rows :: rows
def null_space(A):
    m, n = A.shape
    U, s, Vt = np.linalg.svd(A)
    tol = max(m, n) * np.finfo(float).eps * s[0]
    r = int((s > tol).sum())
    return Vt[:, r:]


# wrong: the rank is taken for min(m, n) :: rank|count|min\(m
def null_space(A):
    m, n = A.shape
    U, s, Vt = np.linalg.svd(A)
    return Vt[min(m, n) :, :].T


# wrong: A.T is called :: without \( \)
def null_space(A):
    U, s, Vt = np.linalg.svd(A.T())
    rank = (s > 1e-12 * s[0]).sum()
    return U[:, rank:]


# wrong: keeps the directions that A sees :: does not send|rest of V|row space|rank:
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    r = np.sum(s > max(A.shape) * np.finfo(float).eps * s[0])
    return Vt[:r].T


# wrong: fixed tolerance 1e-8 :: same for all|relative|s\[0\]
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    N = []
    for i in range(A.shape[1]):
        if i >= len(s) or s[i] < 1e-8:
            N.append(Vt[i])
    return np.array(N).T if N else np.zeros((A.shape[1], 0))


# wrong: not orthonormal, solved by hand for two columns :: orthonormal|length 1|svd|columns
def null_space(A):
    a, b = A[0, 0], A[0, 1]
    return np.array([[b], [-a]])


# wrong: returns a list of the vectors :: column|rows|transpos
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    r = len([v for v in s if v > tol])
    return [v for v in Vt[r:]]


# wrong: the tolerance is compared the wrong way :: wrong way|does not send|rest of V|larger|exchang
def null_space(A):
    U, s, Vt = np.linalg.svd(A)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    rank = (s < tol).sum()
    return Vt[rank:].T


# exercise: pinv


# right: NumPy's with the cut-off of the text
def pinv(A):
    return np.linalg.pinv(A, rcond=max(A.shape) * np.finfo(float).eps)


# right: a loop over layers
def pinv(A):
    m, n = A.shape
    U, s, Vt = np.linalg.svd(A)
    out = np.zeros((n, m))
    for i in range(min(m, n)):
        if s[i] > max(m, n) * np.finfo(float).eps * s[0]:
            out += np.outer(Vt[i], U[:, i]) / s[i]
    return out


# right: slices up to the rank
def pinv(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    r = np.sum(s > max(A.shape) * np.finfo(float).eps * s[0])
    return Vt[:r].T / s[:r] @ U[:, :r].T


# right: a D of the shape (n, m), as on the slide
def pinv(A):
    m, n = A.shape
    U, s, Vt = np.linalg.svd(A)
    D = np.zeros((n, m))
    for i, value in enumerate(s):
        D[i, i] = 1 / value if value > max(m, n) * np.finfo(float).eps * s[0] else 0
    return Vt.T @ D @ U.T


# wrong: the formula for independent columns only :: independent|wide|A\.?T ?@ ?A|normal equations|AᵀA|singular
def pinv(A):
    return np.linalg.inv(A.T @ A) @ A.T


# wrong: the inverse, for square matrices only :: square|inverse|inv
def pinv(A):
    return np.linalg.inv(A)


# wrong: divides by singular values that are zero :: zero|cut-off|rounding|divide
def pinv(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return Vt.T @ np.diag(1 / s) @ U.T


# wrong: the factors are not transposed and stand in the old order :: order|turn.*back|transpos|V.*first|U.*V
def pinv(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    s_inv = np.array([1 / v if v > max(A.shape) * np.finfo(float).eps * s[0] else 0 for v in s])
    return U @ np.diag(s_inv) @ Vt


# wrong: an absolute cut-off :: absolute|relative|s\[0\]|scale|fixed
def pinv(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    s_inv = np.zeros_like(s)
    s_inv[s > 1e-12] = 1 / s[s > 1e-12]
    return (Vt.T * s_inv) @ U.T


# wrong: transposes what svd gives as if it were V and U :: transpos|U\.T|Vt\.T
def pinv(A):
    U, s, V = np.linalg.svd(A, full_matrices=False)
    keep = s > max(A.shape) * np.finfo(float).eps * s[0]
    s_inv = np.zeros(len(s))
    s_inv[keep] = 1 / s[keep]
    return V @ np.diag(s_inv) @ U.T


# wrong: Σ is not inverted :: inverted|1/s|multiplied
def pinv(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return Vt.T @ np.diag(s) @ U.T


# wrong: A.T over the squares, divides by all of s² :: AᵀA|independent|1/s|norm|rank
def pinv(A):
    return A.T / np.sum(A**2)


# wrong: squares the inverses :: 1/s²|squared
def pinv(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    d = np.where(s > tol, 1 / np.where(s > tol, s, 1) ** 2, 0)
    return Vt.T @ np.diag(d) @ U.T


# wrong: U is not transposed :: Uᵀ|U\.T
def pinv(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    tol = max(A.shape) * np.finfo(float).eps * s[0]
    d = np.array([1 / v if v > tol else 0.0 for v in s])
    return Vt.T @ np.diag(d) @ U
