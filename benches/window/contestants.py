"""The programs that are measured: this one, an empty window, and a browser."""

import os
import pathlib
import shutil
import tempfile

import hands
import service
from processes import Process

BUILT = pathlib.Path(__file__).parents[2] / "target/dist"
PROGRAM = BUILT / "vec-batch-viewer"
EMPTY = BUILT / "examples/empty_window"

# The colours that fill their windows.
PROGRAM_GROUND = 0xF4F6F9
EMPTY_GROUND = 0x2A6FDB

BROWSER = [
    "chromium", "--no-sandbox", "--no-first-run", "--no-default-browser-check", "--password-store=basic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--disable-gpu", "--window-size=1100,760", "--window-position=20,20",
]  # fmt: skip


def empty():
    return Process([EMPTY])


def program(office, *args, token=None, env=None):
    """The program at this service; without a token of its own it looks for the kept one."""
    return Process([PROGRAM, "--api-url", office.origin, *args], {"VEC_API_TOKEN": token, **(env or {})})


def program_with_batch(office, **how):
    return program(office, "--batch", service.BATCH_ID, **how)


class Browser:
    """With a profile of its own; both end with its block."""

    def __init__(self, address):
        self._profile = tempfile.mkdtemp()
        self.process = self._open(address)

    def open_tab(self, address):
        """Hands an address to the browser that is open; gives the time."""
        return self._open(address).started

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stop()
        shutil.rmtree(self._profile, ignore_errors=True)

    def _open(self, address):
        return Process([*BROWSER, f"--user-data-dir={self._profile}", address], {"HOME": os.environ["HOME"]})


def in_front(process):
    """Waits for the program's window and brings it to the front."""
    window = hands.window("VEC Batch Viewer")
    hands.focus(window)
    return window
