//! List that the service sends in pages.

use jiff::Timestamp;

use super::cx::Cx;
use super::message::{Elapsed, Focus};
use super::remote::{Remote, RemotePhase};
use super::request::{BoxReply, Request, RequestId};
use crate::domain::ProblemKind;
use crate::domain::page::{Cursor, Listing, Page, PageNumber, Row, Shortfall};

#[derive(Debug, Clone, PartialEq)]
pub struct PagedList<T> {
    pub list: Listing<T>,
    pub remote: Remote,
    /// Arrival of the first page.
    pub as_of: Option<Timestamp>,
    /// Earliest time of the next page.
    pub(super) not_before: Elapsed,
    /// Page requested last.
    wanted: PageNumber,
    /// Least number of rows, as counted elsewhere at the first page.
    pub(super) counted: Option<u64>,
    renewal: Renewal<T>,
}

#[derive(Debug, Clone, PartialEq)]
enum Renewal<T> {
    Unneeded,
    /// Rows so far; they replace the list on screen once as many.
    UnderWay(Listing<T>),
    Tried,
}

impl<T: Row> PagedList<T> {
    /// Earliest time of the next page; `None` where there is none, or the last one failed: then
    /// only the person asks again.
    pub fn more_from(&self) -> Option<Elapsed> {
        let may = self.remote.phase == RemotePhase::Done && self.latest().next().is_some();
        may.then_some(self.not_before)
    }

    /// Next page, if it may be requested now.
    pub(super) fn next_at(&self, now: Elapsed) -> Option<PageNumber> {
        let may = self.more_from().is_some_and(|from| from <= now);
        self.latest().next().filter(|_| may)
    }

    /// Failed page, or else the next one.
    pub(super) fn to_come(&self) -> Option<PageNumber> {
        match self.remote.phase {
            RemotePhase::Failed(_) => Some(self.wanted),
            RemotePhase::Done => self.latest().next(),
            RemotePhase::Unasked | RemotePhase::Loading { .. } => None,
        }
    }

    /// Start of a page, for services that do not number pages.
    pub(super) fn cursor(&self, page: PageNumber) -> Option<Cursor> {
        let list = self.latest();
        list.cursor().filter(|_| list.next() == Some(page)).cloned()
    }

    /// List that the next page extends.
    fn latest(&self) -> &Listing<T> {
        self.anew().unwrap_or(&self.list)
    }

    fn anew(&self) -> Option<&Listing<T>> {
        match &self.renewal {
            Renewal::UnderWay(anew) => Some(anew),
            Renewal::Unneeded | Renewal::Tried => None,
        }
    }

    /// Missing rows, once no more can be had.
    pub fn shortfall(&self) -> Option<Shortfall> {
        let is_last = self.anew().is_none();
        self.list.shortfall().filter(|_| is_last)
    }

    /// True where no more can be had.
    pub(super) fn is_over(&self) -> bool {
        self.remote.phase == RemotePhase::Done && self.latest().next().is_none()
    }

    /// True where the service denies the list to this person. One that denies a later page, and
    /// names no permission, allowed the first.
    pub(super) fn is_refused(&self) -> bool {
        let kind = self.remote.problem().map(|problem| &problem.kind);
        let is_of_page =
            kind == Some(&ProblemKind::AccessNotAllowed) && self.wanted != PageNumber::FIRST;
        kind.is_some_and(ProblemKind::is_refusal) && !is_of_page
    }

    /// True where the list could not be loaded anew: that is told above its rows.
    pub fn is_kept(&self) -> bool {
        let is_first = self.wanted == PageNumber::FIRST && !self.list.rows().is_empty();
        is_first && self.remote.problem().is_some()
    }

    /// Asks for a page, after the service's wait.
    pub(super) fn ask(&mut self, page: PageNumber, request: Request, cx: &mut Cx) {
        if !self.remote.ask(request, cx) {
            return;
        }
        if page == PageNumber::FIRST && self.latest().next() != Some(page) {
            self.renewal = Renewal::Unneeded;
        }
        self.wanted = page;
    }

    pub(super) fn asks_next_at(&self) -> Option<Elapsed> {
        self.renews_at().or(self.remote.repeats_at())
    }

    /// Repeats a refused page after its wait. Returns the page of a renewed list that is due.
    pub(super) fn page_due(&mut self, cx: &mut Cx) -> Option<PageNumber> {
        self.remote.repeat_if_due(cx);
        let is_due = self.renews_at().is_some_and(|at| at <= cx.now.elapsed);
        self.to_come().filter(|_| is_due)
    }

    /// Time of the next page of a renewed list.
    fn renews_at(&self) -> Option<Elapsed> {
        self.anew().and_then(|_| self.more_from())
    }

    /// Takes in a page; a first page replaces the list.
    pub(super) fn loaded(&mut self, id: RequestId, result: BoxReply<Page<T>>, cx: &mut Cx) {
        if !self.remote.awaits(id) {
            return;
        }
        match result {
            Ok(page) => {
                self.not_before = cx.now.elapsed + page.rest.unwrap_or_default();
                self.remote.settle(Ok(()), cx);
                if page.at == PageNumber::FIRST && self.anew().is_none() {
                    self.list = Listing::new(self.counted);
                    self.as_of = Some(cx.now.timestamp);
                }
                self.change(|list| list.add(*page), cx);
            }
            // Its first page proves that it exists.
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
                    let remote = std::mem::take(&mut self.remote);
                    *self = Self {
                        remote,
                        ..Self::default()
                    };
                }
                if self.is_kept() && self.anew().is_none() && self.remote.is_by_person() {
                    cx.focus(Focus::ListProblem);
                }
            }
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Listing<T>), cx: &Cx) {
        match &mut self.renewal {
            Renewal::UnderWay(anew) => {
                change(anew);
                if anew.next().is_none() || anew.rows().len() >= self.list.rows().len() {
                    self.list = std::mem::take(anew);
                    self.as_of = Some(cx.now.timestamp);
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
            not_before: Elapsed::ZERO,
            wanted: PageNumber::FIRST,
            counted: None,
            renewal: Renewal::Unneeded,
        }
    }
}
