//! The state a batch is in.

use super::text::ServerText;

/// The state of a batch, in the service's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Made, work not begun.
    Pending,
    /// Certificates are being made.
    Processing,
    /// Signatures or approvals are needed.
    WaitingForApproval,
    /// All certificates were made.
    Completed,
    /// Some were made, some failed.
    PartiallyCompleted,
    /// The run failed.
    Failed,
    /// A word this version does not know, as it came; empty where none came.
    Unknown(ServerText),
}

impl Default for Status {
    fn default() -> Self {
        Self::Unknown(ServerText::default())
    }
}

impl Status {
    /// The status for the service's word.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word.trim().to_ascii_lowercase().as_str() {
            "pending" => Self::Pending,
            "processing" => Self::Processing,
            "waiting_for_approval" => Self::WaitingForApproval,
            "completed" => Self::Completed,
            "partially_completed" => Self::PartiallyCompleted,
            "failed" => Self::Failed,
            _ => Self::Unknown(ServerText::new(word)),
        }
    }
}

/// A word of the service made readable: `on_hold` becomes "On hold".
#[must_use]
pub fn humanised(word: &str) -> String {
    let spaced = word.trim().replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_word_is_kept_and_made_readable() {
        let status = Status::from_word("on_hold");
        assert_eq!(status, Status::Unknown(ServerText::new("on_hold")));
        assert_eq!(humanised("on_hold"), "On hold");
        assert_eq!(humanised(""), "");
        assert_eq!(Status::from_word(" Completed "), Status::Completed);
    }
}
