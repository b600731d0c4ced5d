//! Quiet checks of the list's batches in sight: one question for all of them.

use std::time::Duration;

use super::app::AppState;
use super::cx::{Cx, Gate};
use super::paged_list::Browse;
use super::polling::{Backoff, Polling};
use super::request::{BoxReply, Request, RequestId};
use crate::domain::difference::{Difference, Standing, news};
use crate::domain::page::{Cursor, Page, PageNumber, PerPage};
use crate::domain::query::BatchQuery;
use crate::domain::{Batch, Problem};

/// More batches than a window shows, and quick to answer.
const PER_PAGE: u8 = 50;

impl Browse {
    pub(super) fn query(&self, page: PageNumber, cursor: Option<Cursor>) -> BatchQuery {
        BatchQuery {
            page,
            cursor,
            per_page: PerPage::nearest(PER_PAGE),
            status: self.status.clone(),
        }
    }

    /// Rows in sight that are expected to change, by their places, each with its pace.
    fn moving(&self) -> impl Iterator<Item = (usize, Backoff)> {
        let rows = self.pages.list.rows();
        let pace = |at: &usize| Some((*at, Backoff::of(&rows.get(*at)?.status)?));
        self.watch.in_sight.iter().filter_map(pace)
    }

    /// Pace of the quickest; `None` where nothing moves.
    fn pace(&self) -> Option<Backoff> {
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

    /// Time of the next check, from the start of the program; `None` where only the person can
    /// resolve a problem.
    fn next_watch(&self) -> Option<Duration> {
        let polling = self.watch.polling.as_ref()?;
        let problems = polling.problem.iter().chain(self.pages.remote.problem());
        let is_refusal = |of: &Problem| of.kind.needs_credentials() || of.kind.is_refusal();
        let is_open = !self.pages.remote.is_loading() && !problems.into_iter().any(is_refusal);
        let next = polling.next().filter(|_| is_open)?;
        self.pace().map(|_| next.max(self.pages.not_before))
    }

    /// Page to check: those of the moving rows, one after the other. A row that left a filtered
    /// page is looked for among the newest of all.
    fn watched(&self) -> Option<BatchQuery> {
        let last = self.watch.asked.as_ref();
        if self.watch.is_short && last.is_some_and(|last| last.status.is_some()) {
            return Some(BatchQuery {
                page: PageNumber::FIRST,
                cursor: None,
                per_page: PerPage::MOST,
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

impl AppState {
    /// Time of the list's next check, from the start of the program.
    pub(super) fn next_watch(&self, gate: &Gate, now: Duration) -> Option<Duration> {
        if !self.shows_list() || self.rest(now).is_some() {
            return None;
        }
        let next = self.browse.next_watch()?;
        Some(next.max(gate.opens(self.service.origin(), now)))
    }

    pub(super) fn watch_if_due(&mut self, cx: &mut Cx) {
        let now = cx.now.elapsed;
        let next = self.next_watch(&cx.supply.gate, now);
        if next.is_none_or(|at| at > now) {
            return;
        }
        let caller = self.caller(self.service.origin());
        if let (Some(caller), Some(query)) = (caller, self.browse.watched())
            && let Some(polling) = &mut self.browse.watch.polling
            && let Ok(request) = cx.ask(Request::WatchBatches {
                caller,
                query: query.clone(),
            })
        {
            polling.begin(request, cx);
            self.browse.watch.asked = Some(query);
        }
    }

    /// Takes in an answer; one to an older question, or for a list that left the screen, is
    /// dropped. A failure is silent.
    pub(super) fn batches_watched(
        &mut self,
        id: RequestId,
        result: BoxReply<Page<Batch>>,
        cx: &mut Cx,
    ) {
        let is_shown = self.shows_list();
        let polling = self.browse.watch.polling.as_mut();
        let Some(polling) = polling.filter(|polling| polling.request() == Some(id)) else {
            return;
        };
        match result {
            Ok(page) if is_shown => self.renew_rows(*page, cx),
            Ok(_) => polling.suspend(cx),
            Err(problem) => polling.failed(problem, cx),
        }
    }

    /// Renews rows in their places, and tells of them.
    fn renew_rows(&mut self, page: Page<Batch>, cx: &mut Cx) {
        let pages = &mut self.browse.pages;
        let now = cx.now.elapsed;
        pages.not_before = pages.not_before.max(now + page.rest.unwrap_or_default());
        let (mut found, mut changed) = (Vec::new(), Vec::new());
        for row in page.rows {
            let Some((at, before)) = pages.list.renew(row) else {
                continue;
            };
            found.push(at);
            let after = &pages.list.rows()[at];
            if let Some(news) = news(&before, after) {
                self.window.tell(news, after.name.clone(), cx);
            }
            if Difference::between(&Standing::of(&before), &Standing::of(after)).is_some() {
                changed.extend(after.id.clone());
            }
        }
        let is_short = |browse: &Browse| browse.moving().any(|(at, _)| !found.contains(&at));
        let (is_short, fresh) = (is_short(&self.browse), self.browse.pace());
        let watch = &mut self.browse.watch;
        let before = watch.polling.take().filter(|_| changed.is_empty());
        watch.polling = fresh.map(|fresh| Polling::paced(before.as_ref(), fresh, page.rest, cx));
        watch.is_short = is_short;
        watch.changed = changed;
        watch.changed_at = now;
    }
}
