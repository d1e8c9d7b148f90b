"""One briefing by a plain script: the notebooks' own cells, run one after another in this process, and no notebook."""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

from tally.project import find_project


def cells(folder: Path, parameters: dict) -> list[str]:
    """Give the code of the notebooks, the brief's values in the place of their parameters."""
    found = []
    for name in find_project(folder).steps:
        for cell in json.loads((folder / f"{name}.ipynb").read_bytes())["cells"]:
            if cell["cell_type"] == "code":
                found.append("".join(cell["source"]))
                if "parameters" in cell["metadata"].get("tags", []):
                    found.append("\n".join(f"{name} = {value!r}" for name, value in parameters.items()))
    return found


def run(folder: Path, parameters: dict, reports: Path) -> None:
    """Run them; what they show is thrown away."""
    os.environ["TALLY_REPORTS"] = str(reports)
    os.chdir(folder)
    names: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for code in cells(folder, parameters):
            exec(code, names)


if __name__ == "__main__":
    os.environ["MPLBACKEND"] = "agg"
    run(Path(sys.argv[1]).resolve(), json.loads(sys.argv[2]), Path(sys.argv[3]))
