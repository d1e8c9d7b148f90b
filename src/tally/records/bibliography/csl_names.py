"""Read the people and organisations in bibliographic records, in the ways in which other programs write them."""

import re
import unicodedata
from typing import Any

from tally.errors import TallyError

Name = dict[str, str]
NAME_FORM = (
    'Write {"family": "Doe", "given": "Jane"} for a person and {"literal": "United Nations"} for an organisation.'
)
PARTS = ("family", "given", "suffix", "literal", "non-dropping-particle", "dropping-particle", "name")
AND_OTHERS = ("others", "and others", "et al", "et al.", "and others.")
# “Ministry of Defence” without braces is cut before its preposition, which no family name starts with
OF_AN_OFFICE = re.compile(r"(?:of|for|on|the|and|against|at|by|with|to|für|pour|sur|contre|para|in(?= [A-Z]))\s")
DOTLESS = {"ı\u0301": "í", "ı\u0300": "ì", "ı\u0302": "î", "ı\u0308": "ï", "ı\u0303": "ĩ", "ȷ\u0302": "ĵ"}
CLOSE_SET = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")  # scripts that write the family name first, without a space


class NamesError(TallyError, ValueError):
    """A list of names cannot be read. `found` says what stands there."""

    def __init__(self, found: object) -> None:
        super().__init__(f"found {found!r}, expected a list of names. {NAME_FORM}")
        self.found = str(found)


def read_names(value: Any) -> tuple[list[Name], bool]:
    """
    Read the names in a field such as `author`.

    Returns
    -------
    names, others
        Each name that says something, as `family` (its particles included), `given` and `suffix`, or as `literal`; and
        whether the list ends with “and others”.

    Raises
    ------
    NamesError
        A name is a bare text, or made of something else than text.
    """
    if value in (None, "", {}, []):
        return [], False
    listed = [value] if isinstance(value, dict) else value
    if not isinstance(listed, list):
        raise NamesError(value)
    names = [name for one in listed if one is not None and (name := _name(one))]
    kept = [name for name in names if _whole(name).casefold() not in AND_OTHERS]
    return kept, len(kept) < len(names)


def _name(value: Any) -> Name | None:
    """Read one name; None if nothing stands in it."""
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
    if OF_AN_OFFICE.match(family):
        return {"literal": f"{parts['given']} {family}"}
    if _without_initials(parts["given"]):
        close = any(script in unicodedata.name(family[0], "") for script in CLOSE_SET)
        return {"literal": f"{family}{parts['given']}" if close else f"{parts['given']} {family}"}
    return {"family": family, "given": parts["given"]} | ({"suffix": parts["suffix"]} if "suffix" in parts else {})


def _plain(family: str, parts: Name) -> Name:
    return {"family": family, "suffix": parts["suffix"]}


def spoken_name(name: Name) -> str:
    """Write a name as it is spoken: Jane van der Berg, or Martin Luther King Jr."""
    spoken = (name.get("given"), name.get("family"), name.get("suffix"))
    return name.get("literal") or " ".join(part for part in spoken if part)


def clean_text(text: str) -> str:
    """Write letters and their accents as one character each, and runs of space as one space."""
    for pair, letter in DOTLESS.items():
        text = text.replace(pair, letter)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _whole(name: Name) -> str:
    return spoken_name(name).strip()


def _without_initials(given: str) -> bool:
    """Return whether a given name is in a script without capitals, which cannot be cut to an initial and a point."""
    letters = [sign for sign in given if sign.isalpha()]
    return bool(letters) and not any(sign.lower() != sign.upper() for sign in letters)
