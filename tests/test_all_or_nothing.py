"""Every command that writes several files writes all of them or none, wherever it is stopped."""

import json
import re
import shutil
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from broken_disk import broken, tree
from conftest import ROOT
from tally.adding import PromptError, add_case, supersede_by_options, write_brief
from tally.analysis import output_folder
from tally.briefs import BriefError, load_brief
from tally.build import Outcome, check_project, record_failures
from tally.build.notebooks import RunError
from tally.build.publish import publish
from tally.build.store import store_outputs
from tally.cli.main import main
from tally.editions import EditionError
from tally.exports import Exporter
from tally.page import OPTIONAL, required_outputs, save_index
from tally.project import JournalError, Project, editing, find_project, journal, publishing, seal
from tally.records import load_dossier
from tally.records.figures import Pair
from tally.records.schemas import write_schemas
from tally.records.tables import EditError

CASE = "made-up"
SOURCE = [{"id": "daily-2024", "type": "article-newspaper", "title": "Attacks rose", "URL": "https://daily.example/a",
           "author": [{"literal": "The Daily"}], "issued": {"date-parts": [[2024, 12, 17]]}}]  # fmt: skip
FIGURE = {"id": "new", "value": 90, "unit": "attacks", "group": "Example Group", "place": "Exampleland",
          "window": "2023-05/2023-08", "basis": "recorded", "counter": "Example Observatory (made up)",
          "source": "example-yearbook", "quotation": "it recorded 90 attacks"}  # fmt: skip
ROWS = f"{','.join(FIGURE)}\n" + "".join(f"{','.join(map(str, (FIGURE | {'id': id_}).values()))}\n" for id_ in "ab")
PAGE = "<html><body><article><p>{}</p></article></body></html>"


def flags(**values):
    return [part for name, value in values.items() for part in (f"--{name}", str(value))]


BRIEF = flags(earlier="example-2023-summer", later="example-2024-summer")
STATEMENT = flags(id="said", source="example-yearbook", where="body", voice="speaker",
                  wording="attacks doubled")  # fmt: skip
COMMANDS = {
    "a source": ["add", "source", "source.json", "--case", CASE],
    "a figure": ["add", "figure", *flags(**FIGURE), "--case", CASE],
    "figures": ["add", "figure", "--from", "rows.csv", "--case", CASE],
    "a statement": ["add", "statement", *STATEMENT, "--case", CASE],
    "a milestone": ["add", "milestone", *flags(id="m", date="2024-01-01", label="X", source="example-yearbook")],
    "a unit": ["add", "unit", "deaths", "death", "--case", CASE],
    "a correction": ["supersede", "example-2023-summer", "example-2023", "--because", "It was wrong.", "--as-is"],
    "a lock": ["lock", "example-yearbook", "--file", "page.html", "--case", CASE],
    "a brief": ["add", "brief", "another", *BRIEF, "--case", CASE],
    "a brief replaced": ["add", "brief", "made-up-example", "--replace", *BRIEF, "--level", "0.9"],
    "briefs": ["expand", "made-up-example", *flags(window="2023-05/2023-08:2024-05/2024-08", group="Example Group")],
    "a case": ["add", "case", "another", "--title", "Another"],
}  # fmt: skip


@pytest.fixture
def small(memory, monkeypatch):
    """A project with one made-up case and one brief, and files to add."""
    root = memory / "small"
    shutil.copytree(ROOT / "data" / CASE, root / "data" / CASE)
    for path in (ROOT / "data").glob("*.*"):
        shutil.copy(path, root / "data")
    (root / "notebooks" / "parameters").mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "parameters" / "made-up-example.yml", root / "notebooks" / "parameters")
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        node = json.loads(path.read_bytes())
        for cell in node["cells"]:
            cell |= {"outputs": []} if cell["cell_type"] == "code" else {}
        (root / "notebooks" / path.name).write_text(json.dumps(node))
    (memory / "source.json").write_text(json.dumps(SOURCE))
    (memory / "rows.csv").write_text(ROWS)
    (memory / "page.html").write_text(
        PAGE.format((ROOT / "data" / CASE / "passages" / "example-yearbook.txt").read_text())
    )
    monkeypatch.chdir(root)
    return find_project(root)


