"""Make the exports of an edition, each completely or not at all."""

from functools import cached_property
from pathlib import Path

from tally.briefing import AnyBriefing, compose_any
from tally.briefs import Brief, answer_brief, load_brief, load_records
from tally.editions import Edition, read_editions
from tally.evidence.series import AnyFindings
from tally.exports.errors import ExportError
from tally.exports.kinds import KINDS, Files
from tally.project import Project, build_inputs, ensure_extra, publishing
from tally.records import Dossier, hash_records


class Exporter:
    """
    The exports of a brief's latest edition.

    Parameters
    ----------
    project : Project
        The checkout, in which the brief is built and up to date.
    name : str
        The brief.

    Raises
    ------
    ExportError
        The brief has no edition.
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
        Write one kind of export, and return the paths of its files.

        Raises
        ------
        ExportError
            The export cannot be made here. Earlier files are unchanged.
        """
        files = self.files(kind)
        folder = self.folder / "exports"
        with publishing(self.project) as edit:
            edit({folder / name: content for name, content in files.items()})
        return [folder / name for name in files]

    def files(self, kind: str) -> Files:
        """Return the files of one kind of export, by their names; install what it needs on first use."""
        if KINDS[kind].extra:
            ensure_extra(KINDS[kind].extra)
        return {f"{self.stem}{end}": content for end, content in KINDS[kind].make(self).items()}

    @property
    def records(self) -> Dossier:
        """The records relevant to the brief."""
        return self.findings.records

    @property
    def briefing(self) -> AnyBriefing:
        """The briefing, as its notebooks compose it."""
        inputs = build_inputs(self.project, self.brief.brief, hash_records(self.records), self.brief.kind)
        return compose_any(self.findings, inputs)

    @cached_property
    def findings(self) -> AnyFindings:
        """The findings that answer the brief."""
        return answer_brief(load_records(self.project, self.brief), self.brief)
