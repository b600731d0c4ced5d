"""The sample data: no token, no network, everything to see."""

import csv
import pathlib

import hands
import service
import store
from runner import case

BATCHES = {
    "A finished batch": "^Class 10th, 2024$",
    "A batch that needs your signature": "^Graduation, School of Engineering$",
    "A status this app does not know": "^Summer Internship Programme$",
    "Names in many scripts": "محمد بن عبد الله",
    "5,000 signatories": "^Open Online Course with 5,000 mentors$",
    "An answer that says very little": "^Batch without a name$",
    "An answer about another batch": "^This answer is about another batch$",
    "The picture is gone": "^Template picture not available$",
    "The picture is damaged": "^Template picture cannot be shown$",
}
PROBLEMS = {
    "The token is not accepted": "^Token not accepted$",
    "A permission is missing": "^Permission needed$",
    "Access is not allowed": "^Access not allowed$",
    "The batch is not found": "^Batch not found$",
    "Too many requests": r"^Try again in \d+ s",
    "The service has a problem": "^Service problem$",
    "No connection": "^No connection to the service$",
    "The connection is not secure": "^Connection is not secure$",
    "A sign-in page is in the way": "^Unexpected answer$",
    "The answer stops half way": "^Connection was interrupted$",
    "The answer never ends": "^Answer is too large$",
    "The password store is not there": "^Password store not available$",
    "The password store is locked": "^Password store is locked$",
}


@case()
def every_line_shows_what_it_says(desk):
    screen = desk.start("--demo", api=False)
    screen.find("^Sample data – nothing here is real$")
    for line, shown in {**BATCHES, **PROBLEMS}.items():
        screen.press(f"^{line}")
        screen.find(shown)
    assert desk.program.runs()
    assert store.get("api.vec.digital") is None


@case()
def the_way_in_and_out_is_on_the_first_screen(desk):
    screen = desk.start()
    screen.press("^Explore with sample data$", "^A finished batch$")
    screen.picture("^Template preview: Certificate of Completion$")
    screen.press("^(Menu)$", "^Leave sample data$")
    screen.field("^API token$")
    assert desk.service.asked == [], "the sample data asked the real service"
    assert service.BATCH_NAME == "Class 10th, 2024"


@case()
def ten_thousand_certificates_are_listed_and_saved(desk):
    screen = desk.start("--demo", "--batch", "5a3b1e00-0000-4000-8000-000000000010", api=False)
    screen.scroll_to("^Certificates$", ("heading",))
    screen.find("^100 of 10,000 loaded, as of")
    screen.find("^Certificates$", ("table",))
    screen.find("^Reference$", ("column header", "table column header"))
    hands.focus(desk.window)
    screen.focus(r"^[^,]+, .*VEC-IC-\w+, (Made|Withdrawn)", ("button", "push button"))
    for loaded in (200, 300):
        hands.key("End")
        screen.find(f"^{loaded} of 10,000 loaded, as of")
    screen.press("^Save all 10,000 as CSV…$")
    saved = screen.find(r"^Saved as .*certificates\.csv$", seconds=90)
    path = pathlib.Path(saved.get_name().removeprefix("Saved as "))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["Certificate ID"] for row in rows}) == len(rows) == 10_000
    assert {row["Status"] for row in rows} == {"Made", "Withdrawn"}
