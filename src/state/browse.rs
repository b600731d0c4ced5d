//! Institution's batches, listed page by page.

use super::cx::UpdateCx;
use super::outcome::Outcome;
use super::paged_list::{Asking, PagedList};
use super::remote::RemotePhase;
use super::request::Request;
use crate::domain::page::{PageNumber, PerPage};
use crate::domain::query::BatchQuery;
use crate::domain::status::Status;
use crate::domain::{Batch, BatchId};

/// More than a window shows, and quick to answer.
const PER_PAGE: u8 = 50;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Browse {
    pub pages: PagedList<Batch>,
    /// Filter; `None` for all.
    pub status: Option<Status>,
    /// Search text over the loaded rows.
    pub narrow: String,
    pub opened: Option<BatchId>,
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
}

impl Browse {
    pub(super) fn update(&mut self, intent: Intent, asking: Asking, cx: &mut UpdateCx) {
        match intent {
            Intent::Filter(status) => {
                self.pages = PagedList::default();
                self.opened = None;
                self.status = status;
                self.load(PageNumber::FIRST, asking, cx);
            }
            Intent::Narrow(text) => self.narrow = text,
            Intent::More => {
                if let Some(page) = self.pages.next_at(cx.now.elapsed) {
                    self.load(page, asking, cx);
                }
            }
            Intent::TryAgain => self.go_on(asking, cx),
            Intent::Refresh => self.load(PageNumber::FIRST, asking, cx),
            Intent::Open(id) => {
                self.opened = Some(id);
                cx.report(Outcome::BatchNamed(id));
            }
        }
    }

    pub(super) fn begin(&mut self, asking: Asking, cx: &mut UpdateCx) {
        if self.pages.remote.phase == RemotePhase::Unasked {
            self.load(PageNumber::FIRST, asking, cx);
        }
    }

    pub(super) fn go_on(&mut self, asking: Asking, cx: &mut UpdateCx) {
        if let Some(page) = self.pages.to_come() {
            self.load(page, asking, cx);
        }
    }

    /// Clears a list that belongs to another account.
    pub(super) fn clear(&mut self, cx: &mut UpdateCx) {
        self.pages.remote.cancel(cx);
        *self = Self::default();
    }

    fn load(&mut self, page: PageNumber, asking: Asking, cx: &mut UpdateCx) {
        let Some(caller) = asking.access.caller() else {
            return;
        };
        let query = BatchQuery {
            page,
            cursor: self.pages.cursor(page),
            per_page: PerPage::nearest(PER_PAGE),
            status: self.status.clone(),
        };
        let request = Request::ListBatches { caller, query };
        self.pages.ask(page, request, cx);
    }
}
