//! Quiet checks of unfinished batches: often at first, seldom while nothing changes.

use std::time::Duration;

use super::cx::{Cx, Jitter};
use super::message::Elapsed;
use super::request::RequestId;
use crate::domain::Problem;
use crate::domain::status::Status;

/// Shortest time between two checks, whatever happens to the window.
const MIN_INTERVAL: Duration = Duration::from_secs(10);
/// Checks stop once the window was hidden for this long.
pub const HIDDEN_TOO_LONG: Duration = Duration::from_mins(30);

/// Of batches that are expected to change.
#[derive(Debug, Clone, PartialEq)]
pub struct Polling {
    pub phase: PollingPhase,
    pub problem: Option<Problem>,
    backoff: Backoff,
    /// Earliest check.
    floor: Elapsed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollingPhase {
    /// Until the next check.
    Resting(Elapsed),
    Asking(RequestId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    SwitchedOff,
    /// Hidden for too long.
    Hidden,
    /// Another request is under way, or is up to the person.
    Busy,
}

impl Polling {
    /// Polling at a pace, after an answer that asks for a rest; more slowly than `before`, if that
    /// had the same pace.
    pub(super) fn paced(
        before: Option<&Self>,
        fresh: Backoff,
        rest: Option<Duration>,
        cx: &mut Cx,
    ) -> Self {
        let same = before.filter(|before| before.backoff.shortest == fresh.shortest);
        let backoff = same.map_or(fresh, |before| before.backoff.slower());
        let now = cx.now.elapsed;
        let floor = now + rest.unwrap_or_default().max(MIN_INTERVAL);
        let until = now + backoff.wait(&mut cx.supply.jitter);
        Self {
            phase: PollingPhase::Resting(until.max(floor)),
            problem: None,
            backoff,
            floor,
        }
    }

    /// Goes on at this pace, where that is sooner.
    pub(super) fn quicken(&mut self, pace: Backoff, cx: &mut Cx) {
        let next = cx.now.elapsed + pace.wait(&mut cx.supply.jitter);
        let next = next.max(self.floor);
        if self.next().is_some_and(|until| next < until) {
            self.phase = PollingPhase::Resting(next);
            self.backoff = pace;
        }
    }

    /// Time of the next check; `None` during one.
    pub(super) fn next(&self) -> Option<Elapsed> {
        match self.phase {
            PollingPhase::Resting(until) => Some(until),
            PollingPhase::Asking(_) => None,
        }
    }

    pub(super) fn request(&self) -> Option<RequestId> {
        match self.phase {
            PollingPhase::Asking(request) => Some(request),
            PollingPhase::Resting(_) => None,
        }
    }

    /// Moves the next check to now, or to its earliest time.
    pub(super) fn soon(&mut self, cx: &Cx) {
        if let PollingPhase::Resting(until) = &mut self.phase {
            *until = (*until).min(self.floor.max(cx.now.elapsed));
        }
    }

    pub(super) fn begin(&mut self, request: RequestId, cx: &Cx) {
        self.phase = PollingPhase::Asking(request);
        self.floor = cx.now.elapsed + MIN_INTERVAL;
    }

    /// Gives up a check under way for the person's own request.
    pub(super) fn suspend(&mut self, cx: &mut Cx) {
        if let PollingPhase::Asking(_) = self.phase {
            let until = cx.now.elapsed + self.backoff.wait(&mut cx.supply.jitter);
            self.phase = PollingPhase::Resting(until);
        }
    }

    /// Goes on more slowly.
    pub(super) fn failed(&mut self, problem: Problem, cx: &mut Cx) {
        let jitter = &mut cx.supply.jitter;
        let rest = problem.kind.retry_after().unwrap_or_default();
        self.backoff = self.backoff.slower();
        let wait = self.backoff.wait(jitter).max(jitter.longer(rest));
        self.phase = PollingPhase::Resting(cx.now.elapsed + wait);
        self.problem = Some(problem);
    }
}

/// Batches in the making change quickly.
const SOON: Duration = Duration::from_secs(10);
/// Signatures take people's time.
const LATER: Duration = Duration::from_mins(1);
/// Five minutes once chance is added.
const LONGEST: Duration = Duration::from_secs(250);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backoff {
    shortest: Duration,
    wait: Duration,
}

impl Backoff {
    /// Pace for a status; `None` for a final one.
    pub fn of(status: &Status) -> Option<Self> {
        let shortest = match status {
            Status::Pending | Status::Processing => SOON,
            Status::WaitingForApproval => LATER,
            Status::Completed
            | Status::PartiallyCompleted
            | Status::Failed
            | Status::Unknown(_) => return None,
        };
        let wait = shortest;
        Some(Self { shortest, wait })
    }

    #[must_use]
    pub fn slower(self) -> Self {
        let wait = (self.wait * 2).min(LONGEST);
        Self { wait, ..self }
    }

    pub fn wait(self, jitter: &mut Jitter) -> Duration {
        jitter.longer(self.wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(status: &Status) -> impl Iterator<Item = Backoff> {
        std::iter::successors(Backoff::of(status), |round| Some(round.slower()))
    }

    fn waits(status: &Status, seed: u64) -> Vec<u64> {
        let mut jitter = Jitter::new(seed);
        let waits = rounds(status).map(|round| round.wait(&mut jitter).as_secs());
        waits.take(7).collect()
    }

    #[test]
    fn it_begins_at_ten_seconds_and_ends_at_five_minutes() {
        for seed in 0..500 {
            for (status, bases) in [
                (Status::Processing, [10, 20, 40, 80, 160, 250, 250]),
                (
                    Status::WaitingForApproval,
                    [60, 120, 240, 250, 250, 250, 250],
                ),
            ] {
                for (wait, base) in waits(&status, seed).into_iter().zip(bases) {
                    assert!((base..=base * 6 / 5).contains(&wait), "{wait} for {base}");
                }
            }
        }
        for status in ["completed", "partially_completed", "failed", "on_hold", ""] {
            assert_eq!(Backoff::of(&Status::from_word(status)), None, "{status}");
        }
        let differ = waits(&Status::Pending, 1) != waits(&Status::Pending, 2);
        assert!(differ, "two programs do not ask together");
    }

    /// Ten thousand programs open the same batch in the same second, and nothing changes for an
    /// hour.
    #[test]
    fn ten_thousand_followers_are_no_burden() {
        for status in [Status::Processing, Status::WaitingForApproval] {
            let mut in_second = vec![0_u32; 3_600];
            for seed in 0..10_000_u64 {
                let mut jitter = Jitter::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
                let mut at = Duration::ZERO;
                for round in rounds(&status) {
                    at += round.wait(&mut jitter);
                    let second = usize::try_from(at.as_secs()).unwrap();
                    let Some(asked) = in_second.get_mut(second) else {
                        break;
                    };
                    *asked += 1;
                }
            }
            let all: u32 = in_second.iter().sum();
            assert!(all < 10_000 * 20, "more than every three minutes: {all}");
            let most = in_second[1_800..].iter().max();
            assert!(most < Some(&200), "more than 2 % in one second: {most:?}");
        }
    }
}
