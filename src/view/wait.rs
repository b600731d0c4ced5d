//! A wait that the service asked for, as it is counted down.

use std::time::Duration;

use egui::Ui;

use super::ViewCx;
use crate::domain::Problem;

pub const COUNT: Duration = Duration::from_millis(500);

/// Time left of the wait that a problem asked for; `None` once it is over.
pub fn left(ui: &Ui, cx: &ViewCx<'_>, problem: &Problem) -> Option<Duration> {
    problem.kind.retry_after()?;
    let wait = cx.state.held_back_for(cx.now.since_start)?;
    ui.ctx().request_repaint_after(COUNT);
    Some(wait)
}
