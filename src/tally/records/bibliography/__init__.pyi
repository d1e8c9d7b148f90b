from .citations import format_citations
from .columns import ASSESSMENTS, SOURCES, Reliability
from .csl import normalise_record, tidy_record
from .csl_dates import DATE_FORM, DateError, read_date_text
from .csl_names import NAME_FORM, Name, NamesError, clean_text, read_names, spoken_name
from .csl_text import SUPERSCRIPTS, without_markup
from .records import ID, text_flaws
from .sources import (
    Source,
    credit_line,
    primary_seen,
    primary_source,
    read_sources,
    source_chain,
)

__all__ = [
    "ASSESSMENTS",
    "DATE_FORM",
    "ID",
    "NAME_FORM",
    "SOURCES",
    "SUPERSCRIPTS",
    "DateError",
    "Name",
    "NamesError",
    "Reliability",
    "Source",
    "clean_text",
    "credit_line",
    "format_citations",
    "normalise_record",
    "primary_seen",
    "primary_source",
    "read_date_text",
    "read_names",
    "read_sources",
    "source_chain",
    "spoken_name",
    "text_flaws",
    "tidy_record",
    "without_markup",
]
