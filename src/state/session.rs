//! Session: the token in use or the way to one; read, entered, kept, replaced, forgotten.

use std::time::Duration;

use super::cx::UpdateCx;
use super::message::Focus;
use super::outcome::Outcome;
use super::request::{Request, RequestId, Store};
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
    /// `own`, unless it is the sample's.
    pub(super) fn source_or(&self, own: TokenSource) -> TokenSource {
        match self.store {
            Store::Sample(_) => TokenSource::Sample,
            Store::System => own,
        }
    }
}

#[derive(Debug)]
pub(super) struct Surroundings {
    /// Store of the token.
    pub vault: Vault,
    /// Reason for opening the form, unless the session has one.
    pub reason: EntryReason,
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

    pub(super) fn update(&mut self, intent: Intent, around: Surroundings, cx: &mut UpdateCx) {
        match intent {
            Intent::Edit(draft) => self.edit(draft),
            Intent::Save => self.save(around.vault, cx),
            Intent::UseUntilClose => self.use_until_close(&around, cx),
            Intent::Replace => self.open_form(around.reason, cx),
            Intent::CloseForm => self.close_form(cx),
            Intent::Forget(memory) => {
                *self = Self::Unasked;
                cx.report(Outcome::TokenForgotten(memory));
            }
            Intent::RemoveAgain => cx.report(Outcome::RemovalWanted),
            Intent::RetryStore => match self {
                Self::Entering { .. } | Self::Ready { .. } => self.save(around.vault, cx),
                Self::Reading { .. } | Self::Blocked { .. } => self.read(around.vault, cx),
                Self::Unasked => {}
            },
        }
    }

    pub(super) fn read(&mut self, Vault { store, account }: Vault, cx: &mut UpdateCx) {
        *self = Self::Reading {
            request: cx.request(Request::LoadToken { store, account }),
            since: cx.now.elapsed,
        };
    }

    /// Puts a token to use; what waited for it goes on.
    pub(super) fn ready(&mut self, token: ApiToken, source: TokenSource, cx: &mut UpdateCx) {
        if self.token().is_some_and(|before| *before != token) {
            cx.report(Outcome::TokenReplaced);
        }
        *self = Self::with(token, source);
        cx.report(Outcome::TokenReady);
    }

    fn open_form(&mut self, reason: EntryReason, cx: &mut UpdateCx) {
        let is_troubled = match self {
            Self::Blocked { .. } => true,
            Self::Entering { form, .. } => form.reason == EntryReason::StoreTrouble,
            Self::Unasked | Self::Reading { .. } | Self::Ready { .. } => false,
        };
        let reason = match reason {
            EntryReason::Rejected => reason,
            _ if is_troubled => EntryReason::StoreTrouble,
            _ => reason,
        };
        self.open(TokenForm::new(reason));
        cx.focus(Focus::Token);
    }

    /// Waits for a save under way, which cannot be undone.
    fn close_form(&mut self, cx: &mut UpdateCx) {
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

    fn edit(&mut self, draft: Draft) {
        if let Some(form) = self.form_mut()
            && !matches!(form.phase, FormPhase::Saving { .. })
        {
            form.draft = draft;
            form.problem = None;
            form.phase = FormPhase::Editing;
        }
    }

    fn save(&mut self, Vault { store, account }: Vault, cx: &mut UpdateCx) {
        let Some(form) = self.form_mut() else {
            return;
        };
        let token = match (&form.phase, ApiToken::clean(form.draft.typed())) {
            (FormPhase::Saving { .. }, _) => return,
            (FormPhase::NotSaved { token, .. }, _) => token.clone(),
            (FormPhase::Editing, Ok(token)) => token,
            (FormPhase::Editing, Err(problem)) => {
                form.problem = Some(problem);
                cx.focus(Focus::Token);
                return;
            }
        };
        form.draft = Draft::default();
        form.phase = FormPhase::Saving {
            request: cx.request(Request::SaveToken {
                store,
                account,
                token: token.clone(),
            }),
            since: cx.now.elapsed,
            token,
        };
    }

    fn use_until_close(&mut self, around: &Surroundings, cx: &mut UpdateCx) {
        let Some(form) = self.form_mut() else {
            // Without the store's answer a token must be entered.
            return self.open_form(EntryReason::StoreTrouble, cx);
        };
        let (token, not_waited_for) = match &form.phase {
            FormPhase::NotSaved { request, token, .. }
            | FormPhase::Saving { request, token, .. } => (Ok(token.clone()), Some(*request)),
            FormPhase::Editing => (ApiToken::clean(form.draft.typed()), None),
        };
        match token {
            Ok(token) => {
                let source = around.vault.source_or(TokenSource::UntilClose);
                self.ready(token, source, cx);
                if let Self::Ready { saving, .. } = self {
                    *saving = not_waited_for;
                }
            }
            Err(problem) => {
                form.problem = Some(problem);
                cx.focus(Focus::Token);
            }
        }
    }

    /// Takes in the kept token; `source` is its origin from now on.
    pub(super) fn loaded(
        &mut self,
        id: RequestId,
        result: Result<Option<ApiToken>, Problem>,
        source: TokenSource,
        cx: &mut UpdateCx,
    ) {
        match self {
            Self::Reading { request, .. } if *request == id => {}
            // Late, but welcome.
            Self::Blocked { request, .. } if *request == id && matches!(result, Ok(Some(_))) => {}
            Self::Entering { form, reading } if *reading == Some(id) => {
                *reading = None;
                if !form.is_untouched() || !matches!(result, Ok(Some(_))) {
                    return;
                }
            }
            Self::Unasked
            | Self::Reading { .. }
            | Self::Blocked { .. }
            | Self::Entering { .. }
            | Self::Ready { .. } => return,
        }
        match result {
            Ok(Some(token)) => {
                self.ready(token, source, cx);
                cx.focus(Focus::BatchId);
            }
            Ok(None) => {
                *self = Self::entering(TokenForm::new(EntryReason::FirstRun));
                cx.focus(Focus::Token);
            }
            Err(problem) => {
                *self = Self::Blocked {
                    request: id,
                    problem,
                };
                cx.focus(Focus::Problem);
            }
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

    /// Takes in the answer about a save; `source` is its origin if kept.
    pub(super) fn saved(
        &mut self,
        id: RequestId,
        result: Result<(), Problem>,
        source: TokenSource,
        cx: &mut UpdateCx,
    ) {
        if self.saved_late(id, &result) {
            return;
        }
        let Some(form) = self.form_mut() else {
            return;
        };
        let token = match &form.phase {
            FormPhase::Saving { request, token, .. } if *request == id => token.clone(),
            // Late, but kept.
            FormPhase::NotSaved { request, token, .. } if *request == id && result.is_ok() => {
                token.clone()
            }
            FormPhase::Saving { .. } | FormPhase::NotSaved { .. } | FormPhase::Editing => return,
        };
        match result {
            Ok(()) => {
                self.ready(token, source, cx);
                cx.focus(Focus::BatchId);
            }
            Err(problem) => {
                form.phase = FormPhase::NotSaved {
                    request: id,
                    problem,
                    token,
                };
                cx.focus(Focus::Problem);
            }
        }
    }
}
