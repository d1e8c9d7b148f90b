"""The same pages from several machines that share no folder, and from what is left of them when one dies."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from conftest import copy_project, tally
from limits import LIMIT, PATIENCE, ended, heard, waited
from processes import alive
from tally.briefs import load_brief
from tally.build.cluster.packing import collect, own_files, pack, unpack, write_outputs
from tally.build.cluster.task import differences
from tally.page import OPTIONAL, required_outputs
from tally.records.events import DatasetError

DASK = str(Path(sys.executable).parent / "dask")
BRIEFS = ("gulf-crew-2019", "isil-kp-years", "made-up-events-months")  # two counts, a quoted and a counted series


class Cluster:
    """A scheduler and workers, each a process in a folder of its own."""

    def __init__(self, folder):
        self.folder, self.running = folder, {}
        self.start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = self.said("scheduler", "tcp://")

    def start(self, name, *arguments, **variables):
        (self.folder / name).mkdir()
        with (self.folder / f"{name}.log").open("w") as log:
            environment = {key: value for key, value in os.environ.items() if key != "TALLY_REPORTS"} | variables
            self.running[name] = subprocess.Popen(
                [DASK, *arguments], cwd=self.folder / name, env=environment, stdout=log, stderr=log
            )

    def worker(self, name, **variables):
        self.start(name, "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", **variables)
        self.said(name, "Registered to:")

    def said(self, name, word):
        """Wait until a process has said something, and give the word that starts so."""
        line = waited(lambda: self.line(name, word), f"{name} says {word!r} in {self.folder / name}.log")
        return word + line.partition(word)[2].split()[0] if line.partition(word)[2].strip() else word

    def line(self, name, word):
        """The first whole line of a log that has a word; None if there is none yet."""
        lines = (self.folder / f"{name}.log").read_text().splitlines(keepends=True)
        return next((line for line in lines if word in line and line.endswith("\n")), None)

    def dismiss(self):
        """End the workers."""
        for name in [name for name in self.running if name != "scheduler"]:
            self.end(name)

    def stop(self):
        """End the workers, then the scheduler: a worker that loses it while it ends itself can go on for ever."""
        self.dismiss()
        self.end("scheduler")

    def end(self, name):
        """End a process; one that does not is killed."""
        process = self.running.pop(name)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            ended(process, limit=20 * PATIENCE)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


@pytest.fixture
def cluster(scheduler):
    """A scheduler without workers, whose workers end with the test."""
    yield scheduler
    scheduler.dismiss()


def test_a_cluster_makes_the_same_bytes_although_a_worker_dies(built, cluster, command, tmp_path, served):
    """Two workers build briefs of all cases; one is killed in the middle, and the other builds what it had in hand."""
    cluster.worker("one", **served)
    cluster.worker("two", **served)
    project = copy_project(tmp_path / "here")
    for brief in {*project.briefs} - {*BRIEFS}:
        (project.parameters / f"{brief}.yml").unlink()
    running = subprocess.Popen(
        [sys.executable, "-m", "tally", "build", "--all", "--scheduler", cluster.address], cwd=project.root,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    first = heard(running.stderr, until=lambda said: f"1 of {len(BRIEFS)}" in said)
    cluster.running["one"].send_signal(signal.SIGKILL)
    out, said = running.communicate(timeout=LIMIT)

    assert 0 == running.returncode, first + said.decode()
    for brief in project.briefs:
        assert str(project.report(brief) / "briefing.html") in out.decode()
        for output in (*required_outputs(project.steps_of(load_brief(project, brief).kind)), *OPTIONAL):
            here, there = built.report(brief) / output, project.report(brief) / output
            assert here.exists() == there.exists(), output
            if here.exists() and not output.endswith(".png"):
                assert here.read_bytes() == there.read_bytes(), (brief, output)
    assert not [path for path in project.reports.iterdir() if path.name.startswith(".isil")]
    again = command("build", "--all", "--scheduler", "tcp://127.0.0.1:9", root=project.root)
    assert f"{len(project.briefs)} briefings are up to date." in again.stderr


def test_a_failing_notebook_on_a_worker(copied, edit, cluster):
    """Its notebook, cell and error come back; the worker goes on, and its kernel server ends with it."""
    edit("notebooks/2-change.ipynb", "found.comparison, found.change,", "found.comparison, found.change / 0,")
    cluster.worker("three")
    run = tally("build", "isil-kp-autumn", "--scheduler", cluster.address, root=copied.root)

    assert 1 == run.returncode
    assert "2-change, cell change: TypeError" in run.stderr
    worker = cluster.running["three"]
    servers = psutil.Process(worker.pid).children()
    assert servers
    worker.kill()
    ended(worker)
    waited(lambda: not any(alive(server) for server in servers), "the kernel server is gone")


@pytest.mark.parametrize("address", ["nonsense", "tcp://me:pw@host:1"])
def test_what_is_no_address_of_a_scheduler(copied, address):
    """That is said in a line, without a password."""
    run = tally("build", "--scheduler", address, root=copied.root)

    assert 2 == run.returncode
    assert "not the address of a scheduler, such as tcp://" in run.stderr
    assert "Traceback" not in run.stderr
    assert "pw" not in run.stderr


def test_what_travels(project, built, tmp_path):
    """Inputs arrive as they were, outputs come back as they were, and nothing leads out of a folder."""
    files = pack(project, ["isil-kp"])
    there = unpack(files, tmp_path / "there")
    assert (project.data / "isil-kp" / "figures.csv").read_bytes() == (
        there.data / "isil-kp" / "figures.csv"
    ).read_bytes()
    assert not any("made-up" in name or ".locks" in name for name in files)

    made = collect(built, built.report("isil-kp-2021"))
    write_outputs(built, made, tmp_path / "back")
    assert made == collect(built, tmp_path / "back")
    with pytest.raises(ValueError, match="is not an output of a build"):
        write_outputs(built, {**made, "../../out": b"x"}, tmp_path / "other")
    assert not (tmp_path / "other").exists()
    for name in ("../out", "/out", "a/../../out"):
        with pytest.raises(ValueError, match="outside the folder"):
            unpack({name: b""}, tmp_path / "there")


def test_what_a_brief_counts_from_travels(copied, monkeypatch):
    """The file of events of a counted series; one that may not be passed on, or is too large, is refused by name."""
    name, case = "made-up-events-months", "data/made-up-events/datasets/disruptions"
    assert {f"{case}/events.csv", f"notebooks/parameters/{name}.yml"} == {*own_files(copied, name)}
    assert {"notebooks/parameters/isil-kp-years.yml"} == {*own_files(copied, "isil-kp-years")}
    monkeypatch.setattr("tally.build.cluster.packing.MOST_SENT", 1000)
    with pytest.raises(DatasetError, match=r"counts from disruptions, a file of 302,384 bytes; at most 1,000"):
        own_files(copied, name)
    path = copied.root / case / "dataset.yml"
    path.write_text(path.read_text().replace("may_be_shipped: true", "may_be_shipped: false"))
    with pytest.raises(DatasetError, match=r"may not be passed on to other machines\. Build it here: tally build made"):
        own_files(copied, name)


def test_versions_that_differ_are_both_named():
    """Also where one side lacks one."""
    assert "" == differences({"a": "1"}, {"a": "1"})
    assert "a is 1 here and 2 there; b is missing here and 3 there" == differences({"a": "1"}, {"a": "2", "b": "3"})
