"""Write a sheet as PNG with few colours, so that it is small: the same bytes each time."""

import io

import numpy as np
from PIL import Image, ImageColor

from tally.charts.drawing.sheet import Sheet
from tally.charts.drawing.style import NAMES, POINTS, styled

COLOURS = 16  # of a picture: those of the charts, and the shades at the edges of letters
COMPRESSION = 7  # of the PNG: 3% larger than the smallest, in a sixth of the time
STEPS = 16  # of each part of a colour, by which colours are told apart


def sheet_as_png(sheet: Sheet, scale: float = 1.0) -> bytes:
    """Return a sheet, after its SVG was written, as PNG, so many times as large."""
    with styled():
        sheet.set_dpi(POINTS * scale)
        sheet.canvas.draw()
    drawn = np.asarray(sheet.canvas.buffer_rgba())[:, :, :3]
    sheet.set_dpi(POINTS)
    codes = _codes(drawn)
    known = np.array([ImageColor.getrgb(colour) for colour in NAMES], dtype=np.uint8)
    often = np.bincount(codes.ravel(), minlength=STEPS**3)
    often[_codes(known)] *= drawn.size  # the charts' own colours before all shades
    frequent = np.argsort(-often, kind="stable")[:COLOURS]
    parts = np.stack([frequent // STEPS**2, frequent // STEPS % STEPS, frequent % STEPS], axis=1)
    exact = dict(zip(_codes(known).tolist(), known.tolist(), strict=True))
    middles = parts * STEPS + STEPS // 2
    palette = [exact.get(code, middle) for code, middle in zip(frequent.tolist(), middles.tolist(), strict=True)]
    picture = Image.fromarray(_nearest(palette)[codes], mode="P")
    picture.putpalette([part for colour in palette for part in colour])
    picture.save(saved := io.BytesIO(), "PNG", compress_level=COMPRESSION, bits=4)
    return saved.getvalue()


def _codes(colours: np.ndarray) -> np.ndarray:
    """Return a number for each colour, the same for those that are almost alike."""
    red, green, blue = ((colours[..., place] // STEPS).astype(np.uint16) for place in range(3))
    code: np.ndarray = red * STEPS**2 + green * STEPS + blue
    return code


def _nearest(palette: list[list[int]]) -> np.ndarray:
    """Return the place of the nearest colour in a palette for the number of each colour."""
    every: np.ndarray = np.indices((STEPS, STEPS, STEPS)).reshape(3, -1).T * STEPS + STEPS // 2
    away = np.stack([((every - colour) ** 2).sum(axis=1) for colour in palette])
    places: np.ndarray = away.argmin(axis=0).astype(np.uint8)
    return places
