//! Token: read at the start, entered, kept, replaced, forgotten.

use super::cx::UpdateCx;
use super::effect::Focus;
use super::outcome::Outcome;
use super::request::Request;
use super::service::Vault;
use super::session::{Session, TokenSource};
use super::token_form::{Draft, EntryReason, FormPhase, TokenForm};
use crate::domain::ApiToken;
use crate::domain::settings::Switch;

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

#[derive(Debug)]
pub(super) struct Surroundings {
    /// Store of the token.
    pub vault: Vault,
    /// Reason for opening the form, unless the session has one.
    pub reason: EntryReason,
}

impl Session {
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
}
