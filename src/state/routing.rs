//! Routes messages to their part of the state, and outcomes to the others.

use super::app::{AppState, Intent, Message, Screen};
use super::cx::UpdateCx;
use super::message::{Effect, Event, Now, WindowEffect};
use super::outcome::Outcome;
use super::paged_list::Asking;
use super::remote::Asker;
use super::request::{RequestId, Response};
use super::service::Access;
use super::session::TokenSource;
use super::window::Notice;
use super::{choreography, id_field, switching};

/// Takes in one message; returns the effects.
pub fn update(state: &mut AppState, message: Message, now: Now) -> Vec<Effect> {
    let mut cx = UpdateCx::new(now, state.supply.clone());
    match message {
        Message::Intent(intent) => on_intent(state, intent, &mut cx),
        Message::Event(event) => on_event(state, event, &mut cx),
        Message::Frame(focus) => {
            if state.window.came_back(focus, now) {
                state.lookup.poll_soon(&cx);
            }
            choreography::ask_if_due(state, &mut cx);
        }
    }
    choreography::close_if_done(state, &mut cx);
    settle(state, cx)
}

/// Delivers outcomes until none is left.
pub fn settle(state: &mut AppState, mut cx: UpdateCx) -> Vec<Effect> {
    while let Some(outcome) = cx.next_outcome() {
        on_outcome(state, outcome, &mut cx);
    }
    state.supply = cx.supply;
    cx.effects
}

fn on_intent(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::IdField(intent) => state.id_field.update(intent, cx),
        Intent::Lookup(intent) => {
            let access = Access::of(&state.service, &state.session);
            state.lookup.update(intent, access, cx);
        }
        Intent::Browse(intent) => {
            let access = Access::of(&state.service, &state.session);
            let asking = Asking::new(access, &state.lookup);
            state.browse.update(intent, asking, cx);
        }
        Intent::Certificates(intent) => {
            let access = Access::of(&state.service, &state.session);
            let asking = Asking::new(access, &state.lookup);
            state.certificates.update(intent, asking, cx);
        }
        Intent::Accounts(intent) => state.accounts.update(intent, cx),
        // No account is in use that could own it.
        Intent::Token(_) if state.is_without_account() => {}
        Intent::Token(intent) if choreography::token_is_given(state) => {
            choreography::about_given_token(state, &intent, cx);
        }
        Intent::Token(intent) => {
            let around = choreography::surroundings(state);
            state.session.update(intent, around, cx);
        }
        Intent::Export(intent) => state.exports.update(intent, &state.lookup, cx),
        Intent::Recents(intent) => state.recents.update(intent, cx),
        Intent::Sample(intent) => state.service.sample.update(intent, cx),
        Intent::Window(intent) => state.window.update(intent, cx),
    }
}

fn on_event(state: &mut AppState, event: Event, cx: &mut UpdateCx) {
    match event {
        Event::Response { id, response } => on_response(state, id, response, cx),
        Event::RecentsLoaded {
            account,
            recents,
            storage_errors,
        } => {
            if state.recents.awaits(&account) {
                state.recents.loaded(recents, storage_errors);
                // The batch was requested before the list of recents came.
                if let Some(id) = state.lookup.phase.id() {
                    choreography::load_cached(state, id, cx);
                }
            }
        }
        Event::NotRemembered(error) => state.recents.tell(error),
        Event::BatchHandedOver(id) => {
            switching::leave_sample(state, cx);
            state.id_field.choose(id, cx);
            cx.window(WindowEffect::ComeToFront);
        }
        Event::StartedAgain => cx.window(WindowEffect::ComeToFront),
        Event::FileDropped(path) => {
            // The page has the field.
            if state.screen() == Screen::Batch {
                state.id_field.update(id_field::Intent::DropFile(path), cx);
            }
        }
        Event::CloseRequested => choreography::close(state, cx),
        Event::NothingPasted => state.window.notice = Some(Notice::NothingPasted),
        Event::ReducedMotion(motion) => state.window.motion = motion,
        Event::TaskFailed(problem) => state.window.went_wrong(problem, cx),
    }
}

