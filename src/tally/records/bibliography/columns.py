"""The description of sources.json and assessments.csv."""

from enum import StrEnum

from tally.records.tables import ID_EXPECTED, ID_FORM, Column, Table, one_of


class Reliability(StrEnum):
    """How close a document is to the count."""

    OWN_PAGE = "own-page"
    RELAY = "relay"
    COPY = "copy"
    NOT_SEEN = "not-seen"
    RAW_MATERIAL = "raw-material"


SOURCES = Table(
    name="sources",
    file="sources.json",
    title="Documents, as CSL-JSON",
    columns=(
        Column(
            name="id", required=True, pattern=ID_FORM, provenance="analyst", description="readable id",
            expected=ID_EXPECTED,
            remedy="Lower-case words joined by hyphens, such as reuters-2021-11-17: `tally add source` makes one.",
            help="readable id", proposal="from author and date",
        ),
        Column(
            name="title", required=True, provenance="the page", description="title of the document",
            question="Title", help="title", proposal="what the document says",
        ),
        Column(
            name="issued", type="date", required=True, provenance="the page",
            description="day, month or year of issue; a record may lack it, but the source of a figure may not",
            question="Day of issue (2021, 2021-11 or 2021-11-17)", help="day of issue: 2021, 2021-11 or 2021-11-17",
        ),
        Column(name="author", provenance="the page", description="who wrote it", help="author"),
        Column(name="doi", path="DOI", provenance="the page", description="digital object identifier", help="DOI"),
        Column(
            name="type", required=True, provenance="analyst", description="kind of document in CSL",
            remedy='Say what it is: "report", "article-newspaper" or "webpage".',
            help="kind of document in CSL, such as report, article-newspaper, webpage or speech",
        ),
        Column(
            name="publisher", provenance="the page", description="publisher or outlet", help="publisher or outlet",
        ),
        Column(
            name="url", path="URL", provenance="the page", description="address",
            help="address of a document that is read from a file or was not seen",
        ),
        Column(
            name="language", provenance="the page", description="language, such as `en`", help="language, such as en",
        ),
        Column(
            name="seen", path="custom.seen", type="boolean", required=True, provenance="analyst",
            description="`true` or `false`: whether a member of the project saw the document",
            remedy='Write whether somebody of the project saw the document: "custom": {"seen": false}.',
            help="whether you have seen the document",
        ),
        Column(
            name="said_by", path="custom.said_by", proper_name=True, provenance="the page",
            description="whose count or words it is, not a title or an outlet; empty where nobody is named",
            question="Who says it (whose count or words it is; nothing if the document does not say)",
            help="whose count or words it is",
        ),
        Column(
            name="relayed_by", path="custom.relayed_by", proper_name=True, provenance="the page",
            description="who passed them on", help="who passed them on",
        ),
        Column(
            name="how_seen", path="custom.how_seen", provenance="analyst", description="how it was seen",
            help="how it was seen",
        ),
        Column(
            name="issued_basis", path="custom.issued_basis", provenance="analyst",
            description="where its date is from, such as “page text”", help="where its date is from, such as page text",
        ),
        Column(
            name="title_basis", path="custom.title_basis", provenance="analyst",
            description="where its title is from, such as “page text”",
            help="where its title is from, such as page text",
        ),
        Column(
            name="document", path="custom.document", provenance="computed",
            description="SHA-256 of its bytes, if `tally add source` read it",
        ),
        Column(
            name="text", path="custom.text", provenance="computed",
            description="SHA-256 of the text that was read from it",
        ),
    ),
)  # fmt: skip

ASSESSMENTS = Table(
    name="assessments",
    file="assessments.csv",
    title="The analyst's view of each source: one row for each source",
    columns=(
        Column(
            name="source", required=True, pattern=ID_FORM, refers_to="sources.id", provenance="sources.json",
            description="id of the source",
        ),
        Column(
            name="reliability", required=True, choices=tuple(Reliability), provenance="analyst",
            description=(
                "how close the document is to the count: `own-page` (the counter's or speaker's own), `relay` (names "
                "or shows what it repeats), `copy` (another's text on a further site), `not-seen`, `raw-material` "
                "(what counters count from, not a count)"
            ),
            help=one_of(Reliability), proposal="relay, or not-seen",
        ),
        Column(
            name="derived_from", refers_to="assessments.source", provenance="the page, or inferred from its wording",
            description="id of the source that it repeats, or empty", help="id of the source that it repeats",
        ),
        Column(
            name="origin", proper_name=True, provenance="the page",
            description="who counted originally; empty where the document does not say", help="who counted originally",
        ),
        Column(
            name="why", required=True, provenance="analyst", description="the reason for the columns before",
            help="the reason for this assessment",
        ),
    ),
)  # fmt: skip
