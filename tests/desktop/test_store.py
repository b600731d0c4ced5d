"""Password stores that are locked, absent, or cannot be reached at all."""

import os
import subprocess

import hands
import kwallet
import service
import store
from runner import case
from screen import pause
from waiting import wait_for

PROMPT = "^KDE Wallet Service$" if os.environ.get("STORE") == "kwallet" else "^Unlock"


def answer_prompt(answer):
    """Waits for the question, and answers it; anew where it was not ready to take the answer."""

    seen = []

    def is_answered():
        for prompt in hands.windows(PROMPT):
            seen.append(prompt)
            hands.focus(prompt)
            answer()
            pause(1)
        return seen and not hands.windows(PROMPT)

    wait_for(is_answered, "the prompt of the password store to be answered")


def unlock():
    hands.key("ctrl+a")
    hands.write(store.PASSWORD)
    hands.key("Return")


def start_with_locked_store(desk):
    kwallet.put(desk.host, desk.token)
    store.lock()
    screen = desk.start("--batch", service.BATCH_ID)
    screen.find("Waiting for this computer’s password store")
    return screen


@case("unlocked", "keepassxc", "kwallet")
def a_locked_store_is_waited_for_and_opened(desk):
    screen = start_with_locked_store(desk)
    answer_prompt(unlock)
    screen.find(service.BATCH_NAME)


@case("unlocked", "keepassxc", "kwallet")
def a_dismissed_prompt_can_be_called_again(desk):
    screen = start_with_locked_store(desk)
    answer_prompt(lambda: hands.key("Escape"))
    screen.find("^Password store is locked$")
    screen.press("^Try again$")
    answer_prompt(unlock)
    screen.find(service.BATCH_NAME)


@case(measures=True)
def closing_while_the_store_is_silent_ends_it_at_once(desk):
    start_with_locked_store(desk)
    desk.close(seconds=1)


@case("none")
def without_a_store_the_token_is_used_until_the_app_closes(desk):
    screen = desk.start("--batch", service.BATCH_ID)
    screen.find("^Password store not available$")
    screen.press("^Use token until the app closes$")
    screen.fill("^API token$", desk.token)
    screen.press("^Use token until the app closes$")
    screen.find(service.BATCH_NAME)
    desk.close()
    desk.start().find("^Password store not available$")


@case("none")
def a_store_that_comes_later_is_found(desk):
    screen = desk.start()
    screen.find("^Password store not available$")
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        daemon.stdin.write(store.PASSWORD.encode())
        daemon.stdin.close()
        store.ready()
        store.put(desk.host, desk.token)
        screen.press("^Try again$")
        screen.gone("^Password store not available$")
        screen.fill("^Batch ID$", service.BATCH_ID)
        screen.press("^Check batch$")
        screen.find(service.SIGNATORY)
    finally:
        daemon.kill()


@case("no-bus")
def without_a_session_bus_it_works_all_the_same(desk):
    # Nothing can be read through assistive technology here: the service sees what is asked for.
    desk.start("--batch", service.BATCH_ID, env={"VEC_API_TOKEN": desk.token})
    wait_for(lambda: any(path.startswith("/storage/") for path, _ in desk.service.asked), "the picture")
    wait_for(lambda: hands.colours() > 50, "something to be drawn")
    hands.focus(desk.window)
    hands.key("F5")
    wait_for(lambda: desk.service.batches_asked() == 2, "the second request")
    desk.close()
