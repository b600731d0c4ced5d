"""Files dragged out of another program, which this file is when it is run (GTK), and dropped on the window (X11)."""

import subprocess
import sys

import hands
import service
from runner import case
from test_journey import assert_batch_is_shown
from waiting import wait_for

PLACE = (20, 850)  # below the window under test
SIZE = (120, 40)


def drag_file(desk, file, window):
    """Drags the file out of another program onto the middle of a window, and drops it there."""
    log = desk.home / "source.log"
    with log.open("wb") as out:
        source = subprocess.Popen([sys.executable, __file__, file.as_uri()], stdout=out, stderr=subprocess.STDOUT)
    try:
        told = lambda word: wait_for(lambda: word in log.read_text().split("\n"), f"the source to be told {word}")
        told("ready")
        x, y = PLACE
        hands.hold(x + 40, y + 20)
        for step in range(1, 6):
            hands.move(x + 40 + 8 * step, y + 20 - 4 * step)
        hands.move_over(window, 550, 300)
        hands.move_over(window, 560, 320)
        told("welcome")
        hands.let_go()
        told("taken")
    finally:
        source.kill()
        source.wait()


def be_the_source(address):
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
    targets = [Gtk.TargetEntry.new("text/uri-list", 0, 0)]
    area.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, targets, Gdk.DragAction.COPY)

    def begin(_area, context):
        def look():
            if context.get_selected_action():
                say("welcome")
                return GLib.SOURCE_REMOVE
            return GLib.SOURCE_CONTINUE

        GLib.timeout_add(10, look)

    area.connect("drag-data-get", lambda _area, _context, selection, *_: selection.set_uris([address]))
    area.connect("drag-begin", begin)
    area.connect("drag-failed", lambda *_: say("not taken"))
    area.connect("drag-end", lambda *_: say("taken"))
    window.connect("map-event", lambda *_: say("ready"))
    window.show_all()
    Gtk.main()


@case()
def files_are_searched(desk):
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    file = desk.home / "Brief für Ásta.txt"
    file.write_text(f"Batch: {service.BATCH_ID}\n")
    drag_file(desk, file, desk.window)
    assert_batch_is_shown(screen)


if __name__ == "__main__":
    be_the_source(sys.argv[1])
