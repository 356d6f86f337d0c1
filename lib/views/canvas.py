"""What views are painted on, and how pixels become a file: nothing here knows what is drawn."""

import functools
import math
import struct
import zlib

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg

DPI = 96  # so that a point of Matplotlib is a point of the browser's, where 96 pixels are an inch
TALLEST = 650  # pixels of the page: no view of ours is higher
STRIP, BASE, ASIDE = 128, 88, 16  # pixels: what one line of text is drawn on, its baseline from the top, and its start


class Sheet(RendererAgg):
    """What is painted on. In pictures that follow each other, a text that stays is not drawn letter by letter again.

    Texts are two thirds of the time that a picture takes to be drawn, and most of them are the same in the next one.
    The second time in a row, a text is drawn on a strip of its own, whose pixels are then painted as an image for as
    long as it stays. Where letters touch, a pixel may differ by one of 255 levels from the text that is drawn anew.
    """

    def __init__(self, *size):
        super().__init__(*size)
        self._quick, self._before, self._now, self._strip = False, {}, {}, None

    def begin(self, quick):
        """A picture begins; ``quick``: as one of many, in which texts may be repeated."""
        self._quick = quick
        if quick:
            self._before, self._now = self._now, {}

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        if not self._quick or angle or x < 0:
            return super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
        left, top = math.floor(x), math.floor(y)
        parts = round(64 * (x - left)), round(64 * (y - top))  # FreeType places letters in 64ths of a pixel
        key = s, hash(prop), parts, gc.get_rgb(), gc.get_alpha(), gc.get_antialiased(), ismath
        image = self._before.get(key, False)
        if image is None:
            image = self._drawn(gc, x - left, y - top, s, prop, ismath, mtext)
        self._now[key] = image or None
        if not image:
            return super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
        pixels, across, down = image
        self.draw_image(gc, left + across, self.height - top - down - len(pixels), pixels)

    def _drawn(self, gc, x, y, s, prop, ismath, mtext):
        """A text with its baseline's start in the pixel (0, 0): its pixels, and their place from there; or nothing, if
        it is too high for the strip."""
        self._strip = self._strip or RendererAgg(self.width + 2 * ASIDE, STRIP, self.dpi)
        self._strip.clear()
        free = self._strip.new_gc()
        free.copy_properties(gc)
        free.set_clip_rectangle(None)
        free.set_clip_path(None)
        self._strip.draw_text(free, ASIDE + x, BASE + y, s, prop, 0, ismath, mtext)
        pixels = np.asarray(self._strip.buffer_rgba())
        inked = pixels[:, :, 3] > 0
        rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
        if not len(rows) or rows[0] == 0 or rows[-1] == STRIP - 1 or columns[0] == 0:
            return None
        up, down, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
        return pixels[up:down, left:right][::-1].copy(), left - ASIDE, up - BASE


@functools.lru_cache(maxsize=4)
def _sheet(width, height, dpi):
    """Where Matplotlib paints: the texts of a figure hold on to it, and so it cannot be given back after use."""
    return (Sheet if dpi == DPI else RendererAgg)(width, height, dpi)


class Canvas(FigureCanvasAgg):
    """A canvas on a sheet of pixels that all views of one width share; a sheet of its own would cost each of them 3 MB.

    A picture takes the lowest rows of the sheet, whose height is enough for all. It is read before the next view draws.
    """

    def get_renderer(self):
        width, height = self.figure.bbox.size
        self.renderer = _sheet(width, round(max(height, TALLEST * self.figure.dpi / DPI)), self.figure.dpi)
        return self.renderer

    def begin(self, still, quick):
        """Begin a picture with what stands still in it; ``quick`` as in :meth:`Sheet.begin`."""
        self.get_renderer().begin(quick)
        self.restore_region(still)

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
