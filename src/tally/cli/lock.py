"""The command `tally lock`."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tally.errors import TallyError
from tally.project import Project, note, say

if TYPE_CHECKING:
    from tally.locking import Examination


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    locking = commands.add_parser(
        "lock",
        help="find figures' quotations in their documents, and store where they are",
        description="Fetch a source's document, or read it from a file, store it in passages/originals/ (which git "
        "ignores), and look for the quotation of each figure in it. A quotation that is there exactly once is locked.",
    )
    locking.add_argument("source", nargs="?", metavar="SOURCE", help="id of a source in sources.json")
    locking.add_argument(
        "--file",
        type=Path,
        help="read the document from this file (web page, PDF or text; also in MHTML, WARC or gzip)",
    )
    locking.add_argument("--all", action="store_true", help="every source that a figure was read in")
    locking.add_argument("--check", action="store_true", help="list what changed or vanished; write nothing")
    locking.add_argument("--private", action="store_true", help="also fetch from this machine or a private network")
    locking.add_argument("--case", help="the case, a folder under data/ (default: the first example)")
    locking.set_defaults(run=run)


def run(project: Project, options: argparse.Namespace) -> int:
    """Lock one source, or all of them."""
    from tally.documents import READER, Session
    from tally.locking import examine_all, report_changes
    from tally.records import load_dossier
    from tally.records.tables import suggest_name

    READER.start()  # it is ready when the data are
    dossier = load_dossier(project, options.case)
    if bool(options.source) == options.all or (options.all and options.file):
        note("tally: name one SOURCE, or use --all. A file belongs to one source.")
        return 1
    if options.source and options.source not in dossier.sources:
        hint = suggest_name(options.source, dossier.sources)
        msg = f"There is no source {options.source!r}. {hint}The ids are in sources.json."
        raise TallyError(msg)
    session = Session(private=frozenset({"*"} if options.private else ()))
    sources = [options.source] if options.source else sorted(set(dossier.figures["source"]))
    examinations = _counted(examine_all(dossier, sources, session, options.file), len(sources))
    if options.check:
        return report_changes(dossier, examinations)
    return _record_all(project, options.case, examinations)


def _counted(examinations: "Iterator[Examination]", count: int) -> "Iterator[Examination]":
    """Print the progress."""
    for number, examination in enumerate(examinations, start=1):
        note(f"{number} of {count}: {examination.source}")
        yield examination


def _record_all(project: Project, case: str, examinations: "Iterator[Examination]") -> int:
    """Store each examined document, and record the quotations found in it."""
    from tally.locking import because, explain_any, pack_examined, record_locks

    locked = missing = refused = 0
    for examination in examinations:
        if examination.refused:
            refused += 1
            say(f"{examination.source}: not read, {because(examination.refused)}")
            continue
        try:
            original = pack_examined(examination)
            if original:
                record_locks(project, case, original, examination.found)
        except Exception as error:  # noqa: BLE001  whatever is in one document, the others are recorded
            refused += 1
            say(f"{examination.source}: not recorded, {because(explain_any(error))}")
            continue
        locked += len(examination.found)
        missing += len(examination.quotations) - len(examination.found)
        say(examination_report(examination))
    say(f"{_count(locked, 'quotation')} locked, {missing} not found, {_count(refused, 'document')} not read.")
    return 1 if missing or refused else 0


def examination_report(examination: "Examination") -> str:
    """Format the result for each quotation of a source."""
    from tally.locking import FoundQuotation, word_difference

    lines = [f"{examination.source}: {_count(len(examination.quotations), 'quotation')} looked for."]
    for quotation in examination.quotations:
        if isinstance(quotation.result, FoundQuotation):
            page = f"page {quotation.result.page}, " if quotation.result.page else ""
            lines.append(f"  {quotation.figure.id}: locked, {page}paragraph {quotation.result.paragraph}.")
        elif quotation.result.count:
            lines.append(
                f"  {quotation.figure.id}: found {_times(quotation.result.count)}: quote more words. It is unchanged."
            )
        elif quotation.result.hidden:
            words = "its words are in the page only where readers do not see them"
            lines.append(f"  {quotation.figure.id}: {words}; it is unchanged.")
        elif quotation.result.nearest:
            lines.append(
                f"  {quotation.figure.id}: not found; it is unchanged. The nearest words, [-quoted-] {{+there+}}:"
            )
            lines.append(f"    {word_difference(quotation.figure.quotation, quotation.result.nearest)}")
        else:
            lines.append(f"  {quotation.figure.id}: not found, and nothing similar; it stays {quotation.figure.seen}.")
    return "\n".join(lines)


def _times(number: int) -> str:
    """Format how often something was found; above a limit, only that it is more."""
    from tally.records.quotations import MOST_PLACES

    return f"{number} times or more" if number == MOST_PLACES else f"{number} times"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
