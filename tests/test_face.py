"""lib.views.face: any animal has a face that stays in its place, and moving it makes no artist."""

import itertools

import numpy as np
import pytest

from lib import pets
from lib.views.face import Face
from lib.views.view import CAT, DOG, View


class Portrait(View):
    """One face, as a view would use it."""

    size = (300, 300)

    def build(self):
        self.plane = self.axes(0, 0, 300, 300, xlim=(-1.6, 1.6), ylim=(-1.6, 1.6))
        self.plane.set_axis_off()
        self.face = Face(self.plane)
        self.moving(*self.face.artists)

    def update(self, ears, nose, eyes):
        self.face.show(ears, nose, eyes)
        return ""


def pixels(portrait):
    portrait.draw()
    return np.asarray(portrait.figure.canvas.buffer_rgba())[:, :, :3].astype(int)


def points(face):
    shapes, lines = face.artists
    return np.vstack([path.vertices for path in shapes.get_paths() + lines.get_paths()])


def test_no_face_leaves_its_frame():
    portrait = Portrait()
    for features in itertools.product(np.linspace(0, 1, 6), repeat=3):
        portrait.update(*features)
        across, up = points(portrait.face).T
        assert np.abs(across).max() <= 1.5 and up.min() >= -1.1 and up.max() <= 1.45, features
        np.testing.assert_allclose(across.min(), -across.max(), atol=1e-12)


def test_moving_makes_no_artist_and_draws_something_else():
    portrait = Portrait()
    before = portrait.plane.get_children()
    seen = []
    for features in [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1), (0.2, 0.2, 0.2), (0.22, 0.2, 0.2)]:
        portrait.update(*features)
        seen.append(pixels(portrait))
    assert portrait.plane.get_children() == before
    for a, b in itertools.combinations(seen, 2):
        assert (a != b).any()
    portrait.update(0, 0, 0)
    np.testing.assert_array_equal(pixels(portrait), seen[0], "the same features give the same picture")


@pytest.mark.parametrize("feature", range(3))
def test_a_small_change_is_a_small_change(feature):
    """No jump anywhere along a slider, where an ear goes in front of the head neither."""
    portrait, changed = Portrait(), []
    last = None
    for value in np.linspace(0, 1, 51):
        features = [0.5, 0.5, 0.5]
        features[feature] = value
        portrait.update(*features)
        now = pixels(portrait)
        if last is not None:
            changed.append(np.mean(np.abs(now - last).max(axis=2) > 60))
        last = now
    assert max(changed) < 0.03


def test_what_each_feature_does():
    portrait = Portrait()

    def box(*features):
        portrait.update(*features)
        return points(portrait.face).T

    assert box(0, 0, 0)[1].max() > 1.3 > 1.0 > box(1, 0, 0)[1].max(), "upright ears stand above the head"
    portrait.update(0, 0, 0)
    cat = pixels(portrait)
    portrait.update(0, 0, 1)
    dark = [np.sum(picture[110:170, 160:220].sum(axis=2) < 180) for picture in (cat, pixels(portrait))]
    assert dark[1] > 2 * dark[0], "a round pupil is larger than a slit"
    portrait.update(0, 1, 0)
    black = [np.sum(picture[150:200, 115:185].sum(axis=2) < 180) for picture in (cat, pixels(portrait))]
    assert black[1] > 2 * black[0], "a large nose is larger"


def test_place_size_and_tint():
    portrait = Portrait()
    portrait.update(0.3, 0.4, 0.5)
    drawn = points(portrait.face)
    portrait.face.move(3, -2, (0.1, 0.2))
    np.testing.assert_allclose(points(portrait.face), [3, -2] + drawn * [0.1, 0.2], atol=1e-12)
    portrait.face.move(0, 0, 1)
    pictures = []
    for colour in (None, DOG, CAT):
        portrait.face.tint(colour)
        pictures.append(pixels(portrait))
        portrait.face.tint(None)
    neutral, dog, cat = (picture[90, 150] for picture in pictures)  # the forehead
    assert dog[0] > dog[2] + 80 and cat[2] > cat[0] + 80, "orange and blue"
    assert neutral.max() - neutral.min() < 60
    portrait.face.set_visible(False)
    assert (pixels(portrait) == 255).all()


def test_the_kinds_look_different():
    X, _, kind = pets.read()
    portrait = Portrait()
    faces = []
    for name in pets.KINDS:
        portrait.update(*X[kind == name].mean(axis=0))
        faces.append(pixels(portrait))
    for a, b in itertools.combinations(faces, 2):
        assert np.mean(np.abs(a - b).max(axis=2) > 60) > 0.005


@pytest.mark.parametrize(
    "features, words",
    [((-0.1, 0, 0), "ears must be between 0"), ((0, 1.1, 0), "nose must be"), ((0, 0, np.nan), "eyes must be finite")],
)
def test_bad_input(features, words):
    with pytest.raises(ValueError, match=words):
        Portrait().update(*features)
