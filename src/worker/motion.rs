//! The person's wish for less motion, read from the system at the start.
//!
//! Only Linux desktops are asked so far; elsewhere nothing is reduced.

#[cfg(target_os = "linux")]
pub(super) use portal::query;

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "as where a desktop is asked")]
pub(super) async fn query() -> crate::state::Motion {
    crate::state::Motion::Full
}

#[cfg(target_os = "linux")]
mod portal {
    use std::time::Duration;

    use zbus::zvariant::{OwnedValue, Value};

    use crate::state::Motion;

    /// Time for the portal to start. A later answer would change the window under the person's
    /// hands.
    const LIMIT: Duration = Duration::from_secs(2);

    /// A desktop that cannot be asked has no preference.
    pub(in crate::worker) async fn query() -> Motion {
        match tokio::time::timeout(LIMIT, ask()).await {
            Ok(Ok(motion)) => motion,
            Ok(Err(error)) => {
                tracing::debug!(%error, "the desktop does not say how much may move");
                Motion::Full
            }
            Err(_) => {
                tracing::debug!("the desktop does not say in time how much may move");
                Motion::Full
            }
        }
    }

    async fn ask() -> zbus::Result<Motion> {
        let bus = zbus::Connection::session().await?;
        let portal = zbus::Proxy::new(
            &bus,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )
        .await?;
        // The setting of all desktops, which older portals do not know; then
        // the one of GNOME, which others keep as well.
        let common = read(&portal, "org.freedesktop.appearance", "reduced-motion").await;
        let is_reduced = if let Ok(Value::U32(value)) = common {
            value == 1
        } else {
            let animations = read(&portal, "org.gnome.desktop.interface", "enable-animations");
            animations.await? == Value::Bool(false)
        };
        Ok(if is_reduced {
            Motion::Reduced
        } else {
            Motion::Full
        })
    }

    /// One setting. Every version of the portal has this call; it answers with a
    /// value in a value.
    async fn read(
        portal: &zbus::Proxy<'_>,
        namespace: &str,
        key: &str,
    ) -> zbus::Result<Value<'static>> {
        let answer: OwnedValue = portal.call("Read", &(namespace, key)).await?;
        let mut value = Value::from(answer);
        while let Value::Value(inner) = value {
            value = *inner;
        }
        Ok(value)
    }
}
