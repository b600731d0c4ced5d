"""Starting from a terminal, and ending."""

import json
import os
import pathlib
import signal
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
def help_tells_every_option():
    code, out, err = program.run("--help", env=NOWHERE)
    assert (code, err) == (0, ""), (code, err)
    for option in ("--demo", "--api-url", "--account", "--batch", "--log", "--help", "--version"):
        assert option in out, option


@case(None)
def version_is_one_line():
    code, out, err = program.run("--version", env=NOWHERE)
    assert (code, err) == (0, ""), (code, err)
    assert out.startswith("vec-batch-viewer ") and out.count("\n") == 1, out


@case(None)
def a_terminal_that_takes_no_text_is_no_reason_to_crash():
    with open("/dev/full", "wb") as full:
        assert program.run("--help", env=NOWHERE, out=full)[0] == 1
        assert program.run("--what", env=NOWHERE, out=full)[0] == 2
        assert program.run(env=NOWHERE, out=full)[0] == 1


@case(None)
def an_address_that_would_show_the_token_is_refused():
    for bad in ("http://example.com", "ftp://example.com", "api.vec.digital", "https://me:pw@example.com", ""):
        code, out, err = program.run("--api-url", bad, env=NOWHERE)
        assert (code, out) == (2, ""), (bad, code, out)
        assert "--api-url" in one_sentence(err) and "pw@" not in err


@case(None)
def arguments_that_mean_nothing_are_refused():
    for bad in (["--what"], ["--api-url"], ["--account"], ["--batch", "Class 10th"], ["vec-batch:"], ["stray"]):
        code, out, err = program.run(*bad, env=NOWHERE)
        assert (code, out) == (2, ""), (bad, code, out)
        one_sentence(err)


@case(None)
def a_log_that_cannot_be_written_is_refused():
    for bad in ("/proc/nothing/a.log", "/dev/null", "/"):
        code, out, err = program.run("--log", bad, env=NOWHERE)
        assert (code, out) == (2, ""), (bad, code, out)
        assert "--log" in one_sentence(err)


@case(None)
def settings_for_the_computer_that_cannot_be_used_stop_it():
    with tempfile.TemporaryDirectory() as folder:
        ours = pathlib.Path(folder, "vec-batch-viewer")
        ours.mkdir()
        (ours / "settings.json").write_text('{\n  "api_url": "http://example.com"\n}')
        code, _, err = program.run(env={**NOWHERE, "XDG_CONFIG_DIRS": folder})
        told = one_sentence(err)
        assert code == 1, (code, err)
        assert all(part in told for part in (str(ours), "line 2", "api_url", "https")), err


@case(None)
def a_proxy_of_the_environment_that_cannot_be_used_stops_it():
    for variable in ("HTTPS_PROXY", "ALL_PROXY", "https_proxy"):
        code, _, err = program.run(env={**NOWHERE, variable: "http://me:hush@proxy::"})
        told = one_sentence(err)
        assert code == 1 and variable in told and "proxy" in told, (code, err)
        assert "hush" not in err, err


@case(None)
def a_token_that_cannot_be_used_is_refused_and_not_shown():
    code, _, err = program.run(env={**NOWHERE, "VEC_API_TOKEN": "two words"})
    assert code == 2 and "two words" not in one_sentence(err), (code, err)


@case(None)
def without_a_screen_it_says_so():
    for display in (None, ":9999"):
        code, out, err = program.run(env={**NOWHERE, "DISPLAY": display})
        assert (code, out) == (1, ""), (display, code, out)
        assert "no window can be opened" in one_sentence(err)


@case()
def a_wayland_screen_that_is_not_there_leaves_x11(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID, env={"WAYLAND_DISPLAY": "nowhere"})
    screen.find(service.BATCH_NAME)


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
    ):
        code, out, err, told = run_with_dialog(*args, **env)
        assert (code, out) == (2, "") and part in one_sentence(err), (code, out, err)
        assert "--error" in told and part in told and "two words" not in told, told


@case()
def a_link_that_names_no_batch_is_told_in_a_dialog(_desk):
    code, out, err, told = run_with_dialog("vec-batch:of-class-10")
    assert (code, out) == (2, ""), (code, out, err)
    assert "link" in one_sentence(err)
    assert "--error" in told and "Ask whoever gave it to you" in told, told


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


@case(measures=True)
def an_idle_window_does_nothing(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.picture("^Template preview: ")
    # Nobody looks at the tree meanwhile: that would be work.
    pause(3)
    before = desk.program.cpu_seconds()
    pause(5)
    used = desk.program.cpu_seconds() - before
    assert used <= 0.05, f"{used:.2f} s of processor time in 5 s"


@case(measures=True)
def a_request_under_way_costs_little(desk):
    desk.service.answer = "silent"
    desk.start_with_token("--batch", service.BATCH_ID)
    wait_for(desk.service.batches_asked, "the request")
    pause(2)
    before = desk.program.cpu_seconds()
    pause(5)
    used = desk.program.cpu_seconds() - before
    # A few frames a second where the processor draws; smooth motion would take ten times as much.
    assert used <= 0.6, f"{used:.2f} s of processor time in 5 s"


@case()
def the_settings_for_the_computer_name_the_service(desk):
    folder = desk.home / "for-everybody"
    ours = folder / "vec-batch-viewer"
    ours.mkdir(parents=True)
    (ours / "settings.json").write_text(json.dumps({"api_url": desk.service.origin, "follow": False}))
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
        settings = {"api_url": "https://vec.invalid", "proxy": proxy.address}
        (ours / "settings.json").write_text(json.dumps(settings))
        env = {"XDG_CONFIG_DIRS": folder, "VEC_API_TOKEN": desk.token, **env}
        screen = desk.start("--batch", service.BATCH_ID, api=False, env=env)
        screen.find("Office network stopped the request")
        desk.close()

    folder = desk.home / "for-everybody"
    ours = folder / "vec-batch-viewer"
    ours.mkdir(parents=True)
    with Proxy() as proxy:
        start(proxy)
        assert proxy.asked[0] == "CONNECT vec.invalid:443 HTTP/1.1", proxy.asked
    with Proxy() as proxy, Proxy() as of_the_environment:
        start(proxy, HTTPS_PROXY=of_the_environment.address)
        assert of_the_environment.asked and not proxy.asked


@case()
def everything_is_logged_but_the_token(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.picture("^Template preview: ")
    desk.close()
    log = desk.log.read_text(errors="replace")
    assert len(log.splitlines()) > 20, "nothing was logged, so nothing was proved"
    assert desk.token not in log and desk.token.split("|")[1] not in log
