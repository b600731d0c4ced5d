"""Measures round after round, everything in turn, and prints the medians as a table."""

import dataclasses
import secrets
import statistics
import sys
import urllib.parse

import measures
import store
from eyes import Screen
from fingers import Fingers
from office import Office, png

# Every round; the slow ones once.
IN_TURN = {
    "start, empty window": (measures.start_empty, ["ms"]),
    "start, program": (measures.start_program, ["ms"]),
    "start to picture, program": (measures.start_to_picture, ["ms", "MB"]),
    "start to picture, browser window": (measures.browser_window, ["ms", "MB"]),
    "start to picture, browser tab": (measures.browser_tab, ["ms"]),
    "Enter": (measures.enter, ["ms to a reaction", "ms to the picture"]),
    "exit with a batch": (measures.exit_with_batch, ["ms"]),
    "exit during a request": (measures.exit_during_request, ["ms"]),
    "blocked by a large picture": (measures.blocked_by_picture, ["ms"]),
    "blocked by a large answer": (measures.blocked_by_answer, ["ms"]),
}
ONCE = {
    "idle": (measures.idle, ["% of a core", "wakes a second"]),
    "growth over 200 answers": (measures.growth, ["MB"]),
    "program on disk": (measures.megabytes_on_disk, ["MB"]),
}


@dataclasses.dataclass
class Desk:
    office: Office
    token: str
    large: bytes
    screen: Screen
    fingers: Fingers


def take(desk, which, found):
    for name, (measure, units) in which.items():
        desk.screen.wait_for_nothing()
        values = measure(desk)
        values = values if isinstance(values, tuple) else (values,)
        for unit, value in zip(units, values, strict=True):
            found.setdefault(f"{name}, {unit}", []).append(value)
        print(f"{name}: " + ", ".join(f"{value:.1f}" for value in values), file=sys.stderr, flush=True)


def table(found):
    yield "| measured | median | range |"
    yield "|---|---|---|"
    for name, values in found.items():
        yield f"| {name} | {statistics.median(values):.2f} | {min(values):.2f} … {max(values):.2f} |"


def main():
    rounds = int(sys.argv[1])
    token = f"12|{secrets.token_hex(20)}"
    office = Office(token)
    desk = Desk(office, token, png(8000, 5600), Screen(), Fingers())
    store.ready()
    store.put(urllib.parse.urlsplit(office.origin).netloc, token)
    found = {}
    for at in range(rounds):
        print(f"== round {at + 1} of {rounds}", file=sys.stderr)
        take(desk, IN_TURN, found)
    take(desk, ONCE, found)
    print("\n".join(table(found)))


main()
