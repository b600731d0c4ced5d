//! Lists of batches and certificates: asked for page by page, sorted, searched, saved.

use std::time::Duration;

use super::app::AppState;
use super::certificates::{self, OpenCertificate, Saving, next_order, steadier_order};
use super::cx::Cx;
use super::paged_list::{self, PagedList};
use super::remote::{Remote, RemotePhase};
use super::request::{Action, BoxReply, Request, RequestId};
use super::window::{Notice, Overlay};
use crate::domain::Certificate;
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::{Cause, Page, PageNumber, PerPage};
use crate::domain::query::{CertificateQuery, Sought};
use crate::domain::table::TableFormat;

/// Delay between the last key and the search.
const TYPING: Duration = Duration::from_millis(300);

impl AppState {
    pub(super) fn on_browse(&mut self, intent: paged_list::Intent, cx: &mut Cx) {
        use paged_list::Intent;
        match intent {
            Intent::Filter(status) => {
                self.browse.pages = PagedList::default();
                self.browse.opened = None;
                self.browse.status = status;
                self.load_batches(Some(PageNumber::FIRST), cx);
            }
            Intent::Narrow(text) => self.browse.narrow = text,
            Intent::More => self.load_batches(self.browse.pages.next_at(cx.now.elapsed), cx),
            Intent::TryAgain => self.load_batches(self.browse.pages.to_come(), cx),
            Intent::Refresh => self.load_batches(Some(PageNumber::FIRST), cx),
            Intent::Open(id) => {
                self.browse.opened = Some(id);
                self.check(id, cx);
            }
            Intent::InSight(rows) => {
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

    pub(super) fn on_certificates(&mut self, intent: certificates::Intent, cx: &mut Cx) {
        use certificates::Intent;
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
            self.ask_for_certificates(cx);
        }
    }

    pub(super) fn certificates_loaded(
        &mut self,
        id: RequestId,
        result: BoxReply<Page<Certificate>>,
        cx: &mut Cx,
    ) {
        self.certificates.loaded(id, result, cx);
        self.close_what_is_over();
        self.ask_for_certificates(cx);
    }

    /// Sends the search or the next page, where due.
    fn ask_for_certificates(&mut self, cx: &mut Cx) {
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

    /// Sends what is due of the lists in sight: searches, next pages, repeats after a wait.
    pub(super) fn ask_for_lists(&mut self, cx: &mut Cx) {
        self.ask_for_certificates(cx);
        self.watch_if_due(cx);
        if !self.is_in_sight() {
            return;
        }
        if self.shows_list() {
            let page = self.browse.pages.page_due(cx);
            self.load_batches(page, cx);
        }
        let page = self.certificates.pages.page_due(cx);
        self.load_certificates(page, cx);
        if let Some(opened) = &mut self.certificates.opened
            && self.window.overlay == Some(Overlay::Certificate)
        {
            opened.check.repeat_if_due(cx);
        }
    }

    /// Clears everything about the batch that was on screen.
    pub(super) fn batch_replaced(&mut self, cx: &mut Cx) {
        if self.certificates.saving.is_some() {
            self.window.notice = Some(Notice::SavingStopped);
        }
        self.exports.forget(cx);
        self.certificates.clear(cx);
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
