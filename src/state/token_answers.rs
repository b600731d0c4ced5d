//! Answers of the password store.

use super::cx::UpdateCx;
use super::effect::Focus;
use super::request::RequestId;
use super::session::{Session, TokenSource};
use super::token_form::{EntryReason, FormPhase, TokenForm};
use crate::domain::{ApiToken, Problem};

impl Session {
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
