//! Batch on screen: asking, fetching, showing.

use std::time::Duration;

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::effect::Focus;
use super::outcome::Outcome;
use super::picture::PictureSlot;
use super::remote::Asker;
use super::request::{Request, RequestId, RequestKind};
use super::service::Access;
use crate::domain::{BatchId, Problem};

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
}
