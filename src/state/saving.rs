//! How far the loading of a list is that is to be saved.

use std::time::Duration;

/// How the loading of what is to be saved began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// When, from the start of the program.
    pub since: Duration,
    /// How many were there already.
    pub from: usize,
}

impl Saving {
    /// How long it takes until all of `total` are loaded, where `loaded` are at `now`, from the
    /// start of the program. `None` while that cannot be told.
    pub fn time_left(&self, loaded: u64, total: u64, now: Duration) -> Option<Duration> {
        let came = u32::try_from(loaded.checked_sub(self.from as u64)?).ok()?;
        let to_come = u32::try_from(total.saturating_sub(loaded)).ok()?;
        let elapsed = now.saturating_sub(self.since);
        elapsed.checked_mul(to_come)?.checked_div(came)
    }
}
