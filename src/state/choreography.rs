//! Changes that span several parts of the state.

use std::time::Duration;

use super::accounts;
use super::app::{AppState, LONGEST_CLOSING};
use super::connection_test::ConnectionTest;
use super::cx::UpdateCx;
use super::id_field::IdField;
use super::lookup::Phase;
use super::message::{Focus, WindowEffect, WindowFocus};
use super::outcome::{Outcome, Overlay};
use super::paged_list::Asking;
use super::picture::PictureSlot;
use super::recents::WaitFor;
use super::removal::AccountRemoval;
use super::request::{Document, Store};
use super::service::{Access, SamplePhase};
use super::session::{self, Session, Surroundings, TokenSource};
use super::token_form::EntryReason;
use super::window::Notice;
use crate::domain::checkup::Target;
use crate::domain::{AccountId, BatchId, ProblemKind};

/// True for the token of the environment, which can be neither replaced nor kept.
pub fn token_is_given(state: &AppState) -> bool {
    let is_sample = matches!(state.service.sample, SamplePhase::Running(_));
    state.service.home.is_of_environment() && !is_sample
}

/// Handles intents about a given token: a replacement belongs to a new account.
pub fn about_given_token(state: &mut AppState, intent: &session::Intent, cx: &mut UpdateCx) {
    match intent {
        session::Intent::Replace => state.accounts.update(accounts::Intent::Add, cx),
        session::Intent::RemoveAgain => remove_again(state, cx),
        session::Intent::Edit(_)
        | session::Intent::Save
        | session::Intent::UseUntilClose
        | session::Intent::CloseForm
        | session::Intent::Forget(_)
        | session::Intent::RetryStore => {}
    }
}

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

/// Uses the token at hand, or asks the password store.
pub fn find_token(state: &mut AppState, cx: &mut UpdateCx) {
    if let Some(session) = state.accounts.take_session(&state.service.home) {
        state.session = session;
        cx.report(Outcome::TokenReady);
        cx.focus(Focus::BatchId);
    } else {
        let vault = state.service.vault();
        state.session.read(vault, cx);
    }
}

/// Connects while a valid ID stands in the field: connecting takes longer than reaching for Enter.
/// The sample service is local and needs none.
pub fn warm_up(state: &AppState, cx: &mut UpdateCx) {
    let is_next = matches!(state.service.sample, SamplePhase::None)
        && state.session.token().is_some()
        && !matches!(state.lookup.phase, Phase::Loading { .. });
    if is_next {
        cx.warm_up(state.service.origin());
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

/// Sends the automatic questions that are due.
pub fn ask_if_due(state: &mut AppState, cx: &mut UpdateCx) {
    let watching = state.watching();
    let access = Access::of(&state.service, &state.session);
    if state.window.focus != WindowFocus::Hidden {
        state.lookup.repeat_if_due(access, cx);
    }
    state.lookup.poll_if_due(watching, access, cx);
    certificates_if_due(state, cx);
    lists_if_due(state, cx);
}

pub fn certificates_loaded(state: &mut AppState, cx: &mut UpdateCx) {
    close_what_is_over(state);
    certificates_if_due(state, cx);
}

pub fn document_made(state: &mut AppState, document: Document, cx: &mut UpdateCx) {
    close_what_is_over(state);
    state.exports.save(document, cx);
}

/// Closes overlays that have lost their subject.
fn close_what_is_over(state: &mut AppState) {
    let is_closed = state.certificates.opened.is_none();
    let is_saved = state.certificates.saving.is_none();
    state.window.overlay.take_if(|of| {
        *of == Overlay::Certificate && is_closed || *of == Overlay::CloseWhileSaving && is_saved
    });
}

fn certificates_if_due(state: &mut AppState, cx: &mut UpdateCx) {
    let access = Access::of(&state.service, &state.session);
    let asking = Asking::new(access, &state.lookup);
    state.certificates.ask_if_due(asking, cx);
}

/// Repeats refused pages after a wait, and loads the next page of a renewed list in sight.
fn lists_if_due(state: &mut AppState, cx: &mut UpdateCx) {
    let is_due = |at: Option<Duration>| at.is_some_and(|at| at <= cx.now.elapsed);
    let sight = state.in_sight();
    let (batches, certificates) = (
        state.browse.pages.renews_at(),
        state.certificates.pages.renews_at(),
    );
    let (batches, certificates) = (is_due(batches), is_due(certificates));
    let access = Access::of(&state.service, &state.session);
    let asking = Asking::new(access, &state.lookup);
    if sight.batches {
        state.browse.pages.remote.repeat_if_due(cx);
        if batches {
            state.browse.go_on(asking, cx);
        }
    }
    if sight.certificates {
        state.certificates.pages.remote.repeat_if_due(cx);
        if certificates {
            state.certificates.go_on(asking, cx);
        }
    }
    if let Some(opened) = &mut state.certificates.opened
        && sight.certificate
    {
        opened.check.repeat_if_due(cx);
    }
}

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
        // One removal at a time, since a second one would not begin.
        Overlay::ForgetToken(_) => state.session.can_be_forgotten() && !state.is_at_store(),
        Overlay::ConnectionTest => return test_connection(state, cx),
        Overlay::About
        | Overlay::Shortcuts
        | Overlay::ForgetEverything
        | Overlay::CloseWhileSaving
        | Overlay::Accounts
        | Overlay::Recents => true,
    };
    if there {
        state.window.open(overlay);
        enlarge(state, cx);
    }
}

