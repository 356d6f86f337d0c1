"""What the notebooks look at: data that is read or generated. No model is fitted here."""

import io
import struct
import warnings

import numpy as np
from matplotlib import cbook
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from lib import arguments, files

# No camera that a learner owns takes a larger picture: phones reach 200 million pixels.
MOST_PIXELS = 250_000_000
# Bytes that decoding may need. With Python, the libraries and a file of 100 MB, a kernel stays below 1 GB.
MOST_BYTES = 640_000_000
# Pixels that are converted at a time, so that a large picture is never in memory twice.
STRIP = 4_000_000
# How a file begins, and what reads it.
READERS = {b"\x89PNG\r\n\x1a\n": PngImageFile, b"\xff\xd8\xff": JpegImageFile}
# Where a camera notes in which direction it was held.
ORIENTATION = 0x0112


def plane_cloud(rng, points=200):
    """A flat cloud in 3-D, and the displacements that thicken it.

        X = flat + thickness * bumps

    ``flat`` has rank 2 and the mean 0; its standard deviations along its two directions are 2 and 1. ``bumps`` are
    independent normal numbers of mean 0 and standard deviation 1, in all three directions.

    rng : numpy.random.Generator. points : int >= 3. Returns flat (points, 3) and bumps (points, 3).
    """
    rng = arguments.generator("rng", rng)
    points = arguments.integer("points", points, 3)
    across = np.array([[2, 1, 2], [-2, 2, 1]]) / 3  # two orthonormal directions
    position = rng.normal(size=(points, 2)) * [2, 1]
    bumps = rng.normal(size=(points, 3))
    return (position - position.mean(axis=0)) @ across, bumps - bumps.mean(axis=0)


def photograph(height=256, width=384):
    """Grace Hopper, 1906 to 1992: ``data/grace_hopper.png``, of 256 × 384 pixels; cropped and scaled to another size.

    Returns a (height, width, 3) array, RGB in [0, 1].
    """
    height, width = arguments.integer("height", height, 1), arguments.integer("width", width, 1)
    # Not Matplotlib's JPEG: decoders do not agree about the last bit, and PNG is the same everywhere.
    with Image.open(files.path("grace_hopper.png")) as image:
        fitted = ImageOps.fit(image, (width, height), centering=(0.5, 0.08))
    return np.asarray(fitted) / 255


