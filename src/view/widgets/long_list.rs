//! Rows of one height that scroll by themselves; only those in sight are laid out, so that
//! thousands scroll as fast as ten.

use egui::{Align, Layout, Ui};
use egui_extras::{Column, TableBuilder};

/// A list of rows of one height.
pub struct LongList {
    pub id: &'static str,
    pub row_height: f32,
    pub max_height: f32,
    pub rows: usize,
    /// The row that is to be in sight.
    pub scroll_to: Option<usize>,
}

impl LongList {
    /// Draws the rows that are in sight.
    pub fn show(&self, ui: &mut Ui, row_ui: impl FnMut(&mut Ui, usize)) {
        ui.scope(|ui| self.rows(ui, row_ui));
    }

    fn rows(&self, ui: &mut Ui, mut row_ui: impl FnMut(&mut Ui, usize)) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = self.top_of(self.rows).min(self.max_height);
        let mut table = TableBuilder::new(ui)
            .id_salt(self.id)
            // Cut at the edge, or it would never get narrower with the window.
            .column(Column::remainder().clip(true))
            .cell_layout(Layout::top_down(Align::Min))
            .min_scrolled_height(height)
            .max_scroll_height(height)
            .auto_shrink([false, true])
            .animate_scrolling(false);
        if let Some(row) = self.scroll_to {
            table = table.scroll_to_row(row, None);
        }
        let mut drawn_from = None;
        let drawn = table.body(|body| {
            body.rows(self.row_height, self.rows, |mut row| {
                row.set_overline(true);
                let at = row.index();
                let (rect, _) = row.col(|ui| {
                    row_ui(ui, at);
                });
                drawn_from.get_or_insert(self.top_of(at) - rect.top());
            });
        });
        // Scrolled beyond its end, as when it got shorter, it was drawn where nothing is.
        let room = drawn.inner_rect;
        let furthest = (self.top_of(self.rows) - room.height()).max(0.0);
        let is_beyond = drawn_from.is_none_or(|from: f32| room.top() + from > furthest + 1.0);
        if is_beyond && ui.is_rect_visible(room) {
            ui.ctx().request_discard("the list ends before");
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "more rows than that do not fit")]
    fn top_of(&self, row: usize) -> f32 {
        row as f32 * self.row_height
    }
}
