//! Form for a token, and the typed draft.

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

use super::cx::UpdateCx;
use super::message::Focus;
use super::request::RequestId;
use crate::domain::api_token::TokenProblem;
use crate::domain::{ApiToken, Problem};

#[derive(Debug, Clone, PartialEq)]
pub struct TokenForm {
    pub reason: EntryReason,
    pub draft: Draft,
    /// Shown until the text changes.
    pub problem: Option<TokenProblem>,
    pub phase: FormPhase,
}

/// Reason for opening the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryReason {
    FirstRun,
    /// The service did not accept the last one.
    Rejected,
    Replace,
    Forgotten,
    StoreTrouble,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FormPhase {
    Editing,
    Saving {
        request: RequestId,
        /// Time from the start of the program.
        since: Duration,
        token: ApiToken,
    },
    /// Usable without the store.
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

    pub(super) fn refuse(&mut self, problem: TokenProblem, cx: &mut UpdateCx) {
        self.problem = Some(problem);
        cx.focus(Focus::Token);
    }

    /// True where closing loses nothing.
    pub(super) fn is_untouched(&self) -> bool {
        self.phase == FormPhase::Editing && self.draft.is_empty()
    }
}

/// Typed text: wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Draft(Zeroizing<String>);

impl Draft {
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    pub fn typed(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}