pub fn test_connection(state: &mut AppState, cx: &mut UpdateCx) {
    // The failed batch may have another address than the other sample batches.
    let origin = match state.lookup.failed() {
        Some(id) => state.service.origin_for(id),
        None => state.service.origin(),
    };
    let wait = cx.wait(origin);
    let target = Target {
        origin: origin.clone(),
        token: state.session.token().cloned(),
        held_back: wait.map(|wait| wait.problem_at(cx.now.elapsed)),
    };
    let test = ConnectionTest::start(target, cx);
    state.window.open_test(test);
}

/// Reports on the token page, or in a dialog where a token is in use.
pub fn not_removed(state: &mut AppState, of: &AccountId, cx: &mut UpdateCx) {
    let is_ready = state.session.token().is_some();
    if !is_ready && state.service.vault().account.id == *of {
        cx.focus(Focus::Problem);
    } else if let Some(problem) = state.removals.of(of).and_then(|one| one.problem.clone()) {
        state.window.went_wrong(problem, cx);
    }
}

pub fn token_removed(state: &mut AppState, of: &AccountId, cx: &mut UpdateCx) {
    state.window.removal_done();
    state.accounts.token_gone(of, cx);
}

pub fn remove_again(state: &mut AppState, cx: &mut UpdateCx) {
    state.window.removal_done();
    let vault = state.service.vault();
    // The sample store reports this for a token that nobody forgot.
    if !state.removals.begin_again(cx) && vault.store != Store::System {
        state.removals.begin(vault, cx);
    }
}

pub fn token_ready(state: &mut AppState, cx: &mut UpdateCx) {
    if let Session::Ready {
        source: TokenSource::PasswordStore,
        ..
    } = state.session
    {
        account_stays(state);
    }
    let access = Access::of(&state.service, &state.session);
    state.lookup.token_ready(access, cx);
    list(state, cx);
}

/// Ends the removal of an account that got a new token.
fn account_stays(state: &mut AppState) {
    let home = &state.service.home.id;
    if state.removals.of(home).is_some() {
        state.removals.drop(home);
        state.window.removal_done();
    }
    let is_home = |removal: &mut AccountRemoval| removal.account.id == *home && !removal.is_over();
    state.accounts.removal.take_if(is_home);
}

pub fn list(state: &mut AppState, cx: &mut UpdateCx) {
    if state.shows_list() {
        let access = Access::of(&state.service, &state.session);
        let asking = Asking::new(access, &state.lookup);
        state.browse.begin(asking, cx);
    }
}

/// Clears everything of the last token, and asks for the batch again.
pub fn token_replaced(state: &mut AppState, cx: &mut UpdateCx) {
    let wanted = state.lookup.phase.id().or(state.lookup.asked());
    state.window.close_overlay(cx);
    state.recents.cancel_cached(cx);
    clear_page(state, cx);
    if let Some(id) = wanted {
        state.lookup.phase = Phase::Waiting { id };
    }
}

/// Waits shortly for the password store; a second request closes at once.
pub fn close(state: &mut AppState, cx: &mut UpdateCx) {
    if state.is_at_store() && state.window.closing.is_none() {
        state.window.closing = Some(cx.now.elapsed);
        cx.window(WindowEffect::StayOpen);
    } else if state.certificates.saving.is_some()
        && state.window.overlay != Some(Overlay::CloseWhileSaving)
    {
        state.window.open(Overlay::CloseWhileSaving);
        cx.window(WindowEffect::StayOpen);
    }
}

pub fn close_if_done(state: &AppState, cx: &mut UpdateCx) {
    if let Some(since) = state.window.closing {
        let waited = cx.now.elapsed.saturating_sub(since);
        if !state.is_at_store() || waited >= LONGEST_CLOSING {
            cx.window(WindowEffect::Close);
        }
    }
}

pub fn batch_replaced(state: &mut AppState, cx: &mut UpdateCx) {
    if state.certificates.saving.is_some() {
        state.window.notice = Some(Notice::SavingStopped);
    }
    state.exports.forget(cx);
    state.certificates.clear(cx);
    close_what_is_over(state);
}

pub fn clear_page(state: &mut AppState, cx: &mut UpdateCx) {
    state.lookup.clear(cx);
    state.browse.clear(cx);
    batch_replaced(state, cx);
    state.id_field = IdField::holding(std::mem::take(&mut state.id_field.text));
}
