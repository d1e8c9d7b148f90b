"""The start page in a real JupyterLab: choose, see, tap, and keep the question as a brief."""

import csv
import json
import os
import re
import shutil
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import expect

from conftest import copy_project, describe_kernel
from limits import MILLISECONDS, start, stop, waited
from tally.briefs import load_brief
from tally.build import explain_staleness
from tally.project import WRITERS, find_writer

TOKEN = "only-for-this-test"
FINDING = ".tally .lead"
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
IDLE = ".jp-Notebook-ExecutionIndicator[data-status='idle']"


@pytest.fixture(scope="module")
def lab(tmp_path_factory, warm):
    """
    JupyterLab on a copy of the project, with settings of its own; its address, and the copy.

    The start page runs in an ordinary kernel, the three notebooks in kernels that start sooner.
    """
    copy = copy_project(tmp_path_factory.mktemp("lab"))
    own = tmp_path_factory.mktemp("jupyter")
    if warm:
        describe_kernel(own / "jupyter_data_dir", warm)
        for name in copy.steps:
            choose_kernel(copy.notebooks / f"{name}.ipynb")
    with running_lab(copy, own) as address:
        yield address, copy


@contextmanager
def running_lab(copy, own):
    """Start JupyterLab in a copy of the project, with a folder for its settings, and yield its address."""
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--port=0"]
    places = {name: str(own / name.lower()) for name in (
        "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "IPYTHONDIR",
    )}  # fmt: skip
    settings = [f"--IdentityProvider.token={TOKEN}", f"--LabApp.workspaces_dir={own / 'workspaces'}"]
    with (own / "log").open("w") as log:
        server = start(
            [*command, *settings],
            cwd=copy.notebooks,
            env=os.environ | places,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        port = waited(lambda: chosen_port(own / "jupyter_runtime_dir"), f"JupyterLab says its port in {own / 'log'}")
        address = f"http://127.0.0.1:{port}"
        waited(lambda: ask(address, "api"), "JupyterLab answers")
        yield address
    finally:
        stop(server, limit=30)


def chosen_port(folder):
    """The port that JupyterLab has bound, which no other program can have taken meanwhile; None until it says so."""
    for path in folder.glob("jpserver-*.json"):
        with suppress(ValueError):  # half written
            return json.loads(path.read_text(encoding="utf-8"))["port"]
    return None


def ask(address, what):
    """Ask the server, and give no answer while it is not there yet."""
    try:
        with urllib.request.urlopen(f"{address}/{what}?token={TOKEN}", timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return None


@pytest.fixture(scope="module")
def context(browser):
    """What the pages share: a size, and JupyterLab's scripts once they are loaded."""
    opened = browser.new_context(viewport={"width": 1300, "height": 1000})
    opened.set_default_timeout(MILLISECONDS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def start_page(lab, context):
    """The start page with all its cells run, and the errors that its console printed."""
    address, _ = lab
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if leaves(request.url, address) else None)
    open_notebook(page, address, "explore")
    run_all(page)
    page.wait_for_selector(FINDING)
    page.wait_for_selector(IDLE)
    page.locator(".tally-explorer").evaluate("desk => desk.scrollIntoView()")
    yield page
    page.close()
    assert [] == faults


def choose_kernel(path):
    """Select for a notebook the kernel that `describe_kernel` describes."""
    node = json.loads(path.read_text(encoding="utf-8"))
    node["metadata"]["kernelspec"]["name"] = "warm"
    path.write_text(json.dumps(node), encoding="utf-8")


def open_notebook(page, address, name):
    """Open a notebook, in JupyterLab or beside others, and wait until its own kernel is connected and idle."""
    if page.url.startswith(address):
        open_path(page, f"notebooks/{name}.ipynb")
    else:
        page.goto(f"{address}/lab/tree/notebooks/{name}.ipynb?token={TOKEN}&reset")
    page.wait_for_selector(f"{SHOWN} {IDLE}")

    def ready():
        kernels = [one["kernel"] for one in ask(address, "api/sessions") or [] if one["path"].endswith(f"{name}.ipynb")]
        return [one for one in kernels if one["connections"] and one["execution_state"] == "idle"]

    waited(ready, f"the kernel of {name} is connected and idle")


def open_path(page, path):
    """Choose “Open from Path…” from the menu, and name a file."""
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_text("Open from Path…", exact=True).click()
    page.locator(".jp-Dialog input").fill(path)
    page.keyboard.press("Enter")


def run_all(page):
    """Choose “Run All Cells” from the menu."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


def leaves(url, address):
    """Whether a request goes anywhere but to this JupyterLab."""
    return not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))


def finding(page, words):
    """Wait until the finding says something, and give its text."""
    page.wait_for_function(
        "([where, words]) => document.querySelector(where)?.textContent.includes(words)", arg=[FINDING, words]
    )
    return page.locator(FINDING).inner_text()


def labelled(page, name):
    """Return the control with a label; those of the other kind of question are hidden."""
    return page.get_by_label(name, exact=True).filter(visible=True)


def choose(page, control, value, later=None):
    """Choose from a list, and wait for the number of later counts that it leaves, if it is given."""
    labelled(page, control).select_option(value)
    if later:
        options = labelled(page, "Later").locator("option")
        expect(options).to_have_count(later, timeout=MILLISECONDS)


def test_all_cells_run_and_show_something(start_page):
    """No cell fails, and the finding of the default brief is on screen."""
    assert "6.3 times as many per day" in finding(start_page, "6.3")
    assert 0 == start_page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count()
    assert 0 == start_page.locator("[data-mime-type='application/vnd.jupyter.error']").count()


def test_the_contents_are_open_and_nothing_asks(start_page):
    """A new layout has the table of contents of the start page, which is in front; nobody is asked about news."""
    expect(start_page.locator(".jp-TableOfContents").get_by_text("What is in the data")).to_be_visible(
        timeout=MILLISECONDS
    )
    assert start_page.locator(f"{SHOWN} .tally-explorer").count()
    assert 0 == start_page.locator(".Toastify__toast").count()


def test_the_start_page_is_saved_as_it_was(start_page, lab):
    """After “Run All Cells”, Ctrl+S writes the very bytes that are in git."""
    _, copy = lab
    path = copy.notebooks / "explore.ipynb"
    stored = path.read_bytes()

    assert stored == save(start_page, path)


def test_a_number_opens_its_card(start_page):
    """By keyboard: the card has the quotation with its number marked, and Escape closes it."""
    start_page.locator(".tally .lead .number", has_text="334").focus()
    start_page.keyboard.press("Enter")
    card = start_page.locator(".tally .card:popover-open")

    assert "334" == card.locator("mark").inner_text()
    assert "Frances Martel" in card.inner_text()
    start_page.keyboard.press("Escape")
    expect(start_page.locator(".tally .card:popover-open")).to_have_count(0, timeout=MILLISECONDS)


def test_controls_change_what_is_shown(start_page):
    """Another pair is rated, one that may not be compared is not, and the lists follow what is chosen before them."""
    choose(start_page, "Later", "334 attacks, 2021-01-01 to 2021-11-17 at the latest (un-2021-so-far)")
    choose(start_page, "Counter", "ExTrac (inferred)")
    finding(start_page, "not comparable")
    assert "differ in unit" in start_page.locator(".tally .limits").inner_text()

    choose(start_page, "Counter", "ITIC")
    expect(labelled(start_page, "Stopped on")).to_be_disabled(timeout=MILLISECONDS)
    choose(start_page, "Counter", "United Nations")
    choose(start_page, "Basis", "attributed or claimed")
    choose(start_page, "Earlier", "20 attacks, 2020-08-19 to 2020-12-31 (un-2020-autumn)", later=2)
    choose(start_page, "Later", "152 attacks, 2021-08-19 to 2021-12-31 (un-2021-autumn)")
    assert "That is 7.6 times" in finding(start_page, "times as many on the same days of the year")


def test_controls_by_keyboard(start_page):
    """The arrow keys change a choice, and Tab goes on to the next control."""
    choose(start_page, "Earlier", "60 attacks, 2020 (un-2020)", later=3)
    choose(start_page, "Later", "334 attacks, 2021-01-01 to 2021-11-17 at the latest (un-2021-so-far)")
    finding(start_page, "6.3")
    labelled(start_page, "Level").focus()
    start_page.keyboard.press("ArrowUp")
    finding(start_page, "90")

    start_page.keyboard.press("ArrowDown")
    finding(start_page, "95")
    labelled(start_page, "Group").focus()
    start_page.keyboard.press("Tab")
    expect(labelled(start_page, "Place")).to_be_focused(timeout=MILLISECONDS)


def test_a_series_is_chosen_by_keyboard(start_page):
    """The other kind of question has its own controls; the arrow keys choose counts from the list of the series."""
    finding(start_page, "6.3")
    start_page.get_by_role("button", name="A series of counts").focus()
    start_page.keyboard.press("Enter")
    finding(start_page, "rising in one of two steps")
    expect(labelled(start_page, "Earlier")).to_have_count(0, timeout=MILLISECONDS)
    series = labelled(start_page, "Series")
    expect(series.locator("option:checked")).to_have_count(3, timeout=MILLISECONDS)
    series.focus()
    start_page.keyboard.press("ArrowDown")
    start_page.locator(".tally .conflict", has_text="A series needs three counts").wait_for()
    start_page.get_by_role("button", name="Two counts").click()
    finding(start_page, "6.3")


def test_events_are_counted(start_page):
    """A case with files of events has controls that count in them; other cases do not show them."""
    desk = start_page.locator(".tally-explorer h2", has_text="Count events in a file")
    expect(desk).to_be_hidden(timeout=MILLISECONDS)
    labelled(start_page, "Case").select_option("made-up-events")
    expect(desk).to_be_visible(timeout=MILLISECONDS)
    days = labelled(start_page, "Days")
    expect(days).to_have_value("2025-01-01/2025-11-17", timeout=MILLISECONDS)
    labelled(start_page, "Actor").fill("example-group")
    days.fill("2024")
    start_page.locator(".tally-explorer button", has_text=re.compile(r"^\s*Count\s*$")).click()
    counted = start_page.locator(".tally .lead", has_text="206 to 232 events")
    expect(counted).to_be_visible(timeout=MILLISECONDS)
    labelled(start_page, "Case").select_option("isil-kp")
    expect(desk).to_be_hidden(timeout=MILLISECONDS)


@pytest.mark.parametrize(("theme", "dark"), [("JupyterLab Dark", True), ("JupyterLab Light", False)])
def test_both_themes(start_page, theme, dark):
    """What is shown turns with JupyterLab's theme."""
    start_page.get_by_role("menuitem", name="Settings", exact=True).click()
    start_page.get_by_text("Theme", exact=True).first.hover()
    start_page.get_by_text(theme, exact=True).click()
    start_page.wait_for_function(f"document.body.dataset.jpThemeLight == '{str(not dark).lower()}'")

    def bright():
        ink = start_page.locator(FINDING).evaluate("lead => getComputedStyle(lead).color")
        return sum(map(int, re.findall(r"\d+", ink)[:3])) > 3 * 128

    waited(lambda: dark == bright(), "the text is bright on dark, or dark on bright")


def test_ids_complete_with_tab(start_page):
    """After `dossier["un-2021-s` and Tab, the ids that start so are offered."""
    cell = start_page.locator(".jp-CodeCell", has_text='dossier["un-2021-so-far"]').locator(".cm-content")
    cell.scroll_into_view_if_needed()
    cell.click()
    start_page.keyboard.press("Control+A")
    start_page.keyboard.type('dossier["un-2021-s')
    start_page.keyboard.press("Tab")
    start_page.locator(".jp-Completer", has_text="un-2021-so-far").wait_for()
    start_page.keyboard.press("Escape")
    start_page.locator(".tally-explorer").evaluate("desk => desk.scrollIntoView()")


def test_tables_open_readably(lab, start_page):
    """A CSV file opens as a table that has each cell in full."""
    _, copy = lab
    page = start_page
    open_path(page, "data/isil-kp/figures.csv")
    table = page.locator(".tally-table table")
    table.wait_for()
    with (copy.data / "isil-kp" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))

    assert rows == table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))")
    assert table.evaluate(
        "table => [...table.querySelectorAll('th, td')].every(cell => cell.scrollWidth <= cell.clientWidth + 1)"
    )
    page.locator(".lm-TabBar-tab.lm-mod-current .lm-TabBar-tabCloseIcon").last.click()


