"""The look of the window is remembered."""

import json
import pathlib

import hands
from runner import case
from waiting import wait_for

FILE = pathlib.Path(".config/vec-batch-viewer/settings.json")


def text_percent(desk):
    file = desk.home / FILE
    return json.loads(file.read_text())["text_percent"] if file.exists() else None


@case()
def a_text_size_outlives_the_window(desk):
    desk.start().field("^API token$")
    hands.focus(desk.window)
    assert text_percent(desk) is None, "nothing is written before anything changes"
    hands.key("ctrl+minus")
    wait_for(lambda: text_percent(desk) == 90, "the size on disk")
    desk.close()
    desk.start().field("^API token$")
    hands.focus(desk.window)
    # A step from what was remembered, not from the start.
    hands.key("ctrl+minus")
    wait_for(lambda: text_percent(desk) == 80, "the next size on disk")
    desk.close()
