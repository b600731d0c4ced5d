//! Settings for everybody who uses this computer, and reasons not to start as asked.

use std::str::FromStr;

use url::Url;

use super::ApiOrigin;
use super::account::Account;
use super::origin::{OriginProblem, is_bare};

const PROXY_SCHEMES: [&str; 4] = ["http", "https", "socks5", "socks5h"];

/// Settings for everybody. The arguments, and the person's own choices, count more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    pub origin: Option<ApiOrigin>,
    /// The proxy of the network, where the system names none.
    pub proxy: Option<ProxyAddress>,
    pub follow: Option<bool>,
    /// The institutions that everybody here works for.
    pub accounts: Vec<Account>,
}

/// The address of a proxy, without a password: everybody can read the file it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxyAddress(Url);

impl FromStr for ProxyAddress {
    type Err = OriginProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| OriginProblem::NotAnAddress)?;
        if is_bare(&url) && url.has_host() && PROXY_SCHEMES.contains(&url.scheme()) {
            Ok(Self(url))
        } else {
            Err(OriginProblem::NotAnAddress)
        }
    }
}

impl ProxyAddress {
    pub fn url(&self) -> &Url {
        &self.0
    }
}

/// Why the settings for this computer cannot be used. The program does not start
/// without them: it would send a token elsewhere than they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyProblem {
    pub file: String,
    pub fault: PolicyFault,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyFault {
    NotRead(String),
    /// The file is not written as it should be; where and why.
    NotUnderstood(String),
    /// Line and reason; those that follow have their line too.
    Address(usize, OriginProblem),
    /// Not the bare address of a proxy.
    Proxy(usize),
    /// The accounts are no list of names, each with the address of its service.
    Accounts(usize),
    /// Neither true nor false.
    Follow(usize),
}

/// A setting that this program does not know, as one of a newer version. The rest counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSetting {
    pub file: String,
    pub name: String,
}

/// Why the program was not started as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentProblem {
    /// An option this program does not have.
    Unknown(String),
    NoValue(String),
    /// An address that cannot be used.
    Url(OriginProblem),
    /// A batch ID that is none.
    Batch,
    /// A link that does not name one batch.
    Link,
    /// A log file that cannot be written to, says the system.
    Log(String),
    /// There is no account of this name.
    Account {
        name: String,
        there: Vec<String>,
    },
    Token,
}

/// Why the program cannot start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartProblem {
    NoScreen,
    /// A library of the system is missing.
    NoLibrary {
        missing: String,
        /// The Debian packages that hold what is needed.
        packages: &'static str,
    },
    NoOpenGl,
    /// Neither Direct3D nor Metal can be drawn with.
    NoGraphics,
    NoThread,
    /// The settings for this computer cannot be used.
    Settings(PolicyProblem),
    /// This variable names a proxy that can be none. What it holds may be secret.
    Proxy(&'static str),
}