fn on_response(state: &mut AppState, id: RequestId, mut response: Response, cx: &mut UpdateCx) {
    cx.answered(id, &mut response);
    let source = state.service.vault().source_or(TokenSource::PasswordStore);
    match response {
        Response::LoadToken(result) => state.session.loaded(id, result, source, cx),
        Response::SaveToken(result) => {
            state.accounts.saved(id, &result);
            state.session.saved(id, result, source, cx);
        }
        Response::ForgetToken(result) => state.removals.answered(id, result, cx),
        Response::FetchBatch(result) => state.lookup.answered(id, *result, &state.service, cx),
        Response::ListBatches(result) => state.browse.pages.loaded(id, *result, cx),
        Response::ListCertificates(result) => state.certificates.loaded(id, *result, cx),
        Response::FetchPicture(result) => state.lookup.picture_fetched(id, *result, cx),
        Response::EnlargePicture(Ok(pixels)) => {
            if let Some(picture) = choreography::enlarged_picture(state) {
                picture.enlarged(id, pixels, cx);
            }
        }
        // The smaller picture stays.
        Response::EnlargePicture(Err(_)) => {}
        Response::StartSample(result) => state.service.sample.started(id, result, cx),
        Response::TestConnection(result) => state.window.tested(id, result),
        Response::FetchCertificate(result) => {
            state.exports.renewed(id, &result, cx);
            state.certificates.fetched(id, *result, cx);
        }
        Response::FetchFile(result) => {
            let token = state.session.token();
            state.exports.fetched(id, result, token, cx);
        }
        Response::SaveFile(result) => state.exports.saved(id, result, cx),
        Response::OpenFile(result) => state.exports.ready(id, result, cx),
        Response::SearchFile(found) => state.id_field.searched(id, found, cx),
        Response::LoadCached(result) => {
            // Without a kept answer the service's is waited for.
            state.recents.cached_loaded(id, result.ok().flatten(), cx);
        }
        Response::LoadAccounts(result) => switching::accounts_loaded(state, id, result, cx),
        Response::ForgetAccount(result) => {
            state.accounts.records_gone(id, result.clone(), cx);
            state.recents.forgotten(id, result, cx);
        }
        Response::ForgetEverything(result) => state.recents.forgotten(id, result, cx),
    }
}

fn on_outcome(state: &mut AppState, outcome: Outcome, cx: &mut UpdateCx) {
    match outcome {
        Outcome::IdTyped => choreography::warm_up(state, cx),
        Outcome::BatchNamed(id) => state.id_field.choose(id, cx),
        Outcome::BatchChosen(id) => {
            let access = Access::of(&state.service, &state.session);
            state.lookup.fetch(id, Asker::Person, access, cx);
        }
        Outcome::BatchWanted(id) => {
            state.window.overlay = None;
            state.recents.wanted(id);
            choreography::load_cached(state, id, cx);
        }
        Outcome::BatchRefused(id) => state.recents.refused(id, cx),
        Outcome::BatchAnswered => state.recents.cancel_cached(cx),
        Outcome::BatchReplaced => choreography::batch_replaced(state, cx),
        Outcome::CertificatesLoaded => choreography::certificates_loaded(state, cx),
        Outcome::DocumentMade(document) => choreography::document_made(state, document, cx),
        Outcome::WorthRemembering => {
            if let Some(shown) = &state.lookup.shown {
                state.recents.record_visit(shown, cx);
            }
        }
        Outcome::PictureSettled => {
            if let Some(shown) = &state.lookup.shown {
                state.recents.cache_answer(shown, cx);
            }
            choreography::enlarge(state, cx);
        }
        Outcome::CachedFound { request, id, found } => {
            state.lookup.show_remembered(id, request, *found, cx);
        }
        Outcome::ForgettingEverything => {
            state.window.overlay = None;
            let asked = [state.lookup.asked(), state.lookup.phase.id()];
            for id in asked.into_iter().flatten() {
                state.recents.pass_over(id);
            }
        }
        Outcome::PageLeft => choreography::list(state, cx),
        Outcome::News { news, name } => state.window.tell(news, name, cx),
        Outcome::Account(outcome) => switching::on_outcome(state, outcome, cx),
        Outcome::TokenReady => choreography::token_ready(state, cx),
        Outcome::TokenForgotten(memory) => switching::token_forgotten(state, memory, cx),
        Outcome::RemovalWanted => choreography::remove_again(state, cx),
        Outcome::TokenRemoved(of) => choreography::token_removed(state, &of, cx),
        Outcome::TokenNotRemoved(of) => choreography::not_removed(state, &of, cx),
        Outcome::TokenReplaced => choreography::token_replaced(state, cx),
        Outcome::SampleStarted(token) => switching::sample_started(state, token, cx),
        Outcome::SampleFailed => switching::sample_failed(state, cx),
        Outcome::SampleLeft => switching::sample_left(state, cx),
        Outcome::SampleChosen(act) => switching::sample_chosen(state, &act, cx),
        Outcome::OverlayWanted(overlay) => choreography::open(state, overlay, cx),
        Outcome::FollowingSwitchedOn => {
            state.lookup.poll_soon(cx);
            choreography::ask_if_due(state, cx);
        }
        Outcome::WentWrong(problem) => state.window.went_wrong(problem, cx),
    }
}
