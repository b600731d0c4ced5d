"""The program for Windows, led by keyboard, its dialogs read. Wine stands in for Windows, and Vulkan for Direct3D, which
wine cannot draw with here; so what Windows itself does is not seen."""

import contextlib
import pathlib
import subprocess
import tomllib

import hands
import service
from program import TITLE
from runner import HERE, case
from screen import pause
from waiting import PATIENCE, wait_for

DRIVE = pathlib.Path.home() / ".wine/drive_c"
SAMPLE_BATCH = "5a3b1e00-0000-4000-8000-000000000001"
PAPER = "#FCFAF4"  # of the sample certificate, and of nothing else
# Wine 8 lacks the library that Rust gets its random numbers from.
RANDOM = """#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T length) { return SystemFunction036(to, (ULONG)length); }
"""


@contextlib.contextmanager
def windows():
    """A drive C for the block; whatever runs there ends with it."""
    subprocess.run(["wineboot", "--init"], capture_output=True, check=True, timeout=120)
    compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-x", "c", "-", "-ladvapi32"]
    library = DRIVE / "windows/system32/bcryptprimitives.dll"
    subprocess.run([*compiler, "-o", library], input=RANDOM.encode(), check=True, timeout=60)
    try:
        yield
    finally:
        subprocess.run(["wineserver", "-k"], check=False, timeout=60)


def settings(text):
    """The settings for everybody."""
    ours = DRIVE / "ProgramData/vec-batch-viewer"
    ours.mkdir(parents=True, exist_ok=True)
    (ours / "settings.json").write_text(text)


def start(desk, *args, **env):
    # Wine tells of the texts in dialogs, which no assistive technology reads here.
    env = {"RUST_LOG": "warn", "WINEDEBUG": "-all,trace+msgbox", "WGPU_BACKEND": "vulkan", **env}
    desk.start(*args, api=False, under=["wine"], env=env)


def opens(desk, *args):
    start(desk, *args)
    # What is typed before the window is drawn is nobody's.
    wait_for(lambda: hands.colours() > 500, "the window to be drawn")
    hands.focus(desk.window)


def press(*keys):
    """Presses keys, each once what the one before it did is drawn, which takes a while without a graphics card."""
    for name in keys:
        hands.key(name)
        pause(1)


def shows_the_picture():
    command = f"import -silent -window root -depth 8 txt:- | grep -c '{PAPER}'"
    return int(subprocess.run(command, shell=True, capture_output=True, check=False, timeout=60).stdout) > 20_000


def tells(desk, code, args, *parts, **env):
    """The program says so in a dialog, and ends with this code once that is read."""
    start(desk, *args, **env)
    said = lambda: desk.log.read_text(errors="replace").replace("\\\\", "\\")
    wait_for(lambda: all(part in said() for part in parts), f"a dialog with {parts}")
    hands.focus(desk.window)
    hands.key("Return")
    _, ended = desk.program.ends_within(PATIENCE)
    assert ended == code, f"ended with {ended}, not with {code}"


@case("wine")
def what_is_told_without_a_window_is_told_in_dialogs(desk):
    version = tomllib.loads((HERE.parents[1] / "Cargo.toml").read_text())["package"]["version"]
    log = desk.home / "asked-for.log"
    with windows():
        tells(desk, 0, ["--version"], version)
        # Of a long text wine tells the first lines.
        tells(desk, 0, ["--help"], "--demo", "--api-url", "--account")
        tells(desk, 2, ["--batch", "nonsense"], "the value of --batch is no batch ID")
        tells(desk, 2, ["--api-url", "http://elsewhere"], "--api-url", "must start with https")
        tells(desk, 2, ["vec-batch:of-class-10"], "Ask whoever gave it to you for the batch ID.")
        cannot_draw = "it cannot draw with the graphics of this computer"
        tells(desk, 1, ["--demo", "--log", log], cannot_draw, WGPU_BACKEND="dx12")
        assert "no window can be opened" in log.read_text()
        settings('{\n  "api_url": "http://example.com"\n}')
        wrong = r"C:\ProgramData\vec-batch-viewer\settings.json, line 2: api_url: it must start with https"
        tells(desk, 1, [], wrong)


@case("wine")
def a_batch_is_found_by_keyboard_and_its_table_saved(desk):
    with windows():
        opens(desk, "--demo")
        press("ctrl+l")
        hands.write(SAMPLE_BATCH)
        hands.key("Return")
        hands.window(f" 100 % – {TITLE}$")
        wait_for(shows_the_picture, "the picture")
        # From the batch's heading by "Check again" to "Share", and to the third line of its menu.
        press("Tab", "Tab", "Return", "Tab", "Tab", "Tab", "Return")
        hands.focus(hands.window("^Save$"))
        hands.key("ctrl+a")
        hands.write(r"C:\signatories.csv")
        press("Return")
        saved = DRIVE / "signatories.csv"
        wait_for(lambda: saved.exists() and saved.read_text().count("\n") == 4, "the table")
        assert '"1","signatory_1","Dr Amina Rahman","Principal"' in saved.read_text()
        hands.window(f" – {TITLE}$")
        desk.close()


@case("wine")
def the_service_of_the_settings_is_asked_and_the_token_kept(desk):
    shown = f"^{service.BATCH_NAME} – 100 % – {TITLE}$"
    with windows():
        settings(f'{{ "api_url": "{desk.service.origin}" }}')
        opens(desk)
        hands.write(desk.token)
        press("Return")
        # A second start ends at once, and the window has the batch.
        said = desk.run("--batch", service.BATCH_ID, under=["wine"])
        assert "The batch is shown in the window that is already open." in said, said
        hands.window(shown)
        wait_for(shows_the_picture, "the picture")
        desk.close()
        # Credential Manager has the token; that no file has it is looked for at the end of every test.
        start(desk, "--batch", service.BATCH_ID)
        hands.window(shown)
        desk.close()
