"""A notebook that is run by hand writes a draft; what is published is a build's alone, and a change by hand is seen."""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from conftest import ROOT, STEPS, copy_project
from limits import LIMIT
from tally.analysis import compare, measure, output_folder, save_change, save_figures
from tally.analysis.drafts import NOTE, DraftError
from tally.build import explain_staleness, statuses
from tally.page import save_page
from tally.project import UNSEALED, find_project, in_build, mark_build, read_record
from tally.project.session import MARK, REPORTS, SECRET, reports_folder
from tally.records import select_records
from tally.records.figures import Pair

BRIEF, SMALL = "isil-kp-2021", "made-up-example"  # that of the notebooks, and one that is built sooner
PAIR, EVENTS = Pair("un-2020", "un-2021-so-far"), ["taliban-enter-kabul", "un-briefing"]
PARAMETERS = PAIR._asdict() | {"as_of": "", "level": 0.95, "milestones": EVENTS}


@pytest.fixture
def published(built, tmp_path):
    """A copy of the project under git, with two briefings published."""
    project = copy_project(tmp_path)
    for brief in (BRIEF, SMALL):
        shutil.copytree(built.report(brief), project.report(brief))
    shutil.copy(ROOT / ".gitignore", project.root)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "As it was")
    return project


def git(project, *arguments):
    return subprocess.run(
        ["git", *arguments], cwd=project.root, text=True, capture_output=True, check=True, timeout=LIMIT
    ).stdout


def own_environment():
    """What the environment of somebody is who knows nothing of Tally."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TALLY_")}


def by_papermill(project, notebook):
    """Run a notebook by papermill's own command, in an ordinary kernel."""
    subprocess.run(
        [sys.executable, "-m", "papermill", f"notebooks/{notebook}.ipynb", "-", "--cwd", "notebooks"],
        cwd=project.root, env=own_environment(), check=True, capture_output=True, timeout=LIMIT,
    )  # fmt: skip


@pytest.fixture
def by_hand(warm):
    """Run notebooks as papermill does, with other parameters; the kernels only start sooner than its own."""

    def run(project, *notebooks, variables=(), **parameters):
        for notebook in notebooks or STEPS:
            papermill.execute_notebook(
                str(project.notebooks / f"{notebook}.ipynb"), None, parameters, engine_name="warm", server=warm,
                kernel_name="python3", env=own_environment() | dict(variables), cwd=str(project.notebooks),
                progress_bar=False, execution_timeout=int(LIMIT), extra_arguments=["--log-level=40"],
            )  # fmt: skip

    return run


def drafts(project, name="briefing.html"):
    """The drafts' files of a name, by the level that they were made with."""
    found = project.report(BRIEF).glob(f"drafts/*/{name}")
    return {json.loads((path.parent / NOTE).read_bytes())["parameters"]["level"]: path for path in found}


def is_untouched(project):
    return "" == git(project, "status", "--porcelain") and [] == explain_staleness(project, BRIEF)


