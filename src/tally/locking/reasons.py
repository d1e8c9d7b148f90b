"""The reasons why a document was not read, or its quotations not recorded, in words."""

from tally.errors import explain
from tally.project import write_details

OPENINGS = ("A", "An", "Documents", "It", "No", "Nobody", "The", "There", "This", "Too")
LONGEST = 200  # characters of an error's own message


def explain_any(error: Exception) -> str:
    """Return the sentence for an error; for an unexpected one, write the details to a file and name that."""
    if sentence := explain(error):
        return sentence
    path, message = write_details(error), " ".join(str(error).split())
    shortened = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
    details = f"The details are in {path}." if path else "The details could not be written."
    return f"An unexpected error ({type(error).__name__}: {shortened}). {details}"


def because(sentence: str) -> str:
    """Return a sentence as a clause that follows another one."""
    first = sentence.partition(" ")[0]
    clause = f"{first.lower()}{sentence[len(first) :]}" if first in OPENINGS else sentence
    return f"because {'of ' if sentence.startswith('An unexpected error') else ''}{clause}"
