"""What kernels have imported before a briefing's notebooks ask for them."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from limits import LIMIT
from tally.build import RunError, build, kernels
from tally.build.preload import BRIEFS, PRELOAD, ROOT, _prepare_citations, _prepare_records
from tally.records import dossier as loading
from tally.records import load_dossier
from warm_kernels import SERVER, forks

pytestmark = pytest.mark.skipif(not forks(), reason="no kernels are forked on this system, by design")


def test_the_whole_preload_can_be_loaded():
    """Every module that is named exists, every warm-up works, and none starts a thread."""
    script = (
        "from warm_kernels.preload import PRISTINE, load\n"
        "import os; os.environ.update(PRISTINE)\n"
        "from tally.build.preload import PRELOAD\n"
        "print(*load(PRELOAD))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=LIMIT)

    assert ran.stdout.split()[-1:] == [str(len(PRELOAD.steps))], ran.stderr


def test_a_server_that_is_gone_is_said_to_be(tmp_path, copied):
    """Where nobody answers any more, the message says so, and what to do."""
    path = tmp_path / "kernels"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        with pytest.raises(RunError, match=r"1-figures: .*WARM_KERNELS=cold, ordinary kernels are used"):
            build(copied, "isil-kp-2021", server=str(path))


def test_a_server_that_runs_is_used(warm, monkeypatch):
    """Where the environment names one, no other is started, and it goes on; who wants cold kernels gets them."""
    monkeypatch.setenv(SERVER, warm)
    with kernels() as server:
        assert server == warm
    assert Path(warm).exists()
    monkeypatch.setenv("WARM_KERNELS", "cold")
    with kernels() as server:
        assert "" == server


def test_the_server_reads_the_records_of_its_briefs(copied, dossier, monkeypatch):
    """Their cases are read once, for all kernels; a brief that is not there, or wrong, is left to the build."""
    read = []
    monkeypatch.setattr(loading, "_load", lambda _, folder: read.append(folder.name) or dossier)
    monkeypatch.setenv(ROOT, str(copied.root))
    monkeypatch.setenv(BRIEFS, "isil-kp-2021 nowhere isil-kp-2023")
    _prepare_records()
    _prepare_citations()
    load_dossier(copied, "isil-kp")

    assert ["isil-kp"] == read
