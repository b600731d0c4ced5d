//! Words for the list of batches.

use jiff::Timestamp;

use super::{Localizer, count, count_or_none};
use crate::domain::Batch;
use crate::domain::page::{Cause, Listing, Row, Shortfall};

impl Localizer {
    /// State, made of total, and day.
    pub fn batch_facts(&self, batch: &Batch) -> String {
        let mut facts = vec![self.status(&batch.status)];
        let counts = &batch.counts;
        if let Some(made) = counts.made {
            let values = [
                ("made", count(made)),
                ("total", count_or_none(counts.total)),
            ];
            facts.push(self.format("browse-made", &values));
        }
        facts.extend(
            batch
                .created_at
                .as_ref()
                .map(|created| self.day_of(created)),
        );
        facts.join(" · ")
    }

    pub fn batches_listed(&self, list: &Listing<Batch>, found: usize, as_of: Timestamp) -> String {
        let loaded = list.rows().len();
        if found == loaded {
            return self.listed("browse-whole", list, as_of);
        }
        let values = [
            ("found", count(found as u64)),
            ("loaded", count(loaded as u64)),
            ("when", self.local_time(as_of).into()),
        ];
        self.format("browse-found", &values)
    }

    pub fn shortfall(&self, short: Shortfall) -> String {
        let why = match short.cause {
            Cause::Changed => "changed",
            Cause::Unreadable => "unreadable",
            Cause::Repeated => "repeated",
            Cause::Stopped => "stopped",
            Cause::Uncounted => "uncounted",
        };
        let values = [
            ("missing", count_or_none(short.missing)),
            ("why", why.into()),
        ];
        self.format("list-short", &values)
    }

    /// `whole` is the message for a complete list.
    pub(super) fn listed<T: Row>(
        &self,
        whole: &str,
        list: &Listing<T>,
        as_of: Timestamp,
    ) -> String {
        let loaded = list.rows().len() as u64;
        let values = [
            ("loaded", count(loaded)),
            ("total", count_or_none(list.total())),
            ("when", self.local_time(as_of).into()),
        ];
        let is_whole = list.total() == Some(loaded);
        self.format(if is_whole { whole } else { "browse-loaded" }, &values)
    }
}
