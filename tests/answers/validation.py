"""Answers to the exercises of notebook 06, as students would write them."""

import numpy as np

from lib import norms, validation

# exercise: sizes


# right: floor, and a stable sort of what was cut
def sizes(n, shares):
    exact = n * np.asarray(shares, dtype=float)
    parts = np.floor(exact).astype(int)
    for i in np.argsort(-(exact - parts).round(9), kind="stable")[: n - parts.sum()]:
        parts[i] += 1
    return parts


# right: lists and sorted
def sizes(n, shares):
    exact = [n * q for q in shares]
    parts = [int(e) for e in exact]
    order = sorted(range(len(parts)), key=lambda i: (-round(exact[i] - parts[i], 9), i))
    for i in order[: n - sum(parts)]:
        parts[i] += 1
    return parts


# right: argmax again and again
def sizes(n, shares):
    exact = n * np.array(shares)
    parts = exact.astype(int)
    cut = np.round(exact - parts, 9)
    while parts.sum() < n:
        i = cut.argmax()
        parts[i] += 1
        cut[i] = -1
    return parts


# wrong: rounds :: round|down|floor
def sizes(n, shares):
    return np.round(n * np.array(shares)).astype(int)


# wrong: the rest is lost :: left|rest|sum|lost|missing
def sizes(n, shares):
    return np.floor(n * np.array(shares)).astype(int)


# wrong: all that are left go to the first part :: first|one each|most
def sizes(n, shares):
    s = np.floor(n * np.array(shares)).astype(int)
    s[0] += n - s.sum()
    return s


# wrong: what is left goes to the last part :: last|one each|most
def sizes(n, shares):
    parts = [int(n * q) for q in shares]
    parts[-1] = n - sum(parts[:-1])
    return parts


# wrong: of equal parts the last gets the row :: equal|first|tie|stable
def sizes(n, shares):
    exact = n * np.array(shares)
    parts = np.floor(exact).astype(int)
    order = np.argsort(np.round(exact - parts, 9), kind="stable")[::-1]
    parts[order[: n - parts.sum()]] += 1
    return parts


# wrong: to the largest share instead of what was cut most :: largest|share|cut most|cut
def sizes(n, shares):
    shares = np.array(shares)
    parts = np.floor(n * shares).astype(int)
    order = np.argsort(-shares, kind="stable")
    parts[order[: n - parts.sum()]] += 1
    return parts


# wrong: to the parts that were cut least :: least|most|order|ascending|sort
def sizes(n, shares):
    exact = n * np.array(shares)
    parts = np.floor(exact).astype(int)
    order = np.argsort(np.round(exact - parts, 9), kind="stable")
    parts[order[: n - parts.sum()]] += 1
    return parts


# wrong: rounded up, until nothing is left :: up|down|floor|ceil
def sizes(n, shares):
    return np.ceil(n * np.array(shares)).astype(int)


# wrong: the part with the largest size gets all that is left :: largest|cut most|one row|one each
def sizes(n, shares):
    parts = (n * np.array(shares)).astype(int)
    parts[np.argmax(parts)] += n - parts.sum()
    return parts


# wrong: only one row is handed out :: one row|several|more
def sizes(n, shares):
    exact = n * np.array(shares)
    parts = np.floor(exact).astype(int)
    if parts.sum() < n:
        parts[np.argmax(exact - parts)] += 1
    return parts


# wrong: a list of the shares in per cent :: share|n\b|rows|per ?cent|size
def sizes(n, shares):
    return [int(100 * s) for s in shares]


# wrong: not rounded :: whole|animal
def sizes(n, shares):
    return [n * s for s in shares]


# wrong: last part is the rest after rounding :: last part|rounding|round all down
def sizes(n, shares):
    counts = [round(n * s) for s in shares]
    counts[-1] = n - sum(counts[:-1])
    return counts


# wrong: hands out rows in turn :: first part on|cut most|in turn
def sizes(n, shares):
    counts = [int(n * s + 1e-9) for s in shares]
    i = 0
    while sum(counts) < n:
        counts[i] += 1
        i += 1
    return counts


