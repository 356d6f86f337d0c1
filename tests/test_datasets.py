"""lib.datasets: what is generated is what its docstring says, and any picture file gets a picture or a clear answer."""

import io

import numpy as np
import pytest
from matplotlib import cbook
from PIL import Image

from lib import datasets, svd

RNG = np.random.default_rng


def test_plane_cloud():
    flat, bumps = datasets.plane_cloud(RNG(0), 5000)
    assert flat.shape == bumps.shape == (5000, 3)
    np.testing.assert_allclose([flat.mean(axis=0), bumps.mean(axis=0)], 0, atol=1e-12)
    assert svd.rank(flat) == 2 and svd.rank(flat + 0.01 * bumps) == 3
    np.testing.assert_allclose(svd.svd(flat)[1][:2] / np.sqrt(5000), [2, 1], rtol=0.05)
    np.testing.assert_allclose(bumps.std(axis=0), 1, rtol=0.05)
    assert len(datasets.plane_cloud(RNG(0))[0]) == 200
    with pytest.raises(ValueError, match="points must be at least 3"):
        datasets.plane_cloud(RNG(0), 2)
    with pytest.raises(TypeError, match="rng must be"):
        datasets.plane_cloud(0)


def test_photograph():
    picture = datasets.photograph(20, 30)
    assert picture.shape == (20, 30, 3) and 0 <= picture.min() < picture.max() <= 1
    np.testing.assert_allclose(255 * picture, np.round(255 * picture), atol=1e-9)
    assert datasets.photograph().shape == (256, 384, 3) and datasets.photograph(1, 1).shape == (1, 1, 3)
    with pytest.raises(ValueError, match="height must be at least 1"):
        datasets.photograph(0, 10)
    with pytest.raises(ValueError, match="width must be at least 1"):
        datasets.photograph(10, 0)


