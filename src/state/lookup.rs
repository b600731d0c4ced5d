//! A batch: asked for, fetched, shown, with its picture.

use std::time::Duration;

use super::effect::{Effect, Focus};
use super::export;
use super::id_field;
use super::picture;
use super::polling;
use super::request::{Request, RequestId, RequestKind};
use super::shown::{self, Shown};
use super::{AppState, UpdateCx, recents};
use crate::domain::{Answer, BatchId, Problem};

/// The batch on screen, and the one being asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lookup {
    /// The last answer; it stays while another is fetched or fails.
    pub shown: Option<Shown>,
    /// What is going on.
    pub phase: Phase,
    /// What the list of signatories is filtered by.
    pub filter: String,
}

/// What is going on.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Phase {
    /// Nothing.
    #[default]
    Idle,
    /// A batch will be asked for as soon as there is a token.
    Waiting {
        /// The batch.
        id: BatchId,
    },
    /// A batch is being fetched.
    Loading {
        /// The request.
        request: RequestId,
        /// The batch.
        id: BatchId,
        /// Since when, from the start of the program.
        since: Duration,
    },
    /// A batch could not be fetched.
    Failed {
        /// The batch.
        id: BatchId,
        /// What happened.
        problem: Problem,
        /// When it may be tried again, from the start of the program, where
        /// the service said so.
        not_before: Option<Duration>,
    },
}

impl Phase {
    /// The batch that is asked for, if any.
    #[must_use]
    pub fn id(&self) -> Option<BatchId> {
        match self {
            Self::Idle => None,
            Self::Waiting { id } | Self::Loading { id, .. } | Self::Failed { id, .. } => Some(*id),
        }
    }
}

/// What a person does about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Check this very batch.
    Check(BatchId),
    /// Ask again about the batch that is shown.
    Refresh,
    /// Repeat what did not work.
    TryAgain,
    /// End the request under way.
    Cancel,
    /// Fetch the picture again.
    RetryPicture,
    /// Show only signatories with this text.
    FilterSignatories(String),
}

pub(super) fn update(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::Check(id) => id_field::check(state, id, cx),
        // No key goes round a wait that the service asked for.
        Intent::Refresh if matches!(state.lookup.phase, Phase::Failed { .. }) => {
            try_again(state, cx);
        }
        Intent::Refresh => {
            if let Some(id) = state.lookup.phase.id().or_else(|| asked(state)) {
                fetch(state, id, cx);
            }
        }
        Intent::TryAgain => try_again(state, cx),
        Intent::Cancel => {
            stop(state, cx);
            cx.focus(Focus::BatchId);
        }
        Intent::RetryPicture => picture::try_picture_again(state, cx),
        Intent::FilterSignatories(text) => state.lookup.filter = text,
    }
}

fn asked(state: &AppState) -> Option<BatchId> {
    state.lookup.shown.as_ref().map(|shown| shown.asked)
}

pub(super) fn is_held_back(state: &AppState, asked: BatchId, cx: &UpdateCx) -> bool {
    matches!(
        &state.lookup.phase,
        Phase::Failed { id, not_before: Some(at), .. } if *id == asked && *at > cx.now.since_start
    )
}

fn try_again(state: &mut AppState, cx: &mut UpdateCx) {
    if let Phase::Failed { id, not_before, .. } = &state.lookup.phase
        && not_before.is_none_or(|at| at <= cx.now.since_start)
    {
        let id = *id;
        fetch(state, id, cx);
    }
}

/// Asks about a batch; a request under way for another is ended.
pub(super) fn fetch(state: &mut AppState, id: BatchId, cx: &mut UpdateCx) {
    state.window.overlay = None;
    if let Phase::Loading { id: already, .. } = state.lookup.phase
        && already == id
    {
        return;
    }
    recents::load_cached(state, id, cx);
    let Some(token) = state.session.token().cloned() else {
        state.lookup.phase = Phase::Waiting { id };
        return;
    };
    polling::suspend_polling(state, cx);
    let request = state.next_request();
    state.lookup.phase = Phase::Loading {
        request,
        id,
        since: cx.now.since_start,
    };
    cx.push(Effect::Request {
        id: request,
        request: Request::FetchBatch {
            origin: state.origin_for(id).clone(),
            token,
            id,
        },
    });
}

/// Ends the request under way; what is shown stays.
pub(super) fn stop(state: &mut AppState, cx: &mut UpdateCx) {
    if matches!(state.lookup.phase, Phase::Loading { .. }) {
        cx.push(Effect::Cancel(RequestKind::FetchBatch));
    }
    state.lookup.phase = Phase::Idle;
}

/// Forgets what is shown as well.
pub(super) fn clear(state: &mut AppState, cx: &mut UpdateCx) {
    stop(state, cx);
    if let Some(shown) = state.lookup.shown.take() {
        if shown::is_looked_at(&shown) {
            cx.push(Effect::Cancel(RequestKind::FetchBatch));
        }
        picture::drop_picture(&shown.picture, cx);
    }
    state.lookup.filter.clear();
    export::forget(state);
    state.id_field = id_field::IdField::default();
}

/// A token has come: what waited for one, or failed for want of a good one,
/// goes on.
pub(super) fn token_ready(state: &mut AppState, cx: &mut UpdateCx) {
    let goes_on = match &state.lookup.phase {
        Phase::Waiting { id } => Some(*id),
        Phase::Failed { id, problem, .. } => problem.kind.needs_credentials().then_some(*id),
        Phase::Idle | Phase::Loading { .. } => None,
    };
    if let Some(id) = goes_on {
        fetch(state, id, cx);
    }
}

pub(super) fn fetched(
    state: &mut AppState,
    request: RequestId,
    result: Result<Answer, Problem>,
    cx: &mut UpdateCx,
) {
    let id = match state.lookup.phase {
        Phase::Loading {
            request: at, id, ..
        } if at == request => id,
        _ => return polling::poll_finished(state, request, result, cx),
    };
    match result {
        Ok(answer) => {
            state.lookup.phase = Phase::Idle;
            recents::cancel_cached(state, cx);
            shown::show(state, id, answer, cx);
            recents::record_visit(state, cx);
        }
        Err(mut problem) => {
            problem.evidence.at = Some(cx.now.wall);
            let not_before = problem
                .kind
                .retry_after()
                .map(|wait| cx.now.since_start + wait);
            state.lookup.phase = Phase::Failed {
                id,
                problem,
                not_before,
            };
            cx.focus(Focus::Problem);
        }
    }
}
