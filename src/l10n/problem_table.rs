//! Which message and which buttons each problem has. Every match is exhaustive.

use super::Localizer;
use super::problem::Action as A;
use super::problem::Action;
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
pub(super) fn id(kind: &ProblemKind, words: &Localizer) -> &'static str {
    match kind {
        ProblemKind::Store(store) => store_id(*store),
        ProblemKind::TokenNotAccepted => "token-not-accepted",
        ProblemKind::PermissionNeeded { permission } => {
            match words.permission(permission.as_str()) {
                Some(_) => "permission-needed",
                None => "permission-needed-unknown",
            }
        }
        ProblemKind::AccessNotAllowed => "access-not-allowed",
        ProblemKind::BatchNotFound { .. } => "batch-not-found",
        ProblemKind::BatchIdNotAccepted { .. } => "batch-id-not-accepted",
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
        StoreProblem::Locked => "store-locked",
        StoreProblem::NotAnswering { .. } => "store-not-answering",
        StoreProblem::Unreadable => "store-unreadable",
        StoreProblem::NotKept => "store-not-kept",
        StoreProblem::TooLong => "store-too-long",
        StoreProblem::NotForgotten => "store-not-forgotten",
    }
}

pub(super) fn actions(kind: &ProblemKind) -> &'static [Action] {
    match kind {
        ProblemKind::Store(StoreProblem::Unreadable) => &[A::ReplaceToken, A::CopyDetails],
        ProblemKind::Store(StoreProblem::TooLong) => &[A::UseUntilClose, A::ReplaceToken],
        ProblemKind::Store(
            StoreProblem::NotAvailable
            | StoreProblem::Locked
            | StoreProblem::NotAnswering { .. }
            | StoreProblem::NotKept,
        ) => &[A::TryAgain, A::UseUntilClose],
        ProblemKind::TokenNotAccepted => &[A::ReplaceToken, A::WhereToFindToken],
        ProblemKind::PermissionNeeded { .. } => &[A::CopyRequest, A::ReplaceToken],
        ProblemKind::AccessNotAllowed => &[A::CopyDetails, A::ReplaceToken],
        ProblemKind::BatchNotFound { .. } | ProblemKind::BatchIdNotAccepted { .. } => {
            &[A::ChangeId]
        }
        ProblemKind::TooManyRequests { .. } | ProblemKind::CutShort => &[A::TryAgain],
        ProblemKind::Store(StoreProblem::NotForgotten)
        | ProblemKind::ServiceProblem { .. }
        | ProblemKind::UnexpectedStatus
        | ProblemKind::SentElsewhere
        | ProblemKind::TooLarge { .. }
        | ProblemKind::Picture(_)
        | ProblemKind::NotSaved
        | ProblemKind::UnexpectedAnswer(_) => &[A::TryAgain, A::CopyDetails],
        ProblemKind::NameNotFound
        | ProblemKind::NotReachable
        | ProblemKind::ConnectionLost
        | ProblemKind::ConnectTimeout { .. }
        | ProblemKind::AnswerTimeout { .. } => &[A::TryAgain, A::TestConnection, A::CopyDetails],
        ProblemKind::NotSecure(_) | ProblemKind::Proxy(_) => {
            &[A::TryAgain, A::TestConnection, A::CopyDetailsForIt]
        }
        ProblemKind::AppFault => &[A::CopyDetails, A::Close],
    }
}
