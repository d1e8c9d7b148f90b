"""The floor: the helpers called in forked processes that have every import behind them, and no notebooks."""

import json
import os
import sys
from pathlib import Path

from plain import run

from tally.build.preload import PRELOAD
from warm_kernels.preload import load


def main(folder: Path, briefs: list[dict], reports: Path, jobs: int) -> None:
    """Build briefings, so many at a time."""
    running = 0
    for brief in briefs:
        if running == jobs:
            os.wait()
            running -= 1
        if os.fork() == 0:
            run(folder, brief, reports)
            os._exit(0)
        running += 1
    for _ in range(running):
        os.wait()


if __name__ == "__main__":
    for _ in load(PRELOAD):
        pass
    main(Path(sys.argv[1]).resolve(), json.loads(Path(sys.argv[2]).read_text()), Path(sys.argv[3]), int(sys.argv[4]))
