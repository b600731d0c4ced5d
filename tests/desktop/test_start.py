"""Starting from a terminal, and ending."""

import json
import os
import pathlib
import signal
import socket
import stat
import tempfile

import program
import service
from proxy import Proxy
from runner import case
from screen import pause
from waiting import wait_for

NOWHERE = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "WAYLAND_SOCKET": None}


def one_sentence(text):
    lines = text.strip().splitlines()
    assert len(lines) == 1, f"{len(lines)} lines: {text!r}"
    assert lines[0].startswith("vec-batch-viewer: "), text
    assert "panicked" not in text and "Error(" not in text, text
    return lines[0]


@case(None)
def help_tells_every_option_and_version_is_one_line():
    code, out, err = program.run("--help", env=NOWHERE)
    assert (code, err) == (0, ""), (code, err)
    for option in ("--demo", "--api-url", "--account", "--batch", "--log", "--help", "--version"):
        assert option in out, option
    code, out, err = program.run("--version", env=NOWHERE)
    assert (code, err) == (0, "") and out.startswith("vec-batch-viewer ") and out.count("\n") == 1, (code, out, err)


@case(None)
def a_terminal_that_takes_no_text_is_no_reason_to_crash():
    with open("/dev/full", "wb") as full:
        assert program.run("--help", env=NOWHERE, out=full)[0] == 1
        assert program.run("--what", env=NOWHERE, out=full)[0] == 2
        assert program.run(env=NOWHERE, out=full)[0] == 1


def refused(code, args, env, *parts):
    """What it says in one sentence, which has these parts, before it ends with the code."""
    ended, out, err = program.run(*args, env={**NOWHERE, **env})
    said = one_sentence(err)
    assert (ended, out) == (code, "") and all(part in said for part in parts), (args, env, ended, out, err)
    return said


@case(None)
def what_cannot_be_used_is_refused_in_one_sentence():
    for bad in ("http://example.com", "ftp://example.com", "api.vec.digital", "https://me:pw@example.com", ""):
        assert "pw@" not in refused(2, ["--api-url", bad], {}, "--api-url")
    for bad in (["--what"], ["--api-url"], ["--account"], ["--batch", "Class 10th"], ["vec-batch:"], ["stray"]):
        refused(2, bad, {})
    for bad in ("/proc/nothing/a.log", "/dev/null", "/"):
        refused(2, ["--log", bad], {}, "--log")
    for variable in ("HTTPS_PROXY", "ALL_PROXY", "https_proxy"):
        assert "hush" not in refused(1, [], {variable: "http://me:hush@proxy::"}, variable, "proxy")
    assert "two words" not in refused(2, [], {"VEC_API_TOKEN": "two words"})
    for display in (None, ":9999"):
        refused(1, [], {"DISPLAY": display}, "no window can be opened")


@case(None)
def settings_for_the_computer_that_cannot_be_used_stop_it():
    with tempfile.TemporaryDirectory() as folder:
        write_settings(folder, '{\n  "api_url": "http://example.com"\n}')
        refused(1, [], {"XDG_CONFIG_DIRS": folder}, folder, "line 2", "api_url", "https")


def write_settings(folder, text):
    """Settings for everybody who uses the computer, in this folder for such."""
    ours = pathlib.Path(folder, "vec-batch-viewer")
    ours.mkdir(parents=True, exist_ok=True)
    (ours / "settings.json").write_text(text)


@case()
def a_wayland_screen_that_is_dead_leaves_x11(desk):
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as silent:
        path = f"{folder}/wayland-0"
        silent.bind(path)
        silent.listen()
        for display in ("nowhere", path):
            desk.start_with_batch(env={"WAYLAND_DISPLAY": display})
            desk.close()


def run_with_dialog(*args, **env):
    """Exit code, stdout, stderr, and what the dialog was to show."""
    with tempfile.TemporaryDirectory() as folder:
        said = pathlib.Path(folder, "said")
        # In the place of what the desktop shows dialogs with, which brings a whole browser along.
        dialog = pathlib.Path(folder, "zenity")
        dialog.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{said}\n')
        dialog.chmod(0o755)
        ended = program.run(*args, env={**env, "PATH": f"{folder}:{os.environ['PATH']}"})
        return *ended, said.read_text()


