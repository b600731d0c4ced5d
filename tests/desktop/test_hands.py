"""Keyboard alone, the mouse, and the clipboard."""

import hands
import service
import store
from runner import case
from screen import text_of
from waiting import wait_for


@case("unlocked", "wayland")
def the_keyboard_alone_is_enough(desk):
    with hands.keyboard():
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
        screen.find(service.SIGNATORY)
        hands.key("F5")
        wait_for(lambda: desk.service.batches_asked() == 2, "the second request")
        hands.key("ctrl+l")
        wait_for(lambda: screen.focused() == "Batch ID", "the focus back in the field")
        hands.write("x")
        wait_for(lambda: text_of(screen.field("^Batch ID$")) == "x", "the old ID to have been selected")


@case()
def the_mouse_reaches_fields_and_buttons(desk):
    screen = desk.start()
    hands.focus(desk.window)
    hands.click(desk.window, screen.middle(screen.field("^API token$")))
    hands.write(desk.token)
    hands.click(desk.window, screen.middle(screen.button("^Save token$")))
    wait_for(lambda: store.get(desk.host) == desk.token, "the token in the store")
    hands.click(desk.window, screen.middle(screen.field("^Batch ID$")))
    hands.write(service.BATCH_ID)
    hands.click(desk.window, screen.middle(screen.button("^Check batch$")))
    screen.find(service.SIGNATORY)


@case("unlocked", "wayland")
def the_clipboard_goes_both_ways(desk):
    with hands.keyboard():
        screen = desk.start_with_token()
        hands.focus(desk.window)
        wait_for(lambda: screen.focused() == "Batch ID", "the focus in the field")
        hands.put_on_clipboard(f"Here it is: https://vec.digital/batches/{service.BATCH_ID}?x=1")
        hands.key("ctrl+v")
        wait_for(lambda: service.BATCH_ID in text_of(screen.field("^Batch ID$")), "what was pasted")
        assert desk.service.batches_asked() == 0, "in the field it is only written"
        hands.key("Return")
        screen.find(service.SIGNATORY)
        field = text_of(screen.field("^Batch ID$"))
        hands.put_on_clipboard("of another program")
        hands.key("ctrl+l", "ctrl+a", "ctrl+c")
        wait_for(lambda: hands.clipboard() == field, "what was copied")
        screen.press("^Share$", "^Copy summary$")
        wait_for(lambda: service.BATCH_NAME in hands.clipboard(), "the summary")


@case("unlocked", "wayland", measures=True)
def a_clipboard_that_hangs_does_not_hold_the_window_up(desk):
    with hands.keyboard():
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
