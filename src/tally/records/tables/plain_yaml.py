"""Read small YAML files safely, with dates and wrong numbers as they are written."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tally.errors import TallyError
from tally.project import Kind, ReadError, read_file
from tally.records.tables.problems import shorten

BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20  # lists in lists; a brief has one
LONGEST_NUMBER = 40  # characters
LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")  # as YAML counts lines
PLAIN = "Write lines such as “earlier: un-2020”."


class YamlError(TallyError, ValueError):
    """A file cannot be read as plain YAML. The message says what was found and what to do."""


class _Loader(BASE):  # type: ignore[misc,valid-type]  # which of the two depends on the machine
    """Loads dates as text, and refuses a name that occurs twice, and `<<`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Read names and their values; raise an error if a name occurs twice."""
        seen = set()
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                msg = f"line {key.start_mark.line + 1}: found “<<”, expected a parameter. {PLAIN}"
                raise YamlError(msg)
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name in seen:
                msg = (
                    f"{shorten(name)} is given twice (from line {node.start_mark.line + 1}). Keep one of the two lines."
                )
                raise YamlError(msg)
            seen |= {name} - {None}
        return dict(super().construct_mapping(node, deep=deep))


def _or_text(construct: Callable[[Any, yaml.ScalarNode], Any]) -> Callable[[Any, yaml.ScalarNode], Any]:
    """Return a constructor of numbers that returns the text of one that is none, so that the caller can report it."""

    def constructed(loader: Any, node: yaml.ScalarNode) -> Any:
        try:
            return construct(loader, node) if len(node.value) <= LONGEST_NUMBER else str(node.value)
        except (ValueError, OverflowError, IndexError):
            return str(node.value)

    return constructed


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))
_Loader.add_constructor("tag:yaml.org,2002:int", _or_text(_Loader.construct_yaml_int))
_Loader.add_constructor("tag:yaml.org,2002:float", _or_text(_Loader.construct_yaml_float))
_Loader.add_constructor("tag:yaml.org,2002:value", lambda _, node: str(node.value))


def read_yaml(path: Path, kind: Kind = Kind.BRIEF) -> Any:
    """
    Read a small YAML file.

    Parameters
    ----------
    path : Path
        A UTF-8 text, with or without a byte order mark. Dates, and numbers that cannot be read, are returned as text,
        so that the caller can report what does not exist.
    kind : Kind
        What the file is for, which limits its size.

    Raises
    ------
    YamlError
        The file cannot be read, is nested too deeply, is not UTF-8, or not plain YAML: it has an alias, an anchor or
        a tag.
    """
    try:
        raw = read_file(path, kind)
    except ReadError as error:
        msg = f"cannot be read: found {error.found}, expected {error.expected}. {error.remedy}"
        raise YamlError(msg) from error
    try:
        text = raw.decode("utf-8-sig")
        _check_events(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  a safe loader
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        msg = f"is not UTF-8 in line {line}. Save it again as UTF-8."
        raise YamlError(msg) from error
    except YamlError as error:
        msg = f"is not plain YAML: {error}"
        raise YamlError(msg) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" (line {mark.line + 1})" if mark else ""
        msg = f"is not plain YAML: {shorten(error.problem or error.context or 'an error')}{place}. {PLAIN}"
        raise YamlError(msg) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        msg = f"is not plain YAML: {shorten(' '.join(str(error).split()), 200)}"
        raise YamlError(msg) from error


def _check_events(text: str) -> None:
    """
    Check that a text is plain, one event of the parser after the other, before anything is built from it.

    Nested lists and aliases that multiply could use up the memory or the stack.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                msg = f"it has more than {DEEPEST} nested lists. A brief has lines such as “earlier: un-2020”."
                raise YamlError(msg)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        name = getattr(event, "anchor", None)
        found = f"the anchor or alias {shorten(name)}" if name else ""
        if tag := getattr(event, "tag", None):
            found = f"the tag {shorten(tag.replace('tag:yaml.org,2002:', '!!'))}"
        if found:
            line = event.start_mark.line if event.start_mark else 0
            written = shorten(LINE_END.split(text)[line].strip())
            msg = f"line {line + 1}, “{written}”: found {found}, expected a value alone. {PLAIN}"
            raise YamlError(msg)
