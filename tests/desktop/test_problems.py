"""Problems, and the ways out of them."""

import re

import hands
import service
from runner import case
from waiting import wait_for


@case()
def a_refused_connection_can_be_tried_again(desk):
    desk.service.stop()
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find("^No connection to the service$")
    desk.service.listen()
    screen.press("^Try again$")
    screen.find(service.BATCH_NAME)
    screen.gone("^No connection to the service$")


@case()
def details_open_and_hold_the_code(desk):
    desk.service.answer = "500"
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.press("^Details$")
    screen.find("SERVER_ERROR")
    screen.press("^Copy details$")
    wait_for(lambda: "SERVER_ERROR" in hands.clipboard(), "the details on the clipboard")
    assert desk.token not in hands.clipboard()


@case()
def the_wait_after_too_many_requests_is_kept(desk):
    desk.service.answer = "429"
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find("^Too many requests$")
    hands.focus(desk.window)
    before = seconds_left(screen)
    hands.key("F5")
    # Two seconds later the key has been read, whatever came of it.
    wait_for(lambda: seconds_left(screen) <= before - 2, "the seconds to be counted down")
    assert desk.service.batches_asked() == 1


def seconds_left(screen):
    button = screen.button(r"^Try again in \d+ s")
    return int(re.search(r"\d+", button.get_name())[0])
