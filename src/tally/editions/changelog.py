"""Say in plain words what changed from one edition to another."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tally.editions.changes import Changes, Reworded, compare_editions
from tally.editions.record import Edition, EditionError, read_editions
from tally.evidence import Number, sentence_environment
from tally.text import capitalised

INDENT = "    "


def write_changelog(folder: Path, asked: Sequence[int] = ()) -> str:
    """
    Say what changed between two editions of a brief.

    Parameters
    ----------
    folder : Path
        The brief's folder in `reports/`.
    asked : sequence of int
        The two editions; of one alone, what changed from it to the last; of none, between the last two.

    Raises
    ------
    EditionError
        There is no such edition.
    """
    editions = {one.edition: one for one in read_editions(folder)}
    if not editions:
        msg = f"{folder.name} has no edition yet. Run `make report BRIEF={folder.name}` first."
        raise EditionError(msg)
    if len(asked) > 2:
        msg = "Name two editions, such as: tally diff BRIEF 1 2"
        raise EditionError(msg)
    for number in asked:
        if number not in editions:
            msg = f"{folder.name} has no edition {number}. It has: {', '.join(map(str, editions))}."
            raise EditionError(msg)
    last = max(editions)
    one, two = (*asked, last)[:2] if asked else (last - 1, last)
    if one not in editions:
        return f"{folder.name} has one edition, of {editions[last].date}. Nothing has changed since."
    said = sentences(compare_editions(editions[one], editions[two]), everything=True)
    head = f"{folder.name}, from edition {one} of {editions[one].date} to edition {two} of {editions[two].date}:"
    return "\n".join([head, *(f"- {line}" for line in said)])


def sentences(changed: Changes, *, everything: bool = False) -> list[str]:
    """
    Say what changed, a sentence each.

    Parameters
    ----------
    changed : Changes
        What changed.
    everything : bool
        Also give each text and number that is otherwise.
    """
    words = sentence_environment(str, html=False).get_template("changes.jinja").module

    def say(sentence: str, *about: object) -> str:
        return str(getattr(words, sentence)(*about))

    said = [say("revised", one) for one in changed.revised]
    said += [say("amended", one) for one in changed.amended]
    if changed.finding:
        said.append(_both("The finding was", changed.finding, INDENT))
    elif changed.revised or changed.amended:
        said.append("The finding stands as it was.")
    if changed.verdict:
        said.append(say("verdict", changed.verdict))
    said += [say("withdrawn", one) for one in changed.withdrawn]
    said += [say("added", one) for one in changed.added]
    said += [say("source_withdrawn", title) for title in changed.sources_withdrawn]
    said += [say("source_added", title) for title in changed.sources_added]
    if everything:
        said += [_both("The text was", one, INDENT) for one in changed.reworded]
        said += [f"{_name(now)}: was {then}, is {now}." for then, now in changed.moved]
        said += [say("reproved", one) for one in changed.reproved]
    elif changed.reworded and not said:
        said.append("Text was corrected.")
    elif changed.reproved and not said:
        said.append("Evidence is put otherwise.")
    if changed.layout_only:
        said.append(say("layout"))
    return said or ["Nothing that a reader could see."]


def history(editions: Sequence[Edition]) -> list[list[str]]:
    """Say of each edition what had changed since the one before."""
    first = ["The first edition."]
    return [first, *(sentences(compare_editions(one, two)) for one, two in pairwise(editions))]


def _both(what: str, one: Reworded, indent: str) -> str:
    """Set what was and what is under each other."""
    then, now = ("".join(map(str, pieces)) for pieces in (one.then, one.now))
    if not then:
        return f"New text:\n{indent}“{now}”"
    if not now:
        return f"Text that is gone:\n{indent}“{then}”"
    return f"{what}:\n{indent}“{then}”\n  and is:\n{indent}“{now}”"


def _name(number: Number) -> str:
    """Begin a line with what a number is."""
    return capitalised(number.label)
