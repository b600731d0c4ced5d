//! The token: found at the start, entered, kept, replaced, forgotten.

use std::time::Duration;

use super::effect::{Effect, Focus, Store};
use super::intent::{Draft, Intent, Overlay};
use super::request::{Request, RequestId};
use super::{AppState, SamplePhase, Turn, lookup, token_answers};
use crate::domain::api_token::TokenProblem;
use crate::domain::{ApiToken, Problem};

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

/// The form to enter a token.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenForm {
    /// Why it is open.
    pub reason: EntryReason,
    /// What has been typed.
    pub draft: Draft,
    /// Why it could not be used, until the text changes.
    pub problem: Option<TokenProblem>,
    /// How far it is.
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
        /// The request.
        request: RequestId,
        /// Since when, from the start of the program.
        since: Duration,
        /// The token.
        token: ApiToken,
    },
    /// The password store did not keep it; it can be used all the same.
    NotSaved {
        /// What happened.
        problem: Problem,
        /// The token.
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
pub(super) fn find(state: &mut AppState, turn: &mut Turn) {
    if let Some(token) = state.environment_token.clone() {
        ready(state, token, Kept::Environment, turn);
        turn.focus(Focus::BatchId);
    } else {
        read(state, Store::System, turn);
    }
}

/// Asks a password store.
pub(super) fn read(state: &mut AppState, store: Store, turn: &mut Turn) {
    let request = state.next_request();
    state.form = None;
    state.store_requests.read = Some(request);
    state.token = TokenState::Reading {
        since: turn.now.since_start,
    };
    turn.push(Effect::Request {
        id: request,
        request: Request::LoadToken {
            store,
            origin: state.origin().clone(),
        },
    });
}

/// A token can be used from now on; what waited for it goes on.
pub(super) fn ready(state: &mut AppState, token: ApiToken, kept: Kept, turn: &mut Turn) {
    state.form = None;
    state.token = TokenState::Ready { token, kept };
    lookup::token_ready(state, turn);
}

pub(super) fn wish(state: &mut AppState, intent: Intent, turn: &mut Turn) {
    match intent {
        Intent::EditToken(draft) => edit(state, draft),
        Intent::SaveToken => save(state, turn),
        Intent::UseUntilClose => use_until_close(state, turn),
        Intent::ReplaceToken => open_form(state, EntryReason::Replace, turn),
        Intent::CloseTokenForm => close_form(state, turn),
        Intent::AskToForget if state.token.can_be_forgotten() => {
            state.window.overlay = Some(Overlay::ForgetToken);
        }
        Intent::ForgetToken => forget(state, turn),
        Intent::TryStoreAgain => try_again(state, turn),
        _ => {}
    }
}

pub(super) fn open_form(state: &mut AppState, reason: EntryReason, turn: &mut Turn) {
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
    turn.focus(Focus::Token);
}

fn close_form(state: &mut AppState, turn: &mut Turn) {
    if state.token.usable().is_some() {
        state.form = None;
        turn.focus(Focus::BatchId);
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

fn save(state: &mut AppState, turn: &mut Turn) {
    let Some(form) = &mut state.form else {
        return;
    };
    let token = match (&form.phase, ApiToken::clean(form.draft.typed())) {
        (FormPhase::Saving { .. }, _) => return,
        (FormPhase::NotSaved { token, .. }, _) => token.clone(),
        (FormPhase::Editing, Ok(token)) => token,
        (FormPhase::Editing, Err(problem)) => {
            form.problem = Some(problem);
            turn.focus(Focus::Token);
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
            since: turn.now.since_start,
            token: token.clone(),
        };
    }
    turn.push(Effect::Request {
        id: request,
        request: Request::SaveToken {
            store,
            origin,
            token,
        },
    });
}

fn use_until_close(state: &mut AppState, turn: &mut Turn) {
    let Some(form) = &mut state.form else {
        // The store gives no answer: a token must be entered to be used.
        open_form(state, EntryReason::StoreTrouble, turn);
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
            ready(state, token, kept, turn);
        }
        Err(problem) => {
            form.problem = Some(problem);
            turn.focus(Focus::Token);
        }
    }
}

fn forget(state: &mut AppState, turn: &mut Turn) {
    state.window.overlay = None;
    state.token = TokenState::Missing;
    state.form = Some(TokenForm::new(EntryReason::Forgotten));
    // What was shown with this token goes with it; what was typed stays.
    let typed = std::mem::take(&mut state.id_field.text);
    lookup::clear(state, turn);
    state.id_field.text = typed;
    remove(state, turn);
}

fn remove(state: &mut AppState, turn: &mut Turn) {
    let request = state.next_request();
    let (store, origin) = (store(state), state.origin().clone());
    state.store_requests.forget = Some(request);
    turn.push(Effect::Request {
        id: request,
        request: Request::ForgetToken { store, origin },
    });
}

fn try_again(state: &mut AppState, turn: &mut Turn) {
    if token_answers::is_left_behind(state) {
        state.window.fault = None;
        // A token that was saved since would be removed with it.
        if state.token == TokenState::Missing {
            remove(state, turn);
        }
    } else if state.form.is_some() {
        save(state, turn);
    } else if matches!(
        state.token,
        TokenState::Blocked(_) | TokenState::Reading { .. }
    ) {
        let store = store(state);
        read(state, store, turn);
    }
}
