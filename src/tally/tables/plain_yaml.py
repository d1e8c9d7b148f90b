"""Read small YAML files safely, with dates as they are written."""

import re
from pathlib import Path
from typing import Any

import yaml

from tally.errors import TallyError

BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 40_000  # bytes; a brief has some five hundred
DEEPEST = 20  # brackets in brackets; a brief has one


class YamlError(TallyError, ValueError):
    """A file cannot be read as plain YAML. The message says what was found and what to do."""


class _Loader(BASE):  # type: ignore[misc,valid-type]  # which of the two depends on the machine
    """Loads dates as text, and refuses a name that occurs twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Read names and their values; raise an error if a name occurs twice."""
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if twice := next((name for name in names if names.count(name) > 1), None):
            msg = f"{twice} is given twice (from line {node.start_mark.line + 1}). Keep one of the two lines."
            raise YamlError(msg)
        return dict(super().construct_mapping(node, deep=deep))


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


def read_yaml(path: Path) -> Any:
    """
    Read a small YAML file.

    Parameters
    ----------
    path : Path
        A UTF-8 text, with or without a byte order mark. Dates are returned as text, so that the caller can report a
        date that does not exist.

    Raises
    ------
    YamlError
        The file is too large, nested too deeply, not UTF-8, or not plain YAML.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        msg = f"cannot be read: {error.strerror or error}."
        raise YamlError(msg) from error
    if len(raw) > LARGEST:
        msg = f"is too large: {len(raw):,} bytes, where at most {LARGEST:,} are expected."
        raise YamlError(msg)
    try:
        text = raw.decode("utf-8-sig")
        _check_depth(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  a safe loader
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        msg = f"is not UTF-8 in line {line}. Save it again as UTF-8."
        raise YamlError(msg) from error
    except YamlError as error:
        msg = f"is not as expected: {error}"
        raise YamlError(msg) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        msg = f"is not plain YAML: {' '.join(str(error).split())}"
        raise YamlError(msg) from error


def _check_depth(text: str) -> None:
    """Raise an error for lists that are nested too deeply: they could use up the memory or stop the command."""
    depth = deepest = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    nested = max((len(line) - len(line.lstrip(" -?:")) for line in text.splitlines()), default=0)
    if deepest > DEEPEST or nested > 4 * DEEPEST:
        msg = f"it has more than {DEEPEST} nested lists. A brief has lines such as “earlier: un-2020”."
        raise YamlError(msg)
