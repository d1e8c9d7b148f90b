"""Measure the counting of events in a file of UCDP GED's size. Writes the end of docs/count-events.md."""

import csv
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree, rmtree
from statistics import median
from time import perf_counter
from typing import NamedTuple

import yaml

ROWS = 380_000
TIMES = 5
ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "count-events.md"
MEASURED = "## Measured\n"
HEADER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
COLUMNS = HEADER.split()
FIRST, DAYS = date(1989, 1, 1), 12_783
ACTOR, PLACE = "Group 7", "Country 5"
PROVINCES = 34
QUOTED = "isil-kp-2021", "isil-kp-autumn", "isil-kp-claims", "isil-kp-2023"  # in turn, with other levels
# What others would do for the same number, each in a process of its own.
PANDAS = """
import sys, pandas as pd
rows = pd.read_csv(sys.argv[1], low_memory=False)
chosen = rows[(rows.country == "Country 5") & rows.date_start.str.startswith("2021")
              & ((rows.side_a == "Group 7") | (rows.side_b == "Group 7"))]
print(len(chosen))
"""
DUCKDB = """
import sys, duckdb
print(duckdb.execute("SELECT count(*) FROM read_csv(?, all_varchar = true) WHERE country = 'Country 5' "
    "AND date_start LIKE '2021%' AND 'Group 7' IN (side_a, side_b)", [sys.argv[1]]).fetchone()[0])
"""


class Run(NamedTuple):
    """The time of a process (s), its processor time (s), and the most memory that it used (MB)."""

    seconds: float
    busy: float
    memory: float


def generate(path: Path, rows: int = ROWS) -> None:
    """Write a made-up file with the columns of UCDP GED, and about as many bytes."""
    draw = random.Random(1)
    article = 'Reuters News,2014-01-01,"A headline that is about as long as they are, and a bit longer"; ' * 3
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        usual = dict.fromkeys(COLUMNS, "1") | {
            "code_status": "Clear", "conflict_name": "Land: Government", "source_office": "Reuters News",
            "source_article": article, "source_date": "2014-01-01", "source_headline": "A headline of some news",
            "where_description": "Town, near the river in the district", "geom_wkt": "POINT (90.062732 22.488976)",
            "region": "Asia", "latitude": "22.488976", "longitude": "90.062732",
        }  # fmt: skip
        for number in range(1, rows + 1):
            day = FIRST + timedelta(draw.randrange(DAYS - 40))
            kind, low, more = draw.choice("11123"), draw.randrange(3), draw.randrange(5)
            side = f"Group {draw.randrange(300)}, Group {draw.randrange(300)}"
            row = usual | {
                "id": number, "relid": f"LAN-{day.year}-{number}", "year": day.year, "type_of_violence": kind,
                "side_a": f"Group {draw.randrange(300)}", "side_b": "Civilians" if kind == "3" else side,
                "where_coordinates": f"Town {number % 5000}", "adm_1": f"Province {number % 600}",
                "adm_2": f"District {number % 4000}", "country": f"Country {number % 80}",
                "date_start": f"{day} 00:00:00.000",
                "date_end": f"{day + timedelta(draw.choice([0] * 8 + [1, 5, 30]))} 00:00:00.000",
                "low": low, "best": low + more, "high": low + 2 * more,
            }  # fmt: skip
            writer.writerow(row.values())


