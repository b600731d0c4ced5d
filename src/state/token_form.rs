//! The form to enter a token, and what is typed into it.

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

use super::request::RequestId;
use crate::domain::api_token::TokenProblem;
use crate::domain::{ApiToken, Problem};

/// The form to enter a token.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenForm {
    pub reason: EntryReason,
    pub draft: Draft,
    /// Why it could not be used, until the text changes.
    pub problem: Option<TokenProblem>,
    pub phase: FormPhase,
}

/// Why the form is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryReason {
    /// There is no token yet.
    FirstRun,
    /// The service did not accept the last one.
    Rejected,
    /// The person wants another one.
    Replace,
    /// The last one was forgotten.
    Forgotten,
    /// The password store cannot give the last one.
    StoreTrouble,
}

/// How far the form is.
#[derive(Debug, Clone, PartialEq)]
pub enum FormPhase {
    /// It can be typed in.
    Editing,
    /// The token is on its way into the password store.
    Saving {
        request: RequestId,
        /// Since when, from the start of the program.
        since: Duration,
        token: ApiToken,
    },
    /// The password store did not keep it; it can be used all the same.
    NotSaved {
        request: RequestId,
        problem: Problem,
        token: ApiToken,
    },
}

impl TokenForm {
    pub(super) fn new(reason: EntryReason) -> Self {
        Self {
            reason,
            draft: Draft::default(),
            problem: None,
            phase: FormPhase::Editing,
        }
    }

    /// Whether nothing is lost where it closes.
    pub(super) fn is_untouched(&self) -> bool {
        self.phase == FormPhase::Editing && self.draft.is_empty()
    }
}

/// What has been typed into the token field: wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Draft(Zeroizing<String>);

impl Draft {
    /// Takes over what was typed.
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// What was typed, for the field it was typed into.
    pub fn typed(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}
