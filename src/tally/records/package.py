"""The Data Package of a case: the day of its data, its authors, its units, and the hashes of its passages."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from tally.project import JsonError, Kind, parse_json
from tally.records.tables import Problem, read_text, text_flaw


class Resource(BaseModel):
    """One file of the Data Package, with its hash where it has one."""

    path: str
    hash: str = ""


class Contributor(BaseModel):
    """A contributor of the Data Package."""

    title: str = ""
    given_name: Annotated[str, Field(alias="givenName")] = ""
    family_name: Annotated[str, Field(alias="familyName")] = ""
    roles: list[str] = []
    role: str = ""

    @property
    def name(self) -> str:
        """The name for readers."""
        return " ".join((self.title or f"{self.given_name} {self.family_name}").split())

    @property
    def is_author(self) -> bool:
        """True if this contributor is an author; one without a role is."""
        roles = {*self.roles, self.role} - {""}
        return bool(self.name) and (not roles or bool(roles & {"author", "creator"}))


class Package(BaseModel):
    """
    The Data Package of a case: the day of the data, the hashes of the passages, and the authors.

    `units` has for units of the case the words to use with 1, such as “person killed” for “people killed”;
    `units_within` the units that include a unit directly, such as “attacks” for “deadly attacks”.
    """

    version: str
    made_up: bool = False
    contributors: list[Contributor] = []
    units: dict[str, str] = {}
    units_within: dict[str, list[str]] = {}
    resources: list[Resource]

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the authors, in their order."""
        return tuple(contributor.name for contributor in self.contributors if contributor.is_author)

    @property
    def including(self) -> dict[str, tuple[str, ...]]:
        """All units that include a unit, directly or not, by its name."""
        return {unit: tuple(sorted(self._including(unit))) for unit in sorted(self.units_within)}

    def _including(self, unit: str) -> set[str]:
        """Return all units that include a unit, directly or not; the unit itself if it is in a circle."""
        found, waiting = set[str](), [unit]
        while waiting:
            new = {wide for wide in self.units_within.get(waiting.pop(), ()) if wide not in found}
            found |= new
            waiting += new
        return found

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the Data Package lists."""
        return tuple(resource.path for resource in self.resources)

    @property
    def hashes(self) -> dict[str, str]:
        """The recorded SHA-256 of each passage, by file name."""
        return {
            resource.path.removeprefix("passages/"): resource.hash.removeprefix("sha256:")
            for resource in self.resources
            if resource.path.startswith("passages/")
        }


def read_package(folder: Path) -> tuple[Package | None, list[Problem]]:
    """Read and check the Data Package of a case."""
    path = folder / "datapackage.json"
    text, problems = read_text(path, Kind.PACKAGE)
    if problems:
        return None, problems
    try:
        package = Package.model_validate(parse_json(text))
    except JsonError as error:
        remedy = error.remedy or "Restore the file from git."
        return None, [Problem(path.name, error.place, "all", error.found, error.expected, remedy)]
    except ValidationError as error:
        remedy = "Restore the file from git."
        return None, [
            Problem(
                path.name, ".".join(map(str, fault["loc"])) or "the file", "all", str(fault["input"]), fault["msg"],
                remedy,
            )
            for fault in error.errors()
        ]  # fmt: skip
    texts = [("contributors", name) for name in package.authors]
    texts += [("units", text) for pair in package.units.items() for text in pair]
    texts += [("units_within", text) for unit, wides in package.units_within.items() for text in (unit, *wides)]
    return package, [
        *(
            Problem(path.name, "the file", column, flaw.found, flaw.expected, flaw.remedy)
            for column, text in texts
            if (flaw := text_flaw(text))
        ),
        *_circles(path, package),
    ]


def _circles(path: Path, package: Package) -> list[Problem]:
    """Find the units that include themselves, directly or by way of others."""
    remedy = "Name there only units that count more than this one; remove one of the entries that lead back to it."
    return [
        Problem(path.name, "the file", "units_within", f"{unit!r} within itself", "units that include it", remedy)
        for unit, wides in package.including.items()
        if unit in wides
    ]
