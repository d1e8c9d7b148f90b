"""A folder that any web server can serve: complete or unchanged, and with nothing that leads nowhere."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
import yaml
from lxml import html

from conftest import ROOT
from tally.exports import ExportError, save_site
from tally.project import Project

BRIEFS = ("isil-kp-2021", "gulf-crew-2019", "isil-kp-years", "made-up-events-months")  # of each kind


@pytest.fixture
def published(built, memory) -> Project:
    """A copy of two built briefings, one with exports of this and of an earlier edition."""
    project = Project(built.root, memory / "reports")
    for brief in BRIEFS:
        shutil.copytree(built.report(brief), project.report(brief))
    exports = project.report(BRIEFS[0]) / "exports"
    exports.mkdir()
    for name in (f"{BRIEFS[0]}-edition-1.pdf", f"{BRIEFS[0]}-edition-1.xlsx", f"{BRIEFS[0]}-edition-0.docx"):
        (exports / name).write_bytes(b"made")
    return project


def files(folder: Path) -> dict[str, bytes]:
    """Return the files that a server would show, by their names."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if path.name not in (".lock", ".contents")
    }


def test_every_link_leads_to_a_file(published, memory):
    """From the list to the pages, from a page to its exports, and from the feed; only what is there is linked."""
    save_site(published, BRIEFS, memory / "site")
    site = files(memory / "site")
    addresses = [
        (name, link)
        for name in site
        if name.endswith(".html")
        for link in html.fromstring(site[name].decode()).xpath("//@href")
    ]
    addresses += [("feed.xml", link) for link in re.findall(r'href="([^"]+)"', site["feed.xml"].decode())]
    local = {
        unquote(urljoin(name, link.partition("#")[0])) or name
        for name, link in addresses
        if not link.startswith(("https:", "http:", "data:", "#"))
    }

    assert {f"{brief}/briefing.html" for brief in BRIEFS} <= local
    assert {f"isil-kp-2021/exports/isil-kp-2021-edition-1.{end}" for end in ("pdf", "xlsx")} <= local
    assert set() == local - {*site}
    assert "isil-kp-2021/charts/windows.svg" in site
    assert not [name for name in site if "docx" in name or "inputs" in name]


def test_the_page_is_the_published_one(published, memory):
    """But for the links to its exports, which a build cannot know; without exports, it is the same bytes."""
    save_site(published, BRIEFS, memory / "site")
    site = files(memory / "site")
    page = (published.report(BRIEFS[0]) / "briefing.html").read_text(encoding="utf-8")
    before, place, after = page.partition("<!-- exports -->")
    shown = site[f"{BRIEFS[0]}/briefing.html"].decode()

    assert place
    assert shown.startswith(before)
    assert shown.endswith(after)
    assert (published.report(BRIEFS[1]) / "briefing.html").read_bytes() == site[f"{BRIEFS[1]}/briefing.html"]


def test_a_second_time_removes_what_is_gone_and_nothing_else(published, memory):
    """A briefing that is left out is taken away; a file that somebody else put there stays."""
    site = memory / "site"
    save_site(published, BRIEFS, site)
    (site / "CNAME").write_text("example.org")
    save_site(published, BRIEFS[:1], site)

    assert (site / "CNAME").is_file()
    assert not (site / BRIEFS[1] / "briefing.html").exists()
    assert BRIEFS[1] not in (site / "index.html").read_text(encoding="utf-8")
    first = files(site)
    save_site(published, BRIEFS[:1], site)
    assert first == files(site)


@pytest.mark.parametrize("fault", ["not built", "no such brief"])
def test_all_or_nothing(published, memory, fault):
    """If one briefing cannot be had, an earlier site is as it was, and a new one is not begun."""
    save_site(published, BRIEFS, memory / "site")
    before = files(memory / "site")
    if fault == "not built":
        (published.report(BRIEFS[1]) / "briefing.html").unlink()
    wanted = (*BRIEFS, "isil-kp-1999") if fault == "no such brief" else BRIEFS
    for folder in ("site", "new"):
        with pytest.raises((ExportError, OSError, ValueError)):
            save_site(published, wanted, memory / folder)

    assert before == files(memory / "site")
    assert not (memory / "new").exists()


@pytest.mark.parametrize("place", ["reports", "reports/site", ".", "data", "notebooks/site"])
def test_no_folder_of_the_project_becomes_a_site(published, memory, place):
    """Neither one that has its files, nor one inside or around it."""
    project = replace(published, root=memory)
    for name in ("data", "notebooks"):
        (memory / name).mkdir()
    with pytest.raises(ExportError, match="has files of the project"):
        save_site(project, BRIEFS, memory / place)


def test_a_folder_with_other_files_is_left_alone(published, memory):
    """Nobody's files are mixed with a site, or removed by the next one."""
    (memory / "mine").mkdir()
    (memory / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"has other files, such as notes\.txt"):
        save_site(published, BRIEFS, memory / "mine")

    assert {"notes.txt": b"mine"} == files(memory / "mine")


def test_a_misspelt_brief_starts_nothing(copied, command):
    """The nearest name is suggested, and neither a build nor a site begins."""
    run = command("site", "isil-kp-2012")

    assert 1 == run.returncode
    assert "isil-kp-2021" in run.stderr
    assert "Building" not in run.stderr
    assert not (copied.root / "site").exists()


def test_the_tracked_index_lists_only_the_kept_examples():
    """It has the question of each example, and builds do not touch it: nothing else of reports/ is in git."""
    index = (ROOT / "reports" / "README.md").read_text(encoding="utf-8")
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    kept = re.findall(r"^!reports/([^/\n]+)/$", ignored, re.MULTILINE)
    briefs = {brief: ROOT / "notebooks" / "parameters" / f"{brief}.yml" for brief in kept}

    assert kept
    assert sorted(kept) == sorted(set(re.findall(r"\((.+?)/briefing\.html\)", index)))
    for brief, path in briefs.items():
        question = yaml.safe_load(path.read_text(encoding="utf-8"))["question"]
        assert f"| {question} | [{brief}/briefing.html]({brief}/briefing.html)" in index
    assert ["!reports/README.md"] == re.findall(r"^!reports/.*[^/]$", ignored, re.MULTILINE)
    shown = subprocess.run(["git", "check-ignore", "reports/index.html", "reports/feed.xml", "site/index.html"],
                           cwd=ROOT, capture_output=True, text=True, check=False, timeout=20)  # fmt: skip
    assert 3 == len(shown.stdout.splitlines())


def test_the_workflow_publishes_what_make_site_collects():
    """It may write pages and nothing else, and uploads the folder that the command fills."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["publish"]["steps"]

    assert {"contents": "read", "pages": "write", "id-token": "write"} == workflow["permissions"]
    assert "make site" in [step.get("run") for step in steps]
    assert ["site"] == [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")]
