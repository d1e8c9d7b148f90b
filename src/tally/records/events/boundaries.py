"""Read the boundaries of places from a GeoJSON file of the case, and refuse what cannot be drawn."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tally.errors import TallyError
from tally.project.reading import JsonError, Kind, ReadError, parse_json, read_file
from tally.records.events.regions import Boundaries, Position, Region, Ring, name_key
from tally.records.tables import shorten, text_flaw

BOUNDARIES = "boundaries"  # the folder of a case that has them
IDS = ("id", "iso_3166_2", "ISO_3166_2", "shapeISO", "adm1_pcode", "ADM1_PCODE")  # the properties that are an id
NAMES = ("name", "name_en", "NAME", "NAME_1", "shapeName", "adm1_name", "ADM1_EN", "adm1_en")
NOTHING = ("", "-99", "-99.0", "-9999", "None")  # what Natural Earth and others write for no id
MOST = 400_000  # points of all boundaries
LONGEST = 200  # characters of a name
CORNERS = 4  # points of the smallest ring, the first of which is the last
SAVING = "Save the boundaries as GeoJSON, for example with mapshaper."
HALF, WHOLE, POLE = 180.0, 360.0, 90.0  # degrees


class BoundariesError(TallyError, ValueError):
    """A file of boundaries cannot be drawn. The message says what was found, what was expected and what to do."""


def read_boundaries(path: Path) -> Boundaries:
    """
    Read the boundaries of places.

    Parameters
    ----------
    path : Path
        A GeoJSON file: a FeatureCollection of polygons in degrees of longitude and latitude, each with a name, an id
        such as its code of ISO 3166-2, or both.

    Returns
    -------
    Boundaries
        Features of one id and name are one place. One without either is drawn, but no count belongs to it. What
        crosses the 180th meridian is in one piece: longitudes go on beyond 180.

    Raises
    ------
    BoundariesError
        It cannot be read, or is not such a file.
    """
    try:
        content = read_file(path, Kind.BOUNDARIES)
        boundaries = parse_boundaries(parse_json(content))
    except (ReadError, JsonError) as error:
        found = f"found {error.found}, expected {error.expected}. {error.remedy}"
        if isinstance(error, JsonError):
            found = f"found what is not GeoJSON ({error.place}: {error.found}), expected {error.expected}. {SAVING}"
        msg = f"{path.parent.name}/{path.name}: {found}".rstrip()
        raise BoundariesError(msg) from error
    except BoundariesError as error:
        msg = f"{path.parent.name}/{path.name}: {error}"
        raise BoundariesError(msg) from error
    return replace(boundaries, sha256=hashlib.sha256(content).hexdigest())


def parse_boundaries(value: Any) -> Boundaries:
    """Return the boundaries that a parsed GeoJSON file has. See `read_boundaries`."""
    kind = value.get("type") if isinstance(value, dict) else type(value).__name__
    if kind != "FeatureCollection":
        hint = "Convert it to GeoJSON, for example with mapshaper." if kind == "Topology" else ""
        raise _refusal(shorten(repr(kind)), "a GeoJSON file of the type FeatureCollection", hint)
    features = value.get("features")
    if not isinstance(features, list) or not features:
        raise _refusal("no features", "a list with a feature for each place")
    held, nameless, notes, left = dict[tuple[str, str], list[Ring]](), list[Region](), list[str](), MOST
    for number, feature in enumerate(features, 1):
        identity, name = _names(feature, number)
        where = name or identity or f"feature {number:,}"
        rings = [*_rings(feature.get("geometry"), where)]
        if (left := left - sum(map(len, rings))) < 0:
            raise _refusal(f"more than {MOST:,} points", "fewer", "Simplify the file, for example with mapshaper.")
        if not identity and not name:
            nameless.append(Region("", "", tuple(rings)))
            continue
        if (identity, name) in held:
            notes.append(f"{where!r} is in the file twice: its parts are drawn as one place.")
        held.setdefault((identity, name), []).extend(rings)
    if not held:
        raise _refusal("no feature with a name or an id", "a property “name” or “id” of each")
    _check_names(held)
    if nameless:
        notes.append(f"{len(nameless):,} of {len(features):,} features without a name and an id: no count is theirs.")
    regions = [Region(*key, tuple(dict.fromkeys(rings))) for key, rings in held.items()]
    return Boundaries(tuple(_in_one_piece(regions + nameless)), tuple(dict.fromkeys(notes)))


def _refusal(found: str, expected: str, remedy: str = "") -> BoundariesError:
    """Return the error for what cannot be drawn."""
    return BoundariesError(f"found {found}, expected {expected}.{f' {remedy}'.rstrip()}")


def _names(feature: Any, number: int) -> tuple[str, str]:
    """Return the id and the name of a feature; empty if it has none."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        kind = feature.get("type") if isinstance(feature, dict) else type(feature).__name__
        raise _refusal(f"{shorten(repr(kind))} as feature {number:,}", "an object of the type Feature")
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise _refusal(f"{shorten(repr(properties))} as the properties of feature {number:,}", "names with values")
    identity = _text([feature.get("id"), *(properties.get(key) for key in IDS)])
    name = _text(properties.get(key) for key in NAMES)
    for text in (identity, name):
        if len(text) > LONGEST:
            raise _refusal(f"a name of {len(text):,} characters ({shorten(text, 40)})", f"at most {LONGEST}")
        if flaw := text_flaw(text):
            raise _refusal(f"{flaw.found} in the name of feature {number:,}", flaw.expected, flaw.remedy)
    return identity, name