def restore(root, files):
    """Make a folder as it was."""
    now = tree(root)
    for name in sorted(now.keys() - files.keys(), reverse=True):
        (root / name).rmdir() if now[name] is None else (root / name).unlink()
    for name, content in files.items():
        if content is None:
            (root / name).mkdir(parents=True, exist_ok=True)
        elif now.get(name) != content:
            (root / name).write_bytes(content)


def shown(files):
    """Leave out the folder that a build fills, which is not what anybody reads."""
    return {name: content for name, content in files.items() if not name.startswith("reports/.second")}


class Recorder:
    """What is there before and after each change of several files, and what the change is."""

    def __init__(self, monkeypatch, root):
        self.root, self.changes, real = root, [], journal._change

        def change(root, place, files, folders=()):
            before = tree(self.root)
            real(root, place, files, folders)
            self.changes.append((root, files, folders, before, tree(self.root)))

        monkeypatch.setattr(journal, "_change", change)

    def stop_everywhere(self):
        """Make the same changes again, and die at each call of the disk; the next command finds old or new."""
        deaths = 0
        for root, files, folders, before, after in list(self.changes):
            area = editing if root == self.root else publishing
            for at in range(1000):
                restore(self.root, before)
                project = Project(self.root, self.root / "reports")
                with broken(self.root, at) as disk, area(project) as edit:
                    edit(files, folders)
                find_project(self.root)
                found = tree(self.root)
                assert shown(found) in (shown(before), shown(after)), (at, disk.calls[at])
                if len(disk.calls) <= at:
                    break
                deaths += 1
            assert shown(after) == shown(tree(self.root))
        return deaths


def run(*arguments):
    """Run a command in this process, as in the folder of the made-up case."""
    command = [str(part) for part in arguments]
    own = {"milestone", "supersede"} & {*command[:2]}
    return main(
        [*command, *(["--case", CASE] if own or ("made-up-example" in command[:3] and command[0] == "add") else [])]
    )


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_command_is_stopped_anywhere(small, memory, kind, monkeypatch, capsys):
    """The tables are then all old or all new; `check` passes; the same command succeeds, or says what is there."""
    arguments = [str(memory / part) if re.fullmatch(r"\w+\.(json|csv|html)", part) else part for part in COMMANDS[kind]]
    before = tree(small.root)
    with monkeypatch.context() as patch:
        recorder = Recorder(patch, small.root)
        with broken(small.root) as disk:
            assert 0 == run(*arguments), capsys.readouterr().err
        after = tree(small.root)
    assert before != after
    assert 1 == len(recorder.changes)
    assert [] == check_project(small)
    assert recorder.stop_everywhere() == len(disk.calls)

    in_place = max(number for number, call in enumerate(disk.calls) if call.startswith("replace"))
    for at in (in_place, in_place + 1):
        restore(small.root, before)
        with broken(small.root, at):
            run(*arguments)
        capsys.readouterr()
        code = run(*arguments)
        said = capsys.readouterr().err
        assert code == 0 or (code == 1 and "Traceback" not in said and "should not happen" not in said), said
        assert same(after, tree(small.root)), said


def same(one, other):
    """Whether two folders are the same, but for the moment at which a document was stored."""
    names = {name for name in one | other if "originals/" not in name}
    return all(one.get(name) == other.get(name) for name in names)


def outputs(project, name, editions, *optional):
    """Write what a build would leave, in a folder beside what is published."""
    folder = project.reports / f".{name}"
    names = [*required_outputs(project.steps), *optional, *(f"editions/{number}.json" for number in editions)]
    for output in names:
        path = folder / output
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{output} of {name}")
    for number in editions:
        shutil.copy(ROOT / "reports" / "isil-kp-2021" / "editions" / f"{number}.json", folder / "editions")
    (folder / "inputs.json").write_text(json.dumps({"outputs": names}))
    seal(folder, {})
    return folder


