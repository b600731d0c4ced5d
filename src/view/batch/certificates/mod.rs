//! The certificates of the batch on screen: which ones failed, and every one of them.

pub mod one;
mod table;

use egui::{Role, Ui};
use egui_material_icons::icons::{
    ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_CLOSE, ICON_REFRESH, ICON_TABLE,
};

use crate::domain::certificate::CertificateStatus;
use crate::domain::query::{SortField, SortOrder};
use crate::domain::table::TableFormat;
use crate::l10n::{Listed, TextId};
use crate::report;
use crate::state::{
    CertificatesIntent, DisplayedBatch, Document, FileKind, Focus, Overlay, RemotePhase, Saving,
};
use crate::theme::space;
use crate::view::batch::{progress, share};
use crate::view::widgets::controls::{Choice, search_field_ui};
use crate::view::widgets::{self, FocusHeading, ResponseExt as _, Weight};
use crate::view::{ViewCx, notes};

/// Asks for them once they are in sight, the service answers, and the picture above is not
/// waited for any more.
pub fn certificates_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let is_unasked = cx.state.certificates.pages.remote.phase == RemotePhase::Unasked;
    let has_token = cx.state.session.token().is_some();
    let may_begin = has_token && shown.is_fresh && !shown.picture.remote.is_loading();
    let card = widgets::card(ui, cx.theme, |ui| {
        // Tab comes to it, and brings the card in sight.
        let title = cx.l10n.text(TextId::CertificatesTitle);
        FocusHeading::new(title, "", Focus::List).show(ui, cx);
        if !is_unasked {
            list_ui(ui, cx, shown);
        } else if !may_begin {
            cx.muted(ui, TextId::CertificatesLater);
        }
        ui.min_rect()
    });
    if is_unasked && may_begin && ui.is_rect_visible(card) {
        cx.want(CertificatesIntent::Begin);
    }
}

fn list_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let pages = &cx.state.certificates.pages;
    let problem = pages.remote.problem();
    if !problem.is_some_and(|problem| problem.kind.needs_the_person()) {
        filters_ui(ui, cx, shown);
    }
    if pages.is_kept() {
        notes::list_problem_ui(ui, cx, pages, CertificatesIntent::TryAgain);
    }
    count(ui, cx);
    if pages.remote.phase == RemotePhase::Done && pages.shortfall().is_some() {
        notes::shortfall_ui(ui, cx, pages, CertificatesIntent::LoadAgain);
    } else {
        changed(ui, cx, shown);
    }
    // A heading that was pressed keeps the focus.
    if !pages.list.rows().is_empty() || cx.state.certificates.sort.is_some() {
        let name = cx.l10n.text(TextId::CertificatesTitle);
        let table = |ui: &mut Ui| table::table_ui(ui, cx, shown);
        widgets::with_role(ui, Role::Table, name, table);
    }
    let none = if cx.state.certificates.are_all() {
        TextId::CertificatesNone
    } else {
        TextId::CertificatesNoneFound
    };
    let words = (TextId::CertificatesLoading, none);
    notes::below_list_ui(ui, cx, pages, words, CertificatesIntent::TryAgain);
    ui.add_space(space::SMALL);
    if cx.state.certificates.was_stopped {
        cx.note(ui, TextId::SavingNotWhole).announce();
    }
    match cx.state.certificates.saving {
        Some(saving) => saving_ui(ui, cx, saving, shown),
        None => save_ui(ui, cx),
    }
    share::export_ui(ui, cx, &[FileKind::Certificates]);
    if cx.state.window.overlay != Some(Overlay::Certificate) {
        share::export_ui(ui, cx, &[FileKind::Certificate]);
    }
}

fn filters_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    ui.horizontal_wrapped(|ui| {
        let search = (TextId::CertificatesSearch, space::SEARCH);
        let text = &cx.state.certificates.search;
        search_field_ui(ui, cx, search, text, CertificatesIntent::Search);
        // At the end it would go to a line alone.
        let refresh = CertificatesIntent::Refresh;
        cx.offer_icon(ui, ICON_REFRESH, TextId::CertificatesRefresh, refresh);
        statuses(ui, cx, shown);
        order(ui, cx);
    });
}

/// The choice of a state, each with its number where the batch tells it.
fn statuses(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let counts = shown.answer.batch.counts;
    let l10n = cx.l10n;
    let name = |status: Option<&CertificateStatus>| {
        let number = match status {
            None => counts.total,
            Some(CertificateStatus::Generated) => counts.made,
            Some(CertificateStatus::Failed) => counts.failed,
            Some(_) => None,
        };
        let all = || l10n.text(TextId::BrowseAll).to_owned();
        let name = status.map_or_else(all, |status| l10n.certificate_status(status));
        l10n.with_number(&name, number)
    };
    let choice = Choice {
        id: "certificate-status",
        label: TextId::FieldStatus,
        options: &CertificateStatus::DOCUMENTED,
        chosen: &cx.state.certificates.status,
    };
    choice.show(ui, cx, name, CertificatesIntent::Filter);
}

