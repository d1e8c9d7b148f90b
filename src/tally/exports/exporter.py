"""Make the exports of an edition, whole or not at all."""

from functools import cached_property
from pathlib import Path

from tally.briefing import Briefing, compose_briefing
from tally.briefs import Brief, load_brief
from tally.editions import Edition, read_editions
from tally.evidence import Findings, answer
from tally.exports.errors import ExportError
from tally.exports.kinds import KINDS, Files
from tally.project import Project, build_inputs, ensure_extra, write_file
from tally.records import Dossier, hash_records, load_dossier


class Exporter:
    """
    Makes the exports of the edition that is built of a brief.

    Parameters
    ----------
    project : Project
        The checkout, in which the brief is built and up to date.
    name : str
        The brief.

    Raises
    ------
    ExportError
        It has no edition.
    """

    def __init__(self, project: Project, name: str) -> None:
        self.project, self.folder = project, project.report(name)
        self.brief: Brief = load_brief(project, name)
        editions = read_editions(self.folder)
        if not editions:
            msg = f"{name} has no edition yet. Run `make report BRIEF={name}` first."
            raise ExportError(msg)
        self.edition: Edition = editions[-1]
        self.stem = f"{name}-edition-{self.edition.edition}"

    def make(self, kind: str) -> list[Path]:
        """
        Make one kind of export, and give the files.

        Raises
        ------
        ExportError
            It cannot be made here. What was there before is as it was.
        """
        made = self.files(kind)
        folder = self.folder / "exports"
        for name, content in made.items():
            write_file(folder / name, content)
        return [folder / name for name in made]

    def files(self, kind: str) -> Files:
        """Return the files of one kind of export, by their names; what it needs is installed on first use."""
        if KINDS[kind].extra:
            ensure_extra(KINDS[kind].extra)
        return {f"{self.stem}{end}": content for end, content in KINDS[kind].make(self).items()}

    @property
    def records(self) -> Dossier:
        """The records that bear on the brief."""
        return self._found.records

    @property
    def briefing(self) -> Briefing:
        """The briefing, as its notebooks compose it."""
        made_from = build_inputs(self.project, self.brief.brief, hash_records(self.records))
        return compose_briefing(self._found, made_from)

    @cached_property
    def _found(self) -> Findings:
        """What the records support in answer to the brief."""
        return answer(load_dossier(self.project, self.brief.case), self.brief)
