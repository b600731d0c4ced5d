//! Answers about a batch: shown, or reported as a problem; and the checks of a followed batch.

use std::time::Duration;

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::effect::Focus;
use super::gate::Gate;
use super::lookup::{Lookup, Phase};
use super::outcome::Outcome;
use super::polling::{Novelty, Pause, Watching};
use super::remote::Asker;
use super::request::{Request, RequestId};
use super::service::{Access, Service};
use crate::domain::difference::news;
use crate::domain::picture::Picture;
use crate::domain::remembered::Remembered;
use crate::domain::{Answer, BatchId, Problem};

impl Lookup {
    /// Takes in an answer; one to an older request is dropped.
    pub(super) fn answered(
        &mut self,
        request: RequestId,
        result: Result<Answer, Problem>,
        service: &Service,
        cx: &mut UpdateCx,
    ) {
        if let Phase::Loading {
            request: at, id, ..
        } = self.phase
            && at == request
        {
            match result {
                Ok(answer) => {
                    self.phase = Phase::Idle;
                    cx.report(Outcome::BatchAnswered);
                    self.show(id, answer, service, cx);
                    if let Some(shown) = &mut self.shown {
                        shown.asked_for();
                    }
                    cx.report(Outcome::WorthRemembering);
                }
                Err(problem) => {
                    self.say(id, problem, cx);
                    cx.focus(Focus::Problem);
                }
            }
        } else if self.poll_request() == Some(request) {
            match result {
                Ok(answer) => self.poll_ok(answer, service, cx),
                Err(problem) => self.poll_failed(problem, cx),
            }
        }
    }

    /// Reports a problem; a refused batch leaves the screen and the records.
    fn say(&mut self, id: BatchId, problem: Problem, cx: &mut UpdateCx) {
        if problem.kind.is_refusal() {
            cx.report(Outcome::BatchRefused(id));
            if self.asked() == Some(id) {
                self.take_off(cx);
            }
        }
        let wait = problem.kind.retry_after();
        self.phase = Phase::Failed {
            id,
            not_before: wait.map(|wait| cx.now.elapsed + wait),
            problem,
        };
    }

    fn show(&mut self, asked: BatchId, answer: Answer, service: &Service, cx: &mut UpdateCx) {
        if self.asked() != Some(asked) {
            self.filter.clear();
            cx.report(Outcome::BatchReplaced);
            cx.focus(Focus::Answer);
        }
        let before = self.shown.take();
        let shown = DisplayedBatch::fresh(asked, answer, before, service.origin(), cx);
        self.shown = Some(shown);
    }

    /// Shows the remembered answer, unless the service was quicker or another batch is wanted by
    /// now.
    pub(super) fn show_remembered(
        &mut self,
        id: BatchId,
        request: RequestId,
        found: Remembered,
        cx: &mut UpdateCx,
    ) {
        let is_refused = matches!(
            &self.phase,
            Phase::Failed { problem, .. } if problem.kind.is_refusal()
        );
        if is_refused || self.phase.id() != Some(id) || self.asked() == Some(id) {
            return;
        }
        if let Some(before) = self.shown.take() {
            before.picture.drop(cx);
        }
        self.filter.clear();
        cx.report(Outcome::BatchReplaced);
        // An earlier problem already has the focus.
        if self.loading().is_some() {
            cx.focus(Focus::Answer);
        }
        self.shown = Some(DisplayedBatch::remembered(id, request, found, cx));
    }

    pub(super) fn picture_fetched(
        &mut self,
        request: RequestId,
        result: Result<Picture, Problem>,
        cx: &mut UpdateCx,
    ) {
        if let Some(shown) = &mut self.shown
            && shown.picture.fetched(request, result, cx)
        {
            cx.report(Outcome::PictureSettled);
        }
    }

    pub(super) fn retry_picture(&mut self, asker: Asker, access: Access, cx: &mut UpdateCx) {
        if let Some(shown) = &mut self.shown {
            shown.picture.try_again(access.service.origin(), asker, cx);
        }
    }

    pub(super) fn picture_repeats_at(&self) -> Option<Duration> {
        self.shown.as_ref()?.picture.repeats_at()
    }

