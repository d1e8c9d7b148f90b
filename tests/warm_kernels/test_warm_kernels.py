"""Warm kernels are as fresh as cold ones, and what happens to one stays with it."""

import gc
import json
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
import warming
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from limits import LIMIT, ended, heard, start, waited
from processes import alive, commands
from warm_kernels import forks, kernel_server, preload
from warm_kernels.engine import KernelDiedError
from warm_kernels.server import Kernel, Server
from warm_kernels.start import CHOICE, SERVER
from warm_kernels.watch import Watch

pytestmark = pytest.mark.skipif(not forks(), reason="no kernels are forked on this system, by design")


@pytest.fixture(scope="module")
def server():
    with warm_server() as path:
        yield path


@contextmanager
def warm_server(**variables):
    """A kernel server with the preload of these tests, which it finds on its path, and variables of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        with kernel_server("warming:PRELOAD", watch=("warming",), variables=variables) as path:
            yield path


@pytest.fixture
def run(server, tmp_path):
    """Run cells in a warm kernel, and give what each printed or showed."""

    def go(*cells, server=server, env=None, limit=int(LIMIT)):
        node = new_notebook(
            cells=[new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        done = papermill.execute_notebook(
            node, str(tmp_path / "out.ipynb"), engine_name="warm", kernel_name="python3", server=server,
            env=dict(os.environ) | (env or {}), cwd=str(tmp_path), progress_bar=False, execution_timeout=limit,
            extra_arguments=["--log-level=40"],
        )  # fmt: skip
        for times in (cell.metadata.papermill for cell in done.cells):  # as papermill's own engine records them
            started, ended = (datetime.fromisoformat(times[name]) for name in ("start_time", "end_time"))
            assert times["duration"] == (ended - started).total_seconds()
        return ["".join(output.get("text", "") for output in cell.outputs).strip() for cell in done.cells]

    return go


LEAKS = {
    "a variable": ("leak = 1", "print('leak' in globals())", "False"),
    "a warning filter": (
        "import warnings; warnings.filterwarnings('error', message='leak')",
        "import warnings; print(any(one[1] and 'leak' in one[1].pattern for one in warnings.filters))", "False",
    ),
    "an rcParam": (
        "import matplotlib as mpl; mpl.rcParams['font.size'] = 99",
        "import matplotlib as mpl; print(mpl.rcParams['font.size'])", "10.0",
    ),
    "a random seed": (
        "import random, numpy as np; random.seed(1); np.random.seed(1)",
        "import random; print(random.random() == 0.13436424411240122)",
        "False",
    ),
    "an environment variable": (
        "import os; os.environ['LEAK'] = '1'", "import os; print('LEAK' in os.environ)", "False",
    ),
    "a folder": ("import os; os.chdir('/')", "import os; print(os.getcwd() == '/')", "False"),
    "a module's attribute": ("import json; json.leak = 1", "import json; print(hasattr(json, 'leak'))", "False"),
    "a pandas option": (
        "import pandas as pd; pd.set_option('display.max_rows', 3)",
        "import pandas as pd; print(pd.get_option('display.max_rows'))", "60",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LEAKS)
def test_nothing_leaks_from_one_notebook_to_the_next(run, what):
    """What one sets, the next does not see."""
    first, then, said = LEAKS[what]
    run(first)

    assert [said] == run(then)


def test_two_forks_draw_different_random_numbers(run):
    """A fork does not go on with its parent's random numbers."""
    draw = "import random, numpy as np; print(random.random(), np.random.rand())"

    assert len({*run(draw), *run(draw), *run(draw)}) == 3


def test_a_fork_starts_as_a_fresh_kernel_does(run):
    """Folder on the path, columns, backend, signals and environment are those of an ordinary kernel."""
    ask = """
import os, signal, sys, pandas as pd
print(repr(sys.path[0]), pd.get_option("display.max_columns"), os.environ.get("MPLBACKEND"),
      signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGCHLD), os.environ.get("HERE"),
      os.environ.get("OPENBLAS_NUM_THREADS"), os.getcwd())"""

    assert run(ask, env={"HERE": "1"}) == run(ask, env={"HERE": "1"}, server="")


