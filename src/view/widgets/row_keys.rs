//! Keyboard navigation in a list of rows: Tab enters it, the arrow keys move in it.

use egui::{EventFilter, Id, Key, Modifiers, Response, Ui};

/// As many rows are passed over page by page.
const PAGE: usize = 10;

/// The keyboard's row.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowKeys {
    /// The row that Tab comes to.
    pub current: usize,
    /// The row that is to get the focus as soon as it is drawn.
    pub wanted: Option<usize>,
    rows: usize,
    /// True in a dialog that a row opened.
    is_away: bool,
}

impl RowKeys {
    pub fn of(ui: &Ui, id: Id, rows: usize) -> Self {
        let kept: Self = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let last = rows.saturating_sub(1);
        Self {
            current: kept.current.min(last),
            wanted: kept.wanted.map(|row| row.min(last)),
            rows,
            is_away: kept.is_away,
        }
    }

    /// It is in a dialog that a row opened.
    pub fn leave(&mut self) {
        self.is_away = true;
    }

    /// It comes back to its row from a dialog, where it was in one.
    pub fn come_back(&mut self) {
        if std::mem::take(&mut self.is_away) {
            self.wanted = Some(self.current);
        }
    }

    /// Keeps it for the next frame, and has that drawn while a row is waited for.
    pub fn keep(self, ui: &Ui, id: Id) {
        if self.wanted.is_some() {
            ui.ctx().request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(id, self));
    }

    /// Gives a row the focus where it is to get it; reads the keys where it has it.
    pub fn attend(&mut self, ui: &Ui, row: &Response, at: usize) {
        if self.wanted == Some(at) {
            row.request_focus();
            self.wanted = None;
        }
        if row.has_focus() {
            self.read(ui, row.id, at);
        }
    }

    /// Takes the keys that lead from the row that has the focus to another one.
    fn read(&mut self, ui: &Ui, row: Id, at: usize) {
        let own = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row, own));
        let last = self.rows.saturating_sub(1);
        let to = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            if pressed(Key::ArrowDown) {
                Some(at + 1)
            } else if pressed(Key::ArrowUp) {
                Some(at.saturating_sub(1))
            } else if pressed(Key::PageDown) {
                Some(at + PAGE)
            } else if pressed(Key::PageUp) {
                Some(at.saturating_sub(PAGE))
            } else if pressed(Key::Home) {
                Some(0)
            } else if pressed(Key::End) {
                Some(last)
            } else {
                None
            }
        });
        if let Some(to) = to.map(|to| to.min(last)) {
            self.current = to;
            self.wanted = Some(to);
        }
    }
}
