"""The strategies that inputs are drawn from: files that are valid, taken apart and put together wrongly."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fuzz.target import CORPUS

MOST = 100_000  # bytes of an input
ODD = (
    "", " ", "\0", "\x1b[31m", "\x1b]0;x\x07", "\r", "\n", "\t", "\x7f", "\x85", "\xa0", "\u200b", "\u202e", "\u2028",
    "\u2066", "\ufeff", "\u3164", "\u115f", "\u2800", "\u034f", "\U000e0100", "\ufffe", "\ufffd", "\u00ad", "e\u0301",
    "½", "Ⅻ", "②", "²", "٣٣٤", "१२", "〇", "1_000", "\u066b", "İ", "ß", "ﬁ", "\U0001d7d9", "🇦🇫", "👩‍👩‍👧", "ा", "עברית",
    "العربية", "0", "-1", "00", "1.5", "1e999", "-1e999", "NaN", "Infinity", "nan", "inf", "9" * 30, "9" * 5000,
    "0x10", "1e5", "999999999", "1000000000", "null", "None", "true", "True", "[]", "{}", "''", '""', '"', "'", "`",
    "\\", "/", "..", "../../etc/passwd", "/dev/zero", "con", "a" * 300, "a-" * 2000, "{0}", "{braces}", "{un-2020}",
    "{{7*7}}", "{% x %}", "%s%n", "$x^2$", "$\\frac{1}{$", "\\", "_", "^", "#", "&amp;", "&#0;", "&#x202e;", "<b>",
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"x", "' style='x",
    "javascript:alert(1)", "data:text/html,x", "http://[", "http://xn--/", "http://a.example/?q=%00", "//a.example",
    "file:///etc/passwd", "<!--", "-->", "]]>", "<![CDATA[", "<?x", "=1+1", "+1", "@x", "-x", "#REF!", "2021",
    "2021-02-30", "2021-02-29", "0000", "0000-00-00", "9999-12-31", "-0001", "10000", "2021-01/2021-02",
    "2021-01-01/..", "../2021", "2021-21", "2021-1X", "202X", "2021?", "2021~", "2021-W01", "y20210", "20211117",
    "17 November 2021", "2021-11-17T25:61:61Z", "Date", "self", "__class__", "constructor", "id", "N/A", "-9", "#N/A",
)  # fmt: skip
WRONG = st.one_of(
    st.integers(0, len(ODD) - 1).map(ODD.__getitem__),
    st.sampled_from([None, True, False, 0, -1, 1, 1.5, 10**30, [], {}, [[]], [None], {"": None}, {"id": 1}, [0, 0, 0]]),
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ), max_leaves=6),
)  # fmt: skip


def choose(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Draw one of some values, however long: hypothesis does not write them out as it does those of `sampled_from`."""
    return st.integers(0, len(values) - 1).map([*values].__getitem__)


odd = choose(ODD) | st.text(max_size=12)


def kept(name: str, *others: str) -> list[bytes]:
    """Read the inputs to start from: the corpus of a target, and files of the project or its tests."""
    root = CORPUS.parent.parent
    paths = [*sorted((CORPUS / name).glob("*")), *(path for other in others for path in sorted(root.glob(other)))]
    return [content for path in paths if path.is_file() and len(content := path.read_bytes()) <= MOST] or [b""]


def encoded(text: str) -> bytes:
    """Return a text in UTF-8, lone surrogates and all."""
    return text.encode("utf-8", "surrogatepass")


def mutated(seeds: Sequence[bytes], tokens: Sequence[str] = (), most: int = 4) -> st.SearchStrategy[bytes]:
    """Draw a file that starts as a valid one, and is changed in a few places."""
    words = [encoded(token) for token in (*ODD, *tokens)] + [b"\xff", b"\xed\xa0\x80", b"\xc3", b"\xff\xfe", b"\xe9"]
    steps = st.lists(
        st.tuples(st.sampled_from(CHANGES), st.integers(0, MOST), st.integers(0, 200), choose(words)),
        min_size=1, max_size=most,
    )  # fmt: skip

    def change(parts: tuple[bytes, list[Any]]) -> bytes:
        content, changes = parts
        for way, place, length, word in changes:
            content = way(content, place, length, word)[:MOST]
        return content

    return st.tuples(choose(seeds), steps).map(change)