def _text(values: Iterable[Any]) -> str:
    """Return the first value that is a name, in one line."""
    texts = (" ".join(str(value).split()) for value in values if isinstance(value, str | int) and value is not True)
    return next((text for text in texts if text not in NOTHING), "")


def _rings(geometry: Any, where: str) -> Iterator[Ring]:
    """Yield the rings of a geometry."""
    kind = geometry.get("type") if isinstance(geometry, Mapping) else geometry
    parts = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _refusal(f"{shorten(repr(kind))} as the geometry of {where!r}", "a Polygon or MultiPolygon")
    polygons = parts if kind == "MultiPolygon" else [parts]
    if not isinstance(polygons, list) or not polygons or not all(isinstance(part, list) and part for part in polygons):
        raise _refusal(f"no coordinates of {where!r}", f"those of a {kind}")
    for ring in (ring for polygon in polygons for ring in polygon):
        if not isinstance(ring, list) or len(ring) < CORNERS:
            raise _refusal(f"a ring of {where!r} that is {shorten(repr(ring), 40)}", f"{CORNERS} points or more")
        yield tuple(_position(point, where) for point in ring)


def _position(point: Any, where: str) -> Position:
    """Return a position; refuse what is not in degrees."""
    numbers = point[:2] if isinstance(point, list) and len(point) >= 2 else [None, None]
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers):
        raise _refusal(f"the position {shorten(repr(point), 40)} of {where!r}", "a longitude and a latitude")
    longitude, latitude = map(float, numbers)
    if not (abs(longitude) <= WHOLE and abs(latitude) <= POLE):
        raise _refusal(f"the position {shorten(repr(point), 60)} of {where!r}", "degrees of longitude and latitude",
                       "Save the file in WGS 84 (EPSG:4326).")  # fmt: skip
    return Position(longitude, latitude)


def _check_names(held: Iterable[tuple[str, str]]) -> None:
    """Check that no two places with different ids share a name: a count would belong to either."""
    seen = dict[str, tuple[str, str]]()
    for key in held:
        for part in {name_key(text) for text in key if text}:
            if (other := seen.setdefault(part, key)) != key:
                raise _refusal(f"two places {key[1] or key[0]!r}, with the ids {other[0]!r} and {key[0]!r}",
                               "one place for each name", "Rename one of them, or merge them.")  # fmt: skip


def _in_one_piece(regions: list[Region]) -> list[Region]:
    """Return places whose longitudes go on beyond 180 if they are nearer to each other so than on one side of it."""
    every = sorted({point.longitude for region in regions for ring in region.rings for point in ring})
    shifted = sorted(longitude % WHOLE for longitude in every)
    if every[-1] - every[0] <= HALF or shifted[-1] - shifted[0] >= every[-1] - every[0]:
        return regions
    return [
        Region(region.id, region.name, tuple(
            tuple(Position(point.longitude % WHOLE, point.latitude) for point in ring) for ring in region.rings))
        for region in regions
    ]  # fmt: skip
