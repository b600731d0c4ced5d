"""A desktop's own dialog for files, with a person who chooses at once."""

import threading

from gi.repository import Gio, GLib

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
XML = """
<node>
  <interface name="org.freedesktop.portal.FileChooser">
    <method name="SaveFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
</node>
"""


class Portal:
    """On the session's bus while in its block. `proposed` has the names of files that were asked for."""

    def __init__(self, chosen):
        self.proposed = []
        self._chosen = chosen.as_uri()
        self._context = GLib.MainContext()
        self._loop = GLib.MainLoop(self._context)
        self._ready = threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        assert self._ready.wait(10), "no portal on the bus"
        return self

    def __exit__(self, *_):
        self._loop.quit()
        self._thread.join()

    def _serve(self):
        self._context.push_thread_default()
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        bus = Gio.DBusConnection.new_for_address_sync(address, flags, None)
        interface = Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0]
        bus.register_object(PATH, interface, self._asked, lambda *_: GLib.Variant("u", 3), None)
        Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: self._ready.set(), None)
        self._loop.run()
        bus.close_sync()

    def _asked(self, bus, asker, _path, _interface, _method, parameters, call):
        options = parameters.unpack()[2]
        self.proposed.append(options["current_name"])
        request = f"{PATH}/request/{asker[1:].replace('.', '_')}/{options['handle_token']}"
        call.return_value(GLib.Variant("(o)", (request,)))
        answer = GLib.Variant("(ua{sv})", (0, {"uris": GLib.Variant("as", [self._chosen])}))

        def say(*_):
            bus.emit_signal(asker, request, "org.freedesktop.portal.Request", "Response", answer)
            return GLib.SOURCE_CONTINUE

        # A person answers when the asker listens. When that is so is not known here, so it is said repeatedly.
        again = GLib.timeout_source_new(20)
        again.set_callback(say)
        again.attach(self._context)
