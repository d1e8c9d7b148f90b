from .boundaries import BOUNDARIES, BoundariesError, parse_boundaries, read_boundaries
from .checking import EventTables, dataset_names, read_datasets, read_event_tables
from .columns import ACTORS, COUNTS, PLACES, How, Level, Role, Unit
from .counts import CountRow, read_counts
from .dataset import FILE, FOLDER, LINE, Dataset, DatasetError, Span
from .description import day_form_fault, dump_dataset, parse_dataset, read_dataset
from .event_count import EventCount, ShownRow, unit_of
from .names import ActorName, PlaceName, names_actor, names_in, places_of_rows, read_actors, read_places
from .regions import Boundaries, Position, Region, name_key
from .releases import ReleaseChange, YearChange, earlier_release, with_earlier

__all__ = [
    "ACTORS",
    "BOUNDARIES",
    "COUNTS",
    "FILE",
    "FOLDER",
    "LINE",
    "PLACES",
    "ActorName",
    "Boundaries",
    "BoundariesError",
    "CountRow",
    "Dataset",
    "DatasetError",
    "EventCount",
    "EventTables",
    "How",
    "Level",
    "PlaceName",
    "Position",
    "Region",
    "ReleaseChange",
    "Role",
    "ShownRow",
    "Span",
    "Unit",
    "YearChange",
    "dataset_names",
    "day_form_fault",
    "dump_dataset",
    "earlier_release",
    "name_key",
    "names_actor",
    "names_in",
    "parse_boundaries",
    "parse_dataset",
    "places_of_rows",
    "read_actors",
    "read_boundaries",
    "read_counts",
    "read_dataset",
    "read_datasets",
    "read_event_tables",
    "read_places",
    "unit_of",
    "with_earlier",
]
