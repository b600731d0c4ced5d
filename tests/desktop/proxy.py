"""A proxy that asks everybody for a sign-in."""

import http.server
import threading


class Proxy:
    """Listens on 127.0.0.1 while its block runs. `asked` has the first line of every request."""

    def __init__(self):
        self.asked = []
        proxy = self

        class Handler(_Handler):
            owner = proxy

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    owner = None

    def log_message(self, *_):
        pass

    def do_CONNECT(self):  # noqa: N802, the base class wants it so
        self.owner.asked.append(self.requestline)
        self.send_error(407)
