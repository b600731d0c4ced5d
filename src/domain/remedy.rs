//! Consequences of a failure, one row a kind: words, severity, sign, remedies. Waits beside it.

use std::time::Duration;

use Remedy as R;
use Tone::{Attention, Bad, Neutral};

use super::problem::{AnswerForm, PictureProblem, ProblemKind, ProxyRefusal, StoreProblem};
use super::verdict::Tone;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remedy {
    TryAgain,
    RetryStore,
    RemoveAgain,
    RetryPicture,
    ReplaceToken,
    WhereToFindToken,
    CopyDetails,
    CopyDetailsForIt,
    /// Copy a message to the account's administrator.
    CopyRequest,
    ChangeId,
    UseUntilClose,
    TestConnection,
    Close,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Lock,
    Key,
    Search,
    Hourglass,
    Offline,
    Encrypted,
    Cloud,
    Report,
    Help,
}

/// A row of the table of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handling {
    /// Name of its words.
    pub id: &'static str,
    pub severity: Tone,
    pub sign: Sign,
    /// The likeliest first.
    pub remedies: &'static [Remedy],
}

/// Wait after "too many requests" without a time.
pub const DEFAULT_WAIT: Duration = Duration::from_mins(1);

const AGAIN: &[R] = &[R::TryAgain];
const TOLD: &[R] = &[R::TryAgain, R::CopyDetails];
const TESTED: &[R] = &[R::TryAgain, R::TestConnection, R::CopyDetails];
const TOLD_TO_IT: &[R] = &[R::TryAgain, R::TestConnection, R::CopyDetailsForIt];
const CHANGED: &[R] = &[R::ChangeId];
const STORED: &[R] = &[R::RetryStore, R::UseUntilClose];

type Row = (&'static str, Tone, Sign, &'static [Remedy]);

impl ProblemKind {
    pub fn handling(&self) -> Handling {
        let (id, severity, sign, remedies) = self.row();
        Handling {
            id,
            severity,
            sign,
            remedies,
        }
    }

    fn row(&self) -> Row {
        const TOKEN: &[R] = &[R::ReplaceToken, R::WhereToFindToken];
        const ASKED_FOR: &[R] = &[R::CopyRequest, R::ReplaceToken];
        const REPLACED: &[R] = &[R::CopyDetails, R::ReplaceToken];
        const CLOSED: &[R] = &[R::CopyDetails, R::Close];
        match self {
            Self::Store(problem) => of_store(*problem),
            Self::TokenNotAccepted => ("token-not-accepted", Attention, Sign::Key, TOKEN),
            Self::PermissionNeeded { .. } => ("permission-needed", Attention, Sign::Key, ASKED_FOR),
            Self::AccessNotAllowed => ("access-not-allowed", Neutral, Sign::Lock, REPLACED),
            Self::BatchNotFound { .. } => ("batch-not-found", Attention, Sign::Search, CHANGED),
            Self::BatchIdNotAccepted { .. } => {
                ("batch-id-not-accepted", Attention, Sign::Search, CHANGED)
            }
            Self::ListNotAvailable => ("list-not-available", Neutral, Sign::Search, TOLD),
            Self::CertificateNotFound => ("certificate-not-found", Neutral, Sign::Search, TOLD),
            Self::FileNotAvailable => ("file-not-available", Neutral, Sign::Search, TOLD),
            Self::TooManyRequests { .. } => {
                ("too-many-requests", Attention, Sign::Hourglass, AGAIN)
            }
            Self::ServiceProblem { .. } => ("service-problem", Neutral, Sign::Cloud, TOLD),
            Self::UnexpectedStatus => ("unexpected-status", Neutral, Sign::Help, TOLD),
            Self::SentElsewhere => ("sent-elsewhere", Neutral, Sign::Help, TOLD),
            Self::NameNotFound => ("name-not-found", Neutral, Sign::Offline, TESTED),
            Self::NotReachable => ("not-reachable", Neutral, Sign::Offline, TESTED),
            Self::ConnectionLost => ("connection-lost", Neutral, Sign::Offline, TESTED),
            Self::NotSecure(_) => ("not-secure", Bad, Sign::Encrypted, TOLD_TO_IT),
            Self::ConnectTimeout { .. } => ("connect-timeout", Neutral, Sign::Hourglass, TESTED),
            Self::AnswerTimeout { .. } => ("answer-timeout", Neutral, Sign::Hourglass, TESTED),
            Self::Proxy(refusal) => {
                let id = match refusal {
                    ProxyRefusal::SignIn => "proxy-sign-in",
                    ProxyRefusal::Refused => "proxy-refused",
                    ProxyRefusal::NotReachable => "proxy-not-reachable",
                };
                (id, Neutral, Sign::Cloud, TOLD_TO_IT)
            }
            Self::CutShort => ("cut-short", Neutral, Sign::Offline, AGAIN),
            Self::UnexpectedAnswer(form) => {
                let id = match form {
                    AnswerForm::WebPage => "unexpected-web-page",
                    AnswerForm::Empty => "unexpected-empty",
                    AnswerForm::NotJson | AnswerForm::OtherShape => "unexpected-form",
                };
                (id, Neutral, Sign::Help, TOLD)
            }
            Self::TooLarge { .. } => ("too-large", Neutral, Sign::Help, TOLD),
            Self::Picture(PictureProblem::Gone) => {
                ("picture-not-available", Neutral, Sign::Help, TOLD)
            }
            Self::Picture(_) => ("picture-not-shown", Neutral, Sign::Help, TOLD),
            Self::NotSaved => ("not-saved", Neutral, Sign::Help, &[R::CopyDetails]),
            Self::AppFault => ("app-fault", Bad, Sign::Report, CLOSED),
        }
    }

