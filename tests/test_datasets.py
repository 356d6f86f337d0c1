"""lib.datasets: what is generated is what its docstring says, and any picture file gets a picture or a clear answer."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

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


def test_the_photograph_is_matplotlibs_cropped_to_the_face():
    """Its whole width, and of the rows that are too many 8 % above and 92 % below; as far as JPEG decoders agree."""
    with cbook.get_sample_data("grace_hopper.jpg") as file, Image.open(file) as image:
        above = round(0.08 * (image.height - image.width * 2 / 3))
        face = image.crop((0, above, image.width, above + round(image.width * 2 / 3))).resize((384, 256))
    assert np.abs(datasets.photograph() - np.asarray(face) / 255).mean() < 0.01


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


def png(width, height, depth, colour, rows, *chunks):
    """A PNG file with any number of bits and any declared transparency. rows : bytes, each row begins with a 0."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


# The greys 0, 1/3, 2/3 and 1 in a row (one bit: 0 and 1), and which number of the file's own is 1/3 (one bit: 1).
GREYS = {
    1: (2, b"\x40", 1),
    2: (4, b"\x1b", 1),
    4: (4, b"\x05\xaf", 5),
    8: (4, b"\x00\x55\xaa\xff", 0x55),
    16: (4, b"\x00\x00\x55\x55\xaa\xaa\xff\xff", 0x5555),
}


@pytest.mark.parametrize("depth", GREYS)
def test_any_bit_depth_with_a_transparent_grey(depth):
    width, row, clear = GREYS[depth]
    greys = np.array([0, 1]) if depth == 1 else np.arange(4) / 3
    picture = datasets.read_picture(png(width, 1, depth, 0, b"\0" + row))
    np.testing.assert_allclose(picture[0], greys[:, None].repeat(3, axis=1), atol=1e-9)
    picture = datasets.read_picture(png(width, 1, depth, 0, b"\0" + row, (b"tRNS", struct.pack(">H", clear))))
    greys[1] = 1
    np.testing.assert_allclose(picture[0, :, 0], greys, atol=1e-9, err_msg="the second pixel is transparent")


@pytest.mark.parametrize("depth", [1, 2, 4, 8])
def test_a_palette_of_any_size_with_transparent_entries(depth):
    width, row, clear = GREYS[depth]
    palette = b"".join(bytes([i, 100, 50]) for i in range(2**depth))
    opaque = bytes([255] * clear + [0])
    picture = datasets.read_picture(png(width, 1, depth, 3, b"\0" + row, (b"PLTE", palette), (b"tRNS", opaque)))
    np.testing.assert_allclose(picture[0, 0], [0, 100 / 255, 50 / 255])
    assert (picture[0, 1] == 1).all(), "the second pixel is transparent"


def test_sixteen_bits_of_colour():
    colours = b"\x12\x34" * 3, b"\x80\x80" * 3
    transparent = png(2, 1, 16, 2, b"\0" + b"".join(colours), (b"tRNS", colours[0]))
    with_opacity = png(2, 1, 16, 6, b"\0" + colours[0] + b"\0\0" + colours[1] + b"\xff\xff")
    for file in (transparent, with_opacity):
        np.testing.assert_allclose(datasets.read_picture(file)[0], [[1, 1, 1], [128 / 255] * 3])


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


@pytest.mark.parametrize("mode", MODES)
def test_strips_and_blocks_do_not_change_the_picture(mode, monkeypatch):
    """A large picture is converted strip by strip and averaged in blocks; here a small one is."""
    whole = datasets.read_picture(MODES[mode], longest=10)
    monkeypatch.setattr(datasets, "STRIP", 1)
    np.testing.assert_array_equal(datasets.read_picture(MODES[mode], longest=10), whole)
    assert whole.shape == (5, 10, 3)
    tolerance = 0.3 if mode == "1" else 0.05
    np.testing.assert_allclose(
        whole.mean(axis=(0, 2)), RAMP[0].reshape(10, 4).mean(axis=1) / 255, atol=tolerance, err_msg="each block's mean"
    )


# The memory that reading a file takes, in a process of its own: the peak of a process never falls again.
PEAK = """
import sys
from lib import datasets
content = open(sys.argv[1], "rb").read()
print(datasets.read_picture(content).shape)
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


def peak(file, tmp_path):
    """(shape as text, MB) of reading this file in a new process."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of memory is read from /proc")
    (tmp_path / "picture").write_bytes(file)
    command = [sys.executable, "-c", PEAK, str(tmp_path / "picture")]
    said, kilobytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return said, int(kilobytes) / 1024


# 201 million pixels, as the largest camera of a phone has.
WIDE, HIGH = 16320, 12288


def test_two_hundred_million_pixels_of_a_jpeg(tmp_path):
    file = as_file(Image.new("L", (WIDE, HIGH), 99), "JPEG")
    said, megabytes = peak(file, tmp_path)
    assert said == "(289, 384, 3)" and megabytes < 150


def test_two_hundred_million_pixels_of_a_png(tmp_path):
    """In grey it is read; in colour Pillow would need 800 MB for it, and the learner is told what to do."""
    rows = bytes(1 + WIDE) * HIGH
    said, megabytes = peak(png(WIDE, HIGH, 8, 0, rows), tmp_path)
    assert said == "(289, 384, 3)" and megabytes < 350
    with pytest.raises(ValueError, match="201 million pixels needs too much memory .* save it as an ordinary JPEG"):
        datasets.read_picture(png(WIDE, HIGH, 8, 2, b"\0"))


def test_what_decoding_needs_is_bounded(monkeypatch):
    """Four bytes a pixel in colour, one in grey; two for each coefficient of a progressive JPEG, 1.5 a pixel."""
    size, colour = (320, 320), Image.new("RGB", (320, 320), "teal")
    progressive = as_file(colour, "JPEG", progressive=True, subsampling=2)
    for file, needed in (
        (as_file(colour), 4 * 320**2),
        (as_file(colour.convert("L")), 320**2),
        (as_file(colour, "JPEG"), 4 * 320**2),
        (progressive, 7 * 320**2),
    ):
        monkeypatch.setattr(datasets, "MOST_BYTES", needed)
        assert datasets.read_picture(file).shape == (*size, 3)
        monkeypatch.setattr(datasets, "MOST_BYTES", needed - 1)
        with pytest.raises(ValueError, match="this picture of 0 million pixels needs too much memory"):
            datasets.read_picture(file)
    # Draft mode decodes a JPEG at an eighth of its size, and the coefficients of a progressive one stay.
    monkeypatch.setattr(datasets, "MOST_BYTES", 4 * 40**2)
    assert datasets.read_picture(as_file(colour, "JPEG"), longest=20).shape == (20, 20, 3)
    with pytest.raises(ValueError, match="not a progressive one"):
        datasets.read_picture(progressive, longest=20)


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
    with pytest.raises(ValueError, match="please choose one of at most 250 million pixels"):
        monkeypatch.undo()
        datasets.read_picture(png(20000, 20000, 8, 0, b"\0"))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)  # Image.open refuses at twice this number
    assert datasets.read_picture(GOOD).shape == (20, 40, 3), "a reader's setting of Pillow changes nothing here"


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
