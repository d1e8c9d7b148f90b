"""What can be checked in a second: the data, the briefs and the templates."""

from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import Environment, nodes

from tally.briefs import BriefError
from tally.build.preflight import Preflight
from tally.evidence import typed_estimates
from tally.project import Project, StepError
from tally.records import alike_names, load_dossier
from tally.records.wordings import hedge_notices
from tally.tables import DataError
from tally.text import template_folder
from tally.windows import window_doubt

PRINTED = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for what an expression prints
READ_ALOUD = ("alt", "title", "aria-label", "content")


def check_project(project: Project) -> list[str]:
    """Say what is wrong, in as many messages as there are things; none if all is well."""
    folder = template_folder()
    faults = [
        f"{folder}/{template.name}: the digits in {text!r} are typed. Let a Number bring them, with its evidence."
        for template in _templates()
        for text in typed_digits(template.read_text(encoding="utf-8"))
    ]
    faults += [
        f"{folder}/{template.name}: the word {word!r} is typed. Only the yardstick brings words of likelihood."
        for template in _templates()
        for word in typed_estimates(" ".join(heard(template.read_text(encoding="utf-8"))))
    ]
    return faults + _unbuildable(project)


def remarks(project: Project) -> list[str]:
    """Say what looks like a slip, although it can be built: hedged counts called exact, bare years, like names."""
    told = []
    for case in project.cases:
        try:
            dossier = load_dossier(project, case)
        except DataError:
            continue
        figures = [*dossier.every.values(), *(one.figure for one in dossier.superseded.values())]
        told += [f"{case}: {line}" for line in hedge_notices(figures, dossier.sources, dossier.rules)]
        said = ((figure.id, window_doubt(figure.window)) for figure in figures)
        told += [f"{case}: the window of {figure}: {doubt}" for figure, doubt in said if doubt]
        told += [f"{case}: {line}" for line in alike_names(dossier)]
    return told


def _unbuildable(project: Project) -> list[str]:
    """Say of each case and each brief what a build would refuse, in the words of the build; the data's faults once."""
    faults = [
        f"notebooks/parameters/{path.name}: only files that end in .yml are briefs. Rename it: {path.stem}.yml."
        for path in sorted(project.parameters.iterdir())
        if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yml"
    ]
    faults += [
        f"data/{name} is no case, since it has no datapackage.json: put that file back, or move the folder."
        for name in project.unlisted_folders
    ]
    try:
        checks = Preflight(project)
    except (BriefError, StepError) as error:
        return [*faults, str(error)]
    for name in project.briefs:
        try:
            checks.brief(name)
        except BriefError as error:
            faults.append(str(error))
        except DataError as error:
            faults += [] if str(error) in faults else [str(error)]
    for case in project.cases:
        try:
            checks.dossier(case)
        except DataError as error:
            faults += [] if str(error) in faults else [str(error)]
    return faults


def _templates() -> list[Traversable]:
    """List the templates by name."""
    found = files("tally").joinpath(template_folder()).iterdir()
    return sorted((path for path in found if path.name.endswith(".jinja")), key=lambda path: path.name)


def heard(template: str) -> list[str]:
    """List the texts of a template that a reader would meet: between tags, read aloud, or as a constant in its code."""
    markup, tree = [], Environment().parse(template)
    for output in tree.find_all(nodes.Output):
        markup += [node.data if isinstance(node, nodes.TemplateData) else PRINTED for node in output.nodes]
    reader = _Reader()
    reader.feed("".join(markup))
    reader.close()
    return reader.heard + [str(constant.value) for constant in tree.find_all(nodes.Const)]


def typed_digits(template: str) -> list[str]:
    """
    Find digits that are typed into a template where a reader would meet them.

    Returns
    -------
    list of str
        The texts that hold one: between tags, in an attribute that is read aloud, or as a constant anywhere in the
        template's code. A number's bare value that is printed is found too: it would leave its evidence behind.
    """
    outputs = Environment().parse(template).find_all(nodes.Output)
    values = [name for output in outputs for node in output.nodes for name in _printed(node) if name.attr == "value"]
    return [" ".join(text.split()) for text in heard(template) if _has_digit(text)] + [f".{v.attr}" for v in values]


def _printed(node: nodes.Node) -> Iterator[nodes.Getattr]:
    """Go through the attributes that a printed expression is made of; what only decides between two is left out."""
    if isinstance(node, nodes.Getattr):
        yield node
    for child in node.iter_child_nodes(exclude=("test",) if isinstance(node, nodes.CondExpr) else None):
        yield from _printed(child)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


class _Reader(HTMLParser):
    """Collects what a reader sees or hears of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.heard += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_data(self, data: str) -> None:
        self.heard.append(data)
