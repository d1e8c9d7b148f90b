from .counting import BY_NAME, Count, count_events, fate_of_rows
from .coverage import BREAKS, GAPS, proposed_coverage
from .datasets import open_dataset, read_names
from .dividing import PeriodCount, PlaceCount, count_periods, count_places
from .matching import match_actor, match_place
from .printed import odd_names, printed_names
from .query import CountError, Query, make_query
from .results import count_row, keep_result, kept_result, query_of, row_key
from .rows import CountedRows, count_rows
from .source import confirm_source, find_file, has_file, place_of
from .store import EventFile, load_events, open_events, sha256_of

__all__ = [
    "BREAKS",
    "BY_NAME",
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
    "fate_of_rows",
    "find_file",
    "has_file",
    "keep_result",
    "kept_result",
    "load_events",
    "make_query",
    "match_actor",
    "match_place",
    "odd_names",
    "open_dataset",
    "open_events",
    "place_of",
    "printed_names",
    "proposed_coverage",
    "query_of",
    "read_names",
    "row_key",
    "sha256_of",
]
