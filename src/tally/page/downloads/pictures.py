"""Small pictures of the charts, for readers of a page that has no files beside it and runs no scripts."""

import io

from PIL import Image

PART, COLOURS = 2 / 3, 8  # of the width, and of the colours


def small_picture(picture: bytes) -> bytes:
    """Return a PNG with two thirds of its width and few colours, the same bytes each time."""
    with Image.open(io.BytesIO(picture)) as opened:
        width, height = (round(PART * side) for side in opened.size)
        small = opened.convert("RGB").resize((width, height), Image.Resampling.BOX)
    few = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(saved := io.BytesIO(), "PNG", optimize=True)
    return saved.getvalue()
