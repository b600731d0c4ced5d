//! Counts files that are being written, so that the app does not end in the middle of one.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A disk that hangs does not keep the program longer than this.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(5);

pub(super) struct Writes {
    count: Mutex<usize>,
    fewer: Condvar,
}

pub(super) static WRITES: Writes = Writes::new();

/// A write that is under way until this is dropped.
pub(super) struct UnderWay(&'static Writes);

impl Writes {
    const fn new() -> Self {
        Self {
            count: Mutex::new(0),
            fewer: Condvar::new(),
        }
    }

    pub(super) fn begin(&'static self) -> UnderWay {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        UnderWay(self)
    }

    /// Waits until no write is under way, at most so long.
    pub(super) fn finish(&self, longest: Duration) {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .fewer
            .wait_timeout_while(count, longest, |count| *count > 0);
        let (count, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *count > 0 {
            tracing::warn!(files = *count, "ends while files are still being written");
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let Self(writes) = self;
        *writes.count.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        writes.fewer.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Instant;

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_mins(1);

    #[test]
    fn the_end_waits_for_what_is_being_written() {
        static OF_TEST: Writes = Writes::new();
        static WRITTEN: AtomicUsize = AtomicUsize::new(0);
        let writes = [OF_TEST.begin(), OF_TEST.begin()];
        let thread = thread::spawn(move || {
            for under_way in writes {
                thread::sleep(SHORT);
                WRITTEN.fetch_add(1, Ordering::SeqCst);
                drop(under_way);
            }
        });
        OF_TEST.finish(LONG);
        assert_eq!(WRITTEN.load(Ordering::SeqCst), 2);
        thread.join().unwrap();
    }

    #[test]
    fn the_end_does_not_wait_for_a_disk_that_hangs() {
        static OF_TEST: Writes = Writes::new();
        let _under_way = OF_TEST.begin();
        let started = Instant::now();
        OF_TEST.finish(SHORT);
        assert!(started.elapsed() < LONG);
    }
}
