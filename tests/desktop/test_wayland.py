"""On a Wayland screen, without XWayland."""

import json
import subprocess
from collections import Counter
from operator import sub

import hands
import service
from runner import case
from screen import pause, text_of
from waiting import wait_for

GONE = "vec-batch-viewer: the window had to close: the screen it was on has gone"


def strong_steps(picture, *change):
    """The share of edges that go from dark to light within one pixel."""
    command = ["convert", picture, *change, "-colorspace", "gray", "-depth", "8", "gray:-"]
    grays = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    steps = Counter(map(abs, map(sub, grays[1:], grays)))
    edges, strong = (sum(many for step, many in steps.items() if step >= least) for least in (24, 144))
    assert edges > 1_000, "nothing is drawn"
    return strong / edges


@case("wayland")
def each_scale_is_sharp(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.picture("^Template preview: ")
    picture = desk.home / "scale.png"
    pause(1)
    hands.take_picture(picture)
    once, stretched = strong_steps(picture), strong_steps(picture, "-resize", "200%")
    for factor in (1.5, 2):
        hands.scale(factor)

        def is_sharp():
            hands.take_picture(picture)
            return strong_steps(picture) > once / 2 > 2 * stretched

        wait_for(is_sharp, f"a sharp picture at {factor}; {once:.3f} at 1, {stretched:.3f} stretched")


@case("wayland")
def a_window_goes_on_after_it_was_resized_hidden_and_shown(desk):
    with hands.keyboard():
        # An X11 screen is named too, and not looked for as long as Wayland answers.
        screen = desk.start_with_batch(env={"DISPLAY": ":9999"})
        for size in ((480, 600), (1_200, 800), (360, 320)):
            hands.resize(desk.window, *size)
            screen.button("^Check batch$")
        hands.hide(desk.window)
        wait_for(lambda: not hands.windows("", desk.program.pid), "the window to be hidden")
        pause(1)
        hands.show(desk.window)
        wait_for(lambda: hands.windows("", desk.program.pid), "the window to be shown")
        hands.focus(desk.window)
        hands.key("F5")
        wait_for(lambda: desk.service.batches_asked() == 2, "the second request")
    desk.close()


@case("wayland")
def keyboards_come_and_go(desk):
    screen = desk.start_with_token()
    hands.put_on_clipboard(service.BATCH_ID)
    with hands.keyboard():
        wait_for(lambda: screen.focused() == "Batch ID", "the focus in the field")
        hands.key("ctrl+v")
        wait_for(lambda: text_of(screen.field("^Batch ID$")) == service.BATCH_ID, "what was pasted")
    for turn in range(50):
        # A person is not so quick as to take it out and put it in within one breath of the program.
        pause(0.1)
        with hands.keyboard():
            assert desk.program.runs(), f"ended after {turn} keyboards: {desk.log.read_text()[-2000:]}"
            pause(0.05)
    with hands.keyboard():
        hands.key("ctrl+l")
        # Nobody pastes within the same picture.
        pause(0.3)
        hands.key("ctrl+v")
        wait_for(lambda: text_of(screen.field("^Batch ID$")) == service.BATCH_ID, "what was pasted")
    desk.close()


def assert_told_that_the_screen_went(desk):
    took, code = desk.program.ends_within(10)
    said = desk.log.read_text(errors="replace")
    assert code == 1, (code, said[-2000:])
    assert took < 2, f"{took:.1f} s"
    assert [line for line in said.splitlines() if line.startswith(GONE)], said[-2000:]
    assert "crashed" not in said and "no window can be opened" not in said, said[-2000:]


@case("wayland", measures=True)
def a_screen_that_goes_is_told_and_nothing_is_lost(desk):
    log = desk.home / "told.log"
    with hands.keyboard():
        desk.start_with_batch("--log", log)
        hands.key("ctrl+minus")
        settings = desk.home / ".config/vec-batch-viewer/settings.json"
        is_kept = lambda: settings.exists() and json.loads(settings.read_text())["text_percent"] == 90
        wait_for(is_kept, "the size on disk")
        hands.end_screen()
        assert_told_that_the_screen_went(desk)
    assert "the connection to the screen has ended" in log.read_text(errors="replace")


@case("wayland", measures=True)
def a_screen_that_goes_while_something_moves_is_told(desk):
    desk.service.answer = "silent"
    desk.start_with_token("--batch", service.BATCH_ID)
    wait_for(desk.service.batches_asked, "the request")
    pause(0.5)
    hands.end_screen()
    assert_told_that_the_screen_went(desk)
