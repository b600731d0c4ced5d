//! Context of an update: its time, its effects, and the gate to every service.

use std::collections::HashMap;
use std::time::Duration;

use super::message::{Effect, Elapsed, Focus, Job, Now, WindowEffect};
use super::request::{Request, RequestId, RequestKind, Response};
use crate::domain::{ApiOrigin, Problem, ProblemKind};

#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    pub last_request: RequestId,
    pub jitter: Jitter,
    pub gate: Gate,
}

#[derive(Debug)]
pub struct Cx {
    pub now: Now,
    pub supply: Supply,
    pub effects: Vec<Effect>,
}

impl Cx {
    pub fn new(now: Now, supply: Supply) -> Self {
        Self {
            now,
            supply,
            effects: Vec::new(),
        }
    }

    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Asks this computer; the response carries the returned number.
    pub fn request(&mut self, request: Request) -> RequestId {
        self.supply.last_request.0 += 1;
        let id = self.supply.last_request;
        self.push(Effect::Request { id, request });
        id
    }

    /// Asks a service, or returns its wait.
    pub fn ask(&mut self, request: Request) -> Result<RequestId, Wait> {
        let wait = request.service().and_then(|origin| self.wait(origin));
        let wait = wait.cloned();
        wait.map_or_else(|| Ok(self.request(request)), Err)
    }

    pub fn wait(&self, origin: &ApiOrigin) -> Option<&Wait> {
        self.supply.gate.wait(origin, self.now.elapsed)
    }

    /// Stamps a problem with the time, and notes the wait it asks for; one that is told again, as
    /// by a connection test during a wait, keeps its time.
    pub fn answered(&mut self, response: &mut Response) {
        if let Some(problem) = response.problem_mut()
            && problem.evidence.at.is_none()
        {
            problem.evidence.at = Some(self.now.timestamp);
            self.supply.gate.answered(problem, self.now.elapsed);
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
}

#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    pub until: Elapsed,
    /// Answer that asked for it.
    pub problem: Problem,
}

impl Wait {
    /// The answer, with the rest of the wait.
    pub(super) fn problem_at(&self, now: Elapsed) -> Problem {
        let mut problem = self.problem.clone();
        if let ProblemKind::TooManyRequests { wait } | ProblemKind::ServiceProblem { wait, .. } =
            &mut problem.kind
        {
            *wait = Some(self.until.saturating_sub(now));
        }
        problem
    }
}

/// Waits by host; they hold on every page and in every account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gate(HashMap<String, Wait>);

impl Gate {
    pub fn wait(&self, origin: &ApiOrigin, now: Elapsed) -> Option<&Wait> {
        self.wait_of(&origin.host(), now)
    }

    pub(super) fn wait_of(&self, host: &str, now: Elapsed) -> Option<&Wait> {
        let wait = self.0.get(host);
        wait.filter(|wait| wait.until > now)
    }

    /// End of the wait, or zero.
    pub(super) fn opens(&self, origin: &ApiOrigin, now: Elapsed) -> Elapsed {
        self.wait(origin, now)
            .map_or(Duration::ZERO, |wait| wait.until)
    }

    pub(super) fn open(&mut self, origin: &ApiOrigin) {
        self.0.remove(&origin.host());
    }

    /// Keeps the wait that an answer asks for, unless a longer one of its host stands.
    fn answered(&mut self, problem: &Problem, now: Elapsed) {
        if let (Some(wait), Some(host)) = (problem.kind.retry_after(), &problem.evidence.host) {
            let (until, problem) = (now + wait, problem.clone());
            if self.0.get(host).is_none_or(|wait| wait.until < until) {
                self.0.insert(host.clone(), Wait { until, problem });
            }
        }
    }
}

/// Largest share that chance adds to a wait.
const CHANCE: f64 = 0.2;

/// Repeatable chance: equal seeds give equal waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jitter(u64);

impl Jitter {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn longer(&mut self, wait: Duration) -> Duration {
        wait.mul_f64(1.0 + CHANCE * self.share())
    }

    /// Number from 0 to 1: the upper half of Knuth's linear congruential generator.
    fn share(&mut self) -> f64 {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        let upper = u32::try_from(self.0 >> 32).unwrap_or_default();
        f64::from(upper) / f64::from(u32::MAX)
    }
}
