//! A question to a service: how far it is, and when it is asked once more.

use std::time::Duration;

use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use crate::domain::Problem;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asker {
    #[default]
    Person,
    /// The program, once more after a wait that the service asked for.
    Program,
}

impl Asker {
    /// When the program asks once more after this answer, from the start of the program: once.
    pub(super) fn repeats_at(self, problem: &Problem, now: Duration) -> Option<Duration> {
        match self {
            Self::Person => problem.kind.retry_after().map(|wait| now + wait),
            Self::Program => None,
        }
    }
}

/// How far a question is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum RemotePhase {
    #[default]
    Unasked,
    Loading {
        request: RequestId,
        /// From the start of the program.
        since: Duration,
    },
    Done,
    Failed(Problem),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Yes,
    No,
}

/// A question to a service, with what it takes to ask it once more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remote {
    pub phase: RemotePhase,
    asked: Option<Request>,
    asker: Asker,
    repeats_at: Option<Duration>,
}

impl Remote {
    /// Asks, or says how long the service asked to wait and asks then. During a wait an answer that
    /// is on its way is waited for, and the new question is not taken.
    pub(super) fn ask(&mut self, request: Request, cx: &mut UpdateCx) -> Taken {
        match cx.ask(request.clone()) {
            Ok(id) => {
                self.phase = RemotePhase::Loading {
                    request: id,
                    since: cx.now.since_start,
                };
                self.repeats_at = None;
            }
            Err(_) if self.is_loading() => return Taken::No,
            Err(wait) => {
                self.phase = RemotePhase::Failed(wait.problem_at(cx.now.since_start));
                self.repeats_at = Some(wait.until);
            }
        }
        self.asker = Asker::Person;
        self.asked = Some(request);
        Taken::Yes
    }

    /// Asks once more where the wait that the service asked for is over.
    pub(super) fn repeat_if_due(&mut self, cx: &mut UpdateCx) {
        if self.repeats_at.is_some_and(|at| at <= cx.now.since_start) {
            self.ask_again(cx);
            if self.is_loading() {
                self.asker = Asker::Program;
            }
        }
    }

    /// Asks the same once more.
    pub(super) fn ask_again(&mut self, cx: &mut UpdateCx) {
        if let Some(request) = self.asked.clone() {
            self.ask(request, cx);
        }
    }

    /// When it is asked once more by itself, from the start of the program.
    pub fn repeats_at(&self) -> Option<Duration> {
        self.repeats_at
    }

    pub(super) fn is_loading(&self) -> bool {
        matches!(self.phase, RemotePhase::Loading { .. })
    }

    pub(super) fn problem(&self) -> Option<&Problem> {
        match &self.phase {
            RemotePhase::Failed(problem) => Some(problem),
            RemotePhase::Unasked | RemotePhase::Loading { .. } | RemotePhase::Done => None,
        }
    }

    /// True for the number of the request that is waited for; an older one's answer is dropped.
    pub(super) fn awaits(&self, id: RequestId) -> bool {
        matches!(self.phase, RemotePhase::Loading { request, .. } if request == id)
    }

    /// Ends with an answer, or with a problem. After a wait it is asked once more, once.
    pub(super) fn settle(&mut self, result: Result<(), Problem>, cx: &UpdateCx) {
        self.phase = match result {
            Ok(()) => RemotePhase::Done,
            Err(problem) => {
                self.repeats_at = self.asker.repeats_at(&problem, cx.now.since_start);
                RemotePhase::Failed(problem)
            }
        };
    }

    pub(super) fn cancel(&mut self, cx: &mut UpdateCx) {
        if let (true, Some(request)) = (self.is_loading(), &self.asked) {
            cx.cancel(request.kind());
        }
        *self = Self::default();
    }
}
