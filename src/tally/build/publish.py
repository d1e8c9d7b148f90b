"""Publish what was built in a separate folder, only when it is complete."""

import shutil
from pathlib import Path

from tally.editions import EditionError, EditionSummary, read_edition, read_editions, read_overview
from tally.page import OPTIONAL, required_outputs
from tally.project import (
    CHANGED,
    BriefKind,
    Content,
    Kind,
    Project,
    edited_outputs,
    publishing,
    read_file,
    read_record,
)

SET_ASIDE = ".changed"  # in reports/: copies of files that were changed by hand, which a build replaced


def unwritten(project: Project, outputs: Path, kind: BriefKind) -> list[str]:
    """Return the files that the notebooks of a kind should have written and did not."""
    return [output for output in required_outputs(project.steps_of(kind)) if not (outputs / output).is_file()]


def unlisted(project: Project, outputs: Path, kind: BriefKind) -> list[str]:
    """Return the files that the notebooks of a kind wrote and that would not be published."""
    listed = {*required_outputs(project.steps_of(kind)), *OPTIONAL}
    written = (path.relative_to(outputs).as_posix() for path in outputs.rglob("*") if path.is_file())
    return sorted(name for name in written if name not in listed and not name.startswith("editions/"))


def bring_editions(project: Project, brief: str, reports: Path) -> None:
    """
    Copy the records of the editions to the folder of the next build.

    The last one is not copied if it was changed by hand: the build then writes it again, and it is refused if it
    differs from what was published.
    """
    report, target = project.report(brief), reports / brief / "editions"
    source = report / "editions"
    if source.is_dir() and source != target:
        shutil.copytree(source, target)
        last = max(published_editions(report), default=0)
        if f"editions/{last}.json" in edited_outputs(report, read_record(report) or {}):
            (target / f"{last}.json").unlink(missing_ok=True)


def published_editions(report: Path) -> dict[int, EditionSummary]:
    """
    Return the published editions by number, even if their records were changed or removed by hand since.

    They are read from `editions.json`; there are none if that file itself was changed.
    """
    record, overview = read_record(report) or {}, read_overview(report)
    if (
        overview is None
        or not isinstance(record.get("outputs"), dict)
        or "editions.json" in edited_outputs(report, record)
    ):
        return {}
    return {summary.edition: summary for summary in overview.editions}


def publish(project: Project, outputs: Path, report: Path, kind: BriefKind = BriefKind.PAIR) -> None:
    """
    Replace what is published by what was made, all of it or nothing, the page last.

    Raises
    ------
    EditionError
        Another build has just published an edition that this one does not know.
    """
    with publishing(project) as edit:
        check_editions(outputs, report)
        files: dict[Path, Content] = edited_copies(project, report)
        for edition in sorted((outputs / "editions").glob("*.json")):
            files[report / "editions" / edition.name] = edition
        former = [path.relative_to(report).as_posix() for path in (report / "notebooks").rglob("*.ipynb")]
        former += [output for other in project.kinds for output in required_outputs(project.steps_of(other))]
        recorded = (read_record(report) or {}).get("outputs", ())
        former += [name for name in recorded if name.startswith("charts/") and ".." not in name]
        for output in (*OPTIONAL, *(name for name in former if name in recorded)):
            files[report / output] = None
        written = [output for output in OPTIONAL if (outputs / output).is_file()]
        written += required_outputs(project.steps_of(kind))
        edit(files | {report / output: outputs / output for output in written})


def check_editions(outputs: Path, report: Path) -> None:
    """Check that no edition would be lost or changed: each published one was known when the new one was made."""
    ours = {edition.edition: (edition.content, edition.date) for edition in read_editions(outputs)}
    known = published_editions(report)
    edited = {name for name in edited_outputs(report, read_record(report) or {}) if name.startswith("editions/")}
    for number in sorted(int(Path(name).stem) for name in edited):
        summary = known.get(number)
        if summary is None or number != max(known) or ours.get(number) != (summary.content, summary.date):
            msg = (
                f"{report}/editions/{number}.json was changed or removed by hand after edition {number} was published, "
                "and cannot be made again. Restore the file, then build again."
            )
            raise EditionError(msg)
    for path in sorted((report / "editions").glob("*.json")):
        if f"editions/{path.name}" in edited or not path.stem.isdigit():
            continue
        theirs = read_edition(path)
        if ours.get(theirs.edition) != (theirs.content, theirs.date):
            msg = (
                f"Another build has just published edition {theirs.edition} of {report.name}, "
                "or its record was changed by hand. Build it again."
            )
            raise EditionError(msg)


def edited_copies(project: Project, report: Path) -> dict[Path, Content]:
    """Return a copy of each published file that was changed by hand, by its path, before a build replaces it."""
    return {
        project.reports / SET_ASIDE / report.name / name: read_file(report / name, Kind.BUILT)
        for name, change in edited_outputs(report, read_record(report) or {}).items()
        if change == CHANGED and (report / name).is_file()
    }
