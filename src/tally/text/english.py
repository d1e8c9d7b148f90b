"""English: all words of pages, charts and exports that are in no template. A translation is a copy of this module."""

import re

CODE, REGION = "en", "en-GB"  # of the language, and with the region whose usage it follows

# Days, windows and lists
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
DAY, DAY_OF_YEAR = "{day} {month} {year}", "{day} {month}"
MONTH, MONTH_OF_YEAR = "{month} {year}", "{month}"
WINDOW = {
    "span": "{0} to {1}", "at_the_latest": "{0} to, at the latest, {1}", "supposed": "{0} to, as supposed here, {1}",
    "no_end": "from {0}, end not given", "no_start": "up to {0}, no start given",
    "some_days": "some days of {0}", "some_day": "some day of {0}",
}  # fmt: skip
SHORT_WINDOW = WINDOW | {"span": "{0}–{1}", "at_the_latest": "{0}–{1} at most", "supposed": "{0}–{1} supposed"}
LISTED, LAST_LISTED = ", ", "{0} and {1}"
DAYS = ("days", "day")  # a unit with any number, and with 1
PERCENT = "{0} %"
BOUNDS = {"": "{0}", "at least": "at least {0}", "at most": "at most {0}"}

# A place after “in”: the article goes with kinds of places and with a few names
ARTICLE = re.compile(
    r"(?:(?:Western|Eastern|Northern|Southern|Central|Upper|Lower) )?"
    r"(?:Gulf|Straits?|Bay|Horn|Sea|Bight|Coast|Isle|(?:Democratic )?Republic|Kingdom|State|Port|Province|City) of |"
    r"United (?:States|Kingdom|Arab)|(?:West Bank|Middle East|Sahel|Maghreb|Levant|Balkans|Caucasus|Caribbean)\b|"
    r"(?:Mediterranean|Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros|Donbas)\b|"
    r"(?!the ).*\b(?:Islands|Sea|Ocean|Gulf|Strip|Republic|Peninsula|Basin|Delta|Channel|Straits?)(?: \(.*\))?$"
)


def placed(place: str) -> str:
    """Return a place as it follows “in”: “the Gulf of Guinea”, but “Guinea”."""
    return f"the {place}" if ARTICLE.match(place) else place


# Members of enumerations, by their values: a basis has its words, what joins it to a group, and a heading
BASES = {
    "recorded": ("recorded", "recorded for", "Recorded"),
    "attributed": ("attributed", "attributed to", "Attributed"),
    "attributed_or_claimed": ("attributed or claimed", "attributed to or claimed by", "Attributed or claimed"),
    "actual_and_attempted": ("actual and attempted", "(actual and attempted) ascribed to", "Actual and attempted"),
    "claimed": ("claimed", "claimed by", "Claims only"),
    "unspecified": ("not stated", "ascribed to", "Basis not stated"),
}
SEEN = {"locked": "locked", "transcribed": "transcribed", "relayed": "relayed"}
VERDICTS = {name: name for name in ("like for like", "with adjustment", "not comparable")}
DIRECTIONS = {name: name for name in ("rise", "fall", "same", "from none", "to none", "none", "undecided")}
CONFIDENCES = {name: name for name in ("low", "moderate", "high")}
ASPECTS = {name: name for name in (
    "group", "place", "counter", "unit", "basis", "window", "bound", "source", "quotation", "seen",
)}  # fmt: skip
CLAIMS = {w: f"now {w}" for w in ("claims more", "claims less", "says the opposite")} | {"differs": "changed"}
BECAME, DROPPED, ADDED = "{0} became {1}", "{0} was dropped", "{1} was added"
DRIFTS = {
    **dict.fromkeys(("quantifier widened", "quantifier narrowed", "assertion changed", "bound changed"), BECAME),
    **{f"{w} changed": f"the {w} {BECAME}" for w in ("group", "place", "counter", "unit", "number", "basis")},
    "negation dropped": DROPPED, "hedge dropped": DROPPED, "bound dropped": DROPPED, "negation added": ADDED,
    "hedge added": ADDED, "bound added": ADDED, "number added": "the number {1} was added",
    "window changed": "the period {0} became {1}", "basis not passed on": "the basis {0} was left out",
    "number rounded": "{0} was correctly rounded to {1}", "cut-off hedge dropped": "{0} was dropped, which leaves {1}",
}  # fmt: skip
KINDS = {"quoted": "quoted", "computed": "computed", "chosen": "chosen"}  # of a number's evidence
LIKELIHOOD_SCALE_NAME = "Intelligence Community Directive 203"  # Analytic Standards (2015), section D.6.e(2)(a)
LIKELIHOOD_SCALE = (
    (0.05, "there is almost no chance"), (0.20, "it is very unlikely"), (0.45, "it is unlikely"),
    (0.55, "there is a roughly even chance"), (0.80, "it is likely"), (0.95, "it is very likely"),
    (1.00, "it is almost certain"),
)  # fmt: skip
BEYOND = {"over": "over {0}", "under": "under {0}"}  # a probability that is nearly certain, or nearly none

