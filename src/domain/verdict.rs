//! The one judgement of a batch that everything on screen follows.

use super::batch::Batch;
use super::progress::{Part, Percent};
use super::status::Status;

/// Meaning of a batch's status and counts, never more than the answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Ready,
    NotStarted,
    UnderWay,
    /// Signatures or approvals are needed, the token owner's among them.
    WaitingForMe,
    Waiting,
    SomeFailed,
    /// The service calls it done, and its numbers do not confirm that.
    Doubtful,
    NoneMade,
    /// The service uses a word that this version does not know.
    Unknown,
}

/// Mood of a verdict; decides colour and icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Busy,
    Attention,
    Bad,
    Neutral,
}

impl Tone {
    pub fn needs_attention(self) -> bool {
        matches!(self, Self::Attention | Self::Bad)
    }
}

pub fn verdict(batch: &Batch) -> Verdict {
    match &batch.status {
        Status::Pending => Verdict::NotStarted,
        Status::Processing => Verdict::UnderWay,
        Status::WaitingForApproval if batch.requires_my_signature == Some(true) => {
            Verdict::WaitingForMe
        }
        Status::WaitingForApproval => Verdict::Waiting,
        Status::Completed if batch.counts.has_failures() => Verdict::SomeFailed,
        Status::Completed if is_borne_out(batch) => Verdict::Ready,
        Status::PartiallyCompleted if batch.counts.failed != Some(0) => Verdict::SomeFailed,
        Status::Completed | Status::PartiallyCompleted => Verdict::Doubtful,
        Status::Failed => Verdict::NoneMade,
        Status::Unknown(_) => Verdict::Unknown,
    }
}

/// The numbers say that all certificates are made.
fn is_borne_out(batch: &Batch) -> bool {
    let is_whole = |percent: Percent| percent.as_sent().total_cmp(&100.0).is_eq();
    batch.counts.are_all_made() && batch.progress.is_none_or(is_whole)
}

/// Finds counts that contradict the status, beyond what the verdict says.
pub fn is_contradicted(batch: &Batch) -> bool {
    let counts = &batch.counts;
    match &batch.status {
        Status::Pending => counts.made.is_some_and(|made| made > 0) || counts.has_failures(),
        Status::Completed | Status::PartiallyCompleted => {
            counts.has_failures() && counts.part(Part::ToGo).is_some_and(|to_go| to_go > 0)
        }
        Status::Failed => counts.are_all_made(),
        Status::Processing | Status::WaitingForApproval | Status::Unknown(_) => false,
    }
}

impl Verdict {
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
