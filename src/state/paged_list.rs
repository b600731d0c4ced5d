//! A list that the service sends in pages: what is loaded of it, and what is going on.

use std::time::Duration;

use jiff::Timestamp;

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::lookup::Lookup;
use super::remote::{Remote, RemotePhase, Taken};
use super::request::{Request, RequestId};
use super::service::Access;
use crate::domain::page::{Cursor, Listing, Page, PageNumber, Row, Shortfall};
use crate::domain::{Problem, ProblemKind};

/// A list, as far as it is loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct PagedList<T> {
    pub list: Listing<T>,
    pub remote: Remote,
    /// When the first page came.
    pub as_of: Option<Timestamp>,
    /// No further page is asked for before this, from the start of the program.
    not_before: Duration,
    /// The page that was asked for last.
    wanted: PageNumber,
    /// Rows that there are at least, as counted elsewhere when the first page is asked for.
    pub(super) counted: Option<u64>,
    renewal: Renewal<T>,
}

/// Loading anew, by itself and once, of a list that changed between two of its pages.
#[derive(Debug, Clone, PartialEq)]
enum Renewal<T> {
    Unneeded,
    /// Loaded so far; it takes the place of the list on screen once it is as long.
    UnderWay(Listing<T>),
    Tried,
}

/// What it takes to ask for a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    /// Whom to ask, in whose name.
    pub access: Access<'a>,
    pub shown: Option<&'a DisplayedBatch>,
}

impl<'a> Asking<'a> {
    pub(super) fn new(access: Access<'a>, lookup: &'a Lookup) -> Self {
        let shown = lookup.shown.as_ref();
        Self { access, shown }
    }

    /// When the service of the batch on screen may be asked, from the start of the program.
    pub(super) fn opens(self, cx: &UpdateCx) -> Duration {
        let origin = self.access.origin_of(self.shown);
        cx.supply.gate.opens(origin, cx.now.since_start)
    }
}

impl<T: Row> PagedList<T> {
    /// From when on the next page may be asked for, from the start of the program; `None` where
    /// there is none, or the last one failed: then only the person asks again.
    pub fn more_from(&self) -> Option<Duration> {
        let may = self.remote.phase == RemotePhase::Done && self.latest().next().is_some();
        may.then_some(self.not_before)
    }

    /// The next page, where there is one and it may be asked for at this time.
    pub(super) fn next_at(&self, now: Duration) -> Option<PageNumber> {
        let may = self.more_from().is_some_and(|from| from <= now);
        self.latest().next().filter(|_| may)
    }

    /// The page that is still to come: the one that could not be loaded, or the next.
    pub(super) fn to_come(&self) -> Option<PageNumber> {
        match self.remote.phase {
            RemotePhase::Failed(_) => Some(self.wanted),
            RemotePhase::Done => self.latest().next(),
            RemotePhase::Unasked | RemotePhase::Loading { .. } => None,
        }
    }

    /// Where a page begins, for a service that does not count its pages.
    pub(super) fn cursor(&self, page: PageNumber) -> Option<Cursor> {
        let list = self.latest();
        list.cursor().filter(|_| list.next() == Some(page)).cloned()
    }

    /// The list that the next page belongs to.
    fn latest(&self) -> &Listing<T> {
        match &self.renewal {
            Renewal::UnderWay(anew) => anew,
            Renewal::Unneeded | Renewal::Tried => &self.list,
        }
    }

    /// What it lacks, once it is known that no more is to be had of it.
    pub fn shortfall(&self) -> Option<Shortfall> {
        match self.renewal {
            Renewal::UnderWay(_) => None,
            Renewal::Unneeded | Renewal::Tried => self.list.shortfall(),
        }
    }

    /// Whether nothing more is to be had of it.
    pub(super) fn is_over(&self) -> bool {
        self.remote.phase == RemotePhase::Done && self.latest().next().is_none()
    }

    /// Whether the service does not give it to this person.
    pub(super) fn is_refused(&self) -> bool {
        let problem = self.remote.problem();
        problem.is_some_and(|problem| problem.kind.is_refusal())
    }

    /// Asks for a page, once the service may be asked.
    pub(super) fn ask(&mut self, page: PageNumber, request: Request, cx: &mut UpdateCx) {
        if self.remote.ask(request, cx) == Taken::No {
            return;
        }
        if page == PageNumber::FIRST && self.latest().next() != Some(page) {
            self.renewal = Renewal::Unneeded;
        }
        self.wanted = page;
    }

    /// When a page is asked for by itself, from the start of the program.
    pub(super) fn asks_next_at(&self) -> Option<Duration> {
        self.renews_at().or(self.remote.repeats_at())
    }

    /// When the next page of a list that is loaded anew is asked for by itself, from the start of
    /// the program.
    pub(super) fn renews_at(&self) -> Option<Duration> {
        match self.renewal {
            Renewal::UnderWay(_) => self.more_from(),
            Renewal::Unneeded | Renewal::Tried => None,
        }
    }

    /// Takes in a page. The first one takes the place of all that were there.
    pub(super) fn loaded(
        &mut self,
        request: RequestId,
        result: Result<Page<T>, Problem>,
        cx: &UpdateCx,
    ) {
        if !self.remote.awaits(request) {
            return;
        }
        match result {
            Ok(page) => {
                self.not_before = cx.now.since_start + page.rest.unwrap_or_default();
                self.remote.settle(Ok(()), cx);
                self.add(page, cx);
            }
            // It had a first page, so it is there.
            Err(problem)
                if problem.kind == ProblemKind::ListNotAvailable
                    && self.wanted != PageNumber::FIRST =>
            {
                self.remote.settle(Ok(()), cx);
                self.change(Listing::stop, cx);
            }
            Err(problem) => {
                self.remote.settle(Err(problem), cx);
                if self.is_refused() {
                    // It leaves the screen.
                    self.list = Listing::default();
                    self.renewal = Renewal::Unneeded;
                    self.as_of = None;
                }
            }
        }
    }

    fn add(&mut self, page: Page<T>, cx: &UpdateCx) {
        let is_renewed = matches!(self.renewal, Renewal::UnderWay(_));
        if page.at == PageNumber::FIRST && !is_renewed {
            self.list = Listing::new(self.counted);
            self.as_of = Some(cx.now.wall);
        }
        self.change(|list| list.add(page), cx);
    }

    /// Changes the list that the next page belongs to.
    fn change(&mut self, change: impl FnOnce(&mut Listing<T>), cx: &UpdateCx) {
        match &mut self.renewal {
            Renewal::UnderWay(anew) => {
                change(anew);
                if anew.next().is_none() || anew.rows().len() >= self.list.rows().len() {
                    self.list = std::mem::take(anew);
                    self.as_of = Some(cx.now.wall);
                    self.renewal = Renewal::Tried;
                }
            }
            Renewal::Unneeded | Renewal::Tried => change(&mut self.list),
        }
        if self.list.has_changed() && matches!(self.renewal, Renewal::Unneeded) {
            self.renewal = Renewal::UnderWay(Listing::new(self.counted));
        }
    }
}

impl<T: Row> Default for PagedList<T> {
    fn default() -> Self {
        Self {
            list: Listing::default(),
            remote: Remote::default(),
            as_of: None,
            not_before: Duration::ZERO,
            wanted: PageNumber::FIRST,
            counted: None,
            renewal: Renewal::Unneeded,
        }
    }
}
