//! Tables: headings above columns that line up, and cells of which all can be read.

use egui::{Id, Layout, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::list::paint_cell;
use crate::bidi;
use crate::l10n::TextId;
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::{ViewCx, widgets};

/// Part of the width of a table.
pub struct Column<T> {
    /// Contents of its cells.
    pub of: T,
    pub label: TextId,
    /// Points that it always has.
    pub least: f32,
    /// Share of the points that no column needs.
    pub share: f32,
}

impl<T> Column<T> {
    /// A column of the least width and the share that are told.
    pub const fn new(of: T, label: TextId, (least, share): (f32, f32)) -> Self {
        Self {
            of,
            label,
            least,
            share,
        }
    }
}

/// The places of a row's cells, beside the icon at its beginning, with `end` points free after them.
pub fn cells<T>(
    columns: &[Column<T>],
    row: Rect,
    end: f32,
) -> impl Iterator<Item = (&Column<T>, Rect)> {
    let mut x = row.left() + 2.0 * space::SMALL + icon_size::TEXT;
    let needed: f32 = columns.iter().map(|column| column.least).sum();
    let over = (row.right() - end - x - needed).max(0.0);
    columns.iter().map(move |column| {
        let width = column.least + over * column.share;
        let cell = row.with_min_x(x).with_max_x(x + width - space::SMALL);
        x += width;
        (column, cell)
    })
}

/// Draws the line of headings, each by `heading`.
pub fn headings_ui<T>(
    ui: &mut Ui,
    columns: &[Column<T>],
    end: f32,
    mut heading: impl FnMut(&mut Ui, &Column<T>, Rect),
) {
    let size = vec2(ui.available_width(), space::LIST_LINE);
    let (row, _) = ui.allocate_exact_size(size, Sense::hover());
    widgets::inside(ui, row, Layout::default(), |ui| {
        is_row(ui);
        for (column, cell) in cells(columns, row.shrink2(vec2(space::RING, 0.0)), end) {
            heading(ui, column, cell);
        }
    });
}

/// Makes what is drawn in it a row for assistive technology.
pub fn is_row(ui: &Ui) {
    let id = ui.unique_id();
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_role(Role::Row));
}

/// Text on one line. Where it is cut, all of it is told on hover, and always to assistive
/// technology.
pub struct Cell<'a> {
    pub id: Id,
    pub role: Role,
    pub sense: Sense,
    pub look: (TextStyle, TextColor),
    pub text: &'a str,
}

impl<'a> Cell<'a> {
    pub fn of_row(id: Id, look: (TextStyle, TextColor), text: &'a str) -> Self {
        Self {
            id,
            role: Role::Cell,
            sense: Sense::hover(),
            look,
            text,
        }
    }

    pub fn of_headings(id: Id, sense: Sense, text: &'a str) -> Self {
        Self {
            role: Role::ColumnHeader,
            sense,
            ..Self::of_row(id, (TextStyle::Small, TextColor::Muted), text)
        }
    }

    /// Draws it with its text in `room`, a part of its `cell`; the place of the text.
    pub fn show(&self, ui: &Ui, cx: &ViewCx<'_>, (cell, room): (Rect, Rect)) -> (Rect, Response) {
        let (place, is_cut) = paint_cell(ui, cx, room, self.look, self.text);
        let response = ui.interact(cell, self.id, self.sense);
        response.widget_info(|| WidgetInfo::labeled(self.role, true, self.text));
        if is_cut {
            return (place, response.on_hover_text(bidi::visual(self.text)));
        }
        (place, response)
    }
}
