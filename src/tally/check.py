"""What can be checked in a second: the data, the briefs and the templates."""

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
        The texts that hold one: between tags, in an attribute that is read aloud, or as a constant that is printed.
    """
    markup, found = [], []
    for output in Environment().parse(template).find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                markup.append(node.data)
                continue
            markup.append("\N{OBJECT REPLACEMENT CHARACTER}")
            constants = [node] if isinstance(node, nodes.Const) else node.find_all(nodes.Const)
            found += [text for constant in constants if _has_digit(text := str(constant.value))]
    reader = _Reader()
    reader.feed("".join(markup))
    reader.close()
    return found + [" ".join(text.split()) for text in reader.heard if _has_digit(text)]


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
