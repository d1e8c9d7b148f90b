from .outline import Section, link_headings, list_sections
from .places import link_places, name_places
from .shorter import write_shorter
from .stylesheet import page_styles, read_style, without_rare_letters
from .web import icon, sharing

__all__ = [
    "Section",
    "icon",
    "link_headings",
    "link_places",
    "list_sections",
    "name_places",
    "page_styles",
    "read_style",
    "sharing",
    "without_rare_letters",
    "write_shorter",
]
