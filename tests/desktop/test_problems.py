"""Each problem has its heading and its way out."""

import re

import hands
import service
from runner import case
from waiting import wait_for


def problem(answer, title, button):
    """A test: the service answers so, the panel says so, and the button is there."""

    def shown(desk):
        desk.service.answer = answer
        screen = desk.start_with_token("--batch", service.BATCH_ID)
        screen.find(f"^{title}$")
        screen.button(f"^{button}")
        screen.button("^Details$")
        assert service.BATCH_ID in screen_text(screen, "^Batch ID$"), "the typed ID is lost"

    shown.__name__ = "panel_for_" + answer.replace("-", "_")
    shown.__module__ = __name__
    return case()(shown)


def screen_text(screen, name):
    from screen import text_of

    return text_of(screen.field(name))


problem("401", "Token not accepted", "Replace token$")
problem("403", "Permission needed", "Replace token$")
problem("403-plain", "Access not allowed", "Replace token$")
problem("404", "Batch not found", "Change batch ID$")
problem("429", "Too many requests", "Try again")
problem("500", "Service problem", "Try again$")
problem("page", "Unexpected answer", "Try again$")
problem("cut", "Connection was interrupted", "Try again$")


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
def a_rejected_token_is_replaced_and_the_check_goes_on(desk):
    desk.service.token = "18|" + "y" * 48
    desk.secrets.append(desk.service.token)
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find("^Token not accepted$")
    screen.press("^Replace token$")
    screen.fill("^API token$", desk.service.token)
    screen.press("^Save token$")
    screen.find(service.BATCH_NAME)


@case()
def the_missing_permission_is_named(desk):
    desk.service.answer = "403"
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find("view batches")
    screen.press("^Copy request for administrator$")
    wait_for(lambda: "batches:view" in hands.clipboard(), "the request on the clipboard")
    assert desk.token not in hands.clipboard()


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
def what_was_on_screen_stays_when_a_refresh_does_not_work(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.picture("^Template preview: ")
    desk.service.answer = "500"
    hands.focus(desk.window)
    hands.key("F5")
    screen.find("^Service problem$")
    screen.find(service.BATCH_NAME)


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
