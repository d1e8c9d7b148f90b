"""The `tally` command, which the Makefile calls."""

from collections.abc import Sequence

from tally.project import guarded


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command; return 0 if done, 1 if refused or failed, 130 if stopped with Ctrl-C, 141 if nobody reads it.

    What is not understood ends the process with status 2.
    """

    def run() -> int:
        from tally.cli.commands import run_command  # here, so that an error during the import is handled too

        return run_command(arguments)

    return guarded(run)
