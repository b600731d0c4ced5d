"""What hands need of Wayland, by the compositor sway."""

import contextlib
import json
import re
import subprocess

from waiting import wait_for

# What wl-copy reads itself it leaves behind in /tmp when it is killed.
COPY = ["sh", "-c", 'exec wl-copy "$@" -- "$(cat)"', "wl-copy"]
COPY_AND_STAY = [*COPY, "--foreground"]
PASTE = ["wl-paste", "--no-newline"]
PICTURE = ["grim"]
OUTPUT = "HEADLESS-1"
LEFT_IN = "3600000"  # milliseconds


def _sway(*command):
    said = ["swaymsg", "-r", *map(str, command)]

    # It gives up on a compositor that is busy for three seconds.
    def answered():
        done = subprocess.run(said, capture_output=True, text=True, check=False, timeout=60)
        return done if done.returncode == 0 else None

    return json.loads(wait_for(answered, f"an answer to {said}").stdout)


def _tell(window_id, *command):
    _sway(f"[con_id={window_id}]", *command)


def _all(node):
    yield node
    for child in node["nodes"] + node["floating_nodes"]:
        yield from _all(child)


def windows(title, pid=None):
    """The windows with this title that are on screen now, of a process if it is named."""
    found = [node for node in _all(_sway("-t", "get_tree")) if pid in (None, node.get("pid")) and node.get("visible")]
    return [node["id"] for node in found if re.search(title, node["name"] or "")]


def is_brought_to_front(window_id):
    _tell(window_id, "focus")
    return any(node["focused"] and node["id"] == window_id for node in _all(_sway("-t", "get_tree")))


def _keyboards():
    return sum(device["type"] == "keyboard" for device in _sway("-t", "get_inputs"))


@contextlib.contextmanager
def keyboard():
    """A keyboard that is plugged in, and out again at the end."""
    before = _keyboards()
    # It has to have a key, which nobody presses.
    plugged = subprocess.Popen(["wtype", "-s", LEFT_IN, "-k", "F12"])
    try:
        wait_for(lambda: _keyboards() > before, "the keyboard")
        yield
    finally:
        plugged.kill()
        plugged.wait()


def key(*keys):
    """Presses keys one after the other, such as "Tab" or "ctrl+l"."""
    for name in keys:
        *held, last = name.split("+")
        holds = [word for modifier in held for word in ("-M", modifier)]
        subprocess.run(["wtype", *holds, "-k", last], check=True, timeout=60)


def write(text):
    """Types a text, letter by letter."""
    subprocess.run(["wtype", "-d", "8", "--", text], check=True, timeout=60)


def resize(window_id, width, height):
    """Takes the window out of the tiles, and gives it a size."""
    _tell(window_id, "floating enable, resize set", width, height)


def hide(window_id):
    """Puts the window on a desk that is not on screen."""
    _tell(window_id, "move scratchpad")


def show(window_id):
    _tell(window_id, "scratchpad show")


def close(window_id):
    """Closes a window the way its title bar does."""
    _tell(window_id, "kill")


def scale(factor):
    """Sets the number of pixels in a point."""
    _sway("output", OUTPUT, "scale", factor)


def end_screen():
    """The compositor ends, as at the end of a session."""
    # It is gone before it can answer.
    subprocess.run(["swaymsg", "exit"], capture_output=True, check=False, timeout=60)
