"""
Write the typefaces of pages in fewer bytes: `uv run --with fonttools --with brotli tests/shorten_typefaces.py`.

Kerning is a third of the file of a typeface. The serif keeps the pairs that it moves by at least a twentieth of
a letter's size, the same for all weights; the sans, which is for small letters only, keeps none. A second run changes
nothing.
"""

from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parent.parent / "src" / "tally" / "fonts"
KERNED = {"newsreader": True, "inter": False}
WEIGHT = 450  # whose kerning all weights get: most text is lighter, numbers and headings are bolder
LEAST = 0.05  # of a letter's size: pairs that are moved by less are left alone
UNUSED = ("STAT", "MVAR", "gasp")  # the names of styles, the lines of bold letters, and hints


def main() -> None:
    """Write each typeface again."""
    for name, kerned in KERNED.items():
        path = FONTS / f"{name}.woff2"
        font = TTFont(path, recalcTimestamp=False)
        if kerned:
            if varies(font):
                font["GPOS"] = instantiateVariableFont(TTFont(path), {"wght": WEIGHT})["GPOS"]
            for lookup in font["GPOS"].table.LookupList.Lookup:
                for pairs in lookup.SubTable:
                    simplify(pairs, LEAST * font["head"].unitsPerEm)
        options = Options(
            layout_features=["tnum", "locl", *(["kern"] if kerned else [])], hinting=False, glyph_names=False
        )
        options.drop_tables += UNUSED
        options.name_IDs = ["*"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=font.getBestCmap())
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size} bytes")


def varies(font: TTFont) -> bool:
    """Return whether a typeface has other kerning for each weight."""
    return getattr(font["GDEF"].table, "VarStore", None) is not None


def simplify(pairs: Any, least: float) -> None:
    """Remove the pairs of letters that are moved by less than a length."""
    if pairs.LookupType != 2:
        return
    if pairs.Format == 1:
        for following in pairs.PairSet:
            following.PairValueRecord = [one for one in following.PairValueRecord if abs(moved(one)) >= least]
            following.PairValueCount = len(following.PairValueRecord)
        return
    for row in pairs.Class1Record:
        for one in row.Class2Record:
            if one.Value1 and abs(moved(one)) < least:
                one.Value1.XAdvance = 0


def moved(pair: Any) -> float:
    """Return by how much the second letter of a pair is moved."""
    return getattr(pair.Value1, "XAdvance", 0) or 0


if __name__ == "__main__":
    main()
