//! The status of a batch.

use super::text::ServerText;

/// The state of a batch, in the service's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Made, work not begun.
    Pending,
    Processing,
    WaitingForApproval,
    Completed,
    /// Some were made, some failed.
    PartiallyCompleted,
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
    pub const DOCUMENTED: [Self; 6] = [
        Self::Pending,
        Self::Processing,
        Self::WaitingForApproval,
        Self::Completed,
        Self::PartiallyCompleted,
        Self::Failed,
    ];

    pub fn word(&self) -> &str {
        match self {
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::WaitingForApproval => "waiting_for_approval",
            Self::Completed => "completed",
            Self::PartiallyCompleted => "partially_completed",
            Self::Failed => "failed",
            Self::Unknown(word) => word.as_str(),
        }
    }

    pub fn from_word(word: &str) -> Self {
        known(Self::DOCUMENTED, Self::word, word)
            .unwrap_or_else(|| Self::Unknown(ServerText::new(word)))
    }
}

/// The one of `all` that a word of the service stands for, however it is written.
pub(super) fn known<T, const N: usize>(
    all: [T; N],
    word_of: impl Fn(&T) -> &str,
    word: &str,
) -> Option<T> {
    let plain = word.trim().to_ascii_lowercase();
    all.into_iter().find(|status| word_of(status) == plain)
}

/// A word of the service made readable: `on_hold` becomes "On hold".
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
