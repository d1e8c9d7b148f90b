"""papermill's own API in a pool of processes, with ordinary kernels."""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import papermill

from tally.project import find_project


def build(folder: str, brief: dict, reports: str) -> None:
    """Run one brief's notebooks."""
    os.environ["TALLY_REPORTS"] = reports
    out = Path(reports) / brief["brief"] / "notebooks"
    out.mkdir(parents=True)
    for name in find_project(Path(folder)).steps:
        papermill.execute_notebook(
            f"{folder}/{name}.ipynb", str(out / f"{name}.ipynb"), brief, cwd=folder, progress_bar=False
        )


if __name__ == "__main__":
    briefs = json.loads(Path(sys.argv[2]).read_text())
    with ProcessPoolExecutor(int(sys.argv[4])) as pool:
        for task in [pool.submit(build, sys.argv[1], brief, sys.argv[3]) for brief in briefs]:
            task.result()
