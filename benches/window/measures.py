"""The measurements, each once a round. All start from a desktop on which nothing else runs."""

import contextlib
import time
from unittest import mock

import hands
import programs
import service
from office import MARK
from programs import in_front
from waiting import wait_for

# Seconds that an idle window is watched for: longer than a minute, in which it tells the age of its
# answer anew. And answers that memory is watched over.
IDLE = 70
ANSWERS = 200

# A batch that only one measure looks at: what is known of it would be shown in the others.
CROWD = "5a3b1e00-0000-4000-8000-00000000c0de"

# The button in a window as large as it is at first.
CHECK_BATCH = (985, 27)
# A place without one.
ASIDE = (700, 740)


def _ms(start, end):
    return (end - start) * 1000


def start_empty(desk):
    with programs.empty() as process:
        return _ms(process.started, desk.screen.wait_for_colour(programs.EMPTY_GROUND, 0.3))


def start_program(desk):
    with programs.program(desk.office) as process:
        return _ms(process.started, desk.screen.wait_for_colour(programs.PROGRAM_GROUND, 0.1))


def _to_picture(desk, process):
    """Time to the picture, and the memory once all is there."""
    shown = _ms(process.started, desk.screen.wait_for_colour(MARK))
    desk.screen.wait_for_quiet(1)
    return shown, process.megabytes()


def start_to_picture(desk):
    """With the token from the password store. Gives the memory as well."""
    with programs.program_with_batch(desk.office) as process:
        return _to_picture(desk, process)


def browser_window(desk):
    """A new window. Gives the memory as well."""
    with programs.browser(desk.office.page()) as (process, _):
        return _to_picture(desk, process)


def browser_tab(desk):
    """A tab in a browser that has been open for a while."""
    with programs.browser("about:blank") as (_, open_address):
        hands.window("Chromium")
        desk.screen.wait_for_quiet(2)
        return _ms(open_address(desk.office.page()).started, desk.screen.wait_for_colour(MARK))


@contextlib.contextmanager
def _typed(desk, batch_id=service.BATCH_ID):
    """The window of the program with an ID in the field and nothing asked yet."""
    with programs.program(desk.office, token=desk.token):
        window = in_front()
        desk.fingers.point(window, ASIDE)
        desk.screen.wait_for_quiet()
        hands.write(batch_id)
        desk.screen.wait_for_quiet()
        yield window


def enter(desk):
    """From the key to the first sign that it was noticed, and to the picture."""
    with _typed(desk):
        before = desk.screen.look()
        pressed = desk.fingers.press("Return")
        return (
            _ms(pressed, desk.screen.wait_for_change(before)),
            _ms(pressed, desk.screen.wait_for_colour(MARK)),
        )


@contextlib.contextmanager
def _shown(desk):
    """The program with a batch and its picture on screen."""
    with programs.program_with_batch(desk.office, token=desk.token) as process:
        desk.screen.wait_for_colour(MARK)
        yield process


def idle(desk):
    """Processor time in percent, and waits that ended in a second, with a batch on screen."""
    with _shown(desk) as process:
        desk.screen.wait_for_quiet(3)
        seconds, wakes = process.work(IDLE)
        return seconds / IDLE * 100, wakes / IDLE


def growth(desk):
    """Memory after 200 more answers than ten, in MB."""
    with _shown(desk) as process:
        in_front()
        _refresh(desk, 10)
        before = process.megabytes()
        _refresh(desk, ANSWERS)
        return process.megabytes() - before


def _refresh(desk, times):
    for _ in range(times):
        wanted = desk.office.answered + 1
        desk.fingers.press("F5")
        wait_for(lambda: desk.office.answered >= wanted, "an answer to F5")
        time.sleep(0.1)
    desk.screen.wait_for_quiet(2)


def _longest_wait(desk, window, seconds):
    """The pointer on a button and off again: the longest time that either took to show."""
    x, y = CHECK_BATCH
    # Of the button, and not under the pointer, which is on the screen as well.
    seen = desk.fingers.on_screen(window, (x - 40, y + 10))
    longest, end, on = 0.0, time.monotonic() + seconds, True
    while time.monotonic() < end:
        before = desk.screen.look()
        moved = desk.fingers.point(window, (x, y if on else y + 60))
        longest = max(longest, _ms(moved, desk.screen.wait_for_change_at(seen, before)))
        on = not on
        # Until the button has its new colour altogether.
        time.sleep(0.15)
    return longest


def blocked_by_picture(desk):
    """While a picture of 8000 × 5600 pixels is fetched, decoded and shown."""
    with mock.patch.object(desk.office, "picture", desk.large):
        return _blocked_by_a_check(desk, service.BATCH_ID)


def blocked_by_answer(desk):
    """While an answer of 7 MB with 5,000 people is fetched, understood, shown and kept."""
    with mock.patch.object(desk.office, "answer", desk.office.batch(5_000, CROWD)):
        return _blocked_by_a_check(desk, CROWD)


def _blocked_by_a_check(desk, batch_id):
    with _typed(desk, batch_id) as window:
        desk.fingers.press("Return")
        return _longest_wait(desk, window, 4)


def exit_with_batch(desk):
    with _shown(desk) as process:
        return _ms(desk.fingers.close(in_front()), process.wait())


def exit_during_request(desk):
    silent = mock.patch.object(desk.office, "silent", True)
    with silent, programs.program_with_batch(desk.office, token=desk.token) as process:
        window = in_front()
        desk.screen.wait_for_colour(programs.PROGRAM_GROUND, 0.1)
        return _ms(desk.fingers.close(window), process.wait())


def megabytes_on_disk(_desk):
    return programs.PROGRAM.stat().st_size / 1e6
