//! The focus comes to a dialog that opens, and goes back to where it was.

use egui::{Id, Response, Ui};
use egui_material_icons::icons::ICON_CLOSE;

use crate::l10n::TextId;
use crate::view::ViewCx;
use crate::view::widgets;

/// A dialog that got the focus, and its holder before.
#[derive(Clone, Copy)]
struct Opened {
    before: Option<Id>,
    has_focus: Option<Id>,
}

fn key() -> Id {
    Id::unique("open dialog")
}

/// The button that closes the dialog around it, and has the focus first. True when pressed.
pub fn close_button(ui: &mut Ui, cx: &ViewCx<'_>) -> bool {
    let close = widgets::icon_button(ui, cx, ICON_CLOSE, TextId::Close);
    come(ui, cx, &close);
    close.clicked()
}

/// Gives the focus to this part of a dialog that opens, so that a screen reader tells of it.
pub fn come(ui: &Ui, cx: &ViewCx<'_>, first: &Response) {
    let dialog = ui.layer_id().id;
    let kept = ui.data(|data| data.get_temp::<Opened>(key()));
    let mut opened = kept.unwrap_or_else(|| Opened {
        before: ui.memory(egui::Memory::focused),
        has_focus: None,
    });
    if cx.focus.is_some() {
        // The state's own wish goes first.
        opened.has_focus = Some(dialog);
    } else if opened.has_focus != Some(dialog) && !ui.is_sizing_pass() {
        // Only what is seen can have it.
        opened.has_focus = Some(dialog);
        first.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(key(), opened));
}

/// No dialog is open any more.
pub fn give_back(ui: &Ui, cx: &ViewCx<'_>) {
    let opened = ui.data_mut(|data| {
        let opened = data.get_temp::<Opened>(key());
        data.remove::<Opened>(key());
        opened
    });
    let before = opened.and_then(|opened| opened.before);
    if let (Some(id), None) = (before, cx.focus)
        && ui.ctx().read_response(id).is_some()
    {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}
