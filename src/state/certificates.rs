//! Certificates of the batch on screen.

use std::time::Duration;

use super::cx::Cx;
use super::message::Elapsed;
use super::paged_list::PagedList;
use super::remote::{Remote, RemotePhase};
use super::request::{BoxReply, Document, RequestId};
use crate::domain::Certificate;
use crate::domain::certificate::CertificateStatus;
use crate::domain::progress::{Counts, Part};
use crate::domain::query::{Sort, SortField, Sought};
use crate::domain::table::TableFormat;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Certificates {
    pub pages: PagedList<Certificate>,
    /// Filter; `None` for all.
    pub status: Option<CertificateStatus>,
    /// `None` for the service's order.
    pub sort: Option<Sort>,
    pub search: String,
    pub sought: Option<Sought>,
    pub(super) search_at: Option<Elapsed>,
    /// Counts of the batch at the time of the first page.
    pub counts: Counts,
    /// Certificate shown with all its fields.
    pub opened: Option<Box<OpenCertificate>>,
    /// Set while all of them are loaded to be saved.
    pub saving: Option<Saving>,
    /// True where the saving ended before its table was whole.
    pub was_stopped: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Begin,
    /// `None` for all.
    Filter(Option<CertificateStatus>),
    /// Searched once typing pauses.
    Search(String),
    /// Repeating a field reverses its order; `None` is the service's order.
    Sort(Option<SortField>),
    More,
    TryAgain,
    Refresh,
    /// Loads again because rows are missing, in a steadier order where there is one.
    LoadAgain,
    /// Row of the certificate.
    Open(usize),
    SaveAll(TableFormat),
    /// Ends the loading; the rows stay.
    StopSaving,
    /// Saves the table, which may be incomplete.
    Save(Document),
}

impl Certificates {
    /// True without a filter or search.
    pub fn are_all(&self) -> bool {
        self.status.is_none() && self.sought.is_none()
    }

    /// True where all that can be had is loaded.
    pub fn is_ready(&self) -> bool {
        self.saving.is_some() && self.pages.is_over()
    }

    /// Time of the next automatic question; `opens` is the end of the service's wait.
    pub(super) fn asks_next_at(&self, opens: Elapsed) -> Option<Elapsed> {
        let more = self.saving.and_then(|_| match &self.pages.remote.phase {
            RemotePhase::Done => self.pages.more_from(),
            // Only after a wait that the service named.
            RemotePhase::Failed(problem) => problem.kind.retry_after().map(|_| Duration::ZERO),
            RemotePhase::Unasked | RemotePhase::Loading { .. } => None,
        });
        let due = [self.search_at, more].into_iter().flatten().min()?;
        Some(due.max(opens))
    }

    /// Ends the saving: the list is short, or another one replaces it.
    pub(super) fn stop_saving(&mut self) {
        self.was_stopped = self.saving.take().is_some();
    }

    /// Total by the batch: only without a filter, once each is made or failed. Failed ones are not
    /// counted, since a retry takes them out of that state.
    pub(super) fn counted(&self) -> Option<u64> {
        let is_settled = self.are_all() && self.counts.part(Part::ToGo) == Some(0);
        self.counts.total.filter(|_| is_settled)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    pub since: Elapsed,
    /// Rows loaded before.
    pub from: usize,
    pub format: TableFormat,
}

impl Saving {
    /// Time until `total` rows are loaded, with `loaded` at `now`; `None` while unknown.
    pub fn time_left(&self, loaded: u64, total: u64, now: Elapsed) -> Option<Duration> {
        let came = u32::try_from(loaded.checked_sub(self.from as u64)?).ok()?;
        let to_come = u32::try_from(total.saturating_sub(loaded)).ok()?;
        let elapsed = now.saturating_sub(self.since);
        elapsed.checked_mul(to_come)?.checked_div(came)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct OpenCertificate {
    pub certificate: Certificate,
    /// Question for the latest version; unasked where impossible. The listed version stays
    /// meanwhile, and where it fails.
    pub check: Remote,
}

impl OpenCertificate {
    pub(super) fn fetched(&mut self, id: RequestId, result: BoxReply<Certificate>, cx: &Cx) {
        if self.check.awaits(id) {
            let result = result.map(|certificate| self.certificate = *certificate);
            self.check.settle(result, cx);
        }
    }

    /// Takes in the version that was asked for to save a file.
    pub(super) fn renewed(&mut self, found: Certificate) {
        let id = found.known_as();
        if id.is_some() && id == self.certificate.known_as() {
            self.certificate = found;
        }
    }
}
