//! The keys that work everywhere in the window.

use std::path::PathBuf;

use egui::{Event, Key, Modifiers, Ui};

use super::accounts::KEYS;
use super::{ViewCx, top_bar};
use crate::domain::batch_id::gist;
use crate::state::{
    AccountsIntent, BrowseIntent, IdFieldIntent, LookupIntent, Overlay, Screen, Setting,
    TextSizeStep, TokenIntent, WindowIntent,
};

/// Past the last control Tab comes to the first one in this very frame: egui leaves a frame
/// without focus in between, and a screen reader would read out the window.
pub fn go_round(ui: &Ui) {
    if ui.input(|input| input.key_pressed(Key::Tab))
        && ui.memory(|memory| memory.focused().is_none())
    {
        ui.ctx().request_discard("Tab goes round");
    }
}

/// Reads the keys that belong to the window, before any control sees them.
pub fn read(ui: &Ui, cx: &mut ViewCx<'_>) {
    shorten_pastes(ui);
    let text_focus = ui.ctx().text_edit_focused();
    let on_batch = cx.state.screen() == Screen::Batch;
    text_size(ui, cx);
    if pressed(ui, Modifiers::NONE, Key::F1) {
        cx.send(WindowIntent::Open(Overlay::Shortcuts));
    }
    accounts(ui, cx);
    // An open menu takes the key for itself.
    if !egui::Popup::is_any_open(ui.ctx()) && pressed(ui, Modifiers::NONE, Key::Escape) {
        escape(cx);
    }
    if !on_batch {
        return;
    }
    if pressed(ui, Modifiers::COMMAND, Key::L) {
        if is_something_open(cx) {
            cx.send(WindowIntent::CloseOverlay);
            cx.send(IdFieldIntent::Focus);
        } else {
            top_bar::lead_to_field(ui, cx);
        }
    }
    if !is_something_open(cx) {
        page(ui, cx);
    }
    let pasted = |event: &Event| match event {
        Event::Paste(text) => Some(text.clone()),
        _ => None,
    };
    if !text_focus && let Some(text) = first(ui, pasted) {
        cx.send(IdFieldIntent::Paste(text));
    }
    if let Some(path) = dropped(ui) {
        cx.send(IdFieldIntent::DropFile(path));
    }
}

/// Goes back, or asks again.
fn page(ui: &Ui, cx: &mut ViewCx<'_>) {
    // There Option moves by a word.
    let is_of_field = ui.ctx().os().is_mac() && ui.ctx().text_edit_focused();
    let shows_list = cx.state.shows_list();
    if !shows_list && !is_of_field && pressed(ui, Modifiers::ALT, Key::ArrowLeft) {
        cx.send(LookupIntent::Back);
    }
    if pressed(ui, Modifiers::COMMAND, Key::R) || pressed(ui, Modifiers::NONE, Key::F5) {
        if shows_list {
            cx.send(BrowseIntent::Refresh);
        } else {
            cx.send(LookupIntent::Refresh);
        }
    }
}

/// Takes the selection that was pasted with the middle button, where the pointer was over no
/// field: a field would have reported its new text.
pub fn read_what_no_field_took(ui: &Ui, cx: &mut ViewCx<'_>) {
    let selection = |event: &Event| match event {
        Event::MiddleClickPaste { text, .. } => Some(text.clone()),
        _ => None,
    };
    if let Some(text) = first(ui, selection)
        && cx.state.screen() == Screen::Batch
        && cx.intents.is_empty()
    {
        cx.send(IdFieldIntent::Paste(text));
    }
}

fn pressed(ui: &Ui, modifiers: Modifiers, wanted: Key) -> bool {
    let is_it = |event: &mut Event| match *event {
        Event::Key {
            key,
            pressed: true,
            modifiers: held,
            ..
        } => {
            // Windows writes letters with Ctrl and Alt, as with AltGr.
            let is_meant = held.alt == modifiers.alt && held.matches_logically(modifiers);
            key == wanted && is_meant
        }
        _ => false,
    };
    ui.ctx()
        .input_mut(|input| input.events.extract_if(.., is_it).count() > 0)
}

/// Laying out a megabyte in a field would hold the window up for seconds, in
/// every frame anew.
fn shorten_pastes(ui: &Ui) {
    ui.ctx().input_mut(|input| {
        for event in &mut input.events {
            if let Event::Paste(text) | Event::MiddleClickPaste { text, .. } = event
                && let Some(gist) = gist(text)
            {
                *text = gist;
            }
        }
    });
}

fn first(ui: &Ui, text: impl Fn(&Event) -> Option<String>) -> Option<String> {
    ui.ctx().input(|input| input.events.iter().find_map(text))
}

fn dropped(ui: &Ui) -> Option<PathBuf> {
    ui.ctx().input(|input| {
        let file = input.raw.dropped_files.first()?;
        Some(file.path().to_owned())
    })
}

fn is_something_open(cx: &ViewCx<'_>) -> bool {
    let window = &cx.state.window;
    cx.state.is_closing() || window.overlay.is_some() || window.error_dialog.is_some()
}

/// Closes what is open, or ends what is under way; one thing at a time.
fn escape(cx: &mut ViewCx<'_>) {
    if is_something_open(cx) {
        cx.send(WindowIntent::CloseOverlay);
    } else if cx.state.lookup.remote.is_loading() {
        cx.send(LookupIntent::Cancel);
    } else if cx.state.session.form().is_some() && cx.state.session.token().is_some() {
        cx.send(TokenIntent::CloseForm);
    } else if cx.state.lookup.failed().is_some() {
        cx.send(LookupIntent::Cancel);
    }
}

/// Goes to one of the first nine accounts.
fn accounts(ui: &Ui, cx: &mut ViewCx<'_>) {
    if !cx.state.accounts.are_several() {
        return;
    }
    for (place, key) in KEYS.into_iter().enumerate() {
        if pressed(ui, Modifiers::COMMAND, key) {
            cx.send(AccountsIntent::SwitchToPlace(place));
        }
    }
}

fn text_size(ui: &Ui, cx: &mut ViewCx<'_>) {
    let steps = [
        (Key::Plus, TextSizeStep::Larger),
        (Key::Equals, TextSizeStep::Larger),
        (Key::Minus, TextSizeStep::Smaller),
        (Key::Num0, TextSizeStep::Reset),
    ];
    if cx.state.window.overlay == Some(Overlay::Picture) {
        return;
    }
    for (key, step) in steps {
        if pressed(ui, Modifiers::COMMAND, key) {
            cx.send(WindowIntent::Set(Setting::TextSize(step)));
        }
    }
}
