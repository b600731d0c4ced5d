//! What rouses a window that sleeps.

use std::sync::{Arc, OnceLock};

use egui::Context;

/// The window that is to be woken when something has happened. The worker may
/// have something to say before there is a window.
#[derive(Clone, Default)]
pub struct Waker(Arc<OnceLock<Context>>);

impl Waker {
    /// Asks for another frame, as soon as there is a window.
    pub fn wake(&self) {
        if let Some(context) = self.0.get() {
            context.request_repaint();
        }
    }

    /// Whether there ever was a window.
    #[must_use]
    pub fn has_window(&self) -> bool {
        self.0.get().is_some()
    }

    /// There is a window now.
    pub fn set(&self, context: &Context) {
        // A second window would be a second program.
        let _ = self.0.set(context.clone());
        context.request_repaint();
    }
}
