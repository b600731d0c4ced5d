"""Things dragged out of another program and dropped on the window (X11)."""

import hands
import service
from drag import source
from runner import case
from screen import text_of
from test_journey import OTHER_ID, assert_batch_is_shown
from waiting import wait_for

ID = service.BATCH_ID
LINK = f"https://vec.digital/batches/{ID}"
WORDS = "click here".encode()
MIB = 1024 * 1024


def text(words):
    """As editors and mail programs offer what is selected."""
    return {form: words.encode() for form in ("UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "STRING")}


def started(desk):
    """The screen of a program that an ID can be entered in."""
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    return screen


def field(screen):
    return text_of(screen.field("^Batch ID$"))


@case()
def text_and_links_are_taken_and_stay_where_they_were(desk):
    screen = started(desk)
    page = f'<a href="{LINK}">click here</a>'
    shapes = (
        text(f"Batch: {ID}\nClass 10th"),
        {"text/uri-list": f"{LINK}\r\n".encode(), **text(LINK)},
        {"text/x-moz-url": f"{LINK}\nclick here".encode("utf-16-le"), "text/plain": WORDS},
        {"text/html": page.encode(), "text/plain": WORDS},
    )
    for asked, forms in enumerate(shapes, 1):
        with source(desk, forms) as drag:
            drag.drop_onto(desk.window)
            wait_for(lambda: desk.service.batches_asked() == asked, f"{list(forms)} to be taken")
            assert "deleted" not in drag.said()
        assert_batch_is_shown(screen)


@case()
def what_is_unclear_is_offered_and_what_is_not_there_is_told(desk):
    screen = started(desk)
    for words, told in (
        ("Good morning\nand good night", "^No batch ID found in this text$"),
        (f"Class 9 {ID}\nClass 10 {OTHER_ID}", f"^Check {OTHER_ID}$"),
        (ID.replace("0", "O", 1), f"^Check {ID}$"),
    ):
        with source(desk, text(words)) as drag:
            drag.drop_onto(desk.window)
            screen.find(told)
    assert desk.service.batches_asked() == 0, "something was checked unasked"
    screen.press(f"^Check {ID}$")
    assert_batch_is_shown(screen)


@case()
def files_are_searched(desk):
    screen = started(desk)
    file = desk.home / "Brief für Ásta.txt"
    file.write_text(f"Batch: {ID}\n")
    with source(desk, {"text/uri-list": f"{file.as_uri()}\r\n".encode(), **text(str(file))}) as drag:
        drag.drop_onto(desk.window)
        assert_batch_is_shown(screen)


@case()
def a_drag_that_leaves_or_carries_nothing_of_use_does_nothing(desk):
    screen = started(desk)
    with source(desk, text(ID)) as drag:
        drag.drag_onto(desk.window)
        drag.waits_for("welcome")
        drag.drag_away()
        assert not drag.drop()
        assert not [said for said in drag.said() if said.startswith("asked")]
    with source(desk, {"image/png": WORDS}) as drag:
        drag.drag_onto(desk.window)
        assert not drag.drop()
    assert (field(screen), desk.service.batches_asked()) == ("", 0)


@case()
def of_a_long_text_two_mebibytes_are_searched(desk):
    screen = started(desk)
    line = "lorem ipsum\n"
    within = line * (2 * MIB // len(line) - 10)
    with source(desk, text(within + line * 20 + ID)) as drag:
        drag.drop_onto(desk.window)
        screen.find("^No batch ID found in this text$")
        assert len(field(screen)) <= 2_000
    with source(desk, text(within + ID + line * 100_000)) as drag:
        drag.drop_onto(desk.window)
        assert_batch_is_shown(screen)


@case()
def a_program_that_ends_while_it_is_dragged_from_is_no_obstacle(desk):
    screen = started(desk)
    with source(desk, text("")) as drag:
        drag.drag_onto(desk.window)
        drag.waits_for("welcome")
        hands.let_go()
        drag.ends()
    with source(desk, text(ID)) as drag:
        drag.drop_onto(desk.window)
        assert_batch_is_shown(screen)
    desk.close()
