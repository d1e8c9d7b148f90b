"""Where a briefing's time goes: the parts between the times that the kernel's own messages carry."""

import json
import os
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from statistics import median
from time import time

import papermill

from tally.build import kernels
from tally.project import find_project

START, WORK, TALK, END = (
    "kernels forked and made ready",
    "cells at work in them",
    "requests and answers between cells",
    "notebooks saved, kernels ended",
)


def split(folder: Path, brief: dict, reports: Path, server: str) -> tuple[Counter, Counter]:
    """Run a brief's notebooks one after another, and give the seconds of each part, and of each cell."""
    parts, cells = Counter(), Counter()
    out = reports / brief["brief"] / "notebooks"
    out.mkdir(parents=True)
    for name in find_project(folder).steps:
        started = time()
        node = papermill.execute_notebook(
            f"{folder}/{name}.ipynb", str(out / f"{name}.ipynb"), brief, engine_name="warm", server=server,
            env=os.environ | {"TALLY_REPORTS": str(reports)}, cwd=str(folder), record_timing=True,
            progress_bar=False, extra_arguments=["--log-level=40"],
        )  # fmt: skip
        ended, last = time(), 0.0
        for cell in node.cells:
            if told := cell.metadata.get("execution"):
                busy, idle = (datetime.fromisoformat(told[f"iopub.status.{state}"]).timestamp()
                              for state in ("busy", "idle"))  # fmt: skip
                parts[TALK if last else START] += busy - (last or started)
                parts[WORK] += idle - busy
                cells[f"{name}, {cell.id}"] += idle - busy
                last = idle
        parts[END] += ended - last
    return parts, cells


def main(folder: Path, briefs: list[dict], reports: Path) -> None:
    """Print the median of each part and of each cell; the first briefing warms the server and is not counted."""
    with kernels() as server:
        runs = [split(folder, brief, reports, server) for brief in briefs][1:]
    parts, cells = ({name: median(run[kind][name] for run in runs) for name in runs[0][kind]} for kind in (0, 1))
    print(json.dumps({"parts": parts, "cells": cells}))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), json.loads(Path(sys.argv[2]).read_text()), Path(sys.argv[3]))
