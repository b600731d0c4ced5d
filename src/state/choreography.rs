//! What takes more than one part of the state.

use super::app::{AppState, LONGEST_CLOSING};
use super::certificates::Asking;
use super::connection_test::ConnectionTest;
use super::cx::UpdateCx;
use super::effect::{Focus, Job, WindowEffect};
use super::id_field::IdField;
use super::lookup::Phase;
use super::message::WindowFocus;
use super::overlay::Overlay;
use super::picture::PictureSlot;
use super::recents::{Recents, WaitFor};
use super::removal::Removal;
use super::request::Store;
use super::sample::SamplePhase;
use super::service::{Access, Vault};
use super::session::{Session, TokenSource};
use super::token::Surroundings;
use super::token_form::EntryReason;
use super::window::Notice;
use crate::domain::sample::SampleAct;
use crate::domain::{ApiToken, BatchId, ProblemKind};

pub fn surroundings(state: &AppState) -> Surroundings {
    let rejected = matches!(
        &state.lookup.phase,
        Phase::Failed { problem, .. } if problem.kind == ProblemKind::TokenNotAccepted
    );
    let reason = if rejected {
        EntryReason::Rejected
    } else {
        EntryReason::Replace
    };
    let vault = state.service.vault();
    Surroundings { vault, reason }
}

/// Uses the token of the environment, or asks the password store.
pub fn find_token(state: &mut AppState, cx: &mut UpdateCx) {
    if let Some(token) = state.environment_token.clone() {
        state.session.ready(token, TokenSource::Environment, cx);
        cx.focus(Focus::BatchId);
    } else {
        let vault = state.service.vault();
        state.session.read(vault, cx);
    }
}

/// A field that holds an ID is about to be checked: connecting takes longer than the way to
/// Enter, and so may the letters of an answer. The sample is on this computer and needs none.
pub fn warm_up(state: &AppState, cx: &mut UpdateCx) {
    let is_next = matches!(state.service.sample, SamplePhase::None)
        && state.session.token().is_some()
        && !matches!(state.lookup.phase, Phase::Loading { .. });
    if is_next {
        let origin = state.service.origin().clone();
        cx.run(Job::WarmUp { origin });
        cx.window(WindowEffect::DrawLetters);
    }
}

pub fn load_cached(state: &mut AppState, id: BatchId, cx: &mut UpdateCx) {
    if state.lookup.asked() == Some(id) {
        return;
    }
    let wait_for = match state.session.token() {
        Some(_) => WaitFor::QuickService,
        None => WaitFor::Nothing,
    };
    state.recents.load_cached(id, wait_for, cx);
}

/// Asks what is due by itself: once more after a wait, or about the batch that is followed.
pub fn ask_if_due(state: &mut AppState, cx: &mut UpdateCx) {
    let watching = state.watching();
    let access = Access::of(&state.service, &state.session);
    if state.window.attention != WindowFocus::Hidden {
        state.lookup.repeat_if_due(access, cx);
    }
    state.lookup.poll_if_due(watching, access, cx);
    certificates_if_due(state, cx);
}

pub fn certificates_if_due(state: &mut AppState, cx: &mut UpdateCx) {
    let access = Access::of(&state.service, &state.session);
    let asking = Asking::new(access, &state.lookup, cx.now.since_start);
    state.certificates.ask_if_due(asking, cx);
}

/// The picture on screen, while it is looked at closely.
pub fn enlarged_picture(state: &AppState) -> Option<&PictureSlot> {
    let is_enlarged = state.window.overlay == Some(Overlay::Picture);
    state.lookup.picture().filter(|_| is_enlarged)
}

pub fn enlarge(state: &AppState, cx: &mut UpdateCx) {
    if let Some(picture) = enlarged_picture(state) {
        picture.enlarge(cx);
    }
}

pub fn open(state: &mut AppState, overlay: Overlay, cx: &mut UpdateCx) {
    let there = match overlay {
        Overlay::Picture => state.lookup.picture().is_some(),
        Overlay::Certificate => state.certificates.opened.is_some(),
        Overlay::TechnicalDetails => state.lookup.shown.is_some(),
        Overlay::ForgetToken => state.session.can_be_forgotten(),
        Overlay::ConnectionTest => return test_connection(state, cx),
        Overlay::About | Overlay::Shortcuts | Overlay::ForgetEverything | Overlay::Recents => true,
    };
    if there {
        state.window.open(overlay);
        enlarge(state, cx);
    }
}

pub fn test_connection(state: &mut AppState, cx: &mut UpdateCx) {
    // The batch that failed may be answered by another address than the rest
    // of the sample data.
    let origin = match state.lookup.failed() {
        Some(id) => state.service.origin_for(id),
        None => state.service.origin(),
    };
    let token = state.session.token().cloned();
    let test = ConnectionTest::start(origin.clone(), token, cx);
    state.window.open_test(test);
}

