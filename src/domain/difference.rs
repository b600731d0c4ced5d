//! Changes of a batch from one answer to the next.

use super::batch::Batch;
use super::progress::Counts;
use super::status::Status;
use super::verdict::{Verdict, verdict};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    pub more_made: u64,
    pub newly_failed: u64,
    pub status: Option<Status>,
    /// The person's own signature is needed now and was not before.
    pub my_turn: bool,
}

/// Progress of a batch, as far as a difference tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    counts: Counts,
    status: Status,
    my_turn: bool,
}

impl Standing {
    pub fn of(batch: &Batch) -> Self {
        Self {
            counts: batch.counts,
            status: batch.status.clone(),
            my_turn: verdict(batch) == Verdict::WaitingForMe,
        }
    }
}

impl Difference {
    /// `None` where nothing changed.
    pub fn between(before: &Standing, after: &Standing) -> Option<Self> {
        let difference = Self {
            more_made: more(before.counts.made, after.counts.made),
            newly_failed: more(before.counts.failed, after.counts.failed),
            status: (before.status != after.status).then(|| after.status.clone()),
            my_turn: after.my_turn && !before.my_turn,
        };
        (difference != Self::default()).then_some(difference)
    }
}

/// 0 where either is unknown.
fn more(before: Option<u64>, after: Option<u64>) -> u64 {
    let both = before.zip(after);
    both.map_or(0, |(before, after)| after.saturating_sub(before))
}

/// Tells a change that somebody who looks elsewhere wants to know of.
pub fn is_worth_telling(before: &Batch, after: &Batch) -> bool {
    let now = verdict(after);
    now != verdict(before)
        && match now {
            Verdict::Ready
            | Verdict::SomeFailed
            | Verdict::Doubtful
            | Verdict::NoneMade
            | Verdict::WaitingForMe => true,
            Verdict::NotStarted | Verdict::UnderWay | Verdict::Waiting | Verdict::Unknown => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(status: &str, made: u64, failed: u64) -> Batch {
        Batch {
            status: Status::from_word(status),
            counts: Counts {
                total: Some(100),
                made: Some(made),
                failed: Some(failed),
            },
            ..Batch::default()
        }
    }

    #[test]
    fn only_what_changed_is_told() {
        let standing = |status, made, failed| Standing::of(&batch(status, made, failed));
        let before = standing("processing", 40, 1);
        assert_eq!(Difference::between(&before, &before), None);
        let after = standing("processing", 75, 3);
        // A run that was begun again counts from the start.
        let again = standing("pending", 0, 0);
        for (before, after, more_made, newly_failed, status) in [
            (before, &after, 35, 2, None),
            (after.clone(), &again, 0, 0, Some(Status::Pending)),
        ] {
            let expected = Difference {
                more_made,
                newly_failed,
                status,
                my_turn: false,
            };
            assert_eq!(Difference::between(&before, after), Some(expected));
        }
    }

    #[test]
    fn news_comes_once_and_only_with_a_change() {
        let under_way = batch("processing", 99, 0);
        let ready = batch("completed", 100, 0);
        assert!(!is_worth_telling(&ready, &ready));
        let mine = Batch {
            requires_my_signature: Some(true),
            ..batch("waiting_for_approval", 100, 0)
        };
        for (after, told) in [
            (ready, true),
            (batch("partially_completed", 90, 10), true),
            (batch("failed", 0, 9), true),
            (batch("waiting_for_approval", 100, 0), false),
            (mine, true),
            (batch("processing", 100, 0), false),
        ] {
            assert_eq!(is_worth_telling(&under_way, &after), told, "{after:?}");
        }
    }
}
