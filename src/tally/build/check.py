"""Check the data, the briefs and the templates, without running a notebook."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

from tally.analysis.robustness import typed_estimates
from tally.briefs import FilesError, SeriesBrief, absent_releases, load_brief, question_doubt, unjoined_places
from tally.build.preflight import Preflight
from tally.errors import TallyError
from tally.project import Project
from tally.records import Dossier, alike_names, load_dossier, unlisted_claims
from tally.records.events import FILE, FOLDER, read_datasets
from tally.records.tables import DataError
from tally.records.wordings import hedge_notices
from tally.text import template_folder
from tally.windows import read_window, window_doubt

PRINTED = "\N{OBJECT REPLACEMENT CHARACTER}"  # in the place of what an expression prints
READ_ALOUD = ("alt", "title", "aria-label", "content")


def check_project(project: Project) -> list[str]:
    """Return what is wrong, one message for each fault."""
    folder = template_folder()
    templates = ((f"{folder}/{template.name}", template.read_text(encoding="utf-8")) for template in _templates())
    faults = [fault for place, template in templates for fault in _typed(place, template)]
    return faults + _unbuildable(project)


def remarks(project: Project) -> list[str]:
    """Return what looks like a mistake but can be built: hedges, bare years, similar names, claims to judge."""
    notices, dossiers = list[str](), dict[str, Dossier]()
    for case in project.cases:
        try:
            dossier = dossiers[case] = load_dossier(project, case)
        except DataError:
            continue
        figures = [*dossier.every.values(), *(former.figure for former in dossier.superseded.values())]
        notices += [f"{case}: {line}" for line in hedge_notices(figures, dossier.sources, dossier.rules)]
        doubts = ((figure.id, window_doubt(figure.window)) for figure in figures)
        notices += [f"{case}: the window of {figure}: {doubt}" for figure, doubt in doubts if doubt]
        notices += [f"{case}: {line}" for line in alike_names(dossier)]
        notices += [f"{case}: {line}" for line in _claim_notices(dossier)]
        notices += [f"{case}: {line}" for line in absent_releases(project, dossier, case)]
    return [*notices, *_doubtful_briefs(project, dossiers)]


def _doubtful_briefs(project: Project, dossiers: Mapping[str, Dossier]) -> Iterator[str]:
    """Yield a notice for each brief whose question reaches further than its counts, or whose map lacks a place."""
    for name in project.briefs:
        with suppress(TallyError, KeyError):
            brief = load_brief(project, name)
            records = dossiers[brief.case]
            windows = [records[figure].window for figure in records.current_ids(*brief.names.values())]
            windows += (
                [read_window(f"{brief.first}/{brief.last}")] if isinstance(brief, SeriesBrief) and brief.dataset else []
            )
            if doubt := question_doubt(brief.question, windows):
                yield f"notebooks/parameters/{name}.yml: {doubt}."
            for lack in unjoined_places(project, brief, records):
                yield f"notebooks/parameters/{name}.yml: {lack} A build stops if events were counted there."


def _claim_notices(dossier: Dossier) -> Iterator[str]:
    """Yield a notice for each claim in a wording that claims.csv does not have."""
    units = {figure.unit for figure in dossier.every.values()}
    for statement, claim in unlisted_claims(
        dossier.statements, dossier.claims, dossier.sources, dossier.claim_rules, units
    ):
        yield (
            f"statements.csv, {statement.id}: the wording claims “{claim.words}”, which is not in claims.csv: "
            f"tally add claim --statement {statement.id} judges it."
        )


def _unbuildable(project: Project) -> list[str]:
    """Return what a build would refuse of each case and brief, in its own words; each fault of the data once."""
    faults = [
        f"notebooks/parameters/{path.name}: only files that end in .yml are briefs. Rename it: {path.stem}.yml."
        for path in sorted(project.parameters.iterdir())
        if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yml"
    ]
    faults += [
        f"data/{name} is not a case, since it has no datapackage.json. Restore that file, or move the folder."
        for name in project.unlisted_folders
    ]
    try:
        project.default_brief  # noqa: B018  the settings can be read
    except TallyError as error:
        faults.append(str(error))
    try:
        checks = Preflight(project, counting=False)  # what is counted needs packages that may not be there
    except TallyError as error:
        return [*faults, str(error)]
    for name in project.briefs:
        try:
            checks.brief(name)
        except FilesError as error:
            faults += [fault for fault in error.faults if fault not in faults]
        except TallyError as error:
            faults += [] if str(error) in faults else [str(error)]
    for case in project.cases:
        try:
            checks.dossier(case)
        except DataError as error:
            faults += [] if str(error) in faults else [str(error)]
        faults += read_datasets(project.tables(case))[1]
        faults += _undescribed(project, case)
    return faults


def _undescribed(project: Project, case: str) -> Iterator[str]:
    """Yield a fault for each folder of data sets of a case that has no description of one."""
    for folder in sorted((project.tables(case) / FOLDER).glob("[!.]*/")):
        if folder.is_dir() and not (folder / FILE).is_file():
            yield (
                f"data/{case}/{FOLDER}/{folder.name} is not a data set, since it has no {FILE}. Restore that file, or "
                "move the folder."
            )


def _templates() -> list[Path]:
    """Return the templates, sorted by name."""
    return sorted((Path(__file__).parent.parent / template_folder()).rglob("*.jinja"))


@lru_cache(maxsize=100)
def _typed(place: str, template: str) -> tuple[str, ...]:
    """Return a fault for each text of a template that must not be typed; once for each content of the template."""
    digits = (
        f"{place}: the digits in {text!r} are typed. Insert a Number instead, which has its evidence."
        for text in typed_digits(template)
    )
    estimates = (
        f"{place}: the word {word!r} is typed. Only the scale of likelihood may insert such a word."
        for word in typed_estimates(" ".join(readable_texts(template)))
    )
    return (*digits, *estimates)


@lru_cache(maxsize=100)
def _tree(template: str) -> nodes.Template:
    """Return the syntax tree of a template."""
    return Environment().parse(template)


def readable_texts(template: str) -> list[str]:
    """Return the texts of a template that a reader can see or hear: between tags, in attributes, in constants."""
    markup, tree = [], _tree(template)
    for output in tree.find_all(nodes.Output):
        markup += [node.data if isinstance(node, nodes.TemplateData) else PRINTED for node in output.nodes]
    reader = _Reader()
    reader.feed("".join(markup))
    reader.close()
    return reader.texts + [str(constant.value) for constant in tree.find_all(nodes.Const)]


def typed_digits(template: str) -> list[str]:
    """
    Find digits that are typed into a template where a reader can see them.

    Returns
    -------
    list of str
        The texts with digits: between tags, in an attribute that is read aloud, or in a constant of the template's
        code; and each `.value` that is printed, since it would appear without its evidence.
    """
    outputs = _tree(template).find_all(nodes.Output)
    values = [name for output in outputs for node in output.nodes for name in _printed(node) if name.attr == "value"]
    return [" ".join(text.split()) for text in readable_texts(template) if _has_digit(text)] + [
        f".{value.attr}" for value in values
    ]


def _printed(node: nodes.Node) -> Iterator[nodes.Getattr]:
    """Yield the attributes that an expression prints, without those in the condition of a choice."""
    if isinstance(node, nodes.Getattr):
        yield node
    for child in node.iter_child_nodes(exclude=("test",) if isinstance(node, nodes.CondExpr) else None):
        yield from _printed(child)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


class _Reader(HTMLParser):
    """The texts that a reader sees or hears of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.texts += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
