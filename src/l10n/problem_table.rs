//! Which message each problem has. Every match is exhaustive.

use super::Localizer;
use crate::domain::picture::AddressProblem;
use crate::domain::problem::{
    AnswerForm, PictureProblem, ProblemKind, ProxyRefusal, StoreProblem, TlsReason,
};

pub(super) fn tls(reason: TlsReason) -> &'static str {
    match reason {
        TlsReason::Expired => "expired",
        TlsReason::NotYetValid => "not-yet-valid",
        TlsReason::OtherName => "other-name",
        TlsReason::UnknownIssuer => "unknown-issuer",
        TlsReason::Revoked => "revoked",
        TlsReason::NotTls => "not-tls",
        TlsReason::Other => "other",
    }
}

/// The message that holds the words.
pub(super) fn id(kind: &ProblemKind, l10n: &Localizer) -> &'static str {
    match kind {
        ProblemKind::Store(store) => store_id(*store),
        ProblemKind::TokenNotAccepted => "token-not-accepted",
        ProblemKind::PermissionNeeded { permission } => {
            match l10n.permission(permission.as_str()) {
                Some(_) => "permission-needed",
                None => "permission-needed-unknown",
            }
        }
        ProblemKind::AccessNotAllowed => "access-not-allowed",
        ProblemKind::BatchNotFound { .. } => "batch-not-found",
        ProblemKind::BatchIdNotAccepted { .. } => "batch-id-not-accepted",
        ProblemKind::ListNotAvailable => "list-not-available",
        ProblemKind::CertificateNotFound => "certificate-not-found",
        ProblemKind::FileNotAvailable => "file-not-available",
        ProblemKind::TooManyRequests { .. } => "too-many-requests",
        ProblemKind::ServiceProblem { wait: Some(_), .. } => "service-problem-wait",
        ProblemKind::ServiceProblem { code: Some(_), .. } => "service-problem-code",
        ProblemKind::ServiceProblem { .. } => "service-problem",
        ProblemKind::UnexpectedStatus => "unexpected-status",
        ProblemKind::SentElsewhere => "sent-elsewhere",
        ProblemKind::NameNotFound => "name-not-found",
        ProblemKind::NotReachable => "not-reachable",
        ProblemKind::ConnectionLost => "connection-lost",
        ProblemKind::NotSecure(_) => "not-secure",
        ProblemKind::ConnectTimeout { .. } => "connect-timeout",
        ProblemKind::AnswerTimeout { .. } => "answer-timeout",
        ProblemKind::Proxy(ProxyRefusal::SignIn) => "proxy-sign-in",
        ProblemKind::Proxy(ProxyRefusal::Refused) => "proxy-refused",
        ProblemKind::Proxy(ProxyRefusal::NotReachable) => "proxy-not-reachable",
        ProblemKind::CutShort => "cut-short",
        ProblemKind::UnexpectedAnswer(AnswerForm::WebPage) => "unexpected-web-page",
        ProblemKind::UnexpectedAnswer(AnswerForm::Empty) => "unexpected-empty",
        ProblemKind::UnexpectedAnswer(AnswerForm::NotJson | AnswerForm::OtherShape) => {
            "unexpected-form"
        }
        ProblemKind::TooLarge { .. } => "too-large",
        ProblemKind::Picture(problem) => match problem {
            PictureProblem::Gone => "picture-not-available",
            PictureProblem::Address(
                AddressProblem::NotAnAddress
                | AddressProblem::NotWeb
                | AddressProblem::NotSecure
                | AddressProblem::UserName,
            )
            | PictureProblem::NotAPicture
            | PictureProblem::Damaged
            | PictureProblem::TooLarge => "picture-not-shown",
        },
        ProblemKind::NotSaved => "not-saved",
        ProblemKind::AppFault => "app-fault",
    }
}

fn store_id(problem: StoreProblem) -> &'static str {
    match problem {
        StoreProblem::NotAvailable => "store-not-available",
        StoreProblem::NoPlace => "store-no-place",
        StoreProblem::Locked => "store-locked",
        StoreProblem::NotAnswering { .. } => "store-not-answering",
        StoreProblem::Unreadable => "store-unreadable",
        StoreProblem::NotKept => "store-not-kept",
        StoreProblem::TooLong => "store-too-long",
        StoreProblem::NotForgotten => "store-not-forgotten",
    }
}

/// Why a picture cannot be shown, in the word of the message; `None` where there is none.
pub(super) fn picture_reason(kind: &ProblemKind) -> Option<&'static str> {
    match kind {
        ProblemKind::Picture(problem) => match problem {
            PictureProblem::Address(_) => Some("address"),
            PictureProblem::NotAPicture => Some("not-a-picture"),
            PictureProblem::Damaged => Some("damaged"),
            PictureProblem::TooLarge => Some("too-large"),
            PictureProblem::Gone => None,
        },
        ProblemKind::TooLarge { .. } => Some("too-large"),
        ProblemKind::Store(_)
        | ProblemKind::TokenNotAccepted
        | ProblemKind::PermissionNeeded { .. }
        | ProblemKind::AccessNotAllowed
        | ProblemKind::BatchNotFound { .. }
        | ProblemKind::BatchIdNotAccepted { .. }
        | ProblemKind::ListNotAvailable
        | ProblemKind::CertificateNotFound
        | ProblemKind::FileNotAvailable
        | ProblemKind::TooManyRequests { .. }
        | ProblemKind::ServiceProblem { .. }
        | ProblemKind::UnexpectedStatus
        | ProblemKind::SentElsewhere
        | ProblemKind::NameNotFound
        | ProblemKind::NotReachable
        | ProblemKind::ConnectionLost
        | ProblemKind::NotSecure(_)
        | ProblemKind::ConnectTimeout { .. }
        | ProblemKind::AnswerTimeout { .. }
        | ProblemKind::Proxy(_)
        | ProblemKind::CutShort
        | ProblemKind::UnexpectedAnswer(_)
        | ProblemKind::NotSaved
        | ProblemKind::AppFault => None,
    }
}
