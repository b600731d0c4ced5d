//! Institution's batches, and the checks of those in sight.

use super::cx::Cx;
use super::message::Elapsed;
use super::paged_list::PagedList;
use super::polling::{Backoff, Polling};
use super::request::RequestKind;
use crate::domain::page::{Cursor, MAX_PER_PAGE, PageNumber};
use crate::domain::query::BatchQuery;
use crate::domain::status::Status;
use crate::domain::{Batch, BatchId, Problem, ServerText};

/// More batches than a window shows, and quick to answer.
const PER_PAGE: u8 = 50;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Browse {
    pub pages: PagedList<Batch>,
    /// Filter; `None` for all.
    pub status: Option<Status>,
    /// True once a filter was chosen, which the person may choose again whatever comes of it.
    pub is_filtered: bool,
    /// Search text over the loaded rows.
    pub narrow: String,
    pub opened: Option<BatchId>,
    pub watch: Watch,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// `None` for all.
    Filter(Option<Status>),
    Narrow(String),
    More,
    TryAgain,
    Refresh,
    Open(BatchId),
    /// Rows in sight, by their places in the list.
    InSight(Vec<usize>),
}

/// Checks of the list of batches.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Watch {
    /// Rows in sight, by their places in the list.
    pub in_sight: Vec<usize>,
    pub(super) polling: Option<Polling>,
    /// Page that was checked last.
    pub(super) asked: Option<BatchQuery>,
    /// A moving row in sight was not on it.
    pub(super) is_short: bool,
    /// Rows that the last answer changed.
    pub(super) changed: Vec<ServerText>,
    /// Its arrival.
    pub(super) changed_at: Elapsed,
}

impl Watch {
    pub fn changed_at(&self, batch: &Batch) -> Option<Elapsed> {
        let id = batch.id.as_ref()?;
        self.changed.contains(id).then_some(self.changed_at)
    }

    /// Gives up a check under way, for newer rows.
    pub(super) fn stop(&mut self, cx: &mut Cx) {
        let in_sight = std::mem::take(&mut self.in_sight);
        let before = std::mem::take(self);
        if before.polling.is_some_and(|of| of.request().is_some()) {
            cx.cancel(RequestKind::WatchBatches);
        }
        self.in_sight = in_sight;
    }
}

impl Browse {
    pub(super) fn query(&self, page: PageNumber, cursor: Option<Cursor>) -> BatchQuery {
        BatchQuery {
            page,
            cursor,
            per_page: PER_PAGE,
            status: self.status.clone(),
        }
    }

    /// Rows in sight that are expected to change, by their places, each with its pace.
    pub(super) fn moving(&self) -> impl Iterator<Item = (usize, Backoff)> {
        let rows = self.pages.list.rows();
        let pace = |at: &usize| Some((*at, Backoff::of(&rows.get(*at)?.status)?));
        self.watch.in_sight.iter().filter_map(pace)
    }

    /// Pace of the quickest; `None` where nothing moves.
    pub(super) fn pace(&self) -> Option<Backoff> {
        self.moving().map(|(_, pace)| pace).min()
    }

    /// Follows the rows in sight, at the pace of a new one that is quicker.
    pub(super) fn follow(&mut self, cx: &mut Cx) {
        match (self.pace(), &mut self.watch.polling) {
            (Some(pace), Some(polling)) => polling.quicken(pace, cx),
            (Some(pace), none @ None) => *none = Some(Polling::paced(None, pace, None, cx)),
            (None, _) => {}
        }
    }

    /// Takes in the newer standing of a batch that was asked for by itself.
    pub(super) fn learn(&mut self, batch: &Batch) {
        let mut rows = self.pages.list.rows().iter();
        if let Some(row) = rows.find(|row| row.id.is_some() && row.id == batch.id) {
            let row = Batch {
                status: batch.status.clone(),
                counts: batch.counts,
                progress: batch.progress,
                requires_my_signature: batch.requires_my_signature,
                ..row.clone()
            };
            self.pages.list.renew(row);
        }
    }

    /// Time of the next check; `None` where only the person can resolve a problem.
    pub(super) fn next_watch(&self) -> Option<Elapsed> {
        let polling = self.watch.polling.as_ref()?;
        let problems = polling.problem.iter().chain(self.pages.remote.problem());
        let is_refusal = |of: &Problem| of.kind.needs_the_person();
        let is_open = !self.pages.remote.is_loading() && !problems.into_iter().any(is_refusal);
        let next = polling.next().filter(|_| is_open)?;
        self.pace().map(|_| next.max(self.pages.not_before))
    }

    /// Page to check: those of the moving rows, one after the other. A row that left a filtered
    /// page is looked for among the newest of all.
    pub(super) fn watched(&self) -> Option<BatchQuery> {
        let last = self.watch.asked.as_ref();
        if self.watch.is_short && last.is_some_and(|last| last.status.is_some()) {
            return Some(BatchQuery {
                page: PageNumber::FIRST,
                cursor: None,
                per_page: MAX_PER_PAGE,
                status: None,
            });
        }
        let page_of = |(at, _)| self.pages.list.page_of(at);
        let is_next = |page| last.is_some_and(|last| page > last.page);
        let next = self.moving().filter_map(page_of).find(|of| is_next(of.0));
        let place = next.or_else(|| self.moving().find_map(page_of));
        place.map(|(page, cursor)| self.query(page, cursor.cloned()))
    }
}