# Labels of numbers, and the formulas on their cards: {0}, {1} … are the numbers that went in
LABELS = {
    "figure": "{unit}, {window}, counted by {counter}", "between": "counts of the same kind between the two",
    "per-day": "{unit} per day, {window}", "per-month": "{unit} per thirty days, {window}", "days": "{unit}, {window}",
    "level": "level of the interval", "ratio": "the later rate as a multiple of the earlier",
    "surplus": "{unit} that would have to be wrong for the rates to be equal",
    "missed": "{unit} that would have to have been missed for the rates to be equal",
    "ratio-low": "lower end of the interval", "ratio-high": "upper end of the interval",
    "raw-percent": "change between the bare counts", "surplus-share": "share of the count that would have to be wrong",
    "ratio-lowest": "lowest ratio that the windows allow", "ratio-highest": "highest ratio that the windows allow",
    "inflation": "times the variance of independent events", "stressed-low": "lower end of the interval, {assumed}",
    "stressed-high": "upper end of the interval, {assumed}", "days-to": "{unit} to the printed cut-off",
    "stress-low": "lowest end of all intervals", "stress-high": "highest end of all intervals",
    "same-size": "factor within which a size is taken to stand", "likelihood": "probability of the direction",
    "shortfall": "{unit} by which the counts would have to change, taken together",
    "least": "{unit} at least, {asked}", "most": "{unit} at most, {asked}",
}  # fmt: skip
EXACT = "days of the window of {0}, from its first to its last, both included"
ENDS = (
    "the exact (Clopper–Pearson) bound on the later count’s share of both counts, {0} and {2}, "
    "made a ratio of rates by the days, {1} and {3}, at the level {4}"
)
TO_CUTOFF = "end of the exact interval, with the days to this cut-off"
CLAIMS_MOST = "end of the exact interval from {0} and {1}, with the days that give the ratio {2}"
INFLATED = "end of the exact interval with both counts divided by {0}, from {1}, {2}, {3} and {4} days"
OUTERMOST = "of all these ends, and of those at each cut-off with the variance inflated"
ALLOWED = "that whole daily counts allow which agree with all of these (integer program)"
FORMULAS = {
    "exact": EXACT,
    "open-end": f"{EXACT}; it has no stated end, so this is as long as the reading that claims least takes it to be",
    "supposed": f"{EXACT}; it has no stated end, and the brief supposes (as_of) that it stopped on that last day",
    "shortest": "fewest days that the window of {0} can have", "longest": "most days that the window of {0} can have",
    "per-month": "{0} × thirty ÷ {1}", "ratio-low": f"lower end: {ENDS}", "ratio-high": f"upper end: {ENDS}",
    "raw-percent": "({1} − {0}) ÷ {0}, in per cent", "surplus-share": "{0} ÷ {1}, in per cent",
    "counted": "these, counted", "counted-behind": "behind these, counted", "counted-here": "counted on this page",
    "counted-in-list": "counted in the list on this page",
    "cutoff-low": f"lower {TO_CUTOFF}", "cutoff-high": f"upper {TO_CUTOFF}",
    "claims-most-low": f"lower {CLAIMS_MOST}", "claims-most-high": f"upper {CLAIMS_MOST}",
    "inflated-low": f"lower {INFLATED}", "inflated-high": f"upper {INFLATED}",
    "stress-low": f"the lowest {OUTERMOST}", "stress-high": f"the highest {OUTERMOST}",
    "days-to": "days of the window of {0} up to this cut-off, both ends included",
    "likelihood": "mid-P probability that the later count’s share lies on this side of equal rates, with both counts, "
                  "{1} and {2}, divided by {0}",
    "shortfall": "the least sum of changes to these after which some daily counts agree with all",
    "least": f"the fewest {ALLOWED}", "most": f"the most {ALLOWED}",
}  # fmt: skip
CLUSTERS = (
    "Events come in clusters. Two totals cannot tell how strongly, so a mild, a strong and a very strong "
    "clustering are tried."
)
CHOSEN = {  # settings: where each is set, and why it has its value
    "level": ("level in the brief", "The share of such intervals that would contain the true ratio."),
    "inflation": ("the project’s choice of factors", CLUSTERS),
    "same-size": ("the project’s choice of a factor", "A range narrower than a doubling still tells how large."),
}  # fmt: skip
STRESSED = {  # what a reading of the change assumes
    "inflated": "variance inflated", "inflated-by": "variance inflated {0} times", "cutoff": "cut-off {0}",
    "cutoff-on": "cut-off on {0}", "claims-most": "the reading that claims most",
    "read-to-claim-most": "windows read to claim most", "as-it-is": "no clustering",
}  # fmt: skip
ASKED = {  # which days a bound is about
    "in": "in {0}", "before": "before {0}", "of-before": "of the {0}, before {1}", "others": "on the other days of {0}",
    "less": "{0}, with less assumed", "remedy": "if the others stand",
}  # fmt: skip
TALLIES = {
    "shown": ("figures on this page", "figure on this page"),
    "locked": ("figures on this page locked to a stored passage", "figure on this page locked to a stored passage"),
    "repeats": ("figures that pass one of the two counts on", "figure that passes one of the two counts on"),
    "documents": ("documents that carry one of the two counts", "document that carries one of the two counts"),
    "origins": ("counters, those of one origin taken as one", "counter, those of one origin taken as one"),
    "wordings": ("wordings on file that repeat another", "wording on file that repeats another"),
    "wordings-kept": ("wordings that changed nothing", "wording that changed nothing"),
    "wordings-widened": ("wordings that widened the quantifier", "wording that widened the quantifier"),
    "wordings-unhedged": ("wordings that dropped the hedge", "wording that dropped the hedge"),
}

