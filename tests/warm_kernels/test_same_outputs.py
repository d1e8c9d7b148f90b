"""A warm kernel, which has no ports, shows what an ordinary one shows."""

import json
import os
import re
import signal
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from limits import LIMIT
from warm_kernels import forks, kernel_server
from warm_kernels.engine import KernelDiedError

pytestmark = pytest.mark.skipif(not forks(), reason="no kernels are forked on this system, by design")

SHOWN = [
    "print('out'); import sys; print('err', file=sys.stderr)",
    "import os, time; os.write(1, b'by its number\\n'); os.system('echo a shell'); time.sleep(.3)",
    "from IPython.display import *; display(HTML('<b>é ü – ‘x’</b>'), Markdown('# a\\nb')); {'a': 1}",
    "h = display('first', display_id='x'); h.update('second')",
    "print('gone'); clear_output(); print('stays')",
    "print('gone'); clear_output(wait=True); print('stays')",
    (
        "import multiprocessing\nchild = multiprocessing.get_context('fork').Process(target=print, args=('child',))\n"
        "child.start(); child.join(); print('parent')"
    ),
    "pid = os.fork()\nif pid == 0:\n    print('forked', flush=True); os._exit(0)\nos.waitpid(pid, 0); time.sleep(.3)",
    (
        "import threading\nwrite = lambda: [sys.stdout.write('7\\n') for n in range(50)]\n"
        "ts = [threading.Thread(target=write) for n in range(8)]\n"
        "[t.start() for t in ts]; [t.join() for t in ts]; print('done')"
    ),
    (
        "import asyncio\nfound = []\nasync def later():\n    await asyncio.sleep(.01); found.append(1)\n"
        "task = asyncio.ensure_future(later())"
    ),
    "await asyncio.sleep(.1); found",
    "print('x' * 3_000_000)",
    "display({'application/json': {'a': float('1e400'), 'b': [1, None]}, 'text/plain': 'n'}, raw=True)",
    "print('a\\u2028b\\x00c\\x1b[31mred', end='')",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.title('t');",
    "display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 50, format='png')); b'\\xff\\x00'",
    "%%capture caught\nprint('captured')",
    "caught.stdout",
    "!echo bang",
    "import logging, warnings; logging.warning('logged'); warnings.warn('warned')",
    "_, __, In[1][:5], Out.keys()",
    "import ipywidgets; ipywidgets.IntSlider(value=3)",
    "def g(n): print(n, end='\\r'); time.sleep(.01)\nfor n in range(3): g(n)",
    "1/0",
    "input('?')",
    "def f(:",
    "%nomagic",
]
CHANCE = re.compile(r"/[\w/.-]*ipykernel_\d+/\d+\.py|[0-9a-f]{32}|ipykernel_\d+")  # paths, ids and process numbers


def shown(cells, folder: Path, server: str):
    """Run cells, each of which may fail, and give what each shows, without what differs from run to run."""
    node = new_notebook(
        cells=[new_code_cell(cell, metadata={"tags": ["raises-exception"]}) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    output = folder / f"{server.count('/')}.ipynb"
    try:
        papermill.execute_notebook(
            node, str(output), engine_name="warm", kernel_name="python3", server=server, cwd=str(folder),
            progress_bar=False, execution_timeout=int(LIMIT), env={**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        )  # fmt: skip
    except papermill.PapermillExecutionError:  # of a cell that fails, after all have run
        done = nbformat.read(output, as_version=4)
    else:
        done = nbformat.read(output, as_version=4)
    code = [cell for cell in done.cells if cell.cell_type == "code"]
    return [CHANCE.sub("", json.dumps([cell.execution_count, joined(cell.outputs)])) for cell in code], done.metadata


def joined(outputs):
    """Join parts of a stream that follow each other: after a fifth of a second, a kernel sends what there is."""
    whole = []
    for output in outputs:
        if whole and output.get("name") and whole[-1].get("name") == output["name"]:
            whole[-1]["text"] += output["text"]
        else:
            whole.append(output)
    return whole


def test_each_cell_shows_what_it_shows_in_an_ordinary_kernel(tmp_path):
    """Streams, displays, updates, errors, threads, forks, tasks, controls and pictures, in the same order."""
    with kernel_server() as server:
        warm, told = shown(SHOWN, tmp_path, server)
    ordinary, metadata = shown(SHOWN, tmp_path, "")

    assert dict(zip(SHOWN, ordinary, strict=True)) == dict(zip(SHOWN, warm, strict=True))
    assert metadata.language_info == told.language_info
    assert set(metadata) == set(told)


def test_half_a_sign_is_shown_as_a_question_mark(tmp_path):
    """No file can hold it; the notebook goes on."""
    with kernel_server() as server:
        found, _ = shown(["print('\\ud800 half')", "print(1)"], tmp_path, server)

    assert "? half" in found[0]
    assert '"text": "1\\n"' in found[1]


def test_what_was_printed_before_a_kernel_died_is_kept(tmp_path):
    """A long cell's lines come while it runs, so that the half-run notebook shows how far it came."""
    cell = f"import os, time; print('so far'); time.sleep(0.7); os.kill(os.getpid(), {int(signal.SIGKILL)})"
    with kernel_server() as server, pytest.raises(KernelDiedError, match="SIGKILL"):
        shown([cell], tmp_path, server)

    [output] = tmp_path.glob("*.ipynb")
    assert "so far\n" == nbformat.read(output, as_version=4).cells[0].outputs[0].text
