"""Keyboard alone, and the mouse."""

import hands
import service
import store
from runner import case
from screen import text_of
from waiting import wait_for


@case()
def the_keyboard_alone_is_enough(desk):
    screen = desk.start()
    screen.field("^API token$")
    hands.focus(desk.window)
    wait_for(lambda: screen.focused() == "API token", "the focus in the token field")
    hands.write(desk.token)
    hands.key("Return")
    wait_for(lambda: store.get(desk.host) == desk.token, "the token in the store")
    wait_for(lambda: screen.focused() == "Batch ID", "the focus in the batch ID field")
    hands.write(service.BATCH_ID)
    hands.key("Return")
    screen.find(service.BATCH_NAME)
    hands.key("F5")
    wait_for(lambda: desk.service.batches_asked() == 2, "the second request")
    hands.key("ctrl+r")
    wait_for(lambda: desk.service.batches_asked() == 3, "the third request")
    hands.key("ctrl+l")
    wait_for(lambda: screen.focused() == "Batch ID", "the focus back in the field")
    hands.write("x")
    wait_for(lambda: text_of(screen.field("^Batch ID$")) == "x", "the old ID to have been selected")


@case()
def the_mouse_reaches_every_button(desk):
    screen = desk.start()
    hands.focus(desk.window)
    hands.click(desk.window, screen.middle(screen.field("^API token$")))
    hands.write(desk.token)
    hands.click(desk.window, screen.middle(screen.button("^Save token$")))
    wait_for(lambda: store.get(desk.host) == desk.token, "the token in the store")
    hands.click(desk.window, screen.middle(screen.field("^Batch ID$")))
    hands.write(service.BATCH_ID)
    hands.click(desk.window, screen.middle(screen.button("^Check batch$")))
    screen.find(service.BATCH_NAME)


@case()
def tab_reaches_everything_and_each_stop_has_a_name(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.picture("^Template preview: ")
    hands.focus(desk.window)
    hands.key("ctrl+l")
    wait_for(lambda: screen.focused() == "Batch ID", "the focus in the batch ID field")
    stops = [screen.focused_place()]
    while len(stops) < 80:
        hands.key("Tab")

        def moved():
            place = screen.focused_place()
            return place if place != stops[-1] else None

        stops.append(wait_for(moved, f"the focus to move on from {stops[-1]}"))
        if stops[-1] == stops[0]:
            break
    names = [name for _, name in stops]
    assert all(names), names
    assert names[-1] == "Batch ID", "the way round does not end"
    # Reading order: from the top to the bottom.
    wanted = ["Batch ID", "Check batch", "Menu", "Refresh", f"Template preview: {service.TEMPLATE_NAME}"]
    assert [name for name in names[:-1] if name in wanted] == wanted, names


@case()
def undo_does_not_bring_the_token_back(desk):
    screen = desk.start()
    screen.field("^API token$")
    hands.focus(desk.window)
    wait_for(lambda: screen.focused() == "API token", "the focus in the token field")
    hands.write(desk.token)
    hands.key("Return")
    screen.field("^Batch ID$")
    screen.press("^Menu$")
    screen.press("^Replace token…$")
    field = screen.field("^API token$")
    hands.click(desk.window, screen.middle(field))
    hands.key("ctrl+z", "ctrl+z")
    assert text_of(screen.field("^API token$")) == ""


@case()
def the_token_cannot_be_copied_out_of_its_field(desk):
    screen = desk.start()
    screen.fill("^API token$", desk.token)
    hands.put_on_clipboard("something else")
    hands.focus(desk.window)
    hands.click(desk.window, screen.middle(screen.field("^API token$")))
    hands.key("ctrl+a", "ctrl+c", "ctrl+x")
    assert hands.clipboard() == "something else"


@case()
def a_clipboard_that_hangs_does_not_hold_the_window_up(desk):
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    hands.focus(desk.window)
    owner = hands.hang_on_clipboard(service.BATCH_ID)
    try:
        hands.key("ctrl+v")
        screen.find("^Nothing to paste", seconds=4)
        hands.write("typed")
        wait_for(lambda: text_of(screen.field("^Batch ID$")) == "typed", "what is typed", 3)
    finally:
        owner.kill()
        owner.wait()


@case()
def help_opens_with_f1_and_closes_with_escape(desk):
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    hands.focus(desk.window)
    hands.key("F1")
    screen.find("^Keyboard shortcuts$")
    hands.key("Escape")
    screen.gone("^Keyboard shortcuts$")
