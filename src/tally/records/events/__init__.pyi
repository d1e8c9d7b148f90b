from .columns import ACTORS, COUNTS, PLACES, How, Level, Role, Unit
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
    "Dataset",
    "DatasetError",
    "How",
    "Level",
    "PlaceName",
    "Role",
    "Span",
    "Unit",
    "dump_dataset",
    "names_in",
    "parse_dataset",
    "read_actors",
    "read_dataset",
    "read_places",
]
