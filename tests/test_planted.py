"""What is published says nothing of the machine that made it; and the tests of that see what they look for."""

import gzip
import io
import re
import zipfile
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pypdf import PdfWriter

import planted
from conftest import ROOT
from tally.build.notebooks import _without_paths


def in_zip(data):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", data)
    return written.getvalue()


def in_png(data):
    written = io.BytesIO()
    Figure(figsize=(1, 1)).savefig(written, format="png", metadata={"Comment": data.decode("latin-1") * 20})
    return written.getvalue()


def in_pdf(data):
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_metadata({"/Title": "A title"})
    writer.write(written)
    return written.getvalue() + b"stream\n" + zlib.compress(data)


WAYS = {
    "plain": bytes,
    "zip": in_zip,
    "zip in zip": lambda data: in_zip(in_zip(data)),
    "gzip": gzip.compress,
    "picture": in_png,
    "picture in a page": lambda data: b"src=" + b64encode(in_png(data)),
    "print": in_pdf,
    **{f"base64 {before}": lambda data, before=before: b"<" + b64encode(bytes(before) + data) for before in range(3)},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_a_planted_name_is_found(tmp_path, way, code):
    """However it is packed."""
    (tmp_path / "file").write_bytes(WAYS[way](f"/home/{planted.NAME}/{'x' * 60}".encode(code)))
    assert planted.places(tmp_path), way


def test_what_is_committed_names_no_machine():
    """No folder of a machine is in the notebooks with their outputs, or in the examples in reports/."""
    for path in [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("reports/[a-z]*/**/*.*")]:
        if path.suffix in (".ipynb", ".json", ".html", ".svg", ".csv"):
            text = path.read_text(encoding="utf-8")
            assert [] == re.findall(r"(?<![\w./:])/(?:home|Users|root|tmp|work|private)/[\w/.-]*", text), path


def test_paths_that_a_warning_prints_are_replaced(monkeypatch):
    """By what a reader can use, in texts and in tables, and no word that only looks like one."""
    monkeypatch.setenv("HOME", "/home/someone")
    root = Path("/srv/checkout")
    text = (
        f"{root}/notebooks/x.py:1: {root}/reports/.a-1-b/a/x.csv ~ /home/someone/x /home/someone-else {root}s/x "
        f"https://example.org{root}/x"
    )
    outputs = [
        new_output("stream", name="stderr", text=text),
        new_output("display_data", data={"text/html": f"<p>{root}</p>", "application/json": {"a": [str(root), 1]}}),
    ]
    node = new_notebook(cells=[new_code_cell(f"# {root}", outputs=outputs)])
    done = _without_paths(node, root, root / "reports" / ".a-1-b").cells[0]

    expected = f"./notebooks/x.py:1: reports/a/x.csv ~ ~/x /home/someone-else {root}s/x https://example.org{root}/x"
    assert expected == done.outputs[0].text
    assert "<p>.</p>" == done.outputs[1].data["text/html"]
    assert {"a": [".", 1]} == done.outputs[1].data["application/json"]
    assert f"# {root}" == done.source
