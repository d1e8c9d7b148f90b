"""Small pictures of the charts, for readers of a page that has no files beside it and runs no scripts."""

import io
import zlib
from functools import cache

from PIL import Image, ImageColor

from tally.charts import INK, MUTED, NAMES, PAIR, PAPER

WIDTH, HEIGHT = 312, 420  # at most, in pixels: half of a wide chart


def small_picture(picture: bytes) -> bytes:
    """Return a PNG that is at most 312 pixels wide and 420 high, in the colours of charts; the same bytes each time."""
    with Image.open(io.BytesIO(picture)) as opened:
        width, height = (round(min(WIDTH / opened.width, HEIGHT / opened.height, 1) * side) for side in opened.size)
        small = opened.convert("RGB").resize((width, height), Image.Resampling.BOX)
    few = small.quantize(palette=_palette(), dither=Image.Dither.NONE)
    few.save(saved := io.BytesIO(), "PNG", bits=4, compress_level=9, compress_type=zlib.Z_FILTERED)
    return saved.getvalue()


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
