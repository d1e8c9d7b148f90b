from .checking import EventTables, dataset_names, read_datasets, read_event_tables
from .columns import ACTORS, COUNTS, PLACES, How, Level, Role, Unit
from .counts import CountRow, read_counts
from .dataset import FILE, FOLDER, LINE, Dataset, DatasetError, Span
from .description import dump_dataset, parse_dataset, read_dataset
from .event_count import EventCount, ShownRow, unit_of
from .names import ActorName, PlaceName, names_in, read_actors, read_places
from .releases import ReleaseChange, YearChange, earlier_release, with_earlier

__all__ = [
    "ACTORS",
    "COUNTS",
    "FILE",
    "FOLDER",
    "LINE",
    "PLACES",
    "ActorName",
    "CountRow",
    "Dataset",
    "DatasetError",
    "EventCount",
    "EventTables",
    "How",
    "Level",
    "PlaceName",
    "ReleaseChange",
    "Role",
    "ShownRow",
    "Span",
    "Unit",
    "YearChange",
    "dataset_names",
    "dump_dataset",
    "earlier_release",
    "names_in",
    "parse_dataset",
    "read_actors",
    "read_counts",
    "read_dataset",
    "read_datasets",
    "read_event_tables",
    "read_places",
    "unit_of",
    "with_earlier",
]
