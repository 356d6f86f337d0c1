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
