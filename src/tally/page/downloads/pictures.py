"""Small pictures of the charts, for readers of a page that has no files beside it and runs no scripts."""

import io
import math
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

from PIL import Image

from tally.charts import INK, MUTED, NAMES, PAIR, PAPER

WIDTH = 312  # at most, in pixels: half of a wide chart
COLOURS = 4  # the paper included
Colour = tuple[int, ...]


def small_picture(picture: bytes) -> bytes:
    """
    Return a PNG that is at most 312 pixels wide, in four colours; the same bytes each time.

    They are the paper and those three colours of charts which resemble the picture most.
    """
    with Image.open(io.BytesIO(picture)) as opened:
        width, height = (round(min(WIDTH / opened.width, 1) * side) for side in opened.size)
        small = opened.convert("RGB").resize((width, height), Image.Resampling.BOX)
    colours = _colours()
    counts = small.quantize(palette=_palette(colours), dither=Image.Dither.NONE).getcolors() or []
    few = small.quantize(palette=_palette(_nearest(colours, counts)), dither=Image.Dither.NONE)
    few.save(saved := io.BytesIO(), "PNG", bits=2, optimize=True)
    return saved.getvalue()


def _nearest(colours: Sequence[Colour], counts: Sequence[tuple[int, Any]]) -> tuple[Colour, ...]:
    """Return the first colour, and those that with it are nearest to colours of which so many dots are counted."""
    far = [[math.dist(line, other) for other in colours] for line in colours]

    def distance(others: tuple[int, ...]) -> Any:
        return sum(count * min(far[place][other] for other in (0, *others)) for count, place in counts)

    used = [place for _, place in counts if place]
    chosen = min(combinations(sorted(used), min(COLOURS - 1, len(used))), key=distance)
    return tuple(colours[place] for place in (0, *chosen))


@cache
def _colours() -> tuple[Colour, ...]:
    """Return the paper, the colours of charts, and those halfway from a line or a letter to the paper; at most 16."""
    lines = (INK, MUTED, *(PAIR[role][0] for role in PAIR))
    paper = _parts(PAPER)
    halfway = [tuple((part + light) // 2 for part, light in zip(_parts(line), paper, strict=True)) for line in lines]
    return tuple(dict.fromkeys([paper, *(_parts(colour) for colour in NAMES), *halfway]))


def _palette(colours: Sequence[Colour]) -> Image.Image:
    """Return colours as a palette."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    return palette


def _parts(colour: str) -> Colour:
    """Return the red, green and blue parts of a colour such as #1d2228."""
    return tuple(bytes.fromhex(colour.removeprefix("#")))
