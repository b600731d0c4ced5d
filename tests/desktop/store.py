"""The password store of the session, seen from outside the program."""

import os
import subprocess

from gi.repository import Gio, GLib

from waiting import wait_for

PASSWORD = "desk"
SERVICE = "vec-batch-viewer"
_NAME = "org.freedesktop.secrets"
_PATH = "/org/freedesktop/secrets"
_INTERFACE = "org.freedesktop.Secret.Service"


def _call(method, parameters, reply):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync(
        _NAME, _PATH, _INTERFACE, method, parameters, GLib.VariantType(reply), Gio.DBusCallFlags.NONE, 60_000
    )
    return answer.unpack()


def _default():
    (path,) = _call("ReadAlias", GLib.Variant("(s)", ("default",)), "(o)")
    return path


def is_locked():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    asked = GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", "Locked"))
    answer = bus.call_sync(
        _NAME, _default(), "org.freedesktop.DBus.Properties", "Get", asked, None, Gio.DBusCallFlags.NONE, 60_000
    )
    return answer.unpack()[0]


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
        _call("Lock", GLib.Variant("(ao)", ([_default()],)), "(aoo)")
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
