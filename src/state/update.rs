//! Messages, taken in by the part of the state that each is about.

use std::time::Duration;

use super::app::{AppState, Intent, LONGEST_CLOSING, Message, Screen};
use super::cx::Cx;
use super::message::{Effect, Event, Now, WindowEffect};
use super::request::{Reply, Request, RequestId, Response};
use super::window::{ConnectionTest, Notice, Overlay, SIGN_IN, Search, Setting};
use super::{accounts, id_field, recents, session, window};
use crate::domain::batch_id::BatchIdProblem;
use crate::domain::checkup::Target;
use crate::domain::remembered::Left;
use crate::domain::settings::Switch;

/// A second request to close the window in this time is the same: nobody read an answer to it.
const DOUBLE_CLICK: Duration = Duration::from_secs(1);

/// Takes in one message; returns the effects.
pub fn update(state: &mut AppState, message: Message, now: Now) -> Vec<Effect> {
    let mut cx = Cx::new(now, state.supply.clone());
    match message {
        Message::Intent(intent) => state.on_intent(intent, &mut cx),
        Message::Event(event) => state.on_event(event, &mut cx),
        Message::Frame(focus) => {
            if state.window.came_back(focus, now) {
                state.check_soon(&cx);
            }
            state.ask_if_due(&mut cx);
        }
    }
    state.close_if_done(&mut cx);
    state.supply = cx.supply;
    cx.effects
}

impl AppState {
    fn on_intent(&mut self, intent: Intent, cx: &mut Cx) {
        match intent {
            Intent::IdField(intent) => self.on_id_field(intent, cx),
            Intent::Lookup(intent) => self.on_lookup(intent, cx),
            Intent::Browse(intent) => self.on_browse(intent, cx),
            Intent::Certificates(intent) => self.on_certificates(intent, cx),
            Intent::Accounts(intent) => self.on_accounts(intent, cx),
            // No account is in use that could own it.
            Intent::Token(_) if self.is_without_account() => {}
            // A replacement of a given token belongs to a new account.
            Intent::Token(session::Intent::Replace) if self.service.token_is_given() => {
                self.on_accounts(accounts::Intent::Add, cx);
            }
            Intent::Token(intent) => {
                if !self.service.token_is_given() || intent == session::Intent::RemoveAgain {
                    self.on_token(intent, cx);
                }
            }
            Intent::Export(intent) => self.exports.update(intent, &self.lookup, cx),
            Intent::Recents(intent) => self.on_recents(intent, cx),
            Intent::Sample(intent) => self.on_sample(intent, cx),
            Intent::Window(intent) => self.on_window(intent, cx),
        }
    }

    fn on_event(&mut self, event: Event, cx: &mut Cx) {
        match event {
            Event::Response { id, response } => self.on_response(id, response, cx),
            Event::RecentsLoaded {
                account,
                recents,
                error,
            } => {
                if self.recents.awaits(&account) {
                    self.recents.loaded(recents, error, cx);
                    // The batch was requested before the list of recents came.
                    if let Some(id) = self.lookup.wanted {
                        self.load_cached(id, cx);
                    }
                }
            }
            Event::NotRemembered(error) => self.recents.tell(error),
            Event::BatchHandedOver(id) => self.batch_handed_over(id, cx),
            Event::StartedAgain => cx.window(WindowEffect::ComeToFront),
            Event::FileDropped(path) => {
                // The page has the field.
                if self.screen() == Screen::Batch {
                    self.on_id_field(id_field::Intent::DropFile(path), cx);
                }
            }
            Event::CloseRequested => self.close(cx),
            Event::NothingPasted => self.window.notice = Some(Notice::NothingPasted),
            Event::ReducedMotion(motion) => self.window.motion = motion,
            Event::TaskFailed(problem) => self.window.went_wrong(problem, cx),
        }
    }

    fn on_response(&mut self, id: RequestId, mut response: Response, cx: &mut Cx) {
        cx.answered(&mut response);
        match response {
            Response::LoadToken(result) => self.token_loaded(id, result, cx),
            Response::SaveToken(result) => self.token_saved(id, result, cx),
            Response::ForgetToken(result) => self.token_removed(id, result, cx),
            Response::FetchBatch(result) => self.batch_answered(id, result, cx),
            Response::ListBatches(result) => {
                self.browse.pages.loaded(id, result, cx);
                self.browse.follow(cx);
            }
            Response::WatchBatches(result) => self.batches_watched(id, result, cx),
            Response::ListCertificates(result) => self.certificates_loaded(id, result, cx),
            Response::FetchPicture(result) => self.picture_fetched(id, result, cx),
            Response::EnlargePicture(result) => {
                let looked_at = self.enlarged_picture().map(|picture| picture.request);
                // Without it the smaller picture stays.
                if let Ok(pixels) = result
                    && looked_at == Some(id)
                {
                    cx.window(WindowEffect::ShowEnlarged(id, pixels));
                }
            }
            Response::StartSample(result) => self.sample_started(id, result, cx),
            Response::TestConnection(result) => {
                if let Some(test) = &mut self.window.test {
                    test.tested(id, result);
                }
            }
            Response::FetchCertificate(result) => {
                if let Some(opened) = &mut self.certificates.opened {
                    opened.fetched(id, result, cx);
                }
            }
            Response::RenewCertificate(result) => {
                self.exports.renewed(id, &result, cx);
                if let (Ok(found), Some(opened)) = (result, &mut self.certificates.opened) {
                    opened.renewed(*found);
                }
            }
            Response::FetchFile(result) => {
                self.exports.fetched(id, result, self.session.token(), cx);
            }
            Response::SaveFile(result) => {
                // The person would miss it.
                if let Some(problem) = self.exports.saved(id, result) {
                    self.window.went_wrong(problem, cx);
                }
            }
            Response::OpenFile(result) => self.exports.ready(id, result, cx),
            Response::SearchFile(found) => {
                let found = found.unwrap_or(Err(BatchIdProblem::NotInFile));
                if let Some(id) = self.id_field.searched(id, found, cx) {
                    self.check(id, cx);
                }
            }
            // Without a kept answer the service's is waited for.
            Response::LoadCached(result) => self.cached_loaded(id, result.ok().flatten(), cx),
            Response::LoadAccounts(result) => self.accounts_loaded(id, result, cx),
            Response::ForgetAccount(result) => self.records_gone(id, result, cx),
            Response::ForgetEverything(result) => self.recents_forgotten(id, result, cx),
        }
    }

