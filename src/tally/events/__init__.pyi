from .counting import Count, count_events
from .coverage import BREAKS, GAPS, proposed_coverage
from .datasets import open_dataset, read_names
from .dividing import PeriodCount, PlaceCount, count_periods, count_places
from .matching import match_place
from .printed import odd_names, printed_names
from .query import CountError, Query, make_query
from .results import count_row
from .rows import CountedRows, count_rows
from .source import confirm_source, find_file
from .store import EventFile, load_events, sha256_of

__all__ = [
    "BREAKS",
    "GAPS",
    "Count",
    "CountError",
    "CountedRows",
    "EventFile",
    "PeriodCount",
    "PlaceCount",
    "Query",
    "confirm_source",
    "count_events",
    "count_periods",
    "count_places",
    "count_row",
    "count_rows",
    "find_file",
    "load_events",
    "make_query",
    "match_place",
    "odd_names",
    "open_dataset",
    "printed_names",
    "proposed_coverage",
    "read_names",
    "sha256_of",
]
