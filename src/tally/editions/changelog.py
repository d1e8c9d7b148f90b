"""Describe in plain words what changed from one edition to another."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tally.editions.changes import Changes, compare_editions
from tally.editions.record import Edition, EditionError, read_editions
from tally.editions.reworded import Reworded
from tally.evidence import Number, sentence_environment
from tally.text import capitalised, words

INDENT = "    "


def write_changelog(folder: Path, numbers: Sequence[int] = ()) -> str:
    """
    Describe what changed between two editions of a brief.

    Parameters
    ----------
    folder : Path
        The brief's folder in `reports/`.
    numbers : sequence of int
        The two editions; one alone is compared with the last. If empty, the last two are compared.

    Raises
    ------
    EditionError
        There is no such edition.
    """
    editions = {edition.edition: edition for edition in read_editions(folder)}
    if not editions:
        msg = f"{folder.name} has no edition yet. Run `make report BRIEF={folder.name}` first."
        raise EditionError(msg)
    if len(numbers) > 2:
        msg = f"Found {len(numbers)} editions, expected at most two, such as: tally diff BRIEF 1 2"
        raise EditionError(msg)
    for number in numbers:
        if number not in editions:
            msg = f"{folder.name} has no edition {number}. It has: {', '.join(map(str, editions))}."
            raise EditionError(msg)
    last = max(editions)
    before, after = (*numbers, last)[:2] if numbers else (last - 1, last)
    if before not in editions:
        return f"{folder.name} has one edition, of {editions[last].date}. Nothing has changed since."
    lines = sentences(compare_editions(editions[before], editions[after]), everything=True)
    dates = editions[before].date, editions[after].date
    head = f"{folder.name}, from edition {before} of {dates[0]} to edition {after} of {dates[1]}:"
    return "\n".join([head, *(f"- {line}" for line in lines)])


def sentences(changes: Changes, *, everything: bool = False) -> list[str]:
    """
    Return what changed, one sentence for each change.

    Parameters
    ----------
    changed : Changes
        What changed.
    everything : bool
        Whether to include each text and number that differs.
    """
    macros = sentence_environment(str, html=False).get_template("changes.jinja").module

    def render(sentence: str, *change: object) -> str:
        return str(getattr(macros, sentence)(*change))

    lines = [render("revised", revision) for revision in changes.revised]
    lines += [render("amended", amendment) for amendment in changes.amended]
    if changes.finding:
        lines.append(_both(words.CHANGED["finding"], changes.finding, INDENT))
    elif changes.revised or changes.amended:
        lines.append(words.CHANGED["finding-kept"])
    if changes.verdict:
        lines.append(render("verdict", changes.verdict))
    lines += [render("withdrawn", change) for change in changes.withdrawn]
    lines += [render("added", change) for change in changes.added]
    lines += [render("source_withdrawn", title) for title in changes.sources_withdrawn]
    lines += [render("source_added", title) for title in changes.sources_added]
    if everything:
        lines += [_both(words.CHANGED["text"], change, INDENT) for change in changes.reworded]
        moved = [(then, now) for then, now in changes.moved if then.text != now.text]
        lines += dict.fromkeys(words.CHANGED["number"].format(_name(now), then, now) for then, now in moved)
        lines += [render("evidence_changed", change) for change in changes.evidence_changed]
    elif changes.reworded and not lines:
        lines.append(words.CHANGED["corrected"])
    elif changes.evidence_changed and not lines:
        lines.append(words.CHANGED["evidence"])
    if changes.layout_only:
        lines.append(render("layout"))
    return lines or [words.CHANGED["nothing"]]


def history(editions: Sequence[Edition]) -> list[list[str]]:
    """Return for each edition what had changed since the one before, in sentences."""
    first = [words.CHANGED["first"]]
    return [first, *(sentences(compare_editions(before, after)) for before, after in pairwise(editions))]


def _both(what: str, change: Reworded, indent: str) -> str:
    """Return the former and the present text, one below the other."""
    then, now = ("".join(map(str, pieces)) for pieces in (change.then, change.now))
    if not then:
        return words.CHANGED["new"].format(indent=indent, now=now)
    if not now:
        return words.CHANGED["gone"].format(indent=indent, then=then)
    return words.CHANGED["both"].format(what=what, indent=indent, then=then, now=now)


def _name(number: Number) -> str:
    """Return what a number is, as the beginning of a line."""
    return capitalised(number.label)
