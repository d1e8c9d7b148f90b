"""Try inputs on all targets for some minutes: `make fuzz MINUTES=60`."""

import argparse
import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Run until the time is over or somebody stops it, and print what was found."""
    from fuzz.hunt import Hunt, report
    from fuzz.load import TARGETS

    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--only", nargs="+", choices=(*TARGETS,), default=(*TARGETS,), metavar="TARGET")
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4)))
    parser.add_argument("--keep-corpus", action="store_true", help="do not add the inputs that fail to the corpus")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzz-of-tally-") as folder:
        hunt = Hunt([TARGETS[name] for name in options.only], Path(folder), options.seed, save=not options.keep_corpus)
        try:
            hunt.run(60 * options.minutes, options.jobs)
        except KeyboardInterrupt:
            print("\nStopped.", file=sys.stderr)
        finally:
            hunt.stop()
        print(f"\n{report(hunt)}")
    return 1 if hunt.findings else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
