//! Polls a batch that is not finished, quietly.

use std::time::Duration;

use super::backoff::Backoff;
use super::cx::UpdateCx;
use super::request::RequestId;
use crate::domain::settings::Switch;
use crate::domain::{Answer, BatchId, Problem};

/// Nobody asks more often than this, whatever happens to the window.
const AT_MOST: Duration = Duration::from_secs(10);
/// A window hidden for longer is taken to be forgotten.
pub const HIDDEN_TOO_LONG: Duration = Duration::from_mins(30);

/// Whether a shown batch is followed.
#[derive(Debug, Clone, PartialEq)]
pub enum Polling {
    /// Nothing is expected to change any more.
    Over,
    /// It is checked again and again.
    On(PollState),
}

/// A batch that is followed.
#[derive(Debug, Clone, PartialEq)]
pub struct PollState {
    pub phase: PollingPhase,
    /// Why the last check failed.
    pub problem: Option<Problem>,
    backoff: Backoff,
    /// Not before this, from the start of the program.
    floor: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollingPhase {
    /// The next check is at this time, from the start of the program.
    Resting(Duration),
    /// The service is being asked.
    Asking(RequestId),
}

/// Why a batch is not checked for the time being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// The person switched it off.
    SwitchedOff,
    /// The window has been hidden for long.
    Hidden,
    /// Something else is being done about it, or has to be.
    Busy,
}

/// What polling depends on besides the batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Watching {
    /// Whether batches are followed at all.
    pub follows: Switch,
    /// Since when the window is hidden, from the start of the program.
    pub hidden_since: Option<Duration>,
}

impl Watching {
    /// Why no batch is checked, if so.
    pub(super) fn pause(self, now: Duration) -> Option<Pause> {
        let is_forgotten = |since: Duration| now.saturating_sub(since) >= HIDDEN_TOO_LONG;
        if self.follows == Switch::Off {
            Some(Pause::SwitchedOff)
        } else {
            let forgotten = self.hidden_since.is_some_and(is_forgotten);
            forgotten.then_some(Pause::Hidden)
        }
    }
}

/// Whether an answer brought something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Novelty {
    /// Something changed, or it is the first answer.
    New,
    Quiet,
}

impl Polling {
    /// How an answer is to be followed; `before` is how the last one was.
    pub(super) fn after(
        before: Option<&Self>,
        asked: BatchId,
        answer: &Answer,
        novelty: Novelty,
        cx: &mut UpdateCx,
    ) -> Self {
        let fresh =
            Backoff::of(&answer.batch.status).filter(|_| !answer.batch.is_another_than(asked));
        let Some(fresh) = fresh else {
            return Self::Over;
        };
        let backoff = match (before, novelty) {
            (Some(Self::On(polling)), Novelty::Quiet) => polling.backoff.slower(),
            _ => fresh,
        };
        let now = cx.now.since_start;
        let floor = now + answer.rest.unwrap_or_default().max(AT_MOST);
        let until = now + backoff.wait(&mut cx.supply.jitter);
        Self::On(PollState {
            phase: PollingPhase::Resting(until.max(floor)),
            problem: None,
            backoff,
            floor,
        })
    }

    /// When the next check is due; `None` where none is, or one is under way.
    pub(super) fn next(&self) -> Option<Duration> {
        match self {
            Self::On(PollState {
                phase: PollingPhase::Resting(until),
                ..
            }) => Some(*until),
            Self::Over | Self::On(_) => None,
        }
    }

    /// The request of the check under way, if any.
    pub(super) fn request(&self) -> Option<RequestId> {
        match self {
            Self::On(PollState {
                phase: PollingPhase::Asking(request),
                ..
            }) => Some(*request),
            Self::Over | Self::On(_) => None,
        }
    }

    /// The next check is now, or as soon as the service may be asked.
    pub(super) fn soon(&mut self, cx: &UpdateCx) {
        if let Self::On(polling) = self
            && let PollingPhase::Resting(until) = &mut polling.phase
        {
            *until = (*until).min(polling.floor.max(cx.now.since_start));
        }
    }

    pub(super) fn begin(&mut self, request: RequestId, cx: &UpdateCx) {
        if let Self::On(polling) = self {
            polling.phase = PollingPhase::Asking(request);
            polling.floor = cx.now.since_start + AT_MOST;
        }
    }

    /// The person asks themselves: a check under way is given up.
    pub(super) fn suspend(&mut self, cx: &mut UpdateCx) {
        if let Self::On(polling) = self
            && let PollingPhase::Asking(_) = polling.phase
        {
            let until = cx.now.since_start + polling.backoff.wait(&mut cx.supply.jitter);
            polling.phase = PollingPhase::Resting(until);
        }
    }

    /// A check failed: polling goes on, more slowly.
    pub(super) fn failed(&mut self, problem: Problem, cx: &mut UpdateCx) {
        if let Self::On(polling) = self {
            let now = cx.now.since_start;
            let jitter = &mut cx.supply.jitter;
            let rest = problem.kind.retry_after().unwrap_or(AT_MOST);
            polling.backoff = polling.backoff.slower();
            polling.floor = now + jitter.longer(rest);
            let until = now + polling.backoff.wait(jitter);
            polling.phase = PollingPhase::Resting(until.max(polling.floor));
            polling.problem = Some(problem);
        }
    }
}
