//! Scrolling by keyboard, where there is text that cannot have the focus.

use egui::style::ScrollAnimation;
use egui::{EventFilter, Id, Key, Modifiers, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};

use super::focus;
use crate::theme::{Theme, space};

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

/// Rows of text that Tab comes to as a whole.
pub struct TextArea<'a> {
    pub role: Role,
    /// Its name for assistive technology.
    pub name: &'a str,
}

impl TextArea<'_> {
    /// Draws what `add` draws, with a ring around it where it has the focus. Inside what scrolls,
    /// the keys are to be read once.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui, AreaKeys)) {
        let builder = UiBuilder::new().sense(Sense::focusable_noninteractive());
        let drawn = ui.scope_builder(builder, |ui| {
            let id = ui.unique_id();
            ui.ctx()
                .accesskit_node_builder(id, |node| node.set_role(self.role));
            add(ui, AreaKeys(id));
        });
        let info = || WidgetInfo::labeled(self.role, true, self.name);
        drawn.response.widget_info(info);
        focus::ring(ui, theme, &drawn.response);
    }
}

/// The keys of such rows.
#[derive(Clone, Copy)]
pub struct AreaKeys(Id);

impl AreaKeys {
    /// Scrolls what is around, which shows so much at once, where these rows have the focus.
    pub fn read(self, ui: &Ui, room: f32) {
        if !ui.memory(|memory| memory.has_focus(self.0)) {
            return;
        }
        let own = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.0, own));
        for keys in [PAGES, ENDS, ARROWS] {
            scroll(ui, &keys, room);
        }
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
