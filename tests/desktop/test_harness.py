"""The harness itself: what it is built of works, and a failure is seen and leaves evidence."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request

import hands
import runner
import service
import store
from runner import case
from screen import Screen
from waiting import wait_for


def ask(desk, path, token=None):
    request = urllib.request.Request(desk.service.origin + path)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


@case()
def the_service_answers_as_told(desk):
    path = f"/business/batches/{service.BATCH_ID}"
    status, body = ask(desk, path, desk.token)
    assert status == 200 and json.loads(body)["data"]["name"] == service.BATCH_NAME
    assert ask(desk, path, "another")[0] == 401
    for name, (status, body) in service.REFUSALS.items():
        desk.service.answer = name
        assert ask(desk, path, desk.token) == (status, json.dumps(body).encode())
    assert ask(desk, "/storage/a.png")[1].startswith(b"\x89PNG")
    desk.service.stop()
    try:
        ask(desk, path)
        raise AssertionError("answered after its end")
    except urllib.error.URLError:
        pass
    desk.service.listen()
    assert ask(desk, path)[0] == 401, "the same port again"


@case()
def the_password_store_keeps_and_locks(desk):
    assert store.get(desk.host) is None
    store.put(desk.host, desk.token)
    assert store.get(desk.host) == desk.token
    assert store.get("another.example") is None
    store.lock()


@case()
def hands_and_screen_work_on_a_foreign_program(desk):
    """Unlocks the password store in the system's own dialog."""
    store.put(desk.host, desk.token)
    store.lock()
    name = ["service", store.SERVICE, "username", desk.host]
    lookup = subprocess.Popen(["secret-tool", "lookup", *name], stdout=subprocess.PIPE)
    try:
        prompt = hands.window("^Unlock")
        pid = subprocess.run(["xdotool", "getwindowpid", prompt], capture_output=True, text=True, check=True).stdout
        screen = Screen(int(pid))
        field = screen.find("", ("password text",))
        hands.focus(prompt)
        hands.click(prompt, screen.middle(field))
        hands.write(store.PASSWORD)
        hands.key("Return")
        told, _ = lookup.communicate(timeout=60)
    finally:
        lookup.kill()
    assert told.decode() == desk.token
    wait_for(lambda: not store.is_locked(), "the store to be open")


@case()
def a_secret_is_found_wherever_it_lies(desk):
    secret = "an-unmistakable-secret"
    assert desk.places_of(secret) == []
    (desk.home / "deep").mkdir()
    (desk.home / "deep/file").write_text(f"…{secret}…")
    assert desk.places_of(secret) == ["deep/file"]
    desk.secrets.append(secret)
    try:
        desk.assert_no_secret_shows()
    except AssertionError as told:
        assert secret not in str(told)
    else:
        raise AssertionError("not noticed")
    desk.secrets.remove(secret)


@case()
def a_failure_leaves_a_picture_and_a_tree(desk):
    runner.keep_evidence("harness-self-test", desk)
    picture = runner.EVIDENCE / "harness-self-test.png"
    tree = runner.EVIDENCE / "harness-self-test.tree.txt"
    assert picture.read_bytes().startswith(b"\x89PNG") and tree.read_text()
    picture.unlink()
    tree.unlink()


@case(None)
def a_test_that_fails_is_told():
    failing = runner.Case(a_test_that_fails_is_told, None, measures=False)
    failing.name = "no such test"
    said = runner.run_case(failing)
    assert said and "KeyError" in said, said
    assert runner.main(["no test has this name"]) == 1
    assert os.path.basename(sys.argv[0]) == "runner.py"