def test_the_button_writes_what_is_on_screen(start_page, lab, browser, command):
    """The brief that it writes builds a page with the very finding that was on screen; none is written over."""
    _, copy = lab
    choose(start_page, "Earlier", "60 attacks, 2020 (un-2020)", later=3)
    choose(start_page, "Later", "334 attacks, 2021-01-01 to 2021-11-17 at the latest (un-2021-so-far)")
    labelled(start_page, "Stopped on").fill("2021-10-31")
    labelled(start_page, "Stopped on").blur()
    on_screen = finding(start_page, "6.7")
    labelled(start_page, "Name").fill("../x")
    labelled(start_page, "Name").blur()
    start_page.get_by_role("button", name="Keep as brief").click()
    start_page.get_by_text("Not written.").wait_for()
    labelled(start_page, "Name").fill("until-october")
    labelled(start_page, "Name").blur()
    start_page.get_by_role("button", name="Keep as brief").click()
    start_page.get_by_text("make report BRIEF=until-october").wait_for()

    assert "2021-10-31" == load_brief(copy, "until-october").as_of
    run = command("build", "until-october", root=copy.root)
    assert 0 == run.returncode, run.stderr
    page = (copy.report("until-october") / "briefing.html").as_uri()
    built = browser.new_page()
    built.set_default_timeout(MILLISECONDS)
    built.goto(page)
    shown = built.locator(".lead").inner_text()
    built.close()
    assert on_screen.replace("\u00a0", " ") == shown.replace("\u00a0", " ")

    start_page.get_by_role("button", name="Keep as brief").click()
    start_page.get_by_text("Not written.").wait_for()


