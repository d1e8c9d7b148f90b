"""Add the words for one of what a case counts."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding.prompts import PromptError
from tally.project import Project, parse_json
from tally.records import read_package, revise_case
from tally.records.tables import DataError, read_whole


def add_unit(
    project: Project, case: str, many: str, one: str, *, within: Sequence[str] = (), replace: bool = False
) -> Path:
    """
    Add a unit to the `datapackage.json` of a case, with its words for 1 and the units that include it.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    many : str
        The unit as `figures.csv` has it, such as “people killed”.
    one : str
        The same with 1, such as “person killed”.
    within : sequence of str
        Units that include it, such as “people harmed”. They are added to those that the data have.
    replace : bool
        Whether other words for the unit may be replaced.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    PromptError, DataError
        The words are missing or cannot be stored, or the unit has other words already. Nothing was written.
    """
    if not many.strip() or not one.strip():
        msg = f"A unit needs words for many and for 1; found {many!r} and {one!r}. Give both, such as attacks attack."
        raise PromptError(msg)

    def change(folder: Path) -> Mapping[str, str]:
        if problems := read_package(folder)[1]:
            raise DataError(problems)
        package = parse_json(read_whole(folder / "datapackage.json"))
        units, resources = package.get("units", {}), package.pop("resources")
        if units.get(many, one) != one and not replace:
            msg = f"{many!r} is {units[many]!r} with 1 already. To change that, add --replace."
            raise PromptError(msg)
        wider = package.get("units_within", {})
        if within:
            wider = wider | {many: list(dict.fromkeys([*wider.get(many, ()), *within]))}
        rest = {name: value for name, value in package.items() if name not in ("units", "units_within", "resources")}
        package = rest | {"units": units | {many: one}} | ({"units_within": wider} if wider else {})
        package |= {"resources": resources}
        return {"datapackage.json": json.dumps(package, indent=2, ensure_ascii=False) + "\n"}

    revise_case(project, case, change)
    return project.tables(case) / "datapackage.json"
