from .checking import EventTables, dataset_names, read_datasets, read_event_tables
from .columns import ACTORS, COUNTS, PLACES, How, Level, Role, Unit
from .counts import CountRow, read_counts
from .dataset import FILE, FOLDER, Dataset, DatasetError, Span
from .description import dump_dataset, parse_dataset, read_dataset
from .event_count import EventCount, ShownRow, unit_of
from .names import ActorName, PlaceName, names_in, read_actors, read_places

__all__ = [
    "ACTORS",
    "COUNTS",
    "FILE",
    "FOLDER",
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
    "Role",
    "ShownRow",
    "Span",
    "Unit",
    "dataset_names",
    "dump_dataset",
    "names_in",
    "parse_dataset",
    "read_actors",
    "read_counts",
    "read_dataset",
    "read_datasets",
    "read_event_tables",
    "read_places",
    "unit_of",
]
