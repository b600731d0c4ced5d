//! The token: found at the start, entered, kept, replaced, forgotten.

use super::effect::{Effect, Focus};
use super::request::{Request, Store};
use super::session::{Session, TokenSource};
use super::token_form::{Draft, EntryReason, FormPhase, TokenForm};
use super::{AppState, Phase, SamplePhase, UpdateCx, lookup, token_answers};
use crate::domain::{ApiToken, ProblemKind};

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

fn store(state: &AppState) -> Store {
    match state.sample {
        SamplePhase::Running(_) => Store::Sample(None),
        SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => Store::System,
    }
}

/// Where a token is: in the store of the sample data while they are explored, else in `own`.
pub(super) fn source_or(state: &AppState, own: TokenSource) -> TokenSource {
    match store(state) {
        Store::Sample(_) => TokenSource::Sample,
        Store::System => own,
    }
}

/// Uses the token of the environment, or asks the password store.
pub(super) fn find(state: &mut AppState, cx: &mut UpdateCx) {
    if let Some(token) = state.environment_token.clone() {
        ready(state, token, TokenSource::Environment, cx);
        cx.focus(Focus::BatchId);
    } else {
        read(state, Store::System, cx);
    }
}

/// Asks a password store.
pub(super) fn read(state: &mut AppState, store: Store, cx: &mut UpdateCx) {
    let request = state.next_request();
    state.session = Session::Reading {
        request,
        since: cx.now.since_start,
    };
    let origin = state.origin().clone();
    cx.push(Effect::Request {
        id: request,
        request: Request::LoadToken { store, origin },
    });
}

/// A token can be used from now on; what waited for it goes on.
pub(super) fn ready(state: &mut AppState, token: ApiToken, source: TokenSource, cx: &mut UpdateCx) {
    state.session = Session::Ready {
        token,
        source,
        replacing: None,
        saving: None,
    };
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
    let reason = match (&state.lookup.phase, &state.session) {
        (Phase::Failed { problem, .. }, _) if problem.kind == ProblemKind::TokenNotAccepted => {
            EntryReason::Rejected
        }
        (_, Session::Blocked { .. }) => EntryReason::StoreTrouble,
        (_, Session::Entering { form, .. }) if form.reason == EntryReason::StoreTrouble => {
            EntryReason::StoreTrouble
        }
        _ => reason,
    };
    state.session.open(TokenForm::new(reason));
    cx.focus(Focus::Token);
}

fn close_form(state: &mut AppState, cx: &mut UpdateCx) {
    match &mut state.session {
        Session::Ready { replacing, .. } => {
            *replacing = None;
            cx.focus(Focus::BatchId);
        }
        Session::Entering { form, .. } => *form = TokenForm::new(form.reason),
        Session::Unasked | Session::Reading { .. } | Session::Blocked { .. } => {}
    }
}

fn edit(state: &mut AppState, draft: Draft) {
    if let Some(form) = state.session.form_mut()
        && !matches!(form.phase, FormPhase::Saving { .. })
    {
        form.draft = draft;
        form.problem = None;
        form.phase = FormPhase::Editing;
    }
}

fn save(state: &mut AppState, cx: &mut UpdateCx) {
    let Some(form) = state.session.form_mut() else {
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
    let (store, origin) = (store(state), state.origin().clone());
    if let Some(form) = state.session.form_mut() {
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
    let Some(form) = state.session.form_mut() else {
        // The store gives no answer: a token must be entered to be used.
        open_form(state, EntryReason::StoreTrouble, cx);
        return;
    };
    let (token, not_waited_for) = match &form.phase {
        FormPhase::NotSaved { request, token, .. } | FormPhase::Saving { request, token, .. } => {
            (Ok(token.clone()), Some(*request))
        }
        FormPhase::Editing => (ApiToken::clean(form.draft.typed()), None),
    };
    match token {
        Ok(token) => {
            let source = source_or(state, TokenSource::UntilClose);
            ready(state, token, source, cx);
            if let Session::Ready { saving, .. } = &mut state.session {
                *saving = not_waited_for;
            }
        }
        Err(problem) => {
            form.problem = Some(problem);
            cx.focus(Focus::Token);
        }
    }
}

fn forget(state: &mut AppState, cx: &mut UpdateCx) {
    state.window.overlay = None;
    state.session = Session::entering(TokenForm::new(EntryReason::Forgotten));
    // What was shown with this token goes with it; what was typed stays.
    let typed = std::mem::take(&mut state.id_field.text);
    lookup::clear(state, cx);
    state.id_field.text = typed;
    remove(state, cx);
}

fn remove(state: &mut AppState, cx: &mut UpdateCx) {
    let request = state.next_request();
    let (store, origin) = (store(state), state.origin().clone());
    state.forgetting = Some(request);
    cx.push(Effect::Request {
        id: request,
        request: Request::ForgetToken { store, origin },
    });
}

fn try_again(state: &mut AppState, cx: &mut UpdateCx) {
    if token_answers::is_left_behind(state) {
        state.window.error_dialog = None;
        // A token that was saved since would be removed with it.
        if state.session.token().is_none() {
            remove(state, cx);
        }
        return;
    }
    match &state.session {
        Session::Entering { .. } | Session::Ready { .. } => save(state, cx),
        Session::Reading { .. } | Session::Blocked { .. } => {
            let store = store(state);
            read(state, store, cx);
        }
        Session::Unasked => {}
    }
}