def publish_again(project):
    """Publish a briefing over another, of which one file was changed by hand, and which has a chart more."""
    report = project.report("isil-kp-2021")
    publish(project, outputs(project, "first", [1], OPTIONAL[0]), report)
    (report / "figures.csv").write_text("by hand")
    folder = outputs(project, "second", [1, 2], OPTIONAL[1])
    return lambda: publish(project, folder, report)


def list_briefings(project):
    """Write the list of briefings and the feed."""
    for name in ("isil-kp-2021", "gulf-incidents-2024"):
        project.report(name).mkdir(parents=True)
        for file in ("briefing.html", "editions.json"):
            shutil.copy(ROOT / "reports" / name / file, project.report(name))
    return lambda: save_index(project)


def export(project):
    """Export three files, one of them once more."""
    folder = project.report("x")
    (folder / "exports").mkdir(parents=True)
    (folder / "exports" / "x.csv").write_text("old")
    files = {f"x.{end}": f"new {end}".encode() for end in ("csv", "xlsx", "txt")}
    exporter = SimpleNamespace(project=project, folder=folder, files=lambda _: files)
    return lambda: Exporter.make(exporter, "data")  # type: ignore[arg-type]


def draft(project):
    """Begin a draft that goes on from a published briefing."""
    dossier = load_dossier(project, CASE)
    pair = Pair("example-2023-summer", "example-2024-summer")
    parameters = pair._asdict() | {"as_of": "", "level": 0.95, "milestones": []}
    return lambda: output_folder(project, dossier, "made-up-example", parameters)


def describe_columns(project):
    """Write the schemas of two Data Packages and a table of columns."""
    for path in (
        project.data / "README.md",
        project.data / "datapackage.json",
        project.data / CASE / "datapackage.json",
    ):
        path.write_text(path.read_text(encoding="utf-8").replace("reporting", "told").replace("string", "text"))
    return lambda: write_schemas(project)


def record_failure(project):
    """Record which briefs failed."""
    return lambda: record_failures(project, [Outcome("a", 0, "It failed."), Outcome("b", 0, "It failed.")])


WRITERS = [publish_again, list_briefings, export, draft, describe_columns, record_failure]


@pytest.mark.parametrize("prepare", WRITERS)
def test_what_is_built_is_stopped_anywhere(small, prepare, monkeypatch):
    """Briefings, lists, exports, drafts and schemas are old or new as well, and nothing is left beside them."""
    write = prepare(small)
    recorder = Recorder(monkeypatch, small.root)
    with broken(small.root) as disk:
        write()
    after = tree(small.root)

    assert recorder.changes
    assert recorder.stop_everywhere() >= len(disk.calls)
    assert not any(".tally-" in name or ".edit" in name for name in after)


def test_a_briefing_is_published_with_all_that_belongs_to_it(small):
    """The new files and edition are there, and a copy of what was changed by hand; a former chart is gone."""
    publish_again(small)()
    report = small.report("isil-kp-2021")

    assert "briefing.html of second" == (report / "briefing.html").read_text()
    assert {"1.json", "2.json"} == {path.name for path in (report / "editions").iterdir()}
    assert "by hand" == (small.reports / ".changed" / "isil-kp-2021" / "figures.csv").read_text()
    assert [False, True] == [(report / chart).exists() for chart in OPTIONAL[:2]]


@pytest.mark.parametrize("name", ["briefing.html", "change.json", "editions/1.json", "charts"])
def test_a_folder_in_the_place_of_a_published_file(small, name):
    """It is named, whatever it holds, and the briefing stays as it is."""
    write = publish_again(small)
    path = small.report("isil-kp-2021") / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.write_text("kept") if name == "charts" else path.mkdir()
    before = tree(small.report("isil-kp-2021"))
    with pytest.raises((JournalError, EditionError, OSError), match=name):
        write()

    assert before == tree(small.report("isil-kp-2021"))


