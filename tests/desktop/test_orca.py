"""Sentences of a screen reader: nothing twice, nothing missing."""

import hands
import service
from reader import Reader
from runner import case

ANSWER = (f"{service.BATCH_NAME} heading.", "Completed. Ready: all 3 certificates are made.")
LISTED = "3 certificates, as of .*"
FIRST = "Batch ID entry Paste a batch ID or a link that contains one."
MADE = {"total_certificates": 3, "processed_certificates": 3}
UNDER_WAY = {"status": "processing", "processed_certificates": 60, "progress": 50, "completion_date": None}


def press(reader, *steps):
    """Presses keys, each with what is to be said then."""
    for key, *sentences in steps:
        hands.key(key)
        says = reader.answers if key in ("Return", "ctrl+r") else reader.says
        says(*sentences)


def starts(desk, reader, start, first):
    """Starts the program, which is heard. A call that comes in the instant in which AccessKit registers it is lost,
    and the registry of the desktop waits for its answer and passes nothing on: then it is started anew. What the
    registry held back of the first one may be heard when that ends."""
    start()
    hands.focus(desk.window)
    if reader.stays_silent(15):
        desk.close()
        reader.stays_silent(2)
        reader.answers(besides=(first,))
        start()
        hands.focus(desk.window)
    reader.says(first)


def row(number):
    return f"Person {number}, VEC-0000{number}, Made push button."


@case()
def from_the_token_to_the_certificates(desk):
    desk.service.batch, desk.service.certificates = dict(MADE), 3
    with Reader(desk.home) as reader:
        reader.begins()
        starts(desk, reader, desk.start, "API token password text.")
        hands.write(desk.token)
        hands.key("Return")
        reader.says_in_any_order("1 batch, as of .*", FIRST)
        hands.write(service.BATCH_ID)
        press(
            reader,
            ("Return", *ANSWER, LISTED),
            ("Tab", "Refresh push button."),
            ("Return", "Checked just now"),
            ("Tab", "Share push button."),
            ("Tab", "Template’s default signatories.", "List with 1 item.", "Place 1, Faizan Ali, Software Developer."),
            ("Tab", "Copy faizan@example.com push button."),
            ("Return", "Copied"),
            ("Tab", "Write to faizan@example.com push button."),
            ("Tab", "Template preview: Certificate 2 image.", "Enlarge picture."),
            ("Tab", "Certificates heading."),
            ("Tab", "Search by name, address or reference entry."),
            ("Tab", "Load the certificates again push button."),
            ("Tab", r"Status: All states \(3\) combo box."),
            ("Tab", "Order: The service’s order combo box."),
            ("Tab", "Name column header."),
            ("Tab", "E-mail address column header."),
            ("Tab", "Status column header."),
            ("Tab", "Date of issue column header."),
            ("Tab", row(0)),
            ("Down", row(1)),
            ("End", row(2)),
            ("Tab", "More about Person 2 push button."),
        )


@case()
def progress_and_problems(desk):
    desk.service.batch = dict(UNDER_WAY)
    with Reader(desk.home) as reader:
        reader.begins()
        starts(desk, reader, desk.start_with_token, FIRST)
        hands.write("hello")
        hands.key("Return")
        # Given time, Orca tells that the text is selected now.
        reader.answers("No batch ID found in this text", besides=("hello", "selected"))
        hands.write(service.BATCH_ID)
        told = "Under way. The certificates are being made: 60 to go."
        press(reader, ("Return", "Selection deleted.", f"{service.BATCH_NAME} heading.", told))
        desk.service.batch.update(processed_certificates=80, failed_certificates=3, progress=66)
        changed = "Since .*: 20 more made, 3 newly failed"
        reader.says_in_any_order("The certificates are being made: 37 to go.", changed, "66 percent.")
        desk.service.answer = "cut"
        cut = ("Connection was interrupted heading.", "The answer stopped before the end. Try again.")
        press(reader, ("ctrl+r", *cut))
        desk.service.answer = "404"
        hands.key("ctrl+r")
        # Until the answer comes the batch has the focus; its heading may be gone when Orca asks for its name.
        meanwhile = (f"({service.BATCH_NAME} )?heading.", "Under way. The certificates are being made: 37 to go..*")
        missing = ("Batch not found heading.", f"No batch has the ID {service.BATCH_ID}, .*")
        reader.answers(*missing, besides=meanwhile)


@case()
def the_list_and_a_dialog(desk):
    batch = f"{service.BATCH_NAME}, Completed · 3 of 3 made · 14 March 2025 push button."
    desk.service.batch, desk.service.certificates = dict(MADE), 3
    with Reader(desk.home) as reader:
        reader.begins()
        starts(desk, reader, desk.start_with_token, FIRST)
        press(
            reader,
            ("Tab", "Check batch push button."),
            ("Tab", "Menu push button."),
            ("Tab", "Batches heading."),
            ("Tab", "Search the loaded batches entry."),
            ("Tab", "Status: All states combo box."),
            ("Tab", "Load the list again push button."),
            ("Tab", batch),
            ("Tab", FIRST),
            ("shift+Tab", batch),
            ("Return", *ANSWER, LISTED),
            ("F1", "Keyboard shortcuts dialog Check the batch .*", "Close push button."),
            ("Escape", *ANSWER),
            ("ctrl+l", f"Batch ID entry {service.BATCH_ID} selected."),
        )
        hands.key("alt+Left")
        reader.says_in_any_order("1 batch, as of .*", batch)
