//! Turns an error of the HTTP library into a problem: the one place that looks at those errors.
//! Their text is not kept where it could hold an address.

use std::error::Error;
use std::io;

use rustls::{CertificateError, Error as TlsError, OtherError};

use super::limits::Limits;
use crate::domain::ProblemKind;
use crate::domain::problem::{AnswerForm, ProxyRefusal, TlsReason};

/// Beginnings of every message about a proxy. Their types are not
/// exported, so their words are all there is; tests with real proxies hold them.
const OF_PROXY: [&str; 2] = ["tunnel error: ", "SOCKS error: "];

#[derive(Debug)]
pub(super) struct Failure {
    pub(super) kind: ProblemKind,
    pub(super) chain: Vec<String>,
}

/// Order matters: a proxy's failure also looks like one of the connection, a timeout while
/// connecting or reading also like one of connecting or reading.
pub(super) fn classify(error: reqwest::Error, limits: &Limits) -> Failure {
    let error = error.without_url();
    let chain = chain(&error);
    let kind = kind(&error, &chain, limits);
    Failure { kind, chain }
}

/// Ended before the answer began.
pub(super) fn is_lost(error: &reqwest::Error) -> bool {
    let kind = kind(error, &chain(error), &Limits::default());
    kind == ProblemKind::ConnectionLost
}

fn kind(error: &reqwest::Error, chain: &[String], limits: &Limits) -> ProblemKind {
    if let Some(refusal) = proxy_refusal(chain) {
        ProblemKind::Proxy(refusal)
    } else if error.is_timeout() && !found(error).any(hyper::Error::is_timeout) {
        // Not of a connection of HTTP/2 that gave no sign of life: that ends before its time.
        let Limits { connect, total, .. } = *limits;
        if error.is_connect() {
            ProblemKind::ConnectTimeout { limit: connect }
        } else {
            ProblemKind::AnswerTimeout { limit: total }
        }
    } else if error.is_dns() {
        ProblemKind::NameNotFound
    } else if let Some(error) = found(error).next() {
        ProblemKind::NotSecure(reason(error))
    } else if error.is_connect() {
        ProblemKind::NotReachable
    } else if error.is_body() || error.is_decode() {
        broken_body(error)
    } else if error.is_request() && found(error).any(hyper::Error::is_parse) {
        // The answer's head is none.
        ProblemKind::UnexpectedAnswer(AnswerForm::NotJson)
    } else if error.is_request() {
        ProblemKind::ConnectionLost
    } else {
        ProblemKind::AppFault
    }
}

/// The body ended early, or cannot be unpacked.
fn broken_body(error: &reqwest::Error) -> ProblemKind {
    let from_connection = found::<hyper::Error>(error).next().is_some();
    let kinds = [io::ErrorKind::InvalidData, io::ErrorKind::Other];
    let nonsense = found::<io::Error>(error).any(|error| kinds.contains(&error.kind()));
    if nonsense && !from_connection {
        ProblemKind::UnexpectedAnswer(AnswerForm::NotJson)
    } else {
        ProblemKind::CutShort
    }
}

fn proxy_refusal(chain: &[String]) -> Option<ProxyRefusal> {
    let words = |begin: &&str| chain.iter().find_map(|text| text.strip_prefix(*begin));
    Some(match OF_PROXY.iter().find_map(words)? {
        "proxy authorization required"
        | "credentials not accepted"
        // Also where it wants them, and there are none.
        | "server does not support user/pass authentication" => ProxyRefusal::SignIn,
        "failed to create underlying connection" => ProxyRefusal::NotReachable,
        _ => ProxyRefusal::Refused,
    })
}

fn reason(error: &TlsError) -> TlsReason {
    use CertificateError as Certificate;
    match error {
        TlsError::InvalidMessage(_) => TlsReason::NotTls,
        TlsError::InvalidCertificate(certificate) => match certificate {
            Certificate::Expired | Certificate::ExpiredContext { .. } => TlsReason::Expired,
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => {
                TlsReason::NotYetValid
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                TlsReason::OtherName
            }
            Certificate::UnknownIssuer => TlsReason::UnknownIssuer,
            Certificate::Other(other) if vouches_for_itself(other) => TlsReason::UnknownIssuer,
            Certificate::Revoked => TlsReason::Revoked,
            _ => TlsReason::Other,
        },
        _ => TlsReason::Other,
    }
}

/// A root in the place of a service's own certificate, as self-signed ones are.
fn vouches_for_itself(error: &OtherError) -> bool {
    let reason = error.0.downcast_ref::<webpki::Error>();
    matches!(reason, Some(webpki::Error::CaUsedAsEndEntity))
}

/// An error and its causes; an `io::Error` names its own by `get_ref` only.
fn sources<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let first: &'a (dyn Error + 'static) = error;
    std::iter::successors(Some(first), |&error| {
        let io = error.downcast_ref().and_then(io::Error::get_ref);
        io.map(|inner| inner as _).or_else(|| error.source())
    })
}

fn found<E: Error + 'static>(error: &reqwest::Error) -> impl Iterator<Item = &E> {
    sources(error).filter_map(|source| source.downcast_ref())
}

/// Texts of an error and of its sources, repetitions left out.
fn chain(error: &reqwest::Error) -> Vec<String> {
    let mut texts: Vec<String> = sources(error).map(ToString::to_string).collect();
    texts.dedup();
    texts
}
