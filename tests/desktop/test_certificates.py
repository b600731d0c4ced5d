"""The certificates of the batch on screen."""

import csv
import pathlib

import service
from runner import case


@case()
def saving_goes_on_from_the_page_that_failed(desk):
    desk.service.certificates = 250
    desk.service.pages = 1
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.scroll_to("^Certificates$", ("heading",))
    screen.find("^100 of 250 loaded, as of")
    screen.press("^Save all 250 as CSV…$")
    screen.find("^Service problem$")
    screen.find("^100 of 250 loaded, as of")
    asked = len(desk.service.asked)
    desk.service.pages = 3
    screen.press("^Try again$")
    saved = screen.find(r"^Saved as .*certificates\.csv$")
    assert len(desk.service.asked) == asked + 2, "only what was missing"
    path = pathlib.Path(saved.get_name().removeprefix("Saved as "))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Reference"] for row in rows] == [f"VEC-{number:05}" for number in range(250)]