def _cut(content: bytes, place: int, length: int) -> tuple[bytes, bytes, bytes]:
    """Divide bytes at a place, which is taken to be somewhere in them."""
    start = place % (len(content) + 1)
    return content[:start], content[start : start + length], content[start + length :]


def _line_cut(content: bytes, place: int) -> tuple[list[bytes], int]:
    """Divide bytes into lines, and choose one."""
    lines = content.split(b"\n")
    return lines, place % len(lines)


def _insert(content: bytes, place: int, _: int, word: bytes) -> bytes:
    before, middle, after = _cut(content, place, 0)
    return before + word + middle + after


def _replace(content: bytes, place: int, length: int, word: bytes) -> bytes:
    before, _, after = _cut(content, place, length % 12)
    return before + word + after


def _delete(content: bytes, place: int, length: int, _: bytes) -> bytes:
    before, _, after = _cut(content, place, length)
    return before + after


def _double(content: bytes, place: int, length: int, _: bytes) -> bytes:
    before, middle, after = _cut(content, place, length)
    return before + middle + middle + after


def _repeat(content: bytes, place: int, length: int, word: bytes) -> bytes:
    before, middle, after = _cut(content, place, length % 40)
    times = (1 + place % 7) * 2_000
    return before + (middle or word) * min(times, MOST // max(len(middle or word), 1)) + after


def _truncate(content: bytes, place: int, _: int, __: bytes) -> bytes:
    return content[: place % (len(content) + 1)]


def _flip(content: bytes, place: int, length: int, _: bytes) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    changed[place % len(content)] ^= 1 << (length % 8)
    return bytes(changed)


def _drop_line(content: bytes, place: int, _: int, __: bytes) -> bytes:
    lines, chosen = _line_cut(content, place)
    return b"\n".join(lines[:chosen] + lines[chosen + 1 :])


def _double_line(content: bytes, place: int, _: int, __: bytes) -> bytes:
    lines, chosen = _line_cut(content, place)
    return b"\n".join([*lines[:chosen], lines[chosen], *lines[chosen:]])


def _swap_lines(content: bytes, place: int, length: int, _: bytes) -> bytes:
    lines, chosen = _line_cut(content, place)
    other = (chosen + length) % len(lines)
    lines[chosen], lines[other] = lines[other], lines[chosen]
    return b"\n".join(lines)


def _recode(content: bytes, place: int, _: int, __: bytes) -> bytes:
    codec = ("utf-16", "utf-8-sig", "utf-16-le", "cp1252", "utf-7", "utf-32")[place % 6]
    return content.decode("utf-8", "replace").encode(codec, "replace")


CHANGES: tuple[Callable[[bytes, int, int, bytes], bytes], ...] = (
    _insert,
    _replace,
    _replace,
    _delete,
    _double,
    _repeat,
    _truncate,
    _flip,
    _drop_line,
    _double_line,
    _swap_lines,
    _recode,
)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths of all values inside a JSON value."""
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in items:
        found += nodes(part, (*path, name))
    return found


def changed_json(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Draw JSON that starts as a valid file, of which a few values are replaced, removed, renamed or doubled."""
    values = [value for seed in seeds if (value := _json(seed)) is not None]
    paths = [nodes(value) for value in values]
    step = st.tuples(
        st.sampled_from(["set", "set", "drop", "rename", "wrap", "twice"]), st.integers(0, 10**6), WRONG, odd
    )

    def change(parts: tuple[int, list[Any]]) -> bytes:
        number, steps = parts
        value = {"": json.loads(json.dumps(values[number]))}
        for way, place, wrong, word in steps:
            path = ("", *paths[number][place % len(paths[number])])
            _change_node(value, path, way, deepcopy(wrong), word)  # else it could come to lie in itself
        return encoded(json.dumps(value.get(""), ensure_ascii=False))[:MOST]

    return st.tuples(st.integers(0, len(values) - 1), st.lists(step, min_size=1, max_size=3)).map(change)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _change_node(value: Any, path: Sequence[Any], way: str, wrong: Any, word: str) -> None:
    """Change a value inside another, if it is still there."""
    try:
        for name in path[:-1]:
            value = value[name]
        last = path[-1]
        if way == "set":
            value[last] = wrong
        elif way == "wrap":
            value[last] = [value[last]]
        elif way == "drop":
            del value[last]
        elif way == "twice" and isinstance(value, list):
            value.append(value[last])
        elif isinstance(value, dict):
            value[word] = value.pop(last)
    except (KeyError, IndexError, TypeError):
        return


def changed_rows(seeds: Sequence[bytes], cells: Sequence[str] = ()) -> st.SearchStrategy[bytes]:
    """Draw CSV that starts as a valid table, of which a few cells, rows or columns are changed."""
    tables = [[*csv.reader(io.StringIO(seed.decode("utf-8", "replace"), newline=""))] for seed in seeds]
    tables = [table for table in tables if table and table[0]]
    cell = choose([*ODD, *cells]) | st.text(max_size=12)
    ways = st.sampled_from(
        ["cell", "cell", "cell", "cell", "copy", "drop", "column", "header", "swap", "other", "extra"]
    )
    step = st.tuples(ways, st.integers(0, 10**4), st.integers(0, 100), cell)

    def change(parts: tuple[int, list[Any], str]) -> bytes:
        number, steps, ending = parts
        rows = [[*row] for row in tables[number]]
        for way, place, column, word in steps:
            _change_rows(rows, way, place, column, word)
        told = io.StringIO(newline="")
        csv.writer(told, lineterminator=ending).writerows(rows)
        return encoded(told.getvalue())[:MOST]

    endings = st.sampled_from(["\n", "\n", "\r\n", "\r"])
    return st.tuples(st.integers(0, len(tables) - 1), st.lists(step, min_size=1, max_size=4), endings).map(change)


def _change_rows(rows: list[list[str]], way: str, place: int, column: int, word: str) -> None:
    """Change a table in one way."""
    line = place % len(rows)
    row = rows[line]
    if not row:
        return
    cell = column % len(row)
    if way == "cell":
        row[cell] = word
    elif way == "copy":
        rows.append([*row])
    elif way == "drop" and len(rows) > 1:
        del rows[line]
    elif way == "column":
        for other in rows:
            del other[cell : cell + 1]
    elif way == "header":
        rows[0][cell % max(len(rows[0]), 1)] = word
    elif way == "swap":
        other = rows[(place // 7) % len(rows)]
        if cell < len(other):
            row[cell], other[cell] = other[cell], row[cell]
    elif way == "other":
        row[cell] = row[(column // 7) % len(row)]
    else:
        row.append(word)


def soup(parts: Sequence[str], most: int = 30) -> st.SearchStrategy[bytes]:
    """Draw a text that is put together from parts of a language, odd texts between them, and at times many of one."""
    part = choose(parts) | odd
    many = st.tuples(choose(parts), st.integers(2, 4000)).map(lambda found: found[0] * found[1])
    return st.lists(part | part | part | many, max_size=most).map(lambda found: encoded("".join(found))[:MOST])


def named(names: Sequence[str], content: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Draw an input with a first line that says which file it is to be."""
    return st.tuples(choose(names), content).map(lambda found: found[0].encode() + b"\n" + found[1])


def file_of(content: bytes) -> tuple[str, bytes]:
    """Return the first line of an input, and the rest."""
    name, _, rest = content.partition(b"\n")
    return name.decode("utf-8", "replace"), rest


def project_file(path: str) -> bytes:
    """Read a file of the project."""
    return Path(CORPUS.parent.parent, path).read_bytes()
