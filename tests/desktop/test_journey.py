"""The way of a person through the program, by the names assistive technology sees."""

import service
import store
from runner import case
from waiting import wait_for


def assert_batch_is_shown(screen):
    screen.find(service.BATCH_NAME)
    screen.find("^Completed$")
    screen.find(service.SIGNATORY)
    screen.picture(f"^Template preview: {service.TEMPLATE_NAME}$")


@case()
def from_the_first_start_to_a_batch(desk):
    screen = desk.start()
    screen.fill("^API token$", desk.token)
    screen.press("^Save token$")
    screen.field("^Batch ID$")
    assert store.get(desk.host) == desk.token
    screen.fill("^Batch ID$", service.BATCH_ID)
    screen.press("^Check batch$")
    assert_batch_is_shown(screen)
    path, headers = desk.service.of_batches()[0]
    assert path == f"/business/batches/{service.BATCH_ID}"
    assert headers["Authorization"] == f"Bearer {desk.token}"
    assert headers["Accept"] == "application/json"
    pictures = [headers for path, headers in desk.service.asked if path.startswith("/storage/")]
    assert pictures and all("Authorization" not in headers for headers in pictures)


@case("unlocked", "keepassxc", "kwallet")
def a_token_is_kept_read_back_and_forgotten(desk):
    screen = desk.start()
    screen.fill("^API token$", desk.token)
    screen.press("^Save token$")
    screen.field("^Batch ID$")
    wait_for(lambda: store.get(desk.host) == desk.token, "the token in the password store")
    desk.close()
    screen = desk.start("--batch", service.BATCH_ID)
    assert_batch_is_shown(screen)
    screen.press("^Menu$", "^Forget token…$", "^Forget token$")
    screen.field("^API token$")
    wait_for(lambda: store.get(desk.host) is None, "the password store to be empty")
    desk.close()
    desk.start().field("^API token$")


@case()
def an_opened_report_is_gone_when_the_window_is_closed(desk):
    screen = desk.start_with_batch()
    screen.press("^Share$", "^Open report$")
    reports = desk.home / ".cache/vec-batch-viewer/reports"
    wait_for(lambda: list(reports.glob("*/*.html")), "the report")
    desk.close()
    assert not reports.exists()
