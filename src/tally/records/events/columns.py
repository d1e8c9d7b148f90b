"""The descriptions of counts.csv, actors.csv and places.csv."""

from enum import StrEnum

from tally.records.tables import ID_EXPECTED, ID_FORM, Column, Table, id_column, note_column, one_of, quoted


class Role(StrEnum):
    """What part a group has in the events that are counted."""

    ANY = "any"
    BY = "by"
    AGAINST = "against"


class Unit(StrEnum):
    """What is counted in a file of events."""

    EVENTS = "events"
    DEATHS = "deaths"


class How(StrEnum):
    """How a printed name belongs to an actor."""

    IS = "is"
    PART_OF = "part-of"
    MAY_BE = "may-be"


class Level(StrEnum):
    """How large a place is, which is the column of the file in which it is looked for."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"


def _names(noun: str, middle: tuple[Column, ...], end: tuple[Column, ...] = (), printed: str = "") -> Table:
    """Return a table of the names of actors or places: what every such table has, and its own columns between."""
    return Table(
        name=f"{noun}s",
        file=f"{noun}s.csv",
        title=f"{noun.capitalize()}s in files of events: one row for each name that a file prints",
        columns=(
            id_column(proposal="from the printed name"),
            Column(
                name=noun, required=True, pattern=ID_FORM, provenance="analyst", expected=ID_EXPECTED,
                description=f"id of the {noun} that counts name; the same in all rows for its names",
                question=f"{noun.capitalize()} (its id, the same for all its names)",
                help=f"id of the {noun}, the same for all its names",
            ),
            Column(
                name="name", required=True, description="the name for readers", provenance="analyst",
                question="Its name for readers", help="its name for readers", proposal="that of its other rows",
            ),
            *middle,
            Column(
                name="dataset", provenance="analyst", description="id of a data set of the case, or empty for all",
                question="Data set (its id), or nothing for all", help="id of a data set of the case (default: all)",
            ),
            Column(
                name="printed", required=True, description=f"the name as the file prints it{printed}",
                provenance="the file",
                question="The name as the file prints it", help="the name as the file prints it", proposal="the name",
            ),
            *end,
            note_column(),
        ),
    )  # fmt: skip


ACTORS = _names(
    "actor",
    (),
    (
        Column(
            name="from", type="date", provenance="analyst",
            description="the first day on which the name means this actor, or empty",
            question="First day on which it means this actor, or nothing", flag="since",
            help="the first day on which the name means this actor",
        ),
        Column(
            name="to", type="date", description="the last such day, or empty", provenance="analyst",
            question="Last such day, or nothing", flag="until", help="the last such day",
        ),
        Column(
            name="how", required=True, choices=tuple(How), provenance="analyst", default=How.IS,
            description=f"{quoted(How)}: a name that may be another actor's raises only the upper end of a count",
            question=f"How it belongs to the actor ({one_of(How)})", help=one_of(How),
        ),
    ),
    ": the whole name, which may be one of a coalition",
)  # fmt: skip

PLACES = _names(
    "place",
    (
        Column(
            name="level", required=True, choices=tuple(Level), provenance="analyst", default=Level.ADMIN1,
            description=f"{quoted(Level)}: the column of the file in which the name is looked for",
            question=f"Level ({one_of(Level)})", help=f"{one_of(Level)}: a country, province or district",
        ),
        Column(
            name="parent", provenance="analyst",
            description="id of the place in which it is, which must match too, or empty",
            question="Place in which it is (its id), or nothing", help="id of the place in which it is",
            proposal="that of its other rows",
        ),
    ),
)  # fmt: skip

COUNTS = Table(
    name="counts",
    file="counts.csv",
    title="Counted figures: one row for each count of events in a file",
    columns=(
        id_column(proposal="from the data set, the window and the rest"),
        Column(
            name="dataset", required=True, provenance="analyst", description="id of the data set",
            question="Data set (its id)", help="id of a data set of the case",
        ),
        Column(
            name="unit", required=True, choices=tuple(Unit), default=Unit.EVENTS, provenance="analyst",
            description=quoted(Unit), question=f"Unit ({one_of(Unit)})", help=one_of(Unit),
        ),
        Column(
            name="actor", provenance="analyst",
            description="id of an actor in actors.csv, or its name as the file prints it; empty for anybody",
            question="Actor, or nothing for anybody",
            help="id in actors.csv, or a name as the file prints it",
        ),
        Column(
            name="role", required=True, choices=tuple(Role), default=Role.ANY, provenance="analyst",
            description=f"{quoted(Role)}: whatever its part; recorded as the one who did it; or any, and not by",
            question=f"Role ({one_of(Role)})", help=one_of(Role),
        ),
        Column(
            name="place", provenance="analyst",
            description="id of a place in places.csv, or its name as the file prints it; empty for anywhere",
            question="Place, or nothing for anywhere",
            help="id in places.csv, or a name as the file prints it",
        ),
        Column(
            name="window", required=True, type="window", provenance="analyst",
            description="days in EDTF, both ends included, as in figures.csv; both ends are days",
            question="Days (such as 2021 or 2021-01-01/2021-11-17)", help="days covered, in EDTF",
        ),
        Column(
            name="kinds", provenance="analyst",
            description="types as the file prints them, with a bar between them; empty for those that the data set "
            "calls attacks",
            question="Types, or nothing", help="types as the file prints them, with | between them",
        ),
        Column(
            name="precision", type="integer", minimum=1, provenance="analyst", expected="a number of days",
            description="the most days on which an event may have happened to be counted at all; empty for any",
            question="Most days that an event may span, or nothing",
            help="leave out events that are dated by more days than this",
        ),
        Column(
            name="clarity", choices=("clear", "all"), provenance="analyst", default="clear",
            description="`clear` leaves out candidate events whose status is not Clear; `all` counts them",
            question="Status (clear or all)", help="clear or all, for candidate events",
        ),
        note_column(),
    ),
)  # fmt: skip
