"""The screen's pixels, looked at without asking the screen for them."""

import mmap
import os
import struct
import time

import numpy
from waiting import wait_for

# Fewer pixels than this are a caret that blinks.
CARET = 200
LOOK_EVERY = 0.001
# While something is waited for, one pixel in so many is looked at, across and down: looking at all
# would take a third of a processor from what is measured.
STEP = 4


class Screen:
    """The frame buffer that Xvfb keeps in a file."""

    def __init__(self, path=None):
        with open(path or os.environ["SCREEN_FILE"], "rb") as file:
            memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", memory[:100])
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        whole = numpy.frombuffer(memory, numpy.uint32, line // 4 * height, size + 12 * colours)
        self._pixels = whole.reshape(height, line // 4)[:, :width]

    def look(self):
        """A copy of what is on the screen now."""
        return self._pixels & 0xFFFFFF

    def part(self, colour):
        """Part of the screen that has this colour, from 0 to 1."""
        return float((self._glance() == colour).mean())

    def _glance(self):
        """A copy of some of what is on the screen now."""
        return self._pixels[::STEP, ::STEP] & 0xFFFFFF

    def wait_for_colour(self, colour, part=0.005, seconds=30):
        """The time at which this much of the screen has the colour."""
        return _wait(lambda: self.part(colour) >= part, f"the colour {colour:06x}", seconds)

    def wait_for_change(self, before, seconds=10):
        """The time at which more than a caret has changed."""
        some, caret = before[::STEP, ::STEP], CARET // STEP**2
        return _wait(lambda: numpy.count_nonzero(self._glance() != some) > caret, "a change", seconds)

    def wait_for_change_at(self, place, before, seconds=10):
        """The time at which one pixel has changed."""
        x, y = place
        return _wait(lambda: self._pixels[y, x] & 0xFFFFFF != before[y, x], f"a change at {place}", seconds)

    def wait_for_nothing(self):
        """Waits until no window is left."""
        _wait(lambda: self.part(0) > 0.99, "an empty screen", 10)

    def wait_for_quiet(self, quiet=0.5, seconds=30):
        """Waits until nothing but a caret has changed for a while."""
        end = time.monotonic() + seconds
        seen, since = self.look(), time.monotonic()
        while time.monotonic() < end:
            now = self.look()
            if numpy.count_nonzero(now != seen) > CARET:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return
            time.sleep(0.02)
        raise AssertionError("the screen does not come to rest")


def _wait(there, what, seconds):
    wait_for(there, what, seconds, LOOK_EVERY)
    return time.monotonic()
