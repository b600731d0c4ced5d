//! Scrolling by keyboard, where there is text that cannot have the focus.

use egui::style::ScrollAnimation;
use egui::{Id, Key, Modifiers, Ui, Vec2};

use super::focus;
use crate::theme::space;

const PAGES: [Key; 2] = [Key::PageUp, Key::PageDown];
const ENDS: [Key; 2] = [Key::Home, Key::End];
const ARROWS: [Key; 2] = [Key::ArrowUp, Key::ArrowDown];

/// Further than anything is long; what is beyond the end is the end.
const FAR: f32 = 1.0e6;

/// Scrolls the page or the dialog that this stands at the end of. Fields keep the keys that
/// move in a text, and arrows lead from one control to the next.
pub fn page(ui: &Ui) {
    if ui.memory(|memory| !memory.allows_interaction(ui.layer_id()))
        || egui::Popup::is_any_open(ui.ctx())
    {
        return;
    }
    let room = ui.clip_rect().height();
    scroll(ui, &PAGES, room);
    if !ui.ctx().text_edit_focused() {
        scroll(ui, &ENDS, room);
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        scroll(ui, &ARROWS, room);
    }
}

/// Scrolls what is around, which shows so much at once, where this part of it has the focus.
pub fn area(ui: &Ui, id: Id, room: f32) {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    focus::own_arrows(ui, id);
    for keys in [PAGES, ENDS, ARROWS] {
        scroll(ui, &keys, room);
    }
}

/// Scrolls what is around by those of these keys that were pressed.
fn scroll(ui: &Ui, keys: &[Key], room: f32) {
    let page = (room - space::ROW).max(space::ROW);
    let pressed = |key: &&Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, **key));
    let by: f32 = keys
        .iter()
        .filter(pressed)
        .map(|key| match key {
            Key::Home => -FAR,
            Key::PageUp => -page,
            Key::ArrowUp => -space::ROW,
            Key::ArrowDown => space::ROW,
            Key::PageDown => page,
            _ => FAR,
        })
        .sum();
    if by != 0.0 {
        ui.scroll_with_delta_animation(Vec2::new(0.0, -by), ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}
