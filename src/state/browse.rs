//! Institution's batches: listed page by page, and those in sight checked quietly, with one
//! question for all of them.

use super::app::AppState;
use super::cx::{Cx, Gate};
use super::message::Elapsed;
use super::paged_list::PagedList;
use super::polling::{Backoff, Polling};
use super::remote::RemotePhase;
use super::request::{BoxReply, Request, RequestId, RequestKind};
use crate::domain::difference::{Difference, Standing, news};
use crate::domain::page::{Cursor, Page, PageNumber, PerPage};
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

    /// Time of the next check; `None` where only the person can resolve a problem.
    fn next_watch(&self) -> Option<Elapsed> {
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
    pub(super) fn on_browse(&mut self, intent: Intent, cx: &mut Cx) {
        match intent {
            Intent::Filter(status) => {
                self.browse.pages = PagedList::default();
                self.browse.opened = None;
                self.browse.status = status;
                self.load_batches(Some(PageNumber::FIRST), cx);
            }
            Intent::Narrow(text) => self.browse.narrow = text,
            Intent::More => self.load_batches(self.browse.pages.next_at(cx.now.elapsed), cx),
            Intent::TryAgain => self.load_batches(self.browse.pages.to_come(), cx),
            Intent::Refresh => self.load_batches(Some(PageNumber::FIRST), cx),
            Intent::Open(id) => {
                self.browse.opened = Some(id);
                self.check(id, cx);
            }
            Intent::InSight(rows) => {
                self.browse.watch.in_sight = rows;
                self.browse.follow(cx);
            }
        }
    }

    /// Loads the list of batches where it comes on screen for the first time, and follows it.
    pub(super) fn list(&mut self, cx: &mut Cx) {
        if self.shows_list() && self.browse.pages.remote.phase == RemotePhase::Unasked {
            self.load_batches(Some(PageNumber::FIRST), cx);
        }
        self.browse.follow(cx);
    }

    fn load_batches(&mut self, page: Option<PageNumber>, cx: &mut Cx) {
        let caller = self.caller(self.service.origin());
        let Some((page, caller)) = page.zip(caller) else {
            return;
        };
        if page == PageNumber::FIRST {
            self.browse.watch.stop(cx);
        }
        let query = self.browse.query(page, self.browse.pages.cursor(page));
        let request = Request::ListBatches { caller, query };
        self.browse.pages.ask(page, request, cx);
    }

    pub(super) fn next_watch(&self, gate: &Gate, now: Elapsed) -> Option<Elapsed> {
        if !self.shows_list() || self.rest(now).is_some() {
            return None;
        }
        let next = self.browse.next_watch()?;
        Some(next.max(gate.opens(self.service.origin(), now)))
    }

    /// Sends what is due: a page where the list is in sight, and its next check.
    pub(super) fn ask_for_batches(&mut self, cx: &mut Cx) {
        if self.is_in_sight() && self.shows_list() {
            let page = self.browse.pages.page_due(cx);
            self.load_batches(page, cx);
        }
        self.watch_if_due(cx);
    }

    fn watch_if_due(&mut self, cx: &mut Cx) {
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
