//! The context of an update: the time, and where effects and outcomes go.

use std::collections::VecDeque;

use super::backoff::Jitter;
use super::effect::{Effect, Focus, Job, WindowEffect};
use super::message::Now;
use super::outcome::Outcome;
use super::request::{Request, RequestId, RequestKind};
use crate::domain::{ApiOrigin, Problem};

/// What every part of the state draws from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Supply {
    /// The number of the last request.
    pub last_request: RequestId,
    /// Keeps many programs from asking at the same moment.
    pub jitter: Jitter,
}

/// What an update has at hand: the time it happens at, what is to be done outside, and what the
/// other parts of the state are to know.
#[derive(Debug)]
pub struct UpdateCx {
    pub now: Now,
    pub supply: Supply,
    pub effects: Vec<Effect>,
    outcomes: VecDeque<Outcome>,
}

impl UpdateCx {
    pub fn new(now: Now, supply: Supply) -> Self {
        Self {
            now,
            supply,
            effects: Vec::new(),
            outcomes: VecDeque::new(),
        }
    }

    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Asks for something; the response carries the number.
    pub fn request(&mut self, request: Request) -> RequestId {
        self.supply.last_request.0 += 1;
        let id = self.supply.last_request;
        self.push(Effect::Request { id, request });
        id
    }

    pub fn cancel(&mut self, kind: RequestKind) {
        self.push(Effect::Cancel(kind));
    }

    pub fn run(&mut self, job: Job) {
        self.push(Effect::Run(job));
    }

    pub fn window(&mut self, effect: WindowEffect) {
        self.push(Effect::Window(effect));
    }

    pub fn focus(&mut self, focus: Focus) {
        self.window(WindowEffect::Focus(focus));
    }

    /// Tells the other parts of the state, once this one is done.
    pub fn report(&mut self, outcome: Outcome) {
        self.outcomes.push_back(outcome);
    }

    /// The service answered with a problem: it keeps the time, and a wait holds for everything
    /// that is asked.
    pub fn service_failed(&mut self, problem: &mut Problem) {
        problem.evidence.at = Some(self.now.wall);
        if let Some(wait) = problem.kind.retry_after() {
            let problem = problem.clone();
            self.report(Outcome::HeldBack { wait, problem });
        }
    }

    /// A file did not come. Only the service's own word holds for everything that is asked.
    pub fn file_failed(&mut self, problem: &mut Problem, origin: &ApiOrigin) {
        if problem.is_from(origin) {
            self.service_failed(problem);
        } else {
            problem.evidence.at = Some(self.now.wall);
        }
    }

    pub fn next_outcome(&mut self) -> Option<Outcome> {
        self.outcomes.pop_front()
    }
}
