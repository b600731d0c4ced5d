//! Exploring with sample data.

use super::effect::{Effect, Focus};
use super::request::{Request, RequestId, Store};
use super::session::{Session, TokenSource};
use super::{AppState, UpdateCx, id_field, lookup, recents, token};
use crate::domain::Problem;
use crate::domain::sample::{Sample, SampleAct};

/// Whether sample data are shown.
#[derive(Debug, Clone, PartialEq)]
pub enum SamplePhase {
    /// No.
    None,
    /// The sample service is being started.
    Starting(RequestId),
    /// Yes.
    Running(Sample),
    /// The sample service could not be started.
    Failed(Problem),
}

/// What a person does with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// Explore them.
    Explore,
    /// Go back from them.
    Leave,
    /// Choose a line of the list, counted from 0.
    Choose(usize),
}

pub(super) fn update(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::Explore => start(state, cx),
        Intent::Leave => leave(state, cx),
        Intent::Choose(line) => choose(state, line, cx),
    }
}

pub(super) fn start(state: &mut AppState, cx: &mut UpdateCx) {
    if matches!(
        state.sample,
        SamplePhase::Starting(_) | SamplePhase::Running(_)
    ) {
        return;
    }
    let request = state.next_request();
    state.sample = SamplePhase::Starting(request);
    cx.push(Effect::Request {
        id: request,
        request: Request::StartSample,
    });
}

pub(super) fn started(
    state: &mut AppState,
    request: RequestId,
    result: Result<Sample, Problem>,
    cx: &mut UpdateCx,
) {
    if state.sample != SamplePhase::Starting(request) {
        return;
    }
    match result {
        Ok(sample) => {
            // What was asked of the real service is none of the sample's business.
            let wish = state.lookup.phase.id();
            let text = std::mem::take(&mut state.id_field.text);
            lookup::clear(state, cx);
            let token = sample.token.clone();
            state.sample = SamplePhase::Running(sample);
            recents::begin_sample(state);
            state.id_field.text = text;
            if let Some(id) = wish {
                state.lookup.phase = lookup::Phase::Waiting { id };
            }
            token::ready(state, token, TokenSource::Sample, cx);
            cx.focus(Focus::BatchId);
        }
        Err(problem) => {
            state.sample = SamplePhase::Failed(problem);
            if state.session == Session::Unasked {
                token::find(state, cx);
            }
        }
    }
}

/// Back to the service the program was started for.
fn leave(state: &mut AppState, cx: &mut UpdateCx) {
    lookup::clear(state, cx);
    state.sample = SamplePhase::None;
    state.window.overlay = None;
    token::find(state, cx);
    recents::begin(state, cx);
}

fn choose(state: &mut AppState, line: usize, cx: &mut UpdateCx) {
    let SamplePhase::Running(sample) = &state.sample else {
        return;
    };
    let token = sample.token.clone();
    match sample.entries.get(line).map(|entry| entry.act.clone()) {
        Some(SampleAct::Check { id, .. }) => {
            match &mut state.session {
                Session::Ready { replacing, .. } => *replacing = None,
                Session::Unasked
                | Session::Reading { .. }
                | Session::Blocked { .. }
                | Session::Entering { .. } => {
                    token::ready(state, token, TokenSource::Sample, cx);
                }
            }
            id_field::check(state, id, cx);
        }
        Some(SampleAct::Store(fault)) => {
            lookup::stop(state, cx);
            token::read(state, Store::Sample(Some(fault)), cx);
        }
        None => {}
    }
}