@pytest.mark.parametrize(
    ("cell", "how"),
    [
        ("import os; os._exit(9)", "ended with exit status 9"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "was killed by SIGKILL"),
        ("import ctypes; ctypes.string_at(0)", "was killed by SIGSEGV"),
        ("import resource; resource.setrlimit(resource.RLIMIT_AS, (2**34, 2**34)); bytearray(2**35)", "MemoryError"),
    ],
)
def test_how_a_kernel_died_is_told(run, cell, how):
    """Exit status or signal, and the cell; the next notebook runs as if nothing had been."""
    with pytest.raises(Exception, match=how) as caught:
        run("print(1)", cell)
    assert "MemoryError" == how or "cell-1" == caught.value.cell

    assert ["2"] == run("print(1 + 1)")


def test_a_kernel_that_dies_after_its_last_cell_holds_nobody_up(run):
    """Whoever asks it for something more is told that it is dead."""
    cell = "import os; get_ipython().kernel.shell_handlers['kernel_info_request'] = lambda *_: os._exit(3)"
    with pytest.raises(DeadKernelError, match="died"):
        run(cell)


def test_an_ordinary_kernel_that_died_tells_it_too(run):
    """Where kernels are not forked, the words are the same."""
    with pytest.raises(KernelDiedError, match="cell-0: the kernel ended with exit status 9"):
        run("import os; os._exit(9)", server="")


def test_a_cell_that_hangs_is_ended(run):
    """Beyond the limit the kernel ends, with all that it has started."""
    with pytest.raises(KernelDiedError, match=r"cell-0: ran beyond the limit of 1 s"):
        run("import subprocess, time; subprocess.Popen(['sleep', '61.25']); time.sleep(60)", limit=1)
    waited(lambda: "sleep 61.25" not in commands(), "what the kernel started has ended")


def test_threads_processes_and_asyncio_work_in_a_fork(run):
    """What a notebook may do in a fresh kernel, it may do here."""
    said = run(
        "import threading; t = threading.Thread(target=print, args=('thread',)); t.start(); t.join()",
        "import subprocess; print(subprocess.run(['echo', 'process'], capture_output=True, text=True).stdout)",
        "import asyncio; print(await asyncio.sleep(0, 'asyncio'))",
        "import numpy as np; print((np.ones((200, 200)) @ np.ones((200, 200)))[0, 0])",
    )

    assert ["thread", "process", "asyncio", "200.0"] == said


def test_many_kernels_side_by_side(server, tmp_path):
    """Three processes with five notebooks each: every kernel binds ports of its own, and answers only its notebook."""
    jobs = [
        subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("five_notebooks.py")), server, str(tmp_path), str(number)],
            stderr=subprocess.PIPE, text=True,
        )
        for number in range(3)
    ]  # fmt: skip
    said = [job.communicate(timeout=LIMIT)[1] for job in jobs]

    assert [0] * 3 == [job.returncode for job in jobs], said
    for number in range(15):
        node = nbformat.read(tmp_path / f"{number}.ipynb", as_version=4)
        assert f"{number}\n" == node.cells[0].outputs[0].text


