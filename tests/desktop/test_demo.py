"""The sample data: no token, no network, everything to see."""

import csv
import pathlib

import hands
from runner import case


@case()
def the_way_in_and_out_is_on_the_first_screen(desk):
    screen = desk.start()
    screen.press("^Explore with sample data$", "^A finished batch$")
    screen.picture("^Template preview: Certificate of Completion$")
    screen.press("^(Menu)$", "^Leave sample data$")
    screen.field("^API token$")
    assert desk.service.asked == [], "the sample data asked the real service"


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
