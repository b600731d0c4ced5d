//! The desktop: messages on it, and the person's wish for less motion.

use notify_rust::Notification;

use crate::state::Motion;

/// Sender of messages.
const APP: &str = "VEC Batch Viewer";

/// The name under which the installers make the program known to Windows and macOS.
#[cfg(any(not(target_os = "linux"), test))]
const IDENTIFIER: &str = "digital.vec.batchviewer";

/// Loses nothing where the desktop shows no messages: the window says the same.
pub(super) fn show(title: &str, text: &str) {
    let mut message = Notification::new();
    message.appname(APP).summary(title).body(text);
    sign(&mut message);
    if let Err(error) = message.show() {
        tracing::debug!(%error, "the desktop shows no messages");
    }
}

/// The menu entry has the icon.
#[cfg(target_os = "linux")]
fn sign(message: &mut Notification) {
    use crate::domain::APP_ID;
    use notify_rust::Hint;

    let entry = Hint::DesktopEntry(APP_ID.to_owned());
    message.icon(APP_ID).hint(entry);
}

/// Windows looks the name and the icon up for this person.
#[cfg(windows)]
fn sign(message: &mut Notification) {
    let register = || {
        let place = format!(r"Software\Classes\AppUserModelId\{IDENTIFIER}");
        let key = windows_registry::CURRENT_USER.create(place)?;
        key.set_string("DisplayName", APP)?;
        // Installed programs alone have it.
        let program = std::env::current_exe().ok();
        let icon = program.map(|program| program.with_file_name("icon.png"));
        match icon.filter(|icon| icon.exists()) {
            Some(icon) => key.set_string("IconUri", icon.display().to_string()),
            None => Ok(()),
        }
    };
    match register() {
        Ok(()) => {
            message.app_id(IDENTIFIER);
        }
        Err(error) => tracing::debug!(%error, "messages are shown under another name"),
    }
}

/// The bundle has the name and the icon; without one macOS shows its own.
#[cfg(target_os = "macos")]
fn sign(_message: &mut Notification) {
    /// It is said once in a run; a second time would be an error.
    static SAID: std::sync::Once = std::sync::Once::new();

    SAID.call_once(|| {
        if let Err(error) = notify_rust::set_application(IDENTIFIER) {
            tracing::debug!(%error, "messages are shown under another name");
        }
    });
}

/// Only Linux desktops are asked so far; elsewhere nothing is reduced.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "as where a desktop is asked")]
pub(super) async fn motion() -> Motion {
    Motion::Full
}

/// A desktop that cannot be asked has no preference.
#[cfg(target_os = "linux")]
pub(super) async fn motion() -> Motion {
    use std::time::Duration;

    use crate::portal;
    use zbus::zvariant::Value;

    /// A later answer would change the window under the person's hands.
    const LIMIT: Duration = Duration::from_secs(2);

    let is_reduced = portal::ask("Settings", LIMIT, |portal| async move {
        // The setting of all desktops, which older portals do not know; then
        // the one of GNOME, which others keep as well.
        let common = read(&portal, "org.freedesktop.appearance", "reduced-motion").await;
        if let Ok(Value::U32(value)) = common {
            return Ok(value == 1);
        }
        let animations = read(&portal, "org.gnome.desktop.interface", "enable-animations");
        Ok(animations.await? == Value::Bool(false))
    });
    match is_reduced.await {
        Some(true) => Motion::Reduced,
        Some(false) | None => Motion::Full,
    }
}

/// One setting. Every version of the portal has this call; it answers with a value in a value.
#[cfg(target_os = "linux")]
async fn read(
    portal: &zbus::Proxy<'_>,
    namespace: &str,
    key: &str,
) -> zbus::Result<zbus::zvariant::Value<'static>> {
    let answer: zbus::zvariant::OwnedValue = portal.call("Read", &(namespace, key)).await?;
    let mut value = answer.into();
    while let zbus::zvariant::Value::Value(inner) = value {
        value = *inner;
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_installers_know_the_program_and_send_macos_no_links() {
        let plan = include_str!("../../Cargo.toml");
        for line in [
            format!("identifier = \"{IDENTIFIER}\""),
            format!("product-name = \"{APP}\""),
            "target = \"icon.png\"".to_owned(),
            "info-plist-path = \"assets/macos/Info.plist\"".to_owned(),
        ] {
            assert!(plan.contains(&line), "{line}");
        }
        // Nothing in the program takes the links of macOS.
        let over = include_str!("../../assets/macos/Info.plist");
        let over: String = over.split_whitespace().collect();
        assert!(over.contains("<key>CFBundleURLTypes</key><array/>"));
    }
}
