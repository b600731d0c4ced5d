//! The status of a batch.

use super::text::ServerText;

/// Declares the states of something, each with the service's word for it.
macro_rules! statuses {
    ($(#[$about:meta])* pub enum $name:ident {
        $($(#[$of:meta])* $variant:ident = $word:literal,)+
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$of])* $variant,)+
            /// A word this version does not know, as it came; empty where none came.
            Unknown(ServerText),
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(ServerText::default())
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                Self::from_word(&word)
            }
        }

        impl From<$name> for String {
            fn from(state: $name) -> Self {
                state.word().to_owned()
            }
        }

        impl $name {
            pub const DOCUMENTED: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unknown(word) => word.as_str(),
                }
            }

            /// True for two different states, both known to this app.
            pub fn contradicts(&self, other: &Self) -> bool {
                let is_known = |state: &Self| !matches!(state, Self::Unknown(_));
                self != other && is_known(self) && is_known(other)
            }

            pub fn from_word(word: &str) -> Self {
                match word.trim().to_ascii_lowercase().as_str() {
                    $($word => Self::$variant,)+
                    _ => Self::Unknown(ServerText::new(word)),
                }
            }
        }
    };
}
pub(super) use statuses;

statuses! {
    /// The state of a batch, in the service's terms.
    pub enum Status {
        /// Made, work not begun.
        Pending = "pending",
        Processing = "processing",
        WaitingForApproval = "waiting_for_approval",
        Completed = "completed",
        /// Some were made, some failed.
        PartiallyCompleted = "partially_completed",
        Failed = "failed",
    }
}

/// A word of the service made readable: `on_hold` becomes "On hold".
pub fn humanised(word: &str) -> String {
    let spaced = word.trim().replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
