//! Connects directly, or through the proxy of the network.

use std::sync::Arc;

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use url::Url;

use super::desktop_proxy::DesktopProxies;
use crate::domain::origin::is_loopback;
use crate::domain::start::ProxyAddress;

#[derive(Clone)]
pub struct Route {
    /// Rules for all addresses, where the desktop names no proxy.
    rules: Arc<Matcher>,
    /// `None` where the desktop is not asked.
    desktop: Option<Arc<DesktopProxies>>,
}

impl Route {
    /// As the environment says (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), or as the settings of
    /// Windows or macOS, or the desktop on Linux, where that names no proxy; through `proxy` where
    /// none of them does. `NO_PROXY` counts in any case.
    pub fn system(proxy: Option<&ProxyAddress>) -> Self {
        let system = Self::by(Matcher::from_system());
        if system.to_anywhere().is_some() {
            return system;
        }
        let mut route = match proxy {
            Some(proxy) => Self::through(proxy.url().as_str(), &no_proxy_for()),
            None => system,
        };
        route.desktop = Some(Arc::default());
        route
    }

    /// Through `proxy`, except to the hosts listed as `NO_PROXY` lists them; an empty one is none.
    pub fn through(proxy: &str, exceptions: &str) -> Self {
        Self::by(matcher(proxy, exceptions))
    }

    fn by(rules: Matcher) -> Self {
        Self {
            rules: Arc::new(rules),
            desktop: None,
        }
    }

    pub(super) async fn learn(&self, target: &Url) {
        if let Some(desktop) = &self.desktop
            && !is_loopback(target)
        {
            desktop.learn(target).await;
        }
    }

    /// The proxy on the way to `target`. This very computer is always reached
    /// straight: a proxy would look for the address on its own computer.
    pub(super) fn proxy_to(&self, target: &Url) -> Option<Proxy> {
        if is_loopback(target) {
            return None;
        }
        let uri: hyper::Uri = target.as_str().parse().ok()?;
        let of_desktop = self.desktop.as_ref().and_then(|all| all.proxy_to(target));
        // It may not know what the environment excepts.
        let of_desktop =
            of_desktop.and_then(|proxy| matcher(proxy.as_str(), &no_proxy_for()).intercept(&uri));
        of_desktop.or_else(|| self.rules.intercept(&uri)).map(Proxy)
    }

    pub(super) fn rule(&self) -> reqwest::Proxy {
        let route = self.clone();
        let rule = reqwest::Proxy::custom(move |target| route.proxy_to(target)?.url());
        // Only secure addresses are sent through one.
        let anywhere = self.to_anywhere();
        match anywhere.as_ref().and_then(Intercept::basic_auth) {
            Some(credentials) => rule.custom_http_auth(credentials.clone()),
            None => rule,
        }
    }

    /// Proxy on the way to a host that nothing is said about.
    fn to_anywhere(&self) -> Option<Intercept> {
        let anywhere = hyper::Uri::from_static("https://any.invalid");
        self.rules.intercept(&anywhere)
    }
}

fn matcher(proxy: &str, exceptions: &str) -> Matcher {
    Matcher::builder().all(proxy).no(exceptions).build()
}

/// Variable of the environment that should name a proxy and cannot: every request would go round
/// it.
pub fn unusable_proxy() -> Option<&'static str> {
    let names = [["HTTPS_PROXY", "https_proxy"], ["ALL_PROXY", "all_proxy"]];
    let (name, value) = names.into_iter().find_map(first_set)?;
    (!is_proxy(&value)).then_some(name)
}

/// An empty value names no proxy and hides the other spelling, as for the HTTP library. One that is
/// no text counts too: it is refused, where the library would go round it.
fn first_set(names: [&'static str; 2]) -> Option<(&'static str, String)> {
    let set = |name| Some((name, std::env::var_os(name)?.to_string_lossy().into_owned()));
    let first = names.into_iter().find_map(set);
    first.filter(|(_, value)| !value.is_empty())
}

fn is_proxy(value: &str) -> bool {
    let anywhere = Route::through(value, "").to_anywhere();
    anywhere.is_some_and(|proxy| Proxy(proxy).url().is_some_and(|url| url.has_host()))
}

fn no_proxy_for() -> String {
    let set = ["NO_PROXY", "no_proxy"].map(std::env::var);
    set.into_iter().find_map(Result::ok).unwrap_or_default()
}

pub(super) struct Proxy(Intercept);

impl Proxy {
    /// Leaves out any user name.
    pub(super) fn name(&self) -> String {
        let at = self.0.uri().authority().map_or("", |at| at.as_str());
        at.rsplit('@').next().unwrap_or(at).to_owned()
    }

    pub(super) fn address(&self) -> Option<(String, u16)> {
        let uri = self.0.uri();
        let usual = match uri.scheme_str() {
            Some("https") => 443,
            Some(scheme) if scheme.starts_with("socks") => 1080,
            _ => 80,
        };
        let host = uri.host()?.trim_matches(['[', ']']);
        Some((host.to_owned(), uri.port_u16().unwrap_or(usual)))
    }

    fn url(&self) -> Option<Url> {
        let mut url = Url::parse(&self.0.uri().to_string()).ok()?;
        if let Some((user, password)) = self.0.raw_auth() {
            url.set_username(user).ok()?;
            url.set_password(Some(password)).ok()?;
        }
        Some(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(route: &Route, target: &str) -> Option<String> {
        let target = Url::parse(target).unwrap();
        route.proxy_to(&target).map(|proxy| proxy.name())
    }

    #[test]
    fn what_can_be_no_proxy_is_known() {
        let proxies = "http://proxy.example:3128|https://me:s3cret@proxy.example|proxy\
            |socks5h://[2001:db8::1]:1080|proxy.example:3128";
        for proxy in proxies.split('|') {
            assert!(is_proxy(proxy), "{proxy}");
        }
        let others = "proxy::|http://|http://:3128|http://proxy.example:port|ftp://proxy.example\
            |http://proxy.example:99999|http://proxy .example|\u{fffd}";
        for other in others.split('|') {
            assert!(!is_proxy(other), "{other}");
        }
    }

    #[test]
    fn the_proxy_set_for_everybody_leaves_out_what_no_proxy_lists() {
        let proxy = "socks5h://proxy.example:1080";
        let route = Route::through(proxy, "vec.example, .inside.example");
        let away = to(&route, "https://api.vec.digital/");
        assert_eq!(away.as_deref(), Some("proxy.example:1080"));
        for straight in ["https://vec.example/", "https://a.inside.example/"] {
            assert_eq!(to(&route, straight), None, "{straight}");
        }
        assert_eq!(to(&Route::through(proxy, "*"), "https://x.example/"), None);
    }
}
