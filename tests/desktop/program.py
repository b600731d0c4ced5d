"""The program under test, as a process."""

import os
import pathlib
import subprocess
import time

BINARY = pathlib.Path(
    os.environ.get("VIEWER") or pathlib.Path(__file__).parents[2] / "target/release/vec-batch-viewer"
)
TITLE = "VEC Batch Viewer"


def run(*args, env=None, out=subprocess.PIPE, seconds=60):
    """Runs the program to its end: exit code, stdout, stderr. What is None in `env` is not set."""
    whole = {**os.environ, **(env or {})}
    whole = {name: value for name, value in whole.items() if value is not None}
    done = subprocess.run(
        [BINARY, *args], env=whole, stdin=subprocess.DEVNULL, stdout=out,
        stderr=subprocess.PIPE if out is subprocess.PIPE else out, text=True, timeout=seconds, check=False,
    )
    return done.returncode, done.stdout, done.stderr


class Program:
    """Started with everything logged that can be logged. `under` is a command that becomes the program."""

    def __init__(self, args, env, out, under=()):
        whole = {**os.environ, "RUST_LOG": "trace", **(env or {})}
        with open(out, "ab") as out:
            self._process = subprocess.Popen(
                [*under, BINARY, *args], env=whole, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
            )
        self.pid = self._process.pid

    def runs(self):
        return self.code() is None

    def code(self):
        """The exit code; negative where a signal ended it, None where it still runs."""
        return self._process.poll()

    def ends_within(self, seconds):
        """Waits for the end; gives the seconds it took and the exit code."""
        start = time.monotonic()
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program still runs after {seconds} s") from None
        return time.monotonic() - start, code

    def stop(self):
        """Ends the process whatever it does."""
        if self.runs():
            self._process.kill()
            self._process.wait()

    def cpu_seconds(self):
        """Processor time of all its threads so far."""
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
