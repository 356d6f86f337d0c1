"""The views of notebook 01: how few numbers describe a painting?"""

from lib.views.svd_and_mondrian.decomposition import CircleToEllipse, FactorShapes, PlaneCloud
from lib.views.svd_and_mondrian.low_rank import OwnPicture, PaintingAtRank, RankOneLayers, TurnedPainting
from lib.views.svd_and_mondrian.noise import NoisyPainting
from lib.views.svd_and_mondrian.pseudo_inverse import NullSpaceDial, PolynomialCutoff, PseudoInverseLines

__all__ = [
    "PlaneCloud",
    "CircleToEllipse",
    "FactorShapes",
    "RankOneLayers",
    "PaintingAtRank",
    "TurnedPainting",
    "OwnPicture",
    "NoisyPainting",
    "NullSpaceDial",
    "PseudoInverseLines",
    "PolynomialCutoff",
]
