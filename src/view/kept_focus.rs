//! The focus, where egui lets go of it: after Escape, and when a menu closes.

use egui::{Id, Key, Popup, Ui};

#[derive(Clone, Copy, Default)]
struct Kept {
    now: Option<Id>,
    menu: Option<Menu>,
}

/// A menu that is open, and what had the focus then.
#[derive(Clone, Copy)]
struct Menu {
    opener: Option<Id>,
}

/// Gives it back, so that a person stays where they were: before anything is drawn, and once more
/// when all is.
pub fn keep(ui: &Ui) {
    let key = Id::unique("kept focus");
    let mut kept: Kept = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    let mut focused = ui.memory(egui::Memory::focused);
    if Popup::is_any_open(ui.ctx()) {
        kept.menu.get_or_insert(Menu { opener: focused });
    } else {
        let menu = kept.menu.take();
        if menu.is_some() && focused == kept.now {
            // It is gone with the menu.
            focused = None;
        }
        // The key itself may be taken already.
        let escaped = ui.input(|input| input.key_down(Key::Escape));
        let lost = match menu {
            Some(Menu { opener }) => opener,
            None => kept.now.filter(|_| escaped),
        };
        let is_drawn = |id: &Id| ui.ctx().read_response(*id).is_some();
        if let (None, Some(id)) = (focused, lost.filter(is_drawn)) {
            ui.memory_mut(|memory| memory.request_focus(id));
            focused = Some(id);
        }
    }
    kept.now = focused;
    ui.data_mut(|data| data.insert_temp(key, kept));
}
