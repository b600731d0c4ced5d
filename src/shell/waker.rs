//! Wakes the window when something has arrived.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use egui::Context;

/// egui draws the window twice where it is asked to at once. The first frame already shows
/// everything, and the next event would wait for the second.
const SOON: Duration = Duration::from_nanos(1);

/// The window that is to be woken when something has happened. The worker may
/// have something to say before there is a window.
#[derive(Clone, Default)]
pub struct Waker(Arc<OnceLock<Context>>);

impl Waker {
    /// Asks for another frame, as soon as there is a window.
    pub fn wake(&self) {
        if let Some(context) = self.0.get() {
            context.request_repaint_after(SOON);
        }
    }

    pub fn has_window(&self) -> bool {
        self.0.get().is_some()
    }

    pub fn set(&self, context: &Context) {
        // A second window would be a second program.
        let _ = self.0.set(context.clone());
        context.request_repaint();
    }
}
