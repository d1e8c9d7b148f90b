"""
Write a made-up register of disruptions (damaged wells, blocked roads, cut power lines), in two releases.

The later one is events.csv beside this script. The earlier one, in the folder disruptions-2025-03, ends in 2024: it
lacks what was added later, has rows that were dropped, and other values in those that were corrected.

No event, place or group in it exists. It has what real files of events have: seasons, a step in level, days that are
known only as a range, coalitions, names that may mean two groups, a group that was renamed, several spellings of a
place, deaths that cannot be right, rows without a day, look-alikes, and a last year to which events are still added.
The same bytes are written on every machine. Run it with: python data/made-up-events/datasets/disruptions/generate.py
"""

import csv
import io
import random
from datetime import date, timedelta
from pathlib import Path

FIRST, LAST = date(2021, 1, 1), date(2025, 11, 17)
STEP = date(2025, 2, 1)  # from this day on there are more
RENAMED = date(2022, 7, 1)  # until then the Example Group was called the Example Club
RATES = (1.2, 2.4)  # events a day, before the step and after it
SEASONS = (0.7, 0.7, 0.9, 1.0, 1.2, 1.4, 1.4, 1.3, 1.1, 0.9, 0.7, 0.7)  # of January to December
WAVES = (0.7, 1.0, 1.0, 1.3)  # a month has one of these, so that months vary by more than chance
OLD_FIRST, OLD_LAST = "2023-01-01", "2024-12-31"  # the days of the earlier release
OLD_LATE = "2024-07-01"  # from this day on much was not yet in it
LATE = 120  # days before the end from which a part is not yet in the register
LINKED = " & "
HEADER = (
    "Id", "First day", "Last day", "Done by", "Party", "Other party", "Type", "Country", "Province", "District",
    "Fewest deaths", "Deaths", "Most deaths", "Source",
)  # fmt: skip
TYPES = (("Damaged well", 40), ("Blocked road", 35), ("Cut power line", 20), ("Public meeting", 5))
PLACES = (
    (("Upper Example", "Upper  Example", "Upper Example Province", "Up. Example"), ("Hill", "Spring"), 30),
    (("Lower Example", "Lower Example Province", "Lower-Example"), ("Ford", "Meadow"), 25),
    (("Example Coast", "Coast"), ("Harbour", "Dune"), 20),
    (("Middle Example",), ("Bridge", "Market"), 15),
    (("New Example", "Néw Example"), ("Station",), 7),
    (("",), ("",), 3),  # only the country is known
)
GROUPS = (
    ("Example Group", 34), ("Example Front", 18), ("Example Group & Example Front", 6),
    ("Example Group or Example Front", 5), ("Example Group North", 7), ("Example Front & Example League", 4),
    ("Example League", 8), ("", 18),
)  # fmt: skip
OTHERS = (("Water Office", 40), ("Road Office", 35), ("Example League", 10), ("Example Group", 5), ("", 10))
SPANS = ((0, 84), (1, 4), (3, 4), (6, 4), (29, 3), (75, 1))  # days after the first, and how many of 100
SOURCES = ("Example Gazette", "Example Radio", "Example Observatory")


def main() -> None:
    """Write both files."""
    folder, later = Path(__file__).parent, made_up_events()
    (folder / "events.csv").write_bytes(later)
    (folder.with_name("disruptions-2025-03") / "events.csv").write_bytes(earlier_release(later))


def made_up_events() -> bytes:
    """Return the file, the same on each call."""
    draw = random.Random(20251117)  # noqa: S311  nothing here is secret
    rows, day, wave = list[list[str]](), FIRST, 1.0
    while day <= LAST:
        if day.day == 1:
            wave = WAVES[int(draw.random() * len(WAVES))]
        expected = RATES[day >= STEP] * SEASONS[day.month - 1] * wave
        for _ in range(12):  # as many tries, each with the same chance: about as often as a Poisson process
            known = (LAST - day).days >= LATE or draw.random() < 0.8
            if draw.random() < expected / 12 and known:
                rows.append(event(draw, day))
        day += timedelta(1)
    for number, row in enumerate(rows, start=1):
        row[0] = f"X{number // 100:02}-{number % 100:02}"
        if number % 400 == 0:  # the day was lost
            row[1] = row[2] = ""
        if number % 300 == 0:  # the same as the one before in all but its id, and yet another event
            row[1:] = rows[number - 2][1:]
    return as_csv(rows)


def earlier_release(later: bytes) -> bytes:
    """Return the file as it was some months before: the same on each call."""
    draw, rows = random.Random(20250331), list(csv.reader(io.StringIO(later.decode())))[1:]  # noqa: S311
    earlier = list[list[str]]()
    for row in rows:
        if not OLD_FIRST <= row[1] <= OLD_LAST:
            continue
        late = row[1] >= OLD_LATE
        if draw.random() < (0.2 if late else 0.02):  # not yet in the register
            continue
        row[2] = min(row[2], OLD_LAST)
        if draw.random() < 0.03:  # corrected later
            row[8 + int(draw.random() * 2)] = ""  # the province or the district was not known
            row[10:13] = ["0", "1", "2"]
        earlier.append(row)
        if draw.random() < 0.008:  # counted twice, and dropped later
            earlier.append([f"{row[0]}-B", *row[1:]])
    return as_csv(earlier)


def as_csv(rows: list[list[str]]) -> bytes:
    """Return rows with their header."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([HEADER, *rows])
    return text.getvalue().encode()


def event(draw: random.Random, day: date) -> list[str]:
    """Return a row without its id."""
    spellings, districts, _ = PLACES[pick(draw, [weight for *_, weight in PLACES])]
    spelling = spellings[0 if draw.random() < 0.8 else int(draw.random() * len(spellings))]
    district = districts[int(draw.random() * len(districts))] if draw.random() < 0.7 else ""
    group, other = named(draw, GROUPS), named(draw, OTHERS)
    if day < RENAMED:
        group = LINKED.join("Example Club" if name == "Example Group" else name for name in group.split(LINKED))
    if other == "Example Group" and (group.startswith("Example") or day < RENAMED):
        other = "Road Office"
    last = min(day + timedelta(SPANS[pick(draw, [weight for _, weight in SPANS])][0]), LAST)
    known = group and " or " not in group and draw.random() < 0.75  # the register says who did it
    low = int(draw.random() * 3) if draw.random() < 0.06 else 0
    best, high = low + (draw.random() < 0.2 and low > 0), low + 2 * (low > 0)
    if draw.random() < 0.004:  # cannot be right
        best = high + 4
    return [
        "", str(day), str(last), group if known else "", "" if known else group, other, named(draw, TYPES),
        "Exampleland", spelling, district, str(low), str(int(best)), str(high),
        SOURCES[int(draw.random() * len(SOURCES))],
    ]  # fmt: skip


def named(draw: random.Random, weights: tuple[tuple[str, int], ...]) -> str:
    """Return one of some names, each as often as its weight says."""
    return weights[pick(draw, [weight for _, weight in weights])][0]


def pick(draw: random.Random, weights: list[int]) -> int:
    """Return a place in a list of weights, each as often as its weight says; the same on every version of Python."""
    left = draw.random() * sum(weights)
    for place, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return place
    return len(weights) - 1


if __name__ == "__main__":
    main()
