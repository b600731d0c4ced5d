//! What is said of the list of batches.

use jiff::Timestamp;

use super::{Localizer, count, count_or_none};
use crate::domain::Batch;
use crate::domain::moment::When;
use crate::domain::page::Listing;

impl Localizer {
    /// What a row says of a batch besides its name: state, made of total, and its day.
    #[must_use]
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
                .map(|created| match created.when() {
                    When::At(at) => self.day(at),
                    When::On(day) => day.strftime("%-d %B %Y").to_string(),
                    When::Unclear => created.sent().to_string(),
                }),
        );
        facts.join(" · ")
    }

    /// How many batches are loaded, and how many of them are found.
    #[must_use]
    pub fn batches_listed(&self, list: &Listing<Batch>, found: usize, as_of: Timestamp) -> String {
        let loaded = list.rows().len();
        let values = [
            ("found", count(found as u64)),
            ("loaded", count(loaded as u64)),
            ("total", count_or_none(list.total())),
            ("when", self.local_time(as_of).into()),
        ];
        let id = match (found == loaded, list.total()) {
            (false, _) => "browse-found",
            (true, Some(total)) if total == loaded as u64 => "browse-whole",
            (true, _) => "browse-loaded",
        };
        self.format(id, &values)
    }
}
