"""The way of a person through the program, by the names assistive technology sees."""

import hands
import service
import store
from runner import case
from waiting import wait_for

OTHER_ID = "0f0f0f0f-1111-4222-8333-444444444444"


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


@case()
def what_a_paste_adds_to_the_token_is_taken_away(desk):
    screen = desk.start()
    screen.fill("^API token$", f'  "Bearer {desk.token}"  ')
    screen.press("^Save token$")
    screen.field("^Batch ID$")
    assert store.get(desk.host) == desk.token


@case()
def the_second_start_remembers_the_token(desk):
    screen = desk.start()
    screen.fill("^API token$", desk.token)
    screen.press("^Save token$")
    screen.field("^Batch ID$")
    desk.close()
    screen = desk.start()
    screen.fill("^Batch ID$", f"Batch: {{{service.BATCH_ID.upper()}}} ")
    screen.press("^Check batch$")
    assert_batch_is_shown(screen)
    assert screen.find_now("^API token$", ("password text",)) is None


@case()
def the_token_can_be_forgotten(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find(service.BATCH_NAME)
    screen.press("^Menu$")
    screen.press("^Forget token…$")
    screen.press("^Forget token$")
    screen.field("^API token$")
    wait_for(lambda: store.get(desk.host) is None, "the password store to be empty")
    desk.close()
    desk.start().field("^API token$")


@case()
def the_token_can_be_replaced(desk):
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    screen.press("^Menu$")
    screen.press("^Replace token…$")
    desk.service.token = "18|" + "x" * 48
    desk.secrets.append(desk.service.token)
    screen.fill("^API token$", desk.service.token)
    screen.press("^Save token$")
    wait_for(lambda: store.get(desk.host) == desk.service.token, "the new token in the store")
    screen.fill("^Batch ID$", service.BATCH_ID)
    screen.press("^Check batch$")
    assert_batch_is_shown(screen)


@case()
def a_token_of_one_service_is_not_known_to_another(desk):
    store.put("127.0.0.1:9", desk.token)
    desk.start().field("^API token$")


@case()
def a_batch_given_at_the_start_is_checked_at_once(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    assert_batch_is_shown(screen)


@case()
def text_without_an_id_is_told_under_the_field(desk):
    screen = desk.start_with_token()
    for typed, told in (
        ("Class 10th", "^No batch ID found in this text$"),
        (service.BATCH_ID[:-1], "^A batch ID has 32 letters and digits; this has 31$"),
        (desk.token, "^This looks like an API token"),
    ):
        screen.fill("^Batch ID$", typed)
        if typed == desk.token:
            # A token in the wrong field is readable there, by the person's own doing.
            screen.seen.discard(typed)
        screen.press("^Check batch$")
        screen.find(told)
    assert desk.service.of_batches() == [], "something was sent"
    screen.fill("^Batch ID$", "")
    screen.seen.discard(desk.token)


@case()
def a_batch_is_chosen_from_the_list_by_keyboard(desk):
    screen = desk.start_with_token()
    row = f"{service.BATCH_NAME}, Completed"
    screen.find(f"^{row}")
    hands.focus(desk.window)
    is_reached = lambda: (screen.focused() or "").startswith(row)
    for _ in range(12):
        hands.key("Tab")
        if is_reached():
            break
    hands.key("Return")
    assert_batch_is_shown(screen)
    hands.key("alt+Left")
    wait_for(is_reached, "the row to have the focus again")


@case()
def an_id_pasted_anywhere_is_checked(desk):
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    hands.put_on_clipboard(f"Here it is: https://vec.digital/batches/{service.BATCH_ID}?x=1")
    hands.focus(desk.window)
    hands.key("Escape")
    hands.key("ctrl+v")
    assert wait_for(lambda: screen.field("^Batch ID$"), "the field")
    if not desk.service.batches_asked():
        hands.key("Return")
    assert_batch_is_shown(screen)


@case()
def a_check_can_be_cancelled(desk):
    desk.service.answer = "silent"
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.press("^Cancel$")
    screen.gone("^Cancel$")
    desk.service.answer = "ok"
    screen.press("^Check batch$")
    assert_batch_is_shown(screen)


@case()
def the_last_intent_wins(desk):
    desk.service.answer = "silent"
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    wait_for(desk.service.batches_asked, "the first request")
    desk.service.answer = "ok"
    desk.service.batch = {"id": OTHER_ID, "name": "The other batch"}
    screen.fill("^Batch ID$", OTHER_ID)
    hands.focus(desk.window)
    hands.key("ctrl+l", "Return")
    screen.find("^The other batch$")
    desk.service.leave.set()
    assert screen.find_now(service.BATCH_NAME) is None


@case()
def an_answer_about_another_batch_is_told(desk):
    desk.service.batch = {"id": OTHER_ID}
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find("^This answer is about another batch$")


@case()
def the_technical_details_are_there(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find("^All fields$")
    for value in (service.BATCH_ID, "9d76a768-d016-4364-b18b-32c647adad0c", "9e3b101f-c264-4f97-945f-20dfa7163768"):
        screen.find(value)


@case()
def an_opened_report_is_gone_when_the_window_is_closed(desk):
    screen = desk.start_with_token("--batch", service.BATCH_ID)
    screen.find(service.BATCH_NAME)
    screen.press("^Share$")
    screen.press("^Open report$")
    reports = desk.home / ".cache/vec-batch-viewer/reports"
    wait_for(lambda: list(reports.glob("*/*.html")), "the report")
    desk.close()
    assert not reports.exists()
