from .checking import dataset_names, event_faults
from .columns import ACTORS, COUNTS, PLACES, How, Level, Role, Unit
from .counts import CountRow, read_counts
from .dataset import FILE, FOLDER, Dataset, DatasetError, Span
from .description import dump_dataset, parse_dataset, read_dataset
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
    "How",
    "Level",
    "PlaceName",
    "Role",
    "Span",
    "Unit",
    "dataset_names",
    "dump_dataset",
    "event_faults",
    "names_in",
    "parse_dataset",
    "read_actors",
    "read_counts",
    "read_dataset",
    "read_places",
]
