"""Several at once, and odd surroundings."""

import hands
import service
import store
from program import TITLE
from runner import case
from waiting import wait_for


@case()
def it_runs_twice_side_by_side(desk):
    screen = desk.start_with_batch()
    # One with a token of its own keeps to itself.
    second = desk.start("--batch", service.BATCH_ID, env={"VEC_API_TOKEN": desk.token})
    second.find(service.BATCH_NAME)
    desk.close()
    assert store.get(desk.host) == desk.token
    screen.press("^Refresh$")
    wait_for(lambda: desk.service.batches_asked() == 3, "the first one to ask again")


@case()
def a_second_start_shows_its_batch_in_the_open_window(desk):
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    said = desk.run("--batch", service.BATCH_ID)
    assert "already open" in said, said
    screen.find(service.BATCH_NAME)
    hands.window(f"^{service.BATCH_NAME} .*{TITLE}$")


@case()
def a_log_that_cannot_be_written_is_no_obstacle(desk):
    desk.start_with_batch(out="/dev/full")
    desk.close()
