//! Certificates of the batch on screen: listed page by page, sorted, searched, looked at, saved.

use std::collections::HashSet;
use std::time::Duration;

use super::app::AppState;
use super::cx::Cx;
use super::message::Elapsed;
use super::paged_list::PagedList;
use super::remote::{Remote, RemotePhase};
use super::request::{Action, BoxReply, Document, Request, RequestId};
use super::window::{Notice, Overlay};
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::{Cause, Page, PageNumber, PerPage};
use crate::domain::progress::{Counts, Part};
use crate::domain::query::{CertificateQuery, Sort, SortField, SortOrder, Sought};
use crate::domain::table::TableFormat;
use crate::domain::{Certificate, ServerText};

/// Delay between the last key and the search.
const TYPING: Duration = Duration::from_millis(300);

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
    /// True where another list ended the saving.
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

    /// Ends the saving: another list replaces the one to be saved.
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

/// Order to load in after an order repeated some rows, as databases do where keys are equal. The
/// service names no unique field, so its own order comes first, then a field without equal values
/// in the loaded rows.
fn steadier_order(tried: Option<Sort>, rows: &[Certificate]) -> Option<Sort> {
    if tried.is_some() {
        return None;
    }
    let is_unique = |key: fn(&Certificate) -> Option<&ServerText>| {
        let mut seen = HashSet::new();
        let mut keys = rows.iter().map(key);
        keys.all(|key| seen.insert(key.map(ServerText::as_str)))
    };
    let field = if is_unique(|row| row.email.as_ref()) {
        SortField::Email
    } else if is_unique(|row| row.name.as_ref()) {
        SortField::Name
    } else {
        return None;
    };
    Some(next_order(None, field))
}

/// Order after a click on a heading.
fn next_order(now: Option<Sort>, field: SortField) -> Sort {
    let ascending = Sort {
        field,
        order: SortOrder::Ascending,
    };
    if now == Some(ascending) {
        let order = SortOrder::Descending;
        Sort { field, order }
    } else {
        ascending
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
        // An answer requested for a file serves as well.
        let known = self.certificate.known_as();
        let found = result.as_ref().ok().and_then(|found| found.known_as());
        if self.check.awaits(id) || found.is_some() && found == known {
            let result = result.map(|certificate| self.certificate = *certificate);
            self.check.settle(result, cx);
        }
    }
}

impl AppState {
    pub(super) fn on_certificates(&mut self, intent: Intent, cx: &mut Cx) {
        let now = cx.now.elapsed;
        let all = &mut self.certificates;
        match intent {
            Intent::Begin => self.begin_certificates(cx),
            Intent::Filter(status) => {
                all.status = status;
                all.stop_saving();
                self.load_anew(cx);
            }
            Intent::Search(text) => {
                all.search = text;
                all.search_at = Some(now + TYPING);
            }
            Intent::Sort(field) => {
                all.sort = field.map(|field| next_order(all.sort, field));
                // Same certificates: saving begins anew.
                if let Some(saving) = &mut all.saving {
                    (saving.since, saving.from) = (now, 0);
                }
                self.load_anew(cx);
            }
            Intent::More => self.load_certificates(self.certificates.pages.next_at(now), cx),
            Intent::TryAgain => self.load_certificates(self.certificates.pages.to_come(), cx),
            Intent::Refresh => self.load_certificates(Some(PageNumber::FIRST), cx),
            Intent::LoadAgain => {
                let short = all.pages.shortfall();
                if short.is_some_and(|short| short.cause == Cause::Repeated) {
                    all.sort = steadier_order(all.sort, all.pages.list.rows());
                }
                self.load_certificates(Some(PageNumber::FIRST), cx);
            }
            Intent::Open(row) => self.open_certificate(row, cx),
            Intent::SaveAll(format) => self.save_all(format, cx),
            Intent::StopSaving => all.saving = None,
            Intent::Save(document) => {
                if all.is_ready() && all.saving.take().is_some() {
                    self.close_what_is_over();
                    self.exports.put(document, Action::Save, cx);
                }
            }
        }
    }

    /// Loads the first page unless something is there: failed ones first, where any failed.
    fn begin_certificates(&mut self, cx: &mut Cx) {
        if self.certificates.pages.remote.phase == RemotePhase::Unasked {
            let shown = self.lookup.shown.as_ref();
            let failed = shown.and_then(|shown| shown.answer.batch.counts.failed);
            if failed.is_some_and(|failed| failed > 0) {
                self.certificates.status = Some(CertificateStatus::Failed);
            }
            self.load_certificates(Some(PageNumber::FIRST), cx);
        }
    }

