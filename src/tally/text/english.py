"""English: all words of pages, charts, exports and the start page that are in no template. A translation copies it."""

import re

CODE, REGION = "en", "en-GB"  # of the language, and with the region whose usage it follows

# Days, windows and lists
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY, DAY_OF_YEAR = "{day} {month} {year}", "{day} {month}"
MONTH, MONTH_OF_YEAR = "{month} {year}", "{month}"
WINDOW = {
    "year": "{0}", "month": "{0}", "day": "{0}", "span": "{0} to {1}", "at_the_latest": "{0} to {1} at the latest",
    "supposed": "{0} to {1}, as supposed here", "no_end": "from {0}, end not given",
    "no_start": "up to {0}, start not given", "some_days": "some days of {0}",
}  # fmt: skip
SOME_DAY = "some day of {0}"
SHORT_WINDOW = WINDOW | {"span": "{0}–{1}", "at_the_latest": "{0}–{1} at most", "supposed": "{0}–{1} supposed"}
WHEN = WINDOW | {
    "year": "in {0}", "month": "in {0}", "day": "on {0}", "span": "from {0} to {1}",
    "at_the_latest": "from {0} to {1} at the latest", "supposed": "from {0} to {1} (as supposed here)",
    "no_end": "from {0} on (end not given)", "no_start": "up to {0} (start not given)",
    "some_days": "on some days of {0}",
}  # fmt: skip
OF_A_YEAR = re.compile(  # questions about whole years, and about parts of a year
    r"\b(?:one year to the next|from year to year|year[- ]on[- ]year|in the year|whole years?|full years?|this year|"
    r"last year|each year|every year|yearly|annual(?:ly)?|per year)\b",
    re.IGNORECASE,
)
OF_A_PART = re.compile(
    r"\b(?:days?|weeks?|months?|quarters?|half|halves|spring|summer|autumn|fall of|winter|seasons?|so far|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
ALL_OF = {"year": "in all of {0}"}
ALL_YEAR = "the whole year"
LISTED, LAST_LISTED = ", ", "{0} and {1}"
DAYS = ("days", "day")  # a unit with any number, and with 1
PERCENT = "{0}%"
BOUNDS = {"exact": "{0}", "at_least": "at least {0}", "at_most": "at most {0}", "about": "about {0}"}
HUGE = {10**6: "more than a million", 10**9: "more than a billion", 10**12: "more than a trillion"}

# A place after “in”: the article goes with kinds of places and with a few names
ARTICLE = re.compile(
    r"(?:(?:Western|Eastern|Northern|Southern|Central|Upper|Lower) )?"
    r"(?:Gulf|Straits?|Bay|Horn|Sea|Bight|Coast|Isle|(?:Democratic )?Republic|Kingdom|State|Port|Province|City) of |"
    r"United (?:States|Kingdom|Arab)|(?:West Bank|Middle East|Sahel|Maghreb|Levant|Balkans|Caucasus|Caribbean)\b|"
    r"(?:Mediterranean|Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros|Donbas)\b|"
    r"(?![Tt]he ).*\b(?:Islands|Sea|Ocean|Gulf|Strip|Republic|Peninsula|Basin|Delta|Channel|Straits?)(?: \([^(]*\))?$"
)
LONGEST_NAME = 300  # characters of a name that gets an article


def placed(place: str) -> str:
    """Return a place as it follows “in”: “the Gulf of Guinea”, but “Guinea”."""
    return f"the {place}" if len(place) <= LONGEST_NAME and ARTICLE.match(place) else place


# A counter in a sentence: the article goes with names that end with a kind of organisation
ORGANISATION = re.compile(
    r"(?![Tt]he ).*\b(?:Nations|Bureau|Offices?|Cent(?:re|er)|Organi[sz]ations?|Ministry|Agency|Observatory|Department|"
    r"Commission|Council|Committee|Union|Authority|Police|Army|Navy|Forces?|Government|Service|Mission|Database|Project|"
    r"Foundation|Fund|Association|Federation|Institute|Secretariat|Secretary-General|Network|Consortium|Coalition|"
    r"Initiative|Monitor|Programme|Program|Group|Team|Alliance|League|Board|Command)(?: (?:for|of|on|in|to) [^()/]*)?"
    r"(?:,? \(.*\))?$"
)
UNNAMED = re.compile(r"^not (?:stated|named|known)\b")


def named(counter: str) -> str:
    """Return a counter's name after “counted by”; one without a name is an unnamed counter."""
    return UNNAMED.sub("an unnamed counter", counter)


def articled(name: str) -> str:
    """Return a counter's name as the subject of a sentence: “the Press Council”, but “Reuters”."""
    if UNNAMED.match(name):
        return named(name)
    return f"the {name}" if len(name) <= LONGEST_NAME and ORGANISATION.match(name) else name


# Members of enumerations, by their values: a basis has its words, what joins it to a group, and a heading
BASES = {
    "recorded": ("recorded", "recorded for", "Recorded"),
    "attributed": ("attributed", "attributed to", "Attributed"),
    "attributed_or_claimed": ("attributed or claimed", "attributed to or claimed by", "Attributed or claimed"),
    "actual_and_attempted": ("actual and attempted", "(actual and attempted) ascribed to", "Actual and attempted"),
    "claimed": ("claimed", "claimed by", "Claims only"),
    "unspecified": ("not stated", "by", "Basis not stated"),
}
SEEN = {"locked": "verified", "transcribed": "copied", "relayed": "second-hand", "from-file": "counted here"}
FATES = {  # why a row of a file of events is left out of a count
    "another-type": "of another type", "another-place": "in another place", "without-actor": "without this actor",
    "not-by": "in which the data do not say that the actor did it",
    "did-it": "in which the actor is recorded as the one who did it", "unclear-status": "whose status is not Clear",
    "long-dated": "dated by more days than asked for", "other-days": "on other days",
    "unusable-deaths": "with unusable numbers of deaths",
}  # fmt: skip
DROPPED = {"an empty row": "empty", "no date": "without a date"}  # why a row of a file is not an event
COUNTED_UNITS = {"events": ("events", "event"), "deaths": ("deaths", "death")}  # with any number, and with 1
COUNTED_PARTS = {  # of an actor in events that are counted
    "any": "in which {0} took part", "by": "recorded as done by {0}",
    "against": "in which {0} took part, and is not recorded as the one who did it",
}  # fmt: skip
COUNTED_QUERY = {  # a query as a sentence, and what a reader of its count should know
    "events": "Events of {0}", "deaths": "Deaths in events of {0}", "in": "in {0}",
    "against": "in which {0} took part and is not recorded as the one who did it",
    "types": "of the type {0}", "or": " or ", "all-types": "of all types", "precision": "dated to at most {0} {1}",
    "every-status": "with those whose status is not Clear",
    "minimum": "A minimum: {0} may still add events to the last {1} {2}.",
    "method": "On {0}, within these days, the method changed: {1}.",
}  # fmt: skip
CAVEATS = {  # of kinds of files of events
    "sides": "Side A and side B are parties, not attacker and defender; who did it is recorded for violence against "
             "civilians.",
    "later-release": "A later release may add events, mostly to the last year, and change others.",
    "preliminary": "Candidate events are preliminary: the yearly release changes some and omits others.",
    "order-of-actors": "The order of the actors does not say who did it: ACLED warns against taking the first for the "
                       "perpetrator.",
    "joined": "Violence of the same actors on one day in one place is one event, which can be several incidents.",
    "vague-days": "An event dated to a week may be up to six days earlier or later; one dated to a month on any day "
                  "of it.",
    "lowest-deaths": "ACLED takes the lowest number of deaths reported, and writes 10, 12 or 100 for tens, dozens or "
                     "hundreds.",
    "institutes": "Other institutes collected the data until 1998, 2008 and 2011: counts before and after are not "
                  "comparable.",
    "doubtful-group": "A group of which GTD is not certain is counted only towards the upper end.",
    "attackers": "Deaths include those of the attackers.",
    "without-day": "An incident without a day is counted as any day of its month; without a month, of its year.",
    "several-names": "An event with several names of perpetrators is counted for each of them, but as done by none "
                     "alone.",
    "lines-as-ids": "Rows have no ids but their lines: if the file is sorted again, the evidence changes.",
}  # fmt: skip
ROWS_USED = {
    "certain": "for certain", "by-date": "may be on other days: only a range of days is known",
    "by-name": "may be another actor’s: the name leaves it open", "no-rows": "none",
}  # fmt: skip
ANYWHERE = "all places of the file"
DATASET = {  # the source of a data set that names none
    "how-seen": "the file with the {0} was read here, row by row", "why": "Licence: {0}.",
    "no-licence": "not stated",
}  # fmt: skip
QUERY_PARTS = {
    "unit": "the unit", "actor": "the actor", "role": "its role", "place": "the place", "kinds": "the types",
    "precision": "how exact a date must be", "clarity": "which status is counted",
}  # fmt: skip
HASHED = "SHA-256 {0}…"
METHODS = {  # how a count was made, and why two methods differ
    "given": "a count that {0} gave", "counted": "counted here from {0}",
    "quoted": "{0} is a count that {1} gave, and {2} is {3}: their definitions differ.",
    "files": "{0} is from {1}, and {2} from {3}: they can have collected differently.",
    "queries": "{0} and {1} are not counted by the same query: {2} differ.",
    "break": "On {0} the method changed: {1}.", "changed": "how the events were collected",
}  # fmt: skip
NO_OTHER = "whose first day is in that year; an event that may be another actor’s is not among them"
RELEASES = {  # what differs in a year between two releases, whose counts are the earlier one and the later one
    "old": f"rows of the release from which {{0}} are that the query counts, {NO_OTHER}",
    "new": f"rows of the release from which {{1}} are that the query counts, {NO_OTHER}",
    "added": "such rows of the release from which {1} are whose id is not in that from which {0} are",
    "dropped": "such rows of the release from which {0} are whose id is not in that from which {1} are",
    "changed": "such rows whose id is in both releases, those from which {0} and {1} are, with other deaths, dates, "
               "actors, places, coordinates or types",
}  # fmt: skip
RELEASE_COLUMNS = {
    "old": "rows of {0} in the earlier release", "new": "rows of {0} in the later release",
    "added": "rows of {0} that the later release added", "dropped": "rows of {0} that the later release dropped",
    "changed": "rows of {0} that the later release changed",
}  # fmt: skip
COVERAGES = {  # whether a file has all events of the days of a count
    "open": "not yet final", "final": "final", "quoted": "as reported",
    "unsettled": "{0} is a minimum: releases by {1} usually add events to the last {2} days.",
}  # fmt: skip
VERDICTS = {name: name for name in ("like for like", "with adjustment", "not comparable")}
STEP_VERDICTS = {name: name for name in (*VERDICTS, "gap")}
REFUSALS = {name: name for name in (  # why a trend or seasons are not estimated
    "", "few periods", "all zero", "few periods with events", "all events at one end", "not months", "few years",
)}  # fmt: skip
DIRECTIONS = {name: name for name in ("rise", "fall", "same", "from none", "to none", "none", "undecided")}
CONFIDENCES = {name: name for name in ("low", "moderate", "high")}
ASPECTS = {name: name for name in (
    "group", "place", "counter", "unit", "basis", "method", "coverage", "window", "time of year", "bound", "source",
    "quotation",
)} | {"seen": "evidence"}  # fmt: skip
CLAIMS = {
    "claims more": "now claims more", "claims less": "now claims less", "says the opposite": "now says the opposite",
    "differs": "changed",
}  # fmt: skip
DRIFTS = {  # {0} stands for words that were changed or dropped, {1} for those that replace them or were added
    "quantifier widened": "{0} became {1}", "quantifier narrowed": "{0} became {1}", "negation added": "{1} was added",
    "negation dropped": "{0} was dropped", "direction changed": "{0} became {1}",
    "hedge dropped": "{0} was dropped", "hedge added": "{1} was added",
    "assertion changed": "{0} became {1}", "group changed": "the group {0} became {1}",
    "place changed": "the place {0} became {1}", "counter changed": "the counter {0} became {1}",
    "unit changed": "the unit {0} became {1}", "number added": "the number {1} was added",
    "number changed": "the number {0} became {1}", "number rounded": "{0} was correctly rounded to {1}",
    "basis changed": "the basis {0} became {1}", "basis not passed on": "the basis {0} was left out",
    "window changed": "the period {0} became {1}", "cut-off hedge dropped": "{0} was dropped, which leaves {1}",
    "bound added": "{1} was added", "bound dropped": "{0} was dropped", "bound changed": "{0} became {1}",
}  # fmt: skip
CLAIM_VERDICTS = {name: name for name in (
    "cannot be judged", "counts not comparable", "wrong direction", "holds", "holds only for the bare counts",
    "holds only per day", "within what is known", "says too much", "says too little",
)}  # fmt: skip
UNJUDGED = {name: name for name in (
    "", "the data begin later", "the series breaks", "a period is missing", "the count is partial or may grow",
    "a count is not exact", "the periods are of another length", "the words give no direction",
)}  # fmt: skip
MISTAKES = {name: name for name in (
    "times taken for per cent", "what was left taken for what was lost", "part of the period taken for the whole",
)}  # fmt: skip
KINDS = {"quoted": "quoted", "counted": "counted", "computed": "computed", "chosen": "chosen"}  # of a number's evidence
LIKELIHOOD_SCALE_NAME = "Intelligence Community Directive 203"  # Analytic Standards (2015), section D.6.e(2)(a)
LIKELIHOOD_SCALE = (
    (0.05, "there is almost no chance"), (0.20, "it is very unlikely"), (0.45, "it is unlikely"),
    (0.55, "there is a roughly even chance"), (0.80, "it is likely"), (0.95, "it is very likely"),
    (1.00, "it is almost certain"),
)  # fmt: skip
TIMES = {0: "{0} times", 2: "twice", 5: "five times", 10: "ten times"}  # a multiple in words; 0: any other
TRAITS = {  # strengths and weaknesses of the evidence, as clauses
    "originals": "both original documents were seen",
    "verified": "both quotations were verified word for word in stored passages",
    "alike": "the counts are like for like", "supported": "independent counts moved in the same direction",
    "contradicted": "other counts by the same counter contradict it",
    "disputed": "counts by the same counter for these periods contradict each other",
    "counters": "the two counts are by different counters",
    "opposed": "independent counts moved in the opposite direction",
    "no-original": "the original documents were not seen",
    "one-original": "only one of the two original documents was seen",
    "none-verified": "neither quotation was verified in a stored passage",
    "one-verified": "only one of the two quotations was verified in a stored passage",
    "basis-unstated": "the basis of the counts is not stated",
    "adjusted": "the counts can be compared only with an adjustment", "bounded": "a count is not exact",
    "vague": "the exact days are not known", "open": "a count has no stated cut-off",
    "inconsistent": "other counts by the same counter contradict each other",
    "counted-here": "both were counted here by one query from one file whose hash is recorded",
    "unsettled": "later releases usually add events to the last days",
    "ranged": "the data leave open how many there were",
}  # fmt: skip

# Labels of numbers, and the formulas on their cards: {0}, {1} … are the numbers that went in
LABELS = {
    "rolling-days": "days of each window of a rolling count",
    "in-year": "counted in the periods of {0}, by the first day of each",
    "competing": "counts for days that overlap with those of the two, which are included",
    "competing-alike": "counts among them of the same unit and on the same basis",
    "figure": "{unit}, {window}, counted by {counter}", "between": "counts of the same kind between the two",
    "per-day": "{unit} per day, {window}", "per-month": "{unit} per thirty days, {window}", "days": "{unit}, {window}",
    "level": "level of the interval", "ratio": "the later rate as a multiple of the earlier",
    "surplus": "{unit} that would have to be wrong for equal rates",
    "missed": "{unit} that would have to be missing for equal rates",
    "ratio-low": "lower end of the interval", "ratio-high": "upper end of the interval",
    "raw-percent": "change between the bare counts", "surplus-share": "share of the count that would have to be wrong",
    "fall-percent": "fall of the rate", "floor": "the later count as a multiple of the earlier",
    "month-least": "{unit} at least, {window}", "month": "{unit} by the first day of each event, {window}",
    "month-most": "{unit} at most, {window}", "place": "{unit} in {place}", "nowhere": "{unit} without a known place",
    "days-none": "days without any", "days-known": "days that the data cover",
    "growth": "times as many in the later release as in the earlier one",
    "grown": "the later count, if it grew as much",
    "grown-ratio": "the later count as a multiple of the earlier, if the later one grew as much",
    "same-days-low": "lowest ratio on the same days of the year",
    "same-days-high": "highest ratio on the same days of the year",
    "same-days-ratio": "the later count as a multiple of the earlier, on the same days of the year",
    "ratio-lowest": "lowest ratio that the windows and counts allow",
    "ratio-highest": "highest ratio that the windows and counts allow",
    "fewest": "{unit} at least, {window}, where the count is only about right",
    "most-meant": "{unit} at most, {window}, where the count is only about right",
    "fewest-counted": "{unit} at least, {window}", "most-counted": "{unit} at most, {window}",
    "inflation": "times the variance of independent events",
    "dispersion": "the variance of independent events, in the months of both windows",
    "stressed-low": "lower end of the interval, {assumed}",
    "stressed-high": "upper end of the interval, {assumed}", "days-to": "{unit} up to the given cut-off",
    "stress-low": "lowest end of all intervals", "stress-high": "highest end of all intervals",
    "same-size": "factor within which sizes count as the same", "series-size": "counts in the series",
    "variation": "coefficient of variation of these counts",
    "detection": "times as likely to be counted", "detection-needed": "times as likely to be counted",
    "detection-least": "times as likely to be counted, allowing for chance",
    "detection-share": "of what the other method would have counted",
    "remaining-ratio": "remaining ratio of the rates", "remaining-low": "lower end of the remaining ratio’s interval",
    "remaining-high": "upper end of the remaining ratio’s interval",
    "shortfall": "{unit} by which the counts would have to change, taken together",
    "least": "{unit} at least, {asked}", "most": "{unit} at most, {asked}",
    "needed": "counts that are needed",
}  # fmt: skip
MEANT = "that {0} can mean: what it is rounded from, at its last digit that is not zero"
EXACT = "days of the window of {0}, from its first to its last, both included"
ENDS = (
    "the exact (Clopper–Pearson) limit for the later count’s share of both counts, {0} and {2}, "
    "converted to a ratio of rates with the days, {1} and {3}, at the level {4}"
)
TO_CUTOFF = "end of the exact interval, with the days to this cut-off"
CLAIMS_MOST = "end of the exact interval from {0} and {1}, with the days that give the ratio {2}"
INFLATED = (
    "end of the exact interval with {0} the variance (both counts are divided by it), from {1}, {2}, {3} and {4} days"
)
OUTERMOST = "of all these ends"
INDEPENDENT = "end of the exact interval of independent events, from {0}, {1}, {2} and {3} days"
DISPERSED = (
    "end of the quasi-Poisson interval: the ratio of the rates, {0} in {1} days and {2} in {3}, divided or multiplied "
    "by the exponential of t × s, with t for the level {4}, and s the square root of {5} the sum of the inverses of "
    "both counts; or the end of the exact interval, if that reaches further"
)
VARIED = (
    "end of the interval by the delta method: {0} times or divided by the exponential of z × s, with z for the level "
    "{4}, and s the square root of twice the square of {1} plus the inverses of both counts, {2} and {3}"
)
ROUNDED_UP = "rounded up to a whole number"
ALLOWED = "with daily counts that agree with all of these (integer program)"
FORMULAS = {
    "exact": EXACT,
    "open-end": f"{EXACT}; it has no stated end, so the number of days is used that gives the smallest change",
    "supposed": f"{EXACT}; it has no stated end, and the brief supposes (as_of) that it stopped on the last day",
    "shortest": "fewest days that the window of {0} can have", "longest": "most days that the window of {0} can have",
    "fewest": f"the fewest {MEANT}", "most-meant": f"the most {MEANT}",
    "fewest-counted": "the fewest of {0}: what certainly belongs in the count",
    "most-counted": "the most of {0}: with what may belong in the count",
    "per-month": "{0} × thirty ÷ {1}", "ratio-low": f"lower end: {ENDS}", "ratio-high": f"upper end: {ENDS}",
    "month-least": "the part of {0} that is certainly of this month",
    "month": "the part of {0} whose first day is in this month",
    "days-of": "the part of {0} whose first day is one of these days",
    "place": "the part of {0} that the file places in {1}",
    "nowhere": "the part of {0} whose place the file does not name",
    "days-none": "the days with none of {0}", "days-known": "the days of {0} that the data cover",
    "month-most": "the part of {0} that may be of this month; an event on one of several days can be in several months",
    "raw-percent": "({1} − {0}) ÷ {0}, in per cent", "surplus-share": "{0} ÷ {1}, in per cent",
    "fall-percent": "(one − {0}), in per cent",
    "counted": "number of these", "counted-behind": "number behind these", "counted-here": "counted on this page",
    "counted-in-list": "counted in the list on this page",
    "cutoff-low": f"lower {TO_CUTOFF}", "cutoff-high": f"upper {TO_CUTOFF}",
    "claims-most-low": f"lower {CLAIMS_MOST}", "claims-most-high": f"upper {CLAIMS_MOST}",
    "inflated-low": f"lower {INFLATED}", "inflated-high": f"upper {INFLATED}",
    "independent-low": f"lower {INDEPENDENT}", "independent-high": f"upper {INDEPENDENT}",
    "dispersion": "Pearson’s chi-squared of the months of both windows around the daily rate of their own, over its "
                  "degrees of freedom, and at least one; from the months of {0} and {1}",
    "dispersed-low": f"lower {DISPERSED}", "dispersed-high": f"upper {DISPERSED}",
    "stress-low": f"the lowest {OUTERMOST}", "stress-high": f"the highest {OUTERMOST}",
    "days-to": "days of the window of {0} up to this cut-off, both ends included",
    "varied-low": f"lower {VARIED}", "varied-high": f"upper {VARIED}",
    "variation": "sample standard deviation of these, divided by their mean",
    "surplus": f"{{0}} − {{2}} × {{1}} ÷ {{3}}, {ROUNDED_UP}", "missed": f"{{0}} × {{3}} ÷ {{1}} − {{2}}, {ROUNDED_UP}",
    "inverse": "the inverse of {0}", "rounded-down": "{0}, rounded down",
    "detection-share": "the inverse of {0}, in per cent", "remaining-rise": "{0} ÷ {1}", "remaining-fall": "{0} × {1}",
    "shortfall": "the smallest total change to these with which some daily counts agree with all of them",
    "claim-ratio": "{1} ÷ {0}", "claim-inverse": "{0} ÷ {1}", "claim-growth": "({1} − {0}) ÷ {0}, in per cent",
    "claim-loss": "({0} − {1}) ÷ {0}, in per cent", "claim-ratio-per-day": "({1} ÷ {3}) ÷ ({0} ÷ {2})",
    "claim-inverse-per-day": "({0} ÷ {2}) ÷ ({1} ÷ {3})",
    "claim-growth-per-day": "rise from {0} ÷ {2} to {1} ÷ {3}, in per cent",
    "claim-loss-per-day": "fall from {0} ÷ {2} to {1} ÷ {3}, in per cent",
    "claim-days": "days of the window of {0} that are used here, its first and last included",
    "claim-factor": "the number in the words of the claim over the one that it fits best, or the inverse; for the bare "
                    "counts that is {0}",
    "least": f"the fewest {ALLOWED}", "most": f"the most {ALLOWED}",
}  # fmt: skip
CLAIMED = {  # the numbers behind the verdict on a claim, and the scales on which they are put
    "bare": "{0}, by the bare counts", "per-day": "{0}, per day", "same-days": "{0}, on the same days of the year",
    "ratio": "times the earlier count that the later is", "inverse": "times the later count that the earlier is",
    "growth": "rise", "loss": "fall", "range": "{0} to {1}", "no-limit": "no limit",
    "factor": "times too large or too small, for the claim",
}  # fmt: skip
CLUSTERS = (
    "Events come in clusters. Two totals cannot tell how strongly, so mild, strong and very strong clusters are "
    "tried. They do not cover swings from year to year."
)
SERIES = {  # numbers of a series: what they are, and how they are computed
    "size": ("counts from which this follows", "number of these"),
    "many": (
        "counts from which this follows",
        "number of counts, the first of which is {0} and the last {1}; each is on this page",
    ),
    "steps": ("steps from one count to the next", "{0}, less one"),
    "agreeing": ("steps in the direction of the whole", "number of such steps between these"),
    "rises": ("steps that rise", "number of such steps between these"),
    "falls": ("steps that fall", "number of such steps between these"),
    "run": ("steps in a row that go this way", "number of such steps up to the last of these"),
    "years": ("years from the first count to the last", "the year of {1}, less that of {0}"),
    "change": ("change from the count for {0} to that for {1}, in per cent", "({1} − {0}) ÷ {0}, in per cent"),
    "change-per-day": (
        "change from the rate per day for {0} to that for {1}, in per cent", "from {0} ÷ {2} to {1} ÷ {3}, in per cent",
    ),
    "days": ("days that are covered", "days of the window of {0}, from its first to its last, both included"),
    "trend": (
        "change of the rate in a year, in per cent",
        "quasi-Poisson regression of {0} counts on time, with the days as exposure; the slope in per cent a year",
    ),
    "trend-end": (
        "end of the interval of the trend",
        "of {0}: Student’s t for the level {1} times a standard error that allows for clustered counts",
    ),
    "monotone": ("probability of a trend as clear as this in counts without any",
                 "test of Mann and Kendall on {0} rates, two-sided, with a correction for ties and for continuity"),
    "rate": ("{0} per {1} between two changes of level", "events from {0} to {1}, over their days"),
    "factor": (
        "times the events per day of January",
        "quasi-Poisson regression of {0} counts on year and month, with the days as exposure",
    ),
    "seasons": (
        "probability of months that differ so much without seasons",
        "analysis of deviance of {0} counts: month given year, by F with the dispersion of the months",
    ),
}  # fmt: skip
SERIES_ONE = {  # the same numbers where there is only one
    "size": "count from which this follows", "steps": "step from one count to the next",
    "agreeing": "step in the direction of the whole", "rises": "step that rises", "falls": "step that falls",
    "run": "step that goes this way", "years": "year from the first count to the last",
}  # fmt: skip
SERIES_UNITS = {"year": "year", "thirty-days": "thirty days", "tiny": "less than 0.001"}
SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
CHOSEN = {  # settings: where each is set, and why it has its value
    "fewest": ("the project’s choice", "With fewer counts their scatter cannot be told from a trend."),
    "levels": ("the project’s choice", "With fewer counts there are too few places at which a level could change."),
    "level": ("level in the brief", "The share of such intervals that would contain the true ratio."),
    "inflation": ("the project’s choice of factors", CLUSTERS),
    "rolling": ("the project’s choice of days", "About a month, and the same number of days in each season."),
    "same-size": ("the project’s choice of a factor", "A range narrower than a doubling still tells how large."),
    "detection": ("the project’s choice of examples", "How likely an event was to be counted is not known."),
}  # fmt: skip
STRESSED = {  # what a scenario assumes
    "independent": "of independent events",
    "inflated": "with clusters", "inflated-by": "clusters: {0} the variance", "cutoff": "cut-off {0}",
    "cutoff-on": "cut-off on {0}", "claims-most": "the days that give the largest change",
    "read-to-claim-most": "windows read so as to give the largest change", "as-it-is": "independent events",
    "varied": "with swings between periods", "varied-by": "swings between periods (coefficient of variation {0})",
}  # fmt: skip
ASKED = {  # which days a bound is about
    "in": "in {0}", "before": "before {0}", "of-before": "of the {0}, before {1}", "others": "on the other days of {0}",
    "less": "{0}, with less assumed", "remedy": "if the others stand",
}  # fmt: skip
COMBINED = (
    "of the approximate interval of that factor: the logarithms of both ratios are subtracted, with the sum of the "
    "reciprocals of {0}, {1}, {2} and {3} as the variance, at the level {4}"
)
RIVALS = {  # the pairs of counts for the question: labels of their numbers, and formulas; see also the templates
    "labels": {
        "ratio": "later rate of {unit} as a multiple of the earlier, counted by {counter}, {window}",
        "low": "lower end of the interval, counted by {counter}, {window}",
        "high": "upper end of the interval, counted by {counter}, {window}",
        "factor": "factor between the two ratios, {counter} against the pair that is compared",
        "factor-low": "lower end of the interval of the factor, {counter} against the pair that is compared",
        "factor-high": "upper end of the interval of the factor, {counter} against the pair that is compared",
    },
    "formulas": {
        "factor": "{0} ÷ {1}", "factor-low": f"lower end {COMBINED}", "factor-high": f"upper end {COMBINED}",
    },
}  # fmt: skip
TALLIES = {
    "shown": ("counts on this page", "count on this page"),
    "locked": ("counts on this page verified in a stored passage", "count on this page verified in a stored passage"),
    "repeats": ("counts that repeat one of the two", "count that repeats one of the two"),
    "documents": ("documents that give one of the two counts", "document that gives one of the two counts"),
    "origins": ("counting organisations", "counting organisation"),
    "wordings": ("wordings that repeat another", "wording that repeats another"),
    "wordings-kept": ("wordings that changed nothing", "wording that changed nothing"),
    "wordings-widened": ("wordings that widened the quantifier", "wording that widened the quantifier"),
    "wordings-unhedged": ("wordings that dropped the hedge", "wording that dropped the hedge"),
}

TITLES = {  # where a document's title is from
    "URL slug": "made from the address, not the page’s own words", "page text": "as on the page",
    "descriptive": "a description, not the document’s own words",
    "none": "a description; the text that was read had no title",
}  # fmt: skip
SOURCE = {"unnamed": "speaker not named", "page": "page {1}, paragraph {0}", "paragraph": "paragraph {0}"}

# Charts, and what they show for who cannot see them
PERIOD_STATES = {  # of a series
    "known": "complete", "partial": "covers only a part of a period", "provisional": "may still grow",
    "gap": "no count",
}  # fmt: skip
CHART = {
    "source": "Source: {0}", "per-day": "{0} per day", "per-month": "{0} per thirty days", "equal": "equal rates",
    "multiple": "Later rate as a multiple of the earlier", "open": "cut-off not given", "year": "whole year",
    "part": "part of a year", "any": "any number", "or-more": "{0} or more", "range": "{0} to {1}",
    "pair": "{0} ({1}), {2} ({3})", "ends": "{0}–{1}", "ratio-range": "{0} ({1}–{2})", "ratio-up-to": "{0} (up to {1})",
    "ratio-or-more": "{0} ({1} or more)", "since": "{0} since {1}", "of-year": "{0}: {1}",
    "with-band": "{0}; band: certain to possible", "by-year": "{0} by year", "by-quarter": "{0} by quarter",
    "by-month": "{0} by month", "by-week": "{0} by week", "by-day": "{0} by day", "certain": "certain",
    "possible": "possible", "cut-off": "part of a period", "may-grow": "may still grow", "or": ", or ",
    "not-known": "not known", "level": "mean between changes",
    "plausible": "a new level may begin here", "breaks": "change in how events were counted",
    "break": "from {0}: {1}", "up-to": "up to {0}", "rolling": "{0} in the {1} days up to each day",
    "certain-to-possible": "certain to possible", "no-events": "none", "one-scale": "{0}; all with one scale",
    "area": "{0}: the area is the count",
    "vague": "days known as a range", "inexact": "not an exact count", "others": "other counts, not part of the series",
    "former": "as first counted", "other": "not part of the series", "changed": "{0}: {1}, before: {2}",
    "nowhere": "place not known", "circles": "{0}: the area of a circle is the count",
    "credit": "Source: {0}. Edition {1} of {2}.", "kicker": "TALLY BRIEFING",
    "made-up": "AN EXAMPLE. EVERY COUNT IS MADE UP.",
}  # fmt: skip
ROWS = {  # the heads of tables of what charts show
    "period": "Days", "state": "Not final because", "window": "{0} days up to", "month": "Month", "year": "Year",
    "most": "Most in a day", "ends": "Counted", "until": "{0} up to {1}", "place": "Place", "sum": "All days",
    "range": "From certain to possible", "per-day": "Per day", "counter": "Counted by", "basis": "Basis",
    "note": "Note", "assumed": "If", "multiple": "Ratio", "cutoff": "Stopped on", "lower-end": "Lower end",
    "upper-end": "Upper end", "up-to": "Up to {0}", "part": "{0} (a part)",
    "at-month": "Listed are the last days of months, and the days with the highest and the latest count.",
    "at-quarter": "Listed are the last days of quarters, and the days with the highest and the latest count.",
    "at-year": "Listed are the last days of years, and the days with the highest and the latest count.",
}  # fmt: skip
READINGS = {  # how many times as many, by what is assumed
    "floor": "Bare counts", "same-days": "Same days of both years", "per-day": "Per day, if spread evenly",
    "there": "{0}: {1}", "spread": "with the {0} interval",
}  # fmt: skip
TIPS = {  # what a mark in a chart is, shown by browsers when a pointer rests on it
    "figure": "{0}, {1} ({2})", "rate": "{0}: {1} per thirty days", "event": "{0}: {1}", "bound": "{0}: {1} {2}",
    "cutoff": "If the count stopped on {0} times as many per day", "pair": "{0}, {1}: {2}",
    "curve": "How many times as many per day, by the day on which the later count stopped",
    "curve-interval": "Interval of the ratio", "family": "These share a counting organisation or raw material",
    "year": "{0}: {1}", "year-band": "{0}: certain to possible", "period": "{0}: {1}", "state": "{0} ({1})",
    "periods": "{0} to {1}: {2}", "week": "{0}: {1}", "day": "{0} {1}",
}  # fmt: skip
ALT = {
    "readings": "Chart of the multiple by what is assumed, with a line at equal rates. {0}.",
    "windows": "Chart of {0} over time. {1}.", "figure": "{0} for {1}, {2} a day",
    "bounds": "Chart of bounds on {0}. {1}.", "counts": "Chart of counts over time. {0}.",
    "count": "{0} for {1}, {2}, counted by {3}", "no-basis": "basis not stated",
    "more": "and {0} more, as the table shows",
    "pairs": "Chart of ratios on a logarithmic scale, with a line at equal rates. {0}.", "pair": "{0}, {1}: {2}",
    "periods": "Chart of {0}, {1} to {2}.", "peak-in": "Highest: {0} {1}.", "lowest": "Lowest: {0} {1}.",
    "times": "in {0} periods", "unknown": "Not known: {0} of {1} periods.",
    "years-before": "In the years before: {0}.", "year-count": "{0} in {1}",
    "rolling": "Chart of {0} in the {1} days up to each day, from {2} to {3}.", "peak": "Highest: {0} up to {1}.",
    "latest": "Latest: {0} up to {1}.", "calendar": "Chart of {0} by day as a calendar, {1} to {2}. By year: {3}.",
    "multiples": "Chart of {0}, {1} to {2}, for each place, all with one scale. {3}.",
    "steps": "Chart of {0} over time, the area is the count. {1}.", "others": "Alongside: counts by {0}.",
    "map": "Chart of {0} by place, as a map. {1}.", "without": "Places without any: {0}.",
    "nowhere": "Place not known: {0}.",
    "changes": "The level changes around {0}.", "breaks": "How events were counted changes: {0}.",
    "to-date": "Chart of {0} since {1}, day by day. Up to {2}: {3} in {4}, {5} in {6}.",
    "curve": "Chart of the ratio over every possible cut-off: it falls from {0} after {1} to {2} after {3}.",
}  # fmt: skip

# The page around its templates, editions, the list of briefings and the feed
PAGE = {
    "draft": "Draft: {0}", "made-up": "An example: every count in it is made up.",
    "edition-of": "{0}, edition {1}", "dataset": "The counts behind: {0}",
    "described": "Reported counts, each with its source, window, basis and quotation.",
    "claim": "{0}, {1}", "feed": "Tally briefings", "entry": "{0} Edition {1}", "nobody": "Author not named",
}  # fmt: skip
STYLE = {"draft": "Draft, not published", "counter": "counted by: ", "basis": "basis: "}
CHANGED = {
    "finding": "The finding was", "finding-kept": "The finding did not change.", "text": "The text was",
    "both": "{what}:\n{indent}“{then}”\n  and is:\n{indent}“{now}”", "new": "New text:\n{indent}“{now}”",
    "gone": "Removed text:\n{indent}“{then}”", "number": "{0}: was {1}, is {2}.",
    "corrected": "Text was corrected.", "evidence": "Evidence was reworded.",
    "nothing": "No visible change.", "first": "The first edition.",
}  # fmt: skip
DATED_FROM = {  # short forms of whoever collects sources, and what a reader says
    r"^(?:none|n/a|unknown)\.?$": "", r"\bindex date\b": "as given in a search index",
    r"\bURL path\b": "in the address of the page", r"\bpage text\b": "printed on the page",
    r"\bURLs\b": "addresses", r"\bURL\b": "address",
}  # fmt: skip

# What a page offers to take away, and how it is cited
CITED = {"genre": "Tally briefing", "edition": "Tally briefing {0}, edition {1}", "inputs": "Inputs {0}."}
EXPORTED = {  # by the ends of their files' names
    ".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", "-figures.csv": "figures as CSV", "-dictionary.csv": "dictionary",
    ".bib": "BibTeX", ".ris": "RIS", ".csl.json": "CSL-JSON", ".annotations.jsonld": "annotations",
    ".crate.zip": "everything as an archive",
}  # fmt: skip
CHART_NAMES = {  # in the list of downloads
    "windows": "Counts over time", "bars": "Rates per thirty days", "readings": "The multiple, by what is assumed",
    "cutoffs": "The ratio for each cut-off", "bounds": "What overlapping counts imply",
    "forest": "The ratios of all pairs", "rivals": "All counts of the same thing", "year_to_date": "The year to date",
    "steps": "The counts over time", "periods": "The count of each period", "years_to_date": "Each year to date",
    "rolling": "Rolling counts", "calendar": "The count of each day", "map": "A map",
    "places": "The years of each place",
}  # fmt: skip

# Exports
EXPORT = {
    "subject": "Tally briefing {0}, edition {1}, inputs {2}", "subtitle": "Tally briefing, edition {0} of {1}",
    "edition": "Edition {0}", "titled": "{0} Edition {1}", "nobody": "Publisher not named",
    "crate": "{0} Contains everything needed to build the page again: make report BRIEF={1}.",
    "identifier": "{0}, edition {1}, inputs {2}", "more": "More evidence",
    "figure": "{0}, {1}, counted by {2} ({3}).", "quotation": "{0} The words are {1}. Figure {2}.",
    "counted": "{0} {1} Counted in the file with the SHA-256 {2}. Figure {3}.", "rows": "Rows",
    "licence": "Creative Commons Attribution 4.0", "figures": "Figures", "dictionary": "Data dictionary",
    "numbers": "Numbers", "sheet": "sheet", "column": "column", "holds": "what it holds",
    "note": "A text that a spreadsheet could treat as a formula begins with an apostrophe, which is not part of it.",
}  # fmt: skip
DERIVED_COLUMNS = {
    "window_inferred": "whether the window was read into the page's words",
    "primary_seen": "whether the document that first gave the count was read",
    "how": "quoted from a source, or counted from a file of events",
    "low": "the least that a counted figure can be; empty where it is quoted",
    "high": "the most that a counted figure can be; empty where it is quoted",
    "supposed": "the day on which the brief supposes that a count without a stated end stopped",
    "first": "first day covered; empty where the window is vague",
    "last": "last day covered; empty where the window is vague", "days": "days covered, both ends included",
    "unit_one": "the unit with 1; empty where the case does not say",
    "per_day": "the count over its days", "per_month": "the count over its days, times thirty",
}  # fmt: skip
NUMBER_COLUMNS = {
    "id": "id of the number's evidence card on the page", "number": "the number as it is written",
    "value": "the number before rounding", "label": "what it is",
    "kind": "quoted from a source, counted from a file, computed from other numbers, or chosen as a setting",
    "evidence": "what its card says",
}  # fmt: skip
ROW_COLUMNS = {  # of the ids of the rows that figures were counted from
    "figure": "id of a counted figure; with -same-days, its part on the same days of the year",
    "row": "id of a row of the file",
    "counts": "certain; by-date: may be on other days; by-name: may be another actor’s",
}  # fmt: skip

# The start page in JupyterLab; its sentences with numbers are in templates
QUESTIONS = {"pair": "Two counts", "series": "A series of counts"}
CONTROLS = {  # labels
    "case": "Case", "level": "Level", "claim": "Claim", "earlier": "Earlier", "later": "Later", "as_of": "Stopped on",
    "dataset": "Counts", "series": "Series", "unit": "Unit", "actor": "Actor", "role": "Role", "place": "Where",
    "first": "First day", "last": "Last day", "step": "Periods", "by": "Places", "boundaries": "Map",
    "milestones": "Events", "brief": "Name", "question": "Question", "keep": "Keep as brief", "file": "Data set",
    "window": "Days", "against": "Against", "id": "Id", "count": "Count", "keep-count": "Keep this count",
}  # fmt: skip
NARROWED = {  # lists of quoted counts: label, word in a sentence, what stands for none, and for all
    "group": ("Group", "group", "(no group named)", "any group"),
    "place": ("Place", "place", "(no place named)", "any place"),
    "unit": ("Unit", "unit", "(no unit named)", "any unit"),
    "counter": ("Counter", "counter", "(no counter named)", "any counter"),
    "basis": ("Basis", "basis", "(no basis named)", "any basis"),
}
HINTS = {  # what an empty field shows
    "day": "YYYY-MM-DD", "actor": "anybody", "place": "anywhere", "window": "such as 2021 or 2021-01-01/2021-11-17",
    "against": "other days, to compare the two", "id": "made from the rest if empty",
    "question": "What do you ask of these counts?",
}  # fmt: skip
OFFERED = {  # in lists, besides what is in the data
    "no-claim": "none", "no-claims": "none in this case", "other-events": "All others of this place and group",
    "quoted": "Quoted in documents", "no-map": "no map",
}  # fmt: skip
ROLES = {"any": "any", "by": "by: did it", "against": "against: took part, not recorded as doing it"}
STEPS = {"year": "year", "quarter": "quarter", "month": "month", "week": "week", "day": "day"}
DIVIDED = {"": "all together", "country": "by country", "admin1": "by province", "admin2": "by district"}
REFUSED = {  # why there is nothing to show
    "alone": "Only one count of this kind is in the data. Choose another counter, basis or place.",
    "countable": "This case has no quoted counts. Count events in its files below; its briefs compare such counts.",
    "empty": "This case has no counts yet. Add one: tally add figure --case {0}",
    "few": "A series needs three counts or more: choose more, or another group, place, unit, counter or basis.",
    "claim-without-counts": "The data do not have the two counts of this claim. {0}",
    "claim-of-two-kinds": "The two counts of this claim differ in {0}. {1}",
    "case": "The case {0} cannot be shown. {1}",
    "same-start": "Against: both periods start on one day. Choose one that starts on another.",
}  # fmt: skip
FAULTS = {  # of what is entered, by their kinds
    "none": "no count is chosen", "string_too_short": "is empty",
    "string_too_long": "has more than {max_length} characters",
    "string_pattern_mismatch": "has other characters than a–z, digits and hyphens between them",
}  # fmt: skip
