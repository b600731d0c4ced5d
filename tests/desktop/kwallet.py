"""KDE's password store, KWallet, by its own names. Run as a program it logs in to KDE."""

import contextlib
import hashlib
import os
import pathlib
import subprocess

import store
from waiting import wait_for

WALLET = "kdewallet"
_FOLDER = "Secret Service"  # where KWallet keeps what comes over the Secret Service
_PROGRAM = "wallet manager"  # who says to be asking


def _call(method, signature, *values):
    place = ("org.kde.kwalletd5", "/modules/kwalletd5", "org.kde.KWallet")
    return store.call(*place, method, signature, *values)


def log_in():
    """Opens the wallet as KDE's module for PAM does, without a question; makes it where there is none."""
    salt = pathlib.Path.home() / f".local/share/kwalletd/{WALLET}.salt"
    if not salt.exists():
        salt.parent.mkdir(parents=True, exist_ok=True)
        salt.write_bytes(os.urandom(56))
    key = hashlib.pbkdf2_hmac("sha512", store.PASSWORD.encode(), salt.read_bytes(), 50_000, 56)
    _call("pamOpen", "(sayi)", WALLET, key, 0)


def close():
    """Closes the wallet: it asks for its password before it is used again."""
    (code,) = _call("close", "(sb)", WALLET, True)
    assert code >= 0, "the wallet was not closed"


def put(host, token):
    """Keeps a token the way the program does. In one of a hundred connections KWallet gets the key wrong."""

    def is_kept():
        with contextlib.suppress(subprocess.CalledProcessError):
            store.put(host, token)
            return True

    wait_for(is_kept, "KWallet to take a token")


def _open():
    (wallet,) = _call("open", "(sxs)", WALLET, 0, _PROGRAM)
    assert wallet >= 0, "the wallet did not open"
    return wallet


def entries():
    """The names of the entries, as the wallet manager lists them."""
    (names,) = _call("entryList", "(iss)", _open(), _FOLDER, _PROGRAM)
    return set(names)


def read(entry):
    """The contents of an entry of the program, as the wallet manager shows it."""
    (held,) = _call("readEntry", "(isss)", _open(), _FOLDER, entry, _PROGRAM)
    return bytes(held).decode()


def remove_entries():
    """Removes them, as the wallet manager does."""
    for name in entries():
        (code,) = _call("removeEntry", "(isss)", _open(), _FOLDER, name, _PROGRAM)
        assert code == 0, f"{name!r} was not removed"


def delete():
    """Removes the wallet with all that it holds."""
    (code,) = _call("deleteWallet", "(s)", WALLET)
    assert code == 0, "the wallet was not removed"


if __name__ == "__main__":
    log_in()
