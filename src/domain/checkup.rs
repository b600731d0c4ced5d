//! The steps of "Test connection", and what each found.

use std::net::IpAddr;
use std::time::Duration;

use jiff::Timestamp;

use super::api_token::ApiToken;
use super::listed;
use super::origin::ApiOrigin;
use super::problem::Problem;
use super::text::ServerText;

#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub origin: ApiOrigin,
    /// Token that the service should accept.
    pub token: Option<ApiToken>,
    /// Problem for which the service may not be asked at present.
    pub held_back: Option<Problem>,
}

listed! {
    /// One step, in the order they are taken.
    #[derive(PartialOrd, Ord)]
    pub enum Step {
        /// The name of the service has an address.
        Name,
        /// Something answers at that address.
        Connection,
        /// Somebody this computer trusts vouches for its identity.
        Secure,
        /// It is the service that answers.
        Service,
        Token,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The addresses of the name, at most a handful.
    Addresses(Vec<IpAddr>),
    /// The name is left to the proxy of the network.
    NameLeftToProxy {
        proxy: String,
    },
    Connected {
        took: Duration,
    },
    /// A connection was made through a proxy.
    ConnectedThroughProxy {
        /// The proxy, without any user name.
        proxy: String,
        took: Duration,
    },
    /// The certificate of the service was confirmed.
    Confirmed {
        issuer: ServerText,
        /// End of its validity.
        until: Option<Timestamp>,
    },
    /// Nothing to protect: the service runs on this very computer.
    SameComputer,
    Answered {
        took: Duration,
    },
    TokenAccepted,
    /// The token is known, but not allowed to list batches. It may still be
    /// allowed to read one.
    TokenKnown,
    /// There is no token to try.
    NoToken,
    /// The step went wrong; no further step is taken.
    Failed(Problem),
}

/// A step with what it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub step: Step,
    pub finding: Finding,
}
