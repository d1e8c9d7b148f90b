"""The citation of an edition for reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tally.editions import Edition
from tally.text import words

LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
SPECIAL = str.maketrans(LATEX)
IN_ADDRESSES = re.compile(r"[\\{}\s]")  # what an address in BibTeX cannot have


def as_bibtex(edition: Edition, address: str = "") -> bytes:
    """Write a BibTeX entry. Each name is in braces, since a name can be that of an organisation."""
    day = date.fromisoformat(edition.date)
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in edition.authors),
        "title": f"{{{_latex(edition.question)}}}",
        "year": str(day.year),
        "month": day.strftime("%b").lower() if words.CODE == "en" else str(day.month),
        "date": edition.date,
        "type": _latex(words.CITED["genre"]),
        "howpublished": _latex(_described(edition)),
        "note": _latex(_note(edition)),
        "url": IN_ADDRESSES.sub(lambda match: f"%{ord(match.group()):02X}", address),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{_key(edition)},", *lines, "}", ""]).encode()


def as_ris(edition: Edition, address: str = "") -> bytes:
    """Write an RIS record, with the ends of lines that the format has."""
    fields = [
        ("TY", "RPRT"), ("ID", _key(edition)),
        *(("AU", f"{name},") for name in edition.authors),  # the comma keeps a name from being split
        ("TI", edition.question), ("PY", edition.date[:4]), ("DA", edition.date.replace("-", "/")),
        ("M3", words.CITED["genre"]), ("ET", str(edition.edition)), ("M1", _described(edition)),
        ("N1", _note(edition)), ("LA", words.CODE), ("UR", address), ("ER", ""),
    ]  # fmt: skip
    lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in fields if text or tag == "ER"]
    return "".join(f"{line}\r\n" for line in lines).encode()


def as_csl(edition: Edition, address: str = "") -> bytes:
    """Write a CSL-JSON record, in a list as reference managers expect it."""
    record: dict[str, Any] = {
        "id": _key(edition),
        "type": "report",
        "title": edition.question,
        **({"author": [{"literal": name} for name in edition.authors]} if edition.authors else {}),
        "issued": {"date-parts": [[int(part) for part in edition.date.split("-")]]},
        "genre": words.CITED["genre"],
        "number": edition.brief,
        "edition": str(edition.edition),
        "note": _note(edition),
        "language": words.CODE,
        **({"URL": address} if address else {}),
    }
    return (json.dumps([record], ensure_ascii=False, indent=1) + "\n").encode()


# By the ends of their files' names: the name of the format, its media type, and the function that writes it
CITATIONS: dict[str, tuple[str, str, Callable[[Edition, str], bytes]]] = {
    ".bib": ("BibTeX", "application/x-bibtex", as_bibtex),
    ".ris": ("RIS", "application/x-research-info-systems", as_ris),
    ".csl.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", as_csl),
}


def _key(edition: Edition) -> str:
    """Return the name of the record, which every program can read."""
    return re.sub(r"[^A-Za-z0-9-]", "-", f"tally-{edition.brief}-{edition.edition}")


def _described(edition: Edition) -> str:
    """Return which briefing and edition is cited."""
    return words.CITED["edition"].format(edition.brief, edition.edition)


def _note(edition: Edition) -> str:
    """Return from which inputs the edition was made; first, that it is only an example if it is one."""
    inputs = words.CITED["inputs"].format(edition.inputs[:12])
    return f"{words.PAGE['made-up']} {inputs}" if edition.made_up else inputs


def _latex(text: str) -> str:
    """Return a text as LaTeX prints it, on one line."""
    return " ".join(text.split()).translate(SPECIAL)
