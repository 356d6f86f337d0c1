"""What views are painted on, and how pixels become a file: nothing here knows what is drawn."""

import functools
import struct
import zlib

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg

DPI = 96  # so that a point of Matplotlib is a point of the browser's, where 96 pixels are an inch
TALLEST = 650  # pixels of the page: no view of ours is higher


@functools.lru_cache(maxsize=4)
def _sheet(width, height, dpi):
    """Where Matplotlib paints: the texts of a figure hold on to it, and so it cannot be given back after use."""
    return RendererAgg(width, height, dpi)


class Canvas(FigureCanvasAgg):
    """A canvas on a sheet of pixels that all views of one width share; a sheet of its own would cost each of them 3 MB.

    A picture takes the lowest rows of the sheet, whose height is enough for all. It is read before the next view draws.
    """

    def get_renderer(self):
        width, height = self.figure.bbox.size
        self.renderer = _sheet(width, round(max(height, TALLEST * self.figure.dpi / DPI)), self.figure.dpi)
        return self.renderer

    def buffer_rgba(self):
        """The picture, an array (height, width, 4)."""
        return np.asarray(super().buffer_rgba())[-round(self.figure.bbox.height) :]


def fast_png(pixels):
    """A PNG file without filters. Choosing filters, as Pillow does, takes twice as long as compressing."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 4 * width), dtype=np.uint8)  # each row begins with its filter: 0, none
    rows[:, 1:] = pixels.reshape(height, -1)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)  # 8 bits of red, green, blue and alpha
    return b"".join(
        [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 1)), chunk(b"IEND", b"")]
    )
