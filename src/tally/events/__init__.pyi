from .counting import Count, count_events, count_rows
from .coverage import BREAKS, GAPS, proposed_coverage
from .datasets import open_dataset, read_names
from .dividing import PeriodCount, PlaceCount, count_periods, count_places
from .matching import match_place
from .printed import odd_names
from .query import CountError, Query, make_query
from .store import EventFile, load_events, sha256_of

__all__ = [
    "BREAKS",
    "GAPS",
    "Count",
    "CountError",
    "EventFile",
    "PeriodCount",
    "PlaceCount",
    "Query",
    "count_events",
    "count_periods",
    "count_places",
    "count_rows",
    "load_events",
    "make_query",
    "match_place",
    "odd_names",
    "open_dataset",
    "proposed_coverage",
    "read_names",
    "sha256_of",
]