def test_the_photograph_is_cropped_to_the_face():
    """Its whole width, and of the rows that are too many 8 % above and 92 % below."""
    with cbook.get_sample_data("grace_hopper.jpg") as file, Image.open(file) as image:
        whole = np.asarray(image) / 255
    height, width, _ = whole.shape
    above = round(0.08 * (height - width // 2))
    assert np.abs(datasets.photograph(width // 2, width) - whole[above : above + width // 2]).mean() < 0.02


def test_terrain():
    places, heights = datasets.terrain()
    assert heights.shape == (86, 100) and places.shape == (8600, 2)
    fine = datasets.terrain(1)[1]
    assert fine.shape == (344, 403) and fine.min() == 236 and fine.max() == 1076, "metres, as in the file"
    np.testing.assert_allclose(heights[1, 2], fine[4:8, 8:12].mean())
    east, south = places.reshape(86, 100, 2)[-1, -1] - places[0]
    assert 29 < east < 30 and 31 < south < 32, "km: 0.33 degrees of longitude at 36.6° north, and 0.28 of latitude"
    assert (np.diff(places.reshape(86, 100, 2)[:, :, 0], axis=1) > 0).all(), "row by row, to the east"
    np.testing.assert_allclose(2 * places[0], [east / 99, south / 85], err_msg="the middle of the first cell")
    with cbook.get_sample_data("jacksboro_fault_dem.npz") as file:
        assert south == pytest.approx(np.deg2rad(85 * 4 * file["dy"]) * 6367.4, rel=1e-4), "on a sphere of this radius"
    with pytest.raises(ValueError, match="step must be between 1 and 100"):
        datasets.terrain(0)


def as_file(image, format="PNG", **options):
    content = io.BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


RAMP = np.linspace(0, 255, 40).astype(np.uint8)[None, :].repeat(20, axis=0)  # dark on the left, light on the right
GREY = Image.fromarray(RAMP)
MODES = {
    "RGB": as_file(GREY.convert("RGB")),
    "L": as_file(GREY),
    "1": as_file(GREY.convert("1")),
    "P": as_file(GREY.convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=256)),
    "RGBA": as_file(GREY.convert("RGBA")),
    "LA": as_file(GREY.convert("LA")),
    "16 bit": as_file(Image.fromarray(RAMP.astype(np.uint16) * 257)),
    "JPEG RGB": as_file(GREY.convert("RGB"), "JPEG", quality=95),
    "JPEG L": as_file(GREY, "JPEG", quality=95),
    "JPEG CMYK": as_file(GREY.convert("RGB").convert("CMYK"), "JPEG", quality=95),
    "progressive JPEG": as_file(GREY.convert("RGB"), "JPEG", quality=95, progressive=True),
}


@pytest.mark.parametrize("mode", MODES)
def test_every_mode(mode):
    picture = datasets.read_picture(MODES[mode])
    assert picture.shape == (20, 40, 3) and picture.dtype == float
    tolerance = 0.6 if mode == "1" else 0.04
    np.testing.assert_allclose(picture.mean(axis=(0, 2)), RAMP[0] / 255, atol=tolerance)


def test_sixteen_bits_are_kept_in_proportion():
    """65535 = 257 · 255, so 257 k is the grey value k."""
    k = np.arange(256, dtype=np.uint16)[None, :]
    picture = datasets.read_picture(as_file(Image.fromarray(257 * k)))
    np.testing.assert_array_equal(picture[0, :, 0], k[0] / 255)
    between = np.arange(0, 65536, 200, dtype=np.uint16)[None, :]
    np.testing.assert_allclose(
        datasets.read_picture(as_file(Image.fromarray(between)))[0, :, 0], between[0] / 65535, atol=0.5 / 255
    )


def test_transparency_is_laid_on_white():
    clear = Image.new("RGBA", (3, 2), (255, 0, 0, 0))
    assert (datasets.read_picture(as_file(clear)) == 1).all()
    assert (datasets.read_picture(as_file(Image.new("LA", (3, 2), (0, 0)))) == 1).all()
    half = Image.new("RGBA", (3, 2), (0, 0, 0, 128))
    np.testing.assert_allclose(datasets.read_picture(as_file(half)), 1 - 128 / 255, atol=0.01)
    palette = Image.new("P", (3, 2), 0)
    palette.putpalette([0, 0, 255] * 256)
    assert (datasets.read_picture(as_file(palette, transparency=0)) == 1).all()
    assert (datasets.read_picture(as_file(GREY, transparency=0))[:, 0] == 1).all(), "black, declared transparent"


def test_the_rotation_that_a_camera_noted_is_carried_out():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise by 90 degrees to view
    for format in ("JPEG", "PNG"):
        picture = datasets.read_picture(as_file(GREY.convert("RGB"), format, exif=exif))
        assert picture.shape == (40, 20, 3)
        assert picture[0].mean() < 0.1 and picture[-1].mean() > 0.9, "what was left is now at the top"


@pytest.mark.parametrize(
    "size, wanted",
    [
        ((1000, 500), (192, 384)),
        ((500, 1000), (384, 192)),
        ((384, 384), (384, 384)),
        ((4000, 3), (1, 384)),
        ((1, 1), (1, 1)),
        ((2, 5000), (384, 1)),
    ],
)
@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_any_size_is_scaled_down_and_never_up(size, wanted, format):
    picture = datasets.read_picture(as_file(Image.new("RGB", size, "red"), format))
    assert picture.shape == (*wanted, 3)
    np.testing.assert_allclose(picture.mean(axis=(0, 1)), [1, 0, 0], atol=0.02)


def test_scaling_by_draft_agrees_with_scaling_whole():
    big = datasets.photograph(1500, 2000)
    file = as_file(Image.fromarray((255 * big).astype(np.uint8)), "JPEG", quality=95)
    assert np.abs(datasets.read_picture(file) - datasets.photograph(288, 384)).mean() < 0.02


GOOD = MODES["RGB"]


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "this file is empty"),
        (b"hello, I am no picture", "not a PNG or JPEG"),
        (as_file(GREY, "GIF"), "not a PNG or JPEG"),
        (as_file(GREY, "BMP"), "not a PNG or JPEG"),
        (GOOD[:8], "(not a PNG or JPEG|damaged)"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (GOOD[:60] + b"rubbish" + GOOD[67:], "damaged"),
        (MODES["JPEG RGB"][:300], "(damaged|not a PNG)"),
        (GOOD[:8] + b"\0\0\0\5IHDR" + GOOD[16:], "damaged"),
    ],
    ids=[
        "empty",
        "text",
        "gif",
        "bmp",
        "only a signature",
        "half a png",
        "png with rubbish",
        "half a jpeg",
        "short header",
    ],
)
def test_a_file_that_is_no_picture(content, words):
    with pytest.raises(ValueError, match=words):
        datasets.read_picture(content)


@pytest.mark.parametrize("seed", range(200))
def test_damage_anywhere_is_answered_and_never_crashes(seed):
    rng = RNG(seed)
    content = bytearray(MODES[sorted(MODES)[seed % len(MODES)]])
    for place in rng.integers(0, len(content), 6):
        content[place] = rng.integers(256)
    try:
        picture = datasets.read_picture(content)
    except ValueError as refusal:
        assert str(refusal).startswith("this ")
    else:
        assert picture.ndim == 3 and np.isfinite(picture).all()


def test_a_picture_too_large_to_decode(monkeypatch):
    monkeypatch.setattr(datasets, "MOST_PIXELS", 500)
    with pytest.raises(ValueError, match="this picture is too large"):
        datasets.read_picture(GOOD)
    monkeypatch.undo()
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)  # Pillow refuses at twice this number
    with pytest.raises(ValueError, match="this picture is too large; please choose one of at most 250 million pixels"):
        datasets.read_picture(GOOD)


def test_longest_is_checked():
    with pytest.raises(ValueError, match="longest must be at least 1"):
        datasets.read_picture(GOOD, longest=0)


def test_pearson_and_the_telephone_calls():
    x, y = datasets.pearson_points()
    assert x.shape == y.shape == (10,) and x.mean() == pytest.approx(3.82) and y.mean() == pytest.approx(3.70)
    year, calls = datasets.telephone_calls()
    assert (year == np.arange(50, 74)).all() and calls.shape == (24,)
    assert calls.sum() == pytest.approx(119.98, rel=1e-9) and (calls * year).sum() == pytest.approx(
        7958.54, rel=1e-9
    ), "no digit was lost"
    assert calls.argmax() == 19 and (calls[14:20] > 11).all() and (np.delete(calls, range(14, 20)) < 5).all()
