"""The structure holds."""

import ast
import importlib
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import tally
from limits import LIMIT
from tally.text.language import LANGUAGE

# Each package imports only from those before it.
ORDER = (
    "errors", "text", "project.reading", "project.ending", "project", "display", "windows", "records.tables",
    "records.bibliography", "records.quotations", "records.events", "records.figures", "records.wordings",
    "records.claims", "records", "events.loading", "events", "events.releases",
    "documents.reading.web", "documents.reading", "documents", "analysis", "analysis.counted",
    "analysis.bounds", "analysis.rivals", "analysis.robustness", "analysis.series", "analysis.claims", "locking",
    "evidence.numbers",
    "evidence", "evidence.claims", "evidence.series", "briefs", "charts.drawing", "charts.series", "charts", "editions",
    "briefing", "page.frame", "page.downloads",
    "page.what_if", "page", "adding", "adding.sources", "adding.rows", "build", "build.cluster", "explorer", "exports",
    "cli", "__main__",
)  # fmt: skip
MOST = 12  # modules in a package
LEVELS = 9  # a package is one level above the highest that it imports from


WITHOUT_A_FACE = {"cli"}  # nothing imports from it


def package_of(module: str, source: Path) -> str:
    """Return the package of a module, such as records.figures for tally.records.figures.table."""
    path = source.parent / module.replace(".", "/")
    return (module if path.is_dir() else module.rpartition(".")[0]).removeprefix("tally").lstrip(".")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tally."):
            yield node.module


def modules(source):
    """Go through the modules of tally, each with its name and its package."""
    for path in source.rglob("*.py"):
        name = ".".join(path.relative_to(source.parent).with_suffix("").parts).removesuffix(".__init__")
        if name != "tally":
            yield path, name, package_of(name, source) or name.removeprefix("tally.")


def test_imports_run_one_way(project):
    """Each package imports only from the packages before it."""
    source = project.root / "src" / "tally"
    for path, module, own in modules(source):
        assert own in ORDER, f"{module} is in a package that the order does not name"
        for other in imports(path):
            needed = package_of(other, source) or other.removeprefix("tally.")
            assert ORDER.index(needed) <= ORDER.index(own), f"{module} imports {other}"


def test_the_house_has_few_levels(project):
    """Whoever follows a number from the data to the command passes few packages."""
    source = project.root / "src" / "tally"
    needed = {}
    for path, _, own in modules(source):
        others = {package_of(other, source) or other.removeprefix("tally.") for other in imports(path)}
        top = own.partition(".")[0]
        needed.setdefault(top, set()).update({other.partition(".")[0] for other in others} - {top})

    def level(package):
        return 1 + max((level(other) for other in needed.get(package, ())), default=0)

    assert LEVELS == max(level(package) for package in needed if package != "__main__")


def test_no_modules_import_each_other_when_they_are_loaded(project):
    """Within a package too, imports at the top of modules form no circle; names of types alone may refer back."""
    source = project.root / "src"
    known = {".".join(path.relative_to(source).with_suffix("").parts) for path in source.rglob("*.py")}
    needed = {
        module: {
            node.module
            for node in ast.parse((source / module.replace(".", "/")).with_suffix(".py").read_text("utf-8")).body
            if isinstance(node, ast.ImportFrom) and node.module in known
        }
        for module in known
    }

    assert len(known) == len([*TopologicalSorter(needed).static_order()])


def test_packages_are_imported_by_their_faces(project):
    """Another package is asked by its name for what it shows; its modules are its own business."""
    source = project.root / "src" / "tally"
    for path, module, own in modules(source):
        for other in imports(path):
            needed = package_of(other, source)
            if needed not in ("", own) and needed not in WITHOUT_A_FACE:
                assert other == f"tally.{needed}", f"{module} imports {other}: add the name to the face of {needed}"