    fn on_recents(&mut self, intent: recents::Intent, cx: &mut Cx) {
        use recents::Intent;
        match intent {
            Intent::Search(text) => self.recents.search = text,
            Intent::Pin(id) => self.recents.pin(id, cx),
            Intent::Remove(id) => self.recents.remove(id, cx),
            Intent::DismissErrors => {
                self.recents.storage_errors.clear();
                self.recents.cleared = None;
            }
            Intent::ForgetEverything => {
                self.recents.forget_all(|_| Request::ForgetEverything, cx);
                self.window.overlay = None;
                let asked = [self.lookup.asked(), self.lookup.wanted];
                self.recents.forgotten.extend(asked.into_iter().flatten());
            }
        }
    }

    pub(super) fn recents_forgotten(&mut self, id: RequestId, result: Reply<Left>, cx: &mut Cx) {
        if let Some(problem) = self.recents.forgotten(id, result) {
            self.window.went_wrong(problem, cx);
        }
    }

    fn on_window(&mut self, intent: window::Intent, cx: &mut Cx) {
        use window::Intent;
        match intent {
            Intent::Open(overlay) => self.open(overlay, cx),
            Intent::CloseOverlay => {
                self.window.close_overlay(cx);
                self.window.error_dialog = None;
                self.window.closing = None;
            }
            Intent::CloseNotice => self.window.notice = None,
            Intent::Copy(text) => cx.window(WindowEffect::Copy(text)),
            Intent::OpenSignIn => cx.window(WindowEffect::Open(SIGN_IN.to_owned())),
            Intent::OpenMail(address) => cx.window(WindowEffect::Open(address)),
            Intent::SearchDetails(text) => self.window.search = Search { text, steps: 0 },
            Intent::StepSearch(by) => self.window.search.steps += by,
            Intent::Set(setting) => {
                self.window.set(setting, cx);
                if setting == Setting::Follow(Switch::On) {
                    self.check_soon(cx);
                    self.ask_if_due(cx);
                }
            }
            Intent::Close => {
                self.window.held_open = None;
                cx.window(WindowEffect::Close);
            }
        }
    }

    /// Opens where there is something to show.
    fn open(&mut self, overlay: Overlay, cx: &mut Cx) {
        let there = match overlay {
            Overlay::Picture => self.lookup.picture().is_some(),
            Overlay::Certificate => self.certificates.opened.is_some(),
            Overlay::TechnicalDetails => self.lookup.shown.is_some(),
            // One removal at a time, since a second one would not begin.
            Overlay::ForgetToken(_) => self.session.can_be_forgotten() && !self.is_at_store(),
            Overlay::ConnectionTest => {
                self.test_connection(cx);
                true
            }
            Overlay::About
            | Overlay::Shortcuts
            | Overlay::ForgetEverything
            | Overlay::CloseWhileSaving
            | Overlay::Accounts
            | Overlay::Recents => true,
        };
        if there {
            self.window.open(overlay);
            self.enlarge(cx);
        }
    }

    fn test_connection(&mut self, cx: &mut Cx) {
        // The failed batch may have another address than the other sample batches.
        let origin = match self.lookup.failed() {
            Some(id) => self.service.origin_for(id),
            None => self.service.origin(),
        };
        let wait = cx.wait(origin);
        let target = Target {
            origin: origin.clone(),
            token: self.session.token().cloned(),
            held_back: wait.map(|wait| wait.problem_at(cx.now.elapsed)),
        };
        self.window.test = Some(ConnectionTest::start(target, cx));
    }

    fn ask_if_due(&mut self, cx: &mut Cx) {
        self.ask_for_batch(cx);
        self.ask_for_batches(cx);
        self.ask_for_certificates(cx);
    }

    /// Asks while saving, and waits shortly for the password store; a second request closes at once.
    fn close(&mut self, cx: &mut Cx) {
        let now = cx.now.elapsed;
        let (is_saving, is_at_store) = (self.certificates.saving.is_some(), self.is_at_store());
        let window = &mut self.window;
        if is_saving && window.overlay != Some(Overlay::CloseWhileSaving) {
            window.open(Overlay::CloseWhileSaving);
            window.held_open = Some(now);
        } else if is_at_store && window.closing.is_none() {
            window.closing = Some(now);
            window.held_open = Some(now);
        }
        let is_same = window.held_open.is_some_and(|at| now < at + DOUBLE_CLICK);
        if is_same && (is_saving || is_at_store) {
            cx.window(WindowEffect::StayOpen);
        }
    }

    fn close_if_done(&self, cx: &mut Cx) {
        if let Some(since) = self.window.closing {
            let waited = cx.now.elapsed.saturating_sub(since);
            if !self.is_at_store() || waited >= LONGEST_CLOSING {
                cx.window(WindowEffect::Close);
            }
        }
    }
}
