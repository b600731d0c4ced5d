//! Gate that every question to a service passes.

use std::collections::VecDeque;
use std::time::Duration;

use super::request::RequestId;
use crate::domain::{ApiOrigin, Problem, ProblemKind};

#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// End, from the start of the program.
    pub until: Duration,
    /// Answer that asked for it.
    pub problem: Problem,
}

impl Wait {
    /// The answer, with the rest of the wait.
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

/// Number of recent requests whose answers are still expected.
const REMEMBERED: usize = 32;

/// Waits of all services; they hold on every page and in every account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gate {
    waits: Vec<(ApiOrigin, Wait)>,
    /// Services of the latest requests.
    asked: VecDeque<(RequestId, ApiOrigin)>,
}

impl Gate {
    /// Wait under way; `now` is from the start of the program.
    pub fn wait(&self, origin: &ApiOrigin, now: Duration) -> Option<&Wait> {
        let lasting = |(of, wait): &&(ApiOrigin, Wait)| of == origin && wait.until > now;
        self.waits.iter().find(lasting).map(|(_, wait)| wait)
    }

    /// End of the wait, or `now`; from the start of the program.
    pub(super) fn opens(&self, origin: &ApiOrigin, now: Duration) -> Duration {
        self.wait(origin, now)
            .map_or(Duration::ZERO, |wait| wait.until)
    }

    pub(super) fn open(&mut self, origin: &ApiOrigin) {
        self.waits.retain(|(of, _)| of != origin);
    }

    pub(super) fn note(&mut self, id: RequestId, origin: &ApiOrigin) {
        self.asked.push_back((id, origin.clone()));
        if self.asked.len() > REMEMBERED {
            self.asked.pop_front();
        }
    }

    /// Keeps the wait of an answer, unless a longer one stands. A file's host other than the
    /// service waits for itself alone.
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
