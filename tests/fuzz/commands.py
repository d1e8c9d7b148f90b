"""The commands: any line of options and values, and several commands after one another on one project."""

import argparse
import contextlib
import io
import json
import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from fuzz.pieces import encoded, odd
from fuzz.readers import load
from fuzz.room import BRIEF, CASE, SOURCE, Room
from fuzz.target import FaultError, check_words, target
from tally.build import RunError
from tally.cli.commands import command_parser
from tally.cli.main import main
from tally.project import guarded
from tally.records import load_dossier
from tally.records.tables import DataError

FIGURES = (
    "example-2023-summer",
    "example-2024-summer",
    "example-2024-first-half",
    "example-2024-second-half",
    "example-2023",
)
NAMES = (
    CASE,
    BRIEF,
    SOURCE,
    *FIGURES,
    "a",
    "b",
    "new-one",
    "attacks",
    "deadly attacks",
    "attack",
    "all",
    "isil-kp",
    "nobody",
)
FILES = (
    "page.html",
    "rows.csv",
    "export.json",
    "export.bib",
    "lists.yml",
    "report.pdf",
    "text.txt",
    "nothing.html",
    "data",
    "/dev/null",
)
TEXTS = (
    "90", "240", "2023", "2024-05/2024-08", "exact", "at_least", "attacks", "Example Group", "Exampleland",
    "recorded", "claimed", "Example Observatory (made up)",
    "Between May and August of the first year it recorded 90 attacks.", "locked", "transcribed", "relayed",
    "headline", "2024-07-01", "2024-06-30", "en", "de", "https://example.org/a", "own-page",
    "Attacks more than doubled", "Why?",
)  # fmt: skip
STATUSES = {0, 1, 2, 130, 141}
REFUSED = {1, 2}
KEPT = (
    "project/.cache",
    *(f"project/reports/.{name}" for name in ("remembered.json", "listed", "failed", "changed")),
)
WRITTEN = ("project/.cache", "tmp/_jinja2-cache", "project/data", "project/notebooks/parameters", "project/reports")