/// What was shown with the token goes with it; what was typed stays.
pub fn token_forgotten(state: &mut AppState, cx: &mut UpdateCx) {
    state.window.overlay = None;
    clear_page(state, cx);
    let vault = state.service.vault();
    state.removal.begin(vault, cx);
}

/// Told on the page where the next token is entered, or in a dialog where one is in use.
pub fn not_removed(state: &mut AppState, cx: &mut UpdateCx) {
    match &state.session {
        Session::Ready { .. } => {
            if let Some(problem) = state.removal.problem().cloned() {
                state.window.went_wrong(problem, cx);
            }
        }
        Session::Unasked
        | Session::Reading { .. }
        | Session::Blocked { .. }
        | Session::Entering { .. } => cx.focus(Focus::Problem),
    }
}

pub fn remove_again(state: &mut AppState, cx: &mut UpdateCx) {
    state.window.removal_done();
    let vault = state.service.vault();
    state.removal.begin(vault, cx);
}

pub fn token_ready(state: &mut AppState, cx: &mut UpdateCx) {
    if let Session::Ready {
        source: TokenSource::PasswordStore,
        ..
    } = state.session
    {
        // It took the place of the one that was to be removed.
        state.removal = Removal::Done;
        state.window.removal_done();
    }
    let access = Access::of(&state.service, &state.session);
    state.lookup.token_ready(access, cx);
    list(state, cx);
}

/// Lists the institution's batches, where they are what is on screen.
pub fn list(state: &mut AppState, cx: &mut UpdateCx) {
    if state.shows_list() {
        let access = Access::of(&state.service, &state.session);
        state.browse.begin(access, cx);
    }
}

/// Nothing that was asked or shown with the last token stays; the batch is asked for anew.
pub fn token_replaced(state: &mut AppState, cx: &mut UpdateCx) {
    let wanted = state.lookup.phase.id().or(state.lookup.asked());
    state.window.close_overlay(cx);
    state.recents.cancel_cached(cx);
    clear_page(state, cx);
    if let Some(id) = wanted {
        state.lookup.phase = Phase::Waiting { id };
    }
}

/// A token that is being kept or removed is waited for, shortly. Whoever asks twice does not wait.
pub fn close(state: &mut AppState, cx: &mut UpdateCx) {
    if state.is_at_store() && state.window.closing.is_none() {
        state.window.closing = Some(cx.now.since_start);
        cx.window(WindowEffect::StayOpen);
    }
}

pub fn close_if_done(state: &AppState, cx: &mut UpdateCx) {
    if let Some(since) = state.window.closing {
        let waited = cx.now.since_start.saturating_sub(since);
        if !state.is_at_store() || waited >= LONGEST_CLOSING {
            cx.window(WindowEffect::Close);
        }
    }
}

/// What belongs to the last batch goes with it.
pub fn batch_replaced(state: &mut AppState, cx: &mut UpdateCx) {
    state.exports.forget(cx);
    state.certificates.clear(cx);
    if state.window.overlay == Some(Overlay::Certificate) {
        state.window.overlay = None;
    }
}

pub fn clear_page(state: &mut AppState, cx: &mut UpdateCx) {
    state.lookup.clear(cx);
    state.browse.clear(cx);
    batch_replaced(state, cx);
    state.id_field = IdField::holding(std::mem::take(&mut state.id_field.text));
}

pub fn sample_started(state: &mut AppState, token: ApiToken, cx: &mut UpdateCx) {
    let wanted = state.lookup.phase.id();
    clear_page(state, cx);
    state.recents = Recents::default();
    match (&state.session, wanted) {
        // The program was started for this very batch of the sample.
        (Session::Unasked, Some(id)) => state.lookup.phase = Phase::Waiting { id },
        (Session::Unasked, None) => {}
        // What was asked of the real service is none of the sample's business.
        _ => state.id_field = IdField::default(),
    }
    state.session.ready(token, TokenSource::Sample, cx);
    cx.focus(Focus::BatchId);
}

pub fn sample_failed(state: &mut AppState, cx: &mut UpdateCx) {
    if state.session == Session::Unasked {
        find_token(state, cx);
    }
}

/// A batch of the person's own is asked of their own service.
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

/// Back to the service the program was started for.
pub fn sample_left(state: &mut AppState, cx: &mut UpdateCx) {
    clear_page(state, cx);
    state.id_field = IdField::default();
    state.window.overlay = None;
    find_token(state, cx);
    state.recents.begin(state.service.home.clone(), cx);
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
            // Each line is a case of its own: no wait of another one holds it up.
            state.lookup.hold = None;
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
