//! The one judgement of a batch that everything on screen follows.

use super::batch::Batch;
use super::progress::Percent;
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
    /// The service calls it done, and its numbers say something else.
    Doubtful,
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
        Status::Completed if is_borne_out(batch) => Verdict::Ready,
        Status::Completed => Verdict::Doubtful,
        Status::PartiallyCompleted => Verdict::SomeFailed,
        Status::Failed => Verdict::NoneMade,
        Status::Unknown(_) => Verdict::Unknown,
    }
}

/// Whether every number that was sent says that all certificates are made.
fn is_borne_out(batch: &Batch) -> bool {
    let is_whole = |percent: Percent| percent.as_sent().total_cmp(&100.0).is_eq();
    batch.counts.may_be_complete() && batch.progress.is_none_or(is_whole)
}

impl Verdict {
    /// How the verdict feels.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Ready => Tone::Good,
            Self::NotStarted | Self::UnderWay => Tone::Busy,
            Self::WaitingForMe | Self::Waiting | Self::SomeFailed | Self::Doubtful => {
                Tone::Attention
            }
            Self::NoneMade => Tone::Bad,
            Self::Unknown => Tone::Neutral,
        }
    }
}