@pytest.fixture
def ran(monkeypatch):
    """Notebooks that are said to have run, and what is done meanwhile."""
    meanwhile = []

    def run_notebooks(project, reports, name, _, *, notebooks, **__):
        for notebook in notebooks:
            node = json.loads((project.notebooks / f"{notebook}.ipynb").read_bytes())
            node["cells"].append({"cell_type": "markdown", "id": "ran", "metadata": {}, "source": "It ran."})
            path = reports / name / "notebooks" / f"{notebook}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(node))
        for happens in meanwhile:
            happens()

    monkeypatch.setattr("tally.build.store.run_notebooks", run_notebooks)
    monkeypatch.setattr("tally.build.store.kernels", lambda *_: nullcontext(""))
    return meanwhile


@pytest.mark.usefixtures("ran")
def test_notebooks_are_stored_whole(small, monkeypatch):
    """A notebook is a source: stopped anywhere, all are as they were or all have their outputs."""
    recorder = Recorder(monkeypatch, small.root)
    paths = store_outputs(small)

    assert all("It ran." in path.read_text(encoding="utf-8") for path in paths)
    assert 1 == len(recorder.changes)
    assert recorder.stop_everywhere() > 5 * len(paths)


def test_a_notebook_that_was_saved_meanwhile_is_not_overwritten(small, ran):
    """What its reader has just changed in JupyterLab stays, and nothing is stored."""
    path = small.notebooks / f"{small.steps[0]}.ipynb"
    ran.append(lambda: path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8"))
    ran.append(lambda: before.update(tree(small.notebooks)))
    before = {}
    with pytest.raises(RunError, match="changed while the notebooks ran"):
        store_outputs(small)

    assert before == tree(small.notebooks)


def in_between(monkeypatch, module, happens):
    """Let something happen just before a command gets the lock."""
    real, done = editing, []

    def late(project):
        if not done:
            done.append(True)
            happens()
        return real(project)

    monkeypatch.setattr(f"{module}.editing", late)


def test_of_two_briefs_of_one_name_one_wins(small, monkeypatch):
    """The other is told that there is one now, and the first stays."""
    first = load_brief(small, "made-up-example").model_copy(update={"brief": "new", "question": "First?"})
    in_between(monkeypatch, "tally.adding.brief", lambda: write_brief(small, first))
    with pytest.raises(BriefError, match="There is a brief new already"):
        write_brief(small, first.model_copy(update={"question": "Second?"}))

    assert "First?" == load_brief(small, "new").question


def test_of_two_cases_of_one_name_one_wins(small, monkeypatch):
    """So it is with cases."""
    in_between(monkeypatch, "tally.adding.case", lambda: add_case(small, "new", title="First"))
    with pytest.raises(PromptError, match="There is a folder data/new already"):
        add_case(small, "new", title="Second")

    assert "First" in (small.data / "new" / "datapackage.json").read_text()


@pytest.mark.parametrize("kind", ["a source", "a figure", "a statement", "a milestone"])
def test_of_two_rows_of_one_name_one_wins(small, memory, monkeypatch, capsys, kind):
    """And with rows: the second is refused with the id, and the table is as the first left it."""
    arguments = [str(memory / part) if part == "source.json" else part for part in COMMANDS[kind]]
    after = []

    def first():
        assert 0 == run(*arguments)
        after.append(tree(small.root))
        capsys.readouterr()

    in_between(monkeypatch, "tally.records.revise", first)
    assert 1 == run(*arguments)

    assert after == [tree(small.root)]
    said = capsys.readouterr().err
    assert re.search(r"found '(new|said|m|the-daily-2024-12-17)', expected an id of its own", said), said
    assert "Nothing was written." in said


def test_of_two_corrections_the_published_one_stays(small, monkeypatch):
    """The reason that came first is not overwritten by one that was given at the same time."""

    def supersede(reason):
        options = SimpleNamespace(undo=False, new="example-2023", because=reason, as_is=True)
        supersede_by_options(small, CASE, "example-2023-summer", options)  # type: ignore[arg-type]

    in_between(monkeypatch, "tally.records.revise", lambda: supersede("The first."))
    with pytest.raises(EditError, match=r"“The first\.” A published reason is not overwritten"):
        supersede("The second.")

    assert "The first." == load_dossier(small, CASE).superseded["example-2023-summer"].reason
