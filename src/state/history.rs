//! What changed while a batch was on screen.

use jiff::Timestamp;

use crate::domain::Batch;
use crate::domain::difference::{Difference, Standing};

const MOST_CHANGES: usize = 50;

/// What changed since a batch was first shown.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// When it was first shown.
    pub since: Timestamp,
    /// The latest changes, newest last.
    pub changes: Vec<Change>,
    first: Standing,
    last: Standing,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub at: Timestamp,
    pub what: Difference,
}

impl History {
    /// Begins with what was shown first, and when.
    pub(super) fn new(batch: &Batch, since: Timestamp) -> Self {
        let first = Standing::of(batch);
        Self {
            since,
            changes: Vec::new(),
            last: first.clone(),
            first,
        }
    }

    /// From the first to the last; `None` where nothing changed, or all changed
    /// back.
    pub fn altogether(&self) -> Option<Difference> {
        Difference::between(&self.first, &self.last)
    }

    /// What this answer changes; `None` where it changes nothing.
    pub(super) fn change(&self, batch: &Batch) -> Option<Difference> {
        Difference::between(&self.last, &Standing::of(batch))
    }

    /// Takes in what this answer changes.
    pub(super) fn add(&mut self, batch: &Batch, at: Timestamp) {
        if let Some(what) = self.change(batch) {
            self.changes.push(Change { at, what });
        }
        if self.changes.len() > MOST_CHANGES {
            self.changes.remove(0);
        }
        self.last = Standing::of(batch);
    }
}
