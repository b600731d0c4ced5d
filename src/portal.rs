//! Questions to the portal of a Linux desktop.

use std::time::Duration;

use zbus::{Connection, Proxy};

/// Asks one of the portal's interfaces, which may need the time to start. `None` where the desktop
/// has none, or does not answer within `limit`.
pub async fn ask<T, F: Future<Output = zbus::Result<T>>>(
    interface: &'static str,
    limit: Duration,
    ask: impl FnOnce(Proxy<'static>) -> F,
) -> Option<T> {
    let answer = async {
        let bus = Connection::session().await?;
        let (name, path) = (
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
        );
        let interface = format!("org.freedesktop.portal.{interface}");
        ask(Proxy::new_owned(bus, name, path, interface).await?).await
    };
    match tokio::time::timeout(limit, answer).await {
        Ok(Ok(answer)) => return Some(answer),
        Ok(Err(error)) => tracing::debug!(%error, interface, "the desktop does not answer"),
        Err(_) => tracing::debug!(interface, "the desktop does not answer in time"),
    }
    None
}
