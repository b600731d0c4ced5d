//! What the password store answered.

use super::effect::Focus;
use super::request::RequestId;
use super::session::{Session, TokenSource};
use super::token::{ready, source_or};
use super::token_form::{EntryReason, FormPhase, TokenForm};
use super::{AppState, UpdateCx};
use crate::domain::problem::StoreProblem;
use crate::domain::{ApiToken, Problem, ProblemKind};

pub(super) fn loaded(
    state: &mut AppState,
    id: RequestId,
    result: Result<Option<ApiToken>, Problem>,
    cx: &mut UpdateCx,
) {
    match &mut state.session {
        Session::Reading { request, .. } if *request == id => {}
        // Later than the limit, but still welcome.
        Session::Blocked { request, .. } if *request == id && matches!(result, Ok(Some(_))) => {}
        Session::Entering { form, reading } if *reading == Some(id) => {
            *reading = None;
            if !form.is_untouched() || !matches!(result, Ok(Some(_))) {
                return;
            }
        }
        Session::Unasked
        | Session::Reading { .. }
        | Session::Blocked { .. }
        | Session::Entering { .. }
        | Session::Ready { .. } => return,
    }
    match result {
        Ok(Some(token)) => {
            let source = source_or(state, TokenSource::PasswordStore);
            ready(state, token, source, cx);
            cx.focus(Focus::BatchId);
        }
        Ok(None) => {
            state.session = Session::entering(TokenForm::new(EntryReason::FirstRun));
            cx.focus(Focus::Token);
        }
        Err(problem) => {
            state.session = Session::Blocked {
                request: id,
                problem,
            };
            cx.focus(Focus::Problem);
        }
    }
}

pub(super) fn saved(
    state: &mut AppState,
    id: RequestId,
    result: Result<(), Problem>,
    cx: &mut UpdateCx,
) {
    // The person went on without the store, and it has kept the token after all.
    if let Session::Ready { source, saving, .. } = &mut state.session
        && *saving == Some(id)
    {
        *saving = None;
        if *source == TokenSource::UntilClose && result.is_ok() {
            *source = TokenSource::PasswordStore;
        }
        return;
    }
    let Some(form) = state.session.form_mut() else {
        return;
    };
    let token = match &form.phase {
        FormPhase::Saving { request, token, .. } if *request == id => token.clone(),
        FormPhase::Saving { .. } | FormPhase::NotSaved { .. } | FormPhase::Editing => return,
    };
    match result {
        Ok(()) => {
            let source = source_or(state, TokenSource::PasswordStore);
            ready(state, token, source, cx);
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

pub(super) fn forgotten(
    state: &mut AppState,
    request: RequestId,
    result: Result<(), Problem>,
    cx: &mut UpdateCx,
) {
    if state.forgetting != Some(request) {
        return;
    }
    match result {
        Ok(()) => {
            state.forgetting = None;
            // Later than the limit, but done all the same.
            if is_left_behind(state) {
                state.window.error_dialog = None;
            }
        }
        // Whatever kept it there: what counts for the person is that it may be
        // there still.
        Err(problem) => {
            state.window.error_dialog = Some(Problem {
                kind: NOT_FORGOTTEN,
                ..problem
            });
            cx.focus(Focus::Problem);
        }
    }
}

const NOT_FORGOTTEN: ProblemKind = ProblemKind::Store(StoreProblem::NotForgotten);

/// Whether the person is being told that a token was not removed.
pub(super) fn is_left_behind(state: &AppState) -> bool {
    let fault = state.window.error_dialog.as_ref();
    fault.is_some_and(|fault| fault.kind == NOT_FORGOTTEN)
}
