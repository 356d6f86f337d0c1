"""What measures the contrast in pictures sees what is faint, and only that."""

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from lib.views.view import PALE_BLUE, View, cased
from tests import contrast


def test_the_contrast_of_black_and_white_and_of_the_grey_that_just_passes():
    assert contrast.ratio(np.zeros(3), np.ones(3)) == pytest.approx(21)
    assert contrast.ratio(np.ones(3), np.full(3, 0x76 / 255)) == pytest.approx(4.54, abs=0.005)  # WCAG's own example
    assert contrast.ratio(np.ones(3), np.ones(3)) == 1


def faint(draw):
    """What is told of a picture in which ``draw(axes)`` has drawn."""

    class Drawn(View):
        def build(self):
            axes = self.axes(0, 0, *self.size, xlim=(0, 1), ylim=(0, 1))
            axes.set_axis_off()
            draw(axes)

    return list(contrast.too_faint(Drawn()))


def grey(level):
    return (level / 255,) * 3


@pytest.mark.parametrize(
    "draw",
    (
        lambda axes: axes.text(0.5, 0.5, "letters", color=grey(0x77)),
        lambda axes: axes.plot([0.1, 0.9], [0.5, 0.5], color=grey(0x96)),
        lambda axes: axes.plot([0.5], [0.5], "o", color=grey(0x96)),
        lambda axes: axes.plot([0.5], [0.5], "o", color="black", alpha=0.3),
        lambda axes: axes.add_patch(Rectangle((0.2, 0.2), 0.5, 0.5, fc=grey(0x96))),
        lambda axes: axes.scatter([0.2, 0.8], [0.5, 0.5], s=[90, 40], c=["black", "yellow"]),
    ),
)
def test_what_is_faint_is_told(draw):
    assert len(faint(draw)) == 1


@pytest.mark.parametrize(
    "draw",
    (
        lambda axes: axes.text(0.5, 0.5, "letters", color=grey(0x76)),
        lambda axes: axes.plot([0.1, 0.9], [0.5, 0.5], color=grey(0x94)),
        lambda axes: axes.plot([0.5], [0.5], "o", color="yellow", mec="black"),
        lambda axes: axes.add_patch(Rectangle((0.2, 0.2), 0.5, 0.5, fc="yellow", ec="black")),
        lambda axes: axes.add_patch(Rectangle((0.2, 0.2), 0.5, 0.5, fc=PALE_BLUE, lw=0)),
    ),
)
def test_what_stands_out_is_not(draw):
    assert not faint(draw)


def on_a_bar(**options):
    def draw(axes):
        axes.add_patch(Rectangle((0, 0), 1, 1, fc=grey(0x40), lw=0))
        axes.plot([0.1, 0.9], [0.5, 0.5], color=grey(0x76), lw=4, **options)

    return draw


def test_a_line_on_a_bar_is_measured_against_the_bar_or_its_own_edge():
    assert len(faint(on_a_bar())) == 1 and not faint(on_a_bar(**cased(4)))


def test_letters_with_an_edge_are_still_letters():
    told = faint(lambda axes: axes.text(0.5, 0.5, "letters", color=grey(0x80), **cased(0)))
    assert told and "4.5" in told[0]