/// The order, also by fields that have no column, and where there are no columns.
fn order(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let (l10n, sort) = (cx.l10n, cx.state.certificates.sort);
    let choice = Choice {
        id: "certificate-order",
        label: TextId::CertificatesOrder,
        options: &SortField::ALL,
        chosen: &sort.map(|sort| sort.field),
    };
    let name = |field: Option<&SortField>| l10n.text(order_text(field.copied())).to_owned();
    choice.show(ui, cx, name, CertificatesIntent::Sort);
    let Some(sort) = sort else { return };
    let icon = match sort.order {
        SortOrder::Ascending => ICON_ARROW_UPWARD,
        SortOrder::Descending => ICON_ARROW_DOWNWARD,
    };
    let reverse = CertificatesIntent::Sort(Some(sort.field));
    cx.offer_icon(ui, icon, TextId::CertificatesReverse, reverse);
}

fn order_text(field: Option<SortField>) -> TextId {
    match field {
        None => TextId::CertificatesUnsorted,
        Some(SortField::Name) => TextId::FieldName,
        Some(SortField::Email) => TextId::FieldEmail,
        Some(SortField::Status) => TextId::FieldStatus,
        Some(SortField::IssueDate) => TextId::FieldIssueDate,
        Some(SortField::GeneratedAt) => TextId::FieldGeneratedAt,
        Some(SortField::CreatedAt) => TextId::FieldCreatedAt,
        Some(SortField::UpdatedAt) => TextId::FieldUpdatedAt,
    }
}

/// Announces each change.
fn count(ui: &mut Ui, cx: &ViewCx<'_>) {
    let pages = &cx.state.certificates.pages;
    let Some(as_of) = pages.as_of else { return };
    let said = cx.l10n.certificates_listed(&pages.list, as_of);
    widgets::steady(ui, "count", |ui| cx.note(ui, &said)).announce();
}

/// The batch says other numbers than it did when the list was loaded.
fn changed(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let then = cx.state.certificates.counts;
    let now = shown.answer.batch.counts;
    if cx.state.certificates.pages.as_of.is_none() || then == now {
        return;
    }
    // Of a number that was not known nobody can say that it grew.
    let failed = now
        .failed
        .zip(then.failed)
        .map_or(0, |(now, then)| now.saturating_sub(then));
    let said = cx.l10n.certificates_changed(failed);
    ui.horizontal_wrapped(|ui| {
        // The batch itself says it already.
        cx.body(ui, &said);
        cx.offer(ui, TextId::ListLoadAgain, CertificatesIntent::Refresh);
    });
}

fn save_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let pages = &cx.state.certificates.pages;
    let list = &pages.list;
    if list.rows().is_empty() {
        return;
    }
    let wrapped = |ui: &mut Ui| {
        for format in TableFormat::ALL {
            let name = match pages.shortfall() {
                Some(_) => cx.l10n.save_these_certificates(format, list.rows().len()),
                None => cx.l10n.save_certificates(format, list.total()),
            };
            let save = cx.button(Weight::Secondary, &name).icon(ICON_TABLE);
            save.sends(ui, cx, CertificatesIntent::SaveAll(format));
        }
    };
    widgets::steady(ui, "save", |ui| ui.horizontal_wrapped(wrapped));
}

fn saving_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, saving: Saving, shown: &DisplayedBatch) {
    // One file at a time: another one that is being saved comes first.
    if cx.state.certificates.is_ready() && !cx.state.exports.is_busy() {
        let table = table_of(cx, shown, saving.format);
        cx.send(CertificatesIntent::Save(table));
        return;
    }
    let list = &cx.state.certificates.pages.list;
    let loaded = list.rows().len() as u64;
    if let Some(total) = list.total() {
        let count = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let share = count(loaded) / count(total.max(1));
        let left = saving.time_left(loaded, total, cx.now.elapsed);
        let said = cx.l10n.certificates_saving(list, left);
        let bar = |ui: &mut Ui| progress::fraction_ui(ui, cx, share, &said);
        widgets::steady(ui, "saving", bar);
    }
    let cancel = cx.button(Weight::Secondary, TextId::Cancel);
    let (cancel, stop) = (cancel.icon(ICON_CLOSE), CertificatesIntent::StopSaving);
    widgets::steady(ui, "cancel", |ui| cancel.sends(ui, cx, stop));
}

fn table_of(cx: &ViewCx<'_>, shown: &DisplayedBatch, format: TableFormat) -> Document {
    let certificates = &cx.state.certificates;
    let list = &certificates.pages.list;
    let of = Listed {
        list,
        status: certificates.status.as_ref(),
        sought: certificates.sought.as_ref(),
    };
    let words = cx.l10n.certificates_file(&shown.answer.batch, &of);
    let table = report::certificates_table(cx.l10n, list.rows());
    Document::table(FileKind::Certificates, &words, table, format)
}
