"""What hands need of X11."""

import contextlib
import subprocess

COPY = ["xclip", "-selection", "clipboard", "-in"]
COPY_AND_STAY = [*COPY, "-quiet"]
PASTE = ["xclip", "-selection", "clipboard", "-out"]
PICTURE = ["import", "-silent", "-window", "root"]


def _xdotool(*args):
    done = subprocess.run(["xdotool", *map(str, args)], capture_output=True, text=True, check=False, timeout=60)
    return done.stdout.split()


def windows(title, pid=None):
    """The windows with this title that are on screen now, of a process if it is named."""
    of_process = [] if pid is None else ["--pid", pid]
    return _xdotool("search", "--all", "--onlyvisible", *of_process, "--name", title)


def is_brought_to_front(window_id):
    _xdotool("windowactivate", window_id)
    return _xdotool("getactivewindow") == [window_id]


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


def colours():
    """Number of colours on the screen: 1 or 2 where nothing is drawn."""
    told = subprocess.run(
        "import -silent -window root png:- | identify -format %k -", shell=True, capture_output=True, text=True, check=True
    )
    return int(told.stdout)
