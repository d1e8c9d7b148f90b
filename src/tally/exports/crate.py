"""An edition as one RO-Crate: inputs, lock file, code, notebooks with their outputs, and the page."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from importlib.metadata import metadata
from pathlib import Path

from rocrate.model import ContextEntity
from rocrate.model.data_entity import DataEntity
from rocrate.rocrate import ROCrate

from tally.editions import Edition
from tally.page import OPTIONAL, required_outputs
from tally.project import START_PAGE, Kind, Project, read_file, temporary_folder
from tally.text import words

VERSION = "1.2"  # of RO-Crate
STILL = (1980, 1, 1, 0, 0, 0)  # the date of every file in the zip, the earliest that a zip can have
DATA_LICENCE, CODE_LICENCE = "https://creativecommons.org/licenses/by/4.0/", "https://spdx.org/licenses/MIT"
KIND = "Organization"  # of an author: a crate requires a kind, and a case's datapackage.json has none
AROUND = (
    ".ci/environment", "CITATION.cff", "LICENSE", "Makefile", "README.md", "data/README.md", "environment.yml",
    f"notebooks/{START_PAGE}.ipynb", "pyproject.toml", "requirements.lock", "requirements/build.lock",
    "requirements/installer.lock",
    "requirements/cluster.lock", "requirements/exports.lock", "src/README.md",
)  # fmt: skip
KINDS = {
    ".csv": "text/csv", ".html": "text/html", ".ipynb": "application/x-ipynb+json", ".json": "application/json",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain", ".yml": "application/yaml",
    ".py": "text/x-python", ".md": "text/markdown", ".toml": "application/toml", ".css": "text/css",
}  # fmt: skip
HELPERS = Path(__file__).parent.parent


def as_crate(project: Project, case: str, edition: Edition, shipped: Sequence[str] = ()) -> bytes:
    """
    Write an edition as a zipped RO-Crate, the same bytes each time.

    Parameters
    ----------
    project : Project
        The checkout, in which the edition is built and up to date.
    case : str
        The brief's case.
    edition : Edition
        Its record.
    shipped : sequence of str
        The files of events in the case's folder that it counts from, and whose licence lets them be passed on.

    Notes
    -----
    The unzipped crate is a project with this one brief: `make report` in it builds the same page. If it counts from a
    file of events that is not among `shipped`, that file has to be put where its description says.
    """
    files = dict(_files(project, case, edition.brief))
    events = [project.tables(case) / name for name in shipped]
    files |= {path.relative_to(project.root).as_posix(): path for path in events}
    with temporary_folder() as folder:
        root = folder / "crate"
        _described(files, edition).write(root)
        return _zipped(root)


def _files(project: Project, case: str, brief: str) -> Iterator[tuple[str, Path]]:
    """Yield the inputs and outputs of an edition, by their paths in the crate."""
    for name in AROUND:
        if (project.root / name).is_file():
            yield name, project.root / name
    for path in (*project.table_files(), *project.table_files(case)):
        yield path.relative_to(project.root).as_posix(), path
    steps = {kind: project.steps_of(kind) for kind in project.kinds}
    for name in (name for names in steps.values() for name in names):
        yield f"notebooks/{name}.ipynb", project.notebooks / f"{name}.ipynb"
    yield f"notebooks/parameters/{brief}.yml", project.parameters / f"{brief}.yml"
    for package in (HELPERS, HELPERS.parent / "warm_kernels"):
        for path in sorted(package.rglob("*.*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"src/{path.relative_to(HELPERS.parent).as_posix()}", path
    built = project.report(brief)
    editions = sorted((built / "editions").glob("*.json"))
    outputs = dict.fromkeys([*(name for names in steps.values() for name in required_outputs(names)), *OPTIONAL])
    for path in (*(built / name for name in outputs), *editions):
        if path.is_file():
            yield f"reports/{brief}/{path.relative_to(built).as_posix()}", path


def _described(files: dict[str, Path], edition: Edition) -> ROCrate:
    """Describe the files, and how the page is made from them."""
    crate = ROCrate(version=VERSION)
    crate.root_dataset.properties().pop("datePublished", None)
    authors = [
        crate.add(ContextEntity(crate, f"#author-{place}", {"@type": KIND, "name": name}))
        for place, name in enumerate(edition.authors, start=1)
    ]
    for address, name in ((DATA_LICENCE, words.EXPORT["licence"]), (CODE_LICENCE, "MIT License")):
        crate.add(ContextEntity(crate, address, {"@type": "CreativeWork", "name": name, "identifier": address}))
    python = crate.add(ContextEntity(crate, "#python", {
        "@type": "ComputerLanguage", "name": "Python", "url": "https://www.python.org/",
        "version": metadata("tally")["Requires-Python"],
    }))  # fmt: skip
    added = {name: _file(crate, name, path, python) for name, path in files.items()}
    page = added[f"reports/{edition.brief}/briefing.html"]
    page["about"] = edition.question
    finding = edition.finding.words if edition.finding else edition.question
    root = crate.root_dataset
    root["name"] = words.EXPORT["titled"].format(edition.question, edition.edition)
    root["description"] = words.EXPORT["crate"].format(finding, edition.brief)
    root["datePublished"] = edition.date
    root["license"] = crate.dereference(DATA_LICENCE)
    root["mainEntity"] = page
    if authors:
        root["author"] = root["publisher"] = authors
    else:
        root["publisher"] = crate.add(
            ContextEntity(crate, "#publisher", {"@type": KIND, "name": words.EXPORT["nobody"]})
        )
    root["identifier"] = words.EXPORT["identifier"].format(edition.brief, edition.edition, edition.inputs)
    software = crate.add(ContextEntity(crate, "#tally", {
        "@type": "SoftwareApplication", "name": "Tally", "version": edition.versions["tally"],
        "url": "src/tally/__main__.py",
        "softwareRequirements": [f"{name} {version}" for name, version in edition.versions.items() if name != "tally"],
    }))  # fmt: skip
    results, inputs = _split(added, f"reports/{edition.brief}/")
    build = crate.add_action(
        software, "#build", inputs, results, {"@type": "CreateAction", "name": f"tally build {edition.brief}"}
    )
    if authors:
        build["agent"] = authors
    root["mentions"] = [build, software]
    return crate


def _file(crate: ROCrate, name: str, path: Path, python: ContextEntity) -> DataEntity:
    """Describe one file."""
    kind = KINDS.get(path.suffix)
    about: dict[str, object] = {"name": name.rpartition("/")[2], "contentSize": str(path.stat().st_size)}
    if kind:
        about["encodingFormat"] = kind
    if path.suffix in (".py", ".ipynb"):
        about |= {"@type": ["File", "SoftwareSourceCode"], "programmingLanguage": python}
    return crate.add_file(path, name, properties=about)


def _split(added: dict[str, DataEntity], folder: str) -> tuple[list[DataEntity], list[DataEntity]]:
    """Split the files into the results, which are in `folder`, and the inputs."""
    return (
        [entity for name, entity in added.items() if name.startswith(folder)],
        [entity for name, entity in added.items() if not name.startswith(folder)],
    )


def _zipped(root: Path) -> bytes:
    """Zip a folder, the same bytes whatever the time and the order of its files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in _in_order(root):
            entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), STILL)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = (0o755 if path.name == "environment" else 0o644) << 16
            archive.writestr(entry, read_file(path, Kind.BUILT), compresslevel=9)
    return written.getvalue()


def _in_order(root: Path) -> Sequence[Path]:
    """List the files of a folder, first the crate's own description."""
    paths = sorted((path for path in root.rglob("*") if path.is_file()), key=lambda path: path.relative_to(root).parts)
    return sorted(paths, key=lambda path: path.name != "ro-crate-metadata.json")
