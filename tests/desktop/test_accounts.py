"""Several institutions: each with its own token, list and memory."""

import json
import subprocess

import hands
import service
import store
from desk import new_token
from runner import case
from screen import pause
from waiting import wait_for

SEEN = "A batch of the first account"


def users():
    """The users of all entries of the program in the password store."""
    found = subprocess.run(
        ["secret-tool", "search", "--all", "service", store.SERVICE], capture_output=True, timeout=20, check=False
    )
    lines = (found.stdout + found.stderr).decode().splitlines()
    return sorted(line.partition(" = ")[2] for line in lines if line.startswith("attribute.username"))


def config_of(desk):
    config = desk.home / ".config" / "vec-batch-viewer"
    config.mkdir(parents=True, exist_ok=True)
    return config


def remember_as_before(desk):
    """The token and the list as they were kept before there were accounts."""
    seen = {
        "id": "0f0f0f0f-1111-4222-8333-444444444444",
        "name": SEEN,
        "status": "completed",
        "counts": {"total": 3, "made": 3, "failed": 0},
        "progress": 100.0,
        "seen": "2026-01-02T03:04:05Z",
        "pinned": True,
    }
    file = config_of(desk) / f"recents-{desk.host.replace(':', '_3a')}.json"
    file.write_text(json.dumps({"version": 1, "host": desk.host, "recents": [seen]}))
    store.put(desk.host, desk.token)


def add_second(desk, screen):
    """Adds an account of the same service; its token."""
    screen.press("^Menu$", "^Accounts…$", "^Add account…$")
    screen.fill("^Name$", "Second")
    screen.press("^Add account$")
    screen.find(f"^Account: Second \\({desk.host}\\)$")
    first, second = desk.service.token, new_token()
    desk.secrets.append(second)
    desk.service.token = second
    screen.fill("^API token$", second)
    screen.press("^Save token$")
    screen.field("^Batch ID$")
    return first, second


@case()
def what_was_kept_before_is_the_first_accounts_and_a_second_has_its_own(desk):
    remember_as_before(desk)
    screen = desk.start()
    screen.find(SEEN)
    first, second = add_second(desk, screen)
    screen.gone(SEEN)
    wait_for(lambda: len(users()) == 2, "an entry for each account")
    mine, other = users()
    assert mine == desk.host and other.startswith(f"{desk.host}#"), users()
    assert store.get(mine) == first and store.get(other) == second
    screen.fill("^Batch ID$", service.BATCH_ID)
    screen.press("^Check batch$")
    screen.find(service.SIGNATORY)

    # Back by keyboard: nothing of the second one is there.
    desk.service.token = first
    hands.focus(desk.window)
    hands.key("ctrl+1")
    screen.find(SEEN)
    screen.gone(service.SIGNATORY)
    desk.close()

    # The one that was used last comes first, and another one by its name.
    screen = desk.start()
    screen.find(SEEN)
    desk.close()
    desk.service.token = second
    screen = desk.start("--account", "second")
    screen.find("^Account: Second$")
    screen.find(service.BATCH_NAME)


@case()
def an_account_is_forgotten_and_the_other_stays(desk):
    remember_as_before(desk)
    screen = desk.start()
    screen.find(SEEN)
    first, _ = add_second(desk, screen)
    desk.service.token = first
    screen.press("^Account: Second$", "^Accounts…$", "^More about Second$", "^Forget this account…$")
    screen.press("^Forget account$")
    screen.find("^Second is forgotten$")
    assert users() == [desk.host]
    accounts = config_of(desk) / "accounts.json"
    wait_for(lambda: "Second" not in accounts.read_text(), "the account to be gone from the disk")
    hands.focus(desk.window)
    hands.key("Escape")
    screen.find(SEEN)
    assert screen.find_now("^Account: ") is None, "with one account nothing of it is in the way"


@case()
def an_account_is_waited_for_where_its_file_comes_slowly(desk):
    first = {"name": "Alpha", "api_url": desk.service.origin}
    second = {**first, "name": "Beta", "number": 7}
    file = config_of(desk) / "accounts.json"
    file.write_text(json.dumps({"version": 1, "accounts": [first, second], "last": None}))
    store.put(f"{desk.host}#7", desk.token)
    slow = ["strace", "-DD", "-f", "-qq", "-o", "/dev/null", "-P", file, "-e", "inject=openat:delay_enter=8s"]
    screen = desk.start("--account", "Beta", under=slow)
    screen.find("^Reading accounts…$")
    screen.find("^Account: Beta$")
    screen.field("^Batch ID$")


@case()
def the_next_token_of_the_environment_finds_nothing_of_the_last_one(desk):
    other = new_token()
    desk.secrets.append(other)
    screen = desk.start(env={"VEC_API_TOKEN": desk.token})
    screen.fill("^Batch ID$", service.BATCH_ID)
    screen.press("^Check batch$")
    screen.find(service.SIGNATORY)
    desk.close()
    desk.service.token = other
    screen = desk.start(env={"VEC_API_TOKEN": other})
    screen.find(service.BATCH_NAME)
    pause(1)
    assert screen.find_now("^Recent batches$") is None, "the list of the service alone"
    desk.close()
    desk.service.token = desk.token
    desk.start(env={"VEC_API_TOKEN": desk.token}).find("^Recent batches$")
