//! Waits: for the service, and for anything that may take its time.

use std::time::Duration;

use egui::Ui;

use super::ViewCx;
use crate::domain::Problem;

/// Anything quicker than this is not worth a word.
pub const PATIENCE: Duration = Duration::from_millis(300);

/// After this long the person may go on without.
pub const WAY_OUT: Duration = Duration::from_secs(5);

/// True once `since` is so long ago; until then the window is drawn again in time.
pub fn has_lasted(ui: &Ui, cx: &ViewCx<'_>, since: Duration, limit: Duration) -> bool {
    let left = since.saturating_add(limit).saturating_sub(cx.now.elapsed);
    if !left.is_zero() {
        ui.ctx().request_repaint_after(left);
    }
    left.is_zero()
}

pub const COUNT: Duration = Duration::from_millis(500);

/// Time left of the wait that a problem asked for; `None` once it is over.
pub fn left(ui: &Ui, cx: &ViewCx<'_>, problem: &Problem) -> Option<Duration> {
    problem.kind.retry_after()?;
    let wait = cx.state.held_back_for(cx.now.elapsed)?;
    ui.ctx().request_repaint_after(COUNT);
    Some(wait)
}
