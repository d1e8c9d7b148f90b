"""The command `tally completion`."""

import argparse
from collections.abc import Callable, Iterator

from tally.project import say

SHELLS = ("bash", "zsh", "fish")
BRIEFS = "ls notebooks/parameters 2>/dev/null | cut -d . -f 1"
CASES = "ls -F data 2>/dev/null | grep / | cut -d / -f 1"


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", parser: Callable[[], argparse.ArgumentParser]
) -> None:
    """Add the command to the parser, which it describes to a shell."""
    completing = commands.add_parser(
        "completion",
        help="print the script with which a shell completes commands, options, briefs and cases",
        description='Print the script of a shell, for bash and zsh: eval "$(tally completion bash)"; '
        "for fish: tally completion fish | source",
    )
    completing.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"one of {', '.join(SHELLS)}")
    completing.set_defaults(run=lambda _, options: _complete(parser(), options.shell), anywhere=True)


def _complete(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the script of a shell."""
    import shtab  # only this command needs it

    known = {
        "BRIEF": shtab.cmd(BRIEFS), "CASE": shtab.cmd(CASES), "FILE": shtab.FILE, "FILE.csv": shtab.FILE,
        "FILE-OR-URL": shtab.FILE, "FOLDER": shtab.DIRECTORY,
    }  # fmt: skip
    for action in _actions(parser):
        name = action.metavar or action.dest.upper()
        if isinstance(name, str) and name in known:
            action.complete = known[name]  # type: ignore[attr-defined]  # read by shtab
    say(shtab.complete(parser, shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of all commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
