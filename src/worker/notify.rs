//! Messages on the desktop.

#[cfg(target_os = "linux")]
use crate::domain::APP_ID;

/// Shows a message. Where the desktop shows none, nothing is lost: the window
/// says the same.
pub(super) fn show(title: &str, text: &str) {
    let mut message = notify_rust::Notification::new();
    message.appname(APP).summary(title).body(text);
    #[cfg(target_os = "linux")]
    message
        .icon(APP_ID)
        .hint(notify_rust::Hint::DesktopEntry(APP_ID.to_owned()));
    if let Err(error) = message.show() {
        tracing::debug!(%error, "the desktop shows no messages");
    }
}

/// Who the message is from.
const APP: &str = "VEC Batch Viewer";
