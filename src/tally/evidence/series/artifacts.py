"""What was estimated from a series, as one notebook writes it for the next."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from tally.analysis import artifact_path, require_unpublished, spoilt, trim
from tally.analysis.series import Fits
from tally.project import Kind, read_json, write_file


def save_summary(fits: Sequence[Fits], path: Path, asked: Mapping[str, Any]) -> Path:
    """
    Write what was estimated from the parts of a series as JSON, with the parameters on which it depends.

    Parameters
    ----------
    fits : sequence of Fits
        What was estimated, for each part between breaks.
    path : Path
        The file.
    asked : mapping
        The parameters of the brief.
    """
    require_unpublished(path.parent)
    parts = TypeAdapter(list[Fits]).dump_python([*fits], mode="json")
    write_file(path, json.dumps({"asked": asked, "parts": trim(parts)}, indent=2) + "\n")
    return path


def load_summary(path: Path) -> tuple[Fits, ...]:
    """
    Load what an earlier notebook has estimated from a series.

    Raises
    ------
    ArtifactError
        The notebook has not written it, or somebody has changed it.
    """
    content = read_json(artifact_path(path), Kind.BUILT)
    try:
        return TypeAdapter(tuple[Fits, ...]).validate_json(json.dumps(content["parts"]))
    except (ValueError, KeyError, TypeError) as error:
        raise spoilt(path) from error
