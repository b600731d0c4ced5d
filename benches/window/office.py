"""A service on this computer with one batch, its picture, and the page of the browser."""

import json
import pathlib
import struct
import threading
import urllib.parse
import zlib

import numpy
import service

PAGE = pathlib.Path(__file__).with_name("page.html")
# A colour that nothing but the picture has.
MARK = 0x13C75B


def png(width, height):
    """A picture in soft colours, a sixth of it in the marked one."""
    across, down = numpy.arange(width) * 24 // width, numpy.arange(height) * 24 // height
    shade = (231 - across[None, :] - down[:, None] // 2).astype(numpy.uint8)
    pixels = numpy.dstack([shade, shade, shade])
    mark = [MARK >> 16, MARK >> 8 & 0xFF, MARK & 0xFF]
    pixels[height // 3 : height * 2 // 3, width // 4 : width * 3 // 4] = mark
    rows = numpy.concatenate([numpy.zeros((height, 1), numpy.uint8), pixels.reshape(height, -1)], axis=1)
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows.tobytes(), 1)),
        (b"IEND", b""),
    ]
    whole = b"\x89PNG\r\n\x1a\n"
    for name, body in parts:
        whole += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return whole


class Office:
    """Listens on 127.0.0.1 and gives its `answer` about any batch; while `silent`, none."""

    def __init__(self, token):
        self.token = token
        self.picture = png(1600, 1130)
        self.silent = False
        self.answered = 0
        self.origin = f"http://127.0.0.1:{service.serve(self, _Handler).server_address[1]}"
        self.answer = self.batch(1)

    def batch(self, people, batch_id=service.BATCH_ID):
        """An answer about a batch with so many people. Of several, each takes more than a kilobyte."""
        whole = service.batch(self.origin, id=batch_id)
        [person] = whole["template"]["default_signatories"]
        name = person["display_name"] + " of the Institute" * (70 if people > 1 else 0)
        whole["template"]["default_signatories"] = [
            {**person, "id": place, "signatory_index": place, "display_name": name}
            for place in range(1, people + 1)
        ]
        return json.dumps({"data": whole}).encode()

    def page(self):
        """The address of the page that shows the batch."""
        return f"{self.origin}/page?batch={service.BATCH_ID}#{self.token}"


class _Handler(service.Handler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):  # noqa: N802, the base class calls it so
        owner, path = self.owner, urllib.parse.urlsplit(self.path).path
        if path == "/page":
            self.send(200, "text/html", PAGE.read_bytes())
        elif path.startswith("/storage/"):
            self.send(200, "image/png", owner.picture)
        elif self.headers.get("Authorization") != f"Bearer {owner.token}":
            self.send(401, "application/json", b'{"message": "Unauthorized - Invalid API token"}')
        elif owner.silent:
            threading.Event().wait(30)
        else:
            self.send(200, "application/json", owner.answer)
            owner.answered += 1
