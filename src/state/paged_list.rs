//! A list that the service sends in pages: what is loaded of it, and what is going on.

use std::time::Duration;

use jiff::Timestamp;

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::hold::Hold;
use super::lookup::Lookup;
use super::request::RequestId;
use super::service::Access;
use crate::domain::Problem;
use crate::domain::page::{Listing, Page, PageNumber, Row};

/// A list, as far as it is loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct PagedList<T> {
    /// What is loaded.
    pub list: Listing<T>,
    /// What is going on.
    pub phase: ListPhase,
    /// When the first page came.
    pub as_of: Option<Timestamp>,
    /// No further page is asked for before this, from the start of the program.
    not_before: Duration,
    /// The page that was asked for last.
    wanted: PageNumber,
    /// Whether it was asked for after it had failed.
    is_repeated: bool,
}

/// What it takes to ask for a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    /// Whom to ask, in whose name.
    pub access: Access<'a>,
    /// The batch on screen.
    pub shown: Option<&'a DisplayedBatch>,
    /// The wait that the service asked for.
    pub hold: Option<&'a Hold>,
}

impl<'a> Asking<'a> {
    pub(super) fn new(access: Access<'a>, lookup: &'a Lookup, now: Duration) -> Self {
        Self {
            access,
            shown: lookup.shown.as_ref(),
            hold: lookup.held_back(now),
        }
    }
}

/// What is going on with a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ListPhase {
    /// Nothing was asked for yet.
    #[default]
    Unasked,
    /// A page is on its way.
    Loading {
        /// The request.
        request: RequestId,
        /// Which page.
        page: PageNumber,
        /// Since when, from the start of the program.
        since: Duration,
    },
    /// The last page that was asked for is here.
    Resting,
    /// A page could not be loaded; those before it stay.
    Failed(Problem),
}

impl<T: Row> PagedList<T> {
    /// From when on the next page may be asked for, from the start of the program; `None` where
    /// there is none, or the last one failed: then only the person asks again.
    #[must_use]
    pub fn more_from(&self) -> Option<Duration> {
        let may = self.phase == ListPhase::Resting && self.list.next().is_some();
        may.then_some(self.not_before)
    }

    /// The next page, where there is one and it may be asked for at this time.
    pub(super) fn next_at(&self, now: Duration) -> Option<PageNumber> {
        let may = self.more_from().is_some_and(|from| from <= now);
        self.list.next().filter(|_| may)
    }

    /// The page that is still to come: the one that could not be loaded, or the next.
    pub(super) fn to_come(&self) -> Option<PageNumber> {
        match self.phase {
            ListPhase::Failed(_) => Some(self.wanted),
            ListPhase::Resting => self.list.next(),
            ListPhase::Unasked | ListPhase::Loading { .. } => None,
        }
    }

    /// Whether the service does not give it to this person.
    pub(super) fn is_refused(&self) -> bool {
        matches!(&self.phase, ListPhase::Failed(problem) if problem.kind.is_refusal())
    }

    pub(super) fn is_loading(&self) -> bool {
        matches!(self.phase, ListPhase::Loading { .. })
    }

    /// A page is asked for.
    pub(super) fn asked(&mut self, request: RequestId, page: PageNumber, cx: &UpdateCx) {
        self.wanted = page;
        self.is_repeated = matches!(self.phase, ListPhase::Failed(_));
        self.phase = ListPhase::Loading {
            request,
            page,
            since: cx.now.since_start,
        };
    }

    /// Whether the service asked to wait: then that is said, and the page asked for afterwards.
    pub(super) fn is_held_back(&mut self, page: PageNumber, hold: Option<&Hold>) -> bool {
        if let Some(hold) = hold
            && !self.is_loading()
        {
            self.wanted = page;
            self.phase = ListPhase::Failed(hold.problem.clone());
        }
        hold.is_some()
    }

    /// Whether the page that the service would not give yet is asked for once more by itself.
    #[must_use]
    pub fn repeats(&self) -> bool {
        match &self.phase {
            ListPhase::Failed(problem) => problem.kind.retry_after().is_some() && !self.is_repeated,
            ListPhase::Unasked | ListPhase::Loading { .. } | ListPhase::Resting => false,
        }
    }

    /// When that is, from the start of the program.
    pub(super) fn repeats_at(&self, hold: Option<&Hold>) -> Option<Duration> {
        self.repeats().then(|| Hold::end(hold))
    }

    /// Takes in a page. The first one takes the place of all that were there.
    pub(super) fn loaded(
        &mut self,
        request: RequestId,
        result: Result<Page<T>, Problem>,
        cx: &mut UpdateCx,
    ) {
        match self.phase {
            ListPhase::Loading { request: at, .. } if at == request => {}
            ListPhase::Unasked
            | ListPhase::Loading { .. }
            | ListPhase::Resting
            | ListPhase::Failed(_) => return,
        }
        match result {
            Ok(page) => {
                if page.at == PageNumber::FIRST {
                    self.list = Listing::new();
                    self.as_of = Some(cx.now.wall);
                }
                self.not_before = cx.now.since_start + page.rest.unwrap_or_default();
                self.list.add(page);
                self.phase = ListPhase::Resting;
            }
            Err(mut problem) => {
                cx.service_failed(&mut problem);
                self.phase = ListPhase::Failed(problem);
                if self.is_refused() {
                    // It leaves the screen.
                    self.list = Listing::new();
                    self.as_of = None;
                }
            }
        }
    }
}

impl<T: Row> Default for PagedList<T> {
    fn default() -> Self {
        Self {
            list: Listing::new(),
            phase: ListPhase::Unasked,
            as_of: None,
            not_before: Duration::ZERO,
            wanted: PageNumber::FIRST,
            is_repeated: false,
        }
    }
}
