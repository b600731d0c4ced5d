//! Quiet checks of an unfinished batch.

use std::time::Duration;

use super::backoff::Backoff;
use super::cx::UpdateCx;
use super::request::RequestId;
use crate::domain::settings::Switch;
use crate::domain::{Answer, BatchId, Problem};

/// Shortest time between two checks, whatever happens to the window.
const AT_MOST: Duration = Duration::from_secs(10);
/// Checks stop once the window was hidden for this long.
pub const HIDDEN_TOO_LONG: Duration = Duration::from_mins(30);

#[derive(Debug, Clone, PartialEq)]
pub enum Polling {
    /// Nothing more is expected to change.
    Over,
    On(PollState),
}

#[derive(Debug, Clone, PartialEq)]
pub struct PollState {
    pub phase: PollingPhase,
    pub problem: Option<Problem>,
    backoff: Backoff,
    /// Earliest check, from the start of the program.
    floor: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollingPhase {
    /// Next check, from the start of the program.
    Resting(Duration),
    /// Under way.
    Asking(RequestId),
}

/// Reason for a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    SwitchedOff,
    /// Hidden for too long.
    Hidden,
    /// Another request is under way, or is up to the person.
    Busy,
}

/// Circumstances of polling besides the batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Watching {
    /// The person's setting.
    pub follows: Switch,
    /// From the start of the program.
    pub hidden_since: Option<Duration>,
}

impl Watching {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Novelty {
    /// A change, or the first answer.
    New,
    Quiet,
}

impl Polling {
    /// Polling after an answer; `before` is that of the last one.
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
        let now = cx.now.elapsed;
        let floor = now + answer.rest.unwrap_or_default().max(AT_MOST);
        let until = now + backoff.wait(&mut cx.supply.jitter);
        Self::On(PollState {
            phase: PollingPhase::Resting(until.max(floor)),
            problem: None,
            backoff,
            floor,
        })
    }

    /// Time of the next check; `None` during one.
    pub(super) fn next(&self) -> Option<Duration> {
        match self {
            Self::On(PollState {
                phase: PollingPhase::Resting(until),
                ..
            }) => Some(*until),
            Self::Over | Self::On(_) => None,
        }
    }

    pub(super) fn request(&self) -> Option<RequestId> {
        match self {
            Self::On(PollState {
                phase: PollingPhase::Asking(request),
                ..
            }) => Some(*request),
            Self::Over | Self::On(_) => None,
        }
    }

    /// Moves the next check to now, or to the end of the service's wait.
    pub(super) fn soon(&mut self, cx: &UpdateCx) {
        if let Self::On(polling) = self
            && let PollingPhase::Resting(until) = &mut polling.phase
        {
            *until = (*until).min(polling.floor.max(cx.now.elapsed));
        }
    }

    pub(super) fn begin(&mut self, request: RequestId, cx: &UpdateCx) {
        if let Self::On(polling) = self {
            polling.phase = PollingPhase::Asking(request);
            polling.floor = cx.now.elapsed + AT_MOST;
        }
    }

    /// Gives up a check under way for the person's own request.
    pub(super) fn suspend(&mut self, cx: &mut UpdateCx) {
        if let Self::On(polling) = self
            && let PollingPhase::Asking(_) = polling.phase
        {
            let until = cx.now.elapsed + polling.backoff.wait(&mut cx.supply.jitter);
            polling.phase = PollingPhase::Resting(until);
        }
    }

    /// Goes on more slowly.
    pub(super) fn failed(&mut self, problem: Problem, cx: &mut UpdateCx) {
        if let Self::On(polling) = self {
            let now = cx.now.elapsed;
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
