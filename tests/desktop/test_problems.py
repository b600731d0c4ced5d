"""Problems, and the ways out of them."""

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
