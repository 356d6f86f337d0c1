"""The library behind the notebooks of "Dog or cat?".

Mathematics, on numpy alone, one idea a file:

    svd             singular value decomposition, low rank, null space, pseudo-inverse
    norms           l_p norms, unit balls, distances
    line_fitting    lines: least squares, Ax = 0, total least squares
    outliers        p on the residuals: l_p fits
    regularisation  p on the coefficients: ridge, lasso, l_p penalty
    powers          Newton's method for sums of |.|^p, which the last two share
    qr              A = QR of centred columns, which all fits to columns share
    symmetric       (K + sλI) α = y by elimination or eigenvalues, and its condition number
    precision       what float64 can hold: what counts as zero, as dependent, as doubtful
    logistic        sigmoid, cross-entropy, gradient descent and Newton's method
    rbf             kernels, interpolation, smoothing, a classifier
    perceptron      one neuron and its updates
    layers          activations, losses, forward and backward of one layer
    mlp             a fully connected network and its training
    gradients       differences, gradient checks, gradient descent
    validation      splits, folds, cross-validation, learning curves

What is read or generated:

    mondrian        paintings whose exact rank is known
    pets            the simulated dogs and cats of data/pets.csv
    datasets        a cloud on a plane, a photograph, a terrain, telephone calls, the learner's own picture

What is seen and done:

    views           notebook by notebook, one idea a file: figures that follow sliders
    controls        what a learner moves, as data
    panel           controls + a view = a panel
    front           how a panel reaches a screen: one front end, and its host in Jupyter
    exercises       one package a notebook: what a learner's function is checked against

``installation`` says whether Python, the packages and the data are what the notebooks need.
``files`` knows where ``data/`` is, in a clone and in an installed package.
``arguments`` is the one place that examines what a caller hands in, and that points at the caller with a warning.
"""
