//! Certificates of the batch on screen: listed page by page, searched, shown one by one, saved.

use std::collections::HashSet;
use std::time::Duration;

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::outcome::{Outcome, Overlay};
use super::paged_list::{Asking, PagedList};
use super::remote::{Remote, RemotePhase};
use super::request::{Document, Request, RequestId};
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::{Cause, Page, PageNumber, PerPage};
use crate::domain::progress::{Counts, Part};
use crate::domain::query::{CertificateQuery, Sort, SortField, SortOrder, Sought};
use crate::domain::{Certificate, Problem, ServerText};

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
    /// Time of the next search, from the start of the program.
    search_at: Option<Duration>,
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
    SaveAll,
    /// Ends the loading; the rows stay.
    StopSaving,
    /// Saves the table, which may be incomplete.
    Save(Document),
}

impl Certificates {
    pub(super) fn update(&mut self, intent: Intent, asking: Asking, cx: &mut UpdateCx) {
        match intent {
            Intent::Begin => self.begin(asking, cx),
            Intent::Filter(status) => {
                self.status = status;
                self.was_stopped = self.saving.take().is_some();
                self.load_anew(asking, cx);
            }
            Intent::Search(text) => {
                self.search = text;
                self.search_at = Some(cx.now.elapsed + TYPING);
            }
            Intent::Sort(field) => {
                self.sort = field.map(|field| next_order(self.sort, field));
                // Same certificates: saving begins anew.
                self.saving = self.saving.map(|_| Saving {
                    since: cx.now.elapsed,
                    from: 0,
                });
                self.load_anew(asking, cx);
            }
            Intent::More => {
                if let Some(page) = self.pages.next_at(cx.now.elapsed) {
                    self.load(page, asking, cx);
                }
            }
            Intent::TryAgain => self.go_on(asking, cx),
            Intent::Refresh => self.load(PageNumber::FIRST, asking, cx),
            Intent::LoadAgain => {
                let short = self.pages.shortfall();
                if short.is_some_and(|short| short.cause == Cause::Repeated) {
                    self.sort = steadier_order(self.sort, self.pages.list.rows());
                }
                self.load(PageNumber::FIRST, asking, cx);
            }
            Intent::Open(row) => self.open(row, asking, cx),
            Intent::SaveAll => self.save_all(asking, cx),
            Intent::StopSaving => self.saving = None,
            Intent::Save(document) => {
                if self.is_ready() && self.saving.take().is_some() {
                    cx.report(Outcome::DocumentMade(document));
                }
            }
        }
    }

    /// True without a filter or search.
    pub fn are_all(&self) -> bool {
        self.status.is_none() && self.sought.is_none()
    }

    /// True where all that can be had is loaded.
    pub fn is_ready(&self) -> bool {
        self.saving.is_some() && self.pages.is_over()
    }

    /// Clears certificates of another batch.
    pub(super) fn clear(&mut self, cx: &mut UpdateCx) {
        self.pages.remote.cancel(cx);
        if let Some(opened) = &mut self.opened {
            opened.check.cancel(cx);
        }
        *self = Self::default();
    }

