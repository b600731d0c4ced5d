"""A tiny service that answers about batches exactly as a test tells it to."""

import http.server
import json
import pathlib
import threading
import urllib.parse

BATCH_ID = "9e7860e3-7c0a-401f-98f6-b98e316934f4"
BATCH_NAME = "Class 10th, 2024"
TEMPLATE_NAME = "Certificate 2"
SIGNATORY = "Faizan Ali"
PICTURE = pathlib.Path(__file__).parents[2] / "assets/sample/certificate.png"


def batch(origin, **changes):
    """A finished batch with every documented field."""
    date = "2025-03-14T13:02:19.000000Z"
    whole = {
        "id": BATCH_ID,
        "name": BATCH_NAME,
        "status": "completed",
        "template_id": "9d76a768-d016-4364-b18b-32c647adad0c",
        "total_certificates": 120,
        "processed_certificates": 120,
        "failed_certificates": 0,
        "progress": 100,
        "completion_date": date,
        "created_at": date,
        "updated_at": date,
        "template": {
            "id": "9e3b101f-c264-4f97-945f-20dfa7163768",
            "institution_id": 3,
            "name": TEMPLATE_NAME,
            "screenshot": f"{origin}/storage/certificate_templates/67ca927729685_1741329015.png",
            "has_signatures": True,
            "has_default_signatories": True,
            "requires_signature_setup": False,
            "signatory_fields": ["signatory_1"],
            "default_signatories": [
                {
                    "id": 1,
                    "signatory_index": 1,
                    "institution_user_id": 3,
                    "display_name": SIGNATORY,
                    "designation": "Software Developer",
                    "auto_approve": False,
                    "user": {"id": 3, "first_name": "Faizan", "last_name": "Ali", "email": "faizan@example.com"},
                }
            ],
            "created_at": date,
            "updated_at": date,
        },
        "requires_signatures": True,
        "requires_my_signature": False,
    }
    return {**whole, **changes}


def certificate(number):
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "batch_id": BATCH_ID,
        "reference_id": f"VEC-{number:05}",
        "name": f"Person {number}",
        "status": "generated",
    }


REFUSALS = {
    "401": (401, {"message": "Unauthorized - Invalid API token"}),
    "404": (404, {"message": "The requested ID was not found.", "error": "resource_not_found"}),
    "500": (500, {"message": "An unexpected error occurred.", "error_code": "SERVER_ERROR"}),
}


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers for its owner, without a word on stderr."""

    owner = None

    def log_message(self, *_):
        pass

    def send(self, status, form, body, headers=None):
        self.send_response(status)
        for name, value in {"Content-Type": form, "Content-Length": len(body), **(headers or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)


def serve(owner, handler, port=0):
    """A server on this computer for its owner; it has ended after `shutdown` and `server_close`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (handler,), {"owner": owner}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


class Service:
    """Listens on 127.0.0.1. `answer` is "ok", a key of REFUSALS, "cut" or "silent"."""

    def __init__(self, token):
        self.token = token
        self.answer = "ok"
        self.batch = {}
        self.certificates = 0  # how many there are
        self.asked = []  # (path, headers) of every request
        self.leave = threading.Event()  # ends the silent answers
        self._server = None
        self._port = 0
        self.listen()

    @property
    def host(self):
        return f"127.0.0.1:{self._port}"

    @property
    def origin(self):
        return f"http://{self.host}"

    def listen(self):
        """Starts, after `stop` on the same port as before."""
        self.leave.clear()
        self._server = serve(self, _Handler, self._port)
        self._port = self._server.server_address[1]

    def stop(self):
        """Nobody listens any more; silent answers end."""
        self.leave.set()
        self._server.shutdown()
        self._server.server_close()

    def of_batches(self):
        """The requests about one batch."""
        return [asked for asked in self.asked if asked[0].startswith("/business/batches/")]

    def batches_asked(self):
        return len(self.of_batches())


class _Handler(Handler):
    def do_GET(self):  # noqa: N802, the base class calls it so
        owner = self.owner
        headers = {name.title(): value for name, value in self.headers.items()}
        owner.asked.append((self.path, headers))
        if self.path.startswith("/storage/"):
            self.send(200, "image/png", PICTURE.read_bytes())
        elif self.headers.get("Authorization") != f"Bearer {owner.token}":
            self._send_json(*REFUSALS["401"])
        elif self.path.startswith("/business/batches?"):
            # The list is there whatever becomes of a batch.
            rows = [batch(owner.origin, **owner.batch)]
            meta = {"current_page": 1, "last_page": 1, "per_page": 50, "total": 1}
            self._send_json(200, {"data": rows, "meta": meta})
        elif self.path.startswith("/business/certificates?"):
            self._list_certificates()
        elif owner.answer in REFUSALS:
            self._send_json(*REFUSALS[owner.answer])
        elif owner.answer == "silent":
            owner.leave.wait(60)
        else:
            whole = json.dumps({"data": batch(owner.origin, **owner.batch)}).encode()
            part = whole[: len(whole) // 2] if owner.answer == "cut" else whole
            self.send(200, "application/json", part, {"Content-Length": len(whole)})

    def _list_certificates(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        page, per_page = int(query["page"][0]), int(query["per_page"][0])
        numbers = range(self.owner.certificates)[(page - 1) * per_page : page * per_page]
        rows = [certificate(number) for number in numbers]
        meta = {"current_page": page, "per_page": per_page, "total": self.owner.certificates}
        self._send_json(200, {"data": rows, "meta": meta})

    def _send_json(self, status, whole):
        self.send(status, "application/json", json.dumps(whole).encode())
