"""Orca, the screen reader of Debian's desktops, and what it says."""

import os
import pathlib
import re
import subprocess
import time

from waiting import wait_for

START = pathlib.Path(__file__).parent / "orca_start.py"
PATIENCE = 30  # seconds until something is said: longer than from one check of a batch to the next
QUIET = 0.4  # seconds after which nothing more is said
MEANWHILE = ("VEC Batch Viewer frame.", "Checking the batch…")  # nothing else has the focus then
DOTS = re.compile(r"•*| *\d+ bullet characters")
SAID = re.compile(r"SPEECH OUTPUT: '(.*)' ?(?:[\[{].*|None)$", re.MULTILINE)  # and the voice

# A remedy for what later ones do and Orca 43 does not: it says no announcements, and asks for text by a call that
# AccessKit does not answer. This is the file that it reads for what a person adds to it.
CUSTOMIZATIONS = """
import pyatspi
from gi.repository import Atspi
from orca.scripts.default import Script

known = Script.getListeners


def listeners(script):
    return {**known(script), "object:announcement": lambda event: script.presentMessage(event.any_data)}


def text_at(text, offset, _boundary):
    found = Atspi.Text.get_string_at_offset(text.obj, offset, Atspi.TextGranularity.LINE)
    return found.content, found.start_offset, found.end_offset


Script.getListeners = listeners
pyatspi.text.Text.getTextAtOffset = text_at
"""


class Reader:
    """Orca beside the program. It speaks to nobody; each sentence is taken from its own log."""

    def __init__(self, home):
        self._log, self._out = home / "orca.log", home / "orca.out"
        self._heard = 0
        own = home / ".local/share/orca"
        own.mkdir(parents=True)
        (own / "orca-customizations.py").write_text(CUSTOMIZATIONS)
        no_speaker = {"SPEECHD_ADDRESS": "unix_socket:/nowhere", "SPEECHD_CMD": "/bin/false"}
        with open(self._out, "ab") as out:
            self._process = subprocess.Popen(
                ["/usr/bin/python3", START, "--debug-file", self._log],
                env={**os.environ, **no_speaker}, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    def begins(self):
        """Waits until it is there."""
        wait_for(lambda: self._all() or self._process.poll() is not None, "Orca to speak")
        assert self._process.poll() is None, self._out.read_text()
        self.says("Screen reader on.")

    def _all(self):
        said = SAID.findall(self._log.read_text(errors="replace")) if self._log.exists() else []
        # While a secret is typed now and then its dots, as they come.
        return [sentence for sentence in said if not DOTS.fullmatch(sentence)]

    def stays_silent(self, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._new(()):
            time.sleep(0.02)
        return not self._new(())

    def says(self, *sentences):
        """Waits for these sentences, as expressions; nothing else is said before or after them."""
        self._assert_heard(sentences)

    def answers(self, *sentences, besides=()):
        """The same after a wait, which itself is told of where it is long; `besides`, as expressions, may be said or not."""
        self._assert_heard(sentences, (*MEANWHILE, *besides))

    def says_in_any_order(self, *sentences):
        self._assert_heard(sentences, MEANWHILE, in_order=False)

    def _assert_heard(self, sentences, passed_over=(), in_order=True):
        heard = self._hear(len(sentences), passed_over)
        if not in_order:
            heard.sort(key=lambda said: [re.fullmatch(sentence, said) is None for sentence in sentences])
        fits = len(heard) == len(sentences) and all(map(re.fullmatch, sentences, heard))
        assert fits, "\n  ".join(["not as it should be", "to be said:", *sentences, "was said:", *heard])

    def _new(self, passed_over):
        return _without(passed_over, self._all()[self._heard :])

    def _hear(self, count, passed_over=()):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and len(self._new(passed_over)) < count:
            time.sleep(0.02)
        time.sleep(QUIET)
        heard = self._all()[self._heard :]
        self._heard += len(heard)
        return _without(passed_over, heard)


def _without(passed_over, heard):
    return [said for said in heard if not any(re.fullmatch(one, said) for one in passed_over)]
