"""Files of events of each kind, the descriptions of data sets, and the boundaries of places."""

from hypothesis import strategies as st

from event_files import ROWS, table
from fuzz.commands import run
from fuzz.pieces import changed_json, kept, mutated, soup
from fuzz.readers import JSON, YAML
from fuzz.room import CASE, Room
from fuzz.target import FaultError, target
from tally.analysis.counted import place_table
from tally.charts.drawing import NARROW, sheet_as_svg
from tally.charts.series import describe_places, map_chart
from tally.events import PlaceCount, count_events, make_query, open_dataset
from tally.events.loading import likely_kind
from tally.records.events import DatasetError, read_boundaries, read_dataset, read_datasets
from tally.text import Unit

CELLS = (
    "2021-05-01", "01/05/2021", "44317", "0025-01-01", "9999-12-31", "1.2E+11", "214797.0", "-99", "1e400", "NaN",
    "20,5", '"', '""', ",", ";", "\n", "\r", "\r\n", "#tag", "\0", "IS, Front", "'); DROP TABLE record; --", "=1+1",
    "<b>",     "99999999999999999999", "date_start", "id", "PK\x03\x04", "\x1f\x8b", "<!doctype html>", "[{",
)  # fmt: skip
ACTORS = "id,actor,name,dataset,printed,from,to,how,note\na,front,Front,,Front,,,is,\n"
PLACES = "id,place,name,level,parent,dataset,printed,note\na,north,North,admin1,,,North,\n"


def files() -> st.SearchStrategy[bytes]:
    """Draw a file of events that was changed in a few places."""
    return mutated([table(kind, {}, {}).encode() for kind in ROWS] + kept("events"), CELLS, 2)


@target(files, examples=6, seconds=20)
def events(content: bytes, room: Room) -> None:
    """A file of events; what is loaded is counted completely, and what is refused leaves nothing."""
    room.put("events.csv", content)
    header = content.partition(b"\n")[0].decode("utf-8", "replace").strip("\ufeff\r").split(",")
    kind = likely_kind(header) or "ucdp-ged"
    if run(room, ["dataset", "add", "events.csv", "--kind", kind, "--id", "drawn"]):
        return
    room.put(f"data/{CASE}/actors.csv", ACTORS.encode())
    room.put(f"data/{CASE}/places.csv", PLACES.encode())
    file = open_dataset(room.project, CASE, "drawn")
    days = f"{file.dataset.covers.first}/{file.dataset.covers.last}"
    count = count_events(file, make_query(days))
    if not (count.low <= count.value <= count.high and count.used + sum(count.left_out.values()) == file.loaded.rows):
        message = f"The count does not add up: {count}"
        raise FaultError(message)
    for more in ([], ["--actor", "front", "--place", "north"], ["--actor", "Front", "--kind", "x", "--json"]):
        run(room, ["count", "--dataset", "drawn", "--window", days, *more])
    run(room, ["add", "count", "--dataset", "drawn", "--window", days])
    run(room, ["dataset", "check"])


def descriptions() -> st.SearchStrategy[bytes]:
    """Draw a description of a data set."""
    seeds = kept("dataset")
    lines = [part.decode() + "\n" for part in seeds[0].split(b"\n")]
    return st.one_of(mutated(seeds, YAML, 2), soup([*lines, *YAML]))


@target(descriptions, examples=15)
def dataset(content: bytes, room: Room) -> None:
    """A description of a data set; checking a project says of it what reading it says."""
    path = room.put(f"data/{CASE}/datasets/drawn/dataset.yml", content)
    try:
        read_dataset(path.parent)
    except DatasetError as error:
        if [str(error)] != read_datasets(room.project.tables(CASE))[1]:
            message = f"It is refused, and `check` says something else: {error}"
            raise FaultError(message) from None
        raise


def maps() -> st.SearchStrategy[bytes]:
    """Draw a file of boundaries."""
    seeds = kept("boundaries")
    return st.one_of(changed_json(seeds), mutated(seeds, (*JSON, "180", "-180", "1e300", "Polygon", "[[", "]]"), 2))


@target(maps, examples=20)
def boundaries(content: bytes, room: Room) -> None:
    """A file of boundaries; what can be read can be drawn, with a count in its first place."""
    found = read_boundaries(room.put("places.geojson", content))
    name = next(region.label for region in found.regions if region.label)
    table = place_table([PlaceCount("", name, "", 1, 2, 3)], (), found)
    sheet = map_chart(table, found, Unit("events", "event"), NARROW)
    svg = sheet_as_svg(sheet, "map", source="Somebody", alt=describe_places(table, Unit("events", "event")))
    if not any(words.text == "1 to 3" for words in sheet.words) or "nan" in svg:
        message = "The count is not on the map, or a mark has no place."
        raise FaultError(message)
