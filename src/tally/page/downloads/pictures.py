"""Small pictures of the charts, for readers of a page that has no files beside it and runs no scripts."""

import io

from PIL import Image

PART, COLOURS = 3, 8  # the part of the width that is kept, and the colours; several pages' worth of charts fit into one


def small_picture(picture: bytes) -> bytes:
    """Return a PNG with a third of its width and few colours, the same bytes each time."""
    with Image.open(io.BytesIO(picture)) as opened:
        small = opened.convert("RGB").reduce(PART)
    few = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(saved := io.BytesIO(), "PNG", optimize=True)
    return saved.getvalue()
