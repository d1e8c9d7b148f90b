"""The description of figures.csv."""

from tally.records.figures.basis import SEEN, Basis
from tally.records.tables import Column, Table, id_column, note_column, one_of, quoted
from tally.text import Bound

WINDOWS = "2020, 2021-01-01/2021-04-30, 2021-05/2021-08 or 2021-01-01/.."

FIGURES = Table(
    name="figures",
    file="figures.csv",
    title="Reported counts: one row for each figure",
    asked_first=(
        "source", "value", "quotation", "unit", "unit_printed", "group", "place", "window", "as_of", "window_basis",
        "basis", "counter",
    ),
    columns=(
        id_column(
            remedy="Rename it, such as un-2020.",
            proposal="from counter and window, and unit and place if there are several",
        ),
        Column(
            name="value", type="integer", minimum=0, required=True, provenance="the page",
            description="the count, a whole number, in the row's unit",
            expected="a whole number, zero or more",
            remedy="Write the number as printed, without sign, point, comma or words.",
            question="Value (the count, a whole number)", help="the count, a whole number",
        ),
        Column(
            name="bound", required=True, choices=tuple(Bound), provenance="the page",
            description=(
                "`exact`; `at_least` or `at_most` for a lower or an upper bound (“more than”, “up to”); `about` for a "
                "number that the page rounds or estimates (“some”, “nearly”)"
            ),
            question="Bound (what the page says of the number: exact, at_least, at_most or about)", help=one_of(Bound),
            default="exact",
        ),
        Column(
            name="unit", required=True, proper_name=True, provenance="analyst",
            description="what was counted, in the plural and in the project's words, in any language",
            question="Unit (what was counted)", help="what was counted",
            proposal="a unit in the data that the quotation names, or that of most figures",
        ),
        Column(
            name="unit_printed", required=True, provenance="the page",
            description="what was counted, in the page's words",
            question="Unit as the page prints it", help="the unit as the page prints it", proposal="the unit",
        ),
        Column(
            name="group", proper_name=True, provenance="the page",
            description="the group to which the count is ascribed; empty where the page names none",
            question="Group (to which the count is ascribed, or nothing)",
            help="the group to which the count is ascribed (default: none)",
        ),
        Column(
            name="place", required=True, proper_name=True, provenance="the page",
            description="where", question="Place", help="where",
        ),
        Column(
            name="window", type="window", required=True, provenance="the page",
            description=(
                "days covered, both ends included, in EDTF (ISO 8601-2): `2020`, `2021-01-01/2021-04-30`, "
                "`2021-05/2021-08` (months only), `2021-01-01/..` (no cut-off), `/2021-09-18` (no start). "
                "Half-years, quarters and the like are two days: `2021-07-01/2021-12-31`"
            ),
            question=f"Window (days covered: {WINDOWS})", help=f"days covered: {WINDOWS}",
        ),
        Column(
            name="as_of", type="date", provenance="the page, or the day of the speech",
            description="for a window with no cut-off: the last day that it can cover",
            question="Last day that it can cover (2021-11-17)",
            help="for a window with no cut-off: the last day that it can cover",
        ),
        Column(
            name="window_basis", required=True, choices=("stated", "inferred"), provenance="analyst",
            description="`stated`, or `inferred` from the page's words",
            question="Window stated or inferred", help="stated or inferred", default="stated",
        ),
        Column(
            name="basis", required=True, choices=tuple(Basis), provenance="the page",
            description=f"what the count rests on: {quoted(Basis)}",
            question=f"Basis ({', '.join(Basis)})", help=one_of(Basis),
        ),
        Column(
            name="counter", required=True, proper_name=True, provenance="the page",
            description="the organisation that counted, not one that repeated the count",
            question="Counter (who counted, not who repeated the count)", help="who counted",
        ),
        Column(
            name="source", required=True, refers_to="assessments.source", provenance="sources.json",
            description="id of the source in which the words were read",
            question="Source (its id in sources.json)", help="id of the source in which the words were read",
        ),
        Column(
            name="quotation", required=True, provenance="the page",
            description="the shortest stretch of the page's words that carries the number",
            question="Quotation (the shortest words of the page that carry the number)",
            help="the shortest words of the page that carry the number",
        ),
        Column(
            name="seen", required=True, choices=SEEN, provenance="analyst",
            description=f"how the quotation was seen: {quoted(SEEN)}",
            question="Seen (transcribed or relayed; `tally lock` locks it)", help="transcribed or relayed",
            proposal="as the source was seen",
        ),
        Column(
            name="repeats", refers_to="figures.id", provenance="analyst",
            description="id of the figure that this one repeats, or empty",
            question="Id of the figure that it repeats, or nothing", help="id of the figure that it repeats",
        ),
        Column(
            name="provinces", type="integer", minimum=0, provenance="the page",
            description="the number of provinces that the page gives with the count, if any",
            expected="a whole number or nothing", remedy="Write how many provinces, or leave it empty.",
            question="Provinces given with the count, or nothing", help="number of provinces given with the count",
        ),
        note_column(),
        Column(
            name="superseded_by", refers_to="figures.id", provenance="analyst",
            description="id of the figure that has replaced this one; empty while this one is valid",
        ),
        Column(
            name="superseded_because", provenance="analyst",
            description="why it was replaced; required where `superseded_by` is filled",
        ),
    ),
)  # fmt: skip
