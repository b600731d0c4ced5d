//! Changes of a batch while it was on screen.

use jiff::Timestamp;

use crate::domain::Batch;
use crate::domain::difference::{Difference, Standing};

const MOST_CHANGES: usize = 50;

#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub since: Timestamp,
    /// Newest last.
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
    pub(super) fn new(batch: &Batch, since: Timestamp) -> Self {
        let first = Standing::of(batch);
        Self {
            since,
            changes: Vec::new(),
            last: first.clone(),
            first,
        }
    }

    /// Sum of all changes; `None` where they cancel out.
    pub fn altogether(&self) -> Option<Difference> {
        Difference::between(&self.first, &self.last)
    }

    /// Change that this answer brings.
    pub(super) fn change(&self, batch: &Batch) -> Option<Difference> {
        Difference::between(&self.last, &Standing::of(batch))
    }

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
