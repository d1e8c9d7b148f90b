"""Rename the fields of a BibTeX file that pandoc would change, so that they arrive as they are written."""

import re

from tally.adding import PromptError

DEEPEST = 40  # braces in braces; more is no title
# Pandoc drops months that it cannot read, and takes capitals from English titles (“the situation in afghanistan”).
# So these fields travel under other names, which pandoc hands over as they are written.
CARRIED = {"year": "isbn", "month": "issn", "day": "pmid", "date": "pmcid", "langid": "library", "language": "library"}
OUT_OF_THE_WAY = {"isbn", "issn", "pmid", "pmcid", "library", "hyphenation", "eprint", "eprinttype", "archiveprefix"}
NOT_ENGLISH = " hyphenation = {german},"
TOKEN = re.compile(
    r'\\.|[{}"]|(?P<start>@\s*+\w++\s*+\{)(?P<key>[^,{}()="#%]*+,)?|'
    r"(?<![\w:+./-])(?P<field>[A-Za-z][\w:+./-]*+)(?=\s*+=)",
    re.DOTALL,
)


def prepared(text: str) -> str:
    """
    Rename the fields that pandoc would change, and mark every entry as not English.

    Only names before an equals sign directly inside an entry are touched: not the words in braces or quotation marks,
    and nothing of a macro or a comment. Lines keep their numbers.
    """
    written, place, depth, quoted, entry = [], 0, 0, False, False
    for token in TOKEN.finditer(text):
        sign, other = token.group(), ""
        if token["start"] and not depth:
            depth, quoted, entry = 1, False, bool(token["key"])
            if entry:
                written += [text[place : token.end()], NOT_ENGLISH]
                place = token.end()
        elif token["field"] and entry and depth == 1 and not quoted:
            name = token["field"].lower()
            other = CARRIED.get(name) or (f"other-{name}" if name in OUT_OF_THE_WAY else "")
        elif sign == '"' and depth == 1:
            quoted = not quoted
        elif depth and sign[-1] in "{}":
            depth += 1 if sign[-1] == "{" else -1
        if depth > DEEPEST:
            msg = f"The BibTeX file has more than {DEEPEST} braces one inside the other: perhaps one is never closed."
            raise PromptError(msg)
        if other:
            written += [text[place : token.start()], other]
            place = token.end()
    return "".join([*written, text[place:]])
