//! Every kind of problem there is.

use std::time::Duration;

use vec_batch_viewer::domain::picture::AddressProblem;
use vec_batch_viewer::domain::problem::{
    AnswerForm, PictureProblem, ProxyRefusal, StoreProblem, TlsReason,
};
use vec_batch_viewer::domain::{ProblemKind as P, ServerText};

use crate::support::window::id;

const LIMIT: Duration = Duration::from_secs(30);

/// Examples of each kind in one list. Does not compile while a kind has no row.
macro_rules! rows {
    ($($kind:pat_param => $examples:expr,)*) => {{
        let _has_row = |kind: &P| match kind { $($kind)|* => () };
        let mut all = Vec::new();
        $(all.extend($examples);)*
        all
    }};
}

/// Every kind of problem, each variant of each reason included.
pub fn every_kind() -> Vec<P> {
    let needed = |name| P::PermissionNeeded {
        permission: ServerText::new(name),
    };
    let code = Some(ServerText::new("E1"));
    let wait = Some(Duration::from_secs(7));
    rows! {
        P::TokenNotAccepted => [P::TokenNotAccepted],
        P::PermissionNeeded { .. } => ["batches:view", "batches:fly"].map(needed),
        P::AccessNotAllowed => [P::AccessNotAllowed],
        P::BatchNotFound { .. } => [P::BatchNotFound { id: id() }],
        P::BatchIdNotAccepted { .. } => [P::BatchIdNotAccepted { id: id() }],
        P::ListNotAvailable => [P::ListNotAvailable],
        P::CertificateNotFound => [P::CertificateNotFound],
        P::FileNotAvailable => [P::FileNotAvailable],
        P::TooManyRequests { .. } => [None, wait].map(|wait| P::TooManyRequests { wait }),
        P::ServiceProblem { .. } => [(None, None), (code, None), (None, wait)]
            .map(|(code, wait)| P::ServiceProblem { code, wait }),
        P::UnexpectedStatus => [P::UnexpectedStatus],
        P::SentElsewhere => [P::SentElsewhere],
        P::UnexpectedAnswer(_) => {
            use AnswerForm::{Empty, NotJson, OtherShape, WebPage};
            [WebPage, Empty, NotJson, OtherShape].map(P::UnexpectedAnswer)
        },
        P::NameNotFound => [P::NameNotFound],
        P::NotReachable => [P::NotReachable],
        P::ConnectionLost => [P::ConnectionLost],
        P::ConnectTimeout { .. } => [P::ConnectTimeout { limit: LIMIT }],
        P::AnswerTimeout { .. } => [P::AnswerTimeout { limit: LIMIT }],
        P::CutShort => [P::CutShort],
        P::TooLarge { .. } => [P::TooLarge { limit: 8 << 20 }],
        P::Proxy(_) => {
            use ProxyRefusal::{NotReachable, Refused, SignIn};
            [SignIn, Refused, NotReachable].map(P::Proxy)
        },
        P::NotSecure(_) => {
            use TlsReason::{Expired, NotTls, NotYetValid, Other, OtherName, Revoked, UnknownIssuer};
            [Expired, NotYetValid, OtherName, UnknownIssuer, Revoked, NotTls, Other].map(P::NotSecure)
        },
        P::Store(_) => every_store_problem().map(P::Store),
        P::Picture(_) => every_picture_problem().map(P::Picture),
        P::NotSaved => [P::NotSaved],
        P::AppFault => [P::AppFault],
    }
}

/// Every problem of the password store.
pub fn every_store_problem() -> [StoreProblem; 8] {
    [
        StoreProblem::NotAvailable,
        StoreProblem::NoPlace,
        StoreProblem::Locked,
        StoreProblem::NotAnswering { waited: LIMIT },
        StoreProblem::Unreadable,
        StoreProblem::NotKept,
        StoreProblem::TooLong,
        StoreProblem::NotForgotten,
    ]
}

/// Every problem of the picture's own.
pub fn every_picture_problem() -> [PictureProblem; 5] {
    [
        PictureProblem::Address(AddressProblem::NotSecure),
        PictureProblem::NotAPicture,
        PictureProblem::Damaged,
        PictureProblem::TooLarge,
        PictureProblem::Gone,
    ]
}
