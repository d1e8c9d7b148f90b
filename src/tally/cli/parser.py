"""The parser of the command line, and what it says about a line that it does not understand."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from tally.project import note, say


class Parser(argparse.ArgumentParser):
    """A parser that suggests what a misspelt word may mean, and prints as everything else is printed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.set_defaults(parser=self)  # after parsing, that of the innermost command remains

    def parse_args(  # type: ignore[override]  # no caller has a namespace of its own
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """Parse a command line; if it names no command, print the help, and exit with status 0."""
        options, extra = self.parse_known_args(args, namespace)
        innermost: Parser = options.parser
        if extra:
            flags = [word.partition("=")[0] for word in extra if word.startswith("-")]
            hint = _suggest(flags[0], innermost._option_string_actions) if flags else ""
            innermost.error(f"not understood: {' '.join(extra)}. {hint}".rstrip())
        if "run" not in options:
            innermost.print_help(sys.stdout)
            innermost.exit()
        return options

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Return the values of an argument; refuse “--” as one, for which argparse gives an empty list."""
        if action.option_strings and "--" in arg_strings:
            raise argparse.ArgumentError(action, "found “--”, expected a value")
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Check that a value is one of the choices; the error suggests the nearest of them."""
        if action.choices is not None and value not in action.choices:
            known = [str(choice) for choice in action.choices]
            msg = f"there is no {value!r}. {_suggest(str(value), known)}Choose from: {', '.join(known)}"
            raise argparse.ArgumentError(action, msg)

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            (say if file is sys.stdout else note)(message.rstrip("\n"))


def _suggest(word: str, known: Iterable[str]) -> str:
    """Return a sentence with the nearest known word; an empty text if none is close."""
    from tally.records.tables import suggest_name  # needed only for what is misspelt

    return suggest_name(word, known)