def test_drafts_by_papermill(published, by_hand):
    """Run by hand with the brief's parameters and, at once, with others, each writes beside what is published."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(by_papermill, published, STEPS[0])
        by_hand(published, level=0.9)
        running.result(timeout=LIMIT)
    by_hand(published, *STEPS[1:])

    assert is_untouched(published)
    assert {0.95, 0.9} == set(drafts(published)) == set(drafts(published, "figures.csv"))
    for level, path in drafts(published).items():
        page = path.read_text(encoding="utf-8")
        assert "<title>Draft: Did attacks" in page
        assert "<h1>Draft: Did attacks" in page
        assert '<meta name=robots content="noindex, nofollow">' in page
        assert "It is not a published edition" in page
        assert '@top-right{content:"Draft, not published"' in page
        assert f"{level * 100:.0f}% interval" in page.replace("\u00a0", " ")
        assert "class=edition" not in page
        assert "application/ld+json" not in page
        assert level == json.loads((path.parent / "change.json").read_bytes())["ratio"]["level"]
        assert not {"inputs.json", "editions.json", "editions"} & {one.name for one in path.parent.iterdir()}
    page = (published.report(BRIEF) / "briefing.html").read_text(encoding="utf-8")
    assert not re.search(r"<title>Draft|noindex|no edition", page)


def test_a_notebook_alone(published, by_hand):
    """One goes on from what is published where that was made from the same; else it says which notebook to run."""
    by_hand(published, "3-briefing", question="Was it so?")
    assert "<h1>Draft: Was it so?" in drafts(published)[0.95].read_text(encoding="utf-8")

    with pytest.raises(PapermillExecutionError) as refused:
        by_hand(published, "3-briefing", level=0.9)
    assert "has change.json for these parameters and data" in str(refused.value)
    assert "level = 0.9" in str(refused.value)
    assert "Run notebooks/2-change.ipynb with the same parameters first" in str(refused.value)
    by_hand(published, "2-change", "3-briefing", level=0.9)  # the figures are the same
    assert {0.95, 0.9} == set(drafts(published))

    with pytest.raises(PapermillExecutionError, match=r"Run notebooks/1-figures\.ipynb with the same parameters first"):
        by_hand(published, "2-change", as_of="2021-10-31")
    assert is_untouched(published)


def test_what_is_left_over_from_a_build_makes_none(published, by_hand):
    """Variables that a build has set, still there after it, lead no notebook to what is published."""
    for reports in (published.reports, published.reports / ".gone-1-x"):
        variables = {REPORTS: str(reports), SECRET: "0" * 32}
        by_hand(published, "2-change", variables=variables)

    assert is_untouched(published)
    assert not (published.reports / ".gone-1-x").exists()
    assert {0.95} == set(drafts(published, "change.json"))


def test_only_the_mark_makes_a_build(tmp_path, monkeypatch):
    """The folder must hold what the variable says, and only as long as the build runs."""
    usual = tmp_path / "usual"
    assert not in_build(tmp_path)
    with mark_build(tmp_path) as session:
        assert not in_build(tmp_path)
        for name, value in session.items():
            monkeypatch.setenv(name, value)
        assert in_build(tmp_path)
        assert not in_build(usual)
        assert tmp_path == reports_folder(usual)
        monkeypatch.setenv(SECRET, "é")
        assert not in_build(tmp_path)
        monkeypatch.setenv(SECRET, session[SECRET])
    assert not in_build(tmp_path)
    assert usual == reports_folder(usual)
    (tmp_path / MARK).mkdir()
    assert not in_build(tmp_path)
    monkeypatch.delenv(SECRET)
    assert tmp_path == reports_folder(usual)


def test_an_older_copy_of_a_notebook_cannot_publish(published, dossier):
    """One that names the brief's folder itself, as notebooks once did, is refused before it writes."""
    folder = published.report(BRIEF)
    comparison = compare(dossier.figures, PAIR)
    for write in (
        lambda: save_figures(dossier.figures, folder / "figures.csv"),
        lambda: save_change(measure(comparison), folder / "change.json"),
        lambda: save_page(None, folder),
    ):
        with pytest.raises(DraftError, match="only `make report BRIEF=isil-kp-2021` writes"):
            write()
    assert is_untouched(published)


def test_a_draft_s_brief_names_a_folder_and_no_path(published, dossier):
    """A name that leads elsewhere is refused."""
    project = find_project(published.root)
    for name in ("../../out", "", "a/b", "Ü"):
        with pytest.raises(DraftError, match="expected lower-case words"):
            output_folder(project, select_records(dossier, PAIR, EVENTS), name, PARAMETERS)


def test_other_data_make_another_draft(published, dossier):
    """What was handed over from other data is not gone on from."""
    project, bearing = find_project(published.root), select_records(dossier, PAIR, EVENTS)
    first = output_folder(project, bearing, BRIEF, PARAMETERS)
    assert (first / "change.json").is_file()
    later = replace(bearing, gathered="2031-01-01")
    other = output_folder(project, later, BRIEF, PARAMETERS)
    assert first != other
    assert [NOTE] == [path.name for path in other.iterdir()]


def test_each_change_by_hand_is_seen(published):
    """One byte of any published file, with its size and its time as they were, or the file gone or another."""
    folder = published.report(BRIEF)
    assert statuses(published, [BRIEF])[0].fresh
    for name in read_record(folder)["outputs"]:
        path, known = folder / name, (folder / name).stat()
        content = path.read_bytes()
        position = content.rindex(b"5" if name == "inputs.json" else content[-9:-8])
        path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
        assert not statuses(published, [BRIEF])[0].fresh, name
        assert f"{name} was changed by hand" in explain_staleness(published, BRIEF)
        path.unlink()
        assert not statuses(published, [BRIEF])[0].fresh, name
        path.write_bytes(content)
        assert statuses(published, [BRIEF])[0].fresh, name


def test_what_was_changed_by_hand_is_built_again(published, command):
    """`tally why` names the files, a build says so, keeps a copy and puts back what a build gives."""
    folder = published.report(SMALL)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / "briefing.html").write_text("By hand.", encoding="utf-8")
    (folder / "charts" / "bars.svg").unlink()
    (folder / "editions" / "1.json").write_text("{}", encoding="utf-8")
    (folder / "change.json").unlink()
    (folder / "change.json").symlink_to(folder / "figures.csv")

    said = command("why", SMALL, root=published.root).stdout
    assert {
        "briefing.html was changed by hand", "change.json was changed by hand", "charts/bars.svg is missing",
        "editions/1.json was changed by hand",
    } == set(said.splitlines())  # fmt: skip
    run = command("build", SMALL, root=published.root)
    assert 0 == run.returncode, run.stderr
    assert re.search(
        r"briefing\.html, change\.json, editions/1\.json were changed by hand\. A copy is kept", run.stderr
    )
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert "By hand." == (published.reports / ".changed" / SMALL / "briefing.html").read_text(encoding="utf-8")
    assert [] == explain_staleness(published, SMALL)
    status = git(published, "status", "--porcelain").split()
    assert {"reports/index.html", "reports/feed.xml"} >= {part for part in status if "/" in part}


