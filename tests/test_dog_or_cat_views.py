"""The views of notebook 03: every state has a picture and a readout, and moving makes no artist."""

import numpy as np
import pytest

from lib import logistic, pets
from lib.views import logistic_dog_or_cat as views

X, y, kind = pets.read("train")
WEIGHTS = logistic.fit(X, y)
VIEWS = {
    "face": (views.AnimalFace(X, y, kind), [dict(ears=a, nose=b, eyes=c) for a in (0, 0.5, 1) for b in (0, 1) for c in (0, 1)]),
    "score": (views.ScoreToProbability(), [dict(z=z) for z in (-6, -1.1, 0, 0.1, 6)]),
    "wrong": (views.WrongAnimals(WEIGHTS, *pets.read("test")), [dict(animal=i, guess="flat-nosed dog") for i in (1, 2, 9, 17, 18)]
              + [dict(animal=1, guess=None), dict(animal=1, guess="fold-eared cat")]),
}


@pytest.mark.parametrize("view, states", VIEWS.values(), ids=VIEWS)
def test_every_state(view, states):
    before = sum(len(axes.get_children()) for axes in view.figure.axes) + len(view.figure.texts)
    pictures, readouts = set(), set()
    for state in states:
        readouts.add(view.update(**state))
        pictures.add(view.png())
        frame = view.figure.bbox
        renderer = view.figure.canvas.get_renderer()
        for text in view.figure.texts:
            box = text.get_window_extent(renderer)
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= frame.x1 and box.y1 <= frame.y1, (state, text.get_text())
    assert len(pictures) == len(readouts) == len(states)
    assert sum(len(axes.get_children()) for axes in view.figure.axes) + len(view.figure.texts) == before


def test_the_face_names_the_animal_of_the_slides():
    view = VIEWS["face"][0]
    assert view.update(0.21, 0.99, 0.86).endswith("pointy-eared shepherd, at the distance 0: a dog.")
    assert view.update(0.79, 0.01, 0.14).endswith("fold-eared cat, at the distance 0: a cat.")


def test_score_odds_and_probability_are_linked():
    view = VIEWS["score"][0]
    assert view.update(0.0) == (
        "Score 0: odds 1.00 : 1, probability of a dog 0.500. The loss is 0.693 if it is a dog and 0.693 if it is a cat."
    )
    assert "odds 1 : 3.00, probability of a dog 0.250" in view.update(-np.log(3))


def test_most_of_what_the_line_gets_wrong_are_flat_nosed_dogs():
    view = VIEWS["wrong"][0]
    assert len(view.wrong) == 18 and np.sum(view.kind[view.wrong] == "flat-nosed dog") == 13
    distance = np.abs(view.p[view.wrong] - 0.5)
    assert (np.diff(distance) <= 0).all(), "the surest mistake comes first"
    for animal in range(1, 19):
        view.update(animal, "flat-nosed dog")
        parts = [bar.get_width() for bar in view.bars]
        assert sum(parts) == pytest.approx(logistic.logit(view.p[view.wrong[animal - 1]]), abs=1e-9)
