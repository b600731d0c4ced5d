"""Keys pressed and the pointer moved with as little delay as can be."""

import time

from Xlib import XK, X, display
from Xlib.ext import xtest
from Xlib.protocol import event


class Fingers:
    def __init__(self):
        self._display = display.Display()
        self._root = self._display.screen().root

    def press(self, *names):
        """Presses keys together; gives the time just before."""
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        pressed = time.monotonic()
        for code in codes:
            xtest.fake_input(self._display, X.KeyPress, code)
        self._display.sync()
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()
        return pressed

    def point(self, window, place):
        """Moves the pointer to a place inside a window; gives the time just before."""
        x, y = self.on_screen(window, place)
        moved = time.monotonic()
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.sync()
        return moved

    def on_screen(self, window, place):
        """A place inside a window, as a place on the screen."""
        # The screen's corner, seen from the window.
        corner = self._window(window).translate_coords(self._root, 0, 0)
        return place[0] - corner.x, place[1] - corner.y

    def close(self, window):
        """Asks for a window's end the way its title bar does; gives the time just before."""
        atom = self._display.intern_atom("_NET_CLOSE_WINDOW")
        wish = event.ClientMessage(window=self._window(window), client_type=atom, data=(32, [0, 1, 0, 0, 0]))
        closed = time.monotonic()
        self._root.send_event(wish, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self._display.sync()
        return closed

    def _window(self, window):
        return self._display.create_resource_object("window", int(window))