def measure(*command: object, folder: Path) -> Run:
    """Run a command, and return what it took."""
    started = perf_counter()
    process = subprocess.Popen([sys.executable, *map(str, command)], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, list(map(str, command)))
    return Run(perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def typical(runs: list[Run]) -> Run:
    """Return the median of each number."""
    return Run(*(median(numbers) for numbers in zip(*runs, strict=True)))


def write_briefs(folder: Path, briefs: list[dict[str, object]]) -> None:
    """Write briefs in the place of those that are there."""
    parameters = folder / "notebooks" / "parameters"
    for path in parameters.glob("*.yml"):
        path.unlink()
    for number, brief in enumerate(briefs):
        text = yaml.safe_dump({**brief, "brief": f"brief-{number}"}, sort_keys=False)
        (parameters / f"brief-{number}.yml").write_text(text, encoding="utf-8")


def measure_batches(folder: Path) -> list[str]:
    """Build 34 briefings on quoted counts, and 34 on counts by province, each from nothing, in turn."""
    shapes = [
        yaml.safe_load((ROOT / "notebooks" / "parameters" / f"{name}.yml").read_text(encoding="utf-8"))
        for name in QUOTED
    ]
    quoted = [{**shapes[number % len(shapes)], "level": round(0.8 + number / 200, 3)} for number in range(PROVINCES)]
    for year in ("2020", "2021"):
        for number in range(PROVINCES):
            named = ["--place", f"Province {number}", "--window", year, "--id", f"province-{number}-{year}"]
            measure("-m", "tally", "add", "count", "--dataset", "ged", *named, folder=folder)
    question = "Did recorded events in the province rise?"
    counted = [
        {**shapes[0], "question": question, "milestones": [], "as_of": "", "earlier": f"province-{number}-2020",
         "later": f"province-{number}-2021"} for number in range(PROVINCES)
    ]  # fmt: skip
    runs: dict[str, list[Run]] = {"quoted": [], "counted": []}
    for _ in range(2):
        for name, briefs in (("quoted", quoted), ("counted", counted)):
            write_briefs(folder, briefs)
            for built in (folder / "reports", folder / ".cache" / "counts"):
                rmtree(built, ignore_errors=True)
            runs[name].append(measure("-m", "tally", "build", "--all", folder=folder))
    (one, two), each = (typical(found) for found in runs.values()), f"{PROVINCES} briefings"
    return [
        f"| {each} on quoted counts | {one.seconds:.1f} | {one.busy:.1f} | 1 |",
        f"| {each} on counts by province | {two.seconds:.1f} | {two.busy:.1f} | {two.busy / one.busy:.2f} |",
    ]


def main() -> None:
    """Measure, and write the last part of the page."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, file = Path(scratch) / "project", Path(scratch) / "ged.csv"
        for name in ("data", "notebooks", "requirements"):
            copytree(ROOT / name, folder / name)
        for name in ("pyproject.toml", "requirements.lock"):
            (folder / name).write_bytes((ROOT / name).read_bytes())
        generate(file)
        size, count = file.stat().st_size, ["-m", "tally", "count", "--dataset", "ged", "--window"]
        adding = ["-m", "tally", "dataset", "add", file, "--kind", "ucdp-ged", "--id", "ged", "--release", "24.1"]
        runs = {
            "load the file: `tally dataset add`": measure(*adding, folder=folder),
            "count afterwards: `tally count`, all events of a year": typical(
                [measure(*count, "2021", folder=folder) for _ in range(TIMES)]
            ),
            "the same with an actor and a place": typical(
                [measure(*count, "2021", "--actor", ACTOR, "--place", PLACE, folder=folder) for _ in range(TIMES)]
            ),
            "nothing: `tally --version`": typical(
                [measure("-m", "tally", "--version", folder=folder) for _ in range(TIMES)]
            ),
            "pandas, from the file each time": measure("-c", PANDAS, file, folder=folder),
            "DuckDB, from the file each time": measure("-c", DUCKDB, file, folder=folder),
        }
        batches = measure_batches(folder)
    lines = [f"| {name} | {run.seconds:.2f} | {run.busy:.2f} | {run.memory:.0f} |" for name, run in runs.items()]
    made = f"a made-up file of {ROWS:,} rows, {len(COLUMNS)} columns and {size / 1e6:.0f} MB"
    head = [MEASURED, f"Written by `make bench`, on {os.cpu_count()} cores, from {made}.", ""]
    head += ["| step, a process each | seconds | of the processor | MB |", "|---|---|---|---|"]
    more = ["", "| built from nothing | seconds | of the processor | × quoted |", "|---|---|---|---|"]
    text = "\n".join([*head, *lines, *more, *batches, ""])
    print(text)
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(MEASURED)
    PAGE.write_text(before + text, encoding="utf-8")


if __name__ == "__main__":
    main()
