//! The person's wish for less motion, read from the system at the start.
//!
//! Only Linux desktops are asked so far; elsewhere nothing is reduced.

use crate::state::Motion;

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "as where a desktop is asked")]
pub(super) async fn query() -> Motion {
    Motion::Full
}

/// A desktop that cannot be asked has no preference.
#[cfg(target_os = "linux")]
pub(super) async fn query() -> Motion {
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

/// One setting. Every version of the portal has this call; it answers with a
/// value in a value.
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
