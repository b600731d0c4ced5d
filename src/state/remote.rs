//! Question to a service: its progress, and its one automatic repeat.

use super::cx::Cx;
use super::message::Elapsed;
use super::request::{Reply, Request, RequestId};
use crate::domain::Problem;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Asker {
    #[default]
    Person,
    /// Automatic, after a wait.
    Program,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum RemotePhase {
    #[default]
    Unasked,
    Loading {
        request: RequestId,
        since: Elapsed,
    },
    Done,
    Failed(Problem),
}

/// Keeps what a repeat needs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remote {
    pub phase: RemotePhase,
    asked: Option<Request>,
    asker: Asker,
    /// End of the service's wait.
    pub not_before: Option<Elapsed>,
}

impl Remote {
    /// Asks, now or after the service's wait. Returns `false` where the question is not taken:
    /// during a wait an answer under way is awaited.
    pub(super) fn ask(&mut self, request: Request, cx: &mut Cx) -> bool {
        match cx.ask(request.clone()) {
            Ok(id) => {
                self.phase = RemotePhase::Loading {
                    request: id,
                    since: cx.now.elapsed,
                };
                self.not_before = None;
            }
            Err(_) if self.is_loading() => return false,
            Err(wait) => {
                self.phase = RemotePhase::Failed(wait.problem_at(cx.now.elapsed));
                self.not_before = Some(wait.until);
            }
        }
        self.asker = Asker::Person;
        self.asked = Some(request);
        true
    }

    pub(super) fn ask_again(&mut self, cx: &mut Cx) {
        if let Some(request) = self.asked.clone() {
            self.ask(request, cx);
        }
    }

    /// Repeats, where that comes to it, this newer form of the question.
    pub(super) fn repeat_as(&mut self, request: Request) {
        self.asked = Some(request);
    }

    /// Asks again once the wait is over.
    pub(super) fn repeat_if_due(&mut self, cx: &mut Cx) {
        if self.repeats_at().is_some_and(|at| at <= cx.now.elapsed) {
            self.ask_again(cx);
            if self.is_loading() {
                self.asker = Asker::Program;
            }
        }
    }

    /// Time of the one automatic repeat.
    pub fn repeats_at(&self) -> Option<Elapsed> {
        self.not_before.filter(|_| self.asker == Asker::Person)
    }

    pub(super) fn is_by_person(&self) -> bool {
        self.asker == Asker::Person
    }

    pub fn is_loading(&self) -> bool {
        matches!(self.phase, RemotePhase::Loading { .. })
    }

    pub fn problem(&self) -> Option<&Problem> {
        if let RemotePhase::Failed(problem) = &self.phase {
            Some(problem)
        } else {
            None
        }
    }

    /// True for the current request; answers to older ones are dropped.
    pub(super) fn awaits(&self, id: RequestId) -> bool {
        matches!(self.phase, RemotePhase::Loading { request, .. } if request == id)
    }

    /// Ends with an answer or a problem; a wait leads to one repeat.
    pub(super) fn settle(&mut self, result: Reply<()>, cx: &Cx) {
        self.phase = match result {
            Ok(()) => RemotePhase::Done,
            Err(problem) => {
                let wait = problem.kind.retry_after();
                self.not_before = wait.map(|wait| cx.now.elapsed + wait);
                RemotePhase::Failed(problem)
            }
        };
    }

    pub(super) fn cancel(&mut self, cx: &mut Cx) {
        if let (true, Some(request)) = (self.is_loading(), &self.asked) {
            cx.cancel(request.kind());
        }
        *self = Self::default();
    }
}