def terrain(step=4):
    """Heights around the Jacksboro fault in Tennessee, the elevation data that come with Matplotlib.

    Each height is the mean over step × step cells of the file; rows and columns that are left over are cut off.

    step : int, 1 to 100. Returns places (m · n, 2), kilometres east and south of the north-western corner, row by row,
    and heights (m, n) in metres above the sea; m × n is 86 × 100 for ``step=4``.
    """
    step = arguments.integer("step", step, 1, 100)
    with cbook.get_sample_data("jacksboro_fault_dem.npz") as file:
        fine = file["elevation"].astype(float)
        north, south, side = float(file["ymin"]), float(file["ymax"]), float(file["dy"])  # its first row is northern
    m, n = (size // step for size in fine.shape)
    heights = fine[: m * step, : n * step].reshape(m, step, n, step).mean(axis=(1, 3))
    degree = 40_008 / 360  # kilometres, the length of a meridian over its degrees; a parallel is shorter by the cosine
    down = step * side * degree
    across = down * np.cos(np.deg2rad((north + south) / 2))
    rows, columns = np.mgrid[:m, :n]
    return np.column_stack([across * (columns.ravel() + 0.5), down * (rows.ravel() + 0.5)]), heights


def read_picture(content, longest=384):
    """Read a PNG or JPEG file of any mode and size as a picture.

    The rotation that a camera noted is carried out, transparency is laid on white, 16-bit grey is kept in
    proportion, and a picture with a side over ``longest`` pixels is scaled down.

    Parameters
    ----------
    content : bytes
    longest : int >= 1      pixels of the longest side that is returned

    Returns
    -------
    (m, n, 3) array, RGB in [0, 1]

    Raises
    ------
    ValueError
        The file is empty, neither PNG nor JPEG, damaged, has more than 250 million pixels, or needs more than 640 MB
        while it is decoded: a PNG in colour of over 160 million pixels, a progressive JPEG of over 100 to 210. The
        sentence is meant for the person who chose the file.
    """
    content = bytes(content)
    longest = arguments.integer("longest", longest, 1)
    if not content:
        raise ValueError("this file is empty; please choose a PNG or JPEG picture")
    kind = next((reader for first, reader in READERS.items() if content.startswith(first)), None)
    if kind is None:
        raise ValueError("this file is not a PNG or JPEG picture; please save it as one of these and choose that")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of, damaged notes of a camera, does no harm
            # Not Image.open, which refuses pictures of over 179 million pixels, and smaller ones if a reader says so.
            image = kind(io.BytesIO(content))
            size, pixels = image.size, image.width * image.height
            image.draft("RGB", (2 * longest, 2 * longest))  # lets a large JPEG be decoded at a smaller size
            if pixels <= MOST_PIXELS and _bytes_to_decode(image, size) <= MOST_BYTES:
                return np.asarray(_scaled(image, size, longest)) / 255
    except (OSError, SyntaxError, EOFError, ValueError, LookupError, TypeError, MemoryError, struct.error) as problem:
        # Pillow raises any of these, depending on where the damage is.
        raise ValueError(f"this picture is damaged and cannot be read ({problem}); please choose another") from None
    if pixels > MOST_PIXELS:
        raise ValueError(
            f"this picture is too large; please choose one of at most {MOST_PIXELS // 10**6} million pixels"
        )
    raise ValueError(
        f"this picture of {round(pixels / 1e6)} million pixels needs too much memory as it is stored; "
        "please save it as an ordinary JPEG, not a progressive one, or at half its size"
    )


def _bytes_to_decode(image, size):
    """What Pillow allocates for a picture that is opened: its pixels, and the coefficients of a progressive JPEG."""
    each = {"1": 1, "L": 1, "P": 1, "I;16": 2}.get(image.mode, 4)
    needed = each * image.width * image.height
    if "progressive" in image.info:
        # Two bytes each, for the whole picture, whatever size is asked for; colour has often fewer than brightness.
        parts = [across * down for _, across, down, _ in image.layer]
        needed += round(2 * size[0] * size[1] * sum(parts) / max(parts))
    return needed


def _scaled(image, size, longest):
    """The picture in RGB, upright and on white, its longest side at most ``longest``; size : before any draft."""
    raw = image.tile[0][3]  # its arguments, which have a name from Pillow 11 on
    raw = raw[0] if isinstance(raw, tuple) else raw
    image.load()
    clear = _transparent(image, raw)
    # First whole blocks of pixels are averaged, strip by strip.
    block = max(1, max(image.size) // (2 * longest))
    rows = block * max(1, STRIP // (block * image.width))
    small = Image.new("RGB", (-(-image.width // block), -(-image.height // block)))
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        small.paste(_on_white(strip, clear).reduce(block), (0, top // block))
    scale = min(1, longest / max(size))
    if scale < 1:
        small = small.resize([max(1, round(side * scale)) for side in size], Image.Resampling.BICUBIC)
    small.getexif()[ORIENTATION] = image.getexif().get(ORIENTATION, 1)
    return ImageOps.exif_transpose(small)


def _transparent(image, raw):
    """The one colour, or the palette's opacities, that the file declares transparent, as ``Image.info`` holds them.

    A file counts in its own bits, and Pillow in eight; raw : the file's bits, as Pillow names them.
    """
    clear = image.info.get("transparency")
    if isinstance(clear, tuple) and raw == "RGB;16B":
        return tuple(value >> 8 for value in clear)
    if isinstance(clear, int):
        return clear * {"1": 255, "L;2": 85, "L;4": 17}.get(raw, 1)
    return clear


def _on_white(image, clear):
    """A part of a picture of any mode in RGB, what is transparent on white."""
    if image.mode.startswith("I"):  # 16-bit grey, which Pillow's own conversion would cut off at 255
        grey = np.asarray(image)
        eight = ((grey.astype(np.uint32) + 128) // 257).astype(np.uint8)
        opaque = np.full_like(eight, 255) if clear is None else np.where(grey == clear, 0, 255).astype(np.uint8)
        image = Image.fromarray(np.dstack([eight, opaque]))
    elif clear is not None:
        image.info["transparency"] = clear
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA"):
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def pearson_points():
    """The ten points with which Pearson showed what a line of closest fit is.

    Source: K. Pearson, *On lines and planes of closest fit to systems of points in space*, Philosophical Magazine 2
    (1901), p. 559. Returns x (10,) and y (10,).
    """
    x = np.array([0.0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4])
    y = np.array([5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5])
    return x, y


def telephone_calls():
    """International telephone calls from Belgium, by year, in tens of millions; from 1964 to 1969 the minutes instead.

    Source: P. J. Rousseeuw and A. M. Leroy, *Robust Regression and Outlier Detection*, Wiley 1987, table 2. Returns the
    year of the century, 50 … 73, and the calls; two arrays (24,).
    """
    calls = [
        0.44,
        0.47,
        0.47,
        0.59,
        0.66,
        0.73,
        0.81,
        0.88,
        1.06,
        1.20,
        1.35,
        1.49,
        1.61,
        2.12,
        11.9,
        12.4,
        14.2,
        15.9,
        18.2,
        21.2,
        4.3,
        2.4,
        2.7,
        2.9,
    ]
    return np.arange(50.0, 74.0), np.array(calls)
