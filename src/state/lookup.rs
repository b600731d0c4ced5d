//! A batch: asked for, fetched, shown, with its picture.

use std::time::Duration;

use super::effect::{Effect, Focus};
use super::files;
use super::follow;
use super::id_field;
use super::intent::Intent;
use super::picture;
use super::request::{Request, RequestId, RequestKind};
use super::shown::{self, Shown};
use super::{AppState, Turn, recents};
use crate::domain::{Answer, BatchId, Problem, ProblemKind};

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

pub(super) fn wish(state: &mut AppState, intent: Intent, turn: &mut Turn) {
    match intent {
        Intent::CheckBatch(id) => id_field::check(state, id, turn),
        // No key goes round a wait that the service asked for.
        Intent::Refresh if matches!(state.lookup.phase, Phase::Failed { .. }) => {
            try_again(state, turn);
        }
        Intent::Refresh => {
            if let Some(id) = state.lookup.phase.id().or_else(|| asked(state)) {
                fetch(state, id, turn);
            }
        }
        Intent::TryAgain => try_again(state, turn),
        Intent::Cancel => {
            stop(state, turn);
            turn.focus(Focus::BatchId);
        }
        Intent::ChangeId => turn.focus(Focus::BatchId),
        Intent::TryPictureAgain => picture::try_picture_again(state, turn),
        Intent::FilterSignatories(text) => state.lookup.filter = text,
        _ => {}
    }
}

fn asked(state: &AppState) -> Option<BatchId> {
    state.lookup.shown.as_ref().map(|shown| shown.asked)
}

pub(super) fn is_held_back(state: &AppState, asked: BatchId, turn: &Turn) -> bool {
    matches!(
        &state.lookup.phase,
        Phase::Failed { id, not_before: Some(at), .. } if *id == asked && *at > turn.now.since_start
    )
}

fn try_again(state: &mut AppState, turn: &mut Turn) {
    if let Phase::Failed { id, not_before, .. } = &state.lookup.phase
        && not_before.is_none_or(|at| at <= turn.now.since_start)
    {
        let id = *id;
        fetch(state, id, turn);
    }
}

/// Asks about a batch; a request under way for another is ended.
pub(super) fn fetch(state: &mut AppState, id: BatchId, turn: &mut Turn) {
    state.window.overlay = None;
    if let Phase::Loading { id: already, .. } = state.lookup.phase
        && already == id
    {
        return;
    }
    recents::recall(state, id, turn);
    let Some(token) = state.token.usable().cloned() else {
        state.lookup.phase = Phase::Waiting { id };
        return;
    };
    follow::step_aside(state, turn);
    let request = state.next_request();
    state.lookup.phase = Phase::Loading {
        request,
        id,
        since: turn.now.since_start,
    };
    turn.push(Effect::Request {
        id: request,
        request: Request::FetchBatch {
            origin: state.origin_for(id).clone(),
            token,
            id,
        },
    });
}

/// Ends the request under way; what is shown stays.
pub(super) fn stop(state: &mut AppState, turn: &mut Turn) {
    if matches!(state.lookup.phase, Phase::Loading { .. }) {
        turn.push(Effect::Cancel(RequestKind::FetchBatch));
    }
    state.lookup.phase = Phase::Idle;
}

/// Forgets what is shown as well.
pub(super) fn clear(state: &mut AppState, turn: &mut Turn) {
    stop(state, turn);
    if let Some(shown) = state.lookup.shown.take() {
        if shown::is_looked_at(&shown) {
            turn.push(Effect::Cancel(RequestKind::FetchBatch));
        }
        picture::drop_picture(&shown.picture, turn);
    }
    state.lookup.filter.clear();
    files::forget(state);
    state.id_field = id_field::IdField::default();
}

/// A token has come: what waited for one, or failed for want of a good one,
/// goes on.
pub(super) fn token_ready(state: &mut AppState, turn: &mut Turn) {
    let goes_on = match &state.lookup.phase {
        Phase::Waiting { id } => Some(*id),
        Phase::Failed { id, problem, .. } => matches!(
            problem.kind,
            ProblemKind::TokenNotAccepted
                | ProblemKind::PermissionNeeded { .. }
                | ProblemKind::AccessNotAllowed
        )
        .then_some(*id),
        Phase::Idle | Phase::Loading { .. } => None,
    };
    if let Some(id) = goes_on {
        fetch(state, id, turn);
    }
}

pub(super) fn fetched(
    state: &mut AppState,
    request: RequestId,
    result: Result<Answer, Problem>,
    turn: &mut Turn,
) {
    let id = match state.lookup.phase {
        Phase::Loading {
            request: at, id, ..
        } if at == request => id,
        _ => return follow::looked(state, request, result, turn),
    };
    match result {
        Ok(answer) => {
            state.lookup.phase = Phase::Idle;
            recents::leave_recall(state, turn);
            shown::show(state, id, answer, turn);
            recents::note(state, turn);
        }
        Err(mut problem) => {
            problem.evidence.at = Some(turn.now.wall);
            let not_before = problem.wait().map(|wait| turn.now.since_start + wait);
            state.lookup.phase = Phase::Failed {
                id,
                problem,
                not_before,
            };
            turn.focus(Focus::Problem);
        }
    }
}
