"""KeePassXC as the password store."""

import subprocess

import hands
import service
import store
from runner import case
from test_store import PROMPT, unlock
from waiting import wait_for


def start_with_locked_store(desk):
    store.put(desk.host, desk.token)
    subprocess.run(["keepassxc", "--lock"], capture_output=True, check=True, timeout=20)
    wait_for(store.is_locked, "the database to be locked")
    screen = desk.start("--batch", service.BATCH_ID)
    return screen, hands.window(PROMPT)


@case("keepassxc")
def a_token_is_kept_read_back_and_forgotten(desk):
    screen = desk.start()
    screen.fill("^API token$", desk.token)
    screen.press("^Save token$")
    screen.field("^Batch ID$")
    assert store.get(desk.host) == desk.token
    desk.close()
    screen = desk.start("--batch", service.BATCH_ID)
    screen.find(service.BATCH_NAME)
    screen.press("^Menu$")
    screen.press("^Forget token…$")
    screen.press("^Forget token$")
    screen.field("^API token$")
    wait_for(lambda: store.get(desk.host) is None, "the password store to be empty")


@case("keepassxc")
def a_locked_database_is_waited_for_and_opened(desk):
    screen, prompt = start_with_locked_store(desk)
    screen.find("Waiting for this computer’s password store")
    unlock(prompt)
    screen.find(service.BATCH_NAME)


@case("keepassxc")
def a_question_that_is_closed_leaves_it_locked(desk):
    screen, prompt = start_with_locked_store(desk)
    screen.find("Waiting for this computer’s password store")
    hands.focus(prompt)
    hands.key("Escape")
    screen.find("Password store is locked")
    screen.press("^Try again$")
    unlock(hands.window(PROMPT))
    screen.find(service.BATCH_NAME)
