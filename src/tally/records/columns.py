"""The descriptions of statements.csv, claims.csv, milestones.csv and locks.csv."""

from enum import StrEnum

from tally.records.figures import SEEN
from tally.records.tables import Column, Table, id_column, note_column, one_of, quoted

SHA256 = "[0-9a-f]{64}"


class Where(StrEnum):
    """The part of a document in which a statement is."""

    HEADLINE = "headline"
    BODY = "body"
    ADDRESS = "url"


class Voice(StrEnum):
    """Whose words a statement is given as: the speaker's own, or the outlet's."""

    SPEAKER = "speaker"
    OUTLET = "outlet"


STATEMENTS = Table(
    name="statements",
    file="statements.csv",
    title="Sentences in words about the figures: one row for each wording",
    columns=(
        id_column(proposal="from the source and where it was read"),
        Column(
            name="source", required=True, refers_to="assessments.source", provenance="sources.json",
            description="id of the source in which the words were read",
            question="Source (its id in sources.json)", help="id of the source in which the words were read",
        ),
        Column(
            name="where", required=True, choices=tuple(Where), provenance="the page", description=quoted(Where),
            question=f"Where it was read ({one_of(Where)})", help=one_of(Where),
        ),
        Column(
            name="voice", required=True, choices=tuple(Voice), provenance="the page",
            description="`speaker` (given as the speaker's own words) or `outlet`",
            question="Voice (speaker for somebody's own words, or outlet)",
            help="speaker (somebody's own words) or outlet", proposal="outlet, for a headline or url",
        ),
        Column(
            name="wording", required=True, provenance="the page", description="the words",
            question="Wording (the words as the page prints them)", help="the words as the page prints them",
        ),
        Column(
            name="seen", required=True, choices=SEEN, provenance="analyst",
            description=f"how the words were seen: {quoted(SEEN)}",
            question="Seen (transcribed or relayed)", help="transcribed or relayed", proposal="as the source was seen",
        ),
        Column(
            name="repeats", refers_to="statements.id", provenance="analyst",
            description="id of the statement that this one repeats, or empty; it is compared with that one",
            question="Id of the statement that it repeats, or nothing", help="id of the statement that it repeats",
        ),
        note_column(),
    ),
)  # fmt: skip

CLAIMS = Table(
    name="claims",
    file="claims.csv",
    title="Claims with multiples and percentages: one row for each claim in a wording",
    columns=(
        id_column(proposal="from the statement and the words"),
        Column(
            name="statement", required=True, refers_to="statements.id", provenance="statements.csv",
            description="id of the statement in whose wording the claim is",
            question="Statement (its id in statements.csv)", help="id of the statement",
        ),
        Column(
            name="words", required=True, provenance="the page",
            description="the words of the claim, as in the wording: “more than doubled”",
            question="Words of the claim (as in the wording)", help="the words of the claim, as in the wording",
            proposal="the only claim of the wording, if it has one",
        ),
        Column(
            name="earlier", refers_to="figures.id", or_to="counts.id", provenance="analyst",
            description=(
                "id of the earlier count that the claim is about, in figures.csv or counts.csv; empty, as is `later`, "
                "if the data lack it, and for a claim about a series (“lowest since 2018”)"
            ),
            question="Id of the earlier count, or nothing", help="id of the earlier count",
        ),
        Column(
            name="later", refers_to="figures.id", or_to="counts.id", provenance="analyst",
            description=(
                "id of the later count, in figures.csv or counts.csv; for a claim about a series, of the count that it "
                "is about, or if it is about all events of a data set the days, such as 2025-05"
            ),
            question="Id of the later count, or nothing", help="id of the later count",
        ),
        note_column(),
    ),
)  # fmt: skip

MILESTONES = Table(
    name="milestones",
    file="milestones.csv",
    title="Dated events that charts mark: one row for each event",
    columns=(
        id_column(proposal="from the label"),
        Column(
            name="date", type="date", required=True, provenance="the page", description="the day",
            question="Date (the day: 2021-08-15)", help="the day, such as 2021-08-15",
        ),
        Column(
            name="label", required=True, provenance="the page",
            description="what happened, in neutral words; no toll, no victim's name",
            question="Label (what happened, in neutral words without digits)",
            help="what happened, in neutral words without digits",
        ),
        Column(
            name="place", provenance="analyst",
            description="the place, as in figures.csv, whose counts it concerns; empty for any",
            question="Place, as in figures.csv", help="where, as in figures.csv",
        ),
        Column(
            name="group", provenance="analyst",
            description="the group, as in figures.csv, whose counts it concerns; empty for any",
            question="Group, as in figures.csv, or nothing", help="the group that it concerns, as in figures.csv",
        ),
        Column(
            name="source", required=True, refers_to="assessments.source", provenance="sources.json",
            description="id of the source that dates it",
            question="Source that dates it (its id in sources.json)", help="id of the source that dates it",
        ),
        note_column(),
    ),
)  # fmt: skip

LOCKS = Table(
    name="locks",
    file="locks.csv",
    title="Where locked quotations are in their documents: one row for each figure",
    columns=(
        Column(
            name="figure", required=True, refers_to="figures.id", provenance="figures.csv",
            description="id of the figure",
        ),
        Column(
            name="source", required=True, refers_to="assessments.source", provenance="figures.csv",
            description="id of the source",
        ),
        Column(
            name="page", type="integer", minimum=1, provenance="the document",
            description="page of a PDF, counted from 1; empty for other documents",
            expected="a page’s number, or nothing",
        ),
        Column(
            name="paragraph", type="integer", minimum=1, required=True, provenance="the document",
            description="paragraph, counted from 1, on the page or in the document", expected="a paragraph’s number",
        ),
        Column(
            name="prefix", provenance="the document",
            description="what comes before the words; with the next two, a W3C TextQuoteSelector",
        ),
        Column(
            name="exact", required=True, provenance="the document",
            description="the words as they are in the document",
        ),
        Column(name="suffix", provenance="the document", description="what comes after them"),
        Column(
            name="document", required=True, pattern=SHA256, expected="a SHA-256", provenance="computed",
            description="SHA-256 of the document, byte for byte",
        ),
        Column(
            name="text", required=True, pattern=SHA256, expected="a SHA-256", provenance="computed",
            description="SHA-256 of the text that was read from it",
        ),
        Column(
            name="fetched", type="date", required=True, provenance="the computer’s clock, UTC",
            description="day on which it was fetched or read",
        ),
    ),
)  # fmt: skip