def test_papermill_s_own_command_takes_the_engine(server, tmp_path, monkeypatch):
    """The engine is found by its entry point, the server by the environment; without one the kernel is ordinary."""
    node = new_notebook(
        cells=[new_code_cell("import os; print(os.getppid())")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    source, target = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
    nbformat.write(node, source)
    (command,) = entry_points(group="console_scripts", name="papermill")
    parents = []
    for path in (server, ""):
        monkeypatch.setenv(SERVER, path)
        command.load()([str(source), str(target), "--engine", "warm"], standalone_mode=False)
        parents.append(int(nbformat.read(target, as_version=4).cells[0].outputs[0].text))

    assert b"warm_kernels.server" in Path(f"/proc/{parents[0]}/cmdline").read_bytes()
    assert os.getpid() == parents[1]


def test_the_socket_is_private(server):
    """Nobody else on the machine can ask for a kernel."""
    assert 0o700 == stat.S_IMODE(Path(server).parent.stat().st_mode) & 0o777
    assert 0o600 == stat.S_IMODE(Path(server).stat().st_mode)


STARTER = """
import sys, time
from warm_kernels import kernel_server
with kernel_server() as path:
    print(path, flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_the_server_ends_with_who_started_it(number):
    """Killed or stopped, the one who started it leaves no server behind."""
    starter = start([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    path = heard(starter.stdout, until=lambda said: said.endswith("\n")).strip()
    folder = str(Path(path).parent)
    waited(lambda: folder in commands(), "the server is seen to run")
    starter.send_signal(number)
    ended(starter)
    starter.stdout.close()
    waited(lambda: folder not in commands(), "the server has ended")


@pytest.mark.parametrize("said", [b"", b"nonsense\n", b"[1]\n", b'{"env": {}}\n', b'{"env": 3, "cwd": "/nowhere"}\n'])
def test_nonsense_on_the_socket_harms_nobody(server, run, said):
    """Whoever says something else is not served, and the others are."""
    with socket.socket(socket.AF_UNIX) as channel:
        channel.settimeout(LIMIT)
        channel.connect(server)
        channel.sendall(said)
        channel.shutdown(socket.SHUT_WR)
        answer = channel.recv(65536)

    assert b"ports" not in answer
    assert ["1"] == run("print(1)")


@pytest.fixture
def channel(server):
    """A connection on which a kernel was asked for and is ready, and the kernel's process."""
    wanted = {"env": dict(os.environ), "cwd": "/", "arguments": [], "ip": "127.0.0.1", "key": "k",
              "client": os.getpid(), "signature_scheme": "hmac-sha256"}  # fmt: skip
    with socket.socket(socket.AF_UNIX) as channel:
        channel.settimeout(LIMIT)
        channel.connect(server)
        channel.sendall(json.dumps(wanted).encode() + b"\n")
        ready = json.loads(channel.recv(65536))
        assert "ports" in ready
        yield channel, psutil.Process(ready["pid"])


@pytest.mark.parametrize("number", ["x", None, -1, 10**30, [9]])
def test_a_signal_that_is_none_is_not_sent(channel, run, number):
    """The kernel and the server go on."""
    connection, kernel = channel
    connection.sendall(json.dumps({"signal": number}).encode() + b"\n")

    assert ["1"] == run("print(1)")
    assert alive(kernel)


def test_half_a_message_holds_up_nobody_for_long(channel, run):
    """Nothing comes after it: the others are served all the same."""
    channel[0].sendall(b'{"signal"')

    assert ["1"] == run("print(1)")


def test_a_kernel_may_end_in_the_moment_in_which_its_asker_leaves(tmp_path):
    """Both come up at once, in either order: the server goes on, and keeps nothing of the kernel."""
    for order in (slice(None), slice(None, None, -1)):
        lifeline, ours = socket.socketpair()
        channel, asker = socket.socketpair()
        with socket.socket() as listener, lifeline, ours, channel:
            server = Server(listener, lifeline, str(tmp_path), preload.Preload(), Watch())
            child = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and nobody has waited for it
            kernel = Kernel(child.pid, channel, tmp_path / "kernel-1.json")
            server._kernels[child.pid] = kernel
            server._selector.register(server._awake, selectors.EVENT_READ)
            server._selector.register(channel, selectors.EVENT_READ, kernel)
            os.write(server._wake, b"x")
            asker.close()
            events = server._selector.select(0)
            assert 2 == len(events)
            events.sort(key=lambda event: event[0].fileobj == server._awake, reverse=True)
            server._selector.select = lambda _, both=events[order]: both

            assert server._attend()
            assert {} == server._kernels
            assert 1 == len(server._selector.get_map())
            child.returncode = 0  # the server has waited for it


def test_ordinary_kernels_by_choice(monkeypatch):
    """Who wants cold kernels gets them; on macOS they are the default."""
    monkeypatch.setenv(CHOICE, "cold")
    with kernel_server() as path:
        assert "" == path
    monkeypatch.delenv(CHOICE)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not forks()
    monkeypatch.setenv(CHOICE, "warm")
    assert forks()


def test_a_kernel_is_given_once_what_it_needs_is_there(run):
    """
    A first kernel need not wait for later steps; who asks again waits for them, and no more is held back.

    Otherwise each of the first notebooks would import these itself. The server's own variables are not a kernel's.
    """
    ask = "import os, sys; print('seaborn' in sys.modules, getattr(sys, 'warmed', 'WARMING' in os.environ))"
    with warm_server(WARMING="with this") as path:
        assert ["False False"] == run(ask, server=path)
        assert run(ask, server=path)[0].startswith("True")
        assert ["True with this"] == run(ask, server=path)
        assert ["False"] == run("import os; print('WARMING' in os.environ)", server=path)
        assert ["1"] == run("import debugpy, ipywidgets; print(1)", server=path)


def test_a_server_needs_no_preload(run):
    """Without one, kernels are forks of a process that has only their own modules."""
    with kernel_server() as path:
        said = run("import sys; print('ipykernel.ipkernel' in sys.modules, 'pandas' in sys.modules)", server=path)

    assert ["True False"] == said


def test_what_cannot_be_preloaded_is_left_to_the_notebooks(monkeypatch):
    """A module that is missing or fails, or a function that fails: the others are loaded all the same."""

    def fail():
        raise OSError

    monkeypatch.setattr(preload, "threads", lambda: 1)
    first, second = preload.Step(("nowhere.at_all", "string"), (fail,)), preload.Step(("this_neither",))
    steps = preload.Preload(steps=(first, second))
    try:
        assert 2 == [*preload.load(steps, skipped=(Exception,))][-1]
        with pytest.raises(ImportError):
            list(preload.load(steps))
    finally:
        gc.unfreeze()
        gc.enable()


@pytest.mark.parametrize("name", ["warming:NOT_ONE", "warming:MISSING", "nowhere:PRELOAD"])
def test_a_preload_that_is_none_gives_no_kernel(run, name, monkeypatch, capfd):
    """A name that leads to no Preload ends the server; who asks for a kernel is told so, and nothing more is said."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    with kernel_server(name) as path, pytest.raises(ConnectionError, match="kernel server"):
        run("1", server=path)

    assert "Traceback" not in capfd.readouterr().err


@pytest.fixture
def ask(server, tmp_path, monkeypatch):
    """Run a cell by a kernel spec that names the server, as any Jupyter client does, and give what it printed."""
    spec = {
        "argv": ["warm"], "display_name": "Warm", "language": "python",
        "metadata": {"kernel_provisioner": {"provisioner_name": "warm", "config": {"server": server}}},
    }  # fmt: skip
    (tmp_path / "kernels" / "warm").mkdir(parents=True)
    (tmp_path / "kernels" / "warm" / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))

    def go(cell):
        node = new_notebook(cells=[new_code_cell(cell)])
        NotebookClient(node, kernel_name="warm").execute()
        return node.cells[0].outputs[0].text.strip()

    return go


def test_plain_nbclient_takes_the_provisioner(ask):
    """The provisioner serves any Jupyter client, through a kernel spec that names the server."""
    parent = ask("import os; print(os.getppid())")

    assert b"warm_kernels.server" in Path(f"/proc/{parent}/cmdline").read_bytes()


PUT_OFF = {
    "a function": "from scipy.optimize import shgo; print(shgo(lambda x: (x[0] - 1) ** 2, [(0, 2)]).x.round(3))",
    "a function in a function": """
from scipy.optimize import linprog
given = {"A_eq": [[1, 0], [2, 0]], "b_eq": [1, 2], "method": "interior-point", "options": {"rr_method": "ID"}}
print(linprog([1, 1], **given).x.round(3))
""",
    "a class": """
import seaborn as sns
print(sns.kdeplot([1, 2, 4]).lines[0].get_ydata().max().round(6))""",
    "a module in a package": """
import numpy as np, seaborn as sns
print(sns.clustermap(np.arange(9).reshape(3, 3) ** 2).dendrogram_row.reordered_ind)""",
    "a module in a namespace": "from scipy._lib._array_api import np_compat as n; print(n.testing.assert_equal(1, 1))",
    "modules themselves": """
import numpy, scipy.stats
print(scipy.stats.norm.ppf(0.975), numpy.testing.__name__, numpy.f2py.get_include()[-3:])""",
}
QUIET = "import warnings; warnings.simplefilter('ignore')"


def test_what_a_batch_hardly_ever_uses_is_there_when_it_is_used(run):
    """What was left out while others were imported does what it does in an ordinary kernel."""
    run("1"), run("1")  # a third kernel has all that is imported
    ask = f"import sys; print(*({set(warming.PRELOAD.lazy)} & sys.modules.keys()), 'seaborn' in sys.modules)"
    warm = {what: run(QUIET, ask, cell)[1:] for what, cell in PUT_OFF.items()}
    cold = run(QUIET, *PUT_OFF.values(), server="")[1:]

    assert dict(zip(PUT_OFF, (["True", said] for said in cold), strict=True)) == warm
    assert all(cold)


def test_everybody_who_asked_early_gets_a_kernel(tmp_path):
    """However many kernels one asks for before the server has imported all, none is forgotten."""
    wanted = {
        "env": dict(os.environ), "cwd": str(tmp_path), "arguments": [], "ip": "127.0.0.1", "key": "k",
        "signature_scheme": "hmac-sha256", "client": 1,
    }  # fmt: skip
    with warm_server() as path, ExitStack() as held:
        channels = [held.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(5)]
        for channel in channels:
            channel.settimeout(LIMIT)
            channel.connect(path)
            channel.sendall(json.dumps(wanted).encode() + b"\n")

        assert [True] * 5 == [b'"ports"' in channel.recv(65536) for channel in channels]


@pytest.mark.parametrize("file", ["__init__.py", "later.py", "words/template.txt", "new.txt"])
def test_watched_packages_that_changed_are_imported_again(tmp_path, monkeypatch, file):
    """
    A fork forgets what was imported of a package once a file of it has changed: a module, whether imported or not,
    before it was imported or afterwards, a template, or a file that is new.
    """
    folder = tmp_path / "seen_package"
    (folder / "words").mkdir(parents=True)
    for name in ("__init__.py", "later.py", "words/template.txt"):
        (folder / name).write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    watch = Watch(["seen_package", "nowhere"])
    try:
        __import__("seen_package")
        watch.drop_changed()
        assert "seen_package" in sys.modules
        (folder / file).write_text("1")
        watch.drop_changed()
        assert "seen_package" not in sys.modules
    finally:
        sys.modules.pop("seen_package", None)


def test_an_ordinary_kernel_that_cannot_start_is_tried_again(run, tmp_path):
    """A port that somebody took in between costs a second try; a kernel that never starts is said to."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "ipykernel_launcher.py").write_text(
        "import pathlib, runpy, sys\n"
        "tried = pathlib.Path(__file__).with_name('tried')\n"
        "tried.write_text((tried.read_text() if tried.exists() else '') + 'x')\n"
        "if len(tried.read_text()) < int(pathlib.Path(__file__).with_name('fails').read_text()) + 1: sys.exit(1)\n"
        "sys.path.remove(str(pathlib.Path(__file__).parent))\n"
        "runpy.run_module('ipykernel', run_name='__main__')\n"
    )
    (broken / "fails").write_text("1")
    assert ["1"] == run("print(1)", env={"PYTHONPATH": str(broken)}, server="")
    assert "xx" == (broken / "tried").read_text()

    (broken / "fails").write_text("9")
    with pytest.raises(ConnectionError, match="Kernel died before replying"):
        run("print(1)", env={"PYTHONPATH": str(broken)}, server="")


def test_no_kernel_takes_on_what_another_left(ask, server):
    """
    Each that has ports has a connection file of its own, which goes with it.

    Process numbers come round again after some thousand briefings, and a kernel takes on the key that its file holds.
    """
    told = [ask("from ipykernel import get_connection_file; import os; print(get_connection_file(), os.getpid())")
            .split() for _ in range(3)]  # fmt: skip
    files = [Path(line[0]) for line in told]
    waited(lambda: not any(file.exists() for file in files), "the connection files are gone")

    assert 3 == len(set(files))
    assert {Path(server).parent} == {file.parent for file in files}
    assert not [file for file, (_, pid) in zip(files, told, strict=True) if pid in file.name]
    numbers = [int(file.stem.partition("-")[2]) for file in files]
    assert list(range(numbers[0], numbers[0] + 3)) == numbers


def test_a_kernel_s_temporary_files_go_with_it(run, server, tmp_path, monkeypatch):
    """They are in a folder of its own, beside the server's socket; its client has no file but the notebook."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    temporary = [Path(run("import tempfile; print(tempfile.mkstemp()[1])")[0]) for _ in range(3)]
    waited(lambda: not any(file.exists() for file in temporary), "the temporary files are gone")

    assert ["out.ipynb"] == [path.name for path in tmp_path.iterdir()]
    assert {Path(server).parent} == {file.parent.parent for file in temporary}
    assert 3 == len({file.parent for file in temporary})
