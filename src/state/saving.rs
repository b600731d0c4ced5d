//! Progress of loading a list to be saved.

use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// Time from the start of the program.
    pub since: Duration,
    /// Rows loaded before.
    pub from: usize,
}

impl Saving {
    /// Time until `total` rows are loaded, with `loaded` at `now`, from the start of the program.
    /// `None` while unknown.
    pub fn time_left(&self, loaded: u64, total: u64, now: Duration) -> Option<Duration> {
        let came = u32::try_from(loaded.checked_sub(self.from as u64)?).ok()?;
        let to_come = u32::try_from(total.saturating_sub(loaded)).ok()?;
        let elapsed = now.saturating_sub(self.since);
        elapsed.checked_mul(to_come)?.checked_div(came)
    }
}
