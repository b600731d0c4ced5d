"""Files dragged out of another program and dropped on the window (X11)."""

import service
from drag import drag_file
from runner import case
from test_journey import assert_batch_is_shown


@case()
def files_are_searched(desk):
    screen = desk.start_with_token()
    screen.field("^Batch ID$")
    file = desk.home / "Brief für Ásta.txt"
    file.write_text(f"Batch: {service.BATCH_ID}\n")
    drag_file(desk, file, desk.window)
    assert_batch_is_shown(screen)