def test_notebooks_run_by_hand_write_drafts(lab, start_page, built):
    """
    All cells of the notebooks that hand over files, as they are and with a level edited: what is published stays.

    Each notebook is opened once, run, edited and run again, beside those before it.
    """
    address, copy = lab
    folder = copy.report("isil-kp-2021")
    shutil.copytree(built.report("isil-kp-2021"), folder, dirs_exist_ok=True)
    assert [] == explain_staleness(copy, "isil-kp-2021")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "drafts" not in path.parts}
    page, saved = start_page, []
    for output in WRITERS:
        open_notebook(page, address, find_writer(copy.notebooks, output))
        for level in (0.95, 0.9) if output != "figures.csv" else (0.95,):  # which no level changes
            if level == 0.9:
                page.locator(f"{SHOWN} .cm-line", has_text="level: float = 0.95").click()
                page.keyboard.press("End")
                page.keyboard.type(f"\nlevel = {level}")
            begun = time.time_ns()
            run_all(page)
            waited(
                lambda what=output, asked=level, since=begun: asked in levels(folder, what, since),
                f"a draft with level {level} has {output}",
            )
            page.wait_for_selector(f"{SHOWN} {IDLE}")
            if level == 0.95:
                saved.append(saved_cells(page, copy.notebooks / f"{find_writer(copy.notebooks, output)}.ipynb"))

    assert all(stored == now for stored, now in saved)
    assert before == {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "drafts" not in path.parts
    }
    assert [] == explain_staleness(copy, "isil-kp-2021")


def saved_cells(page, path):
    """The cells of a notebook before it is saved, and after."""
    stored = path.read_bytes()
    return [json.loads(content)["cells"] for content in (stored, save(page, path))]


def save(page, path):
    """Press Ctrl+S, and return what is on the disk once it is complete."""
    before = path.stat().st_mtime_ns
    page.keyboard.press("Control+s")
    waited(lambda: path.stat().st_mtime_ns > before and path.read_bytes().endswith(b"}\n"), f"{path.name} is saved")
    return path.read_bytes()


def levels(folder, output, since):
    """The levels of the drafts that have a file written since."""
    return [
        json.loads((path.parent / "draft.json").read_bytes())["parameters"]["level"]
        for path in folder.glob(f"drafts/*/{output}")
        if path.stat().st_mtime_ns > since
    ]
