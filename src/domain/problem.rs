//! Every kind of failure, as data. `remedy` has what follows from each; `l10n` has the words.

use std::time::Duration;

use jiff::Timestamp;

use super::batch_id::BatchId;
use super::picture::AddressProblem;
use super::text::ServerText;

/// Something did not work: what it was, and what a support desk wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub evidence: Box<Evidence>,
}

impl Problem {
    pub fn new(kind: ProblemKind, evidence: Evidence) -> Self {
        Self {
            kind,
            evidence: Box::new(evidence),
        }
    }

    /// `chain` goes to the technical details.
    pub fn with_chain(kind: ProblemKind, chain: Vec<String>) -> Self {
        let evidence = Evidence {
            chain,
            ..Evidence::default()
        };
        Self::new(kind, evidence)
    }

    /// True where the address of a file may have run out: stores say that in either way.
    pub fn may_have_run_out(&self) -> bool {
        matches!(self.evidence.status, Some(400 | 403))
    }
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Self::new(kind, Evidence::default())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    Store(StoreProblem),
    /// 401: the service does not know the token.
    TokenNotAccepted,
    /// 403 that names the missing permission.
    PermissionNeeded {
        /// The permission in the service's own term.
        permission: ServerText,
    },
    AccessNotAllowed,
    BatchNotFound {
        id: BatchId,
    },
    BatchIdNotAccepted {
        id: BatchId,
    },
    /// 404 or 405 for a list: this service has none, or none for this token.
    ListNotAvailable,
    CertificateNotFound,
    FileNotAvailable,
    TooManyRequests {
        /// Wait that the service asked for.
        wait: Option<Duration>,
    },
    ServiceProblem {
        code: Option<ServerText>,
        /// Wait that the service asked for.
        wait: Option<Duration>,
    },
    /// Any other status that this version does not know.
    UnexpectedStatus,
    /// 3xx: the service sent the program elsewhere, most likely to a sign-in page.
    SentElsewhere,
    NameNotFound,
    NotReachable,
    /// The connection broke before the first byte of the answer.
    ConnectionLost,
    NotSecure(TlsReason),
    ConnectTimeout {
        limit: Duration,
    },
    AnswerTimeout {
        limit: Duration,
    },
    Proxy(ProxyRefusal),
    CutShort,
    /// The answer was complete but not of a known form.
    UnexpectedAnswer(AnswerForm),
    /// The answer is larger than is accepted.
    TooLarge {
        limit: u64,
    },
    Picture(PictureProblem),
    NotSaved,
    AppFault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreProblem {
    /// There is none, or it does not run.
    NotAvailable,
    /// It runs, and has nothing that a token could be kept in.
    NoPlace,
    /// It is locked, or the person refused.
    Locked,
    NotAnswering {
        waited: Duration,
    },
    /// It holds something that is no token.
    Unreadable,
    /// It accepted the token and did not keep it.
    NotKept,
    TooLong,
    NotForgotten,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsReason {
    Expired,
    NotYetValid,
    OtherName,
    /// Vouched for by nobody this computer trusts.
    UnknownIssuer,
    Revoked,
    /// The other side does not speak TLS.
    NotTls,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyRefusal {
    /// It asks for a sign-in (407).
    SignIn,
    Refused,
    NotReachable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerForm {
    /// A web page, such as the sign-in page of a network.
    WebPage,
    Empty,
    NotJson,
    OtherShape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureProblem {
    Address(AddressProblem),
    /// The file is not a picture this program can open.
    NotAPicture,
    Damaged,
    TooLarge,
    /// There is no file at the address (404, 410), or it may not be read.
    Gone,
}

/// Evidence from the moment of a failure. Never holds the token.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The host that was asked, with its port where it is not the usual one.
    pub host: Option<String>,
    pub proxy: Option<String>,
    pub status: Option<u16>,
    pub error_code: Option<ServerText>,
    pub required_permission: Option<ServerText>,
    /// The host that the answer leads on to.
    pub led_to: Option<ServerText>,
    /// The service's number for the request.
    pub request_id: Option<ServerText>,
    pub message: Option<ServerText>,
    /// Bytes of a report that the service sent of itself; it is not kept.
    pub internal_report: Option<u64>,
    pub field_messages: Vec<ServerText>,
    pub content_type: Option<ServerText>,
    /// Beginning of an answer that was not understood, as text.
    pub excerpt: Option<ServerText>,
    /// Place in the JSON that did not fit.
    pub json_path: Option<ServerText>,
    /// Bytes of the answer that came.
    pub bytes: Option<u64>,
    /// Bytes the answer was announced with.
    pub announced: Option<u64>,
    pub retry_after: Option<ServerText>,
    /// The technical reasons, from the outside in.
    pub chain: Vec<String>,
    /// Seconds that the service's clock is ahead of this computer's; negative where it is behind.
    pub clock_difference: Option<i64>,
    /// Time of the failure, by this computer's clock.
    pub at: Option<Timestamp>,
}