    pub(super) fn pause(&self, watching: Watching, access: Access, now: Duration) -> Option<Pause> {
        self.shown.as_ref()?;
        let is_free = match &self.phase {
            Phase::Idle => true,
            Phase::Waiting { .. } | Phase::Loading { .. } => false,
            Phase::Failed { problem, .. } => !problem.kind.needs_credentials(),
        };
        let busy = !is_free || access.token.is_none();
        watching.pause(now).or_else(|| busy.then_some(Pause::Busy))
    }

    /// Time of the one automatic repeat after a wait, from the start of the program.
    pub(super) fn repeats_at(&self) -> Option<Duration> {
        match &self.phase {
            Phase::Failed { not_before, .. } if self.asker == Asker::Person => *not_before,
            Phase::Idle | Phase::Waiting { .. } | Phase::Loading { .. } | Phase::Failed { .. } => {
                None
            }
        }
    }

    pub(super) fn repeat_if_due(&mut self, access: Access, cx: &mut UpdateCx) {
        if let Some(at) = self.repeats_at()
            && at <= cx.now.elapsed
            && let Phase::Failed { id, .. } = self.phase
        {
            self.fetch(id, Asker::Program, access, cx);
        }
        let picture = self.picture_repeats_at();
        if picture.is_some_and(|at| at <= cx.now.elapsed) {
            self.retry_picture(Asker::Program, access, cx);
        }
    }

    /// Time of the next check, from the start of the program.
    pub(super) fn next_poll(
        &self,
        watching: Watching,
        access: Access,
        gate: &Gate,
        now: Duration,
    ) -> Option<Duration> {
        if self.pause(watching, access, now).is_some() {
            return None;
        }
        let shown = self.shown.as_ref()?;
        let opens = gate.opens(access.origin_of(Some(shown)), now);
        Some(shown.polling.next()?.max(opens))
    }

    /// Moves the next check to now, or to the end of the service's wait.
    pub(super) fn poll_soon(&mut self, cx: &UpdateCx) {
        if let Some(shown) = &mut self.shown {
            shown.polling.soon(cx);
        }
    }

    pub(super) fn poll_if_due(&mut self, watching: Watching, access: Access, cx: &mut UpdateCx) {
        let now = cx.now.elapsed;
        let is_due = self
            .next_poll(watching, access, &cx.supply.gate, now)
            .is_some_and(|at| at <= now);
        if is_due
            && let Some(shown) = &mut self.shown
            && let Some(caller) = access.caller_for(shown.asked)
        {
            let id = shown.asked;
            if let Ok(request) = cx.ask(Request::FetchBatch { caller, id }) {
                shown.polling.begin(request, cx);
            }
        }
    }

    fn loading(&self) -> Option<RequestId> {
        match self.phase {
            Phase::Loading { request, .. } => Some(request),
            Phase::Idle | Phase::Waiting { .. } | Phase::Failed { .. } => None,
        }
    }

    fn poll_request(&self) -> Option<RequestId> {
        self.shown.as_ref()?.polling.request()
    }

    fn poll_ok(&mut self, answer: Answer, service: &Service, cx: &mut UpdateCx) {
        let Some(shown) = &self.shown else {
            return;
        };
        let asked = shown.asked;
        if let Some(news) = news(&shown.answer.batch, &answer.batch) {
            let name = answer.batch.name.clone();
            cx.report(Outcome::News { news, name });
        }
        // The service is back: an older problem would be wrong.
        if matches!(&self.phase, Phase::Failed { id, .. } if *id == asked) {
            self.phase = Phase::Idle;
        }
        let novelty = shown.novelty(&answer.batch);
        self.show(asked, answer, service, cx);
        if novelty == Novelty::New {
            cx.report(Outcome::WorthRemembering);
        }
    }

    /// Keeps the answer on screen, and polling.
    fn poll_failed(&mut self, problem: Problem, cx: &mut UpdateCx) {
        let Some(shown) = &mut self.shown else {
            return;
        };
        shown.polling.failed(problem.clone(), cx);
        // Only the person can resolve a refusal.
        if problem.kind.needs_credentials() || problem.kind.is_refusal() {
            let id = shown.asked;
            self.say(id, problem, cx);
        }
    }
}