    /// Discards the loaded rows for a changed question.
    fn load_anew(&mut self, cx: &mut Cx) {
        self.certificates.pages = PagedList::default();
        self.load_certificates(Some(PageNumber::FIRST), cx);
    }

    fn load_certificates(&mut self, page: Option<PageNumber>, cx: &mut Cx) {
        let caller = self.caller(self.origin_on_screen());
        let (Some(shown), Some(caller), Some(page)) = (&self.lookup.shown, caller, page) else {
            return;
        };
        let all = &mut self.certificates;
        if page == PageNumber::FIRST {
            all.counts = shown.answer.batch.counts;
            all.pages.counted = all.counted();
        }
        let query = CertificateQuery {
            batch: shown.asked,
            page,
            cursor: all.pages.cursor(page),
            per_page: PerPage::MOST,
            status: all.status.clone(),
            search: all.sought.clone(),
            sort: all.sort,
        };
        let request = Request::ListCertificates { caller, query };
        all.pages.ask(page, request, cx);
    }

    /// Shows the listed version, and asks for the latest.
    fn open_certificate(&mut self, row: usize, cx: &mut Cx) {
        let Some(certificate) = self.certificates.pages.list.rows().get(row).cloned() else {
            return;
        };
        let mut check = Remote::default();
        let caller = self.caller(self.origin_on_screen());
        if let (Some(id), Some(caller)) = (certificate.known_as(), caller) {
            check.ask(Request::FetchCertificate { caller, id }, cx);
        }
        let opened = OpenCertificate { certificate, check };
        self.certificates.opened = Some(Box::new(opened));
        self.window.open(Overlay::Certificate);
    }

    fn save_all(&mut self, format: TableFormat, cx: &mut Cx) {
        let all = &mut self.certificates;
        if all.saving.is_some() {
            return;
        }
        all.was_stopped = false;
        all.saving = Some(Saving {
            since: cx.now.elapsed,
            from: all.pages.list.rows().len(),
            format,
        });
        if all.pages.remote.problem().is_some() {
            self.load_certificates(self.certificates.pages.to_come(), cx);
        } else {
            self.go_on(cx);
        }
    }

    /// Takes in a page; a partial table is saved only on request.
    pub(super) fn certificates_loaded(
        &mut self,
        id: RequestId,
        result: BoxReply<Page<Certificate>>,
        cx: &mut Cx,
    ) {
        let all = &mut self.certificates;
        all.pages.loaded(id, result, cx);
        let is_refused = all.pages.is_refused();
        all.opened.take_if(|_| is_refused);
        let is_partial = is_refused || all.pages.shortfall().is_some();
        all.saving.take_if(|_| is_partial);
        self.close_what_is_over();
        self.go_on(cx);
    }

    /// Sends what is due: a search, the next page, and what is in sight again after a wait.
    pub(super) fn ask_for_certificates(&mut self, cx: &mut Cx) {
        self.go_on(cx);
        if !self.is_in_sight() {
            return;
        }
        let page = self.certificates.pages.page_due(cx);
        self.load_certificates(page, cx);
        if let Some(opened) = &mut self.certificates.opened
            && self.window.overlay == Some(Overlay::Certificate)
        {
            opened.check.repeat_if_due(cx);
        }
    }

    /// Sends the search or the next page, where due.
    fn go_on(&mut self, cx: &mut Cx) {
        let now = cx.now.elapsed;
        let opens = cx.supply.gate.opens(self.origin_on_screen(), now);
        let all = &mut self.certificates;
        if all.asks_next_at(opens).is_none_or(|at| at > now) {
            return;
        }
        if all.search_at.take_if(|at| *at <= now).is_some() {
            let sought = Sought::new(&all.search);
            if sought != all.sought {
                all.sought = sought;
                all.stop_saving();
                self.load_anew(cx);
            }
        } else {
            self.load_certificates(self.certificates.pages.to_come(), cx);
        }
    }

    /// Clears everything about the batch that was on screen.
    pub(super) fn batch_replaced(&mut self, cx: &mut Cx) {
        let mut all = std::mem::take(&mut self.certificates);
        if all.saving.is_some() {
            self.window.notice = Some(Notice::SavingStopped);
        }
        self.exports.forget(cx);
        all.pages.remote.cancel(cx);
        if let Some(opened) = &mut all.opened {
            opened.check.cancel(cx);
        }
        self.close_what_is_over();
    }

    /// Closes overlays that have lost their subject.
    fn close_what_is_over(&mut self) {
        let is_closed = self.certificates.opened.is_none();
        let is_saved = self.certificates.saving.is_none();
        self.window.overlay.take_if(|of| {
            *of == Overlay::Certificate && is_closed || *of == Overlay::CloseWhileSaving && is_saved
        });
    }
}
