"""Read the names of people and organisations in bibliographic records as other programs write them."""

import re
import unicodedata
from typing import Any

from tally.errors import TallyError

Name = dict[str, str]
NAME_FORM = (
    'Write {"family": "Doe", "given": "Jane"} for a person and {"literal": "United Nations"} for an organisation.'
)
PARTS = ("family", "given", "suffix", "literal", "non-dropping-particle", "dropping-particle", "name")
MOST = 5_000  # names of one document
AND_OTHERS = ("others", "and others", "et al", "et al.", "and others.")
# Without braces, BibTeX splits “Ministry of Defence” before the preposition. No family name starts with these words
PREPOSITION = re.compile(r"(?:of|for|on|the|and|against|at|by|with|to|für|pour|sur|contre|para|in(?= [A-Z]))\s")
DOTLESS = {"ı\u0301": "í", "ı\u0300": "ì", "ı\u0302": "î", "ı\u0308": "ï", "ı\u0303": "ĩ", "ȷ\u0302": "ĵ"}
NO_SPACE_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")  # these have the family name first, and no space


class NamesError(TallyError, ValueError):
    """A list of names cannot be read. `found` is the value as text."""

    def __init__(self, found: object) -> None:
        super().__init__(f"found {found!r}, expected a list of names. {NAME_FORM}")
        self.found = str(found)


def read_names(value: Any) -> tuple[list[Name], bool]:
    """
    Read the names in a field such as `author`.

    Returns
    -------
    names, others
        The names that are not empty, each as `family` (with its particles), `given` and `suffix`, or as `literal`; and
        whether the list ends with “and others”.

    Raises
    ------
    NamesError
        A name is a plain text instead of an object, or one of its parts is not a text.
    """
    if value in (None, "", {}, []):
        return [], False
    entries = [value] if isinstance(value, dict) else value
    if not isinstance(entries, list):
        raise NamesError(value)
    if len(entries) > MOST:
        raise NamesError(f"{len(entries):,} names, where at most {MOST:,} are expected")
    names = [name for entry in entries if entry is not None and (name := _name(entry))]
    people = [name for name in names if spoken_name(name).strip().casefold() not in AND_OTHERS]
    return people, len(people) < len(names)


def _name(value: Any) -> Name | None:
    """Read one name; None if it is empty."""
    if not isinstance(value, dict):
        raise NamesError(value)
    parts = {}
    for part in PARTS:
        text = value.get(part)
        if text is not None and not isinstance(text, str):
            raise NamesError(value)
        if text and text.strip():
            parts[part] = clean_text(text)
    family = " ".join(parts[part] for part in ("dropping-particle", "non-dropping-particle", "family") if part in parts)
    if "family" not in parts:
        family = ""
    if not family and not parts.get("given"):
        whole = parts.get("literal") or parts.get("name")
        return {"literal": whole} if whole else None
    if not family or not parts.get("given"):
        return (
            {"literal": family or parts["given"]} if "suffix" not in parts else _plain(family or parts["given"], parts)
        )
    if PREPOSITION.match(family):
        return {"literal": f"{parts['given']} {family}"}
    if _without_initials(parts["given"]):
        no_space = any(script in unicodedata.name(family[0], "") for script in NO_SPACE_SCRIPTS)
        return {"literal": f"{family}{parts['given']}" if no_space else f"{parts['given']} {family}"}
    return {"family": family, "given": parts["given"]} | ({"suffix": parts["suffix"]} if "suffix" in parts else {})


def _plain(family: str, parts: Name) -> Name:
    return {"family": family, "suffix": parts["suffix"]}


def spoken_name(name: Name) -> str:
    """Return a name as it is spoken: Jane van der Berg, or Martin Luther King Jr."""
    parts = (name.get("given"), name.get("family"), name.get("suffix"))
    return name.get("literal") or " ".join(part for part in parts if part)


def clean_text(text: str) -> str:
    """Return a text with each accented letter as one character (Unicode NFC), and each run of spaces as one space."""
    for pair, letter in DOTLESS.items():
        text = text.replace(pair, letter)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_initials(first_name: str) -> bool:
    """Return whether a name is in a script without capitals, so that it has no initial such as “J.”."""
    letters = [sign for sign in first_name if sign.isalpha()]
    return bool(letters) and not any(sign.lower() != sign.upper() for sign in letters)
