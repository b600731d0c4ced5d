"""The programs that are measured, with all the processes they start: this one, an empty window, and a browser."""

import collections
import contextlib
import os
import pathlib
import select
import signal
import subprocess
import tempfile
import time

import hands
import service

BUILT = pathlib.Path(__file__).parents[2] / "target/dist"
PROGRAM = BUILT / "vec-batch-viewer"

# The colours that fill their windows.
PROGRAM_GROUND = 0xF4F6F9
EMPTY_GROUND = 0x2A6FDB

BROWSER = [
    "chromium", "--no-sandbox", "--no-first-run", "--no-default-browser-check", "--password-store=basic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--disable-gpu", "--window-size=1100,760", "--window-position=20,20",
]  # fmt: skip


def empty():
    return Process([BUILT / "examples/empty_window"])


def program(office, *args, token=None):
    """The program at this service; without a token of its own it looks for the kept one."""
    return Process([PROGRAM, "--api-url", office.origin, *args], {"VEC_API_TOKEN": token} if token else {})


def program_with_batch(office, token=None):
    return program(office, "--batch", service.BATCH_ID, token=token)


@contextlib.contextmanager
def browser(address):
    """With a profile of its own; gives its process, and what opens another address in a tab."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        open_address = lambda address: Process([*BROWSER, f"--user-data-dir={profile}", address])
        with open_address(address) as process:
            yield process, open_address


def in_front():
    """Waits for the program's window and brings it to the front."""
    window = hands.window("VEC Batch Viewer")
    hands.focus(window)
    return window


class Process:
    """Runs a command, and ends with its block."""

    def __init__(self, command, env=None):
        quiet = subprocess.DEVNULL
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            command, env={**os.environ, **(env or {})}, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Ends all of it, whatever it does."""
        for pid in self._all():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def wait(self, seconds=10):
        """Waits for the end; gives its time."""
        # Told at once: a wait with a limit looks only now and then.
        ending = os.pidfd_open(self._process.pid)
        ended, _, _ = select.select([ending], [], [], seconds)
        os.close(ending)
        assert ended, f"still running after {seconds} s"
        return time.monotonic()

    def megabytes(self):
        """Memory of all its processes, what they share with others counted in part (PSS)."""
        return sum(_pss(pid) for pid in self._all()) / 1024

    def work(self, seconds):
        """Seconds of processor time, and waits that ended, of all threads during so many seconds."""
        before = self._threads()
        time.sleep(seconds)
        # A thread that is new has done all of its work meanwhile.
        return [sum((now - old).values()) for now, old in zip(self._threads(), before, strict=True)]

    def _threads(self):
        spent, wakes = collections.Counter(), collections.Counter()
        for pid in self._all():
            for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
                spent[thread.name] = int((thread / "schedstat").read_text().split()[0]) / 1e9
                status = (thread / "status").read_text()
                wakes[thread.name] = int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])
        return spent, wakes

    def _all(self):
        found = []
        for place in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                state, _, _, session, *_ = (place / "stat").read_text().rsplit(") ", 1)[1].split()
                if int(session) == self._process.pid and state != "Z":
                    found.append(int(place.name))
        return found


def _pss(pid):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0
