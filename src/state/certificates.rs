//! The certificates of the batch on screen: listed page by page, searched, saved as a table.

use std::collections::HashSet;
use std::time::Duration;

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::document::Document;
use super::open_certificate::OpenCertificate;
use super::outcome::Outcome;
use super::overlay::Overlay;
use super::paged_list::{Asking, PagedList};
use super::remote::RemotePhase;
use super::request::{Request, RequestId};
use super::saving::Saving;
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::{Cause, Page, PageNumber, PerPage};
use crate::domain::progress::{Counts, Part};
use crate::domain::query::{CertificateQuery, Sort, SortField, SortOrder, Sought};
use crate::domain::{Certificate, Problem, ServerText};

/// A search begins when no key was pressed for this long.
const TYPING: Duration = Duration::from_millis(300);

/// The certificates of the batch on screen, as far as they are loaded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Certificates {
    pub pages: PagedList<Certificate>,
    /// Which ones are asked for; `None` for all.
    pub status: Option<CertificateStatus>,
    /// In which order; `None` for the service's own.
    pub sort: Option<Sort>,
    /// What is typed to search for.
    pub search: String,
    /// What was searched for last.
    pub sought: Option<Sought>,
    /// When what is typed is searched for, from the start of the program.
    search_at: Option<Duration>,
    /// What the batch said of itself when the first page was asked for.
    pub counts: Counts,
    /// The one of which every field is shown.
    pub opened: Option<Box<OpenCertificate>>,
    /// All of them are being loaded, to be saved.
    pub saving: Option<Saving>,
    /// That was ended by a question for others.
    pub was_stopped: bool,
}

/// What a person does with them.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Begin,
    /// Ask for those in this state; `None` for all.
    Filter(Option<CertificateStatus>),
    /// Search for this, once no more is typed.
    Search(String),
    /// Put in order by this, or the other way round where that is so already; `None` for the
    /// service's own order.
    Sort(Option<SortField>),
    /// Load the next page, where there is one.
    More,
    /// Repeat the page that could not be loaded.
    TryAgain,
    /// Begin again with the first page.
    Refresh,
    /// Begin again because rows are missing, in another order where that helps.
    LoadAgain,
    /// Show every field of the one in this row.
    Open(usize),
    /// Load all of them, to be saved.
    SaveAll,
    /// Load no more than there are.
    StopSaving,
    /// Nothing more is to be had, and this is the table.
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
                self.search_at = Some(cx.now.since_start + TYPING);
            }
            Intent::Sort(field) => {
                self.sort = field.map(|field| next_order(self.sort, field));
                // The same certificates: what is being saved begins anew.
                self.saving = self.saving.map(|_| Saving {
                    since: cx.now.since_start,
                    from: 0,
                });
                self.load_anew(asking, cx);
            }
            Intent::More => {
                if let Some(page) = self.pages.next_at(cx.now.since_start) {
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

    /// Whether those of every state are asked for, and none in particular.
    pub fn are_all(&self) -> bool {
        self.status.is_none() && self.sought.is_none()
    }

    /// Whether what is to be saved is loaded, as far as it is to be had.
    pub fn is_ready(&self) -> bool {
        self.saving.is_some() && self.pages.is_over()
    }

    /// Forgets everything: they are of another batch from now on.
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
            // All were wanted: what is there is saved only where the person says so.
            self.saving = None;
        }
        // A wait that came with it holds before anything else is asked.
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

    /// When something is asked by itself, from the start of the program; `None` where nothing is.
    /// `opens` is when the service may be asked.
    pub(super) fn asks_next_at(&self, opens: Duration) -> Option<Duration> {
        let more = self.saving.and_then(|_| match &self.pages.remote.phase {
            RemotePhase::Done => self.pages.more_from(),
            // The service said when it may be asked again.
            RemotePhase::Failed(problem) => problem.kind.retry_after().map(|_| Duration::ZERO),
            RemotePhase::Unasked | RemotePhase::Loading { .. } => None,
        });
        let due = [self.search_at, more].into_iter().flatten().min()?;
        Some(due.max(opens))
    }

    /// Searches for what was typed, and goes on with what is to be saved.
    pub(super) fn ask_if_due(&mut self, asking: Asking, cx: &mut UpdateCx) {
        let now = cx.now.since_start;
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

    /// Loads the first page, unless there is something already: those that failed, where any did.
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

    /// Other ones are wanted than those that are there.
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

    /// How many there are by the batch: only of all, once each is made or failed. Those that failed
    /// are not counted so, since one that is tried again leaves them.
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
            since: cx.now.since_start,
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

/// The order to load in after an order gave some rows twice, as a database does where keys are
/// equal. The service names no field that is unique: its own order is the only one that may be,
/// so it comes first, and after it a field of which no two of the loaded rows have the same.
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

/// The order that a press on a heading asks for.
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
