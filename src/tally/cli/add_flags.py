"""The flags of the commands that add records, with what each takes."""

from tally.records.figures import Basis

FIGURE_HELP = {
    "id": "readable id (default: made of counter and window, and of unit and place where there are several)",
    "value": "the count, a whole number",
    "bound": "exact or at_least (default: exact)",
    "unit": "what was counted (default: a unit in the data that the quotation names, or that of most figures)",
    "unit_printed": "the unit as the page prints it (default: the unit)",
    "group": "the group to which the count is ascribed (default: none)",
    "place": "where",
    "window": "days covered: 2020, 2021-01-01/2021-04-30, 2021-05/2021-08 or 2021-01-01/..",
    "as_of": "for a window with no stated end: the last day that it can have reached",
    "window_basis": "stated or inferred (default: stated)",
    "basis": " or ".join(", ".join(Basis).rsplit(", ", 1)),
    "counter": "who counted",
    "source": "id of the source that it was read in",
    "quotation": "the shortest words of the page that carry the number",
    "seen": "transcribed or relayed (default: as the source was seen)",
    "repeats": "id of the figure that it passes on",
    "provinces": "number of provinces given with the count",
    "note": "what a reader should know",
}
SOURCE_HELP = {
    "id": "readable id (default: made of who wrote and when)",
    "title": "title (default: what the document says)",
    "issued": "day of issue: 2021, 2021-11 or 2021-11-17",
    "author": "author",
    "doi": "DOI",
    "type": "kind of document in CSL, such as report, article-newspaper, webpage or speech",
    "publisher": "publisher or outlet",
    "url": "address of a document that is read from a file or was not seen",
    "language": "language, such as en",
    "said_by": "whose count or words it is",
    "relayed_by": "who passed them on",
    "how_seen": "how it was seen",
    "issued_basis": "where its date is from, such as page text",
    "title_basis": "where its title is from, such as page text",
    "reliability": "own-page, relay, copy, not-seen or raw-material (default: relay, or not-seen)",
    "derived_from": "id of the source that it repeats",
    "origin": "who counted originally",
    "why": "the reason for this assessment",
}
OVER_HELP = {
    "group": "a group in the data; may be given several times",
    "place": "a place in the data; may be given several times",
    "counter": "a counter in the data; may be given several times",
    "window": "two windows, the earlier first, such as 2020:2021; may be given several times",
}
STATEMENT_HELP = {
    "id": "readable id (default: made of the source and where it was read)",
    "source": "id of the source that it was read in",
    "where": "headline, body or url",
    "voice": "speaker (somebody's own words) or outlet (default: outlet, for a headline or url)",
    "wording": "the words as the page prints them",
    "seen": "transcribed or relayed (default: as the source was seen)",
    "repeats": "id of the statement that it passes on",
    "note": "what a reader should know",
}
MILESTONE_HELP = {
    "id": "readable id (default: made of the label)",
    "date": "the day, such as 2021-08-15",
    "label": "what happened, in neutral words without digits",
    "place": "where, as in figures.csv",
    "group": "the group that it concerns, as in figures.csv",
    "source": "id of the source that dates it",
    "note": "what a reader should know",
}
