"""Small pictures of the charts, for readers of a page that has no files beside it and runs no scripts."""

import io
import struct
import zlib
from functools import cache

import numpy as np
from PIL import Image, ImageColor

from tally.charts import INK, MUTED, NAMES, PAIR, PAPER

WIDTH, HEIGHT = 312, 420  # at most, in pixels: half of a wide chart


def small_picture(picture: bytes) -> bytes:
    """Return a PNG that is at most 312 pixels wide and 420 high, in the colours of charts; the same bytes each time."""
    with Image.open(io.BytesIO(picture)) as opened:
        width, height = (round(min(WIDTH / opened.width, HEIGHT / opened.height, 1) * side) for side in opened.size)
        small = opened.convert("RGB").resize((width, height), Image.Resampling.BOX)
    few = small.quantize(palette=_palette(), dither=Image.Dither.NONE)
    return _png(np.asarray(few), bytes(few.getpalette() or ()))


def _png(places: np.ndarray, colours: bytes) -> bytes:
    """Return a picture of 16 colours as PNG, its rows as they are: Pillow filters them, which makes a sixth more."""
    height, width = places.shape
    pairs = np.pad(places, ((0, 0), (0, width % 2)))
    rows = np.pad(pairs[:, ::2] << 4 | pairs[:, 1::2], ((0, 0), (1, 0)))  # the first byte of a row: no filter
    packer = zlib.compressobj(9, memLevel=9, strategy=zlib.Z_FILTERED)
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0), b"PLTE": colours,
        b"IDAT": packer.compress(rows.tobytes()) + packer.flush(), b"IEND": b"",
    }  # fmt: skip
    chunks = [
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in parts.items()
    ]
    return b"".join([b"\x89PNG\r\n\x1a\n", *chunks])


@cache
def _palette() -> Image.Image:
    """Return the paper, the colours of charts, and those halfway from a line or a letter to the paper; at most 16."""
    lines = (INK, MUTED, *(PAIR[role][0] for role in PAIR))
    paper = ImageColor.getrgb(PAPER)
    halfway = [
        tuple((part + light) // 2 for part, light in zip(ImageColor.getrgb(line), paper, strict=True)) for line in lines
    ]
    colours = dict.fromkeys([paper, *(ImageColor.getrgb(colour) for colour in NAMES), *halfway])
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    return palette
