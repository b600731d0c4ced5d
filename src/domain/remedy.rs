//! Consequences of a failure: severity, remedies, waits. Every match names every kind, so that a
//! new one cannot be half added.

use std::time::Duration;

use super::problem::{PictureProblem, ProblemKind, StoreProblem};
use super::verdict::Tone;
use Remedy as R;

/// Help for a problem, as a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remedy {
    TryAgain,
    RetryStore,
    /// Ask the password store once more to remove the token.
    RemoveAgain,
    RetryPicture,
    /// Enter another token.
    ReplaceToken,
    WhereToFindToken,
    CopyDetails,
    /// Copy the details, for the IT department.
    CopyDetailsForIt,
    /// Copy a message to the account's administrator.
    CopyRequest,
    /// Go to the batch ID field.
    ChangeId,
    UseUntilClose,
    TestConnection,
    Close,
}

/// Wait after "too many requests" without a time.
pub const DEFAULT_WAIT: Duration = Duration::from_mins(1);

impl ProblemKind {
    /// The likeliest first.
    pub fn remedies(&self) -> &'static [Remedy] {
        match self {
            Self::Store(store) => of_store(*store),
            Self::TokenNotAccepted => &[R::ReplaceToken, R::WhereToFindToken],
            Self::PermissionNeeded { .. } => &[R::CopyRequest, R::ReplaceToken],
            Self::AccessNotAllowed => &[R::CopyDetails, R::ReplaceToken],
            Self::BatchNotFound { .. } | Self::BatchIdNotAccepted { .. } => &[R::ChangeId],
            Self::TooManyRequests { .. } | Self::CutShort => &[R::TryAgain],
            Self::ListNotAvailable | Self::CertificateNotFound | Self::FileNotAvailable => {
                &[R::TryAgain, R::CopyDetails]
            }
            Self::ServiceProblem { .. }
            | Self::UnexpectedStatus
            | Self::SentElsewhere
            | Self::TooLarge { .. }
            | Self::Picture(_)
            | Self::NotSaved
            | Self::UnexpectedAnswer(_) => &[R::TryAgain, R::CopyDetails],
            Self::NameNotFound
            | Self::NotReachable
            | Self::ConnectionLost
            | Self::ConnectTimeout { .. }
            | Self::AnswerTimeout { .. } => &[R::TryAgain, R::TestConnection, R::CopyDetails],
            Self::NotSecure(_) | Self::Proxy(_) => {
                &[R::TryAgain, R::TestConnection, R::CopyDetailsForIt]
            }
            Self::AppFault => &[R::CopyDetails, R::Close],
        }
    }

    /// True where the way to the service is at fault, or may be.
    pub fn is_of_the_network(&self) -> bool {
        self.remedies().contains(&R::TestConnection)
    }

    /// Remedies for a picture that could not be fetched or shown.
    pub fn picture_remedies(&self) -> &'static [Remedy] {
        match self {
            // The address stays the same.
            Self::Picture(PictureProblem::Address(_)) => &[R::CopyDetails],
            Self::Picture(
                PictureProblem::NotAPicture
                | PictureProblem::Damaged
                | PictureProblem::TooLarge
                | PictureProblem::Gone,
            )
            | Self::Store(_)
            | Self::TokenNotAccepted
            | Self::PermissionNeeded { .. }
            | Self::AccessNotAllowed
            | Self::BatchNotFound { .. }
            | Self::BatchIdNotAccepted { .. }
            | Self::ListNotAvailable
            | Self::CertificateNotFound
            | Self::FileNotAvailable
            | Self::TooManyRequests { .. }
            | Self::ServiceProblem { .. }
            | Self::UnexpectedStatus
            | Self::SentElsewhere
            | Self::NameNotFound
            | Self::NotReachable
            | Self::ConnectionLost
            | Self::NotSecure(_)
            | Self::ConnectTimeout { .. }
            | Self::AnswerTimeout { .. }
            | Self::Proxy(_)
            | Self::CutShort
            | Self::UnexpectedAnswer(_)
            | Self::TooLarge { .. }
            | Self::NotSaved
            | Self::AppFault => &[R::RetryPicture, R::CopyDetails],
        }
    }

    pub fn severity(&self) -> Tone {
        match self {
            Self::TooManyRequests { .. }
            | Self::BatchNotFound { .. }
            | Self::BatchIdNotAccepted { .. }
            | Self::PermissionNeeded { .. }
            | Self::TokenNotAccepted
            | Self::Store(_) => Tone::Attention,
            Self::NotSecure(_) | Self::AppFault => Tone::Bad,
            Self::AccessNotAllowed
            | Self::ListNotAvailable
            | Self::CertificateNotFound
            | Self::FileNotAvailable
            | Self::ServiceProblem { .. }
            | Self::UnexpectedStatus
            | Self::SentElsewhere
            | Self::NameNotFound
            | Self::NotReachable
            | Self::ConnectionLost
            | Self::ConnectTimeout { .. }
            | Self::AnswerTimeout { .. }
            | Self::Proxy(_)
            | Self::CutShort
            | Self::UnexpectedAnswer(_)
            | Self::TooLarge { .. }
            | Self::Picture(_)
            | Self::NotSaved => Tone::Neutral,
        }
    }

    /// True where another token may help (401 and 403): nothing is asked again before.
    pub fn needs_credentials(&self) -> bool {
        match self {
            Self::TokenNotAccepted | Self::PermissionNeeded { .. } | Self::AccessNotAllowed => true,
            Self::Store(_)
            | Self::BatchNotFound { .. }
            | Self::BatchIdNotAccepted { .. }
            | Self::ListNotAvailable
            | Self::CertificateNotFound
            | Self::FileNotAvailable
            | Self::TooManyRequests { .. }
            | Self::ServiceProblem { .. }
            | Self::UnexpectedStatus
            | Self::SentElsewhere
            | Self::NameNotFound
            | Self::NotReachable
            | Self::ConnectionLost
            | Self::NotSecure(_)
            | Self::ConnectTimeout { .. }
            | Self::AnswerTimeout { .. }
            | Self::Proxy(_)
            | Self::CutShort
            | Self::UnexpectedAnswer(_)
            | Self::TooLarge { .. }
            | Self::Picture(_)
            | Self::NotSaved
            | Self::AppFault => false,
        }
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
            Self::Store(_)
            | Self::TokenNotAccepted
            | Self::PermissionNeeded { .. }
            | Self::AccessNotAllowed
            | Self::BatchNotFound { .. }
            | Self::BatchIdNotAccepted { .. }
            | Self::ListNotAvailable
            | Self::CertificateNotFound
            | Self::FileNotAvailable
            | Self::UnexpectedStatus
            | Self::SentElsewhere
            | Self::NameNotFound
            | Self::NotReachable
            | Self::ConnectionLost
            | Self::NotSecure(_)
            | Self::ConnectTimeout { .. }
            | Self::AnswerTimeout { .. }
            | Self::Proxy(_)
            | Self::CutShort
            | Self::UnexpectedAnswer(_)
            | Self::TooLarge { .. }
            | Self::Picture(_)
            | Self::NotSaved
            | Self::AppFault => None,
        }
    }
}

fn of_store(problem: StoreProblem) -> &'static [Remedy] {
    match problem {
        StoreProblem::Unreadable => &[R::ReplaceToken, R::CopyDetails],
        StoreProblem::TooLong => &[R::UseUntilClose, R::ReplaceToken],
        StoreProblem::NotAvailable
        | StoreProblem::NoPlace
        | StoreProblem::Locked
        | StoreProblem::NotAnswering { .. }
        | StoreProblem::NotKept => &[R::RetryStore, R::UseUntilClose],
        StoreProblem::NotForgotten => &[R::RemoveAgain, R::CopyDetails],
    }
}
