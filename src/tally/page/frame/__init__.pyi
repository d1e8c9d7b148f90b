from .outline import Section, link_headings, list_sections
from .stylesheet import page_styles, read_style

__all__ = [
    "Section",
    "link_headings",
    "list_sections",
    "page_styles",
    "read_style",
]
