//! Filters and order of the certificates.

use egui::Ui;
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_REFRESH};

use crate::domain::certificate::CertificateStatus;
use crate::domain::query::{SortField, SortOrder};
use crate::l10n::TextId;
use crate::state::{CertificatesIntent, DisplayedBatch};
use crate::theme::space;
use crate::view::ViewCx;
use crate::view::widgets;
use crate::view::widgets::choice::Choice;
use crate::view::widgets::search_field::search_field_ui;

pub fn filters_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    ui.horizontal_wrapped(|ui| {
        let mut text = cx.state.certificates.search.clone();
        let width = space::SEARCH.min(ui.available_width());
        if search_field_ui(ui, cx, TextId::CertificatesSearch, width, &mut text).changed() {
            cx.send(CertificatesIntent::Search(text));
        }
        statuses(ui, cx, shown);
        order(ui, cx);
        if widgets::icon_button(ui, cx, ICON_REFRESH, TextId::CertificatesRefresh).clicked() {
            cx.send(CertificatesIntent::Refresh);
        }
    });
}

/// The choice of a state, each with its number where the batch tells it.
fn statuses(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let counts = shown.answer.batch.counts;
    let all = std::iter::once(None).chain(CertificateStatus::DOCUMENTED.map(Some));
    let name = |status: &Option<CertificateStatus>| {
        let (name, number) = match status {
            None => (cx.l10n.text(TextId::BrowseAll).to_owned(), counts.total),
            Some(status) => {
                let number = match status {
                    CertificateStatus::Generated => counts.made,
                    CertificateStatus::Failed => counts.failed,
                    CertificateStatus::Pending
                    | CertificateStatus::Processing
                    | CertificateStatus::Revoked
                    | CertificateStatus::Unknown(_) => None,
                };
                (cx.l10n.certificate_status(status), number)
            }
        };
        cx.l10n.with_number(&name, number)
    };
    let choice = Choice {
        id: "certificate-status",
        label: cx.l10n.text(TextId::FieldStatus),
        options: all.map(|status| (status.clone(), name(&status))).collect(),
        chosen: &cx.state.certificates.status,
    };
    if let Some(status) = choice.show(ui, cx.theme) {
        cx.send(CertificatesIntent::Filter(status));
    }
}

/// The order, also by fields that have no column, and where there are no columns.
fn order(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let sort = cx.state.certificates.sort;
    let all = std::iter::once(None).chain(SortField::ALL.map(Some));
    let name = |field: Option<SortField>| cx.l10n.text(order_text(field)).to_owned();
    let choice = Choice {
        id: "certificate-order",
        label: cx.l10n.text(TextId::CertificatesOrder),
        options: all.map(|field| (field, name(field))).collect(),
        chosen: &sort.map(|sort| sort.field),
    };
    if let Some(field) = choice.show(ui, cx.theme) {
        cx.send(CertificatesIntent::Sort(field));
    }
    let Some(sort) = sort else { return };
    let icon = match sort.order {
        SortOrder::Ascending => ICON_ARROW_UPWARD,
        SortOrder::Descending => ICON_ARROW_DOWNWARD,
    };
    if widgets::icon_button(ui, cx, icon, TextId::CertificatesReverse).clicked() {
        cx.send(CertificatesIntent::Sort(Some(sort.field)));
    }
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
