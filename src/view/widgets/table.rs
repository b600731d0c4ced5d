//! Tables: headings above columns that line up, and cells of which all can be read.

use egui::{Align2, Id, Layout, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::bidi::{self, Wrap};
use crate::l10n::TextId;
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::{self, ResponseExt as _};

/// Part of a table, as wide as [`space`] tells.
pub struct Column<T> {
    pub of: T,
    pub label: TextId,
    pub width: (f32, f32),
}

impl<T> Column<T> {
    pub const fn new(of: T, label: TextId, width: (f32, f32)) -> Self {
        Self { of, label, width }
    }
}

/// The places of a row's cells, beside the icon at its beginning, with `end` points free after them.
pub fn cells<T>(
    columns: &[Column<T>],
    row: Rect,
    end: f32,
) -> impl Iterator<Item = (&Column<T>, Rect)> {
    let mut x = row.left() + 2.0 * space::SMALL + icon_size::TEXT;
    let needed: f32 = columns.iter().map(|column| column.width.0).sum();
    let over = (row.right() - end - x - needed).max(0.0);
    columns.iter().map(move |column| {
        let width = column.width.0 + over * column.width.1;
        let cell = row.with_min_x(x).with_max_x(x + width - space::SMALL);
        x += width;
        (column, cell)
    })
}

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

/// Text on one line. Where it is cut, all of it is told on hover.
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
        let style = cx
            .theme
            .label_style(self.look.0, self.look.1, Wrap::Truncate);
        let galley = bidi::galley(ui, self.text, &style, room.width());
        let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), room);
        let mut response = ui.interact(cell, self.id, self.sense);
        response.widget_info(|| WidgetInfo::labeled(self.role, true, self.text));
        if galley.elided {
            response = response.on_hover_said(cx.theme, self.text);
        }
        ui.painter().galley(place.min, galley, style.color);
        (place, response)
    }
}