    /// True where the way to the service is at fault, or may be.
    pub fn is_of_the_network(&self) -> bool {
        self.handling().remedies.contains(&R::TestConnection)
    }

    /// Remedies for a picture that could not be fetched or shown.
    pub fn picture_remedies(&self) -> &'static [Remedy] {
        match self {
            // The address stays the same.
            Self::Picture(PictureProblem::Address(_)) => &[R::CopyDetails],
            _ => &[R::RetryPicture, R::CopyDetails],
        }
    }

    /// True where another token may help (401 and 403): nothing is asked again before.
    pub fn needs_credentials(&self) -> bool {
        matches!(
            self,
            Self::TokenNotAccepted | Self::PermissionNeeded { .. } | Self::AccessNotAllowed
        )
    }

    /// True where only the person can go on: nothing asks again by itself, and no filter helps.
    pub fn needs_the_person(&self) -> bool {
        self.needs_credentials() || self.is_refusal()
    }

    /// True for something that is not for the person to see, or is not there.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::PermissionNeeded { .. }
                | Self::AccessNotAllowed
                | Self::BatchNotFound { .. }
                | Self::ListNotAvailable
        )
    }

    /// Wait that the service asks for before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooManyRequests { wait } => Some(wait.unwrap_or(DEFAULT_WAIT)),
            Self::ServiceProblem { wait, .. } => *wait,
            _ => None,
        }
    }
}

fn of_store(problem: StoreProblem) -> Row {
    const REPLACED: &[R] = &[R::ReplaceToken, R::CopyDetails];
    const SHORTENED: &[R] = &[R::UseUntilClose, R::ReplaceToken];
    const REMOVED: &[R] = &[R::RemoveAgain, R::CopyDetails];
    let (id, sign, remedies) = match problem {
        StoreProblem::NotAvailable => ("store-not-available", Sign::Key, STORED),
        StoreProblem::NoPlace => ("store-no-place", Sign::Key, STORED),
        StoreProblem::Locked => ("store-locked", Sign::Lock, STORED),
        StoreProblem::NotAnswering { .. } => ("store-not-answering", Sign::Key, STORED),
        StoreProblem::Unreadable => ("store-unreadable", Sign::Key, REPLACED),
        StoreProblem::NotKept => ("store-not-kept", Sign::Key, STORED),
        StoreProblem::TooLong => ("store-too-long", Sign::Key, SHORTENED),
        StoreProblem::NotForgotten => ("store-not-forgotten", Sign::Key, REMOVED),
    };
    (id, Attention, sign, remedies)
}
