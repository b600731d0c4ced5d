//! Check of a batch: asked for, answered, refused, remembered, followed.

use std::time::Duration;

use super::app::AppState;
use super::browse::Browse;
use super::cx::Cx;
use super::id_field::{self, IdField};
use super::lookup::{self, Announcement, DisplayedBatch};
use super::message::{Focus, Job};
use super::picture::ShownPicture;
use super::polling::Polling;
use super::recents::QUICK;
use super::request::{BoxReply, Request, RequestId, RequestKind};
use super::service::SamplePhase;
use super::window::Overlay;
use crate::domain::difference::is_worth_telling;
use crate::domain::picture::Picture;
use crate::domain::remembered::Remembered;
use crate::domain::{Answer, BatchId, Problem};

impl AppState {
    pub(super) fn on_id_field(&mut self, intent: id_field::Intent, cx: &mut Cx) {
        use id_field::Intent;
        match intent {
            Intent::Edit(text) => {
                if self.id_field.edit(text, cx) {
                    self.warm_up(cx);
                }
            }
            Intent::Check => {
                if let Some(id) = self.id_field.check(cx) {
                    self.fetch(id, cx);
                }
            }
            Intent::Paste(text) => {
                if let Some(id) = self.id_field.paste(text, cx) {
                    self.check(id, cx);
                }
            }
            Intent::DropFile(path) => {
                if let Some(id) = self.id_field.search_file(path, cx) {
                    self.check(id, cx);
                }
            }
            Intent::Focus => cx.focus(Focus::BatchId),
        }
    }

    /// Connects while a valid ID stands in the field: connecting takes longer than reaching for
    /// Enter. The sample service is local and needs none.
    fn warm_up(&self, cx: &mut Cx) {
        let origin = self.service.origin();
        let is_own = self.service.sample == SamplePhase::None && self.session.token().is_some();
        if is_own && !self.lookup.remote.is_loading() && cx.wait(origin).is_none() {
            cx.run(Job::WarmUp(origin.clone()));
        }
    }

    pub(super) fn on_lookup(&mut self, intent: lookup::Intent, cx: &mut Cx) {
        use lookup::Intent;
        match intent {
            Intent::Check(id) => self.check(id, cx),
            Intent::Refresh => {
                if let Some(id) = self.lookup.wanted.or(self.lookup.asked()) {
                    if self.lookup.failed().is_some() && self.lookup.on_page().is_some() {
                        // The panel goes, perhaps with the focus.
                        cx.focus(Focus::Answer);
                    }
                    self.fetch(id, cx);
                }
            }
            Intent::Back => {
                self.lookup.stop(cx);
                self.take_off(cx);
                cx.focus(Focus::List);
                self.list(cx);
            }
            Intent::Cancel => {
                // Text typed since is kept.
                if let (Some(shown), Some(failed)) = (self.lookup.asked(), self.lookup.failed())
                    && self.id_field.text.parse() == Ok(failed)
                {
                    self.id_field = IdField::holding(shown.to_string());
                }
                self.lookup.stop(cx);
                cx.focus(Focus::BatchId);
                self.list(cx);
            }
            Intent::RetryPicture => match &self.lookup.shown {
                // A new address comes with the batch.
                Some(shown) if shown.picture.has_expired() => {
                    self.fetch(shown.asked, cx);
                }
                _ => self.retry_picture(cx),
            },
            Intent::FilterSignatories(text) => self.lookup.filter = text,
        }
    }

    /// Checks a batch, and names it in the field.
    pub(super) fn check(&mut self, id: BatchId, cx: &mut Cx) {
        self.id_field = IdField::holding(id.to_string());
        self.fetch(id, cx);
    }

    /// Asks for the person, who may have forgotten it before.
    pub(super) fn fetch(&mut self, id: BatchId, cx: &mut Cx) {
        self.recents.forgotten.remove(&id);
        self.resume(id, cx);
    }

