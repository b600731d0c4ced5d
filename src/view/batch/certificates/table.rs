//! The certificates as a table, whose headings put it in order.

use egui::accesskit::SortDirection;
use egui::{Id, Pos2, Rect, Role, Sense, Ui, UiBuilder, Vec2, vec2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_CONTENT_COPY};

use super::one::files_ui;
use crate::bidi::Wrap;
use crate::domain::certificate::CertificateStatus;
use crate::domain::query::{SortField, SortOrder};
use crate::domain::verdict::Tone;
use crate::domain::{Certificate, ServerText};
use crate::l10n::{CERTIFICATE, FieldSpec, Sent, TextId};
use crate::state::{CertificatesIntent, DisplayedBatch};
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::widgets::list::{ListRow, LongList, RowKeys};
use crate::view::widgets::table::{self, Cell, Column};
use crate::view::widgets::{self, ResponseExt as _, Weight, focus};
use crate::view::{ViewCx, notes};

/// This near to the end, in rows, the next page is asked for.
const NEAR_END: usize = 40;

pub fn table_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let of = &cx.state.certificates;
    let (pages, rows) = (&of.pages, of.pages.list.rows());
    let wide = ui.available_width() >= space::TABLE;
    if wide {
        table::headings_ui(ui, &COLUMNS, END, |ui, column, cell| {
            heading(ui, cx, column, cell);
        });
    }
    if rows.is_empty() {
        return;
    }
    let list = LongList {
        id: Id::unique(("certificates", of.sort, &of.status, &of.sought)),
        rows: rows.len(),
        row_height: if wide { space::TABLE_ROW } else { space::ROW },
        max_height: space::TABLE_HEIGHT,
    };
    let mut lowest = 0;
    list.show(ui, |ui, keys, at| {
        lowest = lowest.max(at);
        let row = TableRow {
            at,
            certificate: &rows[at],
            shown,
            wide,
        };
        row.show(ui, cx, keys);
    });
    if lowest + NEAR_END >= rows.len() {
        notes::more_ui(ui, cx, pages, CertificatesIntent::More);
    }
}

struct TableRow<'a> {
    at: usize,
    certificate: &'a Certificate,
    shown: &'a DisplayedBatch,
    wide: bool,
}

impl TableRow<'_> {
    /// Draws it as one thing to press, with its menu; Tab comes to one of all of them.
    fn show(&self, ui: &mut Ui, cx: &mut ViewCx<'_>, keys: &mut RowKeys) {
        table::is_row(ui);
        // Room for the ring around what has the focus.
        let rect = ui.available_rect_before_wrap().shrink(space::RING);
        let one = self.certificate;
        let (name, facts) = (cx.l10n.certificate_name(one), facts(cx, one));
        let row = ListRow::of_tone(cx, tone(&one.status), &name, &facts);
        let (id, sense) = (Id::unique(("certificate", self.at)), Sense::click());
        let response = ui.interact(rect, id, keys.sense(self.at, sense));
        row.fill(ui, cx, &response, (Role::Button, None));
        keys.attend(ui, &response, self.at);
        if response.clicked() {
            // It has the focus again once its dialog closes.
            keys.go_to(self.at);
            cx.send(CertificatesIntent::Open(self.at));
        }
        if self.wide {
            row.paint_icon(ui, rect);
            self.show_cells(ui, cx, rect);
        } else {
            let facts = &brief_facts(cx, one);
            let room = rect.with_max_x(rect.right() - space::SQUARE);
            let wrap = Wrap::Truncate;
            ListRow { facts, wrap, ..row }.show_lines(ui, cx, response, room);
        }
        let middle = Pos2::new(rect.right() - space::SQUARE / 2.0, rect.center().y);
        let side = Rect::from_center_size(middle, Vec2::splat(space::SQUARE));
        let builder = UiBuilder::new().max_rect(side);
        let builder = builder.ui_stack_info(keys.mark(self.at));
        ui.scope_builder(builder, |ui| self.menu(ui, cx, &name));
    }

    fn show_cells(&self, ui: &Ui, cx: &ViewCx<'_>, rect: Rect) {
        for (column, cell) in table::cells(&COLUMNS, rect, END) {
            let text = column.of.cell(cx, self.certificate);
            let style = match column.label {
                TextId::FieldName => TextStyle::Body,
                _ => TextStyle::Small,
            };
            let id = Id::unique(("certificate", self.at, column.label));
            Cell::of_row(id, (style, TextColor::Text), &text).show(ui, cx, (cell, cell));
        }
    }

    fn menu(&self, ui: &mut Ui, cx: &mut ViewCx<'_>, name: &str) {
        let label = cx.l10n.more_about_this(name);
        let (one, mut copied) = (self.certificate, None);
        let button = widgets::more_menu(ui, cx.theme, &label, |ui| {
            for (label, value) in [
                (TextId::CertificateCopyReference, &one.reference_id),
                (TextId::CertificateCopyEmail, &one.email),
            ] {
                let value = value.as_ref().filter(|value| !value.is_blank());
                let copy = cx.item(ICON_CONTENT_COPY, label);
                if copy.enabled(value.is_some()).closes(ui, cx) {
                    copied = value.map(ServerText::as_str);
                }
            }
            if files_ui(ui, cx, one, self.shown, Weight::Quiet) {
                ui.close();
            }
        });
        if let Some(value) = copied {
            widgets::copy(ui, cx, button.id, value);
        }
        if let Some(told) = widgets::copied_beside(ui, cx, &button, button.id) {
            told.announce();
        }
    }
}