def leaves(
    of: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """List the commands with their parsers: ("add", "figure") and so on."""
    inner = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield words, of
    for action in inner:
        for name, one in action.choices.items():
            yield from leaves(one, (*words, name))


LEAVES = dict(leaves(command_parser()))
FIRST = frozenset({("build",), ("export",), ("site",), ("store",)})  # these start kernels: here only until they would


def values(action: argparse.Action) -> st.SearchStrategy[str]:
    """Draw a value of an option."""
    plausible = st.sampled_from([*NAMES, *FILES, *TEXTS])
    if action.choices:
        plausible = st.sampled_from([str(choice) for choice in action.choices])
    return st.one_of(plausible, plausible, plausible, odd.filter(lambda text: "\0" not in text))


def options(words: Sequence[str], of: argparse.ArgumentParser) -> st.SearchStrategy[list[str]]:
    """Draw the options and values of a command."""
    parts = []
    for action in of._actions:
        if isinstance(action, argparse._HelpAction):
            parts.append(st.sampled_from([[]] * 30 + [["--help"]]))
        elif not action.option_strings:
            least = 0 if action.nargs in ("?", "*") else 1
            most = 3 if action.nargs in ("*", "+") else 1
            parts.append(st.lists(values(action), min_size=least, max_size=most))
        elif action.nargs == 0 or isinstance(action, argparse.BooleanOptionalAction):
            flags = [[], [], *([flag] for flag in action.option_strings)]
            parts.append(st.sampled_from(flags))
        else:
            flag = action.option_strings[-1]
            one = values(action).map(lambda value, flag=flag: [f"{flag}={value}"])
            parts.append(one if action.required else st.just([]) | one)
    return st.tuples(*parts).map(lambda found: [*words, *(part for group in found for part in group)])


def lines() -> st.SearchStrategy[list[str]]:
    """Draw a command line; a few have something odd in them."""
    known = st.one_of([options(words, of) for words, of in LEAVES.items()])
    rubbish = st.lists(
        st.sampled_from([word for words in LEAVES for word in words]) | odd.filter(lambda text: "\0" not in text),
        max_size=4,
    )
    return st.one_of(known, known, known, rubbish)


def as_json(argument_lists: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    """Draw an input that is JSON."""
    return argument_lists.map(lambda found: encoded(json.dumps(found)))


class Terminal(io.TextIOWrapper):
    """A stream such as a process has."""

    def __init__(self, errors: str) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors=errors, write_through=True)

    def text(self) -> str:
        """Return what was printed."""
        return self.buffer.getvalue().decode("utf-8", "replace")


def no_network(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def not_here(*_: object, **__: object) -> None:
    message = "It is not run here."
    raise RunError(message)


@contextlib.contextmanager
def surroundings(room: Room, answers: str) -> Iterator[tuple[Terminal, Terminal, list[Exception]]]:
    """Give a command a folder, streams and an input, no network and no kernels, and a list for unexpected errors."""
    unexpected: list[Exception] = []
    out, error, here = Terminal("strict"), Terminal("backslashreplace"), Path.cwd()
    os.chdir(room.root)
    try:
        with (
            patch("sys.stdout", out), patch("sys.stderr", error), patch("sys.stdin", io.StringIO(answers)),
            patch("socket.getaddrinfo", no_network),
            patch("tally.build.kernels", lambda *_: contextlib.nullcontext("")),
            patch("tally.build.build", not_here), patch("tally.build.build_all", not_here),
            patch("tally.build.store_outputs", not_here), patch("tally.adding.starter.move_into", not_here),
            patch.dict(os.environ, {"COLUMNS": "80"}), patch("os.fsync"),
            patch(f"{guarded.__module__}.write_details", unexpected.append),
        ):  # fmt: skip
            yield out, error, unexpected
    finally:
        os.chdir(here)


def run(room: Room, arguments: list[str], answers: str = "") -> int:
    """Run a command, and check its status, what it prints, and what it leaves."""
    before = room.state()
    with surroundings(room, answers) as (out, error, unexpected):
        try:
            status = main([*arguments])
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    if unexpected:
        raise unexpected[0]
    if "completion" not in arguments:  # a script for a shell is as long as the commands are many
        check_words(out.text(), "The output")
    check_words(error.text(), "The message")
    said = out.text() + error.text()
    faults = {
        f"The exit status is {status}": status not in STATUSES,
        "It fails, and says nothing": status in REFUSED and not said.strip(),
        "It prints a traceback": "Traceback (most recent call last)" in said,
    }
    check_files(before, room.state(), unchanged="Nothing was written" in said)
    if wrong := [fault for fault, there in faults.items() if there]:
        message = f"{'. '.join(wrong)}: {said[-300:]!a}"
        raise FaultError(message)
    return status


def check_files(before: Mapping[str, object], after: Mapping[str, object], *, unchanged: bool) -> None:
    """Check that only the data, the briefs and the reports have changed, or nothing, and that nothing was left."""
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    hidden = [name for name in {*after} - {*before} if "/." in name and not name.startswith(KEPT)]
    outside = [name for name in changed if not name.startswith(WRITTEN)]
    data = [name for name in changed if name.startswith(("project/data", "project/notebooks"))]
    for found, words in ((outside, "It has written"), (hidden, "It has left"), (unchanged and data, "It has changed")):
        if found:
            message = f"{words} {found}"
            raise FaultError(message)


def prepare(room: Room) -> None:
    """Write the files that a command may be given."""
    words = "Between May and August of the first year it recorded 90 attacks."
    contents = {
        "page.html": f"<html><head><title>Yearbook</title></head><body><p>{words}</p></body></html>",
        "rows.csv": "id,value,window,quotation\nmore-2022,70,2022,It recorded 70\nmore-2021,60,2021,It recorded 60\n",
        "export.json": '[{"id": "x1", "type": "report", "title": "Yearbook 2", "issued": {"date-parts": [[2024]]}}]',
        "export.bib": "@techreport{key, title = {Yearbook three}, year = {2024}, author = {{Observatory}}}",
        "lists.yml": "window: ['2023-05/2023-08:2024-05/2024-08', '2023:2023']\n",
        "text.txt": words,
        "report.pdf": "%PDF-1.4\n%%EOF\n",
    }
    for name, content in contents.items():
        room.put(name, content.encode())


@target(
    lambda: as_json(st.tuples(lines(), st.lists(odd | st.sampled_from(TEXTS), max_size=3).map("\n".join))),
    share=4,
    examples=25,
)
def command_line(content: bytes, room: Room) -> None:
    """One command; the data stay valid."""
    arguments, answers = decoded(content, [[], ""])
    prepare(room)
    run(room, [str(argument).replace("\0", "") for argument in arguments], str(answers))
    load_dossier(room.project, CASE)


def decoded(content: bytes, otherwise: Any) -> Any:
    """Read an input that is JSON."""
    try:
        found = json.loads(content.decode("utf-8", "surrogatepass"))
    except ValueError:
        return otherwise
    return found if type(found) is type(otherwise) and (not otherwise or len(found) == len(otherwise)) else otherwise


def flags(**drawn: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Draw options with their values."""
    parts = [
        one.map(lambda value, name=name: [f"--{name.replace('_', '-')}={value}"] if value else [])
        for name, one in drawn.items()
    ]
    return st.tuples(*parts).map(lambda found: [part for group in found for part in group])


def edits() -> st.SearchStrategy[list[str]]:
    """Draw a command that edits the data, and mostly may."""
    ids = st.sampled_from(["one", "two", "three", "four", *FIGURES])
    some, dates = (
        st.sampled_from(TEXTS) | odd.filter(lambda text: "\0" not in text),
        st.sampled_from(["2023", "2024", "2023-05/2023-08", "2024-05/2024-08", "2023-05/.."]),
    )
    sources = st.sampled_from([SOURCE, "one", "two"])
    figure = st.tuples(
        st.sampled_from(["1", "90", "240", "0", "999999999"]),
        flags(
            id=ids,
            source=sources,
            unit=st.sampled_from(["attacks", "attacks", "deaths"]),
            group=st.just("Example Group") | some,
            place=st.just("Exampleland"),
            window=dates,
            basis=st.sampled_from(["recorded", "claimed"]),
            note=st.just("") | some,
            counter=st.just("Example Observatory (made up)"),
            repeats=st.just("") | ids,
            bound=st.sampled_from(["", "", "at_least", "about"]),
        ),
    ).map(
        lambda found: [
            "add",
            "figure",
            f"--value={found[0]}",
            f"--quotation=It recorded {found[0]} attacks",
            "--unit-printed=attacks",
            *found[1],
        ]
    )
    source = flags(
        id=sources,
        title=some,
        issued=st.sampled_from(["2024", "2024-03", "2024-02-30"]),
        said_by=some,
        derived_from=st.just("") | sources,
    )
    statement = flags(
        id=ids,
        source=sources,
        where=st.sampled_from(["headline", "body"]),
        wording=some | st.just("Attacks more than doubled"),
        repeats=st.just("") | ids,
        note=st.just("") | some,
    )
    milestone = flags(
        id=ids,
        source=sources,
        date=st.sampled_from(["2024-03-01", "2023-06-01"]),
        label=some,
        place=st.just("Exampleland"),
        group=st.just("Example Group"),
    )
    claim = flags(id=ids, statement=ids, words=some | st.just("more than doubled"), earlier=ids, later=ids)
    brief = flags(
        earlier=ids,
        later=ids,
        question=some,
        milestones=st.just("") | ids | st.just("all"),
        correction=st.just("") | some,
        author=st.just("") | some,
    )
    supersede = st.tuples(ids, ids, some, st.booleans()).map(
        lambda found: [
            "supersede",
            found[0],
            *(["--undo"] if found[3] else [found[1], f"--because={found[2]}", "--as-is"]),
        ]
    )
    lock = st.tuples(sources, st.sampled_from(["page.html", "text.txt", "report.pdf"])).map(
        lambda found: ["lock", found[0], "--file", found[1]]
    )
    return st.one_of(
        figure,
        figure,
        source.map(lambda found: ["add", "source", *found]),
        statement.map(lambda found: ["add", "statement", *found]),
        milestone.map(lambda found: ["add", "milestone", *found]),
        claim.map(lambda found: ["add", "claim", *found]),
        st.tuples(st.sampled_from(["other", "third", BRIEF]), brief).map(
            lambda found: ["add", "brief", found[0], "--replace", *found[1]]
        ),
        supersede,
        supersede,
        lock,
        lock,
        st.just(["check"]),
        st.tuples(some, some).map(lambda found: ["add", "unit", "--replace", "--", *found]),
        flags(window=st.sampled_from(["2023-05/2023-08:2024-05/2024-08", "2023:2024"])).map(
            lambda found: ["expand", BRIEF, "--replace", *found]
        ),
        st.sampled_from(["page.html", "export.json", "text.txt"]).map(
            lambda name: ["add", "source", name, "--said-by=Somebody", "--issued=2024-03", "--again"]
        ),
        flags(source=sources).map(
            lambda found: [
                "add",
                "figure",
                "--from=rows.csv",
                "--unit=attacks",
                "--unit-printed=attacks",
                "--group=Example Group",
                "--place=Exampleland",
                "--basis=recorded",
                "--counter=Example Observatory (made up)",
                *found,
            ]
        ),
        st.sampled_from(
            [["why"], ["why", "other"], ["diff"], ["lock", "--all", "--check"], ["add", "case", "another"]]
        ),
    )


@target(lambda: as_json(st.lists(edits(), min_size=2, max_size=7)), share=3, examples=2)
def sequence(content: bytes, room: Room) -> None:
    """Several commands: after each the tables load, and `check` passes or refuses with a sentence."""
    prepare(room)
    for arguments in decoded(content, []):
        if not isinstance(arguments, list):
            continue
        status = run(room, [str(argument) for argument in arguments])
        try:
            load(room)
        except DataError as error:
            message = f"After {arguments!a}, which ended with {status}, the tables do not load: {error!s:.300}"
            raise FaultError(message) from error
    run(room, ["check"])
