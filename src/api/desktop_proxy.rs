//! The proxies that a Linux desktop names. Its portal knows them, GNOME's and KDE's alike,
//! with their exceptions and automatic scripts. Windows and macOS are read elsewhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::sync::OnceCell;
use url::Url;

use crate::crash::lock;

/// Answers of the desktop by host.
#[derive(Default)]
pub(super) struct DesktopProxies(Mutex<HashMap<String, Arc<OnceCell<Option<Url>>>>>);

impl DesktopProxies {
    /// Asks the desktop once for each host.
    pub(super) async fn learn(&self, target: &Url) {
        if let Some(host) = target.host_str() {
            let answer = lock(&self.0).entry(host.to_owned()).or_default().clone();
            answer.get_or_init(|| ask(target)).await;
        }
    }

    pub(super) fn proxy_to(&self, target: &Url) -> Option<Url> {
        lock(&self.0).get(target.host_str()?)?.get()?.clone()
    }
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "as where a desktop is asked")]
async fn ask(_target: &Url) -> Option<Url> {
    None
}

/// `None` from a desktop that cannot be asked.
#[cfg(target_os = "linux")]
async fn ask(target: &Url) -> Option<Url> {
    use std::time::Duration;

    use crate::portal;

    /// The request to the service waits for it.
    const LIMIT: Duration = Duration::from_secs(1);

    // Only the host: a script of the network need not see more.
    let origin = target.origin().ascii_serialization();
    let proxies = portal::ask("ProxyResolver", LIMIT, |portal| async move {
        portal.call("Lookup", &origin).await
    });
    let proxies: Vec<String> = proxies.await?;
    first_of(&proxies)
}

/// The best of those to be tried in turn; the first is `direct://` where none is needed.
/// SOCKS means that the proxy looks up names, as everywhere on these desktops.
#[cfg(target_os = "linux")]
fn first_of(proxies: &[String]) -> Option<Url> {
    let first = proxies.first()?;
    let (scheme, rest) = first.split_once("://")?;
    let scheme = match scheme {
        "http" | "https" => scheme,
        "socks" | "socks5" => "socks5h",
        "direct" => return None,
        _ => {
            tracing::warn!("the desktop names a proxy of an unknown kind");
            return None;
        }
    };
    Url::parse(&format!("{scheme}://{rest}")).ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_first_proxy_is_taken_as_the_desktop_means_it() {
        let socks = Some("socks5h://a.example:1080");
        for (said, meant) in [
            ("http://a.example direct://", Some("http://a.example/")),
            ("socks5://a.example:1080 socks4://a.example", socks),
            ("socks://a.example:1080", socks),
            ("direct:// http://a.example:3128", None),
            ("quic://a.example", None),
            ("http://", None),
            ("nonsense", None),
            ("", None),
        ] {
            let said: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
            let proxy = first_of(&said).map(|url| url.to_string());
            assert_eq!(proxy.as_deref(), meant, "{said:?}");
        }
    }
}
