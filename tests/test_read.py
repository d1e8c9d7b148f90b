"""A briefing is up to date only if what its build has read is what is there."""

import json
import shutil

import pytest

from tally.briefs import brief_from
from tally.build import RunError, batch, build, explain_staleness, statuses
from tally.evidence import answer
from tally.project import build_inputs
from tally.records import hash_records, load_dossier

BRIEF = "made-up-example"
MOMENTS = ("before it is read", "after it was read", "after it was hashed")


@pytest.fixture
def code(tmp_path, monkeypatch):
    """Two files in the place of all modules and templates."""
    files = {name: tmp_path / name for name in ("module.py", "template.jinja")}
    for path in files.values():
        path.write_text("first")
    monkeypatch.setattr("tally.project.inputs._code_files", lambda: files)
    return files


@pytest.fixture
def inputs(copied, code):
    """A file of each kind, and what changes in it."""
    return {
        "a brief": (copied.parameters / f"{BRIEF}.yml", "?", "??"),
        "a comment in a brief": (copied.parameters / f"{BRIEF}.yml", "question: ", "# or so\nquestion: "),
        "a table": (copied.tables("made-up") / "figures.csv", ",60,exact", ",60,at_least"),
        "the shared rules": (copied.data / "drift-rules.csv", "nearly all", "almost all"),
        "a notebook": (copied.notebooks / "2-change.ipynb", "## ", "## So: "),
        "a module": (code["module.py"], "first", "second"),
        "a template": (code["template.jinja"], "first", "second"),
        "the lock": (copied.root / "requirements.lock", "==", "== "),
    }


@pytest.fixture
def run(built, copied, monkeypatch):
    """Build with something quick in the place of the notebooks, which reads and hashes as they do, and pauses."""

    def go(change):
        def notebooks(project, folder, name, parameters, **_):
            outputs = folder / name
            shutil.copytree(built.report(name), outputs)
            change("before it is read")
            records = load_dossier(project, parameters["case"])
            read = {step: json.loads((project.notebooks / f"{step}.ipynb").read_bytes()) for step in project.steps}
            change("after it was read")
            found = answer(records, brief_from(parameters))
            made_from = build_inputs(project, name, hash_records(found.records)).inputs
            change("after it was hashed")
            written = json.loads((outputs / "inputs.json").read_bytes())["outputs"]
            (outputs / "inputs.json").write_text(made_from.as_json([*written]))
            for step, node in read.items():
                path = outputs / "notebooks" / f"{step}.ipynb"
                node["cells"] += [
                    cell for cell in json.loads(path.read_bytes())["cells"] if "injected-parameters" in str(cell)
                ]
                path.write_text(json.dumps(node))

        monkeypatch.setattr(batch, "run_notebooks", notebooks)
        build(copied, BRIEF)

    return go


def is_fresh(project):
    return statuses(project, [BRIEF])[0].fresh


def swap(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_changes_during_a_build_is_built_again(copied, inputs, run, moment, capsys):
    """Whatever changes, and whenever, the page is not up to date, unless it was made of the new."""
    fresh = set()
    for kind in [*inputs][1:] if moment != MOMENTS[2] else ("a table", "a notebook", "a module"):
        before = inputs[kind][0].read_bytes()
        run(lambda now, kind=kind: swap(*inputs[kind]) if now == moment else None)
        if is_fresh(copied):
            fresh.add(kind)
        else:
            assert explain_staleness(copied, BRIEF), kind
        if moment == MOMENTS[1] and kind not in fresh:
            assert "changed during the build, so the next build makes it again." in capsys.readouterr().err, kind
        inputs[kind][0].write_bytes(before)
    comment = "a comment in a brief"
    assert fresh <= ({comment, "a notebook"}, {comment}, set())[MOMENTS.index(moment)]


def test_a_brief_that_changes_is_refused(copied, inputs, run):
    """The page would answer the old question."""
    with pytest.raises(RunError, match="If the brief was changed during the build, build it again"):
        run(lambda now: swap(*inputs["a brief"]) if now == MOMENTS[1] else None)
    assert not is_fresh(copied)


def test_what_changes_for_a_while_is_built_again(copied, inputs, run):
    """What was read is not what is there, although what is there is what it was."""
    for kind in [*inputs][2:]:
        file, old, new = inputs[kind]

        def change(now, file=file, old=old, new=new):
            if now == "before it is read":
                swap(file, old, new)
            elif now == "after it was read":
                swap(file, new, old)

        run(change)
        assert not is_fresh(copied), kind


def test_what_does_not_change_is_up_to_date(copied, inputs, run):
    """Also after it was not; and its record says nothing of changes."""
    run(lambda now: swap(*inputs["a module"]) if now == "after it was read" else None)
    assert not is_fresh(copied)
    assert "src/tally/module.py changed while it was built" in explain_staleness(copied, BRIEF)
    run(lambda _: None)
    assert is_fresh(copied)
    assert [] == explain_staleness(copied, BRIEF)
    assert "changed" not in json.loads((copied.report(BRIEF) / "inputs.json").read_bytes())


def test_shared_rules_that_change_are_noticed(copied, inputs, run):
    """Also where it is remembered that the tables of the case have not changed."""
    run(lambda _: None)
    assert is_fresh(copied)
    swap(*inputs["the shared rules"])
    assert not is_fresh(copied)


def test_what_changes_while_it_is_compared_is_not_remembered(copied, inputs, run, monkeypatch):
    """A table that is edited while it is compared with a briefing is compared again the next time."""
    run(lambda _: None)
    (copied.reports / ".remembered.json").unlink(missing_ok=True)
    load = load_dossier

    def edited(*arguments):
        dossier = load(*arguments)
        swap(*inputs["a table"])
        return dossier

    with monkeypatch.context() as patched:
        patched.setattr("tally.records.load_dossier", edited)
        statuses(copied, [BRIEF])
    assert not is_fresh(copied)
