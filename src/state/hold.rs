//! A wait that the service asked for, which holds for everything that is asked.

use std::time::Duration;

use crate::domain::{Problem, ProblemKind};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hold {
    /// Its end, from the start of the program.
    pub until: Duration,
    pub problem: Problem,
}

impl Hold {
    /// The wait, while it lasts.
    pub(super) fn lasting(hold: Option<&Self>, now: Duration) -> Option<&Self> {
        hold.filter(|hold| hold.until > now)
    }

    /// From when on the service may be asked, from the start of the program.
    pub(super) fn end(hold: Option<&Self>) -> Duration {
        hold.map_or(Duration::ZERO, |hold| hold.until)
    }

    /// What the service said, with the wait that is left.
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
