"""lib.mondrian: the rank of a painting is known before its SVD is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import mondrian, svd

RNG = np.random.default_rng


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 6), st.integers(0, 8))
def test_rank_is_known_from_the_colours(seed, rows, columns, blocks):
    painting = mondrian.paint(RNG(seed), rows, columns, height=132, width=150, bar=5, blocks=blocks)
    assert painting.picture.shape == (132, 150, 3)
    A = mondrian.as_matrix(painting.picture)
    assert painting.rank == np.linalg.matrix_rank(A) <= painting.row_kinds.max() + 1
    assert painting.row_kinds.max() + 1 == len(np.unique(A, axis=0)), "kinds are the different rows of pixels"


def test_rank_of_the_painting_of_the_notebook():
    painting = mondrian.paint(RNG(11))
    assert (painting.rank, painting.picture.shape) == (8, (256, 384, 3))
    assert painting.row_kinds.tolist() == [0, 1, 2, 3, 4, 5, 6, 5, 7]
    assert len(painting.column_kinds) == 11


def test_one_block_has_rank_two():
    assert mondrian.one_block().rank == 2 == np.linalg.matrix_rank(mondrian.as_matrix(mondrian.one_block().picture))


def test_the_one_block_is_red_with_white_around_it():
    painting = mondrian.one_block()
    assert painting.picture.shape == (256, 384, 3) and (painting.colours[1, 1] == mondrian.RED).all()
    around = np.ones((3, 3), dtype=bool)
    around[1, 1] = False
    assert (painting.colours[around] == mondrian.WHITE).all() and mondrian.one_block(4, 4).picture.shape == (4, 4, 3)


def test_white_cells_between_black_bars():
    colours = mondrian.paint(RNG(0), blocks=0).colours
    assert (colours[::2, ::2] == mondrian.WHITE).all()
    assert (colours[1::2] == mondrian.BLACK).all() and (colours[:, 1::2] == mondrian.BLACK).all()


@pytest.mark.parametrize("seed", range(20))
def test_a_bar_is_black_or_inside_a_block(seed):
    for colours in (mondrian.paint(RNG(seed)).colours, mondrian.paint(RNG(seed)).colours.transpose(1, 0, 2)):
        assert (colours[::2, ::2] != mondrian.BLACK).any(axis=2).all()
        left, bars, right = colours[:, :-1:2], colours[:, 1::2], colours[:, 2::2]
        inside = (left == bars).all(axis=2) & (bars == right).all(axis=2)
        assert (inside | (bars == mondrian.BLACK).all(axis=2)).all()


def test_cells_share_the_room_alike():
    """On average over many paintings each has its part of what the bars leave; a small one hardly more than 2 bars."""
    widths = np.array([np.diff(mondrian.paint(RNG(seed)).column_edges)[::2] for seed in range(300)])
    np.testing.assert_allclose(widths.mean(axis=0), (384 - 5 * 7) / 6, rtol=0.1)
    assert 14 <= widths.min() < 17


def test_what_is_painted_unless_asked():
    for seed in range(10):
        again = mondrian.paint(RNG(seed), rows=5, columns=6, height=256, width=384, bar=7, blocks=6)
        assert (mondrian.paint(RNG(seed)).picture == again.picture).all()


def test_same_seed_same_painting():
    first, again, other = (mondrian.paint(RNG(seed)).picture for seed in (4, 4, 5))
    assert (first == again).all() and (first != other).any()


def test_only_his_colours():
    colours = {tuple(c) for c in mondrian.paint(RNG(1)).picture.reshape(-1, 3)}
    assert colours <= {mondrian.WHITE, mondrian.BLACK, mondrian.RED, mondrian.BLUE, mondrian.YELLOW}
    assert {mondrian.WHITE, mondrian.BLACK} <= colours


def test_bars_are_as_thick_as_asked():
    painting = mondrian.paint(RNG(0), bar=9)
    assert set(np.diff(painting.row_edges)[1::2]) == set(np.diff(painting.column_edges)[1::2]) == {9}
    assert min(np.diff(painting.row_edges)[::2]) >= 17


def test_turned():
    painting = mondrian.paint(RNG(11))
    np.testing.assert_allclose(painting.turned(0), painting.picture, atol=1e-12)
    np.testing.assert_allclose(painting.turned(180), painting.picture[::-1, ::-1], atol=1e-12)
    np.testing.assert_allclose(painting.turned(360 + 20), painting.turned(20), atol=1e-12)
    square = mondrian.paint(RNG(3), rows=4, columns=4, height=90, width=90, bar=5)
    np.testing.assert_allclose(square.turned(90), np.rot90(square.picture), atol=1e-12)
    turned = painting.turned(10)
    assert turned.min() >= 0 and turned.max() <= 1
    assert svd.rank(mondrian.as_matrix(turned), 1e-3) > 10 * painting.rank


@given(st.integers(1, 5), st.integers(1, 5))
def test_matrix_and_back(m, n):
    picture = RNG(m * n).normal(size=(m, n, 3))
    A = mondrian.as_matrix(picture)
    assert A.shape == (m, 3 * n) and (A[:, :n] == picture[..., 0]).all() and (A[:, 2 * n :] == picture[..., 2]).all()
    assert (mondrian.as_picture(A) == picture).all()


@pytest.mark.parametrize(
    "arguments, words",
    [
        (dict(rows=0), "rows must be at least 1"),
        (dict(columns=-1), "columns must be at least 1"),
        (dict(height=0), "height must be at least 105"),
        (dict(width=10), "width must be at least 126"),
        (dict(bar=0), "bar must be at least 1"),
        (dict(blocks=-1), "blocks must be at least 0"),
    ],
)
def test_a_painting_that_cannot_be(arguments, words):
    with pytest.raises(ValueError, match=words):
        mondrian.paint(RNG(0), **arguments)


def test_other_bad_input():
    with pytest.raises(TypeError, match="rng must be a numpy.random.Generator"):
        mondrian.paint(11)
    with pytest.raises(ValueError, match="height must be at least 4"):
        mondrian.one_block(height=0)
    with pytest.raises(ValueError, match="width must be at least 4"):
        mondrian.one_block(width=3)
    with pytest.raises(ValueError, match="A must be finite"):
        mondrian.as_picture([[np.nan, 0, 0]])
    with pytest.raises(ValueError, match="degrees must be finite"):
        mondrian.paint(RNG(0)).turned(np.nan)
    for picture in (np.zeros((2, 2)), np.zeros((2, 2, 4))):
        with pytest.raises(ValueError, match="picture must have the shape"):
            mondrian.as_matrix(picture)
    with pytest.raises(ValueError, match="picture must not be empty"):
        mondrian.as_matrix(np.zeros((0, 2, 3)))
    with pytest.raises(ValueError, match=r"picture must be finite, but picture\[0, 0, 0\] is nan"):
        mondrian.as_matrix(np.full((1, 1, 3), np.nan))
    with pytest.raises(ValueError, match=r"picture must not have masked entries, but picture\[0, 0, 2\] is masked"):
        mondrian.as_matrix(np.ma.array(np.ones((1, 1, 3)), mask=[[[0, 0, 1]]]))
    with pytest.raises(ValueError, match="A must have three equal parts"):
        mondrian.as_picture(np.zeros((2, 4)))
