"""Rename the fields of a BibTeX file that pandoc would change, so that pandoc returns them as they are written."""

import re

from tally.adding import PromptError

MAX_NESTED_BRACES = 40  # more is an error in the file
# Pandoc drops months that it cannot read, and removes capitals from English titles (“the situation in afghanistan”).
# So these fields get other names, whose values pandoc does not change.
CARRIED = {"year": "isbn", "month": "issn", "day": "pmid", "date": "pmcid", "langid": "library", "language": "library"}
DISPLACED = {"isbn", "issn", "pmid", "pmcid", "library", "hyphenation", "eprint", "eprinttype", "archiveprefix"}
NOT_ENGLISH = " hyphenation = {german},"
TOKEN = re.compile(
    r'\\.|[{}"]|(?P<start>@\s*+\w++\s*+\{)(?P<key>[^,{}()="#%]*+,)?|'
    r"(?<![\w:+./-])(?P<field>[A-Za-z][\w:+./-]*+)(?=\s*+=)",
    re.DOTALL,
)


def protect_fields(text: str) -> str:
    """
    Rename the fields that pandoc would change, and mark every entry as not English.

    Only names before an equals sign directly inside an entry are renamed, not words in braces or quotation marks, and
    nothing in a macro or a comment. Line numbers stay the same.

    Raises
    ------
    PromptError
        Braces are nested too deeply.
    """
    parts, position, depth, quoted, entry = [], 0, 0, False, False
    for token in TOKEN.finditer(text):
        sign, other = token.group(), ""
        if token["start"] and not depth:
            depth, quoted, entry = 1, False, bool(token["key"])
            if entry:
                parts += [text[position : token.end()], NOT_ENGLISH]
                position = token.end()
        elif token["field"] and entry and depth == 1 and not quoted:
            name = token["field"].lower()
            other = CARRIED.get(name) or (f"other-{name}" if name in DISPLACED else "")
        elif sign == '"' and depth == 1:
            quoted = not quoted
        elif depth and sign[-1] in "{}":
            depth += 1 if sign[-1] == "{" else -1
        if depth > MAX_NESTED_BRACES:
            msg = f"The BibTeX file has more than {MAX_NESTED_BRACES} nested braces: perhaps a brace is never closed."
            raise PromptError(msg)
        if other:
            parts += [text[position : token.start()], other]
            position = token.end()
    return "".join([*parts, text[position:]])
