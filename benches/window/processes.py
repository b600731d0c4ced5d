"""Programs that are measured, with all the processes they start."""

import os
import pathlib
import select
import signal
import subprocess
import time


class Process:
    """Runs a command, and ends with its block. What is None in `env` is not set."""

    def __init__(self, command, env=None):
        whole = {name: value for name, value in {**os.environ, **(env or {})}.items() if value is not None}
        self.started = time.monotonic()
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            command, env=whole, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        self.pid = self._process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def wait(self, seconds=10):
        """Waits for the end; gives its time."""
        # Told at once: a wait with a limit looks only now and then.
        ending = os.pidfd_open(self.pid)
        try:
            ended, _, _ = select.select([ending], [], [], seconds)
        finally:
            os.close(ending)
        assert ended, f"still running after {seconds} s"
        return time.monotonic()

    def stop(self):
        """Ends all of it, whatever it does."""
        for pid in self._all():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self._process.wait()

    def megabytes(self):
        """Memory of all its processes, what they share with others counted in part (PSS)."""
        return sum(_pss(pid) for pid in self._all()) / 1024

    def work(self, seconds):
        """Seconds of processor time, and waits that ended, of all threads during so many seconds."""
        before = self._threads()
        time.sleep(seconds)
        after = self._threads()
        # A thread that is new has done all of its work meanwhile.
        done = [(now[0] - old[0], now[1] - old[1]) for now, old in _pairs(after, before)]
        return sum(spent for spent, _ in done), sum(wakes for _, wakes in done)

    def _threads(self):
        found = {}
        for pid in self._all():
            for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
                spent = int((thread / "schedstat").read_text().split()[0]) / 1e9
                status = (thread / "status").read_text()
                wakes = int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])
                found[thread.name] = (spent, wakes)
        return found

    def _all(self):
        found = []
        for place in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                fields = (place / "stat").read_text().rsplit(") ", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            state, session = fields[0], int(fields[3])
            if session == self.pid and state != "Z":
                found.append(int(place.name))
        return found


def _pairs(after, before):
    return [(now, before.get(name, (0.0, 0))) for name, now in after.items()]


def _pss(pid):
    try:
        lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
