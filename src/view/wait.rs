//! Waits: for the service, and for anything that may take its time.

use std::time::Duration;

use egui::{Color32, Id, LayerId, Order, Painter, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2};
use jiff::Timestamp;

use super::ViewCx;
use crate::domain::Problem;
use crate::l10n::TextId;
use crate::state::RemotePhase;
use crate::theme::space;

/// An answer quicker than this shows no sign of waiting.
const SIGN: Duration = Duration::from_millis(200);

/// Anything quicker than this is not worth a word.
pub const PATIENCE: Duration = Duration::from_millis(300);

/// After this long the person may go on without.
pub const WAY_OUT: Duration = Duration::from_secs(5);

/// Time between two frames of a wait that is counted down.
pub const COUNT: Duration = Duration::from_millis(500);

/// True once `since` is so long ago; until then the window is drawn again in time.
pub fn has_lasted(ui: &Ui, cx: &ViewCx<'_>, since: Duration, limit: Duration) -> bool {
    let left = since.saturating_add(limit).saturating_sub(cx.now.elapsed);
    if !left.is_zero() {
        ui.ctx().request_repaint_after(left);
    }
    left.is_zero()
}

/// Age in seconds. At its next full minute the window is drawn again: "2 minutes ago" must not
/// grow old itself.
pub fn age(ui: &Ui, cx: &ViewCx<'_>, since: Timestamp) -> i64 {
    let seconds = cx.now.timestamp.as_second() - since.as_second();
    // The clock of the computer may have been set back.
    let left = 60 - seconds.rem_euclid(60).unsigned_abs();
    ui.ctx().request_repaint_after(Duration::from_secs(left));
    seconds
}

/// Time left of the wait that a problem asked for; `None` once it is over.
pub fn left(ui: &Ui, cx: &ViewCx<'_>, problem: &Problem) -> Option<Duration> {
    problem.kind.retry_after()?;
    let wait = cx.state.held_back_for(problem, cx.now.elapsed)?;
    ui.ctx().request_repaint_after(COUNT);
    Some(wait)
}

/// Duration of the check, once it is worth showing.
pub fn waiting(ui: &Ui, cx: &ViewCx<'_>) -> Option<Duration> {
    let RemotePhase::Loading { since, .. } = cx.state.lookup.remote.phase else {
        return None;
    };
    worth_showing(ui, cx, since)
}

pub fn worth_showing(ui: &Ui, cx: &ViewCx<'_>, since: Duration) -> Option<Duration> {
    has_lasted(ui, cx, since, SIGN).then(|| cx.now.elapsed.saturating_sub(since))
}

/// The pace of the moving bar: often enough to be seen, seldom enough to cost next to
/// nothing where the processor draws.
const BEAT: Duration = Duration::from_millis(250);

/// The part of its way that the moving bar goes in a second.
const SPEED: f32 = 0.4;

/// The part of its way that the moving bar covers.
const LENGTH: f32 = 0.3;

/// A thin bar along the top edge that moves while a check is under way. It lies
/// over the page, so nothing jumps.
pub fn moving_bar(ui: &mut Ui, cx: &ViewCx<'_>) {
    let Some(elapsed) = waiting(ui, cx) else {
        return;
    };
    let size = Vec2::new(ui.max_rect().width(), space::WAITING.y);
    let track = Rect::from_min_size(ui.max_rect().min, size);
    let layer = LayerId::new(Order::Foreground, Id::unique("moving bar"));
    let painter = ui.ctx().layer_painter(layer);
    move_along(ui, &painter, track, cx.theme.accent, elapsed);
    let name = cx.l10n.text(TextId::Loading);
    let id = ui.scope_id().with("moving bar");
    let response = ui.interact(track, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
}

/// Draws where the bar is after so much time, and has it drawn again when it has
/// moved; it stands still where nothing is to move.
pub fn move_along(ui: &Ui, painter: &Painter, track: Rect, color: Color32, elapsed: Duration) {
    let still = ui.style().animation_time <= 0.0;
    let place = if still {
        0.5
    } else {
        elapsed.as_secs_f32() * SPEED % 1.0
    };
    let length = track.width() * LENGTH;
    let left = track.left() + (track.width() + length) * place - length;
    let size = Vec2::new(length, track.height());
    let thumb = Rect::from_min_size(pos2(left, track.top()), size);
    painter.rect_filled(thumb.intersect(track), 0.0, color);
    if !still {
        ui.ctx().request_repaint_after(BEAT);
    }
}
