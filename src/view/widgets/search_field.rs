//! A field to search with.

use egui::{Response, TextEdit, Ui};

use super::{Said, focus};
use crate::theme::space;
use crate::view::ViewCx;

/// A field of one line to search with; `name` is what it says while it is empty.
pub fn search_field_ui<'a>(
    ui: &mut Ui,
    cx: &ViewCx<'a>,
    name: impl Said<'a>,
    width: f32,
    text: &mut String,
) -> Response {
    let name = name.said(cx.l10n);
    let edit = TextEdit::singleline(text)
        .hint_text(name)
        .margin(space::SEARCH_MARGIN)
        .desired_width(width);
    let response = ui.add(edit).accessible_name(name);
    focus::ring(ui, cx.theme, &response);
    response
}