    /// Asks for a batch, or shows the service's wait; ends a request for another batch.
    pub(super) fn resume(&mut self, id: BatchId, cx: &mut Cx) {
        if self.lookup.remote.is_loading() && self.lookup.wanted == Some(id) {
            return;
        }
        let caller = self.caller(self.service.origin_for(id));
        self.lookup.stop(cx);
        self.lookup.wanted = Some(id);
        if let Some(caller) = caller {
            let request = Request::FetchBatch { caller, id };
            self.lookup.remote.ask(request, cx);
            self.suspend_polling(cx);
        }
        if self.lookup.failed().is_some() {
            cx.focus(Focus::Problem);
        }
        self.window.close_overlay(cx);
        self.load_cached(id, cx);
    }

    /// Gives up a check under way for a request of the same kind.
    fn suspend_polling(&mut self, cx: &mut Cx) {
        if self.lookup.remote.is_loading()
            && let Some(polling) = self.lookup.polling_mut()
        {
            polling.suspend(cx);
        }
    }

    pub(super) fn load_cached(&mut self, id: BatchId, cx: &mut Cx) {
        if self.lookup.asked() != Some(id) {
            let can_ask = self.session.token().is_some();
            let after = if can_ask { QUICK } else { Duration::ZERO };
            self.recents.load_cached(id, after, cx);
        }
    }

    pub(super) fn take_off(&mut self, cx: &mut Cx) {
        if self.lookup.polling().and_then(Polling::request).is_some() {
            cx.cancel(RequestKind::FetchBatch);
        }
        if let Some(shown) = self.lookup.shown.take() {
            shown.picture.drop(cx);
        }
        self.lookup.filter.clear();
        self.batch_replaced(cx);
    }

    pub(super) fn clear_page(&mut self, cx: &mut Cx) {
        self.lookup.stop(cx);
        self.take_off(cx);
        self.browse.pages.remote.cancel(cx);
        self.browse.watch.stop(cx);
        self.browse = Browse::default();
        self.id_field = IdField::holding(std::mem::take(&mut self.id_field.text));
    }

    /// Takes in an answer; one to an older request is dropped.
    pub(super) fn batch_answered(&mut self, at: RequestId, reply: BoxReply<Answer>, cx: &mut Cx) {
        let polled = self.lookup.polling().and_then(Polling::request);
        let is_first = self.lookup.remote.awaits(at);
        match (self.lookup.wanted.filter(|_| is_first), reply) {
            (Some(id), Ok(answer)) => {
                self.lookup.remote.settle(Ok(()), cx);
                self.lookup.wanted = None;
                self.recents.cancel_cached(cx);
                if let Some(shown) = &mut self.lookup.shown {
                    shown.picture.forget_problem(cx.now.elapsed);
                }
                self.show(id, *answer, cx);
                if let Some(shown) = &mut self.lookup.shown
                    && shown.announcement == Announcement::Quietly
                {
                    shown.announcement = Announcement::AskedFor;
                }
                self.remember(cx);
            }
            (Some(id), Err(problem)) => {
                self.say(id, problem, cx);
                cx.focus(Focus::Problem);
            }
            (None, Ok(answer)) if polled == Some(at) => self.poll_ok(*answer, cx),
            (None, Err(problem)) if polled == Some(at) => self.poll_failed(problem, cx),
            (None, Ok(_) | Err(_)) => {}
        }
    }

    /// Shows a problem, unless that of another batch is there; a refused batch leaves the screen and
    /// the records.
    fn say(&mut self, id: BatchId, problem: Problem, cx: &mut Cx) {
        if problem.kind.is_refusal() {
            self.recents.refused(id, cx);
            if self.lookup.asked() == Some(id) {
                self.take_off(cx);
            }
        }
        if self.lookup.failed().is_some_and(|other| other != id) {
            return;
        }
        if self.lookup.asked() != Some(id) {
            // Its certificates are no longer on the page.
            self.stop_saving();
        }
        self.lookup.wanted = Some(id);
        self.lookup.remote.settle(Err(problem), cx);
    }

    fn show(&mut self, asked: BatchId, answer: Answer, cx: &mut Cx) {
        if self.lookup.asked() != Some(asked) {
            self.lookup.filter.clear();
            self.batch_replaced(cx);
            cx.focus(Focus::Answer);
        }
        self.browse.learn(&answer.batch);
        let before = self.lookup.shown.take();
        let shown = DisplayedBatch::fresh(asked, answer, before, self.service.origin(), cx);
        self.lookup.shown = Some(shown);
    }