# wrong: ties to the last, two loops :: equal|tie|first of them
def sizes(n, shares):
    exact = [n * s for s in shares]
    counts = [int(np.floor(e + 1e-9)) for e in exact]
    while sum(counts) < n:
        best, gap = 0, -1
        for i in range(len(counts)):
            if round(exact[i] - counts[i], 9) >= gap:
                best, gap = i, round(exact[i] - counts[i], 9)
        counts[best] += 1
    return counts


# wrong: shares of what is left :: what the others left|all n rows|left
def sizes(n, shares):
    counts = []
    rest = n
    for s in shares:
        k = int(rest * s)
        counts.append(k)
        rest -= k
    return counts


# exercise: folds


# right: array_split
def folds(order, k):
    n = len(order)
    held = np.zeros((k, n), dtype=bool)
    for j, part in enumerate(np.array_split(order, k)):
        held[j, part] = True
    return held


# right: starts by hand
def folds(order, k):
    n = len(order)
    mask = np.full((k, n), False)
    start = 0
    for j in range(k):
        size = n // k + (1 if j < n % k else 0)
        for row in order[start : start + size]:
            mask[j][row] = True
        start += size
    return mask


# right: lists of lists
def folds(order, k):
    parts = [set(part.tolist()) for part in np.array_split(np.asarray(order), k)]
    return [[row in part for row in range(len(order))] for part in parts]


# wrong: places in the order instead of rows of the data :: order|shuffl|position|places|rows of the data
def folds(order, k):
    n = len(order)
    held = np.zeros((k, n), dtype=bool)
    start = 0
    for j in range(k):
        size = n // k + (j < n % k)
        held[j, start : start + size] = True
        start += size
    return held


# wrong: the rows that are left over are in no fold :: left|no fold|rest|remainder|never
def folds(order, k):
    n = len(order)
    size = n // k
    held = np.zeros((k, n), dtype=bool)
    for j in range(k):
        held[j, order[j * size : (j + 1) * size]] = True
    return held


# wrong: the last fold takes the rest :: last|first|rest|one more
def folds(order, k):
    n = len(order)
    size = n // k
    held = np.zeros((k, n), dtype=bool)
    for j in range(k):
        stop = n if j == k - 1 else (j + 1) * size
        held[j, order[j * size : stop]] = True
    return held


# wrong: True for the rows that train :: train|held out|opposite|invert|other way|exchang
def folds(order, k):
    held = np.ones((k, len(order)), dtype=bool)
    for j, part in enumerate(np.array_split(order, k)):
        held[j, part] = False
    return held


# wrong: lists of row numbers instead of a mask :: mask|True and False|numbers|indices
def folds(order, k):
    return np.array_split(order, k)


# wrong: every k-th row instead of a stretch :: every|stretch|k-th|dealt|stride|turn
def folds(order, k):
    held = np.zeros((k, len(order)), dtype=bool)
    for j in range(k):
        held[j, order[j::k]] = True
    return held


# wrong: transposed :: transpos|exchanged|\(k, n\)|row.*round
def folds(order, k):
    held = np.zeros((len(order), k), dtype=bool)
    for j, part in enumerate(np.array_split(order, k)):
        held[part, j] = True
    return held


# wrong: zeros and ones as floats instead of True and False :: True and False|float|bool|dtype
def folds(order, k):
    held = np.zeros((k, len(order)))
    for j, part in enumerate(np.array_split(order, k)):
        held[j, part] = 1
    return held


# wrong: the k rows are one and the same list :: same list|one list|copies|same|alias
def folds(order, k):
    held = [[False] * len(order)] * k
    for j, part in enumerate(np.array_split(order, k)):
        for row in part:
            held[j][row] = True
    return np.array(held)


# wrong: the mask is not cleared between rounds :: clear|before|previous|more than one round|begin
def folds(order, k):
    held = []
    mask = np.zeros(len(order), dtype=bool)
    for part in np.array_split(order, k):
        mask[part] = True
        held.append(mask.copy())
    return np.array(held)


# wrong: one number for each row, its fold :: number|True (and|or) False|mask
def folds(order, k):
    n = len(order)
    fold = np.zeros(n, dtype=int)
    for j, part in enumerate(np.array_split(order, k)):
        fold[part] = j
    return fold


