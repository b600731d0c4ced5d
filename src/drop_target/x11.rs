//! Which window that is, and the thread.

use raw_window_handle::{HasWindowHandle, RawWindowHandle};

use super::target::Target;
use crate::state::Event;

/// Takes what is dropped on this window, on a thread that ends with the program or with
/// the connection to the screen. Never waits.
pub fn listen(window: &impl HasWindowHandle, report: impl Fn(Event) + Send + 'static) {
    let Some(id) = id_of(window) else {
        return;
    };
    let take = move || {
        let ended = Target::open(id, report).and_then(|mut target| target.serve());
        if let Err(why) = ended {
            tracing::debug!(%why, "text can no longer be dropped");
        }
    };
    let thread = std::thread::Builder::new().name("drops".to_owned());
    if let Err(why) = thread.spawn(take) {
        tracing::debug!(%why, "text cannot be dropped");
    }
}

/// `None` where the window is not on X11.
fn id_of(window: &impl HasWindowHandle) -> Option<u32> {
    match window.window_handle().ok()?.as_raw() {
        RawWindowHandle::Xlib(handle) => u32::try_from(handle.window).ok(),
        RawWindowHandle::Xcb(handle) => Some(handle.window.get()),
        _ => None,
    }
}
