from .conversion import Dropped, Loaded, convert
from .engine import LoadingError, open_engine
from .layout import Layout
from .mapped import KIND, PARTS, mapped_layout, mapping_faults
from .registry import KINDS, LAYOUTS, likely_kind
from .staging import Form, Staged, changed_file, hash_source, stage

__all__ = [
    "KIND",
    "KINDS",
    "LAYOUTS",
    "PARTS",
    "Dropped",
    "Form",
    "Layout",
    "Loaded",
    "LoadingError",
    "Staged",
    "changed_file",
    "convert",
    "hash_source",
    "likely_kind",
    "mapped_layout",
    "mapping_faults",
    "open_engine",
    "stage",
]
