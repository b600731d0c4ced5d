use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::domain::ApiOrigin;

/// Assumed life of a connection made ahead.
const STAYS_WARM: Duration = Duration::from_secs(30);

/// Times of the last connections made ahead.
#[derive(Debug, Default)]
pub(super) struct Warmth(HashMap<ApiOrigin, Instant>);

impl Warmth {
    /// None made ahead may still be open.
    pub(super) fn is_due(&self, origin: &ApiOrigin) -> bool {
        self.0
            .get(origin)
            .is_none_or(|at| at.elapsed() >= STAYS_WARM)
    }

    pub(super) fn note(&mut self, origin: &ApiOrigin) {
        self.0.insert(origin.clone(), Instant::now());
    }
}