def test_an_edition_that_cannot_be_made_again(published, command):
    """A build refuses to go on from a history that was changed by hand, and says which record to put back."""
    record = published.report(SMALL) / "editions" / "1.json"
    kept = record.read_bytes()
    brief = published.parameters / f"{SMALL}.yml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("level: 0.95", "level: 0.9"), encoding="utf-8")
    for damage in (lambda: record.unlink(), lambda: record.write_bytes(kept.replace(b"240", b"340"))):
        damage()
        run = command("build", SMALL, root=published.root)
        assert 1 == run.returncode
        assert "editions/1.json was changed or removed by hand after edition 1 was published" in run.stderr
        assert not (published.report(SMALL) / "editions" / "2.json").exists()
    record.write_bytes(kept)
    assert 0 == command("build", SMALL, root=published.root).returncode
    assert (published.report(SMALL) / "editions" / "2.json").is_file()

    record.write_bytes(kept.replace(b"240", b"340"))
    run = command("build", SMALL, "--again", root=published.root)
    assert 1 == run.returncode
    assert "editions/1.json was changed or removed by hand" in run.stderr


@pytest.mark.parametrize("outputs", [lambda names: [*names], lambda _: None])
def test_a_record_from_before_there_were_hashes(published, command, outputs):
    """It makes the briefing stale, with the reason, and nothing fails."""
    path = published.report(SMALL) / "inputs.json"
    record = json.loads(path.read_bytes())
    record["outputs"] = outputs(record["outputs"])
    path.write_text(json.dumps({name: part for name, part in record.items() if part is not None}), encoding="utf-8")

    assert not statuses(published, [SMALL])[0].fresh
    assert UNSEALED in explain_staleness(published, SMALL)
    run = command("build", SMALL, root=published.root)
    assert 0 == run.returncode, run.stderr
    assert [] == explain_staleness(published, SMALL)


YML = "(project.parameters / 'made-up-example.yml')"


@pytest.mark.parametrize(
    ("notebook", "old", "new", "said"),
    [
        ("2-change", "project, asked =", "level = 0.9; project, asked =",
         r"change\.json was computed with level = 0\.9\. notebooks/parameters/made-up-example\.yml has level = 0\.95"),
        ("3-briefing", "page = save_page(briefing, folder, date)",
         f"{YML}.write_text({YML}.read_text().replace('0.95', '0.9')); page = save_page(briefing, folder, date)",
         r"1-figures ran with level = 0\.95; .*has level = 0\.9\. If the brief was changed during the build, build"),
        ("3-briefing", "project, asked =", "question = 'Was it?'; project, asked =",
         r"the page was written with question = 'Was it\?'"),
        ("3-briefing", "page = save_page(briefing, folder, date)",
         f"{YML}.unlink(); page = save_page(briefing, folder, date)",
         r"was changed during its build"),
    ],
)  # fmt: skip
def test_a_build_with_other_parameters_is_not_published(copied, edit, command, notebook, old, new, said):
    """A cell that sets a parameter after all, or a brief that was changed meanwhile: what ran is compared with it."""
    edit(f"notebooks/{notebook}.ipynb", old, new)
    run = command("build", SMALL)

    assert 1 == run.returncode
    assert re.search(said, run.stderr), run.stderr
    assert not copied.report(SMALL).exists() or not list(copied.report(SMALL).iterdir())


@pytest.mark.parametrize("kernels", ["built", "cold"])
def test_a_build_knows_that_it_is_one(request, kernels):
    """In warm and in cold kernels it leaves no draft."""
    project = request.getfixturevalue(kernels)
    assert not list(project.reports.rglob("drafts"))
    assert 0.95 == read_record(project.report(BRIEF))["parameters"]["level"]


def test_a_draft_is_in_no_list(published, by_hand, command):
    """Neither the list of briefings nor the feed has a draft, of a brief that was never published too."""
    by_hand(published, brief="made-by-hand", level=0.9)
    assert list((published.reports / "made-by-hand").glob("drafts/*/briefing.html"))
    assert 0 == command("build", "isil-kp-claims", root=published.root).returncode
    for name in ("index.html", "feed.xml"):
        text = (published.reports / name).read_text(encoding="utf-8")
        assert "made-by-hand" not in text
        assert "drafts" not in text
