"""The sentences of two editions, compared: those that were changed, are new or are gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from tally.editions.record import Block, Edition
from tally.evidence import Number, Published

Sentence = tuple[str | Number, ...]
ALIKE = 0.6  # similarity from which a sentence counts as another one reworded
FIXED = ("lead", "tr", "dt", "dd")  # the finding is compared separately; tables and lists follow from the figures
DERIVED = ("the-sources",)


@dataclass(frozen=True)
class Reworded:
    """A sentence that was changed, is new (`then` is empty) or is gone (`now` is empty)."""

    then: Sentence
    now: Sentence


def reworded(before: Edition, after: Edition, known: Mapping[str, Number]) -> Iterator[Reworded]:
    """
    Find the sentences whose words changed; changes of numbers, and sentences that only moved, are ignored.

    A sentence that is gone is paired with the new one of its section that is most like it, if there is one.
    """
    unchanged = unchanged_numbers(before, after, known)
    then, now = ({block.masked: block for block in prose(edition)} for edition in (before, after))
    new = {masked: block for masked, block in now.items() if masked not in then}
    for masked, block in then.items():
        if masked in now:
            continue
        near = [other for other, candidate in new.items() if candidate.section == block.section]
        match = next(iter(get_close_matches(masked, near, n=1, cutoff=ALIKE)), "")
        changed = sentence_of(new.pop(match), after, known) if match else ()
        yield Reworded(sentence_of(block, before, unchanged), changed)
    for block in new.values():
        yield Reworded((), sentence_of(block, after, known))


def prose(edition: Edition) -> list[Block]:
    """Return the blocks that do not simply follow from which figures and sources there are."""
    return [block for block in edition.text if block.part not in FIXED and block.section not in DERIVED]


def unchanged_numbers(before: Edition, after: Edition, known: Mapping[str, Number]) -> dict[str, Number]:
    """Return the known numbers whose cards say the same in both editions, so that each needs one card only."""
    return {
        name: number for name, number in known.items()
        if name in before.numbers and before.numbers[name] == after.numbers.get(name)
    }  # fmt: skip


def sentence_of(block: Block, edition: Edition, known: Mapping[str, Number]) -> Sentence:
    """Return a block as a sentence whose numbers have their evidence."""
    return tuple(
        piece if isinstance(piece, str) else number_of(edition, piece.number, known, piece.text) for piece in block.said
    )


def number_of(edition: Edition, name: str, known: Mapping[str, Number] | None = None, text: str = "") -> Number:
    """Return a number of an edition: the known one, or else the number as it was published."""
    if known and name in known:
        return known[name].worded(text) if text else known[name]
    snapshot = edition.numbers[name]
    evidence = Published(str(edition.edition), edition.date, snapshot.card)
    return Number(f"edition-{edition.edition}-{name}", snapshot.value, text or snapshot.text, snapshot.label, evidence)
