"""Several institutions: each with its own token, list and memory."""

import json
import subprocess

import hands
import service
import store
from desk import new_token
from runner import case
from waiting import wait_for


def users():
    """The users of all entries of the program in the password store."""
    found = subprocess.run(
        ["secret-tool", "search", "--all", "service", store.SERVICE], capture_output=True, timeout=20, check=False
    )
    lines = (found.stdout + found.stderr).decode().splitlines()
    return sorted(line.partition(" = ")[2] for line in lines if line.startswith("attribute.username"))


@case()
def each_account_has_its_own_token_list_and_memory(desk):
    screen = desk.start_with_batch()
    screen.press("^Menu$", "^Accounts…$", "^Add account…$")
    screen.fill("^Name$", "Second")
    screen.press("^Add account$")
    screen.find(f"^Account: Second \\({desk.host}\\)$")
    second = desk.service.token = new_token()
    desk.secrets.append(second)
    screen.fill("^API token$", second)
    screen.press("^Save token$")
    screen.field("^Batch ID$")
    assert screen.find_now("^Recent batches$") is None, "the list of the service alone"
    wait_for(lambda: len(users()) == 2, "an entry for each account")
    first, other = users()
    assert first == desk.host and other.startswith(f"{desk.host}#"), users()
    assert store.get(first) == desk.token and store.get(other) == second
    screen.press(f"^{service.BATCH_NAME}, Completed")
    screen.find(service.SIGNATORY)

    # Back by keyboard: nothing of the second one is there.
    desk.service.token = desk.token
    hands.focus(desk.window)
    hands.key("ctrl+1")
    screen.gone(service.SIGNATORY)
    screen.find("^Recent batches$")
    desk.close()

    # The one that was used last comes first, and another one by its name.
    screen = desk.start()
    screen.find("^Recent batches$")
    desk.close()
    desk.service.token = second
    screen = desk.start("--account", "second")
    screen.find("^Account: Second$")
    screen.find(service.BATCH_NAME)


@case()
def an_account_is_waited_for_where_its_file_comes_slowly(desk):
    first = {"name": "Alpha", "api_url": desk.service.origin}
    second = {**first, "name": "Beta", "number": 7}
    file = desk.home / ".config/vec-batch-viewer/accounts.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"version": 1, "accounts": [first, second], "last": None}))
    store.put(f"{desk.host}#7", desk.token)
    slow = ["strace", "-DD", "-f", "-qq", "-o", "/dev/null", "-P", file, "-e", "inject=openat:delay_enter=8s"]
    screen = desk.start("--account", "Beta", under=slow)
    screen.find("^Reading accounts…$")
    screen.find("^Account: Beta$")
    screen.field("^Batch ID$")
