"""Whole builds and exports, each command in a process of its own, as a user starts it; few, since they take time."""

import os
import subprocess
import sys

from hypothesis import strategies as st

from fuzz.commands import STATUSES, as_json, check_files
from fuzz.pages import WORDS, decoded_words, hostile, spoil
from fuzz.pieces import choose
from fuzz.room import BRIEF, Room
from fuzz.target import FaultError, check_words, target
from limits import LIMIT

EXPORTS = ("charts", "annotations", "data")


def words() -> st.SearchStrategy[bytes]:
    """Draw hostile words, mostly for places that take any."""
    free = (
        "note",
        "quotation",
        "label",
        "title",
        "author",
        "publisher",
        "because",
        "correction",
        "signed",
        "why",
        "counter",
        "group",
    )
    return st.one_of(
        hostile(),
        as_json(
            st.dictionaries(choose(free), choose([*WORDS.values(), "<b>x</b>", "$x^2$", "&", "{one}"]), max_size=4)
        ),
    )


@target(words, share=1, examples=0, seconds=60, warm=False)
def build(content: bytes, room: Room) -> None:
    """A briefing is built, exported and compared, or refused in a sentence; nothing is left beside it."""
    spoil(room, decoded_words(content))
    for arguments in (["build", BRIEF], ["export", BRIEF, "--only", *EXPORTS], ["diff", BRIEF], ["why", BRIEF]):
        before = room.state()
        run = subprocess.run(
            [sys.executable, "-m", "tally", *arguments], cwd=room.root, stdin=subprocess.DEVNULL, capture_output=True,
            env=os.environ | {"TMPDIR": str(room.temporary)}, timeout=LIMIT, check=False,
        )  # fmt: skip
        said = (run.stdout + run.stderr).decode("utf-8", "replace")
        if run.returncode not in STATUSES or "Traceback" in said or "This should not happen" in said:
            message = f"tally {arguments[0]} ended with {run.returncode}: {said[-2000:]}"
            raise FaultError(message)
        check_words(said, "The output")
        check_files(before, room.state(), unchanged=False)
        if run.returncode:
            break
