"""Make the exports of an edition, whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tally.analysis import compare, measure
from tally.briefing import Briefing, compose_briefing
from tally.briefs import Brief, load_brief
from tally.editions import Edition, read_editions
from tally.evidence import change_numbers
from tally.exports.errors import ExportError
from tally.project import Project, build_inputs
from tally.records import Dossier, hash_records, load_dossier, select_records
from tally.records.bibliography import credit_line
from tally.text import join_names, words

Files = Mapping[str, bytes]


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
        made = KINDS[kind](self)
        folder = self.folder / "exports"
        folder.mkdir(exist_ok=True)
        for name, content in made.items():
            fresh = folder / f".{name}"
            fresh.write_bytes(content)
            fresh.replace(folder / name)
        return [folder / name for name in made]

    def pdf(self) -> Files:
        """Print the page."""
        from tally.exports.pdf import print_pdf

        edition = self.edition
        subject = words.EXPORT["subject"].format(edition.brief, edition.edition, edition.inputs[:12])
        page = self.folder / "briefing.html"
        return {
            f"{self.stem}.pdf": print_pdf(
                page,
                title=edition.question,
                author=join_names(edition.authors),
                date=edition.date,
                subject=subject,
            )
        }

    def docx(self) -> Files:
        """Write the page for Word."""
        from tally.exports.word import as_docx

        return {f"{self.stem}.docx": as_docx(self.folder / "briefing.html", self.edition)}

    def data(self) -> Files:
        """Write the figures as CSV and XLSX."""
        from tally.exports.spreadsheets import as_csv, as_xlsx, dictionary, load_table, numbers_table

        table = load_table(self.folder)
        described = dictionary(table, self.project.tables(self.brief.case) / "datapackage.json")
        sheets = {
            words.EXPORT["figures"]: table, words.EXPORT["dictionary"]: described,
            words.EXPORT["numbers"]: numbers_table(self.edition),
        }  # fmt: skip
        return {
            f"{self.stem}-figures.csv": as_csv(table),
            f"{self.stem}-dictionary.csv": as_csv(described),
            f"{self.stem}.xlsx": as_xlsx(sheets, self.edition),
        }

    def charts(self) -> Files:
        """Give the charts, and the card for links."""
        from tally.exports.images import chart_files, social_card

        files = {f"{self.stem}-{name}": content for name, content in chart_files(self.folder).items()}
        figures, sources = self._dossier.every, self._dossier.sources
        pair = [figures[name].source for name in (self.edition.earlier, self.edition.later)]
        return files | {f"{self.stem}-card.png": social_card(self.edition, credit_line(pair, sources))}

    def annotations(self) -> Files:
        """Write the quotations as annotations."""
        from tally.exports.annotations import as_annotations

        return {f"{self.stem}.annotations.jsonld": as_annotations(self._briefing, self.edition)}

    def crate(self) -> Files:
        """Pack the edition with all that it was made from."""
        from tally.exports.crate import as_crate

        return {f"{self.stem}.crate.zip": as_crate(self.project, self.brief.case, self.edition)}

    @property
    def _dossier(self) -> Dossier:
        """What bears on the brief."""
        brief = self.brief
        everything = load_dossier(self.project, brief.case)
        return select_records(everything, brief.earlier, brief.later, brief.milestones)

    @property
    def _briefing(self) -> Briefing:
        """The briefing, as its notebooks compose it."""
        brief, dossier = self.brief, self._dossier
        earlier, later = dossier.standing(brief.earlier, brief.later)
        supposed = dossier.supposing(brief.as_of, earlier, later)
        comparison = compare(supposed.figures, earlier, later)
        workings = change_numbers(comparison, measure(comparison, brief.level))
        made_from = build_inputs(self.project, brief.brief, hash_records(dossier))
        return compose_briefing(
            supposed,
            workings,
            made_from,
            brief.brief,
            brief.question,
            brief.milestones,
            brief.correction,
            brief.author,
        )


KINDS: dict[str, Callable[[Exporter], Files]] = {
    "pdf": Exporter.pdf,
    "docx": Exporter.docx,
    "data": Exporter.data,
    "charts": Exporter.charts,
    "annotations": Exporter.annotations,
    "crate": Exporter.crate,
}
