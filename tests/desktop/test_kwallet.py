"""KDE's KWallet as the password store."""

import kwallet
import service
import store
from runner import case
from test_store import answer_prompt, unlock


def save_token(screen, token):
    screen.fill("^API token$", token)
    screen.press("^Save token$")


@case("kwallet")
def a_token_removed_in_the_wallet_manager_is_asked_for(desk):
    kwallet.put(desk.host, desk.token)
    desk.start("--batch", service.BATCH_ID).find(service.BATCH_NAME)
    desk.close()
    kwallet.remove_entries()
    desk.start("--batch", service.BATCH_ID).field("^API token$")


@case("kwallet")
def a_wallet_opened_by_logging_in_needs_no_password(desk):
    kwallet.put(desk.host, desk.token)
    store.lock()
    kwallet.log_in()
    assert store.is_locked(), "it is open to the Secret Service before anybody asked"
    desk.start("--batch", service.BATCH_ID).find(service.BATCH_NAME)


@case("kwallet")
def a_first_token_is_kept_in_a_locked_wallet(desk):
    kwallet.close()
    screen = desk.start()
    # It hides what it holds, so it is opened before a token is asked for.
    answer_prompt(unlock)
    save_token(screen, desk.token)
    screen.field("^Batch ID$")
    (entry,) = kwallet.entries()
    assert entry.startswith("VEC Batch Viewer ("), entry
    assert kwallet.read(entry) == desk.token


@case("kwallet")
def without_a_wallet_there_is_no_place_for_a_token(desk):
    kwallet.delete()
    screen = desk.start()
    save_token(screen, desk.token)
    screen.find("^No place for the token$")
    screen.press("^Use token until the app closes$")
    screen.field("^Batch ID$")
