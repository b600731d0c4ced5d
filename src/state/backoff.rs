//! Pause between two checks of a batch: short at first, longer while nothing changes, spread by
//! chance so that many programs do not ask at once.

use std::time::Duration;

use crate::domain::status::Status;

/// Batches in the making change quickly.
const SOON: Duration = Duration::from_secs(10);
/// Signatures take people's time.
const LATER: Duration = Duration::from_mins(1);
/// Five minutes once chance is added.
const LONGEST: Duration = Duration::from_secs(250);
/// Largest share that chance adds to a wait.
const CHANCE: f64 = 0.2;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backoff {
    shortest: Duration,
    quiet_rounds: u32,
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
        Some(Self {
            shortest,
            quiet_rounds: 0,
        })
    }

    #[must_use]
    pub fn slower(&self) -> Self {
        Self {
            shortest: self.shortest,
            quiet_rounds: self.quiet_rounds.saturating_add(1),
        }
    }

    pub fn wait(&self, jitter: &mut Jitter) -> Duration {
        let factor = 2_u32.saturating_pow(self.quiet_rounds);
        let wait = self.shortest.saturating_mul(factor).min(LONGEST);
        jitter.longer(wait)
    }
}

/// Repeatable chance: equal seeds give equal waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jitter(u64);

impl Jitter {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Adds up to a fifth to a wait.
    pub(super) fn longer(&mut self, wait: Duration) -> Duration {
        wait.mul_f64(1.0 + CHANCE * self.share())
    }

    /// Number from 0 to 1, by `SplitMix64`.
    #[expect(
        clippy::cast_precision_loss,
        reason = "53 bits fit, and fewer would do"
    )]
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(status: &Status, seed: u64) -> Vec<u64> {
        let mut jitter = Jitter::new(seed);
        let mut backoff = Backoff::of(status).unwrap();
        (0..8)
            .map(|_| {
                let wait = backoff.wait(&mut jitter);
                backoff = backoff.slower();
                wait.as_secs()
            })
            .collect()
    }

    #[test]
    fn it_begins_at_ten_seconds_and_ends_at_five_minutes() {
        for seed in 0..500 {
            let bases = [10, 20, 40, 80, 160, 250, 250, 250];
            for (wait, base) in waits(&Status::Processing, seed).into_iter().zip(bases) {
                assert!((base..=base * 6 / 5).contains(&wait), "{wait} for {base}");
                assert!(wait <= 300);
            }
            let bases = [60, 120, 240, 250, 250, 250, 250, 250];
            let slow = waits(&Status::WaitingForApproval, seed);
            for (wait, base) in slow.into_iter().zip(bases) {
                assert!((base..=base * 6 / 5).contains(&wait), "{wait} for {base}");
            }
        }
    }

    #[test]
    fn two_programs_do_not_ask_together() {
        assert_ne!(waits(&Status::Pending, 1), waits(&Status::Pending, 2));
        assert_eq!(waits(&Status::Pending, 1), waits(&Status::Pending, 1));
    }

    #[test]
    fn what_is_finished_or_not_understood_is_not_followed() {
        for status in ["completed", "partially_completed", "failed", "on_hold", ""] {
            assert_eq!(Backoff::of(&Status::from_word(status)), None, "{status}");
        }
    }

    /// Ten thousand programs that open the same batch in the same second, over an hour without a
    /// change.
    #[test]
    fn ten_thousand_followers_are_no_burden() {
        const FOLLOWERS: u64 = 10_000;
        let load = |status: &Status| {
            let mut a_second = vec![0_u32; 3_600];
            for seed in 0..FOLLOWERS {
                let mut jitter = Jitter::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
                let mut backoff = Backoff::of(status).unwrap();
                let mut at = backoff.wait(&mut jitter);
                while at.as_secs() < 3_600 {
                    a_second[usize::try_from(at.as_secs()).unwrap()] += 1;
                    backoff = backoff.slower();
                    at += backoff.wait(&mut jitter);
                }
            }
            a_second
        };
        for status in [Status::Processing, Status::WaitingForApproval] {
            let a_second = load(&status);
            let all: u32 = a_second.iter().sum();
            let first_ten_minutes = a_second[..600].iter().max().unwrap();
            let settled = a_second[1_800..].iter().max().unwrap();
            println!(
                "{status:?}: {all} questions in the hour, {:.1} a second on average, at most {first_ten_minutes} in a second of the first ten minutes, {settled} of the last thirty",
                f64::from(all) / 3_600.0
            );
            // No program asks more often than about every four minutes.
            assert!(all < 10_000 * 20, "{all}");
            // No second holds more than 2 % of them.
            assert!(*settled < 200, "{settled}");
        }
    }
}