/// Everything in the columns beside the name, for assistive technology.
fn facts(cx: &ViewCx<'_>, one: &Certificate) -> String {
    let facts = COLUMNS[1..].iter();
    let facts = facts.filter_map(|column| column.of.said(cx, one));
    facts.collect::<Vec<String>>().join(", ")
}

/// Facts below the name, where there are no columns.
fn brief_facts(cx: &ViewCx<'_>, one: &Certificate) -> String {
    let mut facts = vec![cx.l10n.certificate_status(&one.status)];
    let known = [&one.email, &one.reference_id].into_iter().flatten();
    facts.extend(known.map(ToString::to_string));
    facts.join(" · ")
}

fn tone(status: &CertificateStatus) -> Tone {
    match status {
        CertificateStatus::Generated => Tone::Good,
        CertificateStatus::Processing => Tone::Busy,
        CertificateStatus::Failed => Tone::Bad,
        CertificateStatus::Revoked => Tone::Attention,
        CertificateStatus::Pending | CertificateStatus::Unknown(_) => Tone::Neutral,
    }
}

struct Field {
    row: &'static FieldSpec<Certificate>,
    sort: Option<SortField>,
}

const COLUMNS: [Column<Field>; 5] = [
    column(0, Some(SortField::Name)),
    column(1, Some(SortField::Email)),
    column(2, None),
    column(3, Some(SortField::Status)),
    column(4, Some(SortField::IssueDate)),
];

/// Room for the menu at the end of a row.
const END: f32 = space::SQUARE + space::SMALL;

const fn column(at: usize, sort: Option<SortField>) -> Column<Field> {
    let row = &CERTIFICATE[at];
    let width = space::CERTIFICATE_COLUMNS[at];
    Column::new(Field { row, sort }, row.label, width)
}

impl Field {
    fn cell(&self, cx: &ViewCx<'_>, of: &Certificate) -> String {
        match (self.row.sent)(of) {
            _ if self.sort == Some(SortField::Name) => cx.l10n.certificate_name(of),
            Sent::Time(Some(moment)) | Sent::Day(Some(moment)) => cx.l10n.short_day(moment),
            sent => cx.l10n.value(sent, cx.now.timestamp).into_text(),
        }
    }

    /// The cell as a part of its row read out: one of several dates needs its heading.
    fn said(&self, cx: &ViewCx<'_>, of: &Certificate) -> Option<String> {
        let cell = Some(self.cell(cx, of)).filter(|cell| !cell.is_empty())?;
        match (self.row.sent)(of) {
            Sent::Time(_) | Sent::Day(_) => {
                Some(format!("{}: {cell}", cx.l10n.text(self.row.label)))
            }
            _ => Some(cell),
        }
    }
}

fn heading(ui: &Ui, cx: &mut ViewCx<'_>, column: &Column<Field>, cell: Rect) {
    let name = cx.l10n.text(column.label);
    let sense = match column.of.sort {
        Some(_) => Sense::click(),
        None => Sense::hover(),
    };
    let order = cx.state.certificates.sort;
    let order = order.filter(|sort| Some(sort.field) == column.of.sort);
    let beside = order.map_or(0.0, |_| icon_size::MARK + space::TINY);
    let room = cell.with_max_x(cell.right() - beside);
    let heading = Cell::of_headings(Id::unique(("certificates", name)), sense, name);
    let (place, response) = heading.show(ui, cx, (cell, room));
    if let Some(sort) = order {
        let (icon, direction) = match sort.order {
            SortOrder::Ascending => (ICON_ARROW_UPWARD, SortDirection::Ascending),
            SortOrder::Descending => (ICON_ARROW_DOWNWARD, SortDirection::Descending),
        };
        let beside = vec2(icon_size::MARK / 2.0 + space::TINY, 0.0);
        let middle = place.right_center() + beside;
        widgets::paint_icon(ui, icon, middle, icon_size::MARK, cx.theme.soft);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
    }
    if let Some(field) = column.of.sort {
        if response.clicked() {
            cx.send(CertificatesIntent::Sort(Some(field)));
        }
        focus::ring(ui, cx.theme, &response);
    }
}
