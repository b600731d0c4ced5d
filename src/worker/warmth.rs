//! Which connections were opened ahead, and when.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::domain::ApiOrigin;

/// How long a connection made ahead is taken to last.
const STAYS_WARM: Duration = Duration::from_secs(30);

/// When a connection was last made ahead.
#[derive(Debug, Default)]
pub(super) struct Warmth(HashMap<ApiOrigin, Instant>);

impl Warmth {
    /// Whether none made ahead may still be open.
    pub(super) fn is_due(&self, origin: &ApiOrigin) -> bool {
        self.0
            .get(origin)
            .is_none_or(|at| at.elapsed() >= STAYS_WARM)
    }

    pub(super) fn note(&mut self, origin: &ApiOrigin) {
        self.0.insert(origin.clone(), Instant::now());
    }
}
