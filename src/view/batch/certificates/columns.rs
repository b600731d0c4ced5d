//! The columns of the table of certificates, and its headings, which put it in order.

use egui::accesskit::SortDirection;
use egui::{Align2, Id, Layout, Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD};

use super::files::name_of;
use crate::bidi::{self, Wrap};
use crate::domain::Certificate;
use crate::domain::query::{SortField, SortOrder};
use crate::l10n::{CERTIFICATE, Row, Sent};
use crate::state::CertificatesIntent;
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::{self, focus};

pub struct Column {
    pub field: &'static Row<Certificate>,
    sort: Option<SortField>,
    /// Part of the width.
    share: f32,
}

pub const COLUMNS: [Column; 6] = [
    column(0, Some(SortField::Name), 0.18),
    column(1, Some(SortField::Email), 0.22),
    column(2, None, 0.26),
    column(3, Some(SortField::Status), 0.1),
    column(4, Some(SortField::IssueDate), 0.13),
    column(5, Some(SortField::GeneratedAt), 0.11),
];

const fn column(field: usize, sort: Option<SortField>, share: f32) -> Column {
    Column {
        field: &CERTIFICATE[field],
        sort,
        share,
    }
}

impl Column {
    pub fn cell(&self, cx: &ViewCx<'_>, of: &Certificate) -> String {
        match (self.field.sent)(of) {
            _ if self.sort == Some(SortField::Name) => name_of(cx, of),
            Sent::Time(Some(moment)) | Sent::Day(Some(moment)) => cx.l10n.short_day(moment),
            sent => cx.l10n.value(sent, cx.now.timestamp).into_text(),
        }
    }

    /// The cell as a part of its row read out: one of several dates needs its heading.
    pub fn said(&self, cx: &ViewCx<'_>, of: &Certificate) -> Option<String> {
        let cell = Some(self.cell(cx, of)).filter(|cell| !cell.is_empty())?;
        match (self.field.sent)(of) {
            Sent::Time(_) | Sent::Day(_) => {
                Some(format!("{}: {cell}", cx.l10n.text(self.field.label)))
            }
            _ => Some(cell),
        }
    }
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
    let name = cx.l10n.text(column.field.label);
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
