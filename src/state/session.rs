//! Session: the token in use, or the way to one.

use std::time::Duration;

use super::cx::UpdateCx;
use super::message::Focus;
use super::request::{RequestId, Store};
use super::token_form::{Draft, EntryReason, FormPhase, TokenForm};
use crate::domain::settings::Switch;
use crate::domain::{Account, ApiToken, Problem};

#[derive(Debug, Clone, PartialEq)]
pub enum Session {
    /// Sample data come first: no store was asked yet.
    Unasked,
    Reading {
        request: RequestId,
        /// Time from the start of the program.
        since: Duration,
    },
    /// The store did not answer in time.
    Blocked {
        /// A late answer is still welcome.
        request: RequestId,
        problem: Problem,
    },
    Entering {
        form: TokenForm,
        /// Late request to the store.
        reading: Option<RequestId>,
    },
    Ready {
        token: ApiToken,
        source: TokenSource,
        /// Form for a replacement.
        replacing: Option<TokenForm>,
        /// Late request to keep it.
        saving: Option<RequestId>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenSource {
    /// In the system's password store.
    PasswordStore,
    /// In memory only.
    UntilClose,
    Environment,
    Sample,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Edit(Draft),
    Save,
    /// Without keeping it.
    UseUntilClose,
    Replace,
    CloseForm,
    /// Tells if the records go too.
    Forget(Switch),
    RetryStore,
    /// Repeats the removal of a forgotten token.
    RemoveAgain,
}

/// Store of an account's token.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vault {
    pub store: Store,
    pub account: Account,
}

impl Vault {
    pub(super) fn of(account: Account) -> Self {
        let store = Store::System;
        Self { store, account }
    }

    /// `own`, unless it is the sample's.
    pub(super) fn source_or(&self, own: TokenSource) -> TokenSource {
        match self.store {
            Store::Sample(_) => TokenSource::Sample,
            Store::System => own,
        }
    }
}

impl Session {
    pub(super) fn with(token: ApiToken, source: TokenSource) -> Self {
        Self::Ready {
            token,
            source,
            replacing: None,
            saving: None,
        }
    }

    pub(super) fn entering(form: TokenForm) -> Self {
        let reading = None;
        Self::Entering { form, reading }
    }

    pub fn token(&self) -> Option<&ApiToken> {
        match self {
            Self::Ready { token, .. } => Some(token),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } | Self::Entering { .. } => {
                None
            }
        }
    }

    pub fn form(&self) -> Option<&TokenForm> {
        match self {
            Self::Entering { form, .. } => Some(form),
            Self::Ready { replacing, .. } => replacing.as_ref(),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } => None,
        }
    }

    pub(super) fn form_mut(&mut self) -> Option<&mut TokenForm> {
        match self {
            Self::Entering { form, .. } => Some(form),
            Self::Ready { replacing, .. } => replacing.as_mut(),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } => None,
        }
    }

    /// True while a token is being saved and waited for.
    pub fn is_saving(&self) -> bool {
        let phase = self.form().map(|form| &form.phase);
        matches!(phase, Some(FormPhase::Saving { .. }))
    }

    /// True for a token of the person's own.
    pub fn can_be_forgotten(&self) -> bool {
        let own = [TokenSource::PasswordStore, TokenSource::UntilClose];
        matches!(self, Self::Ready { source, .. } if own.contains(source))
    }

    /// Opens the form; the present token stays until replaced.
    pub(super) fn open(&mut self, new: TokenForm) {
        match self {
            Self::Ready { replacing, .. } => *replacing = Some(new),
            Self::Entering { form, .. } => *form = new,
            Self::Reading { request, .. } => {
                let reading = Some(*request);
                *self = Self::Entering { form: new, reading };
            }
            Self::Unasked | Self::Blocked { .. } => *self = Self::entering(new),
        }
    }

    pub(super) fn edit(&mut self, draft: Draft) {
        if let Some(form) = self.form_mut()
            && !matches!(form.phase, FormPhase::Saving { .. })
        {
            form.draft = draft;
            form.problem = None;
            form.phase = FormPhase::Editing;
        }
    }

    pub(super) fn is_in_trouble(&self) -> bool {
        match self {
            Self::Blocked { .. } => true,
            Self::Entering { form, .. } => form.reason == EntryReason::StoreTrouble,
            Self::Unasked | Self::Reading { .. } | Self::Ready { .. } => false,
        }
    }

    /// Waits for a save under way, which cannot be undone.
    pub(super) fn close_form(&mut self, cx: &mut UpdateCx) {
        if self.is_saving() {
            return;
        }
        match self {
            Self::Ready { replacing, .. } => {
                *replacing = None;
                cx.focus(Focus::BatchId);
            }
            Self::Entering { form, .. } => *form = TokenForm::new(form.reason),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } => {}
        }
    }

    /// Takes in the late answer about a save. Returns `false` for another request.
    pub(super) fn saved_late(&mut self, id: RequestId, result: &Result<(), Problem>) -> bool {
        let Self::Ready { source, saving, .. } = self else {
            return false;
        };
        if *source == TokenSource::UntilClose && *saving == Some(id) && result.is_ok() {
            *source = TokenSource::PasswordStore;
        }
        saving.take_if(|saving| *saving == id).is_some()
    }
}
