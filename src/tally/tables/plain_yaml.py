"""Read YAML as the plain text that it is: a date stays as it is written, and no file can do harm."""

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
    """Reads dates as text, and refuses a name that is given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Read a list of names and values, each name once."""
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if twice := next((name for name in names if names.count(name) > 1), None):
            msg = f"{twice} is given twice (line {node.start_mark.line + 1} onwards). Keep one of the two lines."
            raise YamlError(msg)
        return dict(super().construct_mapping(node, deep=deep))


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


def read_yaml(path: Path) -> Any:
    """
    Read a small YAML file.

    Parameters
    ----------
    path : Path
        A UTF-8 text, with or without a byte order mark. Dates are returned as the text that was written, so that one
        which no calendar has can be named by whoever asks for it.

    Raises
    ------
    YamlError
        It is too large, nested too deeply, not UTF-8, or not plain YAML.
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
        _hold_depth(text)
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


def _hold_depth(text: str) -> None:
    """Refuse lists in lists without end, which would use up the machine's memory or stop the whole command."""
    depth = deepest = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    nested = max((len(line) - len(line.lstrip(" -?:")) for line in text.splitlines()), default=0)
    if deepest > DEEPEST or nested > 4 * DEEPEST:
        msg = f"it has more than {DEEPEST} lists one inside the other. A brief has lines such as “earlier: un-2020”."
        raise YamlError(msg)
