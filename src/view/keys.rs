//! The keys that work everywhere in the window.

use egui::{Event, Key, Modifiers, Ui};

use super::Pane;
use crate::state::{Intent, Overlay, Phase, Screen, TextSizeStep};

/// Reads the keys that belong to the window, before any control sees them.
pub fn read(ui: &Ui, pane: &mut Pane<'_>) {
    let typing = ui.ctx().memory(|memory| memory.focused().is_some());
    let text_focus = ui.ctx().text_edit_focused();
    let on_batch = pane.state.screen() == Screen::Batch;
    text_size(ui, pane);
    if pressed(ui, (Modifiers::NONE, Key::F1)) {
        pane.wish(Intent::Open(Overlay::Shortcuts));
    }
    // An open menu takes the key for itself.
    if !egui::Popup::is_any_open(ui.ctx()) && pressed(ui, (Modifiers::NONE, Key::Escape)) {
        escape(pane);
    }
    if !on_batch {
        return;
    }
    if pressed(ui, (Modifiers::COMMAND, Key::L)) {
        pane.wish(Intent::CloseOverlay);
        pane.wish(Intent::ChangeId);
    }
    if pressed(ui, (Modifiers::COMMAND, Key::R)) || pressed(ui, (Modifiers::NONE, Key::F5)) {
        pane.wish(Intent::Refresh);
    }
    if !(typing && text_focus)
        && let Some(text) = pasted(ui)
    {
        pane.wish(Intent::PasteAnywhere(text));
    }
}

fn pressed(ui: &Ui, (modifiers, key): (Modifiers, Key)) -> bool {
    ui.ctx()
        .input_mut(|input| input.consume_key(modifiers, key))
}

fn pasted(ui: &Ui) -> Option<String> {
    ui.ctx().input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Paste(text) => Some(text.clone()),
            _ => None,
        })
    })
}

/// Closes what is open, or ends what is under way; one thing at a time.
fn escape(pane: &mut Pane<'_>) {
    if pane.state.window.overlay.is_some() || pane.state.window.fault.is_some() {
        pane.wish(Intent::CloseOverlay);
    } else if matches!(pane.state.lookup.phase, Phase::Loading { .. }) {
        pane.wish(Intent::Cancel);
    } else if pane.state.form.is_some() && pane.state.token.usable().is_some() {
        pane.wish(Intent::CloseTokenForm);
    }
}

fn text_size(ui: &Ui, pane: &mut Pane<'_>) {
    let steps = [
        (Key::Plus, TextSizeStep::Larger),
        (Key::Equals, TextSizeStep::Larger),
        (Key::Minus, TextSizeStep::Smaller),
        (Key::Num0, TextSizeStep::Reset),
    ];
    let enlarged = pane.state.window.overlay == Some(Overlay::Picture);
    for (key, step) in steps {
        if !enlarged && pressed(ui, (Modifiers::COMMAND, key)) {
            pane.wish(Intent::ChangeTextSize(step));
        }
    }
}
