"""The harness itself: a secret that shows and a failure are seen, and leave evidence."""

import os
import sys

import runner
from runner import case


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
def evidence_is_a_picture_a_tree_and_a_log_without_secrets(desk):
    desk.start().find("^Save token$")
    desk.secrets.append("Save token")
    runner.keep_evidence("harness-self-test", desk)
    desk.secrets.remove("Save token")
    picture, tree, log = (runner.EVIDENCE / f"harness-self-test{suffix}" for suffix in (".png", ".tree.txt", ".log"))
    assert picture.read_bytes().startswith(b"\x89PNG") and log.read_text()
    assert "API token" in tree.read_text() and "Save token" not in tree.read_text()
    for file in (picture, tree, log):
        file.unlink()


@case(None)
def a_test_that_fails_is_told():
    failing = runner.Case(a_test_that_fails_is_told, None, measures=False)
    failing.name = "no such test"
    said = runner.run_case(failing)
    assert said and "KeyError" in said, said
    assert runner.main(["no test has this name"]) == 1
    assert os.path.basename(sys.argv[0]) == "runner.py"
