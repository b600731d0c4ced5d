"""Keyboard, mouse, clipboard and eyes of a person (X11)."""

import contextlib
import signal
import subprocess

from waiting import wait_for


def _xdotool(*args):
    done = subprocess.run(["xdotool", *map(str, args)], capture_output=True, text=True, check=False, timeout=20)
    return done.stdout.split()


def window(title, seconds=15):
    """The window with this title, waited for."""
    found = wait_for(lambda: _xdotool("search", "--onlyvisible", "--name", title), f"a window called {title!r}", seconds)
    return found[-1]


def windows(title, pid):
    """The windows of a process with this title that are on screen now."""
    return _xdotool("search", "--all", "--onlyvisible", "--pid", pid, "--name", title)


def focus(window_id):
    """Brings a window to the front, where keys go."""

    def in_front():
        _xdotool("windowactivate", window_id)
        return _xdotool("getactivewindow") == [window_id]

    wait_for(in_front, "the window in front")


def keyboard():
    """The keyboard, which is always there."""
    return contextlib.nullcontext()


def key(*keys):
    """Presses keys one after the other, such as "Tab" or "ctrl+l"."""
    for name in keys:
        _xdotool("key", "--clearmodifiers", name)


def write(text):
    """Types a text, letter by letter."""
    _xdotool("type", "--clearmodifiers", "--delay", 8, text)


def click(window_id, place):
    """Clicks at a place inside a window."""
    x, y = place
    _xdotool("mousemove", "--sync", "--window", window_id, x, y, "click", 1)


def move(x, y):
    """Moves the mouse on the screen."""
    _xdotool("mousemove", "--sync", x, y)


def move_over(window_id, x, y):
    """Moves the mouse to a place inside a window."""
    _xdotool("mousemove", "--sync", "--window", window_id, x, y)


def hold(x, y):
    """Presses the button there and keeps it down."""
    _xdotool("mousemove", "--sync", x, y, "mousedown", 1)


def let_go():
    _xdotool("mouseup", 1)


def close(window_id):
    """Closes a window the way its title bar does."""
    subprocess.run(["wmctrl", "-i", "-c", hex(int(window_id))], check=True, timeout=20)


def put_on_clipboard(text):
    # xclip stays to serve the text: its outputs must not keep this process waiting.
    subprocess.run(
        ["xclip", "-selection", "clipboard", "-in"],
        input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
    )


def hang_on_clipboard(text):
    """Puts a text there by a program that hangs; the caller ends it."""
    owner = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard", "-in"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    owner.stdin.write(text.encode())
    owner.stdin.close()
    wait_for(lambda: clipboard() == text, "the text on the clipboard")
    owner.send_signal(signal.SIGSTOP)
    return owner


def clipboard():
    told = subprocess.run(
        ["xclip", "-selection", "clipboard", "-out"], capture_output=True, check=False, timeout=10
    )
    return told.stdout.decode(errors="replace")


def take_picture(path):
    """The whole screen, as a file."""
    subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True, timeout=20)


def colours():
    """Number of colours on the screen: 1 or 2 where nothing is drawn."""
    told = subprocess.run(
        "import -silent -window root png:- | identify -format %k -", shell=True, capture_output=True, text=True, check=True
    )
    return int(told.stdout)
