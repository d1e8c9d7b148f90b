"""Write the schemas of the Data Packages and the tables of data/README.md from the descriptions of the columns."""

import json
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from tally.project import Project, editing, find_project, guarded, parse_json, say
from tally.records.bibliography import ASSESSMENTS, SOURCES
from tally.records.claims import CLAIM_RULES
from tally.records.columns import CLAIMS, LOCKS, MILESTONES, STATEMENTS
from tally.records.events import ACTORS, COUNTS, PLACES
from tally.records.figures import FIGURES
from tally.records.tables import Column, Table, read_whole
from tally.records.wordings import RULES

CASE_TABLES = (SOURCES, ASSESSMENTS, FIGURES, LOCKS, STATEMENTS, CLAIMS, MILESTONES)
RULE_TABLES = (RULES, CLAIM_RULES)  # those of all cases
EVENT_TABLES = (ACTORS, PLACES, COUNTS)  # a case has them if it counts events
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
HEADER = "| column | what it holds | from |\n|---|---|---|\n"

Json = dict[str, Any]


def case_resources(tables: Iterable[Table] = CASE_TABLES) -> list[Json]:
    """Return the tables of a case as the resources of a Data Package."""
    present = [*tables]
    return [_resource(table, [other.name for other in present]) for table in present]


def _resource(table: Table, present: Collection[str]) -> Json:
    """Describe one table; the records in CSL-JSON have a standard of their own."""
    named = {"name": table.name, "path": table.file, "title": table.title}
    if table.file.endswith(".json"):
        kind = {"format": "json", "mediatype": "application/vnd.citationstyles.csl+json", "encoding": "utf-8"}
        return named | kind
    kind = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    key = table.columns[0].name
    schema: Json = {"primaryKey": [key], "fields": [_field(column, key=column.name == key) for column in table.columns]}
    if keys := [_foreign_key(column, table) for column in table.columns if _is_foreign_key(column, present)]:
        schema["foreignKeys"] = keys
    return named | kind | {"schema": schema}


def _field(column: Column, *, key: bool) -> Json:
    """Describe one column."""
    constraints = {
        "required": column.required,
        "unique": key,
        "pattern": column.pattern if column.type == "string" else "",
        "enum": [*column.choices],
        "minimum": column.minimum,
    }
    known = {name: value for name, value in constraints.items() if value or (value == 0 and value is not False)}
    field = {
        "name": column.name,
        "type": "string" if column.type == "window" else column.type,
        "description": column.description[0].upper() + column.description[1:],
    }
    return field | ({"constraints": known} if known else {})


def _is_foreign_key(column: Column, present: Collection[str]) -> bool:
    """
    Return whether a column holds ids of one table that has a schema.

    A schema can say nothing of ids that are in one of two tables, such as those of counts, quoted or counted here.
    """
    tables = {reference.partition(".")[0] for reference in (column.refers_to, column.or_to)}
    return len(tables & {*present}) == 1 and not column.refers_to.startswith(f"{SOURCES.name}.")


def _foreign_key(column: Column, table: Table) -> Json:
    """Describe the table whose ids a column holds; the table itself has no name there."""
    resource, _, field = column.refers_to.partition(".")
    reference = {"resource": "" if resource == table.name else resource, "fields": [field]}
    return {"fields": [column.name], "reference": reference}


def with_schemas(package: str, tables: Iterable[Table]) -> str:
    """Return the text of a Data Package with the schemas of some tables; its other resources follow as they are."""
    described: Mapping[str, Any] = parse_json(package)
    resources = case_resources(tables)
    paths = {resource["path"] for resource in resources}
    others = [resource for resource in described["resources"] if resource["path"] not in paths]
    return json.dumps({**described, "resources": [*resources, *others]}, indent=2, ensure_ascii=False) + "\n"


def with_tables(package: str, tables: Iterable[Table]) -> str:
    """Return the text of a case's Data Package that has the usual tables, and some more."""
    paths = {resource["path"] for resource in parse_json(package)["resources"]}
    present = [table for table in EVENT_TABLES if table.file in paths or table in tables]
    return with_schemas(package, (*CASE_TABLES, *present))


def with_columns(readme: str, tables: Iterable[Table] = (*CASE_TABLES, *EVENT_TABLES, *RULE_TABLES)) -> str:
    """Return the text of data/README.md with the columns of each table in its section."""
    for table in tables:
        rows = "".join(
            f"| `{column.path or column.name}` | {column.description} | {column.provenance} |\n"
            for column in table.columns
        )
        section = re.compile(rf"(^## `{re.escape(table.file)}`(?:(?!^## ).)*?)^\| column \|.*?(?=^(?!\|))", re.M | re.S)
        readme = section.sub(lambda match, rows=rows: f"{match[1]}{HEADER}{rows}", readme)  # type: ignore[misc]
    return readme


def outdated_files(project: Project) -> dict[Path, str]:
    """Return the files that differ from the descriptions of the columns, each with the text that it should have."""
    expected = {project.data / "README.md": with_columns(read_whole(project.data / "README.md"))}
    for case in project.cases:
        path = project.tables(case) / "datapackage.json"
        present = [table for table in EVENT_TABLES if (path.parent / table.file).exists()]
        expected[path] = with_tables(read_whole(path), present)
    rules = project.data / "datapackage.json"
    expected[rules] = with_schemas(read_whole(rules), RULE_TABLES)
    return {path: text for path, text in expected.items() if read_whole(path) != text}


def write_schemas(project: Project) -> list[Path]:
    """Write the files that differ from the descriptions of the columns, all or none, and return them."""
    with editing(project) as edit:
        files = outdated_files(project)
        edit(files)
    return [*files]


def main() -> int:
    """Write the files that differ, and print their paths."""
    for path in write_schemas(find_project()):
        say(path, breaks=False)
    return 0


if __name__ == "__main__":
    sys.exit(guarded(main))
