//! Batch on screen: asked for, answered, followed.

use std::time::Duration;

use super::cx::{Gate, UpdateCx};
use super::displayed::DisplayedBatch;
use super::message::Focus;
use super::outcome::Outcome;
use super::picture::PictureSlot;
use super::polling::{Novelty, Pause, Watching};
use super::remote::Asker;
use super::request::{Request, RequestId, RequestKind};
use super::service::{Access, Service};
use crate::domain::difference::news;
use crate::domain::picture::Picture;
use crate::domain::remembered::Remembered;
use crate::domain::{Answer, BatchId, Problem};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lookup {
    /// Last answer; kept while another is fetched or fails.
    pub shown: Option<DisplayedBatch>,
    pub phase: Phase,
    /// Filter of the signatories.
    pub filter: String,
    pub(super) asker: Asker,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Phase {
    #[default]
    Idle,
    /// Asks as soon as there is a token.
    Waiting { id: BatchId },
    Loading {
        request: RequestId,
        id: BatchId,
        /// Time from the start of the program.
        since: Duration,
    },
    Failed {
        id: BatchId,
        problem: Problem,
        /// End of the service's wait, from the start of the program.
        not_before: Option<Duration>,
    },
}

impl Phase {
    pub fn id(&self) -> Option<BatchId> {
        match self {
            Self::Idle => None,
            Self::Waiting { id } | Self::Loading { id, .. } | Self::Failed { id, .. } => Some(*id),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Check(BatchId),
    Refresh,
    TryAgain,
    Dismiss,
    /// Returns to the list.
    Back,
    /// Ends the request under way.
    Cancel,
    RetryPicture,
    FilterSignatories(String),
}

impl Lookup {
    pub(super) fn update(&mut self, intent: Intent, access: Access, cx: &mut UpdateCx) {
        match intent {
            Intent::Check(id) => cx.report(Outcome::BatchNamed(id)),
            Intent::Refresh => {
                if let Some(id) = self.phase.id().or_else(|| self.asked()) {
                    self.fetch(id, Asker::Person, access, cx);
                }
            }
            Intent::TryAgain => {
                if let Phase::Failed { id, .. } = self.phase {
                    self.fetch(id, Asker::Person, access, cx);
                }
            }
            Intent::Dismiss => {
                if matches!(self.phase, Phase::Failed { .. }) {
                    self.phase = Phase::Idle;
                    cx.focus(Focus::BatchId);
                    if self.shown.is_none() {
                        cx.report(Outcome::PageLeft);
                    }
                }
            }
            Intent::Back => {
                self.stop(cx);
                self.take_off(cx);
                cx.focus(Focus::List);
                cx.report(Outcome::PageLeft);
            }
            Intent::Cancel => {
                self.stop(cx);
                cx.focus(Focus::BatchId);
            }
            Intent::RetryPicture => match &self.shown {
                // A new address comes with the batch.
                Some(shown) if shown.picture.has_expired() => {
                    self.fetch(shown.asked, Asker::Person, access, cx);
                }
                _ => self.retry_picture(Asker::Person, access, cx),
            },
            Intent::FilterSignatories(text) => self.filter = text,
        }
    }

    pub fn failed(&self) -> Option<BatchId> {
        match self.phase {
            Phase::Failed { id, .. } => Some(id),
            Phase::Idle | Phase::Waiting { .. } | Phase::Loading { .. } => None,
        }
    }

    pub(super) fn asked(&self) -> Option<BatchId> {
        self.shown.as_ref().map(|shown| shown.asked)
    }

    pub(super) fn picture(&self) -> Option<&PictureSlot> {
        let picture = &self.shown.as_ref()?.picture;
        matches!(picture, PictureSlot::Shown { .. }).then_some(picture)
    }

    /// Asks for a batch, or reports the service's wait; ends a request for another batch.
    pub(super) fn fetch(&mut self, id: BatchId, asker: Asker, access: Access, cx: &mut UpdateCx) {
        if let Phase::Loading { id: already, .. } = self.phase
            && already == id
        {
            return;
        }
        cx.report(Outcome::BatchWanted(id));
        let Some(caller) = access.caller_for(id) else {
            self.asker = asker;
            self.phase = Phase::Waiting { id };
            return;
        };
        match cx.ask(Request::FetchBatch { caller, id }) {
            Ok(request) => {
                self.asker = asker;
                if let Some(shown) = &mut self.shown {
                    shown.polling.suspend(cx);
                }
                self.phase = Phase::Loading {
                    request,
                    id,
                    since: cx.now.elapsed,
                };
            }
            Err(wait) => {
                self.stop(cx);
                self.phase = Phase::Failed {
                    id,
                    problem: wait.problem,
                    not_before: Some(wait.until),
                };
                cx.focus(Focus::Problem);
            }
        }
    }

    /// Ends the request under way; keeps the answer on screen.
    pub(super) fn stop(&mut self, cx: &mut UpdateCx) {
        if matches!(self.phase, Phase::Loading { .. }) {
            cx.cancel(RequestKind::FetchBatch);
        }
        self.phase = Phase::Idle;
    }

    /// Removes the answer on screen as well.
    pub(super) fn clear(&mut self, cx: &mut UpdateCx) {
        self.stop(cx);
        self.take_off(cx);
    }

    pub(super) fn take_off(&mut self, cx: &mut UpdateCx) {
        if let Some(shown) = self.shown.take() {
            if shown.polling.request().is_some() {
                cx.cancel(RequestKind::FetchBatch);
            }
            shown.picture.drop(cx);
            cx.report(Outcome::BatchReplaced);
        }
        self.filter.clear();
    }

    /// Resumes a lookup that waited for a token, or was refused with 401 or 403.
    pub(super) fn token_ready(&mut self, access: Access, cx: &mut UpdateCx) {
        let goes_on = match &self.phase {
            Phase::Waiting { id } => Some(*id),
            Phase::Failed { id, problem, .. } => problem.kind.needs_credentials().then_some(*id),
            Phase::Idle | Phase::Loading { .. } => None,
        };
        if let Some(id) = goes_on {
            self.fetch(id, Asker::Person, access, cx);
        }
    }

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
