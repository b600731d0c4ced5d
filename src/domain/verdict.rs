//! The one judgement of a batch that everything on screen follows.

use super::batch::Batch;
use super::status::Status;

/// What a batch's status and counts come to. Never more than the answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every certificate is made.
    Ready,
    /// Work has not begun.
    NotStarted,
    /// Certificates are being made.
    UnderWay,
    /// Signatures or approvals are needed, the token owner's among them.
    WaitingForMe,
    /// Signatures or approvals are needed.
    Waiting,
    /// Done; some certificates are made and some failed.
    SomeFailed,
    /// The run failed.
    NoneMade,
    /// The service uses a word that this version does not know.
    Unknown,
}

/// How a verdict feels; decides colour and icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good and done.
    Good,
    /// Going on by itself.
    Busy,
    /// Somebody must do something.
    Attention,
    /// Something went wrong.
    Bad,
    /// Nothing to say.
    Neutral,
}

/// Judges a batch.
#[must_use]
pub fn verdict(batch: &Batch) -> Verdict {
    match &batch.status {
        Status::Pending => Verdict::NotStarted,
        Status::Processing => Verdict::UnderWay,
        Status::WaitingForApproval if batch.requires_my_signature == Some(true) => {
            Verdict::WaitingForMe
        }
        Status::WaitingForApproval => Verdict::Waiting,
        Status::Completed if batch.counts.failed.is_some_and(|failed| failed > 0) => {
            Verdict::SomeFailed
        }
        Status::Completed => Verdict::Ready,
        Status::PartiallyCompleted => Verdict::SomeFailed,
        Status::Failed => Verdict::NoneMade,
        Status::Unknown(_) => Verdict::Unknown,
    }
}

impl Verdict {
    /// How the verdict feels.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Ready => Tone::Good,
            Self::NotStarted | Self::UnderWay => Tone::Busy,
            Self::WaitingForMe | Self::Waiting | Self::SomeFailed => Tone::Attention,
            Self::NoneMade => Tone::Bad,
            Self::Unknown => Tone::Neutral,
        }
    }
}