@case()
def without_opengl_it_says_so_in_a_dialog(_desk):
    code, out, err, told = run_with_dialog(LIBGL_DRIVERS_PATH="/nowhere")
    # The graphics library has a word of its own before.
    ours = [line for line in err.splitlines() if not line.startswith("libGL")]
    assert (code, out) == (1, ""), (code, out, err)
    assert "OpenGL is missing" in one_sentence("\n".join(ours))
    assert "--error" in told and "OpenGL is missing on this computer" in told, told


@case()
def a_refused_command_is_told_in_a_dialog_where_there_is_no_terminal(_desk):
    for args, env, part in (
        (["--api-url", "http://example.com"], {}, "--api-url"),
        (["--log", "/dev/null"], {}, "--log"),
        ([], {"VEC_API_TOKEN": "two words"}, "VEC_API_TOKEN"),
        (["vec-batch:of-class-10"], {}, "Ask whoever gave it to you"),
    ):
        code, out, err, told = run_with_dialog(*args, **env)
        assert (code, out) == (2, "") and one_sentence(err), (code, out, err)
        assert "--error" in told and part in told and "two words" not in told, told


@case(measures=True)
def a_screen_that_goes_is_told(desk):
    desk.start().field("^API token$")
    os.kill(int(os.environ["SCREEN_PROCESS"]), signal.SIGTERM)
    took, code = desk.program.ends_within(10)
    said = desk.log.read_text(errors="replace")
    assert code == 1 and took < 2, (code, took)
    # The library of X11 ends the program, in one of its two sentences.
    ends = ("X connection to ", "fatal IO error")
    assert any(end in said for end in ends), said[-2000:]


@case(measures=True)
def closing_during_a_request_ends_it_at_once(desk):
    desk.service.answer = "silent"
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    wait_for(desk.service.batches_asked, "the request")
    screen.button("^Cancel$")
    desk.close(seconds=1)


def assert_costs_at_most(desk, most):
    """Nobody looks at the tree meanwhile: that would be work."""
    pause(3)
    before = desk.program.cpu_seconds()
    pause(5)
    used = desk.program.cpu_seconds() - before
    assert used <= most, f"{used:.2f} s of processor time in 5 s"


@case(measures=True)
def an_idle_window_does_nothing(desk):
    desk.start_with_batch().picture("^Template preview: ")
    assert_costs_at_most(desk, 0.05)


@case(measures=True)
def a_request_under_way_costs_little(desk):
    desk.service.answer = "silent"
    desk.start_with_token("--batch", service.BATCH_ID)
    wait_for(desk.service.batches_asked, "the request")
    # A few frames a second where the processor draws; smooth motion would take ten times as much.
    assert_costs_at_most(desk, 0.6)


@case()
def the_settings_for_the_computer_name_the_service(desk):
    folder = desk.home / "for-everybody"
    write_settings(folder, json.dumps({"api_url": desk.service.origin, "follow": False}))
    log = desk.home / "program.log"
    env = {"XDG_CONFIG_DIRS": folder, "VEC_API_TOKEN": desk.token}
    screen = desk.start("--log", log, "--batch", service.BATCH_ID, api=False, env=env)
    screen.find(service.BATCH_NAME)
    desk.close()
    text = log.read_text(errors="replace")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert len(text.splitlines()) > 20 and desk.token not in text and desk.token.split("|")[1] not in text


@case()
def the_settings_for_the_computer_name_the_proxy(desk):
    def start(proxy, **env):
        write_settings(folder, json.dumps({"api_url": "https://vec.invalid", "proxy": proxy.address}))
        env = {"XDG_CONFIG_DIRS": folder, "VEC_API_TOKEN": desk.token, **env}
        screen = desk.start("--batch", service.BATCH_ID, api=False, env=env)
        screen.find("Office network stopped the request")
        desk.close()

    folder = desk.home / "for-everybody"
    with Proxy() as proxy:
        start(proxy)
        assert proxy.asked[0] == "CONNECT vec.invalid:443 HTTP/1.1", proxy.asked
    with Proxy() as proxy, Proxy() as of_the_environment:
        start(proxy, HTTPS_PROXY=of_the_environment.address)
        assert of_the_environment.asked and not proxy.asked