TITLES = {  # where a document's title is from
    "URL slug": "put together from the address, not the page’s own words", "page text": "as on the page",
    "descriptive": "a description, not the document’s own words",
    "none": "a description; no title was in what was read",
}  # fmt: skip
SOURCE = {"unnamed": "speaker not named", "page": "page {1}, paragraph {0}", "paragraph": "paragraph {0}"}

# Charts, and what they show for who cannot see them
CHART = {
    "source": "Source: {0}", "per-day": "{0} per day", "per-month": "{0} per thirty days", "equal": "equal rates",
    "multiple": "Later rate as a multiple of the earlier", "open": "no cut-off given", "year": "whole year",
    "part": "part of a year", "any": "any number", "or-more": "{0} or more", "range": "{0} to {1}",
    "credit": "Source: {0}. Edition {1} of {2}.", "kicker": "TALLY BRIEFING",
    "made-up": "AN EXAMPLE. EVERY COUNT IS MADE UP.",
}  # fmt: skip
ALT = {
    "windows": "Chart of {0} over time. {1}.", "figure": "{0} for {1}, {2} a day",
    "bounds": "Chart of bounds on {0}. {1}.", "counts": "Chart of counts over time. {0}.",
    "count": "{0} for {1}, {2}, counted by {3}",
    "curve": "Chart of the ratio over every possible cut-off: it falls from {0} after {1} to {2} after {3}.",
}  # fmt: skip

