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
        Name,
        Connection,
        /// Somebody this computer trusts vouches for its identity.
        Secure,
        Service,
        Token,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The addresses of the name, at most a handful.
    Addresses(Vec<IpAddr>),
    /// The name is left to this proxy of the network.
    NameLeftToProxy(String),
    /// Time it took.
    Connected(Duration),
    ConnectedThroughProxy {
        /// The proxy, without any user name.
        proxy: String,
        took: Duration,
    },
    Confirmed {
        issuer: ServerText,
        until: Option<Timestamp>,
    },
    /// Nothing to protect: the service runs on this very computer.
    SameComputer,
    /// Time it took.
    Answered(Duration),
    TokenAccepted,
    /// The token is known, and may not list batches. It may still read one.
    TokenKnown,
    NoToken,
    /// The step went wrong; no further step is taken.
    Failed(Problem),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub step: Step,
    pub finding: Finding,
}
