"""Keyboard, clipboard and eyes of a person, on the screen of the session; on X11 the mouse as well."""

import os
import signal
import subprocess

from waiting import wait_for

if os.environ.get("XDG_SESSION_TYPE") == "wayland":
    from hands_wayland import *  # noqa: F403, the same names as the other
else:
    from hands_x11 import *  # noqa: F403


def window(title):
    """The window with this title, waited for."""
    return wait_for(lambda: windows(title), f"a window called {title!r}")[-1]


def focus(window_id):
    """Brings a window to the front, where keys go."""
    wait_for(lambda: is_brought_to_front(window_id), "the window in front")


def put_on_clipboard(text):
    # The command stays to serve the text: its outputs must not keep this process waiting.
    quiet = subprocess.DEVNULL
    subprocess.run(COPY, input=text.encode(), stdout=quiet, stderr=quiet, check=True, timeout=60)


def hang_on_clipboard(text):
    """Puts a text there by a program that hangs; the caller ends it."""
    owner = subprocess.Popen(COPY_AND_STAY, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    owner.stdin.write(text.encode())
    owner.stdin.close()
    wait_for(lambda: clipboard() == text, "the text on the clipboard")
    owner.send_signal(signal.SIGSTOP)
    return owner


def clipboard():
    told = subprocess.run(PASTE, capture_output=True, check=False, timeout=60)
    return told.stdout.decode(errors="replace")


def take_picture(path):
    """The whole screen, as a file."""
    subprocess.run([*PICTURE, path], check=True, timeout=60)