# The page around its templates, editions, the list of briefings and the feed
PAGE = {
    "draft": "Draft: {0}", "evidence": "{0} {1}: evidence", "made-up": "An example: every count in it is made up.",
    "edition-of": "{0}, edition {1}", "dataset": "The figures behind: {0}",
    "described": "Reported counts, each with its source, window, basis and quotation. {0}",
    "claim": "{0}, {1}", "feed": "Tally briefings", "entry": "{0} Edition {1}", "nobody": "Author not named",
}  # fmt: skip
STYLE = {"draft": "Draft, not published", "counter": "counted by: ", "basis": "basis: "}
CHANGED = {
    "finding": "The finding was", "finding-kept": "The finding stands as it was.", "text": "The text was",
    "both": "{what}:\n{indent}“{then}”\n  and is:\n{indent}“{now}”", "new": "New text:\n{indent}“{now}”",
    "gone": "Text that is gone:\n{indent}“{then}”", "number": "{0}: was {1}, is {2}.",
    "corrected": "Text was corrected.", "evidence": "Evidence is put otherwise.",
    "nothing": "Nothing that a reader could see.", "first": "The first edition.",
}  # fmt: skip
DATED_FROM = {  # short forms of whoever collects sources, and what a reader says
    r"^(?:none|n/a|unknown)\.?$": "", r"\bindex date\b": "as given in a search index",
    r"\bURL path\b": "in the address of the page", r"\bpage text\b": "printed on the page",
    r"\bURLs\b": "addresses", r"\bURL\b": "address",
}  # fmt: skip

# Exports
EXPORT = {
    "subject": "Tally briefing {0}, edition {1}, inputs {2}", "subtitle": "Tally briefing, edition {0} of {1}",
    "edition": "Edition {0}", "titled": "{0} Edition {1}", "nobody": "Publisher not named",
    "crate": "{0} With all that is needed to build the page again: make report BRIEF={1}.",
    "identifier": "{0}, edition {1}, inputs {2}", "more": "More evidence",
    "figure": "{0}, {1}, counted by {2} ({3}).", "quotation": "{0} The words are {1}. Figure {2}.",
    "licence": "Creative Commons Attribution 4.0", "figures": "Figures", "dictionary": "Data dictionary",
    "numbers": "Numbers", "sheet": "sheet", "column": "column", "holds": "what it holds",
    "note": "A text that a spreadsheet would take for a formula begins with an apostrophe, which is not part of it.",
}  # fmt: skip
DERIVED_COLUMNS = {
    "at_least": "whether the count is a lower bound",
    "window_inferred": "whether the window was read into the page's words",
    "primary_seen": "whether the document that first gave the count was read",
    "supposed": "the day on which the brief supposes that a count without a stated end stopped",
    "first": "first day covered; empty where the window is vague",
    "last": "last day covered; empty where the window is vague", "days": "days covered, both ends included",
    "unit_one": "the unit with 1; empty where the case does not say",
    "per_day": "the count over its days", "per_month": "the count over its days, times thirty",
}  # fmt: skip
NUMBER_COLUMNS = {
    "id": "id of the number's evidence card on the page", "number": "the number as it is written",
    "value": "the number before rounding", "label": "what it is",
    "kind": "quoted from a source, computed from other numbers, or chosen as a setting",
    "evidence": "what its card says",
}  # fmt: skip
