"""Small made-up files of events in each schema that is published."""

import csv
import io
from pathlib import Path
from typing import Any

from tally.adding import new_dataset
from tally.events import EventFile, load_events
from tally.project import Project

UCDP = {
    "id": "1", "relid": "X", "year": "2021", "code_status": "Clear", "type_of_violence": "1", "side_a": "Government",
    "side_b": "Front", "source_office": "A Paper", "source_headline": "A headline that is nobody's to pass on",
    "where_prec": "1", "adm_1": "North", "adm_2": "", "latitude": "20.5", "longitude": "95.5", "country": "Land",
    "date_start": "2021-05-01", "date_end": "2021-05-01", "best": "2", "high": "3", "low": "1",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "LAN1", "event_date": "2021-05-01", "year": "2021", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Front", "assoc_actor_1": "", "actor2": "Government", "assoc_actor_2": "", "country": "Land",
    "admin1": "North", "admin2": "", "latitude": "20.5", "longitude": "95.5", "geo_precision": "1", "source": "A Paper",
    "notes": "words that never leave the machine", "fatalities": "3",
}  # fmt: skip
GTD = {
    "eventid": "202105010001", "iyear": "2021", "imonth": "5", "iday": "1", "country_txt": "Land", "provstate": "North",
    "city": "Town", "latitude": "20.5", "longitude": "95.5", "specificity": "1", "attacktype1_txt": "Bombing/Explosion",
    "gname": "Front", "gname2": "", "gname3": "", "guncertain1": "0", "nkill": "3", "dbsource": "START",
}  # fmt: skip
AWSD = {
    "Incident ID": "1", "Year": "2021", "Month": "5", "Day": "1", "Country": "Land", "Region": "North",
    "District": "", "Latitude": "20.5", "Longitude": "95.5", "Means of attack": "Shooting", "Attack context": "Ambush",
    "Actor name": "Front", "Details": "two\nlines", "Source": "Media",
}  # fmt: skip
INSIGHT = {
    "Date": "2021-05-01", "Event Description": "never stored", "Country": "Land", "Admin 1": "North",
    "Latitude": "20.5", "Longitude": "95.5", "Geo Precision": "(2) 25 km Precision ", "Reported Perpetrator": "NSA",
    "Reported Perpetrator Name": "Front", "Weapon Carried/Used": "Firearms", "SiND Event ID": "1",
}  # fmt: skip
ROWS = {
    "ucdp-ged": UCDP,
    "ucdp-candidate": UCDP,
    "acled": ACLED,
    "gtd": GTD,
    "awsd": AWSD,
    "insecurity-insight": INSIGHT,
}
IDS = {kind: next(name for name in row if "id" in name.lower()) for kind, row in ROWS.items()} | {
    "insecurity-insight": "SiND Event ID"
}


def table(kind: str, *changes: dict[str, str]) -> str:
    """Return a file with a row for each change of the usual row; each has its own id unless the change has one."""
    usual, identity = ROWS[kind], IDS[kind]
    rows = [usual | {identity: f"{usual[identity][:-1]}{n}"} | change for n, change in enumerate(changes, start=1)]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, usual, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def load(folder: Path, content: str | bytes, kind: str, name: str = "events.csv", **fields: Any) -> EventFile:
    """Write a file and load it, in a project that has nothing else."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    dataset = new_dataset("made-up", kind, title="Made up", counter="Nobody", release="1", **fields)
    return load_events(Project(folder, folder / "reports"), dataset, folder / name)


def stored(events: EventFile) -> list[dict[str, Any]]:
    """Return the events in the normal form, by their lines."""
    import duckdb

    found = duckdb.execute("FROM read_parquet(?) ORDER BY line", [str(events.path)])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
