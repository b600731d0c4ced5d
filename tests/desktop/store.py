"""The password store of the session, seen from outside the program."""

import os
import subprocess

from gi.repository import Gio, GLib

from waiting import wait_for

PASSWORD = "desk"
SERVICE = "vec-batch-viewer"
_SECRETS = ("org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service")


def call(name, path, interface, method, signature, *values):
    """Calls somebody on the session's bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    asked = GLib.Variant(signature, values)
    return bus.call_sync(name, path, interface, method, asked, None, Gio.DBusCallFlags.NONE, 60_000).unpack()


def _default():
    return call(*_SECRETS, "ReadAlias", "(s)", "default")[0]


def is_locked():
    place = ("org.freedesktop.secrets", _default(), "org.freedesktop.DBus.Properties")
    return call(*place, "Get", "(ss)", "org.freedesktop.Secret.Collection", "Locked")[0]


def ready():
    """Waits until the store is there and open."""

    def is_open():
        try:
            return _default() != "/" and not is_locked()
        except GLib.Error:
            return False

    wait_for(is_open, "the password store")


def lock():
    if os.environ["STORE"] == "keepassxc":
        subprocess.run(["keepassxc", "--lock"], capture_output=True, check=True, timeout=60)
    else:
        call(*_SECRETS, "Lock", "(ao)", [_default()])
    wait_for(is_locked, "the password store to be locked")


def put(host, token):
    """Keeps a token the way the program does."""
    name = ["service", SERVICE, "username", host]
    subprocess.run(["secret-tool", "store", "--label", f"{SERVICE} {host}", *name], input=token.encode(), check=True)


def get(host):
    """The token kept for a host, or None."""
    name = ["service", SERVICE, "username", host]
    found = subprocess.run(["secret-tool", "lookup", *name], capture_output=True, timeout=60, check=False)
    return found.stdout.decode() or None