    fn remember(&mut self, cx: &mut Cx) {
        if let Some(shown) = &self.lookup.shown {
            self.recents.record_visit(shown, cx);
        }
    }

    /// Shows the remembered answer, unless the service was quicker or another batch is wanted by
    /// now.
    pub(super) fn cached_loaded(
        &mut self,
        request: RequestId,
        found: Option<Box<Remembered>>,
        cx: &mut Cx,
    ) {
        let looked_for = self.recents.take_cached(request);
        let (Some(id), Some(found)) = (looked_for, found) else {
            return;
        };
        let problem = self.lookup.remote.problem();
        let is_refused = problem.is_some_and(|problem| problem.kind.is_refusal());
        if is_refused || self.lookup.wanted != Some(id) || self.lookup.asked() == Some(id) {
            return;
        }
        self.take_off(cx);
        // An earlier problem already has the focus.
        if self.lookup.remote.is_loading() {
            cx.focus(Focus::Answer);
        }
        self.lookup.shown = Some(DisplayedBatch::remembered(id, request, *found, cx));
    }

    pub(super) fn picture_fetched(&mut self, id: RequestId, reply: BoxReply<Picture>, cx: &mut Cx) {
        if let Some(shown) = &mut self.lookup.shown
            && shown.picture.fetched(id, reply, cx)
        {
            self.recents.cache_answer(shown, cx);
            self.enlarge(cx);
        }
    }

    pub(super) fn enlarged_picture(&self) -> Option<&ShownPicture> {
        let is_enlarged = self.window.overlay == Some(Overlay::Picture);
        self.lookup.picture().filter(|_| is_enlarged)
    }

    pub(super) fn enlarge(&self, cx: &mut Cx) {
        if let Some(picture) = self.enlarged_picture() {
            picture.enlarge(cx);
        }
    }

    fn retry_picture(&mut self, cx: &mut Cx) {
        if let Some(shown) = &mut self.lookup.shown
            && shown.picture.remote.problem().is_some()
        {
            shown.picture.remote.ask_again(cx);
        }
    }

    /// Sends what is due of the batch: repeats after a wait while in sight, and the next check.
    pub(super) fn ask_for_batch(&mut self, cx: &mut Cx) {
        let now = cx.now.elapsed;
        if self.is_in_sight() {
            self.lookup.remote.repeat_if_due(cx);
            self.suspend_polling(cx);
            if let Some(shown) = &mut self.lookup.shown {
                shown.picture.remote.repeat_if_due(cx);
            }
        }
        let next = self.next_poll(&cx.supply.gate, now);
        if next.is_some_and(|at| at <= now) {
            self.poll(cx);
        }
    }

    fn poll(&mut self, cx: &mut Cx) {
        let caller = self.caller(self.origin_on_screen());
        if let (Some(id), Some(caller)) = (self.lookup.asked(), caller)
            && let Some(polling) = self.lookup.polling_mut()
            && let Ok(request) = cx.ask(Request::FetchBatch { caller, id })
        {
            polling.begin(request, cx);
        }
    }

    fn poll_ok(&mut self, answer: Answer, cx: &mut Cx) {
        let Some(shown) = &self.lookup.shown else {
            return;
        };
        let asked = shown.asked;
        if is_worth_telling(&shown.answer.batch, &answer.batch) {
            self.window.tell(&answer.batch, cx);
        }
        let is_news = shown.is_news(&answer.batch);
        // The service is back: an older problem would be wrong.
        if self.lookup.failed() == Some(asked) {
            self.lookup.stop(cx);
        }
        self.show(asked, answer, cx);
        if is_news {
            self.remember(cx);
        }
    }

    /// Keeps the answer on screen, and polling.
    fn poll_failed(&mut self, problem: Problem, cx: &mut Cx) {
        let Some(id) = self.lookup.asked() else {
            return;
        };
        if let Some(polling) = self.lookup.polling_mut() {
            polling.failed(problem.clone(), cx);
        }
        if problem.kind.needs_the_person() {
            self.say(id, problem, cx);
        }
    }
}
