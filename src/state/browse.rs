//! The institution's batches: listed page by page, chosen from.

use std::time::Duration;

use jiff::Timestamp;

use super::cx::UpdateCx;
use super::outcome::Outcome;
use super::request::{Request, RequestId, RequestKind};
use super::service::Access;
use crate::domain::page::{Listing, Page, PageNumber, PerPage};
use crate::domain::query::BatchQuery;
use crate::domain::status::Status;
use crate::domain::{Batch, BatchId, Problem};

/// Batches that are asked for at once: more than a window shows, and quick to answer.
const PER_PAGE: u8 = 50;

/// The institution's batches, as far as they are loaded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Browse {
    /// The batches.
    pub list: Listing<Batch>,
    /// What is going on.
    pub phase: BrowsePhase,
    /// Which ones are asked for; `None` for all.
    pub status: Option<Status>,
    /// What the loaded ones are searched for.
    pub narrow: String,
    /// The one that was opened last.
    pub opened: Option<BatchId>,
    /// When the first page came.
    pub as_of: Option<Timestamp>,
    /// No further page is asked for before this, from the start of the program.
    not_before: Duration,
}

/// What is going on.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum BrowsePhase {
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

/// What a person does with them.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Ask for those in this state; `None` for all.
    Filter(Option<Status>),
    /// Search the loaded ones.
    Narrow(String),
    /// Load the next page, where there is one.
    More,
    /// Begin again with the first page.
    Refresh,
    /// Open one.
    Open(BatchId),
}

impl Intent {
    /// Whether the service is asked for it.
    pub(super) fn asks(&self) -> bool {
        match self {
            Self::Filter(_) | Self::More | Self::Refresh => true,
            Self::Narrow(_) | Self::Open(_) => false,
        }
    }
}

impl Browse {
    /// The service asked to wait: nothing is asked, and that is said.
    pub(super) fn hold_back(&mut self, problem: &Problem) {
        if !matches!(self.phase, BrowsePhase::Loading { .. }) {
            self.phase = BrowsePhase::Failed(problem.clone());
        }
    }

    pub(super) fn update(&mut self, intent: Intent, access: Access, cx: &mut UpdateCx) {
        match intent {
            Intent::Filter(status) => {
                self.list = Listing::new();
                self.as_of = None;
                self.opened = None;
                self.status = status;
                self.load(PageNumber::FIRST, access, cx);
            }
            Intent::Narrow(text) => self.narrow = text,
            Intent::More => self.more(access, cx),
            Intent::Refresh => self.load(PageNumber::FIRST, access, cx),
            Intent::Open(id) => {
                self.opened = Some(id);
                cx.report(Outcome::BatchNamed(id));
            }
        }
    }

    /// Loads the first page, unless there is something already.
    pub(super) fn begin(&mut self, access: Access, cx: &mut UpdateCx) {
        if self.phase == BrowsePhase::Unasked {
            self.load(PageNumber::FIRST, access, cx);
        }
    }

    /// Forgets everything: the batches are somebody else's from now on.
    pub(super) fn clear(&mut self, cx: &mut UpdateCx) {
        if matches!(self.phase, BrowsePhase::Loading { .. }) {
            cx.cancel(RequestKind::ListBatches);
        }
        *self = Self::default();
    }

    /// From when on the next page may be asked for, from the start of the program; `None` where
    /// there is none, or the last one failed: then only the person asks again.
    #[must_use]
    pub fn more_from(&self) -> Option<Duration> {
        let may = self.phase == BrowsePhase::Resting && self.list.next().is_some();
        may.then_some(self.not_before)
    }

    fn more(&mut self, access: Access, cx: &mut UpdateCx) {
        let may = self.more_from().is_some_and(|at| at <= cx.now.since_start);
        if let Some(page) = self.list.next().filter(|_| may) {
            self.load(page, access, cx);
        }
    }

    fn load(&mut self, page: PageNumber, access: Access, cx: &mut UpdateCx) {
        let Some(token) = access.token.cloned() else {
            return;
        };
        let query = BatchQuery {
            page,
            per_page: PerPage::nearest(PER_PAGE),
            status: self.status.clone(),
        };
        let origin = access.service.origin().clone();
        let request = cx.request(Request::ListBatches {
            origin,
            token,
            query,
        });
        self.phase = BrowsePhase::Loading {
            request,
            page,
            since: cx.now.since_start,
        };
    }

    /// Takes in a page. The first one takes the place of all that were there.
    pub(super) fn loaded(
        &mut self,
        request: RequestId,
        result: Result<Page<Batch>, Problem>,
        cx: &mut UpdateCx,
    ) {
        match self.phase {
            BrowsePhase::Loading { request: at, .. } if at == request => {}
            BrowsePhase::Unasked
            | BrowsePhase::Loading { .. }
            | BrowsePhase::Resting
            | BrowsePhase::Failed(_) => return,
        }
        match result {
            Ok(page) => {
                if page.at == PageNumber::FIRST {
                    self.list = Listing::new();
                    self.as_of = Some(cx.now.wall);
                }
                self.not_before = cx.now.since_start + page.rest.unwrap_or_default();
                self.list.add(page);
                self.phase = BrowsePhase::Resting;
            }
            Err(mut problem) => {
                problem.evidence.at = Some(cx.now.wall);
                if let Some(wait) = problem.kind.retry_after() {
                    let problem = problem.clone();
                    cx.report(Outcome::HeldBack { wait, problem });
                }
                self.phase = BrowsePhase::Failed(problem);
            }
        }
    }
}
