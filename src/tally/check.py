"""What can be checked in a second: the data, the briefs and the templates."""

from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files

from jinja2 import Environment, nodes

from tally.dossier import load_dossier
from tally.parameters import BriefError, hold_against, load_brief, names
from tally.project import Project
from tally.tables import DataError

READ_ALOUD = ("alt", "title", "aria-label", "content")


def check(project: Project) -> list[str]:
    """Say what is wrong, in as many messages as there are things; none if all is well."""
    faults = [
        f"templates/{template.name}: the digits in {text!r} are typed. Let a Number bring them, with its evidence."
        for template in sorted(files("tally").joinpath("templates").iterdir(), key=lambda path: path.name)
        if template.name.endswith(".jinja")
        for text in typed_digits(template.read_text(encoding="utf-8"))
    ]
    try:
        dossier = load_dossier(project)
    except DataError as error:
        return [*faults, str(error)]
    for name in names(project):
        try:
            hold_against(load_brief(project, name), dossier.figures, dossier.milestones)
        except BriefError as error:
            faults.append(str(error))
    return faults


def typed_digits(template: str) -> list[str]:
    """
    Find digits that are typed into a template where a reader would meet them.

    Returns
    -------
    list of str
        The texts that hold one: between tags, in an attribute that is read aloud, or as a constant anywhere in the
        template's code. A number's bare value that is printed is found too: it would leave its evidence behind.
    """
    markup, tree = [], Environment().parse(template)
    found = [text for constant in tree.find_all(nodes.Const) if _has_digit(text := str(constant.value))]
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                markup.append(node.data)
                continue
            markup.append("\N{OBJECT REPLACEMENT CHARACTER}")
            found += [f".{name.attr}" for name in _printed(node) if name.attr == "value"]
    reader = _Reader()
    reader.feed("".join(markup))
    reader.close()
    return found + [" ".join(text.split()) for text in reader.heard if _has_digit(text)]


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