# wrong: overlapping folds :: overlap|twice|more than one
def folds(order, k):
    n = len(order)
    size = int(np.ceil(n / k))
    held = np.zeros((k, n), bool)
    for j in range(k):
        held[j, order[j * (n // k) : j * (n // k) + size]] = True
    return held


# wrong: larger folds last :: last|first n mod k|row more
def folds(order, k):
    n = len(order)
    cuts = [int(j * n / k) for j in range(k + 1)]
    held = np.zeros((k, n), bool)
    for j in range(k):
        held[j, order[cuts[j] : cuts[j + 1]]] = True
    return held


# wrong: places :: number of a row|place|order
def folds(order, k):
    held = np.zeros((k, len(order)), bool)
    for j, part in enumerate(np.array_split(np.arange(len(order)), k)):
        held[j, part] = True
    return held


# wrong: reshape :: divide|equal parts|array_split
def folds(order, k):
    parts = order.reshape(k, -1)
    held = np.zeros((k, len(order)), bool)
    for j in range(k):
        held[j, parts[j]] = True
    return held


# exercise: standardize


# right: mean and std of the training rows
def standardize(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std(axis=0)


# right: column by column
def standardize(X, train):
    out = np.empty(X.shape)
    for j in range(X.shape[1]):
        column = X[train, j]
        out[:, j] = (X[:, j] - np.mean(column)) / np.std(column)
    return out


# right: by hand
def standardize(X, train):
    T = np.array([row for row, t in zip(X, train) if t], dtype=float)
    mean = sum(T) / len(T)
    s = np.sqrt(sum((T - mean) ** 2) / len(T))
    return np.array([(row - mean) / s for row in X])


# wrong: mean and deviation of all rows: the leak :: all rows|leak|held.out|training rows
def standardize(X, train):
    return (X - X.mean(axis=0)) / X.std(axis=0)


# wrong: only the training rows are returned :: only the training rows
def standardize(X, train):
    T = X[train]
    return (T - T.mean(axis=0)) / T.std(axis=0)


# wrong: one mean for all columns :: axis|each column|column
def standardize(X, train):
    return (X - X[train].mean()) / X[train].std()


# wrong: n - 1 in the deviation :: n ?[-−] ?1|ddof
def standardize(X, train):
    return (X - X[train].mean(axis=0)) / X[train].std(axis=0, ddof=1)


# wrong: the variance instead of the deviation :: variance|root|deviation
def standardize(X, train):
    return (X - X[train].mean(axis=0)) / X[train].var(axis=0)


# wrong: brackets: only the mean is divided :: bracket
def standardize(X, train):
    m = X[train].mean(axis=0)
    s = X[train].std(axis=0)
    return X - m / s


# wrong: held-out rows are left as they were :: held.out|all rows|other rows|training rows only|not scaled|only
def standardize(X, train):
    Z = X.astype(float)
    Z[train] = (X[train] - X[train].mean(axis=0)) / X[train].std(axis=0)
    return Z


# wrong: written into an array of whole numbers :: integer|whole|dtype|float|cut
def standardize(X, train):
    Z = X.copy()
    for j in range(X.shape[1]):
        Z[:, j] = (X[:, j] - X[train, j].mean()) / X[train, j].std()
    return Z


# wrong: the mean is not subtracted :: mean|subtract|cent(re|er)
def standardize(X, train):
    return X / X[train].std(axis=0)


# wrong: the held-out rows are scaled by their own mean and deviation :: own|held.out|training
def standardize(X, train):
    Z = np.zeros(X.shape)
    for rows in (train, ~train):
        if rows.any():
            Z[rows] = (X[rows] - X[rows].mean(axis=0)) / np.where(X[rows].std(axis=0) == 0, 1, X[rows].std(axis=0))
    return Z


# wrong: mean over the rows of each animal :: axis|feature|column|animal
def standardize(X, train):
    m = X[train].mean(axis=1, keepdims=True)
    s = X[train].std(axis=1, keepdims=True)
    return (X - m) / s


# wrong: X * train instead of X[train] :: zeros|X\[train\]|choose
def standardize(X, train):
    T = X * train[:, None]
    return (X - T.mean(axis=0)) / T.std(axis=0)


# wrong: min and max :: least and greatest|mean and standard
def standardize(X, train):
    lo = X[train].min(0)
    hi = X[train].max(0)
    return (X - lo) / (hi - lo)


# wrong: held-out rows are used :: held.out|training rows
def standardize(X, train):
    H = X[~train]
    return (X - H.mean(0)) / H.std(0)


# wrong: only centred :: unit|divide|deviation
def standardize(X, train):
    return X - np.mean(X[train], axis=0)


# wrong: mean of training, std of all :: deviation.*all|leak
def standardize(X, train):
    return (X - X[train].mean(0)) / X.std(0)


# wrong: first rows :: first rows|train says
def standardize(X, train):
    n = train.sum()
    return (X - X[:n].mean(axis=0)) / X[:n].std(axis=0)


# wrong: each row on its own :: each animal|feature|axis
def standardize(X, train):
    return np.array([(r - r.mean()) / r.std() for r in X])


# exercise: cross_validate


# right: a loop
def cross_validate(X, y, held_out, fit, predict):
    errors = []
    for out in held_out:
        model = fit(X[~out], y[~out])
        errors.append(np.mean((predict(model, X[out]) - y[out]) ** 2))
    return np.array(errors)


# right: indices
def cross_validate(X, y, held_out, fit, predict):
    errors = np.zeros(len(held_out))
    for j in range(len(held_out)):
        test = np.flatnonzero(held_out[j])
        train = np.flatnonzero(np.logical_not(held_out[j]))
        residual = y[test] - predict(fit(X[train], y[train]), X[test])
        errors[j] = residual @ residual / len(test)
    return errors


# right: a comprehension
def cross_validate(X, y, held_out, fit, predict):
    return [((predict(fit(X[h == 0], y[h == 0]), X[h]) - y[h]) ** 2).mean() for h in held_out]


# wrong: trains on what is held out, and the other way round :: held.out|exchang|swap|other way|learn
def cross_validate(X, y, held_out, fit, predict):
    errors = []
    for mask in held_out:
        model = fit(X[mask], y[mask])
        errors.append(np.mean((predict(model, X[~mask]) - y[~mask]) ** 2))
    return np.array(errors)


# wrong: trains on all rows :: all rows|all of|seen|held.out|leak
def cross_validate(X, y, held_out, fit, predict):
    model = fit(X, y)
    return np.array([np.mean((predict(model, X[m]) - y[m]) ** 2) for m in held_out])


# wrong: the mean over the rounds :: each round|mean|one number|round
def cross_validate(X, y, held_out, fit, predict):
    errors = []
    for m in held_out:
        errors.append(np.mean((predict(fit(X[~m], y[~m]), X[m]) - y[m]) ** 2))
    return np.mean(errors)


# wrong: a sum of squares :: mean|sum|divide
def cross_validate(X, y, held_out, fit, predict):
    return np.array([np.sum((predict(fit(X[~m], y[~m]), X[m]) - y[m]) ** 2) for m in held_out])


# wrong: returns in the loop, after the first round :: loop|first round|return
def cross_validate(X, y, held_out, fit, predict):
    errors = []
    for m in held_out:
        model = fit(X[~m], y[~m])
        errors.append(((predict(model, X[m]) - y[m]) ** 2).mean())
        return errors


# wrong: a root is taken :: root
def cross_validate(X, y, held_out, fit, predict):
    return np.array([np.sqrt(np.mean((predict(fit(X[~m], y[~m]), X[m]) - y[m]) ** 2)) for m in held_out])


# wrong: the error on the training rows :: training|held.out|seen|learned
def cross_validate(X, y, held_out, fit, predict):
    errors = []
    for m in held_out:
        Xt, yt = X[~m], y[~m]
        model = fit(Xt, yt)
        errors.append(np.mean((predict(model, Xt) - yt) ** 2))
    return np.array(errors)


# wrong: absolute errors :: absolut|square
def cross_validate(X, y, held_out, fit, predict):
    return np.array([np.mean(np.abs(predict(fit(X[~m], y[~m]), X[m]) - y[m])) for m in held_out])


# wrong: not for a mask: Python's not :: not|~|logical_not|truth|mask
def cross_validate(X, y, held_out, fit, predict):
    errors = []
    for h in held_out:
        model = fit(X[not h], y[not h])
        errors.append(np.mean((predict(model, X[h]) - y[h]) ** 2))
    return errors


# wrong: fits in the loop on all, judged on fold :: all rows|seen|~fold
def cross_validate(X, y, held_out, fit, predict):
    out = []
    for f in held_out:
        m = fit(X, y)
        out.append(np.mean((predict(m, X[f]) - y[f]) ** 2))
    return np.array(out)


# wrong: signed errors :: sign|square
def cross_validate(X, y, held_out, fit, predict):
    out = []
    for f in held_out:
        m = fit(X[~f], y[~f])
        out.append(np.mean(predict(m, X[f]) - y[f]))
    return np.array(out)


# wrong: judges on everything :: all rows|X\[fold\]
def cross_validate(X, y, held_out, fit, predict):
    out = []
    for f in held_out:
        m = fit(X[~f], y[~f])
        out.append(np.mean((predict(m, X) - y) ** 2))
    return np.array(out)


# wrong: uses lstsq instead of fit :: fit\b
def cross_validate(X, y, held_out, fit, predict):
    out = []
    for f in held_out:
        w = np.linalg.lstsq(X[~f], y[~f], rcond=None)[0]
        out.append(np.mean((X[f] @ w - y[f]) ** 2))
    return np.array(out)


# wrong: one model, the last :: last model|one model|same round
def cross_validate(X, y, held_out, fit, predict):
    for f in held_out:
        model = fit(X[~f], y[~f])
    return np.array([np.mean((predict(model, X[f]) - y[f]) ** 2) for f in held_out])


# wrong: divided by n of all :: rows of this fold|all n
def cross_validate(X, y, held_out, fit, predict):
    out = []
    for f in held_out:
        r = predict(fit(X[~f], y[~f]), X[f]) - y[f]
        out.append(np.sum(r**2) / len(X))
    return out


# exercise: choose


# right: argmin
def choose(training, validation, test):
    i = np.argmin(validation)
    return i, test[i]


# right: a loop
def choose(training, validation, test):
    best = 0
    for i in range(len(validation)):
        if validation[i] < validation[best]:
            best = i
    return best, test[best]


# right: lists
def choose(training, validation, test):
    validation = list(validation)
    index = validation.index(min(validation))
    return [index, float(test[index])]


# wrong: chooses by the test set :: test
def choose(training, validation, test):
    i = np.argmin(test)
    return i, test[i]


# wrong: chooses by the training error :: training
def choose(training, validation, test):
    i = np.argmin(training)
    return i, test[i]


# wrong: promises the validation error :: validation|promise|test
def choose(training, validation, test):
    i = np.argmin(validation)
    return i, validation[i]


# wrong: promises the least test error :: another one|model you chose
def choose(training, validation, test):
    return np.argmin(validation), np.min(test)


# wrong: the worst model :: largest|worst|argmax|most|greatest
def choose(training, validation, test):
    i = np.argmax(validation)
    return i, test[i]


# wrong: the error instead of the index :: index|argmin|which
def choose(training, validation, test):
    best = min(validation)
    return best, test[np.argmin(validation)]


# wrong: the index is not returned :: index|two|both
def choose(training, validation, test):
    return test[np.argmin(validation)]


# wrong: counts models from 1 :: from (0|1)|count|one too|index|zero
def choose(training, validation, test):
    i = np.argmin(validation)
    return i + 1, test[i]


# wrong: error first :: order|first|exchang|swap
def choose(training, validation, test):
    i = np.argmin(validation)
    return test[i], i


# wrong: chooses by the mean of training and validation :: training|mean|average|both
def choose(training, validation, test):
    i = np.argmin((training + validation) / 2)
    return i, test[i]


# wrong: index and all test errors :: one|all|test\[|number
def choose(training, validation, test):
    return np.argmin(validation), test


# wrong: mean of all three :: mixed|one task|three
def choose(training, validation, test):
    i = np.argmin((training + validation + test) / 3)
    return i, test[i]


# wrong: index only :: error to promise|as well|promise
def choose(training, validation, test):
    return int(np.argmin(validation))


# wrong: validation + test :: test error took part|test
def choose(training, validation, test):
    i = np.argmin(validation + test)
    return i, test[i]


# wrong: promises training error :: training error|promise
def choose(training, validation, test):
    i = list(validation).index(min(validation))
    return i, training[i]


# wrong: three numbers :: three
def choose(training, validation, test):
    i = np.argmin(validation)
    return i, validation[i], test[i]


# wrong: first rise :: first time|rises
def choose(training, validation, test):
    for i in range(len(validation) - 1):
        if validation[i + 1] > validation[i]:
            return i, test[i]
    return len(validation) - 1, test[-1]
