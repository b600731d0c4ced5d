"""Another program on the screen, out of which something can be dragged (X11, GTK)."""

import base64
import contextlib
import json
import os
import subprocess
import sys

import hands
from waiting import wait_for

PLACE = (20, 850)  # below the window under test
SIZE = (120, 40)


class Source:
    """Offers each form of what it carries: bytes by the form's name. What it says is what it was told.
    Asked for a form with no bytes it ends."""

    def __init__(self, desk, forms):
        self._said = desk.home / "source.log"
        given = json.dumps({form: base64.b64encode(data).decode() for form, data in forms.items()})
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, __file__], stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT
            )
        self._process.stdin.write(given.encode())
        self._process.stdin.close()
        self.waits_for("ready")

    def said(self):
        return self._said.read_text(errors="replace").split("\n")[:-1]

    def waits_for(self, *words):
        def told():
            assert self._process.poll() is None, self._said.read_text()
            return [word for word in self.said() if word in words]

        return wait_for(told, f"the source to be told {' or '.join(words)}: {self.said()}")[-1]

    def drag_onto(self, window):
        """Over the middle of a window, with the button held down."""
        x, y = PLACE
        hands.hold(x + 40, y + 20)
        for step in range(1, 6):
            hands.move(x + 40 + 8 * step, y + 20 - 4 * step)
        hands.move_over(window, 550, 300)
        hands.move_over(window, 560, 320)

    def drag_away(self):
        """Back to where it came from, outside the window."""
        x, y = PLACE
        hands.move(x + 60, y + 30)
        self.waits_for("not welcome")

    def drop(self):
        hands.let_go()
        return self.waits_for("taken", "not taken") == "taken"

    def drop_onto(self, window):
        self.drag_onto(window)
        self.waits_for("welcome")
        assert self.drop()

    def ends(self):
        self._process.wait(10)

    def end(self):
        self._process.kill()
        self._process.wait()


@contextlib.contextmanager
def source(desk, forms):
    """Ends with the block."""
    made = Source(desk, forms)
    try:
        yield made
    finally:
        made.end()


def be_the_source(forms):
    import gi

    gi.require_version("Gtk", "3.0")
    gi.require_version("Gdk", "3.0")
    from gi.repository import Gdk, GLib, Gtk

    say = lambda text: print(text, flush=True)
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.move(*PLACE)
    window.set_size_request(*SIZE)
    area = Gtk.EventBox()
    area.add(Gtk.Label(label="drag me"))
    window.add(area)
    targets = [Gtk.TargetEntry.new(form, 0, 0) for form in forms]
    actions = Gdk.DragAction.MOVE | Gdk.DragAction.COPY | Gdk.DragAction.LINK
    area.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, targets, actions)

    def give(_area, _context, selection, *_):
        form = selection.get_target().name()
        say(f"asked for {form}")
        if not forms[form]:
            os._exit(0)  # as a program that crashes
        selection.set(selection.get_target(), 8, base64.b64decode(forms[form]))

    def begin(_area, context):
        def look():
            now = "welcome" if context.get_selected_action() else "not welcome"
            if area.last != now:
                say(now)
            area.last = now
            return GLib.SOURCE_CONTINUE

        area.last = "not welcome"
        area.timer = GLib.timeout_add(10, look)

    def end(_area, _context):
        GLib.source_remove(area.timer)
        say("not taken" if area.failed else "taken")
        area.failed = False

    def fail(*_):
        area.failed = True
        return True

    area.failed = False
    area.connect("drag-data-get", give)
    area.connect("drag-begin", begin)
    area.connect("drag-failed", fail)
    area.connect("drag-data-delete", lambda *_: say("deleted"))
    area.connect("drag-end", end)
    window.connect("map-event", lambda *_: say("ready"))
    window.show_all()
    Gtk.main()


if __name__ == "__main__":
    be_the_source(json.load(sys.stdin))
