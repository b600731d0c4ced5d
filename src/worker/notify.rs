//! Messages on the desktop, with the program's name and icon.

use notify_rust::Notification;

/// Loses nothing where the desktop shows no messages: the window says the same.
pub(super) fn show(title: &str, text: &str) {
    let mut message = Notification::new();
    message.appname(APP).summary(title).body(text);
    sender::sign(&mut message);
    if let Err(error) = message.show() {
        tracing::debug!(%error, "the desktop shows no messages");
    }
}

/// Sender of the message.
const APP: &str = "VEC Batch Viewer";

/// The name under which the installers make the program known to Windows and macOS.
#[cfg(any(not(target_os = "linux"), test))]
const IDENTIFIER: &str = "digital.vec.batchviewer";

/// The menu entry has the icon.
#[cfg(target_os = "linux")]
mod sender {
    use notify_rust::{Hint, Notification};

    use crate::domain::APP_ID;

    pub(super) fn sign(message: &mut Notification) {
        let entry = Hint::DesktopEntry(APP_ID.to_owned());
        message.icon(APP_ID).hint(entry);
    }
}

/// Windows looks the name and the icon up for this person.
#[cfg(windows)]
mod sender {
    use notify_rust::Notification;
    use windows_registry::CURRENT_USER;

    use super::{APP, IDENTIFIER};

    pub(super) fn sign(message: &mut Notification) {
        match register() {
            Ok(()) => {
                message.app_id(IDENTIFIER);
            }
            Err(error) => tracing::debug!(%error, "messages are shown under another name"),
        }
    }

    fn register() -> windows_registry::Result<()> {
        let place = format!(r"Software\Classes\AppUserModelId\{IDENTIFIER}");
        let key = CURRENT_USER.create(place)?;
        key.set_string("DisplayName", APP)?;
        // Installed programs alone have it.
        let program = std::env::current_exe().ok();
        let icon = program.map(|program| program.with_file_name("icon.png"));
        match icon.filter(|icon| icon.exists()) {
            Some(icon) => key.set_string("IconUri", icon.display().to_string()),
            None => Ok(()),
        }
    }
}

/// The bundle has the name and the icon. Without one macOS shows its own.
#[cfg(target_os = "macos")]
mod sender {
    use std::sync::Once;

    use notify_rust::Notification;

    use super::IDENTIFIER;

    /// It is said once in a run; a second time would be an error.
    static SAID: Once = Once::new();

    pub(super) fn sign(_message: &mut Notification) {
        SAID.call_once(|| {
            if let Err(error) = notify_rust::set_application(IDENTIFIER) {
                tracing::debug!(%error, "messages are shown under another name");
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_installers_know_the_program_under_these_names() {
        let plan = include_str!("../../Cargo.toml");
        for line in [
            format!("identifier = \"{IDENTIFIER}\""),
            format!("product-name = \"{APP}\""),
            "target = \"icon.png\"".to_owned(),
        ] {
            assert!(plan.contains(&line), "{line}");
        }
    }

    /// Nothing in the program takes the links of macOS, so that nothing must send them there.
    #[test]
    fn no_link_is_registered_on_macos() {
        let plan = include_str!("../../Cargo.toml");
        assert!(plan.contains("info-plist-path = \"assets/macos/Info.plist\""));
        let over: String = include_str!("../../assets/macos/Info.plist")
            .split_whitespace()
            .collect();
        assert!(over.contains("<key>CFBundleURLTypes</key><array/>"));
    }
}