def test_faces_show_what_is_there(project):
    """Each public name of a package can be imported from it, and is not hidden by a module of the same name."""
    source = project.root / "src" / "tally"
    for path in source.rglob("__init__.py"):
        name = ".".join(path.parent.relative_to(source.parent).parts)
        if name == "tally" or name.removeprefix("tally.") in WITHOUT_A_FACE:
            continue
        package = importlib.import_module(name)
        own = {module.stem for module in path.parent.glob("*.py")} | {
            folder.name for folder in path.parent.iterdir() if folder.is_dir()
        }

        assert package.__all__, name
        assert not own & {*package.__all__}, name
        for public in package.__all__:
            assert getattr(package, public) is not None, f"{name}.{public}"


def test_a_face_imports_nothing_until_it_is_asked():
    """Commands that need no tables start without them."""
    script = (
        "import sys, tally.analysis, tally.charts, tally.evidence, tally.page, tally.build, tally.exports;"
        "import tally.events, tally.cli.main;"
        "slow = ('pandas', 'matplotlib', 'jinja2', 'pydantic', 'papermill', 'duckdb');"
        "print([name for name in slow if name in sys.modules])"
    )

    assert (
        "[]\n"
        == subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=LIMIT
        ).stdout
    )


def test_the_order_names_each_package_once(project):
    """No package is missing from the order, and none that is gone is left in it."""
    source = project.root / "src" / "tally"
    packages = {
        ".".join(path.parent.relative_to(source).parts) for path in source.rglob("__init__.py") if path.parent != source
    }

    assert {*ORDER} - {"errors", "display", "__main__"} == packages
    assert len(ORDER) == len({*ORDER})


def languages(project):
    """List the modules of words that have a folder of templates: each is a language."""
    source = project.root / "src" / "tally"
    return {path.stem for path in (source / "text").glob("*.py") if (source / "templates" / path.stem).is_dir()}


def test_a_package_has_few_modules_and_says_its_job(project):
    """A newcomer finds a module by its package's one sentence."""
    for path in (project.root / "src").rglob("__init__.py"):
        text = path.read_text(encoding="utf-8")

        assert re.match(r'"""[^\n]+\."""\n', text), path
        assert len({module.stem for module in path.parent.glob("*.py")} - languages(project)) - 1 <= MOST, path.parent


def test_modules_are_short_and_say_their_job(project):
    """A module that runs away is a sign of a missing noun."""
    assert LANGUAGE in languages(project)
    for path in (project.root / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")

        most = 700 if path.stem in languages(project) else 220  # the words of a language are one table
        assert len(text.splitlines()) <= most, path.name
        assert re.match(r'"""[^\n]+\."""\n', text), path.name


def test_the_readme_of_src_has_each_package(project):
    """src/README.md gives every package the sentence that the package gives itself, and names those within it."""
    readme = (project.root / "src" / "README.md").read_text(encoding="utf-8")
    source = project.root / "src" / "tally"
    for name in {*ORDER} - {"errors", "display", "__main__"}:
        path = source / name.replace(".", "/") / "__init__.py"
        job = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

        top, _, within = name.replace(".", "/").partition("/")
        assert (
            re.search(rf"^\| `{top}` \| .*`{within}`", readme, re.MULTILINE)
            if within
            else (f"| `{name}` | {job} |" in readme)
        ), name


def test_warm_kernels_know_nothing_of_tally(project):
    """The package that runs kernels can be used without the rest."""
    for path in (project.root / "src" / "warm_kernels").glob("*.py"):
        assert "tally" not in path.read_text(encoding="utf-8").lower(), path.name


def test_version_is_one(project):
    """The package, its metadata and the citation name the same version."""
    assert f'version = "{tally.__version__}"' in (project.root / "pyproject.toml").read_text(encoding="utf-8")
    assert f"version: {tally.__version__}" in (project.root / "CITATION.cff").read_text(encoding="utf-8")


def test_nothing_names_this_machine(project):
    """No path of a machine, and nothing outside the project, is in what is shipped."""
    for path in project.root.glob("src/**/*.*"):
        if path.suffix in (".py", ".jinja", ".css"):
            assert not re.search(r"/(work|root|home|Users)/", path.read_text(encoding="utf-8")), path
