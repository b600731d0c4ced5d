//! Every kind of problem there is.

use std::time::Duration;

use vec_batch_viewer::domain::picture::AddressProblem;
use vec_batch_viewer::domain::problem::{
    AnswerForm, PictureProblem, ProxyRefusal, StoreProblem, TlsReason,
};
use vec_batch_viewer::domain::{ProblemKind as P, ServerText};

use crate::support::window::id;

const LIMIT: Duration = Duration::from_secs(30);

/// Every kind of problem, each variant of each reason included.
pub fn every_kind() -> Vec<P> {
    let mut kinds = of_the_service();
    kinds.extend(on_the_way());
    kinds.extend(every_store_problem().map(P::Store));
    kinds.extend(every_picture_problem().map(P::Picture));
    kinds.extend([P::NotSaved, P::AppFault]);
    assert!(kinds.iter().all(is_listed));
    kinds
}

fn of_the_service() -> Vec<P> {
    let text = ServerText::new;
    let wait = Some(Duration::from_secs(7));
    let needed = ["batches:view", "batches:fly"].map(text);
    let [known, unknown] = needed.map(|permission| P::PermissionNeeded { permission });
    vec![
        P::TokenNotAccepted,
        known,
        unknown,
        P::AccessNotAllowed,
        P::BatchNotFound { id: id() },
        P::BatchIdNotAccepted { id: id() },
        P::ListNotAvailable,
        P::CertificateNotFound,
        P::FileNotAvailable,
        P::TooManyRequests { wait: None },
        P::TooManyRequests { wait },
        P::ServiceProblem {
            code: None,
            wait: None,
        },
        P::ServiceProblem {
            code: Some(text("E1")),
            wait: None,
        },
        P::ServiceProblem { code: None, wait },
        P::UnexpectedStatus,
        P::SentElsewhere,
        P::UnexpectedAnswer(AnswerForm::WebPage),
        P::UnexpectedAnswer(AnswerForm::Empty),
        P::UnexpectedAnswer(AnswerForm::NotJson),
        P::UnexpectedAnswer(AnswerForm::OtherShape),
    ]
}

fn on_the_way() -> Vec<P> {
    let reasons = [
        TlsReason::Expired,
        TlsReason::NotYetValid,
        TlsReason::OtherName,
        TlsReason::UnknownIssuer,
        TlsReason::Revoked,
        TlsReason::NotTls,
        TlsReason::Other,
    ];
    let mut kinds = vec![
        P::NameNotFound,
        P::NotReachable,
        P::ConnectionLost,
        P::ConnectTimeout { limit: LIMIT },
        P::AnswerTimeout { limit: LIMIT },
        P::CutShort,
        P::TooLarge { limit: 8 << 20 },
        P::Proxy(ProxyRefusal::SignIn),
        P::Proxy(ProxyRefusal::Refused),
        P::Proxy(ProxyRefusal::NotReachable),
    ];
    kinds.extend(reasons.map(P::NotSecure));
    kinds
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

/// Does not compile when a kind is added, so that it is listed above.
fn is_listed(kind: &P) -> bool {
    match kind {
        P::Store(_)
        | P::TokenNotAccepted
        | P::PermissionNeeded { .. }
        | P::AccessNotAllowed
        | P::BatchNotFound { .. }
        | P::BatchIdNotAccepted { .. }
        | P::ListNotAvailable
        | P::CertificateNotFound
        | P::FileNotAvailable
        | P::TooManyRequests { .. }
        | P::ServiceProblem { .. }
        | P::UnexpectedStatus
        | P::SentElsewhere
        | P::NameNotFound
        | P::NotReachable
        | P::ConnectionLost
        | P::NotSecure(_)
        | P::ConnectTimeout { .. }
        | P::AnswerTimeout { .. }
        | P::Proxy(_)
        | P::CutShort
        | P::UnexpectedAnswer(_)
        | P::TooLarge { .. }
        | P::Picture(_)
        | P::NotSaved
        | P::AppFault => true,
    }
}
