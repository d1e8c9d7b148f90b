"""The structure holds."""

import ast
import re

import tally

ORDER = (
    "session", "units", "authors", "project", "inputs", "outputs", "sealing", "cells", "tables", "circles",
    "faults", "windows", "window_forms", "window_text", "number_names", "number_words", "numerals", "typography",
    "directions", "passages", "fragments", "csl_dates", "package", "csl_text", "csl_names", "csl", "source_records",
    "sources", "citations", "showing", "figures", "figure_table", "supersession", "locks", "figure_rows",
    "lock_rows", "statements", "milestones", "drift_rules", "hedges", "drift", "evidence", "wording", "dossier",
    "dating", "names", "selection", "drafts", "comparison", "rates", "change", "beside", "robustness", "yardstick",
    "program", "spans", "pieces", "bounds", "conflicts", "inference", "lineage", "handover", "meanwhile",
    "workings", "stress_numbers", "folding", "inference_numbers", "dated_from", "foremost", "charts", "accounts",
    "tallies", "correction", "briefing", "stylesheet", "notes", "editions", "linked_data", "plots", "page", "feed",
    "listed", "index", "plain_yaml", "parameters", "answerable", "edits", "locking", "adding", "desk", "preload",
    "publishing", "runner", "executed", "progress", "failures", "briefs", "batch", "staleness",
    "cluster", "building", "exports", "exporting", "store", "check", "cli", "__main__",
)  # fmt: skip


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tally."):
            yield node.module.split(".")[1]


def test_imports_run_one_way(project):
    """Each stage imports only from the stages before it."""
    source = project.root / "src" / "tally"
    modules = {path.relative_to(source).parts[0].removesuffix(".py"): [] for path in source.rglob("*.py")}
    for path in source.rglob("*.py"):
        modules[path.relative_to(source).parts[0].removesuffix(".py")] += imports(path)

    assert {*ORDER, "__init__"} == set(modules)
    for name, imported in modules.items():
        for other in set(imported) - {name}:
            assert ORDER.index(other) < ORDER.index(name), f"{name} imports {other}"


def test_modules_are_short_and_say_their_job(project):
    """A module that runs away is a sign of a missing noun."""
    for path in (project.root / "src" / "tally").rglob("*.py"):
        text = path.read_text(encoding="utf-8")

        assert len(text.splitlines()) <= 220, path.name
        assert re.match(r'"""[^\n]+\."""\n', text), path.name


def test_the_readme_of_src_has_each_modules_line(project):
    """The table in src/README.md gives every module the line that the module gives itself."""
    readme = (project.root / "src" / "README.md").read_text(encoding="utf-8")
    for name in set(ORDER) - {"__main__"}:
        path = project.root / "src" / "tally" / name
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        job = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

        assert f"| `{name}` | {job} |" in readme


def test_version_is_one(project):
    """The package, its metadata and the citation name the same version."""
    assert f'version = "{tally.__version__}"' in (project.root / "pyproject.toml").read_text(encoding="utf-8")
    assert f"version: {tally.__version__}" in (project.root / "CITATION.cff").read_text(encoding="utf-8")


def test_nothing_names_this_machine(project):
    """No path of a machine, and nothing outside the project, is in what is shipped."""
    for path in project.root.glob("src/**/*.*"):
        if path.suffix in (".py", ".jinja", ".css"):
            assert not re.search(r"/(work|root|home|Users)/", path.read_text(encoding="utf-8")), path
