"""Check the descriptions of a case's data sets, without opening their files."""

from pathlib import Path

from tally.records.events.dataset import FILE, FOLDER, Dataset, DatasetError
from tally.records.events.description import read_dataset


def dataset_names(folder: Path) -> list[str]:
    """Return the ids of the data sets of a case's folder, in alphabetical order."""
    return sorted(path.parent.name for path in (folder / FOLDER).glob(f"*/{FILE}"))


def read_datasets(folder: Path) -> tuple[dict[str, Dataset], list[str]]:
    """
    Read the descriptions of the data sets of a case.

    Returns
    -------
    datasets, faults
        Those that can be read, by their ids; and what is wrong with the others, which stops only what counts from them.
    """
    datasets, faults = dict[str, Dataset](), list[str]()
    for name in dataset_names(folder):
        try:
            datasets[name] = read_dataset(folder / FOLDER / name)
        except DatasetError as error:
            faults.append(str(error))
    return datasets, faults
