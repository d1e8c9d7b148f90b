"""A small project that counts from a made-up file of events, for tests."""

import random
from datetime import date, timedelta
from pathlib import Path

from conftest import copy_project
from event_files import table
from tally.adding import add_count, add_dataset, new_dataset, write_brief
from tally.briefs import Brief, make_brief
from tally.project import Project

CASE, ID, BRIEF = "made-up", "ged", "counted"
MARKER = "Zzyzx"  # in each cell of a row that may not be passed on
FILE = "events.csv"


def events(marker: str = "") -> str:
    """Return a file of UCDP's form: two years, of which the second has twice as many events, and ranges of days."""
    draw, rows = random.Random(7), []
    for _ in range(420):
        day = date(2020, 1, 1) + timedelta(draw.randrange(731))
        if day.year == 2020 and draw.random() < 0.5:
            continue
        last = min(day + timedelta(draw.choice([0] * 12 + [1, 6, 30])), date(2021, 12, 31))
        rows.append({
            "date_start": str(day), "date_end": str(last), "side_a": draw.choice(["Front", "Front, IS", "Government"]),
            "side_b": f"Side {marker}", "adm_1": draw.choice(["North", "South"]), "adm_2": marker,
            "source_office": marker, "source_headline": marker,
        })  # fmt: skip
    return table("ucdp-ged", *rows)


def counted_project(folder: Path, marker: str = "", *, shipped: bool = False) -> Project:
    """Return a copy of the project whose made-up case counts from such a file, with a brief on two of its counts."""
    project = copy_project(folder)
    (folder / FILE).write_text(events(marker))
    dataset = new_dataset(
        ID, "ucdp-ged", title="Made-up events", counter="Nobody", release="22.1", obtained="2022-05-01"
    )
    added = add_dataset(project, CASE, folder / FILE, dataset)
    described = added.path.read_text()
    added.path.write_text(described.replace("may_be_shipped: true", f"may_be_shipped: {str(shipped).lower()}"))
    for name, window in (("front-2020", "2020"), ("front-2021", "2021-01-01/2021-11-17"), ("front-2021-all", "2021")):
        add_count(project, CASE, {"id": name, "dataset": ID, "window": window, "actor": "Front"})
    write_brief(project, asked("front-2020", "front-2021"))
    return project


def asked(earlier: str, later: str, name: str = BRIEF) -> Brief:
    """Return a brief on two counts."""
    return make_brief(
        brief=name, question="Did attacks of the Front rise?", case=CASE, earlier=earlier, later=later, level=0.95,
        milestones=[],
    )  # fmt: skip
