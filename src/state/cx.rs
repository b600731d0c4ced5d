//! Context of an update: its time, and its effects and outcomes.

use std::collections::VecDeque;

use super::backoff::Jitter;
use super::effect::{Effect, Focus, Job, WindowEffect};
use super::gate::{Gate, Wait};
use super::message::Now;
use super::outcome::Outcome;
use super::request::{Request, RequestId, RequestKind, Response};
use crate::domain::ApiOrigin;

#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    /// Number of the last request.
    pub last_request: RequestId,
    /// Spreads the waits of many programs.
    pub jitter: Jitter,
    pub gate: Gate,
}

/// Shared by all parts during one update.
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

    /// Asks this computer; the response carries the returned number.
    pub fn request(&mut self, request: Request) -> RequestId {
        self.supply.last_request.0 += 1;
        let id = self.supply.last_request;
        if let Some(origin) = request.service() {
            self.supply.gate.note(id, origin);
        }
        self.push(Effect::Request { id, request });
        id
    }

    /// Asks a service, or returns its wait.
    pub fn ask(&mut self, request: Request) -> Result<RequestId, Wait> {
        let wait = request.service().filter(|_| request.asks_service());
        let wait = wait.and_then(|origin| self.wait(origin).cloned());
        wait.map_or_else(|| Ok(self.request(request)), Err)
    }

    /// Connects in advance, except during a wait.
    pub fn warm_up(&mut self, origin: &ApiOrigin) {
        if self.wait(origin).is_none() {
            let origin = origin.clone();
            self.run(Job::WarmUp { origin });
        }
    }

    pub fn wait(&self, origin: &ApiOrigin) -> Option<&Wait> {
        self.supply.gate.wait(origin, self.now.elapsed)
    }

    /// Stamps a problem with the time, and notes the wait it asks for.
    pub fn answered(&mut self, id: RequestId, response: &mut Response) {
        if let Some(problem) = response.problem_mut() {
            problem.evidence.at = Some(self.now.timestamp);
            self.supply.gate.answered(id, problem, self.now.elapsed);
        }
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

    pub fn report(&mut self, outcome: Outcome) {
        self.outcomes.push_back(outcome);
    }

    pub fn next_outcome(&mut self) -> Option<Outcome> {
        self.outcomes.pop_front()
    }
}
