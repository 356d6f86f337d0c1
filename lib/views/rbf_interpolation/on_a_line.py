"""What the pictures of sums of bumps on a line have in common: the fit, its error in one number, and the axes."""

import warnings

import numpy as np

from lib import rbf


def rms(error):
    """The typical error: the root of the mean square."""
    return float(np.sqrt(np.mean(np.square(error))))


def interpolated(x, y, epsilon, kernel="gaussian", lam=0.0):
    """Interpolate on a line; a warning of ill-conditioning is left to the panel, which shows the number itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return rbf.interpolate(x[:, None], y, epsilon, kernel, lam)


def board_of(view, reach):
    """Axes for curves on [0, 1]."""
    limits = dict(xlim=(-0.02, 1.02), ylim=(-reach, reach))
    return view.axes(55, 45, 610, 450, xticks=[0, 0.5, 1], yticks=[-2, -1, 0, 1, 2], **limits)
