//! What the password store answered.

use super::effect::Focus;
use super::request::RequestId;
use super::token::{Kept, TokenState, ready};
use super::token_form::{EntryReason, FormPhase, TokenForm};
use super::{AppState, SamplePhase, UpdateCx};
use crate::domain::problem::StoreProblem;
use crate::domain::{ApiToken, Problem, ProblemKind};

/// The newest request to the password store of each kind. An answer to an older
/// one is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct StoreRequests {
    pub(super) read: Option<RequestId>,
    pub(super) save: Option<RequestId>,
    pub(super) forget: Option<RequestId>,
}

pub(super) fn loaded(
    state: &mut AppState,
    request: RequestId,
    result: Result<Option<ApiToken>, Problem>,
    cx: &mut UpdateCx,
) {
    let waiting = match &state.token {
        TokenState::Reading { .. } => true,
        // Later than the limit, but still welcome.
        TokenState::Blocked(_) => state.form.is_none() && matches!(result, Ok(Some(_))),
        TokenState::Missing | TokenState::Ready { .. } => false,
    };
    if !waiting || state.store_requests.read != Some(request) {
        return;
    }
    match result {
        Ok(Some(token)) => {
            let kept = match state.sample {
                SamplePhase::Running(_) => Kept::Sample,
                _ => Kept::InStore,
            };
            ready(state, token, kept, cx);
            cx.focus(Focus::BatchId);
        }
        Ok(None) => {
            state.token = TokenState::Missing;
            state
                .form
                .get_or_insert_with(|| TokenForm::new(EntryReason::FirstRun));
            cx.focus(Focus::Token);
        }
        Err(problem) => {
            state.token = TokenState::Blocked(problem);
            cx.focus(Focus::Problem);
        }
    }
}

pub(super) fn saved(
    state: &mut AppState,
    request: RequestId,
    result: Result<(), Problem>,
    cx: &mut UpdateCx,
) {
    let Some(form) = &mut state.form else {
        saved_late(state, request, &result);
        return;
    };
    let FormPhase::Saving {
        request: at, token, ..
    } = &form.phase
    else {
        return;
    };
    if *at != request {
        return;
    }
    let token = token.clone();
    match result {
        Ok(()) => {
            let kept = match state.sample {
                SamplePhase::Running(_) => Kept::Sample,
                _ => Kept::InStore,
            };
            ready(state, token, kept, cx);
            cx.focus(Focus::BatchId);
        }
        Err(problem) => {
            form.phase = FormPhase::NotSaved { problem, token };
            cx.focus(Focus::Problem);
        }
    }
}

/// The person went on without the store, and it has kept the token after all.
fn saved_late(state: &mut AppState, request: RequestId, result: &Result<(), Problem>) {
    let expected = state.store_requests.save == Some(request) && result.is_ok();
    if let TokenState::Ready { kept, .. } = &mut state.token
        && *kept == Kept::UntilClose
        && expected
    {
        *kept = Kept::InStore;
    }
}

pub(super) fn forgotten(
    state: &mut AppState,
    request: RequestId,
    result: Result<(), Problem>,
    cx: &mut UpdateCx,
) {
    if state.store_requests.forget != Some(request) {
        return;
    }
    match result {
        Ok(()) => {
            state.store_requests.forget = None;
            // Later than the limit, but done all the same.
            if is_left_behind(state) {
                state.window.fault = None;
            }
        }
        // Whatever kept it there: what counts for the person is that it may be
        // there still.
        Err(problem) => {
            state.window.fault = Some(Problem {
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
    let fault = state.window.fault.as_ref();
    fault.is_some_and(|fault| fault.kind == NOT_FORGOTTEN)
}