    pub(super) fn loaded(
        &mut self,
        request: RequestId,
        result: Result<Page<Certificate>, Problem>,
        cx: &mut UpdateCx,
    ) {
        self.pages.loaded(request, result, cx);
        let is_refused = self.pages.is_refused();
        if is_refused {
            self.opened = None;
        }
        if is_refused || self.pages.shortfall().is_some() {
            // A partial table is saved only on request.
            self.saving = None;
        }
        // Checks a wait in this answer before anything else is asked.
        cx.report(Outcome::CertificatesLoaded);
    }

    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<Certificate, Problem>,
        cx: &mut UpdateCx,
    ) {
        if let Some(opened) = &mut self.opened {
            opened.fetched(request, result, cx);
        }
    }

    /// Time of the next automatic question, from the start of the program; `opens` is the end of
    /// the service's wait.
    pub(super) fn asks_next_at(&self, opens: Duration) -> Option<Duration> {
        let more = self.saving.and_then(|_| match &self.pages.remote.phase {
            RemotePhase::Done => self.pages.more_from(),
            // Only after a wait that the service named.
            RemotePhase::Failed(problem) => problem.kind.retry_after().map(|_| Duration::ZERO),
            RemotePhase::Unasked | RemotePhase::Loading { .. } => None,
        });
        let due = [self.search_at, more].into_iter().flatten().min()?;
        Some(due.max(opens))
    }

    pub(super) fn ask_if_due(&mut self, asking: Asking, cx: &mut UpdateCx) {
        let now = cx.now.elapsed;
        let opens = asking.opens(cx);
        if self.asks_next_at(opens).is_none_or(|at| at > now) {
            return;
        }
        if self.search_at.take_if(|at| *at <= now).is_some() {
            let sought = Sought::new(&self.search);
            if sought != self.sought {
                self.sought = sought;
                self.was_stopped = self.saving.take().is_some();
                self.load_anew(asking, cx);
            }
        } else {
            self.go_on(asking, cx);
        }
    }

    /// Loads the first page unless something is there: failed ones first, where any failed.
    fn begin(&mut self, asking: Asking, cx: &mut UpdateCx) {
        if self.pages.remote.phase != RemotePhase::Unasked {
            return;
        }
        let failed = asking.shown.and_then(|shown| counts(shown).failed);
        if failed.is_some_and(|failed| failed > 0) {
            self.status = Some(CertificateStatus::Failed);
        }
        self.load(PageNumber::FIRST, asking, cx);
    }

    /// Discards the loaded rows for a changed question.
    fn load_anew(&mut self, asking: Asking, cx: &mut UpdateCx) {
        self.pages = PagedList::default();
        self.load(PageNumber::FIRST, asking, cx);
    }

    pub(super) fn go_on(&mut self, asking: Asking, cx: &mut UpdateCx) {
        if let Some(page) = self.pages.to_come() {
            self.load(page, asking, cx);
        }
    }

    fn load(&mut self, page: PageNumber, asking: Asking, cx: &mut UpdateCx) {
        let Asking { access, shown } = asking;
        let Some(shown) = shown else {
            return;
        };
        let Some(caller) = access.caller_for(shown.asked) else {
            return;
        };
        if page == PageNumber::FIRST {
            self.counts = counts(shown);
            self.pages.counted = self.counted();
        }
        let query = CertificateQuery {
            batch: shown.asked,
            page,
            cursor: self.pages.cursor(page),
            per_page: PerPage::MOST,
            status: self.status.clone(),
            search: self.sought.clone(),
            sort: self.sort,
        };
        let request = Request::ListCertificates { caller, query };
        self.pages.ask(page, request, cx);
    }

    /// Total by the batch: only without a filter, once each is made or failed. Failed ones are not
    /// counted, since a retry takes them out of that state.
    fn counted(&self) -> Option<u64> {
        let is_settled = self.are_all() && self.counts.part(Part::ToGo) == Some(0);
        self.counts.total.filter(|_| is_settled)
    }

    fn open(&mut self, row: usize, asking: Asking, cx: &mut UpdateCx) {
        if let Some(certificate) = self.pages.list.rows().get(row) {
            let opened = OpenCertificate::listed(certificate, asking, cx);
            self.opened = Some(Box::new(opened));
            cx.report(Outcome::OverlayWanted(Overlay::Certificate));
        }
    }

    fn save_all(&mut self, asking: Asking, cx: &mut UpdateCx) {
        if self.saving.is_some() {
            return;
        }
        self.was_stopped = false;
        self.saving = Some(Saving {
            since: cx.now.elapsed,
            from: self.pages.list.rows().len(),
        });
        if self.pages.remote.problem().is_some() {
            self.go_on(asking, cx);
        } else {
            self.ask_if_due(asking, cx);
        }
    }
}

fn counts(shown: &DisplayedBatch) -> Counts {
    shown.answer.batch.counts
}

/// Order to load in after an order repeated some rows, as databases do where keys are equal. The
/// service names no unique field, so its own order comes first, then a field without equal values
/// in the loaded rows.
fn steadier_order(tried: Option<Sort>, rows: &[Certificate]) -> Option<Sort> {
    type Key = fn(&Certificate) -> Option<&ServerText>;
    let keys: [(SortField, Key); 2] = [
        (SortField::Email, |row| row.email.as_ref()),
        (SortField::Name, |row| row.name.as_ref()),
    ];
    let is_unique = |(_, key): &(SortField, Key)| {
        let mut seen = HashSet::new();
        rows.iter()
            .all(|row| seen.insert(key(row).map(ServerText::as_str)))
    };
    match tried {
        Some(_) => None,
        None => keys
            .into_iter()
            .find(is_unique)
            .map(|(field, _)| next_order(None, field)),
    }
}

/// Order after a click on a heading.
fn next_order(now: Option<Sort>, field: SortField) -> Sort {
    let is_ascending =
        now.is_some_and(|now| now.field == field && now.order == SortOrder::Ascending);
    let order = if is_ascending {
        SortOrder::Descending
    } else {
        SortOrder::Ascending
    };
    Sort { field, order }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// Time from the start of the program.
    pub since: Duration,
    /// Rows loaded before.
    pub from: usize,
}

impl Saving {
    /// Time until `total` rows are loaded, with `loaded` at `now`, from the start of the program.
    /// `None` while unknown.
    pub fn time_left(&self, loaded: u64, total: u64, now: Duration) -> Option<Duration> {
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
    /// Shows the listed version, and asks for the latest.
    pub(super) fn listed(certificate: &Certificate, asking: Asking, cx: &mut UpdateCx) -> Self {
        let mut check = Remote::default();
        let shown = asking.shown;
        let caller = shown.and_then(|shown| asking.access.caller_for(shown.asked));
        if let (Some(id), Some(caller)) = (certificate.known_as(), caller) {
            check.ask(Request::FetchCertificate { caller, id }, cx);
        }
        let certificate = certificate.clone();
        Self { certificate, check }
    }

    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<Certificate, Problem>,
        cx: &UpdateCx,
    ) {
        // An answer requested for a file serves as well.
        let id = self.certificate.known_as();
        let is_same = |found: &Certificate| id.is_some() && found.known_as() == id;
        if self.check.awaits(request) || result.as_ref().is_ok_and(is_same) {
            let result = result.map(|certificate| self.certificate = certificate);
            self.check.settle(result, cx);
        }
    }
}
