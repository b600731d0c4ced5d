//! The token: found at the start, entered, kept, replaced, forgotten.

use std::time::Duration;

use super::effect::{Effect, Focus, Store};
use super::request::Request;
use super::token_form::{Draft, EntryReason, FormPhase, TokenForm};
use super::{AppState, SamplePhase, UpdateCx, lookup, token_answers};
use crate::domain::{ApiToken, Problem};

/// What a person does about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// The text in the field changed.
    Edit(Draft),
    /// Save what is in the field.
    Save,
    /// Use the token without keeping it.
    UseUntilClose,
    /// Enter another token.
    Replace,
    /// Leave the form without a change.
    CloseForm,
    /// Forget the token.
    Forget,
    /// Ask the password store again.
    RetryStore,
}

/// What is known of the token.
#[derive(Debug, Clone, PartialEq)]
pub enum TokenState {
    /// The password store is being asked.
    Reading {
        /// Since when, from the start of the program.
        since: Duration,
    },
    /// There is none.
    Missing,
    /// It can be used.
    Ready {
        /// The token.
        token: ApiToken,
        /// Where it is kept.
        kept: Kept,
    },
    /// The password store could not say.
    Blocked(Problem),
}

/// Where the token in use is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the operating system's password store.
    InStore,
    /// Nowhere; it is gone when the program closes.
    UntilClose,
    /// In the environment the program was started in.
    Environment,
    /// It belongs to the sample data.
    Sample,
}

impl TokenState {
    /// The token, where it can be used.
    #[must_use]
    pub fn usable(&self) -> Option<&ApiToken> {
        match self {
            Self::Ready { token, .. } => Some(token),
            Self::Reading { .. } | Self::Missing | Self::Blocked(_) => None,
        }
    }

    /// Whether there is a token of the person's own to forget.
    #[must_use]
    pub fn can_be_forgotten(&self) -> bool {
        matches!(
            self,
            Self::Ready {
                kept: Kept::InStore | Kept::UntilClose,
                ..
            }
        )
    }
}

fn store(state: &AppState) -> Store {
    match state.sample {
        SamplePhase::Running(_) => Store::Sample(None),
        SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => Store::System,
    }
}

/// Uses the token of the environment, or asks the password store.
pub(super) fn find(state: &mut AppState, cx: &mut UpdateCx) {
    if let Some(token) = state.environment_token.clone() {
        ready(state, token, Kept::Environment, cx);
        cx.focus(Focus::BatchId);
    } else {
        read(state, Store::System, cx);
    }
}

/// Asks a password store.
pub(super) fn read(state: &mut AppState, store: Store, cx: &mut UpdateCx) {
    let request = state.next_request();
    state.form = None;
    state.store_requests.read = Some(request);
    state.token = TokenState::Reading {
        since: cx.now.since_start,
    };
    cx.push(Effect::Request {
        id: request,
        request: Request::LoadToken {
            store,
            origin: state.origin().clone(),
        },
    });
}

/// A token can be used from now on; what waited for it goes on.
pub(super) fn ready(state: &mut AppState, token: ApiToken, kept: Kept, cx: &mut UpdateCx) {
    state.form = None;
    state.token = TokenState::Ready { token, kept };
    lookup::token_ready(state, cx);
}

pub(super) fn update(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::Edit(draft) => edit(state, draft),
        Intent::Save => save(state, cx),
        Intent::UseUntilClose => use_until_close(state, cx),
        Intent::Replace => open_form(state, EntryReason::Replace, cx),
        Intent::CloseForm => close_form(state, cx),
        Intent::Forget => forget(state, cx),
        Intent::RetryStore => try_again(state, cx),
    }
}

pub(super) fn open_form(state: &mut AppState, reason: EntryReason, cx: &mut UpdateCx) {
    let reason = match (&state.lookup.phase, &state.token) {
        (lookup::Phase::Failed { problem, .. }, _)
            if problem.kind == crate::domain::ProblemKind::TokenNotAccepted =>
        {
            EntryReason::Rejected
        }
        (_, TokenState::Blocked(_)) => EntryReason::StoreTrouble,
        _ => reason,
    };
    state.form = Some(TokenForm::new(reason));
    state.store_requests.save = None;
    cx.focus(Focus::Token);
}

fn close_form(state: &mut AppState, cx: &mut UpdateCx) {
    if state.token.usable().is_some() {
        state.form = None;
        cx.focus(Focus::BatchId);
    } else if let Some(form) = &mut state.form {
        *form = TokenForm::new(form.reason);
    }
}

fn edit(state: &mut AppState, draft: Draft) {
    let reason = EntryReason::FirstRun;
    let form = state.form.get_or_insert_with(|| TokenForm::new(reason));
    if !matches!(form.phase, FormPhase::Saving { .. }) {
        form.draft = draft;
        form.problem = None;
        form.phase = FormPhase::Editing;
    }
}

fn save(state: &mut AppState, cx: &mut UpdateCx) {
    let Some(form) = &mut state.form else {
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
    let request = state.next_request();
    state.store_requests.save = Some(request);
    let (store, origin) = (store(state), state.origin().clone());
    if let Some(form) = &mut state.form {
        form.draft = Draft::default();
        form.phase = FormPhase::Saving {
            request,
            since: cx.now.since_start,
            token: token.clone(),
        };
    }
    cx.push(Effect::Request {
        id: request,
        request: Request::SaveToken {
            store,
            origin,
            token,
        },
    });
}

fn use_until_close(state: &mut AppState, cx: &mut UpdateCx) {
    let Some(form) = &mut state.form else {
        // The store gives no answer: a token must be entered to be used.
        open_form(state, EntryReason::StoreTrouble, cx);
        return;
    };
    let token = match &form.phase {
        FormPhase::NotSaved { token, .. } | FormPhase::Saving { token, .. } => Ok(token.clone()),
        FormPhase::Editing => ApiToken::clean(form.draft.typed()),
    };
    match token {
        Ok(token) => {
            let kept = match state.sample {
                SamplePhase::Running(_) => Kept::Sample,
                _ => Kept::UntilClose,
            };
            ready(state, token, kept, cx);
        }
        Err(problem) => {
            form.problem = Some(problem);
            cx.focus(Focus::Token);
        }
    }
}

fn forget(state: &mut AppState, cx: &mut UpdateCx) {
    state.window.overlay = None;
    state.token = TokenState::Missing;
    state.form = Some(TokenForm::new(EntryReason::Forgotten));
    // What was shown with this token goes with it; what was typed stays.
    let typed = std::mem::take(&mut state.id_field.text);
    lookup::clear(state, cx);
    state.id_field.text = typed;
    remove(state, cx);
}

fn remove(state: &mut AppState, cx: &mut UpdateCx) {
    let request = state.next_request();
    let (store, origin) = (store(state), state.origin().clone());
    state.store_requests.forget = Some(request);
    cx.push(Effect::Request {
        id: request,
        request: Request::ForgetToken { store, origin },
    });
}

fn try_again(state: &mut AppState, cx: &mut UpdateCx) {
    if token_answers::is_left_behind(state) {
        state.window.fault = None;
        // A token that was saved since would be removed with it.
        if state.token == TokenState::Missing {
            remove(state, cx);
        }
    } else if state.form.is_some() {
        save(state, cx);
    } else if matches!(
        state.token,
        TokenState::Blocked(_) | TokenState::Reading { .. }
    ) {
        let store = store(state);
        read(state, store, cx);
    }
}
