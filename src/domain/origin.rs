//! The address of the service: which origin may see the token.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use super::batch_id::BatchId;

/// Address of the service, unless another is asked for.
pub const DEFAULT: &str = "https://api.vec.digital";

/// Scheme, host and port of the service. Always `https`, or `http` to this very computer.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApiOrigin(Url);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginProblem {
    /// Not an address at all, or of no web server.
    NotAnAddress,
    /// Plain `http` to another computer, which would show the token on the way.
    NotSecure,
    /// A user name, path, query or fragment.
    MoreThanHost,
}

impl FromStr for ApiOrigin {
    type Err = OriginProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| OriginProblem::NotAnAddress)?;
        if !matches!(url.scheme(), "https" | "http") || !url.has_host() {
            return Err(OriginProblem::NotAnAddress);
        }
        if url.scheme() == "http" && !is_loopback(&url) {
            return Err(OriginProblem::NotSecure);
        }
        if !is_bare(&url) {
            return Err(OriginProblem::MoreThanHost);
        }
        Ok(Self(url))
    }
}

impl TryFrom<String> for ApiOrigin {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|_| "not the address of a service")
    }
}

impl From<ApiOrigin> for String {
    fn from(origin: ApiOrigin) -> Self {
        origin.to_string()
    }
}

impl ApiOrigin {
    /// Host, with the port where it is not the scheme's own.
    pub fn host(&self) -> String {
        self.0.authority().to_owned()
    }

    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(443)
    }

    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    pub fn batch_url(&self, id: BatchId) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("/business/batches/{id}"));
        url
    }

    /// The origin as an address, to resolve others against.
    pub fn url(&self) -> &Url {
        &self.0
    }

    pub fn is_origin_of(&self, other: &Url) -> bool {
        self.0.origin() == other.origin()
    }
}

impl fmt::Display for ApiOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for ApiOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiOrigin({self})")
    }
}

pub(super) fn is_bare(url: &Url) -> bool {
    // Schemes other than those of the web may come without the slash.
    matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// Tells an address that may lead to this computer by its name alone.
pub(super) fn may_lead_here(url: &Url) -> bool {
    let is_here = |ip: IpAddr| ip.is_loopback() || ip.is_unspecified();
    match url.host() {
        Some(Host::Ipv4(ip)) => is_here(ip.into()),
        Some(Host::Ipv6(ip)) => is_here(ip.to_canonical()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_safe_origin_is_accepted() {
        for good in [
            DEFAULT,
            "https://api.vec.digital/",
            "https://staging.example:8443",
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:9",
        ] {
            assert!(good.parse::<ApiOrigin>().is_ok(), "{good}");
        }
        for (bad, why) in [
            ("api.vec.digital", OriginProblem::NotAnAddress),
            ("ftp://api.vec.digital", OriginProblem::NotAnAddress),
            ("", OriginProblem::NotAnAddress),
            ("http://api.vec.digital", OriginProblem::NotSecure),
            ("http://127.0.0.1.evil.example", OriginProblem::NotSecure),
            ("https://me:pw@api.vec.digital", OriginProblem::MoreThanHost),
            ("https://api.vec.digital/v1", OriginProblem::MoreThanHost),
            ("https://api.vec.digital?x=1", OriginProblem::MoreThanHost),
        ] {
            assert_eq!(bad.parse::<ApiOrigin>(), Err(why), "{bad}");
        }
    }

    #[test]
    fn only_the_same_scheme_host_and_port_is_the_same_origin() {
        let origin: ApiOrigin = DEFAULT.parse().unwrap();
        let same = |text: &str| origin.is_origin_of(&Url::parse(text).unwrap());
        assert!(same("https://API.vec.digital:443/storage/a.png"));
        assert!(!same("http://api.vec.digital/"));
        assert!(!same("https://api.vec.digital:444/"));
        assert!(!same("https://api.vec.digital.evil.example/"));
    }
}
