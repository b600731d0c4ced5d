//! The columns of the table of certificates, and its headings, which put it in order.

use egui::accesskit::SortDirection;
use egui::{Align2, Id, Layout, Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD};

use super::files::name_of;
use crate::bidi::{self, Wrap};
use crate::domain::moment::Moment;
use crate::domain::query::{SortField, SortOrder};
use crate::domain::{Certificate, ServerText};
use crate::l10n::TextId;
use crate::state::CertificatesIntent;
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::{self, focus};

/// A column: its heading, what it puts in order, and how much of the width it takes.
pub struct Column {
    pub heading: TextId,
    sort: Option<SortField>,
    share: f32,
    pub said: Said,
    pub cell: fn(&ViewCx<'_>, &Certificate) -> String,
}

/// The part of a cell in the accessible name of its row.
#[derive(Clone, Copy)]
pub enum Said {
    /// It says by itself what it is.
    Alone,
    /// As one of several dates.
    WithHeading,
}

pub const COLUMNS: [Column; 6] = [
    Column {
        heading: TextId::FieldName,
        sort: Some(SortField::Name),
        share: 0.18,
        said: Said::Alone,
        cell: name_of,
    },
    Column {
        heading: TextId::FieldEmail,
        sort: Some(SortField::Email),
        share: 0.22,
        said: Said::Alone,
        cell: |_, of| text(of.email.as_ref()),
    },
    Column {
        heading: TextId::FieldReference,
        sort: None,
        share: 0.26,
        said: Said::Alone,
        cell: |_, of| text(of.reference_id.as_ref()),
    },
    Column {
        heading: TextId::FieldStatus,
        sort: Some(SortField::Status),
        share: 0.1,
        said: Said::Alone,
        cell: |cx, of| cx.l10n.certificate_status(&of.status),
    },
    Column {
        heading: TextId::FieldIssueDate,
        sort: Some(SortField::IssueDate),
        share: 0.13,
        said: Said::WithHeading,
        cell: |cx, of| day(cx, of.issue_date.as_ref()),
    },
    Column {
        heading: TextId::FieldGeneratedAt,
        sort: Some(SortField::GeneratedAt),
        share: 0.11,
        said: Said::WithHeading,
        cell: |cx, of| day(cx, of.generated_at.as_ref()),
    },
];

fn text(sent: Option<&ServerText>) -> String {
    sent.map(|sent| sent.as_str().to_owned())
        .unwrap_or_default()
}

fn day(cx: &ViewCx<'_>, moment: Option<&Moment>) -> String {
    moment
        .map(|moment| cx.l10n.short_day(moment))
        .unwrap_or_default()
}

/// The places of the cells; the menu is at the end of the row.
pub fn cells(row: Rect) -> impl Iterator<Item = Rect> {
    let left = row.left() + 2.0 * space::SMALL + icon_size::TEXT;
    let room = row.right() - space::SQUARE - space::SMALL - left;
    let mut x = left;
    COLUMNS.iter().map(move |column| {
        let width = room * column.share;
        let cell = Rect::from_min_size(
            Pos2::new(x, row.top()),
            vec2(width - space::SMALL, row.height()),
        );
        x += width;
        cell
    })
}

pub fn headings_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let size = vec2(ui.available_width(), space::LIST_LINE);
    let (row, _) = ui.allocate_exact_size(size, Sense::hover());
    widgets::inside(ui, row, Layout::default(), |ui| {
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::Row));
        for (column, cell) in COLUMNS
            .iter()
            .zip(cells(row.shrink2(vec2(space::RING, 0.0))))
        {
            heading(ui, cx, column, cell);
        }
    });
}

fn heading(ui: &Ui, cx: &mut ViewCx<'_>, column: &Column, cell: Rect) {
    let name = cx.l10n.text(column.heading);
    let sense = match column.sort {
        Some(_) => Sense::click(),
        None => Sense::hover(),
    };
    let response = ui.interact(cell, Id::unique(("certificates", name)), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
    let order = cx
        .state
        .certificates
        .sort
        .filter(|sort| Some(sort.field) == column.sort);
    let style = cx
        .theme
        .label_style(TextStyle::Small, TextColor::Muted, Wrap::Truncate);
    let beside = order.map_or(0.0, |_| icon_size::MARK + space::TINY);
    let galley = bidi::galley(ui, name, &style, cell.width() - beside);
    let at = Align2::LEFT_CENTER
        .align_size_within_rect(galley.size(), cell)
        .min;
    let end = at
        + vec2(
            galley.size().x + icon_size::MARK / 2.0 + space::TINY,
            galley.size().y / 2.0,
        );
    ui.painter().galley(at, galley, cx.theme.soft);
    if let Some(sort) = order {
        let (icon, direction) = match sort.order {
            SortOrder::Ascending => (ICON_ARROW_UPWARD, SortDirection::Ascending),
            SortOrder::Descending => (ICON_ARROW_DOWNWARD, SortDirection::Descending),
        };
        widgets::paint_icon(ui, icon, end, icon_size::MARK, cx.theme.soft);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
    }
    if let Some(field) = column.sort {
        if response.clicked() {
            cx.send(CertificatesIntent::Sort(Some(field)));
        }
        focus::ring(ui, cx.theme, &response);
    }
}
