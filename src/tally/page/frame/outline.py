"""List the sections of a page, and link its headings to themselves."""

import re
from dataclasses import dataclass

from markupsafe import Markup

SECTION = re.compile(
    r'<section id="(?P<id>[^"<]+)"(?P<rest>[^<>]*)>(?:\s*+<h2>(?P<heading>(?:[^<]|<(?!/?h2))*+)</h2>)?'
)
LABEL = re.compile(r' aria-label="([^"]*)"')
DAYS = '<span class="window">[^<]*</span>'
HEADING = re.compile(
    r'<section id="(?P<section>[^"]+)"|<h(?P<level>[23])(?: id="(?P<id>[^"]+)")?>'
    rf"(?P<words>(?:[^<]|{DAYS})*(?:[^<\s:]|(?<=</span>)))"
)


@dataclass(frozen=True)
class Section:
    """A section of a page: its id, and its title as markup."""

    id: str
    title: Markup


def list_sections(body: str) -> list[Section]:
    """List the sections of a page that have a title: a heading, or failing that a label."""
    sections = []
    for section in SECTION.finditer(body):
        label = LABEL.search(section["rest"])
        if title := section["heading"] or (label[1] if label else ""):
            sections.append(Section(section["id"], Markup(title)))
    return sections


def link_headings(body: str) -> str:
    """
    Link each heading to itself.

    The heading of a section leads to the section, one within it to its own id; without an id it is left as it is.
    Numbers in a heading remain controls of their own: its words are linked up to the first of them.
    """
    section = ""

    def link(match: re.Match[str]) -> str:
        nonlocal section
        if match["section"]:
            section = match["section"]
            return match[0]
        target = match["id"] or (section if match["level"] == "2" else "")
        opening = match[0].removesuffix(match["words"])
        return f'{opening}<a href="#{target}">{match["words"]}</a>' if target else match[0]

    return HEADING.sub(link, body)
