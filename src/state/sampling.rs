//! Switching to the sample data and back.

use super::app::AppState;
use super::cx::UpdateCx;
use super::effect::Focus;
use super::lookup::Phase;
use super::recents::Recents;
use super::request::Store;
use super::sample::SamplePhase;
use super::service::Vault;
use super::session::{Session, TokenSource};
use super::switching;
use super::window::Notice;
use crate::domain::ApiToken;
use crate::domain::sample::SampleAct;

pub fn sample_started(state: &mut AppState, token: ApiToken, cx: &mut UpdateCx) {
    // A start may be for a sample batch. The session of the real service does not carry over.
    let is_start = state.session == Session::Unasked;
    let wanted = state.lookup.phase.id().filter(|_| is_start);
    let field = std::mem::take(&mut state.id_field);
    switching::leave(state, cx);
    state.recents = Recents::default();
    if is_start {
        state.id_field = field;
    }
    if let Some(id) = wanted {
        state.lookup.phase = Phase::Waiting { id };
    }
    state.session.ready(token, TokenSource::Sample, cx);
    cx.focus(Focus::BatchId);
}

/// Begins with the person's own data where a start with samples failed.
pub fn sample_failed(state: &mut AppState, cx: &mut UpdateCx) {
    if state.session == Session::Unasked {
        switching::begin(state, cx);
    }
}

/// Returns to the person's own service for a batch of their own.
pub fn leave_sample(state: &mut AppState, cx: &mut UpdateCx) {
    match &state.service.sample {
        SamplePhase::Running(_) | SamplePhase::Starting(_) => {
            state.service.sample = SamplePhase::None;
            sample_left(state, cx);
            state.window.notice = Some(Notice::SampleLeft);
        }
        SamplePhase::None | SamplePhase::Failed(_) => {}
    }
}

pub fn sample_left(state: &mut AppState, cx: &mut UpdateCx) {
    switching::leave(state, cx);
    switching::begin(state, cx);
}

pub fn sample_chosen(state: &mut AppState, act: &SampleAct, cx: &mut UpdateCx) {
    let SamplePhase::Running(sample) = &state.service.sample else {
        return;
    };
    match act {
        SampleAct::Check { id, .. } => {
            match &mut state.session {
                Session::Ready { replacing, .. } => *replacing = None,
                Session::Unasked
                | Session::Reading { .. }
                | Session::Blocked { .. }
                | Session::Entering { .. } => {
                    let token = sample.token.clone();
                    state.session.ready(token, TokenSource::Sample, cx);
                }
            }
            // Each line stands alone: another one's wait does not hold it.
            cx.supply.gate.open(sample.origin_for(*id));
            state.id_field.choose(*id, cx);
        }
        SampleAct::Store(fault) => {
            state.lookup.stop(cx);
            let store = Store::Sample(Some(*fault));
            let vault = Vault {
                store,
                ..state.service.vault()
            };
            state.session.read(vault, cx);
        }
    }
}
