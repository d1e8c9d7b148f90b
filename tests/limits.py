"""How long a test may wait, and the ways to wait: none without a limit, and each limit with room for a slow machine."""

import gc
import os
import select
import signal
import subprocess
import time

import psutil

PATIENCE = float(os.environ.get("TALLY_TEST_PATIENCE", "1"))  # 3 on a machine three times as slow
LIMIT = 240 * PATIENCE  # seconds for a process to end, a page to answer, a file to appear
EACH = 900 * PATIENCE  # seconds for a whole test, its fixtures included; pytest-timeout ends it then
MILLISECONDS = 1000 * LIMIT  # the same as LIMIT, for the browser


def start(command, **options):
    """Start a process whose tests may interrupt it: what ignores signals, as nohup does, hands that down."""
    return subprocess.Popen(command, preexec_fn=heed_interrupts, **options)


def heed_interrupts():
    """Restore what SIGINT, SIGQUIT and SIGHUP do by default."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def ended(process, limit=LIMIT):
    """Wait until a process has ended, and return its status; one that does not end is killed, and fails the test."""
    try:
        return process.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=limit)
        raise


def interrupt(process, number=signal.SIGINT):
    """Send a signal to a process once it waits at its prompt, and again: one that comes a little early can be lost."""
    deadline = time.monotonic() + LIMIT
    waited(lambda: idle(process.pid), f"{process.args} waits for an answer")
    while process.poll() is None and time.monotonic() < deadline:
        process.send_signal(number)
        try:
            process.wait(timeout=10 * PATIENCE)
        except subprocess.TimeoutExpired:
            continue


def idle(pid):
    """Whether a process sleeps, and goes on sleeping: it has written its prompt and reads."""
    try:
        found = psutil.Process(pid)
        used = found.cpu_times()
        for _ in range(3):
            if found.status() != psutil.STATUS_SLEEPING:
                return False
            time.sleep(0.03)
        return used == found.cpu_times()
    except psutil.NoSuchProcess:
        return True


def stop(process, limit=LIMIT):
    """Ask a process to end, and kill it with all that it started in its session if it does not."""
    process.terminate()
    try:
        process.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=limit)


def waited(condition, what, limit=LIMIT):
    """Wait until something is so, and return what the condition gave."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"After {limit:.0f} s, still not so: {what}.")


def linear(run, small, large, slack):
    """Whether a run takes no more than twice its share of time for more; measured again where others used the cores."""
    for _ in range(4):
        little, much = (_seconds(run, size) for size in (small, large))
        if much < 2 * large / small * little + slack:
            return True
    return False


def _seconds(run, size):
    """Measure the processor time of a run, without what it takes to go through all that other tests have left."""
    gc.disable()
    try:
        started = time.process_time()
        run(size)
        return time.process_time() - started
    finally:
        gc.enable()


def heard(source, until=lambda _: False, limit=LIMIT):
    """
    Read from a pipe or a terminal until it ends, or until what was read satisfies a condition.

    Reads a descriptor's bytes at once, past any buffer, so a pipe that is read like this is read by nothing else.
    """
    descriptor, said = source if isinstance(source, int) else source.fileno(), b""
    deadline = time.monotonic() + limit
    while not until(said.decode("utf-8", "replace")):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise AssertionError(f"Nothing more was said within {limit:.0f} s of waiting. Until then: {said!r}")
        try:
            part = os.read(descriptor, 4096)
        except OSError:  # Linux ends a terminal with an error
            break
        if not part:
            break
        said += part
    return said.decode("utf-8", "replace")
