"""The sample data: no token, no network, everything to see."""

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
    screen.press("^Explore with sample data$")
    screen.press("^A finished batch$")
    screen.picture("^Template preview: Certificate of Completion$")
    screen.press("^(Menu)$")
    screen.press("^Leave sample data$")
    screen.field("^API token$")
    assert desk.service.asked == [], "the sample data asked the real service"
    assert service.BATCH_NAME == "Class 10th, 2024"
