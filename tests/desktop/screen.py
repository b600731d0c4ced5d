"""A program as assistive technology sees it, and acting through it (AT-SPI)."""

import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402, the version comes first

from waiting import PATIENCE, wait_for  # noqa: E402

FIELDS = ("entry", "text", "password text")
BUTTONS = ("push button", "button", "toggle button", "menu item", "check box", "radio button", "link", "list item")
PICTURES = ("image", "icon")


class Screen:
    """The tree of one process."""

    def __init__(self, pid):
        # Not before: where there is no bus, this ends the process.
        Atspi.init()
        Atspi.set_timeout(3_000, 10_000)
        self.pid = pid
        self.seen = set()  # every text that was ever in the tree

    def nodes(self):
        """Everything there is now, as (depth, node)."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        root = self._root()
        if root is None:
            return []
        root.clear_cache()
        found = []
        self._walk(root, 0, found)
        return found

    def _root(self):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        is_ours = lambda program: program and program.get_process_id() == self.pid
        programs = (or_none(desktop.get_child_at_index, place) for place in range(desktop.get_child_count()))
        return next((program for program in programs if or_none(is_ours, program)), None)

    def _walk(self, node, depth, found):
        try:
            self.seen.update((node.get_name() or "", text_of(node)))
            found.append((depth, node))
            children = [node.get_child_at_index(place) for place in range(node.get_child_count())]
        except GLib.Error:
            return  # gone while it was looked at
        for child in filter(None, children):
            self._walk(child, depth + 1, found)

    def dump(self):
        """The tree as text: role, name, text where it differs from the name."""

        def line(depth, node):
            name, text = node.get_name() or "", text_of(node)
            states = " ".join(s for s in ("focused", "enabled") if is_(node, s))
            more = f" text={text!r}" if text and text != name else ""
            return f"{'  ' * depth}{node.get_role_name()} {name!r}{more} [{states}]"

        return "\n".join(filter(None, (or_none(line, *found) for found in self.nodes())))

    def find_now(self, name, roles=None):
        """The first node whose name matches, or None."""

        def fits(node):
            is_called = re.search(name, node.get_name() or "") or re.search(name, text_of(node))
            return is_called and (roles is None or node.get_role_name() in roles)

        return next((node for _, node in self.nodes() if or_none(fits, node)), None)

    def find(self, name, roles=None, seconds=PATIENCE):
        """The first node whose name matches, waited for."""
        what = f"{'/'.join(roles) if roles else 'anything'} called {name!r}"
        return wait_for(lambda: self.find_now(name, roles), what, seconds)

    def gone(self, name, roles=None, seconds=PATIENCE):
        """Waits until nothing has such a name."""
        wait_for(lambda: self.find_now(name, roles) is None, f"{name!r} to be gone", seconds)

    def field(self, name, **how):
        return self.find(name, FIELDS, **how)

    def button(self, name, **how):
        return self.find(name, BUTTONS, **how)

    def picture(self, name, **how):
        return self.find(name, PICTURES, **how)

    def fill(self, name, text):
        """Puts text into a field, as dictation does."""
        node = self.field(name)
        assert Atspi.EditableText.set_text_contents(node, text), f"{name!r} cannot be filled"
        # A field of secrets shows dots: as many as there are characters.
        wait_for(lambda: len(text_of(self.field(name))) == len(text), f"{name!r} to hold the text")

    def press(self, *names):
        """Presses controls one after the other, each once it is there and enabled, as a screen reader does."""
        for name in names:
            node = wait_for(lambda name=name: self._enabled(name), f"an enabled control called {name!r}")
            assert Atspi.Action.do_action(node, 0), f"{name!r} cannot be pressed"

    def scroll_to(self, name, roles=None):
        """Brings something into sight."""
        node = self.find(name, roles)
        assert Atspi.Component.scroll_to(node, Atspi.ScrollType.TOP_EDGE), f"{name!r} stays"

    def focus(self, name, roles=None):
        """Gives something the keyboard's focus."""
        node = self.find(name, roles)
        assert Atspi.Component.grab_focus(node), f"{name!r} takes no focus"

    def _enabled(self, name):
        node = self.find_now(name, BUTTONS)
        return node if node and is_(node, "enabled") else None

    def middle(self, node):
        """The middle of a node, in pixels of the window it is in."""
        area = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        return area.x + area.width // 2, area.y + area.height // 2

    def focused(self):
        """The name of what has the keyboard's focus, or None."""
        has_focus = lambda node: is_(node, "focused") and node.get_role_name() != "frame"
        names = (node.get_name() for _, node in self.nodes() if or_none(has_focus, node))
        return or_none(next, names, None)


def or_none(question, *about):
    """The answer, or None where what it is about went while it was looked at."""
    try:
        return question(*about)
    except GLib.Error:
        return None


def text_of(node):
    """The text in a field, or of a label."""
    if "Text" not in node.get_interfaces():
        return ""
    return Atspi.Text.get_text(node, 0, -1) or ""


def is_(node, state):
    return node.get_state_set().contains(getattr(Atspi.StateType, state.upper()))


def pause(seconds):
    """For measuring over a stretch of time; never to wait for something."""
    time.sleep(seconds)
