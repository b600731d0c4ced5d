"""Runs the desktop tests, each in a session of its own, four side by side where there are as many processors.

  runner.py [NAME ...]      all tests but the long ones, or those whose name contains one of the words
"""

import concurrent.futures
import importlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).parent
EVIDENCE = HERE / "evidence"
LIMIT = 240  # seconds for one test, its session included
LONG = ("keepassxc", "kwallet", "wine", "clean")  # sessions that need more: their tests run where they are named
CASES = {}


class Case:
    def __init__(self, function, session, measures):
        self.function = function
        self.session = session
        self.measures = measures
        room = session if session in ("wayland", *LONG) else function.__module__.removeprefix("test_")
        self.name = f"desktop::{room}::{function.__name__}"


def case(*sessions, measures=False):
    """Marks a test, which is run in each of the sessions that session.sh knows; None is for one that needs no
    session. One that measures time has the computer to itself."""

    def mark(function):
        for session in sessions or ["unlocked"]:
            made = Case(function, session, measures)
            assert made.name not in CASES, f"two tests are called {made.name}"
            CASES[made.name] = made
        return function

    return mark


def load():
    # The tests import this module by its name; run as a script it has another one.
    sys.modules.setdefault("runner", sys.modules[__name__])
    for path in sorted(HERE.glob("test_*.py")):
        importlib.import_module(path.stem)


def inside(name):
    """Runs one test in the session that is there already."""
    from desk import Desk  # needs a session

    made = CASES[name]
    if made.session is None:
        made.function()
        return
    if made.session in ("unlocked", "wayland", "keepassxc"):
        import store

        store.ready()
    desk = Desk()
    try:
        made.function(desk)
        desk.assert_no_secret_shows()
    except BaseException:
        keep_evidence(name, desk)
        raise
    finally:
        desk.end()


def keep_evidence(name, desk):
    """A picture, the tree, and what the program logged."""
    import hands  # needs a session

    EVIDENCE.mkdir(exist_ok=True)
    stem = EVIDENCE / name.replace("::", "-")

    def keep_text(suffix, text):
        for secret in desk.secrets:
            text = text.replace(secret, "[the token, which must not be here]")
        stem.with_suffix(suffix).write_text(text)

    for keep in (
        lambda: hands.take_picture(stem.with_suffix(".png")),
        lambda: keep_text(".tree.txt", desk.screen.dump() if desk.screen else "no program was started"),
        lambda: keep_text(".log", desk.log.read_text(errors="replace") if desk.log else "nothing was logged"),
    ):
        try:
            keep()
        except Exception:  # what is left must still be kept
            traceback.print_exc()


def run_case(made):
    """Runs one test from outside; gives None, or what it said when it failed."""
    command = [sys.executable, str(HERE / "runner.py"), "--inside", made.name]
    if made.session is not None:
        command = [str(HERE / "session.sh"), made.session, *command]
    limit = 900 if made.session in LONG else LIMIT
    # No pipe: what the session leaves behind could hold its end.
    with tempfile.TemporaryFile("w+", errors="replace") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            failed = "" if process.wait(limit) else None
        except subprocess.TimeoutExpired:
            # SIGTERM lets session.sh tidy up; the group is the one started above.
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            failed = f"\nnot finished within {limit} s"
        out.seek(0)
        return None if failed is None else out.read() + failed


def timed(made):
    began = time.monotonic()
    said = run_case(made)
    return made, said, time.monotonic() - began


def results(cases):
    """Runs the tests; gives each with what it said and the seconds it took, as they end."""
    # A container may be allowed less than the processors it sees.
    with concurrent.futures.ThreadPoolExecutor(min(len(os.sched_getaffinity(0)), 4)) as side_by_side:
        running = [side_by_side.submit(timed, made) for made in cases if not made.measures]
        for ended in concurrent.futures.as_completed(running):
            yield ended.result()
    for made in cases:
        if made.measures:
            yield timed(made)


def is_chosen(made, words):
    if made.session in LONG and not any(made.session in word for word in words):
        return False
    return not words or any(word in made.name for word in words)


def main(words):
    chosen = [made for made in CASES.values() if is_chosen(made, words)]
    if not chosen:
        print(f"no desktop test is called {' or '.join(words)}")
        return 1
    shutil.rmtree(EVIDENCE, ignore_errors=True)
    print(f"\nrunning {len(chosen)} desktop tests", flush=True)
    start = time.monotonic()
    failures = {}
    for made, said, seconds in results(chosen):
        if said is not None:
            failures[made.name] = said
        result = "ok" if said is None else "FAILED"
        print(f"test {made.name} ... {result}  ({seconds:.1f} s)", flush=True)
    for name, said in failures.items():
        print(f"\n---- {name} ----\n{said.rstrip()}")
    if failures:
        print(f"\npictures and trees: {EVIDENCE.relative_to(HERE.parents[1])}/")
    word = "FAILED" if failures else "ok"
    print(
        f"\ntest result: {word}. {len(chosen) - len(failures)} passed; {len(failures)} failed; "
        f"finished in {time.monotonic() - start:.1f}s"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    load()
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
