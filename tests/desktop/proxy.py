"""A proxy that asks everybody for a sign-in."""

from service import Handler, serve


class Proxy:
    """Listens on 127.0.0.1 while its block runs. `asked` has the first line of every request."""

    def __enter__(self):
        self.asked = []
        self._server = serve(self, _Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class _Handler(Handler):
    def do_CONNECT(self):  # noqa: N802, the base class wants it so
        self.owner.asked.append(self.requestline)
        self.send_error(407)
