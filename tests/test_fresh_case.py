"""From nothing to a briefing by commands alone: a new case, two sources, two figures of whole years and one brief."""

import json

from conftest import copy_project, tally
from tally.explorer import Explorer
from tally.records import MILESTONES, load_dossier


def test_from_an_empty_case_to_a_first_briefing(tmp_path):
    """A script can enter a case and build it: every answer is a flag, nothing is asked, nothing is edited by hand."""
    project = copy_project(tmp_path)

    def run(*arguments):
        done = tally(*arguments, root=project.root)
        assert 0 == done.returncode, done.stderr
        return done

    run("add", "case", "haiti", "--title", "Enlèvements en Haïti")
    both = ("--case", "haiti", "--language", "fr", "--said-by", "Centre d’analyse (CARDH)", "--publisher", "Le Relais")
    for year in ("2022", "2023"):
        run(
            "add",
            "source",
            *both,
            "--title",
            f"Bilan {year}",
            "--issued",
            f"{int(year) + 1}-01",
            "--id",
            f"bilan-{year}",
        )
    for year, value in (("2022", "857"), ("2023", "1245")):
        run(
            "add", "figure", "--case", "haiti", "--source", f"bilan-{year}", "--value", value, "--unit", "kidnappings",
            "--unit-printed", "cas d’enlèvement", "--group", "groupes armés", "--place", "Haïti", "--window", year,
            "--basis", "recorded", "--counter", "Centre d’analyse (CARDH)", "--quotation", f"{value} cas d’enlèvement",
        )  # fmt: skip
    run(
        "add", "statement", "--case", "haiti", "--source", "bilan-2023", "--where", "headline",
        "--wording", "Les enlèvements explosent",
    )  # fmt: skip
    event = {
        "source": "bilan-2023", "date": "2023-03-01", "label": "Une trêve est annoncée", "place": "Haïti",
        "group": "groupes armés", "id": "treve",
    }  # fmt: skip
    flags = [part for name, cell in event.items() if name in MILESTONES.names for part in (f"--{name}", cell)]
    run("add", "milestone", "--case", "haiti", *flags)
    run(
        "add", "brief", "haiti-first", "--case", "haiti", "--earlier", "cardh-2022", "--later", "cardh-2023",
        "--question", "Did kidnappings in Haïti rise?", "--milestones", "treve",
    )  # fmt: skip
    built = run("build", "haiti-first")

    assert "reports/haiti-first/briefing.html" in built.stdout
    page = (project.reports / "haiti-first" / "briefing.html").read_text(encoding="utf-8")
    assert "like for like" in page.lower()
    assert "1245 cas d’enlèvement" in page
    dossier = load_dossier(project, "haiti")
    assert ["cardh-2022", "cardh-2023"] == sorted(dossier.every)
    records = json.loads((project.tables("haiti") / "sources.json").read_text(encoding="utf-8"))
    assert ["bilan-2022", "bilan-2023"] == [record["id"] for record in records]
    opened = Explorer(project, brief="haiti-first").brief
    assert ("haiti", "cardh-2022", "cardh-2023") == (opened.case, opened.earlier, opened.later)
    run("check")
