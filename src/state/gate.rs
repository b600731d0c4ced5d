//! The one gate that every question to a service passes.

use std::collections::VecDeque;
use std::time::Duration;

use super::request::RequestId;
use crate::domain::{ApiOrigin, Problem, ProblemKind};

/// A wait that a service asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// Its end, from the start of the program.
    pub until: Duration,
    /// The answer that asked for it.
    pub problem: Problem,
}

impl Wait {
    /// The answer, with the wait that is left.
    pub(super) fn problem_at(&self, now: Duration) -> Problem {
        let mut problem = self.problem.clone();
        if let ProblemKind::TooManyRequests { wait } | ProblemKind::ServiceProblem { wait, .. } =
            &mut problem.kind
        {
            *wait = Some(self.until.saturating_sub(now));
        }
        problem
    }
}

/// Answers to older requests than these few are not expected any more.
const REMEMBERED: usize = 32;

/// The waits of all services. They hold whatever is asked, on every page and in every account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gate {
    waits: Vec<(ApiOrigin, Wait)>,
    /// The services that the last requests were about.
    asked: VecDeque<(RequestId, ApiOrigin)>,
}

impl Gate {
    /// The wait of a service, while it lasts; `now` is from the start of the program.
    pub fn wait(&self, origin: &ApiOrigin, now: Duration) -> Option<&Wait> {
        let lasting = |(of, wait): &&(ApiOrigin, Wait)| of == origin && wait.until > now;
        self.waits.iter().find(lasting).map(|(_, wait)| wait)
    }

    /// From when on a service may be asked, from the start of the program.
    pub(super) fn opens(&self, origin: &ApiOrigin, now: Duration) -> Duration {
        self.wait(origin, now)
            .map_or(Duration::ZERO, |wait| wait.until)
    }

    /// Ends the wait of a service.
    pub(super) fn open(&mut self, origin: &ApiOrigin) {
        self.waits.retain(|(of, _)| of != origin);
    }

    pub(super) fn note(&mut self, id: RequestId, origin: &ApiOrigin) {
        self.asked.push_back((id, origin.clone()));
        if self.asked.len() > REMEMBERED {
            self.asked.pop_front();
        }
    }

    /// Keeps the wait that an answer asks for, unless a longer one stands. Another host, to which
    /// a file's address led, speaks for itself alone.
    pub(super) fn answered(&mut self, id: RequestId, problem: &Problem, now: Duration) {
        let (Some(wait), Some((_, origin))) = (
            problem.kind.retry_after(),
            self.asked.iter().find(|(asked, _)| *asked == id),
        ) else {
            return;
        };
        let host = problem.evidence.host.as_ref();
        let until = now + wait;
        if host.is_none_or(|host| *host == origin.host()) && self.opens(origin, now) < until {
            let (origin, problem) = (origin.clone(), problem.clone());
            self.open(&origin);
            self.waits.push((origin, Wait { until, problem }));
        }
    }
}
