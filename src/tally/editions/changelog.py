"""Say in plain words what changed from one edition to another."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tally.editions.changes import Changes, Reworded, compare_editions
from tally.editions.record import Edition, EditionError, read_editions
from tally.evidence import Number, sentence_environment
from tally.text import capitalised, words

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
    macros = sentence_environment(str, html=False).get_template("changes.jinja").module

    def say(sentence: str, *about: object) -> str:
        return str(getattr(macros, sentence)(*about))

    said = [say("revised", one) for one in changed.revised]
    said += [say("amended", one) for one in changed.amended]
    if changed.finding:
        said.append(_both(words.CHANGED["finding"], changed.finding, INDENT))
    elif changed.revised or changed.amended:
        said.append(words.CHANGED["finding-kept"])
    if changed.verdict:
        said.append(say("verdict", changed.verdict))
    said += [say("withdrawn", one) for one in changed.withdrawn]
    said += [say("added", one) for one in changed.added]
    said += [say("source_withdrawn", title) for title in changed.sources_withdrawn]
    said += [say("source_added", title) for title in changed.sources_added]
    if everything:
        said += [_both(words.CHANGED["text"], one, INDENT) for one in changed.reworded]
        said += [words.CHANGED["number"].format(_name(now), then, now) for then, now in changed.moved]
        said += [say("reproved", one) for one in changed.reproved]
    elif changed.reworded and not said:
        said.append(words.CHANGED["corrected"])
    elif changed.reproved and not said:
        said.append(words.CHANGED["evidence"])
    if changed.layout_only:
        said.append(say("layout"))
    return said or [words.CHANGED["nothing"]]


def history(editions: Sequence[Edition]) -> list[list[str]]:
    """Say of each edition what had changed since the one before."""
    first = [words.CHANGED["first"]]
    return [first, *(sentences(compare_editions(one, two)) for one, two in pairwise(editions))]


def _both(what: str, one: Reworded, indent: str) -> str:
    """Set what was and what is under each other."""
    then, now = ("".join(map(str, pieces)) for pieces in (one.then, one.now))
    if not then:
        return words.CHANGED["new"].format(indent=indent, now=now)
    if not now:
        return words.CHANGED["gone"].format(indent=indent, then=then)
    return words.CHANGED["both"].format(what=what, indent=indent, then=then, now=now)


def _name(number: Number) -> str:
    """Begin a line with what a number is."""
    return capitalised(number.label)
