//! Both lists: loaded page by page, sorted and searched; batches in sight checked quietly, with one
//! question for all of them; certificates looked at and saved.

use std::collections::HashSet;
use std::time::Duration;

use super::app::AppState;
use super::browse::{self, Browse};
use super::certificates::{self, OpenCertificate, Saving};
use super::cx::{Cx, Gate};
use super::message::Elapsed;
use super::paged_list::PagedList;
use super::polling::Polling;
use super::remote::{Remote, RemotePhase};
use super::request::{Action, BoxReply, Request, RequestId};
use super::window::{Notice, Overlay};
use crate::domain::certificate::CertificateStatus;
use crate::domain::difference::{Difference, Standing, is_worth_telling};
use crate::domain::page::{Cause, MAX_PER_PAGE, Page, PageNumber};
use crate::domain::query::{CertificateQuery, Sort, SortField, SortOrder, Sought};
use crate::domain::table::TableFormat;
use crate::domain::{Batch, Certificate, ServerText};

/// Delay between the last key and the search.
const TYPING: Duration = Duration::from_millis(300);

impl AppState {
    pub(super) fn on_browse(&mut self, intent: browse::Intent, cx: &mut Cx) {
        match intent {
            browse::Intent::Filter(status) => {
                self.browse.pages = PagedList::default();
                self.browse.opened = None;
                self.browse.status = status;
                self.browse.is_filtered = true;
                self.load_batches(Some(PageNumber::FIRST), cx);
            }
            browse::Intent::Narrow(text) => self.browse.narrow = text,
            browse::Intent::More => {
                self.load_batches(self.browse.pages.next_at(cx.now.elapsed), cx);
            }
            browse::Intent::TryAgain => self.load_batches(self.browse.pages.to_come(), cx),
            browse::Intent::Refresh => self.load_batches(Some(PageNumber::FIRST), cx),
            browse::Intent::Open(id) => {
                self.browse.opened = Some(id);
                self.check(id, cx);
            }
            browse::Intent::InSight(rows) => {
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
            if is_worth_telling(&before, after) {
                self.window.tell(after, cx);
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

impl AppState {
    pub(super) fn on_certificates(&mut self, intent: certificates::Intent, cx: &mut Cx) {
        let now = cx.now.elapsed;
        let all = &mut self.certificates;
        match intent {
            certificates::Intent::Begin => self.begin_certificates(cx),
            certificates::Intent::Filter(status) => {
                all.status = status;
                all.stop_saving();
                self.load_anew(cx);
            }
            certificates::Intent::Search(text) => {
                all.search = text;
                all.search_at = Some(now + TYPING);
            }
            certificates::Intent::Sort(field) => {
                all.sort = field.map(|field| next_order(all.sort, field));
                // Same certificates: saving begins anew.
                if let Some(saving) = &mut all.saving {
                    (saving.since, saving.from) = (now, 0);
                }
                self.load_anew(cx);
            }
            certificates::Intent::More => {
                self.load_certificates(self.certificates.pages.next_at(now), cx);
            }
            certificates::Intent::TryAgain => {
                all.was_stopped = false;
                self.load_certificates(self.certificates.pages.to_come(), cx);
            }
            certificates::Intent::Refresh => self.load_certificates(Some(PageNumber::FIRST), cx),
            certificates::Intent::LoadAgain => {
                all.was_stopped = false;
                let short = all.pages.shortfall();
                if short.is_some_and(|short| short.cause == Cause::Repeated) {
                    all.sort = steadier_order(all.sort, all.pages.list.rows());
                }
                self.load_certificates(Some(PageNumber::FIRST), cx);
            }
            certificates::Intent::Open(row) => self.open_certificate(row, cx),
            certificates::Intent::SaveAll(format) => self.save_all(format, cx),
            certificates::Intent::StopSaving => all.saving = None,
            certificates::Intent::Save(document) => {
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
            per_page: MAX_PER_PAGE,
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
        if is_partial && all.saving.is_some() {
            all.stop_saving();
        }
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
        self.stop_saving();
        let mut all = std::mem::take(&mut self.certificates);
        self.exports.forget(cx);
        all.pages.remote.cancel(cx);
        if let Some(opened) = &mut all.opened {
            opened.check.cancel(cx);
        }
        self.close_what_is_over();
    }

    /// Ends the saving for another batch, and says so.
    pub(super) fn stop_saving(&mut self) {
        if self.certificates.saving.take().is_some() {
            self.window.notice = Some(Notice::SavingStopped);
            self.close_what_is_over();
        }
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
