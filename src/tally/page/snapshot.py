"""Record the page as an edition; reuse the last one if nothing visible changed."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from tally.briefing import AnyBriefing
from tally.editions import Edition, FigureSnapshot, NumberSnapshot, RateSpan, SupersededSnapshot, content_hash
from tally.evidence import Chosen, Counted, Given, Number
from tally.page.visible_text import visible_blocks

PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
ABOUT = "the-page"  # the section on how the page was made, which changes with the code and has no counts
MADE = re.compile(rf'<section id="{ABOUT}">.*?</section>', re.DOTALL)


def record_edition(
    briefing: AnyBriefing,
    body: str,
    cards: Mapping[str, tuple[Number, str]],
    style: str,
    before: Sequence[Edition],
    date: str,
) -> Edition:
    """
    Return the edition of a page.

    Parameters
    ----------
    briefing : Briefing
        What the page says.
    body : str
        Its HTML, charts included.
    cards : mapping
        The numbers on the page by id, each with the HTML of its card.
    style : str
        The style sheet.
    before : sequence of Edition
        The editions so far, in order.
    date : str
        The date of a new edition; empty for that of the newest record, or of the last edition if that is later.
    """
    text = visible_blocks(PICTURE.sub("", body), without=ABOUT)
    numbers = {name: _snapshot(number, card) for name, (number, card) in cards.items()}
    look = hashlib.sha256(f"{style}\0{MADE.sub('', body)}".encode()).hexdigest()
    content = content_hash(text, numbers, look)
    last = before[-1] if before else None
    unchanged = last is not None and last.content == content
    figures = [account.figure for account in (*briefing.leading, *briefing.accounts)]
    provenance = briefing.provenance
    return Edition(
        edition=last.edition + (not unchanged) if last else 1,
        date=last.date if last and unchanged else date or max(briefing.dated, last.date if last else ""),
        brief=briefing.brief,
        question=briefing.question,
        made_up=briefing.made_up,
        authors=briefing.authors,
        inputs=provenance.sha256,
        versions=dict(provenance.versions),
        content=content,
        look=look,
        verdict=briefing.verdict,
        earlier=briefing.leading[0].figure.id,
        later=briefing.leading[-1].figure.id,
        figures={figure.id: FigureSnapshot.of(figure) for figure in figures},
        superseded={
            former.account.figure.id: SupersededSnapshot(by=former.by_id, because=former.reason)
            for former in briefing.former
        },
        sources={source.id: source.title for source in briefing.sources},
        line=tuple(
            RateSpan(
                first=rate.first.first.isoformat(),
                last=rate.last.last.isoformat(),
                per_day=float(f"{rate.per_day:.6g}"),
                role=rate.role,
            )
            for rate in briefing.line
        ),
        numbers=numbers,
        text=text,
    )


def _snapshot(number: Number, card: str) -> NumberSnapshot:
    """Return the snapshot of a number and its card."""
    kind: Literal["quoted", "counted", "computed", "chosen"] = "computed"
    if isinstance(number.evidence, Given):
        kind = "counted" if isinstance(number.evidence, Counted) else "quoted"
    elif isinstance(number.evidence, Chosen):
        kind = "chosen"
    return NumberSnapshot(
        text=number.text, value=float(f"{number.value:.12g}"), label=number.label, kind=kind,
        card=tuple(block.words for block in visible_blocks(card)[1:]),
    )  # fmt: skip
