"""Everything a test has before it: a screen, hands, a service, a password store, programs."""

import contextlib
import os
import pathlib
import secrets
import string

import hands
import store
from program import TITLE, Program
from screen import Screen
from service import BATCH_ID, BATCH_NAME, Service
from waiting import PATIENCE, wait_for


class Desk:
    """One per test. The end of the test looks for the token where it must not be."""

    def __init__(self):
        self.home = pathlib.Path(os.environ["HOME"])
        self.token = new_token()
        self.service = Service(self.token)
        self.secrets = [self.token]
        self.program = None
        self.log = None
        self.screen = None
        self._programs = []
        self._screens = []

    @property
    def host(self):
        return self.service.host

    def start(self, *args, env=None, api=True, out=None, under=()):
        """Starts the program and waits for its window."""
        given = ["--api-url", self.service.origin] if api else []
        self.log = self.home / f"program-{len(self._programs) + 1}.log"
        self.log.touch()
        self.program = Program([*given, *args], env, out or self.log, under)
        self._programs.append(self.program)
        if has_bus():
            self.screen = Screen(self.program.pid)
            self._screens.append(self.screen)
        self.window = self._wait_for_window()
        return self.screen

    def run(self, *args, under=()):
        """Starts the program, which is to end by itself; what it says."""
        out = self.home / "said.log"
        program = Program(["--api-url", self.service.origin, *args], None, out, under)
        self._programs.append(program)
        took, code = program.ends_within(PATIENCE)
        assert code == 0, f"exit code {code} after {took:.1f} s:\n{out.read_text()}"
        return out.read_text()

    def _wait_for_window(self):
        def there():
            said = self.log.read_text(errors="replace")[-2000:]
            assert self.program.runs(), f"the program ended with {self.program.code()}:\n{said}"
            return hands.windows(f"{TITLE}$", self.program.pid)

        return wait_for(there, "the window")[-1]

    def start_with_token(self, *args, **how):
        """Starts with the token already in the password store."""
        store.put(self.host, self.token)
        return self.start(*args, **how)

    def start_with_batch(self, *args, **how):
        """Starts with the token in the password store, and waits for a batch."""
        screen = self.start_with_token("--batch", BATCH_ID, *args, **how)
        screen.find(BATCH_NAME)
        return screen

    def close(self, seconds=PATIENCE):
        """Closes the window the way a person does; the program ends in time."""
        hands.close(self.window)
        took, code = self.program.ends_within(PATIENCE)
        assert code == 0, f"exit code {code}"
        assert took <= seconds, f"took {took:.2f} s to end"

    def end(self):
        """Ends everything this desk started."""
        for program in self._programs:
            program.stop()
        self.service.stop()

    def places_of(self, secret):
        """Files below HOME, logs, and texts on screen that hold a secret."""
        found = [f"the tree: {text!r}" for screen in self._screens for text in screen.seen if secret in text]
        wanted = secret.encode()
        for path in self.home.rglob("*"):
            with contextlib.suppress(OSError):
                if path.is_file() and not path.is_symlink() and wanted in path.read_bytes():
                    found.append(str(path.relative_to(self.home)))
        return found

    def assert_no_secret_shows(self):
        for secret in self.secrets:
            found = self.places_of(secret)
            assert not found, "the token is in " + ", ".join(found).replace(secret, "[token]")


def has_bus():
    """Tells if there is a session bus, and so a way to read the screen."""
    path = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "").partition("path=")[2].partition(",")[0]
    return pathlib.Path(path or "/nowhere").exists()


def new_token():
    """A token of the service's usual shape."""
    letters = string.ascii_letters + string.digits
    return "17|" + "".join(secrets.choice(letters) for _ in range(48))
